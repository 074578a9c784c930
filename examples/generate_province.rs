//! Writes a content folder with N communes, to measure what a province costs:
//! `cargo run --release --example generate_province -- THƯ_MỤC 3500`, then `kehoach --content THƯ_MỤC build`.
//!
//! The plan is that of 2025 from `content/`; only the communes are invented.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(count)) = (arguments.next(), arguments.next().and_then(|n| n.parse().ok()))
    else {
        return Err(io::Error::other("cách dùng: generate_province THƯ_MỤC SỐ_XÃ"));
    };
    generate(Path::new(&folder), count)
}

fn generate(folder: &Path, count: usize) -> io::Result<()> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    std::fs::create_dir_all(folder.join("co-quan"))?;
    std::fs::create_dir_all(folder.join("2025"))?;
    for file in ["tinh.yaml", "nhom.yaml", "2025/ke-hoach-tinh.yaml"] {
        std::fs::copy(content.join(file), folder.join(file))?;
    }
    for entry in std::fs::read_dir(content.join("co-quan"))? {
        let entry = entry?;
        if entry.file_name() != "xa-phuong.yaml" {
            std::fs::copy(entry.path(), folder.join("co-quan").join(entry.file_name()))?;
        }
    }
    std::fs::write(folder.join("co-quan/xa-phuong.yaml"), communes(count))
}

fn communes(count: usize) -> String {
    let mut text = String::from(
        "loai: co_quan\nmac_dinh: {phan_loai: ubnd_xa, ky_hieu: UBND, cap_truong: Chủ tịch, cap_pho: Phó Chủ tịch, \
         tap_the: true, tu_ngay: 01/7/2025}\ndanh_sach:\n",
    );
    for number in 1..=count {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "  - {{ma: ubnd-xa-so-{number}, ten: UBND xã Số {number}, dia_danh: Số {number}, dia_ban: xã Số {number}}}"
        );
    }
    text
}

//! Writes a content folder with N communes, to measure what a province costs:
//! `cargo run --release --example generate_province -- THƯ_MỤC 3500`, then `kehoach --content THƯ_MỤC build`.
//! A third number adds so many tasks to the plan: `… THƯ_MỤC 10 10000`.
//!
//! The plan is that of 2025 from `content/`; only the communes and the further tasks are invented.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

const PLAN: &str = "2025/ke-hoach-tinh.yaml";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok());
    let (Some(folder), Some(communes)) = (arguments.first(), number(1)) else {
        return Err(io::Error::other("cách dùng: generate_province THƯ_MỤC SỐ_XÃ [SỐ_NHIỆM_VỤ_THÊM]"));
    };
    generate(Path::new(folder), &Size { communes, tasks: number(2).unwrap_or(0) })
}

/// How large the province is to be.
pub struct Size {
    pub communes: usize,
    /// Tasks of every commune beside those of the plan.
    pub tasks: usize,
}

/// Writes the folder.
///
/// # Errors
/// A file that cannot be read or written.
pub fn generate(folder: &Path, size: &Size) -> io::Result<()> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    std::fs::create_dir_all(folder.join("co-quan"))?;
    std::fs::create_dir_all(folder.join("2025"))?;
    for file in ["tinh.yaml", "nhom.yaml"] {
        std::fs::copy(content.join(file), folder.join(file))?;
    }
    let plan = std::fs::read_to_string(content.join(PLAN))?;
    std::fs::write(folder.join(PLAN), with_tasks(&plan, size.tasks)?)?;
    let left_out = "xa-phuong.yaml";
    for entry in std::fs::read_dir(content.join("co-quan"))? {
        let entry = entry?;
        if entry.file_name() != left_out {
            let text = std::fs::read_to_string(entry.path())?;
            std::fs::write(folder.join("co-quan").join(entry.file_name()), without_successors(&text))?;
        }
    }
    std::fs::write(folder.join("co-quan").join(left_out), communes(size.communes))
}

/// Without the communes that took over from a district: they are left out here.
fn without_successors(text: &str) -> String {
    let commune = |line: &str| line.starts_with("- ubnd-xa-") || line.starts_with("- ubnd-phuong-");
    let kept = text.lines().filter(|line| {
        let line = line.trim();
        line != "ke_thua:" && !commune(line)
    });
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// The plan with one more index, whose tasks are all communes'.
fn with_tasks(plan: &str, count: usize) -> io::Result<String> {
    const LAST: &str = "  - tieu_de: Tổ chức thực hiện";
    if count == 0 {
        return Ok(plan.to_owned());
    }
    let Some((before, after)) = plan.split_once(LAST) else {
        return Err(io::Error::other(format!("{PLAN} không còn mục “Tổ chức thực hiện”")));
    };
    let mut text = format!(
        "{before}      - ten: Việc thêm để đo\n        giao:\n          - chu_tri: [ubnd-cac-xa-phuong]\n            nhiem_vu:\n"
    );
    for number in 1..=count {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "              - {{noi_dung: Rà soát thủ tục hành chính số {number} và công khai kết quả rà soát tại bộ phận một cửa., thoi_han: hằng quý}}"
        );
    }
    Ok(text + LAST + after)
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

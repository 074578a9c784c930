//! Chosen pages as positioned items: what stands where, in millimetres and points. A change in layout
//! shows as a readable difference; `KEHOACH_BLESS=1 cargo test --test decree pages` accepts it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use kehoach::app::OpenYear;
use kehoach::app::report::{self, Wanted};
use kehoach::document::Document;
use kehoach::render::font::FontSet;
use kehoach::render::layout::{Layout, lay_out};

use crate::marks::marked;
use crate::samples::{every, inputs};

/// Document, the page from its first or (negative) from its last one, and what it is an example of.
const CHOSEN: [(&str, isize, &str); 9] = [
    ("kh-175-2025/ke-hoach", 1, "kế hoạch của tỉnh, trang đầu"),
    ("kh-175-2025/ke-hoach", 17, "phụ lục ngang, trang đầu"),
    ("kh-175-2025/ke-hoach", 18, "bảng sang trang, dòng đầu bảng lặp lại"),
    ("kh-158-2024/so-ke-hoach-va-dau-tu", 1, "sở, đã ban hành"),
    ("kh-175-2025/bql-khu-kinh-te-cua-khau-dong-dang-lang-son", 1, "tên cơ quan dài"),
    ("kh-2026/ke-hoach", 10, "chữ ký, nơi nhận"),
    ("kh-2026/ubnd-xa-hoang-van-thu", 1, "xã, dự thảo"),
    ("kh-2026/ubnd-xa-hoang-van-thu", -1, "bảng phân công, trang cuối"),
    ("kh-thu/so-tai-chinh", 1, "dấu khẩn, dự thảo, lưu hành"),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/trang")
}

fn document(name: &str) -> &'static Document {
    let all = every().iter().chain(marked());
    &all.into_iter().find(|sample| sample.name == name).unwrap_or_else(|| panic!("no {name}")).document
}

fn page(layout: &Layout, number: isize) -> (usize, String) {
    let count = layout.pages.len();
    let at = if number > 0 { number as usize } else { count - number.unsigned_abs() + 1 };
    (at, layout.pages[at - 1].dump(at, &layout.tree))
}

/// The report on the plans of 2025 as of a day, with what the repository's own content knows.
fn report() -> Document {
    let inputs = inputs();
    let open = OpenYear::of(&inputs, Some(2025)).unwrap_or_else(|why| panic!("{why:?}"));
    let day = jiff::civil::date(2025, 9, 30);
    let nowhere = std::path::Path::new("không-có");
    let made = report::make(&open, Wanted { day, plans: &[], agency: None, out: nowhere });
    made.unwrap_or_else(|findings| panic!("{findings:#?}")).document
}

/// The chosen pages with their file names; the last is an annex by itself.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for (name, number, what) in CHOSEN {
        let (at, dump) = page(&lay_out(&document(name).whole(), FontSet::bundled()), number);
        pages.push((format!("{}.{at}.txt", name.replace('/', ".")), format!("{what}\n{dump}")));
    }
    let report = report();
    let laid_out = lay_out(&report.whole(), FontSet::bundled());
    for number in [1, 2] {
        let (at, dump) = page(&laid_out, number);
        pages.push((format!("kh-175-2025.bao-cao.{at}.txt"), format!("báo cáo có biểu đồ, dự thảo\n{dump}")));
    }
    let apart = Document { annexes_apart: true, ..document("kh-175-2025/ke-hoach").clone() };
    let annex = &apart.papers()[1];
    let (at, dump) = page(&lay_out(annex, FontSet::bundled()), 1);
    pages.push((format!("kh-175-2025.ke-hoach{}.{at}.txt", annex.suffix), format!("phụ lục riêng\n{dump}")));
    pages
}

/// The lines between what both begin with and what both end with.
fn difference(was: &str, is: &str) -> String {
    let (was, is): (Vec<&str>, Vec<&str>) = (was.lines().collect(), is.lines().collect());
    let same = was.iter().zip(&is).take_while(|(one, other)| one == other).count();
    let tail = was[same..].iter().rev().zip(is[same..].iter().rev());
    let tail = tail.take_while(|(one, other)| one == other).count();
    let shown = |lines: &[&str], mark: &str| -> String {
        lines.iter().take(12).map(|line| format!("{mark}{line}\n")).collect()
    };
    format!(
        "line {}:\n{}{}",
        same + 1,
        shown(&was[same..was.len() - tail], "- "),
        shown(&is[same..is.len() - tail], "+ ")
    )
}

#[test]
fn the_chosen_pages_are_as_they_were() {
    let pages = pages();
    if std::env::var_os("KEHOACH_BLESS").is_some() {
        for (name, dump) in &pages {
            std::fs::write(folder().join(name), dump).expect("the golden page is written");
        }
        return;
    }
    let mut faults = Vec::new();
    for (name, dump) in &pages {
        match std::fs::read_to_string(folder().join(name)) {
            Ok(golden) if golden == *dump => {}
            Ok(golden) => faults.push(format!("{name}, {}", difference(&golden, dump))),
            Err(_) => faults.push(format!("{name} is missing")),
        }
    }
    assert!(faults.is_empty(), "KEHOACH_BLESS=1 accepts the new pages\n{}", faults.join("\n"));
}

#[test]
fn every_golden_page_is_compared() {
    let compared: BTreeSet<String> = pages().into_iter().map(|(name, _)| name).collect();
    let stored = std::fs::read_dir(folder())
        .expect("the golden pages")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
    let unused: Vec<String> = stored.filter(|name| !compared.contains(name)).collect();
    assert!(unused.is_empty(), "nothing is compared with {unused:?}");
}

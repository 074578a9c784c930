//! MARK: what stands on a document only when it is asked for, from content to both formats.

use std::sync::OnceLock;

use kehoach::diagnostic::Diagnostic;
use kehoach::document::Face;
use kehoach::official::DraftMark;
use kehoach::render::layout::Item;

use crate::fixture::{changed, errors_with, folder, load};
use crate::paper::{right_edge, starting};
use crate::same_text::first_difference;
use crate::samples::{Sample, documents, every, hold_in};
use crate::word::{Block, Table};

/// The documents of the fixture: an issued plan and three drafts with every mark.
pub fn marked() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let inputs = load(&folder());
        let faults: Vec<_> = inputs.loaded.findings.iter().collect();
        assert!(!kehoach::diagnostic::has_errors(&inputs.loaded.findings), "{faults:#?}");
        documents(&inputs).into_iter().map(Sample::of).collect()
    })
}

fn of(name: &str) -> &'static Sample {
    marked().iter().find(|sample| sample.name == name).unwrap_or_else(|| panic!("no {name}"))
}

/// The table that stands inside the head: the box of the urgency mark.
fn urgency_table(sample: &Sample) -> Option<&Table> {
    let head = sample.word.tables().next()?;
    let mut blocks = head.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
    blocks.find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    })
}

#[test]
fn mark_01_the_urgency_mark_is_red_bold_boxed_in_its_legal_size_under_the_number() {
    let wanted = [
        ("kh-thu/ke-hoach", "KHẨN", 20.0),
        ("kh-thu/so-tai-chinh", "THƯỢNG KHẨN", 40.0),
        ("kh-thu/so-noi-vu", "HỎA TỐC", 30.0),
    ];
    for (name, words, width) in wanted {
        let sample = of(name);
        let table = urgency_table(sample).unwrap_or_else(|| panic!("{name}: no box in the DOCX"));
        let millimetres = |twips: i32| f64::from(twips) * 25.4 / 1440.0;
        assert!((millimetres(table.grid[0]) - width).abs() < 0.1, "{name}: {} twips", table.grid[0]);
        let height = table.rows[0].height.map(millimetres);
        assert!(height.is_some_and(|height| (height - 8.0).abs() < 0.1), "{name}: {height:?} mm high");
        let text = sample.word.styled("ND30_DoKhan")[0];
        assert_eq!(text.text(), words);
        let run = &text.runs[0];
        assert!(run.bold() && !run.italic() && (13.0..=14.0).contains(&run.size()), "{name}");
        assert_eq!(run.properties.get("color/val").map(String::as_str), Some("ED1C24"));

        let (page, run) = starting(&sample.layout, words).unwrap_or_else(|| panic!("{name}: not in the PDF"));
        assert_eq!((page, run.face, run.colour), (0, Face::BOLD, (0xED, 0x1C, 0x24)));
        let (_, number) = starting(&sample.layout, "Số:").expect("a number");
        assert!(run.y > number.y && right_edge(run).to_mm() < 105.0, "{name}: not under ô 3 on the left");
        let boxes: Vec<(f64, f64)> = sample.layout.pages[0]
            .items
            .iter()
            .filter_map(|placed| match &placed.item {
                Item::Box { y, width, height, .. } if *y > number.y => Some((width.to_mm(), height.to_mm())),
                _ => None,
            })
            .collect();
        let [(wide, high)] = boxes[..] else { panic!("{name}: {} boxes", boxes.len()) };
        assert!((wide - width).abs() < 0.1 && (high - 8.0).abs() < 0.1, "{name}: {wide} × {high} mm");
    }
}

#[test]
fn the_circulation_mark_stands_boxed_at_the_top_right_above_the_nation_line() {
    for (name, words) in
        [("kh-thu/so-tai-chinh", "LƯU HÀNH NỘI BỘ"), ("kh-thu/so-noi-vu", "XEM XONG TRẢ LẠI")]
    {
        let sample = of(name);
        let mark = sample.word.styled("ND30_LuuHanh")[0];
        assert_eq!(mark.text(), words);
        assert!(mark.runs[0].bold() && (13.0..=14.0).contains(&mark.runs[0].size()));
        for side in ["top", "left", "bottom", "right"] {
            let line = mark.properties.get(&format!("pBdr/{side}/val")).map(String::as_str);
            assert_eq!(line, Some("single"), "{name}: {side}");
        }
        let rows = &sample.word.tables().next().expect("a head").rows;
        assert!(rows[0].cells[1].blocks.iter().any(|block| match block {
            Block::Paragraph(paragraph) => paragraph.style == "ND30_LuuHanh",
            Block::Table(_) => false,
        }));
        let (_, run) = starting(&sample.layout, words).expect("in the PDF");
        let (_, nation) = starting(&sample.layout, "CỘNG HÒA").expect("the nation line");
        assert!(run.y < nation.y && run.x.to_mm() > 97.0, "{name}: not above ô 1");
    }
}

#[test]
fn mark_03_the_draft_mark_stands_under_the_number_and_only_on_drafts() {
    for (name, words) in [("kh-thu/so-tai-chinh", "DỰ THẢO (lần 2)"), ("kh-thu/so-noi-vu", "DỰ THẢO")]
    {
        let sample = of(name);
        let mark = sample.word.styled("ND30_DuThao")[0];
        assert_eq!((mark.text().as_str(), mark.controls.len()), (words, 0), "nothing to fill in");
        assert!(mark.runs[0].bold());
        let (_, run) = starting(&sample.layout, words).expect("in the PDF");
        let (_, number) = starting(&sample.layout, "Số:").expect("a number");
        assert!(run.y > number.y && right_edge(run).to_mm() < 97.0, "{name}");
    }
    assert!(of("kh-thu/so-xay-dung").word.styled("ND30_DuThao").is_empty(), "nobody asked for it");
    for sample in every().iter().chain(marked()).filter(|sample| sample.issued()) {
        assert!(sample.word.styled("ND30_DuThao").is_empty(), "{}", sample.name);
    }
    let issued =
        |mark| errors_with("ke-hoach.yaml", "{khan: khan", &format!("{{du_thao: {mark}, khan: khan"));
    let errors = issued("có");
    assert!(errors.iter().any(|error| error.starts_with("KH116")), "{errors:?}");
    assert_eq!(issued("không"), [""; 0], "it says that there is none");
}

#[test]
fn mark_03_of_the_draft_says_yes_no_or_which_draft_it_is() {
    let said = |mark: &str| {
        let content = changed("co-quan-rieng/so-noi-vu.yaml", "du_thao: có", &format!("du_thao: {mark}"));
        let loaded = load(content.path()).loaded;
        let parts = loaded.province.expect("a province").overlays;
        let part = parts.into_iter().find(|part| part.agency.as_str() == "so-noi-vu").expect("its part");
        let errors = loaded.findings.into_iter().filter(Diagnostic::is_error);
        (part.stated.marks.draft, errors.map(|error| error.message).collect::<Vec<_>>())
    };
    let none = Vec::<String>::new;
    for yes in ["Có", "true", "\"có\""] {
        assert_eq!(said(yes), (Some(DraftMark::Plain), none()), "{yes}");
    }
    for no in ["không", "Không", "false"] {
        assert_eq!(said(no), (None, none()), "{no}");
    }
    for round in ["lần 2", "(lần 2)", "\"( lần 2 )\""] {
        assert_eq!(said(round), (Some(DraftMark::Round("lần 2".to_owned())), none()), "{round}");
    }
    for unclear in ["2", "no", "x"] {
        let (mark, errors) = said(unclear);
        assert_eq!(mark, None);
        assert!(errors.len() == 1 && errors[0].contains(&format!("không rõ “{unclear}”")), "{errors:?}");
    }
}

#[test]
fn mark_02_a_secrecy_mark_is_refused_with_an_explanation() {
    for (file, from) in [("ke-hoach.yaml", "{khan: khan"), ("co-quan-rieng/so-noi-vu.yaml", "{du_thao: có")]
    {
        let errors = errors_with(file, from, &from.replace('{', "{mat: mật, "));
        let refused = errors.iter().any(|error| error.contains("không soạn văn bản mật"));
        assert!(refused, "{file}: {errors:?}");
    }
}

#[test]
fn the_drafters_code_ends_the_line_of_the_archive() {
    for (name, words) in
        [("kh-thu/ke-hoach", "- Lưu: VT, KT, PL.(300)."), ("kh-thu/so-tai-chinh", "- Lưu: VT, NVA.(05).")]
    {
        let sample = of(name);
        let last = sample.word.styled("ND30_NoiNhan").pop().expect("recipients");
        assert_eq!(last.plain(), words);
        let printed = crate::paper::reading_order(&sample.layout).replace('\u{a0}', " ");
        assert!(printed.contains(words.trim_start_matches("- ")), "{name}: not in the PDF");
    }
}

#[test]
fn num_06_issued_without_number_or_date_is_refused() {
    for line in ["so: 5\n", "ngay: 09/02/2027\n"] {
        let errors = errors_with("ke-hoach.yaml", line, "");
        assert!(!errors.is_empty(), "without “{}”", line.trim());
    }
}

#[test]
fn marked_documents_say_the_same_in_both_formats_and_pad_number_day_and_month() {
    hold_in(marked(), "the same text in both formats", |sample, faults| {
        if let Some(difference) = first_difference(sample) {
            faults.require(false, || difference);
        }
    });
    let plan = of("kh-thu/ke-hoach");
    assert_eq!(plan.word.styled("ND30_SoKyHieu")[0].plain(), "Số: 05/KH-UBND");
    assert_eq!(plan.word.styled("ND30_DiaDanhNgay")[0].plain(), "Lạng Sơn, ngày 09 tháng 02 năm 2027");
}

//! Files of other programs are read without losing a word: those that this program makes, those that
//! LibreOffice saved, and the same text in every format.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use kehoach::app::{self, Format, Paths};
use kehoach::derive::Year;
use kehoach::reading::{self, Block, Paragraph, Source, Table};
use kehoach::render::font::FontSet;
use kehoach::text::typography::as_printed;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reading")
}

fn read(bytes: &[u8], name: &str) -> Source {
    reading::read(bytes, name).unwrap_or_else(|refusal| panic!("{name}: {}", refusal.message()))
}

fn shown(source: &Source) -> Vec<String> {
    let shown = source.paragraphs().into_iter().map(Paragraph::shown);
    shown
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The words of all `w:t` of a part, found by looking for tags alone.
fn naive(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    let is_text = |name: &&String| {
        ["document", "footnotes", "endnotes", "header", "footer"]
            .iter()
            .any(|part| name.starts_with(&format!("word/{part}")))
    };
    let mut words = Vec::new();
    for name in names.iter().filter(is_text) {
        let mut xml = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
        let mut text = String::new();
        let mut rest = xml.as_str();
        while let Some(at) = rest.find('<') {
            let tag = &rest[at..rest[at..].find('>').map_or(rest.len(), |end| at + end + 1)];
            rest = &rest[at + tag.len()..];
            let name = tag.trim_matches(['<', '>', '/']).split(' ').next().unwrap_or_default();
            match name {
                "w:t" if !tag.starts_with("</") && !tag.ends_with("/>") => {
                    text.push_str(&rest[..rest.find('<').unwrap_or(0)]);
                }
                "w:noBreakHyphen" => text.push('-'),
                "w:p" | "w:tab" | "w:br" | "w:tc" | "w:footnoteReference" => text.push(' '),
                _ => {}
            }
        }
        let text =
            text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        words.extend(as_printed(&text).split_whitespace().map(str::to_owned));
    }
    words.sort_unstable();
    words
}

/// The same words as they were read: numbers that are computed stand in no part.
fn words(source: &Source) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for paragraph in source.paragraphs() {
        let text = paragraph.text();
        let mut from = 0;
        let marks: Vec<usize> = paragraph.notes.iter().map(|note| note.at).chain([text.len()]).collect();
        for at in marks {
            words.extend(text[from..at].split_whitespace().map(str::to_owned));
            from = at;
        }
    }
    words.sort_unstable();
    words
}

#[test]
fn no_word_is_lost_of_what_this_program_makes() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let inputs = app::load(&Paths { content, templates: None, fonts: None }).expect("templates load");
    let province = inputs.loaded.province.as_ref().expect("content has a province");
    for number in [2024, 2025, 2026] {
        let year = Year::of(province, number).expect("the year is there");
        let mut read_words = 0;
        for plan in province.plans_of(number) {
            let made = app::plan_document(&year, plan, &inputs.templates).expect("the plan is made");
            for paper in made.document.papers() {
                let bytes =
                    app::render(&paper, Format::Docx, FontSet::bundled()).expect("it is written").bytes;
                let source = read(&bytes, "ke-hoach.docx");
                assert_eq!(words(&source), naive(&bytes), "{number}");
                read_words += words(&source).len();
                assert_eq!(source.told, [], "{number}");
            }
        }
        assert!(read_words > 3_000, "{number}: {read_words}");
    }
}

#[test]
fn no_word_is_lost_of_what_another_program_saved() {
    let name = "so-cong-thuong.libreoffice.docx";
    let source = read(&fixture(name), name);
    assert_eq!(words(&source), naive(&fixture(name)));
    assert!(words(&source).len() > 2_000);
}

const LINES: [&str; 11] = [
    "KẾ HOẠCH",
    "Cải thiện môi trường đầu tư kinh doanh tỉnh Sơn Hà năm 2025",
    "Số 12/KH-UBND ngày 02/7/2025 của Ủy ban nhân dân tỉnh về việc nâng cao chỉ số năng lực cạnh tranh cấp tỉnh và những năm tiếp theo trên địa bàn tỉnh như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "a) Rà soát thủ tục hành chính thuộc thẩm quyền giải quyết của các sở, ban, ngành và Ủy ban nhân dân các xã, phường.",
    "b) Công khai quy hoạch.",
    "2. Yêu cầu",
    "II. TỔ CHỨC THỰC HIỆN",
    "Đạt 7,24 điểm[chú thích: Theo công bố ngày 06/5/2025.] và giữ hạng.",
    "Đơn vị chủ trì: PHÒNG NGHIỆP VỤ Đơn vị phối hợp",
];

fn table(source: &Source) -> &Table {
    let table = source.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    table.expect("a table")
}

#[test]
fn one_text_reads_the_same_from_word_and_from_both_formats_of_libreoffice() {
    for name in ["goc.docx", "libreoffice.docx", "libreoffice.odt"] {
        let source = read(&fixture(name), name);
        let body: Vec<String> =
            shown(&source).into_iter().filter(|line| line != "Theo công bố ngày 06/5/2025.").collect();
        assert_eq!(body[..11], LINES, "{name}");
        assert_eq!(body[11], "Báo cáo hằng quý cho cơ quan chủ trì.", "{name}");
        assert_eq!(body.last().map(String::as_str), Some("Đầu trang chung"), "{name}");
        let cells: Vec<_> = table(&source)
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| (cell.column, cell.columns, cell.rows, cell.text()))
            .collect();
        let expected = [
            (0, 1, 1, "STT"),
            (1, 2, 1, "Nhiệm vụ, thời hạn"),
            (0, 1, 2, "1"),
            (1, 1, 1, "Việc thứ nhất"),
            (2, 1, 1, "Quý II/2025"),
            (1, 1, 1, "Việc thứ hai"),
            (2, 1, 1, "Quý III/2025"),
        ];
        assert_eq!(
            cells,
            expected.map(|(column, columns, rows, text)| (column, columns, rows, text.to_owned())),
            "{name}"
        );
        let told: Vec<String> = source.told.iter().map(|told| told.what.message()).collect();
        for message in [
            "Đoạn thêm theo dõi sửa đổi (An) được đọc như đã chấp nhận: “hằng quý”",
            "Đoạn xóa theo dõi sửa đổi (An) không được đọc: “hằng tháng”",
        ] {
            assert!(told.iter().any(|one| one == message), "{name}: {told:#?}");
        }
        assert!(
            told.iter().any(|one| one.contains("TCVN3")) && told.iter().any(|one| one.contains("VNI")),
            "{name}: {told:#?}"
        );
    }
}

#[test]
fn the_old_format_of_word_gives_all_words_and_says_what_it_cannot_give() {
    let source = read(&fixture("libreoffice.doc"), "libreoffice.doc");
    let all = source.listing();
    for line in LINES.iter().take(3).chain(["Việc thứ nhất", "Quý III/2025", "Đầu trang chung"].iter())
    {
        assert!(all.contains(line), "{line}\n{all}");
    }
    assert!(all.contains("[chú thích: Theo công bố ngày 06/5/2025.]"), "{all}");
    assert!(all.contains("1. MỤC ĐÍCH, YÊU CẦU"), "{all}");
    let told: Vec<String> = source.told.iter().map(|told| told.what.message()).collect();
    assert!(told.iter().any(|one| one.contains("kiểu của số tự động")), "{told:#?}");
}

#[test]
fn a_pdf_gives_its_paragraphs_back() {
    let source = read(&fixture("libreoffice.pdf"), "libreoffice.pdf");
    let body = shown(&source);
    for line in LINES.iter().take(9) {
        assert!(body.iter().any(|one| one == line), "{line}\n{body:#?}");
    }
    assert!(body.iter().any(|line| line.contains("Theo công bố ngày 06/5/2025.")), "{body:#?}");
}

#[test]
fn a_pdf_of_this_program_has_every_word() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let inputs = app::load(&Paths { content, templates: None, fonts: None }).expect("templates load");
    let year = Year::of(inputs.loaded.province.as_ref().unwrap(), 2025).unwrap();
    let plan = inputs.loaded.province.as_ref().unwrap().plans_of(2025).next().unwrap();
    let made = app::plan_document(&year, plan, &inputs.templates).expect("the plan is made");
    let paper = made.document.papers().remove(0);
    let docx = read(&app::render(&paper, Format::Docx, FontSet::bundled()).unwrap().bytes, "a.docx");
    let pdf = read(&app::render(&paper, Format::Pdf, FontSet::bundled()).unwrap().bytes, "a.pdf");
    // Lists and tables are set otherwise; the words are the same.
    let of = |source: &Source| {
        let mut words: Vec<String> =
            shown(source).iter().flat_map(|line| line.split_whitespace()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (docx, pdf) = (of(&docx), of(&pdf));
    let lost: Vec<&String> = docx.iter().filter(|word| pdf.binary_search(word).is_err()).collect();
    assert!(lost.len() * 500 <= docx.len(), "{lost:?}");
    assert!(
        pdf.len() * 100 >= docx.len() * 99 && docx.len() * 100 >= pdf.len() * 99,
        "{} {}",
        docx.len(),
        pdf.len()
    );
}

fn run(args: &[&str]) -> (i32, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_kehoach")).current_dir(folder()).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_shows_what_was_read_and_what_was_told() {
    let (code, out, err) = run(&["doc", "goc.docx"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("     6  a) Rà soát thủ tục hành chính"), "{out}");
    assert!(out.contains("[bảng 1,2-3] Nhiệm vụ, thời hạn"), "{out}");
    assert!(out.contains("[đầu trang] Đầu trang chung"), "{out}");
    assert!(err.contains("không được đọc: “hằng tháng”") && err.contains("KH710"), "{err}");
    let (code, out, err) = run(&["doc", "goc.docx", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, err.as_str(), &value["format"]), (0, "", &serde_json::json!("docx")));
    assert_eq!(value["blocks"][5]["number"], "a)");
    assert_eq!(value["marks"][0]["text"], "Số 12/KH-UBND");
    assert!(value["told"].as_array().unwrap().iter().any(|told| told["left_out"] == "hằng tháng"));
    let (code, out, err) = run(&["doc", "khong-co.docx"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("khong-co.docx"), "{err}");
}

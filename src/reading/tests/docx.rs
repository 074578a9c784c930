//! What tells the parts of a Word document apart: numbers, styles, tables, sections.

use super::super::source::{Align, Kind, Pages, Role};
use super::*;
use crate::length::Length;

const NUMBERING: &str = r#"
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="4">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Muc"/><w:lvlText w:val="Mục %1:"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="MucNho"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num>"#;

const STYLES: &str = r#"
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Thuong"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="heading 1"/><w:basedOn w:val="Thuong"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="MucNho"><w:name w:val="heading 2"/><w:basedOn w:val="Muc"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Dam"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"#;

fn listed(level: u8, list: u8, text: &str) -> String {
    p(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), &[text])
}

#[test]
fn numbers_that_stand_only_in_the_list_are_read() {
    let body = [
        listed(0, 1, "MỤC ĐÍCH"),
        listed(1, 1, "Mục đích"),
        listed(2, 1, "Một"),
        listed(2, 1, "Hai"),
        listed(3, 1, "Chấm"),
        listed(1, 1, "Yêu cầu"),
        listed(2, 1, "Ba"),
        listed(0, 1, "NHIỆM VỤ"),
        listed(0, 2, "DANH SÁCH KHÁC"),
        listed(0, 0, "Không số"),
    ];
    let source = read_docx(&body.concat(), &[("numbering", NUMBERING)]);
    let expected = [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "a) Một",
        "b) Hai",
        "• Chấm",
        "2. Yêu cầu",
        "a) Ba",
        "II. NHIỆM VỤ",
        "I. DANH SÁCH KHÁC",
        "Không số",
    ];
    assert_eq!(shown(&source), expected);
    let paragraphs = source.paragraphs();
    let number = |at: usize| paragraphs[at].number.clone().unwrap();
    assert_eq!((number(3).kind, number(3).level, number(3).text.as_str()), (Kind::Counted(2), 3, "b)"));
    assert_eq!(number(4).kind, Kind::Bullet);
    assert_eq!(paragraphs[0].indent.left, Length::pt(36.0));
    assert_eq!(paragraphs[0].indent.first, Length::pt(-18.0));
    assert_eq!(source.told, []);
}

#[test]
fn a_style_brings_its_number_its_level_and_its_look() {
    let body = [
        p(r#"<w:pStyle w:val="Muc"/>"#, &["Mục đích"]),
        p(r#"<w:pStyle w:val="MucNho"/>"#, &["Yêu cầu"]),
        p(r#"<w:pStyle w:val="MucNho"/>"#, &["Phạm vi"]),
        p(r#"<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>"#, &["Không số"]),
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Muc\"/></w:pPr>{}{}</w:p>",
            r(r#"<w:rStyle w:val="Dam"/>"#, "nhạt "),
            r("<w:i/>", "nghiêng")
        ),
        p("", &["Thân"]),
    ];
    let source = read_docx(&body.concat(), &[("numbering", NUMBERING), ("styles", STYLES)]);
    assert_eq!(
        shown(&source),
        ["Mục 1: Mục đích", "1.1 Yêu cầu", "1.2 Phạm vi", "Không số", "Mục 2: nhạt nghiêng", "Thân"]
    );
    let paragraphs = source.paragraphs();
    assert_eq!(paragraphs[0].outline, Some(1));
    assert_eq!(paragraphs[1].outline, Some(2));
    assert_eq!(paragraphs[1].style.as_deref(), Some("heading 2"));
    assert!(paragraphs[1].all(|run| run.bold && run.size == Some(Length::pt(14.0))));
    assert_eq!(paragraphs[5].align, Align::Justified);
    assert_eq!(paragraphs[5].outline, None);
    // What a style of letters and one of paragraphs both turn on is off.
    let looks: Vec<_> = paragraphs[4].runs.iter().map(|run| (run.bold, run.italic)).collect();
    assert_eq!(looks, [(false, false), (true, true)]);
}

#[test]
fn cells_know_their_columns_and_what_they_cover() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", &[text]))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let body = format!(
        "<w:tbl><w:tblGrid/><w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>{}{}{}</w:tbl>{}",
        [cell("", "STT"), cell(r#"<w:gridSpan w:val="2"/>"#, "Nhiệm vụ")].concat(),
        row(&[cell(r#"<w:vMerge w:val="restart"/>"#, "1"), cell("", "Việc A"), cell("", "Sở A")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "Việc B"), cell("", "Sở B")]),
        row(&[
            cell("<w:vMerge/>", "chữ bị che"),
            cell("", "Việc C"),
            format!(
                "<w:tc>{}<w:tbl>{}</w:tbl>{}</w:tc>",
                p("", &["trong"]),
                row(&[cell("", "bảng con")]),
                p("", &[])
            )
        ]),
        p("", &["sau bảng"]),
    );
    let source = read_docx(&body, &[]);
    let table = table(&source);
    let cells: Vec<Vec<_>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| (cell.column, cell.columns, cell.rows, cell.text())).collect())
        .collect();
    assert_eq!(
        cells,
        [
            vec![(0, 1, 1, "STT".into()), (1, 2, 1, "Nhiệm vụ".into())],
            vec![(0, 1, 3, "1".into()), (1, 1, 1, "Việc A".into()), (2, 1, 1, "Sở A".into())],
            vec![(1, 1, 1, "Việc B".into()), (2, 1, 1, "Sở B".into())],
            vec![(1, 1, 1, "Việc C".into()), (2, 1, 1, "trong\nbảng con\n".into())],
        ]
    );
    assert_eq!((table.columns, table.rows[0].heading, table.rows[1].heading), (3, true, false));
    assert_eq!(messages(&source), ["Chữ trong ô bị ô khác che không được đọc: “chữ bị che”"]);
    // Every paragraph has the line of its place.
    let lines: Vec<String> = source.listing().lines().map(str::to_owned).collect();
    assert_eq!(lines, shown(&source));
    assert_eq!(lines.last().map(String::as_str), Some("sau bảng"));
}

#[test]
fn sections_have_their_pages_and_headers_are_read_once() {
    let section = |extra: &str, width: u32| {
        format!(
            r#"<w:sectPr>{extra}<w:pgSz w:w="{width}" w:h="16840"/><w:pgMar w:top="1134" w:left="1701"/></w:sectPr>"#
        )
    };
    let body = [
        p("", &["phần một"]),
        p(
            &section(
                r#"<w:headerReference w:type="default" r:id="r0"/><w:footerReference w:type="first" r:id="r1"/>"#,
                11906,
            ),
            &["hết phần một"],
        ),
        p("", &["phần hai"]),
        section("", 16838),
    ];
    let source =
        read_docx(&body.concat(), &[("header", &p("", &["đầu trang"])), ("footer", &p("", &["cuối trang"]))]);
    let sections: Vec<_> = source.sections.iter().map(|one| (one.from, one.width.to_mm().round())).collect();
    assert_eq!(sections, [(1, 210.0), (3, 297.0)]);
    assert_eq!(source.sections[0].margins.left.to_mm().round(), 30.0);
    let running: Vec<_> =
        source.running.iter().map(|one| (one.role, one.pages, one.sections.clone())).collect();
    assert!(running.contains(&(Role::Header, Pages::All, vec![0, 1])), "{running:?}");
    assert!(running.contains(&(Role::Footer, Pages::First, vec![0, 1])), "{running:?}");
    assert_eq!(shown(&source)[3..], ["cuối trang", "đầu trang"]);
}

#[test]
fn words_of_an_old_encoding_without_its_font_are_read_as_meant_and_told() {
    let body =
        format!("{}{}", p("", &["C¶i thiÖn m«i tr\u{ad}êng ®Çu t\u{ad}"]), p("", &["Háº¡ táº§ng", " số"]));
    let source = read_docx(&body, &[]);
    assert_eq!(shown(&source), ["Cải thiện môi trường đầu tư", "Hạ tầng số"]);
    let told = messages(&source);
    assert!(told.len() == 2 && told[0].contains("TCVN3") && told[1].contains("UTF-8"), "{told:?}");
}

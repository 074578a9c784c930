//! What a clerk, Word or a linter would notice in a finished file, read back from its bytes.

use std::io::Read;

use quick_xml::events::Event;

use super::{render, schema};
use crate::document::{
    Align, Blank, Block, BlockKind, Column, Document, Face, HeadingLevel, Inline, Note, Row, Table, sample,
};
use crate::length::Length;
use crate::official::{Circulation, Urgency};
use crate::render::font::FontSet;
use crate::render::style::{
    FIRST_LINE_INDENT, HEAD_RIGHT, MOTTO, NATION, SIZE_BODY, SIZE_MOTTO, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE,
    URGENCY_HEIGHT,
};

fn bytes(document: &Document) -> Vec<u8> {
    render(&document.whole(), FontSet::bundled()).expect("the sample renders")
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a ZIP");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("UTF-8");
    text
}

pub(super) fn main_part(document: &Document) -> String {
    part(&bytes(document), "word/document.xml")
}

/// The paragraphs of a part, as their XML.
fn paragraphs(xml: &str) -> Vec<&str> {
    let cut = xml.split("<w:p>").skip(1);
    cut.map(|rest| rest.split("</w:p>").next().unwrap_or_default()).collect()
}

fn text_of(xml: &str) -> String {
    let mut text = String::new();
    for run in xml.split("<w:t").skip(1) {
        let Some(start) = run.find('>') else { continue };
        if !run.starts_with([' ', '>']) {
            continue;
        }
        text.push_str(run[start + 1..].split("</w:t>").next().unwrap_or_default());
    }
    text
}

/// The first paragraph in a style.
fn in_style<'a>(xml: &'a str, style: &str) -> &'a str {
    let named = format!("w:val=\"{style}\"");
    paragraphs(xml).into_iter().find(|paragraph| paragraph.contains(&named)).unwrap_or_default()
}

fn number_in(xml: &str, attribute: &str) -> i32 {
    let start = xml.find(attribute).expect("the attribute is there") + attribute.len() + 2;
    xml[start..].split('"').next().and_then(|value| value.parse().ok()).expect("a number")
}

#[test]
fn the_same_document_gives_the_same_bytes_at_any_time_and_in_any_thread() {
    let expected = bytes(&sample::issued());
    bytes(&sample::long());
    assert_eq!(bytes(&sample::issued()), expected);
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| bytes(&sample::issued()))).collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic"), expected);
    }
}

#[test]
fn every_part_has_its_children_in_the_order_of_the_schema() {
    for document in [sample::issued(), sample::draft(), sample::long_name()] {
        let file = bytes(&document);
        for name in ["word/document.xml", "word/styles.xml", "word/header1.xml"] {
            assert_ordered(name, &part(&file, name));
        }
    }
}

fn assert_ordered(name: &str, xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut open: Vec<(String, u16)> = vec![];
    loop {
        let event = reader.read_event().expect("well-formed");
        let child = match &event {
            Event::Start(start) | Event::Empty(start) => start.name().as_ref().to_owned(),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => return,
            _ => continue,
        };
        if let Some((parent, last)) = open.last_mut()
            && let Some(order) = schema::children_of(parent)
        {
            let rank = schema::rank(order, &child);
            assert!(rank >= *last && rank < u16::MAX, "{name}: {child} in {parent}");
            *last = rank;
        }
        if matches!(event, Event::Start(_)) {
            open.push((child, 0));
        }
    }
}

#[test]
fn number_and_date_stand_in_one_row_below_issuer_and_nation() {
    let xml = main_part(&sample::issued());
    let rows: Vec<String> = xml.split("<w:tr>").skip(1).take(2).map(text_of).collect();
    assert_eq!(rows[0], format!("ỦY BAN NHÂN DÂNTỈNH LẠNG SƠN{NATION}{MOTTO}"));
    assert!(rows[1].starts_with("Số: 175/KH-UBNDLạng Sơn, ngày 02 tháng 7 năm 2025"), "{}", rows[1]);
}

#[test]
fn a_draft_leaves_room_for_number_and_date() {
    let xml = main_part(&sample::draft());
    assert_eq!(text_of(in_style(&xml, "ND30_SoKyHieu")), "Số:        /KH-STC");
    assert_eq!(text_of(in_style(&xml, "ND30_DiaDanhNgay")), "Lạng Sơn, ngày      tháng      năm 2026");
}

#[test]
fn the_rule_under_the_motto_is_as_long_as_the_motto() {
    let xml = main_part(&sample::issued());
    let motto = xml.find(MOTTO).expect("the motto is there");
    let rule = in_style(&xml[motto..], "ND30_DuongKe");
    let indents = number_in(rule, "w:left") + number_in(rule, "w:right");
    let wanted = FontSet::bundled().width(MOTTO, Face::BOLD, SIZE_MOTTO).to_twips();
    assert!((HEAD_RIGHT.to_twips() - indents - wanted).abs() <= 2, "{rule}");
}

#[test]
fn the_rules_under_issuer_and_subject_are_a_third_to_a_half_of_a_line_and_centred() {
    let xml = main_part(&sample::issued());
    let fonts = FontSet::bundled();
    let title = xml.find("KẾ HOẠCH").expect("the title is there");
    let rule = in_style(&xml[title..], "ND30_DuongKe");
    assert_eq!(number_in(rule, "w:left"), number_in(rule, "w:right"));
    let length = TEXT_WIDTH.to_twips() - 2 * number_in(rule, "w:left");
    let subject = in_style(&xml, "ND30_TrichYeu");
    let measure = TEXT_WIDTH.to_twips() - 2 * number_in(subject, "w:left");
    assert!(length * 3 > measure && length * 2 < measure, "{length} of {measure}");
    let issuer = in_style(&xml, "ND30_DuongKe");
    let length = Length::mm(67.0).to_twips() - 2 * number_in(issuer, "w:left");
    let line = fonts.width("ỦY BAN NHÂN DÂN", Face::BOLD, Length::pt(13.0)).to_twips();
    assert!(length * 3 > line && length * 2 < line, "{length} of {line}");
}

#[test]
fn every_place_to_fill_in_is_a_content_control_with_tag_and_label() {
    let xml = main_part(&sample::draft());
    for (tag, label) in [
        ("so", "Số văn bản"),
        ("ngay", "Ngày ban hành"),
        ("thang", "Tháng ban hành"),
        ("don_vi", "Đơn vị thực hiện"),
        ("ho_ten_nguoi_ky", "Họ tên người ký"),
    ] {
        let control = format!("<w:alias w:val=\"{label}\"/><w:tag w:val=\"{tag}\"/>");
        assert!(xml.contains(&control), "{tag}");
    }
    let ids: Vec<_> = xml.split("<w:id w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.dedup();
    assert_eq!((ids.len(), ids), (xml.matches("<w:sdt>").count(), once));
}

#[test]
fn every_control_waits_to_be_replaced_and_what_is_known_is_plain_text() {
    let draft = main_part(&sample::draft());
    assert_eq!(draft.matches("<w:sdt>").count(), draft.matches("<w:showingPlcHdr/>").count());
    let mut issued = sample::issued();
    issued.body.clear();
    assert!(!main_part(&issued).contains("<w:sdt>"), "nothing is left to fill in");
    let (_, marks) = draft.split_once("ND30_DuThao").expect("the draft has its mark");
    assert!(!marks.split("</w:p>").next().unwrap_or_default().contains("<w:sdt>"));
}

#[test]
fn the_number_and_date_typed_once_stand_in_the_head_and_in_the_annex() {
    let mut document = sample::long_name();
    let blank = |tag: &str| Inline::Blank {
        blank: Blank { tag: tag.to_owned(), label: "Số văn bản".to_owned(), text: "……".to_owned() },
        face: Face::ITALIC,
    };
    document.annexes[0].reference = vec![blank("so"), blank("ngay"), blank("so_trich_dan")];
    let file = bytes(&document);
    let xml = part(&file, "word/document.xml");
    let bound: Vec<&str> = xml
        .split("<w:dataBinding ")
        .skip(1)
        .filter_map(|rest| rest.split_once("w:xpath=\"")?.1.split('"').next())
        .collect();
    let path = |tag: &str| format!("/kh:van_ban[1]/kh:{tag}[1]");
    assert_eq!(bound, ["so", "ngay", "thang", "so", "ngay"].map(path));
    assert_eq!(part(&file, "customXml/item1.xml").matches("<so/>").count(), 1);
    let properties = part(&file, "customXml/itemProps1.xml");
    let store = xml.split("w:storeItemID=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert!(properties.contains(store.expect("a store")));
    let glossary = part(&file, "word/glossary/document.xml");
    for name in xml.split("<w:docPart w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(glossary.contains(&format!("<w:name w:val=\"{name}\"/>")), "{name}");
    }
    for named in ["customXml/itemProps1.xml", "word/glossary/document.xml"] {
        assert!(part(&file, "[Content_Types].xml").contains(named), "{named}");
    }
    assert!(!part(&bytes(&sample::issued()), "[Content_Types].xml").contains("customXml"));
}

#[test]
fn spaces_and_hyphens_are_plain_so_that_a_search_finds_what_stands_there() {
    let mut document = sample::issued();
    document.title.subject = "Nâng\u{a0}cao chỉ\u{a0}số năng\u{a0}lực cạnh\u{a0}tranh ".repeat(6);
    let content =
        vec![Inline::text("khoản\u{a0}1 Mục\u{a0}II Kế hoạch số\u{a0}175/KH\u{2011}UBND", Face::REGULAR)];
    document.body.push(Block { kind: BlockKind::Paragraph { content }, keep_with_next: false });
    let xml = main_part(&document);
    assert!(text_of(&xml).contains("khoản 1 Mục II Kế hoạch số 175/KH-UBND"));
    assert!(!xml.contains(['\u{a0}', '\u{2011}']) && !xml.contains("noBreakHyphen"));
    let subject = in_style(&xml, "ND30_TrichYeu");
    assert!(number_in(subject, "w:left") > 0, "its lines are set by its indents");
}

#[test]
fn every_control_stands_in_a_bookmark_of_its_own_that_names_its_tag() {
    let xml = main_part(&sample::draft());
    let mut names = Vec::new();
    for (before, control) in xml.split("<w:sdt>").zip(xml.split("<w:sdt>").skip(1)) {
        let (_, start) = before.rsplit_once("<w:bookmarkStart ").expect("a bookmark begins before it");
        let name =
            start.split_once("w:name=\"").and_then(|(_, rest)| rest.split('"').next()).expect("a name");
        let tag = control.split_once("<w:tag w:val=\"").and_then(|(_, rest)| rest.split('"').next());
        assert!(name.starts_with(&format!("kh_{}_", tag.expect("a tag"))), "{name}");
        let (_, after) = control.split_once("</w:sdt>").expect("it ends");
        assert!(after.starts_with("<w:bookmarkEnd "), "{name}");
        names.push(name);
    }
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len());
}

#[test]
fn text_with_markup_characters_and_vietnamese_letters_comes_through_unchanged() {
    let xml = main_part(&sample::draft());
    assert!(text_of(&xml).contains("thực hiện “thường xuyên” &amp; báo cáo &lt; 05 ngày."));
    let mut document = sample::draft();
    document.head.draft_mark = Some("DỰ \"THẢO\" <1> & 2".to_owned());
    assert!(text_of(&main_part(&document)).contains("DỰ &quot;THẢO&quot; &lt;1&gt; &amp; 2"));
}

#[test]
fn table_headers_repeat_rows_stay_whole_and_groups_span_all_columns() {
    let xml = main_part(&sample::issued());
    let tables: Vec<&str> =
        xml.split("<w:tbl>").skip(1).filter(|table| table.contains("ND30_Bang")).collect();
    let tasks = tables.last().expect("the task table is there");
    let tasks = tasks.split("</w:tbl>").next().expect("it ends");
    let rows: Vec<&str> = tasks.split("<w:tr>").skip(1).collect();
    assert!(rows.iter().all(|row| row.contains("<w:cantSplit")));
    assert!(rows[0].contains("<w:tblHeader/>") && !rows[1..].concat().contains("tblHeader"));
    assert!(rows[1].contains("<w:gridSpan w:val=\"7\"") && text_of(rows[1]) == "1. SỞ TÀI CHÍNH");
    let grid: i32 = tasks.split("<w:gridCol ").skip(1).map(|column| number_in(column, "w:w")).sum();
    assert_eq!(grid, TEXT_WIDTH_LANDSCAPE.to_twips());
}

#[test]
fn every_annex_is_a_section_numbered_from_one_without_number_on_its_first_page() {
    let xml = main_part(&sample::issued());
    let sections: Vec<&str> = xml.split("<w:sectPr>").skip(1).collect();
    assert_eq!(sections.len(), 3);
    for section in &sections {
        for wanted in ["<w:titlePg", "<w:pgNumType w:start=\"1\"", "w:type=\"default\" r:id=\"rIdHeader1\""] {
            assert!(section.contains(wanted), "{wanted}");
        }
    }
    assert!(sections[2].contains("w:orient=\"landscape\"") && !sections[1].contains("landscape"));
    let header = part(&bytes(&sample::issued()), "word/header1.xml");
    assert!(header.contains("PAGE") && header.contains("ND30_SoTrang"));
}

#[test]
fn the_last_paragraph_stays_with_the_signature_and_the_signature_stays_whole() {
    let xml = main_part(&sample::issued());
    let closing = xml.find("Nơi nhận:").expect("the recipients are there");
    let last = paragraphs(&xml[..closing]).into_iter().rev().find(|text| text.contains("./."));
    assert!(last.is_some_and(|last| last.contains("<w:keepNext")));
    let row = &xml[closing..];
    let left = row.split("</w:tc>").next().expect("a cell");
    assert!(left.contains("- UBND các xã, phường;") && left.contains("- Lưu: VT, KTTH(VTD)."));
    assert!(row.contains("Đoàn Thanh Sơn"));
}

#[test]
fn headings_fill_the_navigation_pane_and_styles_carry_the_formatting() {
    let file = bytes(&sample::issued());
    let xml = part(&file, "word/document.xml");
    assert_eq!(text_of(in_style(&xml, "Heading1")), "I. MỤC ĐÍCH, YÊU CẦU");
    assert!(!in_style(&xml, "Heading1").contains("<w:b "), "bold comes from the style");
    let styles = part(&file, "word/styles.xml");
    let style = |id: &str| {
        let rest = styles.split(&format!("w:styleId=\"{id}\"")).nth(1).expect("the style is there");
        rest.split("</w:style>").next().unwrap_or_default().to_owned()
    };
    for (level, id) in ["Heading1", "Heading2", "Heading3"].into_iter().enumerate() {
        let style = style(id);
        assert!(style.contains("<w:keepNext") && style.contains(&format!("w:outlineLvl w:val=\"{level}\"")));
    }
    assert!(style("Normal").starts_with(" w:default=\"1\"") && style("Normal").contains("<w:sz "));
    assert_eq!(styles.matches("w:styleId=\"Normal\"").count(), 1);
    assert!(styles.contains("<w:lang w:val=\"vi-VN\"") && styles.contains("w:ascii=\"Times New Roman\""));
}

#[test]
fn the_urgency_box_is_red_and_of_the_legal_size() {
    for (urgency, width) in [(Urgency::Urgent, 20.0), (Urgency::VeryUrgent, 40.0), (Urgency::Flash, 30.0)] {
        let mut document = sample::draft();
        document.head.urgency = Some(urgency);
        let xml = main_part(&document);
        let inner = xml.split("<w:tbl>").nth(2).expect("a table in the table");
        assert_eq!(number_in(inner, "w:tblW w:w"), Length::mm(width).to_twips());
        let height = format!("<w:trHeight w:val=\"{}\" w:hRule=\"exact\"", URGENCY_HEIGHT.to_twips());
        assert!(inner.contains(&height) && inner.contains("ED1C24"), "{inner}");
    }
}

#[test]
fn the_circulation_mark_stands_above_the_nation_and_nowhere_without_need() {
    let mut document = sample::draft();
    document.head.circulation = Some(Circulation::ReturnAfterReading);
    let xml = main_part(&document);
    assert!(xml.find("XEM XONG TRẢ LẠI") < xml.find(NATION));
    assert!(!main_part(&sample::issued()).contains("ND30_LuuHanh"));
}

#[test]
fn the_file_names_the_issuing_body_and_no_clock_person_or_machine() {
    let file = bytes(&sample::issued());
    let core = part(&file, "docProps/core.xml");
    assert!(core.contains("<dc:creator>Ủy ban nhân dân tỉnh Lạng Sơn</dc:creator>"));
    assert!(core.contains(">2025-07-02T00:00:00Z</dcterms:modified>"));
    assert!(!part(&bytes(&sample::draft()), "docProps/core.xml").contains("dcterms:created"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&file)).expect("a ZIP");
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    assert!(!names.iter().any(|name| name.contains("comment") || name.contains("people")), "{names:?}");
    for at in 0..archive.len() {
        let entry = archive.by_index(at).expect("an entry");
        assert_eq!(entry.last_modified().map(|time| time.year()), Some(1980));
        assert_eq!(entry.compression(), zip::CompressionMethod::Deflated);
    }
    for mark in ["w:ins ", "w:del ", "w:rsid", "paraId", "TargetMode"] {
        assert!(!part(&file, "word/document.xml").contains(mark), "{mark}");
    }
}

#[test]
fn a_character_that_xml_forbids_is_refused_by_name_wherever_it_stands() {
    let mut document = sample::draft();
    let content = vec![Inline::text("Sở Tài chính\u{b}chủ trì", Face::REGULAR)];
    document.body.push(Block { kind: BlockKind::Paragraph { content }, keep_with_next: false });
    let finding = render(&document.whole(), FontSet::bundled()).expect_err("U+000B is forbidden");
    assert_eq!(finding.code, "KH601");
    assert!(finding.message.contains("U+000B") && finding.message.contains("Sở Tài chính"));
    let mut document = sample::draft();
    document.meta.title.push('\u{fffe}');
    assert_eq!(render(&document.whole(), FontSet::bundled()).expect_err("U+FFFE").code, "KH601");
}

#[test]
fn two_tables_in_a_row_stay_two_tables() {
    let xml = main_part(&sample::issued());
    assert!(!xml.contains("</w:tbl><w:tbl>"));
    assert!(!xml.contains("</w:tbl></w:tc>") && !xml.contains("</w:tbl><w:sectPr>"));
}

#[test]
fn a_note_is_a_footnote_of_word_and_a_document_without_notes_has_no_part_for_them() {
    let note = Note { number: 1, text: "Theo công bố <2025>".to_owned(), face: Face::REGULAR };
    let content = vec![Inline::text("Đạt 7,24 điểm", Face::REGULAR), Inline::Note(note)];
    let block = Block { kind: BlockKind::Paragraph { content }, keep_with_next: false };
    let noted = bytes(&Document { body: vec![block], ..sample::issued() });
    let main = part(&noted, "word/document.xml");
    let paragraph = paragraphs(&main).into_iter().find(|xml| xml.contains("7,24")).expect("the paragraph");
    assert!(
        paragraph.contains("<w:footnoteReference w:id=\"1\"/>")
            || paragraph.contains("<w:footnoteReference w:id=\"1\" />"),
        "{paragraph}"
    );
    assert!(
        in_style(&main, "ND30_Ngan").len() < paragraph.len() && main.find("ND30_Ngan") < main.find("<w:tbl>")
    );
    let notes = part(&noted, "word/footnotes.xml");
    assert!(notes.contains("Theo công bố &lt;2025&gt;") && notes.contains("<w:footnoteRef/>"), "{notes}");
    for (name, words) in [
        ("[Content_Types].xml", "footnotes+xml"),
        ("word/_rels/document.xml.rels", "footnotes.xml"),
        ("word/settings.xml", "footnotePr"),
    ] {
        assert!(part(&noted, name).contains(words), "{name}");
        assert!(!part(&bytes(&sample::issued()), name).contains(words), "{name}");
    }
}

fn paragraph(text: &str) -> Block {
    let content = vec![Inline::text(text, Face::REGULAR)];
    Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }
}

#[test]
fn a_tall_row_may_break_and_the_others_stay_whole() {
    let mut document = sample::issued();
    let cell = |text: &str| vec![Inline::text(text, Face::REGULAR)];
    let rows = [&"nội dung công việc ".repeat(120), "ngắn"].map(|text| Row::Cells(vec![cell(text)]));
    let columns = vec![Column { align: Align::Left }];
    let table = Table { columns, header: vec![Row::Cells(vec![cell("Nhiệm vụ")])], rows: rows.to_vec() };
    document.annexes.truncate(1);
    document.annexes[0].body = vec![Block { kind: BlockKind::Table(table), keep_with_next: false }];
    let xml = main_part(&document);
    let annex = &xml[xml.find("ND30_BangTieuDe").expect("the table")..];
    let rows: Vec<bool> = annex.split("<w:tr>").skip(1).map(|row| row.contains("<w:cantSplit")).collect();
    assert_eq!(rows, [false, true]);
}

#[test]
fn a_heading_of_two_lines_is_set_by_its_indent_and_ends_with_two_words() {
    let mut document = sample::issued();
    let text = "III. NÂNG\u{a0}CAO CHỈ\u{a0}SỐ NĂNG\u{a0}LỰC CẠNH\u{a0}TRANH CẤP\u{a0}TỈNH\u{a0}(PCI)";
    let content = vec![Inline::text(text, Face::BOLD)];
    let kind = BlockKind::Heading { level: HeadingLevel::Section, content };
    document.body = vec![Block { kind, keep_with_next: true }, paragraph("Nội dung.")];
    let xml = main_part(&document);
    let heading = in_style(&xml, "Heading1");
    let measure = TEXT_WIDTH.to_twips() - number_in(heading, "w:right");
    let first = FontSet::bundled().width("III. NÂNG CAO CHỈ SỐ NĂNG LỰC CẠNH TRANH", Face::BOLD, SIZE_BODY);
    let next = FontSet::bundled().width(" CẤP", Face::BOLD, SIZE_BODY);
    let end = (FIRST_LINE_INDENT + first).to_twips();
    assert!(end < measure && measure < end + next.to_twips(), "{end} {measure}");
}

#[test]
fn a_syllable_alone_on_the_last_line_is_given_company_by_a_hair_between_the_letters() {
    let words: Vec<&str> =
        "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương \
                            kịp thời phản ánh về Sở Tài chính để tổng hợp, báo cáo Ủy ban nhân dân tỉnh"
            .split(' ')
            .collect();
    let body = (14..words.len()).map(|count| paragraph(&(words[..count].join(" ") + "./.")));
    let xml = main_part(&Document { body: body.collect(), ..sample::issued() });
    let set: Vec<&str> =
        paragraphs(&xml).into_iter().filter(|text| text.contains("\"ND30_NoiDung\"")).collect();
    let moved = set.iter().filter(|text| text.contains("<w:rPr><w:spacing ")).count();
    assert!(moved > 0 && moved < 4, "{moved} of {}", set.len());
}

#[test]
fn three_lines_of_the_text_at_least_stay_with_the_signature() {
    let mut document = sample::issued();
    document.body = ["Một.", "Hai.", "Ba.", "Bốn./."].map(paragraph).to_vec();
    crate::document::keep::mark(&mut document);
    let xml = main_part(&document);
    let set = paragraphs(&xml).into_iter().filter(|text| text.contains("\"ND30_NoiDung\""));
    assert_eq!(
        set.map(|text| text.contains("<w:keepNext")).collect::<Vec<_>>()[..4],
        [false, true, true, true]
    );
}

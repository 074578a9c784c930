//! What the schema asks for, of whatever a paragraph or a row is given.

use super::*;
use crate::document::{Blank, Face, Inline, Note};
use crate::length::Length;
use crate::render::docx::styles;

/// What is written into the body.
fn written(write: impl FnOnce(&mut Writer)) -> String {
    let mut main = Writer::begin();
    write(&mut main);
    let part = main.finish("<w:sectPr/>").expect("no forbidden character");
    let (_, body) = part.xml.split_once("<w:body>").expect("a start");
    body.strip_suffix("<w:sectPr/></w:body></w:document>").expect("an end").to_owned()
}

#[test]
fn whatever_departs_from_its_style_comes_out_in_the_order_of_the_schema() {
    let indent = Indent { left: Length::pt(1.0), right: Length::pt(2.0), first: Some(Length::pt(3.0)) };
    let face = Face::BOLD_ITALIC;
    let content = [Inline::text("a", face), Inline::Note(Note { number: 7, text: String::new(), face })];
    let xml = written(|main| {
        main.paragraph(&Paragraph {
            style: styles::BODY,
            keep: Keep { next: true, lines: true, ..Keep::default() },
            above: Some(Length::pt(6.0)),
            indent: Some(indent),
            ends: Some("<w:sectPr />"),
            mark: Mark::Line,
            letters: Letters { spacing: Some(-2), size: Some(Length::pt(12.5)) },
            end: Some(Length::pt(12.5)),
            content: Content::Inlines { marker: Some("- "), content: &content, base: Face::REGULAR },
        });
    });
    let letters = "<w:spacing w:val=\"-2\" /><w:sz w:val=\"25\" /><w:szCs w:val=\"25\" />";
    assert_eq!(
        xml,
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"ND30_NoiDung\" /><w:keepNext /><w:keepLines />\
             <w:spacing w:before=\"120\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\" />\
             <w:ind w:left=\"20\" w:right=\"40\" w:firstLine=\"60\" />\
             <w:rPr><w:sz w:val=\"25\" /><w:szCs w:val=\"25\" /></w:rPr><w:sectPr /></w:pPr>\
             <w:bookmarkStart w:id=\"1000001\" w:name=\"_kh1\" /><w:bookmarkEnd w:id=\"1000001\" />\
             <w:r><w:rPr>{letters}</w:rPr><w:t xml:space=\"preserve\">- </w:t></w:r>\
             <w:r><w:rPr><w:b /><w:bCs /><w:i /><w:iCs />{letters}</w:rPr><w:t xml:space=\"preserve\">a</w:t></w:r>\
             <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\" />{letters}</w:rPr>\
             <w:footnoteReference w:id=\"7\" /></w:r></w:p>"
        )
    );
}

#[test]
fn a_paragraph_that_is_as_its_style_says_names_the_style_alone() {
    let content = [Inline::text("a", Face::BOLD), Inline::text("b", Face::REGULAR)];
    let xml = written(|main| {
        main.paragraph(&Paragraph::of(styles::HAIRLINE));
        main.paragraph(&Paragraph {
            content: Content::Inlines { marker: None, content: &content, base: Face::BOLD },
            ..Paragraph::of(styles::BODY)
        });
    });
    assert_eq!(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"ND30_Ngan\" /></w:pPr></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"ND30_NoiDung\" /></w:pPr><w:r><w:t xml:space=\"preserve\">a</w:t></w:r>\
         <w:r><w:t xml:space=\"preserve\">b</w:t></w:r></w:p>"
    );
}

#[test]
fn a_row_that_heads_columns_repeats_and_the_next_one_does_not() {
    let cells = |cells: &mut Cells<'_>| {
        cells.cell(Cell::of(Length::pt(10.0)), |main| main.paragraph(&Paragraph::of(styles::TABLE_LEFT)));
    };
    let xml = written(|main| {
        main.table(Look::Ruled, &[Length::pt(10.0)], |rows| {
            for row in [Row::Heading, Row::Whole, Row::MayBreak, Row::Exact(Length::pt(20.0))] {
                rows.row(row, cells);
            }
        });
    });
    let rows: Vec<&str> = xml.split("<w:tr>").skip(1).filter_map(|row| row.split("<w:tc>").next()).collect();
    assert_eq!(
        rows,
        [
            "<w:trPr><w:cantSplit /><w:tblHeader/></w:trPr>",
            "<w:trPr><w:cantSplit /></w:trPr>",
            "",
            "<w:trPr><w:cantSplit /><w:trHeight w:val=\"400\" w:hRule=\"exact\" /></w:trPr>",
        ]
    );
    assert_eq!(xml.matches("<w:tblGrid><w:gridCol w:w=\"200\"/></w:tblGrid>").count(), 1);
}

#[test]
fn marks_and_controls_are_counted_in_the_order_of_reading_each_by_itself() {
    let blank = |tag: &str, text: &str| Inline::Blank {
        blank: Blank { tag: tag.to_owned(), label: "Số & ngày".to_owned(), text: text.to_owned() },
        face: Face::REGULAR,
    };
    let content = [blank("don_vi", "……"), blank("đơn-vị", "\u{a0}")];
    let line = Paragraph {
        mark: Mark::Line,
        content: Content::Inlines { marker: None, content: &content, base: Face::REGULAR },
        ..Paragraph::of(styles::BODY)
    };
    let xml = written(|main| {
        main.paragraph(&Paragraph { mark: Mark::State("0a"), ..Paragraph::of(styles::KIND) });
        main.paragraph(&line);
        main.paragraph(&line);
    });
    let names: Vec<&str> =
        xml.split("<w:bookmarkStart ").skip(1).filter_map(|rest| rest.split(['/', '>']).next()).collect();
    assert_eq!(
        names,
        [
            "w:id=\"1000000\" w:name=\"_khv_0a\" ",
            "w:id=\"1000001\" w:name=\"_kh1\" ",
            "w:id=\"1\" w:name=\"kh_don_vi_1\"",
            "w:id=\"2\" w:name=\"kh___n_v__2\"",
            "w:id=\"1000002\" w:name=\"_kh2\" ",
            "w:id=\"3\" w:name=\"kh_don_vi_3\"",
            "w:id=\"4\" w:name=\"kh___n_v__4\"",
        ]
    );
    assert!(
        xml.contains(
            "<w:sdtPr><w:alias w:val=\"Số &amp; ngày\"/><w:tag w:val=\"đơn-vị\"/><w:id w:val=\"4\"/>\
             <w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t xml:space=\"preserve\">\u{2002}</w:t>\
             </w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"4\"/>"
        ),
        "{xml}"
    );
}

#[test]
fn a_control_has_no_longer_tag_or_label_than_word_opens() {
    let long = "nhãn".repeat(40);
    let blank = Blank { tag: long.clone(), label: long, text: "……".to_owned() };
    let content = [Inline::Blank { blank, face: Face::REGULAR }];
    let xml = written(|main| {
        main.paragraph(&Paragraph {
            content: Content::Inlines { marker: None, content: &content, base: Face::REGULAR },
            ..Paragraph::of(styles::BODY)
        });
    });
    for (start, most) in [("<w:alias w:val=\"", 64), ("<w:tag w:val=\"", 64), ("w:name=\"", 40)] {
        let value = xml.split(start).nth(1).and_then(|rest| rest.split('"').next()).expect("a value");
        assert!(value.chars().count() <= most && value.chars().count() > 30, "{start} {value}");
    }
}

//! Sheets of Excel.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet};

use super::super::{Block, Refusal, What, limits, read};
use super::*;

/// A list of tasks as offices make it: titles above, a header of two rows, groups.
fn list() -> Worksheet {
    let mut sheet = Worksheet::new();
    let bold = Format::new().set_bold().set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, 5, "PHỤ LỤC I", &bold).unwrap();
    sheet.merge_range(1, 0, 1, 5, "DANH MỤC NHIỆM VỤ", &bold).unwrap();
    for (column, title) in ["STT", "Nhiệm vụ"].iter().enumerate() {
        let column = u16::try_from(column).unwrap();
        sheet.merge_range(3, column, 4, column, title, &bold).unwrap();
    }
    sheet.merge_range(3, 2, 3, 3, "Thực hiện", &bold).unwrap();
    sheet.write(4, 2, "Chủ trì").unwrap();
    sheet.write(4, 3, "Phối hợp").unwrap();
    sheet.merge_range(3, 4, 4, 4, "Thời hạn", &bold).unwrap();
    sheet.merge_range(3, 5, 4, 5, "Tỷ lệ", &bold).unwrap();
    sheet.write(5, 0, "I").unwrap();
    sheet.merge_range(5, 1, 5, 5, "Hạ tầng số", &Format::new()).unwrap();
    sheet.write(6, 0, 1).unwrap();
    sheet.write(6, 1, "Phủ sóng các thôn").unwrap();
    sheet.write(6, 2, "Sở Khoa học và Công nghệ\nSở Tài chính").unwrap();
    let day = ExcelDateTime::from_ymd(2026, 9, 30).unwrap();
    sheet.write_datetime_with_format(6, 4, &day, &Format::new().set_num_format("m/d/yyyy")).unwrap();
    sheet.write_number_with_format(6, 5, 0.955, &Format::new().set_num_format("0.0%")).unwrap();
    sheet
}

fn saved(sheets: Vec<Worksheet>) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().unwrap()
}

fn read_sheets(sheets: Vec<Worksheet>) -> Source {
    read(&saved(sheets), "a.xlsx").unwrap_or_else(|refusal| panic!("{}", refusal.message()))
}

/// Rows as a person sees them, cells apart, with what each covers beyond itself.
fn rows(table: &Table) -> Vec<String> {
    let cell = |cell: &super::super::Cell| {
        let covers = if (cell.columns, cell.rows) == (1, 1) {
            String::new()
        } else {
            format!("[{}x{}]", cell.columns, cell.rows)
        };
        format!("{}{covers}:{}", cell.column, cell.text().replace('\n', "/"))
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn titles_are_lines_and_the_list_is_a_table_with_what_its_cells_cover() {
    let source = read_sheets(vec![list()]);
    assert_eq!(shown(&source)[..2], ["PHỤ LỤC I", "DANH MỤC NHIỆM VỤ"]);
    assert!(matches!(&source.blocks[0], Block::Paragraph(first) if first.all(|run| run.bold)));
    assert_eq!(
        rows(table(&source)),
        [
            "0[1x2]:STT | 1[1x2]:Nhiệm vụ | 2[2x1]:Thực hiện | 4[1x2]:Thời hạn | 5[1x2]:Tỷ lệ",
            "2:Chủ trì | 3:Phối hợp",
            "0:I | 1[5x1]:Hạ tầng số",
            "0:1 | 1:Phủ sóng các thôn | 2:Sở Khoa học và Công nghệ/Sở Tài chính | 4:30/09/2026 | 5:95,5%",
        ]
    );
    assert_eq!(messages(&source), [""; 0]);
}

#[test]
fn what_a_reader_does_not_see_or_may_see_otherwise_is_told() {
    let mut sheet = list();
    sheet.set_row_hidden(6).unwrap();
    sheet.insert_note(6, 1, &Note::new("Hỏi lại Sở").set_author("An").add_author_prefix(false)).unwrap();
    sheet.write_number_with_format(7, 5, 12, &Format::new().set_num_format("0 \"xã\"")).unwrap();
    sheet.write(7, 1, "Giao chỉ tiêu").unwrap();
    sheet.write(7, 0, 2).unwrap();
    let mut hidden = Worksheet::new();
    hidden.set_name("Tra cứu").unwrap().write(0, 0, "chưa làm").unwrap();
    hidden.set_hidden(true).set_tab_color(Color::Red);
    let told: Vec<What> =
        whats(&read_sheets(vec![sheet, hidden])).into_iter().map(|(_, what)| what).collect();
    assert!(
        told.contains(&What::HiddenSheet { name: "Tra cứu".into(), text: "chưa làm".into() }),
        "{told:?}"
    );
    assert!(told.contains(&What::Comment { author: "An".into(), text: "Hỏi lại Sở".into() }), "{told:?}");
    assert!(told.iter().any(|what| matches!(what, What::HiddenRow { text } if text.contains("Phủ sóng"))));
    assert!(told.contains(&What::Figure { format: "0 \"xã\"".into(), read: "12".into() }), "{told:?}");
}

#[test]
fn lines_below_the_list_are_none_of_its_rows() {
    let mut sheet = list();
    sheet.write(9, 1, "Nơi nhận:").unwrap();
    sheet.write(9, 4, "CHỦ TỊCH").unwrap();
    let source = read_sheets(vec![sheet]);
    assert_eq!(table(&source).rows.len(), 4);
    assert!(matches!(source.blocks.last(), Some(Block::Table(closing)) if closing.rows.len() == 1));
}

#[test]
fn cells_far_apart_take_no_room_between_them() {
    let mut sheet = list();
    sheet.write(1_048_575, 16_383, "cuối tờ").unwrap();
    let source = read_sheets(vec![sheet]);
    assert!(shown(&source).contains(&"cuối tờ".to_owned()));
}

#[test]
fn a_workbook_that_unfolds_without_end_is_refused() {
    let mut parts = vec![(String::from("xl/workbook.xml"), String::from("<workbook/>"))];
    parts.extend((0..3).map(|at| (format!("xl/a{at}.xml"), " ".repeat(limits::UNFOLDED / 2))));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(matches!(read(&archive(&parts), "a.xlsx"), Err(Refusal::TooMuch { .. })));
}

#[test]
fn words_of_a_cell_that_are_struck_or_set_high_are_read_as_in_word() {
    let mut sheet = Worksheet::new();
    let struck = Format::new().set_font_strikethrough();
    let high = Format::new().set_font_script(rust_xlsxwriter::FormatScript::Superscript);
    let plain = Format::new();
    sheet.write_with_format(0, 0, "Bỏ cả ô này", &struck).unwrap();
    sheet.write(1, 0, "Giữ ô này").unwrap();
    sheet
        .write_rich_string(
            2,
            0,
            &[
                (&plain, "Rà soát "),
                (&struck, "quy hoạch"),
                (&plain, "kế hoạch\nTrồng 10"),
                (&high, "6"),
                (&plain, " cây"),
            ],
        )
        .unwrap();
    let source = read_sheets(vec![sheet]);
    assert_eq!(shown(&source), ["", "Giữ ô này", "Rà soát kế hoạch", "Trồng 10⁶ cây"]);
    let told: Vec<&What> = source.told.iter().map(|told| &told.what).collect();
    let is_told = |words: &str| told.iter().any(|what| what.left_out() == Some(words));
    assert!(is_told("Bỏ cả ô này") && is_told("quy hoạch"), "{told:?}");
}

#[test]
fn remarks_that_answer_each_other_are_told_and_not_the_words_for_older_programs() {
    let mut sheet = list();
    let note = Note::new("[Threaded comment] Your version of Excel cannot show it").add_author_prefix(false);
    sheet.insert_note(6, 1, &note.set_author("tc={8F1C}")).unwrap();
    let mut old = zip::ZipArchive::new(Cursor::new(saved(vec![sheet]))).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut put = |name: &str, text: &[u8]| {
        new.start_file(name, options).unwrap();
        Write::write_all(&mut new, text).unwrap();
    };
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "xl/worksheets/_rels/sheet1.xml.rels" {
            let relation = "<Relationship Id=\"rId99\" Target=\"../threadedComments/threadedComment1.xml\" \
                            Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\"/>\
                            </Relationships>";
            bytes = String::from_utf8(bytes).unwrap().replace("</Relationships>", relation).into_bytes();
        }
        put(&name, &bytes);
    }
    put(
        "xl/threadedComments/threadedComment1.xml",
        "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\">\
         <threadedComment ref=\"B7\" id=\"{8F1C}\"><text>Xem lại tên việc</text></threadedComment>\
         <threadedComment ref=\"B7\" parentId=\"{8F1C}\"><text>Đã xem</text></threadedComment></ThreadedComments>"
            .as_bytes(),
    );
    let bytes = new.finish().unwrap().into_inner();
    let source = read(&bytes, "a.xlsx").unwrap_or_else(|refusal| panic!("{}", refusal.message()));
    let told = source.told.iter().filter_map(|told| match &told.what {
        What::Comment { text, .. } => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), ["Xem lại tên việc", "Đã xem"]);
}

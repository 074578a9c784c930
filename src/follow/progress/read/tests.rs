use std::io::{Cursor, Write};

use super::*;

/// A form as LibreOffice Calc saves it, of these rows of XML.
fn calc(rows: &str) -> Vec<u8> {
    const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {SPACES}><office:body>\
         <office:spreadsheet><table:table table:name=\"Tiến độ\">{rows}</table:table></office:spreadsheet>\
         </office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ] {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options).expect("memory");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn cell(words: &str, more: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"{more}><text:p>{words}</text:p></table:table-cell>"
    )
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

#[test]
fn a_share_of_a_task_is_read_as_its_cell_shows_it() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    let page = book.add_worksheet();
    for (column, title) in ["Cơ quan", "Nhiệm vụ", "Tình trạng", "Kết quả, ghi chú"].into_iter().enumerate()
    {
        page.write(0, column as u16, title).expect("a title");
    }
    let values = [Some(0.8), Some(1.0), Some(0.0), None, Some(80.0)];
    for (row, value) in (1_u32..).zip(values) {
        page.write(row, 0, "Sở A").expect("words");
        page.write(row, 1, format!("Việc {row}")).expect("words");
        match value {
            Some(value) if value <= 1.0 => page.write_with_format(row, 2, value, &percent).expect("a number"),
            Some(value) => page.write(row, 2, value).expect("a number"),
            None => page.write(row, 2, "45,5%").expect("words"),
        };
    }
    page.write(1, 3, "Đã mở 4 lớp").expect("words");
    let read = read(Path::new("ve.xlsx"), book.save_to_buffer().expect("memory"));
    let lines: Vec<(Option<Reach>, Option<&str>)> = read
        .lines
        .iter()
        .map(|line| match &line.filling {
            Filling::Typed(Typed { state, note: Told::Cell(note), .. }) => (*state, note.as_deref()),
            _ => (None, None),
        })
        .collect();
    let underway = Some(Reach::Underway);
    assert_eq!(
        lines,
        [
            (underway, Some("80%; Đã mở 4 lớp")),
            (Some(Reach::Done), None),
            (Some(Reach::NotStarted), None),
            (underway, Some("45,5%")),
            // A number without a sign may be anything.
            (None, None),
        ],
        "{:?}",
        read.findings
    );
    let taken = read.findings.iter().filter(|finding| finding.code == codes::CELL_TAKEN);
    assert_eq!(taken.count(), 2, "each is told: {:?}", read.findings);
    assert!(read.findings.iter().any(|finding| finding.is_error() && finding.message.contains("“80”")));
}

#[test]
fn rows_under_a_merged_cell_of_calc_have_its_value() {
    let titles = row(&["Cơ quan", "Nhiệm vụ", "Tình trạng"].map(|title| cell(title, "")));
    let first = row(&[
        cell("Sở A", ""),
        cell("Việc một", ""),
        cell("xong", " table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\""),
    ]);
    let covered = "<table:covered-table-cell/>".to_owned();
    let second = row(&[cell("Sở A", ""), cell("Việc hai", ""), covered]);
    let third = row(&[cell("Sở A", ""), cell("Việc ba", "")]);
    let read = read(Path::new("ve.ods"), calc(&[titles, first, second, third].concat()));
    let states: Vec<(Option<&str>, Option<Reach>)> = read
        .lines
        .iter()
        .map(|line| match &line.filling {
            Filling::Typed(typed) => (line.text.as_deref(), typed.state),
            Filling::Unreadable => (line.text.as_deref(), None),
        })
        .collect();
    let done = Some(Reach::Done);
    assert_eq!(
        states,
        [(Some("Việc một"), done), (Some("Việc hai"), done), (Some("Việc ba"), None)],
        "{:?}",
        read.findings
    );
    assert!(read.findings.iter().any(|finding| finding.message.contains("C3: ô gộp từ C2")));
}

#[test]
fn what_somebody_wrote_beside_a_cell_is_told_and_is_no_value_of_it() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (column, title) in ["Cơ quan", "Nhiệm vụ", "Tình trạng"].into_iter().enumerate() {
        page.write(0, column as u16, title).expect("a title");
        page.write(1, column as u16, ["Sở A", "Việc 1", "xong"][column]).expect("words");
    }
    let note = rust_xlsxwriter::Note::new("Hỏi lại anh Nam").set_author("Hà").add_author_prefix(false);
    page.insert_note(1, 2, &note).expect("a note");
    let excel = book.save_to_buffer().expect("memory");
    let remark = "<office:annotation><dc:creator xmlns:dc=\"http://purl.org/dc/elements/1.1/\">Hà</dc:creator>\
                  <text:p>Hỏi lại <text:span>anh Nam</text:span></text:p></office:annotation>";
    let state = format!(
        "<table:table-cell office:value-type=\"string\">{remark}<text:p>xong</text:p></table:table-cell>"
    );
    let titles = ["Cơ quan", "Nhiệm vụ", "Tình trạng"].map(|title| cell(title, ""));
    let calc = calc(&[row(&titles), row(&[cell("Sở A", ""), cell("Việc 1", ""), state])].concat());
    for (name, sheet, bytes) in [("a.xlsx", "Sheet1", excel), ("a.ods", "Tiến độ", calc)] {
        let read = read(Path::new(name), bytes);
        let Filling::Typed(typed) = &read.lines[0].filling else { panic!("{:?}", read.findings) };
        assert_eq!(typed.state, Some(Reach::Done), "{name}");
        let told: Vec<&str> = read.findings.iter().map(|finding| finding.message.as_str()).collect();
        let wanted = format!(
            "{name}, trang tính “{sheet}”, ô C2: lời bình bên lề (Hà) không được ghi: “Hỏi lại anh Nam”"
        );
        assert!(told.contains(&wanted.as_str()), "{told:?}");
    }
}

#[test]
fn remarks_that_cannot_be_read_are_told_and_the_cells_are_read_all_the_same() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    for (column, title) in ["Cơ quan", "Nhiệm vụ", "Tình trạng"].into_iter().enumerate() {
        page.write(0, column as u16, title).expect("a title");
        page.write(1, column as u16, ["Sở A", "Việc 1", "xong"][column]).expect("words");
    }
    page.insert_note(1, 2, &rust_xlsxwriter::Note::new("Hỏi lại")).expect("a note");
    let whole = book.save_to_buffer().expect("memory");
    let mut parts = zip::ZipArchive::new(Cursor::new(whole)).expect("a package");
    let mut damaged = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let part = parts.by_index_raw(at).expect("it is there");
        let name = part.name().expect("a name").into_owned();
        if name.contains("comments") {
            damaged.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
            damaged.write_all(b"<comments><comment ref=").expect("memory");
        } else {
            damaged.raw_copy_file(part).expect("memory");
        }
    }
    let read = read(Path::new("a.xlsx"), damaged.finish().expect("memory").into_inner());
    let Filling::Typed(typed) = &read.lines[0].filling else { panic!("{:?}", read.findings) };
    assert_eq!(typed.state, Some(Reach::Done));
    let told: Vec<&str> = read.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(told.iter().any(|one| one.contains("không đọc được lời bình bên lề các ô")), "{told:?}");
}

#[test]
fn a_sheet_that_nobody_sees_is_read_and_told() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, task) in [("Nay", "Việc 1"), ("Cũ", "Việc 2")] {
        let page = book.add_worksheet().set_name(name).expect("a name");
        page.set_hidden(name == "Cũ");
        for (column, title) in ["Cơ quan", "Nhiệm vụ", "Tình trạng"].into_iter().enumerate() {
            page.write(0, column as u16, title).expect("a title");
            page.write(1, column as u16, ["Sở A", task, "xong"][column]).expect("words");
        }
    }
    let read = read(Path::new("a.xlsx"), book.save_to_buffer().expect("memory"));
    assert_eq!(read.lines.len(), 2);
    let hidden: Vec<&str> = read.findings.iter().map(|finding| finding.message.as_str()).collect();
    let told = hidden.iter().filter(|one| one.contains("đang ẩn")).collect::<Vec<_>>();
    assert_eq!(told, [&"a.xlsx, trang tính “Cũ” đang ẩn, vẫn được đọc"]);
}

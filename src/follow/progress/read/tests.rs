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

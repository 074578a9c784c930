//! Files built by hand, part by part, and what is read from them.

mod docx;
mod docx_text;
mod hostile;
mod odt;
mod pdf;
mod plain;
mod sheet;

use std::io::{Cursor, Write};

use super::{Block, Paragraph, Source, Table, What, read};

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

/// A document of Word: its body, and other parts by the last word of their relationship's type.
fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document {WORD}><w:body>{body}</w:body></w:document>");
    let mut relations = String::new();
    let mut texts = vec![("word/document.xml".to_owned(), document)];
    for (at, (kind, xml)) in others.iter().enumerate() {
        if let Some(target) = xml.strip_prefix("=>") {
            relations.push_str(&format!(
                r#"<Relationship Id="r{at}" Type="x/{kind}" Target="{target}" TargetMode="External"/>"#
            ));
            continue;
        }
        relations.push_str(&format!(r#"<Relationship Id="r{at}" Type="x/{kind}" Target="{kind}{at}.xml"/>"#));
        let root = match *kind {
            "header" => "hdr",
            "footer" => "ftr",
            other => other,
        };
        texts.push((format!("word/{kind}{at}.xml"), format!("<w:{root} {WORD}>{xml}</w:{root}>")));
    }
    texts
        .push(("word/_rels/document.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")));
    texts.push((
        "_rels/.rels".into(),
        r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#
            .into(),
    ));
    let parts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    archive(&parts)
}

/// A paragraph with properties and one run for each text.
fn p(properties: &str, runs: &[&str]) -> String {
    let runs: String = runs.iter().map(|text| r("", text)).collect();
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn read_docx(body: &str, others: &[(&str, &str)]) -> Source {
    read(&docx(body, others), "van-ban.docx").unwrap_or_else(|refusal| panic!("{}", refusal.message()))
}

/// Every paragraph as it is shown.
fn shown(source: &Source) -> Vec<String> {
    source.paragraphs().into_iter().map(Paragraph::shown).collect()
}

fn messages(source: &Source) -> Vec<String> {
    source.told.iter().map(|told| told.what.message()).collect()
}

fn whats(source: &Source) -> Vec<(Option<usize>, What)> {
    source.told.iter().map(|told| (told.place, told.what.clone())).collect()
}

fn table(source: &Source) -> &Table {
    let found = source.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    found.expect("a table")
}

#[test]
fn what_is_no_text_is_told_with_what_can_be_done_about_it() {
    let hint = |bytes: &[u8], name: &str| read(bytes, name).unwrap_err().hint().unwrap_or_default();
    assert!(hint(b"\xff\xd8\xff\xe0", "anh.jpg").contains("OCR"));
    assert!(hint(b"Rar!", "cac-tep.rar").contains("giải nén"));
    assert!(hint(b"MZ", "cai-dat.exe").contains("chỉ đọc văn bản"));
    assert!(hint(b"{\\rtf1", "a.rtf").contains("lưu thành .docx"));
    // Word puts its owner's name there; it is a file that is open, and nobody's text.
    assert!(hint(b"\x05Nguy", "~$KH.docx").contains("không có “~$”"));
}

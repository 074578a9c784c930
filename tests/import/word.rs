//! Word files written by hand: a line is a paragraph, `##` makes it bold, `%1`, `%a`, `%-` let Word count it,
//! `|` makes it a row of a table, in which `<` goes on from the left and `^` from above.

use std::io::{Cursor, Write};

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub fn docx(text: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut rows: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.starts_with('|') {
            rows.push(line);
            continue;
        }
        if !rows.is_empty() {
            body.push_str(&table(&std::mem::take(&mut rows)));
        }
        body.push_str(&paragraph(line));
    }
    let document = format!("<w:document {WORD}><w:body>{body}</w:body></w:document>");
    let level = |format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let lists = [level("decimal", "%1."), level("lowerLetter", "%1)"), level("bullet", "-")];
    let abstracts = lists
        .iter()
        .enumerate()
        .map(|(at, level)| format!(r#"<w:abstractNum w:abstractNumId="{at}">{level}</w:abstractNum>"#));
    let numbers = (0..lists.len())
        .map(|at| format!(r#"<w:num w:numId="{}"><w:abstractNumId w:val="{at}"/></w:num>"#, at + 1));
    let numbering = format!(
        "<w:numbering {WORD}>{}{}</w:numbering>",
        abstracts.collect::<String>(),
        numbers.collect::<String>()
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let types = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="{kind}.numbering+xml"/></Types>"#
    );
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relation("r", "officeDocument", "word/document.xml")),
        ("word/_rels/document.xml.rels", relation("n", "numbering", "numbering.xml")),
        ("word/document.xml", document),
        ("word/numbering.xml", numbering),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn run(text: &str, bold: bool) -> String {
    let look = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!(r#"<w:r>{look}<w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text))
}

fn paragraph(line: &str) -> String {
    let list = [("%1 ", 1), ("%a ", 2), ("%- ", 3)].into_iter().find(|(sign, _)| line.starts_with(sign));
    let (properties, rest) = match list {
        Some((sign, number)) => (
            format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>"#),
            &line[sign.len()..],
        ),
        None => (String::new(), line),
    };
    let runs = match rest.strip_prefix("##") {
        Some(bold) => run(bold, true),
        None => run(rest, false),
    };
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn table(rows: &[&str]) -> String {
    let cells: Vec<Vec<&str>> =
        rows.iter().map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    let mut xml = String::from("<w:tbl>");
    for (at, row) in cells.iter().enumerate() {
        xml.push_str("<w:tr>");
        for (column, cell) in row.iter().enumerate() {
            if *cell == "<" {
                continue;
            }
            let span = 1 + row[column + 1..].iter().take_while(|cell| **cell == "<").count();
            let below = cells.get(at + 1).and_then(|row| row.get(column)) == Some(&"^");
            let merge = match (*cell, below) {
                ("^", _) => "<w:vMerge/>",
                (_, true) => r#"<w:vMerge w:val="restart"/>"#,
                _ => "",
            };
            let lines: String =
                if *cell == "^" { paragraph("") } else { cell.split(" / ").map(paragraph).collect() };
            xml.push_str(&format!(
                r#"<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{lines}</w:tc>"#
            ));
        }
        xml.push_str("</w:tr>");
    }
    xml + "</w:tbl>"
}

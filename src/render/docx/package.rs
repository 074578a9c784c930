//! The package: fixed parts, document properties, and a ZIP whose bytes depend on the content only.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use docx_rs::BuildXML;
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::conform::Conformed;
use super::{conform, data, notes, section, styles};
use crate::diagnostic::Diagnostic;
use crate::document::{Meta, Note};
use crate::official::State;
use crate::render::style::{FONT_FAMILY, LANGUAGE};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE_RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Parts that are the same in every document, made once per process.
fn fixed_parts() -> Result<&'static [(&'static str, Vec<u8>)], Diagnostic> {
    static PARTS: OnceLock<Vec<(&'static str, Vec<u8>)>> = OnceLock::new();
    if let Some(parts) = PARTS.get() {
        return Ok(parts);
    }
    let mut style_part = DECLARATION.as_bytes().to_vec();
    style_part.extend(conform::conform(&without_bare_normal(styles::all().build()))?);
    let header = conform::conform(&section::page_number().build())?;
    let parts = vec![
        ("_rels/.rels", package_relations().into_bytes()),
        ("word/styles.xml", style_part),
        ("word/fontTable.xml", font_table().into_bytes()),
        ("word/header1.xml", header),
    ];
    Ok(PARTS.get_or_init(|| parts))
}

/// What only some documents have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Has {
    bound_controls: bool,
    footnotes: bool,
}

/// Parts that name the others, and those that hang on what a document has.
fn naming_parts(has: Has) -> &'static [(&'static str, Vec<u8>)] {
    static PARTS: [OnceLock<Vec<(&'static str, Vec<u8>)>>; 4] = [const { OnceLock::new() }; 4];
    PARTS[usize::from(has.bound_controls) * 2 + usize::from(has.footnotes)].get_or_init(|| {
        let mut parts = vec![
            ("[Content_Types].xml", content_types(has)),
            ("word/_rels/document.xml.rels", document_relations(has)),
            ("word/settings.xml", settings(has)),
        ];
        if has.bound_controls {
            parts.extend(data::parts());
        }
        parts.into_iter().map(|(name, part)| (name, part.into_bytes())).collect()
    })
}

/// docx-rs begins the styles with a Normal of its own that says nothing; ours stands after it.
fn without_bare_normal(mut styles: Vec<u8>) -> Vec<u8> {
    let find = |mark: &[u8], from: usize| {
        styles[from..].windows(mark.len()).position(|window| window == mark).map(|at| from + at)
    };
    let ends: &[u8] = b"</w:style>";
    if let Some(start) = find(b"<w:style ", 0)
        && let Some(end) = find(ends, start)
    {
        styles.drain(start..end + ends.len());
    }
    styles
}

/// Zips the parts in a fixed order, each with the earliest time a ZIP can hold.
///
/// # Errors
/// `KH602` where the archive cannot be written.
pub(super) fn zip(
    main: &Conformed,
    properties: &[u8],
    footnotes: Option<&[u8]>,
) -> Result<Vec<u8>, Diagnostic> {
    let fixed = fixed_parts()?;
    let naming = naming_parts(Has { bound_controls: main.binds, footnotes: footnotes.is_some() });
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(main.xml.len() / 4)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        // As Word writes it; left open, it would tell Windows from Linux.
        .system(System::Dos);
    let own = [("docProps/core.xml", properties), ("word/document.xml", main.xml.as_slice())];
    let own = own.into_iter().chain(footnotes.map(|part| ("word/footnotes.xml", part)));
    let borrow =
        |parts: &'static [(&'static str, Vec<u8>)]| parts.iter().map(|(name, part)| (*name, part.as_slice()));
    for (name, part) in borrow(naming).chain(borrow(fixed)).chain(own) {
        archive.start_file(name, options).map_err(|error| failed(&error))?;
        archive.write_all(part).map_err(|error| failed(&error))?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

fn failed(error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error("KH602", format!("lỗi nội bộ khi đóng gói tệp DOCX: {error}"))
}

/// Thuộc tính tài liệu. Title, body and subject; dates only where the document has one.
pub(super) fn core_properties(meta: &Meta) -> String {
    let state = match meta.state {
        State::Draft => "Dự thảo",
        State::Issued => "Ban hành",
    };
    let date = meta.date.map_or(String::new(), |(year, month, day)| {
        let stamp = format!("xsi:type=\"dcterms:W3CDTF\">{year:04}-{month:02}-{day:02}T00:00:00Z");
        format!("<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified>")
    });
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:subject>{}</dc:subject><dc:creator>{}</dc:creator>{date}<dc:language>{LANGUAGE}</dc:language>\
         <cp:contentStatus>{state}</cp:contentStatus></cp:coreProperties>",
        escape(meta.title.as_str()),
        escape(meta.subject.as_str()),
        escape(meta.author.as_str()),
    )
}

/// `word/footnotes.xml`.
pub(super) fn footnotes(notes: &[&Note]) -> String {
    format!("{DECLARATION}{}", notes::part(notes, MAIN))
}

fn content_types(has: Has) -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let word = |name: &str, kind: &str| part(&format!("word/{name}.xml"), &format!("{WORD_TYPE}.{kind}+xml"));
    [
        format!("{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">"),
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>".to_owned(),
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>".to_owned(),
        word("document", "document.main"),
        word("styles", "styles"),
        word("settings", "settings"),
        word("fontTable", "fontTable"),
        word("header1", "header"),
        if has.footnotes { word("footnotes", "footnotes") } else { String::new() },
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        data::TYPES.iter().filter(|_| has.bound_controls).map(|(name, kind)| part(name, kind)).collect(),
        "</Types>".to_owned(),
    ]
    .concat()
}

fn package_relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE_RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn document_relations(has: Has) -> String {
    let relation = |id: &str, kind: &str, part: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE_RELATIONS}/{kind}\" Target=\"{part}.xml\"/>")
    };
    [
        format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">"),
        relation("rIdStyles", "styles", "styles"),
        relation("rIdSettings", "settings", "settings"),
        relation("rIdFonts", "fontTable", "fontTable"),
        relation(section::HEADER_ID, "header", "header1"),
        if has.footnotes { relation("rIdFootnotes", "footnotes", "footnotes") } else { String::new() },
        data::RELATED
            .iter()
            .filter(|_| has.bound_controls)
            .map(|(id, kind, part)| relation(id, kind, part))
            .collect(),
        "</Relationships>".to_owned(),
    ]
    .concat()
}

/// Word 2013 and later, or tables would hang out of the margin; numbers in the Vietnamese way.
fn settings(has: Has) -> String {
    let rules = if has.footnotes {
        "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
    } else {
        ""
    };
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/>\
         <w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>{rules}<w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{LANGUAGE}\"/><w:decimalSymbol w:val=\",\"/>\
         <w:listSeparator w:val=\";\"/></w:settings>"
    )
}

fn font_table() -> String {
    format!(
        "{DECLARATION}<w:fonts xmlns:w=\"{MAIN}\"><w:font w:name=\"{FONT_FAMILY}\">\
         <w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/>\
         <w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

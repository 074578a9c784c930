//! The package: fixed parts, document properties, and a ZIP whose bytes depend on the content only.

use std::borrow::Cow;
use std::io::{Cursor, Seek, Write};
use std::sync::OnceLock;

use docx_rs::BuildXML;
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::main_part::MainPart;
use super::xml::DECLARATION;
use super::{chart, conform, data, notes, section, styles};
use crate::diagnostic::{Diagnostic, char_boundary};
use crate::document::chart::Chart;
use crate::document::{Meta, Note};
use crate::official::State;
use crate::render::marks::RECORD;
use crate::render::style::{FONT_FAMILY, LANGUAGE};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE_RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What only some documents have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Has {
    pub bound_controls: bool,
    pub footnotes: bool,
    /// How many there are.
    pub charts: usize,
}

/// Everything but what a document has of its own, zipped once per process: its parts are copied as they are,
/// compressed already.
pub(super) fn common(has: Has) -> Result<Cow<'static, [u8]>, Diagnostic> {
    // Charts are rare, and their number is in the list of parts.
    if has.charts > 0 {
        return fixed_parts(has).map(Cow::Owned);
    }
    static ARCHIVES: [OnceLock<Vec<u8>>; 4] = [const { OnceLock::new() }; 4];
    let made = &ARCHIVES[usize::from(has.bound_controls) * 2 + usize::from(has.footnotes)];
    if let Some(archive) = made.get() {
        return Ok(Cow::Borrowed(archive));
    }
    let bytes = fixed_parts(has)?;
    Ok(Cow::Borrowed(made.get_or_init(|| bytes)))
}

fn fixed_parts(has: Has) -> Result<Vec<u8>, Diagnostic> {
    let styles = conform::conform(&without_bare_normal(styles::all().build()))?;
    let styles = format!("{DECLARATION}{styles}");
    let header = conform::conform(&section::page_number().build())?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, part: &[u8]| write_part(&mut archive, name, part);
    // The part that names the types of the others comes first: some readers look no further.
    add("[Content_Types].xml", content_types(has).as_bytes())?;
    add("_rels/.rels", package_relations().as_bytes())?;
    add("word/_rels/document.xml.rels", document_relations(has).as_bytes())?;
    add("word/settings.xml", settings(has).as_bytes())?;
    add("word/styles.xml", styles.as_bytes())?;
    add("word/fontTable.xml", font_table().as_bytes())?;
    add("word/header1.xml", header.as_bytes())?;
    for (name, part) in data::parts().iter().filter(|_| has.bound_controls) {
        add(name, part.as_bytes())?;
    }
    Ok(archive.finish().map_err(|error| failed(&error))?.into_inner())
}

fn write_part<W: Write + Seek>(
    archive: &mut ZipWriter<W>,
    name: &str,
    part: &[u8],
) -> Result<(), Diagnostic> {
    write_by(archive, None, (name, part))
}

fn write_by<W: Write + Seek>(
    archive: &mut ZipWriter<W>,
    level: Option<i64>,
    (name, part): (&str, &[u8]),
) -> Result<(), Diagnostic> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(level)
        .last_modified_time(DateTime::default())
        // As Word writes it; left open, it would tell Windows from Linux.
        .system(System::Dos);
    archive.start_file(name, options).map_err(|error| failed(&error))?;
    archive.write_all(part).map_err(|error| failed(&error))
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

/// A chart, and the workbook with its figures.
pub(super) struct ChartParts {
    pub part: String,
    figures: Vec<u8>,
}

/// # Errors
/// Figures that do not fit into a workbook.
pub(super) fn chart(chart: &Chart) -> Result<ChartParts, Diagnostic> {
    let figures = chart::figures(chart).map_err(|error| failed(&error))?;
    Ok(ChartParts { part: chart::part(chart), figures })
}

/// Zips the parts in a fixed order, each with the earliest time a ZIP can hold.
///
/// # Errors
/// `KH602` where the archive cannot be written.
pub(super) fn zip(
    main: &MainPart,
    [core, custom]: [&str; 2],
    footnotes: Option<&[u8]>,
    charts: &[ChartParts],
) -> Result<Vec<u8>, Diagnostic> {
    let has = Has { bound_controls: main.binds, footnotes: footnotes.is_some(), charts: charts.len() };
    let common = common(has)?;
    let mut bytes = Vec::with_capacity(common.len() + main.xml.len() / 4);
    bytes.extend_from_slice(&common);
    let mut archive = ZipWriter::new_append(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let own = [("docProps/core.xml", core.as_bytes()), ("word/document.xml", main.xml.as_bytes())];
    for (name, part) in own.into_iter().chain(footnotes.map(|part| ("word/footnotes.xml", part))) {
        write_part(&mut archive, name, part)?;
    }
    for (chart, number) in charts.iter().zip(1..) {
        let relations = chart::relations(number);
        write_part(&mut archive, &format!("word/charts/chart{number}.xml"), chart.part.as_bytes())?;
        let name = format!("word/charts/_rels/chart{number}.xml.rels");
        write_part(&mut archive, &name, relations.as_bytes())?;
        write_part(&mut archive, &format!("word/embeddings/figures{number}.xlsx"), &chart.figures)?;
    }
    // Digests: squeezing them hard costs much and gains little.
    write_by(&mut archive, Some(1), ("docProps/custom.xml", custom.as_bytes()))?;
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

/// Word takes no longer text for a property.
const LONGEST_PROPERTY: usize = 240;

/// `docProps/custom.xml`: the record of [`Kept`](crate::render::marks::Kept), in pieces. Programs
/// that know nothing of a property keep it.
pub(super) fn custom_properties(record: &str) -> String {
    let mut part = format!(
        "{DECLARATION}<Properties xmlns=\"{OFFICE}/custom-properties\" xmlns:vt=\"{OFFICE}/docPropsVTypes\">"
    );
    let (mut rest, mut number) = (record, 1);
    while !rest.is_empty() {
        let end = char_boundary(rest, LONGEST_PROPERTY);
        let name = if number == 1 { RECORD.to_owned() } else { format!("{RECORD}-{number}") };
        // Of the document itself: the format identifier that programs give to properties of users.
        part.push_str(&format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{name}\"><vt:lpwstr>{}</vt:lpwstr></property>",
            number + 1,
            escape(&rest[..end]),
        ));
        (rest, number) = (&rest[end..], number + 1);
    }
    part.push_str("</Properties>");
    part
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
        if has.charts > 0 {
            format!("<Default Extension=\"xlsx\" ContentType=\"{WORKBOOK_TYPE}\"/>")
        } else {
            String::new()
        },
        word("document", "document.main"),
        word("styles", "styles"),
        word("settings", "settings"),
        word("fontTable", "fontTable"),
        word("header1", "header"),
        if has.footnotes { word("footnotes", "footnotes") } else { String::new() },
        (1..=has.charts).map(|number| part(&format!("word/charts/chart{number}.xml"), CHART_TYPE)).collect(),
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        part("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
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
         Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" \
         Type=\"{OFFICE_RELATIONS}/custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>"
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
        (1..=has.charts)
            .map(|number| relation(&chart::relation(number), "chart", &format!("charts/chart{number}")))
            .collect(),
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

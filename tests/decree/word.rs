//! A DOCX read back: its paragraphs and tables in document order, with the values that are in effect
//! after docDefaults, the chain of styles and direct formatting.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

/// Every part of a package that the rules look at.
pub struct Word {
    pub blocks: Vec<Block>,
    /// `w:sectPr` in order: the main text, then every annex.
    pub sections: Vec<Element>,
    pub header: Vec<Paragraph>,
    /// Field instructions of the header part.
    pub header_fields: Vec<String>,
    pub part_names: Vec<String>,
}

/// Values in effect, by `element/attribute`: `sz/val`, `spacing/before`, `pBdr/bottom/val`.
pub type Properties = BTreeMap<String, String>;

pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

pub struct Paragraph {
    pub style: String,
    pub properties: Arc<Properties>,
    pub runs: Vec<Run>,
    /// Tags of the content controls in it.
    pub controls: Vec<String>,
    /// It ends its section.
    pub ends_section: bool,
}

pub struct Run {
    pub text: String,
    pub properties: Arc<Properties>,
}

pub struct Table {
    pub style: String,
    /// Widths of the columns in twips.
    pub grid: Vec<i32>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub header: bool,
    pub whole: bool,
    pub height: Option<i32>,
    pub cells: Vec<Cell>,
}

pub struct Cell {
    pub width: i32,
    pub blocks: Vec<Block>,
}

impl Word {
    pub fn read(file: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a ZIP");
        let part_names = (0..archive.len())
            .map(|at| archive.by_index(at).expect("an entry").name().expect("UTF-8").into_owned())
            .collect();
        let mut part = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
            Element::parse(&text)
        };
        let sheet = StyleSheet::read(&part("word/styles.xml"));
        let main = part("word/document.xml");
        let header = part("word/header1.xml");
        let mut sections = Vec::new();
        main.collect("w:sectPr", &mut sections);
        let mut fields = Vec::new();
        header.collect("w:instrText", &mut fields);
        let body = main.child("w:body").expect("a body");
        Self {
            blocks: blocks(body, &sheet),
            sections: sections.into_iter().cloned().collect(),
            header: only_paragraphs(blocks(&header, &sheet)),
            header_fields: fields.iter().map(|field| field.text.trim().to_owned()).collect(),
            part_names,
        }
    }

    /// Every paragraph in document order, cells included.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        let mut found = Vec::new();
        collect_paragraphs(&self.blocks, &mut found);
        found
    }

    /// The paragraphs in a style, in document order.
    pub fn styled(&self, style: &str) -> Vec<&Paragraph> {
        self.paragraphs().into_iter().filter(|paragraph| paragraph.style == style).collect()
    }

    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }

    /// Blocks of the main text, then of every annex.
    pub fn blocks_by_section(&self) -> Vec<&[Block]> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, block) in self.blocks.iter().enumerate() {
            if matches!(block, Block::Paragraph(paragraph) if paragraph.ends_section) {
                parts.push(&self.blocks[start..=at]);
                start = at + 1;
            }
        }
        parts.push(&self.blocks[start..]);
        parts
    }
}

fn only_paragraphs(blocks: Vec<Block>) -> Vec<Paragraph> {
    let paragraph = |block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    };
    blocks.into_iter().filter_map(paragraph).collect()
}

pub fn collect_paragraphs<'a>(blocks: &'a [Block], found: &mut Vec<&'a Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| collect_paragraphs(&cell.blocks, found));
            }
        }
    }
}

impl Paragraph {
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The same text with plain spaces.
    pub fn plain(&self) -> String {
        self.text().replace('\u{a0}', " ")
    }

    /// A property in twips or half points; 0 where nothing is said.
    pub fn number(&self, name: &str) -> i32 {
        number(&self.properties, name)
    }

    pub fn align(&self) -> &str {
        self.properties.get("jc/val").map_or("left", String::as_str)
    }

    /// The runs that print something.
    pub fn inked(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| !run.text.trim().is_empty())
    }
}

impl Run {
    /// Size in points.
    pub fn size(&self) -> f64 {
        f64::from(number(&self.properties, "sz/val")) / 2.0
    }

    pub fn bold(&self) -> bool {
        is_on(&self.properties, "b/val")
    }

    pub fn italic(&self) -> bool {
        is_on(&self.properties, "i/val")
    }
}

fn number(properties: &Properties, name: &str) -> i32 {
    properties.get(name).map_or(0, |value| value.parse().unwrap_or_else(|_| panic!("{name} is {value}")))
}

fn is_on(properties: &Properties, name: &str) -> bool {
    properties.get(name).is_some_and(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// Effective properties of every style.
struct StyleSheet {
    paragraph: BTreeMap<String, (Properties, Properties)>,
    default: (Properties, Properties),
}

impl StyleSheet {
    fn read(root: &Element) -> Self {
        let mut default = (Properties::new(), Properties::new());
        if let Some(defaults) = root.child("w:docDefaults") {
            merge(defaults.descend(&["w:pPrDefault", "w:pPr"]), &mut default.0);
            merge(defaults.descend(&["w:rPrDefault", "w:rPr"]), &mut default.1);
        }
        let styles: BTreeMap<&str, &Element> = root
            .children("w:style")
            .filter(|style| style.attribute("w:type") == Some("paragraph"))
            .filter_map(|style| Some((style.attribute("w:styleId")?, style)))
            .collect();
        let mut sheet = Self { paragraph: BTreeMap::new(), default };
        for id in styles.keys() {
            let mut chain = Vec::new();
            let mut next = Some(*id);
            while let Some(style) = next.and_then(|id| styles.get(id)) {
                chain.push(*style);
                next = style.child("w:basedOn").and_then(|base| base.attribute("w:val"));
            }
            let (mut paragraph, mut run) = sheet.default.clone();
            for style in chain.into_iter().rev() {
                merge(style.child("w:pPr"), &mut paragraph);
                merge(style.child("w:rPr"), &mut run);
            }
            sheet.paragraph.insert((*id).to_owned(), (paragraph, run));
        }
        sheet
    }

    fn of(&self, style: &str) -> &(Properties, Properties) {
        self.paragraph.get(style).unwrap_or(&self.default)
    }
}

/// Lays the properties of an element over those inherited.
fn merge(element: Option<&Element>, properties: &mut Properties) {
    let Some(element) = element else { return };
    for child in &element.children {
        lay(child, local(&child.name), properties);
    }
}

fn lay(element: &Element, path: &str, properties: &mut Properties) {
    if element.attributes.is_empty() && element.children.is_empty() {
        properties.insert(format!("{path}/val"), "1".to_owned());
    }
    for (name, value) in &element.attributes {
        properties.insert(format!("{path}/{}", local(name)), value.clone());
    }
    for child in &element.children {
        lay(child, &format!("{path}/{}", local(&child.name)), properties);
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn blocks(parent: &Element, sheet: &StyleSheet) -> Vec<Block> {
    let mut found = Vec::new();
    for child in &parent.children {
        match child.name.as_str() {
            "w:p" => found.push(Block::Paragraph(paragraph(child, sheet))),
            "w:tbl" => found.push(Block::Table(table(child, sheet))),
            "w:sdt" => {
                let content = child.child("w:sdtContent").expect("a control has content");
                found.extend(blocks(content, sheet));
            }
            _ => {}
        }
    }
    found
}

fn paragraph(element: &Element, sheet: &StyleSheet) -> Paragraph {
    let direct = element.child("w:pPr");
    let style = direct.and_then(|direct| direct.child("w:pStyle")).and_then(|style| style.attribute("w:val"));
    let style = style.unwrap_or("Normal").to_owned();
    let (inherited, run_base) = sheet.of(&style);
    let mut properties = inherited.clone();
    merge(direct, &mut properties);
    let mut paragraph = Paragraph {
        style,
        properties: Arc::new(properties),
        runs: Vec::new(),
        controls: Vec::new(),
        ends_section: direct.is_some_and(|direct| direct.child("w:sectPr").is_some()),
    };
    let base = Arc::new(run_base.clone());
    runs(element, &base, &mut paragraph);
    paragraph
}

fn runs(parent: &Element, base: &Arc<Properties>, paragraph: &mut Paragraph) {
    for child in &parent.children {
        match child.name.as_str() {
            "w:r" => paragraph.runs.push(run(child, base)),
            "w:sdt" => {
                let tag = child.descend(&["w:sdtPr", "w:tag"]).and_then(|tag| tag.attribute("w:val"));
                paragraph.controls.push(tag.unwrap_or_default().to_owned());
                runs(child.child("w:sdtContent").expect("a control has content"), base, paragraph);
            }
            _ => {}
        }
    }
}

fn run(element: &Element, base: &Arc<Properties>) -> Run {
    let properties = match element.child("w:rPr") {
        None => base.clone(),
        Some(direct) => {
            let mut own = Properties::clone(base);
            merge(Some(direct), &mut own);
            Arc::new(own)
        }
    };
    let piece = |child: &Element| match child.name.as_str() {
        "w:t" => child.text.clone(),
        "w:noBreakHyphen" => "-".to_owned(),
        "w:tab" | "w:br" => " ".to_owned(),
        _ => String::new(),
    };
    Run { text: element.children.iter().map(piece).collect(), properties }
}

fn table(element: &Element, sheet: &StyleSheet) -> Table {
    let mut properties = Properties::new();
    merge(element.child("w:tblPr"), &mut properties);
    let grid = element.child("w:tblGrid").expect("a grid");
    let width =
        |element: &Element| element.attribute("w:w").and_then(|width| width.parse().ok()).unwrap_or(0);
    let cell = |cell: &Element| Cell {
        width: cell.descend(&["w:tcPr", "w:tcW"]).map_or(0, width),
        blocks: blocks(cell, sheet),
    };
    let row = |row: &Element| Row {
        header: row.descend(&["w:trPr", "w:tblHeader"]).is_some(),
        whole: row.descend(&["w:trPr", "w:cantSplit"]).is_some(),
        height: row
            .descend(&["w:trPr", "w:trHeight"])
            .filter(|height| height.attribute("w:hRule") == Some("exact"))
            .and_then(|height| height.attribute("w:val")?.parse().ok()),
        cells: row.children("w:tc").map(cell).collect(),
    };
    Table {
        style: properties.get("tblStyle/val").cloned().unwrap_or_default(),
        grid: grid.children("w:gridCol").map(width).collect(),
        rows: element.children("w:tr").map(row).collect(),
    }
}

/// An XML element.
#[derive(Clone, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Self>,
    /// Its own text.
    pub text: String,
}

impl Element {
    fn parse(xml: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) => open.push(Self::start(&start)),
                Event::Empty(start) => open.last_mut().expect("a parent").children.push(Self::start(&start)),
                Event::End(_) => {
                    let closed = open.pop().expect("it was opened");
                    open.last_mut().expect("a parent").children.push(closed);
                }
                Event::Text(text) => open.last_mut().expect("a parent").text.push_str(&text),
                Event::GeneralRef(reference) => {
                    let text = quick_xml::escape::unescape(&format!("&{};", &*reference))
                        .expect("a known reference")
                        .into_owned();
                    open.last_mut().expect("a parent").text.push_str(&text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let mut root = open.pop().expect("the document");
        root.children.pop().expect("a root element")
    }

    fn start(start: &BytesStart) -> Self {
        let attribute = |attribute: quick_xml::events::attributes::Attribute| {
            let value =
                quick_xml::escape::unescape(&attribute.value).expect("a known reference").into_owned();
            (attribute.key.as_ref().to_owned(), value)
        };
        let attributes = start.attributes().map(|found| attribute(found.expect("an attribute")));
        Self { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), ..Self::default() }
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn descend(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    fn collect<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        if self.name == name {
            found.push(self);
        }
        self.children.iter().for_each(|child| child.collect(name, found));
    }
}

//! A file that the program made, edited as people and their programs do: in the XML of its main part.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use kehoach::app::takein::{Door, Written};
use kehoach::app::{self, Format, Inputs, Job, OpenYear, Paths};
use kehoach::content;

const YEAR: i16 = 2025;

/// The office's own content, loaded once.
pub fn content() -> (&'static Path, &'static Inputs) {
    static INPUTS: OnceLock<Inputs> = OnceLock::new();
    let paths = Paths { content: PathBuf::from("content"), templates: None, fonts: None };
    let inputs = INPUTS.get_or_init(|| app::load(&paths).expect("templates and faces are there"));
    (Path::new("content"), inputs)
}

pub fn door_over(inputs: &Inputs) -> Door<'_> {
    Door::of(inputs, Path::new("content"))
}

/// The content with other words in one of its files.
pub fn content_with(path: &str, old: &str, new: &str) -> Inputs {
    let text = source(path).0;
    assert!(text.contains(old), "{old} stands in {path}");
    loaded_with(Path::new(path), text.replace(old, new))
}

/// The content with what came home.
pub fn content_after(written: &Written) -> Inputs {
    loaded_with(&written.path, written.text.clone())
}

fn loaded_with(path: &Path, text: String) -> Inputs {
    let (_, inputs) = content();
    let others = inputs.loaded.sources.iter().filter(|source| source.path != path);
    let others = others.map(|source| (source.path.clone(), source.text.clone().into_bytes()));
    let files = others.chain([(path.to_owned(), text.into_bytes())]);
    let paths = Paths { content: PathBuf::from("content"), templates: None, fonts: None };
    let mut again = app::load(&paths).expect("templates and faces are there");
    again.loaded = content::load_files(files, &again.templates.schemes());
    again
}

/// The text of a content file.
pub fn source(path: &str) -> (String, PathBuf) {
    let (_, inputs) = content();
    let source = inputs.loaded.sources.iter().find(|source| source.path == Path::new(path));
    (source.expect("the file is there").text.clone(), path.into())
}

/// The part that would be begun for an agency.
pub fn draft(agency: &str) -> (String, PathBuf) {
    let (folder, inputs) = content();
    let open = OpenYear::of(inputs, Some(YEAR)).expect("the year is open");
    let job = job(&open, agency);
    let Job::Agency(answer) = job else { panic!("an agency") };
    let draft = kehoach::start::overlay::draft(&open.year, answer.agency, &[answer.plan], folder);
    (draft.text, draft.path)
}

fn job<'p>(open: &OpenYear<'p>, stem: &str) -> Job<'p> {
    Job::all(&open.year).into_iter().find(|job| job.stem() == stem).expect("a document")
}

/// A paragraph by words that stand in it.
#[derive(Clone, Copy)]
pub struct Paragraph<'w>(&'w str);

pub fn paragraph(words: &str) -> Paragraph<'_> {
    Paragraph(words)
}

pub struct Edited {
    parts: Vec<(String, Vec<u8>)>,
    xml: String,
}

const MAIN: &str = "word/document.xml";
const RECORD: &str = "docProps/custom.xml";

impl Edited {
    pub fn of(stem: &str) -> Self {
        Self::made_of(stem, content().1)
    }

    /// As other content makes it.
    pub fn made_of(stem: &str, inputs: &Inputs) -> Self {
        let open = OpenYear::of(inputs, Some(YEAR)).expect("the year is open");
        let made = job(&open, stem).make(&open).expect("the document is made");
        let paper = &made.document.papers()[0];
        let bytes = app::render(paper, Format::Docx, inputs.fonts.set()).expect("the file is made").bytes;
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("it unfolds");
            parts.push((part.name().expect("a name").into_owned(), bytes));
        }
        let xml = parts.iter().find(|(name, _)| name == MAIN).expect("the main part").1.clone();
        Self { parts, xml: String::from_utf8(xml).expect("UTF-8") }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, bytes) in &self.parts {
            archive.start_file(name.as_str(), options).expect("a part");
            let bytes = if name == MAIN { self.xml.as_bytes() } else { bytes };
            archive.write_all(bytes).expect("it is written");
        }
        archive.finish().expect("an archive").into_inner()
    }

    /// Where the first paragraph with these words stands.
    fn find(&self, Paragraph(words): Paragraph<'_>) -> (usize, usize) {
        let mut from = 0;
        while let Some(at) = self.xml[from..].find("<w:p>") {
            let start = from + at;
            let end = start + self.xml[start..].find("</w:p>").expect("it ends") + "</w:p>".len();
            if text(&self.xml[start..end]).contains(words) {
                return (start, end);
            }
            from = end;
        }
        panic!("no paragraph says “{words}”");
    }

    pub fn text_of(&self, words: Paragraph<'_>) -> String {
        let (start, end) = self.find(words);
        text(&self.xml[start..end])
    }

    /// Types a paragraph anew: its mark stays, as it does where somebody types over its words.
    pub fn set_text(&mut self, words: Paragraph<'_>, new: &str) {
        let (start, end) = self.find(words);
        let old = self.xml[start..end].to_owned();
        let properties = element(&old, "w:pPr").unwrap_or_default();
        let marks: String =
            old.match_indices("<w:bookmarkStart w:id=\"1").map(|(at, _)| until(&old[at..], "/>")).collect();
        let ends: String =
            old.match_indices("<w:bookmarkEnd w:id=\"1").map(|(at, _)| until(&old[at..], "/>")).collect();
        let line = format!("<w:p>{properties}{marks}{ends}{}</w:p>", run(new));
        self.xml.replace_range(start..end, &line);
    }

    /// Words for others, within one run.
    pub fn replace(&mut self, old: &str, new: &str) {
        let at = self.xml.find(old).unwrap_or_else(|| panic!("“{old}” stands in the text"));
        self.xml.replace_range(at..at + old.len(), new);
    }

    pub fn insert_before(&mut self, words: Paragraph<'_>, new: &str) {
        let (start, end) = self.find(words);
        let properties = element(&self.xml[start..end], "w:pPr").unwrap_or_default();
        self.xml.insert_str(start, &format!("<w:p>{properties}{}</w:p>", run(new)));
    }

    pub fn insert_after(&mut self, words: Paragraph<'_>, new: &str) {
        let (start, end) = self.find(words);
        let properties = element(&self.xml[start..end], "w:pPr").unwrap_or_default();
        self.xml.insert_str(end, &format!("<w:p>{properties}{}</w:p>", run(new)));
    }

    pub fn insert_table_before(&mut self, words: Paragraph<'_>, cell: &str) {
        let (start, _) = self.find(words);
        let table = format!(
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run(cell)
        );
        self.xml.insert_str(start, &table);
    }

    pub fn remove(&mut self, words: Paragraph<'_>) {
        let (start, end) = self.find(words);
        self.xml.replace_range(start..end, "");
    }

    pub fn move_after(&mut self, words: Paragraph<'_>, other: Paragraph<'_>) {
        let (start, end) = self.find(words);
        let moved = self.xml[start..end].to_owned();
        self.xml.replace_range(start..end, "");
        let (_, end) = self.find(other);
        self.xml.insert_str(end, &moved);
    }

    /// A row with these words behind another one.
    pub fn move_row_after(&mut self, words: &str, other: &str) {
        let (start, end) = self.row(words);
        let row = self.xml[start..end].to_owned();
        self.xml.replace_range(start..end, "");
        let (_, end) = self.row(other);
        self.xml.insert_str(end, &row);
    }

    fn row(&self, words: &str) -> (usize, usize) {
        let rows = self.xml.match_indices("<w:tr>").map(|(start, _)| {
            (start, start + self.xml[start..].find("</w:tr>").expect("it ends") + "</w:tr>".len())
        });
        let mut own = rows.filter(|(start, end)| text(&self.xml[*start..*end]).contains(words));
        own.next().unwrap_or_else(|| panic!("no row says “{words}”"))
    }

    /// A row with these cells, without a mark, below the first with these words.
    pub fn insert_row_after(&mut self, words: &str, cells: &[&str]) {
        let (_, end) = self.row(words);
        let cells: String =
            cells.iter().map(|cell| format!("<w:tc><w:p>{}</w:p></w:tc>", run(cell))).collect();
        self.xml.insert_str(end, &format!("<w:tr>{cells}</w:tr>"));
    }

    /// Types into the first blank of a paragraph.
    pub fn fill_first(&mut self, words: Paragraph<'_>, new: &str) {
        let (start, end) = self.find(words);
        let at = start + self.xml[start..end].find('…').expect("a blank");
        let dots = self.xml[at..].chars().take_while(|c| *c == '…').map(char::len_utf8).sum::<usize>();
        self.xml.replace_range(at..at + dots, new);
    }

    /// Types into the cells of the last row that begins with this; an empty text leaves a cell.
    pub fn set_cells(&mut self, first: &str, cells: &[&str]) {
        let mut row = None;
        let mut from = 0;
        while let Some(at) = self.xml[from..].find("<w:tr>") {
            let start = from + at;
            let end = start + self.xml[start..].find("</w:tr>").expect("it ends") + "</w:tr>".len();
            if text(&until(&self.xml[start..], "</w:tc>")) == first {
                row = Some((start, end));
            }
            from = end;
        }
        let (start, end) = row.expect("a row");
        let mut pieces: Vec<String> =
            self.xml[start..end].split_inclusive("</w:tc>").map(str::to_owned).collect();
        for (piece, new) in pieces.iter_mut().zip(cells).filter(|(_, new)| !new.is_empty()) {
            let at = piece.find("<w:t ").expect("a text");
            let from = at + piece[at..].find('>').expect("a tag") + 1;
            let to = from + piece[from..].find('<').expect("its end");
            piece.replace_range(from..to, new);
        }
        self.xml.replace_range(start..end, &pieces.concat());
    }

    pub fn make_bold(&mut self, words: &str) {
        self.mark(words, "<w:b/>");
    }

    /// Gives the run with these words a look.
    pub fn mark(&mut self, words: &str, look: &str) {
        let at = self.xml.find(words).expect("the words");
        let start = self.xml[..at].rfind("<w:r>").expect("a run") + "<w:r>".len();
        self.xml.insert_str(start, &format!("<w:rPr>{look}</w:rPr>"));
    }

    /// Words deleted and typed anew with changes tracked.
    pub fn track(&mut self, old: &str, new: &str) {
        let at = self.xml.find(old).expect("the words");
        let tracked = format!(
            "</w:t></w:r><w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText>{old}</w:delText></w:r></w:del>\
             <w:ins w:id=\"2\" w:author=\"A\">{}</w:ins><w:r><w:t xml:space=\"preserve\">",
            run(new)
        );
        self.xml.replace_range(at..at + old.len(), &tracked);
    }

    pub fn remove_bookmarks(&mut self) {
        for tag in ["<w:bookmarkStart ", "<w:bookmarkEnd "] {
            while let Some(at) = self.xml.find(tag) {
                let end = at + self.xml[at..].find("/>").expect("it ends") + 2;
                self.xml.replace_range(at..end, "");
            }
        }
    }

    pub fn remove_record(&mut self) {
        self.parts.retain(|(name, _)| name != RECORD);
    }

    pub fn rename_document(&mut self, old: &str, new: &str) {
        for (_, bytes) in self.parts.iter_mut().filter(|(name, _)| name == RECORD) {
            *bytes = String::from_utf8_lossy(bytes).replace(old, new).into_bytes();
        }
    }
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// The words of a stretch of XML.
fn text(xml: &str) -> String {
    let pieces = xml.split("<w:t ").skip(1);
    pieces
        .map(|piece| piece[piece.find('>').map_or(0, |at| at + 1)..].split('<').next().unwrap_or_default())
        .collect()
}

fn until(xml: &str, end: &str) -> String {
    xml[..xml.find(end).expect("it ends") + end.len()].to_owned()
}

fn element(xml: &str, name: &str) -> Option<String> {
    let start = xml.find(&format!("<{name}>"))?;
    let end = format!("</{name}>");
    Some(until(&xml[start..], &end))
}

//! Bố cục: what was read ([`crate::reading::Source`]) → the parts of an official document as Nghị định số
//! 30/2020/NĐ-CP has them: head, kind and subject, opening, outline, closing, recipients, signature, annexes.
//!
//! It knows how official documents are laid out and numbered, whatever they are about and whoever issued
//! them: nothing of plans, assignments or registers. Each part keeps the places of the paragraphs that it
//! was read from. Every paragraph with words is in exactly one part; those that are no part of the document
//! (running lines, portal lines, rules) are among [`Document::aside`] with the reason.

mod annex;
mod closing;
mod columns;
mod decision;
mod head;
mod lines;
mod mark;
mod outline;
mod secrecy;
mod signature;
mod table;
#[cfg(test)]
mod tests;
mod title;

use crate::reading::Source;

pub use mark::{Mark, Series};
pub use signature::{Signature, SignatureLine, SigningPrefix};
pub use table::{Cell, RowKind, Table, TableRow};

use lines::Piece;

/// Văn bản, taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Độ mật, where it bears the mark of a state secret.
    pub secrecy: Option<Words>,
    pub head: Head,
    /// "KẾ HOẠCH".
    pub kind: Option<Words>,
    /// Trích yếu, its lines joined.
    pub subject: Option<Words>,
    /// Below the subject: "(Kèm theo Quyết định số …)".
    pub below_subject: Vec<Words>,
    /// Căn cứ, one each.
    pub grounds: Vec<Words>,
    pub opening: Vec<Words>,
    pub body: Vec<Node>,
    /// "Trên đây là Kế hoạch …", behind the last section.
    pub closing: Vec<Words>,
    pub recipients: Recipients,
    pub signature: Signature,
    pub annexes: Vec<Annex>,
    pub aside: Vec<Aside>,
    pub doubts: Vec<Doubt>,
    /// "KẾ HOẠCH" of another plan, with a head of its own behind the signature of this one.
    pub another: Option<Words>,
}

/// Words of one paragraph, or of several that belong together: white space collapsed, notes typed where
/// their marks stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    pub text: String,
    /// The paragraphs that they come from.
    pub places: Vec<usize>,
    pub look: Look,
    /// How many bytes at the start are set off from the rest in bold, italic or underlined; 0 where nothing
    /// is, or everything.
    pub lead_in: usize,
}

/// How words look as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub centred: bool,
    /// Typed or shown in capitals.
    pub capitals: bool,
    /// Cấp đề mục that a style gives.
    pub outline: Option<u8>,
    /// A note with a line around it: a text box, a table of one cell.
    pub framed: bool,
}

/// Phần đầu.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// Quốc hiệu, Tiêu ngữ.
    pub national: Vec<Words>,
    /// Cơ quan chủ quản và cơ quan ban hành, line by line as they stand.
    pub issuer: Vec<Words>,
    pub number: Option<NumberLine>,
    pub date: Option<DateLine>,
    /// DỰ THẢO, KHẨN, LƯU HÀNH NỘI BỘ, MẬT …
    pub stamps: Vec<Words>,
}

/// Số, ký hiệu.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberLine {
    pub words: Words,
    /// As typed; none where it is left blank.
    pub number: Option<String>,
    /// "KH-UBND".
    pub symbol: Option<String>,
}

/// Địa danh, ngày tháng năm.
#[derive(Debug, Clone, PartialEq)]
pub struct DateLine {
    pub words: Words,
    pub place: Option<String>,
    pub day: Option<u8>,
    pub month: Option<u8>,
    pub year: Option<i16>,
}

/// One thing of the outline, in the order of the document.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Item(Item),
    Table(Table),
}

/// A paragraph with what stands under it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// "I.", "1.1.", "a)", "-": typed, or computed by the program that shows the document.
    pub mark: Option<Mark>,
    /// Without the mark.
    pub words: Words,
    /// Set as a heading: by its outline level, or short and in bold or capitals as a whole.
    pub heading: bool,
    pub children: Vec<Node>,
}

/// Nơi nhận.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recipients {
    pub label: Option<Words>,
    /// Without dashes and semicolons.
    pub entries: Vec<Words>,
    /// What stands behind "Lưu:".
    pub archive: Option<Words>,
}

/// Phụ lục.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annex {
    /// "PHỤ LỤC I".
    pub label: Option<Words>,
    pub title: Option<Words>,
    /// "(Kèm theo Kế hoạch số …)".
    pub attached: Vec<Words>,
    pub body: Vec<Node>,
}

/// Words that are no part of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Aside {
    pub words: Words,
    pub why: Why,
}

/// Why words are no part of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// "-----", "*****".
    Rule,
    /// Đầu trang, chân trang.
    Running,
    /// Thông tin của chữ ký số.
    DigitalSignature,
    /// Lines of the web page that it was copied from.
    Portal,
    /// Among the lines before the title, and none of them.
    BeforeTitle,
    /// Behind the signature.
    AfterEnd,
    /// Of the decision by which the document was issued.
    Decision,
}

/// What was guessed, or does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub place: usize,
    pub what: Doubtful,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubtful {
    /// "a)" behind "c)", "1.3" under "6.".
    OutOfOrder {
        before: Option<String>,
        mark: String,
    },
    /// No line says which kind of document this is.
    NoKind,
    NoSubject,
    /// Where the opening ends and the body begins was guessed.
    OpeningGuessed,
    /// A line that goes on in the middle of a sentence was joined to the one before it.
    Joined,
    /// It was issued by a decision, whose number and date it has.
    ByDecision {
        number: String,
    },
    /// A line that may go on with the one before it, and was left as one by itself.
    MayGoOn,
    /// So many lines in columns that no table is known of.
    Columns {
        lines: usize,
    },
}

impl Words {
    /// The paragraph that they begin with.
    pub fn place(&self) -> usize {
        self.places.first().copied().unwrap_or_default()
    }

    /// The words at the start that are set off from the rest.
    pub fn set_off(&self) -> Option<&str> {
        self.text.get(..self.lead_in).map(str::trim).filter(|text| !text.is_empty())
    }

    /// Without so many bytes at the start, and without white space around.
    #[must_use]
    pub fn without_start(&self, bytes: usize) -> Self {
        let cut = self.text.get(bytes..).unwrap_or_default();
        let bytes = bytes + cut.len() - cut.trim_start().len();
        Self { text: cut.trim().to_owned(), lead_in: self.lead_in.saturating_sub(bytes), ..self.clone() }
    }

    /// Both, with a space between.
    fn join(&mut self, other: &Self) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&other.text);
        let new = other.places.iter().filter(|place| !self.places.contains(place)).copied();
        let new: Vec<usize> = new.collect();
        self.places.extend(new);
        self.lead_in = 0;
    }
}

impl Item {
    /// The items directly under it.
    pub fn items(&self) -> impl Iterator<Item = &Self> {
        items(&self.children)
    }

    /// As it is shown: mark and words.
    pub fn shown(&self) -> String {
        match &self.mark {
            Some(mark) => format!("{} {}", mark.text, self.words.text),
            None => self.words.text.clone(),
        }
    }
}

/// The items among nodes.
pub fn items(nodes: &[Node]) -> impl Iterator<Item = &Item> {
    nodes.iter().filter_map(|node| match node {
        Node::Item(item) => Some(item),
        Node::Table(_) => None,
    })
}

/// Takes a document apart.
pub fn of(source: &Source) -> Document {
    let mut document = Document::default();
    let mut pieces = lines::pieces(&source.blocks);
    document.secrecy = secrecy::of(&pieces);
    lines::take_running(source, &mut document.aside);
    lines::take_asides(&mut pieces, &mut document.aside);
    let mut pieces = lines::joined(pieces, &mut document.doubts);
    let decision = decision::split(&mut pieces);
    document.another = another_plan(&pieces);
    take_apart(pieces, &mut document);
    if let Some(pieces) = decision {
        let mut issuing = Document::default();
        take_apart(pieces.clone(), &mut issuing);
        decision::issue(pieces, issuing, &mut document);
    }
    document.secrecy = document.secrecy.take().or_else(|| secrecy::around(&document));
    // Lines of the subject, of recipients and of signatures have joined themselves.
    let around: Vec<usize> = around(&document).flat_map(|words| words.places.iter().copied()).collect();
    document.doubts.retain(|doubt| doubt.what != Doubtful::MayGoOn || !around.contains(&doubt.place));
    document
}

/// The title of a plan that begins, with a head of its own, behind the end of the one before it.
fn another_plan(pieces: &[Piece]) -> Option<Words> {
    let ends = pieces.iter().position(closing::begins)?;
    let behind = pieces.iter().skip(ends + 1).take_while(|piece| !annex::begins(piece));
    let behind = behind.skip_while(|piece| !piece.texts().iter().any(|text| head::is_national(text)));
    let titles = behind.filter_map(Piece::line).map(lines::Line::words);
    let mut plans = titles.filter(|words| words.text.starts_with("KẾ HOẠCH"));
    plans.find(|words| title::kind(&words.text).is_some())
}

/// Takes the lines of one document apart.
fn take_apart(mut pieces: Vec<Piece>, document: &mut Document) {
    let mut annexes = annex::split(&mut pieces);
    let mut end = closing::split(&mut pieces);
    // Some sign below the annexes.
    if let Some(last) = annexes.last_mut().filter(|_| end.is_empty()) {
        end = closing::split(last);
    }
    let text = title::take(pieces, document);
    let (text, closing) = closing::paragraphs(text);
    document.closing = closing;
    columns::tell(&text, &mut document.doubts);
    document.body = outline::tree(text, &mut document.doubts);
    closing::read(end, document);
    for pieces in annexes {
        columns::tell(&pieces, &mut document.doubts);
        let annex = annex::read(pieces, document);
        document.annexes.push(annex);
    }
}

/// The words around the text: head, subject, recipients, signature.
fn around(document: &Document) -> impl Iterator<Item = &Words> {
    let head = &document.head;
    let official = head.national.iter().chain(&head.issuer).chain(&head.stamps);
    let titles = document.kind.iter().chain(&document.subject).chain(&document.below_subject);
    let recipients = &document.recipients;
    let end = recipients.label.iter().chain(&recipients.entries).chain(&recipients.archive);
    let signed = document.signature.lines.iter().map(|line| &line.words).chain(&document.signature.name);
    official.chain(titles).chain(end).chain(signed)
}

/// All pieces' lines, tables opened.
fn opened(pieces: Vec<Piece>) -> Vec<lines::Line> {
    pieces.into_iter().flat_map(Piece::into_lines).collect()
}

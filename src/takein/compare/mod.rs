//! So ba bên: what was made, what a person made of it, and what the content says now.
//!
//! A value that is as it was made is the content's; one that the content says as it was made is the person's;
//! where both changed it, a person decides.

mod division;
mod entries;
mod lists;
mod signer;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use super::align::{self, Alignment, is_unchanged, made_to_now};
use super::bound;
use super::change::{Change, Listing, NewEntry, OfficialField, Standing, What, Why};
use super::decided::Decided;
use super::divided::{divided, divided_among};
use super::fields::{STOPS, Slot, labelled, one_space, same, same_figures, without_marker};
use super::left;
use super::looks;
use super::now::{Now, is_fixed};
use super::returned::{BesideKind, FileLine, Returned, Shape};
use crate::length::Length;
use crate::reading;
use crate::render::marks::{Line, Made, Record, Role, Traced, digest};
use crate::template::{EntryField, Origin};

/// Everything that a person changed, in the order of the file.
pub fn compare(now: &Now, file: &Returned, record: &Record, decided: &Decided) -> Vec<Change> {
    let to_now = made_to_now(&record.lines, now, &file.lines);
    let alignment = align::file_to_made(
        &file.lines,
        &record.lines,
        |line| to_now[line].map(|line| now.text(line)),
        |line| now.is_fixed(&align::words(line)),
    );
    let mut compare = Compare {
        now,
        made: &record.lines,
        file: &file.lines,
        to_now,
        alignment,
        changes: Vec::new(),
        values: BTreeMap::new(),
        added: Vec::new(),
        lists: BTreeMap::new(),
        heard: BTreeSet::new(),
        given: BTreeSet::new(),
        redivided: Vec::new(),
        decided,
        usual: (file.usual_size(Shape::Paragraph), file.usual_size(Shape::Row)),
    };
    compare.lines();
    compare.divisions();
    compare.missing();
    compare.moved();
    compare.settle_lists();
    compare.keep_requirements();
    compare.settle_values();
    compare.settle_added();
    compare.unheard();
    compare.beside(file);
    let changes = compare.changes.into_iter();
    // What was decided for the file may be left out after all.
    let settled = changes.map(|change| decided.settled(decided.settled(change)));
    let mut changes: Vec<Change> = settled.collect();
    changes.sort_by_key(|change| change.place);
    bound::left_together(&mut changes);
    changes
}

struct Compare<'c> {
    now: &'c Now,
    made: &'c [Made],
    file: &'c [FileLine],
    to_now: Vec<Option<usize>>,
    alignment: Alignment,
    changes: Vec<Change>,
    /// Values of entries and tasks, by name and field: what the file says of each, in all its places.
    values: BTreeMap<(String, &'static str), Vec<Said>>,
    added: Vec<(usize, NewEntry)>,
    lists: BTreeMap<Listing, Vec<Item>>,
    /// Places of the file whose words are understood, or told.
    heard: BTreeSet<usize>,
    /// Entries that some line of "Phân công" in the file gives to somebody.
    given: BTreeSet<String>,
    redivided: Vec<Redivided>,
    decided: &'c Decided,
    /// The sizes that lines and rows of the file have.
    usual: (Option<Length>, Option<Length>),
}

/// Whose units a line of "Phân công" names.
enum Owner {
    Entry(String),
    /// A new one, by its place in the file.
    Added(usize),
}

/// A line of "Phân công" that a person changed.
struct Redivided {
    place: usize,
    /// The line of the content.
    now: usize,
    said: String,
}

/// What a file says of a value in one place.
struct Said {
    place: usize,
    origin: Origin,
    was: String,
    said: String,
    conflict: bool,
}

/// A line of a list in the file.
struct Item {
    place: usize,
    made: Option<usize>,
    text: String,
}

impl Compare<'_> {
    fn tell(&mut self, place: usize, what: What, standing: Standing) {
        if !matches!(what, What::Formatting { .. }) {
            self.heard.insert(place);
        }
        self.changes.push(Change { place, what, standing });
    }

    fn words(&mut self, place: usize, was: Option<String>, said: Option<String>, why: Why) {
        self.tell(place, What::Words { was, said }, Standing::NoPlace(why));
    }

    fn lines(&mut self) {
        let mut fixed: Vec<bool> = vec![false; self.now.fixed.len()];
        for at in 0..self.file.len() {
            let line = &self.file[at];
            match self.alignment.of_file[at] {
                Some(made) => self.pair(at, made),
                None => {
                    let text = align::words(line);
                    // A body and the one above it may have a line in the same words.
                    let mut is_known = false;
                    for (pieces, found) in self.now.fixed.iter().zip(&mut fixed) {
                        let fits = is_fixed(pieces, &text);
                        *found |= fits;
                        is_known |= fits;
                    }
                    if !is_known {
                        self.formatting(line.place, looks::marked(line, true));
                        self.unmarked(at);
                    }
                }
            }
        }
        // The line "Kèm theo" bears a mark of its own.
        let is_reference =
            |pieces: &[String]| pieces.first().is_some_and(|first| first.starts_with("(Kèm theo"));
        let gone = self.now.fixed.iter().zip(fixed).filter(|(pieces, found)| !found && !is_reference(pieces));
        for (pieces, _) in gone {
            self.changes.push(Change {
                place: 0,
                what: What::Words { was: Some(pieces.join("…")), said: None },
                standing: Standing::NoPlace(Why::Template),
            });
        }
    }

    fn pair(&mut self, at: usize, made: usize) {
        let line = &self.file[at];
        let was = &self.made[made];
        let Some(now) = self.to_now[made] else {
            return match self.listing(made) {
                Some(list) => self.item(list, line, Some(made)),
                None => self.without_content(at, made),
            };
        };
        let content = &self.now.lines[now];
        let marked = match content.role {
            Role::Text => looks::changed(line, content, self.usual.0),
            Role::Row | Role::Header => looks::changed(line, content, self.usual.1),
            _ => looks::marked(line, false),
        };
        self.formatting(line.place, marked);
        if let Some(list) = self.listing(made) {
            return self.item(list, line, Some(made));
        }
        let divided_by = self.divided_by(now);
        if is_unchanged(line, was) {
            return self.given.extend(divided_by);
        }
        match content.role {
            Role::Text if !divided_by.is_empty() => match same(&align::words(line), &content.texts[0].text) {
                true => self.given.extend(divided_by),
                false => self.division(at, Some(now)),
            },
            Role::Text => self.paragraph(line, was, content),
            Role::Row => self.row(line, was, content),
            Role::Header => {
                let said = Some(align::words(line));
                self.words(line.place, Some(self.now.text(now)), said, Why::Template);
            }
            Role::AnnexReference if self.now.is_fixed(&align::words(line)) => self.reference(line, content),
            Role::AnnexTitle | Role::AnnexReference | Role::Recipient => {
                let said = Some(align::words(line));
                self.words(line.place, Some(self.now.text(now)), said, Why::Template);
            }
            role => self.official(line, was, content, role),
        }
    }

    fn formatting(&mut self, place: usize, marked: Vec<String>) {
        for words in marked {
            self.tell(place, What::Formatting { words }, Standing::NoPlace(Why::Formatting));
        }
    }

    /// A line that was made and that the content has no more.
    fn without_content(&mut self, at: usize, made: usize) {
        let line = &self.file[at];
        if is_unchanged(line, &self.made[made]) || self.is_home(line) {
            return;
        }
        let said = align::words(line);
        if line.shape == Shape::Paragraph && divided_among(&said).is_some() {
            return self.division(at, None);
        }
        let standing = Standing::Conflict { now: String::new() };
        self.tell(line.place, What::Words { was: None, said: Some(said) }, standing);
    }

    /// "(Kèm theo Kế hoạch số … ngày …)": number and day are typed once, in the head; Word fills them in here.
    fn reference(&mut self, line: &FileLine, now: &Line) {
        let is_head = |at: &usize| {
            let role = self.alignment.of_file[*at].map(|made| self.made[made].role);
            matches!(role, Some(Role::Number | Role::PlaceDate))
        };
        let head = (0..self.file.len()).filter(is_head).map(|at| align::words(&self.file[at]));
        let known: Vec<String> =
            head.chain([now.texts[0].text.clone()]).flat_map(|text| numbers(&text)).collect();
        let said = align::words(line);
        if numbers(&said).iter().any(|number| !known.contains(number)) {
            self.words(line.place, Some(now.texts[0].text.clone()), Some(said), Why::HeadOnly);
        }
    }

    /// Changed lines of which nothing is told yet, and which the content does not say: whatever they are, they are
    /// not passed over.
    fn unheard(&mut self) {
        let lines = (&self.to_now[..], &self.alignment);
        for left in left::unsaid((self.now, self.now), self.file, self.made, lines) {
            if !self.heard.contains(&left.place) {
                self.words(left.place, left.document, Some(left.file), Why::Structure);
            }
        }
    }

    /// Whether a line says other values by now than when the file was made.
    fn is_reworded(&self, made: usize, now: usize) -> bool {
        let content = &self.now.lines[now];
        let (made, now) = (&self.made[made], &self.now.made[now]);
        if content.role == Role::Row {
            // Numbers and references of a row change with what stands around it.
            let is_value = |column: &usize| self.field_at(content, *column).is_some();
            let mut columns = (0..now.texts.len()).filter(is_value);
            return columns.any(|column| made.texts.get(column) != now.texts.get(column));
        }
        let values = |line: &Made| line.values.iter().map(|(_, value)| *value).collect::<Vec<u32>>();
        if made.values.is_empty() && now.values.is_empty() {
            return made.texts != now.texts;
        }
        values(made) != values(now)
    }

    fn official(&mut self, line: &FileLine, was: &Made, now: &Line, role: Role) {
        let said = one_space(&align::words(line));
        let content = one_space(&now.texts[0].text);
        if same_figures(&said, &content) {
            return;
        }
        let changed_since = digest(&now.texts[0].text) != was.texts[0];
        let standing = |changed: bool| {
            if changed { Standing::Conflict { now: content.clone() } } else { Standing::Home }
        };
        let field = match role {
            Role::PlaceDate => OfficialField::Date,
            Role::Subject => OfficialField::Subject,
            Role::Archive => OfficialField::Archive,
            Role::SignerName => OfficialField::SignerName,
            _ => OfficialField::Number,
        };
        self.tell(line.place, What::Official { field, was: content.clone(), said }, standing(changed_since));
    }

    fn beside(&mut self, file: &Returned) {
        for beside in &file.beside {
            let why = match beside.what {
                BesideKind::Box => Why::Box,
                BesideKind::Running => Why::Running,
            };
            self.words(beside.place, None, Some(beside.words.clone()), why);
        }
        for told in &file.source.told {
            if let reading::What::Comment { author, text } = &told.what {
                let words = if author.is_empty() { text.clone() } else { format!("{author}: {text}") };
                self.words(told.place.unwrap_or_default(), None, Some(words), Why::Comment);
            }
        }
    }
}

/// From this on, a new row tells of the same entry as a new line.
const SAME_ENTRY: f64 = 0.6;

/// The numbers in a text, without what stands before their first digit that counts.
fn numbers(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).map(|run| run.trim_start_matches('0'));
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// Two texts as sentences of one; what goes on behind a comma is of the same.
fn sentences(first: &str, second: &str) -> String {
    if second.starts_with([',', ';']) {
        return format!("{}{second}", first.trim_end_matches(STOPS));
    }
    let stop = if first.ends_with(['.', ';', ':', '!', '?']) { "" } else { "." };
    format!("{first}{stop} {second}")
}

/// A cell begins with a capital where a sentence does not.
fn alike(one: &str, other: &str) -> bool {
    same(&one.to_lowercase(), &other.to_lowercase())
}

/// The words of a line of a list, as a content file has them.
fn bare(text: &str) -> String {
    let text = one_space(text);
    let text = without_marker(&text).trim_end();
    text.strip_suffix("./.").map_or_else(|| text.trim_end_matches(';').to_owned(), |text| format!("{text}."))
}

fn shape_of(role: Role) -> Shape {
    if matches!(role, Role::Row | Role::Header) { Shape::Row } else { Shape::Paragraph }
}

fn span_text(text: &Traced, slot: Slot) -> String {
    text.text.chars().skip(slot.start).take(slot.end.saturating_sub(slot.start)).collect()
}

/// The field that a blank of a template waits for.
fn blank_field(tag: &str) -> Option<EntryField> {
    match tag {
        "don_vi" => Some(EntryField::Lead),
        "don_vi_phoi_hop" => Some(EntryField::Supporting),
        "thoi_han" => Some(EntryField::Deadline),
        "san_pham" => Some(EntryField::Output),
        _ => None,
    }
}

pub(super) fn field_of(origin: &Origin) -> Option<EntryField> {
    match origin {
        Origin::Entry { field, .. } | Origin::Task { field, .. } | Origin::Organisation { field, .. } => {
            Some(*field)
        }
        Origin::Division { field, .. } => *field,
        _ => None,
    }
}

fn is_text(origin: &Origin) -> bool {
    field_of(origin) == Some(EntryField::Text)
}

/// Another value of the same entry.
fn with_field(origin: &Origin, field: EntryField) -> Option<Origin> {
    Some(match origin {
        Origin::Entry { entry, .. } => Origin::Entry { entry: entry.clone(), field },
        Origin::Task { reference, .. } => Origin::Task { reference: reference.clone(), field },
        Origin::Organisation { at, .. } => Origin::Organisation { at: *at, field },
        _ => return None,
    })
}

/// What a value is of, without the field.
fn place_name(origin: &Origin) -> String {
    match origin {
        Origin::Entry { entry, .. } => format!("n{entry}"),
        Origin::Task { reference, .. } => format!("v{reference}"),
        Origin::Organisation { at, .. } => format!("t{at}"),
        other => other.name(),
    }
}

/// A new entry as it is typed into the text: "c) Giao Phòng A chủ trì: … Thời hạn: …".
fn from_paragraph(text: &str) -> NewEntry {
    let text = one_space(text);
    let mut told = labelled(without_marker(&text));
    let mut new = NewEntry::default();
    if let Some((who, rest)) = told.text.split_once(": ")
        && who.starts_with("Giao ")
        && let Some(divided) = divided(who)
    {
        new.lead = Some(divided.lead);
        new.supporting = divided.supporting;
        told.text = rest.to_owned();
    }
    NewEntry {
        text: told.text.trim_end_matches("./.").to_owned(),
        deadline: told.deadline,
        output: told.output,
        ..new
    }
}

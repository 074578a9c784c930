//! Một đề mục nhiệm vụ: its entries, who does them, who directs.

use super::allotment;
use super::doubt::{Doubt, Doubtful};
use super::leaders::{self, Directing};
use super::part::Left;
use super::table;
use crate::import::sentence::labels::{self, Label, Labelled};
use crate::import::structure::{Item, Mark, Node, Series, Words, items};
use crate::model::reference;
use crate::text::words::units::{ALL_UNITS, GIVES, NOUNS, TARGETS};

/// One heading with its entries.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Block {
    pub title: Option<Words>,
    /// The heading of headings that it stands under.
    pub group: Option<Words>,
    /// The title that names the units who do all of it.
    pub of_units: Option<Words>,
    /// "Mục tiêu phấn đấu đạt từ 8,4 điểm trở lên."
    pub target: Option<Words>,
    pub entries: Vec<Entry>,
    /// Words that have no place in the part: "Phân công thực hiện:", titles of columns.
    pub left: Vec<(Words, Left)>,
    /// What stands behind it, line by line.
    pub division: Vec<Words>,
    pub directing: Vec<(Words, Directing)>,
}

/// Một nội dung.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Entry {
    /// "a", "đ", where it has a letter.
    pub letter: Option<String>,
    pub words: Words,
    /// It has a letter or a dash.
    pub marked: bool,
    /// "Đơn vị chủ trì: …. Thời gian: …" behind it, or behind the entries that it closes.
    pub labels: Vec<(Words, Vec<Labelled>)>,
    /// What its words have from columns that a part has no key for: "(Lãnh đạo phụ trách: …)".
    pub aside: Option<String>,
}

/// Reads what stands under a heading.
pub(super) fn of(title: Option<&Words>, nodes: &[Node], doubts: &mut Vec<Doubt>) -> Block {
    let mut block = Block::default();
    let title = title.map(|title| {
        let (title, target) = without_target(title);
        block.target = target;
        title
    });
    block.title = title;
    let mut reader = Reader { block, last: Last::None, doubts };
    for node in nodes {
        match node {
            Node::Item(item) => reader.item(item),
            Node::Table(table) => {
                reader.doubts.push(Doubt { places: table.places(), what: Doubtful::TableKeptOut });
            }
        }
    }
    reader.block
}

/// Reads a heading and its one entry from a single paragraph: "3. Chỉ số “…”: Giao Văn phòng …".
pub(super) fn of_paragraph(words: &Words, doubts: &mut Vec<Doubt>) -> Block {
    let whole = &words.text;
    let lower = whole.to_lowercase();
    let giving = GIVES.iter().filter_map(|word| {
        let at = lower.find(&format!(" {word} "))?;
        let is_start = whole[at + 1..].starts_with(char::is_uppercase);
        is_start.then_some(at)
    });
    let Some(at) = giving.min().filter(|at| lower.len() == whole.len() && whole.is_char_boundary(*at)) else {
        let item = Item { words: words.clone(), ..Item::default() };
        return of(None, &[Node::Item(item)], doubts);
    };
    let title = Words { text: whole[..at].trim().to_owned(), ..words.clone() };
    let item = Item { words: words.without_start(at), ..Item::default() };
    of(Some(&title), &[Node::Item(item)], doubts)
}

struct Reader<'d> {
    block: Block,
    /// What the last line was: what may go on with it.
    last: Last,
    doubts: &'d mut Vec<Doubt>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    #[default]
    None,
    Entry,
    /// "Phân công thực hiện:"; the lines behind it belong to it.
    Division,
    Directing,
    Labels,
}

impl Reader<'_> {
    fn items<'i>(&mut self, items: impl Iterator<Item = &'i Item>) {
        items.for_each(|item| self.item(item));
    }

    fn item(&mut self, item: &Item) {
        let text = &item.words.text;
        let marked = item.mark.is_some();
        if let Some(directing) = leaders::of(text) {
            self.directing(&item.words, directing);
        } else if let Some(labels) = labels_of(text).filter(|_| !self.block.entries.is_empty()) {
            self.labelled(&item.words, labels);
        } else if self.last == Last::Directing && !marked && leaders::goes_on(text) {
            self.more_directing(&item.words);
        } else if let Some(rest) = allotment::after_label(text) {
            let label = text.len() - rest.len();
            let typed = Words { text: text[..label].to_owned(), ..item.words.clone() };
            self.block.left.push((typed, Left::Division));
            let typed = item.words.without_start(label);
            if is_blank(text, rest) {
                self.block.left.push((typed, Left::Division));
            } else if !rest.is_empty() {
                self.block.division.push(typed);
            }
            self.last = Last::Division;
        } else if self.last == Last::Division && !is_letter(item.mark.as_ref()) && allotment_like(text) {
            self.block.division.push(item.words.clone());
        } else if is_target(text) && self.block.target.is_none() && self.block.entries.is_empty() {
            self.block.target = Some(item.words.clone());
        } else if self.last == Last::Entry && !marked && self.is_marked() {
            self.go_on(&item.words, Below::Paragraph);
        } else {
            self.entry(item);
            return;
        }
        self.items(items(&item.children));
    }

    /// A line of labels is said of every entry since the last such line.
    fn labelled(&mut self, words: &Words, labels: Vec<Labelled>) {
        let goes_on = self.last == Last::Labels;
        let last = self.block.entries.iter().rposition(|entry| !entry.labels.is_empty());
        let from = match (last, goes_on) {
            // "Đơn vị chủ trì: …" and "Thời gian: …" on lines of their own.
            (Some(last), true) => {
                let count = self.block.entries[last].labels.len();
                let same =
                    self.block.entries[..=last].iter().rev().take_while(|entry| entry.labels.len() == count);
                last + 1 - same.count()
            }
            (Some(last), false) => last + 1,
            (None, _) => 0,
        };
        for entry in &mut self.block.entries[from..] {
            entry.labels.push((words.clone(), labels.clone()));
        }
        self.last = Last::Labels;
    }

    /// Whether the entries of this block have letters or dashes: a paragraph without goes on with the last.
    fn is_marked(&self) -> bool {
        self.block.entries.iter().all(|entry| entry.marked)
    }

    fn directing(&mut self, words: &Words, directing: Directing) {
        self.last = Last::Directing;
        for leader in directing.leaders.iter().filter(|leader| leader.position.is_empty()) {
            self.doubts.push(Doubt::at(words, Doubtful::NoPosition { name: leader.name.clone() }));
        }
        if !directing.rest.is_empty() {
            let words_left = directing.rest.clone();
            self.doubts.push(Doubt::at(words, Doubtful::LeaderWords { words: words_left }));
        }
        self.block.directing.push((words.clone(), directing));
    }

    /// A line of leaders that a page or a line break has cut.
    fn more_directing(&mut self, words: &Words) {
        let Some((first, _)) = self.block.directing.pop() else { return };
        let whole = joined(&first, &[words]);
        if let Some(directing) = leaders::of(&whole.text) {
            self.directing(&whole, directing);
        }
    }

    fn entry(&mut self, item: &Item) {
        let letter = item.mark.as_ref().filter(|mark| mark.series == Series::Letter);
        let letter = letter.map(|mark| mark.text.trim_end_matches([')', '.']).to_lowercase());
        for (letter, words) in split(letter, &item.words) {
            let (words, labels) = without_labels(words);
            let marked = item.mark.is_some();
            self.block.entries.push(Entry { letter, words, marked, ..Entry::default() });
            self.last = Last::Entry;
            // In the same paragraph, they are said of this one.
            if let (Some(labels), Some(last)) = (labels, self.block.entries.last_mut()) {
                last.labels.push(labels);
                self.last = Last::Labels;
            }
        }
        for below in items(&item.children) {
            self.under_entry(below);
        }
    }

    /// What hangs below an entry: lines of "Phân công" and of leaders, or more of its words.
    fn under_entry(&mut self, item: &Item) {
        let text = &item.words.text;
        let goes_on = match self.last {
            Last::Division => allotment_like(text),
            Last::Directing => leaders::goes_on(text),
            Last::None | Last::Entry | Last::Labels => false,
        };
        let is_line = leaders::of(text).is_some()
            || allotment::after_label(text).is_some()
            || labels_of(text).is_some();
        if goes_on || is_line {
            self.item(item);
            return;
        }
        self.last = Last::Entry;
        self.go_on(&item.words, if item.mark.is_some() { Below::Marked } else { Below::Paragraph });
        for below in items(&item.children) {
            self.under_entry(below);
        }
    }

    /// More words of the last entry.
    fn go_on(&mut self, words: &Words, below: Below) {
        let Some(last) = self.block.entries.last_mut() else { return };
        let is_cut = below == Below::Paragraph && is_cut(&last.words.text, &words.text);
        if !is_cut {
            self.doubts.push(Doubt::at(&last.words, Doubtful::JoinedEntry));
        }
        last.words = match is_cut || below == Below::Paragraph {
            true => with_space(&last.words, words),
            false => joined(&last.words, &[words]),
        };
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    /// A dash.
    Marked,
    Paragraph,
}

/// Labels that a line consists of, if one says who does it, by when or with what result.
fn labels_of(text: &str) -> Option<Vec<Labelled>> {
    let labels = labels::of_line(text)?;
    let says = |one: &Labelled| match one.label {
        Label::Division => false,
        Label::Lead | Label::Supporting => !says_task(&one.value),
        Label::Deadline | Label::Output | Label::Money => true,
    };
    labels.iter().all(says).then_some(labels)
}

/// "Chủ trì: cung cấp đầy đủ, kịp thời …": behind the role stands what is to be done, and no unit.
fn says_task(value: &str) -> bool {
    const LONGEST_NAME: usize = 10;
    let long = value.split(' ').count() > LONGEST_NAME;
    long && value.starts_with(char::is_lowercase) && !allotment_like(value)
}

/// "……… chủ trì thực hiện": a line of "Phân công" in which no unit is filled in yet.
fn is_blank(line: &str, rest: &str) -> bool {
    let dotted = line.contains('…') || line.contains("...");
    dotted && super::told::says_only_roles(&rest.replace('…', " "))
}

/// An entry and the labels at its end.
fn without_labels(words: Words) -> (Words, Option<(Words, Vec<Labelled>)>) {
    let Some((text, found)) = labels::at_end(&words.text) else { return (words, None) };
    let labels = words.without_start(text.len());
    (Words { text: text.to_owned(), ..words }, Some((labels, found)))
}

/// Whether a sentence goes on in the next paragraph, which a page has cut off.
fn is_cut(first: &str, next: &str) -> bool {
    !first.ends_with(['.', ';', ':', '!', '?']) && next.starts_with(char::is_lowercase)
}

/// "b) … dự án. c) Tiếp tục …": the next letter within a paragraph begins an entry of its own.
fn split(letter: Option<String>, words: &Words) -> Vec<(Option<String>, Words)> {
    let mut parts = Vec::new();
    let (mut letter, mut rest) = (letter, words.clone());
    while let Some(next) = letter.as_deref().and_then(letter_after) {
        let found = [". ", "; ", ".\u{a0}"].iter().find_map(|end| {
            let at = rest.text.find(&format!("{end}{next}) "))?;
            Some((at + 1, at + end.len() + next.len() + 2))
        });
        let Some((end, start)) = found else { break };
        let before = Words { text: rest.text[..end].to_owned(), lead_in: 0, ..rest.clone() };
        parts.push((letter.replace(next), before));
        rest = rest.without_start(start);
    }
    parts.push((letter, rest));
    parts
}

/// The letter behind another in a list of điểm.
fn letter_after(one: &str) -> Option<String> {
    (0..LETTERS).find(|&n| reference::letter(n) == one).map(|n| reference::letter(n + 1))
}

/// No heading has more.
const LETTERS: usize = 22;

/// Several paragraphs as one; each ends as a sentence within a sentence does.
pub(super) fn joined(first: &Words, below: &[&Words]) -> Words {
    let mut words = first.clone();
    for next in below {
        if !words.text.ends_with([':', ';', '.', ',']) {
            words.text.push(';');
        }
        words.text.push(' ');
        words.text.push_str(&next.text);
        words.places.extend(&next.places);
    }
    words.lead_in = 0;
    words
}

/// A paragraph with what goes on with it.
fn with_space(first: &Words, next: &Words) -> Words {
    let mut words = first.clone();
    words.text.push(' ');
    words.text.push_str(&next.text);
    words.places.extend(&next.places);
    words
}

/// "Chỉ số “…”: Mục tiêu phấn đấu đạt từ 8,4 điểm trở lên." → title and target.
fn without_target(title: &Words) -> (Words, Option<Words>) {
    let text = &title.text;
    let found = text.match_indices([':', '.', ';']).find(|(at, _)| is_target(&text[at + 1..]));
    let Some((at, _)) = found else { return (title.clone(), None) };
    let target = title.without_start(at + 1);
    let name = Words { text: text[..at].trim().to_owned(), ..title.clone() };
    (name, Some(target))
}

/// Whether a sentence says what is to be reached.
fn is_target(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    TARGETS.iter().any(|word| lower.starts_with(word)) && lower.contains(|c: char| c.is_ascii_digit())
}

fn is_letter(mark: Option<&Mark>) -> bool {
    mark.is_some_and(|mark| mark.series == Series::Letter)
}

/// Whether a line may say who does something: it names a role.
fn allotment_like(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = lower.trim_start_matches(['-', '+', '*', ' ']);
    NOUNS.iter().chain(ALL_UNITS).chain(GIVES).any(|word| begins.starts_with(word))
}

/// Whether a sentence begins by giving work to somebody.
pub(super) fn gives(text: &str) -> bool {
    let lower = text.to_lowercase();
    GIVES.iter().any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether nothing stands below an item but lines of labels that are said of it.
pub(super) fn only_labels(item: &Item) -> bool {
    let is_label = |node: &Node| matches!(node, Node::Item(line) if line.children.is_empty() && labels_of(&line.words.text).is_some());
    !item.children.is_empty() && item.children.iter().all(is_label)
}

/// Whether work is given to units anywhere below.
pub(super) fn gives_work(nodes: &[Node]) -> bool {
    let tabled = nodes.iter().any(|node| matches!(node, Node::Table(table) if table::gives_tasks(table)));
    tabled
        || items(nodes).any(|item| {
            let text = &item.words.text;
            gives(text)
                || allotment::after_label(text).is_some()
                || leaders::of(text).is_some()
                || gives_work(&item.children)
        })
}

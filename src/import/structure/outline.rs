//! Đề cương: lines → a tree, by what stands before each and how it is set.

use super::lines::{Line, Piece};
use super::{Doubt, Doubtful, Item, Look, Mark, Node, Series, Words, table, title};
use crate::text::words::bodies;

/// What items of one level have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Marked(Series),
    /// "1." typed plain below a "2." in bold, which it begins anew.
    Inner,
    /// A dash below a dash of the same list.
    SubDash,
    /// A heading without a mark, by how it is set.
    Set(Look),
    Text,
}

/// An item that more may be put under.
struct Open {
    level: Level,
    item: Item,
}

/// Builds the tree of a body or an annex.
pub(super) fn tree(pieces: Vec<Piece>, doubts: &mut Vec<Doubt>) -> Vec<Node> {
    let pieces = with_titles(pieces);
    let mended = mended(&pieces);
    let mut builder = Builder { root: Vec::new(), open: Vec::new(), doubts };
    for (piece, mended) in pieces.into_iter().zip(mended) {
        match piece {
            Entry::Table(table) => {
                builder.close_lists();
                builder.add(Node::Table(table::of(&table)));
            }
            Entry::Line { mark, words, .. } => builder.line(mark, words, mended),
        }
    }
    builder.close_to(0);
    builder.root
}

/// A line with its mark, or a table.
enum Entry {
    Line { mark: Option<Mark>, words: Words },
    Table(crate::reading::Table),
}

/// Marks that stand on a line of their own ("PHẦN I", "I.") get the words of the next line.
fn with_titles(pieces: Vec<Piece>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut alone: Option<Words> = None;
    for piece in pieces {
        let line = match piece {
            Piece::Line(line) => line,
            Piece::Table(table) => {
                entries.extend(alone.take().map(|words| Entry::Line { mark: None, words }));
                entries.push(Entry::Table(table));
                continue;
            }
        };
        let (mark, words) = line.marked();
        if let Some(label) = alone.take() {
            let joined = super::mark::leading(&format!("{} {}", closed(&label.text), words.text));
            match joined.filter(|_| mark.is_none()) {
                Some((mark, _)) => {
                    let mut places = label.places;
                    places.extend(&words.places);
                    let mark = Mark { text: label.text, ..mark };
                    entries.push(Entry::Line { mark: Some(mark), words: Words { places, ..words } });
                    continue;
                }
                None => entries.push(Entry::Line { mark: None, words: label }),
            }
        }
        if mark.is_none() && is_alone(&words.text) {
            alone = Some(words);
        } else {
            entries.push(Entry::Line { mark, words });
        }
    }
    entries.extend(alone.map(|words| Entry::Line { mark: None, words }));
    entries
}

/// "PHẦN I", "Phần thứ nhất", "II." without a word behind it.
fn is_alone(text: &str) -> bool {
    text.split(' ').count() <= 3
        && super::mark::leading(&format!("{} X", closed(text)))
            .is_some_and(|(mark, bytes)| bytes == closed(text).len() + 1 && title::divides(mark.series))
}

/// With the full stop that a mark has.
fn closed(text: &str) -> String {
    let text = text.trim_end_matches([':', '.']);
    const ORDINALS: [(&str, &str); 6] =
        [("nhất", "I"), ("hai", "II"), ("ba", "III"), ("tư", "IV"), ("bốn", "IV"), ("năm", "V")];
    let lower = text.to_lowercase();
    let ordinal =
        lower.strip_prefix("phần thứ ").and_then(|word| ORDINALS.iter().find(|(name, _)| *name == word));
    match ordinal {
        Some((_, roman)) => format!("Phần {roman}."),
        None => format!("{}.", text.replace("PHẦN ", "Phần ").replace("CHƯƠNG ", "Chương ")),
    }
}

/// Marks whose figures do not fit: "1.3" between 6 and 8 is the seventh.
fn mended(entries: &[Entry]) -> Vec<Option<usize>> {
    let marks: Vec<Option<&Mark>> = entries
        .iter()
        .map(|entry| match entry {
            Entry::Line { mark, .. } => mark.as_ref(),
            Entry::Table(_) => None,
        })
        .collect();
    let mut last: Option<usize> = None;
    let mut mended = Vec::with_capacity(marks.len());
    for (at, mark) in marks.iter().enumerate() {
        let mut is = None;
        if let Some(mark) = mark {
            match (mark.series, mark.figures.as_slice(), last) {
                (Series::Number(1), [one], _) => last = Some(*one),
                (Series::Number(2), [above, _], Some(before)) if *above != before && *above != before + 1 => {
                    let next = marks[at + 1..].iter().flatten().find(|mark| mark.series <= Series::Number(1));
                    let follows = next
                        .is_some_and(|next| next.series == Series::Number(1) && next.figures == [before + 2]);
                    if follows {
                        is = Some(before + 1);
                        last = is;
                    }
                }
                (Series::Part | Series::Capital | Series::Roman | Series::Article, ..) => last = None,
                _ => {}
            }
        }
        mended.push(is);
    }
    mended
}

struct Builder<'d> {
    root: Vec<Node>,
    open: Vec<Open>,
    doubts: &'d mut Vec<Doubt>,
}

impl Builder<'_> {
    fn line(&mut self, mark: Option<Mark>, words: Words, mended: Option<usize>) {
        let Some(mark) = mark else {
            if is_set_as_heading(&words) {
                return self.set_heading(words);
            }
            self.close_lists();
            // A paragraph is not put under another one.
            while self.open.last().is_some_and(|open| open.level == Level::Text) {
                self.close();
            }
            self.add(Node::Item(Item { words, ..Item::default() }));
            return;
        };
        let heading = words.look.outline.is_some() || words.look.bold || words.look.capitals;
        let heading = heading && title_like(&words.text);
        let series = match mended {
            Some(_) => Series::Number(1),
            None => mark.series,
        };
        let level = match self.is_inner(&mark, series, words.look.bold) {
            true => self.room_inside(),
            false => self.make_room(&mark, series),
        };
        self.tell_order(&mark, level, mended, words.place());
        self.open.push(Open { level, item: Item { mark: Some(mark), words, heading, children: Vec::new() } });
    }

    /// Whether a plain number counts within a heading in bold that has such a number itself.
    fn is_inner(&self, mark: &Mark, series: Series, bold: bool) -> bool {
        if series != Series::Number(1) || bold {
            return false;
        }
        let begins = mark.figures == [1];
        self.open.iter().any(|open| open.level == Level::Inner)
            || begins
                && self.open.iter().any(|open| {
                    let item = &open.item;
                    open.level == Level::Marked(series) && item.heading && item.words.look.bold
                })
    }

    /// Closes down to the heading that such a number stands under.
    fn room_inside(&mut self) -> Level {
        let inner = self.open.iter().position(|open| open.level == Level::Inner);
        let outer = || self.open.iter().rposition(|open| open.level == Level::Marked(Series::Number(1)));
        if let Some(count) = inner.or_else(|| outer().map(|at| at + 1)) {
            self.close_to(count);
        }
        Level::Inner
    }

    /// Closes what an item with this mark does not stand under.
    fn make_room(&mut self, mark: &Mark, series: Series) -> Level {
        let level = Level::Marked(series);
        if series == Series::Dash
            && let Some((list, depth)) = mark.list
            && let Some(last) = self.open.last()
            && let (
                Level::Marked(Series::Dash) | Level::SubDash,
                Some(Mark { list: Some((same, above)), .. }),
            ) = (last.level, &last.item.mark)
            && *same == list
        {
            if depth > *above && last.level != Level::SubDash {
                return Level::SubDash;
            }
            if depth > 1 && depth >= *above && last.level == Level::SubDash {
                self.close();
                return Level::SubDash;
            }
        }
        if let Some(at) = self.open.iter().rposition(|open| open.level == level) {
            self.close_to(at);
            return level;
        }
        while let Some(last) = self.open.last() {
            let closes = match last.level {
                Level::Marked(Series::Star) if series == Series::Dash => {
                    !last.item.words.text.ends_with(':') && !last.item.heading
                }
                Level::Marked(other) => other > series,
                Level::Inner => Series::Number(2) > series,
                Level::SubDash => series <= Series::Dash,
                Level::Text => true,
                Level::Set(look) => set_closes(look, last, mark, series),
            };
            if !closes {
                break;
            }
            self.close();
        }
        level
    }

    fn set_heading(&mut self, words: Words) {
        // Names of bodies are typed in capitals where they head what is theirs: that divides nothing above them.
        let capitals = words.look.capitals && !names_body(&words.text);
        let level = Level::Set(Look { centred: false, framed: false, capitals, ..words.look });
        if let Some(at) = self.open.iter().rposition(|open| open.level == level) {
            self.close_to(at);
        } else {
            while let Some(last) = self.open.last() {
                let closes = match last.level {
                    Level::Set(look) => match (look.outline, words.look.outline) {
                        (Some(above), Some(own)) => above >= own,
                        _ => capitals && !look.capitals,
                    },
                    Level::Marked(series) if capitals => series >= Series::Roman,
                    // A bold line below a numbered title is one of its parts.
                    Level::Marked(Series::Number(_)) => !last.item.heading && !last.item.words.look.bold,
                    Level::Marked(series) => series > Series::Number(u8::MAX),
                    Level::Inner | Level::SubDash | Level::Text => true,
                };
                if !closes {
                    break;
                }
                self.close();
            }
        }
        self.open.push(Open { level, item: Item { words, heading: true, ..Item::default() } });
    }

    /// Lists end where a paragraph or a table follows.
    fn close_lists(&mut self) {
        let is_list = |open: &Open| match open.level {
            Level::Marked(series) => !series.counts(),
            Level::SubDash => true,
            Level::Inner | Level::Set(_) | Level::Text => false,
        };
        while self.open.last().is_some_and(is_list) {
            self.close();
        }
    }

    /// Tells of a mark that does not follow the one before it.
    fn tell_order(&mut self, mark: &Mark, level: Level, mended: Option<usize>, place: usize) {
        if !(level == Level::Inner || matches!(level, Level::Marked(series) if series.counts())) {
            return;
        }
        let siblings = self.open.last().map_or(&self.root, |open| &open.item.children);
        let before = siblings.iter().rev().find_map(|node| match node {
            Node::Item(Item { mark: Some(before), .. }) if before.series.counts() => Some(before),
            _ => None,
        });
        let follows = match (before, mark.figures.last()) {
            (Some(before), Some(own)) if before.series == mark.series => {
                before.figures.last().is_some_and(|last| last + 1 == *own)
            }
            (None, Some(own)) => *own == 1 || mark.series == Series::InParens,
            _ => true,
        };
        if !follows || mended.is_some() {
            let before = before.map(|mark| mark.text.clone());
            self.doubts.push(Doubt { place, what: Doubtful::OutOfOrder { before, mark: mark.text.clone() } });
        }
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.item.children.push(node),
            None => self.root.push(node),
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.add(Node::Item(open.item));
        }
    }

    /// Closes down to so many open items.
    fn close_to(&mut self, count: usize) {
        while self.open.len() > count {
            self.close();
        }
    }
}

/// "SỞ NỘI VỤ", "CÁC SỞ, BAN, NGÀNH": whether a line begins as names of bodies do; "TỔ CHỨC THỰC HIỆN" does not.
fn names_body(text: &str) -> bool {
    const SEVERAL: [&str; 5] = ["cơ quan", "đơn vị", "xã", "phường", "địa phương"];
    let lower = text.to_lowercase();
    let begins = |rest: &str, word: &str| {
        rest.strip_prefix(word.trim_end()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let bare = lower.strip_prefix("các ");
    let rest = bare.unwrap_or(&lower);
    let is_body = bodies::NOUNS.iter().any(|noun| begins(rest, noun));
    let is_several = bare.is_some() && SEVERAL.iter().any(|noun| begins(rest, noun));
    let is_done = bodies::VERBS.iter().any(|verb| begins(rest, verb) && *verb != "thanh tra");
    (is_body || is_several) && !is_done
}

/// Whether a heading without a mark ends where this mark begins.
fn set_closes(look: Look, open: &Open, mark: &Mark, series: Series) -> bool {
    match series {
        Series::Part => true,
        // A stray bold line above the first section is not its parent; "A." above "I." is marked.
        Series::Capital | Series::Roman => {
            !look.capitals
                || open.item.children.is_empty()
                || mark.figures.first().is_some_and(|first| *first > 1)
        }
        _ => false,
    }
}

/// Whether the body of a document begins with this line.
pub(super) fn is_heading_mark(line: &Line) -> bool {
    let (mark, words) = line.marked();
    match mark {
        Some(mark) => mark.series.counts() && mark.series != Series::InParens,
        None => is_set_as_heading(&words) || is_alone(&words.text),
    }
}

fn is_set_as_heading(words: &Words) -> bool {
    let set = words.look.outline.is_some() || words.look.bold || words.look.capitals;
    set && title_like(&words.text)
}

/// Short, and no sentence.
fn title_like(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.split(' ').count() <= LONGEST
        && !text.ends_with([';', '.', ','])
        && text.chars().any(char::is_alphabetic)
}

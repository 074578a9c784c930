//! Chỗ nối: full stops that are missing or doubled where a template puts texts one after another. Only the
//! finished document shows them; they are told where the words before them were typed.

use super::punctuation::is_shortened;
use crate::content::{Texts, Written};
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::document::{BlockKind, Document, Inline, ItemLevel};
use crate::text::spaces::single_spaced;
use crate::text::typography::{as_printed, push_as_printed};

/// Sentences that templates put behind a text begin with one of these.
const LABELS: [&str; 9] = [
    " Thời hạn:",
    " Sản phẩm:",
    " Phối hợp:",
    " Kinh phí:",
    " Thông qua:",
    " Trừ:",
    " Cơ quan chủ trì:",
    " Cơ quan phối hợp:",
    " Cơ quan đầu mối theo dõi:",
];

/// In characters, with the space before it.
const LONGEST_LABEL: usize = 30;

/// More of these in one document are not looked up: one template makes them all.
const MAX_TOLD: usize = 20;

/// Characters before a joint that its text is found by.
const ENOUGH: usize = 24;

/// What is wrong where texts were joined.
pub(super) fn check(document: &Document, texts: &Texts, scope: &Scope) -> Vec<Diagnostic> {
    let mut joints: Vec<Joint> = Vec::new();
    let mut text = String::new();
    let annexes = document.annexes.iter().flat_map(|annex| &annex.body);
    for block in document.body.iter().chain(annexes) {
        for content in block.kind.texts() {
            match content {
                [inline] => joints.extend(of_text(inline.as_str())),
                several => {
                    text.clear();
                    text.extend(several.iter().map(Inline::as_str));
                    joints.extend(of_text(&text));
                }
            }
        }
    }
    joints.extend(unended(document));
    joints.truncate(MAX_TOLD);
    joints.iter().filter(|joint| !joint.is_typed(texts)).map(|joint| joint.told(texts, scope)).collect()
}

/// A place where something is wrong.
struct Joint {
    fault: Fault,
    /// What is printed up to there.
    before: String,
}

enum Fault {
    /// No full stop before this sentence.
    Missing(&'static str),
    /// Two marks one after the other.
    Doubled(String),
    /// An item of a list without its full stop, where others have theirs.
    Unended,
}

fn read(content: &[Inline], text: &mut String) {
    text.clear();
    content.iter().for_each(|inline| push_as_printed(text, inline.as_str()));
}

/// Of a text as it is set: spaces and hyphens may be some that do not break.
fn of_text(text: &str) -> Vec<Joint> {
    let bytes = text.as_bytes();
    let mut joints = Vec::new();
    // What ends a label, and marks behind another one.
    let ends = memchr::memchr_iter(b':', bytes).filter(|at| *at > 0);
    let marks = memchr::memchr3_iter(b'.', b',', b';', bytes);
    let behind = |at: &usize| *at > 0 && matches!(bytes[at - 1], b'.' | b',' | b';' | b':');
    let mut places: Vec<usize> = ends.chain(marks.filter(behind)).collect();
    places.sort_unstable();
    for at in places {
        let (before, mark) = (bytes[at - 1], bytes[at]);
        if mark == b':' {
            let near = text[..=at].char_indices().rev().nth(LONGEST_LABEL).map_or(0, |(from, _)| from);
            let near = as_printed(&text[near..=at]);
            let label = LABELS.iter().find(|label| near.ends_with(**label));
            let Some(label) = label else { continue };
            let said = as_printed(&text[..=at]);
            let said = said[..said.len() - label.len()].trim_end();
            let last = said.chars().next_back();
            // A mark of the text, a heading of its own, the number of a point: all are ends.
            if last.is_some_and(|last| last.is_alphanumeric() || matches!(last, ')' | '”' | '%'))
                && said.contains(' ')
            {
                joints.push(Joint { fault: Fault::Missing(label.trim_start()), before: said.to_owned() });
            }
        } else if matches!(before, b'.' | b',' | b';' | b':') && matches!(mark, b'.' | b',' | b';') {
            let dots = |at: usize| bytes.get(at) == Some(&b'.');
            // Three dots are what is left out, more a place to fill; "v.v.," shortens a word.
            let left_out = before == b'.' && mark == b'.' && (dots(at + 1) || at > 1 && dots(at - 2));
            let left_out = left_out || mark == b'.' && dots(at + 1) && before != b'.';
            let shortened = before == b'.' && is_shortened(&text[..at - 1]);
            if !left_out && !shortened && text.is_char_boundary(at + 1) {
                let before = as_printed(text[..at].trim_end_matches(['.', ',', ';', ':']));
                joints.push(Joint { fault: Fault::Doubled(text[at - 1..=at].to_owned()), before });
            }
        }
    }
    joints
}

/// Items of a list of which some end with a mark, and these do not.
fn unended(document: &Document) -> Vec<Joint> {
    let annexes = document.annexes.iter().map(|annex| &annex.body);
    let mut joints = Vec::new();
    for body in std::iter::once(&document.body).chain(annexes) {
        let mut run: Vec<(ItemLevel, &[Inline])> = Vec::new();
        for block in body {
            match &block.kind {
                BlockKind::Item { level, content, .. } => {
                    if run.last().is_some_and(|(last, _)| last != level) {
                        joints.extend(unended_of(&run));
                        run.clear();
                    }
                    run.push((*level, content));
                }
                _ => {
                    joints.extend(unended_of(&run));
                    run.clear();
                }
            }
        }
        joints.extend(unended_of(&run));
    }
    joints
}

fn unended_of(run: &[(ItemLevel, &[Inline])]) -> Vec<Joint> {
    let open = run.iter().filter(|(_, content)| !ends(content));
    if run.len() < 2 || open.clone().count() * 2 >= run.len() {
        return Vec::new();
    }
    let joint = |(_, content): &(ItemLevel, &[Inline])| {
        let mut before = String::new();
        read(content, &mut before);
        before.truncate(before.trim_end().len());
        Joint { fault: Fault::Unended, before }
    };
    open.map(joint).collect()
}

/// Whether a text ends with a mark.
fn ends(content: &[Inline]) -> bool {
    let texts = content.iter().rev().map(|inline| inline.as_str().trim_end());
    let last = texts.into_iter().find(|text| !text.is_empty());
    last.is_some_and(|text| text.ends_with(['.', ';', ':', '!', '?', '…', '/', ',']))
}

impl Joint {
    /// Whether the marks were typed so: then the text itself is told of them.
    fn is_typed(&self, texts: &Texts) -> bool {
        let Fault::Doubled(marks) = &self.fault else { return false };
        let word = self.before.split(' ').next_back().unwrap_or_default();
        let typed = format!("{word}{marks}");
        texts.iter().any(|text| text.text.contains(&typed))
    }

    fn told(&self, texts: &Texts, scope: &Scope) -> Diagnostic {
        let characters: Vec<char> = self.before.chars().collect();
        let end: String = characters[characters.len().saturating_sub(ENOUGH)..].iter().collect();
        let (message, hint) = match &self.fault {
            Fault::Missing(label) => (
                format!("“…{end} {label} …”: thiếu dấu chấm trước “{label}”"),
                "thêm dấu chấm ở cuối câu này",
            ),
            Fault::Doubled(marks) => {
                (format!("in ra hai dấu liền nhau: “…{end}{marks}”"), "bỏ dấu ở cuối chữ này")
            }
            Fault::Unended => (
                format!("“…{end}” không có dấu ở cuối, trong khi các gạch cùng danh sách có"),
                "thêm dấu chấm ở cuối",
            ),
        };
        let finding = Diagnostic::warning(codes::JOINED_STOP, message).hint(hint).within(scope.clone());
        match typed(&end, texts, scope) {
            Some(text) => {
                let length = text.text.trim_end().len();
                let last = text.text[..length].char_indices().next_back().map_or(0, |(at, _)| at);
                finding.at(text.part(last..length))
            }
            None => finding,
        }
    }
}

/// The text that ends with these words, among those that the document may be made of.
fn typed<'t>(end: &str, texts: &'t Texts, scope: &Scope) -> Option<&'t Written> {
    let year = match scope {
        Scope::Year(year) | Scope::Plan { year } | Scope::Agency { year, .. } | Scope::Report { year } => {
            *year
        }
        Scope::Everything => return None,
    };
    let marks = ['.', ';', ',', ':', ' ', '/'];
    let last = end.split(' ').next_back().unwrap_or_default();
    let concerned = |text: &&Written| {
        text.field.is_printed() && text.scope != Scope::Everything && text.scope.concerns(year)
    };
    texts.iter().filter(concerned).find(|text| {
        let typed = text.text.trim_end().trim_end_matches(marks);
        typed.ends_with(last) && {
            let typed = single_spaced(typed);
            typed.ends_with(end) || typed.len() > 3 && end.ends_with(typed.get(1..).unwrap_or(&typed))
        }
    })
}

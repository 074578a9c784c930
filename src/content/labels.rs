//! Nhãn gõ thừa: what a clerk types before or behind a text although the document prints it there: numbers,
//! dashes, "Lưu:", "Nơi nhận:", the last full stop of a value. It is taken off before the file is read any
//! further, and told.

use std::sync::Arc;

use super::written::Field;
use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Place, Source, codes};
use crate::text::beginning;
use crate::text::end_mark::without_end_mark;
use crate::text::first_letter::upper_first;
use crate::text::labels::{Label, Labelled, leading};
use crate::text::letters::is_same;

/// Takes off what would be printed twice; each is told at its place.
pub(super) fn take_off(node: &mut Node, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    let mut pass = Pass { source, findings };
    pass.walk(node, Stand { key: "", above: "", at: 0, untitled: false });
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Stand<'k> {
    key: &'k str,
    /// The key of the mapping around it.
    above: &'k str,
    /// Its place in its list.
    at: usize,
    /// In a heading without a title, whose first words have its number.
    untitled: bool,
}

struct Pass<'p> {
    source: &'p Arc<Source>,
    findings: &'p mut Vec<Diagnostic>,
}

/// What is taken off a text.
struct Taken {
    /// What stood there too much.
    typed: String,
    rest: String,
    told: Told,
}

enum Told {
    /// The document prints it.
    Printed,
    /// The document prints another in its place.
    Otherwise(String),
}

impl Pass<'_> {
    fn walk(&mut self, node: &mut Node, stand: Stand<'_>) {
        match &mut node.value {
            Value::Null => {}
            Value::Scalar(text) => {
                // Twice at most: "- a) Rà soát", "Lưu: VT."
                let mut printed: Vec<String> = Vec::new();
                for _ in 0..2 {
                    let Some(Taken { typed, rest, told }) = taken(text, stand) else { break };
                    match told {
                        Told::Printed => printed.push(format!("“{typed}”")),
                        Told::Otherwise(number) => {
                            self.tell(told_otherwise(&typed, &number, &rest), node.range.clone());
                        }
                    }
                    *text = rest;
                }
                if !printed.is_empty() {
                    self.tell(told_printed(&printed, text), node.range.clone());
                }
            }
            Value::List(items) => {
                for (at, item) in items.iter_mut().enumerate() {
                    self.walk(item, Stand { at, ..stand });
                }
            }
            Value::Mapping(entries) => {
                let has = |key: &str| entries.iter().any(|entry| entry.key.as_str() == key);
                let untitled = matches!(stand.key, "khoan" | "cac_muc") && !has("tieu_de") && !has("ten");
                for entry in entries {
                    let (key, above) = (entry.key.as_str(), stand.key);
                    // A title is counted by where its heading stands.
                    let at = if matches!(entry.value.value, Value::Scalar(_)) { stand.at } else { 0 };
                    self.walk(&mut entry.value, Stand { key, above, at, untitled });
                }
            }
        }
    }

    fn tell(&mut self, finding: Diagnostic, range: std::ops::Range<usize>) {
        let hint = "không gõ số thứ tự, dấu đầu dòng, nhãn có sẵn và dấu câu mà văn bản tự có";
        self.findings.push(finding.at(Place::new(self.source, range)).hint(hint));
    }
}

fn told_printed(typed: &[String], rest: &str) -> Diagnostic {
    let message = format!("{} do chương trình in, đã bỏ; còn “{}”", typed.join(" và "), beginning(rest));
    Diagnostic::info(codes::TYPED_LABEL, message)
}

fn told_otherwise(typed: &str, printed: &str, rest: &str) -> Diagnostic {
    let rest = beginning(rest);
    let message = format!("gõ “{typed}”, còn theo thứ tự trong tệp thì in “{printed}”: “{rest}”");
    Diagnostic::warning(codes::TYPED_LABEL, message)
}

/// What is to be taken off a text, where anything is.
fn taken(text: &str, stand: Stand<'_>) -> Option<Taken> {
    let field = Field::of(stand.key, stand.above);
    // Most values are codes, which no document prints as they are typed.
    if !field.is_printed() {
        return None;
    }
    let printed = |typed: &str, rest: &str| {
        let (typed, rest) = (typed.trim().to_owned(), rest.trim().to_owned());
        rest.chars().any(char::is_alphanumeric).then_some(Taken { typed, rest, told: Told::Printed })
    };
    if field == Field::Subject
        && let Some(rest) = after(text, "kế hoạch")
    {
        let rest = upper_first(rest.trim_start_matches([':', '-', ' ']).trim());
        // "Kế hoạch số 175/KH-UBND" names another.
        return if rest.starts_with("Số ") { None } else { printed("KẾ HOẠCH", &rest) };
    }
    if field == Field::Index
        && let Some(rest) = after(text, "chỉ số thành phần").or_else(|| after(text, "chỉ số"))
        && rest.trim_start_matches([':', ' ']).starts_with(|c: char| c == '“' || c.is_uppercase())
    {
        return printed("Chỉ số", rest.trim_start_matches([':', ' ']));
    }
    if field == Field::Symbol {
        let number = |c: char| c.is_ascii_digit() || c == '…' || c == '.';
        if let Some(symbol) = text.trim_start().trim_start_matches(number).strip_prefix('/') {
            return printed(&text[..text.len() - symbol.len()], symbol);
        }
        if let Some(symbol) = after(text, "kh-").filter(|_| !stand.above.is_empty()) {
            return printed("KH-", symbol);
        }
    }
    if let Some(rest) = words_before(field).iter().find_map(|words| after(text, words)) {
        return printed(&text[..text.len() - rest.len()], rest);
    }
    if let Some(found) = leading(text).filter(|found| is_label_of(found, field, stand)) {
        return Some(Taken {
            typed: found.label.to_owned(),
            rest: found.rest.to_owned(),
            told: otherwise(found.kind, field, stand).map_or(Told::Printed, Told::Otherwise),
        });
    }
    if field == Field::Index {
        let quoted = text.trim().strip_prefix('“').and_then(|text| text.strip_suffix('”'));
        if let Some(name) = quoted.filter(|name| !name.contains(['“', '”'])) {
            return printed("“ ”", name);
        }
    }
    if let Some(rest) = without_end_mark(text).filter(|_| field.is_prose()) {
        return printed("./.", &rest);
    }
    let marks = if stand.key == "doi_tuong" { &[':'] } else { marks_behind(field) };
    let rest = text.trim_end().trim_end_matches(marks);
    let mark = &text.trim_end()[rest.len()..];
    // "đất đai, thuế...", "v.v." and sentences one after the other end as they do.
    let words = rest.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '“' || c == '(');
    let ends = words && mark.chars().count() == 1 && !rest.ends_with('.') && !is_shortened(rest);
    let single = !matches!(field, Field::Section | Field::AnnexTitle | Field::Title) || !rest.contains(". ");
    (ends && single).then(|| printed(mark, rest)).flatten()
}

fn is_shortened(rest: &str) -> bool {
    rest.rsplit(' ').next().is_some_and(|word| word.contains('.'))
}

/// The text behind these words, however they are capitalised.
fn after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let text = text.trim_start().trim_start_matches(['-', '•', '+']).trim_start();
    let start = text.get(..words.len()).filter(|start| is_same(start, words))?;
    Some(&text[start.len()..])
        .filter(|rest| !words.ends_with(char::is_alphabetic) || rest.starts_with(char::is_whitespace))
}

/// Words that the document prints before a text.
fn words_before(field: Field) -> &'static [&'static str] {
    match field {
        Field::Deadline => &[
            "thời hạn hoàn thành:",
            "thời gian hoàn thành:",
            "thời gian thực hiện:",
            "thời hạn:",
            "thời gian:",
        ],
        Field::Output => &["sản phẩm, kết quả:", "sản phẩm:", "kết quả:"],
        Field::Money => &["kinh phí thực hiện:", "kinh phí:"],
        Field::Recipient => &["nơi nhận:"],
        Field::Archive => &["lưu:"],
        Field::Division => &["phân công thực hiện:", "phân công:"],
        Field::Leader => &["đồng chí", "đ/c", "đ/c.", "ông", "bà"],
        Field::Symbol => &["số:"],
        Field::Mark => &["dự thảo:", "dự thảo"],
        _ => &[],
    }
}

/// Marks that the document prints behind a text.
fn marks_behind(field: Field) -> &'static [char] {
    match field {
        Field::Subject => &['.', ';', ':'],
        Field::Section | Field::AnnexTitle | Field::Title | Field::Index => &['.', ';', ':'],
        Field::Deadline | Field::Output | Field::Money | Field::Division => &['.', ';', ':', ','],
        Field::Archive => &['.', ';'],
        Field::Locality => &[','],
        Field::Name => &['.', ';', ','],
        _ => &[],
    }
}

/// Whether the document itself counts a text with this kind of label.
fn is_label_of(found: &Labelled<'_>, field: Field, stand: Stand<'_>) -> bool {
    match field {
        Field::Section | Field::AnnexTitle | Field::Title | Field::Index => {
            !matches!(found.kind, Label::Plus)
        }
        Field::Dash | Field::Task => {
            matches!(found.kind, Label::Sign | Label::Letter | Label::Number | Label::Roman(_))
        }
        // A dash before a recipient is what the decree has there, and is read as such.
        Field::Recipient => found.label != "-" && matches!(found.kind, Label::Sign | Label::Plus),
        Field::Ground | Field::Archive | Field::Division | Field::Output | Field::Deadline => {
            matches!(found.kind, Label::Sign | Label::Plus)
        }
        // Of a heading without a title the first words have its number.
        Field::Paragraph => {
            stand.untitled
                && stand.key == "doan"
                && stand.at == 0
                && !matches!(found.kind, Label::Sign | Label::Plus)
        }
        _ => false,
    }
}

/// What is printed where it is not what was typed: only Mục are counted by their place alone.
fn otherwise(kind: Label, field: Field, stand: Stand<'_>) -> Option<String> {
    let is_section = field == Field::Section && stand.above == "cac_muc";
    match kind {
        Label::Roman(number) if is_section && number != stand.at + 1 => {
            Some(format!("{}.", crate::text::numerals::roman(stand.at + 1)))
        }
        _ => None,
    }
}

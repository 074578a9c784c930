//! What is wrong inside one source: a [`Diagnostic`] before it is tied to its file, and the
//! sentences that several checks share.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Place, Source, Topic, codes, likely, near_miss};
use crate::text::spaces::single_spaced;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    pub(super) topic: Topic,
}

/// Keys of the format before plans were outlines, with what stands for them now.
const FORMER: [(&str, &str); 8] = [
    ("chinh", "mọi kế hoạch của một năm nay như nhau: bỏ dòng này"),
    (
        "chi_so",
        "nay ghi là “khoan” (kế hoạch, mỗi chỉ số là một khoản có “ten”) hoặc “nhiem_vu” (phần riêng)",
    ),
    ("trong_tam", "nay ghi là “khoan”, mỗi nhiệm vụ trọng tâm là một khoản có “chu_tri”"),
    ("muc_tieu", "nay ghi là “chi_tieu”, ví dụ: chi_tieu: [{gia_tri: \"8,4\", so_voi: 2024}]"),
    ("thay_doi", "nay ghi trong “chi_tieu”, cạnh “gia_tri”"),
    ("so_voi", "nay ghi trong “chi_tieu”, cạnh “gia_tri”"),
    ("ten_goi", "nay ghi là “doi_tuong”"),
    ("so", "nay ghi là “muc”: tiêu đề của đề mục, hoặc số của nó, ví dụ: muc: [II.1]"),
];

impl Fault {
    pub(super) fn new(code: &'static str, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, range, message: message.into(), hint: None, topic: Topic::Other }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn about(mut self, topic: Topic) -> Self {
        self.topic = topic;
        self
    }

    pub(super) fn into_diagnostic(self, source: &Arc<Source>) -> Diagnostic {
        let finding = Diagnostic::error(self.code, self.message).at(Place::new(source, self.range));
        Diagnostic { hint: self.hint, topic: self.topic, ..finding }
    }

    /// A value of another type than `expected`, e.g. "một danh sách".
    pub(super) fn wrong_type(node: &Node, label: Label<'_>, expected: &str) -> Self {
        let message = format!("{label} cần {expected}, đang {}", actual(&node.value, expected));
        let fault = Self::new(codes::WRONG_TYPE, node.head(), capitalised(&message)).about(Topic::NotTaken);
        fault.hint(type_hint(&node.value, expected))
    }

    /// Anything else where these keys are expected.
    pub(super) fn no_mapping(node: &Node, label: Label<'_>, known: &[&str]) -> Self {
        let fault = Self::wrong_type(node, label, MAPPING);
        let Value::Scalar(text) = &node.value else { return fault };
        if known.is_empty() {
            return fault;
        }
        let word = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default();
        fault.hint(match known.contains(&word) {
            true => format!("thiếu dấu hai chấm sau “{word}”: viết “{word}: ” rồi đến giá trị"),
            false => format!("mỗi dòng ở đây là “khóa: giá trị”; các khóa dùng được: {}", known.join(", ")),
        })
    }

    pub(super) fn out_of_range(node: &Node, label: Label<'_>, low: i128, high: i128) -> Self {
        let message = format!("{label} phải là số từ {low} đến {high}");
        let fault = Self::new(codes::WRONG_TYPE, node.range.clone(), capitalised(&message));
        fault.hint("xem lại con số này")
    }

    pub(super) fn unknown_key(key: &str, range: Range<usize>, known: &[&str]) -> Self {
        let fault = Self::new(
            codes::UNKNOWN_KEY,
            range,
            format!("Khóa “{}” không có trong định dạng", shortened(key)),
        )
        .about(Topic::NotTaken);
        if let Some((word, _)) = key.split_once(':').filter(|(word, _)| known.contains(word)) {
            return fault.hint(format!("thiếu dấu cách sau dấu hai chấm: viết “{word}: ” rồi đến giá trị"));
        }
        if let Some((_, now)) = FORMER.iter().find(|(former, _)| *former == key) {
            return fault.hint(*now);
        }
        match near_miss(key, known) {
            Some(near) => fault.hint(likely(&near)),
            None if known.is_empty() => fault.hint("xóa khóa này"),
            // Half of a text or of a number that a comma has cut: no key looks like that.
            None if key.contains(' ') || !key.is_ascii() || key.starts_with(|c: char| c.is_ascii_digit()) => {
                fault.hint("câu hay số có dấu phẩy bên trong {…} phải đặt trong ngoặc kép, ví dụ: \"7,60\"")
            }
            None => fault.hint(format!("các khóa dùng được ở đây: {}", known.join(", "))),
        }
    }

    pub(super) fn missing_keys(node: &Node, label: Label<'_>, missing: &[&str]) -> Self {
        let names: Vec<String> = missing.iter().map(|name| format!("“{name}”")).collect();
        let scope = match label {
            Label::File => "ở cấp ngoài cùng của tệp".to_owned(),
            _ => format!("trong {label}"),
        };
        let message = format!("Thiếu khóa bắt buộc {} {scope}", names.join(", "));
        let first = missing.first().copied().unwrap_or_default();
        let fault = Self::new(codes::MISSING_KEY, node.head(), message).about(Topic::NotTaken);
        fault.hint(match label {
            Label::File => format!("thêm dòng “{first}: …” ở đầu tệp"),
            _ => format!("thêm dòng “{first}: …” cùng cột với các khóa khác, hoặc xóa cả mục nếu thừa"),
        })
    }

    pub(super) fn unknown_value(text: &str, node: &Node, label: Label<'_>, known: &[&str]) -> Self {
        let message = format!("{label} không nhận giá trị “{}”", shortened(text));
        let fault = Self::new(codes::UNKNOWN_VALUE, node.range.clone(), capitalised(&message));
        fault.hint(match near_miss(text, known) {
            Some(near) => likely(&near),
            None => format!("các giá trị dùng được: {}", known.join(", ")),
        })
    }
}

/// How a value is called in a message.
#[derive(Debug, Clone, Copy)]
pub(super) enum Label<'a> {
    File,
    Key(&'a str),
    /// An element of the list under the key.
    Item(&'a str),
}

impl<'a> Label<'a> {
    pub(super) fn item(self) -> Label<'a> {
        match self {
            Self::File => Label::Item("tệp"),
            Self::Key(key) | Self::Item(key) => Label::Item(key),
        }
    }
}

impl fmt::Display for Label<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => formatter.write_str("tệp"),
            Self::Key(key) => write!(formatter, "“{key}”"),
            Self::Item(key) => write!(formatter, "một mục của “{key}”"),
        }
    }
}

fn actual(value: &Value, expected: &str) -> String {
    match value {
        Value::Null => "để trống".to_owned(),
        Value::Scalar(_) if expected == LIST || expected == MAPPING => format!("là {TEXT}"),
        Value::Scalar(text) => format!("là “{}”", shortened(text)),
        Value::List(_) => format!("là {LIST}"),
        Value::Mapping(_) => format!("là {MAPPING}"),
    }
}

/// The usual slips behind a wrong type.
fn type_hint(value: &Value, expected: &str) -> &'static str {
    match value {
        Value::Null => "điền giá trị, hoặc xóa cả dòng nếu không dùng",
        Value::Mapping(entries) if entries.first().is_some_and(|entry| !is_key_like(&entry.key)) => {
            "câu có dấu hai chấm “: ” phải viết trong khối >-"
        }
        Value::Mapping(_) if expected == LIST => "thêm “- ” trước mỗi mục của danh sách",
        Value::Mapping(_) => {
            "viết giá trị ngay sau dấu hai chấm; câu có dấu hai chấm “: ” thì viết trong khối >-"
        }
        Value::List(_) if expected == MAPPING => "bỏ dấu “- ” ở đầu",
        Value::List(_) => "chỉ ghi một giá trị: bỏ ngoặc vuông, bỏ dấu “- ” ở đầu dòng",
        Value::Scalar(_) if expected == BOOLEAN => "có thì viết true, không thì viết false",
        Value::Scalar(_) if expected == LIST => "mỗi mục một dòng, bắt đầu bằng “- ”",
        Value::Scalar(_) if expected == MAPPING => "mỗi dòng ở đây là “khóa: giá trị”",
        Value::Scalar(_) => "viết bằng chữ số; số lẻ dùng dấu phẩy",
    }
}

pub(super) const TEXT: &str = "một chuỗi";
pub(super) const LIST: &str = "một danh sách";
pub(super) const MAPPING: &str = "một nhóm khóa";
pub(super) const INTEGER: &str = "một số nguyên";
pub(super) const NUMBER: &str = "một số";
pub(super) const BOOLEAN: &str = "true hoặc false";

/// ASCII without spaces: a key of the format, or an attempt at one; anything else is a sentence.
pub(super) fn is_key_like(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The beginning of a text that a message quotes.
pub(super) fn shortened(text: &str) -> String {
    const MAX: usize = 40;
    let text = single_spaced(text);
    match text.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}

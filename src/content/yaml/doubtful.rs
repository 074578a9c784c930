//! Texts that are well-formed and yet may read otherwise than they were meant: sentences cut at the
//! commas of a `[…]`, typographic quotes in place of those of YAML, values that are empty. Warnings, since only
//! the clerk knows.

use super::fault::{Fault, shortened};
use super::node::{Node, Value};
use crate::diagnostic::{Topic, codes};

/// What is doubtful about the texts of a tree.
pub(super) fn check(node: &Node, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    walk(node, text, "", &mut faults);
    faults
}

/// What is under a key; empty at the top of the file.
fn walk(node: &Node, text: &str, key: &str, faults: &mut Vec<Fault>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(value) => faults.extend(quotes(node, value).or_else(|| empty(node, value, key))),
        Value::List(items) => {
            if items.is_empty() && key == DEADLINES {
                faults.push(passed_over(node, key));
            }
            if text[node.range.start..].starts_with('[') {
                faults.extend(cut_sentence(items, text));
            }
            items.iter().for_each(|item| walk(item, text, key, faults));
        }
        Value::Mapping(entries) => {
            entries.iter().for_each(|entry| walk(&entry.value, text, &entry.key, faults));
        }
    }
}

/// Of a list of names `[]` says that there is none; a task without a deadline has that of its point all the same.
const DEADLINES: &str = "thoi_han";

/// Keys of which an empty value is one, as a cell is, or is told of where the value is resolved.
const MAY_BE_EMPTY: [&str; 17] = [
    "dong", "tong", "noi_dung", "chu_tri", "phoi_hop", "tru", "noi_nhan", "thay_cho", "ma", "nam", "so",
    "ngay", "tu_ngay", "den_ngay", "loai", "co_quan", "gia_tri",
];

fn empty(node: &Node, value: &str, key: &str) -> Option<Fault> {
    (value.trim().is_empty() && !MAY_BE_EMPTY.contains(&key)).then(|| passed_over(node, key))
}

fn passed_over(node: &Node, key: &str) -> Fault {
    let message = format!("“{key}” để trống nên không có tác dụng, như khi không ghi");
    Fault::new(codes::EMPTY_VALUE, node.range.clone(), message)
        .about(Topic::EmptyValue)
        .hint("điền giá trị, hoặc xóa dòng này")
}

/// An item of several words that begins in lower case, in a list on one line: the rest of the
/// sentence before the comma.
fn cut_sentence(items: &[Node], text: &str) -> Option<Fault> {
    let plain = |item: &&Node| !text[item.range.start..].starts_with(['"', '\'']);
    let reads_on = |words: &str| words.starts_with(char::is_lowercase) && words.contains(' ');
    let mut sentences = items.iter().filter(plain).filter_map(|item| Some((item, item.text()?)));
    // A list of such items only is one of terms.
    sentences.next().filter(|(_, first)| first.starts_with(char::is_uppercase))?;
    let (item, words) = sentences.find(|(_, words)| reads_on(words))?;
    let message = format!("“{}” là một mục riêng: dấu phẩy trong dấu [ ] ngăn các mục", shortened(words));
    let hint = "nếu là phần tiếp của câu trước, viết danh sách thành từng dòng “- …”, mỗi câu một dòng";
    let fault = Fault::new(codes::DOUBTFUL_TEXT, item.range.clone(), message);
    Some(fault.about(Topic::CutSentence).hint(hint))
}

/// Typographic quotes around a whole value, or one that is never closed.
fn quotes(node: &Node, value: &str) -> Option<Fault> {
    let value = value.trim();
    let opened = value.matches('“').count();
    let closed = value.matches('”').count();
    if opened > closed {
        let message =
            format!("Trong “{}” có dấu “ mà không có dấu ” đóng", shortened(value.trim_start_matches('“')));
        return Some(
            Fault::new(codes::DOUBTFUL_TEXT, node.range.clone(), message).hint("thêm dấu ” hoặc xóa dấu “"),
        );
    }
    let whole = opened == 1 && closed == 1 && value.starts_with('“') && value.ends_with('”');
    whole.then(|| {
        Fault::new(
            codes::DOUBTFUL_TEXT,
            node.range.clone(),
            "Dấu “ ” ở hai đầu là chữ của giá trị và được in ra",
        )
        .hint("nếu chỉ để ngăn giá trị thì xóa hai dấu ấy")
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::content::yaml::read;
    use crate::diagnostic::Source;

    /// How many values of a file are told to be empty.
    fn empty_values(text: &str) -> usize {
        let source = Arc::new(Source { path: "tệp.yaml".into(), text: text.to_owned() });
        let node = read(&source, &mut Vec::new()).expect("it is sound");
        check(&node, &source.text).iter().filter(|fault| fault.code == codes::EMPTY_VALUE).count()
    }

    #[test]
    fn a_value_without_words_is_told_where_nothing_else_tells_of_it() {
        for text in
            ["ten: ''\n", "ten: \"  \"\n", "thoi_han: []\n", "a: {b: [{ten: ''}]}\n", "doan: ['', Một]\n"]
        {
            assert_eq!(empty_values(text), 1, "{text}");
        }
        for text in ["ten: Một\n", "thoi_han: [hằng quý]\n", "chu_tri: []\n", "ten:\n"] {
            assert_eq!(empty_values(text), 0, "{text}");
        }
        for key in MAY_BE_EMPTY {
            assert_eq!(empty_values(&format!("{key}: ''\n")), 0, "{key}");
        }
    }
}

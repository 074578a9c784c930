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
        Value::Scalar(value) => faults.extend(quotes(node, value, text).or_else(|| empty(node, value, key))),
        Value::List(items) => {
            if items.is_empty() && key == DEADLINES {
                faults.push(passed_over(node, key));
            }
            if text[node.range.start..].starts_with('[') {
                let of_numbers = || cut_number(items, text).filter(|_| !CELLS.contains(&key));
                faults.extend(cut_sentence(items, text).or_else(of_numbers));
            }
            items.iter().for_each(|item| walk(item, text, key, faults));
        }
        Value::Mapping(entries) => {
            // A column may have a blank above it, as a table without titles has over all of them.
            let walked = entries.iter().filter(|entry| (key, entry.key.as_str()) != COLUMN_TITLE);
            walked.for_each(|entry| walk(&entry.value, text, &entry.key, faults));
        }
    }
}

/// The columns of a table, and the title of one.
const COLUMN_TITLE: (&str, &str) = ("cot", "ten");

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

/// Rows of tables, where every comma parts two cells; too many of them are told as such.
const CELLS: [&str; 2] = ["dong", "tong"];

/// A number that a comma has cut in two, in a list on one line: "tăng 0,36 điểm", "Phụ lục I, II".
fn cut_number(items: &[Node], text: &str) -> Option<Fault> {
    let plain = |node: &Node| !text[node.range.start..].starts_with(['"', '\'']);
    let pair = items.windows(2).find(|pair| {
        let [before, item] = pair else { return false };
        let (Some(first), Some(second)) = (before.text(), item.text()) else { return false };
        plain(before)
            && plain(item)
            && reads_as_one_number(first, second, item.range.start - before.range.end)
    })?;
    let words = pair[1].text().unwrap_or_default();
    let message = format!("“{}” là một mục riêng: dấu phẩy trong dấu [ ] ngăn các mục", shortened(words));
    let hint = "nếu là phần tiếp của số hay câu trước, đặt cả câu trong ngoặc kép";
    Some(
        Fault::new(codes::DOUBTFUL_TEXT, pair[1].range.clone(), message).about(Topic::CutSentence).hint(hint),
    )
}

/// Whether the item before ends in a number among words and the next begins with one.
fn reads_as_one_number(first: &str, second: &str, apart: usize) -> bool {
    let mut words = first.split_whitespace().rev();
    let (Some(last), Some(label)) = (words.next(), words.next()) else {
        // "12,5%": nothing but a comma stands between.
        return apart == 1 && is_number(first.trim()) && !is_number(second) && begins_with_number(second);
    };
    let alike =
        (is_number(last) && begins_with_number(second)) || (is_roman(last) && begins_with_roman(second));
    // A list of years or of the like begins anew with its word: "năm 2025, năm 2026".
    alike && label.chars().any(char::is_alphabetic)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty()
}

fn begins_with_number(words: &str) -> bool {
    let word = words.split_whitespace().next().unwrap_or_default();
    is_number(word.trim_end_matches(['%', '.', ';']))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}

fn begins_with_roman(words: &str) -> bool {
    is_roman(words.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ';']))
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

/// Whether a value stands in no quotes of YAML and in no block.
fn is_plain(node: &Node, text: &str) -> bool {
    let (before, value) = text.split_at(node.range.start);
    let head = before.trim_end();
    let in_block =
        before[head.len()..].contains('\n') && head.trim_end_matches(['-', '+']).ends_with(['>', '|']);
    !in_block && !value.starts_with(['"', '\'', '>', '|'])
}

/// Typographic quotes around a whole value, or one that is never closed. Within quotes of YAML, or in a block, they
/// are words: what a plan puts in another's place.
fn quotes(node: &Node, value: &str, text: &str) -> Option<Fault> {
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
    let whole =
        is_plain(node, text) && opened == 1 && closed == 1 && value.starts_with('“') && value.ends_with('”');
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
    fn a_column_may_have_a_blank_above_it() {
        assert_eq!(empty_values("cot:\n  - ten: \"\"\n  - ten: Tuyến\n"), 0);
        assert_eq!(empty_values("bang:\n  - ten: \"\"\n"), 1);
    }

    #[test]
    fn numbers_that_a_comma_has_cut_are_told() {
        let doubts = |text: &str| {
            let source = Arc::new(Source { path: "tệp.yaml".into(), text: text.to_owned() });
            let node = read(&source, &mut Vec::new()).expect("it is sound");
            check(&node, &source.text).len()
        };
        for list in [
            "Chỉ số tăng 0,36 điểm so với năm 2024.",
            "Giảm 2,5%.",
            "Theo các Phụ lục I, II kèm theo.",
            "Theo khoản 1, 2 Mục III.",
            "Mở lớp., Tăng 12,5%.",
        ] {
            assert_eq!(doubts(&format!("gach: [{list}]\n")), 1, "{list}");
        }
        for list in
            ["Năm 2025, Năm 2026", "1, 2, 3", "II.1, II.2", "Quý I, Quý II", "\"Giảm 2,5%.\"", "mục 1.2, 3a"]
        {
            assert_eq!(doubts(&format!("gach: [{list}]\n")), 0, "{list}");
        }
        assert_eq!(doubts("dong: [[Tỷ lệ 2,5%]]\n"), 0);
        assert_eq!(doubts("gach: [\"“Giảm 2%.”\"]\n"), 0);
        assert_eq!(doubts("doan:\n  - >-\n    “2. Kiểm tra.”\n"), 0);
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

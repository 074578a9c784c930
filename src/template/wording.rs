//! What Tera reports, in Vietnamese.
//!
//! Tera's messages are English sentences with names between backquotes. Those that the author of a
//! template can meet are listed here; any other is passed on as it is, marked as Tera's.

/// How a message begins, its names left out; and how it is said. `{0}` and `{1}` are the names, `{all}`
/// those of the first sentence, `{}` what follows.
const SENTENCES: [(&str, &str); 23] = [
    ("Field `` is not defined. Available fields:", "không có trường “{0}”; các trường có: {}"),
    ("Field `` is not defined", "không có trường “{0}”"),
    ("Variable `` is not defined. Available variables:", "không có biến “{0}”; các biến có: {}"),
    ("Variable `` is not defined", "không có biến “{0}”"),
    ("Tried to render a variable that is undefined", "giá trị này chưa có nên không in được"),
    ("Unexpected end of input", "mẫu kết thúc giữa chừng: thiếu thẻ đóng, }} hoặc %}"),
    ("Unknown tag", "thẻ này không có, hoặc đóng một thẻ chưa mở"),
    ("Unknown component ``", "không có thành phần “{0}”"),
    ("Unknown template ``", "không có mẫu “{0}”"),
    ("Iteration not possible on type ``", "không lặp được bằng for trên giá trị kiểu {0}"),
    (
        "`` requires both operands to be numbers, found `` and ``",
        "phép “{0}” cần hai số, ở đây là {1} và {2}",
    ),
    ("Math operations can only be done on numbers, found ``", "chỉ tính được với số, ở đây là {0}"),
    ("Cannot divide by 0", "không chia được cho 0"),
    ("Value of type", "giá trị kiểu {0} không dùng được ở đây"),
    ("Missing keyword argument ``", "bộ lọc thiếu tham số “{0}”"),
    ("Argument `` missing", "thành phần thiếu tham số “{0}”"),
    ("Unknown argument(s)", "thành phần không có tham số {all}"),
    ("Cannot compare `` with ``", "không so sánh được {0} với {1}"),
    ("Invalid type for the value, expected `` but got ``", "giá trị phải có kiểu {0}, ở đây là {1}"),
    ("Unexpected character", "ký tự không đọc được"),
    ("The expression is too complex", "biểu thức có quá nhiều ngoặc lồng nhau"),
    ("The template nesting is too deep", "các thẻ lồng nhau quá sâu"),
    ("`` and `` cannot be used consecutively", "không viết liền “{0}” và “{1}”; đặt ngoặc ở giữa"),
];

/// A message of Tera's for the author of a template.
pub(super) fn told(message: &str) -> String {
    let message = message.trim().trim_start_matches("error: ");
    // The one sentence that names a type without quoting it.
    let quoted = message.strip_prefix("Value of type ").and_then(|rest| rest.split_once(' '));
    let quoted = quoted.map(|(kind, rest)| format!("Value of type `{kind}` {rest}"));
    let message = quoted.as_deref().unwrap_or(message);
    let pieces: Vec<&str> = message.split('`').collect();
    // Every second piece stands between backquotes; what follows the first sentence is advice.
    let first = message.split(". ").next().unwrap_or(message);
    let names: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
    let all: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    for (start, sentence) in SENTENCES {
        let Some(rest) = after(&pieces, start) else { continue };
        let mut told = sentence.replace("{}", rest.trim().trim_end_matches('.'));
        told = told.replace("{all}", &all.join(", "));
        for (at, name) in names.iter().enumerate() {
            told = told.replace(&format!("{{{at}}}"), name);
        }
        return told;
    }
    format!("lỗi của mẫu (Tera): {message}")
}

/// What follows in the message after this beginning; `None` where it begins otherwise.
fn after<'m>(pieces: &[&'m str], start: &str) -> Option<&'m str> {
    let (mut at, mut wanted) = (0, start);
    while let Some((before, rest)) = wanted.split_once("``") {
        if pieces.get(at) != Some(&before) || pieces.len() < at + 3 {
            return None;
        }
        (at, wanted) = (at + 2, rest);
    }
    pieces.get(at)?.strip_prefix(wanted)
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn names_and_lists_come_over_and_the_sentence_is_vietnamese() {
        let cases = [
            (
                "Field `khong_co` is not defined. Available fields: nam, nhom",
                "không có trường “khong_co”; các trường có: nam, nhom",
            ),
            ("Field `x` is not defined.", "không có trường “x”"),
            ("Variable `a` is not defined. Available variables: k", "không có biến “a”; các biến có: k"),
            ("error: Unknown component `mo`", "không có thành phần “mo”"),
            (
                "`+` requires both operands to be numbers, found `i64` and `string`",
                "phép “+” cần hai số, ở đây là i64 và string",
            ),
            ("Argument `k` missing.", "thành phần thiếu tham số “k”"),
            (
                "Unknown argument(s) `a`, `b` in component call. Possible argument(s) are: `k`",
                "thành phần không có tham số “a”, “b”",
            ),
            ("Value of type i64 has no length", "giá trị kiểu i64 không dùng được ở đây"),
        ];
        for (english, vietnamese) in cases {
            assert_eq!(told(english), vietnamese);
        }
    }

    #[test]
    fn what_is_not_known_is_passed_on() {
        assert_eq!(told("Something new `x`"), "lỗi của mẫu (Tera): Something new `x`");
    }
}

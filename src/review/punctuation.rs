//! Spaces and marks: a space before a mark or none behind it, marks typed twice, straight quotes, long dashes,
//! brackets that nothing closes.

use std::ops::Range;

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::letters::is_alphabetic;
use crate::text::phrases::begins_with;
use crate::text::syllable::is_syllable;

/// What is wrong with the marks of a text, in one pass over it.
pub(super) fn check(text: &Written, found: &mut Found) {
    if matches!(text.field, Field::Code | Field::Date | Field::Number | Field::Symbol | Field::HeaderLine) {
        return;
    }
    let addresses = addresses(&text.text);
    let mut marks = Marks { text, found, told: Told::default(), open: None, quotes: 0 };
    let (mut second, mut previous) = (' ', '\n');
    let mut characters = text.text.char_indices().peekable();
    while let Some((at, current)) = characters.next() {
        // Letters, digits and spaces are nearly all of a text.
        if !current.is_ascii_alphanumeric() && current != ' ' && !is_alphabetic(current) {
            let next = characters.peek().map_or('\n', |(_, next)| *next);
            if !addresses.iter().any(|address| address.contains(&at)) {
                marks.mark(&Around { second, previous, current, next, at });
            }
        }
        (second, previous) = (previous, current);
    }
    marks.close();
    if text.field == Field::Paragraph {
        leads_in(text, found);
    }
}

/// "… với các nội dung như sau": what follows is led in by a colon.
fn leads_in(text: &Written, found: &mut Found) {
    let Some(before) = text.text.trim_end().trim_end_matches(['.', ';', ',']).strip_suffix("như sau") else {
        return;
    };
    let finding =
        Diagnostic::warning(codes::PUNCTUATION, "thiếu dấu “:” sau “như sau”").hint("ghi: như sau:");
    found.push(text.finding(finding, before.len()..before.len() + "như sau".len()));
}

/// The words of a text that are addresses: marks have their own meaning there.
fn addresses(text: &str) -> Vec<Range<usize>> {
    const SIGNS: [&str; 3] = ["://", "www.", "@"];
    if memchr::memchr3(b':', b'w', b'@', text.as_bytes()).is_none()
        || !SIGNS.iter().any(|sign| text.contains(sign))
    {
        return Vec::new();
    }
    let base = text.as_ptr() as usize;
    let words = text.split_whitespace().filter(|word| SIGNS.iter().any(|sign| word.contains(sign)));
    let bare = words.map(|word| word.trim_end_matches([')', '.', ',', ';', ':', '”']));
    bare.map(|word| word.as_ptr() as usize - base..word.as_ptr() as usize - base + word.len()).collect()
}

/// A character that is no letter, with those beside it.
struct Around {
    second: char,
    previous: char,
    current: char,
    next: char,
    at: usize,
}

/// What is told once of a text, however often it stands there.
#[derive(Default)]
struct Told {
    quote: bool,
    dash: bool,
}

struct Marks<'t, 'f> {
    text: &'t Written,
    found: &'f mut Found,
    told: Told,
    /// The last bracket that is not closed yet.
    open: Option<usize>,
    /// Quotes that are not closed yet.
    quotes: usize,
}

impl Marks<'_, '_> {
    fn mark(&mut self, around: &Around) {
        let Around { second, previous, current, next, at } = *around;
        match current {
            '(' | '[' | '“' if is_space(next) => {
                self.tell(
                    at..at + current.len_utf8() + next.len_utf8(),
                    &format!("có dấu cách sau “{current}”"),
                    "xóa dấu cách",
                );
            }
            ')' | ']' | '”' | ',' | ';' | ':' | '.' | '?' | '!' | '%' if is_space(previous) => {
                // "./.", "…", ".NET": not the end of a sentence; "- :" is no sentence at all.
                let ends = current != '.' || !(next == '.' || next == '/' || next.is_alphanumeric());
                if ends && current != '%' && second.is_alphanumeric() {
                    self.tell(
                        at - previous.len_utf8()..at + current.len_utf8(),
                        &format!("có dấu cách trước “{current}”"),
                        "xóa dấu cách",
                    );
                }
            }
            _ => {}
        }
        match current {
            '(' => self.open = Some(at),
            ')' => self.open = None,
            ',' | ';' | ':' if matches!(next, ',' | ';' | ':') => self.doubled(around),
            // "cửa khẩu, tuyến biên giới,...": what is left out.
            ',' | ';' if next == '.' && dots(&self.text.text[at + 1..]) == 1 => self.doubled(around),
            '.' if matches!(next, ',' | ';') => self.doubled_after_stop(around),
            '.' if next == '.' && previous != '.' => self.doubled_stop(around),
            ',' | ';' if next.is_alphabetic() && previous.is_alphanumeric() => self.unspaced(around),
            // "tập huấn,05 hội thảo"; within a number both are figures.
            ',' | ';' if next.is_ascii_digit() && previous.is_alphabetic() => self.unspaced(around),
            ':' if next.is_alphabetic() && previous.is_alphabetic() => self.unspaced(around),
            '.' if previous.is_ascii_digit() && next.is_ascii_digit() => self.decimal_point(around),
            '.' if is_end(previous) && next.is_uppercase() => self.unspaced_stop(around),
            '.' if next == ' ' && (previous.is_lowercase() || previous == '%') => {
                self.small_after_stop(around);
            }
            '“' => self.quotes += 1,
            '”' if self.quotes == 0 => {
                self.tell(at..at + current.len_utf8(), "có dấu ” mà không có dấu “ mở", "thêm “ hoặc xóa ”");
            }
            '”' => self.quotes -= 1,
            '"' if !self.told.quote && (!previous.is_ascii_digit() || next.is_alphabetic()) => {
                self.told.quote = true;
                self.tell(at..at + 1, "dấu ngoặc kép thẳng (\") được in nguyên như vậy", "gõ “ và ”");
            }
            // Names are registered as they are: "Thanh Miếu – Tân Dân".
            '–' | '—' | '−'
                if !self.told.dash && !matches!(self.text.field, Field::Name | Field::Locality) =>
            {
                self.told.dash = true;
                let message = format!("dấu gạch dài “{current}”: văn bản hành chính dùng dấu gạch nối “-”");
                self.tell(at..at + current.len_utf8(), &message, "gõ “-”");
            }
            _ => {}
        }
    }

    fn doubled(&mut self, around: &Around) {
        let Around { current, next, at, .. } = *around;
        self.tell(at..at + 2, &format!("hai dấu liền nhau “{current}{next}”"), "giữ một dấu");
    }

    /// ".," ends no sentence and goes on with none, unless the stop belongs to what is shortened: "v.v., …".
    fn doubled_after_stop(&mut self, around: &Around) {
        if !is_shortened(&self.text.text[..around.at]) {
            self.doubled(around);
        }
    }

    /// Two stops are one too many; three are left out words, more a place to fill.
    fn doubled_stop(&mut self, around: &Around) {
        if dots(&self.text.text[around.at..]) == 2 {
            self.doubled(around);
        }
    }

    fn unspaced(&mut self, around: &Around) {
        let Around { current, at, next, .. } = *around;
        self.tell(at..at + 1 + next.len_utf8(), &format!("thiếu dấu cách sau “{current}”"), "thêm dấu cách");
    }

    /// "thủ tục.Công khai"; not "TP.Lạng Sơn", "langson.Gov".
    fn unspaced_stop(&mut self, around: &Around) {
        if !is_shortened(&self.text.text[..around.at]) {
            self.unspaced(around);
        }
    }

    /// "69.01 điểm", "7.1%": in Vietnamese a comma parts the decimals. "1.216 ý kiến" is counted in thousands, "mục 1.2
    /// điểm a" and "công nghiệp 4.0" are no measures.
    fn decimal_point(&mut self, around: &Around) {
        let (before, after) = (&self.text.text[..around.at], &self.text.text[around.at + 1..]);
        let whole = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let decimals = after.bytes().take_while(u8::is_ascii_digit).count();
        let (before, after) = (&before[..before.len() - whole], &after[decimals..]);
        let is_part = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-'));
        if is_part || decimals > 2 || !is_measured(after) || counts_through(before) {
            return;
        }
        let (number, at) = (&self.text.text[before.len()..around.at + 1 + decimals], around.at);
        let hint = format!("gõ: {}", number.replace('.', ","));
        let message = format!("“{number}”: phần thập phân viết sau dấu phẩy");
        self.tell(at - whole..at + 1 + decimals, &message, &hint);
    }

    /// "… mức 100%. giảm …": a sentence that begins small.
    fn small_after_stop(&mut self, around: &Around) {
        let Around { at, .. } = *around;
        let rest = self.text.text[at + 1..].trim_start();
        let word = rest.split_whitespace().next().unwrap_or_default();
        let is_small = word.starts_with(char::is_lowercase) && !word.chars().any(char::is_uppercase);
        if is_small && !word.contains(['.', ')']) && !is_shortened(&self.text.text[..at]) {
            let begins = self.text.text.len() - rest.len();
            let message = format!("sau dấu chấm là chữ thường “{word}”");
            let finding = Diagnostic::warning(codes::FIRST_LETTER, message)
                .hint("viết hoa chữ đầu câu, hoặc bỏ dấu chấm");
            self.found.push(self.text.finding(finding, begins..begins + word.len()));
        }
    }

    /// At the end of the text.
    fn close(&mut self) {
        if let Some(at) = self.open {
            self.tell(at..at + 1, "có “(” mà không có “)” đóng", "thêm “)” hoặc xóa “(”");
        }
    }

    fn tell(&mut self, range: Range<usize>, message: &str, hint: &str) {
        let finding = Diagnostic::warning(codes::PUNCTUATION, message).hint(hint);
        self.found.push(self.text.finding(finding, range));
    }
}

/// Whether what stands behind a number makes it a measure.
fn is_measured(after: &str) -> bool {
    const MEASURES: [&str; 7] = ["tỷ", "triệu", "nghìn", "phần trăm", "ha", "km", "tấn"];
    // "2.1 điểm a" is a part of a document, "2.0 điểm nhấn" no score.
    const BEHIND_POINTS: [&str; 10] = ["trở", "so", "và", "trong", "năm", "phần", "của", "đối", "theo", "("];
    let after = after.strip_prefix([' ', '\u{a0}']).unwrap_or(after);
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let is_score = |rest: &str| match rest.strip_prefix(' ') {
        Some(rest) => BEHIND_POINTS.iter().any(|word| begins_with(rest, word)),
        None => ends(rest),
    };
    after.starts_with('%')
        || after.strip_prefix("điểm").is_some_and(is_score)
        || MEASURES.iter().any(|measure| after.strip_prefix(measure).is_some_and(ends))
}

/// Whether a number counts through a document, or versions: "mục 1.2", "phiên bản 2.0".
fn counts_through(before: &str) -> bool {
    const COUNTED: [&str; 9] = ["mục", "bảng", "hình", "bản", "nghiệp", "khoản", "phần", "chương", "số"];
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    COUNTED.contains(&word.as_str())
}

/// How many full stops a text begins with.
fn dots(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'.').count()
}

/// What a sentence may end with before its stop.
fn is_end(c: char) -> bool {
    c.is_lowercase() || c.is_ascii_digit() || matches!(c, '%' | ')' | '”')
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\u{a0}'
}

/// Whether a text ends with a shortened word, to which a stop belongs: "v.v", "ThS", "TP", "tr".
pub(super) fn is_shortened(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "(“\"".contains(c)).next().unwrap_or_default();
    word.contains('.')
        || word.chars().count() <= 2 && !is_syllable(word)
        || word.chars().count() <= 4 && word.chars().skip(1).any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    #[test]
    fn decimals_stand_behind_a_comma() {
        let of = |sentence: &str| told(check, Field::Task, sentence);
        for (sentence, says) in [
            ("đạt 69.01 điểm, tăng", "gõ: 69,01"),
            ("tăng 7.1% so với", "gõ: 7,1"),
            ("vốn (1.5 tỷ đồng)", "gõ: 1,5"),
            ("đạt 8.5 điểm", "gõ: 8,5"),
            ("đạt 8.5 điểm so với năm 2024", "gõ: 8,5"),
        ] {
            let told = of(sentence);
            assert!(matches!(&told[..], [told] if told.contains(says)), "{sentence}: {told:?}");
        }
        for sentence in [
            "1.216 ý kiến, 12.345 triệu đồng, 1.250 ha, đạt 69,01 điểm",
            "công nghiệp 4.0, PM2.5, phiên bản 2.1 của phần mềm",
            "tại mục 1.2 điểm a, tiểu mục 2.1 điểm đ khoản 1, nêu ở 1.2 điểm a",
            "phiên bản 2.0 điểm nhấn là giao diện, công nghiệp 4.0 tỷ trọng cao, 3.0 lần thứ tư",
            "mục 2.1 điểm mới là phân cấp, bảng 3.1 tỷ lệ hộ nghèo, mục 2.1 điểm và khoản",
            "ngày 02.7.2025, số 1.2.3 điểm, 0.5ha1",
        ] {
            assert_eq!(of(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn what_leads_in_ends_with_a_colon() {
        let of = |sentence: &str| told(check, Field::Paragraph, sentence);
        for sentence in ["UBND tỉnh ban hành Kế hoạch như sau", "Kết quả như sau."] {
            assert!(matches!(&of(sentence)[..], [told] if told.contains("“:”")), "{sentence}");
        }
        assert_eq!(of("UBND tỉnh ban hành Kế hoạch như sau:"), [""; 0]);
        assert_eq!(told(check, Field::Dash, "Số liệu như sau"), [""; 0]);
    }

    #[test]
    fn a_space_stands_behind_a_comma_that_is_in_no_number() {
        let of = |sentence: &str| told(check, Field::Task, sentence);
        for sentence in ["12 lớp tập huấn,05 hội thảo", "tập huấn;05 hội thảo", "rà soát,công khai"]
        {
            assert!(matches!(&of(sentence)[..], [told] if told.contains("thiếu dấu cách")), "{sentence}");
        }
        assert_eq!(of("tăng 1,5 điểm, 05 hội thảo; 12 lớp"), [""; 0]);
    }
}

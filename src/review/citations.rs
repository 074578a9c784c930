//! Viện dẫn: how other documents are cited. A number below ten has its 0, and “số” before it; a ground says of which
//! day its document is, and of a law the name instead of the number; khoản and điểm are small, Điều and Mục are not.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::phrases::goes_on;
use crate::text::words::official::CITED;

/// What is wrong with the citations of a text.
pub(super) fn check(text: &Written, found: &mut Found) {
    use Field::{AnnexTitle, Cell, Goal, Section, Subject, TableTitle, Title};
    let cites = matches!(text.field, AnnexTitle | Cell | Goal | Section | Subject | TableTitle | Title);
    if !cites && !text.field.is_prose() {
        return;
    }
    let cited = cited(&text.text);
    for one in &cited {
        number(text, one, found);
    }
    if text.field == Field::Ground {
        ground(text, &cited, found);
    }
    parts(text, found);
}

/// "8/KH-STC", "72/2020/QH14": a number with the symbol of its document.
struct Cited<'t> {
    number: &'t str,
    symbol: &'t str,
    range: Range<usize>,
}

/// The documents that a text cites by number and symbol, in its order.
fn cited(text: &str) -> Vec<Cited<'_>> {
    let mut all: Vec<Cited<'_>> = Vec::new();
    for at in memchr::memchr_iter(b'/', text.as_bytes()) {
        if all.last().is_some_and(|last| at < last.range.end) {
            continue;
        }
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = at - digits;
        let rest = &text[at + 1..];
        let is_symbol = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '&');
        let symbol = &rest[..rest.find(|c| !is_symbol(c)).unwrap_or(rest.len())];
        let is_number = digits > 0 && !text[..start].ends_with(|c: char| is_symbol(c) || c == '.');
        if is_number && symbolises(symbol) {
            all.push(Cited { number: &text[start..at], symbol, range: start..at + 1 + symbol.len() });
        }
    }
    all
}

/// "KH-STC", "2020/NĐ-CP", "2020/QH14": kind and body, or the body that makes laws.
fn symbolises(symbol: &str) -> bool {
    let year = symbol
        .split_once('/')
        .filter(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    let letters = year.map_or(symbol, |(_, rest)| rest);
    let (kind, body) = letters.split_once('-').unwrap_or((letters, ""));
    let capitals = |part: &str| part.starts_with(char::is_uppercase);
    capitals(kind) && (capitals(body) || makes_laws(symbol))
}

/// Quốc hội, and its Ủy ban Thường vụ, whose numbers have no kind.
fn makes_laws(symbol: &str) -> bool {
    let body = symbol.rsplit('/').next().unwrap_or(symbol);
    ["QH", "UBTVQH"].iter().any(|of| {
        body.strip_prefix(of).is_some_and(|term| !term.is_empty() && term.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Số, ký hiệu (khoản 3 Mục II, điểm b khoản 6 Mục II Phần I Phụ lục I).
fn number(text: &Written, cited: &Cited<'_>, found: &mut Found) {
    let Cited { number, symbol, ref range } = *cited;
    let mut before = text.text[..range.start].split_whitespace().rev().take(2);
    let (last, second) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let before = format!("{second} {last}").to_lowercase();
    if number.len() == 1 && number != "0" && before.trim_end_matches(':').ends_with("số") {
        let message = format!("số văn bản nhỏ hơn 10 ghi thêm số 0 ở trước: “{number}/{symbol}”");
        let hint = format!(
            "ghi: 0{number}/{symbol} (điểm c khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP)"
        );
        tell(text, message, &hint, range.clone(), found);
    }
    if CITED.iter().any(|kind| before.ends_with(kind)) {
        let message = format!("thiếu chữ “số” trước “{number}/{symbol}”");
        tell(text, message, &format!("ghi: số {number}/{symbol}"), range.clone(), found);
    }
}

/// A căn cứ names its document in full, a law by its name (điểm a khoản 6 Mục II Phần I Phụ lục I).
fn ground(text: &Written, cited: &[Cited<'_>], found: &mut Found) {
    const CLAUSE: &str = "(điểm a khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP)";
    const LAWS: [&str; 3] = ["Luật ", "Bộ luật ", "Pháp lệnh "];
    let Some(first) = cited.first() else { return };
    let document = text.text.trim_start().strip_prefix("Căn cứ ").unwrap_or(&text.text).trim_start();
    if makes_laws(first.symbol) && LAWS.iter().any(|law| document.starts_with(law)) {
        let message = "căn cứ là luật, pháp lệnh thì ghi tên và ngày, không ghi số, ký hiệu".to_owned();
        let hint = format!("ghi: Căn cứ Luật … ngày … tháng … năm … {CLAUSE}");
        tell(text, message, &hint, first.range.clone(), found);
    } else if !text.text.contains("ngày ") {
        let message = format!("căn cứ không ghi ngày của văn bản số {}/{}", first.number, first.symbol);
        let hint = format!("ghi đủ: số, ký hiệu, ngày, cơ quan ban hành, trích yếu {CLAUSE}");
        tell(text, message, &hint, first.range.clone(), found);
    }
}

fn tell(text: &Written, message: String, hint: &str, range: Range<usize>, found: &mut Found) {
    let finding = Diagnostic::warning(codes::CITATION, message).hint(hint);
    found.push(text.finding(finding, range));
}

/// "điểm a khoản 2 Điều 8", "khoản 1 Mục II": what is small in it and what is not (khoản 7 Mục V Phụ lục II).
fn parts(text: &Written, found: &mut Found) {
    const REST: &str = "hoản ";
    static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(REST));
    // Few texts have the word.
    for at in FINDER.find_iter(text.text.as_bytes()) {
        let Some(clause) = at.checked_sub(1).filter(|_| text.text[..at].ends_with(['k', 'K'])) else {
            continue;
        };
        let number = at + REST.len();
        let digits = text.text[number..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            continue;
        }
        if text.text[clause..].starts_with('K') && goes_on(&text.text[..clause]) {
            case(text, clause..number + digits, "khoản", found);
        }
        point(text, clause, found);
        above(text, number + digits, found);
    }
}

/// The điểm before a khoản: "Điểm a khoản 2", "Điểm a, khoản 2".
fn point(text: &Written, clause: usize, found: &mut Found) {
    let before = text.text[..clause].trim_end().trim_end_matches(',');
    let Some((before, letter)) = before.rsplit_once(' ') else { return };
    let is_letter = letter.chars().count() == 1 && letter.starts_with(char::is_lowercase);
    let Some(sentence) = before.strip_suffix("Điểm").filter(|sentence| is_letter && goes_on(sentence))
    else {
        return;
    };
    case(text, sentence.len()..before.len() + 1 + letter.len(), "điểm", found);
}

/// What a khoản is of: "khoản 2 điều 8", "khoản 1, mục II".
fn above(text: &Written, end: usize, found: &mut Found) {
    const ABOVE: [(&str, &str); 4] =
        [("điều ", "Điều"), ("mục ", "Mục"), ("chương ", "Chương"), ("phần ", "Phần")];
    let rest = text.text[end..].trim_start_matches([',', ' ']);
    let Some((word, right)) = ABOVE.iter().find(|(word, _)| rest.starts_with(word)) else { return };
    let label = rest[word.len()..].split([' ', ',', ';', '.', ')']).next().unwrap_or_default();
    let numbers = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
    if !label.is_empty() && label.chars().all(numbers) {
        let start = text.text.len() - rest.len();
        case(text, start..start + word.len() + label.len(), right, found);
    }
}

fn case(text: &Written, range: Range<usize>, right: &str, found: &mut Found) {
    let typed = &text.text[range.clone()];
    let label = typed.split_once(' ').map_or("", |(_, label)| label);
    let message = format!("“{typed}” trong câu viện dẫn viết là “{right} {label}”");
    let finding = Diagnostic::warning(codes::FIRST_LETTER, message)
        .hint("viết hoa Phần, Chương, Mục, Điều; viết thường khoản, điểm (khoản 7 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP)");
    found.push(text.finding(finding, range));
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    #[test]
    fn a_number_below_ten_has_its_0_and_the_word_before_it() {
        let of = |sentence: &str| told(check, Field::Paragraph, sentence);
        for (sentence, says) in [
            ("Thực hiện Kế hoạch số 8/KH-STC ngày 05/01/2025.", "ghi: 08/KH-STC"),
            ("(Tờ trình số: 7/TTr-SNV)", "ghi: 07/TTr-SNV"),
            ("Nghị định số 8/2025/NĐ-CP và Quyết định số 9/QĐ-UBND", "ghi: 08/2025/NĐ-CP"),
            ("Thực hiện Kế hoạch 175/KH-UBND.", "ghi: số 175/KH-UBND"),
            ("theo nghị quyết 57/NQ-CP", "ghi: số 57/NQ-CP"),
        ] {
            let told = of(sentence);
            assert!(told.iter().any(|told| told.contains(says)), "{sentence}: {told:?}");
        }
        assert_eq!(of("Nghị định số 8/2025/NĐ-CP và Quyết định số 9/QĐ-UBND").len(), 2);
        for sentence in [
            "Thực hiện Kế hoạch số 08/KH-STC ngày 05/01/2025, số 175/KH-UBND, 12/QĐ-UBND.",
            "Nghị quyết số 8-NQ/TW; Luật Đất đai số 31/2024/QH15",
            "nhà số 8/12, quý 2/2025, tháng 9/2025, 5/7 tiêu chí, 1/KM-2, tỷ lệ số 5/a-b",
            "Kế hoạch 2/2025, ngày 5/7/2025, km 8/QL-x",
        ] {
            assert_eq!(of(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn a_ground_has_the_day_of_its_document_and_of_a_law_the_name() {
        let of = |sentence: &str| told(check, Field::Ground, sentence);
        for law in [
            "Căn cứ Luật số 72/2020/QH14",
            "Căn cứ Luật Bảo vệ môi trường số 72/2020/QH14 ngày 17 tháng 11 năm 2020",
            "Căn cứ Pháp lệnh số 01/2022/UBTVQH15 ngày 18 tháng 8 năm 2022",
        ] {
            assert!(matches!(&of(law)[..], [told] if told.contains("không ghi số, ký hiệu")), "{law}");
        }
        let told_day = of("Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư");
        assert!(matches!(&told_day[..], [told] if told.contains("không ghi ngày")), "{told_day:?}");
        for ground in [
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Luật Đất đai",
            "Căn cứ Nghị quyết số 202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội",
            "Căn cứ Nghị định số 15/2021/NĐ-CP ngày 03 tháng 3 năm 2021 quy định chi tiết Luật Xây dựng số 50/2014/QH13",
            "Theo đề nghị của Sở Tài chính",
        ] {
            assert_eq!(of(ground), [""; 0], "{ground}");
        }
        assert_eq!(told(check, Field::Paragraph, "Thực hiện Luật số 72/2020/QH14."), [""; 0]);
    }

    #[test]
    fn the_parts_of_a_document_have_the_capitals_of_the_decree() {
        let of = |sentence: &str| told(check, Field::Dash, sentence);
        for (sentence, says) in [
            ("Theo Khoản 2 Điều 8 Nghị định này", "viết là “khoản 2”"),
            ("theo điểm a, Khoản 1 Mục II", "viết là “khoản 1”"),
            ("quy định tại Điểm a khoản 2 Điều 8", "viết là “điểm a”"),
            ("quy định tại khoản 2 điều 8", "viết là “Điều 8”"),
            ("quy định tại khoản 1, mục II Kế hoạch này", "viết là “Mục II”"),
        ] {
            let told = of(sentence);
            assert!(matches!(&told[..], [told] if told.contains(says)), "{sentence}: {told:?}");
        }
        for sentence in [
            "Khoản 2 Điều 8 quy định như sau.",
            "Điểm a khoản 2 Mục II: thực hiện ngay.",
            "Rà soát. Khoản 3 Điều 5 được sửa đổi; khoản 10 Điều 12.",
            "mở tài khoản 2 ngân hàng, các khoản mục chi, khoản 2 phần trăm, khoản 3 mục tiêu",
        ] {
            assert_eq!(of(sentence), [""; 0], "{sentence}");
        }
    }
}

//! Số văn bản: a document's number, as clerks type it.

use super::official::OfficialFields;
use super::{Context, prose};
use crate::content::raw::Text;
use crate::diagnostic::{Diagnostic, codes};

/// A number with the symbol that was typed beside it.
#[derive(Debug, PartialEq, Eq)]
struct Typed<'t> {
    number: u32,
    symbol: Option<&'t str>,
}

/// The number; what was typed around it is taken off with a note, unless it contradicts the symbol.
pub(super) fn document_number(
    text: &Text,
    fields: &OfficialFields<'_>,
    context: &mut Context<'_>,
) -> Option<u32> {
    let Some(Typed { number, symbol }) = typed(text) else {
        let message = format!("số văn bản “{}” không phải là số hợp lệ", **text);
        let finding = Diagnostic::error(codes::BAD_VALUE, message)
            .hint("chỉ ghi chữ số, ví dụ: 175; ký hiệu ghi ở “ky_hieu”");
        context.report(finding, text);
        return None;
    };
    if number == 0 {
        let finding = Diagnostic::error(codes::BAD_VALUE, "số văn bản bắt đầu từ 01");
        context.report(finding.hint("ghi số văn thư đã cấp; chưa cấp thì bỏ dòng này"), text);
        return None;
    }
    let of_office = || fields.issuer.map(|issuer| fields.kind.symbol(&issuer.symbol));
    let expected = fields.symbol.map(prose).or_else(of_office);
    if let (Some(symbol), Some(expected)) = (symbol, &expected)
        && symbol != expected
    {
        let message =
            format!("ký hiệu trong “{}” là {symbol}, còn ký hiệu của văn bản là {expected}", **text);
        let hint = format!("ghi “so: {number}”; nếu ký hiệu đúng là {symbol} thì ghi “ky_hieu: {symbol}”");
        context.report(Diagnostic::error(codes::BAD_VALUE, message).hint(hint), text);
        return None;
    }
    // 05 is how the decree writes five.
    let as_written = [number.to_string(), format!("{number:02}")];
    if !as_written.iter().any(|written| written == text.trim()) {
        let message = format!("“{}” được đọc là số {number}", **text);
        let finding = Diagnostic::info(codes::NUMBER_TAKEN, message);
        context.report(finding.hint(format!("chỉ cần ghi “so: {number}”")), text);
    }
    Some(number)
}

/// `175`, `Số 175`, `Số: 175/KH-UBND`, `175.`; `None` for anything else.
fn typed(text: &str) -> Option<Typed<'_>> {
    let text = text.trim();
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let (lead, rest) = text.split_at(first);
    let known = |word: &str| {
        matches!(word.to_lowercase().trim_end_matches(':'), "kế" | "hoạch" | "báo" | "cáo" | "số" | "so" | "")
    };
    if !lead.split_whitespace().all(known) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..end].parse().ok()?;
    let tail = rest[end..].trim().trim_end_matches('.').trim_end();
    let symbol = match tail.strip_prefix('/').map(str::trim) {
        None if tail.is_empty() => None,
        None => return None,
        Some("") => None,
        Some(symbol) if symbol.contains(' ') || !symbol.starts_with(char::is_alphabetic) => return None,
        Some(symbol) => Some(symbol),
    };
    Some(Typed { number, symbol })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_among_what_is_typed_around_it() {
        let plain = |number| Some(Typed { number, symbol: None });
        for text in ["12", "012", "12.", "12/", "Số 12", "số: 12", "Số:12", "Kế hoạch số 12"] {
            assert_eq!(typed(text), plain(12), "{text}");
        }
        for text in ["12/KH-SYT", "Số 12/KH-SYT", "Số: 12 / KH-SYT."] {
            assert_eq!(typed(text), Some(Typed { number: 12, symbol: Some("KH-SYT") }), "{text}");
        }
        for text in
            ["", "x", "12a", "12 13", "12/2025", "Công văn 12", "12/KH-SYT ngày 11/7/2025", "-12", "1.750"]
        {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}

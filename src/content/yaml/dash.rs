//! The sign that opens a list item, and what Word and keyboards put in its place.

/// What stands at the start of a line where a `- ` may be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dash {
    /// Bytes of the sign itself.
    pub(super) sign: usize,
    pub(super) kind: DashKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DashKind {
    /// `- `, or a `-` that ends its line.
    Proper,
    /// A hyphen with the text right behind it.
    Glued,
    /// A hyphen with a no-break space or another special space behind it.
    OddSpace,
    /// Another sign: a longer dash, a bullet, a star.
    Other { glued: bool },
}

/// The dash that `content`, a line without its indentation, opens with.
pub(super) fn dash(content: &str) -> Option<Dash> {
    let first = content.chars().next()?;
    if first == '-' {
        return hyphen(content);
    }
    let after = &content[first.len_utf8()..];
    let glued = match after.chars().next() {
        None => false,
        Some(next) if next.is_whitespace() => false,
        // `**đậm**`, `+0,36` and `•••` open no list item.
        Some(next) if is_sign(first) && !next.is_alphabetic() && !"“\"'([{>".contains(next) => return None,
        Some(_) => true,
    };
    is_sign(first).then_some(Dash { sign: first.len_utf8(), kind: DashKind::Other { glued } })
}

fn hyphen(content: &str) -> Option<Dash> {
    let after = &content[1..];
    let one = |kind| Some(Dash { sign: 1, kind });
    match after.chars().next() {
        None | Some(' ' | '\t') => one(DashKind::Proper),
        Some(next) if next.is_whitespace() => one(DashKind::OddSpace),
        // A second hyphen: `---` parts documents, `-- Rà soát` is a dash typed twice.
        Some('-') if after[1..].starts_with('-') => None,
        Some('-') => {
            let glued = after[1..].chars().next().is_some_and(|next| !next.is_whitespace());
            Some(Dash { sign: 2, kind: DashKind::Other { glued } })
        }
        Some('>') => None,
        // A negative number.
        Some(_) if after.chars().all(|c| c.is_ascii_digit() || ",.%".contains(c)) => None,
        Some(_) => one(DashKind::Glued),
    }
}

/// Signs that people and Word put before a list item.
pub(super) fn is_sign(sign: char) -> bool {
    is_long_dash(sign)
        || "*+•●▪■◦○‣⁃·∙➢➤►▶❖◆♦✓✔☐□".contains(sign)
        // Wingdings and Symbol, as Word's bullets come out of it.
        || ('\u{F020}'..='\u{F0FF}').contains(&sign)
}

/// Dashes that look like a hyphen and are none.
pub(super) fn is_long_dash(sign: char) -> bool {
    "–—―−‒‐‑﹣－".contains(sign)
}

/// How a message calls a sign.
pub(super) fn name(sign: char) -> String {
    match sign {
        '–' | '—' | '―' | '‒' => format!("dấu gạch dài “{sign}”"),
        '−' => "dấu trừ toán học “−”".to_owned(),
        '‐' | '‑' | '﹣' | '－' => format!("dấu nối đặc biệt “{sign}”"),
        '*' => "dấu sao “*”".to_owned(),
        '+' => "dấu cộng “+”".to_owned(),
        '-' => "hai dấu trừ “--”".to_owned(),
        '\u{F020}'..='\u{F0FF}' => "dấu đầu dòng của Word".to_owned(),
        _ => format!("dấu đầu dòng “{sign}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_told_from_numbers_marks_and_texts() {
        let kind = |content| dash(content).map(|dash| dash.kind);
        assert_eq!(kind("- x"), Some(DashKind::Proper));
        assert_eq!(kind("-"), Some(DashKind::Proper));
        assert_eq!(kind("-x"), Some(DashKind::Glued));
        assert_eq!(kind("-05 báo cáo"), Some(DashKind::Glued));
        assert_eq!(kind("-\u{a0}x"), Some(DashKind::OddSpace));
        assert_eq!(kind("– x"), Some(DashKind::Other { glued: false }));
        assert_eq!(kind("—x"), Some(DashKind::Other { glued: true }));
        assert_eq!(kind("*Nội dung"), Some(DashKind::Other { glued: true }));
        assert_eq!(kind("-- x"), Some(DashKind::Other { glued: false }));
        for content in ["", "x", "---", "--- x", "-0,04", "+0,36", "**đậm**", "->", ">-"] {
            assert_eq!(kind(content), None, "{content}");
        }
    }
}

//! Chỗ trống trong câu: dots that somebody typed, or that a draft has where its number will stand,
//! become blanks that a person fills.

use super::{Blank, Block, BlockKind, Face, Inline, plain_text};
use crate::text::typography::as_printed;

/// From so many dots on they are a blank; fewer are a pause, with the full stop of its sentence.
const BLANKS: [&str; 2] = ["……", "....."];

/// Turns the dots in every text of a block into blanks.
pub fn find(mut kind: BlockKind) -> BlockKind {
    kind.each_text(find_inlines);
    kind
}

/// Tag of dots of which nothing more is known, and how the tags of a cited document end.
const ANY: &str = "o_trong";
const CITED: &str = "_trich_dan";

fn find_inlines(content: &mut Vec<Inline>) {
    let dotted = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if next_run(text).is_some());
    if !content.iter().any(dotted) {
        return;
    }
    for inline in std::mem::take(content) {
        match inline {
            Inline::Text { text, face } => split(&text, face, content),
            other => content.push(other),
        }
    }
}

fn split(text: &str, face: Face, out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((start, end)) = next_run(rest) {
        let before = &rest[..start];
        if !before.is_empty() {
            out.push(Inline::text(before, face));
        }
        let (tag, label) = name(before, out);
        let blank = Blank { tag: tag.to_owned(), label: label.to_owned(), text: rest[start..end].to_owned() };
        out.push(Inline::Blank { blank, face });
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        out.push(Inline::text(rest, face));
    }
}

/// What is to be filled in, by the word before it: a document cited without its number or its day.
/// The document's own number and day are typed data, and bear the tags `so`, `ngay` and `thang`.
fn name(before: &str, out: &[Inline]) -> (&'static str, &'static str) {
    let word = before.trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    match word.to_lowercase().as_str() {
        "số" => ("so_trich_dan", "Số văn bản được dẫn"),
        "ngày" => ("ngay_trich_dan", "Ngày của văn bản được dẫn"),
        "tháng" => ("thang_trich_dan", "Tháng của văn bản được dẫn"),
        // "ngày ……/……/2026"
        "/" if follows_a_day(out) => ("thang_trich_dan", "Tháng của văn bản được dẫn"),
        _ => (ANY, "Chỗ cần điền"),
    }
}

fn follows_a_day(out: &[Inline]) -> bool {
    let last = out.iter().rev().find_map(|inline| match inline {
        Inline::Blank { blank, .. } => Some(blank.tag.as_str()),
        Inline::Text { .. } | Inline::Note(_) => None,
    });
    last == Some("ngay_trich_dan")
}

/// Whether a blank comes from dots in a text, and not from a template that leaves it to the agency.
pub fn is_typed(blank: &Blank) -> bool {
    blank.tag == ANY || blank.tag.ends_with(CITED)
}

/// The texts of blocks that still have such dots, as a reader sees them.
pub fn typed<'b>(blocks: impl Iterator<Item = &'b Block>) -> Vec<String> {
    let texts = blocks.flat_map(|block| block.kind.texts());
    let open = texts.filter(|content| {
        content.iter().any(|inline| matches!(inline, Inline::Blank { blank, .. } if is_typed(blank)))
    });
    open.map(|content| as_printed(&plain_text(content))).collect()
}

/// The first run of dots that is a blank, as a range of bytes.
pub fn next_run(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    // With these bytes they begin.
    let mut dots = memchr::memchr2_iter(b'.', 0xe2, bytes);
    let start = dots.find(|at| BLANKS.iter().any(|blank| bytes[*at..].starts_with(blank.as_bytes())))?;
    let is_dot = |c: char| matches!(c, '…' | '.');
    let end = text[start..].find(|c| !is_dot(c)).map_or(text.len(), |at| start + at);
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[so_trich_dan ……]` for a blank, other text as it is.
    fn shown(text: &str) -> String {
        let kind = find(BlockKind::Paragraph { content: vec![Inline::text(text, Face::REGULAR)] });
        let BlockKind::Paragraph { content } = kind else { return String::new() };
        let show = |inline: &Inline| match inline {
            Inline::Text { text, .. } => text.clone(),
            Inline::Blank { blank, .. } => format!("[{} {}]", blank.tag, blank.text),
            Inline::Note(_) => String::new(),
        };
        content.iter().map(show).collect()
    }

    #[test]
    fn the_number_and_the_day_of_a_draft_that_is_cited_are_blanks() {
        assert_eq!(
            shown("Kế hoạch số\u{a0}……/KH-UBND ngày\u{a0}……/……/2026 của UBND tỉnh"),
            "Kế hoạch số\u{a0}[so_trich_dan ……]/KH-UBND ngày\u{a0}[ngay_trich_dan ……]/[thang_trich_dan ……]/2026 \
             của UBND tỉnh"
        );
    }

    #[test]
    fn dots_that_somebody_typed_are_a_blank_and_an_ellipsis_is_none() {
        assert_eq!(shown("do ......... thực hiện"), "do [o_trong .........] thực hiện");
        for text in ["đất đai, thuế…", "đất đai, thuế….", "lĩnh vực khác....", "thực hiện./."]
        {
            assert_eq!(shown(text), text);
        }
    }
}

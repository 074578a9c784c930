//! Text with the signs of Markdown, as some programs give it out: `## KẾ HOẠCH`, `*Gia nhập thị trường*`.

use super::super::paragraph::Draft;
use super::super::source::Run;
use super::lines::Joined;

/// Whether headings are marked in a text; a single number sign is none.
pub(super) fn is_marked(paragraphs: &[Joined]) -> bool {
    paragraphs.iter().filter(|one| heading(&one.text).is_some()).count() > 1
}

/// The level and the words of a heading.
fn heading(text: &str) -> Option<(u8, &str)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let rest = text.get(level..).filter(|rest| rest.starts_with(' '))?;
    let level = u8::try_from(level).ok().filter(|level| (1..=6).contains(level))?;
    Some((level, rest.trim()))
}

/// Writes a paragraph with its level, its bold and its slanted words.
pub(super) fn write(text: &str, draft: &mut Draft) {
    let words = match heading(text) {
        Some((level, words)) => {
            draft.paragraph.outline = Some(level);
            words
        }
        None => text,
    };
    // A heading is bold, whether its words are marked as bold once more or not.
    let heading = draft.paragraph.outline.is_some();
    let mut look = Run::default();
    let shown = |look: &Run| Run { bold: look.bold || heading, ..look.clone() };
    let mut rest = words;
    while let Some(at) = rest.find('*') {
        let length = if rest[at..].starts_with("**") { 2 } else { 1 };
        let (before, after) = (&rest[..at], &rest[at + length..]);
        let open = if length == 2 { &mut look.bold } else { &mut look.italic };
        // A star opens where a word follows, closes where one ends, and else is a star.
        let opens =
            !*open && after.starts_with(|c: char| !c.is_whitespace()) && after.contains(&"**"[..length]);
        let closes = *open && !before.ends_with(char::is_whitespace);
        if opens || closes {
            let turned = !*open;
            draft.write(&shown(&look), None, before);
            *(if length == 2 { &mut look.bold } else { &mut look.italic }) = turned;
        } else {
            draft.write(&shown(&look), None, &rest[..at + length]);
        }
        rest = after;
    }
    draft.write(&shown(&look), None, rest);
}

//! Non-breaking spaces in the texts of a block: [`crate::text::typography`] says where no text may break,
//! [`super::compounds`] where no title may.

use std::borrow::Cow;

use super::compounds::bind_title;
use super::{BlockKind, Inline, Note};
use crate::text::typography::{NO_BREAK, bind_text};

/// Binds what belongs together in every text of a block.
pub fn bind(mut kind: BlockKind) -> BlockKind {
    if let BlockKind::Heading { content, .. } = &mut kind {
        bind_heading(content);
    } else {
        kind.each_text(|content| {
            for text in texts(content) {
                if let Cow::Owned(bound) = bind_text(text) {
                    *text = bound;
                }
            }
        });
    }
    kind
}

/// A heading of more than one line holds its words, and ends with two of them.
fn bind_heading(content: &mut [Inline]) {
    for text in texts(content) {
        *text = bind_title(text);
    }
    if let Some(Inline::Text { text, .. }) = content.last_mut()
        && let Some(last) = text.rfind(' ').filter(|last| text[..*last].contains(' '))
    {
        text.replace_range(last..=last, &NO_BREAK.to_string());
    }
}

fn texts(content: &mut [Inline]) -> impl Iterator<Item = &mut String> {
    content.iter_mut().filter_map(|inline| match inline {
        Inline::Text { text, .. } | Inline::Note(Note { text, .. }) => Some(text),
        Inline::Blank { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Face, HeadingLevel, plain_text};

    #[test]
    fn a_heading_never_ends_with_a_single_word_on_its_line() {
        let content =
            vec![Inline::text("III. NÂNG CAO CHỈ SỐ NĂNG LỰC CẠNH TRANH CẤP TỈNH (PCI)", Face::BOLD)];
        let BlockKind::Heading { content, .. } =
            bind(BlockKind::Heading { level: HeadingLevel::Section, content })
        else {
            panic!("a heading stays one");
        };
        let shown = plain_text(&content).replace(NO_BREAK, "~");
        assert_eq!(shown, "III.~NÂNG~CAO CHỈ~SỐ NĂNG~LỰC CẠNH~TRANH CẤP~TỈNH~(PCI)");
    }
}

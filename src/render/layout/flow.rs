//! Nội dung (ô 6): headings, paragraphs, items and tables in order.

use super::Setter;
use super::breaks::Setting;
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::Strip;
use super::table;
use super::text::Text;
use super::tree::{NodeId, Role};
use crate::document::{Block, BlockKind, Face, HeadingLevel, Inline, ItemLevel, plain_text};

/// Sets blocks under `parent`; headings come one level below `title_level`.
pub(super) fn set(
    blocks: &[Block],
    parent: NodeId,
    title_level: u8,
    section: &mut Section,
    setter: &mut Setter,
) {
    let mut lists = Lists::default();
    for block in blocks {
        let style = Style::body(section.text_width());
        let strips = match &block.kind {
            BlockKind::Item { level, marker, content } => {
                let item = lists.item(*level, parent, setter);
                set_item(item, marker, content, &style, setter)
            }
            kind => {
                lists = Lists::default();
                match kind {
                    BlockKind::Heading { level, content } => {
                        set_heading(*level, content, (parent, title_level), &style, setter)
                    }
                    BlockKind::Table(content) => table::set(content, parent, section, setter),
                    BlockKind::Paragraph { content } | BlockKind::Item { content, .. } => {
                        set_paragraph(content, parent, &style, setter)
                    }
                }
            }
        };
        let from = section.strips.len();
        section.strips.extend(strips);
        if block.keep_with_next
            && let Some(last) = section.strips[from..].last_mut()
        {
            last.glued = true;
        }
    }
}

fn set_paragraph(content: &[Inline], parent: NodeId, style: &Style, setter: &mut Setter) -> Vec<Strip> {
    let node = setter.tree.add(parent, Role::Paragraph);
    let mut text = Text::default();
    text.push_inlines(content, node, &mut setter.tree, |face| face);
    paragraph::set(&text, style, setter.fonts)
}

/// A heading never stands alone at the foot of a page, whoever forgot to say so.
fn set_heading(
    level: HeadingLevel,
    content: &[Inline],
    (parent, title_level): (NodeId, u8),
    style: &Style,
    setter: &mut Setter,
) -> Vec<Strip> {
    let depth = match level {
        HeadingLevel::Section => 1,
        HeadingLevel::Clause => 2,
        HeadingLevel::SubClause => 3,
    };
    let node = setter.tree.add(parent, Role::Heading(title_level + depth));
    let mut text = Text::default();
    text.push_inlines(content, node, &mut setter.tree, |face| Face { bold: true, ..face });
    // Not justified: two lines of a heading stand better as they come.
    let style = Style { setting: Setting::Ragged, ..*style };
    let mut strips = paragraph::set(&text, &style, setter.fonts);
    for strip in &mut strips {
        strip.glued = true;
    }
    if let Some(first) = strips.first_mut() {
        first.outline = Some((title_level + depth - 1, outline_title(&plain_text(content))));
    }
    strips
}

/// The marker is text of the first line; a space that does not break follows it.
fn set_item(
    item: NodeId,
    marker: &str,
    content: &[Inline],
    style: &Style,
    setter: &mut Setter,
) -> Vec<Strip> {
    let label = setter.tree.add(item, Role::Label);
    let body = setter.tree.add(item, Role::LabelBody);
    let face = content.first().map_or(Face::REGULAR, Inline::face);
    let mut text = Text::default();
    if !marker.is_empty() {
        text.push(marker, face, label);
        text.push("\u{a0}", face, label);
    }
    text.push_inlines(content, body, &mut setter.tree, |face| face);
    paragraph::set(&text, style, setter.fonts)
}

/// One line of the outline: no line ends, no non-breaking spaces.
pub(super) fn outline_title(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lists that are open: dashes under letters are a list within the letter's item.
#[derive(Default)]
struct Lists {
    open: Vec<(ItemLevel, NodeId, NodeId)>,
}

impl Lists {
    fn item(&mut self, level: ItemLevel, parent: NodeId, setter: &mut Setter) -> NodeId {
        while self.open.last().is_some_and(|(open, ..)| *open > level) {
            self.open.pop();
        }
        if self.open.last().is_none_or(|(open, ..)| *open < level) {
            let under = self.open.last().map_or(parent, |(.., item)| *item);
            let list = setter.tree.add(under, Role::List);
            self.open.push((level, list, list));
        }
        let Some((_, list, last)) = self.open.last_mut() else { return parent };
        *last = setter.tree.add(*list, Role::ListItem);
        *last
    }
}

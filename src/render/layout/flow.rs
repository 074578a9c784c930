//! Nội dung (ô 6): headings, paragraphs, items and tables in order.

use super::Setter;
use super::breaks::Setting;
use super::chart;
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::Strip;
use super::table;
use super::text::Text;
use super::tree::{NodeId, Role};
use crate::document::{Block, BlockKind, Face, HeadingLevel, Inline, ItemLevel, plain_text};
use crate::text::spaces::single_spaced;

/// What stands above the headings of a flow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Above {
    /// Level of the title in the tree of meaning.
    pub heading: u8,
    /// Its level in the outline; 0 where it is not listed.
    pub outline: u8,
}

/// Sets blocks under `parent`; headings come one level below what stands above them.
pub(super) fn set(
    blocks: &[Block],
    parent: NodeId,
    above: Above,
    section: &mut Section,
    setter: &mut Setter,
) {
    let mut lists = Lists::default();
    // A reader of the tree is never led past a level: the first khoản of a text without Mục is of level 2.
    let mut deepest = above.heading;
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
                        let role = (above.heading + depth(*level)).min(deepest + 1);
                        deepest = role;
                        let outline = above.outline + role - above.heading;
                        set_heading(content, (parent, role), outline, &style, setter)
                    }
                    BlockKind::Table(content) => table::set(content, parent, section, setter),
                    BlockKind::Chart(content) => chart::set(content, parent, section, setter),
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

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::Section => 1,
        HeadingLevel::Clause => 2,
        HeadingLevel::SubClause => 3,
    }
}

/// A heading never stands alone at the foot of a page, whoever forgot to say so.
fn set_heading(
    content: &[Inline],
    (parent, level): (NodeId, u8),
    outline: u8,
    style: &Style,
    setter: &mut Setter,
) -> Vec<Strip> {
    let node = setter.tree.add(parent, Role::Heading(level));
    let mut text = Text::default();
    text.push_inlines(content, node, &mut setter.tree, |face| Face { bold: true, ..face });
    // Not justified: two lines of a heading stand better as they come.
    let style = Style { setting: Setting::Heading, ..*style };
    let mut strips = paragraph::set(&text, &style, setter.fonts);
    for strip in &mut strips {
        strip.glued = true;
    }
    if let Some(first) = strips.first_mut() {
        first.outline = Some((outline, outline_title(&plain_text(content))));
    }
    strips
}

/// The marker is text of the first line; a space that does not break follows it.
fn set_item(
    (label, body): (NodeId, NodeId),
    marker: &str,
    content: &[Inline],
    style: &Style,
    setter: &mut Setter,
) -> Vec<Strip> {
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
    single_spaced(text).into_owned()
}

/// Lists that are open: dashes under letters are a list within the body of the letter's item.
#[derive(Default)]
struct Lists {
    /// Level, list, and the body of its last item.
    open: Vec<(ItemLevel, NodeId, NodeId)>,
}

impl Lists {
    /// Label and body of the next item.
    fn item(&mut self, level: ItemLevel, parent: NodeId, setter: &mut Setter) -> (NodeId, NodeId) {
        while self.open.last().is_some_and(|(open, ..)| *open > level) {
            self.open.pop();
        }
        if self.open.last().is_none_or(|(open, ..)| *open < level) {
            let under = self.open.last().map_or(parent, |(.., body)| *body);
            let list = setter.tree.add(under, Role::List);
            self.open.push((level, list, list));
        }
        let Some((_, list, last)) = self.open.last_mut() else { return (parent, parent) };
        let item = setter.tree.add(*list, Role::ListItem);
        let label = setter.tree.add(item, Role::Label);
        *last = setter.tree.add(item, Role::LabelBody);
        (label, *last)
    }
}

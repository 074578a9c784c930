//! Phụ lục: a section of its own (PL1 III.1).

use super::Setter;
use super::flow;
use super::head::{followed, longest, underline};
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::stack;
use super::text::Text;
use super::tree::{Role, Tree};
use crate::document::{Annex, Face};
use crate::length::Length;
use crate::render::style::{PARAGRAPH_SPACE, RULE_FRACTION, SIZE_ANNEX, SIZE_BODY};

/// Sets label, title and reference as one strip, then the body.
pub(super) fn section(annex: &Annex, setter: &mut Setter) -> Section {
    let mut section = Section::new(annex.landscape);
    let width = section.text_width();
    let parent = setter.tree.add(Tree::ROOT, Role::Section);
    let heading = setter.tree.add(parent, Role::Heading(1));
    let style = Style::centred(Length::ZERO, width, SIZE_ANNEX);
    let mut parts =
        paragraph::set(&Text::plain(&followed(&annex.label), Face::BOLD, heading), &style, setter.fonts);
    let style = Style { size: SIZE_BODY, ..style };
    parts.extend(paragraph::set(&Text::plain(&annex.title, Face::BOLD, heading), &style, setter.fonts));
    let node = setter.tree.add(parent, Role::Paragraph);
    let mut reference = Text::default();
    reference.push_inlines(&annex.reference, node, |face| face);
    let reference = paragraph::set(&reference, &style, setter.fonts);
    let rule = longest(&reference, setter) * RULE_FRACTION;
    parts.extend(reference);
    let mut strip = stack(parts);
    underline(&mut strip, (Length::ZERO, width), rule);
    strip.height += PARAGRAPH_SPACE;
    strip.glued = true;
    let title = flow::outline_title(&format!("{}. {}", annex.label, annex.title));
    strip.outline = Some((1, title));
    section.strips.push(strip);
    flow::set(&annex.body, parent, 1, &mut section, setter);
    section
}

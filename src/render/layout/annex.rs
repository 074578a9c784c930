//! Phụ lục: a section of its own (PL1 III.1).

use super::Setter;
use super::blanks;
use super::flow::{self, Above};
use super::frame::{Field, FieldKind, Item, Placed, Tag};
use super::head::{followed, longest, underline};
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::stack;
use super::text::Text;
use super::tree::{NodeId, Role, Tree};
use crate::document::{Annex, Face};
use crate::length::Length;
use crate::official::SigningField;
use crate::render::style::{
    ANNEX_SEAL_HEIGHT, ANNEX_SEAL_TOP, ANNEX_SEAL_WIDTH, MARGIN_LEFT, PARAGRAPH_SPACE, RULE_FRACTION,
    SIZE_ANNEX, SIZE_BODY,
};

/// The body's digital signature on an annex that goes out by itself: top right of the first page,
/// in text of size 10 without a picture (PL1 III.1.d; PL3, Mẫu 2.2). It stands in the top margin,
/// which shows no page number there.
fn seal(text_width: Length, parent: NodeId, setter: &mut Setter) -> Placed {
    let node = setter.tree.add(parent, Role::Form);
    let field = Field {
        name: SigningField::Body.name(),
        label: "Chữ ký số của cơ quan, tổ chức trên phụ lục",
        x: MARGIN_LEFT + text_width - ANNEX_SEAL_WIDTH,
        y: ANNEX_SEAL_TOP,
        width: ANNEX_SEAL_WIDTH,
        height: ANNEX_SEAL_HEIGHT,
        kind: FieldKind::Signature,
    };
    Placed { tag: Tag::Node(node), item: Item::Field(field) }
}

/// Sets label, title and reference as one strip, then the body. `signed` gives it the place for a
/// digital signature of its own.
pub(super) fn section(annex: &Annex, signed: bool, setter: &mut Setter) -> Section {
    let mut section = Section::new(annex.landscape);
    let width = section.text_width();
    let parent = setter.tree.add(Tree::ROOT, Role::Section);
    if signed {
        section.first_page.push(seal(width, parent, setter));
    }
    let heading = setter.tree.add(parent, Role::Heading(1));
    let style = Style::centred(Length::ZERO, width, SIZE_ANNEX);
    let mut parts = match annex.label.as_str() {
        "" => Vec::new(),
        label => paragraph::set(&Text::plain(&followed(label), Face::BOLD, heading), &style, setter.fonts),
    };
    let style = Style { size: SIZE_BODY, ..style };
    parts.extend(paragraph::set(&Text::plain(&annex.title, Face::BOLD, heading), &style, setter.fonts));
    let node = setter.tree.add(parent, Role::Paragraph);
    let mut reference = Text::default();
    reference.push_inlines(&annex.reference, node, &mut setter.tree, |face| face);
    let reference = paragraph::set(&reference, &style, setter.fonts);
    let rule = longest(&reference, setter) * RULE_FRACTION;
    parts.extend(reference);
    let mut strip = stack(parts);
    let own = strip.items.iter().filter(|placed| placed.tag == Tag::Node(node));
    let fields = blanks::fields(&annex.reference, own, parent, setter);
    strip.items.extend(fields);
    underline(&mut strip, (Length::ZERO, width), rule);
    strip.height += PARAGRAPH_SPACE;
    strip.glued = true;
    let title = flow::outline_title(&annex.called());
    strip.outline = Some((1, title));
    section.strips.push(strip);
    flow::set(&annex.body, parent, Above { heading: 1, outline: 1 }, &mut section, setter);
    section
}

//! Phần cuối (ô 7a-7c, 9b): recipients left, signature right.

use super::Setter;
use super::frame::{Field, FieldKind, Item, Placed, Tag};
use super::head::beside;
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::{Strip, stack};
use super::text::Text;
use super::tree::{Role, Tree};
use crate::document::{Align, Closing, Face, Signature};
use crate::length::Length;
use crate::official::SigningField;
use crate::render::style::{
    ASCENT, CLOSING_LEFT, CLOSING_RIGHT, PARAGRAPH_SPACE, SEAL_DIAMETER, SIGNATURE_HEIGHT, SIGNATURE_WIDTH,
    SIZE_BODY, SIZE_RECIPIENTS, SIZE_RECIPIENTS_TITLE,
};

/// Sets the closing. The signature never breaks, and at least three lines of the text stand on its
/// page; only a list of recipients longer than half a page may run on.
pub(super) fn set(closing: &Closing, section: &mut Section, setter: &mut Setter) {
    hold(&mut section.strips);
    let mut left = recipients(closing, setter);
    let right = signature(&closing.signature, setter);
    let height: Length = left.iter().map(|strip| strip.height).sum();
    let breaks = height > section.text_height() / 2.0;
    let rest = if breaks { left.split_off(fitting(&left, right.height)) } else { Vec::new() };
    let mut strip = beside(stack(left), right);
    strip.before = PARAGRAPH_SPACE * 2.0;
    section.strips.push(strip);
    section.strips.extend(rest);
}

/// Glues the last three lines of the text to what follows; of a table the last row.
fn hold(strips: &mut [Strip]) {
    let row = strips.iter().rev().take(3).any(|strip| strip.table.is_some());
    for strip in strips.iter_mut().rev().take(if row { 2 } else { 3 }) {
        strip.glued = true;
    }
}

/// How many lines stand beside something of this height.
fn fitting(lines: &[Strip], height: Length) -> usize {
    let mut filled = Length::ZERO;
    let fits = |line: &&Strip| {
        filled += line.height;
        filled <= height
    };
    lines.iter().take_while(fits).count().max(1)
}

/// Nơi nhận (ô 9b): the title level with the first line of the signature (PL1 II.9.d).
fn recipients(closing: &Closing, setter: &mut Setter) -> Vec<Strip> {
    let style = Style::aligned(Length::ZERO, CLOSING_LEFT, SIZE_RECIPIENTS_TITLE, Align::Left);
    let role = (Tree::ROOT, Role::Paragraph);
    let mut strips = paragraph::set_plain("Nơi nhận:", Face::BOLD_ITALIC, role, &style, setter);
    let drop = (SIZE_BODY - SIZE_RECIPIENTS_TITLE) * ASCENT;
    if let Some(title) = strips.first_mut() {
        title.height += drop;
        for placed in &mut title.items {
            *placed = placed.clone().moved(Length::ZERO, drop);
        }
    }
    let list = setter.tree.add(Tree::ROOT, Role::List);
    let style = Style { size: SIZE_RECIPIENTS, ..style };
    let entries = closing.recipients.iter().map(|entry| (entry, ';')).chain([(&closing.archive, '.')]);
    for (entry, end) in entries.filter(|(entry, _)| !entry.is_empty()) {
        let item = setter.tree.add(list, Role::ListItem);
        let label = setter.tree.add(item, Role::Label);
        let body = setter.tree.add(item, Role::LabelBody);
        let mut text = Text::default();
        text.push("-\u{a0}", Face::REGULAR, label);
        text.push(&format!("{entry}{end}"), Face::REGULAR, body);
        strips.extend(paragraph::set(&text, &style, setter.fonts));
    }
    strips
}

/// Chữ ký (ô 7a-7c), with the empty fields for the two digital signatures between title and name.
fn signature(signature: &Signature, setter: &mut Setter) -> Strip {
    let style = Style::centred(CLOSING_LEFT, CLOSING_RIGHT, SIZE_BODY);
    let node = setter.tree.add(Tree::ROOT, Role::Paragraph);
    let mut parts = Vec::new();
    for line in &signature.lines {
        let mut text = Text::default();
        text.push_inlines(std::slice::from_ref(line), node, &mut setter.tree, |face| Face {
            bold: true,
            ..face
        });
        text.push(" ", Face::BOLD, node);
        parts.extend(paragraph::set(&text, &style, setter.fonts));
    }
    parts.push(fields(setter));
    let node = setter.tree.add(Tree::ROOT, Role::Paragraph);
    let mut name = Text::default();
    name.push_inlines(std::slice::from_ref(&signature.name), node, &mut setter.tree, |face| Face {
        bold: true,
        ..face
    });
    parts.extend(paragraph::set(&name, &style, setter.fonts));
    stack(parts)
}

/// The signer's field in the middle of the column, the body's seal over its left third (Điều 33).
fn fields(setter: &mut Setter) -> Strip {
    let mut strip = Strip::new(SIGNATURE_HEIGHT);
    let x = CLOSING_LEFT + (CLOSING_RIGHT - SIGNATURE_WIDTH) / 2.0;
    let seal = x + SIGNATURE_WIDTH / 3.0 - SEAL_DIAMETER;
    let places = [
        (SigningField::Signer.name(), "Chữ ký số của người có thẩm quyền", x, SIGNATURE_WIDTH),
        (SigningField::Body.name(), "Chữ ký số của cơ quan, tổ chức", seal, SEAL_DIAMETER),
    ];
    for (name, label, x, width) in places {
        let node = setter.tree.add(Tree::ROOT, Role::Form);
        let (y, height, kind) = (Length::ZERO, SIGNATURE_HEIGHT, FieldKind::Signature);
        let field = Field { name, label, x, y, width, height, kind };
        strip.items.push(Placed { tag: Tag::Node(node), item: Item::Field(field) });
    }
    strip
}

//! Phần đầu (ô 1-5a, 10b, 11): nation and issuer, number and date, marks, title.

use super::Setter;
use super::blanks;
use super::frame::{Item, Placed, Tag};
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::{Strip, frame, rule, stack};
use super::tree::{NodeId, Role, Tree};
use crate::document::{Face, Head, Title, plain_text};
use crate::length::Length;
use crate::official::{Circulation, Urgency};
use crate::render::official::{self, HeadMeasures};
use crate::render::style::{
    ASCENT, MOTTO, NATION, PARAGRAPH_SPACE, RULE_FRACTION, RULE_GAP, SIZE_BODY, SIZE_MARK, SIZE_MOTTO,
    SIZE_NATION, SIZE_NUMBER, SIZE_PLACE_DATE, URGENCY_COLOUR, URGENCY_HEIGHT,
};

/// Room on either side of a boxed mark.
const MARK_PADDING: Length = Length::mm(3.0);

/// Left edge and width.
type Column = (Length, Length);

/// Sets the head as one strip: it stands whole on the first page, with the title.
pub(super) fn set(head: &Head, section: &mut Section, setter: &mut Setter) {
    let measures = official::head_measures(head, setter.fonts);
    let [left, right] = measures.columns;
    let columns = [(Length::ZERO, left), (left, right)];
    let mut parts = Vec::new();
    if let Some(circulation) = head.circulation {
        parts.push(circulation_box(circulation, columns[1], setter));
    }
    let left = issuer(head, columns[0], &measures, setter);
    let right = nation(columns[1], setter);
    parts.push(beside(left, right));
    parts.push(number_and_date(head, columns, setter));
    if let Some(mark) = &head.draft_mark {
        let mut style = Style::centred(columns[0].0, columns[0].1, SIZE_MARK);
        style.before = PARAGRAPH_SPACE;
        let role = (Tree::ROOT, Role::Paragraph);
        parts.extend(paragraph::set_plain(mark, Face::BOLD, role, &style, setter));
    }
    if let Some(urgency) = head.urgency {
        parts.push(urgency_box(urgency, columns[0], setter));
    }
    let mut strip = stack(parts);
    strip.glued = true;
    section.strips.push(strip);
}

/// Tên loại và trích yếu (ô 5a), centred on the page, with the rule under them.
pub(super) fn set_title(title: &Title, section: &mut Section, setter: &mut Setter) {
    let width = section.text_width();
    let node = setter.tree.add(Tree::ROOT, Role::Heading(1));
    let style = Style::centred(Length::ZERO, width, SIZE_BODY);
    let mut parts = lines(&followed(&title.kind), Face::BOLD, node, &style, setter);
    let mut subject = lines(&title.subject, Face::BOLD, node, &style, setter);
    let longest = longest(&subject, setter);
    parts.append(&mut subject);
    let mut strip = stack(parts);
    strip.before = PARAGRAPH_SPACE * 3.0;
    underline(&mut strip, (Length::ZERO, width), longest * RULE_FRACTION);
    strip.glued = true;
    section.strips.push(strip);
}

/// Quốc hiệu và Tiêu ngữ (ô 1); the rule is as long as the motto.
fn nation((x, width): Column, setter: &mut Setter) -> Strip {
    let role = (Tree::ROOT, Role::Paragraph);
    let style = Style::centred(x, width, SIZE_NATION);
    let mut parts = paragraph::set_plain(NATION, Face::BOLD, role, &style, setter);
    let style = Style { size: SIZE_MOTTO, ..style };
    let motto = paragraph::set_plain(MOTTO, Face::BOLD, role, &style, setter);
    let longest = longest(&motto, setter);
    parts.extend(motto);
    let mut strip = stack(parts);
    underline(&mut strip, (x, width), longest);
    strip
}

/// Cơ quan chủ quản and cơ quan ban hành (ô 2).
fn issuer(head: &Head, (x, width): Column, measures: &HeadMeasures, setter: &mut Setter) -> Strip {
    let gap = measures.gap;
    let style = Style::centred(x + gap / 2.0, width - gap, measures.issuer);
    let mut parts = Vec::new();
    if !head.superior.is_empty() {
        let node = setter.tree.add(Tree::ROOT, Role::Paragraph);
        for line in read_apart(&head.superior) {
            parts.extend(lines(&line, Face::REGULAR, node, &style, setter));
        }
    }
    let node = setter.tree.add(Tree::ROOT, Role::Paragraph);
    let mut own = Vec::new();
    for line in read_apart(&head.issuer) {
        own.extend(lines(&line, Face::BOLD, node, &style, setter));
    }
    let longest = longest(&own, setter);
    parts.append(&mut own);
    let mut strip = stack(parts);
    underline(&mut strip, (x, width), longest * RULE_FRACTION);
    strip
}

/// Số, ký hiệu (ô 3) and địa danh, thời gian (ô 4) on one baseline.
fn number_and_date(head: &Head, [left, right]: [Column; 2], setter: &mut Setter) -> Strip {
    let role = (Tree::ROOT, Role::Paragraph);
    let number = official::number_line(head);
    let style = Style::centred(left.0, left.1, SIZE_NUMBER);
    let mut left = stack(paragraph::set_plain(&plain_text(&number), Face::REGULAR, role, &style, setter));
    let fields = blanks::fields(&number, left.items.iter(), Tree::ROOT, setter);
    left.items.extend(fields);
    let date = official::place_and_date(head);
    let style = Style::centred(right.0, right.1, SIZE_PLACE_DATE);
    let mut right = stack(paragraph::set_plain(&plain_text(&date), Face::ITALIC, role, &style, setter));
    let fields = blanks::fields(&date, right.items.iter(), Tree::ROOT, setter);
    right.items.extend(fields);
    let drop = (SIZE_PLACE_DATE - SIZE_NUMBER) * ASCENT;
    left.items = left.items.into_iter().map(|placed| placed.moved(Length::ZERO, drop)).collect();
    left.height += drop;
    let mut strip = beside(left, right);
    strip.before = PARAGRAPH_SPACE;
    strip
}

/// Phạm vi lưu hành (ô 11): boxed, top right, above the nation line.
fn circulation_box(circulation: Circulation, column: Column, setter: &mut Setter) -> Strip {
    let text = official::circulation_words(circulation);
    let width = setter.fonts.width(text, Face::BOLD, SIZE_MARK) + MARK_PADDING * 2.0;
    let mut strip = boxed(text, column, width, None, setter);
    strip.height += PARAGRAPH_SPACE * 2.0;
    strip
}

/// Dấu chỉ độ khẩn (ô 10b): red, in the sizes that the decree gives (PL1 III.2.b).
fn urgency_box(urgency: Urgency, column: Column, setter: &mut Setter) -> Strip {
    let (text, width) = official::urgency_words(urgency);
    let mut strip = boxed(text, column, width, Some(URGENCY_COLOUR), setter);
    strip.before = PARAGRAPH_SPACE;
    strip
}

fn boxed(
    text: &str,
    (x, column): Column,
    width: Length,
    colour: Option<(u8, u8, u8)>,
    setter: &mut Setter,
) -> Strip {
    let mut style = Style::centred(x, column, SIZE_MARK);
    style.colour = colour.unwrap_or(style.colour);
    let role = (Tree::ROOT, Role::Paragraph);
    let line = stack(paragraph::set_plain(text, Face::BOLD, role, &style, setter));
    let mut strip = Strip::new(URGENCY_HEIGHT);
    strip.items.push(frame(x + (column - width) / 2.0, Length::ZERO, (width, URGENCY_HEIGHT), colour));
    let drop = (URGENCY_HEIGHT - line.height) / 2.0;
    strip.items.extend(line.items.into_iter().map(|placed| placed.moved(Length::ZERO, drop)));
    strip
}

/// A line with the space that keeps its last word from the next line's first when it is read out.
pub(super) fn followed(line: &str) -> String {
    format!("{line} ")
}

/// Lines of one name.
fn read_apart(lines: &[String]) -> impl Iterator<Item = String> {
    let line = move |(at, line): (usize, &String)| {
        if at + 1 == lines.len() { line.clone() } else { followed(line) }
    };
    lines.iter().enumerate().map(line)
}

fn lines(text: &str, face: Face, node: NodeId, style: &Style, setter: &Setter) -> Vec<Strip> {
    paragraph::set(&super::text::Text::plain(text, face, node), style, setter.fonts)
}

/// Width of the longest line without the space at its end.
pub(super) fn longest(strips: &[Strip], setter: &Setter) -> Length {
    let width = |strip: &Strip| strip.items.iter().map(|placed| text_width(placed, setter)).sum();
    strips.iter().map(width).fold(Length::ZERO, Length::max)
}

fn text_width(placed: &Placed, setter: &Setter) -> Length {
    match (&placed.tag, &placed.item) {
        (Tag::Node(_), Item::Text(run)) => setter.fonts.width(run.text.trim_end(), run.face, run.size),
        _ => Length::ZERO,
    }
}

/// Puts a centred rule under a strip, and makes room for it.
pub(super) fn underline(strip: &mut Strip, (x, column): Column, width: Length) {
    if width > Length::ZERO {
        strip.items.push(rule(x + (column - width) / 2.0, strip.height + RULE_GAP, width));
    }
    strip.height += RULE_GAP * 2.0;
}

/// Two columns as one strip.
pub(super) fn beside(mut left: Strip, right: Strip) -> Strip {
    left.items.extend(right.items);
    left.height = left.height.max(right.height);
    left
}

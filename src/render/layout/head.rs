//! Phần đầu (ô 1-5a, 10b, 11): nation and issuer, number and date, marks, title.

use super::Setter;
use super::frame::{Item, Placed, Tag};
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::{Strip, frame, rule, stack};
use super::tree::{NodeId, Role, Tree};
use crate::document::{Circulation, DateLine, Face, Head, Title, Urgency};
use crate::length::Length;
use crate::render::style::{
    ASCENT, HEAD_LEFT, HEAD_RIGHT, MOTTO, NATION, PARAGRAPH_SPACE, RULE_FRACTION, RULE_GAP, SIZE_BODY,
    SIZE_ISSUER, SIZE_MARK, SIZE_MOTTO, SIZE_NATION, SIZE_NUMBER, SIZE_PLACE_DATE, URGENCY_COLOUR,
    URGENCY_HEIGHT,
};

/// Six spaces: the blank that văn thư fills by hand or by software.
const BLANK: &str = "      ";
/// Room on either side of a boxed mark.
const MARK_PADDING: Length = Length::mm(3.0);

/// Sets the head as one strip: it stands whole on the first page, with the title.
pub(super) fn set(head: &Head, section: &mut Section, setter: &mut Setter) {
    let mut parts = Vec::new();
    if let Some(circulation) = head.circulation {
        parts.push(circulation_box(circulation, setter));
    }
    let left = issuer(head, setter);
    let right = nation(setter);
    parts.push(beside(left, right));
    parts.push(number_and_date(head, setter));
    if let Some(mark) = &head.draft_mark {
        let mut style = Style::centred(Length::ZERO, HEAD_LEFT, SIZE_MARK);
        style.before = PARAGRAPH_SPACE;
        let role = (Tree::ROOT, Role::Paragraph);
        parts.extend(paragraph::set_plain(mark, Face::BOLD, role, &style, setter));
    }
    if let Some(urgency) = head.urgency {
        parts.push(urgency_box(urgency, setter));
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
    let mut parts = lines(&title.kind, Face::BOLD, node, &style, setter);
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
fn nation(setter: &mut Setter) -> Strip {
    let role = (Tree::ROOT, Role::Paragraph);
    let style = Style::centred(HEAD_LEFT, HEAD_RIGHT, SIZE_NATION);
    let mut parts = paragraph::set_plain(NATION, Face::BOLD, role, &style, setter);
    let style = Style { size: SIZE_MOTTO, ..style };
    let motto = paragraph::set_plain(MOTTO, Face::BOLD, role, &style, setter);
    let longest = longest(&motto, setter);
    parts.extend(motto);
    let mut strip = stack(parts);
    underline(&mut strip, (HEAD_LEFT, HEAD_RIGHT), longest);
    strip
}

/// Cơ quan chủ quản and cơ quan ban hành (ô 2).
fn issuer(head: &Head, setter: &mut Setter) -> Strip {
    let style = Style::centred(Length::ZERO, HEAD_LEFT, SIZE_ISSUER);
    let mut parts = Vec::new();
    if !head.superior.is_empty() {
        let node = setter.tree.add(Tree::ROOT, Role::Paragraph);
        for line in &head.superior {
            parts.extend(lines(line, Face::REGULAR, node, &style, setter));
        }
    }
    let node = setter.tree.add(Tree::ROOT, Role::Paragraph);
    let mut own = Vec::new();
    for line in &head.issuer {
        own.extend(lines(line, Face::BOLD, node, &style, setter));
    }
    let longest = longest(&own, setter);
    parts.append(&mut own);
    let mut strip = stack(parts);
    underline(&mut strip, (Length::ZERO, HEAD_LEFT), longest * RULE_FRACTION);
    strip
}

/// Số, ký hiệu (ô 3) and địa danh, thời gian (ô 4) on one baseline.
fn number_and_date(head: &Head, setter: &mut Setter) -> Strip {
    let role = (Tree::ROOT, Role::Paragraph);
    let number = number_line(head.number.as_deref(), &head.symbol);
    let style = Style::centred(Length::ZERO, HEAD_LEFT, SIZE_NUMBER);
    let mut left = stack(paragraph::set_plain(&number, Face::REGULAR, role, &style, setter));
    let date = date_line(&head.place, head.date);
    let style = Style::centred(HEAD_LEFT, HEAD_RIGHT, SIZE_PLACE_DATE);
    let right = stack(paragraph::set_plain(&date, Face::ITALIC, role, &style, setter));
    let drop = (SIZE_PLACE_DATE - SIZE_NUMBER) * ASCENT;
    left.items = left.items.into_iter().map(|placed| placed.moved(Length::ZERO, drop)).collect();
    left.height += drop;
    let mut strip = beside(left, right);
    strip.before = PARAGRAPH_SPACE;
    strip
}

/// `Số: 175/KH-UBND`, with room for the number where there is none yet.
pub(super) fn number_line(number: Option<&str>, symbol: &str) -> String {
    match number {
        Some(number) => format!("Số: {number}/{symbol}"),
        None => format!("Số:{BLANK}/{symbol}"),
    }
}

/// `Lạng Sơn, ngày 02 tháng 7 năm 2025`: days below 10 and months 1 and 2 with a zero (PL1 II.4.b).
pub(super) fn date_line(place: &str, date: DateLine) -> String {
    let day = date.day.map_or(BLANK.to_owned(), |day| format!(" {day:02} "));
    let month = match date.month {
        None => BLANK.to_owned(),
        Some(month @ 1..=2) => format!(" {month:02} "),
        Some(month) => format!(" {month} "),
    };
    format!("{place}, ngày{day}tháng{month}năm {}", date.year)
}

/// Phạm vi lưu hành (ô 11): boxed, top right, above the nation line.
fn circulation_box(circulation: Circulation, setter: &mut Setter) -> Strip {
    let text = match circulation {
        Circulation::ReturnAfterReading => "XEM XONG TRẢ LẠI",
        Circulation::Internal => "LƯU HÀNH NỘI BỘ",
    };
    let width = setter.fonts.width(text, Face::BOLD, SIZE_MARK) + MARK_PADDING * 2.0;
    let mut strip = boxed(text, (HEAD_LEFT, HEAD_RIGHT), width, None, setter);
    strip.height += PARAGRAPH_SPACE * 2.0;
    strip
}

/// Dấu chỉ độ khẩn (ô 10b): red, in the sizes that the decree gives (PL1 III.2.b).
fn urgency_box(urgency: Urgency, setter: &mut Setter) -> Strip {
    let (text, width) = match urgency {
        Urgency::Urgent => ("KHẨN", Length::mm(20.0)),
        Urgency::VeryUrgent => ("THƯỢNG KHẨN", Length::mm(40.0)),
        Urgency::Flash => ("HỎA TỐC", Length::mm(30.0)),
    };
    let mut strip = boxed(text, (Length::ZERO, HEAD_LEFT), width, Some(URGENCY_COLOUR), setter);
    strip.before = PARAGRAPH_SPACE;
    strip
}

fn boxed(
    text: &str,
    (x, column): (Length, Length),
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
pub(super) fn underline(strip: &mut Strip, (x, column): (Length, Length), width: Length) {
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

//! Lists of OpenDocument: levels, and which list a list goes on from.

use std::collections::HashMap;

use super::super::numbers::{LEVELS, Level, Style};
use super::super::xml::Element;
use crate::text::symbol_fonts::sign;

/// The levels of a list's style.
pub(super) fn levels(style: Element<'_, '_>) -> Vec<Option<Level>> {
    let mut levels = vec![None; LEVELS];
    for one in style.children() {
        let at = one.attribute("level").and_then(|level| level.parse::<usize>().ok());
        let Some(at) = at.and_then(|level| level.checked_sub(1)).filter(|at| *at < LEVELS) else { continue };
        levels[at] = match one.name().1 {
            "list-level-style-number" | "outline-level-style" => Some(counted(one, at)),
            "list-level-style-bullet" => Some(bullet(one)),
            _ => None,
        };
    }
    levels
}

fn counted(one: Element<'_, '_>, at: usize) -> Level {
    let style = match one.attribute("num-format") {
        Some("I") => Style::Roman,
        Some("i") => Style::SmallRoman,
        Some("A") => Style::Letter,
        Some("a") => Style::SmallLetter,
        Some("") | None => Style::None,
        Some("01, 02, 03, ...") => Style::TwoDigits,
        Some(_) => Style::Decimal,
    };
    let text = match one.attribute("num-list-format") {
        // "%1%.%2%)": each number between two signs.
        Some(format) => unsigned(format),
        None => {
            let shown = one.attribute("display-levels").and_then(|count| count.parse::<usize>().ok());
            let first = (at + 1).saturating_sub(shown.unwrap_or(1).clamp(1, at + 1)) + 1;
            let numbers: Vec<String> = (first..=at + 1).map(|level| format!("%{level}")).collect();
            let part = |name: &str| one.attribute(name).unwrap_or_default().to_owned();
            let numbers = if style == Style::None { String::new() } else { numbers.join(".") };
            format!("{}{numbers}{}", part("num-prefix"), part("num-suffix"))
        }
    };
    Level {
        style,
        start: one.attribute("start-value").and_then(|value| value.parse().ok()).unwrap_or(1),
        text: text.trim().to_owned(),
        decimal: false,
        restart: None,
    }
}

/// "%1%." as "%1.".
fn unsigned(format: &str) -> String {
    let mut text = String::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        text.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && rest[digits..].starts_with('%') {
            text.push_str(&rest[..digits]);
            rest = &rest[digits + 1..];
        }
    }
    text.push_str(rest);
    text
}

fn bullet(one: Element<'_, '_>) -> Level {
    let properties = one.child("text-properties");
    let font = properties.and_then(|one| one.attribute("font-name").or(one.attribute("font-family")));
    let font = font.unwrap_or_default().trim_matches('\'');
    let shown = |c: char| match u32::from(c) {
        code @ 0xF000..=0xF0FF => sign(font, code).or_else(|| sign("Symbol", code)).unwrap_or('•'),
        _ => c,
    };
    let text = one.attribute("bullet-char").unwrap_or("•").chars().map(shown).collect();
    Level { style: Style::Bullet, start: 1, text, decimal: false, restart: None }
}

/// Which lists count together.
#[derive(Default)]
pub(super) struct Runs {
    /// By the id of a list, and the last one by its style.
    by_id: HashMap<String, u32>,
    by_style: HashMap<String, u32>,
    next: u32,
}

impl Runs {
    /// The number that stands for a list and all that it goes on from.
    pub(super) fn of(&mut self, list: Element<'_, '_>, style: &str) -> u32 {
        let goes_on = list.attribute("continue-list").and_then(|id| self.by_id.get(id)).copied();
        let same =
            (list.attribute("continue-numbering") == Some("true")).then(|| self.by_style.get(style).copied());
        let number = goes_on.or(same.flatten()).unwrap_or_else(|| {
            self.next += 1;
            self.next
        });
        if let Some(id) = list.attribute("id") {
            self.by_id.insert(id.to_owned(), number);
        }
        self.by_style.insert(style.to_owned(), number);
        number
    }
}

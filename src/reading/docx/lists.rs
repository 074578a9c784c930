//! Lists: `numbering.xml`, where the numbers stand that no paragraph says.

use std::collections::{BTreeMap, HashMap};

use super::super::numbers::{Level, Style};
use super::super::xml::Element;
use super::properties::{ParagraphLook, RunLook};
use super::styles::Styles;
use crate::text::symbol_fonts::sign;

#[derive(Default)]
pub(super) struct Lists {
    definitions: HashMap<u32, Definition>,
    uses: HashMap<u32, Use>,
}

/// `w:abstractNum`.
#[derive(Default)]
struct Definition {
    levels: Vec<Option<Level>>,
    looks: HashMap<usize, ParagraphLook>,
    /// Levels by the style of paragraphs that are of them.
    styles: HashMap<String, usize>,
    /// The style that has the levels.
    link: Option<String>,
}

/// `w:num`.
#[derive(Default)]
struct Use {
    definition: u32,
    starts: HashMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// What a paragraph counts in.
pub(super) struct Found {
    pub(super) list: u32,
    pub(super) level: usize,
    pub(super) levels: Vec<Option<Level>>,
    pub(super) start: Option<u32>,
    pub(super) look: ParagraphLook,
}

impl Lists {
    pub(super) fn of(root: Element<'_, '_>) -> Self {
        let mut lists = Self::default();
        for one in root.children() {
            let id = |name: &str| one.attribute(name).and_then(|value| value.parse::<u32>().ok());
            match one.name().1 {
                "abstractNum" => {
                    if let Some(id) = id("abstractNumId") {
                        lists.definitions.insert(id, Definition::of(one));
                    }
                }
                "num" => {
                    if let Some(id) = id("numId") {
                        lists.uses.insert(id, Use::of(one));
                    }
                }
                _ => {}
            }
        }
        lists
    }

    /// The list that a number stands for, at a level or at the one of a style.
    pub(super) fn find(
        &self,
        id: u32,
        level: Option<u8>,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<Found> {
        let one = self.uses.get(&id)?;
        let (list, definition) = self.definition(one.definition, styles)?;
        let of_style = || style.and_then(|style| definition.styles.get(style).copied());
        let level = level.map(usize::from).or_else(of_style).unwrap_or(0);
        let mut levels = definition.levels.clone();
        for (at, own) in &one.levels {
            if let Some(level) = levels.get_mut(*at) {
                *level = Some(own.clone());
            }
        }
        let look = definition.looks.get(&level).cloned().unwrap_or_default();
        Some(Found { list, level, levels, start: one.starts.get(&level).copied(), look })
    }

    /// A definition, or the one that its style leads to; a link that leads to a link is none.
    fn definition(&self, id: u32, styles: &Styles) -> Option<(u32, &Definition)> {
        let definition = self.definitions.get(&id)?;
        let linked = definition.link.as_deref().filter(|_| definition.levels.iter().all(Option::is_none));
        let linked = linked
            .and_then(|style| styles.get(style)?.paragraph.list)
            .and_then(|list| self.uses.get(&list))
            .and_then(|one| Some((one.definition, self.definitions.get(&one.definition)?)));
        Some(linked.unwrap_or((id, definition)))
    }
}

impl Definition {
    fn of(one: Element<'_, '_>) -> Self {
        let mut definition = Self { levels: vec![None; 9], ..Self::default() };
        definition.link = one.child("numStyleLink").and_then(Element::value).map(str::to_owned);
        for level in one.children().filter(|child| child.name().1 == "lvl") {
            let Some(at) = level_number(level).filter(|at| *at < definition.levels.len()) else { continue };
            definition.levels[at] = Some(level_of(level));
            if let Some(properties) = level.child("pPr") {
                definition.looks.insert(at, ParagraphLook::of(properties));
            }
            if let Some(style) = level.child("pStyle").and_then(Element::value) {
                definition.styles.insert(style.to_owned(), at);
            }
        }
        definition
    }
}

impl Use {
    fn of(one: Element<'_, '_>) -> Self {
        let definition = one.child("abstractNumId").and_then(Element::value);
        let definition = definition.and_then(|value| value.parse().ok()).unwrap_or_default();
        let mut new = Self { definition, ..Self::default() };
        for own in one.children().filter(|child| child.name().1 == "lvlOverride") {
            let Some(at) = level_number(own) else { continue };
            let start = own.child("startOverride").and_then(Element::value);
            if let Some(start) = start.and_then(|value| value.parse().ok()) {
                new.starts.insert(at, start);
            }
            if let Some(level) = own.child("lvl") {
                new.levels.insert(at, level_of(level));
            }
        }
        new
    }
}

fn level_number(one: Element<'_, '_>) -> Option<usize> {
    one.attribute("ilvl")?.parse().ok()
}

fn level_of(one: Element<'_, '_>) -> Level {
    let value = |name| one.child(name).and_then(Element::value);
    // Newer formats stand in an alternative.
    let format = one.children().find_map(|child| match child.name().1 {
        "numFmt" => child.value(),
        "AlternateContent" => {
            child.descendants().into_iter().find(|one| one.name().1 == "numFmt").and_then(Element::value)
        }
        _ => None,
    });
    let style = style(format.unwrap_or("decimal"));
    let look = one.child("rPr").map(RunLook::of).unwrap_or_default();
    let font = look.font.as_deref().unwrap_or_default();
    let mut text = value("lvlText").unwrap_or_default().to_owned();
    if style == Style::Bullet {
        text = bullet(&text, font, one.child("lvlPicBulletId").is_some());
    }
    Level {
        style,
        start: value("start").and_then(|value| value.parse().ok()).unwrap_or(1),
        text,
        decimal: one.child("isLgl").is_some_and(super::properties::is_on),
        restart: value("lvlRestart").and_then(|value| value.parse().ok()),
    }
}

/// What a bullet looks like.
fn bullet(text: &str, font: &str, picture: bool) -> String {
    let shown = |c: char| match u32::from(c) {
        code @ 0xF000..=0xF0FF => sign(font, code).or_else(|| sign("Symbol", code)).unwrap_or('•'),
        // Courier New has it for a ring.
        _ => c,
    };
    let bullet: String = text.chars().map(shown).collect();
    if bullet.trim().is_empty() && picture { "•".into() } else { bullet }
}

fn style(format: &str) -> Style {
    match format {
        "bullet" => Style::Bullet,
        "none" => Style::None,
        "upperRoman" => Style::Roman,
        "lowerRoman" => Style::SmallRoman,
        "upperLetter" => Style::Letter,
        "lowerLetter" => Style::SmallLetter,
        "decimalZero" => Style::TwoDigits,
        "ordinal" => Style::Ordinal,
        _ => Style::Decimal,
    }
}

//! Properties of runs and paragraphs as they are said in one place; `None` where it is not said there.

use std::rc::Rc;

use super::super::look::Look;
use super::super::source::{Align, Indent, Rise};
use super::super::xml::Element;
use crate::length::Length;

#[derive(Debug, Clone, Default)]
pub(super) struct RunLook {
    pub(super) look: Look,
    /// The font of letters beyond ASCII; empty for one of the theme.
    pub(super) font: Option<Rc<str>>,
    /// The style of characters.
    pub(super) style: Option<Rc<str>>,
}

impl RunLook {
    /// What `w:rPr` says.
    pub(super) fn of(properties: Element<'_, '_>) -> Self {
        let mut said = Self::default();
        let look = &mut said.look;
        for one in properties.children() {
            match one.name().1 {
                "b" => look.bold = Some(is_on(one)),
                "i" => look.italic = Some(is_on(one)),
                "caps" | "smallCaps" => look.capitals = Some(look.capitals == Some(true) || is_on(one)),
                "vanish" => look.hidden = Some(is_on(one)),
                "strike" | "dstrike" => look.strike = Some(look.strike == Some(true) || is_on(one)),
                "u" => look.underline = Some(one.value().is_some_and(|value| value != "none")),
                "highlight" => look.tint(is_on(one)),
                "color" => look.tint(is_tint(one.value())),
                "shd" => look.tint(is_tint(one.attribute("fill"))),
                "sz" => look.size = one.value().and_then(|value| value.parse().ok()).map(half_points),
                "vertAlign" => {
                    look.rise = Some(match one.value() {
                        Some("superscript") => Rise::Super,
                        Some("subscript") => Rise::Sub,
                        _ => Rise::None,
                    });
                }
                "rFonts" => {
                    let themed = one.attribute("hAnsiTheme").or(one.attribute("asciiTheme")).map(|_| "");
                    let font = themed.or(one.attribute("hAnsi")).or(one.attribute("ascii"));
                    if let Some(font) = font {
                        said.font = Some(font.into());
                    }
                }
                "rStyle" => said.style = one.value().map(Rc::from),
                _ => {}
            }
        }
        said
    }

    /// This, and what is said in a place that goes before it.
    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            look: self.look.over(&base.look),
            font: self.font.clone().or_else(|| base.font.clone()),
            style: self.style.clone().or_else(|| base.style.clone()),
        }
    }

    /// A style of characters over one of paragraphs: what both turn on is off again.
    pub(super) fn toggled_over(&self, base: &Self) -> Self {
        let toggle = |own: Option<bool>, base: Option<bool>| match (own, base) {
            (Some(true), Some(true)) => Some(false),
            (own, base) => own.or(base),
        };
        let (own, under) = (&self.look, &base.look);
        let look = Look {
            bold: toggle(own.bold, under.bold),
            italic: toggle(own.italic, under.italic),
            capitals: toggle(own.capitals, under.capitals),
            hidden: toggle(own.hidden, under.hidden),
            strike: toggle(own.strike, under.strike),
            ..own.over(under)
        };
        Self { look, ..self.over(base) }
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphLook {
    pub(super) align: Option<Align>,
    pub(super) left: Option<Length>,
    pub(super) right: Option<Length>,
    pub(super) first: Option<Length>,
    /// From 0; 9 is none.
    pub(super) outline: Option<u8>,
    /// `w:numId`; 0 is none.
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
    pub(super) page_break: Option<bool>,
}

impl ParagraphLook {
    /// What `w:pPr` says.
    pub(super) fn of(properties: Element<'_, '_>) -> Self {
        let mut look = Self::default();
        for one in properties.children() {
            match one.name().1 {
                "jc" => look.align = one.value().map(align),
                "ind" => look.indent(one),
                "outlineLvl" => look.outline = one.value().and_then(|value| value.parse().ok()),
                "pageBreakBefore" => look.page_break = Some(is_on(one)),
                "numPr" => {
                    let number = |name| one.child(name).and_then(Element::value);
                    look.list = number("numId").and_then(|value| value.parse().ok());
                    look.level = number("ilvl").and_then(|value| value.parse().ok());
                }
                _ => {}
            }
        }
        look
    }

    pub(super) fn indent(&mut self, indent: Element<'_, '_>) {
        let length = |name: &str| indent.attribute(name).and_then(twips);
        self.left = length("left").or(length("start")).or(self.left);
        self.right = length("right").or(length("end")).or(self.right);
        let hanging = length("hanging").map(|length| Length::ZERO - length);
        self.first = hanging.or(length("firstLine")).or(self.first);
    }

    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            align: self.align.or(base.align),
            left: self.left.or(base.left),
            right: self.right.or(base.right),
            first: self.first.or(base.first),
            outline: self.outline.or(base.outline),
            list: self.list.or(base.list),
            level: self.level.or(base.level),
            page_break: self.page_break.or(base.page_break),
        }
    }

    pub(super) fn indents(&self) -> Indent {
        Indent {
            left: self.left.unwrap_or_default(),
            right: self.right.unwrap_or_default(),
            first: self.first.unwrap_or_default(),
        }
    }
}

fn align(value: &str) -> Align {
    match value {
        "center" => Align::Center,
        "right" | "end" => Align::Right,
        "both" | "distribute" => Align::Justified,
        _ => Align::Left,
    }
}

/// Whether a colour is neither that of the page nor that of its letters.
fn is_tint(colour: Option<&str>) -> bool {
    let plain = ["auto", "000000", "ffffff", ""];
    colour.is_some_and(|colour| !plain.contains(&colour.to_lowercase().as_str()))
}

/// A switch is on where it stands without a value.
pub(super) fn is_on(one: Element<'_, '_>) -> bool {
    !matches!(one.value(), Some("0" | "false" | "off" | "none"))
}

fn half_points(value: f64) -> Length {
    Length::pt(value / 2.0)
}

/// Twips, or a number with its unit in files of the strict standard.
pub(super) fn twips(value: &str) -> Option<Length> {
    let unit = |unit: &str, points: f64| {
        value.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok()).map(|number| number * points)
    };
    let points = value.parse::<f64>().ok().map(|twips| twips / 20.0);
    let points = points
        .or_else(|| unit("pt", 1.0))
        .or_else(|| unit("cm", 72.0 / 2.54))
        .or_else(|| unit("mm", 72.0 / 25.4))
        .or_else(|| unit("in", 72.0));
    points.filter(|points| points.is_finite()).map(Length::pt)
}

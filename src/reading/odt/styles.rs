//! Styles and lists of OpenDocument.

use std::collections::{BTreeMap, HashMap};

use super::super::look::Look;
use super::super::numbers::Level;
use super::super::source::{Align, Margins, Rise, Section};
use super::super::xml::Element;
use super::lists;
use crate::length::Length;

/// How far a style may be based on others.
const CHAIN: usize = 32;

#[derive(Default)]
pub(super) struct Styles {
    /// By family and name; resolved once all are known.
    by_name: HashMap<(String, String), Style>,
    defaults: HashMap<String, Style>,
    pub(super) lists: HashMap<String, Vec<Option<Level>>>,
    /// Levels of headings that are not in a list.
    pub(super) outline: Vec<Option<Level>>,
    /// Families of fonts by the name that styles call them.
    fonts: HashMap<String, String>,
    /// Page layouts by master page, and layouts by name.
    masters: BTreeMap<String, String>,
    layouts: HashMap<String, Section>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    parent: Option<String>,
    pub(super) shown: Option<String>,
    pub(super) look: Look,
    pub(super) font: Option<String>,
    pub(super) align: Option<Align>,
    pub(super) left: Option<Length>,
    pub(super) right: Option<Length>,
    pub(super) first: Option<Length>,
    pub(super) page_break: Option<bool>,
    pub(super) outline: Option<u8>,
    /// The master page that begins with it.
    pub(super) master: Option<String>,
}

impl Styles {
    /// Takes in the styles of one part.
    pub(super) fn take(&mut self, root: Element<'_, '_>) {
        for group in root.children() {
            for one in group.children() {
                let name = one.attribute("name").unwrap_or_default().to_owned();
                match one.name().1 {
                    "font-face" => {
                        let family = one.attribute("font-family").unwrap_or(&name);
                        self.fonts.insert(name.clone(), family.trim_matches('\'').to_owned());
                    }
                    "style" => {
                        let family = one.attribute("family").unwrap_or_default().to_owned();
                        self.by_name.insert((family, name), Style::of(one));
                    }
                    "default-style" => {
                        let family = one.attribute("family").unwrap_or_default().to_owned();
                        self.defaults.insert(family, Style::of(one));
                    }
                    "list-style" => {
                        self.lists.insert(name, lists::levels(one));
                    }
                    "outline-style" => self.outline = lists::levels(one),
                    "master-page" => {
                        let layout = one.attribute("page-layout-name").unwrap_or_default().to_owned();
                        self.masters.insert(name, layout);
                    }
                    "page-layout" => {
                        if let Some(properties) = one.child("page-layout-properties") {
                            self.layouts.insert(name, layout(properties));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Gives every style what those that it is based on say.
    pub(super) fn resolve(&mut self) {
        let resolved: Vec<_> = self
            .by_name
            .iter()
            .map(|((family, name), style)| {
                let mut whole = style.clone();
                let mut parent = style.parent.as_ref();
                for _ in 0..CHAIN {
                    let Some(base) = parent.and_then(|one| self.by_name.get(&(family.clone(), one.clone())))
                    else {
                        break;
                    };
                    whole = whole.over(base);
                    // An automatic style is shown by the name of the one that people chose.
                    whole.shown = whole.shown.or_else(|| base.shown.clone()).or_else(|| parent.cloned());
                    parent = base.parent.as_ref();
                }
                if whole.shown.is_none() {
                    whole.shown = style.parent.clone().or_else(|| Some(name.clone()));
                }
                ((family.clone(), name.clone()), whole)
            })
            .collect();
        self.by_name.extend(resolved);
    }

    /// A style of a family over the family's defaults.
    pub(super) fn get(&self, family: &str, name: Option<&str>) -> Style {
        let default = self.defaults.get(family).cloned().unwrap_or_default();
        let named = name.and_then(|name| self.by_name.get(&(family.to_owned(), name.to_owned())));
        named.map_or(default.clone(), |style| style.over(&default))
    }

    /// A style of characters, without defaults.
    pub(super) fn span(&self, name: Option<&str>) -> Option<&Style> {
        self.by_name.get(&("text".to_owned(), name?.to_owned()))
    }

    /// The family of a font.
    pub(super) fn font<'s>(&'s self, name: &'s str) -> &'s str {
        self.fonts.get(name).map_or(name, String::as_str)
    }

    /// The pages of a master page; those of the standard one where none is named.
    pub(super) fn section(&self, master: Option<&str>) -> Option<Section> {
        let layout =
            self.masters.get(master.unwrap_or("Standard")).or_else(|| self.masters.values().next())?;
        self.layouts.get(layout).copied()
    }
}

impl Style {
    fn of(one: Element<'_, '_>) -> Self {
        let mut style = Self {
            parent: one.attribute("parent-style-name").map(str::to_owned),
            shown: one.attribute("display-name").map(str::to_owned),
            outline: one.attribute("default-outline-level").and_then(|value| value.parse().ok()),
            master: one.attribute("master-page-name").filter(|name| !name.is_empty()).map(str::to_owned),
            ..Self::default()
        };
        for properties in one.children() {
            match properties.name().1 {
                "text-properties" => style.text(properties),
                "paragraph-properties" => style.paragraph(properties),
                _ => {}
            }
        }
        style
    }

    fn text(&mut self, one: Element<'_, '_>) {
        let look = &mut self.look;
        let weight = one.attribute("font-weight");
        look.bold =
            weight.map(|value| value == "bold" || value.parse::<u16>().is_ok_and(|value| value >= 600));
        look.italic = one.attribute("font-style").map(|value| value != "normal");
        look.underline = one.attribute("text-underline-style").map(|value| value != "none");
        look.strike = one.attribute("text-line-through-style").map(|value| value != "none");
        let capitals = one.attribute("text-transform").map(|value| value == "uppercase");
        look.capitals = capitals.or(one.attribute("font-variant").map(|value| value == "small-caps"));
        look.hidden = one.attribute("display").map(|value| value == "none");
        let is_tint = |name: &str, plain: &[&str]| {
            one.attribute(name).map(|colour| !plain.contains(&colour.to_lowercase().as_str()))
        };
        let colours = [
            is_tint("color", &["#000000", "auto"]),
            is_tint("background-color", &["transparent", "#ffffff", "auto"]),
        ];
        colours.into_iter().flatten().for_each(|is_tinted| look.tint(is_tinted));
        look.size = one.attribute("font-size").and_then(length);
        // "super 58%", "33% 58%": how far above or below the line, and how large.
        look.rise = one.attribute("text-position").map(|value| match value.split(' ').next() {
            Some("super") => Rise::Super,
            Some("sub") => Rise::Sub,
            Some(place) => match place.trim_end_matches('%').parse::<f32>() {
                Ok(above) if above > 0.0 => Rise::Super,
                Ok(below) if below < 0.0 => Rise::Sub,
                _ => Rise::None,
            },
            None => Rise::None,
        });
        let font = one.attribute("font-name").or(one.attribute("font-family"));
        self.font = font.map(|font| font.trim_matches('\'').to_owned());
    }

    fn paragraph(&mut self, one: Element<'_, '_>) {
        self.align = one.attribute("text-align").map(|value| match value {
            "center" => Align::Center,
            "end" | "right" => Align::Right,
            "justify" => Align::Justified,
            _ => Align::Left,
        });
        self.left = one.attribute("margin-left").and_then(length);
        self.right = one.attribute("margin-right").and_then(length);
        self.first = one.attribute("text-indent").and_then(length);
        self.page_break = one.attribute("break-before").map(|value| value == "page");
    }

    /// This, and what is said in a place that goes before it.
    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            parent: self.parent.clone(),
            shown: self.shown.clone(),
            look: self.look.over(&base.look),
            font: self.font.clone().or_else(|| base.font.clone()),
            align: self.align.or(base.align),
            left: self.left.or(base.left),
            right: self.right.or(base.right),
            first: self.first.or(base.first),
            page_break: self.page_break.or(base.page_break),
            outline: self.outline.or(base.outline),
            master: self.master.clone().or_else(|| base.master.clone()),
        }
    }
}

fn layout(one: Element<'_, '_>) -> Section {
    let of = |name: &str| one.attribute(name).and_then(length).unwrap_or_default();
    let margins = Margins {
        top: of("margin-top"),
        right: of("margin-right"),
        bottom: of("margin-bottom"),
        left: of("margin-left"),
    };
    Section { from: 1, width: of("page-width"), height: of("page-height"), margins, continuous: false }
}

/// A number with its unit.
fn length(value: &str) -> Option<Length> {
    let unit = value.find(|c: char| c.is_ascii_alphabetic() || c == '%')?;
    let number: f64 = value[..unit].parse().ok()?;
    let points = match &value[unit..] {
        "pt" => number,
        "in" => number * 72.0,
        "cm" => number * 72.0 / 2.54,
        "mm" => number * 72.0 / 25.4,
        "px" => number * 0.75,
        _ => return None,
    };
    points.is_finite().then(|| Length::pt(points))
}

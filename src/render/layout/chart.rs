//! Biểu đồ: bars and lines as positioned items of one figure, which is read out by its words.

use super::Setter;
use super::frame::{BLACK, Item, Placed, Tag, TextRun};
use super::page::Section;
use super::strip::Strip;
use super::tree::{NodeId, Role};
use crate::document::Face;
use crate::document::chart::{Chart, Shape};
use crate::length::Length;
use crate::render::style::{PARAGRAPH_SPACE, SIZE_TABLE};

/// Greys that can be told apart on paper and in a copy.
const GREYS: [u8; 4] = [70, 150, 200, 110];
const THIN: Length = Length::pt(0.5);
const THICK: Length = Length::pt(1.4);
const BAR: Length = Length::pt(13.0);
const GAP: Length = Length::pt(7.0);
const TEXT: Length = SIZE_TABLE;
/// Height of the field of lines.
const FIELD: Length = Length::pt(110.0);
/// Part of the span of values that is left free above and below.
const MARGIN: f64 = 0.25;
/// Half the side of the square at a point.
const POINT: Length = Length::pt(1.8);

/// Sets a chart as one strip: it never breaks over pages.
pub(super) fn set(chart: &Chart, parent: NodeId, section: &Section, setter: &mut Setter) -> Vec<Strip> {
    let node = setter.tree.add(parent, Role::Figure);
    setter.tree.describe(node, &chart.alt);
    let mut drawing = Drawing { node, items: Vec::new(), setter };
    let height = match chart.shape {
        Shape::Bars => drawing.bars(chart, section.text_width()),
        Shape::Lines => drawing.lines(chart, section.text_width()),
    };
    let items = drawing.items;
    vec![Strip { items, before: PARAGRAPH_SPACE, ..Strip::new(height) }]
}

struct Drawing<'d, 's> {
    node: NodeId,
    items: Vec<Placed>,
    setter: &'d mut Setter<'s>,
}

impl Drawing<'_, '_> {
    /// Each category a line: its name, the bars of its series under each other, their values behind them.
    fn bars(&mut self, chart: &Chart, width: Length) -> Length {
        let label = self.widest(chart.categories.iter().map(String::as_str)).min(width * 0.4);
        let most = chart.largest();
        let value = self.widest([chart.told(most)].iter().map(String::as_str));
        let left = label + GAP;
        let room = width - left - value - GAP;
        let mut y = Length::ZERO;
        let top = y;
        for (at, category) in chart.categories.iter().enumerate() {
            let bars = BAR * chart.series.len() as f64;
            let middle = y + bars / 2.0 + TEXT * 0.35;
            let text = self.fitting(category, label);
            let x = label - self.width(&text);
            self.text(x, middle, &text);
            for (which, series) in chart.series.iter().enumerate() {
                let Some(value) = series.values.get(at).copied().flatten() else { continue };
                let length = if most > 0.0 { room * (value / most) } else { Length::ZERO };
                let bar_top = y + BAR * which as f64;
                self.fill(left, bar_top + Length::pt(1.0), length, BAR - Length::pt(2.0), which);
                self.text(left + length + GAP / 2.0, bar_top + BAR / 2.0 + TEXT * 0.35, &chart.told(value));
            }
            y += bars + GAP;
        }
        self.rule((left, top), (left, y - GAP), THIN);
        y + self.legend(chart, left, y)
    }

    /// Years from left to right, values upwards.
    fn lines(&mut self, chart: &Chart, width: Length) -> Length {
        let (least, most) = (chart.smallest().min(chart.largest()), chart.largest());
        let span = if most > least { most - least } else { 1.0 };
        // Room above and below for the values, which stand at their points.
        let (floor, span) = (least - span * MARGIN, span * (1.0 + 2.0 * MARGIN));
        let (left, top) = (GAP, Length::ZERO);
        let room = width - left * 2.0;
        let step = room / chart.categories.len().max(1) as f64;
        let x = |at: usize| left + step * (at as f64 + 0.5);
        let y = |value: f64| top + FIELD * (1.0 - (value - floor) / span);
        self.rule((left, top), (left, top + FIELD), THIN);
        self.rule((left, top + FIELD), (left + room, top + FIELD), THIN);
        for (at, category) in chart.categories.iter().enumerate() {
            let from = x(at) - self.width(category) / 2.0;
            self.text(from, top + FIELD + TEXT * 1.2, category);
        }
        for (which, series) in chart.series.iter().enumerate() {
            let mut last: Option<(Length, Length)> = None;
            for (at, value) in series.values.iter().enumerate() {
                // A line does not go on over a year of which nothing is known.
                let Some(value) = value else {
                    last = None;
                    continue;
                };
                let here = (x(at), y(*value));
                if let Some(from) = last.replace(here) {
                    self.rule(from, here, if which == 0 { THICK } else { THIN });
                }
                self.fill(here.0 - POINT, here.1 - POINT, POINT * 2.0, POINT * 2.0, which);
                let text = chart.told(*value);
                // Of two values of a year the higher one stands above its point, the lower one below.
                let others = chart.series.iter().enumerate().filter(|(other, _)| *other != which);
                let mut higher = others.filter_map(|(_, other)| other.values.get(at).copied().flatten());
                let is_lower = higher.any(|other| other > *value);
                let side = if is_lower { TEXT } else { -Length::pt(4.0) };
                self.text(here.0 - self.width(&text) / 2.0, here.1 + side, &text);
            }
        }
        let bottom = top + FIELD + TEXT * 1.6;
        bottom + self.legend(chart, left, bottom)
    }

    /// What each grey stands for; nothing where there is only one.
    fn legend(&mut self, chart: &Chart, left: Length, top: Length) -> Length {
        if chart.series.len() < 2 {
            return Length::ZERO;
        }
        let mut x = left;
        for (which, series) in chart.series.iter().enumerate() {
            self.fill(x, top + Length::pt(2.0), Length::pt(9.0), Length::pt(9.0), which);
            self.text(x + Length::pt(13.0), top + TEXT * 0.85, &series.name);
            x += Length::pt(13.0) + self.width(&series.name) + GAP * 2.0;
        }
        TEXT * 1.4
    }

    fn widest<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Length {
        texts.map(|text| self.width(text)).fold(Length::ZERO, Length::max)
    }

    fn width(&self, text: &str) -> Length {
        self.setter.fonts.width(text, Face::REGULAR, TEXT)
    }

    /// What of a text has room, whole words of it.
    fn fitting(&self, text: &str, room: Length) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let fits = (1..words.len()).rev().map(|count| format!("{} …", words[..count].join(" ")));
        fits.into_iter().find(|text| self.width(text) <= room).unwrap_or_else(|| "…".to_owned())
    }

    fn text(&mut self, x: Length, y: Length, text: &str) {
        let run = TextRun {
            x,
            y,
            face: Face::REGULAR,
            size: TEXT,
            colour: BLACK,
            gap: Length::ZERO,
            text: text.to_owned(),
        };
        self.put(Item::Text(run));
    }

    fn rule(&mut self, from: (Length, Length), to: (Length, Length), weight: Length) {
        self.put(Item::Rule { from, to, weight });
    }

    fn fill(&mut self, x: Length, y: Length, width: Length, height: Length, which: usize) {
        let grey = GREYS[which % GREYS.len()];
        self.put(Item::Fill { x, y, width, height, colour: (grey, grey, grey) });
    }

    fn put(&mut self, item: Item) {
        self.items.push(Placed { tag: Tag::Node(self.node), item });
    }
}

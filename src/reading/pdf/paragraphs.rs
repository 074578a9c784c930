//! Lines → paragraphs, by how a page is set.

use super::super::paragraph::{Draft, Gathered};
use super::super::plain::{append, begins_item, is_cut, is_parted};
use super::super::source::{Align, Block, Run};
use super::super::{Refusal, Told, What};
use super::lines::Line;
use crate::text::legacy_fonts::LegacyFont;

/// The column that most lines stand in.
#[derive(Clone, Copy)]
struct Column {
    left: f64,
    right: f64,
    size: f64,
    /// From one line to the next.
    pitch: f64,
}

/// Lines that go together.
struct Open {
    runs: Vec<(Run, Option<LegacyFont>)>,
    last: Line,
    align: Align,
}

pub(super) fn of(pages: Vec<Vec<Line>>, gathered: &mut Gathered) -> Result<Vec<Block>, Refusal> {
    let whole = Column::of(&pages.iter().flatten().collect::<Vec<_>>());
    let mut blocks = Vec::new();
    let mut open: Option<Open> = None;
    let mut aside: Vec<Line> = Vec::new();
    let (mut joined, mut hyphens, mut columns) = (0, 0, 0);
    for mut page in pages {
        // A wide page among high ones is set by itself.
        let of_page: Vec<&Line> = page.iter().collect();
        let column = if of_page.len() > 8 { Column::of(&of_page) } else { whole };
        // Notes at the foot of a page stand between the halves of a sentence.
        let small = page.iter().rev().take_while(|line| line.size < 0.88 * column.size).count();
        let notes = if small < page.len() { page.split_off(page.len() - small) } else { Vec::new() };
        let mut first = true;
        for line in page {
            columns += usize::from(line.columns);
            let goes_on = open.as_ref().is_some_and(|open| column.goes_on(&open.last, &line, first));
            first = false;
            if let Some(open) = open.as_mut().filter(|_| goes_on) {
                joined += 1;
                hyphens += usize::from(open.add(line));
                continue;
            }
            finish(open.take(), gathered, &mut blocks)?;
            for note in std::mem::take(&mut aside) {
                finish(Some(Open::new(note, Align::Left)), gathered, &mut blocks)?;
            }
            let align = column.align(&line);
            open = Some(Open::new(line, align));
        }
        aside.extend(notes);
    }
    finish(open, gathered, &mut blocks)?;
    for note in aside {
        finish(Some(Open::new(note, Align::Left)), gathered, &mut blocks)?;
    }
    let mut tell = |count: usize, what: What| {
        if count > 0 {
            gathered.told.push(Told::whole(what));
        }
    };
    tell(joined, What::Joined { lines: joined });
    tell(hyphens, What::Hyphens { count: hyphens });
    tell(columns, What::ColumnsAsTabs { lines: columns });
    Ok(blocks)
}

fn finish(open: Option<Open>, gathered: &mut Gathered, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
    let Some(open) = open else { return Ok(()) };
    let mut draft: Draft = gathered.begin()?;
    draft.paragraph.align = open.align;
    let last = open.runs.len().saturating_sub(1);
    for (at, (run, font)) in open.runs.into_iter().enumerate() {
        let text = if at == last { run.text.trim_end() } else { &run.text };
        let look = Run { text: String::new(), ..run.clone() };
        // Where a program lacked the font of an old encoding it took another: those words are told by their letters.
        draft.write(&look, font, text);
    }
    blocks.push(Block::Paragraph(gathered.finish(draft)));
    Ok(())
}

impl Open {
    fn new(line: Line, align: Align) -> Self {
        Self { runs: line.runs.clone(), last: line, align }
    }

    /// Adds a line; true where a hyphen was taken out.
    fn add(&mut self, line: Line) -> bool {
        let mut hyphen = false;
        let mut next = line.runs.clone().into_iter();
        if let (Some((before, _)), Some((run, font))) = (self.runs.last_mut(), next.next()) {
            // The end of one line and the beginning of the next, whatever they look like.
            let start = before.text.len();
            hyphen = append(&mut before.text, &run.text);
            let same =
                Run { text: String::new(), ..before.clone() } == Run { text: String::new(), ..run.clone() };
            if !same {
                let moved = run.text.trim_start().len();
                let cut = before.text.len() - moved;
                before.text.truncate(cut);
                debug_assert!(cut <= start + 1);
                self.runs.push((Run { text: run.text.trim_start().to_owned(), ..run }, font));
            }
        }
        self.runs.extend(next);
        self.last = line;
        hyphen
    }
}

impl Column {
    fn of(lines: &[&Line]) -> Self {
        let middle = |mut values: Vec<f64>, share: f64, default: f64| {
            values.sort_by(f64::total_cmp);
            let at = (values.len() as f64 * share) as usize;
            values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or(default)
        };
        let size = middle(lines.iter().map(|line| line.size).collect(), 0.5, 14.0);
        let steps = lines.windows(2).map(|pair| pair[0].y - pair[1].y);
        Self {
            left: middle(lines.iter().map(|line| line.x).collect(), 0.15, 0.0),
            right: middle(lines.iter().map(|line| line.end).collect(), 0.9, 0.0),
            size,
            pitch: middle(steps.filter(|step| *step > 0.0).collect(), 0.4, size * 1.2),
        }
    }

    fn is_full(&self, line: &Line) -> bool {
        line.end > self.right - 2.5 * line.size
    }

    fn align(&self, line: &Line) -> Align {
        let (left, right) = (line.x - self.left, self.right - line.end);
        if left > 2.0 * line.size && right > 2.0 * line.size && (left - right).abs() < 2.0 * line.size {
            Align::Center
        } else if left > 8.0 * line.size && right.abs() < line.size {
            Align::Right
        } else {
            Align::Left
        }
    }

    /// Whether a line goes on with what the one before it began.
    fn goes_on(&self, before: &Line, line: &Line, over_page: bool) -> bool {
        if before.columns || line.columns || (before.size - line.size).abs() > 0.12 * line.size {
            return false;
        }
        let (ended, text) = (before.text(), line.text());
        let cut = is_cut(ended.trim(), text.trim()) || is_parted(ended.trim());
        if !over_page && before.y - line.y > 1.8 * self.pitch {
            return false;
        }
        if before.is_bold() != line.is_bold() && !cut {
            return false;
        }
        let centred = (self.align(before) == Align::Center, self.align(line) == Align::Center);
        if centred.0 || centred.1 {
            let both_loud = is_shouted(&ended) == is_shouted(&text);
            return centred.0
                && (centred.1 || cut)
                && both_loud
                && before.is_bold() == line.is_bold()
                && !begins_item(text.trim());
        }
        let indented =
            line.x > self.left + 0.8 * line.size && line.x > before.x.min(self.left + line.size) + 0.5;
        if indented && !cut
            || begins_item(text.trim()) && !(self.is_full(before) && !indented && line.x < before.x - 1.0)
        {
            return false;
        }
        cut || self.is_full(before)
    }
}

fn is_shouted(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

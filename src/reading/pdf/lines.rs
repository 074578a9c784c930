//! Letters at places → lines; what stands on every page is taken out.

use super::super::What;
use super::super::plain::page_number;
use super::super::source::{Rise, Run};
use super::page::Chunk;
use crate::length::Length;
use crate::text::legacy_fonts::LegacyFont;

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) runs: Vec<(Run, Option<LegacyFont>)>,
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Words stand far apart in it.
    pub(super) columns: bool,
}

/// A gap, in type sizes, that parts words.
const SPACE: f64 = 0.15;

/// How large, in type sizes of their line, letters at most are that are set high or low.
const SMALL: f64 = 0.8;

/// How high, and how low, such letters stand at least.
const RAISED: f64 = 0.2;
const LOWERED: f64 = 0.08;

/// A gap that parts columns.
const COLUMN: f64 = 1.8;

impl Line {
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|(run, _)| run.text.as_str()).collect()
    }

    pub(super) fn is_bold(&self) -> bool {
        self.runs.iter().all(|(run, _)| run.bold || run.text.trim().is_empty())
    }

    /// Small letters that stand above or below the others are set high or low: "10⁶".
    fn rise(&self, chunk: &Chunk) -> Rise {
        let (small, up) = (chunk.size < SMALL * self.size, (chunk.y - self.y) / self.size);
        match small {
            true if up > RAISED => Rise::Super,
            true if up < -LOWERED => Rise::Sub,
            _ => Rise::None,
        }
    }

    fn add(&mut self, chunk: &Chunk) {
        let gap = (chunk.x - self.end) / self.size.max(chunk.size);
        let before = self.runs.last().is_none_or(|(run, _)| run.text.ends_with([' ', '\t']));
        let mut text = String::new();
        if !self.runs.is_empty() && gap > COLUMN {
            self.columns = true;
            if let Some((run, _)) = self.runs.last_mut() {
                run.text.truncate(run.text.trim_end().len());
            }
            text.push('\t');
        } else if !before && gap > SPACE && !chunk.text.starts_with(' ') {
            text.push(' ');
        }
        text.push_str(if text.is_empty() { &chunk.text } else { chunk.text.trim_start() });
        let size = Some(Length::pt((chunk.size * 2.0).round() / 2.0));
        let rise = self.rise(chunk);
        let look = Run { bold: chunk.bold, italic: chunk.italic, size, rise, ..Run::default() };
        match self.runs.last_mut() {
            Some((run, font))
                if *font == chunk.legacy && Run { text: String::new(), ..run.clone() } == look =>
            {
                run.text.push_str(&text);
            }
            _ => self.runs.push((Run { text, ..look }, chunk.legacy)),
        }
        if !chunk.text.trim().is_empty() {
            self.end = self.end.max(chunk.end);
            self.size = self.size.max(chunk.size);
        }
    }
}

/// The lines of a page, from its top.
pub(super) fn of(mut chunks: Vec<Chunk>) -> Vec<Line> {
    chunks.sort_by(|one, next| next.y.total_cmp(&one.y));
    let mut rows: Vec<Vec<Chunk>> = Vec::new();
    for chunk in chunks {
        match rows.last_mut() {
            Some(row) if (row[0].y - chunk.y) < 0.4 * row[0].size.max(chunk.size) => row.push(chunk),
            _ => rows.push(vec![chunk]),
        }
    }
    let lines = rows.into_iter().filter_map(|mut row| {
        row.sort_by(|one, next| one.x.total_cmp(&next.x));
        // The largest letters say where the line stands.
        let large = row.iter().filter(|chunk| !chunk.text.trim().is_empty());
        let large = large.max_by(|one, next| one.size.total_cmp(&next.size))?;
        let first = row.iter().find(|chunk| !chunk.text.trim().is_empty())?;
        let mut line =
            Line { runs: Vec::new(), x: first.x, end: first.x, y: large.y, size: large.size, columns: false };
        for chunk in &row {
            if !line.runs.is_empty() || !chunk.text.trim().is_empty() {
                line.add(chunk);
            }
        }
        Some(line)
    });
    lines.collect()
}

/// Takes out page numbers, and lines that stand at the edge of most pages.
pub(super) fn without_running(pages: &mut [Vec<Line>]) -> Vec<What> {
    let mut told = Vec::new();
    let mut numbers = 0;
    for (at, page) in pages.iter_mut().enumerate() {
        let counts = |line: Option<&Line>| {
            line.and_then(|line| page_number(&line.text())).is_some_and(|number| {
                // A document may begin with any page; its numbers go up with it.
                usize::try_from(number).is_ok_and(|number| number >= at.max(1) && number <= at + 1)
            })
        };
        if counts(page.first()) {
            page.remove(0);
            numbers += 1;
        } else if counts(page.last()) {
            page.pop();
            numbers += 1;
        }
    }
    if numbers > 0 {
        told.push(What::PageNumbers { count: numbers });
    }
    for last in [false, true] {
        let edge = |page: &Vec<Line>| {
            if last { page.last() } else { page.first() }.map(|line| line.text().trim().to_owned())
        };
        let edges: Vec<Option<String>> = pages.iter().map(edge).collect();
        let Some(text) = edges.iter().flatten().next().filter(|text| !text.is_empty()).cloned() else {
            continue;
        };
        let same = edges.iter().flatten().filter(|one| **one == text).count();
        if same < 3 || same * 2 < pages.len() {
            continue;
        }
        for page in pages.iter_mut() {
            if page.len() > 1 && edge(page).as_ref() == Some(&text) {
                page.remove(if last { page.len() - 1 } else { 0 });
            }
        }
        told.push(What::RunningLine { text, pages: same });
    }
    told
}

//! Column widths by content, so that both writers divide a table in the same way.
//!
//! Enters: a [`Table`] and the width it has. Leaves: one width per column, whole twips, together
//! exactly that width, and the size of the letters. It knows nothing of DOCX and PDF.

mod demand;

use crate::document::{Row, Table};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{CELL_PADDING_X, SIZE_TABLE, SIZES_TABLE_SMALL};
use demand::{Demand, Demands, demands};

/// How a table is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// Of each column; none for a table without any.
    pub widths: Vec<Length>,
    /// Cỡ chữ of all its cells.
    pub size: Length,
    /// A word or a figure has no room even in the smallest letters: it goes on on the next line.
    pub cut: bool,
}

/// Header rows are printed again on every page.
const HEADER_WEIGHT: f64 = 3.0;
/// A column of running text is not narrower than this where there is room: one word a line is no
/// reading, however short it makes the table.
const READABLE: Length = Length::mm(28.0);
/// So much is handed out at a time.
const STEP: Length = Length::mm(3.0);

/// Độ rộng cột. Every column gets its longest word, its heading in two lines and a readable measure.
/// What is left goes, piece by piece, to the column where it makes the table shortest, and in the end
/// evenly. Where a word or a figure would be cut, the letters of the whole table are smaller.
pub fn columns(table: &Table, total: Length, fonts: &FontSet) -> Columns {
    let full = demands(table, fonts);
    if full.columns.is_empty() {
        return Columns { widths: Vec::new(), size: SIZE_TABLE, cut: false };
    }
    let whole = f64::from(total.to_twips());
    let set = |size, cut, widths: &[f64]| Columns { widths: to_lengths(widths, whole as i32), size, cut };
    if let Some(widths) = uncut(&full, whole) {
        return set(SIZE_TABLE, false, &widths);
    }
    let small = SIZES_TABLE_SMALL.iter().find_map(|size| {
        let widths = uncut(&full.scaled(*size / SIZE_TABLE), whole)?;
        Some(set(*size, false, &widths))
    });
    small.unwrap_or_else(|| set(SIZE_TABLE, true, &level(&full.all(|demand| demand.word), whole)))
}

/// Words and figures that have no room in their columns, in their order and each once.
pub fn cut_words(table: &Table, set: &Columns, fonts: &FontSet) -> Vec<String> {
    let mut cut: Vec<String> = Vec::new();
    let rows = table.header.iter().map(|row| (row, true)).chain(table.rows.iter().map(|row| (row, false)));
    for (row, header) in rows {
        let Row::Cells(cells) = row else { continue };
        for (cell, width) in cells.iter().zip(&set.widths) {
            let room = f64::from(width.to_twips()) - around();
            for word in demand::wider_than(cell, header, fonts, room * (SIZE_TABLE / set.size)) {
                if !cut.contains(&word) {
                    cut.push(word);
                }
            }
        }
    }
    cut
}

/// Cells stand apart by this much, in twips.
fn around() -> f64 {
    let padding = f64::from((CELL_PADDING_X * 2.0).to_twips());
    // Half a millimetre over the measured word: Word and LibreOffice round advances differently.
    padding + f64::from(Length::mm(0.5).to_twips())
}

impl Demands {
    /// What every column asks for in one respect, padding included.
    fn all(&self, ask: fn(&Demand) -> f64) -> Vec<f64> {
        self.columns.iter().map(|demand| ask(demand) + around()).collect()
    }
}

/// Widths in which nothing is cut but links and long codes; `None` where there are none.
fn uncut(demands: &Demands, whole: f64) -> Option<Vec<f64>> {
    let words = demands.all(|demand| demand.word);
    if words.iter().sum::<f64>() >= whole {
        let leveled = level(&words, whole);
        let least = demands.all(|demand| demand.uncut);
        let fits = leveled.iter().zip(&least).all(|(width, least)| width >= least);
        return if fits { Some(leveled) } else { above(&least, &words, whole) };
    }
    let headings = demands.all(|demand| demand.word.max(demand.heading));
    let most = demands.all(|demand| demand.line);
    let readable = f64::from(READABLE.to_twips());
    let texts = demands.all(|demand| demand.text);
    let readable =
        std::iter::zip(&headings, &texts).map(|(least, text)| least.max(readable.min(*text))).collect();
    let fits = |widths: &Vec<f64>| widths.iter().sum::<f64>() <= whole;
    let mut widths = [readable, headings].into_iter().find(fits).unwrap_or(words);
    let left = whole - widths.iter().sum::<f64>();
    let left = shorten(&mut widths, &most, &demands.rows, around(), left);
    fill(&mut widths, &most, left);
    Some(widths)
}

/// Each column as wide as its figures and syllables are; the rest is for links and long codes.
fn above(least: &[f64], words: &[f64], whole: f64) -> Option<Vec<f64>> {
    let left = whole - least.iter().sum::<f64>();
    if left < 0.0 {
        return None;
    }
    let mut widths = least.to_vec();
    fill(&mut widths, words, left);
    Some(widths)
}

/// Cuts down the widest columns to one width, so that the others keep their words whole.
fn level(words: &[f64], whole: f64) -> Vec<f64> {
    let mut sorted = words.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mut left, mut count) = (whole, sorted.len() as f64);
    for width in sorted {
        if width * count > left {
            break;
        }
        left -= width;
        count -= 1.0;
    }
    words.iter().map(|width| width.min(left / count)).collect()
}

/// Hands out `left` in steps, each to the column where it saves the most height; returns what
/// saves nothing any more. The height of a cell is taken as the length of its text over its width,
/// never less than one line: a measure without steps, in which every bit of room counts.
fn shorten(widths: &mut [f64], most: &[f64], rows: &[(Vec<f64>, f64)], around: f64, mut left: f64) -> f64 {
    /// Less than this part of a line over the whole table is no gain.
    const GAIN: f64 = 0.01;
    let lines = |length: f64, width: f64| (length / (width - around)).max(1.0);
    let set =
        |cells: &Vec<f64>| cells.iter().zip(&*widths).map(|(cell, width)| lines(*cell, *width)).collect();
    let mut heights: Vec<Vec<f64>> = rows.iter().map(|(cells, _)| set(cells)).collect();
    let mut saved = vec![0.0; widths.len()];
    while left > 0.5 {
        let step = f64::from(STEP.to_twips()).min(left);
        saved.fill(0.0);
        for ((cells, weight), heights) in rows.iter().zip(&heights) {
            // A row is as tall as its tallest cell, and becomes shorter with it only.
            let Some((tallest, next)) = tallest(heights) else { continue };
            let after = lines(cells[tallest], widths[tallest] + step);
            saved[tallest] += (heights[tallest] - after.max(next)) * weight;
        }
        let mut best: Option<(usize, f64)> = None;
        for column in (0..widths.len()).filter(|at| widths[*at] < most[*at]) {
            if saved[column] > best.map_or(GAIN, |(_, best)| best) {
                best = Some((column, saved[column]));
            }
        }
        let Some((column, _)) = best else { break };
        let given = step.min(most[column] - widths[column]);
        widths[column] += given;
        left -= given;
        for ((cells, _), heights) in rows.iter().zip(&mut heights) {
            if let (Some(cell), Some(height)) = (cells.get(column), heights.get_mut(column)) {
                *height = lines(*cell, widths[column]);
            }
        }
    }
    left
}

/// The cell that makes a row as tall as it is, and the height of the next one.
fn tallest(heights: &[f64]) -> Option<(usize, f64)> {
    let mut tallest = None;
    let (mut height, mut next) = (1.0, 1.0);
    for (at, own) in heights.iter().copied().enumerate() {
        if own > height {
            (tallest, next, height) = (Some(at), height, own);
        } else if own > next {
            next = own;
        }
    }
    tallest.map(|at| (at, next))
}

/// The table fills the text width: first up to what every column can use, then in proportion.
fn fill(widths: &mut [f64], most: &[f64], mut left: f64) {
    let wanting: f64 = widths.iter().zip(most).map(|(width, most)| (most - width).max(0.0)).sum();
    if wanting > 0.0 {
        let share = (left / wanting).min(1.0);
        for (width, most) in widths.iter_mut().zip(most) {
            let given = (most - *width).max(0.0) * share;
            *width += given;
            left -= given;
        }
    }
    if left > 0.5 {
        let sum: f64 = widths.iter().sum();
        widths.iter_mut().for_each(|width| *width *= (sum + left) / sum);
    }
}

/// Rounds the running sum, so that the columns add up to the table exactly.
fn to_lengths(widths: &[f64], whole: i32) -> Vec<Length> {
    let mut end = 0.0;
    let mut placed = 0;
    let last = widths.len() - 1;
    let twips = widths.iter().enumerate().map(|(at, width)| {
        end += width;
        let edge = if at == last { whole } else { end.round() as i32 };
        let twips = edge - placed;
        placed = edge;
        Length::pt(f64::from(twips) / 20.0)
    });
    twips.collect()
}

#[cfg(test)]
mod tests;

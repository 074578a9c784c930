//! Where lines end: the best division of a whole paragraph (after Knuth and Plass).
//!
//! Vietnamese has no hyphenation and many short words, so only the spaces give. A justified line
//! costs by the cube of what its spaces take; the cheapest sum over the paragraph wins.

use super::text::{Next, Piece};

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Both margins straight, the last line natural.
    Justified,
    /// As many words in a line as fit.
    Ragged,
    /// As few lines as possible, of nearly the same length.
    Balanced,
    /// Ragged lines that part no word.
    Heading,
}

/// What a space takes before a line counts as loose, in thousandths of an em.
const STRETCH: f64 = 125.0;
/// No space of a justified line grows by more than this: half an em, three times its width.
pub(super) const MAX_STRETCH: f64 = 500.0;
/// No space shrinks by more than this.
pub(super) const MAX_SHRINK: f64 = 30.0;

/// Costs beyond any badness, in rising order: a break inside a word, a line that cannot be filled
/// within [`MAX_STRETCH`], a line that is too long.
const SPLIT: f64 = 1e8;
const LOOSE: f64 = 1e9;
const OVERFULL: f64 = 1e12;
/// One line more in balanced text.
const LINE: f64 = 1e4;
/// A last line of one syllable ("quyết./."): rather are the spaces of another line half as wide again, or
/// of several lines a little wider; but no wider than that.
const LONE: f64 = 2e5;
/// No syllable is wider, with all that may follow it; a link is.
const SYLLABLE: f64 = 5e3;

/// Width and number of spaces of all pieces before a place, each with what follows it, so that a line is measured
/// in one step.
#[derive(Clone, Copy)]
struct Sum {
    width: f64,
    spaces: f64,
}

/// The cheapest way to end a line at a place.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    /// Where that line begins.
    from: usize,
}

/// Ends of the lines as indices into the pieces, exclusive; widths in thousandths of an em.
pub(super) fn break_lines(pieces: &[Piece], first: f64, rest: f64, setting: Setting) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let forced = pieces[start..].iter().position(|piece| piece.next == Next::Line);
        let end = forced.map_or(pieces.len(), |at| start + at + 1);
        let first = if start == 0 { first } else { rest };
        let part = &pieces[start..end];
        let found = ends.len();
        match setting {
            Setting::Ragged | Setting::Heading => greedy(part, first, rest, &mut ends),
            Setting::Justified | Setting::Balanced => best(part, first, rest, setting, &mut ends),
        }
        ends[found..].iter_mut().for_each(|at| *at += start);
        start = end;
    }
    ends
}

/// Fills every line; a word is cut only where it alone is too long.
fn greedy(pieces: &[Piece], first: f64, rest: f64, ends: &mut Vec<usize>) {
    let sums = sums(pieces);
    let mut start = 0;
    while start < pieces.len() {
        let room = if start == 0 { first } else { rest };
        let fits = |end: &usize| measure(pieces, &sums, start, *end).0 <= room;
        let most = (start + 1..=pieces.len()).take_while(fits).last().unwrap_or(start + 1);
        let whole = |end: &usize| !matches!(pieces[end - 1].next, Next::Split { .. });
        let end = (start + 1..=most).rev().find(whole).unwrap_or(most);
        ends.push(end);
        start = end;
    }
}

/// The cheapest division of the whole.
fn best(pieces: &[Piece], first: f64, rest: f64, setting: Setting, ends: &mut Vec<usize>) {
    let sums = sums(pieces);
    let count = pieces.len();
    let mut ways = vec![Way { cost: f64::INFINITY, from: 0 }; count + 1];
    ways[0].cost = 0.0;
    // The first place from which a line that ends here is not too long.
    let mut low = 0;
    for end in 1..=count {
        let room = |start: usize| if start == 0 { first } else { rest };
        // What is left of the line, its spaces, and whether it is too long all the same.
        let line = |start: usize| {
            let (natural, spaces) = measure(pieces, &sums, start, end);
            let extra = room(start) - natural;
            (extra, spaces, extra + spaces * shrink(setting) < 0.0)
        };
        while low + 1 < end && line(low).2 {
            low += 1;
        }
        let split = if matches!(pieces[end - 1].next, Next::Split { .. }) { SPLIT } else { 0.0 };
        for start in low..end {
            let (extra, spaces, too_long) = line(start);
            let own = if too_long {
                OVERFULL - extra
            } else {
                line_cost(extra, spaces, end == count, setting, room(start))
            };
            let lone = end == count
                && start + 1 == count
                && start > 0
                && setting == Setting::Justified
                && spaces == 0.0
                && room(start) - extra < SYLLABLE;
            let own = if lone { own + LONE } else { own };
            // Every line that begins later is looser still.
            if own >= LOOSE && ways[end].cost < LOOSE {
                break;
            }
            let total = ways[start].cost + own + split;
            if total <= ways[end].cost {
                ways[end] = Way { cost: total, from: start };
            }
        }
    }
    let found = ends.len();
    let mut end = count;
    while end > 0 {
        ends.push(end);
        end = ways[end].from;
    }
    ends[found..].reverse();
}

fn shrink(setting: Setting) -> f64 {
    if setting == Setting::Justified { MAX_SHRINK } else { 0.0 }
}

fn line_cost(extra: f64, spaces: f64, last: bool, setting: Setting, room: f64) -> f64 {
    match setting {
        Setting::Ragged | Setting::Heading | Setting::Balanced => LINE + 100.0 * (extra / room).powi(2),
        Setting::Justified if last && extra >= 0.0 => 100.0,
        Setting::Justified if extra < 0.0 => demerits(-extra / spaces / MAX_SHRINK),
        Setting::Justified => {
            if extra <= spaces * MAX_STRETCH {
                demerits(if extra > 0.0 { extra / spaces / STRETCH } else { 0.0 })
            } else {
                LOOSE * (1.0 + extra / room)
            }
        }
    }
}

fn demerits(ratio: f64) -> f64 {
    (10.0 + 100.0 * ratio.powi(3)).powi(2)
}

fn sums(pieces: &[Piece]) -> Vec<Sum> {
    let mut sums = Vec::with_capacity(pieces.len() + 1);
    let mut sum = Sum { width: 0.0, spaces: 0.0 };
    for piece in pieces {
        sums.push(sum);
        let (after, count) = glue(piece.next);
        sum.width += f64::from(piece.width) + after;
        sum.spaces += f64::from(piece.spaces) + count;
    }
    sums.push(sum);
    sums
}

fn glue(next: Next) -> (f64, f64) {
    match next {
        Next::Space { count, width } => (f64::from(width), f64::from(count)),
        Next::Split { width, spaces } => (f64::from(width), f64::from(spaces)),
        Next::Line | Next::End => (0.0, 0.0),
    }
}

/// Natural width and number of spaces of a line, without what stands at its end.
fn measure(pieces: &[Piece], sums: &[Sum], start: usize, end: usize) -> (f64, f64) {
    let (after, count) = glue(pieces[end - 1].next);
    let (from, to) = (sums[start], sums[end]);
    (to.width - from.width - after, to.spaces - from.spaces - count)
}

/// Natural width and number of spaces of one line that was found.
pub(super) fn measure_line(line: &[Piece]) -> (f64, f64) {
    let Some((last, before)) = line.split_last() else { return (0.0, 0.0) };
    let whole = (f64::from(last.width), f64::from(last.spaces));
    before.iter().fold(whole, |(width, spaces), piece| {
        let (after, count) = glue(piece.next);
        (width + f64::from(piece.width) + after, spaces + f64::from(piece.spaces) + count)
    })
}

//! Where two texts differ, word by word, in their order.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{Token, Tokens};

/// A stretch of one text that the other has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands in the first text, in bytes.
    pub at: usize,
    pub first: String,
    pub second: String,
}

/// All differences between two texts: words, and marks that clash in the second only.
pub fn between(first: &str, second: &str) -> Vec<Difference> {
    let mut tokens = Tokens::default();
    let (one, other) = (tokens.of(first), tokens.of(second));
    let (a, b): (Vec<u32>, Vec<u32>) = (numbers(&one), numbers(&other));
    let mut hunks = Vec::new();
    compare(&a, &b, (0..a.len(), 0..b.len()), &mut hunks);
    let said = |text: &str, words: &[Token], range: &Range<usize>| match words.get(range.clone()) {
        Some([from, .., to]) => text[from.start..to.end].to_owned(),
        Some([only]) => text[only.start..only.end].to_owned(),
        _ => String::new(),
    };
    let clashes = alike(&hunks, (a.len(), b.len())).into_iter().flat_map(|(left, right)| left.zip(right));
    let clashes = clashes.filter_map(|(left, right)| {
        let (before, after) = (with_marks(first, &one, left), with_marks(second, &other, right));
        let differs = clash(after).is_some() && clash(after) != clash(before);
        differs.then(|| Difference {
            at: one[left].start,
            first: before.to_owned(),
            second: after.to_owned(),
        })
    });
    let clashes: Vec<Difference> = clashes.collect();
    let mut differences: Vec<Difference> = hunks
        .into_iter()
        .map(|(left, right)| Difference {
            at: one.get(left.start).map_or(first.len(), |token| token.start),
            first: said(first, &one, &left),
            second: said(second, &other, &right),
        })
        .chain(clashes)
        .collect();
    differences.sort_by_key(|difference| difference.at);
    differences
}

/// A word with the marks behind it, up to the next word or the end of its line.
fn with_marks<'t>(text: &'t str, words: &[Token], at: usize) -> &'t str {
    let end = words.get(at + 1).map_or(text.len(), |next| next.start);
    let marks = &text[words[at].end..end];
    let marks = marks.split('\n').next().unwrap_or_default().trim_end();
    &text[words[at].start..words[at].end + marks.len()]
}

/// Marks that cannot follow one another, ":." or ";."; dots that leave something out may.
fn clash(text: &str) -> Option<&str> {
    let is_mark = |c: char| ".,;:!?".contains(c);
    let mut rows = text.split(|c: char| !is_mark(c)).filter(|row| row.len() > 1);
    rows.find(|row| *row == ".." || row.chars().any(|c| c != '.'))
}

/// The stretches that two sequences have alike, in an order that both have.
pub(super) fn equal(a: &[u32], b: &[u32]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    compare(a, b, (0..a.len(), 0..b.len()), &mut hunks);
    alike(&hunks, (a.len(), b.len()))
}

/// What stands between hunks, in sequences of these lengths.
fn alike(hunks: &[Hunk], (left, right): (usize, usize)) -> Vec<Hunk> {
    let ends = hunks.iter().cloned().chain([(left..left, right..right)]);
    let mut from = (0, 0);
    let stretches = ends.map(|(left, right)| {
        let alike = (from.0..left.start, from.1..right.start);
        from = (left.end, right.end);
        alike
    });
    stretches.collect()
}

fn numbers(tokens: &[Token]) -> Vec<u32> {
    tokens.iter().map(|token| token.number).collect()
}

pub(super) type Hunk = (Range<usize>, Range<usize>);

/// Compares two stretches: what they begin and end with alike, then what stands once in both parts them.
fn compare(a: &[u32], b: &[u32], (mut left, mut right): Hunk, hunks: &mut Vec<Hunk>) {
    while !left.is_empty() && !right.is_empty() && a[left.start] == b[right.start] {
        left.start += 1;
        right.start += 1;
    }
    while !left.is_empty() && !right.is_empty() && a[left.end - 1] == b[right.end - 1] {
        left.end -= 1;
        right.end -= 1;
    }
    if left.is_empty() && right.is_empty() {
        return;
    }
    if left.is_empty() || right.is_empty() {
        hunks.push((left, right));
        return;
    }
    let anchors = anchors(a, b, &left, &right);
    if anchors.is_empty() {
        small(a, b, (left, right), hunks);
        return;
    }
    let (mut from_left, mut from_right) = (left.start, right.start);
    for (x, y) in anchors {
        compare(a, b, (from_left..x, from_right..y), hunks);
        (from_left, from_right) = (x, y);
    }
    compare(a, b, (from_left..left.end, from_right..right.end), hunks);
}

/// Runs of words that stand exactly once in both, in an order that both have.
fn anchors(a: &[u32], b: &[u32], left: &Range<usize>, right: &Range<usize>) -> Vec<(usize, usize)> {
    const RUN: usize = 4;
    let once = |words: &[u32], range: &Range<usize>| {
        let mut seen: HashMap<[u32; RUN], Option<usize>> = HashMap::new();
        for at in range.start..range.end.saturating_sub(RUN - 1) {
            let run = [words[at], words[at + 1], words[at + 2], words[at + 3]];
            seen.entry(run).and_modify(|at| *at = None).or_insert(Some(at));
        }
        seen
    };
    let (ours, theirs) = (once(a, left), once(b, right));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for at in left.start..left.end.saturating_sub(RUN - 1) {
        let run = [a[at], a[at + 1], a[at + 2], a[at + 3]];
        if let (Some(Some(x)), Some(Some(y))) = (ours.get(&run), theirs.get(&run)) {
            pairs.push((*x, *y));
        }
    }
    rising(&pairs)
}

/// The longest of the pairs whose second parts rise.
pub(super) fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, (_, y)) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| pairs[*end].1 < *y);
        before[at] = place.checked_sub(1).map(|place| ends[place]);
        if place == ends.len() { ends.push(at) } else { ends[place] = at }
    }
    let mut chain = Vec::new();
    let mut at = ends.last().copied();
    while let Some(one) = at {
        chain.push(pairs[one]);
        at = before[one];
    }
    chain.reverse();
    chain
}

/// Short stretches, by the longest words that both have in order; long ones are one difference.
fn small(a: &[u32], b: &[u32], (left, right): Hunk, hunks: &mut Vec<Hunk>) {
    const LONGEST: usize = 400;
    if left.len() > LONGEST || right.len() > LONGEST {
        hunks.push((left, right));
        return;
    }
    let width = right.len() + 1;
    let mut lengths = vec![0u16; (left.len() + 1) * width];
    for x in (0..left.len()).rev() {
        for y in (0..right.len()).rev() {
            lengths[x * width + y] = if a[left.start + x] == b[right.start + y] {
                lengths[(x + 1) * width + y + 1] + 1
            } else {
                lengths[(x + 1) * width + y].max(lengths[x * width + y + 1])
            };
        }
    }
    let (mut x, mut y) = (0, 0);
    let (mut from_x, mut from_y) = (0, 0);
    let mut push = |x: usize, y: usize, from_x: usize, from_y: usize| {
        if x > from_x || y > from_y {
            hunks.push((left.start + from_x..left.start + x, right.start + from_y..right.start + y));
        }
    };
    while x < left.len() && y < right.len() {
        if a[left.start + x] == b[right.start + y] {
            push(x, y, from_x, from_y);
            (x, y) = (x + 1, y + 1);
            (from_x, from_y) = (x, y);
        } else if lengths[(x + 1) * width + y] >= lengths[x * width + y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    push(left.len(), right.len(), from_x, from_y);
}

//! Words of one sequence that use up those of another, one for one.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::diff;

/// Words in their order, in stretches that nothing goes over, each with whether it is still to be matched.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    words: Vec<u32>,
    open: Vec<bool>,
    /// Words before which another thing begins within their stretch.
    parted: BTreeSet<usize>,
}

/// What stands between two stretches; no word has this number, and it is never open.
const BETWEEN: u32 = u32::MAX;

/// How many words in a row are enough to be the same wherever they stand.
pub(super) const RUN: usize = 3;

impl Sequence {
    /// Adds a stretch; gives where it stands.
    pub fn push(&mut self, words: impl IntoIterator<Item = u32>) -> Range<usize> {
        let start = self.words.len();
        self.words.extend(words);
        let end = self.words.len();
        self.open.resize(end, true);
        self.words.push(BETWEEN);
        self.open.push(false);
        start..end
    }

    /// Says that another thing begins within a stretch.
    pub fn part(&mut self, at: usize) {
        self.parted.insert(at);
    }

    pub fn is_open(&self, at: usize) -> bool {
        self.open.get(at).copied().unwrap_or(false)
    }

    pub fn open_in(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|at| self.open[*at]).collect()
    }

    pub fn word(&self, at: usize) -> u32 {
        self.words[at]
    }

    pub fn close(&mut self, range: Range<usize>) {
        self.open[range].fill(false);
    }

    /// Where these words stand in a row and open, within a range.
    pub fn find(&self, words: &[u32], within: Range<usize>) -> Option<Range<usize>> {
        let rows = self.words[within.clone()].windows(words.len().max(1));
        let mut rows = rows.enumerate().map(|(at, row)| (within.start + at, row));
        let (at, _) = rows.find(|(at, row)| *row == words && self.is_row(*at..at + words.len()))?;
        Some(at..at + words.len())
    }

    /// The rows of open words.
    fn gaps(&self) -> Vec<Range<usize>> {
        let mut gaps = Vec::new();
        let mut start = None;
        for (at, open) in self.open.iter().enumerate() {
            match (open, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    gaps.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        gaps
    }

    fn is_row(&self, range: Range<usize>) -> bool {
        self.open.get(range).is_some_and(|open| open.iter().all(|open| *open))
    }

    fn is_whole(&self, range: Range<usize>) -> bool {
        let before = range.start.checked_sub(1).is_some_and(|before| self.is_open(before));
        self.is_row(range.clone()) && !before && !self.is_open(range.end)
    }

    /// Whether these words are open, and nothing open stands before them or nothing behind them.
    fn is_end(&self, range: Range<usize>) -> bool {
        let before = range.start.checked_sub(1).is_some_and(|before| self.is_open(before));
        let (before, behind) = (
            before && !self.parted.contains(&range.start),
            self.is_open(range.end) && !self.parted.contains(&range.end),
        );
        self.is_row(range) && !(before && behind)
    }

    /// How many open words from here on are those of another sequence from there on.
    fn alike(&self, at: usize, other: &Self, there: usize) -> usize {
        let words = self.words[at..].iter().zip(&self.open[at..]);
        let others = other.words[there..].iter().zip(&other.open[there..]);
        let same = |((word, open), (other, other_open)): &((&u32, &bool), (&u32, &bool))| {
            word == other && **open && **other_open
        };
        words.zip(others).take_while(same).count()
    }
}

/// The source against the files.
pub(super) struct Matching<'m> {
    source: &'m mut Sequence,
    files: &'m mut Sequence,
    /// Where in the files each word of the source was found.
    partners: Vec<Option<usize>>,
}

impl<'m> Matching<'m> {
    pub fn of(source: &'m mut Sequence, files: &'m mut Sequence) -> Self {
        let partners = vec![None; source.words.len()];
        Self { source, files, partners }
    }

    pub fn source(&mut self) -> &mut Sequence {
        self.source
    }

    fn take(&mut self, at: usize, there: usize, count: usize) {
        self.source.close(at..at + count);
        self.files.close(there..there + count);
        for step in 0..count {
            self.partners[at + step] = Some(there + step);
        }
    }

    /// What stands in the same order in both: stretches that stand whole in both and nowhere a second time, and
    /// what is alike between them.
    pub fn in_order(&mut self) {
        let stretches = self.once();
        for (at, there, count) in &stretches {
            self.take(*at, *there, *count);
        }
        let pairs: Vec<(usize, usize)> = stretches.iter().map(|(at, there, _)| (*at, *there)).collect();
        let ends = (self.source.words.len(), self.files.words.len());
        let mut from = (0, 0);
        for to in diff::rising(&pairs).into_iter().chain([ends]) {
            self.between(from.0..to.0, from.1..to.1);
            from = to;
        }
    }

    /// Stretches that stand whole in both, once in each.
    fn once(&self) -> Vec<(usize, usize, usize)> {
        let once = |of: &Sequence| {
            let mut seen: HashMap<Vec<u32>, Option<usize>> = HashMap::new();
            for gap in of.gaps() {
                seen.entry(of.words[gap.clone()].to_vec())
                    .and_modify(|at| *at = None)
                    .or_insert(Some(gap.start));
            }
            seen
        };
        let theirs = once(self.files);
        let pairs = once(self.source).into_iter().filter(|(words, _)| words.len() >= RUN);
        let pairs = pairs.filter_map(|(words, at)| Some((at?, (*theirs.get(&words)?)?, words.len())));
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_unstable();
        pairs
    }

    /// What two parts have alike in their order, in rows that are long enough to be meant.
    fn between(&mut self, ours: Range<usize>, theirs: Range<usize>) {
        let (ours, theirs) = (self.source.open_in(ours), self.files.open_in(theirs));
        let words =
            |of: &Sequence, places: &[usize]| places.iter().map(|at| of.words[*at]).collect::<Vec<u32>>();
        let (a, b) = (words(self.source, &ours), words(self.files, &theirs));
        let mut rows: Vec<(usize, usize, usize)> = Vec::new();
        for (x, y) in diff::equal(&a, &b).into_iter().flat_map(|(left, right)| left.zip(right)) {
            let (x, y) = (ours[x], theirs[y]);
            match rows.last_mut() {
                Some((at, there, count)) if *at + *count == x && *there + *count == y => *count += 1,
                _ => rows.push((x, y, 1)),
            }
        }
        let meant = |(at, there, count): &(usize, usize, usize)| {
            *count >= RUN
                || self.source.is_whole(*at..at + count) && self.files.is_whole(*there..there + count)
        };
        rows.retain(meant);
        for (at, there, count) in rows {
            self.take(at, there, count);
        }
    }

    /// Rows that stand elsewhere, long ones first.
    pub fn anywhere(&mut self) {
        const LONGEST: usize = 64;
        let mut length = LONGEST;
        while length >= RUN {
            self.rows_of(length);
            length = if length == RUN { 0 } else { (length * 3 / 4).max(RUN) };
        }
    }

    /// Rows of at least so many words.
    fn rows_of(&mut self, length: usize) {
        let mut index = Index::of(self.files, length);
        let ours: HashMap<usize, u64> = rows(self.source, length).collect();
        let (mut near, mut at) = (0, 0);
        while at < self.source.words.len() {
            let row = ours.get(&at).filter(|_| self.source.is_row(at..at + length));
            let best = row.and_then(|row| {
                let nearest = index.nearest(*row, near, |there| self.files.is_row(there..there + length));
                let found =
                    nearest.into_iter().map(|there| (self.source.alike(at, self.files, there), there));
                found.max_by_key(|(count, there)| (*count, Reverse(there.abs_diff(near))))
            });
            match best.filter(|(count, _)| *count >= length) {
                Some((count, there)) => {
                    self.take(at, there, count);
                    (near, at) = (there + count, at + count);
                }
                None => {
                    near = self.partners[at].map_or(near, |partner| partner + 1);
                    at += 1;
                }
            }
        }
    }

    /// Rows too short to be the same anywhere: each must be what is left of a value, its beginning or its end,
    /// the nearest there is. What is found may leave others at an end.
    pub fn short(&mut self) {
        while self.ends() {}
    }

    /// Whether some were found.
    fn ends(&mut self) -> bool {
        let mut any = false;
        let mut indexes: Vec<Index> = (1..RUN).map(|count| Index::of(self.files, count)).collect();
        let (mut near, mut at) = (0, 0);
        while at < self.source.words.len() {
            let found = (1..RUN).rev().filter(|count| self.source.is_row(at..at + count)).find_map(|count| {
                let row = row(&self.source.words[at..at + count]);
                let is_end = |there: usize| self.files.is_end(there..there + count);
                let nearest = indexes[count - 1].nearest(row, near, is_end);
                let there = nearest.into_iter().min_by_key(|there| there.abs_diff(near))?;
                Some((there, count))
            });
            match found {
                Some((there, count)) => {
                    self.take(at, there, count);
                    any = true;
                    (near, at) = (there + count, at + count);
                }
                None => {
                    near = self.partners[at].map_or(near, |partner| partner + 1);
                    at += 1;
                }
            }
        }
        any
    }
}

/// Where rows of one length stand.
struct Index {
    places: HashMap<u64, Vec<usize>>,
}

impl Index {
    fn of(sequence: &Sequence, length: usize) -> Self {
        let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, row) in rows(sequence, length) {
            places.entry(row).or_default().push(at);
        }
        Self { places }
    }

    /// The places of a row on both sides of one; `fits` says of which it is to be.
    fn nearest(&mut self, row: u64, near: usize, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        /// How many are looked at, so that what stands there a thousand times is not looked at a million times.
        const SEVERAL: usize = 8;
        const SEEN: usize = 200;
        let Some(places) = self.places.get_mut(&row) else { return Vec::new() };
        let middle = places.partition_point(|place| *place < near);
        let (before, behind) = places.split_at(middle);
        let behind = behind.iter().take(SEEN).filter(|place| fits(**place)).take(SEVERAL);
        let before = before.iter().rev().take(SEEN).filter(|place| fits(**place)).take(SEVERAL);
        behind.chain(before).copied().collect()
    }
}

/// Rows of so many open words as numbers, with where they begin; different rows may have the same number.
fn rows(sequence: &Sequence, length: usize) -> impl Iterator<Item = (usize, u64)> + '_ {
    sequence.gaps().into_iter().flat_map(move |gap| {
        let words = &sequence.words[gap.clone()];
        let starts = 0..(words.len() + 1).saturating_sub(length);
        starts.map(move |start| (gap.start + start, row(&words[start..start + length])))
    })
}

fn row(words: &[u32]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

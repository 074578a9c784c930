//! Which line is which: of the file against what was made, and of what was made against what the content makes
//! now. Lines are told by their marks and their origins; where those are gone, by their neighbours.

use std::collections::BTreeMap;

use super::now::Now;
use super::returned::{FileLine, Shape};
use crate::render::marks::{Made, Role, digest};
use crate::template::{Origin, is_own};
use crate::text::likeness;

/// For every line that was made, the line of the content now, if it is still there. What the file still has of a
/// line tells which of several that were reworded it is.
pub(super) fn made_to_now(made: &[Made], now: &Now, file: &[FileLine]) -> Vec<Option<usize>> {
    let is_own = |line: usize| is_own_entry(now, line);
    let mut kept: Vec<Option<String>> = vec![None; made.len()];
    for line in file {
        let own = line.marks.last().and_then(|number| kept.get_mut(number.checked_sub(1)?));
        if let Some(own) = own {
            own.get_or_insert_with(|| words(line));
        }
    }
    let alike = |at: usize, other: usize| kept[at].as_ref().map(|own| likeness::of(own, &now.text(other)));
    lines_to_now(made, &now.made, is_own, alike)
}

/// Whether a line of the content is of an entry that is known by nothing but its words.
pub(super) fn is_own_entry(now: &Now, line: usize) -> bool {
    matches!(now.origin_of(line), Some(Origin::Entry { entry, .. }) if is_own(&entry))
}

/// `is_own` tells which lines of the content are of an entry that is known by nothing but its words; `alike` how
/// like the words of a line that was made are to those of one of the content, where they are known.
fn lines_to_now(
    made: &[Made],
    now: &[Made],
    is_own: impl Fn(usize) -> bool,
    alike: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<Option<usize>> {
    if made == now {
        return (0..made.len()).map(Some).collect();
    }
    let mut found: Vec<Option<usize>> = vec![None; made.len()];
    for (at, other) in common(made, now, is_same_line) {
        found[at] = Some(other);
    }
    // What a document has once.
    for (at, line) in made.iter().enumerate().filter(|(_, line)| line.role.is_single()) {
        found[at] = now.iter().position(|other| other.role == line.role);
    }
    // Between what is the same: of one name, in their order.
    fill(&mut found, now.len(), |mine, theirs, found| {
        let mut free: Vec<usize> = theirs.collect();
        for at in mine {
            let named = |other: &usize| {
                made[at].key != 0 && (made[at].role, made[at].key) == (now[*other].role, now[*other].key)
            };
            if let Some(place) = free.iter().position(named) {
                found[at] = Some(free.remove(place));
            }
        }
    });
    fill(&mut found, now.len(), |mine, theirs, found| {
        let (mut mine, mut theirs): (Vec<usize>, Vec<usize>) = (mine.collect(), theirs.collect());
        // An entry of other words has another name: of several the likest is meant.
        let mut likely: Vec<(f64, usize, usize)> = Vec::new();
        for at in &mine {
            for other in theirs.iter().filter(|other| made[*at].role == now[**other].role && is_own(**other))
            {
                likely.extend(alike(*at, *other).map(|like| (like, *at, *other)));
            }
        }
        likely.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for (_, at, other) in likely.into_iter().filter(|(like, ..)| *like >= likeness::ALIKE) {
            if mine.contains(&at) && theirs.contains(&other) {
                found[at] = Some(other);
                mine.retain(|one| *one != at);
                theirs.retain(|one| *one != other);
            }
        }
        let is_named = |(at, other): &(&usize, &usize)| {
            made[**at].key == 0 || now[**other].key == 0 || made[**at].key == now[**other].key
        };
        let fits = |pair: (&usize, &usize)| {
            made[*pair.0].role == now[*pair.1].role && (is_named(&pair) || is_own(*pair.1))
        };
        // Of several that nothing tells apart none is taken for another.
        let guessed = mine.iter().zip(&theirs).filter(|pair| !is_named(pair)).count();
        if guessed <= 1 && mine.len() == theirs.len() && mine.iter().zip(&theirs).all(fits) {
            for (at, other) in mine.into_iter().zip(theirs) {
                found[at] = Some(other);
            }
        }
    });
    found
}

/// Whether two lines say the same of the same; which values they are made of may have changed.
fn is_same_line(one: &Made, other: &Made) -> bool {
    (one.role, one.key, &one.texts) == (other.role, other.key, &other.texts)
}

/// Goes through the stretches between what is found in order, with what is not found in each.
fn fill(
    found: &mut [Option<usize>],
    others: usize,
    mut with: impl FnMut(std::vec::IntoIter<usize>, std::vec::IntoIter<usize>, &mut [Option<usize>]),
) {
    let taken: Vec<usize> = found.iter().flatten().copied().collect();
    let mut from = (0, 0);
    let mut anchors: Vec<(usize, usize)> =
        found.iter().enumerate().filter_map(|(at, other)| Some((at, (*other)?))).collect();
    anchors.push((found.len(), others));
    for (at, other) in anchors {
        if other < from.1 {
            continue;
        }
        let mine: Vec<usize> = (from.0..at).filter(|at| found[*at].is_none()).collect();
        let theirs: Vec<usize> = (from.1..other).filter(|other| !taken.contains(other)).collect();
        with(mine.into_iter(), theirs.into_iter(), found);
        from = (at + 1, other + 1);
    }
}

/// The longest run of pairs that are the same, in the order of both.
pub(super) fn common<T, O>(one: &[T], other: &[O], same: impl Fn(&T, &O) -> bool) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let start = one.iter().zip(other).take_while(|(a, b)| same(a, b)).count();
    pairs.extend((0..start).map(|at| (at, at)));
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let (rows, columns) = (one.len() - end, other.len() - end);
    let mut table = vec![0_u32; (rows + 1) * (columns + 1)];
    let cell = |row: usize, column: usize| row * (columns + 1) + column;
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            table[cell(row, column)] = if same(&one[row], &other[column]) {
                table[cell(row + 1, column + 1)] + 1
            } else {
                table[cell(row + 1, column)].max(table[cell(row, column + 1)])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if same(&one[row], &other[column]) {
            pairs.push((start + row, start + column));
            (row, column) = (row + 1, column + 1);
        } else if table[cell(row + 1, column)] >= table[cell(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs.extend((0..end).map(|at| (start + rows + at, start + columns + at)));
    pairs
}

/// What became of the lines that were made, and where the lines of the file come from.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// For every line of the file, the line that was made.
    pub of_file: Vec<Option<usize>>,
    /// Lines of the file that do not stand where they stood.
    pub moved: Vec<usize>,
    /// Lines that were made and are in no line of the file: those that were joined to one, with it.
    pub missing: Vec<(usize, Option<usize>)>,
}

/// Finds the lines of a file among those that were made. `now` gives what a made line says now, to tell
/// unmarked lines by; `is_ours` knows lines that never bear a mark.
pub(super) fn file_to_made(
    file: &[FileLine],
    made: &[Made],
    now: impl Fn(usize) -> Option<String>,
    is_ours: impl Fn(&FileLine) -> bool,
) -> Alignment {
    let mut of_file = by_marks(file, made);
    if of_file.iter().all(Option::is_none) {
        // Every mark is gone: what is as it was made tells where the rest stands.
        for (at, line) in common(file, made, is_unchanged) {
            of_file[at] = Some(line);
        }
    }
    let moved = out_of_order(&of_file);
    let joined: BTreeMap<usize, usize> = file
        .iter()
        .enumerate()
        .flat_map(|(at, line)| line.joined.iter().map(move |(number, _)| (*number, at)))
        .filter_map(|(number, at)| Some((number.checked_sub(1)?, at)))
        .collect();
    let ours: Vec<bool> = file.iter().map(|line| line.marks.is_empty() && is_ours(line)).collect();
    unmarked(&mut of_file, (file, &ours), made, &moved, &joined, now);
    let taken: Vec<usize> = of_file.iter().flatten().copied().collect();
    let missing = (0..made.len()).filter(|line| !taken.contains(line));
    let missing = missing.map(|line| (line, joined.get(&line).copied())).collect();
    Alignment { of_file, moved, missing }
}

/// A line whose mark stands twice is the one whose words are still those that were made; of several marks
/// before a line the last is its own: the others are of lines that were deleted before it.
fn by_marks(file: &[FileLine], made: &[Made]) -> Vec<Option<usize>> {
    let mut of_file: Vec<Option<usize>> = vec![None; file.len()];
    let mut owners: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, line) in file.iter().enumerate() {
        let fits = |number: &&usize| {
            number
                .checked_sub(1)
                .and_then(|line| made.get(line))
                .is_some_and(|made| shape(made.role) == line.shape)
        };
        let Some(own) = line.marks.iter().rev().find(fits).map(|number| number - 1) else { continue };
        match owners.get(&own).copied() {
            None => {
                owners.insert(own, at);
                of_file[at] = Some(own);
            }
            Some(first) => {
                let unchanged = |at: usize| is_unchanged(&file[at], &made[own]);
                if !unchanged(first) && unchanged(at) {
                    of_file[first] = None;
                    of_file[at] = Some(own);
                    owners.insert(own, at);
                }
            }
        }
    }
    of_file
}

fn shape(role: Role) -> Shape {
    match role {
        Role::Row | Role::Header => Shape::Row,
        _ => Shape::Paragraph,
    }
}

pub(super) fn is_unchanged(line: &FileLine, made: &Made) -> bool {
    line.texts.len() == made.texts.len()
        && line.texts.iter().zip(&made.texts).all(|(text, made)| digest(&text.text) == *made)
}

/// Lines that are not in the longest run that stands in its old order.
fn out_of_order(of_file: &[Option<usize>]) -> Vec<usize> {
    let known: Vec<(usize, usize)> =
        of_file.iter().enumerate().filter_map(|(at, made)| Some((at, (*made)?))).collect();
    // The longest rising run: the last of each length, and who stood before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; known.len()];
    for (place, (_, made)) in known.iter().enumerate() {
        let at = ends.partition_point(|end| known[*end].1 < *made);
        before[place] = at.checked_sub(1).map(|at| ends[at]);
        if at == ends.len() { ends.push(place) } else { ends[at] = place }
    }
    let mut kept = Vec::new();
    let mut here = ends.last().copied();
    while let Some(place) = here {
        kept.push(known[place].0);
        here = before[place];
    }
    known.iter().map(|(at, _)| *at).filter(|at| !kept.contains(at)).collect()
}

/// Lines whose marks are gone: between two lines that stand in order, those that are missing there.
fn unmarked(
    of_file: &mut [Option<usize>],
    (file, ours): (&[FileLine], &[bool]),
    made: &[Made],
    moved: &[usize],
    joined: &BTreeMap<usize, usize>,
    now: impl Fn(usize) -> Option<String>,
) {
    let taken: Vec<usize> = of_file.iter().flatten().copied().collect();
    let mut anchors: Vec<(usize, usize)> = of_file
        .iter()
        .enumerate()
        .filter(|(at, _)| !moved.contains(at))
        .filter_map(|(at, made)| Some((at, (*made)?)))
        .collect();
    anchors.push((file.len(), made.len()));
    let mut from = (0, 0);
    for (at, line) in anchors {
        let mut mine: Vec<usize> = (from.0..at).filter(|at| of_file[*at].is_none() && !ours[*at]).collect();
        let mut theirs: Vec<usize> =
            (from.1..line).filter(|line| !taken.contains(line) && !joined.contains_key(line)).collect();
        from = (at + 1, line + 1);
        if mine.is_empty() || theirs.is_empty() {
            continue;
        }
        // The same words first, then those most alike, then one for one.
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for at in &mine {
            for line in theirs.iter().filter(|line| shape(made[**line].role) == file[*at].shape) {
                let like = if is_unchanged(&file[*at], &made[*line]) {
                    2.0
                } else {
                    now(*line).map_or(0.0, |now| likeness::of(&words(&file[*at]), &now))
                };
                pairs.push((like, *at, *line));
            }
        }
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for (like, at, line) in pairs {
            if like >= ALIKE && mine.contains(&at) && theirs.contains(&line) {
                of_file[at] = Some(line);
                mine.retain(|one| *one != at);
                theirs.retain(|one| *one != line);
            }
        }
        let fits = |(at, line): (&usize, &usize)| shape(made[*line].role) == file[*at].shape;
        if mine.len() == theirs.len() && mine.iter().zip(&theirs).all(fits) {
            for (at, line) in mine.into_iter().zip(theirs) {
                of_file[at] = Some(line);
            }
        }
    }
}

/// From this on, an unmarked line is taken for the missing one beside it.
const ALIKE: f64 = 0.4;

pub(super) fn words(line: &FileLine) -> String {
    line.texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(key: u32, text: &str) -> Made {
        Made { role: Role::Text, key, texts: vec![digest(text)], values: Vec::new() }
    }

    #[test]
    fn lines_are_followed_through_a_content_that_changed() {
        let before = [made(1, "một"), made(2, "hai"), made(3, "ba"), made(0, "bốn")];
        let found = |after: &[Made]| lines_to_now(&before, after, |line| after[line].key == 9, |_, _| None);
        let after = [made(0, "không"), made(1, "một"), made(2, "hai đã sửa"), made(0, "bốn mới")];
        assert_eq!(found(&after), [Some(1), Some(2), None, None]);
        let after = [made(1, "một"), made(2, "hai"), made(3, "ba"), made(0, "bốn mới")];
        assert_eq!(found(&after), [Some(0), Some(1), Some(2), Some(3)]);
        // An entry that is known by its words, in other words.
        let after = [made(1, "một"), made(9, "hai mới"), made(3, "ba"), made(0, "bốn")];
        assert_eq!(found(&after), [Some(0), Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn of_several_entries_that_were_reworded_none_is_taken_for_another() {
        let before = [made(0, "đầu"), made(1, "một"), made(2, "hai"), made(0, "cuối")];
        let after = [made(0, "đầu"), made(9, "hai đã sửa"), made(9, "việc khác"), made(0, "cuối")];
        let is_own = |line: usize| after[line].key == 9;
        // The file still has the first, which is like none of them; the second was deleted in it.
        let found = lines_to_now(&before, &after, is_own, |at, _| (at == 1).then_some(0.1));
        assert_eq!(found, [Some(0), None, None, Some(3)]);
        // It still has the second.
        let alike = |at: usize, other: usize| (at == 2).then_some(if other == 1 { 0.8 } else { 0.1 });
        assert_eq!(lines_to_now(&before, &after, is_own, alike), [Some(0), Some(2), Some(1), Some(3)]);
    }

    #[test]
    fn what_stands_elsewhere_is_told_from_what_it_passed() {
        let lines = [Some(0), Some(3), Some(1), None, Some(2), Some(4)];
        assert_eq!(out_of_order(&lines), [1]);
    }
}

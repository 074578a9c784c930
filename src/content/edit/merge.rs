//! Hai người sửa một tệp: what was changed in one version of a text, done in another.
//!
//! Enters: the text that both began with, and the two that were made of it. Leaves: theirs with everything of
//! mine that theirs says nothing else of, and the places where both say something else. Comments and layout
//! are those of theirs. Nothing of theirs is ever written over.

use super::pairs::pairs;
use super::{Edit, NotEdited, Path, Plain, Step, carried, edited, read};

/// Two versions in one.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    pub text: String,
    pub conflicts: Vec<Conflict>,
}

/// A place of the merged text of which both say something else than before, and not the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where it is; where theirs has it no more and it is an item of a list, where it would stand.
    pub path: Path,
    /// None where it was taken out.
    pub mine: Option<Plain>,
    pub theirs: Option<Plain>,
}

impl Conflict {
    /// What has to be done in the merged text to say it as mine did.
    pub fn taking_mine(&self) -> Vec<Edit> {
        let path = self.path.clone();
        match (&self.mine, &self.theirs, path.split_last()) {
            (None, None, _) | (_, _, None) => Vec::new(),
            (None, Some(_), _) => vec![Edit::Remove { path }],
            (Some(mine), None, Some((Step::Item(at), list))) => {
                vec![Edit::Insert { list: list.to_vec(), at: *at, value: mine.value() }]
            }
            (Some(mine), ..) => vec![Edit::Set { path, value: mine.value() }],
        }
    }
}

/// Does in `theirs` what `mine` did to `base`.
///
/// # Errors
/// A text that cannot be read.
pub fn merged(base: &str, mine: &str, theirs: &str) -> Result<Merged, NotEdited> {
    let plain = |text: &str| read(text).map(|node| Plain::of(&node)).ok_or(NotEdited::Unreadable);
    let (before, own, other) = (plain(base)?, plain(mine)?, plain(theirs)?);
    let mut merger = Merger { text: theirs.to_owned(), conflicts: Vec::new() };
    merger.value(&Path::new(), Some(&before), Some(&own), Some(&other));
    let Merger { text, mut conflicts } = merger;
    let now = plain(&text)?;
    for conflict in &mut conflicts {
        // Items may have come before it, or gone.
        let place = if conflict.theirs.is_some() { &conflict.path[..] } else { above(&conflict.path) };
        if let Some(mut path) = carried(&other, &now, place) {
            path.extend(conflict.path[place.len()..].iter().cloned());
            conflict.path = path;
        }
    }
    Ok(Merged { text, conflicts })
}

/// Makes a text say what it is to say, and touches nothing else.
pub(super) fn made(text: &str, before: &Plain, after: &Plain) -> Result<String, NotEdited> {
    let mut merger = Merger { text: text.to_owned(), conflicts: Vec::new() };
    merger.value(&Path::new(), Some(before), Some(after), Some(before));
    if merger.conflicts.is_empty() { Ok(merger.text) } else { Err(NotEdited::Layout) }
}

fn above(path: &[Step]) -> &[Step] {
    path.split_last().map_or(path, |(_, above)| above)
}

struct Merger {
    /// Theirs, with what has been done so far.
    text: String,
    conflicts: Vec<Conflict>,
}

/// A value left out says as much as one that is not there.
fn same(one: Option<&Plain>, other: Option<&Plain>) -> bool {
    let some = |value: Option<&Plain>| value.filter(|value| **value != Plain::Null).cloned();
    some(one) == some(other)
}

impl Merger {
    /// Brings one value together. Paths are those of the text as it is now.
    fn value(&mut self, path: &Path, base: Option<&Plain>, mine: Option<&Plain>, theirs: Option<&Plain>) {
        if same(base, mine) || same(mine, theirs) {
            return;
        }
        match (base, mine, theirs) {
            // Where both began one, what each says in it is brought together key by key, too.
            (
                None | Some(Plain::Null | Plain::Mapping(_)),
                Some(Plain::Mapping(own)),
                Some(Plain::Mapping(other)),
            ) => {
                let keys = own.iter().chain(other).map(|(key, _)| key);
                let mut done: Vec<&String> = Vec::new();
                for key in keys {
                    if !done.contains(&key) {
                        done.push(key);
                        let of = |value: Option<&Plain>| value.and_then(|value| value.get(key)).cloned();
                        let (base, mine, theirs) = (of(base), of(mine), of(theirs));
                        self.value(
                            &joined(path, Step::key(key)),
                            base.as_ref(),
                            mine.as_ref(),
                            theirs.as_ref(),
                        );
                    }
                }
            }
            // Who changes one of some ids changes what all of them say.
            (Some(before @ Plain::List(_)), Some(own @ Plain::List(_)), Some(other @ Plain::List(_)))
                if [before, own, other].iter().all(|list| list.is_of_ids()) =>
            {
                self.whole(path, base, mine, theirs);
            }
            (Some(Plain::List(before)), Some(Plain::List(own)), Some(Plain::List(other))) => {
                List { path, before, own, other }.merge(self);
            }
            _ => self.whole(path, base, mine, theirs),
        }
    }

    fn whole(&mut self, path: &Path, base: Option<&Plain>, mine: Option<&Plain>, theirs: Option<&Plain>) {
        if !same(base, theirs) {
            return self.conflict(path, mine, theirs);
        }
        let edit = match mine {
            Some(value) => Edit::Set { path: path.clone(), value: value.value() },
            None => Edit::Remove { path: path.clone() },
        };
        self.try_to(vec![edit], path, mine, theirs);
    }

    fn conflict(&mut self, path: &Path, mine: Option<&Plain>, theirs: Option<&Plain>) {
        self.conflicts.push(Conflict { path: path.clone(), mine: mine.cloned(), theirs: theirs.cloned() });
    }

    /// Where the layout of theirs does not let it be done, a person decides.
    fn try_to(
        &mut self,
        edits: Vec<Edit>,
        path: &Path,
        mine: Option<&Plain>,
        theirs: Option<&Plain>,
    ) -> bool {
        match edited(&self.text, &edits) {
            Ok(text) => {
                self.text = text;
                true
            }
            Err(_) => {
                self.conflict(path, mine, theirs);
                false
            }
        }
    }
}

/// Three versions of a list.
struct List<'l> {
    path: &'l Path,
    before: &'l [Plain],
    own: &'l [Plain],
    other: &'l [Plain],
}

/// An item of the list as it is made: of theirs, or new in mine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Theirs(usize),
    Mine(usize),
}

impl List<'_> {
    fn merge(&self, merger: &mut Merger) {
        let (to_own, to_other) = (pairs(self.before, self.own), pairs(self.before, self.other));
        let mut live: Vec<Item> = (0..self.other.len()).map(Item::Theirs).collect();
        let mut gone = Vec::new();
        for (at, before) in self.before.iter().enumerate() {
            let mine = to_own[at].map(|own| &self.own[own]);
            match (mine, to_other[at]) {
                (Some(mine), Some(place)) => {
                    let theirs = Some(&self.other[place]);
                    merger.value(&joined(self.path, Step::Item(place)), Some(before), Some(mine), theirs);
                }
                (None, Some(place)) if self.other[place] == *before => gone.push(place),
                (None, Some(place)) => {
                    merger.conflict(&joined(self.path, Step::Item(place)), None, Some(&self.other[place]));
                }
                (Some(mine), None) if mine != before => {
                    let place = at.min(self.other.len());
                    merger.conflict(&joined(self.path, Step::Item(place)), Some(mine), None);
                }
                (Some(_) | None, None) => {}
            }
        }
        gone.sort_unstable();
        for place in gone.into_iter().rev() {
            let path = joined(self.path, Step::Item(place));
            if merger.try_to(vec![Edit::Remove { path: path.clone() }], &path, None, Some(&self.other[place]))
            {
                live.retain(|item| *item != Item::Theirs(place));
            }
        }
        // Where an item of mine stands among theirs.
        let of_own = |own: usize| {
            let before = to_own.iter().position(|paired| *paired == Some(own))?;
            to_other[before].map(Item::Theirs)
        };
        self.reorder(merger, &mut live, &to_own, &to_other);
        self.add(merger, &mut live, &to_own, &to_other, &of_own);
    }

    /// Items that were moved.
    fn reorder(
        &self,
        merger: &mut Merger,
        live: &mut Vec<Item>,
        to_own: &[Option<usize>],
        to_other: &[Option<usize>],
    ) {
        let common: Vec<usize> =
            (0..self.before.len()).filter(|at| to_own[*at].is_some() && to_other[*at].is_some()).collect();
        let order = |to: &[Option<usize>]| {
            let mut order = common.clone();
            order.sort_by_key(|at| to[*at]);
            order
        };
        let (mine, theirs) = (order(to_own), order(to_other));
        if mine == common || mine == theirs {
            return;
        }
        let whole = |items: &[Plain]| Plain::List(items.to_vec());
        let (own, other) = (whole(self.own), whole(self.other));
        if theirs != common {
            merger.conflict(self.path, Some(&own), Some(&other));
            return;
        }
        let mut last: Option<usize> = None;
        for item in mine.iter().filter_map(|at| to_other[*at]).map(Item::Theirs) {
            let Some(from) = live.iter().position(|one| *one == item) else { continue };
            if let Some(to) = last.filter(|last| from < *last) {
                let edit = Edit::Move { list: self.path.clone(), from, to };
                if !merger.try_to(vec![edit], self.path, Some(&own), Some(&other)) {
                    return;
                }
                let item = live.remove(from);
                live.insert(to, item);
                last = Some(to);
            } else {
                last = Some(from);
            }
        }
    }

    /// Items that are new in mine, each behind the one that it stands behind there.
    fn add(
        &self,
        merger: &mut Merger,
        live: &mut Vec<Item>,
        to_own: &[Option<usize>],
        to_other: &[Option<usize>],
        of_own: &dyn Fn(usize) -> Option<Item>,
    ) {
        let is_new = |to: &[Option<usize>], at: usize| !to.contains(&Some(at));
        for (at, item) in self.own.iter().enumerate().filter(|(at, _)| is_new(to_own, *at)) {
            // Both added the same.
            if (0..self.other.len()).any(|other| is_new(to_other, other) && self.other[other] == *item) {
                continue;
            }
            let before = (0..at).rev().find_map(|own| {
                let item = if is_new(to_own, own) { Some(Item::Mine(own)) } else { of_own(own) };
                item.and_then(|item| live.iter().position(|one| *one == item))
            });
            let place = before.map_or(0, |before| before + 1);
            let edit = Edit::Insert { list: self.path.clone(), at: place, value: item.value() };
            if merger.try_to(vec![edit], &joined(self.path, Step::Item(place)), Some(item), None) {
                live.insert(place, Item::Mine(at));
            }
        }
    }
}

fn joined(path: &[Step], step: Step) -> Path {
    path.iter().cloned().chain([step]).collect()
}

#[cfg(test)]
mod tests;

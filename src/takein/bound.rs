//! Đi cùng nhau: changes of which one without the others would leave words twice, or nowhere.

use super::change::{Change, Listing, Standing, What};
use super::compare::field_of;
use super::fields::{one_space, without_marker};
use crate::template::{EntryField, ListKey, Origin};

/// Which changes belong together: for each the number of the first that it goes with, its own where it stands alone.
pub fn groups(changes: &[Change]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..changes.len()).collect();
    for later in 0..changes.len() {
        for before in 0..later {
            if binds(&changes[before].what, &changes[later].what)
                || binds(&changes[later].what, &changes[before].what)
            {
                let (from, to) = (group[later].max(group[before]), group[later].min(group[before]));
                group.iter_mut().filter(|own| **own == from).for_each(|own| *own = to);
            }
        }
    }
    group
}

/// Who leaves one out leaves out those that go with it.
pub(super) fn left_together(changes: &mut [Change]) {
    let groups = groups(changes);
    for at in 0..changes.len() {
        let is_left =
            |(change, group): (&Change, &usize)| *group == groups[at] && change.standing == Standing::LeftOut;
        if changes[at].standing == Standing::Home && changes.iter().zip(&groups).any(is_left) {
            changes[at].standing = Standing::LeftOut;
        }
    }
}

fn binds(one: &What, other: &What) -> bool {
    match (one, other) {
        // Requirements that the template would print no more are written down with the purposes.
        (
            What::Lines { list: Listing::Own(ListKey::Purposes), .. },
            What::Lines { list: Listing::Own(ListKey::Requirements), was, said },
        ) => was == said,
        // What is joined takes its words, its units and its day from both.
        (What::EntriesMerged { into, from, .. }, What::Value { origin: Origin::Entry { entry, .. }, .. }) => {
            entry == into || entry == from
        }
        // Words that went from one entry into another, or into one of their own.
        (What::EntryAdded(new), What::Value { origin, was, said, .. }) if is_text(origin) => {
            holds(was, &new.text) && !holds(said, &new.text)
        }
        (What::EntryDeleted { text, .. }, What::Value { origin, was, said, .. }) if is_text(origin) => {
            holds(said, text) && !holds(was, text)
        }
        // The same of lines that have no place of their own, as in a plan.
        (What::Words { was: None, said: Some(new) }, What::Value { origin, was, said, .. })
            if is_text(origin) =>
        {
            holds(was, new) && !holds(said, new)
        }
        (What::Words { was: Some(gone), said: None }, What::Value { origin, was, said, .. })
            if is_text(origin) =>
        {
            holds(said, gone) && !holds(was, gone)
        }
        _ => false,
    }
}

fn is_text(origin: &Origin) -> bool {
    field_of(origin) == Some(EntryField::Text)
}

fn holds(text: &str, words: &str) -> bool {
    let bare = |text: &str| without_marker(&one_space(text)).trim_end_matches(['.', ';', ' ']).to_lowercase();
    let words = bare(words);
    !words.is_empty() && bare(text).contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::takein::change::NewEntry;

    fn change(what: What) -> Change {
        Change { place: 1, what, standing: Standing::Home }
    }

    fn text(entry: &str, was: &str, said: &str) -> Change {
        let origin = Origin::Entry { entry: entry.to_owned(), field: EntryField::Text };
        change(What::Value { origin, was: was.to_owned(), said: said.to_owned() })
    }

    #[test]
    fn words_that_went_into_an_entry_of_their_own_go_with_those_that_stayed() {
        let added = NewEntry { text: "Công khai kết quả.".to_owned(), ..NewEntry::default() };
        let changes = [
            text("a", "Rà soát thủ tục; công khai kết quả", "Rà soát thủ tục"),
            text("b", "Mở lớp", "Mở hai lớp"),
            change(What::EntryAdded(added)),
        ];
        assert_eq!(groups(&changes), [0, 1, 0]);
        let mut changes = changes.to_vec();
        changes[2].standing = Standing::LeftOut;
        left_together(&mut changes);
        let left: Vec<bool> = changes.iter().map(|change| change.standing == Standing::LeftOut).collect();
        assert_eq!(left, [true, false, true]);
    }

    #[test]
    fn a_line_without_a_place_goes_with_the_text_that_its_words_left_or_went_into() {
        let words = |was: Option<&str>, said: Option<&str>| {
            change(What::Words { was: was.map(str::to_owned), said: said.map(str::to_owned) })
        };
        let parted =
            [text("a", "Rà soát; công khai kết quả", "Rà soát."), words(None, Some("- công khai kết quả."))];
        assert_eq!(groups(&parted), [0, 0]);
        let joined =
            [words(Some("Công khai kết quả."), None), text("a", "Rà soát.", "Rà soát. Công khai kết quả.")];
        assert_eq!(groups(&joined), [0, 0]);
        assert_eq!(groups(&[words(None, Some("Mở lớp.")), text("a", "Rà soát", "Rà soát kỹ")]), [0, 1]);
    }

    #[test]
    fn joined_entries_go_with_what_is_said_of_either() {
        let merged = What::EntriesMerged { into: "a".to_owned(), from: "b".to_owned(), text: "B".to_owned() };
        let changes = [text("b", "B", "B hai"), text("c", "C", "D"), change(merged), text("a", "A", "A; B")];
        assert_eq!(groups(&changes), [0, 1, 0, 0]);
    }
}

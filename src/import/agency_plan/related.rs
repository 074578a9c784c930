//! Việc khi có liên quan: lines that the program prints of tasks which reach an agency only where they concern it. It
//! prints them again whatever the part says, so they are no entries.

use super::answers;
use super::block::{Block, Entry};
use super::part::{Left, Tasks};
use crate::import::structure::Words;
use crate::text::likeness;

impl Tasks<'_, '_> {
    /// A block without such lines; none where nothing else stands in it.
    pub(super) fn without_related(&mut self, block: Block) -> Option<Block> {
        let related: Vec<Option<usize>> = block.entries.iter().map(|entry| self.related(entry)).collect();
        if related.iter().all(Option::is_none) || !block.division.is_empty() || !block.directing.is_empty() {
            return Some(block);
        }
        let mut rest = Block { entries: Vec::new(), ..block };
        for (entry, task) in block.entries.into_iter().zip(related) {
            let Some(task) = task else {
                rest.entries.push(entry);
                continue;
            };
            self.printed_again[task] = true;
            // "Thực hiện khi có liên quan đến chức năng, nhiệm vụ của cơ quan:" stands above the first of them.
            if let Some(above) = rest.entries.pop_if(|above| !above.marked && above.words.text.ends_with(':'))
            {
                self.left.push((above.words, Left::Repeated));
            }
            self.left.push((entry.words, Left::Repeated));
        }
        if !rest.entries.is_empty() {
            return Some(rest);
        }
        self.left.extend(rest.left);
        let titles: Vec<Words> = rest.title.into_iter().chain(rest.target).collect();
        self.left.extend(titles.into_iter().map(|words| (words, Left::Repeated)));
        None
    }

    /// The task of which an entry says the role of the agency, the words and the place, and nothing else.
    fn related(&self, entry: &Entry) -> Option<usize> {
        const ROLES: [&str; 2] = ["chủ trì", "phối hợp"];
        let whole = &entry.words.text;
        let (role, said) = whole.split_once(": ").filter(|_| entry.labels.is_empty())?;
        if !ROLES.iter().any(|word| role.to_lowercase().starts_with(word)) {
            return None;
        }
        let said = likeness::key(said);
        self.asking.cited(whole).into_iter().find(|&at| {
            let task = self.asking.tasks[at].mine;
            let behind = said.strip_prefix(&likeness::key(&task.task.text));
            task.is_related() && behind.is_some_and(answers::is_place)
        })
    }
}

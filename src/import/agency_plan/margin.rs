//! Lời bên lề: what is said beside the values of an imported part.

use std::collections::BTreeMap;

use crate::content::emit::EntryAt;
use crate::content::emit::carry::Carry;
use crate::content::emit::writer::Remark;

/// Comments by where they stand.
#[derive(Debug, Default)]
pub(super) struct Margin {
    pub keys: BTreeMap<&'static str, Vec<Remark>>,
    pub blocks: BTreeMap<usize, Vec<Remark>>,
    pub entries: BTreeMap<EntryAt, Vec<Remark>>,
    pub covers: BTreeMap<EntryAt, Vec<Remark>>,
}

impl Carry for Margin {
    fn on_key(&self, key: &str) -> Vec<Remark> {
        self.keys.get(key).cloned().unwrap_or_default()
    }

    fn on_block(&self, block: usize) -> Vec<Remark> {
        self.blocks.get(&block).cloned().unwrap_or_default()
    }

    fn on_entry(&self, at: EntryAt) -> Vec<Remark> {
        self.entries.get(&at).cloned().unwrap_or_default()
    }

    fn on_covers(&self, at: EntryAt) -> Vec<Remark> {
        self.covers.get(&at).cloned().unwrap_or_default()
    }
}

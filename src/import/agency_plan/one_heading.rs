//! Các phần của một đề mục: blocks that stand under one heading of a parent plan are printed as one.

use super::block::Block;
use super::claims::Draft;
use super::doubt::{Doubt, Doubtful};
use super::part::{Left, Tasks};
use crate::content::raw::RawBlock;
use crate::import::structure::Words;

impl Tasks<'_, '_> {
    /// The last block beside those before it under the same heading: the first says how they are printed, under which title, and who directs.
    pub(super) fn with_those_before(&mut self, made: &mut [(RawBlock, Vec<Draft>)], block: &Block) {
        let Some(((last, drafts), before)) = made.split_last_mut() else { return };
        let same =
            |(other, _): &&(RawBlock, Vec<Draft>)| other.plan == last.plan && other.headings == last.headings;
        let before: Vec<&(RawBlock, Vec<Draft>)> = before.iter().filter(same).collect();
        if before.is_empty() {
            return;
        }
        last.style = None;
        let above = before.iter().find_map(|(other, _)| other.title.as_ref());
        if let (Some(own), Some(title)) = (&last.title, &block.title)
            && above.is_some_and(|above| above != own)
        {
            self.doubts.push(Doubt::at(title, Doubtful::TitleOfOne { title: title.text.clone() }));
            self.left.push((Words { text: own.to_string(), ..title.clone() }, Left::NoPlace));
            last.title = None;
        }
        let others = before.iter().find(|(other, _)| !other.leaders.is_empty());
        if others.is_some_and(|(other, _)| other.leaders != last.leaders) {
            let own = std::mem::take(&mut last.leaders);
            for draft in drafts.iter_mut().filter(|draft| draft.raw.leaders.is_empty()) {
                draft.raw.leaders.clone_from(&own);
            }
        }
    }
}

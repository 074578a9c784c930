//! Đề mục được gọi thế nào: the headings of a plan as agencies' parts name them.

use std::collections::BTreeMap;

use super::plan::{Heading, Plan};
use crate::text::spaces::single_spaced;

/// The headings of a plan, by their place and, where only one is called so, by their title.
#[derive(Debug)]
pub struct Called<'p> {
    headings: BTreeMap<String, &'p Heading>,
}

impl<'p> Called<'p> {
    pub fn of(plan: &'p Plan) -> Self {
        let mut titles: BTreeMap<String, Vec<&Heading>> = BTreeMap::new();
        for heading in plan.headings() {
            titles.entry(as_typed(heading.title.text())).or_default().push(heading);
        }
        let unique = titles.into_iter().filter(|(title, of)| of.len() == 1 && !title.is_empty());
        let mut headings: BTreeMap<String, &Heading> = unique.map(|(title, of)| (title, of[0])).collect();
        headings.extend(plan.headings().map(|heading| (heading.position.to_string(), heading)));
        Self { headings }
    }

    /// The heading that is called so.
    pub fn heading(&self, typed: &str) -> Option<&'p Heading> {
        self.headings.get(typed.trim()).or_else(|| self.headings.get(&as_typed(typed))).copied()
    }
}

/// Titles are the same however they are capitalised and quoted.
fn as_typed(title: &str) -> String {
    let quotes = ['“', '”', '"', '.', ':'];
    single_spaced(title.trim().trim_matches(quotes)).to_lowercase()
}

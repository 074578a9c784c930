//! What stands in brackets behind names and is no part of a task of their own: who is left out of a group, and by when
//! all is done.

use super::builder::Builder;
use super::opening::Opening;
use crate::content::raw::{RawDue, Text};
use crate::import::names::{List, Who};
use crate::import::structure::Words;
use crate::text::deadline::only_when;

/// What leads to those who are left out of a group.
pub(super) const WITHOUT: [&str; 4] = ["trừ ", "ngoại trừ ", "không bao gồm ", "không kể "];

impl Builder<'_> {
    /// "các sở, ban, ngành (trừ Sở Tài chính)": those in such brackets, which then say no part of a task.
    pub(super) fn excepted(&mut self, list: &mut List, words: &Words) -> Vec<Text> {
        let mut except = Vec::new();
        for mention in &mut list.mentions {
            let scope = mention.scope.as_deref().unwrap_or_default();
            let Some(typed) = WITHOUT.iter().find_map(|word| scope.strip_prefix(*word)) else {
                continue;
            };
            let bodies = self.names.whole_list(typed);
            let named = bodies.mentions.iter().all(|one| matches!(one.who, Who::Named(_)));
            if named && !bodies.mentions.is_empty() && typed[bodies.end..].trim().is_empty() {
                except.extend(self.parties(&bodies, typed, words).iter().map(super::builder::named));
                mention.scope = None;
            }
        }
        except
    }

    /// "…, Sở Nội vụ (hoàn thành trong quý IV/2025)": by when all is done, in the brackets behind the last name. Where
    /// others have brackets too, each has what is its own.
    pub(super) fn due_behind(&mut self, list: &mut List, words: &Words) -> Vec<RawDue> {
        let Some((last, before)) = list.mentions.split_last_mut() else { return Vec::new() };
        if before.iter().any(|mention| mention.scope.is_some()) {
            return Vec::new();
        }
        let Some(due) = last.scope.as_deref().and_then(|scope| only_when(scope, self.year)) else {
            return Vec::new();
        };
        let due = due.to_owned();
        last.scope = None;
        self.dues(&due, words)
    }

    /// The same of a point: "Sở Y tế (hoàn thành trong quý IV/2025): …" is given to Sở Y tế.
    pub(super) fn due_of_opening(&mut self, opening: &mut Opening, words: &Words) -> Vec<RawDue> {
        let dues = self.due_behind(&mut opening.list, words);
        if let Some(open) = opening.named.rfind('(').filter(|_| !dues.is_empty() && opening.strange.is_none())
        {
            opening.named.truncate(open);
            opening.named.truncate(opening.named.trim_end().len());
        }
        dues
    }
}

/// "Các sở, ban, ngành (trừ Sở Tài chính), UBND các xã" without the brackets.
pub(super) fn without_exception(named: &str) -> String {
    let mut rest = named.to_owned();
    for word in WITHOUT {
        while let Some(open) = rest.to_lowercase().find(&format!("({word}")) {
            let Some(close) = rest.get(open..).and_then(|behind| behind.find(')')) else { return rest };
            rest.replace_range(open..=open + close, "");
        }
    }
    rest.replace(" ,", ",").trim_end().to_owned()
}

/// Adds deadlines that are not there yet.
pub(super) fn add_dues(dues: &mut Vec<RawDue>, more: Vec<RawDue>) {
    for due in more {
        if !dues.iter().any(|other| other.value() == due.value()) {
            dues.push(due);
        }
    }
}

//! Nội dung nào trả lời nhiệm vụ nào: what entries may answer, weighed against each other, and what is left to a
//! person to say.

use super::answers::{Answered, Asking, Claim, Evidence};
use super::part::Tasks;
use super::told;
use super::whose::Whose;
use crate::content::emit::EntryAt;
use crate::content::emit::writer::Remark;
use crate::content::raw::{CoverForm, RawCover, RawCovered, RawEntry};
use crate::content::yaml::Located;
use crate::derive::given::Given;
use crate::import::plan::text;
use crate::model::Plan;
use crate::text::beginning;

/// A task that an entry may answer: a person says whether.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The paragraph of the entry.
    pub place: usize,
    pub entry: String,
    /// The task as parts name it, and its words.
    pub task: String,
    pub words: String,
    /// How much of the task's words the entry has: "56%".
    pub share: String,
    /// Figures of the task that the entry does not have.
    pub missing: Vec<String>,
    pub decided: Option<bool>,
}

/// What one entry is, before its answers are weighed against those of the others.
pub(super) struct Draft {
    pub at: EntryAt,
    pub place: usize,
    pub words: String,
    pub raw: RawEntry,
    pub answered: Vec<Answered>,
}

impl Tasks<'_, '_> {
    /// What a person said of an entry holds, unless another entry answers the task by better evidence.
    pub(super) fn claim_decided(&mut self, drafts: &[&Draft]) {
        for draft in drafts {
            for answered in &draft.answered {
                let name = told::name(self.whose, &self.asking.tasks[answered.task]);
                let said = self.decisions.answers(&draft.words, &name);
                let claimed = &mut self.claimed[answered.task];
                if said == Some(true) && claimed.is_none() {
                    *claimed = Some(draft.at);
                }
            }
        }
    }

    pub(super) fn entry(&mut self, draft: Draft) -> RawEntry {
        let Draft { at, place, words: entry, mut raw, answered } = draft;
        let mut remarks = Vec::new();
        for answered in answered {
            let asked = &self.asking.tasks[answered.task];
            let name = told::name(self.whose, asked);
            let words = beginning(&asked.mine.task.text);
            let decided = self.decisions.answers(&entry, &name);
            let claimed = self.claimed[answered.task];
            if let Evidence::Words { share, missing } = &answered.evidence
                && answered.claim == Claim::Proposed
                && claimed.is_none_or(|by| by == at)
            {
                self.proposals.push(Proposal {
                    place,
                    entry: entry.clone(),
                    task: name.clone(),
                    words: asked.mine.task.text.clone(),
                    share: told::percent(*share),
                    missing: missing.clone(),
                    decided,
                });
            }
            if claimed.is_none() && decided == Some(false) {
                continue;
            }
            match (self.claimed[answered.task], &answered.evidence) {
                (Some(by), evidence) if by == at => {
                    raw.covers.push(cover(self.whose, self.asking, answered.task));
                    remarks.push(Remark::Note(match evidence {
                        Evidence::Cited => format!("{name}: nội dung viện dẫn nhiệm vụ này."),
                        Evidence::Words { share, .. } => {
                            format!("{name}: có {} lời của nhiệm vụ.", told::percent(*share))
                        }
                    }));
                }
                (Some(_), _) => {}
                (None, Evidence::Words { share, missing }) => {
                    let lacks = match missing.as_slice() {
                        [] => String::new(),
                        missing => format!(", không có {}", missing.join(", ")),
                    };
                    remarks.push(Remark::Decide(format!(
                        "có trả lời nhiệm vụ {name} “{words}” không (có {} lời của nhiệm vụ{lacks})? Có thì thêm {name} vào \
                         thay_cho rồi chạy: kehoach cap-nhat",
                        told::percent(*share)
                    )));
                }
                (None, Evidence::Cited) => {}
            }
        }
        self.margin.covers.insert(at, remarks);
        raw
    }
}

/// A task as a part keeps it: place, words, what the agency is given.
pub(super) fn cover(whose: &Whose<'_>, asking: &Asking<'_>, task: usize) -> RawCover {
    let asked = &asking.tasks[task];
    let plan: &Plan = asked.plan;
    let full = RawCovered {
        reference: text(&told::name(whose, asked)),
        text: Some(text(&asked.mine.task.text)),
        twin: plan.twin(asked.mine.task).map(|twin| text(&twin.to_string())),
        given: Some(text(&Given::of(asked.mine, whose.agency).to_string())),
    };
    Located::new(CoverForm::Full(full), 0..0)
}

/// For every task the entry with the best evidence, where there is enough to claim it.
pub(super) fn best(drafts: &[&Draft], tasks: usize) -> Vec<Option<EntryAt>> {
    let mut best: Vec<Option<(f64, EntryAt)>> = vec![None; tasks];
    for draft in drafts {
        for answered in draft.answered.iter().filter(|answered| answered.claim == Claim::Made) {
            let weight = match answered.evidence {
                Evidence::Cited => 2.0,
                Evidence::Words { share, .. } => share,
            };
            if best[answered.task].is_none_or(|(known, _)| weight > known) {
                best[answered.task] = Some((weight, draft.at));
            }
        }
    }
    best.into_iter().map(|best| best.map(|(_, at)| at)).collect()
}

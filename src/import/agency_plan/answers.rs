//! Nội dung nào trả lời nhiệm vụ nào: proposed by citation and by likeness of words, never above the evidence.

use crate::derive::responsibility::Responsibility;
use crate::model::Plan;
use crate::model::plan::{Assignment, Heading};
use crate::text::contained::{Pieces, Rarity, figures_missing};

/// From this share of its words on, a task whose figures are all there is taken as answered.
///
/// Measured on the sub-plan of 2024 in `content/`, 46 entries and 31 tasks of the plan that it answers: all 10
/// pairs above it were right; of those below, 9 of 26.
const CLAIMED: f64 = 0.8;
/// From here on it is worth a look.
const PROPOSED: f64 = 0.33;
/// So many proposals for one entry; a person cannot weigh more.
const MOST: usize = 3;

/// A task that a parent plan gives to the agency.
#[derive(Debug)]
pub(super) struct Asked<'p> {
    pub plan: &'p Plan,
    /// Where it stands.
    pub heading: &'p Heading,
    pub mine: &'p Responsibility<'p>,
    pieces: Pieces,
}

/// Everything that the agency is asked.
#[derive(Debug)]
pub(super) struct Asking<'p> {
    pub tasks: Vec<Asked<'p>>,
    rarity: Rarity,
}

/// Why an entry may answer a task.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Evidence {
    /// It names the place of the task.
    Cited,
    /// So much of the task's words stands in it (0 to 1); these figures of the task do not.
    Words { share: f64, missing: Vec<String> },
}

/// Whether it is taken for answered or left to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    Made,
    Proposed,
}

/// One task that an entry may answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answered {
    /// By its number among the tasks.
    pub task: usize,
    pub evidence: Evidence,
    pub claim: Claim,
}

impl<'p> Asking<'p> {
    /// The tasks of an agency in its parent plans, in their order.
    pub fn of(shares: impl Iterator<Item = (&'p Plan, &'p Responsibility<'p>)>) -> Self {
        let tasks: Vec<Asked<'p>> = shares
            .filter_map(|(plan, mine)| {
                let holds = |(_, given): &(&Heading, &Assignment)| {
                    given.tasks.iter().any(|task| task.reference == mine.task.reference)
                };
                let (heading, _) = plan.given().find(holds)?;
                Some(Asked { plan, heading, mine, pieces: Pieces::of(&mine.task.text) })
            })
            .collect();
        let rarity = Rarity::among(tasks.iter().map(|task| &task.pieces));
        Self { tasks, rarity }
    }

    /// What an entry may answer: what it cites, and then the likest first.
    pub fn answered_by(&self, entry: &str) -> Vec<Answered> {
        let cited = self.cited(entry);
        let pieces = Pieces::of(entry);
        let like = |(at, task): (usize, &Asked<'_>)| {
            if cited.contains(&at) {
                return None;
            }
            let share = self.rarity.contained(&task.pieces, &pieces);
            let missing = figures_missing(&task.mine.task.text, entry);
            let claim = if share >= CLAIMED && missing.is_empty() { Claim::Made } else { Claim::Proposed };
            (share >= PROPOSED).then_some((
                share,
                Answered { task: at, evidence: Evidence::Words { share, missing }, claim },
            ))
        };
        let mut like: Vec<(f64, Answered)> = self.tasks.iter().enumerate().filter_map(like).collect();
        like.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let of_words = like.into_iter().map(|(_, answered)| answered).take(MOST);
        let of_place =
            cited.iter().map(|&task| Answered { task, evidence: Evidence::Cited, claim: Claim::Made });
        of_place.chain(of_words).collect()
    }

    /// The tasks whose places a text names: "điểm a khoản 1 Mục II Kế hoạch số 175/KH-UBND". Where several plans
    /// are answered, the plan must be named, too.
    pub fn cited(&self, text: &str) -> Vec<usize> {
        let lower = text.to_lowercase();
        let several = self.tasks.iter().any(|task| task.plan.id != self.tasks[0].plan.id);
        let is_cited = |task: &Asked<'_>| {
            let place = task.mine.task.reference.above();
            let number = task.plan.official.number_and_symbol().to_lowercase();
            let is_named = !several || (!number.is_empty() && lower.contains(&number));
            is_named
                && [task.mine.task.reference.citation(), place.citation()]
                    .iter()
                    .any(|one| names(&lower, one))
        };
        (0..self.tasks.len()).filter(|&at| is_cited(&self.tasks[at])).collect()
    }
}

/// Whether words in small letters, behind those of a task, begin to say where it stands: " điểm a khoản 1 …".
pub(super) fn is_place(behind: &str) -> bool {
    [" điểm ", " khoản ", " mục ", " nhiệm vụ "].iter().any(|place| behind.starts_with(place))
}

/// Whether a text in small letters has these words, and no longer place that begins or ends with them.
fn names(text: &str, place: &str) -> bool {
    // A Mục alone is the whole plan.
    let place = place.to_lowercase();
    if !place.contains(' ') || place.starts_with("mục") {
        return false;
    }
    text.match_indices(&place).any(|(at, _)| {
        let behind = &text[at + place.len()..];
        let before = text[..at].trim_end();
        let goes_on = behind.starts_with(|c: char| {
            c.is_alphanumeric() || c == '.' && behind[1..].starts_with(char::is_numeric)
        });
        // "điểm a khoản 1" is not "khoản 1".
        let is_tail = place.starts_with("khoản") && before.split_whitespace().rev().nth(1) == Some("điểm");
        !goes_on && !is_tail
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_whole() {
        let text = "thực hiện điểm a khoản 1 mục ii kế hoạch số 175/kh-ubnd";
        assert!(names(text, "điểm a khoản 1 Mục II"));
        assert!(!names(text, "khoản 1 Mục II"));
        assert!(!names(text, "điểm a khoản 1 Mục I"));
        assert!(!names("điểm a khoản 1 mục ii.2", "điểm a khoản 1 Mục II"));
        assert!(!names(text, "Mục II"));
    }
}

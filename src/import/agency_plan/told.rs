//! How what was found is named to a person, and what a line of "Phân công" says besides roles.

use super::answers::Asked;
use super::phrase::Phrase;
use super::whose::Whose;
use crate::model::Plan;
use crate::text::words::units::ROLE_WORDS;

/// "Kế hoạch số 175/KH-UBND"; a plan without number by its id.
pub(super) fn citation(plan: &Plan) -> String {
    match plan.official.number {
        Some(_) => plan.short_citation(),
        None => format!("kế hoạch {}", plan.id),
    }
}

/// A task as parts name it: by its id or its place; with its plan, where that is not the first one answered.
pub(super) fn name(whose: &Whose<'_>, asked: &Asked<'_>) -> String {
    let task = asked.mine.task;
    let own = task.id.clone().unwrap_or_else(|| task.reference.to_string());
    match whose.parents.first() {
        Some(first) if first.id == asked.plan.id => own,
        _ => format!("{}:{own}", asked.plan.id),
    }
}

/// "93%".
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Whether the rest of a line of "Phân công" has only words that the program writes itself, and letters.
pub(super) fn says_only_roles(rest: &str) -> bool {
    let phrase = Phrase::of(rest);
    (0..phrase.len()).all(|at| {
        let word = phrase.word(at);
        word.chars().count() == 1 || ROLE_WORDS.contains(&word)
    })
}

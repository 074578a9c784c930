//! Entries of the sub-plan: in the agency's words or the plan's, with what the tasks state that they answer.

use super::left::{Left, Teller, Unanswered};
use super::{Covered, OwnDuty, Said, SaidDue, SubEntry, Wording};
use crate::diagnostic::Place;
use crate::model::overlay::{OrganisationEntry, OverlayEntry, SourceTask, UnitSet};
use crate::text::deadline::Deadline;

/// What an entry of the agency's own answers.
struct Answered<'p> {
    covers: Vec<Covered<'p>>,
    wording: Wording<'p>,
    unanswered: Unanswered,
}

impl<'p> Answered<'p> {
    fn of(sources: &[SourceTask], own: Option<&'p str>, unanswered: Unanswered, left: &mut Left<'p>) -> Self {
        let covers: Vec<Covered<'p>> = sources.iter().filter_map(|source| left.take(source)).collect();
        let wording = match (own, covers.first()) {
            (Some(own), _) => Wording::Own(own),
            (None, Some(covered)) => left.teller.kept(covered),
            // It answers a task that is another's: the proof fails.
            (None, None) => Wording::Own(""),
        };
        Self { covers, wording, unanswered }
    }

    /// The tasks whose deadlines and outputs it has where it states none: an issued plan in its own words has
    /// those that it says.
    fn inherits(&self) -> &[Covered<'p>] {
        match (&self.wording, self.unanswered) {
            (Wording::Own(_), Unanswered::Tell) => &[],
            _ => &self.covers,
        }
    }
}

pub(super) fn own_entry<'p>(entry: &'p OverlayEntry, left: &mut Left<'p>) -> SubEntry<'p> {
    let answered = Answered::of(&entry.covers, entry.text.as_deref(), left.unanswered, left);
    let inherits = answered.inherits();
    SubEntry {
        lead: entry.lead.clone(),
        supporting: entry.supporting.clone(),
        leaders: entry.leaders.iter().map(AsRef::as_ref).collect(),
        deadlines: said_dues(entry.deadline.as_ref(), inherits),
        outputs: said(entry.output.as_deref(), inherits, output),
        phrase: entry.phrase.as_deref(),
        carried: false,
        place: Some(&entry.place),
        wording: answered.wording,
        covers: answered.covers,
    }
}

/// A task in the plan's words; `place` is where the agency, if it has a part of its own, would answer it.
pub(super) fn untouched_entry<'p>(
    covered: Covered<'p>,
    place: Option<&'p Place>,
    teller: Teller<'p>,
) -> SubEntry<'p> {
    let wording = teller.kept(&covered);
    let covers = vec![covered];
    SubEntry {
        wording,
        lead: UnitSet::default(),
        supporting: UnitSet::default(),
        leaders: Vec::new(),
        deadlines: said_dues(None, &covers),
        outputs: said(None, &covers, output),
        phrase: None,
        carried: place.is_some(),
        place,
        covers,
    }
}

pub(super) fn own_duty<'p>(entry: &'p OrganisationEntry, left: &mut Left<'p>) -> OwnDuty<'p> {
    let answered = Answered::of(&entry.covers, entry.text.as_deref(), left.unanswered_duties, left);
    let deadlines = said_dues(entry.deadline.as_ref(), answered.inherits());
    OwnDuty { wording: answered.wording, covers: answered.covers, deadlines }
}

/// The agency's own deadline, or those of the sources, the earliest first; what has no last day comes after.
fn said_dues<'p>(own: Option<&'p Deadline>, covers: &[Covered<'p>]) -> Vec<Said<SaidDue<'p>>> {
    let mut dues = said(own.map(SaidDue::Own), covers, due);
    dues.sort_by_key(|said| {
        let last = said.value.last_day();
        (last.is_none(), last)
    });
    dues
}

fn due<'p>(covered: &Covered<'p>) -> Option<SaidDue<'p>> {
    let dues = covered.mine.task.assigned.deadlines.as_slice();
    (!dues.is_empty()).then_some(SaidDue::OfPlan { plan: covered.plan, dues })
}

fn output<'p>(covered: &Covered<'p>) -> Option<&'p str> {
    covered.mine.task.assigned.output.as_deref()
}

/// The agency's own value, or every different one of the sources: without saying whose, where they all
/// state the same.
fn said<'p, T: PartialEq + Copy>(
    own: Option<T>,
    covers: &[Covered<'p>],
    stated: impl Fn(&Covered<'p>) -> Option<T>,
) -> Vec<Said<T>> {
    if let Some(value) = own {
        return vec![Said { value, of: Vec::new() }];
    }
    let mut all: Vec<Said<T>> = Vec::new();
    for (at, covered) in covers.iter().enumerate() {
        let Some(value) = stated(covered) else { continue };
        match all.iter_mut().find(|said| said.value == value) {
            Some(said) => said.of.push(at),
            None => all.push(Said { value, of: vec![at] }),
        }
    }
    if let [one] = &mut all[..]
        && one.of.len() == covers.len()
    {
        one.of.clear();
    }
    all
}

//! How an entry of a sub-plan says which tasks of the parent plans it answers.

use crate::derive::sub_plan::{Covered, Said};
use crate::model::Plan;
use crate::model::reference::letter;

/// "điểm c khoản 2, điểm a khoản 3 Mục II Kế hoạch số 175/KH-UBND": each place once, in order.
pub(super) fn citation(covers: &[Covered<'_>], with_plan: bool) -> Option<String> {
    let mut plans: Vec<(&Plan, Vec<(String, String)>)> = Vec::new();
    for covered in covers {
        let place = (covered.mine.task.reference.points(), covered.mine.task.reference.root_citation());
        match plans.iter_mut().find(|(plan, _)| plan.id == covered.plan.id) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => plans.push((covered.plan, vec![place])),
        }
    }
    let written = plans.into_iter().map(|(plan, places)| {
        if plan.excerpt {
            return plan.short_citation();
        }
        let places = join_places(&places);
        if with_plan { format!("{places} {}", plan.short_citation()) } else { places }
    });
    let written = written.collect::<Vec<_>>().join("; ");
    (!written.is_empty()).then_some(written)
}

/// Joins places; the Mục is written once where consecutive places share it.
fn join_places(places: &[(String, String)]) -> String {
    let mut joined = String::new();
    for (at, (points, root)) in places.iter().enumerate() {
        if at > 0 {
            joined.push_str(", ");
        }
        joined.push_str(points);
        if places.get(at + 1).map(|(_, next)| next) != Some(root) {
            if !points.is_empty() {
                joined.push(' ');
            }
            joined.push_str(root);
        }
    }
    joined
}

/// "trước ngày 01/8/2025 (điểm b); trước ngày 01/9/2025 (điểm c)": every value that is to be shown, with the
/// tasks that state it where it does not hold for the whole entry.
pub(super) fn each<T>(
    covers: &[Covered<'_>],
    values: &[Said<T>],
    shown: impl Fn(&T) -> Option<String>,
) -> Option<String> {
    let written = values.iter().filter_map(|said| {
        let value = shown(&said.value)?;
        let places: Vec<String> = said.of.iter().filter_map(|at| place_among(covers, *at)).collect();
        Some(if places.is_empty() { value } else { format!("{value} ({})", places.join(", ")) })
    });
    let written = written.collect::<Vec<_>>().join("; ");
    (!written.is_empty()).then_some(written)
}

/// Where a task stands, as far as it tells it from the others of its entry; `None` where its plan is
/// cited without điểm and khoản.
fn place_among(covers: &[Covered<'_>], at: usize) -> Option<String> {
    let Covered { plan, mine } = covers.get(at)?;
    let one_plan = covers.iter().all(|other| other.plan.id == plan.id);
    if plan.excerpt {
        return (!one_plan).then(|| plan.short_citation());
    }
    let mine = &mine.task.reference;
    let references = || covers.iter().map(|other| &other.mine.task.reference);
    let one_clause = one_plan && references().all(|other| other.clause() == mine.clause());
    let place = match mine.letter() {
        _ if !one_clause && one_plan => mine.citation(),
        _ if !one_clause => format!("{} {}", mine.citation(), plan.short_citation()),
        Some(_) if references().all(|other| other.letter() == mine.letter()) => String::new(),
        Some(n) => format!("điểm {}", letter(n)),
        None if mine.item().is_none() => mine.points(),
        None => String::new(),
    };
    let alike = covers
        .iter()
        .filter(|other| other.plan.id == plan.id && other.mine.task.reference.above() == mine.above());
    match mine.item() {
        Some(item) if alike.count() > 1 => {
            Some(format!("gạch đầu dòng {item} {place}").trim_end().to_owned())
        }
        _ => Some(place),
    }
}

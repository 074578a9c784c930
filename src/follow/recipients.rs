//! Nơi nhận suy từ nhiệm vụ: whoever has a task in a plan is to get the plan.
//!
//! Enters: a plan with the shares of all agencies. Leaves: one finding for each task whose agencies are not
//! among the recipients. Whom a plan calls on only as one of those concerned need not be named. The entries
//! are free text; how they name bodies is read in `entry`, and where an entry may mean somebody, it does:
//! a warning is worth something only where the agency surely gets nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

mod entry;

use entry::Named;

use crate::derive::Year;
use crate::derive::responsibility::{Responsibilities, Share, Via};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::Plan;
use crate::model::agency::{Agency, AgencyId, GroupId, Registry};
use crate::model::reference::Position;

/// Names that are listed in one finding; more are counted.
const LISTED: usize = 10;

/// Agencies of the year's plans that have tasks and are not among the recipients.
pub fn findings(year: &Year<'_>) -> Vec<Diagnostic> {
    year.plans().flat_map(|shares| of_plan(&year.province.registry, shares)).collect()
}

fn of_plan(registry: &Registry, shares: &Responsibilities<'_>) -> Vec<Diagnostic> {
    let plan = shares.plan;
    if plan.excerpt {
        return Vec::new();
    }
    let within = |finding: Diagnostic| finding.within(Scope::Plan { year: plan.year });
    let asked: Vec<(&Agency, Asked<'_>)> = shares
        .agencies()
        .filter_map(|(id, share)| Some((registry.agency(id)?, asked_first(share)?)))
        .filter(|(agency, _)| agency.id != plan.issuer)
        .collect();
    if plan.official.recipients.is_empty() {
        let message = format!("kế hoạch giao việc cho {:02} cơ quan mà chưa ghi nơi nhận", asked.len());
        let finding = Diagnostic::warning(codes::NOT_RECIPIENT, message).at(plan.place.clone());
        return if asked.is_empty() { Vec::new() } else { vec![within(finding.hint("ghi “noi_nhan”"))] };
    }
    let named = Named::of(&plan.official.recipients, registry, shares.day);
    let missing: Vec<(&Agency, Asked<'_>)> =
        asked.into_iter().filter(|(agency, _)| !named.has(agency)).collect();
    by_task(&missing)
        .into_iter()
        .map(|(_, (place, agencies))| {
            within(finding(plan, &named, &told(registry, shares.day, &agencies), place))
        })
        .collect()
}

/// The first thing that a plan asks of an agency.
#[derive(Clone, Copy)]
struct Asked<'p> {
    at: &'p Position,
    place: &'p Place,
    /// The group by which it is called on.
    group: Option<&'p GroupId>,
}

/// `None` where it is called on only as one of those concerned.
fn asked_first<'s>(share: &'s Share<'_>) -> Option<Asked<'s>> {
    let sure = share.tasks.iter().chain(&share.duties).map(|mine| Asked {
        at: &mine.task.reference,
        place: &mine.task.place,
        group: match mine.via {
            Via::Group(id) => Some(id),
            Via::Direct | Via::Related(_) => None,
        },
    });
    let watched = share.monitors.iter().map(|(heading, _)| Asked {
        at: &heading.position,
        place: &heading.place,
        group: None,
    });
    sure.chain(watched).next()
}

type Missing<'m> = Vec<(&'m Agency, Option<&'m GroupId>)>;

/// Agencies that begin with the same task are told of together.
fn by_task<'m>(missing: &[(&'m Agency, Asked<'m>)]) -> BTreeMap<&'m Position, (&'m Place, Missing<'m>)> {
    let mut tasks: BTreeMap<&Position, (&Place, Missing<'_>)> = BTreeMap::new();
    for (agency, asked) in missing {
        let (_, agencies) = tasks.entry(asked.at).or_insert((asked.place, Vec::new()));
        agencies.push((agency, asked.group));
    }
    tasks
}

/// Those who are missing: a group that is missing as a whole by its own name.
struct Told<'m> {
    names: Vec<&'m str>,
    /// Agencies, those of groups too.
    agencies: Vec<&'m Agency>,
}

fn told<'m>(registry: &'m Registry, day: Date, missing: &Missing<'m>) -> Told<'m> {
    let ids: BTreeSet<&AgencyId> = missing.iter().map(|(agency, _)| &agency.id).collect();
    let whole = |id: &GroupId| {
        let group = registry.group(id)?;
        let members = registry.members(group, day);
        (members.len() > 1 && members.iter().all(|member| ids.contains(&member.id))).then_some(group)
    };
    let mut names: Vec<&str> = Vec::new();
    for (agency, group) in missing {
        let name = group.and_then(whole).map_or(agency.name.as_str(), |group| group.name.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut agencies: Vec<&Agency> = missing.iter().map(|(agency, _)| *agency).collect();
    agencies.sort_by_key(|agency| registry.order(&agency.id));
    Told { names, agencies }
}

fn finding(plan: &Plan, named: &Named<'_>, told: &Told<'_>, place: &Place) -> Diagnostic {
    let mut names: Vec<String> = told.names.iter().take(LISTED).map(|name| format!("“{name}”")).collect();
    if told.names.len() > LISTED {
        names.push(format!("và {} cơ quan khác", told.names.len() - LISTED));
    }
    let mut message =
        format!("{} được giao việc mà không có trong nơi nhận của {}", names.join(", "), cited(plan));
    // Under the name of a body that it took over from, the plan goes to nobody.
    let former: Vec<String> = told
        .agencies
        .iter()
        .filter_map(|agency| {
            let old = named.former(agency)?;
            Some(format!("“{}” không còn tồn tại, nay là “{}”", old.name, agency.name))
        })
        .collect();
    if !former.is_empty() {
        message.push_str(&format!("; nơi nhận ghi tên cũ: {}", former.join("; ")));
    }
    let hint = format!(
        "thêm vào “noi_nhan”: {}",
        told.names.iter().take(LISTED).copied().collect::<Vec<_>>().join("; ")
    );
    Diagnostic::warning(codes::NOT_RECIPIENT, message).at(place.clone()).hint(hint)
}

/// A draft has no number yet: dots tell nobody which plan is meant.
fn cited(plan: &Plan) -> String {
    match plan.official.number {
        Some(_) => plan.short_citation(),
        None => format!("kế hoạch “{}”", plan.id),
    }
}

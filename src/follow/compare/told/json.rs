//! A comparison for scripts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::agencies::Registered;
use super::super::details::{Aspect, Detail};
use super::super::{Comparison, TaskAt, Verdict};
use crate::derive::responsibility::{Role, Watch};
use crate::model::{Agency, Plan};

#[derive(Serialize)]
struct Json<'c> {
    from: i16,
    to: i16,
    plans: Vec<JsonPlan<'c>>,
    registered: Vec<JsonRegistered<'c>>,
    headings: Vec<JsonHeading<'c>>,
    indicators: Vec<JsonIndicator>,
    monitors: Vec<JsonMonitor<'c>>,
    tasks: Vec<JsonTask<'c>>,
    parts: Vec<JsonPart<'c>>,
    touched: Vec<JsonTouched<'c>>,
}

/// One thing that is said otherwise.
#[derive(Serialize)]
struct JsonDetail<'c> {
    of: &'static str,
    before: &'c str,
    after: &'c str,
}

#[derive(Serialize)]
struct JsonPlan<'c> {
    before: Option<&'c str>,
    after: Option<&'c str>,
    details: Vec<JsonDetail<'c>>,
}

#[derive(Serialize)]
struct JsonRegistered<'c> {
    change: &'static str,
    /// Of an agency, or of a group.
    agency: Option<&'c str>,
    group: Option<&'c str>,
    details: Vec<JsonDetail<'c>>,
}

#[derive(Serialize)]
struct JsonHeading<'c> {
    before: Option<JsonTitle<'c>>,
    after: Option<JsonTitle<'c>>,
    details: Vec<JsonDetail<'c>>,
}

#[derive(Serialize)]
struct JsonTitle<'c> {
    #[serde(rename = "ref")]
    reference: String,
    title: &'c str,
}

#[derive(Serialize)]
struct JsonIndicator {
    before: Option<String>,
    after: Option<String>,
    target: Option<String>,
    /// With its bound, year and change.
    target_in_full: Option<String>,
    actual: Option<String>,
    met: Option<bool>,
    next_target: Option<String>,
    next_target_in_full: Option<String>,
    renamed: Option<f64>,
}

#[derive(Serialize)]
struct JsonMonitor<'c> {
    heading: &'c str,
    watch: &'static str,
    before: Vec<&'c str>,
    after: Vec<&'c str>,
    inherited: bool,
}

#[derive(Serialize)]
struct JsonTask<'c> {
    change: &'static str,
    score: f64,
    before: Option<JsonPlace<'c>>,
    after: Option<JsonPlace<'c>>,
    assigned: Vec<JsonReassigned<'c>>,
    deadline: Option<(&'c str, &'c str)>,
    output: Option<(&'c str, &'c str)>,
    /// Whatever else is said of it otherwise.
    details: Vec<JsonDetail<'c>>,
}

#[derive(Serialize)]
struct JsonPlace<'c> {
    plan: &'c str,
    #[serde(rename = "ref")]
    reference: String,
    text: &'c str,
}

#[derive(Serialize)]
struct JsonReassigned<'c> {
    agency: &'c str,
    before: Option<&'static str>,
    after: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonPart<'c> {
    agency: &'c str,
    change: &'static str,
}

#[derive(Serialize)]
struct JsonTouched<'c> {
    agency: &'c str,
    name: &'c str,
    changes: BTreeMap<&'static str, usize>,
}

pub fn json(comparison: &Comparison<'_>) -> String {
    let plans = comparison.plans.iter().filter(|one| !one.is_same()).map(|one| JsonPlan {
        before: one.before.map(id),
        after: one.after.map(id),
        details: details(&one.details),
    });
    let headings = comparison.headings.iter().filter(|one| !one.is_same() || one.is_moved());
    let headings = headings.map(|one| JsonHeading {
        before: one.became.before.map(title),
        after: one.became.after.map(title),
        details: details(&one.details),
    });
    let touched = comparison.touched.iter().map(|one| JsonTouched {
        agency: one.agency.id.as_str(),
        name: &one.agency.name,
        changes: one.counts.iter().map(|(concern, count)| (concern.name(), *count)).collect(),
    });
    let json = Json {
        from: comparison.from,
        to: comparison.to,
        plans: plans.collect(),
        registered: registered(comparison),
        headings: headings.collect(),
        indicators: indicators(comparison),
        monitors: monitors(comparison),
        tasks: tasks(comparison),
        parts: comparison
            .parts
            .iter()
            .map(|one| JsonPart { agency: one.agency.id.as_str(), change: one.state.name() })
            .collect(),
        touched: touched.collect(),
    };
    // Plain values have nothing that JSON cannot say.
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

fn id(plan: &Plan) -> &str {
    plan.id.as_str()
}

fn title(heading: &crate::model::plan::Heading) -> JsonTitle<'_> {
    JsonTitle { reference: heading.position.to_string(), title: heading.title.text() }
}

fn details(details: &[Detail]) -> Vec<JsonDetail<'_>> {
    let told = details.iter().map(|detail| JsonDetail {
        of: detail.of.name(),
        before: &detail.before,
        after: &detail.after,
    });
    told.collect()
}

fn registered<'c>(comparison: &'c Comparison<'_>) -> Vec<JsonRegistered<'c>> {
    let told = comparison.registered.iter().map(|one| {
        let (change, agency, group) = match one.who {
            Registered::New(agency) => ("new", Some(agency.id.as_str()), None),
            Registered::Gone(agency) => ("dropped", Some(agency.id.as_str()), None),
            Registered::Agency(agency) => ("altered", Some(agency.id.as_str()), None),
            Registered::Group(group) => ("altered", None, Some(group.id.as_str())),
        };
        JsonRegistered { change, agency, group, details: details(&one.details) }
    });
    told.collect()
}

fn indicators(comparison: &Comparison<'_>) -> Vec<JsonIndicator> {
    let told = comparison.indicators.iter().map(|one| JsonIndicator {
        before: one.before.map(|before| before.name()),
        after: one.after.map(|after| after.name()),
        target: one.before.map(|before| before.indicator.told()),
        target_in_full: one.before.map(|before| before.in_full()),
        actual: one.actual.map(|actual| actual.to_string()),
        met: one.verdict().map(|verdict| verdict == Verdict::Met),
        next_target: one.after.map(|after| after.indicator.told()),
        next_target_in_full: one.after.map(|after| after.in_full()),
        renamed: one.renamed,
    });
    told.collect()
}

fn monitors<'c>(comparison: &'c Comparison<'_>) -> Vec<JsonMonitor<'c>> {
    fn ids<'c>(agencies: &[&'c Agency]) -> Vec<&'c str> {
        agencies.iter().map(|agency| agency.id.as_str()).collect()
    }
    let told = comparison.monitors.iter().map(|one| JsonMonitor {
        heading: one.heading.title.text(),
        watch: match one.watch {
            Watch::Monitor => "monitor",
            Watch::CoMonitor => "co_monitor",
        },
        before: ids(&one.before),
        after: ids(&one.after),
        inherited: one.inherited,
    });
    told.collect()
}

fn tasks<'c>(comparison: &'c Comparison<'_>) -> Vec<JsonTask<'c>> {
    fn place<'c>(at: &TaskAt<'c>) -> JsonPlace<'c> {
        JsonPlace { plan: id(at.plan), reference: at.task.reference.to_string(), text: &at.task.text }
    }
    let told = comparison.tasks.iter().map(|task| {
        let pair = |of: Aspect| task.detail(of).map(|detail| (detail.before.as_str(), detail.after.as_str()));
        let mut others = details(&task.details);
        others.retain(|one| ![Aspect::Deadline.name(), Aspect::Output.name()].contains(&one.of));
        JsonTask {
            change: task.change().name(),
            score: (task.score * 100.0).round() / 100.0,
            before: task.before.as_ref().map(place),
            after: task.after.as_ref().map(place),
            assigned: task
                .assigned
                .iter()
                .map(|one| JsonReassigned {
                    agency: one.agency.id.as_str(),
                    before: one.before.map(Role::name),
                    after: one.after.map(Role::name),
                })
                .collect(),
            deadline: pair(Aspect::Deadline),
            output: pair(Aspect::Output),
            details: others,
        }
    });
    told.collect()
}

//! The tasks of a sub-plan, group by group: headings, indicators, who of the agency does what.

use super::entries::{entry_view, marked_entry};
use super::{DivisionView, EntryView, GroupView, HeadingView};
use crate::derive::sub_plan::{GroupKey, SubHeading, SubPlan, TaskGroup};
use crate::model::Province;
use crate::model::overlay::EntryStyle;
use crate::model::plan::{Heading, Title};
use crate::model::reference::letter;
use crate::official::State;
use crate::template::filters::upper_first;
use crate::template::origins::{EntryField, Origin, Origins, entry_name, heading_name};
use crate::template::plan_view::IndicatorView;

pub(super) fn group_view(
    province: &Province,
    plan: &SubPlan<'_>,
    group: &TaskGroup<'_>,
    (row, origins): (&mut usize, &Origins),
) -> GroupView {
    let name = match &group.key {
        GroupKey::Under(title) => title.clone(),
        GroupKey::Family(family) => {
            province.families.get(family).cloned().unwrap_or_else(|| format!("Chỉ số {family}"))
        }
    };
    let headings = group
        .headings
        .iter()
        .map(|heading| heading_view(province, plan, (group, &name), heading, (row, origins)))
        .collect();
    GroupView { name, headings }
}

fn heading_view(
    province: &Province,
    plan: &SubPlan<'_>,
    (group, name): (&TaskGroup<'_>, &str),
    heading: &SubHeading<'_>,
    (row, origins): (&mut usize, &Origins),
) -> HeadingView {
    let assigning = heading.style == EntryStyle::Assigning;
    let entries: Vec<EntryView> = heading
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            *row += 1;
            let label = if heading.entries.len() > 1 { format!("{})", letter(at)) } else { String::new() };
            entry_view(province, plan, entry, label, *row)
        })
        .collect();
    let title = title(group, heading);
    let own_title = || Origin::HeadingTitle { heading: heading_name(heading) };
    let division = if assigning && heading.division.is_empty() {
        Vec::new()
    } else {
        division(heading, &entries, (plan.official.status, origins))
    };
    // Lines of the division are the same where their units are: marks come after they were compared.
    let entries = entries.into_iter().zip(&heading.entries);
    let entries = entries.map(|(view, entry)| marked_entry(view, entry, origins)).collect();
    HeadingView {
        title: if title == name { String::new() } else { origins.value(own_title, title) },
        indicators: targets(heading, plan.year),
        style: if assigning { "giao" } else { "chu_cai" },
        division,
        entries,
        leaders: leaders(heading).map(|names| {
            let entry = || heading.entries.first().map(entry_name).unwrap_or_default();
            origins.value(|| Origin::Leaders { entry: entry() }, names)
        }),
        by_field: heading.by_field,
    }
}

/// The indicators of a heading; those of several folded into one say of which they are.
fn targets(heading: &SubHeading<'_>, year: i16) -> Vec<IndicatorView> {
    let [source] = heading.sources.as_slice() else {
        let named = heading.sources.iter().flat_map(|source| {
            indicators(source, year).into_iter().map(|one| one.named(source.title.text()))
        });
        return named.collect();
    };
    indicators(source, year)
}

pub(super) fn indicators(heading: &Heading, year: i16) -> Vec<IndicatorView> {
    heading.indicators.iter().map(|one| IndicatorView::of(one, year)).collect()
}

/// The agency's own heading, or the name of the index as the plan writes it.
fn title(group: &TaskGroup<'_>, heading: &SubHeading<'_>) -> String {
    if let Some(title) = heading.title {
        return title.to_owned();
    }
    let name = |source: &&Heading| match &source.title {
        Title::Index(name) if source.family == group.plan.family => format!("Chỉ số “{name}”"),
        other => other.text().to_owned(),
    };
    heading.sources.iter().map(name).collect::<Vec<_>>().join(" và ")
}

/// Entries with the same units share a line; entries without a unit share the blank, which only a draft has.
fn division(
    heading: &SubHeading<'_>,
    entries: &[EntryView],
    (status, origins): (State, &Origins),
) -> Vec<DivisionView> {
    if !heading.division.is_empty() {
        let own = heading.division.iter().enumerate().map(|(at, line)| DivisionView {
            mark: origins.line(&Origin::OwnDivision { heading: heading_name(heading), at }),
            phrase: Some(line.trim_end_matches(['.', ';', ' ']).to_owned()),
            whole: true,
            lead: None,
            supporting: None,
            letters: None,
        });
        return own.collect();
    }
    let mut lines: Vec<(DivisionView, Vec<usize>)> = Vec::new();
    for (at, (entry, source)) in entries.iter().zip(&heading.entries).enumerate() {
        let phrase = source.phrase.map(ToOwned::to_owned);
        let same = |line: &DivisionView| {
            line.phrase == phrase
                && (phrase.is_some() || (line.lead == entry.lead && line.supporting == entry.supporting))
        };
        match lines.iter_mut().find(|(line, _)| same(line)) {
            Some((_, places)) => places.push(at),
            None => {
                let (lead, supporting) = (entry.lead.clone(), entry.supporting.clone());
                let mark = String::new();
                let line = DivisionView { mark, phrase, whole: false, lead, supporting, letters: None };
                lines.push((line, vec![at]));
            }
        }
    }
    let several = entries.len() > 1;
    let is_blank =
        |line: &DivisionView| line.phrase.is_none() && line.lead.is_none() && line.supporting.is_none();
    lines
        .into_iter()
        .filter(|(line, _)| status == State::Draft || !is_blank(line))
        .map(|(line, places)| {
            let of = || places.iter().map(|at| entry_name(&heading.entries[*at])).collect::<Vec<_>>();
            let mark = |field: EntryField, text: String| {
                origins.value(|| Origin::Division { entries: of(), field: Some(field) }, text)
            };
            let letters: Vec<String> = places.iter().map(|at| letter(*at)).collect();
            DivisionView {
                mark: origins.line(&Origin::Division { entries: of(), field: None }),
                phrase: line.phrase.map(|phrase| mark(EntryField::Phrase, phrase)),
                lead: line.lead.as_deref().map(|lead| mark(EntryField::Lead, upper_first(lead))),
                supporting: line.supporting.map(|names| mark(EntryField::Supporting, names)),
                letters: several.then(|| match letters.as_slice() {
                    [one] => format!("điểm {one}"),
                    _ => format!("các điểm {}", letters.join(", ")),
                }),
                whole: line.whole,
            }
        })
        .collect()
}

fn leaders(heading: &SubHeading<'_>) -> Option<String> {
    let mut all = heading.leaders.clone();
    for leader in heading.entries.iter().flat_map(|entry| &entry.leaders) {
        if !all.contains(leader) {
            all.push(leader);
        }
    }
    let names: Vec<String> =
        all.iter().map(|leader| format!("đồng chí {}, {}", leader.name, leader.position)).collect();
    (!names.is_empty()).then(|| upper_first(&names.join("; ")))
}

//! Overlays: what an agency says of its own sub-plan, checked against its parent plans.

use std::collections::BTreeMap;

use super::official::{self, OfficialFields};
use super::plan::year;
use super::{Context, optional, prose, strings, tasks, with_near};
use crate::content::load::RawContent;
use crate::content::raw::{RawEntry, RawEntryStyle, RawOverlay, RawOverlayIndex, RawStatus, Text};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::agency::{AgencyId, Registry};
use crate::model::overlay::{
    EntryStyle, FOCAL, Leader, Overlay, OverlayEntry, OverlayIndex, SourceTask, Unit, UnitSet,
};
use crate::model::plan::{Plan, Stated, Task};
use crate::model::values::short_date;

/// The word for "every unit" in a list of units.
const ALL_UNITS: &str = "tat_ca";

pub(super) fn overlays(
    raw: &RawContent,
    registry: &Registry,
    plans: &[Plan],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Overlay> {
    let mut overlays: Vec<Overlay> = Vec::new();
    let mut places: BTreeMap<(AgencyId, i16), Place> = BTreeMap::new();
    let parents: Vec<Parent<'_>> = plans.iter().map(Parent::of).collect();
    for (file, source) in &raw.overlays {
        let mut context = Context { registry, source, findings, scope: scope_of(file) };
        let Some(overlay) = overlay(file, &parents, &mut context) else { continue };
        let key = (overlay.agency.clone(), overlay.year);
        if let Some(first) = places.get(&key) {
            let first = first.source.path.display();
            let message = format!("“{}” đã có phần riêng cho năm {}", overlay.agency, overlay.year);
            let finding = Diagnostic::error(codes::DUPLICATE_ID, message).hint(format!("tệp kia: {first}"));
            context.report(finding, &file.agency);
            continue;
        }
        places.insert(key, overlay.place.clone());
        overlays.push(overlay);
    }
    overlays
}

/// What stands in a part concerns its agency; whether there is such an agency with a plan in that year is
/// looked at when all is read.
fn scope_of(file: &RawOverlay) -> Scope {
    let year = file.year.trim().parse();
    let id = file.agency.trim().into();
    year.map_or(Scope::Everything, |year| Scope::Agency { id, year })
}

/// A plan with what overlays look up in it.
struct Parent<'p> {
    plan: &'p Plan,
    /// Tasks by their written reference.
    tasks: BTreeMap<String, &'p Task>,
    /// How many headings it has of each family, and of focal tasks; they are numbered from 1.
    headings: BTreeMap<&'p str, usize>,
}

impl<'p> Parent<'p> {
    fn of(plan: &'p Plan) -> Self {
        let tasks = plan.tasks().map(|task| (task.reference.to_string(), task)).collect();
        let mut headings = BTreeMap::from([(FOCAL, plan.focal_tasks().count())]);
        for (_, index) in plan.indices() {
            *headings.entry(index.family.as_str()).or_insert(0) += 1;
        }
        Self { plan, tasks, headings }
    }

    fn headings(&self, family: &str) -> usize {
        self.headings.get(family).copied().unwrap_or(0)
    }
}

fn overlay(file: &RawOverlay, plans: &[Parent<'_>], context: &mut Context<'_>) -> Option<Overlay> {
    let agency = context.agency(&file.agency)?;
    let year = year(&file.year, context)?;
    let parents = parents(file, year, plans, context);
    if parents.is_empty() {
        return None;
    }
    let fields = OfficialFields {
        number: file.number.as_ref(),
        symbol: file.symbol.as_ref(),
        date: file.date.as_ref(),
        status: file.status.unwrap_or(RawStatus::DuThao),
        subject: file.subject.as_ref(),
        recipients: &file.recipients,
        archive: file.archive.as_ref(),
        signature: &file.signature,
        marks: &file.marks,
        annexes_apart: file.annexes_apart,
        printed: true,
        issuer: context.registry.agency(&agency),
        anchor: &file.agency,
    };
    let stated = official::stated(fields, year, context);
    after_its_parents(file, &stated, &parents, context);
    let mut reader = Reader {
        parents: &parents,
        units: first_places(file.units.iter().map(|unit| &unit.id)),
        leaders: first_places(file.leaders.iter().map(|leader| &leader.id)),
        answered: BTreeMap::new(),
        context,
    };
    let indices = file.indices.iter().filter_map(|index| reader.index(index)).collect();
    Some(Overlay {
        agency,
        year,
        stated,
        parents: parents.iter().map(|parent| parent.plan.id.clone()).collect(),
        opening: strings(&file.opening),
        purposes: strings(&file.purposes),
        requirements: strings(&file.requirements),
        units: file.units.iter().map(unit).collect(),
        leaders: file.leaders.iter().map(leader).collect(),
        lead_in: strings(&file.lead_in),
        indices,
        organisation: strings(&file.organisation),
        closing: optional(file.closing.as_ref()),
        annex: file.annex.unwrap_or(true),
        show_monitored: file.show_monitored.unwrap_or(true),
        place: context.place(&file.agency),
    })
}

/// A sub-plan answers plans that exist already.
fn after_its_parents(file: &RawOverlay, stated: &Stated, parents: &[&Parent<'_>], context: &mut Context<'_>) {
    let (Some(day), Some(text)) = (stated.date.full(), &file.date) else { return };
    let later = parents.iter().filter_map(|parent| {
        let issued = parent.plan.official.date.full().filter(|issued| *issued > day)?;
        Some(format!("{} ngày {}", parent.plan.short_citation(), short_date(issued)))
    });
    let later: Vec<String> = later.collect();
    if !later.is_empty() {
        let message = format!("ngày ban hành {} trước {}", short_date(day), later.join(", "));
        context.report(Diagnostic::warning(codes::BEFORE_PARENT, message), text);
    }
}

/// Ids with their places; of ids that repeat the first.
fn first_places<'t>(ids: impl Iterator<Item = &'t Text>) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        places.entry(id.to_string()).or_insert(at);
    }
    places
}

fn unit(raw: &crate::content::raw::RawUnit) -> Unit {
    Unit { id: raw.id.to_string(), name: prose(&raw.name), short_name: optional(raw.short_name.as_ref()) }
}

fn leader(raw: &crate::content::raw::RawLeader) -> Leader {
    Leader { id: raw.id.to_string(), name: prose(&raw.name), position: prose(&raw.position) }
}

/// The parent plans named, or the year's main plan.
fn parents<'a, 'p>(
    file: &RawOverlay,
    year: i16,
    plans: &'a [Parent<'p>],
    context: &mut Context<'_>,
) -> Vec<&'a Parent<'p>> {
    if file.parents.is_empty() {
        let main = plans.iter().find(|parent| parent.plan.main && parent.plan.year == year);
        if main.is_none() {
            let finding =
                Diagnostic::error(codes::UNKNOWN_PLAN, format!("năm {year} chưa có kế hoạch của tỉnh"));
            context.report(finding, &file.year);
        }
        return main.into_iter().collect();
    }
    let mut parents = Vec::new();
    for id in &file.parents {
        parents.extend(plan(id, plans.iter(), context).filter(|parent| {
            let same_year = parent.plan.year == year;
            if !same_year {
                let message = format!("kế hoạch “{}” là của năm {}", **id, parent.plan.year);
                context.report(Diagnostic::error(codes::UNKNOWN_PLAN, message), id);
            }
            same_year
        }));
    }
    parents
}

fn plan<'a, 'p: 'a>(
    id: &Text,
    mut plans: impl Iterator<Item = &'a Parent<'p>> + Clone,
    context: &mut Context<'_>,
) -> Option<&'a Parent<'p>> {
    let known = plans.clone().map(|parent| parent.plan.id.as_str());
    let found = plans.find(|parent| parent.plan.id.as_str() == id.as_str());
    if found.is_none() {
        let near = context.near(id, known);
        let finding = Diagnostic::error(codes::UNKNOWN_PLAN, format!("không có kế hoạch “{}”", **id));
        context.report(with_near(finding, near), id);
    }
    found
}

/// Reads the indices of one overlay.
struct Reader<'r, 'c, 'a, 'p> {
    parents: &'r [&'a Parent<'p>],
    units: BTreeMap<String, usize>,
    leaders: BTreeMap<String, usize>,
    /// Source tasks answered so far, with the place of the first answer.
    answered: BTreeMap<SourceTask, Place>,
    context: &'r mut Context<'c>,
}

impl<'a, 'p> Reader<'_, '_, 'a, 'p> {
    fn index(&mut self, raw: &RawOverlayIndex) -> Option<OverlayIndex> {
        let parent = match &raw.plan {
            Some(id) => plan(id, self.parents.iter().copied(), self.context)?,
            None => *self.parents.first()?,
        };
        let family = optional(raw.family.as_ref()).unwrap_or_else(|| parent.plan.family.clone());
        let mut ordinals = Vec::new();
        for text in &raw.numbers {
            let Some(ordinal) = self.context.number::<usize>(text, "số thứ tự chỉ số") else {
                continue;
            };
            if (1..=parent.headings(&family)).contains(&ordinal) {
                ordinals.push(ordinal);
            } else {
                let message = format!("{} không có chỉ số thứ {ordinal}", parent.plan.short_citation());
                self.context.report(Diagnostic::error(codes::UNKNOWN_INDEX, message), text);
            }
        }
        let leaders = self.places(&raw.leaders, Named::Leader);
        let entries = raw.entries.iter().map(|entry| self.entry(entry, parent)).collect();
        (!ordinals.is_empty()).then_some(OverlayIndex {
            plan: parent.plan.id.clone(),
            family,
            ordinals,
            title: optional(raw.title.as_ref()),
            leaders,
            by_field: raw.by_field,
            style: match raw.style {
                RawEntryStyle::ChuCai => EntryStyle::Lettered,
                RawEntryStyle::Giao => EntryStyle::Assigning,
            },
            entries,
        })
    }

    fn entry(&mut self, raw: &RawEntry, parent: &'a Parent<'p>) -> OverlayEntry {
        let covers: Vec<SourceTask> =
            raw.covers.iter().filter_map(|text| self.source(text, parent)).collect();
        let anchor = raw.text.as_ref().or(raw.covers.first()).or(raw.lead.first());
        let place = anchor.map_or_else(
            || Place { source: self.context.source.clone(), start: 0, end: 0 },
            |text| self.context.place(text),
        );
        let text = optional(raw.text.as_ref()).filter(|_| !raw.keep);
        if text.is_none() && covers.len() != 1 {
            let message = "nội dung không có “noi_dung” phải thay cho đúng một nhiệm vụ";
            self.context.push(Diagnostic::error(codes::EMPTY_TEXT, message).at(place.clone()));
        }
        OverlayEntry {
            text,
            covers,
            lead: self.unit_set(&raw.lead),
            supporting: self.unit_set(&raw.supporting),
            leaders: self.places(&raw.leaders, Named::Leader),
            deadline: tasks::deadline(raw.deadline.as_ref(), self.context),
            output: optional(raw.output.as_ref()),
            phrase: optional(raw.phrase.as_ref()),
            place,
        }
    }

    /// `II.1.a.1`, or `kh-163-2024:II.1.a.1` for another parent plan.
    fn source(&mut self, text: &Text, of: &'a Parent<'p>) -> Option<SourceTask> {
        let (of, reference) = match text.split_once(':') {
            Some((id, reference)) => match self.parents.iter().find(|parent| parent.plan.id.as_str() == id) {
                Some(parent) => (*parent, reference),
                None => {
                    let known = self.parents.iter().map(|parent| parent.plan.id.as_str());
                    let near = self.context.near(id, known);
                    let finding =
                        Diagnostic::error(codes::UNKNOWN_PLAN, format!("“{id}” không phải kế hoạch gốc"));
                    self.context.report(with_near(finding, near), text);
                    return None;
                }
            },
            None => (of, text.as_str()),
        };
        let Some(task) = of.tasks.get(reference.trim()) else {
            let near = self.context.near(reference, of.tasks.keys());
            let message = format!("{} không có nhiệm vụ {}", of.plan.short_citation(), reference.trim());
            self.context.report(with_near(Diagnostic::error(codes::UNKNOWN_TASK, message), near), text);
            return None;
        };
        let source = SourceTask { plan: of.plan.id.clone(), reference: task.reference.clone() };
        if let Some(first) = self.answered.get(&source) {
            let message = format!("nhiệm vụ {reference} đã được nội dung khác thực hiện");
            let finding = Diagnostic::error(codes::TASK_TWICE, message)
                .hint(format!("lần đầu ở dòng {}", first.line_column().0));
            self.context.report(finding, text);
            return None;
        }
        self.answered.insert(source.clone(), self.context.place(text));
        Some(source)
    }

    fn unit_set(&mut self, texts: &[Text]) -> UnitSet {
        let all = texts.iter().any(|text| text.as_str() == ALL_UNITS);
        let named: Vec<Text> = texts.iter().filter(|text| text.as_str() != ALL_UNITS).cloned().collect();
        UnitSet { all, units: self.places(&named, Named::Unit) }
    }

    fn places(&mut self, texts: &[Text], named: Named) -> Vec<usize> {
        let mut places = Vec::new();
        for text in texts {
            let (known, what, key) = match named {
                Named::Unit => (&self.units, "đơn vị", "don_vi"),
                Named::Leader => (&self.leaders, "lãnh đạo", "lanh_dao"),
            };
            if let Some(place) = known.get(text.as_str()) {
                places.push(*place);
                continue;
            }
            let near = self.context.near(text, known.keys());
            let finding = Diagnostic::error(codes::UNKNOWN_UNIT, format!("không có {what} “{}”", **text));
            let finding = if near.is_none() {
                finding.hint(format!("khai báo trong “{key}”"))
            } else {
                with_near(finding, near)
            };
            self.context.report(finding, text);
        }
        places
    }
}

#[derive(Clone, Copy)]
enum Named {
    Unit,
    Leader,
}

//! Provincial plans: numbering by position, names looked up, dates and figures checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::official::{self, OfficialFields};
use super::registry::score;
use super::roll::{self, Roll, Span};
use super::tasks::{self, Position};
use super::{Context, extent, optional, prose, strings, with_near};
use crate::content::load::{RawContent, YEARS};
use crate::content::raw::{RawAnnexKind, RawClause, RawFocal, RawIndex, RawPlan, RawSection, Text};
use crate::diagnostic::{Diagnostic, Scope, Source, codes, near_miss};
use crate::model::Province;
use crate::model::agency::{AgencyId, PlanId, Registry};
use crate::model::plan::{
    AnnexKind, AnnexSpec, Clause, ClauseBody, FocalTask, Index, Plan, Section, SectionBody, Target,
};
use crate::model::values::Score;
use crate::template::Scheme;

/// Template of a plan that names none.
const DEFAULT_TEMPLATE: &str = "ke-hoach-tinh";

pub(super) fn plans(
    raw: &RawContent,
    registry: &Registry,
    issuer: &AgencyId,
    schemes: &BTreeMap<String, Scheme>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (file, source) in &raw.plans {
        let mut context = Context::of(registry, source, findings, scope_of(&file.year), raw);
        if plans.iter().any(|plan| plan.id.as_str() == file.id.as_str()) {
            let finding =
                Diagnostic::error(codes::DUPLICATE_ID, format!("mã kế hoạch “{}” đã dùng", *file.id));
            context.report(finding, &file.id);
            continue;
        }
        let Some(plan) = plan(file, issuer, schemes, &mut context) else { continue };
        if plan.main && plans.iter().any(|other| other.main && other.year == plan.year) {
            let finding =
                Diagnostic::error(codes::DUPLICATE_ID, format!("năm {} đã có kế hoạch chính", plan.year))
                    .hint("ghi “chinh: false” cho kế hoạch bổ sung");
            context.report(finding, &file.year);
            continue;
        }
        plans.push(plan);
    }
    plans
}

fn plan(
    file: &RawPlan,
    issuer: &AgencyId,
    schemes: &BTreeMap<String, Scheme>,
    context: &mut Context<'_>,
) -> Option<Plan> {
    let year = year(&file.year, context)?;
    let issuer = file.issuer.as_ref().and_then(|id| context.agency(id)).unwrap_or_else(|| issuer.clone());
    let fields = OfficialFields {
        number: file.number.as_ref(),
        symbol: file.symbol.as_ref(),
        date: file.date.as_ref(),
        status: file.status,
        subject: Some(&file.subject),
        recipients: &file.recipients,
        archive: file.archive.as_ref(),
        signature: &file.signature,
        marks: &file.marks,
        annexes_apart: file.annexes_apart,
        printed: !file.excerpt,
        issuer: context.registry.agency(&issuer),
        anchor: &file.id,
    };
    let stated = official::stated(fields, year, context);
    let official = stated.complete(|| "KH-UBND".to_owned(), || prose(&file.subject), Vec::new);
    let template = file.template.as_ref();
    let scheme = scheme(template, schemes, context);
    let span = Span::typed(file.date.as_ref(), official.date);
    roll::check_exists(&issuer, span, file.issuer.as_ref().unwrap_or(&file.id), context);
    if extent::extent(file, context.registry, official.date.resolution_day()) > extent::LIMIT {
        let message =
            format!("kế hoạch giao việc quá nhiều lần (hơn {} lượt nhiệm vụ - cơ quan)", extent::LIMIT);
        context.report(Diagnostic::error(codes::BUDGET, message), &file.id);
        return None;
    }
    let mut builder = Builder {
        roll: Roll::of(span, official.date),
        scheme,
        family: prose(&file.family),
        year,
        ordinals: BTreeMap::new(),
        focal_tasks: 0,
        context,
    };
    let sections =
        file.sections.iter().enumerate().map(|(at, section)| builder.section(at + 1, section)).collect();
    if file.excerpt && file.main.unwrap_or(true) {
        let message = "kế hoạch chính của năm không thể chỉ biết một phần (“trich: true”)";
        let finding = Diagnostic::error(codes::MIXED_SECTION, message);
        context.report(finding.hint("bỏ “trich”, hoặc ghi “chinh: false” nếu là kế hoạch khác"), &file.id);
    }
    Some(Plan {
        id: PlanId::new(&file.id),
        year,
        main: file.main.unwrap_or(true),
        excerpt: file.excerpt,
        official,
        issuer,
        template: template.map_or_else(|| DEFAULT_TEMPLATE.to_owned(), |name| name.to_string()),
        family: prose(&file.family),
        opening: strings(&file.opening),
        sections,
        annexes: file
            .annexes
            .iter()
            .map(|annex| AnnexSpec {
                kind: match annex.kind {
                    RawAnnexKind::PhanCong => AnnexKind::Matrix,
                    RawAnnexKind::NhiemVu => AnnexKind::Tasks,
                },
                family: optional(annex.family.as_ref()),
                title: prose(&annex.title),
            })
            .collect(),
        place: context.place(&file.id),
    })
}

/// What stands in a plan's file concerns all that follows from it in its year.
fn scope_of(year: &Text) -> Scope {
    year.trim().parse().ok().filter(|year| YEARS.contains(year)).map_or(Scope::Everything, Scope::Year)
}

/// A year that a plan can have.
pub(super) fn year(text: &Text, context: &mut Context<'_>) -> Option<i16> {
    let year = context.number(text, "năm")?;
    if YEARS.contains(&year) {
        return Some(year);
    }
    context.report(Diagnostic::error(codes::BAD_VALUE, format!("năm {year} ngoài khoảng 1990-2200")), text);
    None
}

fn scheme(name: Option<&Text>, schemes: &BTreeMap<String, Scheme>, context: &mut Context<'_>) -> Scheme {
    let Some(name) = name else { return Scheme::default() };
    if let Some(scheme) = schemes.get(name.as_str()) {
        return *scheme;
    }
    let near = near_miss(name, schemes.keys().map(String::as_str));
    let finding = Diagnostic::error(codes::UNKNOWN_TEMPLATE, format!("không có mẫu “{}”", **name));
    context.report(with_near(finding, near), name);
    Scheme::default()
}

/// Builds the sections of one plan, counting as it goes.
struct Builder<'b, 'c> {
    roll: Roll,
    scheme: Scheme,
    family: String,
    year: i16,
    /// Indices seen so far, by family.
    ordinals: BTreeMap<String, usize>,
    /// Focal tasks seen so far.
    focal_tasks: usize,
    context: &'b mut Context<'c>,
}

impl Builder<'_, '_> {
    fn section(&mut self, number: usize, raw: &RawSection) -> Section {
        let kinds = [
            !raw.dashes.is_empty(),
            !raw.clauses.is_empty(),
            !raw.indices.is_empty(),
            !raw.duties.is_empty(),
        ];
        if kinds.iter().filter(|present| **present).count() > 1 {
            let message = "một mục chỉ có một trong các khóa: gach, khoan, chi_so, thuc_hien";
            self.context.report(Diagnostic::error(codes::MIXED_SECTION, message), &raw.title);
        }
        let body = if !raw.clauses.is_empty() {
            let clauses = raw.clauses.iter().enumerate();
            SectionBody::Clauses(clauses.map(|(at, clause)| self.clause(number, at + 1, clause)).collect())
        } else if !raw.indices.is_empty() {
            SectionBody::Indices(self.indices(number, &[], &raw.indices))
        } else if !raw.duties.is_empty() {
            SectionBody::Duties(tasks::duties(number, &raw.duties, &raw.title, &mut self.roll, self.context))
        } else {
            SectionBody::Text(strings(&raw.dashes))
        };
        Section {
            number,
            title: prose(&raw.title),
            paragraphs: strings(&raw.paragraphs),
            body,
            closing_line: optional(raw.closing_line.as_ref()),
        }
    }

    fn clause(&mut self, section: usize, number: usize, raw: &RawClause) -> Clause {
        let kinds = [!raw.dashes.is_empty(), !raw.focal.is_empty(), !raw.indices.is_empty()];
        if kinds.iter().filter(|present| **present).count() > 1 {
            let message = "một khoản chỉ có một trong các khóa: gach, trong_tam, chi_so";
            self.context.report(Diagnostic::error(codes::MIXED_SECTION, message), &raw.title);
        }
        let body = if !raw.indices.is_empty() {
            ClauseBody::Indices(self.indices(section, &[number], &raw.indices))
        } else if !raw.focal.is_empty() {
            let focal = raw.focal.iter().enumerate();
            ClauseBody::Focal(
                focal.map(|(at, focal)| self.focal(section, vec![number, at + 1], focal)).collect(),
            )
        } else {
            ClauseBody::Text(strings(&raw.dashes))
        };
        Clause {
            number,
            title: prose(&raw.title),
            paragraphs: strings(&raw.paragraphs),
            body,
            closing_line: optional(raw.closing_line.as_ref()),
        }
    }

    fn focal(&mut self, section: usize, number: Vec<usize>, raw: &RawFocal) -> FocalTask {
        let paragraphs = strings(&raw.paragraphs);
        let position = Position { section, number: &number, letter: None, item: 1 };
        let named = !raw.lead.is_empty() || !raw.supporting.is_empty();
        self.focal_tasks += 1;
        let task =
            named.then(|| tasks::focal(raw, paragraphs.join(" "), position, &mut self.roll, self.context));
        FocalTask { title: prose(&raw.title), paragraphs, task, ordinal: self.focal_tasks, number }
    }

    fn indices(&mut self, section: usize, prefix: &[usize], raw: &[RawIndex]) -> Vec<Index> {
        raw.iter()
            .enumerate()
            .map(|(at, raw)| {
                let number = [prefix, &[at + 1]].concat();
                self.index(section, number, raw)
            })
            .collect()
    }

    fn index(&mut self, section: usize, number: Vec<usize>, raw: &RawIndex) -> Index {
        let family = optional(raw.family.as_ref()).unwrap_or_else(|| self.family.clone());
        let ordinal = self.ordinals.entry(family.clone()).or_insert(0);
        *ordinal += 1;
        let ordinal = *ordinal;
        let monitors = raw.monitor.iter().chain(&raw.co_monitors);
        let present: Vec<Option<AgencyId>> = monitors.map(|id| self.roll.agency(id, self.context)).collect();
        let monitor = raw.monitor.as_ref().and_then(|_| present.first().cloned().flatten());
        let co_monitors = present.into_iter().skip(usize::from(raw.monitor.is_some())).flatten().collect();
        let lettered = self.scheme == Scheme::Lettered;
        let assignments = raw.assignments.iter().enumerate().map(|(at, assignment)| {
            if assignment.tasks.is_empty() {
                let message =
                    format!("điểm giao việc thứ {} của “{}” không có nhiệm vụ nào", at + 1, *raw.name);
                let finding =
                    Diagnostic::error(codes::EMPTY_TEXT, message).hint("thêm “nhiem_vu”, hoặc bỏ điểm này");
                self.context.report(finding, assignment.lead.first().unwrap_or(&raw.name));
            }
            let letter = lettered.then_some(at);
            tasks::assignment(assignment, section, &number, letter, &mut self.roll, self.context)
        });
        Index {
            assignments: assignments.collect(),
            ordinal,
            family,
            name: prose(&raw.name),
            target: self.target(raw),
            monitor,
            co_monitors,
            paragraphs: strings(&raw.paragraphs),
            number,
        }
    }

    fn target(&mut self, raw: &RawIndex) -> Option<Target> {
        let text = raw.target.as_ref()?;
        let target = score(text, self.context)?;
        let (lowest, highest) = Score::RANGE;
        if target < lowest || target > highest {
            let message = format!("mục tiêu {target} điểm ngoài thang điểm 0-10");
            self.context.report(Diagnostic::error(codes::TARGET_RANGE, message), text);
        }
        let base = raw.base_year.as_ref().and_then(|text| year(text, self.context));
        let change = raw.change.as_ref().and_then(|text| score(text, self.context));
        Some(Target { score: target, change, base_year: base.unwrap_or(self.year - 1) })
    }
}

/// Reports a change that contradicts the base year's published result, where that is recorded.
pub(super) fn check_against_results(province: &Province, raw: &RawContent, findings: &mut Vec<Diagnostic>) {
    for (file, source) in &raw.plans {
        let Some(plan) = province.plan(&PlanId::new(&file.id)) else { continue };
        // As the builder goes through them: clauses before indices of the section's own.
        let nested = file.sections.iter().flat_map(|section| {
            let direct = if section.clauses.is_empty() { section.indices.as_slice() } else { &[] };
            direct.iter().chain(section.clauses.iter().flat_map(|clause| &clause.indices))
        });
        for (raw, (_, index)) in nested.zip(plan.indices()) {
            check_index(province, raw, index, (source, scope_of(&file.year)), findings);
        }
    }
}

fn check_index(
    province: &Province,
    raw: &RawIndex,
    index: &Index,
    (source, scope): (&Arc<Source>, Scope),
    findings: &mut Vec<Diagnostic>,
) {
    let Some(target) = index.target else { return };
    let Some(implied) = target.implied_base() else { return };
    let Some(published) = province.published(&index.family, target.base_year, &index.name) else { return };
    let Some(text) = raw.change.as_ref().filter(|_| implied != published) else { return };
    let message = format!(
        "chỉ số “{}”: mục tiêu {} với thay đổi {} suy ra năm {} đạt {implied}, nhưng kết quả đã ghi là {published}",
        index.name, target.score, **text, target.base_year
    );
    let expected = target.score - published;
    let sign = if expected.is_negative() { "-" } else { "+" };
    let finding = Diagnostic::error(codes::CHANGE_CONTRADICTS, message).at(text.place(source)).within(scope);
    findings.push(finding.hint(format!("thay đổi phải là {sign}{}", expected.magnitude())));
}

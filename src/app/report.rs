//! Báo cáo: the second kind of document, through the same stages: what is known → report → template → document
//! → proof → review.

mod told;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use super::charts::{of_scores, place};
use super::delivery::Delivered;
use super::make::parts;
use super::{Format, Job, OpenYear, Selection, registered, signed, wide};
use crate::derive::scores::Scores;
use crate::diagnostic::{Diagnostic, Scope, codes, has_errors};
use crate::document::trace::Trace;
use crate::document::{Document, assemble};
use crate::follow::report::charts::charts;
use crate::follow::report::view::ReportView;
use crate::follow::report::{Known, Report, sheets};
use crate::follow::{matrix, names};
use crate::model::plan::{Assignee, Nature};
use crate::model::{Agency, AgencyId, Plan, PlanId, ReportPart};
use crate::official::{Kind, Official, State, Stated};
use crate::output::Status;
use crate::proof;
use crate::review::{self, Header, Symbol};
use crate::text::values::short_date;

/// Name of its template.
const TEMPLATE: &str = "bao-cao";

/// Which report is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// Of the figures.
    pub day: Date,
    /// By their ids; empty for every plan of the year.
    pub plans: &'w [String],
    /// Who reports; by default whom the plans name.
    pub agency: Option<&'w str>,
    /// The folder for results, where signed files lie.
    pub out: &'w Path,
}

/// A report with what is to be said of it.
#[derive(Debug)]
pub struct Made<'y> {
    pub figures: Report<'y>,
    pub agency: &'y Agency,
    /// What the office says in it, where it has a file.
    pub part: Option<&'y ReportPart>,
    pub document: Document,
    pub findings: Vec<Diagnostic>,
}

/// The figures of a day.
///
/// # Errors
/// Plans that the year does not have.
pub fn figures<'y>(
    open: &'y OpenYear<'_>,
    wanted: Wanted<'_>,
) -> Result<(Report<'y>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let of_plans = Selection { ids: Vec::new(), plans: wanted.plans.to_vec() };
    let jobs = Job::asked_for(&of_plans, &open.year)?;
    let (known, faults) = known(open, &jobs, wanted.out);
    let asked = matrix::Wanted { agencies: &[], plans: wanted.plans };
    Ok((Report::of(&open.year, asked, wanted.day, &known), faults))
}

/// The document: as the office has it in its file; without one a draft, of which number, day, proposals and
/// signer are filled in by whoever issues it.
///
/// # Errors
/// Plans or an agency that there are not; errors in the office's own file; what the template refuses, or words
/// that it leaves out.
pub fn make<'y>(open: &'y OpenYear<'_>, wanted: Wanted<'_>) -> Result<Made<'y>, Vec<Diagnostic>> {
    let (figures, mut findings) = figures(open, wanted)?;
    let (agency, part) = spoken(open, &figures.plans, wanted).map_err(|finding| vec![finding])?;
    findings.extend(told::own(open, part, wanted.day));
    findings.extend(told::before_plans(&figures));
    findings.extend(told::later(&figures));
    findings.extend(told::unissued(open, &figures));
    if part.is_none() {
        findings.extend(told::of_others(open, &figures, agency));
    }
    if has_errors(&findings) {
        return Err(findings);
    }
    let (document, told) = document(open, &figures, agency, part)?;
    findings.extend(told);
    Ok(Made { figures, agency, part, document, findings })
}

/// The files of a report.
#[derive(Debug)]
pub struct ReportFiles {
    /// What they are called, without extension.
    pub stem: String,
    pub files: Vec<Delivered>,
    pub findings: Vec<Diagnostic>,
}

/// A report as files of these kinds: the document, and the workbook of its figures.
///
/// # Errors
/// Those of [`make`]; a character that a face cannot draw, figures that no workbook holds.
pub fn files(
    open: &OpenYear<'_>,
    wanted: Wanted<'_>,
    kinds: &[ReportKind],
) -> Result<ReportFiles, Vec<Diagnostic>> {
    let made = make(open, wanted)?;
    let file = |kind: &ReportKind| match kind {
        ReportKind::Paper(format) => Delivered::paper(&made.document.whole(), *format, open.inputs),
        ReportKind::Xlsx => Delivered::xlsx(&sheets::workbook(&made.figures)),
    };
    let files = kinds.iter().map(file).collect::<Result<_, _>>().map_err(|finding| vec![finding])?;
    let agency = wanted.agency.map(ToOwned::to_owned);
    let of = matrix::Wanted { plans: wanted.plans, agencies: agency.as_slice() };
    let stem = names::report(open.year.year, wanted.day, of);
    Ok(ReportFiles { stem, files, findings: made.findings })
}

/// Định dạng của báo cáo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    Paper(Format),
    Xlsx,
}

impl ReportKind {
    pub const ALL: [Self; 3] = [Self::Paper(Format::Docx), Self::Paper(Format::Pdf), Self::Xlsx];
}

/// What is found in the reports that the year has files for, beside what is found in the files themselves.
pub fn findings(open: &OpenYear<'_>, selection: &Selection, out: &Path) -> Vec<Diagnostic> {
    let asked = |part: &&ReportPart| {
        let of_plan = |id: &PlanId| selection.plans.iter().any(|asked| asked == id.as_str());
        part.year == open.year.year && (selection.plans.is_empty() || part.plans.iter().any(of_plan))
    };
    let mut findings = Vec::new();
    for part in open.year.province.reports.iter().filter(asked) {
        let plans: Vec<String> = part.plans.iter().map(ToString::to_string).collect();
        let agency = part.agency.as_ref().map(AgencyId::as_str);
        let wanted = Wanted { day: part.day, plans: &plans, agency, out };
        findings.extend(make(open, wanted).map_or_else(|findings| findings, |made| made.findings));
    }
    findings
}

/// What is known of the documents in the folder of results, and of the agencies' own parts.
fn known(open: &OpenYear<'_>, jobs: &[Job<'_>], out: &Path) -> (Known, Vec<Diagnostic>) {
    let held = jobs.iter().filter_map(Job::agency).filter(|agency| open.is_held(agency.as_str()));
    let mut known = Known { faulty: held.cloned().collect(), ..Known::default() };
    let (files, findings) = signed::files(open, jobs, out);
    let whole = files.into_iter().filter(|file| Status::of_signing(&file.signing) == Some(Status::Signed));
    known.signed.extend(whole.map(|file| (file.plan, AgencyId::new(&file.stem))));
    (known, findings)
}

/// Who reports, with what its file says.
///
/// # Errors
/// An agency that there is not, or several that it could be.
pub fn speaker<'y>(
    open: &'y OpenYear<'_>,
    wanted: Wanted<'_>,
) -> Result<(&'y Agency, Option<&'y ReportPart>), Diagnostic> {
    let asked = matrix::Wanted { agencies: &[], plans: wanted.plans };
    let plans = open.year.plans().map(|shares| shares.plan).filter(|plan| asked.has_plan(plan));
    spoken(open, &plans.collect::<Vec<_>>(), wanted)
}

/// The agency asked for, else the one that the file of this day names, else the one that the plans name.
fn spoken<'y>(
    open: &'y OpenYear<'_>,
    plans: &[&Plan],
    wanted: Wanted<'_>,
) -> Result<(&'y Agency, Option<&'y ReportPart>), Diagnostic> {
    let registry = &open.year.province.registry;
    let usual = reporter(open, plans);
    let asked = match wanted.agency {
        None => None,
        Some(id) => Some(registered(registry, id)?),
    };
    let parts: Vec<&ReportPart> = of_plans(open, plans).filter(|part| part.day == wanted.day).collect();
    let of = |agency: &Agency| {
        let names = |part: &&&ReportPart| part.agency.as_ref().is_some_and(|id| *id == agency.id);
        let silent =
            |part: &&&ReportPart| part.agency.is_none() && usual.is_some_and(|usual| usual.id == agency.id);
        parts.iter().find(names).or_else(|| parts.iter().find(silent)).copied()
    };
    let named = |part: &'y ReportPart| part.agency.as_ref().and_then(|id| registry.agency(id));
    match (asked, usual, parts.as_slice()) {
        (Some(agency), ..) => Ok((agency, of(agency))),
        // The file of the day says who reports.
        (None, usual, [part]) => match named(part).or(usual) {
            Some(agency) => Ok((agency, Some(part))),
            None => Err(nobody()),
        },
        (None, Some(agency), parts) => match of(agency) {
            None if !parts.is_empty() => Err(several(parts)),
            part => Ok((agency, part)),
        },
        (None, None, _) => Err(nobody()),
    }
}

fn nobody() -> Diagnostic {
    Diagnostic::error(codes::UNKNOWN_AGENCY, "không rõ cơ quan nào lập báo cáo")
        .hint("ghi “--agency MÃ”, hoặc “co_quan” trong tệp báo cáo")
}

fn several(parts: &[&ReportPart]) -> Diagnostic {
    let ids: Vec<&str> = parts.iter().filter_map(|part| part.agency.as_ref()).map(AgencyId::as_str).collect();
    let message = format!("ngày này có {:02} tệp báo cáo của các cơ quan khác nhau", parts.len());
    Diagnostic::error(codes::REPORT_OF_OTHERS, message)
        .hint(format!("chọn một: --agency {}", ids.join(", --agency ")))
}

/// The files of reports on the very plans of this one.
fn of_plans<'y>(open: &'y OpenYear<'_>, plans: &[&Plan]) -> impl Iterator<Item = &'y ReportPart> + use<'y> {
    let mut reported: Vec<PlanId> = plans.iter().map(|plan| plan.id.clone()).collect();
    reported.sort();
    let all = open.year.plans().count() == reported.len();
    let year = open.year.year;
    open.year
        .province
        .reports
        .iter()
        .filter(move |part| part.year == year && (part.plans == reported || all && part.plans.is_empty()))
}

/// Whom the plans have the reports go through, else who follows them, else who issued them.
fn reporter<'y>(open: &'y OpenYear<'_>, plans: &[&Plan]) -> Option<&'y Agency> {
    let registry = &open.year.province.registry;
    let duties = || plans.iter().flat_map(|plan| plan.duties());
    let through = duties().find_map(|duty| duty.assigned.through.as_ref());
    let follows = || {
        let mut of_nature = duties().filter(|duty| duty.assigned.nature == Some(Nature::Monitor));
        of_nature.find_map(|duty| match &duty.assigned.leads.first()?.who {
            Assignee::Agency(id) => Some(id),
            _ => None,
        })
    };
    let issuer = || plans.first().map(|plan| &plan.issuer);
    registry.agency(through.or_else(follows).or_else(issuer)?)
}

fn document(
    open: &OpenYear<'_>,
    report: &Report<'_>,
    agency: &Agency,
    part: Option<&ReportPart>,
) -> Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>> {
    let scope = Scope::Report { year: report.year };
    let scores = Scores::of(open.year.province, report.plans.iter().copied());
    let superiors = superiors(&report.plans, agency, open);
    let (addressees, unaddressed) = addressees(&superiors, part);
    let view = ReportView::of(report, open.year.province, &agency.full_name, &scores, &addressees, part);
    let mut parts = parts(&open.inputs.templates, TEMPLATE, &view)?;
    place(&mut parts, || charts(report).into_iter().chain(of_scores(&scores)).collect());
    let official = official(report, agency, part, (&addressees, &superiors));
    let mut document = assemble::of_kind(Kind::Report, agency, &official, parts, Trace::default());
    let mut findings = proof::of_report(report, part, &document, TEMPLATE);
    let symbol = match part.map(|part| &part.stated.symbol) {
        Some(Some(_)) => Symbol::Stated,
        _ => Symbol::Registered,
    };
    findings.extend(unaddressed);
    let place = part.map(|part| &part.place);
    findings.extend(review::header(Header { agency, official: &official, symbol, place }, &scope));
    let loaded = &open.inputs.loaded;
    let in_template = |words: &str| open.inputs.templates.place_of(words, TEMPLATE);
    let sources = review::Sources { texts: &loaded.texts, own: place, in_template: &in_template };
    findings.extend(wide::settle(&mut document, open.inputs.fonts.set(), sources, &scope));
    findings.extend(review::document(&document, sources, &scope));
    findings.iter_mut().for_each(|finding| finding.scope = scope.clone());
    review::acceptance::apply(&mut findings, &loaded.acceptances, &loaded.texts);
    if has_errors(&findings) { Err(findings) } else { Ok((document, findings)) }
}

/// Whom a plan is of, but for the agency that reports.
fn superiors<'y>(plans: &[&Plan], agency: &Agency, open: &'y OpenYear<'_>) -> Vec<&'y Agency> {
    let issuers: BTreeSet<&AgencyId> = plans.iter().map(|plan| &plan.issuer).collect();
    let above = issuers.into_iter().filter(|issuer| **issuer != agency.id);
    above.filter_map(|issuer| open.year.province.registry.agency(issuer)).collect()
}

/// Kính gửi: whom its file names, else, as long as it is a draft, those who issued the plans; who issued them itself
/// reports to nobody above. An issued report has the line where its file says so, and is told of where it does not.
fn addressees(superiors: &[&Agency], part: Option<&ReportPart>) -> (Vec<String>, Option<Diagnostic>) {
    if let Some(addressees) = part.and_then(|part| part.addressees.clone()) {
        return (addressees, None);
    }
    let usual = names(superiors);
    match part.filter(|part| part.stated.status == State::Issued && !usual.is_empty()) {
        None => (usual, None),
        Some(part) => {
            let message = "báo cáo đã ban hành không ghi “kinh_gui”: bản in không có dòng “Kính gửi”";
            let hint = format!(
                "bản đã ban hành có dòng ấy thì ghi kinh_gui: [\"{}\"]; không có thì ghi kinh_gui: []",
                usual.join("\", \"")
            );
            let finding = Diagnostic::warning(codes::REPORT_UNADDRESSED, message).hint(hint);
            (Vec::new(), Some(finding.at(part.place.clone())))
        }
    }
}

/// Whom a report on these plans goes up to where its file says nothing.
pub fn usual_addressees(open: &OpenYear<'_>, wanted: Wanted<'_>, agency: &Agency) -> Vec<String> {
    let asked = matrix::Wanted { agencies: &[], plans: wanted.plans };
    let plans = open.year.plans().map(|shares| shares.plan).filter(|plan| asked.has_plan(plan));
    let plans: Vec<&Plan> = plans.collect();
    names(&superiors(&plans, agency, open))
}

fn names(agencies: &[&Agency]) -> Vec<String> {
    agencies.iter().map(|agency| agency.full_name.clone()).collect()
}

fn official(
    report: &Report<'_>,
    agency: &Agency,
    part: Option<&ReportPart>,
    (addressees, superiors): (&[String], &[&Agency]),
) -> Official {
    let recipients = || {
        let issuers = superiors.iter().map(|issuer| format!("{} (b/c)", issuer.name));
        // Whom it is addressed to is not named a second time (điểm b khoản 9 Mục II Phần I Phụ lục I).
        let mut recipients: Vec<String> =
            if addressees.is_empty() { issuers.collect() } else { vec!["Như trên".to_owned()] };
        recipients.push("Các cơ quan, đơn vị được giao nhiệm vụ".to_owned());
        recipients
    };
    let day = short_date(report.day);
    let subject = || match report.plans.as_slice() {
        [plan] => format!("Tình hình triển khai {} đến ngày {day}", plan.short_citation()),
        _ => format!("Tình hình triển khai các kế hoạch năm {} đến ngày {day}", report.year),
    };
    let draft = || Stated::draft(ReportPart::year_of_issue(report.day));
    let stated = part.map_or_else(draft, |part| part.stated.clone());
    stated.complete(|| Kind::Report.symbol(&agency.symbol), subject, recipients)
}

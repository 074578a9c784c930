//! Báo cáo: the second kind of document, through the same stages: what is known → report → template → document.

use std::collections::BTreeSet;
use std::path::Path;

use super::charts::{of_scores, place};
use super::make::parts;
use super::{Job, OpenYear, Selection, signed};
use crate::derive::scores::Scores;
use crate::diagnostic::Diagnostic;
use crate::document::trace::Trace;
use crate::document::{Document, assemble};
use crate::follow::report::charts::charts;
use crate::follow::report::view::ReportView;
use crate::follow::report::{Known, Report};
use crate::model::plan::Nature;
use crate::model::{Agency, AgencyId, PlanId};
use crate::official::{Kind, Official, State, Stated};
use crate::output::Status;
use crate::output::names::document_stem;

/// Name of its template.
const TEMPLATE: &str = "bao-cao";

/// What is known of the documents in the folder of results, and of the agencies' own parts.
pub fn known(open: &OpenYear<'_>, selection: &Selection, out: &Path) -> (Known, Vec<Diagnostic>) {
    let of_plans = Selection { ids: Vec::new(), plans: selection.plans.clone() };
    let jobs = Job::asked_for(&of_plans, &open.year).unwrap_or_default();
    let held = jobs.iter().filter_map(Job::agency).filter(|agency| open.is_held(agency.as_str()));
    let mut known = Known { faulty: held.cloned().collect(), ..Known::default() };
    let mut findings = Vec::new();
    match signed::files(open, &jobs, out) {
        Ok(files) => {
            let whole = files.iter().filter(|file| Status::of_signing(&file.signing) == Some(Status::Signed));
            // Each lies in the folder of the plan that it answers, under the id of its agency.
            known.signed.extend(whole.filter_map(|file| {
                let plan = file.path.parent()?.file_name()?.to_str()?;
                Some((PlanId::new(plan), AgencyId::new(&document_stem(&file.name))))
            }));
        }
        Err(faults) => findings.extend(faults),
    }
    (known, findings)
}

/// Who reports: whom the plans have the reports go through, else who follows them, else who issued them.
pub fn reporter<'y>(open: &'y OpenYear<'_>, report: &Report<'_>) -> Option<&'y Agency> {
    let registry = &open.year.province.registry;
    let duties = || report.plans.iter().flat_map(|plan| plan.duties());
    let through = duties().find_map(|duty| duty.assigned.through.as_ref());
    let follows = || {
        let mut of_nature = duties().filter(|duty| duty.assigned.nature == Some(Nature::Monitor));
        of_nature.find_map(|duty| match &duty.assigned.leads.first()?.who {
            crate::model::plan::Assignee::Agency(id) => Some(id),
            _ => None,
        })
    };
    let issuer = || report.plans.first().map(|plan| &plan.issuer);
    registry.agency(through.or_else(follows).or_else(issuer)?)
}

/// The document, a draft: number, day and signer are filled in by whoever issues it.
///
/// # Errors
/// What the template refuses, or Markdown that it should not have produced.
pub fn document(
    open: &OpenYear<'_>,
    report: &Report<'_>,
    agency: &Agency,
) -> Result<Document, Vec<Diagnostic>> {
    let scores = Scores::of(open.year.province, report.plans.iter().copied());
    let view = ReportView::of(report, open.year.province, &agency.full_name, &scores);
    let mut parts = parts(&open.inputs.templates, TEMPLATE, &view)?;
    place(&mut parts, || charts(report).into_iter().chain(of_scores(&scores)).collect());
    Ok(assemble::of_kind(Kind::Report, agency, &official(report, agency, open), parts, Trace::default()))
}

fn official(report: &Report<'_>, agency: &Agency, open: &OpenYear<'_>) -> Official {
    let issuers: BTreeSet<(&PlanId, &AgencyId)> =
        report.plans.iter().map(|plan| (&plan.id, &plan.issuer)).collect();
    let issuers = issuers.into_iter().filter(|(_, issuer)| **issuer != agency.id);
    let mut recipients: Vec<String> = issuers
        .filter_map(|(_, issuer)| open.year.province.registry.agency(issuer))
        .map(|issuer| format!("{} (b/c)", issuer.name))
        .collect();
    recipients.dedup();
    recipients.push("Các cơ quan, đơn vị được giao nhiệm vụ".to_owned());
    let subject = match report.plans.as_slice() {
        [plan] => format!(
            "Tình hình triển khai {} đến ngày {}",
            plan.short_citation(),
            crate::text::values::short_date(report.day)
        ),
        _ => format!(
            "Tình hình triển khai các kế hoạch năm {} đến ngày {}",
            report.year,
            crate::text::values::short_date(report.day)
        ),
    };
    let stated = Stated { status: State::Draft, ..Stated::draft(report.day.year()) };
    stated.complete(|| format!("{}-{}", Kind::Report.letters(), agency.symbol), || subject, || recipients)
}

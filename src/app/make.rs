//! The order of the stages: derive → template → document → render. Nowhere else is it known.

use super::charts;
use crate::derive::scores::Scores;
use crate::derive::sub_plan::Openness;
use crate::derive::{Answer, Year};
use crate::diagnostic::{Diagnostic, Scope, codes, has_errors};
use crate::document::markdown::{self, Parts, Refused};
use crate::document::trace::Trace;
use crate::document::{Document, Paper, assemble};
use crate::model::plan::Annex;
use crate::model::{AgencyId, PLAN_STEM, Plan};
use crate::proof;
use crate::render::font::FontSet;
use crate::render::{docx, pdf};
use crate::review::{self, Header, Symbol};
use crate::template::{PlanView, SubPlanView, TemplateSet, template_name};

/// A document with what is to be said about it.
#[derive(Debug)]
pub struct Made {
    pub document: Document,
    pub openness: Openness,
    pub findings: Vec<Diagnostic>,
}

/// A plan as its office issues it, proved to hold its tasks.
///
/// # Errors
/// What the template refuses, Markdown that it should not have produced, or tasks that it left out.
pub fn plan_document(year: &Year<'_>, plan: &Plan, templates: &TemplateSet) -> Result<Made, Vec<Diagnostic>> {
    let Some(issuer) = year.province.registry.agency(&plan.issuer) else {
        return Err(vec![unregistered(&plan.issuer)]);
    };
    let scope = Scope::Plan { year: year.year };
    let view = PlanView::of(year, plan);
    let mut parts = parts(templates, &plan.template, &view)
        .and_then(|parts| all_annexes(parts, &plan.template, &plan.annexes))
        .map_err(|findings| all_within(findings, &scope))?;
    charts::place(&mut parts, || charts::of_scores(&Scores::of(year.province, [plan])));
    let document = assemble::document(issuer, &plan.official, parts, trace(plan, PLAN_STEM, view.origins()));
    let mut findings = proof::of_plan(plan, &year.province.registry, &document, &plan.template);
    findings.extend(no_annex(&document).map(|finding| finding.at(plan.place.clone())));
    let header =
        Header { agency: issuer, official: &plan.official, symbol: Symbol::Stated, place: Some(&plan.place) };
    findings.extend(review::header(header, &scope));
    let findings = all_within(findings, &scope);
    if has_errors(&findings) {
        return Err(findings);
    }
    Ok(Made { document, openness: Openness::default(), findings })
}

/// The sub-plan of an agency, proved on the page to cover its tasks.
///
/// # Errors
/// A failed proof, or what the template refuses.
pub fn sub_plan<'p>(
    year: &Year<'p>,
    answer: Answer<'p>,
    templates: &TemplateSet,
) -> Result<Made, Vec<Diagnostic>> {
    let agency = answer.agency;
    let scope = year.scope(agency);
    let (plan, mut findings) = year.sub_plan(answer);
    if has_errors(&findings) {
        return Err(findings);
    }
    let template = template_name(agency.kind);
    let view = SubPlanView::of(year.province, &plan);
    let parts = parts(templates, template, &view).map_err(|findings| all_within(findings, &scope))?;
    let document = assemble::document(
        agency,
        &plan.official,
        parts,
        trace(answer.plan, agency.id.as_str(), view.origins()),
    );
    findings.extend(all_within(proof::of_sub_plan(year.province, &plan, &document, template), &scope));
    if has_errors(&findings) {
        return Err(findings);
    }
    findings.extend(no_annex(&document).map(|finding| plan.finding(finding)));
    let stated = plan.overlay.is_some_and(|overlay| overlay.stated.symbol.is_some());
    let header = Header {
        agency,
        official: &plan.official,
        symbol: if stated { Symbol::Stated } else { Symbol::Registered },
        place: plan.overlay.map(|overlay| &overlay.place),
    };
    findings.extend(review::header(header, &scope));
    Ok(Made { document, openness: plan.openness(), findings: all_within(findings, &scope) })
}

/// Which document a file is of, whatever it is called when it comes back, and the names of the values in it.
fn trace(plan: &Plan, stem: &str, keys: Vec<String>) -> Trace {
    Trace { document: document_name(plan, stem), keys, spans: Vec::new() }
}

/// The name of a document in the trace of its files: the place where they stand below the folder for results.
pub fn document_name(plan: &Plan, stem: &str) -> String {
    format!("{}/{}/{stem}", plan.year, plan.id)
}

/// Annexes are asked for as a file of their own, and there are none.
fn no_annex(document: &Document) -> Option<Diagnostic> {
    (document.annexes_apart && document.annexes.is_empty()).then(|| {
        let message = "“phu_luc_rieng: true” nhưng văn bản này không có phụ lục nào";
        Diagnostic::warning(codes::NO_ANNEX, message)
            .hint("bỏ “phu_luc_rieng”, hoặc ghi “in_phu_luc: true” để in phụ lục")
    })
}

/// View → Markdown → blocks.
///
/// # Errors
/// What the template refuses, Markdown that it should not have produced, and a text or an annex without
/// a single block: an office's own template can do that, and the header and the signature around it
/// would look like a plan.
pub(super) fn parts(
    templates: &TemplateSet,
    name: &str,
    view: &impl serde::Serialize,
) -> Result<Parts, Vec<Diagnostic>> {
    let text = templates.render(name, view).map_err(|finding| vec![finding])?;
    let parts = read(templates, name, &text)?;
    let mut findings = Vec::new();
    if parts.body.is_empty() {
        findings.push(leaves_out(name, "văn bản không có nội dung nào"));
    }
    let empty = parts.annexes.iter().filter(|annex| annex.body.is_empty());
    findings.extend(
        empty.map(|annex| leaves_out(name, &format!("phụ lục “{}” không có nội dung nào", annex.title))),
    );
    if findings.is_empty() { Ok(parts) } else { Err(findings) }
}

/// Markdown → blocks.
///
/// # Errors
/// What no template may print, where it stands in the office's own.
pub(super) fn read(templates: &TemplateSet, name: &str, text: &str) -> Result<Parts, Vec<Diagnostic>> {
    let told = |refused: &Refused| match templates.place_of(&refused.near, name) {
        Some(place) => refused.finding().at(place),
        None => refused.finding(),
    };
    markdown::parts(text).map_err(|refused| refused.iter().map(told).collect())
}

/// The annexes that the plan asks for are all there.
fn all_annexes(parts: Parts, name: &str, asked: &[Annex]) -> Result<Parts, Vec<Diagnostic>> {
    let (made, asked) = (parts.annexes.len(), asked.len());
    if made >= asked {
        return Ok(parts);
    }
    Err(vec![leaves_out(name, &format!("kế hoạch có {asked} phụ lục (“phu_luc”), mẫu in {made}"))])
}

fn leaves_out(name: &str, what: &str) -> Diagnostic {
    let message = format!("mẫu {name}.md tạo ra văn bản thiếu: {what}");
    Diagnostic::error(codes::EMPTY_DOCUMENT, message)
        .hint("sửa mẫu, hoặc xóa tệp mẫu riêng để dùng mẫu có sẵn")
}

/// What is found while a document is made concerns that document.
fn all_within(findings: Vec<Diagnostic>, scope: &Scope) -> Vec<Diagnostic> {
    findings.into_iter().map(|finding| finding.within(scope.clone())).collect()
}

/// Content that came this far names registered agencies only; a caller's own agency may be another.
fn unregistered(agency: &AgencyId) -> Diagnostic {
    Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{agency}”"))
}

/// Định dạng tệp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    Docx,
    Pdf,
}

impl Format {
    pub const ALL: [Self; 2] = [Self::Docx, Self::Pdf];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// A finished file.
#[derive(Debug, Clone)]
pub struct File {
    pub bytes: Vec<u8>,
    /// Pages, where the format knows them.
    pub pages: Option<usize>,
}

/// One file of a document → bytes.
///
/// # Errors
/// A character that the face cannot draw or that the format cannot hold.
pub fn render(paper: &Paper<'_>, format: Format, fonts: &FontSet) -> Result<File, Diagnostic> {
    match format {
        Format::Docx => docx::render(paper, fonts).map(|bytes| File { bytes, pages: None }),
        Format::Pdf => {
            pdf::render(paper, fonts).map(|made| File { bytes: made.bytes, pages: Some(made.pages) })
        }
    }
}

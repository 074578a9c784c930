//! Plans and agencies' parts as a whole: dates and figures that cannot be, what stands twice, what two places
//! state differently, what nobody has decided.

mod amounts;
mod bare;
mod calendar;
mod capitals;
mod cited;
mod figures;
mod named;
mod numbers;
mod outlived;
mod papers;
mod pointers;
mod repeated;
#[cfg(test)]
mod tests;
mod twofold;
mod undecided;

use super::Content;
use crate::diagnostic::Diagnostic;
use papers::Papers;

/// What is to be said of every plan and every part.
pub(super) fn review(content: Content<'_>) -> Vec<Diagnostic> {
    let papers = Papers::of(content);
    let of_plans = |province| {
        let mut findings = twofold::review(&papers, province);
        findings.extend(repeated::review(&papers, province));
        findings.extend(figures::review(&papers, province));
        findings.extend(named::review(&papers, province));
        findings.extend(pointers::review(&papers, province));
        findings.extend(cited::review(&papers, province));
        findings.extend(numbers::review(&papers, province));
        findings.extend(outlived::review(province));
        findings.extend(bare::review(province));
        findings.extend(capitals::review(content.texts, province));
        findings
    };
    let (mut findings, of_plans) =
        rayon::join(|| calendar::review(&papers), || content.province.map(of_plans));
    findings.extend(undecided::review(&papers));
    findings.extend(of_plans.into_iter().flatten());
    findings
}

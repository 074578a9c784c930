//! Số văn bản that a body has given to two documents of a kind in one year. The register (`so-van-ban`) tells of
//! them as well; there only the documents of one plan year are beside each other.

use std::collections::BTreeMap;

use super::papers::Papers;
use crate::content::Field;
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::Province;
use crate::model::agency::AgencyId;
use crate::official::{Kind, Numbering};
use crate::text::values::IssueDate;

/// A document with its number.
struct Numbered<'p> {
    number: u32,
    issuer: &'p AgencyId,
    symbol: &'p str,
    date: IssueDate,
    place: &'p Place,
    scope: Scope,
}

impl<'p> Numbered<'p> {
    /// What no two documents have in common.
    fn key(&self) -> (&'p AgencyId, Numbering<'p>, u32) {
        (self.issuer, Numbering::of(self.symbol, self.date), self.number)
    }
}

pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let plans = province.plans.iter().filter_map(|plan| {
        Some(Numbered {
            number: plan.official.number?,
            issuer: &plan.issuer,
            symbol: &plan.official.symbol,
            date: plan.official.date,
            place: &plan.place,
            scope: Scope::Year(plan.year),
        })
    });
    let parts = province.overlays.iter().filter_map(|part| {
        Some(Numbered {
            number: part.stated.number?,
            issuer: &part.agency,
            symbol: part.stated.symbol.as_deref().unwrap_or(Kind::Plan.letters()),
            date: part.stated.date,
            place: &part.place,
            scope: Scope::Agency { id: part.agency.as_str().into(), year: part.year },
        })
    });
    let all: Vec<Numbered<'_>> = plans.chain(parts).collect();
    let mut first: BTreeMap<(&AgencyId, Numbering<'_>, u32), &Numbered<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for one in &all {
        match first.get(&one.key()) {
            Some(other) => findings.push(twice(one, other, papers, province)),
            None => drop(first.insert(one.key(), one)),
        }
    }
    findings
}

fn twice(one: &Numbered<'_>, other: &Numbered<'_>, papers: &Papers<'_>, province: &Province) -> Diagnostic {
    let issuer = province.registry.agency(one.issuer).map_or(one.issuer.as_str(), |agency| &agency.name);
    let (_, Numbering { kind, year }, number) = one.key();
    let line = typed(other, papers).line_column().0;
    let file = other.place.source.path.display();
    let message =
        format!("số {number:02} ({kind}) năm {year} của {issuer} đã ghi cho văn bản ở {file}:{line}");
    Diagnostic::warning(codes::NUMBER_TWICE, message)
        .at(typed(one, papers))
        .within(one.scope.clone())
        .hint("đối chiếu với sổ đăng ký văn bản đi, sửa số hoặc ngày của một văn bản")
}

/// Where the number was typed.
fn typed(one: &Numbered<'_>, papers: &Papers<'_>) -> Place {
    let mut texts = papers.at(one.place).into_iter().flat_map(|paper| paper.texts);
    texts.find(|text| text.field == Field::Number).map_or_else(|| one.place.clone(), |text| text.place())
}

//! Which documents a year has, how each is made, and what its files are called.

use std::collections::BTreeMap;

use super::{Format, Made, OpenYear, plan_document, sub_plan, wide};
use crate::derive::{Answer, Year};
use crate::diagnostic::{Diagnostic, Place, Scope, codes, has_errors, likely, near_miss};
use crate::document::Paper;
use crate::model::agency::{AgencyKind, Registry};
use crate::model::{Agency, AgencyId, PLAN_STEM, Plan, PlanId, Province};
use crate::official::State;
use crate::output::FileName;
use crate::review;
use crate::template::template_name;
use crate::text::slug::slug;

/// One document to make: a plan itself, or an agency's sub-plan.
#[derive(Debug, Clone, Copy)]
pub enum Job<'p> {
    Plan(&'p Plan),
    Agency(Answer<'p>),
}

/// Những văn bản được yêu cầu: which documents of a year a person asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Agencies by their ids, [`PLAN_STEM`] for the plan itself; empty for all.
    pub ids: Vec<String>,
    /// Plans by their ids; empty for every plan of the year.
    pub plans: Vec<String>,
}

impl<'p> Job<'p> {
    /// Every document that the year has, plan by plan, each plan before what answers it.
    pub fn all(year: &Year<'p>) -> Vec<Self> {
        year.plans().flat_map(|shares| Self::of_plan(year, shares.plan)).collect()
    }

    /// The documents in the folder of a plan: the plan itself, unless it is known only in part, and what
    /// answers it before any other.
    pub fn of_plan(year: &Year<'p>, plan: &'p Plan) -> Vec<Self> {
        let own = (!plan.excerpt).then_some(Self::Plan(plan));
        let answers = year.answers(plan).into_iter().filter(|answer| answer.plan.id == plan.id);
        let made = answers.filter(|answer| answer.makes_document());
        own.into_iter().chain(made.map(Self::Agency)).collect()
    }

    /// The documents asked for, in the order of the year, once each.
    ///
    /// # Errors
    /// Every plan that the year does not have; every id that is unknown, or of an agency without a document
    /// in the plans asked for.
    pub fn asked_for(selection: &Selection, year: &Year<'p>) -> Result<Vec<Self>, Vec<Diagnostic>> {
        let (jobs, findings) = Self::found(selection, year);
        if findings.is_empty() { Ok(jobs) } else { Err(findings) }
    }

    /// Those of the documents asked for that there are, and an error for each that there is not.
    pub fn found(selection: &Selection, year: &Year<'p>) -> (Vec<Self>, Vec<Diagnostic>) {
        let mut findings: Vec<Diagnostic> = Vec::new();
        let known: Vec<&str> = year.plans().map(|shares| shares.plan.id.as_str()).collect();
        for id in selection.plans.iter().filter(|id| !known.contains(&id.as_str())) {
            findings.push(unknown_plan(id, year.year, year.province));
        }
        let wanted = |plan: &Plan| {
            selection.plans.is_empty() || selection.plans.iter().any(|id| id == plan.id.as_str())
        };
        let all: Vec<Self> = Self::all(year).into_iter().filter(|job| wanted(job.plan())).collect();
        let missing: Vec<&String> =
            selection.ids.iter().filter(|id| !all.iter().any(|job| job.stem() == id.as_str())).collect();
        match in_pieces(&missing, all.iter().map(Job::stem)) {
            Some(told) => findings.push(told),
            None => findings.extend(missing.into_iter().map(|id| not_there(id, year, &all))),
        }
        if let (true, true, Some(only)) = (all.is_empty(), findings.is_empty(), selection.plans.first()) {
            let message = format!(
                "kế hoạch “{only}” chỉ biết một phần nên không in, và không cơ quan nào lập kế hoạch riêng trong thư mục của nó"
            );
            findings.push(
                Diagnostic::error(codes::UNKNOWN_PLAN, message)
                    .hint("xem các cơ quan được giao: kehoach liet-ke"),
            );
        }
        let asked = |job: &Self| selection.ids.is_empty() || selection.ids.iter().any(|id| id == job.stem());
        (all.into_iter().filter(asked).collect(), findings)
    }

    /// By the folder that they stand in: jobs of one plan together, in the order given.
    pub fn by_plan(jobs: Vec<Self>) -> Vec<(&'p Plan, Vec<Self>)> {
        let mut groups: Vec<(&'p Plan, Vec<Self>)> = Vec::new();
        let mut places: BTreeMap<&PlanId, usize> = BTreeMap::new();
        for job in jobs {
            let plan = job.plan();
            match places.get(&plan.id) {
                Some(at) => groups[*at].1.push(job),
                None => {
                    places.insert(&plan.id, groups.len());
                    groups.push((plan, vec![job]));
                }
            }
        }
        groups
    }

    /// The plan in whose folder it stands.
    pub fn plan(&self) -> &'p Plan {
        match self {
            Self::Plan(plan) => plan,
            Self::Agency(answer) => answer.plan,
        }
    }

    /// What tells it from every other document of its year: the plan, and the stem of its files.
    pub fn key(&self) -> (&'p str, &'p str) {
        (self.plan().id.as_str(), self.stem())
    }

    /// A place in the file that it is written in; an agency may have written none.
    fn place(&self) -> Option<&'p Place> {
        match self {
            Self::Plan(plan) => Some(&plan.place),
            Self::Agency(answer) => answer.overlay.map(|overlay| &overlay.place),
        }
    }

    /// The name of the template that makes it.
    fn template(&self) -> &'p str {
        match self {
            Self::Plan(plan) => &plan.template,
            Self::Agency(answer) => template_name(answer.agency.kind),
        }
    }

    /// What the names of its files begin with: the agency's id.
    pub fn stem(&self) -> &'p str {
        match self {
            Self::Plan(_) => PLAN_STEM,
            Self::Agency(answer) => answer.agency.id.as_str(),
        }
    }

    /// For people.
    pub fn name(&self) -> String {
        match self {
            Self::Plan(plan) if plan.official.number.is_some() => plan.short_citation(),
            Self::Plan(plan) => format!("Kế hoạch {}", plan.id),
            Self::Agency(answer) => answer.agency.name.clone(),
        }
    }

    /// Whether it is issued: as its plan states, or the agency's part of it.
    pub fn state(&self) -> State {
        match self {
            Self::Plan(plan) => plan.official.status,
            Self::Agency(answer) => answer.overlay.map_or(State::Draft, |overlay| overlay.stated.status),
        }
    }

    pub fn agency(&self) -> Option<&'p AgencyId> {
        match self {
            Self::Plan(_) => None,
            Self::Agency(answer) => Some(&answer.agency.id),
        }
    }

    /// The name of one of its files; `suffix` is the [`Paper`]'s.
    ///
    /// # Errors
    /// An id that some system would refuse as a name. Ids were checked when content was read, so
    /// nothing that came that far is refused, but the disk is no place to be wrong about it.
    pub fn file(&self, suffix: &str, format: Format) -> Result<FileName, Diagnostic> {
        let taken = matches!(self, Self::Agency(_)) && self.stem() == PLAN_STEM;
        let name = FileName::new(&format!("{}{suffix}", self.stem()), format.extension());
        name.filter(|_| !taken).ok_or_else(|| {
            let message = format!("mã “{}” không dùng làm tên tệp được", self.stem());
            Diagnostic::error(codes::BAD_ID, message).hint("đổi mã cơ quan")
        })
    }

    /// The files that a document of this job has, in every format.
    pub fn files(&self, papers: &[Paper<'_>]) -> Vec<FileName> {
        let names =
            papers.iter().flat_map(|paper| Format::ALL.map(|format| self.file(&paper.suffix, format)));
        names.filter_map(Result::ok).collect()
    }

    /// The document, reviewed, with what the agency's own content files are told.
    ///
    /// # Errors
    /// Errors in the agency's own content, a failed proof, what the template refuses, or what a review finds
    /// wrong.
    pub fn make(&self, open: &OpenYear<'p>) -> Result<Made, Vec<Diagnostic>> {
        let loaded = &open.inputs.loaded;
        let accept = |findings: &mut Vec<Diagnostic>| {
            review::acceptance::apply(findings, &loaded.acceptances, &loaded.texts);
        };
        let mut made = self.made(open).map_err(|mut findings| {
            accept(&mut findings);
            findings
        })?;
        let scope = match self {
            Self::Plan(plan) => Scope::Plan { year: plan.year },
            Self::Agency(answer) => open.year.scope(answer.agency),
        };
        let own = self.place();
        let fonts = open.inputs.fonts.set();
        let in_template = |words: &str| open.inputs.templates.place_of(words, self.template());
        let sources = review::Sources { texts: &loaded.texts, own, in_template: &in_template };
        made.findings.extend(wide::settle(&mut made.document, fonts, sources, &scope));
        made.findings.extend(review::document(&made.document, sources, &scope));
        accept(&mut made.findings);
        if has_errors(&made.findings) { Err(made.findings) } else { Ok(made) }
    }

    fn made(&self, open: &OpenYear<'p>) -> Result<Made, Vec<Diagnostic>> {
        let (year, templates) = (&open.year, &open.inputs.templates);
        let answer = match self {
            Self::Plan(plan) => return plan_document(year, plan, templates),
            Self::Agency(answer) => answer,
        };
        let mut findings = open.of_agency(answer.agency.id.as_str());
        if has_errors(&findings) {
            return Err(findings);
        }
        let mut made = match sub_plan(year, *answer, templates) {
            Ok(made) => made,
            Err(refused) => {
                findings.extend(refused);
                return Err(findings);
            }
        };
        findings.append(&mut made.findings);
        Ok(Made { findings, ..made })
    }
}

/// Why no document asked for is called so.
fn not_there(id: &str, year: &Year<'_>, asked: &[Job<'_>]) -> Diagnostic {
    if year.plans().any(|shares| shares.plan.id.as_str() == id) {
        let message = format!("“{id}” là một kế hoạch, không phải cơ quan");
        return Diagnostic::error(codes::UNKNOWN_AGENCY, message).hint(format!("chọn kế hoạch: --plan {id}"));
    }
    if id == PLAN_STEM {
        let message = "kế hoạch chỉ biết một phần (“trich: true”) nên không in";
        return Diagnostic::error(codes::UNKNOWN_PLAN, message);
    }
    let registered = year.province.registry.agencies().iter().find(|agency| agency.id.as_str() == id);
    if let Some(agency) = registered {
        let elsewhere: Vec<&str> =
            Job::all(year).iter().filter(|job| job.stem() == id).map(|job| job.plan().id.as_str()).collect();
        if !elsewhere.is_empty() {
            let message = format!("“{}” không lập kế hoạch triển khai các kế hoạch đã chọn", agency.name);
            let hint = format!("kế hoạch của cơ quan này: --plan {}", elsewhere.join(" --plan "));
            return Diagnostic::error(codes::UNKNOWN_AGENCY, message).hint(hint);
        }
        let message = match agency.kind {
            _ if year.plans().any(|shares| shares.plan.issuer == agency.id) => {
                format!("“{}” ban hành kế hoạch; kế hoạch ấy là “{PLAN_STEM}”", agency.name)
            }
            AgencyKind::Party => format!(
                "“{}” là cơ quan của Đảng, không ban hành kế hoạch theo Nghị định số 30/2020/NĐ-CP",
                agency.name
            ),
            _ if agency.makes_sub_plan() => {
                format!("“{}” không được giao nhiệm vụ nào trong năm {}", agency.name, year.year)
            }
            AgencyKind::Village => {
                format!(
                    "“{}” được giao việc, không ban hành văn bản nên không có kế hoạch riêng",
                    agency.name
                )
            }
            _ => format!("“{}” chỉ được gọi chung, không lập kế hoạch riêng", agency.name),
        };
        return Diagnostic::error(codes::UNKNOWN_AGENCY, message);
    }
    if let Some(plan) = year.province.plans.iter().find(|plan| plan.id.as_str() == id) {
        let message = format!("“{id}” là một kế hoạch của năm {}, không phải cơ quan", plan.year);
        let hint = format!("chọn kế hoạch: --nam {} --ke-hoach {id}", plan.year);
        return Diagnostic::error(codes::UNKNOWN_AGENCY, message).hint(hint);
    }
    let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
    meant(finding, id, asked.iter().map(Job::stem))
}

/// The finding that several ids that nobody knows are the name of an agency, which fell apart at its spaces.
pub fn in_pieces<'k>(ids: &[&String], known: impl IntoIterator<Item = &'k str>) -> Option<Diagnostic> {
    let [_, _, ..] = ids else { return None };
    let words: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    let name = words.join(" ");
    let plain = slug(&name);
    let near = known.into_iter().find(|id| *id == plain)?;
    let message = format!("không có cơ quan “{}”", words[0]);
    Some(Diagnostic::error(codes::UNKNOWN_AGENCY, message).hint(likely(near)))
}

/// What is to be said of a plan that a year does not have: which year has it, or which plans the year has.
pub fn unknown_plan(id: &str, year: i16, province: &Province) -> Diagnostic {
    let finding = Diagnostic::error(codes::UNKNOWN_PLAN, format!("năm {year} không có kế hoạch “{id}”"));
    if let Some(other) = province.plans.iter().find(|plan| plan.id.as_str() == id) {
        return finding.hint(format!("“{id}” là kế hoạch của năm {}: ghi năm ấy sau --nam", other.year));
    }
    let known: Vec<&str> = province.plans_of(year).map(|plan| plan.id.as_str()).collect();
    finding.hint(format!("các kế hoạch của năm: {}", known.join(", ")))
}

/// The agency of an id that a person typed, whether anything is given to it or not.
///
/// # Errors
/// The register does not have it.
pub fn registered<'r>(registry: &'r Registry, id: &str) -> Result<&'r Agency, Diagnostic> {
    registry.agency(&AgencyId::new(id)).ok_or_else(|| {
        let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
        meant(finding, id, registry.agencies().iter().map(|agency| agency.id.as_str()))
    })
}

/// A finding about an id, with what may have been meant: another id, a year, several ids.
pub fn meant<'k>(finding: Diagnostic, id: &str, known: impl IntoIterator<Item = &'k str>) -> Diagnostic {
    let is_year = id.len() == 4 && id.bytes().all(|byte| byte.is_ascii_digit());
    finding.hint(match near_miss(id, known) {
        _ if is_year => format!("năm ghi sau --nam: --nam {id}"),
        _ if id.contains(',') => {
            "mỗi lần ghi một mã; nhiều mã thì cách nhau bằng dấu cách, không bằng dấu phẩy".to_owned()
        }
        Some(near) => likely(&near),
        None => "xem danh sách: kehoach liet-ke".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_meant_by_an_id_is_told() {
        let known = ["so-y-te", "so-cong-thuong"];
        let hint = |id: &str| {
            let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, "");
            meant(finding, id, known).hint.unwrap_or_default()
        };
        assert_eq!(hint("2025"), "năm ghi sau --nam: --nam 2025");
        assert!(hint("so-y-te,so-cong-thuong").contains("không bằng dấu phẩy"));
        assert_eq!(hint("Sở Y tế"), "có phải “so-y-te”?");
        let pieces = ["Sở", "Công", "Thương"].map(str::to_owned);
        let told = in_pieces(&pieces.iter().collect::<Vec<_>>(), known).unwrap();
        assert_eq!(told.hint.unwrap(), "có phải “so-cong-thuong”?");
        assert!(in_pieces(&pieces[..1].iter().collect::<Vec<_>>(), known).is_none());
    }
}

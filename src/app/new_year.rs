//! Kế hoạch năm mới: the plan of a year → a draft for a later one, beside nothing that is there.

use std::path::Path;

use super::{Editable, Inputs, Needed, OpenYear, Refused, unknown_plan};
use crate::content::YEARS;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Plan;
use crate::output::NotNew;
use crate::start::year::answers::{self, Answer, NotAnswered};
use crate::start::{self, Draft};
use crate::text::values::{DateFault, IssueDate};

/// What a person asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The new year.
    pub year: i16,
    /// The year of the plan to start from.
    pub from: i16,
    /// That plan, where the year has several, or where the new year has one already.
    pub plan: Option<String>,
    /// The day on which it may be issued, as typed.
    pub date: Option<String>,
}

/// A plan for the new year, not yet on the disk.
#[derive(Debug)]
pub struct NewPlan {
    pub draft: Draft,
    /// How the plan that it starts from is cited.
    pub from: String,
    /// What was found in other parts of the content.
    pub elsewhere: Option<Diagnostic>,
}

/// Why there is none.
#[derive(Debug)]
pub enum NotDrafted {
    /// It cannot be.
    Refused(Diagnostic),
    /// The year to start from may not be worked in.
    Year(Refused),
    /// Something stands there, and nobody asked for another beside it.
    IsThere(Diagnostic),
}

impl NotDrafted {
    pub fn into_findings(self) -> Vec<Diagnostic> {
        match self {
            Self::Refused(finding) | Self::IsThere(finding) => vec![finding],
            Self::Year(refused) => refused.into_findings(),
        }
    }
}

/// Drafts the plan; `content` is the folder.
///
/// # Errors
/// Years or days that make no sense, a plan that is not there, or one that may not be worked with.
pub fn draft(asked: &Asked, inputs: &Inputs, content: &Path) -> Result<NewPlan, NotDrafted> {
    let date = issue_date(asked).map_err(NotDrafted::Refused)?;
    // Beside other plans of the year only what is asked for by name.
    if asked.plan.is_none()
        && let Some(path) = start::existing_plan(&inputs.loaded, asked.year)
    {
        return Err(NotDrafted::IsThere(exists(asked, &path)));
    }
    let open = OpenYear::of(inputs, Some(asked.from)).map_err(NotDrafted::Year)?;
    let old = source(asked, &open).map_err(NotDrafted::Refused)?;
    let elsewhere = open.elsewhere(&[]);
    let Some(draft) = start::year::draft(open.year.province, old, asked.year, date, content) else {
        let path = old.place.source.path.display();
        let message = format!("tệp {path} còn lỗi nên chưa lập được kế hoạch năm mới từ tệp này");
        let finding = Diagnostic::error(codes::CANNOT_RUN, message).hint("xem các lỗi: kehoach kiem-tra");
        return Err(NotDrafted::Refused(finding));
    };
    Ok(NewPlan { draft, from: start::cited(old), elsewhere })
}

/// The plan with what a person decided; `inputs` are those that it was drafted from. What an answer makes wrong is told
/// at its question, and nothing is answered then.
///
/// # Errors
/// Questions by their numbers, and why they cannot be answered so.
pub fn answered(
    plan: &NewPlan,
    answers: &[(usize, Answer)],
    inputs: &Editable,
) -> Result<Draft, Vec<(usize, String)>> {
    let own = |one: &NotAnswered| vec![(one.question, one.why.to_owned())];
    let draft = answers::answered(&plan.draft, answers).map_err(|why| own(&why))?;
    let errors = |draft: &Draft| -> Vec<String> {
        let changed = inputs.changed(&draft.path, &draft.text, Needed::All).inputs;
        let of_file = |one: &&Diagnostic| {
            one.is_error() && one.place.as_ref().is_some_and(|place| place.source.path == draft.path)
        };
        let found = changed.loaded.findings.iter().filter(of_file);
        found
            .map(|one| match &one.hint {
                Some(hint) => format!("{} ({hint})", one.message),
                None => one.message.clone(),
            })
            .collect()
    };
    let known = errors(&plan.draft);
    let is_new = |found: &Vec<String>| found.iter().find(|one| !known.contains(one)).cloned();
    if is_new(&errors(&draft)).is_none() {
        return Ok(draft);
    }
    // Which of them it is.
    let faults = answers.iter().filter_map(|answer| {
        let alone = answers::answered(&plan.draft, std::slice::from_ref(answer)).ok()?;
        Some((answer.0, is_new(&errors(&alone))?))
    });
    let faults: Vec<(usize, String)> = faults.collect();
    if faults.is_empty() {
        Err(vec![(answers[0].0, is_new(&errors(&draft)).unwrap_or_default())])
    } else {
        Err(faults)
    }
}

/// Writes it where nothing stands.
///
/// # Errors
/// A file of that name, or a disk that does not take it.
pub fn write(plan: &NewPlan) -> Result<(), NotDrafted> {
    start::write_new(&plan.draft).map_err(|why| match why {
        NotNew::Exists(_) => NotDrafted::IsThere(why.finding()),
        NotNew::Failed(_) => NotDrafted::Refused(why.finding()),
    })
}

/// The plans of a year that another may start from: those that are known whole.
pub fn sources<'p>(open: &OpenYear<'p>) -> Vec<&'p Plan> {
    open.year.plans().map(|shares| shares.plan).filter(|plan| !plan.excerpt).collect()
}

/// The plan to start from: the one named, or the only one that is known whole.
fn source<'p>(asked: &Asked, open: &OpenYear<'p>) -> Result<&'p Plan, Diagnostic> {
    let plans = sources(open);
    let ids: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
    let hint = format!("các kế hoạch của năm {}: {}", asked.from, ids.join(", "));
    match (&asked.plan, plans.as_slice()) {
        (Some(id), plans) => plans.iter().find(|plan| plan.id.as_str() == id).copied().ok_or_else(|| {
            let is_excerpt = open.year.plans().any(|shares| shares.plan.id.as_str() == id);
            if !is_excerpt {
                return unknown_plan(id, asked.from, open.year.province);
            }
            let message = format!("kế hoạch “{id}” chỉ biết một phần nên không lấy làm gốc được");
            Diagnostic::error(codes::UNKNOWN_PLAN, message).hint(hint)
        }),
        (None, [plan]) => Ok(plan),
        (None, _) => {
            let message =
                format!("năm {} có {:02} kế hoạch, chưa rõ lấy kế hoạch nào", asked.from, ids.len());
            Err(Diagnostic::error(codes::UNKNOWN_PLAN, message).hint(format!("ghi --plan; {hint}")))
        }
    }
}

/// The day given, once it is clear that the years make sense.
fn issue_date(asked: &Asked) -> Result<Option<IssueDate>, Diagnostic> {
    if !YEARS.contains(&asked.year) || asked.year <= asked.from {
        let (year, from, last) = (asked.year, asked.from, YEARS.end());
        let message = format!("năm mới {year} phải sau năm {from} và không quá {last}");
        return Err(Diagnostic::error(codes::BAD_VALUE, message));
    }
    let Some(text) = &asked.date else { return Ok(None) };
    match IssueDate::parse(text) {
        Ok(date) if date.year == asked.year => Ok(Some(date)),
        Err(fault) if fault != DateFault::Form => {
            let message = format!("ngày “{text}”: {fault}");
            Err(Diagnostic::error(codes::BAD_DATE, message).hint(fault.hint()))
        }
        _ => {
            let message = format!("ngày “{text}” không phải một ngày của năm {}", asked.year);
            let hint = format!("viết ngày/tháng/năm hoặc tháng/năm, ví dụ: 02/7/{0}, 7/{0}", asked.year);
            Err(Diagnostic::error(codes::BAD_DATE, message).hint(hint))
        }
    }
}

fn exists(asked: &Asked, path: &Path) -> Diagnostic {
    let message = format!("năm {} đã có kế hoạch: {}; tệp được giữ nguyên", asked.year, path.display());
    let hint = format!(
        "lập thêm một kế hoạch bên cạnh: kehoach nam-moi {} --from {} --plan <mã kế hoạch của năm {2}>",
        asked.year, asked.from, asked.from
    );
    Diagnostic::error(codes::DUPLICATE_ID, message).hint(hint)
}

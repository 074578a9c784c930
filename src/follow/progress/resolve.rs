//! A line of a form → the agency, the plan and the task that it is of. What a reader sees of them and what the
//! hidden columns say must agree; where the plan is not named, all plans of the year are looked through.

use super::form::Field;
use super::read::Filled;
use crate::derive::Year;
use crate::derive::responsibility::{Responsibilities, Responsibility, Role};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::identity::{Found, Kept, TaskIndex};
use crate::model::plan::Task;
use crate::model::{Agency, AgencyId, Plan, PlanId, Province};
use crate::text::spaces::single_spaced;
use crate::text::{beginning, few, folded};

/// The plans of a year, to find tasks in.
pub(super) struct Plans<'y> {
    province: &'y Province,
    year: i16,
    all: Vec<OfPlan<'y>>,
}

struct OfPlan<'y> {
    shares: &'y Responsibilities<'y>,
    index: TaskIndex<'y>,
}

/// What a line is of.
#[derive(Clone, Copy)]
pub(super) struct Resolved<'y> {
    pub agency: &'y Agency,
    pub plan: &'y Plan,
    pub mine: &'y Responsibility<'y>,
}

/// How a line names its agency.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Rightly,
    /// Its id is right, and what a reader sees is no name of it.
    Otherwise,
}

impl<'y> Resolved<'y> {
    pub fn task(&self) -> &'y Task {
        self.mine.task
    }
}

/// What a plan has of a line.
enum Match<'y> {
    /// In the place that the line names.
    Here(Resolved<'y>),
    Elsewhere(Resolved<'y>),
    /// Several of the agency's tasks have these words.
    Several,
    /// The task is of others.
    OfOthers(&'y Task),
    None,
}

impl<'y> Plans<'y> {
    pub fn of(year: &'y Year<'_>) -> Self {
        let all = year.plans().map(|shares| OfPlan { shares, index: TaskIndex::of(shares.plan) });
        Self { province: year.province, year: year.year, all: all.collect() }
    }

    /// What a line is of, and how it names its agency.
    pub fn resolve(&self, line: &Filled) -> Result<(Resolved<'y>, Named), Diagnostic> {
        let (agency, named) = self.agency(line)?;
        Ok((self.of_agency(line, agency)?, named))
    }

    fn of_agency(&self, line: &Filled, agency: &'y Agency) -> Result<Resolved<'y>, Diagnostic> {
        let plans = self.plans(line)?;
        if let Some(finding) = plans.iter().find_map(|of| of.contradiction(line)) {
            return Err(finding);
        }
        let words = line.text.as_deref().unwrap_or_default();
        let matches: Vec<Match<'y>> = plans.iter().map(|of| of.matching(agency, kept(line))).collect();
        let one_of = |is: fn(&Match<'y>) -> Option<Resolved<'y>>| matches.iter().filter_map(is).collect();
        let here: Vec<Resolved<'y>> = one_of(|one| match one {
            Match::Here(resolved) => Some(*resolved),
            _ => None,
        });
        let elsewhere: Vec<Resolved<'y>> = one_of(|one| match one {
            Match::Elsewhere(resolved) => Some(*resolved),
            _ => None,
        });
        let has_several = matches.iter().any(|one| matches!(one, Match::Several));
        match (here.as_slice(), elsewhere.as_slice()) {
            ([only], _) => Ok(*only),
            ([], [only]) if !has_several => Ok(*only),
            ([], []) if !has_several => Err(self.missing(line, agency, &plans, &matches)),
            _ => {
                let message =
                    format!("có nhiều nhiệm vụ cùng câu “{}”, chưa rõ là nhiệm vụ nào", beginning(words));
                Err(unknown(line, message).hint(
                    "giữ cột “Vị trí” và cột ẩn “mã kế hoạch” của bảng đã gửi đi; dòng này chưa được ghi",
                ))
            }
        }
    }

    fn agency(&self, line: &Filled) -> Result<(&'y Agency, Named), Diagnostic> {
        let registry = &self.province.registry;
        let (hidden, seen) = (line.agency_id.as_deref(), line.agency.as_deref());
        let Some(typed) = hidden.or(seen) else {
            return Err(unknown(line, "không ghi cơ quan".to_owned()).hint("điền cột “Cơ quan”"));
        };
        let found = registry.agency(&AgencyId::new(typed)).or_else(|| self.named(typed));
        let agency = found.ok_or_else(|| unknown(line, format!("không có cơ quan “{typed}”")))?;
        let Some(seen) = seen.filter(|seen| hidden.is_some() && !is_called(agency, seen)) else {
            return Ok((agency, Named::Rightly));
        };
        if let Some(other) = self.named(seen) {
            let (cell, title) = (line.at.cell(Field::Agency), Field::AgencyId.title());
            let message = format!(
                "{cell}: ghi “{}”, mà cột ẩn “{title}” là của {}: chưa rõ là của cơ quan nào",
                other.name, agency.name
            );
            return Err(Diagnostic::error(codes::CELL_UNREADABLE, message).hint(
                "dùng bảng gửi cho chính cơ quan ấy, hoặc sửa lại cột “Cơ quan”; dòng này chưa được ghi",
            ));
        }
        Ok((agency, Named::Otherwise))
    }

    /// The agency of a name; of several the one that has a part in the plans.
    fn named(&self, typed: &str) -> Option<&'y Agency> {
        let mut named =
            self.province.registry.agencies().iter().filter(|agency| folded(&agency.name) == folded(typed));
        named
            .clone()
            .find(|agency| self.all.iter().any(|of| of.shares.share(&agency.id).is_some()))
            .or(named.next())
    }

    /// The plan that the line names, or all.
    fn plans(&self, line: &Filled) -> Result<Vec<&OfPlan<'y>>, Diagnostic> {
        let Some(id) = line.plan.as_deref().map(PlanId::new) else {
            return Ok(self.all.iter().collect());
        };
        if let Some(of) = self.all.iter().find(|of| of.shares.plan.id == id) {
            return Ok(vec![of]);
        }
        let finding = unknown(line, format!("năm {} không có kế hoạch “{id}”", self.year));
        Err(match self.province.plan(&id) {
            Some(plan) => finding.hint(format!("kế hoạch ấy của năm {0}: thêm --year {0}", plan.year)),
            None => finding,
        })
    }
}

impl<'y> OfPlan<'y> {
    fn given(&self, agency: &'y Agency, task: &Task) -> Option<Resolved<'y>> {
        let mine = self.shares.share(&agency.id)?.of(&task.reference)?;
        Some(Resolved { agency, plan: self.shares.plan, mine })
    }

    fn matching(&self, agency: &'y Agency, kept: Kept<'_>) -> Match<'y> {
        let of = |task: &'y Task, is: fn(Resolved<'y>) -> Match<'y>| {
            self.given(agency, task).map_or(Match::OfOthers(task), is)
        };
        let by_name = |task: Option<&'y Task>| task.map_or(Match::None, |task| of(task, Match::Here));
        match self.index.find(kept) {
            Found::Here(task) | Found::HereAmong(task) => of(task, Match::Here),
            Found::Elsewhere(task) => of(task, Match::Elsewhere),
            Found::Several => {
                let all = self.index.worded(kept.words).iter();
                let own: Vec<Resolved<'y>> = all.filter_map(|task| self.given(agency, task)).collect();
                match own.as_slice() {
                    [] => Match::None,
                    // Of equals it has but one.
                    [only] => Match::Elsewhere(*only),
                    _ => Match::Several,
                }
            }
            Found::Nowhere if kept.words.is_empty() => by_name(self.index.named(kept.name)),
            Found::Nowhere => by_name(self.index.by_id(kept.name)),
        }
    }

    /// What the hidden name of a task says against what a reader sees of it.
    fn contradiction(&self, line: &Filled) -> Option<Diagnostic> {
        let (hidden, place) = (line.task_name.as_deref()?, line.place.as_deref().unwrap_or_default());
        let named = self.index.named(hidden)?;
        let (field, seen) = if self.index.by_id(hidden).is_some() {
            let words = line.text.as_deref().unwrap_or_default();
            let worded = self.index.worded(words);
            let is_other = !worded.is_empty() && worded.iter().all(|task| task.reference != named.reference);
            (Field::Task, is_other.then(|| beginning(words)))
        } else {
            // Without an id of its own a task went out under its place.
            let other = self.index.named(place).filter(|other| other.reference != named.reference);
            (Field::Place, other.map(|_| place.to_owned()))
        };
        let message = format!(
            "{}: “{}”, mà cột ẩn “{}” là {hidden} “{}”: chưa rõ là nhiệm vụ nào",
            line.at.cell(field),
            seen?,
            Field::TaskName.title(),
            beginning(&named.text)
        );
        Some(Diagnostic::error(codes::CELL_UNREADABLE, message).hint(
            "chép tình trạng sang bảng tạo lại bằng kehoach tien-do, hoặc xóa ô ở cột ẩn; dòng này chưa được ghi",
        ))
    }
}

fn kept(line: &Filled) -> Kept<'_> {
    Kept {
        name: line.task_name.as_deref().or(line.place.as_deref()).unwrap_or_default(),
        words: line.text.as_deref().unwrap_or_default(),
        twin: None,
    }
}

fn is_called(agency: &Agency, typed: &str) -> bool {
    agency.names().any(|name| folded(name) == folded(typed))
}

fn unknown(line: &Filled, what: String) -> Diagnostic {
    Diagnostic::error(codes::ROW_UNKNOWN, format!("{}: {what}", line.at))
}

/// So many agencies are named, others are counted.
const NAMED: usize = 3;

impl<'y> Plans<'y> {
    /// Why no task of the agency is meant.
    fn missing(
        &self,
        line: &Filled,
        agency: &Agency,
        plans: &[&OfPlan<'_>],
        matches: &[Match<'_>],
    ) -> Diagnostic {
        let kept = kept(line);
        let of_others = matches.iter().zip(plans).find_map(|(one, of)| match one {
            Match::OfOthers(task) => Some((task, of)),
            _ => None,
        });
        if let Some((task, of)) = of_others {
            let (name, words) = (&agency.name, beginning(&task.text));
            let message = format!("“{name}” không được giao nhiệm vụ {} “{words}”", task.reference);
            return unknown(line, message).hint(format!(
                "kế hoạch nay giao cho {}; dòng này chưa được ghi",
                self.given_to(task, of.shares)
            ));
        }
        if let Some(task) = plans.iter().find_map(|of| of.index.nearest(kept)) {
            let message = format!(
                "nhiệm vụ {} đã đổi câu chữ trong kế hoạch\n  trong tệp: “{}”\n  nay ({}): “{}”",
                kept.name, kept.words, task.reference, task.text
            );
            return unknown(line, message).hint(
                "tạo lại bảng theo kế hoạch mới: kehoach tien-do, rồi chép tình trạng sang; dòng này chưa được ghi",
            );
        }
        if let Some(task) = plans.iter().find_map(|of| of.index.named(kept.name)) {
            let message = format!(
                "cột “{}” không phải lời của nhiệm vụ {}\n  trong tệp: “{}”\n  kế hoạch: “{}”",
                Field::Task.title(),
                kept.name,
                kept.words,
                task.text
            );
            // Where a task was removed, another has come to its place.
            return unknown(line, message).hint(
                "nhiệm vụ trong tệp đã bỏ khỏi kế hoạch thì bỏ dòng này; vẫn là nhiệm vụ ấy mà bị gõ đè thì chép tình \
                 trạng sang bảng tạo lại bằng kehoach tien-do; dòng này chưa được ghi",
            );
        }
        let message = format!("kế hoạch không có nhiệm vụ {} “{}”", kept.name, beginning(kept.words));
        unknown(line, single_spaced(&message).into_owned()).hint(match line.plan {
            Some(_) => "dòng này chưa được ghi",
            None => "dòng này chưa được ghi; bảng của năm khác thì thêm --year NĂM",
        })
    }

    /// "Sở A, Sở B và 04 cơ quan khác": who leads a task.
    fn given_to(&self, task: &Task, shares: &Responsibilities<'_>) -> String {
        let leads = |agency: &&Agency| {
            let mine = shares.share(&agency.id).and_then(|share| share.of(&task.reference));
            mine.is_some_and(|mine| mine.role == Role::Lead)
        };
        let all = self.province.registry.agencies().iter().filter(leads);
        let names: Vec<String> = all.map(|agency| agency.name.clone()).collect();
        few(names.into_iter(), NAMED, "cơ quan khác")
    }
}

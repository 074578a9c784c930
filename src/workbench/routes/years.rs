//! A new year from the old one, and parts brought up to their plans.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::super::desk::{Content, Desk};
use super::super::guard::Refusal;
use super::super::pages;
use super::super::pages::frame::Part;
use super::super::pages::years::{
    Ahead, Drafted, Source, Written, asked_of, choice_field, offered, value_field, what_field,
};
use super::{Answer, Asked, Fields, html, read, work};
use crate::app::new_year::{self, NotDrafted};
use crate::app::{self, Selection, update};
use crate::diagnostic::{Diagnostic, codes};
use crate::start::year::answers::Answer as Said;
use crate::start::year::questions::Question;
use crate::start::{self, update::Updated};
use crate::text::spaces::single_spaced;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    /// "2025/kh-175-2025"
    #[serde(default, rename = "goc")]
    from: String,
    #[serde(default, rename = "nam")]
    year: String,
    #[serde(default, rename = "ngay")]
    date: String,
}

impl Wanted {
    /// What is asked for; without a plan, what is offered first, and without a year the next.
    ///
    /// # Errors
    /// A year that is none.
    fn asked(&self, sources: &[Source]) -> Result<new_year::Asked, Diagnostic> {
        let named =
            self.from.split_once('/').and_then(|(year, id)| Some((year.parse().ok()?, id.to_owned())));
        let first = sources.first().map(|source| (source.year, source.id.clone()));
        let (from, plan) = named.or(first).unwrap_or_default();
        let date = self.date.trim();
        Ok(new_year::Asked {
            year: match self.year.trim() {
                "" => from.saturating_add(1),
                year => year.parse().map_err(|_| no_year(year))?,
            },
            from,
            plan: Some(plan),
            date: (!date.is_empty()).then(|| date.to_owned()),
        })
    }

    /// The same with the year that is offered; and what hinders, if anything.
    fn shown(&self, sources: &[Source]) -> (new_year::Asked, Option<Ahead>) {
        let offered = Self { year: String::new(), from: self.from.clone(), date: self.date.clone() };
        match self.asked(sources) {
            Ok(asked) => (asked, None),
            Err(why) => (offered.asked(sources).unwrap_or_default(), Some(Ahead::Refused(vec![why]))),
        }
    }
}

fn no_year(typed: &str) -> Diagnostic {
    Diagnostic::error(codes::BAD_VALUE, format!("“{typed}” không phải là một năm"))
        .hint("ghi năm bằng bốn chữ số, ví dụ: 2026")
}

/// The plans that there are, the newest first.
fn sources(content: &Content) -> Vec<Source> {
    let years = content.inputs().map(|inputs| inputs.loaded.years.clone()).unwrap_or_default();
    let mut sources = Vec::new();
    for year in years.into_iter().rev() {
        let Ok(open) = content.open(year) else { continue };
        sources.extend(new_year::sources(&open).into_iter().map(|plan| Source {
            year,
            id: plan.id.to_string(),
            citation: start::cited(plan),
            subject: plan.official.subject.clone(),
        }));
    }
    sources
}

pub(super) async fn new_year(State(desk): State<Arc<Desk>>, Asked(wanted): Asked<Wanted>) -> Answer {
    let content = desk.content().await;
    work(move || {
        let Some(inputs) = content.inputs() else { return Ok(Redirect::to("/").into_response()) };
        let sources = sources(&content);
        let (asked, hindered) = wanted.shown(&sources);
        let ahead = match (hindered, wanted.from.as_str()) {
            (Some(hindered), _) => hindered,
            (None, "") => Ahead::NotAsked,
            (None, _) => match new_year::draft(&asked, inputs, &content.place.content) {
                Ok(plan) => Ahead::Drafted(Box::new(Drafted::of(plan))),
                Err(why) => Ahead::Refused(why.into_findings()),
            },
        };
        Ok(html(pages::years::new_year(&content, &sources, &asked, &ahead)))
    })
    .await?
}

/// Writes the draft, made of the content as it is on the disk now.
pub(super) async fn begin_year(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    let content = desk.content().await;
    let wanted = Wanted {
        from: fields.get("goc").to_owned(),
        year: fields.get("nam").to_owned(),
        date: fields.get("ngay").to_owned(),
    };
    let refused = work(move || {
        let sources = sources(&content);
        let (asked, hindered) = wanted.shown(&sources);
        let page = |ahead: &Ahead| html(pages::years::new_year(&content, &sources, &asked, ahead));
        if let Some(hindered) = hindered {
            return Some(page(&hindered));
        }
        let drafted = app::load_editable(&content.place.paths()).and_then(|editable| {
            let plan = new_year::draft(&asked, &editable.inputs, &content.place.content);
            plan.map(|plan| (plan, editable)).map_err(NotDrafted::into_findings)
        });
        let (plan, editable) = match drafted {
            Ok(drafted) => drafted,
            Err(findings) => return Some(page(&Ahead::Refused(findings))),
        };
        let mut drafted = Drafted::of(plan);
        let answered = answers(&fields, &drafted.questions).and_then(|answers| match answers.as_slice() {
            [] => Ok(drafted.plan.draft.clone()),
            answers => new_year::answered(&drafted.plan, answers, &editable),
        });
        match answered {
            Ok(draft) => {
                drafted.plan.draft = draft;
                let written = new_year::write(&drafted.plan).map_err(NotDrafted::into_findings);
                written.err().map(|findings| page(&Ahead::Refused(findings)))
            }
            Err(faults) => {
                (drafted.said, drafted.faults) = (fields.0, faults);
                Some(page(&Ahead::Drafted(Box::new(drafted))))
            }
        }
    })
    .await?;
    if let Some(page) = refused {
        return Ok(page);
    }
    desk.keeper.read_again().await;
    Ok(Redirect::to("/").into_response())
}

/// Questions that cannot be answered so, by their numbers, and why.
type Faults = Vec<(usize, String)>;

/// What was said to the questions; one that is another than the page showed is not answered.
fn answers(fields: &Fields, questions: &[Question]) -> Result<Vec<(usize, Said)>, Faults> {
    let mut answers = Vec::new();
    let mut faults = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        let answer = match fields.get(&choice_field(at)) {
            "giu" => Some(Said::Keep),
            "goi-y" => Some(Said::Take),
            "ghi" => Some(Said::Write(typed(fields, at, question))),
            _ => None,
        };
        // What is typed is never dropped for a choice that was not made with it.
        if !matches!(answer, Some(Said::Write(_))) && is_typed(fields, at, question) {
            let why = "đã gõ vào ô nhưng chưa chọn cách trả lời dùng ô ấy: chọn cách ghi ở ngay trên ô, hoặc trả ô về như cũ";
            faults.push((at, why.to_owned()));
            continue;
        }
        let Some(answer) = answer else { continue };
        match fields.get(&what_field(at)) == asked_of(question) {
            true => answers.push((at, answer)),
            false => {
                faults.push((at, "nội dung vừa đổi nên dự thảo đã khác; xem lại rồi trả lời".to_owned()))
            }
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

/// The values of a person's own, as they are in the form.
fn typed(fields: &Fields, at: usize, question: &Question) -> Vec<String> {
    let values = (0..question.whats.len().max(2)).map(|value| fields.get(&value_field(at, value)));
    values.map(|value| single_spaced(value).into_owned()).collect()
}

/// Whether any of them is other than what was offered.
fn is_typed(fields: &Fields, at: usize, question: &Question) -> bool {
    let was_sent = |value: usize| fields.has(&value_field(at, value));
    let mut values = typed(fields, at, question).into_iter().enumerate();
    values.any(|(value, typed)| was_sent(value) && typed != single_spaced(offered(&question.kind, value)))
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct OfYear {
    #[serde(rename = "nam")]
    year: Option<i16>,
}

pub(super) async fn update(State(desk): State<Arc<Desk>>, Asked(wanted): Asked<OfYear>) -> Answer {
    shown(desk, wanted.year, None).await
}

async fn shown(desk: Arc<Desk>, year: Option<i16>, written: Option<Written>) -> Answer {
    let content = desk.content().await;
    work(move || {
        let Some(inputs) = content.inputs() else { return Ok(Redirect::to("/").into_response()) };
        if let Some(page) = year.and_then(|year| read::no_such_year(&content, Part::Years, year)) {
            return Ok(page);
        }
        // Without a selection nobody is missed.
        let updating = update::updating(inputs, year, &Selection::default()).map_err(|_| Refusal::Broken)?;
        Ok(html(pages::years::update(&content, &inputs.loaded.years, &updating, written.as_ref())))
    })
    .await?
}

/// Writes the files that were chosen among those that change.
pub(super) async fn bring_up(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    let content = desk.content().await;
    let year = fields.get("nam").parse().ok();
    let written = work(move || {
        let mut written = Written::default();
        let chosen: Vec<&str> = fields.all("tep").collect();
        if chosen.is_empty() {
            written.faults.push(Diagnostic::error(codes::NO_FILES, "chưa chọn tệp nào"));
            return written;
        }
        let inputs = match app::load(&content.place.paths()) {
            Ok(inputs) => inputs,
            Err(findings) => return Written { faults: findings, ..written },
        };
        let updating = match update::updating(&inputs, year, &Selection::default()) {
            Ok(updating) => updating,
            Err(findings) => return Written { faults: findings, ..written },
        };
        let is_chosen = |one: &&Updated| chosen.iter().any(|path| *path == one.path.display().to_string());
        for one in updating.updated.iter().filter(is_chosen) {
            match update::write(&inputs, one) {
                Ok(()) => written.paths.push(one.path.display().to_string()),
                Err(why) => written.faults.push(why),
            }
        }
        written
    })
    .await?;
    if !written.paths.is_empty() {
        desk.keeper.read_again().await;
    }
    shown(desk, year, Some(written)).await
}

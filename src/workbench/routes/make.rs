//! Making documents: what is chosen, and the run that does it.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::super::desk::Desk;
use super::super::guard::Refusal;
use super::super::pages;
use super::super::pages::frame::Part;
use super::super::pages::make::Chosen;
use super::super::runs::{self, Purport, Run};
use super::{Answer, Asked, Fields, html, read, work};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(rename = "nam")]
    year: Option<i16>,
    #[serde(rename = "ke_hoach")]
    plan: Option<String>,
    #[serde(rename = "co_quan")]
    agency: Option<String>,
    /// Nothing was chosen.
    #[serde(rename = "trong")]
    none: Option<String>,
    /// The number of the run for which another was not begun.
    #[serde(rename = "ban")]
    busy: Option<u64>,
    /// Everything is to be chosen again.
    #[serde(rename = "het")]
    all: Option<String>,
}

impl Wanted {
    /// What is chosen when the page comes up: what an address names, else what the last run was asked for.
    fn chosen(self, run: Option<&Run>) -> Chosen<'_> {
        match run {
            _ if self.none.is_some() => Chosen::Nothing,
            _ if self.plan.is_some() || self.agency.is_some() => {
                Chosen::Named { plan: self.plan, agency: self.agency }
            }
            Some(run) if self.all.is_none() => Chosen::AsBefore(&run.asked),
            _ => Chosen::Everything,
        }
    }
}

pub(super) async fn page(State(desk): State<Arc<Desk>>, Asked(wanted): Asked<Wanted>) -> Answer {
    let content = desk.content().await;
    work(move || {
        let Some(inputs) = content.inputs() else { return Ok(Redirect::to("/").into_response()) };
        let years = &inputs.loaded.years;
        let last = desk.runs.last();
        let year = wanted.year.or_else(|| years.last().copied());
        if let Some(page) = year.and_then(|year| read::no_such_year(&content, Part::Make, year)) {
            return Ok(page);
        }
        let view = year.and_then(|year| content.year(year, (desk.today)()));
        let run = last.as_deref().filter(|run| Some(run.asked.year) == year);
        let refused = wanted.busy.is_some_and(|busy| last.as_ref().is_some_and(|last| last.number == busy));
        let chosen = wanted.chosen(run);
        Ok(html(pages::make::page(&content, years, view.as_deref(), &chosen, (run, refused))))
    })
    .await?
}

pub(super) async fn begin(State(desk): State<Arc<Desk>>, fields: Fields) -> Answer {
    let content = desk.content().await;
    let year: i16 = fields.get("nam").parse().map_err(|_| Refusal::NotFound)?;
    let purport = match fields.get("viec") {
        "tao" => Purport::Make,
        _ => Purport::Foresee,
    };
    let chosen = fields.all("chon").filter_map(|one| one.split_once('/'));
    let chosen: BTreeSet<(String, String)> =
        chosen.map(|(plan, stem)| (plan.to_owned(), stem.to_owned())).collect();
    if chosen.is_empty() {
        return Ok(Redirect::to(&format!("/tao?nam={year}&trong=1")).into_response());
    }
    let zip = fields.get("goi") == "co";
    let asked = runs::Asked { purport, year, chosen, zip };
    // One at a time: whoever comes second sees the first. Who only pressed twice has what was asked for.
    let refused = match desk.runs.begin(asked.clone()) {
        Ok(run) => {
            let today = (desk.today)();
            tokio::task::spawn_blocking(move || {
                desk.runs.work(&run, &content, today);
                desk.keeper.look_at_results();
            });
            String::new()
        }
        Err(busy) if busy.asked == asked => String::new(),
        Err(busy) => format!("&ban={}", busy.number),
    };
    Ok(Redirect::to(&format!("/tao?nam={year}{refused}")).into_response())
}

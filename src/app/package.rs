//! `build --zip`: the rows of the index, then the package.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::Job;
use super::batch::{About, Batch, Outcome};
use crate::date::{padded_day, padded_month};
use crate::document::{DateLine, Head};
use crate::output::index::{Counts, Row};
use crate::output::names::document_stem;
use crate::output::store::is_signed;
use crate::output::{FileError, FileName, Report, Staged, Status, Store};

/// Packs every document in the folder, those of earlier runs too, in the order of the agencies. `year`
/// lists every file that the year has: only of those it is known what they state.
pub fn pack(
    batch: &Batch<'_>,
    store: &Store,
    outcomes: &[Outcome<'_, Staged>],
    year: &[FileName],
    report: &Report,
) -> Result<PathBuf, FileError> {
    let made: BTreeMap<&str, Option<&About>> =
        outcomes.iter().map(|outcome| (outcome.job.stem(), outcome.about.as_ref())).collect();
    let jobs = Job::all(&batch.open.year);
    let edited = edited(report);
    let mut left = store.documents()?;
    let mut rows = Vec::new();
    for job in &jobs {
        let (own, others) = left.into_iter().partition(|file: &String| document_stem(file) == job.stem());
        left = others;
        let own: Vec<String> = own;
        let fresh = match made.get(job.stem()) {
            None if !own.is_empty() => batch.about(job),
            _ => None,
        };
        let about = made.get(job.stem()).copied().flatten().or(fresh.as_ref());
        for file in own {
            let about = about.filter(|_| year.iter().any(|name| name.is_of(&file)));
            rows.push(row(job.name(), file, about, store, &edited)?);
        }
    }
    // Files of agencies that have none any more, and a person's own.
    for file in left {
        rows.push(row("", file, None, store, &edited)?);
    }
    store.archive(batch.open.year.year, &rows)
}

/// Names of the files that people changed, as far as this run looked.
fn edited(report: &Report) -> BTreeSet<&str> {
    let beside = report.made.iter().filter_map(|made| made.beside.as_ref());
    let beside = beside.map(|(name, _)| name.as_str());
    beside.chain(report.kept.iter().map(|kept| kept.name.as_str())).collect()
}

fn row(
    agency: &str,
    file: String,
    about: Option<&About>,
    store: &Store,
    edited: &BTreeSet<&str>,
) -> Result<Row, FileError> {
    let path = store.folder().join(&file);
    let signed = is_signed(&path).map_err(|error| FileError::reading(&path, error))?;
    let old = file.contains(" (bản cũ ");
    let state = match (signed, about) {
        (true, _) => Some(Status::Signed),
        // An old version states what was true then.
        (false, _) if old => None,
        (false, Some(about)) => Some(about.state.into()),
        (false, None) => store.status_of(&file),
    };
    let mut status: Vec<&str> = state.map(Status::label).into_iter().collect();
    status.extend(old.then_some("bản cũ"));
    status.extend(file.contains(" (bản mới").then_some("bản mới"));
    status.extend(edited.contains(file.as_str()).then_some("đã sửa"));
    let status = status.join("; ");
    let about = about.filter(|_| !old);
    Ok(Row {
        agency: agency.to_owned(),
        file,
        number: about.map(|about| number(&about.official)).unwrap_or_default(),
        date: about.map(|about| date(about.official.date)).unwrap_or_default(),
        status,
        counts: about.and_then(|about| about.openness).map(|open| Counts {
            lead: open.lead,
            supporting: open.supporting,
            unassigned: open.without_unit,
        }),
    })
}

fn number(head: &Head) -> String {
    head.number.as_ref().map(|number| format!("{number}/{}", head.symbol)).unwrap_or_default()
}

/// As printed: the day and the months 1 and 2 with two digits (Phụ lục I, Phần I, Mục II.4.b).
fn date(line: DateLine) -> String {
    let (Some(day), Some(month)) = (line.day, line.month) else { return String::new() };
    format!("{}/{}/{}", padded_day(day), padded_month(month), line.year)
}

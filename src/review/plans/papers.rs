//! Which document the texts of a file are of: its year, and the day on which it is issued.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::content::{Field, Written};
use crate::diagnostic::Place;
use crate::model::report::ReportPart;
use crate::model::{Overlay, Plan, Province};
use crate::official::{Kind, State};
use crate::review::Content;
use crate::text::values::{IssueDate, short_date};

/// The document of one content file.
#[derive(Debug)]
pub(super) struct Paper<'c> {
    pub kind: Kind,
    pub year: i16,
    pub issued: IssueDate,
    pub state: State,
    /// The first day on which it can be issued.
    pub earliest: Date,
    /// What its plan, or the plan that it answers, is about: "… (PCI) năm 2025".
    pub subject: &'c str,
    /// A place in its file.
    pub place: &'c Place,
    /// Its texts, in their order.
    pub texts: &'c [Written],
}

/// The documents of the content, by their files.
pub(super) struct Papers<'c> {
    all: BTreeMap<&'c Path, Paper<'c>>,
}

impl<'c> Papers<'c> {
    pub fn of(content: Content<'c>) -> Self {
        let mut all = BTreeMap::new();
        let province = content.province;
        for plan in province.iter().flat_map(|province| &province.plans) {
            all.insert(plan.place.source.path.as_path(), of_plan(plan));
        }
        for (province, overlay) in
            province.iter().flat_map(|province| province.overlays.iter().map(move |own| (province, own)))
        {
            all.insert(overlay.place.source.path.as_path(), of_overlay(province, overlay));
        }
        for report in province.iter().flat_map(|province| &province.reports) {
            all.insert(report.place.source.path.as_path(), of_report(report));
        }
        for (path, paper) in &mut all {
            paper.texts = content.texts.of_file(path);
        }
        Self { all }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Paper<'c>> {
        self.all.values()
    }

    /// The document in whose file something stands.
    pub fn at(&self, place: &Place) -> Option<&Paper<'c>> {
        self.all.get(place.source.path.as_path())
    }
}

fn of_plan(plan: &Plan) -> Paper<'_> {
    Paper {
        kind: Kind::Plan,
        year: plan.year,
        issued: plan.official.date,
        state: plan.official.status,
        earliest: plan.official.date.resolution_day(),
        subject: &plan.official.subject,
        place: &plan.place,
        texts: &[],
    }
}

/// A sub-plan is issued after the plans that it answers.
fn of_overlay<'c>(province: &'c Province, overlay: &'c Overlay) -> Paper<'c> {
    let parents = || overlay.parents.iter().filter_map(|id| province.plan(id));
    let days = parents().map(|plan| plan.official.date.resolution_day());
    let own = overlay.stated.date;
    Paper {
        kind: Kind::Plan,
        year: overlay.year,
        issued: own,
        state: overlay.stated.status,
        earliest: match own.full() {
            Some(day) => day,
            None => days.max().map_or(own.resolution_day(), |parent| parent.max(own.resolution_day())),
        },
        subject: parents().next().map_or("", |plan| &plan.official.subject),
        place: &overlay.place,
        texts: &[],
    }
}

impl Paper<'_> {
    /// "ngày ban hành 02/7/2025", or the first day that it can be.
    pub fn issue_day(&self) -> String {
        match self.issued.full() {
            Some(day) => format!("ngày ban hành {}", short_date(day)),
            None => format!("ngày {}, sớm nhất có thể ban hành", short_date(self.earliest)),
        }
    }

    /// The text of a field that was typed so, nearest to a place.
    pub fn typed(&self, field: Field, words: &str, near: &Place) -> Option<&Written> {
        let same = |text: &&Written| {
            text.field == field && text.text.split_whitespace().eq(words.split_whitespace())
        };
        self.texts.iter().filter(same).min_by_key(|text| text.range.start.abs_diff(near.start))
    }
}

/// A report is issued when the figures of its day are there.
fn of_report(report: &ReportPart) -> Paper<'_> {
    Paper {
        kind: Kind::Report,
        year: report.year,
        issued: report.stated.date,
        state: report.stated.status,
        earliest: report.day,
        subject: report.stated.subject.as_deref().unwrap_or_default(),
        place: &report.place,
        texts: &[],
    }
}

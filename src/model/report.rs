//! Phần riêng của báo cáo: what only the office knows of its report on how far the plans of a year have
//! come; the figures are reckoned.

use jiff::civil::Date;

use super::agency::{AgencyId, PlanId};
use super::overlay::OwnText;
use crate::diagnostic::Place;
use crate::official::Stated;

/// What an office says in a report of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportPart {
    /// Of the plans.
    pub year: i16,
    /// The day of the figures.
    pub day: Date,
    /// Who reports, where the file says it.
    pub agency: Option<AgencyId>,
    /// In the order of their ids; empty for all of the year.
    pub plans: Vec<PlanId>,
    pub stated: Stated,
    /// Kính gửi, where the file says to whom: nobody where the list is empty.
    pub addressees: Option<Vec<String>>,
    pub grounds: Vec<String>,
    /// In the place of the words that the template has.
    pub opening: Vec<String>,
    /// Nhận xét, đánh giá.
    pub remarks: Vec<String>,
    pub sections: Vec<OwnText>,
    /// Đề xuất, kiến nghị.
    pub proposals: Vec<String>,
    pub closing: Vec<String>,
    pub place: Place,
}

impl ReportPart {
    /// The year in which a report is issued of which nothing else is said: the figures of a day are there when the
    /// day is over, those of 31/12 in the next year.
    pub fn year_of_issue(day: Date) -> i16 {
        day.tomorrow().unwrap_or(day).year()
    }

    /// Every text of it that the report must print, beside header and signature.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        let texts = [&self.grounds, &self.opening, &self.remarks, &self.proposals, &self.closing];
        let addressees = self.addressees.iter().flatten();
        texts.into_iter().flatten().chain(addressees).chain(self.sections.iter().flat_map(OwnText::words))
    }
}

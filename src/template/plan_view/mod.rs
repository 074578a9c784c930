//! The view of a plan: what its templates may say.

mod assignment;
mod indicator;
mod table;

use serde::Serialize;

use super::annex::AnnexView;
use super::names::{agency_name, joined_ids};
use super::origins::{EntryField, ListKey, Origin, Origins, TextField, position_name};
use super::scores::ScoresView;
use crate::derive::Year;
use crate::derive::scores::Scores;
use crate::model::agency::Registry;
use crate::model::plan::{Element, Heading, NameStyle, Plan, Task, Title};

use assignment::AssignmentView;
pub(super) use indicator::IndicatorView;
pub(crate) use indicator::target_in_full;
pub(crate) use table::TableView;

/// Kế hoạch, as templates see it.
#[derive(Debug, Serialize)]
pub struct PlanView {
    #[serde(rename = "nam")]
    year: i16,
    #[serde(rename = "trich_yeu")]
    subject: String,
    #[serde(rename = "can_cu")]
    grounds: Vec<String>,
    #[serde(rename = "mo_dau")]
    opening: Vec<String>,
    #[serde(rename = "muc")]
    sections: Vec<HeadingView>,
    #[serde(rename = "ket_thuc")]
    closing: Vec<String>,
    #[serde(rename = "phu_luc")]
    annexes: Vec<AnnexView>,
    /// Điểm các chỉ số qua các năm.
    #[serde(rename = "diem_cac_nam")]
    scores: ScoresView,
    #[serde(skip)]
    origins: Origins,
}

/// Mục, khoản, điểm, with all that stands under it.
#[derive(Debug, Serialize)]
pub(super) struct HeadingView {
    /// Cấp: 1 for Mục.
    #[serde(rename = "cap")]
    level: usize,
    #[serde(rename = "nhan")]
    label: String,
    /// Empty where it has none.
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "la_chi_so")]
    is_index: bool,
    #[serde(rename = "chi_tieu")]
    indicators: Vec<IndicatorView>,
    #[serde(rename = "theo_doi")]
    monitor: Option<String>,
    #[serde(rename = "cung_theo_doi")]
    co_monitors: Option<String>,
    /// The line that names who carries it out says who monitors it.
    #[serde(rename = "trien_khai")]
    says_monitor: bool,
    #[serde(rename = "noi_dung")]
    content: Vec<ElementView>,
    #[serde(rename = "ket")]
    closing_line: Option<String>,
}

/// What stands under a heading; `kieu` says what it is.
#[derive(Debug, Serialize)]
#[serde(tag = "kieu")]
pub(super) enum ElementView {
    #[serde(rename = "doan")]
    Paragraph {
        /// The number of a heading without a title, before its first paragraph.
        #[serde(rename = "nhan")]
        label: String,
        #[serde(rename = "doan")]
        text: String,
    },
    #[serde(rename = "gach")]
    Dash {
        #[serde(rename = "gach")]
        text: String,
    },
    #[serde(rename = "bang")]
    Table {
        #[serde(rename = "bang")]
        table: TableView,
    },
    #[serde(rename = "giao")]
    Assignment {
        #[serde(rename = "giao")]
        assignment: Box<AssignmentView>,
    },
    #[serde(rename = "khoan")]
    Heading {
        #[serde(rename = "khoan")]
        heading: Box<HeadingView>,
    },
}

impl PlanView {
    /// The view of a plan, annexes included.
    pub fn of(year: &Year<'_>, plan: &Plan) -> Self {
        let origins = Origins::default();
        let names = Names { registry: &year.province.registry, year: plan.year, origins: &origins };
        let lines = |key: ListKey, lines: Vec<String>| -> Vec<String> {
            lines.into_iter().map(|line| origins.value(|| Origin::Line(key), line)).collect()
        };
        Self {
            year: plan.year,
            subject: plan.official.subject.clone(),
            grounds: lines(ListKey::Grounds, grounds(&plan.grounds)),
            opening: lines(ListKey::Opening, plan.opening.clone()),
            sections: plan.sections.iter().map(|section| names.heading(section)).collect(),
            closing: lines(ListKey::Closing, plan.closing.clone()),
            annexes: AnnexView::all(year, plan, &names),
            scores: ScoresView::of(&Scores::of(year.province, [plan])),
            origins,
        }
    }

    /// The names of its marked values, by their numbers.
    pub fn origins(self) -> Vec<String> {
        self.origins.names()
    }
}

/// Căn cứ, each with the mark that stands after it: a semicolon, after the last a full stop
/// (Decree 30/2020, Phụ lục I, Phần I, Mục II.6.b).
pub(crate) fn grounds(grounds: &[String]) -> Vec<String> {
    let bare = grounds.iter().map(|ground| ground.trim_end_matches([';', '.', ',', ' ']));
    let last = grounds.len().saturating_sub(1);
    bare.enumerate().map(|(at, ground)| format!("{ground}{}", if at == last { "." } else { ";" })).collect()
}

/// Turns ids into printed names.
pub(super) struct Names<'n> {
    pub registry: &'n Registry,
    /// The year of the plan.
    pub year: i16,
    pub(super) origins: &'n Origins,
}

impl Names<'_> {
    pub fn heading(&self, heading: &Heading) -> HeadingView {
        let is_index = matches!(heading.title, Title::Index(_));
        HeadingView {
            says_monitor: is_index
                && heading
                    .assignments()
                    .any(|given| given.style == NameStyle::After && assignment::is_monitor(heading, given)),
            level: heading.position.steps().len(),
            label: heading.position.label(),
            title: self.text(heading, TextField::Title, 0, heading.title.text()),
            is_index,
            indicators: heading.indicators.iter().map(|one| IndicatorView::of(one, self.year)).collect(),
            monitor: heading.monitor.as_ref().map(|id| agency_name(self.registry, id)),
            co_monitors: joined_ids(self.registry, &heading.co_monitors),
            content: self.elements(heading),
            closing_line: heading
                .closing_line
                .as_ref()
                .map(|line| self.text(heading, TextField::ClosingLine, 0, line)),
        }
    }

    /// A text of a heading, which is the how manieth of its kind.
    pub(super) fn text(&self, heading: &Heading, field: TextField, at: usize, text: &str) -> String {
        let origin = || Origin::Heading { position: position_name(&heading.position), field, at };
        self.origins.value(origin, text.to_owned())
    }

    /// A value of a task.
    pub(super) fn of_task(&self, task: &Task, field: EntryField, text: String) -> String {
        self.origins.value(|| Origin::Task { reference: task.reference.to_string(), field }, text)
    }

    /// What stands under a heading, in its order.
    fn elements(&self, heading: &Heading) -> Vec<ElementView> {
        let mut label = match heading.title {
            Title::Untitled => heading.position.label(),
            Title::Named(_) | Title::Index(_) => String::new(),
        };
        let (mut paragraphs, mut dashes) = (0, 0);
        let elements = heading.content.iter().map(|element| match element {
            Element::Paragraph(text) => {
                let text = self.text(heading, TextField::Paragraph, paragraphs, text);
                paragraphs += 1;
                ElementView::Paragraph { label: std::mem::take(&mut label), text }
            }
            Element::Dash(text) => {
                let text = self.text(heading, TextField::Dash, dashes, text);
                dashes += 1;
                ElementView::Dash { text }
            }
            _ => self.element(heading, element),
        });
        elements.collect()
    }

    /// One of them that has no number in front.
    pub(super) fn element(&self, heading: &Heading, element: &Element) -> ElementView {
        match element {
            Element::Paragraph(text) => ElementView::Paragraph { label: String::new(), text: text.clone() },
            Element::Dash(text) => ElementView::Dash { text: text.clone() },
            Element::Table(table) => ElementView::Table { table: TableView::of(table) },
            Element::Assignment(given) => {
                ElementView::Assignment { assignment: Box::new(self.assignment(heading, given)) }
            }
            Element::Heading(child) => ElementView::Heading { heading: Box::new(self.heading(child)) },
        }
    }
}

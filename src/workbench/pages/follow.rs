//! Theo dõi một năm: who does what by when, how far it has come, what is to be reported. Each part of the follow-up
//! is a page, and whatever a page shows can be taken away as a file.

pub mod list;
pub mod others;
pub mod progress;
pub mod report;

use maud::{Markup, html};
use serde::Deserialize;

use super::super::address::encoded;
use super::super::desk::Content;
use super::frame::{Frame, Part};

/// The parts, in the order in which they are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Overview,
    Matrix,
    Progress,
    Report,
    Deadlines,
    Compare,
    Scores,
    Recipients,
    Register,
}

impl Section {
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Matrix,
        Self::Progress,
        Self::Report,
        Self::Deadlines,
        Self::Compare,
        Self::Scores,
        Self::Recipients,
        Self::Register,
    ];

    /// As its address ends.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Matrix => "ma-tran",
            Self::Progress => "tien-do",
            Self::Report => "bao-cao",
            Self::Deadlines => "thoi-han",
            Self::Compare => "so-sanh",
            Self::Scores => "diem",
            Self::Recipients => "noi-nhan",
            Self::Register => "so-van-ban",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Tổng quan",
            Self::Matrix => "Bảng phân công",
            Self::Progress => "Tiến độ",
            Self::Report => "Báo cáo",
            Self::Deadlines => "Thời hạn",
            Self::Compare => "So với năm khác",
            Self::Scores => "Điểm các năm",
            Self::Recipients => "Nơi nhận",
            Self::Register => "Sổ số văn bản",
        }
    }

    /// Above its page.
    pub fn heading(self, year: i16) -> String {
        match self {
            Self::Overview => format!("Theo dõi năm {year}"),
            Self::Compare => format!("So năm {year} với năm khác"),
            Self::Scores => format!("Điểm các chỉ số trong kế hoạch năm {year}"),
            Self::Recipients => format!("Nơi nhận của các kế hoạch năm {year}"),
            other => format!("{} năm {year}", other.title()),
        }
    }

    pub fn address(self, year: i16) -> String {
        match self {
            Self::Overview => format!("/theo-doi/{year}"),
            other => format!("/theo-doi/{year}/{}", other.name()),
        }
    }
}

/// What stands behind the question mark, as it was typed: what cannot be read is as if nothing were typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// Words that a row has, with signs or without.
    #[serde(rename = "tim")]
    pub words: String,
    /// The column that rows are sorted by, from 1.
    #[serde(rename = "xep")]
    pub by: String,
    /// The other way round.
    #[serde(rename = "nguoc")]
    pub reversed: String,
    #[serde(rename = "trang")]
    pub page: String,
    #[serde(rename = "ke_hoach")]
    pub plan: String,
    #[serde(rename = "co_quan")]
    pub agency: String,
    /// The day that states are told for, as a date field sends it, or typed.
    #[serde(rename = "ngay")]
    pub day: String,
    /// The other year.
    #[serde(rename = "voi")]
    pub other: String,
}

impl Wanted {
    /// The plan asked for, where one is.
    pub fn plans(&self) -> Vec<String> {
        Some(self.plan.clone()).filter(|plan| !plan.is_empty()).into_iter().collect()
    }

    pub fn agency(&self) -> Option<&str> {
        Some(self.agency.as_str()).filter(|agency| !agency.is_empty())
    }

    /// What decides what is shown, as it stands in the address of a file.
    pub fn choice(&self) -> String {
        let parts =
            [("ke_hoach", &self.plan), ("co_quan", &self.agency), ("ngay", &self.day), ("voi", &self.other)];
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        parts.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }
}

/// One page of a year.
pub struct Page<'p> {
    pub content: &'p Content,
    pub year: i16,
    pub here: Section,
    pub body: Markup,
    /// The address of the style sheet of printed pages, where some are shown.
    pub faces: Option<String>,
}

impl Page<'_> {
    pub fn markup(self) -> Markup {
        let Self { content, year, here, body, faces } = self;
        let years = content.inputs().map(|inputs| inputs.loaded.years.clone()).unwrap_or_default();
        let title = here.heading(year);
        let main = html! {
            h1 { (title) }
            @if years.len() > 1 {
                nav aria-label="Các năm" class="cac-nam" {
                    ul {
                        @for other in years.iter().rev() {
                            li { a href=(here.address(*other)) aria-current=[(*other == year).then_some("page")] { "Năm " (other) } }
                        }
                    }
                }
            }
            nav aria-label="Các phần theo dõi" class="cac-nam" {
                ul {
                    @for section in Section::ALL {
                        li { a href=(section.address(year)) aria-current=[(section == here).then_some("page")] { (section.title()) } }
                    }
                }
            }
            (body)
        };
        Frame { title: &title, part: Part::Follow, content: Some(content), document: None, faces, main }
            .page()
    }
}

/// Links to files of what a page shows, each by its format.
pub fn downloads(year: i16, what: Section, formats: &[(&str, &str)], choice: &str) -> Markup {
    let ask = if choice.is_empty() { String::new() } else { format!("?{choice}") };
    html! {
        p class="nut-hang" {
            "Tải về:"
            @for (extension, name) in formats {
                a class="nut nhe" href=(format!("/theo-doi/{year}/tai/{}/{extension}{ask}", what.name())) download { (name) }
            }
        }
    }
}

/// A field to choose one of several by, nothing where there is no choice.
pub fn choice(
    id: &str,
    name: &str,
    label: &str,
    all: &str,
    values: &[(String, String)],
    chosen: &str,
) -> Markup {
    html! {
        @if values.len() > 1 {
            label for=(id) { (label) }
            select id=(id) name=(name) {
                option value="" { (all) }
                @for (value, shown) in values { option value=(value) selected[value == chosen] { (shown) } }
            }
        }
    }
}

/// The day that a page is told for.
pub fn day_field(day: jiff::civil::Date) -> Markup {
    html! {
        label for="o-ngay" { "Số liệu đến ngày" }
        input id="o-ngay" type="date" name="ngay" value=(day);
    }
}

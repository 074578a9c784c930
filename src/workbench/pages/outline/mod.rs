//! Sửa kế hoạch: the outline with its headings, indicators and tasks, one of them open to be changed, and whom the
//! changes reach.

mod contested;
mod heading;
mod indicator;
mod reach;
mod task;

pub use heading::PLAN;

use maud::{Markup, html};

use super::super::desk::Content;
use super::super::draft::Draft;
use super::super::outline::reach::Reach;
use super::super::outline::{Outline, Row};
use super::findings::{finding, list};
use super::frame::{Frame, Part, trail};
use crate::diagnostic::Diagnostic;
use crate::model::agency::Registry;
use crate::model::plan::Plan;

/// What hinders a change.
#[derive(Debug)]
pub enum Trouble {
    Finding(Diagnostic),
    /// A field of the form that was sent, and why it is not taken.
    Field {
        name: String,
        why: String,
    },
}

/// What is being added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adding {
    Task,
    Heading,
    Indicator,
}

/// What the page shows.
#[derive(Debug)]
pub struct Shown<'s> {
    pub year: i16,
    pub plan: &'s Plan,
    pub registry: &'s Registry,
    pub outline: &'s Outline,
    pub draft: &'s Draft,
    /// Whom the unsaved changes reach; none where there are none.
    pub reach: Option<&'s Reach>,
    /// Whether the plan is shown as the draft has it.
    pub is_whole: bool,
    /// The places that are being changed, and under which something is added.
    pub open: &'s str,
    pub add: Option<(Adding, &'s str)>,
    /// What was typed into a form that was not taken.
    pub typed: &'s [(String, String)],
    pub faults: &'s [Trouble],
}

impl Shown<'_> {
    fn address(&self) -> String {
        format!("/dan-y/{}/{}", self.year, self.plan.id)
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find_map(|fault| match fault {
            Trouble::Field { name, why } if name == field => Some(why.as_str()),
            _ => None,
        })
    }

    /// What was typed into a field, else what stands there.
    fn said<'v>(&'v self, field: &str, value: &'v str) -> &'v str {
        let typed = self.typed.iter().find(|(name, _)| name == field);
        typed.map_or(value, |(_, typed)| typed.as_str())
    }

    fn is_adding(&self, what: Adding, place: &str) -> bool {
        self.add == Some((what, place))
    }

    /// The file of the plan.
    fn file(&self) -> String {
        self.plan.place.source.path.display().to_string()
    }
}

fn citation(plan: &Plan) -> String {
    match plan.official.number {
        Some(_) => plan.short_citation(),
        None => "Kế hoạch (chưa có số)".to_owned(),
    }
}

pub fn page(content: &Content, shown: &Shown<'_>) -> Markup {
    let citation = citation(shown.plan);
    let plan = format!("/nam/{}/{}", shown.year, shown.plan.id);
    let findings: Vec<&Diagnostic> = shown
        .faults
        .iter()
        .filter_map(|fault| match fault {
            Trouble::Finding(finding) => Some(finding),
            Trouble::Field { .. } => None,
        })
        .collect();
    let main = html! {
        (trail(&[("/", "Kế hoạch"), (&plan, &citation)], "Sửa kế hoạch"))
        h1 { "Sửa " (citation) }
        p class="trich-yeu" { (shown.plan.official.subject) }
        @if !findings.is_empty() { div role="alert" { ul class="tai-cho" { @for one in &findings { (finding(one)) } } } }
        // A form that is no more there has no field to tell it at.
        @if shown.open.is_empty() && shown.add.is_none() {
            @for fault in shown.faults {
                @if let Trouble::Field { why, .. } = fault { p class="bao-loi" role="alert" { (why) } }
            }
        }
        (bar(shown))
        (contested::all(shown))
        @match shown.reach {
            None => {}
            Some(Reach::Unknown(errors)) => {
                p class="bao-loi" { "Với các thay đổi này kế hoạch chưa đọc được, nên chưa biết ảnh hưởng tới cơ quan nào. Hoàn tác, hoặc sửa các lỗi dưới đây." }
                (list("Lỗi", &errors.iter().collect::<Vec<_>>()))
            }
            Some(Reach::Known(known)) => { (reach::known(shown, known)) }
        }
        div class="dan-y" { @for row in &shown.outline.rows { (self::row(shown, row)) } }
        (heading::end(shown))
        (super::intake::bodies(shown.registry))
    };
    let title = format!("Sửa {citation}");
    Frame { title: &title, part: Part::Plans, content: Some(content), document: None, faces: None, main }
        .page()
}

/// A plan whose file nothing can be edited in.
pub fn unreadable(content: &Content, year: i16, plan: &str, why: &Diagnostic) -> Markup {
    let main = html! {
        h1 { "Chưa sửa được kế hoạch" }
        ul class="tai-cho" { (finding(why)) }
        p { a href=(format!("/nam/{year}/{plan}")) { "Quay lại kế hoạch" } }
    };
    let title = "Chưa sửa được kế hoạch";
    Frame { title, part: Part::Plans, content: Some(content), document: None, faces: None, main }.page()
}

/// Saving, undoing, and what is not saved yet.
fn bar(shown: &Shown<'_>) -> Markup {
    let draft = shown.draft;
    html! {
        form method="post" action=(shown.address()) class="nut-hang thanh-luu" {
            @if draft.is_saved() { span class="mo" { "Mọi thay đổi đã ở trong tệp." } }
            @else { strong class="can-lam" { "Có thay đổi chưa lưu vào tệp." } }
            @if !draft.is_saved() { button type="submit" name="viec" value="luu" { "Lưu vào tệp" } }
            @if draft.can_undo() { button type="submit" name="viec" value="hoan-tac" class="nhe" { "Hoàn tác" } }
            @if draft.can_redo() { button type="submit" name="viec" value="lam-lai" class="nhe" { "Làm lại" } }
            @if !draft.is_saved() { button type="submit" name="viec" value="bo-nhap" class="nhe" { "Bỏ mọi thay đổi" } }
        }
    }
}

fn row(shown: &Shown<'_>, row: &Row) -> Markup {
    match row {
        Row::Heading(heading) => heading::row(shown, heading),
        Row::Point(point) => task::point(shown, point),
        Row::Task(task) => task::row(shown, task),
    }
}

/// An id that an address can lead to.
fn anchor(place: &str) -> String {
    format!("c-{}", place.replace('/', "-"))
}

fn to(shown: &Shown<'_>, what: &str, place: &str) -> String {
    format!("{}?{what}={}#{}", shown.address(), super::super::routes::encoded(place), anchor(place))
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "chưa giao" } else { text }
}

/// The place and the version that the form was made of.
fn hidden(shown: &Shown<'_>, name: &str, place: &str) -> Markup {
    html! {
        input type="hidden" name="ban" value=(shown.draft.version());
        input type="hidden" name=(name) value=(place);
    }
}

fn told(shown: &Shown<'_>, field: &str) -> Markup {
    html! { @if let Some(why) = shown.fault(field) { span class="loi-o" id=(format!("loi-{field}")) role="alert" { (why) } } }
}

/// Those who are named, each to be let go, and a field for another.
fn named(shown: &Shown<'_>, of: &str, label: &str, names: &[String]) -> Markup {
    let add = format!("them-{of}");
    let fault = shown.fault(&add).or(shown.fault(of));
    html! {
        fieldset class="cac-ben" {
            legend { (label) }
            input type="hidden" name=(format!("so-{of}")) value=(names.len());
            @for (at, name) in names.iter().enumerate() {
                label class="chon" { input type="checkbox" name=(of) value=(at) checked; span { (name) } }
            }
            label for=(format!("o-{add}")) { "Thêm" }
            input id=(format!("o-{add}")) name=(add) list="cac-co-quan" value=(shown.said(&add, "")) autocomplete="off" placeholder="gõ tên rồi chọn"
                aria-invalid=[fault.map(|_| "true")];
            @if let Some(why) = fault { span class="loi-o" role="alert" { (why) } }
        }
    }
}

/// That something is done in the file, and where.
fn in_file(shown: &Shown<'_>, what: &str, line: usize) -> Markup {
    html! { p class="mo" { (what) ": sửa trong tệp " code { (shown.file()) } ", dòng " (line) "." } }
}

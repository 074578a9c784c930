//! Sửa kế hoạch: the outline with its headings, indicators and tasks, one of them open to be changed, and whom the
//! changes reach.

mod contested;
mod forms;
mod heading;
mod indicator;
mod reach;
mod task;

pub use forms::{Form, address};
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
    /// Why what was sent was not done.
    pub faults: &'s [Trouble],
    /// Why the draft is not kept on the disk, where it is not.
    pub not_kept: Option<&'s Diagnostic>,
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

    /// Whether a field is marked as one that is not taken.
    fn invalid(&self, field: &str) -> Option<&'static str> {
        self.fault(field).map(|_| "true")
    }

    /// What tells why a field is not taken.
    fn described(&self, field: &str) -> Option<String> {
        self.fault(field).map(|_| format!("loi-{field}"))
    }

    /// Whether it is where the keyboard goes on.
    fn is_first_fault(&self, field: &str) -> bool {
        let mut fields = self.faults.iter().filter_map(|fault| match fault {
            Trouble::Field { name, .. } => Some(name),
            Trouble::Finding(_) => None,
        });
        fields.next().is_some_and(|name| name == field)
    }

    /// What was typed into a field, else what stands there.
    fn said<'v>(&'v self, field: &str, value: &'v str) -> &'v str {
        let typed = self.typed.iter().find(|(name, _)| name == field);
        typed.map_or(value, |(_, typed)| typed.as_str())
    }

    fn is_adding(&self, what: Adding, place: &str) -> bool {
        self.open.is_empty() && self.add == Some((what, place))
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
    let main = html! {
        (trail(&[("/", "Kế hoạch"), (&plan, &citation)], "Sửa kế hoạch"))
        h1 { "Sửa " (citation) }
        p class="trich-yeu" { (shown.plan.official.subject) }
        @if let Some(fault) = shown.not_kept { div role="alert" { ul class="tai-cho" { (finding(fault)) } } }
        (forms::refusal(shown))
        (forms::on_enter(shown))
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
        p { a class="nut" href=(format!("/phat-hien/{year}")) { "Xem các phát hiện" } " " a href=(format!("/nam/{year}/{plan}")) { "Quay lại kế hoạch" } }
    };
    let title = "Chưa sửa được kế hoạch";
    Frame { title, part: Part::Plans, content: Some(content), document: None, faces: None, main }.page()
}

/// A plan that errors of the content hide; `typed` is what was sent for it.
pub fn stopped(
    content: &Content,
    (year, plan): (i16, &str),
    errors: &[Diagnostic],
    typed: &[(&str, &str)],
) -> Markup {
    let main = html! {
        h1 { "Chưa sửa được kế hoạch: tệp đang có lỗi" }
        p { "Kế hoạch " code { (plan) } " chưa đọc được vì nội dung năm " (year) " đang có lỗi. Sửa lỗi dưới đây trong tệp rồi mở lại trang này; bản nháp vẫn được giữ. "
            a href=(format!("/phat-hien/{year}")) { "Xem mọi phát hiện của năm" } "." }
        @if !typed.is_empty() {
            div class="bao-loi" role="alert" {
                p { strong { "Điều vừa gửi chưa vào bản nháp." } " Chép lại để gõ vào sau khi sửa lỗi:" }
                dl { @for (name, value) in typed { div { dt { (forms::label(name)) } dd { (value) } } } }
            }
        }
        (list("Lỗi", &errors.iter().collect::<Vec<_>>()))
    };
    let title = "Chưa sửa được kế hoạch";
    Frame { title, part: Part::Plans, content: Some(content), document: None, faces: None, main }.page()
}

/// Saving, undoing, and what is not saved yet.
fn bar(shown: &Shown<'_>) -> Markup {
    let draft = shown.draft;
    let is_open = Form::shown(shown).is_some();
    let words = |words: &str| html! { (words) };
    html! {
        form method="post" action=(shown.address()) class="nut-hang thanh-luu" {
            @if !shown.faults.is_empty() { a href="#chua-lam" class="can-lam" { "Chưa làm được điều vừa gửi: xem vì sao." } }
            @if !draft.is_saved() { strong class="can-lam" { "Có thay đổi chưa lưu vào tệp." } }
            @else if is_open { span class="mo" { "Đang sửa một chỗ; lưu thì điều gõ ở đó được ghi luôn." } }
            @else if shown.faults.is_empty() { span class="mo" { "Mọi thay đổi đã ở trong tệp." } }
            @if is_open || !draft.is_saved() { (forms::button(shown, "luu", None, words("Lưu vào tệp"))) }
            @if draft.can_undo() { (forms::button(shown, "hoan-tac", Some("nhe"), words("Hoàn tác"))) }
            @if draft.can_redo() { (forms::button(shown, "lam-lai", Some("nhe"), words("Làm lại"))) }
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

fn or_none(text: &str) -> &str {
    if text.is_empty() { "chưa giao" } else { text }
}

/// That something is done in the file, and where.
fn in_file(shown: &Shown<'_>, what: &str, line: usize) -> Markup {
    html! { p class="mo" { (what) ": sửa trong tệp " code { (shown.file()) } ", dòng " (line) "." } }
}

//! Sửa kế hoạch: the outline with its tasks, one of them open to be changed, and whom the changes reach.

use maud::{Markup, html};

use super::super::desk::Content;
use super::super::draft::{By, Contested, Draft};
use super::super::outline::reach::{Known, Reach};
use super::super::outline::{Field, HeadingRow, Outline, PointRow, Row, TaskRow};
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
    pub add: &'s str,
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
        @if shown.open.is_empty() && shown.add.is_empty() {
            @for fault in shown.faults {
                @if let Trouble::Field { why, .. } = fault { p class="bao-loi" role="alert" { (why) } }
            }
        }
        (bar(shown))
        @for (at, one) in shown.draft.contested.iter().enumerate() { (contested(shown, at, one)) }
        @match shown.reach {
            None => {}
            Some(Reach::Unknown(errors)) => {
                p class="bao-loi" { "Với các thay đổi này kế hoạch chưa đọc được, nên chưa biết ảnh hưởng tới cơ quan nào. Hoàn tác, hoặc sửa các lỗi dưới đây." }
                (list("Lỗi", &errors.iter().collect::<Vec<_>>()))
            }
            Some(Reach::Known(known)) => { (reach(known)) }
        }
        div class="dan-y" { @for row in &shown.outline.rows { (self::row(shown, row)) } }
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

/// Words that were said two ways: both, and a choice.
fn contested(shown: &Shown<'_>, at: usize, one: &Contested) -> Markup {
    let who = match one.by {
        By::File => "tệp vừa được sửa ở nơi khác",
        By::Page => "một trang khác vừa sửa",
    };
    html! {
        form method="post" action=(shown.address()) class="xung-dot-nhap bao-loi" {
            input type="hidden" name="so" value=(at);
            p { "Cùng một chỗ, " (who) ": " code { (super::super::outline::places::name(&one.path)) } }
            p class="nut-hang" {
                button type="submit" name="viec" value="lay-cua-toi" class="nhe" { "Lấy lời gõ ở đây" }
                button type="submit" name="viec" value="lay-cua-tep" class="nhe" { "Lấy lời ở kia" }
            }
        }
    }
}

fn reach(known: &Known) -> Markup {
    html! {
        section class="luot" aria-labelledby="anh-huong" {
            h2 id="anh-huong" { "Nếu lưu: ảnh hưởng tới " (known.agencies.len()) " cơ quan" }
            @if known.is_empty() { p { "Không nhiệm vụ nào thay đổi." } }
            @if !known.tasks.is_empty() {
                h3 { "Nhiệm vụ thay đổi (" (known.tasks.len()) ")" }
                ul class="thay-doi" { @for line in &known.tasks { li { (line) } } }
            }
            @if !known.agencies.is_empty() {
                h3 { "Cơ quan" }
                ul class="thay-doi" { @for (name, counts) in &known.agencies { li { (name) ": " (counts) } } }
            }
            @if !known.by_number.is_empty() {
                div class="bao-loi" {
                    p { "Các phần riêng này chỉ ghi số của nhiệm vụ, chưa giữ nguyên văn: lưu thay đổi rồi thì số ấy có thể trỏ sang nhiệm vụ khác. "
                        a href="/cap-nhat" { "Cập nhật phần riêng" } " trước, rồi hãy lưu kế hoạch." }
                    ul { @for path in &known.by_number { li { code { (path) } } } }
                }
            }
            @if !known.outdated.is_empty() {
                h3 { "Phần riêng cần cập nhật sau khi lưu (" (known.outdated.len()) ")" }
                ul class="thay-doi" { @for (path, told) in &known.outdated { li { code { (path) } ": " (told) } } }
                p { "Lưu xong thì mở trang " a href="/cap-nhat" { "Cập nhật phần riêng" } "." }
            }
            (list("Phần riêng nhắc tới nhiệm vụ không còn, hoặc đã khác", &known.parts.iter().collect::<Vec<_>>()))
            (list("Phát hiện mới", &known.findings.iter().collect::<Vec<_>>()))
        }
    }
}

fn row(shown: &Shown<'_>, row: &Row) -> Markup {
    match row {
        Row::Heading(heading) => self::heading(shown, heading),
        Row::Point(point) => self::point(shown, point),
        Row::Task(task) => self::task(shown, task),
    }
}

/// An id that an address can lead to.
fn anchor(place: &str) -> String {
    format!("c-{}", place.replace('/', "-"))
}

fn to(shown: &Shown<'_>, what: &str, place: &str) -> String {
    format!("{}?{what}={}#{}", shown.address(), super::super::routes::encoded(place), anchor(place))
}

fn heading(shown: &Shown<'_>, row: &HeadingRow) -> Markup {
    let is_open = shown.open == row.place && row.is_titled;
    let title = html! { (row.position) " " (row.title) };
    html! {
        div class=(format!("de-muc sau-{}", row.depth.min(3))) id=[(!row.place.is_empty()).then(|| anchor(&row.place))] {
            @if row.depth == 0 { h2 { (title) } } @else { h3 { (title) } }
            @if let Some(monitor) = &row.monitor { p class="mo" { "Theo dõi: " (monitor) } }
            @if !row.indicators.is_empty() { p class="mo" { "Chỉ tiêu: " (row.indicators.join("; ")) } }
            @if is_open {
                form method="post" action=(shown.address()) class="o-doc" {
                    (hidden(shown, "cho", &row.place))
                    input type="hidden" name="mo" value=(row.place);
                    p {
                        label for="o-tieu-de" { "Tiêu đề" }
                        input id="o-tieu-de" name="tieu_de" value=(row.title) autocomplete="off";
                    }
                    p class="nut-hang" { button type="submit" name="viec" value="tua" { "Sửa tiêu đề" } a class="nut nhe" href=(shown.address()) { "Thôi" } }
                }
            } @else if shown.is_whole {
                p class="lien-ket" {
                    @if row.is_titled { a href=(to(shown, "sua", &row.place)) { "Sửa tiêu đề " (row.position) } " · " }
                    a href=(to(shown, "them", &row.place)) { "Thêm nhiệm vụ vào " (row.position) }
                }
            }
            @if shown.add == row.place && !row.place.is_empty() { (adding(shown, &row.place, true)) }
        }
    }
}

fn point(shown: &Shown<'_>, row: &PointRow) -> Markup {
    html! {
        div class="diem" id=(anchor(&row.place)) {
            p { span class="mo" { (row.position) } " " strong { (row.leads.join(", ")) }
                @if shown.is_whole { " " a href=(to(shown, "them", &row.place)) { "Thêm nhiệm vụ vào " (row.position) } }
            }
            @if shown.add == row.place { (adding(shown, &row.place, false)) }
        }
    }
}

fn task(shown: &Shown<'_>, row: &TaskRow) -> Markup {
    html! {
        article class="viec" id=(anchor(&row.key)) aria-label=(format!("Nhiệm vụ {}", row.reference)) {
            p { span class="mo" { (row.reference) } " " (row.text) }
            @if shown.open == row.key { (changing(shown, row)) }
            @else {
                dl {
                    div { dt { "Chủ trì" } dd { (or_none(&row.leads.join(", "))) } }
                    @if !row.supporting.is_empty() { div { dt { "Phối hợp" } dd { (row.supporting.join(", ")) } } }
                    @if !row.deadline.said().is_empty() { div { dt { "Thời hạn" } dd { (row.deadline.said()) } } }
                    @if !row.output.said().is_empty() { div { dt { "Sản phẩm" } dd { (row.output.said()) } } }
                }
                @if shown.is_whole {
                    p class="lien-ket" { a href=(to(shown, "sua", &row.key)) { "Sửa nhiệm vụ " (row.reference) } }
                }
            }
        }
    }
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

fn changing(shown: &Shown<'_>, row: &TaskRow) -> Markup {
    html! {
        form method="post" action=(shown.address()) class="o-doc sua-viec" {
            (hidden(shown, "cho", &row.place))
            input type="hidden" name="mo" value=(row.key);
            @if row.is_own {
                p {
                    label for="o-noi-dung" { "Nội dung" }
                    textarea id="o-noi-dung" name="noi_dung" rows="3" aria-invalid=[shown.fault("noi_dung").map(|_| "true")] { (row.text) }
                    input type="hidden" name="cu-noi_dung" value=(row.text);
                    (told(shown, "noi_dung"))
                }
            } @else { p class="mo" { "Lời của nhiệm vụ này là các đoạn của đề mục; sửa lời trong tệp." } }
            div class="hang-o" {
                (named(shown, "chu_tri", "Chủ trì", &row.leads))
                (named(shown, "phoi_hop", "Phối hợp", &row.supporting))
            }
            @if row.has_point && !row.is_alone { p class="mo" { "Đổi ở đây thì chỉ nhiệm vụ này đổi; các nhiệm vụ khác của điểm giữ nguyên." } }
            div class="hang-o" {
                (value("thoi_han", "Thời hạn", &row.deadline))
                (value("san_pham", "Sản phẩm", &row.output))
            }
            p class="nut-hang" {
                button type="submit" name="viec" value="sua" { "Ghi vào bản nháp" }
                a class="nut nhe" href=(format!("{}#{}", shown.address(), anchor(&row.key))) { "Thôi" }
            }
        }
        @if row.is_own {
            form method="post" action=(shown.address()) class="nut-hang" {
                (hidden(shown, "cho", &row.place))
                @if !row.is_first { button type="submit" name="viec" value="len" class="nhe" { "Đưa lên" } }
                @if !row.is_last { button type="submit" name="viec" value="xuong" class="nhe" { "Đưa xuống" } }
                button type="submit" name="viec" value="bo" class="nhe" { "Bỏ nhiệm vụ này" }
            }
            @if shown.outline.points.len() > 1 || !row.has_point {
                form method="post" action=(shown.address()) class="nut-hang" {
                    (hidden(shown, "cho", &row.place))
                    label for="o-den" { "Chuyển vào điểm" }
                    select id="o-den" name="den" {
                        @for (place, label) in &shown.outline.points { option value=(place) { (label) } }
                    }
                    button type="submit" name="viec" value="chuyen" class="nhe" { "Chuyển" }
                    span class="mo" { "Nhiệm vụ không ghi riêng cơ quan chủ trì thì theo điểm mới. Chú thích của nó trong tệp không đi theo." }
                }
            }
        }
    }
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
            input id=(format!("o-{add}")) name=(add) list="cac-co-quan" autocomplete="off" placeholder="gõ tên rồi chọn"
                aria-invalid=[fault.map(|_| "true")];
            @if let Some(why) = fault { span class="loi-o" role="alert" { (why) } }
        }
    }
}

fn value(name: &str, label: &str, field: &Field) -> Markup {
    let id = format!("o-{name}");
    html! {
        p {
            @if let Some(several) = &field.several {
                span class="nhan-o" { (label) } " " (several) span class="mo" { " (ghi theo từng phần; sửa trong tệp)" }
            } @else {
                label for=(id) { (label) }
                input id=(id) name=(name) value=(field.own.clone().unwrap_or_default()) placeholder=[field.shared.as_ref().map(|shared| format!("theo điểm: {shared}"))] autocomplete="off";
                input type="hidden" name=(format!("cu-{name}")) value=(field.own.clone().unwrap_or_default());
            }
        }
    }
}

fn adding(shown: &Shown<'_>, place: &str, needs_leads: bool) -> Markup {
    html! {
        form method="post" action=(shown.address()) class="o-doc sua-viec" {
            (hidden(shown, "duoi", place))
            @if needs_leads { input type="hidden" name="can-chu-tri" value="co"; }
            p {
                label for="o-noi-dung" { "Nội dung nhiệm vụ mới" }
                textarea id="o-noi-dung" name="noi_dung" rows="3" required aria-invalid=[shown.fault("noi_dung").map(|_| "true")] {}
                (told(shown, "noi_dung"))
            }
            @if needs_leads {
                div class="hang-o" {
                    (named(shown, "chu_tri", "Chủ trì", &[]))
                    (named(shown, "phoi_hop", "Phối hợp", &[]))
                }
            }
            div class="hang-o" {
                (value("thoi_han", "Thời hạn", &Field::default()))
                (value("san_pham", "Sản phẩm", &Field::default()))
            }
            p class="nut-hang" {
                button type="submit" name="viec" value="them" { "Thêm vào bản nháp" }
                a class="nut nhe" href=(shown.address()) { "Thôi" }
            }
        }
    }
}

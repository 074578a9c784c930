//! Một văn bản: its tasks with what was found at each, and beside them the pages as they will be printed.

use maud::{Markup, PreEscaped, html};

use super::super::account::{Account, Field, Group, Words};
use super::super::desk::{Content, Key};
use super::super::preview::{Preview, line_id};
use super::super::survey::Survey;
use super::findings::{finding, list};
use super::frame::{Frame, Part, trail};
use super::state;
use crate::derive::responsibility::Role;
use crate::diagnostic::{Diagnostic, Severity};
use crate::official::State;

/// What the page is about, beside its pages.
pub struct About<'a> {
    /// How its plan is cited.
    pub plan: &'a str,
    pub state: State,
    /// Its own part is not begun: the document is derived from the plan alone.
    pub untouched: bool,
    /// Something was typed into its form that its file does not say.
    pub unsaved: bool,
}

pub fn page(
    content: &Content,
    key: &Key,
    preview: &Preview,
    about: &About<'_>,
    survey: Option<&Survey>,
    faces: String,
) -> Markup {
    let plan = format!("/nam/{}/{}", key.year, key.plan);
    let address = format!("{plan}/{}", key.stem);
    let shown = shown(preview, survey, key);
    let (at_fields, elsewhere) = sorted(&preview.account, &shown);
    let signed = survey.map_or(&[][..], |survey| survey.signed(key.year, &key.plan, &key.stem));
    let main = html! {
        (trail(&[("/", "Kế hoạch"), (&plan, about.plan)], &preview.name))
        div class="dau-muc" {
            h1 { (preview.name) }
            (state(about.state, survey, key.year, &key.plan, &key.stem))
        }
        p class="nut-hang" {
            @if key.stem != crate::model::PLAN_STEM {
                a class="nut" href=(format!("{address}/dien")) { "Điền phần của cơ quan" }
            }
            a class="nut nhe" href=(format!("{address}/pdf")) target="_blank" rel="noopener" { "Mở PDF" }
            @for part in 2..=preview.papers {
                a class="nut nhe" href=(format!("{address}/pdf?phan={part}")) target="_blank" rel="noopener" { "Mở PDF phụ lục " (part - 1) }
            }
            a class="nut nhe" href=(format!("/tao?nam={}&ke_hoach={}&co_quan={}", key.year, key.plan, key.stem)) { "Tạo văn bản" }
        }
        div class="hai-cot" {
            div id="noi-dung" data-tuoi {
                @if about.untouched {
                    p class="ghi-chu" {
                        "Cơ quan chưa có phần riêng. Văn bản bên cạnh suy ra từ kế hoạch: mọi nhiệm vụ được giao, "
                        "chỗ chưa phân công là dấu chấm."
                    }
                }
                @if about.unsaved {
                    p class="ghi-chu" {
                        "Có điều đã gõ ở biểu mẫu mà chưa lưu vào tệp; trang này là theo tệp. "
                        a href=(format!("{address}/dien")) { "Mở biểu mẫu" }
                    }
                }
                @for file in signed { p class="ghi-chu" { (file.name) ": " (file.signing.told()) } }
                (list("Phát hiện chung của văn bản", &elsewhere))
                @for group in &preview.account.groups { (self::group(group, preview, &at_fields)) }
                @if preview.account.groups.is_empty() { p { "Không có nhiệm vụ nào." } }
            }
            (pages(preview))
        }
    };
    let frame = Frame {
        title: &preview.name,
        part: Part::Plans,
        content: Some(content),
        document: Some(key.to_string()),
        faces: Some(faces),
        main,
    };
    frame.page()
}

/// What is to be said of a document: by the survey where it has been made, else by the making of its pages.
fn shown<'s>(preview: &'s Preview, survey: Option<&'s Survey>, key: &Key) -> Vec<&'s Diagnostic> {
    let mut all: Vec<&Diagnostic> = preview.findings.iter().collect();
    if let Some(survey) = survey.filter(|_| key.stem != crate::model::PLAN_STEM) {
        all.extend(survey.of_agency(&key.stem, key.year));
    }
    all.retain(|finding| finding.severity > Severity::Accepted);
    let place =
        |finding: &Diagnostic| finding.place.as_ref().map(|place| (place.source.path.clone(), place.start));
    all.sort_by_key(|finding| (place(finding), finding.code, finding.message.clone()));
    all.dedup_by(|one, other| {
        one.code == other.code && one.message == other.message && place(one) == place(other)
    });
    all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    all
}

type AtFields<'f> = std::collections::BTreeMap<&'f str, Vec<&'f Diagnostic>>;

/// Findings at their fields, and the others.
fn sorted<'f>(account: &'f Account, all: &[&'f Diagnostic]) -> (AtFields<'f>, Vec<&'f Diagnostic>) {
    let mut at_fields = AtFields::new();
    let mut elsewhere = Vec::new();
    for finding in all {
        match account.field_of(finding) {
            Some(field) => at_fields.entry(&field.id).or_default().push(finding),
            None => elsewhere.push(*finding),
        }
    }
    (at_fields, elsewhere)
}

fn group(group: &Group, preview: &Preview, at_fields: &AtFields<'_>) -> Markup {
    html! {
        section class="nhom" {
            h2 { (group.title) }
            @if !group.leaders.is_empty() { p class="mo" { "Lãnh đạo chỉ đạo: " (group.leaders.join(", ")) } }
            ol class="cac-viec" {
                @for field in &group.fields {
                    (self::field(field, preview.on_page.get(&field.id).copied(), at_fields.get(field.id.as_str())))
                }
            }
        }
    }
}

fn field(field: &Field, on_page: Option<usize>, found: Option<&Vec<&Diagnostic>>) -> Markup {
    let role = field.role.map(|role| match role {
        Role::Lead => "chủ trì",
        Role::Supporting => "phối hợp",
    });
    html! {
        li id=(field.id) class="viec" tabindex="-1" {
            p class="loi-viec" { (field.text) }
            dl {
                @if let Some(role) = role { div { dt { "Vai trò" } dd { (role) } } }
                div {
                    dt { @if field.role.is_some() { "Đơn vị chủ trì" } @else { "Chủ trì" } }
                    dd {
                        @if field.unassigned { span class="can-lam" { "chưa phân công" } }
                        @else if field.leads.is_empty() { span class="mo" { "–" } }
                        @else { (field.leads.join(", ")) }
                    }
                }
                @if !field.supporting.is_empty() { div { dt { "Phối hợp" } dd { (field.supporting.join(", ")) } } }
                @if !field.deadline.is_empty() { div { dt { "Thời hạn" } dd { (field.deadline) } } }
                @if !field.output.is_empty() { div { dt { "Sản phẩm" } dd { (field.output) } } }
                @if !field.source.is_empty() { div { dt { "Giao tại" } dd { (field.source) } } }
            }
            p class="cho" {
                @if field.words == Words::Own { span class="nhan nhe" { "lời của cơ quan" } " " }
                @if let Some(page) = on_page {
                    a href=(format!("#{}", line_id(&field.id))) { "xem ở trang " (page) }
                }
                @if let Some((path, line)) = field.written() {
                    " " span class="mo" { (path.file_name().unwrap_or_default().to_string_lossy()) ", dòng " (line) }
                }
            }
            @if let Some(found) = found { ul class="tai-cho" { @for one in found { (finding(one)) } } }
        }
    }
}

/// The pages as they will be printed.
pub fn pages(preview: &Preview) -> Markup {
    html! {
        section class="trang-in" aria-label="Các trang in" tabindex="0" {
            p id="trang-cu" class="bao-loi" hidden[!preview.stale] {
                @if preview.pages.is_empty() { "Chưa có trang in: sửa các lỗi bên cạnh trước." }
                @else { "Các trang dưới đây là của lần đọc trước: nội dung hiện nay có lỗi." }
            }
            div id="cac-trang" {
                @for page in &preview.pages {
                    div class="to-giay" data-bam=(page.digest) { (PreEscaped(&page.svg)) }
                }
            }
        }
    }
}

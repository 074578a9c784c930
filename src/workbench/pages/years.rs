//! Từ năm này sang năm khác: the plan of a new year, and agencies' parts brought up to their plans. Both show first
//! and do on a yes.

use maud::{Markup, html};

use super::super::desk::Content;
use super::findings::{finding, list};
use super::frame::{Frame, Part};
use crate::app::new_year::{Asked, NewPlan};
use crate::app::update::{self, Updating};
use crate::diagnostic::Diagnostic;
use crate::start::year::questions::{self, Kind, Question};

/// Plans that another may start from.
#[derive(Debug)]
pub struct Source {
    pub year: i16,
    pub id: String,
    /// "Kế hoạch số 175/KH-UBND (năm 2025)"
    pub citation: String,
    pub subject: String,
}

/// Which of the two pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Here {
    NewYear,
    Update,
}

fn ways(here: Here) -> Markup {
    let ways =
        [(Here::NewYear, "/nam-moi", "Kế hoạch năm mới"), (Here::Update, "/cap-nhat", "Cập nhật phần riêng")];
    html! {
        nav aria-label="Từ năm này sang năm khác" class="cac-nam" {
            ul { @for (way, address, name) in ways { li { a href=(address) aria-current=[(way == here).then_some("page")] { (name) } } } }
        }
    }
}

/// What came of looking ahead at a plan for a new year.
#[derive(Debug)]
pub enum Ahead {
    /// Nobody asked yet.
    NotAsked,
    Drafted(Box<Drafted>),
    Refused(Vec<Diagnostic>),
}

/// A draft, with what a person said to its questions.
#[derive(Debug)]
pub struct Drafted {
    pub plan: NewPlan,
    pub questions: Vec<Question>,
    /// What was sent, field by field.
    pub said: Vec<(String, String)>,
    /// Questions that cannot be answered so, and why.
    pub faults: Vec<(usize, String)>,
}

impl Drafted {
    pub fn of(plan: NewPlan) -> Self {
        let questions = questions::questions(&plan.draft);
        Self { plan, questions, said: Vec::new(), faults: Vec::new() }
    }

    fn said(&self, field: &str) -> Option<&str> {
        self.said.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}

pub fn new_year(content: &Content, sources: &[Source], asked: &Asked, ahead: &Ahead) -> Markup {
    let main = html! {
        h1 { "Kế hoạch năm mới" }
        (ways(Here::NewYear))
        p class="ghi-chu" {
            "Lập dự thảo từ một kế hoạch đã có: cơ quan lấy theo ngày của năm mới, thời hạn và chỉ tiêu để lại cho người quyết định. "
            "Xem trước rồi mới ghi; không đè lên tệp nào."
        }
        @if sources.is_empty() { p { "Chưa có kế hoạch nào để lấy làm gốc." } }
        @else { (new_year_form(sources, asked)) }
        @match ahead {
            Ahead::NotAsked => {}
            Ahead::Refused(findings) => {
                div role="alert" { ul class="tai-cho" { @for one in findings { (finding(one)) } } }
            }
            Ahead::Drafted(all) => { (drafted(all, asked)) }
        }
    };
    let title = "Kế hoạch năm mới";
    Frame { title, part: Part::Years, content: Some(content), document: None, faces: None, main }.page()
}

fn new_year_form(sources: &[Source], asked: &Asked) -> Markup {
    html! {
        form method="get" action="/nam-moi" class="o-doc" {
            p {
                label for="o-goc" { "Lấy làm gốc" }
                select id="o-goc" name="goc" required {
                    @for source in sources {
                        @let value = format!("{}/{}", source.year, source.id);
                        option value=(value) selected[asked.plan.as_deref() == Some(source.id.as_str()) && asked.from == source.year] {
                            (source.citation) ": " (source.subject)
                        }
                    }
                }
            }
            div class="hang-o" {
                p {
                    label for="o-nam" { "Năm mới" }
                    input id="o-nam" name="nam" inputmode="numeric" required value=(asked.year);
                }
                p {
                    label for="o-ngay" { "Ngày dự kiến ban hành (có thể bỏ trống)" }
                    input id="o-ngay" name="ngay" value=(asked.date.clone().unwrap_or_default()) placeholder=(format!("02/7/{0} hoặc 7/{0}", asked.year)) autocomplete="off";
                }
            }
            p { button type="submit" class="nhe" { "Xem trước" } }
        }
    }
}

fn drafted(all: &Drafted, asked: &Asked) -> Markup {
    let (plan, draft) = (&all.plan, &all.plan.draft);
    html! {
        section class="luot" aria-labelledby="xem-truoc" {
            h2 id="xem-truoc" { "Sẽ tạo từ " (plan.from) }
            p { code { (draft.path.display()) } }
            @if let Some(elsewhere) = &plan.elsewhere { ul class="tai-cho" { (finding(elsewhere)) } }
            @if !all.faults.is_empty() { p class="bao-loi" role="alert" { "Chưa tạo gì: có " (all.faults.len()) " câu trả lời chưa dùng được, xem ở từng chỗ." } }
            form method="post" action="/nam-moi" {
                input type="hidden" name="goc" value=(format!("{}/{}", asked.from, asked.plan.clone().unwrap_or_default()));
                input type="hidden" name="nam" value=(asked.year);
                input type="hidden" name="ngay" value=(asked.date.clone().unwrap_or_default());
                @if draft.decisions.is_empty() { p { "Không có chỗ nào cần quyết định." } }
                @else {
                    h3 { (draft.decisions.len()) " chỗ cần quyết định" }
                    p class="ghi-chu" { "Trả lời được chỗ nào thì trả lời; chỗ để lại vẫn nằm trong tệp bằng dòng CẦN QUYẾT ĐỊNH." }
                    ol class="quyet-dinh" { @for (at, one) in all.questions.iter().enumerate() { li { (question(all, at, one)) } } }
                }
                p class="nut-hang" { button type="submit" { "Tạo kế hoạch năm " (asked.year) } }
            }
            details {
                summary { "Xem toàn bộ tệp khi chưa trả lời" }
                pre tabindex="0" role="region" aria-label="Toàn bộ tệp" { (draft.text) }
            }
        }
    }
}

/// The fields of a question: what is said to it, and values of a person's own.
pub fn choice_field(at: usize) -> String {
    format!("chon-{at}")
}

pub fn what_field(at: usize) -> String {
    format!("dieu-{at}")
}

pub fn value_field(at: usize, value: usize) -> String {
    format!("ghi-{at}-{value}")
}

/// What a field for a value of a person's own holds before anybody types in it.
pub fn offered(kind: &Kind, value: usize) -> &str {
    match (kind, value) {
        (Kind::Line { value, .. }, 0) => value,
        (Kind::Words { now }, 0) => now,
        (Kind::Signature, 0) => SIGNING[0].0,
        _ => "",
    }
}

/// What is asked, so that an answer is never taken for one to another question.
pub fn asked_of(question: &Question) -> String {
    question.whats.join("; ")
}

fn question(all: &Drafted, at: usize, one: &Question) -> Markup {
    let name = choice_field(at);
    let chosen = all.said(&name).unwrap_or("de");
    let fault = all.faults.iter().find(|(question, _)| *question == at).map(|(_, why)| why);
    let choice = |value: &str, label: Markup| {
        html! { label class="chon" { input type="radio" name=(name) value=(value) checked[chosen == value]; span { (label) } } }
    };
    html! {
        fieldset class="cac-ben" id=(format!("quyet-{at}")) {
            legend { (asked_of(one)) span class="mo" { " (dòng " (one.line) ")" } }
            input type="hidden" name=(what_field(at)) value=(asked_of(one));
            @if let Some(why) = fault { p class="loi-o" role="alert" { (why) } }
            (choice("de", html! { "Để lại, quyết định sau trong tệp" }))
            @match &one.kind {
                Kind::Values { suggested, names } => {
                    (choice("giu", html! { "Năm nay không đặt chỉ tiêu này" }))
                    (choice("ghi", html! { "Đặt chỉ tiêu, ghi theo mẫu: " code { (suggested.join(" ").trim()) } }))
                    @for (value, what) in names.iter().enumerate() { (own(all, at, value, &format!("Giá trị: {what}"), "")) }
                }
                Kind::Line { key, value } => {
                    (choice("goi-y", html! { "Ghi như gợi ý: " code { (key) ": " (value) } }))
                    (choice("giu", html! { "Không ghi" }))
                    (choice("ghi", html! { "Ghi khác:" }))
                    (own(all, at, 0, &format!("Ghi khác cho: {}", asked_of(one)), value))
                }
                Kind::Lines { suggested } => {
                    (choice("goi-y", html! { "Ghi như gợi ý: " code { (suggested.join(" ")) } }))
                    (choice("giu", html! { "Không ghi" }))
                }
                Kind::Words { now } => {
                    (choice("giu", html! { "Giữ lời này: “" (now) "”" }))
                    (choice("ghi", html! { "Sửa lời thành:" }))
                    @let field = value_field(at, 0);
                    p class="o-doc" { label for=(field) { "Lời mới: " (asked_of(one)) } textarea id=(field) name=(field) rows="3" { (all.said(&field).unwrap_or(now)) } }
                }
                Kind::Signature => {
                    (choice("ghi", html! { "Ghi hình thức ký và họ tên:" }))
                    @let (form, person) = (value_field(at, 0), value_field(at, 1));
                    p class="o-doc" {
                        label for=(form) { "Hình thức ký" }
                        select id=(form) name=(form) {
                            @for (value, label) in SIGNING { option value=(value) selected[all.said(&form) == Some(value)] { (label) } }
                        }
                    }
                    p class="o-doc" { label for=(person) { "Họ và tên người ký (có thể bỏ trống)" } input id=(person) name=(person) value=(all.said(&person).unwrap_or_default()) autocomplete="off"; }
                }
                Kind::Seen { now } => {
                    (choice("giu", html! { "Đã xem, để như dự thảo" @if !now.is_empty() { ": " (now) } }))
                    p class="mo" { "Đổi khác thì tạo xong mở “Sửa kế hoạch”." }
                }
            }
        }
    }
}

/// Ways to sign, as the file has them.
const SIGNING: [(&str, &str); 5] = [
    ("cap_truong", "Cấp trưởng ký"),
    ("ky_thay", "Ký thay (KT.)"),
    ("quyen", "Quyền (Q.)"),
    ("thua_lenh", "Thừa lệnh (TL.)"),
    ("thua_uy_quyen", "Thừa ủy quyền (TUQ.)"),
];

fn own(all: &Drafted, at: usize, value: usize, label: &str, offered: &str) -> Markup {
    let field = value_field(at, value);
    html! { p class="o-doc" { label for=(field) { (label) } input id=(field) name=(field) value=(all.said(&field).unwrap_or(offered)) autocomplete="off"; } }
}

/// What was written, and what could not be.
#[derive(Debug, Default)]
pub struct Written {
    pub paths: Vec<String>,
    pub faults: Vec<Diagnostic>,
}

pub fn update(content: &Content, years: &[i16], updating: &Updating, written: Option<&Written>) -> Markup {
    let findings: Vec<&Diagnostic> = updating.findings.iter().collect();
    let year = updating.year;
    let main = html! {
        h1 { "Cập nhật phần riêng theo kế hoạch" }
        (ways(Here::Update))
        nav aria-label="Năm" class="cac-nam" {
            ul {
                @for one in years.iter().rev() {
                    li { a href=(format!("/cap-nhat?nam={one}")) aria-current=[(Some(*one) == year).then_some("page")] { "Năm " (one) } }
                }
            }
        }
        p class="ghi-chu" {
            "Khi kế hoạch đổi số, đổi lời hoặc đổi người được giao, phần riêng của các cơ quan được ghi lại cho khớp. "
            "Lời riêng của cơ quan, chú thích và cách trình bày trong tệp giữ nguyên; chỗ nào cần người quyết định thì nêu ra, không tự sửa."
        }
        @if let Some(written) = written {
            @if !written.faults.is_empty() { div role="alert" { ul class="tai-cho" { @for fault in &written.faults { (finding(fault)) } } } }
            @if !written.paths.is_empty() {
                div class="luot" role="status" {
                    h2 { "Đã cập nhật" }
                    ul { @for path in &written.paths { li { code { (path) } } } }
                }
            }
        }
        @if updating.updated.is_empty() { p { "Không có phần riêng nào cần cập nhật." } }
        @else { (updates(updating)) }
        @if updating.decisions() > 0 {
            p class="can-lam" { (updating.decisions()) " chỗ cần người quyết định: xem từng lỗi dưới đây." }
        }
        (list("Giữ nguyên, chờ người quyết định hoặc sửa", &findings))
    };
    let title = "Cập nhật phần riêng";
    Frame { title, part: Part::Years, content: Some(content), document: None, faces: None, main }.page()
}

fn updates(updating: &Updating) -> Markup {
    html! {
        form method="post" action="/cap-nhat" {
            input type="hidden" name="nam" value=(updating.year.unwrap_or_default());
            fieldset {
                legend { "Sẽ cập nhật " (updating.updated.len()) " tệp" }
                p class="chon-het nut-hang" hidden {
                    button type="button" class="nhe" data-chon="het" { "Chọn hết" }
                    button type="button" class="nhe" data-chon="khong" { "Bỏ chọn hết" }
                }
                ul class="cap-nhat" {
                    @for one in &updating.updated {
                        li {
                            label class="chon" { input type="checkbox" name="tep" value=(one.path.display()) checked; span { (one.path.display()) ": " (update::told(one)) } }
                            @let each = update::told_each(one);
                            @if !each.is_empty() { ul class="mo" { @for line in each { li { (line) } } } }
                        }
                    }
                }
                p class="nut-hang" { button type="submit" { "Cập nhật các tệp đã chọn" } }
            }
        }
    }
}

//! Tạo văn bản: what to make, what would change, how it goes on, what came of it, and the files.

use std::path::Path;

use maud::{Markup, html};

use super::super::address::encoded;
use super::super::desk::Content;
use super::super::overview::{AgencyDocument, PlanRow, YearView};
use super::super::runs::{Asked, Outturn, Purport, Run, files, is_older_than_any, package_of};
use super::findings::list;
use super::frame::{Frame, Part};
use crate::app::batch::folder_of_names;
use crate::app::package::Fate;
use crate::model::PLAN_STEM;

/// What is chosen when the page comes up.
#[derive(Debug)]
pub enum Chosen<'c> {
    Everything,
    /// Somebody asked for nothing: that is said.
    Nothing,
    /// The documents of a plan, of an agency, or the one that both name.
    Named {
        plan: Option<String>,
        agency: Option<String>,
    },
    /// What somebody asked for last, and saw what it came to.
    AsBefore(&'c Asked),
}

impl Chosen<'_> {
    fn has(&self, plan: &str, stem: &str) -> bool {
        let is = |wanted: &Option<String>, own: &str| wanted.as_ref().is_none_or(|wanted| wanted == own);
        match self {
            Self::Everything => true,
            Self::Nothing => false,
            Self::Named { plan: wanted, agency } => is(wanted, plan) && is(agency, stem),
            Self::AsBefore(asked) => asked.chosen.contains(&(plan.to_owned(), stem.to_owned())),
        }
    }

    fn zip(&self) -> bool {
        matches!(self, Self::AsBefore(asked) if asked.zip)
    }
}

/// The page; `run` is the last one, where it is of the year, with whether another was refused for it.
pub fn page(
    content: &Content,
    years: &[i16],
    view: Option<&YearView>,
    chosen: &Chosen<'_>,
    (run, refused): (Option<&Run>, bool),
) -> Markup {
    let year = view.map(|view| view.year);
    let main = html! {
        h1 { "Tạo văn bản" }
        nav aria-label="Năm" class="cac-nam" {
            ul {
                @for one in years.iter().rev() {
                    li { a href=(format!("/tao?nam={one}")) aria-current=[(Some(*one) == year).then_some("page")] { "Năm " (one) } }
                }
            }
        }
        @if refused {
            p class="bao-loi" role="alert" {
                "Điều vừa bấm chưa được làm: lúc ấy một lượt khác, bấm ở thẻ khác, đang làm dở. Chờ lượt ấy xong rồi bấm lại."
            }
        }
        @if let Some(run) = run { (self::run(run)) }
        @match view {
            None if years.is_empty() => { p class="bao-loi" { "Nội dung chưa có kế hoạch nào nên chưa tạo được." } }
            None => { p class="bao-loi" { "Nội dung của năm này có lỗi ở tệp dùng chung nên chưa tạo được." } }
            Some(view) => {
                (form(view, chosen))
                @for plan in &view.plans { (folder(&content.place.out, view.year, plan)) }
            }
        }
    };
    let title = "Tạo văn bản";
    Frame { title, part: Part::Make, content: Some(content), document: None, faces: None, main }.page()
}

fn form(view: &YearView, chosen: &Chosen<'_>) -> Markup {
    html! {
        form method="post" action="/tao" class="tao" {
            input type="hidden" name="nam" value=(view.year);
            @if let Chosen::Nothing = chosen { p class="bao-loi" role="alert" { "Chưa chọn văn bản nào." } }
            p class="ghi-chu" {
                "Chỉ những tệp có thay đổi được làm lại. Tệp đã có người sửa hoặc đã ký không bao giờ bị thay: "
                "bản mới được ghi bên cạnh."
            }
            @if let Chosen::AsBefore(asked) = chosen {
                p { "Đang chọn " (asked.chosen.len()) " văn bản như lượt vừa rồi. " a href=(format!("/tao?nam={}&het=1", view.year)) { "Chọn lại tất cả văn bản của năm" } }
            }
            @for plan in &view.plans { (choice(view, plan, chosen)) }
            p class="nut-hang" {
                button type="submit" name="viec" value="xem" class="nhe" { "Xem trước sẽ thay đổi gì" }
                button type="submit" name="viec" value="tao" { "Tạo văn bản" }
                label class="chon" { input type="checkbox" name="goi" value="co" checked[chosen.zip()]; " kèm gói bàn giao (ZIP)" }
            }
        }
    }
}

fn choice(view: &YearView, plan: &PlanRow, chosen: &Chosen<'_>) -> Markup {
    let wanted = |stem: &str| chosen.has(&plan.id, stem);
    let made = plan
        .agencies
        .iter()
        .filter(|row| !matches!(row.document, AgencyDocument::None(_) | AgencyDocument::Elsewhere { .. }));
    let mut made: Vec<_> = made.collect();
    made.sort_by(|one, other| one.key.cmp(&other.key));
    html! {
        fieldset {
            legend { (plan.citation) " năm " (view.year) }
            p class="chon-het" hidden {
                button type="button" class="nhe" data-chon="het" { "Chọn hết" } " "
                button type="button" class="nhe" data-chon="khong" { "Bỏ chọn hết" }
            }
            ul class="o-chon" {
                @if !plan.excerpt {
                    li {
                        label class="chon" {
                            input type="checkbox" name="chon" value=(format!("{}/{PLAN_STEM}", plan.id)) checked[wanted(PLAN_STEM)];
                            " " strong { "chính bản kế hoạch" }
                        }
                    }
                }
                @for row in made {
                    li {
                        label class="chon" {
                            input type="checkbox" name="chon" value=(format!("{}/{}", plan.id, row.id)) checked[wanted(&row.id)];
                            " " (row.name)
                            @if row.document == AgencyDocument::Held { " " span class="nhan co-loi" { "có lỗi" } }
                        }
                    }
                }
            }
        }
    }
}

/// The run that was asked for last.
fn run(run: &Run) -> Markup {
    let (done, total) = run.progress();
    let title = match run.asked.purport {
        Purport::Foresee => "Sẽ thay đổi gì",
        Purport::Make => "Kết quả tạo văn bản",
    };
    html! {
        section id="luot" class="luot" data-tuoi data-luot=(run.number) data-xong[run.result().is_some()] aria-labelledby="luot-ten" {
            h2 id="luot-ten" { (title) " – năm " (run.asked.year) }
            @match run.result() {
                None => {
                    p {
                        label for="tien-do" { "Đang làm: " span id="tien-do-so" { (done) " / " (total) } " văn bản" }
                        progress id="tien-do" value=(done) max=(total.max(1)) {}
                    }
                    noscript { p { a href=(format!("/tao?nam={}", run.asked.year)) { "Xem lại tiến độ" } } }
                }
                Some(outturn) => { (self::outturn(run, &outturn)) }
            }
        }
    }
}

fn outturn(run: &Run, outturn: &Outturn) -> Markup {
    let foreseen = run.asked.purport == Purport::Foresee;
    let findings: Vec<_> = outturn.findings.iter().collect();
    html! {
        @if outturn.is_refused() {
            p class="tom-tat" { strong { "Chưa làm được: không văn bản nào được tạo, xem lỗi dưới đây." } }
        } @else {
            p class="tom-tat" {
                @if foreseen { "Sẽ ghi " } @else { "Đã ghi " }
                strong { (outturn.changes.len()) " tệp" } "; không đổi " (outturn.unchanged) " tệp; giữ nguyên "
                (outturn.kept.len()) " tệp đã có người sửa hoặc ký; " (outturn.failed.len()) " văn bản có lỗi."
                @if foreseen { " Chưa ghi gì." }
            }
        }
        @for (path, fate) in &outturn.packages {
            p { (package_told(*fate, run.asked.purport)) " " code { (path.display()) } "." }
        }
        @if !outturn.failed.is_empty() {
            p class="bao-loi" { "Không tạo được: " (outturn.failed.join("; ")) "." }
        }
        @if !outturn.kept.is_empty() {
            details open {
                summary { "Giữ nguyên (" (outturn.kept.len()) ")" }
                ul { @for (file, why) in &outturn.kept { li { code { (file) } " – " (why) } } }
            }
        }
        @if !outturn.changes.is_empty() {
            details open[outturn.changes.len() <= FEW] {
                summary { @if foreseen { "Sẽ ghi (" } @else { "Đã ghi (" } (outturn.changes.len()) ")" }
                ul { @for change in &outturn.changes { li { code { (change.file) } " – " (change.what) } } }
            }
        }
        (list("Phát hiện", &findings))
    }
}

fn package_told(fate: Fate, purport: Purport) -> &'static str {
    match (fate, purport) {
        (Fate::New, Purport::Foresee) => "Sẽ tạo gói bàn giao",
        (Fate::Replaced, Purport::Foresee) => "Sẽ thay gói bàn giao",
        (Fate::New, Purport::Make) => "Đã tạo gói bàn giao",
        (Fate::Replaced, Purport::Make) => "Đã thay gói bàn giao",
        (Fate::Outdated, _) => {
            "Gói bàn giao của lần trước vẫn giữ, không có các tệp này (muốn làm lại gói thì chọn “kèm gói bàn giao”):"
        }
    }
}

/// So many lines are shown without being asked for.
const FEW: usize = 12;

/// The folder of a plan: its files to take along.
fn folder(out: &Path, year: i16, plan: &PlanRow) -> Markup {
    let folder = folder_of_names(out, year, &plan.id);
    let names = files(&folder);
    html! {
        @if !names.is_empty() {
            section class="cac-tep" aria-label=(format!("Tệp của {}", plan.citation)) {
                h2 { "Tệp của " (plan.citation) }
                div class="nut-hang" {
                    @if let Some(package) = package_of(&folder) {
                        a class="nut nhe" href=(format!("/goi/{year}/{}", plan.id)) { "Tải gói bàn giao (ZIP)" }
                        @if is_older_than_any(&package, &folder, &names) { span class="nhan" { "gói cũ hơn các tệp bên dưới" } }
                    }
                    form method="post" action="/mo-thu-muc" {
                        input type="hidden" name="nam" value=(year);
                        input type="hidden" name="ke_hoach" value=(plan.id);
                        button type="submit" class="nhe" { "Mở thư mục" }
                    }
                    a class="nut nhe" href=(format!("/ky/{year}")) { "Ký số" }
                    span class="mo" { code { (folder.display()) } }
                }
                details {
                    summary { (names.len()) " tệp" }
                    ul class="tai" {
                        @for name in &names { li { a href=(format!("/tep/{year}/{}/{}", plan.id, encoded(name))) { (name) } } }
                    }
                }
            }
        }
    }
}

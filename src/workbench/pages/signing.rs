//! Ký số: where each PDF of a year is on its way, what came back under another name, and the number and the day that
//! văn thư fills in between the two signatures.

use super::table::{
    Column::{self, Words},
    table,
};
use maud::{Markup, html};

use super::super::address::encoded;
use super::super::desk::Content;
use super::super::survey::{SignedFile, Survey};
use super::findings::list;
use super::frame::{Frame, Part, trail};
use crate::diagnostic::Diagnostic;
use crate::official::EntryField;
use crate::output::Returned;
use crate::signature::Stage;

/// One document that is to be signed.
#[derive(Debug)]
pub struct Paper {
    pub plan: String,
    /// The stem of its files.
    pub stem: String,
    /// Whose it is.
    pub name: String,
    /// The month of its day, where that is known and printed.
    pub month: Option<i8>,
    /// Its PDF, where it has been made.
    pub file: Option<String>,
}

/// What came of the last thing that was asked for.
#[derive(Debug, Default)]
pub struct Outcome {
    pub done: Option<String>,
    pub faults: Vec<Diagnostic>,
}

pub fn page(
    content: &Content,
    year: i16,
    papers: &[Paper],
    survey: Option<&Survey>,
    outcome: &Outcome,
) -> Markup {
    let faults: Vec<&Diagnostic> = outcome.faults.iter().collect();
    let title = format!("Ký số năm {year}");
    let main = html! {
        (trail(&[("/", "Kế hoạch")], &title))
        h1 { (title) }
        @if let Some(done) = &outcome.done { p class="ghi-chu" role="status" { (done) } }
        (list("Chưa thực hiện được", &faults))
        p {
            "Lãnh đạo ký trước, văn thư điền số, ngày rồi đóng dấu, trên tệp PDF, bằng phần mềm ký của cơ quan. Trạng thái dưới đây là của chữ ký đã kiểm tra."
        }
        div id="danh-sach" data-tuoi {
            @match survey {
                None => { p class="mo" { "đang soát …" } }
                Some(survey) => {
                    (returned(year, &survey.returned(year)))
                    (papers_of(year, papers, survey))
                }
            }
        }
    };
    Frame { title: &title, part: Part::Plans, content: Some(content), document: None, faces: None, main }
        .page()
}

/// Signed files under other names.
fn returned(year: i16, found: &[&Returned]) -> Markup {
    html! {
        @if !found.is_empty() {
            section class="cac-tep" aria-label="Bản ký mang tên khác" {
                h2 { "Bản ký mang tên khác (" (found.len()) ")" }
                p { "Nhận ra theo nội dung trong tệp, không theo tên. Đưa về đúng chỗ thì tệp mang tên của văn bản; không tệp nào bị ghi đè." }
                ul {
                    @for one in found {
                        li {
                            form method="post" action=(format!("/ky/{year}")) class="nut-hang" {
                                input type="hidden" name="viec" value="nhan";
                                input type="hidden" name="tep" value=(one.shown);
                                span {
                                    code { (one.shown) } " → " code { (one.plan) "/" (one.name.main()) } ": "
                                    (Stage::of(&one.signing).label())
                                    @if !one.is_latest { ", ký trên bản khác với bản chương trình tạo gần nhất" }
                                }
                                button type="submit" { "Đưa về đúng chỗ" }
                            }
                            div class="mo" { (one.signing.told()) }
                        }
                    }
                }
            }
        }
    }
}

const PAPER_COLUMNS: [Column<'_>; 4] = [Words("Văn bản"), Words("Tệp"), Words("Bước"), Words("Chữ ký")];

fn papers_of(year: i16, papers: &[Paper], survey: &Survey) -> Markup {
    let stage = |paper: &Paper| stage(survey, year, paper);
    html! {
        dl class="so-lieu" {
            @for one in Stage::ALL {
                @let count = papers.iter().filter(|paper| stage(paper).is_some_and(|(of, _)| of == one)).count();
                @if count > 0 || matches!(one, Stage::Unsigned | Stage::SignedByLeader | Stage::Sealed) {
                    div { dt { (one.label()) } dd { (count) } }
                }
            }
            div { dt { "chưa tạo PDF" } dd { (papers.iter().filter(|paper| stage(paper).is_none()).count()) } }
        }
        (table("Các văn bản và bước ký", &PAPER_COLUMNS, html! {
            @for paper in papers { (row(year, paper, stage(paper))) }
        }))
    }
}

/// Where a document is on its way; nothing where there is no PDF yet.
pub fn stage<'s>(survey: &'s Survey, year: i16, paper: &Paper) -> Option<(Stage, Option<&'s SignedFile>)> {
    let name = format!("{}.pdf", paper.stem);
    let signed = survey.signed(year, &paper.plan, &paper.stem).iter().find(|file| file.name == name);
    match signed {
        Some(file) => Some((Stage::of(&file.signing), Some(file))),
        None => paper.file.as_ref().map(|_| (Stage::Unsigned, None)),
    }
}

fn row(year: i16, paper: &Paper, stage: Option<(Stage, Option<&SignedFile>)>) -> Markup {
    html! {
        tr {
            th scope="row" { a href=(format!("/nam/{year}/{}/{}", paper.plan, paper.stem)) { (paper.name) } }
            td {
                @match &paper.file {
                    Some(file) => { a href=(format!("/tep/{year}/{}/{}", paper.plan, encoded(file))) { (file) } }
                    None => { span class="mo" { "–" } }
                }
            }
            td {
                @match stage {
                    None => { span class="mo" { "chưa tạo PDF" } }
                    Some((stage, _)) => { (badge(stage)) }
                }
            }
            td {
                @if let Some((stage, Some(file))) = stage {
                    div class="mo" { (file.signing.told()) }
                    @if stage == Stage::SignedByLeader && !file.blank.is_empty() { (fill(year, paper, &file.blank)) }
                }
            }
        }
    }
}

/// Số, ngày: filled in behind what the leader signed, which stays as it is.
fn fill(year: i16, paper: &Paper, blank: &[EntryField]) -> Markup {
    html! {
        form method="post" action=(format!("/ky/{year}")) class="nut-hang" {
            input type="hidden" name="viec" value="dien";
            input type="hidden" name="van_ban" value=(format!("{}/{}", paper.plan, paper.stem));
            @for field in blank {
                @let id = format!("{}-{}-{}", field.name(), paper.plan, paper.stem);
                label for=(id) { (field.label()) }
                input id=(id) name=(field.name()) type="text" size="4" required autocomplete="off";
            }
            button type="submit" class="nhe" { "Điền vào tệp đã ký" }
        }
    }
}

pub fn badge(stage: Stage) -> Markup {
    let class = match stage {
        Stage::Unsigned => "nhan nhap",
        Stage::SignedByLeader => "nhan ban-hanh",
        Stage::Sealed | Stage::Elsewhere => "nhan da-ky",
        Stage::SealedOnly | Stage::Broken => "nhan co-loi",
    };
    html! { span class=(class) { (stage.label()) } }
}

//! Báo cáo: the figures of a day, the report as it will be printed, and its files.

use maud::{Markup, PreEscaped, html};

use super::super::findings;
use super::{Section, Wanted, choice, day_field, downloads};
use crate::diagnostic::{Diagnostic, Severity};
use crate::follow::report::{Issue, Report};
use crate::text::values::short_date;

/// What is shown of a report.
pub struct Shown<'s> {
    pub figures: &'s Report<'s>,
    /// Who reports, where it is known.
    pub agency: Option<&'s str>,
    /// The file of what the office says, below the content.
    pub file: Option<String>,
    /// The printed pages.
    pub pages: &'s [String],
    pub findings: &'s [Diagnostic],
    pub plans: &'s [(String, String)],
    /// What writing files has come to.
    pub written: &'s [String],
    pub wanted: &'s Wanted,
}

pub fn page(shown: &Shown<'_>) -> Markup {
    let Shown { figures, wanted, .. } = shown;
    let year = figures.year;
    let address = Section::Report.address(year);
    let told: Vec<&Diagnostic> =
        shown.findings.iter().filter(|finding| finding.severity > Severity::Accepted).collect();
    html! {
        form method="get" action=(address) class="tim" aria-label="Chọn báo cáo" {
            (day_field(figures.day))
            (choice("o-ke-hoach", "ke_hoach", "Kế hoạch", "mọi kế hoạch của năm", shown.plans, &wanted.plan))
            button type="submit" { "Xem" }
        }
        @if !shown.written.is_empty() {
            section class="luot" aria-labelledby="da-tao" {
                h2 id="da-tao" { "Đã tạo báo cáo" }
                ul { @for line in shown.written { li { (line) } } }
            }
        }
        div class="hai-cot" {
            div {
                (numbers(figures))
                p {
                    @match shown.agency { Some(agency) => { "Cơ quan báo cáo: " (agency) ". " } None => {} }
                    @match &shown.file {
                        Some(file) => { "Số, ngày, nhận xét, kiến nghị, chữ ký lấy từ " code { (file) } "." }
                        None => { "Chưa có tệp riêng của báo cáo đến ngày này: số, ngày, kiến nghị, người ký để trống." }
                    }
                }
                form method="post" action=(address) class="nut-hang" {
                    input type="hidden" name="ngay" value=(figures.day);
                    input type="hidden" name="ke_hoach" value=(wanted.plan);
                    button type="submit" name="viec" value="tao" { "Tạo báo cáo vào thư mục kết quả" }
                    @if shown.file.is_none() {
                        button type="submit" name="viec" value="bat-dau" class="nhe" { "Bắt đầu tệp riêng của báo cáo" }
                    }
                }
                (downloads(year, Section::Report, &[("docx", "Word"), ("pdf", "PDF để ký"), ("xlsx", "Excel")], &wanted.choice()))
                (findings::list("Nên xem lại", &told))
            }
            section class="trang-in" aria-label="Các trang in" tabindex="0" {
                @if shown.pages.is_empty() { p class="bao-loi" { "Chưa có trang in: sửa các lỗi bên cạnh trước." } }
                @for page in shown.pages { div class="to-giay" { (PreEscaped(page)) } }
            }
        }
    }
}

/// The figures in short.
fn numbers(figures: &Report<'_>) -> Markup {
    let tally = figures.total;
    let late = figures.late().count();
    html! {
        h2 { "Kế hoạch triển khai đến " (short_date(figures.day)) }
        dl class="so-lieu" {
            div { dt { "Phải lập" } dd { (figures.documents().len()) } }
            @for issue in Issue::ALL {
                @if figures.count(issue) > 0 { div { dt { (issue.label()) } dd { (figures.count(issue)) } } }
            }
            @if late > 0 { div { dt { "Chậm so với thời hạn" } dd { (late) } } }
        }
        h2 { "Nhiệm vụ (lượt giao việc)" }
        dl class="so-lieu" {
            div { dt { "Tổng số" } dd { (tally.all()) } }
            div { dt { "Xong" } dd { (tally.done) } }
            div { dt { "Đang làm" } dd { (tally.underway) } }
            div { dt { "Chưa làm" } dd { (tally.not_started) } }
            div { dt { "Chưa báo cáo" } dd { (tally.unreported) } }
            div { dt { "Quá hạn" } dd { (tally.overdue) } }
            @if tally.related > 0 { div { dt { "Chỉ khi có liên quan, không tính" } dd { (tally.related) } } }
        }
    }
}

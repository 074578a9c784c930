//! The other parts: overview, one year against another, scores, recipients, what comes next in the register.

use super::super::table::{
    Column::{self, Figures, Words},
    scrolled, table,
};
use maud::{Markup, PreEscaped, html};

use super::super::findings;
use super::{Section, Wanted, choice, downloads};
use crate::derive::scores::{Scores, YearScore};
use crate::diagnostic::{Diagnostic, Severity};
use crate::follow::compare::Piece;
use crate::follow::compare::told::{Level, Line};
use crate::follow::register::{Register, listed, stretches};
use crate::follow::report::Report;
use crate::text::values::{Score, short_date};

const DUE_COLUMNS: [Column<'_>; 3] = [Words("Ngày"), Words("Nhiệm vụ"), Words("Cơ quan")];

/// What needs somebody, each with the page that tells more.
pub fn overview(figures: &Report<'_>, missing: usize, dues: &[(String, String, String)]) -> Markup {
    let year = figures.year;
    let documents = figures.documents();
    let issued = documents.iter().filter(|one| one.issue.is_issued()).count();
    let tally = figures.total;
    html! {
        dl class="so-lieu" {
            div { dt { "Kế hoạch triển khai đã ban hành" } dd { (issued) " / " (documents.len()) } }
            div { dt { "Lượt giao việc đã xong" } dd { (tally.done) " / " (tally.all()) } }
            div { dt { "Quá hạn" } dd { (tally.overdue) } }
            div { dt { "Nhắc về nơi nhận" } dd { (missing) } }
        }
        p class="mo" { "Tính đến " (short_date(figures.day)) "; “quá hạn” là hạn cuối đã qua mà chưa báo xong." }
        p class="nut-hang" {
            a class="nut" href=(Section::Report.address(year)) { "Xem và tạo báo cáo" }
            a class="nut nhe" href=(Section::Progress.address(year)) { "Gửi, nhận bảng tiến độ" }
        }
        h2 { "Các hạn sắp tới" }
        @if dues.is_empty() { p { "Không còn hạn nào có ngày trong năm." } }
        @else {
            (table("Các hạn sắp tới", &DUE_COLUMNS, html! {
                @for (day, task, who) in dues { tr { td { (day) } th scope="row" { (task) } td { (who) } } }
            }))
        }
    }
}

/// One year against another.
pub fn compare(
    year: i16,
    others: &[i16],
    other: i16,
    lines: &[Line],
    agencies: &[(String, String)],
    wanted: &Wanted,
) -> Markup {
    let address = Section::Compare.address(year);
    html! {
        form method="get" action=(address) class="tim" aria-label="Chọn năm và cơ quan" {
            label for="o-voi" { "So với năm" }
            select id="o-voi" name="voi" {
                @for one in others { option value=(one) selected[*one == other] { (one) } }
            }
            (choice("o-co-quan", "co_quan", "Cơ quan", "mọi cơ quan", agencies, &wanted.agency))
            button type="submit" { "So sánh" }
        }
        (downloads(year, Section::Compare, &[("docx", "Word"), ("pdf", "PDF"), ("txt", "Văn bản thuần"), ("json", "JSON")], &format!("voi={other}&co_quan={}", super::encoded(&wanted.agency))))
        p class="mo" { ins { "Chữ gạch chân" } " là phần thêm, " del { "chữ gạch ngang" } " là phần bỏ." }
        div id="danh-sach" data-tuoi class="so-sanh" {
            @for line in lines {
                @match line.level {
                    Level::Heading => { h2 { (pieces(&line.pieces)) } }
                    Level::Group => { h3 { (pieces(&line.pieces)) } }
                    Level::Item => { p { (pieces(&line.pieces)) } }
                    Level::Detail => { p class="chi-tiet mo" { (pieces(&line.pieces)) } }
                }
            }
        }
    }
}

/// There is nothing to compare with.
pub fn alone(year: i16) -> Markup {
    html! { p { "Nội dung chỉ có kế hoạch của năm " (year) ", chưa có năm khác để so." } }
}

fn pieces(pieces: &[Piece]) -> Markup {
    html! {
        @for (at, piece) in pieces.iter().enumerate() {
            @if at > 0 { " " }
            @match piece {
                Piece::Kept(words) => { (words) }
                Piece::Removed(words) => { del { (words) } }
                Piece::Added(words) => { ins { (words) } }
            }
        }
    }
}

/// Điểm các năm, as a table and as it is printed, with its lines.
pub fn scores(scores: &Scores, pages: &[String], told: &[Diagnostic]) -> Markup {
    if scores.rows.is_empty() {
        return html! { p { "Nội dung chưa có điểm của chỉ số nào trong các kế hoạch của năm." } };
    }
    html! {
        p class="mo" { "Đơn vị: điểm. Kết quả chưa công bố được tính từ mục tiêu và mức thay đổi nêu tại kế hoạch năm sau." }
        (findings::list("Nên xem lại", &told.iter().collect::<Vec<_>>()))
        (scrolled("Điểm các chỉ số qua các năm", html! {
            table {
                thead {
                    tr {
                        th scope="col" { "Chỉ số" }
                        @for year in &scores.years {
                            th scope="col" class="so" { "Mục tiêu " (year) }
                            th scope="col" class="so" { "Kết quả " (year) }
                        }
                    }
                }
                tbody {
                    @for row in &scores.rows {
                        tr {
                            th scope="row" { (row.name) div class="mo" { (row.family) } }
                            @for year in &scores.years { (score(row.of_year.get(year).copied().unwrap_or_default())) }
                        }
                    }
                }
            }
        }))
        h2 { "Phụ lục như khi in, có biểu đồ" }
        section class="trang-in" aria-label="Phụ lục điểm các chỉ số" tabindex="0" {
            @for page in pages { div class="to-giay" { (PreEscaped(page)) } }
        }
    }
}

fn score(of: YearScore) -> Markup {
    let show = |score: Option<Score>| score.map(|score| score.with_decimals(2));
    let missed = of.target.zip(of.actual).is_some_and(|(target, actual)| actual < target);
    html! {
        td class="so" { (show(of.target).unwrap_or_default()) }
        td class="so" {
            (show(of.actual).unwrap_or_default())
            @if missed { div class="can-lam" { "chưa đạt" } }
        }
    }
}

/// Who has tasks and would not get the plan.
pub fn recipients(found: &[Diagnostic]) -> Markup {
    let shown: Vec<&Diagnostic> = found.iter().filter(|one| one.severity > Severity::Accepted).collect();
    let accepted = found.len() - shown.len();
    html! {
        @if shown.is_empty() {
            p class="ghi-chu" { "Mọi cơ quan chắc chắn được giao việc đều có trong nơi nhận của kế hoạch." }
        }
        (findings::list("Cơ quan được giao việc mà nơi nhận không có", &shown))
        @if accepted > 0 { p class="mo" { (accepted) " điều đã được xem và chấp nhận." } }
    }
}

const SERIES_COLUMNS: [Column<'_>; 6] = [
    Words("Cơ quan ban hành"),
    Words("Loại"),
    Words("Năm"),
    Words("Số cấp hai lần"),
    Words("Số không có trong nội dung"),
    Figures("Số tiếp theo"),
];

/// The numbers of each body: given twice, missing, next.
pub fn series(register: &Register<'_>) -> Markup {
    html! {
        h2 { "Các dãy số" }
        (table("Các dãy số", &SERIES_COLUMNS, html! {
            @for one in &register.series {
                tr {
                    th scope="row" { (one.issuer.name) }
                    td { (one.kind) }
                    td { (one.year) }
                    td { @if !one.doubles.is_empty() { span class="so-loi" { (listed(&one.doubles)) } } }
                    td { (stretches(&one.gaps)) }
                    td class="so" { strong { (format!("{:02}", one.next)) } }
                }
            }
        }))
    }
}

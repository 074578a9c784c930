//! Một bảng: any sheet of the follow-up as a page: looked through, sorted and turned over without a script.

use super::super::table::scrolled;
use std::cmp::Ordering;

use maud::{Markup, html};

use super::Wanted;
use crate::follow::sheet::{Cell, Shape, Sheet};
use crate::text::collation;

/// Rows on a page: more would be slow to draw and to read.
const ROWS: usize = 200;

/// A sheet to be shown.
pub struct List<'l> {
    pub sheet: &'l Sheet,
    /// The columns that are shown, from 0; the others are looked through, too.
    pub columns: &'l [usize],
    /// The column that names a row.
    pub head: usize,
    /// Where it stands.
    pub address: String,
    pub wanted: &'l Wanted,
    /// Further fields of its form.
    pub fields: Markup,
    /// What a row is called: "dòng", "thời hạn".
    pub noun: &'l str,
}

impl List<'_> {
    pub fn markup(&self) -> Markup {
        let rows = self.chosen();
        let pages = rows.len().div_ceil(ROWS).max(1);
        let page = self.wanted.page.parse::<usize>().unwrap_or(1).clamp(1, pages);
        let shown = &rows[(page - 1) * ROWS..rows.len().min(page * ROWS)];
        html! {
            (self.form())
            div id="danh-sach" data-tuoi {
                p class="dem" {
                    (rows.len()) " / " (self.sheet.rows.len()) " " (self.noun)
                    @if pages > 1 { ", trang " (page) " / " (pages) }
                }
                (self.table(shown))
                @if rows.is_empty() { p { "Không có " (self.noun) " nào như vậy." } }
                @if pages > 1 { (self.turn(page, pages)) }
            }
        }
    }

    /// The rows that have all words, in the order asked for.
    fn chosen(&self) -> Vec<&Vec<Cell>> {
        let words = collation::folded(self.wanted.words.trim());
        let has = |row: &&Vec<Cell>| {
            words.is_empty() || {
                let text: Vec<String> = row.iter().map(Cell::told).collect();
                let text = collation::folded(&text.join(" "));
                words.split_whitespace().all(|word| text.contains(word))
            }
        };
        let mut rows: Vec<&Vec<Cell>> = self.sheet.rows.iter().filter(has).collect();
        if let Some(column) = self.by() {
            // What is empty stands last, whichever way.
            let reversed = !self.wanted.reversed.is_empty();
            let mut keyed: Vec<(Rank, &Vec<Cell>)> =
                rows.into_iter().map(|row| (Rank::of(row.get(column)), row)).collect();
            keyed.sort_by(|(one, _), (other, _)| one.compare(other, reversed));
            rows = keyed.into_iter().map(|(_, row)| row).collect();
        }
        rows
    }

    fn by(&self) -> Option<usize> {
        let column = self.wanted.by.parse::<usize>().ok()?.checked_sub(1)?;
        self.columns.contains(&column).then_some(column)
    }

    fn form(&self) -> Markup {
        html! {
            form method="get" action=(self.address) class="tim" role="search" aria-label="Tìm trong bảng" {
                label for="o-tim" { "Tìm" }
                input id="o-tim" type="search" name="tim" value=(self.wanted.words) placeholder="gõ có dấu hoặc không dấu" autocomplete="off";
                (self.fields)
                @if let Some(column) = self.by() { input type="hidden" name="xep" value=(column + 1); }
                @if !self.wanted.reversed.is_empty() { input type="hidden" name="nguoc" value="1"; }
                button type="submit" { "Xem" }
            }
        }
    }

    fn table(&self, rows: &[&Vec<Cell>]) -> Markup {
        let (by, reversed) = (self.by(), !self.wanted.reversed.is_empty());
        html! {
            (scrolled(&self.sheet.title, html! {
                table class="bang-theo-doi" {
                    thead {
                        tr {
                            @for column in self.columns {
                                @let sorted = by == Some(*column);
                                @let direction = if reversed { "descending" } else { "ascending" };
                                th scope="col" class=(self.class(*column)) aria-sort=[sorted.then_some(direction)] {
                                    a href=(self.sorted(*column, sorted && !reversed)) { (self.sheet.columns[*column].title) }
                                }
                            }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr {
                                @for column in self.columns {
                                    @let text = row.get(*column).map(Cell::told).unwrap_or_default();
                                    @if *column == self.head { th scope="row" { (text) } }
                                    @else { td class=(self.class(*column)) { (state(&text)) } }
                                }
                            }
                        }
                    }
                    @if let Some(totals) = &self.sheet.totals {
                        tfoot {
                            tr {
                                @for column in self.columns {
                                    td class=(self.class(*column)) { strong { (totals.get(*column).map(Cell::told).unwrap_or_default()) } }
                                }
                            }
                        }
                    }
                }
            }))
        }
    }

    fn class(&self, column: usize) -> &'static str {
        match self.sheet.columns[column].shape {
            Shape::Figure | Shape::Count => "so",
            _ => "",
        }
    }

    fn ask(&self, more: &str) -> String {
        let words = super::encoded(&self.wanted.words);
        let choice = self.wanted.choice();
        let choice = if choice.is_empty() { choice } else { format!("&{choice}") };
        format!("{}?tim={words}{choice}{more}", self.address)
    }

    fn sorted(&self, column: usize, reversed: bool) -> String {
        self.ask(&format!("&xep={}{}", column + 1, if reversed { "&nguoc=1" } else { "" }))
    }

    fn turn(&self, page: usize, pages: usize) -> Markup {
        let by = self.by().map(|column| format!("&xep={}", column + 1)).unwrap_or_default();
        let reversed = if self.wanted.reversed.is_empty() { "" } else { "&nguoc=1" };
        let to = |page: usize| self.ask(&format!("{by}{reversed}&trang={page}"));
        html! {
            nav aria-label="Các trang của bảng" class="nut-hang" {
                @if page > 1 { a class="nut nhe" href=(to(page - 1)) { "Trang trước" } }
                @if page < pages { a class="nut nhe" href=(to(page + 1)) { "Trang sau" } }
            }
        }
    }
}

/// What late and done tasks look like.
fn state(text: &str) -> Markup {
    html! {
        @match text {
            "quá hạn" => { span class="nhan co-loi" { (text) } }
            "xong" => { span class="nhan da-ky" { (text) } }
            "đang làm" => { span class="nhan ban-hanh" { (text) } }
            _ => { (text) }
        }
    }
}

/// By which a row is sorted: days and figures as such, words as Vietnamese is sorted.
enum Rank {
    Day(jiff::civil::Date),
    Number(f64),
    Words(collation::Key),
    Nothing,
}

impl Rank {
    fn of(cell: Option<&Cell>) -> Self {
        match cell {
            Some(Cell::Day(day)) => Self::Day(*day),
            Some(Cell::Number(number)) => Self::Number(*number),
            Some(Cell::Text(text)) => Self::Words(collation::Key::of(text)),
            Some(Cell::Empty) | None => Self::Nothing,
        }
    }

    fn compare(&self, other: &Self, reversed: bool) -> Ordering {
        let of_kind = |rank: &Self| match rank {
            Self::Day(_) => 0,
            Self::Number(_) => 1,
            Self::Words(_) => 2,
            Self::Nothing => 3,
        };
        let order = match (self, other) {
            (Self::Day(one), Self::Day(other)) => one.cmp(other),
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Words(one), Self::Words(other)) => one.cmp(other),
            _ => return of_kind(self).cmp(&of_kind(other)),
        };
        if reversed { order.reverse() } else { order }
    }
}

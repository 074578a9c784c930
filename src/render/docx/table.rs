//! Bảng: full width, header rows that repeat, rows that do not break unless they are tall.

use super::main_part::{Cell, Cells, Content, Indent, Keep, Look, Mark, Paragraph, Row as Placed, Writer};
use super::styles;
use crate::document::{Align, Column, Face, Inline, Row, Table};
use crate::length::Length;
use crate::render::columns::column_widths;
use crate::render::division::cell_measure;
use crate::render::font::FontSet;
use crate::render::style::{
    CELL_PADDING_X, LINE_HEIGHT, MARGIN_BOTTOM, MARGIN_TOP, PAGE_LONG, PAGE_SHORT, ROW_SAVES, SIZE_TABLE,
    TEXT_WIDTH,
};

/// How the cells of a row are set.
#[derive(Clone, Copy)]
enum Role {
    Header,
    Body,
}

/// `keep` holds the last row with the paragraph after the table.
pub(super) fn write(table: &Table, width: Length, keep: bool, fonts: &FontSet, main: &mut Writer) {
    let widths = column_widths(table, width, fonts);
    let places = Places { columns: &table.columns, widths: &widths, fonts };
    let last = table.rows.len().saturating_sub(1);
    main.table(Look::Ruled, &widths, |rows| {
        for content in &table.header {
            rows.row(Placed::Heading, |cells| places.fill(content, Role::Header, false, cells));
        }
        let total = table.ends_in_total();
        for (at, content) in table.rows.iter().enumerate() {
            let keep = if at == last { keep } else { total && at + 1 == last };
            let placed = if is_tall(content, &widths, fonts) { Placed::MayBreak } else { Placed::Whole };
            rows.row(placed, |cells| places.fill(content, Role::Body, keep, cells));
        }
    });
}

/// Whether a row is so tall that it may break. How much that saves is known only where pages are: Word
/// breaks such a row wherever a page ends.
fn is_tall(row: &Row, widths: &[Length], fonts: &FontSet) -> bool {
    let Row::Cells(cells) = row else { return false };
    let landscape = widths.iter().copied().sum::<Length>() > TEXT_WIDTH;
    let page = if landscape { PAGE_SHORT } else { PAGE_LONG } - MARGIN_TOP - MARGIN_BOTTOM;
    let most = page * ROW_SAVES / (SIZE_TABLE * LINE_HEIGHT);
    let tall = |(cell, width): (&Vec<Inline>, &Length)| {
        let inner = (*width - CELL_PADDING_X * 2.0).max(Length::pt(1.0));
        let length: Length =
            cell.iter().map(|inline| fonts.width(inline.as_str(), inline.face(), SIZE_TABLE)).sum();
        // Ragged lines are full but for half a word.
        length / inner * 1.05 + 0.5 > most
    };
    cells.iter().zip(widths).any(tall)
}

/// What all rows of a table are set by.
struct Places<'a> {
    columns: &'a [Column],
    widths: &'a [Length],
    fonts: &'a FontSet,
}

/// How the text of a cell is set; its first cell bears the mark of a row.
struct Setting {
    style: &'static str,
    mark: Mark<'static>,
    base: Face,
    align: Align,
    keep: bool,
}

impl Places<'_> {
    fn fill(&self, row: &Row, role: Role, keep: bool, cells: &mut Cells<'_>) {
        match row {
            Row::Group(content) => {
                let (style, align) = match role {
                    Role::Header => (styles::TABLE_HEADER, Align::Centre),
                    Role::Body => (styles::TABLE_GROUP, Align::Left),
                };
                let across = Some(self.columns.len());
                let cell = Cell { across, ..Cell::of(self.widths.iter().copied().sum()) };
                // Its style keeps it with the next row.
                let setting = Setting { style, mark: Mark::Line, base: Face::BOLD, align, keep: false };
                self.cell(content, cell, &setting, cells);
            }
            Row::Cells(contents) => {
                // A row with too few cells is filled up: Word repairs nothing and says the file is damaged.
                let contents = contents.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
                let marks = std::iter::once(Mark::Line).chain(std::iter::repeat(Mark::None));
                let places = self.columns.iter().zip(self.widths);
                for (((column, width), content), mark) in places.zip(contents).zip(marks) {
                    let setting = Setting::of(role, *column, mark, keep);
                    self.cell(content, Cell::of(*width), &setting, cells);
                }
            }
        }
    }

    fn cell(&self, content: &[Inline], cell: Cell, setting: &Setting, cells: &mut Cells<'_>) {
        let inner = cell.width - CELL_PADDING_X * 2.0;
        let spare = inner - cell_measure(content, setting.base.bold, inner, self.fonts);
        let indent = (spare > Length::ZERO).then(|| {
            let [left, right] = match setting.align {
                Align::Left => [Length::ZERO, spare],
                Align::Centre => [spare / 2.0, spare / 2.0],
                Align::Right => [spare, Length::ZERO],
            };
            Indent { left, right, first: None }
        });
        let text = Paragraph {
            keep: Keep { next: setting.keep, lines: false },
            indent,
            mark: setting.mark,
            content: Content::Inlines { marker: None, content, base: setting.base },
            ..Paragraph::of(setting.style)
        };
        cells.cell(cell, |main| main.paragraph(&text));
    }
}

impl Setting {
    fn of(role: Role, column: Column, mark: Mark<'static>, keep: bool) -> Self {
        let (style, base, align) = match (role, column.align) {
            (Role::Header, _) => (styles::TABLE_HEADER, Face::BOLD, Align::Centre),
            (Role::Body, Align::Left) => (styles::TABLE_LEFT, Face::REGULAR, Align::Left),
            (Role::Body, Align::Centre) => (styles::TABLE_CENTRE, Face::REGULAR, Align::Centre),
            (Role::Body, Align::Right) => (styles::TABLE_RIGHT, Face::REGULAR, Align::Right),
        };
        Self { style, mark, base, align, keep }
    }
}

//! Bảng: full width, header rows that repeat, rows that do not break unless they are tall.

use docx_rs::{Table as DocxTable, TableCell, TableLayoutType, TableRow, WidthType};

use super::main_part::Writer;
use super::styles;
use super::text::{mark, paragraph, push_inlines, twips};
use crate::diagnostic::Diagnostic;
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
pub(super) fn write(
    table: &Table,
    width: Length,
    keep: bool,
    fonts: &FontSet,
    main: &mut Writer,
) -> Result<(), Diagnostic> {
    let widths = column_widths(table, width, fonts);
    let grid: Vec<usize> = widths.iter().copied().map(twips).collect();
    let first = main.next_marks(table.header.len() + table.rows.len());
    let header = table.header.iter().enumerate().map(|(at, content)| {
        row(content, (Role::Header, first + at), (&table.columns, &widths), false, fonts)
    });
    let first = first + table.header.len();
    let body = table.rows.iter().enumerate().map(|(at, content)| {
        let keep = keep && at + 1 == table.rows.len();
        row(content, (Role::Body, first + at), (&table.columns, &widths), keep, fonts)
    });
    let frame = DocxTable::without_borders(Vec::new())
        .style(styles::TABLE)
        .layout(TableLayoutType::Fixed)
        .width(grid.iter().sum(), WidthType::Dxa)
        .set_grid(grid);
    main.table(&frame, header.chain(body))
}

fn row(
    row: &Row,
    (role, number): (Role, usize),
    (columns, widths): (&[Column], &[Length]),
    keep: bool,
    fonts: &FontSet,
) -> TableRow {
    let may_break = is_tall(row, role, widths, fonts);
    let cells = match row {
        Row::Group(content) => {
            let style = match role {
                Role::Header => styles::TABLE_HEADER,
                Role::Body => styles::TABLE_GROUP,
            };
            let across = cell(
                content,
                (style, Some(number)),
                (Face::BOLD, align(role)),
                widths.iter().copied().sum(),
                false,
                fonts,
            );
            vec![across.grid_span(columns.len())]
        }
        Row::Cells(cells) => {
            // A row with too few cells is filled up: Word repairs nothing and says the file is damaged.
            let contents = cells.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
            let places = columns.iter().zip(widths).zip(contents);
            // The first cell bears the mark of the row.
            let numbers = std::iter::once(Some(number)).chain(std::iter::repeat(None));
            places
                .zip(numbers)
                .map(|(((column, width), content), number)| {
                    plain_cell(content, (role, number), *column, *width, keep, fonts)
                })
                .collect()
        }
    };
    let row_set = TableRow::new(cells);
    if may_break { row_set } else { row_set.cant_split() }
}

/// Whether a row is so tall that it may break. How much that saves is known only where pages are: Word
/// breaks such a row wherever a page ends.
fn is_tall(row: &Row, role: Role, widths: &[Length], fonts: &FontSet) -> bool {
    let (Role::Body, Row::Cells(cells)) = (role, row) else { return false };
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

fn align(role: Role) -> Align {
    match role {
        Role::Header => Align::Centre,
        Role::Body => Align::Left,
    }
}

fn plain_cell(
    content: &[Inline],
    (role, number): (Role, Option<usize>),
    column: Column,
    width: Length,
    keep: bool,
    fonts: &FontSet,
) -> TableCell {
    match role {
        Role::Header => {
            cell(content, (styles::TABLE_HEADER, number), (Face::BOLD, align(role)), width, keep, fonts)
        }
        Role::Body => {
            let style = match column.align {
                Align::Left => styles::TABLE_LEFT,
                Align::Centre => styles::TABLE_CENTRE,
                Align::Right => styles::TABLE_RIGHT,
            };
            cell(content, (style, number), (Face::REGULAR, column.align), width, keep, fonts)
        }
    }
}

fn cell(
    content: &[Inline],
    (style, number): (&str, Option<usize>),
    (base, align): (Face, Align),
    width: Length,
    keep: bool,
    fonts: &FontSet,
) -> TableCell {
    let inner = width - CELL_PADDING_X * 2.0;
    let spare = inner - cell_measure(content, base.bold, inner, fonts);
    let mut text = paragraph(style);
    if spare > Length::ZERO {
        let [left, right] = match align {
            Align::Left => [Length::ZERO, spare],
            Align::Centre => [spare / 2.0, spare / 2.0],
            Align::Right => [spare, Length::ZERO],
        };
        text = text.indent(Some(left.to_twips()), None, Some(right.to_twips()), None);
    }
    let text = match number {
        Some(number) => mark(text, number),
        None => text,
    };
    let text = push_inlines(text, content, base);
    let text = if keep { text.keep_next(true) } else { text };
    TableCell::new().width(twips(width), WidthType::Dxa).add_paragraph(text)
}

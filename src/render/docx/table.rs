//! Bảng: full width, header rows that repeat, rows that do not break.

use docx_rs::{Table as DocxTable, TableCell, TableLayoutType, TableRow, WidthType};

use super::main_part::Writer;
use super::styles;
use super::text::{paragraph, push_inlines, twips};
use crate::diagnostic::Diagnostic;
use crate::document::{Align, Column, Face, Inline, Row, Table};
use crate::length::Length;
use crate::render::columns::column_widths;
use crate::render::font::FontSet;

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
    let widths: Vec<usize> = column_widths(table, width, fonts).into_iter().map(twips).collect();
    let header =
        table.header.iter().map(|content| row(content, Role::Header, &table.columns, &widths, false));
    let body = table.rows.iter().enumerate().map(|(at, content)| {
        let keep = keep && at + 1 == table.rows.len();
        row(content, Role::Body, &table.columns, &widths, keep)
    });
    let frame = DocxTable::without_borders(Vec::new())
        .style(styles::TABLE)
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths.clone());
    main.table(&frame, header.chain(body))
}

fn row(row: &Row, role: Role, columns: &[Column], widths: &[usize], keep: bool) -> TableRow {
    let cells = match row {
        Row::Group(content) => {
            let style = match role {
                Role::Header => styles::TABLE_HEADER,
                Role::Body => styles::TABLE_GROUP,
            };
            let across = cell(content, style, Face::BOLD, widths.iter().sum(), false);
            vec![across.grid_span(columns.len())]
        }
        Row::Cells(cells) => {
            // A row with too few cells is filled up: Word repairs nothing and says the file is damaged.
            let contents = cells.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
            let places = columns.iter().zip(widths).zip(contents);
            places
                .map(|((column, width), content)| plain_cell(content, role, *column, *width, keep))
                .collect()
        }
    };
    TableRow::new(cells).cant_split()
}

fn plain_cell(content: &[Inline], role: Role, column: Column, width: usize, keep: bool) -> TableCell {
    match role {
        Role::Header => cell(content, styles::TABLE_HEADER, Face::BOLD, width, keep),
        Role::Body => {
            let style = match column.align {
                Align::Left => styles::TABLE_LEFT,
                Align::Centre => styles::TABLE_CENTRE,
                Align::Right => styles::TABLE_RIGHT,
            };
            cell(content, style, Face::REGULAR, width, keep)
        }
    }
}

fn cell(content: &[Inline], style: &str, base: Face, width: usize, keep: bool) -> TableCell {
    let text = push_inlines(paragraph(style), content, base);
    let text = if keep { text.keep_next(true) } else { text };
    TableCell::new().width(width, WidthType::Dxa).add_paragraph(text)
}

//! Bảng: rows as strips with rules around every cell.

use super::Setter;
use super::frame::{Artefact, Item, Placed, Tag};
use super::page::Section;
use super::paragraph::{self, Style};
use super::strip::{OpenRow, Strip, stack};
use super::text::Text;
use super::tree::{NodeId, Role};
use crate::document::{Align, Face, Inline, Row, Table};
use crate::length::Length;
use crate::render::columns::column_widths;
use crate::render::division::cell_measure;
use crate::render::style::{
    CELL_PADDING_X, CELL_PADDING_Y, PARAGRAPH_SPACE, ROW_SAVES, SIZE_TABLE, TABLE_RULE,
};
use crate::text::typography::NO_BREAK;

/// From the middle of a rule to the text: Word and LibreOffice add the rules to the height of a row, so
/// that the pages of both formats end alike.
const ABOVE_AND_BELOW: Length = Length::pt(CELL_PADDING_Y.to_pt() + TABLE_RULE.to_pt() / 2.0);

/// One cell set, before it is known how tall its row is.
struct Cell {
    x: Length,
    width: Length,
    lines: Vec<Strip>,
}

/// Sets a table; header rows are kept in the section for the pages that follow.
pub(super) fn set(table: &Table, parent: NodeId, section: &mut Section, setter: &mut Setter) -> Vec<Strip> {
    let mut widths = column_widths(table, section.text_width(), setter.fonts);
    if widths.is_empty() {
        widths.push(section.text_width());
    }
    let node = setter.tree.add(parent, Role::Table);
    let mut strips = Vec::new();
    for row in &table.header {
        let cells = set_row(row, table, &widths, (node, true), setter);
        strips.push(close(cells));
    }
    let header: Vec<Strip> = strips.iter().map(Strip::as_artefact).collect();
    let header_height: Length = header.iter().map(|strip| strip.height).sum();
    let repeats = !header.is_empty() && header_height < section.text_height() / 2.0;
    let id = repeats.then_some(section.headers.len());
    if repeats {
        section.headers.push(header);
    }
    strips.iter_mut().for_each(|strip| strip.glued = true);
    let room = section.text_height() - if repeats { header_height } else { Length::ZERO };
    // Where the last row begins.
    let mut below = 0;
    for row in &table.rows {
        let cells = set_row(row, table, &widths, (node, false), setter);
        let height = height(&cells);
        let mut set = match height > section.text_height() * ROW_SAVES {
            _ if height > room => torn(&cells, false),
            true => torn(&cells, true),
            false => vec![close(cells)],
        };
        set.iter_mut().for_each(|strip| strip.table = id);
        if let (Row::Group(_), Some(last)) = (row, set.last_mut()) {
            last.glued = true;
        }
        below = strips.len();
        strips.extend(set);
    }
    if table.ends_in_total()
        && let Some(last) = below.checked_sub(1).and_then(|at| strips.get_mut(at))
    {
        last.glued = true;
    }
    // The header belongs to its first row; a header without rows holds nothing back.
    if table.rows.is_empty()
        && let Some(last) = strips.last_mut()
    {
        last.glued = false;
    }
    if let Some(first) = strips.first_mut() {
        first.before = PARAGRAPH_SPACE;
    }
    strips
}

fn set_row(
    row: &Row,
    table: &Table,
    widths: &[Length],
    (parent, header): (NodeId, bool),
    setter: &mut Setter,
) -> Vec<Cell> {
    let node = setter.tree.add(parent, Role::Row);
    match row {
        Row::Group(content) => {
            let role = Role::HeaderCell { span: widths.len(), across: !header };
            let cell = setter.tree.add(node, role);
            let align = if header { Align::Centre } else { Align::Left };
            let width = widths.iter().copied().sum();
            vec![set_cell(&[content], (Length::ZERO, width), align, true, cell, setter)]
        }
        Row::Cells(cells) => {
            let mut x = Length::ZERO;
            let mut set = Vec::with_capacity(widths.len());
            for (at, width) in widths.iter().copied().enumerate() {
                // What has no column of its own goes into the last one: no text is lost.
                let to = if at + 1 == widths.len() { cells.len() } else { at + 1 };
                let content: Vec<&Vec<Inline>> = cells.get(at..to).unwrap_or_default().iter().collect();
                let role = if header { Role::HeaderCell { span: 1, across: false } } else { Role::Cell };
                let cell = setter.tree.add(node, role);
                let align = table.columns.get(at).map_or(Align::Left, |column| column.align);
                let align = if header { Align::Centre } else { align };
                set.push(set_cell(&content, (x, width), align, header, cell, setter));
                x += width;
            }
            set
        }
    }
}

fn set_cell(
    content: &[&Vec<Inline>],
    (x, width): (Length, Length),
    align: Align,
    bold: bool,
    node: NodeId,
    setter: &mut Setter,
) -> Cell {
    let mut text = Text::default();
    for (at, inlines) in content.iter().enumerate() {
        if at > 0 {
            text.push(" ", Face::REGULAR, node);
        }
        let face = |face: Face| Face { bold: face.bold || bold, ..face };
        // Lines end where Word ends them within the measure of the cell.
        match inlines.iter().any(|inline| inline.as_str().contains(NO_BREAK)) {
            true => text.push_inlines(&unbound(inlines), node, &mut setter.tree, face),
            false => text.push_inlines(inlines, node, &mut setter.tree, face),
        }
    }
    let inner = (width - CELL_PADDING_X * 2.0).max(Length::pt(1.0));
    let measure = match content {
        [content] => cell_measure(content, bold, inner, setter.fonts),
        _ => inner,
    };
    let left = match align {
        Align::Left => Length::ZERO,
        Align::Centre => (inner - measure) / 2.0,
        Align::Right => inner - measure,
    };
    let style = Style::aligned(x + CELL_PADDING_X + left, measure, SIZE_TABLE, align);
    Cell { x, width, lines: paragraph::set(&text, &style, setter.fonts) }
}

/// The same with plain spaces.
fn unbound(content: &[Inline]) -> Vec<Inline> {
    let mut content = content.to_vec();
    for inline in &mut content {
        if let Inline::Text { text, .. } = inline {
            *text = text.replace(NO_BREAK, " ");
        }
    }
    content
}

fn height(cells: &[Cell]) -> Length {
    let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
    paragraph::line_height(SIZE_TABLE) * lines as f64 + ABOVE_AND_BELOW * 2.0
}

/// A whole row in one strip.
fn close(cells: Vec<Cell>) -> Strip {
    let height = height(&cells);
    let mut strip = Strip::new(height);
    // Exactly, for a plan has ten thousand of them: two rules across, one at every edge, the text.
    let texts = cells.iter().flat_map(|cell| &cell.lines).map(|line| line.items.len()).sum::<usize>();
    strip.items.reserve_exact(2 + cells.len() + 1 + texts);
    rules(&cells, height, (true, true), &mut strip);
    for cell in cells {
        let lines = stack(cell.lines);
        strip.notes.extend(lines.notes);
        strip.items.extend(lines.items.into_iter().map(|placed| placed.moved(Length::ZERO, ABOVE_AND_BELOW)));
    }
    strip
}

/// A tall row line by line, so that it can break; `held` where it does so only to save much of a page.
fn torn(cells: &[Cell], held: bool) -> Vec<Strip> {
    let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    let line_height = paragraph::line_height(SIZE_TABLE);
    let set = |at: usize| {
        let (first, last) = (at == 0, at + 1 == count);
        let above = if first { ABOVE_AND_BELOW } else { Length::ZERO };
        let below = if last { ABOVE_AND_BELOW } else { Length::ZERO };
        let mut strip = Strip::new(above + line_height + below);
        let height = strip.height;
        rules(cells, height, (first, last), &mut strip);
        for line in cells.iter().filter_map(|cell| cell.lines.get(at)) {
            strip.items.extend(line.items.iter().map(|placed| placed.clone().moved(Length::ZERO, above)));
            strip.notes.extend(line.notes.iter().cloned());
        }
        if !last {
            let width = cells.last().map_or(Length::ZERO, |cell| cell.x + cell.width);
            // Two lines at least on either side.
            strip.row = Some(OpenRow { width, may_break: !first && at + 2 < count });
            strip.glued = held;
        }
        strip
    };
    (0..count).map(set).collect()
}

/// Rules around the cells of a row; above and below only where the row begins and ends.
fn rules(cells: &[Cell], height: Length, (above, below): (bool, bool), strip: &mut Strip) {
    let right = cells.last().map_or(Length::ZERO, |cell| cell.x + cell.width);
    let mut draw = |from, to| {
        let item = Item::Rule { from, to, weight: TABLE_RULE };
        strip.items.push(Placed { tag: Tag::Artefact(Artefact::Layout), item });
    };
    for (drawn, y) in [(above, Length::ZERO), (below, height)] {
        if drawn {
            draw((Length::ZERO, y), (right, y));
        }
    }
    for x in cells.iter().map(|cell| cell.x).chain([right]) {
        draw((x, Length::ZERO), (x, height));
    }
}

//! Phần đầu văn bản (ô 1-4, 10b, 11) and tên loại, trích yếu (ô 5a).

use docx_rs::{
    BorderType, Paragraph, Table, TableAlignmentType, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableLayoutType, VAlignType, WidthType,
};

use super::styles;
use super::text::{
    Balanced, balanced_line, centre, exact_row, frame, line, mark, paragraph, push_inlines, rule, run, sized,
    state_mark, twips,
};
use crate::document::{Face, Head, Title};
use crate::length::Length;
use crate::official::Urgency;
use crate::render::font::FontSet;
use crate::render::official::{self, HeadMeasures};
use crate::render::style::{
    MOTTO, NATION, RULE_FRACTION, RULE_WEIGHT, SIZE_BODY, SIZE_ISSUER, SIZE_MARK, SIZE_MOTTO, TEXT_WIDTH,
    URGENCY_COLOUR, URGENCY_HEIGHT,
};

/// The table of ô 1-4 with the marks below and above it.
pub(super) fn head(head: &Head, [of_number, of_date]: [usize; 2], fonts: &FontSet) -> Table {
    let measures = official::head_measures(head, fonts);
    let [left, right] = measures.columns;
    let mut rows = Vec::with_capacity(4);
    if let Some(circulation) = head.circulation {
        let words = official::circulation_words(circulation);
        let room = fonts.width(words, Face::BOLD, SIZE_MARK) + Length::mm(6.0);
        let mark = centre(line(styles::CIRCULATION, words), room, right);
        rows.push([empty(), TableCell::new().add_paragraph(mark)]);
    }
    rows.push([issuer(head, &measures, fonts), nation(right, fonts)]);
    rows.push([number(head, of_number), place_and_date(head, of_date)]);
    if head.draft_mark.is_some() || head.urgency.is_some() {
        rows.push([marks(head), empty()]);
    }
    frame(rows, [left, right])
}

fn empty() -> TableCell {
    TableCell::new().add_paragraph(paragraph(styles::HAIRLINE))
}

/// Ô 2, with the rule under the last line.
fn issuer(head: &Head, measures: &HeadMeasures, fonts: &FontSet) -> TableCell {
    let (width, size) = (measures.columns[0], measures.issuer);
    let mut cell = TableCell::new();
    let mut set = |text: &str, style: &str, face: Face| {
        let Balanced { paragraph, longest } =
            balanced_line(style, text, face, size, (width, measures.gap), fonts);
        // The closure owns the cell between two lines.
        let filled = std::mem::take(&mut cell);
        cell = filled.add_paragraph(paragraph.add_run(sized(
            run(text, Face::REGULAR, Face::REGULAR),
            size,
            SIZE_ISSUER,
        )));
        longest
    };
    for text in &head.superior {
        set(text, styles::SUPERIOR, Face::REGULAR);
    }
    let mut longest = Length::ZERO;
    for text in &head.issuer {
        longest = longest.max(set(text, styles::ISSUER, Face::BOLD));
    }
    cell.add_paragraph(rule(longest * RULE_FRACTION, width))
}

/// Ô 1: the rule is as long as the Tiêu ngữ.
fn nation(width: Length, fonts: &FontSet) -> TableCell {
    TableCell::new()
        .add_paragraph(line(styles::NATION, NATION))
        .add_paragraph(line(styles::MOTTO, MOTTO))
        .add_paragraph(rule(fonts.width(MOTTO, Face::BOLD, SIZE_MOTTO), width))
}

/// Ô 3.
fn number(head: &Head, number: usize) -> TableCell {
    TableCell::new().add_paragraph(push_inlines(
        mark(paragraph(styles::NUMBER), number),
        &official::number_line(head),
        Face::REGULAR,
    ))
}

/// Ô 4. Day and month by themselves: the words between them stay when they are filled in.
fn place_and_date(head: &Head, number: usize) -> TableCell {
    TableCell::new().add_paragraph(push_inlines(
        mark(paragraph(styles::PLACE_DATE), number),
        &official::place_and_date(head),
        Face::ITALIC,
    ))
}

/// Dấu dự thảo under ô 3, then ô 10b.
fn marks(head: &Head) -> TableCell {
    let mut cell = TableCell::new();
    if let Some(mark) = &head.draft_mark {
        cell = cell.add_paragraph(line(styles::DRAFT_MARK, mark));
    }
    if let Some(urgency) = head.urgency {
        cell = cell
            .add_paragraph(paragraph(styles::BEFORE_TABLE))
            .add_table(urgency_box(urgency))
            .add_paragraph(paragraph(styles::HAIRLINE));
    }
    cell
}

/// Ô 10b: a red box of the legal size, which a paragraph border could not promise.
fn urgency_box(urgency: Urgency) -> Table {
    let (words, width) = official::urgency_words(urgency);
    let mut borders = TableBorders::with_empty();
    use TableBorderPosition::{Bottom, Left, Right, Top};
    for position in [Top, Left, Bottom, Right] {
        let side = TableBorder::new(position)
            .border_type(BorderType::Single)
            .size(styles::eighths(RULE_WEIGHT))
            .color(styles::colour(URGENCY_COLOUR));
        borders = borders.set(side);
    }
    let width = twips(width);
    let cell = TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(line(styles::URGENCY, words));
    Table::without_borders(vec![exact_row(vec![cell], URGENCY_HEIGHT)])
        .style(styles::FRAME)
        .set_borders(borders)
        .align(TableAlignmentType::Center)
        .layout(TableLayoutType::Fixed)
        .width(width, WidthType::Dxa)
        .set_grid(vec![width])
}

/// Ô 5a, with the rule under the trích yếu.
pub(super) fn title(title: &Title, (number, state): (usize, &str), fonts: &FontSet) -> [Paragraph; 3] {
    let kind =
        state_mark(paragraph(styles::KIND), state).add_run(run(&title.kind, Face::REGULAR, Face::REGULAR));
    let Balanced { paragraph: subject, longest } = balanced_line(
        styles::SUBJECT,
        &title.subject,
        Face::BOLD,
        SIZE_BODY,
        (TEXT_WIDTH, Length::ZERO),
        fonts,
    );
    let subject = mark(subject, number).add_run(run(&title.subject, Face::BOLD, Face::BOLD));
    [kind, subject, rule(longest * RULE_FRACTION, TEXT_WIDTH)]
}

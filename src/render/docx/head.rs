//! Phần đầu văn bản (ô 1-4, 10b, 11) and tên loại, trích yếu (ô 5a).

use super::main_part::{Cell, Content, Height, Letters, Look, Mark, Paragraph, Row, Rows, Writer};
use super::styles;
use super::text::{Balanced, balanced, centre, rule};
use crate::document::{Face, Head, Title};
use crate::length::Length;
use crate::official::{Circulation, Urgency};
use crate::render::font::FontSet;
use crate::render::official::{self, HeadMeasures};
use crate::render::style::{
    MOTTO, NATION, RULE_FRACTION, SIZE_BODY, SIZE_ISSUER, SIZE_MARK, SIZE_MOTTO, TEXT_WIDTH, URGENCY_HEIGHT,
};

/// The table of ô 1-4 with the marks below and above it.
pub(super) fn write(head: &Head, fonts: &FontSet, main: &mut Writer) {
    let measures = official::head_measures(head, fonts);
    let columns = measures.columns;
    main.table(Look::Frame, &columns, |rows| {
        if let Some(words) = head.circulation {
            row(rows, columns, nothing, |main| circulation(words, columns[1], fonts, main));
        }
        row(
            rows,
            columns,
            |main| issuer(head, &measures, fonts, main),
            |main| nation(columns[1], fonts, main),
        );
        row(rows, columns, |main| number(head, main), |main| place_and_date(head, main));
        if head.draft_mark.is_some() || head.urgency.is_some() {
            row(rows, columns, |main| marks(head, main), nothing);
        }
    });
}

fn row(
    rows: &mut Rows<'_>,
    [left, right]: [Length; 2],
    first: impl FnOnce(&mut Writer),
    second: impl FnOnce(&mut Writer),
) {
    rows.row(Row::Whole, |cells| {
        cells.cell(Cell::of(left), first);
        cells.cell(Cell::of(right), second);
    });
}

fn nothing(main: &mut Writer) {
    main.paragraph(&Paragraph::of(styles::HAIRLINE));
}

/// Ô 11.
fn circulation(circulation: Circulation, width: Length, fonts: &FontSet, main: &mut Writer) {
    let words = official::circulation_words(circulation);
    let room = fonts.width(words, Face::BOLD, SIZE_MARK) + Length::mm(6.0);
    let indent = Some(centre(room, width));
    main.paragraph(&Paragraph { indent, ..Paragraph::words(styles::CIRCULATION, words) });
}

/// Ô 2, with the rule under the last line.
fn issuer(head: &Head, measures: &HeadMeasures, fonts: &FontSet, main: &mut Writer) {
    let (width, size) = (measures.columns[0], measures.issuer);
    let letters = Letters { size: (size != SIZE_ISSUER).then_some(size), spacing: None };
    let mut line = |text: &str, style, face| {
        let Balanced { indent, longest } = balanced(text, face, size, (width, measures.gap), fonts);
        main.paragraph(&Paragraph { indent, letters, ..Paragraph::words(style, text) });
        longest
    };
    for text in &head.superior {
        line(text, styles::SUPERIOR, Face::REGULAR);
    }
    let lines = head.issuer.iter().map(|text| line(text, styles::ISSUER, Face::BOLD));
    let longest = lines.fold(Length::ZERO, Length::max);
    main.paragraph(&rule(longest * RULE_FRACTION, width));
}

/// Ô 1: the rule is as long as the Tiêu ngữ.
fn nation(width: Length, fonts: &FontSet, main: &mut Writer) {
    main.paragraph(&Paragraph::words(styles::NATION, NATION));
    main.paragraph(&Paragraph::words(styles::MOTTO, MOTTO));
    main.paragraph(&rule(fonts.width(MOTTO, Face::BOLD, SIZE_MOTTO), width));
}

/// Ô 3.
fn number(head: &Head, main: &mut Writer) {
    let content = &official::number_line(head);
    main.paragraph(&Paragraph {
        mark: Mark::Line,
        content: Content::Inlines { marker: None, content, base: Face::REGULAR },
        ..Paragraph::of(styles::NUMBER)
    });
}

/// Ô 4. Day and month by themselves: the words between them stay when they are filled in.
fn place_and_date(head: &Head, main: &mut Writer) {
    let content = &official::place_and_date(head);
    main.paragraph(&Paragraph {
        mark: Mark::Line,
        content: Content::Inlines { marker: None, content, base: Face::ITALIC },
        ..Paragraph::of(styles::PLACE_DATE)
    });
}

/// Dấu dự thảo under ô 3, then ô 10b.
fn marks(head: &Head, main: &mut Writer) {
    if let Some(mark) = &head.draft_mark {
        main.paragraph(&Paragraph::words(styles::DRAFT_MARK, mark));
    }
    if let Some(urgency) = head.urgency {
        main.paragraph(&Paragraph::of(styles::BEFORE_TABLE));
        urgency_box(urgency, main);
        nothing(main);
    }
}

/// Ô 10b: a red box of the legal size, which a paragraph border could not promise.
fn urgency_box(urgency: Urgency, main: &mut Writer) {
    let (words, width) = official::urgency_words(urgency);
    main.table(Look::RedBox, &[width], |rows| {
        rows.row(Row::Exact(URGENCY_HEIGHT), |cells| {
            cells.cell(Cell { height: Height::Middle, ..Cell::of(width) }, |main| {
                main.paragraph(&Paragraph::words(styles::URGENCY, words));
            });
        });
    });
}

/// Ô 5a, with the rule under the trích yếu; the first paragraph bears the mark of the file.
pub(super) fn title(title: &Title, state: Mark<'_>, fonts: &FontSet, main: &mut Writer) {
    let column = (TEXT_WIDTH, Length::ZERO);
    let Balanced { indent, longest } = balanced(&title.subject, Face::BOLD, SIZE_BODY, column, fonts);
    main.paragraph(&Paragraph { mark: state, ..Paragraph::words(styles::KIND, &title.kind) });
    let subject = Paragraph::words(styles::SUBJECT, &title.subject);
    main.paragraph(&Paragraph { indent, mark: Mark::Line, ..subject });
    main.paragraph(&rule(longest * RULE_FRACTION, TEXT_WIDTH));
}

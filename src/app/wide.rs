//! Bảng quá rộng: an annex lies on its side where a table has no room in it upright; a table whose words and
//! figures have no room even so is told.

use crate::content::Written;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::document::{Block, BlockKind, Document, Row, Table};
use crate::length::Length;
use crate::render::columns::{columns, cut_words};
use crate::render::font::FontSet;
use crate::render::style::{SIZE_TABLE, SIZES_TABLE_SMALL, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE};
use crate::review::Sources;
use crate::text::few;
use crate::text::typography::as_printed;

/// Turns the annexes that are too narrow upright. Leaves what is to be said of tables that no page holds.
pub(super) fn settle(
    document: &mut Document,
    fonts: &FontSet,
    sources: Sources<'_>,
    scope: &Scope,
) -> Vec<Diagnostic> {
    for annex in document.annexes.iter_mut().filter(|annex| !annex.landscape) {
        annex.landscape = tables(&annex.body).any(|table| is_small(table, fonts));
    }
    let body = tables(&document.body).map(|table| (table, TEXT_WIDTH));
    // What stays upright has room there.
    let on_their_side = document.annexes.iter().filter(|annex| annex.landscape);
    let annexes =
        on_their_side.flat_map(|annex| tables(&annex.body)).map(|table| (table, TEXT_WIDTH_LANDSCAPE));
    let cut = body.chain(annexes).filter_map(|(table, width)| Some((table, cut(table, width, fonts)?)));
    cut.map(|(table, words)| told(table, &words, sources).within(scope.clone())).collect()
}

fn tables(body: &[Block]) -> impl Iterator<Item = &Table> {
    body.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    })
}

/// Whether the letters of a table would be smaller on an upright page than they are elsewhere.
fn is_small(table: &Table, fonts: &FontSet) -> bool {
    may_be_tight(table, TEXT_WIDTH, SIZE_TABLE) && {
        let set = columns(table, TEXT_WIDTH, fonts);
        set.cut || set.size < SIZE_TABLE
    }
}

/// The words and figures that have no room in their columns; none where all of them have.
fn cut(table: &Table, width: Length, fonts: &FontSet) -> Option<Vec<String>> {
    let smallest = SIZES_TABLE_SMALL.last().copied().unwrap_or(SIZE_TABLE);
    let set = may_be_tight(table, width, smallest).then(|| columns(table, width, fonts))?;
    set.cut.then(|| cut_words(table, &set, fonts))
}

/// Nearly all tables have room in abundance: of those nothing is measured.
fn may_be_tight(table: &Table, width: Length, size: Length) -> bool {
    // Hardly a letter is wider; two more are about the padding of a cell.
    let letter = size * 0.75;
    let letters: usize = (0..table.columns.len()).map(|at| longest(table, at).chars().count() + 2).sum();
    letter * letters as f64 > width
}

/// The longest word of a column.
fn longest(table: &Table, column: usize) -> &str {
    let cells = table.header.iter().chain(&table.rows).filter_map(|row| match row {
        Row::Cells(cells) => cells.get(column),
        Row::Group(_) => None,
    });
    let words = cells.flatten().flat_map(|inline| inline.as_str().split([' ', '\n']));
    words.max_by_key(|word| word.len()).unwrap_or_default()
}

/// So many words that are cut are named.
const NAMED: usize = 6;

/// Where the first word was typed; else in the template that has these columns, which all documents share; else the
/// file of the document.
fn told(table: &Table, words: &[String], sources: Sources<'_>) -> Diagnostic {
    let count = table.columns.len();
    let named = few(words.iter().map(|word| format!("“{word}”")), NAMED, "chữ, số khác");
    let message = format!("bảng {count} cột không đủ chỗ cho {named}: bị ngắt giữa dòng");
    let finding = Diagnostic::warning(codes::TABLE_TOO_WIDE, message)
        .hint("bớt cột, chia thành hai bảng, hoặc ghi số theo đơn vị lớn hơn (triệu đồng, tỷ đồng)");
    let typed = sources.texts.beside(sources.own).iter();
    let word = words.first().map(String::as_str).unwrap_or_default();
    let mut typed = typed.filter(|text| text.field.is_printed() && text.text.contains(word));
    let place = typed.next().map(Written::place).or_else(|| (sources.in_template)(&titles(table)));
    match place.or_else(|| sources.own.cloned()) {
        Some(place) => finding.at(place),
        None => finding,
    }
}

/// The titles of its columns, as a template writes them.
fn titles(table: &Table) -> String {
    let cells = table.header.iter().flat_map(|row| match row {
        Row::Cells(cells) => cells.as_slice(),
        Row::Group(_) => &[],
    });
    let titles: Vec<String> =
        cells.map(|cell| cell.iter().map(|inline| as_printed(inline.as_str())).collect()).collect();
    titles.join(" | ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::content::Texts;
    use crate::diagnostic::{Place, Source};
    use crate::document::{Align, Column, Face, Inline, sample};

    fn document(count: usize) -> Document {
        let row = |first: &str| {
            let cells = std::iter::once(first).chain(std::iter::repeat_n("1.234.567,89", count));
            Row::Cells(cells.map(|cell| vec![Inline::text(cell, Face::REGULAR)]).collect())
        };
        let table = Table {
            columns: vec![Column { align: Align::Right }; count + 1],
            header: vec![row("TT")],
            rows: vec![row("Nội dung")],
        };
        let mut document = sample::issued();
        document.annexes.truncate(1);
        document.annexes[0].landscape = false;
        document.annexes[0].body = vec![Block { kind: BlockKind::Table(table), keep_with_next: false }];
        document
    }

    fn told(document: &mut Document, in_template: &dyn Fn(&str) -> Option<Place>) -> Vec<Diagnostic> {
        let sources = Sources { texts: &Texts::default(), own: None, in_template };
        settle(document, FontSet::bundled(), sources, &Scope::Everything)
    }

    fn settled(mut document: Document) -> (bool, Vec<&'static str>) {
        let told = told(&mut document, &|_| None);
        (document.annexes[0].landscape, told.iter().map(|one| one.code).collect())
    }

    #[test]
    fn an_annex_lies_on_its_side_where_its_table_has_no_room_upright() {
        assert_eq!(settled(document(4)), (false, vec![]));
        // What its author has laid on its side stays so.
        let mut lying = document(4);
        lying.annexes[0].landscape = true;
        assert_eq!(settled(lying), (true, vec![]));
        assert_eq!(settled(document(7)), (true, vec![]));
        assert_eq!(settled(document(20)), (true, vec![codes::TABLE_TOO_WIDE]));
    }

    #[test]
    fn a_table_of_the_text_that_no_page_holds_is_told_with_the_figure_that_is_cut() {
        let mut document = document(12);
        document.body = std::mem::take(&mut document.annexes[0].body);
        let told = told(&mut document, &|_| None);
        let [told] = &told[..] else { panic!("{told:#?}") };
        assert!(told.message.contains("bảng 13 cột không đủ chỗ cho “1.234.567,89”:"), "{}", told.message);
    }

    #[test]
    fn all_that_a_table_cuts_is_named_and_of_many_how_many_more() {
        let told_of = |figures: &[&str]| {
            let mut document = document(20);
            let BlockKind::Table(table) = &mut document.annexes[0].body[0].kind else { panic!() };
            let row = figures.iter().map(|figure| vec![Inline::text(*figure, Face::REGULAR)]);
            table.rows = vec![Row::Cells(row.collect())];
            table.header.clear();
            told(&mut document, &|_| None).remove(0).message
        };
        let figures: Vec<String> = (1..=8).map(|at| format!("{at}.234.567,89")).collect();
        let mut cells = vec!["TT"; 21];
        cells.iter_mut().zip(&figures).take(2).for_each(|(cell, figure)| *cell = figure);
        cells[2] = &figures[0];
        cells[3..].fill("1.234.567.890");
        let message = told_of(&cells);
        assert!(message.contains("cho “1.234.567,89”, “2.234.567,89”, “1.234.567.890”:"), "{message}");
        cells.iter_mut().zip(&figures).for_each(|(cell, figure)| *cell = figure);
        let message = told_of(&cells);
        assert!(message.contains("“6.234.567,89” và 03 chữ, số khác:"), "{message}");
    }

    #[test]
    fn a_table_of_a_template_is_told_where_the_template_has_its_columns() {
        let template =
            Arc::new(Source { path: "ke-hoach-so.md".into(), text: "| TT | 1.234.567,89 |".to_owned() });
        let in_template =
            |words: &str| words.starts_with("TT | 1.234.567,89 |").then(|| Place::new(&template, 2..4));
        let told = told(&mut document(20), &in_template);
        assert_eq!(told[0].place, Some(Place::new(&template, 2..4)));
    }
}

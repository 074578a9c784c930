//! Bảng quá rộng: an annex lies on its side where a table has no room in it upright; a table whose words and
//! figures have no room even so is told.

use crate::content::Written;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::document::{Block, BlockKind, Document, Row, Table};
use crate::length::Length;
use crate::render::columns::columns;
use crate::render::font::FontSet;
use crate::render::style::{SIZE_TABLE, SIZES_TABLE_SMALL, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE};
use crate::review::Sources;
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
    let cut = body.chain(annexes).filter(|(table, width)| is_cut(table, *width, fonts));
    cut.map(|(table, _)| told(table, sources).within(scope.clone())).collect()
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

/// Whether a word or a figure has no room in its column.
fn is_cut(table: &Table, width: Length, fonts: &FontSet) -> bool {
    let smallest = SIZES_TABLE_SMALL.last().copied().unwrap_or(SIZE_TABLE);
    may_be_tight(table, width, smallest) && columns(table, width, fonts).cut
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

/// Where the word was typed; else in the template that has these columns, which all documents share; else the file of
/// the document.
fn told(table: &Table, sources: Sources<'_>) -> Diagnostic {
    let words = (0..table.columns.len()).map(|at| longest(table, at));
    let word = as_printed(words.max_by_key(|word| word.chars().count()).unwrap_or_default());
    let count = table.columns.len();
    let message = format!("bảng {count} cột không đủ chỗ cho “{word}”: chữ, số bị ngắt giữa dòng");
    let finding = Diagnostic::warning(codes::TABLE_TOO_WIDE, message)
        .hint("bớt cột, chia thành hai bảng, hoặc ghi số theo đơn vị lớn hơn (triệu đồng, tỷ đồng)");
    let typed = sources.texts.beside(sources.own).iter();
    let mut typed = typed.filter(|text| text.field.is_printed() && text.text.contains(&word));
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
        assert!(told.message.contains("bảng 13 cột không đủ chỗ cho “1.234.567,89”"), "{}", told.message);
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

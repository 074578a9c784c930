use crate::document::{Align, Block, BlockKind, Column, Document, Face, Inline, Row, Table, sample};
use crate::render::docx::tests::main_part;

/// The rows of a table of these names, each with so many figures, as their XML.
fn rows(names: &[(&str, Face)], figures: usize) -> Vec<String> {
    let row = |(name, face): &(&str, Face)| {
        let cells = std::iter::once(*name).chain(std::iter::repeat_n("1.234.567,89", figures));
        Row::Cells(cells.map(|cell| vec![Inline::text(cell, *face)]).collect())
    };
    let table = Table {
        columns: vec![Column { align: Align::Right }; figures + 1],
        header: vec![row(&("Tên", Face::BOLD))],
        rows: names.iter().map(row).collect(),
    };
    let block = Block { kind: BlockKind::Table(table), keep_with_next: false };
    let text = |text: &str| Block {
        kind: BlockKind::Paragraph { content: vec![Inline::text(text, Face::REGULAR)] },
        keep_with_next: false,
    };
    let body = vec![text("Trước bảng."), block, text("Sau bảng."), text("Hết.")];
    let xml = main_part(&Document { body, annexes: vec![], ..sample::issued() });
    let table = xml.split("<w:tbl>").find(|table| table.contains("1.234.567,89")).expect("the table");
    let table = table.split("</w:tbl>").next().unwrap_or_default();
    table.split("<w:tr>").skip(1).map(ToOwned::to_owned).collect()
}

#[test]
fn the_row_before_a_total_is_kept_with_it_and_no_other() {
    let names = [("một", Face::REGULAR), ("hai", Face::REGULAR), ("Cộng", Face::BOLD)];
    let kept: Vec<bool> = rows(&names, 1).iter().map(|row| row.contains("<w:keepNext />")).collect();
    assert_eq!(kept, [false, false, true, false]);
}

#[test]
fn letters_that_are_smaller_for_the_sake_of_figures_are_so_to_the_end_of_each_cell() {
    let names = [("một", Face::REGULAR)];
    assert!(rows(&names, 4).iter().all(|row| !row.contains("<w:sz ")));
    let small = "<w:rPr><w:sz w:val=\"20\" /><w:szCs w:val=\"20\" /></w:rPr>";
    let rows = rows(&names, 7);
    assert_eq!(rows[1].matches(&format!("{small}</w:pPr>")).count(), 8, "{}", rows[1]);
    assert_eq!(rows[1].matches(small).count(), 16, "{}", rows[1]);
}

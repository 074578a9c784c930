//! Which blocks must share a page with what follows: headings, and lead-in lines with their list.

use super::{Block, BlockKind, Document, ItemLevel, Row, Table, plain_text};

/// A paragraph shorter than this says little by itself: it stays with its heading.
const SHORT: usize = 150;
/// So many lines of text stand above the signature at least.
const ABOVE_SIGNATURE: usize = 3;
/// Fewer characters than any full line has.
const LINE: usize = 75;

/// Marks the blocks of a document, body and annexes.
pub fn mark(document: &mut Document) {
    mark_blocks(&mut document.body);
    hold_last(&mut document.body);
    for annex in &mut document.annexes {
        mark_blocks(&mut annex.body);
    }
}

/// What ends the text joins the page of the signature until it has lines enough.
fn hold_last(body: &mut [Block]) {
    let mut lines = 0;
    for at in (1..body.len()).rev() {
        let texts = body[at].kind.texts();
        lines += texts.iter().map(|content| plain_text(content).chars().count() / LINE).sum::<usize>().max(1);
        let tables = [at, at - 1].iter().any(|at| matches!(body[*at].kind, BlockKind::Table(_)));
        if tables || lines >= ABOVE_SIGNATURE {
            return;
        }
        body[at - 1].keep_with_next = true;
    }
}

fn mark_blocks(blocks: &mut [Block]) {
    // From the end: a paragraph that leads into a list is not drawn into a longer chain by the one that opens
    // the clause.
    for at in (0..blocks.len()).rev() {
        let headed = at > 0 && matches!(blocks[at - 1].kind, BlockKind::Heading { .. });
        let keep = blocks.get(at + 1).is_some_and(|next| {
            keeps(&blocks[at].kind, &next.kind)
                || headed && !leads_on(next) && opens(&blocks[at].kind, &next.kind)
        });
        blocks[at].keep_with_next = keep;
    }
}

fn leads_on(block: &Block) -> bool {
    block.keep_with_next && matches!(block.kind, BlockKind::Paragraph { .. })
}

fn keeps(kind: &BlockKind, next: &BlockKind) -> bool {
    match kind {
        BlockKind::Heading { .. } => true,
        // A chart is called by the line above it.
        BlockKind::Paragraph { .. } if matches!(next, BlockKind::Chart(_)) => true,
        // What closes a table or explains it does not stand on a page without it.
        BlockKind::Table(_) => matches!(next, BlockKind::Paragraph { .. }),
        _ if is_remark(next) => true,
        BlockKind::Paragraph { content } | BlockKind::Item { level: ItemLevel::Letter, content, .. } => {
            let leads = plain_text(content).trim_end().ends_with(':');
            leads && !matches!(next, BlockKind::Heading { .. })
        }
        BlockKind::Item { .. } | BlockKind::Chart(_) => false,
    }
}

/// Whether a row shares a page with the next one, which is the total of its table (dòng tổng cộng): alone at the top
/// of a page it would be a sum of nothing.
pub fn holds_total(table: &Table, row: usize) -> bool {
    row + 2 == table.rows.len() && is_total(&table.rows[row + 1])
}

/// A total is the last row, and its name is bold.
fn is_total(row: &Row) -> bool {
    let Row::Cells(cells) = row else { return false };
    let name = cells.iter().find(|cell| !plain_text(cell).trim().is_empty());
    name.is_some_and(|name| name.iter().all(|inline| inline.face().bold))
}

/// "(Chi tiết tại Phụ lục kèm theo)": a line in brackets says something of what stands before it.
fn is_remark(kind: &BlockKind) -> bool {
    let BlockKind::Paragraph { content } = kind else { return false };
    let text = plain_text(content);
    text.starts_with('(') && text.ends_with(')') && text.chars().count() < SHORT
}

/// A short paragraph under its heading ("Mục tiêu: đạt từ 8,4 điểm trở lên.") belongs to it: by
/// themselves the two would be a stranded heading still.
fn opens(kind: &BlockKind, next: &BlockKind) -> bool {
    let BlockKind::Paragraph { content } = kind else { return false };
    plain_text(content).chars().count() < SHORT && !matches!(next, BlockKind::Heading { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Face, HeadingLevel, Inline};

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::text(text, Face::REGULAR)]
    }

    fn paragraph(words: &str) -> BlockKind {
        BlockKind::Paragraph { content: text(words) }
    }

    fn dash(words: &str) -> BlockKind {
        BlockKind::Item { level: ItemLevel::Dash, marker: "-".to_owned(), content: text(words) }
    }

    fn lettered(words: &str) -> BlockKind {
        BlockKind::Item { level: ItemLevel::Letter, marker: "a)".to_owned(), content: text(words) }
    }

    fn heading() -> BlockKind {
        BlockKind::Heading { level: HeadingLevel::Clause, content: text("1. Gia nhập thị trường") }
    }

    fn kept(kinds: Vec<BlockKind>) -> Vec<bool> {
        let block = |kind| Block { kind, keep_with_next: false };
        let mut blocks: Vec<Block> = kinds.into_iter().map(block).collect();
        mark_blocks(&mut blocks);
        blocks.iter().map(|block| block.keep_with_next).collect()
    }

    #[test]
    fn a_heading_keeps_its_target_and_the_first_task() {
        let target = "Mục tiêu: đạt từ 8,4 điểm trở lên.";
        let kinds = vec![heading(), paragraph(target), lettered("Sở Tài chính:"), dash("Rà soát.")];
        assert_eq!(kept(kinds), [true, true, true, false]);
        assert_eq!(kept(vec![heading(), paragraph(target), heading()]), [true, false, false]);
        let led = vec![heading(), paragraph("Rà soát."), paragraph("Phân công:"), dash("Sở Tài chính")];
        assert_eq!(kept(led), [true, false, true, false], "no chain longer than it must be");
        let long = target.repeat(10);
        assert_eq!(kept(vec![heading(), paragraph(&long), dash("Rà soát.")]), [true, false, false]);
    }

    #[test]
    fn a_lead_in_keeps_its_list_and_a_remark_stays_with_what_it_remarks_on() {
        let remark = "(Chi tiết tại Phụ lục kèm theo)";
        assert_eq!(
            kept(vec![paragraph("Yêu cầu:"), dash("Rà soát."), dash("Báo cáo.")]),
            [true, false, false]
        );
        assert_eq!(kept(vec![dash("Rà soát."), paragraph(remark)]), [true, false]);
    }

    #[test]
    fn the_row_before_a_total_stays_with_it() {
        let row =
            |name: &str, face| Row::Cells(vec![Vec::new(), vec![Inline::text(name, face)], text("1.250")]);
        let table = |rows| Table { columns: Vec::new(), header: Vec::new(), rows };
        let (one, sum) = (|| row("Xã An Phú", Face::REGULAR), || row("Cộng", Face::BOLD));
        let held = |rows: Vec<Row>| {
            let table = table(rows);
            (0..table.rows.len()).filter(|row| holds_total(&table, *row)).collect::<Vec<_>>()
        };
        assert_eq!(held(vec![one(), one(), sum()]), [1]);
        assert_eq!(
            held(vec![sum(), one(), one()]),
            [0; 0],
            "what is bold within the table heads what follows"
        );
        assert_eq!(held(vec![sum()]), [0; 0]);
        assert_eq!(held(vec![one(), Row::Group(vec![Inline::text("Nhóm", Face::BOLD)])]), [0; 0]);
    }

    #[test]
    fn a_table_keeps_the_line_that_closes_it() {
        let table = || BlockKind::Table(Table { columns: Vec::new(), header: Vec::new(), rows: Vec::new() });
        assert_eq!(kept(vec![table(), paragraph("Tổng số: 09 nhiệm vụ.")]), [true, false]);
        assert_eq!(kept(vec![table(), heading(), table()]), [false, true, false]);
    }
}

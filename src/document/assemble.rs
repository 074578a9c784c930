//! Markdown and typed official parts → a complete [`Document`].

use super::compounds::{bind_capitals, bind_name, bind_title};
use super::markdown::{Parts, merged};
use super::trace::{Placed, Trace};
use super::{
    Annex, Blank, Block, BlockKind, Closing, DateLine, Document, Face, Head, Inline, Meta, Note, Row,
    Signature, State, Table, Title, blanks, keep, notes, plain_text,
};
use crate::model::agency::Agency;
use crate::official::{DraftMark, Kind, Official, SignatureSpec, SigningForm};
use crate::text::date::{padded_day, padded_month};
use crate::text::numerals::roman;
use crate::text::typography;

/// Room for a number, a day or a month in the line "Kèm theo".
const DOTS: &str = "……";

/// A plan, put together as [`of_kind`] does it.
pub fn document(agency: &Agency, official: &Official, parts: Parts, origins: Trace) -> Document {
    of_kind(Kind::Plan, agency, official, parts, origins)
}

/// Puts a document together: header, title, recipients and signature from data, the rest from the
/// template's Markdown. `origins` says which document it is, and names the values in it.
pub fn of_kind(kind: Kind, agency: &Agency, official: &Official, parts: Parts, origins: Trace) -> Document {
    let mut spans = parts.spans;
    let several = parts.annexes.len() > 1;
    let issued = official.status == State::Issued;
    let annexes = parts.annexes.into_iter().enumerate().map(|(at, part)| Annex {
        id: part.id,
        label: if several { format!("Phụ lục {}", roman(at + 1)) } else { "Phụ lục".to_owned() },
        title: bind_title(&part.title),
        reference: reference(kind, agency, official),
        landscape: part.landscape,
        body: settled(part.body, issued, part.trims_columns.then_some((&mut spans, at + 1))),
    });
    let annexes: Vec<Annex> = annexes.collect();
    let mut document = Document {
        meta: meta(kind, agency, official),
        head: head(agency, official),
        title: Title { kind: kind.title().to_owned(), subject: bind_title(&official.subject) },
        annexes,
        body: settled(parts.body, issued, None),
        closing: closing(agency, official),
        annexes_apart: official.annexes_apart,
        trace: Trace { spans, ..origins },
    };
    notes::number(&mut document);
    keep::mark(&mut document);
    document
}

/// The text of the document or of an annex as it is printed; columns that say nothing go where the stretches
/// are given, with the number of the part.
fn settled(mut body: Vec<Block>, issued: bool, trims: Option<(&mut Vec<Placed>, usize)>) -> Vec<Block> {
    if issued {
        empty_blank_cells(&mut body);
    }
    if let Some((spans, part)) = trims {
        for (at, block) in body.iter_mut().enumerate() {
            if let BlockKind::Table(table) = &mut block.kind {
                let speaking = drop_silent_columns(table);
                if speaking.contains(&false) {
                    follow_columns(spans, (part, at), &speaking);
                }
            }
        }
    }
    finish(&mut body);
    body
}

/// What is issued shows no dots in the cells of a table that only the agency's own plan can fill: a
/// cell that is all blank prints empty. Dots that somebody typed stay, and are warned of.
fn empty_blank_cells(body: &mut [Block]) {
    for row in tables(body).flat_map(|table| &mut table.rows) {
        let Row::Cells(cells) = row else { continue };
        for cell in cells.iter_mut() {
            if matches!(&cell[..], [Inline::Blank { blank, .. }] if !blanks::is_typed(blank)) {
                cell.clear();
            }
        }
    }
}

/// The stretches of a table after columns of it are gone.
fn follow_columns(spans: &mut [Placed], (part, block): (usize, usize), speaking: &[bool]) {
    for placed in spans.iter_mut().filter(|placed| (placed.part, placed.block) == (part, block)) {
        if let Some((_, column)) = &mut placed.cell {
            *column = speaking.iter().take(*column).filter(|speaks| **speaks).count();
        }
    }
}

/// A column that has nothing to say in any row tells the reader nothing but that it is empty. Gives which of
/// the columns stay.
pub fn drop_silent_columns(table: &mut Table) -> Vec<bool> {
    // A dash says that there is none, and somebody may have typed it: only what is empty is silent.
    let says = |cell: &Vec<Inline>| !plain_text(cell).trim().is_empty();
    let mut speaking = vec![table.rows.is_empty(); table.columns.len()];
    for row in &table.rows {
        let Row::Cells(cells) = row else { continue };
        for (column, cell) in speaking.iter_mut().zip(cells) {
            *column |= says(cell);
        }
    }
    if speaking.iter().all(|speaks| *speaks) || !speaking.contains(&true) {
        return vec![true; table.columns.len()];
    }
    let mut columns = speaking.iter();
    table.columns.retain(|_| columns.next().is_none_or(|speaks| *speaks));
    for row in table.header.iter_mut().chain(&mut table.rows) {
        let Row::Cells(cells) = row else { continue };
        let mut columns = speaking.iter();
        cells.retain(|_| columns.next().is_none_or(|speaks| *speaks));
    }
    speaking
}

fn tables(body: &mut [Block]) -> impl Iterator<Item = &mut Table> {
    body.iter_mut().filter_map(|block| match &mut block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    })
}

fn meta(kind: Kind, agency: &Agency, official: &Official) -> Meta {
    let number = match official.number_label() {
        Some(number) => format!("{} số {number}/{}", kind.noun(), official.symbol),
        None => format!("{} (dự thảo)", kind.noun()),
    };
    Meta {
        title: format!("{number} - {}", official.subject),
        author: agency.name.clone(),
        subject: official.subject.clone(),
        state: official.status,
        date: official.date.full().map(|date| (date.year(), date.month(), date.day())),
    }
}

fn head(agency: &Agency, official: &Official) -> Head {
    let date = official.date;
    let bound = |line: &String| bind_capitals(line, &[&agency.name, &agency.place]);
    Head {
        superior: agency.superior.iter().map(bound).collect(),
        issuer: agency.issuer_lines.iter().map(bound).collect(),
        number: official.number_label(),
        symbol: official.symbol.clone(),
        place: agency.place.clone(),
        date: DateLine { day: date.day, month: date.month, year: date.year },
        draft_mark: official.marks.draft.as_ref().map(draft_mark),
        urgency: official.marks.urgency,
        circulation: official.marks.circulation,
    }
}

fn draft_mark(mark: &DraftMark) -> String {
    match mark {
        DraftMark::Plain => "DỰ THẢO".to_owned(),
        DraftMark::Round(round) => format!("DỰ THẢO ({round})"),
    }
}

/// "(Kèm theo Kế hoạch số 175/KH-UBND ngày 02 tháng 7 năm 2025 của …)"; blanks where a draft has none
/// (Phụ lục I, Phần I, Mục III.1.c).
pub fn reference(kind: Kind, agency: &Agency, official: &Official) -> Vec<Inline> {
    citing("Kèm theo", kind, agency, official)
}

/// "(Theo Kế hoạch số …)": of a table that is a document of its own, and goes out with no other.
pub fn source(kind: Kind, agency: &Agency, official: &Official) -> Vec<Inline> {
    citing("Theo", kind, agency, official)
}

fn citing(word: &str, kind: Kind, agency: &Agency, official: &Official) -> Vec<Inline> {
    let date = official.date;
    let with = format!("({word} {} số\u{a0}", kind.noun());
    let parts = [
        (with.as_str(), "so", "Số văn bản", official.number_label()),
        (&format!("/{} ngày\u{a0}", official.symbol), "ngay", "Ngày ban hành", date.day.map(padded_day)),
        ("\u{a0}tháng\u{a0}", "thang", "Tháng ban hành", date.month.map(padded_month)),
    ];
    let mut content = Vec::new();
    for (before, tag, label, value) in parts {
        content.push(italic(&typography::bind_text(before)));
        content.push(match value {
            Some(value) => italic(&value),
            None => {
                let (tag, label) = (tag.to_owned(), label.to_owned());
                Inline::Blank { blank: Blank { tag, label, text: DOTS.to_owned() }, face: Face::ITALIC }
            }
        });
    }
    content.push(italic(&format!("\u{a0}năm\u{a0}{} của {})", date.year, agency.name)));
    merged(content, |face| face)
}

fn italic(text: &str) -> Inline {
    Inline::text(text, Face::ITALIC)
}

/// The body of an official text ends with "./." directly after its last word (Phụ lục III, Mẫu 1.4).
fn finish(body: &mut [Block]) {
    let Some(block) = body.last_mut() else { return };
    let content = match &mut block.kind {
        BlockKind::Paragraph { content }
        | BlockKind::Item { content, .. }
        | BlockKind::Heading { content, .. } => content,
        BlockKind::Table(_) | BlockKind::Chart(_) => return,
    };
    match content.last_mut() {
        Some(Inline::Text { text, .. }) => {
            let words = text.trim_end().trim_end_matches(['.', '/', ';']).trim_end().len();
            text.truncate(words);
            text.push_str("./.");
        }
        Some(Inline::Blank { face, .. } | Inline::Note(Note { face, .. })) => {
            let face = *face;
            content.push(Inline::text("./.", face));
        }
        None => {}
    }
}

fn closing(agency: &Agency, official: &Official) -> Closing {
    let drafter = official.marks.drafter.as_ref().map(|code| format!(", {code}")).unwrap_or_default();
    Closing {
        recipients: official.recipients.clone(),
        archive: format!("Lưu: {}{drafter}", official.archive),
        signature: signature(agency, &official.signature),
    }
}

/// Quyền hạn, chức vụ, họ tên (Phụ lục I, Phần I, Mục II.7; Điều 13).
fn signature(agency: &Agency, spec: &SignatureSpec) -> Signature {
    let head = agency.head.to_uppercase();
    let deputy = agency.deputy.to_uppercase();
    let position = spec.position.as_ref().map(|position| position.to_uppercase());
    let mut lines = Vec::new();
    let by_order = spec.form.by_order();
    if by_order.is_none() && spec.collective.unwrap_or(agency.collective_signing) {
        let collective = agency.issuer_lines.first().cloned().unwrap_or_default();
        lines.push(bold(format!("TM. {collective}")));
    }
    match spec.form {
        SigningForm::Head => lines.push(bold(position.unwrap_or(head))),
        SigningForm::Deputy => {
            lines.push(bold(format!("KT. {head}")));
            lines.push(bold(position.unwrap_or(deputy)));
        }
        SigningForm::Acting => lines.push(bold(format!("Q. {head}"))),
        SigningForm::ByOrder | SigningForm::ByDelegation => {
            lines.push(bold(format!("{} {head}", by_order.unwrap_or_default())));
            lines.push(position.map_or_else(unknown_position, bold));
        }
        SigningForm::Unknown => lines.push(unknown_position()),
    }
    let name = match &spec.name {
        Some(name) => bold(bind_name(name)),
        None => blank("ho_ten_nguoi_ky", "Họ và tên người ký"),
    };
    Signature { lines, name }
}

fn unknown_position() -> Inline {
    blank("chuc_vu_nguoi_ky", "Chức vụ người ký")
}

fn bold(text: String) -> Inline {
    Inline::text(bind_title(&text), Face::BOLD)
}

/// Spaces that a clerk can see and hit where a signer's title or name will stand.
const SIGNER_ROOM: usize = 20;

/// Nothing is printed until a person fills it: spaces keep its place.
fn blank(tag: &str, label: &str) -> Inline {
    let text = typography::NO_BREAK.to_string().repeat(SIGNER_ROOM);
    Inline::Blank { blank: Blank { tag: tag.to_owned(), label: label.to_owned(), text }, face: Face::BOLD }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Align, Column};

    fn cell(text: &str) -> Vec<Inline> {
        if text.is_empty() { Vec::new() } else { vec![Inline::text(text, Face::REGULAR)] }
    }

    fn to_fill(tag: &str) -> Vec<Inline> {
        let blank =
            Blank { tag: tag.to_owned(), label: "Chỗ cần điền".to_owned(), text: DOTS.to_owned() };
        vec![Inline::Blank { blank, face: Face::REGULAR }]
    }

    fn table(rows: Vec<Vec<Vec<Inline>>>) -> Table {
        let columns = vec![Column { align: Align::Left }; 4];
        let header = ["TT", "Chỉ tiêu", "Kết quả", "Ghi chú"].map(cell).to_vec();
        Table { columns, header: vec![Row::Cells(header)], rows: rows.into_iter().map(Row::Cells).collect() }
    }

    fn headings(table: &Table) -> Vec<String> {
        let [Row::Cells(cells)] = &table.header[..] else { return Vec::new() };
        cells.iter().map(|cell| plain_text(cell)).collect()
    }

    #[test]
    fn a_column_that_says_nothing_goes_with_its_heading_and_the_others_stay() {
        let rows = vec![
            vec![cell("1"), cell("PCI"), cell(""), cell("")],
            vec![cell("2"), cell("BPI"), cell(" "), to_fill("ghi_chu")],
        ];
        let mut table = table(rows);
        drop_silent_columns(&mut table);
        assert_eq!(headings(&table), ["TT", "Chỉ tiêu", "Ghi chú"]);
        assert_eq!(table.columns.len(), 3);
        assert!(table.rows.iter().all(|row| matches!(row, Row::Cells(cells) if cells.len() == 3)));
    }

    #[test]
    fn a_column_of_dashes_or_dots_that_somebody_typed_is_printed() {
        for typed in ["-", "–", ".", "…"] {
            let rows = vec![
                vec![cell("1"), cell("PCI"), cell(typed), cell("")],
                vec![cell("2"), cell("BPI"), cell(typed), cell("")],
            ];
            let mut table = table(rows);
            drop_silent_columns(&mut table);
            assert_eq!(headings(&table), ["TT", "Chỉ tiêu", "Kết quả"], "{typed}");
        }
    }

    #[test]
    fn an_issued_table_loses_the_blanks_of_the_program_and_keeps_dots_that_were_typed() {
        let rows = vec![vec![cell("1"), to_fill("don_vi"), to_fill("o_trong"), cell("")]];
        let mut body = [Block { kind: BlockKind::Table(table(rows)), keep_with_next: false }];
        empty_blank_cells(&mut body);
        let table = tables(&mut body).next().expect("the table");
        let Row::Cells(cells) = &table.rows[0] else { panic!("cells") };
        assert_eq!(cells.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>(), ["1", "", DOTS, ""]);
    }

    #[test]
    fn the_text_ends_with_its_mark_even_after_a_blank() {
        let ended = |content: Vec<Inline>| {
            let mut body = [Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }];
            finish(&mut body);
            match &body[0].kind {
                BlockKind::Paragraph { content } => plain_text(content),
                _ => String::new(),
            }
        };
        assert_eq!(ended(cell("thực hiện nghiêm túc.")), "thực hiện nghiêm túc./.");
        assert_eq!(ended(to_fill("o_trong")), format!("{DOTS}./."));
    }
}

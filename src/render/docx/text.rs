//! Runs, paragraphs, content controls and drawn rules: what every component is made of.
//!
//! Formatting lives in the named styles; a run carries only what its style does not say.

use docx_rs::{
    Footnote, HeightRule, Paragraph, ParagraphChild, Run, SpecialIndentType, StructuredDataTag,
    StructuredDataTagChild, Table, TableCell, TableLayoutType, TableRow, WidthType,
};

use super::{data, styles};
use crate::document::{Blank, Face, Inline};
use crate::length::Length;
use crate::render::division::{Division, Kind, divide};
use crate::render::font::FontSet;
use crate::render::marks;
use crate::render::style::{FIRST_LINE_INDENT, SIZE_BODY};
use crate::text::typography::{NO_BREAK, printed};

/// Word refuses to open a file whose control has a longer tag or title.
const CONTROL_NAME_LIMIT: usize = 64;

/// Word takes 40 characters; the rest is for prefix and number.
const BOOKMARK_NAME_LIMIT: usize = 30;

/// Where a name or a title of the signer will stand: at the end of a centred line Word measures no
/// ordinary space, and its own empty form fields are made of this one.
const WIDE_SPACE: &str = "\u{2002}";

/// Separates tag, placeholder and label in the title that docx-rs writes; [`super::conform`] takes it apart,
/// because docx-rs has no call for the tag.
pub(super) const TAG_END: char = '=';

/// Dấu của một dòng. A bookmark of no length at the beginning of a paragraph: what is typed into the paragraph
/// leaves it alone, and every program that saves the file keeps it. Its number is that of
/// [`marks::marked`](crate::render::marks::marked).
pub(super) fn mark(paragraph: Paragraph, number: usize) -> Paragraph {
    let id = MARK_IDS + number;
    paragraph.add_bookmark_start(id, format!("{}{number}", marks::MARK)).add_bookmark_end(id)
}

/// The mark of the file as a whole, in its first paragraph.
pub(super) fn state_mark(paragraph: Paragraph, state: &str) -> Paragraph {
    paragraph.add_bookmark_start(MARK_IDS, format!("{}{state}", marks::STATE)).add_bookmark_end(MARK_IDS)
}

/// Identifiers of bookmarks that mark lines begin here; those of controls are below.
pub(super) const MARK_IDS: usize = 1_000_000;

/// Text in a face, within a style that already sets `base`. Spaces and hyphens are plain ones: a clerk
/// who looks for "khoản 1 Mục II" or "175/KH-UBND" must find it.
pub(super) fn run(text: &str, face: Face, base: Face) -> Run {
    // docx-rs drops line feeds, which would join two words.
    let plain = |c: char| if c == '\n' { ' ' } else { printed(c) };
    let mut run = Run::new().add_text(text.chars().map(plain).collect::<String>());
    if face.bold && !base.bold {
        run = run.bold();
    }
    if face.italic && !base.italic {
        run = run.italic();
    }
    run
}

/// The run in another size than the one that its style sets.
pub(super) fn sized(run: Run, size: Length, usual: Length) -> Run {
    if size == usual { run } else { run.size(size.to_half_points()) }
}

/// Changes every run of a paragraph, those in its controls too.
pub(super) fn each_run(paragraph: &mut Paragraph, change: impl Fn(Run) -> Run) {
    let changed = |run: &mut Run| *run = change(std::mem::take(run));
    for child in &mut paragraph.children {
        match child {
            ParagraphChild::Run(run) => changed(run),
            ParagraphChild::StructuredDataTag(control) => {
                for child in &mut control.children {
                    if let StructuredDataTagChild::Run(run) = child {
                        changed(run);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A paragraph in a named style, still empty.
pub(super) fn paragraph(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

/// A paragraph with plain text, set as its style says.
pub(super) fn line(style: &str, text: &str) -> Paragraph {
    paragraph(style).add_run(run(text, Face::REGULAR, Face::REGULAR))
}

/// Ô điền. A content control around the text that waits to be replaced: Word selects the whole of it at
/// the first click. `tag` is for software, `label` for the clerk. A bookmark around it keeps the tag where
/// a program (LibreOffice before 7.5) drops it on saving.
pub(super) fn push_control(paragraph: Paragraph, blank: &Blank, face: Face, base: Face) -> Paragraph {
    let tag: String = blank.tag.chars().filter(|c| *c != TAG_END).take(CONTROL_NAME_LIMIT).collect();
    let label: String = blank.label.chars().take(CONTROL_NAME_LIMIT).collect();
    let bound = data::placeholder(&tag, &blank.text).unwrap_or_default();
    let title = format!("{tag}{TAG_END}{bound}{TAG_END}{label}");
    // docx-rs copies the title as it is.
    let content = run(&blank.text.replace(NO_BREAK, WIDE_SPACE), face, base);
    let control = StructuredDataTag::new().alias(quick_xml::escape::escape(title.as_str())).add_run(content);
    // Its number follows in `conform`, which sees the whole document.
    let name: String = tag.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    paragraph
        .add_bookmark_start(0, format!("kh_{}", &name[..name.len().min(BOOKMARK_NAME_LIMIT)]))
        .add_structured_data_tag(control)
        .add_bookmark_end(0)
}

/// Appends inlines to a paragraph whose style sets `base`; blanks become content controls.
pub(super) fn push_inlines(mut paragraph: Paragraph, content: &[Inline], base: Face) -> Paragraph {
    for inline in content {
        paragraph = match inline {
            Inline::Text { text, face } => paragraph.add_run(run(text, *face, base)),
            Inline::Blank { blank, face } => push_control(paragraph, blank, *face, base),
            // Its text stands in a part of its own: `notes`.
            Inline::Note(note) => {
                let footnote = Footnote { id: note.number, content: Vec::new() };
                paragraph.add_run(Run::new().add_footnote_reference(footnote))
            }
        };
    }
    paragraph
}

/// Left and right indent that centre something of width `inner` in `outer`.
pub(super) fn centre(paragraph: Paragraph, inner: Length, outer: Length) -> Paragraph {
    let side = ((outer - inner) / 2.0).max(Length::ZERO).to_twips();
    paragraph.indent(Some(side), None::<SpecialIndentType>, Some(side), None)
}

/// Đường kẻ ngang. A rule of exactly `length`, centred in `outer`.
pub(super) fn rule(length: Length, outer: Length) -> Paragraph {
    centre(paragraph(styles::RULE), length, outer)
}

/// A centred text with lines of like length, set by the indents of its paragraph.
pub(super) struct Balanced {
    /// Still empty.
    pub paragraph: Paragraph,
    /// The longest line.
    pub longest: Length,
}

/// Sets a centred text in a column of width `outer`, `gap` of which stays empty at its sides.
pub(super) fn balanced_line(
    style: &str,
    text: &str,
    face: Face,
    size: Length,
    (outer, gap): (Length, Length),
    fonts: &FontSet,
) -> Balanced {
    let Division { ends, measure, longest, .. } =
        divide(text, Kind::Centred, (face, size), outer - gap, fonts);
    let paragraph = paragraph(style);
    let paragraph = if ends.len() > 1 { centre(paragraph, measure, outer) } else { paragraph };
    Balanced { paragraph, longest }
}

/// A heading, still empty: its right indent ends its lines between words.
pub(super) fn heading_line(style: &str, text: &str, outer: Length, fonts: &FontSet) -> Paragraph {
    let kind = Kind::Filled { indent: FIRST_LINE_INDENT };
    let Division { ends, measure, .. } = divide(text, kind, (Face::BOLD, SIZE_BODY), outer, fonts);
    let paragraph = paragraph(style);
    if ends.len() == 1 {
        return paragraph;
    }
    let right = (outer - measure).max(Length::ZERO).to_twips();
    let first = SpecialIndentType::FirstLine(FIRST_LINE_INDENT.to_twips());
    paragraph.indent(Some(0), Some(first), Some(right), None)
}

/// Bảng khung. Two columns without borders or padding, for the head and the closing.
pub(super) fn frame(rows: Vec<[TableCell; 2]>, widths: [Length; 2]) -> Table {
    let [left, right] = widths.map(twips);
    let rows = rows.into_iter().map(|[first, second]| {
        let first = first.width(left, WidthType::Dxa);
        let second = second.width(right, WidthType::Dxa);
        TableRow::new(vec![first, second]).cant_split()
    });
    Table::without_borders(rows.collect())
        .style(styles::FRAME)
        .layout(TableLayoutType::Fixed)
        .width(left + right, WidthType::Dxa)
        .set_grid(vec![left, right])
}

/// A row of exactly this height.
pub(super) fn exact_row(cells: Vec<TableCell>, height: Length) -> TableRow {
    TableRow::new(cells).cant_split().row_height(height.to_twips() as f32).height_rule(HeightRule::Exact)
}

/// Twips as docx-rs takes widths.
pub(super) fn twips(length: Length) -> usize {
    length.max(Length::ZERO).to_twips().unsigned_abs() as usize
}

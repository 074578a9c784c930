//! Runs, paragraphs, content controls and drawn rules: what every component is made of.
//!
//! Formatting lives in the named styles; a run carries only what its style does not say.

use docx_rs::{
    Footnote, HeightRule, Paragraph, Run, SpecialIndentType, StructuredDataTag, Table, TableCell,
    TableLayoutType, TableRow, WidthType,
};

use super::styles;
use crate::document::{Blank, Face, Inline};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::text::typography::NO_BREAK;

/// Word refuses to open a file whose control has a longer tag or title.
const CONTROL_NAME_LIMIT: usize = 64;

/// Word takes 40 characters; the rest is for prefix and number.
const BOOKMARK_NAME_LIMIT: usize = 30;

/// Separates tag, state and label in the title that docx-rs writes; [`super::conform`] takes it apart,
/// because docx-rs has no call for the tag.
pub(super) const TAG_END: char = '=';

/// Text in a face, within a style that already sets `base`.
pub(super) fn run(text: &str, face: Face, base: Face) -> Run {
    // docx-rs drops line feeds, which would join two words.
    let mut run = Run::new().add_text(text.replace('\n', " "));
    if face.bold && !base.bold {
        run = run.bold();
    }
    if face.italic && !base.italic {
        run = run.italic();
    }
    run
}

/// A paragraph in a named style, still empty.
pub(super) fn paragraph(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

/// A paragraph with plain text, set as its style says.
pub(super) fn line(style: &str, text: &str) -> Paragraph {
    paragraph(style).add_run(run(text, Face::REGULAR, Face::REGULAR))
}

/// Whether a content control holds what stays, or what a person is to replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Filled,
    /// Word selects the whole of it at the first click, and typing replaces it.
    Waiting,
}

impl Fill {
    pub(super) fn of(known: bool) -> Self {
        if known { Self::Filled } else { Self::Waiting }
    }

    /// How [`super::conform`] is told.
    pub(super) const WAITING: &str = "?";

    fn mark(self) -> &'static str {
        match self {
            Self::Filled => "",
            Self::Waiting => Self::WAITING,
        }
    }
}

/// Ô điền. A content control around a run; `tag` is for software, `label` for the clerk. A bookmark
/// around it keeps the tag where a program (LibreOffice before 7.5) drops it on saving.
pub(super) fn push_control(
    paragraph: Paragraph,
    (tag, label): (&str, &str),
    fill: Fill,
    content: Run,
) -> Paragraph {
    let tag: String = tag.chars().filter(|c| *c != TAG_END).take(CONTROL_NAME_LIMIT).collect();
    let label: String = label.chars().take(CONTROL_NAME_LIMIT).collect();
    let title = format!("{tag}{TAG_END}{}{TAG_END}{label}", fill.mark());
    // docx-rs copies the title as it is.
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
            Inline::Blank { blank: Blank { tag, label, text }, face } => {
                push_control(paragraph, (tag, label), Fill::Waiting, run(text, *face, base))
            }
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

/// How a centred text breaks into lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wrapped {
    pub lines: usize,
    /// The longest line.
    pub longest: Length,
}

/// Greedy lines, as Word sets them; non-breaking spaces hold.
pub(super) fn wrap(text: &str, face: Face, size: Length, outer: Length, fonts: &FontSet) -> Wrapped {
    let space = fonts.width(" ", face, size);
    let (mut lines, mut longest, mut current) = (1, Length::ZERO, Length::ZERO);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = fonts.width(word, face, size);
        if current == Length::ZERO {
            current = word;
        } else if current + space + word <= outer {
            current += space + word;
        } else {
            lines += 1;
            current = word;
        }
        longest = longest.max(current);
    }
    Wrapped { lines, longest }
}

/// The narrowest measure that still gives the same number of lines, so that a centred text has
/// lines of like length and no orphan word; and the lines it gives.
pub(super) fn balance(
    text: &str,
    face: Face,
    size: Length,
    outer: Length,
    fonts: &FontSet,
) -> (Length, Wrapped) {
    let whole = wrap(text, face, size, outer, fonts);
    if whole.lines == 1 {
        return (outer, whole);
    }
    let (mut low, mut high) = (Length::ZERO, outer);
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        let trial = wrap(text, face, size, middle, fonts);
        if trial.lines == whole.lines && trial.longest <= middle {
            high = middle;
        } else {
            low = middle;
        }
    }
    let balanced = wrap(text, face, size, high, fonts);
    // Room for the rounding of other programs: one line more would be worse than a longer one.
    let slack = Length::mm(1.5);
    ((balanced.longest + slack).min(outer), balanced)
}

/// A centred text with balanced lines.
pub(super) struct Balanced {
    /// Still empty.
    pub paragraph: Paragraph,
    /// The text for it: non-breaking spaces are left where there is a line to break, so that
    /// programs that look for a name find it.
    pub text: String,
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
    let (measure, Wrapped { lines, longest }) = balance(text, face, size, outer - gap, fonts);
    let paragraph = paragraph(style);
    if lines > 1 {
        return Balanced { paragraph: centre(paragraph, measure, outer), text: text.to_owned(), longest };
    }
    Balanced { paragraph, text: text.replace(NO_BREAK, " "), longest }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::{SIZE_BODY, TEXT_WIDTH};

    const SUBJECT: &str = "Cải thiện môi trường đầu tư kinh doanh, nâng cao chỉ số năng lực cạnh tranh cấp tỉnh \
                           (PCI) năm 2025 và các năm tiếp theo trên địa bàn tỉnh Lạng Sơn";

    #[test]
    fn a_long_subject_breaks_into_lines_of_like_length() {
        let fonts = FontSet::bundled();
        let greedy = wrap(SUBJECT, Face::BOLD, SIZE_BODY, TEXT_WIDTH, fonts);
        let (measure, balanced) = balance(SUBJECT, Face::BOLD, SIZE_BODY, TEXT_WIDTH, fonts);
        assert_eq!(greedy.lines, balanced.lines);
        assert!(balanced.longest <= greedy.longest && measure <= TEXT_WIDTH);
        let whole = fonts.width(SUBJECT, Face::BOLD, SIZE_BODY);
        assert!(balanced.longest < whole / balanced.lines as f64 * 1.25, "{balanced:?}");
    }

    #[test]
    fn a_short_subject_keeps_its_line() {
        let (measure, wrapped) =
            balance("Phòng, chống thiên tai", Face::BOLD, SIZE_BODY, TEXT_WIDTH, FontSet::bundled());
        assert_eq!((measure, wrapped.lines), (TEXT_WIDTH, 1));
    }
}

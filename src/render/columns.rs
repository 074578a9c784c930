//! Column widths by content, so that both writers divide a table in the same way.
//!
//! Enters: a [`Table`] and the width it has. Leaves: one width per column, whole twips, together
//! exactly that width. It knows nothing of DOCX and PDF.

use crate::document::{Face, Inline, Row, Table};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::long_word::{LONG, is_long, may_end};
use crate::render::style::{CELL_PADDING_X, NOTE_MARK_SCALE, SIZE_TABLE};
use crate::text::typography::NO_BREAK;

/// What the cells of one column ask for, in twips and without padding.
#[derive(Debug, Clone, Copy, Default)]
struct Demand {
    /// The longest word: narrower than this, it would be cut. Of a link or a code the longest part
    /// between two places where it may be cut, and no more than [`READABLE`]: the other columns are read
    /// too.
    word: f64,
    /// The narrowest measure in which the heading has two lines: a third line mostly holds one
    /// short word.
    heading: f64,
    /// The longest cell on one line: wider than this, nothing is gained.
    line: f64,
    /// The same without the heading.
    text: f64,
}

/// What a table asks for.
struct Demands {
    columns: Vec<Demand>,
    /// The length of every cell on one line, row by row, and how often the row is printed.
    rows: Vec<(Vec<f64>, f64)>,
}

/// Header rows are printed again on every page.
const HEADER_WEIGHT: f64 = 3.0;
/// A column of running text is not narrower than this where there is room: one word a line is no
/// reading, however short it makes the table.
const READABLE: Length = Length::mm(28.0);
/// So much is handed out at a time.
const STEP: Length = Length::mm(3.0);

/// Độ rộng cột. Every column gets its longest word, its heading in two lines and a readable measure.
/// What is left goes, piece by piece, to the column where it makes the table shortest, and in the end
/// evenly.
pub fn column_widths(table: &Table, total: Length, fonts: &FontSet) -> Vec<Length> {
    let demands = demands(table, fonts);
    if demands.columns.is_empty() {
        return Vec::new();
    }
    let whole = f64::from(total.to_twips());
    let padding = f64::from((CELL_PADDING_X * 2.0).to_twips());
    // Half a millimetre over the measured word: Word and LibreOffice round advances differently.
    let around = padding + f64::from(Length::mm(0.5).to_twips());
    let columns = |ask: fn(&Demand) -> f64| -> Vec<f64> {
        demands.columns.iter().map(|demand| ask(demand) + around).collect()
    };
    let words = columns(|demand| demand.word);
    let needed: f64 = words.iter().sum();
    let widths = if needed >= whole {
        level(&words, whole)
    } else {
        let headings = columns(|demand| demand.word.max(demand.heading));
        let most = columns(|demand| demand.line);
        let readable = f64::from(READABLE.to_twips());
        let texts = columns(|demand| demand.text);
        let readable =
            std::iter::zip(&headings, &texts).map(|(least, text)| least.max(readable.min(*text))).collect();
        let fits = |widths: &Vec<f64>| widths.iter().sum::<f64>() <= whole;
        let mut widths = [readable, headings].into_iter().find(fits).unwrap_or(words);
        let left = whole - widths.iter().sum::<f64>();
        let left = shorten(&mut widths, &most, &demands.rows, around, left);
        fill(&mut widths, &most, left);
        widths
    };
    to_lengths(&widths, whole as i32)
}

/// Cuts down the widest columns to one width, so that the others keep their words whole.
fn level(words: &[f64], whole: f64) -> Vec<f64> {
    let mut sorted = words.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mut left, mut count) = (whole, sorted.len() as f64);
    for width in sorted {
        if width * count > left {
            break;
        }
        left -= width;
        count -= 1.0;
    }
    words.iter().map(|width| width.min(left / count)).collect()
}

/// Hands out `left` in steps, each to the column where it saves the most height; returns what
/// saves nothing any more. The height of a cell is taken as the length of its text over its width,
/// never less than one line: a measure without steps, in which every bit of room counts.
fn shorten(widths: &mut [f64], most: &[f64], rows: &[(Vec<f64>, f64)], around: f64, mut left: f64) -> f64 {
    /// Less than this part of a line over the whole table is no gain.
    const GAIN: f64 = 0.01;
    let lines = |length: f64, width: f64| (length / (width - around)).max(1.0);
    let set =
        |cells: &Vec<f64>| cells.iter().zip(&*widths).map(|(cell, width)| lines(*cell, *width)).collect();
    let mut heights: Vec<Vec<f64>> = rows.iter().map(|(cells, _)| set(cells)).collect();
    let mut saved = vec![0.0; widths.len()];
    while left > 0.5 {
        let step = f64::from(STEP.to_twips()).min(left);
        saved.fill(0.0);
        for ((cells, weight), heights) in rows.iter().zip(&heights) {
            // A row is as tall as its tallest cell, and becomes shorter with it only.
            let Some((tallest, next)) = tallest(heights) else { continue };
            let after = lines(cells[tallest], widths[tallest] + step);
            saved[tallest] += (heights[tallest] - after.max(next)) * weight;
        }
        let mut best: Option<(usize, f64)> = None;
        for column in (0..widths.len()).filter(|at| widths[*at] < most[*at]) {
            if saved[column] > best.map_or(GAIN, |(_, best)| best) {
                best = Some((column, saved[column]));
            }
        }
        let Some((column, _)) = best else { break };
        let given = step.min(most[column] - widths[column]);
        widths[column] += given;
        left -= given;
        for ((cells, _), heights) in rows.iter().zip(&mut heights) {
            if let (Some(cell), Some(height)) = (cells.get(column), heights.get_mut(column)) {
                *height = lines(*cell, widths[column]);
            }
        }
    }
    left
}

/// The cell that makes a row as tall as it is, and the height of the next one.
fn tallest(heights: &[f64]) -> Option<(usize, f64)> {
    let mut tallest = None;
    let (mut height, mut next) = (1.0, 1.0);
    for (at, own) in heights.iter().copied().enumerate() {
        if own > height {
            (tallest, next, height) = (Some(at), height, own);
        } else if own > next {
            next = own;
        }
    }
    tallest.map(|at| (at, next))
}

/// The table fills the text width: first up to what every column can use, then in proportion.
fn fill(widths: &mut [f64], most: &[f64], mut left: f64) {
    let wanting: f64 = widths.iter().zip(most).map(|(width, most)| (most - width).max(0.0)).sum();
    if wanting > 0.0 {
        let share = (left / wanting).min(1.0);
        for (width, most) in widths.iter_mut().zip(most) {
            let given = (most - *width).max(0.0) * share;
            *width += given;
            left -= given;
        }
    }
    if left > 0.5 {
        let sum: f64 = widths.iter().sum();
        widths.iter_mut().for_each(|width| *width *= (sum + left) / sum);
    }
}

/// Rounds the running sum, so that the columns add up to the table exactly.
fn to_lengths(widths: &[f64], whole: i32) -> Vec<Length> {
    let mut end = 0.0;
    let mut placed = 0;
    let last = widths.len() - 1;
    let twips = widths.iter().enumerate().map(|(at, width)| {
        end += width;
        let edge = if at == last { whole } else { end.round() as i32 };
        let twips = edge - placed;
        placed = edge;
        Length::pt(f64::from(twips) / 20.0)
    });
    twips.collect()
}

fn demands(table: &Table, fonts: &FontSet) -> Demands {
    let mut columns = vec![Demand::default(); table.columns.len()];
    let mut lengths = Vec::with_capacity(table.header.len() + table.rows.len());
    let rows = table.header.iter().map(|row| (row, true));
    for (row, header) in rows.chain(table.rows.iter().map(|row| (row, false))) {
        // A group name runs across all columns and asks nothing of any.
        let Row::Cells(cells) = row else { continue };
        let mut own = Vec::with_capacity(cells.len());
        for (demand, cell) in columns.iter_mut().zip(cells) {
            let (words, line) = measure(cell, header, fonts);
            demand.word = words.iter().copied().fold(demand.word, f64::max);
            if header {
                demand.heading = demand.heading.max(in_two_lines(&words, line));
            }
            demand.line = demand.line.max(line);
            demand.text = if header { demand.text } else { demand.text.max(line) };
            own.push(line);
        }
        lengths.push((own, if header { HEADER_WEIGHT } else { 1.0 }));
    }
    Demands { columns, rows: lengths }
}

/// Words and whole line of a cell. A word may go on from one inline into the next; a non-breaking
/// space does not end it, and a long word counts with its parts.
fn measure(cell: &[Inline], header: bool, fonts: &FontSet) -> (Vec<f64>, f64) {
    // Only words that break within are kept letter by letter: nearly no cell has one.
    let kept = match cell {
        [inline] => may_be_long(inline.as_str()),
        _ => true,
    };
    let scale = SIZE_TABLE.to_pt() * 20.0 / 1000.0;
    let (mut words, mut word, mut line) = (Vec::new(), Word { kept, ..Word::default() }, 0_u32);
    for inline in cell {
        let face = inline.face();
        let face = fonts.face(Face { bold: face.bold || header, ..face });
        if let Inline::Note(note) = inline {
            let mark: u32 = note.number.to_string().chars().map(|c| u32::from(face.advance(c))).sum();
            let mark = (f64::from(mark) * NOTE_MARK_SCALE).round() as u32;
            line += mark;
            word.push('¹', mark);
        }
        for c in inline.as_str().chars() {
            let advance = u32::from(face.advance(c));
            line += advance;
            if c == ' ' || c == '\n' {
                word.end(scale, &mut words);
            } else {
                word.push(c, advance);
            }
        }
    }
    word.end(scale, &mut words);
    (words, f64::from(line) * scale)
}

/// Whether a text may have a word that breaks within: an address, or one that is longer than [`LONG`].
fn may_be_long(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.split([' ', '\n']).any(|word| word.len() >= LONG)
}

/// A word that is being measured.
#[derive(Default)]
struct Word {
    /// Its letters with their widths, where it may have to be taken apart.
    chars: Vec<(char, u32)>,
    kept: bool,
    width: u32,
    /// It has a letter of an address.
    addresses: bool,
}

impl Word {
    fn push(&mut self, c: char, advance: u32) {
        self.width += advance;
        if self.kept {
            self.chars.push((c, advance));
            self.addresses |= matches!(c, ':' | 'w');
        }
    }

    /// Hands over its width, or those of its parts, and begins the next.
    fn end(&mut self, scale: f64, words: &mut Vec<f64>) {
        let long = (self.addresses || self.chars.len() >= LONG) && {
            let text: String = self.chars.iter().map(|(c, _)| c).collect();
            text.split(NO_BREAK).any(is_long)
        };
        if long {
            let most = f64::from(READABLE.to_twips());
            let width = |part: &[(char, u32)]| part.iter().map(|(_, advance)| advance).sum::<u32>();
            let parts = self.chars.chunk_by(|(c, _), (next, _)| !may_end(*c, *next));
            words.extend(parts.map(|part| (f64::from(width(part)) * scale).min(most)));
        } else {
            words.push(f64::from(self.width) * scale);
        }
        self.chars.clear();
        (self.width, self.addresses) = (0, false);
    }
}

/// The narrowest measure in which these words have at most two lines.
fn in_two_lines(words: &[f64], line: f64) -> f64 {
    let spaces = words.len().saturating_sub(1) as f64;
    let space = if spaces > 0.0 { ((line - words.iter().sum::<f64>()) / spaces).max(0.0) } else { 0.0 };
    let mut first = 0.0;
    let cuts = words.iter().take(words.len().saturating_sub(1)).map(|word| {
        first += word + space;
        (first - space).max(line - first)
    });
    cuts.fold(line, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Align, Column};
    use crate::render::style::TEXT_WIDTH_LANDSCAPE;

    fn cell(text: &str) -> Vec<Inline> {
        vec![Inline::text(text, Face::REGULAR)]
    }

    fn table(rows: &[&[&str]]) -> Table {
        let columns = vec![Column { align: Align::Left }; rows[0].len()];
        let mut rows: Vec<Row> =
            rows.iter().map(|row| Row::Cells(row.iter().map(|text| cell(text)).collect())).collect();
        let header = vec![rows.remove(0)];
        Table { columns, header, rows }
    }

    fn tasks() -> Table {
        let task = "Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết; cắt giảm \
                    ít nhất 30% thời gian giải quyết so với quy định";
        table(&[
            &["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
            &["1", task, "Sở Tài chính", "Quý III/2025"],
            &["2", task, "Văn phòng Ủy ban nhân dân tỉnh", "Thường xuyên"],
        ])
    }

    fn widths(table: &Table, total: Length) -> Vec<i32> {
        column_widths(table, total, FontSet::bundled()).iter().map(|width| width.to_twips()).collect()
    }

    #[test]
    fn a_row_becomes_shorter_with_its_tallest_cell_down_to_the_next() {
        assert_eq!(tallest(&[2.0, 3.0, 2.5]), Some((1, 2.5)));
        assert_eq!(tallest(&[3.0, 2.5, 2.0]), Some((0, 2.5)));
        assert_eq!(tallest(&[4.0, 1.0]), Some((0, 1.0)));
        assert_eq!(tallest(&[3.0, 3.0]), Some((0, 3.0)), "nothing is gained by one of two");
        assert_eq!(tallest(&[1.0, 1.0]), None, "no row is lower than a line");
    }

    #[test]
    fn the_columns_fill_the_width_exactly() {
        for total in [Length::mm(165.0), TEXT_WIDTH_LANDSCAPE, Length::mm(30.0)] {
            assert_eq!(widths(&tasks(), total).iter().sum::<i32>(), total.to_twips());
        }
    }

    #[test]
    fn a_long_text_gets_more_room_than_a_number_but_leaves_every_word_whole() {
        let fonts = FontSet::bundled();
        let widths = column_widths(&tasks(), TEXT_WIDTH_LANDSCAPE, fonts);
        assert!(widths[1] > widths[2] && widths[2] > widths[0], "{widths:?}");
        let word = fonts.width("Thường", Face::REGULAR, SIZE_TABLE) + CELL_PADDING_X * 2.0;
        assert!(widths[3] >= word, "{widths:?}");
        assert!(widths[0] < Length::mm(15.0), "a column of numbers stays narrow: {widths:?}");
    }

    #[test]
    fn a_short_heading_stays_on_one_line_beside_a_long_text() {
        let fonts = FontSet::bundled();
        let heading = fonts.width("Cơ quan chủ trì", Face::BOLD, SIZE_TABLE) + CELL_PADDING_X * 2.0;
        assert!(column_widths(&tasks(), TEXT_WIDTH_LANDSCAPE, fonts)[2] >= heading);
    }

    #[test]
    fn a_long_heading_over_short_cells_has_two_lines_and_not_three() {
        let fonts = FontSet::bundled();
        let heading = "Đầu mối theo dõi chỉ số";
        let table =
            table(&[&["TT", heading, "Nhiệm vụ"], &["1", "4, 7", &"dài ".repeat(80)], &["2", "-", "-"]]);
        let width = column_widths(&table, Length::mm(60.0), fonts)[1] - CELL_PADDING_X * 2.0;
        let half = |text: &str| fonts.width(text, Face::BOLD, SIZE_TABLE);
        assert!(width >= half("Đầu mối theo") && width >= half("dõi chỉ số"), "{} mm", width.to_mm());
    }

    #[test]
    fn a_column_of_running_text_is_not_set_word_by_word_to_spare_a_long_one_a_line() {
        let long = "dài ".repeat(60);
        let mut rows: Vec<Vec<&str>> = vec![vec!["TT", "Nhiệm vụ", "Phối hợp"]];
        rows.extend(std::iter::repeat_n(vec!["1", &long, "Các phòng"], 20));
        rows.push(vec!["21", "ngắn", "Phòng Quản lý đầu tư ngoài ngân sách"]);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let widths = column_widths(&table(&rows), Length::mm(165.0), FontSet::bundled());
        assert!(widths[2].to_mm() >= READABLE.to_mm() - 0.1, "{} mm", widths[2].to_mm());
    }

    #[test]
    fn a_non_breaking_space_keeps_its_words_in_one_column() {
        let table = table(&[&["a", "b"], &["Nghị\u{a0}quyết\u{a0}số\u{a0}66-NQ/TW", &"dài ".repeat(200)]]);
        let fonts = FontSet::bundled();
        let needed = fonts.width("Nghị quyết số 66-NQ/TW", Face::REGULAR, SIZE_TABLE);
        assert!(column_widths(&table, Length::mm(165.0), fonts)[0] > needed);
    }

    #[test]
    fn a_group_row_does_not_widen_the_first_column() {
        let plain = tasks();
        let mut grouped = tasks();
        grouped.rows.insert(0, Row::Group(cell(&"SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG ".repeat(4))));
        assert_eq!(widths(&plain, TEXT_WIDTH_LANDSCAPE), widths(&grouped, TEXT_WIDTH_LANDSCAPE));
    }

    #[test]
    fn a_table_without_columns_has_no_widths() {
        let table = Table { columns: vec![], header: vec![], rows: vec![] };
        assert!(column_widths(&table, Length::mm(165.0), FontSet::bundled()).is_empty());
    }

    #[test]
    fn a_link_or_a_long_code_leaves_the_other_columns_readable() {
        let link =
            "https://docs.google.com/forms/d/e/1FAIpQLSdQdGJZKxXq6vYw0bYk1mHnN5c3vG7pWzYtR9uLh2aXjKd8Qw/view";
        let task = "Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết";
        for long in [link, &"x".repeat(90), &"1.002345.000.00.00.H37".repeat(4)] {
            let table = table(&[
                &["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"],
                &["1", task, "Sở Tài chính", "Ủy ban nhân dân các xã, phường", "Quý III/2025", long],
            ]);
            for total in [Length::mm(165.0), TEXT_WIDTH_LANDSCAPE] {
                let widths = column_widths(&table, total, FontSet::bundled());
                let readable = |at: usize| widths[at].to_mm() >= READABLE.to_mm() - 0.1;
                assert!(readable(1) && readable(3) && readable(5), "{long}: {widths:?}");
                assert!(widths[4].to_mm() > 20.0, "{long}: {widths:?}");
            }
        }
    }

    #[test]
    fn a_word_that_cannot_fit_is_cut_and_the_words_beside_it_stay_whole() {
        let table = table(&[&["a", "b"], &[&"m".repeat(24), "nghiêng"]]);
        let word = FontSet::bundled().width("nghiêng", Face::REGULAR, SIZE_TABLE) + CELL_PADDING_X * 2.0;
        assert!(column_widths(&table, Length::mm(60.0), FontSet::bundled())[1] > word);
    }

    #[test]
    fn words_that_cannot_fit_shrink_instead_of_overflowing() {
        let word = "m".repeat(25);
        let table = table(&[&["a", "b"], &[&word, &word]]);
        assert_eq!(widths(&table, Length::mm(100.0)), [2835, 2834]);
    }
}

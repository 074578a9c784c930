//! Lines of names, titles and headings, so that both writers break them in the same places.
//!
//! Word fills the lines of a paragraph one by one, and only its indents can tell it where to end them: a
//! title with non-breaking spaces in it cannot be edited or found. So here are the divisions that some
//! measure gives, and the best of them is taken: as few lines as can be, words and names whole
//! ([`NO_BREAK`] joins them), the lines of a centred text of like length.
//!
//! Enters: a text of one face and the width it has. Leaves: where its lines end, and the measure that
//! ends them there. It knows nothing of DOCX and PDF.

use crate::document::{Face, Inline, plain_text};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::text::typography::NO_BREAK;

/// What is divided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Lines of like length.
    Centred,
    /// Lines as full as can be, the first one indented.
    Filled { indent: Length },
}

/// A text, divided.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Byte offset of the end of each line, before the space that ends it.
    pub ends: Vec<usize>,
    /// Lines filled one by one within this width end there.
    pub measure: Length,
    /// The longest line.
    pub longest: Length,
    /// Words or names are divided over two lines: no measure holds them together.
    pub parts: bool,
}

/// A measure that fits by less than this gives other lines in a program that rounds differently.
const SAFE: Length = Length::mm(0.7);
/// Room over the longest line, where the next word leaves it.
const SLACK: Length = Length::mm(1.5);

/// One syllable, and the space after it.
struct Syllable {
    end: usize,
    width: Length,
    bound: bool,
}

/// Divides a text into the lines that are set in a column of width `outer`.
pub fn divide(
    text: &str,
    kind: Kind,
    (face, size): (Face, Length),
    outer: Length,
    fonts: &FontSet,
) -> Division {
    let indent = match kind {
        Kind::Centred => Length::ZERO,
        Kind::Filled { indent } => indent,
    };
    let whole = indent + fonts.width(text, face, size);
    if whole <= outer {
        return Division { ends: vec![text.len()], measure: outer, longest: whole, parts: false };
    }
    let syllables = syllables(text, face, size, fonts);
    let space = fonts.width(" ", face, size);
    let trials = match kind {
        Kind::Centred => all(&syllables, space, outer),
        Kind::Filled { indent } => widest(&syllables, (indent, space), outer),
    };
    let judged = trials.iter().map(|trial| judge(trial, kind, &syllables, outer));
    let best = judged.reduce(|best, next| if next.0.beats(&best.0) { next } else { best });
    match best {
        Some((_, division)) => division,
        // A syllable wider than the column: it is cut wherever the program cuts it.
        None => {
            let trial = fill(&syllables, (indent, space), outer);
            Division { measure: outer, ..judge(&trial, kind, &syllables, outer).1 }
        }
    }
}

/// The measure of a table cell: as wide as it can be without parting what belongs together, so that the
/// rows of both formats are alike.
pub fn cell_measure(
    content: &[Inline],
    (bold, size): (bool, Length),
    inner: Length,
    fonts: &FontSet,
) -> Length {
    let bound = content.iter().any(|inline| inline.as_str().contains(NO_BREAK));
    let Some(face) = content.first().map(Inline::face).filter(|_| bound) else { return inner };
    // A note is set smaller than what stands around it.
    if content.iter().any(|inline| inline.face() != face || matches!(inline, Inline::Note(_))) {
        return inner;
    }
    let face = Face { bold: face.bold || bold, ..face };
    let kind = Kind::Filled { indent: Length::ZERO };
    let division = divide(&plain_text(content), kind, (face, size), inner, fonts);
    if division.parts { inner } else { division.measure }
}

/// The divisions of every measure up to `outer`, from the narrowest that can hold the text.
fn all(syllables: &[Syllable], space: Length, outer: Length) -> Vec<Filled> {
    let mut trials = Vec::new();
    let mut measure = widest_syllable(syllables);
    while measure <= outer {
        let trial = fill(syllables, (Length::ZERO, space), measure);
        measure = trial.next;
        trials.push(trial);
    }
    trials
}

/// The divisions into as few lines as can be, from the full width down to the first that parts nothing.
fn widest(syllables: &[Syllable], (indent, space): (Length, Length), outer: Length) -> Vec<Filled> {
    let least = widest_syllable(syllables).max(indent + syllables.first().map_or(Length::ZERO, |s| s.width));
    let mut trials: Vec<Filled> = Vec::new();
    let mut measure = outer;
    while measure >= least {
        let trial = fill(syllables, (indent, space), measure);
        if trials.first().is_some_and(|first| first.lines.len() < trial.lines.len()) {
            break;
        }
        measure = trial.longest() - ROUNDING * 2.0;
        let whole = trial.parted(syllables) == 0;
        trials.push(trial);
        if whole {
            break;
        }
    }
    trials
}

fn widest_syllable(syllables: &[Syllable]) -> Length {
    syllables.iter().map(|syllable| syllable.width).fold(Length::ZERO, Length::max)
}

fn syllables(text: &str, face: Face, size: Length, fonts: &FontSet) -> Vec<Syllable> {
    let mut start = 0;
    let cuts = text.char_indices().filter(|(_, c)| matches!(c, ' ' | '\n') || *c == NO_BREAK);
    let mut syllables = Vec::new();
    for (at, c) in cuts.chain([(text.len(), ' ')]) {
        if at > start {
            let width = fonts.width(&text[start..at], face, size);
            syllables.push(Syllable { end: at, width, bound: c == NO_BREAK });
        }
        start = at + c.len_utf8();
    }
    syllables
}

/// Lines filled one by one.
struct Filled {
    /// The last syllable of each line, and the line's width.
    lines: Vec<(usize, Length)>,
    /// The next wider measure that gives other lines.
    next: Length,
}

/// Sums of the same widths in another order must not differ.
const ROUNDING: Length = Length::pt(0.001);

impl Filled {
    fn longest(&self) -> Length {
        self.lines.iter().map(|(_, width)| *width).fold(Length::ZERO, Length::max)
    }

    /// How many words and names are divided over two lines.
    fn parted(&self, syllables: &[Syllable]) -> usize {
        let breaks = &self.lines[..self.lines.len().saturating_sub(1)];
        breaks.iter().filter(|(last, _)| syllables[*last].bound).count()
    }
}

fn fill(syllables: &[Syllable], (indent, space): (Length, Length), measure: Length) -> Filled {
    let mut lines = Vec::new();
    let mut next = Length::pt(f64::MAX);
    let mut current = Length::ZERO;
    for (at, syllable) in syllables.iter().enumerate() {
        let longer = current + space + syllable.width;
        if at == 0 {
            current = indent + syllable.width;
        } else if longer <= measure + ROUNDING {
            current = longer;
        } else {
            lines.push((at - 1, current));
            next = if longer < next { longer } else { next };
            current = syllable.width;
        }
    }
    lines.push((syllables.len().saturating_sub(1), current));
    Filled { lines, next }
}

/// What counts for a division, the first thing first.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Score {
    lines: usize,
    /// Another program may miss the measure.
    unsafe_measure: bool,
    /// Words and names that are divided over two lines.
    parted: usize,
    uneven: f64,
}

impl Score {
    fn beats(&self, other: &Self) -> bool {
        let key = |score: &Self| (score.lines, score.unsafe_measure, score.parted);
        key(self) < key(other) || key(self) == key(other) && self.uneven < other.uneven
    }
}

fn judge(trial: &Filled, kind: Kind, syllables: &[Syllable], outer: Length) -> (Score, Division) {
    let longest = trial.longest();
    let widest = if trial.next < outer { trial.next } else { outer };
    let room = (widest - longest).max(Length::ZERO);
    let measure = match kind {
        // As wide as it was, where nothing holds it back.
        Kind::Filled { .. } if outer <= trial.next => outer,
        _ => longest + (room / 2.0).min(SLACK),
    };
    let parted = trial.parted(syllables);
    let uneven = match kind {
        Kind::Centred => trial.lines.iter().map(|(_, width)| (longest - *width).to_pt().powi(2)).sum(),
        Kind::Filled { .. } => (outer - measure).to_pt(),
    };
    let score = Score { unsafe_measure: room < SAFE, lines: trial.lines.len(), parted, uneven };
    let ends = trial.lines.iter().filter_map(|(last, _)| syllables.get(*last)).map(|last| last.end);
    (score, Division { ends: ends.collect(), measure, longest, parts: parted > 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::SIZE_TABLE;
    use crate::render::style::{SIZE_BODY, TEXT_WIDTH};

    const SUBJECT: &str = "Cải\u{a0}thiện môi\u{a0}trường đầu\u{a0}tư kinh\u{a0}doanh, nâng\u{a0}cao chỉ\u{a0}số \
                           năng\u{a0}lực cạnh\u{a0}tranh cấp\u{a0}tỉnh\u{a0}(PCI) năm\u{a0}2025 và\u{a0}các năm \
                           tiếp\u{a0}theo trên địa\u{a0}bàn tỉnh Lạng\u{a0}Sơn";

    fn divided(text: &str, outer: Length) -> (Vec<String>, Division) {
        let centred = divide(text, Kind::Centred, (Face::BOLD, SIZE_BODY), outer, FontSet::bundled());
        let mut start = 0;
        let line = |end: &usize| text[std::mem::replace(&mut start, *end)..*end].trim().to_owned();
        (centred.ends.iter().map(line).collect(), centred)
    }

    /// Lines as Word fills them, with plain spaces.
    fn filled(text: &str, measure: Length) -> Vec<String> {
        let fonts = FontSet::bundled();
        let mut lines: Vec<String> = Vec::new();
        for word in text.split([' ', NO_BREAK]) {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer.filter(|longer| fonts.width(longer, Face::BOLD, SIZE_BODY) <= measure) {
                Some(longer) => *lines.last_mut().expect("a line") = longer,
                None => lines.push(word.to_owned()),
            }
        }
        lines
    }

    #[test]
    fn a_program_that_fills_lines_within_the_measure_ends_them_in_the_same_places() {
        for words in 4..SUBJECT.split(' ').count() {
            let text: Vec<&str> = SUBJECT.split(' ').take(words).collect();
            let (lines, centred) = divided(&text.join(" "), TEXT_WIDTH);
            let printed: Vec<String> = lines.iter().map(|line| line.replace(NO_BREAK, " ")).collect();
            for off in [-0.3, 0.0, 0.3] {
                assert_eq!(
                    filled(&text.join(" "), centred.measure + Length::mm(off)),
                    printed,
                    "{words} {off}"
                );
            }
        }
    }

    #[test]
    fn a_long_subject_breaks_between_words_into_lines_of_like_length() {
        let (lines, centred) = divided(SUBJECT, TEXT_WIDTH);
        assert_eq!(
            lines.iter().map(|line| line.replace(NO_BREAK, " ")).collect::<Vec<_>>(),
            [
                "Cải thiện môi trường đầu tư kinh doanh, nâng cao chỉ số năng lực cạnh tranh",
                "cấp tỉnh (PCI) năm 2025 và các năm tiếp theo trên địa bàn tỉnh Lạng Sơn"
            ]
        );
        assert!(centred.longest <= centred.measure && centred.measure <= TEXT_WIDTH);
    }

    #[test]
    fn a_heading_fills_its_lines_and_parts_no_word() {
        let heading = "III. NÂNG\u{a0}CAO CHỈ\u{a0}SỐ NĂNG\u{a0}LỰC CẠNH\u{a0}TRANH CẤP\u{a0}TỈNH\u{a0}(PCI)";
        let kind = Kind::Filled { indent: Length::mm(12.7) };
        let division = divide(heading, kind, (Face::BOLD, SIZE_BODY), TEXT_WIDTH, FontSet::bundled());
        assert_eq!(&heading[division.ends[0]..], " CẤP\u{a0}TỈNH\u{a0}(PCI)");
        assert_eq!(filled(&format!("{}{heading}", "     ".repeat(2)), division.measure).len(), 2);
    }

    #[test]
    fn a_short_subject_keeps_its_line() {
        let (lines, centred) = divided("Phòng, chống thiên tai", TEXT_WIDTH);
        assert_eq!((lines.len(), centred.measure), (1, TEXT_WIDTH));
    }

    #[test]
    fn a_word_wider_than_the_column_has_a_line_of_its_own() {
        let (lines, _) = divided(&format!("Kế hoạch {} về", "m".repeat(80)), Length::mm(60.0));
        assert_eq!(lines.concat().len(), "Kế hoạchvề".len() + 80);
    }

    #[test]
    fn a_cell_is_as_wide_as_it_can_be_without_parting_what_belongs_together() {
        let fonts = FontSet::bundled();
        let cell = |text: &str| vec![Inline::text(text, Face::REGULAR)];
        let text =
            "điểm\u{a0}đ (gạch đầu dòng 3) khoản\u{a0}1; điểm\u{a0}c khoản\u{a0}2; điểm\u{a0}b khoản\u{a0}8";
        let width = |text: &str| fonts.width(text, Face::REGULAR, SIZE_TABLE);
        let inner = width("điểm đ (gạch đầu dòng 3) khoản 1; điểm c khoản ") + Length::mm(1.0);
        let measure = cell_measure(&cell(text), (false, SIZE_TABLE), inner, fonts);
        assert!(measure >= width("điểm đ (gạch đầu dòng 3) khoản 1; điểm c"), "{}", measure.to_mm());
        assert!(measure < width("điểm đ (gạch đầu dòng 3) khoản 1; điểm c khoản"), "{}", measure.to_mm());
        assert_eq!(
            cell_measure(&cell("Rà soát thủ tục hành chính"), (false, SIZE_TABLE), inner, fonts),
            inner
        );
        let narrow = width("khoản");
        assert_eq!(
            cell_measure(&cell("khoản\u{a0}1"), (false, SIZE_TABLE), narrow, fonts),
            narrow,
            "it cannot be held"
        );
    }
}

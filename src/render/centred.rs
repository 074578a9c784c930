//! Lines of a centred text, so that both writers break a name or a title in the same places.
//!
//! Word fills the lines of a paragraph one by one, and only its indents can tell it where to end them: a
//! title with non-breaking spaces in it cannot be edited or found. So here are the divisions that some
//! measure gives, and the best of them is taken: as few lines as can be, words and names whole
//! ([`NO_BREAK`] joins them), lines of like length.
//!
//! Enters: a text of one face and the width it has. Leaves: where its lines end, and the measure that
//! ends them there. It knows nothing of DOCX and PDF.

use crate::document::Face;
use crate::length::Length;
use crate::render::font::FontSet;
use crate::text::typography::NO_BREAK;

/// A centred text, divided.
#[derive(Debug, Clone, PartialEq)]
pub struct Centred {
    /// Byte offset of the end of each line, before the space that ends it.
    pub ends: Vec<usize>,
    /// Lines filled one by one within this width end there.
    pub measure: Length,
    /// The longest line.
    pub longest: Length,
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
pub fn divide(text: &str, face: Face, size: Length, outer: Length, fonts: &FontSet) -> Centred {
    let whole = fonts.width(text, face, size);
    if whole <= outer {
        return Centred { ends: vec![text.len()], measure: outer, longest: whole };
    }
    let syllables = syllables(text, face, size, fonts);
    let space = fonts.width(" ", face, size);
    let mut best: Option<(Score, Centred)> = None;
    // The narrowest measure that can hold the text, then every next one that gives other lines.
    let mut measure = syllables.iter().map(|syllable| syllable.width).fold(Length::ZERO, Length::max);
    while measure <= outer {
        let trial = fill(&syllables, space, measure);
        let next = trial.next;
        let (score, centred) = judge(&trial, &syllables, outer);
        if best.as_ref().is_none_or(|(best, _)| score.beats(best)) {
            best = Some((score, centred));
        }
        if trial.lines.len() <= 1 {
            break;
        }
        measure = next;
    }
    match best {
        Some((_, centred)) => centred,
        // A syllable wider than the column: it is cut wherever the program cuts it.
        None => {
            let trial = fill(&syllables, space, outer);
            Centred { measure: outer, ..judge(&trial, &syllables, outer).1 }
        }
    }
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

fn fill(syllables: &[Syllable], space: Length, measure: Length) -> Filled {
    /// Sums of the same widths in another order must not differ.
    const ROUNDING: Length = Length::pt(0.001);
    let mut lines = Vec::new();
    let mut next = Length::pt(f64::MAX);
    let mut current = Length::ZERO;
    for (at, syllable) in syllables.iter().enumerate() {
        let longer = current + space + syllable.width;
        if at == 0 {
            current = syllable.width;
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

fn judge(trial: &Filled, syllables: &[Syllable], outer: Length) -> (Score, Centred) {
    let longest = trial.lines.iter().map(|(_, width)| *width).fold(Length::ZERO, Length::max);
    let widest = if trial.next < outer { trial.next } else { outer };
    let room = (widest - longest).max(Length::ZERO);
    let measure = longest + if room / 2.0 < SLACK { room / 2.0 } else { SLACK };
    let breaks = &trial.lines[..trial.lines.len().saturating_sub(1)];
    let parted = breaks.iter().filter(|(last, _)| syllables[*last].bound).count();
    let uneven = trial.lines.iter().map(|(_, width)| (longest - *width).to_pt().powi(2)).sum();
    let score = Score { unsafe_measure: room < SAFE, lines: trial.lines.len(), parted, uneven };
    let ends = trial.lines.iter().filter_map(|(last, _)| syllables.get(*last)).map(|last| last.end);
    (score, Centred { ends: ends.collect(), measure, longest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::{SIZE_BODY, TEXT_WIDTH};

    const SUBJECT: &str = "Cải\u{a0}thiện môi\u{a0}trường đầu\u{a0}tư kinh\u{a0}doanh, nâng\u{a0}cao chỉ\u{a0}số \
                           năng\u{a0}lực cạnh\u{a0}tranh cấp\u{a0}tỉnh\u{a0}(PCI) năm\u{a0}2025 và\u{a0}các năm \
                           tiếp\u{a0}theo trên địa\u{a0}bàn tỉnh Lạng\u{a0}Sơn";

    fn divided(text: &str, outer: Length) -> (Vec<String>, Centred) {
        let centred = divide(text, Face::BOLD, SIZE_BODY, outer, FontSet::bundled());
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
    fn a_short_subject_keeps_its_line() {
        let (lines, centred) = divided("Phòng, chống thiên tai", TEXT_WIDTH);
        assert_eq!((lines.len(), centred.measure), (1, TEXT_WIDTH));
    }

    #[test]
    fn a_word_wider_than_the_column_has_a_line_of_its_own() {
        let (lines, _) = divided(&format!("Kế hoạch {} về", "m".repeat(80)), Length::mm(60.0));
        assert_eq!(lines.concat().len(), "Kế hoạchvề".len() + 80);
    }
}

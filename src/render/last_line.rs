//! Dòng cuối: a last line of one syllable, in programs that fill lines one by one.
//!
//! Layout finds the lines of a whole paragraph and so avoids it; Word does not. What it has is the distance
//! of letters: a hair more or less in every line gives the syllable company, or its place in the line
//! before.
//!
//! Enters: a paragraph and its measure. Leaves: that distance. It knows nothing of DOCX.

use crate::document::{Face, Inline};
use crate::length::Length;
use crate::render::font::FontSet;

/// The most that letters move, in twentieths of a point: a fiftieth of the size, which nobody sees.
const MOST: i32 = 6;
/// Lines that hold by less than this may end elsewhere in a program that rounds differently.
const SAFE: f64 = 20.0;

/// One syllable of a paragraph: width in thousandths of an em, and its letters.
#[derive(Debug, Clone, Copy)]
struct Syllable {
    width: f64,
    letters: f64,
}

/// The distance in twentieths of a point by which the letters of a justified paragraph are moved so that
/// its last line has more than one syllable; `None` where it has, or where no small distance helps.
pub fn company<'a>(
    content: impl Iterator<Item = &'a Inline> + Clone,
    (indent, size): (Length, Length),
    width: Length,
    fonts: &FontSet,
) -> Option<i32> {
    let em = |length: Length| length / size * 1000.0;
    let space = f64::from(fonts.face(Face::REGULAR).advance(' '));
    let measure = Measure { indent: em(indent), width: em(width), space };
    // Nearly every paragraph is well as it is: its syllables are not kept.
    let mut filled = Filled::new(&measure, 0.0);
    each_syllable(content.clone(), fonts, |syllable| filled.add(&syllable));
    if filled.last_line() != 1 {
        return None;
    }
    let mut syllables = Vec::new();
    each_syllable(content, fonts, |syllable| syllables.push(syllable));
    let step = em(Length::pt(0.05));
    let tried = (1..=MOST).flat_map(|twentieths| [-twentieths, twentieths]);
    tried.into_iter().find(|twentieths| {
        let spacing = f64::from(*twentieths) * step;
        // The lines hold in a measure a little narrower and a little wider too.
        [-SAFE, 0.0, SAFE].into_iter().all(|off| {
            let measure = Measure { width: measure.width + off, ..measure };
            last_line(&syllables, &measure, spacing) > 1
        })
    })
}

#[derive(Debug, Clone, Copy)]
struct Measure {
    indent: f64,
    width: f64,
    space: f64,
}

/// How many syllables the last of several lines has; 0 where there is only one line.
fn last_line(syllables: &[Syllable], measure: &Measure, spacing: f64) -> usize {
    let mut filled = Filled::new(measure, spacing);
    syllables.iter().for_each(|syllable| filled.add(syllable));
    filled.last_line()
}

/// Lines while they are filled, one syllable after the other.
struct Filled<'m> {
    measure: &'m Measure,
    spacing: f64,
    lines: usize,
    /// In the last line.
    count: usize,
    width: f64,
}

impl<'m> Filled<'m> {
    fn new(measure: &'m Measure, spacing: f64) -> Self {
        Self { measure, spacing, lines: 0, count: 0, width: measure.indent }
    }

    fn add(&mut self, syllable: &Syllable) {
        let own = syllable.width + syllable.letters * self.spacing;
        let space = if self.count == 0 { 0.0 } else { self.measure.space + self.spacing };
        if self.count > 0 && self.width + space + own > self.measure.width {
            self.lines += 1;
            (self.count, self.width) = (1, own);
        } else {
            self.count += 1;
            self.width += space + own;
        }
    }

    fn last_line(&self) -> usize {
        if self.lines == 0 { 0 } else { self.count }
    }
}

fn each_syllable<'a>(
    content: impl Iterator<Item = &'a Inline>,
    fonts: &FontSet,
    mut take: impl FnMut(Syllable),
) {
    let mut open = Syllable { width: 0.0, letters: 0.0 };
    for inline in content {
        let face = fonts.face(inline.face());
        for c in inline.as_str().chars() {
            if matches!(c, ' ' | '\n' | '\u{a0}') {
                if open.letters > 0.0 {
                    take(open);
                    open = Syllable { width: 0.0, letters: 0.0 };
                }
            } else {
                open.width += f64::from(face.advance(c));
                open.letters += 1.0;
            }
        }
    }
    if open.letters > 0.0 {
        take(open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::style::{FIRST_LINE_INDENT, SIZE_BODY, TEXT_WIDTH};

    fn moved(text: &str) -> Option<i32> {
        let content = [Inline::text(text, Face::REGULAR)];
        company(content.iter(), (FIRST_LINE_INDENT, SIZE_BODY), TEXT_WIDTH, FontSet::bundled())
    }

    /// Lines as Word fills them, with the letters moved by so much.
    fn filled(text: &str, twentieths: i32) -> Vec<String> {
        let fonts = FontSet::bundled();
        let width = |text: &str| {
            fonts.width(text, Face::REGULAR, SIZE_BODY)
                + Length::pt(0.05) * f64::from(twentieths) * text.chars().count() as f64
        };
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let room = if lines.len() == 1 { TEXT_WIDTH - FIRST_LINE_INDENT } else { TEXT_WIDTH };
            let line = lines.last_mut().expect("a line");
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(&longer) <= room {
                *line = longer;
            } else {
                lines.push(word.to_owned());
            }
        }
        lines
    }

    #[test]
    fn a_syllable_alone_on_the_last_line_gets_company_or_goes_into_the_line_before() {
        let sentence = "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương kịp \
                        thời phản ánh về Sở Tài chính để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo \
                        giải quyết theo quy định của pháp luật hiện hành, bảo đảm hoàn thành các mục tiêu đã đề ra";
        let words: Vec<&str> = sentence.split(' ').collect();
        let (mut lone, mut mended) = (0, 0);
        for count in 18..=words.len() {
            let text = words[..count].join(" ") + "./.";
            let alone =
                |lines: &[String]| lines.len() > 1 && lines.last().is_some_and(|line| !line.contains(' '));
            if !alone(&filled(&text, 0)) {
                assert_eq!(moved(&text), None, "{text}");
                continue;
            }
            lone += 1;
            if let Some(twentieths) = moved(&text) {
                assert!(!alone(&filled(&text, twentieths)), "{twentieths}: {text}");
                mended += 1;
            }
        }
        assert!(lone > 1 && mended == lone, "{mended} of {lone}");
    }

    #[test]
    fn a_paragraph_of_one_line_stays_as_it_is() {
        assert_eq!(moved("Rà soát."), None);
        assert_eq!(moved("Rà"), None);
        assert_eq!(moved(""), None);
    }
}

//! Lines → paragraphs. In text that was copied from a page, lines end where the page's did.

use super::super::What;
use super::columns::has_columns;

/// What a line goes to.
pub(super) struct Joined {
    pub(super) text: String,
    /// The line that it begins with may go on from the one before.
    pub(super) doubtful: bool,
}

pub(super) struct Paragraphs {
    pub(super) paragraphs: Vec<Joined>,
    pub(super) told: Vec<What>,
}

/// A line with words, and how many empty ones stand before it.
struct Line<'t> {
    text: &'t str,
    gap: usize,
}

pub(super) fn paragraphs(lines: &[impl AsRef<str>]) -> Paragraphs {
    let mut written = Vec::with_capacity(lines.len());
    let mut gap = 0;
    for line in lines {
        let text = line.as_ref();
        if text.is_empty() {
            gap += 1;
        } else {
            written.push(Line { text, gap });
            gap = 0;
        }
    }
    match Page::of(&written) {
        Some(page) => page.joined(written),
        None => Paragraphs {
            paragraphs: written
                .into_iter()
                .map(|line| Joined { text: line.text.to_owned(), doubtful: false })
                .collect(),
            told: Vec::new(),
        },
    }
}

/// How a page was set that lines were copied from.
struct Page {
    /// Characters of a full line.
    full: usize,
    /// Empty lines between two lines of one paragraph.
    gap: usize,
}

impl Page {
    /// `None` where lines are paragraphs.
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let mut widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
        widths.sort_unstable();
        let full = *widths.get(widths.len() * 95 / 100)?;
        if widths.last().is_some_and(|widest| *widest > 2 * full.max(80)) || !(30..=160).contains(&full) {
            return None;
        }
        let broken: Vec<usize> = lines
            .windows(2)
            .filter(|pair| is_cut(pair[0].text, pair[1].text) && width(pair[0].text) * 4 >= full * 3)
            .map(|pair| pair[1].gap)
            .collect();
        if broken.len() < 2 || broken.len() * 20 < lines.len() {
            return None;
        }
        let mut gaps = broken;
        gaps.sort_unstable();
        Some(Self { full, gap: gaps[gaps.len() / 2] })
    }

    fn joined(&self, lines: Vec<Line<'_>>) -> Paragraphs {
        let (lines, numbers) = without_page_numbers(lines);
        let mut paragraphs: Vec<Joined> = Vec::new();
        let (mut joined, mut hyphens) = (0, 0);
        let mut before: Option<&str> = None;
        for line in &lines {
            let step = before.map_or(Step::New, |before| self.step(before, line));
            match (step, paragraphs.last_mut()) {
                (Step::Join, Some(last)) => {
                    hyphens += usize::from(append(&mut last.text, line.text));
                    joined += 1;
                }
                (step, _) => {
                    paragraphs.push(Joined { text: line.text.to_owned(), doubtful: step == Step::Doubtful });
                }
            }
            before = Some(line.text);
        }
        let mut told = vec![What::Joined { lines: joined }];
        if numbers > 0 {
            told.push(What::PageNumbers { count: numbers });
        }
        if hyphens > 0 {
            told.push(What::Hyphens { count: hyphens });
        }
        Paragraphs { paragraphs, told }
    }

    fn step(&self, before: &str, line: &Line<'_>) -> Step {
        if has_columns(before) || has_columns(line.text) {
            return Step::New;
        }
        let wide = width(before);
        let cut = is_cut(before, line.text);
        if line.gap > self.gap && !(cut && wide * 4 >= self.full * 3) {
            return Step::New;
        }
        // A dash inside a sentence stands before a small letter.
        let dash = line.text.strip_prefix(['-', '–']).map(str::trim_start);
        let inside = dash.is_some_and(|rest| rest.starts_with(char::is_lowercase)) && !ends(before);
        if begins_item(line.text) && !(inside && wide * 4 >= self.full * 3) {
            return Step::New;
        }
        if cut || is_parted(before) {
            return Step::Join;
        }
        if is_shouted(before) != is_shouted(line.text) && !is_end_of_sentence(line.text) {
            return Step::New;
        }
        if ends(before) {
            return if wide * 100 >= self.full * 93 { Step::Doubtful } else { Step::New };
        }
        if wide * 4 >= self.full * 3 { Step::Join } else { Step::New }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Join,
    New,
    Doubtful,
}

/// Joins a line to a text; true where a hyphen at its end was taken out.
pub(in crate::reading) fn append(text: &mut String, line: &str) -> bool {
    let line = line.trim_start();
    let kept = text.trim_end().len();
    text.truncate(kept);
    if text.ends_with('\u{ad}') {
        text.pop();
        text.push_str(line);
        return true;
    }
    let hyphen = text.ends_with('-') && !text.ends_with(" -");
    if !hyphen {
        text.push(' ');
        text.push_str(line);
        return false;
    }
    // "trư-/ờng" was one syllable; "175/KH-/UBND" keeps its hyphen.
    let start = text[..kept - 1].rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let start = (start..kept).find(|at| text.is_char_boundary(*at)).unwrap_or(kept);
    let head = &text[start..kept - 1];
    let tail: String = line.chars().take_while(|c| c.is_alphabetic()).collect();
    let whole = format!("{head}{tail}");
    let parted = tail.starts_with(char::is_lowercase) && !head.is_empty();
    let parted = parted && crate::text::syllable::is_syllable(&whole);
    if parted {
        text.pop();
    }
    text.push_str(line);
    parted
}

/// A word that a hyphen parted, or that has one: "175/KH-".
pub(in crate::reading) fn is_parted(line: &str) -> bool {
    let word = line.strip_suffix(['-', '\u{ad}']);
    word.is_some_and(|word| word.ends_with(char::is_alphanumeric))
}

/// A line whose sentence goes on in the next one.
pub(in crate::reading) fn is_cut(before: &str, line: &str) -> bool {
    !ends(before) && line.starts_with(char::is_lowercase) && !begins_item(line)
}

/// Whether a sentence, or a line of a list, ends here.
fn ends(line: &str) -> bool {
    line.trim_end_matches(['”', '"', ')', '*', ' ']).ends_with(['.', ';', ':', '!', '?', '…'])
        || line.ends_with("./.")
}

fn width(line: &str) -> usize {
    line.chars().count()
}

/// Letters that are all capitals, as in headings.
fn is_shouted(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// "IV/2025.", "UBND.", "BHXH": capitals that are the rest of a sentence, and no heading.
fn is_end_of_sentence(line: &str) -> bool {
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    line.ends_with(['.', ';', ',']) || line.split(' ').filter(is_word).count() < 2
}

/// "1.", "a)", "II.", "-", "+": what begins a paragraph of a list.
pub(in crate::reading) fn begins_item(line: &str) -> bool {
    // "**" begins words in bold.
    if line.trim_start().starts_with("* ") {
        return true;
    }
    let line = line.trim_start_matches(['*', '#', ' ']);
    if line.starts_with(['-', '+', '•', '–', '▪', '➢', '\u{f0b7}']) {
        return true;
    }
    let Some((label, rest)) = line.split_once(char::is_whitespace).or(Some((line, ""))) else { return false };
    if label.starts_with('(') && label.ends_with(')') {
        // "(1)" counts inside a sentence more often than it begins one.
        return false;
    }
    let Some(label) = label.strip_suffix(['.', ')', '/']) else {
        let mut words = line.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let numbered = second.trim_end_matches(['.', ':']);
        let counted = !numbered.is_empty()
            && numbered.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
        return counted
            && matches!(first, "Điều" | "Chương" | "Phần" | "Mục" | "PHẦN" | "CHƯƠNG" | "MỤC" | "PHỤ");
    };
    if rest.is_empty() && label.is_empty() {
        return false;
    }
    let roman = !label.is_empty() && label.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let letter = label.chars().count() == 1 && label.chars().all(char::is_alphabetic);
    let mut steps = label.split('.');
    let counted = steps
        .clone()
        .all(|step| !step.is_empty() && step.len() <= 2 && step.bytes().all(|b| b.is_ascii_digit()));
    let one = steps.next().is_some();
    roman || letter || counted && one
}

/// Takes out lines that are only a number, where they count up like pages.
fn without_page_numbers(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, usize) {
    let numbered: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, page_number(line.text)?))).collect();
    let counts = numbered.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    let first = numbered.first().is_some_and(|(_, number)| *number <= 2);
    if !counts || !first {
        return (lines, 0);
    }
    let mut kept: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut over = false;
    for (at, line) in lines.into_iter().enumerate() {
        if numbered.iter().any(|(one, _)| *one == at) {
            over = true;
            continue;
        }
        // The space around the end of a page says nothing of paragraphs.
        let gap = if over { 0 } else { line.gap };
        over = false;
        kept.push(Line { gap, ..line });
    }
    (kept, numbered.len())
}

/// "3", "- 3 -", "Trang 3", "3/12".
pub(in crate::reading) fn page_number(line: &str) -> Option<u32> {
    let line = line.trim().trim_matches(['-', '–', ' ']);
    let line = line.strip_prefix("Trang ").unwrap_or(line);
    let number = line.split_once('/').map_or(line, |(number, _)| number).trim();
    let plain = number.len() <= 3 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let total =
        line.split_once('/').is_none_or(|(_, total)| total.trim().bytes().all(|b| b.is_ascii_digit()));
    (plain && total).then(|| number.parse().ok()).flatten()
}

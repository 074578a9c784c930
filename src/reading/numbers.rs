//! Numbers that a program counts and writes before paragraphs: formats, levels, where they start anew.

use std::collections::HashMap;

use super::source::{Kind, Number};
use crate::text::numerals;

/// How deep lists go in every format.
pub(super) const LEVELS: usize = 10;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    #[default]
    Decimal,
    /// 01, 02, … 10.
    TwoDigits,
    SmallRoman,
    Roman,
    SmallLetter,
    Letter,
    /// 1st, as it would be in English.
    Ordinal,
    /// There is no number; the text of the level stands alone.
    None,
    Bullet,
}

impl Style {
    pub(super) fn written(self, value: u32) -> String {
        match self {
            Self::Decimal | Self::Ordinal => value.to_string(),
            Self::TwoDigits => format!("{value:02}"),
            Self::Roman => roman(value),
            Self::SmallRoman => roman(value).to_lowercase(),
            Self::Letter => letter(value),
            Self::SmallLetter => letter(value).to_lowercase(),
            Self::None | Self::Bullet => String::new(),
        }
    }
}

/// Beyond four thousand nobody reads Roman numbers.
fn roman(value: u32) -> String {
    match usize::try_from(value) {
        Ok(small @ ..=4_000) => numerals::roman(small),
        _ => value.to_string(),
    }
}

/// A … Z, AA, BB …: programs repeat the letter, they do not count in twenty-sixes.
fn letter(value: u32) -> String {
    let Some(at) = value.checked_sub(1) else { return String::new() };
    let sign = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    let times = usize::try_from(at / 26 + 1).unwrap_or(1).min(20);
    std::iter::repeat_n(sign, times).collect()
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) style: Style,
    pub(super) start: u32,
    /// "%1.%2.": what is written, with the numbers of levels by their own number, from 1.
    pub(super) text: String,
    /// Numbers of all levels are decimal here.
    pub(super) decimal: bool,
    /// The level whose number starts this one anew, from 1; 0 for none. Any higher one where it is not said.
    pub(super) restart: Option<u8>,
}

/// Where every list stands.
#[derive(Debug, Default)]
pub(super) struct Counters {
    lists: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Which levels of which lists were made to start with another number already.
    overridden: Vec<(u32, usize)>,
}

impl Counters {
    /// A level may be made to start anew once more.
    pub(super) fn forget(&mut self, instance: u32, at: usize) {
        self.overridden.retain(|one| *one != (instance, at));
    }

    /// The number of the next paragraph. `list` counts together; `instance` is one use of it, which may start
    /// anew with `start`.
    pub(super) fn next(
        &mut self,
        list: u32,
        instance: u32,
        at: usize,
        levels: &[Option<Level>],
        start: Option<u32>,
    ) -> Option<Number> {
        let level = levels.get(at)?.as_ref()?;
        let counts = self.lists.entry(list).or_default();
        let anew = start.filter(|_| !self.overridden.contains(&(instance, at)));
        if anew.is_some() {
            self.overridden.push((instance, at));
        }
        let value = anew.unwrap_or_else(|| counts[at].map_or(level.start, |count| count.saturating_add(1)));
        counts[at] = Some(value);
        // Levels above that were never counted show what they start with.
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            count
                .get_or_insert_with(|| levels.get(above).and_then(Option::as_ref).map_or(1, |one| one.start));
        }
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = levels.get(below).and_then(Option::as_ref).and_then(|one| one.restart);
            if restart.is_none_or(|from| at < usize::from(from)) {
                *count = None;
            }
        }
        let kind = if level.style == Style::Bullet { Kind::Bullet } else { Kind::Counted(value) };
        let text = shown(level, levels, counts);
        let depth = u8::try_from(at + 1).unwrap_or(u8::MAX);
        (!text.is_empty()).then_some(Number { text, kind, level: depth, list })
    }
}

/// The text of a level with the numbers in it.
fn shown(level: &Level, levels: &[Option<Level>], counts: &[Option<u32>; LEVELS]) -> String {
    if level.style == Style::Bullet || !level.text.contains('%') {
        return level.text.clone();
    }
    let mut text = String::new();
    let mut characters = level.text.chars().peekable();
    while let Some(c) = characters.next() {
        let digit = characters.peek().and_then(|next| next.to_digit(10)).filter(|_| c == '%');
        let Some(digit) = digit.and_then(|digit| usize::try_from(digit).ok()).filter(|digit| *digit > 0)
        else {
            text.push(c);
            continue;
        };
        characters.next();
        let one = levels.get(digit - 1).and_then(Option::as_ref);
        let style = one.map_or(Style::Decimal, |one| one.style);
        let style = if level.decimal && style != Style::None { Style::Decimal } else { style };
        text.push_str(&style.written(counts[digit - 1].unwrap_or(1)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(style: Style, text: &str) -> Option<Level> {
        Some(Level { style, start: 1, text: text.into(), decimal: false, restart: None })
    }

    fn texts(levels: &[Option<Level>], steps: &[(u32, usize, Option<u32>)]) -> Vec<String> {
        let mut counters = Counters::default();
        let next = |(instance, at, start): &(u32, usize, Option<u32>)| {
            counters.next(7, *instance, *at, levels, *start).map_or_else(String::new, |number| number.text)
        };
        steps.iter().map(next).collect()
    }

    #[test]
    fn levels_count_and_start_anew_below_the_next_of_a_higher_one() {
        let levels =
            [level(Style::Roman, "%1."), level(Style::Decimal, "%2."), level(Style::SmallLetter, "%3)")];
        let steps = [
            (1, 0, None),
            (1, 1, None),
            (1, 2, None),
            (1, 2, None),
            (1, 1, None),
            (1, 2, None),
            (1, 0, None),
            (1, 1, None),
        ];
        assert_eq!(texts(&levels, &steps), ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]);
    }

    #[test]
    fn another_use_of_a_list_starts_where_it_says_and_only_once() {
        let levels = [level(Style::Decimal, "%1.")];
        let steps = [(1, 0, None), (1, 0, None), (2, 0, Some(5)), (2, 0, Some(5)), (3, 0, None)];
        assert_eq!(texts(&levels, &steps), ["1.", "2.", "5.", "6.", "7."]);
    }

    #[test]
    fn numbers_of_several_levels_stand_in_one() {
        let mut legal = level(Style::Decimal, "%1.%2.").unwrap();
        legal.decimal = true;
        let levels = [level(Style::Roman, "%1."), Some(legal)];
        assert_eq!(texts(&levels, &[(1, 0, None), (1, 0, None), (1, 1, None)]), ["I.", "II.", "2.1."]);
    }

    #[test]
    fn numbers_are_written_as_programs_write_them() {
        assert_eq!(Style::Roman.written(1994), "MCMXCIV");
        assert_eq!(Style::SmallLetter.written(28), "bb");
        assert_eq!(Style::TwoDigits.written(3), "03");
        assert_eq!(Style::Letter.written(0), "");
    }
}

//! The reading of a text: what begins at each word, and what leads to it.

use std::ops::Range;

use jiff::civil::Date;

use super::tokens::{Token, before_stroke, day_of_three, number, quarter, tokens, year_number};
use super::{Grain, Impossible, Lead, Moment, NoSuch, Portion, YearWritten};
use crate::text::values::{DateFault, IssueDate, short_date};
use crate::text::words::time;

/// A year written in four digits or two, or none.
#[derive(Clone, Copy)]
struct OfYear {
    year: i16,
    written: YearWritten,
}

/// Reads a text word by word.
pub(super) struct Reader<'t> {
    tokens: Vec<Token<'t>>,
    year: i16,
    found: Vec<Result<Moment, Impossible>>,
    /// The last word of the last moment, and what led to it: the days of a list share it.
    taken: Option<(usize, Lead)>,
    /// How many of the last moments are one list: "15/6 và 15/12".
    in_list: usize,
}

/// Some of the figures of a list of months or quarters.
struct Listed {
    values: Vec<(usize, u32)>,
    year: OfYear,
    next: usize,
}

impl<'t> Reader<'t> {
    pub fn of(text: &'t str, year: i16) -> Self {
        Self { tokens: tokens(text), year, found: Vec::new(), taken: None, in_list: 0 }
    }

    pub fn all(mut self) -> Vec<Result<Moment, Impossible>> {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.read(at).max(at + 1);
        }
        self.found
    }

    fn token(&self, at: usize) -> Option<Token<'t>> {
        self.tokens.get(at).copied()
    }

    /// Reads what begins at a word; the word after it.
    fn read(&mut self, at: usize) -> usize {
        let token = self.tokens[at];
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let next = self.token(at + 1);
        // "định kỳ quý, 6 tháng, năm" counts nothing.
        if token.is("quý") && token.closes.is_none() {
            return self.listed(at, Grain::Quarter);
        }
        // "06 tháng" is so many months; in "tháng 6, tháng 12" the figure is of the month before, in "tuần 2 tháng 9"
        // of the week.
        let is_of_week = || at.checked_sub(2).is_some_and(|at| self.tokens[at].is_any(&["tuần", "thứ"]));
        let is_counted =
            || before.is_some_and(|one| one.closes.is_none() && number(one.word).is_some()) && !is_of_week();
        if token.is("tháng") && !is_counted() {
            return self.listed(at, Grain::Month);
        }
        if token.is("năm") {
            return self.year_word(at, before, next);
        }
        if next.is_some_and(|next| next.is("tháng")) && token.closes.is_none() {
            return self.months_of_year(at).or_else(|| self.day_in_words(at)).unwrap_or(at + 1);
        }
        if token.word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.figure(at, before);
        }
        at + 1
    }

    /// "15/7/2025", "15/7", "9/2025", "2026 - 2030".
    fn figure(&mut self, at: usize, before: Option<Token<'_>>) -> usize {
        let token = self.tokens[at];
        let led = before.is_some_and(|before| before.is("ngày")) || self.lead(at) != Lead::Bare;
        let alone = self.tokens.len() == 1;
        if let Some(([day, month, year], other)) = day_of_three(token.word) {
            let (year, written) = match year.len() {
                4 => (year.to_owned(), YearWritten::Full),
                _ if led || alone => (format!("20{year}"), YearWritten::TwoDigits),
                _ => return at + 1,
            };
            let typed = format!("{day}/{month}/{year}");
            self.day((at, at), &typed, written, other);
            return at + 1;
        }
        if let Some((first, second)) = token.word.split_once('/') {
            let (Some(a), Some(b)) = (number(first), number(second)) else { return at + 1 };
            if let Some(year) = year_number(second) {
                if first.len() <= 2 && (1..=12).contains(&a) {
                    let year = OfYear { year, written: YearWritten::Full };
                    self.span(at, at, (Grain::Month, a as i8, a as i8), year);
                }
            } else if (led || alone) && first.len() <= 2 && second.len() <= 2 && (a, b) != (24, 7) {
                let typed = format!("{a}/{b}/{}", self.year);
                self.day((at, at), &typed, YearWritten::Assumed, false);
            }
            return at + 1;
        }
        let Some(year) = year_number(token.word) else { return at + 1 };
        let to = self.token(at + 1).filter(|_| token.dashed).and_then(|next| year_number(next.word));
        match to {
            Some(to) => self.years(at, at + 1, year, to),
            None if alone || before.is_some_and(|before| before.is("đoạn")) || self.is_led_year(at) => {
                self.years(at, at, year, year);
            }
            None => return at + 1,
        }
        at + 1 + usize::from(to.is_some())
    }

    /// "hết 2025", "đến 2030": at the end of a clause it counts nothing.
    fn is_led_year(&self, at: usize) -> bool {
        let ends = self.tokens[at].closes.is_some() || at + 1 == self.tokens.len();
        ends && matches!(self.lead(at), Lead::Before | Lead::By)
    }

    /// "15 tháng 8 năm 2026"; "15 tháng 8".
    fn day_in_words(&mut self, at: usize) -> Option<usize> {
        let typed = self.token(at)?.word;
        let day = number(typed)?;
        // "trước 31 tháng 12"; "trước 2025 tháng" is of no day.
        let is_day = |before: &Token<'_>| before.is("ngày") || before.is("trước") && typed.len() <= 2;
        self.token(at.checked_sub(1)?).filter(is_day)?;
        let month = self.token(at + 2)?;
        let (month, of) = month.word.split_once('/').unwrap_or((month.word, ""));
        let month = number(month)?;
        let (year, last) = match year_number(of) {
            Some(year) => (Some(year), at + 2),
            None => match self.year_after(at + 3) {
                Some(year) => (Some(year), at + 4),
                None => (None, at + 2),
            },
        };
        let written = year.map_or(YearWritten::Assumed, |_| YearWritten::Full);
        self.day((at, last), &format!("{day}/{month}/{}", year.unwrap_or(self.year)), written, false);
        Some(last + 1)
    }

    /// "năm 2026" that begins at a word.
    fn year_after(&self, at: usize) -> Option<i16> {
        self.token(at).filter(|token| token.is("năm"))?;
        year_number(self.token(at + 1)?.word)
    }

    /// "6 tháng đầu năm 2026".
    fn months_of_year(&mut self, at: usize) -> Option<usize> {
        let count = number(self.tokens[at].word).or_else(|| self.tokens[at].is("sáu").then_some(6))?;
        let count = i8::try_from(count).ok().filter(|count| (1..=11).contains(count))?;
        let end = self.token(at + 2)?;
        self.token(at + 3).filter(|token| token.is("năm"))?;
        let year = self.year_after(at + 3);
        let (first, last) = match () {
            () if end.is("đầu") => (1, count),
            () if end.is("cuối") => (13 - count, 12),
            () => return None,
        };
        let written = year.map_or(YearWritten::Assumed, |_| YearWritten::Full);
        let last_word = at + 3 + usize::from(year.is_some());
        let year = OfYear { year: year.unwrap_or(self.year), written };
        self.span(at, last_word, (Grain::Months, first, last), year);
        Some(last_word + 1)
    }

    /// "năm 2026", "năm 2026 - 2027"; "cả năm", which is the plan's.
    fn year_word(&mut self, at: usize, before: Option<Token<'_>>, next: Option<Token<'_>>) -> usize {
        if let Some(year) = next.and_then(|next| year_number(next.word)) {
            let dashed = next.is_some_and(|next| next.dashed);
            let to = self.token(at + 2).filter(|_| dashed).and_then(|to| year_number(to.word));
            let last = at + 1 + usize::from(to.is_some());
            self.years(at, last, year, to.unwrap_or(year));
            return last + 1;
        }
        if let Some(wrong) = next.filter(|next| self.is_no_year(at, before, *next)) {
            self.impossible(at, at + 1, NoSuch::Year(wrong.word.to_owned()));
            return at + 2;
        }
        let of_plan = before.is_some_and(|before| before.is_any(&["cả", "trong", "hết", "cuối"]));
        let ends = self.tokens[at].closes.is_some() || next.is_none();
        if of_plan && ends {
            let year = OfYear { year: self.year, written: YearWritten::Assumed };
            self.span(at, at, (Grain::Year, 1, 12), year);
        }
        at + 1
    }

    /// A figure that stands for a year and is none: "năm 20255", "năm 2925". One that counts what follows it,
    /// "mỗi năm 1500 hồ sơ", is no year.
    fn is_no_year(&self, at: usize, before: Option<Token<'_>>, next: Token<'_>) -> bool {
        let figure = next.word.len() >= 3 && next.word.bytes().all(|byte| byte.is_ascii_digit());
        // "5 năm 1500 hồ sơ" counts, "tháng 10 năm 2926" does not.
        let of_month = self.taken.is_some_and(|(taken, _)| taken + 1 == at);
        let counts = before.is_some_and(|before| {
            before.is_any(&time::EVERY)
                || before.is("một")
                || before.word.starts_with(|c: char| c.is_ascii_digit()) && !of_month
        });
        let ends = next.closes.is_some() || self.tokens.len() == at + 2;
        let goes_on = || self.token(at + 2).is_some_and(|after| after.is_any(&time::AFTER_YEAR));
        figure && !counts && (ends || goes_on())
    }

    /// "quý III, IV/2026", "tháng 9 - 10 năm 2026".
    fn listed(&mut self, at: usize, grain: Grain) -> usize {
        let Some(listed) = self.list(at + 1, grain) else { return at + 1 };
        let last_word = listed.next - 1;
        // "mỗi tháng 2 lần" counts.
        if self.tokens[last_word].closes.is_none()
            && self.token(listed.next).is_some_and(|next| next.is("lần"))
        {
            return at + 1;
        }
        let limit = if grain == Grain::Quarter { 4 } else { 12 };
        for (place, value) in &listed.values {
            if (1..=limit).contains(value) {
                continue;
            }
            let what = match grain {
                Grain::Quarter => {
                    NoSuch::Quarter(before_stroke(self.tokens[*place].word).to_ascii_uppercase())
                }
                _ => NoSuch::Date(DateFault::Month(*value)),
            };
            self.impossible(at, last_word, what);
            return listed.next;
        }
        let first = listed.values.iter().map(|(_, value)| *value as i8).min();
        let last = listed.values.iter().map(|(_, value)| *value as i8).max();
        let (Some(first), Some(last)) = (first, last) else { return at + 1 };
        let months = match grain {
            Grain::Quarter => (first * 3 - 2, last * 3),
            _ => (first, last),
        };
        self.span(at, last_word, (grain, months.0, months.1), listed.year);
        listed.next
    }

    /// The figures of a list with the year after the last of them.
    fn list(&self, from: usize, grain: Grain) -> Option<Listed> {
        let mut values = Vec::new();
        let mut at = from;
        loop {
            let token = self.token(at)?;
            let (word, year) = token.word.split_once('/').unwrap_or((token.word, ""));
            let value = match grain {
                Grain::Quarter => quarter(word).map(|quarter| quarter.map_or(0, |quarter| quarter as u32)),
                _ => number(word).filter(|_| word.len() <= 2),
            };
            let Some(value) = value else { break };
            values.push((at, value));
            at += 1;
            if !year.is_empty() {
                return Some(Listed { values, year: of_slash(year)?, next: at });
            }
            let joined = token.closes == Some(',') || token.dashed;
            let joins = self.token(at).is_some_and(|next| next.is_any(&["và", "đến"]));
            match (joined, joins) {
                (true, _) => {}
                (false, true) if self.goes_on(at + 1, grain) => at += 1,
                _ => break,
            }
        }
        let year = match self.year_after(at) {
            Some(year) => {
                at += 2;
                OfYear { year, written: YearWritten::Full }
            }
            None => OfYear { year: self.year, written: YearWritten::Assumed },
        };
        (!values.is_empty()).then_some(Listed { values, year, next: at })
    }

    fn goes_on(&self, at: usize, grain: Grain) -> bool {
        self.token(at).is_some_and(|token| {
            let word = before_stroke(token.word);
            match grain {
                Grain::Quarter => quarter(word).is_some(),
                _ => number(word).is_some_and(|_| word.len() <= 2),
            }
        })
    }

    fn years(&mut self, from: usize, to: usize, first: i16, last: i16) {
        let first = Date::new(first, 1, 1).unwrap_or_default();
        let last = Date::new(last, 12, 31).unwrap_or_default();
        self.stretch(from, to, Grain::Year, (first, last), YearWritten::Full);
    }

    fn span(&mut self, from: usize, to: usize, (grain, first, last): (Grain, i8, i8), of: OfYear) {
        let day = |month| Date::new(of.year, month, 1).unwrap_or_default();
        self.stretch(from, to, grain, (day(first), day(last).last_of_month()), of.written);
    }

    /// Months, quarters and years, or the part of one that the words before it name.
    fn stretch(&mut self, from: usize, to: usize, grain: Grain, days: (Date, Date), written: YearWritten) {
        let lead = self.lead(from);
        let portion = self.portion(from, to);
        match portion.days(grain, days) {
            Some(days) => self.push(from, to, (lead, grain, portion), days, (written, None)),
            None => self.push(from, to, (lead, grain, Portion::Whole), days, (written, None)),
        }
    }

    /// "đầu quý IV", "giữa tháng 9", "nửa đầu năm 2026", "trung tuần tháng 9", "tuần thứ hai của tháng 9".
    fn portion(&self, at: usize, last: usize) -> Portion {
        let word = |back: usize| {
            at.checked_sub(back).and_then(|at| self.token(at)).filter(|token| token.closes.is_none())
        };
        if let Some(week) = self.week(at) {
            return Portion::Week(week);
        }
        match word(1) {
            Some(before) if before.is("tuần") => match word(2) {
                Some(which) if which.is("thượng") => Portion::Beginning,
                Some(which) if which.is("trung") => Portion::Middle,
                // The last ten days end with the month.
                _ => Portion::Whole,
            },
            // "giữa năm 2024 và năm 2025" compares.
            Some(before) if before.is("giữa") && self.token(last + 1).is_some_and(|next| next.is("và")) => {
                Portion::Whole
            }
            Some(before) if before.is("giữa") => Portion::Middle,
            Some(before)
                if before.is("đầu") && word(2).is_some_and(|word| word.is_any(&time::OTHER_FIRST)) =>
            {
                Portion::Whole
            }
            Some(before) if before.is("đầu") && word(2).is_some_and(|half| half.is("nửa")) => {
                Portion::FirstHalf
            }
            Some(before) if before.is("đầu") => Portion::Beginning,
            _ => Portion::Whole,
        }
    }

    /// The number of the week that stands before a month.
    fn week(&self, at: usize) -> Option<i8> {
        const NAMED: [(&str, i8); 4] = [("nhất", 1), ("hai", 2), ("ba", 3), ("tư", 4)];
        let mut before =
            (0..at).rev().filter_map(|at| self.token(at)).take_while(|token| token.closes.is_none());
        let mut word = before.find(|token| !token.is_any(&["tháng", "của"]))?;
        let named = || NAMED.iter().find(|(name, _)| word.is(name)).map(|(_, week)| *week);
        let week = number(word.word).and_then(|week| i8::try_from(week).ok()).or_else(named)?;
        word = before.find(|token| !token.is("thứ"))?;
        (word.is("tuần") && (1..=4).contains(&week)).then_some(week)
    }

    fn day(&mut self, (from, to): (usize, usize), typed: &str, written: YearWritten, other_signs: bool) {
        match IssueDate::parse(typed).map(IssueDate::full) {
            Ok(Some(date)) => {
                let lead = self.lead(from);
                let other = other_signs.then(|| short_date(date));
                let whole = (lead, Grain::Day, Portion::Whole);
                self.push(from, to, whole, (date, date), (written, other));
            }
            Ok(None) => {}
            Err(fault) => self.impossible(from, to, NoSuch::Date(fault)),
        }
    }

    fn push(
        &mut self,
        from: usize,
        to: usize,
        (lead, grain, portion): (Lead, Grain, Portion),
        (first, last): (Date, Date),
        (year, other_form): (YearWritten, Option<String>),
    ) {
        let recurs = self.token(to + 1).is_some_and(|next| next.is_any(&time::EVERY));
        let recurs = recurs && self.tokens[to].closes.is_none();
        let range = self.range(from, to);
        self.in_list = if self.goes_on_in_list(from) { self.in_list + 1 } else { 1 };
        self.taken = Some((to, lead));
        self.found.push(Ok(Moment { range, lead, first, last, grain, portion, year, recurs, other_form }));
        if recurs {
            let list = self.found.len().saturating_sub(self.in_list);
            let others = self.found[list..].iter_mut().flatten();
            let of_no_year =
                others.filter(|moment| moment.year == YearWritten::Assumed && moment.grain == grain);
            of_no_year.for_each(|moment| moment.recurs = true);
        }
    }

    /// Whether nothing but a comma or "và" parts what begins at a word from the moment before it.
    fn goes_on_in_list(&self, from: usize) -> bool {
        let Some((taken, _)) = self.taken else { return false };
        let between = self.tokens.get(taken + 1..from).unwrap_or_default();
        let is_between = |token: &Token<'_>| {
            token.is("và") || token.is("trước") || token.is_any(&time::BETWEEN_LEAD_AND_DATE)
        };
        let is_joined = self.tokens[taken].closes == Some(',') || between.iter().any(|token| token.is("và"));
        is_joined && between.iter().all(is_between)
    }

    fn impossible(&mut self, from: usize, to: usize, what: NoSuch) {
        let range = self.range(from, to);
        self.found.push(Err(Impossible { range, what }));
    }

    fn range(&self, from: usize, to: usize) -> Range<usize> {
        self.tokens[from].start..self.tokens[to].end()
    }

    /// What leads to the moment that begins at a word.
    fn lead(&self, at: usize) -> Lead {
        let mut by = Lead::Bare;
        let mut joined = false;
        for before in (0..at).rev() {
            if let Some((taken, lead)) = self.taken.filter(|(taken, _)| *taken == before) {
                return if self.tokens[taken].closes == Some(',') || joined { lead } else { by };
            }
            let token = self.tokens[before];
            if token.closes.is_some() {
                return by;
            }
            match () {
                () if token.is("trước") => return Lead::Before,
                () if token.is_any(&time::UNTIL) => return Lead::By,
                () if token.is("hết") => by = Lead::By,
                () if token.is_any(&time::WITHIN) => return if by == Lead::Bare { Lead::In } else { by },
                () if token.is_any(&time::SINCE) => return Lead::From,
                () if token.is_any(&time::BETWEEN_LEAD_AND_DATE) => {}
                () if token.is("và") => joined = true,
                () => return by,
            }
        }
        by
    }
}

/// The year after a stroke: of four digits, or of two.
fn of_slash(year: &str) -> Option<OfYear> {
    match (year_number(year), number(year)) {
        (Some(year), _) => Some(OfYear { year, written: YearWritten::Full }),
        (None, Some(short)) if year.len() == 2 => {
            Some(OfYear { year: 2000 + short as i16, written: YearWritten::TwoDigits })
        }
        _ => None,
    }
}

//! Đơn vị: names that a person typed → units of the agency.

use std::sync::Arc;

use crate::model::overlay::{Unit, UnitSet};
use crate::takein::fields::one_space;
use crate::text::first_letter::upper_first;
use crate::text::slug;
use crate::text::words::units::{AFTER_ALL, ALL_UNITS, NO_UNITS, NOUNS, OF_THE_AGENCY};

/// The units of an agency, with those that are new in a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    known: Vec<(String, Vec<String>)>,
    /// Ids and names.
    pub new: Vec<(String, String)>,
}

impl Units {
    pub fn of(units: &[Arc<Unit>]) -> Self {
        let names = |unit: &Arc<Unit>| {
            let names = [Some(unit.name.clone()), unit.short_name.clone()];
            (unit.id.clone(), names.into_iter().flatten().map(|name| name.to_lowercase()).collect())
        };
        Self { known: units.iter().map(names).collect(), new: Vec::new() }
    }

    /// The ids of the units named in a text, new ones among them. `None` where one of the names has no word.
    pub fn read(&mut self, text: &str) -> Option<Vec<String>> {
        let text = one_space(text);
        let mut rest = text.trim_matches(|c: char| c.is_whitespace() || ".;,".contains(c)).to_owned();
        let mut ids: Vec<String> = Vec::new();
        while !rest.is_empty() {
            if !rest.starts_with(char::is_alphabetic) {
                return None;
            }
            let (id, length) = self.first(&rest);
            if !ids.contains(&id) {
                ids.push(id);
            }
            let more = rest[length.min(rest.len())..]
                .trim_start_matches(|c: char| c.is_whitespace() || ".;,/+&".contains(c));
            let joint = ["và ", "- ", "– "].iter().find_map(|joint| more.strip_prefix(joint));
            rest = joint.unwrap_or(more).trim_start().to_owned();
        }
        Some(ids)
    }

    /// The unit that a text begins with, and how long its name is there.
    fn first(&mut self, text: &str) -> (String, usize) {
        let lower = text.to_lowercase();
        // Capitals of Vietnamese are as long as small letters; where they are not, nothing is cut.
        let is_as_long = lower.len() == text.len();
        if let Some(length) = every_unit(&lower).filter(|_| is_as_long) {
            return (UnitSet::ALL.to_owned(), length);
        }
        let named = self.known.iter().flat_map(|(id, names)| names.iter().map(move |name| (id, name)));
        let fits = named.filter_map(|(id, name)| Some((id, whole_name(&lower, name)?)));
        if let Some((id, length)) = fits.filter(|_| is_as_long).max_by_key(|(_, length)| *length) {
            return (id.clone(), length);
        }
        let end = end_of_name(text);
        let typed = text[..end].trim();
        let otherwise = |name: &String| spelled(name) == spelled(typed) || is_short_for(typed, name);
        let mut alike = self.known.iter().filter(|(_, names)| names.iter().any(otherwise));
        if let (Some((id, _)), None) = (alike.next(), alike.next()) {
            return (id.clone(), end);
        }
        let name = upper_first(typed);
        // It was named by its letters before.
        let mut letters = self.new.iter_mut().filter(|(_, short)| is_short_for(short, &name.to_lowercase()));
        if let (Some((id, short)), None) = (letters.next(), letters.next()) {
            let own = self.known.iter_mut().filter(|(known, _)| known == id);
            own.for_each(|(_, names)| names.push(name.to_lowercase()));
            *short = name;
            return (id.clone(), end);
        }
        let id = self.free_id(&name);
        self.known.push((id.clone(), vec![name.to_lowercase()]));
        self.new.push((id.clone(), name));
        (id, end)
    }

    fn free_id(&self, name: &str) -> String {
        let base = slug::slug(name);
        let base = if base.is_empty() { "don-vi".to_owned() } else { base };
        slug::free(&base, |id| id == UnitSet::ALL || self.known.iter().any(|(known, _)| known == id))
    }
}

/// How long a name of a unit is at the beginning of a text, where it is the whole of one there: "Văn phòng Sở" is
/// "văn phòng", "Văn phòng Đăng ký đất đai" is not.
fn whole_name(lower: &str, name: &str) -> Option<usize> {
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        rest.starts_with("và ") || !rest.starts_with(char::is_alphanumeric)
    };
    let rest = lower.strip_prefix(name)?;
    let of_agency = || {
        let own = rest.trim_start();
        OF_THE_AGENCY.iter().filter_map(|words| own.strip_prefix(words)).find(|rest| ends(rest))
    };
    let rest = if ends(rest) { rest } else { of_agency()? };
    Some(lower.len() - rest.len())
}

/// A name in one of the ways in which people write it: "P. Quản lí" is "Phòng Quản lý".
fn spelled(name: &str) -> String {
    let lower = one_space(name).to_lowercase();
    let whole = match lower.strip_prefix("p.") {
        Some(rest) => format!("phòng {}", rest.trim_start()),
        None => lower,
    };
    let one_way = whole.chars().map(|c| match c {
        'y' => 'i',
        'ý' => 'í',
        'ỳ' => 'ì',
        'ỷ' => 'ỉ',
        'ỹ' => 'ĩ',
        'ỵ' => 'ị',
        other => other,
    });
    one_way.collect()
}

/// Whether a name has but the first letters of another, all of them or those behind the same noun: "VP" of "văn phòng",
/// "Phòng QLTM", "P. QLTM", "QLTM" of "phòng quản lý thương mại".
fn is_short_for(short: &str, name: &str) -> bool {
    const FEWEST: usize = 2;
    let firsts = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| *word != "và");
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    // "VP" of "văn phòng".
    if short.chars().count() >= FEWEST && short == firsts(name) {
        return true;
    }
    // "QLTM" of "phòng quản lý thương mại".
    let own = NOUNS.iter().filter_map(|noun| name.strip_prefix(noun)).min_by_key(|own| own.len());
    if is_letters(short) && own.is_some_and(|own| short == firsts(own)) {
        return true;
    }
    let short = match short.strip_prefix("P.").or_else(|| short.strip_prefix("P ")) {
        Some(rest) => &format!("Phòng {}", rest.trim_start()),
        None => short,
    };
    let lower = short.to_lowercase();
    let noun = NOUNS.iter().filter(|noun| lower.starts_with(*noun) && name.starts_with(*noun));
    let Some(noun) = noun.max_by_key(|noun| noun.len()).filter(|_| lower.len() == short.len()) else {
        return false;
    };
    let letters = short[noun.len()..].trim();
    letters.chars().count() >= FEWEST && letters == firsts(&name[noun.len()..])
}

/// How long the words are that stand for every unit at the beginning of a text: "các phòng, đơn vị trực thuộc". Where
/// a name goes on ("các phòng A, B"), or where it is not said which they are ("các phòng chuyên môn"), they stand for
/// none.
fn every_unit(lower: &str) -> Option<usize> {
    let begins = |text: &str, words: &str| {
        text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let longest = |text: &str, of: &[&str]| {
        of.iter().filter(|words| begins(text, words)).map(|words| words.len()).max()
    };
    let mut end = longest(lower, ALL_UNITS).filter(|end| !lower[..*end].ends_with("chuyên môn"))?;
    loop {
        let space = lower[end..].len() - lower[end..].trim_start().len();
        match longest(&lower[end + space..], AFTER_ALL) {
            Some(more) => end += space + more,
            None => break,
        }
    }
    let rest = &lower[end..];
    (rest.trim().is_empty() || rest.starts_with([',', ';', '.']) || rest.starts_with(" và ")).then_some(end)
}

/// Names are parted by a semicolon, and by a comma, another sign or "và" before a word that begins the name of a
/// unit, or before letters that stand for one: "VP, KTAT", "VP/KTAT". "Phòng Kế hoạch, Tài chính" is one.
fn end_of_name(text: &str) -> usize {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return text.find([',', ';']).unwrap_or(text.len());
    }
    let is_head = |at: usize| {
        let rest = lower[at..].trim_start();
        let begins = |words: &[&str]| {
            words.iter().any(|word| {
                rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
            })
        };
        begins(NOUNS) && !begins(NO_UNITS)
            || begins(ALL_UNITS)
            || rest.starts_with("p.")
            || begins_with_letters(&text[at..])
    };
    let signs = text.match_indices([',', ';', '/', '+', '&']);
    let signs = signs.filter(|(at, sign)| *sign == ";" || is_head(at + 1));
    // A dash may stand within a name, but not between two that are letters only.
    let dashes = [" - ", " – "].into_iter().flat_map(|dash| text.match_indices(dash));
    let dashes = dashes.filter(|(at, dash)| is_letters(&text[..*at]) && is_head(at + dash.len()));
    let ands = text.match_indices(" và ").filter(|(at, _)| is_head(at + " và ".len()));
    signs.chain(dashes).chain(ands).map(|(at, _)| at).min().unwrap_or(text.len())
}

/// Whether a name is but capital letters, which stand for one: "KTAT".
fn is_letters(name: &str) -> bool {
    const FEWEST: usize = 2;
    let name = name.trim();
    name.chars().count() >= FEWEST && name.chars().all(char::is_uppercase)
}

/// The same of the name that a text begins with.
fn begins_with_letters(text: &str) -> bool {
    let end = |text: &str| text.find([',', ';', '/', '+', '&', '.']).unwrap_or(text.len());
    let name = &text[..end(text)];
    let name = [" và ", " - ", " – "].iter().fold(name, |name, sign| name.split(sign).next().unwrap_or(name));
    is_letters(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_units_are_found_by_name_and_new_ones_get_an_id() {
        let unit = |id: &str, name: &str, short: Option<&str>| {
            Arc::new(Unit { id: id.to_owned(), name: name.to_owned(), short_name: short.map(str::to_owned) })
        };
        let known = [unit("vp", "Văn phòng", Some("VP")), unit("khtc", "Phòng Kế hoạch và Tài chính", None)];
        let mut units = Units::of(&known);
        let mut read = |text: &str| units.read(text).map(|ids| ids.join(" "));
        assert_eq!(read("Văn phòng, Phòng Kế hoạch và Tài chính").as_deref(), Some("vp khtc"));
        assert_eq!(
            read("phòng Kế hoạch và Tài chính và Phòng Quản lý thương mại.").as_deref(),
            Some("khtc phong-quan-ly-thuong-mai")
        );
        for all in
            ["Các phòng, đơn vị", "các phòng, đơn vị trực thuộc Sở.", "Các phòng, ban, đơn vị liên quan"]
        {
            assert_eq!(read(all).as_deref(), Some(UnitSet::ALL), "{all}");
        }
        assert_eq!(read("Văn phòng và các phòng, đơn vị").as_deref(), Some("vp tat_ca"));
        assert_eq!(read("………………:"), None, "dots are no unit");
        assert_eq!(read("Văn phòng Sở và Phòng KHTC").as_deref(), Some("vp khtc"));
        for two in ["VP, KHTC", "VP/KHTC", "VP - KHTC", "VP và KHTC", "VP + PKHTC"] {
            assert_eq!(read(two).as_deref(), Some("vp khtc"), "{two}");
        }
        // Other ways to write a name that is known make no unit of their own.
        for other in
            ["P. Kế hoạch và Tài chính", "Phòng KHTC", "P. KHTC", "PKHTC", "phòng Kế hoạch  và Tài chính"]
        {
            assert_eq!(read(other).as_deref(), Some("khtc"), "{other}");
        }
        assert_eq!(read("Phòng Quản lí thương mại, Phòng QLTM").as_deref(), Some("phong-quan-ly-thuong-mai"));
        assert_eq!(
            units.new,
            [("phong-quan-ly-thuong-mai".to_owned(), "Phòng Quản lý thương mại".to_owned())]
        );
        let mut other = Units::of(&known);
        assert_eq!(other.read("Văn phòng Đăng ký đất đai").unwrap(), ["van-phong-dang-ky-dat-dai"]);
        let mut unknown = Units::of(&[]);
        unknown.read("VP, KTAT và QLNL; Phòng Kỹ thuật, An toàn - Môi trường");
        let names: Vec<&str> = unknown.new.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["VP", "KTAT", "QLNL", "Phòng Kỹ thuật, An toàn - Môi trường"]);
        // Named by its letters first, a unit has its full name once that comes.
        let mut unknown = Units::of(&[]);
        let ids = unknown.read("VP, P. QLTM và Thanh tra; Văn phòng, Phòng Quản lý thương mại");
        assert_eq!(ids.unwrap().len(), 3);
        let names: Vec<&str> = unknown.new.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Văn phòng", "Phòng Quản lý thương mại", "Thanh tra"]);
    }
}

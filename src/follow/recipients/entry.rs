//! How an entry of “Nơi nhận” names bodies: in full, by their short names, by initials (TAND tỉnh, Trung tâm
//! PVHCC tỉnh), as a group, as all of a kind, several in one line with what they share said once (Các Sở: Tài
//! chính, Tư pháp).

use std::collections::BTreeSet;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::model::agency::{Agency, AgencyId, AgencyKind, Registry};
use crate::text::words::recipients as words;

/// Whom the entries name.
pub(super) struct Named<'r> {
    everybody: bool,
    kinds: BTreeSet<AgencyKind>,
    agencies: BTreeSet<&'r AgencyId>,
    /// Who is left out of a kind or a group: "các sở, ban, ngành (trừ Sở Y tế)".
    excepted: BTreeSet<&'r AgencyId>,
    /// Bodies that do not exist on the day, as they are named.
    abolished: Vec<&'r Agency>,
}

impl<'r> Named<'r> {
    pub fn of(entries: &[String], registry: &'r Registry, day: Date) -> Self {
        let roll = Roll::of(registry, day);
        let mut named = Self::nobody();
        for entry in entries {
            match excepting(entry) {
                Some((all, others)) => named.read_but(&tokens(all), &tokens(others), &roll),
                None => named.read(&tokens(entry), &roll),
            }
        }
        named
    }

    const fn nobody() -> Self {
        Self {
            everybody: false,
            kinds: BTreeSet::new(),
            agencies: BTreeSet::new(),
            excepted: BTreeSet::new(),
            abolished: Vec::new(),
        }
    }

    pub fn has(&self, agency: &Agency) -> bool {
        let is_of_many = || self.everybody || self.kinds.contains(&agency.kind);
        self.agencies.contains(&agency.id) || is_of_many() && !self.excepted.contains(&agency.id)
    }

    /// The body that an entry names and that this one took over from.
    pub fn former(&self, agency: &Agency) -> Option<&'r Agency> {
        self.abolished.iter().copied().find(|old| old.successors.contains(&agency.id))
    }

    /// An entry that leaves somebody out.
    fn read_but(&mut self, entry: &[Token], others: &[Token], roll: &Roll<'r>) {
        let (mut own, mut left_out) = (Self::nobody(), Self::nobody());
        own.read(entry, roll);
        left_out.read(others, roll);
        self.everybody |= own.everybody;
        self.kinds.extend(own.kinds);
        self.agencies.extend(own.agencies.difference(&left_out.agencies).copied());
        self.excepted.extend(left_out.agencies);
        self.abolished.extend(own.abolished);
    }

    fn read(&mut self, entry: &[Token], roll: &Roll<'r>) {
        if entry.iter().any(|token| words::OFFICE.contains(&token.text.as_str())) {
            self.kinds.insert(AgencyKind::Office);
        }
        let mut shared: Vec<Token> = Vec::new();
        let mut at = 0;
        while at < entry.len() {
            if !entry[at].begins {
                at += 1;
                continue;
            }
            at += before_body(&entry[at..]);
            let rest = &entry[at..];
            let direct = roll.longest(rest);
            if direct.is_some() {
                shared = rest.iter().take(SHARED).cloned().collect();
            }
            let found = direct.or_else(|| {
                // What the names before it begin with stands for this one, too.
                let mut takes = (1..=shared.len()).rev();
                takes.find_map(|take| {
                    let whole = [&shared[..take], rest].concat();
                    let found = roll.longest(&whole)?;
                    (found.length > take).then(|| Found { length: found.length - take, ..found })
                })
            });
            if let Some(found) = found {
                at += found.length.max(1);
                self.take(found, roll);
                continue;
            }
            let kinds = kinds_at(rest);
            match kinds {
                Some(Kinds::Everybody) => self.everybody = true,
                Some(Kinds::Of(kinds)) => self.kinds.extend(kinds),
                None => {}
            }
            if let Some(head) = list_head(rest) {
                // Only those that are listed are meant.
                self.forget(kinds);
                shared = head;
            }
            at += 1;
        }
    }

    fn take(&mut self, found: Found<'r>, roll: &Roll<'r>) {
        for agency in found.agencies {
            if agency.exists_on(roll.day) {
                self.agencies.insert(&agency.id);
            } else {
                self.abolished.push(agency);
            }
        }
    }

    fn forget(&mut self, kinds: Option<Kinds>) {
        if let Some(Kinds::Of(kinds)) = kinds {
            self.kinds.retain(|kind| !kinds.contains(kind));
        }
    }
}

/// Words that names of one kind share: “Sở”, “UBND xã”.
const SHARED: usize = 2;

/// A word of an entry or of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    /// In lower case.
    text: String,
    /// What it may stand for, letter by letter, where it is written in capitals.
    initials: Vec<char>,
    /// Whether a name may begin here.
    begins: bool,
    /// Whether a colon stands behind it.
    heads_list: bool,
}

/// "các sở, ban, ngành (trừ Sở Y tế)" → what stands before “trừ”, and behind it.
fn excepting(entry: &str) -> Option<(&str, &str)> {
    let (all, others) = entry.split_once("trừ ")?;
    let is_word = all.ends_with([' ', '(', ',']);
    is_word.then_some((all.trim_end_matches(['(', ' ', ',']), others.trim_end_matches([')', ' ', '.'])))
}

fn tokens(text: &str) -> Vec<Token> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let mut begins = true;
    let mut tokens: Vec<Token> = Vec::new();
    for typed in plain.split_whitespace() {
        let word: String = typed.chars().filter(|c| c.is_alphanumeric()).collect();
        if word.is_empty() || word == "và" {
            begins = true;
            continue;
        }
        let capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        let initials = if capitals { word.chars().map(initial).collect() } else { Vec::new() };
        let heads_list = typed.ends_with(':');
        tokens.push(Token { text: word.to_lowercase(), initials, begins, heads_list });
        begins = typed.ends_with([',', ':', ';', '/']);
    }
    tokens
}

/// The letter that stands for a word in an abbreviation: U for Ủy, Đ for Đầu.
fn initial(letter: char) -> char {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    lower.nfd().next().unwrap_or(lower)
}

/// Every name under which a body may be written.
struct Roll<'r> {
    day: Date,
    names: Vec<(Vec<Token>, Vec<&'r Agency>)>,
}

struct Found<'r> {
    /// Words of the entry.
    length: usize,
    agencies: Vec<&'r Agency>,
}

impl<'r> Roll<'r> {
    fn of(registry: &'r Registry, day: Date) -> Self {
        let mut names: Vec<(Vec<Token>, Vec<&Agency>)> = Vec::new();
        for agency in registry.agencies() {
            let forms = [Some(&agency.name), Some(&agency.full_name), agency.short_name.as_ref()];
            for form in forms.into_iter().flatten().chain(&agency.other_names) {
                let full = tokens(form);
                names.extend(without_territory(&full, &agency.place).map(|short| (short, vec![agency])));
                names.push((full, vec![agency]));
            }
        }
        for group in registry.groups() {
            let now = registry.members(group, day);
            let members = if now.is_empty() { registry.members_ever(group) } else { now };
            names.push((tokens(&group.name), members));
        }
        Self { day, names }
    }

    /// Whom the longest name means that stands at the start; where two eras share a name, the one of the day.
    fn longest(&self, entry: &[Token]) -> Option<Found<'r>> {
        let fits = self.names.iter().filter_map(|(name, agencies)| Some((fits(entry, name)?, agencies)));
        let fits: Vec<(usize, &Vec<&Agency>)> = fits.collect();
        let length = fits.iter().map(|(length, _)| *length).max()?;
        let all = fits.iter().filter(|(other, _)| *other == length).flat_map(|(_, agencies)| agencies.iter());
        let (now, past): (Vec<&Agency>, Vec<&Agency>) =
            all.copied().partition(|agency| agency.exists_on(self.day));
        Some(Found { length, agencies: if now.is_empty() { past } else { now } })
    }
}

/// "Cục Thuế" for "Cục Thuế tỉnh", "Báo và Phát thanh, Truyền hình" for the same with "Lạng Sơn".
fn without_territory(name: &[Token], place: &str) -> Option<Vec<Token>> {
    let place = tokens(place);
    let mut end = name.len();
    let texts = |tokens: &[Token]| tokens.iter().map(|token| token.text.clone()).collect::<Vec<_>>();
    if !place.is_empty() && end > place.len() && texts(&name[end - place.len()..]) == texts(&place) {
        end -= place.len();
    }
    if end > 0 && ["tỉnh", "thành phố"].contains(&name[end - 1].text.as_str()) {
        end -= 1;
    }
    // A single word is no name: “Báo”, “Thuế”.
    (end < name.len() && end >= 2).then(|| name[..end].to_vec())
}

/// How many words of the entry a name takes up that stands at its start as a whole.
fn fits(entry: &[Token], name: &[Token]) -> Option<usize> {
    let Some(wanted) = name.first() else { return Some(0) };
    let typed = entry.first()?;
    if typed.text == wanted.text {
        return Some(1 + fits(&entry[1..], &name[1..])?);
    }
    let stands_for = |short: &Token, long: &[Token]| {
        let count = short.initials.len();
        let letters = long.iter().take(count).filter_map(|word| word.text.chars().next()).map(initial);
        (count > 1 && long.len() >= count && letters.eq(short.initials.iter().copied())).then_some(count)
    };
    if let Some(count) = stands_for(typed, name) {
        return Some(1 + fits(&entry[1..], &name[count..])?);
    }
    let count = stands_for(wanted, entry)?;
    Some(count + fits(&entry[count..], &name[1..])?)
}

/// How many words stand before the name of a body: "Lãnh đạo".
fn before_body(entry: &[Token]) -> usize {
    let lead = words::BEFORE_BODY.iter().filter_map(|lead| starts_with(entry, lead)).max();
    lead.filter(|count| *count < entry.len()).unwrap_or(0)
}

fn starts_with(entry: &[Token], phrase: &str) -> Option<usize> {
    let phrase: Vec<String> = tokens(phrase).into_iter().map(|token| token.text).collect();
    let starts =
        entry.len() >= phrase.len() && phrase.iter().zip(entry).all(|(word, token)| *word == token.text);
    starts.then_some(phrase.len())
}

/// All of a kind, or everybody.
#[derive(Clone, Copy)]
enum Kinds {
    Everybody,
    Of(&'static [AgencyKind]),
}

fn kinds_at(entry: &[Token]) -> Option<Kinds> {
    use AgencyKind as Kind;
    const ADMINISTRATIVE: &[AgencyKind] =
        &[Kind::Department, Kind::Office, Kind::Inspectorate, Kind::Police, Kind::Board];
    let of_kinds: [(&[&str], &'static [AgencyKind]); 10] = [
        (&words::PRESS, &[Kind::Press]),
        (&words::CENTRAL, &[Kind::Vertical]),
        (&words::PARTY, &[Kind::Party]),
        (&words::DEPARTMENTS, ADMINISTRATIVE),
        (&words::COMMUNES, &[Kind::Commune]),
        (&words::DISTRICTS, &[Kind::District]),
        (&words::ASSOCIATIONS, &[Kind::Association, Kind::Collective]),
        (&words::VILLAGES, &[Kind::Village]),
        (&words::DIVISIONS, &[Kind::Division, Kind::Board]),
        (&words::CENTRES, &[Kind::Centre]),
    ];
    let begins = |phrases: &[&str]| phrases.iter().any(|phrase| starts_with(entry, phrase).is_some());
    let of_kind =
        of_kinds.into_iter().find(|(phrases, _)| begins(phrases)).map(|(_, kinds)| Kinds::Of(kinds));
    of_kind.or_else(|| begins(&words::EVERYBODY).then_some(Kinds::Everybody))
}

/// "Các Sở: Tài chính, Tư pháp": what stands before the colon belongs to each name behind it.
fn list_head(entry: &[Token]) -> Option<Vec<Token>> {
    let end = entry.iter().take(SHARED + 1).position(|token| token.heads_list)? + 1;
    let head: Vec<Token> = entry[..end].iter().filter(|token| token.text != "các").cloned().collect();
    (!head.is_empty()).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency(id: &str, name: &str, kind: AgencyKind) -> Agency {
        Agency {
            id: AgencyId::new(id),
            name: name.to_owned(),
            full_name: name.to_owned(),
            short_name: None,
            other_names: Vec::new(),
            kind,
            symbol: String::new(),
            superior: Vec::new(),
            issuer_lines: Vec::new(),
            place: "Bình Minh".to_owned(),
            head: String::new(),
            deputy: String::new(),
            collective_signing: false,
            from: None,
            until: None,
            successors: Vec::new(),
            unverified: Vec::new(),
            territory: None,
        }
    }

    fn registry() -> Registry {
        let old = Agency {
            until: Some(jiff::civil::date(2025, 2, 28)),
            successors: vec![AgencyId::new("so-tai-chinh")],
            ..agency("so-ke-hoach", "Sở Kế hoạch và Đầu tư", AgencyKind::Department)
        };
        let agencies = vec![
            agency("so-tai-chinh", "Sở Tài chính", AgencyKind::Department),
            agency("so-tu-phap", "Sở Tư pháp", AgencyKind::Department),
            agency("toa-an", "Tòa án nhân dân tỉnh", AgencyKind::Vertical),
            agency("cuc-thue", "Cục Thuế tỉnh", AgencyKind::Vertical),
            agency("chi-cuc-thue", "Chi cục Thuế khu vực VI", AgencyKind::Vertical),
            agency("trung-tam", "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch", AgencyKind::Centre),
            agency("bao", "Báo và Phát thanh, Truyền hình Bình Minh", AgencyKind::Press),
            agency("xa-a", "UBND xã An Phú", AgencyKind::Commune),
            agency("xa-b", "UBND xã Bình Lộc", AgencyKind::Commune),
            old,
        ];
        Registry::new(agencies, Vec::new())
    }

    fn named(entries: &[&str]) -> Vec<String> {
        let registry = registry();
        let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
        let named = Named::of(&entries, &registry, jiff::civil::date(2026, 3, 1));
        let has = registry.agencies().iter().filter(|agency| named.has(agency));
        has.map(|agency| agency.id.to_string()).collect()
    }

    #[test]
    fn bodies_are_known_by_name_short_name_and_initials() {
        assert_eq!(named(&["Sở Tài chính (b/c)"]), ["so-tai-chinh"]);
        assert_eq!(named(&["TAND tỉnh, Cục Thuế"]), ["toa-an", "cuc-thue"]);
        assert_eq!(named(&["Trung tâm XTĐTTMDL"]), ["trung-tam"]);
        assert_eq!(named(&["Báo và PT-TH tỉnh"]), ["bao"]);
        assert_eq!(named(&["Ủy ban nhân dân xã An Phú"]), ["xa-a"]);
        assert_eq!(named(&["Lãnh đạo Sở Tư pháp"]), ["so-tu-phap"]);
        assert_eq!(named(&["Thường trực UBND xã An Phú (b/c)"]), ["xa-a"]);
    }

    #[test]
    fn a_longer_name_is_not_the_shorter_one_in_it() {
        assert_eq!(named(&["Chi cục Thuế khu vực VI"]), ["chi-cuc-thue"]);
        assert_eq!(named(&["Thường trực HĐND tỉnh", "Sở Tài nguyên"]), Vec::<String>::new());
        // Of a body under it, the department is not meant.
        assert_eq!(named(&["Trường Trung cấp thuộc Sở Tư pháp"]), Vec::<String>::new());
    }

    #[test]
    fn what_a_list_shares_is_said_once() {
        assert_eq!(named(&["Các Sở: Tài chính, Tư pháp"]), ["so-tai-chinh", "so-tu-phap"]);
        assert_eq!(named(&["Sở Tài chính, Tư pháp"]), ["so-tai-chinh", "so-tu-phap"]);
        assert_eq!(named(&["UBND xã An Phú, Bình Lộc"]), ["xa-a", "xa-b"]);
    }

    #[test]
    fn all_of_a_kind_may_be_meant_in_the_words_that_offices_use() {
        assert_eq!(named(&["Các sở, ngành"]), ["so-tai-chinh", "so-tu-phap", "so-ke-hoach"]);
        assert_eq!(named(&["Ủy ban nhân dân các xã, phường"]), ["xa-a", "xa-b"]);
        assert_eq!(named(&["Các cơ quan Trung ương trên địa bàn"]), ["toa-an", "cuc-thue", "chi-cuc-thue"]);
        assert_eq!(named(&["Các cơ quan, đơn vị liên quan"]).len(), 10);
    }

    #[test]
    fn whom_an_entry_leaves_out_gets_nothing_by_it() {
        assert_eq!(named(&["Các sở, ngành (trừ Sở Tư pháp)"]), ["so-tai-chinh", "so-ke-hoach"]);
        assert_eq!(named(&["Các sở, ngành (trừ Sở Tư pháp)", "Sở Tư pháp"]).len(), 3, "by another it does");
        assert_eq!(named(&["Ủy ban nhân dân các xã, trừ UBND xã An Phú"]), ["xa-b"]);
    }

    #[test]
    fn a_body_under_an_old_name_gets_nothing() {
        let registry = registry();
        let entries = ["Sở Kế hoạch và Đầu tư".to_owned()];
        let named = Named::of(&entries, &registry, jiff::civil::date(2026, 3, 1));
        let heir = registry.agency(&AgencyId::new("so-tai-chinh")).expect("it is registered");
        assert!(!named.has(heir));
        assert_eq!(named.former(heir).map(|old| old.id.as_str()), Some("so-ke-hoach"));
    }
}

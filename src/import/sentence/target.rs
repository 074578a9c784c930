//! "Mục tiêu phấn đấu đạt từ 8,4 điểm trở lên (tăng 0,36 điểm so với năm 2024)": a figure to be reached.

use crate::model::plan::Bound;

/// Mục tiêu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What is measured, where the sentence says it.
    pub name: Option<String>,
    /// As typed: "8,4", "80".
    pub value: String,
    pub unit: Unit,
    pub bound: Bound,
    /// "+0,36" with the base year.
    pub change: Option<(String, Option<i16>)>,
    /// "vào năm 2030".
    pub year: Option<i16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    Points,
    Percent,
    Rank,
    Count(String),
}

/// A target at the start of a text that speaks of nothing else, and the bytes of it.
pub fn leading(text: &str) -> Option<(Target, usize)> {
    let end = sentence_end(text);
    let sentence = &text[..end];
    let lower = sentence.to_lowercase();
    if lower.len() != sentence.len() {
        return None;
    }
    const STARTS: [&str; 6] =
        ["mục tiêu phấn đấu", "mục tiêu", "phấn đấu năm", "phấn đấu", "chỉ tiêu phấn đấu", "chỉ tiêu"];
    STARTS.iter().find(|start| lower.starts_with(*start))?;
    let (target, length) = figure(sentence)?;
    // What stands behind it would not be printed.
    if !sentence[length..].trim_matches([',', ';', '.', ' ']).is_empty() {
        return None;
    }
    // What stands before the verb must be the announcement and nothing else.
    let verb = lower.find("đạt").unwrap_or_default();
    let before: Vec<&str> =
        lower[..verb].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    const ANNOUNCE: [&str; 10] = ["mục", "tiêu", "phấn", "đấu", "chỉ", "là", "của", "tỉnh", "năm", "số"];
    let plain = before.iter().all(|word| ANNOUNCE.contains(word) || word.parse::<u16>().is_ok());
    plain.then_some((Target { name: None, ..target }, end))
}

/// A line of a list of targets: "Tỷ lệ hồ sơ trực tuyến đạt từ 80% trở lên".
pub fn named(text: &str) -> Option<Target> {
    let bare = text.trim_end_matches(['.', ';', ',', ' ']);
    let lower = bare.to_lowercase();
    let verb = lower.find(" đạt ").filter(|_| lower.len() == bare.len())?;
    let name = bare[..verb].trim().trim_end_matches([':', ',']);
    let (target, length) = figure(&bare[verb..])?;
    let whole = bare[verb + length..].trim().is_empty();
    const LONGEST: usize = 24;
    let named = !name.is_empty() && name.split(' ').count() <= LONGEST && !name.contains([';', '.']);
    (named && whole).then(|| Target { name: Some(name.to_owned()), ..target })
}

/// Where the first sentence ends: at a full stop that is no thousands mark, or before "Cơ quan đầu mối".
fn sentence_end(text: &str) -> usize {
    let monitor = text.find("Cơ quan đầu mối").unwrap_or(text.len());
    let stop = text.match_indices('.').find(|(at, _)| {
        let after = &text[at + 1..];
        after.is_empty() || after.starts_with(char::is_whitespace)
    });
    stop.map_or(text.len(), |(at, _)| at).min(monitor)
}

/// The figure behind "đạt", and the bytes up to its end.
fn figure(sentence: &str) -> Option<(Target, usize)> {
    let lower = sentence.to_lowercase();
    let at = lower.find("đạt")? + "đạt".len();
    let mut rest = lower[at..].trim_start();
    let mut bound = Bound::Exactly;
    for (lead, means) in [
        ("tối thiểu từ ", Bound::AtLeast),
        ("tối thiểu ", Bound::AtLeast),
        ("ít nhất ", Bound::AtLeast),
        ("từ ", Bound::AtLeast),
        ("trên ", Bound::AtLeast),
        ("không quá ", Bound::AtMost),
        ("tối đa ", Bound::AtMost),
    ] {
        if let Some(after) = rest.strip_prefix(lead) {
            (rest, bound) = (after, means);
            break;
        }
    }
    let digits = rest.find(|c: char| !(c.is_ascii_digit() || ",.".contains(c))).unwrap_or(rest.len());
    let value = rest[..digits].trim_end_matches([',', '.']).to_owned();
    if !value.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    rest = rest[value.len()..].trim_start();
    let (unit, after) = unit(rest)?;
    rest = after.trim_start();
    if let Some(after) = rest.strip_prefix("trở lên") {
        (rest, bound) = (after.trim_start(), Bound::AtLeast);
    } else if bound == Bound::AtLeast && lower[at..].trim_start().starts_with("từ ") {
        return None;
    }
    let mut year = None;
    if let Some(after) = rest.strip_prefix("vào năm ").or_else(|| rest.strip_prefix("năm ")) {
        year = after.get(..4).and_then(|year| year.parse().ok());
        rest = after.get(4..).unwrap_or_default().trim_start();
    }
    let mut change = None;
    if let Some((found, after)) = self::change(rest) {
        (change, rest) = (Some(found), after);
    } else if let Some(after) = rest.strip_prefix("so với năm") {
        rest = after;
    }
    let length = lower.len() - rest.len();
    Some((Target { name: None, value, unit, bound, change, year }, length))
}

fn unit(rest: &str) -> Option<(Unit, &str)> {
    if let Some(after) = rest.strip_prefix('%') {
        return Some((Unit::Percent, after));
    }
    for (word, unit) in [("điểm", Unit::Points), ("phần trăm", Unit::Percent), ("hạng", Unit::Rank)] {
        if let Some(after) = rest.strip_prefix(word) {
            return Some((unit, after));
        }
    }
    const COUNTED: [&str; 16] = [
        "doanh nghiệp",
        "hợp tác xã",
        "hộ",
        "người",
        "lượt",
        "km",
        "ha",
        "xã",
        "phường",
        "dự án",
        "tỷ đồng",
        "triệu đồng",
        "lao động",
        "sản phẩm",
        "hồ sơ",
        "cơ sở",
    ];
    let counted = COUNTED.iter().find(|unit| rest.starts_with(*unit))?;
    Some((Unit::Count((*counted).to_owned()), &rest[counted.len()..]))
}

/// "(tăng 0,36 điểm so với năm 2024)", and what stands behind it; `None` where it says more than is printed.
fn change(rest: &str) -> Option<((String, Option<i16>), &str)> {
    let bracketed = rest.strip_prefix('(');
    let inner = bracketed.or_else(|| rest.strip_prefix(','))?.trim_start();
    let (sign, inner) = match (inner.strip_prefix("tăng "), inner.strip_prefix("giảm ")) {
        (Some(inner), _) => ('+', inner),
        (_, Some(inner)) => ('-', inner),
        _ => return None,
    };
    let digits = inner.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(inner.len());
    let value = inner[..digits].trim_end_matches(',');
    let (said, after) = match bracketed {
        Some(_) => inner[digits..].split_once(')')?,
        None => (&inner[digits..], ""),
    };
    let year = said.split("năm ").nth(1).and_then(|year| year.get(..4)).and_then(|year| year.parse().ok());
    const SAID: [&str; 9] = ["điểm", "%", "phần", "trăm", "hạng", "bậc", "so", "với", "năm"];
    let is_said = |word: &str| SAID.contains(&word) || year.is_some() && word.parse().ok() == year;
    let plain = said.split([' ', ';', '.']).filter(|word| !word.is_empty()).all(is_said);
    let is_figure = value.starts_with(|c: char| c.is_ascii_digit());
    (is_figure && plain).then(|| ((format!("{sign}{value}"), year), after))
}

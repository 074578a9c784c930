//! What a cell shows of its value, as Excel does for a reader in Việt Nam: a comma before decimals, full stops
//! between thousands, days before months.

use calamine::{DataRef, ExcelDateTime};

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shown {
    AsTold(String),
    /// By a format that says more than is understood here.
    Otherwise {
        format: String,
        text: String,
    },
    /// "#REF!"
    Failed(String),
    /// A formula without a value.
    NotComputed(String),
}

impl Shown {
    pub fn text(&self) -> &str {
        match self {
            Self::AsTold(text) | Self::Otherwise { text, .. } | Self::Failed(text) => text,
            Self::NotComputed(_) => "",
        }
    }
}

/// What is shown of a value in a format; `None` of an empty cell.
pub(crate) fn shown(value: &DataRef<'_>, format: &str) -> Option<Shown> {
    let told = |text: &str| (!text.trim().is_empty()).then(|| Shown::AsTold(text.to_owned()));
    match value {
        DataRef::Empty => None,
        DataRef::String(text) => told(text),
        DataRef::SharedString(text) => told(text),
        DataRef::Bool(flag) => Some(Shown::AsTold(if *flag { "TRUE" } else { "FALSE" }.to_owned())),
        DataRef::Int(number) => Some(number_in(*number as f64, format)),
        DataRef::Float(number) => Some(number_in(*number, format)),
        DataRef::DateTime(time) => Some(date(time, format)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Some(Shown::Otherwise { format: format.to_owned(), text: text.clone() })
        }
        DataRef::Error(error) => Some(Shown::Failed(error.to_string())),
    }
}

/// Letters and words of a format that put nothing but the figure on the page.
fn plain(format: &str) -> bool {
    format.chars().all(|c| "0#,.%?_-() ".contains(c))
}

fn number_in(number: f64, format: &str) -> Shown {
    // The first of "positive;negative;zero;text".
    let first = format.split(';').next().unwrap_or_default();
    if first == "General" || first == "@" || first.is_empty() {
        return Shown::AsTold(comma(&bare(number)));
    }
    if !plain(first) {
        return Shown::Otherwise { format: format.to_owned(), text: comma(&bare(number)) };
    }
    let percent = first.contains('%');
    let decimals =
        first.split_once('.').map_or(0, |(_, after)| after.chars().filter(|c| "0#?".contains(*c)).count());
    let value = if percent { number * 100.0 } else { number };
    let mut text = format!("{value:.decimals$}");
    let optional = first.split_once('.').is_some_and(|(_, after)| after.contains('#'));
    if optional && text.contains('.') {
        text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    let whole = text.split('.').next().unwrap_or_default().trim_start_matches('-');
    let digits = first.split('.').next().unwrap_or_default().chars().filter(|c| *c == '0').count();
    // "00": a leading zero that the format gives.
    let missing = digits.saturating_sub(whole.len());
    if missing > 0 && !first.contains(',') {
        let sign = usize::from(text.starts_with('-'));
        text.insert_str(sign, &"0".repeat(missing));
    }
    let text = if first.contains(',') { thousands(&text) } else { comma(&text) };
    Shown::AsTold(if percent { format!("{text}%") } else { text })
}

/// As few figures as tell the number, as a cell shows it by itself.
fn bare(number: f64) -> String {
    const PLACES: i32 = 10;
    let scale = 10f64.powi(PLACES);
    let rounded = (number * scale).round() / scale;
    // Beyond that a double does not hold all figures.
    if rounded.is_finite() && number.abs() < 1e15 { format!("{rounded}") } else { format!("{number}") }
}

fn comma(text: &str) -> String {
    text.replace('.', ",")
}

fn thousands(text: &str) -> String {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    match decimals {
        Some(decimals) => format!("{sign}{grouped},{decimals}"),
        None => format!("{sign}{grouped}"),
    }
}

/// A day as 31/12/2026, a month and a year as 12/2026; what else a format shows of a time is told.
fn date(time: &ExcelDateTime, format: &str) -> Shown {
    let lower = format.to_lowercase();
    if time.is_duration() {
        return Shown::Otherwise { format: format.to_owned(), text: comma(&bare(time.as_f64())) };
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    if lower.contains('h') || time.as_f64() < 1.0 {
        let (_, _, _, hour, minute, ..) = time.to_ymd_hms_milli();
        let text = format!("{hour:02}:{minute:02} {day:02}/{month:02}/{year}");
        return Shown::Otherwise { format: format.to_owned(), text };
    }
    if !lower.contains('d') && lower.contains('m') && lower.contains('y') {
        return Shown::AsTold(format!("{month:02}/{year}"));
    }
    if !lower.contains('d') && !lower.contains('m') {
        return Shown::AsTold(year.to_string());
    }
    Shown::AsTold(format!("{day:02}/{month:02}/{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: f64, format: &str) -> String {
        match number_in(number, format) {
            Shown::AsTold(text) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn figures_are_what_the_cell_shows() {
        assert_eq!(of(0.955, "0.0%"), "95,5%");
        assert_eq!(of(1.0, "0%"), "100%");
        assert_eq!(of(1_234_567.0, "#,##0"), "1.234.567");
        assert_eq!(of(-1_234.5, "#,##0.00"), "-1.234,50");
        assert_eq!(of(7.0, "00"), "07");
        assert_eq!(of(0.1 + 0.2, "General"), "0,3");
        assert_eq!(of(2.5, "0.##"), "2,5");
        assert_eq!(of(12.0, "General"), "12");
        assert_eq!(of(45.0, "@"), "45");
        assert!(of(5.0, "0 \"xã\"").contains("xã"), "a word that a format adds is told");
    }

    #[test]
    fn days_stand_before_months() {
        let time = |value| ExcelDateTime::new(value, calamine::ExcelDateTimeType::DateTime, false);
        assert_eq!(date(&time(46_387.0), "m/d/yyyy"), Shown::AsTold("31/12/2026".into()));
        assert_eq!(date(&time(46_387.0), "mm/yyyy"), Shown::AsTold("12/2026".into()));
        assert!(matches!(date(&time(46_387.25), "d/m/yyyy h:mm"), Shown::Otherwise { .. }));
    }
}

//! Số, ngày, trích yếu, người ký, nơi nhận: the same keys in a plan and in an agency's part.

use jiff::civil::Date;

use super::{Writing, key};
use crate::content::edit::{Path, Value};
use crate::model::agency::Agency;
use crate::official::Official;
use crate::takein::change::{OfficialField, Why};
use crate::takein::fields::one_space;

/// Writes what stands in the head and the closing.
pub(super) fn write(
    file: &mut Writing,
    field: OfficialField,
    said: &str,
    official: &Official,
) -> Result<(), Why> {
    let top = Path::new();
    match field {
        OfficialField::Number | OfficialField::Symbol => {
            let (number, symbol) = number_and_symbol(said).ok_or(Why::NotReadable)?;
            if official.number.map(|number| number.to_string()) != number {
                let number = number.ok_or(Why::NotReadable)?;
                file.set(key(&top, "so"), Value::Word(number))?;
            }
            if !symbol.is_empty() && symbol != official.symbol {
                file.set(key(&top, "ky_hieu"), Value::Word(symbol))?;
            }
            Ok(())
        }
        OfficialField::Date => {
            let date = date(said).ok_or(Why::NotReadable)?;
            file.set(key(&top, "ngay"), Value::Word(date))
        }
        OfficialField::Subject => file.set(key(&top, "trich_yeu"), Value::Prose(one_space(said))),
        OfficialField::Archive => {
            let said = said.trim_start_matches(['-', '–', ' ']).trim_end_matches(['.', ';', ' ']);
            let said = said.strip_prefix("Lưu:").or_else(|| said.strip_prefix("Lưu")).unwrap_or(said).trim();
            let drafter = official.marks.drafter.as_ref().map(|code| format!(", {code}"));
            let said = drafter.and_then(|code| said.strip_suffix(code.as_str())).unwrap_or(said);
            file.set(key(&top, "luu"), Value::Prose(said.to_owned()))
        }
        OfficialField::SignerName => file.set(key(&key(&top, "ky"), "ho_ten"), Value::Prose(one_space(said))),
    }
}

/// "Số: 202/KH-SCT" → the number, where there is one, and the symbol.
fn number_and_symbol(said: &str) -> Option<(Option<String>, String)> {
    let said = said.trim_start_matches("Số").trim_start_matches([':', ' ']);
    let (number, symbol) = said.split_once('/')?;
    let number = number.trim();
    let digits = number.chars().all(|c| c.is_ascii_digit());
    if number.is_empty() || !digits {
        let blank = number.chars().all(|c| c.is_whitespace() || "….".contains(c));
        return blank.then(|| (None, symbol.trim().to_owned()));
    }
    let number = number.trim_start_matches('0');
    Some((Some(number.to_owned()), symbol.trim().to_owned()))
}

/// "Lạng Sơn, ngày 18 tháng 7 năm 2025" → "18/7/2025"; without a day "7/2025". `None` for a day that no calendar has,
/// too.
fn date(said: &str) -> Option<String> {
    let after = |word: &str| -> Option<String> {
        let rest = &said[said.find(word)? + word.len()..];
        let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then(|| digits.trim_start_matches('0').to_owned())
    };
    let (day, month, year) = (after("ngày"), after("tháng")?, after("năm")?);
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    // What no calendar has would make the whole file an error.
    match day {
        Some(day) => {
            let of_month = 1..=first.days_in_month();
            of_month.contains(&day.parse().ok()?).then(|| format!("{day}/{month}/{year}"))
        }
        None => Some(format!("{month}/{year}")),
    }
}

/// Who signs, as the lines above the name say it: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".
pub(super) fn write_titles(file: &mut Writing, said: &[String], agency: &Agency) -> Result<(), Why> {
    let ky = key(&Path::new(), "ky");
    let lines: Vec<String> =
        said.iter().map(|line| one_space(line)).filter(|line| !line.is_empty()).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.starts_with("TM.")).collect();
    let (head, deputy) = (agency.head.to_uppercase(), agency.deputy.to_uppercase());
    let (form, position) = match lines.as_slice() {
        [one] if *one == head => ("cap_truong", None),
        [one] if one.starts_with("Q.") => ("quyen", None),
        [one] => ("cap_truong", Some(*one)),
        [by, own] if by.starts_with("KT.") => ("ky_thay", (*own != deputy).then_some(*own)),
        [by, own] if by.starts_with("TL.") => ("thua_lenh", Some(*own)),
        [by, own] if by.starts_with("TUQ.") => ("thua_uy_quyen", Some(*own)),
        _ => return Err(Why::Signing),
    };
    file.set(key(&ky, "hinh_thuc"), Value::Word(form.to_owned()))?;
    match position {
        Some(position) => file.set(key(&ky, "chuc_vu"), Value::Prose(position.to_owned())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_date_are_read_from_their_lines() {
        let read = |line| number_and_symbol(line).expect("readable");
        assert_eq!(read("Số: 05/KH-SCT"), (Some("5".to_owned()), "KH-SCT".to_owned()));
        assert_eq!(read("Số:        /KH-SCT"), (None, "KH-SCT".to_owned()));
        assert_eq!(number_and_symbol("Số: 5b/KH-SCT"), None);
        assert_eq!(date("Lạng Sơn, ngày 08 tháng 7 năm 2025").as_deref(), Some("8/7/2025"));
        assert_eq!(date("Lạng Sơn, ngày … tháng 7 năm 2025").as_deref(), Some("7/2025"));
        assert_eq!(date("Lạng Sơn, ngày 18/7"), None);
        assert_eq!(date("Lạng Sơn, ngày 31 tháng 02 năm 2025"), None);
        assert_eq!(date("Lạng Sơn, ngày 28 tháng 02 năm 2025").as_deref(), Some("28/2/2025"));
    }
}

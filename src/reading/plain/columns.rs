//! Cột gõ bằng dấu cách: "Nơi nhận:        TM. ỦY BAN NHÂN DÂN", as text that was copied from a page has its head, its
//! closing and its tables.

use std::borrow::Cow;

/// So many spaces part columns, and not words.
const GAP: usize = 3;

/// How many characters of a line may begin before the column that it goes on with.
const AROUND: usize = 12;

/// How many spaces a tab goes on for, to measure by.
const TAB: usize = 8;

/// Lines with tabs between their columns and without white space around, and how many were typed with spaces alone.
pub(super) fn as_tabs<'t>(lines: &[&'t str]) -> (Vec<Cow<'t, str>>, usize) {
    let mut tabbed = Vec::with_capacity(lines.len());
    let mut several = 0;
    // Where the second column of the lines above begins.
    let mut column: Option<usize> = None;
    for line in lines {
        let bare = line.trim();
        if bare.is_empty() {
            tabbed.push(Cow::Borrowed(""));
            continue;
        }
        let indent = width(&line[..line.len() - line.trim_start().len()]);
        let parts = parts(bare);
        if let Some(second) = parts.get(1) {
            several += usize::from(!bare.contains('\t'));
            column = Some(indent + width(&bare[..offset(bare, second)]));
            // Typed with tabs, or with spaces.
            let own = if bare.contains('\t') { bare.to_owned() } else { parts.join("\t") };
            tabbed.push(Cow::Owned(own));
        } else if column.is_some_and(|at| indent + AROUND >= at && indent > AROUND) {
            tabbed.push(Cow::Owned(format!("\t{bare}")));
        } else {
            column = None;
            tabbed.push(Cow::Borrowed(bare));
        }
    }
    (tabbed, several)
}

/// Whether a line stands in columns, or in the second one; a tab behind a number is none.
pub(super) fn has_columns(line: &str) -> bool {
    line.split_once('\t').is_some_and(|(left, _)| left.is_empty() || left.contains(' '))
}

/// The columns of a line: behind a wide gap stands what begins something. Blanks to be filled in ("ngày    tháng    năm",
/// "Số:      /KH-UBND") and the space behind a number are none.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut gap) = (0, 0);
    for (at, c) in line.char_indices() {
        match c {
            ' ' | '\u{a0}' => gap += 1,
            '\t' => gap += TAB,
            _ => {}
        }
        if c.is_whitespace() {
            continue;
        }
        if gap >= GAP && (c.is_uppercase() || c == '(') && line[from..at].split_whitespace().count() > 1 {
            parts.push(line[from..at].trim_end());
            from = at;
        }
        gap = 0;
    }
    parts.push(&line[from..]);
    parts
}

/// How far letters go on.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

/// Where a part of a line begins in it.
fn offset(line: &str, part: &str) -> usize {
    part.as_ptr() as usize - line.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabbed(lines: &[&str]) -> (Vec<String>, usize) {
        let (lines, several) = as_tabs(lines);
        (lines.into_iter().map(Cow::into_owned).collect(), several)
    }

    #[test]
    fn what_stands_side_by_side_is_parted() {
        let (lines, several) = tabbed(&[
            "UBND TỈNH A        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 12/KH-UBND     A, ngày 05 tháng 3 năm 2026",
            "",
            "                   KT. CHỦ TỊCH",
            "",
            "Trồng cây.",
            "                   Không theo cột nào",
            "- Như trên;\t\tCHỦ TỊCH",
            "\t\t\t(đã ký)",
        ]);
        let expected = [
            "UBND TỈNH A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 12/KH-UBND\tA, ngày 05 tháng 3 năm 2026",
            "",
            "\tKT. CHỦ TỊCH",
            "",
            "Trồng cây.",
            "Không theo cột nào",
            "- Như trên;\t\tCHỦ TỊCH",
            "\t(đã ký)",
        ];
        assert_eq!((lines.as_slice(), several), (expected.map(str::to_owned).as_slice(), 2));
    }

    #[test]
    fn blanks_and_the_space_behind_a_number_part_nothing() {
        for line in [
            "Số:      /KH-UBND",
            "A, ngày      tháng      năm 2026",
            "1.    Sở Y tế rà soát",
            "-     Sở Y tế rà soát",
            "Rà soát   các   xã",
            "1.\tSở Y tế rà soát",
            "Họ tên: ....   ....",
        ] {
            assert_eq!(tabbed(&[line]), (vec![line.to_owned()], 0), "{line}");
        }
    }
}

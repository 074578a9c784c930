//! Figures that cannot be: percentages, ranks and counts, what follows from a goal and its change, and totals
//! that are no sum.

use super::papers::Papers;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::Province;
use crate::model::overlay::{OwnSection, OwnText};
use crate::model::plan::{ColumnKind, Figure, Goal, Indicator, PlainTable, Unit};
use crate::text::values::Score;

const WHOLE: Score = Score::whole(100);

pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for plan in &province.plans {
        let scope = Scope::Year(plan.year);
        for heading in plan.headings() {
            let years = heading.indicators.iter().filter_map(|one| years(one, plan.year));
            let of_goals = heading.indicators.iter().filter_map(goal).chain(years);
            findings.extend(of_goals.map(|finding| finding.within(scope.clone())));
            let totals = heading.tables().flat_map(|table| totals(table, &heading.place, papers));
            findings.extend(totals.map(|finding| finding.within(scope.clone())));
        }
    }
    for overlay in &province.overlays {
        let scope = Scope::Agency { id: overlay.agency.as_str().into(), year: overlay.year };
        let own = overlay.shape.sections.iter().filter_map(|section| match section {
            OwnSection::Own(own) => Some(own),
            OwnSection::Standard { .. } => None,
        });
        let totals = own.flat_map(|own| own_totals(own, &overlay.place, papers));
        findings.extend(totals.map(|finding| finding.within(scope.clone())));
    }
    for report in &province.reports {
        let totals = report.sections.iter().flat_map(|own| own_totals(own, &report.place, papers));
        findings.extend(totals.map(|finding| finding.within(Scope::Report { year: report.year })));
    }
    for paper in papers.iter() {
        for text in paper.texts {
            findings.extend(percentages(text).into_iter().chain(shares(text)));
        }
    }
    findings
}

/// What the scale of an index does not tell: scores are checked where they are read.
fn goal(indicator: &Indicator) -> Option<Diagnostic> {
    let Goal::Figure { figure: Figure { value: Some(value), typed }, unit, .. } = &indicator.goal else {
        return None;
    };
    let base = indicator.implied_base();
    let wrong =
        |message: String| Some(Diagnostic::error(codes::FIGURE_RANGE, message).at(indicator.place.clone()));
    let doubtful = |message: String| {
        let finding = Diagnostic::warning(codes::FIGURE_RANGE, message).at(indicator.place.clone());
        Some(finding.hint("xem lại con số, dấu phẩy và đơn vị tính"))
    };
    let implied = |base: Score, of: &str| {
        format!(
            "mục tiêu {typed} với thay đổi đã ghi suy ra năm {} là {base}{of}: không thể có",
            indicator.base_year
        )
    };
    match (unit, base) {
        (Unit::Percent, Some(base)) if base.is_negative() => wrong(implied(base, "%")),
        (Unit::Rank, Some(base)) if base < Score::whole(1) => wrong(implied(base, "")),
        (Unit::Count(unit), Some(base)) if base.is_negative() => wrong(implied(base, &format!(" {unit}"))),
        (Unit::Percent, _) if value.is_negative() => wrong(format!("tỷ lệ {typed}% không thể có")),
        (Unit::Percent, _) if *value > WHOLE && !grows(indicator) => {
            doubtful(format!("tỷ lệ {typed}% lớn hơn 100%"))
        }
        (Unit::Percent, Some(base)) if base > WHOLE && !grows(indicator) => doubtful(implied(base, "%")),
        _ => None,
    }
}

/// A goal lies ahead, what it is compared with lies before it.
fn years(indicator: &Indicator, plan: i16) -> Option<Diagnostic> {
    const FAR: i16 = 30;
    let Indicator { year, base_year, .. } = indicator;
    let message = if *year < plan || *year > plan.saturating_add(FAR) {
        format!("chỉ tiêu của năm {year} trong kế hoạch năm {plan}")
    } else if base_year >= year {
        format!("chỉ tiêu của năm {year} so với năm {base_year}, không phải năm trước đó")
    } else {
        return None;
    };
    let finding = Diagnostic::warning(codes::FAR_YEAR, message).at(indicator.place.clone());
    Some(finding.hint("xem lại “nam”, “so_voi” của chỉ tiêu"))
}

/// What may well be more than all: "tốc độ tăng", "so với dự toán".
fn grows(indicator: &Indicator) -> bool {
    let name = indicator.name.as_deref().unwrap_or_default().to_lowercase();
    MORE_THAN_ALL.iter().any(|word| name.contains(word))
}

const MORE_THAN_ALL: [&str; 8] =
    ["tăng", "so với", "gấp", "vượt", "dự toán", "kế hoạch", "chỉ tiêu", "doanh thu"];

/// "tỷ lệ … 850%", "rút ngắn 120% thời gian".
fn percentages(text: &Written) -> Vec<Diagnostic> {
    if !text.field.is_prose() && text.field != Field::Goal || !text.text.contains('%') {
        return Vec::new();
    }
    let found = text.text.match_indices('%').filter_map(|(at, _)| {
        let before = text.text[..at].trim_end();
        let digits = before.len()
            - before.chars().rev().take_while(|c| c.is_ascii_digit() || ",.".contains(*c)).count();
        let typed = &before[digits..];
        let value = Score::parse(typed)?;
        let from = before[..digits].rfind(['.', ';', ':']).map_or(0, |at| at + 1);
        let sentence = before[from..digits].to_lowercase();
        let falls = ["giảm", "giảm ít nhất", "giảm tối thiểu", "giảm trên", "giảm từ"];
        let falls = falls.iter().any(|word| sentence.trim_end().ends_with(word));
        let of_all = ["tỷ lệ", "tỉ lệ", "rút ngắn", "cắt giảm"].iter().any(|word| sentence.contains(word));
        let of_all = of_all || falls;
        if value <= WHOLE || !of_all || MORE_THAN_ALL.iter().any(|word| sentence.contains(word)) {
            return None;
        }
        let finding = Diagnostic::warning(codes::FIGURE_RANGE, format!("{typed}% lớn hơn 100%"));
        Some(text.finding(finding.hint("xem lại con số và dấu phẩy"), digits..at + 1))
    });
    found.collect()
}

/// "12,5/10 điểm", "xếp thứ 75/63": more than there is.
fn shares(text: &Written) -> Vec<Diagnostic> {
    if !text.field.is_prose() && text.field != Field::Goal || !text.text.contains('/') {
        return Vec::new();
    }
    let found = text.text.match_indices('/').filter_map(|(at, _)| {
        let is_figure = |c: &char| c.is_ascii_digit() || *c == ',';
        let start = at - text.text[..at].chars().rev().take_while(is_figure).count();
        let rest = &text.text[at + 1..];
        let figure = &rest[..rest.chars().take_while(is_figure).count()];
        let figure = figure.trim_end_matches(',');
        let end = at + 1 + figure.len();
        let (part, whole) = (Score::parse(&text.text[start..at])?, Score::parse(figure)?);
        let (before, after) = (text.text[..start].trim_end().to_lowercase(), text.text[end..].trim_start());
        let ranks = ["thứ", "hạng", "vị trí"].iter().any(|word| before.ends_with(word));
        if part <= whole || !(ranks || after.starts_with("điểm")) {
            return None;
        }
        let message = format!("“{}”: số trước lớn hơn số sau", &text.text[start..end]);
        let finding = Diagnostic::warning(codes::FIGURE_RANGE, message);
        Some(text.finding(finding.hint("xem lại hai con số"), start..end))
    });
    found.collect()
}

/// The same of a section of an agency's own; `of` is a place in its file.
fn own_totals(own: &OwnText, of: &Place, papers: &Papers<'_>) -> Vec<Diagnostic> {
    let texts = papers.at(of).map_or(&[][..], |paper| paper.texts);
    let title = texts.iter().find(|text| text.text.trim() == own.title.trim()).map(Written::place);
    let near = title.as_ref().unwrap_or(of);
    own.tables.iter().flat_map(|table| totals(table, near, papers)).collect()
}

/// Columns of figures of which the total is not the sum; `near` is where the heading of the table stands.
fn totals(table: &PlainTable, near: &Place, papers: &Papers<'_>) -> Vec<Diagnostic> {
    let Some(total) = table.total() else { return Vec::new() };
    let columns = table.columns().iter().enumerate().filter(|(_, column)| {
        let title = column.title.to_lowercase();
        let is_share =
            ["%", "tỷ lệ", "tỉ lệ", "bình quân", "hạng", "điểm"].iter().any(|word| title.contains(word));
        column.kind == ColumnKind::Figure && !is_share
    });
    let wrong = columns.filter_map(|(at, column)| {
        let cells: Vec<&str> =
            table.rows().iter().filter_map(|row| row.get(at)).map(String::as_str).collect();
        let said = figure(total.get(at)?)?;
        let mut sum = 0_i64;
        for cell in cells.iter().filter(|cell| !matches!(cell.trim(), "" | "-" | "–")) {
            sum = sum.checked_add(figure(cell)?)?;
        }
        if sum == said {
            return None;
        }
        let message = format!(
            "cột “{}”: tổng các dòng là {}, dòng tổng cộng ghi {}",
            column.title,
            written(sum),
            total[at]
        );
        let place = papers.at(near).and_then(|paper| paper.typed(Field::Cell, &total[at], near));
        let place = place.map_or_else(|| near.clone(), Written::place);
        let finding = Diagnostic::warning(codes::SUM_DIFFERS, message).at(place);
        Some(finding.hint("xem lại các dòng và dòng tổng cộng"))
    });
    wrong.collect()
}

/// In thousandths: "1.250,5" and "1 250".
fn figure(cell: &str) -> Option<i64> {
    let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, decimals) = cell.split_once(',').unwrap_or((&cell, ""));
    let groups: Vec<&str> = whole.split('.').collect();
    let sound = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || !sound
        || decimals.len() > 3
        || !digits(decimals)
        || !groups.iter().all(|group| digits(group))
    {
        return None;
    }
    let whole: i64 = groups.concat().parse().ok()?;
    let decimals: i64 = format!("{decimals:0<3}").parse().ok()?;
    whole.checked_mul(1000)?.checked_add(decimals)
}

/// As a table writes it.
fn written(thousandths: i64) -> String {
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let decimals = format!("{rest:03}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { grouped } else { format!("{grouped},{decimals}") }
}

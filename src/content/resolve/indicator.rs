//! Chỉ tiêu: figures that are to be reached, each in its unit, checked as far as they check themselves.

use super::plan::year;
use super::registry::score;
use super::{Context, optional, prose};
use crate::content::raw::{RawBound, RawIndicator, Text};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::plan::{Bound, Figure, Goal, Indicator, Unit};
use crate::text::values::Score;

/// What an indicator is of where it does not say so itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Chỉ số thành phần: points of ten.
    Index,
    Heading,
}

/// The indicators of a heading in a plan of `plan_year`.
pub(super) fn indicators(
    raw: &[RawIndicator],
    of: Of,
    plan_year: i16,
    context: &mut Context<'_>,
) -> Vec<Indicator> {
    told_twice(raw, context);
    raw.iter().map(|raw| indicator(raw, of, plan_year, context)).collect()
}

fn indicator(raw: &RawIndicator, of: Of, plan_year: i16, context: &mut Context<'_>) -> Indicator {
    let mut of_year = |text: &Option<Text>, otherwise| {
        text.as_ref().and_then(|text| year(text, context)).unwrap_or(otherwise)
    };
    let (reached, base_year) = (of_year(&raw.year, plan_year), of_year(&raw.base_year, plan_year - 1));
    let goal = goal(raw, of, context);
    let change = raw.change.as_ref().and_then(|text| score(text, context));
    let indicator = Indicator {
        name: optional(raw.name.as_ref()),
        goal,
        year: reached,
        change,
        base_year,
        place: context.place(raw.change.as_ref().unwrap_or(&raw.value)),
    };
    check(&indicator, raw, context);
    unused(&indicator, raw, context);
    indicator
}

/// Keys that stand beside what they do not go with: what they say is not printed, or means nothing.
fn unused(indicator: &Indicator, raw: &RawIndicator, context: &mut Context<'_>) {
    if let (Some(base), None) = (&raw.base_year, &raw.change) {
        let message = "“so_voi” chỉ in cùng “thay_doi”, ở đây chưa có";
        let finding = Diagnostic::warning(codes::WITHOUT_EFFECT, message);
        context.report(finding.hint("ghi “thay_doi” (mức tăng, giảm), hoặc bỏ “so_voi”"), base);
    }
    let Goal::Figure { bound: Bound::Top, figure, unit: Unit::Points { .. } | Unit::Percent } =
        &indicator.goal
    else {
        return;
    };
    let message = format!(
        "“chieu: nhom” in là “thuộc nhóm {} đứng đầu”, không phải một mức điểm hay tỷ lệ",
        figure.typed
    );
    let finding = Diagnostic::warning(codes::WITHOUT_EFFECT, message);
    context.report(
        finding.hint("nhóm đứng đầu thì ghi “don_vi: hạng”; mức phải đạt thì bỏ “chieu”"),
        &raw.value,
    );
}

/// Two indicators of one heading that have the same name, or none.
fn told_twice(raw: &[RawIndicator], context: &mut Context<'_>) {
    for (at, one) in raw.iter().enumerate() {
        let key = |one: &RawIndicator| {
            let name = one.name.as_ref().map(prose).unwrap_or_default().to_lowercase();
            (name, one.year.as_ref().map(prose))
        };
        let Some(first) = raw[..at].iter().find(|other| key(other) == key(one)) else { continue };
        let line = context.place(first.name.as_ref().unwrap_or(&first.value)).line_column().0;
        let message = match &one.name {
            Some(name) => format!("chỉ tiêu “{}” đã ghi ở dòng {line}", prose(name)),
            None => format!("đề mục đã có chỉ tiêu của chính nó, ở dòng {line}"),
        };
        let finding = Diagnostic::warning(codes::SAME_TEXT, message);
        let hint = "xóa một chỗ; hai chỉ tiêu khác nhau thì ghi “ten” khác, hai năm khác nhau thì ghi “nam”";
        context.report(finding.hint(hint), one.name.as_ref().unwrap_or(&one.value));
    }
}

fn goal(raw: &RawIndicator, of: Of, context: &mut Context<'_>) -> Goal {
    let typed = prose(&raw.value);
    let unsigned = typed.strip_prefix(['-', '–', '+']).unwrap_or(&typed);
    let starts_with_figure = unsigned.starts_with(|c: char| c.is_ascii_digit());
    let unit = unit(raw, of, &typed, context).filter(|_| starts_with_figure);
    let Some(unit) = unit else {
        if starts_with_figure && raw.unit.is_none() {
            let message = format!("chỉ tiêu “{typed}” chưa ghi đơn vị tính");
            let finding = Diagnostic::error(codes::BAD_VALUE, message);
            context.report(finding.hint("ghi “don_vi”: điểm, %, hạng, doanh nghiệp …"), &raw.value);
        } else if raw.unit.is_some() {
            not_a_figure(&typed, raw, context);
        }
        return Goal::Words(typed);
    };
    let digits = typed.trim_end_matches('%').trim_end();
    if digits != typed && unit != Unit::Percent {
        two_units(&typed, raw, context);
    }
    let value = Score::parse(digits);
    let is_figure = digits.chars().all(|c| c.is_ascii_digit() || ",. -–".contains(c))
        && digits.ends_with(|c: char| c.is_ascii_digit());
    if !is_figure || (value.is_none() && matches!(unit, Unit::Points { .. } | Unit::Rank)) {
        not_a_figure(&typed, raw, context);
    }
    let bound = match raw.bound {
        None | Some(RawBound::TuTroLen) => Bound::AtLeast,
        Some(RawBound::KhongQua) => Bound::AtMost,
        Some(RawBound::Dat) => Bound::Exactly,
        Some(RawBound::Nhom) => Bound::Top,
    };
    // 7,0 stays 7,0; a decimal point is read like a comma.
    let typed = if value.is_some() { digits.replace('.', ",") } else { digits.to_owned() };
    Goal::Figure { bound, figure: Figure { typed, value }, unit }
}

fn two_units(typed: &str, raw: &RawIndicator, context: &mut Context<'_>) {
    let unit = raw.unit.as_ref().map_or_else(|| "điểm".to_owned(), prose);
    let message = format!("“{typed}” đã có đơn vị là %, mà đơn vị của chỉ tiêu là “{unit}”");
    let finding = Diagnostic::error(codes::BAD_VALUE, message);
    let hint = format!("bỏ dấu % ở “gia_tri”, hoặc ghi don_vi: \"%\" và nói “{unit}” ở “ten”");
    context.report(finding.hint(hint), &raw.value);
}

fn not_a_figure(typed: &str, raw: &RawIndicator, context: &mut Context<'_>) {
    let message = format!("“{typed}” không phải là một con số");
    let finding = Diagnostic::error(codes::BAD_VALUE, message);
    let hint =
        "viết số với dấu phẩy thập phân, ví dụ: 7,24; đơn vị ghi ở “don_vi”; lời thì không ghi “don_vi”";
    context.report(finding.hint(hint), &raw.value);
}

/// The unit that is typed, or that goes without saying; `None` for words.
fn unit(raw: &RawIndicator, of: Of, typed: &str, context: &mut Context<'_>) -> Option<Unit> {
    let scale = raw.scale.as_ref().and_then(|text| context.number::<u16>(text, "thang điểm"));
    let points = Unit::Points { of: scale.unwrap_or(10) };
    let Some(unit) = optional(raw.unit.as_ref()) else {
        return match of {
            _ if typed.ends_with('%') => Some(Unit::Percent),
            Of::Index => Some(points),
            Of::Heading => scale.map(|_| points),
        };
    };
    Some(match unit.to_lowercase().as_str() {
        "điểm" => points,
        "%" | "phần trăm" => Unit::Percent,
        "hạng" | "thứ hạng" => Unit::Rank,
        _ => Unit::Count(unit),
    })
}

/// A figure that its unit cannot have.
fn check(indicator: &Indicator, raw: &RawIndicator, context: &mut Context<'_>) {
    let Goal::Figure { figure: Figure { value: Some(value), .. }, unit, .. } = &indicator.goal else {
        return;
    };
    let within = |score: Score, of: u16| !score.is_negative() && score <= Score::whole(of);
    match unit {
        Unit::Points { of } if !within(*value, *of) => {
            let message = format!("mục tiêu {value} điểm ngoài thang điểm 0-{of}");
            let finding = Diagnostic::error(codes::TARGET_RANGE, message);
            context.report(finding.hint("thang điểm khác thì ghi “thang”, ví dụ: thang: 100"), &raw.value);
        }
        Unit::Points { of } => {
            if let (Some(base), Some(text)) = (indicator.implied_base(), &raw.change)
                && !within(base, *of)
            {
                let message = format!(
                    "mục tiêu {value} với thay đổi {} suy ra năm {} đạt {base}, ngoài thang điểm 0-{of}",
                    **text, indicator.base_year
                );
                let finding = Diagnostic::error(codes::TARGET_RANGE, message);
                context.report(
                    finding.hint("xem lại “gia_tri” và “thay_doi”; thang điểm khác thì ghi “thang”"),
                    text,
                );
            }
        }
        Unit::Rank if value.decimals() > 0 || *value < Score::whole(1) => {
            let message = format!("thứ hạng {value} không phải là số nguyên từ 1");
            let finding = Diagnostic::error(codes::TARGET_RANGE, message);
            context.report(finding.hint("ghi số nguyên, ví dụ: 16"), &raw.value);
        }
        _ => {}
    }
}

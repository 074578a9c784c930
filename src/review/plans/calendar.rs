//! Days, quarters and years that cannot be, or that are over: in deadlines and in sentences.

use super::papers::{Paper, Papers};
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::official::Kind;
use crate::text::deadline::{Deadline, Meaning};
use crate::text::moment::{Grain, Impossible, Lead, Moment, YearWritten, moments};
use crate::text::phrases::begins_with;
use crate::text::values::short_date;
use crate::text::words::time;

/// A day is not named so many years ahead of the plan, and no month or quarter in which something is due; a vision
/// may be.
const FAR_DAY: i16 = 6;
const FAR_MONTH: i16 = 10;
const FAR_YEAR: i16 = 30;
/// What is older is history, and no deadline that was left over.
const LEFT_OVER: i16 = 2;

pub(super) fn review(papers: &Papers<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for paper in papers.iter() {
        for text in paper.texts {
            match text.field {
                Field::Deadline => findings.extend(deadline(text, paper)),
                Field::Output | Field::Money if is_deadline(text, paper) => {
                    let message = format!("“{}” là một thời hạn", text.text.trim());
                    let finding = Diagnostic::warning(codes::MISPLACED_VALUE, message);
                    findings
                        .push(text.finding(finding.hint("thời hạn ghi ở “thoi_han”"), 0..text.text.len()));
                }
                field if field.is_printed() => sentence(text, paper, &mut findings),
                _ => {}
            }
        }
    }
    findings
}

/// Whether a few words say when something is due, and nothing else.
fn is_deadline(text: &Written, paper: &Paper<'_>) -> bool {
    const FEW: usize = 7;
    // "30/9/2026" is a day, "05 báo cáo" counts.
    let is_day = |lower: &str| {
        let first = lower.split_whitespace().next().unwrap_or_default();
        first.contains('/') && first.starts_with(|c: char| c.is_ascii_digit())
    };
    let words = || ["ngày ", "quý ", "tháng ", "hằng "].iter().chain(&time::ADVERBIAL);
    let begins = |lower: &str| is_day(lower) || words().any(|word| lower.starts_with(word));
    let lower = text.text.trim().to_lowercase();
    lower.split_whitespace().count() <= FEW
        && begins(&lower)
        && matches!(
            Deadline::read(&text.text, paper.year).map(|read| read.deadline.meaning()),
            Ok(Meaning::Until { .. } | Meaning::FromIssue { .. })
        )
}

/// What is typed as a deadline; what no calendar has was refused where it was read.
fn deadline(text: &Written, paper: &Paper<'_>) -> Option<Diagnostic> {
    let deadline = Deadline::read(&text.text, paper.year).ok()?.deadline;
    let last = deadline.last_day(paper.issued.full())?;
    let whole = 0..text.text.len();
    if last < paper.earliest {
        let message = format!("thời hạn “{deadline}” đã hết trước {}", paper.issue_day());
        let finding = Diagnostic::warning(codes::PAST_DEADLINE, message);
        return Some(text.finding(finding.hint("xem lại ngày, tháng, năm của thời hạn"), whole));
    }
    let far = match deadline.meaning() {
        Meaning::Until { grain: Grain::Day, .. } => FAR_DAY,
        Meaning::Until { grain: Grain::Year, .. } => FAR_YEAR,
        _ => FAR_MONTH,
    };
    (last.year() > paper.year.saturating_add(far)).then(|| text.finding(far_year(last.year(), paper), whole))
}

fn far_year(year: i16, paper: &Paper<'_>) -> Diagnostic {
    let message = format!("năm {year} quá xa năm {} của kế hoạch", paper.year);
    Diagnostic::warning(codes::FAR_YEAR, message).hint("xem lại năm: có thể gõ nhầm một chữ số")
}

fn sentence(text: &Written, paper: &Paper<'_>, findings: &mut Vec<Diagnostic>) {
    let found = moments(&text.text, paper.year);
    if found.is_empty() {
        return;
    }
    let sound: Vec<&Moment> = found.iter().filter_map(|one| one.as_ref().ok()).collect();
    if matches!(text.field, Field::Subject | Field::Title) && paper.kind == Kind::Plan {
        findings.extend(last_years(text, paper, &sound));
    }
    findings.extend(sound.windows(2).filter_map(|pair| backwards(text, pair[0], pair[1])));
    for one in &found {
        let finding = match one {
            // The day of the document was refused where it was read.
            Err(_) if text.field == Field::Date => None,
            Err(impossible) => no_such(text, impossible),
            Ok(moment) => doubtful(text, moment, paper),
        };
        findings.extend(finding);
    }
}

fn no_such(text: &Written, impossible: &Impossible) -> Option<Diagnostic> {
    let before = text.text[..impossible.range.start].trim_end();
    if ["lương", "thưởng"].iter().any(|pay| before.ends_with(pay)) {
        return None;
    }
    let typed = &text.text[impossible.range.clone()];
    let message = format!("“{typed}”: {}", impossible.what);
    let has_year = typed.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    // Without a year it may be something else than a date.
    let finding = if has_year {
        Diagnostic::error(codes::IMPOSSIBLE_DATE, message)
    } else {
        Diagnostic::warning(codes::IMPOSSIBLE_DATE, message)
    };
    Some(text.finding(finding.hint(impossible.what.hint()), impossible.range.clone()))
}

/// "từ ngày 15/12/2025 đến ngày 15/10/2025": a period that ends before it begins.
fn backwards(text: &Written, from: &Moment, to: &Moment) -> Option<Diagnostic> {
    let between = text.text.get(from.range.end..to.range.start)?.trim();
    let joins = matches!(between, "đến" | "đến hết" | "đến ngày" | "đến hết ngày" | "-");
    let is_full = |moment: &Moment| moment.year == YearWritten::Full;
    if !joins || from.lead == Lead::Before || !is_full(from) || !is_full(to) || from.first <= to.last {
        return None;
    }
    let range = from.range.start..to.range.end;
    let message = format!("“{}”: kết thúc trước khi bắt đầu", &text.text[range.clone()]);
    let finding = Diagnostic::warning(codes::IMPOSSIBLE_DATE, message);
    Some(text.finding(finding.hint("xem lại hai mốc thời gian"), range))
}

fn doubtful(text: &Written, moment: &Moment, paper: &Paper<'_>) -> Option<Diagnostic> {
    let found = |finding| Some(text.finding(finding, moment.range.clone()));
    if moment.year != YearWritten::Full {
        return None;
    }
    let far = if moment.grain == Grain::Day && moment.lead != Lead::Bare { FAR_DAY } else { FAR_YEAR };
    if moment.last.year() > paper.year.saturating_add(far) {
        return found(far_year(moment.last.year(), paper));
    }
    let before = &text.text[..moment.range.start];
    // A ground names what there is; "có hiệu lực từ ngày" says more of it.
    let cites = cites_document(before) || text.field == Field::Ground && moment.lead == Lead::Bare;
    if cites && moment.grain == Grain::Day && moment.first > paper.issued.last_day() {
        let day = short_date(moment.first);
        let message = format!("văn bản được viện dẫn ghi ngày {day}, sau {}", paper.issue_day());
        let finding = Diagnostic::warning(codes::LATER_DOCUMENT, message);
        return found(finding.hint("xem lại ngày của văn bản ấy, hoặc ngày ban hành"));
    }
    // A report tells of what is over.
    if paper.kind == Kind::Report {
        return None;
    }
    if is_left_over(text, moment, paper) {
        let message = format!("“{}” đã qua trước {}", &text.text[moment.range.clone()], paper.issue_day());
        let finding = Diagnostic::warning(codes::PAST_DEADLINE, message);
        return found(finding.hint("ngày, năm của kế hoạch cũ còn sót thì sửa lại"));
    }
    if is_last_years_goal(text, moment, paper) {
        let message =
            format!("câu này nói của năm {}, kế hoạch là của năm {}", moment.first.year(), paper.year);
        let finding = Diagnostic::warning(codes::LAST_YEAR, message);
        return found(finding.hint("năm của kế hoạch cũ còn sót thì sửa lại"));
    }
    None
}

/// "… số 15/KH-BTC ngày": the day of a document follows its number.
fn cites_document(before: &str) -> bool {
    let before = before.trim_end();
    let before = before.strip_suffix("ngày").unwrap_or(before).trim_end();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.contains('/') && last.chars().any(char::is_alphabetic)
}

/// What stands before a moment in its sentence, in small letters.
fn beginning(text: &str, moment: &Moment) -> String {
    let before = &text[..moment.range.start];
    let from = before.rfind(['.', ';']).map_or(0, |at| at + 1);
    before[from..].to_lowercase()
}

/// "báo cáo trước ngày 10/12/2024" in a plan of July 2025.
fn is_left_over(text: &Written, moment: &Moment, paper: &Paper<'_>) -> bool {
    let says = matches!(
        text.field,
        Field::Task | Field::Dash | Field::Output | Field::Condition | Field::Division | Field::Paragraph
    );
    let last = moment.last_day();
    if !says
        || moment.recurs
        || moment.grain == Grain::Year
        || last >= paper.earliest
        || last.year() < paper.year.saturating_sub(LEFT_OVER)
    {
        return false;
    }
    let sentence = beginning(&text.text, moment);
    let led = match moment.lead {
        Lead::Before => true,
        Lead::By => ["chậm nhất", "muộn nhất", "không quá"].iter().any(|lead| sentence.contains(lead)),
        Lead::In => ["hoàn thành", "xong"].iter().any(|lead| sentence.contains(lead)),
        Lead::From | Lead::Bare => false,
    };
    // "nhiệm vụ đã được giao, báo cáo trước ngày …": what is promised is said last.
    let clause = sentence.rsplit(',').next().filter(|clause| promises(clause)).unwrap_or(&sentence);
    let promised = promises(clause) && !time::WAS.iter().any(|word| clause.contains(word));
    led && (promised || leads_to_promise(&sentence, &text.text[moment.range.end..]))
}

/// "Trước ngày 10/12/2024, phải hoàn thành …": the day begins its sentence, and the promise follows it.
fn leads_to_promise(sentence: &str, after: &str) -> bool {
    const LEAD: usize = 3;
    let after = after.trim_start_matches([',', ' ']).to_lowercase();
    let after = after.strip_prefix("phải ").unwrap_or(&after);
    sentence.split_whitespace().count() <= LEAD && time::PROMISES.iter().any(|word| begins_with(after, word))
}

fn promises(clause: &str) -> bool {
    time::PROMISES.iter().any(|word| clause.contains(word))
}

/// "phấn đấu năm 2024 …" in a plan of 2025.
fn is_last_years_goal(text: &Written, moment: &Moment, paper: &Paper<'_>) -> bool {
    if moment.grain != Grain::Year || moment.last.year() >= paper.year || !text.field.is_prose() {
        return false;
    }
    let recent = moment.first.year() >= paper.year.saturating_sub(LEFT_OVER);
    let sentence = beginning(&text.text, moment);
    let after = &text.text[moment.range.end..];
    let after = &after[..after.find(['.', ';']).unwrap_or(after.len())];
    let whole = format!("{sentence}{}", after.to_lowercase());
    recent
        && (sentence.contains("phấn đấu")
            || sentence.trim_end().ends_with("trong")
            || names_subject(sentence.trim_end(), paper)
            || after.contains("như sau"))
        && !whole.contains(&paper.year.to_string())
        && !time::LOOKS_BACK.iter().any(|word| whole.contains(word))
}

/// "nâng cao chỉ số (PCI)" before its year, as the subject of the plan has it.
fn names_subject(before: &str, paper: &Paper<'_>) -> bool {
    let year = format!("năm {}", paper.year);
    let subject = paper.subject.to_lowercase();
    let Some((words, _)) = subject.split_once(&year) else { return false };
    let mut last = words.split_whitespace().rev();
    match (last.next(), last.next()) {
        (Some(one), Some(two)) => before.ends_with(&format!("{two} {one}")),
        _ => false,
    }
}

/// A subject or a title that is of the years before, and of none since.
fn last_years(text: &Written, paper: &Paper<'_>, moments: &[&Moment]) -> Option<Diagnostic> {
    let years = || moments.iter().filter(|moment| moment.grain == Grain::Year);
    let latest = years().max_by_key(|moment| moment.last)?;
    let year = latest.last.year();
    let recent = (paper.year.saturating_sub(LEFT_OVER)..paper.year).contains(&year);
    let lower = text.text.to_lowercase();
    let looks_back = time::LOOKS_BACK.iter().any(|word| lower.contains(word));
    let cites =
        lower.contains("kế hoạch số") || lower.contains("nghị quyết") || lower.contains("quyết định số");
    if !recent || looks_back || cites || latest.year != YearWritten::Full {
        return None;
    }
    let what = if text.field == Field::Subject { "trích yếu" } else { "tiêu đề" };
    let message = format!("{what} ghi năm {year}, kế hoạch là của năm {}", paper.year);
    let finding = Diagnostic::warning(codes::LAST_YEAR, message);
    Some(text.finding(finding.hint("năm của kế hoạch cũ còn sót thì sửa lại"), latest.range.clone()))
}

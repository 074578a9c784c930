//! Thời hạn: the words that were typed, which are printed, beside what they mean, by which deadlines are
//! sorted and compared.

use std::fmt;

use jiff::civil::Date;

use super::moment::{self, Grain, Impossible, Lead, Moment, NoSuch, YearWritten};
use super::spaces::single_spaced;
use super::words::time;

/// How a plan calls itself; in another document it would be the wrong one.
const THIS_PLAN: &str = "Kế hoạch này";

/// Thời hạn. When a task is due, in the words of whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    typed: String,
    meaning: Meaning,
}

/// What a deadline means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Known days: "trước 15/7/2025", "quý III, IV/2026", "cả năm".
    Until { first: Date, last: Date, grain: Grain },
    /// trong N ngày kể từ ngày ban hành
    FromIssue { days: u16 },
    /// hằng tháng, thường xuyên, "trước ngày 18 hằng tháng"
    Recurring,
    /// theo kế hoạch của Bộ, ngay sau khi …: it goes by something else than the calendar.
    Dependent,
    /// Not understood.
    Unread,
}

/// A deadline with what is doubtful about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub deadline: Deadline,
    pub doubt: Option<Doubt>,
}

/// What was guessed of a deadline, or could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A day without its year: this one is meant.
    NoYear(i16),
    /// A year of two digits.
    TwoDigits(i16),
    /// A day with other signs than strokes, as it should be written.
    OtherForm(String),
    Unread,
}

impl Deadline {
    /// Reads whatever is typed; `year` is meant where none is written. Only a day, a month or a quarter that
    /// no calendar has is refused.
    pub fn read(text: &str, year: i16) -> Result<Read, NoSuch> {
        let typed = as_printed(text);
        let moments = moment::moments(&typed, year);
        let moments: Vec<Moment> =
            moments.into_iter().collect::<Result<_, Impossible>>().map_err(|impossible| impossible.what)?;
        let lower = typed.to_lowercase();
        let days: Vec<&Moment> = moments.iter().filter(|moment| is_due(moment, &lower)).collect();
        let (meaning, doubt) = match until(&days) {
            _ if names_month(&lower) => (Meaning::Unread, Some(Doubt::Unread)),
            Some(meaning) => (meaning, days.iter().find_map(|moment| doubt(moment))),
            None => match in_words(&lower, !moments.is_empty()) {
                Meaning::Unread => (Meaning::Unread, Some(Doubt::Unread)),
                meaning => (meaning, None),
            },
        };
        Ok(Read { deadline: Self { typed, meaning }, doubt })
    }

    /// The words, as they are printed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The words as another document has them, which says which plan is meant: "kể từ ngày ban hành Kế hoạch
    /// số 175/KH-UBND", "ngay sau khi Kế hoạch số 175/KH-UBND được ban hành".
    pub fn of_plan(&self, citation: &str) -> String {
        match self.meaning {
            Meaning::FromIssue { .. } => format!("{} {citation}", self.before_plan()),
            _ => self.typed.replace(THIS_PLAN, citation),
        }
    }

    /// The words that stand in any document: those before the name of the plan, or after it.
    pub fn before_plan(&self) -> &str {
        const OWN: [&str; 4] = [THIS_PLAN, "kế hoạch này", "Kế hoạch", "kế hoạch"];
        if let Meaning::FromIssue { .. } = self.meaning {
            let bare = OWN.iter().find_map(|own| self.typed.strip_suffix(own));
            return bare.unwrap_or(&self.typed).trim_end();
        }
        let parts = self.typed.split(THIS_PLAN).map(str::trim);
        parts.max_by_key(|part| part.len()).unwrap_or_default()
    }

    pub fn meaning(&self) -> Meaning {
        self.meaning
    }

    /// Its last day, where it has one; `issued` is the day that "kể từ ngày ban hành" counts from.
    pub fn last_day(&self, issued: Option<Date>) -> Option<Date> {
        match self.meaning {
            Meaning::Until { last, .. } => Some(last),
            Meaning::FromIssue { days } => issued?.checked_add(jiff::Span::new().days(i64::from(days))).ok(),
            Meaning::Recurring | Meaning::Dependent | Meaning::Unread => None,
        }
    }

    /// Whether a text states this deadline as one: the same last day with a word that leads to it, the same
    /// rhythm. That it has the same words somewhere is not enough: "thường xuyên phát sinh" states none.
    pub fn is_said_in(&self, text: &str) -> bool {
        match self.meaning {
            Meaning::Until { last, grain: Grain::Day, .. } => {
                said(text, last).any(|moment| moment.grain == Grain::Day && moment.last_day() == last)
            }
            Meaning::Until { first, last, grain } => said(text, last)
                .any(|moment| (moment.first, moment.last_day(), moment.grain) == (first, last, grain)),
            Meaning::FromIssue { days } => says_from_issue(&text.to_lowercase(), days),
            Meaning::Recurring => states_rhythm(&self.typed.to_lowercase(), &text.to_lowercase()),
            Meaning::Dependent | Meaning::Unread => {
                const DISTINCT: usize = 5;
                self.typed.split_whitespace().count() >= DISTINCT
                    && text.to_lowercase().contains(&self.typed.to_lowercase())
            }
        }
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

/// White space aside, and without the stop that the sentence around it has.
fn as_printed(text: &str) -> String {
    let text = single_spaced(text);
    let bare = text.strip_suffix(['.', ';']).filter(|bare| !bare.ends_with('.') && !bare.ends_with(".v"));
    bare.unwrap_or(&text).trim_end().to_owned()
}

/// The moments of a text that a word leads to.
fn said(text: &str, near: Date) -> impl Iterator<Item = Moment> {
    let moments = moment::moments(text, near.year()).into_iter().filter_map(Result::ok);
    moments.filter(|moment| !moment.recurs && !matches!(moment.lead, Lead::Bare | Lead::From))
}

/// Whether a moment in a deadline says when it is due. The day of a document that it goes by does not.
fn is_due(moment: &Moment, lower: &str) -> bool {
    let goes_by = lower.starts_with("theo ") || lower.contains(" ban hành ") || lower.contains("kể từ ");
    !moment.recurs && moment.lead != Lead::From && !(goes_by && moment.lead == Lead::Bare)
}

fn until(moments: &[&Moment]) -> Option<Meaning> {
    let latest = moments.iter().max_by_key(|moment| moment.last_day())?;
    let first = moments.iter().map(|moment| moment.first).min()?;
    let last = latest.last_day();
    let grain =
        if moments.iter().any(|moment| moment.grain == Grain::Day) { Grain::Day } else { latest.grain };
    Some(Meaning::Until { first: first.min(last), last, grain })
}

fn doubt(moment: &Moment) -> Option<Doubt> {
    match (&moment.other_form, moment.year, moment.grain) {
        (Some(form), ..) => Some(Doubt::OtherForm(form.clone())),
        (None, YearWritten::TwoDigits, _) => Some(Doubt::TwoDigits(moment.first.year())),
        // "cả năm" and "trong quý II" are of the plan's year and of no other.
        (None, YearWritten::Assumed, Grain::Day | Grain::Month) => Some(Doubt::NoYear(moment.first.year())),
        _ => None,
    }
}

/// What says no day.
fn in_words(lower: &str, dated: bool) -> Meaning {
    if let Some(days) = from_issue(lower) {
        return days.map_or(Meaning::Unread, |days| Meaning::FromIssue { days });
    }
    let is_rhythm = |word: &str| time::EVERY.contains(&word);
    if lower.split(|c: char| !c.is_alphanumeric()).any(is_rhythm)
        || time::RHYTHMS.iter().any(|rhythm| lower.contains(rhythm))
        || lower.contains("cuối tháng")
        || lower.contains("cuối quý")
    {
        return Meaning::Recurring;
    }
    if !dated && has_broken_date(lower) {
        return Meaning::Unread;
    }
    let depends = |lead: &&str| lower.starts_with(*lead) || lower.contains(&format!(" {lead}"));
    if dated || time::DEPENDS.iter().any(depends) { Meaning::Dependent } else { Meaning::Unread }
}

/// "tháng Sáu năm 2026": of a month in letters only the year would be understood.
fn names_month(lower: &str) -> bool {
    const MONTHS: [&str; 11] =
        ["giêng", "hai", "ba", "tư", "sáu", "bảy", "tám", "chín", "mười", "mười một", "chạp"];
    lower.match_indices("tháng ").any(|(at, found)| {
        let rest = &lower[at + found.len()..];
        let named = |month: &&str| {
            let after = rest.strip_prefix(*month).map(str::trim_start);
            after.is_some_and(|after| {
                after.is_empty() || after.starts_with([',', '.', ';']) || after.starts_with("năm ")
            })
        };
        MONTHS.iter().any(named)
    })
}

/// "30/6/20226", "31 /6/2026": figures and strokes that were meant as a date and are none.
fn has_broken_date(lower: &str) -> bool {
    lower.split_whitespace().any(|word| {
        let word = word.trim_matches([',', '.', ';', '(', ')']);
        let bare = |c: char| c.is_ascii_digit() || c == '/';
        word.contains('/') && word != "24/7" && word.chars().all(bare)
    })
}

/// Whether a text says so many days from the day of issue of the plan itself.
fn says_from_issue(lower: &str, days: u16) -> bool {
    FROM_ISSUE.iter().any(|from| {
        lower.match_indices(from).any(|(at, found)| {
            let tail = lower[at + found.len()..].trim_start();
            let tail = tail.strip_prefix("kế hoạch").unwrap_or(tail).trim_start();
            let tail = tail.strip_prefix("này").unwrap_or(tail).trim_start();
            let ends = !tail.starts_with(char::is_alphanumeric);
            ends && days_before(&lower[..at]) == Some(Some(days))
        })
    })
}

const FROM_ISSUE: [&str; 4] =
    [" kể từ ngày ký ban hành", " kể từ ngày ban hành", " kể từ khi ban hành", " kể từ ngày ký"];

/// "trong 10 ngày": how many. `None` inside where no number is typed.
fn days_before(lower: &str) -> Option<Option<u16>> {
    let before = lower.strip_suffix(" ngày")?;
    let days = before.split(' ').next_back().and_then(|days| days.parse().ok());
    Some(days.filter(|days| *days > 0))
}

/// "trong 10 ngày kể từ ngày ban hành", of the plan itself: how many days. `None` inside where no number is
/// typed.
fn from_issue(lower: &str) -> Option<Option<u16>> {
    let (before, tail) = FROM_ISSUE.iter().find_map(|from| lower.split_once(from))?;
    // "… ban hành Nghị quyết của HĐND" counts from another day.
    if !["", "kế hoạch", "kế hoạch này"].contains(&tail.trim().trim_end_matches('.')) {
        return None;
    }
    // Working days, weeks and months are not counted: which day they end on nobody may guess.
    Some(days_before(before).flatten())
}

/// "Định kỳ hằng quý tổng hợp …", "hằng quý" beside "việc": the rhythm of what is done, not of something in it.
fn states_rhythm(typed: &str, text: &str) -> bool {
    let every = |text: &str| text.replace("hàng ", "hằng ");
    let (typed, text) = (every(typed), every(text));
    let core = typed.trim_start_matches("định kỳ").trim();
    if !core.starts_with("hằng ") {
        return false;
    }
    text.match_indices(core).any(|(at, found)| {
        let (before, after) = (text[..at].trim_end(), text[at + found.len()..].trim_start());
        let begins = before.is_empty() || before.ends_with([',', ';', '.', ':', '(']);
        begins || before.ends_with("định kỳ") || after.starts_with("việc ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::values::short_date;

    fn read(text: &str) -> Read {
        Deadline::read(text, 2026).unwrap_or_else(|no_such| panic!("{text}: {no_such}"))
    }

    fn last(text: &str) -> String {
        read(text).deadline.last_day(None).map_or_else(|| "-".to_owned(), short_date)
    }

    #[test]
    fn ordinary_deadlines_have_their_last_day() {
        for (typed, day) in [
            ("trước 15/7/2025", "14/7/2025"),
            ("trước ngày 01/3/2026", "28/02/2026"),
            ("hoàn thành trước ngày 15/7/2026", "14/7/2026"),
            ("Hoàn thành đấu thầu, thi công xong trước ngày 01/01/2030", "31/12/2029"),
            ("chậm nhất ngày 25/7/2026", "25/7/2026"),
            ("chậm nhất là ngày 25/7/2026", "25/7/2026"),
            ("không quá ngày 25/7/2026", "25/7/2026"),
            ("30/11/2026", "30/11/2026"),
            ("ngày 30 tháng 11 năm 2026", "30/11/2026"),
            ("trước ngày 15 tháng 8 năm 2026", "14/8/2026"),
            ("trước 15/3, 15/6/2026", "14/6/2026"),
            ("trước ngày 15/6 và ngày 15/12/2026", "14/12/2026"),
            ("trước ngày 10/12", "09/12/2026"),
            ("từ ngày 01/7/2026 đến ngày 30/9/2026", "30/9/2026"),
            ("01/7/2026 - 30/9/2026", "30/9/2026"),
            ("đến hết tháng 8/2025", "31/8/2025"),
            ("trong tháng 02/2028", "29/02/2028"),
            ("Tháng 9, 10/2026", "31/10/2026"),
            ("tháng 9 - 11 năm 2027", "30/11/2027"),
            ("xong trong quý II", "30/6/2026"),
            ("Xong trong Quý II/2026", "30/6/2026"),
            ("quý III, IV/2026", "31/12/2026"),
            ("Quý I-II/2027", "30/6/2027"),
            ("quý III và quý IV năm 2026", "31/12/2026"),
            ("trước quý III/2026", "30/6/2026"),
            ("quý IV/2026 - quý II/2027; cập nhật hằng năm", "30/6/2027"),
            ("Cả năm 2025", "31/12/2025"),
            ("cả năm", "31/12/2026"),
            ("trong năm 2026", "31/12/2026"),
            ("đến năm 2030", "31/12/2030"),
            ("hết 2026", "31/12/2026"),
            ("giai đoạn 2026-2030", "31/12/2030"),
            ("2027 – 2029", "31/12/2029"),
            ("6 tháng đầu năm 2026", "30/6/2026"),
            ("6 tháng cuối năm", "31/12/2026"),
            ("9 tháng đầu năm 2026", "30/9/2026"),
        ] {
            assert_eq!(last(typed), day, "{typed}");
            assert_eq!(read(typed).deadline.typed(), typed);
        }
    }

    #[test]
    fn what_has_no_last_day_is_told_apart() {
        for (typed, meaning) in [
            ("Thường xuyên", Meaning::Recurring),
            ("hàng năm", Meaning::Recurring),
            ("6 tháng một lần", Meaning::Recurring),
            ("trước ngày 18 hằng tháng", Meaning::Recurring),
            ("trước ngày 10/12 hằng năm", Meaning::Recurring),
            ("định kỳ, đột xuất", Meaning::Recurring),
            ("Theo kế hoạch của Bộ Công Thương", Meaning::Dependent),
            ("theo Kế hoạch số 15/KH-BTC ngày 10/3/2025 của Bộ Tài chính", Meaning::Dependent),
            ("theo tiến độ dự án", Meaning::Dependent),
            ("ngay sau khi Kế hoạch được ban hành", Meaning::Dependent),
            ("chậm nhất 05 ngày làm việc kể từ ngày nhận được hồ sơ", Meaning::Dependent),
            ("trong 10 ngày kể từ ngày ban hành Nghị quyết của HĐND", Meaning::Dependent),
            ("trong 10 ngày kể từ ngày ban hành", Meaning::FromIssue { days: 10 }),
            ("Trong 05 ngày kể từ ngày ban hành Kế hoạch này", Meaning::FromIssue { days: 5 }),
            ("trước kỳ họp giữa năm của HĐND", Meaning::Dependent),
            ("sớm nhất có thể", Meaning::Unread),
            ("trong 0 ngày kể từ ngày ban hành", Meaning::Unread),
            ("trong 15 ngày kể từ ngày ký", Meaning::FromIssue { days: 15 }),
            ("trong 15 ngày kể từ ngày ký ban hành Kế hoạch này", Meaning::FromIssue { days: 15 }),
            ("trong vòng 1 tháng kể từ ngày ban hành Kế hoạch", Meaning::Unread),
            ("trong 15 ngày làm việc kể từ ngày ban hành", Meaning::Unread),
            ("tháng Sáu năm 2026", Meaning::Unread),
            ("trước ngày 30 tháng sáu năm 2026", Meaning::Unread),
            ("trước ngày 30/6/20226", Meaning::Unread),
            ("trước ngày 31 /6/2026", Meaning::Unread),
            ("theo Nghị quyết số 12/2025/NQ-HĐND", Meaning::Dependent),
            ("trực 24/7 khi có yêu cầu", Meaning::Dependent),
        ] {
            let Read { deadline, doubt } = read(typed);
            assert_eq!(deadline.meaning(), meaning, "{typed}");
            assert_eq!(deadline.typed(), typed);
            assert_eq!(doubt.is_some(), meaning == Meaning::Unread, "{typed}");
        }
    }

    #[test]
    fn what_is_guessed_is_said() {
        let doubt = |typed| read(typed).doubt;
        assert_eq!(doubt("trước ngày 10/12"), Some(Doubt::NoYear(2026)));
        assert_eq!(doubt("trước 11/7/25"), Some(Doubt::TwoDigits(2025)));
        assert_eq!(doubt("tháng 9/25"), Some(Doubt::TwoDigits(2025)));
        assert_eq!(doubt("đến 2-7-2026"), Some(Doubt::OtherForm("02/7/2026".to_owned())));
        assert_eq!(doubt("trước ngày 10/12/2026"), None);
        assert_eq!(doubt("cả năm"), None);
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for (wrong, said) in [
            ("trước 31/6/2025", "tháng 6 chỉ có 30 ngày"),
            ("hoàn thành xong trước ngày 30/02/2026", "tháng 2 năm 2026 chỉ có 28 ngày"),
            ("31-6-2025", "tháng 6 chỉ có 30 ngày"),
            ("chậm nhất 1/13/2025", "không có tháng 13"),
            ("trước ngày 31/6", "tháng 6 chỉ có 30 ngày"),
            ("trước ngày 31 tháng 6", "tháng 6 chỉ có 30 ngày"),
            ("đến hết tháng 13/2025", "không có tháng 13"),
            ("tháng 0/2025", "không có tháng 0"),
            ("xong trong quý IX", "không có quý IX"),
            ("quý III, V/2025", "không có quý V"),
            ("quý 5/2025", "không có quý 5"),
        ] {
            let no_such = Deadline::read(wrong, 2025).expect_err(wrong);
            assert_eq!(no_such.to_string(), said, "{wrong}");
        }
    }

    #[test]
    fn a_text_states_a_deadline_only_as_one() {
        let said = |typed, text| read(typed).deadline.is_said_in(text);
        assert!(said("trước 10/12/2026", "báo cáo UBND tỉnh (qua Sở Tài chính) trước ngày 10/12/2026."));
        assert!(said("trước 10/12/2026", "Báo cáo chậm nhất ngày 09/12/2026."));
        assert!(!said("trước 10/12/2026", "Thực hiện Quyết định số 5/QĐ-UBND ngày 10/12/2026."));
        assert!(!said("trước 10/12/2026", "Báo cáo trước ngày 15/12/2026."));
        assert!(said("hằng quý", "Định kỳ hằng quý tổng hợp kiến nghị."));
        assert!(said("hàng quý", "Duy trì hằng quý việc đối thoại."));
        assert!(!said("hằng năm", "Giảm chi phí tuân thủ hằng năm của doanh nghiệp."));
        assert!(!said("thường xuyên", "Giảm thời gian của thủ tục thường xuyên phát sinh hồ sơ."));
        assert!(!said("năm 2026", "Nâng chỉ số PCI năm 2026."));
        assert!(said("quý IV/2026", "Hoàn thành trong quý IV năm 2026."));
        assert!(!said("quý IV/2026", "Đối chiếu số liệu quý IV/2026."));
        assert!(said(
            "trong 10 ngày kể từ ngày ban hành",
            "Xây dựng kế hoạch trong thời hạn 10 ngày kể từ ngày ban hành Kế hoạch này."
        ));
        assert!(!said("trong 10 ngày kể từ ngày ban hành", "Trả kết quả trong 10 ngày."));
        let other = [
            "Rà soát trong 10 ngày kể từ ngày ban hành Nghị quyết của HĐND tỉnh.",
            "Rà soát trong 110 ngày kể từ ngày ban hành.",
            "Rà soát trong 10 ngày làm việc kể từ ngày ban hành.",
        ];
        assert!(other.iter().all(|text| !said("trong 10 ngày kể từ ngày ban hành", text)));
        let own = "Lập kế hoạch trong 05 ngày kể từ ngày ban hành Kế hoạch này, báo cáo UBND tỉnh.";
        assert!(said("trong 5 ngày kể từ ngày ban hành", own));
    }

    #[test]
    fn in_another_document_the_plan_is_named() {
        let there = |typed| read(typed).deadline.of_plan("Kế hoạch số 5/KH-UBND");
        let from = "trong 10 ngày kể từ ngày ban hành Kế hoạch số 5/KH-UBND";
        assert_eq!(there("trong 10 ngày kể từ ngày ban hành"), from);
        assert_eq!(there("trong 10 ngày kể từ ngày ban hành Kế hoạch này"), from);
        assert_eq!(
            there("ngay sau khi Kế hoạch này có hiệu lực"),
            "ngay sau khi Kế hoạch số 5/KH-UBND có hiệu lực"
        );
        assert_eq!(there("theo kế hoạch của Bộ"), "theo kế hoạch của Bộ");
    }

    #[test]
    fn the_stop_of_the_sentence_around_it_is_none_of_its_own() {
        assert_eq!(read("theo kế hoạch của Bộ.").deadline.typed(), "theo kế hoạch của Bộ");
        assert_eq!(
            read("theo kế hoạch của Bộ, ngành ...").deadline.typed(),
            "theo kế hoạch của Bộ, ngành ..."
        );
    }
}

//! Kế hoạch năm mới: the plan of a year → a draft for a later one. What time alone decides is
//! carried out; what a person must decide is left as it was, or blank, and marked.

pub mod answers;
mod carried;
pub mod questions;
mod successors;

use std::path::Path;

use jiff::civil::Date;

use super::gone::{gone_names, named};
use super::{Draft, cited};
use crate::content::emit;
use crate::content::emit::writer::Remark;
use crate::content::raw::{RawAnnexKind, RawMarks, RawPlan, RawSignature, RawSigningForm, RawStatus, Text};
use crate::content::yaml::{self, Located};
use crate::model::agency::{PlanId, Registry};
use crate::model::plan::Plan;
use crate::model::{Agency, Province};
use crate::text::date::padded_month;
use crate::text::values::{IssueDate, short_date};

/// The draft of a plan for `year`, made from `old`. `date` is the day of issue as far as it is known: on it, or
/// on the first day it can be, the agencies of the draft exist. `None` where the file of the old plan has
/// errors: what cannot be read would be left out.
pub fn draft(
    province: &Province,
    old: &Plan,
    year: i16,
    date: Option<IssueDate>,
    content: &Path,
) -> Option<Draft> {
    let raw: RawPlan = yaml::parse(&old.place.source, &mut Vec::new())?;
    let carry = NextYear { accepted: raw.accepted.len(), ..NextYear::new(province, old, year, date) };
    let plan = carry.plan(raw, date);
    let (text, decisions) = emit::plan(&plan, &carry).below(&carry.heading());
    let path = content.join(year.to_string()).join(carry.file_name(&plan.id));
    Some(Draft { path, text, decisions })
}

struct NextYear<'p> {
    province: &'p Province,
    old: &'p Plan,
    year: i16,
    day: Date,
    /// The day, or its month, was given.
    dated_draft: bool,
    /// Names of what no longer exists on the day.
    gone: Vec<String>,
    /// How many findings its file has accepted.
    accepted: usize,
}

impl<'p> NextYear<'p> {
    fn new(province: &'p Province, old: &'p Plan, year: i16, date: Option<IssueDate>) -> Self {
        let day = date.unwrap_or(IssueDate::year_only(year)).resolution_day();
        let gone = gone_names(&province.registry, old.official.date.resolution_day(), day);
        Self { province, old, year, day, dated_draft: date.is_some(), gone, accepted: 0 }
    }

    fn registry(&self) -> &'p Registry {
        &self.province.registry
    }

    /// The old plan with its top level made new. The lists below it change on their way out.
    fn plan(&self, old: RawPlan, date: Option<IssueDate>) -> RawPlan {
        let mut annexes = old.annexes;
        for annex in &mut annexes {
            if matches!(annex.kind, RawAnnexKind::PhanCong | RawAnnexKind::NhiemVu) {
                annex.title = new_text(&self.raise_title(&annex.title));
            }
        }
        let day = |date: IssueDate| match (date.full(), date.month) {
            (Some(full), _) => Some(short_date(full)),
            (None, Some(month)) => Some(format!("{}/{}", padded_month(month), date.year)),
            (None, None) => None,
        };
        RawPlan {
            id: new_text(self.free_id().as_str()),
            year: new_text(&self.year.to_string()),
            excerpt: false,
            number: None,
            date: date.and_then(day).map(|date| new_text(&date)),
            status: RawStatus::DuThao,
            subject: new_text(&self.raise_title(&old.subject)),
            annexes,
            signature: RawSignature {
                form: RawSigningForm::ChuaRo,
                position: None,
                name: None,
                ..old.signature
            },
            marks: RawMarks::default(),
            accepted: Vec::new(),
            ..old
        }
    }

    /// The id of the old plan without its number, with the new year: kh-175-2025 → kh-2026.
    fn free_id(&self) -> PlanId {
        let number = self.old.official.number.map(|number| number.to_string());
        let year = self.old.year.to_string();
        let kept = self.old.id.as_str().split('-');
        let kept = kept.filter(|part| *part != year && Some(*part) != number.as_deref());
        let mut parts: Vec<&str> = kept.collect();
        let year = self.year.to_string();
        parts.push(&year);
        let first = parts.join("-");
        let others = (2..).map(|n| PlanId::new(&format!("{first}-{n}")));
        let mut all = std::iter::once(PlanId::new(&first)).chain(others);
        all.find(|id| self.province.plan(id).is_none()).unwrap_or_else(|| self.old.id.clone())
    }

    /// The file keeps its name from year to year, but for the year or the id in it.
    fn file_name(&self, id: &str) -> String {
        let stem = self.old.place.source.path.file_stem().map(|stem| stem.to_string_lossy());
        let stem = stem.unwrap_or_default();
        let name = if stem.contains(self.old.id.as_str()) {
            stem.replace(self.old.id.as_str(), id)
        } else {
            stem.replace(&self.old.year.to_string(), &self.year.to_string())
        };
        format!("{}.yaml", if name.is_empty() { id } else { &name })
    }

    /// "năm 2025" → "năm 2026" in a title; other figures there may be parts of names.
    fn raise_title(&self, title: &str) -> String {
        title.replace(&format!("năm {}", self.old.year), &format!("năm {}", self.year))
    }

    fn heading(&self) -> Vec<Remark> {
        let old = cited(self.old);
        let day = short_date(self.day);
        let mut heading = vec![
            Remark::Suggest("yaml-language-server: $schema=../luoc-do/ke-hoach.schema.json".to_owned()),
            Remark::Suggest(String::new()),
            Remark::Note(format!(
                "Bản nháp kế hoạch năm {}, lập từ {old}. Câu chữ còn nguyên của kế hoạch cũ; cơ quan đã \
                 đổi theo cơ quan kế thừa vào ngày {day}.",
                self.year
            )),
            Remark::Note(
                "Chỗ nào cần người quyết định thì ngay phía trên có dòng chú thích mở đầu bằng chữ CẦN QUYẾT ĐỊNH; làm \
                 xong thì xóa dòng ấy. Dòng gợi ý có dấu # ở đầu: bỏ dấu # để dùng. Kiểm tra lại bằng: kehoach kiem-tra"
                    .to_owned(),
            ),
        ];
        heading.extend(self.leaving_soon().into_iter().map(|agency| {
            let until = agency.until.map(short_date).unwrap_or_default();
            let after = successors::names(&self.successors(agency, agency.until.and_then(|day| day.tomorrow().ok())));
            Remark::Decide(format!(
                "“{}” được giao việc nhưng chỉ tồn tại đến {until} (kế thừa: {after}); nếu ban hành sau ngày đó thì xóa \
                 tệp này và tạo lại với --date",
                agency.name
            ))
        }));
        heading
    }

    /// Agencies named in the plan that exist on the day but not to the end of the year.
    fn leaving_soon(&self) -> Vec<&'p Agency> {
        let named = named(self.old);
        let leaves = |agency: &&Agency| {
            agency.exists_on(self.day) && agency.until.is_some_and(|until| until.year() == self.year)
        };
        self.registry().agencies().iter().filter(|agency| named.contains(&agency.id)).filter(leaves).collect()
    }

    /// Years in a text that were near when the old plan was made: results, deadlines, citations.
    fn dated(&self, text: &str) -> Vec<i16> {
        let mut years: Vec<i16> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4)
            .filter_map(|digits| digits.parse().ok())
            .filter(|year| (self.old.year - 1..self.year).contains(year))
            .collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

/// A value that stands in no file yet.
fn new_text(text: &str) -> Text {
    Located::new(text.to_owned(), 0..0)
}

//! How the values of the old plan go into the new file.

use super::super::gone::mentions;
use super::{NextYear, new_text};
use crate::content::emit::carry::{Carried, Carry};
use crate::content::emit::writer::{Remark, flow};
use crate::content::raw::{
    DueForm, PartyForm, RawDue, RawHeading, RawIndicator, RawNamed, RawPartDue, RawParty, Text,
};
use crate::content::yaml::Located;
use crate::model::plan::{Annex, Heading, Indicator};
use crate::official::Marks;
use crate::text::date::padded_month;
use crate::text::deadline::{Deadline, Meaning};
use crate::text::values::short_date;

impl<'p> NextYear<'p> {
    /// The same deadline as many years later; `None` where it stays what it is: counted in days, recurring,
    /// of a longer period.
    fn raised(&self, typed: &str) -> Option<String> {
        if typed.trim().to_lowercase().starts_with("giai đoạn") {
            return None;
        }
        let step = self.year - self.old.year;
        let near = (self.old.year - 1..=self.old.year + 1).rev();
        let raised = near.fold(typed.trim().to_owned(), |text, year| {
            text.replace(&year.to_string(), &(year + step).to_string())
        });
        // 29/02 of a leap year.
        let no_such_day = Deadline::read(&raised, self.year).is_err();
        let raised =
            if no_such_day { raised.replace("29/02/", "28/02/").replace("29/2/", "28/02/") } else { raised };
        (raised != typed.trim()).then_some(raised)
    }

    /// Whether the days that a deadline meant in the old plan are over in the new year.
    fn is_past(&self, typed: &str) -> bool {
        let read = Deadline::read(typed, self.old.year);
        read.is_ok_and(|read| match read.deadline.meaning() {
            Meaning::Until { last, .. } => last.year() < self.year,
            _ => false,
        })
    }

    /// The indicator of the old plan that stands where this one does, with its heading.
    fn read(&self, raw: &RawIndicator) -> Option<(&'p Heading, &'p Indicator)> {
        let at = raw.change.as_ref().unwrap_or(&raw.value).range().start;
        let all =
            self.old.headings().flat_map(|heading| heading.indicators.iter().map(move |one| (heading, one)));
        all.into_iter().find(|(_, indicator)| indicator.place.start == at)
    }

    /// What was to be reached, of what, and what was.
    fn told(&self, raw: &RawIndicator) -> String {
        let Some((heading, indicator)) = self.read(raw) else {
            return format!("chỉ tiêu năm {} (năm {}: {})", self.year, self.old.year, *raw.value);
        };
        let title = heading.title.text();
        let published = heading.family.as_deref().filter(|_| indicator.name.is_none());
        let published = published.and_then(|family| self.province.published(family, self.old.year, title));
        let published =
            published.map(|score| format!("; kết quả đã công bố: {score} điểm")).unwrap_or_default();
        let named = indicator.name.as_deref().unwrap_or(title);
        let old = indicator.told();
        format!("chỉ tiêu năm {} của “{named}” (năm {}: {old}{published})", self.year, self.old.year)
    }

    /// The same indicator without its value: `{ten: …, gia_tri: , so_voi: 2025}`.
    fn blank(&self, raw: &RawIndicator) -> String {
        let RawIndicator { name, value: _, unit, scale, bound, year, change: _, base_year } = raw;
        let bound = bound.and_then(|bound| serde_json::to_value(bound).ok());
        let is_later = |year: &&Text| year.trim().parse().is_ok_and(|year: i16| year >= self.year);
        let is_usual = |year: &Text| year.trim().parse().is_ok_and(|year: i16| year == self.old.year - 1);
        let base = base_year.as_ref().filter(|year| !is_usual(year)).map(ToString::to_string);
        let value = |text: Option<&Text>| text.map(|text| flow(text));
        let keys = [
            ("ten", value(name.as_ref())),
            ("gia_tri", Some(String::new())),
            ("don_vi", value(unit.as_ref())),
            ("thang", value(scale.as_ref())),
            ("chieu", bound.as_ref().and_then(|bound| bound.as_str()).map(ToOwned::to_owned)),
            ("nam", value(year.as_ref().filter(is_later))),
            ("so_voi", Some(base.unwrap_or_else(|| self.old.year.to_string()))),
        ];
        let keys = keys.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?)));
        format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
    }
}

impl Carry for NextYear<'_> {
    fn on_key(&self, key: &str) -> Vec<Remark> {
        let old = &self.old.official;
        let decide = |what: String| vec![Remark::Decide(what)];
        match key {
            "so" => vec![Remark::Note("Số văn bản: ghi khi ban hành.".to_owned()), suggest("so:")],
            "ngay" => {
                let day = short_date(self.day);
                let what = format!("ngày ban hành; cơ quan trong tệp được lấy theo ngày {day}");
                let month = padded_month(old.date.month.unwrap_or(1));
                let line = format!("ngay: {month}/{}", self.year);
                std::iter::once(Remark::Decide(what))
                    .chain((!self.dated_draft).then(|| suggest(&line)))
                    .collect()
            }
            "trich_yeu" if self.raise_title(&old.subject) != old.subject => {
                decide(format!("xem lại trích yếu: đã đổi năm {} thành {}", self.old.year, self.year))
            }
            "phu_luc"
                if self.old.annexes.iter().any(|annex| match annex {
                    Annex::Generated(spec) => self.raise_title(&spec.title) != spec.title,
                    Annex::Written { .. } => false,
                }) =>
            {
                decide(format!("xem lại tiêu đề phụ lục: đã đổi năm {} thành {}", self.old.year, self.year))
            }
            "luu" => vec![Remark::Note("Xem lại ký hiệu phòng và người soạn thảo.".to_owned())],
            "ky" => {
                let name = old.signature.name.as_deref().unwrap_or("không ghi tên");
                decide(format!(
                    "hình thức ký và họ tên người ký (năm {}: {name}); hinh_thuc: cap_truong, ky_thay, …",
                    self.old.year
                ))
            }
            "chap_nhan" if self.accepted > 0 => vec![Remark::Note(format!(
                "{:02} điều đã chấp nhận ở kế hoạch cũ không mang sang: câu chữ của năm mới được xem lại từ đầu.",
                self.accepted
            ))],
            "dau_hieu" if old.marks != Marks::default() => {
                decide("dấu mức độ khẩn, phạm vi lưu hành của kế hoạch cũ đã bỏ; cần thì ghi lại".to_owned())
            }
            _ => Vec::new(),
        }
    }

    fn on_text(&self, text: &str) -> Vec<Remark> {
        let years: Vec<String> = self.dated(text).iter().map(ToString::to_string).collect();
        let found: Vec<&String> = self.gone.iter().filter(|name| mentions(text, name)).collect();
        // "huyện" says nothing more where "UBND các huyện, thành phố" is named.
        let part = |name: &str| found.iter().any(|other| other.as_str() != name && mentions(other, name));
        let gone: Vec<String> =
            found.iter().filter(|name| !part(name)).map(|name| format!("“{name}”")).collect();
        let mut reasons = Vec::new();
        if !years.is_empty() {
            reasons.push(format!("có năm {}", years.join(", ")));
        }
        if !gone.is_empty() {
            reasons.push(format!("nhắc {} nay không còn", gone.join(", ")));
        }
        if reasons.is_empty() { Vec::new() } else { vec![decide_text(&reasons)] }
    }

    fn parties(&self, key: &str, parties: &[RawParty]) -> Carried<Vec<RawParty>> {
        let mut carried = Carried::same(Vec::new());
        for party in parties {
            let (id, scope) = match party.value() {
                PartyForm::Id(id) => (id.as_str(), None),
                PartyForm::Full(RawNamed { id: Some(id), outside: None, scope }) => {
                    (id.as_str(), scope.as_ref())
                }
                PartyForm::Full(_) => {
                    add(&mut carried.value, party.clone());
                    continue;
                }
            };
            let (ids, remark) = self.carry_name(id.trim());
            ids.iter().for_each(|id| add(&mut carried.value, party_of(id, scope)));
            carried.remarks.extend(remark);
        }
        if carried.value.is_empty() && key == "chu_tri" && !parties.is_empty() {
            let issuer = &self.old.issuer;
            let names: Vec<&str> = parties.iter().map(|party| party.name()).collect();
            let what =
                format!("cơ quan chủ trì (năm {}: {}); tạm ghi {issuer}", self.old.year, names.join(", "));
            carried.remarks.push(Remark::Decide(what));
            carried.value.push(party_of(issuer.as_str(), None));
        }
        carried
    }

    fn agencies(&self, ids: &[Text]) -> Carried<Vec<Text>> {
        let mut carried = Carried::same(Vec::<Text>::new());
        for id in ids {
            let (next, remark) = self.carry_name(id.trim());
            let new = next.iter().map(|id| new_text(id));
            for id in new {
                if !carried.value.contains(&id) {
                    carried.value.push(id);
                }
            }
            carried.remarks.extend(remark);
        }
        carried
    }

    fn single(&self, id: &Text) -> Carried<Option<Text>> {
        let (next, remark) = self.carry_name(id.trim());
        Carried { value: next.first().map(|id| new_text(id)), remarks: remark.into_iter().collect() }
    }

    fn indicators(&self, heading: &RawHeading) -> Carried<Vec<RawIndicator>> {
        let mut remarks: Vec<Remark> =
            heading.indicators.iter().map(|one| Remark::Decide(self.told(one))).collect();
        match heading.indicators.as_slice() {
            [only] => remarks.push(suggest(&format!("chi_tieu: [{}]", self.blank(only)))),
            several => {
                remarks.push(suggest("chi_tieu:"));
                remarks.extend(several.iter().map(|one| suggest(&format!("  - {}", self.blank(one)))));
            }
        }
        Carried { value: Vec::new(), remarks }
    }

    /// One that has to be decided takes the whole list with it: of a task there is one `thoi_han`.
    fn dues(&self, dues: &[RawDue]) -> Carried<Vec<RawDue>> {
        let told = |due: &RawDue| {
            let part = part(due).map(|part| format!(" ({})", part.trim())).unwrap_or_default();
            format!("thời hạn{part} (năm {}: {})", self.old.year, due.words().trim())
        };
        let (raised, kept): (Vec<&RawDue>, Vec<&RawDue>) =
            dues.iter().partition(|due| self.raised(due.words()).is_some());
        let mut remarks: Vec<Remark> = raised.iter().map(|due| Remark::Decide(told(due))).collect();
        // Days of no year are of the new plan's from now on.
        let undated = kept.into_iter().filter(|due| self.is_past(due.words()));
        remarks.extend(undated.map(|due| Remark::Decide(format!("xem lại {}", told(due)))));
        if raised.is_empty() {
            return Carried { value: dues.to_vec(), remarks };
        }
        let next = |due: &RawDue| self.raised(due.words()).unwrap_or_else(|| due.words().trim().to_owned());
        match dues {
            [only] if part(only).is_none() => remarks.push(suggest(&format!("thoi_han: {}", next(only)))),
            several => {
                remarks.push(suggest("thoi_han:"));
                remarks.extend(several.iter().map(|due| {
                    let by = flow(&next(due));
                    let item = match part(due) {
                        Some(part) => format!("{{phan: {}, han: {by}}}", flow(part)),
                        None => by,
                    };
                    suggest(&format!("  - {item}"))
                }));
            }
        }
        Carried { value: Vec::new(), remarks }
    }
}

fn part(due: &RawDue) -> Option<&Text> {
    match due.value() {
        DueForm::Whole(_) => None,
        DueForm::Part(RawPartDue { part, .. }) => Some(part),
    }
}

fn party_of(id: &str, scope: Option<&Text>) -> RawParty {
    let form = match scope {
        None => PartyForm::Id(id.to_owned()),
        Some(scope) => {
            PartyForm::Full(RawNamed { id: Some(new_text(id)), outside: None, scope: Some(scope.clone()) })
        }
    };
    Located::new(form, 0..0)
}

fn suggest(line: &str) -> Remark {
    Remark::Suggest(line.to_owned())
}

fn decide_text(reasons: &[String]) -> Remark {
    Remark::Decide(format!("xem lại câu chữ: {}", reasons.join("; ")))
}

fn add(parties: &mut Vec<RawParty>, party: RawParty) {
    if !parties.iter().any(|known| known.name() == party.name()) {
        parties.push(party);
    }
}

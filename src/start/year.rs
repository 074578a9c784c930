//! Kế hoạch năm mới: the plan of a year → a draft for a later one. What time alone decides is
//! carried out; what a person must decide is left as it was, or blank, and marked.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use super::carry::{Carried, Carry};
use super::emit::{self, id};
use super::gone::{gone_names, mentions, named};
use super::writer::Remark;
use super::{Draft, cited};
use crate::model::agency::{AgencyKind, PlanId, Registry};
use crate::model::plan::{Annex, Assignee, Due, Heading, Indicator, Party, Plan};
use crate::model::{Agency, AgencyId, Group, Province};
use crate::official::{Marks, SignatureSpec, SigningForm, State};
use crate::text::date::padded_month;
use crate::text::deadline::{Deadline, Meaning};
use crate::text::values::{IssueDate, short_date};

/// The draft of `year`'s main plan, made from `old`. `date` is the day of issue as far as it is
/// known: on it, or on the first day it can be, the agencies of the draft exist.
pub fn draft(province: &Province, old: &Plan, year: i16, date: Option<IssueDate>, content: &Path) -> Draft {
    let carry = NextYear::new(province, old, year, date);
    let plan = carry.plan(date);
    let (text, decisions) = emit::plan(&plan, &carry, &carry.heading());
    // A year may have several plans: the others are called by their ids.
    let name = match province.plans_of(year).next() {
        None => "ke-hoach-tinh".to_owned(),
        Some(_) => plan.id.to_string(),
    };
    let path = content.join(year.to_string()).join(format!("{name}.yaml"));
    Draft { path, text, decisions }
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
}

impl<'p> NextYear<'p> {
    fn new(province: &'p Province, old: &'p Plan, year: i16, date: Option<IssueDate>) -> Self {
        let day = date.unwrap_or(IssueDate::year_only(year)).resolution_day();
        let gone = gone_names(&province.registry, old.official.date.resolution_day(), day);
        Self { province, old, year, day, dated_draft: date.is_some(), gone }
    }

    fn registry(&self) -> &'p Registry {
        &self.province.registry
    }

    /// The old plan with its top level made new. The lists below it change on their way out.
    fn plan(&self, date: Option<IssueDate>) -> Plan {
        let mut plan = self.old.clone();
        plan.id = self.free_id();
        plan.year = self.year;
        plan.excerpt = false;
        plan.official.number = None;
        plan.official.date = date.unwrap_or(IssueDate::year_only(self.year));
        plan.official.status = State::Draft;
        plan.official.marks = Marks::default();
        plan.official.signature = SignatureSpec {
            form: SigningForm::Unknown,
            position: None,
            name: None,
            ..plan.official.signature
        };
        plan.official.subject = self.raise_title(&plan.official.subject);
        for annex in &mut plan.annexes {
            if let Annex::Generated(spec) = annex {
                spec.title = self.raise_title(&spec.title);
            }
        }
        plan
    }

    fn free_id(&self) -> PlanId {
        let taken = |id: &PlanId| self.province.plan(id).is_some();
        let first = PlanId::new(&format!("kh-{}", self.year));
        let others = (2..).map(|n| PlanId::new(&format!("kh-{}-{n}", self.year)));
        std::iter::once(first).chain(others).find(|id| !taken(id)).unwrap_or_else(|| self.old.id.clone())
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
                 xong thì xóa dòng ấy. Dòng gợi ý có dấu # ở đầu: bỏ dấu # để dùng. Kiểm tra lại bằng: kehoach check"
                    .to_owned(),
            ),
        ];
        heading.extend(self.leaving_soon().into_iter().map(|agency| {
            let until = agency.until.map(short_date).unwrap_or_default();
            let after = names(&self.successors(agency, agency.until.and_then(|day| day.tomorrow().ok())));
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

    /// The agencies that have taken over from one, directly or through others, by the day.
    fn successors(&self, agency: &Agency, day: Option<Date>) -> Vec<&'p Agency> {
        let day = day.unwrap_or(self.day);
        let mut seen = BTreeSet::new();
        let mut open: Vec<&AgencyId> = agency.successors.iter().rev().collect();
        let mut found: Vec<&Agency> = Vec::new();
        while let Some(id) = open.pop() {
            let Some(next) = self.registry().agency(id).filter(|_| seen.insert(id.clone())) else { continue };
            if next.exists_on(day) {
                found.push(next);
            } else {
                open.extend(next.successors.iter().rev());
            }
        }
        found
    }

    fn carry_one(&self, party: &Party, carried: &mut Carried<Vec<Party>>) {
        let mut put = |who: Assignee| add(&mut carried.value, Party { who, scope: party.scope.clone() });
        match &party.who {
            Assignee::Outside(_) => put(party.who.clone()),
            Assignee::Agency(id) => {
                let Some(agency) = self.registry().agency(id) else { return };
                if agency.exists_on(self.day) {
                    return put(party.who.clone());
                }
                let next = self.successors(agency, None);
                next.iter().for_each(|agency| put(Assignee::Agency(agency.id.clone())));
                carried.remarks.push(replaced(agency, &next, self.day));
            }
            Assignee::Group(id) => {
                match self.registry().group(id).and_then(|group| self.replacement(group)) {
                    Some((parties, remark)) => {
                        parties.into_iter().for_each(&mut put);
                        carried.remarks.push(remark);
                    }
                    None => put(party.who.clone()),
                }
            }
        }
    }

    /// What stands for a group that has lost all its members; `None` where it has some, or had none.
    fn replacement(&self, group: &Group) -> Option<(Vec<Assignee>, Remark)> {
        let registry = self.registry();
        let before = registry.members(group, self.old.official.date.resolution_day());
        if before.is_empty() || !registry.members(group, self.day).is_empty() {
            return None;
        }
        let mut next: Vec<&Agency> = Vec::new();
        for agency in before.iter().flat_map(|agency| self.successors(agency, None)) {
            if !next.iter().any(|known| known.id == agency.id) {
                next.push(agency);
            }
        }
        let kinds: BTreeSet<AgencyKind> = next.iter().map(|agency| agency.kind).collect();
        // A group of the same kinds that has every successor says the same in one word.
        let same = |other: &&Group| {
            let members = registry.members(other, self.day);
            !next.is_empty()
                && next.iter().all(|agency| members.iter().any(|member| member.id == agency.id))
                && members.iter().all(|member| kinds.contains(&member.kind))
        };
        let gone = format!("nhóm “{}” không còn cơ quan nào vào ngày {}", group.name, short_date(self.day));
        Some(match registry.groups().find(same) {
            Some(other) => {
                let what = format!("{gone}; đã thay bằng nhóm “{}”", other.name);
                (vec![Assignee::Group(other.id.clone())], Remark::Decide(what))
            }
            None => {
                let what = format!("{gone}; đã ghi {:02} cơ quan kế thừa, bỏ bớt nếu cần", next.len());
                (
                    next.iter().map(|agency| Assignee::Agency(agency.id.clone())).collect(),
                    Remark::Decide(what),
                )
            }
        })
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

    /// The same deadline as many years later, in the words in which it is typed.
    fn raised(&self, deadline: &Deadline) -> String {
        let raised = self.raise_years(deadline.typed());
        // 29/02 of a leap year.
        let no_such_day = Deadline::read(&raised, self.year).is_err();
        if no_such_day { raised.replace("29/02/", "28/02/").replace("29/2/", "28/02/") } else { raised }
    }

    fn raise_years(&self, text: &str) -> String {
        let step = self.year - self.old.year;
        self.dated(text)
            .into_iter()
            .rev()
            .fold(text.to_owned(), |text, year| text.replace(&year.to_string(), &(year + step).to_string()))
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

    fn parties(&self, key: &str, parties: &[Party]) -> Carried<Vec<Party>> {
        let mut carried = Carried::same(Vec::new());
        for party in parties {
            self.carry_one(party, &mut carried);
        }
        if carried.value.is_empty() && key == "chu_tri" {
            let issuer = &self.old.issuer;
            let what = format!("cơ quan chủ trì (năm {}: {}); tạm ghi {issuer}", self.old.year, ids(parties));
            carried.remarks.push(Remark::Decide(what));
            carried.value.push(Party { who: Assignee::Agency(issuer.clone()), scope: None });
        }
        carried
    }

    fn single(&self, agency: &AgencyId) -> Carried<Option<AgencyId>> {
        let Some(old) = self.registry().agency(agency) else { return Carried::same(None) };
        if old.exists_on(self.day) {
            return Carried::same(Some(agency.clone()));
        }
        let next = self.successors(old, None);
        let value = next.first().map(|agency| agency.id.clone());
        Carried { value, remarks: vec![replaced(old, &next, self.day)] }
    }

    fn indicator(&self, heading: &Heading, indicator: &Indicator) -> Carried<Option<Indicator>> {
        let title = heading.title.text();
        let published = heading.family.as_deref().filter(|_| indicator.name.is_none());
        let published = published.and_then(|family| self.province.published(family, self.old.year, title));
        let published =
            published.map(|score| format!("; kết quả đã công bố: {score} điểm")).unwrap_or_default();
        let named = indicator.name.as_deref().unwrap_or(title);
        let old = emit::goal_text(indicator);
        let what =
            format!("chỉ tiêu năm {} của “{named}” (năm {}: {old}{published})", self.year, self.old.year);
        let line = format!("chi_tieu: [{{gia_tri: , so_voi: {}}}]", self.old.year);
        Carried { value: None, remarks: vec![Remark::Decide(what), suggest(&line)] }
    }

    fn due(&self, due: &Due) -> Carried<Option<Due>> {
        let raised = self.raised(&due.deadline);
        let part = due.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
        let old = format!("thời hạn{part} (năm {}: {})", self.old.year, due.deadline);
        if raised != due.deadline.typed() {
            let suggestion = suggest(&format!("thoi_han: {raised}"));
            return Carried { value: None, remarks: vec![Remark::Decide(old), suggestion] };
        }
        // Days of no year are of the new plan's from now on.
        let remarks = match due.deadline.meaning() {
            Meaning::Until { last, .. } if last.year() < self.year => {
                vec![Remark::Decide(format!("xem lại {old}"))]
            }
            _ => Vec::new(),
        };
        Carried { value: Some(due.clone()), remarks }
    }
}

fn suggest(line: &str) -> Remark {
    Remark::Suggest(line.to_owned())
}

fn decide_text(reasons: &[String]) -> Remark {
    Remark::Decide(format!("xem lại câu chữ: {}", reasons.join("; ")))
}

fn replaced(old: &Agency, next: &[&Agency], day: Date) -> Remark {
    let gone = format!("“{}” không còn vào ngày {}", old.name, short_date(day));
    match next {
        [] => Remark::Decide(format!("{gone}, chưa rõ cơ quan kế thừa")),
        [_] => Remark::Note(format!("Trước là {}.", old.id)),
        several => Remark::Decide(format!("{gone}; chọn trong các cơ quan kế thừa: {}", names(several))),
    }
}

fn names(agencies: &[&Agency]) -> String {
    let names: Vec<&str> = agencies.iter().map(|agency| agency.name.as_str()).collect();
    if names.is_empty() { "chưa rõ".to_owned() } else { names.join(", ") }
}

fn ids(parties: &[Party]) -> String {
    parties.iter().map(|party| id(&party.who)).collect::<Vec<_>>().join(", ")
}

fn add(parties: &mut Vec<Party>, party: Party) {
    if !parties.iter().any(|known| known.who == party.who) {
        parties.push(party);
    }
}

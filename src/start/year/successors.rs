//! Kế thừa: who takes the place of agencies and groups that are no more on the day of the new plan.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::NextYear;
use crate::content::emit::writer::Remark;
use crate::model::agency::{AgencyKind, GroupId};
use crate::model::{Agency, AgencyId, Group};
use crate::text::values::short_date;

impl<'p> NextYear<'p> {
    /// The agencies that have taken over from one, directly or through others, by the day.
    pub(super) fn successors(&self, agency: &Agency, day: Option<Date>) -> Vec<&'p Agency> {
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

    /// What takes the place of an agency or a group, with what there is to say of it.
    pub(super) fn carry_name(&self, id: &str) -> (Vec<String>, Option<Remark>) {
        let kept = || (vec![id.to_owned()], None);
        if let Some(group) = self.registry().group(&GroupId::new(id)) {
            return match self.replacement(group) {
                Some((ids, remark)) => (ids, Some(remark)),
                None => kept(),
            };
        }
        match self.registry().agency(&AgencyId::new(id)) {
            Some(agency) if !agency.exists_on(self.day) => {
                let next = self.successors(agency, None);
                let ids = next.iter().map(|agency| agency.id.to_string()).collect();
                (ids, Some(replaced(agency, &next, self.day)))
            }
            _ => kept(),
        }
    }

    /// What stands for a group that has lost all its members; `None` where it has some, or had none.
    fn replacement(&self, group: &Group) -> Option<(Vec<String>, Remark)> {
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
                (vec![other.id.to_string()], Remark::Decide(what))
            }
            None => {
                let what = format!("{gone}; đã ghi {:02} cơ quan kế thừa, bỏ bớt nếu cần", next.len());
                (next.iter().map(|agency| agency.id.to_string()).collect(), Remark::Decide(what))
            }
        })
    }
}

fn replaced(old: &Agency, next: &[&Agency], day: Date) -> Remark {
    let gone = format!("“{}” không còn vào ngày {}", old.name, short_date(day));
    match next {
        [] => Remark::Decide(format!("{gone}, chưa rõ cơ quan kế thừa")),
        [_] => Remark::Note(format!("Trước là {}.", old.id)),
        several => Remark::Decide(format!("{gone}; chọn trong các cơ quan kế thừa: {}", names(several))),
    }
}

pub(super) fn names(agencies: &[&Agency]) -> String {
    let names: Vec<&str> = agencies.iter().map(|agency| agency.name.as_str()).collect();
    if names.is_empty() { "chưa rõ".to_owned() } else { names.join(", ") }
}

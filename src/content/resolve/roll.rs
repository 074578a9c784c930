//! Who there is on the day of a plan: agencies and groups by the ids that a clerk typed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Context, Text};
use crate::content::load::Names;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::{Agency, AgencyId, Group, GroupId, Registry};
use crate::model::plan::{Assignee, Party};
use crate::text::values::{IssueDate, short_date};

/// The days that a document may be of: one where its date is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub first: Date,
    pub last: Date,
}

impl Span {
    pub fn of(date: IssueDate) -> Self {
        Self { first: date.resolution_day(), last: date.last_day() }
    }

    /// Every day: of a date that could not be read, which is reported as such, nothing follows.
    fn always() -> Self {
        Self { first: Date::MIN, last: Date::MAX }
    }

    /// As far as what is typed tells; `date` is what was made of it.
    pub fn typed(text: Option<&Text>, date: IssueDate) -> Self {
        let unread = text.is_some_and(|text| IssueDate::parse(text).is_err());
        if unread { Self::always() } else { Self::of(date) }
    }

    fn is_one_day(self) -> bool {
        self.first == self.last
    }

    /// "vào ngày 02/7/2025", "từ ngày 01/7/2026 đến ngày 31/7/2026".
    fn told(self) -> String {
        if self.is_one_day() {
            format!("vào ngày {}", short_date(self.first))
        } else {
            format!("từ ngày {} đến ngày {}", short_date(self.first), short_date(self.last))
        }
    }
}

/// Looks up the names of one plan. Each group is gone through once, and told of where it is first named.
pub(super) struct Roll {
    span: Span,
    /// The day on which groups are resolved.
    day: Date,
    groups: BTreeMap<GroupId, Members>,
    /// How many names nothing was found for so far.
    unknown: usize,
}

/// The members of a group on the day of the plan.
type Members = BTreeSet<AgencyId>;

impl Roll {
    pub fn of(span: Span, date: IssueDate) -> Self {
        Self { span, day: date.resolution_day(), groups: BTreeMap::new(), unknown: 0 }
    }

    /// An agency or a group; an unknown one, one that does not exist on the day and a group without
    /// anybody are reported.
    pub fn assignee(&mut self, id: &Text, context: &mut Context<'_>) -> Option<Assignee> {
        match group_id(id, context.registry) {
            Some(group) => {
                self.check_group(&group, id, context);
                Some(Assignee::Group(group))
            }
            None => {
                let named = self.named(id, context);
                self.unknown += usize::from(named.is_none());
                named.map(Assignee::Agency)
            }
        }
    }

    /// A registered agency that exists on the day; a group is none.
    pub fn agency(&self, id: &Text, context: &mut Context<'_>) -> Option<AgencyId> {
        let agency = context.agency(id)?;
        check_exists(&agency, self.span, id, context);
        Some(agency)
    }

    /// How many names nothing was found for so far: who is given a task is not known where one of them stands.
    pub fn unknown(&self) -> usize {
        self.unknown
    }

    /// Everyone that these assignees come to on the day.
    pub fn everyone(&self, parties: &[Party]) -> BTreeSet<AgencyId> {
        let mut all = BTreeSet::new();
        for party in parties {
            match &party.who {
                Assignee::Agency(id) => {
                    all.insert(id.clone());
                }
                Assignee::Group(id) => all.extend(self.groups.get(id).into_iter().flatten().cloned()),
                Assignee::Outside(_) => {}
            }
        }
        all
    }

    /// Groups that share somebody, of which one is given the whole task and the other a part of it: which of the
    /// two those are given who belong to both nobody can tell.
    pub fn whole_and_part(&self, before: &[Party], party: &Party, registry: &Registry) -> Option<Diagnostic> {
        let members = |party: &Party| match &party.who {
            Assignee::Group(id) => self.groups.get(id),
            Assignee::Agency(_) | Assignee::Outside(_) => None,
        };
        let own = members(party)?;
        let (other, both) = before.iter().find_map(|other| {
            let shared = members(other)?.intersection(own).next()?;
            (other.scope.is_some() != party.scope.is_some()).then_some((other, shared))
        })?;
        let (whole, part) = if party.scope.is_none() { (party, other) } else { (other, party) };
        let both = registry.agency(both).map_or(both.as_str(), |agency| &agency.name);
        let message = format!(
            "{both} thuộc cả “{}” (cả nhiệm vụ) và “{}” (phạm vi: {}): kế hoạch của cơ quan như vậy chỉ ghi phạm vi ấy",
            whole.who.name(registry),
            part.who.name(registry),
            part.scope.as_deref().unwrap_or_default()
        );
        let finding = Diagnostic::warning(codes::WHOLE_AND_PART, message);
        Some(
            finding.hint("ghi “pham_vi” cho cả hai nhóm, hoặc nêu đích danh cơ quan ấy với “pham_vi” của nó"),
        )
    }

    /// An agency, where what is typed names no group.
    fn named(&self, id: &Text, context: &mut Context<'_>) -> Option<AgencyId> {
        let wanted = AgencyId::new(id);
        if context.registry.agency(&wanted).is_none() {
            unknown_assignee(id, context);
            return None;
        }
        check_exists(&wanted, self.span, id, context);
        Some(wanted)
    }

    /// Reports a group that nobody belongs to on the day, wherever it is named, and once one whose members
    /// depend on a date that the plan does not have yet.
    fn check_group(&mut self, group: &GroupId, id: &Text, context: &mut Context<'_>) {
        let registry = context.registry;
        let Some(of) = registry.group(group) else { return };
        let is_new = !self.groups.contains_key(group);
        let (span, day) = (self.span, self.day);
        let members = self.groups.entry(group.clone()).or_insert_with(|| {
            registry.members(of, day).into_iter().map(|agency| agency.id.clone()).collect()
        });
        // Whoever is missing may stand in a file that could not be read.
        if span.first != day || context.names == Names::Partial {
            return;
        }
        if members.is_empty() {
            let finding = nobody(of, span, registry);
            context.report(finding, id);
        } else if is_new && let Some(finding) = unsettled(of, members, span, registry) {
            context.report(finding, id);
        }
    }
}

/// Reports an agency outside its days, with its successors.
pub(super) fn check_exists(id: &AgencyId, span: Span, text: &Text, context: &mut Context<'_>) {
    let Some(agency) = context.registry.agency(id) else { return };
    if agency.exists_within(span.first, span.last) {
        return;
    }
    let message = format!("“{}” không tồn tại {}", agency.name, span.told());
    let finding = Diagnostic::error(codes::OUTSIDE_INTERVAL, message);
    let ended = agency.until.filter(|until| *until < span.first);
    let successors: Vec<&str> = agency.successors.iter().map(AgencyId::as_str).collect();
    let finding = match (ended, agency.from) {
        (Some(_), _) if !successors.is_empty() => {
            finding.hint(format!("cơ quan kế thừa: {}", successors.join(", ")))
        }
        (Some(until), _) => {
            finding.hint(format!("cơ quan này chỉ có đến hết ngày {} (“den_ngay”)", short_date(until)))
        }
        (None, Some(from)) => {
            finding.hint(format!("cơ quan này chỉ có từ ngày {} (“tu_ngay”)", short_date(from)))
        }
        (None, None) => finding,
    };
    context.report(finding, text);
}

/// A registered group; reports nothing.
pub(super) fn group_id(id: &str, registry: &Registry) -> Option<GroupId> {
    let wanted = GroupId::new(id);
    registry.group(&wanted).is_some().then_some(wanted)
}

/// Reports a name that is neither agency nor group.
fn unknown_assignee(id: &Text, context: &mut Context<'_>) {
    let agencies = context.registry.agencies().iter().map(|agency| agency.id.as_str());
    let groups = context.registry.groups().map(|group| group.id.as_str());
    let near = context.near(id, agencies.chain(groups));
    context.report_unknown_agency(format!("không có cơ quan hay nhóm “{}”", **id), near, id);
}

/// The finding for a group without anybody, with why nobody is left and what to do.
fn nobody(group: &Group, span: Span, registry: &Registry) -> Diagnostic {
    let undated =
        if span.is_one_day() { "" } else { " (kế hoạch chưa ghi đủ ngày nên lấy ngày này)" };
    let message = format!(
        "nhóm “{}” không có cơ quan nào vào ngày {}{undated}: việc giao ở đây không đến cơ quan nào",
        group.name,
        short_date(span.first)
    );
    let finding = Diagnostic::error(codes::EMPTY_GROUP, message);
    let ever = registry.members_ever(group);
    let later = ever.iter().filter_map(|agency| agency.from).filter(|from| *from > span.first).min();
    let ended = ever.iter().filter_map(|agency| agency.until).filter(|until| *until < span.first).max();
    if ever.is_empty() && !registry.included(group).is_empty() {
        return finding.hint("“tru” của nhóm bỏ hết thành viên: sửa “tru” trong tệp nhóm");
    }
    match (later, ended) {
        (Some(from), _) if !span.is_one_day() => {
            let from = short_date(from);
            finding.hint(format!(
                "nhóm có thành viên từ ngày {from}: ghi “ngay” của kế hoạch (dự thảo: tháng/năm)"
            ))
        }
        (Some(from), _) => finding
            .hint(format!("nhóm có thành viên từ ngày {}: xem lại ngày của kế hoạch", short_date(from))),
        (None, Some(until)) => finding
            .hint(format!("nhóm chỉ có thành viên đến hết ngày {}: giao cho nhóm khác", short_date(until))),
        (None, None) => finding.hint("thêm “gom_loai” hoặc “gom” cho nhóm này trong tệp nhóm"),
    }
}

/// A warning where it depends on the date, which the plan does not have yet, who belongs to a group.
fn unsettled(group: &Group, on_first: &Members, span: Span, registry: &Registry) -> Option<Diagnostic> {
    let ever = registry.members_ever(group);
    let within = |agency: &&&Agency| agency.exists_within(span.first, span.last);
    let added: Vec<&&Agency> =
        ever.iter().filter(within).filter(|agency| !on_first.contains(&agency.id)).collect();
    let gone = ever.iter().filter(|agency| on_first.contains(&agency.id) && !agency.exists_on(span.last));
    let gone = gone.count();
    if added.is_empty() && gone == 0 {
        return None;
    }
    let message = format!(
        "kế hoạch chưa ghi đủ ngày nên thành viên nhóm “{}” lấy theo ngày {}; đến ngày {} thêm {:02} cơ quan, bớt {gone:02} cơ quan",
        group.name,
        short_date(span.first),
        short_date(span.last),
        added.len()
    );
    let finding = Diagnostic::warning(codes::UNDATED_GROUP, message);
    Some(finding.hint("ghi “ngay” của kế hoạch; dự thảo ghi được tháng/năm, ví dụ: 7/2026"))
}

//! Whom the sentence of a task names, beside whom the task is given to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::papers::Papers;
use crate::content::Field;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::Province;
use crate::model::agency::{Agency, AgencyId, Group, GroupId, Registry};
use crate::model::plan::{Assignee, Assignment, Heading, NameStyle, Party, Plan, Task};
use crate::text::letters::lower;
use crate::text::values::short_date;
use crate::text::words::bodies::{EVERYBODY, LEADS, LEADS_WITHIN, LEADS_WITHIN_CAPITALS};

pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let lower = Lower::of(&province.registry);
    for plan in &province.plans {
        let scope = Scope::Year(plan.year);
        let names = Names::of(plan, &province.registry, &lower);
        for (heading, given) in plan.given() {
            for task in &given.tasks {
                let in_sentence = (given.style == NameStyle::InSentence)
                    .then(|| names.unnamed(heading, given, task))
                    .flatten();
                let told = in_sentence.or_else(|| names.subject_is_another(given, task));
                let told = told.or_else(|| names.in_words(task));
                findings.extend(told.map(|finding| {
                    let typed = papers
                        .at(&task.place)
                        .and_then(|paper| paper.typed(Field::Task, &task.text, &task.place));
                    let place = typed.map_or_else(|| task.place.clone(), |text| text.place());
                    finding.at(place).within(scope.clone())
                }));
            }
        }
    }
    findings
}

/// What stands before somebody who is called on.
const CALLS: [&str; 5] = ["phối hợp với ", "phối hợp ", "giao ", "gửi ", "thông qua "];

/// Whom a name of the register means.
#[derive(Clone, Copy)]
enum Named<'r> {
    Agency(&'r Agency),
    Group(&'r Group),
}

/// Every name of the register in small letters, as sentences are compared.
struct Lower<'r> {
    agencies: BTreeMap<&'r AgencyId, Vec<String>>,
    groups: BTreeMap<&'r GroupId, Vec<String>>,
}

impl<'r> Lower<'r> {
    fn of(registry: &'r Registry) -> Self {
        let agencies = registry.agencies().iter();
        Self {
            agencies: agencies.map(|agency| (&agency.id, agency.names().map(lower).collect())).collect(),
            groups: registry.groups().map(|group| (&group.id, group.names().map(lower).collect())).collect(),
        }
    }

    fn of_agency(&self, id: &AgencyId) -> &[String] {
        self.agencies.get(id).map_or(&[], Vec::as_slice)
    }

    fn of_group(&self, id: &GroupId) -> &[String] {
        self.groups.get(id).map_or(&[], Vec::as_slice)
    }
}

/// The names that a plan may use on its day, in small letters.
struct Names<'r> {
    registry: &'r Registry,
    plan: &'r Plan,
    lower: &'r Lower<'r>,
    /// By their first word, the longest first.
    by_first: BTreeMap<&'r str, Vec<(&'r str, Named<'r>)>>,
    /// Agencies that have ended before its day, each with its name.
    ended: Vec<(&'r str, &'r Agency)>,
}

impl<'r> Names<'r> {
    fn of(plan: &'r Plan, registry: &'r Registry, lower: &'r Lower<'r>) -> Self {
        let day = plan.official.date.resolution_day();
        let mut by_first: BTreeMap<&str, Vec<(&str, Named<'_>)>> = BTreeMap::new();
        let mut add = |names: &'r [String], named: Named<'r>| {
            for name in names {
                by_first.entry(first_word(name)).or_default().push((name, named));
            }
        };
        let present = registry.agencies().iter().filter(|agency| agency.exists_on(day));
        present.for_each(|agency| add(lower.of_agency(&agency.id), Named::Agency(agency)));
        registry.groups().for_each(|group| add(lower.of_group(&group.id), Named::Group(group)));
        for names in by_first.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        let is_gone = |agency: &&Agency| agency.until.is_some_and(|until| until < day);
        let gone = registry.agencies().iter().filter(is_gone);
        let ended = gone.filter_map(|agency| Some((lower.of_agency(&agency.id).first()?.as_str(), agency)));
        // A name may have passed to another.
        let is_free = |name: &str| {
            let living = by_first.get(first_word(name)).into_iter().flatten();
            !living.into_iter().any(|(other, _)| *other == name)
        };
        let ended = ended.filter(|(name, _)| is_free(name)).collect();
        Self { registry, plan, lower, by_first, ended }
    }

    /// The longest name that a text in small letters begins with, and what follows it.
    fn begins<'t>(&self, text: &'t str) -> Option<(Named<'r>, &'t str)> {
        self.by_first.get(first_word(text))?.iter().find_map(|(name, named)| {
            let rest = text.strip_prefix(name)?;
            (!rest.starts_with(char::is_alphanumeric)).then_some((*named, rest))
        })
    }

    /// That the words of a task, which are to name who does it, name nobody, or not everybody, of them.
    fn unnamed(&self, heading: &Heading, given: &Assignment, task: &Task) -> Option<Diagnostic> {
        let subject = task.subject.as_ref().or(given.subject.as_ref());
        let title = heading.title.text();
        let text = [subject.map_or("", String::as_str), title, &task.text].join("\n");
        let text = lower(&text);
        let is_named = |party: &&Party| self.is_in(party, &text);
        let leads = &task.assigned.leads;
        if task.assigned.parties().any(|party| is_named(&party)) {
            // Of a group nobody can tell in which words it is called; an agency has its name.
            let of_name = leads.iter().filter(|party| matches!(party.who, Assignee::Agency(_)));
            let missing = self.joined(of_name.filter(|party| !is_named(party)));
            return (!missing.is_empty()).then(|| {
                let message = format!(
                    "“neu_ten: trong_cau” mà câu không nêu {missing}: kế hoạch in ra không giao việc này cho họ"
                );
                told(message, "nêu tên trong câu, hoặc bỏ “neu_ten: trong_cau” để chương trình in tên")
            });
        }
        if calls_on_everybody(&text) {
            return None;
        }
        let all = self.joined(task.assigned.parties());
        // Of names that nobody knows it is told where they stand.
        if all.is_empty() {
            return None;
        }
        let message = format!("“neu_ten: trong_cau” mà câu không nêu ai trong các cơ quan được giao: {all}");
        Some(told(message, "nêu tên cơ quan trong câu, hoặc bỏ “neu_ten: trong_cau” để chương trình in tên"))
    }

    fn joined<'p>(&self, parties: impl Iterator<Item = &'p Party>) -> String {
        parties.map(|party| party.who.name(self.registry)).collect::<Vec<_>>().join(", ")
    }

    /// Whether a text in small letters names somebody, or a group that it belongs to.
    fn is_in(&self, party: &Party, text: &str) -> bool {
        let says = |names: &[String]| names.iter().any(|name| text.contains(name));
        match &party.who {
            Assignee::Outside(name) => text.contains(&lower(name)),
            Assignee::Agency(id) => {
                let mut groups = self.registry.groups();
                says(self.lower.of_agency(id))
                    || groups.any(|group| says(self.lower.of_group(&group.id)) && self.holds(group, id))
            }
            Assignee::Group(id) => self.registry.group(id).is_some_and(|group| {
                let mut members = self.members(group).into_iter();
                says(self.lower.of_group(id)) || members.any(|member| says(self.lower.of_agency(&member.id)))
            }),
        }
    }

    fn members(&self, group: &Group) -> Vec<&'r Agency> {
        self.registry.members(group, self.plan.official.date.resolution_day())
    }

    fn holds(&self, group: &Group, id: &AgencyId) -> bool {
        self.members(group).iter().any(|member| member.id == *id)
    }

    /// What the words of a task say of others. Most have none of the words that do, and are passed quickly.
    fn in_words(&self, task: &Task) -> Option<Diagnostic> {
        let mut words = std::iter::once(LEADS_WITHIN).chain(CALLS.map(but_first));
        let begins = || {
            let first = lower(first_word(&task.text));
            self.ended.iter().any(|(name, _)| first_word(name) == first)
        };
        let through = task.assigned.through.is_some();
        if !(through
            || words.any(|word| task.text.contains(word))
            || begins()
            || tells_in_capitals(&task.text))
        {
            return None;
        }
        let text = lower(&task.text);
        let told = self.led_by_another(task, &text);
        told.or_else(|| self.through_another(task, &text)).or_else(|| self.calls_on_the_ended(&text))
    }

    /// "Sở Tài chính chủ trì …" in a task that is given to others.
    fn led_by_another(&self, task: &Task, text: &str) -> Option<Diagnostic> {
        const BEGIN: [&str; 4] = [". ", "; ", ": ", "giao "];
        if !LEADS.iter().any(|lead| text.contains(lead)) {
            return None;
        }
        let begins = BEGIN.iter().flat_map(|sign| text.match_indices(sign).map(|(at, sign)| at + sign.len()));
        let other = [0].into_iter().chain(begins).find_map(|at| self.other_leader(&text[at..], task))?;
        let (said, given) = (self.named(other), self.joined(task.assigned.leads.iter()));
        let message = format!("câu ghi {said} chủ trì, “chu_tri” lại ghi {given}");
        Some(
            Diagnostic::warning(codes::OTHER_LEADS, message)
                .hint("sửa câu hoặc “chu_tri” cho khớp; việc của cơ quan khác thì tách thành nhiệm vụ riêng"),
        )
    }

    /// `doi_tuong: Sở Nội vụ` over a task that others lead: it is printed as theirs.
    fn subject_is_another(&self, given: &Assignment, task: &Task) -> Option<Diagnostic> {
        let subject = task.subject.as_ref().or(given.subject.as_ref())?;
        let small = lower(subject);
        let mut named = Vec::new();
        let mut rest = small.as_str();
        loop {
            let (name, after) = self.begins(rest)?;
            named.push(name);
            if after.trim().is_empty() {
                break;
            }
            rest = [", ", "; ", " và "].iter().find_map(|sign| after.strip_prefix(sign))?;
        }
        let other = named.into_iter().find(|named| !self.leads(*named, task))?;
        let (said, given) = (self.named(other), self.joined(task.assigned.leads.iter()));
        let message = format!("“doi_tuong” in việc này là của {said}, “chu_tri” lại ghi {given}");
        let finding = Diagnostic::warning(codes::OTHER_LEADS, message);
        Some(finding.hint("sửa “doi_tuong” hoặc “chu_tri” cho khớp"))
    }

    /// "(qua Sở Tư pháp)" where `qua` has another.
    fn through_another(&self, task: &Task, text: &str) -> Option<Diagnostic> {
        let through = task.assigned.through.as_ref()?;
        let said = text.match_indices("qua ").find_map(|(at, word)| self.begins(&text[at + word.len()..]))?.0;
        if matches!(said, Named::Agency(agency) if agency.id == *through) {
            return None;
        }
        let (said, given) = (self.named(said), Assignee::Agency(through.clone()));
        let message = format!("câu ghi qua {said}, “qua” lại ghi {}", given.name(self.registry));
        let finding = Diagnostic::warning(codes::STATED_TWICE, message);
        Some(finding.hint("sửa cho khớp, hoặc chỉ ghi một chỗ"))
    }

    /// "Phối hợp với Sở Kế hoạch và Đầu tư …" when it is no more.
    fn calls_on_the_ended(&self, text: &str) -> Option<Diagnostic> {
        let (_, agency) = self.ended.iter().find(|(name, _)| {
            let mut found = text.match_indices(name);
            found.any(|(at, name)| {
                let ends = !text[at + name.len()..].starts_with(char::is_alphanumeric);
                ends && (at == 0 || CALLS.iter().any(|call| text[..at].ends_with(call)))
            })
        })?;
        let until = agency.until.map(short_date).unwrap_or_default();
        let message = format!("câu giao việc cho “{}”, chỉ có đến hết ngày {until}", agency.name);
        let next: Vec<&str> = agency.successors.iter().map(AgencyId::as_str).collect();
        let hint = match next.as_slice() {
            [] => "ghi tên cơ quan nay làm việc ấy".to_owned(),
            next => format!("cơ quan kế thừa: {}", next.join(", ")),
        };
        Some(Diagnostic::warning(codes::ABOLISHED, message).hint(hint))
    }

    fn named(&self, named: Named<'_>) -> String {
        match named {
            Named::Agency(agency) => agency.name.clone(),
            Named::Group(group) => group.name.clone(),
        }
    }

    /// Who leads by the words that a clause begins with, "Sở A, Sở B chủ trì", and does not lead the task.
    fn other_leader(&self, clause: &str, task: &Task) -> Option<Named<'r>> {
        let mut leaders = Vec::new();
        let mut rest = clause;
        loop {
            let (named, after) = self.begins(rest)?;
            leaders.push(named);
            if LEADS.iter().any(|lead| after.trim_start().starts_with(lead)) {
                return leaders.into_iter().find(|named| !self.leads(*named, task));
            }
            rest = [", ", " và ", " cùng "].iter().find_map(|sign| after.strip_prefix(sign))?;
        }
    }

    /// Whether somebody leads a task, or some of a group do.
    fn leads(&self, named: Named<'_>, task: &Task) -> bool {
        task.assigned.leads.iter().any(|party| match (&party.who, named) {
            (Assignee::Agency(id), Named::Agency(agency)) => *id == agency.id,
            (Assignee::Agency(id), Named::Group(group)) => self.holds(group, id),
            (Assignee::Group(id), Named::Group(group)) => {
                // Groups have names that mean nearly the same: that they share somebody is enough.
                let own = self.registry.group(id).map(|own| self.members(own)).unwrap_or_default();
                let theirs = self.members(group);
                own.iter().any(|member| theirs.iter().any(|other| other.id == member.id))
            }
            (Assignee::Group(id), Named::Agency(agency)) => {
                self.registry.group(id).is_some_and(|group| self.holds(group, &agency.id))
            }
            (Assignee::Outside(_), _) => false,
        })
    }
}

fn told(message: String, hint: &str) -> Diagnostic {
    Diagnostic::warning(codes::NAMES_NOBODY, message).hint(hint)
}

/// Without its first letter, which is a capital where a sentence begins.
fn but_first(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next();
    letters.as_str()
}

/// Whether one of these words stands in a text in capitals: "SỞ TÀI CHÍNH CHỦ TRÌ".
fn tells_in_capitals(text: &str) -> bool {
    static CALLS_IN_CAPITALS: LazyLock<[String; CALLS.len()]> =
        LazyLock::new(|| CALLS.map(str::to_uppercase));
    text.contains(LEADS_WITHIN_CAPITALS) || CALLS_IN_CAPITALS.iter().any(|call| text.contains(call))
}

fn first_word(text: &str) -> &str {
    text.split([' ', ',']).next().unwrap_or_default()
}

/// "Các cơ quan, đơn vị …", "Thủ trưởng các cơ quan …": a line that calls on all of them.
fn calls_on_everybody(text: &str) -> bool {
    let plain = text.replace(',', "");
    let calls = |line: &str| {
        let line = ["thủ trưởng ", "người đứng đầu "]
            .iter()
            .find_map(|head| line.strip_prefix(head))
            .unwrap_or(line);
        EVERYBODY.iter().any(|everybody| line.starts_with(everybody))
    };
    plain.split(['\n']).flat_map(|line| line.split(". ")).any(|line| calls(line.trim()))
}

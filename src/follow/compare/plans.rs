//! Phần đầu, phần cuối của kế hoạch: what a plan says of itself as a document, before and after.

use super::details::{Aspect, Detail, listed};
use crate::derive::Year;
use crate::model::Plan;
use crate::model::agency::Registry;
use crate::model::plan::{Annex, AnnexKind, AnnexLayout};
use crate::official::{Circulation, DraftMark, Marks, Official, SignatureSpec, SigningForm, State, Urgency};
use crate::text::likeness;

/// What became of a plan; one of the two is missing where it is new, or gone.
#[derive(Debug)]
pub struct PlanChange<'y> {
    pub before: Option<&'y Plan>,
    pub after: Option<&'y Plan>,
    pub details: Vec<Detail>,
}

impl PlanChange<'_> {
    pub const fn is_same(&self) -> bool {
        self.before.is_some() && self.after.is_some() && self.details.is_empty()
    }

    /// Whether documents that answer the plan name it otherwise.
    pub fn is_cited_otherwise(&self) -> bool {
        let cited = [Aspect::Number, Aspect::Date, Aspect::Issuer, Aspect::Subject, Aspect::Excerpt];
        self.details.iter().any(|detail| cited.contains(&detail.of))
    }
}

/// Every plan of both years, those that are gone at the end: known by their ids, else by their subjects.
pub(super) fn changes<'y>(old: &'y Year<'_>, new: &'y Year<'_>) -> Vec<PlanChange<'y>> {
    let before: Vec<&Plan> = old.plans().map(|shares| shares.plan).collect();
    let after: Vec<&Plan> = new.plans().map(|shares| shares.plan).collect();
    let mut of_new: Vec<Option<usize>> =
        after.iter().map(|now| before.iter().position(|then| then.id == now.id)).collect();
    let mut likely: Vec<(f64, usize, usize)> = Vec::new();
    for at in (0..after.len()).filter(|at| of_new[*at].is_none()) {
        for (old, then) in before.iter().enumerate().filter(|(old, _)| !of_new.contains(&Some(*old))) {
            let like = likeness::of(&then.official.subject, &after[at].official.subject);
            if like >= likeness::ALIKE {
                likely.push((like, at, old));
            }
        }
    }
    likely.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    for (_, at, old) in likely {
        if of_new[at].is_none() && !of_new.contains(&Some(old)) {
            of_new[at] = Some(old);
        }
    }
    let registries = (&old.province.registry, &new.province.registry);
    let news = after.iter().zip(&of_new).map(|(now, then)| {
        let then = then.map(|at| before[at]);
        let details = then.map(|then| details(then, now, registries)).unwrap_or_default();
        PlanChange { before: then, after: Some(*now), details }
    });
    let gone = before.iter().enumerate().filter(|(at, _)| !of_new.contains(&Some(*at)));
    let gone = gone.map(|(_, then)| PlanChange { before: Some(*then), after: None, details: Vec::new() });
    news.chain(gone).collect()
}

/// Everything but its headings, which are compared by themselves.
fn details(before: &Plan, after: &Plan, registries: (&Registry, &Registry)) -> Vec<Detail> {
    // Every field is named: one that is new has to be compared, too.
    let Plan {
        id: _,
        year: _,
        excerpt,
        official,
        issuer,
        template,
        family,
        grounds,
        opening,
        sections: _,
        closing,
        annexes,
        place: _,
    } = before;
    let name = |registry: &Registry, plan: &Plan| {
        registry
            .agency(&plan.issuer)
            .map_or_else(|| plan.issuer.to_string(), |agency| agency.full_name.clone())
    };
    let mut all = of_official(official, &after.official);
    if *issuer != after.issuer {
        all.extend(Detail::of(Aspect::Issuer, name(registries.0, before), name(registries.1, after)));
    }
    for (of, then, now) in [
        (Aspect::Ground, grounds, &after.grounds),
        (Aspect::Opening, opening, &after.opening),
        (Aspect::Closing, closing, &after.closing),
    ] {
        all.extend(listed(of, &strs(then), &strs(now)));
    }
    all.extend(listed(Aspect::Annex, &strs(&told_annexes(annexes)), &strs(&told_annexes(&after.annexes))));
    all.extend(Detail::of(Aspect::Template, template, &after.template));
    let family = (family.as_deref().unwrap_or_default(), after.family.as_deref().unwrap_or_default());
    all.extend(Detail::of(Aspect::Family, family.0, family.1));
    all.extend(Detail::of(Aspect::Excerpt, yes(*excerpt), yes(after.excerpt)));
    all
}

fn of_official(before: &Official, after: &Official) -> Vec<Detail> {
    let Official {
        number: _,
        symbol: _,
        date,
        status,
        subject,
        recipients,
        archive,
        signature,
        marks,
        annexes_apart,
    } = before;
    let mut all: Vec<Detail> = [
        Detail::of(Aspect::Number, before.number_and_symbol(), after.number_and_symbol()),
        Detail::of(Aspect::Date, date.with_blanks(), after.date.with_blanks()),
        Detail::of(Aspect::State, told_state(*status), told_state(after.status)),
        Detail::of(Aspect::Subject, subject, &after.subject),
        Detail::of(Aspect::Signature, told_signature(signature), told_signature(&after.signature)),
        Detail::of(Aspect::Marks, told_marks(marks), told_marks(&after.marks)),
        Detail::of(Aspect::AnnexesApart, yes(*annexes_apart), yes(after.annexes_apart)),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.extend(listed(Aspect::Recipient, &strs(recipients), &strs(&after.recipients)));
    all.extend(Detail::of(Aspect::Archive, archive, &after.archive));
    all
}

pub(super) fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

pub(super) const fn yes(is: bool) -> &'static str {
    if is { "có" } else { "không" }
}

const fn told_state(state: State) -> &'static str {
    match state {
        State::Draft => "dự thảo",
        State::Issued => "ban hành",
    }
}

fn told_signature(signature: &SignatureSpec) -> String {
    let SignatureSpec { form, collective, position, name } = signature;
    let form = match form {
        SigningForm::Head => "người đứng đầu",
        SigningForm::Deputy => "ký thay (KT.)",
        SigningForm::Acting => "quyền (Q.)",
        SigningForm::ByOrder => "thừa lệnh (TL.)",
        SigningForm::ByDelegation => "thừa ủy quyền (TUQ.)",
        SigningForm::Unknown => "chưa rõ hình thức ký",
    };
    let collective = match collective {
        Some(true) => Some("thay mặt tập thể (TM.)"),
        Some(false) => Some("không thay mặt tập thể"),
        None => None,
    };
    let parts = [collective, Some(form), position.as_deref(), name.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn told_marks(marks: &Marks) -> String {
    let Marks { draft, urgency, circulation, drafter } = marks;
    let draft = draft.as_ref().map(|draft| match draft {
        DraftMark::Plain => "DỰ THẢO".to_owned(),
        DraftMark::Round(round) => format!("DỰ THẢO ({round})"),
    });
    let urgency = urgency.map(|urgency| match urgency {
        Urgency::Urgent => "KHẨN".to_owned(),
        Urgency::VeryUrgent => "THƯỢNG KHẨN".to_owned(),
        Urgency::Flash => "HỎA TỐC".to_owned(),
    });
    let circulation = circulation.map(|circulation| match circulation {
        Circulation::ReturnAfterReading => "XEM XONG TRẢ LẠI".to_owned(),
        Circulation::Internal => "LƯU HÀNH NỘI BỘ".to_owned(),
    });
    let drafter = drafter.as_ref().map(|drafter| format!("người soạn {drafter}"));
    [draft, urgency, circulation, drafter].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The titles of annexes that the plan itself has are those of their headings.
fn told_annexes(annexes: &[Annex]) -> Vec<String> {
    let told = annexes.iter().map(|annex| match annex {
        Annex::Generated(made) => {
            let kind = match made.kind {
                AnnexKind::Matrix => "bảng phân công",
                AnnexKind::Tasks => "bảng nhiệm vụ từng cơ quan",
            };
            let family = made.family.as_ref().map(|family| format!(" (họ chỉ số {family})"));
            format!("{kind} do chương trình lập{}: {}", family.unwrap_or_default(), made.title)
        }
        Annex::Written { layout: AnnexLayout::TaskTable, .. } => "bảng nhiệm vụ của kế hoạch".to_owned(),
        Annex::Written { layout: AnnexLayout::Text, .. } => "văn bản, biểu mẫu của kế hoạch".to_owned(),
    });
    told.collect()
}

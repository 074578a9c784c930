//! Đề mục đổi số, đổi tên: which heading of the plan as it is saved is which of the plan as it would be.

use std::collections::BTreeMap;

use crate::model::plan::{Element, Heading, Plan};
use crate::text::likeness;

/// A heading before and after; one of the two is missing where it is new, or gone.
#[derive(Debug, Clone, Copy)]
pub struct Became<'p> {
    pub before: Option<&'p Heading>,
    pub after: Option<&'p Heading>,
    /// Known by its title or by what stands in it, not only by where it stands.
    pub is_sure: bool,
}

impl Became<'_> {
    /// Whether it is called, or numbered, otherwise, is new or gone.
    pub fn differs(&self) -> bool {
        match (self.before, self.after) {
            (Some(before), Some(after)) => before.position != after.position || before.title != after.title,
            _ => true,
        }
    }

    /// In a line.
    pub fn told(&self) -> String {
        let title = |heading: &Heading| match heading.title.text() {
            "" => String::new(),
            title => format!(" “{title}”"),
        };
        match (self.before, self.after) {
            (Some(before), Some(after)) => {
                let number = match before.position == after.position {
                    true => after.position.to_string(),
                    false => format!("{} → {}", before.position, after.position),
                };
                let name = match before.title == after.title {
                    true => title(after),
                    false => format!("{} →{}", title(before), title(after)),
                };
                format!("{number}:{name}")
            }
            (Some(before), None) => format!("{}: bỏ{}", before.position, title(before)),
            (None, Some(after)) => format!("{}: mới{}", after.position, title(after)),
            (None, None) => String::new(),
        }
    }
}

/// Every heading of both, in the order of the new plan, those that are gone at the end.
pub fn all<'p>(old: &'p Plan, new: &'p Plan) -> Vec<Became<'p>> {
    let (before, after): (Vec<&Heading>, Vec<&Heading>) =
        (old.headings().collect(), new.headings().collect());
    let mut matching = Matching { of_new: vec![None; after.len()], taken: vec![false; before.len()] };
    // From what can only be the same to what is most likely so.
    for key in [whole, titled, contents] {
        matching.pair(&before, &after, key);
    }
    let sure = matching.of_new.clone();
    matching.pair(&before, &after, placed);
    let news = after.iter().zip(&matching.of_new).zip(sure).map(|((after, old), sure)| Became {
        before: old.map(|at| before[at]),
        after: Some(*after),
        is_sure: sure.is_some(),
    });
    let gone = before.iter().zip(&matching.taken).filter(|(_, taken)| !**taken);
    news.chain(gone.map(|(before, _)| Became { before: Some(*before), after: None, is_sure: true })).collect()
}

struct Matching {
    of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Matching {
    /// Pairs those that are known by the same key, where there are as many before as after: in their order then.
    fn pair(&mut self, before: &[&Heading], after: &[&Heading], key: fn(&Heading) -> Option<String>) {
        let mut keyed: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, heading) in before.iter().enumerate().filter(|(at, _)| !self.taken[*at]) {
            if let Some(key) = key(heading) {
                keyed.entry(key).or_default().0.push(at);
            }
        }
        for (at, heading) in after.iter().enumerate().filter(|(at, _)| self.of_new[*at].is_none()) {
            if let Some(key) = key(heading) {
                keyed.entry(key).or_default().1.push(at);
            }
        }
        for (old, new) in keyed.into_values().filter(|(old, new)| old.len() == new.len()) {
            for (old, new) in old.into_iter().zip(new) {
                self.of_new[new] = Some(old);
                self.taken[old] = true;
            }
        }
    }
}

/// Its title and what stands in it itself.
fn whole(heading: &Heading) -> Option<String> {
    Some(format!("{}\n{}", likeness::key(heading.title.text()), own(heading)))
}

fn titled(heading: &Heading) -> Option<String> {
    Some(likeness::key(heading.title.text())).filter(|title| !title.is_empty())
}

/// What stands in it itself, or, where nothing does, the headings under it.
fn contents(heading: &Heading) -> Option<String> {
    let own = own(heading);
    if !own.trim().is_empty() {
        return Some(own);
    }
    let below: Vec<String> = heading.children().map(|child| likeness::key(child.title.text())).collect();
    (!below.is_empty()).then(|| below.join("\n"))
}

/// One that has only its title is known by where it stands.
fn placed(heading: &Heading) -> Option<String> {
    contents(heading).is_none().then(|| heading.position.to_string())
}

fn own(heading: &Heading) -> String {
    let words = heading.content.iter().flat_map(|element| match element {
        Element::Paragraph(text) | Element::Dash(text) => vec![text.as_str()],
        Element::Assignment(given) => given.tasks.iter().map(|task| task.text.as_str()).collect(),
        Element::Table(_) | Element::Heading(_) => Vec::new(),
    });
    let words: Vec<String> = words.map(likeness::key).collect();
    let indicators: Vec<String> = heading.indicators.iter().map(|one| one.told()).collect();
    format!("{}\n{}", words.join("\n"), indicators.join("\n"))
}

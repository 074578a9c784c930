//! Nhập kế hoạch của một cơ quan: a plan that an agency wrote by hand to answer plans of the content → its part.
//!
//! 1. [`whose`]: which agency, which parent plans;
//! 2. [`sections`]: which section says why, what is to be done, how it is carried out, and their entries;
//! 3. [`people`]: units and leaders, gathered from the sentences that name them;
//! 4. [`answers`]: which task of the parent plans an entry answers, by citation and by likeness;
//! 5. [`part`]: the raw part, with what a person must decide in its margin.

mod allotment;
mod answers;
mod block;
mod doubt;
mod headings;
mod leaders;
mod margin;
mod official;
mod part;
mod people;
mod phrase;
mod sections;
#[cfg(test)]
mod tests;
mod told;
mod units;
mod whose;

use std::path::{Path, PathBuf};

use crate::content::emit;
use crate::content::emit::writer::{Decision, Remark};
use crate::content::raw::{
    OrganisationForm, RawOrganisation, RawOrganisationEntry, RawOverlay, RawOwnClause, RawOwnSection, RawPart,
};
use crate::content::yaml::Located;
use crate::derive::Year;
use crate::derive::responsibility::Share;
use crate::import::raw::text;
use crate::import::structure::{Document, Item, Node, Words};
use crate::model::agency::Agency;
use crate::model::{Plan, Province};

pub use doubt::{Doubt, Doubtful};
pub use part::Left;
pub use whose::{KnownBy, NotKnown};

use answers::Asking;
use people::People;
use sections::{Part, Section};
use whose::Whose;

/// A part as it was read from a document, not yet on the disk.
#[derive(Debug)]
pub struct Imported {
    pub agency: String,
    pub year: i16,
    /// Ids of the plans that it answers.
    pub parents: Vec<String>,
    pub known_by: KnownBy,
    /// Within the content folder.
    pub path: PathBuf,
    pub text: String,
    pub decisions: Vec<Decision>,
    pub count: Count,
    /// Tasks of the parent plans that no entry answers: place and words.
    pub unanswered: Vec<(String, String)>,
    pub doubts: Vec<Doubt>,
    /// Words of the source that are not in the part, with the reason.
    pub left: Vec<(Words, Left)>,
}

/// What was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub sections: usize,
    pub blocks: usize,
    pub entries: usize,
    pub units: usize,
    pub leaders: usize,
    /// Tasks that an entry answers.
    pub answered: usize,
    /// Tasks and duties that the agency is asked.
    pub asked: usize,
}

/// Reads a document as the plan of an agency; `asked` where a person said whose it is.
///
/// # Errors
/// It is not known whose it is, or the content has none of the plans that it answers.
pub fn import(
    document: &Document,
    province: &Province,
    asked: Option<&Agency>,
    from: &str,
) -> Result<Imported, NotKnown> {
    let whose = whose::of(document, province, asked)?;
    // Its parents are of that year.
    let Some(year) = Year::of(province, whose.year) else {
        return Err(NotKnown::Parents { cited: Vec::new() });
    };
    let shares: Vec<(&Plan, &Share<'_>)> = whose
        .parents
        .iter()
        .filter_map(|plan| Some((*plan, year.responsibilities(&plan.id)?.share(&whose.agency.id)?)))
        .collect();
    let tasks = Asking::of(
        shares
            .iter()
            .flat_map(|(plan, share)| share.tasks.iter().chain(&share.related).map(|mine| (*plan, mine))),
    );
    let duties =
        Asking::of(shares.iter().flat_map(|(plan, share)| share.duties.iter().map(|mine| (*plan, mine))));
    let mut doubts = Vec::new();
    let sections = sections::of(&document.body, &mut doubts);
    let people = People::of(&sections, &mut doubts);
    let part = Reading {
        document,
        whose: &whose,
        people: &people,
        tasks: &tasks,
        duties: &duties,
        sections: &sections,
    };
    Ok(part.imported(doubts, from))
}

struct Reading<'w, 'p> {
    document: &'w Document,
    whose: &'w Whose<'p>,
    people: &'w People,
    tasks: &'w Asking<'p>,
    duties: &'w Asking<'p>,
    sections: &'w [Section],
}

impl Reading<'_, '_> {
    fn imported(&self, doubts: Vec<Doubt>, from: &str) -> Imported {
        let mut made = part::Tasks {
            whose: self.whose,
            people: self.people,
            asking: self.tasks,
            margin: margin::Margin::default(),
            doubts,
            left: Vec::new(),
            claimed: Vec::new(),
        };
        let blocks = made.blocks(self.sections);
        let part::Tasks { mut margin, doubts, left, claimed, .. } = made;
        let mut overlay = official::of(self.document, self.whose);
        overlay.blocks = blocks;
        overlay.units = self.people.raw_units();
        overlay.leaders = self.people.raw_leaders();
        let mut answered: Vec<bool> = vec![false; self.duties.tasks.len()];
        self.fill(&mut overlay, &mut answered);
        let unanswered: Vec<(String, String)> = self
            .tasks
            .tasks
            .iter()
            .zip(claimed.iter().map(Option::is_some))
            .chain(self.duties.tasks.iter().zip(answered))
            .filter(|(_, answered)| !answered)
            .map(|(asked, _)| (told::name(self.whose, asked), asked.mine.task.text.clone()))
            .collect();
        if !unanswered.is_empty() {
            let names: Vec<&str> = unanswered.iter().map(|(name, _)| name.as_str()).collect();
            let remark = format!(
                "{:02} nhiệm vụ được giao chưa có nội dung nào trả lời: {}.",
                names.len(),
                names.join(", ")
            );
            margin.keys.entry("nhiem_vu").or_default().push(Remark::Note(remark));
        }
        let asked = self.tasks.tasks.len() + self.duties.tasks.len();
        let count = Count {
            sections: self.sections.len(),
            blocks: overlay.blocks.len(),
            entries: overlay.blocks.iter().map(|block| block.entries.len()).sum(),
            units: overlay.units.len(),
            leaders: overlay.leaders.len(),
            answered: asked - unanswered.len(),
            asked,
        };
        let (text, decisions) = emit::overlay(&overlay, &margin, &heading(self.whose, from));
        Imported {
            agency: self.whose.agency.id.to_string(),
            year: self.whose.year,
            parents: self.whose.parents.iter().map(|plan| plan.id.to_string()).collect(),
            known_by: self.whose.known_by,
            path: Path::new(&self.whose.year.to_string())
                .join("co-quan")
                .join(format!("{}.yaml", self.whose.agency.id)),
            text,
            decisions,
            count,
            unanswered,
            doubts,
            left,
        }
    }

    /// What the sections say besides the tasks, and in which order they stand.
    fn fill(&self, overlay: &mut RawOverlay, answered: &mut [bool]) {
        for section in self.sections {
            let part = match &section.part {
                Part::Purposes { purposes, requirements } => {
                    overlay.purposes.extend(purposes.iter().map(|words| text(&words.text)));
                    overlay.requirements.extend(requirements.iter().map(|words| text(&words.text)));
                    Some(RawPart::MucDich)
                }
                Part::Tasks(tasks) => {
                    overlay.lead_in.extend(tasks.lead_in.iter().map(|words| text(&words.text)));
                    Some(RawPart::NhiemVu)
                }
                Part::Organisation(clauses) => {
                    let clauses = clauses.iter().map(|words| self.clause(words, answered));
                    overlay.organisation.extend(clauses);
                    Some(RawPart::ToChuc)
                }
                Part::Own(item) => {
                    overlay.sections.push(own_section(item));
                    None
                }
            };
            let is_new = |part: RawPart| overlay.sections.iter().all(|other| other.part != Some(part));
            if let Some(part) = part.filter(|part| is_new(*part)) {
                overlay.sections.push(RawOwnSection {
                    part: Some(part),
                    title: section.title.as_ref().map(|title| text(&official::title(title))),
                    paragraphs: Vec::new(),
                    dashes: Vec::new(),
                    tables: Vec::new(),
                    clauses: Vec::new(),
                });
            }
        }
    }

    /// A clause of the organisation, with the duties that it answers.
    fn clause(&self, words: &Words, answered: &mut [bool]) -> RawOrganisation {
        let covers: Vec<_> = self
            .duties
            .answered_by(&words.text)
            .into_iter()
            .filter(|one| one.claim == answers::Claim::Made && !answered[one.task])
            .map(|one| one.task)
            .collect();
        if covers.is_empty() {
            return Located::new(OrganisationForm::Words(words.text.clone()), 0..0);
        }
        covers.iter().for_each(|&task| answered[task] = true);
        let entry = RawOrganisationEntry {
            text: Some(text(&words.text)),
            covers: covers.into_iter().map(|task| part::cover(self.whose, self.duties, task)).collect(),
            keep: false,
            deadline: None,
        };
        Located::new(OrganisationForm::Full(entry), 0..0)
    }
}

/// A section of the agency's own, as it stands.
fn own_section(item: &Item) -> RawOwnSection {
    let mut section = RawOwnSection {
        part: None,
        title: Some(text(&official::title(&item.words))),
        paragraphs: Vec::new(),
        dashes: Vec::new(),
        tables: Vec::new(),
        clauses: Vec::new(),
    };
    for node in &item.children {
        let Node::Item(below) = node else { continue };
        let is_dash = below.mark.as_ref().is_some_and(|mark| !mark.series.counts());
        if !below.children.is_empty() || (below.mark.is_some() && !is_dash) {
            let lines = crate::import::structure::items(&below.children);
            let (dashes, paragraphs): (Vec<&Item>, Vec<&Item>) = lines.partition(|line| line.mark.is_some());
            section.clauses.push(RawOwnClause {
                title: text(below.words.text.trim_end_matches([':', '.'])),
                paragraphs: paragraphs.into_iter().map(|line| text(&line.words.text)).collect(),
                dashes: dashes.into_iter().map(|line| text(&line.words.text)).collect(),
            });
        } else if is_dash {
            section.dashes.push(text(&below.words.text));
        } else {
            section.paragraphs.push(text(&below.words.text));
        }
    }
    section
}

/// What the clerk reads first.
fn heading(whose: &Whose<'_>, from: &str) -> Vec<Remark> {
    let plans: Vec<String> = whose.parents.iter().map(|plan| told::citation(plan)).collect();
    vec![
        Remark::Suggest("yaml-language-server: $schema=../../luoc-do/ke-hoach-don-vi.schema.json".to_owned()),
        Remark::Suggest(String::new()),
        Remark::Note(format!(
            "Kế hoạch của {} triển khai {}, nhập từ tệp {from}. Câu chữ theo tệp ấy; những chỗ chương trình đoán hoặc chưa rõ \
             có dòng CẦN QUYẾT ĐỊNH ở trên.",
            whose.agency.name,
            plans.join(" và ")
        )),
    ]
}

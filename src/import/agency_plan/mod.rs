//! Nhập kế hoạch của một cơ quan: a plan that an agency wrote by hand to answer plans of the content → its part.
//!
//! 1. `whose`: which agency, which parent plans;
//! 2. `sections`: which section says why, what is to be done, how it is carried out, and their entries;
//! 3. `people`: units and leaders, gathered from the sentences that name them;
//! 4. `answers`: which task of the parent plans an entry answers, by citation and by likeness;
//! 5. `part`: the raw part, with what a person must decide in its margin.

mod allotment;
mod annexes;
mod answers;
mod block;
mod claims;
mod doubt;
mod headings;
mod leaders;
mod margin;
mod official;
mod one_heading;
mod own_sections;
mod part;
mod people;
mod phrase;
mod related;
mod sections;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod unit_titles;
mod units;
mod whose;

use std::path::Path;

use crate::content::emit;
use crate::content::emit::writer::Remark;
use crate::content::raw::{
    OrganisationForm, RawOrganisation, RawOrganisationEntry, RawOverlay, RawOwnSection, RawPart,
};
use crate::content::yaml::Located;
use crate::derive::Year;
use crate::derive::responsibility::Share;
use crate::import::decided::Decisions;
use crate::import::notes::{LeftOut, Note, Place, What, WhyLeftOut};
use crate::import::plan::{self, Cases, Stated, Told, text};
use crate::import::structure::{Document, Words};
use crate::model::agency::Agency;
use crate::model::{Plan, Province};
use crate::start::Draft;

pub use claims::Proposal;
pub use doubt::{Doubt, Doubtful};
pub use part::Left;
pub use whose::{KnownBy, NotKnown};

use answers::Asking;
use own_sections::{has_part, of_part};
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
    /// Its path is within the content folder.
    pub draft: Draft,
    pub count: Count,
    /// What a person may say of which entry answers which task.
    pub proposals: Vec<Proposal>,
    /// Tasks of the parent plans that no entry answers: place and words.
    pub unanswered: Vec<(String, String)>,
    pub notes: Vec<Note>,
    /// Words of the source that are not in the part, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// What was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
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
    (told, this_year): (&Told, i16),
    from: &str,
) -> Result<Imported, NotKnown> {
    let whose = whose::of(document, province, asked)?;
    let stated = plan::stated(document, province, told, this_year);
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
    let mut sections = sections::of(&document.body, &mut doubts);
    let left = annexes::taken(document, &mut sections, &mut doubts);
    let cases = Cases::of(document);
    let people = People::of(&sections, &cases, &mut doubts);
    let part = Reading {
        decisions: &told.decisions,
        cases: &cases,
        whose: &whose,
        people: &people,
        tasks: &tasks,
        duties: &duties,
        sections: &sections,
    };
    Ok(part.imported(stated, doubts, left, from))
}

/// Whether a document is the plan of a known agency to which plans that it cites give something.
pub fn answers_plans(document: &Document, province: &Province) -> bool {
    let Ok(whose) = whose::of(document, province, None) else { return false };
    let Some(year) = Year::of(province, whose.year) else { return false };
    whose.parents.iter().any(|plan| {
        let share = year.responsibilities(&plan.id).and_then(|shares| shares.share(&whose.agency.id));
        plan.issuer != whose.agency.id && share.is_some()
    })
}

struct Reading<'w, 'p> {
    decisions: &'w Decisions,
    cases: &'w Cases,
    whose: &'w Whose<'p>,
    people: &'w People,
    tasks: &'w Asking<'p>,
    duties: &'w Asking<'p>,
    sections: &'w [Section],
}

impl Reading<'_, '_> {
    fn imported(&self, stated: Stated, doubts: Vec<Doubt>, left: Vec<(Words, Left)>, from: &str) -> Imported {
        let mut made = part::Tasks {
            whose: self.whose,
            people: self.people,
            asking: self.tasks,
            decisions: self.decisions,
            proposals: Vec::new(),
            margin: margin::Margin::default(),
            doubts,
            left,
            claimed: Vec::new(),
            printed_again: vec![false; self.tasks.tasks.len()],
        };
        // A table that says the entries once more is the program's own.
        let has_annex = made.left.iter().any(|(_, why)| *why == Left::Repeated);
        let blocks = made.blocks(self.sections);
        let part::Tasks { mut margin, mut doubts, mut left, claimed, printed_again, proposals, .. } = made;
        let mut overlay = official::of(&stated, self.whose);
        overlay.annex = Some(has_annex);
        overlay.blocks = blocks;
        let has_targets = people::blocks(self.sections).any(|block| block.target.is_some());
        overlay.show_targets = (!has_targets).then_some(false);
        overlay.units = self.people.raw_units();
        overlay.leaders = self.people.raw_leaders();
        let mut answered: Vec<bool> = vec![false; self.duties.tasks.len()];
        self.fill(&mut overlay, &mut answered, &mut doubts, &mut left);
        let unanswered: Vec<(String, String)> = self
            .tasks
            .tasks
            .iter()
            .zip(
                claimed
                    .iter()
                    .map(Option::is_some)
                    .zip(printed_again)
                    .map(|(claimed, again)| claimed || again),
            )
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
        let (text, decisions) = emit::overlay(&overlay, &margin).below(&heading(self.whose, from));
        let path = Path::new(&self.whose.year.to_string())
            .join("co-quan")
            .join(format!("{}.yaml", self.whose.agency.id));
        if count.answered == 0 && count.entries > 0 && proposals.is_empty() {
            doubts.push(Doubt { places: Vec::new(), what: Doubtful::NothingAlike });
        }
        let Stated { mut notes, mut left_out, .. } = stated;
        notes.extend(doubts.into_iter().map(Doubt::note));
        left_out.extend(left.iter().flat_map(|(words, why)| left_out_of(words, *why)));
        // Whose it is, is known otherwise.
        notes.retain(|note| !matches!(note.what, What::IssuerGuessed | What::IssuerUnknown { .. }));
        Imported {
            agency: self.whose.agency.id.to_string(),
            year: self.whose.year,
            parents: self.whose.parents.iter().map(|plan| plan.id.to_string()).collect(),
            known_by: self.whose.known_by,
            draft: Draft { path, text, decisions },
            count,
            proposals,
            unanswered,
            notes,
            left_out,
        }
    }

    /// What the sections say besides the tasks, and in which order they stand.
    fn fill(
        &self,
        overlay: &mut RawOverlay,
        answered: &mut [bool],
        doubts: &mut Vec<Doubt>,
        left: &mut Vec<(Words, Left)>,
    ) {
        for section in self.sections {
            let part = match &section.part {
                Part::Purposes { purposes, requirements, titles } => {
                    left.extend(titles.iter().map(|words| (words.clone(), Left::PurposeTitle)));
                    overlay.purposes.extend(purposes.iter().map(|words| text(&words.text)));
                    overlay.requirements.extend(requirements.iter().map(|words| text(&words.text)));
                    Some(RawPart::MucDich)
                }
                Part::Tasks(tasks) => {
                    // The program sends to the annex that it makes.
                    let sends = |words: &&Words| overlay.annex == Some(true) && sends_to_annex(&words.text);
                    let (sent, own): (Vec<&Words>, Vec<&Words>) = tasks.lead_in.iter().partition(sends);
                    left.extend(sent.into_iter().map(|words| (words.clone(), Left::Repeated)));
                    overlay.lead_in.extend(own.into_iter().map(|words| text(&words.text)));
                    Some(RawPart::NhiemVu)
                }
                Part::Organisation(clauses) => {
                    let clauses = clauses.iter().map(|words| self.clause(words, answered));
                    overlay.organisation.extend(clauses);
                    Some(RawPart::ToChuc)
                }
                Part::Own(item) => {
                    overlay.sections.push(self.own_section(item, doubts, left));
                    None
                }
            };
            let Some(part) = part else { continue };
            let title = section.title.as_ref();
            if has_part(overlay, part) {
                // What stands below a second title stands below the first.
                if let Some(title) = title {
                    doubts.push(Doubt::at(title, Doubtful::SecondTitle { title: title.text.clone() }));
                    left.push((title.clone(), Left::GroupTitle));
                }
                continue;
            }
            let title = title.map(|title| text(&self.cases.sentence(&title.text)));
            overlay.sections.push(RawOwnSection { title, ..of_part(part) });
        }
        // What is asked and not answered is printed, too, and needs its place.
        let asked =
            [(RawPart::NhiemVu, !self.tasks.tasks.is_empty()), (RawPart::ToChuc, answered.contains(&false))];
        for (part, is_asked) in asked {
            if is_asked && !overlay.sections.is_empty() && !has_part(overlay, part) {
                overlay.sections.push(of_part(part));
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
            covers: covers.into_iter().map(|task| claims::cover(self.whose, self.duties, task)).collect(),
            keep: false,
            deadline: None,
        };
        Located::new(OrganisationForm::Full(entry), 0..0)
    }
}

/// "(Chi tiết tại Phụ lục kèm theo)".
fn sends_to_annex(text: &str) -> bool {
    text.trim_matches(['(', ')', '.', ' ']).eq_ignore_ascii_case("Chi tiết tại Phụ lục kèm theo")
}

/// Once for each paragraph that the words come from.
fn left_out_of(words: &Words, left: Left) -> impl Iterator<Item = LeftOut> + '_ {
    let why = match left {
        Left::Target => WhyLeftOut::Target,
        Left::Title => WhyLeftOut::IndexTitle,
        Left::Division | Left::Directing => WhyLeftOut::Label,
        Left::Citation => WhyLeftOut::Citation,
        Left::Columns => WhyLeftOut::Columns,
        Left::Ordinal => WhyLeftOut::Ordinal,
        Left::Repeated => WhyLeftOut::Repeated,
        Left::GroupTitle => WhyLeftOut::GroupTitle,
        Left::PurposeTitle => WhyLeftOut::PurposeTitle,
        Left::NoPlace => WhyLeftOut::NoPlace,
    };
    let places = words.places.iter().map(|&paragraph| Place { file: 0, paragraph });
    places.map(move |place| LeftOut { place, joined: Vec::new(), words: words.text.clone(), why })
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

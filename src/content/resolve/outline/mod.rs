//! The outline of one plan: headings numbered by where they stand, tasks by their points.

mod annexes;
mod points;
mod table;
mod told;

use std::collections::BTreeMap;

use super::indicator::{self, Of};
use super::roll::Roll;
use super::{Context, optional, prose, strings};
use crate::content::raw::{RawHeading, RawTable, Stretch, Text};
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::model::agency::AgencyId;
use crate::model::plan::{Element, Heading, Title};
use crate::model::reference::{Position, Scheme, Step};
pub(super) use table::table_of;

/// Builds the headings of one plan, counting as it goes.
pub(super) struct Outline<'b, 'c> {
    pub roll: Roll,
    pub scheme: Scheme,
    /// Họ chỉ số of the plan.
    pub family: Option<String>,
    pub year: i16,
    /// Where each task with an id of its own stands.
    pub ids: BTreeMap<String, usize>,
    pub context: &'b mut Context<'c>,
}

/// What is counted under one heading.
#[derive(Default)]
struct Counters {
    /// Points with a number or a letter, and headings, which go on from them.
    points: usize,
    /// Headings with numbers of their own beside lettered points: 1.1. beside a).
    decimals: usize,
    /// Dashes and paragraphs that are tasks, of all points without a letter.
    items: usize,
    /// Points given so far, and duties.
    given: (usize, usize),
}

/// How what stands under a heading is numbered.
enum Numbering<'n> {
    /// Points and headings, by where they stand.
    Points { counters: Counters, family: Option<&'n str> },
    /// Rows of a table of tasks, through all of its groups.
    Rows { annex: &'n Position, rows: &'n mut usize, groups: usize, family: Option<&'n str> },
}

impl Outline<'_, '_> {
    /// Mục I, II, …
    pub fn sections(&mut self, raw: &[RawHeading]) -> Vec<Heading> {
        let root = Position::default();
        raw.iter().enumerate().map(|(at, raw)| self.section(raw, &root, at + 1)).collect()
    }

    fn section(&mut self, raw: &RawHeading, root: &Position, number: usize) -> Heading {
        self.heading(raw, root.then(Step::Section(number)), None)
    }

    fn heading(&mut self, raw: &RawHeading, position: Position, above: Option<&str>) -> Heading {
        let stated = optional(raw.family.as_ref()).or(above.map(ToOwned::to_owned));
        let numbering = Numbering::Points { counters: Counters::default(), family: stated.as_deref() };
        self.numbered_heading(raw, position, above, numbering)
    }

    fn numbered_heading(
        &mut self,
        raw: &RawHeading,
        position: Position,
        above: Option<&str>,
        numbering: Numbering<'_>,
    ) -> Heading {
        let title = self.title(raw);
        if let (Title::Untitled, Numbering::Points { .. }) = (&title, &numbering) {
            self.tell_unnumbered(raw, &position);
        }
        let stated = optional(raw.family.as_ref()).or(above.map(ToOwned::to_owned));
        let of_index = matches!(title, Title::Index(_)).then(|| self.family.clone()).flatten();
        let family = stated.or(of_index);
        if matches!(title, Title::Index(_)) && family.is_none() {
            let message = "chỉ số thành phần chưa rõ thuộc họ chỉ số nào";
            let finding = Diagnostic::error(codes::MISSING_KEY, message);
            let finding =
                finding.hint("ghi “ho_chi_so” ở đầu tệp, ví dụ: ho_chi_so: PCI, hoặc “ho” của mục này");
            self.report(finding, raw.index.as_ref());
        }
        let of = if matches!(title, Title::Index(_)) { Of::Index } else { Of::Heading };
        let indicators = indicator::indicators(&raw.indicators, of, self.year, self.context);
        self.tell_monitors(raw);
        let monitors = raw.monitor.iter().chain(&raw.co_monitors);
        let present: Vec<Option<AgencyId>> = monitors.map(|id| self.roll.agency(id, self.context)).collect();
        let monitor = raw.monitor.as_ref().and_then(|_| present.first().cloned().flatten());
        let co_monitors = present.into_iter().skip(usize::from(raw.monitor.is_some())).flatten().collect();
        let content = self.content(Some(raw), raw.stretches(), &position, numbering);
        let place = match anchor(raw) {
            Some(text) => self.context.place(text),
            None => self.context.whole_file(),
        };
        Heading {
            position,
            title,
            family,
            indicators,
            monitor,
            co_monitors,
            content,
            closing_line: optional(raw.closing_line.as_ref()),
            place,
        }
    }

    /// What stands under a heading, or in an annex, in the order in which it is printed: numbers follow it.
    fn content<'r>(
        &mut self,
        heading: Option<&RawHeading>,
        stretches: impl Iterator<Item = Stretch<'r>> + Clone,
        position: &Position,
        mut numbering: Numbering<'_>,
    ) -> Vec<Element> {
        // The words of the heading are its task: who does it is named behind the last of them.
        let own = heading.filter(|raw| is_task(raw));
        let worded = stretches.clone().enumerate().filter(|(_, stretch)| stretch.words().next().is_some());
        let own_at = worded.last().map_or(0, |(at, _)| at);
        let mut content = Vec::new();
        for (at, stretch) in stretches.enumerate() {
            self.tell_reordered(stretch);
            content.extend(strings(stretch.paragraphs).into_iter().map(Element::Paragraph));
            content.extend(strings(stretch.dashes).into_iter().map(Element::Dash));
            content.extend(
                stretch.tables.iter().filter_map(|raw| table_of(raw, self.context)).map(Element::Table),
            );
            let own = own.filter(|_| at == own_at);
            let (given, headings) = match &mut numbering {
                Numbering::Points { counters, family } => {
                    let given = self.assignments(heading, own, stretch, position, counters);
                    let headings = stretch.children.iter().map(|child| {
                        let step = self.step(position, counters, child);
                        self.heading(child, position.then(step), *family)
                    });
                    (given, headings.collect::<Vec<_>>())
                }
                Numbering::Rows { annex, rows, groups, family } => {
                    self.only_rows(own, stretch);
                    let given = self.rows(stretch.tasks, annex, rows);
                    let headings = stretch.children.iter().map(|child| {
                        *groups += 1;
                        let step = match position.steps().last() {
                            Some(Step::Annex { .. }) => Step::Section(*groups),
                            _ => Step::Number(*groups),
                        };
                        let numbering = Numbering::Rows { annex, rows, groups: 0, family: *family };
                        self.numbered_heading(child, position.then(step), *family, numbering)
                    });
                    (given, headings.collect())
                }
            };
            content.extend(given.into_iter().map(|given| Element::Assignment(Box::new(given))));
            content.extend(headings.into_iter().map(|heading| Element::Heading(Box::new(heading))));
        }
        if matches!(numbering, Numbering::Points { .. }) {
            self.tell_unassigned(&content);
        }
        content
    }

    fn title(&mut self, raw: &RawHeading) -> Title {
        match (&raw.title, &raw.index) {
            (Some(_), Some(index)) => {
                let message =
                    "một đề mục chỉ có một trong hai khóa: “tieu_de”, “ten” (tên chỉ số thành phần)";
                let finding = Diagnostic::error(codes::CONTRADICTION, message);
                self.context.report(finding.hint("bỏ một trong hai"), index);
                Title::Index(prose(index))
            }
            (Some(title), None) if !prose(title).is_empty() => Title::Named(prose(title)),
            (None, Some(index)) => Title::Index(prose(index)),
            (_, None) => {
                if raw.stretches().all(Stretch::is_empty) {
                    let finding =
                        Diagnostic::error(codes::EMPTY_TEXT, "đề mục không có tiêu đề và không có nội dung")
                            .about(Topic::EmptyText);
                    self.report(finding.hint("ghi “tieu_de” hoặc “doan”"), anchor(raw));
                }
                Title::Untitled
            }
        }
    }

    /// How a heading under another is numbered.
    fn step(&mut self, above: &Position, counters: &mut Counters, raw: &RawHeading) -> Step {
        let last = above.steps().last();
        if let (Some(Step::Number(_)), Scheme::Decimal) = (last, self.scheme) {
            counters.decimals += 1;
            return Step::Number(counters.decimals);
        }
        counters.points += 1;
        let number = counters.points;
        match (last, self.scheme) {
            (None | Some(Step::Annex { .. }), _) => Step::Section(number),
            (Some(Step::Section(_)), _) | (Some(Step::Number(_)), Scheme::Paragraphs) => Step::Number(number),
            (Some(Step::Number(_)), Scheme::Lettered) => Step::Letter(number - 1),
            _ => {
                let message = "đề mục lồng quá sâu: mẫu này chỉ có Mục, khoản, điểm";
                let finding = Diagnostic::error(codes::MIXED_SECTION, message)
                    .hint("bớt một cấp, hoặc dùng mẫu đánh số I., 1., 1.1., a) (mau: ke-hoach-nhieu-cap)");
                self.report(finding, anchor(raw));
                Step::Letter(number - 1)
            }
        }
    }

    fn report(&mut self, finding: Diagnostic, at: Option<&Text>) {
        match at {
            Some(text) => self.context.report(finding, text),
            None => self.context.push(finding.at(self.context.whole_file())),
        }
    }
}

/// What a heading is found by.
fn anchor(raw: &RawHeading) -> Option<&Text> {
    let first = || {
        raw.stretches()
            .find_map(|stretch| stretch.words().chain(stretch.given().map(|task| &task.text)).next())
    };
    raw.title.as_ref().or(raw.index.as_ref()).or_else(first)
}

/// Whether somebody is to do what the words of a heading say.
fn is_task(raw: &RawHeading) -> bool {
    !raw.lead.is_empty() || !raw.supporting.is_empty() || !raw.deadlines.is_empty() || raw.output.is_some()
}

fn cell(table: &RawTable) -> Option<&Text> {
    table.columns.first().map(|column| &column.title)
}

//! The outline of one plan: headings numbered by where they stand, tasks by their points.

use std::collections::BTreeMap;

use super::assigned::{self, Point};
use super::indicator::{self, Of};
use super::roll::Roll;
use super::{Context, optional, prose, strings};
use crate::content::raw::{RawAnnex, RawAnnexKind, RawColumnKind, RawHeading, RawTable, RawTask, Text};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::AgencyId;
use crate::model::plan::{
    Annex, AnnexKind, AnnexLayout, AnnexSpec, Assignment, AssignmentRole, ColumnKind, Heading, NameStyle,
    PlainColumn, PlainTable, Title,
};
use crate::model::reference::{Position, Scheme, Step};

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
    /// Dashes and paragraphs that are tasks, of all points without a letter.
    items: usize,
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
        let title = self.title(raw);
        let stated = optional(raw.family.as_ref()).or(above.map(ToOwned::to_owned));
        let of_index = matches!(title, Title::Index(_)).then(|| self.family.clone()).flatten();
        let family = stated.clone().or(of_index);
        if matches!(title, Title::Index(_)) && family.is_none() {
            let message = "chỉ số thành phần chưa rõ thuộc họ chỉ số nào";
            let finding = Diagnostic::error(codes::MISSING_KEY, message);
            let finding =
                finding.hint("ghi “ho_chi_so” ở đầu tệp, ví dụ: ho_chi_so: PCI, hoặc “ho” của mục này");
            self.report(finding, raw.index.as_ref());
        }
        let of = if matches!(title, Title::Index(_)) { Of::Index } else { Of::Heading };
        let indicators = indicator::indicators(&raw.indicators, of, self.year, self.context);
        let monitors = raw.monitor.iter().chain(&raw.co_monitors);
        let present: Vec<Option<AgencyId>> = monitors.map(|id| self.roll.agency(id, self.context)).collect();
        let monitor = raw.monitor.as_ref().and_then(|_| present.first().cloned().flatten());
        let co_monitors = present.into_iter().skip(usize::from(raw.monitor.is_some())).flatten().collect();
        let mut counters = Counters::default();
        let assignments = self.assignments(raw, &position, &mut counters);
        let children = raw.children.iter().map(|child| {
            counters.points += 1;
            let step = self.step(&position, counters.points, child);
            self.heading(child, position.then(step), stated.as_deref())
        });
        let children: Vec<Heading> = children.collect();
        self.tell_unassigned(&children);
        let place = match anchor(raw) {
            Some(text) => self.context.place(text),
            None => self.context.whole_file(),
        };
        Heading {
            position,
            title,
            family,
            paragraphs: strings(&raw.paragraphs),
            dashes: strings(&raw.dashes),
            tables: self.tables(&raw.tables),
            indicators,
            monitor,
            co_monitors,
            assignments,
            children,
            closing_line: optional(raw.closing_line.as_ref()),
            place,
        }
    }

    /// Where some headings say who does what, one that says nothing may have been forgotten.
    fn tell_unassigned(&mut self, siblings: &[Heading]) {
        if !siblings.iter().any(|heading| heading.tasks().next().is_some()) {
            return;
        }
        let silent = |heading: &&Heading| {
            heading.assignments.is_empty()
                && heading.children.is_empty()
                && !(heading.paragraphs.is_empty() && heading.dashes.is_empty())
        };
        for heading in siblings.iter().filter(silent) {
            let title = match heading.title.text() {
                "" => String::new(),
                title => format!(" “{title}”"),
            };
            let message = format!("{}{title} không giao cho cơ quan nào", heading.position);
            let finding = Diagnostic::info(codes::NOBODY_NAMED, message).at(heading.place.clone());
            self.context.push(finding.hint("nếu có cơ quan thực hiện thì ghi “chu_tri”"));
        }
    }

    fn title(&mut self, raw: &RawHeading) -> Title {
        match (&raw.title, &raw.index) {
            (Some(_), Some(index)) => {
                let message =
                    "một đề mục chỉ có một trong hai khóa: “tieu_de”, “ten” (tên chỉ số thành phần)";
                self.context.report(Diagnostic::error(codes::CONTRADICTION, message), index);
                Title::Index(prose(index))
            }
            (Some(title), None) => Title::Named(prose(title)),
            (None, Some(index)) => Title::Index(prose(index)),
            (None, None) => {
                if raw.paragraphs.is_empty() && raw.assignments.is_empty() && raw.tasks.is_empty() {
                    let finding =
                        Diagnostic::error(codes::EMPTY_TEXT, "đề mục không có tiêu đề và không có nội dung");
                    self.report(finding.hint("ghi “tieu_de” hoặc “doan”"), anchor(raw));
                }
                Title::Untitled
            }
        }
    }

    /// How a heading under another is numbered.
    fn step(&mut self, above: &Position, number: usize, raw: &RawHeading) -> Step {
        match (above.steps().last(), self.scheme) {
            (None | Some(Step::Annex { .. }), _) => Step::Section(number),
            (Some(Step::Section(_)), _) | (Some(Step::Number(_)), Scheme::Paragraphs) => Step::Number(number),
            (Some(Step::Number(_)), Scheme::Lettered) => Step::Letter(number - 1),
            _ => {
                let message = "đề mục lồng quá sâu: mẫu này chỉ có Mục, khoản, điểm";
                let finding = Diagnostic::error(codes::MIXED_SECTION, message)
                    .hint("bớt một cấp, hoặc dùng mẫu đánh số 1.1., 1.1.1. (mau: ke-hoach-tinh-2026)");
                self.report(finding, anchor(raw));
                Step::Letter(number - 1)
            }
        }
    }

    fn assignments(
        &mut self,
        raw: &RawHeading,
        position: &Position,
        counters: &mut Counters,
    ) -> Vec<Assignment> {
        let mut given = Vec::new();
        let is_task = !raw.lead.is_empty()
            || !raw.supporting.is_empty()
            || !raw.deadlines.is_empty()
            || raw.output.is_some();
        if is_task {
            let words = raw.paragraphs.iter().chain(&raw.dashes).map(prose);
            let mut text = words.collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                text = raw.title.as_ref().or(raw.index.as_ref()).map(prose).unwrap_or_default();
            }
            let point = Point {
                position: position.clone(),
                items: &mut counters.items,
                role: AssignmentRole::Task,
                style: self.style_after(),
            };
            given.push(assigned::of_heading(raw, text, point, &mut self.roll, self.context));
        }
        let of = |role| move |raw| (role, raw);
        let points = raw.assignments.iter().enumerate().map(of(AssignmentRole::Task));
        let duties = raw.duties.iter().enumerate().map(of(AssignmentRole::Organisation));
        for (role, (at, assignment)) in points.chain(duties) {
            if assignment.tasks.is_empty() {
                let finding = Diagnostic::error(codes::EMPTY_TEXT, empty_point(raw, role, at + 1))
                    .hint("thêm “nhiem_vu”, hoặc bỏ điểm này");
                let at = assignment
                    .lead
                    .first()
                    .map(|party| crate::content::yaml::Located::new(assigned::word(party), party.range()));
                let at = at.as_ref().or(assignment.subject.as_ref()).or(anchor(raw));
                self.report(finding, at);
            }
            let (at, mut own) = self.point(position, counters);
            let labelled = at != *position;
            let items = if labelled { &mut own } else { &mut counters.items };
            let style = if labelled { NameStyle::Before } else { self.style_unlabelled() };
            let point = Point { position: at, items, role, style };
            given.push(assigned::assignment(assignment, point, &mut self.roll, self.context));
        }
        for task in &raw.tasks {
            let (at, mut own) = self.point(position, counters);
            let items = if at == *position { &mut counters.items } else { &mut own };
            *items += 1;
            let reference = at.then(Step::Item(*items));
            given.push(self.row(task, reference, at, NameStyle::Labels));
        }
        self.unique_ids(&given);
        given
    }

    /// Where the next point of a heading stands: with a number, with a letter, or in the heading itself.
    fn point(&self, position: &Position, counters: &mut Counters) -> (Position, usize) {
        let step = match (position.steps().last(), self.scheme) {
            (None | Some(Step::Section(_) | Step::Annex { .. }), _) => Step::Number(counters.points + 1),
            (Some(Step::Number(_)), Scheme::Lettered) => Step::Letter(counters.points),
            _ => return (position.clone(), 0),
        };
        counters.points += 1;
        (position.then(step), 0)
    }

    fn style_after(&self) -> NameStyle {
        match self.scheme {
            Scheme::Lettered => NameStyle::Labels,
            Scheme::Paragraphs => NameStyle::After,
        }
    }

    fn style_unlabelled(&self) -> NameStyle {
        match self.scheme {
            Scheme::Lettered => NameStyle::Before,
            Scheme::Paragraphs => NameStyle::After,
        }
    }

    fn row(
        &mut self,
        raw: &RawTask,
        reference: Position,
        position: Position,
        style: NameStyle,
    ) -> Assignment {
        let point = Point { position, items: &mut 0, role: AssignmentRole::Task, style };
        assigned::row(raw, reference, point, &mut self.roll, self.context)
    }

    /// An id belongs to one task of the plan.
    fn unique_ids(&mut self, given: &[Assignment]) {
        for task in given.iter().flat_map(|given| &given.tasks) {
            let Some(id) = &task.id else { continue };
            let line = task.place.line_column().0;
            if let Some(first) = self.ids.get(id) {
                let finding = Diagnostic::error(codes::DUPLICATE_ID, format!("mã nhiệm vụ “{id}” đã dùng"));
                self.context.push(finding.at(task.place.clone()).hint(format!("lần đầu ở dòng {first}")));
            } else {
                self.ids.insert(id.clone(), line);
            }
        }
    }

    /// Phụ lục, in order; `raw` is all of them.
    pub fn annexes(&mut self, raw: &[RawAnnex]) -> Vec<Annex> {
        let only = raw.len() == 1;
        raw.iter().enumerate().map(|(at, annex)| self.annex(annex, at + 1, only)).collect()
    }

    fn annex(&mut self, raw: &RawAnnex, number: usize, only: bool) -> Annex {
        let generated = |kind| {
            Annex::Generated(AnnexSpec {
                kind,
                family: optional(raw.family.as_ref()),
                title: prose(&raw.title),
            })
        };
        let layout = match raw.kind {
            RawAnnexKind::PhanCong | RawAnnexKind::NhiemVu => {
                self.only_generated(raw);
                return generated(match raw.kind {
                    RawAnnexKind::PhanCong => AnnexKind::Matrix,
                    _ => AnnexKind::Tasks,
                });
            }
            RawAnnexKind::BangNhiemVu => AnnexLayout::TaskTable,
            RawAnnexKind::VanBan => AnnexLayout::Text,
        };
        let position = Position::default().then(Step::Annex { number, only });
        let family = optional(raw.family.as_ref());
        let (assignments, children) = match layout {
            AnnexLayout::TaskTable => {
                let mut rows = 0;
                let own = self.rows(&raw.tasks, &position, &mut rows);
                let groups = raw.children.iter().enumerate();
                let groups = groups.map(|(at, group)| {
                    let place = position.then(Step::Section(at + 1));
                    self.row_group(group, place, &position, family.as_deref(), &mut rows)
                });
                (own, groups.collect())
            }
            AnnexLayout::Text => {
                let sections = raw.children.iter().enumerate();
                let sections: Vec<Heading> = sections
                    .map(|(at, child)| {
                        self.heading(child, position.then(Step::Section(at + 1)), family.as_deref())
                    })
                    .collect();
                if let Some(task) = raw.tasks.first() {
                    let message = "phụ lục kiểu “van_ban” không có bảng nhiệm vụ";
                    let finding = Diagnostic::error(codes::MIXED_SECTION, message);
                    self.context.report(finding.hint("ghi “kieu: bang_nhiem_vu”"), &task.text);
                }
                (Vec::new(), sections)
            }
        };
        let content = Heading {
            position,
            title: Title::Named(prose(&raw.title)),
            family,
            paragraphs: strings(&raw.paragraphs),
            dashes: strings(&raw.dashes),
            tables: self.tables(&raw.tables),
            indicators: Vec::new(),
            monitor: None,
            co_monitors: Vec::new(),
            assignments,
            children,
            closing_line: optional(raw.closing_line.as_ref()),
            place: self.context.place(&raw.title),
        };
        Annex::Written { layout, content: Box::new(content) }
    }

    /// What an annex that the program makes cannot have.
    fn only_generated(&mut self, raw: &RawAnnex) {
        let texts = raw.paragraphs.iter().chain(&raw.dashes).chain(raw.tasks.iter().map(|task| &task.text));
        let more = texts
            .chain(raw.children.iter().filter_map(anchor))
            .chain(raw.tables.iter().filter_map(cell))
            .next();
        if let Some(text) = more {
            let message =
                "phụ lục này do chương trình tự lập từ các nhiệm vụ của kế hoạch, không có nội dung riêng";
            let finding = Diagnostic::error(codes::MIXED_SECTION, message);
            self.context.report(finding.hint("ghi “kieu: bang_nhiem_vu” hoặc “kieu: van_ban”"), text);
        }
    }

    /// A group of rows: a heading of a table, whose tasks go on in the numbering of the table.
    fn row_group(
        &mut self,
        raw: &RawHeading,
        position: Position,
        annex: &Position,
        family: Option<&str>,
        rows: &mut usize,
    ) -> Heading {
        let assignments = self.rows(&raw.tasks, annex, rows);
        let mut heading = self.heading(
            &RawHeading { tasks: Vec::new(), children: Vec::new(), ..raw.clone() },
            position.clone(),
            family,
        );
        if let Some(other) = raw.assignments.iter().chain(&raw.duties).find_map(|given| given.tasks.first()) {
            let message = "nhóm của bảng nhiệm vụ chỉ có “nhiem_vu”, mỗi dòng ghi “chu_tri” của nó";
            self.context.report(Diagnostic::error(codes::MIXED_SECTION, message), &other.text);
        }
        heading.assignments.extend(assignments);
        heading.children = raw
            .children
            .iter()
            .enumerate()
            .map(|(at, child)| {
                self.row_group(child, position.then(Step::Number(at + 1)), annex, family, rows)
            })
            .collect();
        heading
    }

    fn rows(&mut self, raw: &[RawTask], annex: &Position, rows: &mut usize) -> Vec<Assignment> {
        let mut given = Vec::new();
        for task in raw {
            *rows += 1;
            given.push(self.row(task, annex.then(Step::Row(*rows)), annex.clone(), NameStyle::Labels));
        }
        self.unique_ids(&given);
        given
    }

    fn tables(&mut self, raw: &[RawTable]) -> Vec<PlainTable> {
        raw.iter().map(|table| table_of(table, self.context)).collect()
    }

    fn report(&mut self, finding: Diagnostic, at: Option<&Text>) {
        match at {
            Some(text) => self.context.report(finding, text),
            None => self.context.push(finding.at(self.context.whole_file())),
        }
    }
}

/// That a point has nothing in it, told so that it is found where it has no name either.
fn empty_point(raw: &RawHeading, role: AssignmentRole, number: usize) -> String {
    let title = raw.title.as_ref().or(raw.index.as_ref()).map(prose);
    let of = title.map(|title| format!(" của “{title}”")).unwrap_or_default();
    match role {
        AssignmentRole::Task => format!("điểm giao việc thứ {number}{of} không có nhiệm vụ nào"),
        AssignmentRole::Organisation => format!("trách nhiệm thứ {number}{of} không có việc nào"),
    }
}

/// What a heading is found by.
fn anchor(raw: &RawHeading) -> Option<&Text> {
    let tasks = raw.assignments.iter().chain(&raw.duties).flat_map(|given| &given.tasks).chain(&raw.tasks);
    let texts = raw.paragraphs.iter().chain(&raw.dashes).chain(tasks.map(|task| &task.text));
    raw.title.as_ref().or(raw.index.as_ref()).or(texts.into_iter().next())
}

fn cell(table: &RawTable) -> Option<&Text> {
    table.columns.first().map(|column| &column.title)
}

/// A plain table; every row has as many cells as there are columns.
pub(super) fn table_of(raw: &RawTable, context: &mut Context<'_>) -> PlainTable {
    let columns = raw.columns.len();
    for row in raw.rows.iter().chain(&raw.total) {
        if row.len() != columns
            && let Some(first) = row.first().or(cell(raw))
        {
            let message = format!("dòng này có {} ô, bảng có {columns} cột", row.len());
            let finding = Diagnostic::error(codes::BAD_VALUE, message);
            context.report(finding.hint("ô để trống ghi \"\""), first);
        }
    }
    PlainTable {
        title: optional(raw.title.as_ref()),
        columns: raw
            .columns
            .iter()
            .map(|column| PlainColumn {
                title: prose(&column.title),
                kind: match column.kind {
                    None | Some(RawColumnKind::Chu) => ColumnKind::Words,
                    Some(RawColumnKind::Stt) => ColumnKind::Mark,
                    Some(RawColumnKind::So) => ColumnKind::Figure,
                },
            })
            .collect(),
        rows: raw.rows.iter().map(|row| strings(row)).collect(),
        total: raw.total.as_ref().map(|row| strings(row)),
    }
}

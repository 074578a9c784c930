//! The outline of one plan: headings numbered by where they stand, tasks by their points.

use std::collections::BTreeMap;

use super::assigned::{self, Point};
use super::indicator::{self, Of};
use super::roll::Roll;
use super::{Context, optional, prose, strings};
use crate::content::raw::{
    RawAnnex, RawAnnexKind, RawAssignment, RawColumnKind, RawHeading, RawTable, RawTask, Stretch, Text,
};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::agency::AgencyId;
use crate::model::plan::{
    Annex, AnnexKind, AnnexLayout, AnnexSpec, Assignment, AssignmentRole, ColumnKind, Element, Heading,
    NameStyle, PlainColumn, PlainTable, Title,
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

    /// In a stretch the keys are printed in a fixed order, whatever their order in the file.
    fn tell_reordered(&mut self, stretch: Stretch<'_>) {
        let first = |tasks: &[RawTask]| tasks.first().map(|task| task.text.range());
        let of_points = |points: &[RawAssignment]| points.first().and_then(|given| first(&given.tasks));
        let keys = [
            ("doan", stretch.paragraphs.first().map(Text::range)),
            ("gach", stretch.dashes.first().map(Text::range)),
            ("bang", stretch.tables.first().and_then(cell).map(Text::range)),
            ("giao", of_points(stretch.assignments)),
            ("thuc_hien", of_points(stretch.duties)),
            ("nhiem_vu", first(stretch.tasks)),
            ("khoan", stretch.children.first().and_then(anchor).map(Text::range)),
        ];
        let mut before: Option<(&str, usize)> = None;
        for (key, range) in keys {
            let Some(range) = range else { continue };
            match before {
                Some((other, start)) if range.start < start => {
                    let message = format!("“{key}” viết trước “{other}” nhưng in sau “{other}”");
                    let finding = Diagnostic::warning(codes::REORDERED, message)
                        .hint("xếp lại theo thứ tự in, hoặc chuyển phần in sau vào “tiep_theo”");
                    self.context.push(finding.at(Place::new(self.context.source, range)));
                    return;
                }
                _ => before = Some((key, range.start)),
            }
        }
    }

    /// A table of tasks has rows and groups of rows, and words and plain tables around them.
    fn only_rows(&mut self, own: Option<&RawHeading>, stretch: Stretch<'_>) {
        let points = stretch.assignments.iter().chain(stretch.duties);
        let other = points.flat_map(|given| &given.tasks).map(|task| &task.text).next();
        if let Some(text) = other.or_else(|| own.and_then(anchor)) {
            let message = "nhóm của bảng nhiệm vụ chỉ có “nhiem_vu”, mỗi dòng ghi “chu_tri” của nó";
            let finding = Diagnostic::error(codes::MIXED_SECTION, message);
            self.context
                .report(finding.hint("chuyển phần này thành các dòng “nhiem_vu”, hoặc ra ngoài bảng"), text);
        }
    }

    /// Where some headings say who does what, one that says nothing may have been forgotten.
    fn tell_unassigned(&mut self, content: &[Element]) {
        let siblings = || {
            content.iter().filter_map(|element| match element {
                Element::Heading(heading) => Some(heading.as_ref()),
                _ => None,
            })
        };
        if !siblings().any(|heading| heading.tasks().next().is_some()) {
            return;
        }
        let silent = |heading: &&Heading| {
            heading.assignments().next().is_none()
                && heading.children().next().is_none()
                && heading.words().next().is_some()
        };
        for heading in siblings().filter(silent) {
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
                let finding = Diagnostic::error(codes::CONTRADICTION, message);
                self.context.report(finding.hint("bỏ một trong hai"), index);
                Title::Index(prose(index))
            }
            (Some(title), None) => Title::Named(prose(title)),
            (None, Some(index)) => Title::Index(prose(index)),
            (None, None) => {
                if raw.stretches().all(Stretch::is_empty) {
                    let finding =
                        Diagnostic::error(codes::EMPTY_TEXT, "đề mục không có tiêu đề và không có nội dung");
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

    /// The assignments of one stretch; `own` where the words of the heading are a task.
    fn assignments(
        &mut self,
        heading: Option<&RawHeading>,
        own: Option<&RawHeading>,
        stretch: Stretch<'_>,
        position: &Position,
        counters: &mut Counters,
    ) -> Vec<Assignment> {
        let mut given = Vec::new();
        if let Some(raw) = own {
            let words = raw.stretches().flat_map(Stretch::words).map(prose);
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
        let points = stretch.assignments.iter().map(of(AssignmentRole::Task));
        let duties = stretch.duties.iter().map(of(AssignmentRole::Organisation));
        for (role, assignment) in points.chain(duties) {
            let number = match role {
                AssignmentRole::Task => &mut counters.given.0,
                AssignmentRole::Organisation => &mut counters.given.1,
            };
            *number += 1;
            let number = *number;
            if assignment.tasks.is_empty() {
                let finding = Diagnostic::error(codes::EMPTY_TEXT, empty_point(heading, role, number))
                    .hint("thêm “nhiem_vu”, hoặc bỏ điểm này");
                let at = assignment
                    .lead
                    .first()
                    .map(|party| crate::content::yaml::Located::new(party.name().to_owned(), party.range()));
                let at = at.as_ref().or(assignment.subject.as_ref()).or(heading.and_then(anchor));
                self.report(finding, at);
            }
            let (at, mut own) = self.point(position, counters);
            let labelled = at != *position;
            let items = if labelled { &mut own } else { &mut counters.items };
            let style = if labelled { NameStyle::Before } else { self.style_unlabelled() };
            let point = Point { position: at, items, role, style };
            given.push(assigned::assignment(assignment, point, &mut self.roll, self.context));
        }
        for task in stretch.tasks {
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
            (Some(Step::Number(_)), Scheme::Lettered | Scheme::Decimal) => Step::Letter(counters.points),
            _ => return (position.clone(), 0),
        };
        counters.points += 1;
        (position.then(step), 0)
    }

    fn style_after(&self) -> NameStyle {
        match self.scheme {
            Scheme::Lettered | Scheme::Decimal => NameStyle::Labels,
            Scheme::Paragraphs => NameStyle::After,
        }
    }

    fn style_unlabelled(&self) -> NameStyle {
        match self.scheme {
            Scheme::Lettered | Scheme::Decimal => NameStyle::Before,
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
        let mut rows = 0;
        let numbering = match layout {
            AnnexLayout::TaskTable => {
                Numbering::Rows { annex: &position, rows: &mut rows, groups: 0, family: family.as_deref() }
            }
            AnnexLayout::Text => {
                if let Some(task) = raw.stretches().flat_map(|stretch| stretch.tasks).next() {
                    let message = "phụ lục kiểu “van_ban” không có bảng nhiệm vụ";
                    let finding = Diagnostic::error(codes::MIXED_SECTION, message);
                    self.context.report(finding.hint("ghi “kieu: bang_nhiem_vu”"), &task.text);
                }
                Numbering::Points { counters: Counters::default(), family: family.as_deref() }
            }
        };
        let content = Heading {
            content: self.content(None, raw.stretches(), &position, numbering),
            position,
            title: Title::Named(prose(&raw.title)),
            family,
            indicators: Vec::new(),
            monitor: None,
            co_monitors: Vec::new(),
            closing_line: optional(raw.closing_line.as_ref()),
            place: self.context.place(&raw.title),
        };
        Annex::Written { layout, content: Box::new(content) }
    }

    /// What an annex that the program makes cannot have.
    fn only_generated(&mut self, raw: &RawAnnex) {
        let more = raw.stretches().find_map(|stretch| {
            let texts = stretch.words().chain(stretch.given().map(|task| &task.text));
            let headings = stretch.children.iter().filter_map(anchor);
            texts.chain(headings).chain(stretch.tables.iter().filter_map(cell)).next()
        });
        if let Some(text) = more {
            let message =
                "phụ lục này do chương trình tự lập từ các nhiệm vụ của kế hoạch, không có nội dung riêng";
            let finding = Diagnostic::error(codes::MIXED_SECTION, message);
            self.context.report(finding.hint("ghi “kieu: bang_nhiem_vu” hoặc “kieu: van_ban”"), text);
        }
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

    fn report(&mut self, finding: Diagnostic, at: Option<&Text>) {
        match at {
            Some(text) => self.context.report(finding, text),
            None => self.context.push(finding.at(self.context.whole_file())),
        }
    }
}

/// That a point has nothing in it, told so that it is found where it has no name either.
fn empty_point(heading: Option<&RawHeading>, role: AssignmentRole, number: usize) -> String {
    let title = heading.and_then(|raw| raw.title.as_ref().or(raw.index.as_ref())).map(prose);
    let of = title.map(|title| format!(" của “{title}”")).unwrap_or_default();
    match role {
        AssignmentRole::Task => format!("điểm giao việc thứ {number}{of} không có nhiệm vụ nào"),
        AssignmentRole::Organisation => format!("trách nhiệm thứ {number}{of} không có việc nào"),
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

/// A plain table; a row that does not have as many cells as there are columns is reported.
pub(super) fn table_of(raw: &RawTable, context: &mut Context<'_>) -> Option<PlainTable> {
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
    let kind = |kind: Option<RawColumnKind>| match kind {
        None | Some(RawColumnKind::Chu) => ColumnKind::Words,
        Some(RawColumnKind::Stt) => ColumnKind::Mark,
        Some(RawColumnKind::So) => ColumnKind::Figure,
    };
    let columns = raw.columns.iter();
    let columns = columns.map(|column| PlainColumn { title: prose(&column.title), kind: kind(column.kind) });
    PlainTable::new(
        optional(raw.title.as_ref()),
        columns.collect(),
        raw.rows.iter().map(|row| strings(row)).collect(),
        raw.total.as_ref().map(|row| strings(row)),
    )
}

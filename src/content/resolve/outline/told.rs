//! What is told of an outline beside its numbers: an order that is not printed, what no row can be, headings that
//! nobody was given.

use super::{Outline, anchor, cell};
use crate::content::raw::{RawAssignment, RawHeading, RawTask, Stretch, Text};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::plan::{Element, Heading};
use crate::model::reference::Position;

impl Outline<'_, '_> {
    /// In a stretch the keys are printed in a fixed order, whatever their order in the file.
    pub(super) fn tell_reordered(&mut self, stretch: Stretch<'_>) {
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

    /// Who monitors a heading does so once.
    pub(super) fn tell_monitors(&mut self, raw: &RawHeading) {
        let before = |at: usize| raw.monitor.iter().chain(&raw.co_monitors[..at]);
        for (at, text) in raw.co_monitors.iter().enumerate() {
            if before(at).any(|other| other.trim() == text.trim()) {
                let message = format!("“{}” được ghi hai lần trong các cơ quan theo dõi", text.trim());
                let finding = Diagnostic::error(codes::NAMED_TWICE, message);
                self.context.report(finding.hint("xóa một chỗ"), text);
            }
        }
    }

    /// The number of a heading without a title stands before its first paragraph.
    pub(super) fn tell_unnumbered(&mut self, raw: &RawHeading, position: &Position) {
        let has_words = raw.stretches().any(|stretch| !stretch.paragraphs.is_empty());
        if has_words || raw.stretches().all(Stretch::is_empty) {
            return;
        }
        let message =
            format!("đề mục {position} không có tiêu đề, cũng không có đoạn văn: số của nó không được in");
        let finding = Diagnostic::warning(codes::NO_TITLE, message).hint("ghi “tieu_de”");
        let at = raw.title.as_ref().or(anchor(raw)).or_else(|| raw.children.first().and_then(anchor));
        self.report(finding, at);
    }

    /// A table of tasks has rows and groups of rows, and words and plain tables around them.
    pub(super) fn only_rows(&mut self, own: Option<&RawHeading>, stretch: Stretch<'_>) {
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
    pub(super) fn tell_unassigned(&mut self, content: &[Element]) {
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
}

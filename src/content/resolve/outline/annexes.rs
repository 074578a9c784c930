//! Phụ lục of a plan: those that are written, and those that the program makes of its tasks.

use super::{Counters, Numbering, Outline, anchor, cell};
use crate::content::raw::{RawAnnex, RawAnnexKind, Stretch};
use crate::content::resolve::{optional, prose};
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::model::plan::{Annex, AnnexKind, AnnexLayout, AnnexSpec, Heading, Title};
use crate::model::reference::{Position, Step};

impl Outline<'_, '_> {
    /// Phụ lục, in order; `raw` is all of them.
    pub fn annexes(&mut self, raw: &[RawAnnex]) -> Vec<Annex> {
        let only = raw.len() == 1;
        raw.iter().enumerate().map(|(at, annex)| self.annex(annex, at + 1, only)).collect()
    }

    fn annex(&mut self, raw: &RawAnnex, number: usize, only: bool) -> Annex {
        if prose(&raw.title).is_empty() {
            let finding =
                Diagnostic::error(codes::EMPTY_TEXT, "phụ lục chưa có tiêu đề").about(Topic::EmptyText);
            self.context.report(finding.hint("ghi tên phụ lục ở “tieu_de”"), &raw.title);
        }
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
        if raw.stretches().all(Stretch::is_empty) {
            let message = format!("phụ lục “{}” chưa có nội dung nào", prose(&raw.title));
            let finding = Diagnostic::error(codes::EMPTY_TEXT, message).about(Topic::EmptyText);
            let hint = "ghi “nhiem_vu”, “doan”, “bang” …; phụ lục do chương trình tự lập là “kieu: phan_cong” hoặc “nhiem_vu”";
            self.context.report(finding.hint(hint), &raw.title);
        }
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
}

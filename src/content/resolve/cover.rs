//! Which tasks an entry answers. What it answers is a task, not a place: where a part has kept the words
//! of the task, it is followed to wherever it now stands, and told of where it changed or went.

use std::collections::BTreeMap;

use super::overlay::Parent;
use super::{Context, optional, prose, with_near};
use crate::content::load::Names;
use crate::content::raw::{CoverForm, RawCover, RawCovered, Text};
use crate::content::yaml::Located;
use crate::diagnostic::{Diagnostic, Place, Topic, codes};
use crate::model::identity::{Found, Kept};
use crate::model::overlay::{Identity, NamedTask, SourceTask, Wording};
use crate::model::plan::{Task, Twin};
use crate::text::beginning;

/// The source tasks answered so far.
pub(super) struct Covers<'r, 'a, 'p> {
    parents: &'r [&'a Parent<'p>],
    answered: BTreeMap<SourceTask, Place>,
    /// As the file names them.
    pub named: Vec<NamedTask>,
}

impl<'r, 'a, 'p> Covers<'r, 'a, 'p> {
    pub fn of(parents: &'r [&'a Parent<'p>]) -> Self {
        Self { parents, answered: BTreeMap::new(), named: Vec::new() }
    }

    /// The task that is meant, where it is one that nothing else answers.
    pub fn read(
        &mut self,
        cover: &RawCover,
        of: &'a Parent<'p>,
        wording: Wording,
        context: &mut Context<'_>,
    ) -> Option<SourceTask> {
        let (typed, kept, given) = match cover.value() {
            CoverForm::Reference(reference) => (Located::new(reference.clone(), cover.range()), None, None),
            CoverForm::Full(RawCovered { reference, text, twin, given }) => {
                let kept = text.as_ref().map(|words| KeptTask { words, twin: twin.as_ref() });
                (reference.clone(), kept, optional(given.as_ref()))
            }
        };
        let (of, reference) = self.parent(&typed, of, context)?;
        let (task, identity) = match kept {
            None => (known(reference, of, &typed, context)?, Identity::Unkept),
            Some(kept) => followed(reference, kept, of, wording, &typed, context)?,
        };
        let source = SourceTask { plan: of.plan.id.clone(), reference: task.reference.clone() };
        if let Some(first) = self.answered.get(&source) {
            let message = format!("nhiệm vụ {} đã được nội dung khác thực hiện", task.reference);
            let finding = Diagnostic::error(codes::TASK_TWICE, message)
                .hint(format!("lần đầu ở dòng {}", first.line_column().0));
            context.report(finding, &typed);
            return None;
        }
        self.answered.insert(source.clone(), context.place(&typed));
        let prefix = typed.split_once(':').map(|(plan, _)| format!("{}:", plan.trim())).unwrap_or_default();
        let name = task.id.clone().unwrap_or_else(|| task.reference.to_string());
        self.named.push(NamedTask {
            source: source.clone(),
            name: format!("{prefix}{name}"),
            text: task.text.clone(),
            twin: Twin::among(of.tasks.worded(&task.text), task),
            identity,
            given,
            wording,
            place: Place::new(context.source, cover.range()),
        });
        Some(source)
    }

    /// `II.1.a.1`, or `kh-163-2024:II.1.a.1` for another parent plan.
    fn parent<'t>(
        &self,
        typed: &'t Text,
        of: &'a Parent<'p>,
        context: &mut Context<'_>,
    ) -> Option<(&'a Parent<'p>, &'t str)> {
        let Some((id, reference)) = typed.split_once(':') else { return Some((of, typed.trim())) };
        if let Some(parent) = self.parents.iter().find(|parent| parent.plan.id.as_str() == id.trim()) {
            return Some((parent, reference.trim()));
        }
        let known = self.parents.iter().map(|parent| parent.plan.id.as_str());
        let near = context.near(id, known);
        let finding = Diagnostic::error(codes::UNKNOWN_PLAN, format!("“{id}” không phải kế hoạch gốc"));
        context.report_unknown(with_near(finding, near, "xem mã của các kế hoạch: kehoach liet-ke"), typed);
        None
    }
}

/// The task of this place or id.
fn known<'p>(reference: &str, of: &Parent<'p>, typed: &Text, context: &mut Context<'_>) -> Option<&'p Task> {
    if let Some(task) = of.tasks.named(reference) {
        return Some(task);
    }
    let near = context.near(reference, of.tasks.names());
    let message = format!("{} không có nhiệm vụ {reference}", of.plan.short_citation());
    let finding = Diagnostic::error(codes::UNKNOWN_TASK, message);
    let written = "ghi mã của nhiệm vụ, hoặc số của nó như trong bản in, ví dụ: II.1.a.2";
    context.report_unknown(with_near(finding, near, written), typed);
    None
}

/// What a part has kept of a task.
#[derive(Clone, Copy)]
struct KeptTask<'t> {
    words: &'t Text,
    /// Which of those with these words it was.
    twin: Option<&'t Text>,
}

/// The task whose words were kept, wherever it stands now.
fn followed<'p>(
    reference: &str,
    kept: KeptTask<'_>,
    of: &Parent<'p>,
    wording: Wording,
    typed: &Text,
    context: &mut Context<'_>,
) -> Option<(&'p Task, Identity)> {
    let words = prose(kept.words);
    // An id of its own stays with a task whose words change.
    let by_id = of.tasks.by_id(reference);
    let same = of.tasks.worded(&words);
    let kept = Kept { name: reference, words: &words, twin: kept.twin.map(|twin| twin.as_str()) };
    match (of.tasks.find(kept), by_id) {
        (Found::Here(task), _) => return Some((task, Identity::Kept)),
        (Found::HereAmong(task), _) => return Some((task, Identity::Unkept)),
        (Found::Elsewhere(task), None) => {
            let message = format!(
                "nhiệm vụ {reference} nay là {}: “{}”; nội dung này vẫn thực hiện nhiệm vụ ấy",
                task.reference,
                beginning(&task.text)
            );
            let finding = Diagnostic::info(codes::TASK_MOVED, message);
            context.report(finding.hint("ghi lại số mới: kehoach cap-nhat"), typed);
            return Some((task, Identity::Moved));
        }
        (Found::Several, None) => {
            let places: Vec<String> = same.iter().map(|task| task.reference.to_string()).collect();
            let message = format!(
                "nhiệm vụ {reference} nay có ở {} nơi cùng nguyên văn ({}), chưa rõ nội dung này thực hiện nhiệm vụ nào",
                places.len(),
                places.join(", ")
            );
            let finding = undecided(message);
            let hint = "ghi đúng số vào “nhiem_vu”, xóa “lan” rồi chạy: kehoach cap-nhat";
            context.report(finding.hint(hint), typed);
            return None;
        }
        (Found::Nowhere | Found::Elsewhere(_) | Found::Several, _) => {}
    }
    changed(kept, of, wording, typed, context)
}

/// The task whose words were kept and stand nowhere any more: by its own id, or by how near it is to them. What the
/// agency says in words of its own was written for another task.
fn changed<'p>(
    kept: Kept<'_>,
    of: &Parent<'p>,
    wording: Wording,
    typed: &Text,
    context: &mut Context<'_>,
) -> Option<(&'p Task, Identity)> {
    // It may stand in the file that could not be read.
    if context.names == Names::Partial {
        return None;
    }
    let Kept { name: reference, words, .. } = kept;
    let nearest = of.tasks.by_id(reference).or_else(|| of.tasks.nearest(kept));
    let message = match nearest {
        Some(task) => format!(
            "nhiệm vụ {reference} đã thay đổi trong {}\n  trước: “{words}”\n  nay ({}): “{}”",
            of.plan.short_citation(),
            task.reference,
            task.text
        ),
        None => {
            let here = of.tasks.named(reference);
            format!(
                "nhiệm vụ {reference} không còn trong {}\n  trước: “{words}”{}",
                of.plan.short_citation(),
                here.map(|task| format!("\n  nay {reference} là: “{}”", task.text)).unwrap_or_default()
            )
        }
    };
    match (nearest, wording) {
        // The plan's own words are printed as they now are.
        (Some(task), Wording::Kept) => {
            let finding = Diagnostic::warning(codes::TASK_CHANGED, message);
            context.report(finding.hint("xem lại đơn vị, thời hạn, rồi chạy: kehoach cap-nhat"), typed);
            Some((task, Identity::Reworded))
        }
        (Some(task), Wording::Own) => {
            let name = task.id.clone().unwrap_or_else(|| task.reference.to_string());
            let hint = format!(
                "sửa nội dung cho hợp nhiệm vụ mới, ghi “nhiem_vu: {name}”, xóa “nguyen_van” cũ rồi chạy: kehoach cap-nhat"
            );
            context.report(undecided(message).hint(hint), typed);
            None
        }
        (None, _) => {
            let hint = "bỏ nội dung này, hoặc ghi nhiệm vụ khác vào “thay_cho”";
            context.report(undecided(message).hint(hint), typed);
            None
        }
    }
}

/// A task that an entry was written for and that has changed, gone or become several.
fn undecided(message: String) -> Diagnostic {
    Diagnostic::error(codes::TASK_CHANGED, message).about(Topic::Decision)
}

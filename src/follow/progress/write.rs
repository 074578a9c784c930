//! News → content files, one for each agency and plan. What stands in a file keeps its place and its comments:
//! an item that changes is written anew where it is, others are added at the end. A file is let out only when
//! it reads as it should.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Said;
use super::merge::Merged;
use crate::content::emit::writer::Writer;
use crate::content::{self, Loaded, yaml};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Place, Source, codes};
use crate::model::plan::{Plan, Task};
use crate::model::progress::{Progress, Reach};
use crate::model::reference::Scheme;
use crate::model::{Agency, AgencyId, PlanId};
use crate::text::lines::{column, line_start};
use crate::text::values::short_date;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub path: PathBuf,
    pub text: String,
    /// What stands there, which this takes the place of.
    pub before: Option<Arc<Source>>,
    /// Tasks whose progress is new.
    pub count: usize,
}

/// The files of all news, below the content folder; what cannot be written safely is told.
pub fn files(
    year: &Year<'_>,
    merged: &Merged<'_>,
    loaded: &Loaded,
    schemes: &BTreeMap<String, Scheme>,
    content: &Path,
) -> (Vec<Written>, Vec<Diagnostic>) {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for ((agency, plan), news) in &merged.news {
        let agency = year.province.registry.agency(agency);
        let plan = year.responsibilities(plan).map(|shares| shares.plan);
        let Some((agency, plan)) = agency.zip(plan) else { continue };
        let before = year.province.progress_of(&agency.id, &plan.id);
        let written = match before {
            None => Some(Written {
                path: path(content, plan, agency),
                text: fresh(plan, agency, news),
                before: None,
                count: news.len(),
            }),
            Some(before) => changed(before, plan, news),
        };
        let sound = written.filter(|written| reads(written, loaded, schemes, (&agency.id, &plan.id), news));
        match (sound, before) {
            (Some(written), _) => files.push(written),
            (None, Some(before)) => {
                let path = before.place.source.path.clone();
                let message = format!(
                    "không ghi được tiến độ mới vào {} mà vẫn giữ nguyên phần gõ tay trong tệp",
                    path.display()
                );
                let finding = Diagnostic::error(codes::PROGRESS_LEFT, message).at(Place::whole_file(path));
                findings.push(finding.hint("chuyển chú thích ra ngoài các mục “nhiem_vu” rồi chạy lại"));
            }
            (None, None) => {
                let message = format!("không ghi được tiến độ của {}", agency.name);
                findings.push(Diagnostic::error(codes::PROGRESS_LEFT, message));
            }
        }
    }
    (files, findings)
}

/// `2025/tien-do/kh-175-2025/so-cong-thuong.yaml`
fn path(content: &Path, plan: &Plan, agency: &Agency) -> PathBuf {
    let folder = content.join(plan.year.to_string()).join("tien-do").join(plan.id.as_str());
    folder.join(format!("{}.yaml", agency.id))
}

fn fresh(plan: &Plan, agency: &Agency, news: &[(&Task, Said)]) -> String {
    let mut writer = Writer::default();
    writer.suggest("yaml-language-server: $schema=../../../luoc-do/tien-do.schema.json");
    writer.comment(&format!("Tiến độ của {}, ghi từ bảng Excel bằng lệnh kehoach tien-do.", agency.name));
    writer.word("loai", "tien_do");
    writer.word("co_quan", agency.id.as_str());
    writer.word("nam", &plan.year.to_string());
    writer.word("ke_hoach", plan.id.as_str());
    writer.open("nhiem_vu");
    for (task, said) in news {
        writer.item(|writer| write(writer, plan, task, said));
    }
    writer.close();
    writer.finish().0
}

fn write(writer: &mut Writer, plan: &Plan, task: &Task, said: &Said) {
    writer.word("nhiem_vu", &task.id.clone().unwrap_or_else(|| task.reference.to_string()));
    writer.prose("nguyen_van", &task.text);
    if let Some(twin) = plan.twin(task) {
        writer.word("lan", &twin.to_string());
    }
    writer.word(
        "tinh_trang",
        match said.state {
            Reach::NotStarted => "chua_lam",
            Reach::Underway => "dang_lam",
            Reach::Done => "xong",
        },
    );
    if let Some(day) = said.day {
        writer.word("ngay", &short_date(day));
    }
    if let Some(note) = &said.note {
        writer.prose("ghi_chu", note);
    }
    if let Some(product) = &said.product {
        writer.prose("san_pham", product);
    }
}

/// The file with its news; `None` where a comment stands in an item that changes.
fn changed(before: &Progress, plan: &Plan, news: &[(&Task, Said)]) -> Option<Written> {
    let source = &before.place.source;
    let root = yaml::read(source, &mut Vec::new())?;
    let mut text = source.text.clone();
    let mut added: Vec<&(&Task, Said)> = Vec::new();
    let mut replaced: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for one in news {
        let known = before.reports.iter().find(|report| report.task.source.reference == one.0.reference);
        let Some(known) = known else {
            added.push(one);
            continue;
        };
        let place = &known.task.place;
        let range = place.start..place.start + source.text[place.start..place.end].trim_end().len();
        if yaml::has_comment(&root, &source.text, range.clone()) {
            return None;
        }
        let mut writer = Writer::at(column(&source.text, range.start));
        write(&mut writer, plan, one.0, &one.1);
        replaced.push((range, writer.finish().0.trim().to_owned()));
    }
    replaced.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, new) in replaced {
        text.replace_range(range, &new);
    }
    if !added.is_empty() {
        text = with_added(&text, before, plan, &added)?;
    }
    Some(Written { path: source.path.clone(), text, before: Some(Arc::clone(source)), count: news.len() })
}

/// Adds items behind the last of the list.
fn with_added(text: &str, before: &Progress, plan: &Plan, added: &[&(&Task, Said)]) -> Option<String> {
    let source = &before.place.source.text;
    let first = before.reports.first()?.task.place.start;
    // The items stand at the column of their dash.
    let column = source[line_start(source, first)..first].chars().take_while(|c| *c == ' ').count();
    let mut writer = Writer::at(column);
    for (task, said) in added {
        writer.item(|writer| write(writer, plan, task, said));
    }
    let new = writer.finish().0;
    // What follows the list at the top level begins in the first column.
    let key = text.find("\nnhiem_vu:")? + 1;
    let mut at = key + text[key..].find('\n').map_or(text.len() - key, |end| end + 1);
    let mut end = at;
    for line in text[at..].split_inclusive('\n') {
        let belongs = line.starts_with([' ', '-']) || line.trim().is_empty();
        if !belongs {
            break;
        }
        at += line.len();
        if !line.trim().is_empty() {
            end = at;
        }
    }
    let gap = if text[..end].ends_with('\n') { "" } else { "\n" };
    Some(format!("{}{gap}{new}{}", &text[..end], &text[end..]))
}

/// Whether the content with this file says what it should, and nothing else of the agency differs.
fn reads(
    written: &Written,
    loaded: &Loaded,
    schemes: &BTreeMap<String, Scheme>,
    (agency, plan): (&AgencyId, &PlanId),
    news: &[(&Task, Said)],
) -> bool {
    let others = loaded.sources.iter().filter(|source| source.path != written.path);
    let files = others.map(|source| (source.path.clone(), source.text.clone().into_bytes()));
    let all = files.chain([(written.path.clone(), written.text.clone().into_bytes())]);
    let again = content::load_files(all, schemes);
    let Some(progress) = again.province.as_ref().and_then(|province| province.progress_of(agency, plan))
    else {
        return false;
    };
    let before = loaded.province.as_ref().and_then(|province| province.progress_of(agency, plan));
    let is_new = |reference| news.iter().any(|(task, _)| task.reference == reference);
    let of = |progress: &Progress, reference: &crate::model::Position| {
        let report = progress.reports.iter().find(|report| report.task.source.reference == *reference);
        report.map(Said::of)
    };
    let new = news.iter().all(|(task, said)| of(progress, &task.reference).as_ref() == Some(said));
    let old = before.into_iter().flat_map(|before| before.reports.iter());
    let mut old = old.filter(|report| !is_new(report.task.source.reference.clone()));
    new && old.all(|report| of(progress, &report.task.source.reference) == Some(Said::of(report)))
}

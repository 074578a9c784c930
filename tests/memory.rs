//! What a task costs while its document is set: a plan of ten thousand must not fill the machine.
//!
//! Counted by an allocator, so the same on every machine; alone in its program, so that nothing else is
//! counted.

use std::path::PathBuf;

use kehoach::app::{self, Format, Paths};
use kehoach::derive::Year;
use kehoach::document::{BlockKind, Document, Row};
use kehoach::render::font::FontSet;
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// A task is a row; the trees that docx-rs and printpdf make of one take several times as much.
const BYTES_PER_TASK: usize = 5 * 1024;

#[test]
fn a_task_more_costs_little_in_either_format() {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let inputs = app::load(&Paths { content, templates: None, fonts: None }).expect("templates load");
    let province = inputs.loaded.province.as_ref().expect("content has a province");
    let year = Year::of(province, 2025).expect("2025 is there");
    let plan = province.plans_of(2025).next().expect("the plan is there");
    let plan = app::plan_document(&year, plan, &inputs.templates).expect("the plan is made").document;
    for format in Format::ALL {
        // Once for what is made once in a process.
        peak(&with_tasks(&plan, 10), format);
        let [few, many] = [500, 2_500].map(|tasks| peak(&with_tasks(&plan, tasks), format));
        let each = (many - few) / 2_000;
        assert!(each < BYTES_PER_TASK, "{format:?}: {each} bytes for each task");
    }
}

/// The plan with so many rows in the table of tasks.
fn with_tasks(plan: &Document, tasks: usize) -> Document {
    let mut plan = plan.clone();
    let tables =
        plan.annexes.iter_mut().flat_map(|annex| &mut annex.body).filter_map(|block| match &mut block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
    let table = tables.max_by_key(|table| table.rows.len()).expect("the plan has a table of tasks");
    let rows: Vec<Row> = table.rows.iter().filter(|row| matches!(row, Row::Cells(_))).cloned().collect();
    table.rows = rows.into_iter().cycle().take(tasks).collect();
    plan
}

/// The most that is held while the document is set, beside the document.
fn peak(document: &Document, format: Format) -> usize {
    let before = ALLOCATED.current_usage();
    ALLOCATED.reset_peak_usage();
    let file = app::render(&document.whole(), format, FontSet::bundled()).expect("the plan is set");
    assert!(!file.bytes.is_empty());
    ALLOCATED.peak_usage() - before
}

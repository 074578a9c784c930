//! What a page of the workbench costs, warm: the list of 93 agencies, a document with its pages, and what
//! stands between an edit and the pages that show it. Run with `cargo bench --bench workbench`.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use kehoach::app::{self, Needed};
use kehoach::content::edit::Step;
use kehoach::workbench::desk::{Content, Key, Place, State};
use kehoach::workbench::draft::Drafts;
use kehoach::workbench::part::field::filled;
use kehoach::workbench::{overview, pages, preview};

/// An agency whose part is filled in, of many pages.
const BOARD: &str = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";

fn place() -> Place {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    Place { content, templates: None, fonts: None, out: PathBuf::from("output") }
}

fn read() -> Content {
    let editable = app::load_editable(&place().paths()).expect("templates load");
    Content::new(1, place(), State::Loaded(Box::new(editable)))
}

fn key(stem: &str) -> Key {
    Key { year: 2025, plan: "kh-175-2025".to_owned(), stem: stem.to_owned() }
}

fn of_2025(criterion: &mut Criterion) {
    let content = read();
    let today = date(2025, 8, 1);
    let mut group = criterion.benchmark_group("workbench");
    group.bench_function("read-content", |bencher| bencher.iter(read));
    group.bench_function("count-93-agencies", |bencher| {
        bencher.iter(|| overview::of(black_box(content.inputs().expect("it is loaded")), 2025, today));
    });
    let view = content.year(2025, today).expect("the year is there");
    let plan = view.plans.iter().find(|plan| plan.id == "kh-175-2025").expect("the plan is there");
    let wanted = pages::plan::Wanted::default();
    group.bench_function("page-of-93-agencies", |bencher| {
        bencher.iter(|| pages::plan::page(&content, &view, plan, black_box(&wanted), None));
    });
    for stem in ["ke-hoach", "so-cong-thuong"] {
        group.bench_function(format!("make-and-draw/{stem}"), |bencher| {
            bencher.iter(|| preview::of(black_box(&content), &key(stem), None));
        });
    }
    // From a changed file to drawn pages: everything is read again, one document is made and drawn.
    group.bench_function("edit-to-pages/ke-hoach", |bencher| {
        bencher.iter(|| preview::of(&read(), &key("ke-hoach"), None));
    });
    // From a key in the form to drawn pages: one part is read again.
    let drafts = Drafts::new(None, || date(2025, 8, 1).at(8, 0, 0, 0));
    let part = place().content.join(format!("2025/co-quan/{BOARD}.yaml"));
    let draft = drafts.open(&part, String::new).expect("the part is there");
    group.bench_function("key-to-draft", |bencher| {
        let mut count = 0;
        bencher.iter(|| {
            count += 1;
            let path = [Step::key("trich_yeu")];
            let words = format!("Nâng cao chỉ số PCI, lần {count}");
            drafts.change(&part, draft.version(), "trich_yeu", |seen| filled(seen, &path, &[&words]))
        });
    });
    let needed = || Needed::OfAgency { id: BOARD, year: 2025 };
    group.bench_function("draft-to-content", |bencher| {
        bencher.iter(|| content.with_draft(black_box(&draft), needed()));
    });
    group.bench_function("draft-to-pages", |bencher| {
        bencher.iter(|| preview::of(&content.with_draft(black_box(&draft), needed()), &key(BOARD), None));
    });
    group.finish();
}

criterion_group!(benches, of_2025);
criterion_main!(benches);

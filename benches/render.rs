//! Warm cost of one document: layout and writing of the 2025 plan in both formats, and the steps
//! before it. Run with `cargo bench --bench render`; times of one run are compared with each other.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use kehoach::app::{self, Format, Paths};
use kehoach::derive::Year;
use kehoach::document::Document;
use kehoach::render::font::FontSet;

fn plan_2025(criterion: &mut Criterion) {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let inputs = app::load(&Paths { content, templates: None, fonts: None }).expect("templates load");
    let province = inputs.loaded.province.as_ref().expect("content has a province");
    let year = Year::of(province, 2025).expect("2025 is there");
    let plan = province.plans_of(2025).next().expect("the plan is there");
    let made = app::plan_document(&year, plan, &inputs.templates).expect("the plan is made");
    let fonts = FontSet::bundled();
    let mut group = criterion.benchmark_group("2025");
    group.bench_function("document", |bencher| {
        bencher
            .iter(|| app::plan_document(black_box(&year), plan, &inputs.templates).map(|made| made.document));
    });
    // The plan alone, as it is issued where its annex is a file of its own, and with the annex.
    let alone = Document { annexes_apart: true, ..made.document.clone() };
    for (name, format) in [("pdf", Format::Pdf), ("docx", Format::Docx)] {
        for (what, paper) in [("plan", alone.papers().remove(0)), ("plan-and-annex", made.document.whole())] {
            group.bench_function(format!("{name}/{what}"), |bencher| {
                bencher.iter(|| app::render(black_box(&paper), format, fonts));
            });
        }
    }
    // The same document read back: a ratio to the writing of it says more than a time.
    let docx = app::render(&made.document.whole(), Format::Docx, fonts).expect("it is written");
    let pdf = app::render(&made.document.whole(), Format::Pdf, fonts).expect("it is written");
    for (name, bytes) in [("a.docx", &docx.bytes), ("a.pdf", &pdf.bytes)] {
        group.bench_function(format!("read/{name}"), |bencher| {
            bencher.iter(|| kehoach::reading::read(black_box(bytes), name));
        });
    }
    // And imported, with the proof that nothing was lost.
    let told = kehoach::import::plan::Told::default();
    let input = || {
        let source = kehoach::reading::read(&docx.bytes, "a.docx").expect("it is read");
        app::import::Input::new("a.docx".to_owned(), source)
    };
    group.bench_function("import/a.docx", |bencher| {
        bencher.iter(|| {
            let files = [input()];
            let content = std::path::Path::new("content");
            app::import::import(
                black_box(&files),
                &inputs.loaded,
                province,
                &inputs.templates,
                (&told, 2025),
                content,
            )
        });
    });
    group.finish();
}

criterion_group!(benches, plan_2025);
criterion_main!(benches);

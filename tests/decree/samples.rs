//! Every document of `content/`, made once: the model, the DOCX read back, and the pages of the PDF.

use std::path::PathBuf;
use std::sync::OnceLock;

use kehoach::app::{self, Format, Inputs, Job, Paths};
use kehoach::derive::Year;
use kehoach::derive::sub_plan::Openness;
use kehoach::document::Document;
use kehoach::official::State;
use kehoach::render::font::FontSet;
use kehoach::render::layout::{Layout, lay_out};
use rayon::prelude::*;

use crate::word::Word;

/// One document in every shape that the rules look at.
pub struct Sample {
    /// `kh-175-2025/so-tai-chinh`
    pub name: String,
    pub document: Document,
    /// Entries that the agency has not assigned yet: `check` warns of them (KH306).
    pub unassigned: usize,
    pub docx: Vec<u8>,
    pub word: Word,
    pub layout: Layout,
}

impl Sample {
    pub fn of((name, document, openness): Made) -> Self {
        let fonts = FontSet::bundled();
        let docx = app::render(&document.whole(), Format::Docx, fonts);
        let docx = docx.unwrap_or_else(|finding| panic!("{name}: {finding:?}")).bytes;
        let word = Word::read(&docx);
        let layout = lay_out(&document.whole(), fonts);
        Self { name, document, unassigned: openness.without_unit, docx, word, layout }
    }

    pub fn issued(&self) -> bool {
        self.document.meta.state == State::Issued
    }
}

/// Name, document, and what is still open in it.
pub type Made = (String, Document, Openness);

/// The repository's own content.
pub fn inputs() -> Inputs {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    app::load(&Paths { content, templates: None, fonts: None }).expect("the built-in templates load")
}

/// Every document of a folder of content, plan by plan, each plan before what answers it.
pub fn documents(inputs: &Inputs) -> Vec<Made> {
    let province = inputs.loaded.province.as_ref().expect("the content has a province");
    let mut documents = Vec::new();
    for number in province.years() {
        let year = Year::of(province, number).expect("the year is there");
        let made = Job::all(&year).into_par_iter().map(|job| {
            let (plan, stem) = job.key();
            let name = format!("{plan}/{stem}");
            let made = match job {
                Job::Plan(plan) => app::plan_document(&year, plan, &inputs.templates),
                Job::Agency(answer) => app::sub_plan(&year, answer, &inputs.templates),
            };
            let made = made.unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
            (name, made.document, made.openness)
        });
        documents.par_extend(made);
    }
    documents
}

/// All documents of all years.
pub fn every() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let documents = documents(&inputs());
        documents.into_par_iter().map(Sample::of).collect()
    })
}

/// What a rule found wrong with one document.
#[derive(Default)]
pub struct Faults(Vec<String>);

impl Faults {
    /// Notes `fault` unless `holds`.
    pub fn require(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.0.push(fault());
        }
    }

    /// Notes a measured value outside its range.
    pub fn within(&mut self, what: &str, value: f64, (least, most): (f64, f64), unit: &str) {
        const ROUNDING: f64 = 0.05;
        self.require(value >= least - ROUNDING && value <= most + ROUNDING, || {
            format!("{what} is {value:.2} {unit}; allowed {least}-{most} {unit}")
        });
    }
}

/// Holds a rule against every document and shows the first faults of all of them.
pub fn hold(rule: &str, check: impl Fn(&Sample, &mut Faults) + Sync) {
    hold_in(every(), rule, check);
}

/// Holds a rule against some documents.
pub fn hold_in(samples: &[Sample], rule: &str, check: impl Fn(&Sample, &mut Faults) + Sync) {
    let found: Vec<String> = samples
        .par_iter()
        .flat_map_iter(|sample| {
            let mut faults = Faults::default();
            check(sample, &mut faults);
            faults.0.into_iter().map(|fault| format!("{}: {fault}", sample.name))
        })
        .collect();
    let shown: Vec<&str> = found.iter().take(25).map(String::as_str).collect();
    assert!(found.is_empty(), "{rule}: {} faults\n  {}", found.len(), shown.join("\n  "));
}

//! Tiến độ về: filled forms → what they say that is new → content files, as every door takes them in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::OpenYear;
use super::rewrite::{self, Rewrite};
use crate::diagnostic::Diagnostic;
use crate::follow::progress::merge::{Prefer, merge};
use crate::follow::progress::read::{Filled, read};
use crate::follow::progress::write::{self, Written};
use crate::model::{PlanId, Province};

/// What came of forms.
#[derive(Debug)]
pub struct TakenBack {
    /// Lines that were read.
    pub lines: usize,
    /// Tasks whose progress is new.
    pub news: usize,
    /// Lines that say what is written down already, or nothing.
    pub unchanged: usize,
    pub silent: usize,
    /// Tasks of the same agencies and plans that no line is of.
    pub absent: usize,
    /// What is to be written; nothing is yet.
    pub files: Vec<Written>,
    pub findings: Vec<Diagnostic>,
}

/// Forms as they were read.
#[derive(Debug, Default)]
pub struct Forms {
    lines: Vec<Filled>,
    pub findings: Vec<Diagnostic>,
}

impl Forms {
    /// By their names and bytes.
    pub fn read(files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Self {
        let mut forms = Self::default();
        for (path, bytes) in files {
            let form = read(&path, bytes);
            forms.lines.extend(form.lines);
            forms.findings.extend(form.findings);
        }
        forms
    }

    /// The year whose plans they name, where all are of one: forms of last year come back in this.
    pub fn year(&self, province: &Province) -> Option<i16> {
        let plans = self.lines.iter().filter_map(|line| province.plan(&PlanId::new(line.plan.as_deref()?)));
        let years: BTreeSet<i16> = plans.map(|plan| plan.year).collect();
        years.first().copied().filter(|_| years.len() == 1)
    }
}

/// Compares what forms say with the content; `content` is where it lies.
pub fn take_back(open: &OpenYear<'_>, forms: Forms, prefer: Prefer, content: &Path) -> TakenBack {
    let Forms { lines, mut findings } = forms;
    let merged = merge(&open.year, &lines, prefer);
    let loaded = &open.inputs.loaded;
    let schemes = open.inputs.templates.schemes();
    let (files, left) = write::files(&open.year, &merged, loaded, &schemes, content);
    findings.extend(merged.findings.iter().cloned());
    findings.extend(left);
    TakenBack {
        lines: lines.len(),
        news: merged.count(),
        unchanged: merged.unchanged,
        silent: merged.silent,
        absent: merged.absent,
        files,
        findings,
    }
}

/// Puts a file on the disk, unless somebody has changed it since it was read.
///
/// # Errors
/// A failure to write, a file that appeared just now, or one that says something else by now.
pub fn write(file: &Written) -> Result<(), Diagnostic> {
    let old = file.before.as_ref().map(|before| before.text.as_str());
    rewrite::write(&[Rewrite { path: &file.path, old, text: &file.text }])
}

//! Tiến độ về: filled forms → what they say that is new → content files, as every door takes them in.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::OpenYear;
use super::rewrite::{self, Rewrite};
use crate::diagnostic::{Diagnostic, Place, codes};
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
    /// Lines and tasks of which nothing is taken, because of an error.
    pub refused: usize,
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
    /// Whether no line could be had of any file.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// By their names and bytes.
    pub fn read(files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Self {
        let mut forms = Self::default();
        let mut to_look_at = Vec::new();
        for (path, bytes) in files {
            let form = read(&path, bytes);
            forms.lines.extend(form.lines);
            forms.findings.extend(form.findings);
            if form.to_look_at {
                to_look_at.push(path);
            }
        }
        let told = if forms.is_empty() { no_forms(&to_look_at) } else { passed_over(&to_look_at) };
        forms.findings.extend(told);
        forms
    }

    /// The year whose plans they name: forms of last year come back in this. `None` where they name none.
    ///
    /// # Errors
    /// Forms of several years.
    pub fn year(&self, province: &Province) -> Result<Option<i16>, Diagnostic> {
        let mut years: BTreeMap<i16, BTreeSet<Cow<'_, str>>> = BTreeMap::new();
        for line in &self.lines {
            let plan = line.plan.as_deref().and_then(|id| province.plan(&PlanId::new(id)));
            if let Some(plan) = plan {
                years.entry(plan.year).or_default().insert(line.at.file());
            }
        }
        if years.len() < 2 {
            return Ok(years.into_keys().next());
        }
        let told = years.iter().map(|(year, files)| {
            let files: Vec<&str> = files.iter().map(AsRef::as_ref).collect();
            format!("năm {year}: {}", files.join(", "))
        });
        let message = format!("các bảng là của nhiều năm ({})", told.collect::<Vec<_>>().join("; "));
        let hint = "mỗi lần ghi lại bảng của một năm; trong tệp có dòng của năm khác thì ghi thêm --year NĂM";
        Err(Diagnostic::error(codes::CANNOT_RUN, message).hint(hint))
    }
}

/// Matrices and reports of which nothing can be taken back, where somebody sent nothing else.
fn no_forms(paths: &[PathBuf]) -> Vec<Diagnostic> {
    let told = paths.iter().map(|path| {
        let message = format!(
            "{} là bảng phân công, báo cáo hoặc sổ do chương trình lập để xem, không phải bảng tiến độ để điền",
            path.display()
        );
        Diagnostic::error(codes::SHEET_UNREADABLE, message)
            .at(Place::whole_file(path.clone()))
            .hint("bỏ tệp này ra; bảng để điền thì tạo bằng: kehoach tien-do")
    });
    told.collect()
}

/// The same beside forms: they lie in one folder with those.
fn passed_over(paths: &[PathBuf]) -> Vec<Diagnostic> {
    if paths.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let message = format!(
        "{:02} bảng chương trình lập để xem (phân công, báo cáo, sổ) không phải bảng tiến độ, không đọc: {}",
        paths.len(),
        names.join(", ")
    );
    let finding = Diagnostic::info(codes::SHEET_UNREADABLE, message);
    vec![finding.hint("ai đã gõ tiến độ vào đó thì chép sang bảng tạo bằng: kehoach tien-do")]
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
    let news = files.iter().map(|file| file.count).sum();
    TakenBack {
        lines: lines.len(),
        news,
        unchanged: merged.unchanged,
        silent: merged.silent,
        refused: merged.refused + merged.count() - news,
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

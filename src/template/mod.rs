//! Views → Markdown, through Tera.
//!
//! Templates are compiled in; files of the same name in an office's own folder stand over them.
//! Values never turn into markup: every value is escaped, and [`crate::document::markdown`] refuses
//! what an escape cannot cover. Templates see the views of this module, never the model.
//! A template that does not end is stopped: where an office has templates of its own, `guard` puts counters
//! into all of them, `budget` counts.
//!
//! - `plan_view`, `sub_plan`: what the templates of a plan, of a sub-plan may say; `annex`: of annexes
//! - `own_section`, `scores`, `dues`, `names`: parts of these views
//! - `origins`: which value of the content a value of a view is
//! - `filters`: the escape, and what templates may do with a value
//! - `folder`, `usage`: an office's own templates, and those of them that nothing uses
//! - `wording`: what Tera reports, in Vietnamese

mod annex;
mod budget;
mod dues;
mod filters;
mod folder;
mod guard;
pub(crate) mod names;
mod origins;
mod own_section;
mod plan_view;
mod scores;
mod sub_plan;
mod usage;
mod wording;

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tera::{Context, Tera};

use crate::diagnostic::{Diagnostic, Place, Source, codes};
use crate::model::reference::Scheme;
use crate::text::lines::line_column;
use folder::Folder;
use guard::Guarded;

pub use origins::{EntryField, ListKey, Origin, TextField, covered_name, entry_name, heading_name, is_own};
pub(crate) use own_section::SectionView;
pub use plan_view::PlanView;
pub(crate) use plan_view::{grounds, target_in_full};
pub use scores::ScoresView;
pub use sub_plan::{SubPlanView, template_name};
pub use usage::Asked;

/// The built-in templates, by file name.
const BUILT_IN: [(&str, &str); 15] = [
    ("bao-cao.md", include_str!("../../templates/bao-cao.md")),
    ("thanh-phan.md", include_str!("../../templates/thanh-phan.md")),
    ("ke-hoach-tinh.md", include_str!("../../templates/ke-hoach-tinh.md")),
    ("ke-hoach-nhieu-cap.md", include_str!("../../templates/ke-hoach-nhieu-cap.md")),
    ("ke-hoach-tinh-2026.md", include_str!("../../templates/ke-hoach-tinh-2026.md")),
    ("phu-luc-phan-cong.md", include_str!("../../templates/phu-luc-phan-cong.md")),
    ("phu-luc-nhiem-vu.md", include_str!("../../templates/phu-luc-nhiem-vu.md")),
    ("phu-luc-bang-nhiem-vu.md", include_str!("../../templates/phu-luc-bang-nhiem-vu.md")),
    ("phu-luc-diem-cac-nam.md", include_str!("../../templates/phu-luc-diem-cac-nam.md")),
    ("phu-luc-van-ban.md", include_str!("../../templates/phu-luc-van-ban.md")),
    ("ke-hoach-so.md", include_str!("../../templates/ke-hoach-so.md")),
    ("ke-hoach-ban-trung-tam.md", include_str!("../../templates/ke-hoach-ban-trung-tam.md")),
    ("ke-hoach-nganh-doc.md", include_str!("../../templates/ke-hoach-nganh-doc.md")),
    ("ke-hoach-phong.md", include_str!("../../templates/ke-hoach-phong.md")),
    ("ke-hoach-xa.md", include_str!("../../templates/ke-hoach-xa.md")),
];

/// Most Markdown that a template may produce; a plan of 3 500 agencies stays far below.
const OUTPUT_LIMIT: usize = 16 * 1024 * 1024;

/// Most text that a template may have; the largest built-in one has 8 kB.
const TEMPLATE_LIMIT: usize = 256 * 1024;

/// Over how many files one may be reached that templates include: the built-in ones need one.
const INCLUDE_LIMIT: usize = 16;

/// Every template, checked and ready.
pub struct TemplateSet {
    tera: Tera,
    texts: BTreeMap<String, String>,
    /// What is rendered in their stead, where an office has templates of its own.
    guarded: BTreeMap<String, Guarded>,
    /// Those of the office's folder, whether they stand over another or not.
    own: Vec<Arc<Source>>,
    /// What else is in that folder.
    others: Vec<PathBuf>,
}

impl std::fmt::Debug for TemplateSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TemplateSet").field("names", &self.texts.keys().collect::<Vec<_>>()).finish()
    }
}

impl TemplateSet {
    /// The built-in templates with those of `dir`, where given, over them.
    ///
    /// # Errors
    /// Every file that cannot be read, or the first template that Tera refuses, with line and column.
    pub fn load(dir: Option<&Path>) -> Result<Self, Vec<Diagnostic>> {
        Self::of(dir.map(Folder::read).transpose()?.unwrap_or_default())
    }

    /// The built-in templates with an office's own texts, by file name, over them.
    ///
    /// # Errors
    /// The first template that Tera refuses, with line and column.
    pub fn with_own(own: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<Diagnostic>> {
        let source = |(name, text): (String, String)| Arc::new(Source { path: name.into(), text });
        Self::of(Folder { templates: own.into_iter().map(source).collect(), others: Vec::new() })
    }

    fn of(folder: Folder) -> Result<Self, Vec<Diagnostic>> {
        let built_in = BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let own = folder.templates.iter().map(|source| (name_of(&source.path), source.text.clone()));
        let texts: BTreeMap<String, String> = built_in.chain(own).collect();
        // Where there are none but the built-in ones, no loop can be of an author who does not know what it runs
        // over. That all of them could be counted, a test tells.
        let guarded = if folder.templates.is_empty() { BTreeMap::new() } else { guard_all(&texts)? };
        let mut tera = empty();
        let all = texts.iter().map(|(name, text)| {
            (name.as_str(), guarded.get(name).map_or(text.as_str(), |guarded| guarded.text.as_str()))
        });
        if let Err(error) = tera.add_raw_templates(all.collect::<Vec<_>>()) {
            // Tera shows the lines in question: they should be those that the author wrote.
            let own = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            let said = empty().add_raw_templates(own.collect::<Vec<_>>());
            return Err(vec![diagnostic(&said.err().unwrap_or(error), &BTreeMap::new())]);
        }
        Ok(Self { tera, texts, guarded, own: folder.templates, others: folder.others })
    }

    /// The numbering scheme of every template that a plan may name, by its name without `.md`: it says so in
    /// a comment, `{#- danh_so: chu_cai -#}`, `{#- danh_so: doan -#}` or `{#- danh_so: thap_phan -#}`.
    pub fn schemes(&self) -> BTreeMap<String, Scheme> {
        let declared = self.texts.iter().filter_map(|(name, text)| Some((name, scheme(text)?)));
        declared.map(|(name, scheme)| (name.trim_end_matches(".md").to_owned(), scheme)).collect()
    }

    /// Names and texts, sorted: what the output depends on.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The office's own templates.
    pub fn own_sources(&self) -> &[Arc<Source>] {
        &self.own
    }

    /// What the office's own templates print of themselves, comments left out.
    pub fn own_texts(&self) -> impl Iterator<Item = (&Arc<Source>, Vec<Range<usize>>)> {
        self.own.iter().map(|source| (source, guard::outside_comments(&source.text)))
    }

    /// Where an office's own templates have these words, or the most of them that stand together: the rest may be
    /// of values. Else the template of this name itself, where it is the office's own.
    pub fn place_of(&self, words: &str, name: &str) -> Option<Place> {
        let runs = runs(words);
        let found = runs.iter().find_map(|run| {
            self.own_texts().find_map(|(source, parts)| {
                let at =
                    parts.into_iter().find_map(|part| Some(part.start + source.text[part].find(run)?))?;
                Some(Place::new(source, at..at + run.len()))
            })
        });
        let file = format!("{name}.md");
        let own = || self.own.iter().find(|source| name_of(&source.path) == file);
        found.or_else(|| Some(Place::whole_file(own()?.path.clone())))
    }

    /// Renders one template over a view.
    ///
    /// # Errors
    /// What Tera reports, with template, line and column; and output beyond any document's size.
    pub fn render(&self, name: &str, view: &impl serde::Serialize) -> Result<String, Diagnostic> {
        let file = format!("{name}.md");
        let context = Context::from_serialize(view).map_err(|error| diagnostic(&error, &self.guarded))?;
        budget::open();
        let mut output = Limited { bytes: Vec::new(), over: false };
        let result = self.tera.render_to(&file, &context, &mut output);
        if output.over {
            let message = format!("mẫu {file} tạo ra nội dung quá lớn (hơn {} MB)", OUTPUT_LIMIT >> 20);
            return Err(Diagnostic::error(codes::TEMPLATE, message).hint("kiểm tra các vòng lặp trong mẫu"));
        }
        result.map_err(|error| diagnostic(&error, &self.guarded))?;
        // Several times as fast as the standard library where most letters are not ASCII.
        Ok(encoding_rs::UTF_8.decode_without_bom_handling(&output.bytes).0.into_owned())
    }
}

/// Tera with the filters and functions of templates, without a template.
fn empty() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".md"]);
    tera.set_escape_fn(filters::escape_markdown);
    filters::register(&mut tera);
    budget::register(&mut tera);
    tera
}

/// Puts the counters into every template, or reports each that holds what cannot be counted.
fn guard_all(texts: &BTreeMap<String, String>) -> Result<BTreeMap<String, Guarded>, Vec<Diagnostic>> {
    let mut guarded = BTreeMap::new();
    let mut findings = Vec::new();
    for (name, text) in texts {
        if text.len() > TEMPLATE_LIMIT {
            let message = format!("mẫu {name} quá lớn (hơn {} kB)", TEMPLATE_LIMIT >> 10);
            findings.push(Diagnostic::error(codes::TEMPLATE, message));
            continue;
        }
        match guard::guard(text) {
            Ok(text) => drop(guarded.insert(name.clone(), text)),
            Err(refusal) => {
                let (line, column) = line_column(text, refusal.at);
                let message = format!("mẫu {name}:{line}:{column}: {}", refusal.message);
                findings.push(Diagnostic::error(codes::TEMPLATE, message));
            }
        }
    }
    // Tera finds circles, but not before a stack is full of files.
    let named = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    if let Some(name) = guard::too_deep(named, INCLUDE_LIMIT) {
        let message =
            format!("mẫu {name} được chèn qua hơn {INCLUDE_LIMIT} tệp nối nhau, hoặc chèn lại chính nó");
        let finding = Diagnostic::error(codes::TEMPLATE, message);
        findings.push(finding.hint("bớt các thẻ {% include %} nối nhau"));
    }
    if findings.is_empty() { Ok(guarded) } else { Err(findings) }
}

/// Words that stand together in a text, the longest run first; a sign or a letter is no place.
fn runs(text: &str) -> Vec<&str> {
    const SHORTEST: usize = 4;
    let starts = text.split_whitespace().map(|word| word.as_ptr() as usize - text.as_ptr() as usize);
    let ends: Vec<usize> =
        text.split_whitespace().zip(starts.clone()).map(|(word, start)| start + word.len()).collect();
    let all = starts.enumerate().flat_map(|(at, start)| ends[at..].iter().map(move |end| start..*end));
    let mut runs: Vec<&str> = all.map(|run| &text[run]).collect();
    runs.retain(|run| run.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST);
    runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
    runs
}

/// The name by which a file of templates is known.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn scheme(text: &str) -> Option<Scheme> {
    let declared = text.split_once("danh_so:")?.1.trim_start();
    if declared.starts_with("chu_cai") {
        Some(Scheme::Lettered)
    } else if declared.starts_with("doan") {
        Some(Scheme::Paragraphs)
    } else if declared.starts_with("thap_phan") {
        Some(Scheme::Decimal)
    } else {
        None
    }
}

/// A Tera error with its template, line and column.
fn diagnostic(error: &tera::Error, guarded: &BTreeMap<String, Guarded>) -> Diagnostic {
    use tera::ErrorKind;
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let own = guarded.get(report.filename());
            let column = own.map_or(span.start_col, |own| own.own_column(span.start_line, span.start_col));
            let told = wording::told(report.message());
            let message = format!("mẫu {}:{}:{}: {told}", report.filename(), span.start_line, column + 1);
            Diagnostic::error(codes::TEMPLATE, message)
        }
        _ if error.to_string().contains("recursion depth") => {
            Diagnostic::error(codes::TEMPLATE, "các thành phần của mẫu gọi nhau quá sâu (hơn 20 cấp)")
        }
        _ => {
            let why =
                std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            let told = wording::told(&format!("{error}{why}"));
            Diagnostic::error(codes::TEMPLATE, format!("mẫu không dùng được: {told}"))
        }
    }
}

/// A writer that refuses to grow without end.
struct Limited {
    bytes: Vec<u8>,
    over: bool,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT_LIMIT {
            self.over = true;
            return Err(std::io::Error::other("output limit"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_hold_nothing_that_could_not_be_counted() {
        let texts: BTreeMap<String, String> =
            BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let guarded = guard_all(&texts).expect("nothing of them is refused");
        assert!(guarded.values().all(|guarded| guarded.text.contains(budget::STEP)));
    }
}

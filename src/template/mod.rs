//! Views → Markdown, through Tera.
//!
//! Templates are compiled in; files of the same name in an office's own folder stand over them.
//! Values never turn into markup: every value is escaped, and [`crate::document::markdown`] refuses
//! what an escape cannot cover. Templates see the views of this module, never the model.

mod annex;
mod filters;
mod provincial;
mod sub_plan;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use tera::{Context, Tera};

use crate::diagnostic::{Diagnostic, codes};

pub use provincial::ProvincialView;
pub use sub_plan::{SubPlanView, template_name};

/// Cách đánh số: how the tasks of an index are numbered. It belongs to the template, which says so
/// in a comment: `{#- danh_so: chu_cai -#}` or `{#- danh_so: doan -#}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Điểm a), b), c).
    #[default]
    Lettered,
    /// Paragraphs without letters.
    Paragraphs,
}

/// The built-in templates, by file name.
const BUILT_IN: [(&str, &str); 9] = [
    ("thanh-phan.md", include_str!("../../templates/thanh-phan.md")),
    ("ke-hoach-tinh.md", include_str!("../../templates/ke-hoach-tinh.md")),
    ("ke-hoach-tinh-2026.md", include_str!("../../templates/ke-hoach-tinh-2026.md")),
    ("phu-luc-phan-cong.md", include_str!("../../templates/phu-luc-phan-cong.md")),
    ("phu-luc-nhiem-vu.md", include_str!("../../templates/phu-luc-nhiem-vu.md")),
    ("ke-hoach-so.md", include_str!("../../templates/ke-hoach-so.md")),
    ("ke-hoach-ban-trung-tam.md", include_str!("../../templates/ke-hoach-ban-trung-tam.md")),
    ("ke-hoach-nganh-doc.md", include_str!("../../templates/ke-hoach-nganh-doc.md")),
    ("ke-hoach-xa.md", include_str!("../../templates/ke-hoach-xa.md")),
];

/// Most Markdown that a template may produce; a plan of 3 500 agencies stays far below.
const OUTPUT_LIMIT: usize = 16 * 1024 * 1024;

/// Every template, checked and ready.
pub struct TemplateSet {
    tera: Tera,
    texts: BTreeMap<String, String>,
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
        let mut texts: BTreeMap<String, String> =
            BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        if let Some(dir) = dir {
            read_folder(dir, &mut texts)?;
        }
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".md"]);
        tera.set_escape_fn(filters::escape_markdown);
        filters::register(&mut tera);
        let all = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        tera.add_raw_templates(all.collect::<Vec<_>>()).map_err(|error| vec![diagnostic(&error)])?;
        Ok(Self { tera, texts })
    }

    /// The numbering scheme of every template that a plan may name, by its name without `.md`.
    pub fn schemes(&self) -> BTreeMap<String, Scheme> {
        let declared = self.texts.iter().filter_map(|(name, text)| Some((name, scheme(text)?)));
        declared.map(|(name, scheme)| (name.trim_end_matches(".md").to_owned(), scheme)).collect()
    }

    /// Names and texts, sorted: what the output depends on.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Renders one template over a view.
    ///
    /// # Errors
    /// What Tera reports, with template, line and column; and output beyond any document's size.
    pub fn render(&self, name: &str, view: &impl serde::Serialize) -> Result<String, Diagnostic> {
        let file = format!("{name}.md");
        let context = Context::from_serialize(view).map_err(|error| diagnostic(&error))?;
        let mut output = Limited { bytes: Vec::new(), over: false };
        let result = self.tera.render_to(&file, &context, &mut output);
        if output.over {
            let message = format!("mẫu {file} tạo ra nội dung quá lớn (hơn {} MB)", OUTPUT_LIMIT >> 20);
            return Err(Diagnostic::error(codes::TEMPLATE, message).hint("kiểm tra các vòng lặp trong mẫu"));
        }
        result.map_err(|error| diagnostic(&error))?;
        Ok(String::from_utf8_lossy(&output.bytes).into_owned())
    }
}

fn read_folder(dir: &Path, texts: &mut BTreeMap<String, String>) -> Result<(), Vec<Diagnostic>> {
    let mut findings = Vec::new();
    for entry in walkdir::WalkDir::new(dir).max_depth(1).sort_by_file_name() {
        let path = match &entry {
            Ok(entry) if !entry.file_type().is_file() => continue,
            Ok(entry) => entry.path().to_path_buf(),
            Err(error) => error.path().unwrap_or(dir).to_path_buf(),
        };
        if entry.is_ok() && path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
                texts.insert(name, text);
            }
            Err(_) => findings.push(Diagnostic::error(
                codes::UNREADABLE_FILE,
                format!("không đọc được mẫu {}", path.display()),
            )),
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

fn scheme(text: &str) -> Option<Scheme> {
    let declared = text.split_once("danh_so:")?.1.trim_start();
    if declared.starts_with("chu_cai") {
        Some(Scheme::Lettered)
    } else if declared.starts_with("doan") {
        Some(Scheme::Paragraphs)
    } else {
        None
    }
}

/// A Tera error with its template, line and column.
fn diagnostic(error: &tera::Error) -> Diagnostic {
    use tera::ErrorKind;
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let message = format!(
                "mẫu {}:{}:{}: {}",
                report.filename(),
                span.start_line,
                span.start_col + 1,
                report.message()
            );
            Diagnostic::error(codes::TEMPLATE, message)
        }
        _ => {
            let why =
                std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            Diagnostic::error(codes::TEMPLATE, format!("mẫu không dùng được: {error}{why}"))
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

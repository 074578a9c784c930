//! Mẫu riêng: an office's own folder → the texts of its templates, and the files there that are none.
//!
//! Links are followed. What has the name of a template and cannot be read is an error; what only looks
//! like one is kept for [`super::usage`] to name: a template that is not read would else leave the
//! built-in one standing without a word.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::TEMPLATE_LIMIT;
use crate::diagnostic::{Diagnostic, Place, Source, codes};
use crate::regular::{self, Unreadable};

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Every template: its path, and its text without marks of an editor.
    pub templates: Vec<Arc<Source>>,
    /// Files and folders with other names.
    pub others: Vec<PathBuf>,
}

impl Folder {
    /// # Errors
    /// Every template that cannot be read.
    pub fn read(dir: &Path) -> Result<Self, Vec<Diagnostic>> {
        let entries = std::fs::read_dir(dir).and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<std::io::Result<Vec<_>>>()
        });
        let mut names = entries.map_err(|error| {
            let message = format!("không đọc được thư mục mẫu {}: {}", dir.display(), regular::why(&error));
            vec![Diagnostic::error(codes::UNREADABLE_FILE, message)]
        })?;
        names.sort();
        let (mut folder, mut findings) = (Self::default(), Vec::new());
        for name in names.iter().filter(|name| !regular::is_of_a_program(&name.to_string_lossy())) {
            let path = dir.join(name);
            if path.extension().is_none_or(|extension| extension != "md") {
                folder.others.push(path);
                continue;
            }
            match text(&path) {
                Ok(text) => folder.templates.push(Arc::new(Source { path, text })),
                Err(finding) => findings.push(finding),
            }
        }
        if findings.is_empty() { Ok(folder) } else { Err(findings) }
    }
}

fn text(path: &Path) -> Result<String, Diagnostic> {
    let refused =
        |code, message: String| Diagnostic::error(code, message).at(Place::whole_file(path.to_path_buf()));
    let bytes = regular::read(path, TEMPLATE_LIMIT as u64).map_err(|why| {
        let why = match why {
            Unreadable::TooLarge => format!("tệp quá lớn (hơn {} kB)", TEMPLATE_LIMIT >> 10),
            other => other.to_string(),
        };
        refused(codes::UNREADABLE_FILE, format!("mẫu {}: {why}", path.display()))
            .hint("thay bằng tệp văn bản, hoặc chuyển ra khỏi thư mục mẫu")
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        refused(codes::ENCODING, format!("mẫu {} không phải văn bản UTF-8", path.display()))
            .hint("lưu lại với bảng mã UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n"))
}

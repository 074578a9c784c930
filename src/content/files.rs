//! A content folder → its files. What looks like content and is not read is named: a part that an
//! editor saved as `….yaml.txt` would else be missing from an issued plan without a word.

use std::fs::FileType;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::yaml::{self, KIND_KEY};
use crate::diagnostic::{Diagnostic, Place, Source, codes};
use crate::regular;

/// The folder for the certificates of those whom an office trusts to say who signed, at the top of the
/// content.
pub const CERTIFICATES: &str = "chung-thu";

/// What a new content folder has at its top: the facts of its province.
pub const PROVINCE_FILE: &str = "tinh.yaml";

/// What a file is by its name, for whoever reads something else of the folder than plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    Content,
    Certificate,
    Other,
}

impl Looks {
    pub fn of(path: &Path) -> Self {
        match Named::of(path) {
            // Read, or named, where the content is.
            Named::Content | Named::Alike | Named::OfAProgram => Self::Content,
            Named::Certificate => Self::Certificate,
            Named::Otherwise => Self::Other,
        }
    }
}

/// What stands in a content folder.
pub(super) enum Found {
    Content(PathBuf),
    /// By its name no content; whether it is written like one, its beginning tells.
    Other(PathBuf, FileType),
    Told(Diagnostic),
}

impl Found {
    /// Bytes of a content file; 0 where there is nothing to read.
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Content(path) => std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Self::Other(..) | Self::Told(_) => 0,
        }
    }

    /// Its text, where it is a content file.
    pub(super) fn read(self, findings: &mut Vec<Diagnostic>) -> Option<Arc<Source>> {
        match self {
            Self::Content(path) => match std::fs::read(&path) {
                Ok(bytes) => return yaml::load_source(path, bytes, findings),
                Err(error) => findings.push(yaml::unreadable_file(path, &error)),
            },
            Self::Other(path, kind) if is_written_like_content(&path, kind) => {
                findings.push(not_read(&path));
            }
            Self::Other(..) => {}
            Self::Told(finding) => findings.push(finding),
        }
        None
    }
}

/// What is to be read or told of in a folder, in path order. Links are followed.
pub(super) fn found(dir: &Path) -> Vec<Found> {
    if dir.is_file() {
        return vec![Found::Told(no_folder(dir))];
    }
    let mut found = Vec::new();
    let certificates = dir.join(CERTIFICATES);
    for entry in walkdir::WalkDir::new(dir).follow_links(true).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.push(Found::Told(unreachable(dir, &error)));
                continue;
            }
        };
        let path = entry.path();
        if entry.file_type().is_dir() {
            continue;
        }
        match Named::of(path) {
            Named::Content if entry.file_type().is_file() => found.push(Found::Content(path.to_path_buf())),
            // A pipe would be waited for, a device never ends.
            Named::Content => found.push(Found::Told(no_file(path))),
            Named::Alike => found.push(Found::Told(not_read(path))),
            Named::Certificate if !path.starts_with(&certificates) => {
                found.push(Found::Told(certificate(path)));
            }
            Named::Otherwise => found.push(Found::Other(path.to_path_buf(), entry.file_type())),
            Named::Certificate | Named::OfAProgram => {}
        }
    }
    found
}

/// What the name of a file says of it.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    /// `.yaml`, `.yml`, in capitals too.
    Content,
    /// A content file but for what somebody or something put around its name: `x.yaml.txt`, `x.yaml~`,
    /// `x.yaml (1)`, `.x.yaml`.
    Alike,
    /// A certificate, which says nothing of plans.
    Certificate,
    /// A lock, a swap file or a system's own note beside a content file, which holds nothing of its own.
    OfAProgram,
    Otherwise,
}

impl Named {
    fn of(path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        if regular::is_of_a_program(&name) {
            return Self::OfAProgram;
        }
        let hidden = name.starts_with(['.', '~']);
        let ends = [".yaml", ".yml"].iter().any(|end| name.ends_with(end));
        let holds = [".yaml", ".yml"].iter().any(|mark| name.contains(mark));
        match (ends, hidden) {
            (true, false) => Self::Content,
            _ if holds => Self::Alike,
            _ if [".cer", ".crt", ".pem", ".der"].iter().any(|end| name.ends_with(end)) => Self::Certificate,
            _ => Self::Otherwise,
        }
    }
}

/// Whether a file is read as content, by its name.
pub fn is_named_as_content(path: &Path) -> bool {
    Named::of(path) == Named::Content
}

/// Whether a text file of another name has the key that every content file has. Only its beginning is
/// looked at, so that pictures and archives beside the content cost nothing.
fn is_written_like_content(path: &Path, kind: FileType) -> bool {
    const LOOKED_AT: u64 = 4096;
    if !kind.is_file() {
        return false;
    }
    let Ok(file) = std::fs::File::open(path) else { return false };
    let mut beginning = Vec::new();
    if file.take(LOOKED_AT).read_to_end(&mut beginning).is_err() {
        return false;
    }
    let text = String::from_utf8_lossy(&beginning);
    let key = |line: &str| line.strip_prefix(KIND_KEY).is_some_and(|rest| rest.trim_start().starts_with(':'));
    text.trim_start_matches('\u{feff}').lines().any(key)
}

fn no_folder(path: &Path) -> Diagnostic {
    let message = format!("“{}” là một tệp, không phải thư mục nội dung", path.display());
    let folder = path.parent().filter(|folder| folder.join(PROVINCE_FILE).is_file());
    let folder = folder.map_or_else(|| "THƯ_MỤC".to_owned(), |folder| folder.display().to_string());
    Diagnostic::error(codes::UNREADABLE_FILE, message)
        .at(Place::whole_file(path.to_path_buf()))
        .hint(format!("ghi thư mục chứa nó: --noi-dung \"{folder}\""))
}

fn certificate(path: &Path) -> Diagnostic {
    let message = format!("chứng thư “{}” nằm ngoài thư mục “{CERTIFICATES}” nên không dùng", path.display());
    Diagnostic::warning(codes::CERTIFICATE_ELSEWHERE, message).at(Place::whole_file(path.to_path_buf())).hint(
        format!(
            "nếu cơ quan tin chứng thư này thì chuyển vào thư mục “{CERTIFICATES}” ngay dưới thư mục nội dung"
        ),
    )
}

fn not_read(path: &Path) -> Diagnostic {
    let message = format!("Tệp “{}” giống tệp nội dung nhưng không được đọc", path.display());
    Diagnostic::warning(codes::NOT_READ, message).at(Place::whole_file(path.to_path_buf())).hint(
        "tên tệp nội dung phải kết thúc bằng “.yaml”; tệp không dùng thì chuyển ra khỏi thư mục nội dung",
    )
}

fn no_file(path: &Path) -> Diagnostic {
    let message = format!("“{}” có tên của tệp nội dung nhưng không phải là tệp", path.display());
    Diagnostic::error(codes::UNREADABLE_FILE, message)
        .at(Place::whole_file(path.to_path_buf()))
        .hint("chuyển nó ra khỏi thư mục nội dung")
}

fn unreachable(dir: &Path, error: &walkdir::Error) -> Diagnostic {
    let path: PathBuf = error.path().unwrap_or(dir).to_path_buf();
    let link = std::fs::symlink_metadata(&path).is_ok_and(|found| found.file_type().is_symlink());
    let why = match error.io_error().map(std::io::Error::kind) {
        _ if error.loop_ancestor().is_some() => "liên kết dẫn vòng về thư mục chứa nó",
        Some(std::io::ErrorKind::NotFound) if link => "liên kết dẫn tới chỗ không còn tồn tại",
        Some(std::io::ErrorKind::NotFound) => "không tìm thấy",
        Some(std::io::ErrorKind::PermissionDenied) => "không có quyền đọc",
        _ => "không đọc được",
    };
    let message = format!("{why}: {}", path.display());
    let finding = Diagnostic::error(codes::UNREADABLE_FILE, message);
    let finding = if path == dir && !dir.exists() { finding.hint(where_to_look(dir)) } else { finding };
    finding.at(Place::whole_file(path))
}

/// What a person does who looked for content where no such folder is.
pub fn where_to_look(dir: &Path) -> String {
    let beside = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if beside.join(PROVINCE_FILE).is_file() {
        return "cửa sổ dòng lệnh đang ở trong thư mục nội dung: gõ “cd ..” rồi gõ lại lệnh".to_owned();
    }
    let name = dir.file_name().unwrap_or(dir.as_os_str()).to_string_lossy();
    format!(
        "mở cửa sổ dòng lệnh ở thư mục chứa “{name}” rồi gõ lại, hoặc ghi đường dẫn: --noi-dung \"THƯ_MỤC\"; chưa có nội dung thì tạo: \
         kehoach khoi-tao \"TÊN TỈNH\""
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_outside_its_folder_is_named_and_one_in_it_is_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["2025/goc.cer", "chung-thu/goc.cer"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, [0x30, 0x82]).unwrap();
        }
        let mut findings = Vec::new();
        let found = found(folder.path());
        assert!(found.into_iter().all(|found| found.read(&mut findings).is_none()));
        let told: Vec<(&str, bool)> =
            findings.iter().map(|finding| (finding.code, finding.message.contains("2025"))).collect();
        assert_eq!(told, [("KH542", true)]);
    }

    #[test]
    fn whoever_stands_in_the_content_folder_or_beside_none_is_told_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let told = |dir: &str| match found(&folder.path().join(dir)).pop() {
            Some(Found::Told(finding)) => finding.hint.unwrap_or_default(),
            _ => panic!("a folder that is not there is told of"),
        };
        let hint = told("content");
        assert!(hint.contains("thư mục chứa “content”") && hint.contains("khoi-tao"), "{hint}");
        std::fs::write(folder.path().join(PROVINCE_FILE), "").unwrap();
        assert!(told("content").contains("cd .."));
        let hint = told(PROVINCE_FILE);
        let around = folder.path().display().to_string();
        assert!(hint.starts_with("ghi thư mục chứa nó") && hint.contains(&around), "{hint}");
    }

    #[test]
    fn names_that_an_editor_or_a_copy_leaves_are_told_from_content() {
        for name in ["a.yaml", "A.YML", "so-y-te (1).yaml", "Copy of so-y-te.yaml"] {
            assert_eq!(Named::of(Path::new(name)), Named::Content, "{name}");
        }
        for name in ["a.yaml.txt", "a.yaml~", "a.yml.bak", "a.YAML (2)", ".a.yaml", "~a.yaml", "a.yaml.docx"]
        {
            assert_eq!(Named::of(Path::new(name)), Named::Alike, "{name}");
        }
        for name in [".#a.yaml", "~$a.yaml", "._a.yaml", ".a.yaml.swp", ".~lock.a.yaml#"] {
            assert_eq!(Named::of(Path::new(name)), Named::OfAProgram, "{name}");
        }
        for name in ["goc.cer", "GOC.CRT", "a.pem"] {
            assert_eq!(Named::of(Path::new(name)), Named::Certificate, "{name}");
        }
        for name in ["ghi-chu.txt", "so-y-te", "yaml", "luoc-do.json"] {
            assert_eq!(Named::of(Path::new(name)), Named::Otherwise, "{name}");
        }
    }
}

//! What output files are called: safe on Windows, macOS and Linux, and never outside their folder.

use std::path::Path;

use jiff::civil::Date;

use crate::document::ANNEX_SUFFIX;

/// The manifest of a folder.
pub const MANIFEST: &str = ".kehoach.json";
/// The lock of a folder; it stays when the run is over.
pub(super) const LOCK: &str = ".kehoach.lock";
/// Temporary files begin and end like this; the next run clears away what a killed one left.
pub(super) const TEMPORARY: (&str, &str) = (".kehoach-", ".tmp");
/// Files that stepped aside for a moment begin like this, and go on with the name that they stepped
/// aside from. A killed run may leave somebody's work there: the next one puts it back.
const ASIDE: &str = ".kehoach~";

/// Room for what [`FileName::old`] adds, below the 255 bytes of usual file systems.
const LONGEST_STEM: usize = 180;

/// What the names of versions go on with.
const VERSIONS: [&str; 2] = [" (bản mới", " (bản cũ "];
const EXTENSIONS: [&str; 6] = ["docx", "pdf", "xlsx", "csv", "json", "ics"];

/// A name that stands for itself on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName {
    stem: String,
    extension: &'static str,
}

impl FileName {
    /// `None` for a stem that some system would refuse or read as a path. Ids are checked when
    /// content is read; this is the last door before the disk.
    pub fn new(stem: &str, extension: &'static str) -> Option<Self> {
        (stem.len() <= LONGEST_STEM && is_portable(stem)).then(|| Self { stem: stem.to_owned(), extension })
    }

    /// The name of a file in a folder, whichever version of it; `None` for what is no document.
    pub fn of(file: &str) -> Option<Self> {
        let extension = EXTENSIONS.into_iter().find(|extension| file.ends_with(&format!(".{extension}")))?;
        let stem = &file[..file.len() - extension.len() - 1];
        let version = VERSIONS.iter().find_map(|mark| stem.find(mark)).filter(|_| stem.ends_with(')'));
        Self::new(&stem[..version.unwrap_or(stem.len())], extension)
    }

    /// Its name without version and extension, which a DOCX and its PDF share.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// `docx`
    pub fn extension(&self) -> &'static str {
        self.extension
    }

    /// The document that this is a file of: what stands before the mark of an annex.
    pub fn document(&self) -> &str {
        self.annex().unwrap_or(&self.stem)
    }

    /// Whether it is an annex by itself.
    pub fn is_annex(&self) -> bool {
        self.annex().is_some()
    }

    /// What stands before the mark of an annex and its number ([`crate::document::Paper::suffix`]). No
    /// id has a full stop, so no agency's file is taken for one.
    fn annex(&self) -> Option<&str> {
        let (document, number) = self.stem.rsplit_once(ANNEX_SUFFIX)?;
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (number.is_empty() || number.strip_prefix('-').is_some_and(is_number)).then_some(document)
    }

    /// `so-tai-chinh.docx`
    pub fn main(&self) -> String {
        format!("{}.{}", self.stem, self.extension)
    }

    /// Bản mới beside a file that a person changed: `so-tai-chinh (bản mới).docx`, then
    /// `so-tai-chinh (bản mới 2).docx` and so on.
    pub fn beside(&self, count: usize) -> String {
        match count {
            0 | 1 => format!("{} (bản mới).{}", self.stem, self.extension),
            _ => format!("{} (bản mới {count}).{}", self.stem, self.extension),
        }
    }

    /// Bản cũ, kept when a file is replaced by force: `so-tai-chinh (bản cũ 2026-11-20).docx`, then
    /// `so-tai-chinh (bản cũ 2026-11-20, 2).docx` and so on.
    pub fn old(&self, day: Date, count: usize) -> String {
        match count {
            0 | 1 => format!("{} (bản cũ {day}).{}", self.stem, self.extension),
            _ => format!("{} (bản cũ {day}, {count}).{}", self.stem, self.extension),
        }
    }

    /// Whether a name in the folder is this file, a new version beside it, or an old one.
    pub fn is_of(&self, name: &str) -> bool {
        let rest = name.strip_prefix(&self.stem).and_then(|rest| rest.strip_suffix(self.extension));
        let Some(rest) = rest.and_then(|rest| rest.strip_suffix('.')) else { return false };
        rest.is_empty() || (VERSIONS.iter().any(|mark| rest.starts_with(mark)) && rest.ends_with(')'))
    }
}

/// Which version of a file a name says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    Main,
    /// Bản mới.
    New,
    /// Bản cũ.
    Old,
}

impl Version {
    pub fn of(file: &str) -> Self {
        let Some(name) = FileName::of(file).filter(|name| name.main() != file) else { return Self::Main };
        let is_new = file[name.stem.len()..].starts_with(VERSIONS[0]);
        if is_new { Self::New } else { Self::Old }
    }
}

/// The name under which a file of the folder stands aside; `turn` tells two of them from each other.
pub(super) fn aside(target: &str, turn: u8) -> String {
    format!("{ASIDE}{turn}~{target}")
}

/// The turn and the file that a name in the folder stands aside from.
pub(super) fn steps_aside_from(name: &str) -> Option<(u8, &str)> {
    let (turn, target) = name.strip_prefix(ASIDE)?.split_once('~')?;
    let turn = turn.parse().ok().filter(|_| turn.len() == 1)?;
    (is_portable(target) && FileName::of(target).is_some()).then_some((turn, target))
}

/// The document that a file in the folder belongs to, by its name: its stem without version, annex and
/// extension.
pub fn document_stem(file: &str) -> String {
    FileName::of(file).map(|name| name.document().to_owned()).unwrap_or_default()
}

/// Whether every usual system takes a name for a plain file in the folder it is written to.
pub fn is_portable(name: &str) -> bool {
    let forbidden = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let before_dot = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    !name.is_empty()
        && !name.contains(forbidden)
        && !name.starts_with(['.', ' ', '~'])
        && !name.ends_with(['.', ' '])
        && !is_device(&before_dot)
}

/// The part of a path that Windows keeps for a device: nothing can be written there.
pub(super) fn device_in(path: &Path) -> Option<String> {
    let parts = path.iter().filter_map(|part| part.to_str());
    let mut devices = parts.filter(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        is_device(&stem.trim_end().to_ascii_lowercase())
    });
    devices.next().map(str::to_owned)
}

/// Names that Windows keeps for devices, whatever follows the dot.
fn is_device(stem: &str) -> bool {
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let one_digit = |rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit();
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") || numbered.is_some_and(one_digit)
}

/// Whether a name is one of this program's temporary files.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_windows_refuses_is_refused() {
        for stem in
            ["", "con", "COM1", "nul.x", "a/b", "a\\b", "..", "a.", "a ", "a:b", "a\u{1}", ".an", "~$a"]
        {
            assert_eq!(FileName::new(stem, "docx"), None, "{stem:?}");
        }
        assert!(FileName::new(&"a".repeat(200), "docx").is_none());
        for stem in ["so-tai-chinh", "console", "com10", "Sở Tài chính"] {
            assert!(FileName::new(stem, "docx").is_some(), "{stem:?}");
        }
    }

    #[test]
    fn the_annexes_of_a_document_belong_to_it() {
        let names = [
            "so-y-te.docx",
            "so-y-te.phu-luc.pdf",
            "so-y-te.phu-luc-2.pdf",
            "so-y-te.phu-luc-2 (bản cũ 2026-11-20, 2).pdf",
            "so-y-te (bản mới).docx",
        ];
        for name in names {
            assert_eq!(document_stem(name), "so-y-te", "{name}");
        }
        assert_eq!(document_stem("so-y-te-2.docx"), "so-y-te-2");
        assert_eq!(document_stem("ghi chú.txt"), "");
        for own in ["so-y-te.phu-luc-cua-toi.pdf", "so-y-te.phu-luc-.pdf", "so-y-te.phu-luc2.pdf"] {
            assert!(!FileName::of(own).unwrap().is_annex(), "{own}");
        }
        assert_eq!(document_stem("so-y-te (bản mới.docx"), "so-y-te (bản mới");
        let annex = FileName::of("so-y-te.phu-luc-2 (bản mới).pdf").unwrap();
        assert_eq!(annex.main(), "so-y-te.phu-luc-2.pdf");
        assert!(!FileName::of("so-y-te.pdf").unwrap().is_of("so-y-te.phu-luc.pdf"));
    }

    #[test]
    fn a_file_aside_says_what_it_stepped_aside_from_and_is_no_document_nor_temporary() {
        for target in ["so-y-te.docx", "so-y-te (bản mới).pdf", "so-y-te.phu-luc-2.pdf"] {
            let name = aside(target, 1);
            assert_eq!(steps_aside_from(&name), Some((1, target)));
            assert!(!is_temporary(&name) && !is_portable(&name));
        }
        for other in
            [".kehoach~1~../a.docx", ".kehoach~1~a.txt", ".kehoach.json", ".kehoach~a.docx", "a.docx"]
        {
            assert_eq!(steps_aside_from(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_says_which_version_it_is() {
        assert_eq!(Version::of("so-y-te.docx"), Version::Main);
        assert_eq!(Version::of("so-y-te (bản mới 2).docx"), Version::New);
        assert_eq!(Version::of("so-y-te.phu-luc (bản cũ 2026-11-20, 2).pdf"), Version::Old);
        assert_eq!(Version::of("so-y-te (của tôi).docx"), Version::Main);
    }

    #[test]
    fn versions_of_a_file_are_recognised_and_other_files_are_not() {
        let name = FileName::new("so-y-te", "docx").unwrap();
        let day = jiff::civil::date(2026, 11, 20);
        assert_eq!(name.old(day, 1), "so-y-te (bản cũ 2026-11-20).docx");
        for version in [name.main(), name.beside(1), name.beside(2), name.old(day, 1), name.old(day, 2)] {
            assert!(name.is_of(&version), "{version}");
            assert!(is_portable(&version), "{version}");
        }
        for other in ["so-y-te.pdf", "so-y-te-2.docx", "so-y-te (của tôi).docx", "so-y-tedocx"] {
            assert!(!name.is_of(other), "{other}");
        }
    }
}

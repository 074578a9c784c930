//! The office's own Times New Roman: a folder → four faces, each the one that its name says.
//!
//! A name is only a name: what a clerk copied there may be a link to a device, half a file, bold under
//! the name of regular, or another family. Each file is looked at before it is read, then compared
//! with what the bundled faces, of the same measures, say of its cut.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use skrifa::MetadataProvider;
use skrifa::raw::tables::head::MacStyle;
use skrifa::raw::tables::os2::SelectionFlags;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::string::StringId;

use super::{FACES, FontError, FontFace, FontSet};
use crate::document::Face;
use crate::regular::{self, Unreadable};

/// The faces of a folder, with what is to be said of them.
#[derive(Debug)]
pub struct OwnFaces {
    pub set: FontSet,
    /// Faces that will do but are not quite what was asked for, in Vietnamese.
    pub remarks: Vec<String>,
}

/// What the four faces are called: on Windows, on macOS, and by the usual package on Linux.
const FILES: [[&str; 3]; 4] = [
    ["times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf"],
    ["timesbd.ttf", "Times New Roman Bold.ttf", "Times_New_Roman_Bold.ttf"],
    ["timesi.ttf", "Times New Roman Italic.ttf", "Times_New_Roman_Italic.ttf"],
    ["timesbi.ttf", "Times New Roman Bold Italic.ttf", "Times_New_Roman_Bold_Italic.ttf"],
];

/// Larger files are no face of a text family: Times New Roman has 1,2 MB.
const MAX_BYTES: u64 = 32 << 20;

/// The family that documents are set in (Phụ lục I, Phần I, Mục I.2).
const FAMILY: &str = "Times New Roman";

/// From this weight on a face is bold (OS/2 usWeightClass: 600 is semi-bold).
const BOLD_FROM: u16 = 600;

/// OS/2 fsType: the maker forbids embedding.
const EMBEDDING: u16 = 0x000f;
const RESTRICTED: u16 = 0x0002;

/// Thousandths of an em by which a letter may differ: rounding in the files of other makers.
const SAME_WIDTH: u16 = 2;

impl OwnFaces {
    /// The office's own Times New Roman from a folder, as Windows, macOS or Linux names its files, in
    /// upper or lower case.
    ///
    /// # Errors
    /// Every file that is missing, cannot be used, or is another face than its name says.
    pub fn from_dir(dir: &Path) -> Result<Self, Vec<FontError>> {
        let names = names(dir).map_err(|error| {
            vec![FontError(format!(
                "không đọc được thư mục phông chữ {}: {}",
                dir.display(),
                regular::why(&error)
            ))]
        })?;
        let mut faces = Vec::with_capacity(FILES.len());
        let (mut remarks, mut faults) = (Vec::new(), Vec::new());
        for (wanted, cut) in FILES.into_iter().zip(FACES) {
            match face(dir, &names, wanted, cut) {
                Ok((face, remark)) => {
                    faces.push(Arc::new(face));
                    remarks.extend(remark);
                }
                Err(fault) => faults.push(fault),
            }
        }
        match faces.try_into() {
            Ok(faces) => Ok(Self { set: FontSet::of(faces), remarks }),
            Err(_) => Err(faults),
        }
    }
}

fn names(dir: &Path) -> std::io::Result<Vec<OsString>> {
    let entries = std::fs::read_dir(dir)?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = entries.collect::<std::io::Result<Vec<_>>>()?;
    // Where two names would do, every machine takes the same one.
    names.sort();
    Ok(names)
}

fn face(
    dir: &Path,
    names: &[OsString],
    wanted: [&str; 3],
    cut: Face,
) -> Result<(FontFace, Option<String>), FontError> {
    let named = |wanted: &str| names.iter().find(|name| name.to_string_lossy().eq_ignore_ascii_case(wanted));
    let Some(name) = wanted.into_iter().find_map(named) else {
        return Err(FontError(format!("thư mục {} không có phông {}", dir.display(), wanted[0])));
    };
    let path = dir.join(name);
    let told = |FontError(why)| FontError(format!("{}: {why}", path.display()));
    let (face, remark) = read(&path).and_then(|data| face_of(data, cut)).map_err(told)?;
    Ok((face, remark.map(|remark| format!("{}: {remark}", path.display()))))
}

/// The bytes of a file that stands for a cut, with what is to be said of it.
///
/// # Errors
/// The first thing for which it cannot be used.
pub fn face_of(data: Vec<u8>, cut: Face) -> Result<(FontFace, Option<String>), FontError> {
    let face = FontFace::parse(Cow::Owned(data))?;
    let remark = identity(&face, cut)?;
    Ok((face, remark))
}

/// The bytes of a file that can be one: a pipe or a device would be read for ever.
fn read(path: &Path) -> Result<Vec<u8>, FontError> {
    let data = regular::read(path, MAX_BYTES).map_err(|why| {
        FontError(match why {
            Unreadable::TooLarge => format!("tệp quá lớn (hơn {} MB), không phải phông chữ", MAX_BYTES >> 20),
            other => other.to_string(),
        })
    })?;
    if data.is_empty() { Err(FontError("tệp trống".to_owned())) } else { Ok(data) }
}

/// Whether a face is the cut of Times New Roman that it stands for. Its measures decide: a document set
/// in others has other lines and pages than the DOCX in the real Times New Roman.
///
/// # Errors
/// Another family, another cut, or a face that may not be embedded. A family of the same measures will
/// do, with a remark.
fn identity(face: &FontFace, cut: Face) -> Result<Option<String>, FontError> {
    let font = FontRef::new(&face.data).map_err(|_| FontError("không đọc lại được".to_owned()))?;
    let family = family(&font).unwrap_or_else(|| face.name.clone());
    if font.os2().is_ok_and(|os2| os2.fs_type() & EMBEDDING == RESTRICTED) {
        return Err(FontError(format!("phông “{family}” không cho phép nhúng vào PDF")));
    }
    match FACES.into_iter().find(|other| same_widths(face, *other)) {
        Some(measured) if measured == cut => {}
        Some(measured) => return Err(another_cut(measured, cut, "đo bề rộng của chữ")),
        None if family.contains(FAMILY) => {
            let message =
                format!("tên phông là “{family}” nhưng bề rộng của chữ không phải của {}", named(cut));
            return Err(FontError(message));
        }
        None => {
            return Err(FontError(format!("không phải {FAMILY} mà là “{family}”, có số đo khác")));
        }
    }
    let statements = statements(&font);
    let against: Vec<&Statement> = statements.iter().filter(|statement| statement.against(cut)).collect();
    if let Some(first) = against.first()
        && against.len() * 2 > statements.len()
    {
        return Err(another_cut(first.corrected(cut), cut, first.source));
    }
    Ok(if let Some(first) = against.first() {
        Some(format!(
            "tệp phông tự khai không thống nhất: theo {} là {}",
            first.source,
            named(first.corrected(cut))
        ))
    } else if family.contains(FAMILY) {
        None
    } else {
        Some(format!("đây là “{family}”, cùng số đo với {FAMILY}; PDF nhúng phông này"))
    })
}

fn another_cut(found: Face, wanted: Face, source: &str) -> FontError {
    FontError(format!("tệp là {}, không phải {} như tên tệp (theo {source})", named(found), named(wanted)))
}

/// Kiểu chữ. What a cut is called.
fn named(cut: Face) -> &'static str {
    match (cut.bold, cut.italic) {
        (false, false) => "kiểu đứng, thường",
        (true, false) => "kiểu đứng, đậm",
        (false, true) => "kiểu nghiêng, thường",
        (true, true) => "kiểu nghiêng, đậm",
    }
}

/// The family that the file names, the one that holds all weights first.
fn family(font: &FontRef<'_>) -> Option<String> {
    let ids = [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME, StringId::FULL_NAME];
    let found = ids.into_iter().find_map(|id| font.localized_strings(id).english_or_first());
    found.map(|name| name.chars().take(LONGEST_SHOWN).collect())
}

/// Characters of a name that are enough to know it by.
const LONGEST_SHOWN: usize = 60;

/// Letters and digits as wide as in the bundled face of a cut.
fn same_widths(face: &FontFace, cut: Face) -> bool {
    let known = FontSet::bundled().face(cut);
    let mut letters = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    letters.all(|c| face.advance(c).abs_diff(known.advance(c)) <= SAME_WIDTH)
}

/// One of the places in a font file that say which cut it is.
struct Statement {
    source: &'static str,
    bold: Option<bool>,
    italic: Option<bool>,
}

impl Statement {
    fn against(&self, cut: Face) -> bool {
        self.bold.is_some_and(|bold| bold != cut.bold)
            || self.italic.is_some_and(|italic| italic != cut.italic)
    }

    /// The cut that this place speaks of.
    fn corrected(&self, cut: Face) -> Face {
        Face { bold: self.bold.unwrap_or(cut.bold), italic: self.italic.unwrap_or(cut.italic) }
    }
}

fn statements(font: &FontRef<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    if let Ok(os2) = font.os2() {
        let flags = os2.fs_selection();
        let bold = Some(os2.us_weight_class() >= BOLD_FROM);
        found.push(Statement { source: "độ đậm ghi trong bảng OS/2", bold, italic: None });
        found.push(Statement {
            source: "kiểu chữ ghi trong bảng OS/2",
            bold: Some(flags.contains(SelectionFlags::BOLD)),
            italic: Some(flags.contains(SelectionFlags::ITALIC)),
        });
    }
    if let Ok(head) = font.head() {
        let style = head.mac_style();
        found.push(Statement {
            source: "kiểu chữ ghi trong bảng head",
            bold: Some(style.contains(MacStyle::BOLD)),
            italic: Some(style.contains(MacStyle::ITALIC)),
        });
    }
    if let Some(name) = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first() {
        let name = name.chars().collect::<String>().to_lowercase();
        found.push(Statement {
            source: "tên phông trong tệp",
            bold: Some(name.contains("bold")),
            italic: Some(name.contains("italic") || name.contains("oblique")),
        });
    }
    found
}

//! What a file is, by its bytes; what its name says it is.

use super::Refusal;
use super::package::Package;
use super::refusal::Way;

/// Định dạng tệp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word since 2007, with its templates and its files with macros.
    Docx,
    /// LibreOffice Writer.
    Odt,
    /// Word 97-2003.
    Doc,
    /// Excel since 2007.
    Xlsx,
    Pdf,
    Txt,
}

impl Format {
    /// What the ending of a name says.
    pub fn named(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_lowercase();
        match ending.as_str() {
            "docx" | "docm" | "dotx" | "dotm" => Some(Self::Docx),
            "odt" | "ott" => Some(Self::Odt),
            "doc" | "dot" => Some(Self::Doc),
            "xlsx" | "xlsm" | "xltx" | "xltm" => Some(Self::Xlsx),
            "pdf" => Some(Self::Pdf),
            "txt" | "text" | "md" => Some(Self::Txt),
            _ => None,
        }
    }

    /// How an office calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "Word (.docx)",
            Self::Odt => "LibreOffice (.odt)",
            Self::Doc => "Word 97-2003 (.doc)",
            Self::Xlsx => "Excel (.xlsx)",
            Self::Pdf => "PDF",
            Self::Txt => "văn bản thuần (.txt)",
        }
    }
}

/// What is read, and how.
pub(super) enum Content<'b> {
    Docx(Package<'b>),
    Odt(Package<'b>),
    BinaryWord,
    Sheets(Package<'b>),
    Pdf,
    Plain,
}

/// The first bytes of a compound file of OLE.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

impl<'b> Content<'b> {
    pub(super) fn of(bytes: &'b [u8], name: &str) -> Result<Self, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        if bytes.starts_with(b"PK") {
            return Self::of_archive(bytes);
        }
        if bytes.starts_with(&OLE) {
            return super::binary_word::is_word(bytes).map(|()| Self::BinaryWord);
        }
        // Some writers put a few bytes before the mark.
        let head = &bytes[..bytes.len().min(1024)];
        if memchr::memmem::find(head, b"%PDF-").is_some() {
            return Ok(Self::Pdf);
        }
        if let Some((what, way)) = foreign(head) {
            return Err(Refusal::Foreign { what, way });
        }
        // A name that promises a binary file, and bytes that are none.
        let promised = Format::named(name).filter(|named| !matches!(named, Format::Txt));
        if let Some(named) = promised.filter(|_| !is_text(head)) {
            return Err(Refusal::Damaged {
                format: named, why: "phần đầu tệp không đúng định dạng".into()
            });
        }
        if !is_text(head) {
            return Err(Refusal::Foreign { what: "không phải tệp văn bản", way: Way::None });
        }
        Ok(Self::Plain)
    }

    fn of_archive(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let mut package = Package::open(bytes)?;
        if package.has("mimetype") {
            let kind = package.part("mimetype")?.unwrap_or_default();
            return match kind.trim() {
                "application/vnd.oasis.opendocument.text"
                | "application/vnd.oasis.opendocument.text-template" => Ok(Self::Odt(package)),
                other if other.contains("spreadsheet") => {
                    Err(Refusal::Foreign { what: "bảng tính (.ods)", way: Way::SaveAsExcel })
                }
                other if other.contains("presentation") => {
                    Err(Refusal::Foreign { what: "trình chiếu (.odp)", way: Way::Copy })
                }
                _ => Err(Refusal::Foreign { what: "tệp nén không chứa văn bản", way: Way::Unpack }),
            };
        }
        if package.has("xl/workbook.xml") {
            return Ok(Self::Sheets(package));
        }
        if package.has("ppt/presentation.xml") {
            return Err(Refusal::Foreign { what: "trình chiếu PowerPoint (.pptx)", way: Way::Copy });
        }
        if package.has("_rels/.rels") || package.has("word/document.xml") {
            return Ok(Self::Docx(package));
        }
        Err(Refusal::Foreign { what: "tệp nén không chứa văn bản", way: Way::Unpack })
    }
}

/// Files of other kinds that go by a document's name; many “.doc” of legal portals are pages of the web.
fn foreign(head: &[u8]) -> Option<(&'static str, Way)> {
    const SIGNS: [(&[u8], &str, Way); 11] = [
        (b"{\\rtf", "văn bản RTF", Way::SaveAsWord),
        (b"\x89PNG", "ảnh PNG", Way::AskForText),
        (b"\xff\xd8\xff", "ảnh JPEG", Way::AskForText),
        (b"GIF8", "ảnh GIF", Way::AskForText),
        (b"II*\0", "ảnh TIFF", Way::AskForText),
        (b"MM\0*", "ảnh TIFF", Way::AskForText),
        (b"Rar!", "tệp nén RAR", Way::Unpack),
        (b"7z\xbc\xaf", "tệp nén 7z", Way::Unpack),
        (b"\x1f\x8b", "tệp nén GZ", Way::Unpack),
        (b"MIME-Version:", "trang web lưu lại (MHT)", Way::SaveAsWord),
        (b"MZ", "chương trình", Way::None),
    ];
    if let Some((_, what, way)) = SIGNS.iter().find(|(sign, ..)| head.starts_with(sign)) {
        return Some((what, *way));
    }
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if text.starts_with("<!doctype html") || text.starts_with("<html") || text.contains("<html ") {
        return Some(("trang web (HTML)", Way::SaveAsWord));
    }
    if text.starts_with("<?xml") {
        let word = text.contains("progid=\"word.document\"") || text.contains("schemas.microsoft.com");
        return Some((if word { "văn bản Word dạng XML" } else { "tệp XML" }, Way::SaveAsWord));
    }
    None
}

/// Text of one byte a letter or of UTF-8 has no zero bytes, and hardly any control characters; UTF-16 has its
/// zeros in every other place.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) || super::plain::is_utf_16(head) {
        return true;
    }
    let control = |byte: &&u8| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    !head.contains(&0) && head.iter().filter(control).count() * 50 <= head.len()
}

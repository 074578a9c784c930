//! Why a file is not read.

use super::Format;
use super::limits;
use crate::diagnostic::codes;

/// Lý do không đọc được tệp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There are no bytes.
    Empty,
    FileTooLarge {
        bytes: usize,
    },
    /// A part unfolds to more than any document needs.
    TooMuch {
        what: Excess,
    },
    /// It has a password.
    Locked {
        format: Option<Format>,
    },
    /// It is of a kind that is not read.
    Foreign {
        what: &'static str,
        way: Way,
    },
    /// What a word processor puts beside a file that is open: nobody's text.
    Lock,
    Damaged {
        format: Format,
        why: String,
    },
    /// A document type declaration, which no document of an office has.
    Declaration {
        part: String,
    },
    /// Pages without any text: pictures of a paper.
    Scan {
        pages: usize,
    },
    /// Nothing is written in it.
    NoText {
        format: Format,
    },
}

/// How the text of a file that is not read may yet be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    SaveAsWord,
    SaveAsExcel,
    Copy,
    Unpack,
    AskForText,
    None,
}

/// Of what there is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    Unfolded,
    Parts,
    Nodes,
    Depth,
    Paragraphs,
    Pages,
    Operations,
}

impl Refusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty | Self::NoText { .. } => codes::NO_WORDS,
            Self::FileTooLarge { .. } | Self::TooMuch { .. } | Self::Declaration { .. } => codes::FILE_LIMIT,
            Self::Locked { .. } => codes::LOCKED_FILE,
            Self::Foreign { .. } | Self::Lock => codes::FOREIGN_FILE,
            Self::Damaged { .. } => codes::DAMAGED_FILE,
            Self::Scan { .. } => codes::SCAN,
        }
    }

    /// A full sentence without the final stop.
    pub fn message(&self) -> String {
        const MEGABYTE: usize = 1 << 20;
        match self {
            Self::Empty => "Tệp rỗng".into(),
            Self::FileTooLarge { bytes } => format!(
                "Tệp lớn {} MB; chỉ đọc tệp đến {} MB",
                bytes.div_ceil(MEGABYTE),
                limits::FILE / MEGABYTE
            ),
            Self::TooMuch { what } => format!("Tệp không giống một văn bản: {}", what.message()),
            Self::Locked { format } => match format {
                Some(format) => format!("Tệp {} có mật khẩu, không đọc được", format.name()),
                None => "Tệp có mật khẩu, không đọc được".into(),
            },
            Self::Foreign { what, .. } => format!("Không đọc loại tệp này: {what}"),
            Self::Lock => {
                "Tệp đánh dấu văn bản đang mở (của Word, LibreOffice), không phải chính văn bản".into()
            }
            Self::Damaged { format, why } => format!("Tệp {} bị hỏng: {why}", format.name()),
            Self::Declaration { part } => {
                format!(
                    "Phần “{part}” của tệp có khai báo DTD, không văn bản nào cần đến; tệp không được đọc"
                )
            }
            Self::Scan { pages } => {
                format!("Tệp PDF là ảnh chụp (scan) {pages} trang, không có chữ để đọc")
            }
            Self::NoText { format } => format!("Tệp {} không có chữ nào", format.name()),
        }
    }

    /// What to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::FileTooLarge { .. } => Some("bỏ bớt ảnh trong tệp, hoặc chép phần chữ sang tệp mới"),
            Self::Locked { .. } => Some("mở tệp, bỏ mật khẩu rồi lưu lại"),
            Self::Foreign { way, .. } => Some(way.hint()),
            Self::Lock => Some("đóng văn bản ấy, chọn tệp cùng tên không có “~$” ở đầu"),
            Self::Damaged { .. } => {
                Some("mở lại bằng Word hoặc LibreOffice rồi lưu thành tệp .docx mới, hoặc xin lại tệp")
            }
            Self::Scan { .. } => Some("xin tệp Word của văn bản, hoặc nhận dạng chữ (OCR) trước"),
            _ => None,
        }
    }
}

impl Way {
    fn hint(self) -> &'static str {
        match self {
            Self::SaveAsWord => "mở bằng Word hoặc LibreOffice rồi lưu thành .docx",
            Self::SaveAsExcel => "mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx",
            Self::Copy => "chép phần chữ sang một tệp Word",
            Self::Unpack => "giải nén rồi chọn các tệp bên trong",
            Self::AskForText => {
                "ảnh không có chữ để đọc: xin tệp Word của văn bản, hoặc nhận dạng chữ (OCR) trước"
            }
            Self::None => "chỉ đọc văn bản: .docx, .doc, .odt, .xlsx, .txt, .pdf",
        }
    }
}

impl Excess {
    fn message(self) -> String {
        let megabytes = |bytes: usize| bytes >> 20;
        match self {
            Self::Unfolded => format!(
                "giải nén ra quá {} MB một phần, hoặc quá {} MB cả tệp",
                megabytes(limits::PART),
                megabytes(limits::UNFOLDED)
            ),
            Self::Parts => format!("có hơn {} phần", limits::PARTS),
            Self::Nodes => format!("một phần có hơn {} thẻ XML", limits::NODES),
            Self::Depth => format!("các thẻ lồng nhau hơn {} tầng", limits::DEPTH),
            Self::Paragraphs => format!("có hơn {} đoạn", limits::PARAGRAPHS),
            Self::Pages => format!("có hơn {} trang", limits::PAGES),
            Self::Operations => format!("có hơn {} lệnh vẽ", limits::OPERATIONS),
        }
    }
}

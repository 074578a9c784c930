//! What a reader must be told of: words that are not in the text, and what was changed or guessed.

use super::Format;
use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use crate::text::beginning;
use crate::text::cells::CellName;

/// Điều cần biết về một chỗ trong tệp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The paragraph; `None` for the file as a whole.
    pub place: Option<usize>,
    /// The cell, in a workbook.
    pub cell: Option<CellName>,
    pub what: What,
}

impl Told {
    pub(super) fn whole(what: What) -> Self {
        Self { place: None, cell: None, what }
    }

    pub(super) fn of_cell(self, cell: Option<CellName>) -> Self {
        Self { cell, ..self }
    }

    pub(super) fn at(place: usize, what: What) -> Self {
        Self { place: Some(place), cell: None, what }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Sửa đổi theo dõi: read as if it were accepted.
    Inserted {
        author: String,
        text: String,
    },
    Deleted {
        author: String,
        text: String,
    },
    /// A row of a table that is deleted or hidden.
    RowLeftOut {
        text: String,
    },
    Comment {
        author: String,
        text: String,
    },
    Hidden {
        text: String,
    },
    /// Words with a line through them: whoever drew it took them out.
    Struck {
        text: String,
    },
    /// What a content control shows until somebody fills it in.
    Prompt {
        text: String,
    },
    /// Letters that are set high or low and have no sign of their own for that.
    Raised {
        text: String,
    },
    /// Words in a cell that another cell covers.
    Covered {
        text: String,
    },
    /// A note whose mark is nowhere in the text.
    NoteWithoutMark {
        text: String,
    },
    /// A mark of a note that is not in the file.
    NoteMissing,
    /// Words that stand where a field has its instruction, not its result.
    FieldCode {
        text: String,
    },
    /// A field that has no result yet.
    FieldEmpty {
        instruction: String,
    },
    /// Words that are drawn: WordArt, a watermark, a diagram; they are not in the text.
    Drawn {
        text: String,
    },
    /// A picture, with what it is said to show.
    Picture {
        described: String,
    },
    /// A table, sheet or file that is put in as an object.
    Embedded,
    /// A formula, of which only the letters are read.
    Formula {
        text: String,
    },
    /// A part in a foreign format that programs would put in when they open the file.
    ForeignPart {
        part: String,
    },
    /// A file or an address outside; it is not opened.
    Outside {
        target: String,
    },
    Macros,
    /// Runs in fonts of an old encoding, turned into Unicode.
    OldEncoding {
        name: &'static str,
        runs: usize,
    },
    /// Runs in fonts of an old encoding whose letters are Unicode.
    OldFontNewLetters {
        runs: usize,
    },
    /// Words of an old encoding, recognised by their letters alone.
    OldLetters {
        name: &'static str,
        reads: String,
    },
    /// A character of a font of signs that is not known.
    UnknownSign {
        font: String,
        code: u32,
    },
    /// Characters that print nothing.
    Invisible {
        count: usize,
    },
    /// A list that the file does not define.
    NoSuchList {
        list: u32,
    },
    /// Styles or lists that refer to themselves.
    Circular {
        name: String,
    },
    /// A part that is referred to and is not there, or cannot be read.
    PartMissing {
        part: String,
    },
    /// The encoding was guessed.
    Encoding {
        name: &'static str,
    },
    /// Words with "?" in the place of letters, the first of them.
    LettersLost {
        first: String,
        count: usize,
    },
    /// Bytes that are no characters of the encoding.
    Undecodable {
        count: usize,
    },
    /// Lines that were joined to paragraphs.
    Joined {
        lines: usize,
    },
    /// A line that may continue the one before it, or begin a paragraph.
    JoinDoubtful,
    /// Hyphens at line ends that were taken out.
    Hyphens {
        count: usize,
    },
    PageNumbers {
        count: usize,
    },
    /// A line that stands on most pages at the same place.
    RunningLine {
        text: String,
        pages: usize,
    },
    /// A page without words, in a file that has others with.
    PageWithoutWords {
        page: usize,
    },
    /// A page of which not all could be read.
    PageUnread {
        page: usize,
        pieces: usize,
    },
    /// Words that a machine recognised in a picture of a page.
    Recognised {
        pages: usize,
    },
    /// Tables cannot be told from text that is set in columns.
    ColumnsAsTabs {
        lines: usize,
    },
    /// Letters of a PDF that say nothing of what they are.
    UnknownLetters {
        font: String,
        count: usize,
    },
    /// The file is not of the format that its name says.
    OtherFormat {
        named: Format,
        is: Format,
    },
    /// A cell of a sheet that shows its figure in a way that is not told by it alone.
    Figure {
        format: String,
        read: String,
    },
    /// A cell of a sheet whose formula failed.
    CellError {
        error: String,
    },
    /// A row of a sheet that is hidden or filtered out, and read all the same.
    HiddenRow {
        text: String,
    },
    /// A sheet that is hidden, and not read.
    HiddenSheet {
        name: String,
        text: String,
    },
    /// Details that this format's reader does not give.
    Partly {
        what: &'static str,
    },
}

impl What {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Inserted { .. } | Self::Deleted { .. } | Self::RowLeftOut { .. } => codes::TRACKED_CHANGE,
            Self::Comment { .. } => codes::COMMENT,
            Self::Hidden { .. }
            | Self::Struck { .. }
            | Self::Prompt { .. }
            | Self::Covered { .. }
            | Self::NoteWithoutMark { .. }
            | Self::FieldCode { .. }
            | Self::HiddenSheet { .. }
            | Self::Drawn { .. } => codes::WORDS_LEFT_OUT,
            Self::Picture { .. }
            | Self::Embedded
            | Self::Formula { .. }
            | Self::ForeignPart { .. }
            | Self::Outside { .. }
            | Self::Macros
            | Self::Partly { .. } => codes::NOT_TEXT,
            Self::OldEncoding { .. }
            | Self::OldFontNewLetters { .. }
            | Self::OldLetters { .. }
            | Self::Encoding { .. }
            | Self::Undecodable { .. }
            | Self::LettersLost { .. }
            | Self::UnknownSign { .. }
            | Self::UnknownLetters { .. }
            | Self::Recognised { .. }
            | Self::Figure { .. }
            | Self::Raised { .. }
            | Self::Invisible { .. } => codes::LETTERS,
            Self::NoteMissing
            | Self::FieldEmpty { .. }
            | Self::CellError { .. }
            | Self::NoSuchList { .. }
            | Self::Circular { .. }
            | Self::PageUnread { .. }
            | Self::PartMissing { .. } => codes::INCOMPLETE_FILE,
            Self::Joined { .. }
            | Self::JoinDoubtful
            | Self::Hyphens { .. }
            | Self::PageNumbers { .. }
            | Self::RunningLine { .. }
            | Self::PageWithoutWords { .. }
            | Self::HiddenRow { .. }
            | Self::ColumnsAsTabs { .. } => codes::LINES,
            Self::OtherFormat { .. } => codes::OTHER_FORMAT,
        }
    }

    /// A warning where a word may be missing or wrong.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Inserted { .. }
            | Self::Outside { .. }
            | Self::Macros
            | Self::OldEncoding { .. }
            | Self::OldFontNewLetters { .. }
            | Self::Invisible { .. }
            | Self::Joined { .. }
            | Self::Hyphens { .. }
            | Self::PageNumbers { .. }
            | Self::RunningLine { .. }
            | Self::ColumnsAsTabs { .. }
            | Self::OtherFormat { .. } => Severity::Info,
            // The words are not those of the text.
            Self::LettersLost { .. } => Severity::Error,
            Self::Picture { described } if described.is_empty() => Severity::Info,
            _ => Severity::Warning,
        }
    }

    /// Whether words of the file are told of here, not in the text.
    pub(super) fn has_words(&self) -> bool {
        matches!(
            self,
            Self::Deleted { .. }
                | Self::Hidden { .. }
                | Self::Struck { .. }
                | Self::Prompt { .. }
                | Self::RowLeftOut { .. }
                | Self::Drawn { .. }
                | Self::HiddenSheet { .. }
                | Self::FieldCode { .. }
        )
    }

    /// The words of the file that are not in the text.
    pub fn left_out(&self) -> Option<&str> {
        match self {
            Self::Deleted { text, .. }
            | Self::RowLeftOut { text }
            | Self::Comment { text, .. }
            | Self::Hidden { text }
            | Self::Struck { text }
            | Self::Prompt { text }
            | Self::Covered { text }
            | Self::NoteWithoutMark { text }
            | Self::FieldCode { text }
            | Self::Drawn { text }
            | Self::HiddenSheet { text, .. }
            | Self::RunningLine { text, .. } => Some(text),
            _ => None,
        }
    }

    /// A full sentence without the final stop.
    pub fn message(&self) -> String {
        let by = |author: &str| if author.is_empty() { String::new() } else { format!(" ({author})") };
        match self {
            Self::Inserted { author, text } => {
                format!(
                    "Đoạn thêm theo dõi sửa đổi{} được đọc như đã chấp nhận: “{}”",
                    by(author),
                    beginning(text)
                )
            }
            Self::Deleted { author, text } => {
                format!("Đoạn xóa theo dõi sửa đổi{} không được đọc: “{text}”", by(author))
            }
            Self::RowLeftOut { text } => format!("Dòng bảng đã xóa hoặc bị ẩn không được đọc: “{text}”"),
            Self::Comment { author, text } => format!("Ý kiến ghi bên lề{}: “{text}”", by(author)),
            Self::Hidden { text } => format!("Chữ ẩn không được đọc: “{text}”"),
            Self::Struck { text } => format!("Chữ gạch ngang được hiểu là đã bỏ, không được đọc: “{text}”"),
            Self::Prompt { text } => format!("Lời nhắc của ô chưa điền không được đọc: “{text}”"),
            Self::Raised { text } => {
                format!("Chữ nâng cao hoặc hạ thấp “{text}” được đọc như chữ thường")
            }
            Self::Covered { text } => format!("Chữ trong ô bị ô khác che không được đọc: “{text}”"),
            Self::NoteWithoutMark { text } => format!("Chú thích không gắn vào chỗ nào: “{text}”"),
            Self::NoteMissing => "Có dấu chú thích mà tệp không có chú thích ấy".into(),
            Self::FieldCode { text } => format!("Chữ nằm trong mã trường không được đọc: “{text}”"),
            Self::FieldEmpty { instruction } => format!("Trường “{instruction}” chưa có kết quả"),
            Self::Drawn { text } => format!("Chữ nằm trong hình vẽ không được đọc: “{text}”"),
            Self::Picture { described } if described.is_empty() => "Có hình ảnh, không đọc".into(),
            Self::Picture { described } => format!("Có hình ảnh, không đọc: “{described}”"),
            Self::Embedded => "Có đối tượng nhúng (bảng tính, tệp khác), không đọc".into(),
            Self::Formula { text } => format!("Công thức chỉ đọc được các ký tự: “{text}”"),
            Self::ForeignPart { part } => format!("Phần chèn “{part}” không được đọc"),
            Self::Outside { target } => format!("Liên kết ra ngoài không được mở: {target}"),
            Self::Macros => "Tệp có macro; macro không được đọc, không được chạy".into(),
            Self::OldEncoding { name, runs } => {
                format!("{runs} chỗ dùng phông {name} được chuyển sang Unicode")
            }
            Self::OldFontNewLetters { runs } => {
                format!("{runs} chỗ dùng phông bảng mã cũ nhưng gõ bằng Unicode, giữ nguyên chữ")
            }
            Self::OldLetters { name, reads } => format!("Chữ của bảng mã {name} được đọc là “{reads}”"),
            Self::UnknownSign { font, code } => {
                format!("Ký hiệu mã {code:X} của phông “{font}” không rõ là gì, đọc thành “\u{25a1}”")
            }
            Self::Invisible { count } => format!("{count} ký tự không hiện hình được bỏ đi"),
            Self::NoSuchList { list } => {
                format!("Danh sách số {list} không có trong tệp, số của đoạn không tính được")
            }
            Self::Circular { name } => format!("Kiểu hoặc danh sách “{name}” gọi vòng đến chính nó"),
            Self::PartMissing { part } => format!("Phần “{part}” của tệp bị thiếu hoặc hỏng, không đọc được"),
            Self::Encoding { name } => format!("Tệp không ghi bảng mã; đọc theo {name}"),
            Self::LettersLost { first, count } => format!(
                "{count:02} chữ có dấu “?” ở chỗ của chữ tiếng Việt, trước hết là “{first}”: tệp đã có lần được lưu bằng bảng mã \
                 ANSI, những chữ cái ấy không còn trong tệp; lấy bản trước của tệp (bản gốc Word, bản sao lưu), lưu lại bằng \
                 bảng mã UTF-8"
            ),
            Self::Undecodable { count } => format!("{count} chỗ không giải được mã chữ"),
            Self::Joined { lines } => format!("{lines} dòng bị ngắt giữa chừng được nối lại thành đoạn"),
            Self::JoinDoubtful => "Không rõ dòng này nối tiếp dòng trên hay bắt đầu đoạn mới".into(),
            Self::Hyphens { count } => format!("{count} dấu gạch nối cuối dòng được bỏ để nối lại chữ"),
            Self::PageNumbers { count } => format!("{count} số trang được bỏ"),
            Self::RunningLine { text, pages } => format!("Dòng lặp lại ở {pages} trang được bỏ: “{text}”"),
            Self::PageUnread { page, pieces } => {
                format!("Trang {page} có {pieces:02} chỗ hỏng, không đọc được; đối chiếu trang ấy với bản in")
            }
            Self::PageWithoutWords { page } => format!("Trang {page} không có chữ (có thể là ảnh chụp)"),
            Self::Recognised { pages } => {
                format!("{pages} trang là ảnh chụp có lớp chữ do máy nhận dạng, có thể sai chữ")
            }
            Self::ColumnsAsTabs { lines } => {
                format!("{lines} dòng có nhiều cột (bảng, phần đầu, phần ký); các cột cách nhau bằng dấu tab")
            }
            Self::UnknownLetters { font, count } => {
                format!("{count} ký tự của phông “{font}” không đọc được")
            }
            Self::OtherFormat { named, is } => {
                format!("Tên tệp ghi là {} nhưng tệp là {}", named.name(), is.name())
            }
            Self::Figure { format, read } => {
                format!("Ô hiển thị số theo định dạng “{format}” của bảng tính, được đọc là “{read}”")
            }
            Self::CellError { error } => format!("Ô báo lỗi {error}, không có giá trị"),
            Self::HiddenRow { text } => {
                format!("Dòng bị ẩn hoặc bị lọc trong bảng tính vẫn được đọc: “{}”", beginning(text))
            }
            Self::HiddenSheet { name, text } => {
                format!("Trang tính ẩn “{name}” không được đọc: “{}”", beginning(text))
            }
            Self::Partly { what } => format!("Định dạng này không đọc được {what}"),
        }
    }
}

//! What an official document is, whatever it is about: its state, number and symbol, date, marks, who
//! signs, to whom it goes (Nghị định số 30/2020/NĐ-CP, Phụ lục I).
//!
//! Every other stage may know this one; it knows none of them but the dates.

use crate::text::values::IssueDate;

/// What is said to whoever brings a document that bears a mark of secrecy (độ mật).
pub const SECRETS_STAY_AWAY: &str =
    "văn bản chứa bí mật nhà nước phải soạn trên máy không nối mạng, theo Luật Bảo vệ bí mật nhà nước";

/// Tên loại văn bản (Điều 7), of those that the program makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plan,
    Report,
}

impl Kind {
    /// As it is printed above the subject.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plan => "KẾ HOẠCH",
            Self::Report => "BÁO CÁO",
        }
    }

    /// In running text.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Plan => "Kế hoạch",
            Self::Report => "Báo cáo",
        }
    }

    /// Chữ viết tắt tên loại in a symbol (Phụ lục III, Mục I).
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Plan => "KH",
            Self::Report => "BC",
        }
    }

    /// Ký hiệu of such a document: "KH-SYT" of a body that is called SYT in symbols.
    pub fn symbol(self, issuer: &str) -> String {
        format!("{}-{issuer}", self.letters())
    }
}

/// Trạng thái: dự thảo or ban hành.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Draft,
    Issued,
}

/// Ô ký số of a document: the fields in its PDF that wait for the signing program (Điều 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningField {
    /// Người có thẩm quyền.
    Signer,
    /// Cơ quan, tổ chức; the only one of an annex that goes out by itself.
    Body,
}

impl SigningField {
    /// Its name in the PDF.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signer => "ky_nguoi_co_tham_quyen",
            Self::Body => "dau_co_quan",
        }
    }

    /// Whose signature it takes.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Signer => "người có thẩm quyền",
            Self::Body => "cơ quan, tổ chức",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        [Self::Signer, Self::Body].into_iter().find(|field| field.name() == name)
    }
}

/// Ô điền of a document that has no number or date yet: văn thư types them after the leader has signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryField {
    Number,
    Day,
    Month,
}

impl EntryField {
    /// Its name, in the PDF as in the DOCX.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "so",
            Self::Day => "ngay",
            Self::Month => "thang",
        }
    }

    /// What it is for.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Number => "Số văn bản",
            Self::Day => "Ngày ban hành",
            Self::Month => "Tháng ban hành",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        [Self::Number, Self::Day, Self::Month].into_iter().find(|field| field.name() == name)
    }
}

/// Mức độ khẩn (điểm b khoản 2 Mục III Phần I Phụ lục I).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// KHẨN
    Urgent,
    /// THƯỢNG KHẨN
    VeryUrgent,
    /// HỎA TỐC
    Flash,
}

/// Phạm vi lưu hành (điểm c khoản 2 Mục III Phần I Phụ lục I).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circulation {
    /// XEM XONG TRẢ LẠI
    ReturnAfterReading,
    /// LƯU HÀNH NỘI BỘ
    Internal,
}

/// What an official document states of itself, plan or sub-plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Official {
    /// Số; none while a draft.
    pub number: Option<u32>,
    pub symbol: String,
    pub date: IssueDate,
    pub status: State,
    /// Trích yếu.
    pub subject: String,
    pub recipients: Vec<String>,
    /// What follows "Lưu:".
    pub archive: String,
    pub signature: SignatureSpec,
    pub marks: Marks,
    /// Phụ lục phát hành thành tệp riêng: each annex is a file of its own, with a place for the
    /// body's digital signature (Phụ lục I, Phần I, Mục III.1.d).
    pub annexes_apart: bool,
}

/// What content states of an official document, complete or not: an overlay may leave texts to the
/// defaults of [`crate::derive`].
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    pub number: Option<u32>,
    pub symbol: Option<String>,
    pub date: IssueDate,
    pub status: State,
    pub subject: Option<String>,
    /// Empty where they are left to the defaults.
    pub recipients: Vec<String>,
    pub archive: Option<String>,
    pub signature: SignatureSpec,
    pub marks: Marks,
    pub annexes_apart: bool,
}

impl Stated {
    /// A draft of this year of which nothing more is known.
    pub fn draft(year: i16) -> Self {
        Self {
            number: None,
            symbol: None,
            date: IssueDate::year_only(year),
            status: State::Draft,
            subject: None,
            recipients: Vec::new(),
            archive: None,
            signature: SignatureSpec::default(),
            marks: Marks::default(),
            annexes_apart: false,
        }
    }

    /// With defaults for what it leaves open; "VT" keeps the file copy.
    pub fn complete(
        self,
        symbol: impl FnOnce() -> String,
        subject: impl FnOnce() -> String,
        recipients: impl FnOnce() -> Vec<String>,
    ) -> Official {
        Official {
            number: self.number,
            symbol: self.symbol.unwrap_or_else(symbol),
            date: self.date,
            status: self.status,
            subject: self.subject.unwrap_or_else(subject),
            recipients: if self.recipients.is_empty() { recipients() } else { self.recipients },
            archive: self.archive.unwrap_or_else(|| "VT".to_owned()),
            signature: self.signature,
            marks: self.marks,
            annexes_apart: self.annexes_apart,
        }
    }
}

impl Official {
    /// `175`, `05`: zero-padded below 10 (Phụ lục I, Phần I, Mục II.3.c).
    pub fn number_label(&self) -> Option<String> {
        self.number.map(|number| format!("{number:02}"))
    }

    /// "175/KH-UBND"; a draft has a blank before the slash.
    pub fn number_and_symbol(&self) -> String {
        match self.number_label() {
            Some(number) => format!("{number}/{}", self.symbol),
            None => format!("……/{}", self.symbol),
        }
    }

    pub fn numbering(&self) -> Numbering<'_> {
        Numbering::of(&self.symbol, self.date)
    }
}

/// Cách đánh số: what the numbers of one body are counted for, a kind of document in a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Numbering<'o> {
    /// "KH" of "KH-UBND".
    pub kind: &'o str,
    pub year: i16,
}

impl<'o> Numbering<'o> {
    /// Of a document with this symbol and date.
    pub fn of(symbol: &'o str, date: IssueDate) -> Self {
        Self { kind: symbol.split(['-', '/']).next().unwrap_or_default(), year: date.year }
    }
}

/// Chữ ký: who signs and how, as far as it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SignatureSpec {
    pub form: SigningForm,
    /// TM.: `None` follows the agency.
    pub collective: Option<bool>,
    pub position: Option<String>,
    pub name: Option<String>,
}

/// Hình thức ký (Phụ lục I, Phần I, Mục II.7.b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SigningForm {
    /// The head signs.
    #[default]
    Head,
    /// KT.
    Deputy,
    /// Q.
    Acting,
    /// TL.
    ByOrder,
    /// TUQ.
    ByDelegation,
    /// The original does not show it: title and name stay blank.
    Unknown,
}

impl SigningForm {
    /// What stands before the head's title where somebody signs by the head's order (TL.) or delegation
    /// (TUQ.): for the head alone, never for a collective.
    pub fn by_order(self) -> Option<&'static str> {
        match self {
            Self::ByOrder => Some("TL."),
            Self::ByDelegation => Some("TUQ."),
            _ => None,
        }
    }
}

/// Chữ DỰ THẢO.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftMark {
    Plain,
    /// With what it says in brackets: "lần 2".
    Round(String),
}

/// Dấu và chỉ dẫn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marks {
    pub draft: Option<DraftMark>,
    pub urgency: Option<Urgency>,
    pub circulation: Option<Circulation>,
    /// Ký hiệu người soạn thảo.
    pub drafter: Option<String>,
}

//! Chỗ cần xem lại: what was guessed, and where in the source.

use crate::diagnostic::Severity;
use crate::import::notes::{Anchor, Note, Place, What};
use crate::import::structure::Words;
use crate::text::beginning;

/// What a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Paragraphs of the source.
    pub places: Vec<usize>,
    pub what: Doubtful,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubtful {
    /// An item of "Tổ chức thực hiện" with dashes below became one paragraph.
    JoinedClause,
    /// An entry with dashes below became one paragraph.
    JoinedEntry,
    /// A table has no place in the part.
    TableKeptOut,
    /// A column without a key stands behind the words of its row.
    ColumnInText { words: String },
    /// Parts have no annexes of their own.
    AnnexKeptOut,
    /// The tasks of an annex became entries of the part.
    AnnexTaken,
    /// A paragraph under a group of headings stands before all of them now.
    MovedToLeadIn,
    /// A group of headings has no title in a part.
    GroupTitle,
    /// No heading of the parent plans is called so; it stands under the one whose tasks are likest.
    HeadingGuessed { under: String },
    /// No heading of the parent plans is like it.
    HeadingUnknown { under: String },
    /// A heading is the name of a unit: what stands below it is put under the headings of the parent plans.
    UnitTitle { unit: String },
    /// An entry under the name of a unit says only that it supports.
    LeadNotSaid,
    /// Several titled blocks stand under one heading of the parent plan, which has one title.
    TitleOfOne { title: String },
    /// A second title of what the program prints under one.
    SecondTitle { title: String },
    /// No entry is like any task of the parent plans.
    NothingAlike,
    /// The target typed is not that of the parent plan.
    OtherTarget,
    /// The name of a unit may end elsewhere.
    UnitNameGuessed { name: String },
    /// "các phòng chuyên môn", and nothing says which: all units.
    UnitsUnclear,
    /// A line of "Phân công" that no unit was found in, or that says what its units do in words.
    DivisionAsTyped,
    /// Points that the heading does not have.
    NoSuchPoint { letter: String },
    /// No unit was found in what a label says.
    NoUnit { words: String },
    /// Parts have no key for it.
    NoPlace { words: String },
    /// A leader without a position.
    NoPosition { name: String },
    /// Words on the line of leaders that are no leader.
    LeaderWords { words: String },
}

impl Doubt {
    pub fn at(words: &Words, what: Doubtful) -> Self {
        Self { places: words.places.clone(), what }
    }
}

impl Doubt {
    /// As all doubts of an import are told.
    pub(super) fn note(self) -> Note {
        let paragraph = self.places.first().copied().unwrap_or_default();
        Note { place: Place { file: 0, paragraph }, what: What::Part(self.what), anchor: Anchor::Top }
    }
}

impl Doubtful {
    /// A warning where a person must decide.
    pub fn severity(&self) -> Severity {
        match self {
            Self::JoinedClause
            | Self::JoinedEntry
            | Self::MovedToLeadIn
            | Self::GroupTitle
            | Self::UnitNameGuessed { .. }
            | Self::ColumnInText { .. }
            | Self::DivisionAsTyped => Severity::Info,
            _ => Severity::Warning,
        }
    }

    /// A full sentence without the final stop.
    pub fn message(&self) -> String {
        match self {
            Self::JoinedClause => "khoản này có các gạch đầu dòng bên dưới, được nối thành một đoạn".into(),
            Self::JoinedEntry => {
                "nội dung này có các dòng viết tiếp bên dưới, được nối thành một đoạn".into()
            }
            Self::SecondTitle { title } => format!(
                "“{title}” là mục thứ hai cùng loại; phần riêng chỉ có một mục như thế, nội dung ở đây xếp tiếp vào mục đứng trước"
            ),
            Self::NothingAlike => {
                "không nội dung nào giống nhiệm vụ được giao ở kế hoạch gốc; văn bản chỉ viện dẫn kế hoạch ấy, không triển khai nó, thì \
                 xóa tệp này rồi nhập như một kế hoạch riêng: kehoach nhap --plan"
                    .into()
            }
            Self::TableKeptOut => {
                "bảng này không phải bảng nhiệm vụ (không thấy cột nội dung và cột chủ trì), không được nhập".into()
            }
            Self::ColumnInText { words } => {
                format!("“{}” là ô của cột mà phần riêng không có chỗ ghi, được ghi vào sau nội dung", beginning(words))
            }
            Self::AnnexKeptOut => {
                "phụ lục này không có chỗ trong phần riêng của cơ quan, không được nhập".into()
            }
            Self::AnnexTaken => {
                "nhiệm vụ trong bảng của phụ lục này được ghi thành nội dung của phần nhiệm vụ; phần riêng không có phụ lục".into()
            }
            Self::MovedToLeadIn => {
                "đoạn này đứng giữa các đề mục, được chuyển lên trước danh sách nhiệm vụ".into()
            }
            Self::GroupTitle => "đề mục này gộp các đề mục khác; phần riêng không có đề mục gộp".into(),
            Self::HeadingGuessed { under } => {
                format!(
                    "kế hoạch gốc không có đề mục nào tên như vậy; đặt dưới “{under}” vì nhiệm vụ ở đó giống nhất"
                )
            }
            Self::HeadingUnknown { under } => {
                format!("kế hoạch gốc không có đề mục nào giống; tạm đặt dưới “{under}”")
            }
            Self::UnitTitle { unit } => {
                format!(
                    "đề mục “{unit}” là tên đơn vị; các nội dung ở đây được xếp vào đề mục của kế hoạch gốc, đơn vị ghi ở “chu_tri”"
                )
            }
            Self::LeadNotSaid => {
                "nội dung này chỉ nói phối hợp, không nói đơn vị nào chủ trì; tạm ghi đơn vị ở đề mục".into()
            }
            Self::TitleOfOne { title } => format!(
                "tiêu đề “{title}” không ghi được: các nội dung ở đây thuộc cùng một đề mục của kế hoạch gốc với phần trên, \
                 in dưới tiêu đề của phần trên; muốn tách thì sửa “muc” rồi ghi “tieu_de”"
            ),
            Self::OtherTarget => "mục tiêu ghi ở đây khác kế hoạch gốc, được giữ trong tiêu đề".into(),
            Self::UnitNameGuessed { name } => format!("tên đơn vị được hiểu là “{name}”"),
            Self::UnitsUnclear => "“các phòng chuyên môn” không nói là những phòng nào; ghi là tat_ca".into(),
            Self::DivisionAsTyped => {
                "câu phân công nói thêm điều khác ngoài tên đơn vị, được giữ nguyên văn".into()
            }
            Self::NoSuchPoint { letter } => {
                format!("câu phân công nhắc nội dung {letter} nhưng đề mục không có nội dung ấy")
            }
            Self::NoUnit { words } => format!("không thấy đơn vị nào trong “{}”", beginning(words)),
            Self::NoPlace { words } => format!("phần riêng không có chỗ ghi “{}”", beginning(words)),
            Self::NoPosition { name } => format!("chưa rõ chức vụ của “{name}”"),
            Self::LeaderWords { words } => {
                format!("dòng lãnh đạo chỉ đạo còn lời chưa hiểu: “{}”", beginning(words))
            }
        }
    }
}

//! Chỗ cần xem lại: what an import guessed, could not tell, or left out, each with its place in the source.

mod message;

use super::agency_plan::Doubtful;
use crate::diagnostic::{Severity, codes};
use crate::reading::Source;
use crate::text::spaces::single_spaced;

/// One doubt or remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub place: Place,
    pub what: What,
    pub anchor: Anchor,
}

/// A paragraph of one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    pub file: usize,
    /// From 1; 0 for the file as a whole.
    pub paragraph: usize,
}

/// A file that is imported.
#[derive(Debug, Clone, Copy)]
pub struct File<'f> {
    /// As people call it.
    pub name: &'f str,
    pub source: &'f Source,
}

/// The names of files, in a sentence.
pub fn names(files: &[File<'_>]) -> String {
    files.iter().map(|file| file.name).collect::<Vec<_>>().join(", ")
}

/// Where it is said in the new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// Above a key of the top level.
    Key(&'static str),
    /// Above a text.
    Text(String),
    /// Above a list of parties, by its number.
    Parties(usize),
    /// At the top of the file.
    Top,
}

/// Somebody of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A name that is usually written so.
    NameUsual {
        typed: String,
        registered: Registered,
    },
    /// Registered, but not in existence on the day.
    NameOfOtherEra {
        typed: String,
        successors: Vec<Registered>,
    },
    /// Only those of a group whom it concerns.
    NameRelated {
        typed: String,
        group: String,
        /// The group that is proposed.
        proposed: String,
    },
    /// Kept as words: it is no agency of the register.
    NameOutside {
        typed: String,
    },
    /// Kept as words, which may be a name that the register does not have.
    NameStrange {
        typed: String,
    },
    NameUnknown {
        typed: String,
        proposed: String,
    },
    /// "các cơ quan, đơn vị", as whoever else the plan gives something.
    NameEverybody {
        typed: String,
        count: usize,
    },
    /// "Phối hợp với …": who leads is not said.
    LeadNotSaid {
        task: String,
    },
    /// A task with nobody.
    NoLead {
        task: String,
    },
    /// A row of a table that leaves blank what is to be done.
    RowGoesOn {
        task: String,
    },
    /// Words among those that are given to somebody, which name nobody.
    Unassigned {
        words: String,
    },
    /// A section of tasks, none of which was seen to be given to anybody.
    NothingGiven {
        title: String,
    },
    /// What a plan may not say among its recipients.
    RecipientLeftOut {
        typed: String,
    },
    /// A dash that names others than its point.
    Narrowed {
        typed: String,
    },
    /// Words of an assignment that were not understood.
    NotUnderstood {
        words: String,
    },
    /// Somebody whom a sentence calls on, and who is not given the task.
    CalledOn {
        task: String,
        called: Vec<Registered>,
    },
    /// Letters of a division that are not there.
    NoSuchLetter {
        letter: String,
    },
    DeadlineUnread {
        typed: String,
    },
    /// Text where a figure or an assignment was looked for.
    KeptAsText {
        words: String,
        why: &'static str,
    },
    /// A table or a framed note under a point of assignments, which has no place for it.
    BehindPoint {
        words: String,
    },
    Numbering {
        words: String,
    },
    Flattened {
        words: String,
    },
    NoNumber,
    /// The plan was issued by a decision, whose number and date it has.
    ByDecision {
        number: String,
    },
    /// Of the Party, whose documents are set in another way.
    OfParty,
    /// A signature with several titles, of which one is kept.
    SecondTitle {
        kept: String,
        left: String,
    },
    NoDate {
        guessed: String,
    },
    NoYear {
        guessed: i16,
    },
    NoSymbol,
    IssuerGuessed,
    IssuerUnknown {
        typed: String,
    },
    NoSigner,
    NoSubject,
    NoKind,
    OpeningGuessed,
    /// A line that was joined to the one before it.
    Joined,
    /// A line that may go on with the one before it.
    MayGoOn {
        words: String,
    },
    /// So many lines of words side by side, which were a table.
    Columns {
        words: String,
        lines: usize,
    },
    /// A time at the end of a sentence, or how often something is done, which may be its deadline.
    MayBeDue {
        task: String,
        due: String,
    },
    /// A title typed in capitals, as it is written.
    Recased {
        typed: String,
        title: String,
    },
    /// Brackets behind a name that say what it is in the plan, and no part of a task.
    RoleInBrackets {
        scope: String,
    },
    /// A sentence that names its bodies itself.
    LeadInSentence {
        typed: String,
    },
    OtherKind {
        kind: String,
    },
    AnnexMissing {
        cited: String,
    },
    OtherTemplate {
        template: String,
        why: &'static str,
    },
    /// Of the plan of an agency.
    Part(Doubtful),
}

impl What {
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameUsual { .. } | Self::NameRelated { .. } | Self::NameEverybody { .. } => {
                codes::NAME_GUESSED
            }
            Self::NameOutside { .. } | Self::NameStrange { .. } => codes::NAME_OUTSIDE,
            Self::NameOfOtherEra { .. } => codes::NAME_OF_OTHER_ERA,
            Self::NameUnknown { .. } | Self::IssuerUnknown { .. } => codes::NAME_UNKNOWN,
            Self::LeadNotSaid { .. }
            | Self::NoLead { .. }
            | Self::RowGoesOn { .. }
            | Self::Unassigned { .. }
            | Self::NothingGiven { .. }
            | Self::Narrowed { .. }
            | Self::LeadInSentence { .. } => codes::LEAD_DOUBTFUL,
            Self::NotUnderstood { .. }
            | Self::CalledOn { .. }
            | Self::NoSuchLetter { .. }
            | Self::MayBeDue { .. }
            | Self::RoleInBrackets { .. }
            | Self::DeadlineUnread { .. } => codes::NOT_UNDERSTOOD,
            Self::KeptAsText { .. } | Self::BehindPoint { .. } => codes::KEPT_AS_TEXT,
            Self::Numbering { .. } | Self::Flattened { .. } | Self::OtherTemplate { .. } => codes::NUMBERING,
            Self::NoNumber
            | Self::ByDecision { .. }
            | Self::OfParty
            | Self::SecondTitle { .. }
            | Self::NoDate { .. }
            | Self::NoYear { .. }
            | Self::NoSymbol
            | Self::IssuerGuessed
            | Self::NoSigner
            | Self::NoSubject
            | Self::NoKind
            | Self::OpeningGuessed
            | Self::RecipientLeftOut { .. }
            | Self::OtherKind { .. } => codes::OFFICIAL_PARTS,
            Self::Recased { .. } => codes::NUMBERING,
            Self::Joined | Self::MayGoOn { .. } | Self::Columns { .. } => codes::LINES,
            Self::AnnexMissing { .. } => codes::ANNEX_MISSING,
            Self::Part(_) => codes::PART_DOUBTFUL,
        }
    }

    /// A warning where a person must decide.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NameUsual { .. }
            | Self::NameOutside { .. }
            | Self::NameRelated { .. }
            | Self::KeptAsText { .. }
            | Self::IssuerGuessed
            | Self::Joined
            | Self::Recased { .. }
            | Self::OtherTemplate { .. }
            | Self::AnnexMissing { .. } => Severity::Info,
            Self::Part(doubtful) => doubtful.severity(),
            _ => Severity::Warning,
        }
    }

    /// For a name: what stands for it in the plan, an id or its words.
    pub fn written(&self) -> Option<String> {
        match self {
            Self::NameUsual { registered, .. } => Some(registered.id.clone()),
            Self::NameRelated { proposed, .. } | Self::NameUnknown { proposed, .. } => Some(proposed.clone()),
            Self::NameOutside { typed } | Self::NameStrange { typed } => Some(words_of(typed)),
            Self::NameOfOtherEra { typed, successors } => Some(match successors.as_slice() {
                [next] => next.id.clone(),
                _ => words_of(typed),
            }),
            _ => None,
        }
    }
}

/// A name as a file has it.
fn words_of(typed: &str) -> String {
    single_spaced(typed).into_owned()
}

/// Words of the source that are not typed in the new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub place: Place,
    /// The paragraphs that go on in it, where lines were joined: some of the words may stand there.
    pub joined: Vec<usize>,
    pub words: String,
    pub why: WhyLeftOut,
}

/// Why words are not in the new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyLeftOut {
    /// The id of an agency or a group stands for it.
    Name,
    /// "Cơ quan chủ trì:", "Phân công thực hiện: … chủ trì": the template prints it.
    Label,
    /// "Mục tiêu phấn đấu đạt …": the template prints it.
    Target,
    /// Quốc hiệu, tên cơ quan, "Nơi nhận", chức vụ: printed by the program.
    Official,
    /// "Như trên": not to be said in a plan.
    Recipient,
    /// The decision by which the plan was issued.
    Decision,
    /// A table that repeats the tasks of the plan: made anew by the program.
    Repeated,
    /// Titles of the columns of a task table.
    Columns,
    /// STT.
    Ordinal,
    /// "(Kèm theo Kế hoạch số …)".
    Attached,
    /// Đầu trang, chân trang.
    Running,
    DigitalSignature,
    Portal,
    /// Lines of signs.
    Rule,
    /// Where a task stands in the plan: the program prints it behind the entry that answers it.
    Citation,
    /// "Chỉ số “…”": the program writes the title of an entry's heading.
    IndexTitle,
    /// A heading of headings, which the part of an agency does not have.
    GroupTitle,
    /// "Mục đích", "Yêu cầu": the program writes them above what they are titles of.
    PurposeTitle,
    /// The part of an agency has no key for it.
    NoPlace,
}

impl WhyLeftOut {
    pub fn message(self) -> &'static str {
        match self {
            Self::Name => "tên cơ quan, nhóm được ghi bằng mã",
            Self::Label => "lời phân công do mẫu in lại",
            Self::Target => "lời của chỉ tiêu, đầu mối theo dõi do mẫu in lại",
            Self::Official => "phần thể thức do chương trình in",
            Self::Recipient => "kế hoạch không ghi “Như trên” ở nơi nhận",
            Self::Decision => "lời của quyết định ban hành kế hoạch",
            Self::Repeated => "bảng lặp lại nhiệm vụ của kế hoạch, chương trình tự lập",
            Self::Columns => "tên cột của bảng nhiệm vụ",
            Self::Ordinal => "số thứ tự do chương trình đánh",
            Self::Attached => "dòng “Kèm theo …” do chương trình in",
            Self::Running => "đầu trang, chân trang",
            Self::DigitalSignature => "thông tin chữ ký số",
            Self::Portal => "dòng của trang web",
            Self::Rule => "dòng kẻ",
            Self::Citation => "chỗ của nhiệm vụ trong kế hoạch gốc, chương trình tự ghi",
            Self::IndexTitle => "tên chỉ số, chương trình in theo kế hoạch gốc",
            Self::PurposeTitle => "đề mục “Mục đích”, “Yêu cầu” do chương trình in",
            Self::GroupTitle => "đề mục gộp, phần riêng không có",
            Self::NoPlace => "phần riêng của cơ quan không có chỗ ghi",
        }
    }
}

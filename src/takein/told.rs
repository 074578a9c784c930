//! Lời kể: what was changed, as a clerk reads it.

use super::change::{Change, Listing, OfficialField, Standing, What, Why};
use super::compare::field_of;
use crate::template::{EntryField, ListKey, Origin, is_own};
use crate::text::beginning;

impl Change {
    /// One line, without the place.
    pub fn message(&self) -> String {
        let what = self.what.message();
        match &self.standing {
            Standing::Home => what,
            Standing::Conflict { now } if now.is_empty() => {
                format!("{what}; nội dung không còn chỗ này")
            }
            Standing::Conflict { now } => match &self.what {
                What::Value { origin, said, .. } => {
                    format!("{}: tệp ghi “{said}”, nội dung nay ghi “{now}”", named(origin))
                }
                What::Official { field, said, .. } => {
                    format!("{}: tệp ghi “{said}”, nội dung nay ghi “{now}”", field.name())
                }
                What::EntryDeleted { .. }
                | What::EntriesMerged { .. }
                | What::ItemDeleted { .. }
                | What::Words { said: None, .. } => {
                    format!("{what}; nhưng nội dung đã sửa từ khi tạo tệp, nay ghi “{now}”")
                }
                _ => format!("{what}; nội dung nay ghi “{now}”"),
            },
            Standing::LeftOut => format!("{what}; để ngoài, không ghi"),
            Standing::Kept { now } if now.is_empty() => format!("{what}; đã quyết định bỏ qua"),
            Standing::Kept { now } => format!("{what}; đã quyết định giữ lời của nội dung: “{now}”"),
            Standing::TwoWords { other } => format!("{what}; chỗ khác trong tệp lại ghi “{other}”"),
            // Each of those that it may be.
            Standing::NoPlace(why @ Why::Which) => match &self.what {
                What::Words { was: Some(was), .. } => format!("bỏ “{was}”: {}", why.message()),
                _ => format!("{what}: {}", why.message()),
            },
            Standing::NoPlace(why) => format!("{what}: {}", why.message()),
        }
    }
}

impl What {
    /// What was done.
    pub fn message(&self) -> String {
        match self {
            Self::Official { field, was, said } => format!("{}: {}", field.name(), turned(was, said)),
            Self::Value { origin, was, said } => {
                format!("{}: {}", named(origin), turned(was, said))
            }
            Self::Lines { list, was, said } => {
                let gone = was.iter().filter(|line| !said.contains(line));
                let new = said.iter().filter(|line| !was.contains(line));
                let mut parts: Vec<String> = gone.map(|line| format!("bỏ “{}”", beginning(line))).collect();
                parts.extend(new.map(|line| format!("ghi “{line}”")));
                let parts = if parts.is_empty() && was == said {
                    "ghi các dòng của mẫu thành lời riêng, để văn bản giữ nguyên".to_owned()
                } else if parts.is_empty() {
                    "đổi thứ tự".to_owned()
                } else {
                    parts.join("; ")
                };
                format!("{}: {parts}", list.name())
            }
            Self::EntryAdded(new) => {
                let values = [
                    ("chủ trì", &new.lead),
                    ("phối hợp", &new.supporting),
                    ("thời hạn", &new.deadline),
                    ("sản phẩm", &new.output),
                ];
                let values = values
                    .into_iter()
                    .filter_map(|(name, value)| Some(format!("; {name}: {}", value.as_ref()?)));
                format!("nội dung mới: “{}”{}", new.text, values.collect::<String>())
            }
            Self::EntryDeleted { text, .. } => format!("nội dung bị xóa: “{}”", beginning(text)),
            Self::EntriesMerged { text, .. } => {
                format!("nội dung “{}” được gộp vào nội dung khác", beginning(text))
            }
            Self::ItemAdded { text, .. } => format!("khoản mới của phần tổ chức thực hiện: “{text}”"),
            Self::ItemDeleted { text, .. } => {
                format!("khoản bị xóa của phần tổ chức thực hiện: “{}”", beginning(text))
            }
            Self::EntryMoved { text, .. } => format!("nội dung “{}” chuyển chỗ", beginning(text)),
            Self::RowMoved { text } => format!("dòng bảng “{}” chuyển chỗ", beginning(text)),
            Self::Formatting { words } => format!("định dạng của “{}”", beginning(words)),
            Self::Words { was: Some(was), said: Some(said) } => turned(was, said),
            Self::Words { was: None, said: Some(said) } => format!("thêm “{said}”"),
            Self::Words { was: Some(was), said: None } => format!("bỏ “{}”", beginning(was)),
            Self::Words { was: None, said: None } => String::new(),
        }
    }
}

fn turned(was: &str, said: &str) -> String {
    match (was.trim().is_empty(), said.trim().is_empty()) {
        (true, _) => format!("điền “{said}”"),
        (false, true) => format!("xóa “{was}”"),
        (false, false) => format!("“{was}” → “{said}”"),
    }
}

impl OfficialField {
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "số, ký hiệu",
            Self::Symbol => "ký hiệu",
            Self::Date => "địa danh, ngày",
            Self::Subject => "trích yếu",
            Self::Archive => "dòng Lưu",
            Self::SignerName => "họ tên người ký",
        }
    }
}

impl Listing {
    pub fn name(self) -> &'static str {
        match self {
            Self::Recipients => "nơi nhận",
            Self::SignerTitles => "quyền hạn, chức vụ người ký",
            Self::Own(list) => match list {
                ListKey::Grounds => "căn cứ",
                ListKey::Opening => "mở đầu",
                ListKey::Purposes => "mục đích",
                ListKey::Requirements => "yêu cầu",
                ListKey::LeadIn => "đoạn dẫn nhiệm vụ",
                ListKey::Organisation => "tổ chức thực hiện",
                ListKey::Closing => "câu kết",
            },
        }
    }
}

/// "II.1.a.1, thời hạn".
fn named(origin: &Origin) -> String {
    let field = match field_of(origin) {
        Some(EntryField::Text) => "nội dung",
        Some(EntryField::Lead) => "đơn vị chủ trì",
        Some(EntryField::Supporting) => "đơn vị phối hợp",
        Some(EntryField::Deadline) => "thời hạn",
        Some(EntryField::Output) => "sản phẩm",
        Some(EntryField::Money) => "kinh phí",
        Some(EntryField::Phrase) => "câu phân công",
        None => "lời",
    };
    match origin {
        Origin::Entry { entry, .. } if is_own(entry) => format!("{field} (việc của cơ quan)"),
        Origin::Entry { entry, .. } => {
            let tasks: Vec<&str> =
                entry.split('+').map(|task| task.rsplit(':').next().unwrap_or(task)).collect();
            format!("{field} của nhiệm vụ {}", tasks.join(", "))
        }
        Origin::Task { reference, .. } => format!("{field} của nhiệm vụ {reference}"),
        Origin::Organisation { at, .. } => format!("{field} của khoản {} phần tổ chức thực hiện", at + 1),
        Origin::HeadingTitle { heading } => format!("tiêu đề của đề mục {heading}"),
        Origin::Heading { position, .. } => format!("lời của đề mục {position}"),
        Origin::Leaders { .. } => "lãnh đạo chỉ đạo".to_owned(),
        Origin::OwnDivision { .. } | Origin::Division { .. } => "câu phân công".to_owned(),
        Origin::OwnSection { .. } => "mục riêng".to_owned(),
        Origin::Line(_) => "dòng".to_owned(),
    }
}

impl Why {
    pub fn message(self) -> &'static str {
        match self {
            Self::Formatting => "định dạng không có chỗ trong tệp nội dung, bản làm lại in theo mẫu",
            Self::Table => {
                "bảng, dòng hoặc cột tự thêm không có chỗ trong tệp nội dung; cần thì ghi vào một mục riêng (cac_muc)"
            }
            Self::Box => "hộp chữ không có chỗ trong tệp nội dung",
            Self::Running => "chữ ở đầu trang, chân trang không có chỗ trong tệp nội dung",
            Self::Comment => "chú thích bên lề, không phải lời của văn bản",
            Self::Template => {
                "lời do mẫu in, từ tiêu đề, phân công, chỉ tiêu của kế hoạch; muốn khác thì sửa ở tệp kế hoạch ấy, hoặc dùng bố cục \
                 riêng (cac_muc), mẫu riêng"
            }
            Self::Derived => "phần này chương trình tự lập từ kế hoạch gốc",
            Self::GivenTask => "kế hoạch gốc giao việc này nên không bỏ được; vẫn giữ trong nội dung",
            Self::Unknown => "không rõ dòng này thuộc chỗ nào; xem lại và tự ghi vào tệp nội dung",
            Self::Structure => "chương trình không tự ghi được chỗ này; tự sửa trong tệp nội dung",
            Self::HeadOnly => {
                "số, ngày của văn bản chỉ nhận ở đầu văn bản, dòng này in theo đó; ghi số, ngày ở đầu văn bản"
            }
            Self::Signing => "không hiểu cách ghi quyền hạn, chức vụ; tự sửa “ky” trong tệp nội dung",
            Self::Together => {
                "đi cùng một thay đổi mà chương trình không tự ghi được, nên cũng không ghi; tự sửa trong tệp nội dung"
            }
            Self::Which => {
                "tệp đã bỏ một nội dung ở chỗ này, mà nội dung đã sửa từ khi tạo tệp nên chưa rõ là nội dung nào trong các \
                 nội dung nêu ở đây; xem lại và tự xóa"
            }
            Self::Units => {
                "câu phân công đã đổi mà chưa rõ là đơn vị nào, nên “chu_tri”, “phoi_hop” không đổi theo; xem lại và tự sửa \
                 trong tệp nội dung"
            }
            Self::Unsound => "ghi vào thì nội dung có lỗi nên không ghi; tự sửa trong tệp nội dung",
            Self::NotReadable => "không đọc được giá trị này; tự sửa trong tệp nội dung",
        }
    }
}

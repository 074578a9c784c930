//! What is said of each doubt.

use super::What;
use crate::text::beginning;

impl What {
    /// A full sentence without the final stop.
    pub fn message(&self) -> String {
        match self {
            Self::NameUsual { typed, registered } => {
                format!("“{typed}” được hiểu là “{}” trong sổ đăng ký", registered.name)
            }
            Self::NameOfOtherEra { typed, successors } if successors.is_empty() => {
                format!("“{typed}” có trong sổ đăng ký nhưng không tồn tại vào ngày của kế hoạch")
            }
            Self::NameOfOtherEra { typed, successors } => {
                let successors: Vec<String> =
                    successors.iter().map(|one| format!("{} ({})", one.name, one.id)).collect();
                format!(
                    "“{typed}” không tồn tại vào ngày của kế hoạch; cơ quan kế thừa: {}",
                    successors.join(", ")
                )
            }
            Self::NameRelated { typed, group, .. } => {
                format!(
                    "“{typed}” chỉ gọi những cơ quan liên quan trong nhóm “{group}”; đề xuất một nhóm riêng"
                )
            }
            Self::NameOutside { typed } => format!("“{typed}” không có trong sổ đăng ký, giữ nguyên lời"),
            Self::NameStrange { typed } => format!(
                "“{typed}” không có trong sổ đăng ký và không phải cách gọi chung thường gặp; giữ nguyên lời, xem có phải tên một cơ quan không"
            ),
            Self::NameUnknown { typed, proposed } => {
                format!("sổ đăng ký chưa có “{typed}”; đề xuất thêm với mã {proposed}")
            }
            Self::NameEverybody { typed, count } => format!(
                "“{typed}” không nêu tên; hiểu là {count:02} cơ quan, nhóm khác mà kế hoạch này giao việc"
            ),
            Self::LeadNotSaid { task } => {
                format!(
                    "“{}” chỉ nói phối hợp, không nói ai chủ trì; tạm ghi cơ quan của điểm này",
                    beginning(task)
                )
            }
            Self::NoLead { task } => format!("không rõ ai chủ trì “{}”", beginning(task)),
            Self::RowGoesOn { task } => {
                format!(
                    "dòng này của bảng bỏ trống ô nội dung; hiểu là giao tiếp việc của dòng trên: “{}”",
                    beginning(task)
                )
            }
            Self::Unassigned { words } => {
                format!(
                    "“{}” nằm giữa những việc được giao nhưng không rõ giao cho ai; giữ nguyên là lời",
                    beginning(words)
                )
            }
            Self::NothingGiven { title } => {
                format!("không nhận ra việc nào của mục “{title}” giao cho ai; cả mục giữ nguyên là lời")
            }
            Self::RecipientLeftOut { typed } => {
                format!(
                    "kế hoạch không ghi “{typed}” ở nơi nhận nên dòng ấy để ra ngoài; ghi tên nơi nhận thay vào"
                )
            }
            Self::Narrowed { typed } => {
                format!("gạch này giao riêng cho “{typed}”, không theo tên ở đầu điểm")
            }
            Self::NotUnderstood { words } => format!("phần “{words}” của câu phân công chưa hiểu được"),
            Self::CalledOn { task, called } => {
                let names: Vec<&str> = called.iter().map(|one| one.name.as_str()).collect();
                let ids: Vec<&str> = called.iter().map(|one| one.id.as_str()).collect();
                format!(
                    "“{}” gọi {} ở giữa câu mà chưa giao việc này cho cơ quan ấy; có giao thì ghi thêm phoi_hop: [{}]",
                    beginning(task),
                    names.join(", "),
                    ids.join(", ")
                )
            }
            Self::NoSuchLetter { letter } => {
                format!("câu phân công nhắc nội dung {letter} nhưng không có nội dung ấy")
            }
            Self::DeadlineUnread { typed } => {
                format!("thời hạn “{typed}” không hiểu được là khi nào; in nguyên văn")
            }
            Self::KeptAsText { words, why } => format!("“{}” giữ nguyên là lời: {why}", beginning(words)),
            Self::BehindPoint { words } => format!(
                "bảng hoặc khung “{words}” nằm dưới điểm giao việc được in ngay sau điểm ấy; kế hoạch triển khai của các cơ quan \
                 không in lại, cần thì ghi ý của nó vào lời nhiệm vụ"
            ),
            Self::Numbering { words } => {
                format!("số thứ tự của “{}” không nối tiếp số đứng trước", beginning(words))
            }
            Self::Flattened { words } => {
                format!("“{}” nằm sâu hơn các cấp mà mẫu đánh số được, chuyển thành đoạn", beginning(words))
            }
            Self::NoNumber => "tệp không ghi số văn bản".into(),
            Self::ByDecision { number } => format!(
                "kế hoạch ban hành kèm theo quyết định (“{number}”): số, ký hiệu, ngày, nơi nhận, chữ ký lấy của quyết định, lời của \
                 quyết định không ghi; kế hoạch có số riêng thì sửa so, ky_hieu"
            ),
            Self::OfParty => "văn bản của Đảng (“ĐẢNG CỘNG SẢN VIỆT NAM”) có thể thức khác; chương trình in theo Nghị định số 30/2020/NĐ-CP".into(),
            Self::SecondTitle { kept, left } => {
                format!("chữ ký có nhiều chức danh; ghi “{kept}”, để ra ngoài “{left}”")
            }
            Self::NoDate { guessed } if guessed.is_empty() => "tệp không ghi ngày ban hành".into(),
            Self::NoDate { guessed } => format!(
                "tệp không ghi ngày ban hành; tạm lấy {guessed} vì các cơ quan được nêu tên đều có vào lúc ấy"
            ),
            Self::NoYear { guessed } => format!("tệp không ghi năm; tạm lấy năm {guessed}"),
            Self::NoSymbol => "tệp không ghi ký hiệu văn bản".into(),
            Self::IssuerGuessed => "tệp không ghi cơ quan ban hành; hiểu là cơ quan ghi ở tinh.yaml".into(),
            Self::IssuerUnknown { typed } => format!("cơ quan ban hành “{typed}” không có trong sổ đăng ký"),
            Self::NoSigner => "tệp không có phần ký".into(),
            Self::NoSubject => "không thấy trích yếu".into(),
            Self::NoKind => "không thấy tên loại văn bản (KẾ HOẠCH)".into(),
            Self::OpeningGuessed => "văn bản không có đề mục đánh số; phần mở đầu được đoán".into(),
            Self::Joined => "dòng này viết tiếp câu của dòng trên, được nối lại".into(),
            Self::MayGoOn { words } => format!(
                "“{}” có thể viết tiếp câu của đoạn ngay trên; đúng thế thì nối hai đoạn thành một",
                beginning(words)
            ),
            Self::Columns { words, lines } => format!(
                "từ “{}” có {lines:02} dòng chữ xếp nhiều cột, có thể là một bảng: nguồn không còn biết chữ nào của ô nào nên giữ \
                 nguyên là lời; xem lại việc giao cho ai, hoặc nhập từ tệp Word có bảng ấy",
                beginning(words)
            ),
            Self::MayBeDue { task, due } => format!(
                "“{due}” ở “{}” có thể là thời hạn, câu không nói rõ là phải xong; đúng là thời hạn thì ghi thêm thoi_han: {due}",
                beginning(task)
            ),
            Self::Recased { typed, title } => format!(
                "tiêu đề “{typed}” gõ toàn chữ in hoa được viết thành “{title}”; tên riêng nào mất chữ hoa thì gõ lại"
            ),
            Self::RoleInBrackets { scope } => format!(
                "“({scope})” là vai trò của cơ quan, không phải phần việc riêng: tạm ghi ở pham_vi, in sau tên cơ quan ở mọi văn bản; \
                 không cần thì bỏ pham_vi ấy"
            ),
            Self::LeadInSentence { typed } => {
                format!("câu mở đầu bằng “{typed}” được hiểu là giao cho các cơ quan ấy")
            }
            Self::OtherKind { kind } => format!("văn bản là “{kind}”, được nhập như một kế hoạch"),
            Self::AnnexMissing { cited } => {
                format!("kế hoạch nhắc tới “{cited}” nhưng các tệp không có phụ lục ấy")
            }
            Self::OtherTemplate { template, why } => format!("in theo mẫu {template}: {why}"),
            Self::Part(doubtful) => doubtful.message(),
        }
    }
}

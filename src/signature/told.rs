//! Chữ ký số nói bằng lời: what the index, the messages and the commands print of it.

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};

use super::state::{Change, Check, Fault, Hash, Signature, Signing, TimeSource, Trust, Why};
use crate::official::SigningField;
use crate::text::date::{padded_day, padded_month};

impl Signing {
    /// In a few words, for a column.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Unsigned => "chưa ký số",
            Self::Intact { .. } => "đã ký số",
            Self::Changed { .. } => "bị sửa sau khi ký số",
            Self::Unchecked { .. } => "có chữ ký số, không kiểm tra được",
            Self::Unreadable { why: Why::NotPdf } => "không phải tệp PDF",
            Self::Unreadable { .. } => "không đọc được chữ ký số",
        }
    }

    /// Everything that there is to say, one line each.
    pub fn details(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        match self {
            Self::Unsigned => {}
            Self::Unreadable { why } => lines.push(why.label().to_owned()),
            Self::Changed { changes, .. } => {
                lines.push(labels(changes));
            }
            Self::Intact { .. } | Self::Unchecked { .. } => {}
        }
        lines.extend(self.signatures().iter().map(Signature::told));
        if let Self::Intact { signed } | Self::Changed { signed, .. } | Self::Unchecked { signed } = self
            && !signed.empty.is_empty()
        {
            let empty: Vec<&str> = signed.empty.iter().map(|field| place(field)).collect();
            lines.push(format!("ô còn trống: {}", empty.join(", ")));
        }
        lines
    }

    /// All of it in one line.
    pub fn told(&self) -> String {
        let details = self.details();
        match details.is_empty() {
            true => self.label().to_owned(),
            false => format!("{}: {}", self.label(), details.join("; ")),
        }
    }
}

/// “người có thẩm quyền”, or the name that another program gave the field.
fn place(field: &str) -> &str {
    match SigningField::of(field) {
        Some(known) => known.label(),
        None if field.is_empty() => "ô không tên",
        None => field,
    }
}

fn labels(changes: &[Change]) -> String {
    changes.iter().map(|change| change.label()).collect::<Vec<_>>().join(", ")
}

impl Signature {
    /// “người có thẩm quyền: NGUYỄN VĂN A, 02/7/2025 10:05 (giờ máy người ký), chưa kiểm tra được chứng thư”
    pub fn told(&self) -> String {
        let who = match (&self.by, self.time_stamp) {
            (Some(by), true) => format!("dấu thời gian của {}", by.name),
            (Some(by), false) => by.name.clone(),
            (None, _) => "không rõ người ký".to_owned(),
        };
        let mut parts = vec![who];
        if let Some(time) = self.time {
            let source = match time.source {
                TimeSource::Stamp => "dấu thời gian",
                TimeSource::Signer => "giờ máy người ký",
                TimeSource::File => "giờ ghi trong tệp",
            };
            parts.extend(clock(time.at).map(|clock| format!("{clock} ({source})")));
        }
        match &self.check {
            Check::Whole => {}
            Check::Altered => parts.push("phần đã ký không còn nguyên vẹn".to_owned()),
            Check::Forged => parts.push("chữ ký không khớp với chứng thư".to_owned()),
            Check::Unsupported { method } => {
                parts.push(format!("không kiểm tra được: thuật toán {method}"));
            }
            Check::Unreadable { why } => parts.push(why.label().to_owned()),
        }
        if self.hash == Some(Hash::Sha1) {
            parts.push("hàm băm SHA-1 không còn an toàn".to_owned());
        }
        if !self.before_next.is_empty() {
            parts.push(format!("trước lần ký sau có thêm: {}", labels(&self.before_next)));
        }
        if !self.after.is_empty() {
            parts.push(format!("sau khi ký có {}, chưa chữ ký nào bảo đảm", labels(&self.after)));
        }
        parts.extend(self.by.as_ref().map(|by| by.trust.told(&by.issuer)));
        format!("{}: {}", place(&self.field), parts.join(", "))
    }
}

impl Trust {
    fn told(&self, issuer: &str) -> String {
        match self {
            Self::NotAsked => format!("chưa kiểm tra được chứng thư (do {issuer} cấp)"),
            Self::Trusted { root } => {
                format!(
                    "chứng thư do {issuer} cấp, hợp lệ lúc ký theo chứng thư gốc {root}, chưa tra thu hồi"
                )
            }
            Self::Refused { fault } => {
                format!("chứng thư do {issuer} cấp không được công nhận: {}", fault.label())
            }
        }
    }
}

impl Fault {
    pub fn label(self) -> &'static str {
        match self {
            Self::NoPath => "không dẫn tới chứng thư gốc nào của cơ quan",
            Self::BadSignature => "không phải do bên cấp đã nêu ký",
            Self::NotAuthority => "bên cấp không có quyền cấp chứng thư",
            Self::OutOfTime => "chưa có hiệu lực hoặc đã hết hạn lúc ký",
            Self::NoTime => "không rõ ký lúc nào",
            Self::Unsupported => "có điều kiện hoặc thuật toán mà chương trình không kiểm tra được",
            Self::NotForSigning => "không phải loại dùng để ký văn bản",
        }
    }
}

impl Change {
    pub fn label(self) -> &'static str {
        match self {
            Self::Bytes => "phần đã ký không còn nguyên vẹn",
            Self::Forged => "chữ ký không khớp với chứng thư",
            Self::CutShort => "mất phần cuối tệp",
            Self::Content => "sửa nội dung trang",
            Self::Annotation => "thêm hoặc sửa chú thích, hình trên trang",
            Self::Form => "sửa ô điền",
            Self::Filled => "điền ô còn trống",
            Self::Structure => "sửa cấu trúc tệp",
            Self::Appended => "thêm dữ liệu vào cuối tệp",
            Self::Removed => "gỡ chữ ký",
            Self::Forbidden => "thêm chữ ký trong khi chữ ký đầu không cho sửa gì nữa",
        }
    }
}

impl Why {
    pub fn label(self) -> &'static str {
        match self {
            Self::NotPdf => "tệp không bắt đầu như một tệp PDF",
            Self::TooLarge => "tệp lớn hơn 100 MB nên không kiểm tra",
            Self::Structure => "cấu trúc tệp PDF bị hỏng",
            Self::Encrypted => "tệp có đặt mật khẩu",
            Self::TooMuch => "tệp có quá nhiều chữ ký hoặc đối tượng",
            Self::Range => "chữ ký không nêu đúng phần tệp mà nó ký",
            Self::CutShort => "tệp bị mất phần cuối",
            Self::Signature => "dữ liệu chữ ký bị hỏng",
            Self::NoCertificate => "trong tệp không có chứng thư của người ký",
        }
    }
}

/// “02/7/2025 10:05”, as clocks in Vietnam show it.
fn clock(at: i64) -> Option<String> {
    let time = Timestamp::from_second(at).ok()?.to_zoned(TimeZone::fixed(offset(7)));
    let (day, month) = (padded_day(time.day()), padded_month(time.month()));
    Some(format!("{day}/{month}/{} {:02}:{:02}", time.year(), time.hour(), time.minute()))
}

//! Điều khác: one thing of a plan, a heading, a task or an agency that is said otherwise.

use super::Piece;
use super::marked;
use crate::text::likeness;

/// What is said otherwise, before and after; empty where it was not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    pub of: Aspect,
    pub before: String,
    pub after: String,
}

impl Detail {
    /// `None` where both say the same.
    pub fn of(of: Aspect, before: impl Into<String>, after: impl Into<String>) -> Option<Self> {
        let (before, after) = (before.into(), after.into());
        (before != after).then_some(Self { of, before, after })
    }

    /// "thời hạn: không ghi → quý II", or the words of a sentence one by one.
    pub fn told(&self) -> Vec<Piece> {
        let label = format!("{}:", self.of.label());
        if self.of.is_prose() {
            return [Piece::Kept(label)].into_iter().chain(marked(&self.before, &self.after)).collect();
        }
        let or_none = |text: &str| if text.is_empty() { "không ghi".to_owned() } else { text.to_owned() };
        vec![Piece::Kept(format!("{label} {} → {}", or_none(&self.before), or_none(&self.after)))]
    }
}

/// Sentences of a list that went, came or are said otherwise.
pub(super) fn listed(of: Aspect, before: &[&str], after: &[&str]) -> Vec<Detail> {
    let mut details = Vec::new();
    for change in similar::capture_diff_slices(similar::Algorithm::Myers, before, after) {
        let (mut gone, mut new) = (before[change.old_range()].to_vec(), after[change.new_range()].to_vec());
        if change.tag() == similar::DiffTag::Equal {
            continue;
        }
        // One that was reworded stands beside what it was.
        while let Some(then) = (!gone.is_empty()).then(|| gone.remove(0)) {
            let now = new.iter().position(|now| likeness::of(then, now) >= likeness::ALIKE);
            let now = now.map(|at| new.remove(at)).unwrap_or_default();
            details.extend(Detail::of(of, then, now));
        }
        details.extend(new.into_iter().filter_map(|now| Detail::of(of, "", now)));
    }
    details
}

/// What a [`Detail`] is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    Number,
    Date,
    State,
    Issuer,
    Subject,
    Ground,
    Opening,
    Closing,
    Recipient,
    Archive,
    Signature,
    Marks,
    AnnexesApart,
    Annex,
    Template,
    Family,
    Excerpt,
    Title,
    Paragraph,
    Dash,
    Table,
    LastLine,
    Typed,
    Deadline,
    Output,
    Money,
    Condition,
    Scope,
    Leads,
    Supporting,
    Except,
    Called,
    Preface,
    Manner,
    Action,
    NameStyle,
    Nature,
    Through,
    Part,
    Id,
    Name,
    FullName,
    Symbol,
    Superior,
    IssuerLines,
    Place,
    Head,
    Deputy,
    Exists,
}

impl Aspect {
    /// For people.
    pub const fn label(self) -> &'static str {
        self.words().1
    }

    /// For scripts.
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("number", "số, ký hiệu"),
            Self::Date => ("date", "ngày ban hành"),
            Self::State => ("state", "trạng thái"),
            Self::Issuer => ("issuer", "cơ quan ban hành"),
            Self::Subject => ("subject", "trích yếu"),
            Self::Ground => ("ground", "căn cứ"),
            Self::Opening => ("opening", "đoạn mở đầu"),
            Self::Closing => ("closing", "đoạn kết thúc"),
            Self::Recipient => ("recipient", "nơi nhận"),
            Self::Archive => ("archive", "lưu"),
            Self::Signature => ("signature", "chữ ký"),
            Self::Marks => ("marks", "dấu, chỉ dẫn"),
            Self::AnnexesApart => ("annexes_apart", "phụ lục thành tệp riêng"),
            Self::Annex => ("annex", "phụ lục"),
            Self::Template => ("template", "mẫu"),
            Self::Family => ("family", "họ chỉ số"),
            Self::Excerpt => ("excerpt", "chỉ trích một phần"),
            Self::Title => ("title", "tiêu đề"),
            Self::Paragraph => ("paragraph", "đoạn văn"),
            Self::Dash => ("dash", "gạch đầu dòng"),
            Self::Table => ("table", "bảng"),
            Self::LastLine => ("last_line", "dòng kết"),
            Self::Typed => ("typed", "dấu câu, chữ hoa"),
            Self::Deadline => ("deadline", "thời hạn"),
            Self::Output => ("output", "sản phẩm"),
            Self::Money => ("money", "kinh phí"),
            Self::Condition => ("condition", "điều kiện"),
            Self::Scope => ("scope", "phạm vi"),
            Self::Leads => ("leads", "nêu tên cơ quan chủ trì"),
            Self::Supporting => ("supporting", "nêu tên cơ quan phối hợp"),
            Self::Except => ("except", "trừ"),
            Self::Called => ("called", "đối tượng"),
            Self::Preface => ("preface", "lời dẫn"),
            Self::Manner => ("manner", "kèm theo tên"),
            Self::Action => ("action", "việc phải làm"),
            Self::NameStyle => ("name_style", "chỗ nêu tên"),
            Self::Nature => ("nature", "loại việc"),
            Self::Through => ("through", "thông qua"),
            Self::Part => ("part", "thuộc phần"),
            Self::Id => ("id", "mã nhiệm vụ"),
            Self::Name => ("name", "tên"),
            Self::FullName => ("full_name", "tên đầy đủ"),
            Self::Symbol => ("symbol", "chữ viết tắt trong ký hiệu"),
            Self::Superior => ("superior", "cơ quan chủ quản"),
            Self::IssuerLines => ("issuer_lines", "tên ở đầu văn bản"),
            Self::Place => ("place", "địa danh"),
            Self::Head => ("head", "người đứng đầu"),
            Self::Deputy => ("deputy", "cấp phó"),
            Self::Exists => ("exists", "thời gian tồn tại"),
        }
    }

    /// Whether it is told word by word.
    const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Subject
                | Self::Ground
                | Self::Opening
                | Self::Closing
                | Self::Recipient
                | Self::Paragraph
                | Self::Dash
                | Self::Table
                | Self::LastLine
                | Self::Typed
                | Self::Condition
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_a_list_are_told_beside_what_they_were() {
        let before = ["Căn cứ Luật A ngày 01/7/2020", "Căn cứ Nghị định B", "Căn cứ Quyết định C"];
        let after = ["Căn cứ Luật A ngày 02/7/2021", "Căn cứ Quyết định C", "Theo đề nghị của Sở D"];
        let told: Vec<(String, String)> = listed(Aspect::Ground, &before, &after)
            .into_iter()
            .map(|detail| (detail.before, detail.after))
            .collect();
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(
            told,
            [pair(before[0], after[0]), pair(before[1], ""), pair("", after[2])],
            "what stays is not told"
        );
        assert!(listed(Aspect::Ground, &before, &before).is_empty());
    }

    #[test]
    fn what_was_not_said_is_said_to_be_so() {
        let detail = Detail::of(Aspect::Money, "", "ngân sách tỉnh").unwrap();
        assert_eq!(detail.told(), [Piece::Kept("kinh phí: không ghi → ngân sách tỉnh".to_owned())]);
        assert_eq!(Detail::of(Aspect::Money, "a", "a"), None);
    }
}

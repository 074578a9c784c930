//! Chữ đã gõ: every text that a person typed into the content files, with what it is for and where each of
//! its letters stands.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::yaml::{Entry, Node, Value};
use crate::diagnostic::{Diagnostic, Place, Scope, Source};

/// One text of a content file.
#[derive(Debug, Clone)]
pub struct Written {
    pub source: Arc<Source>,
    pub field: Field,
    /// As YAML reads it: unfolded and unescaped, otherwise as it was typed.
    pub text: Arc<str>,
    /// The bytes of the source that hold it, quotes and block sign included.
    pub range: Range<usize>,
    /// Whom it concerns.
    pub scope: Scope,
}

/// The texts of all content files, file by file.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Of each file that has any, by their paths.
    files: Vec<Arc<[Written]>>,
}

impl Texts {
    pub(super) fn of(files: impl Iterator<Item = Arc<[Written]>>) -> Self {
        let mut files: Vec<Arc<[Written]>> = files.filter(|file| !file.is_empty()).collect();
        files.sort_by(|one, other| path_of(one).cmp(path_of(other)));
        Self { files }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Written> {
        self.files().flatten()
    }

    /// The texts of each file that has any.
    pub fn files(&self) -> impl Iterator<Item = &[Written]> {
        self.files.iter().map(|file| &**file)
    }

    /// Those of one file.
    pub fn of_file(&self, path: &Path) -> &[Written] {
        let found = self.files.binary_search_by(|file| path_of(file).cmp(path));
        found.map(|at| &*self.files[at]).unwrap_or_default()
    }

    /// Those of the file of a place; none where there is no such file.
    pub fn beside(&self, place: Option<&Place>) -> &[Written] {
        place.map_or(&[], |place| self.of_file(&place.source.path))
    }
}

/// Where the texts of a file stand.
fn path_of(file: &[Written]) -> &Path {
    &file[0].source.path
}

/// Chỗ của chữ: what a text is for, by the key that it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Trích yếu.
    Subject,
    /// Căn cứ.
    Ground,
    /// Tiêu đề của Mục, printed in capitals.
    Section,
    /// Tiêu đề của khoản, điểm.
    Title,
    /// Tiêu đề của phụ lục, printed in capitals.
    AnnexTitle,
    /// Tên chỉ số thành phần.
    Index,
    /// Đoạn văn.
    Paragraph,
    /// Gạch đầu dòng.
    Dash,
    /// Nội dung của nhiệm vụ, của một khoản thực hiện.
    Task,
    /// Điều kiện, câu dẫn trước các nhiệm vụ.
    Condition,
    /// A part of the sentence that names who does what: lời dẫn, đối tượng, kèm theo, phạm vi.
    Clause,
    /// Câu phân công nguyên văn.
    Division,
    /// Thời hạn.
    Deadline,
    /// Sản phẩm.
    Output,
    /// Kinh phí.
    Money,
    /// Chỉ tiêu: tên, giá trị bằng lời, đơn vị tính.
    Goal,
    /// Ô của bảng.
    Cell,
    /// Tên bảng, tên cột.
    TableTitle,
    /// Nơi nhận.
    Recipient,
    /// Dòng Lưu.
    Archive,
    /// Số văn bản.
    Number,
    /// Ký hiệu.
    Symbol,
    /// Ngày.
    Date,
    /// Họ tên người ký.
    Signer,
    /// Họ tên lãnh đạo.
    Leader,
    /// Chức vụ, chức danh.
    Position,
    /// Tên của cơ quan, nhóm, đơn vị, họ chỉ số.
    Name,
    /// Dòng tên ở đầu văn bản, in hoa.
    HeaderLine,
    /// Địa danh, địa bàn.
    Locality,
    /// Dấu hiệu: lần dự thảo, người soạn.
    Mark,
    /// Nguyên văn of another document, kept to find a task again: not this file's own words.
    Kept,
    /// What no document prints: the office's remarks to itself.
    Remark,
    /// Codes, words of enumerations, figures: nothing that is printed as it is typed.
    Code,
}

impl Field {
    /// Of a key, and of the key that its mapping stands under (empty at the top of the file).
    pub(super) fn of(key: &str, above: &str) -> Self {
        match key {
            "trich_yeu" => Self::Subject,
            "can_cu" => Self::Ground,
            "tieu_de" if above == "cac_muc" => Self::Section,
            "tieu_de" if above == "phu_luc" => Self::AnnexTitle,
            "tieu_de" => Self::Title,
            "ten" => match above {
                "" | "danh_sach" | "don_vi" | "ho_chi_so" => Self::Name,
                "chi_tieu" => Self::Goal,
                "bang" | "cot" => Self::TableTitle,
                _ => Self::Index,
            },
            "doan" | "mo_dau" | "ket_thuc" | "ket" | "dan_nhap_nhiem_vu" | "nhan_xet" | "kien_nghi" => {
                Self::Paragraph
            }
            "gach" | "muc_dich" | "yeu_cau" => Self::Dash,
            "noi_dung" | "to_chuc_thuc_hien" => Self::Task,
            "dieu_kien" => Self::Condition,
            "doi_tuong" | "kem_theo" | "loi_dan" | "lam_gi" | "pham_vi" | "ngoai" => Self::Clause,
            "phan" if above == "thoi_han" => Self::Clause,
            "dan" | "phan_cong" => Self::Division,
            "thoi_han" | "han" => Self::Deadline,
            "san_pham" => Self::Output,
            "kinh_phi" => Self::Money,
            "gia_tri" => Self::Goal,
            "don_vi" if above == "chi_tieu" => Self::Goal,
            "dong" | "tong" => Self::Cell,
            "noi_nhan" => Self::Recipient,
            "luu" => Self::Archive,
            "so" => Self::Number,
            "ky_hieu" => Self::Symbol,
            "ngay" | "tu_ngay" | "den_ngay" | "tinh_den" => Self::Date,
            "ho_ten" if above == "ky" => Self::Signer,
            "ho_ten" => Self::Leader,
            "chuc_vu" | "cap_truong" | "cap_pho" => Self::Position,
            "ten_day_du" | "ten_viet_tat" => Self::Name,
            "cap_tren" | "dong_ten" => Self::HeaderLine,
            "dia_danh" | "dia_ban" => Self::Locality,
            "du_thao" | "nguoi_soan" => Self::Mark,
            "nguyen_van" => Self::Kept,
            "chua_xac_minh" | "ly_do" | "cho" | "ghi_chu" => Self::Remark,
            _ => Self::Code,
        }
    }

    /// Words of this file that a document prints.
    pub fn is_printed(self) -> bool {
        !matches!(self, Self::Kept | Self::Remark | Self::Code)
    }

    /// Sentences, or parts of such.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Ground
                | Self::Paragraph
                | Self::Dash
                | Self::Task
                | Self::Condition
                | Self::Clause
                | Self::Division
                | Self::Output
                | Self::Money
        )
    }
}

/// The texts of a file, in its order.
pub(super) fn written(node: &Node, source: &Arc<Source>, scope: &Scope, texts: &mut Vec<Written>) {
    walk(node, ("", ""), source, scope, texts);
}

fn walk(
    node: &Node,
    (key, above): (&str, &str),
    source: &Arc<Source>,
    scope: &Scope,
    texts: &mut Vec<Written>,
) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(text) => texts.push(Written {
            source: Arc::clone(source),
            field: Field::of(key, above),
            text: text.as_str().into(),
            range: node.range.clone(),
            scope: scope.clone(),
        }),
        Value::List(items) => {
            items.iter().for_each(|item| walk(item, (key, above), source, scope, texts));
        }
        Value::Mapping(entries) => {
            for Entry { key: own, value } in entries {
                walk(value, (own.as_str(), key), source, scope, texts);
            }
        }
    }
}

impl Written {
    /// As it stands in the file, quotes, escapes and line breaks included.
    pub fn typed(&self) -> &str {
        self.source.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Its letters as they stand in the file, without what YAML puts before them, and where they begin.
    pub fn body(&self) -> (&str, usize) {
        let typed = self.typed();
        let begins = Style::of(typed).begins(typed);
        (&typed[begins..], begins)
    }

    /// Bytes of [`typed`](Self::typed).
    pub fn bytes(&self, range: Range<usize>) -> Place {
        Place::new(&self.source, self.range.start + range.start..self.range.start + range.end)
    }

    /// The whole text.
    pub fn place(&self) -> Place {
        Place::new(&self.source, self.range.clone())
    }

    /// A stretch of the text, where it was typed.
    pub fn part(&self, part: Range<usize>) -> Place {
        Place::new(&self.source, self.typed_range(part))
    }

    /// A finding about a stretch of the text.
    pub fn finding(&self, finding: Diagnostic, part: Range<usize>) -> Diagnostic {
        finding.at(self.part(part)).within(self.scope.clone())
    }

    /// The bytes of the source for a stretch of the text. Letters are followed one by one: line breaks,
    /// indentation and escapes are where the two differ.
    fn typed_range(&self, part: Range<usize>) -> Range<usize> {
        let typed = self.typed();
        let style = Style::of(typed);
        let mut at = style.begins(typed);
        let (mut start, mut end) = (None, at);
        for (offset, c) in self.text.char_indices() {
            if offset >= part.end {
                break;
            }
            if !c.is_whitespace() {
                at += typed[at..].len() - typed[at..].trim_start().len();
            }
            if offset >= part.start {
                start.get_or_insert(at);
            }
            at = (at + style.length(&typed[at..], c)).min(typed.len());
            end = at;
        }
        let start = start.unwrap_or(end);
        self.range.start + start..self.range.start + end.max(start)
    }
}

/// How a text is written in YAML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    /// `>-`, `|`
    Block,
}

impl Style {
    fn of(typed: &str) -> Self {
        match typed.as_bytes().first() {
            Some(b'\'') => Self::Single,
            Some(b'"') => Self::Double,
            Some(b'>' | b'|') => Self::Block,
            _ => Self::Plain,
        }
    }

    /// Where the letters begin.
    fn begins(self, typed: &str) -> usize {
        match self {
            Self::Plain => 0,
            Self::Single | Self::Double => 1,
            Self::Block => typed.find('\n').map_or(typed.len(), |at| at + 1),
        }
    }

    /// How many bytes of `typed` stand for one character of the text.
    fn length(self, typed: &str, c: char) -> usize {
        if c.is_whitespace() && self == Self::Double && typed.starts_with('\\') {
            return 2;
        }
        if c.is_whitespace() {
            // White space is made up for at the next letter.
            return typed.chars().next().filter(|first| *first == c).map_or(0, char::len_utf8);
        }
        match (self, typed.as_bytes()) {
            (Self::Single, [b'\'', b'\'', ..]) => 2,
            (Self::Double, [b'\\', b'x', ..]) => 4,
            (Self::Double, [b'\\', b'u', ..]) => 6,
            (Self::Double, [b'\\', b'U', ..]) => 10,
            (Self::Double, [b'\\', ..]) => 2,
            _ => typed.chars().next().map_or(0, char::len_utf8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml;

    fn texts(text: &str) -> Vec<Written> {
        let source = Arc::new(Source { path: "a.yaml".into(), text: text.to_owned() });
        let node = yaml::read(&source, &mut Vec::new()).expect("well-formed");
        let mut texts = Vec::new();
        written(&node, &source, &Scope::Everything, &mut texts);
        texts
    }

    #[test]
    fn a_word_is_found_where_it_was_typed_however_its_text_is_written() {
        for typed in [
            "a: một hai ba\n",
            "a: 'một ''hai ba'\n",
            "a: \"một \\\"hai ba\"\n",
            "a: \"m\\u1ED9t hai ba\"\n",
            "a: \"một.\\nhai ba\"\n",
            "a: một\n  hai\n  ba\n",
            "a: >-\n  một\n  hai ba\n",
            "a: >- # ghi chú hai\n  một\n\n  hai ba\n",
            "a: |\n  một\n  hai ba\n",
            "- a: [x, một hai ba]\n",
        ] {
            let all = texts(typed);
            let text = all.last().expect("a text");
            let at = text.text.find("hai").expect("the word");
            let place = text.part(at..at + 3);
            assert_eq!(&place.source.text[place.start..place.end], "hai", "{typed}");
            assert!(!place.source.text[..place.start].ends_with("ghi chú "), "{typed}");
        }
    }

    #[test]
    fn a_text_is_known_by_its_key_and_by_what_it_stands_in() {
        let all = texts(
            "ten: Lạng Sơn\ncac_muc: [{ten: Đất đai, doan: [Một], chi_tieu: [{ten: Tỷ lệ}]}]\nky: {ho_ten: A}\n\
             lanh_dao: [{ho_ten: B}]\nchap_nhan: [{cho: x}]\n",
        );
        let fields: Vec<Field> = all.iter().map(|text| text.field).collect();
        assert_eq!(
            fields,
            [
                Field::Name,
                Field::Index,
                Field::Paragraph,
                Field::Goal,
                Field::Signer,
                Field::Leader,
                Field::Remark
            ]
        );
    }
}

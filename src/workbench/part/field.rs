//! Ô của biểu mẫu: what a field is called, what it takes, and what stands in the file once it is filled in.
//!
//! A field is called by its place in the file, `nhiem_vu/0/noi_dung/2/thoi_han`. One of a task that the file
//! does not name, because the program carries it in, is called by that task: `+kh-1:II.1.a.1/thoi_han`; one of
//! a heading of which the file has no block, by that heading: `^II.1/tieu_de`.

use unicode_normalization::UnicodeNormalization;

use crate::content::edit::{self, Edit, NotEdited, Path, Plain, Step, Value};
use crate::text::spaces::single_spaced;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number, a date, one of several words.
    Word,
    /// A sentence, or part of one.
    Prose,
    /// One paragraph on each line.
    Lines,
    /// Units or leaders, by their ids.
    Ids,
    Flag,
    /// The agency's own words for a task; without any, the plan's words stay.
    Wording,
}

/// What the field at a place takes; `None` for a place that the form has no field for.
pub fn kind(path: &[Step]) -> Option<Kind> {
    Some(match edit::keys(path).as_slice() {
        ["so" | "ky_hieu" | "ngay" | "trang_thai"] | ["ky", "hinh_thuc" | "thay_mat"] => Kind::Word,
        ["dau_hieu", "khan" | "luu_hanh" | "mat"] => Kind::Word,
        ["dau_hieu", "du_thao" | "nguoi_soan"] => Kind::Prose,
        ["trich_yeu" | "ket_thuc" | "luu"] | ["ky", "ho_ten" | "chuc_vu"] => Kind::Prose,
        ["mo_dau" | "muc_dich" | "yeu_cau" | "dan_nhap_nhiem_vu" | "noi_nhan" | "to_chuc_thuc_hien"] => {
            Kind::Lines
        }
        ["to_chuc_thuc_hien", "*"] | ["to_chuc_thuc_hien", "*", "thoi_han"] => Kind::Prose,
        ["to_chuc_thuc_hien", "*", "noi_dung"] => Kind::Wording,
        ["cac_muc", "*", "tieu_de"] | ["cac_muc", "*", "khoan", "*", "tieu_de"] => Kind::Prose,
        ["cac_muc", "*", "doan" | "gach"] | ["cac_muc", "*", "khoan", "*", "doan" | "gach"] => Kind::Lines,
        ["in_phu_luc" | "in_chi_tieu" | "in_muc_tieu" | "in_can_cu"] => Kind::Word,
        ["don_vi", "*", "ten" | "ten_viet_tat"] | ["lanh_dao", "*", "ho_ten" | "chuc_vu"] => Kind::Prose,
        ["nhiem_vu", "*", "tieu_de"] => Kind::Prose,
        ["nhiem_vu", "*", "kieu"] => Kind::Word,
        ["nhiem_vu", "*", "lanh_dao"] => Kind::Ids,
        ["nhiem_vu", "*", "theo_linh_vuc"] | ["phu_luc_rieng"] => Kind::Flag,
        ["nhiem_vu", "*", "phan_cong"] => Kind::Lines,
        ["nhiem_vu", "*", "noi_dung", "*", own] => match *own {
            "noi_dung" => Kind::Wording,
            "chu_tri" | "phoi_hop" | "lanh_dao" => Kind::Ids,
            "thoi_han" | "san_pham" | "dan" => Kind::Prose,
            _ => return None,
        },
        _ => return None,
    })
}

/// A field by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    At(Path),
    /// Of what is not in the file yet.
    Carried {
        of: Carried,
        key: String,
    },
}

/// What the plan has and the file does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// A task, by its name.
    Entry(String),
    /// A heading, by its name.
    Heading(String),
}

impl Carried {
    /// What stands before the key of a field of it.
    pub fn name(&self) -> String {
        match self {
            Self::Entry(entry) => format!("{ENTRY}{entry}"),
            Self::Heading(heading) => format!("{HEADING}{heading}"),
        }
    }
}

const ENTRY: char = '+';
const HEADING: char = '^';

/// Whether a name is that of something that is not in the file yet.
pub fn is_carried(name: &str) -> bool {
    name.starts_with([ENTRY, HEADING])
}

impl Field {
    /// `None` for what is no field of this form.
    pub fn of(name: &str) -> Option<Self> {
        if is_carried(name) {
            let (name, key) = name.rsplit_once('/')?;
            let mut within = vec![Step::key("nhiem_vu"), Step::Item(0)];
            let of = match name.strip_prefix(ENTRY) {
                Some(entry) => {
                    within.extend([Step::key("noi_dung"), Step::Item(0)]);
                    Carried::Entry(entry.to_owned())
                }
                None => Carried::Heading(name.strip_prefix(HEADING)?.to_owned()),
            };
            within.push(Step::key(key));
            kind(&within)?;
            return Some(Self::Carried { of, key: key.to_owned() });
        }
        let path = path_of(name)?;
        kind(&path)?;
        Some(Self::At(path))
    }
}

/// The place that a name tells of.
pub fn path_of(name: &str) -> Option<Path> {
    (!name.is_empty()).then(|| name.split('/').map(Step::named).collect())
}

/// The text of the file with a field filled in; as it was where it says that already.
///
/// # Errors
/// A place that there is not, or that is written in a way in which it cannot be changed.
pub fn filled(text: &str, path: &[Step], values: &[&str]) -> Result<String, NotEdited> {
    let kind = kind(path).ok_or(NotEdited::NoSuchPlace)?;
    let file = Plain::of(&edit::read(text).ok_or(NotEdited::Unreadable)?);
    let before = file.at(path).cloned().unwrap_or(Plain::Null);
    let typed: String = values.first().map(|typed| typed.nfc().collect()).unwrap_or_default();
    let one = single_spaced(&typed).into_owned();
    let now = match kind {
        Kind::Word | Kind::Prose | Kind::Wording => Plain::Text(one.clone()),
        Kind::Lines => {
            let lines = typed.lines().map(|line| single_spaced(line).into_owned());
            Plain::List(lines.filter(|line| !line.is_empty()).map(Plain::Text).collect())
        }
        Kind::Ids => {
            let ids = values.iter().filter(|id| !id.is_empty()).map(|id| Plain::Text((*id).to_owned()));
            Plain::List(ids.collect())
        }
        Kind::Flag => Plain::Text((one == "true").to_string()),
    };
    if says(&before, &now) {
        return Ok(text.to_owned());
    }
    match kind {
        Kind::Wording => worded(text, &file, path, &one),
        Kind::Lines => edit::rewritten(text, path, &now),
        Kind::Flag if one != "true" => edit::edited(text, &[Edit::Remove { path: path.to_vec() }]),
        Kind::Ids | Kind::Flag => set(text, path, now.value()),
        Kind::Word | Kind::Prose if one.is_empty() => set(text, path, Value::Blank),
        Kind::Word => set(text, path, Value::Word(one)),
        Kind::Prose if one.contains(' ') => set(text, path, Value::Prose(one)),
        Kind::Prose => set(text, path, Value::Word(one)),
    }
}

fn set(text: &str, path: &[Step], value: Value) -> Result<String, NotEdited> {
    edit::edited(text, &[Edit::Set { path: path.to_vec(), value }])
}

/// What stands in the file only, by its place ("*" for every item), as people call it, and why the form has no
/// field for it.
pub const FILE_ONLY: [(&str, &str, &str); 7] = [
    ("co_quan", "Cơ quan, năm của phần này", "tệp là của một cơ quan, một năm; khác đi là tệp khác"),
    (
        "ke_hoach_goc",
        "Kế hoạch gốc",
        "đổi kế hoạch gốc là đổi mọi nhiệm vụ; thêm kế hoạch thì ghi mã của nó vào đây",
    ),
    ("don_vi/*/ma", "Mã của phòng, đơn vị", "các nhiệm vụ gọi đơn vị bằng mã; đổi tên thì không phải đổi mã"),
    (
        "lanh_dao/*/ma",
        "Mã của lãnh đạo",
        "các nhiệm vụ gọi lãnh đạo bằng mã; đổi họ tên thì không phải đổi mã",
    ),
    (
        "nhiem_vu/*/muc",
        "Đề mục của kế hoạch gốc, khi gộp nhiều đề mục",
        "mỗi khối theo đề mục của kế hoạch; gộp thì ghi nhiều số ở đây",
    ),
    ("cac_muc/*/bang", "Bảng trong mục riêng", "cột và dòng của bảng sửa trong tệp dễ hơn"),
    ("chap_nhan", "Phát hiện đã xem và để nguyên", "ghi kèm lý do, đúng chữ ở chỗ được nêu"),
];

/// What buttons of the form or the program itself write.
pub const BY_BUTTON: [&str; 9] = [
    "loai",
    "nam",
    "nhiem_vu/*/ke_hoach",
    "nhiem_vu/*/noi_dung/*/thay_cho",
    "nhiem_vu/*/noi_dung/*/giu_nguyen",
    "khong_lien_quan",
    "to_chuc_thuc_hien/*/thay_cho",
    "to_chuc_thuc_hien/*/giu_nguyen",
    "cac_muc/*/phan",
];

/// Nothing typed says the same as nothing there.
fn says(before: &Plain, now: &Plain) -> bool {
    let blank = |value: &Plain| match value {
        Plain::Null => true,
        Plain::Text(text) => text.is_empty() || text == "false",
        Plain::List(items) => items.is_empty(),
        Plain::Mapping(_) => false,
    };
    // One value may stand for a list of one.
    let alone = matches!((before, now), (Plain::Text(one), Plain::List(items)) if *items == [Plain::Text(one.clone())]);
    before == now || alone || (blank(before) && blank(now))
}

/// The agency's words take the place of the plan's, and the other way round.
fn worded(text: &str, file: &Plain, path: &[Step], words: &str) -> Result<String, NotEdited> {
    let (_, entry) = path.split_last().ok_or(NotEdited::NoSuchPlace)?;
    let kept: Path = entry.iter().cloned().chain([Step::key("giu_nguyen")]).collect();
    let has = |path: &[Step]| file.at(path).is_some();
    let covers: Path = entry.iter().cloned().chain([Step::key("thay_cho")]).collect();
    let of_plan = matches!(file.at(&covers), Some(Plain::List(covers)) if covers.len() == 1);
    let mut edits = Vec::new();
    if words.is_empty() {
        if of_plan {
            edits.push(Edit::Set { path: kept, value: Value::Flag(true) });
        }
        edits.push(match of_plan {
            true => Edit::Remove { path: path.to_vec() },
            false => Edit::Set { path: path.to_vec(), value: Value::Blank },
        });
    } else {
        edits.push(Edit::Set { path: path.to_vec(), value: Value::Prose(words.to_owned()) });
        if has(&kept) {
            edits.push(Edit::Remove { path: kept });
        }
    }
    edit::edited(text, &edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
loai: ke_hoach_don_vi
# Số văn bản
so:
muc_dich:
  # xem lại
  - Mục đích một
nhiem_vu:
  - muc: [II.1]
    lanh_dao: []
    noi_dung:
      - thay_cho:
          - nhiem_vu: II.1.a.1
            nguyen_van: Công khai thủ tục
        giu_nguyen: true
        chu_tri: []
        # Kế hoạch gốc: quý III.
        thoi_han:
";

    fn fill(text: &str, name: &str, values: &[&str]) -> String {
        let Some(Field::At(path)) = Field::of(name) else { panic!("{name} is no field") };
        filled(text, &path, values).expect("it is filled in")
    }

    #[test]
    fn a_field_is_filled_in_and_emptied_and_the_file_is_as_it_was() {
        for (name, values, line) in [
            ("so", vec!["202"], "so: 202"),
            (
                "nhiem_vu/0/noi_dung/0/thoi_han",
                vec!["trước ngày 15/7/2025"],
                "thoi_han: trước ngày 15/7/2025",
            ),
            ("nhiem_vu/0/noi_dung/0/chu_tri", vec!["", "vp", "khth"], "chu_tri: [vp, khth]"),
            ("nhiem_vu/0/lanh_dao", vec!["", "toan"], "lanh_dao: [toan]"),
        ] {
            let text = fill(FILE, name, &values);
            let folded = text.replace(">-\n          ", "");
            assert!(folded.contains(line), "{name}: {text}");
            assert_eq!(text.lines().filter(|line| line.trim_start().starts_with('#')).count(), 3, "{text}");
            assert_eq!(fill(&text, name, &[""]), FILE, "{name}");
        }
    }

    #[test]
    fn own_words_take_the_place_of_the_plans_and_back() {
        let name = "nhiem_vu/0/noi_dung/0/noi_dung";
        let own = fill(FILE, name, &["Công khai  đầy đủ\nthủ tục"]);
        assert!(own.contains("Công khai đầy đủ thủ tục") && !own.contains("giu_nguyen"), "{own}");
        let back = fill(&own, name, &[""]);
        assert!(back.contains("giu_nguyen: true") && !back.contains("đầy đủ"), "{back}");
    }

    #[test]
    fn paragraphs_are_lines_and_those_that_stay_keep_their_comments() {
        let text = fill(FILE, "muc_dich", &["Mục đích một\r\n\r\nMục đích hai\r\n"]);
        assert_eq!(text, FILE.replace("  - Mục đích một\n", "  - Mục đích một\n  - Mục đích hai\n"));
    }

    #[test]
    fn letters_in_parts_are_written_whole() {
        let parts: String = "Tiến độ".nfd().collect();
        assert!(fill(FILE, "trich_yeu", &[&parts]).contains("Tiến độ"));
    }

    #[test]
    fn what_the_form_has_no_field_for_is_no_field() {
        for name in [
            "",
            "loai",
            "co_quan",
            "nam",
            "nhiem_vu/0/muc",
            "nhiem_vu/0/noi_dung/0/thay_cho",
            "a/../b",
            "+x/loai",
        ] {
            assert_eq!(Field::of(name), None, "{name}");
        }
        assert!(Field::of("+kh-1:II.1.a.1/thoi_han").is_some());
    }
}

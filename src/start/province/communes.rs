//! The file of all communes of a province.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::division::{Commune, CommuneKind, Division};
use crate::content::emit::writer::{Remark, Writer};

pub(super) fn file(division: &Division) -> String {
    let mut writer = Writer::default();
    writer.suggest("yaml-language-server: $schema=../luoc-do/co-quan.schema.json");
    writer.remarks(&heading(division));
    writer.word("loai", "co_quan");
    writer.nested("mac_dinh", |writer| {
        writer.word("phan_loai", "ubnd_xa");
        writer.word("ky_hieu", "UBND");
        writer.prose("cap_truong", "Chủ tịch");
        writer.prose("cap_pho", "Phó Chủ tịch");
        writer.flag("tap_the", true);
        writer.word("tu_ngay", "01/7/2025");
        writer.words("chua_xac_minh", &["dia_danh".to_owned()]);
    });
    writer.nested("danh_sach", |writer| {
        for (id, commune) in ids(&division.communes).iter().zip(&division.communes) {
            writer.item(|writer| entry(writer, id, commune));
        }
    });
    writer.finish().0
}

fn heading(division: &Division) -> Vec<Remark> {
    let count = |kind: CommuneKind| division.communes.iter().filter(|commune| commune.kind == kind).count();
    let kinds: Vec<String> = CommuneKind::ALL
        .into_iter()
        .filter(|kind| count(*kind) > 0)
        .map(|kind| format!("{:02} {}", count(kind), kind.noun()))
        .collect();
    let notes = [
        format!(
            "UBND của {} đơn vị hành chính cấp xã ({}) thuộc {}, từ ngày 01/7/2025; mã, tên và thứ tự theo danh mục của \
             cơ quan thống kê.",
            division.communes.len(),
            kinds.join(", "),
            division.full_name()
        ),
        "Thêm hoặc đổi một xã, phường: chép một mục \"- ma: …\", đặt mã ubnd-xa-<tên không dấu> hoặc ubnd-phuong-<tên không \
         dấu>; hai tên chỉ khác dấu thì thêm mã hành chính vào sau."
            .to_owned(),
        "Xã, phường thôi tồn tại: đừng xóa, ghi `den_ngay` và `ke_thua`. Trường bỏ trống lấy ở `mac_dinh`.".to_owned(),
        "Chữ \"xã\", \"phường\" viết thường; riêng đơn vị mang tên người, tên sự kiện lịch sử hoặc bằng chữ số thì viết hoa \
         (UBND Phường …) và ghi đủ ở `dia_danh` (Phường …) theo Mục III Phụ lục II, điểm a khoản 4 Mục II Phần I Phụ lục I \
         Nghị định số 30/2020/NĐ-CP: danh mục không cho biết nên cơ quan tự sửa, xong thì ghi `chua_xac_minh: []`."
            .to_owned(),
    ];
    notes.map(Remark::Note).to_vec()
}

fn entry(writer: &mut Writer, id: &str, commune: &Commune) {
    let territory = territory(commune);
    let is_figure = commune.name.starts_with(|c: char| c.is_ascii_digit());
    if commune.is_doubtful() {
        writer.comment(&format!("Danh mục viết “{}”: kiểm tra chữ hoa.", commune.name));
    }
    writer.word("ma", id);
    writer.prose("ten", &format!("UBND {territory}"));
    writer.prose("dia_danh", if is_figure { &territory } else { &commune.name });
    writer.prose("dia_ban", &territory);
    writer.code("ma_hanh_chinh", &commune.code);
    if commune.is_doubtful() {
        writer.words("chua_xac_minh", &["ten", "dia_danh", "dia_ban"].map(ToOwned::to_owned));
    }
}

/// "xã Thất Khê"; a unit named by a figure keeps a capital: "Phường 1 Bảo Lộc" (Phụ lục II, Mục III.1).
fn territory(commune: &Commune) -> String {
    let noun = commune.kind.noun();
    if !commune.name.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("{noun} {}", commune.name);
    }
    let mut noun = noun.chars();
    let capital: String = noun.next().into_iter().flat_map(char::to_uppercase).chain(noun).collect();
    format!("{capital} {}", commune.name)
}

/// Slugs; those that several communes would share go on with the code, which no other has.
fn ids(communes: &[Commune]) -> Vec<String> {
    let slugs: Vec<String> = communes
        .iter()
        .map(|commune| slug(&format!("ubnd {} {}", commune.kind.noun(), commune.name)))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    slugs.iter().for_each(|slug| *counts.entry(slug).or_default() += 1);
    let unique = |(slug, commune): (&String, &Commune)| match counts.get(slug.as_str()) {
        Some(1) => slug.clone(),
        _ => format!("{slug}-{}", commune.code),
    };
    slugs.iter().zip(communes).map(unique).collect()
}

/// Small letters without signs, joined by hyphens; an apostrophe joins what stands beside it.
pub(crate) fn slug(name: &str) -> String {
    let plain: String = name
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commune(kind: CommuneKind, name: &str, code: &str) -> Commune {
        Commune { kind, name: name.to_owned(), code: code.to_owned() }
    }

    #[test]
    fn communes_that_differ_only_by_signs_have_ids_of_their_own() {
        let communes = [
            commune(CommuneKind::Rural, "Văn Lang", "02143"),
            commune(CommuneKind::Rural, "Văn Lăng", "05665"),
            commune(CommuneKind::Ward, "Văn Lăng", "05666"),
            commune(CommuneKind::SpecialZone, "Đảo Cồn Cỏ", "1"),
        ];
        let expected = [
            "ubnd-xa-van-lang-02143",
            "ubnd-xa-van-lang-05665",
            "ubnd-phuong-van-lang",
            "ubnd-dac-khu-dao-con-co",
        ];
        assert_eq!(ids(&communes), expected);
    }

    #[test]
    fn signs_in_names_make_no_odd_ids() {
        for (name, expected) in [
            ("xã M’Drắk", "xa-mdrak"),
            ("phường B'Lao", "phuong-blao"),
            ("Chân Mây – Lăng Cô", "chan-may-lang-co"),
        ] {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn a_unit_named_by_a_figure_is_written_with_a_capital() {
        assert_eq!(territory(&commune(CommuneKind::Ward, "1 Bảo Lộc", "1")), "Phường 1 Bảo Lộc");
        assert_eq!(territory(&commune(CommuneKind::Rural, "Đam Rông 1", "1")), "xã Đam Rông 1");
    }
}

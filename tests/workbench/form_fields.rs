//! What the form has fields for: every key that the part of an agency may have, or it says where it is.

use kehoach::content::raw::FileKind;
use kehoach::workbench::part::field::{BY_BUTTON, FILE_ONLY, kind, path_of};
use serde_json::Value;

use crate::desk::Bench;
use crate::form::{FORM, PART, at_field, attribute, fields};

/// Every place of a file of an agency's part at which a value stands, "*" for every item.
fn places() -> Vec<String> {
    let schema = FileKind::Overlay.schema().to_value();
    let mut found = Vec::new();
    walk(&schema, &schema, "", &mut found);
    found.sort();
    found.dedup();
    found
}

fn walk(all: &Value, schema: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return walk(all, &all["$defs"][name.rsplit('/').next().unwrap()], place, found);
    }
    if let Some(forms) = ["anyOf", "allOf"].iter().find_map(|key| schema.get(key)?.as_array()) {
        forms.iter().for_each(|form| walk(all, form, place, found));
    } else if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (key, value) in properties {
            let within = if place.is_empty() { key.clone() } else { format!("{place}/{key}") };
            walk(all, value, &within, found);
        }
    } else if let Some(items) = schema.get("items") {
        walk(all, items, &format!("{place}/*"), found);
    } else if schema.get("type").is_none_or(|kind| kind != "null") {
        found.push(place.to_owned());
    }
}

fn has_field(place: &str) -> bool {
    let is = |place: &str| path_of(&place.replace('*', "0")).and_then(|path| kind(&path)).is_some();
    is(place) || place.strip_suffix("/*").is_some_and(is)
}

#[test]
fn no_key_of_a_part_is_silently_missing_from_its_form() {
    let places = places();
    assert!(places.len() > 60, "{places:?}");
    let told: Vec<&str> = FILE_ONLY.iter().map(|(place, ..)| *place).chain(BY_BUTTON).collect();
    let is_told = |place: &str| told.iter().any(|own| place == *own || place.starts_with(&format!("{own}/")));
    let missing: Vec<&String> = places.iter().filter(|place| !has_field(place) && !is_told(place)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // And nothing is told of that there is not.
    let gone: Vec<&&str> = told
        .iter()
        .filter(|own| !places.iter().any(|place| place == **own || place.starts_with(&format!("{own}/"))))
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
}

/// A part that says all that one may say.
const WHOLE: &str = "\
loai: ke_hoach_don_vi
co_quan: so-tai-chinh
nam: 2025
ke_hoach_goc: [kh-1-2025]
so:
ky_hieu: KH-STC
ngay:
trang_thai: du_thao
trich_yeu: Triển khai kế hoạch của tỉnh
mo_dau: [Đoạn mở đầu]
muc_dich: [Một mục đích]
yeu_cau: [Một yêu cầu]
don_vi:
  - {ma: vp, ten: Văn phòng, ten_viet_tat: VP}
lanh_dao:
  - {ma: binh, ho_ten: Nguyễn Thị Bình, chuc_vu: Phó Giám đốc}
dan_nhap_nhiem_vu: [Một đoạn dẫn]
nhiem_vu:
  - muc: [II.1]
    tieu_de: Gia nhập thị trường
    lanh_dao: [binh]
    theo_linh_vuc: true
    kieu: giao
    phan_cong: [Văn phòng chủ trì]
    noi_dung:
      - thay_cho: [II.1.a.1]
        noi_dung: Rút ngắn thời gian đăng ký
        chu_tri: [vp]
        phoi_hop: [vp]
        lanh_dao: [binh]
        thoi_han: quý IV/2025
        san_pham: Báo cáo
        dan: Giao Văn phòng
      - thay_cho: [II.1.a.2]
        giu_nguyen: true
to_chuc_thuc_hien:
  - Khoản thứ nhất
  - noi_dung: Khoản thứ hai
    thoi_han: quý IV/2025
cac_muc:
  - phan: muc_dich
  - tieu_de: Mục riêng
    doan: [Một đoạn]
    gach: [Một gạch]
    bang:
      - ten: Bảng một
        cot: [{ten: Cột}]
        dong: [[Ô]]
    khoan:
      - tieu_de: Khoản riêng
        doan: [Đoạn của khoản]
        gach: [Gạch của khoản]
  - phan: nhiem_vu
  - phan: to_chuc
ket_thuc: Câu kết
noi_nhan: [UBND tỉnh]
luu: VT
ky: {hinh_thuc: ky_thay, thay_mat: false, chuc_vu: Phó Giám đốc, ho_ten: Nguyễn Thị Bình}
dau_hieu: {du_thao: lần 2, khan: khan, luu_hanh: luu_hanh_noi_bo, nguoi_soan: AB.(9)}
phu_luc_rieng: true
in_phu_luc: true
in_chi_tieu: true
in_muc_tieu: true
in_can_cu: true
";

fn whole() -> Bench {
    let bench = Bench::new();
    std::fs::write(bench.content(PART), WHOLE).expect("written");
    bench.until(FORM, |page| page.contains("Mục riêng"));
    bench
}

#[test]
fn every_value_of_a_whole_part_stands_in_a_field_and_the_form_sent_as_it_is_changes_nothing() {
    let bench = whole();
    let page = bench.get(FORM).text();
    let sent = fields(&page);
    for place in places().iter().filter(|place| has_field(place) && *place != "dau_hieu/mat") {
        let is = |name: &str| {
            let steps = |name: &str| {
                name.split('/')
                    .map(|step| if step.parse::<usize>().is_ok() { "*" } else { step }.to_owned())
                    .collect::<Vec<_>>()
            };
            steps(name) == steps(place) || steps(&format!("{name}/0")) == steps(place)
        };
        assert!(
            sent.iter().any(|(name, value)| is(name) && !value.is_empty()
                || is(name) && ["so", "ngay"].contains(&place.as_str())),
            "{place} has no field with its value"
        );
    }
    for words in ["Khẩn", "Lưu hành nội bộ", "DỰ THẢO (lần 2)", "Ký thay (KT.)"] {
        assert!(page.contains(words), "{words} is a word to choose");
    }
    let all: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    bench.post(FORM, &all);
    assert!(bench.desk.drafts.unsaved().is_empty(), "{:?}", bench.desk.drafts.unsaved());
}

#[test]
fn what_stands_in_the_file_alone_is_told_with_its_line() {
    let bench = whole();
    let page = bench.get(FORM).text();
    let told = page.split("id=\"trong-tep\"").nth(1).expect("it is told");
    let line = |words: &str| WHOLE.lines().position(|line| line.contains(words)).unwrap() + 1;
    let bang = told.split("Bảng trong mục riêng").nth(1).unwrap().split("</li>").next().unwrap();
    // A table begins with its first item.
    assert!(bang.contains(&format!("dòng {}", line("- ten: Bảng một"))), "{bang}");
    let accepted = told.split("Phát hiện đã xem").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(accepted.contains("chưa ghi"), "{accepted}");
}

#[test]
fn sections_are_added_moved_retitled_and_only_own_ones_are_taken_out() {
    let bench = Bench::new();
    let page = bench.filled(FORM, &[("lam", "them-muc"), ("moi-muc", "Kinh phí thực hiện")]);
    assert!(page.contains("Mục thứ 5") && page.contains("value=\"Kinh phí thực hiện\""), "{page}");
    bench.filled(FORM, &[("cac_muc/4/doan", "Bố trí trong dự toán được giao.\nTiết kiệm, hiệu quả.")]);
    bench.filled(FORM, &[("cac_muc/2/tieu_de", "Nhiệm vụ trọng tâm")]);
    bench.filled(FORM, &[("lam", "them-khoan:cac_muc/4"), ("moi-khoan:cac_muc/4", "Nguồn kinh phí")]);
    bench.filled(FORM, &[("cac_muc/4/khoan/0/gach", "Ngân sách tỉnh")]);
    let page = bench.filled(FORM, &[("lam", "len:cac_muc/4")]);
    let printed = page.split("id=\"cac-trang\"").nth(1).expect("there are pages").replace('\u{a0}', " ");
    // Capitals are drawn as they are printed.
    let at = |words: &str| printed.find(words).unwrap_or_else(|| panic!("{words} is printed: {printed}"));
    assert!(at("IV. KINH PHÍ THỰC HIỆN") < at("V. TỔ CHỨC THỰC HIỆN"));
    assert!(at("III. NHIỆM VỤ TRỌNG TÂM") < at("Tiết kiệm, hiệu quả"));
    assert!(at("Nguồn kinh phí") < at("Ngân sách tỉnh"));
    for lam in [
        "xoa:cac_muc/0",
        "them-phan:muc_dich",
        "them-phan:la",
        "bo-cuc",
        "bo-cuc-mau",
        "them-khoan:cac_muc/0",
    ] {
        let answer = bench.fill(FORM, &[("lam", lam), ("moi-khoan:cac_muc/0", "Một khoản")]);
        assert_eq!(answer.status, axum::http::StatusCode::CONFLICT, "{lam}: {}", answer.text());
    }
    bench.filled(FORM, &[("lam", "luu")]);
    let text = bench.part();
    assert!(
        text.contains("cac_muc:\n  - phan: muc_dich\n  - phan: chi_tieu\n  - phan: nhiem_vu\n"),
        "{text}"
    );
    bench.filled(FORM, &[("lam", "xoa:cac_muc/3")]);
    let page = bench.filled(FORM, &[("lam", "bo-cuc-mau")]);
    assert!(page.contains("Đang theo mẫu") && !page.contains("Kinh phí"), "{page}");
}

#[test]
fn a_part_that_the_layout_leaves_out_is_told_and_comes_back() {
    let bench = Bench::new();
    std::fs::write(bench.content(PART), "loai: ke_hoach_don_vi\nco_quan: so-tai-chinh\nnam: 2025\ncac_muc:\n  - phan: nhiem_vu\n  - phan: to_chuc\n").unwrap();
    let page = bench.until(FORM, |page| page.contains("Phần có sẵn không in"));
    assert!(page.contains("them-phan:muc_dich") && !page.contains("them-phan:nhiem_vu"), "{page}");
    bench.filled(FORM, &[("lam", "them-phan:muc_dich")]);
    let page = bench.filled(FORM, &[("lam", "len:cac_muc/2")]);
    assert!(!page.contains("them-phan:muc_dich"), "{page}");
}

#[test]
fn marks_are_chosen_and_printed_and_secrecy_is_refused_at_its_field() {
    let bench = Bench::new();
    bench.filled(FORM, &[("dau_hieu/khan", "hoa_toc")]);
    bench.filled(FORM, &[("dau_hieu/du_thao", "lần 3")]);
    let page = bench.filled(FORM, &[("dau_hieu/luu_hanh", "xem_xong_tra_lai")]);
    let printed = page.split("id=\"cac-trang\"").nth(1).expect("there are pages").replace('\u{a0}', " ");
    for words in ["HỎA TỐC", "DỰ THẢO (lần 3)", "XEM XONG TRẢ LẠI"] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let page = bench.filled(FORM, &[("dau_hieu/khan", "")]);
    assert!(!page.split("id=\"cac-trang\"").nth(1).unwrap().contains("HỎA"), "it is taken back");
    // What a department may not do is told at the signature, not somewhere else.
    let page = bench.filled(FORM, &[("ky/thay_mat", "true")]);
    assert!(at_field(&page, "ky/hinh_thuc").contains("thay mặt tập thể"), "{page}");
    bench.filled(FORM, &[("ky/thay_mat", "")]);
    let page = bench.filled(FORM, &[("dau_hieu/mat", "Mật")]);
    assert!(at_field(&page, "dau_hieu/mat").contains("Lỗi"), "{page}");
    let page = bench.filled(FORM, &[("dau_hieu/mat", "")]);
    assert!(!page.contains("data-bao=\"dau_hieu/mat\""), "{page}");
}

#[test]
fn items_of_the_organisation_come_go_and_move_and_a_duty_is_answered_in_own_words() {
    let bench = whole();
    let lam = |what: &str| [("lam", what.to_owned())];
    let press = |what: &str| {
        let all = lam(what);
        bench.filled(FORM, &[(all[0].0, all[0].1.as_str())])
    };
    bench.filled(FORM, &[("to_chuc_thuc_hien/0", "Khoản thứ nhất, viết lại")]);
    bench.filled(FORM, &[("lam", "them-khoan-to-chuc"), ("moi-khoan-to-chuc", "Khoản thứ ba của Sở")]);
    press("len:to_chuc_thuc_hien/2");
    press("xoa:to_chuc_thuc_hien/2");
    press("luu");
    let text = bench.part();
    let own = text.split("to_chuc_thuc_hien:").nth(1).unwrap().split("cac_muc:").next().unwrap();
    assert!(
        own.contains("viết lại") && own.contains("Khoản thứ ba của Sở") && !own.contains("thứ hai"),
        "{own}"
    );
}

#[test]
fn a_heading_that_the_file_has_no_block_of_gets_one_when_something_is_said_of_it() {
    let bench = Bench::new();
    std::fs::write(bench.content(PART), "loai: ke_hoach_don_vi\nco_quan: so-tai-chinh\nnam: 2025\nlanh_dao:\n  - {ma: binh, ho_ten: Nguyễn Thị Bình, chuc_vu: Phó Giám đốc}\n").unwrap();
    let page = bench.until(FORM, |page| page.contains("name=\"^kh-1-2025:II.1/kieu\""));
    assert!(page.contains("name=\"^kh-1-2025:II.1/lanh_dao\""), "{page}");
    let answer = bench.fill(FORM, &[("^kh-1-2025:II.1/tieu_de", "Đăng ký doanh nghiệp")]);
    assert_eq!(attribute(&answer.text(), "\"ten\":\""), Some("nhiem_vu/0/tieu_de"), "{}", answer.text());
    bench.filled(FORM, &[("nhiem_vu/0/lanh_dao", ""), ("nhiem_vu/0/lanh_dao", "binh")]);
    bench.filled(FORM, &[("lam", "luu")]);
    let text = bench.part();
    assert!(
        text.contains("- muc: [II.1]\n") && text.contains("lanh_dao: [binh]") && !text.contains("ke_hoach:"),
        "{text}"
    );
}

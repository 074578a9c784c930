//! What clerks are told about numbers, plans, units and dates.

mod consequences;
mod register;
mod results;
mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::content::{Files, Loaded, Remark, Written, load_files, resolved};
use crate::diagnostic::{Diagnostic, Place, Scope, Severity, Source, codes};
use crate::model::Province;
use crate::model::reference::Scheme;

const PROVINCE: &str = "loai: tinh\nten: Bắc Hà\nten_day_du: tỉnh Bắc Hà\nco_quan_ban_hanh: ubnd-tinh\n";

const AGENCIES: &str = "loai: co_quan
danh_sach:
  - {ma: ubnd-tinh, ten: UBND tỉnh Bắc Hà, phan_loai: ubnd_tinh}
  - {ma: so-y-te, ten: Sở Y tế, phan_loai: so, ky_hieu: SYT}
  - {ma: so-cong-an, ten: Sở X, phan_loai: so, ky_hieu: SX}
";

const PLAN: &str = "loai: ke_hoach
ma: kh-88-2025
nam: 2025
so: 88
ngay: 02/7/2025
trang_thai: ban_hanh
ho_chi_so: PCI
trich_yeu: Cải thiện môi trường đầu tư kinh doanh năm 2025
cac_muc:
  - tieu_de: Nhiệm vụ
    khoan:
      - ten: Gia nhập thị trường
        giao:
          - chu_tri: [so-y-te]
            nhiem_vu: [{noi_dung: Rà soát thủ tục, thoi_han: trước ngày 10/12/2025}]
ky: {ho_ten: Nguyễn Văn Bình}
";

const OVERLAY: &str = "loai: ke_hoach_don_vi
co_quan: so-y-te
nam: 2025
so: 12
ngay: 11/7/2025
trang_thai: ban_hanh
ke_hoach_goc: [kh-88-2025]
don_vi:
  - {ma: vp, ten: Văn phòng Sở}
  - {ma: nvy, ten: Phòng Nghiệp vụ Y, ten_viet_tat: NVY}
lanh_dao: [{ma: pho, ho_ten: Lê Văn Cường, chuc_vu: Phó Giám đốc}]
nhiem_vu:
  - muc: [I.1]
    lanh_dao: [pho]
    noi_dung:
      - {noi_dung: Niêm yết, thay_cho: [II.1.a.1], chu_tri: [vp], phoi_hop: [nvy], thoi_han: hằng quý}
ky: {ho_ten: Trần Thị Dung}
";

/// A content of a province, its agencies, this plan and this part.
fn files(plan: &str, overlay: &str) -> [(PathBuf, Vec<u8>); 4] {
    let files =
        [("tinh.yaml", PROVINCE), ("co-quan.yaml", AGENCIES), ("kh.yaml", plan), ("so-y-te.yaml", overlay)];
    files.map(|(name, text)| (name.into(), text.as_bytes().to_vec()))
}

fn loaded(plan: &str, overlay: &str) -> Loaded {
    load_files(files(plan, overlay), &BTreeMap::<String, Scheme>::new())
}

fn load(plan: &str, overlay: &str) -> (Province, Vec<Diagnostic>) {
    let loaded = loaded(plan, overlay);
    (loaded.province.expect("there is a province file"), loaded.findings)
}

/// The findings with this code when `typed` stands in the overlay in place of `sound`.
fn told(code: &str, sound: &str, typed: &str) -> Vec<Diagnostic> {
    assert!(OVERLAY.contains(sound), "{sound}");
    let overlay = OVERLAY.replacen(sound, typed, 1).replace("II.1.a.1", "I.1.a.1");
    let (_, findings) = load(PLAN, &overlay);
    findings.into_iter().filter(|finding| finding.code == code).collect()
}

fn hint(code: &str, sound: &str, typed: &str) -> String {
    let findings = told(code, sound, typed);
    assert!(!findings.is_empty(), "{typed}: nothing is said");
    findings[0].hint.clone().unwrap_or_default()
}

#[test]
fn a_number_with_words_or_a_symbol_around_it_is_taken_with_a_note() {
    for typed in ["Số 12", "\"12/KH-SYT\"", "012", "12.", "Số: 12/KH-SYT".replace(": ", " ").as_str()] {
        let overlay = OVERLAY.replace("so: 12", &format!("so: {typed}"));
        let (province, findings) = load(PLAN, &overlay);
        assert_eq!(province.overlays[0].stated.number, Some(12), "{typed}");
        let notes: Vec<_> = findings.iter().filter(|finding| finding.code == codes::NUMBER_TAKEN).collect();
        assert_eq!(notes.len(), 1, "{typed}: {findings:#?}");
        assert_eq!(notes[0].severity, Severity::Info);
        assert!(notes[0].message.ends_with("được đọc là số 12"), "{}", notes[0].message);
        assert_eq!(notes[0].place.as_ref().unwrap().line_column().0, 4);
    }
    for plain in ["12", "05"] {
        assert!(told(codes::NUMBER_TAKEN, "so: 12", &format!("so: {plain}")).is_empty(), "{plain}");
    }
}

#[test]
fn a_symbol_beside_the_number_that_contradicts_the_document_is_an_error() {
    for typed in ["so: 12/KH-STC", "so: 12/KH-STC\nky_hieu: KH-SYT", "so: 12/KH-SYT\nky_hieu: KH-STC"] {
        let findings = told(codes::BAD_VALUE, "so: 12", typed);
        assert_eq!(findings.len(), 1, "{typed}");
        assert_eq!(findings[0].severity, Severity::Error);
        assert!(findings[0].message.contains("KH-STC") && findings[0].message.contains("KH-SYT"));
    }
    assert!(told(codes::BAD_VALUE, "so: 12", "so: 12/KH-STC\nky_hieu: KH-STC").is_empty());
    assert_eq!(told(codes::BAD_VALUE, "so: 12", "so: mười hai").len(), 1);
}

#[test]
fn a_plan_named_by_its_number_is_told_its_id() {
    for typed in ["[88/KH-UBND]", "Kế hoạch số 88/KH-UBND", "88", "[\"Số 88\"]"] {
        let hint = hint(codes::UNKNOWN_PLAN, "[kh-88-2025]", typed);
        assert_eq!(hint, "mã của kế hoạch ấy là kh-88-2025", "{typed}");
    }
}

#[test]
fn a_plan_that_does_not_exist_is_told_which_do() {
    assert_eq!(hint(codes::UNKNOWN_PLAN, "[kh-88-2025]", "[kh-88-2026]"), "có phải “kh-88-2025”?");
    for typed in ["[abc]", "[99/KH-UBND]", "[88/QĐ-UBND]"] {
        let hint = hint(codes::UNKNOWN_PLAN, "[kh-88-2025]", typed);
        assert_eq!(hint, "các kế hoạch đã có: kh-88-2025 (Kế hoạch số 88/KH-UBND, năm 2025)", "{typed}");
    }
}

#[test]
fn an_unknown_unit_is_told_the_code_that_was_meant_or_all_of_them() {
    let of = |typed: &str| hint(codes::UNKNOWN_UNIT, "chu_tri: [vp]", &format!("chu_tri: {typed}"));
    assert_eq!(of("[nvyy]"), "có phải “nvy”?");
    assert_eq!(of("[Văn phòng sở]"), "ghi mã, không ghi tên: mã của “Văn phòng Sở” là vp");
    assert_eq!(
        of("[khtc-tong-hop]"),
        "các mã đã khai ở “don_vi”: vp (Văn phòng Sở), nvy (Phòng Nghiệp vụ Y)"
    );
    assert_eq!(of("[pho]"), "“pho” là mã lãnh đạo, khai ở “lanh_dao”");
    let several = "nhiều mục thì mỗi mục một dòng bắt đầu bằng “- ”, hoặc ghi trong ngoặc vuông, cách nhau bằng dấu phẩy: ";
    assert_eq!(of("vp; nvy"), format!("{several}[vp, nvy]"));
    assert_eq!(of("nv-y - khtc-tong-hop"), format!("{several}[nv-y, khtc-tong-hop]"));
}

#[test]
fn an_unknown_leader_is_told_the_same() {
    let of =
        |typed: &str| hint(codes::UNKNOWN_UNIT, "    lanh_dao: [pho]", &format!("    lanh_dao: [{typed}]"));
    assert_eq!(of("Lê Văn Cường"), "ghi mã, không ghi tên: mã của “Lê Văn Cường” là pho");
    assert_eq!(of("giam-doc"), "các mã đã khai ở “lanh_dao”: pho (Lê Văn Cường)");
    assert_eq!(of("vp"), "“vp” là mã đơn vị, khai ở “don_vi”");
}

#[test]
fn where_no_unit_is_declared_it_is_shown_how() {
    let units = "don_vi:\n  - {ma: vp, ten: Văn phòng Sở}\n  - {ma: nvy, ten: Phòng Nghiệp vụ Y, ten_viet_tat: NVY}\n";
    let hint = hint(codes::UNKNOWN_UNIT, units, "");
    assert!(hint.starts_with("tệp chưa khai đơn vị nào: thêm khóa “don_vi:”"), "{hint}");
    assert!(hint.ends_with("- {ma: van-phong, ten: Văn phòng}"), "{hint}");
}

#[test]
fn what_is_wrong_with_a_date_is_said_at_its_place() {
    for (typed, said) in [
        ("11/7/25", "ngày “11/7/25”: năm phải đủ bốn chữ số"),
        ("31/6/2025", "ngày “31/6/2025”: tháng 6 chỉ có 30 ngày"),
        ("11-7-2025", "ngày “11-7-2025”: ngày phải viết bằng số, cách nhau bằng dấu gạch chéo"),
    ] {
        let findings = told(codes::BAD_DATE, "11/7/2025", typed);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].message, said);
        assert_eq!(findings[0].place.as_ref().unwrap().line_column(), (5, 7));
    }
    assert!(told(codes::BAD_DATE, "11/7/2025", "11 / 7 / 2025").is_empty());
}

#[test]
fn a_day_that_no_calendar_has_is_an_error_and_other_doubts_keep_what_was_typed() {
    let typed = |deadline: &str| load(&PLAN.replace("trước ngày 10/12/2025", deadline), OVERLAY);
    let (_, findings) = typed("trước 31/6/2025");
    let finding = findings.iter().find(|finding| finding.code == codes::BAD_DEADLINE).expect("it is named");
    assert_eq!(finding.message, "thời hạn “trước 31/6/2025”: tháng 6 chỉ có 30 ngày");
    assert!(finding.is_error());
    for (deadline, code, said) in [
        ("trước 11/7/25", codes::GUESSED_DEADLINE, "năm phải đủ bốn chữ số, hiểu là năm 2025; in nguyên văn"),
        ("trước ngày 11/7", codes::GUESSED_DEADLINE, "không ghi năm, hiểu là năm 2025; in nguyên văn"),
        ("càng sớm càng tốt", codes::UNREAD_DEADLINE, "không hiểu được là khi nào; in nguyên văn"),
    ] {
        let (province, findings) = typed(deadline);
        let finding = findings.iter().find(|finding| finding.code == code).expect(deadline);
        assert_eq!(finding.message, format!("thời hạn “{deadline}”: {said}"));
        assert!(!finding.is_error() && finding.place.is_some());
        let dues = province.plans[0].all_tasks().flat_map(|task| &task.assigned.deadlines);
        assert!(dues.into_iter().any(|due| due.deadline.typed() == deadline), "{deadline} is kept");
    }
}

/// Remarks on every file.
fn remark(source: &Arc<Source>, _: &[Written]) -> Vec<Diagnostic> {
    vec![Diagnostic::warning(codes::DOUBLED_WORD, "thử").at(Place::new(source, 0..0))]
}

/// Where something is remarked on, and whom it concerns, file by file.
fn remarks(files: &Files, remark: &Remark<'_>) -> Vec<(PathBuf, Scope)> {
    let all = resolved(files, &BTreeMap::new(), remark).findings.into_iter();
    let all = all.filter(|one| one.code == codes::DOUBLED_WORD);
    let mut all: Vec<_> =
        all.map(|one| (one.place.expect("a place").source.path.clone(), one.scope)).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

#[test]
fn a_file_that_did_not_change_is_not_remarked_on_again() {
    let asked = AtomicUsize::new(0);
    let counted = |source: &Arc<Source>, texts: &[Written]| {
        asked.fetch_add(1, Ordering::SeqCst);
        remark(source, texts)
    };
    let files = Files::in_memory(files(PLAN, OVERLAY));
    let said = remarks(&files, &counted);
    assert_eq!((said.len(), asked.load(Ordering::SeqCst)), (4, 4));
    let text = OVERLAY.replace("Niêm yết", "Công khai");
    let again = files.changed(Path::new("so-y-te.yaml"), &text, &|_| true);
    assert_eq!(remarks(&again, &counted), said, "all of them are there");
    assert_eq!(asked.load(Ordering::SeqCst), 5);
}

#[test]
fn a_part_concerns_its_agency_alone_only_where_there_is_such_an_agency() {
    let path = Path::new("so-y-te.yaml");
    // Of what is remarked on it, and of its texts.
    let scope = |overlay: &str| {
        let files = Files::in_memory(files(PLAN, overlay));
        let said = remarks(&files, &remark).into_iter().filter(|(of, _)| of == path).map(|(_, scope)| scope);
        let said: Vec<Scope> = said.collect();
        let loaded = resolved(&files, &BTreeMap::new(), &remark);
        let texts = loaded.texts.of_file(path);
        assert!(texts.len() > 10 && texts.iter().all(|text| said == [text.scope.clone()]), "{said:?}");
        said
    };
    assert_eq!(scope(OVERLAY), [Scope::Agency { id: "so-y-te".into(), year: 2025 }]);
    let unknown = OVERLAY.replace("co_quan: so-y-te", "co_quan: so-y-the");
    assert_ne!(unknown, OVERLAY);
    assert_eq!(scope(&unknown), [Scope::Everything]);
}

#[test]
fn files_stand_in_the_order_of_their_paths_whatever_is_read_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [("a.yaml", PROVINCE), ("b.yaml", AGENCIES), ("c.yaml", OVERLAY), ("d.yaml", PLAN)];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let loaded = resolved(&Files::read(folder.path()), &BTreeMap::new(), &|_, _| Vec::new());
    let names: Vec<_> = loaded.sources.iter().filter_map(|source| source.path.file_name()).collect();
    assert_eq!(names, files.map(|(name, _)| name));
}

#[test]
fn what_a_part_names_is_not_called_unknown_while_the_plan_cannot_be_read() {
    let plan = "\0".repeat(500);
    let findings = loaded(&plan, OVERLAY).findings;
    let codes: Vec<&str> = findings.iter().filter(|one| one.is_error()).map(|one| one.code).collect();
    assert_eq!(codes, [codes::ENCODING], "{findings:#?}");
}

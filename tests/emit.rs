//! What is written from a raw value is read again as the same raw value: every key, every value.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kehoach::content::emit;
use kehoach::content::emit::carry::Same;
use kehoach::content::raw::{FileKind, RawOverlay, RawPlan};
use kehoach::content::yaml::{self, Node, Value};
use kehoach::diagnostic::Source;
use serde_json::Value as Json;

fn source(text: &str) -> Arc<Source> {
    let mut findings = Vec::new();
    yaml::load_source(PathBuf::from("ke-hoach.yaml"), text.as_bytes().to_vec(), &mut findings)
        .unwrap_or_else(|| panic!("{findings:#?}"))
}

fn read(text: &str) -> RawPlan {
    parsed(text)
}

fn parsed<T: serde::de::DeserializeOwned + schemars::JsonSchema>(text: &str) -> T {
    let mut findings = Vec::new();
    yaml::parse(&source(text), &mut findings).unwrap_or_else(|| panic!("{findings:#?}\n{text}"))
}

fn emitted(plan: &RawPlan) -> String {
    let (text, decisions) = emit::plan(plan, &Same).below(&[]);
    assert!(decisions.is_empty());
    text
}

/// Every plan of a folder that can be read.
fn plans(folder: &str) -> Vec<(PathBuf, RawPlan)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut plans = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.unwrap();
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        if entry.path().extension().is_some_and(|end| end == "yaml") && text.contains("loai: ke_hoach\n") {
            let plan = yaml::parse(&source(&text), &mut Vec::new());
            plans.extend(plan.map(|plan| (entry.path().to_path_buf(), plan)));
        }
    }
    plans
}

#[test]
fn every_plan_comes_back_as_it_was() {
    let (content, fixtures) = (plans("content"), plans("tests/fixtures"));
    assert_eq!((content.len(), fixtures.len()), (4, 8));
    for (path, plan) in content.into_iter().chain(fixtures) {
        let text = emitted(&plan);
        assert_eq!(read(&text), plan, "{}", path.display());
        assert_eq!(emitted(&read(&text)), text, "{}", path.display());
    }
}

/// Every key of the format, once.
const EVERY_KEY: &str = r#"
loai: ke_hoach
ma: kh-moi-khoa
nam: 2026
trich: true
so: "007"
ky_hieu: KH-UBND
ngay: 7/2026
trang_thai: ban_hanh
co_quan_ban_hanh: ubnd-tinh
mau: ke-hoach-tinh-2026
ho_chi_so: PCI
trich_yeu: Về việc thử mọi khóa
can_cu: [Căn cứ Luật thứ nhất]
mo_dau: ["Mở đầu: có dấu hai chấm."]
cac_muc:
  - tieu_de: Mục có đủ khóa
    ho: PGI
    chi_tieu:
      - {ten: Tỷ lệ, gia_tri: "7.25", don_vi: điểm, thang: 100, chieu: khong_qua, nam: 2027, thay_doi: "+0,36", so_voi: 2024}
      - {gia_tri: giữ vị trí dẫn đầu vùng}
    theo_doi: so-y-te
    cung_theo_doi: [so-noi-vu]
    chu_tri: [{ma: so-y-te, pham_vi: "phần một, phần hai"}, {ngoai: các doanh nghiệp}]
    phoi_hop: [so-noi-vu, {ma: so-xay-dung, pham_vi: đất}]
    tru: [so-tu-phap]
    kem_theo: theo chức năng
    thoi_han: [{phan: lần đầu, han: quý III/2026}, hằng quý]
    san_pham: Báo cáo
    kinh_phi: ngân sách tỉnh
    neu_ten: sau
    doan: [Đoạn văn.]
    gach: [Gạch đầu dòng.]
    bang:
      - ten: Bảng một
        cot: [{ten: STT, kieu: stt}, {ten: "Số, tiền", kieu: so}]
        dong: [["1", "2.500"], ["", "null"]]
        tong: [Cộng, "2.500"]
    giao:
      - chu_tri: [so-y-te]
        phoi_hop: [so-noi-vu]
        tru: [so-tu-phap]
        doi_tuong: Ngành y tế
        kem_theo: theo chức năng
        loi_dan: đề nghị
        dieu_kien: "Khi có vốn:"
        neu_ten: trong_cau
        lam_gi: xây dựng kế hoạch
        thoi_han: trước 15/7/2026
        san_pham: Báo cáo chung
        kinh_phi: 5 tỷ đồng
        viec: lap_ke_hoach
        qua: so-tai-chinh
        nhiem_vu:
          - noi_dung: Việc có đủ khóa.
            ma: viec-mot
            doi_tuong: Bệnh viện
            chu_tri: [so-y-te]
            phoi_hop: []
            tru: []
            kem_theo: theo nhiệm vụ
            dieu_kien: Khi được giao
            thoi_han: sau khi có Nghị quyết
            san_pham: Biên bản
            kinh_phi: không
            viec: bao_cao
            qua: so-tai-chinh
          - noi_dung: Việc chung.
    thuc_hien: [{chu_tri: [so-noi-vu], nhiem_vu: []}]
    nhiem_vu: [{noi_dung: Việc theo dòng., chu_tri: [so-y-te]}]
    khoan:
      - ten: Chỉ số con
      - {}
    tiep_theo:
      - doan: [Đoạn sau.]
        gach: [Gạch sau.]
        bang: [{cot: [{ten: A}], dong: []}]
        giao: [{nhiem_vu: [{noi_dung: Việc sau., chu_tri: [so-y-te]}]}]
        thuc_hien: [{chu_tri: [so-noi-vu], nhiem_vu: [{noi_dung: Trách nhiệm sau.}]}]
        nhiem_vu: [{noi_dung: Dòng sau., chu_tri: [so-y-te]}]
        khoan: [{tieu_de: Khoản sau}]
    ket: Dòng kết.
ket_thuc: [Đoạn kết.]
phu_luc:
  - kieu: bang_nhiem_vu
    tieu_de: Phụ lục
    ho: PCI
    doan: [Đoạn.]
    gach: [Gạch.]
    bang: [{cot: [{ten: A}], dong: [[b]]}]
    nhiem_vu: [{noi_dung: Dòng một., chu_tri: [so-y-te]}]
    khoan: [{tieu_de: Nhóm}]
    tiep_theo: [{doan: [Đoạn nữa.]}]
    ket: Hết.
noi_nhan: [Như trên]
luu: VT, TH(2).
ky: {hinh_thuc: ky_thay, thay_mat: false, chuc_vu: Phó Chủ tịch, ho_ten: Nguyễn Văn A}
dau_hieu: {du_thao: lần 2, khan: hoa_toc, luu_hanh: luu_hanh_noi_bo, mat: Mật, nguoi_soan: PL.(300)}
phu_luc_rieng: true
chap_nhan: [{ma: KH344, cho: Việc chung., ly_do: "đã xem: đúng"}]
"#;

#[test]
fn every_key_of_the_format_comes_back() {
    let schema = FileKind::Plan.schema().to_value();
    let mut keys = Keys { schema: &schema, all: BTreeSet::new(), used: BTreeSet::new() };
    let node = yaml::read(&source(EVERY_KEY), &mut Vec::new()).unwrap();
    keys.walk("ke_hoach", &schema, &node);
    let unused: Vec<_> = keys.all.difference(&keys.used).collect();
    assert!(unused.is_empty(), "write these into the plan that has every key: {unused:#?}");
    assert!(keys.all.len() > 80, "{}", keys.all.len());
    let plan = read(EVERY_KEY);
    assert_eq!(read(&emitted(&plan)), plan, "{}", emitted(&plan));
}

/// Every key of an agency's part, once.
const EVERY_KEY_OF_A_PART: &str = r#"
loai: ke_hoach_don_vi
co_quan: so-y-te
nam: 2026
so: 12
ky_hieu: KH-SYT
ngay: 5/3/2026
trang_thai: ban_hanh
ke_hoach_goc: [kh-mot, kh-hai]
in_phu_luc: true
in_chi_tieu: false
in_muc_tieu: false
in_can_cu: true
trich_yeu: Về việc thử mọi khóa
mo_dau: [Mở đầu.]
muc_dich: ["Mục đích: một."]
yeu_cau: [Yêu cầu.]
don_vi:
  - {ma: vp, ten: Văn phòng, ten_viet_tat: VP}
  - {ma: nv, ten: "Phòng Nghiệp vụ Y, Dược"}
lanh_dao: [{ma: an, ho_ten: Nguyễn Văn An, chuc_vu: Phó Giám đốc}]
dan_nhap_nhiem_vu: [Dẫn nhập.]
nhiem_vu:
  - muc: [Gia nhập thị trường, II.2]
    ke_hoach: kh-mot
    tieu_de: Tiêu đề riêng
    lanh_dao: [an]
    theo_linh_vuc: true
    kieu: giao
    phan_cong: [Văn phòng chủ trì.]
    noi_dung:
      - noi_dung: "Việc: một."
        thay_cho:
          - II.1.a.1
          - {nhiem_vu: II.1.a.2, nguyen_van: Nguyên văn., lan: 2/3, duoc_giao: "chủ trì; cùng chủ trì: so-noi-vu"}
        chu_tri: [vp]
        phoi_hop: [tat_ca]
        lanh_dao: [an]
        thoi_han: hằng quý
        san_pham: Báo cáo
        dan: Giao Văn phòng chủ trì
      - {thay_cho: [II.1.b], giu_nguyen: true}
  - muc: [II.3]
khong_lien_quan: [II.4.a, {nhiem_vu: II.4.b, nguyen_van: Việc khác.}]
to_chuc_thuc_hien:
  - "Khoản: một."
  - {noi_dung: Khoản hai., thay_cho: [III.1], thoi_han: trước 15/7/2026}
  - {thay_cho: [III.2], giu_nguyen: true}
cac_muc:
  - phan: muc_dich
  - {phan: nhiem_vu, tieu_de: Nhiệm vụ}
  - tieu_de: Kinh phí
    doan: [Đoạn.]
    gach: [Gạch.]
    bang: [{cot: [{ten: A}], dong: [[b]]}]
    khoan: [{tieu_de: Khoản, doan: [Đoạn.], gach: [Gạch.]}]
ket_thuc: Câu kết
noi_nhan: ["UBND tỉnh (b/c)"]
luu: VT, NV.
ky: {hinh_thuc: ky_thay, ho_ten: Nguyễn Văn An}
dau_hieu: {du_thao: lần 1}
phu_luc_rieng: true
chap_nhan: [{ma: KH344, cho: Việc, ly_do: đã xem}]
"#;

#[test]
fn every_key_of_a_part_comes_back() {
    let schema = FileKind::Overlay.schema().to_value();
    let mut keys = Keys { schema: &schema, all: BTreeSet::new(), used: BTreeSet::new() };
    let node = yaml::read(&source(EVERY_KEY_OF_A_PART), &mut Vec::new()).unwrap();
    keys.walk("ke_hoach_don_vi", &schema, &node);
    // Marks, tables and signatures are those of a plan: their keys stand in the plan that has every key.
    let shared = ["RawMarks", "RawColumn", "RawTable", "RawSignature"];
    let unused: Vec<_> =
        keys.all.difference(&keys.used).filter(|(of, _)| !shared.contains(&of.as_str())).collect();
    assert!(unused.is_empty(), "write these into the part that has every key: {unused:#?}");
    let part: RawOverlay = parsed(EVERY_KEY_OF_A_PART);
    let (text, _) = emit::overlay(&part, &Same).below(&[]);
    assert_eq!(parsed::<RawOverlay>(&text), part, "{text}");
}

#[test]
fn every_part_comes_back_as_it_was() {
    for path in [
        "content/2024/co-quan/so-ke-hoach-va-dau-tu.yaml",
        "content/2025/co-quan/bql-khu-kinh-te-cua-khau-dong-dang-lang-son.yaml",
    ] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        let part: RawOverlay = parsed(&text);
        let (text, _) = emit::overlay(&part, &Same).below(&[]);
        assert_eq!(parsed::<RawOverlay>(&text), part, "{path}");
    }
}

/// Keys of the schema, each in the kind of mapping that has it, and those that a file uses.
struct Keys<'s> {
    schema: &'s Json,
    all: BTreeSet<(String, String)>,
    used: BTreeSet<(String, String)>,
}

impl Keys<'_> {
    fn walk(&mut self, of: &str, schema: &Json, node: &Node) {
        if let Some(target) = schema.get("$ref").and_then(Json::as_str) {
            let name = target.rsplit('/').next().unwrap();
            let target = self.schema["$defs"][name].clone();
            return self.walk(name, &target, node);
        }
        for either in schema.get("anyOf").and_then(Json::as_array).into_iter().flatten() {
            self.walk(of, either, node);
        }
        if let Some(properties) = schema.get("properties").and_then(Json::as_object) {
            for (key, value) in properties {
                self.all.insert((of.to_owned(), key.clone()));
                if let Some(child) = node.get(key) {
                    self.used.insert((of.to_owned(), key.clone()));
                    self.walk(&format!("{of}.{key}"), value, child);
                }
            }
        }
        if let (Some(items), Value::List(list)) = (schema.get("items"), &node.value) {
            list.iter().for_each(|item| self.walk(of, items, item));
        }
    }
}

#[test]
fn texts_that_look_like_yaml_come_back_as_they_were() {
    let texts = [
        "Mục: đích # không phải chú thích",
        "- gạch đầu dòng",
        "“ngoặc” và 'nháy' và \"kép\" {a: b} [c]",
        "null",
        "yes",
        "2025",
        "7,0",
        "",
        "*sao* &neo !nhãn %chỉ @a `b`",
        "? hỏi",
        "--- ba gạch",
        "Kết thúc bằng hai chấm:",
        "# mở đầu bằng dấu thăng rất dài để phải xuống dòng nhiều lần và # giữa câu lại có dấu thăng nữa cho chắc",
        "\\n không phải xuống dòng",
        "> | khối",
    ];
    let listed: String = texts
        .iter()
        .map(|text| format!("  - \"{}\"\n", text.replace('\\', "\\\\").replace('"', "\\\"")))
        .collect();
    let cells = listed.replace("  - ", "        - [").replace("\"\n", "\"]\n");
    let typed = format!(
        "loai: ke_hoach\nma: a\nnam: 2026\ntrang_thai: du_thao\ntrich_yeu: Thử\nmo_dau:\n{listed}cac_muc:\n  - bang:\n      - cot: [{{ten: a}}]\n        dong:\n{}",
        cells.replace("        - ", "          - ")
    );
    let plan = read(&typed);
    let opening: Vec<&str> = plan.opening.iter().map(|text| text.as_str()).collect();
    assert_eq!(opening, texts);
    assert_eq!(read(&emitted(&plan)), plan, "{}", emitted(&plan));
}

#[test]
fn what_a_point_says_for_all_of_its_tasks_is_written_once() {
    let text = emitted(&read(EVERY_KEY));
    for once in ["san_pham: Báo cáo chung", "lam_gi: xây dựng kế hoạch", "viec: lap_ke_hoach"] {
        assert_eq!(text.matches(once).count(), 1, "{once}: {text}");
    }
}

//! Templates that drop something of a task: the documents that lose it are refused, with what is missing,
//! and no others.

use kehoach::app::Job;
use kehoach::derive::Year;
use kehoach::diagnostic::codes;
use kehoach::template::TemplateSet;

use super::base::{load, make};

/// A plan without annexes, so that nothing is said twice.
const PLAN: &str = "loai: ke_hoach
ma: kh-2025
nam: 2025
so: 175
ngay: 02/7/2025
trang_thai: ban_hanh
trich_yeu: Cải thiện môi trường đầu tư kinh doanh năm 2025
mo_dau: [UBND tỉnh ban hành Kế hoạch năm 2025 như sau]
cac_muc:
  - tieu_de: Nhiệm vụ
    khoan:
      - tieu_de: Thủ tục
        giao:
          - chu_tri: [{ma: so-tai-chinh, pham_vi: phần ngân sách}, thue-tinh]
            phoi_hop: [{ngoai: các doanh nghiệp dệt may}]
            kem_theo: theo chức năng được giao
            dieu_kien: \"Khi xây dựng chính sách mới:\"
            nhiem_vu:
              - noi_dung: Rà soát thủ tục nộp thuế.
                thoi_han: trước ngày 10/12/2025
                kinh_phi: 200 triệu đồng
              - noi_dung: Công khai thủ tục đã rà soát.
      - tieu_de: Quảng bá
        giao:
          - chu_tri: [trung-tam-xuc-tien]
            nhiem_vu: [{noi_dung: Quảng bá tiềm năng của tỉnh.}]
ky: {hinh_thuc: ky_thay, ho_ten: Nguyễn Văn A}
";

/// The built-in templates without this in the components.
fn without(dropped: &str) -> TemplateSet {
    const COMPONENTS: &str = "thanh-phan.md";
    let built_in = TemplateSet::load(None).expect("the built-in templates load");
    let text = built_in.texts().find(|(name, _)| *name == COMPONENTS).expect("it is there").1;
    assert!(text.contains(dropped), "{COMPONENTS} has no “{dropped}” any more");
    TemplateSet::with_own([(COMPONENTS.to_owned(), text.replace(dropped, "…"))]).expect("it is one still")
}

/// Whose plans are told to have no annex.
const AGENCIES: [&str; 3] = ["so-tai-chinh", "trung-tam-xuc-tien", "thue-tinh"];

/// The stem of every document of the plan that is refused, with what is said of it.
fn refused(templates: &TemplateSet) -> Vec<(String, Vec<String>)> {
    refused_of(PLAN, templates)
}

fn refused_of(plan: &str, templates: &TemplateSet) -> Vec<(String, Vec<String>)> {
    let parts: Vec<(String, String)> = AGENCIES
        .iter()
        .map(|id| {
            let part = format!("loai: ke_hoach_don_vi\nco_quan: {id}\nnam: 2025\nin_phu_luc: false\n");
            (format!("{id}.yaml"), part)
        })
        .collect();
    let mut files: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, part)| (name.as_str(), part.as_bytes())).collect();
    files.extend([("ke-hoach.yaml", plan.as_bytes()), ("ke-hoach-don-vi.yaml", b"")]);
    let loaded = load(&files, templates);
    let province = loaded.province.expect("a province");
    let year = Year::of(&province, 2025).expect("the year");
    let refused =
        Job::all(&year).into_iter().filter_map(|job| Some((job, make(job, &year, templates).err()?)));
    refused
        .map(|(job, findings)| {
            let errors: Vec<_> = findings.into_iter().filter(|finding| finding.is_error()).collect();
            assert!(errors.iter().all(|finding| finding.code == codes::PART_LOST), "{errors:#?}");
            let at_task =
                |line: usize| plan.lines().nth(line - 1).is_some_and(|line| line.contains("noi_dung: "));
            for finding in &errors {
                let (line, _) = finding.place.as_ref().expect("a place").line_column();
                assert!(at_task(line), "{finding:#?}");
            }
            (job.stem().to_owned(), errors.into_iter().map(|finding| finding.message).collect())
        })
        .collect()
}

#[test]
fn the_built_in_templates_drop_nothing() {
    assert_eq!(refused(&TemplateSet::load(None).expect("the built-in templates load")), []);
}

/// What is left out of the components, what is said, and of which documents.
const DROPPED: [(&str, &str, &[&str]); 10] = [
    ("{{ v.noi_dung }}", "không thấy nội dung của nhiệm vụ", &["ke-hoach"]),
    ("{{ g.nhiem_vu[0].noi_dung | thuong }}", "không thấy nội dung của nhiệm vụ", &["ke-hoach"]),
    ("{{ g.ten }}", "cơ quan chủ trì “Thuế tỉnh”", &["ke-hoach"]),
    ("({{ g.dieu_kien | thuong | bo_hai_cham }})", "điều kiện “Khi xây dựng chính sách mới:”", &["ke-hoach"]),
    ("{{ g.phoi_hop }}", "cơ quan phối hợp “các doanh nghiệp dệt may”", &["ke-hoach"]),
    ("{{ v.thoi_han_rieng }}", "thời hạn “trước ngày 10/12/2025”", &["ke-hoach"]),
    ("{{ v.kinh_phi }}", "kinh phí “200 triệu đồng”", &["ke-hoach"]),
    ("{{ n.noi_dung | bo_cham }}", "không thấy nội dung của nhiệm vụ", &AGENCIES),
    ("{{ n.can_cu }}", "cơ quan phối hợp “các doanh nghiệp dệt may”", &["so-tai-chinh", "thue-tinh"]),
    ("{{ n.thoi_han_rieng }}", "thời hạn “trước ngày 10/12/2025”", &["so-tai-chinh", "thue-tinh"]),
];

#[test]
fn what_a_template_drops_is_named_for_the_documents_that_lose_it() {
    for (dropped, told, stems) in DROPPED {
        let found = refused(&without(dropped));
        let refused: Vec<&str> = found.iter().map(|(stem, _)| stem.as_str()).collect();
        assert_eq!(refused, stems, "{dropped}: {found:#?}");
        for (stem, said) in &found {
            assert!(said.iter().any(|said| said.contains(told)), "{dropped}, {stem}: {said:#?}");
        }
    }
}

#[test]
fn how_one_task_is_done_has_its_place_however_its_point_names_who_does_it() {
    let templates = TemplateSet::load(None).expect("the built-in templates load");
    let own = |style: &str, named: &str| {
        let task = format!("                kem_theo: theo thẩm quyền{named}\n                kinh_phi:");
        let style = if style.is_empty() { String::new() } else { format!("neu_ten: {style}\n            ") };
        PLAN.replacen("                kinh_phi:", &task, 1).replacen(
            "dieu_kien: ",
            &format!("{style}dieu_kien: "),
            1,
        )
    };
    let named = "\n                chu_tri: [thue-tinh]";
    for (style, named) in [("", ""), ("truoc", ""), ("sau", ""), ("truoc", named), ("sau", named)] {
        assert_eq!(refused_of(&own(style, named), &templates), [], "{style} {named}");
    }
    // Of the only task of its point, too.
    let only = "nhiem_vu: [{noi_dung: Quảng bá tiềm năng của tỉnh., kem_theo: theo thẩm quyền}]";
    let plan = PLAN.replace("nhiem_vu: [{noi_dung: Quảng bá tiềm năng của tỉnh.}]", only);
    assert_eq!(refused_of(&plan, &templates), []);
}

//! TITLE, RCP, SIGN, DATE: what an office types into its document and the decree does not allow.

use kehoach::app::{self, Inputs, Made};
use kehoach::derive::Year;
use kehoach::diagnostic::Severity;

use crate::fixture::{changed, errors_with, findings_with, load, warnings_with};

const PLAN: &str = "ke-hoach.yaml";
const SIGNED: &str = "ky: {hinh_thuc: ky_thay, ho_ten: Nguyễn Văn An}";
const DEPARTMENT: &str = "co-quan-rieng/so-tai-chinh.yaml";

fn one(found: &[String], code: &str, words: &str) {
    let named: Vec<&String> = found.iter().filter(|message| message.starts_with(code)).collect();
    assert!(named.len() == 1 && named[0].contains(words), "{code} “{words}”: {found:#?}");
}

/// The plan of the fixture as a document.
fn plan_of(inputs: &Inputs) -> Made {
    let province = inputs.loaded.province.as_ref().expect("a province");
    let year = Year::of(province, 2027).expect("the year");
    let plan = province.plans_of(2027).next().expect("the plan");
    app::plan_document(&year, plan, &inputs.templates).expect("the plan is made")
}

#[test]
fn title_03_a_plan_is_not_titled_like_a_letter() {
    let subject = "trich_yeu: Cải thiện";
    one(&errors_with(PLAN, subject, "trich_yeu: V/v cải thiện"), "KH125", "V/v");
    one(&warnings_with(PLAN, subject, "trich_yeu: cải thiện"), "KH125", "chữ hoa");
    one(&warnings_with(PLAN, subject, "trich_yeu: Về việc cải thiện"), "KH125", "in thêm “về”");
    let long = format!("trich_yeu: {} Cải thiện", "Rất dài ".repeat(80));
    one(&warnings_with(PLAN, subject, &long), "KH125", "500 ký tự");
}

#[test]
fn a_plan_that_is_only_cited_is_taken_as_it_is() {
    let folder = changed(PLAN, "Nguyễn Văn An", "Lê An");
    let plan = std::fs::read_to_string(folder.path().join(PLAN)).expect("the plan");
    let excerpt = plan
        .replace("ma: kh-thu", "ma: kh-trich")
        .replace("ma: kh-trich", "ma: kh-trich\ntrich: true")
        .replace("trich_yeu: Cải thiện", "trich_yeu: V/v cải thiện");
    std::fs::write(folder.path().join("trich.yaml"), excerpt).expect("written");
    let findings = load(folder.path()).loaded.findings;
    assert!(!findings.iter().any(|finding| finding.code == "KH125"), "{findings:#?}");
}

#[test]
fn title_03_the_full_stop_of_a_subject_is_not_printed() {
    let folder = changed(PLAN, "kinh doanh năm 2027\n", "kinh doanh năm 2027.\n");
    let inputs = load(folder.path());
    let province = inputs.loaded.province.as_ref().expect("a province");
    assert!(province.plans_of(2027).next().expect("the plan").official.subject.ends_with("năm 2027"));
}

#[test]
fn rcp_04_and_06_recipients_are_named_once_and_by_name() {
    let recipients = "noi_nhan: [Bộ Tài chính (b/c), ";
    let with = |entry: &str| format!("{recipients}{entry}, ");
    one(&errors_with(PLAN, recipients, &with("Như trên")), "KH126", "Như trên");
    one(&warnings_with(PLAN, recipients, &with("\"các sở, ban, ngành\"")), "KH126", "hai lần");
    one(&warnings_with(PLAN, recipients, &with("\"Lưu: VT, KT\"")), "KH126", "dòng “Lưu”");
    // A line of marks alone names nobody: it is not printed, and told of.
    one(&warnings_with(PLAN, recipients, &with("\"-\"")), "KH126", "“-”");
}

#[test]
fn rcp_02_marks_that_are_typed_are_not_printed_twice() {
    let folder = changed(PLAN, "noi_nhan: [Bộ Tài chính (b/c)", "noi_nhan: [\"- Bộ Tài chính (b/c);\"");
    let inputs = load(folder.path());
    let province = inputs.loaded.province.as_ref().expect("a province");
    assert_eq!(
        province.plans_of(2027).next().expect("the plan").official.recipients[0],
        "Bộ Tài chính (b/c)"
    );
}

#[test]
fn txt_08_a_body_that_is_gone_is_named_with_its_successor() {
    let gone = "  - {ma: so-ke-hoach-va-dau-tu, ten: Sở Kế hoạch và Đầu tư, ky_hieu: SKHĐT, den_ngay: 28/02/2025, \
                ke_thua: [so-tai-chinh], dong_ten: [SỞ KẾ HOẠCH VÀ ĐẦU TƯ]}\n  - {ma: so-noi-vu";
    let folder = changed("co-quan.yaml", "  - {ma: so-noi-vu", gone);
    let plan = folder.path().join(PLAN);
    let text = std::fs::read_to_string(&plan).expect("the plan");
    std::fs::write(&plan, text.replace("[Bộ Tài chính (b/c)", "[Sở Kế hoạch và Đầu tư")).expect("written");
    let findings = load(folder.path()).loaded.findings;
    let finding = findings.iter().find(|finding| finding.code == "KH129").expect("it is noticed");
    assert!(finding.hint.as_deref().is_some_and(|hint| hint.contains("Sở Tài chính")), "{finding:?}");
}

#[test]
fn sign_02_to_06_a_signature_that_contradicts_itself_is_refused() {
    let with = |signature: &str| errors_with(PLAN, SIGNED, &format!("ky: {{{signature}}}"));
    one(&with("hinh_thuc: thua_lenh, ho_ten: Lê An"), "KH124", "phải ghi chức vụ");
    one(&with("hinh_thuc: thua_uy_quyen, ho_ten: Lê An"), "KH124", "phải ghi chức vụ");
    let both = "hinh_thuc: thua_lenh, thay_mat: true, chuc_vu: Chánh Văn phòng, ho_ten: Lê An";
    one(&with(both), "KH124", "“TM.” không đi cùng “TL.”");
    one(&with("hinh_thuc: ky_thay, chuc_vu: Giám đốc, ho_ten: Lê An"), "KH124", "cấp phó");
    one(&with("hinh_thuc: cap_truong, chuc_vu: Phó Chủ tịch, ho_ten: Lê An"), "KH124", "phải có “KT.”");
    for name in ["TS. Lê An", "ThS Lê An", "Th.S Lê An", "PGS.TS. Lê An", "Tiến sĩ Lê An", "Nhà giáo Lê An"]
    {
        one(&with(&format!("ho_ten: {name}")), "KH124", "học hàm");
    }
    for name in ["Tsan Văn An", "Lê T. An", "Bùi Tiến Sĩ"] {
        assert!(with(&format!("ho_ten: {name}")).is_empty(), "{name}");
    }
    let draft = errors_with(DEPARTMENT, "nam: 2027", "nam: 2027\nky: {hinh_thuc: thua_lenh}");
    assert!(draft.is_empty(), "who signs by order may still be open in a draft: {draft:#?}");
    let department = errors_with(DEPARTMENT, "nam: 2027", "nam: 2027\nky: {thay_mat: true}");
    one(&department, "KH124", "chế độ thủ trưởng");
    let signed = |position: &str| {
        let signature = format!("ky: {{hinh_thuc: ky_thay, chuc_vu: {position}, ho_ten: Lê An}}");
        warnings_with(PLAN, SIGNED, &signature)
            .into_iter()
            .filter(|told| told.contains("KH124"))
            .collect::<Vec<_>>()
    };
    one(&signed("Phó Giám đốc"), "KH124", "không phải cấp phó của “Chủ tịch”");
    assert_eq!(signed("Phó Chủ tịch Thường trực"), [""; 0]);
}

#[test]
fn sign_02_by_order_of_the_head_nobody_signs_for_the_collective() {
    for (form, first) in [("thua_lenh", "TL. CHỦ TỊCH"), ("thua_uy_quyen", "TUQ. CHỦ TỊCH")] {
        let signature = format!("ky: {{hinh_thuc: {form}, chuc_vu: Chánh Văn phòng, ho_ten: Lê An}}");
        let folder = changed(PLAN, SIGNED, &signature);
        let inputs = load(folder.path());
        let made = plan_of(&inputs);
        let lines = &made.document.closing.signature.lines;
        let lines: Vec<String> = lines.iter().map(|line| line.as_str().replace('\u{a0}', " ")).collect();
        assert_eq!(lines, [first, "CHÁNH VĂN PHÒNG"]);
    }
}

#[test]
fn sign_06_an_issued_document_without_its_signer_is_warned_of() {
    one(&warnings_with(PLAN, SIGNED, "ky: {hinh_thuc: ky_thay}"), "KH127", "họ tên");
    let unknown = findings_with(PLAN, SIGNED, "ky: {hinh_thuc: chua_ro}");
    let noted = unknown.iter().find(|finding| finding.code == "KH127").expect("it is noted");
    assert_eq!(noted.severity, Severity::Info);
}

#[test]
fn date_04_a_sub_plan_is_not_older_than_the_plan_that_it_answers() {
    let dated = "nam: 2027\nso: 7\nngay: 08/02/2027\ntrang_thai: ban_hanh\nky: {ho_ten: Lê An}";
    let folder =
        changed(DEPARTMENT, "nam: 2027\ndau_hieu: {du_thao: lần 2, ", &format!("{dated}\ndau_hieu: {{"));
    let findings = load(folder.path()).loaded.findings;
    let finding = findings.iter().find(|finding| finding.code == "KH128").expect("it is noticed");
    assert!(finding.message.contains("trước Kế hoạch số 05/KH-UBND ngày 09/02/2027"), "{finding:?}");
}

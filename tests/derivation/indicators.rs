//! Indicators of every unit: how they are printed, and figures that cannot be.

use kehoach::diagnostic::Severity::{Error, Warning};

use super::city::{DIGITAL, DIGITAL_ID, SAFETY, changed, line_with};
use super::fixture::{one_finding, plan_markdown, told};

const ONLINE: &str = "{ten: Hồ sơ trực tuyến toàn trình, gia_tri: 85%, thay_doi: \"+4,5\"}";

/// The line of the plan for one indicator with these keys.
fn printed(keys: &str) -> String {
    let typed = format!("{{ten: Chỉ tiêu thử, {keys}}}");
    let loaded = changed(&[(DIGITAL, ONLINE, &typed)]);
    let bad: Vec<_> = loaded.findings.iter().filter(|finding| finding.severity >= Warning).collect();
    assert!(bad.is_empty(), "{keys}: {bad:#?}");
    let text = plan_markdown(&loaded, DIGITAL_ID).replace("**", "");
    line_with(&text, "Chỉ tiêu thử").trim_start_matches("- Chỉ tiêu thử: ").trim_end_matches(';').to_owned()
}

#[test]
fn every_unit_and_direction_reads_as_a_person_would_write_it() {
    for (keys, line) in [
        ("gia_tri: 85%", "đạt từ 85% trở lên"),
        (
            "gia_tri: 85, don_vi: \"%\", thay_doi: \"+4,5\"",
            "đạt từ 85% trở lên (tăng 4,5 điểm phần trăm so với năm 2025)",
        ),
        ("gia_tri: \"2,5\", don_vi: \"%\", chieu: khong_qua", "không quá 2,5%"),
        ("gia_tri: 100%, chieu: dat", "đạt 100%"),
        ("gia_tri: 10, don_vi: hạng, chieu: nhom", "thuộc nhóm 10 đứng đầu"),
        ("gia_tri: \"92,5\", don_vi: điểm, thang: 100", "đạt từ 92,5 điểm trở lên"),
        ("gia_tri: \"7,0\", don_vi: điểm", "đạt từ 7,0 điểm trở lên"),
        ("gia_tri: 120, don_vi: doanh nghiệp", "đạt từ 120 doanh nghiệp trở lên"),
        ("gia_tri: 1.200, don_vi: hộ", "đạt từ 1.200 hộ trở lên"),
        ("gia_tri: giữ vị trí dẫn đầu vùng", "giữ vị trí dẫn đầu vùng"),
        ("gia_tri: 95%, nam: 2030", "đạt từ 95% trở lên vào năm 2030"),
        (
            "gia_tri: \"92,5\", don_vi: điểm, thang: 100, thay_doi: \"-1,5\", so_voi: 2024",
            "đạt từ 92,5 điểm trở lên (giảm 1,5 điểm so với năm 2024)",
        ),
    ] {
        assert_eq!(printed(keys), line, "{keys}");
    }
}

#[test]
fn figures_that_cannot_be_are_errors_at_their_line() {
    for (keys, code, words) in [
        ("gia_tri: \"100,5\", don_vi: điểm, thang: 100", "KH108", "ngoài thang điểm 0-100"),
        ("gia_tri: \"92,5\", don_vi: điểm", "KH108", "ngoài thang điểm 0-10"),
        ("gia_tri: \"0,5\", don_vi: điểm, thay_doi: \"+1,5\"", "KH108", "suy ra năm 2025 đạt -1"),
        ("gia_tri: 99, don_vi: điểm, thang: 100, thay_doi: \"-2\"", "KH108", "suy ra năm 2025 đạt 101"),
        ("gia_tri: 0, don_vi: hạng", "KH108", "thứ hạng 0 không phải là số nguyên từ 1"),
        ("gia_tri: \"1,5\", don_vi: hạng", "KH108", "thứ hạng 1,5"),
        ("gia_tri: -5, don_vi: điểm", "KH108", "mục tiêu -5 điểm"),
        ("gia_tri: 120", "KH107", "chưa ghi đơn vị tính"),
        ("gia_tri: 120 hộ, don_vi: hộ", "KH107", "“120 hộ” không phải là một con số"),
        ("gia_tri: nhiều, don_vi: hộ", "KH107", "“nhiều” không phải là một con số"),
        ("gia_tri: \"8,5\", don_vi: điểm, thay_doi: nhiều", "KH107", "“nhiều”"),
        ("gia_tri: 85%, nam: 20300", "KH107", "20300"),
        ("gia_tri: 80%, don_vi: hồ sơ", "KH107", "“80%” đã có đơn vị là %"),
        ("gia_tri: 8%, don_vi: điểm", "KH107", "đơn vị của chỉ tiêu là “điểm”"),
        ("gia_tri: 95., don_vi: hộ", "KH107", "“95.” không phải là một con số"),
        ("gia_tri: 5-, don_vi: hộ", "KH107", "“5-” không phải là một con số"),
    ] {
        let typed = format!("{{ten: Chỉ tiêu thử, {keys}}}");
        one_finding(&changed(&[(DIGITAL, ONLINE, &typed)]), (code, Error), "Chỉ tiêu thử", &[words]);
    }
}

#[test]
fn an_index_without_its_family_says_what_is_missing() {
    let index = "      - tieu_de: Hạ tầng số\n";
    let named = changed(&[(DIGITAL, index, "      - ten: Hạ tầng số\n")]);
    one_finding(
        &named,
        ("KH013", Error),
        "ten: Hạ tầng số",
        &["chưa rõ thuộc họ chỉ số nào", "ho_chi_so: PCI"],
    );
    let both =
        changed(&[(DIGITAL, index, "      - ten: Hạ tầng\n        ho: DTI\n        tieu_de: Hạ tầng số\n")]);
    assert_eq!(told(&both.findings, "KH143").len(), 1, "{:#?}", both.findings);
}

#[test]
fn a_table_of_figures_has_as_many_cells_in_each_row_as_columns() {
    let table = |row: &str| {
        let table = format!(
            "    doan: [Bảo đảm an toàn cho mọi hệ thống thông tin.]\n    bang:\n      - ten: Kinh phí\n        cot: [{{ten: TT, kieu: stt}}, \
             {{ten: Nội dung}}, {{ten: Số tiền, kieu: so}}]\n        dong: [{row}]\n        tong: [\"\", Cộng, \"1.500\"]\n"
        );
        changed(&[(SAFETY, "    doan: [Bảo đảm an toàn cho mọi hệ thống thông tin.]\n", &table)])
    };
    let text = plan_markdown(&table("[\"1\", Mua phần mềm, \"1.500\"]"), super::city::SAFETY_ID);
    assert!(text.contains("| 1 | Mua phần mềm | 1.500 |"), "{text}");
    assert!(text.contains("| **Cộng** | **1.500** |"), "{text}");
    let short = table("[\"1\", Mua phần mềm]");
    one_finding(&short, ("KH107", Error), "dong:", &["dòng này có 2 ô, bảng có 3 cột"]);
}

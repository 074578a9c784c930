//! What a document states of itself: recipients that do not exist on its day, and its signer.

use kehoach::content::Loaded;
use kehoach::diagnostic::Severity::{Error, Warning};

use super::fixture::{GROUPS, PLAN, changed, files, loaded, one_finding, told};

fn to(recipients: &str) -> Loaded {
    let groups = "  - {ma: ngan-hang,";
    let more = format!("  - {{ma: xa-moi, ten: Các xã mới, gom: [xa-lac-hong]}}\n{groups}");
    let recipients = format!("noi_nhan: [{recipients}]");
    changed(&[(GROUPS, groups, &more), (PLAN, "noi_nhan: [Thường trực Tỉnh ủy (b/c)]", &recipients)])
}

#[test]
fn recipients_that_do_not_exist_on_the_day_are_warned_of() {
    let gone = to("UBND xã Cổ Loa");
    one_finding(&gone, ("KH129", Warning), "noi_nhan", &["“UBND xã Cổ Loa”", "kế tiếp: UBND xã An Phú"]);
    let later = to("Sở Nội vụ, \"Sở Tư pháp, UBND xã Lạc Hồng\"");
    one_finding(&later, ("KH129", Warning), "noi_nhan", &["“UBND xã Lạc Hồng” không tồn tại"]);
    one_finding(&to("Các xã mới"), ("KH129", Warning), "noi_nhan", &["“Các xã mới”"]);
    for sound in ["Sở Nội vụ", "Các ngân hàng", "UBND xã Cổ Loan", "\"Sở Nội vụ, UBND các xã\""]
    {
        assert_eq!(told(&to(sound).findings, "KH129"), [""; 0], "{sound}");
    }
}

#[test]
fn a_subject_of_five_hundred_characters_is_still_none_too_long() {
    let with = |length: usize| {
        let subject = format!("trich_yeu: {}", "Đ".repeat(length));
        told(&changed(&[(PLAN, "trich_yeu: Cải cách hành chính năm 2026", &subject)]).findings, "KH125")
    };
    assert_eq!(with(500), [""; 0]);
    assert_eq!(with(501).len(), 1);
}

#[test]
fn who_may_sign_with_a_title_depends_on_the_kind_of_body() {
    let signed = |agency: &str| {
        let part = format!(
            "loai: ke_hoach_don_vi\nco_quan: {agency}\nnam: 2026\nke_hoach_goc: [kh-11-2026]\nky: {{ho_ten: TS. Lê An}}\n"
        );
        let mut files = files();
        files.push(("2026/co-quan/phan.yaml".to_owned(), part));
        loaded(files)
    };
    let words = ["không ghi học hàm"];
    one_finding(&signed("so-noi-vu"), ("KH124", Error), "TS. Lê An", &words);
    let sector = ["không ghi học hàm", "theo quy định của ngành"];
    one_finding(&signed("trung-tam-hanh-chinh-cong"), ("KH124", Warning), "TS. Lê An", &sector);
    assert_eq!(told(&signed("cong-an-tinh").findings, "KH124"), [""; 0], "a rank is not looked at");
}

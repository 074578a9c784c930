//! What is still open is told entry by entry, where it would be filled in.

use kehoach::derive::Answer;
use kehoach::diagnostic::{Diagnostic, Severity};

use super::fixture::{DRAFT, PART, UNISSUED, changed, line, with_sub_plan};

fn findings(id: &str, changes: &[(&str, &str, &str)]) -> Vec<Diagnostic> {
    with_sub_plan(&changed(changes), id, |_, _, findings| findings)
}

fn told(findings: &[Diagnostic]) -> Vec<String> {
    let told =
        findings.iter().map(|one| format!("{:?} {} {} {}", one.severity, one.code, line(one), one.message));
    told.collect()
}

#[test]
fn an_issued_part_warns_of_each_entry_without_a_unit_and_of_what_it_leaves_out() {
    assert_eq!(
        told(&findings("xa-an-phu", &[])),
        [
            "Warning KH311 2026/co-quan/xa-an-phu.yaml:2 văn bản đã ban hành không có 02 nhiệm vụ được giao: II.1.a.1 \
             “Các cơ quan, đơn vị rà soát toàn bộ …” (2026/ke-hoach-chinh.yaml:16); IV.1.b.1 “Lập tổ số cộng đồng.” \
             (2026/ke-hoach-chinh.yaml:61)",
            "Warning KH306 2026/co-quan/xa-an-phu.yaml:2 văn bản đã ban hành còn ô trống - UBND xã An Phú (2026): \
             5 nội dung, trong đó chưa phân công 1, chưa có thời hạn 4, chưa có sản phẩm 4",
            "Info KH308 2026/co-quan/xa-an-phu.yaml:18 nội dung chưa có thời hạn, sản phẩm: “Xã rà soát và tự kiểm \
             tra văn bản.”",
            "Info KH308 2026/co-quan/xa-an-phu.yaml:21 nội dung chưa có thời hạn, sản phẩm: “Xã cùng nâng cấp trang \
             dịch vụ công.”",
            "Warning KH306 2026/co-quan/xa-an-phu.yaml:26 nội dung chưa có đơn vị chủ trì, thời hạn, sản phẩm: \
             “Xã mở lớp tập huấn riêng.”",
            "Info KH308 2026/co-quan/xa-an-phu.yaml:32 nội dung chưa có thời hạn, sản phẩm: “Xã phủ sóng và kiểm kê.”",
        ]
    );
}

#[test]
fn a_draft_notes_the_same_at_the_block_of_the_index() {
    assert_eq!(
        told(&findings("xa-binh-minh", &[(DRAFT, ", san_pham: Quy trình", "")])),
        [
            "Info KH305 2026/co-quan/xa-binh-minh.yaml:3 UBND xã Bình Minh (2026): 4 nội dung, trong đó chưa phân \
             công 2, chưa có thời hạn 0, chưa có sản phẩm 1",
            "Info KH304 2026/co-quan/xa-binh-minh.yaml:8 02 nhiệm vụ chưa được nội dung nào thực hiện, giữ nguyên \
             theo kế hoạch gốc, chưa phân công: III.1.a.1 “Rà soát văn bản.” (2026/ke-hoach-chinh.yaml:33); \
             IV.1.a.1 “Nâng cấp trang dịch vụ công.” (2026/ke-hoach-chinh.yaml:58)",
            "Info KH308 2026/co-quan/xa-binh-minh.yaml:14 nội dung chưa có sản phẩm: “Xã rà soát quy trình.”",
        ]
    );
    let without = told(&findings(
        "xa-binh-minh",
        &[(DRAFT, "[III.1.b.1, IV.1.b.1], chu_tri: [vp]", "[III.1.b.1, IV.1.b.1]")],
    ));
    assert!(without.iter().any(|one| one == "Info KH305 2026/co-quan/xa-binh-minh.yaml:11 nội dung chưa có đơn vị chủ trì: “Xã làm chung hai việc.”"), "{without:#?}");
}

#[test]
fn a_phrase_of_ones_own_says_who_does_it() {
    let all = findings("xa-an-phu", &[UNISSUED]);
    assert!(all.iter().all(|finding| !finding.message.contains("Xã phủ sóng")), "{all:#?}");
    let without = findings("xa-an-phu", &[UNISSUED, (PART, ", dan: Giao Văn phòng thực hiện", "")]);
    assert!(
        told(&without).iter().any(|one| one.contains("chưa có đơn vị chủ trì: “Xã phủ sóng và kiểm kê.”"))
    );
}

#[test]
fn an_agency_without_a_part_is_one_line() {
    let all = findings("phuong-tan-lap", &[]);
    let [finding] = &all[..] else { panic!("{all:#?}") };
    assert_eq!((finding.code, finding.severity), ("KH307", Severity::Info));
    assert_eq!(
        finding.message,
        "UBND phường Tân Lập (2026): 6 nội dung, trong đó chưa phân công 6, chưa có thời hạn 2, chưa có sản phẩm 3"
    );
    assert!(finding.place.is_none());
}

#[test]
fn a_part_with_everything_filled_in_has_nothing_to_say() {
    let entries = "nhiem_vu:\n  - muc: [Tổ chức bộ máy]\n    noi_dung:\n      - {thay_cho: [III.2.a.1], chu_tri: [a], thoi_han: hằng quý, san_pham: Đề án}\n";
    let part = format!(
        "loai: ke_hoach_don_vi\nco_quan: ban-kinh-te\nnam: 2026\nke_hoach_goc: [kh-11-2026]\ndon_vi: [{{ma: a, ten: A}}]\n{entries}"
    );
    let mut files = super::fixture::files();
    files.push(("2026/co-quan/ban.yaml".to_owned(), part.clone()));
    let found =
        |files| with_sub_plan(&super::fixture::loaded(files), "ban-kinh-te", |_, _, findings| findings);
    assert_eq!(found(files.clone()), []);
    for (what, missing) in [("thoi_han: hằng quý, ", "thời hạn"), (", san_pham: Đề án", "sản phẩm")]
    {
        let mut files = files.clone();
        files.last_mut().expect("the part").1 = part.replace(what, "");
        let findings = told(&found(files));
        assert!(
            findings[1].contains(&format!("KH308 2026/co-quan/ban.yaml:9 nội dung chưa có {missing}:")),
            "{findings:#?}"
        );
        assert_eq!(findings.len(), 2);
    }
}

#[test]
fn an_issued_part_that_names_every_unit_has_no_blank_although_it_states_no_deadline() {
    let entries = "nhiem_vu:\n  - muc: [Tổ chức bộ máy]\n    noi_dung:\n      - {thay_cho: [III.2.a.1], chu_tri: [a], san_pham: Đề án}\n";
    let part = format!(
        "loai: ke_hoach_don_vi\nco_quan: ban-kinh-te\nnam: 2026\nso: 3\nngay: 10/4/2026\ntrang_thai: ban_hanh\n\
         ke_hoach_goc: [kh-11-2026]\ndon_vi: [{{ma: a, ten: A}}]\n{entries}ky: {{ho_ten: Lê An}}\n"
    );
    let mut files = super::fixture::files();
    files.push(("2026/co-quan/ban.yaml".to_owned(), part));
    let loaded = super::fixture::loaded(files);
    let findings = with_sub_plan(&loaded, "ban-kinh-te", |_, _, findings| findings);
    let told: Vec<_> = findings.iter().map(|finding| (finding.code, finding.severity)).collect();
    assert_eq!(told, [("KH305", Severity::Info), ("KH308", Severity::Info)], "{findings:#?}");
}

#[test]
fn a_long_text_is_told_by_its_first_words() {
    let long = "Xã mở lớp tập huấn riêng cho cán bộ thôn, khu phố trong cả năm.";
    let all = findings("xa-an-phu", &[(PART, "Xã mở lớp tập huấn riêng.", &format!("\"{long}\""))]);
    assert!(told(&all).iter().any(|one| one.contains("“Xã mở lớp tập huấn riêng cho cán bộ …”")), "{all:#?}");
}

#[test]
fn a_part_to_which_its_plan_gives_nothing_says_so() {
    let part = "loai: ke_hoach_don_vi\nco_quan: nhnn-khu-vuc\nnam: 2026\nke_hoach_goc: [kh-25-2026]\n";
    let mut files = super::fixture::files();
    files.push(("2026/co-quan/thua.yaml".to_owned(), part.to_owned()));
    let loaded = super::fixture::loaded(files);
    let year = super::fixture::year(&loaded);
    let mut answers = year.plans().flat_map(|shares| year.answers(shares.plan));
    let of_bank = |answer: &Answer<'_>| answer.agency.id.as_str() == "nhnn-khu-vuc";
    let answer = answers.find(|answer| of_bank(answer) && answer.overlay.is_some()).expect("it has a part");
    let (_, findings) = year.sub_plan(answer);
    let nothing: Vec<_> = findings.iter().filter(|finding| finding.code == "KH335").collect();
    let [finding] = &nothing[..] else { panic!("{findings:#?}") };
    assert_eq!(finding.severity, Severity::Warning);
    assert!(finding.message.contains("không giao việc gì cho"), "{}", finding.message);
    assert!(finding.place.as_ref().is_some_and(|place| place.source.path.ends_with("thua.yaml")));
}

//! What a sub-plan states of itself where its agency has said nothing.

use super::fixture::{PART, PLAN, changed, with_sub_plan};

fn recipients(id: &str) -> Vec<String> {
    with_sub_plan(&changed(&[]), id, |_, plan, _| plan.official.recipients)
}

#[test]
fn subject_and_symbol_follow_the_parent_plan_and_the_agency() {
    let (subject, symbol, number) = with_sub_plan(&changed(&[]), "so-tu-phap", |_, plan, _| {
        (plan.official.subject, plan.official.symbol, plan.official.number)
    });
    assert_eq!(
        subject,
        "Triển khai thực hiện Kế hoạch số 11/KH-UBND của UBND tỉnh về cải cách hành chính năm 2026"
    );
    assert_eq!((symbol.as_str(), number), ("KH-STP", None));
    let draft = changed(&[(PLAN, "so: 11\n", ""), (PLAN, "trang_thai: ban_hanh", "trang_thai: du_thao")]);
    let subject = with_sub_plan(&draft, "so-tu-phap", |_, plan, _| plan.official.subject);
    assert_eq!(subject, "Triển khai thực hiện Kế hoạch của UBND tỉnh về cải cách hành chính năm 2026");
}

#[test]
fn recipients_are_the_province_who_collects_the_reports_and_ones_own() {
    let own = ["Lãnh đạo Sở", "Các phòng, đơn vị trực thuộc", "Trang thông tin điện tử"];
    assert_eq!(recipients("so-tu-phap"), [&["UBND tỉnh (b/c)", "Sở Nội vụ"][..], &own[..]].concat());
    // Nobody reports through itself.
    assert_eq!(recipients("so-noi-vu"), [&["UBND tỉnh (b/c)"][..], &own[..]].concat());
}

#[test]
fn what_circulates_inside_is_not_published() {
    let inside = changed(&[(PART, "nam: 2026\n", "nam: 2026\ndau_hieu: {luu_hanh: luu_hanh_noi_bo}\n")]);
    let of = |loaded| with_sub_plan(loaded, "xa-an-phu", |_, plan, _| plan.official.recipients);
    assert!(of(&inside).iter().all(|recipient| !recipient.contains("Trang thông tin")));
    let part = "loai: ke_hoach_don_vi\nco_quan: so-tu-phap\nnam: 2026\nke_hoach_goc: [kh-11-2026]\ndau_hieu: {luu_hanh: xem_xong_tra_lai}\n";
    let mut files = super::fixture::files();
    files.push(("2026/co-quan/so.yaml".to_owned(), part.to_owned()));
    let loaded = super::fixture::loaded(files);
    let recipients = with_sub_plan(&loaded, "so-tu-phap", |_, plan, _| plan.official.recipients);
    assert_eq!(recipients, ["UBND tỉnh (b/c)", "Sở Nội vụ", "Lãnh đạo Sở", "Các phòng, đơn vị trực thuộc"]);
}

#[test]
fn every_kind_of_body_names_its_own_leaders_and_parts() {
    let own = |id: &str| -> (String, Vec<String>) {
        let all = recipients(id);
        let own = all.iter().filter(|one| !one.starts_with("UBND tỉnh") && *one != "Sở Nội vụ");
        (all[0].clone(), own.cloned().collect())
    };
    let web = "Trang thông tin điện tử";
    let parts = "Các phòng, đơn vị trực thuộc";
    let province = "UBND tỉnh (b/c)";
    for (id, first, expected) in [
        ("ban-dan-toc", province, vec!["Lãnh đạo Ban", parts, web]),
        ("van-phong-ubnd-tinh", province, vec!["Lãnh đạo Văn phòng", parts, web]),
        ("thanh-tra-tinh", province, vec!["Lãnh đạo Thanh tra tỉnh", parts, web]),
        ("cong-an-tinh", province, vec!["Lãnh đạo Công an tỉnh", parts, web]),
        ("ban-kinh-te", province, vec!["Lãnh đạo Ban", parts, web]),
        ("trung-tam-hanh-chinh-cong", province, vec!["Lãnh đạo Trung tâm", parts, web]),
        ("nhnn-khu-vuc", "UBND tỉnh", vec!["Lãnh đạo cơ quan", parts, web]),
        ("bao-bach-hac", "UBND tỉnh", vec!["Lãnh đạo cơ quan", parts, web]),
        ("hiep-hoi", province, vec!["Lãnh đạo cơ quan", "Các thành viên, hội viên", web]),
    ] {
        assert_eq!(own(id), (first.to_owned(), expected.into_iter().map(String::from).collect()), "{id}");
    }
    let units = "Các phòng, ban, đơn vị trực thuộc";
    for (id, party, chair) in [
        ("xa-an-phu", "Thường trực Đảng ủy, HĐND xã", "Chủ tịch, các Phó Chủ tịch UBND xã"),
        ("phuong-tan-lap", "Thường trực Đảng ủy, HĐND phường", "Chủ tịch, các Phó Chủ tịch UBND phường"),
        ("huyen-song-lo", "Thường trực Huyện ủy, HĐND huyện", "Chủ tịch, các Phó Chủ tịch UBND huyện"),
        (
            "thanh-pho-ngoc-ha",
            "Thường trực Thành ủy, HĐND thành phố",
            "Chủ tịch, các Phó Chủ tịch UBND thành phố",
        ),
        ("doan-quy-hoach", "Thường trực cấp ủy, HĐND", "Chủ tịch, các Phó Chủ tịch UBND"),
    ] {
        assert_eq!(own(id).1, [party, chair, units], "{id}");
    }
}

//! Slips in who is given what: each is told where it is typed, with what to do.

use kehoach::content::Loaded;
use kehoach::derive::responsibility::{Responsibilities, Role};
use kehoach::diagnostic::Severity::{Error, Warning};
use kehoach::model::AgencyId;

use kehoach::derive::pairs;

use super::fixture::{GROUPS, PART, PLAN, changed, one_finding, plan_markdown, told};

const OTHER: &str = "2026/ke-hoach-bo-sung.yaml";

#[test]
fn a_group_without_anybody_is_an_error_at_the_assignment() {
    let loaded = changed(&[(GROUPS, "gom: [nhnn-khu-vuc]", "gom_loai: [tap_the]")]);
    let words = ["“Các ngân hàng”", "ngày 02/3/2026", "thêm “gom_loai” hoặc “gom”"];
    one_finding(&loaded, ("KH140", Error), "phoi_hop: [hiep-hoi, ngan-hang]", &words);
}

#[test]
fn a_group_of_another_time_is_told_with_its_time() {
    let early = changed(&[(GROUPS, "gom: [nhnn-khu-vuc]", "gom: [xa-lac-hong]"), (PART, "so: 4", "so: 4")]);
    one_finding(&early, ("KH140", Error), "ngan-hang]", &["có thành viên từ ngày 15/3/2026", "xem lại ngày"]);
    let late = changed(&[(GROUPS, "gom: [nhnn-khu-vuc]", "gom: [xa-co-loa]")]);
    one_finding(&late, ("KH140", Error), "ngan-hang]", &["chỉ có thành viên đến hết ngày 28/02/2026"]);
}

#[test]
fn a_group_whose_own_exceptions_take_everybody_says_so() {
    let loaded = changed(&[(GROUPS, "gom: [nhnn-khu-vuc]", "gom: [nhnn-khu-vuc], tru: [nhnn-khu-vuc]")]);
    one_finding(&loaded, ("KH140", Error), "ngan-hang]", &["“tru” của nhóm bỏ hết thành viên"]);
}

#[test]
fn a_plan_without_its_date_says_so_where_a_group_depends_on_it() {
    let undated = [
        (OTHER, "ngay: 20/4/2026\n", ""),
        (OTHER, "trang_thai: ban_hanh", "trang_thai: du_thao"),
        (OTHER, "so: 25\n", ""),
    ];
    let words =
        ["“UBND các xã”", "ngày 01/01/2026", "thêm 01 cơ quan, bớt 01 cơ quan", "ghi “ngay” của kế hoạch"];
    one_finding(&changed(&undated), ("KH141", Warning), "chu_tri: [cac-xa]", &words);
    let only = |groups: &'static str| {
        let changes = [undated[0], undated[1], undated[2], (GROUPS, "gom_loai: [ubnd_xa]", groups)];
        told(&changed(&changes).findings, "KH141").concat()
    };
    let gone = only("gom_loai: [ubnd_xa], tru: [xa-lac-hong]");
    assert!(gone.contains("thêm 00 cơ quan, bớt 01 cơ quan"), "{gone}");
    let added = only("gom_loai: [ubnd_xa], tru: [xa-co-loa]");
    assert!(added.contains("thêm 01 cơ quan, bớt 00 cơ quan"), "{added}");
    assert_eq!(only("gom_loai: [ubnd_xa], tru: [xa-co-loa, xa-lac-hong]"), "");
    let month = [undated[1], undated[2], (OTHER, "ngay: 20/4/2026\n", "ngay: 4/2026\n")];
    assert_eq!(told(&changed(&month).findings, "KH141"), [""; 0]);
    let empty = [undated[0], undated[1], undated[2], (GROUPS, "gom_loai: [ubnd_xa]", "gom: [xa-lac-hong]")];
    let loaded = changed(&empty);
    let hints: Vec<&str> = loaded.findings.iter().filter_map(|finding| finding.hint.as_deref()).collect();
    assert!(
        hints.iter().any(|hint| hint.contains("từ ngày 15/3/2026: ghi “ngay” của kế hoạch")),
        "{hints:?}"
    );
    let findings = told(&loaded.findings, "KH140");
    let undated: Vec<&String> = findings.iter().filter(|finding| finding.starts_with(OTHER)).collect();
    let [finding] = &undated[..] else { panic!("{findings:#?}") };
    assert!(
        finding.contains("vào ngày 01/01/2026 (kế hoạch chưa ghi đủ ngày nên lấy ngày này)"),
        "{finding}"
    );
}

#[test]
fn a_date_that_cannot_be_read_is_one_error_and_not_many() {
    let loaded = changed(&[
        (OTHER, "ngay: 20/4/2026", "ngay: 31/4/2026"),
        (GROUPS, "gom_loai: [ubnd_xa]", "gom: [xa-lac-hong, xa-an-phu]"),
    ]);
    assert_eq!(told(&loaded.findings, "KH140"), [""; 0]);
    assert_eq!(told(&loaded.findings, "KH141"), [""; 0]);
    assert_eq!(told(&loaded.findings, "KH104"), [""; 0]);
    assert_eq!(told(&loaded.findings, "KH106").len(), 1);
}

#[test]
fn exceptions_that_leave_nobody_are_errors() {
    let lead = changed(&[(PLAN, "tru: [xa-an-phu]", "tru: [xa-an-phu, xa-binh-minh, phuong-tan-lap]")]);
    assert_eq!(
        told(&lead.findings, "KH110"),
        ["2026/ke-hoach-chinh.yaml:37 “tru” bỏ hết cơ quan chủ trì của nhiệm vụ III.1.b.1"]
    );
    let group = changed(&[(PLAN, "tru: [xa-binh-minh]", "tru: [xa-an-phu, xa-binh-minh, phuong-tan-lap]")]);
    one_finding(
        &group,
        ("KH140", Error),
        "Tự kiểm tra",
        &["nhóm “UBND các xã” ở nhiệm vụ III.1.a.2", "bớt “tru”"],
    );
    let own = changed(&[(PLAN, "chu_tri: [xa-an-phu], tru: []", "chu_tri: [xa-an-phu]")]);
    assert_eq!(
        told(&own.findings, "KH110"),
        ["2026/ke-hoach-chinh.yaml:37 “tru” bỏ hết cơ quan chủ trì của nhiệm vụ III.1.b.2"]
    );
}

#[test]
fn an_exception_of_somebody_who_was_not_named_is_warned_of() {
    let own = changed(&[(PLAN, "tru: [xa-binh-minh]", "tru: [cong-an-tinh]")]);
    one_finding(&own, ("KH142", Warning), "Tự kiểm tra", &["“Công an tỉnh”", "không có gì để trừ"]);
    let shared = changed(&[(PLAN, "tru: [ban-dan-toc]", "tru: [ban-dan-toc, thanh-tra-tinh]")]);
    one_finding(&shared, ("KH142", Warning), "tru: [ban-dan-toc", &["“Thanh tra tỉnh”"]);
    let group = changed(&[(GROUPS, "tru: [thanh-tra-tinh]", "tru: [thanh-tra-tinh, bao-bach-hac]")]);
    one_finding(&group, ("KH142", Warning), "ma: cac-so", &["“bao-bach-hac” không thuộc nhóm “Các sở”"]);
}

#[test]
fn an_exception_takes_out_of_groups_and_not_from_where_the_name_stands() {
    let named = "chu_tri: [cac-so, so-tu-phap]\n            phoi_hop: [cac-xa, so-noi-vu]";
    let as_lead = (PLAN, named, "chu_tri: [cac-so, so-noi-vu]\n            phoi_hop: [cac-xa]");
    let excepted = (PLAN, "tru: [ban-dan-toc]", "tru: [ban-dan-toc, so-noi-vu]");
    let supports = changed(&[excepted]);
    assert_eq!(
        told(&supports.findings, "KH142"),
        [""; 0],
        "“các sở (trừ Sở Nội vụ), phối hợp với Sở Nội vụ”"
    );
    assert_eq!(role_in(&supports, "so-noi-vu", "Rà soát văn bản."), Some(Role::Supporting));
    let both = changed(&[as_lead, excepted]);
    one_finding(
        &both,
        ("KH142", Warning),
        "tru: [ban-dan-toc",
        &["“Sở Nội vụ” vừa được nêu tên vừa ở “tru”", "vẫn được giao"],
    );
    assert_eq!(role_in(&both, "so-noi-vu", "Rà soát văn bản."), Some(Role::Lead));
    let grouped = changed(&[
        (
            PLAN,
            "so-tu-phap]\n            phoi_hop: [cac-xa, so-noi-vu]",
            "so-tu-phap]\n            phoi_hop: [cac-xa]",
        ),
        excepted,
    ]);
    assert_eq!(role_in(&grouped, "so-noi-vu", "Rà soát văn bản."), None);
}

/// What an agency has to do with the task of these words.
fn role_in(loaded: &Loaded, agency: &str, words: &str) -> Option<Role> {
    let province = loaded.province.as_ref().expect("a province");
    let plan = province.plans.iter().find(|plan| plan.id.as_str() == "kh-11-2026").expect("the plan");
    let all = Responsibilities::of(plan, &province.registry);
    let id = AgencyId::new(agency);
    let mine = all
        .share(&id)
        .and_then(|share| share.tasks.iter().find(|mine| mine.task.text == words).map(|mine| mine.role));
    let agency = province.registry.agency(&id).expect("it is registered");
    let asked = pairs::of(plan, &province.registry, agency);
    let again = asked
        .iter()
        .find(|pair| pair.task.text == words)
        .map(|pair| if pair.leads { Role::Lead } else { Role::Supporting });
    assert_eq!(mine, again, "both readings");
    mine
}

#[test]
fn a_task_that_nobody_leads_is_an_error_wherever_it_stands() {
    let given = changed(&[(PLAN, "chu_tri: [xa-an-phu], tru: [],", "chu_tri: [],")]);
    assert_eq!(
        told(&given.findings, "KH110"),
        ["2026/ke-hoach-chinh.yaml:40 nhiệm vụ chưa có cơ quan chủ trì"]
    );
    let focal = changed(&[(PLAN, "chu_tri: [so-noi-vu], phoi_hop: [cac-xa],", "phoi_hop: [cac-xa],")]);
    one_finding(
        &focal,
        ("KH110", Error),
        "Rà soát quy trình",
        &["có cơ quan phối hợp", "chưa có cơ quan chủ trì"],
    );
    let duty = changed(&[(
        PLAN,
        "- chu_tri: [so-noi-vu]\n        phoi_hop: [cong-an-tinh]\n        nhiem_vu:",
        "- chu_tri: []\n        phoi_hop: [cong-an-tinh]\n        nhiem_vu:",
    )]);
    one_finding(&duty, ("KH110", Error), "Theo dõi chung", &["chưa có cơ quan chủ trì"]);
    let own = changed(&[(PLAN, "Tuyên truyền., chu_tri: [bao-bach-hac]", "Tuyên truyền., chu_tri: []")]);
    one_finding(&own, ("KH110", Error), "Tuyên truyền", &["chưa có cơ quan chủ trì"]);
}

#[test]
fn an_assignment_or_a_duty_with_nothing_in_it_is_an_error() {
    let task = "\n              - {noi_dung: Lập tổ số cộng đồng., san_pham: Quyết định}";
    let given = changed(&[(PLAN, task, " []"), (super::fixture::DRAFT, ", IV.1.b.1", "")]);
    one_finding(&given, ("KH113", Error), "chu_tri: [cac-xa]", &["điểm giao việc thứ 2 của “Dịch vụ công”"]);
    let tasks = "\n          - {noi_dung: Theo dõi chung., viec: theo_doi}\n          - {noi_dung: Tuyên truyền., chu_tri: [bao-bach-hac]}";
    let duty = changed(&[(PLAN, tasks, " []")]);
    one_finding(
        &duty,
        ("KH113", Error),
        "chu_tri: [so-noi-vu]",
        &["trách nhiệm thứ 2 của “Tổ chức thực hiện” không có việc nào"],
    );
}

#[test]
fn whoever_is_named_exists_on_the_day() {
    let gone = "không tồn tại vào ngày 02/3/2026";
    let lead = changed(&[
        (PLAN, "chu_tri: [xa-an-phu], tru: []", "chu_tri: [xa-co-loa], tru: []"),
        (
            PART,
            "- {thay_cho: [III.1.b.2], giu_nguyen: true, chu_tri: [kt], thoi_han: trước ngày 30/6/2026}",
            "- {noi_dung: Việc riêng., chu_tri: [kt]}",
        ),
    ]);
    one_finding(
        &lead,
        ("KH104", Error),
        "Mở tủ sách",
        &["“UBND xã Cổ Loa”", gone, "cơ quan kế thừa: xa-an-phu"],
    );
    let monitor = changed(&[(PLAN, "theo_doi: so-tu-phap", "theo_doi: xa-lac-hong")]);
    one_finding(&monitor, ("KH104", Error), "theo_doi: xa-lac-hong", &[gone, "chỉ có từ ngày 15/3/2026"]);
    let through = changed(&[(PLAN, "qua: so-noi-vu", "qua: xa-co-loa")]);
    one_finding(&through, ("KH104", Error), "qua: xa-co-loa", &[gone]);
    let issuer = changed(&[(PLAN, "ho_chi_so: CCHC", "ho_chi_so: CCHC\nco_quan_ban_hanh: xa-co-loa")]);
    one_finding(&issuer, ("KH104", Error), "co_quan_ban_hanh: xa-co-loa", &[gone]);
    let agencies = "co-quan/so-nganh.yaml";
    let issuer =
        changed(&[(agencies, "phan_loai: ubnd_tinh,", "phan_loai: ubnd_tinh, den_ngay: 31/3/2026,")]);
    one_finding(
        &issuer,
        ("KH104", Error),
        "ma: kh-25-2026",
        &["“UBND tỉnh”", "20/4/2026", "đến hết ngày 31/3/2026"],
    );
}

#[test]
fn a_group_where_one_agency_is_asked_for_is_told_of() {
    let monitor = changed(&[(PLAN, "theo_doi: so-tu-phap", "theo_doi: cac-so")]);
    one_finding(&monitor, ("KH103", Error), "theo_doi: cac-so", &["“cac-so” là nhóm (Các sở)"]);
    let except = changed(&[(PLAN, "tru: [ban-dan-toc]", "tru: [cac-xa]")]);
    one_finding(&except, ("KH103", Error), "tru: [cac-xa]", &["“cac-xa” là nhóm"]);
}

#[test]
fn an_undated_draft_takes_whoever_exists_on_some_day_of_its_year() {
    let draft = [
        (OTHER, "ngay: 20/4/2026\n", ""),
        (OTHER, "trang_thai: ban_hanh", "trang_thai: du_thao"),
        (OTHER, "so: 25\n", ""),
    ];
    let with = |monitor: &'static str| {
        let changes = [draft[0], draft[1], draft[2], (OTHER, "theo_doi: xa-an-phu", monitor)];
        told(&changed(&changes).findings, "KH104")
    };
    assert_eq!(with("theo_doi: xa-co-loa"), [""; 0]);
    assert_eq!(with("theo_doi: xa-lac-hong"), [""; 0]);
    let ended = [
        draft[0],
        draft[1],
        draft[2],
        (OTHER, "theo_doi: xa-an-phu", "theo_doi: xa-co-loa"),
        ("co-quan/dia-phuong.yaml", "den_ngay: 28/02/2026", "den_ngay: 31/12/2025"),
    ];
    let findings = told(&changed(&ended).findings, "KH104");
    assert!(findings[0].contains("không tồn tại từ ngày 01/01/2026 đến ngày 31/12/2026"), "{findings:?}");
}

#[test]
fn exceptions_are_printed_for_the_tasks_that_have_them() {
    let loaded = changed(&[]);
    let text = plan_markdown(&loaded, "kh-11-2026");
    assert!(text.contains("- Rà soát văn bản. Trừ: Ban Dân tộc."), "{text}");
    assert!(text.contains("- Tự kiểm tra văn bản. Trừ: UBND xã Bình Minh. Thời hạn: hằng quý."), "{text}");
    let shared = changed(&[(PLAN, ", tru: [xa-binh-minh]", "")]);
    let text = plan_markdown(&shared, "kh-11-2026");
    assert!(text.contains("(trừ Ban Dân tộc)") && !text.contains("Trừ: Ban Dân tộc"), "{text}");
}

#[test]
fn whom_an_exception_takes_out_of_a_supporting_group_is_printed_behind_that_group() {
    let of_supporting =
        [(PLAN, "tru: [ban-dan-toc]", "tru: [xa-binh-minh]"), (PLAN, ", tru: [xa-binh-minh]", "")];
    let text = plan_markdown(&changed(&of_supporting), "kh-11-2026");
    let point = "Các sở, Sở Tư pháp chủ trì, phối hợp với UBND các xã (trừ UBND xã Bình Minh), Sở Nội vụ";
    assert!(text.contains(point), "{text}");
    // Of both: each behind its own.
    let of_both = [(PLAN, "tru: [ban-dan-toc]", "tru: [ban-dan-toc, xa-binh-minh]"), of_supporting[1]];
    let text = plan_markdown(&changed(&of_both), "kh-11-2026");
    let point =
        "Các sở, Sở Tư pháp (trừ Ban Dân tộc) chủ trì, phối hợp với UBND các xã (trừ UBND xã Bình Minh)";
    assert!(text.contains(point), "{text}");
}

#[test]
fn an_annex_says_of_no_task_that_it_leaves_out_whom_only_another_does() {
    let annexes =
        "phu_luc:\n  - {kieu: phan_cong, tieu_de: Phân công}\n  - {kieu: nhiem_vu, tieu_de: Nhiệm vụ}\nky: {";
    let text = plan_markdown(&changed(&[(PLAN, "ky: {", annexes)]), "kh-11-2026");
    let row = |starts: &str, says: &str| {
        let mut rows = text.lines().filter(|line| line.starts_with('|') && line.contains(starts));
        rows.find(|row| row.contains(says)).unwrap_or_else(|| panic!("{starts}: {says}: {text}")).to_owned()
    };
    // By agency: in the row of a group, the members that it does without; in an agency's own row, nobody.
    row("| Các sở |", "điểm a (gạch đầu dòng 1) (trừ Ban Dân tộc), a (gạch đầu dòng 2) khoản 1 Mục III");
    row("| UBND các xã |", "điểm a (gạch đầu dòng 1), a (gạch đầu dòng 2) (trừ UBND xã Bình Minh) khoản 1");
    let own = row("| Sở Nội vụ |", "điểm a khoản 1 Mục III");
    assert!(!own.contains("trừ"), "{own}");
    // In full: a row for each task whose exceptions are its own.
    row("Phối hợp thực hiện nhiệm vụ", "| Các sở, Sở Tư pháp (trừ Ban Dân tộc) | UBND các xã |");
    row("Phối hợp thực hiện nhiệm vụ", "| Các sở, Sở Tư pháp | UBND các xã (trừ UBND xã Bình Minh) |");
}

#[test]
fn whoever_leads_one_task_with_others_and_supports_another_has_a_row_for_each() {
    let annex = "phu_luc: [{kieu: nhiem_vu, tieu_de: Nhiệm vụ}]\nky: {";
    let led = "- {noi_dung: Kiểm tra công vụ., chu_tri: [cong-an-tinh, thanh-tra-tinh]}";
    let both = changed(&[
        (PLAN, "ky: {", annex),
        (PLAN, "- {noi_dung: Kiểm tra công vụ.}", led),
        (PLAN, "phoi_hop: [ban-kinh-te]", "phoi_hop: [thanh-tra-tinh]"),
    ]);
    let text = plan_markdown(&both, "kh-11-2026");
    for says in ["| Cùng chủ trì nhiệm vụ số ", "| Phối hợp thực hiện nhiệm vụ số "] {
        let mut rows = text.lines().filter(|line| line.contains(says) && line.contains("khoản 2 Mục III"));
        assert!(rows.next().is_some(), "{says}: {text}");
    }
}

#[test]
fn a_task_with_a_lead_of_its_own_names_it() {
    let loaded = changed(&[]);
    let text = plan_markdown(&loaded, "kh-11-2026");
    let line =
        text.lines().find(|line| line.to_lowercase().contains("mở tủ sách")).expect("the task is there");
    assert!(line.contains("UBND xã An Phú"), "{line}");
}

#[test]
fn somebody_registered_is_not_called_from_outside() {
    for (typed, id) in [
        ("Sở Nội vụ", "so-noi-vu"),
        ("sở  nội vụ", "so-noi-vu"),
        ("UBND các xã", "cac-xa"),
        ("UBND xã Cổ Loa", "xa-co-loa"),
    ] {
        let outside = format!("phoi_hop: [thanh-tra-tinh, {{ngoai: {typed}}}]");
        let loaded = changed(&[(PLAN, "phoi_hop: [thanh-tra-tinh]", &outside)]);
        one_finding(&loaded, ("KH144", Warning), "ngoai", &["có trong sổ đăng ký", &format!("ghi mã: {id}")]);
    }
    let stranger = (PLAN, "phoi_hop: [thanh-tra-tinh]", "phoi_hop: [thanh-tra-tinh, {ngoai: Bộ Nội vụ}]");
    assert_eq!(told(&changed(&[stranger]).findings, "KH144"), [""; 0]);
}

#[test]
fn a_task_without_the_others_partners_does_not_stand_under_their_names() {
    let alone = (PLAN, "{noi_dung: Kiểm tra công vụ.}", "{noi_dung: Kiểm tra công vụ., phoi_hop: []}");
    let text = plan_markdown(&changed(&[alone]), "kh-11-2026");
    assert!(!text.contains("phối hợp với Thanh tra tỉnh"), "{text}");
    assert!(text.contains("Sắp xếp lại đầu mối. Phối hợp: "), "{text}");
    let task = text.lines().find(|line| line.contains("Kiểm tra công vụ")).expect("it is printed");
    assert!(!task.contains("Phối hợp"), "{task}");
    let as_is = plan_markdown(&changed(&[]), "kh-11-2026");
    assert!(as_is.contains("phối hợp với Thanh tra tỉnh"), "{as_is}");
}

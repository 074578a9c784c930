//! What an agency is given in a task may change while the words of the task stay: the words of its own that
//! answer it stop with both sides; the plan's own words go on, and somebody is told.

use kehoach::content::Loaded;
use kehoach::diagnostic::{Diagnostic, Severity, Topic};

use super::city::{DIGITAL, DIGITAL_ID, part_of, with_part, with_sub_plan};

const FINANCE: (&str, &str) = (DIGITAL_ID, "so-tai-chinh");
const POINT: &str = "          - chu_tri: [so-tai-chinh]\n            kinh_phi: ngân sách thành phố\n";
const TASK: &str = "{noi_dung: Bố trí vốn cho các dự án hạ tầng số.}";

/// The part of Sở Tài chính that answers its task so.
fn part(entry: &str, given: &str) -> String {
    let given = if given.is_empty() { String::new() } else { format!(", duoc_giao: \"{given}\"") };
    let cover = format!("{{nhiem_vu: II.1.c.1, nguyen_van: Bố trí vốn cho các dự án hạ tầng số.{given}}}");
    let rest = format!(
        "nhiem_vu:\n  - muc: [Hạ tầng số]\n    noi_dung:\n      - {{thay_cho: [{cover}], {entry}}}\n"
    );
    part_of("so-tai-chinh", DIGITAL_ID, &rest)
}

const OWN: &str = "noi_dung: Sở cân đối ngân sách cho hạ tầng số.";
const KEPT: &str = "giu_nguyen: true";
const GIVEN: &str = "chủ trì; kinh phí: ngân sách thành phố";

/// What is said of a changed assignment, in the part of Sở Tài chính.
fn reassigned(loaded: &Loaded) -> Vec<Diagnostic> {
    let of_content: Vec<&str> =
        loaded.findings.iter().filter(|finding| finding.is_error()).map(|f| f.message.as_str()).collect();
    assert_eq!(of_content, [""; 0]);
    let findings = with_sub_plan(loaded, FINANCE, |_, _, findings| findings);
    findings.into_iter().filter(|finding| finding.code == "KH319").collect()
}

#[test]
fn an_assignment_that_is_the_same_is_nothing_to_tell() {
    for given in [GIVEN, "Kinh phí: Ngân sách thành phố;  chủ trì.", ""] {
        // Its order, its capitals and its marks are no other assignment; one that was not kept is none.
        let given = given.replace("Kinh phí", "kinh phí").replace("chủ trì.", "chủ trì");
        assert_eq!(reassigned(&with_part(&part(OWN, &given), &[])).len(), 0, "{given}");
    }
}

#[test]
fn every_change_of_what_is_given_stops_the_agencys_own_words_with_both_sides() {
    let point = |more: &str| format!("{POINT}            {more}\n");
    let cases = [
        (point("phoi_hop: [so-y-te]"), "chủ trì; phối hợp: Sở Y tế; kinh phí"),
        (point("phoi_hop: [{ma: so-y-te, pham_vi: bệnh viện}]"), "phối hợp: Sở Y tế (bệnh viện)"),
        (point("phoi_hop: [{ngoai: các ngân hàng}]"), "phối hợp: các ngân hàng"),
        (POINT.replace("[so-tai-chinh]", "[so-tai-chinh, so-y-te]"), "cùng chủ trì: Sở Y tế"),
        (
            POINT.replace("[so-tai-chinh]", "[so-y-te]\n            phoi_hop: [so-tai-chinh]"),
            "phối hợp; cơ quan chủ trì: Sở Y tế",
        ),
        (
            POINT.replace("[so-tai-chinh]", "[{ma: so-tai-chinh, pham_vi: vốn đầu tư}]"),
            "chủ trì; phạm vi: vốn đầu tư",
        ),
        (POINT.replace("[so-tai-chinh]", "[cac-so]\n            tru: [so-y-te]"), "chủ trì; trừ: Sở Y tế"),
        // It is one of the departments itself: they lead with it.
        (POINT.replace("[so-tai-chinh]", "[so-tai-chinh, cac-so]"), "cùng chủ trì: Các sở"),
        (point("dieu_kien: \"Khi có vốn:\""), "điều kiện: Khi có vốn"),
        (point("kem_theo: theo chức năng"), "cách thực hiện: theo chức năng"),
        (point("lam_gi: xây dựng đề án"), "việc phải làm: xây dựng đề án"),
        (point("qua: so-khcn"), "thông qua: Sở Khoa học và Công nghệ"),
        (POINT.replace("ngân sách thành phố", "vốn vay"), "kinh phí: vốn vay"),
    ];
    for (to, now) in cases {
        let loaded = with_part(&part(OWN, GIVEN), &[(DIGITAL, POINT, &to)]);
        let told = reassigned(&loaded);
        let [told] = told.as_slice() else { panic!("{to}: {told:#?}") };
        assert_eq!((told.severity, told.topic), (Severity::Error, Topic::Decision), "{to}");
        let sides: Vec<&str> = told.message.lines().collect();
        assert!(sides[0].contains("nhiệm vụ II.1.c.1"), "{sides:?}");
        assert_eq!(sides[1], "  trước: chủ trì; kinh phí: ngân sách thành phố");
        assert!(sides[2].starts_with("  nay: ") && sides[2].contains(now), "{now}: {sides:?}");
        let place = told.place.as_ref().expect("a place");
        assert!(place.source.path.ends_with("2026/co-quan/phan.yaml"));
        // The plan's own words are printed with the new assignment.
        let kept = reassigned(&with_part(&part(KEPT, GIVEN), &[(DIGITAL, POINT, &to)]));
        assert_eq!(kept.iter().map(|told| told.severity).collect::<Vec<_>>(), [Severity::Warning], "{to}");
    }
}

#[test]
fn a_deadline_or_an_output_that_the_document_states_as_the_plan_has_it_does_not_stop() {
    for (change, own) in [
        ("thoi_han: trước 15/7/2026", "thoi_han: trước 30/6/2026"),
        ("thoi_han: [{phan: đợt một, han: quý II/2026}]", "thoi_han: quý I/2026"),
        ("san_pham: Quyết định", "san_pham: Tờ trình"),
    ] {
        let to = TASK.replace('}', &format!(", {change}}}"));
        let severity = |entry: &str| {
            let told = reassigned(&with_part(&part(entry, GIVEN), &[(DIGITAL, TASK, &to)]));
            told.iter().map(|told| told.severity).collect::<Vec<_>>()
        };
        assert_eq!(severity(OWN), [Severity::Warning], "{change}");
        assert_eq!(severity(&format!("{OWN}, {own}")), [Severity::Error], "{change}");
    }
    // An issued plan in words of its own states what its file states.
    let to = TASK.replace('}', ", thoi_han: trước 15/7/2026}");
    let issued = part(OWN, GIVEN).replace(
        "nhiem_vu:\n",
        "so: 9\nngay: 20/4/2026\ntrang_thai: ban_hanh\nky: {ho_ten: Lê Thị Hạnh}\nnhiem_vu:\n",
    );
    let told = reassigned(&with_part(&issued, &[(DIGITAL, TASK, &to)]));
    assert_eq!(told.iter().map(|told| told.severity).collect::<Vec<_>>(), [Severity::Error]);
}

#[test]
fn a_partner_of_others_is_not_its_own_assignment() {
    // Sở Tài chính supports: who else supports is nothing that it answers.
    let supports = POINT.replace("[so-tai-chinh]", "[so-y-te]\n            phoi_hop: [so-tai-chinh]");
    let more = supports.replace("phoi_hop: [so-tai-chinh]", "phoi_hop: [so-tai-chinh, so-khcn]");
    let given = "phối hợp; cơ quan chủ trì: so-y-te; kinh phí: ngân sách thành phố";
    for point in [supports, more] {
        assert_eq!(reassigned(&with_part(&part(OWN, given), &[(DIGITAL, POINT, &point)])).len(), 0);
    }
}

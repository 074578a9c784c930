//! Groups of which only those concerned are called on: printed as they stand, kept apart, taken on or set
//! aside by the agency itself.

use kehoach::derive::responsibility::Role;
use kehoach::diagnostic::Severity::Error;
use kehoach::diagnostic::{Diagnostic, has_errors};
use kehoach::model::{AgencyId, PlanId};

use super::city::{DIGITAL_ID, changed, line_with, markdown, part_of, with_part, with_sub_plan};
use super::fixture::{one_finding, plan_markdown, told, year};

const FINANCE: (&str, &str) = (DIGITAL_ID, "so-tai-chinh");

fn references<'p>(
    covered: impl IntoIterator<Item = &'p kehoach::derive::sub_plan::Covered<'p>>,
) -> Vec<String> {
    covered.into_iter().map(|one| one.mine.task.reference.to_string()).collect()
}

#[test]
fn whoever_is_reached_only_as_one_of_those_concerned_has_the_task_apart() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let shares = year.responsibilities(&PlanId::new(DIGITAL_ID)).unwrap();
    let related = |id: &str| -> Vec<String> {
        let share = shares.share(&AgencyId::new(id)).expect("it is reached");
        share
            .related
            .iter()
            .map(|one| format!("{} {} {}", one.task.reference, one.role.name(), one.via))
            .collect()
    };
    let soft = ["II.1.a.1 supporting soft:cac-so-lien-quan", "II.2.a.1 lead soft:cac-so-lien-quan"];
    assert_eq!(related("so-tai-chinh"), soft);
    // Named as a lead: surely called on.
    assert_eq!(related("so-khcn"), [soft[1]]);
    assert_eq!(related("vp-ubnd"), [""; 0], "the group has departments only");
    let share = shares.share(&AgencyId::new("so-tai-chinh")).unwrap();
    let sure: Vec<String> = share.tasks.iter().map(|one| one.task.reference.to_string()).collect();
    assert_eq!(sure, ["II.1.c.1", "II.1.d.1"]);
}

#[test]
fn the_plan_prints_the_group_as_it_stands() {
    let text = plan_markdown(&changed(&[]), DIGITAL_ID);
    assert!(text.contains("phối hợp với các sở liên quan, các doanh nghiệp viễn thông: phủ sóng"), "{text}");
    assert!(text.contains("a) Các sở liên quan chủ trì, phối hợp với Văn phòng UBND thành phố: mở dữ liệu"));
}

#[test]
fn a_department_reads_what_it_does_where_it_is_concerned_and_the_count_leaves_it_out() {
    let loaded = changed(&[]);
    let text = markdown(&loaded, FINANCE);
    let (sure, related) = text.split_once("khi có liên quan").expect("the heading is there");
    assert!(sure.contains("Bố trí vốn") && !sure.contains("Mở dữ liệu"), "{sure}");
    let supports = line_with(related, "phủ sóng toàn thành phố");
    assert!(supports.starts_with(
        "- Phối hợp với Sở Khoa học và Công nghệ (mạng di động, cáp quang); Sở Công Thương (chợ, khu thương mại): "
    ));
    assert!(supports.contains("Thời hạn: khu dân cư: quý III/2026"), "{supports}");
    let leads = line_with(related, "mở dữ liệu của ngành");
    assert!(leads.starts_with("- Chủ trì, phối hợp với Văn phòng UBND thành phố: mở dữ liệu"), "{leads}");
    with_sub_plan(&loaded, FINANCE, |_, plan, findings| {
        let open = plan.openness();
        assert_eq!((open.entries, open.lead, open.supporting, open.related), (2, 2, 0, 2));
        let told =
            findings.iter().find(|finding| finding.code == "KH307").expect("it has no part of its own");
        assert!(told.message.contains("2 nội dung, 2 nhiệm vụ phối hợp khi có liên quan"), "{told:#?}");
    });
}

#[test]
fn what_an_agency_takes_on_is_a_task_like_any_other() {
    let own = "nhiem_vu:\n  - muc: [Dữ liệu số]\n    noi_dung: [{noi_dung: Sở mở dữ liệu thu chi ngân sách., thay_cho: [II.2.a.1]}]\n";
    let loaded = with_part(&part_of("so-tai-chinh", DIGITAL_ID, own), &[]);
    with_sub_plan(&loaded, FINANCE, |_, plan, findings| {
        assert!(!has_errors(&findings), "{findings:#?}");
        assert_eq!(references(plan.related.iter().map(|told| &told.covered)), ["II.1.a.1"]);
        let entry =
            plan.entries().find(|entry| entry.wording.text().contains("thu chi")).expect("it is there");
        assert_eq!((entry.covers.len(), entry.covers[0].mine.role), (1, Role::Lead));
    });
    let text = markdown(&loaded, FINANCE);
    assert!(
        text.contains("Sở mở dữ liệu thu chi ngân sách") && !text.contains("mở dữ liệu của ngành"),
        "{text}"
    );
}

#[test]
fn what_an_agency_sets_aside_is_printed_no_more_and_proved_all_the_same() {
    let loaded = with_part(&part_of("so-tai-chinh", DIGITAL_ID, "khong_lien_quan: [II.1.a.1]\n"), &[]);
    with_sub_plan(&loaded, FINANCE, |_, plan, findings| {
        assert!(!has_errors(&findings), "{findings:#?}");
        assert_eq!(references(&plan.set_aside), ["II.1.a.1"]);
        assert_eq!(references(plan.related.iter().map(|told| &told.covered)), ["II.2.a.1"]);
    });
    assert!(!markdown(&loaded, FINANCE).contains("hủ sóng toàn thành phố"));
}

#[test]
fn nobody_sets_aside_what_is_surely_its_own_or_somebody_elses() {
    for (reference, code) in [("II.1.c.1", "KH303"), ("II.1.b.1", "KH303")] {
        // Beside one that it may set aside.
        let part =
            part_of("so-tai-chinh", DIGITAL_ID, &format!("khong_lien_quan: [II.1.a.1, {reference}]\n"));
        let told: Vec<Diagnostic> = with_sub_plan(&with_part(&part, &[]), FINANCE, |_, _, findings| {
            findings.into_iter().filter(Diagnostic::is_error).collect()
        });
        let [found] = told.as_slice() else { panic!("{told:#?}") };
        assert_eq!(found.code, code);
        assert!(found.message.contains(&format!("nhiệm vụ {reference}")), "{found:#?}");
        assert!(found.hint.as_ref().is_some_and(|hint| hint.contains("“khong_lien_quan”")), "{found:#?}");
        let place = found.place.as_ref().expect("it has a place");
        assert_eq!(&place.source.text[place.start..place.end], reference);
    }
    let unknown = with_part(&part_of("so-tai-chinh", DIGITAL_ID, "khong_lien_quan: [II.9.a.1]\n"), &[]);
    one_finding(&unknown, ("KH121", Error), "khong_lien_quan", &["không có nhiệm vụ II.9.a.1"]);
}

#[test]
fn a_group_of_those_concerned_without_anybody_is_an_error_like_any_group() {
    let loaded =
        changed(&[("nhom.yaml", "gom_loai: [so], lien_quan: true", "gom_loai: [hoi], lien_quan: true")]);
    assert_eq!(told(&loaded.findings, "KH140").len(), 2, "{:#?}", loaded.findings);
    let hard = changed(&[("nhom.yaml", ", lien_quan: true", "")]);
    let year = year(&hard);
    let shares = year.responsibilities(&PlanId::new(DIGITAL_ID)).unwrap();
    let share = shares.share(&AgencyId::new("so-tai-chinh")).unwrap();
    assert_eq!((share.tasks.len(), share.related.len()), (4, 0));
}

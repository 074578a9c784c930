//! Who has each task, in which role and by what way.

use std::fmt::Write as _;

use kehoach::derive::Year;
use kehoach::derive::responsibility::{Responsibilities, Role, Via};
use kehoach::diagnostic::Severity::Warning;
use kehoach::diagnostic::has_errors;
use kehoach::model::{PlanId, Province};
use kehoach::template::{SubPlanView, template_name};

use super::fixture::{
    GROUPS, PLAN, agency, answering, changed, files, loaded, one_finding, province, templates, unescaped,
    year,
};

/// Read from the files by hand: the plan kh-11-2026 on 02/3/2026 (without Cổ Loa, which ended in February, and
/// Lạc Hồng, which begins on 15/3), the plan kh-25-2026 on 20/4/2026.
const FIRST: &str = "\
II.1.a.1 chủ trì: so-noi-vu; phối hợp: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa)
II.2.a.1 chủ trì: bao-bach-hac; phối hợp: -
III.1.a.1 chủ trì: so-noi-vu (cac-so), so-tu-phap, van-phong-ubnd-tinh (cac-so); phối hợp: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa)
III.1.a.2 chủ trì: so-noi-vu (cac-so), so-tu-phap, ban-dan-toc (cac-so), van-phong-ubnd-tinh (cac-so); phối hợp: xa-an-phu (cac-xa), phuong-tan-lap (cac-xa)
III.1.b.1 chủ trì: xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
III.1.b.2 chủ trì: xa-an-phu; phối hợp: -
III.2.a.1 chủ trì: cong-an-tinh; phối hợp: ban-kinh-te
III.2.a.2 chủ trì: cong-an-tinh; phối hợp: thanh-tra-tinh
IV.1.a.1 chủ trì: trung-tam-hanh-chinh-cong; phối hợp: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa)
IV.1.b.1 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
IV.2.a.1 chủ trì: huyen-song-lo, thanh-pho-ngoc-ha, doan-quy-hoach; phối hợp: nhnn-khu-vuc (ngan-hang), hiep-hoi
V.1.1 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa), so-noi-vu (cac-so), so-tu-phap (cac-so), ban-dan-toc (cac-so), van-phong-ubnd-tinh (cac-so); phối hợp: -
V.1.2 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa), so-noi-vu (cac-so), so-tu-phap (cac-so), ban-dan-toc (cac-so), van-phong-ubnd-tinh (cac-so); phối hợp: -
V.2.1 chủ trì: so-noi-vu; phối hợp: cong-an-tinh
V.2.2 chủ trì: bao-bach-hac; phối hợp: cong-an-tinh
";

const SECOND: &str = "\
I.1.a.1 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), xa-lac-hong (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
I.1.a.2 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), xa-lac-hong (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
";

/// What the program makes of a plan, in the shape of the tables above.
fn table(province: &Province, shares: &Responsibilities<'_>) -> String {
    let mut given: Vec<(String, Role, String)> = Vec::new();
    for agency in province.registry.agencies() {
        let Some(share) = shares.share(&agency.id) else { continue };
        let tasks = share.tasks.iter().map(|one| (&one.task.reference, one.role, &one.via));
        let duties = share.duties.iter().map(|one| (&one.task.reference, one.role, &one.via));
        for (reference, role, via) in tasks.chain(duties) {
            let way = match via {
                Via::Direct => agency.id.to_string(),
                Via::Group(group) => format!("{} ({group})", agency.id),
                Via::Related(group) => format!("{} (liên quan: {group})", agency.id),
            };
            given.push((reference.to_string(), role, way));
        }
    }
    let mut table = String::new();
    for task in shares.plan.all_tasks() {
        let reference = task.reference.to_string();
        let named = |wanted: Role| {
            let of_task = given.iter().filter(|(of, role, _)| *of == reference && *role == wanted);
            let names: Vec<&str> = of_task.map(|(.., way)| way.as_str()).collect();
            if names.is_empty() { "-".to_owned() } else { names.join(", ") }
        };
        let (lead, supporting) = (named(Role::Lead), named(Role::Supporting));
        writeln!(table, "{reference} chủ trì: {lead}; phối hợp: {supporting}").unwrap();
    }
    table
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn every_task_reaches_whom_a_reader_of_the_plan_would_name() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let shares = year.responsibilities(&PlanId::new("kh-11-2026")).unwrap();
    assert_eq!(lines(&table(year.province, shares)), lines(FIRST));
}

#[test]
fn each_plan_resolves_its_groups_on_its_own_day() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let second = year.responsibilities(&PlanId::new("kh-25-2026")).unwrap();
    assert_eq!(lines(&table(year.province, second)), lines(SECOND));
    assert!(year.responsibilities(&PlanId::new("kh-1-2020")).is_none());
}

#[test]
fn monitors_have_their_indices_and_nothing_else() {
    let loaded = changed(&[]);
    let year = year(&loaded);
    let of = |plan: &str, id: &str| -> Vec<String> {
        let shares = year.responsibilities(&PlanId::new(plan)).unwrap();
        let share = shares.share(&agency(year.province, id).id);
        let monitors = share.iter().flat_map(|share| &share.monitors);
        monitors.map(|(heading, _)| heading.title.text().to_owned()).collect()
    };
    assert_eq!(of("kh-11-2026", "so-noi-vu"), ["Tổ chức bộ máy", "Dịch vụ công"]);
    assert_eq!(of("kh-11-2026", "so-tu-phap"), ["Thể chế"]);
    assert_eq!(of("kh-11-2026", "xa-an-phu"), [""; 0]);
    assert_eq!(of("kh-25-2026", "xa-an-phu"), ["Hạ tầng số"]);
}

#[test]
fn agencies_stand_by_kind_and_then_as_in_the_files() {
    let loaded = changed(&[]);
    assert_eq!(
        answering(&year(&loaded), "kh-11-2026"),
        [
            "so-noi-vu",
            "so-tu-phap",
            "ban-dan-toc",
            "van-phong-ubnd-tinh",
            "thanh-tra-tinh",
            "cong-an-tinh",
            "ban-kinh-te",
            "trung-tam-hanh-chinh-cong",
            "nhnn-khu-vuc",
            "huyen-song-lo",
            "thanh-pho-ngoc-ha",
            "doan-quy-hoach",
            "xa-an-phu",
            "xa-binh-minh",
            "phuong-tan-lap",
            "hiep-hoi",
            "bao-bach-hac",
        ]
    );
}

#[test]
fn who_only_monitors_is_among_the_agencies() {
    let loaded = changed(&[(PLAN, "theo_doi: so-tu-phap", "theo_doi: ubnd-tinh")]);
    assert!(answering(&year(&loaded), "kh-11-2026").contains(&"ubnd-tinh".to_owned()));
}

#[test]
fn whom_only_one_plan_reaches_answers_that_plan() {
    let mut files = files();
    let part = "loai: ke_hoach_don_vi\nco_quan: xa-lac-hong\nnam: 2026\nke_hoach_goc: [kh-25-2026]\n";
    files.push(("2026/co-quan/xa-lac-hong.yaml".to_owned(), part.to_owned()));
    let loaded = loaded(files);
    let year = year(&loaded);
    let answers = |plan: &str| answering(&year, plan).contains(&"xa-lac-hong".to_owned());
    assert!(answers("kh-25-2026") && !answers("kh-11-2026"));
}

#[test]
fn a_year_without_a_plan_is_none() {
    let loaded = changed(&[]);
    assert!(Year::of(province(&loaded), 2025).is_none());
}

#[test]
fn roles_and_ways_have_names_for_programs() {
    assert_eq!((Role::Lead.name(), Role::Supporting.name()), ("lead", "supporting"));
    let id = kehoach::model::GroupId::new("cac-xa");
    let group = Via::Group(&id);
    assert_eq!(
        (Via::Direct.to_string(), group.to_string()),
        ("direct".to_owned(), "group:cac-xa".to_owned())
    );
}

const OTHER: &str = "2026/ke-hoach-bo-sung.yaml";
/// A group beside that of all communes.
const EAST: (&str, &str, &str) = (
    GROUPS,
    "  - {ma: ngan-hang,",
    "  - {ma: phia-dong, ten: Các xã phía Đông, gom: [xa-binh-minh, xa-lac-hong]}\n  - {ma: ngan-hang,",
);

#[test]
fn whoever_is_in_two_groups_has_the_parts_that_both_name() {
    for (both, has) in [
        (
            "[{ma: cac-xa, pham_vi: hạ tầng}, {ma: phia-dong, pham_vi: thiết bị}]",
            "phạm vi: hạ tầng, thiết bị",
        ),
        ("[{ma: cac-xa, pham_vi: hạ tầng}, {ma: phia-dong, pham_vi: hạ tầng}]", "phạm vi: hạ tầng"),
        // Whoever is named has what stands with its name.
        (
            "[{ma: cac-xa, pham_vi: hạ tầng}, {ma: phia-dong, pham_vi: thiết bị}, {ma: xa-binh-minh, pham_vi: cột}]",
            "phạm vi: cột",
        ),
    ] {
        let given = format!("chu_tri: {both}");
        let loaded = changed(&[EAST, (OTHER, "chu_tri: [cac-xa]", &given)]);
        let year = year(&loaded);
        let plan = year.responsibilities(&PlanId::new("kh-25-2026")).expect("the plan is there").plan;
        let answer = year.answers(plan).into_iter().find(|one| one.agency.id.as_str() == "xa-binh-minh");
        let (sub_plan, findings) = year.sub_plan(answer.expect("it is reached"));
        assert!(!has_errors(&findings), "{findings:#?}");
        let view = SubPlanView::of(year.province, &sub_plan);
        let text = templates().render(template_name(sub_plan.agency.kind), &view).expect("it is rendered");
        let text = unescaped(&text);
        assert!(text.contains(&format!("{has})")) || text.contains(&format!("{has};")), "{has}: {text}");
    }
}

#[test]
fn a_whole_task_and_a_part_of_it_for_the_same_body_are_told() {
    let given = "chu_tri: [cac-xa, {ma: phia-dong, pham_vi: thiết bị}]";
    let loaded = changed(&[EAST, (OTHER, "chu_tri: [cac-xa]", given)]);
    let words = ["UBND xã Bình Minh thuộc cả “UBND các xã”", "phạm vi: thiết bị", "ghi “pham_vi” cho cả hai"];
    one_finding(&loaded, ("KH147", Warning), "phia-dong", &words);
    for both in [
        "chu_tri: [cac-xa, phia-dong]",
        "chu_tri: [{ma: cac-xa, pham_vi: vốn}, {ma: phia-dong, pham_vi: thiết bị}]",
    ] {
        let findings = changed(&[EAST, (OTHER, "chu_tri: [cac-xa]", both)]).findings;
        assert!(findings.iter().all(|finding| finding.code != "KH147"), "{both}: {findings:#?}");
    }
}

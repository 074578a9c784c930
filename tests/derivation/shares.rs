//! Who has each task, in which role and by what way.

use std::fmt::Write as _;

use kehoach::derive::Year;
use kehoach::derive::responsibility::{Responsibilities, Role, Via};
use kehoach::model::{PlanId, Province};

use super::fixture::{PLAN, agency, changed, files, loaded, province};

/// Read from the files by hand: the main plan on 02/3/2026 (without Cổ Loa, which ended in February, and
/// Lạc Hồng, which begins on 15/3), the further plan on 20/4/2026.
const MAIN: &str = "\
II.1.1.1.1 chủ trì: so-noi-vu; phối hợp: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa)
II.2.1.1.1 chủ trì: bao-bach-hac; phối hợp: -
III.1.a.1 chủ trì: so-noi-vu (cac-so), so-tu-phap, van-phong-ubnd-tinh (cac-so); phối hợp: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa)
III.1.a.2 chủ trì: so-noi-vu (cac-so), so-tu-phap, ban-dan-toc (cac-so), van-phong-ubnd-tinh (cac-so); phối hợp: xa-an-phu (cac-xa), phuong-tan-lap (cac-xa)
III.1.b.1 chủ trì: xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
III.1.b.2 chủ trì: xa-an-phu; phối hợp: -
III.2.a.1 chủ trì: cong-an-tinh; phối hợp: ban-kinh-te
III.2.a.2 chủ trì: cong-an-tinh; phối hợp: thanh-tra-tinh
IV.1.a.1 chủ trì: trung-tam-hanh-chinh-cong; phối hợp: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa)
IV.1.b.1 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
IV.2.a.1 chủ trì: huyen-song-lo, thanh-pho-ngoc-ha, doan-quy-hoach; phối hợp: nhnn-khu-vuc (ngan-hang), hiep-hoi
V.1.1.1 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa), so-noi-vu (cac-so), so-tu-phap (cac-so), ban-dan-toc (cac-so), van-phong-ubnd-tinh (cac-so); phối hợp: -
V.1.1.2 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), phuong-tan-lap (cac-xa), so-noi-vu (cac-so), so-tu-phap (cac-so), ban-dan-toc (cac-so), van-phong-ubnd-tinh (cac-so); phối hợp: -
V.2.1.1 chủ trì: so-noi-vu; phối hợp: cong-an-tinh
V.2.1.2 chủ trì: bao-bach-hac; phối hợp: cong-an-tinh
";

const FURTHER: &str = "\
I.1.a.1 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), xa-lac-hong (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
I.1.a.2 chủ trì: xa-an-phu (cac-xa), xa-binh-minh (cac-xa), xa-lac-hong (cac-xa), phuong-tan-lap (cac-xa); phối hợp: -
";

/// What the program makes of a plan, in the shape of the tables above.
fn table(province: &Province, shares: &Responsibilities<'_>) -> String {
    let mut given: Vec<(String, Role, String)> = Vec::new();
    for agency in province.registry.agencies() {
        let Some(share) = shares.share(&agency.id) else { continue };
        let tasks = share.tasks.iter().map(|one| (&one.task.reference, one.role, &one.via));
        let duties = share.duties.iter().map(|one| (&one.task.task.reference, one.role, &one.via));
        for (reference, role, via) in tasks.chain(duties) {
            let way = match via {
                Via::Direct => agency.id.to_string(),
                Via::Group(group) => format!("{} ({group})", agency.id),
            };
            given.push((reference.to_string(), role, way));
        }
    }
    let mut table = String::new();
    let duties = shares.plan.duties().map(|(_, duty)| &duty.task);
    for task in shares.plan.tasks().chain(duties) {
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
    let province = province(&loaded);
    let year = Year::of(province, 2026).unwrap();
    assert_eq!(lines(&table(province, year.main())), lines(MAIN));
}

#[test]
fn a_further_plan_resolves_its_groups_on_its_own_day() {
    let loaded = changed(&[]);
    let province = province(&loaded);
    let year = Year::of(province, 2026).unwrap();
    let further = year.responsibilities(&PlanId::new("kh-25-2026")).unwrap();
    assert_eq!(lines(&table(province, further)), lines(FURTHER));
    assert_eq!(year.plan().id.as_str(), "kh-11-2026");
    assert!(year.responsibilities(&PlanId::new("kh-1-2020")).is_none());
}

#[test]
fn monitors_have_their_indices_and_nothing_else() {
    let loaded = changed(&[]);
    let province = province(&loaded);
    let year = Year::of(province, 2026).unwrap();
    let of = |shares: &Responsibilities<'_>, id: &str| -> Vec<String> {
        let share = shares.share(&agency(province, id).id);
        share.map_or_else(Vec::new, |share| share.monitors.iter().map(|index| index.name.clone()).collect())
    };
    assert_eq!(of(year.main(), "so-noi-vu"), ["Tổ chức bộ máy", "Dịch vụ công"]);
    assert_eq!(of(year.main(), "so-tu-phap"), ["Thể chế"]);
    assert_eq!(of(year.main(), "xa-an-phu"), [""; 0]);
    let further = year.responsibilities(&PlanId::new("kh-25-2026")).unwrap();
    assert_eq!(of(further, "xa-an-phu"), ["Hạ tầng số"]);
}

#[test]
fn agencies_stand_by_kind_and_then_as_in_the_files() {
    let loaded = changed(&[]);
    let year = Year::of(province(&loaded), 2026).unwrap();
    let ids: Vec<&str> = year.agencies().into_iter().map(|agency| agency.id.as_str()).collect();
    assert_eq!(
        ids,
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
    let year = Year::of(province(&loaded), 2026).unwrap();
    assert!(year.agencies().iter().any(|agency| agency.id.as_str() == "ubnd-tinh"));
}

#[test]
fn whom_only_a_further_plan_reaches_is_there_by_its_own_part() {
    let mut files = files();
    let part = "loai: ke_hoach_don_vi\nco_quan: xa-lac-hong\nnam: 2026\nke_hoach_goc: [kh-25-2026]\n";
    files.push(("2026/co-quan/xa-lac-hong.yaml".to_owned(), part.to_owned()));
    let loaded = loaded(files);
    let year = Year::of(province(&loaded), 2026).unwrap();
    assert!(year.agencies().iter().any(|agency| agency.id.as_str() == "xa-lac-hong"));
}

#[test]
fn a_year_without_a_main_plan_is_none() {
    let loaded = changed(&[]);
    assert!(Year::of(province(&loaded), 2025).is_none());
}

#[test]
fn roles_and_ways_have_names_for_programs() {
    assert_eq!((Role::Lead.name(), Role::Supporting.name()), ("lead", "supporting"));
    let group = Via::Group(kehoach::model::GroupId::new("cac-xa"));
    assert_eq!(
        (Via::Direct.to_string(), group.to_string()),
        ("direct".to_owned(), "group:cac-xa".to_owned())
    );
}

//! The plans of the province, as they were published, against the content that people typed from them. The
//! published texts are not part of the project: `KEHOACH_SEEDS` names the folder that holds them.

use std::path::PathBuf;

use kehoach::model::Plan;
use kehoach::model::agency::PlanId;

use crate::fixture::{self, Office};

/// A published text; none, said aloud, where there is no folder of them.
fn seed(name: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("KEHOACH_SEEDS") else {
        eprintln!("BỎ QUA: chưa có biến KEHOACH_SEEDS chỉ tới các văn bản gốc");
        return None;
    };
    Some(std::fs::read(PathBuf::from(folder).join(name)).unwrap())
}

/// Imports a text; the plan that came of it beside the one that people typed.
fn compare(name: &str, number: &str, date: &str, typed: &str, check: impl Fn(&Plan, &Plan)) {
    let Some(bytes) = seed(name) else { return };
    let office = Office::sample();
    let imported = office.import(&[(name, &bytes)], &fixture::told(number, date));
    assert!(imported.lost.is_empty(), "{:#?}", imported.lost);
    let errors: Vec<_> = imported.findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let again = office.read_again(&imported);
    let plan = again.province.as_ref().unwrap().plan(&PlanId::new(&fixture::raw(&imported).id)).unwrap();
    let oracle = office.loaded.province.as_ref().unwrap().plan(&PlanId::new(typed)).unwrap();
    check(plan, oracle);
}

/// Tasks that are not as people typed them.
fn other(plan: &Plan, oracle: &Plan) -> Vec<String> {
    let (found, typed) = (fixture::assigned(plan), fixture::assigned(oracle));
    let mut told = Vec::new();
    if found.len() != typed.len() {
        told.push(format!("{} nhiệm vụ, phải là {}", found.len(), typed.len()));
    }
    for ((text, leads, supporting), (_, wanted, wanted_supporting)) in found.iter().zip(&typed) {
        if leads != wanted || supporting != wanted_supporting {
            told.push(format!(
                "{text}\n  có {leads:?} {supporting:?}\n  phải {wanted:?} {wanted_supporting:?}"
            ));
        }
    }
    told
}

#[test]
fn the_plan_of_2025_is_who_it_was_typed() {
    compare("2025-ke-hoach-tinh-175-kh-ubnd.txt", "175", "02/7/2025", "kh-175-2025", |plan, oracle| {
        assert_eq!(other(plan, oracle), Vec::<String>::new());
        assert_eq!(fixture::indices(plan), fixture::indices(oracle));
        assert_eq!(plan.official.recipients.len(), oracle.official.recipients.len());
        assert_eq!(plan.official.archive, oracle.official.archive);
    });
}

#[test]
fn the_plan_of_2024_is_who_it_was_typed() {
    compare("2024-ke-hoach-tinh-158-kh-ubnd.txt", "158", "05/7/2024", "kh-158-2024", |plan, oracle| {
        assert_eq!(other(plan, oracle), Vec::<String>::new());
        let plain = |lines: Vec<String>| {
            lines.into_iter().map(|line| line.replace(",0 điểm", " điểm")).collect::<Vec<_>>()
        };
        assert_eq!(plain(fixture::indices(plan)), plain(fixture::indices(oracle)));
    });
}

#[test]
fn the_draft_of_2026_is_who_it_was_typed() {
    compare("2026-ke-hoach-tinh-du-thao.txt", "1", "01/7/2026", "kh-2026", |plan, oracle| {
        assert_eq!(other(plan, oracle), Vec::<String>::new());
        assert_eq!(fixture::indices(plan), fixture::indices(oracle));
    });
}

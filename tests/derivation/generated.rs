//! The example that writes a large province writes one that loads.

use kehoach::app::{self, Paths};
use kehoach::derive::Year;
use kehoach::diagnostic::has_errors;
use kehoach::model::AgencyKind;

#[path = "../../examples/generate_province.rs"]
#[allow(dead_code, reason = "the example's own main is not called here")]
mod generate_province;

#[test]
fn a_generated_province_loads_and_reaches_every_commune() {
    let folder = tempfile::tempdir().expect("a folder");
    generate_province::generate(folder.path(), &generate_province::Size { communes: 7, tasks: 20 })
        .expect("it is written");
    let paths = Paths { content: folder.path().to_path_buf(), templates: None, fonts: None };
    let inputs = app::load(&paths).expect("the built-in templates load");
    assert!(!has_errors(&inputs.loaded.findings), "{:#?}", inputs.loaded.findings);
    let province = inputs.loaded.province.as_ref().expect("it is a province");
    let year = Year::of(province, 2025).expect("it has a plan");
    let answers: Vec<_> = year.plans().flat_map(|shares| year.answers(shares.plan)).collect();
    let communes: Vec<_> =
        answers.iter().filter(|answer| answer.agency.kind == AgencyKind::Commune).collect();
    assert_eq!(communes.len(), 7);
    for answer in communes {
        let (plan, findings) = year.sub_plan(*answer);
        assert!(!has_errors(&findings), "{findings:#?}");
        assert_eq!(plan.entries().count(), 18 + 20, "{}", answer.agency.id);
    }
    let made = app::sub_plan(&year, answers[0], &inputs.templates).expect("a sub-plan is made");
    assert!(made.document.body.len() > 10);
}

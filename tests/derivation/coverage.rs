//! The proof itself: it tells of every sub-plan that has a task too few, too often or of somebody else.

use kehoach::derive::coverage::prove;
use kehoach::derive::responsibility::Responsibilities;
use kehoach::derive::sub_plan::SubPlan;
use kehoach::diagnostic::Diagnostic;
use kehoach::model::plan::Plan;

use super::fixture::{changed, line, with_sub_plan};

/// What the proof says of the sub-plan of UBND xã An Phú after somebody broke it.
fn after(breaking: impl for<'p> FnOnce(&mut SubPlan<'p>)) -> Vec<String> {
    let loaded = changed(&[]);
    with_sub_plan(&loaded, "xa-an-phu", |year, mut plan, _| {
        let registry = &year.province.registry;
        let parents: Vec<Responsibilities<'_>> =
            plan.parents.iter().map(|parent| Responsibilities::of(parent, registry)).collect();
        let parents: Vec<&Responsibilities<'_>> = parents.iter().collect();
        breaking(&mut plan);
        prove(&plan, &parents, registry).iter().map(told).collect()
    })
}

fn told(finding: &Diagnostic) -> String {
    format!("{} {} {}", finding.code, line(finding), finding.message)
}

#[test]
fn a_whole_sub_plan_is_proved() {
    assert_eq!(after(|_| ()), [""; 0]);
}

#[test]
fn a_task_that_no_entry_covers_is_lost() {
    let findings = after(|plan| drop(plan.groups[0].headings[0].entries.remove(1)));
    assert_eq!(
        findings,
        ["KH301 2026/ke-hoach-chinh.yaml:40 UBND xã An Phú: nhiệm vụ III.1.b.2 của Kế hoạch số 11/KH-UBND \
          bị thiếu trong kế hoạch triển khai"]
    );
}

#[test]
fn a_task_that_two_entries_cover_is_told_of() {
    let findings = after(|plan| {
        let again = plan.groups[0].headings[0].entries[1].clone();
        plan.groups[0].headings[0].entries.push(again);
    });
    assert_eq!(
        findings,
        ["KH302 2026/ke-hoach-chinh.yaml:40 UBND xã An Phú: nhiệm vụ III.1.b.2 của Kế hoạch số 11/KH-UBND \
          xuất hiện nhiều lần trong kế hoạch triển khai"]
    );
}

#[test]
fn a_duty_is_proved_like_a_task() {
    let lost = after(|plan| drop(plan.duties.remove(0)));
    assert!(lost[0].starts_with("KH301 ") && lost[0].contains("V.1.1"), "{lost:?}");
    let twice = after(|plan| plan.duties.push(plan.duties[1].clone()));
    assert!(twice[0].starts_with("KH302 ") && twice[0].contains("V.1.2"), "{twice:?}");
    assert_eq!((lost.len(), twice.len()), (1, 1));
}

#[test]
fn a_task_of_another_plan_with_the_same_reference_does_not_count() {
    let findings = after(|plan| {
        let main: &Plan = plan.parents[0];
        plan.groups[1].headings[0].entries[0].covers[0].plan = main;
    });
    let [lost, foreign] = &findings[..] else { panic!("{findings:?}") };
    assert!(lost.contains("nhiệm vụ I.1.a.1 của Kế hoạch số 25/KH-UBND bị thiếu"), "{lost}");
    assert_eq!(
        foreign,
        "KH303 - UBND xã An Phú: nhiệm vụ I.1.a.1 của kế hoạch kh-11-2026 không giao cho cơ quan này"
    );
}

#[test]
fn a_part_that_answers_what_is_not_its_own_fails_the_proof() {
    let part = super::fixture::PART;
    // A task of the newspaper.
    let loaded = changed(&[(part, "thay_cho: [IV.1.a.1]", "thay_cho: [IV.1.a.1, II.2.a.1]")]);
    with_sub_plan(&loaded, "xa-an-phu", |_, _, findings| {
        let foreign: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.code == "KH303").collect();
        assert_eq!(foreign.len(), 1, "{findings:#?}");
        assert_eq!(
            told(foreign[0]),
            "KH303 2026/co-quan/xa-an-phu.yaml:21 UBND xã An Phú: nhiệm vụ II.2.a.1 của kế hoạch kh-11-2026 \
             không giao cho cơ quan này"
        );
        assert_eq!(foreign[0].hint.as_deref(), Some("bỏ mã này khỏi “thay_cho”"));
    });
}

//! Content → DOCX → import: the same content, but for what a document cannot tell. The differences are golden.

use std::path::Path;

use kehoach::app::import::Printed;
use kehoach::app::{self, Format};
use kehoach::derive::Year;
use kehoach::import::plan::Told;
use kehoach::model::Plan;
use kehoach::model::agency::PlanId;
use kehoach::render::font::FontSet;
use kehoach::template::TemplateSet;

use crate::fixture::{self, Office};

#[test]
fn a_plan_that_the_program_printed_comes_back() {
    let office = Office::sample();
    let province = office.loaded.province.as_ref().unwrap();
    let templates = TemplateSet::load(None).unwrap();
    let mut told = String::new();
    for id in ["kh-158-2024", "kh-175-2025", "kh-2026"] {
        let plan = province.plan(&PlanId::new(id)).unwrap();
        let year = Year::of(province, plan.year).unwrap();
        let made = app::plan_document(&year, plan, &templates).unwrap();
        let docx = app::render(&made.document.whole(), Format::Docx, FontSet::bundled()).unwrap();
        let imported = office.import(&[("ke-hoach.docx", &docx.bytes)], &Told::default());
        assert!(imported.lost.is_empty(), "{id}: {:#?}", imported.lost);
        let again = office.read_again(&imported);
        let back = again.province.as_ref().unwrap().plan(&PlanId::new(&fixture::raw(&imported).id)).unwrap();
        told.push_str(&format!("== {id}\n{}", differences(plan, back)));
        let Printed::Differences(printed) = &imported.printed else { panic!("{id}: {:?}", imported.printed) };
        for one in printed {
            let begin = |text: &str| kehoach::text::beginning(text);
            told.push_str(&format!("in lại: “{}” → “{}”\n", begin(&one.source), begin(&one.printed)));
        }
    }
    golden("tests/golden/import/round-trip.txt", &told);
}

/// What is not the same in two plans, line by line.
fn differences(typed: &Plan, back: &Plan) -> String {
    let mut told = String::new();
    let mut compare = |what: &str, one: String, other: String| {
        if one != other {
            told.push_str(&format!("{what}: {one} → {other}\n"));
        }
    };
    compare("số", format!("{:?}", typed.official.number), format!("{:?}", back.official.number));
    compare("ngày", format!("{:?}", typed.official.date), format!("{:?}", back.official.date));
    compare("ký hiệu", typed.official.symbol.clone(), back.official.symbol.clone());
    compare("trích yếu", typed.official.subject.clone(), back.official.subject.clone());
    compare("ký", format!("{:?}", typed.official.signature), format!("{:?}", back.official.signature));
    compare("nơi nhận", typed.official.recipients.join("; "), back.official.recipients.join("; "));
    compare("lưu", typed.official.archive.clone(), back.official.archive.clone());
    compare("mẫu", typed.template.clone(), back.template.clone());
    compare("phụ lục", typed.annexes.len().to_string(), back.annexes.len().to_string());
    let titles = |plan: &Plan| {
        plan.sections.iter().map(|one| one.title.text().to_owned()).collect::<Vec<_>>().join("; ")
    };
    compare("mục", titles(typed), titles(back));
    for (one, other) in fixture::indices(typed).into_iter().zip(fixture::indices(back)) {
        compare("chỉ số", one, other);
    }
    let (tasks, others) = (fixture::assigned(typed), fixture::assigned(back));
    compare("số nhiệm vụ", tasks.len().to_string(), others.len().to_string());
    for (one, other) in tasks.iter().zip(&others) {
        let line = |(text, leads, supporting): &(String, Vec<String>, Vec<String>)| {
            format!("{} | {} | {}", kehoach::text::beginning(text), leads.join(" "), supporting.join(" "))
        };
        compare("nhiệm vụ", line(one), line(other));
        if line(one) == line(other) {
            compare("lời nhiệm vụ", one.0.clone(), other.0.clone());
        }
    }
    told
}

fn golden(path: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("KEHOACH_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{}", path.display());
}

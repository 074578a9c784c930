//! The small province (`tests/fixtures/tinh-thu`), as it is or with a change typed into one of its files.

use std::path::PathBuf;

use kehoach::content::{self, Loaded};
use kehoach::derive::sub_plan::SubPlan;
use kehoach::derive::{Answer, Year};
use kehoach::diagnostic::{Diagnostic, Severity, has_errors};
use kehoach::model::{Agency, AgencyId, PlanId, Province};
use kehoach::template::{PlanView, SubPlanView, TemplateSet, template_name};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../fixtures/tinh-thu/", $name)))),*]
    };
}

const FILES: [(&str, &str); 8] = files![
    "tinh.yaml",
    "nhom.yaml",
    "co-quan/dia-phuong.yaml",
    "co-quan/so-nganh.yaml",
    "2026/ke-hoach-chinh.yaml",
    "2026/ke-hoach-bo-sung.yaml",
    "2026/co-quan/xa-an-phu.yaml",
    "2026/co-quan/xa-binh-minh.yaml",
];

pub const PLAN: &str = "2026/ke-hoach-chinh.yaml";
pub const GROUPS: &str = "nhom.yaml";
pub const PART: &str = "2026/co-quan/xa-an-phu.yaml";
pub const DRAFT: &str = "2026/co-quan/xa-binh-minh.yaml";

pub fn templates() -> TemplateSet {
    TemplateSet::load(None).expect("the built-in templates load")
}

/// The province with these texts replaced: file, what stands there, what is typed instead.
pub fn changed(changes: &[(&str, &str, &str)]) -> Loaded {
    let mut texts = files();
    for (file, from, to) in changes {
        let (_, text) = texts.iter_mut().find(|(name, _)| name == file).expect("the file is there");
        assert!(text.contains(from), "{file} has no “{from}”");
        *text = text.replacen(from, to, 1);
    }
    loaded(texts)
}

/// The files as they are.
pub fn files() -> Vec<(String, String)> {
    FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

pub fn loaded(files: impl IntoIterator<Item = (String, String)>) -> Loaded {
    let files = files.into_iter().map(|(name, text)| (PathBuf::from(name), text.into_bytes()));
    content::load_files(files, &templates().schemes())
}

/// The part of UBND xã An Phú before it was issued: what it leaves out is carried in.
pub const UNISSUED: (&str, &str, &str) = (PART, "so: 4\nngay: 25/4/2026\ntrang_thai: ban_hanh\n", "");

/// The findings with this code, as `file:line message`.
pub fn told(findings: &[Diagnostic], code: &str) -> Vec<String> {
    let findings = findings.iter().filter(|finding| finding.code == code);
    findings.map(|finding| format!("{} {}", line(finding), finding.message)).collect()
}

pub fn line(finding: &Diagnostic) -> String {
    finding.place.as_ref().map_or_else(
        || "-".to_owned(),
        |place| format!("{}:{}", place.source.path.display(), place.line_column().0),
    )
}

/// The one finding that a change makes: of this code and severity, at the line that has `at` in it.
pub fn one_finding(loaded: &Loaded, (code, severity): (&str, Severity), at: &str, words: &[&str]) {
    let worse: Vec<&Diagnostic> =
        loaded.findings.iter().filter(|finding| finding.severity > Severity::Info).collect();
    let [finding] = &worse[..] else { panic!("{worse:#?}") };
    assert_eq!((finding.code, finding.severity), (code, severity), "{finding:#?}");
    let place = finding.place.as_ref().expect("it has a place");
    let text = place.source.text.lines().nth(place.line_column().0 - 1).expect("the line is there");
    assert!(text.contains(at), "it stands at “{text}”");
    let whole = format!("{} {}", finding.message, finding.hint.as_deref().unwrap_or_default());
    for word in words {
        assert!(whole.contains(word), "“{word}” is not in “{whole}”");
    }
}

pub fn province(loaded: &Loaded) -> &Province {
    assert!(!has_errors(&loaded.findings), "{:#?}", loaded.findings);
    loaded.province.as_ref().expect("it is a province")
}

pub fn agency<'p>(province: &'p Province, id: &str) -> &'p Agency {
    province.registry.agency(&AgencyId::new(id)).expect("it is registered")
}

/// Runs over the sub-plan of an agency, with its findings.
pub fn with_sub_plan<T>(
    loaded: &Loaded,
    id: &str,
    look: impl FnOnce(&Year<'_>, SubPlan<'_>, Vec<Diagnostic>) -> T,
) -> T {
    let year = year(loaded);
    let (plan, findings) = year.sub_plan(answer(&year, id));
    look(&year, plan, findings)
}

pub fn year(loaded: &Loaded) -> Year<'_> {
    Year::of(province(loaded), 2026).expect("the year is there")
}

/// What an agency answers the first plan with that reaches it.
pub fn answer<'p>(year: &Year<'p>, id: &str) -> Answer<'p> {
    let mut answers = year.plans().flat_map(|shares| year.answers(shares.plan));
    answers.find(|answer| answer.agency.id.as_str() == id).expect("a plan reaches it")
}

/// The ids of those whose documents answer a plan, in their order.
pub fn answering(year: &Year<'_>, plan: &str) -> Vec<String> {
    let shares = year.responsibilities(&PlanId::new(plan)).expect("the plan is of the year");
    year.answers(shares.plan).iter().map(|answer| answer.agency.id.to_string()).collect()
}

/// A plan as its template writes it.
pub fn plan_markdown(loaded: &Loaded, plan: &str) -> String {
    let year = year(loaded);
    let plan = year.responsibilities(&PlanId::new(plan)).expect("the plan is of the year").plan;
    let text = templates().render(&plan.template, &PlanView::of(&year, plan)).expect("it is rendered");
    unescaped(&text)
}

/// The sub-plan as its template writes it.
pub fn markdown(loaded: &Loaded, id: &str) -> String {
    with_sub_plan(loaded, id, |year, plan, _| {
        let view = SubPlanView::of(year.province, &plan);
        unescaped(&templates().render(template_name(plan.agency.kind), &view).expect("it is rendered"))
    })
}

/// Markdown as it will be read, without the marks that tell where its values come from.
pub fn unescaped(text: &str) -> String {
    kehoach::text::origin::unmarked(&text.replace('\\', ""))
}

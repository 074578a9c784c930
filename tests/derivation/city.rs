//! The city (`tests/fixtures/thanh-pho-thu`): two plans of the city and one of a ward in one year, without a
//! single index; as it is or with a change typed into one of its files.

use kehoach::app::{self, Made};
use kehoach::content::Loaded;
use kehoach::derive::sub_plan::SubPlan;
use kehoach::derive::{Answer, Year};
use kehoach::diagnostic::Diagnostic;
use kehoach::document::{BlockKind, Document, Row, plain_text};
use kehoach::model::{AgencyId, Plan, PlanId};
use kehoach::template::{SubPlanView, TemplateSet, template_name};

use super::fixture::{self, loaded, templates, unescaped};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../fixtures/thanh-pho-thu/", $name)))),*]
    };
}

const FILES: [(&str, &str); 6] = files![
    "tinh.yaml",
    "nhom.yaml",
    "co-quan.yaml",
    "2026/chuyen-doi-so.yaml",
    "2026/an-toan.yaml",
    "2026/phuong.yaml",
];

/// Chuyển đổi số: percentages, scopes, a group of those concerned.
pub const DIGITAL: &str = "2026/chuyen-doi-so.yaml";
pub const DIGITAL_ID: &str = "kh-30-2026";
/// An toàn thông tin: a table of tasks in an annex.
pub const SAFETY: &str = "2026/an-toan.yaml";
pub const SAFETY_ID: &str = "kh-41-2026";
/// Phòng cháy, chữa cháy, of a ward for its rooms.
pub const WARD: &str = "2026/phuong.yaml";
pub const WARD_ID: &str = "kh-12-hai-an";

/// The city with these texts replaced: file, what stands there, what is typed instead.
pub fn changed(changes: &[(&str, &str, &str)]) -> Loaded {
    with_part("", changes)
}

/// The city with a part of an agency, and with these texts replaced.
pub fn with_part(part: &str, changes: &[(&str, &str, &str)]) -> Loaded {
    let mut texts: Vec<(String, String)> =
        FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    if !part.is_empty() {
        texts.push((PART.to_owned(), part.to_owned()));
    }
    for (file, from, to) in changes {
        let (_, text) = texts.iter_mut().find(|(name, _)| name == file).expect("the file is there");
        assert!(text.contains(from), "{file} has no “{from}”");
        *text = text.replacen(from, to, 1);
    }
    loaded(texts)
}

/// The file of the part of [`with_part`].
pub const PART: &str = "2026/co-quan/phan.yaml";

/// The beginning of a part that answers a plan.
pub fn part_of(agency: &str, plans: &str, rest: &str) -> String {
    format!("loai: ke_hoach_don_vi\nco_quan: {agency}\nnam: 2026\nke_hoach_goc: [{plans}]\n{rest}")
}

/// The same, issued.
pub fn issued_part(agency: &str, plans: &str, rest: &str) -> String {
    let stated = "so: 9\nngay: 20/4/2026\ntrang_thai: ban_hanh\nky: {ho_ten: Lê Thị Hạnh}\n";
    part_of(agency, plans, &format!("{stated}{rest}"))
}

pub fn plan_of<'p>(year: &Year<'p>, id: &str) -> &'p Plan {
    year.responsibilities(&PlanId::new(id)).expect("the plan is of the year").plan
}

/// What an agency answers a plan with.
pub fn answer<'p>(year: &Year<'p>, plan: &str, agency: &str) -> Answer<'p> {
    let answers = year.answers(plan_of(year, plan));
    answers.into_iter().find(|answer| answer.agency.id == AgencyId::new(agency)).expect("the plan reaches it")
}

/// Runs over a sub-plan, with its findings.
pub fn with_sub_plan<T>(
    loaded: &Loaded,
    (plan, agency): (&str, &str),
    look: impl FnOnce(&Year<'_>, SubPlan<'_>, Vec<Diagnostic>) -> T,
) -> T {
    let year = fixture::year(loaded);
    let (sub_plan, findings) = year.sub_plan(answer(&year, plan, agency));
    look(&year, sub_plan, findings)
}

/// A sub-plan as its template writes it.
pub fn markdown(loaded: &Loaded, of: (&str, &str)) -> String {
    with_sub_plan(loaded, of, |year, plan, _| {
        let view = SubPlanView::of(year.province, &plan);
        unescaped(&templates().render(template_name(plan.agency.kind), &view).expect("it is rendered"))
    })
}

/// The line that holds these words.
pub fn line_with<'t>(text: &'t str, words: &str) -> &'t str {
    let mut lines = text.lines().filter(|line| !line.starts_with('|'));
    lines.find(|line| line.contains(words)).unwrap_or_else(|| panic!("“{words}” is not in {text}"))
}

/// A sub-plan as it would be written to its files, made with these templates.
pub fn made(
    loaded: &Loaded,
    (plan, agency): (&str, &str),
    templates: &TemplateSet,
) -> Result<Made, Vec<Diagnostic>> {
    let year = fixture::year(loaded);
    app::sub_plan(&year, answer(&year, plan, agency), templates)
}

/// The plan itself, made with these templates.
pub fn made_plan(loaded: &Loaded, plan: &str, templates: &TemplateSet) -> Result<Made, Vec<Diagnostic>> {
    let year = fixture::year(loaded);
    app::plan_document(&year, plan_of(&year, plan), templates)
}

/// Everything that a reader sees of a document between its header and its signature, annexes too, a
/// paragraph or a row a line.
pub fn text_of(document: &Document) -> String {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.body);
    let mut lines = Vec::new();
    for block in document.body.iter().chain(annexes) {
        match &block.kind {
            BlockKind::Heading { content, .. }
            | BlockKind::Paragraph { content }
            | BlockKind::Item { content, .. } => lines.push(plain_text(content)),
            BlockKind::Table(table) => lines.extend(table.rows.iter().map(|row| match row {
                Row::Group(content) => plain_text(content),
                Row::Cells(cells) => {
                    cells.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" | ")
                }
            })),
            BlockKind::Chart(chart) => lines.push(chart.alt.clone()),
        }
    }
    lines.join("\n").replace('\u{a0}', " ").replace('\u{2011}', "-")
}

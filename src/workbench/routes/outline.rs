//! The outline of a plan: shown, changed as a draft, saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::super::desk::{Content, Desk};
use super::super::draft::{Draft, NotChanged, Side};
use super::super::guard::Refusal;
use super::super::outline::deed::{Changed, Deed, NewTask, Parties};
use super::super::outline::headings::{HeadingChange, Naming, NewHeading, Spot};
use super::super::outline::places::parse;
use super::super::outline::reach::Reach;
use super::super::outline::{self, indicators, reach};
use super::super::pages;
use super::super::pages::outline::{Adding, PLAN, Shown, Trouble};
use super::begin::read_again;
use super::intake::body;
use super::{Answer, Asked, At, Fields, encoded, html, work};
use crate::app::Needed;
use crate::app::rewrite::{NotDone, Rewrite, rewrite};
use crate::content::edit::{self, NotEdited};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::Registry;
use crate::model::plan::Plan;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    /// The place that is being changed.
    #[serde(default, rename = "sua")]
    open: String,
    /// The place under which a task, a heading, an indicator is being added.
    #[serde(default, rename = "them")]
    task: String,
    #[serde(default, rename = "them-de-muc")]
    heading: String,
    #[serde(default, rename = "them-chi-tieu")]
    indicator: String,
}

impl Wanted {
    /// The form that was sent, to be shown again.
    fn again(fields: &Fields) -> Self {
        let mut wanted = Self { open: fields.get("mo").to_owned(), ..Self::default() };
        let under = fields.get("duoi").to_owned();
        match fields.get("viec") {
            "them-de-muc" => wanted.heading = under,
            "them-chi-tieu" => wanted.indicator = under,
            _ => wanted.task = under,
        }
        wanted
    }

    fn adding(&self) -> Option<(Adding, &str)> {
        let all = [
            (Adding::Task, &self.task),
            (Adding::Heading, &self.heading),
            (Adding::Indicator, &self.indicator),
        ];
        all.into_iter().find(|(_, place)| !place.is_empty()).map(|(what, place)| (what, place.as_str()))
    }
}

/// The file of a plan of the content.
fn file(content: &Content, year: i16, plan: &str) -> Result<PathBuf, Refusal> {
    let province = content.inputs().and_then(|inputs| inputs.loaded.province.as_ref());
    let found = province.and_then(|province| province.plans_of(year).find(|one| one.id.as_str() == plan));
    found.map(|plan| plan.place.source.path.clone()).ok_or(Refusal::NotFound)
}

fn plan_of<'c>(content: &'c Content, year: i16, id: &str) -> Option<(&'c Plan, &'c Registry)> {
    let province = content.inputs()?.loaded.province.as_ref()?;
    let plan = province.plans_of(year).find(|plan| plan.id.as_str() == id)?;
    Some((plan, &province.registry))
}

pub(super) async fn page(
    State(desk): State<Arc<Desk>>,
    At((year, plan)): At<(i16, String)>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    shown(desk, year, plan, wanted, (Vec::new(), Vec::new())).await
}

/// Fields as they were sent, to be shown again beside what hinders them.
type Typed = Vec<(String, String)>;

async fn shown(
    desk: Arc<Desk>,
    year: i16,
    id: String,
    wanted: Wanted,
    (faults, typed): (Vec<Trouble>, Typed),
) -> Answer {
    let content = desk.content().await;
    work(move || {
        let path = file(&content, year, &id)?;
        let opened = desk.drafts.open(&path, String::new);
        let (draft, mut faults) = match opened {
            Ok(draft) => (draft, faults),
            Err(finding) => return Ok(html(pages::outline::unreadable(&content, year, &id, &finding))),
        };
        faults.extend(desk.drafts.fault(&path).map(Trouble::Finding));
        let drafted = content.with_draft(&draft, Needed::All);
        let reach = (!draft.is_saved()).then(|| reach::of(&content, &drafted, year, &id));
        // Where the draft does not read, the plan is shown as it is saved, and cannot be changed but by undoing.
        let now = plan_of(&drafted, year, &id);
        let is_whole = now.is_some();
        let (plan, registry) = now.or_else(|| plan_of(&content, year, &id)).ok_or(Refusal::NotFound)?;
        let outline = outline::of(plan, registry).ok_or(Refusal::NotFound)?;
        let shown = Shown {
            year,
            plan,
            registry,
            outline: &outline,
            draft: &draft,
            reach: reach.as_ref(),
            is_whole,
            open: &wanted.open,
            add: wanted.adding(),
            typed: &typed,
            faults: &faults,
        };
        Ok(html(pages::outline::page(&content, &shown)))
    })
    .await?
}

/// What the buttons of the page do.
#[derive(Debug)]
enum Asking {
    Edit(Deed),
    Undo,
    Redo,
    Save,
    /// With the parts that name what has another number or name.
    SaveWithParts,
    Discard,
    Decide(usize, Side),
}

pub(super) async fn change(
    State(desk): State<Arc<Desk>>,
    At((year, plan)): At<(i16, String)>,
    fields: Fields,
) -> Answer {
    let content = desk.content().await;
    let before = content.generation;
    let address = format!("/dan-y/{year}/{}", encoded(&plan));
    let (doing, id) = (Arc::clone(&desk), plan.clone());
    let wanted = Wanted::again(&fields);
    let done: Result<bool, (Vec<Trouble>, Typed)> = work(move || {
        let path = file(&content, year, &id)?;
        let (_, registry) = plan_of(&content, year, &id).ok_or(Refusal::NotFound)?;
        // A page that outlived the program has no draft yet.
        if let Err(finding) = doing.drafts.open(&path, String::new) {
            return Ok(Err((vec![Trouble::Finding(finding)], fields.0)));
        }
        let of = Of { desk: &doing, content: &content, path: &path, year, id: &id };
        let done = asked(&fields, registry).and_then(|asked| of.done(&fields, asked));
        Ok(done.map_err(|faults| (faults, fields.0)))
    })
    .await??;
    match done {
        Ok(saved) => {
            if saved {
                read_again(&desk, before).await;
            }
            Ok(Redirect::to(&address).into_response())
        }
        Err(refused) => shown(desk, year, plan, wanted, refused).await,
    }
}

/// What is being changed.
#[derive(Clone, Copy)]
struct Of<'o> {
    desk: &'o Desk,
    content: &'o Content,
    path: &'o Path,
    year: i16,
    id: &'o str,
}

impl Of<'_> {
    /// Does it; whether the file is another then.
    fn done(self, fields: &Fields, asked: Asking) -> Result<bool, Vec<Trouble>> {
        let drafts = &self.desk.drafts;
        let changed = |result: Result<Arc<Draft>, NotChanged>| match result {
            Ok(_) => Ok(false),
            Err(why) => Err(vec![Trouble::Finding(not_changed(&why))]),
        };
        let found = |finding: Diagnostic| vec![Trouble::Finding(finding)];
        match asked {
            Asking::Edit(deed) => {
                let version = fields.get("ban").parse().unwrap_or(u64::MAX);
                let what = format!("{}{}", fields.get("cho"), fields.get("duoi"));
                self.tried(version, &deed)?;
                changed(drafts.change(self.path, version, &what, |text| deed.done(text)))
            }
            Asking::Undo => changed(drafts.undo(self.path)),
            Asking::Redo => changed(drafts.redo(self.path)),
            Asking::Decide(at, side) => changed(drafts.decide(self.path, at, side)),
            Asking::Save => drafts.save(self.path).map(|_| true).map_err(found),
            Asking::SaveWithParts => self.save_with_parts().map(|()| true).map_err(found),
            Asking::Discard => drafts.discard(self.path, String::new).map(|_| false).map_err(found),
        }
    }

    /// What the plan could not be with a change: told at its field, and not done.
    fn tried(self, version: u64, deed: &Deed) -> Result<(), Vec<Trouble>> {
        let Some(draft) = self.desk.drafts.get(self.path) else { return Ok(()) };
        let Some(seen) = draft.text_of(version) else { return Ok(()) };
        // What cannot be done at all is told by who does it.
        let (Ok(text), Some(inputs)) = (deed.done(&seen), self.content.inputs()) else { return Ok(()) };
        let path = self.content.shown(self.path);
        let errors = |text: &str| -> Vec<Diagnostic> {
            let changed = inputs.changed(&path, text, Needed::All);
            let own = |one: &Diagnostic| {
                one.is_error() && one.place.as_ref().is_some_and(|place| place.source.path == path)
            };
            changed.loaded.findings.iter().filter(|one| own(one)).cloned().collect()
        };
        let known = errors(&seen);
        let is_new =
            |one: &Diagnostic| !known.iter().any(|old| old.code == one.code && old.message == one.message);
        let faults: Vec<Trouble> = errors(&text).into_iter().filter(is_new).map(at_field).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The plan and the parts that name what has another number or name: all of them, or none.
    fn save_with_parts(self) -> Result<(), Diagnostic> {
        let drafts = &self.desk.drafts;
        let draft = drafts.open(self.path, String::new)?;
        let cannot = |message: String| Diagnostic::error(codes::DRAFT_NOT_SAVED, message);
        let saved = plan_of(self.content, self.year, self.id).map(|(plan, _)| &plan.place.source.text);
        let is_known = saved.is_some_and(|text| draft.disk.as_deref() == Some(text.as_str()));
        let drafted = self.content.with_draft(&draft, Needed::All);
        let reach = reach::of(self.content, &drafted, self.year, self.id);
        let Reach::Known(known) = reach else {
            return Err(cannot("kế hoạch chưa đọc được với các thay đổi này nên chưa lưu gì".to_owned()));
        };
        if !is_known {
            let message = "tệp kế hoạch vừa được sửa ở nơi khác nên chưa lưu gì".to_owned();
            return Err(cannot(message).hint("xem lại các thay đổi rồi lưu lần nữa"));
        }
        if !draft.contested.is_empty() {
            let message = "còn chỗ hai bên ghi khác nhau nên chưa lưu gì".to_owned();
            return Err(cannot(message).hint("chọn một bản ở từng chỗ rồi lưu lần nữa"));
        }
        let parts: Vec<Rewrite<'_>> = known
            .cited
            .carried
            .iter()
            .map(|part| Rewrite { path: &part.path, old: &part.old, text: &part.text })
            .collect();
        rewrite(&parts, || drafts.save(self.path).map(|_| ())).map_err(|why| not_done(&why))
    }
}

fn not_done(why: &NotDone<Diagnostic>) -> Diagnostic {
    match why {
        NotDone::File(why) => why.finding(),
        NotDone::Then(finding) => finding.clone(),
        NotDone::NotPutBack { paths, why } => {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            not_done(why)
                .hint(format!("các phần riêng này đã ghi mà không trả lại được: {}", paths.join(", ")))
        }
    }
}

/// What was found in a plan that nobody saved has no place in its file, but may have a field on the page.
fn at_field(finding: Diagnostic) -> Trouble {
    let field = finding.place.as_ref().and_then(|place| {
        let node = edit::read(&place.source.text)?;
        let path = edit::path_to(&node, place.start);
        let key = path.iter().rev().find_map(|step| match step {
            edit::Step::Key(key) => Some(key.clone()),
            edit::Step::Item(_) => None,
        })?;
        FIELDS.contains(&key.as_str()).then_some(key)
    });
    match field {
        Some(name) => {
            let hint = finding.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            Trouble::Field { name, why: format!("{}{hint}", finding.message) }
        }
        None => Trouble::Finding(Diagnostic { place: None, ..finding }),
    }
}

/// The fields of the forms at which something can be told.
const FIELDS: [&str; 16] = [
    "noi_dung",
    "chu_tri",
    "phoi_hop",
    "tieu_de",
    "theo_doi",
    "cung_theo_doi",
    "ten",
    "gia_tri",
    "don_vi",
    "thang",
    "chieu",
    "nam",
    "thay_doi",
    "so_voi",
    "thoi_han",
    "san_pham",
];

fn not_changed(why: &NotChanged) -> Diagnostic {
    let message = match why {
        NotChanged::NoDraft | NotChanged::Old => {
            "trang này đã cũ nên chưa sửa gì; xem lại bản mới nhất rồi sửa"
        }
        NotChanged::NothingToUndo => "không còn gì để hoàn tác hoặc làm lại",
        NotChanged::NotEdited(NotEdited::NoSuchPlace) => {
            "chỗ này không còn, hoặc không sửa được ở đây, nên chưa sửa gì; xem lại bản mới nhất"
        }
        NotChanged::NotEdited(_) => {
            "cách viết của tệp ở chỗ này không cho chương trình tự sửa mà chắc không hỏng; hãy sửa trong tệp"
        }
    };
    Diagnostic::error(codes::OUTLINE_NOT_CHANGED, message)
}

fn asked(fields: &Fields, registry: &Registry) -> Result<Asking, Vec<Trouble>> {
    let place = || parse(fields.get("cho"));
    Ok(match fields.get("viec") {
        "hoan-tac" => Asking::Undo,
        "lam-lai" => Asking::Redo,
        "luu" => Asking::Save,
        "bo-nhap" => Asking::Discard,
        "lay-cua-toi" => Asking::Decide(fields.get("so").parse().unwrap_or(usize::MAX), Side::Mine),
        "lay-cua-tep" => Asking::Decide(fields.get("so").parse().unwrap_or(usize::MAX), Side::Theirs),
        "luu-theo" => Asking::SaveWithParts,
        "len" => Asking::Edit(Deed::Shift { place: place(), down: false }),
        "xuong" => Asking::Edit(Deed::Shift { place: place(), down: true }),
        "bo" => Asking::Edit(Deed::Remove { place: place() }),
        "chuyen" => Asking::Edit(Deed::Move { task: place(), point: parse(fields.get("den")) }),
        "chuyen-de-muc" => {
            Asking::Edit(Deed::MoveHeading { heading: place(), under: heading_of(fields.get("vao")) })
        }
        "chuyen-chi-tieu" => {
            Asking::Edit(Deed::MoveIndicator { indicator: place(), heading: parse(fields.get("vao")) })
        }
        "sua-de-muc" => Asking::Edit(Deed::Heading(Box::new(heading(fields, registry)?))),
        "them-de-muc" => Asking::Edit(Deed::AddHeading(new_heading(fields)?)),
        "sua-chi-tieu" => {
            Asking::Edit(Deed::ChangeIndicator { indicator: place(), values: values(fields, true)? })
        }
        "them-chi-tieu" => Asking::Edit(Deed::AddIndicator {
            heading: parse(fields.get("duoi")),
            values: values(fields, false)?,
        }),
        "them" => {
            Asking::Edit(Deed::Add { under: parse(fields.get("duoi")), new: new_task(fields, registry)? })
        }
        _ => Asking::Edit(Deed::Change(Box::new(changed(fields, registry)?))),
    })
}

/// The values that are others than the page showed.
fn changed(fields: &Fields, registry: &Registry) -> Result<Changed, Vec<Trouble>> {
    let mut faults = Vec::new();
    let differs = |name: &str| {
        let (now, was) = (one_space(fields.get(name)), one_space(fields.get(&format!("cu-{name}"))));
        (now != was).then_some(now)
    };
    let text = differs("noi_dung");
    if text.as_deref() == Some("") {
        faults.push(Trouble::Field {
            name: "noi_dung".to_owned(),
            why: "nhiệm vụ phải có nội dung".to_owned(),
        });
    }
    let changed = Changed {
        task: parse(fields.get("cho")),
        text,
        deadline: differs("thoi_han"),
        output: differs("san_pham"),
        leads: parties(fields, "chu_tri", registry, &mut faults),
        supporting: parties(fields, "phoi_hop", registry, &mut faults),
    };
    if changed.leads.as_ref().is_some_and(|leads| leads.kept.is_empty() && leads.added.is_empty()) {
        faults.push(Trouble::Field {
            name: "chu_tri".to_owned(), why: "phải có cơ quan chủ trì".to_owned()
        });
    }
    if faults.is_empty() { Ok(changed) } else { Err(faults) }
}

/// Who stays and who comes; `None` where that is who it was.
fn parties(fields: &Fields, of: &str, registry: &Registry, faults: &mut Vec<Trouble>) -> Option<Parties> {
    let count: usize = fields.get(&format!("so-{of}")).parse().unwrap_or_default();
    let kept: Vec<usize> = fields.all(of).filter_map(|at| at.parse().ok()).filter(|at| *at < count).collect();
    let added = added(fields, of, registry, faults);
    (kept.len() != count || !added.is_empty()).then_some(Parties { kept, added })
}

fn added(fields: &Fields, of: &str, registry: &Registry, faults: &mut Vec<Trouble>) -> Vec<String> {
    let name = format!("them-{of}");
    let mut ids = Vec::new();
    for typed in fields.all(&name).flat_map(|typed| typed.split(';')).map(str::trim) {
        match body(typed, registry) {
            _ if typed.is_empty() => {}
            Some(id) => ids.push(id),
            None => {
                faults.push(field(&name, not_registered(typed)));
            }
        }
    }
    ids
}

fn new_task(fields: &Fields, registry: &Registry) -> Result<NewTask, Vec<Trouble>> {
    let mut faults = Vec::new();
    let new = NewTask {
        text: one_space(fields.get("noi_dung")),
        leads: added(fields, "chu_tri", registry, &mut faults),
        supporting: added(fields, "phoi_hop", registry, &mut faults),
        deadline: one_space(fields.get("thoi_han")),
        output: one_space(fields.get("san_pham")),
    };
    if new.text.is_empty() {
        faults.push(Trouble::Field {
            name: "noi_dung".to_owned(),
            why: "nhiệm vụ phải có nội dung".to_owned(),
        });
    }
    if new.leads.is_empty() && fields.get("can-chu-tri") == "co" {
        faults.push(Trouble::Field {
            name: "them-chu_tri".to_owned(),
            why: "phải có cơ quan chủ trì".to_owned(),
        });
    }
    if faults.is_empty() { Ok(new) } else { Err(faults) }
}

/// The place of a heading; the plan itself has none.
fn heading_of(name: &str) -> edit::Path {
    if name == PLAN { edit::Path::new() } else { parse(name) }
}

fn field(name: &str, why: String) -> Trouble {
    Trouble::Field { name: name.to_owned(), why }
}

fn heading(fields: &Fields, registry: &Registry) -> Result<HeadingChange, Vec<Trouble>> {
    let mut faults = Vec::new();
    let differs = |name: &str| {
        let (now, was) = (one_space(fields.get(name)), one_space(fields.get(&format!("cu-{name}"))));
        (now != was).then_some(now)
    };
    let title = differs("tieu_de");
    if title.as_deref() == Some("") {
        faults.push(field("tieu_de", "đề mục phải có tiêu đề".to_owned()));
    }
    let monitor = differs("theo_doi").map(|typed| match typed.as_str() {
        "" => String::new(),
        typed => body(typed, registry).unwrap_or_else(|| {
            faults.push(field("theo_doi", not_registered(typed)));
            String::new()
        }),
    });
    let co_monitors = parties(fields, "cung_theo_doi", registry, &mut faults);
    let change = HeadingChange { heading: parse(fields.get("cho")), title, monitor, co_monitors };
    if faults.is_empty() { Ok(change) } else { Err(faults) }
}

fn new_heading(fields: &Fields) -> Result<NewHeading, Vec<Trouble>> {
    let title = one_space(fields.get("tieu_de"));
    if title.is_empty() {
        return Err(vec![field("tieu_de", "đề mục phải có tiêu đề".to_owned())]);
    }
    let place = heading_of(fields.get("duoi"));
    let spot = if fields.get("dat") == "sau" { Spot::Behind(place) } else { Spot::Under(place) };
    let naming = if fields.get("chi-so") == "co" { Naming::Index } else { Naming::Title };
    Ok(NewHeading { spot, naming, title })
}

/// The values of an indicator; of one that is there only those that are others than the page showed.
fn values(fields: &Fields, is_there: bool) -> Result<indicators::Values, Vec<Trouble>> {
    let value = |of: &'static str| {
        let (now, was) = (one_space(fields.get(of)), one_space(fields.get(&format!("cu-{of}"))));
        (!is_there || now != was).then_some((of, now))
    };
    if one_space(fields.get("gia_tri")).is_empty() {
        return Err(vec![field("gia_tri", "chỉ tiêu phải có mức phải đạt".to_owned())]);
    }
    Ok(indicators::KEYS.into_iter().filter_map(value).collect())
}

fn not_registered(typed: &str) -> String {
    format!("“{typed}” không có trong sổ đăng ký; chọn một tên trong danh sách hiện ra khi gõ")
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

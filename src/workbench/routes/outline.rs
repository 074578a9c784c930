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
use super::super::outline::places::parse;
use super::super::outline::{self, reach};
use super::super::pages;
use super::super::pages::outline::{Shown, Trouble};
use super::begin::read_again;
use super::intake::body;
use super::{Answer, Asked, At, Fields, encoded, html, work};
use crate::app::Needed;
use crate::content::edit::NotEdited;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::Registry;
use crate::model::plan::Plan;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    /// The place that is being changed.
    #[serde(default, rename = "sua")]
    open: String,
    /// The place under which a task is being added.
    #[serde(default, rename = "them")]
    add: String,
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
    shown(desk, year, plan, wanted, Vec::new()).await
}

async fn shown(desk: Arc<Desk>, year: i16, id: String, wanted: Wanted, faults: Vec<Trouble>) -> Answer {
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
        let reach = (!draft.is_saved()).then(|| reach::of(&content, &drafted, year));
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
            add: &wanted.add,
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
    let wanted = Wanted { open: fields.get("mo").to_owned(), add: fields.get("duoi").to_owned() };
    let done: Result<bool, Vec<Trouble>> = work(move || {
        let path = file(&content, year, &id)?;
        let (_, registry) = plan_of(&content, year, &id).ok_or(Refusal::NotFound)?;
        // A page that outlived the program has no draft yet.
        if let Err(finding) = doing.drafts.open(&path, String::new) {
            return Ok(Err(vec![Trouble::Finding(finding)]));
        }
        Ok(match asked(&fields, registry) {
            Ok(asked) => done(&doing, &path, &fields, asked),
            Err(faults) => Err(faults),
        })
    })
    .await??;
    match done {
        Ok(saved) => {
            if saved {
                read_again(&desk, before).await;
            }
            Ok(Redirect::to(&address).into_response())
        }
        Err(faults) => shown(desk, year, plan, wanted, faults).await,
    }
}

/// Does it; whether the file is another then.
fn done(desk: &Desk, path: &Path, fields: &Fields, asked: Asking) -> Result<bool, Vec<Trouble>> {
    let changed = |result: Result<Arc<Draft>, NotChanged>| match result {
        Ok(_) => Ok(false),
        Err(why) => Err(vec![Trouble::Finding(not_changed(&why))]),
    };
    match asked {
        Asking::Edit(deed) => {
            let version = fields.get("ban").parse().unwrap_or(u64::MAX);
            let what = format!("{}{}", fields.get("cho"), fields.get("duoi"));
            changed(desk.drafts.change(path, version, &what, |text| deed.done(text)))
        }
        Asking::Undo => changed(desk.drafts.undo(path)),
        Asking::Redo => changed(desk.drafts.redo(path)),
        Asking::Decide(at, side) => changed(desk.drafts.decide(path, at, side)),
        Asking::Save => {
            desk.drafts.save(path).map(|_| true).map_err(|finding| vec![Trouble::Finding(finding)])
        }
        Asking::Discard => {
            desk.drafts.discard(path, String::new).map(|_| false).map_err(|one| vec![Trouble::Finding(one)])
        }
    }
}

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
        "len" => Asking::Edit(Deed::Shift { task: place(), down: false }),
        "xuong" => Asking::Edit(Deed::Shift { task: place(), down: true }),
        "bo" => Asking::Edit(Deed::Remove { task: place() }),
        "chuyen" => Asking::Edit(Deed::Move { task: place(), point: parse(fields.get("den")) }),
        "tua" => {
            Asking::Edit(Deed::Title { heading: place(), title: fields.get("tieu_de").trim().to_owned() })
        }
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
                let why = format!(
                    "“{typed}” không có trong sổ đăng ký; chọn một tên trong danh sách hiện ra khi gõ"
                );
                faults.push(Trouble::Field { name: name.clone(), why });
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

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! What the forms of the outline ask for, read whole or told field by field.

use super::super::Fields;
use super::super::intake::body;
use super::FIELDS;
use crate::content::edit;
use crate::model::agency::Registry;
use crate::text::spaces::single_spaced;
use crate::workbench::draft::Side;
use crate::workbench::outline::deed::{Changed, Deed, NewTask, Parties};
use crate::workbench::outline::headings::{HeadingChange, Naming, NewHeading, Spot};
use crate::workbench::outline::indicators;
use crate::workbench::outline::places::parse;
use crate::workbench::pages::outline::{Form, PLAN, Trouble};

/// What a page asks for.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// What is typed in the open form, then what its button or one beside it changes: all of them, or none.
    pub edits: Vec<Deed>,
    pub then: Option<Then>,
}

/// What buttons do that change nothing of the plan by themselves.
#[derive(Debug)]
pub(super) enum Then {
    Undo,
    Redo,
    Save,
    /// With the parts that name what has another number or name.
    SaveWithParts,
    Discard,
    /// By the key of what was shown.
    Decide(String, Side),
    /// Another form: what it does, and its place.
    Open(String, String),
}

pub(super) fn asked(fields: &Fields, registry: &Registry) -> Result<Asking, Vec<Trouble>> {
    let open = fields.get("dang");
    // A browser may send a form without a button.
    let pressed = Some(fields.get("viec")).filter(|pressed| !pressed.is_empty()).unwrap_or(open);
    let mut asking = Asking::default();
    // What goes as a whole takes along what is typed in it.
    let goes = matches!(pressed, "bo" | "bo-nhap");
    if pressed != open && !goes && is_typed(fields) {
        asking.edits.extend(Form::of(open).map(|form| of_form(form, fields, registry)).transpose()?);
    }
    match (Form::of(pressed), beside(pressed, fields)) {
        (Some(form), _) => asking.edits.push(of_form(form, fields, registry)?),
        (None, Some(deed)) => asking.edits.push(deed),
        (None, None) => asking.then = then(pressed),
    }
    Ok(asking)
}

fn then(pressed: &str) -> Option<Then> {
    let (deed, about) = pressed.split_once(':').unwrap_or((pressed, ""));
    Some(match deed {
        "hoan-tac" => Then::Undo,
        "lam-lai" => Then::Redo,
        "luu" => Then::Save,
        "luu-theo" => Then::SaveWithParts,
        "bo-nhap" => Then::Discard,
        "lay-cua-toi" => Then::Decide(about.to_owned(), Side::Mine),
        "lay-cua-tep" => Then::Decide(about.to_owned(), Side::Theirs),
        "mo" => {
            let (what, place) = about.split_once(':')?;
            Then::Open(what.to_owned(), place.to_owned())
        }
        _ => return None,
    })
}

/// What the buttons beside an open form change.
fn beside(pressed: &str, fields: &Fields) -> Option<Deed> {
    let place = || parse(fields.get("cho"));
    Some(match pressed {
        "len" => Deed::Shift { place: place(), down: false },
        "xuong" => Deed::Shift { place: place(), down: true },
        "bo" => Deed::Remove { place: place() },
        "chuyen" => Deed::Move { task: place(), point: parse(fields.get("den")) },
        "chuyen-de-muc" => Deed::MoveHeading { heading: place(), under: heading_of(fields.get("vao")) },
        "chuyen-chi-tieu" => Deed::MoveIndicator { indicator: place(), heading: parse(fields.get("vao")) },
        _ => return None,
    })
}

fn of_form(form: Form, fields: &Fields, registry: &Registry) -> Result<Deed, Vec<Trouble>> {
    let (place, under) = (|| parse(fields.get("cho")), || parse(fields.get("duoi")));
    Ok(match form {
        Form::ChangeTask => Deed::Change(Box::new(changed(fields, registry)?)),
        Form::ChangeHeading => Deed::Heading(Box::new(heading(fields, registry)?)),
        Form::ChangeIndicator => Deed::ChangeIndicator { indicator: place(), values: values(fields, true)? },
        Form::AddTask => Deed::Add { under: under(), new: new_task(fields, registry)? },
        Form::AddHeading => Deed::AddHeading(new_heading(fields)?),
        Form::AddIndicator => Deed::AddIndicator { heading: under(), values: values(fields, false)? },
    })
}

/// The fields of the open form that name several, each of whom can be let go.
const LISTS: [&str; 3] = ["chu_tri", "phoi_hop", "cung_theo_doi"];

/// Whether anything in the open form is other than the page showed.
fn is_typed(fields: &Fields) -> bool {
    let is_let_go = |of: &&str| fields.all(of).count() != fields.all(&format!("cu-{of}")).count();
    LISTS.iter().any(is_let_go) || !typed(&fields.0).is_empty()
}

/// The fields that are other than the page showed, with what is typed in them.
pub(super) fn typed(sent: &[(String, String)]) -> Vec<(&str, &str)> {
    let was = |name: &str| {
        let name = format!("cu-{name}");
        sent.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value.as_str())
    };
    let is_value = |name: &str| match name.strip_prefix("them-") {
        Some(of) => LISTS.contains(&of),
        None => FIELDS.contains(&name) && !LISTS.contains(&name),
    };
    let own = sent
        .iter()
        .filter(|(name, value)| is_value(name) && single_spaced(value) != single_spaced(was(name)));
    own.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The values that are others than the page showed.
fn changed(fields: &Fields, registry: &Registry) -> Result<Changed, Vec<Trouble>> {
    let mut faults = Vec::new();
    let differs = |name: &str| {
        let (now, was) = (said(fields, name), said(fields, &format!("cu-{name}")));
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
    let count = fields.all(&format!("cu-{of}")).count();
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
        text: said(fields, "noi_dung"),
        leads: added(fields, "chu_tri", registry, &mut faults),
        supporting: added(fields, "phoi_hop", registry, &mut faults),
        deadline: said(fields, "thoi_han"),
        output: said(fields, "san_pham"),
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
        let (now, was) = (said(fields, name), said(fields, &format!("cu-{name}")));
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
    let title = said(fields, "tieu_de");
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
        let (now, was) = (said(fields, of), said(fields, &format!("cu-{of}")));
        (!is_there || now != was).then_some((of, now))
    };
    if said(fields, "gia_tri").is_empty() {
        return Err(vec![field("gia_tri", "chỉ tiêu phải có mức phải đạt".to_owned())]);
    }
    Ok(indicators::KEYS.into_iter().filter_map(value).collect())
}

/// What a field holds, on one line.
fn said(fields: &Fields, name: &str) -> String {
    single_spaced(fields.get(name)).into_owned()
}

fn not_registered(typed: &str) -> String {
    format!("“{typed}” không có trong sổ đăng ký; chọn một tên trong danh sách hiện ra khi gõ")
}

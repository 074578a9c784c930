//! Files that come in: taken, looked at, decided, written.

use std::sync::Arc;

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};

use super::super::desk::{Content, Desk};
use super::super::guard::Refusal;
use super::super::intake::{self, Edited, Import, Looked};
use super::super::pages;
use super::super::tray::{Dropped, FILES, Fault, ImportSaid, Lot};
use super::{Answer, At, Fields, html, work};
use crate::app;
use crate::app::import::{self, Recognised};
use crate::diagnostic::{Diagnostic, codes};
use crate::import::decided::{Decision, answer_key};
use crate::model::agency::{AgencyId, GroupId, Registry};
use crate::takein::{Change, Choice, Standing, bound};
use crate::text::collation;

pub(super) async fn page(State(desk): State<Arc<Desk>>) -> Answer {
    shown(&desk, Vec::new()).await
}

async fn shown(desk: &Arc<Desk>, faults: Vec<Diagnostic>) -> Answer {
    let content = desk.content().await;
    if content.inputs().is_none() {
        return Ok(Redirect::to("/").into_response());
    }
    Ok(html(pages::intake::page(&content, &desk.tray.lots(), &faults)))
}

/// Files that a form brought, and its other fields.
pub(super) struct Came {
    pub fields: Fields,
    pub files: Vec<Dropped>,
}

impl<S: Send + Sync> FromRequest<S> for Came {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let form = Multipart::from_request(request, state).await;
        let mut form =
            form.map_err(|refused: MultipartRejection| refusal(refused.into_response().status()))?;
        let mut came = Self { fields: Fields(Vec::new()), files: Vec::new() };
        while let Some(field) = form.next_field().await.map_err(|error| refusal(error.status()))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(bare);
            let bytes = field.bytes().await.map_err(|error| refusal(error.status()))?;
            match file {
                None => came.fields.0.push((name, String::from_utf8_lossy(&bytes).into_owned())),
                // Where nothing was chosen, a browser sends a file without a name.
                Some(file) if file.is_empty() => {}
                Some(name) => came.files.push(Dropped { name, bytes: bytes.to_vec() }),
            }
        }
        Ok(came)
    }
}

fn refusal(status: StatusCode) -> Refusal {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        _ => Refusal::Method,
    }
}

/// A name without the folders that some programs send with it.
fn bare(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned()
}

pub(super) async fn take(State(desk): State<Arc<Desk>>, came: Came) -> Answer {
    match taken(&desk, came.files) {
        Ok(lot) => Ok(Redirect::to(&format!("/nhan/{}", lot.number)).into_response()),
        Err(fault) => shown(&desk, vec![fault]).await,
    }
}

/// Puts files on the tray.
pub(super) fn taken(desk: &Desk, files: Vec<Dropped>) -> Result<Arc<Lot>, Diagnostic> {
    if files.is_empty() {
        return Err(Diagnostic::error(codes::NO_FILES, "chưa chọn tệp nào"));
    }
    if files.len() > FILES {
        let message = format!("{} tệp một lần là quá nhiều; nhiều nhất {FILES} tệp", files.len());
        return Err(Diagnostic::error(codes::NO_FILES, message).hint("chia thành nhiều lần"));
    }
    Ok(desk.tray.add(files))
}

pub(super) async fn lot(State(desk): State<Arc<Desk>>, At(number): At<u64>) -> Answer {
    let lot = desk.tray.lot(number).ok_or(Refusal::NotFound)?;
    lot_page(desk, lot, Vec::new()).await
}

async fn lot_page(desk: Arc<Desk>, lot: Arc<Lot>, faults: Vec<Diagnostic>) -> Answer {
    let content = desk.content().await;
    work(move || {
        let Some(looked) = looked(&desk, &lot, &content) else {
            return Ok(Redirect::to("/").into_response());
        };
        Ok(html(pages::intake::lot(&content, &lot, &lot.said(), &looked, &faults)))
    })
    .await?
}

fn looked(desk: &Desk, lot: &Lot, content: &Content) -> Option<Looked> {
    let inputs = content.inputs()?;
    Some(intake::look(lot, &lot.said(), inputs, &content.place.content, (desk.today)().year()))
}

/// What the buttons of a lot's page do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// Shows it again as decided.
    Look,
    TakeIn,
    Import,
    Forget,
}

impl Deed {
    fn of(field: &str) -> Self {
        match field {
            "nhan" => Self::TakeIn,
            "nhap" => Self::Import,
            "bo" => Self::Forget,
            _ => Self::Look,
        }
    }
}

pub(super) async fn decide(State(desk): State<Arc<Desk>>, At(number): At<u64>, fields: Fields) -> Answer {
    let lot = desk.tray.lot(number).ok_or(Refusal::NotFound)?;
    let deed = Deed::of(fields.get("viec"));
    if deed == Deed::Forget {
        desk.tray.drop_lot(number);
        return Ok(Redirect::to("/nhan").into_response());
    }
    let content = desk.content().await;
    let (doing, of) = (Arc::clone(&desk), Arc::clone(&lot));
    let done = work(move || {
        let Some(looked) = looked(&doing, &of, &content) else { return Ok(()) };
        remember(&of, &looked, &fields, &content);
        match deed {
            Deed::Look | Deed::Forget => Ok(()),
            Deed::TakeIn | Deed::Import => write(&doing, &of, &content, deed, fields.get("nhap")),
        }
    })
    .await?;
    match done {
        Ok(()) => {
            if deed != Deed::Look {
                desk.keeper.read_again().await;
            }
            Ok(Redirect::to(&format!("/nhan/{number}")).into_response())
        }
        Err(fault) => lot_page(desk, lot, fault.into_iter().collect()).await,
    }
}

/// Writes against the content as it is on the disk now, not as a page showed it.
fn write(
    desk: &Desk,
    lot: &Lot,
    content: &Content,
    deed: Deed,
    first: &str,
) -> Result<(), Option<Diagnostic>> {
    let inputs = app::load(&content.place.paths()).map_err(|findings| findings.into_iter().next())?;
    let said = lot.said();
    let looked = intake::look(lot, &said, &inputs, &content.place.content, (desk.today)().year());
    let done = match deed {
        Deed::TakeIn => looked.edited.as_ref().map(intake::write_edited),
        _ => {
            let first: Option<usize> = first.parse().ok();
            let of = looked.imports.iter().find(|import| Some(import.first) == first);
            // A value that was not understood is mended first; it stands at its field.
            if said.imports.iter().any(|(of, said)| Some(*of) == first && !said.faults.is_empty()) {
                return Err(None);
            }
            of.map(intake::write_import)
        }
    };
    match done {
        Some(Ok(done)) => {
            lot.say(|said| said.done.push(done));
            Ok(())
        }
        Some(Err(fault)) => Err(Some(fault)),
        None => Err(None),
    }
}

/// Keeps what a person chose in the form.
fn remember(lot: &Lot, looked: &Looked, fields: &Fields, content: &Content) {
    let first: Option<usize> = fields.get("nhap").parse().ok();
    match first {
        None => {
            if let Some(edited) = &looked.edited {
                remember_conflicts(lot, edited, fields);
            }
        }
        Some(first) => {
            let import = looked.imports.iter().find(|import| import.first == first);
            let registry = content.inputs().and_then(|inputs| inputs.loaded.province.as_ref());
            if let (Some(import), Some(province)) = (import, registry) {
                let mut own = lot.said().imports.remove(&first).unwrap_or_default();
                remember_import(&mut own, import, fields, &province.registry);
                lot.say(|said| drop(said.imports.insert(first, own)));
            }
        }
    }
}

fn remember_conflicts(lot: &Lot, edited: &Edited, fields: &Fields) {
    for (number, one) in edited.numbers.iter().zip(&edited.together.all) {
        let Some(compared) = one.compared() else { continue };
        if fields.get(&format!("lai-{number}")) == "co" {
            lot.say(|said| drop(said.decided.remove(number)));
            continue;
        }
        remember_ticks(lot, *number, &compared.changes, fields);
        for change in &compared.changes {
            let field = fields.get(&pages::intake::edited::conflict_field(*number, change));
            let choice = [Choice::File, Choice::Other, Choice::Content]
                .into_iter()
                .find(|choice| pages::intake::edited::value(*choice) == field);
            if let Some(choice) = choice {
                lot.say(|said| said.decided.entry(*number).or_default().choose(change.key(), choice));
            }
        }
    }
}

/// What has lost its tick is left out, with all that goes with it.
fn remember_ticks(lot: &Lot, number: usize, changes: &[Change], fields: &Fields) {
    let may_go = |change: &&Change| matches!(change.standing, Standing::Home | Standing::LeftOut);
    let own: Vec<Change> = changes.iter().filter(may_go).cloned().collect();
    let groups = bound::groups(&own);
    for (change, group) in own.iter().zip(&groups) {
        let name = pages::intake::edited::tick_field(number, &own[*group]);
        let sent: Vec<&str> = fields.all(&name).collect();
        if sent.is_empty() {
            continue;
        }
        let is_ticked = sent.contains(&pages::intake::edited::TICKED);
        lot.say(|said| {
            let decided = said.decided.entry(number).or_default();
            match is_ticked {
                true => decided.reopen(&change.key()),
                false => decided.choose(change.key(), Choice::Content),
            }
        });
    }
}

fn remember_import(own: &mut ImportSaid, of: &Import, fields: &Fields, registry: &Registry) {
    own.faults.clear();
    fields.get("so").trim().clone_into(&mut own.number);
    fields.get("ngay").trim().clone_into(&mut own.date);
    own.as_plan = fields.get("ke_hoach") == "co";
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut fault = |name: &str, typed: &str, why: String| {
        own.faults.insert(name.to_owned(), Fault { typed: typed.to_owned(), why });
    };
    match import::told(given(&own.number), None) {
        Ok(told) => own.told.number = told.number,
        Err(why) => fault("so", &own.number, why.message),
    }
    match import::told(None, given(&own.date).as_deref()) {
        Ok(told) => own.told.date = told.date,
        Err(why) => fault("ngay", &own.date, why.message),
    }
    let whose = fields.get("cua").trim();
    own.agency = match whose {
        "" => None,
        typed => body(typed, registry).or_else(|| {
            fault("cua", typed, NOT_REGISTERED.to_owned());
            None
        }),
    };
    let Ok(imported) = &of.what else { return };
    for doubt in import::doubts(imported, registry, &own.told.decisions) {
        let key = doubt.key();
        let name = pages::intake::decision_field(of.first, &key);
        let named = pages::intake::named_field(of.first, &key);
        let typed = fields.get(&named).trim();
        // What is typed is never dropped for a choice that was not made with it.
        if fields.get(&name) != "khac" && !typed.is_empty() && !is_decided(doubt.decision.as_ref(), typed) {
            fault(&named, typed, NOT_CHOSEN.to_owned());
            continue;
        }
        let decision = match fields.get(&name) {
            "dung" => Some(Decision::AsUnderstood),
            "khac" if doubt.takes_body => match body(typed, registry) {
                Some(id) => Some(Decision::Body(id)),
                None => {
                    fault(&named, typed, NOT_REGISTERED.to_owned());
                    None
                }
            },
            offered => {
                let offered = offered.strip_prefix("ma:");
                let offer = doubt.offers.iter().find(|offer| Some(offer.id.as_str()) == offered);
                offer.map(|offer| Decision::Body(offer.id.clone()))
            }
        };
        match decision {
            Some(decision) => own.told.decisions.decide(key, decision),
            None if !fields.get(&name).is_empty() => own.told.decisions.reopen(&key),
            None => {}
        }
    }
    let Recognised::Part(part) = &imported.what else { return };
    for proposal in &part.proposals {
        let key = answer_key(&proposal.entry, &proposal.task);
        match fields.get(&pages::intake::decision_field(of.first, &key)) {
            "co" => own.told.decisions.decide(key, Decision::Answers(true)),
            "khong" => own.told.decisions.decide(key, Decision::Answers(false)),
            "mo" => own.told.decisions.reopen(&key),
            _ => {}
        }
    }
}

/// Whether the field showed the body that was typed in it before.
fn is_decided(decision: Option<&Decision>, typed: &str) -> bool {
    matches!(decision, Some(Decision::Body(id)) if id == typed)
}

const NOT_CHOSEN: &str =
    "đã gõ ở đây nhưng đang chọn cách khác; chọn “Là cơ quan, nhóm khác” hoặc xóa điều đã gõ";

const NOT_REGISTERED: &str = "không có trong sổ đăng ký; chọn một tên trong danh sách hiện ra khi gõ";

/// The agency or group that was typed: “Sở Công Thương [so-cong-thuong]”, its id, or a name that only it has.
pub(super) fn body(typed: &str, registry: &Registry) -> Option<String> {
    let typed = typed.trim();
    let bracketed = typed.strip_suffix(']').and_then(|typed| typed.rsplit_once('['));
    let id = bracketed.map_or(typed, |(_, id)| id.trim());
    if registry.agency(&AgencyId::new(id)).is_some() || registry.group(&GroupId::new(id)).is_some() {
        return Some(id.to_owned());
    }
    let folded = collation::folded(typed);
    let agencies = registry.agencies().iter().map(|agency| (&agency.name, agency.id.to_string()));
    let groups = registry.groups().map(|group| (&group.name, group.id.to_string()));
    let mut same = agencies.chain(groups).filter(|(name, _)| collation::folded(name) == folded);
    let (_, id) = same.next()?;
    same.next().is_none().then_some(id)
}

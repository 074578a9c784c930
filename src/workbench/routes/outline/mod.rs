//! The outline of a plan: shown, changed as a draft, saved.

mod asked;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Answer, Asked, At, Fields, html, work};
use crate::app::Needed;
use crate::app::rewrite::{Rewrite, rewrite};
use crate::content::edit::{self, NotEdited};
use crate::diagnostic::{Diagnostic, codes};
use crate::workbench::address::encoded;
use crate::workbench::desk::{Content, Desk};
use crate::workbench::draft::{Draft, NotChanged};
use crate::workbench::guard::Refusal;
use crate::workbench::outline::deed::Deed;
use crate::workbench::outline::reach::Reach;
use crate::workbench::outline::{self, OF_HEADING, places, reach};
use crate::workbench::pages;
use crate::workbench::pages::outline::{Adding, Form, Shown, Trouble};
use asked::{Then, asked};

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
        match Form::of(fields.get("dang")).or_else(|| Form::of(fields.get("viec"))) {
            Some(Form::AddHeading) => wanted.heading = under,
            Some(Form::AddIndicator) => wanted.indicator = under,
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
fn file(content: &Content, year: i16, plan: &str) -> Option<PathBuf> {
    content.plan(year, plan).map(|(plan, _)| plan.place.source.path.clone())
}

/// Instead of a plan that the content does not have: the errors that hide it, with what was typed for it. Without
/// errors there is no such plan.
fn absent(content: &Content, year: i16, plan: &str, sent: &[(String, String)]) -> Answer {
    let errors = content.errors_of(year);
    if errors.is_empty() {
        return Err(Refusal::NotFound);
    }
    Ok(html(pages::outline::stopped(content, (year, plan), &errors, &asked::typed(sent))))
}

pub(super) async fn page(
    State(desk): State<Arc<Desk>>,
    At((year, plan)): At<(i16, String)>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    shown(desk, year, plan, wanted, Refused::default()).await
}

/// What was sent and not done.
#[derive(Debug, Default)]
struct Refused {
    faults: Vec<Trouble>,
    /// The fields of the form as they were sent, to be shown again beside what hinders them; none where what was
    /// typed is in the draft.
    typed: Option<Vec<(String, String)>>,
}

async fn shown(desk: Arc<Desk>, year: i16, id: String, wanted: Wanted, refused: Refused) -> Answer {
    let content = desk.content().await;
    work(move || {
        let Some(path) = file(&content, year, &id) else { return absent(&content, year, &id, &[]) };
        let opened = desk.drafts.open(&path, String::new);
        let draft = match opened {
            Ok(draft) => draft,
            Err(finding) => return Ok(html(pages::outline::unreadable(&content, year, &id, &finding))),
        };
        let not_kept = desk.drafts.fault(&path);
        let drafted = content.with_draft(&draft, Needed::All);
        let reach = (!draft.is_saved()).then(|| reach::of(&content, &drafted, year, &id));
        // Where the draft does not read, the plan is shown as it is saved, and cannot be changed but by undoing.
        let now = drafted.plan(year, &id);
        let is_whole = now.is_some();
        let (plan, registry) = now.or_else(|| content.plan(year, &id)).ok_or(Refusal::NotFound)?;
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
            typed: refused.typed.as_deref().unwrap_or_default(),
            faults: &refused.faults,
            not_kept: not_kept.as_ref(),
        };
        Ok(html(pages::outline::page(&content, &shown)))
    })
    .await?
}

pub(super) async fn change(
    State(desk): State<Arc<Desk>>,
    At((year, plan)): At<(i16, String)>,
    fields: Fields,
) -> Answer {
    let content = desk.content().await;
    let address = format!("/dan-y/{year}/{}", encoded(&plan));
    let (doing, id) = (Arc::clone(&desk), plan.clone());
    let wanted = Wanted::again(&fields);
    let done: Result<Done, Refused> = work(move || {
        let (Some(path), Some((_, registry))) = (file(&content, year, &id), content.plan(year, &id)) else {
            return absent(&content, year, &id, &fields.0).map(|page| Ok(Done::Answered(page)));
        };
        // A page that outlived the program has no draft yet.
        if let Err(finding) = doing.drafts.open(&path, String::new) {
            let faults = vec![Trouble::Finding(finding)];
            return Ok(Err(Refused { faults, typed: Some(fields.0) }));
        }
        let of = Of { desk: &doing, content: &content, path: &path, year, id: &id };
        let asked = asked(&fields, registry);
        let edited = asked.and_then(|asked| of.edited(&fields, &asked.edits).map(|()| asked.then));
        Ok(match edited {
            Ok(then) => of.done(&fields, then).map_err(|faults| Refused { faults, typed: None }),
            Err(faults) => Err(Refused { faults, typed: Some(fields.0) }),
        })
    })
    .await??;
    match done {
        Ok(Done::Drafted) => Ok(Redirect::to(&address).into_response()),
        Ok(Done::Saved) => {
            desk.keeper.read_again().await;
            Ok(Redirect::to(&address).into_response())
        }
        Ok(Done::Opened { what, place }) => {
            Ok(Redirect::to(&pages::outline::address(&address, &what, &place)).into_response())
        }
        Ok(Done::Answered(page)) => Ok(page),
        Err(refused) => {
            let wanted = if refused.typed.is_some() { wanted } else { Wanted::default() };
            shown(desk, year, plan, wanted, refused).await
        }
    }
}

/// What was done.
#[derive(Debug)]
enum Done {
    Drafted,
    /// The file is another.
    Saved,
    /// A form is asked for: what it does, and its place by now.
    Opened {
        what: String,
        place: String,
    },
    /// There is no plan to do it in: what is shown instead.
    Answered(Response),
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
    /// Brings what was typed, and what the button changes, into the draft.
    fn edited(self, fields: &Fields, deeds: &[Deed]) -> Result<(), Vec<Trouble>> {
        if deeds.is_empty() {
            return Ok(());
        }
        let version = seen(fields);
        let what = format!("{}{}", fields.get("cho"), fields.get("duoi"));
        let doing = |text: &str| deeds.iter().try_fold(text.to_owned(), |text, deed| deed.done(&text));
        self.tried(version, doing)?;
        let changed = self.desk.drafts.change(self.path, version, &what, doing);
        changed.map(drop).map_err(|why| vec![Trouble::Finding(not_changed(&why))])
    }

    /// Does what the button says beyond that.
    fn done(self, fields: &Fields, then: Option<Then>) -> Result<Done, Vec<Trouble>> {
        let drafts = &self.desk.drafts;
        let changed = |result: Result<Arc<Draft>, NotChanged>| match result {
            Ok(_) => Ok(Done::Drafted),
            Err(why) => Err(vec![Trouble::Finding(not_changed(&why))]),
        };
        let found = |finding: Diagnostic| vec![Trouble::Finding(finding)];
        match then {
            None => Ok(Done::Drafted),
            Some(Then::Undo) => changed(drafts.undo(self.path)),
            Some(Then::Redo) => changed(drafts.redo(self.path)),
            Some(Then::Decide(key, side)) => changed(drafts.decide(self.path, &key, side)),
            Some(Then::Save) => drafts.save(self.path).map(|_| Done::Saved).map_err(found),
            Some(Then::SaveWithParts) => self.save_with_parts().map(|()| Done::Saved).map_err(found),
            Some(Then::Discard) => {
                drafts.discard(self.path, String::new).map(|_| Done::Drafted).map_err(found)
            }
            Some(Then::Open(what, place)) => {
                let place = self.by_now(seen(fields), &place);
                Ok(Done::Opened { what, place })
            }
        }
    }

    /// What a place of a version is called in the draft as it is now.
    fn by_now(self, version: u64, place: &str) -> String {
        // A task that is a heading is known by the place of the heading, and a word more.
        let (own, rest) = match place.strip_suffix(OF_HEADING) {
            Some(own) => (own, OF_HEADING),
            None => (place, ""),
        };
        let draft = self.desk.drafts.get(self.path);
        let now = draft.and_then(|draft| draft.carried(version, &places::parse(own)));
        now.map_or_else(|| place.to_owned(), |now| format!("{}{rest}", edit::name_of(&now)))
    }

    /// What the plan could not be with a change: told at its field, and not done.
    fn tried(
        self,
        version: u64,
        doing: impl Fn(&str) -> Result<String, NotEdited>,
    ) -> Result<(), Vec<Trouble>> {
        let Some(draft) = self.desk.drafts.get(self.path) else { return Ok(()) };
        let Some(seen) = draft.text_of(version) else { return Ok(()) };
        // What cannot be done at all is told by who does it.
        let (Ok(text), Some(editable)) = (doing(&seen), self.content.editable()) else { return Ok(()) };
        let path = self.content.shown(self.path);
        let errors = |text: &str| -> Vec<Diagnostic> {
            let changed = editable.changed(&path, text, Needed::All).inputs;
            let own = |one: &Diagnostic| {
                one.is_error() && one.place.as_ref().is_some_and(|place| place.source.path == path)
            };
            changed.loaded.findings.iter().filter(|one| own(one)).cloned().collect()
        };
        let found = errors(&text);
        if found.is_empty() {
            return Ok(());
        }
        let known = errors(&seen);
        let is_new =
            |one: &Diagnostic| !known.iter().any(|old| old.code == one.code && old.message == one.message);
        let faults: Vec<Trouble> = found.into_iter().filter(is_new).map(at_field).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The plan and the parts that name what has another number or name: all of them, or none.
    fn save_with_parts(self) -> Result<(), Diagnostic> {
        let drafts = &self.desk.drafts;
        let draft = drafts.open(self.path, String::new)?;
        let cannot = |message: String| Diagnostic::error(codes::DRAFT_NOT_SAVED, message);
        let saved = self.content.plan(self.year, self.id).map(|(plan, _)| &plan.place.source.text);
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
            .map(|part| Rewrite { path: &part.path, old: Some(&part.old), text: &part.text })
            .collect();
        rewrite(&parts, || drafts.save(self.path).map(|_| ())).map_err(|why| why.finding(&Clone::clone))
    }
}

/// The version of the draft that the page showed.
fn seen(fields: &Fields) -> u64 {
    fields.get("ban").parse().unwrap_or(u64::MAX)
}

/// What was found in a plan that nobody saved has no place in its file, but may have a field on the page.
fn at_field(finding: Diagnostic) -> Trouble {
    let field = finding.place.as_ref().and_then(|place| {
        let node = edit::read(&place.source.text)?;
        let path = edit::path_to(&node, place.start);
        let key = edit::last_key(&path)?.to_owned();
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
        NotChanged::Occupied => "đã có bản nháp khác ở chỗ ấy; lưu hoặc bỏ bản nháp ấy trước",
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

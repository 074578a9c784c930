//! Mặt bàn: the one state of the process, and who may change what of it.
//!
//! - The content and its findings belong to the [`super::keeper`], whose threads alone replace them; whoever
//!   reads holds a whole [`Content`] that never changes under the hand.
//! - A run that makes documents belongs to [`super::runs`]: one at a time.
//! - What is typed into forms belongs to [`super::draft`], which alone changes it.
//! - Files that came in, and what was decided of them, lie on the [`super::tray`].
//! - Pages drawn for the eye are kept here for as long as their content is the newest.
//!
//! Nothing is kept of a visitor: what a page shows is in its address.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use tokio::sync::watch;

use super::draft::{Draft, Drafts};
use super::guard::Gate;
use super::instance::Seat;
use super::keeper::Keeper;
use super::neighbours::{Answering, Neighbours};
use super::overview::{self, YearView};
use super::preview::{self, Preview};
use super::runs::Runs;
use super::survey::Survey;
use super::tray::Tray;
use crate::app::{self, Editable, Inputs, Job, Needed, OpenYear, Paths, Refused};
use crate::diagnostic::{Diagnostic, Scope};
use crate::model::agency::Registry;
use crate::model::plan::Plan;

/// Where the workbench works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub content: PathBuf,
    pub templates: Option<PathBuf>,
    pub fonts: Option<PathBuf>,
    /// The folder for results.
    pub out: PathBuf,
}

impl Place {
    pub fn paths(&self) -> Paths {
        Paths { content: self.content.clone(), templates: self.templates.clone(), fonts: self.fonts.clone() }
    }

    /// The same in another content folder, whose results lie beside it.
    #[must_use]
    pub fn elsewhere(&self, content: PathBuf) -> Self {
        let out = app::results_beside(&content);
        Self { content, out, ..self.clone() }
    }
}

/// The content as it was last read, whole.
#[derive(Debug)]
pub struct Content {
    /// Counts what was read, from 1.
    pub generation: u64,
    pub place: Place,
    pub state: State,
    years: Mutex<BTreeMap<i16, Arc<YearView>>>,
}

/// What could be made of it.
#[derive(Debug)]
pub enum State {
    /// There is no folder, or no content in it.
    Nothing,
    /// Templates or faces of the office cannot be used.
    Unusable(Vec<Diagnostic>),
    Loaded(Box<Editable>),
}

impl Content {
    pub fn new(generation: u64, place: Place, state: State) -> Self {
        Self { generation, place, state, years: Mutex::default() }
    }

    pub fn inputs(&self) -> Option<&Inputs> {
        self.editable().map(|editable| &editable.inputs)
    }

    /// The inputs, to change a file of them.
    pub fn editable(&self) -> Option<&Editable> {
        match &self.state {
            State::Loaded(editable) => Some(editable),
            State::Nothing | State::Unusable(_) => None,
        }
    }

    /// Opens a year for work.
    ///
    /// # Errors
    /// Why it may not be worked in.
    pub fn open(&self, year: i16) -> Result<OpenYear<'_>, Refused> {
        match self.inputs() {
            Some(inputs) => OpenYear::of(inputs, Some(year)),
            None => Err(Refused::Nothing(Vec::new())),
        }
    }

    /// The errors that stop a year, so that nothing of it can be worked in; none where it can.
    pub fn errors_of(&self, year: i16) -> Vec<Diagnostic> {
        match (self.inputs(), self.open(year)) {
            (Some(_), Err(Refused::Errors(findings))) => {
                findings.into_iter().filter(Diagnostic::is_error).collect()
            }
            // Of a year whose only plan cannot be read nobody knows that it is there.
            (Some(inputs), Err(Refused::Nothing(_))) => {
                let stops = |one: &&Diagnostic| one.is_error() && one.scope == Scope::Everything;
                inputs.loaded.findings.iter().filter(stops).cloned().collect()
            }
            _ => Vec::new(),
        }
    }

    /// A plan of the content, with the register of its agencies.
    pub fn plan(&self, year: i16, id: &str) -> Option<(&Plan, &Registry)> {
        let province = self.inputs()?.loaded.province.as_ref()?;
        let plan = province.plans_of(year).find(|plan| plan.id.as_str() == id)?;
        Some((plan, &province.registry))
    }

    /// The content as it would be if a draft were saved.
    #[must_use]
    pub fn with_draft(&self, draft: &Draft, needed: Needed<'_>) -> Self {
        let state = match self.editable() {
            Some(editable) => {
                let changed = editable.changed(&self.shown(&draft.path), &draft.text, needed);
                State::Loaded(Box::new(changed))
            }
            None => State::Nothing,
        };
        Self::new(self.generation, self.place.clone(), state)
    }

    /// A content file as it is named here.
    pub fn shown(&self, path: &Path) -> PathBuf {
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let (path, folder) = (whole(path), whole(&self.place.content));
        path.strip_prefix(&folder).map_or_else(|_| path.clone(), |rest| self.place.content.join(rest))
    }

    /// What there is to see of a year; counted once.
    pub fn year(&self, year: i16, today: Date) -> Option<Arc<YearView>> {
        let mut known = self.years.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = known.get(&year).filter(|view| view.today == today) {
            return Some(Arc::clone(view));
        }
        let view = Arc::new(overview::of(self.inputs()?, year, today)?);
        known.insert(year, Arc::clone(&view));
        Some(view)
    }
}

/// Which document: year, plan, and the stem of its files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub year: i16,
    pub plan: String,
    pub stem: String,
}

impl Key {
    /// `2025/kh-175-2025/so-cong-thuong`
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '/');
        let year = parts.next()?.parse().ok()?;
        let (plan, stem) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        Some(Self { year, plan, stem })
    }

    /// The document that it names, where the year has it.
    pub fn job<'p>(&self, open: &OpenYear<'p>) -> Option<Job<'p>> {
        Job::all(&open.year).into_iter().find(|job| job.key() == (self.plan.as_str(), self.stem.as_str()))
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.year, self.plan, self.stem)
    }
}

/// Pages of so many documents are kept.
const KEPT: usize = 6;

/// A document as it would be if a draft were saved.
#[derive(Debug)]
pub struct Drafted {
    pub content: Content,
    pub preview: Arc<Preview>,
}

/// What a drafted document was made of.
#[derive(Debug, PartialEq, Eq)]
struct Made {
    key: Key,
    generation: u64,
    path: PathBuf,
    version: u64,
}

/// Bàn làm việc.
#[derive(Debug)]
pub struct Desk {
    pub gate: Arc<Gate>,
    pub keeper: Keeper,
    pub runs: Runs,
    pub drafts: Drafts,
    /// Files that came in.
    pub tray: Tray,
    /// Where this workbench is written down.
    pub seat: Seat,
    /// Those of other folders, where they can be opened from here.
    pub neighbours: Option<Arc<Neighbours>>,
    /// While it counts among them.
    answering: Mutex<Option<Answering>>,
    /// The day, told by whoever knows a clock.
    pub today: fn() -> Date,
    /// Says that the workbench is to close.
    closing: watch::Sender<bool>,
    previews: Mutex<Vec<(Key, u64, Arc<Preview>)>>,
    drafted: Mutex<Vec<(Made, Arc<Drafted>)>>,
    making: Mutex<()>,
}

impl Desk {
    pub fn new(gate: Arc<Gate>, keeper: Keeper, drafts: Drafts, today: fn() -> Date) -> Self {
        Self {
            gate,
            keeper,
            runs: Runs::default(),
            seat: Seat::default(),
            neighbours: None,
            answering: Mutex::default(),
            drafts,
            tray: Tray::default(),
            today,
            closing: watch::Sender::new(false),
            previews: Mutex::default(),
            drafted: Mutex::default(),
            making: Mutex::default(),
        }
    }

    /// The same, written down so that a second start finds it, and with the way to other folders.
    #[must_use]
    pub fn seated(self, seat: Seat, neighbours: Arc<Neighbours>) -> Self {
        Self { seat, neighbours: Some(neighbours), ..self }
    }

    /// The content as it is now; waits for the first reading.
    pub async fn content(&self) -> Arc<Content> {
        self.keeper.content().await
    }

    pub fn survey(&self) -> Option<Arc<Survey>> {
        self.keeper.survey()
    }

    /// The last survey, where it tells of this year of the content.
    pub fn survey_of(&self, content: &Content, year: i16) -> Option<Arc<Survey>> {
        self.survey().filter(|survey| survey.knows(content, year))
    }

    /// The pages of a document, drawn once for each content.
    pub fn preview(&self, content: &Content, key: &Key) -> Option<Arc<Preview>> {
        let kept = |previews: &[(Key, u64, Arc<Preview>)]| {
            let found =
                previews.iter().find(|(of, generation, _)| of == key && *generation == content.generation);
            found.map(|(_, _, preview)| Arc::clone(preview))
        };
        if let Some(preview) = kept(&self.previews()) {
            return Some(preview);
        }
        let before =
            self.previews().iter().find(|(of, ..)| of == key).map(|(.., preview)| Arc::clone(preview));
        let preview = Arc::new(preview::of(content, key, before.as_deref())?);
        let mut previews = self.previews();
        previews.retain(|(of, ..)| of != key);
        if previews.len() == KEPT {
            previews.remove(0);
        }
        previews.push((key.clone(), content.generation, Arc::clone(&preview)));
        Some(preview)
    }

    /// A document as it would be if a draft were saved, made once for each version of the draft. Where errors
    /// leave nothing to draw, the pages are those that were drawn last.
    pub fn drafted(&self, content: &Content, key: &Key, draft: &Draft) -> Option<Arc<Drafted>> {
        let made = Made {
            key: key.clone(),
            generation: content.generation,
            path: draft.path.clone(),
            version: draft.version(),
        };
        // Whoever asks for the same waits for it instead of making it twice.
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let before = {
            let kept = self.drafted.lock().unwrap_or_else(PoisonError::into_inner);
            let known = kept.iter().find(|(of, _)| of.key == *key && of.path == draft.path);
            if let Some((_, drafted)) = known.filter(|(of, _)| *of == made) {
                return Some(Arc::clone(drafted));
            }
            known.map(|(_, drafted)| Arc::clone(&drafted.preview))
        };
        let changed = content.with_draft(draft, Needed::OfAgency { id: &key.stem, year: key.year });
        let mut preview = preview::of(&changed, key, before.as_deref());
        if preview.as_ref().is_none_or(|preview| preview.stale) && before.is_none() {
            let saved = self.preview(content, key);
            preview = preview::of(&changed, key, saved.as_deref());
        }
        let preview = Arc::new(preview?);
        let drafted = Arc::new(Drafted { content: changed, preview });
        let mut kept = self.drafted.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(of, _)| of.key != *key);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push((made, Arc::clone(&drafted)));
        Some(drafted)
    }

    fn previews(&self) -> std::sync::MutexGuard<'_, Vec<(Key, u64, Arc<Preview>)>> {
        self.previews.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts among the workbenches of the process until it is closed.
    pub(super) fn answers(&self, answering: Answering) {
        *self.answering.lock().unwrap_or_else(PoisonError::into_inner) = Some(answering);
    }

    /// Ends the workbench as soon as what is being answered is answered. From now on it is none that is open.
    pub fn close(&self) {
        drop(self.answering.lock().unwrap_or_else(PoisonError::into_inner).take());
        self.closing.send_replace(true);
    }

    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }
}

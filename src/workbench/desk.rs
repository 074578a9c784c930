//! Mặt bàn: the one state of the process, and who may change what of it.
//!
//! - The content and its findings belong to the [`super::keeper`], whose threads alone replace them; whoever
//!   reads holds a whole [`Content`] that never changes under the hand.
//! - A run that makes documents belongs to [`super::runs`]: one at a time.
//! - Pages drawn for the eye are kept here for as long as their content is the newest.
//!
//! Nothing is kept of a visitor: what a page shows is in its address.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use tokio::sync::watch;

use super::guard::Gate;
use super::instance::Seat;
use super::keeper::Keeper;
use super::overview::{self, YearView};
use super::preview::{self, Preview};
use super::runs::Runs;
use super::survey::Survey;
use crate::app::{Inputs, Job, OpenYear, Paths, Refused};
use crate::diagnostic::Diagnostic;

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
    Loaded(Box<Inputs>),
}

impl Content {
    pub fn new(generation: u64, place: Place, state: State) -> Self {
        Self { generation, place, state, years: Mutex::default() }
    }

    pub fn inputs(&self) -> Option<&Inputs> {
        match &self.state {
            State::Loaded(inputs) => Some(inputs),
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

/// Bàn làm việc.
#[derive(Debug)]
pub struct Desk {
    pub gate: Arc<Gate>,
    pub keeper: Keeper,
    pub runs: Runs,
    /// Where this workbench is written down.
    pub seat: Seat,
    /// The day, told by whoever knows a clock.
    pub today: fn() -> Date,
    /// Says that the workbench is to close.
    closing: watch::Sender<bool>,
    previews: Mutex<Vec<(Key, u64, Arc<Preview>)>>,
}

impl Desk {
    pub fn new(gate: Arc<Gate>, keeper: Keeper, today: fn() -> Date) -> Self {
        let closing = watch::Sender::new(false);
        let (runs, seat) = (Runs::default(), Seat::default());
        Self { gate, keeper, runs, seat, today, closing, previews: Mutex::default() }
    }

    /// The same, written down so that a second start finds it.
    #[must_use]
    pub fn seated(self, seat: Seat) -> Self {
        Self { seat, ..self }
    }

    /// The content as it is now; waits for the first reading.
    pub async fn content(&self) -> Arc<Content> {
        self.keeper.content().await
    }

    pub fn survey(&self) -> Option<Arc<Survey>> {
        self.keeper.survey()
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

    fn previews(&self) -> std::sync::MutexGuard<'_, Vec<(Key, u64, Arc<Preview>)>> {
        self.previews.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the workbench as soon as what is being answered is answered.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }
}

//! Người giữ nội dung: reads the content, reads it again when something is saved, and has it surveyed.
//!
//! Two threads of its own. The reader waits for touches of the content folder, reads all of it, and shows the
//! new [`Content`] at once: a page of the old one is never wrong, only old. The surveyor then looks for
//! findings and for signatures, which takes longer, and looks again when something comes into the folder for
//! results.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::desk::{Content, Place, State};
use super::lookout::{Lookout, Watch, watch_folders};
use super::survey::{self, Survey};
use crate::app;
use crate::app::preview::Event;
use crate::diagnostic::Diagnostic;

/// Holds the newest content; its threads end when it is dropped.
#[derive(Debug)]
pub struct Keeper {
    content: watch::Receiver<Option<Arc<Content>>>,
    survey: watch::Receiver<Surveyed>,
    /// Where it is to work.
    place: Arc<Mutex<Place>>,
    /// How many readings, and how many surveys, were begun.
    begun: Arc<Begun>,
    blind: Arc<Blind>,
    reader: Sender<Event>,
    surveyor: Sender<Event>,
}

/// Why folders are not watched, where they are not: what is saved there by others is not seen.
#[derive(Debug, Default)]
struct Blind {
    content: Fault,
    results: Fault,
}

type Fault = Arc<Mutex<Option<Diagnostic>>>;

/// How often something was begun that is done again and again.
#[derive(Debug, Default)]
struct Begun {
    readings: AtomicU64,
    surveys: AtomicU64,
}

/// The last survey, and which one it is, from 1.
#[derive(Debug, Clone, Default)]
pub struct Surveyed {
    number: u64,
    survey: Option<Arc<Survey>>,
}

/// Waits for what `is_later`, no longer than a person would.
async fn later<T>(mut shown: watch::Receiver<T>, patience: Duration, is_later: impl FnMut(&T) -> bool) {
    let _ = tokio::time::timeout(patience, shown.wait_for(is_later)).await;
}

impl Keeper {
    /// Begins to read.
    pub fn start(place: Place) -> Self {
        Self::watching(place, watch_folders)
    }

    fn watching(place: Place, watch: Watch) -> Self {
        let blind = Arc::new(Blind::default());
        let (shown, content) = watch::channel(None);
        let (told, survey) = watch::channel(Surveyed::default());
        let place = Arc::new(Mutex::new(place));
        let begun = Arc::new(Begun::default());
        let (reader, touched) = channel();
        let (surveyor, asked) = channel();
        let reading = Reader {
            place: Arc::clone(&place),
            begun: Arc::clone(&begun),
            shown,
            surveyor: surveyor.clone(),
            lookout: Lookout::new(watch, reader.clone(), touched, Arc::clone(&blind.content)),
        };
        std::thread::spawn(move || reading.keep());
        let surveying = Surveyor {
            content: content.clone(),
            begun: Arc::clone(&begun),
            told,
            lookout: Lookout::new(watch, surveyor.clone(), asked, Arc::clone(&blind.results)),
            pool: pool(),
        };
        std::thread::spawn(move || surveying.keep());
        Self { content, survey, place, begun, blind, reader, surveyor }
    }

    /// Why what others save is not seen by itself, where it is not.
    pub fn blind(&self) -> Vec<Diagnostic> {
        let told = |fault: &Fault, what: &str| {
            let fault = fault.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
            let message = format!("{what} sửa ở nơi khác không tự hiện ra ở đây: {}", fault.message);
            let hint = "sửa ở nơi khác xong thì đóng rồi mở lại chương trình";
            Some(Diagnostic { message, ..fault }.hint(hint))
        };
        let content = told(&self.blind.content, "tệp nội dung");
        content.into_iter().chain(told(&self.blind.results, "tệp kết quả")).collect()
    }

    /// The newest content; waits for the first.
    pub async fn content(&self) -> Arc<Content> {
        let mut content = self.content.clone();
        loop {
            if let Some(content) = content.borrow_and_update().as_ref() {
                return Arc::clone(content);
            }
            if content.changed().await.is_err() {
                // The reader is gone, which only a fault of ours can do.
                let place = self.place.lock().unwrap_or_else(PoisonError::into_inner).clone();
                return Arc::new(Content::new(0, place, State::Nothing));
            }
        }
    }

    /// Tells whenever there is another content.
    pub fn changes(&self) -> watch::Receiver<Option<Arc<Content>>> {
        self.content.clone()
    }

    /// What was found out of the content last; perhaps of the one before.
    pub fn survey(&self) -> Option<Arc<Survey>> {
        self.survey.borrow().survey.clone()
    }

    pub fn surveys(&self) -> watch::Receiver<Surveyed> {
        self.survey.clone()
    }

    /// Works elsewhere from now on, and waits as [`read_again`](Self::read_again) does.
    pub async fn move_to(&self, place: Place) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = place;
        self.read_again().await;
    }

    /// Reads again, and waits for a content that was read from now on: one whose reading was under way may lack
    /// what was just written.
    pub async fn read_again(&self) {
        const PATIENCE: Duration = Duration::from_secs(10);
        let begun = self.begun.readings.load(Ordering::SeqCst);
        self.touch();
        let is_later = |content: &Option<Arc<Content>>| {
            content.as_ref().is_some_and(|content| content.generation > begun)
        };
        later(self.content.clone(), PATIENCE, is_later).await;
    }

    /// Reads again.
    pub fn touch(&self) {
        let _ = self.reader.send(Event::Touched);
    }

    /// Looks at the folder for results again, and waits for a survey that was begun from now on.
    pub async fn look_at_results_now(&self) {
        const PATIENCE: Duration = Duration::from_secs(5);
        let begun = self.begun.surveys.load(Ordering::SeqCst);
        self.look_at_results();
        later(self.survey.clone(), PATIENCE, |surveyed| surveyed.number > begun).await;
    }

    /// Looks at the folder for results again.
    pub fn look_at_results(&self) {
        let _ = self.surveyor.send(Event::Touched);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let _ = self.reader.send(Event::Stop);
        let _ = self.surveyor.send(Event::Stop);
    }
}

struct Reader {
    place: Arc<Mutex<Place>>,
    begun: Arc<Begun>,
    shown: watch::Sender<Option<Arc<Content>>>,
    surveyor: Sender<Event>,
    lookout: Lookout,
}

impl Reader {
    fn keep(mut self) {
        for generation in 1.. {
            // Before anything that the reading depends on is looked at.
            self.begun.readings.store(generation, Ordering::SeqCst);
            let place = self.place.lock().unwrap_or_else(PoisonError::into_inner).clone();
            // Watching begins before reading: what is saved meanwhile is read again.
            self.lookout.over(std::iter::once(&place.content).chain(&place.templates).cloned().collect());
            let state = read(&place);
            self.shown.send_replace(Some(Arc::new(Content::new(generation, place, state))));
            let _ = self.surveyor.send(Event::Touched);
            if !self.lookout.wait() {
                return;
            }
        }
    }
}

fn read(place: &Place) -> State {
    if !place.content.is_dir() {
        return State::Nothing;
    }
    match app::load_editable(&place.paths()) {
        Ok(editable) if editable.inputs.loaded.sources.is_empty() => State::Nothing,
        Ok(editable) => State::Loaded(Box::new(editable)),
        Err(findings) => State::Unusable(findings),
    }
}

/// Threads for the survey alone, half of the machine: pages that somebody waits for never stand behind it.
/// None where the system gives none.
fn pool() -> Option<rayon::ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    app::threads::builder().num_threads((cores / 2).max(1)).build().ok()
}

struct Surveyor {
    content: watch::Receiver<Option<Arc<Content>>>,
    begun: Arc<Begun>,
    told: watch::Sender<Surveyed>,
    lookout: Lookout,
    pool: Option<rayon::ThreadPool>,
}

impl Surveyor {
    fn keep(mut self) {
        for number in 1.. {
            if !self.lookout.wait() {
                return;
            }
            self.begun.surveys.store(number, Ordering::SeqCst);
            let content = self.content.borrow().clone();
            let Some(content) = content else { continue };
            self.lookout.over(vec![content.place.out.clone()]);
            let survey = match &self.pool {
                Some(pool) => pool.install(|| survey::of(&content)),
                None => survey::of(&content),
            };
            self.told.send_replace(Surveyed { number, survey: Some(Arc::new(survey)) });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// What is read, as long as a file of it says.
    async fn said(keeper: &Keeper) -> String {
        let content = keeper.content().await;
        let province = content.inputs().and_then(|inputs| inputs.loaded.province.as_ref());
        province.map(|province| province.name.clone()).unwrap_or_default()
    }

    /// A content of its own, and who keeps it.
    fn kept() -> (tempfile::TempDir, Keeper) {
        let folder = tempfile::tempdir().expect("a folder");
        let content = folder.path().join("noi-dung");
        for entry in walkdir::WalkDir::new("tests/fixtures/tinh-thu").into_iter().flatten() {
            let to = content.join(entry.path().strip_prefix("tests/fixtures/tinh-thu").expect("below"));
            match entry.file_type().is_dir() {
                true => std::fs::create_dir_all(to).expect("made"),
                false => drop(std::fs::copy(entry.path(), to).expect("copied")),
            }
        }
        let out = folder.path().join("ra");
        (folder, Keeper::start(Place { content, templates: None, fonts: None, out }))
    }

    #[tokio::test]
    async fn that_nothing_is_watched_is_told() {
        let content = PathBuf::from("tests/fixtures/tinh-thu");
        let place = Place { content, templates: None, fonts: None, out: PathBuf::from("khong-co") };
        let refused: Watch =
            |_, _| Err(Diagnostic::error(crate::diagnostic::codes::CANNOT_RUN, "hết chỗ theo dõi"));
        let keeper = Keeper::watching(place.clone(), refused);
        keeper.content().await;
        let told = keeper.blind();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].message.contains("không tự hiện ra") && told[0].message.contains("hết chỗ theo dõi"));
        let keeper = Keeper::start(place);
        keeper.content().await;
        assert_eq!(keeper.blind(), []);
    }

    /// Waits until the content says this name.
    async fn until(keeper: &Keeper, name: &str) {
        for _ in 0..400 {
            if said(keeper).await == name {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("never “{name}”: {}", said(keeper).await);
    }

    #[tokio::test]
    async fn a_folder_that_went_and_came_back_is_read_again_and_watched_on() {
        let (folder, keeper) = kept();
        let (content, away) = (folder.path().join("noi-dung"), folder.path().join("cat-di"));
        until(&keeper, "Bạch Hạc").await;
        std::fs::rename(&content, &away).expect("moved");
        keeper.touch();
        until(&keeper, "").await;
        // Nobody tells the program.
        std::fs::rename(&away, &content).expect("moved back");
        until(&keeper, "Bạch Hạc").await;
        let file = content.join("tinh.yaml");
        let text = std::fs::read_to_string(&file).expect("it reads");
        std::fs::write(&file, text.replacen("ten: Bạch Hạc", "ten: Hạc Trì", 1)).expect("written");
        until(&keeper, "Hạc Trì").await;
    }

    #[tokio::test]
    async fn a_folder_that_comes_after_the_start_is_read_by_itself() {
        let (folder, _) = kept();
        let (content, away) = (folder.path().join("noi-dung"), folder.path().join("cat-di"));
        std::fs::rename(&content, &away).expect("moved");
        let out = folder.path().join("ra");
        let keeper = Keeper::start(Place { content: content.clone(), templates: None, fonts: None, out });
        until(&keeper, "").await;
        std::fs::rename(&away, &content).expect("moved there");
        until(&keeper, "Bạch Hạc").await;
    }

    #[tokio::test]
    async fn a_content_that_is_waited_for_has_what_was_written_though_a_reading_was_under_way() {
        let (folder, keeper) = kept();
        let file = folder.path().join("noi-dung/tinh.yaml");
        let text = std::fs::read_to_string(&file).expect("it reads");
        let name = "ten: Bạch Hạc";
        assert!(text.contains(name), "{text}");
        said(&keeper).await;
        for round in 0..24 {
            // Somebody else saves, and at another moment of the reading that follows something is written here.
            keeper.touch();
            tokio::time::sleep(Duration::from_micros(49_000 + 300 * round)).await;
            let new = format!("Bạch Hạc {round}");
            std::fs::write(&file, text.replacen(name, &format!("ten: {new}"), 1)).expect("written");
            keeper.read_again().await;
            assert_eq!(said(&keeper).await, new, "round {round}");
        }
    }
}

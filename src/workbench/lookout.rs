//! Canh thư mục: waits until something is saved in folders, whether or not they are there.
//!
//! A folder on a drive of another machine, or on a stick, goes and comes back; one for results is made by the first
//! run, perhaps that of a command. So folders that are not there are looked for now and then.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::app::preview::{Event, Watcher, Watching, settle};
use crate::diagnostic::Diagnostic;

/// How often folders that are not there are looked for.
const EVERY: Duration = Duration::from_secs(1);

/// How watching begins.
pub type Watch = fn(&[PathBuf], Sender<Event>) -> Result<Watcher, Diagnostic>;

pub fn watch_folders(folders: &[PathBuf], touches: Sender<Event>) -> Result<Watcher, Diagnostic> {
    Watcher::start(folders, Watching::Automatic, touches)
}

/// Who waits for touches of folders.
pub struct Lookout {
    watch: Watch,
    touches: Sender<Event>,
    touched: Receiver<Event>,
    /// Why folders that are there are not watched.
    blind: Arc<Mutex<Option<Diagnostic>>>,
    wanted: Vec<PathBuf>,
    /// Those of them that were there when watching began.
    watched: Vec<PathBuf>,
    watcher: Option<Watcher>,
}

impl Lookout {
    pub fn new(
        watch: Watch,
        touches: Sender<Event>,
        touched: Receiver<Event>,
        blind: Arc<Mutex<Option<Diagnostic>>>,
    ) -> Self {
        Self { watch, touches, touched, blind, wanted: Vec::new(), watched: Vec::new(), watcher: None }
    }

    /// Watches these folders from now on, as many of them as there are.
    pub fn over(&mut self, wanted: Vec<PathBuf>) {
        let folders: Vec<PathBuf> = wanted.iter().filter(|folder| folder.is_dir()).cloned().collect();
        self.wanted = wanted;
        if folders == self.watched && self.watcher.is_some() {
            return;
        }
        self.watched = folders;
        self.watcher = None;
        // Without a watcher everything is as before, but for what is saved elsewhere.
        let (watcher, fault) = match self.watched.as_slice() {
            [] => (None, None),
            folders => match (self.watch)(folders, self.touches.clone()) {
                Ok(watcher) => (Some(watcher), None),
                Err(fault) => (None, Some(fault)),
            },
        };
        self.watcher = watcher;
        *self.blind.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    /// Waits until something was saved, or a folder that was not there is; false where it is to stop.
    pub fn wait(&self) -> bool {
        let missing: Vec<&PathBuf> =
            self.wanted.iter().filter(|folder| !self.watched.contains(folder)).collect();
        let touched = match missing.as_slice() {
            [] => self.touched.recv().map_err(|_| RecvTimeoutError::Disconnected),
            missing => loop {
                match self.touched.recv_timeout(EVERY) {
                    Err(RecvTimeoutError::Timeout) if missing.iter().any(|folder| folder.is_dir()) => {
                        break Ok(Event::Touched);
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    other => break other,
                }
            },
        };
        touched == Ok(Event::Touched) && settle(&self.touched)
    }
}

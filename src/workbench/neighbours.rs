//! Bàn làm việc của thư mục khác: opened from a page, and with everything of its own.
//!
//! A form that stands open belongs to the folder whose content it shows. So a workbench never goes over to another
//! folder while it has content: the other folder gets a workbench with an address, a key and drafts of its own, in the
//! same process, which ends when the last of them is closed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::desk::Place;
use super::{Opening, Options, Ready};
use crate::diagnostic::{Diagnostic, codes};

/// All workbenches of a process.
#[derive(Debug)]
pub struct Neighbours {
    options: Options,
    /// Those that were opened from pages.
    running: Mutex<Vec<JoinHandle<()>>>,
    open: AtomicUsize,
}

/// A workbench that somebody asked for.
#[derive(Debug)]
pub struct Opened {
    pub place: Place,
    pub address: String,
    /// Whether the browser was told to show it.
    pub shown: bool,
    pub begun: Begun,
}

/// Since when a workbench answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// In this process, which ends it with itself.
    Now,
    /// Somebody had opened it.
    Before,
}

impl Neighbours {
    pub fn new(options: Options) -> Self {
        Self { options, running: Mutex::default(), open: AtomicUsize::new(0) }
    }

    /// Opens the workbench of a folder, or calls the one that is open, and has the browser show it.
    ///
    /// # Errors
    /// One that is open and silent; a system that gives no port, no random numbers or no thread.
    pub fn open(self: &Arc<Self>, place: Place) -> Result<Opened, Diagnostic> {
        let options = Options { place: place.clone(), ..self.options.clone() };
        let (address, begun) = match super::prepare_beside(options, Arc::clone(self))? {
            Opening::Running(address) => (address, Begun::Before),
            Opening::Ready(ready) => (self.start(*ready)?, Begun::Now),
        };
        if begun == Begun::Now {
            (self.options.opened_beside)(&address);
        }
        let shown = (self.options.show)(&address);
        Ok(Opened { place, address, shown, begun })
    }

    fn start(&self, ready: Ready) -> Result<String, Diagnostic> {
        let address = ready.address.clone();
        let serving = std::thread::Builder::new().spawn(move || {
            // What ends it otherwise than by its button shows in its pages.
            let _ = ready.answer();
        });
        let serving = serving.map_err(|error| {
            Diagnostic::error(codes::WORKBENCH_CANNOT_OPEN, format!("không mở được bàn làm việc: {error}"))
        })?;
        self.running.lock().unwrap_or_else(PoisonError::into_inner).push(serving);
        Ok(address)
    }

    /// Says that one more answers, until what is given back is dropped.
    pub(super) fn answering(self: &Arc<Self>) -> Answering {
        self.open.fetch_add(1, Ordering::SeqCst);
        Answering(Arc::clone(self))
    }

    /// How many answer.
    pub fn count(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// Waits until all that were opened from pages are closed.
    pub(super) fn wait(&self) {
        loop {
            let next = self.running.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(serving) = next else { return };
            // One that panicked is closed too.
            let _ = serving.join();
        }
    }
}

/// A workbench that answers.
#[derive(Debug)]
pub(super) struct Answering(Arc<Neighbours>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

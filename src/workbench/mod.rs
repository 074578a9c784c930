//! Bàn làm việc: pages in the browser of whoever works here, for people who never saw a terminal.
//!
//! Enters: where the content is, and a clock. Leaves: an address of this machine that answers until it is told
//! to close. It is another door beside [`crate::cli`]: everything that it shows or does comes from
//! [`crate::app`], which knows nothing of it.
//!
//! - [`guard`]: the one layer around everything; [`keys`]: what lets a browser in
//! - [`server`]: the address and its limits; [`instance`]: a second start finds the first
//! - [`desk`]: the one state; [`keeper`]: who alone replaces the content in it; [`survey`]: what is found in it
//! - [`overview`], [`account`]: a year, and one document, as pages show them
//! - [`preview`]: the printed pages, drawn
//! - [`runs`]: making documents, behind the pages
//! - [`events`]: one stream for each open page, that says what has changed
//! - [`pages`]: what a person sees; every page can be read, and every form sent, without a script
//!
//! # Drafts of the form
//!
//! What somebody types into an agency's form must never be lost and must never overwrite what another typed
//! into the file. The form is not built yet; it is to work like this.
//!
//! 1. **A draft is a list of edits, not a text.** Each edit names a field by the path of its key and by the
//!    words of the task that it stands at, and has the value as typed, sound or not. Edits are applied to the
//!    file *as it is now* by the room that edits content files; so whoever writes into another line of the
//!    file meanwhile is in nobody's way.
//! 2. **It is kept as typed**, with each keystroke that settles (a quarter of a second), in a file of its own
//!    beside the address of the running workbench, outside the content, never in the browser. A killed
//!    program, a closed tab and a power cut lose at most that quarter of a second.
//! 3. **The pages beside the form are made from content plus draft**, in memory: what is invalid stands at its
//!    field, the pages stay as they were.
//! 4. **Saving** applies the edits to the bytes on the disk and replaces the file only if these are still the
//!    bytes that were read a moment before (as a run does for documents). Each edit also has the value that
//!    the field had when typing began. Where the file now has a third value, that is a conflict: both are
//!    shown at the field, and a person takes one of them. Nothing else of the draft waits for that.
//! 5. **Undo** takes back the last edit of the draft, or, after saving, makes the edit that restores the value
//!    before it; the list is the history. “Bỏ bản nháp” asks first, and keeps the last draft beside it.
//! 6. **Two tabs** share the draft, since it belongs to the workbench and not to the page: each is told through
//!    its stream, and the field under a cursor is never drawn again, only marked as changed elsewhere.

pub mod account;
pub mod desk;
pub mod events;
pub mod guard;
pub mod instance;
pub mod keeper;
pub mod keys;
pub mod overview;
pub mod pages;
pub mod preview;
pub mod routes;
pub mod runs;
pub mod server;
pub mod survey;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, codes};
use desk::{Desk, Place};
use guard::Gate;
use instance::{Found, Seat};
use keeper::Keeper;
use keys::Keys;

/// What a start is told.
#[derive(Debug)]
pub struct Options {
    pub place: Place,
    /// Where the address of the running workbench is kept, if anywhere.
    pub state: Option<PathBuf>,
    pub today: fn() -> Date,
}

/// A workbench that is about to answer, or another that answers already.
pub enum Opening {
    /// The way into the one that runs.
    Running(String),
    Ready(Box<Ready>),
}

/// A workbench that listens.
pub struct Ready {
    listener: std::net::TcpListener,
    desk: Arc<Desk>,
    /// The way in.
    pub address: String,
    /// What a start could not do, without which it works.
    pub remarks: Vec<Diagnostic>,
}

/// Finds the workbench that runs, or makes another ready.
///
/// # Errors
/// One that runs and is silent; a system that gives no port or no random numbers.
pub fn prepare(options: Options) -> Result<Opening, Diagnostic> {
    let instance = match instance::find(options.state.as_deref(), &options.place.content)? {
        Found::Running(address) => return Ok(Opening::Running(address)),
        Found::Nobody(instance) => instance,
    };
    let cannot = |why: &str| {
        Diagnostic::error(codes::WORKBENCH_CANNOT_OPEN, format!("không mở được bàn làm việc: {why}"))
    };
    let listener = server::listen().map_err(|error| cannot(&format!("máy không cho cổng nào ({error})")))?;
    let port = listener.local_addr().map_err(|error| cannot(&error.to_string()))?.port();
    let keys = Keys::new().map_err(|_| cannot("máy không cho số ngẫu nhiên"))?;
    let gate = Arc::new(Gate::new(port, keys));
    let told = instance.as_ref().is_some_and(|instance| instance.tell(&gate).is_ok());
    let remarks = (!told).then(|| {
        let message = "không ghi được nơi bàn làm việc đang mở: mở lần nữa sẽ có bàn làm việc thứ hai";
        Diagnostic::warning(codes::WORKBENCH_NOT_TOLD, message)
    });
    let seat = Seat::new(options.state, instance);
    let desk = Desk::new(Arc::clone(&gate), Keeper::start(options.place), options.today).seated(seat);
    let desk = Arc::new(desk);
    let address = gate.way_in();
    Ok(Opening::Ready(Box::new(Ready { listener, desk, address, remarks: remarks.into_iter().collect() })))
}

impl Ready {
    /// Answers until somebody closes the workbench.
    ///
    /// # Errors
    /// A system that lets nothing be waited for.
    pub fn serve(self) -> std::io::Result<()> {
        let Self { listener, desk, .. } = self;
        // One thread waits for all connections; the work is done on others.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served =
            runtime.block_on(server::serve(listener, routes::router(Arc::clone(&desk)), desk.closing()));
        // A page that is being made is not waited for.
        runtime.shutdown_background();
        desk.seat.leave();
        served
    }
}

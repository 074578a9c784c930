//! Bàn làm việc: pages in the browser of whoever works here, for people who never saw a terminal.
//!
//! Enters: where the content is, and a clock. Leaves: an address of this machine that answers until it is told
//! to close. It is another door beside [`crate::cli`]: everything that it shows or does comes from
//! [`crate::app`], which knows nothing of it.
//!
//! - [`guard`]: the one layer around everything; [`keys`]: what lets a browser in
//! - [`server`]: the address and its limits; [`instance`]: a second start finds the first;
//!   [`neighbours`]: those of other folders
//! - [`desk`]: the one state; [`keeper`]: who alone replaces the content in it; [`survey`]: what is found in it
//! - [`lookout`]: who waits for what is saved in a folder, while it is there and while it is not
//! - [`draft`]: what is typed into forms, until it is saved
//! - [`part`]: an agency's own part, as its form shows and writes it
//! - [`unsaved`]: drafts that are not in their files yet
//! - [`overview`], [`account`]: a year, and one document, as pages show them
//! - [`preview`]: the printed pages, drawn
//! - [`runs`]: making documents, behind the pages
//! - [`outline`]: a plan, heading by heading and task by task, to be changed
//! - [`tray`]: files that came in, until a person has decided; [`intake`]: what they would become
//! - [`events`]: one stream for each open page, that says what has changed
//! - [`assets`]: style sheet and script; [`address`]: what addresses are made of
//! - [`pages`]: what a person sees; every page can be read, and every form sent, without a script

pub mod account;
pub mod address;
pub mod assets;
pub mod desk;
pub mod draft;
pub mod events;
pub mod guard;
pub mod instance;
pub mod intake;
pub mod keeper;
pub mod keys;
pub mod lookout;
pub mod neighbours;
pub mod outline;
pub mod overview;
pub mod pages;
pub mod part;
pub mod preview;
pub mod routes;
pub mod runs;
pub mod server;
pub mod survey;
pub mod tray;
pub mod unsaved;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::diagnostic::{Diagnostic, codes};
use desk::{Desk, Place};
use draft::Drafts;
use guard::Gate;
use instance::{Found, Seat};
use keeper::Keeper;
use keys::Keys;
use neighbours::Neighbours;

/// What a start is told.
#[derive(Debug, Clone)]
pub struct Options {
    pub place: Place,
    /// Where the address of the running workbench is kept, if anywhere.
    pub state: Option<PathBuf>,
    /// Where drafts are kept, if anywhere: they outlive the program and the machine's next start.
    pub drafts: Option<PathBuf>,
    pub today: fn() -> Date,
    /// What clocks here say.
    pub now: fn() -> DateTime,
    /// Has the browser show an address; false where it cannot, or is not to.
    pub show: fn(&str) -> bool,
    /// Says, where the first one says what it says, that the workbench of an address answers from the same process.
    pub opened_beside: fn(&str),
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
    neighbours: Arc<Neighbours>,
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
    let neighbours = Arc::new(Neighbours::new(options.clone()));
    prepare_beside(options, neighbours)
}

fn prepare_beside(options: Options, neighbours: Arc<Neighbours>) -> Result<Opening, Diagnostic> {
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
    let drafts = Drafts::new(options.drafts, options.now);
    let keeper = Keeper::start(options.place);
    let seat = Seat::new(options.state, instance);
    let desk = Desk::new(Arc::clone(&gate), keeper, drafts, options.today);
    let desk = Arc::new(desk.seated(seat, Arc::clone(&neighbours)));
    let address = gate.way_in();
    let remarks = remarks.into_iter().collect();
    Ok(Opening::Ready(Box::new(Ready { listener, desk, neighbours, address, remarks })))
}

impl Ready {
    /// Answers until somebody closes the workbench, and those that were opened from its pages.
    ///
    /// # Errors
    /// A system that lets nothing be waited for.
    pub fn serve(self) -> std::io::Result<()> {
        let neighbours = Arc::clone(&self.neighbours);
        let served = self.answer();
        neighbours.wait();
        served
    }

    fn answer(self) -> std::io::Result<()> {
        let Self { listener, desk, neighbours, .. } = self;
        desk.answers(neighbours.answering());
        // One thread waits for all connections; the work is done on others.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served =
            runtime.block_on(server::serve(listener, routes::router(Arc::clone(&desk)), desk.closing()));
        // A page that is being made is not waited for.
        runtime.shutdown_background();
        desk.close();
        desk.seat.leave();
        served
    }
}

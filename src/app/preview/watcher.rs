//! Who tells that something was saved: the system, or a look now and then.
//!
//! A system tells of files on its own disks; of a network drive it often tells nothing, so there, and
//! wherever it cannot watch, the folders are looked at every second. And a folder that is replaced, or
//! deleted and made again, is another folder to the system: a second look notices and begins anew.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Event;
use crate::content::where_to_look;
use crate::diagnostic::{Diagnostic, codes};

/// How often folders are looked at where nobody tells, and whether they are still the same ones.
const EVERY: Duration = Duration::from_secs(1);

/// Cách theo dõi.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// By the system where it can, by looking where it cannot.
    Automatic,
    /// By looking.
    Polling,
}

/// Watches folders until dropped.
pub struct Watcher {
    /// Dropped first: the thread ends when nobody holds the other end.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    by: By,
}

/// How folders are watched in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    System,
    Looking,
}

impl Watcher {
    /// Watches `folders` with all that is in them; every touch is sent to `events`.
    ///
    /// # Errors
    /// The first folder that does not exist, or that nothing can watch.
    pub fn start(folders: &[PathBuf], how: Watching, events: Sender<Event>) -> Result<Self, Diagnostic> {
        if let Some(missing) = folders.iter().find(|folder| !folder.is_dir()) {
            return Err(cannot(missing, "không tìm thấy thư mục").hint(where_to_look(missing)));
        }
        let remote = folders.iter().any(|folder| is_remote(folder));
        let mut by = if how == Watching::Polling || remote { By::Looking } else { By::System };
        let mut watch = match Watch::begin(folders, by, &events) {
            // Too many folders for the system, or a kind of drive that it does not watch.
            Err(_) if by == By::System => {
                by = By::Looking;
                Watch::begin(folders, by, &events)?
            }
            begun => begun?,
        };
        let (stop, stopped) = channel();
        let folders = folders.to_vec();
        let thread = std::thread::spawn(move || watch.keep(&folders, by, &events, &stopped));
        Ok(Self { stop: Some(stop), thread: Some(thread), by })
    }

    pub fn by(&self) -> By {
        self.by
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing more to tell.
            let _ = thread.join();
        }
    }
}

/// A watch over folders as they were when it began.
struct Watch {
    _watcher: Box<dyn notify::Watcher + Send>,
    seen: Vec<Option<Identity>>,
}

impl Watch {
    fn begin(folders: &[PathBuf], by: By, events: &Sender<Event>) -> Result<Self, Diagnostic> {
        let sender = events.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            // Reading is an event too, and every rebuild reads. A lost event may have been a save.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                // Nobody listens any more only where the loop has ended.
                let _ = sender.send(Event::Touched);
            }
        };
        let config = Config::default().with_poll_interval(EVERY);
        let made: notify::Result<Box<dyn notify::Watcher + Send>> = match by {
            By::System => RecommendedWatcher::new(handler, config).map(|made| Box::new(made) as _),
            By::Looking => PollWatcher::new(handler, config).map(|made| Box::new(made) as _),
        };
        let first = folders.first().map_or(Path::new("."), PathBuf::as_path);
        let mut watcher = made.map_err(|error| cannot(first, why(&error)))?;
        for folder in folders {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| cannot(folder, why(&error)))?;
        }
        Ok(Self { _watcher: watcher, seen: folders.iter().map(|folder| Identity::of(folder)).collect() })
    }

    /// Begins anew whenever one of the folders is another one than before.
    fn keep(&mut self, folders: &[PathBuf], by: By, events: &Sender<Event>, stopped: &Receiver<()>) {
        while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
            let now: Vec<Option<Identity>> = folders.iter().map(|folder| Identity::of(folder)).collect();
            if now == self.seen {
                continue;
            }
            if now.iter().all(Option::is_some)
                && let Ok(again) = Self::begin(folders, by, events)
            {
                *self = again;
            } else {
                self.seen = now;
            }
            let _ = events.send(Event::Touched);
        }
    }
}

/// What tells a folder from another that took its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    number: u64,
    created: Option<SystemTime>,
}

impl Identity {
    fn of(folder: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir)?;
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let number = 0;
        Some(Self { number, created: metadata.created().ok() })
    }
}

/// Whether a folder lies on a drive of another machine, whose changes the system does not tell.
#[cfg(target_os = "linux")]
fn is_remote(folder: &Path) -> bool {
    /// NFS, SMB 1 and 2, Ceph, 9P (shared folders of virtual machines), FUSE (sshfs and others).
    const REMOTE: [u32; 6] = [0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x00C3_6400, 0x0102_1997, 0x6573_5546];
    rustix::fs::statfs(folder).is_ok_and(|found| REMOTE.contains(&(found.f_type as u32)))
}

/// A path that names another machine. A drive letter may stand for one as well: there `--poll` helps.
#[cfg(not(target_os = "linux"))]
fn is_remote(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let whole = std::fs::canonicalize(folder);
    let first = whole.as_deref().unwrap_or(folder).components().next();
    matches!(first, Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)))
}

fn why(error: &notify::Error) -> &'static str {
    match &error.kind {
        notify::ErrorKind::PathNotFound => "không tìm thấy thư mục",
        notify::ErrorKind::MaxFilesWatch => "hệ thống không cho theo dõi thêm tệp",
        notify::ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
            "không tìm thấy thư mục"
        }
        _ => "hệ thống báo lỗi",
    }
}

fn cannot(folder: &Path, why: &str) -> Diagnostic {
    Diagnostic::error(codes::CANNOT_RUN, format!("không theo dõi được {}: {why}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Waits for a touch and takes those that come with it.
    fn touched(events: &Receiver<Event>) -> bool {
        let first = events.recv_timeout(Duration::from_secs(20));
        while events.recv_timeout(Duration::from_millis(300)).is_ok() {}
        first == Ok(Event::Touched)
    }

    #[test]
    fn a_folder_that_is_replaced_or_deleted_and_made_again_is_watched_on() {
        for how in [Watching::Automatic, Watching::Polling] {
            let dir = tempfile::tempdir().expect("a folder");
            let content = dir.path().join("content");
            std::fs::create_dir(&content).expect("made");
            let (sender, events) = channel();
            let watcher = Watcher::start(std::slice::from_ref(&content), how, sender).expect("it watches");
            std::fs::write(content.join("a.yaml"), "a").expect("written");
            assert!(touched(&events), "{how:?}: a save");
            std::fs::rename(&content, dir.path().join("old")).expect("moved");
            std::fs::create_dir(&content).expect("made again");
            assert!(touched(&events), "{how:?}: another folder");
            std::fs::write(content.join("b.yaml"), "b").expect("written");
            assert!(touched(&events), "{how:?}: a save in the new folder");
            std::fs::remove_dir_all(&content).expect("deleted");
            assert!(touched(&events), "{how:?}: no folder");
            std::fs::create_dir(&content).expect("made again");
            assert!(touched(&events), "{how:?}: a folder again");
            std::fs::write(content.join("c.yaml"), "c").expect("written");
            assert!(touched(&events), "{how:?}: a save after all that");
            drop(watcher);
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let (sender, _events) = channel();
        let started = Watcher::start(&[PathBuf::from("khong-co")], Watching::Automatic, sender);
        assert!(started.err().is_some_and(|finding| finding.message.contains("khong-co: không tìm thấy")));
    }
}

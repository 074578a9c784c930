//! Bàn làm việc đang mở: one for each content folder of a person; a second start finds the first.
//!
//! The running one holds the lock of a small folder of its own, outside the content, and writes there where
//! it is and with which key it may be asked for another way in. The lock ends with the process however that
//! ends, so that an address left behind misleads nobody.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::guard::Gate;
use crate::diagnostic::{Diagnostic, codes};
use crate::output::lock::{Lock, LockError};
use crate::output::{Digest, write_whole};

/// Held as long as the workbench of a content folder runs.
#[derive(Debug)]
pub struct Instance {
    _lock: Lock,
    address: PathBuf,
}

/// What a start finds.
#[derive(Debug)]
pub enum Found {
    /// No workbench of this folder is open; `None` where there is no place to write down that one is now.
    Nobody(Option<Instance>),
    /// One is, and this is a way into it.
    Running(String),
}

/// Where a workbench is written down; it goes along when the workbench moves to another folder.
#[derive(Debug, Default)]
pub struct Seat {
    state: Option<PathBuf>,
    held: Mutex<Option<Instance>>,
}

impl Seat {
    pub fn new(state: Option<PathBuf>, instance: Option<Instance>) -> Self {
        Self { state, held: Mutex::new(instance) }
    }

    /// Takes the place of another content folder and leaves the one before; a way into the workbench that is open
    /// there, where one is.
    ///
    /// # Errors
    /// One that is open there and does not answer.
    pub fn move_to(&self, content: &Path, gate: &Gate) -> Result<Option<String>, Diagnostic> {
        let instance = match find(self.state.as_deref(), content)? {
            Found::Running(address) => return Ok(Some(address)),
            Found::Nobody(instance) => instance,
        };
        // Without it a second start would open a second workbench, which the lock of the results keeps in order.
        let told = instance.filter(|instance| instance.tell(gate).is_ok());
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = told;
        Ok(None)
    }

    pub fn leave(&self) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

const ADDRESS: &str = "dia-chi";

/// How long the running one may take to say anything.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks for a workbench of a content folder; `state` is where such things are kept, if anywhere.
///
/// # Errors
/// One that is open and does not answer.
pub fn find(state: Option<&Path>, content: &Path) -> Result<Found, Diagnostic> {
    let Some(folder) = state.map(|state| folder_of(state, content)) else { return Ok(Found::Nobody(None)) };
    if made(&folder).is_err() {
        return Ok(Found::Nobody(None));
    }
    let address = folder.join(ADDRESS);
    // The one that runs may have begun just now and have said nothing yet.
    for _ in 0..20 {
        match Lock::take(&folder) {
            Ok(lock) => return Ok(Found::Nobody(Some(Instance { _lock: lock, address }))),
            Err(LockError::File(_)) => return Ok(Found::Nobody(None)),
            Err(LockError::Busy) => {}
        }
        if let Some(way_in) = std::fs::read_to_string(&address).ok().and_then(|told| ask(&told)) {
            return Ok(Found::Running(way_in));
        }
        std::thread::sleep(PATIENCE / 20);
    }
    let message = "bàn làm việc của thư mục này đang mở nhưng không trả lời";
    Err(Diagnostic::error(codes::WORKBENCH_SILENT, message)
        .hint("đóng chương trình kehoach đang chạy (hoặc khởi động lại máy) rồi mở lại"))
}

impl Instance {
    /// Says where the workbench is.
    ///
    /// # Errors
    /// A folder that takes nothing: a second start would not find it.
    pub fn tell(&self, gate: &Gate) -> io::Result<()> {
        let told = format!("{}\n{}\n", gate.authority(), gate.keys.door());
        write_whole(&self.address, told.as_bytes()).map_err(|error| error.source)
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // The lock says it anyway.
        let _ = std::fs::remove_file(&self.address);
    }
}

/// Content folders by their whole paths, so that one folder has one workbench from wherever it is named.
fn folder_of(state: &Path, content: &Path) -> PathBuf {
    let whole = std::fs::canonicalize(content).or_else(|_| std::path::absolute(content));
    let whole = whole.unwrap_or_else(|_| content.to_path_buf());
    let digest = Digest::of(whole.as_os_str().as_encoded_bytes()).to_string();
    state.join(digest.get(..16).unwrap_or(&digest))
}

/// Readable by its owner alone: the key lies in it.
fn made(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = std::fs::metadata(folder)?.permissions().mode() & 0o077;
        if open != 0 {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
    }
    Ok(())
}

/// Asks the workbench for a way in; `None` where nothing, or something else, is there.
fn ask(told: &str) -> Option<String> {
    let (authority, door) = told.trim_end().split_once('\n')?;
    let address: SocketAddr =
        authority.parse().ok().filter(|address: &SocketAddr| address.ip().is_loopback())?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let request = format!(
        "POST /mo-lai/{door} HTTP/1.1\r\nHost: {authority}\r\nOrigin: http://{authority}\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.take(16 << 10).read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let own = format!("http://{authority}/vao/");
    (head.starts_with("HTTP/1.1 200 ") && body.starts_with(&own)).then(|| body.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::keys::Keys;
    use super::*;

    #[test]
    fn a_workbench_that_moves_to_another_folder_is_found_there_and_no_more_at_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let [state, one, other] = ["state", "a", "b"].map(|name| folder.path().join(name));
        std::fs::create_dir(&one).unwrap();
        std::fs::create_dir(&other).unwrap();
        let gate = Gate::new(1, Keys::new().unwrap());
        let Found::Nobody(Some(instance)) = find(Some(&state), &one).unwrap() else {
            panic!("nobody is there")
        };
        instance.tell(&gate).unwrap();
        let seat = Seat::new(Some(state.clone()), Some(instance));
        let is_told = |content: &Path| folder_of(&state, content).join(ADDRESS).is_file();
        assert!(is_told(&one) && !is_told(&other));
        assert_eq!(seat.move_to(&other, &gate).unwrap(), None);
        assert!(is_told(&other) && !is_told(&one));
        assert!(Lock::take(&folder_of(&state, &one)).is_ok());
        assert!(matches!(Lock::take(&folder_of(&state, &other)), Err(LockError::Busy)));
        seat.leave();
        assert!(!is_told(&other) && Lock::take(&folder_of(&state, &other)).is_ok());
    }
}

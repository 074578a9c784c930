//! Bản ký về dưới tên khác: signing programs give what they signed a name of their own, beside the file or
//! elsewhere in the folder for results. Which document it is of is read in the file, never in its name; it comes to
//! its place without a byte of another file being lost.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::digest::Digest;
use super::manifest::{Manifest, Purpose};
use super::names::{FileName, Version, is_portable};
use super::signed::Verifier;
use super::standing::{Stamp, Standing};
use super::store::Store;
use super::swap::Refusal;
use super::write::{FileError, flush, flush_names, stage};
use crate::render::pdf::IDENTITY;
use crate::signature::{self, Signing};

/// A signed file under another name.
#[derive(Debug, Clone)]
pub struct Returned {
    pub path: PathBuf,
    /// Below the folder for results, as it is shown.
    pub shown: String,
    pub year: i16,
    pub plan: String,
    /// The file whose place it is for.
    pub name: FileName,
    pub signing: Signing,
    /// What was signed is, byte for byte, what this program wrote last.
    pub is_latest: bool,
    /// Whose place it stands in, where that is another document's.
    pub occupies: Option<DocumentPlace>,
}

/// A document by its place: folders of the year and the plan, name of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPlace {
    pub year: i16,
    pub plan: String,
    pub name: FileName,
}

impl Returned {
    /// The document that it is of, and that whose place it takes.
    pub fn concerns(&self) -> impl Iterator<Item = (i16, &str, &FileName)> {
        let occupied = self.occupies.iter().map(|one| (one.year, one.plan.as_str(), &one.name));
        std::iter::once((self.year, self.plan.as_str(), &self.name)).chain(occupied)
    }
}

/// Why a file was not put into its place.
#[derive(Debug)]
pub enum NotTaken {
    /// A person's file stands there: edited, signed, a link.
    Occupied,
    /// It was taken away or changed meanwhile.
    Changed,
    File(FileError),
}

/// As deep as documents lie below the folder for results, and one folder more.
const DEPTH: usize = 4;

/// Looks through the folder for results. What cannot be read is passed: it is looked at again at the next change.
pub fn returned(out: &Path, verifier: &Verifier) -> Vec<Returned> {
    let mut manifests: BTreeMap<PathBuf, Option<Manifest>> = BTreeMap::new();
    let mut of = |folder: &Path| {
        let read = || manifest(folder);
        manifests.entry(folder.to_path_buf()).or_insert_with(read).clone()
    };
    let walk = walkdir::WalkDir::new(out).max_depth(DEPTH).sort_by_file_name().into_iter();
    let files = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| strange(entry.path(), out, verifier, &mut of)).collect()
}

/// Looks at one file alone, wherever it lies.
pub fn returned_file(path: &Path, verifier: &Verifier) -> Option<Returned> {
    strange(path, path.parent()?, verifier, &mut manifest)
}

fn manifest(folder: &Path) -> Option<Manifest> {
    Manifest::read(folder, Purpose::Documents).ok().map(|(manifest, _)| manifest)
}

/// A file that the memory of its folder does not know.
fn strange(
    path: &Path,
    out: &Path,
    verifier: &Verifier,
    manifest: &mut impl FnMut(&Path) -> Option<Manifest>,
) -> Option<Returned> {
    let name = path.file_name()?.to_string_lossy();
    let is_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    // A name that begins so is a file in the making.
    if !is_pdf || name.starts_with('.') || Version::of(&name) != Version::Main {
        return None;
    }
    let known = manifest(path.parent()?).and_then(|own| own.files.get(name.as_ref()).cloned());
    match known {
        None => one(path, out, verifier, manifest),
        Some(own) if Stamp::of(path).is_ok_and(|stamp| stamp == Some(own.stamp)) => None,
        // A document's place may hold the signed file of another.
        Some(_) => one(path, out, verifier, manifest).filter(|found| found.occupies.is_some()),
    }
}

/// The signed file of another document that stands in the place of one.
pub(super) fn of_another(path: &Path, verifier: &Verifier) -> Option<Returned> {
    // Years, plans, files lie below the folder for results.
    let out = path.ancestors().nth(3)?;
    is_of_another(path).then(|| strange(path, out, verifier, &mut manifest)).flatten()
}

/// Whether a file that stands in the place of a document says that it is another.
pub(super) fn is_of_another(path: &Path) -> bool {
    let identity = readable(path).and_then(|bytes| identity(&bytes));
    identity.is_some_and(|own| !lies_at(path, &own))
}

/// Whether a file lies where a document's does. Folders that somebody copied elsewhere have names of their own.
fn lies_at(path: &Path, of: &DocumentPlace) -> bool {
    let named =
        |path: Option<&Path>| path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let (plan, year) = (path.parent(), path.parent().and_then(Path::parent));
    let is_name = named(Some(path)).and_then(|name| FileName::of(&name)).is_some_and(|name| name == of.name);
    match named(year).and_then(|year| year.parse::<i16>().ok()) {
        Some(year) => is_name && year == of.year && named(plan).is_some_and(|plan| plan == of.plan),
        None => is_name,
    }
}

/// Whose place a file stands in; `None` where that is nobody's.
fn occupied(path: &Path) -> Option<DocumentPlace> {
    let named = |path: &Path| Some(path.file_name()?.to_string_lossy().into_owned());
    let (plan, year) = (path.parent()?, path.parent()?.parent()?);
    let name = FileName::of(&named(path)?)?;
    Some(DocumentPlace { year: named(year)?.parse().ok()?, plan: named(plan)?, name })
}

fn one(
    path: &Path,
    out: &Path,
    verifier: &Verifier,
    manifest: &mut impl FnMut(&Path) -> Option<Manifest>,
) -> Option<Returned> {
    let bytes = readable(path)?;
    let own = identity(&bytes)?;
    let is_at_home = lies_at(path, &own);
    let DocumentPlace { year, plan, name } = own;
    let signing = verifier.check(path, None).ok()??.found;
    if !signing.may_be_signed() {
        return None;
    }
    let shown = path.strip_prefix(out).unwrap_or(path).display().to_string();
    let folder = out.join(year.to_string()).join(&plan);
    let last = manifest(&folder).and_then(|own| own.files.get(&name.main()).cloned());
    let is_latest = last.is_some_and(|last| {
        let written = usize::try_from(last.stamp.size).ok().and_then(|size| bytes.get(..size));
        written.is_some_and(|written| Digest::of(written) == last.output)
    });
    let is_known = manifest(path.parent()?).is_some_and(|own| {
        path.file_name().is_some_and(|name| own.files.contains_key(name.to_string_lossy().as_ref()))
    });
    let occupies = occupied(path).filter(|_| is_known && !is_at_home);
    Some(Returned { path: path.to_path_buf(), shown, year, plan, name, signing, is_latest, occupies })
}

fn readable(path: &Path) -> Option<Vec<u8>> {
    let size = Stamp::of(path).ok()??.size;
    if size > signature::MAX_BYTES { None } else { std::fs::read(path).ok() }
}

/// `2025/kh-175-2025/so-cong-thuong`, as the file itself says it.
fn identity(bytes: &[u8]) -> Option<DocumentPlace> {
    const LONGEST: usize = 512;
    let [before, after] = IDENTITY;
    let start = memchr::memmem::find(bytes, before.as_bytes())? + before.len();
    let text = &bytes[start..bytes.len().min(start + LONGEST)];
    let text = std::str::from_utf8(&text[..memchr::memmem::find(text, after.as_bytes())?]).ok()?;
    let mut parts = text.splitn(3, '/');
    let (year, plan, stem) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
    let name = FileName::new(stem, "pdf").filter(|_| is_portable(plan))?;
    Some(DocumentPlace { year, plan: plan.to_owned(), name })
}

impl Store {
    /// Puts a signed file into its place. What this program wrote there gives way: it stays as an old version,
    /// unless it is the beginning of the signed file. Tells the name of the old version.
    ///
    /// # Errors
    /// A person's file in that place, and whatever hinders writing; everything is then as it was.
    pub fn take_home(&self, returned: &Returned) -> Result<Option<String>, NotTaken> {
        let from = &returned.path;
        let reading = |error| NotTaken::File(FileError::reading(from, error));
        let seen = Stamp::of(from).map_err(reading)?.ok_or(NotTaken::Changed)?;
        let bytes = std::fs::read(from).map_err(reading)?;
        let target = returned.name.main();
        let path = self.folder.join(&target);
        let in_place = match Standing::of(&path) {
            Ok(Standing::Nothing) => None,
            Ok(Standing::File(stamp)) if self.wrote(&target, &path)? => Some(stamp),
            Ok(_) => return Err(NotTaken::Occupied),
            Err(error) => return Err(NotTaken::File(FileError::reading(&path, error))),
        };
        let old = self.swap_in(&target, &bytes, in_place)?;
        // It is in its place now: under the other name it would only be signed a second time.
        if Stamp::of(from).is_ok_and(|now| now == Some(seen)) {
            let _ = std::fs::remove_file(from);
        }
        Ok(old)
    }

    /// Puts bytes that go on from those of a signed file into its place.
    ///
    /// # Errors
    /// Another file than `before` in that place, and whatever hinders writing.
    pub fn go_on(&self, target: &str, before: &[u8], after: &[u8]) -> Result<(), NotTaken> {
        let path = self.folder.join(target);
        let reading = |error| NotTaken::File(FileError::reading(&path, error));
        let seen = Stamp::of(&path).map_err(reading)?.ok_or(NotTaken::Changed)?;
        if !after.starts_with(before) || std::fs::read(&path).map_err(reading)? != before {
            return Err(NotTaken::Changed);
        }
        self.swap_in(target, after, Some(seen)).map(drop)
    }

    /// Whether a file is what this program wrote there last.
    fn wrote(&self, target: &str, path: &Path) -> Result<bool, NotTaken> {
        let digest =
            Digest::of_file(path).map_err(|error| NotTaken::File(FileError::reading(path, error)))?;
        Ok(self.manifest.files.get(target).is_some_and(|own| own.pending.is_none() && own.output == digest))
    }

    fn swap_in(&self, target: &str, bytes: &[u8], seen: Option<Stamp>) -> Result<Option<String>, NotTaken> {
        debug_assert!(self.is_locked());
        let path = self.folder.join(target);
        let writing = |error| NotTaken::File(FileError::writing(&path, error));
        let goes_on = seen.is_some() && std::fs::read(&path).is_ok_and(|before| bytes.starts_with(&before));
        let temporary = stage(&self.folder, |file| file.write_all(bytes)).map_err(writing)?;
        flush(&self.folder).map_err(writing)?;
        let put = self.places().put(temporary, target, seen).map_err(|refusal| match refusal {
            Refusal::Changed { .. } => NotTaken::Changed,
            Refusal::File(error) => writing(error),
        })?;
        let old = match put.aside {
            None => None,
            // Nothing of it is lost.
            Some((turn, stamp)) if goes_on => self.places().discard(target, turn, stamp).map_err(writing)?,
            Some((turn, _)) => Some(self.places().keep(target, turn).map_err(writing)?),
        };
        flush_names(&self.folder);
        Ok(old)
    }
}

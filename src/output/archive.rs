//! Gói bàn giao: the files of a plan and of what answers it, with their index, in one ZIP, the same bytes for the same files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::index::{self, Row};
use super::standing::{Odd, Standing};
use super::store::Store;
use super::write::{FileError, flush_names, folder_of, temporary};

impl Store {
    /// `<folder>.zip`, beside the folder; `name` is the folder's.
    pub fn archive_path(&self, name: &str) -> PathBuf {
        folder_of(&self.folder).join(format!("{name}.zip"))
    }

    /// Whether a package stands there already.
    ///
    /// # Errors
    /// What stands in its place is no file.
    pub fn is_packed(&self, name: &str) -> Result<bool, FileError> {
        let path = self.archive_path(name);
        let in_the_way = |error| FileError::writing(&path, error);
        match Standing::of(&path).map_err(in_the_way)? {
            Standing::Nothing => Ok(false),
            Standing::File(_) | Standing::Link(_) | Standing::Odd(Odd::BrokenLink) => Ok(true),
            Standing::Odd(odd @ (Odd::Folder | Odd::Special)) => Err(in_the_way(odd.into())),
        }
    }

    /// Packs the index and the files that its rows name, whole or not at all.
    ///
    /// # Errors
    /// A file that cannot be read, or a disk that does not take the package.
    pub fn archive(&self, name: &str, year: i16, rows: &[Row]) -> Result<PathBuf, FileError> {
        debug_assert!(self.is_locked(), "a store that only looks packs nothing");
        let path = self.archive_path(name);
        let folder = folder_of(&path);
        // The folder is shared with other plans, each under its own lock.
        let mark = self.mark();
        let packed = || -> io::Result<()> {
            let file = temporary(folder, &mark)?;
            self.pack(file.as_file(), name, year, rows)?;
            file.as_file().sync_data()?;
            file.persist(&path).map_err(|error| error.error)?;
            flush_names(folder);
            Ok(())
        };
        packed().map_err(|error| FileError::writing(&path, error))?;
        Ok(path)
    }

    fn pack(&self, file: &File, folder: &str, year: i16, rows: &[Row]) -> io::Result<()> {
        let mut archive = ZipWriter::new(BufWriter::new(file));
        // Everything in it is compressed already, but for the text index.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            // Left open, it would tell Windows from Linux. Of the two that it may say, Info-ZIP takes the
            // names of `Dos` for a code page of the eighties, whatever the mark for UTF-8 says.
            .system(System::Unix)
            .unix_permissions(0o644);
        let mut add = |name: &str, from: &mut dyn io::Read| -> io::Result<()> {
            archive.start_file(format!("{folder}/{name}"), options)?;
            io::copy(from, &mut archive).map(drop)
        };
        let workbook = index::xlsx(year, rows).map_err(io::Error::other)?;
        add("muc-luc.xlsx", &mut workbook.as_slice())?;
        add("muc-luc.csv", &mut index::csv(rows).as_bytes())?;
        for row in rows {
            add(&row.file, &mut File::open(self.folder.join(&row.file))?)?;
        }
        archive.finish()?.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::manifest::Purpose;
    use std::sync::Arc;

    use super::super::store::Policy;
    use super::*;

    #[test]
    fn a_package_has_the_same_bytes_whenever_it_is_made() {
        let out = tempfile::tempdir().unwrap();
        let today = jiff::civil::date(2026, 11, 20);
        let policy = Policy { force: false, purpose: Purpose::Documents, today, verifier: Arc::default() };
        let [left, others] =
            ["kh-2=abcdef", "kh-2-2025=abcdef"].map(|mark| out.path().join(format!(".kehoach-{mark}.tmp")));
        std::fs::write(&left, "killed").unwrap();
        std::fs::write(&others, "being packed").unwrap();
        let (store, _) = Store::open(&out.path().join("kh-2"), policy).unwrap();
        assert!(!left.exists(), "left by a run that was killed while it packed");
        assert!(others.exists(), "another plan's, of a run that still packs");
        std::fs::write(store.folder().join("so-y-te.docx"), "so-y-te.docx").unwrap();
        let row = Row {
            agency: "Sở Y tế".to_owned(),
            file: "so-y-te.docx".to_owned(),
            number: String::new(),
            date: String::new(),
            status: "dự thảo".to_owned(),
            counts: None,
            signatures: String::new(),
        };
        let first = std::fs::read(store.archive("kh-2", 2025, std::slice::from_ref(&row)).unwrap()).unwrap();
        let again = std::fs::read(store.archive("kh-2", 2025, &[row]).unwrap()).unwrap();
        assert_eq!(first, again);
        assert_eq!(first.windows(17).filter(|bytes| bytes == b"kh-2/so-y-te.docx").count(), 2);
    }

    #[test]
    fn folder_of_a_bare_name_is_the_current_one() {
        assert_eq!(folder_of(Path::new("2025.zip")), Path::new("."));
    }
}

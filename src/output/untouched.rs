//! Còn nguyên: the files of a document of which nothing has to be made anew to know that they are up to date.
//!
//! An earlier run wrote or confirmed them from the very same inputs, byte for byte, and had nothing to say of the
//! document. The document would come out as it did, its proof and its review with it: it need not be made to
//! know that.

use super::decide::Known;
use super::digest::Digest;
use super::manifest::Entry;
use super::names::FileName;
use super::standing::Standing;
use super::store::Store;

impl Store {
    /// The files of a document in the formats asked for, where all of them stand as a run left them that saw these
    /// inputs ([`Digest::of_inputs`]); `None` where that is not sure. In the order of their names, the formats
    /// of each beside one another.
    pub fn untouched(&self, document: &str, extensions: &[&str], inputs: Digest) -> Option<Vec<Known>> {
        let entries = self.entries_of(document)?;
        let is_asked = |name: &FileName| extensions.contains(&name.extension());
        let asked: Vec<&(FileName, &Entry)> = entries.iter().filter(|(name, _)| is_asked(name)).collect();
        let mut stems: Vec<&str> = asked.iter().map(|(name, _)| name.stem()).collect();
        stems.dedup();
        let run = Digest::of_run(inputs, stems.iter().copied());
        let is_whole = !stems.is_empty() && asked.len() == stems.len() * extensions.len();
        let as_left = |(name, entry): &&(FileName, &Entry)| {
            let standing = Standing::of(&self.folder.join(name.main()));
            entry.run == Some(run)
                && entry.pending.is_none()
                && matches!(standing, Ok(Standing::File(stamp)) if stamp == entry.stamp)
        };
        if !is_whole || !asked.iter().all(as_left) {
            return None;
        }
        let known =
            |(name, entry): &(FileName, &Entry)| Known { target: name.main(), entry: (*entry).clone() };
        Some(asked.into_iter().map(known).collect())
    }

    /// What the manifest has of a document; `None` where a version is among it that a person's file gave cause for.
    fn entries_of(&self, document: &str) -> Option<Vec<(FileName, &Entry)>> {
        let mut entries = Vec::new();
        // Its files and their annexes begin with it, and so do those of some others.
        let from = self.manifest.files.range(document.to_owned()..);
        for (file, entry) in from.take_while(|(file, _)| file.starts_with(document)) {
            let Some(name) = FileName::of(file).filter(|name| name.document() == document) else { continue };
            if name.main() != *file {
                return None;
            }
            entries.push((name, entry));
        }
        Some(entries)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::held::{Held, Status};
    use super::super::manifest::{Pending, Purpose};
    use super::super::standing::Stamp;
    use super::super::store::Policy;
    use super::*;

    const FILES: [&str; 4] = ["xa.docx", "xa.pdf", "xa.phu-luc.docx", "xa.phu-luc.pdf"];
    const BOTH: [&str; 2] = ["docx", "pdf"];

    fn inputs() -> Digest {
        Digest::of(b"inputs")
    }

    /// A folder with the files of a document with an annex, as a run left them.
    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let policy = Policy {
            force: false,
            purpose: Purpose::Documents,
            today: jiff::civil::date(2026, 11, 27),
            verifier: Arc::default(),
        };
        let (mut store, _) = Store::look(folder.path(), policy).unwrap();
        let run = Some(Digest::of_run(inputs(), ["xa", "xa.phu-luc"].into_iter()));
        for name in FILES {
            let path = folder.path().join(name);
            std::fs::write(&path, name).unwrap();
            let stamp = Stamp::of(&path).unwrap().unwrap();
            let held = Held { status: Status::Issued, content: None, filled: None };
            let entry = Entry::made(Digest::of(b"in"), Digest::of(name.as_bytes()), stamp, None, held);
            store.manifest.files.insert(name.to_owned(), Entry { run, ..entry });
        }
        (folder, store)
    }

    fn names(store: &Store, extensions: &[&str]) -> Option<Vec<String>> {
        let known = store.untouched("xa", extensions, inputs())?;
        Some(known.into_iter().map(|known| known.target).collect())
    }

    #[test]
    fn files_as_a_run_left_them_that_saw_the_same_are_untouched() {
        let (_folder, store) = store();
        assert_eq!(names(&store, &BOTH).unwrap(), FILES);
        assert_eq!(names(&store, &["pdf"]).unwrap(), ["xa.pdf", "xa.phu-luc.pdf"]);
        assert!(store.untouched("xa", &BOTH, Digest::of(b"others")).is_none());
        assert!(store.untouched("xa-khac", &BOTH, inputs()).is_none());
    }

    #[test]
    fn a_file_changed_or_gone_or_not_of_such_a_run_makes_it_unsure() {
        type Change = fn(&mut Store);
        let changes: [(&str, Change); 6] = [
            ("changed", |store| std::fs::write(store.folder.join("xa.pdf"), "longer than it was").unwrap()),
            ("gone", |store| std::fs::remove_file(store.folder.join("xa.phu-luc.docx")).unwrap()),
            ("not known", |store| drop(store.manifest.files.remove("xa.docx"))),
            ("an annex not known", |store| store.manifest.files.retain(|name, _| !name.contains("phu-luc"))),
            ("pending", |store| {
                let pending = Some(Box::new(Pending { before: None, held: None }));
                store.manifest.files.get_mut("xa.pdf").unwrap().pending = pending;
            }),
            ("a version beside it", |store| {
                let entry = store.manifest.files["xa.pdf"].clone();
                store.manifest.files.insert("xa (bản mới).pdf".to_owned(), entry);
            }),
        ];
        for (what, change) in changes {
            let (_folder, mut store) = store();
            change(&mut store);
            assert_eq!(names(&store, &BOTH), None, "{what}");
        }
        let (_folder, mut store) = store();
        store.manifest.files.get_mut("xa.pdf").unwrap().run = None;
        assert_eq!(names(&store, &BOTH), None, "something was said of it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_file_makes_it_unsure() {
        let (folder, store) = store();
        let path = folder.path().join("xa.pdf");
        std::fs::rename(&path, folder.path().join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", &path).unwrap();
        assert_eq!(names(&store, &BOTH), None);
    }
}

//! Cặp DOCX và PDF: whether both files of a document say the same.

use std::collections::BTreeMap;

use super::digest::Digest;
use super::findings;
use super::manifest::Manifest;
use super::names::FileName;
use crate::diagnostic::Diagnostic;

/// Files whose DOCX and PDF were made from different content, by the name that both share.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unmatched(Vec<[String; 2]>);

impl Unmatched {
    /// Of the files of a year that stand in the folder. A file that a person changed counts as what it
    /// was made from: a signature does not make it another document.
    pub(super) fn of(known: &Manifest, year: &[FileName]) -> Self {
        let mut pairs: BTreeMap<&str, Vec<(String, Digest)>> = BTreeMap::new();
        for name in year {
            let main = name.main();
            if let Some(content) = known.files.get(&main).and_then(|entry| entry.held.content) {
                pairs.entry(name.stem()).or_default().push((main, content));
            }
        }
        let unmatched = pairs.into_values().filter_map(|pair| match pair.as_slice() {
            [(one, first), (other, second)] if first != second => Some([one.clone(), other.clone()]),
            _ => None,
        });
        Self(unmatched.collect())
    }

    pub fn has(&self, file: &str) -> bool {
        self.0.iter().flatten().any(|name| name == file)
    }

    /// What there is to say of them.
    pub fn findings(&self) -> Option<Diagnostic> {
        (!self.0.is_empty()).then(|| findings::unmatched(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::held::{Held, Status};
    use super::super::manifest::{Entry, Purpose};
    use super::super::standing::Stamp;
    use super::*;

    fn manifest(files: &[(&str, Option<&[u8]>)]) -> Manifest {
        let mut manifest = Manifest::new(Purpose::Documents);
        for (name, content) in files {
            let content = content.map(Digest::of);
            let held = Held { status: Status::Draft, content, filled: None };
            let stamp = Stamp { size: 1, modified: 1 };
            let digest = Digest::of(name.as_bytes());
            manifest.files.insert((*name).to_owned(), Entry::made(digest, digest, stamp, None, held));
        }
        manifest
    }

    #[test]
    fn only_two_files_of_known_and_different_content_do_not_match() {
        let year: Vec<FileName> = ["a", "b", "c", "d"]
            .into_iter()
            .flat_map(|stem| ["docx", "pdf"].map(|ext| FileName::new(stem, ext).unwrap()))
            .collect();
        let known = manifest(&[
            ("a.docx", Some(b"one")),
            ("a.pdf", Some(b"other")),
            ("b.docx", Some(b"one")),
            ("b.pdf", Some(b"one")),
            ("c.docx", Some(b"one")),
            ("d.docx", Some(b"one")),
            ("d.pdf", None),
        ]);
        let unmatched = Unmatched::of(&known, &year);
        assert_eq!(unmatched, Unmatched(vec![["a.docx".to_owned(), "a.pdf".to_owned()]]));
        assert!(unmatched.has("a.pdf") && !unmatched.has("b.pdf"));
    }
}

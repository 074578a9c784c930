//! What a file was made from, and what it holds.
//!
//! The input digest covers the finished [`Paper`] (content, derivation and templates have ended
//! there), the fonts, the format, and the program: its version and a digest of its own sources and
//! locked dependencies, made when it is built (`src/output/build.rs`), so that a change in a writer
//! counts even where nobody raised the version.

mod walk;

use std::fmt;
use std::io;
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::diagnostic::Source;
use crate::document::Paper;

/// Version of the program, as the manifest shows it.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");
/// Digest of the sources that this program was built from.
const BUILD: &str = env!("KEHOACH_BUILD");

/// BLAKE3 of some bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Of a file's bytes, read piece by piece.
    ///
    /// # Errors
    /// Whatever hinders reading.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(std::fs::File::open(path)?)?;
        Ok(Self(*hasher.finalize().as_bytes()))
    }

    /// Of what a file holds of its document, every field of it: an annex by itself does not change
    /// with the main text.
    pub fn of_paper(paper: &Paper<'_>) -> Self {
        let mut feed = Feed::new();
        feed.paper(paper);
        feed.finish()
    }

    /// The certificates that signatures are verified with, and the program that does it.
    pub fn of_roots<'r>(roots: impl Iterator<Item = &'r [u8]>) -> Self {
        let mut feed = Feed::new();
        for part in [PROGRAM.as_bytes(), BUILD.as_bytes()].into_iter().chain(roots) {
            feed.bytes(part);
        }
        feed.finish()
    }

    /// Everything that a run starts from: the program, the fonts (their digest), and every text that it read with the
    /// path that it was read from.
    pub fn of_inputs<'s>(fonts: Self, sources: impl Iterator<Item = &'s Source>) -> Self {
        let mut feed = Feed::new();
        for part in [PROGRAM.as_bytes(), BUILD.as_bytes(), &fonts.0] {
            feed.bytes(part);
        }
        for source in sources {
            feed.bytes(source.path.as_os_str().as_encoded_bytes());
            feed.bytes(source.text.as_bytes());
        }
        feed.finish()
    }

    /// What a run saw ([`Digest::of_inputs`]), and which files a document came to, by their names without extension.
    pub fn of_run<'n>(inputs: Self, stems: impl Iterator<Item = &'n str>) -> Self {
        let mut feed = Feed::new();
        feed.bytes(&inputs.0);
        stems.for_each(|stem| feed.bytes(stem.as_bytes()));
        feed.finish()
    }

    /// Everything that one file depends on: what it holds, the fonts (their digest), and the format (`pdf`).
    pub fn input(paper: Self, fonts: Self, format: &str) -> Self {
        let mut feed = Feed::new();
        for part in [PROGRAM.as_bytes(), BUILD.as_bytes(), format.as_bytes(), &paper.0, &fonts.0] {
            feed.bytes(part);
        }
        feed.finish()
    }
}

/// A hasher behind a buffer: fields are small, BLAKE3 likes many bytes at a time.
struct Feed {
    hasher: blake3::Hasher,
    buffer: Vec<u8>,
}

impl Feed {
    const BUFFER: usize = 16 * 1024;

    fn new() -> Self {
        Self { hasher: blake3::Hasher::new(), buffer: Vec::with_capacity(Self::BUFFER) }
    }

    fn push(&mut self, bytes: &[u8]) {
        if self.buffer.len() + bytes.len() > Self::BUFFER {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
        self.buffer.extend_from_slice(bytes);
    }

    fn finish(mut self) -> Digest {
        self.hasher.update(&self.buffer);
        Digest(*self.hasher.finalize().as_bytes())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        blake3::Hash::from_hex(text.as_bytes()).map(|hash| Self(*hash.as_bytes())).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, sample};

    #[test]
    fn documents_that_differ_in_one_letter_have_different_digests() {
        let one = sample::issued();
        let mut other = one.clone();
        other.closing.archive.push('.');
        assert_eq!(Digest::of_paper(&one.whole()), Digest::of_paper(&one.clone().whole()));
        assert_ne!(Digest::of_paper(&one.whole()), Digest::of_paper(&other.whole()));
    }

    #[test]
    fn an_annex_by_itself_is_not_touched_by_the_main_text_nor_by_another_annex() {
        let one = Document { annexes_apart: true, ..sample::issued() };
        let mut other = one.clone();
        other.closing.archive.push('.');
        other.annexes[1].title.push('.');
        let digests =
            |document: &Document| -> Vec<Digest> { document.papers().iter().map(Digest::of_paper).collect() };
        let same: Vec<bool> = std::iter::zip(digests(&one), digests(&other)).map(|(a, b)| a == b).collect();
        assert_eq!(same, [false, true, false]);
    }

    #[test]
    fn where_one_text_ends_and_the_next_begins_counts() {
        let mut one = sample::issued();
        (one.title.kind, one.title.subject) = ("a".to_owned(), "bc".to_owned());
        let mut other = one.clone();
        (other.title.kind, other.title.subject) = ("ab".to_owned(), "c".to_owned());
        assert_ne!(Digest::of_paper(&one.whole()), Digest::of_paper(&other.whole()));
    }

    #[test]
    fn format_and_fonts_count() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        let all = [Digest::input(a, a, "docx"), Digest::input(a, a, "pdf"), Digest::input(a, b, "docx")];
        assert!(all[0] != all[1] && all[0] != all[2] && all[1] != all[2]);
    }

    #[test]
    fn every_path_and_every_text_that_a_run_reads_counts() {
        let digest = |sources: &[(&str, &str)]| {
            let source = |(path, text): &(&str, &str)| Source { path: path.into(), text: (*text).to_owned() };
            let sources: Vec<Source> = sources.iter().map(source).collect();
            Digest::of_inputs(Digest::of(b"fonts"), sources.iter())
        };
        let all = [
            digest(&[("a.yaml", "x"), ("b.yaml", "y")]),
            digest(&[("a.yaml", "x"), ("b.yaml", "z")]),
            digest(&[("a.yaml", "x"), ("c.yaml", "y")]),
            digest(&[("a.yaml", "x")]),
            digest(&[("a.yaml", "xb.yamly")]),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one), "{at}");
        }
    }

    #[test]
    fn which_files_a_document_came_to_counts() {
        let of = |stems: &[&str]| Digest::of_run(Digest::of(b"inputs"), stems.iter().copied());
        assert!(of(&["so-y-te"]) != of(&["so-y-te", "so-y-te.phu-luc"]));
        assert!(of(&["so-y-te"]) != Digest::of_run(Digest::of(b"others"), ["so-y-te"].into_iter()));
    }

    #[test]
    fn a_digest_is_read_back_from_its_hexadecimal_form() {
        let digest = Digest::of(b"kehoach");
        let text = serde_json::to_string(&digest).unwrap();
        assert_eq!(serde_json::from_str::<Digest>(&text).unwrap(), digest);
        assert!(serde_json::from_str::<Digest>("\"12\"").is_err());
    }
}

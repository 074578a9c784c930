//! An archive of parts, unfolded one by one and never beyond a limit.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refusal::Excess;
use super::{Format, Refusal, limits};

pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unfolded.
    left: usize,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged {
            format: Format::Docx,
            why: "tệp nén không mở được, có lẽ tải về hoặc chép chưa hết".into(),
        })?;
        if archive.len() > limits::PARTS {
            return Err(Refusal::TooMuch { what: Excess::Parts });
        }
        Ok(Self { archive, left: limits::UNFOLDED })
    }

    /// Names of parts are the same in whatever case.
    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            let same = |(_, one): &(usize, &[u8])| one.eq_ignore_ascii_case(name.as_bytes());
            self.archive.file_names_raw().enumerate().find(same).map(|(at, _)| at)
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The text of a part, where there is one of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        text(bytes).map(Some).ok_or_else(|| damaged(name, "không phải UTF-8 hay UTF-16"))
    }

    /// The bytes of a part, where there is one of that name.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(at) = self.index(name) else { return Ok(None) };
        let mut part = self.archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::InvalidPassword => Refusal::Locked { format: None },
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => {
                Refusal::Locked { format: None }
            }
            _ => damaged(name, "không giải nén được"),
        })?;
        let limit = limits::PART.min(self.left);
        let mut bytes = Vec::with_capacity(usize::try_from(part.size()).unwrap_or(0).min(1 << 20));
        (&mut part)
            .take(limit as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(name, "không giải nén được"))?;
        if bytes.len() > limit {
            return Err(Refusal::TooMuch { what: Excess::Unfolded });
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}

fn damaged(name: &str, why: &str) -> Refusal {
    Refusal::Damaged { format: Format::Docx, why: format!("phần “{name}” {why}") }
}

impl Package<'_> {
    /// Unfolds every part of XML once, to see that it may be: for readers that do not ask.
    pub(super) fn unfold_all(&mut self) -> Result<(), Refusal> {
        for name in self.names() {
            let lower = name.to_lowercase();
            if lower.ends_with(".xml") || lower.ends_with(".rels") {
                self.part(&name)?;
            }
        }
        self.left = limits::UNFOLDED;
        Ok(())
    }

    /// Names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }
}

/// XML is of UTF-8, or of UTF-16 with its mark.
fn text(bytes: Vec<u8>) -> Option<String> {
    let wide = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    match wide {
        Some(encoding) => {
            let (text, _, lossy) = encoding.decode(&bytes);
            (!lossy).then(|| text.into_owned())
        }
        None => {
            let text = String::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
        }
    }
}

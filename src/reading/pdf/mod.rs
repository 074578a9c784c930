//! PDF with text in it: letters at places → lines → paragraphs.

mod fonts;
mod lines;
mod page;
mod paragraphs;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions};

use super::paragraph::Gathered;
use super::refusal::Excess;
use super::source::Source;
use super::{Format, Refusal, Told, What, limits};
use page::Letters;

/// The property of a [`Source`] that has the identifier of a PDF's metadata.
pub const IDENTIFIER: &str = "dc:identifier";

pub(super) fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let damaged =
        || Refusal::Damaged { format: Format::Pdf, why: "cấu trúc bên trong không đúng".into() };
    // The library may give up in a way of its own on what no program writes.
    let letters = catch_unwind(AssertUnwindSafe(|| letters(bytes))).map_err(|_| damaged())??;
    if letters.pages.iter().all(|page| page.chunks.is_empty()) {
        return Err(match letters.pages.iter().any(|page| page.pictures > 0) {
            true => Refusal::Scan { pages: letters.pages.len() },
            false => Refusal::NoText { format: Format::Pdf },
        });
    }
    let mut gathered = Gathered::default();
    let mut recognised = 0;
    for (at, page) in letters.pages.iter().enumerate() {
        if page.unread > 0 {
            gathered.told.push(Told::whole(What::PageUnread { page: at + 1, pieces: page.unread }));
        } else if page.chunks.is_empty() && (page.pictures > 0 || page.drawn) {
            gathered.told.push(Told::whole(What::PageWithoutWords { page: at + 1 }));
        }
        recognised += usize::from(page.invisible);
    }
    if recognised > 0 {
        gathered.told.push(Told::whole(What::Recognised { pages: recognised }));
    }
    for (font, count) in letters.unknown {
        gathered.told.push(Told::whole(What::UnknownLetters { font, count }));
    }
    let mut pages: Vec<Vec<lines::Line>> =
        letters.pages.into_iter().map(|page| lines::of(page.chunks)).collect();
    gathered.told.extend(lines::without_running(&mut pages).into_iter().map(Told::whole));
    let blocks = paragraphs::of(pages, &mut gathered)?;
    let told = gathered.told();
    Ok(Source {
        format: Format::Pdf,
        blocks,
        sections: Vec::new(),
        running: Vec::new(),
        marks: gathered.marks,
        told,
        cells: std::collections::BTreeMap::new(),
        properties: identifier(bytes).into_iter().collect(),
    })
}

/// The identifier that the metadata keep beside the text, as the last who wrote to the file left it.
fn identifier(bytes: &[u8]) -> Option<(String, String)> {
    const LONGEST: usize = 512;
    let (before, after) = (b"<dc:identifier>", b"</dc:identifier>");
    let start = memchr::memmem::rfind(bytes, before)? + before.len();
    let text = &bytes[start..bytes.len().min(start + LONGEST)];
    let text = std::str::from_utf8(&text[..memchr::memmem::find(text, after)?]).ok()?;
    Some((IDENTIFIER.to_owned(), text.to_owned()))
}

/// Every letter of every page.
fn letters(bytes: &[u8]) -> Result<Letters, Refusal> {
    let damaged = || Refusal::Damaged {
        format: Format::Pdf,
        why: "cấu trúc bên trong không đúng, có lẽ tệp bị cắt ngang".into(),
    };
    let options = LoadOptions { max_decompressed_size: Some(limits::PART), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::Unimplemented(_) => {
            Refusal::Locked { format: Some(Format::Pdf) }
        }
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Refusal::TooMuch { what: Excess::Unfolded }
        }
        _ => damaged(),
    })?;
    if document.is_encrypted() {
        return Err(Refusal::Locked { format: Some(Format::Pdf) });
    }
    let pages: Vec<lopdf::ObjectId> = document.page_iter().take(limits::PAGES + 1).collect();
    if pages.len() > limits::PAGES {
        return Err(Refusal::TooMuch { what: Excess::Pages });
    }
    if pages.is_empty() {
        return Err(damaged());
    }
    page::read(&document, &pages)
}

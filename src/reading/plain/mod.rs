//! Plain text, as it comes out of a legal portal, a mail, or a PDF by copying.

mod columns;
mod decode;
mod lines;
mod marked;

use super::paragraph::Gathered;
use super::source::{Block, Source};
use super::{Format, Refusal, Told, What};
use crate::text::legacy;
use decode::Decoded;

pub(super) use decode::is_utf_16;
pub(super) use lines::{append, begins_item, is_cut, is_parted, page_number};

pub(super) fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let Decoded { text, guessed, undecodable } = decode::decode(bytes);
    let mut gathered = Gathered::default();
    if let Some(name) = guessed {
        gathered.told.push(Told::whole(What::Encoding { name }));
    }
    if undecodable > 0 {
        gathered.told.push(Told::whole(What::Undecodable { count: undecodable }));
    }
    let lines: Vec<&str> = text.split(['\n', '\u{c}']).map(|line| line.trim_end_matches('\r')).collect();
    let (lines, columns) = columns::as_tabs(&lines);
    if columns > 0 {
        gathered.told.push(Told::whole(What::ColumnsAsTabs { lines: columns }));
    }
    let joined = lines::paragraphs(&lines);
    gathered.told.extend(joined.told.into_iter().map(Told::whole));
    let marked = marked::is_marked(&joined.paragraphs);
    let mut blocks = Vec::with_capacity(joined.paragraphs.len());
    for paragraph in &joined.paragraphs {
        let mut draft = gathered.begin()?;
        let words = in_unicode(&paragraph.text, &mut gathered);
        if marked {
            marked::write(&words, &mut draft);
        } else {
            draft.write(&super::source::Run::default(), None, &words);
        }
        if paragraph.doubtful {
            gathered.tell(What::JoinDoubtful);
        }
        blocks.push(Block::Paragraph(gathered.finish(draft)));
    }
    let told = gathered.told();
    Ok(Source {
        format: Format::Txt,
        blocks,
        sections: Vec::new(),
        running: Vec::new(),
        marks: gathered.marks,
        told,
        cells: std::collections::BTreeMap::new(),
        properties: Vec::new(),
    })
}

/// Words of old encodings that are recognised by their letters; each is told of.
pub(super) fn in_unicode(text: &str, gathered: &mut Gathered) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for stretch in legacy::stretches(text).into_iter().filter(|stretch| stretch.certain) {
        whole.push_str(&text[from..stretch.range.start]);
        whole.push_str(&stretch.reads);
        from = stretch.range.end;
        gathered.tell(What::OldLetters { name: stretch.encoding.name(), reads: stretch.reads });
    }
    whole.push_str(&text[from..]);
    whole
}

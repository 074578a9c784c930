//! Plain text, as it comes out of a legal portal, a mail, or a PDF by copying.

mod columns;
mod decode;
mod lines;
mod marked;

use super::paragraph::Gathered;
use super::source::{Block, Source};
use super::{Format, Refusal, Told, What};
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
        let place = draft.paragraph.place;
        // Before signs part the words of a paragraph.
        let words = gathered.in_unicode(&paragraph.text, place);
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

//! Document → DOCX.
//!
//! Enters: a [`Paper`] and the faces that measure it. Leaves: the bytes of a `.docx` file, the
//! same bytes for the same input. The main part, which carries the volume, is written directly; docx-rs builds
//! what is made once per process, `conform` makes that valid and adds what docx-rs has no call for; `package`
//! zips the parts. Nothing here knows of plans or YAML.
//!
//! - `styles`: one named style per component of the decree
//! - `main_part`: paragraphs and tables, written in the order of the schema; `xml`: what they are written into
//! - `head`, `body`, `table`, `closing`, `annex`: the components
//! - `section`: pages, margins and numbering
//! - `text`: centred lines, headings, drawn rules
//! - `notes`: the part of the footnotes
//! - `chart`: the parts of charts
//! - `data`: values that are typed once and stand in several controls

mod annex;
mod body;
mod chart;
mod closing;
mod conform;
mod data;
mod forbidden;
mod head;
mod main_part;
mod notes;
mod package;
mod schema;
mod section;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod xml;

use self::main_part::{MainPart, Mark, Paragraph, Writer};
use self::package::Has;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Note, Paper};
use crate::official::State;
use crate::render::font::FontSet;
use crate::render::marks;
use crate::render::style::TEXT_WIDTH;

/// Văn bản Word. Sets a file as DOCX.
///
/// # Errors
/// `KH601` names a character that XML cannot hold, and the text around it.
pub fn render(paper: &Paper<'_>, fonts: &FontSet) -> Result<Vec<u8>, Diagnostic> {
    let notes = notes::of(paper);
    let kept = marks::kept(paper);
    let main = main_part(paper, &notes, &kept.state, fonts)?;
    let properties = package::core_properties(&paper.meta);
    forbidden::refuse(&properties)?;
    let notes = (!notes.is_empty()).then(|| package::footnotes(&notes));
    if let Some(notes) = &notes {
        forbidden::refuse(notes)?;
    }
    let charts = chart::of(paper).into_iter().map(package::chart).collect::<Result<Vec<_>, _>>()?;
    charts.iter().try_for_each(|chart| forbidden::refuse(&chart.part))?;
    let record = package::custom_properties(&kept.record);
    forbidden::refuse(&record)?;
    package::zip(&main, [&properties, &record], notes.as_deref().map(str::as_bytes), &charts)
}

/// Packs what most files of a state share, for whoever has a moment before the first of them is rendered: a draft
/// has values to be filled in, what is issued has none.
pub fn prepare(state: State) {
    // What fails here is told of the file that needs it.
    drop(package::common(Has { bound_controls: state == State::Draft, footnotes: false, charts: 0 }));
}

/// The main part: the plan, then every annex, each in a section of its own.
fn main_part(
    paper: &Paper<'_>,
    notes: &[&Note],
    state: &str,
    fonts: &FontSet,
) -> Result<MainPart, Diagnostic> {
    let mut main = Writer::begin();
    let mut open = None;
    if let Some(document) = paper.main {
        if !notes.is_empty() {
            // Before a table at the very beginning LibreOffice leaves an empty line of its own in a file
            // that has footnotes.
            main.paragraph(&Paragraph::words(styles::HAIRLINE, " "));
        }
        write_plan(document, state, fonts, &mut main);
        open = Some(false);
    }
    for annex in paper.annexes {
        if let Some(landscape) = open {
            // The paragraph that ends a section bears its page setting. LibreOffice takes the style,
            // and with it the height, from one that has no text.
            let ends = Some(section::section(landscape)?);
            main.paragraph(&Paragraph { ends, ..Paragraph::words(styles::HAIRLINE, " ") });
        }
        // An annex by itself bears the mark of its file.
        let mark = if open.is_none() { Mark::State(state) } else { Mark::None };
        annex::write(annex, mark, fonts, &mut main);
        open = Some(annex.landscape);
    }
    main.paragraph(&Paragraph::of(styles::HAIRLINE));
    let last = paper.annexes.last().is_some_and(|annex| annex.landscape);
    main.finish(section::section(last)?)
}

fn write_plan(document: &Document, state: &str, fonts: &FontSet, main: &mut Writer) {
    head::write(&document.head, fonts, main);
    head::title(&document.title, Mark::State(state), fonts, main);
    body::write(&document.body, TEXT_WIDTH, true, fonts, main);
    closing::write(&document.closing, fonts, main);
}

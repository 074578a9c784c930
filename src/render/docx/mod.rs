//! Document → DOCX.
//!
//! Enters: a [`Paper`] and the faces that measure it. Leaves: the bytes of a `.docx` file, the
//! same bytes for the same input. docx-rs builds the parts; `conform` makes them valid and
//! adds what docx-rs has no call for; `package` zips them. Nothing here knows of plans or YAML.
//!
//! - `styles`: one named style per component of the decree
//! - `main_part`: the document, written piece by piece
//! - `head`, `body`, `table`, `closing`, `annex`: the components
//! - `section`: pages, margins and numbering
//! - `text`: runs, content controls, drawn rules
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

use self::main_part::Writer;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Note, Paper};
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
    forbidden::refuse(properties.as_bytes())?;
    let notes = (!notes.is_empty()).then(|| package::footnotes(&notes));
    if let Some(notes) = &notes {
        forbidden::refuse(notes.as_bytes())?;
    }
    let charts = chart::of(paper).into_iter().map(package::chart).collect::<Result<Vec<_>, _>>()?;
    charts.iter().try_for_each(|chart| forbidden::refuse(chart.part.as_bytes()))?;
    let record = package::custom_properties(&kept.record);
    forbidden::refuse(record.as_bytes())?;
    package::zip(&main, [&properties, &record], notes.as_deref().map(str::as_bytes), &charts)
}

/// The main part: the plan, then every annex, each in a section of its own.
fn main_part(
    paper: &Paper<'_>,
    notes: &[&Note],
    state: &str,
    fonts: &FontSet,
) -> Result<conform::Conformed, Diagnostic> {
    let last = paper.annexes.last().is_some_and(|annex| annex.landscape);
    let mut main = Writer::begin(section::section(last))?;
    let mut open = None;
    if let Some(document) = paper.main {
        if !notes.is_empty() {
            // Before a table at the very beginning LibreOffice leaves an empty line of its own in a file
            // that has footnotes.
            main.paragraph(&text::line(styles::HAIRLINE, " "))?;
        }
        write_plan(document, state, fonts, &mut main)?;
        open = Some(false);
    }
    for annex in paper.annexes {
        if let Some(landscape) = open {
            // The paragraph that ends a section bears its page setting. LibreOffice takes the style,
            // and with it the height, from one that has no text.
            let end = text::line(styles::HAIRLINE, " ").section_property(section::section(landscape));
            main.paragraph(&end)?;
        }
        // An annex by itself bears the mark of its file.
        let own = open.is_none().then_some(state);
        annex::write(annex, own, fonts, &mut main)?;
        open = Some(annex.landscape);
    }
    main.paragraph(&text::paragraph(styles::HAIRLINE))?;
    main.finish()
}

fn write_plan(
    document: &Document,
    state: &str,
    fonts: &FontSet,
    main: &mut Writer,
) -> Result<(), Diagnostic> {
    let numbers = [main.next_mark(), main.next_mark()];
    main.table(&head::head(&document.head, numbers, fonts), [])?;
    for paragraph in head::title(&document.title, (main.next_mark(), state), fonts) {
        main.paragraph(&paragraph)?;
    }
    body::write(&document.body, TEXT_WIDTH, true, fonts, main)?;
    let closing = closing::closing(&document.closing, main, fonts);
    main.table(&closing, [])
}

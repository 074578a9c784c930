//! Document → DOCX.
//!
//! Enters: a [`Paper`] and the faces that measure it. Leaves: the bytes of a `.docx` file, the
//! same bytes for the same input. docx-rs builds the parts; `conform` makes them valid and
//! adds what docx-rs has no call for; `package` zips them. Nothing here knows of plans or YAML.
//!
//! - `styles`: one named style per component of the decree
//! - `head`, `body`, `table`, `closing`, `annex`: the components
//! - `section`: pages, margins and numbering
//! - `text`: runs, content controls, drawn rules

mod annex;
mod body;
mod closing;
mod conform;
mod forbidden;
mod head;
mod package;
mod schema;
mod section;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod text;

use docx_rs::BuildXML;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Paper};
use crate::render::font::FontSet;
use crate::render::style::TEXT_WIDTH;

/// Văn bản Word. Sets a file as DOCX.
///
/// # Errors
/// `KH601` names a character that XML cannot hold, and the text around it.
pub fn render(paper: &Paper<'_>, fonts: &FontSet) -> Result<Vec<u8>, Diagnostic> {
    let main = build_main(paper, fonts);
    let main = conform::conform(&main.build())?;
    let properties = package::core_properties(&paper.meta);
    forbidden::refuse(properties.as_bytes())?;
    package::zip(&main, properties.as_bytes())
}

/// The main part: the plan, then every annex, each in a section of its own.
fn build_main(paper: &Paper<'_>, fonts: &FontSet) -> docx_rs::Document {
    let mut main = docx_rs::Document::new();
    let mut open = None;
    if let Some(document) = paper.main {
        main = push_plan(main, document, fonts);
        open = Some(false);
    }
    for annex in paper.annexes {
        if let Some(landscape) = open {
            // The paragraph that ends a section bears its page setting. LibreOffice takes the style,
            // and with it the height, from one that has no text.
            let end = text::line(styles::HAIRLINE, " ").section_property(section::section(landscape));
            main = main.add_paragraph(end);
        }
        main = annex::push_annex(main, annex, fonts);
        open = Some(annex.landscape);
    }
    main.add_paragraph(text::paragraph(styles::HAIRLINE))
        .default_section_property(section::section(open.unwrap_or(false)))
}

fn push_plan(main: docx_rs::Document, document: &Document, fonts: &FontSet) -> docx_rs::Document {
    let [kind, subject, rule] = head::title(&document.title, fonts);
    let main = main
        .add_table(head::head(&document.head, fonts))
        .add_paragraph(kind)
        .add_paragraph(subject)
        .add_paragraph(rule);
    body::push_blocks(main, &document.body, TEXT_WIDTH, true, fonts)
        .add_table(closing::closing(&document.closing, fonts))
}

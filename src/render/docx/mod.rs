//! Document → DOCX.
//!
//! Enters: a [`Document`] and the faces that measure it. Leaves: the bytes of a `.docx` file, the
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
use crate::document::Document;
use crate::render::font::FontSet;
use crate::render::style::TEXT_WIDTH;

/// Văn bản Word. Sets a document as DOCX.
///
/// # Errors
/// `KH601` names a character that XML cannot hold, and the text around it.
pub fn render(document: &Document, fonts: &FontSet) -> Result<Vec<u8>, Diagnostic> {
    let main = build_main(document, fonts);
    let main = conform::conform(&main.build())?;
    let properties = package::core_properties(&document.meta);
    conform::refuse_forbidden(properties.as_bytes())?;
    package::zip(&main, properties.as_bytes())
}

/// The main part: the plan, then every annex, each in a section of its own.
fn build_main(document: &Document, fonts: &FontSet) -> docx_rs::Document {
    let [kind, subject, rule] = head::title(&document.title, fonts);
    let mut main = docx_rs::Document::new()
        .add_table(head::head(&document.head, fonts))
        .add_paragraph(kind)
        .add_paragraph(subject)
        .add_paragraph(rule);
    main = body::push_blocks(main, &document.body, TEXT_WIDTH, true, fonts);
    main = main.add_table(closing::closing(&document.closing, fonts));
    let mut landscape = false;
    for annex in &document.annexes {
        // The paragraph that ends a section bears its page setting. LibreOffice takes the style, and
        // with it the height, from one that has no text.
        let end = text::line(styles::HAIRLINE, " ").section_property(section::section(landscape));
        main = annex::push_annex(main.add_paragraph(end), annex, fonts);
        landscape = annex.landscape;
    }
    main.add_paragraph(text::paragraph(styles::HAIRLINE))
        .default_section_property(section::section(landscape))
}

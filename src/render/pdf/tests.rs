use super::*;
use crate::document::sample;

/// Writes the sample documents where `KEHOACH_OUT` says, for looking at and for the gates.
#[test]
fn the_samples_can_be_looked_at() {
    let Some(out) = std::env::var_os("KEHOACH_OUT") else { return };
    let out = std::path::Path::new(&out);
    let samples = [
        ("issued", sample::issued()),
        ("draft", sample::draft()),
        ("long", sample::long_name()),
        ("plan", sample::long()),
    ];
    for (name, document) in samples {
        let rendered = render(&document, FontSet::bundled()).unwrap();
        std::fs::write(out.join(format!("{name}.pdf")), rendered.bytes).unwrap();
        let dump = layout::lay_out(&document, FontSet::bundled()).dump();
        std::fs::write(out.join(format!("{name}.txt")), dump).unwrap();
        let docx = crate::render::docx::render(&document, FontSet::bundled());
        std::fs::write(out.join(format!("{name}.docx")), docx.unwrap()).unwrap();
    }
}

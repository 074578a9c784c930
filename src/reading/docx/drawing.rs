//! Drawings: the text boxes in them are text; words that are drawn, and pictures, are told of.

use super::super::paragraph::Draft;
use super::super::xml::{Element, Space};
use super::super::{Refusal, What};
use super::body::Walker;

impl Walker<'_> {
    /// `w:drawing`, `w:pict` or `w:object`.
    pub(super) fn drawn(&mut self, drawing: Element<'_, '_>, draft: &mut Draft) -> Result<(), Refusal> {
        let mut seen = Seen::default();
        self.look_into(drawing, draft, &mut seen)?;
        if !seen.words.trim().is_empty() {
            self.gathered.tell(What::Drawn { text: seen.words.trim().to_owned() });
        }
        if seen.embedded || drawing.is(Space::Word, "object") {
            self.gathered.tell(What::Embedded);
        } else if seen.picture {
            self.gathered.tell(What::Picture { described: seen.described.trim().to_owned() });
        }
        Ok(())
    }

    fn look_into(
        &mut self,
        parent: Element<'_, '_>,
        draft: &mut Draft,
        seen: &mut Seen,
    ) -> Result<(), Refusal> {
        for one in parent.children() {
            match one.name() {
                (Space::Word, "txbxContent") => {
                    let place = draft.paragraph.place;
                    let fields = std::mem::take(&mut self.fields);
                    let mut blocks = Vec::new();
                    self.blocks(one, &mut blocks)?;
                    self.end_fields();
                    self.fields = fields;
                    self.gathered.back_to(place);
                    draft.text_box(blocks);
                    continue;
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(one) {
                        self.look_into(chosen, draft, seen)?;
                    }
                    continue;
                }
                (Space::Drawing, "t") => {
                    seen.words.push_str(&one.text());
                    seen.words.push(' ');
                }
                (Space::Vml, "textpath") => {
                    seen.words.push_str(one.attribute("string").unwrap_or_default());
                    seen.words.push(' ');
                }
                (Space::Vml, "imagedata") | (Space::Drawing, "blip") => seen.picture = true,
                (_, "docPr") => {
                    let described = one.attribute("descr").or_else(|| one.attribute("title"));
                    seen.described = described.unwrap_or_default().to_owned();
                }
                // A chart or a diagram keeps its words in a part of its own.
                (_, "chart" | "relIds" | "OLEObject") => seen.embedded = true,
                _ => {}
            }
            self.look_into(one, draft, seen)?;
        }
        Ok(())
    }
}

#[derive(Default)]
struct Seen {
    words: String,
    described: String,
    picture: bool,
    embedded: bool,
}

/// Of alternatives that say the same, the first; the one for older programs where the others are empty.
pub(super) fn chosen<'t, 'x>(alternatives: Element<'t, 'x>) -> Option<Element<'t, 'x>> {
    let choice = |one: &Element<'t, 'x>| one.name().1 == "Choice" && one.children().next().is_some();
    alternatives.children().find(choice).or_else(|| alternatives.child("Fallback"))
}

//! Ô chữ ký số: empty signature fields, as a signing program expects them.

use lopdf::{Dictionary, Document as File, Object, ObjectId, Stream, dictionary};

use super::content::PlacedField;
use super::outline::text_string;

/// The annotation is printed and stays where it is.
const PRINT_AND_LOCKED: i64 = 4 + 128;

/// Adds the widgets to their pages and returns the form.
pub(super) fn add(fields: &mut [PlacedField], pages: &[ObjectId], file: &mut File) -> Option<Dictionary> {
    if fields.is_empty() {
        return None;
    }
    for (at, placed) in fields.iter_mut().enumerate() {
        let page = pages[placed.page];
        let [left, bottom, right, top] = placed.rect;
        let appearance = file.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), (right - left).into(), (top - bottom).into()],
                "Resources" => dictionary! {},
            },
            Vec::new(),
        ));
        let widget = file.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => text_string(placed.field.name),
            "TU" => text_string(placed.field.label),
            "F" => PRINT_AND_LOCKED,
            "Rect" => placed.rect.map(Object::Real).to_vec(),
            "P" => page,
            "AP" => dictionary! { "N" => appearance },
            "StructParent" => (pages.len() + at) as i64,
        });
        placed.widget = Some(widget);
        add_to_page(page, widget, file);
    }
    let widgets = fields.iter().filter_map(|placed| placed.widget).map(Object::Reference);
    Some(dictionary! { "Fields" => widgets.collect::<Vec<_>>() })
}

fn add_to_page(page: ObjectId, widget: ObjectId, file: &mut File) {
    let Ok(page) = file.get_dictionary_mut(page) else { return };
    match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(annotations) => annotations.push(Object::Reference(widget)),
        Err(_) => page.set("Annots", vec![Object::Reference(widget)]),
    }
}

//! Ô chữ ký số, ô điền: empty fields, as a signing program expects them.

use lopdf::{Dictionary, Document as File, Object, ObjectId, Stream, dictionary};

use super::content::PlacedField;
use super::fonts::resource;
use super::syntax::text_object;
use crate::render::layout::FieldKind;

/// The annotation is printed and stays where it is.
const PRINT_AND_LOCKED: i64 = 4 + 128;

/// Adds the widgets to their pages and returns the form; `resources` has the faces of the file. The form has them
/// for itself: a program that fills a field may add to them, and must not touch what the pages are drawn with.
pub(super) fn add(
    fields: &mut [PlacedField],
    pages: &[ObjectId],
    resources: ObjectId,
    file: &mut File,
) -> Option<Dictionary> {
    if fields.is_empty() {
        return None;
    }
    for at in 0..fields.len() {
        let page = pages[fields[at].page];
        let mut widget = widget(&fields[at], name(fields, at), file);
        widget.set("P", page);
        widget.set("StructParent", (pages.len() + at) as i64);
        let widget = file.add_object(widget);
        fields[at].widget = Some(widget);
        add_to_page(page, widget, file);
    }
    let widgets = fields.iter().filter_map(|placed| placed.widget).map(Object::Reference);
    let mut form = dictionary! { "Fields" => widgets.collect::<Vec<_>>() };
    if fields.iter().any(|placed| placed.field.kind != FieldKind::Signature) {
        form.set("DR", file.get_dictionary(resources).cloned().unwrap_or_default());
    }
    Some(form)
}

/// A field, which is at once what shows it on its page.
fn widget(placed: &PlacedField, name: String, file: &mut File) -> Dictionary {
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
    let mut widget = dictionary! { "Type" => "Annot", "Subtype" => "Widget" };
    let field = &placed.field;
    let kind = match field.kind {
        FieldKind::Signature => "Sig",
        FieldKind::Words { .. } => "Tx",
    };
    widget.set("FT", kind);
    widget.set("T", text_object(&name));
    widget.set("TU", text_object(field.label));
    widget.set("F", PRINT_AND_LOCKED);
    widget.set("Rect", placed.rect.map(Object::Real).to_vec());
    widget.set("AP", dictionary! { "N" => appearance });
    if let FieldKind::Words { face, size, hides } = field.kind {
        let words = format!("/{} {} Tf 0 g", resource(face), size.to_pt());
        widget.set("DA", Object::string_literal(words));
        // In the middle.
        widget.set("Q", 1);
        if hides {
            widget.set("MK", dictionary! { "BG" => vec![1.into()] });
        }
    }
    widget
}

/// A name for each place: what is typed at the head stands on the annexes too, as `so_2`, `so_3`. Fields with several
/// places of one name are allowed, but verifiers of signatures take filling them for an unexplained change.
fn name(fields: &[PlacedField], at: usize) -> String {
    let name = fields[at].field.name;
    match fields[..at].iter().filter(|placed| placed.field.name == name).count() {
        0 => name.to_owned(),
        before => format!("{name}_{}", before + 1),
    }
}

fn add_to_page(page: ObjectId, widget: ObjectId, file: &mut File) {
    let Ok(page) = file.get_dictionary_mut(page) else { return };
    match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(annotations) => annotations.push(Object::Reference(widget)),
        Err(_) => page.set("Annots", vec![Object::Reference(widget)]),
    }
}

//! Styles: each with all that it takes over from those it is based on.

use std::cell::RefCell;
use std::collections::HashMap;

use super::super::xml::Element;
use super::properties::{ParagraphLook, RunLook};

#[derive(Default)]
pub(super) struct Styles {
    /// Keyed by id, resolved.
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
    pub(super) defaults: Style,
    circular: RefCell<Vec<String>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// As people see it.
    pub(super) name: String,
    based_on: Option<String>,
    pub(super) run: RunLook,
    pub(super) paragraph: ParagraphLook,
}

impl Styles {
    pub(super) fn of(root: Element<'_, '_>) -> Self {
        let mut styles = Self::default();
        let mut said: HashMap<String, Style> = HashMap::new();
        for one in root.children() {
            match one.name().1 {
                "docDefaults" => {
                    let run = one.child("rPrDefault").and_then(|one| one.child("rPr"));
                    let paragraph = one.child("pPrDefault").and_then(|one| one.child("pPr"));
                    styles.defaults.run = run.map(RunLook::of).unwrap_or_default();
                    styles.defaults.paragraph = paragraph.map(ParagraphLook::of).unwrap_or_default();
                }
                "style" => {
                    let Some(id) = one.attribute("styleId") else { continue };
                    let default = matches!(one.attribute("default"), Some("1" | "true" | "on"));
                    if default && one.attribute("type") == Some("paragraph") {
                        styles.paragraph = Some(id.to_owned());
                    }
                    let value = |name| one.child(name).and_then(Element::value).map(str::to_owned);
                    let style = Style {
                        name: value("name").unwrap_or_else(|| id.to_owned()),
                        based_on: value("basedOn"),
                        run: one.child("rPr").map(RunLook::of).unwrap_or_default(),
                        paragraph: one.child("pPr").map(ParagraphLook::of).unwrap_or_default(),
                    };
                    said.insert(id.to_owned(), style);
                }
                _ => {}
            }
        }
        let mut ids: Vec<&String> = said.keys().collect();
        ids.sort_unstable();
        styles.by_id = ids.into_iter().map(|id| (id.clone(), styles.resolved(id, &said))).collect();
        styles
    }

    /// A style with what those below it say.
    fn resolved(&self, id: &str, said: &HashMap<String, Style>) -> Style {
        let mut style = said[id].clone();
        let mut seen = vec![id];
        let mut base = style.based_on.clone();
        while let Some((id, below)) = base.as_deref().and_then(|id| said.get_key_value(id)) {
            if seen.contains(&id.as_str()) {
                self.circular.borrow_mut().push(style.name.clone());
                break;
            }
            seen.push(id);
            style.run = style.run.over(&below.run);
            style.paragraph = style.paragraph.over(&below.paragraph);
            base.clone_from(&below.based_on);
        }
        style
    }

    /// Styles that are based on themselves.
    pub(super) fn circular(&self) -> Vec<String> {
        self.circular.borrow().clone()
    }

    /// The id and the style of a paragraph that names this one, or none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Option<(&str, &Style)> {
        let named = id.and_then(|id| self.by_id.get_key_value(id));
        let named = named.or_else(|| self.paragraph.as_ref().and_then(|id| self.by_id.get_key_value(id)));
        named.map(|(id, style)| (id.as_str(), style))
    }

    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id)
    }
}

//! Which part of a package is what, by the relationships between them.

use std::collections::HashMap;

use super::super::package::Package;
use super::super::relations::relations;
use super::super::xml::Tree;
use super::super::{Refusal, Told, What};

#[derive(Default)]
pub(super) struct Parts {
    pub(super) document: String,
    pub(super) styles: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) footnotes: Option<String>,
    pub(super) endnotes: Option<String>,
    pub(super) comments: Option<String>,
    /// Parts that the document refers to.
    pub(super) by_id: HashMap<String, String>,
    /// Where its links lead.
    pub(super) links: HashMap<String, String>,
}

impl Parts {
    pub(super) fn of(package: &mut Package<'_>, told: &mut Vec<Told>) -> Result<Self, Refusal> {
        let mut parts = Self { document: "word/document.xml".into(), ..Self::default() };
        let root = relations(package, "")?;
        if let Some(main) = root.iter().find(|one| one.kind == "officeDocument" && !one.outside) {
            parts.document.clone_from(&main.target);
        }
        for relation in relations(package, &parts.document)? {
            if relation.outside {
                if relation.kind != "hyperlink" {
                    told.push(Told::whole(What::Outside { target: relation.target.clone() }));
                }
                parts.links.insert(relation.id, relation.target);
                continue;
            }
            let target = Some(relation.target.clone());
            match relation.kind.as_str() {
                "styles" => parts.styles = target,
                "numbering" => parts.numbering = target,
                "footnotes" => parts.footnotes = target,
                "endnotes" => parts.endnotes = target,
                "comments" => parts.comments = target,
                "vbaProject" => told.push(Told::whole(What::Macros)),
                "settings" => {
                    let settings = relations(package, &relation.target)?;
                    let outside = settings.into_iter().filter(|one| one.outside);
                    told.extend(outside.map(|one| Told::whole(What::Outside { target: one.target })));
                }
                _ => {}
            }
            parts.by_id.insert(relation.id, relation.target);
        }
        for part in [&parts.styles, &parts.numbering, &parts.footnotes, &parts.endnotes, &parts.comments] {
            if let Some(part) = part.as_ref().filter(|part| !package.has(part)) {
                told.push(Told::whole(What::PartMissing { part: part.clone() }));
            }
        }
        Ok(parts)
    }
}

/// The properties of the file that a person or a program has added, with their texts. A part that is not in
/// order has none: nothing of the text is lost with it.
pub(super) fn properties(package: &mut Package<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let root = relations(package, "")?;
    let Some(custom) = root.into_iter().find(|one| one.kind == "custom-properties" && !one.outside) else {
        return Ok(Vec::new());
    };
    let Some(text) = package.part(&custom.target)? else { return Ok(Vec::new()) };
    let Ok(tree) = Tree::of(&text, &custom.target) else { return Ok(Vec::new()) };
    let property = tree.root().children().filter_map(|one| {
        let value: String = one.children().map(|value| value.text().into_owned()).collect();
        Some((one.attribute("name")?.to_owned(), value))
    });
    Ok(property.collect())
}

/// Where the links of a part lead.
pub(super) fn links_of(package: &mut Package<'_>, part: &str) -> Result<HashMap<String, String>, Refusal> {
    let links = relations(package, part)?.into_iter().filter(|one| one.outside);
    Ok(links.map(|one| (one.id, one.target)).collect())
}

//! LibreOffice Writer: OpenDocument text.

mod body;
mod inline;
mod lists;
mod styles;
mod table;

use super::package::Package;
use super::source::{Pages, Role, Running, Source};
use super::xml::{Element, Space, Tree};
use super::{Format, Refusal};
use body::Walker;
use styles::Styles;

pub(super) fn read(mut package: Package<'_>) -> Result<Source, Refusal> {
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(Refusal::Locked { format: Some(Format::Odt) });
    }
    let damaged = |why: &str| Refusal::Damaged { format: Format::Odt, why: why.to_owned() };
    let content = package.part("content.xml")?.ok_or_else(|| damaged("không có phần “content.xml”"))?;
    let content = Tree::of(&content, "content.xml")?;
    let properties = properties(&mut package)?;
    let common = package.part("styles.xml")?;
    let common = common.as_ref().map(|text| Tree::of(text, "styles.xml")).transpose()?;
    let mut styles = Styles::default();
    for root in common.iter().map(Tree::root).chain([content.root()]) {
        styles.take(root);
    }
    styles.resolve();
    let body = content.root().child("body").and_then(|body| body.child("text"));
    let body = body.ok_or_else(|| damaged("không có phần thân văn bản"))?;
    let mut walker = Walker::new(&styles);
    walker.take_changes(body);
    let mut blocks = Vec::new();
    walker.blocks(body, &mut blocks)?;
    let running = match &common {
        Some(tree) => running(tree.root(), &mut walker)?,
        None => Vec::new(),
    };
    let (sections, mut gathered) = walker.finished();
    let told = gathered.told();
    Ok(Source {
        format: Format::Odt,
        blocks,
        sections,
        running,
        marks: gathered.marks,
        told,
        cells: std::collections::BTreeMap::new(),
        properties,
    })
}

/// The properties of the file that a person or a program has added, as in a DOCX: LibreOffice keeps
/// them when it saves a DOCX as OpenDocument. A part that is not in order has none.
fn properties(package: &mut Package<'_>) -> Result<Vec<(String, String)>, Refusal> {
    const PART: &str = "meta.xml";
    let Some(text) = package.part(PART)? else { return Ok(Vec::new()) };
    let Ok(tree) = Tree::of(&text, PART) else { return Ok(Vec::new()) };
    let meta = tree.root().child("meta").into_iter().flat_map(Element::children);
    let added = meta.filter(|one| one.name().1 == "user-defined");
    Ok(added.filter_map(|one| Some((one.attribute("name")?.to_owned(), one.text().into_owned()))).collect())
}

/// Headers and footers of the master pages.
fn running(root: Element<'_, '_>, walker: &mut Walker<'_>) -> Result<Vec<Running>, Refusal> {
    let mut running = Vec::new();
    let masters = root.child("master-styles").into_iter().flat_map(Element::children);
    for master in masters.filter(|one| one.name().1 == "master-page") {
        let sections = walker.sections_of(master.attribute("name").unwrap_or_default());
        for one in master.children() {
            let (role, pages) = match one.name().1 {
                "header" => (Role::Header, Pages::All),
                "footer" => (Role::Footer, Pages::All),
                "header-first" => (Role::Header, Pages::First),
                "footer-first" => (Role::Footer, Pages::First),
                "header-left" => (Role::Header, Pages::Even),
                "footer-left" => (Role::Footer, Pages::Even),
                _ => continue,
            };
            // Those that are switched off are kept in the file.
            if one.attribute("display") == Some("false") {
                continue;
            }
            let mut blocks = Vec::new();
            walker.blocks(one, &mut blocks)?;
            running.push(Running { role, pages, sections: sections.clone(), blocks });
        }
    }
    Ok(running)
}

/// Whether an element is of the text vocabulary and called so.
fn is_text(one: Element<'_, '_>, name: &str) -> bool {
    one.is(Space::OdfText, name)
}

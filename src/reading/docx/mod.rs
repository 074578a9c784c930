//! Word since 2007: a package of parts in WordprocessingML.

mod body;
mod drawing;
mod fields;
mod inline;
mod lists;
mod notes;
mod parts;
mod properties;
mod run;
mod styles;
mod table;

use super::package::Package;
use super::paragraph::Gathered;
use super::source::{Pages, Role, Running, Source};
use super::xml::{Space, Tree};
use super::{Format, Refusal, Told, What};
use body::Walker;
use lists::Lists;
use notes::Notes;
use parts::Parts;
use styles::Styles;

pub(super) fn read(mut package: Package<'_>) -> Result<Source, Refusal> {
    let mut gathered = Gathered::default();
    let parts = Parts::of(&mut package, &mut gathered.told)?;
    let properties = parts::properties(&mut package)?;
    let texts = Texts::of(&mut package, &parts)?;
    let trees = texts.trees(&parts)?;
    let styles = trees.styles.as_ref().map_or_else(Styles::default, |tree| Styles::of(tree.root()));
    let lists = trees.numbering.as_ref().map_or_else(Lists::default, |tree| Lists::of(tree.root()));
    let mut notes = Notes::default();
    for tree in [&trees.footnotes, &trees.endnotes, &trees.comments].into_iter().flatten() {
        notes.take(tree.root());
    }
    let root = trees.document.root();
    let body = root.children().find(|child| child.is(Space::Word, "body"));
    let body = body
        .ok_or_else(|| Refusal::Damaged {
            format: Format::Docx, why: "không có phần thân văn bản".into()
        })?;
    let mut walker = Walker::new(&styles, &lists, notes, gathered, parts.links.clone());
    let mut blocks = Vec::new();
    walker.blocks(body, &mut blocks)?;
    walker.end_of_body();
    let running = running(&mut package, &parts, &mut walker)?;
    walker.end_of_document();
    let (sections, mut gathered) = walker.gathered();
    for name in styles.circular() {
        gathered.told.push(Told::whole(What::Circular { name }));
    }
    let told = gathered.told();
    Ok(Source {
        format: Format::Docx,
        blocks,
        sections,
        running,
        marks: gathered.marks,
        told,
        cells: gathered.cells,
        properties,
    })
}

/// Headers and footers, each part once, with the sections that show it.
fn running(
    package: &mut Package<'_>,
    parts: &Parts,
    walker: &mut Walker<'_>,
) -> Result<Vec<Running>, Refusal> {
    let mut used: Vec<(String, Role, Pages, Vec<usize>)> = Vec::new();
    for (role, pages, id, sections) in walker.running_parts() {
        let Some(name) = parts.by_id.get(&id) else { continue };
        match used.iter_mut().find(|(one, ..)| one == name) {
            Some((.., known)) => known.extend(sections),
            None => used.push((name.clone(), role, pages, sections)),
        }
    }
    let mut running = Vec::new();
    for (name, role, pages, mut sections) in used {
        let Some(text) = package.part(&name)? else {
            walker.tell_missing(&name);
            continue;
        };
        let tree = Tree::of(&text, &name)?;
        walker.links = parts::links_of(package, &name)?;
        let mut blocks = Vec::new();
        walker.blocks(tree.root(), &mut blocks)?;
        sections.sort_unstable();
        sections.dedup();
        running.push(Running { role, pages, sections, blocks });
    }
    Ok(running)
}

/// The parts that belong to the text itself.
struct Texts {
    document: String,
    styles: Option<String>,
    numbering: Option<String>,
    footnotes: Option<String>,
    endnotes: Option<String>,
    comments: Option<String>,
}

struct Trees<'t> {
    document: Tree<'t>,
    styles: Option<Tree<'t>>,
    numbering: Option<Tree<'t>>,
    footnotes: Option<Tree<'t>>,
    endnotes: Option<Tree<'t>>,
    comments: Option<Tree<'t>>,
}

impl Texts {
    fn of(package: &mut Package<'_>, parts: &Parts) -> Result<Self, Refusal> {
        let document = package.part(&parts.document)?.ok_or_else(|| Refusal::Damaged {
            format: Format::Docx,
            why: format!("không có phần “{}”", parts.document),
        })?;
        let mut part = |name: &Option<String>| match name {
            Some(name) => package.part(name),
            None => Ok(None),
        };
        Ok(Self {
            document,
            styles: part(&parts.styles)?,
            numbering: part(&parts.numbering)?,
            footnotes: part(&parts.footnotes)?,
            endnotes: part(&parts.endnotes)?,
            comments: part(&parts.comments)?,
        })
    }

    fn trees(&self, parts: &Parts) -> Result<Trees<'_>, Refusal> {
        fn tree<'t>(text: &'t Option<String>, name: &Option<String>) -> Result<Option<Tree<'t>>, Refusal> {
            text.as_ref().map(|text| Tree::of(text, name.as_deref().unwrap_or_default())).transpose()
        }
        Ok(Trees {
            document: Tree::of(&self.document, &parts.document)?,
            styles: tree(&self.styles, &parts.styles)?,
            numbering: tree(&self.numbering, &parts.numbering)?,
            footnotes: tree(&self.footnotes, &parts.footnotes)?,
            endnotes: tree(&self.endnotes, &parts.endnotes)?,
            comments: tree(&self.comments, &parts.comments)?,
        })
    }
}

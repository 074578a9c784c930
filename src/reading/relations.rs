//! Quan hệ giữa các phần của gói: which part refers to which, and to what outside.

use super::Refusal;
use super::package::Package;
use super::xml::Tree;

/// One relationship.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: Word and the strict standard begin it in different ways.
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) outside: bool,
}

/// The relationships of a part; those of the package where it has no name.
pub(super) fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Refusal> {
    let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = format!("{folder}{slash}_rels/{file}.rels");
    let Some(text) = package.part(&name)? else { return Ok(Vec::new()) };
    let tree = Tree::of(&text, &name)?;
    let relation = tree.root().children().filter_map(|one| {
        let target = one.attribute("Target")?;
        let outside = one.attribute("TargetMode") == Some("External");
        Some(Relation {
            id: one.attribute("Id")?.to_owned(),
            kind: one.attribute("Type")?.rsplit('/').next().unwrap_or_default().to_owned(),
            target: if outside { target.to_owned() } else { within(folder, target) },
            outside,
        })
    });
    Ok(relation.collect())
}

/// The name of a part that another one in a folder calls so.
fn within(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

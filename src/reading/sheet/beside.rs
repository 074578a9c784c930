//! What stands in the parts of a workbook beside its cells: hidden rows, comments, words in drawings, macros.

use std::collections::{BTreeSet, HashMap};

use super::super::package::Package;
use super::super::relations::relations;
use super::super::xml::{Element, Space, Tree};
use super::super::{Refusal, Told, What};
use super::around::{BySheet, Remark};
use super::rich::{self, Piece};

/// By the name of the sheet.
#[derive(Default)]
pub(super) struct Beside(HashMap<String, Sheet>);

/// Beside the cells of one sheet; rows and columns from 0.
#[derive(Default)]
pub(super) struct Sheet {
    pub hidden: BTreeSet<u32>,
    pub remarks: Vec<Remark>,
    /// Cells with words of several looks.
    pub rich: HashMap<(u32, u32), Vec<Piece>>,
}

impl Beside {
    /// Unfolds every part within the limits, and reads what calamine does not give.
    pub fn of(package: &mut Package<'_>, told: &mut Vec<Told>) -> Result<Self, Refusal> {
        package.unfold_all()?;
        if package.names().iter().any(|name| name.to_lowercase().ends_with("vbaproject.bin")) {
            told.push(Told::whole(What::Macros));
        }
        let mut beside = Self::default();
        let workbook = relations(package, "")?
            .into_iter()
            .find(|one| one.kind == "officeDocument" && !one.outside)
            .map_or_else(|| "xl/workbook.xml".to_owned(), |one| one.target);
        let parts: HashMap<String, String> = relations(package, &workbook)?
            .into_iter()
            .filter(|one| !one.outside)
            .map(|one| (one.id, one.target))
            .collect();
        let shared = rich::shared(package, &workbook)?;
        let Some(text) = package.part(&workbook)? else { return Ok(beside) };
        let tree = Tree::of(&text, &workbook)?;
        for sheet in tree.root().descendants() {
            let named = (sheet.attribute("name"), sheet.attribute("id").and_then(|id| parts.get(id)));
            if let ("sheet", (Some(name), Some(part))) = (sheet.name().1, named) {
                let read = Sheet::of(package, part, &shared, told)?;
                beside.0.insert(name.to_owned(), read);
            }
        }
        Ok(beside)
    }

    /// By the name of the sheet.
    pub fn remarks(self) -> BySheet<Remark> {
        self.0.into_iter().map(|(name, sheet)| (name, sheet.remarks)).collect()
    }

    pub fn sheet(&mut self, name: &str) -> Sheet {
        self.0.remove(name).unwrap_or_default()
    }
}

impl Sheet {
    fn of(
        package: &mut Package<'_>,
        part: &str,
        shared: &[Option<Vec<Piece>>],
        told: &mut Vec<Told>,
    ) -> Result<Self, Refusal> {
        let mut sheet = Self::default();
        if let Some(text) = package.part(part)? {
            let tree = Tree::of(&text, part)?;
            let rows = tree.root().children().filter(|one| one.name().1 == "sheetData");
            for (at, row) in rows.flat_map(Element::children).enumerate() {
                let number = row.attribute("r").and_then(|number| number.parse::<u32>().ok());
                let number =
                    number.map_or(u32::try_from(at).unwrap_or(u32::MAX), |number| number.saturating_sub(1));
                if matches!(row.attribute("hidden"), Some("1" | "true")) {
                    sheet.hidden.insert(number);
                }
                for cell in row.children() {
                    let at = cell.attribute("r").and_then(position);
                    sheet.rich.extend(at.and_then(|at| Some((at, rich_text(cell, shared)?))));
                }
            }
        }
        let mut threads = Vec::new();
        for relation in relations(package, part)? {
            match (relation.kind.as_str(), relation.outside) {
                ("hyperlink", _) => {}
                (_, true) => told.push(Told::whole(What::Outside { target: relation.target })),
                ("comments", false) => sheet.take_comments(package, &relation.target)?,
                ("threadedComment", false) => threads.push(relation.target),
                ("drawing", false) => drawn(package, &relation.target, told)?,
                _ => {}
            }
        }
        for thread in threads {
            sheet.take_thread(package, &thread)?;
        }
        Ok(sheet)
    }

    fn take_comments(&mut self, package: &mut Package<'_>, part: &str) -> Result<(), Refusal> {
        let Some(text) = package.part(part)? else { return Ok(()) };
        let tree = Tree::of(&text, part)?;
        let all = tree.root().descendants();
        let authors: Vec<String> =
            all.iter().filter(|one| one.name().1 == "author").map(|one| words(*one)).collect();
        for comment in all.iter().filter(|one| one.name().1 == "comment") {
            let author = comment.attribute("authorId").and_then(|id| id.parse::<usize>().ok());
            let author = author.and_then(|at| authors.get(at)).cloned().unwrap_or_default();
            let at = comment.attribute("ref").and_then(position).unwrap_or((u32::MAX, u32::MAX));
            // LibreOffice writes where its box is drawn beside the words.
            let text = comment.child("text").map(words).unwrap_or_default();
            self.remarks.push(Remark { author, text, at });
        }
        Ok(())
    }

    /// Remarks that answer each other. Beside them stands a comment for older programs, which says that they cannot
    /// show them: its author is no name.
    fn take_thread(&mut self, package: &mut Package<'_>, part: &str) -> Result<(), Refusal> {
        let Some(text) = package.part(part)? else { return Ok(()) };
        let tree = Tree::of(&text, part)?;
        self.remarks.retain(|remark| !remark.author.starts_with("tc="));
        for one in tree.root().children().filter(|one| one.name().1 == "threadedComment") {
            let at = one.attribute("ref").and_then(position).unwrap_or((u32::MAX, u32::MAX));
            let text = one.child("text").map(words).unwrap_or_default();
            self.remarks.push(Remark { author: String::new(), text, at });
        }
        Ok(())
    }

    /// The remark of a cell, which is taken out.
    pub fn remark(&mut self, row: u32, column: u32) -> Option<Remark> {
        let at = self.remarks.iter().position(|remark| remark.at == (row, column))?;
        Some(self.remarks.remove(at))
    }
}

/// The words of a cell where they do not all look alike.
fn rich_text(cell: Element<'_, '_>, shared: &[Option<Vec<Piece>>]) -> Option<Vec<Piece>> {
    match cell.attribute("t")? {
        "s" => shared.get(cell.child("v")?.text().trim().parse::<usize>().ok()?)?.clone(),
        "inlineStr" => rich::pieces(cell.child("is")?),
        _ => None,
    }
}

/// Words and pictures that lie over the cells.
fn drawn(package: &mut Package<'_>, part: &str, told: &mut Vec<Told>) -> Result<(), Refusal> {
    let Some(text) = package.part(part)? else { return Ok(()) };
    let tree = Tree::of(&text, part)?;
    for one in tree.root().descendants() {
        match one.name() {
            (Space::Drawing, "p") => {
                let text = words(one);
                if !text.trim().is_empty() {
                    told.push(Told::whole(What::Drawn { text }));
                }
            }
            (_, "pic") => {
                let named = one.descendants().into_iter().find(|one| one.name().1 == "cNvPr");
                let described = named.and_then(|one| one.attribute("descr")).unwrap_or_default().to_owned();
                told.push(Told::whole(What::Picture { described }));
            }
            (_, "graphicFrame") => told.push(Told::whole(What::Embedded)),
            _ => {}
        }
    }
    Ok(())
}

fn words(of: Element<'_, '_>) -> String {
    let texts: Vec<String> = std::iter::once(of)
        .chain(of.descendants())
        .map(|one| one.text().into_owned())
        .filter(|text| !text.trim().is_empty())
        .collect();
    texts.concat()
}

/// "B12" as row and column from 0.
fn position(reference: &str) -> Option<(u32, u32)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = reference.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let value = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?).checked_add(1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

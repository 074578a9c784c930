//! Nhận tệp: what the files of a lot are, and what would become of the content with them.
//!
//! Files that the program made and a person edited are taken in together; all others are imported: the plan of an
//! agency by itself, a plan with the files that belong to it. Nothing is written but on a person's word, and then
//! against the content as it is on the disk at that moment.

use std::path::{Path, PathBuf};

use super::tray::{Done, Lot, Said};
use crate::app::Inputs;
use crate::app::import::{self, Asked, Imported, Input, NotImported, Recognised};
use crate::app::takein::{self, Came, Door, Outcome, Together};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Province;
use crate::reading;
use crate::takein::Decided;

/// What a lot comes to.
#[derive(Debug)]
pub struct Looked {
    pub edited: Option<Edited>,
    pub imports: Vec<Import>,
    /// Files that cannot be read.
    pub refused: Vec<Diagnostic>,
}

/// Files that came back edited.
#[derive(Debug)]
pub struct Edited {
    /// Their numbers in the lot, in the order of `together.all`.
    pub numbers: Vec<usize>,
    pub together: Together,
}

/// Files that are imported together.
#[derive(Debug)]
pub struct Import {
    /// The number of the first in the lot: what it is known by.
    pub first: usize,
    pub inputs: Vec<Input>,
    /// What their readers tell.
    pub told: Vec<Diagnostic>,
    pub what: Result<Imported, NotImported>,
}

impl Import {
    pub fn paths(&self) -> Vec<PathBuf> {
        self.inputs.iter().map(|input| PathBuf::from(&input.name)).collect()
    }
}

/// Looks at a lot against a content; `content` is its folder.
pub fn look(lot: &Lot, said: &Said, inputs: &Inputs, content: &Path, this_year: i16) -> Looked {
    let none = Decided::default();
    let paths: Vec<PathBuf> = lot.files.iter().map(|file| PathBuf::from(&file.name)).collect();
    let came = lot.files.iter().zip(&paths).enumerate().map(|(number, (file, path))| Came {
        path,
        bytes: &file.bytes,
        decided: said.decided.get(&number).unwrap_or(&none),
    });
    let door = Door::of(inputs, content);
    let taken = door.take_in_came(&came.collect::<Vec<_>>());
    let mut looked = Looked { edited: None, imports: Vec::new(), refused: Vec::new() };
    let (mut numbers, mut all, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (number, one) in taken.into_iter().enumerate() {
        match one.outcome {
            Outcome::Refused(refusal) => looked.refused.push(refusal.finding(&one.path)),
            // A file without its marks is read as one that an agency wrote: its doubts are decided like those.
            Outcome::Foreign | Outcome::Imported(_) => others.push(number),
            _ => {
                numbers.push(number);
                all.push(one);
            }
        }
    }
    if !all.is_empty() {
        looked.edited = Some(Edited { numbers, together: Together::of(all) });
    }
    match &inputs.loaded.province {
        Some(province) => looked.imports = imports(lot, said, others, inputs, province, (content, this_year)),
        None if !others.is_empty() => looked.refused.push(no_registers()),
        None => {}
    }
    looked
}

fn no_registers() -> Diagnostic {
    Diagnostic::error(
        codes::NOTHING_TO_IMPORT_INTO,
        "chưa đọc được sổ đăng ký của nội dung nên chưa nhập được",
    )
    .hint("sửa các lỗi của tệp dùng chung trước: xem phần Phát hiện")
}

/// Which files are imported together, each group read.
fn imports(
    lot: &Lot,
    said: &Said,
    numbers: Vec<usize>,
    inputs: &Inputs,
    province: &Province,
    (content, this_year): (&Path, i16),
) -> Vec<Import> {
    let read = numbers.into_iter().filter_map(|number| {
        let file = &lot.files[number];
        // It was read a moment before.
        let source = reading::read(&file.bytes, &file.name).ok()?;
        let told = source.findings(Path::new(&file.name));
        Some((number, Input::new(file.name.clone(), source), told))
    });
    let groups = grouped(read.collect(), said, province);
    let one = |files: Vec<(usize, Input, Vec<Diagnostic>)>| {
        let first = files.first().map_or(0, |(number, ..)| *number);
        let (mut sources, mut told) = (Vec::new(), Vec::new());
        for (_, input, findings) in files {
            sources.push(input);
            told.extend(findings);
        }
        let none = super::tray::ImportSaid::default();
        let said = said.imports.get(&first).unwrap_or(&none);
        let agency = said.agency.as_deref();
        let asked = Asked { told: &said.told, agency, as_plan: said.as_plan, this_year };
        let what = import::recognise(asked, &sources, inputs, province, content);
        Import { first, inputs: sources, told, what }
    };
    groups.into_iter().map(one).collect()
}

type ReadFile = (usize, Input, Vec<Diagnostic>);

/// The plan of an agency stands alone. Where there is one plan, what is none belongs to it; where there are several,
/// nobody can tell to which.
fn grouped(read: Vec<ReadFile>, said: &Said, province: &Province) -> Vec<Vec<ReadFile>> {
    let is_alone = |(number, input, _): &ReadFile| {
        let said = said.imports.get(number);
        let as_plan = said.is_some_and(|said| said.as_plan);
        said.is_some_and(|said| said.agency.is_some()) || (!as_plan && import::is_part(input, province))
    };
    let (alone, others): (Vec<ReadFile>, Vec<ReadFile>) = read.into_iter().partition(is_alone);
    let mut groups: Vec<Vec<ReadFile>> = alone.into_iter().map(|one| vec![one]).collect();
    let plans = others.iter().filter(|(_, input, _)| input.is_plan()).count();
    if plans == 1 {
        let (main, annexes): (Vec<ReadFile>, Vec<ReadFile>) =
            others.into_iter().partition(|(_, input, _)| input.is_plan());
        groups.push(main.into_iter().chain(annexes).collect());
    } else {
        groups.extend(others.into_iter().map(|one| vec![one]));
    }
    groups.sort_by_key(|group| group.first().map(|(number, ..)| *number));
    groups
}

/// Writes what edited files brought.
///
/// # Errors
/// Nothing to be written; a content file that was saved meanwhile or that cannot be written.
pub fn write_edited(edited: &Edited) -> Result<Done, Diagnostic> {
    let written = edited.together.written();
    let compared = edited.together.all.iter().filter_map(|one| Some((one, one.compared()?)));
    let left = compared.flat_map(|(one, compared)| {
        compared.left_out().map(move |change| format!("{}: {}", one.path.display(), change.what.message()))
    });
    let left_out: Vec<String> = left.collect();
    if written.is_empty() {
        let message = match left_out.len() {
            0 => "không có gì để ghi vào nội dung".to_owned(),
            left => format!("không ghi gì: {left} thay đổi đều để ngoài"),
        };
        let finding = Diagnostic::error(codes::CANNOT_TAKE_IN, message);
        return Err(finding.hint("đánh dấu thay đổi muốn ghi, chọn ở chỗ cần quyết định rồi ghi lại"));
    }
    takein::write(&written)?;
    let paths = written.iter().map(|one| one.path.display().to_string()).collect();
    Ok(Done::TakenIn { paths, changes: edited.together.tally().home, left_out })
}

/// Writes the files of an import.
///
/// # Errors
/// It was not recognised; a file of that name is there; a disk that does not take it.
pub fn write_import(of: &Import) -> Result<Done, Diagnostic> {
    let imported = of.what.as_ref().map_err(|why| why.finding().clone())?;
    import::write(imported)?;
    let paths = imported.files.iter().map(|(_, draft)| draft.path.display().to_string()).collect();
    let (year, plan) = match &imported.what {
        Recognised::Plan { raw, .. } => (raw.year.parse().ok(), raw.id.to_string()),
        Recognised::Part(part) => (Some(part.year), part.parents.first().cloned().unwrap_or_default()),
    };
    Ok(Done::Imported { first: of.first, paths, year, plan })
}

//! Kế hoạch: the file of a plan itself. Its texts come home; what changes its outline is told.

use super::{
    Brought, Writing, goes_home, in_case_of, in_whole, is_in_calendar, joined, key, like, official, settled,
};
use crate::content::edit::{self, Path, Step, Value};
use crate::content::yaml;
use crate::model::Plan;
use crate::model::agency::Agency;
use crate::model::plan::{Due, Task};
use crate::takein::change::{Change, Listing, What, Why};
use crate::takein::fields::{one_space, same};
use crate::template::{EntryField, Origin, TextField};

/// Writes the changes of a plan's file into its content file. `None` where that cannot be read.
pub fn to_plan(text: &str, plan: &Plan, issuer: &Agency, changes: Vec<Change>) -> Option<Brought> {
    in_whole(changes, |changes| brought(text, plan, issuer, changes))
}

fn brought(text: &str, plan: &Plan, issuer: &Agency, changes: Vec<Change>) -> Option<Brought> {
    let mut file = Writing::of(text)?;
    // Places of the model are those of the text as it was loaded.
    let read = edit::read(text)?;
    let path_to = |byte: usize| edit::path_to(&read, byte);
    let mut done = Vec::new();
    for change in changes {
        if !goes_home(&change) {
            done.push(change);
            continue;
        }
        // No change is written in half.
        let before = file.clone();
        let result = match &change.what {
            What::Official { field, said, .. } => official::write(&mut file, *field, said, &plan.official),
            What::Lines { list: Listing::SignerTitles, said, .. } => {
                official::write_titles(&mut file, said, issuer)
            }
            What::Lines { list: Listing::Recipients, was, said } => {
                file.lines(&key(&Path::new(), "noi_nhan"), was, said)
            }
            What::Lines { list: Listing::Own(list), was, said } => {
                file.lines(&key(&Path::new(), list.key()), was, said)
            }
            What::Value { origin: Origin::Task { reference, field }, said, .. } => {
                let task = plan.all_tasks().find(|task| task.reference.to_string() == *reference);
                task.ok_or(Why::Structure).and_then(|task| {
                    of_task(&mut file, path_to(task.place.start), (task, plan.year), *field, said)
                })
            }
            What::Value { origin: Origin::Heading { position, field, .. }, was, said } => {
                heading_place(plan, position)
                    .ok_or(Why::Structure)
                    .and_then(|place| of_heading(&mut file, path_to(place), *field, was, said))
            }
            _ => Err(Why::Structure),
        };
        if result.is_err() {
            file = before;
        }
        done.push(settled(change, result));
    }
    Some(Brought { text: file.text, changes: done, new_units: Vec::new() })
}

fn heading_place(plan: &Plan, position: &str) -> Option<usize> {
    let heading = plan.headings().find(|heading| heading.position.to_string() == position)?;
    Some(heading.place.start)
}

/// A value of a task; its place is that of its words.
fn of_task(
    file: &mut Writing,
    path: Path,
    (of, year): (&Task, i16),
    field: EntryField,
    said: &str,
) -> Result<(), Why> {
    let (last, task) = path.split_last().ok_or(Why::Structure)?;
    if *last != Step::key("noi_dung") {
        return Err(Why::Structure);
    }
    let own = key(task, field.key());
    let old = file.at(&own).map(|node| node.value.clone());
    match (field, old) {
        (EntryField::Text, Some(yaml::Value::Scalar(old))) if !said.is_empty() => {
            // A day that stands in the words is written beside them, too: one without the other would be two days.
            let is_parted = |due: &Due| due.is_said_in(&of.text) && !due.is_said_in(said);
            if of.assigned.deadlines.iter().any(is_parted) {
                return Err(Why::Together);
            }
            file.set(own, Value::Prose(like(&old, said)))
        }
        (
            EntryField::Deadline | EntryField::Output | EntryField::Money,
            None | Some(yaml::Value::Scalar(_) | yaml::Value::Null),
        ) if !said.is_empty() => {
            let said = one_space(said);
            let said = said.trim_end_matches(['.', ';', ' ']);
            let said = if field == EntryField::Deadline {
                is_in_calendar(said, year)?;
                crate::text::first_letter::lower_first(said)
            } else {
                said.to_owned()
            };
            file.set(own, Value::Prose(said))
        }
        _ => Err(Why::Structure),
    }
}

/// A text of a heading: the one that says what it said.
fn of_heading(file: &mut Writing, path: Path, field: TextField, was: &str, said: &str) -> Result<(), Why> {
    // Where the heading points is one of its values: the mapping is what holds the key.
    let upto = path.iter().rposition(|step| matches!(step, Step::Key(_))).ok_or(Why::Structure)?;
    let heading = &path[..upto];
    let mut found = Vec::new();
    let keys: &[&str] = match field {
        TextField::Title => &["tieu_de", "ten"],
        TextField::Paragraph => &["doan"],
        TextField::Dash => &["gach"],
        TextField::ClosingLine => &["ket"],
    };
    let stretches = file.at(&key(heading, "tiep_theo")).map_or(0, |node| node.items().len());
    let bases = std::iter::once(heading.to_vec())
        .chain((0..stretches).map(|at| joined(&key(heading, "tiep_theo"), Step::Item(at))));
    for base in bases {
        for name in keys {
            let own = key(&base, name);
            match file.at(&own).map(|node| &node.value) {
                Some(yaml::Value::Scalar(text)) => found.push((own, text.clone())),
                Some(yaml::Value::List(items)) => {
                    let texts = items.iter().enumerate();
                    found.extend(texts.filter_map(|(at, item)| {
                        Some((joined(&own, Step::Item(at)), item.text()?.to_owned()))
                    }));
                }
                _ => {}
            }
        }
    }
    let is_same = |text: &str| same(&text.to_lowercase(), &was.to_lowercase());
    let mut same = found.into_iter().filter(|(_, text)| is_same(text));
    let (path, old) = same.next().ok_or(Why::Structure)?;
    if same.next().is_some() {
        return Err(Why::Structure);
    }
    let said = if field == TextField::Title { in_case_of(&old, &one_space(said)) } else { like(&old, said) };
    file.set(path, Value::Prose(said))
}

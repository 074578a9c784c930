//! Ô: one field of the form with its label, what was found at it, and the two versions of it where two people say
//! different things.

use maud::{Markup, html};

use super::super::super::part::Sheet;
use super::super::super::part::field::{is_carried, path_of};
use super::super::findings::finding;
use super::conflict;
use super::words::choices;
use crate::content::edit::Plain;
use crate::diagnostic::{Diagnostic, Severity};

/// A name as part of an id.
pub fn slug(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// What stands in the file at a name; nothing for what the file does not name yet.
pub fn value<'s>(sheet: &'s Sheet, name: &str) -> Option<&'s Plain> {
    if is_carried(name) {
        return None;
    }
    sheet.file.at(&path_of(name)?)
}

pub fn text(sheet: &Sheet, name: &str) -> String {
    value(sheet, name).map(Plain::told).unwrap_or_default()
}

/// The paragraphs of a list, one a line.
pub fn lines(sheet: &Sheet, name: &str) -> String {
    match value(sheet, name) {
        Some(Plain::List(items)) => items.iter().map(Plain::told).collect::<Vec<_>>().join("\n"),
        Some(other) => other.told(),
        None => String::new(),
    }
}

pub fn ids(sheet: &Sheet, name: &str) -> Vec<String> {
    match value(sheet, name) {
        Some(Plain::List(items)) => items.iter().map(Plain::told).collect(),
        Some(Plain::Text(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}

/// The ids of those whom a list of the part declares.
pub fn ids_of(sheet: &Sheet, list: &str) -> Vec<String> {
    match sheet.file.get(list) {
        Some(Plain::List(items)) => {
            items.iter().map(|item| item.get("ma").map(Plain::told).unwrap_or_default()).collect()
        }
        _ => Vec::new(),
    }
}

/// How a field is shown.
pub struct Look<'l> {
    pub label: &'l str,
    /// What is printed where it is left empty, or an example.
    pub hint: &'l str,
    pub wide: bool,
}

/// One line.
pub fn line(sheet: &Sheet, name: &str, look: &Look<'_>) -> Markup {
    let id = format!("o-{}", slug(name));
    let (found, invalid) = found(sheet, name);
    html! {
        div class=(if look.wide { "o rong" } else { "o" }) {
            label for=(id) { (look.label) }
            input type="text" id=(id) name=(name) value=(text(sheet, name)) aria-describedby=[described(&id, look, found)] aria-invalid=[invalid];
            (hint(&id, look))
            (messages(sheet, name, &id))
        }
    }
}

/// Several lines; as many are shown as there are.
pub fn area(sheet: &Sheet, name: &str, look: &Look<'_>, value: &str) -> Markup {
    let id = format!("o-{}", slug(name));
    let (found, invalid) = found(sheet, name);
    let rows = value.lines().map(|line| line.chars().count() / 60 + 1).sum::<usize>().clamp(2, 16);
    html! {
        div class="o rong" {
            label for=(id) { (look.label) }
            // A first line feed is not part of what stands in it.
            textarea id=(id) name=(name) rows=(rows) aria-describedby=[described(&id, look, found)] aria-invalid=[invalid] { "\n" (value) }
            (hint(&id, look))
            (messages(sheet, name, &id))
        }
    }
}

/// One of the words that a field takes.
pub fn choice(sheet: &Sheet, name: &str, look: &Look<'_>) -> Markup {
    let words = choices(name);
    let id = format!("o-{}", slug(name));
    let (found, invalid) = found(sheet, name);
    let now = text(sheet, name);
    // What the file does not say is not said by looking at it.
    let unsaid = now.is_empty() && !words.iter().any(|(word, _)| word.is_empty());
    // A word that is none of these is shown as it is.
    let other = (!now.is_empty() && !words.iter().any(|(word, _)| *word == now)).then_some(now.as_str());
    html! {
        div class="o" {
            label for=(id) { (look.label) }
            select id=(id) name=(name) aria-describedby=[described(&id, look, found)] aria-invalid=[invalid] {
                @if unsaid { option value="" selected { "chưa ghi (theo mẫu)" } }
                @for (word, said) in words { option value=(word) selected[*word == now] { (said) } }
                @if let Some(other) = other { option value=(other) selected { (other) } }
            }
            (hint(&id, look))
            (messages(sheet, name, &id))
        }
    }
}

/// Several of those that the part declares.
pub fn several(sheet: &Sheet, name: &str, label: &str, among: &[(String, String)]) -> Markup {
    let id = format!("o-{}", slug(name));
    let now = ids(sheet, name);
    let unknown = now.iter().filter(|one| !among.iter().any(|(id, _)| id == *one));
    html! {
        fieldset class="nhieu" id=(id) {
            legend { (label) }
            // That the field was there, with nothing chosen in it.
            input type="hidden" name=(name) value="";
            @for (one, said) in among {
                label class="the" { input type="checkbox" name=(name) value=(one) checked[now.contains(one)]; span { (said) } }
            }
            @for one in unknown {
                label class="the la" { input type="checkbox" name=(name) value=(one) checked; span { (one) } }
            }
            (messages(sheet, name, &id))
        }
    }
}

/// Whether anything was found at a field, and whether it says something wrong.
fn found(sheet: &Sheet, name: &str) -> (bool, Option<&'static str>) {
    let found = sheet.at_fields.get(name);
    let wrong = found.is_some_and(|found| found.iter().any(Diagnostic::is_error));
    (found.is_some() || conflict::is_at(sheet, name), wrong.then_some("true"))
}

fn described(id: &str, look: &Look<'_>, found: bool) -> Option<String> {
    let mut ids = Vec::new();
    if !look.hint.is_empty() {
        ids.push(format!("{id}-y"));
    }
    if found {
        ids.push(format!("{id}-loi"));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn hint(id: &str, look: &Look<'_>) -> Markup {
    html! { @if !look.hint.is_empty() { p class="y" id=(format!("{id}-y")) { (look.hint) } } }
}

/// What was found at a field, and what two people say of it.
pub fn messages(sheet: &Sheet, name: &str, id: &str) -> Markup {
    let found = sheet.at_fields.get(name);
    html! {
        div class="bao" id=(format!("{id}-loi")) data-bao=(name) {
            @if let Some(found) = found {
                ul class="tai-cho" {
                    @for one in found {
                        // What is only still to be done is not told as loudly as what is wrong.
                        @if one.severity == Severity::Info { li class="y" { "Lưu ý: " (one.message) } } @else { (finding(one)) }
                    }
                }
            }
            (conflict::at(sheet, name))
        }
    }
}

/// What two people say of an item of a list, or of the list.
pub fn versions(sheet: &Sheet, name: &str) -> Markup {
    html! { div class="bao" id=(format!("o-{}-loi", slug(name))) data-bao=(name) { (conflict::at(sheet, name)) } }
}

/// Whether a person has to look at one of these fields.
pub fn calls(sheet: &Sheet, names: &[String]) -> bool {
    names.iter().any(|name| found(sheet, name).0)
}

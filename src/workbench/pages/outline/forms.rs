//! The form that is open in the outline, and the buttons around it. Whatever button is pressed, what is typed in the
//! open form goes along: it is written into the draft before anything else is done.

use maud::{Markup, html};

use super::{Adding, PLAN, Shown, Trouble, anchor};
use crate::workbench::address::encoded;
use crate::workbench::outline::Row;
use crate::workbench::outline::places::{called, parse};

/// What an open form does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    ChangeTask,
    ChangeHeading,
    ChangeIndicator,
    AddTask,
    AddHeading,
    AddIndicator,
}

/// The forms, and the deeds of their buttons.
const FORMS: [(Form, &str); 6] = [
    (Form::ChangeTask, "sua"),
    (Form::ChangeHeading, "sua-de-muc"),
    (Form::ChangeIndicator, "sua-chi-tieu"),
    (Form::AddTask, "them"),
    (Form::AddHeading, "them-de-muc"),
    (Form::AddIndicator, "them-chi-tieu"),
];

/// The id of the open form.
const OPEN: &str = "dang-sua";

impl Form {
    /// The form whose button does this.
    pub fn of(deed: &str) -> Option<Self> {
        FORMS.into_iter().find(|(_, own)| *own == deed).map(|(form, _)| form)
    }

    fn deed(self) -> &'static str {
        FORMS.into_iter().find(|(form, _)| *form == self).map_or("", |(_, deed)| deed)
    }

    /// The form that a page shows, if any.
    pub(super) fn shown(shown: &Shown<'_>) -> Option<Self> {
        let rows = &shown.outline.rows;
        if !shown.open.is_empty() {
            return rows.iter().find_map(|row| match row {
                Row::Task(task) if task.key == shown.open => Some(Self::ChangeTask),
                Row::Heading(heading) if heading.place == shown.open => Some(Self::ChangeHeading),
                Row::Heading(heading) if heading.indicators.iter().any(|one| one.place == shown.open) => {
                    Some(Self::ChangeIndicator)
                }
                _ => None,
            });
        }
        let (what, place) = shown.add?;
        let is_there = |row: &Row| match row {
            Row::Point(point) => what == Adding::Task && point.place == place,
            Row::Heading(heading) => heading.place == place,
            Row::Task(_) => false,
        };
        let of_plan = what == Adding::Heading && place == PLAN && shown.is_whole;
        (of_plan || rows.iter().any(is_there)).then_some(match what {
            Adding::Task => Self::AddTask,
            Adding::Heading => Self::AddHeading,
            Adding::Indicator => Self::AddIndicator,
        })
    }
}

/// The open form: its fields, its button, and the way out of it.
pub(super) fn open(
    shown: &Shown<'_>,
    form: Form,
    (name, place): (&str, &str),
    back: &str,
    fields: &Markup,
) -> Markup {
    let words = if name == "cho" { "Ghi vào bản nháp" } else { "Thêm vào bản nháp" };
    html! {
        form method="post" action=(shown.address()) class="o-doc sua-viec" id=(OPEN) data-giu {
            input type="hidden" name="ban" value=(shown.draft.version());
            input type="hidden" name=(name) value=(place);
            input type="hidden" name="dang" value=(form.deed());
            (fields)
            p class="nut-hang" {
                button type="submit" name="viec" value=(form.deed()) { (words) }
                a class="nut nhe" href=(back) { "Thôi" }
            }
        }
    }
}

/// What Enter presses in the open form: a browser takes the first button, which must not be one around it.
pub(super) fn on_enter(shown: &Shown<'_>) -> Markup {
    html! {
        @if let Some(form) = Form::shown(shown) {
            button type="submit" form=(OPEN) name="viec" value=(form.deed()) class="an" tabindex="-1" aria-hidden="true" {}
        }
    }
}

/// A button around the open form, in a form of its own where none is open.
pub(super) fn button(shown: &Shown<'_>, deed: &str, class: Option<&str>, words: Markup) -> Markup {
    let is_open = Form::shown(shown).is_some();
    html! {
        button type="submit" name="viec" value=(deed) class=[class] form=[is_open.then_some(OPEN)] formnovalidate[is_open] { (words) }
    }
}

/// The form to which a field beside the open one belongs.
pub(super) fn beside(shown: &Shown<'_>) -> Option<&'static str> {
    Form::shown(shown).map(|_| OPEN)
}

/// The way to another form; from an open one it is a button, which takes along what is typed.
pub(super) fn to(shown: &Shown<'_>, what: &str, place: &str, words: &Markup) -> Markup {
    html! {
        @if Form::shown(shown).is_some() { (button(shown, &format!("mo:{what}:{place}"), Some("nhu-lien-ket"), words.clone())) }
        @else { a href=(address(&shown.address(), what, place)) { (words) } }
    }
}

/// Where a form is opened.
pub fn address(page: &str, what: &str, place: &str) -> String {
    format!("{page}?{what}={}#{}", encoded(place), anchor(place))
}

/// What hinders what was sent, above everything: each with the way to its field, where the page shows it.
pub(super) fn refusal(shown: &Shown<'_>) -> Markup {
    let has_form = Form::shown(shown).is_some();
    let sent = |name: &str| shown.typed.iter().any(|(own, _)| own == name);
    let has =
        |name: &str| has_form && (sent(name) || sent(&format!("cu-{name}")) || sent(&format!("them-{name}")));
    html! {
        @if !shown.faults.is_empty() {
            div id="chua-lam" role="alert" class="bao-loi" {
                p { strong { "Chưa làm được điều vừa gửi." } @if has_form { " Điều đã gõ còn trong ô." } }
                ul class="tai-cho" {
                    @for fault in shown.faults {
                        @match fault {
                            Trouble::Finding(finding) => { (super::finding(finding)) }
                            Trouble::Field { name, why } => {
                                li {
                                    @if has(name) { a href=(format!("#o-{name}")) { (label(name)) } } @else { (label(name)) }
                                    ": " (why)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn label(field: &str) -> String {
    called(&parse(field.strip_prefix("them-").unwrap_or(field))).to_owned()
}

/// A field of an open form: its label, what was there before, and why it was not taken.
pub(super) fn labelled(
    shown: &Shown<'_>,
    field: &str,
    label: &str,
    before: Option<&str>,
    control: &Markup,
) -> Markup {
    html! {
        p {
            label for=(format!("o-{field}")) { (label) }
            (control)
            @if let Some(before) = before { input type="hidden" name=(format!("cu-{field}")) value=(before); }
            (told(shown, field))
        }
    }
}

/// What a line to type in has besides its name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Line<'l> {
    /// What stands in it, unless something else was typed.
    pub now: &'l str,
    pub required: bool,
    pub placeholder: Option<&'l str>,
    /// The id of the list that it offers.
    pub offers: Option<&'l str>,
    /// The id of a remark that describes it, beside what is wrong with it.
    pub remark: Option<&'l str>,
}

/// A line to type in.
pub(super) fn line(shown: &Shown<'_>, field: &str, line: Line<'_>) -> Markup {
    let described: Vec<String> =
        line.remark.map(str::to_owned).into_iter().chain(shown.described(field)).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    html! {
        input id=(format!("o-{field}")) name=(field) list=[line.offers] required[line.required] value=(shown.said(field, line.now)) placeholder=[line.placeholder] autocomplete="off"
            aria-invalid=[shown.invalid(field)] aria-describedby=[described] autofocus[shown.is_first_fault(field)];
    }
}

fn told(shown: &Shown<'_>, field: &str) -> Markup {
    html! { @if let Some(why) = shown.fault(field) { span class="loi-o" id=(format!("loi-{field}")) { (why) } } }
}

/// Those who are named, each to be let go, and a field for another.
pub(super) fn named(shown: &Shown<'_>, of: &str, label: &str, names: &[String]) -> Markup {
    let add = format!("them-{of}");
    let own = if shown.fault(&add).is_some() { &add } else { of };
    let let_go = let_go(shown, of);
    html! {
        fieldset class="cac-ben" id=(format!("o-{of}")) tabindex="-1" {
            legend { (label) }
            @for (at, name) in names.iter().enumerate() {
                input type="hidden" name=(format!("cu-{of}")) value=(name);
                label class="chon" { input type="checkbox" name=(of) value=(at) checked[!let_go.contains(&name.as_str())]; span { (name) } }
            }
            label for=(format!("o-{add}")) { "Thêm" }
            input id=(format!("o-{add}")) name=(add) list="cac-co-quan" value=(shown.said(&add, "")) autocomplete="off" placeholder="gõ tên rồi chọn"
                aria-invalid=[shown.invalid(own)] aria-describedby=[shown.described(own)] autofocus[shown.is_first_fault(own)];
            (told(shown, own))
        }
    }
}

/// Those that lost their tick in a form that was not taken.
fn let_go<'s>(shown: &'s Shown<'_>, of: &str) -> Vec<&'s str> {
    let all = |name: &str| {
        let own = shown.typed.iter().filter(move |(own, _)| own == name);
        own.map(|(_, value)| value.as_str()).collect::<Vec<_>>()
    };
    let kept: Vec<usize> = all(of).into_iter().filter_map(|at| at.parse().ok()).collect();
    let names = all(&format!("cu-{of}")).into_iter().enumerate();
    names.filter(|(at, _)| !kept.contains(at)).map(|(_, name)| name).collect()
}

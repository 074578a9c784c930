//! Ô điền số, ngày, tháng: fields over the blanks of a document that has no number or date yet. Văn thư types
//! them after the leader has signed: filling a field leaves a signature whole, drawing on the page does not.

use super::Setter;
use super::frame::{Field, FieldKind, Item, Placed, Tag, TextRun};
use super::tree::{NodeId, Role};
use crate::document::{Inline, plain_text};
use crate::length::Length;
use crate::official::EntryField;
use crate::render::style::ASCENT;

/// The fields over the blanks of a text, whose lines are `lines`; each is a node under `parent`. A blank that a
/// line ends in has none.
pub(super) fn fields<'p>(
    content: &[Inline],
    lines: impl Iterator<Item = &'p Placed>,
    parent: NodeId,
    setter: &mut Setter,
) -> Vec<Placed> {
    let blanks = blanks(content);
    if blanks.is_empty() {
        return Vec::new();
    }
    let whole = plain_text(content);
    let mut from = 0;
    let mut placed = Vec::new();
    for run in lines.filter_map(run) {
        let words = run.text.trim_end_matches(' ');
        // What a line break swallowed stands between the lines.
        let Some(start) = whole[from..].find(words).map(|at| from + at) else { continue };
        from = start + words.len();
        let within = blanks.iter().filter(|blank| start <= blank.start && blank.end <= from);
        for blank in within {
            let before = setter.fonts.width(&whole[start..blank.start], run.face, run.size);
            let room = setter.fonts.width(&whole[blank.start..blank.end], run.face, run.size);
            let node = setter.tree.add(parent, Role::Form);
            placed.push(field(blank, (run.x + before, room), run, node, setter));
        }
    }
    placed
}

struct Blank {
    entry: EntryField,
    start: usize,
    end: usize,
    /// It is printed as dots.
    dots: bool,
}

fn blanks(content: &[Inline]) -> Vec<Blank> {
    let mut at = 0;
    let mut found = Vec::new();
    for inline in content {
        let start = at;
        at += plain_text(std::slice::from_ref(inline)).len();
        if let Inline::Blank { blank, .. } = inline
            && let Some(entry) = EntryField::of(&blank.tag)
        {
            let dots = !blank.text.trim().is_empty();
            found.push(Blank { entry, start, end: at, dots });
        }
    }
    found
}

fn run(placed: &Placed) -> Option<&TextRun> {
    match &placed.item {
        Item::Text(run) => Some(run),
        _ => None,
    }
}

/// As wide as the blank, with half a space of what stands around it on either side.
fn field(blank: &Blank, (x, room): (Length, Length), run: &TextRun, node: NodeId, setter: &Setter) -> Placed {
    let air = setter.fonts.width(" ", run.face, run.size) / 2.0;
    let kind = FieldKind::Words { face: run.face, size: run.size, hides: blank.dots };
    let field = Field {
        name: blank.entry.name(),
        label: blank.entry.label(),
        x: x - air,
        y: run.y - run.size * ASCENT,
        width: room + air * 2.0,
        height: run.size * FIELD_HEIGHT,
        kind,
    };
    Placed { tag: Tag::Node(node), item: Item::Field(field) }
}

/// Above and below the letters, in sizes.
const FIELD_HEIGHT: f64 = 1.15;

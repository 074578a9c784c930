//! Elements in the order of the source → the keys of a heading, and `tiep_theo` where their order is another.

use crate::content::raw::{RawAnnex, RawAssignment, RawHeading, RawStretch, RawTable, RawTask, Text};

/// One thing under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph(Text),
    Dash(Text),
    Table(RawTable),
    Given(RawAssignment),
    Duty(RawAssignment),
    Row(RawTask),
    Child(Box<RawHeading>),
}

impl Element {
    /// Where its key stands among the keys of a stretch, which are printed in this order.
    fn rank(&self) -> usize {
        match self {
            Self::Paragraph(_) => 0,
            Self::Dash(_) => 1,
            Self::Table(_) => 2,
            Self::Given(_) => 3,
            Self::Duty(_) => 4,
            Self::Row(_) => 5,
            Self::Child(_) => 6,
        }
    }
}

/// Stretches of elements whose ranks do not fall.
fn stretches(elements: Vec<Element>) -> Vec<RawStretch> {
    let mut stretches: Vec<RawStretch> = vec![RawStretch::default()];
    let mut last = 0;
    for element in elements {
        let rank = element.rank();
        if rank < last {
            stretches.push(RawStretch::default());
        }
        last = rank;
        if let Some(stretch) = stretches.last_mut() {
            put(stretch, element);
        }
    }
    stretches
}

fn put(stretch: &mut RawStretch, element: Element) {
    match element {
        Element::Paragraph(text) => stretch.paragraphs.push(text),
        Element::Dash(text) => stretch.dashes.push(text),
        Element::Table(table) => stretch.tables.push(table),
        Element::Given(given) => stretch.assignments.push(given),
        Element::Duty(duty) => stretch.duties.push(duty),
        Element::Row(task) => stretch.tasks.push(task),
        Element::Child(heading) => stretch.children.push(*heading),
    }
}

/// A heading with these elements under it.
pub(super) fn into_heading(heading: RawHeading, elements: Vec<Element>) -> RawHeading {
    let mut all = stretches(elements).into_iter();
    let first = all.next().unwrap_or_default();
    let RawStretch { paragraphs, dashes, tables, assignments, duties, tasks, children } = first;
    let further = all.collect();
    RawHeading { paragraphs, dashes, tables, assignments, duties, tasks, children, further, ..heading }
}

/// An annex with these elements in it; points of assignments have no place in one and are put below a
/// heading.
pub(super) fn into_annex(annex: RawAnnex, elements: Vec<Element>) -> RawAnnex {
    let mut all = stretches(elements).into_iter();
    let first = all.next().unwrap_or_default();
    let further: Vec<RawStretch> = all.collect();
    let RawStretch { paragraphs, dashes, tables, tasks, children, .. } = first;
    RawAnnex { paragraphs, dashes, tables, tasks, children, further, ..annex }
}

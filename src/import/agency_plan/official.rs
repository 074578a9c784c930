//! Thể thức: what the document states of itself, as a part states it.

use super::whose::Whose;
use crate::content::raw::RawOverlay;
use crate::import::plan::{Stated, text};

/// The part with everything but purposes, tasks and people.
pub(super) fn of(stated: &Stated, whose: &Whose<'_>) -> RawOverlay {
    let raw = &stated.raw;
    let closing: Vec<&str> = raw.closing.iter().map(|words| words.as_str()).collect();
    // A ground ends with a semicolon, which the plan's own list of grounds prints itself.
    let grounds = raw.grounds.iter().map(|ground| text(&format!("{};", ground.as_str())));
    RawOverlay {
        loai: text("ke_hoach_don_vi"),
        agency: text(whose.agency.id.as_str()),
        year: text(&whose.year.to_string()),
        number: raw.number.clone(),
        symbol: raw.symbol.clone(),
        date: raw.date.clone(),
        status: Some(raw.status),
        parents: whose.parents.iter().map(|plan| text(plan.id.as_str())).collect(),
        subject: (!raw.subject.is_empty()).then(|| raw.subject.clone()),
        opening: grounds.chain(raw.opening.iter().cloned()).collect(),
        purposes: Vec::new(),
        requirements: Vec::new(),
        units: Vec::new(),
        leaders: Vec::new(),
        lead_in: Vec::new(),
        blocks: Vec::new(),
        set_aside: Vec::new(),
        organisation: Vec::new(),
        sections: Vec::new(),
        closing: (!closing.is_empty()).then(|| text(closing.join(" ").trim_end_matches(['.', '/', ' ']))),
        recipients: raw.recipients.clone(),
        archive: raw.archive.clone(),
        signature: raw.signature.clone(),
        marks: raw.marks.clone(),
        annexes_apart: false,
        annex: Some(false),
        show_monitored: Some(false),
        show_targets: None,
        show_references: Some(false),
        accepted: Vec::new(),
    }
}

//! Thể thức: what the document states of itself.

use super::whose::Whose;
use crate::content::raw::{RawMarks, RawOverlay, RawSignature, RawSigningForm, RawStatus};
use crate::import::raw::text;
use crate::import::structure::{Document, SigningPrefix, Words};

/// The part with everything but purposes, tasks and people.
pub(super) fn of(document: &Document, whose: &Whose<'_>) -> RawOverlay {
    let head = &document.head;
    let number = head.number.as_ref().and_then(|line| line.number.as_deref());
    let symbol = head.number.as_ref().and_then(|line| line.symbol.as_deref());
    let date = head.date.as_ref().and_then(|line| {
        let (month, year) = (line.month?, line.year?);
        Some(match line.day {
            Some(day) => format!("{day}/{month}/{year}"),
            None => format!("{month}/{year}"),
        })
    });
    let is_issued = number.is_some() && head.date.as_ref().is_some_and(|line| line.day.is_some());
    let default = format!("KH-{}", whose.agency.symbol);
    let opening = document.grounds.iter().chain(&document.opening);
    let closing: Vec<&str> = document.closing.iter().map(|words| words.text.as_str()).collect();
    RawOverlay {
        loai: text("ke_hoach_don_vi"),
        agency: text(whose.agency.id.as_str()),
        year: text(&whose.year.to_string()),
        number: number.map(text),
        symbol: symbol.filter(|symbol| *symbol != default).map(text),
        date: date.as_deref().map(text),
        status: Some(if is_issued { RawStatus::BanHanh } else { RawStatus::DuThao }),
        parents: whose.parents.iter().map(|plan| text(plan.id.as_str())).collect(),
        subject: document.subject.as_ref().map(|words| text(&title(words))),
        opening: opening.map(|words| text(&words.text)).collect(),
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
        recipients: document.recipients.entries.iter().map(|words| text(&words.text)).collect(),
        archive: document.recipients.archive.as_ref().map(|words| text(words.text.trim_end_matches('.'))),
        signature: signature(document),
        marks: RawMarks::default(),
        annexes_apart: false,
        annex: Some(false),
        show_monitored: Some(false),
        show_targets: None,
        show_references: Some(false),
        accepted: Vec::new(),
    }
}

fn signature(document: &Document) -> RawSignature {
    let signature = &document.signature;
    let prefix = signature
        .lines
        .iter()
        .filter_map(|line| line.prefix)
        .find(|prefix| *prefix != SigningPrefix::OnBehalf);
    let form = match prefix {
        Some(SigningPrefix::For) => RawSigningForm::KyThay,
        Some(SigningPrefix::ByOrder) => RawSigningForm::ThuaLenh,
        Some(SigningPrefix::ByDelegation) => RawSigningForm::ThuaUyQuyen,
        Some(SigningPrefix::Acting) => RawSigningForm::Quyen,
        Some(SigningPrefix::OnBehalf) | None => RawSigningForm::CapTruong,
    };
    RawSignature {
        form,
        collective: None,
        position: None,
        name: signature.name.as_ref().map(|words| text(&words.text)),
    }
}

/// A title as it is typed in content: not in capitals.
pub(super) fn title(words: &Words) -> String {
    words.text.clone()
}

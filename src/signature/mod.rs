//! Chữ ký số của một tệp PDF: read, verified and named; nothing is guessed from the looks of a file.
//!
//! Enters: the bytes of a file and the certificates that an office trusts. Leaves: [`Signing`], which says
//! whether the file is signed, by whom and when, whether what was signed is whole, and what was added after.
//! It knows nothing of plans, and nothing of where a file lies.
//!
//! - `file`, `xref`: the objects of a PDF, revision by revision, with bounds on what a hostile file may cost
//! - `fields`: the signature fields of a revision, and signatures that no field shows any more
//! - `range`: the bytes that a signature covers
//! - `later`: what a later revision added or changed
//! - `ber`, `cms`: the signature itself
//! - `key`: digests and public keys
//! - `certificate`, `chain`: who signed, and whether an office's own root vouches for it
//! - [`told`]: the same in Vietnamese; [`Stage`]: how far the file is on its way from drafter to seal
//! - [`fill()`](fill::fill): number and day, filled in behind what is signed
//!
//! lopdf reads single objects and unpacks streams here. Its reader of whole files merges all revisions into
//! one and loads every object, where a signature needs the revision that it was made over, and a file from
//! outside must not decide how much memory is used.

mod ber;
mod certificate;
mod chain;
mod cms;
mod fields;
mod file;
pub mod fill;
mod key;
mod later;
mod range;
mod state;
#[cfg(test)]
mod tests;
pub mod told;
mod way;
mod xref;

use std::collections::BTreeSet;

use memchr::memmem;

pub use chain::{CertificateFault, Roots};
pub use state::{
    Certificate, Change, Check, Fault, Hash, Signature, Signatures, Signing, Time, TimeSource, Trust, Why,
};

pub use way::Stage;

use cms::Token;
use fields::SignatureField;
use file::{Budget, View};
use range::Covered;

/// A larger file is not looked into.
pub const MAX_BYTES: u64 = 100 << 20;
/// Each is a pass over the file; a document has two, and a few time stamps.
const MAX_SIGNATURES: usize = 16;
/// Where a signature names the bytes that it covers.
const MARK: &[u8] = b"/ByteRange";
/// Words that only a signed file has: the range, and the kinds of signatures.
const TRACES: [&[u8]; 3] = [MARK, b"/adbe.", b"/ETSI."];

/// Reads and verifies the signatures of a file.
pub fn read(bytes: &[u8], roots: &Roots) -> Signing {
    if bytes.len() as u64 > MAX_BYTES {
        return Signing::Unreadable { why: Why::TooLarge };
    }
    let header = memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-");
    // A signature stands in the file as plain text: what it covers is counted in bytes.
    let marked = TRACES.iter().any(|trace| memmem::find(bytes, trace).is_some());
    match (header, marked) {
        (None, false) => Signing::Unreadable { why: Why::NotPdf },
        (Some(_), false) if ends(bytes) => Signing::Unsigned,
        // What is lost may have been a signature.
        (Some(_), false) => Signing::Unreadable { why: Why::CutShort },
        (None, true) => Signing::Unreadable { why: Why::Structure },
        (Some(start), true) => of_marked(bytes, start, roots),
    }
}

/// Whether a file ends as a PDF does: readers look for its mark in the last 1024 bytes.
fn ends(bytes: &[u8]) -> bool {
    memmem::find(&bytes[bytes.len().saturating_sub(1024)..], b"%%EOF").is_some()
}

/// Of a file that says somewhere that it is signed.
fn of_marked(bytes: &[u8], start: usize, roots: &Roots) -> Signing {
    let budget = Budget::default();
    let view = match View::of(bytes, start, &budget) {
        Ok(view) => view,
        Err(why) => return of_broken(bytes, start, &budget, roots, why),
    };
    let fields = match fields::of(&view) {
        Ok(fields) => fields,
        Err(why) => return of_broken(bytes, start, &budget, roots, why),
    };
    let signed: Vec<&SignatureField> = fields.iter().filter(|field| field.value.is_some()).collect();
    if signed.len() > MAX_SIGNATURES {
        return Signing::Unreadable { why: Why::TooMuch };
    }
    let gone = fields::unshown(&view, (bytes, start), &signed, &budget);
    let cut = |field: &SignatureField| matches!(range::of(field.value.as_ref(), bytes), Err(Why::CutShort));
    let gone = gone.iter().map(|field| if cut(field) { Change::CutShort } else { Change::Removed });
    let gone: BTreeSet<Change> = gone.collect();
    if signed.is_empty() {
        return match gone.is_empty() {
            // It speaks of a signature, and none can be made out.
            true => Signing::Unreadable { why: Why::Signature },
            false => Signing::Changed { signed: Signatures::default(), changes: gone.into_iter().collect() },
        };
    }
    let empty = fields.iter().filter(|field| field.value.is_none()).map(|field| field.name.clone()).collect();
    let mut covers = Vec::new();
    for field in signed {
        covers.push((field, range::of(field.value.as_ref(), bytes)));
    }
    covers.sort_by_key(|(_, covered)| covered.as_ref().map_or(usize::MAX, |covered| covered.end));
    let mut signatures: Vec<Signature> =
        covers.iter().map(|(field, covered)| verified(field, covered.as_ref(), bytes, roots)).collect();
    let mut changes = gone;
    changes.extend(later(&covers, &mut signatures, (bytes, start), &view, &budget));
    judged(Signatures { signatures, empty }, changes)
}

/// What came after each signature; what makes the file another than the one signed is returned.
fn later(
    covers: &[(&SignatureField, Result<Covered, Why>)],
    signatures: &mut [Signature],
    (bytes, start): (&[u8], usize),
    view: &View<'_>,
    budget: &Budget,
) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let ends: Vec<Option<usize>> =
        covers.iter().map(|(_, covered)| covered.as_ref().ok().map(|covered| covered.end)).collect();
    for (at, (field, _)) in covers.iter().enumerate() {
        let Some(end) = ends[at] else { continue };
        // What was there when the next signature was made, which vouches for it; after the last, all.
        let next = ends[at + 1..].iter().flatten().copied().find(|next| *next > end);
        let found = match next {
            Some(next) => match View::of(&bytes[..next], start, budget) {
                Ok(view) => later::between(&bytes[..next], start, end, &view, budget),
                Err(_) => vec![Change::Structure],
            },
            None => later::between(bytes, start, end, view, budget),
        };
        let followed = at + 1 < covers.len() || found.contains(&Change::Filled);
        let forbids = followed && fields::forbids_changes(field.value.as_ref(), view);
        let of_time = covers[at + 1..].iter().all(|(field, _)| fields::is_time_stamp(field.value.as_ref()));
        if forbids && !(of_time && at + 1 < covers.len()) {
            changes.push(Change::Forbidden);
        }
        for change in found {
            match next {
                // Số, ngày and the like, set on the page before the seal: the later signature covers it.
                Some(_) if change.may_be_covered() => signatures[at].before_next.push(change),
                // Số, ngày typed into the blanks that were left for them.
                None if change == Change::Filled => signatures[at].after.push(change),
                _ => changes.push(change),
            }
        }
    }
    changes
}

/// One signature by itself.
fn verified(
    field: &SignatureField,
    covered: Result<&Covered, &Why>,
    bytes: &[u8],
    roots: &Roots,
) -> Signature {
    let value = field.value.as_ref();
    let mut token = match covered {
        Ok(covered) => cms::verify(value, covered, bytes, roots),
        Err(why) => Token::unread(*why),
    };
    // What is signed may be whole, and yet not all that is shown.
    if covered.is_ok_and(|covered| !covered.is_around) && token.check == Check::Whole {
        token.check = Check::Unreadable { why: Why::Range };
    }
    Signature {
        field: field.name.clone(),
        time_stamp: fields::is_time_stamp(value),
        by: token.by,
        time: token.time.or_else(|| fields::stated_time(value)),
        check: token.check,
        hash: token.hash,
        before_next: Vec::new(),
        after: Vec::new(),
    }
}

/// The verdict on the file: the worst that was found.
fn judged(signed: Signatures, mut changes: BTreeSet<Change>) -> Signing {
    let checks = || signed.signatures.iter().map(|signature| &signature.check);
    changes.extend(checks().filter_map(Check::change));
    let unread = checks().find_map(|check| match check {
        Check::Unreadable { why } => Some(*why),
        _ => None,
    });
    let unsupported = checks().any(|check| matches!(check, Check::Unsupported { .. }));
    match (changes.is_empty(), unread) {
        (false, _) => Signing::Changed { signed, changes: changes.into_iter().collect() },
        (true, Some(why)) => Signing::Unreadable { why },
        (true, None) if unsupported => Signing::Unchecked { signed },
        // Only a time stamp: nobody signed.
        (true, None) if signed.signatures.iter().all(|signature| signature.time_stamp) => Signing::Unsigned,
        (true, None) => Signing::Intact { signed },
    }
}

/// Of a file whose structure cannot be followed: a signature in it can still tell that it was changed.
fn of_broken(bytes: &[u8], start: usize, budget: &Budget, roots: &Roots, why: Why) -> Signing {
    let found = fields::scattered(bytes, start, budget);
    let mut signatures = Vec::new();
    let mut changes = BTreeSet::new();
    for field in found.iter().take(MAX_SIGNATURES) {
        let covered = range::of(field.value.as_ref(), bytes);
        let signature = verified(field, covered.as_ref(), bytes, roots);
        changes.extend(signature.check.change());
        signatures.push(signature);
    }
    match changes.is_empty() {
        true => Signing::Unreadable { why },
        false => judged(Signatures { signatures, empty: Vec::new() }, changes),
    }
}

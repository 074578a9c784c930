//! Chấp nhận: what an office has looked at and lets stand (`chap_nhan`), as its files state it.

use std::sync::Arc;

use super::raw::RawAcceptance;
use crate::diagnostic::{Diagnostic, Place, Scope, Source, codes};
use crate::text::spaces::single_spaced;

/// A finding that is let stand, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Code of the finding.
    pub code: String,
    /// Words that stand where it is told.
    pub words: String,
    pub reason: String,
    /// Where it is stated: the file that it is about.
    pub place: Place,
    pub scope: Scope,
}

/// Those of one file; one that names no code, no words or no reason is an error and does not hold.
pub(super) fn accepted(
    raw: &[RawAcceptance],
    source: &Arc<Source>,
    scope: &Scope,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Acceptance> {
    let mut accepted = Vec::new();
    for one in raw {
        let (code, words) = (one.code.trim(), single_spaced(&one.words).into_owned());
        let reason = single_spaced(&one.reason).into_owned();
        let fault = if !is_code(code) {
            Some((
                &one.code,
                format!("“{code}” không phải mã của một điều được nêu"),
                "ghi mã như chương trình in ra, ví dụ: KH344",
            ))
        } else if words.is_empty() {
            Some((
                &one.words,
                "“cho” đang trống".to_owned(),
                "ghi vài chữ ở chỗ được nêu, đúng như trong tệp",
            ))
        } else if reason.is_empty() {
            Some((&one.reason, "chấp nhận mà không ghi lý do".to_owned(), "ghi “ly_do”: vì sao để nguyên"))
        } else {
            None
        };
        if let Some((at, message, hint)) = fault {
            let finding = Diagnostic::error(codes::ACCEPTANCE, message).at(at.place(source)).hint(hint);
            findings.push(finding.within(scope.clone()));
            continue;
        }
        let place = one.code.place(source);
        accepted.push(Acceptance { code: code.to_owned(), words, reason, place, scope: scope.clone() });
    }
    accepted
}

fn is_code(code: &str) -> bool {
    code.strip_prefix("KH")
        .is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()))
}

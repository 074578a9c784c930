//! Độ mật gõ vào lời văn: a mark of state secrecy typed where there is no key for it. Cells of tables may speak of the
//! secrecy of other things.

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::official::SECRETS_STAY_AWAY;
use crate::text::secrecy::{bracketed_mark, is_mark};

pub(super) fn check(text: &Written, found: &mut Found) {
    let mark = match text.field {
        Field::Cell => None,
        _ if is_mark(&text.text) => Some(text.text.trim()),
        Field::Subject => bracketed_mark(&text.text),
        _ => None,
    };
    if let Some(mark) = mark {
        let message = format!("dấu “{mark}”: không soạn văn bản mật bằng phần mềm này");
        let finding = Diagnostic::error(codes::SECRECY, message).hint(SECRETS_STAY_AWAY);
        found.push(finding.at(text.place()).within(text.scope.clone()));
    }
}

//! Chưa xác minh: facts that nobody has checked against an original, where they go into the header or the
//! signature of a document.

use crate::diagnostic::{Diagnostic, Place, Scope, Topic, codes};
use crate::model::{Agency, Fact};
use crate::official::{Official, SigningForm, State};

/// The document that facts of an agency go into.
#[derive(Debug, Clone, Copy)]
pub struct Header<'h> {
    pub agency: &'h Agency,
    pub official: &'h Official,
    pub symbol: Symbol,
    /// Where the document is spoken of.
    pub place: Option<&'h Place>,
}

/// Where the symbol of a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// The file of the document states it.
    Stated,
    /// The register has it.
    Registered,
}

/// The unverified facts that this document prints: a likely fault where it is issued.
pub(super) fn check(header: Header<'_>, scope: &Scope) -> Option<Diagnostic> {
    let Header { agency, official, symbol, place } = header;
    let printed = agency.unverified.iter().filter_map(|field| printed(*field, agency, official, symbol));
    let printed: Vec<String> = printed.collect();
    if printed.is_empty() {
        return None;
    }
    let message = format!("{}: chưa xác minh {}", agency.name, printed.join(", "));
    let finding = match official.status {
        State::Issued => {
            let message = format!("văn bản đã ban hành in điều chưa xác minh - {message}");
            Diagnostic::warning(codes::UNVERIFIED, message)
        }
        State::Draft => Diagnostic::info(codes::UNVERIFIED, message).about(Topic::UnverifiedDraft),
    };
    let finding = finding.within(scope.clone()).hint(
        "đối chiếu với văn bản thật của cơ quan, sửa trong tệp “loai: co_quan” rồi bỏ tên trường khỏi “chua_xac_minh”",
    );
    Some(match place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    })
}

/// What a document prints of an unverified field; nothing where it states the fact itself.
fn printed(field: Fact, agency: &Agency, official: &Official, symbol: Symbol) -> Option<String> {
    let signature = &official.signature;
    let by_deputy = signature.form == SigningForm::Deputy;
    match field {
        Fact::Symbol => (symbol == Symbol::Registered).then(|| format!("ký hiệu “{}”", official.symbol)),
        Fact::Place => Some(format!("địa danh “{}”", agency.place)),
        Fact::Name | Fact::IssuerLines => Some(format!("tên cơ quan “{}”", agency.issuer_lines.join(" "))),
        Fact::Superior => {
            (!agency.superior.is_empty()).then(|| format!("cơ quan chủ quản “{}”", agency.superior.join(" ")))
        }
        Fact::Head => {
            (by_deputy || signature.position.is_none()).then(|| format!("chức danh “{}”", agency.head))
        }
        Fact::Deputy => {
            (by_deputy && signature.position.is_none()).then(|| format!("chức danh “{}”", agency.deputy))
        }
        // In no header and under no signature.
        Fact::FullName
        | Fact::ShortName
        | Fact::OtherNames
        | Fact::Kind
        | Fact::CollectiveSigning
        | Fact::From
        | Fact::Until
        | Fact::Successors
        | Fact::AdministrativeCode
        | Fact::Territory => None,
    }
}

//! What a sub-plan states of itself where its agency has not said: symbol, subject, recipients.

use super::responsibility::Responsibilities;
use crate::document::State;
use crate::model::agency::{Agency, AgencyId, AgencyKind, Registry};
use crate::model::overlay::Overlay;
use crate::model::plan::{DutyNature, Marks, Official, Plan, SignatureSpec};
use crate::model::values::IssueDate;

/// Number, date, subject, recipients and signature of a sub-plan: the overlay's, with defaults for
/// what it leaves out. Without an overlay it is a draft of the plan's year.
pub(super) fn official(
    registry: &Registry,
    agency: &Agency,
    year: i16,
    overlay: Option<&Overlay>,
    parents: &[&Responsibilities<'_>],
) -> Official {
    let main = parents.first().map(|parent| parent.plan);
    let default_recipients = || main.map_or_else(Vec::new, |plan| recipients(registry, agency, plan));
    let own_recipients = overlay.map(|own| own.recipients.clone()).filter(|own| !own.is_empty());
    Official {
        number: overlay.and_then(|own| own.number),
        symbol: overlay.and_then(|own| own.symbol.clone()).unwrap_or_else(|| format!("KH-{}", agency.symbol)),
        date: overlay.map_or(IssueDate::year_only(year), |own| own.date),
        status: overlay.map_or(State::Draft, |own| own.status),
        subject: overlay
            .and_then(|own| own.subject.clone())
            .unwrap_or_else(|| main.map(subject).unwrap_or_default()),
        recipients: own_recipients.unwrap_or_else(default_recipients),
        archive: overlay.and_then(|own| own.archive.clone()).unwrap_or_else(|| "VT".to_owned()),
        signature: overlay.map_or_else(SignatureSpec::default, |own| own.signature.clone()),
        marks: overlay.map_or_else(Marks::default, |own| own.marks.clone()),
    }
}

/// "Triển khai thực hiện Kế hoạch số 175/KH-UBND của UBND tỉnh về …".
fn subject(plan: &Plan) -> String {
    let mut chars = plan.official.subject.chars();
    let subject: String =
        chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default();
    match plan.official.number {
        Some(_) => format!("Triển khai thực hiện {} của UBND tỉnh về {subject}", plan.short_citation()),
        None => format!("Triển khai thực hiện Kế hoạch của UBND tỉnh về {subject}"),
    }
}

/// UBND tỉnh, the agency through which reports go, the agency's own heads and parts.
fn recipients(registry: &Registry, agency: &Agency, plan: &Plan) -> Vec<String> {
    let mut recipients = vec!["UBND tỉnh (b/c)".to_owned()];
    let reports = plan.duties().filter(|(_, duty)| duty.nature == Some(DutyNature::Report));
    let through: Option<&AgencyId> = reports.filter_map(|(_, duty)| duty.through.as_ref()).next();
    if let Some(focal) = through.filter(|id| **id != agency.id) {
        recipients.extend(registry.agency(focal).map(|agency| agency.name.clone()));
    }
    let own: [&str; 3] = match agency.kind {
        AgencyKind::Commune | AgencyKind::District => [
            "Thường trực Đảng ủy, HĐND",
            "Chủ tịch, các Phó Chủ tịch UBND",
            "Các phòng, ban, đơn vị trực thuộc",
        ],
        _ => ["Lãnh đạo cơ quan", "Các phòng, đơn vị trực thuộc", "Trang thông tin điện tử"],
    };
    recipients.extend(own.map(ToOwned::to_owned));
    recipients
}

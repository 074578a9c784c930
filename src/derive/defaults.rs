//! What a sub-plan states of itself where its agency has not said: symbol, subject, recipients.

use super::responsibility::Responsibilities;
use crate::model::agency::{Agency, AgencyId, AgencyKind, Registry};
use crate::model::overlay::Overlay;
use crate::model::plan::{DutyNature, Official, Plan, Stated};

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
    let restricted = overlay.is_some_and(|own| own.stated.marks.circulation.is_some());
    let stated = overlay.map_or_else(|| Stated::draft(year), |own| own.stated.clone());
    stated.complete(
        || format!("KH-{}", agency.symbol),
        || main.map(subject).unwrap_or_default(),
        || main.map_or_else(Vec::new, |plan| recipients(registry, agency, plan, restricted)),
    )
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

/// UBND tỉnh, the agency through which reports go, the agency's own heads and parts. What may not go
/// everywhere (`restricted`) is not published either.
fn recipients(registry: &Registry, agency: &Agency, plan: &Plan, restricted: bool) -> Vec<String> {
    // Bodies of a ministry, of the courts and of the Party do not report to UBND tỉnh: they inform it.
    let reports_up = !matches!(agency.kind, AgencyKind::Vertical | AgencyKind::Press);
    let mut recipients = vec![if reports_up { "UBND tỉnh (b/c)" } else { "UBND tỉnh" }.to_owned()];
    let reports = plan.duties().filter(|(_, duty)| duty.nature == Some(DutyNature::Report));
    let through: Option<&AgencyId> = reports.filter_map(|(_, duty)| duty.through.as_ref()).next();
    if let Some(focal) = through.filter(|id| **id != agency.id) {
        recipients.extend(registry.agency(focal).map(|agency| agency.name.clone()));
    }
    recipients.extend(own_recipients(agency));
    recipients.retain(|recipient| !restricted || recipient != WEBSITE);
    recipients
}

const WEBSITE: &str = "Trang thông tin điện tử";

/// Party committee, council and leaders of a territory; leaders and parts of any other body.
fn own_recipients(agency: &Agency) -> Vec<String> {
    let leaders = match agency.kind {
        AgencyKind::Commune | AgencyKind::District => {
            let kind = agency.territory_kind();
            let party = match kind {
                Some("huyện") => "Huyện ủy",
                Some("thành phố") => "Thành ủy",
                Some(_) => "Đảng ủy",
                None => "cấp ủy",
            };
            let of = kind.map(|kind| format!(" {kind}")).unwrap_or_default();
            return vec![
                format!("Thường trực {party}, HĐND{of}"),
                format!("Chủ tịch, các Phó Chủ tịch UBND{of}"),
                "Các phòng, ban, đơn vị trực thuộc".to_owned(),
            ];
        }
        // "Ban Dân tộc" stood among the departments.
        AgencyKind::Department if agency.name.starts_with("Ban ") => "Lãnh đạo Ban",
        AgencyKind::Department => "Lãnh đạo Sở",
        AgencyKind::Office => "Lãnh đạo Văn phòng",
        AgencyKind::Inspectorate => "Lãnh đạo Thanh tra tỉnh",
        AgencyKind::Police => "Lãnh đạo Công an tỉnh",
        AgencyKind::Board => "Lãnh đạo Ban",
        AgencyKind::Centre => "Lãnh đạo Trung tâm",
        _ => "Lãnh đạo cơ quan",
    };
    let parts = match agency.kind {
        AgencyKind::Association => "Các thành viên, hội viên",
        _ => "Các phòng, đơn vị trực thuộc",
    };
    [leaders, parts, WEBSITE].map(ToOwned::to_owned).to_vec()
}

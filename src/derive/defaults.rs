//! What a sub-plan states of itself where its agency has not said: symbol, subject, recipients.

use super::responsibility::Responsibilities;
use crate::model::Province;
use crate::model::agency::{Agency, AgencyId, AgencyKind};
use crate::model::overlay::Overlay;
use crate::model::plan::{Nature, Plan};
use crate::official::{Kind, Official, Stated};

/// Number, date, subject, recipients and signature of a sub-plan: the overlay's, with defaults for
/// what it leaves out. Without an overlay it is a draft of the plan's year.
pub(super) fn official(
    province: &Province,
    agency: &Agency,
    year: i16,
    overlay: Option<&Overlay>,
    parents: &[&Responsibilities<'_>],
) -> Official {
    let restricted = overlay.is_some_and(|own| own.stated.marks.circulation.is_some());
    let stated = overlay.map_or_else(|| Stated::draft(year), |own| own.stated.clone());
    let plans: Vec<&Plan> = parents.iter().map(|parent| parent.plan).collect();
    stated.complete(
        || Kind::Plan.symbol(&agency.symbol),
        || {
            let plans: Vec<String> = plans.iter().map(|plan| subject(province, plan)).collect();
            format!("Triển khai thực hiện {}", plans.join(" và "))
        },
        || recipients(province, agency, &plans, restricted),
    )
}

/// "Kế hoạch số 175/KH-UBND của UBND tỉnh về …".
fn subject(province: &Province, plan: &Plan) -> String {
    let issuer = issuer(province, plan).map_or(plan.issuer.as_str(), |issuer| &issuer.name);
    let mut chars = plan.official.subject.chars();
    // An abbreviation keeps its capitals.
    let is_word = chars.clone().nth(1).is_none_or(char::is_lowercase);
    let subject: String = match chars.next() {
        Some(first) if is_word => first.to_lowercase().chain(chars).collect(),
        _ => plan.official.subject.clone(),
    };
    match plan.official.number {
        Some(_) => format!("{} của {issuer} về {subject}", plan.short_citation()),
        None => format!("Kế hoạch của {issuer} về {subject}"),
    }
}

fn issuer<'p>(province: &'p Province, plan: &Plan) -> Option<&'p Agency> {
    province.registry.agency(&plan.issuer)
}

/// Who issued the plans, the agencies through which reports go, the agency's own heads and parts. What may
/// not go everywhere (`restricted`) is not published either.
fn recipients(province: &Province, agency: &Agency, plans: &[&Plan], restricted: bool) -> Vec<String> {
    // Bodies of a ministry, of the courts and of the Party do not report to who issued the plan: they
    // inform it.
    let reports_up = !matches!(agency.kind, AgencyKind::Vertical | AgencyKind::Press);
    let mut recipients: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if !recipients.contains(&name) {
            recipients.push(name);
        }
    };
    for issuer in plans.iter().filter_map(|plan| issuer(province, plan)) {
        add(if reports_up { format!("{} (b/c)", issuer.name) } else { issuer.name.clone() });
    }
    for plan in plans {
        let reports = plan.duties().filter(|task| task.assigned.nature == Some(Nature::Report));
        let through: Option<&AgencyId> = reports.filter_map(|task| task.assigned.through.as_ref()).next();
        if let Some(focal) = through.filter(|id| **id != agency.id) {
            province.registry.agency(focal).map(|agency| agency.name.clone()).into_iter().for_each(&mut add);
        }
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
                Some("thị xã") => "Thị ủy",
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
        AgencyKind::Inspectorate | AgencyKind::Police => {
            return vec![
                format!("Lãnh đạo {}", agency.name),
                "Các phòng, đơn vị trực thuộc".to_owned(),
                WEBSITE.to_owned(),
            ];
        }
        AgencyKind::Board => "Lãnh đạo Ban",
        AgencyKind::Centre => "Lãnh đạo Trung tâm",
        AgencyKind::Division => {
            return vec!["Lãnh đạo đơn vị".to_owned(), "Công chức, viên chức của đơn vị".to_owned()];
        }
        _ => "Lãnh đạo cơ quan",
    };
    let parts = match agency.kind {
        AgencyKind::Association => "Các thành viên, hội viên",
        _ => "Các phòng, đơn vị trực thuộc",
    };
    [leaders, parts, WEBSITE].map(ToOwned::to_owned).to_vec()
}

//! `bao_cao`: what offices say in their reports, checked as plans are. Nothing that is wrong here holds a plan
//! back.

use jiff::civil::Date;

use super::official::{self, OfficialFields};
use super::overlay::{Parent, plan};
use super::plan::year;
use super::roll::{Span, check_exists};
use super::{Context, shape, strings};
use crate::content::load::RawContent;
use crate::content::raw::{RawOwnSection, RawStatus, RawStatusReport, Text};
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::agency::{PlanId, Registry};
use crate::model::overlay::OwnText;
use crate::model::plan::Plan;
use crate::model::report::ReportPart;
use crate::official::{Kind, State};
use crate::text::values::{parse_date, short_date};

pub(super) fn reports(
    raw: &RawContent,
    registry: &Registry,
    plans: &[Plan],
    findings: &mut Vec<Diagnostic>,
) -> Vec<ReportPart> {
    let parents: Vec<Parent<'_>> =
        if raw.reports.is_empty() { Vec::new() } else { plans.iter().map(Parent::of).collect() };
    let mut all: Vec<ReportPart> = Vec::new();
    for (file, source) in &raw.reports {
        let scope = file.year.trim().parse().map_or(Scope::Everything, |year| Scope::Report { year });
        let mut context = Context::of(registry, source, findings, scope, raw);
        let Some(report) = report(file, &parents, &mut context) else { continue };
        let same = |other: &&ReportPart| {
            (other.year, other.day, &other.agency, &other.plans)
                == (report.year, report.day, &report.agency, &report.plans)
        };
        match all.iter().find(same) {
            None => all.push(report),
            Some(first) => {
                let day = short_date(report.day);
                let message = format!("đã có tệp báo cáo năm {} tính đến ngày {day}", report.year);
                let hint = format!("tệp kia: {}; gộp hai tệp làm một", first.place.source.path.display());
                context.report(Diagnostic::error(codes::DUPLICATE_ID, message).hint(hint), &file.day);
            }
        }
    }
    all
}

fn report(file: &RawStatusReport, parents: &[Parent<'_>], context: &mut Context<'_>) -> Option<ReportPart> {
    let year = year(&file.year, context)?;
    let day = day(&file.day, context);
    let agency = match &file.agency {
        Some(typed) => Some(context.agency(typed)?),
        None => None,
    };
    let plans = plans(&file.plans, year, parents, context);
    let day = day?;
    if let (Some(agency), Some(typed)) = (&agency, &file.agency) {
        check_exists(agency, Span { first: day, last: day }, typed, context);
    }
    let fields = OfficialFields {
        number: file.number.as_ref(),
        symbol: file.symbol.as_ref(),
        date: file.date.as_ref(),
        status: file.status.unwrap_or(RawStatus::DuThao),
        subject: file.subject.as_ref(),
        recipients: &file.recipients,
        archive: file.archive.as_ref(),
        signature: &file.signature,
        marks: &file.marks,
        annexes_apart: false,
        printed: true,
        issuer: agency.as_ref().and_then(|agency| context.registry.agency(agency)),
        anchor: &file.day,
        kind: Kind::Report,
        addressed: file.addressees.as_ref().is_some_and(|addressees| !addressees.is_empty()),
    };
    let stated = official::stated(fields, ReportPart::year_of_issue(day), context);
    if let (State::Issued, Some(issued), Some(typed)) = (stated.status, stated.date.full(), &file.date)
        && issued < day
    {
        let message =
            format!("báo cáo ghi ngày {}, trước ngày của số liệu ({})", short_date(issued), short_date(day));
        let finding = Diagnostic::warning(codes::REPORT_BEFORE_FIGURES, message);
        context.report(finding.hint("xem lại “ngay” và “tinh_den”"), typed);
    }
    Some(ReportPart {
        year,
        day,
        agency,
        plans,
        stated,
        addressees: file.addressees.as_ref().map(|addressees| strings(addressees)),
        grounds: strings(&file.grounds),
        opening: strings(&file.opening),
        remarks: strings(&file.remarks),
        sections: file.sections.iter().filter_map(|section| own(section, context)).collect(),
        proposals: strings(&file.proposals),
        closing: strings(&file.closing),
        place: context.place(&file.day),
    })
}

fn day(typed: &Text, context: &mut Context<'_>) -> Option<Date> {
    match parse_date(typed) {
        Ok(day) => Some(day),
        Err(fault) => {
            let message = format!("ngày “{}”: {fault}", **typed);
            context.report(Diagnostic::error(codes::BAD_DATE, message).hint(fault.hint()), typed);
            None
        }
    }
}

fn plans(typed: &[Text], year: i16, parents: &[Parent<'_>], context: &mut Context<'_>) -> Vec<PlanId> {
    let mut plans: Vec<PlanId> = Vec::new();
    for id in typed {
        let Some(parent) = plan(id, parents.iter(), context) else { continue };
        if parent.plan.year != year {
            let message = format!("kế hoạch “{}” là của năm {}", parent.plan.id, parent.plan.year);
            let finding = Diagnostic::error(codes::UNKNOWN_PLAN, message);
            context.report(finding.hint("sửa “nam” hoặc “ke_hoach”"), id);
        } else if !plans.contains(&parent.plan.id) {
            plans.push(parent.plan.id.clone());
        }
    }
    plans.sort();
    plans
}

/// Only sections of its own: what the figures say stands where the template has it.
fn own(section: &RawOwnSection, context: &mut Context<'_>) -> Option<OwnText> {
    let texts = section.paragraphs.iter().chain(&section.dashes);
    let Some(title) = &section.title else {
        let finding = Diagnostic::error(codes::CONTRADICTION, "mục riêng chưa có tiêu đề");
        let finding = finding.hint("ghi “tieu_de”");
        match texts.into_iter().next() {
            Some(text) => context.report(finding, text),
            None => context.push(finding.at(context.whole_file())),
        }
        return None;
    };
    if section.part.is_some() {
        let finding = Diagnostic::error(codes::CONTRADICTION, "báo cáo không có phần có sẵn để chọn thứ tự");
        context.report(finding.hint("bỏ “phan”; các bảng số liệu do chương trình in"), title);
    }
    Some(shape::own(section, context))
}

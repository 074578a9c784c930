//! What plans and overlays state of themselves as official documents: number, date, status, marks,
//! signature.

use super::{Context, format, number, optional, prose};
use crate::content::raw::{RawCirculation, RawMarks, RawSignature, RawStatus, RawUrgency, Text};
use crate::diagnostic::{Diagnostic, Missing, Topic, codes};
use crate::model::agency::Agency;
use crate::official::{Circulation, DraftMark, Kind, Marks, SECRETS_STAY_AWAY, State, Stated, Urgency};
use crate::text::values::{DateFault, IssueDate};

/// The fields that plans and overlays share.
pub(super) struct OfficialFields<'f> {
    pub number: Option<&'f Text>,
    pub symbol: Option<&'f Text>,
    pub date: Option<&'f Text>,
    pub status: RawStatus,
    pub subject: Option<&'f Text>,
    pub recipients: &'f [Text],
    pub archive: Option<&'f Text>,
    pub signature: &'f RawSignature,
    pub marks: &'f RawMarks,
    pub annexes_apart: bool,
    /// Printed here, and not only cited.
    pub printed: bool,
    /// Who issues, where it is registered.
    pub issuer: Option<&'f Agency>,
    /// Where to point when something is missing.
    pub anchor: &'f Text,
    pub kind: Kind,
    /// It has a line “Kính gửi”.
    pub addressed: bool,
}

/// All of them, checked together: issued needs number and full date.
pub(super) fn stated(fields: OfficialFields<'_>, year: i16, context: &mut Context<'_>) -> Stated {
    let number = fields.number.and_then(|text| number::document_number(text, &fields, context));
    let mut date = issue_date(fields.date, year, context);
    if let Some(text) = fields.date.filter(|_| (date.year - year).abs() > 1) {
        let message =
            format!("ngày “{}” không hợp với năm {year} của {}", **text, fields.kind.noun().to_lowercase());
        let finding = Diagnostic::error(codes::BAD_DATE, message).hint("xem lại “ngay” và “nam”");
        context.report(finding, text);
        // Who there was in another time is no matter of this document.
        let meant = IssueDate { year, ..date };
        let is_sound = meant.full().is_some() == date.full().is_some();
        date = if is_sound { meant } else { IssueDate::year_only(year) };
    }
    if let Some(text) = fields.date
        && fields.kind == Kind::Plan
        && let Some(finding) = far_from_its_year(date, year)
    {
        context.report(finding, text);
    }
    if let Some(text) = fields.symbol
        && let Some(finding) = odd_symbol(&prose(text), &fields)
    {
        context.report(finding, text);
    }
    let status = match fields.status {
        RawStatus::DuThao => State::Draft,
        RawStatus::BanHanh => State::Issued,
    };
    if status == State::Issued {
        let lacking = match (
            fields.number.is_none(),
            fields.date.is_none_or(|text| IssueDate::parse(text).is_ok() && date.full().is_none()),
        ) {
            (true, true) => Some(("văn bản đã ban hành phải có số và ngày tháng năm", Missing::Number)),
            (true, false) => Some(("văn bản đã ban hành phải có số", Missing::Number)),
            (false, true) => Some(("văn bản đã ban hành phải có đủ ngày tháng năm", Missing::Date)),
            (false, false) => None,
        };
        if let Some((message, missing)) = lacking {
            let finding = Diagnostic::error(codes::ISSUED_INCOMPLETE, message)
                .about(Topic::Missing(missing))
                .hint("ghi “so” và “ngay”, hoặc đổi “trang_thai: du_thao”");
            context.report(finding, fields.anchor);
        }
    }
    let marks = marks(fields.marks, context);
    let marked = fields.marks.draft.as_ref().filter(|_| marks.draft.is_some());
    if let Some(draft) = marked.filter(|_| status == State::Issued) {
        let finding = Diagnostic::error(codes::DRAFT_MARK_ISSUED, "văn bản đã ban hành không in chữ DỰ THẢO")
            .hint("bỏ “du_thao” trong “dau_hieu”");
        context.report(finding, draft);
    }
    let typed = format::typed(&fields, date.full(), context);
    Stated {
        number,
        symbol: optional(fields.symbol),
        date,
        status,
        subject: typed.subject,
        recipients: typed.recipients,
        archive: optional(fields.archive),
        signature: typed.signature,
        marks,
        annexes_apart: fields.annexes_apart,
    }
}

/// A symbol says what kind of document it is and who issues it, joined by hyphens (PL1 II.3.b).
fn odd_symbol(symbol: &str, fields: &OfficialFields<'_>) -> Option<Diagnostic> {
    let letters = fields.kind.letters();
    let issuer = fields.issuer.map_or("", |issuer| issuer.symbol.as_str());
    let expected = fields.kind.symbol(issuer);
    let parts: Vec<&str> = symbol.split('-').collect();
    let message = if symbol.contains('/') {
        format!("ký hiệu “{symbol}” có dấu gạch chéo: giữa các phần của ký hiệu là dấu gạch nối")
    } else if parts.first() != Some(&letters) {
        format!("ký hiệu “{symbol}” không bắt đầu bằng {letters}, chữ viết tắt của {}", fields.kind.noun())
    } else if !issuer.is_empty() && !format!("{symbol}-").starts_with(&format!("{expected}-")) {
        format!("ký hiệu “{symbol}” không có {issuer}, chữ viết tắt của cơ quan ban hành")
    } else {
        return None;
    };
    let hint = match parts.first() {
        // Its own number would be another one.
        Some(&"QĐ") => format!(
            "kế hoạch ban hành kèm theo quyết định, dẫn theo số của quyết định thì giữ nguyên; có số riêng thì ghi cả số và ký \
             hiệu ấy: {expected}"
        ),
        _ => format!("thường là: {expected}"),
    };
    Some(Diagnostic::warning(codes::ODD_SYMBOL, message).hint(hint))
}

/// A plan is issued in its year, or in the last months of the year before.
fn far_from_its_year(date: IssueDate, year: i16) -> Option<Diagnostic> {
    const EARLIEST_MONTH: i8 = 9;
    let is_early = date.year == year - 1 && date.month.is_some_and(|month| month < EARLIEST_MONTH);
    let is_late = date.year == year + 1;
    let when = match (is_early, is_late) {
        (true, _) => "trước năm ấy nhiều tháng",
        (_, true) => "khi năm ấy đã qua",
        _ => return None,
    };
    let message = format!("kế hoạch của năm {year} ghi ngày ban hành {when}");
    Some(Diagnostic::warning(codes::FAR_YEAR, message).hint("xem lại năm ở “ngay” và “nam”: có thể gõ nhầm"))
}

fn issue_date(text: Option<&Text>, year: i16, context: &mut Context<'_>) -> IssueDate {
    let unknown = IssueDate::year_only(year);
    let Some(text) = text else { return unknown };
    match IssueDate::parse(text) {
        Ok(date) => date,
        Err(fault) => {
            let hint = match fault {
                DateFault::Form => {
                    "viết ngày/tháng/năm, ví dụ: 02/7/2025; dự thảo ghi được tháng/năm: 7/2026".to_owned()
                }
                _ => fault.hint(),
            };
            let finding =
                Diagnostic::error(codes::BAD_DATE, format!("ngày “{}”: {fault}", **text)).hint(hint);
            context.report(finding, text);
            unknown
        }
    }
}

fn marks(raw: &RawMarks, context: &mut Context<'_>) -> Marks {
    if let Some(secrecy) = &raw.secrecy {
        let finding = Diagnostic::error(codes::SECRECY, "không soạn văn bản mật bằng phần mềm này")
            .hint(SECRETS_STAY_AWAY);
        context.report(finding, secrecy);
    }
    Marks {
        draft: raw.draft.as_ref().and_then(|mark| draft_mark(mark, context)),
        urgency: raw.urgency.map(|urgency| match urgency {
            RawUrgency::Khan => Urgency::Urgent,
            RawUrgency::ThuongKhan => Urgency::VeryUrgent,
            RawUrgency::HoaToc => Urgency::Flash,
        }),
        circulation: raw.circulation.map(|circulation| match circulation {
            RawCirculation::XemXongTraLai => Circulation::ReturnAfterReading,
            RawCirculation::LuuHanhNoiBo => Circulation::Internal,
        }),
        drafter: optional(raw.drafter.as_ref()),
    }
}

/// Chữ DỰ THẢO, where it is to be printed: yes, no, or which draft it is. A single word that is neither would be
/// printed in brackets and mean nothing there.
fn draft_mark(text: &Text, context: &mut Context<'_>) -> Option<DraftMark> {
    let said = prose(text);
    let said = said.trim_start_matches('(').trim_end_matches(')').trim();
    match said.to_lowercase().as_str() {
        "có" | "true" => Some(DraftMark::Plain),
        "không" | "false" => None,
        word if !word.contains(' ') => {
            let finding = Diagnostic::error(
                codes::BAD_VALUE,
                format!("không rõ “{said}” có nghĩa là in chữ DỰ THẢO hay không"),
            )
            .hint("ghi “có”, “không”, hoặc lần dự thảo, ví dụ: lần 2");
            context.report(finding, text);
            None
        }
        _ => Some(DraftMark::Round(said.to_owned())),
    }
}

//! Thể thức of what an office types into its document: subject, recipients, signature.
//!
//! Each rule names its clause of Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I ("PL1"). What a
//! writer adds by itself (dashes, semicolons, the closing full stop) may be typed all the same.

use jiff::civil::Date;

use super::official::OfficialFields;
use super::{Context, optional, prose};
use crate::content::raw::{RawSigningForm, RawStatus, Text};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::{Agency, AgencyKind};
use crate::model::plan::{SignatureSpec, SigningForm};

/// Most characters of a trích yếu (Phụ lục VI, Phần II, Mục I).
const LONGEST_SUBJECT: usize = 500;

/// Học hàm, học vị, danh hiệu: none of them stands before a signer's name (PL1 II.7.c).
const ACADEMIC: [&str; 16] = [
    "gs", "pgs", "ts", "ths", "cn", "ks", "bs", "bsckii", "bscki", "ngnd", "ngưt", "ttnd", "ttưt", "tiến",
    "thạc", "giáo",
];

/// Trích yếu (PL1 II.5): a phrase of its own, not "V/v …" as in a công văn, without a full stop.
pub(super) fn subject(text: &Text, context: &mut Context<'_>) -> String {
    let subject = prose(text).trim_end_matches(['.', ' ']).to_owned();
    let start: String = subject.chars().take(4).collect::<String>().to_lowercase();
    if start.starts_with("v/v") || start.starts_with("vv ") {
        let finding = Diagnostic::error(codes::SUBJECT, "trích yếu của kế hoạch không bắt đầu bằng “V/v”")
            .hint("“V/v” chỉ dùng cho công văn (khoản 5 Mục II Phần I Phụ lục I)");
        context.report(finding, text);
    }
    if subject.chars().next().is_some_and(char::is_lowercase) {
        let finding = Diagnostic::warning(codes::SUBJECT, "trích yếu không bắt đầu bằng chữ hoa");
        context.report(finding, text);
    }
    let length = subject.chars().count();
    if length > LONGEST_SUBJECT {
        let message = format!("trích yếu dài {length} ký tự; tối đa {LONGEST_SUBJECT} ký tự");
        context.report(Diagnostic::warning(codes::SUBJECT, message), text);
    }
    subject
}

/// Nơi nhận (PL1 II.9), without the marks that are printed around every entry.
pub(super) fn recipients(texts: &[Text], day: Option<Date>, context: &mut Context<'_>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    let mut recipients = Vec::new();
    for text in texts {
        let entry = prose(text);
        let entry = entry.trim_start_matches(['-', ' ']).trim_end_matches([';', '.', ' ']).to_owned();
        let folded = entry.to_lowercase();
        if seen.contains(&folded) {
            let finding =
                Diagnostic::warning(codes::RECIPIENTS, format!("“{entry}” có hai lần trong nơi nhận"));
            context.report(finding, text);
            continue;
        }
        if folded.starts_with("như trên") || folded.starts_with("như điều") {
            let finding =
                Diagnostic::error(codes::RECIPIENTS, format!("kế hoạch không ghi “{entry}” ở nơi nhận"))
                    .hint("“Như trên” chỉ đi với “Kính gửi”, “Như Điều …” chỉ có ở quyết định (khoản 9 Mục II Phần I Phụ lục I); ghi tên nơi nhận");
            context.report(finding, text);
        }
        if let Some(day) = day {
            abolished(&entry, day, text, context);
        }
        seen.push(folded);
        recipients.push(entry);
    }
    recipients
}

/// Warns of a body that does not exist any more, or not yet, on the day of the document.
fn abolished(entry: &str, day: Date, text: &Text, context: &mut Context<'_>) {
    let registry = context.registry;
    let entry = entry.to_lowercase();
    let has = |name: &str| entry.contains(&name.to_lowercase());
    let existing = |agency: &&Agency| agency.exists_on(day);
    let longer = |name: &str| {
        registry.agencies().iter().filter(existing).any(|other| other.name.contains(name) && has(&other.name))
    };
    let gone = registry
        .agencies()
        .iter()
        .find(|agency| !agency.exists_on(day) && has(&agency.name) && !longer(&agency.name));
    let group = registry.groups().find(|group| has(&group.name) && registry.members(group, day).is_empty());
    let (name, next) = match (gone, group) {
        (Some(agency), _) => {
            let next = agency.successors.iter().filter_map(|id| registry.agency(id));
            (&agency.name, next.filter(existing).map(|agency| agency.name.as_str()).collect::<Vec<_>>())
        }
        (None, Some(group)) => (&group.name, Vec::new()),
        (None, None) => return,
    };
    let finding =
        Diagnostic::warning(codes::ABOLISHED, format!("“{name}” không tồn tại vào ngày của văn bản"));
    let finding = match next.is_empty() {
        true => finding,
        false => finding.hint(format!("cơ quan kế tiếp: {}", next.join(", "))),
    };
    context.report(finding, text);
}

/// Chữ ký (PL1 II.7, Điều 13): who signs, and in which right.
pub(super) fn signature(fields: &OfficialFields<'_>, context: &mut Context<'_>) -> SignatureSpec {
    let (raw, signer) = (fields.signature, fields.issuer);
    let spec = SignatureSpec {
        form: match raw.form {
            RawSigningForm::CapTruong => SigningForm::Head,
            RawSigningForm::KyThay => SigningForm::Deputy,
            RawSigningForm::Quyen => SigningForm::Acting,
            RawSigningForm::ThuaLenh => SigningForm::ByOrder,
            RawSigningForm::ThuaUyQuyen => SigningForm::ByDelegation,
            RawSigningForm::ChuaRo => SigningForm::Unknown,
        },
        collective: raw.collective,
        position: optional(raw.position.as_ref()),
        name: optional(raw.name.as_ref()),
    };
    let place = raw.position.as_ref().or(raw.name.as_ref()).unwrap_or(fields.anchor);
    for (message, hint) in contradictions(&spec, signer) {
        context.report(Diagnostic::error(codes::SIGNATURE, message).hint(hint), place);
    }
    if let (Some(name), Some(text)) = (&spec.name, &raw.name) {
        let uniformed = signer.is_none_or(|signer| signer.kind == AgencyKind::Police);
        let title = name.split([' ', '.']).next().unwrap_or_default().to_lowercase();
        if ACADEMIC.contains(&title.as_str()) && !uniformed {
            let finding = Diagnostic::error(
                codes::SIGNATURE,
                "trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
            )
            .hint("chỉ ghi họ và tên (điểm c khoản 7 Mục II Phần I Phụ lục I)");
            context.report(finding, text);
        }
    }
    let issued = fields.status == RawStatus::BanHanh && fields.printed;
    let finding = match spec.form {
        // The content says itself that it does not know: a copy of a published text, mostly.
        SigningForm::Unknown => {
            let message = "văn bản đã ban hành chưa rõ chức vụ và họ tên người ký";
            issued.then(|| Diagnostic::info(codes::NO_SIGNER, message))
        }
        _ if spec.name.is_none() => {
            let message = "văn bản đã ban hành chưa có họ tên người ký";
            issued.then(|| Diagnostic::warning(codes::NO_SIGNER, message))
        }
        _ => None,
    };
    if let Some(finding) = finding {
        context.report(finding.hint("ghi ở “ky”: hinh_thuc, chuc_vu, ho_ten"), fields.anchor);
    }
    spec
}

/// What cannot stand above one signature, with the rule.
fn contradictions(spec: &SignatureSpec, signer: Option<&Agency>) -> Vec<(String, &'static str)> {
    const CLAUSE: &str = "điểm b khoản 7 Mục II Phần I Phụ lục I; Điều 13";
    let mut found = Vec::new();
    let by_order = matches!(spec.form, SigningForm::ByOrder | SigningForm::ByDelegation);
    let prefix = if spec.form == SigningForm::ByOrder { "TL." } else { "TUQ." };
    if by_order && spec.collective == Some(true) {
        found.push((format!("“TM.” không đi cùng “{prefix}”"), CLAUSE));
    }
    if by_order && spec.position.is_none() {
        found.push((
            format!("ký “{prefix}” phải ghi chức vụ của người ký"),
            "ghi “chuc_vu”, ví dụ: Chánh Văn phòng",
        ));
    }
    let one_head = signer.is_some_and(|signer| !signer.collective_signing);
    if one_head && !by_order && spec.collective == Some(true) {
        let message = "“TM.” chỉ dùng khi ký thay mặt tập thể; cơ quan này làm việc theo chế độ thủ trưởng";
        found.push((message.to_owned(), "bỏ “thay_mat: true” (khoản 1, 2 Điều 13)"));
    }
    if let (SigningForm::Deputy, Some(position)) = (spec.form, &spec.position) {
        let lower = position.to_lowercase();
        if !lower.starts_with("phó") && !lower.starts_with("thứ trưởng") {
            let message = format!("sau “KT.” phải là chức danh cấp phó, không phải “{position}”");
            found.push((message, CLAUSE));
        }
    }
    found
}

//! Thể thức of what an office types into its document: subject, recipients, signature.
//!
//! Each rule names its clause of Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I ("PL1"). What a
//! writer adds by itself (dashes, semicolons, the closing full stop) may be typed all the same. A
//! plan that is only cited is another office's work: it is taken as it is.

use jiff::civil::Date;

use super::official::OfficialFields;
use super::{Context, optional, prose, strings};
use crate::content::load::Names;
use crate::content::raw::{RawSigningForm, RawStatus, Text};
use crate::diagnostic::{Diagnostic, Missing, Topic, codes};
use crate::model::agency::{Agency, AgencyKind};
use crate::official::{Kind, SignatureSpec, SigningForm};
use crate::text::words::ACADEMIC;

/// Most characters of a trích yếu (Phụ lục VI, Phần II, Mục I).
const LONGEST_SUBJECT: usize = 500;

/// What the checks leave.
pub(super) struct Typed {
    pub subject: Option<String>,
    pub recipients: Vec<String>,
    pub signature: SignatureSpec,
}

/// Checks subject, recipients and signature; `day` is the day of the document, where it is known.
pub(super) fn typed(fields: &OfficialFields<'_>, day: Option<Date>, context: &mut Context<'_>) -> Typed {
    if !fields.printed {
        return Typed {
            subject: fields.subject.map(prose),
            recipients: strings(fields.recipients),
            signature: spec(fields),
        };
    }
    Typed {
        subject: fields
            .subject
            .map(|text| subject(text, fields.kind, context))
            .filter(|subject| !subject.is_empty()),
        recipients: recipients(fields, day, context),
        signature: signature(fields, context),
    }
}

/// Trích yếu (PL1 II.5): a phrase of its own, not "V/v …" as in a công văn, without a full stop.
fn subject(text: &Text, kind: Kind, context: &mut Context<'_>) -> String {
    let typed = prose(text);
    let subject = typed.trim_end_matches(['.', ' ']).to_owned();
    let noun = kind.noun().to_lowercase();
    if subject.is_empty() && !typed.is_empty() {
        let finding = Diagnostic::error(codes::SUBJECT, format!("trích yếu “{typed}” không có chữ nào"));
        context.report(finding.hint(format!("ghi nội dung của {noun}")), text);
    }
    let lower = subject.to_lowercase();
    if lower.starts_with("v/v") || lower.starts_with("vv ") {
        let finding =
            Diagnostic::error(codes::SUBJECT, format!("trích yếu của {noun} không bắt đầu bằng “V/v”"))
                .hint("“V/v” chỉ dùng cho công văn (khoản 5 Mục II Phần I Phụ lục I)");
        context.report(finding, text);
    }
    if lower.starts_with("về ") {
        let message = format!("trích yếu của {noun} không bắt đầu bằng “Về”: nơi viện dẫn in thêm “về”");
        let finding = Diagnostic::warning(codes::SUBJECT, message);
        context.report(finding.hint("bỏ “Về”, “Về việc” ở đầu, viết hoa chữ sau nó"), text);
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

/// Kính gửi: letters, submissions and reports have it, a plan says in “Nơi nhận” whom it goes to (PL1 II.9.b).
pub(super) fn unaddressed(opening: &[Text], context: &mut Context<'_>) {
    for text in opening.iter().filter(|text| prose(text).to_lowercase().starts_with("kính gửi")) {
        let finding = Diagnostic::warning(codes::RECIPIENTS, "kế hoạch không có dòng “Kính gửi”").hint(
            "ghi nơi gửi ở “noi_nhan”; “Kính gửi” chỉ có ở công văn, tờ trình, báo cáo (điểm b khoản 9 Mục II Phần I \
             Phụ lục I)",
        );
        context.report(finding, text);
    }
}

/// Nơi nhận (PL1 II.9), without the marks that are printed around every entry.
fn recipients(fields: &OfficialFields<'_>, day: Option<Date>, context: &mut Context<'_>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    let mut recipients = Vec::new();
    for text in fields.recipients {
        let entry = prose(text);
        let dashed = entry.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let entry = dashed.unwrap_or(&entry).trim_start().trim_end_matches([';', '.', ' ']).to_owned();
        let folded = entry.to_lowercase();
        if entry.chars().all(is_mark) {
            let typed = prose(text);
            let message = match typed.as_str() {
                "" => "mục này của nơi nhận để trống, không được in".to_owned(),
                typed => format!("mục “{typed}” của nơi nhận không có chữ nào ngoài dấu, không được in"),
            };
            let finding =
                Diagnostic::warning(codes::RECIPIENTS, message).hint("ghi tên nơi nhận, hoặc xóa dòng này");
            context.report(finding, text);
            continue;
        }
        if seen.contains(&folded) {
            let message = format!("“{entry}” có hai lần trong nơi nhận");
            context.report(Diagnostic::warning(codes::RECIPIENTS, message), text);
            continue;
        }
        if folded.starts_with("lưu:") {
            let message = "dòng “Lưu” được in riêng ở cuối, không ghi trong “noi_nhan”";
            let finding = Diagnostic::warning(codes::RECIPIENTS, message).hint("ghi phần sau “Lưu:” ở “luu”");
            context.report(finding, text);
            continue;
        }
        let is_above = folded.starts_with("như trên") && !fields.addressed;
        if is_above || folded.starts_with("như điều") {
            let noun = fields.kind.noun().to_lowercase();
            let message = format!("{noun} không ghi “{entry}” ở nơi nhận");
            let names = match fields.kind {
                Kind::Report if is_above => "ghi nơi gửi ở “kinh_gui”, hoặc ghi tên nơi nhận",
                Kind::Report | Kind::Plan => "ghi tên nơi nhận",
            };
            let finding = Diagnostic::error(codes::RECIPIENTS, message).hint(format!(
                "“Như trên” chỉ đi với “Kính gửi”, “Như Điều …” chỉ có ở quyết định (khoản 9 Mục II Phần I Phụ \
                 lục I); {names}"
            ));
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

/// What stands around an entry, and names nobody by itself. Dots that a draft leaves to be filled are not
/// among them.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '+' | '*' | '.' | ',' | ';' | ':')
}

/// Warns of every body in an entry that does not exist any more, or not yet, on the day of the
/// document. A body is looked for where a name can begin: at the start, and after a comma.
fn abolished(entry: &str, day: Date, text: &Text, context: &mut Context<'_>) {
    let registry = context.registry;
    let entry = entry.to_lowercase();
    let starts = entry.match_indices(", ").map(|(at, comma)| at + comma.len());
    let mut findings = Vec::new();
    for rest in std::iter::once(0).chain(starts).map(|at| &entry[at..]) {
        // The longest name that stands here: "Chi cục Thuế khu vực VI" is not "Chi cục Thuế".
        let agencies = registry.agencies().iter().filter(|agency| begins(rest, &agency.name));
        let agency = agencies.max_by_key(|agency| (agency.name.len(), agency.exists_on(day)));
        let groups = registry.groups().filter(|group| begins(rest, &group.name));
        let group = groups.max_by_key(|group| group.name.len());
        let named = |name: &str| {
            let message = format!("“{name}” không tồn tại vào ngày của văn bản");
            Diagnostic::warning(codes::ABOLISHED, message)
        };
        match (agency, group) {
            (Some(agency), _) if !agency.exists_on(day) => {
                let next = agency.successors.iter().filter_map(|id| registry.agency(id));
                let next: Vec<&str> =
                    next.filter(|next| next.exists_on(day)).map(|next| next.name.as_str()).collect();
                let finding = named(&agency.name);
                findings.push(if next.is_empty() {
                    finding
                } else {
                    finding.hint(format!("cơ quan kế tiếp: {}", next.join(", ")))
                });
            }
            (None, Some(group))
                if context.names == Names::Whole && registry.members(group, day).is_empty() =>
            {
                findings.push(named(&group.name));
            }
            _ => {}
        }
    }
    for finding in findings {
        context.report(finding, text);
    }
}

/// Whether a text in lower case begins with a name as a whole.
fn begins(text: &str, name: &str) -> bool {
    let mut rest = text.chars();
    name.chars().flat_map(char::to_lowercase).all(|c| rest.next() == Some(c))
        && !rest.as_str().starts_with(char::is_alphanumeric)
}

fn spec(fields: &OfficialFields<'_>) -> SignatureSpec {
    let raw = fields.signature;
    SignatureSpec {
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
    }
}

/// Chữ ký (PL1 II.7, Điều 13): who signs, and in which right.
fn signature(fields: &OfficialFields<'_>, context: &mut Context<'_>) -> SignatureSpec {
    let (raw, spec) = (fields.signature, spec(fields));
    let issued = fields.status == RawStatus::BanHanh;
    let place = raw.position.as_ref().or(raw.name.as_ref()).unwrap_or(fields.anchor);
    for (message, hint) in contradictions(&spec, issued, fields.issuer) {
        let finding =
            Diagnostic::error(codes::SIGNATURE, message).about(Topic::Missing(Missing::SigningForm));
        context.report(finding.hint(hint), place);
    }
    if let Some(finding) = deputy_of_another(&spec, fields.issuer) {
        context.report(finding, place);
    }
    if let (Some(name), Some(text)) = (&spec.name, &raw.name)
        && has_academic_title(name)
        && let Some(kind) = fields.issuer.map(|issuer| issuer.kind)
        && kind != AgencyKind::Police
    {
        let message = "trước họ tên người ký không ghi học hàm, học vị, danh hiệu";
        // Of education, health and science the sector's head decides, and a centre may be one of these.
        let finding = match kind {
            AgencyKind::Centre => Diagnostic::warning(codes::SIGNATURE, message)
                .hint("chỉ đơn vị giáo dục, y tế, khoa học được ghi theo quy định của ngành"),
            _ => Diagnostic::error(codes::SIGNATURE, message)
                .hint("chỉ ghi họ và tên (điểm c khoản 7 Mục II Phần I Phụ lục I)"),
        };
        context.report(finding, text);
    }
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
        let finding = finding.about(Topic::Missing(Missing::Signer));
        context.report(finding.hint("ghi ở “ky”: hinh_thuc, chuc_vu, ho_ten"), fields.anchor);
    }
    spec
}

/// "TS. Lê An", "TS.Lê An", "Th.S Lê An", "PGS.TS Lê An", "Tiến sĩ Lê An".
fn has_academic_title(name: &str) -> bool {
    let lower = name.to_lowercase();
    let plain = lower.replace('.', "");
    let words: Vec<&str> = plain.split_whitespace().take(2).collect();
    // What stands before the first full stop, where the name follows without a space.
    let glued = lower.split_once('.').map_or("", |(title, _)| title);
    let starts = [glued, words.first().copied().unwrap_or_default(), &words.join(" ")];
    starts.iter().any(|start| ACADEMIC.contains(start))
}

/// "KT. CHỦ TỊCH / PHÓ GIÁM ĐỐC": a deputy, and not of the head whom he signs for.
fn deputy_of_another(spec: &SignatureSpec, issuer: Option<&Agency>) -> Option<Diagnostic> {
    let (position, issuer) = (spec.position.as_ref()?, issuer?);
    let lower = position.to_lowercase();
    let is_another = lower.starts_with("phó") && !lower.starts_with(&issuer.deputy.to_lowercase());
    if spec.form != SigningForm::Deputy || issuer.deputy.is_empty() || !is_another {
        return None;
    }
    let message = format!("“{position}” không phải cấp phó của “{}”, chức danh in sau “KT.”", issuer.head);
    let hint = format!(
        "ghi: {} (điểm b khoản 7 Mục II Phần I Phụ lục I), hoặc sửa “cap_truong” của cơ quan",
        issuer.deputy
    );
    Some(Diagnostic::warning(codes::SIGNATURE, message).hint(hint))
}

/// What cannot stand above one signature, with the rule.
fn contradictions(
    spec: &SignatureSpec,
    issued: bool,
    signer: Option<&Agency>,
) -> Vec<(String, &'static str)> {
    const CLAUSE: &str = "điểm b khoản 7 Mục II Phần I Phụ lục I; Điều 13";
    let mut found = Vec::new();
    let by_order = spec.form.by_order();
    if let Some(prefix) = by_order {
        if spec.collective == Some(true) {
            found.push((format!("“TM.” không đi cùng “{prefix}”"), CLAUSE));
        }
        if issued && spec.position.is_none() {
            let message = format!("ký “{prefix}” phải ghi chức vụ của người ký");
            found.push((message, "ghi “chuc_vu”, ví dụ: Chánh Văn phòng"));
        }
    }
    // An association may have a standing committee that decides together.
    let one_head = signer.is_some_and(|signer| {
        !signer.collective_signing && !matches!(signer.kind, AgencyKind::Association | AgencyKind::Collective)
    });
    if one_head && by_order.is_none() && spec.collective == Some(true) {
        let message = "“TM.” chỉ dùng khi ký thay mặt tập thể; cơ quan này làm việc theo chế độ thủ trưởng";
        found.push((message.to_owned(), "bỏ “thay_mat: true” (khoản 1, 2 Điều 13)"));
    }
    if let Some(position) = &spec.position {
        let lower = position.to_lowercase();
        let is_deputy = lower.starts_with("phó") || lower.starts_with("thứ trưởng");
        match spec.form {
            SigningForm::Deputy if !is_deputy => {
                let message = format!("sau “KT.” phải là chức danh cấp phó, không phải “{position}”");
                found.push((message, CLAUSE));
            }
            SigningForm::Head if is_deputy => {
                let message = format!("“{position}” là cấp phó, ký thay cấp trưởng thì phải có “KT.”");
                found.push((
                    message,
                    "đổi thành “hinh_thuc: ky_thay” (điểm b khoản 7 Mục II Phần I Phụ lục I)",
                ));
            }
            _ => {}
        }
    }
    found
}

//! What a sub-plan still lacks, told where the agency would fill it in: each entry at its line, and the
//! whole in one line.

use super::sub_plan::{Covered, SubEntry, SubPlan, Wording};
use crate::diagnostic::{Diagnostic, Place, Topic, codes};
use crate::official::State;
use crate::text::beginning;

/// Everything that is open. In an issued document blanks for units are a likely fault.
pub(super) fn open(plan: &SubPlan<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = left_out(plan).into_iter().collect();
    findings.extend(addressed_to_others(plan));
    let Some(summary) = summary(plan) else { return findings };
    findings.push(summary);
    if plan.overlay.is_some() {
        findings.extend(carried(plan));
        findings
            .extend(plan.entries().filter(|entry| !entry.carried).filter_map(|entry| lacking(plan, entry)));
    }
    findings
}

fn summary(plan: &SubPlan<'_>) -> Option<Diagnostic> {
    let open = plan.openness();
    if open.without_unit + open.without_deadline + open.without_output == 0 {
        return None;
    }
    let message = format!(
        "{} ({}): {} nội dung{}, trong đó chưa phân công {}, chưa có thời hạn {}, chưa có sản phẩm {}",
        plan.agency.name,
        plan.year,
        open.entries,
        related(open.related),
        open.without_unit,
        open.without_deadline,
        open.without_output
    );
    let finding = if is_issued(plan) && open.without_unit > 0 {
        Diagnostic::warning(codes::ISSUED_BLANK, format!("văn bản đã ban hành còn ô trống - {message}"))
    } else if plan.overlay.is_none() {
        Diagnostic::info(codes::NO_OWN_PART, message).about(Topic::NoOwnPart)
    } else {
        Diagnostic::info(codes::UNASSIGNED, message)
    };
    Some(plan.finding(finding))
}

fn related(count: usize) -> String {
    if count == 0 { String::new() } else { format!(", {count} nhiệm vụ phối hợp khi có liên quan") }
}

/// What an issued plan says nothing of: nothing is added to it, so it has to be told.
fn left_out(plan: &SubPlan<'_>) -> Option<Diagnostic> {
    if plan.left_out.is_empty() {
        return None;
    }
    let message = format!(
        "văn bản đã ban hành không có {:02} nhiệm vụ được giao: {}",
        plan.left_out.len(),
        listed(&plan.left_out)
    );
    let finding = Diagnostic::warning(codes::ISSUED_LACKS, message);
    Some(plan.finding(finding.hint(
        "văn bản chỉ in điều tệp này ghi; nội dung nào đã thực hiện nhiệm vụ ấy thì thêm mã vào “thay_cho”",
    )))
}

/// Sentences that speak to others, left out of the agency's document: each where the plan has it.
fn addressed_to_others(plan: &SubPlan<'_>) -> Vec<Diagnostic> {
    let entries = plan.entries().map(|entry| &entry.wording);
    let organisation = plan.organisation.iter().map(|duty| &duty.wording);
    let kept = entries.chain(organisation).filter_map(|wording| match wording {
        Wording::Kept { task, told } => Some((*task, told)),
        Wording::Own(_) => None,
    });
    let told = plan.duties.iter().chain(&plan.related).map(|told| (told.covered.mine.task, &told.told));
    let left = kept.chain(told).flat_map(|(task, told)| told.left_out.iter().map(move |text| (task, text)));
    left.map(|(task, text)| {
        let message = format!(
            "{}: không đưa vào kế hoạch của cơ quan câu nói với cơ quan khác ở nhiệm vụ {}: “{text}”",
            plan.agency.name, task.reference
        );
        Diagnostic::info(codes::ADDRESSED_TO_OTHERS, message)
            .about(Topic::OthersAddressed)
            .at(task.place.clone())
    })
    .collect()
}

/// "II.1.a.1 “Tiếp tục …” (ke-hoach.yaml:12); …"
fn listed(covered: &[Covered<'_>]) -> String {
    let told = covered.iter().map(|covered| {
        let (reference, place) = (&covered.mine.task.reference, &covered.mine.task.place);
        let (line, _) = place.line_column();
        let file = place.source.path.display();
        format!("{reference} “{}” ({file}:{line})", beginning(&covered.mine.task.text))
    });
    told.collect::<Vec<_>>().join("; ")
}

fn is_issued(plan: &SubPlan<'_>) -> bool {
    plan.official.status == State::Issued
}

/// What an entry of the agency's own part lacks.
fn lacking(plan: &SubPlan<'_>, entry: &SubEntry<'_>) -> Option<Diagnostic> {
    let lacks = [
        (entry.is_without_unit(), "đơn vị chủ trì"),
        (entry.deadlines.is_empty(), "thời hạn"),
        (entry.outputs.is_empty(), "sản phẩm"),
    ];
    let lacks: Vec<&str> = lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
    if lacks.is_empty() {
        return None;
    }
    let message = format!("nội dung chưa có {}: “{}”", lacks.join(", "), beginning(entry.wording.text()));
    let finding = match (entry.is_without_unit(), is_issued(plan)) {
        (true, true) => Diagnostic::warning(codes::ISSUED_BLANK, message),
        (true, false) => Diagnostic::info(codes::UNASSIGNED, message),
        (false, _) => Diagnostic::info(codes::INCOMPLETE_ENTRY, message).about(Topic::IncompleteEntry),
    };
    Some(at_entry(plan, finding, entry))
}

/// What the overlay left uncovered, so that the clerk knows it was carried in, and has no unit yet: one
/// finding for each place where it would be answered.
fn carried(plan: &SubPlan<'_>) -> Vec<Diagnostic> {
    let mut places: Vec<(&Place, Vec<&SubEntry<'_>>)> = Vec::new();
    for entry in plan.entries().filter(|entry| entry.carried) {
        let Some(place) = entry.place else { continue };
        match places.iter_mut().find(|(other, _)| other.start == place.start) {
            Some((_, entries)) => entries.push(entry),
            None => places.push((place, vec![entry])),
        }
    }
    let findings = places.into_iter().map(|(_, entries)| {
        let covers: Vec<Covered<'_>> = entries.iter().flat_map(|entry| entry.covers.iter().cloned()).collect();
        let message = format!(
            "{:02} nhiệm vụ chưa được nội dung nào thực hiện, giữ nguyên theo kế hoạch gốc, chưa phân công: {}",
            covers.len(),
            listed(&covers)
        );
        let finding = if is_issued(plan) {
            Diagnostic::warning(codes::TASK_CARRIED, message)
        } else {
            Diagnostic::info(codes::TASK_CARRIED, message)
        };
        at_entry(plan, finding, entries[0]).hint("thêm mã nhiệm vụ vào “thay_cho” của nội dung tương ứng")
    });
    findings.collect()
}

fn at_entry(plan: &SubPlan<'_>, finding: Diagnostic, entry: &SubEntry<'_>) -> Diagnostic {
    let finding = plan.finding(finding);
    match entry.place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}

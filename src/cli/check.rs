//! `kehoach check`: everything that is wrong, at once.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;

use super::out::OutArgs;
use super::selection::SelectionArgs;
use super::{ExitStatus, load, print, report};
use crate::app::{self, Checked, Paths};
use crate::diagnostic::{self, Diagnostic, Place, Scope, Topic, codes, has_errors, json};

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    out: OutArgs,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &CheckArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let selection = args.selection.selection();
    let Checked { mut findings, usable } = app::check(inputs, args.selection.year, &selection, &args.out.out);
    diagnostic::sort(&mut findings);
    let errors = has_errors(&findings);
    let clean = findings.is_empty();
    let printed = if args.json {
        print(&json::render(&findings))
    } else {
        // Whoever asks about some agencies is told all of them.
        report(if selection.ids.is_empty() { shortened(findings) } else { findings });
        if clean { print("Không có lỗi.\n") } else { ExitStatus::Clean }
    };
    printed.worst(match (usable, errors) {
        (false, _) => ExitStatus::Failed,
        (true, true) => ExitStatus::Findings,
        (true, false) => ExitStatus::Clean,
    })
}

/// For people who look at everything: what is the same of many agencies is one line. Each is told where its agency is
/// asked for, and in `--json`.
fn shortened(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let untouched = |finding: &Diagnostic| match &finding.scope {
        Scope::Agency { id, year } if finding.topic == Topic::NoOwnPart => Some((*year, id.clone())),
        _ => None,
    };
    // Whoever answers several plans is one agency.
    let agencies: BTreeSet<_> = findings.iter().filter_map(untouched).collect();
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for (year, _) in agencies {
        *counts.entry(year).or_default() += 1;
    }
    let line = |(year, count): (i16, usize)| {
        let message = format!(
            "năm {year}: {count} cơ quan chưa có phần riêng, mọi nhiệm vụ của các cơ quan này chưa phân công"
        );
        let hint = format!("xem là những cơ quan nào (cột KẾ HOẠCH): kehoach liet-ke --year {year}");
        Diagnostic::info(codes::NO_OWN_PART, message).hint(hint).within(Scope::Year(year))
    };
    let lines = counts.into_iter().map(line);
    let told = |finding: &&Diagnostic| match finding.topic {
        Topic::NoOwnPart => untouched(finding).is_none(),
        Topic::UnverifiedDraft => unverified(finding).is_none(),
        Topic::OthersAddressed | Topic::IncompleteEntry => finding.place.is_none(),
        _ => true,
    };
    let lines = lines.chain(without_deadline_or_output(&findings)).chain(addressed_to_others(&findings));
    let lines = lines.chain(unverified_lines(&findings));
    lines.chain(findings.iter().filter(told).cloned()).collect()
}

/// The year of a draft that would print facts which nobody has verified.
fn unverified(finding: &Diagnostic) -> Option<i16> {
    match &finding.scope {
        Scope::Agency { year, .. } | Scope::Plan { year } | Scope::Report { year }
            if finding.topic == Topic::UnverifiedDraft =>
        {
            Some(*year)
        }
        _ => None,
    }
}

/// For people: drafts with facts that nobody has verified are one line a year.
fn unverified_lines(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for year in findings.iter().filter_map(unverified) {
        *counts.entry(year).or_default() += 1;
    }
    let line = |(year, count)| {
        let message = format!(
            "năm {year}: {count} dự thảo in ký hiệu, địa danh hoặc chức danh chưa xác minh (“chua_xac_minh”)"
        );
        let hint = format!("xem của từng cơ quan: kehoach kiem-tra MÃ_CƠ_QUAN --year {year}");
        Diagnostic::info(codes::UNVERIFIED, message).hint(hint).within(Scope::Year(year))
    };
    counts.into_iter().map(line).collect()
}

/// For people: a task whose words speak to others in part is one line, however many agencies have it.
fn addressed_to_others(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut tasks: Vec<(&Place, BTreeSet<&Scope>)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.topic == Topic::OthersAddressed) {
        let Some(place) = &finding.place else { continue };
        match tasks.iter_mut().find(|(first, _)| *first == place) {
            Some((_, agencies)) => drop(agencies.insert(&finding.scope)),
            None => tasks.push((place, BTreeSet::from([&finding.scope]))),
        }
    }
    let told = tasks.into_iter().map(|(place, agencies)| {
        let message = format!(
            "nhiệm vụ này có câu nói với cơ quan khác; câu ấy không đưa vào kế hoạch của {:02} cơ quan",
            agencies.len()
        );
        Diagnostic::info(codes::ADDRESSED_TO_OTHERS, message)
            .at(place.clone())
            .hint(format!("xem các câu ấy của từng cơ quan: {}", asked_for(&agencies)))
    });
    told.collect()
}

/// For people: the entries that lack no more than a deadline or an output are one line a file.
fn without_deadline_or_output(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut files: Vec<(&Place, &Scope, Vec<usize>)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.topic == Topic::IncompleteEntry) {
        let Some(place) = &finding.place else { continue };
        let line = place.line_column().0;
        match files.iter_mut().find(|(first, ..)| first.source.path == place.source.path) {
            Some((.., lines)) => lines.push(line),
            None => files.push((place, &finding.scope, vec![line])),
        }
    }
    let told = files.into_iter().map(|(first, scope, lines)| {
        let count = lines.len();
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        let message =
            format!("{count:02} nội dung chưa có thời hạn hoặc sản phẩm, ở dòng {}", lines.join(", "));
        Diagnostic::info(codes::INCOMPLETE_ENTRY, message).at(first.clone()).hint(format!(
            "ghi “thoi_han”, “san_pham” nếu có; xem từng nội dung: {}",
            asked_for(&BTreeSet::from([scope]))
        ))
    });
    told.collect()
}

/// The command that tells all of whom a finding concerns; of several agencies each is asked for by its id.
fn asked_for(scopes: &BTreeSet<&Scope>) -> String {
    let agencies = scopes.iter().filter_map(|scope| match scope {
        Scope::Agency { id, year } => Some((&**id, *year)),
        _ => None,
    });
    match agencies.collect::<Vec<_>>()[..] {
        [] => "kehoach kiem-tra MÃ_CƠ_QUAN".to_owned(),
        [(id, year)] => format!("kehoach kiem-tra {id} --year {year}"),
        [(_, year), ..] => format!("kehoach kiem-tra MÃ_CƠ_QUAN --year {year}"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Source;

    /// What people read of these, in its order.
    fn told(findings: Vec<Diagnostic>) -> Vec<String> {
        shortened(findings).into_iter().map(|finding| finding.message).collect()
    }

    fn of(id: &str) -> Scope {
        Scope::Agency { id: id.into(), year: 2025 }
    }

    fn info(message: &str, topic: Topic) -> Diagnostic {
        Diagnostic::info(codes::UNASSIGNED, message).about(topic)
    }

    #[test]
    fn agencies_without_a_part_of_their_own_are_one_line_a_year() {
        let untouched = |id| info("chưa có", Topic::NoOwnPart).within(of(id));
        // Whoever answers two plans is one agency.
        let lines = told(vec![untouched("so-y-te"), untouched("so-noi-vu"), untouched("so-y-te")]);
        assert!(lines.len() == 1 && lines[0].starts_with("năm 2025: 2 cơ quan"), "{lines:?}");
    }

    #[test]
    fn drafts_with_unverified_facts_are_one_line_a_year_whosever_they_are() {
        let unverified = |scope| info("chưa xác minh", Topic::UnverifiedDraft).within(scope);
        let lines = told(vec![unverified(of("so-y-te")), unverified(Scope::Plan { year: 2025 })]);
        assert!(lines.len() == 1 && lines[0].starts_with("năm 2025: 2 dự thảo"), "{lines:?}");
    }

    #[test]
    fn what_is_said_of_one_task_or_one_file_is_one_line() {
        let source = Arc::new(Source { path: "so-y-te.yaml".into(), text: "một\nhai\nba\n".to_owned() });
        let first = source.text.find("hai").expect("it is there");
        let second = source.text.find("ba").expect("it is there");
        let at = |message, topic, at| info(message, topic).at(Place::new(&source, at..at + 1));
        let others = |id| at("câu", Topic::OthersAddressed, first).within(of(id));
        let lines = told(vec![others("so-y-te"), others("so-noi-vu"), others("so-y-te")]);
        assert!(lines.len() == 1 && lines[0].ends_with("của 02 cơ quan"), "{lines:?}");
        let lines = told(vec![
            at("thiếu", Topic::IncompleteEntry, first),
            at("thiếu", Topic::IncompleteEntry, second),
            at("khác", Topic::Other, first),
        ]);
        assert_eq!(lines, ["02 nội dung chưa có thời hạn hoặc sản phẩm, ở dòng 2, 3", "khác"]);
    }

    #[test]
    fn what_belongs_to_no_group_of_its_topic_is_told_as_it_is() {
        let topics = [
            Topic::NoOwnPart,
            Topic::UnverifiedDraft,
            Topic::OthersAddressed,
            Topic::IncompleteEntry,
            Topic::Decision,
        ];
        for topic in topics {
            assert_eq!(told(vec![info("một mình", topic)]), ["một mình"], "{topic:?}");
        }
    }
}

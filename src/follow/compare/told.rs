//! A comparison for people, as text and on a page, and for scripts.

use serde::Serialize;

use super::{Change, Comparison, IndicatorChange, Piece, Reassigned, TaskChange, Verdict};
use crate::derive::responsibility::Role;
use crate::document::compounds::bind_title;
use crate::document::trace::Trace;
use crate::document::{Annex, Block, BlockKind, Face, HeadingLevel, Inline, ItemLevel, Meta, Paper};
use crate::model::Agency;
use crate::official::State;
use crate::text::{beginning, notes};

/// A line of what is told: its depth and its words, marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub level: Level,
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Heading,
    Item,
    /// Belongs to the item before it.
    Detail,
}

/// For a terminal: what goes in `[-…-]`, what comes in `{+…+}`.
pub fn text(comparison: &Comparison<'_>) -> String {
    let mut text = format!("{}\n", title(comparison));
    for line in lines(comparison) {
        let words: Vec<String> = line
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Kept(words) => words.clone(),
                Piece::Removed(words) => format!("[-{words}-]"),
                Piece::Added(words) => format!("{{+{words}+}}"),
            })
            .collect();
        let words = words.join(" ");
        match line.level {
            Level::Heading => text.push_str(&format!("\n{}\n", words.to_uppercase())),
            Level::Item => text.push_str(&format!("  {words}\n")),
            Level::Detail => text.push_str(&format!("      {words}\n")),
        }
    }
    text
}

/// "So sánh các kế hoạch năm 2024 và năm 2025".
pub fn title(comparison: &Comparison<'_>) -> String {
    if comparison.from == comparison.to {
        format!("So sánh hai bản nội dung của năm {}", comparison.to)
    } else {
        format!("So sánh các kế hoạch năm {} và năm {}", comparison.from, comparison.to)
    }
}

/// All of it, line by line.
pub fn lines(comparison: &Comparison<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |level, words: String| lines.push(Line { level, pieces: vec![Piece::Kept(words)] });
    // Of two states of one year only what differs; of two years every target with what came of it.
    let differs = |one: &&IndicatorChange<'_>| {
        comparison.from != comparison.to
            || one.renamed.is_some()
            || one.before.map(|before| before.indicator.told())
                != one.after.map(|after| after.indicator.told())
    };
    let indicators: Vec<&IndicatorChange<'_>> = comparison.indicators.iter().filter(differs).collect();
    if !indicators.is_empty() {
        add(Level::Heading, "Chỉ tiêu".to_owned());
        indicators.into_iter().for_each(|one| add(Level::Item, indicator(one, comparison)));
    }
    if !comparison.monitors.is_empty() {
        add(Level::Heading, "Cơ quan đầu mối theo dõi".to_owned());
        for one in &comparison.monitors {
            let how = if one.inherited { " (kế thừa)" } else { "" };
            add(Level::Item, format!("{}: {} → {}{how}", one.heading, names(&one.before), names(&one.after)));
        }
    }
    add(Level::Heading, "Nhiệm vụ".to_owned());
    let counted = CHANGES.map(|change| {
        let count = comparison.tasks.iter().filter(|task| task.change() == change).count();
        format!("{}: {count:02}", change.label())
    });
    let moved = comparison.tasks.iter().filter(|task| task.is_moved()).count();
    add(Level::Item, format!("{}; chuyển chỗ: {moved:02}", counted.join("; ")));
    let several = has_several(comparison.tasks.iter().filter_map(|task| task.before.as_ref()))
        || has_several(comparison.tasks.iter().filter_map(|task| task.after.as_ref()));
    for task in comparison.tasks.iter().filter(|task| task.change() != Change::Same) {
        lines.extend(task_lines(task, several));
    }
    lines.push(Line {
        level: Level::Heading, pieces: vec![Piece::Kept("Cơ quan có thay đổi".to_owned())]
    });
    for one in &comparison.touched {
        let counts: Vec<String> =
            one.counts.iter().map(|(change, count)| format!("{} {count:02}", change.label())).collect();
        let words = format!("{}: {}", one.agency.name, counts.join("; "));
        lines.push(Line { level: Level::Item, pieces: vec![Piece::Kept(words)] });
    }
    if comparison.touched.is_empty() {
        lines.push(Line { level: Level::Item, pieces: vec![Piece::Kept("không có".to_owned())] });
    }
    lines
}

const CHANGES: [Change; 6] =
    [Change::New, Change::Dropped, Change::Reworded, Change::Reassigned, Change::Altered, Change::Same];

fn indicator(one: &IndicatorChange<'_>, comparison: &Comparison<'_>) -> String {
    let name = one.after.or(one.before).map(|one| one.name()).unwrap_or_default();
    let renamed = match (one.renamed, one.before) {
        (Some(like), Some(before)) => format!(" (trước là “{}”, giống {})", before.name(), told_score(like)),
        _ => String::new(),
    };
    let target = one.before.map(|before| format!("mục tiêu {} {}", comparison.from, before.indicator.told()));
    let actual = one.actual.map(|actual| {
        let verdict = match one.verdict() {
            Some(Verdict::Met) => " (đạt)",
            Some(Verdict::Missed) => " (chưa đạt)",
            None => "",
        };
        format!("kết quả {} {actual}{verdict}", comparison.from)
    });
    let next = one.after.map(|after| format!("mục tiêu {} {}", comparison.to, after.indicator.told()));
    let state = match (one.before, one.after) {
        (None, _) => Some("thêm mới".to_owned()),
        (_, None) => Some("không còn".to_owned()),
        _ => None,
    };
    let parts: Vec<String> = [state, target, actual, next].into_iter().flatten().collect();
    format!("{name}{renamed}: {}", parts.join("; "))
}

/// Whether tasks are of more than one plan.
fn has_several<'t, 'y: 't>(mut tasks: impl Iterator<Item = &'t super::TaskAt<'y>>) -> bool {
    let Some(first) = tasks.next() else { return false };
    tasks.any(|at| at.plan.id != first.plan.id)
}

fn task_lines(task: &TaskChange<'_>, several: bool) -> Vec<Line> {
    // As a part names the task of one of several plans.
    let place = |at: &super::TaskAt<'_>| match several {
        true => format!("{}:{}", at.plan.id, at.task.reference),
        false => at.task.reference.to_string(),
    };
    let head = match (&task.before, &task.after) {
        (Some(before), Some(after)) if task.is_moved() => format!("{} → {}", place(before), place(after)),
        (_, Some(at)) | (Some(at), None) => place(at),
        (None, None) => String::new(),
    };
    let change = task.change();
    let score = if change == Change::Reworded {
        format!(" (giống {})", told_score(task.score))
    } else {
        String::new()
    };
    let mut first = vec![Piece::Kept(format!("{head} [{}]{score}:", change.label()))];
    match change {
        Change::Reworded => first.extend(task.words.iter().cloned()),
        Change::New => first.extend(task.after.map(|at| Piece::Added(notes::in_line(&at.task.text)))),
        Change::Dropped => first.extend(task.before.map(|at| Piece::Removed(notes::in_line(&at.task.text)))),
        _ => first.extend(task.after.map(|at| Piece::Kept(beginning(&at.task.text)))),
    }
    let mut lines = vec![Line { level: Level::Item, pieces: first }];
    let mut detail =
        |words: String| lines.push(Line { level: Level::Detail, pieces: vec![Piece::Kept(words)] });
    if !task.assigned.is_empty() {
        detail(format!("phân công: {}", reassigned(&task.assigned)));
    }
    if let Some((before, after)) = &task.deadline {
        detail(format!("thời hạn: {} → {}", or_none(before), or_none(after)));
    }
    if let Some((before, after)) = &task.output {
        detail(format!("sản phẩm: {} → {}", or_none(before), or_none(after)));
    }
    lines
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "không ghi" } else { text }
}

/// "thêm Sở A, Sở B (chủ trì); thôi Sở C"; many that have the same are told together.
/// Whose part in a task is another: "thêm … (chủ trì)".
pub fn reassigned(assigned: &[Reassigned<'_>]) -> String {
    type Key = (Option<Role>, Option<Role>);
    let mut groups: Vec<(Key, Vec<&str>)> = Vec::new();
    for one in assigned {
        let key = (one.before, one.after);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, names)) => names.push(&one.agency.name),
            None => groups.push((key, vec![&one.agency.name])),
        }
    }
    const NAMED: usize = 6;
    let told = groups.into_iter().map(|((before, after), names)| {
        let more = if names.len() > NAMED {
            format!(" và {} cơ quan khác", names.len() - NAMED)
        } else {
            String::new()
        };
        let names = format!("{}{more}", names[..names.len().min(NAMED)].join(", "));
        match (before, after) {
            (None, Some(role)) => format!("thêm {names} ({})", role_label(role)),
            (Some(_), None) => format!("thôi {names}"),
            (before, after) => {
                format!("{names} từ {} sang {}", before.map_or("", role_label), after.map_or("", role_label))
            }
        }
    });
    told.collect::<Vec<_>>().join("; ")
}

const fn role_label(role: Role) -> &'static str {
    match role {
        Role::Lead => "chủ trì",
        Role::Supporting => "phối hợp",
    }
}

fn names(agencies: &[&Agency]) -> String {
    agencies.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn told_score(score: f64) -> String {
    format!("{score:.2}").replace('.', ",")
}

/// The comparison as an annex: what goes in brackets and italic, what comes bold.
pub fn annex(comparison: &Comparison<'_>) -> Annex {
    let mut body = vec![paragraph(vec![Piece::Kept(
        "Chữ đậm là phần thêm, chữ nghiêng trong ngoặc vuông là phần bỏ.".to_owned(),
    )])];
    let mut number = 0;
    for line in lines(comparison) {
        body.push(match line.level {
            Level::Heading => {
                number += 1;
                let words: Vec<String> = line.pieces.iter().map(|piece| plain(piece).to_owned()).collect();
                let content = vec![Inline::text(format!("{number}. {}", words.join(" ")), Face::BOLD)];
                Block {
                    kind: BlockKind::Heading { level: HeadingLevel::Clause, content },
                    keep_with_next: true,
                }
            }
            Level::Item => Block {
                kind: BlockKind::Item {
                    level: ItemLevel::Dash,
                    marker: "-".to_owned(),
                    content: inlines(&line.pieces),
                },
                keep_with_next: false,
            },
            Level::Detail => paragraph(line.pieces),
        });
    }
    Annex {
        id: "pl1".to_owned(),
        label: "Phụ lục".to_owned(),
        title: bind_title(&title(comparison).to_uppercase()),
        reference: Vec::new(),
        landscape: false,
        body,
    }
}

/// All of it in one file.
pub fn page<'a>(comparison: &Comparison<'_>, author: &str, annexes: &'a [Annex]) -> Paper<'a> {
    let subject = title(comparison);
    let meta =
        Meta { title: subject.clone(), author: author.to_owned(), subject, state: State::Draft, date: None };
    Paper { suffix: String::new(), meta, main: None, annexes, first_annex: 0, trace: Trace::nowhere() }
}

fn paragraph(pieces: Vec<Piece>) -> Block {
    Block { kind: BlockKind::Paragraph { content: inlines(&pieces) }, keep_with_next: false }
}

fn plain(piece: &Piece) -> &str {
    match piece {
        Piece::Kept(words) | Piece::Removed(words) | Piece::Added(words) => words,
    }
}

fn inlines(pieces: &[Piece]) -> Vec<Inline> {
    let mut content = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let space = if at + 1 < pieces.len() { " " } else { "" };
        content.push(match piece {
            Piece::Kept(words) => Inline::text(format!("{words}{space}"), Face::REGULAR),
            Piece::Removed(words) => Inline::text(format!("[{words}]{space}"), Face::ITALIC),
            Piece::Added(words) => Inline::text(format!("{words}{space}"), Face::BOLD),
        });
    }
    content
}

#[derive(Serialize)]
struct Json<'c> {
    from: i16,
    to: i16,
    indicators: Vec<JsonIndicator>,
    monitors: Vec<JsonMonitor<'c>>,
    tasks: Vec<JsonTask<'c>>,
    touched: Vec<JsonTouched<'c>>,
}

#[derive(Serialize)]
struct JsonIndicator {
    before: Option<String>,
    after: Option<String>,
    target: Option<String>,
    actual: Option<String>,
    met: Option<bool>,
    next_target: Option<String>,
    renamed: Option<f64>,
}

#[derive(Serialize)]
struct JsonMonitor<'c> {
    heading: &'c str,
    before: Vec<&'c str>,
    after: Vec<&'c str>,
    inherited: bool,
}

#[derive(Serialize)]
struct JsonTask<'c> {
    change: &'static str,
    score: f64,
    before: Option<JsonPlace<'c>>,
    after: Option<JsonPlace<'c>>,
    assigned: Vec<JsonReassigned<'c>>,
    deadline: Option<(&'c str, &'c str)>,
    output: Option<(&'c str, &'c str)>,
}

#[derive(Serialize)]
struct JsonPlace<'c> {
    plan: &'c str,
    #[serde(rename = "ref")]
    reference: String,
    text: &'c str,
}

#[derive(Serialize)]
struct JsonReassigned<'c> {
    agency: &'c str,
    before: Option<&'static str>,
    after: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonTouched<'c> {
    agency: &'c str,
    name: &'c str,
    changes: std::collections::BTreeMap<&'static str, usize>,
}

pub fn json(comparison: &Comparison<'_>) -> String {
    fn ids<'c>(agencies: &[&'c Agency]) -> Vec<&'c str> {
        agencies.iter().map(|agency| agency.id.as_str()).collect()
    }
    fn pair(pair: Option<&(String, String)>) -> Option<(&str, &str)> {
        pair.map(|(before, after)| (before.as_str(), after.as_str()))
    }
    fn place<'c>(at: &super::TaskAt<'c>) -> JsonPlace<'c> {
        JsonPlace { plan: at.plan.id.as_str(), reference: at.task.reference.to_string(), text: &at.task.text }
    }
    let indicators = comparison.indicators.iter().map(|one| JsonIndicator {
        before: one.before.map(|before| before.name()),
        after: one.after.map(|after| after.name()),
        target: one.before.map(|before| before.indicator.told()),
        actual: one.actual.map(|actual| actual.to_string()),
        met: one.verdict().map(|verdict| verdict == Verdict::Met),
        next_target: one.after.map(|after| after.indicator.told()),
        renamed: one.renamed,
    });
    let monitors = comparison.monitors.iter().map(|one| JsonMonitor {
        heading: one.heading,
        before: ids(&one.before),
        after: ids(&one.after),
        inherited: one.inherited,
    });
    let tasks = comparison.tasks.iter().map(|task| JsonTask {
        change: task.change().name(),
        score: (task.score * 100.0).round() / 100.0,
        before: task.before.as_ref().map(place),
        after: task.after.as_ref().map(place),
        assigned: task
            .assigned
            .iter()
            .map(|one| JsonReassigned {
                agency: one.agency.id.as_str(),
                before: one.before.map(Role::name),
                after: one.after.map(Role::name),
            })
            .collect(),
        deadline: pair(task.deadline.as_ref()),
        output: pair(task.output.as_ref()),
    });
    let touched = comparison.touched.iter().map(|one| JsonTouched {
        agency: one.agency.id.as_str(),
        name: &one.agency.name,
        changes: one.counts.iter().map(|(change, count)| (change.name(), *count)).collect(),
    });
    let json = Json {
        from: comparison.from,
        to: comparison.to,
        indicators: indicators.collect(),
        monitors: monitors.collect(),
        tasks: tasks.collect(),
        touched: touched.collect(),
    };
    // Plain values have nothing that JSON cannot say.
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

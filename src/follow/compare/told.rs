//! A comparison for people, line by line: as text, and on a page ([`page()`]); for scripts ([`json()`]).

mod json;
mod page;

use super::agencies::Registered;
use super::{
    Change, Comparison, Detail, HeadingChange, IndicatorChange, Piece, PlanChange, Reassigned, TaskAt,
    TaskChange, Verdict,
};
use crate::derive::responsibility::{Role, Watch};
use crate::model::Agency;
use crate::text::{beginning, notes};
pub use json::json;
pub use page::{annex, page};

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
    let mut lines = Lines::default();
    lines.section("Kế hoạch", comparison.plans.iter().filter(|one| !one.is_same()), plan);
    lines.section("Sổ đăng ký cơ quan, nhóm", &comparison.registered, |one| {
        let head = match one.who {
            Registered::New(agency) => format!("{}: mới ghi vào sổ", agency.name),
            Registered::Gone(agency) => format!("{}: không còn trong sổ", agency.name),
            Registered::Agency(agency) => format!("{}:", agency.name),
            Registered::Group(group) => format!("nhóm “{}”:", group.name),
        };
        (vec![Piece::Kept(head)], one.details.iter().map(Detail::told).collect())
    });
    // Of two states of one year only what differs; of two years every target with what came of it.
    let differs = |one: &&IndicatorChange<'_>| comparison.from != comparison.to || !one.is_same();
    lines.section("Chỉ tiêu", comparison.indicators.iter().filter(differs), |one| {
        (vec![Piece::Kept(indicator(one, comparison))], Vec::new())
    });
    lines.section("Cơ quan theo dõi", &comparison.monitors, |one| {
        let how = if one.inherited { " (kế thừa)" } else { "" };
        let watch = match one.watch {
            Watch::Monitor => "",
            Watch::CoMonitor => " (cùng theo dõi)",
        };
        let heading = match one.heading.title.text() {
            "" => one.heading.position.to_string(),
            title => title.to_owned(),
        };
        let told = format!("{heading}{watch}: {} → {}{how}", names(&one.before), names(&one.after));
        (vec![Piece::Kept(told)], Vec::new())
    });
    lines.section("Đề mục", comparison.headings.iter().filter(|one| !one.is_same()), heading);
    lines.tasks(comparison);
    lines.section("Phần riêng của các cơ quan (không so từng chỗ)", &comparison.parts, |one| {
        (vec![Piece::Kept(format!("{}: {}", one.agency.name, one.state.label()))], Vec::new())
    });
    lines.add(Level::Heading, "Cơ quan có thay đổi");
    for one in &comparison.touched {
        let counts: Vec<String> =
            one.counts.iter().map(|(concern, count)| format!("{} {count:02}", concern.label())).collect();
        lines.add(Level::Item, format!("{}: {}", one.agency.name, counts.join("; ")));
    }
    if comparison.touched.is_empty() {
        lines.add(Level::Item, "không có");
    }
    lines.lines
}

#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
}

impl Lines {
    fn add(&mut self, level: Level, words: impl Into<String>) {
        self.lines.push(Line { level, pieces: vec![Piece::Kept(words.into())] });
    }

    /// A heading with its items, each with what belongs to it; nothing where there are none.
    fn section<T>(
        &mut self,
        title: &str,
        of: impl IntoIterator<Item = T>,
        told: impl Fn(T) -> (Vec<Piece>, Vec<Vec<Piece>>),
    ) {
        let mut items = of.into_iter().map(told).peekable();
        if items.peek().is_some() {
            self.add(Level::Heading, title);
        }
        for (pieces, details) in items {
            self.lines.push(Line { level: Level::Item, pieces });
            self.lines.extend(details.into_iter().map(|pieces| Line { level: Level::Detail, pieces }));
        }
    }

    fn tasks(&mut self, comparison: &Comparison<'_>) {
        self.add(Level::Heading, "Nhiệm vụ");
        let counted = CHANGES.map(|change| {
            let count = comparison.tasks.iter().filter(|task| task.change() == change).count();
            format!("{}: {count:02}", change.label())
        });
        let moved = comparison.tasks.iter().filter(|task| task.is_moved()).count();
        self.add(Level::Item, format!("{}; đổi số thứ tự: {moved:02}", counted.join("; ")));
        let several = has_several(comparison.tasks.iter().filter_map(|task| task.before.as_ref()))
            || has_several(comparison.tasks.iter().filter_map(|task| task.after.as_ref()));
        for task in comparison.tasks.iter().filter(|task| task.change() != Change::Same) {
            self.lines.extend(task_lines(task, several));
        }
    }
}

const CHANGES: [Change; 7] = [
    Change::New,
    Change::Dropped,
    Change::Reworded,
    Change::Reassigned,
    Change::Altered,
    Change::Moved,
    Change::Same,
];

/// What a plan says of itself.
fn plan(one: &PlanChange<'_>) -> (Vec<Piece>, Vec<Vec<Piece>>) {
    let head = match (one.before, one.after) {
        (Some(before), Some(after)) if before.id == after.id => format!("{}:", after.id),
        (Some(before), Some(after)) => format!("{} → {}:", before.id, after.id),
        (Some(only), None) => format!("{}: không còn: {}", only.id, only.official.subject),
        (None, Some(only)) => format!("{}: mới: {}", only.id, only.official.subject),
        (None, None) => String::new(),
    };
    (vec![Piece::Kept(head)], one.details.iter().map(Detail::told).collect())
}

fn heading(one: &HeadingChange<'_>) -> (Vec<Piece>, Vec<Vec<Piece>>) {
    (vec![Piece::Kept(one.became.told())], one.details.iter().map(Detail::told).collect())
}

fn indicator(one: &IndicatorChange<'_>, comparison: &Comparison<'_>) -> String {
    let name = one.after.or(one.before).map(|one| one.name()).unwrap_or_default();
    let renamed = match (one.renamed, one.before) {
        (Some(like), Some(before)) => format!(" (trước là “{}”, giống {})", before.name(), told_score(like)),
        _ => String::new(),
    };
    if let (Some(before), Some(after), true) = (one.before, one.after, comparison.from == comparison.to) {
        return format!("{name}{renamed}: {} → {}", before.in_full(), after.in_full());
    }
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
fn has_several<'t, 'y: 't>(mut tasks: impl Iterator<Item = &'t TaskAt<'y>>) -> bool {
    let Some(first) = tasks.next() else { return false };
    tasks.any(|at| at.plan.id != first.plan.id)
}

fn task_lines(task: &TaskChange<'_>, several: bool) -> Vec<Line> {
    // As a part names the task of one of several plans.
    let place = |at: &TaskAt<'_>| match several {
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
    if !task.assigned.is_empty() {
        let words = format!("phân công: {}", reassigned(&task.assigned));
        lines.push(Line { level: Level::Detail, pieces: vec![Piece::Kept(words)] });
    }
    let details = task.details.iter().map(Detail::told);
    lines.extend(details.map(|pieces| Line { level: Level::Detail, pieces }));
    lines
}

/// Whose part in a task is another: "thêm Sở A, Sở B (chủ trì); thôi Sở C"; many that have the same are told
/// together.
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
    if agencies.is_empty() {
        return "không ai".to_owned();
    }
    agencies.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn told_score(score: f64) -> String {
    format!("{score:.2}").replace('.', ",")
}

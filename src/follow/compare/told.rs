//! A comparison for people, line by line: as text, and on a page ([`page()`]); for scripts ([`json()`]).

mod json;
mod page;
mod summary;
mod tasks;

use std::collections::BTreeMap;

use super::agencies::Registered;
use super::{
    Comparison, Concern, Detail, HeadingChange, IndicatorChange, Piece, PlanChange, Touched, Verdict,
};
use crate::derive::responsibility::Watch;
use crate::model::Agency;
pub use json::json;
pub use page::{annex, page};
pub use tasks::{Called, reassigned};

/// A line of what is told: its depth and its words, marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub level: Level,
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Heading,
    /// What is of one kind under a heading.
    Group,
    Item,
    /// Belongs to the item before it.
    Detail,
}

/// For a terminal: what goes in `[-…-]`, what comes in `{+…+}`.
pub fn text(comparison: &Comparison<'_>) -> String {
    as_text(comparison, lines(comparison))
}

/// The counts of each kind and whom it touches, without what differs in each place.
pub fn summary(comparison: &Comparison<'_>) -> String {
    let mut lines = Lines::default();
    lines.summary(comparison);
    lines.touched(&comparison.touched);
    as_text(comparison, lines.lines)
}

fn as_text(comparison: &Comparison<'_>, lines: Vec<Line>) -> String {
    let mut text = format!("{}\n", title(comparison));
    for line in lines {
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
            Level::Group => text.push_str(&format!("  * {words}:\n")),
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

/// All of it, line by line: how many of each kind first, then each where it stands.
pub fn lines(comparison: &Comparison<'_>) -> Vec<Line> {
    let mut lines = Lines::default();
    lines.summary(comparison);
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
    lines.renumbered(&comparison.headings);
    lines.tasks(comparison);
    lines.section("Phần riêng của các cơ quan (không so từng chỗ)", &comparison.parts, |one| {
        (vec![Piece::Kept(format!("{}: {}", one.agency.name, one.state.label()))], Vec::new())
    });
    lines.touched(&comparison.touched);
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

    /// Headings that only stand elsewhere.
    fn renumbered(&mut self, headings: &[HeadingChange<'_>]) {
        let moved: Vec<String> = headings
            .iter()
            .filter(|one| one.is_same() && one.is_moved())
            .filter_map(|one| {
                Some(format!("{} → {}", one.became.before?.position, one.became.after?.position))
            })
            .collect();
        if moved.is_empty() {
            return;
        }
        if headings.iter().all(HeadingChange::is_same) {
            self.add(Level::Heading, "Đề mục");
        }
        self.add(Level::Item, format!("chỉ đổi số: {}", moved.join("; ")));
    }

    /// Whom it concerns; those whom the same concerns stand together.
    fn touched(&mut self, touched: &[Touched<'_>]) {
        self.add(Level::Heading, "Cơ quan có thay đổi");
        type Counts<'c> = &'c BTreeMap<Concern, usize>;
        let mut alike: Vec<(Counts<'_>, Vec<&str>)> = Vec::new();
        for one in touched {
            match alike.iter_mut().find(|(counts, _)| **counts == one.counts) {
                Some((_, names)) => names.push(&one.agency.name),
                None => alike.push((&one.counts, vec![&one.agency.name])),
            }
        }
        for (counts, names) in alike {
            let counts: Vec<String> =
                counts.iter().map(|(concern, count)| format!("{} {count:02}", concern.label())).collect();
            let counts = counts.join("; ");
            if names.len() <= TOGETHER {
                self.add(Level::Item, format!("{}: {counts}", names.join(", ")));
            } else {
                self.add(Level::Item, format!("{:02} cơ quan, mỗi cơ quan: {counts}", names.len()));
                self.add(Level::Detail, names.join(", "));
            }
        }
        if touched.is_empty() {
            self.add(Level::Item, "không có");
        }
    }
}

/// So many names stand before what is said of all of them; more stand on a line of their own.
const TOGETHER: usize = 4;

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

fn names(agencies: &[&Agency]) -> String {
    if agencies.is_empty() {
        return "không ai".to_owned();
    }
    agencies.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn told_score(score: f64) -> String {
    format!("{score:.2}").replace('.', ",")
}

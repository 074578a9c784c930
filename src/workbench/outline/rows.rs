//! The rows of an outline, as a page shows them.

use crate::model::plan::Heading;

/// The outline, line by line.
#[derive(Debug, Default)]
pub struct Outline {
    pub rows: Vec<Row>,
    /// Where a task can go: place and what it is called.
    pub points: Vec<(String, String)>,
    /// Every heading: what another can go under, and what an indicator can be one of.
    pub parents: Vec<Parent>,
    /// The line of the annexes in the file.
    pub annexes_line: usize,
}

/// What a heading can go under.
#[derive(Debug)]
pub struct Parent {
    pub place: String,
    pub label: String,
    pub kind: Kind,
}

/// What a heading is one of, and so where it can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of the plan's body.
    Body,
    /// A group of rows in a table of tasks.
    Rows,
    /// In an annex of words.
    Words,
    /// An annex itself.
    Annex,
    /// An annex that the program makes from all tasks.
    Made,
}

#[derive(Debug)]
pub enum Row {
    Heading(Box<HeadingRow>),
    Point(PointRow),
    Task(Box<TaskRow>),
}

#[derive(Debug)]
pub struct HeadingRow {
    pub place: String,
    /// From 0.
    pub depth: usize,
    pub position: String,
    pub title: String,
    pub kind: Kind,
    pub indicators: Vec<IndicatorRow>,
    /// Đầu mối theo dõi: its id, and what it is called.
    pub monitor: Option<(String, String)>,
    pub co_monitors: Vec<String>,
    /// Whether it has a title to be changed.
    pub is_titled: bool,
    pub is_first: bool,
    pub is_last: bool,
    pub holds: Holds,
    /// Its line in the file, and that of its first paragraph, dash or table.
    pub line: usize,
    pub words_line: Option<usize>,
}

/// What stands under a heading, at any depth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holds {
    /// Paragraphs and dashes.
    pub words: usize,
    pub tables: usize,
    pub tasks: usize,
    pub headings: usize,
    pub indicators: usize,
}

/// Một chỉ tiêu.
#[derive(Debug)]
pub struct IndicatorRow {
    pub place: String,
    pub name: Option<String>,
    /// "7,24 điểm (năm 2025)"
    pub told: String,
    /// As the file has them, in the order of [`super::indicators::KEYS`].
    pub values: Vec<(&'static str, String)>,
    pub is_first: bool,
    pub is_last: bool,
}

/// Một điểm giao việc: whose the tasks below it are.
#[derive(Debug)]
pub struct PointRow {
    pub place: String,
    pub position: String,
    pub leads: Vec<String>,
}

#[derive(Debug)]
pub struct TaskRow {
    pub place: String,
    /// What it is known by in the page: a heading whose words are a task has a place of its own, too.
    pub key: String,
    /// In the file.
    pub line: usize,
    pub reference: String,
    pub text: String,
    /// Whether the words are its own, and not those of its heading.
    pub is_own: bool,
    pub leads: Vec<String>,
    pub supporting: Vec<String>,
    pub deadline: Field,
    pub output: Field,
    /// Its point has no other task.
    pub is_alone: bool,
    pub has_point: bool,
    pub is_first: bool,
    pub is_last: bool,
}

/// A value of a task.
#[derive(Debug, Default)]
pub struct Field {
    pub own: Option<String>,
    /// Said once for all tasks of the point.
    pub shared: Option<String>,
    /// Several parts, which a single field cannot hold.
    pub several: Option<String>,
}

impl Field {
    /// As the plan says it.
    pub fn said(&self) -> &str {
        self.own.as_deref().or(self.several.as_deref()).or(self.shared.as_deref()).unwrap_or_default()
    }
}

impl Holds {
    pub(super) fn of(heading: &Heading) -> Self {
        let below = heading.with_descendants();
        let count = |of: fn(&Heading) -> usize| below.iter().map(|one| of(one)).sum();
        Self {
            words: count(|one| one.words().count()),
            tables: count(|one| one.tables().count()),
            tasks: count(|one| one.assignments().map(|given| given.tasks.len()).sum()),
            headings: below.len() - 1,
            indicators: count(|one| one.indicators.len()),
        }
    }

    /// "2 đề mục, 5 nhiệm vụ"; nothing where nothing stands under it.
    pub fn told(self) -> String {
        let counts = [
            (self.headings, "đề mục"),
            (self.tasks, "nhiệm vụ"),
            (self.indicators, "chỉ tiêu"),
            (self.words, "đoạn, gạch đầu dòng"),
            (self.tables, "bảng"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, of)| format!("{count} {of}"));
        counts.collect::<Vec<_>>().join(", ")
    }
}

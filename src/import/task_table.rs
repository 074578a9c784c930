//! Bảng nhiệm vụ: a table in which each row says what is to be done and by whom, whoever's plan it stands in. What
//! becomes of the rows is not known here.

use super::sentence::labels::{self, Labelled};
use super::structure::{Cell, RowKind, Table, TableRow, Words};
use crate::text::first_letter::upper_first;
use crate::text::labels::{Label as Kind, Labelled as Listed, leading};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Ordinal,
    Task,
    Lead,
    Supporting,
    /// "Chủ trì: … Phối hợp: …" in one cell.
    Both,
    /// "Thời gian thực hiện: Bắt đầu", beside the column that says when it ends.
    Start,
    Deadline,
    Output,
    Money,
    Other,
}

/// The columns, where what is to be done and who does it are among them.
pub fn columns(table: &Table) -> Option<Vec<Column>> {
    let columns = titled(table);
    (columns.contains(&Column::Task) && says_who(&columns)).then_some(columns)
}

/// The columns of a table whose rows say what is to be done and when, or with whom, and not who does it: that is
/// said above it.
pub fn columns_without_lead(table: &Table) -> Option<Vec<Column>> {
    let columns = titled(table);
    let product = || (0..table.columns).any(|at| table.title(at).to_lowercase().contains("sản phẩm"));
    let has = |column: Column| columns.contains(&column);
    let plans = has(Column::Deadline) || has(Column::Supporting) || product();
    (has(Column::Task) && plans && !says_who(&columns)).then_some(columns)
}

/// The columns by their titles, each kind once.
fn titled(table: &Table) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for at in 0..table.columns {
        // "Chủ trì" and "Phối hợp" below "Cơ quan thực hiện": the lowest title says what the column holds.
        let own = table.titles(at).pop().map_or(Column::Other, |title| column(&title.to_lowercase(), at));
        let column = if own == Column::Other { column(&table.title(at).to_lowercase(), at) } else { own };
        let before = columns.iter().position(|other| *other == column && column != Column::Other);
        match before {
            // "Nhóm nhiệm vụ" and "Nhiệm vụ cụ thể": what is to be done is the narrower one.
            Some(before) if column == Column::Task && is_narrower(&table.title(at), &table.title(before)) => {
                columns[before] = Column::Other;
                columns.push(column);
            }
            Some(_) => columns.push(Column::Other),
            None => columns.push(column),
        }
    }
    columns
}

/// Whether one title of what is to be done says more closely what that is.
fn is_narrower(title: &str, other: &str) -> bool {
    let (title, other) = (title.to_lowercase(), other.to_lowercase());
    let is_wide = ["nhóm", "lĩnh vực", "chương trình", "mục tiêu"].iter().any(|word| other.starts_with(word));
    is_wide || title.contains("cụ thể") && !other.contains("cụ thể")
}

fn says_who(columns: &[Column]) -> bool {
    columns.contains(&Column::Lead) || columns.contains(&Column::Both)
}

fn column(title: &str, at: usize) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if at == 0 && has(&["stt", "tt", "thứ tự"]) {
        Column::Ordinal
    } else if has(&["chủ trì"]) && has(&["phối hợp"]) {
        Column::Both
    } else if has(&[
        "chủ trì",
        "phân công",
        "cơ quan thực hiện",
        "đơn vị thực hiện",
        "trách nhiệm",
        "đầu mối",
    ]) {
        Column::Lead
    } else if has(&["phối hợp"]) {
        Column::Supporting
    } else if has(&["bắt đầu"]) {
        Column::Start
    } else if has(&["thời gian", "thời hạn", "tiến độ", "hoàn thành", "kết thúc"]) {
        Column::Deadline
    } else if has(&["sản phẩm", "kết quả"]) {
        Column::Output
    } else if has(&["kinh phí", "nguồn lực"]) {
        Column::Money
    } else if has(&["nhiệm vụ", "nội dung", "công việc", "giải pháp", "hoạt động", "tên việc"])
    {
        Column::Task
    } else {
        Column::Other
    }
}

/// A row by what it is.
#[derive(Debug)]
pub enum Line<'t> {
    /// Titles of the columns.
    Titles(&'t TableRow),
    /// "(1) (2) (3)"
    Numbers(&'t TableRow),
    /// A title for the rows below it, with its number where that has a cell of its own.
    Group {
        ordinal: Option<&'t Cell>,
        /// How deep it stands, by its number; 0 above all others. None where it has no number.
        level: Option<usize>,
        title: Words,
    },
    Task(Vec<Field<'t>>),
    /// "Tổng cộng"
    Total(Vec<Field<'t>>),
}

/// A filled cell of a row.
#[derive(Debug, Clone)]
pub struct Field<'t> {
    pub column: Column,
    /// What stands above the column.
    pub title: String,
    pub cell: &'t Cell,
    pub stands: Stands<'t>,
}

/// Where the words of a field are typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stands<'t> {
    /// In a cell that begins in this row.
    Here,
    /// In a cell above that goes on through this row.
    Spanning,
    /// In the row above: here the cell is left blank.
    Above,
    /// In a cell above, which this one repeats: "nt".
    Repeated(&'t Cell),
}

/// The rows of a table whose columns are these.
pub fn lines<'t>(table: &'t Table, columns: &[Column]) -> Vec<Line<'t>> {
    let titles = table.header().next();
    let line = |(at, row): (usize, &'t TableRow)| match row.kind {
        // A title row that is typed once more where a new page begins.
        RowKind::Data if titles.is_some_and(|titles| says_the_same(titles, row)) => Line::Titles(row),
        RowKind::Header => Line::Titles(row),
        RowKind::ColumnNumbers => Line::Numbers(row),
        RowKind::Group => group(row).unwrap_or_else(|| Line::Task(fields(table, at, columns))),
        RowKind::Data => Line::Task(fields(table, at, columns)),
        RowKind::Total => Line::Total(fields(table, at, columns)),
    };
    let mut lines: Vec<Line<'t>> = table.rows.iter().enumerate().map(line).collect();
    for at in 1..lines.len() {
        let (above, below) = lines.split_at_mut(at);
        if let (Some(Line::Task(above)), Some(Line::Task(fields))) = (above.last(), below.first_mut()) {
            go_on(above, fields);
        }
    }
    lines
}

fn says_the_same(titles: &TableRow, row: &TableRow) -> bool {
    let texts = |row: &TableRow| row.cells.iter().map(|cell| cell.text().to_lowercase()).collect::<Vec<_>>();
    texts(titles) == texts(row)
}

/// A row without a number that does not say what is to be done goes on with what the row above says.
fn go_on<'t>(above: &[Field<'t>], fields: &mut Vec<Field<'t>>) {
    let has = |fields: &[Field<'_>], column: Column| fields.iter().any(|field| field.column == column);
    let numbered = fields.iter().any(|field| field.column == Column::Ordinal && field.own());
    if numbered || fields.is_empty() || has(fields, Column::Task) || !has(above, Column::Task) {
        return;
    }
    let missing: Vec<Field<'t>> = above
        .iter()
        .filter(|field| {
            matches!(field.column, Column::Task | Column::Start | Column::Deadline | Column::Output)
        })
        .filter(|field| !has(fields, field.column))
        .map(|field| Field { stands: Stands::Above, title: field.title.clone(), ..*field })
        .collect();
    fields.extend(missing);
}

/// When a row is to be done: its end, or from its start to its end, with the fields that say so.
pub fn due<'f, 't>(fields: &'f [Field<'t>]) -> Option<(String, &'f Field<'t>)> {
    let of = |column: Column| fields.iter().find(|field| field.column == column);
    let said = |field: &Field<'_>| field.cell.text();
    match (of(Column::Start), of(Column::Deadline)) {
        (None, None) => None,
        (Some(start), Some(end)) => Some((format!("{} - {}", said(start), said(end)), end)),
        // One cell over both says it all; "Thường xuyên" has no end.
        (Some(start), None) if start.cell.columns > 1 || !begins_moment(&said(start)) => {
            Some((said(start), start))
        }
        (Some(start), None) => Some((format!("từ {}", said(start)), start)),
        (None, Some(end)) => Some((said(end), end)),
    }
}

/// "01/2025", "Quý II": whether something can begin then.
fn begins_moment(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.starts_with(|c: char| c.is_ascii_digit())
        || ["ngày ", "tháng ", "quý ", "năm ", "đầu ", "giữa ", "cuối "]
            .iter()
            .any(|word| lower.starts_with(word))
}

/// "II | Nhân lực số", "II. Nhân lực số": numbers are the program's.
fn group(row: &TableRow) -> Option<Line<'_>> {
    let mut cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    if cells.len() > 2 {
        return None;
    }
    let ordinal = (cells.len() == 2).then(|| cells.remove(0));
    let words = cells.first().map(|cell| whole(cell)).unwrap_or_default();
    let bytes = leading(&words.text).map_or(0, |found| words.text.len() - found.rest.len());
    let number = ordinal.map_or_else(|| words.text[..bytes].trim().to_owned(), Cell::text);
    Some(Line::Group { ordinal, level: level(&number), title: words.without_start(bytes) })
}

/// How deep a group stands, by its number: "A", "I", "1", "1.1".
fn level(number: &str) -> Option<usize> {
    let bare = number.trim_matches(['.', ')', '/', ' ', ':']);
    let is = |fits: fn(char) -> bool| bare.chars().all(fits);
    if bare.is_empty() {
        None
    } else if is(|c| "IVXL".contains(c)) {
        Some(1)
    } else if bare.chars().count() == 1 && is(char::is_uppercase) || bare.to_lowercase().starts_with("phần")
    {
        Some(0)
    } else if is(|c| c.is_ascii_digit() || c == '.') {
        Some(2 + bare.matches('.').count())
    } else {
        Some(usize::MAX)
    }
}

fn fields<'t>(table: &'t Table, at: usize, columns: &[Column]) -> Vec<Field<'t>> {
    let field = |(number, column): (usize, &Column)| {
        let cell = table.at(at, number).filter(|cell| cell.column == number && !cell.is_blank())?;
        let own = table.rows[at].cells.iter().any(|one| one.column == number);
        let stands = if own { Stands::Here } else { Stands::Spanning };
        let field = Field { column: *column, title: table.title(number), cell, stands };
        let meant = meant_above(table, at, number).filter(|_| *column != Column::Task && is_ditto(cell));
        Some(match meant {
            Some(meant) => Field { cell: meant, stands: Stands::Repeated(cell), ..field },
            None => field,
        })
    };
    columns.iter().enumerate().filter_map(field).collect()
}

/// "nt", "như trên", "″", "//": whether a cell says what the one above it says.
fn is_ditto(cell: &Cell) -> bool {
    const SIGNS: [char; 10] = ['"', '“', '”', '″', '〃', '\'', '/', '-', '–', ' '];
    let text = cell.text().to_lowercase();
    let bare = text.trim_matches(SIGNS).trim_end_matches('.');
    let signs = bare.is_empty() && text.contains(['"', '“', '”', '″', '〃', '/']);
    signs || ["nt", "như trên", "n.t"].contains(&bare)
}

/// The cell above that such a cell repeats.
fn meant_above(table: &Table, at: usize, column: usize) -> Option<&Cell> {
    let rows = (0..at).rev().filter(|row| table.rows[*row].kind == RowKind::Data);
    let mut cells = rows.filter_map(|row| table.at(row, column).filter(|cell| cell.column == column));
    cells.find(|cell| !cell.is_blank() && !is_ditto(cell))
}

/// All lines of a cell.
fn whole(cell: &Cell) -> Words {
    let places = cell.lines.iter().flat_map(|line| line.places.clone()).collect();
    let first = cell.lines.first().cloned().unwrap_or_default();
    Words { text: cell.text(), places, lead_in: 0, ..first }
}

impl<'t> Field<'t> {
    /// It begins in this row, and does not go on from one above.
    pub fn own(&self) -> bool {
        self.stands == Stands::Here
    }

    pub fn words(&self) -> Words {
        whole(self.cell)
    }

    /// The words of the cell that only repeats another.
    pub fn repeating(&self) -> Option<Words> {
        match self.stands {
            Stands::Repeated(cell) => Some(whole(cell)),
            Stands::Here | Stands::Spanning | Stands::Above => None,
        }
    }

    /// As it is said behind what is to be done, where its column has no place of its own: "(Địa bàn: xã A)".
    pub fn aside(&self) -> String {
        let text = self.cell.text();
        if self.title.is_empty() { text } else { format!("({}: {text})", upper_first(&self.title)) }
    }

    /// The labels that it consists of, line by line or all together, each with the words that they stand in.
    pub fn labels(&self) -> Option<Vec<(Vec<Labelled>, &'t Words)>> {
        let lines = &self.cell.lines;
        let each =
            lines.iter().map(|line| Some((labels::of_line(&line.text)?, line))).collect::<Option<Vec<_>>>();
        each.or_else(|| Some(vec![(labels::of_line(&self.cell.text())?, lines.first()?)]))
    }

    /// The numbers that names are listed with, each with the line that it begins.
    pub fn numbers(&self) -> impl Iterator<Item = (&'t Words, &'t str)> + use<'t> {
        let lines = self.cell.lines.iter();
        lines.map(|line| (line, &line.text[..line.text.len() - without_dash(&line.text).len()]))
    }

    /// The names in it: one may stand on each line, with a dash before it or none; else they are one text.
    pub fn names(&self) -> Vec<Words> {
        let lines = &self.cell.lines;
        let listed = lines.len() > 1 && lines.iter().all(|line| begins_name(&line.text));
        let names = if listed { lines.clone() } else { vec![self.words()] };
        names.into_iter().map(|words| Words { text: without_dash(&words.text).to_owned(), ..words }).collect()
    }
}

/// A line of a cell that goes on from the one before begins with a small letter.
fn begins_name(line: &str) -> bool {
    let bare = without_dash(line);
    bare.starts_with(char::is_uppercase) || bare.to_lowercase().starts_with("các ")
}

/// A name without the dash or the number that it is listed with: "- Sở Y tế", "1. Sở Y tế", "b) Sở Y tế".
fn without_dash(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '+', '•', ' ']);
    match leading(bare) {
        Some(Listed { kind: Kind::Number | Kind::Letter, rest, .. }) => rest,
        _ => bare,
    }
}

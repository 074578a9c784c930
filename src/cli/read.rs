//! `kehoach read`: what is read from a Word, LibreOffice, text or PDF file, and what was told on the way.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::{ExitStatus, print, report};
use crate::app::import::{self, Input};
use crate::diagnostic::{Diagnostic, codes};
use crate::output::FileError;
use crate::reading::{self, Align, Block, Format, Kind, MarkRole, Paragraph, Role, Source, limits};
use crate::text::cells::{self, CellName};

#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// Tệp văn bản: .docx, .doc, .odt, .xlsx, .txt, .pdf
    #[arg(value_name = "TỆP", required = true)]
    file: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &ReadArgs) -> ExitStatus {
    let source = match read(&args.file) {
        Ok(source) => source,
        Err(finding) => {
            report(vec![finding]);
            return ExitStatus::Failed;
        }
    };
    // Nothing of a state secret is shown, no more than an import would keep it.
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let input = Input::new(name, source);
    if let Some(finding) = import::secret(std::slice::from_ref(&input)) {
        report(vec![finding]);
        return ExitStatus::Failed;
    }
    let source = input.source;
    if args.json {
        // Strings and numbers only: serialising them cannot fail.
        let json = serde_json::to_string_pretty(&View::of(&source)).unwrap_or_default();
        return print(&format!("{json}\n"));
    }
    let status = print(&shown(&source));
    report(source.findings(&args.file));
    status
}

/// Reads a file, never more of it than a document may have.
pub(super) fn read(path: &Path) -> Result<Source, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        Diagnostic::error(codes::UNREADABLE_FILE, FileError::reading(path, error).to_string())
    };
    // Windows says of a folder that nobody may open it.
    if path.is_dir() {
        let message = format!("“{}” là thư mục, không phải tệp", path.display());
        let of_folder = path.join("*.docx");
        return Err(Diagnostic::error(codes::UNREADABLE_FILE, message)
            .hint(format!("ghi tên tệp trong thư mục ấy, hoặc dạng tên: \"{}\"", of_folder.display())));
    }
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(limits::FILE).unwrap_or(u64::MAX);
    std::io::Read::read_to_end(&mut std::io::Read::take(file, limit + 1), &mut bytes).map_err(unreadable)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    reading::read(&bytes, &name).map_err(|refusal| refusal.finding(path))
}

/// A line for each paragraph, with its place; those in a table with row and column.
fn shown(source: &Source) -> String {
    let mut text = String::new();
    let mut sheet = None;
    for block in &source.blocks {
        let first = first_cell(source, block).map(|cell| cell.sheet.as_str());
        if first.is_some() && first != sheet {
            sheet = first;
            let _ = writeln!(text, "{:>8}{}", "", cells::sheet(sheet.unwrap_or_default()));
        }
        lines(source, std::slice::from_ref(block), "", &mut text);
    }
    for running in &source.running {
        let role = match running.role {
            Role::Header => "đầu trang",
            Role::Footer => "chân trang",
        };
        lines(source, &running.blocks, &format!("[{role}] "), &mut text);
    }
    text
}

/// The first cell of a sheet that something in a block stands in.
fn first_cell<'s>(source: &'s Source, block: &Block) -> Option<&'s CellName> {
    let paragraphs = reading::paragraphs_of(std::slice::from_ref(block));
    paragraphs.first().and_then(|paragraph| source.cells.get(&paragraph.place))
}

fn lines(source: &Source, blocks: &[Block], mark: &str, text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                if !paragraph.is_blank() || paragraph.number.is_some() {
                    let level = paragraph.outline.map(|level| format!("{{{level}}} ")).unwrap_or_default();
                    let words = paragraph.shown().replace('\n', "\n        ");
                    let place = source
                        .cells
                        .get(&paragraph.place)
                        .map_or_else(|| paragraph.place.to_string(), CellName::label);
                    let _ = writeln!(text, "{place:>6}  {mark}{level}{words}");
                }
                for one in &paragraph.boxes {
                    lines(source, &one.blocks, &format!("{mark}[hộp chữ] "), text);
                }
            }
            Block::Table(table) => {
                for (row, cells) in table.rows.iter().enumerate() {
                    for cell in &cells.cells {
                        let span = |from: usize, count: usize| match count {
                            1 => from.to_string(),
                            count => format!("{from}-{}", from + count - 1),
                        };
                        let place =
                            format!("{},{}", span(row + 1, cell.rows), span(cell.column + 1, cell.columns));
                        lines(source, &cell.blocks, &format!("{mark}[bảng {place}] "), text);
                    }
                }
            }
        }
    }
}

/// A file in `read --json`. The shape is fixed: scripts read it.
#[derive(Serialize)]
struct View {
    format: Format,
    blocks: Vec<BlockView>,
    headers: Vec<Vec<BlockView>>,
    footers: Vec<Vec<BlockView>>,
    marks: Vec<MarkView>,
    told: Vec<ToldView>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum BlockView {
    Paragraph(ParagraphView),
    Table { rows: Vec<Vec<CellView>> },
}

#[derive(Serialize)]
struct ParagraphView {
    place: usize,
    /// In a workbook: the sheet and the cell.
    #[serde(flatten)]
    cell: Option<CellAt>,
    number: Option<String>,
    /// The level of its list, from 1; null where it is in none.
    list_level: Option<u8>,
    bullet: bool,
    style: Option<String>,
    outline: Option<u8>,
    align: &'static str,
    bold: bool,
    italic: bool,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    boxes: Vec<Vec<BlockView>>,
}

/// A cell of a workbook, for scripts.
#[derive(Serialize)]
pub(super) struct CellAt {
    sheet: String,
    cell: String,
}

impl CellAt {
    pub(super) fn of(cell: &CellName) -> Self {
        Self { sheet: cell.sheet.clone(), cell: cell.label() }
    }
}

#[derive(Serialize)]
struct CellView {
    column: usize,
    columns: usize,
    rows: usize,
    blocks: Vec<BlockView>,
}

#[derive(Serialize)]
struct MarkView {
    kind: &'static str,
    name: String,
    place: usize,
    text: String,
}

#[derive(Serialize)]
struct ToldView {
    code: &'static str,
    severity: crate::diagnostic::Severity,
    place: Option<usize>,
    #[serde(flatten)]
    cell: Option<CellAt>,
    message: String,
    /// The words of the file that are not in the text.
    left_out: Option<String>,
}

impl View {
    fn of(source: &Source) -> Self {
        let running = |role| {
            let of = source.running.iter().filter(|one| one.role == role);
            of.map(|one| BlockView::all(source, &one.blocks)).collect()
        };
        let mark = |mark: &reading::Mark| {
            let (kind, name) = match &mark.role {
                MarkRole::Control { tag, label, .. } => {
                    ("control", tag.clone().or_else(|| label.clone()).unwrap_or_default())
                }
                MarkRole::Bookmark { name } => ("bookmark", name.clone()),
                MarkRole::Field { instruction } => ("field", instruction.clone()),
                MarkRole::Comment { text, .. } => ("comment", text.clone()),
                MarkRole::Link { target } => ("link", target.clone()),
            };
            MarkView { kind, name, place: mark.from.paragraph, text: source.text_of(mark) }
        };
        let told = |told: &reading::Told| ToldView {
            code: told.what.code(),
            severity: told.what.severity(),
            place: told.place,
            cell: told.cell.as_ref().map(CellAt::of),
            message: told.what.message(),
            left_out: told.what.left_out().map(str::to_owned),
        };
        Self {
            format: source.format,
            blocks: BlockView::all(source, &source.blocks),
            headers: running(Role::Header),
            footers: running(Role::Footer),
            marks: source.marks.iter().map(mark).collect(),
            told: source.told.iter().map(told).collect(),
        }
    }
}

impl BlockView {
    fn all(source: &Source, blocks: &[Block]) -> Vec<Self> {
        blocks.iter().map(|block| Self::of(source, block)).collect()
    }

    fn of(source: &Source, block: &Block) -> Self {
        match block {
            Block::Paragraph(paragraph) => Self::Paragraph(ParagraphView::of(source, paragraph)),
            Block::Table(table) => {
                let cells = |row: &reading::Row| {
                    let view = |cell: &reading::Cell| CellView {
                        column: cell.column + 1,
                        columns: cell.columns,
                        rows: cell.rows,
                        blocks: Self::all(source, &cell.blocks),
                    };
                    row.cells.iter().map(view).collect()
                };
                Self::Table { rows: table.rows.iter().map(cells).collect() }
            }
        }
    }
}

impl ParagraphView {
    fn of(source: &Source, paragraph: &Paragraph) -> Self {
        let number = paragraph.number.as_ref();
        Self {
            place: paragraph.place,
            cell: source.cells.get(&paragraph.place).map(CellAt::of),
            number: number.map(|number| number.text.clone()),
            list_level: number.map(|number| number.level),
            bullet: number.is_some_and(|number| number.kind == Kind::Bullet),
            style: paragraph.style.clone(),
            outline: paragraph.outline,
            align: match paragraph.align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
                Align::Justified => "justified",
            },
            bold: paragraph.all(|run| run.bold),
            italic: paragraph.all(|run| run.italic),
            text: paragraph.text_with_notes(),
            boxes: paragraph.boxes.iter().map(|one| BlockView::all(source, &one.blocks)).collect(),
        }
    }
}

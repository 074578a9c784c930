//! `kehoach take-in`: Word files that people edited, home into the content.

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::{ExitStatus, import, load, named_files, print, report, say};
use crate::app::Paths;
use crate::app::takein::{self, ByImport, Compared, Door, Outcome, TakenIn, Together, findings_of};
use crate::diagnostic::{Diagnostic, codes};
use crate::reading::Format;
use crate::takein::{Change, Standing, What};

#[derive(Debug, Args)]
pub(super) struct TakeInArgs {
    /// Tệp Word đã sửa, hoặc thư mục có các tệp ấy
    #[arg(required = true, value_name = "TỆP|THƯ_MỤC")]
    files: Vec<PathBuf>,
    /// Ghi vào nội dung, không hỏi lại
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Chỉ cho xem các thay đổi, không ghi gì
    #[arg(long)]
    dry_run: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &TakeInArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let asked_for = match named_files::meant(&args.files) {
        Ok(asked_for) => asked_for,
        Err(finding) => {
            report(vec![finding]);
            return ExitStatus::Failed;
        }
    };
    let found = named_files::with_folders(&asked_for, is_text_document);
    let passed = found.passed("nhận tệp Word đã sửa: .docx, .odt, .doc");
    let named_files::Found { files, faults: mut findings, .. } = found;
    if files.is_empty() && findings.is_empty() {
        let message = "không có tệp .docx, .odt, .doc nào ở chỗ đã nêu";
        report(vec![Diagnostic::error(codes::UNREADABLE_FILE, message)]);
        return ExitStatus::Failed;
    }
    findings.extend(passed);
    let door = Door::of(inputs, &paths.content);
    let mut all = Vec::new();
    for one in door.take_in_all(&files) {
        match one {
            Ok(one) => all.push(one),
            Err(error) => findings.push(Diagnostic::error(codes::UNREADABLE_FILE, error.to_string())),
        }
    }
    // Nothing was looked at: no summary says that nothing differs.
    let mut status = if all.is_empty() { ExitStatus::Failed } else { ExitStatus::Clean };
    if all.is_empty() && !args.json {
        report(findings);
        return status;
    }
    let mut together = Together::of(all);
    findings.append(&mut together.findings);
    let written = together.written();
    if !args.json {
        let mut text = String::new();
        let (same, rest): (Vec<&TakenIn>, Vec<&TakenIn>) =
            together.all.iter().partition(|one| together.all.len() > 1 && is_as_content(one));
        rest.into_iter().for_each(|one| tell(one, &together, &mut text));
        if !same.is_empty() {
            let _ = writeln!(text, "{:02} tệp không có gì khác nội dung.", same.len());
        }
        status = print(&text);
    }
    let applies = !written.is_empty() && !args.dry_run && (args.yes || (!args.json && asked(written.len())));
    let mut done = Done::Shown;
    if applies {
        match takein::write(&written) {
            Ok(()) => done = Done::Written,
            Err(why) => {
                findings.push(why);
                status = ExitStatus::Failed;
                done = Done::Refused;
            }
        }
    }
    let printed = if args.json {
        print(&format!("{}\n", as_json(&together, done)))
    } else {
        print(&summary(&together, written.len(), done))
    };
    let wrong = findings.iter().any(Diagnostic::is_error);
    if !findings.is_empty() {
        report(findings);
    }
    let found = if wrong { ExitStatus::Findings } else { ExitStatus::Clean };
    status.worst(printed).worst(found)
}

/// What became of the content files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Written,
    /// They were to be written, and could not be.
    Refused,
    Shown,
}

/// Whether a file of a folder is meant: whatever Word or LibreOffice may have saved a document as.
fn is_text_document(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    matches!(Format::named(&name), Some(Format::Docx | Format::Odt | Format::Doc))
}

/// Of a lot these are counted, so that what differs is seen.
fn is_as_content(one: &TakenIn) -> bool {
    one.compared().is_some_and(|compared| compared.changes.is_empty() && compared.left.is_empty())
}

fn tell(one: &TakenIn, together: &Together, text: &mut String) {
    let _ = match &one.outcome {
        Outcome::Compared(compared) => {
            let is_held = together.is_held(compared) && !compared.changes.is_empty();
            tell_compared(one, compared, is_held, text);
            Ok(())
        }
        Outcome::Imported(by_import) => {
            let ByImport { input, imported, .. } = &**by_import;
            let summary = import::summary(imported, std::slice::from_ref(input), import::Written::Not);
            write!(text, "{}: mất dấu, đọc như kế hoạch cơ quan tự soạn\n{summary}", one.path.display())
        }
        Outcome::MarksGone { file, document, .. } => {
            let lines = file.iter().map(|left| format!("  tệp: “{}”\n", left.file));
            let lines = lines.chain(document.iter().map(|line| format!("  nội dung: “{line}”\n")));
            write!(text, "{}: mất dấu\n{}", one.path.display(), lines.collect::<String>())
        }
        _ => writeln!(text, "{}: không nhận được", one.path.display()),
    };
}

fn tell_compared(one: &TakenIn, compared: &Compared, doubled: bool, text: &mut String) {
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    line(format!("{}: {}", one.path.display(), compared.name));
    if compared.changes.is_empty() {
        line("  không có gì khác".to_owned());
    }
    if doubled {
        line("  trùng với tệp khác, không ghi".to_owned());
    }
    for change in &compared.changes {
        line(format!("  {} {}", sign(change), change.message()));
    }
    if let Some(written) = compared.written.as_ref().filter(|_| !doubled) {
        for (id, name) in &written.new_units {
            line(format!("  + đơn vị mới: {name} (mã {id})"));
        }
        let verb = if written.old.is_none() { "tệp mới" } else { "ghi vào" };
        line(format!("  {verb}: {}", written.path.display()));
    }
    for left in &compared.left {
        line(match &left.document {
            Some(document) => {
                format!("  còn khác: tệp ghi “{}”, văn bản làm lại ghi “{document}”", left.file)
            }
            None => format!("  còn khác: tệp ghi “{}”, văn bản làm lại không có", left.file),
        });
    }
}

/// How a change is marked in a list.
fn sign(change: &Change) -> &'static str {
    match &change.standing {
        Standing::Home => "+",
        Standing::Conflict { .. } | Standing::TwoWords { .. } => "!",
        Standing::Kept { .. } | Standing::LeftOut => "=",
        Standing::NoPlace(_) => "?",
    }
}

fn summary(together: &Together, written: usize, done: Done) -> String {
    let came_to = match done {
        Done::Written => format!(
            "Đã ghi {written:02} tệp nội dung.\nXem lại rồi tạo lại văn bản: kehoach kiem-tra, kehoach tao."
        ),
        Done::Refused => format!("Không ghi được vào {written:02} tệp nội dung: xem lỗi."),
        Done::Shown if written > 0 => {
            format!("Chưa ghi gì; có thể ghi {written:02} tệp nội dung.\nGhi vào nội dung: thêm --yes.")
        }
        Done::Shown => "Không có gì để ghi vào nội dung.".to_owned(),
    };
    format!("{}. {came_to}\n", together.tally().message())
}

/// On a terminal a person is asked; what is not a yes changes nothing.
fn asked(files: usize) -> bool {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return false;
    }
    say(&format!(
        "Ghi các thay đổi có dấu + vào {files:02} tệp nội dung? Gõ “c” (có) rồi Enter; khác đi thì không ghi gì:"
    ));
    let mut answer = String::new();
    let _ = stdin.lock().read_line(&mut answer);
    matches!(answer.trim().to_lowercase().as_str(), "c" | "có" | "co" | "y" | "yes")
}

fn as_json(together: &Together, done: Done) -> Value {
    let files: Vec<Value> = together.all.iter().map(|one| file_json(one, together)).collect();
    json!({"written": done == Done::Written, "files": files})
}

fn file_json(one: &TakenIn, together: &Together) -> Value {
    let path = one.path.display().to_string();
    match &one.outcome {
        Outcome::Compared(compared) => {
            let units = compared.written.iter().flat_map(|written| &written.new_units);
            let left = compared.left.iter();
            json!({
                "file": path,
                "document": compared.document,
                "name": compared.name,
                "duplicate": together.is_held(compared),
                "changes": compared.changes.iter().map(change_json).collect::<Vec<_>>(),
                "content_file": compared.written.as_ref().map(|written| written.path.display().to_string()),
                "new_units": units.map(|(id, name)| json!({"id": id, "name": name})).collect::<Vec<_>>(),
                "still_differs": left
                    .map(|left| json!({"paragraph": left.place, "file": left.file, "document": left.document}))
                    .collect::<Vec<_>>(),
            })
        }
        Outcome::Imported(by_import) => json!({
            "file": path,
            "marks_gone": true,
            "import": import::as_json(&by_import.imported, &by_import.input),
        }),
        Outcome::MarksGone { name, file, document } => json!({
            "file": path,
            "marks_gone": true,
            "name": name,
            "only_in_file": file.iter().map(|left| &left.file).collect::<Vec<_>>(),
            "only_in_content": document,
        }),
        _ => {
            let why: Vec<String> = findings_of(one).into_iter().map(|finding| finding.message).collect();
            json!({"file": path, "error": why})
        }
    }
}

fn change_json(change: &Change) -> Value {
    let standing = match &change.standing {
        Standing::Home => "home",
        Standing::Conflict { .. } | Standing::TwoWords { .. } => "conflict",
        Standing::Kept { .. } => "kept",
        Standing::LeftOut => "left_out",
        Standing::NoPlace(_) => "no_place",
    };
    let kind = match &change.what {
        What::Official { .. } => "official",
        What::Value { .. } => "value",
        What::Lines { .. } => "lines",
        What::EntryAdded(_) => "entry_added",
        What::EntryDeleted { .. } => "entry_deleted",
        What::EntriesMerged { .. } => "entries_merged",
        What::EntryMoved { .. } => "entry_moved",
        What::ItemAdded { .. } => "item_added",
        What::ItemDeleted { .. } => "item_deleted",
        What::RowMoved { .. } => "row_moved",
        What::Formatting { .. } => "formatting",
        What::Words { .. } => "words",
    };
    json!({"kind": kind, "standing": standing, "paragraph": change.place, "message": change.message()})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_folder_every_file_of_a_word_processor_is_meant() {
        let is_meant = |name: &&str| is_text_document(Path::new(name));
        let names = ["a.DOCX", "b.odt", "c.doc", "d.pdf", "e.xlsx"];
        assert_eq!(names.into_iter().filter(is_meant).collect::<Vec<_>>(), ["a.DOCX", "b.odt", "c.doc"]);
    }
}

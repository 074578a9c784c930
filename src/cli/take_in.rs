//! `kehoach take-in`: Word files that people edited, home into the content.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use walkdir::WalkDir;

use super::{ExitStatus, import, load, print, report, say};
use crate::app::Paths;
use crate::app::takein::{self, Basis, ByImport, Compared, Door, Outcome, TakenIn, Written};
use crate::diagnostic::{Diagnostic, Place, codes};
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
    let mut findings = Vec::new();
    let files = found(&args.files, &mut findings);
    if files.is_empty() && findings.is_empty() {
        let message = "không có tệp .docx nào ở chỗ đã nêu";
        report(vec![Diagnostic::error(codes::UNREADABLE_FILE, message)]);
        return ExitStatus::Failed;
    }
    let door = Door::of(&inputs, &paths.content);
    let mut all = Vec::new();
    for one in door.take_in_all(&files) {
        match one {
            Ok(one) => all.push(one),
            Err(error) => findings.push(Diagnostic::error(codes::UNREADABLE_FILE, error.to_string())),
        }
    }
    let doubled = doubled(&all, &mut findings);
    let later = later(&all, &doubled, &mut findings);
    let doubled: Vec<String> = doubled.into_iter().chain(later).collect();
    for one in &mut all {
        findings.extend(findings_of(one));
        findings.append(&mut one.told);
    }
    let written: Vec<&Written> = all.iter().filter_map(|one| to_write(one, &doubled)).collect();
    let mut status = ExitStatus::Clean;
    if !args.json {
        let mut text = String::new();
        all.iter().for_each(|one| tell(one, &doubled, &mut text));
        status = print(&text);
    }
    let applies = !written.is_empty() && !args.dry_run && (args.yes || (!args.json && asked(written.len())));
    let mut done = Done::Shown;
    if applies {
        let texts: Vec<Written> = written.iter().map(|written| (*written).clone()).collect();
        match takein::write(&texts) {
            Ok(()) => done = Done::Written,
            Err(error) => {
                findings.push(Diagnostic::error(codes::CANNOT_WRITE, error.to_string()));
                status = ExitStatus::Failed;
            }
        }
    }
    let printed = if args.json {
        print(&format!("{}\n", as_json(&all, &doubled, done)))
    } else {
        print(&summary(&all, written.len(), done))
    };
    let wrong = findings.iter().any(Diagnostic::is_error);
    if !findings.is_empty() && !args.json {
        report(findings);
    }
    let found = if wrong { ExitStatus::Findings } else { ExitStatus::Clean };
    status.worst(printed).worst(found)
}

/// Whether anything was put on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Written,
    Shown,
}

/// The content file that a file goes into.
fn to_write<'t>(one: &'t TakenIn, doubled: &[String]) -> Option<&'t Written> {
    match &one.outcome {
        Outcome::Compared(compared) if !doubled.contains(&compared.document) => compared.written.as_ref(),
        Outcome::Imported(by_import) if !doubled.contains(&imported_as(by_import)) => {
            Some(&by_import.written)
        }
        _ => None,
    }
}

/// What a file without marks would be of the content: the part that it begins.
fn imported_as(by_import: &ByImport) -> String {
    by_import.written.path.display().to_string()
}

/// Files as named, and those of folders: names may be changed by people, lock files of Word are none.
fn found(asked: &[PathBuf], findings: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in asked {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let path = entry.path();
                    let is_word = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("docx"));
                    let is_lock = entry.file_name().to_string_lossy().starts_with("~$");
                    if is_word && !is_lock {
                        files.push(path.to_owned());
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let message = format!("không đọc được: {error}");
                    findings.push(Diagnostic::error(codes::UNREADABLE_FILE, message));
                }
            }
        }
    }
    files.dedup();
    files
}

/// Documents of which several files came with changes: nobody can tell which holds.
fn doubled(all: &[TakenIn], findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut files: BTreeMap<String, Vec<&TakenIn>> = BTreeMap::new();
    for one in all {
        match &one.outcome {
            Outcome::Compared(compared) if !compared.changes.is_empty() => {
                files.entry(compared.document.clone()).or_default().push(one);
            }
            Outcome::Imported(by_import) => files.entry(imported_as(by_import)).or_default().push(one),
            _ => {}
        }
    }
    let several = files.into_iter().filter(|(_, files)| files.len() > 1);
    several
        .map(|(document, files)| {
            let names: Vec<String> = files.iter().map(|one| one.path.display().to_string()).collect();
            let message = format!(
                "{:02} tệp cùng là văn bản “{document}”: {}; không tệp nào được ghi",
                files.len(),
                names.join(", ")
            );
            let finding = Diagnostic::error(codes::TWO_FILES, message);
            findings.push(finding.hint("giữ lại một tệp, hoặc chạy riêng tệp đúng"));
            document
        })
        .collect()
}

/// Files that go into a content file that one before them goes into, too: an annex by itself beside its plan.
fn later(all: &[TakenIn], doubled: &[String], findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut first: BTreeMap<PathBuf, &TakenIn> = BTreeMap::new();
    let mut later = Vec::new();
    for one in all {
        let Some(written) = to_write(one, doubled) else { continue };
        let document = match &one.outcome {
            Outcome::Compared(compared) => compared.document.clone(),
            Outcome::Imported(by_import) => imported_as(by_import),
            _ => continue,
        };
        match first.get(&written.path) {
            Some(before) => {
                let message = format!(
                    "{} và {} cùng ghi vào {}; chỉ nhận tệp đầu",
                    before.path.display(),
                    one.path.display(),
                    written.path.display()
                );
                let finding = Diagnostic::error(codes::TWO_FILES, message);
                findings.push(finding.hint("nhận xong tệp đầu rồi chạy lại với tệp sau"));
                later.push(document);
            }
            None => drop(first.insert(written.path.clone(), one)),
        }
    }
    later
}

/// What has to be said beyond the list of changes.
fn findings_of(one: &TakenIn) -> Vec<Diagnostic> {
    let place = || Place::whole_file(one.path.clone());
    match &one.outcome {
        Outcome::Refused(refusal) => vec![refusal.finding(&one.path)],
        Outcome::Foreign => {
            let message = "tệp này không do chương trình tạo ra, hoặc đã mất mọi dấu";
            let finding = Diagnostic::error(codes::MARKS_GONE, message).at(place());
            vec![finding.hint("kế hoạch cơ quan tự soạn thì nhập bằng: kehoach nhap <tệp>")]
        }
        Outcome::Imported(by_import) => {
            let message =
                "tệp đã mất dấu của chương trình: được đọc như kế hoạch cơ quan tự soạn, hãy xem kỹ";
            let mut all = vec![Diagnostic::warning(codes::MARKS_GONE, message).at(place())];
            let ByImport { input, imported, .. } = &**by_import;
            all.extend(import::findings(
                imported,
                std::slice::from_ref(input),
                std::slice::from_ref(&one.path),
            ));
            all
        }
        Outcome::MarksGone { name, file, document } => {
            let of = name.as_ref().map_or(String::new(), |name| format!(" (có lẽ là kế hoạch của {name})"));
            let message = format!(
                "tệp đã mất dấu của chương trình{of}: {:02} dòng trong tệp khác nội dung, {:02} dòng của nội dung không có \
                 trong tệp; không ghi gì",
                file.len(),
                document.len()
            );
            let finding = Diagnostic::error(codes::MARKS_GONE, message).at(place());
            vec![finding.hint(
                "nhập lại như kế hoạch cơ quan tự soạn: kehoach nhap <tệp>, hoặc tự ghi các dòng khác vào nội dung",
            )]
        }
        Outcome::OtherContent { document } => {
            let message = format!("tệp là văn bản “{document}”, không có trong bộ nội dung này");
            let finding = Diagnostic::error(codes::OTHER_CONTENT, message).at(place());
            vec![
                finding.hint("tệp của cơ quan khác, hoặc kế hoạch đã đổi mã; xem lại tệp, thư mục --content"),
            ]
        }
        Outcome::Broken(findings) => {
            let message = "không đối chiếu được: nội dung, hoặc nội dung sau khi nhận, có lỗi nên không tạo được văn bản";
            let mut all = vec![Diagnostic::error(codes::CANNOT_TAKE_IN, message).at(place())];
            all.extend(findings.iter().filter(|finding| finding.is_error()).cloned());
            all
        }
        Outcome::Compared(compared) => compared_findings(compared, one),
    }
}

fn compared_findings(compared: &Compared, one: &TakenIn) -> Vec<Diagnostic> {
    let place = || Place::whole_file(one.path.clone());
    let mut findings = Vec::new();
    let conflicts = compared.conflicts();
    if conflicts > 0 {
        let message = format!(
            "{conflicts:02} chỗ cả tệp và nội dung đều đã sửa, hoặc tệp ghi hai lời khác nhau; chưa ghi các chỗ ấy"
        );
        let finding = Diagnostic::error(codes::TAKE_IN_CONFLICT, message).at(place());
        findings.push(finding.hint("chọn một trong hai, ghi vào tệp nội dung"));
    }
    if compared.basis == Basis::Words {
        let message =
            "tệp đã mất dấu trang của từng dòng; đối chiếu theo thứ tự và câu chữ, hãy xem kỹ từng thay đổi";
        findings.push(Diagnostic::warning(codes::MARKS_GONE, message).at(place()));
    }
    let no_place = compared.no_place();
    if no_place > 0 {
        let message = format!("{no_place:02} chỗ sửa không có chỗ trong nội dung, nêu từng chỗ ở trên");
        findings.push(Diagnostic::warning(codes::NO_PLACE, message).at(place()));
    }
    if !compared.left.is_empty() {
        let count = compared.left.len();
        let message = format!("{count:02} dòng của tệp vẫn khác văn bản làm lại, nêu từng dòng ở trên");
        findings.push(Diagnostic::warning(codes::STILL_DIFFERS, message).at(place()));
    }
    findings
}

fn tell(one: &TakenIn, doubled: &[String], text: &mut String) {
    let _ = match &one.outcome {
        Outcome::Compared(compared) => {
            tell_compared(one, compared, doubled.contains(&compared.document), text);
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
    if let Some(written) = &compared.written {
        for (id, name) in &written.new_units {
            line(format!("  + đơn vị mới: {name} (mã {id})"));
        }
        let verb = if written.is_new { "tệp mới" } else { "ghi vào" };
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
        Standing::NoPlace(_) => "?",
    }
}

fn summary(all: &[TakenIn], written: usize, done: Done) -> String {
    let compared: Vec<&Compared> = all
        .iter()
        .filter_map(|one| match &one.outcome {
            Outcome::Compared(compared) => Some(&**compared),
            _ => None,
        })
        .collect();
    let home: usize = compared.iter().map(|compared| compared.home()).sum();
    let open: usize = compared.iter().map(|compared| compared.conflicts()).sum();
    let all_changes: usize = compared.iter().map(|compared| compared.changes.len()).sum();
    let verb = match done {
        Done::Written => "Đã ghi",
        Done::Shown => "Chưa ghi gì; có thể ghi",
    };
    let mut text = format!(
        "{:02} tệp: {home:02} thay đổi vào nội dung, {open:02} chỗ cần quyết định, {:02} chỗ không có chỗ ghi",
        all.len(),
        all_changes - home - open
    );
    let imported = all.iter().filter(|one| matches!(one.outcome, Outcome::Imported(_))).count();
    if imported > 0 {
        let _ = write!(text, ", {imported:02} tệp đọc như kế hoạch tự soạn");
    }
    let refused = all.len() - compared.len() - imported;
    if refused > 0 {
        let _ = write!(text, ", {refused:02} tệp không nhận được");
    }
    let _ = writeln!(text, ". {verb} {written:02} tệp nội dung.");
    if done == Done::Shown && written > 0 {
        text.push_str("Ghi vào nội dung: thêm --yes.\n");
    }
    if done == Done::Written {
        text.push_str("Xem lại rồi tạo lại văn bản: kehoach check, kehoach build.\n");
    }
    text
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

fn as_json(all: &[TakenIn], doubled: &[String], done: Done) -> Value {
    let files: Vec<Value> = all.iter().map(|one| file_json(one, doubled)).collect();
    json!({"written": done == Done::Written, "files": files})
}

fn file_json(one: &TakenIn, doubled: &[String]) -> Value {
    let path = one.path.display().to_string();
    match &one.outcome {
        Outcome::Compared(compared) => {
            let units = compared.written.iter().flat_map(|written| &written.new_units);
            let left = compared.left.iter();
            json!({
                "file": path,
                "document": compared.document,
                "name": compared.name,
                "duplicate": doubled.contains(&compared.document),
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
        What::Formatting { .. } => "formatting",
        What::Words { .. } => "words",
    };
    json!({"kind": kind, "standing": standing, "paragraph": change.place, "message": change.message()})
}

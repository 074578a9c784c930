//! `kehoach watch`: a preview that keeps up with the editor.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use clap::Args;

use super::formats::FormatArgs;
use super::selection::SelectionArgs;
use super::{ExitStatus, print, report};
use crate::app::preview::{self, By, Remade, Request, Round, Session, Watcher, Watching};
use crate::app::{Fonts, Paths};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::output::{Manifest, OpenError, Purpose, findings};

#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    format: FormatArgs,
    /// Thư mục ghi bản xem trước (mặc định: output/xem-truoc)
    #[arg(
        long,
        alias = "ra",
        value_name = "THƯ_MỤC",
        default_value = "output/xem-truoc",
        hide_default_value = true
    )]
    out: PathBuf,
    /// Tự xem lại thư mục mỗi giây thay vì chờ hệ thống báo, dùng cho ổ đĩa mạng; thường chương trình tự chọn
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(args: &WatchArgs, paths: &Paths) -> ExitStatus {
    // Faces that cannot be used are told before anything is watched.
    if let Err(findings) = Fonts::of(paths.fonts.as_deref()) {
        report(findings);
        return ExitStatus::Failed;
    }
    if holds_documents(&args.out) {
        return refuse(findings::cannot_open(&args.out, &OpenError::HoldsDocuments));
    }
    if let Some(finding) = inside(&args.out).find_map(|year| findings::earlier_shape(&year)) {
        return refuse(finding);
    }
    // Watching starts before the first build: what is saved during it is not missed.
    let (sender, events) = mpsc::channel();
    let folders: Vec<PathBuf> = std::iter::once(&paths.content).chain(&paths.templates).cloned().collect();
    let how = if args.poll { Watching::Polling } else { Watching::Automatic };
    let watcher = match Watcher::start(&folders, how, sender) {
        Ok(watcher) => watcher,
        Err(finding) => return refuse(finding),
    };
    let request = Request {
        paths: paths.clone(),
        year: args.selection.year,
        selection: args.selection.selection(),
        formats: args.format.formats(),
        out: args.out.clone(),
        today: super::build::today(),
    };
    let mut session = Session::new(request);
    let every = match watcher.by() {
        By::System => "",
        By::Looking => " (xem lại mỗi giây)",
    };
    let mut status =
        print(&format!("Đang theo dõi thư mục {}{every}. Nhấn Ctrl-C để dừng.\n", paths.content.display()));
    preview::follow(&mut session, &events, &mut |round| {
        let errors = has_errors(&round.findings);
        if !round.findings.is_empty() {
            report(round.findings.clone());
        }
        status = status.worst(print(&told(round, errors)));
    });
    drop(watcher);
    status
}

/// Whether a year of `build` is in the folder: told before anything is watched. The folder of the year
/// itself is looked at again whenever something is written.
fn holds_documents(out: &Path) -> bool {
    let years: Vec<PathBuf> = inside(out).collect();
    let plans = years.iter().flat_map(|year| inside(year)).collect::<Vec<_>>();
    let manifests = years.iter().chain(&plans).map(|folder| Manifest::read(folder, Purpose::Preview));
    manifests.into_iter().flatten().any(|(manifest, _)| manifest.purpose == Purpose::Documents)
}

fn inside(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

fn refuse(finding: Diagnostic) -> ExitStatus {
    report(vec![finding]);
    ExitStatus::Failed
}

/// One round in words.
fn told(round: &Round, errors: bool) -> String {
    /// More names than this are counted.
    const NAMED: usize = 3;
    let mut text = String::new();
    if !round.first && !round.changed.is_empty() {
        let changed: Vec<String> = round.changed.iter().map(|path| path.display().to_string()).collect();
        let _ = writeln!(text, "Đã lưu: {}", changed.join(", "));
    }
    if round.solved > 0 {
        let rest = if errors { "vẫn còn lỗi" } else { "không còn lỗi nào" };
        let _ = writeln!(text, "Đã hết {:02} lỗi; {rest}.", round.solved);
    }
    let files: usize = round.made.iter().map(|made| made.files.len()).sum();
    let seconds = format!("{:.2}", round.took.as_secs_f64()).replace('.', ",");
    let year = round.year.map_or_else(String::new, |year| format!(" năm {year}"));
    let what = match round.made.as_slice() {
        [] if errors => "Chưa tạo lại được; các tệp đã tạo vẫn giữ nguyên".to_owned(),
        [] => format!("Không kế hoạch{year} nào thay đổi"),
        made if made.len() <= NAMED => {
            let names: Vec<&str> = made.iter().map(|Remade { name, .. }| name.as_str()).collect();
            format!("Đã tạo {files} tệp{year}: {}", names.join("; "))
        }
        made => format!("Đã tạo {files} tệp của {} kế hoạch{year}", made.len()),
    };
    let _ = writeln!(text, "{what} ({seconds} giây).");
    for path in &round.leftovers {
        let _ = writeln!(text, "{} không còn dùng; tệp vẫn để nguyên.", path.display());
    }
    for name in &round.gone {
        let _ = writeln!(text, "{name} không còn nhiệm vụ nào; tệp cũ vẫn để nguyên.");
    }
    text
}

//! `kehoach open`: the workbench in the browser.

use std::path::PathBuf;

use clap::Args;

use super::out::OutArgs;
use super::{ExitStatus, print, report, say};
use crate::app::Paths;
use crate::diagnostic::{Diagnostic, codes};
use crate::workbench::desk::Place;
use crate::workbench::{self, Opening, Options};

#[derive(Debug, Args)]
pub(super) struct OpenArgs {
    #[command(flatten)]
    out: OutArgs,
    /// Thư mục có đủ bốn kiểu Times New Roman của cơ quan, cho trang xem và PDF
    #[arg(long, alias = "phong", value_name = "THƯ_MỤC")]
    font: Option<PathBuf>,
    /// Chỉ in địa chỉ, không mở trình duyệt
    #[arg(long)]
    no_browser: bool,
}

impl OpenArgs {
    /// As if nothing was said: what a double click asks for.
    pub fn usual() -> Self {
        Self::with_results_in(PathBuf::from("output"))
    }

    pub fn with_results_in(out: PathBuf) -> Self {
        Self { out: OutArgs { out }, font: None, no_browser: false }
    }
}

pub(super) fn run(args: &OpenArgs, paths: &Paths) -> ExitStatus {
    let place = Place {
        content: paths.content.clone(),
        templates: paths.templates.clone(),
        fonts: args.font.clone(),
        out: args.out.out.clone(),
    };
    let (state, drafts) = (state_folder(), drafts_folder());
    let opening = workbench::prepare(Options {
        place,
        state,
        drafts,
        today: super::build::today,
        now: super::build::now,
        show: if args.no_browser { |_| false } else { show_another },
        opened_beside: tell_of_another,
    });
    let ready = match opening {
        Ok(Opening::Running(address)) => {
            let printed = print(&format!("{address}\n"));
            show(args, &address);
            say("Bàn làm việc đang mở; đã gọi lại trong trình duyệt.");
            return printed;
        }
        Ok(Opening::Ready(ready)) => ready,
        Err(finding) => {
            report(vec![finding]);
            return ExitStatus::Failed;
        }
    };
    let printed = print(&format!("{}\n", ready.address));
    if !ready.remarks.is_empty() {
        report(ready.remarks.clone());
    }
    say("Bàn làm việc đang mở ở địa chỉ trên; để yên cửa sổ này trong khi làm việc.\n\
         Đóng bằng nút “Đóng chương trình” ở trang, hoặc đóng cửa sổ này (Ctrl-C).");
    show(args, &ready.address);
    match ready.serve() {
        Ok(()) => {
            say("Bàn làm việc đã đóng.");
            printed
        }
        Err(error) => {
            let message = format!("bàn làm việc dừng vì hệ thống báo lỗi: {error}");
            report(vec![Diagnostic::error(codes::WORKBENCH_CANNOT_OPEN, message)]);
            ExitStatus::Failed
        }
    }
}

/// Whoever closes the window of the first one closes the others with it, and is told so before.
fn tell_of_another(address: &str) {
    say(&format!(
        "Đã mở thêm bàn làm việc của một thư mục khác: {address}\n\
         Nó chạy cùng chương trình này: đóng cửa sổ này là đóng cả các bàn làm việc đang mở."
    ));
}

/// Opens the browser for the workbench of another folder; its address stands on the page that asked for it.
fn show_another(address: &str) -> bool {
    open::that_detached(address).is_ok()
}

/// Opens the browser; where that fails, the address has been printed.
fn show(args: &OpenArgs, address: &str) {
    if args.no_browser {
        return;
    }
    if open::that_detached(address).is_err() {
        report(vec![
            Diagnostic::warning(codes::NO_BROWSER, "không mở được trình duyệt")
                .hint("mở địa chỉ đã in ở trên bằng trình duyệt của máy"),
        ]);
    }
}

/// Where a person's programs keep what is only for now.
fn state_folder() -> Option<PathBuf> {
    let runtime = || of_environment("XDG_RUNTIME_DIR").filter(|folder| folder.is_dir());
    let base = if cfg!(windows) { kept_folder() } else { runtime().or_else(kept_folder) };
    base.map(|base| base.join("kehoach"))
}

/// Where they keep what must be there after the machine was switched off.
fn drafts_folder() -> Option<PathBuf> {
    kept_folder().map(|base| base.join("kehoach").join("ban-nhap"))
}

fn kept_folder() -> Option<PathBuf> {
    if cfg!(windows) {
        return of_environment("LOCALAPPDATA");
    }
    let usual = || of_environment("HOME").map(|home| home.join(".local/state"));
    of_environment("XDG_STATE_HOME").or_else(usual)
}

fn of_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

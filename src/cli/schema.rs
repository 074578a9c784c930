//! `kehoach schema`: the JSON Schemas that give completion and checks in editors.

use std::path::PathBuf;

use clap::Args;

use super::{ExitStatus, print};
use crate::content::raw::FileKind;
use crate::output::write_whole;

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Thư mục ghi các lược đồ
    #[arg(
        long,
        alias = "ra",
        value_name = "THƯ_MỤC",
        default_value = "content/luoc-do",
        hide_default_value = true
    )]
    out: PathBuf,
}

pub(super) fn run(args: &SchemaArgs) -> ExitStatus {
    let mut status = ExitStatus::Clean;
    for (kind, _) in FileKind::ALL {
        let path = args.out.join(kind.schema_file());
        if let Err(error) = write_whole(&path, kind.schema_text().as_bytes()) {
            super::say(&format!("lỗi: {error}"));
            return ExitStatus::Failed;
        }
        status = status.worst(print(&format!("{}\n", path.display())));
    }
    status
}

//! `--format`: the file formats that a command makes.

use clap::{Args, ValueEnum};

use crate::app::Format;

#[derive(Debug, Args)]
pub(super) struct FormatArgs {
    /// Định dạng, cách nhau bằng dấu phẩy: docx, pdf (mặc định: cả hai)
    #[arg(
        long,
        value_name = "ĐỊNH_DẠNG",
        value_delimiter = ',',
        default_value = "docx,pdf",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Vec<FormatArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum FormatArg {
    Docx,
    Pdf,
}

impl FormatArgs {
    /// The formats asked for, each once.
    pub fn formats(&self) -> Vec<Format> {
        let mut formats: Vec<Format> = self
            .format
            .iter()
            .map(|format| match format {
                FormatArg::Docx => Format::Docx,
                FormatArg::Pdf => Format::Pdf,
            })
            .collect();
        formats.sort_unstable();
        formats.dedup();
        formats
    }
}

//! Where the documents are, and are to be.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(super) struct OutArgs {
    /// Thư mục kết quả: nơi ghi và nơi có các bản đã ký (mặc định: output)
    #[arg(long, alias = "ra", value_name = "THƯ_MỤC", default_value = "output", hide_default_value = true)]
    pub out: PathBuf,
}

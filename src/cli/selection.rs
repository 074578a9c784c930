//! Which documents of a year a person asks for: the same in every command.

use clap::Args;

use crate::app::Selection;

/// Năm, kế hoạch và cơ quan.
#[derive(Debug, Args)]
pub(super) struct SelectionArgs {
    /// Mã các cơ quan; “ke-hoach” là chính bản kế hoạch; bỏ trống là tất cả
    #[arg(value_name = "MÃ")]
    ids: Vec<String>,
    /// Năm của kế hoạch; mặc định là năm mới nhất (kiem-tra: mọi năm)
    #[arg(long, alias = "nam", value_name = "NĂM")]
    pub year: Option<i16>,
    /// Mã kế hoạch, ghi được nhiều lần; bỏ trống là mọi kế hoạch của năm
    #[arg(long = "plan", alias = "ke-hoach", value_name = "KẾ_HOẠCH")]
    plans: Vec<String>,
}

impl SelectionArgs {
    pub fn selection(&self) -> Selection {
        Selection { ids: self.ids.clone(), plans: self.plans.clone() }
    }
}

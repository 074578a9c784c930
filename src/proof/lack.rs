//! What a document lacks of a task, and why.

use std::fmt;

use super::parts::{Part, What};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Position;
use crate::model::plan::NameStyle;

/// What is not there as it should be.
pub(super) enum Lack<'l> {
    /// Of the words of the task.
    Words(String),
    /// A part of its assignment.
    Part(&'l Part),
}

impl fmt::Display for Lack<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(said) => out.write_str(said),
            Self::Part(part) => {
                let what = part.what.told();
                write!(out, "không thấy {what} “{}” cùng với nội dung của nhiệm vụ", part.forms[0])
            }
        }
    }
}

/// That no template has a place for what a key says: the plan asks for names where it is not printed.
pub(super) fn without_place(
    reference: &Position,
    part: &Part,
    (key, style): (&str, NameStyle),
) -> Diagnostic {
    let style = match style {
        NameStyle::Before => "truoc",
        NameStyle::After => "sau",
        NameStyle::InSentence => "trong_cau",
        NameStyle::Labels => "tung_muc",
    };
    let message = format!(
        "nhiệm vụ {reference}: “{key}” (“{}”) không được in, vì tên cơ quan nêu theo kiểu “{style}” không có chỗ cho nó",
        part.forms[0]
    );
    let hint = match part.what {
        What::Action => {
            "ghi “neu_ten: sau” cho điểm này, hoặc đưa điều ấy vào “noi_dung” rồi bỏ “lam_gi”".to_owned()
        }
        _ => format!("đưa điều ấy vào “noi_dung” rồi bỏ “{key}”, hoặc đổi “neu_ten” (truoc, sau)"),
    };
    Diagnostic::error(codes::PART_LOST, message).hint(hint)
}

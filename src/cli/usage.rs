//! Help and usage errors in Vietnamese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::ExitStatus;

/// The help page: clap's own headings are English.
pub(super) const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}\n";

/// Prints help, version, or what is wrong with the arguments.
pub(super) fn report(error: &clap::Error) -> ExitStatus {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return super::print(&error.render().to_string());
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => super::say(&error.render().to_string()),
        _ => super::say(&format!("lỗi: {}\n\nXem trợ giúp: kehoach --help", message(error))),
    }
    ExitStatus::Failed
}

fn message(error: &clap::Error) -> String {
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = value(ContextKind::InvalidArg);
    let given = value(ContextKind::InvalidValue);
    let near = |kind| {
        let near = value(kind);
        if near.is_empty() { String::new() } else { format!(" (có phải “{near}”?)") }
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("không có tùy chọn “{argument}”{}", near(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => format!(
            "không có lệnh “{}”{}",
            value(ContextKind::InvalidSubcommand),
            near(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::ArgumentConflict => format!("“{argument}” không dùng cùng tùy chọn khác đã ghi"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if given.is_empty() => {
            format!("“{argument}” cần một giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("giá trị “{given}” của “{argument}” không hợp lệ{}", near(ContextKind::ValidValue))
        }
        _ => format!("dòng lệnh không đúng {argument}{given}"),
    }
}

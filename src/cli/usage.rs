//! Help and usage errors in Vietnamese.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::ExitStatus;
use crate::text::slug::slug;

/// The help page: clap's own headings are English.
pub(super) const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}\n";

/// The commands, whose help names every option in Vietnamese too: clap shows no alias but under an English heading.
pub(super) fn with_vietnamese_names(command: clap::Command) -> clap::Command {
    let named = |option: clap::Arg| {
        let names = option.get_all_aliases().unwrap_or_default();
        let names: Vec<String> = names.iter().map(|name| format!("--{name}")).collect();
        let Some(help) = option.get_help().filter(|_| !names.is_empty()) else { return option };
        let help = format!("{help} ({})", names.join(", "));
        option.help(help)
    };
    command.mut_args(named).mut_subcommands(|command| command.mut_args(named))
}

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

/// The command that is meant: the one that was typed with its signs, else those that are alike.
fn nearest(typed: &str, alike: Option<&ContextValue>) -> String {
    let alike: Vec<&str> = match alike {
        Some(ContextValue::String(one)) => vec![one],
        Some(ContextValue::Strings(some)) => some.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let plain = slug(typed);
    let meant: Vec<&str> = alike.iter().copied().filter(|name| *name == plain).collect();
    let meant = if meant.is_empty() { alike } else { meant };
    match meant.as_slice() {
        [] => String::new(),
        meant => format!(" (có phải “{}”?)", meant.join("”, “")),
    }
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
        // A name with spaces that is not in quotes falls apart into several.
        ErrorKind::UnknownArgument if !argument.starts_with('-') => format!(
            "thừa “{argument}”\n\nTên, đường dẫn có dấu cách thì đặt trong dấu ngoặc kép, ví dụ: \"Cao Bằng\""
        ),
        ErrorKind::UnknownArgument => {
            format!("không có tùy chọn “{argument}”{}", near(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let typed = value(ContextKind::InvalidSubcommand);
            let near = nearest(&typed, error.get(ContextKind::SuggestedSubcommand));
            format!("không có lệnh “{typed}”{near}")
        }
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::ArgumentConflict => match value(ContextKind::PriorArg).as_str() {
            "" => format!("“{argument}” không dùng cùng tùy chọn khác đã ghi"),
            prior if prior == argument => format!("“{argument}” ghi nhiều lần, chỉ ghi được một lần"),
            prior => format!("“{argument}” không dùng cùng “{prior}”"),
        },
        ErrorKind::TooManyValues => format!("thừa “{given}”"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if given.is_empty() => {
            format!("“{argument}” cần một giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!(
            "giá trị “{given}” của “{argument}” không hợp lệ{}{}",
            near(ContextKind::ValidValue),
            if argument.contains("<NĂM>") {
                ": ghi năm bằng bốn chữ số, ví dụ: 2026"
            } else {
                ""
            }
        ),
        _ => format!("dòng lệnh không đúng {argument}{given}"),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    #[test]
    fn the_help_of_a_command_names_its_options_in_vietnamese_too() {
        let mut command = with_vietnamese_names(Cli::command());
        command.build();
        let help = |name: &str| command.find_subcommand(name).unwrap().clone().render_help().to_string();
        for (name, options) in
            [("build", ["--nam", "--noi-dung", "--ra"]), ("report", ["--tinh-den", "--co-quan", "--tao-tep"])]
        {
            for option in options {
                assert!(help(name).contains(option), "{name} {option}: {}", help(name));
            }
        }
    }

    #[test]
    fn what_does_not_go_together_is_named() {
        let told = |typed: &[&str]| {
            message(&Cli::command().try_get_matches_from([&["kehoach"], typed].concat()).unwrap_err())
        };
        assert_eq!(
            told(&["tao", "--nam", "2025", "--year", "2024"]),
            "“--year <NĂM>” ghi nhiều lần, chỉ ghi được một lần"
        );
        let told_of_two = told(&["nhan", "--yes", "--dry-run", "x"]);
        assert!(told_of_two.contains("“--yes”") && told_of_two.contains("“--dry-run”"), "{told_of_two}");
        assert_eq!(told(&["so-sanh", "2024", "2025", "2026"]), "thừa “2026”");
    }

    #[test]
    fn what_fell_apart_at_a_space_is_no_option() {
        let error =
            Cli::command().try_get_matches_from(["kehoach", "khoi-tao", "Hồ", "Chí", "Minh"]).unwrap_err();
        assert!(message(&error).starts_with("thừa “Minh”"), "{}", message(&error));
        assert!(message(&error).contains("ngoặc kép"));
    }

    #[test]
    fn a_command_typed_with_its_signs_is_the_one_that_is_meant() {
        let told =
            |typed: &str| message(&Cli::command().try_get_matches_from(["kehoach", typed]).unwrap_err());
        assert_eq!(told("kiểm-tra"), "không có lệnh “kiểm-tra” (có phải “kiem-tra”?)");
        assert!(told("kiem-trra").contains("“kiem-tra”"), "{}", told("kiem-trra"));
    }

    /// A clerk knows the commands by the names that the guide has.
    #[test]
    fn messages_call_the_commands_by_their_vietnamese_names() {
        let sources = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
        let command = Cli::command();
        let english: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let files = sources
            .into_iter()
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"));
        for entry in files {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let said = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//") && !line.contains("override_usage"));
            for line in said {
                let named = line
                    .split("kehoach ")
                    .skip(1)
                    .filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next());
                for word in named {
                    assert!(!english.contains(&word), "{}: {line}", entry.path().display());
                }
            }
        }
    }
}

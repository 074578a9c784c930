//! Help and usage errors in Vietnamese.

use std::path::PathBuf;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::meant::{self, Known};
use super::{ExitStatus, named_files};

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

/// Prints help, version, or what is wrong with the arguments, with the line that was meant where one is.
pub(super) fn report(error: &clap::Error, typed: &[String]) -> ExitStatus {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return super::print(&error.render().to_string());
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => super::say(&error.render().to_string()),
        _ => {
            let known = Known::of(super::Cli::command());
            super::say(&refusal(&message(error, &known, typed), &known, typed));
        }
    }
    ExitStatus::Failed
}

/// Refuses a line with a word that would be taken for a name, and is an option but for its marks.
pub(super) fn refuse_mistaken(typed: &[String]) -> Option<ExitStatus> {
    // Most lines have none.
    meant::doubtful(typed).next()?;
    let known = Known::of(super::Cli::command());
    let (word, option) = known.mistaken(typed)?;
    let message =
        format!("“{word}” không phải tùy chọn: tùy chọn bắt đầu bằng hai dấu gạch ngắn, “{option}”");
    super::say(&refusal(&message, &known, typed));
    Some(ExitStatus::Failed)
}

fn refusal(message: &str, known: &Known, typed: &[String]) -> String {
    let line = known.line(typed).map(|line| format!("\nCó lẽ là: {line}")).unwrap_or_default();
    let command = known.command_in(typed).map(|command| format!(" {}", meant::for_people(command)));
    format!("lỗi: {message}\n{line}\nXem trợ giúp: kehoach{} --help", command.unwrap_or_default())
}

fn message(error: &clap::Error, known: &Known, typed: &[String]) -> String {
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = known.as_typed(&value(ContextKind::InvalidArg), typed);
    let given = value(ContextKind::InvalidValue);
    match error.kind() {
        // A name with spaces that is not in quotes falls apart into several.
        ErrorKind::UnknownArgument if !argument.starts_with('-') => format!(
            "thừa “{argument}”\n\nTên, đường dẫn có dấu cách thì đặt trong dấu ngoặc kép, ví dụ: \"Cao Bằng\""
        ),
        ErrorKind::UnknownArgument => no_option(&argument, &value(ContextKind::SuggestedArg), known, typed),
        ErrorKind::InvalidSubcommand => no_command(&value(ContextKind::InvalidSubcommand), known, typed),
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::ArgumentConflict => match known.as_typed(&value(ContextKind::PriorArg), typed).as_str() {
            "" => format!("“{argument}” không dùng cùng tùy chọn khác đã ghi"),
            prior if prior == argument => format!("“{argument}” ghi nhiều lần, chỉ ghi được một lần"),
            prior => format!("“{argument}” không dùng cùng “{prior}”"),
        },
        ErrorKind::TooManyValues => format!("thừa “{given}”"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if given.is_empty() => {
            format!("“{argument}” cần một giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let right = match value(ContextKind::ValidValue) {
                _ if argument.contains("<NĂM>") => ": ghi năm bằng bốn chữ số, ví dụ: 2026".to_owned(),
                valid if valid.is_empty() => String::new(),
                valid => format!(
                    ": ghi một hay nhiều trong các giá trị {valid}, cách nhau bằng dấu phẩy, không có dấu cách"
                ),
            };
            format!("giá trị “{given}” của “{argument}” không hợp lệ{right}")
        }
        _ => format!("dòng lệnh không đúng {argument}{given}"),
    }
}

/// Why an option is unknown where it stands.
fn no_option(option: &str, near: &str, known: &Known, typed: &[String]) -> String {
    // Of `-nam` only the first letter is told.
    let is_whole = |word: &&String| word.starts_with(option) && !option.starts_with("--");
    let option = typed.iter().find(is_whole).map_or(option, String::as_str);
    let position = |wanted: &str| typed.iter().position(|word| word.starts_with(wanted));
    let commands = known.commands_with(option);
    let is_before = position(option) < typed.iter().position(|word| known.command(word).is_some());
    match (known.command_in(typed), commands.as_slice()) {
        (_, []) if near.is_empty() => format!("không có tùy chọn “{option}”"),
        (_, []) => format!("không có tùy chọn “{option}” (có phải “{near}”?)"),
        (Some(command), commands) if is_before && commands.contains(&meant::for_people(command)) => {
            format!("“{option}” là tùy chọn của lệnh, ghi sau tên lệnh")
        }
        (Some(command), commands) => format!(
            "lệnh “{}” không có tùy chọn “{option}” (có ở lệnh {})",
            meant::for_people(command),
            commands.join(", ")
        ),
        (None, commands) => {
            // Most have the year and the plan.
            let few = Some(commands).filter(|commands| commands.len() < 5);
            let which = few.map(|few| format!(" (có ở lệnh {})", few.join(", "))).unwrap_or_default();
            format!("“{option}” là tùy chọn của lệnh, ghi sau tên lệnh{which}")
        }
    }
}

/// Why what stands in the place of a command is none.
fn no_command(word: &str, known: &Known, typed: &[String]) -> String {
    let paths: Vec<PathBuf> = typed.iter().map(PathBuf::from).collect();
    if let Some(whole) = named_files::in_pieces(&paths) {
        return format!(
            "không có lệnh “{word}”\n\nĐường dẫn có dấu cách thì đặt trong dấu ngoặc kép: \"{}\"",
            whole.display()
        );
    }
    let missing = paths.iter().find(|path| !path.exists());
    if let Some(missing) = missing.filter(|_| word.contains(['.', '/', '\\'])) {
        return format!("không có lệnh, tệp hay thư mục “{}”", missing.display());
    }
    let near = known.command_near(word).map(|near| format!(" (có phải “{near}”?)"));
    format!("không có lệnh “{word}”{}", near.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::*;

    /// What is told of a line that the program does not understand.
    fn told(typed: &[&str]) -> String {
        let error = Cli::command().try_get_matches_from([&["kehoach"], typed].concat()).unwrap_err();
        let typed: Vec<String> = typed.iter().copied().map(str::to_owned).collect();
        let known = Known::of(Cli::command());
        refusal(&message(&error, &known, &typed), &known, &typed)
    }

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
    fn what_does_not_go_together_is_named_as_it_was_typed() {
        let twice = told(&["tao", "--nam", "2025", "--nam", "2024"]);
        assert!(twice.contains("“--nam <NĂM>” ghi nhiều lần, chỉ ghi được một lần"), "{twice}");
        let none = told(&["tao", "--ra"]);
        assert!(none.contains("“--ra <THƯ_MỤC>” cần một giá trị"), "{none}");
        let both = told(&["nhan", "--yes", "--dry-run", "x"]);
        assert!(both.contains("“--yes”") && both.contains("“--dry-run”"), "{both}");
        assert!(told(&["so-sanh", "2024", "2025", "2026"]).contains("thừa “2026”"));
        assert!(told(&["tao", "--format", "word"]).contains("ghi một hay nhiều trong các giá trị docx, pdf"));
    }

    #[test]
    fn what_fell_apart_at_a_space_is_no_option() {
        let told = told(&["khoi-tao", "Hồ", "Chí", "Minh"]);
        assert!(told.contains("thừa “Minh”") && told.contains("ngoặc kép"), "{told}");
    }

    #[test]
    fn a_command_typed_with_its_signs_or_capitals_is_the_one_that_is_meant() {
        for (typed, meant) in
            [("kiểm-tra", "kiem-tra"), ("TAO", "tao"), ("Mở", "mo"), ("kiem-trra", "kiem-tra")]
        {
            let told = told(&[typed]);
            assert!(told.contains(&format!("không có lệnh “{typed}” (có phải “{meant}”?)")), "{told}");
        }
        assert!(told(&["khong-co.docx"]).contains("không có lệnh, tệp hay thư mục “khong-co.docx”"));
    }

    #[test]
    fn a_line_that_goes_wrong_in_a_known_way_is_told_as_it_was_meant() {
        for (typed, meant) in [
            (&["--nam", "2025", "build"][..], "build --nam 2025"),
            (&["--year=2025", "--zip", "tao", "so-y-te"], "tao --year=2025 --zip so-y-te"),
            (&["tao", "-nam", "2025"], "tao --nam 2025"),
            (&["tao", "--Năm", "2025"], "tao --nam 2025"),
            (&["tạo", "/nam:2025"], "tao --nam=2025"),
            (&["TAO", "–nam", "2025", "—zip"], "tao --nam 2025 --zip"),
            (&["kiem", "tra", "--nam", "2025"], "kiem-tra --nam 2025"),
            (&["kiểm", "tra", "ký", "a.pdf"], "kiem-tra-ky a.pdf"),
            (&["bao-cao", "2025"], "bao-cao --nam 2025"),
            (&["so-sanh", "--nam", "2024", "2025"], "so-sanh 2024 2025"),
            (&["thoi-han", "so-y-te", "2025"], "thoi-han --co-quan so-y-te --nam 2025"),
            (&["ma-tran", "--co-quan", "so-y-te", "/?"], "ma-tran so-y-te --help"),
            (&["tao", "--content", "Nội dung", "-force"], "tao --content \"Nội dung\" --force"),
        ] {
            let told = told(typed);
            assert!(told.contains(&format!("Có lẽ là: kehoach {meant}\n")), "{typed:?}: {told}");
        }
        for typed in [&["tao", "--khong-co"][..], &["khong-co"], &["nhap"]] {
            assert!(!told(typed).contains("Có lẽ là"), "{typed:?}: {}", told(typed));
        }
    }

    #[test]
    fn an_option_that_stands_in_the_wrong_place_is_no_unknown_one() {
        let before = told(&["--nam", "2025", "build"]);
        assert!(before.contains("“--nam” là tùy chọn của lệnh, ghi sau tên lệnh"), "{before}");
        let others = told(&["kiem-tra", "--zip"]);
        assert!(others.contains("lệnh “kiem-tra” không có tùy chọn “--zip” (có ở lệnh tao)"), "{others}");
        assert!(others.contains("Xem trợ giúp: kehoach kiem-tra --help"), "{others}");
        let none = told(&["--zip"]);
        assert!(none.contains("ghi sau tên lệnh (có ở lệnh tao)"), "{none}");
    }

    #[test]
    fn an_option_with_other_marks_is_no_name() {
        let known = Known::of(Cli::command());
        let words = |words: &[&str]| -> Vec<String> { words.iter().copied().map(str::to_owned).collect() };
        for (typed, option) in [("–nam", "--nam"), ("—Kế-hoạch=x", "--ke-hoach=x"), ("/zip", "--zip")]
        {
            let words = words(&["tao", typed]);
            assert_eq!(known.mistaken(&words), Some((typed, option.to_owned())));
        }
        assert_eq!(known.mistaken(&words(&["tao", "so-y-te", "/tmp", "–", "--nam", "2025"])), None);
        assert_eq!(known.mistaken(&words(&["tao", "--ra", "/out"])), None, "a folder that is not there yet");
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

//! The command line: Vietnamese help and messages, one file per command.

mod build;
mod check;
mod deadlines;
mod diff;
mod dropped;
mod follow_up;
mod formats;
mod import;
mod init;
mod licences;
mod list;
mod matrix;
mod meant;
mod named_files;
mod new;
mod new_year;
mod open;
mod out;
mod progress;
mod progress_form;
mod read;
mod register;
mod schema;
mod selection;
mod status_report;
mod take_in;
mod update;
mod usage;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::app::{self, Inputs, OpenYear, Paths, Refused, threads};
use crate::diagnostic::terminal::{Terminal, summary};
use crate::diagnostic::{self, Diagnostic};
use crate::output::{FileError, NotNew};

/// How a run ends, from well to badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// 0: nothing of error level.
    Clean,
    /// 1: findings of error level, or an agency that failed.
    Findings,
    /// 2: the run could not be done.
    Failed,
}

impl ExitStatus {
    /// The worse of two ends.
    fn worst(self, other: Self) -> Self {
        self.max(other)
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(match status {
            ExitStatus::Clean => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Failed => 2,
        })
    }
}

/// Từ kế hoạch của tỉnh trong tệp YAML đến kế hoạch của từng cơ quan, DOCX và PDF.
#[derive(Debug, Parser)]
#[command(
    name = "kehoach",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    help_template = usage::TEMPLATE,
    override_usage = "kehoach [TÙY CHỌN] <LỆNH>",
    subcommand_help_heading = "Lệnh",
    next_help_heading = "Tùy chọn"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Args)]
struct Common {
    /// Thư mục nội dung (mặc định: content)
    #[arg(
        long,
        alias = "noi-dung",
        global = true,
        value_name = "THƯ_MỤC",
        default_value = USUAL_CONTENT,
        hide_default_value = true
    )]
    content: PathBuf,
    /// Thư mục mẫu riêng của cơ quan, thay các mẫu có sẵn
    #[arg(long, alias = "mau", global = true, value_name = "THƯ_MỤC")]
    templates: Option<PathBuf>,
    /// Xem trợ giúp
    #[arg(short = 'h', long = "help", global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Xem phiên bản
    #[arg(short = 'V', long = "version", action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Mở bàn làm việc trong trình duyệt (mo)
    #[command(alias = "mo", help_template = usage::TEMPLATE, override_usage = "kehoach open [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
    Open(open::OpenArgs),
    /// Kiểm tra nội dung (kiem-tra)
    #[command(alias = "kiem-tra", help_template = usage::TEMPLATE, override_usage = "kehoach check [TÙY CHỌN] [MÃ]...", next_help_heading = "Tùy chọn")]
    Check(check::CheckArgs),
    /// Liệt kê cơ quan và nhiệm vụ (liet-ke)
    #[command(alias = "liet-ke", help_template = usage::TEMPLATE, override_usage = "kehoach list [TÙY CHỌN] [MÃ]...", next_help_heading = "Tùy chọn")]
    List(list::ListArgs),
    /// Bảng phân công: cơ quan nào làm việc gì, đến bao giờ (ma-tran)
    #[command(alias = "ma-tran", help_template = usage::TEMPLATE, override_usage = "kehoach matrix [TÙY CHỌN] [MÃ]...", next_help_heading = "Tùy chọn")]
    Matrix(matrix::MatrixArgs),
    /// Tiến độ: tạo bảng Excel để các cơ quan điền, ghi lại bảng đã điền (tien-do)
    #[command(alias = "tien-do", help_template = usage::TEMPLATE, override_usage = "kehoach progress [TÙY CHỌN] [TỆP|THƯ_MỤC|MÃ]...", next_help_heading = "Tùy chọn")]
    Progress(progress_form::ProgressArgs),
    /// Báo cáo tình hình triển khai: văn bản và bảng Excel (bao-cao)
    #[command(alias = "bao-cao", help_template = usage::TEMPLATE, override_usage = "kehoach report [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
    Report(status_report::ReportArgs),
    /// So sánh hai năm, hoặc hai bản nội dung: chỉ tiêu, nhiệm vụ, cơ quan (so-sanh)
    #[command(alias = "so-sanh", help_template = usage::TEMPLATE, override_usage = "kehoach diff [TÙY CHỌN] <NĂM> [NĂM]", next_help_heading = "Tùy chọn")]
    Diff(diff::DiffArgs),
    /// Lịch thời hạn, có nhắc trước (thoi-han)
    #[command(alias = "thoi-han", help_template = usage::TEMPLATE, override_usage = "kehoach deadlines [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
    Deadlines(deadlines::DeadlinesArgs),
    /// Sổ đăng ký số kế hoạch: số trùng, số thiếu, số tiếp theo (so-van-ban)
    #[command(alias = "so-van-ban", help_template = usage::TEMPLATE, override_usage = "kehoach register [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
    Register(register::RegisterArgs),
    /// Tạo các kế hoạch và kế hoạch của từng cơ quan (tao)
    #[command(alias = "tao", help_template = usage::TEMPLATE, override_usage = "kehoach build [TÙY CHỌN] [MÃ]...", next_help_heading = "Tùy chọn")]
    Build(build::BuildArgs),
    /// Tạo lại mỗi khi tệp nội dung được lưu (theo-doi)
    #[command(alias = "theo-doi", help_template = usage::TEMPLATE, override_usage = "kehoach watch [TÙY CHỌN] [MÃ]...", next_help_heading = "Tùy chọn")]
    Watch(watch::WatchArgs),
    /// Kiểm tra chữ ký số của tệp PDF (kiem-tra-ky)
    #[command(alias = "kiem-tra-ky", help_template = usage::TEMPLATE, override_usage = "kehoach verify [TÙY CHỌN] [TỆP]...", next_help_heading = "Tùy chọn")]
    Verify(verify::VerifyArgs),
    /// Bắt đầu phần riêng của một cơ quan (tao-rieng)
    #[command(alias = "tao-rieng", help_template = usage::TEMPLATE, override_usage = "kehoach new [TÙY CHỌN] <MÃ>", next_help_heading = "Tùy chọn")]
    New(new::NewArgs),
    /// Bắt đầu kế hoạch của năm mới từ một năm trước (nam-moi)
    #[command(alias = "nam-moi", help_template = usage::TEMPLATE, override_usage = "kehoach new-year [TÙY CHỌN] --from <NĂM> <NĂM>", next_help_heading = "Tùy chọn")]
    NewYear(new_year::NewYearArgs),
    /// Bắt đầu bộ nội dung của một tỉnh, thành phố (khoi-tao)
    #[command(alias = "khoi-tao", help_template = usage::TEMPLATE, override_usage = "kehoach init [TÙY CHỌN] <TÊN_TỈNH> [THƯ_MỤC]", next_help_heading = "Tùy chọn")]
    Init(init::InitArgs),
    /// Cập nhật phần riêng của các cơ quan theo kế hoạch đã sửa (cap-nhat)
    #[command(alias = "cap-nhat", help_template = usage::TEMPLATE, override_usage = "kehoach update [TÙY CHỌN] [MÃ]...", next_help_heading = "Tùy chọn")]
    Update(update::UpdateArgs),
    /// Nhập một kế hoạch từ tệp Word, LibreOffice, PDF, Excel, văn bản thuần (nhap)
    #[command(alias = "nhap", help_template = usage::TEMPLATE, override_usage = "kehoach import [TÙY CHỌN] <TỆP>...", next_help_heading = "Tùy chọn")]
    Import(import::ImportArgs),
    /// Đọc tệp Word, LibreOffice, PDF, Excel, văn bản thuần và cho xem những gì đọc được (doc)
    #[command(alias = "doc", help_template = usage::TEMPLATE, override_usage = "kehoach read [TÙY CHỌN] <TỆP>", next_help_heading = "Tùy chọn")]
    Read(read::ReadArgs),
    /// Nhận lại các tệp Word đã sửa vào nội dung (nhan)
    #[command(name = "take-in", alias = "nhan", help_template = usage::TEMPLATE, override_usage = "kehoach take-in [TÙY CHỌN] <TỆP|THƯ_MỤC>...", next_help_heading = "Tùy chọn")]
    TakeIn(take_in::TakeInArgs),
    /// Ghi lược đồ JSON cho trình soạn thảo (luoc-do)
    #[command(alias = "luoc-do", help_template = usage::TEMPLATE, override_usage = "kehoach schema [TÙY CHỌN]", next_help_heading = "Tùy chọn")]
    Schema(schema::SchemaArgs),
    /// In giấy phép của chương trình, phông chữ và các thư viện (giay-phep)
    #[command(alias = "giay-phep", help_template = usage::TEMPLATE, override_usage = "kehoach licenses")]
    Licenses,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitStatus {
    threads::begin();
    if is_double_click() {
        let paths = Paths { content: PathBuf::from(USUAL_CONTENT), templates: None, fonts: None };
        let status = open::run(&open::OpenArgs::usual(), &paths);
        if status != ExitStatus::Clean {
            leave_open();
        }
        return status;
    }
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let is_command = |name: &str| Cli::command().find_subcommand(name).is_some();
    if let Some(dropped) = dropped::paths(&arguments, is_command) {
        return dropped::run(&dropped);
    }
    let typed: Vec<String> = arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    if let Some(refused) = usage::refuse_mistaken(&typed) {
        return refused;
    }
    let parsed = usage::with_vietnamese_names(Cli::command()).try_get_matches();
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, &typed),
    };
    let paths =
        Paths { content: cli.common.content.clone(), templates: cli.common.templates.clone(), fonts: None };
    match cli.command {
        Command::Open(args) => open::run(&args, &paths),
        Command::Check(args) => check::run(&args, &paths),
        Command::List(args) => list::run(&args, &paths),
        Command::Matrix(args) => matrix::run(&args, &paths),
        Command::Progress(args) => progress_form::run(&args, &paths),
        Command::Report(args) => status_report::run(&args, &paths),
        Command::Diff(args) => diff::run(&args, &paths),
        Command::Deadlines(args) => deadlines::run(&args, &paths),
        Command::Register(args) => register::run(&args, &paths),
        Command::Build(args) => build::run(&args, &paths),
        Command::Verify(args) => verify::run(&args, &paths),
        Command::Watch(args) => watch::run(&args, &paths),
        Command::New(args) => new::run(&args, &paths),
        Command::NewYear(args) => new_year::run(&args, &paths),
        Command::Init(args) => init::run(&args, &paths),
        Command::Update(args) => update::run(&args, &paths),
        Command::Import(args) => import::run(&args, &paths),
        Command::Read(args) => read::run(&args),
        Command::TakeIn(args) => take_in::run(&args, &paths),
        Command::Schema(args) => schema::run(&args),
        Command::Licenses => licences::run(),
    }
}

/// Where every command looks for content when nothing is said.
const USUAL_CONTENT: &str = "content";

/// Nobody typed anything, and nobody could read what would be printed: the program was started by its icon.
/// Windows gives even such a start a window of its own, so that there a bare name is enough.
fn is_double_click() -> bool {
    use std::io::IsTerminal as _;
    let nobody_reads = || !std::io::stdin().is_terminal() && !std::io::stdout().is_terminal();
    std::env::args_os().len() == 1 && (cfg!(windows) || nobody_reads())
}

/// A window of Windows' own closes with the program, and takes along why nothing was opened.
fn leave_open() {
    use std::io::IsTerminal as _;
    if std::io::stdin().is_terminal() {
        say("Nhấn Enter để đóng cửa sổ này.");
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// Loads the inputs; where templates cannot be used, says why. They last as long as the process, which ends with
/// its command: to take them apart before that would only cost time.
fn load(paths: &Paths) -> Result<&'static Inputs, ExitStatus> {
    match app::load(paths) {
        Ok(inputs) => Ok(Box::leak(Box::new(inputs))),
        Err(findings) => {
            report(findings);
            Err(ExitStatus::Failed)
        }
    }
}

/// Works in a year, or says why that may not be.
fn in_year(paths: &Paths, year: Option<i16>, work: impl FnOnce(&OpenYear<'_>) -> ExitStatus) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    match OpenYear::of(inputs, year) {
        Ok(open) => work(Box::leak(Box::new(open))),
        Err(why) => refused(why),
    }
}

/// Says why a file was not begun.
fn not_written(why: &NotNew) -> ExitStatus {
    report(vec![why.finding()]);
    match why {
        NotNew::Exists(_) => ExitStatus::Findings,
        NotNew::Failed(_) => ExitStatus::Failed,
    }
}

/// Says why a year may not be worked in.
fn refused(refused: Refused) -> ExitStatus {
    let status = match refused {
        Refused::Nothing(_) => ExitStatus::Failed,
        Refused::Errors(_) => ExitStatus::Findings,
    };
    report(refused.into_findings());
    status
}

/// Prints a finding where there is one.
fn warn_of(finding: Option<Diagnostic>) {
    if let Some(finding) = finding {
        report(vec![finding]);
    }
}

/// Writes findings to standard error, sorted, with a closing line.
fn report(findings: Vec<Diagnostic>) {
    let counts = summary(&findings);
    report_counted(findings, counts);
}

/// The same with a closing line that counts more than is shown.
fn report_counted(mut findings: Vec<Diagnostic>, counts: Option<String>) {
    diagnostic::sort(&mut findings);
    let colour = std::io::IsTerminal::is_terminal(&std::io::stderr())
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let text = Terminal { colour, ..Terminal::default() }.render(&findings);
    let mut stderr = std::io::stderr().lock();
    // A closed pipe is no reason to fail: nobody reads any more.
    let _ = stderr.write_all(text.as_bytes());
    if let Some(counts) = counts {
        let _ = writeln!(stderr, "{counts}");
    }
}

/// A line on standard error; a reader that went away is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Prints to standard output. A reader that went away has enough and is no failure; a disk that takes no
/// more is one, and is told of.
#[must_use]
fn print(text: &str) -> ExitStatus {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            say(&format!("lỗi: {}", FileError::writing(Path::new("kết quả in ra"), error)));
            ExitStatus::Failed
        }
        _ => ExitStatus::Clean,
    }
}

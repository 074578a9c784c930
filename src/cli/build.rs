//! `kehoach build`: the official plan and the sub-plans, as files.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::check::no_such_year;
use super::progress::Progress;
use super::{ExitStatus, load, report};
use crate::content::Loaded;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Severity, codes, has_errors, near_miss};
use crate::model::Agency;
use crate::output::write_whole;
use crate::pipeline::{self, Format, Made, Paths};
use crate::render::font::FontSet;
use crate::template::TemplateSet;

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// Mã các cơ quan cần tạo; bỏ trống là tất cả
    #[arg(value_name = "MÃ")]
    ids: Vec<String>,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, value_name = "NĂM")]
    year: Option<i16>,
    /// Tạo kế hoạch của mọi cơ quan và kế hoạch của tỉnh
    #[arg(long)]
    all: bool,
    /// Tạo kế hoạch của tỉnh
    #[arg(long)]
    plan: bool,
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
    /// Thư mục ghi kết quả (mặc định: output)
    #[arg(long, value_name = "THƯ_MỤC", default_value = "output", hide_default_value = true)]
    out: PathBuf,
    /// Số việc làm cùng lúc; mặc định theo số nhân của máy
    #[arg(long, value_name = "SỐ")]
    jobs: Option<usize>,
    /// Thư mục có phông Times New Roman của cơ quan (times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf)
    #[arg(long, value_name = "THƯ_MỤC")]
    font: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum FormatArg {
    Docx,
    Pdf,
}

/// One document to make.
#[derive(Clone, Copy)]
enum Job<'p> {
    Plan,
    Agency(&'p Agency),
}

impl Job<'_> {
    fn stem(&self) -> &str {
        match self {
            Self::Plan => "ke-hoach-tinh",
            Self::Agency(agency) => agency.id.as_str(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Plan => "Kế hoạch của tỉnh",
            Self::Agency(agency) => &agency.name,
        }
    }
}

/// What became of a job.
struct Outcome {
    files: usize,
    findings: Vec<Diagnostic>,
}

pub(super) fn run(args: &BuildArgs, paths: &Paths) -> ExitStatus {
    let started = Instant::now();
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let loaded = &inputs.loaded;
    let wanted = args.year.or_else(|| loaded.province.as_ref()?.years().last().copied());
    let (Some(province), false) = (&loaded.province, stops_everything(loaded, wanted)) else {
        report(loaded.findings.clone());
        let unusable = loaded.sources.is_empty();
        return if unusable { ExitStatus::Failed } else { ExitStatus::Findings };
    };
    let fonts = match pipeline::fonts(args.font.as_deref()) {
        Ok(fonts) => fonts,
        Err(finding) => return refuse(finding),
    };
    let Some(number) = args.year.or_else(|| province.years().last().copied()) else {
        return refuse(Diagnostic::error(codes::NO_SUCH_YEAR, "nội dung chưa có kế hoạch nào của tỉnh"));
    };
    let Some(year) = Year::of(province, number) else {
        return refuse(no_such_year(province, number));
    };
    let jobs = match jobs(args, &year) {
        Ok(jobs) => jobs,
        Err(findings) => {
            report(findings);
            return ExitStatus::Failed;
        }
    };
    let workers = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build();
    let Ok(workers) = workers else {
        return refuse(Diagnostic::error(codes::CANNOT_RUN, "không tạo được luồng xử lý"));
    };
    let batch = Batch { args, loaded, year: &year, templates: &inputs.templates, fonts: &fonts };
    let progress = Progress::start(jobs.len());
    let outcomes: Vec<Outcome> = workers.install(|| {
        jobs.par_iter()
            .map(|job| {
                let outcome = batch.make(job);
                progress.step(job.name(), !has_errors(&outcome.findings));
                outcome
            })
            .collect()
    });
    progress.finish();
    summarise(&batch, outcomes, started)
}

fn refuse(finding: Diagnostic) -> ExitStatus {
    report(vec![finding]);
    ExitStatus::Failed
}

/// Errors outside the overlays touch every document; errors in an overlay only its agency, errors in
/// another year's files none.
fn stops_everything(loaded: &Loaded, year: Option<i16>) -> bool {
    let errors = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let of_year = |finding: &&Diagnostic| year.is_none_or(|year| loaded.concerns(finding, year));
    errors.filter(of_year).any(|finding| loaded.agency_of(finding).is_none())
}

/// The documents asked for, in the order of the files.
fn jobs<'p>(args: &BuildArgs, year: &Year<'p>) -> Result<Vec<Job<'p>>, Vec<Diagnostic>> {
    let makers: Vec<&Agency> = year.agencies().into_iter().filter(|agency| agency.makes_sub_plan()).collect();
    let everything = args.all || (args.ids.is_empty() && !args.plan);
    let mut jobs = Vec::new();
    if args.plan || everything {
        jobs.push(Job::Plan);
    }
    if everything {
        jobs.extend(makers.into_iter().map(Job::Agency));
        return Ok(jobs);
    }
    let mut findings = Vec::new();
    for id in &args.ids {
        match makers.iter().find(|agency| agency.id.as_str() == id) {
            Some(agency) => jobs.push(Job::Agency(agency)),
            None => findings.push(not_a_maker(id, year, &makers)),
        }
    }
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}

fn not_a_maker(id: &str, year: &Year<'_>, makers: &[&Agency]) -> Diagnostic {
    let known = year.province.registry.agencies().iter().find(|agency| agency.id.as_str() == id);
    if let Some(agency) = known {
        let message = if agency.makes_sub_plan() {
            format!("“{}” không được giao nhiệm vụ nào trong năm {}", agency.name, year.year)
        } else {
            format!("“{}” chỉ được gọi chung, không lập kế hoạch riêng", agency.name)
        };
        return Diagnostic::error(codes::UNKNOWN_AGENCY, message);
    }
    let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
    match near_miss(id, makers.iter().map(|agency| agency.id.as_str())) {
        Some(near) => finding.hint(format!("có phải “{near}”?")),
        None => finding.hint("xem danh sách: kehoach list"),
    }
}

/// What every job of a run shares.
struct Batch<'b> {
    args: &'b BuildArgs,
    loaded: &'b Loaded,
    year: &'b Year<'b>,
    templates: &'b TemplateSet,
    fonts: &'b FontSet,
}

impl Batch<'_> {
    fn make(&self, job: &Job<'_>) -> Outcome {
        match self.document(job) {
            Ok(made) => self.write(job, made),
            Err(findings) => Outcome { files: 0, findings },
        }
    }

    fn document(&self, job: &Job<'_>) -> Result<Made, Vec<Diagnostic>> {
        match job {
            Job::Plan => pipeline::provincial(self.year, self.templates),
            Job::Agency(agency) => {
                let loaded = self.loaded;
                let own = |finding: &&Diagnostic| {
                    loaded.agency_of(finding) == Some(agency.id.as_str())
                        && loaded.concerns(finding, self.year.year)
                };
                let findings: Vec<Diagnostic> = self.loaded.findings.iter().filter(own).cloned().collect();
                if has_errors(&findings) {
                    return Err(findings);
                }
                pipeline::sub_plan(self.year, agency, self.templates)
            }
        }
    }

    fn write(&self, job: &Job<'_>, made: Made) -> Outcome {
        let mut formats = self.args.format.clone();
        formats.sort_unstable();
        formats.dedup();
        let mut outcome = Outcome { files: 0, findings: made.findings };
        let folder = self.args.out.join(self.year.year.to_string());
        for format in formats {
            let format = match format {
                FormatArg::Docx => Format::Docx,
                FormatArg::Pdf => Format::Pdf,
            };
            let path = folder.join(format!("{}.{}", job.stem(), format.extension()));
            let written = pipeline::render(&made.document, format, self.fonts).and_then(|file| {
                write_whole(&path, &file.bytes)
                    .map_err(|error| Diagnostic::error(codes::CANNOT_WRITE, error.to_string()))
            });
            match written {
                Ok(()) => outcome.files += 1,
                Err(finding) => outcome.findings.push(finding),
            }
        }
        outcome
    }
}

/// Reports findings and the closing lines; tells how the run ends.
fn summarise(batch: &Batch<'_>, outcomes: Vec<Outcome>, started: Instant) -> ExitStatus {
    let files: usize = outcomes.iter().map(|outcome| outcome.files).sum();
    let failed = outcomes.iter().filter(|outcome| has_errors(&outcome.findings)).count();
    let loaded = batch.loaded;
    let general = loaded.findings.iter().filter(|finding| loaded.agency_of(finding).is_none());
    let general = general.filter(|finding| loaded.concerns(finding, batch.year.year));
    let mut findings: Vec<Diagnostic> = general.cloned().collect();
    findings.extend(outcomes.into_iter().flat_map(|outcome| outcome.findings));
    findings.retain(|finding| finding.severity > Severity::Info);
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    if !findings.is_empty() {
        report(findings);
    }
    let folder = batch.args.out.join(batch.year.year.to_string());
    let seconds = format!("{:.2}", started.elapsed().as_secs_f64()).replace('.', ",");
    super::say(&format!(
        "Đã tạo {files} tệp trong {}; {failed} kế hoạch lỗi; {warnings} cảnh báo; {seconds} giây.",
        folder.display()
    ));
    if failed > 0 { ExitStatus::Findings } else { ExitStatus::Clean }
}

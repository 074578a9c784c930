//! Nhận ra tệp là gì: files that were read → what would be imported of them, or why nothing; and the writing of it.

use std::path::{Path, PathBuf};

use super::findings::Lines;
use super::{Imported, Input, Recognised, already_there, holds_plan, import, import_part, is_part};
use crate::app::rewrite::{self, Rewrite};
use crate::app::{Inputs, document_name};
use crate::content::is_named_as_content;
use crate::diagnostic::{Diagnostic, codes};
use crate::import::agency_plan::NotKnown;
use crate::import::notes::Place;
use crate::import::plan::Told;
use crate::model::agency::PlanId;
use crate::model::{AgencyId, PLAN_STEM, Province};
use crate::official::SECRETS_STAY_AWAY;
use crate::reading::{self, Source};
use crate::render::marks::State;
use crate::render::pdf::OWN_IDENTIFIER;
use crate::start;
use crate::takein::returned;
use crate::text::values::IssueDate;

/// What a person asked of an import.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub told: &'a Told,
    /// Whose plan it is.
    pub agency: Option<&'a str>,
    /// A plan, and never the part of an agency.
    pub as_plan: bool,
    /// The year where nothing else says one.
    pub this_year: i16,
}

/// Why nothing is imported.
#[derive(Debug, Clone)]
pub enum NotImported {
    /// It cannot be.
    Refused(Diagnostic),
    /// The content has it already.
    IsThere(Diagnostic),
}

impl NotImported {
    pub fn finding(&self) -> &Diagnostic {
        match self {
            Self::Refused(finding) | Self::IsThere(finding) => finding,
        }
    }
}

/// Reads the files as a plan, or as the plan of an agency that answers plans of the content.
///
/// # Errors
/// One bears the mark of a state secret; they are neither; the content has it already.
pub fn recognise(
    asked: Asked<'_>,
    sources: &[Input],
    inputs: &Inputs,
    province: &Province,
    content: &Path,
) -> Result<Imported, NotImported> {
    if let Some(finding) = secret(sources) {
        return Err(NotImported::Refused(finding));
    }
    if let Some(finding) = letters_lost(sources) {
        return Err(NotImported::Refused(finding));
    }
    if let Some(finding) = several_plans(sources) {
        return Err(NotImported::Refused(finding));
    }
    let (loaded, templates) = (&inputs.loaded, &inputs.templates);
    let told = (asked.told, asked.this_year);
    if !asked.as_plan
        && asked.agency.is_none()
        && let Some(finding) = ours(sources, province)
    {
        return Err(NotImported::IsThere(finding));
    }
    let agency = match asked.agency {
        None => None,
        Some(id) => Some(province.registry.agency(&AgencyId::new(id)).ok_or_else(|| {
            let message = format!("“{id}” không có trong sổ đăng ký");
            let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, message);
            NotImported::Refused(finding.hint("xem mã các cơ quan: kehoach liet-ke"))
        })?),
    };
    if let [only] = sources
        && !asked.as_plan
        && (agency.is_some() || is_part(only, province))
    {
        let read = import_part(only, loaded, province, templates, agency, told, content);
        let imported = read.map_err(|why| NotImported::Refused(not_known(&why)))?;
        return match part_there(&imported, inputs) {
            Some(finding) => Err(NotImported::IsThere(finding)),
            None => Ok(imported),
        };
    }
    if agency.is_some() {
        let message = "kế hoạch của một cơ quan nhập từng tệp một";
        return Err(NotImported::Refused(Diagnostic::error(codes::BAD_VALUE, message)));
    }
    let imported = import(sources, loaded, province, templates, told, content);
    let Recognised::Plan { raw, .. } = &imported.what else { return Ok(imported) };
    if !holds_plan(&imported, sources) {
        let message = "không thấy mục, nhiệm vụ hay bảng nào của một kế hoạch trong tệp";
        let finding = Diagnostic::error(codes::NO_PLAN_FOUND, message);
        return Err(NotImported::Refused(finding.hint(where_else(sources))));
    }
    match already_there(raw, province, content) {
        Some(finding) => Err(NotImported::IsThere(finding)),
        None => Ok(imported),
    }
}

/// Where files belong in which no plan is found.
fn where_else(sources: &[Input]) -> &'static str {
    let is_any = |is: fn(&Input) -> bool| sources.iter().any(is);
    if is_any(|input| is_named_as_content(Path::new(&input.name))) {
        return "tệp nội dung không nhập mà chép vào thư mục nội dung (content)";
    }
    if is_any(|input| input.source.format == reading::Format::Xlsx) {
        return "bảng tiến độ đã điền thì nhận ở mục “Tiến độ” của trang “Theo dõi” (lệnh: kehoach tien-do); bảng khác thì xem \
                chương trình đọc được gì: kehoach doc <TỆP>";
    }
    "xem chương trình đọc được gì: kehoach doc <TỆP>"
}

/// The finding that a file is a state secret, of which nothing may be kept; at the place of its mark.
pub fn secret(sources: &[Input]) -> Option<Diagnostic> {
    let marked = |(_, input): &(usize, &Input)| input.secrecy().is_some();
    let (file, input) = sources.iter().enumerate().find(marked)?;
    let mark = input.secrecy()?;
    let message = format!(
        "{} có dấu “{}”: chương trình không đọc, không nhập văn bản mật, không ghi gì",
        input.name, mark.text
    );
    let finding = Diagnostic::error(codes::SECRECY, message).hint(SECRETS_STAY_AWAY);
    let names: Vec<PathBuf> = sources.iter().map(|input| PathBuf::from(&input.name)).collect();
    Some(Lines::of(sources, &names).at(finding, Place { file, paragraph: mark.place() }))
}

/// The finding that a file holds several plans: whose each number, recipient and signature is would be guessed.
fn several_plans(sources: &[Input]) -> Option<Diagnostic> {
    let (file, title) = sources
        .iter()
        .enumerate()
        .find_map(|(file, input)| Some((file, input.document.another.as_ref()?)))?;
    let message = format!(
        "{} có hơn một kế hoạch, kế hoạch sau bắt đầu ở đây; không nhập, không ghi gì",
        sources[file].name
    );
    let finding = Diagnostic::error(codes::OFFICIAL_PARTS, message)
        .hint("lưu mỗi kế hoạch thành một tệp rồi nhập từng tệp");
    let names: Vec<PathBuf> = sources.iter().map(|input| PathBuf::from(&input.name)).collect();
    Some(Lines::of(sources, &names).at(finding, Place { file, paragraph: title.place() }))
}

/// The finding that letters of a file were lost: a content with such words does not load. What they are is told with the
/// file.
fn letters_lost(sources: &[Input]) -> Option<Diagnostic> {
    let is_lost = |input: &&Input| {
        input.source.told.iter().any(|told| matches!(told.what, reading::What::LettersLost { .. }))
    };
    let input = sources.iter().find(is_lost)?;
    let message = format!("{} đã mất chữ cái nên không nhập, không ghi gì", input.name);
    Some(Diagnostic::error(codes::LETTERS, message))
}

/// The finding that a file is a document of this program, made of a plan that the content has: an import would make the
/// same plan a second time. Or it is a report or a table of it, which no content is made of.
fn ours(sources: &[Input], province: &Province) -> Option<Diagnostic> {
    let made = |input: &Input| {
        let (record, state) = returned::kept(&input.source);
        let document = record.map(|record| record.document);
        document
            .or_else(|| document_of(state?, province))
            .or_else(|| identity(&input.source).map(str::to_owned))
    };
    if let Some(input) = sources.iter().find(|input| made(input).is_some_and(|document| document.is_empty()))
    {
        let message =
            format!("{} là báo cáo hoặc bảng chương trình lập để xem, không phải kế hoạch", input.name);
        return Some(Diagnostic::error(codes::PLAN_IS_THERE, message));
    }
    let of_content = |input| {
        let document = made(input)?;
        let mut parts = document.split('/').skip(1);
        let (plan, stem) = (parts.next()?, parts.next()?);
        let plan = province.plan(&PlanId::new(plan))?;
        Some((plan.short_citation(), stem.to_owned()))
    };
    let (input, (plan, stem)) = sources.iter().find_map(|input| Some((input, of_content(input)?)))?;
    let name = &input.name;
    let whose = match stem == PLAN_STEM {
        true => plan,
        false => format!("{plan}, cơ quan {stem}"),
    };
    let message = format!(
        "{name} là văn bản do chương trình tạo từ nội dung đang có ({whose}): nhập vào sẽ thành hai bản, nên không ghi gì"
    );
    let hint = match input.source.format {
        reading::Format::Pdf => "bản đã ký thì chép vào thư mục kết quả, xem trang “Ký số”; sửa thì sửa ở tệp Word hoặc trong nội dung"
            .to_owned(),
        _ => format!("nhận lại những chỗ đã có người sửa: kehoach nhan \"{name}\""),
    };
    Some(Diagnostic::error(codes::PLAN_IS_THERE, message).hint(hint))
}

/// The document as which a PDF was made, as its metadata say.
fn identity(source: &Source) -> Option<&str> {
    let (_, identifier) = source.properties.iter().find(|(name, _)| name == reading::IDENTIFIER)?;
    identifier.strip_prefix(OWN_IDENTIFIER)
}

/// The document that a file was made as, where its first mark alone is left.
fn document_of(state: State, province: &Province) -> Option<String> {
    let agencies = || province.registry.agencies().iter().map(|agency| agency.id.as_str());
    let stems = || std::iter::once(PLAN_STEM).chain(agencies());
    let mut all = province.plans.iter().flat_map(|plan| stems().map(|stem| document_name(plan, stem)));
    all.find(|document| State::of(document, &[]).document == state.document)
}

/// The finding that the agency has a part already, where it has.
fn part_there(imported: &Imported, inputs: &Inputs) -> Option<Diagnostic> {
    let Recognised::Part(part) = &imported.what else { return None };
    let parents: Vec<&str> = part.parents.iter().map(String::as_str).collect();
    let path = start::existing_overlay(&inputs.loaded, &part.agency, part.year, &parents)?;
    let message = format!(
        "“{}” đã có phần riêng cho năm {}: {}; tệp được giữ nguyên, không ghi gì",
        part.agency,
        part.year,
        path.display()
    );
    let hint = "muốn nhập lại thì chuyển tệp ấy ra khỏi thư mục nội dung; tệp Word do chương trình tạo thì nhận lại bằng: kehoach nhan";
    Some(Diagnostic::error(codes::DUPLICATE_ID, message).hint(hint))
}

/// What a person says of a file that it does not say itself.
///
/// # Errors
/// A number or a day that is none.
pub fn told(number: Option<String>, date: Option<&str>) -> Result<Told, Diagnostic> {
    let date = match date {
        None => None,
        Some(text) => Some(IssueDate::parse(text).map_err(|fault| {
            Diagnostic::error(codes::BAD_DATE, format!("ngày “{text}”: {fault}")).hint(fault.hint())
        })?),
    };
    if let Some(number) = &number
        && number.parse::<u32>().is_err()
    {
        let message = format!("số văn bản “{number}” không phải là số");
        return Err(Diagnostic::error(codes::BAD_VALUE, message).hint("chỉ ghi chữ số, ví dụ: 175"));
    }
    Ok(Told { number, date, ..Told::default() })
}

/// Why a file cannot become the part of an agency.
fn not_known(why: &NotKnown) -> Diagnostic {
    match why {
        NotKnown::Agency => {
            Diagnostic::error(codes::PART_NOT_KNOWN, "không rõ kế hoạch này của cơ quan nào trong sổ đăng ký")
                .hint("ghi mã cơ quan: --agency <mã>")
        }
        NotKnown::Parents { cited } => {
            let cited = match cited.as_slice() {
                [] => "văn bản không viện dẫn kế hoạch nào theo số, ký hiệu".to_owned(),
                cited => format!("nội dung chưa có kế hoạch mà văn bản viện dẫn: {}", cited.join(", ")),
            };
            Diagnostic::error(codes::PART_NOT_KNOWN, cited)
                .hint("nhập kế hoạch được triển khai trước, rồi nhập tệp này")
        }
    }
}

/// Writes the files: a plan without the bodies that it names would not load, so all of them or none.
///
/// # Errors
/// A file that is there; a disk or a folder that does not take one.
pub fn write(imported: &Imported) -> Result<(), Diagnostic> {
    let drafts = imported.files.iter().map(|(_, draft)| draft);
    let files = drafts.map(|draft| Rewrite { path: &draft.path, old: None, text: &draft.text });
    rewrite::write(&files.collect::<Vec<_>>())
}

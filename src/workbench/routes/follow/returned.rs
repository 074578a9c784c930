//! What pages of the follow-up send: forms that come back filled in, and the order to make a report.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};

use super::super::super::desk::{Content, Desk};
use super::super::super::guard::Refusal;
use super::super::super::pages::follow::progress::{self, Returned};
use super::super::super::pages::follow::{Section, Wanted};
use super::super::{Answer, At, Fields};
use super::{agency_choice, day, of_year, plans, report_shown, shown_page};
use crate::app::OpenYear;
use crate::app::delivery::{Delivery, Fate};
use crate::app::progress::{self as taking, Forms, take_back};
use crate::app::report::{self as made_of, ReportKind};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::follow::progress::merge::Prefer;
use crate::output::NotNew;
use crate::start;

/// What a form of forms holds.
#[derive(Default)]
struct Sent {
    files: Vec<(PathBuf, Vec<u8>)>,
    prefers_file: bool,
    writes: bool,
}

/// Filled forms: looked at, or written down.
pub(super) async fn forms(
    State(desk): State<Arc<Desk>>,
    At(year): At<i16>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let sent = sent(form.map_err(|_| Refusal::Method)?).await?;
    of_year(desk, year, move |desk, content, open| {
        let address = Section::Progress.address(year);
        let agencies = agency_choice(open);
        if sent.files.is_empty() {
            let why = "Chưa chọn tệp nào. Chọn các tệp Excel đã điền rồi bấm lại.";
            return shown_page(
                content,
                year,
                Section::Progress,
                progress::page(&address, &agencies, None, Some(why)),
            );
        }
        let prefer = if sent.prefers_file { Prefer::File } else { Prefer::Neither };
        let taken = take_back(open, Forms::read(sent.files), prefer, &content.place.content);
        let mut faults = Vec::new();
        if sent.writes {
            faults.extend(taken.files.iter().filter_map(|file| taking::write(file).err()));
            desk.keeper.touch();
        }
        let returned = Returned {
            taken: &taken,
            written: sent.writes,
            faults: &faults,
            content: &content.place.content,
        };
        let body = progress::page(&address, &agencies, Some(returned), None);
        shown_page(content, year, Section::Progress, body)
    })
    .await
}

async fn sent(mut form: Multipart) -> Result<Sent, Refusal> {
    let mut sent = Sent::default();
    let refused = |error: axum::extract::multipart::MultipartError| match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        _ => Refusal::Method,
    };
    while let Some(field) = form.next_field().await.map_err(refused)? {
        let (name, file) = (field.name().unwrap_or_default().to_owned(), field.file_name().map(bare));
        let bytes = field.bytes().await.map_err(refused)?;
        match (name.as_str(), file) {
            ("tep", Some(file)) if !file.is_empty() => sent.files.push((file.into(), bytes.to_vec())),
            ("lay_tep", None) => sent.prefers_file = true,
            ("viec", None) => sent.writes = bytes.as_ref() == b"ghi",
            _ => {}
        }
    }
    Ok(sent)
}

/// Some browsers send the whole path.
fn bare(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

/// Makes the report into the folder for results, or begins the file of what the office says in it.
pub(super) async fn report(State(desk): State<Arc<Desk>>, At(year): At<i16>, fields: Fields) -> Answer {
    let wanted = Wanted {
        day: fields.get("ngay").to_owned(),
        plan: fields.get("ke_hoach").to_owned(),
        ..Wanted::default()
    };
    let begins = fields.get("viec") == "bat-dau";
    of_year(desk, year, move |desk, content, open| {
        let plans = plans(open, &wanted)?;
        let asked = made_of::Wanted {
            day: day(&wanted, (desk.today)()),
            plans: &plans,
            agency: None,
            out: &content.place.out,
        };
        let written = match begins {
            true => begin(open, asked, &content.place.content),
            false => write(desk, content, open, asked),
        };
        if begins {
            desk.keeper.touch();
        }
        report_shown(desk, content, open, &wanted, &written)
    })
    .await
}

fn begin(open: &OpenYear<'_>, asked: made_of::Wanted<'_>, content: &Path) -> Vec<String> {
    let agency = match made_of::speaker(open, asked) {
        Ok((agency, None)) => agency,
        Ok((_, Some(part))) => return vec![format!("Đã có tệp {}.", part.place.source.path.display())],
        Err(finding) => return vec![format!("Chưa tạo: {}.", finding.message)],
    };
    let addressees = made_of::usual_addressees(open, asked, agency);
    let of = start::report::Asked { day: asked.day, plans: asked.plans, addressees: &addressees };
    let draft = start::report::draft(open.year.year, agency, of, content);
    let path = draft.path.strip_prefix(content).unwrap_or(&draft.path).display();
    vec![match start::write_new(&draft) {
        Ok(()) => format!("Đã tạo tệp {path}: mở bằng trình soạn thảo, điền, lưu rồi bấm “Xem”."),
        Err(NotNew::Exists(_)) => format!("Đã có tệp {path}; tệp được giữ nguyên."),
        Err(NotNew::Failed(error)) => format!("Chưa tạo: {error}."),
    }]
}

/// The report in every format, into the folder for results, by the rules of the house.
fn write(desk: &Desk, content: &Content, open: &OpenYear<'_>, asked: made_of::Wanted<'_>) -> Vec<String> {
    let made = match made_of::files(open, asked, &ReportKind::ALL) {
        Ok(made) => made,
        Err(findings) => return told(&findings),
    };
    let delivery = Delivery {
        folder: &content.place.out,
        force: false,
        today: (desk.today)(),
        verifier: Arc::clone(&open.inputs.verifier),
    };
    let outcome = delivery.deliver(&made.stem, made.files);
    let files = outcome.files.iter().map(|(path, fate)| {
        let what = match fate {
            Fate::Written => "Đã ghi",
            Fate::Unchanged => "Không thay đổi",
            Fate::Kept => "Giữ nguyên vì đã có người sửa",
        };
        format!("{what}: {}", path.display())
    });
    files.chain(told(&outcome.findings)).collect()
}

fn told(findings: &[Diagnostic]) -> Vec<String> {
    let what = if has_errors(findings) { "Chưa ghi: " } else { "" };
    findings.iter().map(|finding| format!("{what}{}", finding.message)).collect()
}

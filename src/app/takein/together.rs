//! Nhiều tệp một lượt: files that came back together: which of them are written, and what is said of each.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Basis, ByImport, Compared, Outcome, TakenIn, Written};
use crate::app::import;
use crate::diagnostic::{Diagnostic, Place, codes};

/// Files of one lot.
#[derive(Debug)]
pub struct Together {
    pub all: Vec<TakenIn>,
    /// Documents of which several files came, and those that go into a content file that one before goes into: they
    /// are not written.
    held: Vec<String>,
    /// Of the lot, and then of each file, with what its reader told.
    pub findings: Vec<Diagnostic>,
}

/// How many of what there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub files: usize,
    /// Files without marks that are read as plans that agencies wrote.
    pub imported: usize,
    /// Files that were neither compared nor imported.
    pub refused: usize,
    pub home: usize,
    pub left_out: usize,
    pub open: usize,
    pub no_place: usize,
}

impl Tally {
    /// "02 tệp: 05 thay đổi vào nội dung, …", without the stop.
    pub fn message(&self) -> String {
        let Self { files, imported, refused, home, left_out, open, no_place } = self;
        let left_out = match left_out {
            0 => String::new(),
            left_out => format!(", {left_out:02} thay đổi để ngoài"),
        };
        let imported = match imported {
            0 => String::new(),
            imported => format!(", {imported:02} tệp đọc như kế hoạch tự soạn"),
        };
        let refused = match refused {
            0 => String::new(),
            refused => format!(", {refused:02} tệp không nhận được"),
        };
        format!(
            "{files:02} tệp: {home:02} thay đổi vào nội dung, {open:02} chỗ cần quyết định, {no_place:02} chỗ không có \
             chỗ ghi{left_out}{imported}{refused}"
        )
    }
}

impl Together {
    pub fn of(mut all: Vec<TakenIn>) -> Self {
        let mut findings = Vec::new();
        let doubled = doubled(&all, &mut findings);
        let later = later(&all, &doubled, &mut findings);
        for one in &mut all {
            findings.extend(findings_of(one));
            // Of a file that was not meant to be read nobody asks what could not be read.
            if !matches!(one.outcome, Outcome::ForReading) {
                findings.append(&mut one.told);
            }
        }
        Self { all, held: doubled.into_iter().chain(later).collect(), findings }
    }

    /// Whether a file is left unwritten because of another one.
    pub fn is_held(&self, compared: &Compared) -> bool {
        self.held.contains(&compared.document)
    }

    /// The content files that would be written.
    pub fn written(&self) -> Vec<&Written> {
        self.all.iter().filter_map(|one| to_write(one, &self.held)).collect()
    }

    pub fn tally(&self) -> Tally {
        let compared = self.all.iter().filter_map(TakenIn::compared);
        let imported = self.all.iter().filter(|one| matches!(one.outcome, Outcome::Imported(_))).count();
        let files = self.all.len();
        let mut tally =
            Tally { files, imported, refused: files - imported, home: 0, left_out: 0, open: 0, no_place: 0 };
        for compared in compared {
            tally.refused -= 1;
            // What is held back goes nowhere.
            tally.home += if self.is_held(compared) { 0 } else { compared.home() };
            tally.left_out += compared.left_out().count();
            tally.open += compared.conflicts();
            tally.no_place += compared.without_place();
        }
        tally
    }
}

/// The content file that a file goes into.
fn to_write<'t>(one: &'t TakenIn, held: &[String]) -> Option<&'t Written> {
    match &one.outcome {
        Outcome::Compared(compared) if !held.contains(&compared.document) => compared.written.as_ref(),
        Outcome::Imported(by_import) if !held.contains(&imported_as(by_import)) => Some(&by_import.written),
        _ => None,
    }
}

/// What a file without marks would be of the content: the part that it begins.
fn imported_as(by_import: &ByImport) -> String {
    by_import.written.path.display().to_string()
}

/// Documents of which several files came with changes: nobody can tell which holds.
fn doubled(all: &[TakenIn], findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut files: BTreeMap<String, Vec<&TakenIn>> = BTreeMap::new();
    for one in all {
        match &one.outcome {
            Outcome::Compared(compared) if !compared.changes.is_empty() => {
                files.entry(compared.document.clone()).or_default().push(one);
            }
            Outcome::Imported(by_import) => files.entry(imported_as(by_import)).or_default().push(one),
            _ => {}
        }
    }
    let several = files.into_iter().filter(|(_, files)| files.len() > 1);
    several
        .map(|(document, files)| {
            let names: Vec<String> = files.iter().map(|one| one.path.display().to_string()).collect();
            let message = format!(
                "{:02} tệp cùng là văn bản “{document}”: {}; không tệp nào được ghi",
                files.len(),
                names.join(", ")
            );
            let finding = Diagnostic::error(codes::TWO_FILES, message);
            findings.push(finding.hint("giữ lại một tệp, hoặc chạy riêng tệp đúng"));
            document
        })
        .collect()
}

/// Files that go into a content file that one before them goes into, too: an annex by itself beside its plan.
fn later(all: &[TakenIn], doubled: &[String], findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut first: BTreeMap<PathBuf, &TakenIn> = BTreeMap::new();
    let mut later = Vec::new();
    for one in all {
        let Some(written) = to_write(one, doubled) else { continue };
        let document = match &one.outcome {
            Outcome::Compared(compared) => compared.document.clone(),
            Outcome::Imported(by_import) => imported_as(by_import),
            _ => continue,
        };
        match first.get(&written.path) {
            Some(before) => {
                let message = format!(
                    "{} và {} cùng ghi vào {}; chỉ nhận tệp đầu",
                    before.path.display(),
                    one.path.display(),
                    written.path.display()
                );
                let finding = Diagnostic::error(codes::TWO_FILES, message);
                findings.push(finding.hint("nhận xong tệp đầu rồi chạy lại với tệp sau"));
                later.push(document);
            }
            None => drop(first.insert(written.path.clone(), one)),
        }
    }
    later
}

/// A .doc that Word or LibreOffice saved keeps the marks where they alone read them.
const SAVE_AGAIN: &str = "mở tệp .doc bằng Word hoặc LibreOffice, lưu lại thành .docx rồi nhận tệp ấy: dấu của chương trình \
                          thường vẫn còn";

fn is_doc(one: &TakenIn) -> bool {
    one.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("doc"))
}

/// What has to be said beyond the list of changes.
pub fn findings_of(one: &TakenIn) -> Vec<Diagnostic> {
    let place = || Place::whole_file(one.path.clone());
    match &one.outcome {
        Outcome::Refused(refusal) => vec![refusal.finding(&one.path)],
        Outcome::Foreign => {
            let message = "tệp này không do chương trình tạo ra, hoặc đã mất mọi dấu";
            let finding = Diagnostic::error(codes::MARKS_GONE, message).at(place());
            vec![finding.hint("kế hoạch cơ quan tự soạn thì nhập bằng: kehoach nhap <tệp>")]
        }
        Outcome::Imported(by_import) => {
            let message =
                "tệp đã mất dấu của chương trình: được đọc như kế hoạch cơ quan tự soạn, hãy xem kỹ";
            let finding = Diagnostic::warning(codes::MARKS_GONE, message).at(place());
            let mut all = vec![if is_doc(one) { finding.hint(SAVE_AGAIN) } else { finding }];
            let ByImport { input, imported, .. } = &**by_import;
            let (inputs, paths) = (std::slice::from_ref(input), std::slice::from_ref(&one.path));
            all.extend(import::findings(imported, inputs, paths));
            all
        }
        Outcome::MarksGone { name, file, document } => {
            let Some(name) = name else {
                let message = "tệp đã mất dấu của chương trình và không rõ là văn bản nào trong nội dung: chưa đối chiếu dòng \
                               nào, không ghi gì";
                let finding = Diagnostic::error(codes::MARKS_GONE, message).at(place());
                if is_doc(one) {
                    return vec![finding.hint(SAVE_AGAIN)];
                }
                return vec![finding.hint(
                    "lưu lại thành .docx từ tệp đã gửi đi; hoặc đặt tên tệp bắt đầu bằng mã cơ quan (so-cong-thuong.doc) \
                     để được đối chiếu",
                )];
            };
            if file.is_empty() && document.is_empty() {
                let message = format!(
                    "tệp đã mất dấu của chương trình, nhưng không có dòng nào khác nội dung (kế hoạch của {name}); không ghi gì"
                );
                return vec![Diagnostic::info(codes::MARKS_GONE, message).at(place())];
            }
            let message = format!(
                "tệp đã mất dấu của chương trình (có lẽ là kế hoạch của {name}): {:02} dòng trong tệp khác nội dung, {:02} dòng của nội dung không có \
                 trong tệp; không ghi gì",
                file.len(),
                document.len()
            );
            let finding = Diagnostic::error(codes::MARKS_GONE, message).at(place());
            if is_doc(one) {
                return vec![finding.hint(SAVE_AGAIN)];
            }
            vec![finding.hint(
                "nhập lại như kế hoạch cơ quan tự soạn: kehoach nhap <tệp>, hoặc tự ghi các dòng khác vào nội dung",
            )]
        }
        Outcome::ForReading => {
            let message = "tệp là báo cáo hoặc bảng chương trình lập để xem: điều sửa trong đó không ghi lại được vào nội dung";
            let finding = Diagnostic::error(codes::OTHER_CONTENT, message).at(place());
            vec![finding.hint(
                "nhận xét, kiến nghị, số, ngày của báo cáo ghi ở tệp của nó (kehoach bao-cao --tao-tep), tiến độ ghi vào bảng \
                 (kehoach tien-do)",
            )]
        }
        Outcome::OtherContent { document } => {
            let message = format!("tệp là văn bản “{document}”, không có trong bộ nội dung này");
            let finding = Diagnostic::error(codes::OTHER_CONTENT, message).at(place());
            vec![
                finding.hint("tệp của cơ quan khác, hoặc kế hoạch đã đổi mã; xem lại tệp, thư mục --content"),
            ]
        }
        Outcome::Broken(findings) => {
            let message = "không đối chiếu được: nội dung, hoặc nội dung sau khi nhận, có lỗi nên không tạo được văn bản";
            let mut all = vec![Diagnostic::error(codes::CANNOT_TAKE_IN, message).at(place())];
            all.extend(findings.iter().filter(|finding| finding.is_error()).cloned());
            all
        }
        Outcome::Compared(compared) => compared_findings(compared, one),
    }
}

fn compared_findings(compared: &Compared, one: &TakenIn) -> Vec<Diagnostic> {
    let place = || Place::whole_file(one.path.clone());
    let mut findings = Vec::new();
    let conflicts = compared.conflicts();
    if conflicts > 0 {
        let message = format!(
            "{conflicts:02} chỗ cả tệp và nội dung đều đã sửa, hoặc tệp ghi hai lời khác nhau; chưa ghi các chỗ ấy"
        );
        let finding = Diagnostic::error(codes::TAKE_IN_CONFLICT, message).at(place());
        findings.push(finding.hint("chọn một trong hai, ghi vào tệp nội dung"));
    }
    if compared.basis == Basis::Words {
        let message =
            "tệp đã mất dấu trang của từng dòng; đối chiếu theo thứ tự và câu chữ, hãy xem kỹ từng thay đổi";
        findings.push(Diagnostic::warning(codes::MARKS_GONE, message).at(place()));
    }
    let no_place = compared.no_place();
    if no_place > 0 {
        let message = format!("{no_place:02} chỗ sửa không có chỗ trong nội dung, nêu từng chỗ ở trên");
        findings.push(Diagnostic::warning(codes::NO_PLACE, message).at(place()));
    }
    for (what, error) in &compared.unsound {
        let message = format!("{what}: không ghi, vì nội dung sẽ có lỗi {}: {}", error.code, error.message);
        let finding = Diagnostic::warning(codes::NO_PLACE, message).at(place());
        findings.push(match &error.hint {
            Some(hint) => finding.hint(hint.clone()),
            None => finding,
        });
    }
    if !compared.left.is_empty() {
        let count = compared.left.len();
        let message = format!("{count:02} dòng của tệp vẫn khác văn bản làm lại, nêu từng dòng ở trên");
        findings.push(Diagnostic::warning(codes::STILL_DIFFERS, message).at(place()));
    }
    findings
}

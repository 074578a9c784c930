//! A content to import into, and what comes of it.

use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use kehoach::app::import::{self, Imported, Input, Recognised};
use kehoach::content::raw::RawPlan;
use kehoach::content::{self, Loaded};
use kehoach::import::plan::Told;
use kehoach::model::plan::{Assignee, Plan, Title};
use kehoach::reading;
use kehoach::template::TemplateSet;
use kehoach::text::values::IssueDate;

/// The project's own content with its registers.
pub struct Office {
    pub loaded: Loaded,
    templates: TemplateSet,
}

impl Office {
    pub fn sample() -> Self {
        let templates = TemplateSet::load(None).unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        Self {
            loaded: content::resolved(&content::Files::read(&folder), &templates.schemes(), &|_, _| {
                Vec::new()
            }),
            templates,
        }
    }

    /// Imports files, by their names and bytes.
    pub fn import(&self, files: &[(&str, &[u8])], told: &Told) -> Imported {
        let inputs: Vec<Input> = files
            .iter()
            .map(|(name, bytes)| {
                let (name, bytes) = saved_elsewhere(name, bytes);
                let source = reading::read(&bytes, &name).unwrap();
                Input::new(name, source)
            })
            .collect();
        let province = self.loaded.province.as_ref().unwrap();
        import::import(&inputs, &self.loaded, province, &self.templates, (told, 2026), Path::new("nhap"))
    }

    /// The plan that the files of an import hold, read beside the registers.
    pub fn read_again(&self, imported: &Imported) -> Loaded {
        let registers = self.loaded.sources.iter().filter(|source| !source.text.contains("\nloai: ke_hoach"));
        let old = registers.map(|source| (source.path.clone(), source.text.clone().into_bytes()));
        let new =
            imported.files.iter().map(|(_, draft)| (draft.path.clone(), draft.text.clone().into_bytes()));
        content::load_files(old.chain(new), &self.templates.schemes())
    }
}

/// The file as LibreOffice saves it, in the format that the environment asks for; as it is where that asks for
/// none. All that is said of the files must hold of both.
fn saved_elsewhere(name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    // One office at a time: all share its settings.
    static OFFICE: Mutex<()> = Mutex::new(());
    let Ok(format) = std::env::var("KEHOACH_SAVED_AS") else { return (name.to_owned(), bytes.to_owned()) };
    let _one = OFFICE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join(name), folder.path().join("luu"));
    std::fs::write(&from, bytes).unwrap();
    let settings = std::env::temp_dir().join("kehoach-saved-as");
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", settings.display()))
        .args(["--headless", "--convert-to", &format, "--outdir"])
        .arg(&to)
        .arg(&from)
        .output()
        .unwrap();
    let saved = to.join(name).with_extension(&format);
    let bytes = std::fs::read(&saved).unwrap_or_else(|error| panic!("{error}: {done:?}"));
    (saved.file_name().unwrap().to_string_lossy().into_owned(), bytes)
}

/// The plan that a file was recognised as.
pub fn raw(imported: &Imported) -> &RawPlan {
    match &imported.what {
        Recognised::Plan { raw, .. } => raw,
        Recognised::Part(part) => panic!("recognised as the part of {}", part.agency),
    }
}

pub fn told(number: &str, date: &str) -> Told {
    Told { number: Some(number.to_owned()), date: Some(IssueDate::parse(date).unwrap()), ..Told::default() }
}

/// Who leads and who supports each task, each a sorted list of ids.
pub fn assigned(plan: &Plan) -> Vec<(String, Vec<String>, Vec<String>)> {
    let names = |parties: &[kehoach::model::plan::Party]| {
        let mut ids: Vec<String> = parties
            .iter()
            .map(|party| match &party.who {
                Assignee::Agency(id) => id.to_string(),
                Assignee::Group(id) => id.to_string(),
                Assignee::Outside(words) => format!("“{words}”"),
            })
            .collect();
        ids.sort();
        ids
    };
    plan.tasks()
        .map(|task| (task.text.clone(), names(&task.assigned.leads), names(&task.assigned.supporting)))
        .collect()
}

/// Each index with its target, its change, and who monitors it.
pub fn indices(plan: &Plan) -> Vec<String> {
    let told = plan.indices().map(|index| {
        let Title::Index(name) = &index.title else { return String::new() };
        let targets: Vec<String> = index
            .indicators
            .iter()
            .map(|one| {
                format!("{} {:?} {}", one.told(), one.change.map(|change| change.to_string()), one.base_year)
            })
            .collect();
        let co: Vec<&str> = index.co_monitors.iter().map(|id| id.as_str()).collect();
        let monitor = index.monitor.as_ref().map(|id| id.as_str()).unwrap_or_default();
        format!("{name}: {} | {monitor} | {}", targets.join("; "), co.join(", "))
    });
    told.collect()
}

//! The same input gives the same bytes: twice, in threads, in processes, with any clock or machine.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use kehoach::app::{self, Format};
use kehoach::render::font::FontSet;

use crate::samples::{documents, every, inputs};

fn pdf(document: &kehoach::document::Document) -> Vec<u8> {
    app::render(&document.whole(), Format::Pdf, FontSet::bundled()).expect("the document renders").bytes
}

/// One document of every tenth and the plans of the province: every kind is among them.
fn some() -> impl Iterator<Item = &'static crate::samples::Sample> {
    let plan = |name: &str| name.ends_with("/ke-hoach");
    every().iter().enumerate().filter(move |(at, one)| at % 10 == 0 || plan(&one.name)).map(|(_, one)| one)
}

#[test]
fn the_same_document_gives_the_same_bytes_twice_and_in_threads() {
    for sample in some() {
        let (docx, once) = (&sample.docx, pdf(&sample.document));
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        let docx = app::render(&sample.document.whole(), Format::Docx, FontSet::bundled());
                        (docx.expect("it renders").bytes, pdf(&sample.document))
                    })
                })
                .collect();
            for thread in threads {
                let (other, again) = thread.join().expect("no panic");
                assert!(*docx == other, "{}: the DOCX differs", sample.name);
                assert!(once == again, "{}: the PDF differs", sample.name);
            }
        });
    }
}

#[test]
fn content_that_is_read_again_gives_the_same_documents() {
    let again = documents(&inputs());
    for (sample, (name, document, _)) in every().iter().zip(&again) {
        assert_eq!(&sample.name, name);
        assert!(sample.document == *document, "{name} differs");
    }
}

/// Every file under a folder, by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("a path in it").display().to_string();
            (name, std::fs::read(entry.path()).expect("it can be read"))
        })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let target = to.join(name);
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("it can be made");
        std::fs::write(target, bytes).expect("it can be written");
    }
}

fn build(content: &Path, year: &str, out: &Path, jobs: &str, environment: &[(&str, &str)]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.arg("--content").arg(content).args(["build", "--year", year, "--jobs", jobs, "--out"]).arg(out);
    command.envs(environment.iter().copied()).current_dir(out);
    let done = command.output().expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn two_processes_with_other_jobs_clock_zone_language_and_folder_write_the_same_files() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    assert!(the_same_files(&content, "2025") > 100);
}

#[test]
fn annexes_by_themselves_are_the_same_files_too() {
    // Plan, annex and three sub-plans in two formats.
    assert_eq!(the_same_files(&crate::fixture::folder(), "2027"), 10);
}

/// Builds twice under other circumstances; leaves the number of files.
fn the_same_files(content: &Path, year: &str) -> usize {
    let (one, other, moved) = (tempfile::tempdir(), tempfile::tempdir(), tempfile::tempdir());
    let (one, other, moved) = (one.expect("a folder"), other.expect("a folder"), moved.expect("a folder"));
    copy(content, moved.path());
    build(content, year, one.path(), "1", &[("TZ", "UTC"), ("LC_ALL", "C"), ("SOURCE_DATE_EPOCH", "0")]);
    let elsewhere = [
        ("TZ", "Pacific/Kiritimati"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "tr_TR.UTF-8"),
        ("SOURCE_DATE_EPOCH", "4102444800"),
        ("HOSTNAME", "may-khac"),
        ("USER", "nguoi-khac"),
        ("HOME", "/khong-co"),
    ];
    build(moved.path(), year, other.path(), "4", &elsewhere);
    // The manifest remembers when it saw each file; it is the program's own note, not a document.
    let documents = |folder: &Path| {
        let mut files = files(folder);
        files.retain(|name, _| !name.contains("/.kehoach"));
        files
    };
    let (one, other) = (documents(one.path()), documents(other.path()));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(other[name] == *bytes, "{name} differs between the processes");
    }
    one.len()
}

#[test]
fn a_docx_does_not_tell_the_system_that_it_was_made_on() {
    let sample = some().next().expect("a sample");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&sample.docx)).expect("a ZIP");
    for at in 0..archive.len() {
        // Where nobody sets it, the ZIP says "Unix" on Linux and "DOS" on Windows.
        assert_eq!(archive.by_index(at).expect("a part").system(), zip::System::Dos);
    }
}

/// All that a file holds, taken out of its compression.
fn unpacked_docx(file: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a ZIP");
    let mut text = Vec::new();
    for at in 0..archive.len() {
        archive.by_index(at).expect("a part").read_to_end(&mut text).expect("it can be read");
    }
    text
}

fn unpacked_pdf(file: &[u8]) -> Vec<u8> {
    let document = lopdf::Document::load_mem(file).expect("a PDF");
    let mut text = file.to_vec();
    for object in document.objects.values() {
        if let lopdf::Object::Stream(stream) = object {
            text.extend(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
        }
    }
    text
}

#[test]
fn no_file_names_the_machine_the_user_or_a_folder_of_it() {
    let mut secrets = vec![env!("CARGO_MANIFEST_DIR").to_owned(), "/tmp/".to_owned(), "/home/".to_owned()];
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    secrets.extend([host.trim().to_owned(), std::env::var("HOME").unwrap_or_default()]);
    secrets.retain(|secret| secret.len() > 4);
    for sample in some() {
        for (format, text) in
            [("DOCX", unpacked_docx(&sample.docx)), ("PDF", unpacked_pdf(&pdf(&sample.document)))]
        {
            for secret in &secrets {
                let found = text.windows(secret.len()).any(|window| window == secret.as_bytes());
                assert!(!found, "{}: the {format} names “{secret}”", sample.name);
            }
        }
    }
}

#[test]
fn a_draft_says_no_date_and_an_issued_document_only_its_own() {
    for sample in some() {
        let stamp = |text: &[u8]| {
            let text = String::from_utf8_lossy(text);
            let at = text.find("/CreationDate").map(|at| &text[at..]);
            at.and_then(|text| text.split("D:").nth(1)).map(|date| date[..8].to_owned())
        };
        let date = sample.document.meta.date.map(|(year, month, day)| format!("{year:04}{month:02}{day:02}"));
        assert_eq!(stamp(&pdf(&sample.document)), date, "{}", sample.name);
    }
}

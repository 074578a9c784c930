//! An office's own templates: what cannot be read, is used by nothing, or leaves something out is named
//! before anything is written, the same in every command.

use std::path::{Path, PathBuf};

use kehoach::app::{self, Inputs, Job, OpenYear, Paths, Selection};
use kehoach::diagnostic::{Diagnostic, Severity, codes};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).expect("a file");
    }
    dir
}

fn load(templates: &Path) -> Result<Inputs, Vec<Diagnostic>> {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/decree");
    app::load(&Paths { content, templates: Some(templates.to_path_buf()), fonts: None })
}

/// Code and message of every finding about a file of this folder, as the check and as a run tells them.
fn told(dir: &TempDir) -> Vec<(&'static str, String)> {
    let inputs = load(dir.path()).expect("the templates can be read");
    let of_folder = |finding: &&Diagnostic| {
        finding.place.as_ref().is_some_and(|place| place.source.path.starts_with(dir.path()))
    };
    let told = |finding: &Diagnostic| {
        (finding.code, format!("{} {}", finding.message, finding.hint.clone().unwrap_or_default()))
    };
    let checked = app::check(&inputs, None, &Selection::default(), Path::new("output")).findings;
    let checked: Vec<_> = checked.iter().filter(of_folder).map(told).collect();
    let open = OpenYear::of(&inputs, None).expect("the content is sound");
    let run: Vec<_> = open.general().filter(of_folder).map(told).collect();
    assert_eq!(checked, run, "check and build tell the same");
    run
}

#[test]
fn a_template_with_a_name_that_is_not_quite_one_is_named_with_the_one_it_was_meant_to_be() {
    for (name, code) in [
        ("ke-hoach-so.md.txt", codes::NOT_READ),
        ("ke-hoach-so.MD", codes::NOT_READ),
        ("ke-hoach-so.txt", codes::NOT_READ),
        ("ke-hoach-so.md.bak", codes::NOT_READ),
        ("Ke-hoach-so.md", codes::UNUSED_TEMPLATE),
        ("ke-hoach-sở.md", codes::UNUSED_TEMPLATE),
        ("ke-hoach-so (1).md", codes::UNUSED_TEMPLATE),
    ] {
        let found = told(&folder(&[(name, "Chữ.")]));
        let [(found, message)] = found.as_slice() else { panic!("{name}: {found:#?}") };
        assert_eq!(*found, code, "{name}");
        assert!(message.contains(name) && message.ends_with("có phải “ke-hoach-so.md”?"), "{message}");
    }
}

#[test]
fn a_template_that_stands_over_another_and_what_it_calls_is_not_named() {
    let own = [
        ("ke-hoach-xa.md", "{% include \"chung.md\" %}"),
        ("chung.md", "Chung."),
        (".ke-hoach-xa.md.swp", "x"),
        ("ghi-chu.txt", "Đổi mẫu ngày 02/7."),
    ];
    assert_eq!(told(&folder(&own)), []);
    let dir = folder(&[]);
    std::fs::create_dir(dir.path().join("2025")).expect("a folder");
    std::fs::write(dir.path().join("2025/ke-hoach-xa.md"), "Chữ.").expect("a file");
    assert!(matches!(told(&dir).as_slice(), [(codes::NOT_READ, message)] if message.contains("2025")));
}

#[cfg(unix)]
#[test]
fn a_pipe_a_device_a_folder_and_a_link_to_nowhere_are_named_and_a_linked_template_is_read() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[]);
    let place = |name: &str| dir.path().join(name);
    std::process::Command::new("mkfifo").arg(place("ke-hoach-so.md")).status().expect("a pipe");
    symlink("/dev/zero", place("ke-hoach-xa.md")).expect("a link");
    symlink("khong-co", place("ke-hoach-tinh.md")).expect("a link");
    std::fs::create_dir(place("thanh-phan.md")).expect("a folder");
    std::fs::write(place("phu-luc-nhiem-vu.md"), b"\xc0 la").expect("a file");
    let findings = load(dir.path()).expect_err("nothing of that is a template");
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    for (name, why) in [
        ("ke-hoach-so.md", "không phải tệp thường"),
        ("ke-hoach-xa.md", "không phải tệp thường"),
        ("ke-hoach-tinh.md", "liên kết dẫn tới chỗ không còn tồn tại"),
        ("thanh-phan.md", "thư mục"),
        ("phu-luc-nhiem-vu.md", "UTF-8"),
    ] {
        assert!(said.iter().any(|said| said.contains(name) && said.contains(why)), "{name}: {said:#?}");
    }
    assert_eq!(said.len(), 5, "{said:#?}");
    let missing = load(&place("khong-co")).expect_err("there is no such folder");
    assert!(missing[0].message.contains("không tìm thấy"), "{missing:#?}");

    let elsewhere = folder(&[("cua-toi", "{#- danh_so: chu_cai -#}Chữ của mẫu được liên kết.")]);
    let dir = folder(&[]);
    symlink(elsewhere.path().join("cua-toi"), dir.path().join("ke-hoach-tinh.md")).expect("a link");
    let inputs = load(dir.path()).expect("the link leads to a file");
    let text = inputs.templates.texts().find(|(name, _)| *name == "ke-hoach-tinh.md").expect("it is there").1;
    assert!(text.contains("được liên kết"), "{text}");
}

#[test]
fn a_character_that_cannot_be_drawn_in_a_template_is_named_at_its_place_and_stops_the_run() {
    let own = "{#- ✓ chỉ là chú thích -#}\nMột.\n\n{{ \"Hai ☐\" }} ba➢ bốn\u{200b}\n";
    let inputs = load(folder(&[("ke-hoach-xa.md", own)]).path()).expect("it can be read");
    let of_template = inputs.loaded.findings.iter().filter(|finding| finding.code == codes::NO_GLYPH);
    let found: Vec<_> = of_template
        .map(|finding| {
            let place = finding.place.as_ref().expect("a place");
            (place.line_column(), finding.severity, finding.hint.clone().expect("a hint"))
        })
        .collect();
    let said = |hint: &str| hint.to_owned();
    assert_eq!(
        found,
        [
            ((4, 9), Severity::Error, said("gõ “[ ]” thay cho “☐”")),
            ((4, 17), Severity::Error, said("gõ “-” thay cho “➢”")),
            ((4, 22), Severity::Error, said("xóa ký tự này")),
        ]
    );
    assert!(OpenYear::of(&inputs, None).is_err(), "nothing is written");
}

/// The stems of the documents that are refused, each with what is said of it.
fn refused(own: &[(&str, &str)]) -> Vec<(String, String)> {
    let inputs = load(folder(own).path()).expect("it can be read");
    let open = OpenYear::of(&inputs, None).expect("the content is sound");
    let jobs = Job::all(&open.year);
    assert!(jobs.len() > 2, "the fixture has agencies");
    let refused = jobs.iter().filter_map(|job| Some((job, job.make(&open).err()?)));
    refused
        .map(|(job, findings)| {
            assert!(findings.iter().all(|finding| finding.code == codes::EMPTY_DOCUMENT), "{findings:#?}");
            (job.stem().to_owned(), findings[0].message.clone())
        })
        .collect()
}

#[test]
fn a_template_that_makes_an_empty_document_is_named_for_the_documents_that_it_makes() {
    assert_eq!(refused(&[]), []);
    for text in ["", "\n \n", "{# không có gì #}", "{% if khong_bao_gio is defined %}x{% endif %}"] {
        let found = refused(&[("ke-hoach-tinh.md", &format!("{{#- danh_so: chu_cai -#}}{text}"))]);
        let [(stem, message)] = found.as_slice() else { panic!("{text:?}: {found:#?}") };
        assert_eq!(stem, "ke-hoach");
        assert!(message.contains("ke-hoach-tinh.md") && message.contains("không có nội dung"), "{message}");
    }
}

#[test]
fn a_template_that_leaves_an_annex_out_or_empty_is_named() {
    let found = refused(&[("phu-luc-nhiem-vu.md", "")]);
    assert!(
        matches!(found.as_slice(), [(stem, message)] if stem == "ke-hoach" && message.contains("phụ lục")),
        "{found:#?}"
    );
    let found = refused(&[("phu-luc-nhiem-vu.md", "\n\n# Phụ lục trống {.phu-luc}\n")]);
    assert!(
        matches!(found.as_slice(), [(_, message)] if message.contains("phụ lục “Phụ lục trống”")),
        "{found:#?}"
    );
}

#[test]
fn what_no_page_prints_is_told_at_its_line_of_the_template() {
    let own = include_str!("../../templates/ke-hoach-tinh.md");
    let text = format!(
        "{own}\n\n- Việc lớn gồm:\n  - việc con\n\n| TT | Việc |\n|---|---|\n| 1 | hai | ô thừa |\n\n[Nhãn]: biến-mất\n"
    );
    let dir = folder(&[("ke-hoach-tinh.md", &text)]);
    let inputs = load(dir.path()).expect("it can be read");
    let open = OpenYear::of(&inputs, None).expect("the content is sound");
    let job = Job::all(&open.year).into_iter().find(|job| job.stem() == "ke-hoach").expect("the plan");
    let findings = job.make(&open).expect_err("it is refused");
    let line = |words: &str| 1 + text[..text.find(words).expect("it is there")].matches('\n').count();
    let told: Vec<_> = findings
        .iter()
        .map(|one| (one.code, one.place.as_ref().map(|place| place.line_column().0)))
        .collect();
    let lines = ["việc con", "ô thừa", "[Nhãn]"].map(|words| (codes::MARKDOWN, Some(line(words))));
    let mut sorted = told.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, lines, "{findings:#?}");
}

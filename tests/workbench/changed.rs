//! One content file read again, against all of them read again.

use std::path::{Path, PathBuf};

use kehoach::app::{self, Editable, Inputs, Job, Needed, OpenYear, Paths};

use crate::desk::Bench;

const PART: &str = "2025/co-quan/ubnd-xa-mot.yaml";

fn load(content: &Path) -> Editable {
    let paths = Paths { content: content.to_path_buf(), templates: None, fonts: None };
    app::load_editable(&paths).expect("templates load")
}

/// What becomes of the text of a file.
type Change<'c> = &'c dyn Fn(&str) -> String;

/// All that was read and found, as one text.
fn told(editable: &Editable) -> String {
    let loaded = &editable.inputs.loaded;
    let mut findings: Vec<String> = loaded.findings.iter().map(|finding| format!("{finding:?}")).collect();
    findings.sort();
    format!("{:?}\n{:?}\n{:?}\n{}", loaded.province, loaded.years, loaded.acceptances, findings.join("\n"))
}

#[test]
fn a_file_read_again_alone_gives_what_reading_all_gives() {
    let part = |text: &str| text.replace("so: 7\n", "so: bảy\nkhoa_la: 1\n");
    let new = "loai: ke_hoach_don_vi\nco_quan: so-tai-chinh\nnam: 2025\nke_hoach_goc: [kh-1-2025]\n";
    let changes: [(&str, Change<'_>); 5] = [
        (PART, &|text| text.replace("ban_hanh", "du_thao")),
        (PART, &part),
        ("2025/co-quan/so-tai-chinh.yaml", &|_| new.to_owned()),
        ("2025/ke-hoach-tinh.yaml", &|text| {
            text.replace("chu_tri: [so-tai-chinh]", "chu_tri: [so-khong-co]")
        }),
        ("nhom.yaml", &|text| format!("{text}la: [\n")),
    ];
    for (file, change) in changes {
        let bench = Bench::new();
        let (content, path) = (bench.folder.path().join("content"), bench.content(file));
        let text = change(&std::fs::read_to_string(&path).unwrap_or_default());
        let before = load(&content);
        let changed = before.changed(&path, &text, Needed::All);
        std::fs::write(&path, &text).expect("written");
        let again = load(&content);
        assert_eq!(told(&changed), told(&again), "{file}");
        assert_ne!(told(&changed), told(&before), "{file}: the change is seen");
    }
}

#[test]
fn what_an_agencys_document_needs_makes_the_same_document() {
    let content = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let editable = load(&content);
    let id = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";
    let path = content.join(format!("2025/co-quan/{id}.yaml"));
    let text = std::fs::read_to_string(&path).unwrap().replace("in_chi_tieu: false", "in_chi_tieu: true");
    let made = |inputs: &Inputs| {
        let open = OpenYear::of(inputs, Some(2025)).expect("the year is sound");
        let job = Job::all(&open.year).into_iter().find(|job| job.stem() == id).expect("it has a document");
        let made = job.make(&open).expect("it is made");
        (format!("{:?}", made.document), format!("{:?}", made.findings))
    };
    let all = made(&editable.changed(&path, &text, Needed::All).inputs);
    let narrow = editable.changed(&path, &text, Needed::OfAgency { id, year: 2025 }).inputs;
    assert!(narrow.loaded.sources.len() < editable.inputs.loaded.sources.len(), "others are left out");
    assert_eq!(made(&narrow), all);
    assert_ne!(made(&editable.inputs), all, "the change is seen");
}

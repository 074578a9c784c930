//! `nam-moi` for the plans of an office that has several a year: each is taken over into a file of its own,
//! with all that its tasks and targets said.

use std::fs;
use std::path::Path;
use std::process::Command;

struct City(tempfile::TempDir);

impl City {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/thanh-pho-thu");
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.unwrap();
            let to = dir.path().join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        Self(dir)
    }

    /// Exit status, and all that is said.
    fn run(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        let output = command.args(args).arg("--content").arg(self.0.path()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn taken_over(&self, plan: &str) -> (i32, String) {
        self.run(&["nam-moi", "2027", "--from", "2026", "--plan", plan])
    }
}

#[test]
fn each_plan_of_a_year_is_taken_over_into_a_file_of_its_own() {
    let city = City::new();
    for (plan, file, id) in [
        ("kh-30-2026", "2027/chuyen-doi-so.yaml", "kh-2027"),
        ("kh-41-2026", "2027/an-toan.yaml", "kh-2027-2"),
        ("kh-12-hai-an", "2027/phuong.yaml", "kh-hai-an-2027"),
    ] {
        let (code, said) = city.taken_over(plan);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains(file), "{said}");
        assert!(city.read(file).contains(&format!("\nma: {id}\n")), "{}", city.read(file));
    }
    let (_, listed) = city.run(&["list", "--year", "2027", "--json"]);
    for id in ["kh-2027", "kh-2027-2", "kh-hai-an-2027"] {
        assert!(listed.contains(&format!("\"{id}\"")), "{listed}");
    }
    let (code, said) = city.run(&["check", "--year", "2027"]);
    assert!(code == 0 && !said.contains("lỗi["), "{said}");
}

#[test]
fn a_plan_that_was_taken_over_is_kept_and_another_has_to_be_asked_for() {
    let city = City::new();
    assert_eq!(city.taken_over("kh-30-2026").0, 0);
    let before = city.read("2027/chuyen-doi-so.yaml");
    let (code, said) = city.taken_over("kh-30-2026");
    assert!(code == 1 && said.contains("tệp được giữ nguyên"), "{said}");
    let (code, said) = city.run(&["nam-moi", "2027", "--from", "2026"]);
    assert!(code == 1 && said.contains("năm 2027 đã có kế hoạch"), "{said}");
    assert!(said.contains("--plan"), "{said}");
    assert_eq!(city.read("2027/chuyen-doi-so.yaml"), before);
    assert_eq!(fs::read_dir(city.0.path().join("2027")).unwrap().count(), 1);
}

/// The text with every suggestion taken over: its `#` removed.
fn with_suggestions(text: &str) -> String {
    let suggested = |line: &str| {
        ["# thoi_han:", "# chi_tieu:", "#   - "].iter().any(|start| line.trim_start().starts_with(start))
    };
    let lines = text.lines().map(|line| match suggested(line) {
        true => line.replacen("# ", "", 1),
        false => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn deadlines_by_part_and_targets_are_suggested_whole() {
    let city = City::new();
    city.taken_over("kh-30-2026");
    let file = "2027/chuyen-doi-so.yaml";
    let text = city.read(file);
    for said in [
        "thời hạn (khu dân cư) (năm 2026: quý III/2026)",
        "# thoi_han:\n",
        "#   - {phan: \"khu dân cư\", han: \"quý III/2027\"}\n",
        "#   - {phan: \"khu công nghiệp\", han: \"trước ngày 15/12/2027\"}\n",
        "#   - {ten: \"Xếp hạng chuyển đổi số\", gia_tri: , don_vi: hạng, chieu: nhom, so_voi: 2026}\n",
        "#   - {ten: \"Mức độ hài lòng\", gia_tri: , don_vi: điểm, thang: 100, so_voi: 2026}\n",
        "# thoi_han: trước ngày 10/12/2027\n",
        // What is counted in days is the same next year.
        "thoi_han: trong 20 ngày kể từ ngày ban hành",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(text.matches("# chi_tieu:").count(), 1);
    let filled = with_suggestions(&text).replace("gia_tri: ,", "gia_tri: \"8\",");
    let targets =
        filled.replace("{ten: \"Vị thế của thành phố\", gia_tri: \"8\"", "{ten: Vị thế, gia_tri: dẫn đầu");
    let targets =
        targets.replace("trực tuyến toàn trình\", gia_tri: \"8\"", "trực tuyến toàn trình\", gia_tri: 90%");
    fs::write(city.0.path().join(file), targets).unwrap();
    let (code, said) = city.run(&["check", "--year", "2027"]);
    assert!(code == 0 && !said.contains("lỗi["), "{said}");
    let (_, listed) = city.run(&["list", "--year", "2027", "--json"]);
    for due in ["khu dân cư: quý III/2027", "khu công nghiệp: trước ngày 15/12/2027"] {
        assert!(listed.contains(due), "{due}: {listed}");
    }
}

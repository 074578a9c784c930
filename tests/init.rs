//! `init`: the content of any province checks and builds as it stands, and nothing that stands there is touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use kehoach::app::{self, Inputs, Paths};
use kehoach::derive::Year;
use kehoach::diagnostic::{Diagnostic, codes};
use kehoach::model::agency::AgencyKind;
use kehoach::model::{Agency, Fact, Province};
use kehoach::output::write_new_folder;
use kehoach::start::province::{self, CommuneKind, Division, DivisionKind, divisions};

struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs the program in a folder.
fn run(folder: &Path, args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .current_dir(folder)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file under a folder with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

fn load(content: &Path) -> Inputs {
    app::load(&Paths { content: content.to_path_buf(), templates: None, fonts: None }).unwrap()
}

/// The province of a folder in which there is nothing to find fault with but what its plan leaves to a person.
fn clean(inputs: &Inputs) -> &Province {
    let left_to_a_person = |finding: &&Diagnostic| finding.code == codes::UNDECIDED;
    let findings: Vec<&Diagnostic> =
        inputs.loaded.findings.iter().filter(|finding| !left_to_a_person(finding)).collect();
    assert!(findings.is_empty(), "{findings:#?}");
    inputs.loaded.province.as_ref().unwrap()
}

fn named(name: &str) -> &'static Division {
    divisions().iter().find(|division| division.name == name).unwrap()
}

/// The content of a province, written and read again.
fn written(division: &Division, year: i16) -> (tempfile::TempDir, Inputs) {
    let dir = tempfile::tempdir().unwrap();
    let content = dir.path().join("content");
    let files = province::folder(division, year);
    write_new_folder(&content, files.iter().map(|file| (file.path.as_path(), file.text.as_bytes()))).unwrap();
    let inputs = load(&content);
    (dir, inputs)
}

fn communes(province: &Province) -> Vec<&Agency> {
    let agencies = province.registry.agencies().iter();
    agencies.filter(|agency| agency.kind == AgencyKind::Commune).collect()
}

/// The agencies that answer the plans of a year.
fn reached<'p>(year: &Year<'p>) -> Vec<&'p Agency> {
    let answers = year.plans().flat_map(|shares| year.answers(shares.plan));
    answers.map(|answer| answer.agency).collect()
}

#[test]
fn every_province_loads_without_a_finding_and_has_all_its_communes() {
    for division in divisions() {
        let (_dir, inputs) = written(division, 2026);
        let province = clean(&inputs);
        assert_eq!(province.name, division.name);
        let expected: BTreeSet<String> = division
            .communes
            .iter()
            .map(|commune| format!("ubnd {} {}", commune.kind.noun(), commune.name).to_lowercase())
            .collect();
        let found = communes(province);
        let names: BTreeSet<String> = found.iter().map(|agency| agency.name.to_lowercase()).collect();
        assert_eq!(names, expected, "{}", division.full_name());
        assert_eq!(found.len(), division.communes.len(), "{}", division.full_name());
    }
}

#[test]
fn in_every_province_each_agency_makes_a_plan_of_its_own() {
    for division in divisions() {
        let (_dir, inputs) = written(division, 2026);
        let province = clean(&inputs);
        let year = Year::of(province, 2026).unwrap();
        let reached: BTreeSet<&str> = reached(&year).iter().map(|agency| agency.id.as_str()).collect();
        let all = province.registry.agencies().iter().filter(|agency| agency.makes_sub_plan());
        let all: BTreeSet<&str> = all.map(|agency| agency.id.as_str()).collect();
        assert_eq!(reached, all, "{}", division.full_name());
        // 13 departments and their like, 10 vertical bodies.
        assert_eq!(all.len(), division.communes.len() + 23, "{}", division.full_name());
    }
}

#[test]
fn counts_known_from_elsewhere_are_those_of_the_list() {
    for (name, count) in
        [("Cao Bằng", 56), ("Lạng Sơn", 65), ("Huế", 40), ("Hồ Chí Minh", 168), ("Hà Nội", 126)]
    {
        assert_eq!(named(name).communes.len(), count, "{name}");
    }
    let zones = |name: &str| {
        let communes = named(name).communes.iter();
        communes.filter(|commune| commune.kind == CommuneKind::SpecialZone).count()
    };
    assert_eq!((zones("Quảng Ninh"), zones("Cao Bằng")), (2, 0));
}

/// The province whose register was written by hand.
#[test]
fn the_communes_of_lang_son_have_the_ids_of_its_own_content() {
    let own = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let (_dir, made) = written(named("Lạng Sơn"), 2026);
    let ids = |province: &Province| -> BTreeSet<(String, String)> {
        communes(province).iter().map(|agency| (agency.id.to_string(), agency.name.to_lowercase())).collect()
    };
    let own = ids(own.loaded.province.as_ref().unwrap());
    assert_eq!(own.len(), 65);
    assert_eq!(ids(clean(&made)), own);
}

#[test]
fn a_name_that_the_list_spells_oddly_is_marked() {
    let (_dir, inputs) = written(named("Lâm Đồng"), 2026);
    let doubtful =
        communes(clean(&inputs)).into_iter().filter(|agency| agency.unverified.contains(&Fact::Name));
    assert_eq!(doubtful.map(|agency| agency.name.as_str()).collect::<Vec<_>>(), ["UBND xã Đắk song"]);
}

#[test]
fn ids_differ_where_names_differ_only_by_signs() {
    let (_dir, inputs) = written(named("Thái Nguyên"), 2026);
    let alike = communes(clean(&inputs)).into_iter().filter(|agency| agency.id.as_str().contains("van-lang"));
    let alike: Vec<(&str, &str)> = alike.map(|agency| (agency.id.as_str(), agency.name.as_str())).collect();
    let expected =
        [("ubnd-xa-van-lang-02143", "UBND xã Văn Lang"), ("ubnd-xa-van-lang-05665", "UBND xã Văn Lăng")];
    assert_eq!(alike, expected);
}

#[test]
fn a_city_is_called_a_city_throughout_its_content() {
    for division in divisions().iter().filter(|division| division.kind == DivisionKind::City) {
        for file in province::folder(division, 2026).iter().filter(|file| !file.path.starts_with("luoc-do")) {
            let values = file.text.lines().filter(|line| !line.trim_start().starts_with('#'));
            let province = |line: &&str| {
                let words = line.to_lowercase();
                words.split(|c: char| !c.is_alphanumeric()).any(|word| word == "tỉnh")
            };
            let wrong: Vec<&str> = values.filter(province).collect();
            assert!(wrong.is_empty(), "{} {}: {wrong:?}", division.full_name(), file.path.display());
        }
    }
    let (_dir, inputs) = written(named("Hồ Chí Minh"), 2026);
    let province = clean(&inputs);
    let agency = |id: &str| {
        province
            .registry
            .agencies()
            .iter()
            .find(|agency| agency.id.as_str() == id)
            .unwrap_or_else(|| panic!("{id}"))
    };
    assert_eq!(agency("ubnd-thanh-pho").issuer_lines, ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"]);
    assert_eq!(agency("ubnd-thanh-pho").place, "Thành phố Hồ Chí Minh");
    assert_eq!(agency("so-tai-chinh").superior, ["UBND THÀNH PHỐ HỒ CHÍ MINH"]);
    assert_eq!(agency("bo-tu-lenh-thanh-pho-ho-chi-minh").head, "Tư lệnh");
}

#[test]
fn a_small_province_is_checked_and_built_as_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let made = run(dir.path(), &["khoi-tao", "cao bang", "--nam", "2026"]);
    assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{}", made.stdout);
    assert!(made.stdout.starts_with("Đã tạo content cho tỉnh Cao Bằng: "), "{}", made.stdout);
    let check = run(dir.path(), &["kiem-tra"]);
    let told = format!("{}{}", check.stdout, check.stderr);
    assert!(check.code == 0 && !told.contains("lỗi[") && !told.contains("cảnh báo["), "{told}");
    assert!(told.contains("09 chỗ cần quyết định chưa xử lý"), "{told}");
    let build = run(dir.path(), &["tao"]);
    assert_eq!(build.code, 0, "{}", build.stderr);
    let made: BTreeSet<PathBuf> =
        files(&dir.path().join("output/2026/kh-2026")).into_iter().map(|(path, _)| path).collect();
    // The plan, 23 agencies and 56 communes, each in both formats.
    let documents =
        |end: &str| made.iter().filter(|path| path.extension().is_some_and(|own| own == end)).count();
    assert_eq!((documents("docx"), documents("pdf")), (80, 80), "{made:?}");
    for name in ["so-tai-chinh.docx", "ubnd-xa-bao-lac.pdf", "toa-an-nhan-dan-tinh.pdf"] {
        assert!(made.contains(Path::new(name)), "{name}");
    }
}

#[test]
fn what_is_to_be_confirmed_and_decided_is_counted_and_points_to_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let made = run(dir.path(), &["init", "Cao Bằng", "noi-dung"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(made.stdout.contains("cap_tren (tên cơ quan cấp trên): 10 cơ quan\n"), "{}", made.stdout);
    // Communes, and four bodies that may sit elsewhere.
    assert!(made.stdout.contains("dia_danh (địa danh): 60 cơ quan\n"), "{}", made.stdout);
    let places = made.stdout.lines().filter(|line| line.starts_with("noi-dung"));
    let mut count = 0;
    for place in places {
        let mut parts = place.splitn(3, ':');
        let (path, line, what) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let text = fs::read_to_string(dir.path().join(path)).unwrap();
        let line = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        assert_eq!(line.trim_start(), format!("# CẦN QUYẾT ĐỊNH:{what}"));
        count += 1;
    }
    assert!(made.stdout.contains(&format!("{count:02} chỗ cần quyết định:")), "{}", made.stdout);
    assert!(made.stdout.contains("kehoach tao --content \"noi-dung\""), "{}", made.stdout);
}

#[test]
fn agencies_that_only_some_provinces_have_are_ready_to_be_taken_over() {
    let (dir, _) = written(named("Cao Bằng"), 2026);
    let path = dir.path().join("content/co-quan/so-nganh.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let taken_over = |line: &str| match line.strip_prefix("  # - ma:") {
        Some(id) => format!("  - ma:{id}\n"),
        None => match line.strip_prefix("  #   ") {
            Some(key) => format!("    {key}\n"),
            None => format!("{line}\n"),
        },
    };
    fs::write(&path, text.lines().map(taken_over).collect::<String>()).unwrap();
    let inputs = load(&dir.path().join("content"));
    let year = Year::of(clean(&inputs), 2026).unwrap();
    let makers: BTreeSet<&str> = reached(&year).iter().map(|agency| agency.id.as_str()).collect();
    for id in ["so-ngoai-vu", "so-dan-toc-va-ton-giao", "so-du-lich", "ban-quan-ly-cac-khu-cong-nghiep"] {
        assert!(makers.contains(id), "{id}");
    }
}

#[test]
fn a_folder_that_is_there_stays_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let content = dir.path().join("content");
    fs::create_dir(&content).unwrap();
    fs::write(content.join("tinh.yaml"), "của tôi").unwrap();
    let before = files(dir.path());
    for args in
        [&["init", "Cao Bằng"][..], &["init", "Cao Bằng", "content"], &["init", "huế", "content/tinh.yaml"]]
    {
        let refused = run(dir.path(), args);
        assert_eq!(refused.code, 1, "{args:?}: {}", refused.stderr);
        assert!(refused.stderr.contains("được giữ nguyên"), "{args:?}: {}", refused.stderr);
        assert_eq!(refused.stdout, "");
    }
    assert_eq!(files(dir.path()), before);
}

#[test]
fn an_empty_folder_and_one_inside_new_folders_are_filled() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("trong")).unwrap();
    for folder in ["trong", "mot/hai/noi dung"] {
        let made = run(dir.path(), &["init", "Huế", folder]);
        assert_eq!(made.code, 0, "{folder}: {}", made.stderr);
        clean(&load(&dir.path().join(folder)));
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing else stays beside them");
}

#[test]
fn names_that_are_not_exact_are_asked_about_and_make_nothing() {
    let dir = tempfile::tempdir().unwrap();
    for (name, hint) in [
        ("Cao Bangg", "có phải “tỉnh Cao Bằng”?"),
        ("tỉnh Huế", "có phải “thành phố Huế”?"),
        ("Bắc Kạn", "từ 01/7/2025 Bắc Kạn thuộc tỉnh Thái Nguyên: ghi “Thái Nguyên”"),
        ("Hà", "Hà Nội"),
        ("Atlantis", "ghi một trong 34 tên: Hà Nội, Cao Bằng, "),
        ("", "ghi một trong 34 tên: "),
    ] {
        let refused = run(dir.path(), &["init", name]);
        assert_eq!(refused.code, 2, "{name}: {}", refused.stderr);
        assert!(refused.stderr.contains(hint), "{name}: {}", refused.stderr);
    }
    assert_eq!(files(dir.path()), []);
}

#[test]
fn what_makes_no_sense_on_the_command_line_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    for args in [
        &["init", "Huế", "--year", "2024"][..],
        &["init", "Huế", "."],
        &["init", "Huế", "mot", "--content", "hai"],
        &["init"],
    ] {
        let refused = run(dir.path(), args);
        assert_eq!(refused.code, 2, "{args:?}: {}", refused.stdout);
        assert!(refused.stderr.contains("lỗi"), "{args:?}: {}", refused.stderr);
    }
    assert_eq!(files(dir.path()), []);
}

/// The communes exist from the middle of the first year on.
#[test]
fn a_plan_of_the_first_year_reaches_the_communes_too() {
    let (_dir, inputs) = written(named("Cao Bằng"), province::FIRST_YEAR);
    let year = Year::of(clean(&inputs), province::FIRST_YEAR).unwrap();
    assert_eq!(reached(&year).iter().filter(|agency| agency.kind == AgencyKind::Commune).count(), 56);
}

#[test]
fn where_nothing_is_yet_every_command_says_what_to_do_and_none_that_all_is_well() {
    let folder = tempfile::tempdir().unwrap();
    for (command, hint) in [
        (&["kiem-tra"][..], "khoi-tao"),
        (&["cap-nhat"], "khoi-tao"),
        (&["theo-doi"], "khoi-tao"),
        (&["nhan", "khong-co.docx"], ""),
        (&["kiem-tra-ky"], "kehoach tao"),
    ] {
        let run = run(folder.path(), command);
        assert!(run.code == 2 && run.stderr.contains(hint), "{command:?}: {} {}", run.code, run.stderr);
        let said_well = ["Không có phần riêng", "Không có gì để ghi", "Đã xem"];
        assert!(!said_well.iter().any(|said| run.stdout.contains(said)), "{command:?}: {}", run.stdout);
    }
}

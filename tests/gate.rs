//! One rule of which findings stop what, for every command: an error stops everything that it might
//! concern, is printed, and nothing is written that it might concern.

#[path = "output/office.rs"]
#[allow(dead_code)]
mod office;

use std::path::Path;
use std::process::{Command, Stdio};

use office::{Office, Run};

const PART: &str = "2025/co-quan/ubnd-xa-mot.yaml";
const PLAN: &str = "2025/ke-hoach-tinh.yaml";

fn run(office: &Office, args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .current_dir(office.root())
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

fn content(office: &Office, file: &str) -> std::path::PathBuf {
    office.root().join("content").join(file)
}

fn add(office: &Office, file: &str, text: &str) {
    let path = content(office, file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    std::fs::write(path, before + text).unwrap();
}

/// Every command says the error and does nothing: no file changes, none is called left over.
fn stops_all(office: &Office, error: &str) {
    let before = office.files();
    let commands: [&[&str]; 5] = [
        &["build", "--out", "out", "--year", "2025"],
        &["build", "--out", "out"],
        &["build", "--out", "out", "--dry-run"],
        &["list", "--json"],
        &["new", "so-tai-chinh", "--year", "2025"],
    ];
    for args in commands {
        let run = run(office, args);
        assert_eq!(run.code, 1, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(error), "{args:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{args:?}");
        assert!(!run.stderr.contains("xóa nếu không cần"), "{args:?}: {}", run.stderr);
    }
    assert_eq!(office.files(), before);
    assert!(!content(office, "2025/co-quan/so-tai-chinh.yaml").exists());
    assert_eq!(run(office, &["check", "--year", "2025"]).code, 1);
}

#[test]
fn a_register_that_cannot_be_read_stops_everything_in_every_command() {
    for file in ["nhom.yaml", "co-quan/co-quan.yaml", "tinh.yaml"] {
        let office = Office::built();
        add(&office, file, "x: \"chua dong\n");
        stops_all(&office, &format!("content/{file}:"));
    }
}

#[test]
fn a_member_less_by_one_wrong_space_stops_everything() {
    let office = Office::built();
    office.edit("nhom.yaml", "    ten: UBND các xã", "   ten: UBND các xã");
    stops_all(&office, "content/nhom.yaml:");
}

#[test]
fn a_broken_part_under_whatever_name_stops_everything_for_nobody_knows_whose_it_is() {
    for name in ["2025/co-quan/xa-mot.yaml", "ke-hoach-cua-xa.yaml", PART] {
        let office = Office::built();
        let text = std::fs::read_to_string(content(&office, PART)).unwrap();
        std::fs::remove_file(content(&office, PART)).unwrap();
        add(&office, name, &format!("{text}noi_nhan:\n\t- VT\n"));
        stops_all(&office, &format!("content/{name}:"));
    }
}

#[test]
fn a_part_of_an_agency_that_nobody_knows_or_of_a_year_without_a_plan_stops_everything() {
    for (old, new) in [
        ("co_quan: ubnd-xa-mot", "co_quan: ubnd-xa-mott"),
        ("nam: 2025", "nam: 2015"),
        ("nam: 2025", "nam: 2052"),
        ("nam: 2025", "nam: hai không hai lăm"),
        // A body that makes no plan of its own.
        ("co_quan: ubnd-xa-mot", "co_quan: ubnd-tinh"),
    ] {
        let office = Office::built();
        office.edit(PART, old, new);
        stops_all(&office, &format!("content/{PART}:"));
    }
}

#[test]
fn a_key_typed_twice_in_a_part_stops_everything_where_it_says_whose_the_part_is() {
    let office = Office::built();
    add(&office, PART, "co_quan: so-tai-chinh\n");
    stops_all(&office, &format!("content/{PART}:"));

    let office = Office::built();
    add(&office, PART, "so: 8\n");
    let run = office.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("KH011"), "the error is printed: {}", run.stderr);
}

#[test]
fn an_error_in_one_agencys_part_holds_back_that_agency_alone_and_is_printed() {
    let office = Office::built();
    office.edit(PLAN, "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    office.edit(PART, "so: 7", "so: bảy");
    let before = office.files();
    let built = office.build(&[]);
    assert_eq!(built.code, 1);
    assert!(built.stderr.contains(&format!("content/{PART}:4:5")), "{}", built.stderr);
    assert!(!built.stderr.contains("xóa nếu không cần"), "{}", built.stderr);
    let changed = office.changed_since(&before);
    assert!(changed.contains(&"so-tai-chinh.docx".to_owned()), "{changed:?}");
    assert!(!changed.iter().any(|name| name.starts_with("ubnd-xa-mot.")), "{changed:?}");

    let listed = run(&office, &["list", "--json"]);
    assert_eq!(listed.code, 1);
    assert!(listed.stderr.contains("KH107"), "{}", listed.stderr);
    let agencies: serde_json::Value = serde_json::from_str(&listed.stdout).unwrap();
    let status = |id: &str| {
        let mut agencies = agencies.as_array().unwrap().iter();
        agencies.find(|agency| agency["id"] == id).unwrap()["sub_plan"]["status"].clone()
    };
    assert_eq!(status("ubnd-xa-mot"), "error");
    assert_eq!(status("so-tai-chinh"), "none");
    assert_eq!(run(&office, &["new", "so-tai-chinh"]).code, 0, "another agency may begin");
}

#[test]
fn an_agency_asked_for_by_name_is_made_although_another_agencys_part_has_errors() {
    let office = Office::built();
    office.edit(PART, "so: 7", "so: bảy");
    let built = office.build(&["so-tai-chinh"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(built.stderr.contains("ubnd-xa-mot.yaml (1 lỗi)"), "it is told of: {}", built.stderr);
}

#[test]
fn errors_in_another_years_files_are_told_and_stop_only_that_year() {
    let office = Office::built();
    let old = std::fs::read_to_string(content(&office, PLAN)).unwrap();
    let old = old.replace("2025", "2024").replace("[so-tai-chinh]", "[so-tai-chinhh]");
    add(&office, "2024/ke-hoach-tinh.yaml", &old);
    for args in [
        &["build", "--out", "out", "--year", "2025"][..],
        &["build", "--out", "out"],
        &["list", "--year", "2025"],
        &["check", "--year", "2025"],
        &["new", "so-tai-chinh", "--year", "2025"],
        &["new-year", "2026", "--from", "2025"],
    ] {
        let run = run(&office, args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("2024/ke-hoach-tinh.yaml (1 lỗi)"), "{args:?}: {}", run.stderr);
    }
    assert_eq!(run(&office, &["check"]).code, 1);
    assert_eq!(run(&office, &["list", "--year", "2024"]).code, 1);
    assert_eq!(run(&office, &["new-year", "2027", "--from", "2024"]).code, 1);
}

#[test]
fn the_newest_year_is_not_an_older_one_because_its_plan_has_errors() {
    let office = Office::new();
    let old = std::fs::read_to_string(content(&office, PLAN)).unwrap().replace("2025", "2024");
    add(&office, "2024/ke-hoach-tinh.yaml", &old);
    std::fs::remove_file(content(&office, PART)).unwrap();
    office.edit(PLAN, "trich_yeu:", "trich_yeuu:");
    let built = office.build(&[]);
    assert_eq!(built.code, 1, "{}", built.stderr);
    assert!(built.stderr.contains("trich_yeu"), "{}", built.stderr);
    assert!(!Path::new(&office.root().join("out")).exists());
}

#[test]
fn content_without_a_plan_is_told_in_every_command() {
    let office = Office::new();
    for file in [PLAN, PART] {
        std::fs::remove_file(content(&office, file)).unwrap();
    }
    for args in [
        &["build"][..],
        &["list"],
        &["list", "--json"],
        &["check"],
        &["new", "so-tai-chinh"],
        &["new-year", "2026", "--from", "2025"],
    ] {
        let run = run(&office, args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("KH503"), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_part_without_its_plan_stops_everything() {
    let office = Office::built();
    std::fs::remove_file(content(&office, PLAN)).unwrap();
    let before = office.files();
    for args in [&["build", "--out", "out"][..], &["build", "--out", "out", "--year", "2025"], &["list"]] {
        let run = run(&office, args);
        assert_eq!(run.code, 1, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("content/{PART}:")), "{args:?}: {}", run.stderr);
    }
    assert_eq!(office.files(), before);
}

#[test]
fn what_looks_like_content_and_is_not_read_is_named() {
    let text = "loai: ke_hoach_don_vi\nco_quan: so-tai-chinh\nnam: 2025\n";
    for name in [
        "2025/so-tai-chinh.yaml.txt",
        "2025/so-tai-chinh.yaml~",
        "2025/so-tai-chinh.yml (bản của Lan)",
        "2025/so-tai-chinh.txt",
        "2025/so-tai-chinh",
        "2025/.so-tai-chinh.yaml",
    ] {
        let office = Office::new();
        add(&office, name, text);
        for args in [&["check"][..], &["build", "--out", "out"], &["list"]] {
            let run = run(&office, args);
            assert!(
                run.stderr.contains(&format!("content/{name}” giống tệp nội dung")),
                "{args:?}: {}",
                run.stderr
            );
        }
    }
    let office = Office::new();
    add(&office, "ghi-chu.txt", "Việc cần làm: hỏi Sở Tài chính.\n");
    add(&office, "2025/.~lock.ubnd-xa-mot.yaml#", text);
    assert!(!run(&office, &["check"]).stderr.contains("KH018"));
}

#[cfg(unix)]
#[test]
fn linked_content_is_read_and_a_link_to_nothing_or_a_pipe_stops_everything() {
    let office = Office::built();
    let before = office.files();
    let elsewhere = office.root().join("phan-cua-xa.yaml");
    std::fs::rename(content(&office, PART), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, content(&office, PART)).unwrap();
    let built = office.build(&[]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert_eq!(office.files(), before, "the linked part counts");

    std::fs::remove_file(&elsewhere).unwrap();
    stops_all(&office, "liên kết dẫn tới chỗ không còn tồn tại");

    std::fs::remove_file(content(&office, PART)).unwrap();
    let made = Command::new("mkfifo").arg(content(&office, PART)).status().unwrap();
    assert!(made.success());
    stops_all(&office, "không phải là tệp");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_fails_the_run_and_a_reader_that_went_away_does_not() {
    let office = Office::new();
    for args in
        [&["list", "--json"][..], &["list"], &["check", "--json"], &["build", "--dry-run"], &["--help"]]
    {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        let output = command.current_dir(office.root()).args(args).stdout(full).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains("không ghi được kết quả in ra: ổ đĩa đã đầy"), "{args:?}: {stderr}");
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    let output = command.current_dir(office.root()).args(["list"]).stdout(writer).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn more_workers_than_work_are_not_made() {
    let office = Office::new();
    assert_eq!(office.build(&["--jobs", "100000"]).code, 0);
    assert_eq!(office.build(&["--jobs", "0"]).code, 0);
}

#[test]
fn help_is_vietnamese_throughout() {
    let office = Office::new();
    for command in ["", "open", "check", "list", "build", "watch", "new", "new-year", "schema"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|arg| !arg.is_empty()).collect();
        let help = run(&office, &args);
        assert_eq!(help.code, 0);
        for english in
            ["OPTIONS", "Usage", "Options", "Commands", "Arguments", "default", "possible", "aliases"]
        {
            assert!(!help.stdout.contains(english), "{command}: {english}\n{}", help.stdout);
        }
    }
    for args in [
        // Without anything, and without a terminal, it is the workbench that opens.
        &["--content", "content"][..],
        &["buidl"],
        &["new"],
        &["build", "--year"],
        &["build", "--year", "x"],
        &["build", "--formatt", "pdf"],
        &["build", "--format", "doc"],
        &["build", "--zip=3"],
        &["build", "--year", "2025", "--year", "2024"],
        &["check", "thua"],
        &["new-year", "2026"],
    ] {
        let run = run(&office, args);
        assert_eq!(run.code, 2, "{args:?}");
        for english in ["error", "Usage", "unexpected", "value", "argument", "required", "invalid"] {
            assert!(!run.stderr.contains(english), "{args:?}: {english}\n{}", run.stderr);
        }
    }
}

#[test]
fn done_is_said_of_files_on_the_disk_and_the_closing_line_counts_what_stands_above_it() {
    let office = Office::new();
    office.edit(PART, "so: 7", "so: bảy");
    office.edit(PART, "co_quan: ubnd-xa-mot", "co_quan: ubnd-xa-mot\nmau: x");
    std::fs::create_dir_all(office.path("so-tai-chinh.docx")).unwrap();
    let built = office.build(&[]);
    assert_eq!(built.code, 1);
    assert!(built.stderr.contains("xong UBND xã Hai\n"), "{}", built.stderr);
    for failed in ["UBND xã Một", "Sở Tài chính"] {
        assert!(built.stderr.contains(&format!("LỖI  {failed}\n")), "{}", built.stderr);
        assert!(!built.stderr.contains(&format!("xong {failed}\n")), "{}", built.stderr);
    }
    let printed = built.stderr.matches("lỗi[KH").count();
    assert!(printed >= 3, "{}", built.stderr);
    assert!(built.stderr.contains(&format!("; {printed} lỗi; ")), "{printed}: {}", built.stderr);
}

#[test]
fn a_package_that_cannot_be_written_fails_the_run() {
    let office = Office::new();
    std::fs::create_dir_all(office.root().join("out/2025/kh-1-2025.zip/x")).unwrap();
    let built = office.build(&["--zip"]);
    assert_eq!(built.code, 2, "{}", built.stderr);
    assert!(built.stderr.contains("kh-1-2025.zip"), "{}", built.stderr);
}

#[test]
fn a_name_that_is_not_known_is_told_although_another_years_plan_cannot_be_read() {
    for (old, new) in [("kh-1-2025", "kh-khac"), ("co_quan: ubnd-xa-mot", "co_quan: phong-khong-ai-biet")] {
        let office = Office::built();
        let plan = std::fs::read_to_string(content(&office, PLAN)).unwrap().replace("2025", "2024");
        add(&office, "2024/ke-hoach-tinh.yaml", &plan.replace("trich_yeu:", "trich_yeuu:"));
        office.edit(PART, old, new);
        let built = office.build(&["--year", "2025"]);
        assert_eq!(built.code, 1, "{}", built.stderr);
        assert!(built.stderr.contains(&format!("content/{PART}:")), "{}", built.stderr);
    }
}

#[test]
fn a_year_that_does_not_go_with_the_day_of_issue_stops_the_plan() {
    for (file, old, new) in [(PLAN, "nam: 2025", "nam: 2052"), (PLAN, "ngay: 02/7/2025", "ngay: 02/7/2205")] {
        let office = Office::built();
        let before = office.files();
        office.edit(file, old, new);
        let built = office.build(&[]);
        assert_eq!(built.code, 1, "{}", built.stderr);
        assert!(built.stderr.contains("không hợp với năm"), "{}", built.stderr);
        assert_eq!(office.files(), before);
        assert!(!office.root().join("out/2052").exists());
    }
}

#[test]
fn a_folder_or_a_name_that_says_another_year_or_agency_than_the_file_stops_everything() {
    let office = Office::built();
    let old = std::fs::read_to_string(content(&office, PLAN)).unwrap();
    add(&office, "2024/ke-hoach-tinh.yaml", &old.replace("2025", "2024"));
    office.edit(PART, "nam: 2025", "nam: 2024");
    office.edit(PART, "ke_hoach_goc: [kh-1-2025]\n", "");
    office.edit(PART, "ngay: 15/7/2025", "ngay: 15/7/2024");
    stops_all(&office, &format!("content/{PART}:3:6"));

    let office = Office::built();
    office.edit(PART, "co_quan: ubnd-xa-mot", "co_quan: ubnd-xa-hai");
    stops_all(&office, &format!("content/{PART}:2:10"));

    let office = Office::built();
    std::fs::rename(content(&office, PART), content(&office, "2025/phan cua xa Mot.yaml")).unwrap();
    assert_eq!(office.build(&[]).code, 0, "other names are free");
}

#[test]
fn a_part_whose_year_and_whose_plan_contradict_each_other_stops_both_years() {
    let office = Office::built();
    let old = std::fs::read_to_string(content(&office, PLAN)).unwrap();
    add(&office, "2024/ke-hoach-tinh.yaml", &old.replace("2025", "2024"));
    let part = std::fs::read_to_string(content(&office, PART)).unwrap();
    std::fs::remove_file(content(&office, PART)).unwrap();
    add(&office, "phan-rieng.yaml", &part.replace("nam: 2025", "nam: 2024"));
    stops_all(&office, "content/phan-rieng.yaml:8");
}

#[test]
fn a_plan_known_only_in_part_is_not_printed_and_its_agencies_answer_it() {
    let office = Office::new();
    office.edit(PLAN, "so: 1\n", "so: 1\ntrich: true\n");
    let built = office.build(&[]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let files: Vec<String> = office.files().into_keys().filter(|name| name.ends_with(".docx")).collect();
    assert_eq!(files, ["so-tai-chinh.docx", "ubnd-xa-hai.docx", "ubnd-xa-mot.docx"]);
    let asked = office.build(&["ke-hoach"]);
    assert_eq!(asked.code, 2, "{}", asked.stderr);
    assert!(asked.stderr.contains("chỉ biết một phần"), "{}", asked.stderr);
}

#[test]
fn what_nobody_has_is_told_in_every_command_that_takes_a_selection() {
    let office = Office::new();
    let commands: [&[&str]; 4] = [&["check"], &["list"], &["build", "--out", "out"], &["new"]];
    for command in commands {
        for (asked, told) in [
            (&["so-khong-co"][..], "không có cơ quan “so-khong-co”"),
            (&["so-tai-chinh", "--plan", "kh-99"], "không có kế hoạch “kh-99”"),
        ] {
            let args = [command, asked].concat();
            let run = run(&office, &args);
            assert_eq!(run.code, 2, "{args:?}: {}{}", run.stdout, run.stderr);
            assert!(run.stderr.contains(told), "{args:?}: {}", run.stderr);
        }
    }
    // One of several years has it.
    let old = std::fs::read_to_string(content(&office, PLAN)).unwrap();
    add(&office, "2024/ke-hoach-tinh.yaml", &old.replace("2025", "2024"));
    assert_eq!(run(&office, &["check", "--plan", "kh-1-2024"]).code, 0);
}

#[test]
fn an_agency_is_not_told_to_give_up_tasks_whose_group_is_mistyped() {
    let office = Office::new();
    let entry = "nhiem_vu:\n  - muc: [Gia nhập thị trường]\n    noi_dung: [{giu_nguyen: true, thay_cho: [II.1.c.1]}]\n";
    add(&office, PART, entry);
    assert!(!run(&office, &["check", "--year", "2025"]).stderr.contains("lỗi["));
    office.edit(PLAN, "[ubnd-cac-xa]", "[ubnd-cac-xaa]");
    let told = run(&office, &["check", "--year", "2025"]).stderr;
    assert!(told.contains("KH103") && !told.contains("KH303"), "{told}");
}

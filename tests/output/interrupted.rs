//! Runs that ended in the middle, and runs that meet.

use std::fs::OpenOptions;
use std::time::Duration;

use super::office::Office;

fn edit_all(office: &Office) {
    office.edit("2025/ke-hoach-tinh.yaml", "Nâng cao chỉ số", "Cải thiện chỉ số");
}

#[test]
fn a_second_run_is_refused_while_the_first_holds_the_folder() {
    let office = Office::built();
    let lock = OpenOptions::new().write(true).open(office.path(".kehoach.lock")).unwrap();
    lock.try_lock().unwrap();
    edit_all(&office);
    let before = office.files();
    let run = office.build(&[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("một lần chạy khác đang ghi vào thư mục"), "{}", run.stderr);
    assert_eq!(office.files(), before);
    assert_eq!(office.build(&["--dry-run"]).code, 0, "looking is allowed");
    drop(lock);
    assert_eq!(office.build(&[]).code, 0, "the file that stays behind blocks nobody");
}

#[test]
fn leftovers_of_a_killed_run_are_cleared_away_and_nothing_else() {
    let office = Office::built();
    let expected = office.files();
    office.write(".kehoach-Ab12Cd.tmp", b"half a fi");
    office.write("ghi-chu.tmp", b"mine");
    let run = office.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(office.read("ghi-chu.tmp"), b"mine");
    std::fs::remove_file(office.path("ghi-chu.tmp")).unwrap();
    assert_eq!(office.files(), expected);
}

#[test]
fn with_a_manifest_cut_short_files_with_the_same_bytes_are_taken_up_again() {
    let office = Office::built();
    let expected = office.files();
    let manifest = office.read(".kehoach.json");
    office.write(".kehoach.json", &manifest[..manifest.len() / 2]);
    let run = office.build(&["--dry-run"]);
    assert!(run.stderr.contains("Sẽ ghi 0 tệp"), "{}", run.stderr);
    let run = office.build(&[]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("KH506") && run.stderr.contains("không đổi 8 tệp"), "{}", run.stderr);
    assert_eq!(office.files(), expected);
    let run = office.build(&[]);
    assert!(!run.stderr.contains("KH506"), "{}", run.stderr);
}

#[test]
fn with_a_manifest_cut_short_files_with_other_bytes_are_kept() {
    let office = Office::built();
    let edited = office.change("so-tai-chinh.docx");
    office.write(".kehoach.json", b"{");
    office.build(&[]);
    assert_eq!(office.read("so-tai-chinh.docx"), edited);
    assert!(office.path("so-tai-chinh (bản mới).docx").exists());
    office.write(".kehoach.json", b"{");
    office.build(&[]);
    assert!(!office.path("so-tai-chinh (bản mới 2).docx").exists(), "the one beside is taken up too");
}

/// Wherever a run is killed, the next one finishes its work and mistakes nothing for a person's.
#[test]
fn runs_killed_at_any_moment_leave_what_the_next_run_accepts() {
    let reference = Office::built();
    edit_all(&reference);
    reference.build(&[]);
    let expected = reference.files();
    let mut killed = 0;
    for delay in (0..40).map(|step| Duration::from_micros(step * 1500)) {
        let office = Office::built();
        edit_all(&office);
        let mut run = office.command(&[]).spawn().unwrap();
        std::thread::sleep(delay);
        let _ = run.kill();
        killed += usize::from(!run.wait().unwrap().success());
        let next = office.build(&[]);
        assert_eq!(next.code, 0, "{}", next.stderr);
        assert!(!next.stderr.contains("KH50"), "{}", next.stderr);
        assert_eq!(office.files(), expected, "killed after {delay:?}");
    }
    assert!(killed > 0, "no run was still going when it was killed");
}

/// Between two renames, whatever the order: the manifest names the new bytes, the disk has the old.
#[test]
fn a_file_that_a_killed_run_had_not_renamed_yet_is_still_the_programs_own() {
    let office = Office::built();
    let old = office.files();
    edit_all(&office);
    office.build(&[]);
    let expected = office.files();
    let mut manifest: serde_json::Value = serde_json::from_slice(&office.read(".kehoach.json")).unwrap();
    let before = blake3::hash(&old["so-tai-chinh.docx"]).to_hex().to_string();
    manifest["files"]["so-tai-chinh.docx"]["pending"] = serde_json::json!({ "before": before });
    office.write(".kehoach.json", &serde_json::to_vec(&manifest).unwrap());
    office.write("so-tai-chinh.docx", &old["so-tai-chinh.docx"]);
    let run = office.build(&[]);
    assert!(run.stderr.contains("Đã tạo 1 tệp, không đổi 7 tệp"), "{}", run.stderr);
    assert_eq!(office.files(), expected);

    // A person was faster than the next run: what they wrote is neither.
    manifest["files"]["so-tai-chinh.docx"]["pending"] = serde_json::json!({ "before": before });
    office.write(".kehoach.json", &serde_json::to_vec(&manifest).unwrap());
    office.write("so-tai-chinh.docx", b"cua van thu");
    office.build(&[]);
    assert_eq!(office.read("so-tai-chinh.docx"), b"cua van thu");
    assert_eq!(office.read("so-tai-chinh (bản mới).docx"), expected["so-tai-chinh.docx"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_files_whole() {
    let office = Office::built();
    let before = office.files();
    edit_all(&office);
    // One block per file: the kernel ends the run in its first larger write.
    let program = env!("CARGO_BIN_EXE_kehoach");
    let script = format!("ulimit -f 1; exec '{program}' build --out out");
    let output = std::process::Command::new("/bin/sh")
        .args(["-c", &script])
        .current_dir(office.root())
        .output()
        .unwrap();
    assert!(!output.status.success());
    for (name, bytes) in &before {
        assert_eq!(&office.read(name), bytes, "{name}");
    }
    let next = office.build(&[]);
    assert_eq!(next.code, 0);
    assert!(!next.stderr.contains("KH50"), "{}", next.stderr);
    assert_eq!(office.files().len() - office.old_versions().len(), before.len());
}

/// Whenever somebody saves while a run replaces the file, what they saved is somewhere afterwards, and
/// the pair of the document is not torn apart by it.
#[test]
fn what_is_saved_at_any_moment_of_a_run_is_there_afterwards() {
    let mut met = 0;
    for step in 0..40u64 {
        let office = Office::built();
        edit_all(&office);
        let saved = format!("saved by a person, {step}");
        let target = office.path("ke-hoach.docx");
        let mut run = office.command(&[]).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(step * 1500));
        if step % 2 == 0 {
            std::fs::write(&target, &saved).unwrap();
        } else {
            let aside = office.root().join("editor.tmp");
            std::fs::write(&aside, &saved).unwrap();
            std::fs::rename(aside, &target).unwrap();
        }
        let _ = run.wait().unwrap();
        let next = office.build(&[]);
        let found = office.files().into_iter().find(|(_, bytes)| bytes == saved.as_bytes());
        assert!(found.is_some(), "saved {step} and lost: {}", next.stderr);
        met += usize::from(next.stderr.contains("KH505"));
    }
    assert!(met > 0, "no save met a run");
}

//! Issued documents: nothing emptier takes their place, and no version of them is lost.

use super::office::Office;

const OVERLAY: &str = "2025/co-quan/ubnd-xa-mot.yaml";

fn lose(office: &Office) {
    let path = office.root().join("content").join(OVERLAY);
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_part_that_is_gone_does_not_turn_an_issued_plan_into_a_draft() {
    let office = Office::built();
    let before = office.files();
    lose(&office);
    for args in [&[][..], &["--dry-run"], &["--format", "docx"], &["ubnd-xa-mot"]] {
        let run = office.build(args);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("KH510") && run.stderr.contains("đã ban hành → dự thảo"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("ubnd-xa-mot.docx"), "{}", run.stderr);
    }
    assert_eq!(office.files(), before);
}

#[test]
fn force_replaces_it_and_keeps_the_old_one() {
    let office = Office::built();
    let before = office.files();
    lose(&office);
    let run = office.build(&["--force"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let old = office.old_versions();
    assert_eq!(old.len(), 2, "{old:?}");
    for (name, main) in old.iter().zip(["ubnd-xa-mot.docx", "ubnd-xa-mot.pdf"]) {
        assert_eq!(office.read(name), before[main]);
        assert_ne!(office.read(main), before[main]);
    }
    assert_eq!(office.build(&[]).code, 0, "a draft may be replaced");
}

#[test]
fn an_issued_version_replaced_by_another_stays_as_a_dated_copy() {
    let office = Office::built();
    let before = office.files();
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    let run = office.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("cất 2 bản cũ"), "{}", run.stderr);
    let old = office.old_versions();
    assert_eq!(old.len(), 2, "drafts leave no copy: {old:?}");
    assert_eq!(office.read(&old[0]), before["ke-hoach.docx"]);
    assert_eq!(office.read(&old[1]), before["ke-hoach.pdf"]);
}

#[test]
fn the_manifest_of_an_older_program_still_says_what_is_issued() {
    let office = Office::built();
    let before = office.files();
    let mut manifest: serde_json::Value = serde_json::from_slice(&office.read(".kehoach.json")).unwrap();
    manifest["format"] = 1.into();
    manifest.as_object_mut().unwrap().remove("purpose");
    for entry in manifest["files"].as_object_mut().unwrap().values_mut() {
        entry.as_object_mut().unwrap().remove("content");
        entry.as_object_mut().unwrap().remove("filled");
    }
    office.write(".kehoach.json", &serde_json::to_vec(&manifest).unwrap());
    lose(&office);
    let run = office.build(&[]);
    assert!(run.code == 1 && run.stderr.contains("đã ban hành → dự thảo"), "{}", run.stderr);
    assert_eq!(office.files(), before);
}

#[test]
fn what_follows_from_a_plan_that_lost_tasks_replaces_nothing_either() {
    let office = Office::built();
    let before = office.files();
    let lost = "              - noi_dung: Công khai danh mục thủ tục hành chính.\n";
    office.edit("2025/ke-hoach-tinh.yaml", lost, "");
    for args in [&[][..], &["--dry-run"]] {
        let run = office.build(args);
        assert_eq!(run.code, 1, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("4 nhiệm vụ → 3"), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("1 kế hoạch triển khai cũng không thay"), "{args:?}: {}", run.stderr);
        assert_eq!(office.files(), before, "{args:?}");
    }
    let told = office.build(&[]).stderr;
    assert!(told.contains("LỖI  Sở Tài chính") && told.contains("xong UBND xã Hai"), "{told}");
    let run = office.build(&["--force"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(office.changed_since(&before).contains(&"so-tai-chinh.docx".to_owned()));
}

#[test]
fn a_draft_that_loses_its_agencys_own_part_is_told_of() {
    let office = Office::new();
    let part = "loai: ke_hoach_don_vi\nco_quan: so-tai-chinh\nnam: 2025\ndon_vi: [{ma: vp, ten: Văn phòng}]\nnhiem_vu:\n  \
                - muc: [Gia nhập thị trường]\n    noi_dung:\n      - {thay_cho: [II.1.a.1], giu_nguyen: true, chu_tri: [vp]}\n";
    let path = office.root().join("content/2025/co-quan/so-tai-chinh.yaml");
    std::fs::write(&path, part).unwrap();
    assert_eq!(office.build(&[]).code, 0);
    std::fs::remove_file(&path).unwrap();
    let run = office.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("KH517") && run.stderr.contains("1 nhiệm vụ có đơn vị chủ trì → 0"),
        "{}",
        run.stderr
    );
}

#[test]
fn an_issued_plan_that_loses_a_unit_or_a_deadline_stays() {
    let entry = |task: &str, rest: &str| format!("      - {{thay_cho: [{task}], giu_nguyen: true{rest}}}\n");
    let full = ", chu_tri: [vp], thoi_han: hằng quý";
    let part = |first: &str, second: &str| {
        let entries = entry("II.1.b.1", first) + &entry("II.1.c.1", second);
        format!(
            "don_vi: [{{ma: vp, ten: Văn phòng}}]\nnhiem_vu:\n  - muc: [Gia nhập thị trường]\n    noi_dung:\n{entries}"
        )
    };
    let office = Office::new();
    let path = office.root().join("content").join(OVERLAY);
    let own = std::fs::read_to_string(&path).unwrap();
    let put = |first: &str, second: &str| std::fs::write(&path, own.clone() + &part(first, second)).unwrap();
    put(full, full);
    assert_eq!(office.build(&[]).code, 0);
    let before = office.files();
    for (second, told) in [
        (", chu_tri: [vp]", "2 nhiệm vụ có thời hạn → 1"),
        (", thoi_han: hằng quý", "2 nhiệm vụ có đơn vị chủ trì → 1"),
    ] {
        put(full, second);
        let run = office.build(&[]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
        assert_eq!(office.files(), before);
    }
}

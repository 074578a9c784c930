//! Files that people edited come home: every change that was typed is in the content afterwards, or is listed.

mod edited;
mod told;

use std::process::Command;

use edited::{Edited, content, door_over, paragraph};
use kehoach::app::takein::{Basis, Compared, Outcome, findings_of};
use kehoach::takein::{Standing, What};

const AGENCY: &str = "so-cong-thuong";
/// The first entry of the agency's plan, and the second.
const FIRST: &str = "Niêm yết công khai các bộ thủ tục hành chính";
const SECOND: &str = "Nâng cao chất lượng giải quyết hồ sơ";

fn compared(file: &Edited) -> Compared {
    let (_, inputs) = content();
    compared_over(file, inputs)
}

fn compared_over(file: &Edited, inputs: &kehoach::app::Inputs) -> Compared {
    match door_over(inputs).take_in("tep.docx".as_ref(), &file.bytes()).outcome {
        Outcome::Compared(compared) => *compared,
        other => panic!("it is compared: {other:?}"),
    }
}

/// What is said of each change, with how it stands.
fn told(compared: &Compared) -> Vec<String> {
    let sign = |standing: &Standing| match standing {
        Standing::Home => '+',
        Standing::Kept { .. } | Standing::LeftOut => '=',
        Standing::Conflict { .. } | Standing::TwoWords { .. } => '!',
        Standing::NoPlace(_) => '?',
    };
    compared.changes.iter().map(|change| format!("{} {}", sign(&change.standing), change.message())).collect()
}

fn written(compared: &Compared) -> &str {
    &compared.written.as_ref().expect("something comes home").text
}

#[test]
fn a_file_that_nobody_edited_has_no_change() {
    for stem in [AGENCY, "ke-hoach", "ubnd-phuong-tam-thanh", "bql-khu-kinh-te-cua-khau-dong-dang-lang-son"] {
        let compared = compared(&Edited::of(stem));
        assert_eq!(told(&compared), Vec::<String>::new(), "{stem}");
        assert!(compared.written.is_none());
    }
}

#[test]
fn number_date_signer_archive_and_recipients_come_home() {
    let mut file = Edited::of(AGENCY);
    file.set_text(paragraph("Số: "), "Số: 202/KH-SCTLS");
    file.set_text(paragraph(", ngày"), "Lạng Sơn, ngày 18 tháng 7 năm 2025");
    file.set_text(paragraph("- Lưu: VT."), "- Lưu: VT, KTTH.");
    file.insert_before(paragraph("- Lưu: VT, KTTH."), "- Báo và Đài tỉnh (đưa tin);");
    file.set_text(paragraph("GIÁM ĐỐC"), "KT. GIÁM ĐỐC");
    file.insert_after(paragraph("KT. GIÁM ĐỐC"), "PHÓ GIÁM ĐỐC");
    let compared = compared(&file);
    assert!(compared.changes.iter().all(|change| change.standing == Standing::Home), "{:?}", told(&compared));
    let text = written(&compared);
    for line in [
        "so: 202",
        "ky_hieu: KH-SCTLS",
        "ngay: 18/7/2025",
        "luu: VT, KTTH",
        "  - Báo và Đài tỉnh (đưa tin)",
        "  hinh_thuc: ky_thay",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}\n{text}");
    }
    assert_eq!(compared.left, []);
}

#[test]
fn a_name_typed_below_the_title_is_that_of_the_signer_and_not_another_title() {
    let mut file = Edited::of(AGENCY);
    file.insert_after(paragraph("GIÁM ĐỐC"), "Nguyễn Văn An");
    let compared = compared(&file);
    assert!(compared.changes.iter().all(|change| change.standing == Standing::Home), "{:?}", told(&compared));
    assert!(written(&compared).contains("  ho_ten: Nguyễn Văn An"), "{}", written(&compared));
    assert_eq!(compared.left, []);
}

#[test]
fn what_is_typed_beside_the_dots_of_a_blank_comes_home_without_them() {
    let mut file = Edited::of(AGENCY);
    file.fill_first(paragraph("thực hiện nội dung tại các điểm a, b, c"), "……Văn phòng, KTTH");
    let compared = compared(&file);
    let written = compared.written.as_ref().expect("it comes home");
    let names: Vec<&str> = written.new_units.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["Văn phòng", "KTTH"]);
    assert_eq!(written.text.matches("chu_tri: [van-phong, ktth]").count(), 3, "{}", written.text);
}

#[test]
fn a_text_is_reworded_and_what_its_labels_say_goes_into_their_fields() {
    let mut file = Edited::of(AGENCY);
    file.replace(FIRST, "Công khai mọi thủ tục hành chính");
    let second = file.text_of(paragraph(SECOND));
    file.set_text(paragraph(SECOND), &format!("{second} Thời hạn: quý III/2025. Sản phẩm: Báo cáo kết quả."));
    let compared = compared(&file);
    let text = written(&compared);
    assert!(text.contains("Công khai mọi thủ tục hành chính cũng như mức phí"), "{text}");
    assert!(text.contains("thoi_han: quý III/2025") && text.contains("san_pham: Báo cáo kết quả"), "{text}");
    // Only what was touched is written: the other entries keep the plan's words.
    let (draft, _) = edited::draft(AGENCY);
    let gone: Vec<&str> = draft.lines().filter(|line| !text.lines().any(|own| own == *line)).collect();
    assert_eq!(gone, Vec::<&str>::new(), "no line of the draft is lost but those that are repeated");
}

#[test]
fn a_unit_typed_into_the_dots_is_given_its_letters_and_a_new_one_is_said() {
    let mut file = Edited::of(AGENCY);
    file.fill_first(paragraph("thực hiện nội dung tại các điểm a, b, c"), "Phòng Quản lý thương mại");
    let compared = compared(&file);
    let units: Vec<String> = told(&compared);
    assert_eq!(units.len(), 3, "{units:?}");
    let written = compared.written.as_ref().expect("it comes home");
    let unit = ("phong-quan-ly-thuong-mai".to_owned(), "Phòng Quản lý thương mại".to_owned());
    assert_eq!(written.new_units, [unit]);
    assert_eq!(written.text.matches("chu_tri: [phong-quan-ly-thuong-mai]").count(), 3);
    assert_eq!(compared.left, []);
}

#[test]
fn what_is_typed_into_a_row_of_the_table_is_of_its_entry() {
    let mut file = Edited::of(AGENCY);
    file.set_cells("1", &["", "", "Văn phòng", "Thanh tra Sở", "Trước ngày 30/9/2025", "Báo cáo"]);
    let compared = compared(&file);
    let text = written(&compared);
    for line in [
        "chu_tri: [van-phong]",
        "phoi_hop: [thanh-tra-so]",
        "thoi_han: trước ngày 30/9/2025",
        "san_pham: Báo cáo",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(compared.left, []);
}

#[test]
fn text_and_table_that_say_two_things_are_a_question() {
    let mut file = Edited::of(AGENCY);
    file.fill_first(paragraph("thực hiện nội dung tại các điểm a, b, c"), "Phòng Quản lý thương mại");
    file.set_cells("1", &["", "", "Văn phòng"]);
    let told = told(&compared(&file));
    let open: Vec<&String> = told.iter().filter(|line| line.starts_with('!')).collect();
    assert_eq!(open.len(), 1, "{told:?}");
    assert!(open[0].contains("Phòng Quản lý thương mại") && open[0].contains("Văn phòng"), "{open:?}");
}

#[test]
fn a_new_entry_is_one_of_the_agency_s_own_whatever_letter_was_typed_before_it() {
    let mut file = Edited::of(AGENCY);
    file.insert_after(paragraph(FIRST), "b) mở lớp tập huấn cho cán bộ một cửa. Thời hạn: tháng 9/2025.");
    let compared = compared(&file);
    assert!(matches!(&compared.changes[..], [only] if matches!(only.what, What::EntryAdded(_))));
    let text = written(&compared);
    let entry = "      - noi_dung: >-\n          Mở lớp tập huấn cho cán bộ một cửa.\n        thay_cho: []\n        thoi_han: tháng 9/2025\n";
    assert!(text.contains(entry), "{text}");
    assert_eq!(compared.left, []);
}

#[test]
fn entries_are_joined_and_moved_and_a_given_task_stays() {
    let mut file = Edited::of(AGENCY);
    let second = file.text_of(paragraph(SECOND));
    let first = file.text_of(paragraph(FIRST));
    file.remove(paragraph(SECOND));
    let joined = format!("{} {}", first.trim_end_matches('.'), second.trim_start_matches("b) "));
    file.set_text(paragraph(FIRST), &joined);
    let compared = compared(&file);
    assert!(
        compared.changes.iter().any(|change| matches!(change.what, What::EntriesMerged { .. })),
        "{:?}",
        told(&compared)
    );
    assert!(
        written(&compared).contains("nhiem_vu: II.1.đ.1")
            && written(&compared).contains("nhiem_vu: II.1.đ.2")
    );

    let mut file = Edited::of(AGENCY);
    file.move_after(paragraph(FIRST), paragraph(SECOND));
    let moved = self::compared(&file);
    assert!(
        matches!(&moved.changes[..], [only] if matches!(only.what, What::EntryMoved { .. })),
        "{:?}",
        told(&moved)
    );
    let text = written(&moved);
    let at = |words: &str| text.find(words).expect("it is there");
    assert!(at("nhiem_vu: II.1.đ.2") < at("nhiem_vu: II.1.đ.1"));

    let mut file = Edited::of(AGENCY);
    file.remove(paragraph(SECOND));
    let deleted = told(&self::compared(&file));
    assert!(
        matches!(&deleted[..], [only] if only.starts_with("? nội dung bị xóa") && only.contains("kế hoạch gốc giao")),
        "{deleted:?}"
    );
}

#[test]
fn a_task_of_when_concerned_that_is_deleted_is_set_aside() {
    let mut file = Edited::of("chi-cuc-thue-khu-vuc-vi");
    let line = paragraph("- Chủ trì: định kỳ tổ chức các hội nghị");
    let task = file.text_of(line);
    file.remove(line);
    let compared = compared(&file);
    assert!(
        matches!(&told(&compared)[..], [only] if only.starts_with("+ nội dung bị xóa")),
        "{:?}",
        told(&compared)
    );
    assert!(compared.left.is_empty(), "{:?}", compared.left);
    let text = written(&compared);
    let set_aside = text.lines().skip_while(|line| !line.starts_with("khong_lien_quan:")).take(2);
    let set_aside: String = set_aside.collect::<Vec<_>>().join(" ");
    let cited = task.rsplit_once('(').expect("the line cites the plan").1;
    assert!(cited.starts_with("điểm a khoản 3 Mục II"), "{cited}");
    assert!(set_aside.contains("II.3.a."), "{set_aside}");

    // Words typed into one are listed: the plan gives them.
    let mut file = Edited::of("chi-cuc-thue-khu-vuc-vi");
    let line = paragraph("- Chủ trì: định kỳ tổ chức các hội nghị");
    let task = file.text_of(line).replace("định kỳ tổ chức", "mỗi quý tổ chức");
    file.set_text(line, &task);
    let changed = told(&self::compared(&file));
    assert!(matches!(&changed[..], [only] if only.contains("mỗi quý tổ chức")), "{changed:?}");
}

#[test]
fn purposes_of_the_template_become_the_agency_s_and_its_requirements_stay() {
    let mut file = Edited::of(AGENCY);
    file.insert_after(paragraph("- Cụ thể hóa và tổ chức thực hiện"), "- Thêm một mục đích nữa.");
    let compared = compared(&file);
    let text = written(&compared);
    assert!(
        text.contains("muc_dich:\n  - >-\n    Cụ thể hóa") && text.contains("yeu_cau:\n  - >-"),
        "{text}"
    );
    assert_eq!(compared.left, []);
}

#[test]
fn words_made_bold_are_told_as_formatting_alone() {
    let mut file = Edited::of(AGENCY);
    file.make_bold(FIRST);
    let compared = compared(&file);
    assert!(
        matches!(&compared.changes[..], [only] if matches!(only.what, What::Formatting { .. })),
        "{:?}",
        told(&compared)
    );
    assert!(compared.written.is_none());
}

#[test]
fn a_table_drawn_by_hand_is_listed_with_its_words() {
    let mut file = Edited::of(AGENCY);
    file.insert_table_before(paragraph("I. MỤC ĐÍCH, YÊU CẦU"), "Ô tự kẻ");
    let told = told(&compared(&file));
    assert!(
        matches!(&told[..], [only] if only.starts_with("? thêm “Ô tự kẻ”") && only.contains("bảng")),
        "{told:?}"
    );
}

#[test]
fn tracked_changes_count_as_accepted_and_are_told() {
    let mut file = Edited::of(AGENCY);
    file.track(FIRST, "Đăng công khai thủ tục hành chính");
    let (_, inputs) = content();
    let taken = door_over(inputs).take_in("tep.docx".as_ref(), &file.bytes());
    assert!(taken.told.iter().any(|finding| finding.code == kehoach::diagnostic::codes::TRACKED_CHANGE));
    let Outcome::Compared(compared) = taken.outcome else { panic!("it is compared") };
    assert!(written(&compared).contains("Đăng công khai thủ tục hành chính"));
}

#[test]
fn content_that_changed_elsewhere_stays_and_at_the_same_place_is_a_question() {
    let mut file = Edited::of(AGENCY);
    file.replace(FIRST, "Công khai mọi thủ tục hành chính");
    let plan = "content/2025/ke-hoach-tinh.yaml";
    let elsewhere = edited::content_with(plan, SECOND, "Nâng cao hẳn chất lượng giải quyết hồ sơ");
    let merged = compared_over(&file, &elsewhere);
    assert!(matches!(&told(&merged)[..], [only] if only.starts_with("+ nội dung")), "{:?}", told(&merged));
    assert!(written(&merged).contains("Nâng cao hẳn chất lượng"));
    let same = edited::content_with(plan, FIRST, "Niêm yết công khai tất cả các bộ thủ tục hành chính");
    let open = compared_over(&file, &same);
    let lines = told(&open);
    assert!(matches!(&lines[..], [only] if only.starts_with('!')), "{lines:?}");
    assert!(
        lines[0].contains("tệp ghi “Công khai mọi")
            && lines[0].contains("nội dung nay ghi “Niêm yết công khai tất cả")
    );
    assert!(open.written.is_none(), "nothing is written over what both changed");
}

#[test]
fn a_file_without_bookmarks_is_told_by_its_lines_and_one_without_its_record_begins_the_part() {
    let mut file = Edited::of(AGENCY);
    file.replace(FIRST, "Công khai mọi thủ tục hành chính");
    file.remove_bookmarks();
    let compared = compared(&file);
    assert_eq!(compared.basis, Basis::Words);
    assert!(
        matches!(&told(&compared)[..], [only] if only.starts_with("+ nội dung")),
        "{:?}",
        told(&compared)
    );
    file.remove_record();
    let (_, inputs) = content();
    let mut taken = door_over(inputs).take_in("so-cong-thuong (1).docx".as_ref(), &file.bytes());
    // An older file of Word may have its marks still, for Word alone.
    taken.path = "so-cong-thuong (1).doc".into();
    let hint = findings_of(&taken)[0].hint.clone().expect("a hint");
    assert!(hint.contains("lưu lại thành .docx"), "{hint}");
    match taken.outcome {
        Outcome::Imported(by_import) => {
            assert!(by_import.written.old.is_none());
            assert!(by_import.written.path.ends_with("2025/co-quan/so-cong-thuong.yaml"));
            assert!(by_import.written.text.contains("Công khai mọi thủ tục"), "{}", by_import.written.text);
            assert!(by_import.imported.lost.is_empty(), "{:#?}", by_import.imported.lost);
        }
        other => panic!("it begins the part of its agency: {other:?}"),
    }
}

#[test]
fn a_file_without_marks_of_an_agency_that_has_its_part_is_listed_line_by_line() {
    let agency = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";
    let mut file = Edited::of(agency);
    file.remove_bookmarks();
    file.remove_record();
    let (_, inputs) = content();
    match door_over(inputs).take_in(format!("{agency} sửa.docx").as_ref(), &file.bytes()).outcome {
        Outcome::MarksGone { name, file, document } => {
            assert!(name.is_some_and(|name| name.contains("Đồng Đăng")));
            assert!(file.is_empty() && document.is_empty(), "nobody changed a word: {file:?} {document:?}");
        }
        other => panic!("nothing is written beside the part that is there: {other:?}"),
    }
}

#[test]
fn a_file_without_marks_is_known_by_whose_plan_it_is_where_its_name_says_nothing() {
    let agency = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";
    let mut file = Edited::of(agency);
    file.replace("Đẩy mạnh quyết liệt", "Đẩy mạnh mạnh mẽ");
    file.remove_bookmarks();
    file.remove_record();
    let (_, inputs) = content();
    match door_over(inputs).take_in("gửi lại.docx".as_ref(), &file.bytes()).outcome {
        Outcome::MarksGone { name, file, document } => {
            assert!(name.is_some_and(|name| name.contains("Đồng Đăng")));
            assert_eq!((file.len(), document.len()), (1, 1), "{file:?} {document:?}");
        }
        other => panic!("nothing is written beside the part that is there: {other:?}"),
    }
}

#[test]
fn a_file_that_lost_its_properties_is_known_by_its_first_mark_while_the_content_is_as_it_was() {
    let mut file = Edited::of(AGENCY);
    file.replace(FIRST, "Công khai mọi thủ tục hành chính");
    file.remove_record();
    let whole = compared(&file);
    assert_eq!(whole.basis, Basis::Marks);
    assert!(matches!(&told(&whole)[..], [only] if only.starts_with("+ nội dung")), "{:?}", told(&whole));
    let plan = "content/2025/ke-hoach-tinh.yaml";
    let changed = edited::content_with(plan, SECOND, "Nâng cao hẳn chất lượng giải quyết hồ sơ");
    let outcome = door_over(&changed).take_in("so-cong-thuong.docx".as_ref(), &file.bytes()).outcome;
    assert!(matches!(outcome, Outcome::Imported(_)), "nothing tells what was made: {outcome:?}");
}

#[test]
fn an_entry_parted_in_two_keeps_its_task_in_the_first_half() {
    let mut file = Edited::of(AGENCY);
    let whole = file.text_of(paragraph(FIRST));
    let (first, second) = whole.split_once(" và trên trang ").expect("its words");
    let second = format!("Cập nhật trên trang {second}");
    file.insert_after(paragraph(FIRST), &second);
    file.set_text(paragraph(FIRST), first);
    let compared = compared(&file);
    let text = written(&compared);
    let new =
        text.split("        thay_cho: []").next().expect("the new entry").rsplit("- noi_dung: >-").next();
    let new: String = new.expect("its words").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(new.starts_with("Cập nhật trên trang") && !new.contains("(điểm đ"), "{new}");
    assert!(text.contains("mức phí, lệ phí tại Bộ phận một cửa.\n"), "{text}");
}

#[test]
fn a_file_of_another_content_and_one_of_nobody_are_refused() {
    let mut file = Edited::of(AGENCY);
    file.rename_document("2025/kh-175-2025/so-cong-thuong", "2025/kh-175-2025/so-cua-tinh-khac");
    let (_, inputs) = content();
    let outcome = |name: &str, bytes: &[u8]| door_over(inputs).take_in(name.as_ref(), bytes).outcome;
    let taken = outcome("a.docx", &file.bytes());
    assert!(
        matches!(&taken, Outcome::OtherContent { document } if document.ends_with("so-cua-tinh-khac")),
        "{taken:?}"
    );
    let foreign = std::fs::read("tests/fixtures/reading/don-vi-tu-soan.docx");
    if let Ok(bytes) = foreign {
        assert!(matches!(outcome("b.docx", &bytes), Outcome::Foreign));
    }
    assert!(matches!(outcome("c.docx", b"kh\xc3\xb4ng"), Outcome::Refused(_) | Outcome::Foreign));
}

#[test]
fn the_plan_itself_comes_home_into_its_file() {
    let mut file = Edited::of("ke-hoach");
    file.replace("giữ tỷ lệ hồ sơ đăng ký doanh nghiệp", "bảo đảm tỷ lệ hồ sơ đăng ký doanh nghiệp");
    file.set_text(paragraph("- Lưu: VT"), "- Lưu: VT, TH.");
    let compared = compared(&file);
    let written = compared.written.as_ref().expect("it comes home");
    assert!(written.path.ends_with("2025/ke-hoach-tinh.yaml") && written.old.is_some());
    let (old, _) = edited::source("content/2025/ke-hoach-tinh.yaml");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(&old), lines(&written.text));
    let changed = new.iter().filter(|line| !old.contains(line)).count();
    assert!(changed <= 4, "only what was touched: {changed}");
    assert!(written.text.contains("luu: VT, TH\n"));
    assert_eq!(compared.left, []);
}

#[test]
fn files_taken_in_together_come_home_as_each_would_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    let mut save = |name: &str, file: &Edited| {
        let path = folder.path().join(name);
        std::fs::write(&path, file.bytes()).expect("it is written");
        paths.push(path);
    };
    for stem in [AGENCY, "chi-cuc-thue-khu-vuc-vi", "ubnd-phuong-tam-thanh", "ke-hoach"] {
        let mut file = Edited::of(stem);
        file.insert_before(paragraph("- Lưu: VT"), "- Báo và Đài tỉnh (đưa tin);");
        save(&format!("{stem}.docx"), &file);
    }
    let mut second = Edited::of(AGENCY);
    second.replace(FIRST, "Công khai mọi thủ tục hành chính");
    save("second.docx", &second);
    paths.push(folder.path().join("none.docx"));
    let (_, inputs) = content();
    let door = door_over(inputs);
    let together = door.take_in_all(&paths);
    assert!(together.last().is_some_and(Result::is_err), "a file that is not there is told in its place");
    assert_eq!(together.len(), paths.len());
    for (path, one) in paths.iter().zip(together).take(5) {
        let alone = door.take_in(path, &std::fs::read(path).expect("it is there"));
        let one = one.expect("it is read");
        assert_eq!(one.path, *path);
        assert!(matches!(&one.outcome, Outcome::Compared(one) if one.written.is_some()), "{one:?}");
        assert_eq!(format!("{:?}", one.outcome), format!("{:?}", alone.outcome), "{}", path.display());
    }
}

/// A folder with the content as it is.
fn with_content() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for source in &content().1.loaded.sources {
        let path = folder.path().join(&source.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        std::fs::write(path, &source.text).expect("it is written");
    }
    folder
}

#[test]
fn of_a_folder_what_is_as_the_content_has_it_is_counted_and_a_report_is_called_what_it_is() {
    let folder = with_content();
    let kehoach = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_kehoach")).args(args).current_dir(folder.path()).output();
        run.expect("it runs")
    };
    let of_report = ["bao-cao", "--year", "2025", "--as-of", "30/9/2025", "--out", "ve"];
    assert!(kehoach(&of_report).status.success());
    for stem in ["so-cong-thuong", "so-noi-vu"] {
        let path = folder.path().join(format!("ve/{stem}.docx"));
        std::fs::write(path, Edited::of(stem).bytes()).expect("it is written");
    }
    let run = kehoach(&["nhan", "ve"]);
    let (said, warned) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!(run.status.code(), Some(1), "{said}{warned}");
    assert!(said.contains("02 tệp không có gì khác nội dung.\n"), "{said}");
    assert!(!said.contains("Sở Nội vụ"), "what is as it was is counted, no more: {said}");
    assert!(warned.contains("tệp là báo cáo hoặc bảng chương trình lập để xem"), "{warned}");
    assert!(!warned.contains("KH713"), "its charts are not asked for: {warned}");
    let alone = kehoach(&["nhan", "ve/so-noi-vu.docx"]);
    let said = String::from_utf8_lossy(&alone.stdout);
    assert!(said.contains("Sở Nội vụ\n  không có gì khác"), "{said}");
}

#[test]
fn what_cannot_be_written_is_told_and_the_content_stays_as_it_is() {
    let folder = with_content();
    let stem = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";
    let part = folder.path().join(format!("content/2025/co-quan/{stem}.yaml"));
    let before = std::fs::read_to_string(&part).expect("the agency has a part");
    let mut permissions = std::fs::metadata(&part).expect("it stands").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&part, permissions).expect("it is set");
    let mut file = Edited::of(stem);
    file.set_text(paragraph("- Lưu: VT."), "- Lưu: VT, KTTH.");
    std::fs::write(folder.path().join("tep.docx"), file.bytes()).expect("it is written");
    let run = Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args(["take-in", "tep.docx", "--yes"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let (said, warned) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!(run.status.code(), Some(2), "{said}{warned}");
    assert!(said.contains("Không ghi được vào 01 tệp nội dung") && !said.contains("--yes"), "{said}");
    assert!(warned.contains("được đặt chỉ cho đọc"), "{warned}");
    assert_eq!(std::fs::read_to_string(&part).expect("it stands"), before);
}

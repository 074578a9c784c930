//! Nothing that a person changed is passed over: what has no place in the content is told, where it is the only
//! change, too; what the content came to say since is not taken out with what the file had.

use kehoach::app::takein::Together;

use super::edited::{self, Edited, content, door_over, paragraph};
use super::{AGENCY, FIRST, SECOND, compared, compared_over, told, written};

/// An agency that has its part.
const BOARD: &str = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";
const PART: &str = "content/2025/co-quan/bql-khu-kinh-te-cua-khau-dong-dang-lang-son.yaml";
/// The beginning of an entry of the board's own, as its part has it and as it is printed.
const OWN: &str = "Nâng cao chất lượng thẩm định, hướng dẫn";
const OWN_PRINTED: &str = "âng cao chất lượng thẩm định, hướng dẫn";
const DIVIDED: &str = "chủ trì thực hiện nội dung tại các điểm a, b, c.";

/// The only line that is told of a file.
fn only(file: &Edited) -> String {
    let compared = compared(file);
    let lines = told(&compared);
    let [line] = &lines[..] else { panic!("one change: {lines:?}") };
    assert!(compared.written.is_none() || line.starts_with('+'), "{lines:?}");
    line.clone()
}

fn reworded(stem: &str, line: &str, old: &str, new: &str) -> Edited {
    let mut file = Edited::of(stem);
    let text = file.text_of(paragraph(line));
    assert!(text.contains(old), "{text}");
    file.set_text(paragraph(line), &text.replace(old, new));
    file
}

#[test]
fn words_of_the_template_around_a_value_are_told() {
    let green = "ghiên cứu, tham mưu ưu tiên xây dựng hạ tầng xanh";
    for (stem, line, old, new) in [
        ("ke-hoach", "1. Chỉ số “Gia nhập thị trường”", "”", "” và đất đai"),
        (AGENCY, green, "cùng chủ trì: ", "chủ trì chính: "),
        (AGENCY, green, "khoản 2 Mục II", "khoản 2 Mục II; kinh phí 500 triệu đồng"),
        // The dots before it are no unit.
        (BOARD, green, "cùng chủ trì: Sở Công Thương", "cùng chủ trì: Sở Xây dựng"),
        // Nor is the name before the words of a task theirs.
        (
            "ke-hoach",
            "d) Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch:",
            "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch",
            "Sở Công Thương",
        ),
    ] {
        let line = only(&reworded(stem, line, old, new));
        assert!(line.starts_with("? ") && line.contains(new), "{line}");
    }
}

#[test]
fn what_goes_on_behind_a_comma_is_of_the_same_sentence() {
    let line = "b) Nghiên cứu, tham mưu ưu tiên xây dựng hạ tầng xanh";
    let file = reworded(AGENCY, line, "nhiệm vụ).", "nhiệm vụ), hoàn thành trước 30/11/2025.");
    let line = only(&file);
    assert!(line.contains("quỹ đất sạch, hoàn thành trước 30/11/2025”"), "{line}");
}

#[test]
fn a_division_is_understood_whole_or_told() {
    let with = |said: &str| {
        let mut file = Edited::of(AGENCY);
        file.set_text(paragraph(DIVIDED), &format!("Phân công thực hiện: {said}"));
        file
    };
    for said in [
        "Phòng Quản lý thương mại chủ trì thực hiện nội dung tại các điểm a, b; Văn phòng làm điểm c.",
        "Phòng Quản lý thương mại chủ trì thực hiện nội dung tại các điểm a, b, c xong trước ngày 30/9/2025.",
        "Phòng Quản lý thương mại chủ trì thực hiện nội dung tại các điểm a, b, y.",
    ] {
        assert!(only(&with(said)).starts_with("? "), "{said}");
    }
    let range = compared(&with(
        "Phòng Quản lý thương mại và Phòng Công nghiệp cùng chủ trì thực hiện nội dung tại các điểm a đến c.",
    ));
    let units = "chu_tri: [phong-quan-ly-thuong-mai, phong-cong-nghiep]";
    assert_eq!(written(&range).matches(units).count(), 3, "{}", written(&range));
    // The third letter is nobody's any more.
    let fewer = told(&compared(&with("Văn phòng chủ trì thực hiện nội dung tại các điểm a, b.")));
    let lost: Vec<&String> = fewer.iter().filter(|line| line.starts_with('?')).collect();
    assert!(fewer.len() == 3 && lost.len() == 1 && lost[0].contains("điểm a, b, c"), "{fewer:?}");
}

#[test]
fn units_that_a_sentence_of_an_entry_names_otherwise_are_its_units_or_it_is_told() {
    let mut file = Edited::of(BOARD);
    let phrase = "chủ trì, phối hợp với các phòng liên quan";
    file.replace(&format!("Giao Phòng Quản lý hạ tầng {phrase}"), &format!("Giao Văn phòng {phrase}"));
    let open = compared(&file);
    let lines = told(&open);
    assert!(
        lines.iter().any(|line| line.starts_with("+ đơn vị chủ trì") && line.ends_with("“Văn phòng”")),
        "{lines:?}"
    );
    assert!(!lines.iter().any(|line| line.contains("đơn vị phối hợp")), "{lines:?}");
    let text = &open.written.expect("it comes home").text;
    let entry = text.split("Giao Văn phòng chủ trì").next().expect("the entry");
    assert!(entry.lines().rev().take(4).any(|line| line.contains("chu_tri: [vp]")), "{text}");
    // Whom these words name is not read.
    let mut file = Edited::of(BOARD);
    file.replace("Giao các phòng Kế hoạch tổng hợp, Quản lý hạ tầng,", "Giao tổ giúp việc,");
    let lines = told(&compared(&file));
    assert!(lines.iter().any(|line| line.starts_with('?') && line.contains("chu_tri")), "{lines:?}");
}

#[test]
fn a_new_row_is_there_but_for_what_the_program_puts_into_it() {
    let mut file = Edited::of(AGENCY);
    let row = ["2", "Tổ chức hội nghị khách hàng.", "Phòng Thương mại", "", "quý III/2025", "Hội nghị", ""];
    file.insert_row_after("Niêm yết công khai các bộ", &row);
    let open = compared(&file);
    assert!(matches!(&told(&open)[..], [only] if only.starts_with("+ nội dung mới")), "{:?}", told(&open));
    assert_eq!(open.left, [], "number and reference are the program's");
}

#[test]
fn a_number_that_was_typed_anew_before_a_line_of_the_template_is_no_change() {
    let mut file = Edited::of(AGENCY);
    file.replace("3. Thực hiện các việc được giao", "4. Thực hiện các việc được giao");
    assert_eq!(told(&compared(&file)), Vec::<String>::new());
}

#[test]
fn a_line_that_gives_points_to_several_is_understood_with_all_of_them_or_told() {
    let mut file = Edited::of(AGENCY);
    file.set_text(
        paragraph("chủ trì thực hiện nội dung tại các điểm a, b, c"),
        "Phân công thực hiện: Phòng Thương mại chủ trì thực hiện nội dung tại các điểm a, b; Văn phòng chủ trì, phối hợp \
         với Phòng Thương mại thực hiện nội dung tại điểm c.",
    );
    let open = compared(&file);
    let lines = told(&open);
    for said in [
        "II.1.đ.1: điền “Phòng Thương mại”",
        "II.1.đ.2: điền “Phòng Thương mại”",
        "đơn vị chủ trì của nhiệm vụ II.1.đ.3: điền “Văn phòng”",
        "đơn vị phối hợp của nhiệm vụ II.1.đ.3: điền “Phòng Thương mại”",
    ] {
        assert!(
            lines.iter().any(|line| line.starts_with("+ đơn vị") && line.contains(said)),
            "no “{said}”: {lines:?}"
        );
    }
    // Half of it that says more leaves all of it to a person.
    let mut file = Edited::of(AGENCY);
    file.set_text(
        paragraph("chủ trì thực hiện nội dung tại các điểm a, b, c"),
        "Phân công thực hiện: Phòng Thương mại chủ trì thực hiện nội dung tại các điểm a, b; điểm c làm sau.",
    );
    let lines = told(&compared(&file));
    assert!(matches!(&lines[..], [only] if only.starts_with('?')), "{lines:?}");
}

#[test]
fn an_own_entry_that_both_reworded_is_a_question_and_so_is_one_that_the_file_deleted() {
    let since = edited::content_with(PART, OWN, "Nâng cao rõ rệt chất lượng thẩm định, hướng dẫn");
    let mut file = Edited::of(BOARD);
    file.remove(paragraph(OWN_PRINTED));
    let deleted = told(&compared_over(&file, &since));
    let open: Vec<&String> = deleted.iter().filter(|line| line.starts_with('!')).collect();
    assert!(
        open.len() == 1 && open[0].contains("nội dung bị xóa") && open[0].contains("rõ rệt"),
        "{deleted:?}"
    );
    let mut file = Edited::of(BOARD);
    file.replace("kinh doanh chuyên ngành", "kinh doanh có điều kiện");
    let both = told(&compared_over(&file, &since));
    assert!(
        matches!(&both[..], [only] if only.starts_with('!') && only.contains("tệp ghi") && only.contains("nội dung nay ghi “nâng cao rõ rệt")),
        "{both:?}"
    );
}

/// Three entries of the agency's own stand where nothing of the plan does, and the content has gone on since.
#[test]
fn of_several_own_entries_the_one_that_the_file_deleted_is_taken_out_or_asked_of() {
    const BEFORE: &str = "    noi_dung:\n      # II.2.c.1";
    let with = |entries: [&str; 3]| {
        let entries = entries.map(|words| {
            format!(
                "      - noi_dung: >-\n          {words}\n        thay_cho: []\n        chu_tri: [qlht]\n"
            )
        });
        let text = format!("    noi_dung:\n{}      # II.2.c.1", entries.concat());
        edited::content_with(PART, BEFORE, &text)
    };
    let [first, survey, leaflet] = [
        "Mở lớp tập huấn nghiệp vụ cho cán bộ một cửa.",
        "Khảo sát nhu cầu mặt bằng của doanh nghiệp.",
        "In tờ rơi giới thiệu quy trình cấp phép.",
    ];
    let [fair, archive] = ["Tham gia hội chợ thương mại biên giới.", "Số hóa hồ sơ lưu trữ từ năm 2010."];
    let made = with([first, survey, leaflet]);
    let mut file = Edited::made_of(BOARD, &made);
    file.remove(paragraph("khảo sát nhu cầu mặt bằng"));
    // Its neighbour was reworded.
    let reworded = "In và phát tờ rơi giới thiệu quy trình cấp phép.";
    let open = compared_over(&file, &with([first, survey, reworded]));
    assert!(
        matches!(&told(&open)[..], [only] if only.starts_with("+ nội dung bị xóa: “khảo sát")),
        "{:?}",
        told(&open)
    );
    let written = &open.written.expect("it comes home").text;
    assert!(written.contains(first) && written.contains(reworded) && !written.contains(survey), "{written}");
    // It was itself.
    let both = [
        "Mở hai lớp tập huấn nghiệp vụ cho cán bộ một cửa.",
        "Khảo sát nhu cầu mặt bằng của mọi doanh nghiệp.",
    ];
    let open = compared_over(&file, &with([both[0], both[1], leaflet]));
    assert!(
        matches!(&told(&open)[..], [only] if only.starts_with('!') && only.contains("của mọi doanh")),
        "{:?}",
        told(&open)
    );
    assert!(open.written.is_none());
    // Nothing tells which it is by now: all that it may be are named.
    let open = compared_over(&file, &with([fair, archive, leaflet]));
    let lines = told(&open);
    assert!(
        matches!(&lines[..], [only] if only.starts_with("? bỏ “tham gia hội chợ") && only.contains("“số hóa hồ sơ")),
        "{lines:?}"
    );
    assert!(open.written.is_none());
}

#[test]
fn a_line_that_the_content_reworded_is_not_taken_out_with_the_one_that_the_file_had() {
    for (line, old, new) in [
        (
            "Đẩy mạnh quyết liệt việc cải cách",
            "Đẩy mạnh quyết liệt việc",
            "Đẩy mạnh quyết liệt, thường xuyên việc",
        ),
        (
            "Văn phòng được giao theo dõi, đôn đốc",
            "Văn phòng được giao theo dõi",
            "Văn phòng được giao thường xuyên theo dõi",
        ),
    ] {
        let mut file = Edited::of(BOARD);
        file.remove(paragraph(line));
        let open = compared_over(&file, &edited::content_with(PART, old, new));
        let lines = told(&open);
        assert!(
            matches!(&lines[..], [only] if only.starts_with('!') && only.contains("thường xuyên")),
            "{lines:?}"
        );
        assert!(open.written.is_none());
    }
}

#[test]
fn a_line_that_the_content_has_no_more_is_asked_of_and_not_written() {
    let text = edited::source(PART).0;
    let start = text.find("  - >-\n    Đẩy mạnh quyết liệt").expect("an item");
    let item = &text[start..start + 5 + text[start + 5..].find("  - ").expect("the next")];
    let mut file = Edited::of(BOARD);
    file.replace("Đẩy mạnh quyết liệt", "Đẩy mạnh mạnh mẽ");
    let open = compared_over(&file, &edited::content_with(PART, item, ""));
    assert!(matches!(&told(&open)[..], [only] if only.starts_with('!')), "{:?}", told(&open));
    assert!(open.written.is_none());
}

#[test]
fn what_came_home_already_is_no_change_when_the_file_comes_again() {
    let mut file = Edited::of(BOARD);
    file.set_text(paragraph("TRƯỞNG BAN"), "KT. TRƯỞNG BAN");
    file.insert_after(paragraph("KT. TRƯỞNG BAN"), "PHÓ TRƯỞNG BAN");
    let taken = compared(&file);
    let again = edited::content_with(PART, &edited::source(PART).0, written(&taken));
    assert_eq!(told(&compared_over(&file, &again)), Vec::<String>::new());
}

#[test]
fn what_came_home_from_a_table_a_head_or_a_division_is_not_asked_of_nor_written_again() {
    let mut file = Edited::of(AGENCY);
    file.set_text(paragraph("Số: "), "Số: 5/KH-SCT");
    file.set_text(paragraph(", ngày"), "Lạng Sơn, ngày 18 tháng 07 năm 2025");
    file.set_text(
        paragraph("thực hiện nội dung tại các điểm a, b, c"),
        "- Văn phòng chủ trì thực hiện nội dung tại điểm a; Phòng Kỹ thuật chủ trì nội dung tại các điểm b, c.",
    );
    // A cell is printed with a capital; a new row gets a number, and its entry a letter.
    file.set_cells("1", &["", "", "", "", "trước ngày 30/9/2025", "Báo cáo"]);
    let row = ["2", "Mở hội nghị khách hàng.", "P. Kỹ thuật", "VP", "quý III/2025", "Hội nghị", ""];
    file.insert_row_after("Niêm yết công khai các bộ", &row);
    let second = file.text_of(paragraph(SECOND));
    file.set_text(paragraph(SECOND), &format!("{second} Thời hạn: quý III/2025. Sản phẩm: Báo cáo kết quả."));
    file.set_text(
        paragraph("2. Bộ phận được giao"),
        "2. Văn phòng theo dõi, tổng hợp kết quả thực hiện Kế hoạch.",
    );
    file.insert_after(paragraph("2. Văn phòng theo dõi"), "3. Các phòng báo cáo trước ngày 25 hằng tháng.");
    file.insert_before(
        paragraph("Phân công thực hiện"),
        "Lãnh đạo chỉ đạo: đồng chí Trần Văn Bình, Phó Giám đốc.",
    );
    let taken = compared(&file);
    assert!(taken.changes.len() > 6, "{:?}", told(&taken));
    let again = edited::content_after(taken.written.as_ref().expect("something comes home"));
    assert_eq!(told(&compared_over(&file, &again)), Vec::<String>::new());
}

#[test]
fn a_list_line_that_is_emptied_is_taken_out() {
    let mut file = Edited::of(BOARD);
    file.set_text(paragraph("- Tăng cường thanh toán không dùng tiền mặt"), "-");
    let compared = compared(&file);
    let lines = told(&compared);
    assert!(
        matches!(&lines[..], [only] if only.contains("bỏ “Tăng cường") && !only.contains("ghi “")),
        "{lines:?}"
    );
    assert_eq!(compared.left, []);
}

#[test]
fn of_a_task_of_the_plan_that_is_parted_joined_or_has_another_day_nothing_is_written_in_half() {
    let mut parted = Edited::of("ke-hoach");
    let line = paragraph("- Tiếp tục nâng cao hiệu quả công tác đăng ký doanh nghiệp");
    let text = parted.text_of(line);
    let (first, second) = text.split_once("; ").expect("two halves");
    parted.insert_after(line, &format!("- {second}"));
    parted.set_text(line, &format!("{first}."));
    let mut joined = Edited::of("ke-hoach");
    let second = joined.text_of(paragraph(SECOND));
    let first = joined.text_of(paragraph(FIRST));
    joined.remove(paragraph(SECOND));
    joined.set_text(paragraph(FIRST), &format!("{first} {}", second.trim_start_matches("- ")));
    for file in [parted, joined] {
        let compared = compared(&file);
        let lines = told(&compared);
        assert!(lines.len() == 2 && lines.iter().all(|line| line.starts_with('?')), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("đi cùng một thay đổi")), "{lines:?}");
        assert!(compared.written.is_none());
    }
}

#[test]
fn number_and_day_of_an_annex_are_those_of_the_head() {
    let reference = "(Kèm theo Kế hoạch số 56/KH-BQLKKTCK ngày 09 tháng 9 năm 2025 của Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn)";
    let mut file = Edited::of(BOARD);
    file.set_text(paragraph("(Kèm theo Kế hoạch số"), reference);
    let line = only(&file);
    assert!(line.starts_with("? ") && line.contains("ở đầu văn bản"), "{line}");
    file.set_text(paragraph("Số: "), "Số: 56/KH-BQLKKTCK");
    file.set_text(paragraph(", ngày"), "Lạng Sơn, ngày 09 tháng 9 năm 2025");
    let filled = told(&compared(&file));
    assert!(filled.len() == 2 && filled.iter().all(|line| line.starts_with('+')), "{filled:?}");
}

#[test]
fn whatever_a_person_marked_is_told() {
    for look in [
        "<w:highlight w:val=\"yellow\"/>",
        "<w:color w:val=\"FF0000\"/>",
        "<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>",
        "<w:sz w:val=\"40\"/>",
        "<w:u w:val=\"single\"/>",
    ] {
        let mut file = Edited::of(AGENCY);
        file.mark(FIRST, look);
        let line = only(&file);
        assert!(line.starts_with("? định dạng của “"), "{look}: {line}");
    }
    // What says of itself that it is as usual is no mark.
    let mut file = Edited::of(AGENCY);
    file.mark(FIRST, "<w:color w:val=\"auto\"/><w:highlight w:val=\"none\"/>");
    assert!(told(&compared(&file)).is_empty());
    // In a line of the head, and in one that was typed.
    let mut file = Edited::of(AGENCY);
    file.mark("Lưu: VT", "<w:highlight w:val=\"yellow\"/>");
    assert!(only(&file).starts_with("? định dạng của “"), "{}", only(&file));
    let mut file = Edited::of(AGENCY);
    file.insert_after(paragraph(SECOND), "- Mở lớp tập huấn cho cán bộ một cửa.");
    file.mark("Mở lớp tập huấn", "<w:highlight w:val=\"yellow\"/>");
    let lines = told(&compared(&file));
    assert!(
        lines.len() == 2 && lines.iter().any(|line| line.contains("định dạng của “- Mở lớp")),
        "{lines:?}"
    );
}

#[test]
fn a_value_that_the_content_refuses_stays_out_and_the_rest_comes_home() {
    let mut file = Edited::of(BOARD);
    file.insert_before(paragraph("- Lưu: VT."), "- Như Điều 5;");
    file.set_text(paragraph(", ngày"), "Lạng Sơn, ngày 08 tháng 7 năm 2029");
    file.set_text(paragraph("- Lưu: VT."), "- Lưu: VT, KHTH.");
    let together = {
        let (_, inputs) = content();
        Together::of(vec![door_over(inputs).take_in("a.docx".as_ref(), &file.bytes())])
    };
    let compared = together.all[0].compared().expect("it is compared");
    let lines = told(compared);
    let refused: Vec<&String> = lines.iter().filter(|line| line.contains("nội dung có lỗi")).collect();
    assert_eq!(refused.len(), 2, "{lines:?}");
    assert!(written(compared).contains("luu: VT, KHTH"), "{}", written(compared));
    assert!(!written(compared).contains("Như Điều"), "{}", written(compared));
    let said: Vec<&str> = together.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(said.iter().any(|message| message.contains("không hợp với năm 2025")), "{said:?}");
}

#[test]
fn rows_that_leave_the_order_of_the_entries_are_told() {
    let mut file = Edited::of(BOARD);
    file.move_row_after(
        "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan kêu gọi",
        "Nghiên cứu, tham mưu ưu tiên xây dựng hạ tầng",
    );
    let line = only(&file);
    assert!(line.starts_with("? dòng bảng “") && line.contains("chuyển chỗ"), "{line}");
}

#[test]
fn a_day_that_no_calendar_has_stays_out_and_the_rest_comes_home() {
    let mut file = Edited::of(BOARD);
    file.set_text(paragraph(", ngày"), "Lạng Sơn, ngày 31 tháng 02 năm 2025");
    file.set_text(paragraph("- Lưu: VT."), "- Lưu: VT, KHTH.");
    let compared = compared(&file);
    let lines = told(&compared);
    let refused: Vec<&String> = lines.iter().filter(|line| line.starts_with('?')).collect();
    assert!(refused.len() == 1 && refused[0].contains("không đọc được giá trị này"), "{lines:?}");
    assert!(written(&compared).contains("luu: VT, KHTH"), "{}", written(&compared));
}

#[test]
fn what_is_held_back_is_not_counted_as_coming_home() {
    let mut file = Edited::of(AGENCY);
    file.set_text(paragraph("- Lưu: VT."), "- Lưu: VT, KTTH.");
    let (_, inputs) = content();
    let door = door_over(inputs);
    let taken = |name: &str| door.take_in(name.as_ref(), &file.bytes());
    let together = Together::of(vec![taken("a.docx"), taken("b.docx")]);
    assert!(together.written().is_empty());
    assert_eq!(together.tally().home, 0, "{}", together.tally().message());
}

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, open_workbook};
use kehoach::diagnostic::Source;
use kehoach::follow::progress::write::Written;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::office::Office;

/// A form as rows of words, title first, to be filled in and written again as people do.
struct Form {
    rows: Vec<Vec<Data>>,
}

impl Form {
    /// The form of an agency of the small province.
    fn of(office: &Office, agency: &str) -> Self {
        office.printed(&["tien-do", "--nam", "2026", agency, "--as-of", "2026-06-20", "--out", "gui"]);
        Self::read(&office.path(&format!("gui/tien-do-2026-{agency}.xlsx")))
    }

    fn read(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let range = book.worksheet_range("Tiến độ").unwrap();
        Self { rows: range.rows().map(<[Data]>::to_vec).collect() }
    }

    fn column(&self, title: &str) -> usize {
        self.rows[0].iter().position(|cell| *cell == *title).unwrap()
    }

    fn row(&self, words: &str) -> usize {
        let column = self.column("Nhiệm vụ");
        self.rows.iter().position(|row| row[column] == *words).unwrap()
    }

    fn title(&mut self, title: &str, new: &str) {
        let column = self.column(title);
        self.rows[0][column] = Data::String(new.to_owned());
    }

    fn put(&mut self, words: &str, title: &str, value: &str) {
        let (row, column) = (self.row(words), self.column(title));
        self.rows[row][column] = Data::String(value.to_owned());
    }

    fn write(&self, path: &Path) {
        self.write_with(path, |_| {});
    }

    fn write_with(&self, path: &Path, change: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                match cell {
                    Data::Empty => {}
                    Data::Float(number) => drop(sheet.write(row, column, *number).unwrap()),
                    other => drop(sheet.write(row, column, other.to_string()).unwrap()),
                }
            }
        }
        change(sheet);
        book.save(path).unwrap();
    }
}

const TASK: &str = "Rà soát văn bản.";
const OTHER: &str = "Tự kiểm tra văn bản.";
const FILE: &str = "content/2026/tien-do/kh-11-2026/so-tu-phap.yaml";

fn written(office: &Office) -> String {
    std::fs::read_to_string(office.path(FILE)).unwrap_or_default()
}

/// States of `matrix` by the words of the task.
fn states(office: &Office, day: &str) -> BTreeMap<String, String> {
    let rows = office.json(&["matrix", "so-tu-phap", "--year", "2026", "--format", "json", "--as-of", day]);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    rows.as_array().unwrap().iter().map(|row| (text(&row["text"]), text(&row["state"]))).collect()
}

#[test]
fn a_plan_of_another_year_is_said_to_be_one_and_a_file_that_is_not_there_ends_as_in_words() {
    let office = Office::real();
    let run = office.run(&["ma-tran", "--plan", "kh-175-2025"]);
    assert!(run.code == 2 && run.stderr.contains("“kh-175-2025” là kế hoạch của năm 2025"), "{}", run.stderr);
    for more in [&[][..], &["--json"]] {
        let run = office.run(&[&["nhan", "khong-co.docx"], more].concat());
        assert_eq!(run.code, 2, "{more:?}: {}", run.stderr);
    }
}

#[test]
fn an_option_that_has_no_part_in_what_is_done_is_refused_and_nothing_is_written() {
    let office = Office::small();
    for (args, option) in [
        (&["tien-do", "--nam", "2026", "--dry-run"][..], "“--dry-run” không dùng khi tạo bảng"),
        (&["tien-do", "--nam", "2026", "--lay-tep", "so-tai-chinh"], "“--prefer-file”"),
        (&["tien-do", "--tung-co-quan", "ve.xlsx"], "“--each” không dùng khi ghi lại"),
        (&["tien-do", "ve.xlsx", "--plan", "kh-30-2026"], "“--plan”"),
        (&["tien-do", "ve.xlsx", "--ra", "gui"], "“--out, --force”"),
    ] {
        let run = office.run(args);
        assert!(run.code == 2 && run.stderr.contains(option), "{args:?}: {}", run.stderr);
        assert!(!office.path("output").exists() && !office.path("gui").exists(), "{args:?}");
    }
}

#[test]
fn what_comes_back_filled_in_is_written_down_and_counts() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "Đã hoàn thành");
    form.put(TASK, "Ngày", "12-6-2026");
    form.put(TASK, "Kết quả, ghi chú", "Đã gửi UBND tỉnh");
    form.put(OTHER, "Tình trạng", "dang lam");
    form.write(&office.path("ve.xlsx"));
    let told = office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    assert!(told.contains("02 nhiệm vụ có tiến độ mới"), "{told}");
    let text = written(&office);
    assert!(text.contains("tinh_trang: xong\n    ngay: 12/6/2026\n    ghi_chu: Đã gửi UBND tỉnh"), "{text}");
    let states = states(&office, "2026-07-01");
    assert_eq!((states[TASK].as_str(), states[OTHER].as_str()), ("done", "underway"));
    // On a day before it was done it was not.
    assert_eq!(self::states(&office, "2026-06-11")[TASK], "unreported");
    // The content with it is sound, and the same file says nothing new.
    assert_eq!(office.run(&["check", "--year", "2026"]).code, 0);
    let again = office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    assert!(again.contains("00 nhiệm vụ có tiến độ mới, 02 như đã ghi"), "{again}");
    assert_eq!(written(&office), text);
}

#[test]
fn moved_renamed_and_added_columns_titles_above_and_another_order_of_lines_are_survived() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "xong");
    form.put(TASK, "Ngày", "2026-06-12");
    let state = form.column("Tình trạng");
    form.rows[0][state] = Data::String("Trạng thái:".to_owned());
    // The hidden columns are gone, the rest stands in another order.
    let hidden = form.column("mã cơ quan");
    for row in &mut form.rows {
        row.truncate(hidden);
        row.reverse();
        row.insert(0, Data::String("của tôi".to_owned()));
    }
    form.rows[1..].reverse();
    form.rows.insert(0, vec![Data::String("BÁO CÁO TIẾN ĐỘ".to_owned())]);
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(written(&office).contains("tinh_trang: xong\n    ngay: 12/6/2026"), "{}", written(&office));
}

#[test]
fn what_cannot_be_understood_is_named_by_its_cell_and_left_out() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "gần xong");
    form.put(OTHER, "Tình trạng", "xong");
    form.put(OTHER, "Ngày", "31/6/2026");
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert_eq!(run.code, 1);
    let cell = format!("ô H{}: không hiểu tình trạng “gần xong”", form.row(TASK) + 1);
    assert!(run.stderr.contains(&cell), "{}", run.stderr);
    assert!(run.stderr.contains("tháng 6 chỉ có 30 ngày"), "{}", run.stderr);
    assert_eq!(written(&office), "");
    std::fs::write(office.path("hong.xlsx"), "không phải bảng tính").unwrap();
    let run = office.run(&["progress", "--year", "2026", "hong.xlsx"]);
    assert!(run.code == 1 && run.stderr.contains("KH810"), "{}", run.stderr);
}

#[test]
fn formulas_and_merged_cells_are_taken_by_their_values_and_told() {
    let office = Office::small();
    let form = Form::of(&office, "so-tu-phap");
    let (first, second) = (form.row(TASK) as u32, form.row(OTHER) as u32);
    assert_eq!(second, first + 1, "the two stand under each other");
    let state = form.column("Tình trạng") as u16;
    form.write_with(&office.path("ve.xlsx"), |sheet| {
        sheet.merge_range(first, state, second, state, "", &Format::new()).unwrap();
        let formula = Formula::new("=IF(TRUE,\"xong\",\"\")").set_result("xong");
        sheet.write_formula(first, state, formula).unwrap();
    });
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("công thức") && run.stderr.contains("ô gộp"), "{}", run.stderr);
    let states = states(&office, "2026-07-01");
    assert_eq!((states[TASK].as_str(), states[OTHER].as_str()), ("done", "done"));
}

#[test]
fn of_two_plans_with_a_task_in_the_same_words_each_line_is_of_its_own() {
    let office = Office::small();
    office.change(
        "2026/ke-hoach-bo-sung.yaml",
        "ky: {",
        "  - tieu_de: Văn bản\n    khoan:\n      - tieu_de: Rà soát\n        giao:\n          - chu_tri: [so-tu-phap]\n            \
         nhiem_vu:\n              - {noi_dung: Rà soát văn bản.}\nky: {",
    );
    let mut form = Form::of(&office, "so-tu-phap");
    let (plan, state, words) =
        (form.column("mã kế hoạch"), form.column("Tình trạng"), form.column("Nhiệm vụ"));
    let of = |form: &Form, id: &str| {
        form.rows.iter().position(|row| row[plan] == *id && row[words] == *TASK).unwrap()
    };
    let (first, second) = (of(&form, "kh-11-2026"), of(&form, "kh-25-2026"));
    form.rows[first][state] = Data::String("đang làm".to_owned());
    form.rows[second][state] = Data::String("xong".to_owned());
    form.write(&office.path("ve.xlsx"));
    let told = office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    assert!(told.contains("02 nhiệm vụ có tiến độ mới"), "{told}");
    let other = || std::fs::read_to_string(office.path(&FILE.replace("kh-11", "kh-25"))).unwrap_or_default();
    assert!(written(&office).contains("tinh_trang: dang_lam") && other().contains("tinh_trang: xong"));
    // Without the plan the place tells them apart; without that nobody can.
    for (place, code) in [(true, 0), (false, 1)] {
        let mut bare = Form { rows: form.rows.clone() };
        bare.rows[second][state] = Data::String("đang làm".to_owned());
        for row in &mut bare.rows {
            for title in ["mã kế hoạch", "mã nhiệm vụ"] {
                row[form.column(title)] = Data::Empty;
            }
            if !place {
                row[form.column("Vị trí")] = Data::Empty;
            }
        }
        bare.write(&office.path("tran.xlsx"));
        let before = other();
        let run = office.run(&["progress", "--year", "2026", "--prefer-file", "--dry-run", "tran.xlsx"]);
        assert_eq!(run.code, code, "{}", run.stderr);
        assert_eq!(run.stderr.contains("có nhiều nhiệm vụ cùng câu"), !place, "{}", run.stderr);
        assert_eq!(run.stdout.contains("kh-25-2026"), place, "{}", run.stdout);
        assert_eq!(other(), before);
    }
}

#[test]
fn what_is_found_in_a_form_stands_in_the_order_of_its_lines() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    let state = form.column("Tình trạng");
    let first = form.rows[1].clone();
    form.rows.truncate(1);
    for _ in 0..11 {
        let mut row = first.clone();
        row[state] = Data::String("gần xong".to_owned());
        form.rows.push(row);
    }
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    let places: Vec<usize> =
        ["ô H2:", "ô H9:", "ô H10:", "ô H12:"].iter().map(|cell| run.stderr.find(cell).unwrap()).collect();
    assert!(places.is_sorted(), "{}", run.stderr);
}

#[test]
fn two_accounts_of_one_task_are_told_side_by_side_and_neither_is_taken() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "xong");
    // Of several agencies' folders files may have one name.
    for folder in ["mot", "hai"] {
        std::fs::create_dir_all(office.path(&format!("ve/{folder}"))).unwrap();
    }
    form.write(&office.path("ve/mot/ve.xlsx"));
    form.put(TASK, "Tình trạng", "đang làm");
    form.put(OTHER, "Tình trạng", "xong");
    form.put(OTHER, "Nhiệm vụ", "In tờ rơi phát tại các chợ.");
    form.write(&office.path("ve/hai/ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("KH813"), "{}", run.stderr);
    for words in ["mot/ve.xlsx, trang tính", "hai/ve.xlsx, trang tính", ": xong", ": đang làm"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert_eq!(written(&office), "");
    // Somebody typed over the words of a task that the plan has.
    assert!(run.stderr.contains("cột “Nhiệm vụ” không phải lời của nhiệm vụ"), "{}", run.stderr);
    assert!(!run.stderr.contains("\n |\n"), "each stands at its file: {}", run.stderr);
}

#[test]
fn one_form_that_is_filled_in_further_month_after_month_is_taken_and_told() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    let mut sent = |state: &str, day: &str, note: &str| {
        form.put(TASK, "Tình trạng", state);
        form.put(TASK, "Ngày", day);
        form.put(TASK, "Kết quả, ghi chú", note);
        form.write(&office.path("ve.xlsx"));
        office.run(&["progress", "--year", "2026", "ve.xlsx"])
    };
    assert_eq!(sent("đang làm", "5/3/2026", "Đã mở 2 lớp").code, 0);
    for (state, day, note) in [
        ("đang làm", "5/3/2026", "Đã mở 2 lớp, 40 người"),
        ("đang làm", "5/4/2026", "Đã mở 4 lớp"),
        ("xong", "20/5/2026", "Đã mở 6 lớp"),
    ] {
        let run = sent(state, day, note);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            run.stderr.contains("lưu ý[KH813]") && run.stderr.contains("thay “đang làm"),
            "{}",
            run.stderr
        );
        assert!(written(&office).contains(note), "{}", written(&office));
    }
    // What came before comes again.
    let run = sent("đang làm", "5/4/2026", "Đã mở 4 lớp");
    assert!(run.code == 1 && run.stderr.contains("chưa ghi điều nào"), "{}", run.stderr);
    assert!(written(&office).contains("Đã mở 6 lớp"));
}

#[test]
fn tables_to_look_at_that_lie_beside_forms_are_named_and_passed() {
    let office = Office::small();
    for command in [["matrix", "--format", "xlsx"], ["register", "--format", "xlsx"]] {
        office.printed(&[&command[..], &["--year", "2026", "--out", "ve"]].concat());
    }
    let alone = office.run(&["progress", "--year", "2026", "ve"]);
    assert!(alone.code == 1 && alone.stderr.contains("lỗi[KH810]"), "{}", alone.stderr);
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "xong");
    form.write(&office.path("ve/ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("02 bảng chương trình lập để xem"), "{}", run.stderr);
    assert!(run.stderr.contains("ma-tran-2026.xlsx, ve/so-van-ban-2026.xlsx"), "{}", run.stderr);
    assert!(written(&office).contains("tinh_trang: xong"));
}

#[test]
fn what_was_written_meanwhile_is_not_undone_by_an_older_form() {
    let office = Office::small();
    let mut older = Form::of(&office, "so-tu-phap");
    let mut newer = Form::of(&office, "so-tu-phap");
    newer.put(TASK, "Tình trạng", "xong");
    newer.write(&office.path("moi.xlsx"));
    office.printed(&["progress", "--year", "2026", "moi.xlsx"]);
    older.put(TASK, "Tình trạng", "đang làm");
    older.put(OTHER, "Tình trạng", "xong");
    older.write(&office.path("cu.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "cu.xlsx"]);
    assert!(run.code == 1 && run.stderr.contains("đã ghi: xong"), "{}", run.stderr);
    let now = states(&office, "2026-07-01");
    assert_eq!(
        (now[TASK].as_str(), now[OTHER].as_str()),
        ("done", "done"),
        "what nobody contradicts is taken"
    );
    office.printed(&["progress", "--year", "2026", "--lay-tep", "cu.xlsx"]);
    assert_eq!(states(&office, "2026-06-01")[TASK], "underway");
}

#[test]
fn progress_follows_its_task_and_a_reworded_one_is_told() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "xong");
    form.write(&office.path("ve.xlsx"));
    // The plan changes while the form is out: the task stands elsewhere.
    office.change(
        "2026/ke-hoach-chinh.yaml",
        "              - {noi_dung: Rà soát văn bản.,",
        "              - {noi_dung: Việc mới của quý.}\n              - {noi_dung: Rà soát văn bản.,",
    );
    office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    assert_eq!(states(&office, "2026-07-01")[TASK], "done");
    office.change("2026/ke-hoach-chinh.yaml", "Rà soát văn bản.,", "Rà soát toàn bộ văn bản.,");
    let run = office.run(&["check", "--year", "2026"]);
    assert!(
        run.code == 0 && run.stderr.contains("KH310") && run.stderr.contains("tien-do"),
        "{}",
        run.stderr
    );
    assert_eq!(states(&office, "2026-07-01")["Rà soát toàn bộ văn bản."], "done");
    // A form with the old words is told of, not guessed about.
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert!(run.code == 1 && run.stderr.contains("đã đổi câu chữ"), "{}", run.stderr);
}

#[test]
fn a_form_that_is_older_than_its_plan_and_registry_is_told_each_thing_once_and_where_tasks_went() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "xong");
    form.put("Tự kiểm tra văn bản.", "Tình trạng", "xong");
    form.write(&office.path("ve.xlsx"));
    office.change("co-quan/so-nganh.yaml", "ten: Sở Tư pháp,", "ten: Sở Tư pháp và Nội vụ,");
    office.change(
        "2026/ke-hoach-chinh.yaml",
        "{noi_dung: Tự kiểm tra văn bản., thoi_han: hằng quý,",
        "{noi_dung: Tự kiểm tra văn bản., chu_tri: [ban-dan-toc, cong-an-tinh], thoi_han: hằng quý,",
    );
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("không phải tên của").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("dòng nữa): “Sở Tư pháp” không phải tên của"), "{}", run.stderr);
    assert!(run.stderr.contains("kế hoạch nay giao cho Ban Dân tộc, Công an tỉnh;"), "{}", run.stderr);
    assert!(written(&office).contains("tinh_trang: xong"), "what is still its own is taken");
}

#[test]
fn what_a_person_typed_into_a_progress_file_stays() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "đang làm");
    form.write(&office.path("ve.xlsx"));
    office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    let text = written(&office) + "# gọi lại tuần sau\n";
    std::fs::write(office.path(FILE), text).unwrap();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "xong");
    form.put(OTHER, "Tình trạng", "xong");
    form.write(&office.path("ve.xlsx"));
    office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    let text = written(&office);
    assert!(text.contains("# gọi lại tuần sau"), "{text}");
    assert_eq!(text.matches("tinh_trang: xong").count(), 2, "{text}");
    assert_eq!(office.run(&["check", "--year", "2026"]).code, 0);
}

#[test]
fn a_faulty_progress_file_holds_no_document_back() {
    let office = Office::small();
    std::fs::create_dir_all(office.path("content/2026/tien-do")).unwrap();
    let text = "loai: tien_do\nco_quan: so-tu-phap\nnam: 2026\nke_hoach: kh-11-2026\nnhiem_vu:\n  - {nhiem_vu: IX.9, tinh_trang: xong}\n  - {nhiem_vu: I.1, tinh_trang: gan_xong}\n";
    std::fs::write(office.path("content/2026/tien-do/so-tu-phap.yaml"), text).unwrap();
    let run = office.run(&["build", "--year", "2026", "so-tu-phap", "--format", "docx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("tien-do/so-tu-phap.yaml"), "{}", run.stderr);
}

#[test]
fn forms_of_another_year_find_their_year_by_themselves() {
    let office = Office::real();
    office.printed(&["tien-do", "--nam", "2025", "so-cong-thuong", "--as-of", "2025-09-30", "--out", "gui"]);
    let mut form = Form::read(&office.path("gui/tien-do-2025-so-cong-thuong.xlsx"));
    let (column, task) = (form.column("Tình trạng"), 1);
    form.rows[task][column] = Data::String("xong".to_owned());
    form.write(&office.path("ve.xlsx"));
    // The newest year is another.
    let told = office.printed(&["tien-do", "ve.xlsx"]);
    assert!(told.contains("01 nhiệm vụ có tiến độ mới") && told.contains("2025/tien-do"), "{told}");
    let run = office.run(&["tien-do", "ve.xlsx", "--nam", "2024"]);
    assert!(run.code == 1 && run.stderr.contains("thêm --year 2025"), "{}", run.stderr);
}

#[test]
fn what_is_no_spreadsheet_is_called_so_in_vietnamese() {
    let office = Office::small();
    std::fs::write(office.path("x.xlsx"), "không phải bảng tính").unwrap();
    std::fs::write(office.path("y.docx"), "").unwrap();
    let run = office.run(&["tien-do", "x.xlsx"]);
    assert!(run.code == 1 && run.stderr.contains("không phải tệp Excel"), "{}", run.stderr);
    assert!(!run.stderr.contains("detect"), "{}", run.stderr);
    let run = office.run(&["tien-do", "y.docx"]);
    assert!(run.code == 2 && run.stderr.contains("“y.docx” không phải tệp Excel"), "{}", run.stderr);
}

#[test]
fn a_cell_far_off_takes_no_memory_and_is_named() {
    let office = Office::small();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Nhiệm vụ").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    book.save(office.path("x.xlsx")).unwrap();
    let run = office.run(&["tien-do", "x.xlsx"]);
    assert!(run.code == 1 && run.stderr.contains("ô XFD1048576 ở quá xa"), "{} {}", run.code, run.stderr);
}

#[test]
fn a_file_that_somebody_changed_since_it_was_read_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-y-te.yaml");
    std::fs::write(&path, "loai: tien_do # sửa tay\n").unwrap();
    let write = |read: &str| {
        let before = Some(Arc::new(Source { path: path.clone(), text: read.to_owned() }));
        let text = "loai: tien_do # chương trình\n".to_owned();
        kehoach::app::progress::write(&Written { path: path.clone(), text, before, count: 1 })
    };
    let refused = write("loai: tien_do\n").unwrap_err().message;
    assert!(refused.contains("so-y-te.yaml vừa được lưu lại"), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "loai: tien_do # sửa tay\n");
    write("loai: tien_do # sửa tay\n").unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "loai: tien_do # chương trình\n");
}

/// The small office with one task reported and the form that goes out after that.
fn reported(note: &str) -> (Office, Form) {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "đang làm");
    form.put(TASK, "Kết quả, ghi chú", note);
    form.write(&office.path("ve.xlsx"));
    office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    let form = Form::of(&office, "so-tu-phap");
    (office, form)
}

#[test]
fn a_column_that_is_gone_leaves_what_was_written_and_both_are_told() {
    let (office, mut form) = reported("Đã gửi UBND tỉnh");
    form.title("Kết quả, ghi chú", "Kết quả đạt được");
    form.put(TASK, "Tình trạng", "xong");
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = written(&office);
    assert!(text.contains("tinh_trang: xong\n    ghi_chu: Đã gửi UBND tỉnh"), "{text}");
    let told = &run.stderr;
    assert!(told.contains("không có cột “Kết quả, ghi chú”; giữ điều đã ghi"), "{told}");
    assert!(
        told.contains("cột “Kết quả đạt được” không phải cột của bảng")
            && told.contains("“Đã gửi UBND tỉnh”"),
        "{told}"
    );
}

#[test]
fn whatever_is_typed_where_nothing_is_read_is_named() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    let clean = office.path("sach.xlsx");
    std::fs::copy(office.path("gui/tien-do-2026-so-tu-phap.xlsx"), &clean).unwrap();
    let run = office.run(&["progress", "--year", "2026", "sach.xlsx"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "an untouched form is in order");
    form.put(TASK, "Thời hạn", "xin gia hạn đến 30/12/2026");
    let (state, note, width) =
        (form.column("Tình trạng"), form.column("Kết quả, ghi chú"), form.rows[0].len());
    form.rows[0].push(Data::String("Khó khăn".to_owned()));
    form.rows[1].push(Data::String("thiếu kinh phí".to_owned()));
    let mut line = |cells: &[(usize, &str)]| {
        let mut row = vec![Data::Empty; width];
        cells.iter().for_each(|(column, text)| row[*column] = Data::String((*text).to_owned()));
        form.rows.push(row);
        form.rows.len()
    };
    let work = line(&[(state, "xong"), (note, "Việc khác: đã tập huấn")]);
    let signed = line(&[(note, "Người lập biểu")]);
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    let told = &run.stderr;
    assert_eq!(run.code, 1, "{told}");
    for words in [
        "“xin gia hạn đến 30/12/2026” khác kế hoạch (",
        "cột “Khó khăn” không phải cột của bảng tiến độ, không được đọc: Q2 “thiếu kinh phí”",
        &format!("lỗi[KH812]: ve.xlsx, trang tính “Sheet1”, dòng {work}: không ghi nhiệm vụ nào"),
        "“Việc khác: đã tập huấn”",
        &format!("cảnh báo[KH818]: ve.xlsx, trang tính “Sheet1”, dòng {signed}: không ghi nhiệm vụ nào"),
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn a_sheet_without_titles_is_named_with_what_it_holds() {
    let office = Office::small();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in [(0, "Nhiệm vụ"), (1, "Tình trạng")] {
        sheet.write(0, column, title).unwrap();
    }
    let more = book.add_worksheet().set_name("Tiếp theo").unwrap();
    more.write(3, 1, "xong việc thứ ba").unwrap();
    book.save(office.path("x.xlsx")).unwrap();
    let run = office.run(&["tien-do", "x.xlsx"]);
    let named = "trang tính “Tiếp theo” không có các cột “Nhiệm vụ” và “Tình trạng” nên không được đọc: B4 “xong việc thứ ba”";
    assert!(run.stderr.contains(named), "{}", run.stderr);
}

#[test]
fn a_note_with_a_sign_that_looks_like_a_comment_holds_nothing_up() {
    let (office, mut form) = reported("Đã gửi phiếu #125");
    form.put(TASK, "Tình trạng", "xong");
    form.write(&office.path("ve.xlsx"));
    office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    let text = written(&office);
    assert!(text.contains("tinh_trang: xong") && text.contains("phiếu #125"), "{text}");
    // A comment of a person is not written over, and the summary does not count what stays behind.
    std::fs::write(office.path(FILE), text.replace("tinh_trang: xong", "tinh_trang: xong # hỏi lại"))
        .unwrap();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Tình trạng", "đang làm");
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert!(run.stderr.contains("KH815"), "{}", run.stderr);
    assert!(
        run.stdout.contains("00 nhiệm vụ có tiến độ mới") && run.stdout.contains("01 chưa ghi vì có lỗi"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_a_reader_sees_and_what_is_hidden_must_be_of_the_same_agency_and_task() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    form.put(TASK, "Cơ quan", "Sở Nội vụ");
    form.put(TASK, "Tình trạng", "xong");
    let other = form.rows[form.row(OTHER)][form.column("Vị trí")].to_string();
    let mut swapped = Form { rows: form.rows.clone() };
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    let cell =
        format!("ô B{}: ghi “Sở Nội vụ”, mà cột ẩn “mã cơ quan” là của Sở Tư pháp", form.row(TASK) + 1);
    assert!(run.code == 1 && run.stderr.contains(&cell), "{}", run.stderr);
    assert!(run.stdout.contains("01 chưa ghi vì có lỗi"), "{}", run.stdout);
    swapped.put(TASK, "Cơ quan", "Sở Tư pháp");
    swapped.put(TASK, "mã nhiệm vụ", &other);
    swapped.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    let cell = format!("ô C{}: “", swapped.row(TASK) + 1);
    assert!(run.code == 1 && run.stderr.contains(&cell), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("mà cột ẩn “mã nhiệm vụ” là {other}")), "{}", run.stderr);
    assert_eq!(written(&office), "");
}

#[test]
fn a_line_with_one_faulty_cell_is_not_taken_in_half_and_is_still_a_line_of_its_task() {
    let office = Office::small();
    let mut form = Form::of(&office, "so-tu-phap");
    for (words, day) in [(TASK, "dự kiến 31/12/2026"), (OTHER, "15/9/1926")] {
        form.put(words, "Tình trạng", "xong");
        form.put(words, "Ngày", day);
    }
    form.write(&office.path("ve.xlsx"));
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("cần đúng một ngày") && run.stderr.contains("ngày 15/9/1926 cách năm 2026"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout.contains("02 chưa ghi vì có lỗi") && !run.stdout.contains("Tệp không có dòng"),
        "{}",
        run.stdout
    );
    let note = form.column("Kết quả, ghi chú") as u16;
    let (row, day) = (form.row(TASK) as u32, form.column("Ngày") as u16);
    form.put(TASK, "Ngày", "");
    form.put(OTHER, "Tình trạng", "");
    form.put(OTHER, "Ngày", "");
    form.write_with(&office.path("ve.xlsx"), |sheet| {
        let formula = Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(row, note, formula).unwrap();
        sheet.write_with_format(row, day, 20_260_915, &Format::new().set_num_format("d/m/yyyy")).unwrap();
    });
    let run = office.run(&["progress", "--year", "2026", "ve.xlsx"]);
    assert!(
        run.code == 1 && run.stderr.contains("ngày “20260915”: là một con số, không phải ngày"),
        "{}",
        run.stderr
    );
    assert_eq!(written(&office), "");
}

#[test]
fn figures_days_and_addresses_are_taken_as_a_reader_sees_them() {
    let office = Office::small();
    let form = {
        let mut form = Form::of(&office, "so-tu-phap");
        form.put(TASK, "Tình trạng", "xong");
        form.put(OTHER, "Tình trạng", "xong");
        form
    };
    let (first, second) = (form.row(TASK) as u32, form.row(OTHER) as u32);
    let (note, product) = (form.column("Kết quả, ghi chú") as u16, form.column("Sản phẩm, liên kết") as u16);
    form.write_with(&office.path("ve.xlsx"), |sheet| {
        sheet.write_with_format(first, note, 0.256, &Format::new().set_num_format("0.0%")).unwrap();
        sheet.write_with_format(second, note, 46_280, &Format::new().set_num_format("d/m/yyyy")).unwrap();
        let link = rust_xlsxwriter::Url::new("https://langson.gov.vn/vb/1").set_text("QĐ 12");
        sheet.write_url(first, product, link).unwrap();
    });
    office.printed(&["progress", "--year", "2026", "ve.xlsx"]);
    let text = written(&office);
    for words in ["25,6%", "15/09/2026", "QĐ 12 (https://langson.gov.vn/vb/1)"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn forms_of_two_years_are_told_apart_and_empty_lines_of_another_year_are_no_errors() {
    let office = Office::real();
    for year in ["2024", "2025"] {
        office.printed(&["tien-do", "--nam", year, "so-y-te", "--as-of", "2025-09-30", "--out", "gui"]);
    }
    let both = ["tien-do", "gui/tien-do-2024-so-y-te.xlsx", "gui/tien-do-2025-so-y-te.xlsx"];
    let run = office.run(&both);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("năm 2024: tien-do-2024-so-y-te.xlsx; năm 2025"), "{}", run.stderr);
    let run = office.run(&[&both[..], &["--year", "2025"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn all_forms_of_a_folder_are_read_by_a_pattern_and_what_is_only_looked_at_is_told_once() {
    let office = Office::small();
    Form::of(&office, "so-tu-phap").write(&office.path("gui/ve.xlsx"));
    std::fs::write(office.path("gui/~$ve.xlsx"), "").unwrap();
    let day = ["--nam", "2026", "--as-of", "2026-06-20"];
    office.printed(&[&["ma-tran", "--out", "xem"], &day[..]].concat());
    office.printed(&[&["bao-cao", "--format", "xlsx", "--out", "xem"], &day[..]].concat());
    // No shell takes the pattern apart here, as none does on Windows.
    for typed in ["gui/*.XLSX", "gui"] {
        let run = office.run(&["tien-do", typed, "--dry-run"]);
        assert_eq!(run.code, 0, "{typed}: {}", run.stderr);
        assert!(!run.stdout.starts_with("Đã đọc 00"), "{typed}: {}", run.stdout);
    }
    let run = office.run(&["tien-do", "xem", "--nam", "2026"]);
    assert_eq!(
        (run.code, run.stderr.matches("để xem, không phải bảng tiến độ").count()),
        (1, 2),
        "{}",
        run.stderr
    );
    assert!(!run.stdout.contains("Đã đọc"), "nothing was read: {}", run.stdout);
    let none = office.run(&["tien-do", "gui/*.ods"]);
    assert!(none.code == 2 && none.stderr.contains("tên dạng “*.ods”"), "{}", none.stderr);
}

#[test]
fn the_plan_itself_is_no_agency_that_forms_or_a_matrix_are_made_for() {
    let office = Office::small();
    for command in ["tien-do", "ma-tran"] {
        let run = office.run(&[command, "ke-hoach", "--nam", "2026"]);
        assert!(run.code == 2 && run.stderr.contains("không phải một cơ quan"), "{command}: {}", run.stderr);
    }
}

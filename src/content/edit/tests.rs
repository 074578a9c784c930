use super::*;

const FILE: &str = "\
# Phần riêng
loai: ke_hoach_don_vi
so:   # chưa có
ky: {hinh_thuc: cap_truong}
mo_dau: [Một câu]
muc_dich:
  # việc thứ nhất
  - >-
    Làm cho xong
    việc này.
  - Việc hai
nhiem_vu:
  - muc: [II.1]
    noi_dung:
      # II.1.a.1, chủ trì.
      - thay_cho: [II.1.a.1]
        giu_nguyen: true
        chu_tri: []
        thoi_han:
      # II.1.b.1, phối hợp.
      - noi_dung: >- # của phòng
          Rà soát.
        thay_cho: [II.1.b.1] # xem lại
";

fn path(steps: &str) -> Path {
    steps.split('.').map(|step| step.parse().map_or_else(|_| Step::key(step), Step::Item)).collect()
}

fn set(place: &str, value: Value) -> Edit {
    Edit::Set { path: path(place), value }
}

fn prose(text: &str) -> Value {
    Value::Prose(text.to_owned())
}

/// The lines that are new, and those that are gone.
fn difference(edits: &[Edit]) -> (Vec<String>, Vec<String>) {
    let new = edited(FILE, edits).expect("it can be done");
    let missing = |these: &str, those: &str| {
        let mut left: Vec<&str> = those.lines().collect();
        let lines = these.lines().filter(|line| match left.iter().position(|other| other == line) {
            Some(at) => {
                left.remove(at);
                false
            }
            None => true,
        });
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    (missing(&new, FILE), missing(FILE, &new))
}

#[test]
fn a_value_is_set_and_no_other_line_is_touched() {
    let change = |edit| {
        let (new, gone) = difference(&[edit]);
        (new.join("\n"), gone.join("\n"))
    };
    assert_eq!(
        change(set("so", Value::Word("202".to_owned()))),
        ("so: 202   # chưa có".to_owned(), "so:   # chưa có".to_owned())
    );
    assert_eq!(
        change(set("nhiem_vu.0.noi_dung.0.thoi_han", prose("quý III/2025"))),
        ("        thoi_han: quý III/2025".to_owned(), "        thoi_han:".to_owned())
    );
    assert_eq!(
        change(set("nhiem_vu.0.noi_dung.1.noi_dung", prose("Rà soát, báo cáo."))),
        ("          Rà soát, báo cáo.".to_owned(), "          Rà soát.".to_owned())
    );
    assert_eq!(
        change(set("ky.ho_ten", prose("Nguyễn Văn Bình"))),
        (
            "ky: {hinh_thuc: cap_truong, ho_ten: \"Nguyễn Văn Bình\"}".to_owned(),
            "ky: {hinh_thuc: cap_truong}".to_owned()
        )
    );
    assert_eq!(
        change(set("nhiem_vu.0.noi_dung.0.chu_tri", Value::Words(vec!["van-phong".to_owned()]))),
        ("        chu_tri: [van-phong]".to_owned(), "        chu_tri: []".to_owned())
    );
    assert_eq!(change(set("luu", prose("VT, KTTH"))), ("luu: VT, KTTH".to_owned(), String::new()));
    assert_eq!(
        change(set("dau_hieu.du_thao", prose("lần 2"))),
        ("dau_hieu:\n  du_thao: lần 2".to_owned(), String::new())
    );
}

#[test]
fn a_comment_behind_a_value_stays_where_the_new_value_takes_lines() {
    let (new, gone) = difference(&[set("so", prose("Một câu dài: có dấu hai chấm."))]);
    assert_eq!(new, ["so: >-   # chưa có", "  Một câu dài: có dấu hai chấm."]);
    assert_eq!(gone, ["so:   # chưa có"]);
}

#[test]
fn a_sign_within_words_is_no_comment_where_a_list_or_a_mapping_is_written_anew() {
    let file = "ky: {hinh_thuc: cap_truong, ho_ten: \"Mục tiêu #1\"}\nds: [\"việc #1\", việc hai]\n";
    let removed = edited(file, &[Edit::Remove { path: path("ky.hinh_thuc") }]).expect("nothing is lost");
    assert!(removed.starts_with("ky: {ho_ten: \"Mục tiêu #1\"}"), "{removed}");
    let moved = Edit::Move { list: path("ds"), from: 0, to: 1 };
    let turned = edited(file, std::slice::from_ref(&moved)).expect("nothing is lost");
    assert!(turned.ends_with("ds: [\"việc hai\", \"việc #1\"]\n"), "{turned}");
    let commented = "ds: [việc một, # xem lại\n  việc hai]\n";
    assert_eq!(edited(commented, &[moved]), Err(NotEdited::Layout));
}

#[test]
fn items_are_put_in_taken_out_and_moved_with_their_comments() {
    let entry = Value::Mapping(vec![
        ("noi_dung".to_owned(), prose("Việc mới.")),
        ("thay_cho".to_owned(), Value::Words(Vec::new())),
    ]);
    let insert = Edit::Insert { list: path("nhiem_vu.0.noi_dung"), at: 1, value: entry };
    let (new, gone) = difference(std::slice::from_ref(&insert));
    assert_eq!(new, ["      - noi_dung: >-", "          Việc mới.", "        thay_cho: []"]);
    assert_eq!(gone, Vec::<String>::new());
    let (new, gone) = difference(&[insert, Edit::Remove { path: path("nhiem_vu.0.noi_dung.1") }]);
    assert_eq!((new, gone), (Vec::new(), Vec::new()));
    let (new, gone) = difference(&[Edit::Remove { path: path("muc_dich.0") }]);
    assert_eq!(new, Vec::<String>::new());
    assert_eq!(gone, ["  - >-", "    Làm cho xong", "    việc này."]);
    let moved = edited(FILE, &[Edit::Move { list: path("nhiem_vu.0.noi_dung"), from: 0, to: 1 }]);
    let moved = moved.expect("it can be moved");
    let at = |words: &str| moved.find(words).expect("it is there");
    assert!(at("II.1.b.1, phối hợp.") < at("của phòng") && at("xem lại") < at("II.1.a.1, chủ trì."));
    assert!(at("II.1.a.1, chủ trì.") < at("giu_nguyen"), "{moved}");
    let back = edited(&moved, &[Edit::Move { list: path("nhiem_vu.0.noi_dung"), from: 1, to: 0 }]);
    assert_eq!(back.as_deref(), Ok(FILE));
}

#[test]
fn the_last_item_leaves_an_empty_list_and_one_in_brackets_goes_with_its_comma() {
    let (new, _) = difference(&[Edit::Remove { path: path("mo_dau.0") }]);
    assert_eq!(new, ["mo_dau: []"]);
    let edits = [
        Edit::Insert { list: path("mo_dau"), at: 1, value: prose("Câu hai, có phẩy") },
        Edit::Remove { path: path("mo_dau.0") },
    ];
    let (new, _) = difference(&edits);
    assert_eq!(new, ["mo_dau: [\"Câu hai, có phẩy\"]"]);
}

#[test]
fn an_item_is_put_behind_a_folded_one_and_before_the_next_key() {
    let insert = Edit::Insert { list: path("muc_dich"), at: 2, value: prose("Việc ba: xong.") };
    let (new, gone) = difference(&[insert]);
    assert_eq!((new, gone), (vec!["  - >-".to_owned(), "    Việc ba: xong.".to_owned()], Vec::new()));
    let folded = "a:\n  - >-\n    Một hai\n    ba.\nb: >-\n  Bốn.\n";
    let insert = Edit::Insert { list: path("a"), at: 1, value: prose("Năm: sáu.") };
    assert_eq!(
        edited(folded, &[insert]).as_deref(),
        Ok("a:\n  - >-\n    Một hai\n    ba.\n  - >-\n    Năm: sáu.\nb: >-\n  Bốn.\n")
    );
}

#[test]
fn what_is_not_there_is_not_changed() {
    let missing = Edit::Remove { path: path("nhiem_vu.3") };
    assert_eq!(edited(FILE, &[missing]), Err(NotEdited::NoSuchPlace));
    assert_eq!(edited("- a\nb: c\n", &[]), Err(NotEdited::Unreadable));
}

#[test]
fn a_place_is_found_by_a_byte_of_its_value() {
    let node = read(FILE).expect("well-formed");
    let byte = FILE.find("II.1.b.1]").expect("the task");
    assert_eq!(path_to(&node, byte), path("nhiem_vu.0.noi_dung.1.thay_cho.0"));
}

use super::*;

const BASE: &str = "\
# Phần riêng
so:
trich_yeu: Cải thiện môi trường
don_vi:
  - ma: vp
    ten: Văn phòng
nhiem_vu:
  - muc: [II.1]
    noi_dung:
      # việc thứ nhất
      - thay_cho: [II.1.a.1]
        giu_nguyen: true
        chu_tri: []
      - thay_cho: [II.1.b.1]
        giu_nguyen: true
        chu_tri: []
      - noi_dung: Mở lớp tập huấn cho cán bộ
        thay_cho: []
";

fn brought(mine: &str, theirs: &str) -> Merged {
    merged(BASE, mine, theirs).expect("all can be read")
}

#[test]
fn what_two_people_changed_in_different_places_stands_in_one_file_with_their_comments() {
    let mine = BASE.replacen("chu_tri: []", "chu_tri: [vp]", 1);
    let theirs = BASE
        .replace("so:\n", "so: 5 # vào sổ\n")
        .replace("don_vi:\n", "don_vi:\n  - ma: ktn\n    ten: Phòng Kinh tế ngành\n")
        .replace("      # việc thứ nhất\n", "      # việc thứ nhất, đã hỏi\n");
    let both = brought(&mine, &theirs);
    assert_eq!(both.conflicts, []);
    assert_eq!(both.text, theirs.replacen("chu_tri: []", "chu_tri: [vp]", 1));
}

#[test]
fn of_one_value_said_two_ways_theirs_stays_and_mine_is_told() {
    let mine = BASE.replace("trich_yeu: Cải thiện môi trường", "trich_yeu: Cải thiện môi trường đầu tư");
    let theirs = BASE.replace("trich_yeu: Cải thiện môi trường", "trich_yeu: Nâng cao chỉ số PCI");
    let both = brought(&mine, &theirs);
    assert_eq!(both.text, theirs);
    let [conflict] = both.conflicts.as_slice() else { panic!("{:?}", both.conflicts) };
    assert_eq!(conflict.path, [Step::key("trich_yeu")]);
    assert_eq!(conflict.mine.as_ref().map(Plain::told).as_deref(), Some("Cải thiện môi trường đầu tư"));
    assert_eq!(conflict.theirs.as_ref().map(Plain::told).as_deref(), Some("Nâng cao chỉ số PCI"));
    let text = edited(&both.text, &conflict.taking_mine()).unwrap();
    assert_eq!(text, mine);
}

#[test]
fn items_follow_what_they_are_known_by_however_the_list_was_changed() {
    // Theirs put an item first and took one out; mine changed the one that stays.
    let mine = BASE.replace(
        "      - thay_cho: [II.1.b.1]\n        giu_nguyen: true\n        chu_tri: []\n",
        "      - thay_cho: [II.1.b.1]\n        giu_nguyen: true\n        chu_tri: [vp]\n",
    );
    let theirs = BASE.replace(
            "      # việc thứ nhất\n      - thay_cho: [II.1.a.1]\n        giu_nguyen: true\n        chu_tri: []\n",
            "      - thay_cho: [II.1.c.1]\n        giu_nguyen: true\n",
        );
    let both = brought(&mine, &theirs);
    assert_eq!(both.conflicts, []);
    let expected = "      - thay_cho: [II.1.b.1]\n        giu_nguyen: true\n        chu_tri: [vp]\n";
    assert!(
        both.text.contains(expected) && both.text.contains("II.1.c.1") && !both.text.contains("II.1.a.1")
    );
}

#[test]
fn what_one_took_out_and_the_other_changed_is_for_a_person_to_decide() {
    let last = "      - noi_dung: Mở lớp tập huấn cho cán bộ\n        thay_cho: []\n";
    let changed = BASE.replace("Mở lớp tập huấn cho cán bộ", "Mở lớp tập huấn cho cán bộ một cửa");
    let without = BASE.replace(last, "");
    let both = brought(&changed, &without);
    assert_eq!(both.text, without);
    let [conflict] = both.conflicts.as_slice() else { panic!("{:?}", both.conflicts) };
    assert_eq!(edited(&both.text, &conflict.taking_mine()).unwrap(), changed);
    let both = brought(&without, &changed);
    assert_eq!(both.text, changed);
    let [conflict] = both.conflicts.as_slice() else { panic!("{:?}", both.conflicts) };
    assert_eq!((conflict.mine.as_ref(), conflict.path.len()), (None, 4));
}

#[test]
fn moved_and_new_items_stand_where_they_were_put() {
    let (first, second) = (
        "      # việc thứ nhất\n      - thay_cho: [II.1.a.1]\n        giu_nguyen: true\n        chu_tri: []\n",
        "      - thay_cho: [II.1.b.1]\n        giu_nguyen: true\n        chu_tri: []\n",
    );
    let mine = BASE.replace(&format!("{first}{second}"), &format!("{second}{first}"));
    let mine = format!("{mine}      - noi_dung: Báo cáo hằng quý\n        thay_cho: []\n");
    let theirs = BASE.replace("so:\n", "so: 7\n");
    let both = brought(&mine, &theirs);
    assert_eq!(both.conflicts, []);
    assert_eq!(both.text, mine.replace("so:\n", "so: 7\n"));
}

#[test]
fn lines_that_stay_keep_their_comments_when_others_come_and_go() {
    let file = "muc_dich:\n  # việc thứ nhất\n  - Làm cho xong\n  - Việc hai\n  - Việc ba # cuối\nso: 1\n";
    let lines =
        |lines: &[&str]| Plain::List(lines.iter().map(|line| Plain::Text((*line).to_owned())).collect());
    let saying = |to: &[&str]| super::super::rewritten(file, &[Step::key("muc_dich")], &lines(to)).unwrap();
    assert_eq!(saying(&["Làm cho xong", "Việc hai", "Việc ba"]), file);
    assert_eq!(saying(&["Làm cho xong", "Việc mới", "Việc ba"]), file.replace("Việc hai", "Việc mới"));
    assert_eq!(
        saying(&["Làm cho xong", "Việc ba", "Thêm một việc"]),
        file.replace("  - Việc hai\n", "").replace("# cuối\n", "# cuối\n  - Thêm một việc\n")
    );
}

#[test]
fn a_value_left_out_is_brought_over_as_it_is() {
    let item = "      - thay_cho: [II.1.c.1]\n        chu_tri: []\n        thoi_han:\n";
    let both = brought(&format!("{BASE}{item}"), &BASE.replace("so:\n", "so: 3\n"));
    assert_eq!(
        (both.conflicts, both.text),
        (Vec::new(), format!("{BASE}{item}").replace("so:\n", "so: 3\n"))
    );
}

#[test]
fn a_mapping_that_both_began_says_what_either_says_in_it() {
    let mine = format!("{BASE}dau_hieu:\n  khan: khan\n  nguoi_soan: AB\n");
    let theirs = format!("{BASE}dau_hieu:\n  nguoi_soan: CD\n");
    let both = brought(&mine, &theirs);
    assert!(both.text.contains("khan: khan") && both.text.contains("nguoi_soan: CD"), "{}", both.text);
    let [conflict] = both.conflicts.as_slice() else { panic!("{:?}", both.conflicts) };
    assert_eq!(conflict.path, [Step::key("dau_hieu"), Step::key("nguoi_soan")]);
}

#[test]
fn both_did_the_same() {
    let new = format!("{BASE}      - noi_dung: Báo cáo hằng quý\n        thay_cho: []\n");
    assert_eq!(brought(&new, &new), Merged { text: new.clone(), conflicts: Vec::new() });
}

#[test]
fn a_place_is_found_again_behind_what_came_before_it() {
    let plain = |text: &str| Plain::of(&read(text).unwrap());
    let (from, to) =
        (
            plain(BASE),
            plain(&BASE.replace(
                "      # việc thứ nhất\n",
                "      - thay_cho: [II.1.c.1]\n        giu_nguyen: true\n",
            )),
        );
    let place = |at: usize| {
        vec![
            Step::key("nhiem_vu"),
            Step::Item(0),
            Step::key("noi_dung"),
            Step::Item(at),
            Step::key("thoi_han"),
        ]
    };
    assert_eq!(carried(&from, &to, &place(2)), Some(place(3)));
    assert_eq!(carried(&to, &from, &place(0)), None);
}

use calamine::{Reader, Xlsx, open_workbook};

use super::office::Office;

#[test]
fn documents_stand_by_number_with_what_lies_between_and_what_comes_next() {
    let office = Office::real();
    let register = office.json(&["so-van-ban", "--nam", "2024", "--format", "json"]);
    let numbers: Vec<u64> = register["documents"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["agency"] == "ubnd-tinh")
        .map(|entry| entry["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [158, 163]);
    let series = &register["series"][0];
    assert_eq!((&series["gaps"][0][0], &series["gaps"][0][1]), (&159.into(), &162.into()));
    assert_eq!(series["next"], 164);
    let text = office.printed(&["register", "--year", "2024"]);
    assert!(text.contains("số không có trong nội dung: 159-162\n  số tiếp theo: 164"), "{text}");
}

#[test]
fn a_number_given_twice_and_one_out_of_order_are_named_where_they_stand() {
    let office = Office::small();
    let other = std::fs::read_to_string(office.path("content/2026/ke-hoach-bo-sung.yaml")).unwrap();
    let line = other.lines().find(|line| line.starts_with("so: ")).unwrap().to_owned();
    office.change("2026/ke-hoach-bo-sung.yaml", &line, "so: 11");
    let run = office.run(&["register", "--year", "2026"]);
    assert!(run.stderr.contains("KH801") && run.stderr.contains("ke-hoach-"), "{}", run.stderr);
    assert!(run.stdout.contains("số cấp hai lần: 11"), "{}", run.stdout);
    office.change("2026/ke-hoach-bo-sung.yaml", "so: 11", "so: 3");
    let run = office.run(&["register", "--year", "2026"]);
    assert!(run.stderr.contains("KH802"), "{}", run.stderr);
}

#[test]
fn the_register_is_a_workbook_of_two_sheets() {
    let office = Office::real();
    office.printed(&["register", "--year", "2024", "--format", "xlsx", "--out", "ra"]);
    let mut book: Xlsx<_> = open_workbook(office.path("ra/so-van-ban-2024.xlsx")).unwrap();
    let list = book.worksheet_range("Sổ đăng ký").unwrap();
    assert_eq!(list.height(), 4);
    let series = book.worksheet_range("Dãy số").unwrap();
    assert_eq!(series.get_value((1, 6)).unwrap().to_string(), "164");
}

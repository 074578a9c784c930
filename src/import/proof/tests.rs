use super::diff::between;

#[test]
fn differences_stand_in_order_and_nothing_else_is_told() {
    let told = |first: &str, second: &str| {
        between(first, second).into_iter().map(|one| (one.first, one.second)).collect::<Vec<_>>()
    };
    assert!(told("Sở Tài chính: rà soát.", "Sở Tài chính; Rà soát").is_empty());
    assert_eq!(told("a) Rà soát thủ tục", "Rà soát thủ tục"), [("a".to_owned(), String::new())]);
    assert_eq!(
        told("mục tiêu đạt 8,4 điểm trở lên trong năm", "mục tiêu: đạt từ 8,4 điểm trở lên trong năm nay"),
        [(String::new(), "từ".to_owned()), (String::new(), "nay".to_owned())]
    );
}

use super::*;
use crate::document::{Align, Column, Face, Inline, Row};
use crate::render::style::TEXT_WIDTH_LANDSCAPE;

fn cell(text: &str) -> Vec<Inline> {
    vec![Inline::text(text, Face::REGULAR)]
}

fn table(rows: &[&[&str]]) -> Table {
    let columns = vec![Column { align: Align::Left }; rows[0].len()];
    let mut rows: Vec<Row> =
        rows.iter().map(|row| Row::Cells(row.iter().map(|text| cell(text)).collect())).collect();
    let header = vec![rows.remove(0)];
    Table { columns, header, rows }
}

fn tasks() -> Table {
    let task = "Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết; cắt giảm \
                ít nhất 30% thời gian giải quyết so với quy định";
    table(&[
        &["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
        &["1", task, "Sở Tài chính", "Quý III/2025"],
        &["2", task, "Văn phòng Ủy ban nhân dân tỉnh", "Thường xuyên"],
    ])
}

fn column_widths(table: &Table, total: Length, fonts: &FontSet) -> Vec<Length> {
    columns(table, total, fonts).widths
}

fn widths(table: &Table, total: Length) -> Vec<i32> {
    column_widths(table, total, FontSet::bundled()).iter().map(|width| width.to_twips()).collect()
}

#[test]
fn a_row_becomes_shorter_with_its_tallest_cell_down_to_the_next() {
    assert_eq!(tallest(&[2.0, 3.0, 2.5]), Some((1, 2.5)));
    assert_eq!(tallest(&[3.0, 2.5, 2.0]), Some((0, 2.5)));
    assert_eq!(tallest(&[4.0, 1.0]), Some((0, 1.0)));
    assert_eq!(tallest(&[3.0, 3.0]), Some((0, 3.0)), "nothing is gained by one of two");
    assert_eq!(tallest(&[1.0, 1.0]), None, "no row is lower than a line");
}

#[test]
fn the_columns_fill_the_width_exactly() {
    for total in [Length::mm(165.0), TEXT_WIDTH_LANDSCAPE, Length::mm(30.0)] {
        assert_eq!(widths(&tasks(), total).iter().sum::<i32>(), total.to_twips());
    }
}

#[test]
fn a_long_text_gets_more_room_than_a_number_but_leaves_every_word_whole() {
    let fonts = FontSet::bundled();
    let widths = column_widths(&tasks(), TEXT_WIDTH_LANDSCAPE, fonts);
    assert!(widths[1] > widths[2] && widths[2] > widths[0], "{widths:?}");
    let word = fonts.width("Thường", Face::REGULAR, SIZE_TABLE) + CELL_PADDING_X * 2.0;
    assert!(widths[3] >= word, "{widths:?}");
    assert!(widths[0] < Length::mm(15.0), "a column of numbers stays narrow: {widths:?}");
}

#[test]
fn a_short_heading_stays_on_one_line_beside_a_long_text() {
    let fonts = FontSet::bundled();
    let heading = fonts.width("Cơ quan chủ trì", Face::BOLD, SIZE_TABLE) + CELL_PADDING_X * 2.0;
    assert!(column_widths(&tasks(), TEXT_WIDTH_LANDSCAPE, fonts)[2] >= heading);
}

#[test]
fn a_long_heading_over_short_cells_has_two_lines_and_not_three() {
    let fonts = FontSet::bundled();
    let heading = "Đầu mối theo dõi chỉ số";
    let table = table(&[&["TT", heading, "Nhiệm vụ"], &["1", "4, 7", &"dài ".repeat(80)], &["2", "-", "-"]]);
    let width = column_widths(&table, Length::mm(60.0), fonts)[1] - CELL_PADDING_X * 2.0;
    let half = |text: &str| fonts.width(text, Face::BOLD, SIZE_TABLE);
    assert!(width >= half("Đầu mối theo") && width >= half("dõi chỉ số"), "{} mm", width.to_mm());
}

#[test]
fn a_column_of_running_text_is_not_set_word_by_word_to_spare_a_long_one_a_line() {
    let long = "dài ".repeat(60);
    let mut rows: Vec<Vec<&str>> = vec![vec!["TT", "Nhiệm vụ", "Phối hợp"]];
    rows.extend(std::iter::repeat_n(vec!["1", &long, "Các phòng"], 20));
    rows.push(vec!["21", "ngắn", "Phòng Quản lý đầu tư ngoài ngân sách"]);
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let widths = column_widths(&table(&rows), Length::mm(165.0), FontSet::bundled());
    assert!(widths[2].to_mm() >= READABLE.to_mm() - 0.1, "{} mm", widths[2].to_mm());
}

#[test]
fn a_non_breaking_space_keeps_its_words_in_one_column() {
    let table = table(&[&["a", "b"], &["Nghị\u{a0}quyết\u{a0}số\u{a0}66-NQ/TW", &"dài ".repeat(200)]]);
    let fonts = FontSet::bundled();
    let needed = fonts.width("Nghị quyết số 66-NQ/TW", Face::REGULAR, SIZE_TABLE);
    assert!(column_widths(&table, Length::mm(165.0), fonts)[0] > needed);
}

#[test]
fn a_group_row_does_not_widen_the_first_column() {
    let plain = tasks();
    let mut grouped = tasks();
    grouped.rows.insert(0, Row::Group(cell(&"SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG ".repeat(4))));
    assert_eq!(widths(&plain, TEXT_WIDTH_LANDSCAPE), widths(&grouped, TEXT_WIDTH_LANDSCAPE));
}

#[test]
fn a_table_without_columns_has_no_widths() {
    let table = Table { columns: vec![], header: vec![], rows: vec![] };
    assert!(column_widths(&table, Length::mm(165.0), FontSet::bundled()).is_empty());
}

#[test]
fn a_link_or_a_long_code_leaves_the_other_columns_readable() {
    let link =
        "https://docs.google.com/forms/d/e/1FAIpQLSdQdGJZKxXq6vYw0bYk1mHnN5c3vG7pWzYtR9uLh2aXjKd8Qw/view";
    let task = "Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết";
    for long in [link, &"x".repeat(90), &"1.002345.000.00.00.H37".repeat(4)] {
        let table = table(&[
            &["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"],
            &["1", task, "Sở Tài chính", "Ủy ban nhân dân các xã, phường", "Quý III/2025", long],
        ]);
        for total in [Length::mm(165.0), TEXT_WIDTH_LANDSCAPE] {
            let widths = column_widths(&table, total, FontSet::bundled());
            let readable = |at: usize| widths[at].to_mm() >= READABLE.to_mm() - 0.1;
            assert!(readable(1) && readable(3) && readable(5), "{long}: {widths:?}");
            assert!(widths[4].to_mm() > 20.0, "{long}: {widths:?}");
        }
    }
}

#[test]
fn a_word_that_cannot_fit_is_cut_and_the_words_beside_it_stay_whole() {
    let table = table(&[&["a", "b"], &[&"m".repeat(24), "nghiêng"]]);
    let word = FontSet::bundled().width("nghiêng", Face::REGULAR, SIZE_TABLE) + CELL_PADDING_X * 2.0;
    assert!(column_widths(&table, Length::mm(60.0), FontSet::bundled())[1] > word);
}

#[test]
fn words_that_cannot_fit_shrink_instead_of_overflowing() {
    let word = "m".repeat(25);
    let table = table(&[&["a", "b"], &[&word, &word]]);
    assert_eq!(widths(&table, Length::mm(100.0)), [2835, 2834]);
}

#[test]
fn figures_are_whole_in_smaller_letters_where_the_usual_ones_have_no_room() {
    let fonts = FontSet::bundled();
    let figure = "1.234.567,89";
    let row = |name: &'static str, count: usize| {
        let mut cells = vec![name];
        cells.extend(std::iter::repeat_n(figure, count));
        cells
    };
    for (count, size) in [(4, 12.0), (6, 11.0), (7, 9.0)] {
        let (head, one) = (row("Nội dung", count), row("Thu ngân sách trên địa bàn", count));
        let set = columns(&table(&[&head, &one]), Length::mm(165.0), fonts);
        assert_eq!((set.size.to_pt(), set.cut), (size, false), "{count} columns");
        let needed = fonts.width(figure, Face::BOLD, set.size) + CELL_PADDING_X * 2.0;
        assert!(set.widths[1..].iter().all(|width| *width >= needed), "{count}: {:?}", set.widths);
    }
    let (head, one) = (row("Nội dung", 14), row("Thu", 14));
    let set = columns(&table(&[&head, &one]), Length::mm(165.0), fonts);
    assert_eq!((set.size, set.cut), (SIZE_TABLE, true), "no size helps");
}

#[test]
fn a_link_gives_way_to_the_figures_beside_it_in_letters_of_the_usual_size() {
    let link = "https://dichvucong.langson.gov.vn/thutuchanhchinhcongtrungtamphucvuhanhchinhcong";
    let row = ["1.234.567,89", "1.234.567,89", "1.234.567,89", "1.234.567,89", "1.234.567,89", link];
    let set = columns(&table(&[&["a"; 6], &row]), Length::mm(150.0), FontSet::bundled());
    assert_eq!((set.size, set.cut), (SIZE_TABLE, false));
    let needed = FontSet::bundled().width(row[0], Face::REGULAR, SIZE_TABLE) + CELL_PADDING_X * 2.0;
    assert!(set.widths[..5].iter().all(|width| *width >= needed), "{:?}", set.widths);
}

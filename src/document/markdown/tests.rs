use super::parts;

fn refused(markdown: &str) -> Vec<String> {
    let refused = parts(markdown).err().unwrap_or_default();
    refused.iter().map(|refused| refused.finding().message).collect()
}

#[test]
fn what_stands_within_an_item_is_refused_and_not_run_on_from_its_words() {
    for (markdown, near) in [
        ("- Rà soát:\n  - thủ tục đất đai\n  - thủ tục xây dựng\n", "- thủ tục đất đai"),
        ("- Rà soát:\n\n  - thủ tục đất đai\n", "- thủ tục đất đai"),
        ("- Rà soát:\n  | a | b |\n  |---|---|\n  | c | d |\n", "| a | b |"),
        ("- Rà soát:\n  # Mục\n", "# Mục"),
    ] {
        let refused = refused(markdown);
        assert!(refused.iter().any(|message| message.contains(near)), "{markdown}: {refused:?}");
    }
    assert_eq!(refused("- một\n- hai\n\n- ba\n\nđoạn\n\n# Mục\n"), [""; 0]);
}

#[test]
fn cells_that_no_column_is_there_for_are_refused_and_empty_ones_are_not() {
    let row = |row: &str| refused(&format!("| a | b |\n|---|---|\n{row}\n| c | d |\n"));
    let told = ["mẫu tạo ra dòng bảng có 3 ô trong khi bảng có 2 cột, gần “ba”"];
    for surplus in ["| một | hai | ba |", "| một | hai | ba", "một | hai | ba", "| | | ba |"] {
        assert_eq!(row(surplus), told, "{surplus}");
    }
    for sound in
        ["| một | hai |", "| một |", "| một | hai | |", r"| một \| hai | ba |", r"| a\\| b | c |", "| | |"]
    {
        assert_eq!(row(sound), [""; 0], "{sound}");
    }
}

#[test]
fn an_annex_has_a_title() {
    assert_eq!(
        refused("Đoạn.\n\n# {.phu-luc #pl9}\n\nBảng.\n"),
        ["mẫu tạo ra phụ lục không có tiêu đề gần “# {.phu-luc #pl9}”"]
    );
    assert_eq!(refused("Đoạn.\n\n# BẢNG {.phu-luc #pl9}\n\nBảng.\n"), [""; 0]);
}

#[test]
fn a_line_that_only_defines_a_link_is_refused() {
    let refused = refused("Đoạn.\n\n[Ghi chú]: nội-dung\n");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].contains("[Ghi chú]: nội-dung"), "{refused:?}");
}

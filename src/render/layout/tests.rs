use super::breaks::MAX_STRETCH;
use super::*;
use crate::document::sample;
use crate::document::{
    Align, Annex, Block, BlockKind, Column, Face, HeadingLevel, Inline, ItemLevel, Note, Row, Table,
};
use crate::length::Length;
use crate::render::style::{
    MARGIN_BOTTOM, MARGIN_LEFT, NOTE_RULE, PAGE_LONG, RULE_FRACTION, SIZE_BODY, SIZE_NOTE, TEXT_WIDTH,
};

const SENTENCE: &str = "Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết. ";

fn paragraph(text: &str) -> Block {
    let content = vec![Inline::text(text, Face::REGULAR)];
    Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }
}

fn with_body(body: Vec<Block>) -> Document {
    Document { body, annexes: vec![], ..sample::issued() }
}

fn pages(document: &Document) -> Vec<Page> {
    lay_out(&document.whole(), FontSet::bundled()).pages
}

fn right_edge(run: &TextRun) -> Length {
    let text = run.text.trim_end_matches(' ');
    let spaces = text.chars().filter(|c| matches!(c, ' ' | '\u{a0}')).count();
    run.x + FontSet::bundled().width(text, run.face, run.size) + run.gap * spaces as f64
}

fn close(one: Length, other: Length) -> bool {
    (one - other).to_pt().abs() < 0.05
}

/// Texts of a page in lines, each line with the runs that share its baseline.
fn lines(page: &Page) -> Vec<String> {
    let mut lines: Vec<(Length, String)> = Vec::new();
    for run in page.texts() {
        match lines.last_mut() {
            Some((y, line)) if *y == run.y => line.push_str(&run.text),
            _ => lines.push((run.y, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, line)| line.trim_end().replace('\u{a0}', " ")).collect()
}

fn find<'a>(page: &'a Page, text: &str) -> &'a TextRun {
    page.texts().find(|run| run.text.contains(text)).unwrap_or_else(|| panic!("no {text} on the page"))
}

fn rules(page: &Page) -> Vec<(Length, Length, Length)> {
    let rule = |placed: &Placed| match &placed.item {
        Item::Rule { from, to, .. } => Some((from.0, from.1, to.0 - from.0)),
        _ => None,
    };
    page.items.iter().filter_map(rule).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn number_and_date_stand_on_one_baseline_under_issuer_and_nation() {
    let page = &pages(&sample::issued())[0];
    let (number, date) = (find(page, "Số: 175/KH-UBND"), find(page, "Lạng Sơn, ngày 02 tháng 7 năm 2025"));
    assert!(close(number.y, date.y), "{} {}", number.y.to_pt(), date.y.to_pt());
    assert!(date.face.italic && !number.face.italic);
    let middle = |run: &TextRun| (run.x + right_edge(run)) / 2.0;
    assert!(close(middle(number), middle(find(page, "TỈNH LẠNG SƠN"))));
    assert!(close(middle(date), middle(find(page, "Độc lập"))));
}

#[test]
fn the_rule_under_the_motto_is_as_long_as_the_motto_and_the_one_under_the_issuer_shorter() {
    let page = &pages(&sample::issued())[0];
    let motto = find(page, "Độc lập - Tự do - Hạnh phúc");
    let issuer = find(page, "ỦY BAN NHÂN DÂN");
    let lengths = rules(page);
    assert!(lengths.iter().any(|(x, _, width)| close(*x, motto.x) && close(*x + *width, right_edge(motto))));
    let short = (right_edge(issuer) - issuer.x) * RULE_FRACTION;
    assert!(lengths.iter().any(|(_, _, width)| close(*width, short)));
}

#[test]
fn a_draft_leaves_room_for_number_day_and_month() {
    let page = &pages(&sample::draft())[0];
    assert_eq!(find(page, "Số:").text, "Số:        /KH-STC");
    assert_eq!(find(page, "ngày").text, "Lạng Sơn, ngày      tháng      năm 2026");
}

#[test]
fn every_line_of_a_paragraph_but_the_last_reaches_the_right_margin() {
    let document = with_body(vec![paragraph(&SENTENCE.repeat(6))]);
    let page = &pages(&document)[0];
    let body: Vec<&TextRun> = page.texts().filter(|run| run.gap != Length::ZERO).collect();
    assert!(body.len() >= 5);
    for run in &body {
        assert!(close(right_edge(run), MARGIN_LEFT + TEXT_WIDTH), "{}", run.text);
    }
}

#[test]
fn a_long_address_is_cut_before_any_space_is_stretched_beyond_the_limit() {
    let address =
        "https://langson.gov.vn/thu-tuc-hanh-chinh/danh-muc/linh-vuc-dau-tu-kinh-doanh?nam=2025&trang=1";
    let mut body: Vec<Block> =
        (0..12).map(|at| paragraph(&format!("{}{address} {SENTENCE}", "xem thêm ".repeat(at)))).collect();
    body.push(paragraph(&"x".repeat(400)));
    body.push(paragraph(&format!("{} {}", "m".repeat(39), "w".repeat(39))));
    for page in pages(&with_body(body)) {
        for run in page.texts() {
            assert!(run.gap <= run.size * (MAX_STRETCH / 1000.0), "{}", run.text);
            assert!(right_edge(run) <= MARGIN_LEFT + TEXT_WIDTH + Length::pt(0.1), "{}", run.text);
        }
    }
}

#[test]
fn a_document_number_and_words_joined_by_a_non_breaking_space_are_never_torn() {
    for padding in 0..40 {
        let text = format!(
            "{}theo Kế hoạch số\u{a0}175/KH-UBND ngày\u{a0}02/7/2025 của Ủy ban nhân dân tỉnh {SENTENCE}",
            "ở ".repeat(padding)
        );
        let page = &pages(&with_body(vec![paragraph(&text)]))[0];
        for kept in ["số 175/KH-UBND", "ngày 02/7/2025"] {
            assert!(lines(page).iter().any(|line| line.contains(kept)), "{:#?}", lines(page));
        }
    }
}

#[test]
fn no_heading_is_left_at_the_foot_and_no_single_line_at_either_end_of_a_page() {
    for filler in 0..40 {
        let mut body = vec![paragraph(&"Dòng. ".repeat(60 + filler * 12))];
        for at in 0..12 {
            let content = vec![Inline::text(format!("{at}. Đề mục"), Face::BOLD)];
            let kind = BlockKind::Heading { level: HeadingLevel::Clause, content };
            body.push(Block { kind, keep_with_next: true });
            body.push(paragraph(&format!("Mở {}cuối", SENTENCE.repeat(6))));
        }
        let all = pages(&with_body(body));
        for page in &all[..all.len() - 1] {
            let lines = lines(page);
            let last = lines.last().unwrap();
            assert!(!last.contains("Đề mục") && !last.starts_with("Mở"), "{last}");
        }
        for page in &all[1..] {
            // The first line of a page is its number.
            assert!(!lines(page)[1].ends_with("cuối"), "{:?}", lines(page));
        }
    }
}

#[test]
fn the_signature_is_whole_and_three_lines_of_the_text_stand_with_it() {
    for count in 1..70 {
        let body: Vec<Block> = (0..count).map(|at| paragraph(&format!("Nội dung {at}."))).collect();
        let all = pages(&with_body(body));
        let last = all.last().unwrap();
        let lines = lines(last);
        assert!(lines.iter().filter(|line| line.starts_with("Nội dung")).count() >= 3.min(count), "{count}");
        for part in ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "Đoàn Thanh Sơn"] {
            assert!(lines.iter().any(|line| line.contains(part)), "{count}: {part}");
        }
        let fields = last.items.iter().filter(|placed| matches!(placed.item, Item::Field(_)));
        assert_eq!(fields.count(), 2);
    }
}

#[test]
fn recipients_begin_level_with_the_first_line_of_the_signature() {
    let all = pages(&with_body(vec![paragraph("Nội dung.")]));
    let (title, line) = (find(&all[0], "Nơi nhận:"), find(&all[0], "TM. ỦY BAN NHÂN DÂN"));
    assert!(close(title.y, line.y));
    assert_eq!((title.face, title.size), (Face::BOLD_ITALIC, Length::pt(12.0)));
    assert!(lines(&all[0]).iter().any(|line| line.contains("- Lưu: VT") && line.ends_with('.')));
}

#[test]
fn more_recipients_than_a_page_holds_run_on_and_none_is_lost() {
    let mut document = with_body(vec![paragraph("Nội dung.")]);
    document.closing.recipients = (0..150).map(|at| format!("Ủy ban nhân dân xã số {at}")).collect();
    let all = pages(&document);
    let text: Vec<String> = all.iter().flat_map(lines).collect();
    for at in 0..150 {
        assert!(text.iter().any(|line| line.contains(&format!("- Ủy ban nhân dân xã số {at};"))), "{at}");
    }
}

fn table(rows: Vec<Row>) -> Table {
    let cell = |text: &str| vec![Inline::text(text, Face::BOLD)];
    let columns = [Align::Centre, Align::Left].map(|align| Column { align }).to_vec();
    Table { columns, header: vec![Row::Cells(vec![cell("TT"), cell("Nhiệm vụ")])], rows }
}

fn row(number: usize, text: &str) -> Row {
    let cell = |text: String| vec![Inline::text(text, Face::REGULAR)];
    Row::Cells(vec![cell(number.to_string()), cell(text.to_owned())])
}

fn in_annex(table: Table, landscape: bool) -> Document {
    let body = vec![Block { kind: BlockKind::Table(table), keep_with_next: false }];
    let annex = Annex {
        id: "pl1".to_owned(),
        label: "Phụ lục".to_owned(),
        title: "NHIỆM VỤ".to_owned(),
        reference: vec![],
        landscape,
        body,
    };
    Document { annexes: vec![annex], ..with_body(vec![paragraph("Nội dung.")]) }
}

#[test]
fn header_rows_repeat_on_every_page_and_are_read_out_once() {
    let rows = (0..120).map(|at| row(at, SENTENCE)).collect();
    let all = pages(&in_annex(table(rows), true));
    assert!(all.len() > 3);
    let heads: Vec<&Placed> = all[1..]
        .iter()
        .flat_map(|page| &page.items)
        .filter(|placed| matches!(&placed.item, Item::Text(run) if run.text == "Nhiệm vụ"))
        .collect();
    assert_eq!(heads.len(), all.len() - 1);
    assert_eq!(heads.iter().filter(|placed| matches!(placed.tag, Tag::Node(_))).count(), 1);
}

#[test]
fn the_name_of_an_agency_stays_with_its_first_row() {
    for before in 0..60 {
        let mut rows: Vec<Row> = (0..before).map(|at| row(at, "Việc")).collect();
        rows.push(Row::Group(vec![Inline::text("SỞ TÀI CHÍNH", Face::BOLD)]));
        rows.push(row(before, "Việc đầu tiên"));
        for page in pages(&in_annex(table(rows), false)) {
            let lines = lines(&page);
            let group = lines.iter().any(|line| line.contains("SỞ TÀI CHÍNH"));
            assert_eq!(group, lines.iter().any(|line| line.contains("Việc đầu tiên")), "{before}");
        }
    }
}

#[test]
fn a_total_stands_on_the_page_of_the_row_before_it() {
    for before in 1..60 {
        let mut rows: Vec<Row> = (1..before).map(|at| row(at, "Việc")).collect();
        rows.push(row(before, "Việc cuối"));
        let bold = |text: &str| vec![Inline::text(text, Face::BOLD)];
        rows.push(Row::Cells(vec![Vec::new(), bold("Tổng cộng")]));
        for page in pages(&in_annex(table(rows), false)) {
            let lines = lines(&page);
            let total = lines.iter().any(|line| line.contains("Tổng cộng"));
            assert_eq!(total, lines.iter().any(|line| line.contains("Việc cuối")), "{before}");
        }
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_over_the_next_and_keeps_every_word() {
    let text: String = (0..3000).map(|at| format!("từ{at} ")).collect();
    let all = pages(&in_annex(table(vec![row(1, &text)]), false));
    assert!(all.len() > 3);
    let printed: Vec<String> = all.iter().flat_map(Page::texts).flat_map(|run| words(&run.text)).collect();
    for word in words(&text) {
        assert!(printed.contains(&word), "{word}");
    }
    let foot = Length::mm(297.0 - 20.0);
    assert!(all.iter().flat_map(Page::texts).all(|run| run.y < foot));
}

#[test]
fn every_annex_counts_its_pages_from_one_and_shows_none_on_the_first() {
    let rows = (0..120).map(|at| row(at, SENTENCE)).collect();
    let all = pages(&in_annex(table(rows), true));
    let number = |page: &Page| page.texts().next().map(|run| run.text.trim().to_owned()).unwrap_or_default();
    assert_eq!(number(&all[1]), "Phụ lục");
    assert_eq!([number(&all[2]), number(&all[3])], ["2", "3"]);
    assert_eq!(all[1].width.to_mm().round() as i32, 297);
    assert_eq!(all[0].width.to_mm().round() as i32, 210);
}

#[test]
fn nothing_breaks_on_empty_control_characters_or_words_without_end() {
    let bad = [
        "",
        " ",
        "\n",
        "\n\n a \n",
        "\u{0}\u{7}\t\u{202e}x",
        "\u{a0}\u{a0}",
        "e\u{302}\u{323}",
        "   đầu dòng",
    ];
    let mut body: Vec<Block> = bad.iter().map(|text| paragraph(text)).collect();
    body.push(paragraph(&"\u{a0}x".repeat(5000)));
    body.push(paragraph(&"/".repeat(5000)));
    for text in bad {
        let content = vec![Inline::text(text, Face::ITALIC)];
        let kind = BlockKind::Item { level: ItemLevel::Dash, marker: text.to_owned(), content };
        body.push(Block { kind, keep_with_next: true });
    }
    let empty = Table { columns: vec![], header: vec![Row::Cells(vec![])], rows: vec![Row::Group(vec![])] };
    let mut narrow = table(bad.iter().map(|text| row(0, text)).collect());
    narrow.columns = vec![Column { align: Align::Right }; 90];
    for table in [empty, narrow] {
        body.push(Block { kind: BlockKind::Table(table), keep_with_next: true });
    }
    let mut document = with_body(body);
    document.head.issuer.clear();
    document.title.subject.clear();
    document.closing.signature.lines.clear();
    let all = pages(&document);
    // What was typed in pieces is printed as one letter.
    assert!(all.iter().flat_map(lines).any(|line| line == "ệ"));
    assert!(!pages(&with_body(vec![])).is_empty());
}

/// A paragraph whose last word has a note.
fn noted(text: &str, number: usize, note: &str) -> Block {
    let note = Note { number, text: note.to_owned(), face: Face::REGULAR };
    let content =
        vec![Inline::text(text, Face::REGULAR), Inline::Note(note), Inline::text(".", Face::REGULAR)];
    Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }
}

/// The runs of the foot of a page: those in the size of notes, and smaller.
fn footnotes(page: &Page) -> Vec<&TextRun> {
    let foot = rules(page).into_iter().find(|(_, _, width)| close(*width, NOTE_RULE));
    let Some((_, above, _)) = foot else { return Vec::new() };
    page.texts().filter(|run| run.y > above).collect()
}

#[test]
fn a_note_has_a_small_raised_mark_and_its_text_at_the_foot_of_the_page_of_its_mark() {
    let long = SENTENCE.repeat(60);
    let body =
        vec![paragraph(&long), noted("Đạt 7,24 điểm", 1, "Theo công bố năm 2025"), paragraph(SENTENCE)];
    let pages = pages(&with_body(body));
    let at = pages.iter().position(|page| page.texts().any(|run| run.text.contains("7,24"))).expect("a page");
    let (sentence, foot) = (find(&pages[at], "7,24"), footnotes(&pages[at]));
    let mark = pages[at].texts().find(|run| run.text == "1" && run.x > sentence.x).expect("the mark");
    assert!(mark.size < SIZE_BODY && mark.y < sentence.y, "{mark:?}");
    let text = foot.iter().find(|run| run.text.contains("Theo")).expect("the note");
    assert!(close(text.size, SIZE_NOTE), "{text:?}");
    assert!(text.y < PAGE_LONG - MARGIN_BOTTOM && text.y > PAGE_LONG - MARGIN_BOTTOM - SIZE_NOTE, "{text:?}");
    let others = pages.iter().enumerate().filter(|(other, _)| *other != at);
    assert!(others.into_iter().all(|(_, page)| footnotes(page).is_empty()));
}

#[test]
fn text_and_notes_share_the_page_and_no_word_of_a_note_is_lost() {
    let notes: Vec<String> = (1..=40).map(|n| format!("Chú thích số {n}: {}", SENTENCE.repeat(3))).collect();
    let numbered = (1..).zip(&notes);
    let body: Vec<Block> =
        numbered.map(|(n, note)| noted(SENTENCE.trim_end_matches([' ', '.']), n, note)).collect();
    let pages = pages(&with_body(body));
    let mut printed = String::new();
    for page in &pages {
        let foot = footnotes(page);
        let Some(top) = foot.iter().map(|run| run.y).reduce(Length::min) else { continue };
        let text = page.texts().filter(|run| !foot.contains(run) && run.text.contains("thủ tục"));
        for run in text {
            assert!(run.y < top, "“{}” runs into the notes", run.text);
        }
        for run in foot {
            assert!(run.y < PAGE_LONG - MARGIN_BOTTOM, "“{}” runs out of the page", run.text);
            printed.push_str(&run.text);
        }
    }
    let wanted: Vec<String> = (1..).zip(&notes).map(|(n, note)| format!("{n}\u{a0}{note}")).collect();
    assert_eq!(words(&printed).concat(), words(&wanted.concat()).concat());
}

#[test]
fn a_note_longer_than_a_page_goes_on_at_the_foot_of_the_next() {
    let note = SENTENCE.repeat(120);
    let pages = pages(&with_body(vec![noted("Đạt 7,24 điểm", 1, &note)]));
    let printed: String = pages.iter().flat_map(footnotes).map(|run| run.text.as_str()).collect();
    assert!(pages.len() > 1);
    assert_eq!(words(&printed).concat(), words(&format!("1\u{a0}{note}")).concat());
    for run in pages.iter().flat_map(footnotes) {
        assert!(run.y < PAGE_LONG - MARGIN_BOTTOM, "{run:?}");
    }
}

#[test]
fn a_note_of_a_table_stands_at_the_foot_of_the_page_of_its_row() {
    let cell = |text: &str| vec![Inline::text(text, Face::REGULAR)];
    let note = Note { number: 1, text: "Theo niên giám".to_owned(), face: Face::REGULAR };
    let mut rows: Vec<Row> =
        (0..90).map(|n| Row::Cells(vec![cell(&format!("Dòng {n}")), cell("Số")])).collect();
    rows[70] = Row::Cells(vec![
        vec![Inline::text("Dòng có chú thích", Face::REGULAR), Inline::Note(note)],
        cell(""),
    ]);
    let table = Table { columns: vec![Column { align: Align::Left }; 2], header: vec![], rows };
    let pages = pages(&with_body(vec![Block { kind: BlockKind::Table(table), keep_with_next: false }]));
    let at =
        pages.iter().position(|page| page.texts().any(|run| run.text.contains("có chú"))).expect("a page");
    let with_foot: Vec<usize> =
        (0..pages.len()).filter(|page| !footnotes(&pages[*page]).is_empty()).collect();
    assert_eq!(with_foot, [at]);
    assert!(at > 0);
}

fn heading(level: HeadingLevel, text: &str) -> Block {
    let kind = BlockKind::Heading { level, content: vec![Inline::text(text, Face::BOLD)] };
    Block { kind, keep_with_next: true }
}

fn item(level: ItemLevel, marker: &str) -> Block {
    let content = vec![Inline::text("nội dung;", Face::REGULAR)];
    Block { kind: BlockKind::Item { level, marker: marker.to_owned(), content }, keep_with_next: false }
}

#[test]
fn dashes_under_a_letter_are_a_list_within_the_body_of_its_item() {
    let body = vec![item(ItemLevel::Letter, "a)"), item(ItemLevel::Dash, "-"), item(ItemLevel::Letter, "b)")];
    let document = with_body(body);
    let tree = lay_out(&document.whole(), FontSet::bundled()).tree;
    let parent = |node: &Node| node.parent.map(|parent| tree.role(parent));
    let lists: Vec<_> = tree.nodes().iter().filter(|node| node.role == Role::List).map(parent).collect();
    // The last one is that of the recipients.
    assert_eq!(lists, [Role::Document, Role::LabelBody, Role::Document].map(Some));
    let items = tree.nodes().iter().filter(|node| node.role == Role::ListItem);
    assert!(items.clone().all(|item| {
        item.children.iter().map(|child| tree.role(*child)).eq([Role::Label, Role::LabelBody])
    }));
}

#[test]
fn the_outline_lists_the_headings_of_an_annex_below_it() {
    let mut document = in_annex(table(vec![row(1, "Việc")]), false);
    document.body.insert(0, heading(HeadingLevel::Section, "I. MỤC ĐÍCH"));
    document.annexes[0].body.insert(0, heading(HeadingLevel::Section, "I. CHỈ TIÊU"));
    document.annexes[0].body.insert(1, heading(HeadingLevel::Clause, "1. Chỉ tiêu chung"));
    let outline = lay_out(&document.whole(), FontSet::bundled()).outline;
    let shown: Vec<_> = outline.iter().map(|entry| (entry.level, entry.title.as_str())).collect();
    let wanted = [(1, "I. MỤC ĐÍCH"), (1, "Phụ lục. NHIỆM VỤ"), (2, "I. CHỈ TIÊU"), (3, "1. Chỉ tiêu chung")];
    assert_eq!(shown, wanted);
}

#[test]
fn no_level_of_headings_is_left_out() {
    use HeadingLevel::{Clause, Section, SubClause};
    let levels = [Clause, SubClause, Section, SubClause, Clause];
    let document = with_body(levels.map(|level| heading(level, "Đề mục")).to_vec());
    let tree = lay_out(&document.whole(), FontSet::bundled()).tree;
    let found = tree.nodes().iter().filter_map(|node| match node.role {
        Role::Heading(level) => Some(level),
        _ => None,
    });
    assert_eq!(found.collect::<Vec<_>>(), [1, 2, 3, 2, 3, 3]);
}

#[test]
fn no_syllable_stands_alone_on_the_last_line_of_a_paragraph() {
    let words: Vec<&str> = "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương \
                            kịp thời phản ánh về Sở Tài chính để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, \
                            chỉ đạo giải quyết theo quy định của pháp luật hiện hành và bảo đảm tiến độ"
        .split(' ')
        .collect();
    for count in 18..=words.len() {
        let text = words[..count].join(" ") + "./.";
        let page = &pages(&with_body(vec![paragraph(&text)]))[0];
        let last = page.texts().find(|run| run.text.ends_with("./.")).expect("the last line");
        assert!(last.text.contains(' '), "{text}");
    }
}

#[test]
fn a_tall_row_breaks_where_that_saves_more_than_a_third_of_a_page_and_nowhere_else() {
    let tall: String = (0..400).map(|at| format!("từ{at} ")).collect();
    for before in 1..45 {
        let mut rows: Vec<Row> = (0..before).map(|at| row(at, "Việc")).collect();
        rows.push(row(before, &tall));
        let all = pages(&in_annex(table(rows), false));
        let of_tall = |page: &&Page| page.texts().filter(|run| run.text.starts_with("từ")).count();
        let parts: Vec<usize> = all.iter().map(|page| of_tall(&page)).filter(|lines| *lines > 0).collect();
        let foot = |page: &Page| {
            let ends = page.texts().map(|run| run.y).fold(Length::ZERO, Length::max);
            Length::mm(297.0 - 20.0) - ends
        };
        let page = all.iter().position(|page| of_tall(&page) > 0).expect("the row");
        if parts.len() > 1 {
            assert!(parts.iter().all(|lines| *lines >= 2), "{before}: {parts:?}");
            // A rule closes it at the foot.
            let foot = rules(&all[page]).iter().filter(|(_, _, width)| close(*width, TEXT_WIDTH)).count();
            assert!(foot > before + 1, "{before}: {foot}");
        } else if page > 1 {
            let saved = foot(&all[page - 1]);
            assert!(saved < Length::mm(257.0 / 3.0 + 10.0), "{before}: {} mm", saved.to_mm());
        }
    }
    let broken = |before: usize| {
        let mut rows: Vec<Row> = (0..before).map(|at| row(at, "Việc")).collect();
        rows.push(row(before, &tall));
        let pages = pages(&in_annex(table(rows), false));
        pages.iter().filter(|page| page.texts().any(|run| run.text.starts_with("từ"))).count() > 1
    };
    assert!(broken(15) && !broken(30), "half a page is saved, a tenth is not");
}

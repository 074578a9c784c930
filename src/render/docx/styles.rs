//! Named styles: one per component of the decree, so that a clerk restyles a component once.
//!
//! Leaves: `styles.xml` as docx-rs builds it. Independent of any document.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, RunFonts, SpecialIndentType, Style, StyleType, Styles, TableBorder,
    TableBorderPosition, TableBorders, TableCellMargins, VertAlignType,
};

use crate::document::{HeadingLevel, ItemLevel};
use crate::length::Length;
use crate::render::style as decree;

pub(super) const NATION: &str = "ND30_QuocHieu";
pub(super) const MOTTO: &str = "ND30_TieuNgu";
pub(super) const SUPERIOR: &str = "ND30_CoQuanChuQuan";
pub(super) const ISSUER: &str = "ND30_CoQuanBanHanh";
pub(super) const NUMBER: &str = "ND30_SoKyHieu";
pub(super) const PLACE_DATE: &str = "ND30_DiaDanhNgay";
pub(super) const DRAFT_MARK: &str = "ND30_DuThao";
pub(super) const URGENCY: &str = "ND30_DoKhan";
pub(super) const CIRCULATION: &str = "ND30_LuuHanh";
pub(super) const KIND: &str = "ND30_TenLoai";
pub(super) const SUBJECT: &str = "ND30_TrichYeu";
pub(super) const BODY: &str = "ND30_NoiDung";
pub(super) const RECIPIENTS_TITLE: &str = "ND30_NoiNhanTieuDe";
pub(super) const RECIPIENTS: &str = "ND30_NoiNhan";
pub(super) const SIGNER_TITLE: &str = "ND30_QuyenHanChucVu";
pub(super) const SIGNER_NAME: &str = "ND30_HoTen";
pub(super) const ANNEX: &str = "ND30_PhuLuc";
pub(super) const ANNEX_TITLE: &str = "ND30_TenPhuLuc";
pub(super) const ANNEX_REFERENCE: &str = "ND30_KemTheo";
pub(super) const TABLE: &str = "ND30_Bang";
pub(super) const TABLE_HEADER: &str = "ND30_BangTieuDe";
pub(super) const TABLE_GROUP: &str = "ND30_BangNhom";
pub(super) const TABLE_LEFT: &str = "ND30_BangTrai";
pub(super) const TABLE_CENTRE: &str = "ND30_BangGiua";
pub(super) const TABLE_RIGHT: &str = "ND30_BangPhai";
pub(super) const PAGE_NUMBER: &str = "ND30_SoTrang";
pub(super) const RULE: &str = "ND30_DuongKe";
/// A line of one point, where the format asks for a paragraph that nobody should see.
pub(super) const HAIRLINE: &str = "ND30_Ngan";
/// The same above a table or a boxed mark, with the distance it needs.
pub(super) const BEFORE_TABLE: &str = "ND30_TruocBang";
pub(super) const FRAME: &str = "ND30_Khung";
/// Chú thích cuối trang: Word's own styles, which its command for footnotes uses, too.
pub(super) const NOTE: &str = "FootnoteText";
pub(super) const NOTE_MARK: &str = "FootnoteReference";

const NORMAL: &str = "Normal";
/// Distance of the closing from the last line of the text.
pub(super) const ABOVE_CLOSING: Length = Length::pt(decree::PARAGRAPH_SPACE.to_pt() * 2.0);
/// Giãn dòng, in 240ths of a line.
pub(super) const LINE: i32 = (decree::LINE_SPACING * 240.0 + 0.5) as i32;
/// Height of a line that carries no text.
const HAIRLINE_HEIGHT: Length = Length::pt(1.0);

/// Đề mục: Word's own heading styles, so that the navigation pane fills.
pub(super) fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::Section => "Heading1",
        HeadingLevel::Clause => "Heading2",
        HeadingLevel::SubClause => "Heading3",
    }
}

pub(super) fn item(level: ItemLevel) -> &'static str {
    match level {
        ItemLevel::Letter => "ND30_Diem",
        ItemLevel::Dash => "ND30_Gach",
    }
}

/// All styles of the package.
pub(super) fn all() -> Styles {
    let fonts = RunFonts::new()
        .ascii(decree::FONT_FAMILY)
        .hi_ansi(decree::FONT_FAMILY)
        .east_asia(decree::FONT_FAMILY)
        .cs(decree::FONT_FAMILY);
    let mut styles = Styles::new()
        .default_fonts(fonts.clone())
        .default_size(decree::SIZE_BODY.to_half_points())
        .default_line_spacing(spacing(Length::ZERO, Length::ZERO));
    styles.styles = vec![normal(fonts)];
    let groups = [title_and_body(), head(), cells(), closing(), annex()];
    for (group, style) in
        (1..).zip(groups).flat_map(|(group, styles)| styles.into_iter().map(move |s| (group, s)))
    {
        // The gallery shows the text first, then the other parts in the order of the page.
        styles = styles.add_style(style.ui_priority(group));
    }
    for style in rules().into_iter().chain(tables()).chain(notes()) {
        styles = styles.add_style(style.q_format(false).ui_priority(99));
    }
    styles
}

/// What all others are based on. It says again what the defaults say: LibreOffice writes what a
/// style leaves to the defaults into every cell of a table, and no later change of a style would
/// reach them.
fn normal(fonts: RunFonts) -> Style {
    let mut style = Style::new(NORMAL, StyleType::Paragraph)
        .name("Normal")
        .fonts(fonts)
        .size(decree::SIZE_BODY.to_half_points())
        .line_spacing(spacing(Length::ZERO, Length::ZERO))
        .ui_priority(0);
    style.paragraph_property.widow_control = Some(true);
    style
}

fn head() -> Vec<Style> {
    use decree::{ASCENT, PARAGRAPH_SPACE, SIZE_ISSUER, SIZE_MARK, SIZE_NUMBER, SIZE_PLACE_DATE};
    // Ô 3 and ô 4 stand on one baseline though they differ in size.
    let drop = (SIZE_PLACE_DATE - SIZE_NUMBER) * ASCENT;
    vec![
        centred(NATION, "ND30 Quốc hiệu", decree::SIZE_NATION, Length::ZERO).bold(),
        centred(MOTTO, "ND30 Tiêu ngữ", decree::SIZE_MOTTO, Length::ZERO).bold(),
        centred(SUPERIOR, "ND30 Cơ quan chủ quản", SIZE_ISSUER, Length::ZERO),
        centred(ISSUER, "ND30 Cơ quan ban hành", SIZE_ISSUER, Length::ZERO).bold(),
        centred(NUMBER, "ND30 Số, ký hiệu", SIZE_NUMBER, PARAGRAPH_SPACE + drop),
        centred(PLACE_DATE, "ND30 Địa danh, ngày tháng", SIZE_PLACE_DATE, PARAGRAPH_SPACE).italic(),
        centred(DRAFT_MARK, "ND30 Dự thảo", SIZE_MARK, PARAGRAPH_SPACE).bold(),
        centred(URGENCY, "ND30 Độ khẩn", SIZE_MARK, Length::ZERO)
            .bold()
            .color(colour(decree::URGENCY_COLOUR)),
        boxed(
            centred(CIRCULATION, "ND30 Phạm vi lưu hành", SIZE_MARK, Length::ZERO)
                .bold()
                .line_spacing(spacing(Length::ZERO, PARAGRAPH_SPACE * 2.0)),
        ),
    ]
}

fn title_and_body() -> Vec<Style> {
    use decree::{PARAGRAPH_SPACE, SIZE_BODY};
    let mut kind = centred(KIND, "ND30 Tên loại", SIZE_BODY, PARAGRAPH_SPACE * 3.0).bold().next(SUBJECT);
    let mut subject = centred(SUBJECT, "ND30 Trích yếu", SIZE_BODY, Length::ZERO).bold().next(BODY);
    for style in [&mut kind, &mut subject] {
        style.paragraph_property.keep_next = Some(true);
    }
    let mut body = paragraph_style(BODY, "ND30 Nội dung", NORMAL)
        .align(AlignmentType::Both)
        .line_spacing(spacing(PARAGRAPH_SPACE, Length::ZERO))
        .indent(Some(0), Some(first_line()), None, None);
    body.paragraph_property.widow_control = Some(true);
    let mut styles = vec![kind, subject, body];
    let levels = [HeadingLevel::Section, HeadingLevel::Clause, HeadingLevel::SubClause];
    for (at, level) in levels.into_iter().enumerate() {
        let name = format!("heading {}", at + 1);
        // Not justified: two lines of a heading stand better as they come.
        let mut style = paragraph_style(heading(level), &name, BODY)
            .align(AlignmentType::Left)
            .bold()
            .outline_lvl(at)
            .next(BODY);
        style.paragraph_property.keep_next = Some(true);
        style.paragraph_property.keep_lines = Some(true);
        styles.push(style);
    }
    styles.push(paragraph_style(item(ItemLevel::Letter), "ND30 Điểm", BODY));
    styles.push(paragraph_style(item(ItemLevel::Dash), "ND30 Gạch đầu dòng", BODY));
    styles
}

fn closing() -> Vec<Style> {
    use decree::{ASCENT, PARAGRAPH_SPACE, SIGNATURE_HEIGHT, SIZE_BODY, SIZE_RECIPIENTS_TITLE};
    // "Nơi nhận:" is level with the first line of the signature, on its baseline.
    let level = PARAGRAPH_SPACE * 2.0 + (SIZE_BODY - SIZE_RECIPIENTS_TITLE) * ASCENT;
    let title = paragraph_style(RECIPIENTS_TITLE, "ND30 Nơi nhận (tiêu đề)", NORMAL)
        .size(SIZE_RECIPIENTS_TITLE.to_half_points())
        .line_spacing(spacing(level, Length::ZERO))
        .bold()
        .italic()
        .next(RECIPIENTS);
    let entries = paragraph_style(RECIPIENTS, "ND30 Nơi nhận", NORMAL)
        .size(decree::SIZE_RECIPIENTS.to_half_points())
        .align(AlignmentType::Left);
    let signer = centred(SIGNER_TITLE, "ND30 Quyền hạn, chức vụ", SIZE_BODY, Length::ZERO).bold();
    let name = centred(SIGNER_NAME, "ND30 Họ tên người ký", SIZE_BODY, SIGNATURE_HEIGHT).bold();
    let mut styles = vec![title, entries, signer, name];
    for style in &mut styles {
        style.paragraph_property.keep_next = Some(true);
    }
    styles
}

fn annex() -> Vec<Style> {
    use decree::{SIZE_ANNEX, SIZE_BODY};
    // A level-one entry of the navigation pane, beside the sections of the plan itself.
    let label =
        centred(ANNEX, "ND30 Phụ lục", SIZE_ANNEX, Length::ZERO).bold().outline_lvl(0).next(ANNEX_TITLE);
    // Below its label there: "Phụ lục II" alone tells nobody what it holds.
    let title = centred(ANNEX_TITLE, "ND30 Tên phụ lục", SIZE_BODY, Length::ZERO)
        .bold()
        .outline_lvl(1)
        .next(ANNEX_REFERENCE);
    let reference = centred(ANNEX_REFERENCE, "ND30 Kèm theo", SIZE_BODY, Length::ZERO).italic().next(BODY);
    let mut styles = vec![label, title, reference];
    for style in &mut styles {
        style.paragraph_property.keep_next = Some(true);
    }
    styles
}

fn cells() -> Vec<Style> {
    let size = decree::SIZE_TABLE.to_half_points();
    let mut left =
        paragraph_style(TABLE_LEFT, "ND30 Bảng - trái", NORMAL).size(size).align(AlignmentType::Left);
    left.paragraph_property.widow_control = Some(true);
    let of_left = |id, name, align| paragraph_style(id, name, TABLE_LEFT).align(align);
    let mut header = of_left(TABLE_HEADER, "ND30 Bảng - tiêu đề", AlignmentType::Center).bold();
    let mut group = of_left(TABLE_GROUP, "ND30 Bảng - nhóm", AlignmentType::Left).bold();
    for style in [&mut header, &mut group] {
        style.paragraph_property.keep_next = Some(true);
    }
    vec![
        left,
        of_left(TABLE_CENTRE, "ND30 Bảng - giữa", AlignmentType::Center),
        of_left(TABLE_RIGHT, "ND30 Bảng - phải", AlignmentType::Right),
        header,
        group,
    ]
}

fn rules() -> Vec<Style> {
    let thin = |id, name, height: Length| {
        paragraph_style(id, name, NORMAL).size(HAIRLINE_HEIGHT.to_half_points()).line_spacing(
            spacing(Length::ZERO, Length::ZERO).line_rule(LineSpacingType::Exact).line(height.to_twips()),
        )
    };
    let mut rule = thin(RULE, "ND30 Đường kẻ", decree::RULE_GAP);
    rule.paragraph_property.borders =
        Some(ParagraphBorders::with_empty().set(border(ParagraphBorderPosition::Bottom, Length::ZERO)));
    rule.paragraph_property.keep_next = Some(true);
    let above = spacing(decree::PARAGRAPH_SPACE, Length::ZERO)
        .line_rule(LineSpacingType::Exact)
        .line(HAIRLINE_HEIGHT.to_twips());
    let mut before_table = thin(BEFORE_TABLE, "ND30 Trước bảng", HAIRLINE_HEIGHT).line_spacing(above);
    before_table.paragraph_property.keep_next = Some(true);
    let page_number = centred(PAGE_NUMBER, "ND30 Số trang", decree::SIZE_PAGE_NUMBER, Length::ZERO);
    vec![rule, thin(HAIRLINE, "ND30 Dòng ngăn", HAIRLINE_HEIGHT), before_table, page_number]
}

fn notes() -> Vec<Style> {
    let text = paragraph_style(NOTE, "footnote text", NORMAL)
        .size(decree::SIZE_NOTE.to_half_points())
        .align(AlignmentType::Both);
    let mut mark = Style::new(NOTE_MARK, StyleType::Character).name("footnote reference");
    mark.run_property = mark.run_property.vert_align(VertAlignType::SuperScript);
    vec![text, mark]
}

fn tables() -> Vec<Style> {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let mut lines = TableBorders::with_empty();
    for position in [Top, Left, Bottom, Right, InsideH, InsideV] {
        lines = lines.set(TableBorder::new(position).size(eighths(decree::TABLE_RULE)).color("000000"));
    }
    let (x, y) = (twips(decree::CELL_PADDING_X), twips(decree::CELL_PADDING_Y));
    let frame = Style::new(FRAME, StyleType::Table)
        .name("ND30 Khung không kẻ")
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .set_borders(TableBorders::with_empty());
    let table = Style::new(TABLE, StyleType::Table)
        .name("ND30 Bảng")
        .margins(TableCellMargins::new().margin(y, x, y, x))
        .set_borders(lines);
    vec![frame, table]
}

fn paragraph_style(id: &str, name: &str, base: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on(base)
}

fn centred(id: &str, name: &str, size: Length, before: Length) -> Style {
    paragraph_style(id, name, NORMAL)
        .align(AlignmentType::Center)
        .size(size.to_half_points())
        .line_spacing(spacing(before, Length::ZERO))
}

/// Khung một nét quanh đoạn.
fn boxed(mut style: Style) -> Style {
    use ParagraphBorderPosition::{Bottom, Left, Right, Top};
    let mut borders = ParagraphBorders::with_empty();
    for position in [Top, Left, Bottom, Right] {
        borders = borders.set(border(position, decree::RULE_GAP));
    }
    style.paragraph_property.borders = Some(borders);
    style
}

fn border(position: ParagraphBorderPosition, space: Length) -> ParagraphBorder {
    ParagraphBorder::new(position)
        .val(BorderType::Single)
        .size(eighths(decree::RULE_WEIGHT))
        .space(space.to_pt().round() as usize)
        .color("000000")
}

fn spacing(before: Length, after: Length) -> LineSpacing {
    LineSpacing::new()
        .before(before.to_twips().unsigned_abs())
        .after(after.to_twips().unsigned_abs())
        .line_rule(LineSpacingType::Auto)
        .line(LINE)
}

fn first_line() -> SpecialIndentType {
    SpecialIndentType::FirstLine(decree::FIRST_LINE_INDENT.to_twips())
}

/// Twips as docx-rs takes widths.
fn twips(length: Length) -> usize {
    length.max(Length::ZERO).to_twips().unsigned_abs() as usize
}

/// Eighths of a point: the unit of borders.
pub(super) fn eighths(length: Length) -> usize {
    (length.to_pt() * 8.0).round() as usize
}

/// `RRGGBB`.
pub(super) fn colour((red, green, blue): (u8, u8, u8)) -> String {
    format!("{red:02X}{green:02X}{blue:02X}")
}

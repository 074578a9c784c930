//! Every measure of the official format, once, for both writers.
//!
//! Source: Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I ("PL1" below). Figures inside a legal
//! range name the range. Nothing else in the crate states a size, a margin or a distance.

use crate::length::Length;

/// Khổ giấy A4 (PL1 I.1).
pub const PAGE_SHORT: Length = Length::mm(210.0);
pub const PAGE_LONG: Length = Length::mm(297.0);

/// Margins (PL1 I.3): top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm.
pub const MARGIN_TOP: Length = Length::mm(20.0);
pub const MARGIN_BOTTOM: Length = Length::mm(20.0);
pub const MARGIN_LEFT: Length = Length::mm(30.0);
pub const MARGIN_RIGHT: Length = Length::mm(15.0);
/// Distance of the page number from the top edge; it stands inside the top margin (PL1 I.7).
pub const PAGE_NUMBER_TOP: Length = Length::mm(10.0);

/// Width of the text in portrait and landscape.
pub const TEXT_WIDTH: Length = Length::mm(165.0);
pub const TEXT_WIDTH_LANDSCAPE: Length = Length::mm(252.0);

/// Quốc hiệu 12-13, Tiêu ngữ 13-14, địa danh 13-14: go together as 13/14/14 (footnote 1 of PL1 V).
pub const SIZE_NATION: Length = Length::pt(13.0);
pub const SIZE_MOTTO: Length = Length::pt(14.0);
pub const SIZE_PLACE_DATE: Length = Length::pt(14.0);
/// Cơ quan chủ quản, cơ quan ban hành: 12-13 (PL1 II.2.b).
pub const SIZE_ISSUER: Length = Length::pt(13.0);
/// For names that have no room otherwise.
pub const SIZE_ISSUER_SMALL: Length = Length::pt(12.0);
/// Số, ký hiệu: 13 (PL1 II.3.c).
pub const SIZE_NUMBER: Length = Length::pt(13.0);
/// Tên loại, trích yếu, nội dung, chức vụ, họ tên: 13-14 (PL1 II.5.b, II.6.e, II.7.đ).
pub const SIZE_BODY: Length = Length::pt(14.0);
/// "Nơi nhận:": 12; its entries: 11 (PL1 II.9.d).
pub const SIZE_RECIPIENTS_TITLE: Length = Length::pt(12.0);
pub const SIZE_RECIPIENTS: Length = Length::pt(11.0);
/// "Phụ lục I": 14; its title 13-14 (PL1 III.1.b).
pub const SIZE_ANNEX: Length = Length::pt(14.0);
/// Số trang: 13-14 (PL1 I.7).
pub const SIZE_PAGE_NUMBER: Length = Length::pt(14.0);
/// Dấu khẩn, phạm vi lưu hành: 13-14 (PL1 III.2).
pub const SIZE_MARK: Length = Length::pt(13.0);
/// Annex tables: not regulated; small enough for seven columns in landscape.
pub const SIZE_TABLE: Length = Length::pt(12.0);
/// Those of tables whose figures would be cut otherwise, the largest first.
pub const SIZES_TABLE_SMALL: [Length; 3] = [Length::pt(11.0), Length::pt(10.0), Length::pt(9.0)];

/// Chú thích cuối trang: not regulated; as Word sets it.
pub const SIZE_NOTE: Length = Length::pt(10.0);
/// The mark of a note, as a part of the size of its text, and how far its foot stands above the baseline.
pub const NOTE_MARK_SCALE: f64 = 0.62;
pub const NOTE_MARK_RISE: f64 = 0.33;
/// The rule above the notes of a page, and the room around it.
pub const NOTE_RULE: Length = Length::mm(50.0);
pub const NOTE_GAP: Length = Length::pt(8.0);

/// Lùi đầu dòng: 1 cm or 1,27 cm (PL1 II.6.e).
pub const FIRST_LINE_INDENT: Length = Length::mm(12.7);
/// Between paragraphs at least 6 pt (PL1 II.6.e): all of it before the paragraph.
pub const PARAGRAPH_SPACE: Length = Length::pt(6.0);
/// Between lines: single to 1,5 lines (PL1 II.6.e), as a multiple of the face's own line height.
pub const LINE_SPACING: f64 = 1.0;
/// Single-spaced line of Times New Roman and its metric twins, as a multiple of the size.
pub const LINE_HEIGHT: f64 = 1.149_414;
/// Ascent of the same faces (from the top of the line to the baseline).
pub const ASCENT: f64 = 0.891_113;
/// Descent of the same faces.
pub const DESCENT: f64 = 0.216_309;

/// Header table: issuer column and nation column; the nation at 13 pt needs 95 mm.
pub const HEAD_LEFT: Length = Length::mm(67.0);
pub const HEAD_RIGHT: Length = Length::mm(98.0);
/// Names that fill the left column break before they touch what stands in the right one.
pub const HEAD_GAP: Length = Length::mm(5.0);
/// Closing table: recipients and signature.
pub const CLOSING_LEFT: Length = Length::mm(72.0);
pub const CLOSING_RIGHT: Length = Length::mm(93.0);
/// Room for the signature between title and name, and the body's seal over its left third
/// (PL1 II.7.d, II.8.a; Điều 33).
pub const SIGNATURE_HEIGHT: Length = Length::mm(28.0);
pub const SIGNATURE_WIDTH: Length = Length::mm(60.0);
pub const SEAL_DIAMETER: Length = Length::mm(28.0);
/// Place of the body's digital signature on an annex that is a file of its own: top right of its
/// first page, two lines of size 10 (PL1 III.1.d), inside the top margin.
pub const ANNEX_SEAL_WIDTH: Length = Length::mm(85.0);
pub const ANNEX_SEAL_HEIGHT: Length = Length::mm(12.0);
pub const ANNEX_SEAL_TOP: Length = Length::mm(7.0);

/// Đường kẻ: thin solid rules.
pub const RULE_WEIGHT: Length = Length::pt(0.75);
/// Distance of a rule below the text it belongs to.
pub const RULE_GAP: Length = Length::pt(2.0);
/// Rule under issuer and trích yếu: 1/3-1/2 of the text line (PL1 II.2.b, II.5.b).
pub const RULE_FRACTION: f64 = 0.4;
/// Rules of table cells, and the space inside a cell.
pub const TABLE_RULE: Length = Length::pt(0.5);
pub const CELL_PADDING_X: Length = Length::mm(1.5);
pub const CELL_PADDING_Y: Length = Length::pt(2.0);

/// A row of a table breaks between its lines where that saves more than this part of a page.
pub const ROW_SAVES: f64 = 1.0 / 3.0;

/// Boxes of the urgency marks: HỎA TỐC 30 × 8 mm, THƯỢNG KHẨN 40 × 8, KHẨN 20 × 8 (PL1 III.2.b), red.
pub const URGENCY_HEIGHT: Length = Length::mm(8.0);
pub const URGENCY_COLOUR: (u8, u8, u8) = (0xED, 0x1C, 0x24);

/// Quốc hiệu và Tiêu ngữ (PL1 II.1).
pub const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Font family named in DOCX (PL1 I.4); the PDF embeds a metric twin unless the office has its own.
pub const FONT_FAMILY: &str = "Times New Roman";
/// Language of the documents.
pub const LANGUAGE: &str = "vi-VN";

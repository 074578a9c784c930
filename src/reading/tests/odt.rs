//! OpenDocument built by hand.

use super::super::source::MarkRole;
use super::*;

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="f" xmlns:svg="s" xmlns:dc="d" xmlns:loext="l" xmlns:xlink="x""#;

fn odt(styles: &str, body: &str) -> Source {
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let bytes =
        archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    read(&bytes, "a.odt").unwrap_or_else(|refusal| panic!("{}", refusal.message()))
}

#[test]
fn lists_count_on_and_spaces_are_as_they_are_shown() {
    let list = r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" loext:num-list-format="%1%."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>"#;
    let body = r#"<text:list text:style-name="L" xml:id="x"><text:list-item><text:p>MỘT</text:p><text:list><text:list-item><text:p>nhỏ</text:p><text:p>không số</text:p></text:list-item><text:list-item><text:p>hai</text:p></text:list-item></text:list></text:list-item></text:list>
        <text:p>  xen<text:s text:c="2"/>giữa
            dòng<text:tab/>x<text:line-break/> y</text:p>
        <text:list text:style-name="L" text:continue-list="x"><text:list-item><text:p>TIẾP</text:p></text:list-item></text:list>"#;
    assert_eq!(
        shown(&odt(list, body)),
        ["I. MỘT", "a) nhỏ", "không số", "b) hai", "xen  giữa dòng\tx\ny", "II. TIẾP"]
    );
}

#[test]
fn changes_notes_boxes_and_old_fonts_are_read_like_those_of_word() {
    let styles = r#"<style:font-face style:name="F1" svg:font-family="'.VnTime'"/><style:style style:name="T1" style:family="text"><style:text-properties style:font-name="F1" fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let styles = format!(
        "{styles}</office:automatic-styles><office:font-face-decls><style:font-face style:name=\"F1\" svg:font-family=\"'.VnTime'\"/></office:font-face-decls><office:automatic-styles>"
    );
    let body = r#"<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>An</dc:creator></office:change-info><text:p>đã xóa</text:p></text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>An</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
        <text:p>Điểm<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>theo công bố</text:p></text:note-body></text:note>. <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>thêm<text:change-end text:change-id="c2"/> <text:span text:style-name="T1">®Çu t&#xAD;</text:span><text:span text:style-name="T2">ẩn</text:span><draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame><text:bookmark-start text:name="b"/>mốc<text:bookmark-end text:name="b"/></text:p>"#;
    let source = odt(&styles, body);
    assert_eq!(source.paragraphs()[0].text_with_notes(), "Điểm[chú thích: theo công bố]. thêm đầu tưmốc");
    assert!(source.paragraphs()[0].runs.iter().any(|run| run.bold && run.text == "đầu tư"));
    assert_eq!(source.listing().matches("hộp").count(), 1);
    let mark =
        source.marks.iter().find(|mark| matches!(&mark.role, MarkRole::Bookmark { name } if name == "b"));
    assert_eq!(mark.map(|mark| source.text_of(mark)).as_deref(), Some("mốc"));
    assert_eq!(
        messages(&source),
        [
            "1 chỗ dùng phông TCVN3 (ABC, phông .VnTime) được chuyển sang Unicode",
            "Đoạn xóa theo dõi sửa đổi (An) không được đọc: “đã xóa”",
            "Đoạn thêm theo dõi sửa đổi (An) được đọc như đã chấp nhận: “thêm”",
            "Chữ ẩn không được đọc: “ẩn”",
        ]
    );
}

#[test]
fn what_is_struck_set_high_or_asked_for_is_read_as_in_word() {
    let style = |name: &str, look: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>"#
        )
    };
    let styles = [
        style("S", r#"style:text-line-through-style="solid""#),
        style("H", r#"style:text-position="super 58%""#),
        style("P", r#"style:text-position="33% 58%""#),
        style("L", r#"style:text-position="-9% 58%""#),
    ];
    let body = r#"<text:p>10<text:span text:style-name="H">6</text:span> m<text:span text:style-name="P">2</text:span> CO<text:span text:style-name="L">2</text:span> <text:span text:style-name="S">bỏ</text:span><loext:content-control loext:showing-place-holder="true">Bấm vào đây để nhập</loext:content-control></text:p>"#;
    let source = odt(&styles.concat(), body);
    assert_eq!(shown(&source), ["10⁶ m² CO2 "]);
    assert_eq!(
        messages(&source),
        [
            "Lời nhắc của ô chưa điền không được đọc: “Bấm vào đây để nhập”",
            "Chữ gạch ngang được hiểu là đã bỏ, không được đọc: “bỏ”",
        ]
    );
}

#[test]
fn properties_that_a_program_added_are_read_from_the_part_beside_the_text() {
    let content = |body: &str| {
        format!(
            r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
        )
    };
    let meta = r#"<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><meta:user-defined meta:name="kehoach">1|2025/a</meta:user-defined><meta:user-defined meta:name="kehoach-2" meta:value-type="string">b &amp; c</meta:user-defined></office:meta></office:document-meta>"#;
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content("<text:p>Chữ</text:p>")),
        ("meta.xml", meta),
    ]);
    let source = read(&bytes, "x.odt").expect("it is read");
    let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(source.properties, [own("kehoach", "1|2025/a"), own("kehoach-2", "b & c")]);
    // A part that is not in order has none, and the text is read.
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content("<text:p>Chữ</text:p>")),
        ("meta.xml", "<office:meta"),
    ]);
    let source = read(&bytes, "x.odt").expect("it is read");
    assert!(source.properties.is_empty() && source.paragraphs()[0].text() == "Chữ");
}

#[test]
fn cells_know_their_columns_and_rows() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let body = format!(
        "<table:table><table:table-header-rows><table:table-row>{}<table:covered-table-cell/>{}</table:table-row></table:table-header-rows><table:table-row>{}{}<table:table-cell table:number-columns-repeated=\"2\"/></table:table-row><table:table-row><table:covered-table-cell><text:p>che</text:p></table:covered-table-cell>{}</table:table-row></table:table>",
        cell("table:number-columns-spanned=\"2\"", "A"),
        cell("", "B"),
        cell("table:number-rows-spanned=\"2\"", "C"),
        cell("", "D"),
        cell("", "E"),
    );
    let source = odt("", &body);
    let cells: Vec<_> = table(&source)
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| (cell.column, cell.columns, cell.rows, cell.text()))
        .filter(|(.., text)| !text.is_empty())
        .collect();
    let expected = [(0, 2, 1, "A"), (2, 1, 1, "B"), (0, 1, 2, "C"), (1, 1, 1, "D"), (1, 1, 1, "E")];
    assert_eq!(cells, expected.map(|(column, columns, rows, text)| (column, columns, rows, text.to_owned())));
    assert_eq!(messages(&source), ["Chữ trong ô bị ô khác che không được đọc: “che”"]);
}

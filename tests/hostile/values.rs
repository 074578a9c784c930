//! No value becomes markup: a document with a hostile value has the same shape as one with a plain
//! word in its place, and shows the value as it was typed. A recipient of which nothing is left may be
//! left out, where a finding says so.

use kehoach::diagnostic::{Diagnostic, codes, has_errors};
use kehoach::document::{Block, BlockKind, Document, Face, Inline, Row, plain_text};
use kehoach::template::TemplateSet;

use unicode_normalization::UnicodeNormalization;

use super::base::{documents, load};

/// A plan and an overlay with `value` wherever a text may stand.
fn content(value: &str) -> [(&'static str, String); 2] {
    let v = serde_json::to_string(value).expect("a string can be written as JSON");
    let table = format!(
        "{{ten: {v}, cot: [{{ten: {v}}}, {{ten: {v}, kieu: so}}], dong: [[{v}, {v}]], tong: [{v}, {v}]}}"
    );
    let plan = format!(
        "loai: ke_hoach
ma: kh-2025
nam: 2025
so: 175
ngay: 02/7/2025
trang_thai: ban_hanh
ho_chi_so: PCI
trich_yeu: {v}
can_cu: [{v}]
mo_dau: [{v}]
cac_muc:
  - {{tieu_de: {v}, doan: [{v}], gach: [{v}, {v}], ket: {v}}}
  - tieu_de: {v}
    khoan:
      - {{tieu_de: {v}, doan: [{v}], gach: [{v}]}}
      - {{tieu_de: {v}, khoan: [{{tieu_de: {v}, doan: [{v}], chu_tri: [so-tai-chinh], neu_ten: trong_cau}}], ket: {v}}}
  - tieu_de: {v}
    khoan:
      - ten: {v}
        chi_tieu: [{{gia_tri: \"7,60\"}}, {{ten: {v}, gia_tri: \"5\", don_vi: km}}]
        theo_doi: so-tai-chinh
        doan: [{v}]
        giao:
          - {{chu_tri: [so-tai-chinh], kem_theo: {v}, loi_dan: {v}, nhiem_vu: [{{noi_dung: {v}, san_pham: {v}}}]}}
          - {{chu_tri: [ubnd-cac-xa, thue-tinh], doi_tuong: {v}, nhiem_vu: [{{noi_dung: {v}}}, {{noi_dung: {v}, doi_tuong: {v}}}]}}
  - tieu_de: {v}
    bang: [{table}]
    khoan:
      - doan: [{v}]
      - tieu_de: {v}
        giao:
          - chu_tri: [so-tai-chinh, {{ma: ubnd-cac-xa, pham_vi: {v}}}]
            phoi_hop: [{{ngoai: {v}}}]
            dieu_kien: {v}
            kem_theo: {v}
            nhiem_vu:
              - {{noi_dung: {v}, thoi_han: [{{phan: {v}, han: hằng quý}}], san_pham: {v}, kinh_phi: {v}}}
              - {{noi_dung: {v}, thoi_han: hằng quý}}
      - tieu_de: {v}
        nhiem_vu:
          - {{noi_dung: {v}, chu_tri: [thue-tinh], phoi_hop: [ubnd-cac-xa, {{ngoai: {v}}}], san_pham: {v}, kinh_phi: {v}}}
  - tieu_de: {v}
    thuc_hien:
      - {{chu_tri: [ubnd-cac-xa, thue-tinh], doi_tuong: {v}, nhiem_vu: [{{noi_dung: {v}}}, {{noi_dung: {v}}}]}}
ket_thuc: [{v}]
phu_luc:
  - {{kieu: phan_cong, tieu_de: {v}}}
  - {{kieu: nhiem_vu, tieu_de: {v}}}
  - kieu: bang_nhiem_vu
    tieu_de: {v}
    doan: [{v}]
    khoan: [{{tieu_de: {v}, nhiem_vu: [{{noi_dung: {v}, chu_tri: [thue-tinh], san_pham: {v}, kinh_phi: {v}}}]}}]
    ket: {v}
  - {{kieu: van_ban, tieu_de: {v}, doan: [{v}], gach: [{v}], bang: [{table}], khoan: [{{tieu_de: {v}, doan: [{v}]}}]}}
noi_nhan: [{v}]
luu: {v}
ky: {{chuc_vu: {v}, ho_ten: {v}}}
"
    );
    let overlay = format!(
        "loai: ke_hoach_don_vi
co_quan: ubnd-xa-dong-dang
nam: 2025
trich_yeu: {v}
mo_dau: [{v}]
muc_dich: [{v}]
yeu_cau: [{v}]
don_vi: [{{ma: p, ten: {v}}}]
lanh_dao: [{{ma: l, ho_ten: {v}, chuc_vu: {v}}}]
dan_nhap_nhiem_vu: [{v}]
nhiem_vu:
  - muc: [III.1]
    tieu_de: {v}
    lanh_dao: [l]
    noi_dung:
      - {{noi_dung: {v}, thay_cho: [III.1.b.2], chu_tri: [p], san_pham: {v}, dan: {v}}}
to_chuc_thuc_hien: [{v}, {{noi_dung: {v}, thay_cho: [V.1.2]}}]
cac_muc:
  - {{phan: muc_dich, tieu_de: {v}}}
  - {{tieu_de: {v}, doan: [{v}], gach: [{v}], bang: [{table}], khoan: [{{tieu_de: {v}, doan: [{v}], gach: [{v}]}}]}}
  - {{phan: nhiem_vu, tieu_de: {v}}}
  - {{phan: to_chuc, tieu_de: {v}}}
ket_thuc: {v}
noi_nhan: [{v}]
luu: {v}
ky: {{chuc_vu: {v}, ho_ten: {v}}}
"
    );
    [(PLAN, plan), (PART, overlay)]
}

/// The files of [`content`], and whose part the second is.
const PLAN: &str = "ke-hoach.yaml";
const PART: &str = "ke-hoach-don-vi.yaml";
const AUTHOR: &str = "UBND xã Đồng Đăng";

/// Whether a finding names a line of a file's recipients that is left out.
fn is_named(finding: &Diagnostic, file: &str) -> bool {
    let place = finding.place.as_ref();
    finding.code == codes::RECIPIENTS && place.is_some_and(|place| place.source.path.ends_with(file))
}

/// Whom the plan goes to of an agency that says nothing of it.
fn usual_recipients(templates: &TemplateSet) -> Vec<String> {
    let [plan, (name, part)] = content("chữ");
    let part = part.replace("noi_nhan: [\"chữ\"]\n", "");
    let loaded = load(&[(plan.0, plan.1.as_bytes()), (name, part.as_bytes())], templates);
    let documents = documents(&loaded, templates);
    let own = documents.into_iter().find(|document| document.meta.author == AUTHOR);
    own.map(|document| document.closing.recipients).unwrap_or_default()
}

/// Every document with `value` in every text; `None` where the content stage names a fault.
pub fn documents_with(value: &str, templates: &TemplateSet) -> Option<Vec<Document>> {
    made_with(value, templates).map(|(documents, _)| documents)
}

/// The documents with what was found in the content.
fn made_with(value: &str, templates: &TemplateSet) -> Option<(Vec<Document>, Vec<Diagnostic>)> {
    let files = content(value);
    let files = [(files[0].0, files[0].1.as_bytes()), (files[1].0, files[1].1.as_bytes())];
    let loaded = load(&files, templates);
    (!has_errors(&loaded.findings)).then(|| (documents(&loaded, templates), loaded.findings))
}

/// One entry per block and table cell: what it is and the faces in it.
pub fn shape(document: &Document) -> Vec<String> {
    let mut shape = Vec::new();
    push_blocks(&document.body, &mut shape);
    for annex in &document.annexes {
        shape.push(format!("annex {} {}", annex.id, annex.landscape));
        push_blocks(&annex.body, &mut shape);
    }
    shape
}

fn push_blocks(blocks: &[Block], shape: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { level, content } => shape.push(format!("{level:?} {}", faces(content))),
            // "a) …" typed in a text is set as the letter it shows.
            BlockKind::Paragraph { content } => shape.push(format!("text {}", faces(content))),
            BlockKind::Item { content, .. } => shape.push(format!("text {}", faces(content))),
            BlockKind::Table(table) => {
                shape.push(format!("table of {}", table.columns.len()));
                for row in table.header.iter().chain(&table.rows) {
                    match row {
                        Row::Group(content) => shape.push(format!("group {}", faces(content))),
                        Row::Cells(cells) => {
                            shape.push(cells.iter().map(|cell| faces(cell)).collect::<Vec<_>>().join(" | "));
                        }
                    }
                }
            }
            BlockKind::Chart(chart) => shape.push(format!("chart of {}", chart.categories.len())),
        }
    }
}

fn faces(content: &[Inline]) -> String {
    let sign = |inline: &Inline| match (inline, inline.face()) {
        (Inline::Blank { .. }, _) => 'o',
        (_, Face::REGULAR) => 'r',
        (_, Face::BOLD) => 'b',
        (_, Face::ITALIC) => 'i',
        (_, Face::BOLD_ITALIC) => 'x',
    };
    content.iter().map(sign).collect()
}

/// All that a document prints, in lower case, with plain spaces and hyphens.
pub fn text(document: &Document) -> String {
    let mut text = vec![document.title.subject.clone(), document.closing.archive.clone()];
    text.extend(document.closing.recipients.iter().cloned());
    let blocks = document.body.iter().chain(document.annexes.iter().flat_map(|annex| &annex.body));
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content } => {
                text.push(plain_text(content))
            }
            BlockKind::Item { marker, content, .. } => text.push(format!("{marker} {}", plain_text(content))),
            BlockKind::Table(table) => {
                for row in table.header.iter().chain(&table.rows) {
                    match row {
                        Row::Group(content) => text.push(plain_text(content)),
                        Row::Cells(cells) => text.extend(cells.iter().map(|cell| plain_text(cell))),
                    }
                }
            }
            BlockKind::Chart(chart) => text.push(chart.alt.clone()),
        }
    }
    plain(&text.join("\n"))
}

/// Case, kinds of spaces and of hyphens set aside.
pub fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c == '\u{2011}' { '-' } else { c }).collect();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n").to_uppercase().to_lowercase()
}

/// # Panics
/// Where a value changes what a document is made of, or does not show in it.
pub fn stay_text(value: &str, templates: &TemplateSet) {
    let innocent = documents_with("chữ", templates).expect("a plain word is no fault");
    let Some((hostile, findings)) = made_with(value, templates) else { return };
    let shown: String = kehoach::text::typography::visible(value).nfc().collect();
    let shown = plain(&shown.split_whitespace().collect::<Vec<_>>().join(" "));
    if shown.is_empty() {
        return;
    }
    assert_eq!(hostile.len(), innocent.len(), "{value:?} stops a document");
    for (at, (hostile, innocent)) in hostile.iter().zip(&innocent).enumerate() {
        let file = if at == 0 { PLAN } else { PART };
        let left = findings.iter().filter(|finding| is_named(finding, file)).count();
        let lines = &hostile.closing.recipients;
        if file == PART && left > 0 && hostile.meta.author == AUTHOR {
            // Its only line is gone: the usual recipients stand there, as if none had been typed.
            assert_eq!(*lines, usual_recipients(templates), "{value:?}");
        } else {
            let named = if file == PLAN { left } else { 0 };
            let others = innocent.closing.recipients.len();
            assert_eq!(lines.len() + named, others, "{value:?} takes a recipient away: {findings:#?}");
        }
    }
    for (hostile, innocent) in hostile.iter().zip(&innocent) {
        assert_eq!(shape(hostile), shape(innocent), "{value:?} becomes markup");
        // What ends a document loses its full stop to "./.": one line may differ, not all.
        let times = text(hostile).matches(&shown).count();
        assert!(times > 3, "{value:?} is shown {times} times in\n{}", text(hostile));
    }
}

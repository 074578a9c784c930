//! Sample documents for tests: the kinds of head, body, closing and annex that both writers meet.

use super::{
    Align, Annex, Blank, Block, BlockKind, Circulation, Closing, Column, DateLine, Document, Face, Head,
    HeadingLevel, Inline, ItemLevel, Meta, Row, Signature, State, Table, Title, Urgency,
};

const SUBJECT: &str = "Cải thiện môi trường đầu tư kinh doanh, nâng cao chỉ số năng lực cạnh tranh cấp tỉnh (PCI) \
                       năm 2025 và các năm tiếp theo trên địa bàn tỉnh Lạng Sơn";
const TASK: &str = "Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết; cắt giảm ít nhất 30% \
                    thời gian giải quyết, 30% chi phí tuân thủ; bãi bỏ 100% điều kiện đầu tư kinh doanh không cần \
                    thiết, chồng chéo theo Nghị quyết số\u{a0}66/NQ-CP của Chính phủ";

/// An issued plan of the Ủy ban nhân dân tỉnh with a portrait and a landscape annex.
pub(crate) fn issued() -> Document {
    Document {
        meta: meta(State::Issued, Some((2025, 7, 2))),
        head: Head {
            superior: vec![],
            issuer: lines(&["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"]),
            number: Some("175".to_owned()),
            symbol: "KH-UBND".to_owned(),
            place: "Lạng Sơn".to_owned(),
            date: DateLine { day: Some(2), month: Some(7), year: 2025 },
            draft_mark: None,
            urgency: None,
            circulation: None,
        },
        title: Title { kind: "KẾ HOẠCH".to_owned(), subject: SUBJECT.to_owned() },
        body: body(6),
        closing: closing(plain("Đoàn Thanh Sơn", Face::BOLD)),
        annexes: vec![index_annex(), task_annex(24)],
        annexes_apart: false,
        trace: super::trace::Trace::default(),
    }
}

/// A draft of a department: superior, blanks, every optional mark, no annex.
pub(crate) fn draft() -> Document {
    let mut document = issued();
    document.meta = meta(State::Draft, None);
    document.head = Head {
        superior: lines(&["UBND TỈNH LẠNG SƠN"]),
        issuer: lines(&["SỞ TÀI CHÍNH"]),
        number: None,
        symbol: "KH-STC".to_owned(),
        date: DateLine { day: None, month: None, year: 2026 },
        draft_mark: Some("DỰ THẢO (lần 2)".to_owned()),
        urgency: Some(Urgency::VeryUrgent),
        circulation: Some(Circulation::Internal),
        ..document.head
    };
    document.title.subject = "Phòng, chống thiên tai năm 2026".to_owned();
    document.body = body(2);
    document.closing = closing(blank("ho_ten_nguoi_ky", "Họ tên người ký", "…………………", Face::BOLD));
    document.annexes.clear();
    document
}

/// A draft of the border-gate economic zone's board, whose name takes three lines, with one annex.
pub(crate) fn long_name() -> Document {
    let mut document = draft();
    document.head.issuer = lines(&["BAN QUẢN LÝ KHU KINH TẾ CỬA KHẨU", "ĐỒNG ĐĂNG - LẠNG SƠN"]);
    document.head.symbol = "KH-BQLKKTCK".to_owned();
    document.head.draft_mark = None;
    document.head.urgency = Some(Urgency::Flash);
    document.head.circulation = None;
    document.annexes = vec![Annex { label: "Phụ lục".to_owned(), ..task_annex(3) }];
    document
}

/// About fifteen pages, for measuring.
pub(crate) fn long() -> Document {
    let mut document = issued();
    document.body = body(48);
    document.annexes = vec![index_annex(), task_annex(50)];
    document
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn plain(text: &str, face: Face) -> Inline {
    Inline::text(text, face)
}

fn blank(tag: &str, label: &str, text: &str, face: Face) -> Inline {
    let blank = Blank { tag: tag.to_owned(), label: label.to_owned(), text: text.to_owned() };
    Inline::Blank { blank, face }
}

fn meta(state: State, date: Option<(i16, i8, i8)>) -> Meta {
    Meta {
        title: format!("Kế hoạch số 175/KH-UBND: {SUBJECT}"),
        author: "Ủy ban nhân dân tỉnh Lạng Sơn".to_owned(),
        subject: SUBJECT.to_owned(),
        state,
        date,
    }
}

fn block(kind: BlockKind) -> Block {
    Block { kind, keep_with_next: false }
}

fn heading(level: HeadingLevel, text: &str) -> Block {
    let kind = BlockKind::Heading { level, content: vec![plain(text, Face::BOLD)] };
    Block { kind, keep_with_next: true }
}

fn body(tasks: usize) -> Vec<Block> {
    let regular = |text: &str| BlockKind::Paragraph { content: vec![plain(text, Face::REGULAR)] };
    let dash = |content| block(BlockKind::Item { level: ItemLevel::Dash, marker: "-".to_owned(), content });
    let mut blocks = vec![
        block(BlockKind::Paragraph {
            content: vec![plain(
                "Căn cứ Luật Tổ chức chính quyền địa phương số\u{a0}72/2025/QH15;",
                Face::ITALIC,
            )],
        }),
        block(regular(
            "Thực hiện Nghị quyết số 66/NQ-CP ngày 26 tháng 3 năm 2025 của Chính phủ về Chương trình cắt giảm, đơn \
             giản hóa thủ tục hành chính liên quan đến hoạt động sản xuất, kinh doanh năm 2025 và 2026, Ủy ban nhân \
             dân tỉnh ban hành Kế hoạch như sau:",
        )),
        heading(HeadingLevel::Section, "I. MỤC ĐÍCH, YÊU CẦU"),
        heading(HeadingLevel::Clause, "1. Mục đích"),
    ];
    for at in 0..tasks {
        blocks.push(dash(vec![
            plain("Sở Tài chính", Face::BOLD),
            plain(&format!(" (nhiệm vụ thứ {}): {TASK}, do ", at + 1), Face::REGULAR),
            blank("don_vi", "Đơn vị thực hiện", "…………", Face::REGULAR),
            plain(" thực hiện “thường xuyên” & báo cáo < 05 ngày.", Face::REGULAR),
        ]));
    }
    blocks.push(heading(HeadingLevel::Clause, "2. Yêu cầu"));
    blocks.push(heading(HeadingLevel::SubClause, "2.1. Đối với các sở, ban, ngành"));
    let lead = Block {
        keep_with_next: true, ..block(regular("Các chỉ số thành phần được giao như sau:"))
    };
    blocks.push(lead);
    blocks.push(block(BlockKind::Item {
        level: ItemLevel::Letter,
        marker: "a)".to_owned(),
        content: vec![plain("Chi phí gia nhập thị trường: Sở Tài chính chủ trì;", Face::REGULAR)],
    }));
    blocks.push(block(BlockKind::Item {
        level: ItemLevel::Letter,
        marker: "b)".to_owned(),
        content: vec![
            plain("Tiếp cận đất đai: ", Face::REGULAR),
            plain("Sở Nông nghiệp và Môi trường", Face::ITALIC),
            plain(" chủ trì.", Face::REGULAR),
        ],
    }));
    blocks.push(heading(HeadingLevel::Section, "II. TỔ CHỨC THỰC HIỆN"));
    blocks.push(block(regular(
        "Yêu cầu các sở, ban, ngành, Ủy ban nhân dân các xã, phường nghiêm túc tổ chức thực hiện Kế hoạch này./.",
    )));
    blocks
}

fn closing(name: Inline) -> Closing {
    Closing {
        recipients: lines(&[
            "Văn phòng Chính phủ (b/c)",
            "Bộ Tài chính (b/c)",
            "Thường trực Tỉnh ủy, HĐND tỉnh (b/c)",
            "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
            "Các sở, ban, ngành của tỉnh",
            "UBND các xã, phường",
        ]),
        archive: "Lưu: VT, KTTH(VTD)".to_owned(),
        signature: Signature {
            lines: ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
                .iter()
                .map(|line| plain(line, Face::BOLD))
                .collect(),
            name,
        },
    }
}

fn reference() -> Vec<Inline> {
    vec![
        plain("(Kèm theo Kế hoạch số ", Face::ITALIC),
        plain("175/KH-UBND ngày 02 tháng 7 năm 2025", Face::ITALIC),
        plain(" của Ủy ban nhân dân tỉnh)", Face::ITALIC),
    ]
}

fn index_annex() -> Annex {
    let cells =
        |texts: &[&str]| Row::Cells(texts.iter().map(|text| vec![plain(text, Face::REGULAR)]).collect());
    let table = Table {
        columns: [Align::Centre, Align::Left, Align::Right].map(|align| Column { align }).to_vec(),
        header: vec![cells(&["TT", "Chỉ số thành phần", "Mục tiêu"])],
        rows: vec![
            cells(&["1", "Gia nhập thị trường", "7,50"]),
            cells(&["2", "Tiếp cận đất đai", "6,80"]),
            cells(&["3", "Tính minh bạch", "6,45"]),
        ],
    };
    Annex {
        id: "pl1".to_owned(),
        label: "Phụ lục I".to_owned(),
        title: "MỤC TIÊU CÁC CHỈ SỐ THÀNH PHẦN".to_owned(),
        reference: reference(),
        landscape: false,
        body: vec![
            heading(HeadingLevel::Section, "1. Mục tiêu"),
            block(BlockKind::Table(table.clone())),
            block(BlockKind::Table(table)),
        ],
    }
}

fn task_annex(rows: usize) -> Annex {
    let aligns =
        [Align::Centre, Align::Left, Align::Left, Align::Left, Align::Left, Align::Centre, Align::Left];
    let names = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn", "Ghi chú"];
    let mut table = Table {
        columns: aligns.map(|align| Column { align }).to_vec(),
        header: vec![Row::Cells(names.map(|name| vec![plain(name, Face::BOLD)]).to_vec())],
        rows: vec![],
    };
    for at in 0..rows {
        if at % 8 == 0 {
            table.rows.push(Row::Group(vec![plain(&format!("{}. SỞ TÀI CHÍNH", at / 8 + 1), Face::BOLD)]));
        }
        let number = (at + 1).to_string();
        let row = [
            number.as_str(),
            TASK,
            "Sở Tài chính",
            "Các sở, ban, ngành, UBND các xã, phường",
            "Báo cáo kết quả",
            "Quý III/2025",
            "",
        ];
        table.rows.push(Row::Cells(row.map(|text| vec![plain(text, Face::REGULAR)]).to_vec()));
    }
    Annex {
        id: "pl2".to_owned(),
        label: "Phụ lục II".to_owned(),
        title: "PHÂN CÔNG NHIỆM VỤ CẢI THIỆN MÔI TRƯỜNG ĐẦU TƯ KINH DOANH, NÂNG CAO CHỈ SỐ NĂNG LỰC CẠNH TRANH CẤP \
                TỈNH NĂM 2025 VÀ CÁC NĂM TIẾP THEO"
            .to_owned(),
        reference: reference(),
        landscape: true,
        body: vec![block(BlockKind::Table(table))],
    }
}

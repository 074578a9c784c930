use super::*;
use crate::reading;

/// A document as an indented text, to look at.
fn outlined(document: &Document) -> String {
    let mut out = Vec::new();
    let mut put = |name: &str, words: Option<&Words>| {
        out.extend(words.map(|words| format!("{name}: {}", words.text)));
    };
    for one in &document.head.issuer {
        put("cơ quan", Some(one));
    }
    put("số", document.head.number.as_ref().map(|line| &line.words));
    put("ngày", document.head.date.as_ref().map(|line| &line.words));
    put("loại", document.kind.as_ref());
    put("trích yếu", document.subject.as_ref());
    document.grounds.iter().for_each(|one| put("căn cứ", Some(one)));
    document.opening.iter().for_each(|one| put("mở đầu", Some(one)));
    nodes(&document.body, 0, &mut out);
    out.extend(document.closing.iter().map(|one| format!("kết: {}", one.text)));
    out.extend(document.recipients.entries.iter().map(|one| format!("nơi nhận: {}", one.text)));
    out.extend(document.recipients.archive.iter().map(|one| format!("lưu: {}", one.text)));
    out.extend(document.signature.lines.iter().map(|one| format!("ký: {:?} {}", one.prefix, one.words.text)));
    out.extend(document.signature.name.iter().map(|one| format!("họ tên: {}", one.text)));
    for annex in &document.annexes {
        let text = |words: &Option<Words>| words.as_ref().map(|words| words.text.clone()).unwrap_or_default();
        out.push(format!("phụ lục: {} / {}", text(&annex.label), text(&annex.title)));
        nodes(&annex.body, 1, &mut out);
    }
    out.extend(document.aside.iter().map(|one| format!("ngoài: {:?} {}", one.why, one.words.text)));
    out.extend(document.doubts.iter().map(|one| format!("ngờ: {:?}", one.what)));
    out.join("\n") + "\n"
}

fn nodes(all: &[Node], depth: usize, out: &mut Vec<String>) {
    for node in all {
        let indent = "  ".repeat(depth);
        match node {
            Node::Item(item) => {
                let heading = if item.heading { "# " } else { "" };
                out.push(format!("{indent}{heading}{}", item.shown()));
                nodes(&item.children, depth + 1, out);
            }
            Node::Table(table) => {
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(Cell::text).collect();
                    out.push(format!("{indent}{:?} | {}", row.kind, cells.join(" | ")));
                }
            }
        }
    }
}

fn read(text: &str) -> Document {
    of(&reading::read(text.as_bytes(), "a.txt").unwrap())
}

const PLAN: &str = "\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH A\tĐộc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND\tA, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Trồng cây phân tán năm 2026
Căn cứ Luật Lâm nghiệp;
Căn cứ Nghị quyết số 3/NQ-HĐND ngày 02/01/2026 của HĐND tỉnh.
UBND tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
Trồng một triệu cây.
II.NHIỆM VỤ
1. Sở Nông nghiệp và Môi trường
a) Chuẩn bị giống.
- Giống keo;
+ Hạt mới.
- Giống lát.
b) Hướng dẫn kỹ thuật.
Thời gian: quý II.
2. UBND các xã:
(1) Nhận giống.
III. TỔ CHỨC THỰC HIỆN
1. Các cơ quan báo cáo kết quả.
Trên đây là Kế hoạch trồng cây năm 2026./.
Nơi nhận:\tTM. ỦY BAN NHÂN DÂN
- Như mục III;\tKT. CHỦ TỊCH
- Lưu: VT.\tPHÓ CHỦ TỊCH
Trần Văn An
PHỤ LỤC I
DANH MỤC GIỐNG CÂY
(Kèm theo Kế hoạch số 12/KH-UBND)
1. Keo
2. Lát
Ký bởi: Ủy ban nhân dân tỉnh
";

#[test]
fn a_plan_is_taken_apart_into_the_parts_of_an_official_document() {
    let expected = "\
cơ quan: ỦY BAN NHÂN DÂN
cơ quan: TỈNH A
số: Số: 12/KH-UBND
ngày: A, ngày 05 tháng 3 năm 2026
loại: KẾ HOẠCH
trích yếu: Trồng cây phân tán năm 2026
căn cứ: Căn cứ Luật Lâm nghiệp;
căn cứ: Căn cứ Nghị quyết số 3/NQ-HĐND ngày 02/01/2026 của HĐND tỉnh.
mở đầu: UBND tỉnh ban hành Kế hoạch như sau:
# I. MỤC TIÊU
  Trồng một triệu cây.
# II. NHIỆM VỤ
  1. Sở Nông nghiệp và Môi trường
    a) Chuẩn bị giống.
      - Giống keo;
        + Hạt mới.
      - Giống lát.
    b) Hướng dẫn kỹ thuật.
      Thời gian: quý II.
  2. UBND các xã:
    (1) Nhận giống.
# III. TỔ CHỨC THỰC HIỆN
  1. Các cơ quan báo cáo kết quả.
kết: Trên đây là Kế hoạch trồng cây năm 2026./.
nơi nhận: Như mục III
lưu: VT
ký: Some(OnBehalf) ỦY BAN NHÂN DÂN
ký: Some(For) CHỦ TỊCH
ký: None PHÓ CHỦ TỊCH
họ tên: Trần Văn An
phụ lục: PHỤ LỤC I / DANH MỤC GIỐNG CÂY
  1. Keo
  2. Lát
ngoài: DigitalSignature Ký bởi: Ủy ban nhân dân tỉnh
";
    assert_eq!(outlined(&read(PLAN)), expected);
}

#[test]
fn number_and_date_are_read_with_their_blanks() {
    let head = |lines: &str| read(&format!("{lines}\nKẾ HOẠCH\nTrồng cây\nI. MỤC TIÊU\nMột.\n")).head;
    let filled = head("Số: 202 /KH-SKHĐT\nLạng Sơn, ngày 18 tháng 7 năm 2024");
    let number = filled.number.unwrap();
    assert_eq!((number.number.as_deref(), number.symbol.as_deref()), (Some("202"), Some("KH-SKHĐT")));
    let date = filled.date.unwrap();
    assert_eq!(
        (date.place.as_deref(), date.day, date.month, date.year),
        (Some("Lạng Sơn"), Some(18), Some(7), Some(2024))
    );
    let blank = head("Số:      /KH-UBND        Lạng Sơn, ngày      tháng 7 năm 2026");
    let number = blank.number.unwrap();
    assert_eq!((number.number, number.symbol.as_deref()), (None, Some("KH-UBND")));
    let date = blank.date.unwrap();
    assert_eq!((date.place.as_deref(), date.day, date.month), (Some("Lạng Sơn"), None, Some(7)));
}

#[test]
fn a_date_may_be_written_in_figures() {
    let date = |line: &str| {
        read(&format!("Số: 2/KH-UBND\n{line}\nKẾ HOẠCH\nTrồng cây\nI. MỤC TIÊU\nMột.\n")).head.date
    };
    for (line, day, month) in [
        ("Lạng Sơn, ngày 15/9/2025", Some(15), Some(9)),
        ("Lạng Sơn, ngày 15-09-2025", Some(15), Some(9)),
        ("Lạng Sơn, ngày 05 . 9 . 2025.", Some(5), Some(9)),
        ("Lạng Sơn ngày 15/9/2025", Some(15), Some(9)),
        ("Lạng Sơn, ngày …./9/2025", None, Some(9)),
        ("Lạng Sơn, ngày    /    /2025", None, None),
        ("Lạng Sơn, ngày 15/tháng 9/năm 2025", Some(15), Some(9)),
    ] {
        let date = date(line).unwrap_or_else(|| panic!("{line}"));
        let place = date.place.as_deref();
        assert_eq!(
            (place, date.day, date.month, date.year),
            (Some("Lạng Sơn"), day, month, Some(2025)),
            "{line}"
        );
    }
    for line in ["(Kèm theo Công văn ngày 15/9/2025)", "Thực hiện từ ngày 15/9/2025", "Lạng Sơn, ngày 15/9"]
    {
        assert_eq!(date(line), None, "{line}");
    }
}

#[test]
fn marks_of_secrecy_are_seen_wherever_they_are_stamped() {
    let plan = "KẾ HOẠCH\nTrồng cây\nI. MỤC TIÊU\nGiữ bí mật.\n- Độ mật: Mật\n";
    let secret = |text: &str| read(text).secrecy.map(|words| words.text);
    for stamp in ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "(MẬT)", "ĐỘ MẬT: TỐI MẬT", "Độ mật: MẬT", "MẬT - KHẨN"]
    {
        assert_eq!(secret(&format!("SỞ Y TẾ\n{stamp}\n{plan}")).as_deref(), Some(stamp));
        assert_eq!(
            secret(&format!("{plan}Nơi nhận:\n- Lưu: VT.\nPHỤ LỤC I\n{stamp}\n1. Một")).as_deref(),
            Some(stamp)
        );
    }
    assert_eq!(secret(plan), None);
    assert_eq!(secret(&format!("SỞ Y TẾ\nKHẨN\n{plan}")), None);
    assert!(read(&format!("TUYỆT MẬT\n{plan}")).head.issuer.is_empty());
}

#[test]
fn marks_may_be_typed_with_strokes_and_dashes() {
    let text = "KẾ HOẠCH\nTrồng cây\nI - NHIỆM VỤ\n1/Chuẩn bị\na/Chọn giống.\nb/ Ươm giống.\n2/ Trồng\nII- THỰC HIỆN\n1. Một.\n";
    let expected = "\
# I - NHIỆM VỤ
  1/ Chuẩn bị
    a/ Chọn giống.
    b/ Ươm giống.
  2/ Trồng
# II- THỰC HIỆN
  1. Một.
";
    assert!(outlined(&read(text)).ends_with(expected), "{}", outlined(&read(text)));
    let read = read(text);
    let marked: Vec<Option<Series>> =
        items(&read.body).map(|item| item.mark.as_ref().map(|mark| mark.series)).collect();
    assert_eq!(marked, [Some(Series::Roman); 2]);
    for text in ["12/KH-UBND", "V-Star", "I-ốt", "X - quang"] {
        assert!(mark::leading(text).is_none(), "{text}");
    }
}

#[test]
fn a_mark_that_does_not_follow_is_told_and_one_that_was_meant_otherwise_is_put_right() {
    let text = "KẾ HOẠCH\nTrồng cây\nI. NHIỆM VỤ\n5. Một\n6. Hai\n1.3. Ba\n- Việc.\n8. Bốn\n";
    let document = read(text);
    let section = items(&document.body).next().unwrap();
    let marks: Vec<&str> = section.items().map(|item| item.mark.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(marks, ["5.", "6.", "1.3.", "8."]);
    let told: Vec<String> = document.doubts.iter().map(|doubt| format!("{:?}", doubt.what)).collect();
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn every_paragraph_with_words_is_in_one_part() {
    let source = reading::read(PLAN.as_bytes(), "a.txt").unwrap();
    let debug = format!("{:?}", of(&source));
    for paragraph in source.paragraphs() {
        let words: Vec<String> = paragraph.text().split_whitespace().map(str::to_owned).collect();
        let last = words.last().unwrap().trim_end_matches([';', '.', ':']);
        assert!(debug.contains(last), "{last}");
    }
}

/// For looking at a file by hand: `KEHOACH_DUMP=FILE cargo test dump -- --nocapture`.
#[test]
fn dump() {
    let Ok(path) = std::env::var("KEHOACH_DUMP") else { return };
    let source = reading::read(&std::fs::read(&path).unwrap(), &path).unwrap();
    println!("{}", outlined(&of(&source)));
}

/// The doubts of a body, in lines that are paragraphs.
fn doubts(body: &str) -> Vec<String> {
    let long = "Để phát triển, UBND tỉnh ban hành kế hoạch này với nhiều nội dung, mỗi nội dung một đoạn, dài hơn hẳn một trăm sáu mươi chữ cái để không ai nhầm dòng với đoạn trong văn bản, như sau:";
    let document = read(&format!("KẾ HOẠCH\nTrồng cây năm 2026\n{long}\nI. NHIỆM VỤ\n{body}"));
    document.doubts.iter().map(|one| format!("{} {:?}", one.place - 4, one.what)).collect()
}

#[test]
fn a_line_that_goes_on_is_joined_or_told() {
    for (body, told) in [
        // One or two words behind a long line.
        ("- Tạo thuận lợi cho hoạt động xuất nhập khẩu qua các cửa\nkhẩu.", "2 Joined"),
        ("- Trình phê duyệt trong quý\nIV/2026.", "2 Joined"),
        ("- Công bố giá\nđất.", "2 MayGoOn"),
        ("- Rà soát (lần hai)\ntrên địa bàn tỉnh.", "2 MayGoOn"),
        ("- Sở Tài chính, Sở Y tế,\nSở Nội vụ rà soát.", "2 MayGoOn"),
    ] {
        assert_eq!(doubts(body), [told], "{body}");
    }
    for body in ["- Rà soát.\nkhẩu.", "- Rà soát quy hoạch\nBố trí vốn", "- Gồm:\nhồ sơ;\nbản vẽ."]
    {
        assert_eq!(doubts(body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn lines_in_columns_are_told_where_they_begin() {
    let table = "1\tRà soát quy hoạch\tSở Y tế\nvùng trồng\n2\tBố trí vốn\tSở Tài chính";
    assert_eq!(doubts(table), ["1 Columns { lines: 2 }"]);
    assert_eq!(doubts("1.\tRà soát quy hoạch.\n2.\tBố trí vốn."), Vec::<String>::new());
}

#[test]
fn the_head_is_read_where_it_is_cut_or_of_another_kind() {
    let document = read(
        "BAN CHỈ ĐẠO\tĐẢNG CỘNG SẢN VIỆT NAM\nSố 15-KH/BCĐ\tA, ngày 05 tháng 9 năm\n2025\nKẾ HOẠCH\nHoạt động\nCăn cứ Luật Du lịch;\nTheo đề nghị của Sở Y tế.\nBan ban hành Kế hoạch như sau:\nI. VIỆC\nHọp.",
    );
    let number = document.head.number.as_ref().unwrap();
    assert_eq!((number.number.as_deref(), number.symbol.as_deref()), (Some("15"), Some("KH/BCĐ")));
    assert_eq!(document.head.date.as_ref().and_then(|date| date.year), Some(2025));
    assert_eq!(document.head.national.len(), 1);
    assert_eq!(document.grounds.len(), 2, "{:#?}", document.opening);
}

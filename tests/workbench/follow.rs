//! The follow-up of a year: what its pages show, what they give away, and what comes back to them.

use std::io::Cursor;
use std::path::Path;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use calamine::{Data, Reader, Xlsx};

use crate::desk::{Answer, Bench, HOST, ORIGIN};

fn real() -> Bench {
    Bench::over(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"))
}

fn sound(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

/// The cells that name the rows of a table.
fn rows(text: &str) -> Vec<String> {
    let cells = text.split("<th scope=\"row\">").skip(1).filter_map(|cell| cell.split("</th>").next());
    cells.map(ToOwned::to_owned).collect()
}

#[test]
fn every_part_of_the_follow_up_has_a_page_and_the_way_to_the_others() {
    let bench = real();
    for (part, said) in [
        ("", "Các hạn sắp tới"),
        ("/ma-tran", "2022 / 2022 dòng, trang 1 / 11"),
        ("/tien-do", "Nhận lại bảng đã điền"),
        ("/bao-cao", "Tạo báo cáo vào thư mục kết quả"),
        ("/thoi-han", "Lịch (ICS)"),
        ("/so-sanh", "Sở Tài nguyên và Môi trường → Sở Nông nghiệp và Môi trường (kế thừa)"),
        ("/diem", "Gia nhập thị trường"),
        ("/noi-nhan", "nơi nhận"),
        ("/so-van-ban", "Số tiếp theo"),
    ] {
        let text = sound(&bench.get(&format!("/theo-doi/2025{part}")));
        assert!(text.contains(said), "{part} does not say “{said}”: {text}");
        assert_eq!(text.matches("aria-current=\"page\"").count(), 3, "{part}: way around, year, part");
    }
    assert_eq!(bench.get("/theo-doi").header("location"), "/theo-doi/2026");
    for path in ["/theo-doi/2023", "/theo-doi/2025/ma-tran?ke_hoach=kh-9", "/theo-doi/2025/tai/ma-tran/exe"] {
        assert_eq!(bench.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn the_matrix_is_looked_through_without_signs_and_sorted_by_its_days() {
    let bench = real();
    let found = |query: &str| {
        rows(&sound(&bench.get(&format!("/theo-doi/2025/ma-tran?co_quan=so-tai-chinh&tim={query}"))))
    };
    let plain = found("dang+ky+doanh");
    assert!(!plain.is_empty() && plain.len() < found("").len(), "{plain:?}");
    assert_eq!(plain, found("%C4%90%C4%82NG+k%C3%BD+doanh"), "with signs and in capitals, too");
    // By the last day; rows without one stand last, whichever way.
    for (way, first) in [("", "14/7/2025"), ("&nguoc=1", "09/12/2025")] {
        let text = sound(&bench.get(&format!("/theo-doi/2025/ma-tran?xep=10{way}&co_quan=so-cong-thuong")));
        let row = text.split("<tbody>").nth(1).and_then(|rows| rows.split("</tr>").next()).unwrap();
        assert!(row.contains(first), "{way}: {row}");
    }
    assert!(rows(&sound(&bench.get("/theo-doi/2025/ma-tran?tim=khong+co+viec+nay"))).is_empty());
    assert_eq!(rows(&sound(&bench.get("/theo-doi/2025/ma-tran?trang=11"))).len(), 22);
}

#[test]
fn what_a_page_shows_can_be_taken_away_under_the_names_that_scripts_know() {
    let bench = real();
    for (path, name, begins) in [
        ("ma-tran/xlsx", "ma-tran-2024.xlsx", &b"PK"[..]),
        ("ma-tran/csv?ke_hoach=kh-158-2024", "ma-tran-2024-kh-158-2024.csv", "\u{feff}\"STT\"".as_bytes()),
        ("ma-tran/json", "ma-tran-2024.json", b"[\n"),
        ("ma-tran/docx", "ma-tran-2024.docx", b"PK"),
        ("ma-tran/pdf", "ma-tran-2024.pdf", b"%PDF"),
        ("tien-do/zip", "tien-do-2024.zip", b"PK"),
        ("bao-cao/docx?ngay=2024-09-30", "bao-cao-2024-2024-09-30.docx", b"PK"),
        ("bao-cao/pdf?ngay=30/9/2024", "bao-cao-2024-2024-09-30.pdf", b"%PDF"),
        ("bao-cao/xlsx?ngay=2024-09-30", "bao-cao-2024-2024-09-30.xlsx", b"PK"),
        ("thoi-han/ics?co_quan=so-y-te", "thoi-han-2024-so-y-te.ics", b"BEGIN:VCALENDAR\r\n"),
        ("thoi-han/csv", "thoi-han-2024.csv", "\u{feff}".as_bytes()),
        ("so-sanh/txt?voi=2025", "so-sanh-2025-2024.txt", "So sánh".as_bytes()),
        ("so-sanh/json?voi=2025", "so-sanh-2025-2024.json", b"{"),
        ("so-sanh/docx?voi=2025", "so-sanh-2025-2024.docx", b"PK"),
        ("so-van-ban/xlsx", "so-van-ban-2024.xlsx", b"PK"),
    ] {
        let answer = bench.get(&format!("/theo-doi/2024/tai/{path}"));
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let disposition = answer.header("content-disposition");
        assert!(disposition.ends_with(&format!("''{name}")), "{path}: {disposition}");
        assert!(answer.bytes.starts_with(begins), "{path}");
    }
    assert!(!bench.folder.path().join("output").exists(), "nothing is written");
}

const BOUNDARY: &str = "----ranh-gioi";

/// A form with files, sent by a page of ours.
fn send(bench: &Bench, path: &str, fields: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, file, bytes) in fields {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n")
                .into_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, HOST)
        .header(header::COOKIE, bench.cookie())
        .header(header::ORIGIN, ORIGIN)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
    bench.send(request.body(Body::from(body)).expect("a request"))
}

/// The form of an agency with its first task in this state.
fn filled(bench: &Bench, state: &str) -> Vec<u8> {
    let form = bench.get("/theo-doi/2025/tai/tien-do/xlsx?co_quan=so-tai-chinh").bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form)).expect("a workbook");
    let range = book.worksheet_range("Tiến độ").expect("the sheet");
    let mut rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
    let column = rows[0].iter().position(|title| *title == *"Tình trạng").expect("the column");
    rows[1][column] = Data::String(state.to_owned());
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0u32..).zip(&rows) {
        for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| **cell != Data::Empty) {
            sheet.write(row, column, cell.to_string()).expect("written");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_filled_form_is_looked_at_then_written_down_and_two_accounts_are_both_named() {
    let bench = Bench::new();
    let (page, file) = ("/theo-doi/2025/tien-do", bench.content("2025/tien-do/kh-1-2025/so-tai-chinh.yaml"));
    let (done, underway) = (filled(&bench, "Xong "), filled(&bench, "đang làm"));
    let text = sound(&send(&bench, page, &[("tep", Some("ve.xlsx"), &done), ("viec", None, b"xem")]));
    assert!(text.contains("chưa ghi gì") && text.contains("so-tai-chinh.yaml"), "{text}");
    assert!(!file.exists(), "a look writes nothing");
    let text =
        sound(&send(&bench, page, &[("tep", Some("C:\\\\tai\\\\ve.xlsx"), &done), ("viec", None, b"ghi")]));
    assert!(text.contains("Đã ghi tiến độ"), "{text}");
    assert!(std::fs::read_to_string(&file).expect("written").contains("tinh_trang: xong"));
    bench.until("/theo-doi/2025/ma-tran", |text| text.contains(">xong</span>"));
    // Somebody else sends the form that went out before.
    let other = [("tep", Some("khac.xlsx"), &underway[..]), ("viec", None, b"ghi")];
    let text = sound(&send(&bench, page, &other));
    assert!(
        text.contains("KH813") && text.contains("đã ghi: xong") && text.contains("dòng 2: đang làm"),
        "{text}"
    );
    assert!(std::fs::read_to_string(&file).expect("kept").contains("tinh_trang: xong"));
    let prefers =
        [("tep", Some("khac.xlsx"), &underway[..]), ("lay_tep", None, b"1"), ("viec", None, b"ghi")];
    sound(&send(&bench, page, &prefers));
    assert!(std::fs::read_to_string(&file).expect("replaced").contains("tinh_trang: dang_lam"));
}

#[test]
fn what_is_no_form_is_told_of_on_the_page() {
    let bench = Bench::new();
    let page = "/theo-doi/2025/tien-do";
    let text = sound(&send(&bench, page, &[("tep", Some("a.xlsx"), b"x"), ("viec", None, b"ghi")]));
    assert!(text.contains("không phải tệp Excel"), "{text}");
    let text = sound(&send(&bench, page, &[("tep", Some(""), b""), ("viec", None, b"ghi")]));
    assert!(text.contains("Chưa chọn tệp nào"), "{text}");
    // Larger than any other form may be.
    let large = vec![b'x'; 1 << 20];
    let text = sound(&send(&bench, page, &[("tep", Some("a.xlsx"), &large), ("viec", None, b"ghi")]));
    assert!(text.contains("không phải tệp Excel"), "{text}");
}

#[test]
fn the_report_of_a_day_is_seen_begun_and_made() {
    let bench = Bench::new();
    let page = "/theo-doi/2025/bao-cao";
    let text = sound(&bench.get(&format!("{page}?ngay=2025-09-30")));
    assert!(text.contains("Số liệu đến ngày") && text.contains("value=\"2025-09-30\""), "{text}");
    assert!(text.contains("<svg") && text.contains("Chưa có tệp riêng"), "{text}");
    let fields = [("ngay", "2025-09-30"), ("ke_hoach", ""), ("viec", "bat-dau")];
    let text = sound(&bench.post(page, &fields));
    assert!(text.contains("Đã tạo tệp 2025/bao-cao/"), "{text}");
    bench.until(&format!("{page}?ngay=2025-09-30"), |text| text.contains("chữ ký lấy từ"));
    let text = sound(&bench.post(page, &[("ngay", "2025-09-30"), ("ke_hoach", ""), ("viec", "tao")]));
    assert!(text.contains("Đã ghi: "), "{text}");
    for extension in ["docx", "pdf", "xlsx"] {
        let file = bench.folder.path().join(format!("output/bao-cao-2025-2025-09-30.{extension}"));
        assert!(file.is_file(), "{extension}");
    }
}

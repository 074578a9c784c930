//! Making documents from the page.

use axum::http::StatusCode;

use kehoach::workbench::runs::{Asked, Purport};
use kehoach::workbench::tray::Dropped;

use crate::desk::Bench;

const BOTH: [(&str, &str); 3] =
    [("nam", "2025"), ("chon", "kh-1-2025/ke-hoach"), ("chon", "kh-1-2025/so-tai-chinh")];

fn ask(bench: &Bench, what: &str, more: &[(&str, &str)]) -> String {
    let fields: Vec<_> = BOTH.iter().chain(more).copied().chain([("viec", what)]).collect();
    assert_eq!(bench.post("/tao", &fields).status, StatusCode::SEE_OTHER);
    bench.until("/tao?nam=2025", |text| text.contains("class=\"tom-tat\""))
}

#[test]
fn what_would_change_is_told_before_anything_is_written() {
    let bench = Bench::new();
    let text = ask(&bench, "xem", &[]);
    assert!(text.contains("Sẽ ghi <strong>4 tệp</strong>") && text.contains("Chưa ghi gì"), "{text}");
    assert!(text.contains("so-tai-chinh.docx") && text.contains("tạo mới"));
    assert!(!bench.folder.path().join("output").exists());
}

#[test]
fn documents_are_made_and_taken_along_one_by_one_or_as_a_package() {
    let bench = Bench::new();
    assert!(ask(&bench, "xem", &[("goi", "co")]).contains("Sẽ tạo gói bàn giao"));
    let text = ask(&bench, "tao", &[("goi", "co")]);
    assert!(text.contains("Đã ghi <strong>4 tệp</strong>") && text.contains("Đã tạo gói bàn giao"), "{text}");
    assert!(!text.contains("gói cũ hơn"), "{text}");
    let file = bench.get("/tep/2025/kh-1-2025/so-tai-chinh.docx");
    assert!(
        file.bytes.starts_with(b"PK") && file.header("content-disposition").contains("so-tai-chinh.docx")
    );
    let package = bench.get("/goi/2025/kh-1-2025");
    assert_eq!(package.header("content-type"), "application/zip");
    let zip = zip::ZipArchive::new(std::io::Cursor::new(package.bytes)).expect("a package");
    assert!(zip.file_names().any(|name| name.is_ok_and(|name| name.ends_with("so-tai-chinh.pdf"))));
    let again = ask(&bench, "xem", &[]);
    assert!(again.contains("Sẽ ghi <strong>0 tệp</strong>; không đổi 4 tệp"), "{again}");
    // Signed meanwhile, say: the package that is offered has the file of before.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    let signed = bench.folder.path().join("output/2025/kh-1-2025/so-tai-chinh.pdf");
    std::fs::File::options()
        .append(true)
        .open(signed)
        .and_then(|file| file.set_modified(later))
        .expect("touched");
    let text = bench.get("/tao?nam=2025").text();
    assert!(text.contains("gói cũ hơn các tệp"), "{text}");
}

#[test]
fn a_file_that_somebody_edited_stays_and_is_named() {
    let bench = Bench::new();
    ask(&bench, "tao", &[]);
    let edited = bench.folder.path().join("output/2025/kh-1-2025/so-tai-chinh.docx");
    std::fs::write(&edited, "sửa tay").expect("written");
    let plan = bench.content("2025/ke-hoach-tinh.yaml");
    let text = std::fs::read_to_string(&plan)
        .expect("it reads")
        .replace("Rút ngắn thời gian", "Rút ngắn hơn nữa thời gian");
    std::fs::write(&plan, text).expect("written");
    bench.until("/nam/2025/kh-1-2025/so-tai-chinh", |text| text.contains("Rút ngắn hơn nữa"));
    let foreseen = ask(&bench, "xem", &[]);
    assert!(foreseen.contains("<code>so-tai-chinh.docx</code> – đã có người sửa"), "{foreseen}");
    assert!(foreseen.contains("bản mới, ghi cạnh so-tai-chinh.docx"), "{foreseen}");
    let made = ask(&bench, "tao", &[]);
    assert!(made.contains("<code>so-tai-chinh.docx</code> – đã có người sửa"), "{made}");
    assert_eq!(std::fs::read_to_string(&edited).expect("it reads"), "sửa tay");
}

#[test]
fn nothing_chosen_is_said_and_what_is_gone_is_told() {
    let bench = Bench::new();
    let nothing = bench.post("/tao", &[("nam", "2025"), ("viec", "tao")]);
    assert!(bench.get(nothing.header("location")).text().contains("Chưa chọn văn bản nào"));
    let text = ask(&bench, "tao", &[("chon", "kh-1-2025/so-da-bo")]);
    assert!(text.contains("1 văn bản đã chọn không còn"), "{text}");
}

#[test]
fn what_was_looked_at_first_is_what_stays_chosen() {
    let bench = Bench::new();
    let one = [("nam", "2025"), ("chon", "kh-1-2025/so-tai-chinh"), ("goi", "co"), ("viec", "xem")];
    assert_eq!(bench.post("/tao", &one).status, StatusCode::SEE_OTHER);
    let page = bench.until("/tao?nam=2025", |text| text.contains("class=\"tom-tat\""));
    let ticked = |page: &str| -> Vec<String> {
        let boxes = page.split("<input type=\"checkbox\"").skip(1).filter_map(|one| one.split_once('>'));
        let ticked = boxes.filter(|(one, _)| one.contains("checked"));
        ticked
            .filter_map(|(one, _)| Some(one.split("value=\"").nth(1)?.split('"').next()?.to_owned()))
            .collect()
    };
    assert_eq!(ticked(&page), ["kh-1-2025/so-tai-chinh", "co"], "{page}");
    assert!(!bench.folder.path().join("output").exists(), "looking makes no package");
    assert!(
        page.contains("Đang chọn 1 văn bản như lượt vừa rồi") && page.contains("/tao?nam=2025&amp;het=1")
    );
    assert!(ticked(&bench.get("/tao?nam=2025&het=1").text()).len() > 2);
    let nothing = bench.post("/tao", &[("nam", "2025"), ("viec", "tao")]);
    assert_eq!(ticked(&bench.get(nothing.header("location")).text()), [""; 0]);
    let of_agency = bench.get("/tao?nam=2025&ke_hoach=kh-1-2025&co_quan=ubnd-xa-mot").text();
    assert_eq!(ticked(&of_agency), ["kh-1-2025/ubnd-xa-mot"], "what an address names comes first");
}

#[test]
fn what_is_asked_for_while_another_run_is_at_work_is_not_left_undone_in_silence() {
    let bench = Bench::new();
    let ask = |what: &'static str| {
        let fields: Vec<_> = BOTH.into_iter().chain([("viec", what)]).collect();
        bench.post("/tao", &fields).header("location").to_owned()
    };
    let asked = Asked {
        purport: Purport::Foresee,
        year: 2025,
        chosen: BOTH[1..]
            .iter()
            .filter_map(|(_, one)| one.split_once('/'))
            .map(|(plan, stem)| (plan.into(), stem.into()))
            .collect(),
        zip: false,
    };
    // It never ends: nobody works on it.
    bench.desk.runs.begin(asked).expect("the first");
    assert_eq!(ask("xem"), "/tao?nam=2025", "pressed twice");
    let refused = ask("tao");
    assert_eq!(refused, "/tao?nam=2025&ban=1");
    assert!(bench.get(&refused).text().contains("Điều vừa bấm chưa được làm"));
    assert!(!bench.get("/tao?nam=2025").text().contains("Điều vừa bấm chưa được làm"));
    assert!(!bench.post("/tat", &[]).text().contains("dừng theo"), "nothing was being written");
}

#[test]
fn what_ends_with_the_program_is_told_when_it_is_closed() {
    let bench = Bench::new();
    let chosen = [("kh-1-2025".to_owned(), "so-tai-chinh".to_owned())].into();
    let asked = Asked { purport: Purport::Make, year: 2025, chosen, zip: false };
    bench.desk.runs.begin(asked).expect("the first");
    bench.desk.tray.add(vec![Dropped { name: "ke-hoach.docx".to_owned(), bytes: vec![0] }]);
    let closed = bench.post("/tat", &[]).text();
    assert!(closed.contains("Lượt tạo văn bản đang làm dở (0 / 0 văn bản) dừng theo"), "{closed}");
    assert!(closed.contains("Các tệp đưa vào trang “Nhận tệp” (1 lượt) chưa ghi gì"), "{closed}");
}

#[test]
fn where_nothing_could_be_made_no_figures_say_that_all_went_well() {
    let bench = Bench::new();
    // A file in the place of the folder for results.
    std::fs::write(bench.folder.path().join("output"), "").expect("written");
    let text = ask(&bench, "tao", &[]);
    assert!(text.contains("không văn bản nào được tạo") && !text.contains("0 văn bản có lỗi"), "{text}");
}

//! The form of an agency's part, as a browser without a script uses it, and as the script does.

use std::path::Path;

use axum::http::StatusCode;

use crate::desk::{Answer, Bench};

pub const FORM: &str = "/nam/2025/kh-1-2025/so-tai-chinh/dien";
pub const PART: &str = "2025/co-quan/so-tai-chinh.yaml";

impl Bench {
    /// What the script sends: one thing, about the version that the page shows.
    pub fn fill(&self, form: &str, fields: &[(&str, &str)]) -> Answer {
        let version = version(&self.get(form).text());
        let all: Vec<(&str, &str)> =
            [("js", "1"), ("ban", version.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.post(form, &all)
    }

    pub fn filled(&self, form: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.fill(form, fields);
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        self.get(form).text()
    }

    pub fn part(&self) -> String {
        std::fs::read_to_string(self.content(PART)).expect("the file is there")
    }
}

pub fn version(page: &str) -> String {
    attribute(page, "data-ban=\"").unwrap_or_else(|| panic!("the form says its version: {page}")).to_owned()
}

pub fn attribute<'p>(text: &'p str, before: &str) -> Option<&'p str> {
    text.split(before).nth(1)?.split('"').next()
}

/// Every field that a browser would send with a button, as the page has it.
pub fn fields(page: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let form = page.split("<form id=\"bieu-mau\"").nth(1).and_then(|rest| rest.split("</form>").next());
    let mut rest = form.expect("there is a form");
    while let Some(at) = rest.find(['<']) {
        rest = &rest[at + 1..];
        let (tag, behind) = rest.split_once('>').unwrap_or((rest, ""));
        let Some(name) = attribute(tag, "name=\"") else { continue };
        let plain = |text: &str| {
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
        };
        let value = if tag.starts_with("input") {
            if tag.contains("type=\"checkbox\"") && !tag.contains(" checked") {
                continue;
            }
            attribute(tag, " value=\"").unwrap_or_default().to_owned()
        } else if tag.starts_with("textarea") {
            let words = behind.split("</textarea>").next().unwrap_or_default();
            words.strip_prefix('\n').unwrap_or(words).to_owned()
        } else if tag.starts_with("select") {
            let options = behind.split("</select>").next().unwrap_or_default();
            let chosen = options.split("<option").find(|option| option.contains(" selected"));
            let chosen = chosen.or_else(|| options.split("<option").nth(1)).unwrap_or_default();
            attribute(chosen, "value=\"").unwrap_or_default().to_owned()
        } else {
            continue;
        };
        fields.push((name.to_owned(), plain(&value)));
    }
    fields
}

/// What the page says at a field.
pub fn at_field<'p>(page: &'p str, name: &str) -> &'p str {
    let place = page
        .split(&format!("data-bao=\"{name}\""))
        .nth(1)
        .unwrap_or_else(|| panic!("no field {name}: {page}"));
    // Two versions have divisions of their own.
    let mut open = 1_usize;
    let end = place.match_indices(['<']).find(|(at, _)| {
        let rest = &place[*at..];
        open += usize::from(rest.starts_with("<div"));
        open -= usize::from(rest.starts_with("</div"));
        open == 0
    });
    &place[..end.map_or(place.len(), |(at, _)| at)]
}

/// The button at a field, an item or a list that takes one of two versions.
pub fn side(page: &str, name: &str, side: &str) -> String {
    let buttons = at_field(page, name).split("value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let button = buttons.into_iter().find(|value| value.starts_with("lay:") && value.ends_with(side));
    button.unwrap_or_else(|| panic!("no choice at {name}: {}", at_field(page, name))).to_owned()
}

#[test]
fn a_part_is_begun_filled_in_seen_on_the_pages_and_saved_as_yaml() {
    let bench = Bench::new();
    let page = bench.get(FORM).text();
    assert!(
        page.contains("Rút ngắn thời gian đăng ký doanh nghiệp") && page.contains("khai ở mục 1"),
        "{page}"
    );
    assert!(!bench.content(PART).exists(), "looking at a form writes nothing");
    let page = bench.filled(FORM, &[("lam", "them-don-vi"), ("moi-don-vi", "Phòng Đăng ký kinh doanh")]);
    assert!(page.contains("value=\"phong-dang-ky-kinh-doanh\""), "{page}");
    let page = bench.filled(
        FORM,
        &[
            ("nhiem_vu/0/noi_dung/0/chu_tri", ""),
            ("nhiem_vu/0/noi_dung/0/chu_tri", "phong-dang-ky-kinh-doanh"),
        ],
    );
    bench.filled(FORM, &[("nhiem_vu/0/noi_dung/0/thoi_han", "trước ngày 15/9/2025")]);
    assert!(page.contains("1 / 2 nội dung đã có đơn vị chủ trì"), "{page}");
    let page = bench.filled(FORM, &[("ky/ho_ten", "Nguyễn Thị Bình")]);
    let printed = page.split("id=\"cac-trang\"").nth(1).expect("there are pages").replace('\u{a0}', " ");
    for words in ["Phòng Đăng ký kinh doanh", "15/9/2025", "Nguyễn Thị Bình"] {
        assert!(printed.contains(words), "{words} is printed: {printed}");
    }
    assert!(!bench.content(PART).exists(), "it is a draft until it is saved");
    bench.filled(FORM, &[("lam", "luu")]);
    let text = bench.part();
    assert!(
        text.contains("chu_tri: [phong-dang-ky-kinh-doanh]")
            && text.contains("thoi_han: trước ngày 15/9/2025"),
        "{text}"
    );
    // The content as every command reads it.
    let read =
        bench.until("/nam/2025/kh-1-2025/so-tai-chinh", |text| text.contains("Phòng Đăng ký kinh doanh"));
    assert!(!read.contains("Lỗi:"), "{read}");
}

#[test]
fn what_is_wrong_stands_at_its_field_with_what_was_typed_and_the_pages_stay() {
    let bench = Bench::new();
    bench.filled(FORM, &[("lam", "them-don-vi"), ("moi-don-vi", "Văn phòng")]);
    let name = "ngay";
    let page = bench.filled(FORM, &[(name, "18/13/2025")]);
    assert!(at_field(&page, name).contains("Lỗi"), "{}", at_field(&page, name));
    assert!(page.contains("value=\"18/13/2025\""), "what was typed stays");
    assert!(page.contains("lần đọc trước") && page.contains("class=\"to-giay\""), "{page}");
    let mended = bench.filled(FORM, &[(name, "18/8/2025")]);
    assert!(
        !at_field(&mended, name).contains("Lỗi")
            && mended.contains("id=\"trang-cu\" class=\"bao-loi\" hidden")
    );
    // What is not there has no place in the file: it is said at the field that it would be typed in.
    let undated = bench.filled(FORM, &[("trang_thai", "ban_hanh"), ("so", "5"), (name, "")]);
    for (name, words) in [(name, "phải có đủ ngày"), ("ky/ho_ten", "chưa có họ tên người ký")]
    {
        assert!(at_field(&undated, name).contains(words), "{}", at_field(&undated, name));
    }
}

#[test]
fn the_whole_form_sent_as_it_is_changes_nothing() {
    for (content, form) in [
        ("tests/fixtures/tinh-nho", FORM),
        ("tests/fixtures/tinh-nho", "/nam/2025/kh-1-2025/ubnd-xa-mot/dien"),
        ("content", "/nam/2025/kh-175-2025/bql-khu-kinh-te-cua-khau-dong-dang-lang-son/dien"),
    ] {
        let bench = Bench::over(&Path::new(env!("CARGO_MANIFEST_DIR")).join(content));
        let page = bench.get(form).text();
        let all = fields(&page);
        assert!(all.len() > 10, "{form}: {all:?}");
        let all: Vec<(&str, &str)> =
            all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = bench.post(form, &all);
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, form),
            "{}",
            answer.text()
        );
        assert_eq!(version(&bench.get(form).text()), version(&page), "{form}");
        assert!(bench.desk.drafts.unsaved().is_empty(), "{form}: {:?}", bench.desk.drafts.unsaved());
    }
}

#[test]
fn the_whole_form_sent_with_a_button_keeps_what_was_filled_in_and_does_what_the_button_says() {
    let bench = Bench::new();
    let page = bench.get(FORM).text();
    let mut all = fields(&page);
    for (name, value) in &mut all {
        match name.as_str() {
            "so" => *value = "12".to_owned(),
            "moi-don-vi" => *value = "Văn phòng".to_owned(),
            _ => {}
        }
    }
    all.push(("lam".to_owned(), "them-don-vi".to_owned()));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(bench.post(FORM, &all).header("location"), format!("{FORM}#moi-don-vi"));
    let page = bench.get(FORM).text();
    assert!(page.contains("value=\"van-phong\"") && page.contains("name=\"so\" value=\"12\""), "{page}");
}

#[test]
fn a_task_that_the_program_carries_in_is_written_down_once_something_is_filled_in() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let bench = Bench::over(&content);
    let form = "/nam/2025/kh-175-2025/bql-khu-kinh-te-cua-khau-dong-dang-lang-son/dien";
    let page = bench.get(form).text();
    let name =
        attribute(&page[page.find("name=\"+").expect("one is carried in")..], "name=\"").expect("a name");
    let entry = name.rsplit_once('/').expect("a field").0;
    let answer = bench.fill(form, &[(&format!("{entry}/thoi_han"), "quý IV/2025")]);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let told = answer.text();
    let called = attribute(&told, "\"ten\":\"").expect("its name now");
    assert!(called.starts_with("nhiem_vu/"), "{told}");
    let page = bench.get(form).text();
    assert!(page.contains(&format!("name=\"{called}\" value=\"quý IV/2025\"")), "{called}");
    bench.filled(form, &[(&called.replace("thoi_han", "san_pham"), "Báo cáo")]);
    bench.filled(form, &[("lam", "luu")]);
    let file = "2025/co-quan/bql-khu-kinh-te-cua-khau-dong-dang-lang-son.yaml";
    let (old, new) = (
        std::fs::read_to_string(content.join(file)).unwrap(),
        std::fs::read_to_string(bench.content(file)).unwrap(),
    );
    let gone: Vec<&str> = old.lines().filter(|line| !new.lines().any(|other| other == *line)).collect();
    assert!(
        gone.is_empty() && new.contains("thoi_han: quý IV/2025") && new.contains("san_pham: Báo cáo"),
        "{gone:?}"
    );
}

#[test]
fn what_another_wrote_into_the_file_is_shown_beside_what_was_typed_and_never_written_over() {
    let bench = Bench::new();
    bench.filled(FORM, &[("trich_yeu", "Câu gõ ở biểu mẫu")]);
    bench.filled(FORM, &[("lam", "luu")]);
    bench.filled(FORM, &[("trich_yeu", "Câu gõ sau khi lưu")]);
    bench.filled(FORM, &[("so", "5")]);
    let by_hand = bench.part().replace("Câu gõ ở biểu mẫu", "Câu của người sửa tệp");
    bench.write(PART, &by_hand);
    let page = bench.get(FORM).text();
    for words in ["Có người vừa sửa chỗ này trong tệp", "Câu gõ sau khi lưu", "Câu của người sửa tệp"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = bench.filled(FORM, &[("lam", "luu")]);
    let saved = bench.part();
    assert!(saved.contains("Câu của người sửa tệp") && saved.contains("so: 5"), "{saved}");
    let page = bench.filled(FORM, &[("lam", &side(&page, "trich_yeu", "toi"))]);
    assert!(!page.contains("Có người vừa sửa"), "{page}");
    bench.filled(FORM, &[("lam", "luu")]);
    assert!(bench.part().contains("Câu gõ sau khi lưu"));
}

#[test]
fn a_tab_that_has_not_heard_of_the_other_loses_and_overwrites_nothing() {
    let bench = Bench::new();
    let old = version(&bench.get(FORM).text());
    bench.filled(FORM, &[("lam", "them-don-vi"), ("moi-don-vi", "Văn phòng")]);
    bench.filled(FORM, &[("trich_yeu", "Câu của thẻ một")]);
    let stale = |fields: &[(&str, &str)]| {
        let all: Vec<(&str, &str)> =
            [("js", "1"), ("ban", old.as_str())].into_iter().chain(fields.iter().copied()).collect();
        assert_eq!(bench.post(FORM, &all).status, StatusCode::OK);
        bench.get(FORM).text()
    };
    let page = stale(&[("so", "9")]);
    assert!(page.contains("name=\"so\" value=\"9\"") && page.contains("Câu của thẻ một"), "{page}");
    let page = stale(&[("trich_yeu", "Câu của thẻ hai")]);
    assert!(
        page.contains("Chỗ này vừa được điền ở một thẻ khác") && page.contains("Câu của thẻ hai"),
        "{page}"
    );
}

#[test]
fn undo_takes_back_what_was_done_last_and_a_draft_can_be_thrown_away_and_had_again() {
    let bench = Bench::new();
    bench.filled(FORM, &[("so", "9")]);
    bench.filled(FORM, &[("trich_yeu", "Một câu")]);
    let page = bench.filled(FORM, &[("lam", "hoan-tac")]);
    assert!(page.contains("name=\"so\" value=\"9\"") && !page.contains("Một câu"), "{page}");
    assert!(bench.filled(FORM, &[("lam", "lam-lai")]).contains("Một câu"));
    let page = bench.filled(FORM, &[("lam", "bo")]);
    assert!(!page.contains("Một câu") && page.contains("Lấy lại bản nháp đã bỏ"), "{page}");
    assert!(bench.filled(FORM, &[("lam", "lay-lai")]).contains("Một câu"));
    assert!(!bench.content(PART).exists());
}

#[test]
fn a_file_that_may_not_be_written_is_told_on_the_page_and_the_draft_stays() {
    let bench = Bench::new();
    bench.filled(FORM, &[("so", "9")]);
    bench.filled(FORM, &[("lam", "luu")]);
    bench.filled(FORM, &[("so", "10")]);
    let mut permissions = std::fs::metadata(bench.content(PART)).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(bench.content(PART), permissions).unwrap();
    let answer = bench.post(FORM, &[("lam", "luu")]);
    assert!(
        answer.text().contains("được đặt chỉ cho đọc") && answer.text().contains("value=\"10\""),
        "{}",
        answer.text()
    );
    assert!(bench.part().contains("so: 9"));
}

#[test]
fn a_file_with_a_fault_in_its_layout_leaves_no_form_and_says_why() {
    let bench = Bench::new();
    bench.filled(FORM, &[("so", "9")]);
    bench.filled(FORM, &[("lam", "luu")]);
    bench.filled(FORM, &[("so", "10")]);
    let sound = bench.part();
    std::fs::write(bench.content(PART), sound.replace("so: 9", "so: [9")).expect("written");
    let page = bench.until(FORM, |text| text.contains("có lỗi về cách viết"));
    assert!(!page.contains("id=\"bieu-mau\""), "{page}");
    std::fs::write(bench.content(PART), &sound).expect("written");
    bench.until(FORM, |text| text.contains("name=\"so\" value=\"10\""));
}

#[test]
fn a_unit_that_goes_says_what_goes_with_it_and_two_of_one_name_are_refused() {
    let bench = Bench::new();
    bench.filled(FORM, &[("lam", "them-don-vi"), ("moi-don-vi", "Văn phòng")]);
    let field = "nhiem_vu/0/noi_dung/0/chu_tri";
    bench.filled(FORM, &[(field, ""), (field, "van-phong")]);
    let twice = bench.fill(FORM, &[("lam", "them-don-vi"), ("moi-don-vi", "văn  phòng")]);
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.text().contains("đã có đơn vị “văn phòng”"), "{}", twice.text());
    let gone = bench.fill(FORM, &[("lam", "xoa:don_vi/0")]);
    assert!(gone.text().contains("đã bỏ khỏi 01 nhiệm vụ: II.1.a.1"), "{}", gone.text());
    bench.filled(FORM, &[("lam", "hoan-tac")]);
    let by_hand = bench.post(FORM, &[("lam", "xoa:don_vi/0")]).text();
    assert!(by_hand.contains("đã bỏ khỏi 01 nhiệm vụ") && by_hand.contains("Hoàn tác"), "{by_hand}");
    bench.filled(FORM, &[("lam", "them-don-vi"), ("moi-don-vi", "Phòng Hai")]);
    let quiet = bench.fill(FORM, &[("lam", "xoa:don_vi/0")]).text();
    assert!(!quiet.contains("đã bỏ khỏi"), "nobody named it: {quiet}");
}

#[test]
fn what_is_typed_for_something_new_is_added_with_whatever_button_and_too_much_is_told() {
    let bench = Bench::new();
    let saved =
        bench.post(FORM, &[("lam", "luu"), ("moi-don-vi", "Phòng Đăng ký"), ("moi-don-vi-tat", "PĐK")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(bench.part().contains("ten: Phòng Đăng ký") && bench.part().contains("ten_viet_tat: PĐK"));
    let half = bench.post(FORM, &[("lam", "luu"), ("moi-lanh-dao", "Nguyễn Thị Bình")]).text();
    assert!(half.contains("chưa thêm được “Nguyễn Thị Bình”: chưa ghi chức vụ"), "{half}");
    let long = "a".repeat(300 << 10);
    assert_eq!(bench.fill(FORM, &[("trich_yeu", &long)]).status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(bench.get(FORM).text().contains("data-lon=\"262144\""), "the script knows the limit");
}

#[test]
fn only_fields_of_a_part_can_be_filled_in_and_only_agencies_have_a_form() {
    let bench = Bench::new();
    let before = version(&bench.get(FORM).text());
    for name in ["loai", "co_quan", "nam", "nhiem_vu/0/muc", "nhiem_vu/0/noi_dung/0/thay_cho", "../tinh"] {
        bench.fill(FORM, &[(name, "khác")]);
    }
    assert_eq!(version(&bench.get(FORM).text()), before);
    for lam in ["xoa:loai", "xoa:nhiem_vu/0/noi_dung/0", "len:nhiem_vu/99", "gop:so", "la", "lay:7:toi"] {
        let answer = bench.fill(FORM, &[("lam", lam)]);
        assert_eq!(answer.status, StatusCode::CONFLICT, "{lam}: {}", answer.text());
    }
    for path in [
        "/nam/2025/kh-1-2025/ke-hoach/dien",
        "/nam/2025/kh-1-2025/khong-co/dien",
        "/nam/2025/kh-9/so-tai-chinh/dien",
    ] {
        assert_eq!(bench.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
}

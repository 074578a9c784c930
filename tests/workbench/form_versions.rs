//! What two people say different things of stands at its place on the form, with the choice.

use axum::http::StatusCode;

use crate::desk::Bench;
use crate::form::{FORM, PART, at_field, side};

const START: &str = "\
loai: ke_hoach_don_vi
co_quan: so-tai-chinh
nam: 2025
don_vi:
  - {ma: vp, ten: Văn phòng}
  - {ma: tckt, ten: Phòng Tài chính}
muc_dich:
  - Mục đích một
nhiem_vu:
  - muc: [II.1]
    noi_dung:
      - thay_cho: [II.1.a.1]
        noi_dung: Rút ngắn thời gian đăng ký
        chu_tri: [vp]
      - thay_cho: [II.1.a.2]
        noi_dung: Công khai danh mục
        chu_tri: [vp]
      - noi_dung: Mở lớp tập huấn cho cán bộ
        thay_cho: []
to_chuc_thuc_hien:
  - noi_dung: Khoản của Sở
    thoi_han: quý III/2025
";

fn begun() -> Bench {
    let bench = Bench::new();
    std::fs::write(bench.content(PART), START).expect("written");
    bench.until(FORM, |page| page.contains("Mở lớp tập huấn"));
    bench
}

impl Bench {
    /// Somebody changes the file by hand.
    fn by_hand(&self, changes: &[(&str, &str)]) -> String {
        let mut text = self.part();
        for (old, new) in changes {
            assert!(text.contains(old), "{old}: {text}");
            text = text.replacen(old, new, 1);
        }
        self.write(PART, &text);
        self.get(FORM).text()
    }
}

#[test]
fn each_stands_at_its_own_field_or_item_and_the_bar_counts_them_and_leads_to_them() {
    let bench = begun();
    bench.filled(FORM, &[("muc_dich", "Mục đích gõ ở đây")]);
    bench.filled(FORM, &[("nhiem_vu/0/noi_dung/0/chu_tri", ""), ("nhiem_vu/0/noi_dung/0/chu_tri", "tckt")]);
    bench.filled(FORM, &[("nhiem_vu/0/noi_dung/1/thoi_han", "quý IV/2025")]);
    bench.filled(FORM, &[("don_vi/0/ten", "Văn phòng Sở")]);
    bench.filled(FORM, &[("to_chuc_thuc_hien/0/thoi_han", "quý IV/2025")]);
    let page = bench.by_hand(&[
        ("Mục đích một", "Mục đích trong tệp"),
        ("chu_tri: [vp]", "chu_tri: [vp, tckt]"),
        ("noi_dung: Công khai danh mục\n", "noi_dung: Công khai danh mục\n        thoi_han: quý II/2025\n"),
        ("ten: Văn phòng}", "ten: Văn phòng cơ quan}"),
        ("thoi_han: quý III/2025", "thoi_han: tháng 8/2025"),
    ]);
    for (field, mine, theirs) in [
        ("muc_dich", "Mục đích gõ ở đây", "Mục đích trong tệp"),
        // Units are called by their names.
        ("nhiem_vu/0/noi_dung/0/chu_tri", "<dd>Phòng Tài chính</dd>", "Văn phòng cơ quan, Phòng Tài chính"),
        ("nhiem_vu/0/noi_dung/1/thoi_han", "quý IV/2025", "quý II/2025"),
        ("don_vi/0/ten", "Văn phòng Sở", "Văn phòng cơ quan"),
        ("to_chuc_thuc_hien/0/thoi_han", "quý IV/2025", "tháng 8/2025"),
    ] {
        let both = at_field(&page, field);
        assert!(
            both.contains(mine) && both.contains(theirs) && both.contains("Trong tệp"),
            "{field}: {both}"
        );
    }
    let bar = page.split("id=\"trang-thai\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(bar.contains("Có 5 chỗ hai bên ghi khác nhau"), "{bar}");
    let links: Vec<&str> =
        bar.split("href=\"#xd-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links.len(), 5, "{bar}");
    for link in links {
        assert_eq!(page.matches(&format!("id=\"xd-{link}\"")).count(), 1, "each is shown once: {link}");
    }
    let top = page.split("id=\"hai-ban\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(!top.contains("<section"), "nothing is left at the top: {top}");
}

#[test]
fn a_choice_is_of_the_versions_that_were_shown_and_the_page_goes_on_at_the_field() {
    let bench = begun();
    bench.filled(FORM, &[("muc_dich", "Mục đích gõ ở đây")]);
    bench.filled(FORM, &[("nhiem_vu/0/noi_dung/1/noi_dung", "Công khai đầy đủ danh mục")]);
    let page = bench.by_hand(&[
        ("Mục đích một", "Mục đích trong tệp"),
        ("noi_dung: Công khai danh mục\n", "noi_dung: Công khai danh mục thủ tục\n"),
    ]);
    let (first, second) =
        (side(&page, "muc_dich", "kia"), side(&page, "nhiem_vu/0/noi_dung/1/noi_dung", "toi"));
    // Without a script: the browser is sent to the field.
    let answer = bench.post(FORM, &[("lam", &first)]);
    assert_eq!(answer.header("location"), format!("{FORM}#o-muc-dich"));
    // Another page that still shows both takes nothing else by that.
    let again = bench.fill(FORM, &[("lam", &first)]);
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text());
    assert!(again.text().contains("đã được chọn rồi"), "{}", again.text());
    let page = bench.filled(FORM, &[("lam", &second)]);
    assert!(!page.contains("class=\"hai-ban\"") && !page.contains("hai bên ghi khác nhau:"), "{page}");
    bench.filled(FORM, &[("lam", "luu")]);
    let text = bench.part();
    assert!(text.contains("Mục đích trong tệp") && text.contains("Công khai đầy đủ danh mục"), "{text}");
}

#[test]
fn a_task_changed_here_and_taken_out_in_the_file_is_shown_where_it_stands_now() {
    let bench = begun();
    bench.filled(FORM, &[("nhiem_vu/0/noi_dung/1/thoi_han", "quý IV/2025")]);
    bench.filled(FORM, &[("nhiem_vu/0/noi_dung/2/noi_dung", "Mở hai lớp tập huấn cho cán bộ")]);
    let page = bench.by_hand(&[
        ("      - thay_cho: [II.1.a.2]\n        noi_dung: Công khai danh mục\n        chu_tri: [vp]\n", ""),
        ("      - noi_dung: Mở lớp tập huấn cho cán bộ\n        thay_cho: []\n", ""),
    ]);
    // The plan's task is carried in by the program, and shown there; one of its own at the end of its list.
    let carried = at_field(&page, "+kh-1-2025:II.1.a.2");
    assert!(carried.contains("quý IV/2025") && carried.contains("(đã bỏ)"), "{carried}");
    let list = at_field(&page, "nhiem_vu/0/noi_dung");
    assert!(list.contains("Mở hai lớp tập huấn") && list.contains("(đã bỏ)"), "{list}");
    bench.filled(FORM, &[("lam", &side(&page, "+kh-1-2025:II.1.a.2", "toi"))]);
    let page = bench.get(FORM).text();
    bench.filled(FORM, &[("lam", &side(&page, "nhiem_vu/0/noi_dung", "toi"))]);
    bench.filled(FORM, &[("lam", "luu")]);
    let text = bench.part();
    assert!(text.contains("thoi_han: quý IV/2025") && text.contains("Mở hai lớp"), "{text}");
}

#[test]
fn a_task_taken_out_here_and_changed_in_the_file_is_shown_at_the_task() {
    let bench = begun();
    bench.filled(FORM, &[("lam", "xoa:nhiem_vu/0/noi_dung/2")]);
    let page = bench.by_hand(&[("Mở lớp tập huấn cho cán bộ", "Mở lớp tập huấn cho cán bộ các xã")]);
    let both = at_field(&page, "nhiem_vu/0/noi_dung/2");
    assert!(both.contains("(đã bỏ)") && both.contains("cán bộ các xã"), "{both}");
    let page = bench.filled(FORM, &[("lam", &side(&page, "nhiem_vu/0/noi_dung/2", "toi"))]);
    assert!(!page.contains("Mở lớp tập huấn"), "{page}");
}

#[test]
fn what_the_form_has_no_place_for_is_still_shown_at_the_top() {
    let bench = begun();
    let accepted = "chap_nhan:\n  - {ma: KH344, cho: một, ly_do: đã xem}\n";
    std::fs::write(bench.content(PART), format!("{START}{accepted}")).expect("written");
    bench.get(FORM);
    // Somebody works on the draft by another door.
    let path = bench.content(PART);
    let version = bench.desk.drafts.get(&path).expect("a draft").version();
    bench.desk.drafts.change(&path, version, "", |text| Ok(text.replace("đã xem", "đã hỏi"))).expect("done");
    let page = bench.by_hand(&[("đã xem", "đã xem kỹ")]);
    let top = page.split("id=\"hai-ban\"").nth(1).unwrap().split("<h2").next().unwrap();
    assert!(top.contains("đã hỏi") && top.contains("đã xem kỹ"), "{top}");
}

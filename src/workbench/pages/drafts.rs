//! Bản nháp chưa lưu, on the first page: each with the way to its form, and to throw it away after a second word.

use maud::{Markup, html};

use super::super::unsaved::{Of, Unsaved};
use super::findings::finding;
use crate::diagnostic::Diagnostic;

pub fn section(unsaved: &[Unsaved], aside: &[Unsaved], faults: &[Diagnostic]) -> Markup {
    html! {
        @if !faults.is_empty() { div role="alert" { ul class="tai-cho" { @for fault in faults { (finding(fault)) } } } }
        @if !unsaved.is_empty() {
            section class="ban-nhap" aria-labelledby="ban-nhap" {
                h2 id="ban-nhap" { "Bản nháp chưa lưu vào tệp (" (unsaved.len()) ")" }
                ul { @for one in unsaved { li { (self::one(one)) } } }
            }
        }
        @if !aside.is_empty() {
            details class="ban-nhap" {
                summary { "Bản nháp đã bỏ, còn lấy lại được (" (aside.len()) ")" }
                ul {
                    @for one in aside {
                        li { (name(one)) " " (button("lay-lai", one, "nhe", "Lấy lại bản nháp")) }
                    }
                }
            }
        }
    }
}

fn one(one: &Unsaved) -> Markup {
    let address = one.of.address();
    html! {
        p {
            @match &address { Some(address) => { a href=(address) { strong { (name(one)) } } } None => { strong { (name(one)) } } }
            @if let Some(since) = &one.since { span class="mo" { " · chưa lưu từ " (since) } }
        }
        @if one.is_gone {
            p class="bao-loi" { "Tệp " code { (one.path.display()) } " không còn: đã đổi tên, chuyển chỗ hoặc bị xóa. Điều đã gõ vẫn còn trong bản nháp." }
        }
        @if let Of::Stopped { year, in_file } = one.of {
            p class="bao-loi" {
                @if in_file { "Tệp đang có lỗi nên chưa mở được. " } @else { "Nội dung năm " (year) " đang có lỗi nên chưa mở được. " }
                a href=(format!("/phat-hien/{year}")) { "Xem lỗi ở dòng nào" } "; sửa trong tệp rồi mở lại. Điều đã gõ vẫn còn trong bản nháp."
            }
        }
        @match (&one.moved_to, &address) {
            (Some(to), _) => {
                p { @if one.is_gone { "Phần ấy nay ở tệp " } @else { "Biểu mẫu nay mở tệp khác: " } code { (to.display()) } "." }
                (button("chuyen", one, "", "Đưa điều đã gõ sang tệp ấy"))
            }
            (None, Some(address)) if one.is_gone => { p { a href=(address) { "Mở biểu mẫu" } ": bấm “Lưu vào tệp” ở đó thì tệp được tạo lại." } }
            (None, None) => { p class="mo" { "Nội dung nay không có cơ quan hay kế hoạch này, nên không mở được; tệp: " code { (one.path.display()) } } }
            _ => {}
        }
        details {
            summary { "Bỏ bản nháp này" }
            p { "Điều đã gõ mà chưa lưu sẽ không còn ở biểu mẫu; tệp nội dung giữ nguyên. Bỏ rồi vẫn lấy lại được lần gần nhất." }
            (button("bo", one, "nhe", "Bỏ bản nháp"))
        }
    }
}

fn button(deed: &str, one: &Unsaved, class: &str, words: &str) -> Markup {
    html! {
        form method="post" action="/ban-nhap" class="trong-dong" {
            input type="hidden" name="nhap" value=(one.name);
            button type="submit" name="viec" value=(deed) class=(class) { (words) span class="an" { " của " (name(one)) } }
        }
    }
}

fn name(one: &Unsaved) -> String {
    match &one.of {
        Of::Part { agency, plan, key } => format!("{agency}, {plan} (năm {})", key.year),
        Of::Plan { citation, year, .. } => format!("{citation} (năm {year}), dàn ý"),
        Of::Stopped { .. } | Of::Nobody => one.path.display().to_string(),
    }
}

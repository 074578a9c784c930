//! Nhiệm vụ: each with what the plan asks, and what the agency makes of it.

use maud::{Markup, html};

use super::super::super::part::{Entry, Heading, Sheet};
use super::super::super::preview::{Preview, line_id};
use super::fields::{Look, area, calls, choice, line, lines, several, slug, text, versions};
use super::head::declared;
use super::words::EVERY_UNIT;
use crate::content::edit::name_of;
use crate::model::overlay::UnitSet;

pub fn all(sheet: &Sheet, preview: &Preview) -> Markup {
    let mut units = declared(sheet, "don_vi");
    let leaders = declared(sheet, "lanh_dao");
    if !units.is_empty() {
        units.push((UnitSet::ALL.to_owned(), EVERY_UNIT.to_owned()));
    }
    html! {
        div class="khoi" {
            h2 id="nhiem-vu" tabindex="-1" { "3. Nhiệm vụ" }
            div data-khoi="hai-ban-nhiem-vu" { (versions(sheet, "nhiem_vu")) }
            @for heading in &sheet.headings { (self::heading((sheet, preview), heading, &units, &leaders)) }
            @if sheet.headings.is_empty() { p { "Kế hoạch không giao nhiệm vụ nào cần phân công." } }
        }
        (related(sheet))
    }
}

type Named = [(String, String)];

fn heading(
    (sheet, preview): (&Sheet, &Preview),
    heading: &Heading,
    units: &Named,
    leaders: &Named,
) -> Markup {
    let known = slug(&heading.name);
    html! {
        section class="nhom" aria-labelledby=(format!("dm-{known}")) {
            div data-khoi=(format!("dm-{known}")) class="de-muc" {
                h3 id=(format!("dm-{known}")) { (heading.title) }
                @let block = &heading.fields;
                @let own = |key: &str| format!("{block}/{key}");
                @if !leaders.is_empty() { (several(sheet, &own("lanh_dao"), "Lãnh đạo chỉ đạo", leaders)) }
                details open[calls(sheet, &["tieu_de", "kieu", "theo_linh_vuc", "phan_cong"].map(own))] {
                    summary { "Cách trình bày đề mục" }
                    div class="luoi" {
                        (line(sheet, &own("tieu_de"), &Look { label: "Tiêu đề riêng", hint: "Để trống thì theo kế hoạch", wide: true }))
                        (choice(sheet, &own("kieu"), &Look { label: "Cách ghi phân công", hint: "", wide: false }))
                        (choice(sheet, &own("theo_linh_vuc"), &Look { label: "Sau tên lãnh đạo", hint: "", wide: false }))
                        (area(sheet, &own("phan_cong"), &Look { label: "Các dòng phân công của cả đề mục", hint: "Mỗi dòng một câu, in đúng như ghi; để trống thì chương trình tự lập từ đơn vị của từng việc", wide: true }, &lines(sheet, &own("phan_cong"))))
                    }
                }
                (versions(sheet, block))
            }
            ol class="cac-viec" { @for entry in &heading.entries { (self::entry((sheet, preview), entry, units, leaders)) } }
            // What somebody took out of the file that was changed here.
            div data-khoi=(format!("bo-{known}")) { (versions(sheet, &format!("{}/noi_dung", heading.fields))) }
            div class="hang them" data-khoi=(format!("them-{known}")) {
                div class="o rong" {
                    label for=(format!("moi-viec-{known}")) { "Việc riêng của cơ quan ở đề mục này" }
                    textarea id=(format!("moi-viec-{known}")) name=(format!("moi-viec:{}", heading.name)) rows="2" data-moi {}
                }
                button type="submit" name="lam" value=(format!("them-viec:{}", heading.name)) class="nhe" { "Thêm việc" }
            }
        }
    }
}

fn entry((sheet, preview): (&Sheet, &Preview), entry: &Entry, units: &Named, leaders: &Named) -> Markup {
    let name = &entry.name;
    let of = |key: &str| format!("{name}/{key}");
    let is_own = entry.asked.is_empty();
    let words = text(sheet, &of("noi_dung"));
    let or_plan = |of_plan: &str, example: &str| match of_plan {
        "" => example.to_owned(),
        said => format!("Để trống thì theo kế hoạch: {said}"),
    };
    let known = match entry.asked.first() {
        Some(asked) => slug(&format!("{}-{}", asked.reference, entry.asked.len())),
        None => slug(name),
    };
    let wording = match is_own {
        true => Look { label: "Việc riêng của cơ quan", hint: "", wide: true },
        false if entry.asked.len() > 1 => {
            Look {
                label: "Lời của cơ quan", hint: "Một câu cho tất cả nhiệm vụ trên", wide: true
            }
        }
        false => {
            Look {
                label: "Lời của cơ quan", hint: "Để trống thì giữ nguyên câu của kế hoạch", wide: true
            }
        }
    };
    html! {
        li id=(entry.id) class=(if entry.without_unit { "viec thieu" } else { "viec" }) tabindex="-1" data-khoi=(format!("viec-{known}")) {
            @for asked in &entry.asked {
                p class="loi-viec" { (asked.text) }
                p class="mo giao" {
                    (asked.citation) " · " (asked.role)
                    @if !asked.with.is_empty() { ", " (asked.with) " chủ trì" }
                    @if entry.taken_on { " · nhận làm" }
                }
            }
            @if let Some(page) = preview.on_page.get(&entry.id) {
                p class="cho" { a href=(format!("#{}", line_id(&entry.id))) { "xem ở trang " (page) } }
            }
            @if units.is_empty() {
                p class="mo" { "Chưa có phòng, đơn vị để chọn: " a href="#don-vi" { "khai ở mục 1" } "." }
            } @else {
                (several(sheet, &of("chu_tri"), "Đơn vị chủ trì", units))
                (several(sheet, &of("phoi_hop"), "Đơn vị phối hợp", units))
            }
            div class="luoi" {
                (line(sheet, &of("thoi_han"), &Look { label: "Thời hạn", hint: &or_plan(&entry.deadline_of_plan, "Ví dụ: trước ngày 15/7/2025; hằng quý"), wide: false }))
                (line(sheet, &of("san_pham"), &Look { label: "Sản phẩm", hint: &or_plan(&entry.output_of_plan, "Ví dụ: Báo cáo"), wide: false }))
            }
            (area(sheet, &of("noi_dung"), &wording, &words))
            @if !is_own && words.is_empty() {
                p class="nut-nho" { button type="button" class="nhe chep" hidden data-chep=(format!("o-{}", slug(&of("noi_dung")))) data-loi=(entry.told) { "Chép câu của kế hoạch xuống để sửa" } }
            }
            details class="them-nua" open[calls(sheet, &["dan", "lanh_dao"].map(of))] {
                summary { "Thêm: lãnh đạo, câu phân công; gộp, tách, chuyển chỗ" }
                @if !leaders.is_empty() { (several(sheet, &of("lanh_dao"), "Lãnh đạo chỉ đạo riêng việc này", leaders)) }
                (line(sheet, &of("dan"), &Look { label: "Câu phân công nguyên văn", hint: "In thay cho câu chương trình tự lập", wide: true }))
                (acts(entry, is_own))
            }
            (versions(sheet, name))
        }
    }
}

fn acts(entry: &Entry, is_own: bool) -> Markup {
    html! {
        @if let Some(path) = &entry.path {
            @let path = name_of(path);
            p class="nut-hang" {
                @if entry.merged.is_some() { button type="submit" name="lam" value=(format!("gop:{path}")) class="nhe" { "Gộp vào việc ở trên" } }
                @if entry.asked.len() > 1 { button type="submit" name="lam" value=(format!("tach:{path}")) class="nhe" { "Tách thành " (entry.asked.len()) " việc" } }
                @if !entry.is_first { button type="submit" name="lam" value=(format!("len:{path}")) class="nhe" { "Chuyển lên" } }
                @if !entry.is_last { button type="submit" name="lam" value=(format!("xuong:{path}")) class="nhe" { "Chuyển xuống" } }
                @if is_own { button type="submit" name="lam" value=(format!("xoa:{path}")) class="nhe" { "Xóa việc này" } }
            }
        } @else {
            p class="mo" { "Chương trình tự đưa việc này vào; điền một ô là việc được ghi vào tệp." }
        }
    }
}

/// What the agency has only where it is concerned.
fn related(sheet: &Sheet) -> Markup {
    let all = &sheet.related;
    html! {
        section data-khoi="lien-quan" class="khoi" {
            (versions(sheet, "khong_lien_quan"))
            @if !all.is_empty() {
                h2 id="lien-quan" tabindex="-1" { "Phối hợp khi có liên quan (" (all.len()) ")" }
                p class="mo" { "In gọn ở một mục. Nhận làm thì việc lên trên để phân công; không liên quan thì không in." }
                ul class="cac-viec" {
                    @for one in all {
                        li class="viec" {
                            p class="loi-viec" { (one.asked.text) }
                            p class="mo giao" { (one.asked.citation) }
                            p class="nut-hang" {
                                @if one.set_aside {
                                    span class="nhan nhe" { "không liên quan" }
                                    button type="submit" name="lam" value=(format!("co:{}", one.asked.name)) class="nhe" { "Có liên quan" }
                                } @else {
                                    button type="submit" name="lam" value=(format!("nhan:{}:{}:{}", one.plan, one.heading, one.asked.name)) class="nhe" { "Nhận làm" }
                                    button type="submit" name="lam" value=(format!("khong:{}", one.asked.name)) class="nhe" { "Không liên quan" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

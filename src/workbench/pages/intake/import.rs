//! Nhập kế hoạch: what was recognised, the doubts as a list to decide, what is left out and why.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::super::desk::Content;
use super::super::super::intake::Import;
use super::super::super::tray::{Fault, ImportSaid, Lot, Said};
use super::super::findings::list;
use crate::app::import::{self, Doubt, Imported, Printed, Recognised};
use crate::content::raw::Text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::agency_plan::Proposal;
use crate::import::decided::{Decision, answer_key};
use crate::import::notes::{Place, WhyLeftOut};
use crate::model::agency::{AgencyId, Registry};
use crate::text::collation;

/// What a field that decides something is called: the same for the same doubt, whenever it is read.
pub fn decision_field(first: usize, key: &str) -> String {
    format!("qd-{first}-{:08x}", crate::render::marks::digest(key))
}

/// The field for the body that is meant.
pub fn named_field(first: usize, key: &str) -> String {
    format!("ten-{}", decision_field(first, key))
}

/// Bodies of the register, to choose from while one types.
pub fn bodies(registry: &Registry) -> Markup {
    let mut all: Vec<(&str, &str)> =
        registry.agencies().iter().map(|agency| (agency.name.as_str(), agency.id.as_str())).collect();
    all.extend(registry.groups().map(|group| (group.name.as_str(), group.id.as_str())));
    all.sort_by_cached_key(|(name, _)| collation::Key::of(name));
    html! { datalist id="cac-co-quan" { @for (name, id) in all { option value=(format!("{name} [{id}]")) {} } } }
}

pub(super) fn section(content: &Content, lot: &Lot, said: &Said, import: &Import) -> Markup {
    let none = ImportSaid::default();
    let own = said.imports.get(&import.first).unwrap_or(&none);
    let names: Vec<&str> = import.inputs.iter().map(|input| input.name.as_str()).collect();
    let heading = format!("nhap-{}", import.first);
    html! {
        section class="nhap" aria-labelledby=(heading) {
            h2 id=(heading) { "Nhập: " (names.join(", ")) }
            form method="post" action=(format!("/nhan/{}", lot.number)) {
                input type="hidden" name="nhap" value=(import.first);
                @match &import.what {
                    Err(why) => {
                        (list("Chưa nhập được", &[why.finding()]))
                        (asked(import, own))
                        p class="nut-hang" { button type="submit" name="viec" value="xem" { "Xem lại" } }
                    }
                    Ok(imported) => { (recognised(content, import, imported, own)) }
                }
            }
        }
    }
}

fn recognised(content: &Content, import: &Import, imported: &Imported, own: &ImportSaid) -> Markup {
    let registry = content.inputs().and_then(|inputs| inputs.loaded.province.as_ref());
    let doubts = registry.map(|province| import::doubts(imported, &province.registry, &own.told.decisions));
    let doubts = doubts.unwrap_or_default();
    let (open, remarks): (Vec<&Doubt<'_>>, Vec<&Doubt<'_>>) =
        doubts.iter().partition(|doubt| doubt.what.severity() != Severity::Info || doubt.takes_body);
    let beside = import::beside_doubts(imported, &import.inputs, &import.paths());
    let beside: Vec<&Diagnostic> = import.told.iter().chain(&beside).collect();
    let proposals: &[Proposal] = match &imported.what {
        Recognised::Part(part) => &part.proposals,
        Recognised::Plan { .. } => &[],
    };
    let left =
        open.iter().filter(|doubt| doubt.decision.is_none() && doubt.what.severity() != Severity::Info);
    let left = left.count() + proposals.iter().filter(|one| one.decided.is_none()).count();
    html! {
        (counts(imported, registry.map(|province| &province.registry)))
        p {
            @if imported.lost.is_empty() { "Đối chiếu: mọi chữ khác của nguồn đều có trong tệp sẽ ghi." }
            @else { strong class="so-loi" { "Đối chiếu: " (imported.lost.len()) " đoạn của nguồn có chữ không nằm trong tệp nào." } }
        }
        (asked(import, own))
        @if !open.is_empty() {
            h3 { "Chỗ cần quyết định (" (open.len()) ")" }
            p class="mo" { "Chỗ chưa quyết định vẫn được ghi như chương trình hiểu, kèm dòng CẦN QUYẾT ĐỊNH ngay phía trên." }
            ol class="nghi-van" { @for doubt in open { (self::doubt(import, doubt, own)) } }
        }
        @if !proposals.is_empty() {
            h3 { "Nội dung nào trả lời nhiệm vụ nào? (" (proposals.len()) ")" }
            ol class="nghi-van" { @for one in proposals { (proposal(import, one)) } }
        }
        (unanswered(imported))
        @if !remarks.is_empty() {
            details {
                summary { "Lưu ý (" (remarks.len()) ")" }
                ul { @for doubt in remarks { li { (doubt.what.message()) " " (places(import, &doubt.places)) } } }
            }
        }
        (left_out(import, imported))
        (printed(import, imported))
        (list("Cần biết", &beside))
        p { "Sẽ tạo, không đè lên tệp nào:" }
        ul { @for (_, draft) in &imported.files { li { code { (draft.path.display()) } } } }
        p class="nut-hang" {
            button type="submit" name="viec" value="xem" class="nhe" { "Xem lại theo các quyết định" }
            button type="submit" name="viec" value="nhap" { "Ghi vào nội dung" }
            @if left > 0 { span class="can-lam" { "còn " (left) " chỗ chưa quyết định" } }
        }
    }
}

/// What the file does not say, and what it is taken for.
fn asked(import: &Import, own: &ImportSaid) -> Markup {
    let first = import.first;
    let fault = |name: &str| own.faults.get(name);
    let alone = import.inputs.len() == 1;
    // What the file says shows in the fields, and holds where nothing is typed.
    let (number, date) = match &import.what {
        Ok(Imported { what: Recognised::Plan { raw, .. }, .. }) => {
            let stated = |value: &Option<Text>| value.as_ref().map(ToString::to_string).unwrap_or_default();
            (stated(&raw.number), stated(&raw.date))
        }
        _ => Default::default(),
    };
    let date = if date.is_empty() { "02/7/2025 hoặc 7/2025".to_owned() } else { date };
    html! {
        fieldset {
            legend { "Số, ngày" @if alone { ", cơ quan" } " (điền khi tệp không ghi, hoặc ghi sai)" }
            div class="hang-o" {
                p {
                    label for=(format!("o-so-{first}")) { "Số văn bản" }
                    input id=(format!("o-so-{first}")) name="so" value=(own.number) placeholder=(number) inputmode="numeric" autocomplete="off"
                        aria-invalid=[fault("so").map(|_| "true")] aria-describedby=[fault("so").map(|_| format!("loi-so-{first}"))];
                    (told(fault("so"), &format!("loi-so-{first}")))
                }
                p {
                    label for=(format!("o-ngay-{first}")) { "Ngày ban hành" }
                    input id=(format!("o-ngay-{first}")) name="ngay" value=(own.date) placeholder=(date) autocomplete="off"
                        aria-invalid=[fault("ngay").map(|_| "true")] aria-describedby=[fault("ngay").map(|_| format!("loi-ngay-{first}"))];
                    (told(fault("ngay"), &format!("loi-ngay-{first}")))
                }
                @if alone {
                    p {
                        label for=(format!("o-cua-{first}")) { "Là kế hoạch của cơ quan (khi chương trình không tự nhận ra)" }
                        input id=(format!("o-cua-{first}")) name="cua" value=(own.agency.clone().unwrap_or_default()) list="cac-co-quan" autocomplete="off"
                            aria-invalid=[fault("cua").map(|_| "true")] aria-describedby=[fault("cua").map(|_| format!("loi-cua-{first}"))];
                        (told(fault("cua"), &format!("loi-cua-{first}")))
                    }
                }
            }
            @if alone {
                p { label class="chon" { input type="checkbox" name="ke_hoach" value="co" checked[own.as_plan]; " Luôn nhập như một kế hoạch, không như phần riêng của một cơ quan" } }
            }
        }
    }
}

fn told(fault: Option<&Fault>, id: &str) -> Markup {
    html! { @if let Some(fault) = fault { span class="loi-o" id=(id) { "“" (fault.typed) "”: " (fault.why) } } }
}

fn doubt(import: &Import, doubt: &Doubt<'_>, own: &ImportSaid) -> Markup {
    let key = doubt.key();
    let name = decision_field(import.first, &key);
    let named = named_field(import.first, &key);
    let fault = own.faults.get(&named);
    let body = match &doubt.decision {
        Some(Decision::Body(id)) => Some(id.as_str()),
        _ => None,
    };
    let is_offered = |id: &str| doubt.offers.iter().any(|offer| offer.id == id);
    let typed =
        fault.map(|fault| fault.typed.as_str()).or(body.filter(|id| !is_offered(id))).unwrap_or_default();
    html! {
        li {
            fieldset {
                legend { (doubt.what.message()) }
                (places(import, &doubt.places))
                label class="chon" { input type="radio" name=(name) value="mo" checked[doubt.decision.is_none() && typed.is_empty()]; " Để lại, quyết định sau" }
                label class="chon" { input type="radio" name=(name) value="dung" checked[doubt.decision == Some(Decision::AsUnderstood)]; " Đúng như chương trình hiểu" }
                @for offer in &doubt.offers {
                    label class="chon" { input type="radio" name=(name) value=(format!("ma:{}", offer.id)) checked[body == Some(offer.id.as_str())]; " Là " (offer.name) " (" (offer.id) ")" }
                }
                @if doubt.takes_body {
                    div class="chon-ten" {
                        label class="chon" { input type="radio" name=(name) value="khac" checked[!typed.is_empty()]; " Là cơ quan, nhóm khác:" }
                        input type="text" name=(named) value=(typed) list="cac-co-quan" autocomplete="off" aria-label=(format!("Cơ quan, nhóm khác cho: {}", doubt.what.message()))
                            aria-invalid=[fault.map(|_| "true")] aria-describedby=[fault.map(|_| format!("loi-{named}"))];
                        (told(fault, &format!("loi-{named}")))
                    }
                }
            }
        }
    }
}

fn proposal(import: &Import, one: &Proposal) -> Markup {
    let name = decision_field(import.first, &answer_key(&one.entry, &one.task));
    let missing = if one.missing.is_empty() {
        String::new()
    } else {
        format!(", không có {}", one.missing.join(", "))
    };
    html! {
        li {
            fieldset {
                legend { "Nhiệm vụ " (one.task) ": có " (one.share) " lời" (missing) }
                div class="hai-ben" {
                    p { span class="mo" { "Tệp ghi (" (called(import, Place { file: 0, paragraph: one.place })) ")" } (one.entry) }
                    p { span class="mo" { "Kế hoạch giao" } (one.words) }
                }
                label class="chon" { input type="radio" name=(name) value="mo" checked[one.decided.is_none()]; " Để lại, quyết định sau" }
                label class="chon" { input type="radio" name=(name) value="co" checked[one.decided == Some(true)]; " Có, nội dung này trả lời nhiệm vụ" }
                label class="chon" { input type="radio" name=(name) value="khong" checked[one.decided == Some(false)]; " Không" }
            }
        }
    }
}

/// Where it stands in the source: the words that a clerk can look for.
fn places(import: &Import, places: &[Place]) -> Markup {
    const SHOWN: usize = 3;
    let told = places.iter().filter(|place| place.paragraph > 0);
    let told: Vec<(String, String)> = told
        .take(SHOWN)
        .filter_map(|place| {
            let input = import.inputs.get(place.file)?;
            let words = input.words_at(place.paragraph).unwrap_or_default();
            Some((called(import, *place), shortened(&words)))
        })
        .collect();
    html! {
        @for (place, words) in &told { p class="noi" { span class="mo" { (place) ": " } "“" (words) "”" } }
        @if places.len() > SHOWN { p class="mo" { "và " (places.len() - SHOWN) " chỗ nữa" } }
    }
}

/// A place of the source as a clerk finds it, with the file where there are several.
fn called(import: &Import, place: Place) -> String {
    let Some(input) = import.inputs.get(place.file) else { return format!("đoạn {}", place.paragraph) };
    let of = if import.inputs.len() > 1 { format!("{}, ", input.name) } else { String::new() };
    format!("{of}{}", input.source.called(place.paragraph))
}

fn shortened(words: &str) -> String {
    const LONG: usize = 220;
    let mut short: String = words.chars().take(LONG).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

fn counts(imported: &Imported, registry: Option<&Registry>) -> Markup {
    let called = |id: &str| {
        let agency = registry.and_then(|registry| registry.agency(&AgencyId::new(id)));
        agency.map_or_else(|| id.to_owned(), |agency| agency.name.clone())
    };
    let counted: Vec<(&str, usize)> = match &imported.what {
        Recognised::Plan { counts, .. } => vec![
            ("mục", counts.sections),
            ("chỉ số và chỉ tiêu", counts.indicators),
            ("nhiệm vụ", counts.tasks),
            ("trách nhiệm tổ chức thực hiện", counts.duties),
            ("phụ lục", counts.annexes),
            ("lượt chủ trì", counts.leads),
            ("lượt phối hợp", counts.supporting),
            ("thời hạn", counts.deadlines),
            ("sản phẩm", counts.outputs),
        ],
        Recognised::Part(part) => vec![
            ("mục", part.count.sections),
            ("đề mục nhiệm vụ", part.count.blocks),
            ("nội dung", part.count.entries),
            ("đơn vị", part.count.units),
            ("lãnh đạo", part.count.leaders),
            ("nhiệm vụ được giao", part.count.asked),
            ("nhiệm vụ đã có nội dung trả lời", part.count.answered),
        ],
    };
    html! {
        @if let Recognised::Part(part) = &imported.what {
            p { "Phần riêng của " (called(&part.agency)) " năm " (part.year) ", triển khai " (part.parents.join(", ")) " (" (part.known_by.message()) ")." }
        }
        dl class="so-lieu" { @for (name, count) in counted { div { dt { (name) } dd { (count) } } } }
    }
}

fn unanswered(imported: &Imported) -> Markup {
    let Recognised::Part(part) = &imported.what else { return html! {} };
    html! {
        @if !part.unanswered.is_empty() {
            details {
                summary { "Nhiệm vụ được giao chưa có nội dung nào trả lời (" (part.unanswered.len()) ")" }
                ul { @for (task, words) in &part.unanswered { li { (task) ": " (words) } } }
            }
        }
    }
}

fn left_out(import: &Import, imported: &Imported) -> Markup {
    let mut by_reason: BTreeMap<WhyLeftOut, Vec<(Place, &str)>> = BTreeMap::new();
    for one in &imported.left_out {
        by_reason.entry(one.why).or_default().push((one.place, &one.words));
    }
    html! {
        @if !by_reason.is_empty() {
            details {
                summary { "Chữ của nguồn không ghi vào tệp (" (imported.left_out.len()) " chỗ), và vì sao" }
                @for (why, all) in by_reason {
                    p { strong { (why.message()) } " (" (all.len()) ")" }
                    ul { @for (place, words) in all { li { span class="mo" { (called(import, place)) ": " } (shortened(words)) } } }
                }
            }
        }
    }
}

fn printed(import: &Import, imported: &Imported) -> Markup {
    let Printed::Differences(all) = &imported.printed else { return html! {} };
    html! {
        @if !all.is_empty() {
            details {
                summary { "In thử: " (all.len()) " chỗ khác nguồn (số thứ tự, tên gọi, câu phân công do mẫu in)" }
                ul {
                    @for one in all {
                        li { span class="mo" { (called(import, one.place)) ": " } "“" (one.source) "” → “" (one.printed) "”" }
                    }
                }
            }
        }
    }
}

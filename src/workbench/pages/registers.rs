//! Sổ đăng ký: agencies, groups and communes as the content has them, to look at.

use super::table::{
    Column::{self, Figures, Words},
    table,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::desk::Content;
use super::frame::{Frame, Part};
use crate::model::Registry;
use crate::model::agency::{Agency, AgencyKind, Extent, Group};
use crate::text::collation;
use crate::text::values::short_date;

/// What of the registers is wanted.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Wanted {
    #[serde(default, rename = "xem")]
    pub part: Register,
    #[serde(default, rename = "tim")]
    pub words: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Register {
    #[default]
    #[serde(rename = "co-quan")]
    Agencies,
    #[serde(rename = "xa-phuong")]
    Communes,
    #[serde(rename = "nhom")]
    Groups,
}

const REGISTERS: [(Register, &str, &str); 3] = [
    (Register::Agencies, "co-quan", "Cơ quan"),
    (Register::Communes, "xa-phuong", "Xã, phường; huyện"),
    (Register::Groups, "nhom", "Nhóm cơ quan"),
];

pub fn page(content: &Content, registry: &Registry, wanted: &Wanted) -> Markup {
    let here = REGISTERS.iter().find(|(register, ..)| *register == wanted.part);
    let (_, value, name) = here.unwrap_or(&REGISTERS[0]);
    let main = html! {
        h1 { "Sổ đăng ký" }
        nav aria-label="Các sổ" class="cac-nam" {
            ul {
                @for (register, value, name) in REGISTERS {
                    li { a href=(format!("/so-dang-ky?xem={value}")) aria-current=[(register == wanted.part).then_some("page")] { (name) } }
                }
            }
        }
        form method="get" action="/so-dang-ky" class="tim" role="search" aria-label="Tìm trong sổ" {
            input type="hidden" name="xem" value=(value);
            label for="o-tim" { "Tìm" }
            input id="o-tim" type="search" name="tim" value=(wanted.words) placeholder="gõ có dấu hoặc không dấu" autocomplete="off" data-loc="dong-so";
            button type="submit" { "Tìm" }
        }
        div id="danh-sach" data-tuoi {
            @match wanted.part {
                Register::Groups => { (groups(registry, wanted)) }
                Register::Agencies | Register::Communes => { (agencies(registry, wanted)) }
            }
        }
    };
    let title = format!("Sổ đăng ký: {name}");
    Frame { title: &title, part: Part::Registers, content: Some(content), document: None, faces: None, main }
        .page()
}

impl Wanted {
    /// Whether every word that is looked for stands there, as the page's script has it.
    fn finds(&self, sought: &str) -> bool {
        collation::folded(&self.words).split_whitespace().all(|word| sought.contains(word))
    }
}

/// What an agency is found by: all of its names, its id, its symbol.
fn sought(agency: &Agency) -> String {
    let names = [&agency.name, &agency.full_name].into_iter().chain(&agency.short_name);
    let names: Vec<&str> = names.chain(&agency.other_names).map(String::as_str).collect();
    collation::folded(&format!("{} {} {}", names.join(" "), agency.id, agency.symbol))
}

fn sought_group(group: &Group) -> String {
    collation::folded(&format!("{} {} {}", group.name, group.other_names.join(" "), group.id))
}

fn is_local(agency: &Agency) -> bool {
    matches!(agency.kind, AgencyKind::Commune | AgencyKind::District | AgencyKind::Village)
}

const AGENCY_COLUMNS: [Column<'_>; 7] = [
    Words("Tên"),
    Words("Loại"),
    Words("Ký hiệu"),
    Words("Từ ngày"),
    Words("Đến ngày"),
    Words("Kế tục"),
    Words("Chưa xác minh"),
];

fn agencies(registry: &Registry, wanted: &Wanted) -> Markup {
    let local = wanted.part == Register::Communes;
    let mut rows: Vec<&Agency> =
        registry.agencies().iter().filter(|agency| is_local(agency) == local).collect();
    rows.retain(|agency| wanted.finds(&sought(agency)));
    rows.sort_by_cached_key(|agency| collation::Key::of(&agency.name));
    html! {
        p class="dem" id="dem" data-ten="cơ quan" { (rows.len()) " cơ quan" }
        (table("Các cơ quan", &AGENCY_COLUMNS, html! {
            @for agency in rows {
                tr class="dong-so" data-tim=(sought(agency)) {
                    th scope="row" {
                        (agency.name) div class="mo" { (agency.id) }
                        @if !agency.other_names.is_empty() { div class="mo" { "còn gọi: " (agency.other_names.join("; ")) } }
                    }
                    td { (kind(agency.kind)) }
                    td { (agency.symbol) }
                    td { @if let Some(day) = agency.from { (short_date(day)) } @else { span class="mo" { "–" } } }
                    td { @if let Some(day) = agency.until { (short_date(day)) } @else { span class="mo" { "–" } } }
                    td { (successors(registry, agency)) }
                    td { (unverified(agency)) }
                }
            }
        }))
    }
}

/// In words, not in keys.
fn unverified(agency: &Agency) -> String {
    let words = agency.unverified.iter().map(|field| field.label());
    words.collect::<Vec<_>>().join(", ")
}

fn successors(registry: &Registry, agency: &Agency) -> String {
    let names = agency.successors.iter().map(|id| match registry.agency(id) {
        Some(successor) => successor.name.clone(),
        None => id.to_string(),
    });
    names.collect::<Vec<_>>().join("; ")
}

const GROUP_COLUMNS: [Column<'_>; 5] =
    [Words("Nhóm"), Words("Phạm vi"), Figures("Số cơ quan từng thuộc nhóm"), Words("Gồm"), Words("Trừ")];

fn groups(registry: &Registry, wanted: &Wanted) -> Markup {
    let mut rows: Vec<&Group> = registry.groups().collect();
    rows.retain(|group| wanted.finds(&sought_group(group)));
    rows.sort_by_cached_key(|group| collation::Key::of(&group.name));
    html! {
        p class="dem" id="dem" data-ten="nhóm" { (rows.len()) " nhóm" }
        (table("Các nhóm cơ quan", &GROUP_COLUMNS, html! {
            @for group in rows {
                tr class="dong-so" data-tim=(sought_group(group)) {
                    th scope="row" { (group.name) div class="mo" { (group.id) } }
                    td { @match group.extent { Extent::Whole => "mọi thành viên", Extent::Related => "thành viên có liên quan" } }
                    td class="so" { (registry.members_ever(group).len()) }
                    td { (members(registry, group)) }
                    td { (named(registry, &group.except)) }
                }
            }
        }))
    }
}

fn members(registry: &Registry, group: &Group) -> String {
    let kinds = group.kinds.iter().map(|one| format!("mọi {}", kind(*one)));
    let named = named(registry, &group.members);
    kinds.chain((!named.is_empty()).then_some(named)).collect::<Vec<_>>().join("; ")
}

fn named(registry: &Registry, ids: &[crate::model::AgencyId]) -> String {
    let names = ids.iter().map(|id| registry.agency(id).map_or(id.to_string(), |agency| agency.name.clone()));
    names.collect::<Vec<_>>().join("; ")
}

/// Loại cơ quan, as an official would say it.
fn kind(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Province => "UBND tỉnh",
        AgencyKind::Department => "sở",
        AgencyKind::Office => "văn phòng",
        AgencyKind::Inspectorate => "thanh tra",
        AgencyKind::Police => "công an",
        AgencyKind::Board => "ban quản lý",
        AgencyKind::Centre => "trung tâm",
        AgencyKind::Vertical => "cơ quan ngành dọc",
        AgencyKind::District => "UBND huyện, thành phố",
        AgencyKind::Commune => "UBND xã, phường",
        AgencyKind::Association => "hội, hiệp hội",
        AgencyKind::Press => "báo, đài",
        AgencyKind::Division => "phòng, đơn vị",
        AgencyKind::Village => "thôn, tổ dân phố",
        AgencyKind::Party => "cơ quan của Đảng",
        AgencyKind::Collective => "gọi chung",
    }
}

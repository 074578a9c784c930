//! Agencies and groups.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Context, custom, kin, optional, prose, strings, with_near};
use crate::content::load::{RawContent, YEARS};
use crate::content::raw::{RawAgency, RawAgencyFields, RawAgencyKind, RawGroup, Text};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::PLAN_STEM;
use crate::model::agency::{Agency, AgencyId, AgencyKind, Extent, Fact, Group, GroupId, Registry};
use crate::text::values::{Score, parse_date};

/// Tỉnh, thành phố of the folder: "Lạng Sơn", "tỉnh Lạng Sơn".
#[derive(Default)]
pub(super) struct Territory {
    pub name: String,
    pub full_name: String,
}

pub(super) fn registry(raw: &mut RawContent, findings: &mut Vec<Diagnostic>) -> Registry {
    let province = raw.province.first().map(|(province, _)| Territory {
        name: prose(&province.name),
        full_name: prose(&province.full_name),
    });
    let province = province.unwrap_or_default();
    let mut first_places = BTreeMap::new();
    let mut agencies = Vec::new();
    let empty = Registry::default();
    // An entry that could not be taken is told of; whoever names it names nobody unknown.
    let mut is_whole = true;
    for (file, source) in &raw.agencies {
        let mut context = Context::of(&empty, source, findings, Scope::Everything, raw);
        for entry in &file.list {
            if is_new(&entry.id, &mut first_places, &mut context) {
                let agency = agency(entry, &file.defaults, &province, &mut context);
                is_whole &= agency.is_some();
                agencies.extend(agency);
            } else {
                is_whole &= first_places.contains_key(entry.id.as_str());
            }
        }
    }
    let mut groups = Vec::new();
    for (file, source) in &raw.groups {
        let mut context = Context::of(&empty, source, findings, Scope::Everything, raw);
        for entry in &file.list {
            if is_new(&entry.id, &mut first_places, &mut context) {
                groups.push(group(entry));
            } else {
                is_whole &= first_places.contains_key(entry.id.as_str());
            }
        }
    }
    if !is_whole {
        raw.names_are_missing();
    }
    let registry = Registry::new(agencies, groups);
    check_names(raw, &registry, findings);
    kin::check(raw, &registry, findings);
    registry
}

/// Reports an id that was taken before, by an agency or a group, and one that is no id at all.
fn is_new(id: &Text, first_places: &mut BTreeMap<String, Place>, context: &mut Context<'_>) -> bool {
    if !is_sound(id) || id.as_str() == PLAN_STEM {
        let finding = Diagnostic::error(codes::BAD_ID, format!("mã “{}” không hợp lệ", **id))
            .hint("mã chỉ gồm chữ thường không dấu, chữ số và gạch ngang, ví dụ: so-tai-chinh");
        context.report(finding, id);
        return false;
    }
    if let Some(first) = first_places.get(id.as_str()) {
        let (line, _) = first.line_column();
        let finding = Diagnostic::error(codes::DUPLICATE_ID, format!("mã “{}” đã dùng", **id))
            .hint(format!("lần đầu ở {}:{line}", first.source.path.display()));
        context.report(finding, id);
        return false;
    }
    first_places.insert(id.to_string(), context.place(id));
    true
}

/// Whether an id can be the name of a file or a folder on every system.
pub(super) fn is_sound(id: &str) -> bool {
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !id.is_empty() && id.chars().all(sound) && !id.starts_with('-') && id.len() <= 120 && !is_device_name(id)
}

/// Names that Windows keeps for devices: no file may be called so, whatever its extension.
fn is_device_name(id: &str) -> bool {
    let numbered = |stem: &str| id.len() == 4 && id.starts_with(stem) && id.as_bytes()[3].is_ascii_digit();
    matches!(id, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

fn agency(
    entry: &RawAgency,
    defaults: &RawAgencyFields,
    province: &Territory,
    context: &mut Context<'_>,
) -> Option<Agency> {
    let text = |own: &Option<Text>, default: &Option<Text>| optional(own.as_ref().or(default.as_ref()));
    let Some(kind) = entry.kind.or(defaults.kind) else {
        let finding =
            Diagnostic::error(codes::MISSING_KEY, format!("cơ quan “{}” thiếu “phan_loai”", *entry.id));
        context.report(finding.hint("ghi “phan_loai” ở cơ quan này, hoặc ở “mac_dinh” của tệp"), &entry.id);
        return None;
    };
    let name = prose(&entry.name);
    let from = date(entry.from.as_ref().or(defaults.from.as_ref()), context);
    let until = date(entry.until.as_ref().or(defaults.until.as_ref()), context);
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        let finding =
            Diagnostic::error(codes::BAD_INTERVAL, format!("“{name}” có ngày kết thúc trước ngày bắt đầu"));
        let finding = finding.hint("xem lại “tu_ngay” và “den_ngay”, kể cả ở “mac_dinh” của tệp");
        context.report(finding, entry.until.as_ref().unwrap_or(&entry.id));
    }
    let lines = |own: &Option<Vec<Text>>, default: &Option<Vec<Text>>| {
        own.as_ref().or(default.as_ref()).map(|lines| strings(lines))
    };
    let kind = kind_of(kind);
    let custom = custom::of(kind);
    let full_name =
        optional(entry.full_name.as_ref()).unwrap_or_else(|| custom::full_name(&name, kind, province));
    // "UBND thành phố" says which only in full.
    let telling = if kind == AgencyKind::Province { &full_name } else { &name };
    let territory =
        optional(entry.territory.as_ref()).or_else(|| custom::territory(telling).map(ToOwned::to_owned));
    let customary_place = match &territory {
        Some(territory) if custom.committee => custom::place(territory).to_owned(),
        _ => province.name.clone(),
    };
    let customary_superior = || {
        let line = format!("UBND {}", province.full_name.to_uppercase());
        if custom.under_province { vec![line] } else { Vec::new() }
    };
    if let Some(code) = &entry.administrative_code {
        check_code(code, context);
    }
    let doubted = entry.unverified.as_ref().or(defaults.unverified.as_ref());
    Some(Agency {
        id: AgencyId::new(&entry.id),
        // Without a name no document can be: an empty list says nothing.
        issuer_lines: lines(&entry.issuer_lines, &None)
            .filter(|lines| !lines.is_empty())
            .unwrap_or_else(|| issuer_lines(telling)),
        full_name,
        short_name: optional(entry.short_name.as_ref()),
        other_names: strings(&entry.other_names),
        symbol: text(&entry.symbol, &defaults.symbol).unwrap_or_else(|| symbol(entry, &name, kind, context)),
        superior: lines(&entry.superior, &defaults.superior).unwrap_or_else(customary_superior),
        place: text(&entry.place, &defaults.place).unwrap_or(customary_place),
        head: text(&entry.head, &defaults.head).unwrap_or_else(|| custom.head.to_owned()),
        deputy: text(&entry.deputy, &defaults.deputy).unwrap_or_else(|| custom.deputy.to_owned()),
        collective_signing: entry
            .collective_signing
            .or(defaults.collective_signing)
            .unwrap_or(custom.committee),
        kind,
        from,
        until,
        successors: entry.successors.iter().map(|id| AgencyId::new(id)).collect(),
        unverified: unverified(doubted.map_or(&[], Vec::as_slice), context),
        territory,
        name,
    })
}

/// Mã hành chính, of a province two figures, of a commune five: nothing is printed of it, so that nobody would see.
fn check_code(code: &Text, context: &mut Context<'_>) {
    let typed = code.trim();
    if (2..=5).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let message = format!("“{typed}” không phải là mã hành chính");
    let finding = Diagnostic::warning(codes::BAD_VALUE, message);
    context.report(finding.hint("mã chỉ gồm chữ số, ví dụ: \"06193\""), code);
}

/// UBND by custom; else the initials, with a warning, since only the office can say.
fn symbol(entry: &RawAgency, name: &str, kind: AgencyKind, context: &mut Context<'_>) -> String {
    if custom::of(kind).committee {
        return "UBND".to_owned();
    }
    let initials = custom::initials(name);
    if !matches!(kind, AgencyKind::Collective | AgencyKind::Village | AgencyKind::Party) {
        let message = format!("“{name}” chưa có chữ viết tắt cho ký hiệu văn bản, tạm dùng {initials}");
        let finding = Diagnostic::warning(codes::NO_SYMBOL, message)
            .hint(format!("ghi “ky_hieu: {initials}” hoặc chữ khác"));
        context.report(finding, &entry.id);
    }
    initials
}

/// Upper-cased name; "UBND xã Đồng Đăng" stands on two lines.
fn issuer_lines(name: &str) -> Vec<String> {
    match custom::territory(name) {
        Some(rest) => vec!["ỦY BAN NHÂN DÂN".to_owned(), rest.to_uppercase()],
        None => vec![name.to_uppercase()],
    }
}

/// Years in which a body can begin or end.
const LIVED: RangeInclusive<i16> = 1900..=*YEARS.end();

fn date(text: Option<&Text>, context: &mut Context<'_>) -> Option<Date> {
    let text = text?;
    match parse_date(text) {
        Ok(date) if !LIVED.contains(&date.year()) => {
            let message = format!("ngày “{}”: năm ngoài khoảng {}-{}", **text, LIVED.start(), LIVED.end());
            context.report(Diagnostic::error(codes::BAD_DATE, message).hint("xem lại năm"), text);
            None
        }
        Ok(date) => Some(date),
        Err(fault) => {
            let finding = Diagnostic::error(codes::BAD_DATE, format!("ngày “{}”: {fault}", **text));
            context.report(finding.hint(fault.hint()), text);
            None
        }
    }
}

fn kind_of(kind: RawAgencyKind) -> AgencyKind {
    match kind {
        RawAgencyKind::UbndTinh => AgencyKind::Province,
        RawAgencyKind::So => AgencyKind::Department,
        RawAgencyKind::VanPhong => AgencyKind::Office,
        RawAgencyKind::ThanhTra => AgencyKind::Inspectorate,
        RawAgencyKind::CongAn => AgencyKind::Police,
        RawAgencyKind::BanQuanLy => AgencyKind::Board,
        RawAgencyKind::TrungTam => AgencyKind::Centre,
        RawAgencyKind::NganhDoc => AgencyKind::Vertical,
        RawAgencyKind::UbndHuyen => AgencyKind::District,
        RawAgencyKind::UbndXa => AgencyKind::Commune,
        RawAgencyKind::Hoi => AgencyKind::Association,
        RawAgencyKind::BaoChi => AgencyKind::Press,
        RawAgencyKind::Phong => AgencyKind::Division,
        RawAgencyKind::ThonToDanPho => AgencyKind::Village,
        RawAgencyKind::CoQuanDang => AgencyKind::Party,
        RawAgencyKind::TapThe => AgencyKind::Collective,
    }
}

/// What nobody has verified of an agency. Words that name no field mark nothing.
fn unverified(typed: &[Text], context: &mut Context<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for text in typed {
        let known = Fact::of(text.trim());
        if known.is_none() {
            let near = context.near(text.trim(), Fact::ALL.map(Fact::key));
            let message =
                format!("“{}” không phải trường nào của cơ quan nên không có tác dụng", text.trim());
            let finding = Diagnostic::warning(codes::WITHOUT_EFFECT, message);
            let other =
                "“chua_xac_minh” ghi tên trường, ví dụ: ky_hieu; lời dặn thì ghi thành chú thích “# …”";
            context.report(with_near(finding, near, other), text);
        }
        facts.extend(known);
    }
    facts
}

fn group(entry: &RawGroup) -> Group {
    let ids = |texts: &[Text]| texts.iter().map(|id| AgencyId::new(id)).collect();
    Group {
        id: GroupId::new(&entry.id),
        name: prose(&entry.name),
        other_names: strings(&entry.other_names),
        kinds: entry.kinds.iter().copied().map(kind_of).collect(),
        members: ids(&entry.members),
        except: ids(&entry.except),
        extent: if entry.related { Extent::Related } else { Extent::Whole },
    }
}

/// Successors and group members must be registered; that is known only when all files are read.
fn check_names(raw: &RawContent, registry: &Registry, findings: &mut Vec<Diagnostic>) {
    for (file, source) in &raw.agencies {
        let mut context = Context::of(registry, source, findings, Scope::Everything, raw);
        for id in file.list.iter().flat_map(|entry| &entry.successors) {
            context.agency(id);
        }
    }
    for (file, source) in &raw.groups {
        let mut context = Context::of(registry, source, findings, Scope::Everything, raw);
        for entry in &file.list {
            for id in &entry.members {
                context.agency(id);
            }
            check_exceptions(entry, &mut context);
        }
    }
}

/// Who is taken out of a group would belong to it otherwise.
fn check_exceptions(entry: &RawGroup, context: &mut Context<'_>) {
    let registry = context.registry;
    let Some(group) = registry.group(&GroupId::new(&entry.id)) else { return };
    let included: BTreeSet<&AgencyId> =
        registry.included(group).into_iter().map(|agency| &agency.id).collect();
    for id in &entry.except {
        let Some(except) = context.agency(id) else { continue };
        if !included.contains(&except) {
            let message = format!("“{}” không thuộc nhóm “{}” nên không có gì để trừ", **id, group.name);
            let finding = Diagnostic::warning(codes::EXCEPTION, message);
            context.report(finding.hint("bỏ mã này khỏi “tru”, hoặc kiểm tra lại mã"), id);
        }
    }
}

/// A score with decimal comma.
pub(super) fn score(text: &Text, context: &mut Context<'_>) -> Option<Score> {
    let score = Score::parse(text);
    if score.is_none() {
        let finding = Diagnostic::error(codes::BAD_VALUE, format!("điểm số “{}” không đọc được", **text))
            .hint("viết số với dấu phẩy thập phân, tối đa hai chữ số lẻ, ví dụ: 7,24");
        context.report(finding, text);
    }
    score
}

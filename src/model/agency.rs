//! Agencies and groups, with the days on which they exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn new(id: &str) -> Self {
                Self(id.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// Mã cơ quan: the slug of its name.
    AgencyId
}
id! {
    /// Mã nhóm.
    GroupId
}
id! {
    /// Mã kế hoạch.
    PlanId
}

/// Điều ghi về một cơ quan: a field of its entry in the register, to say that it is not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Name,
    FullName,
    ShortName,
    OtherNames,
    Kind,
    Symbol,
    Superior,
    IssuerLines,
    Place,
    Head,
    Deputy,
    CollectiveSigning,
    From,
    Until,
    Successors,
    AdministrativeCode,
    Territory,
}

impl Fact {
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::FullName,
        Self::ShortName,
        Self::OtherNames,
        Self::Kind,
        Self::Symbol,
        Self::Superior,
        Self::IssuerLines,
        Self::Place,
        Self::Head,
        Self::Deputy,
        Self::CollectiveSigning,
        Self::From,
        Self::Until,
        Self::Successors,
        Self::AdministrativeCode,
        Self::Territory,
    ];

    /// That of a key in the file.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.key() == key)
    }

    /// Its key in the file, and what it is for people.
    const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("ten", "tên"),
            Self::FullName => ("ten_day_du", "tên đầy đủ"),
            Self::ShortName => ("ten_viet_tat", "tên viết tắt"),
            Self::OtherNames => ("ten_khac", "tên khác"),
            Self::Kind => ("phan_loai", "phân loại"),
            Self::Symbol => ("ky_hieu", "chữ viết tắt trong ký hiệu"),
            Self::Superior => ("cap_tren", "tên cơ quan cấp trên"),
            Self::IssuerLines => ("dong_ten", "tên cơ quan chia dòng"),
            Self::Place => ("dia_danh", "địa danh"),
            Self::Head => ("cap_truong", "chức danh người đứng đầu"),
            Self::Deputy => ("cap_pho", "chức danh cấp phó"),
            Self::CollectiveSigning => ("tap_the", "chế độ tập thể"),
            Self::From => ("tu_ngay", "ngày bắt đầu"),
            Self::Until => ("den_ngay", "ngày kết thúc"),
            Self::Successors => ("ke_thua", "cơ quan kế thừa"),
            Self::AdministrativeCode => ("ma_hanh_chinh", "mã hành chính"),
            Self::Territory => ("dia_ban", "địa bàn"),
        }
    }

    /// Its key in the file.
    pub const fn key(self) -> &'static str {
        self.told().0
    }

    /// For people: "địa danh".
    pub const fn label(self) -> &'static str {
        self.told().1
    }
}

/// Loại cơ quan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// UBND tỉnh
    Province,
    /// Sở
    Department,
    /// Văn phòng UBND tỉnh
    Office,
    /// Thanh tra tỉnh
    Inspectorate,
    /// Công an tỉnh
    Police,
    /// Ban Quản lý
    Board,
    /// Trung tâm
    Centre,
    /// Cơ quan ngành dọc
    Vertical,
    /// UBND huyện, thành phố
    District,
    /// UBND xã, phường
    Commune,
    /// Hội, hiệp hội, liên minh
    Association,
    /// Báo, đài
    Press,
    /// Phòng, đơn vị trực thuộc một cơ quan
    Division,
    /// Thôn, bản, tổ dân phố, khu phố
    Village,
    /// Cơ quan của Đảng: no plan in the format of Nghị định 30/2020 is made for it.
    Party,
    /// Chỉ được gọi chung (các Hội doanh nghiệp): its tasks are listed, no file is made.
    Collective,
}

impl AgencyKind {
    /// The name in `list --json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Department => "department",
            Self::Office => "office",
            Self::Inspectorate => "inspectorate",
            Self::Police => "police",
            Self::Board => "board",
            Self::Centre => "centre",
            Self::Vertical => "vertical",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Association => "association",
            Self::Press => "press",
            Self::Division => "division",
            Self::Village => "village",
            Self::Party => "party",
            Self::Collective => "collective",
        }
    }
}

/// Cơ quan.
#[derive(Debug, Clone, PartialEq)]
pub struct Agency {
    pub id: AgencyId,
    pub name: String,
    /// With the name of its territory, as the first citation of its documents names it: "UBND tỉnh Lạng
    /// Sơn".
    pub full_name: String,
    pub short_name: Option<String>,
    /// What else texts call it.
    pub other_names: Vec<String>,
    pub kind: AgencyKind,
    /// Chữ viết tắt trong ký hiệu; an office's own decision, so data.
    pub symbol: String,
    /// Cơ quan chủ quản trực tiếp, upper case lines; empty where there is none.
    pub superior: Vec<String>,
    /// Cơ quan ban hành, upper case lines.
    pub issuer_lines: Vec<String>,
    pub place: String,
    /// Chức danh người đứng đầu and its deputy, as written in running text.
    pub head: String,
    pub deputy: String,
    /// Signs on behalf of a collective (TM.).
    pub collective_signing: bool,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub successors: Vec<AgencyId>,
    /// What nobody has compared with an original, in the order of the file.
    pub unverified: Vec<Fact>,
    /// Địa bàn, e.g. "xã Đồng Đăng".
    pub territory: Option<String>,
}

impl Agency {
    /// Every name that it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.short_name.iter().chain(&self.other_names);
        [&self.name, &self.full_name].into_iter().chain(others).map(String::as_str)
    }

    /// Whether it exists on this day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it exists on any day from `first` to `last`.
    pub fn exists_within(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| first <= until)
    }

    /// Whether a sub-plan of its own is made.
    pub fn makes_sub_plan(&self) -> bool {
        !matches!(
            self.kind,
            AgencyKind::Collective | AgencyKind::Village | AgencyKind::Party | AgencyKind::Province
        )
    }

    /// Loại đơn vị hành chính of its territory: "xã", "phường", "đặc khu", "huyện", "thị xã" or "thành phố".
    pub fn territory_kind(&self) -> Option<&'static str> {
        let territory = self.territory.as_ref()?.to_lowercase();
        ["thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "xã"]
            .into_iter()
            .find(|kind| territory.starts_with(kind))
    }
}

/// Whether a group calls on all of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// "các sở, ngành liên quan": on those that a task concerns, which only they themselves can tell.
    Related,
}

/// Nhóm cơ quan.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub id: GroupId,
    /// As printed at the start of an assignment.
    pub name: String,
    /// What else texts call it.
    pub other_names: Vec<String>,
    pub extent: Extent,
    pub kinds: Vec<AgencyKind>,
    pub members: Vec<AgencyId>,
    pub except: Vec<AgencyId>,
}

impl Group {
    /// Every name that it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name].into_iter().chain(&self.other_names).map(String::as_str)
    }
}

/// Sổ đăng ký: every agency and group, each once.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    agencies: Vec<Agency>,
    agency_places: BTreeMap<AgencyId, usize>,
    kinds: BTreeMap<AgencyKind, Vec<usize>>,
    /// Those of agencies and groups, in order.
    names: BTreeSet<String>,
    /// The first words of all names.
    first_words: BTreeSet<String>,
    groups: BTreeMap<GroupId, Group>,
}

impl Registry {
    /// From lists without duplicate ids (the content stage reports those; later ones are dropped).
    pub fn new(agencies: Vec<Agency>, groups: Vec<Group>) -> Self {
        let mut registry = Self::default();
        for agency in agencies {
            if !registry.agency_places.contains_key(&agency.id) {
                let place = registry.agencies.len();
                registry.agency_places.insert(agency.id.clone(), place);
                registry.kinds.entry(agency.kind).or_default().push(place);
                registry.agencies.push(agency);
            }
        }
        let names = registry.agencies.iter().map(|agency| &agency.name);
        registry.first_words = names.filter_map(|name| first_word(name)).collect();
        for group in groups {
            registry.first_words.extend(first_word(&group.name));
            registry.groups.entry(group.id.clone()).or_insert(group);
        }
        let names = registry.agencies.iter().map(|agency| &agency.name);
        registry.names = names.chain(registry.groups.values().map(|group| &group.name)).cloned().collect();
        registry
    }

    /// The names of agencies and groups.
    pub fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    /// Whether a text begins with the first word of some name.
    pub fn begins_a_name(&self, text: &str) -> bool {
        first_word(text).is_some_and(|word| self.first_words.contains(&word))
    }

    /// In the order of the files.
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    pub fn agency(&self, id: &AgencyId) -> Option<&Agency> {
        self.agency_places.get(id).map(|place| &self.agencies[*place])
    }

    /// The place of an agency in the order of the files.
    pub fn order(&self, id: &AgencyId) -> usize {
        self.agency_places.get(id).copied().unwrap_or(usize::MAX)
    }

    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.get(id)
    }

    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values()
    }

    /// The members of a group on a day: those in existence then, in the order of the files.
    pub fn members(&self, group: &Group, day: Date) -> Vec<&Agency> {
        let mut members = self.members_ever(group);
        members.retain(|agency| agency.exists_on(day));
        members
    }

    /// The members of a group at any time, in the order of the files.
    pub fn members_ever(&self, group: &Group) -> Vec<&Agency> {
        let except: BTreeSet<&AgencyId> = group.except.iter().collect();
        let mut members = self.included(group);
        members.retain(|agency| !except.contains(&agency.id));
        members
    }

    /// What a group takes in before its exceptions, at any time, in the order of the files.
    pub fn included(&self, group: &Group) -> Vec<&Agency> {
        let of_kinds = group.kinds.iter().filter_map(|kind| self.kinds.get(kind)).flatten();
        let named = group.members.iter().filter_map(|id| self.agency_places.get(id));
        let places: BTreeSet<usize> = of_kinds.chain(named).copied().collect();
        places.into_iter().map(|place| &self.agencies[place]).collect()
    }
}

fn first_word(text: &str) -> Option<String> {
    text.split_whitespace().next().map(ToOwned::to_owned)
}

//! Việc sửa đề mục: what a person does to a heading → edits of its file.

use super::deed::Parties;
use super::places::{
    CHILDREN, CO_MONITORS, INDICATORS, MONITOR, SECTIONS, item, items, key, listed, stretches, words,
};
use crate::content::edit::{self, Edit, Path, Step, Value};
use crate::content::yaml::Node;

/// The keys that name a heading: in words of its own, or by its index.
const TITLES: [&str; 2] = ["tieu_de", "ten"];

/// Values of a heading; those that are `None` stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadingChange {
    pub heading: Path,
    pub title: Option<String>,
    /// Who monitors; nobody where it is empty.
    pub monitor: Option<String>,
    pub co_monitors: Option<Parties>,
}

/// How a new heading is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Title,
    /// Chỉ số thành phần.
    Index,
}

/// Where a new heading stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Last under another; of the plan itself, the last Mục.
    Under(Path),
    Behind(Path),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHeading {
    pub spot: Spot,
    pub naming: Naming,
    pub title: String,
}

/// The list at whose end a heading stands that comes under another: where the last that it has stands.
pub(super) fn list(node: &Node, under: &[Step]) -> Path {
    if under.is_empty() {
        return key(under, SECTIONS);
    }
    let mut lists = stretches(node, under).into_iter().rev().map(|stretch| key(&stretch, CHILDREN));
    lists.find(|list| !items(node, list).is_empty()).unwrap_or_else(|| key(under, CHILDREN))
}

impl NewHeading {
    pub(super) fn edits(&self, node: &Node) -> Option<Vec<Edit>> {
        let (list, at) = match &self.spot {
            Spot::Under(under) => {
                edit::at(node, under)?;
                let list = list(node, under);
                let at = items(node, &list).len();
                (list, at)
            }
            Spot::Behind(heading) => {
                edit::at(node, heading)?;
                let (list, at) = listed(heading)?;
                (list.to_vec(), at + 1)
            }
        };
        let of = match self.naming {
            Naming::Title => TITLES[0],
            Naming::Index => TITLES[1],
        };
        let value = Value::Mapping(vec![(of.to_owned(), Value::Prose(self.title.clone()))]);
        Some(vec![Edit::Insert { list, at, value }])
    }
}

impl HeadingChange {
    pub(super) fn edits(&self, node: &Node) -> Option<Vec<Edit>> {
        edit::at(node, &self.heading)?;
        let mut edits = Vec::new();
        if let Some(title) = self.title.as_ref().filter(|title| !title.is_empty()) {
            let of = title_key(node, &self.heading)?;
            edits.push(Edit::Set { path: key(&self.heading, of), value: Value::Prose(title.clone()) });
        }
        if let Some(monitor) = &self.monitor {
            let path = key(&self.heading, MONITOR);
            edits.extend(match (monitor.is_empty(), edit::at(node, &path)) {
                (true, None) => None,
                (true, Some(_)) => Some(Edit::Remove { path }),
                (false, _) => Some(set(node, &self.heading, MONITOR, Value::Word(monitor.clone()))),
            });
        }
        if let Some(named) = &self.co_monitors {
            edits.extend(self.co_monitors(node, named)?);
        }
        Some(edits)
    }

    /// Who stays is not touched.
    fn co_monitors(&self, node: &Node, named: &Parties) -> Option<Vec<Edit>> {
        let path = key(&self.heading, CO_MONITORS);
        let known = items(node, &path);
        let kept: Option<Vec<&str>> =
            named.kept.iter().map(|at| known.get(*at).and_then(Node::text).map(str::trim)).collect();
        let ids: Vec<String> =
            kept?.into_iter().map(str::to_owned).chain(named.added.iter().cloned()).collect();
        if ids.is_empty() {
            return Some(if known.is_empty() { Vec::new() } else { vec![Edit::Remove { path }] });
        }
        if named.kept.is_empty() || known.is_empty() {
            // Where it is put depends on the monitor, who may be new himself.
            let behind = if self.monitor.as_ref().is_some_and(|id| !id.is_empty()) {
                MONITOR
            } else {
                return Some(vec![set(node, &self.heading, CO_MONITORS, Value::Words(ids))]);
            };
            return Some(match edit::at(node, &path) {
                Some(_) => vec![Edit::Set { path, value: Value::Words(ids) }],
                None => vec![Edit::Put { path, behind: behind.to_owned(), value: Value::Words(ids) }],
            });
        }
        let gone = (0..known.len()).rev().filter(|at| !named.kept.contains(at));
        let mut edits: Vec<Edit> = gone.map(|at| Edit::Remove { path: item(&path, at) }).collect();
        edits.extend(named.added.iter().enumerate().map(|(at, id)| Edit::Insert {
            list: path.clone(),
            at: named.kept.len() + at,
            value: Value::Word(id.clone()),
        }));
        Some(edits)
    }
}

pub(super) fn title_key(node: &Node, heading: &[Step]) -> Option<&'static str> {
    TITLES.into_iter().find(|of| words(node, &key(heading, of)).is_some())
}

/// A key of a heading, set where it stands, or put near its title: behind pages of tasks nobody would find it.
pub(super) fn set(node: &Node, heading: &[Step], of: &str, value: Value) -> Edit {
    let path = key(heading, of);
    let stands = |of: &&str| edit::at(node, &key(heading, of)).is_some();
    if edit::at(node, &path).is_none() {
        let before = [MONITOR, INDICATORS, "ho", TITLES[1], TITLES[0]];
        let before = before.into_iter().filter(|before| of == CO_MONITORS || *before != MONITOR);
        let mut before = before.filter(|before| of != INDICATORS || *before != INDICATORS);
        if let Some(behind) = before.find(stands) {
            return Edit::Put { path, behind: behind.to_owned(), value };
        }
    }
    Edit::Set { path, value }
}

#[cfg(test)]
mod tests {
    use super::super::deed::Deed;
    use super::super::places::parse;
    use super::*;
    use crate::content::edit::NotEdited;

    const PLAN: &str = "\
cac_muc:
  # Mục này do văn phòng soạn.
  - tieu_de: Mục tiêu
    khoan:
      - ten: Đất đai
        # theo công bố
        chi_tieu: [{gia_tri: \"7,5\", so_voi: 2024}]
        theo_doi: so-y-te # tạm
  - tieu_de: Nhiệm vụ
    khoan:
      # Giữ khoản này.
      - tieu_de: Dữ liệu
        doan:
          - >-
            Chuẩn hóa dữ liệu
            của ngành.

          # đoạn sau
          - Chia sẻ dữ liệu.
      - tieu_de: Hạ tầng
    tiep_theo:
      - khoan:
          - tieu_de: Nhân lực
  - tieu_de: Tổ chức thực hiện
";

    fn done(deed: &Deed) -> String {
        deed.done(PLAN).expect("it is done")
    }

    fn lines_gone(new: &str) -> Vec<&str> {
        PLAN.lines().filter(|line| !new.lines().any(|other| other.trim() == line.trim())).collect()
    }

    #[test]
    fn a_heading_goes_under_another_with_all_its_lines_and_comments() {
        let deed = |heading: &str, under: &str| {
            done(&Deed::MoveHeading { heading: parse(heading), under: parse(under) })
        };
        let text = deed("cac_muc/1/khoan/0", "cac_muc/0/khoan/0");
        assert_eq!(lines_gone(&text), Vec::<&str>::new(), "{text}");
        let moved = "\
        theo_doi: so-y-te # tạm
        khoan:
          # Giữ khoản này.
          - tieu_de: Dữ liệu
            doan:
              - >-
                Chuẩn hóa dữ liệu
                của ngành.

              # đoạn sau
              - Chia sẻ dữ liệu.
  - tieu_de: Nhiệm vụ
    khoan:
      - tieu_de: Hạ tầng
";
        assert!(text.contains(moved), "{text}");
        // It becomes a Mục of its own, and the list that it leaves empty goes.
        let text = deed("cac_muc/0/khoan/0", "");
        assert!(text.contains("- tieu_de: Mục tiêu\n  - tieu_de: Nhiệm vụ"), "{text}");
        assert!(text.ends_with("  - ten: Đất đai\n    # theo công bố\n    chi_tieu: [{gia_tri: \"7,5\", so_voi: 2024}]\n    theo_doi: so-y-te # tạm\n"), "{text}");
        // The last of what it stands in, right behind it.
        let text = deed("cac_muc/1/tiep_theo/0/khoan/0", "");
        assert!(!text.contains("tiep_theo") && text.ends_with("hiện\n  - tieu_de: Nhân lực\n"), "{text}");
        // Behind the last that is printed.
        let text = deed("cac_muc/2", "cac_muc/1");
        assert!(
            text.ends_with("          - tieu_de: Nhân lực\n          - tieu_de: Tổ chức thực hiện\n"),
            "{text}"
        );
    }

    #[test]
    fn a_heading_never_goes_into_itself_and_the_last_one_of_a_plan_stays() {
        let deed = Deed::MoveHeading { heading: parse("cac_muc/1"), under: parse("cac_muc/1/khoan/0") };
        assert_eq!(deed.done(PLAN), Err(NotEdited::NoSuchPlace));
        let alone = "cac_muc:\n  - tieu_de: Mục tiêu\n";
        let deed = Deed::Remove { place: parse("cac_muc/0") };
        assert_eq!(deed.done(alone), Err(NotEdited::NoSuchPlace));
    }

    #[test]
    fn a_new_heading_stands_where_it_was_asked_for() {
        let new = |spot, title: &str| {
            done(&Deed::AddHeading(NewHeading { spot, naming: Naming::Title, title: title.to_owned() }))
        };
        let text = new(Spot::Behind(parse("cac_muc/1/khoan/0")), "An toàn");
        assert!(
            text.contains("Chia sẻ dữ liệu.\n      - tieu_de: An toàn\n      - tieu_de: Hạ tầng"),
            "{text}"
        );
        let text = new(Spot::Under(parse("cac_muc/1")), "An toàn");
        assert!(text.contains("Nhân lực\n          - tieu_de: An toàn\n"), "{text}");
        let text = new(Spot::Under(parse("cac_muc/2")), "Kinh phí");
        assert!(text.ends_with("hiện\n    khoan:\n      - tieu_de: Kinh phí\n"), "{text}");
        let text = new(Spot::Under(Vec::new()), "Kinh phí");
        assert!(text.ends_with("hiện\n  - tieu_de: Kinh phí\n"), "{text}");
    }

    #[test]
    fn who_monitors_is_put_near_the_title_and_taken_out_again() {
        let change = HeadingChange {
            heading: parse("cac_muc/1/khoan/0"),
            title: Some("Dữ liệu số".to_owned()),
            monitor: Some("so-noi-vu".to_owned()),
            co_monitors: Some(Parties { kept: Vec::new(), added: vec!["so-y-te".to_owned()] }),
        };
        let text = done(&Deed::Heading(Box::new(change)));
        let expected = "- tieu_de: Dữ liệu số\n        theo_doi: so-noi-vu\n        cung_theo_doi: [so-y-te]\n        doan:";
        assert!(text.contains(expected), "{text}");
        let change = HeadingChange {
            heading: parse("cac_muc/0/khoan/0"),
            monitor: Some(String::new()),
            ..HeadingChange::default()
        };
        let text = done(&Deed::Heading(Box::new(change)));
        assert_eq!(lines_gone(&text), ["        theo_doi: so-y-te # tạm"]);
    }
}

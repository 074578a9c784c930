//! Việc sửa kế hoạch: what a person does to the outline → edits of its file, comments and layout kept.

use super::headings::{self, HeadingChange, NewHeading};
use super::indicators::{self, Values};
use super::places::{
    DEADLINE, LEADS, OUTPUT, POINTS, SECTIONS, SUPPORTING, TASKS, TEXT, item, items, key, listed, parties,
    point_of,
};
use crate::content::edit::{self, Edit, NotEdited, Path, Step, Value};
use crate::content::yaml::{self, Node};

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Values of a task; those that are `None` stay.
    Change(Box<Changed>),
    /// A new task: under a point as its last, or under a heading as a point of its own.
    Add {
        under: Path,
        new: NewTask,
    },
    /// A task, a heading, an annex, an indicator, with all that stands under it.
    Remove {
        place: Path,
    },
    /// Before or behind its neighbour in the same list.
    Shift {
        place: Path,
        down: bool,
    },
    /// To the end of another point: whose it is then, unless it names its own.
    Move {
        task: Path,
        point: Path,
    },
    Heading(Box<HeadingChange>),
    AddHeading(NewHeading),
    /// To the end of what stands under another heading, or of the plan.
    MoveHeading {
        heading: Path,
        under: Path,
    },
    AddIndicator {
        heading: Path,
        values: Values,
    },
    ChangeIndicator {
        indicator: Path,
        values: Values,
    },
    MoveIndicator {
        indicator: Path,
        heading: Path,
    },
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    pub task: Path,
    pub text: Option<String>,
    pub deadline: Option<String>,
    pub output: Option<String>,
    pub leads: Option<Parties>,
    pub supporting: Option<Parties>,
}

/// Who stays of those that are named, by number, and who comes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    pub kept: Vec<usize>,
    pub added: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTask {
    pub text: String,
    /// Nobody where it is the point's.
    pub leads: Vec<String>,
    pub supporting: Vec<String>,
    pub deadline: String,
    pub output: String,
}

impl Deed {
    /// The text of the plan with it.
    ///
    /// # Errors
    /// A place that is not there, or one that cannot be changed without risk to its layout.
    pub fn done(&self, text: &str) -> Result<String, NotEdited> {
        let node = edit::read(text).ok_or(NotEdited::Unreadable)?;
        let edits = match self {
            Self::Change(changed) => changed.edits(&node),
            Self::Add { under, new } => new.edits(&node, under),
            Self::Remove { place } => removed(&node, place),
            Self::Shift { place, down } => shifted(&node, place, *down),
            Self::Move { task, point } => moved(&node, task, &key(point, TASKS)),
            Self::Heading(change) => change.edits(&node),
            Self::AddHeading(new) => new.edits(&node),
            Self::MoveHeading { heading, under } => moved(&node, heading, &headings::list(&node, under)),
            Self::AddIndicator { heading, values } => indicators::added(&node, heading, values),
            Self::ChangeIndicator { indicator, values } => indicators::changed(&node, indicator, values),
            Self::MoveIndicator { indicator, heading } => {
                return indicators::moved(text, &node, indicator, heading);
            }
        };
        edit::edited(text, &edits.ok_or(NotEdited::NoSuchPlace)?)
    }
}

impl Changed {
    fn edits(&self, node: &Node) -> Option<Vec<Edit>> {
        edit::at(node, &self.task)?;
        let mut edits = Vec::new();
        if let Some(text) = self.text.as_deref().filter(|text| !text.is_empty()) {
            edits.push(Edit::Set { path: key(&self.task, TEXT), value: Value::Prose(text.to_owned()) });
        }
        for (of, value) in [(DEADLINE, &self.deadline), (OUTPUT, &self.output)] {
            let Some(value) = value else { continue };
            let path = key(&self.task, of);
            let own = edit::at(node, &path);
            // Several deadlines of one task are no single value.
            if own.is_some_and(|own| !matches!(own.value, yaml::Value::Scalar(_) | yaml::Value::Null)) {
                return None;
            }
            match (value.is_empty(), own) {
                (true, Some(_)) => edits.push(Edit::Remove { path }),
                (true, None) => {}
                (false, _) => edits.push(Edit::Set { path, value: Value::Prose(value.clone()) }),
            }
        }
        for (of, parties) in [(LEADS, &self.leads), (SUPPORTING, &self.supporting)] {
            if let Some(parties) = parties {
                edits.extend(self.parties(node, of, parties)?);
            }
        }
        Some(edits)
    }

    fn parties(&self, node: &Node, of: &str, named: &Parties) -> Option<Vec<Edit>> {
        let source = parties(node, &self.task, of);
        let known = source.as_ref().map_or(&[][..], |source| items(node, source));
        if named.kept.len() == known.len() && named.added.is_empty() {
            return Some(Vec::new());
        }
        let own = key(&self.task, of);
        // A point that has no other task is what its task is given.
        let point = point_of(&self.task);
        let alone = point.filter(|point| items(node, &key(point, TASKS)).len() == 1);
        let target = match alone {
            Some(point) if edit::at(node, &own).is_none() => key(point, of),
            _ => own,
        };
        if source.as_ref() == Some(&target) && !known.is_empty() && !named.kept.is_empty() {
            // Who stays is not touched.
            let gone = (0..known.len()).rev().filter(|at| !named.kept.contains(at));
            let mut edits: Vec<Edit> = gone.map(|at| Edit::Remove { path: item(&target, at) }).collect();
            edits.extend(named.added.iter().enumerate().map(|(at, id)| Edit::Insert {
                list: target.clone(),
                at: named.kept.len() + at,
                value: Value::Word(id.clone()),
            }));
            return Some(edits);
        }
        let kept: Vec<&Node> = named.kept.iter().filter_map(|at| known.get(*at)).collect();
        let value = list(&kept, &named.added);
        let is_empty = kept.is_empty() && named.added.is_empty();
        let has_shared = point.is_some_and(|point| !items(node, &key(point, of)).is_empty());
        Some(match is_empty && (source.as_ref() == Some(&target)) && (alone.is_some() || !has_shared) {
            true => vec![Edit::Remove { path: target }],
            false => vec![Edit::Set { path: target, value }],
        })
    }
}

/// Those who stay as they are written, then those who come.
fn list(kept: &[&Node], added: &[String]) -> Value {
    let ids: Option<Vec<String>> = kept.iter().map(|node| node.text().map(str::to_owned)).collect();
    match ids {
        Some(ids) => Value::Words(ids.into_iter().chain(added.iter().cloned()).collect()),
        None => {
            let kept = kept.iter().map(|node| Value::Copy((*node).clone()));
            Value::List(kept.chain(added.iter().cloned().map(Value::Word)).collect())
        }
    }
}

impl NewTask {
    fn edits(&self, node: &Node, under: &[Step]) -> Option<Vec<Edit>> {
        edit::at(node, under)?;
        let is_point = matches!(under, [.., Step::Key(of), Step::Item(_)] if POINTS.contains(&of.as_str()));
        let rows = items(node, &key(under, TASKS)).len();
        if is_point || rows > 0 {
            let value = Value::Mapping(self.values(!is_point || !self.leads.is_empty()));
            return Some(vec![Edit::Insert { list: key(under, TASKS), at: rows, value }]);
        }
        // As the heading has its points.
        let of = POINTS.into_iter().find(|of| !items(node, &key(under, of)).is_empty()).unwrap_or(POINTS[0]);
        let list = key(under, of);
        let mut point = vec![(LEADS.to_owned(), Value::Words(self.leads.clone()))];
        if !self.supporting.is_empty() {
            point.push((SUPPORTING.to_owned(), Value::Words(self.supporting.clone())));
        }
        point.push((TASKS.to_owned(), Value::List(vec![Value::Mapping(self.values(false))])));
        let at = items(node, &list).len();
        Some(vec![Edit::Insert { list, at, value: Value::Mapping(point) }])
    }

    fn values(&self, with_parties: bool) -> Vec<(String, Value)> {
        let mut values = vec![(TEXT.to_owned(), Value::Prose(self.text.clone()))];
        if with_parties {
            for (of, ids) in [(LEADS, &self.leads), (SUPPORTING, &self.supporting)] {
                if !ids.is_empty() {
                    values.push((of.to_owned(), Value::Words(ids.clone())));
                }
            }
        }
        for (of, words) in [(DEADLINE, &self.deadline), (OUTPUT, &self.output)] {
            if !words.is_empty() {
                values.push((of.to_owned(), Value::Prose(words.clone())));
            }
        }
        values
    }
}

/// Takes out what stands in a list, and what would be left with nothing in it.
pub(super) fn removed(node: &Node, place: &[Step]) -> Option<Vec<Edit>> {
    edit::at(node, place)?;
    let mut path = place;
    loop {
        let (list, _) = listed(path)?;
        if items(node, list).len() > 1 {
            return Some(vec![Edit::Remove { path: path.to_vec() }]);
        }
        let (last, above) = list.split_last()?;
        let keys = match &edit::at(node, above)?.value {
            yaml::Value::Mapping(entries) => entries.len(),
            _ => return None,
        };
        // The last task of a point takes it along; a stretch of nothing else goes, too. A plan has a heading.
        let of_point = matches!(last, Step::Key(of) if of == TASKS) && point_of(path).is_some();
        match (of_point || keys == 1, above.is_empty()) {
            (_, true) if matches!(last, Step::Key(of) if of == SECTIONS) => return None,
            (true, false) if listed(above).is_some() => path = above,
            _ => return Some(vec![Edit::Remove { path: list.to_vec() }]),
        }
    }
}

fn shifted(node: &Node, place: &[Step], down: bool) -> Option<Vec<Edit>> {
    let (list, from) = listed(place)?;
    let to = if down { from + 1 } else { from.checked_sub(1)? };
    (to < items(node, list).len()).then(|| vec![Edit::Move { list: list.to_vec(), from, to }])
}

/// To the end of another list, as it is written.
pub(super) fn moved(node: &Node, from: &[Step], target: &[Step]) -> Option<Vec<Edit>> {
    let (list, own) = listed(from)?;
    let at = items(node, target).len();
    edit::at(node, from)?;
    edit::at(node, &target[..target.len() - 1])?;
    if list == target {
        return Some(vec![Edit::Move { list: target.to_vec(), from: own, to: at.checked_sub(1)? }]);
    }
    let mut edits = vec![Edit::Transfer { from: from.to_vec(), list: target.to_vec(), at }];
    if items(node, list).len() == 1 {
        // What it leaves empty, where it stood: another number than before where it stood behind.
        edits.extend(emptied(node, list, target)?);
    }
    Some(edits)
}

/// Takes out a list that was left without items, and the point, or the stretch, that has nothing else.
fn emptied(node: &Node, list: &[Step], target: &[Step]) -> Option<Vec<Edit>> {
    let Edit::Remove { path } = removed(node, &item(list, 0))?.pop()? else { return None };
    // What was moved into it would go with it.
    (!target.starts_with(&path)).then(|| vec![Edit::Remove { path }])
}

#[cfg(test)]
mod tests {
    use super::super::places::parse;
    use super::*;

    const PLAN: &str = "\
cac_muc:
  - tieu_de: Nhiệm vụ
    giao:
      # Điểm này do văn phòng soạn.
      - chu_tri: [so-tai-chinh, so-y-te]
        nhiem_vu:
          # Giữ câu này.
          - noi_dung: Rà soát thủ tục.
            thoi_han: quý I
          - noi_dung: Công khai danh mục.
      - chu_tri: [so-noi-vu]
        nhiem_vu:
          - noi_dung: Tập huấn cán bộ.
";

    fn done(deed: &Deed) -> String {
        deed.done(PLAN).expect("it is done")
    }

    fn change(task: &str) -> Changed {
        Changed { task: parse(task), ..Changed::default() }
    }

    #[test]
    fn a_task_among_others_is_reassigned_by_itself_and_one_alone_with_its_point() {
        let leads = Some(Parties { kept: vec![1], added: vec!["so-cong-thuong".to_owned()] });
        let among = Changed { leads: leads.clone(), ..change("cac_muc/0/giao/0/nhiem_vu/1") };
        let text = done(&Deed::Change(Box::new(among)));
        assert!(text.contains("- chu_tri: [so-tai-chinh, so-y-te]"), "{text}");
        assert!(text.contains("chu_tri: [so-y-te, so-cong-thuong]"), "{text}");
        let leads = Some(Parties { kept: Vec::new(), added: vec!["so-cong-thuong".to_owned()] });
        let alone = Changed { leads, ..change("cac_muc/0/giao/1/nhiem_vu/0") };
        let text = done(&Deed::Change(Box::new(alone)));
        assert!(text.contains("- chu_tri: [so-cong-thuong]\n        nhiem_vu:"), "{text}");
        assert!(text.contains("# Giữ câu này."), "{text}");
    }

    #[test]
    fn values_are_set_and_taken_out_and_nothing_else_changes() {
        let changed = Changed {
            deadline: Some(String::new()),
            output: Some("Báo cáo".to_owned()),
            ..change("cac_muc/0/giao/0/nhiem_vu/0")
        };
        let text = done(&Deed::Change(Box::new(changed)));
        assert!(!text.contains("quý I") && text.contains("san_pham: Báo cáo"), "{text}");
        assert!(text.contains("# Điểm này do văn phòng soạn."));
    }

    #[test]
    fn the_last_task_of_a_point_takes_the_point_along() {
        let text = done(&Deed::Remove { place: parse("cac_muc/0/giao/1/nhiem_vu/0") });
        assert!(!text.contains("so-noi-vu") && text.contains("Công khai danh mục."), "{text}");
        let text = done(&Deed::Remove { place: parse("cac_muc/0/giao/0/nhiem_vu/0") });
        assert!(!text.contains("Rà soát") && text.contains("[so-tai-chinh, so-y-te]"), "{text}");
    }

    #[test]
    fn a_task_goes_to_another_point_and_up_and_down_in_its_own() {
        let deed =
            Deed::Move { task: parse("cac_muc/0/giao/1/nhiem_vu/0"), point: parse("cac_muc/0/giao/0") };
        let text = done(&deed);
        assert!(!text.contains("so-noi-vu"), "{text}");
        assert!(text.find("Tập huấn") > text.find("Công khai"), "{text}");
        let text = done(&Deed::Shift { place: parse("cac_muc/0/giao/0/nhiem_vu/0"), down: true });
        assert!(text.find("Rà soát") > text.find("Công khai"), "{text}");
        assert!(text.find("# Giữ câu này.") > text.find("Công khai"), "its comment goes along: {text}");
        assert!(Deed::Shift { place: parse("cac_muc/0/giao/0/nhiem_vu/0"), down: false }.done(PLAN).is_err());
    }

    #[test]
    fn a_new_task_stands_last_in_its_point_or_begins_one() {
        let new = NewTask { text: "Lập danh bạ.".to_owned(), ..NewTask::default() };
        let text = done(&Deed::Add { under: parse("cac_muc/0/giao/0"), new: new.clone() });
        assert!(text.find("Lập danh bạ.") > text.find("Công khai"), "{text}");
        assert!(text.find("Lập danh bạ.") < text.find("so-noi-vu"), "{text}");
        let new = NewTask { leads: vec!["so-y-te".to_owned()], ..new };
        let text = done(&Deed::Add { under: parse("cac_muc/0"), new });
        assert!(text.trim_end().ends_with("- noi_dung: >-\n              Lập danh bạ."), "{text}");
        assert!(text.contains("- chu_tri: [so-y-te]\n        nhiem_vu:"), "{text}");
    }

    #[test]
    fn a_place_that_is_not_there_changes_nothing() {
        let deed = Deed::Remove { place: parse("cac_muc/7/giao/0/nhiem_vu/0") };
        assert_eq!(deed.done(PLAN), Err(NotEdited::NoSuchPlace));
    }
}

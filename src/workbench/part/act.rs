//! Việc làm với danh sách: units and leaders come and go, tasks are merged, split and moved, tasks of the
//! agency's own are added; each a whole change of the text of its file.

use super::layout::{self, Shaping};
use crate::content::edit::{self, Edit, NotEdited, Path, Plain, Step, Value};
use crate::model::overlay::UnitSet;
use crate::text::slug;
use crate::text::spaces::single_spaced;

/// What is done to a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    AddUnit {
        name: String,
        short: String,
    },
    AddLeader {
        name: String,
        position: String,
    },
    /// Takes out a unit, a leader, a task of the agency's own.
    Remove(Path),
    Up(Path),
    Down(Path),
    /// Into the task above.
    Merge {
        path: Path,
        words: String,
    },
    /// Into as many as it answers tasks of the plan.
    Split(Path),
    /// A task of its own, at the end of a block.
    AddTask {
        block: Path,
        words: String,
    },
    /// Takes on a task that it has only where it is concerned.
    TakeOn {
        /// None for the first of the part.
        plan: Option<String>,
        heading: String,
        task: String,
    },
    /// Is not concerned by it.
    SetAside(String),
    /// Is concerned after all.
    TakeBack(String),
    Shape(Shaping),
}

/// The text with it done.
///
/// # Errors
/// A place that there is not, or that is written in a way in which it cannot be changed.
pub fn done(text: &str, act: &Act) -> Result<String, NotEdited> {
    let file = Plain::of(&edit::read(text).ok_or(NotEdited::Unreadable)?);
    let edits = match act {
        Act::AddUnit { name, short } => {
            let mut unit = vec![("ten".to_owned(), Value::Prose(name.clone()))];
            if !short.is_empty() {
                unit.push(("ten_viet_tat".to_owned(), Value::Prose(short.clone())));
            }
            add(&file, "don_vi", name, unit)
        }
        Act::AddLeader { name, position } => {
            let leader = [("ho_ten", name), ("chuc_vu", position)];
            let leader = leader.map(|(key, value)| (key.to_owned(), Value::Prose(value.clone())));
            add(&file, "lanh_dao", name, leader.to_vec())
        }
        Act::Remove(path) => remove(&file, path)?,
        Act::Up(path) => moved(&file, path, -1)?,
        Act::Down(path) => moved(&file, path, 1)?,
        Act::Merge { path, words } => merge(&file, path, words)?,
        Act::Split(path) => split(&file, path)?,
        Act::AddTask { block, words } => {
            let task = Value::Mapping(vec![
                ("noi_dung".to_owned(), Value::Prose(words.clone())),
                ("thay_cho".to_owned(), Value::Words(Vec::new())),
            ]);
            append(&file, &below(block, Step::key("noi_dung")), task)
        }
        Act::TakeOn { plan, heading, task } => take_on(&file, (plan.as_deref(), heading), task),
        Act::SetAside(task) => append(&file, &[Step::key("khong_lien_quan")], Value::Word(task.clone())),
        Act::TakeBack(task) => {
            let list = [Step::key("khong_lien_quan")];
            let own = |item: &Plain| {
                item.told() == *task || item.get("nhiem_vu").map(Plain::told).as_ref() == Some(task)
            };
            let at = items(&file, &list).iter().position(own).ok_or(NotEdited::NoSuchPlace)?;
            vec![Edit::Remove { path: below(&list, Step::Item(at)) }]
        }
        Act::Shape(shaping) => layout::edits(&file, shaping)?,
    };
    edit::edited(text, &edits)
}

pub(super) fn below(path: &[Step], step: Step) -> Path {
    path.iter().cloned().chain([step]).collect()
}

pub(super) fn items<'f>(file: &'f Plain, list: &[Step]) -> &'f [Plain] {
    match file.at(list) {
        Some(Plain::List(items)) => items,
        _ => &[],
    }
}

pub(super) fn append(file: &Plain, list: &[Step], value: Value) -> Vec<Edit> {
    vec![Edit::Insert { list: list.to_vec(), at: items(file, list).len(), value }]
}

/// Somebody new, with an id made of the name.
fn add(file: &Plain, list: &str, name: &str, fields: Vec<(String, Value)>) -> Vec<Edit> {
    let list = [Step::key(list)];
    let taken: Vec<String> = items(file, &list).iter().filter_map(id).collect();
    let base = slug::slug(name);
    let base = if base.is_empty() { "don-vi".to_owned() } else { base };
    let id = slug::free(&base, |id| id == UnitSet::ALL || taken.iter().any(|known| known == id));
    let fields = std::iter::once(("ma".to_owned(), Value::Word(id))).chain(fields);
    append(file, &list, Value::Mapping(fields.collect()))
}

fn id(item: &Plain) -> Option<String> {
    item.get("ma").map(Plain::told)
}

/// A list of a task that names somebody who goes: where it stands, and who is left in it.
struct Mention {
    /// The task, or the block that names them for all of its tasks.
    of: Path,
    list: Path,
    left: Vec<String>,
}

/// Where a unit or a leader is named; nowhere what is neither.
fn mentions(file: &Plain, path: &[Step]) -> Vec<Mention> {
    let lists: &[&str] = match path {
        [Step::Key(list), Step::Item(_)] if list == "don_vi" => &["chu_tri", "phoi_hop"],
        [Step::Key(list), Step::Item(_)] if list == "lanh_dao" => &["lanh_dao"],
        _ => return Vec::new(),
    };
    let Some(id) = file.at(path).and_then(id) else { return Vec::new() };
    let mut all = Vec::new();
    for (block, task) in tasks(file) {
        let of = task.map_or_else(|| block.clone(), |task| entry(&block, task));
        for list in lists {
            let list = below(&of, Step::key(list));
            let named: Vec<String> = items(file, &list).iter().map(Plain::told).collect();
            if named.contains(&id) {
                let left = named.into_iter().filter(|one| *one != id).collect();
                all.push(Mention { of: of.clone(), list, left });
            }
        }
    }
    all
}

/// What goes along with a unit or a leader that is taken out, for a person to read: "II.1.a.1", "việc riêng “…”".
pub fn named_in(text: &str, path: &[Step]) -> Vec<String> {
    let Some(file) = edit::read(text).map(|node| Plain::of(&node)) else { return Vec::new() };
    let mut all: Vec<String> = Vec::new();
    for mention in mentions(&file, path) {
        let Some(item) = file.at(&mention.of) else { continue };
        let covers: Vec<String> = covers(item).iter().map(Plain::told).collect();
        let own = item.get("noi_dung").filter(|own| matches!(own, Plain::Text(_))).map(Plain::told);
        let called = match (covers.is_empty(), own) {
            (false, _) => covers.join(", "),
            (true, Some(own)) => format!("việc riêng “{}”", crate::text::beginning(&own)),
            (true, None) => format!("mục {}", told(item, "muc").join(", ")),
        };
        if !all.contains(&called) {
            all.push(called);
        }
    }
    all
}

/// Whether a unit of the part has this name already.
pub fn has_unit(text: &str, name: &str) -> bool {
    let Some(file) = edit::read(text).map(|node| Plain::of(&node)) else { return false };
    let is_same = |unit: &Plain| {
        unit.get("ten").is_some_and(|own| single_spaced(&own.told()).to_lowercase() == name.to_lowercase())
    };
    items(&file, &[Step::key("don_vi")]).iter().any(is_same)
}

/// A unit or a leader that is gone is named nowhere any more; a task that the plan gives stays.
fn remove(file: &Plain, path: &[Step]) -> Result<Vec<Edit>, NotEdited> {
    let item = file.at(path).ok_or(NotEdited::NoSuchPlace)?;
    if layout::may_go(path, item) {
        return Ok(vec![Edit::Remove { path: path.to_vec() }]);
    }
    let may_go = match path {
        [Step::Key(list), Step::Item(_)] => list == "don_vi" || list == "lanh_dao",
        [_, Step::Item(_), Step::Key(list), Step::Item(_)] => list == "noi_dung" && covers(item).is_empty(),
        _ => false,
    };
    if !may_go {
        return Err(NotEdited::NoSuchPlace);
    }
    let without = |mention: Mention| Edit::Set { path: mention.list, value: Value::Words(mention.left) };
    let mut edits: Vec<Edit> = mentions(file, path).into_iter().map(without).collect();
    edits.push(Edit::Remove { path: path.to_vec() });
    Ok(edits)
}

/// Every block, and every task in it by its number.
fn tasks(file: &Plain) -> Vec<(Path, Option<usize>)> {
    let list = [Step::key("nhiem_vu")];
    let blocks = (0..items(file, &list).len()).map(|at| below(&list, Step::Item(at)));
    let all = blocks.flat_map(|block| {
        let count = items(file, &below(&block, Step::key("noi_dung"))).len();
        let tasks = (0..count).map({
            let block = block.clone();
            move |at| (block.clone(), Some(at))
        });
        std::iter::once((block, None)).chain(tasks.collect::<Vec<_>>())
    });
    all.collect()
}

fn entry(block: &[Step], at: usize) -> Path {
    below(&below(block, Step::key("noi_dung")), Step::Item(at))
}

fn covers(item: &Plain) -> &[Plain] {
    match item.get("thay_cho") {
        Some(Plain::List(covers)) => covers,
        _ => &[],
    }
}

/// The list and the number of an item.
fn of_list(path: &[Step]) -> Result<(Path, usize), NotEdited> {
    match path.split_last() {
        Some((Step::Item(at), list)) => Ok((list.to_vec(), *at)),
        _ => Err(NotEdited::NoSuchPlace),
    }
}

fn moved(file: &Plain, path: &[Step], by: isize) -> Result<Vec<Edit>, NotEdited> {
    let (list, from) = of_list(path)?;
    let to = from.checked_add_signed(by).filter(|to| *to < items(file, &list).len());
    Ok(vec![Edit::Move { list, from, to: to.ok_or(NotEdited::NoSuchPlace)? }])
}

/// One entry answers what two did, in words of its own.
fn merge(file: &Plain, path: &[Step], words: &str) -> Result<Vec<Edit>, NotEdited> {
    let (list, at) = of_list(path)?;
    let above = below(&list, Step::Item(at.checked_sub(1).ok_or(NotEdited::NoSuchPlace)?));
    let (own, target) = (file.at(path), file.at(&above));
    let (own, target) = (own.ok_or(NotEdited::NoSuchPlace)?, target.ok_or(NotEdited::NoSuchPlace)?);
    let all = covers(target).iter().chain(covers(own)).cloned().collect();
    let mut edits = vec![
        Edit::Set { path: below(&above, Step::key("noi_dung")), value: Value::Prose(words.to_owned()) },
        Edit::Set { path: below(&above, Step::key("thay_cho")), value: Plain::List(all).value() },
    ];
    if target.get("giu_nguyen").is_some() {
        edits.push(Edit::Remove { path: below(&above, Step::key("giu_nguyen")) });
    }
    for key in ["chu_tri", "phoi_hop", "lanh_dao"] {
        let (mut ids, more) = (told(target, key), told(own, key));
        let new: Vec<String> = more.into_iter().filter(|id| !ids.contains(id)).collect();
        if !new.is_empty() {
            ids.extend(new);
            edits.push(Edit::Set { path: below(&above, Step::key(key)), value: Value::Words(ids) });
        }
    }
    // What only the lower one says is not lost.
    for key in ["thoi_han", "san_pham", "dan"] {
        let says = |item: &Plain| item.get(key).map(Plain::told).filter(|text| !text.is_empty());
        if let (None, Some(text)) = (says(target), says(own)) {
            edits.push(Edit::Set { path: below(&above, Step::key(key)), value: Value::Prose(text) });
        }
    }
    edits.push(Edit::Remove { path: path.to_vec() });
    Ok(edits)
}

fn told(item: &Plain, key: &str) -> Vec<String> {
    match item.get(key) {
        Some(Plain::List(items)) => items.iter().map(Plain::told).collect(),
        Some(Plain::Text(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}

/// The first keeps the words; each of the others stands behind it in the words of the plan.
fn split(file: &Plain, path: &[Step]) -> Result<Vec<Edit>, NotEdited> {
    let (list, at) = of_list(path)?;
    let item = file.at(path).ok_or(NotEdited::NoSuchPlace)?;
    let [first, others @ ..] = covers(item) else { return Err(NotEdited::NoSuchPlace) };
    let alone = |cover: &Plain| Plain::List(vec![cover.clone()]).value();
    let mut edits = vec![Edit::Set { path: below(path, Step::key("thay_cho")), value: alone(first) }];
    for (number, cover) in others.iter().enumerate() {
        let mut fields =
            vec![("thay_cho".to_owned(), alone(cover)), ("giu_nguyen".to_owned(), Value::Flag(true))];
        for key in ["chu_tri", "phoi_hop"] {
            fields.push((key.to_owned(), Value::Words(told(item, key))));
        }
        edits.push(Edit::Insert { list: list.clone(), at: at + 1 + number, value: Value::Mapping(fields) });
    }
    Ok(edits)
}

/// An entry in the plan's words, in the block of its heading.
fn take_on(file: &Plain, (plan, heading): (Option<&str>, &str), task: &str) -> Vec<Edit> {
    let entry = Value::Mapping(vec![
        ("thay_cho".to_owned(), Value::Words(vec![task.to_owned()])),
        ("giu_nguyen".to_owned(), Value::Flag(true)),
    ]);
    let list = [Step::key("nhiem_vu")];
    let of_heading = |block: &Plain| {
        let named = block.get("ke_hoach").map(Plain::told).filter(|named| !named.is_empty());
        told(block, "muc") == [heading.to_owned()] && named.as_deref() == plan
    };
    match items(file, &list).iter().position(of_heading) {
        Some(block) => append(file, &below(&below(&list, Step::Item(block)), Step::key("noi_dung")), entry),
        None => {
            let mut block = vec![("muc".to_owned(), Value::Words(vec![heading.to_owned()]))];
            block.extend(plan.map(|plan| ("ke_hoach".to_owned(), Value::Word(plan.to_owned()))));
            block.push(("noi_dung".to_owned(), Value::List(vec![entry])));
            append(file, &list, Value::Mapping(block))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::part::field::path_of;

    const FILE: &str = "\
don_vi:
  - ma: van-phong
    ten: Văn phòng
  - ma: khth
    ten: Phòng Kế hoạch tổng hợp
nhiem_vu:
  - muc: [II.1]
    noi_dung:
      # việc thứ nhất
      - thay_cho: [II.1.a.1]
        giu_nguyen: true
        chu_tri: [van-phong, khth]
      - thay_cho: [II.1.b.1]
        giu_nguyen: true
        chu_tri: [khth]
        thoi_han: quý III
      - noi_dung: Mở lớp tập huấn
        thay_cho: []
";

    fn at(name: &str) -> Path {
        path_of(name).unwrap()
    }

    fn after(act: Act) -> String {
        done(FILE, &act).unwrap_or_else(|why| panic!("{act:?}: {why:?}"))
    }

    #[test]
    fn a_unit_gets_an_id_of_its_own_and_one_that_is_taken_out_is_named_nowhere() {
        let new = after(Act::AddUnit { name: "Văn phòng".to_owned(), short: "VP".to_owned() });
        assert!(new.contains("  - ma: van-phong-2\n    ten: Văn phòng\n    ten_viet_tat: VP\n"), "{new}");
        let gone = after(Act::Remove(at("don_vi/1")));
        assert!(
            !gone.contains("khth") && gone.contains("chu_tri: [van-phong]") && gone.contains("chu_tri: []"),
            "{gone}"
        );
    }

    #[test]
    fn merged_tasks_answer_what_both_did_and_lose_nothing_that_either_said() {
        let words = "Công khai và rà soát thủ tục".to_owned();
        let text = after(Act::Merge { path: at("nhiem_vu/0/noi_dung/1"), words });
        let expected = "\
      # việc thứ nhất
      - thay_cho: [II.1.a.1, II.1.b.1]
        chu_tri: [van-phong, khth]
        noi_dung: Công khai và rà soát thủ tục
        thoi_han: quý III
      - noi_dung: Mở lớp tập huấn
";
        assert!(text.contains(expected), "{text}");
        let apart = done(&text, &Act::Split(at("nhiem_vu/0/noi_dung/0"))).expect("it is split");
        assert!(apart.contains("- thay_cho: [II.1.a.1]\n"), "{apart}");
        let second =
            "      - thay_cho: [II.1.b.1]\n        giu_nguyen: true\n        chu_tri: [van-phong, khth]\n";
        assert!(apart.contains(second), "{apart}");
        assert_eq!(
            done(FILE, &Act::Merge { path: at("nhiem_vu/0/noi_dung/0"), words: String::new() }),
            Err(NotEdited::NoSuchPlace)
        );
    }

    #[test]
    fn tasks_move_with_their_comments_and_only_own_ones_can_be_taken_out() {
        let text = after(Act::Down(at("nhiem_vu/0/noi_dung/0")));
        assert!(
            text.find("II.1.b.1") < text.find("      # việc thứ nhất\n      - thay_cho: [II.1.a.1]"),
            "{text}"
        );
        assert_eq!(done(&text, &Act::Up(at("nhiem_vu/0/noi_dung/1"))).unwrap(), FILE);
        assert_eq!(done(FILE, &Act::Remove(at("nhiem_vu/0/noi_dung/0"))), Err(NotEdited::NoSuchPlace));
        assert!(!after(Act::Remove(at("nhiem_vu/0/noi_dung/2"))).contains("tập huấn"));
    }

    #[test]
    fn a_task_of_its_own_stands_last_and_one_that_is_taken_on_under_its_heading() {
        let text = after(Act::AddTask { block: at("nhiem_vu/0"), words: "Báo cáo hằng quý".to_owned() });
        assert!(text.find("tập huấn") < text.find("Báo cáo hằng quý"), "{text}");
        let take_on = |heading: &str| {
            after(Act::TakeOn { plan: None, heading: heading.to_owned(), task: "II.1.c.1".to_owned() })
        };
        assert!(take_on("II.1").ends_with("      - thay_cho: [II.1.c.1]\n        giu_nguyen: true\n"));
        assert!(take_on("II.2").contains("  - muc: [II.2]\n    noi_dung:\n      - thay_cho: [II.1.c.1]\n"));
        let aside = after(Act::SetAside("II.1.c.1".to_owned()));
        assert!(aside.contains("khong_lien_quan:"), "{aside}");
        let back = done(&aside, &Act::TakeBack("II.1.c.1".to_owned())).unwrap();
        assert!(!back.contains("II.1.c.1"), "{back}");
    }
}

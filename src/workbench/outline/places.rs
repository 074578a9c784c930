//! Chỗ của một nhiệm vụ trong tệp: where a plan's tasks, points and headings stand in its YAML, and how a page names it.

use crate::content::edit::{self, Path, Step};
use crate::content::yaml::{self, Node};

/// The keys under which points and tasks stand.
pub(super) const TASKS: &str = "nhiem_vu";
pub(super) const POINTS: [&str; 2] = ["giao", "thuc_hien"];
pub(super) const LEADS: &str = "chu_tri";
pub(super) const SUPPORTING: &str = "phoi_hop";
pub(super) const TEXT: &str = "noi_dung";
pub(super) const DEADLINE: &str = "thoi_han";
pub(super) const OUTPUT: &str = "san_pham";
/// The keys under which headings, further stretches and indicators stand.
pub(super) const SECTIONS: &str = "cac_muc";
pub(super) const CHILDREN: &str = "khoan";
pub(super) const FURTHER: &str = "tiep_theo";
pub(super) const ANNEXES: &str = "phu_luc";
pub(super) const INDICATORS: &str = "chi_tieu";
pub(super) const MONITOR: &str = "theo_doi";
pub(super) const CO_MONITORS: &str = "cung_theo_doi";

/// What the values of a plan are called on a page.
const CALLED: [(&str, &str); 30] = [
    (SECTIONS, "Các mục"),
    (CHILDREN, "Đề mục"),
    (FURTHER, "Phần in tiếp theo"),
    (ANNEXES, "Phụ lục"),
    (INDICATORS, "Chỉ tiêu"),
    (MONITOR, "Cơ quan theo dõi"),
    (CO_MONITORS, "Cơ quan cùng theo dõi"),
    (TASKS, "Nhiệm vụ"),
    ("giao", "Điểm giao việc"),
    ("thuc_hien", "Trách nhiệm thực hiện"),
    (LEADS, "Chủ trì"),
    (SUPPORTING, "Phối hợp"),
    (TEXT, "Nội dung nhiệm vụ"),
    (DEADLINE, "Thời hạn"),
    (OUTPUT, "Sản phẩm"),
    ("tieu_de", "Tiêu đề"),
    ("ten", "Tên"),
    ("gia_tri", "Mức phải đạt"),
    ("don_vi", "Đơn vị tính"),
    ("thang", "Thang điểm"),
    ("chieu", "Chiều"),
    ("thay_doi", "Tăng, giảm"),
    ("so_voi", "So với năm"),
    ("nam", "Năm"),
    ("so", "Số"),
    ("ngay", "Ngày ban hành"),
    ("trich_yeu", "Trích yếu"),
    ("doan", "Đoạn văn"),
    ("gach", "Gạch đầu dòng"),
    ("luu", "Lưu"),
];

/// What a value is called; its key where it has no other name.
pub fn called(path: &[Step]) -> &str {
    let key = edit::last_key(path).unwrap_or_default();
    CALLED.iter().find(|(own, _)| *own == key).map_or(key, |(_, called)| called)
}

/// The place that a page named; what is no place of a plan is found nowhere in it.
pub fn parse(name: &str) -> Path {
    name.split('/').filter(|step| !step.is_empty()).map(Step::named).collect()
}

pub(super) fn key(path: &[Step], key: &str) -> Path {
    path.iter().cloned().chain([Step::key(key)]).collect()
}

pub(super) fn item(path: &[Step], at: usize) -> Path {
    path.iter().cloned().chain([Step::Item(at)]).collect()
}

/// The mapping that a task is, by where its words stand; and whether these are its own, and not a heading's.
pub(super) fn task_at(node: &Node, byte: usize) -> Option<(Path, bool)> {
    let path = edit::path_to(node, byte);
    let last = path.iter().rposition(|step| matches!(step, Step::Key(_)))?;
    let Step::Key(of) = &path[last] else { return None };
    Some((path[..last].to_vec(), of == TEXT))
}

/// The point that a task stands under; none for one that stands for itself.
pub(super) fn point_of(task: &[Step]) -> Option<&[Step]> {
    match task {
        [point @ .., Step::Key(tasks), Step::Item(_)] if tasks == TASKS => match point {
            [.., Step::Key(points), Step::Item(_)] if POINTS.contains(&points.as_str()) => Some(point),
            _ => None,
        },
        _ => None,
    }
}

/// The list that something stands in, and its number there.
pub(super) fn listed(path: &[Step]) -> Option<(&[Step], usize)> {
    match path {
        [list @ .., Step::Item(at)] => Some((list, *at)),
        _ => None,
    }
}

/// The mappings of one heading, or of an annex, in which lists of it stand: its own, then its further stretches.
pub(super) fn stretches(node: &Node, heading: &[Step]) -> Vec<Path> {
    let further = key(heading, FURTHER);
    let count = items(node, &further).len();
    std::iter::once(heading.to_vec()).chain((0..count).map(|at| item(&further, at))).collect()
}

/// Where the headings right under another stand, in the order in which they are printed; of the plan itself, its Mục.
pub(super) fn children(node: &Node, heading: &[Step]) -> Vec<Path> {
    if heading.is_empty() {
        let list = key(heading, SECTIONS);
        return (0..items(node, &list).len()).map(|at| item(&list, at)).collect();
    }
    let lists = stretches(node, heading).into_iter().map(|stretch| key(&stretch, CHILDREN));
    lists.flat_map(|list| (0..items(node, &list).len()).map(move |at| item(&list, at))).collect()
}

/// The items of a list; none where there is no list.
pub(super) fn items<'n>(node: &'n Node, list: &[Step]) -> &'n [Node] {
    edit::at(node, list).map_or(&[], Node::items)
}

/// Words at a key, where words stand there.
pub(super) fn words<'n>(node: &'n Node, path: &[Step]) -> Option<&'n str> {
    match &edit::at(node, path)?.value {
        yaml::Value::Scalar(text) => Some(text.trim()),
        _ => None,
    }
}

/// The list of parties that holds for a task: its own, else that of its point.
pub(super) fn parties(node: &Node, task: &[Step], of: &str) -> Option<Path> {
    let own = key(task, of);
    if edit::at(node, &own).is_some() {
        return Some(own);
    }
    let shared = key(point_of(task)?, of);
    edit::at(node, &shared).map(|_| shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_named_and_a_task_knows_its_point() {
        let task = "cac_muc/1/khoan/0/giao/2/nhiem_vu/0";
        assert_eq!(edit::name_of(&parse(task)), task);
        assert_eq!(point_of(&parse(task)).map(edit::name_of).as_deref(), Some("cac_muc/1/khoan/0/giao/2"));
        assert_eq!(point_of(&parse("cac_muc/1/nhiem_vu/0")), None);
        assert_eq!(parse("../../etc/passwd").len(), 4, "keys of YAML, and nothing else");
    }
}

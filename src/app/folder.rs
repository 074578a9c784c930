//! Thư mục nội dung được chỉ tới: which content folder somebody means who names a path of it.

use std::path::{Path, PathBuf};

use super::{Paths, load};
use crate::content::PROVINCE_FILE;

/// The content folder of a path that was typed, dropped or copied: the folder itself, the one around it, the one
/// within it, or that of a file in it; where none of them has content, the path as it is.
pub fn meant_folder(named: &Path) -> PathBuf {
    let holds = |folder: &Path| folder.join(PROVINCE_FILE).is_file();
    let around = named.ancestors().take(3).find(|folder| holds(folder)).map(Path::to_path_buf);
    let within = Some(named.join("content")).filter(|folder| holds(folder));
    around.or(within).unwrap_or_else(|| named.to_path_buf())
}

/// Where the results of a content folder lie when nothing is said: beside it.
pub fn results_beside(content: &Path) -> PathBuf {
    content.parent().map_or_else(|| PathBuf::from("output"), |around| around.join("output"))
}

/// Whether one may work in a folder: content with a province, or a folder that is still free.
pub fn may_be_worked_in(paths: &Paths) -> bool {
    let folder = &paths.content;
    let is_free = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    let is_content = || load(paths).is_ok_and(|inputs| inputs.loaded.province.is_some());
    is_free || folder.join(PROVINCE_FILE).is_file() || is_content()
}

/// Other folders beside a content folder that have content in them.
pub fn folders_near(content: &Path) -> Vec<PathBuf> {
    const MOST: usize = 12;
    let beside = content.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(beside.unwrap_or(Path::new("."))).into_iter().flatten().flatten();
    let here = std::fs::canonicalize(content).ok();
    let is_other = |folder: &PathBuf| here.is_none() || std::fs::canonicalize(folder).ok() != here;
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .map(|path| path.strip_prefix(".").map_or_else(|_| path.clone(), Path::to_path_buf))
        .flat_map(|folder| [folder.join("content"), folder])
        .filter(|folder| folder.join(PROVINCE_FILE).is_file() && is_other(folder))
        .collect();
    found.sort_unstable();
    found.truncate(MOST);
    found
}

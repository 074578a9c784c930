//! A file or a folder instead of a command: dropped on the icon of the program, or typed by somebody who expects it to
//! be opened. A content folder is opened; of anything else it is said what can be done with it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{ExitStatus, leave_open, open, say};
use crate::app::{self, Paths};
use crate::content::is_named_as_content;
use crate::reading::Format;

/// The paths, where every argument is one and the first is no command.
pub(super) fn paths(arguments: &[OsString], is_command: impl Fn(&str) -> bool) -> Option<Vec<PathBuf>> {
    let first = arguments.first()?;
    let are_there = arguments.iter().all(|argument| Path::new(argument).exists());
    let is_none = || first.to_str().is_none_or(|first| !first.starts_with('-') && !is_command(first));
    (are_there && is_none()).then(|| arguments.iter().map(PathBuf::from).collect())
}

pub(super) fn run(dropped: &[PathBuf]) -> ExitStatus {
    let status = match content_of(dropped) {
        Some(content) => {
            let out = app::results_beside(&content);
            let paths = Paths { content, templates: None, fonts: None };
            open::run(&open::OpenArgs::with_results_in(out), &paths)
        }
        None => {
            say(&advice(dropped));
            ExitStatus::Failed
        }
    };
    // Windows passes whole paths and gives the program a window that closes with it.
    if status != ExitStatus::Clean && cfg!(windows) && dropped.iter().all(|path| path.is_absolute()) {
        leave_open();
    }
    status
}

/// The content folder that a single path is, or lies in.
fn content_of(dropped: &[PathBuf]) -> Option<PathBuf> {
    let [one] = dropped else { return None };
    let content = app::meant_folder(one);
    if !(one.is_dir() || is_yaml(one)) || !content.is_dir() {
        return None;
    }
    let paths = Paths { content, templates: None, fonts: None };
    app::may_be_worked_in(&paths).then_some(paths.content)
}

fn is_yaml(path: &Path) -> bool {
    path.is_file() && is_named_as_content(path)
}

/// What can be done with what was dropped.
fn advice(dropped: &[PathBuf]) -> String {
    let named: Vec<String> = dropped.iter().map(|path| format!("“{}”", path.display())).collect();
    let named = named.join(", ");
    let [one] = dropped else {
        return format!("{named}: {}", on_the_page("các tệp này"));
    };
    if one.is_dir() {
        return format!(
            "{named}: thư mục này không có nội dung kế hoạch (tệp tinh.yaml và các tệp khác) nên không mở được.\n\
             Thả thư mục content của tỉnh, thành phố, hoặc mở chương trình từ biểu tượng để bắt đầu bộ nội dung mới."
        );
    }
    if is_yaml(one) {
        return format!(
            "{named}: tệp này không nằm trong thư mục nội dung nào (không thấy tinh.yaml ở đó) nên không mở được.\n\
             Chép tệp vào thư mục content của tỉnh, thành phố rồi mở chương trình từ biểu tượng."
        );
    }
    match one.to_str().and_then(Format::named) {
        Some(Format::Pdf) => format!(
            "{named}: {}\nPDF đã ký: chép vào thư mục kết quả (output) rồi xem trang “Ký số”.",
            on_the_page("kế hoạch ở dạng PDF")
        ),
        Some(Format::Xlsx) => format!(
            "{named}: {}\nBảng tiến độ đã điền: gửi ở mục “Tiến độ” của trang “Theo dõi”.",
            on_the_page("bảng nhiệm vụ, danh mục")
        ),
        Some(_) => format!("{named}: {}", on_the_page("tệp này")),
        None => format!(
            "{named}: chương trình không đọc loại tệp này. Đọc được: .docx, .doc, .odt, .txt, .pdf, .xlsx."
        ),
    }
}

fn on_the_page(what: &str) -> String {
    format!(
        "chưa làm gì với tệp.\n\
         Mở bàn làm việc (bấm đúp biểu tượng, không kèm tệp), vào trang “Nhận tệp”, thả {what} vào đó: chương trình cho xem trước \
         rồi mới ghi."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_without_a_command_are_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.docx");
        std::fs::write(&file, "").expect("written");
        let of = |arguments: &[&Path]| {
            let arguments: Vec<OsString> = arguments.iter().map(|one| one.as_os_str().to_owned()).collect();
            paths(&arguments, |name| name == "src").map(|paths| paths.len())
        };
        assert_eq!(of(&[&file]), Some(1));
        assert_eq!(of(&[&file, folder.path()]), Some(2));
        assert_eq!(of(&[&file, &folder.path().join("khong-co")]), None);
        assert_eq!(of(&[Path::new("src")]), None, "a folder here, and a command");
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_content_folder_is_opened_by_any_path_of_it_and_of_the_rest_is_said_what_to_do() {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-nho");
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| {
            let file = folder.path().join(name);
            std::fs::write(&file, "loai: x").expect("written");
            file
        };
        assert_eq!(content_of(std::slice::from_ref(&fixture)), Some(fixture.clone()));
        assert_eq!(content_of(&[fixture.join("tinh.yaml")]), Some(fixture));
        let (word, signed, lost) = (file("a.docx"), file("b.pdf"), file("c.yaml"));
        for (dropped, words) in [
            (vec![word.clone()], "“Nhận tệp”"),
            (vec![signed.clone()], "“Ký số”"),
            (vec![file("d.XLSX")], "“Tiến độ”"),
            (vec![file("e.jpg")], "không đọc loại tệp này"),
            (vec![lost], "không thấy tinh.yaml"),
            (vec![word, signed], "các tệp này"),
            (vec![folder.path().to_path_buf()], "không có nội dung kế hoạch"),
        ] {
            assert_eq!(content_of(&dropped), None, "{dropped:?}");
            assert!(advice(&dropped).contains(words), "{}", advice(&dropped));
        }
    }
}

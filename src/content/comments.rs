//! Chú thích cắt câu: ` #` behind a short text may be a note of the clerk's, or the sign for a number in the middle
//! of a sentence, of which YAML then drops the rest. What a text is for helps to tell them apart: a name has its
//! note there, a sentence seldom.

use super::written::{Field, Written};
use super::yaml;
use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::text::beginning;
use crate::text::words::margin::begins_note;

/// What is to be said of comments that may be the rest of the texts before them.
pub(super) fn cut(texts: &[Written]) -> impl Iterator<Item = Diagnostic> {
    texts.iter().filter_map(|text| {
        let behind = yaml::behind(&text.source.text, &text.range).filter(|behind| !behind.told)?;
        let severity = doubt(text, &behind)?;
        let words = beginning(behind.text.trim_start_matches(['#', ' ']));
        let message = format!("“{words}” không được in: “ #” mở đầu một chú thích");
        let finding = Diagnostic::info(codes::COMMENT_CUTS_TEXT, message)
            .at(Place::new(&text.source, behind.range))
            .hint("nếu là phần tiếp của câu, viết câu trong khối >-; nếu đúng là chú thích, đưa lên một dòng riêng");
        Some(Diagnostic { severity, ..finding })
    })
}

/// How much a comment looks like the rest of a text; nothing where it is a note.
fn doubt(text: &Written, behind: &yaml::Behind<'_>) -> Option<Severity> {
    let comment = behind.text.trim_start_matches('#').trim();
    let words = text.text.trim();
    // One stands apart where it was put beside the text, below others.
    let beside = behind.spaces > 1 || begins_note(behind.text);
    if !is_sentence(text.field) || beside || words.ends_with(['.', ';', '?', '!']) {
        return None;
    }
    let numbered = comment.starts_with(|c: char| c.is_ascii_digit());
    let ends = comment.ends_with(['.', ';']) && !comment.ends_with("..");
    Some(if numbered || ends || words.ends_with([',', '(', '-']) {
        Severity::Warning
    } else {
        Severity::Info
    })
}

/// Texts that go on after a number.
fn is_sentence(field: Field) -> bool {
    use Field::{AnnexTitle, Index, Section, Subject, Title};
    field.is_prose() || matches!(field, Subject | Section | Title | AnnexTitle | Index)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::content::file::FileRead;
    use crate::diagnostic::Source;

    /// What is said of comments in a plan whose task, or whatever else, stands so.
    fn told(line: &str) -> Vec<Severity> {
        let text = format!(
            "loai: ke_hoach\nma: a\nnam: 2026\ncac_muc:\n  - tieu_de: Việc\n    nhiem_vu:\n      - {line}\n"
        );
        let read = FileRead::of(&Arc::new(Source { path: "a.yaml".into(), text }));
        let comments = read.findings.iter().filter(|finding| finding.code == codes::COMMENT_CUTS_TEXT);
        comments.map(|finding| finding.severity).collect()
    }

    #[test]
    fn the_rest_of_a_short_sentence_is_told_and_a_note_beside_it_is_not() {
        for (line, severity) in [
            ("noi_dung: Gửi phiếu # 125 lên hệ thống", Severity::Warning),
            ("noi_dung: Hỗ trợ # doanh nghiệp vừa và nhỏ.", Severity::Warning),
            ("noi_dung: Hỗ trợ # doanh nghiệp", Severity::Info),
            ("san_pham: Báo cáo # theo quý", Severity::Info),
        ] {
            assert_eq!(told(line), [severity], "{line}");
        }
        for line in [
            "noi_dung: Mở lớp tập huấn # chưa xác minh",
            "noi_dung: Mở lớp tập huấn # có nên không?",
            "noi_dung: Mở lớp tập huấn    # phòng nào cũng được",
            "noi_dung: Mở lớp tập huấn. # phòng nào cũng được",
            "noi_dung: \"Gửi phiếu\" # 125 phiếu",
            "chu_tri: [so-tai-chinh] # 12 phòng",
            "ma: mot # 2 lần",
        ] {
            assert_eq!(told(line), [], "{line}");
        }
    }

    #[test]
    fn a_title_goes_on_after_a_number_as_a_sentence_does() {
        let told = |title: &str| {
            let text = format!("loai: ke_hoach\nma: a\nnam: 2026\ntrich_yeu: {title}\n");
            let read = FileRead::of(&Arc::new(Source { path: "a.yaml".into(), text }));
            read.findings.iter().filter(|finding| finding.code == codes::COMMENT_CUTS_TEXT).count()
        };
        assert_eq!(["Thực hiện Đề án # 06", "Thực hiện Đề án # chưa xác minh"].map(told), [1, 0]);
    }

    #[test]
    fn a_long_text_that_is_whole_has_its_note_and_one_that_is_cut_is_told_once() {
        let long = "noi_dung: Tổ chức hội nghị đối thoại với doanh nghiệp hằng quý";
        assert_eq!(told(&format!("{long}. # chưa xác minh")), []);
        assert_eq!(told(&format!("{long}. # phòng nào cũng được")), [Severity::Warning]);
        assert_eq!(told(&format!("{long} # chưa xác minh")), [Severity::Warning]);
        assert_eq!(told(&format!("{long} # 125")), [Severity::Warning]);
    }
}

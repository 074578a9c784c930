//! Họ tên người ký: a name that was typed below the title of a signature, beside the blank that waits for it.

use super::Compare;
use crate::render::marks::Role;
use crate::takein::align;
use crate::takein::change::{OfficialField, What};
use crate::takein::fields::{is_blank, one_space};
use crate::takein::returned::FileLine;
use crate::text::words::bodies::HEADS;

impl Compare<'_> {
    /// What a line says that stands below one of a signature, where it is the name that is missing there.
    pub(super) fn signer_below(&self, made: usize, line: &FileLine) -> Option<What> {
        let said = one_space(&align::words(line));
        let is_signers = self.waits_for_signer(made) && is_person(&said);
        is_signers.then(|| What::Official { field: OfficialField::SignerName, was: String::new(), said })
    }

    /// Whether a line is of a signature without a name yet, in the content and in the file.
    fn waits_for_signer(&self, made: usize) -> bool {
        let is_name = |made: usize| self.made[made].role == Role::SignerName;
        let is_signature = is_name(made) || self.made[made].role == Role::SignerTitle;
        let content = self.now.lines.iter().filter(|line| line.role == Role::SignerName);
        let mut content = content.flat_map(|line| &line.texts);
        let file = self.file.iter().zip(&self.alignment.of_file);
        let mut file = file.filter(|(_, of)| of.is_some_and(is_name)).map(|(line, _)| align::words(line));
        is_signature && content.all(|text| is_blank(&text.text)) && file.all(|words| is_blank(&words))
    }
}

/// Whether words are the name of a person, as it stands below a signature, and no title; in capitals they may be one.
fn is_person(words: &str) -> bool {
    let lower = words.to_lowercase();
    if HEADS.iter().any(|title| lower.contains(title)) {
        return false;
    }
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    (2..=6).contains(&words.len()) && words.into_iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::is_person;

    #[test]
    fn a_person_is_told_from_a_title() {
        assert!(["Nguyễn Văn An", "Lê Hà"].into_iter().all(is_person));
        for other in ["Phó Giám Đốc", "PHÓ GIÁM ĐỐC", "Chủ Tịch", "Trưởng Phòng", "An", "Ký tên", "Số 5"]
        {
            assert!(!is_person(other), "{other}");
        }
    }
}

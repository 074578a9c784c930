//! "./.": what stands behind the last sentence of a document, and nowhere else.

/// The mark itself.
const MARK: &str = "./.";

/// A text without the mark at its end, as the sentence that it is; `None` where it has none.
pub fn without_end_mark(text: &str) -> Option<String> {
    let mut bare = text.trim_end().strip_suffix(MARK)?;
    while let Some(rest) = bare.trim_end().strip_suffix(MARK) {
        bare = rest;
    }
    Some(with_stop(bare.trim_end()))
}

/// A sentence with a mark at its end: a full stop where it has none.
pub fn with_stop(sentence: &str) -> String {
    let stop = if sentence.ends_with(['.', ';', ':', ',', '!', '?', '…']) { "" } else { "." };
    format!("{sentence}{stop}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_takes_its_place_where_no_other_mark_stands() {
        let without = |text| without_end_mark(text).unwrap_or_default();
        assert_eq!(without("Tổ chức thực hiện./."), "Tổ chức thực hiện.");
        assert_eq!(without("Tổ chức thực hiện. ./. "), "Tổ chức thực hiện.");
        assert_eq!((without("Rà soát:./."), without("(nếu có)./.")), ("Rà soát:".into(), "(nếu có).".into()));
        assert_eq!(without_end_mark("Tổ chức thực hiện."), None);
    }
}

//! "… (xong trong quý IV/2025).": what stands in brackets at the end of a sentence.

/// The words before such brackets, and those in them, with any brackets of their own.
pub fn at_end(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end_matches(['.', ';', '/', ' ']).strip_suffix(')')?;
    let mut closed = 1;
    let mut from_end = inner.char_indices().rev();
    let (open, _) = from_end.find(|(_, c)| {
        match c {
            ')' => closed += 1,
            '(' => closed -= 1,
            _ => {}
        }
        closed == 0
    })?;
    Some((inner[..open].trim_end(), &inner[open + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_it_belong_to_the_sentence() {
        for text in ["Rà soát (quý IV)", "Rà soát (quý IV).", "Rà soát  (quý IV)./. ", "Rà soát (quý IV);"]
        {
            assert_eq!(at_end(text), Some(("Rà soát", "quý IV")), "{text}");
        }
        assert_eq!(at_end("(quý IV)"), Some(("", "quý IV")));
        assert_eq!(at_end("Rà soát (Sở X (cũ), quý IV)."), Some(("Rà soát", "Sở X (cũ), quý IV")));
        assert_eq!(at_end("Rà soát (cũ) (mới)"), Some(("Rà soát (cũ)", "mới")));
        for text in
            ["Rà soát", "a) Rà soát b)", "Rà soát (quý IV) xong", "Rà soát quý IV)", "Rà soát (quý IV),"]
        {
            assert_eq!(at_end(text), None, "{text}");
        }
    }
}

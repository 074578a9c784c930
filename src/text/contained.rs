//! How much of one text another one says: to find what answers a task, though it was reworded, joined with
//! others or cut.

use std::collections::BTreeMap;

use super::likeness::words;

/// Words of a text and pairs of neighbours, with how often each stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pieces(BTreeMap<String, usize>);

impl Pieces {
    pub fn of(text: &str) -> Self {
        let words: Vec<String> = words(text).collect();
        let pairs = words.windows(2).map(|pair| pair.join(" "));
        let mut pieces = BTreeMap::new();
        for piece in pairs.chain(words.iter().cloned()) {
            *pieces.entry(piece).or_insert(0) += 1;
        }
        Self(pieces)
    }
}

/// How rare words are among some texts: one that all of them use tells nothing.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    /// In how many of the texts a piece stands.
    counts: BTreeMap<String, f64>,
    texts: f64,
}

impl Rarity {
    pub fn among<'p>(texts: impl IntoIterator<Item = &'p Pieces>) -> Self {
        let mut rarity = Self::default();
        for Pieces(pieces) in texts {
            rarity.texts += 1.0;
            for piece in pieces.keys() {
                *rarity.counts.entry(piece.clone()).or_insert(0.0) += 1.0;
            }
        }
        rarity
    }

    /// The share of `part` that stands in `whole`, in whatever order: 0 for nothing, 1 for all of it. Rare
    /// words weigh more.
    pub fn contained(&self, part: &Pieces, whole: &Pieces) -> f64 {
        let (mut shared, mut all) = (0.0, 0.0);
        for (piece, &count) in &part.0 {
            let weight = self.weight(piece);
            let there = whole.0.get(piece).copied().unwrap_or_default().min(count);
            #[expect(clippy::cast_precision_loss, reason = "counts of words in a text")]
            let (there, count) = (there as f64, count as f64);
            shared += weight * there;
            all += weight * count;
        }
        if all == 0.0 { 0.0 } else { shared / all }
    }

    /// Always above 0.
    fn weight(&self, piece: &str) -> f64 {
        let count = self.counts.get(piece).copied().unwrap_or_default();
        ((self.texts + 1.0) / (count + 0.5)).ln()
    }
}

/// The figures of `part` that do not stand in `whole`: "30%", "15/7/2025", "02".
pub fn figures_missing(part: &str, whole: &str) -> Vec<String> {
    // "2023-2025" has the years of "2023 - 2025".
    let spaced = |text: &str| text.replace(['-', '–'], " ");
    let there: Vec<String> = words(&spaced(whole)).collect();
    words(&spaced(part))
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()) && !there.contains(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TASKS: [&str; 3] = [
        "Công khai đầy đủ bộ thủ tục hành chính tại Bộ phận một cửa",
        "Rút ngắn 30% thời gian giải quyết thủ tục hành chính về đất đai",
        "Tổ chức đối thoại với doanh nghiệp mỗi quý một lần",
    ];

    fn score(part: &str, whole: &str) -> f64 {
        let tasks = TASKS.map(Pieces::of);
        Rarity::among(&tasks).contained(&Pieces::of(part), &Pieces::of(whole))
    }

    #[test]
    fn a_task_within_a_longer_entry_is_there_whole_and_the_entry_is_not_in_the_task() {
        let entry = format!("{}. {}; phân công công chức trực hằng ngày.", TASKS[2], TASKS[0]);
        assert!(score(TASKS[0], &entry) > 0.99, "{}", score(TASKS[0], &entry));
        assert!(score(&entry, TASKS[0]) < 0.6);
        assert_eq!(score("", &entry), 0.0);
    }

    #[test]
    fn words_that_every_task_has_tell_little() {
        let common = "Tiếp tục giải quyết thủ tục hành chính";
        assert!(score(TASKS[0], common) < 0.2, "{}", score(TASKS[0], common));
        let reworded = "Bộ thủ tục hành chính được công khai đầy đủ ngay tại Bộ phận một cửa của Sở";
        assert!(score(TASKS[0], reworded) > 0.7, "{}", score(TASKS[0], reworded));
    }

    #[test]
    fn a_figure_that_is_another_is_missing() {
        assert_eq!(figures_missing(TASKS[1], "Rút ngắn 20% thời gian"), ["30%"]);
        assert!(figures_missing(TASKS[1], "Rút ngắn ít nhất 30% thời gian").is_empty());
        assert!(figures_missing("giai đoạn 2023 - 2025", "giai đoạn 2023-2025").is_empty());
    }
}

//! Near misses: which known word was most likely meant.

use crate::text::collation;

/// The known word nearest in spelling, where one is near enough to be worth asking "có phải …?".
pub(super) fn nearest<K: AsRef<str>>(word: &str, known: impl IntoIterator<Item = K>) -> Option<String> {
    let word = folded(word);
    let (distance, near) = known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &folded(candidate.as_ref())), candidate))
        .min_by_key(|(distance, _)| *distance)?;
    let near = near.as_ref();
    (distance <= near.chars().count().div_ceil(4).min(3)).then(|| near.to_owned())
}

/// Without tone marks, case and separators: "Chủ trì" is "chu_tri".
fn folded(word: &str) -> String {
    let word: String = word.chars().take(64).collect();
    collation::folded(&word).replace([' ', '-'], "_")
}

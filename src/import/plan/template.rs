//! Mẫu: which of the templates prints a plan as its source looks.

use crate::import::sentence::labels::{self, Label};
use crate::import::structure::{Document, Item, Series, items};
use crate::model::reference::Scheme;

/// A template with how it numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub template: &'static str,
    pub scheme: Scheme,
}

/// What the source looks like.
#[derive(Debug, Default)]
struct Look {
    /// 1.1. under 1.
    decimals: usize,
    letters: usize,
    /// "Triển khai thực hiện: …" behind paragraphs.
    sentences: usize,
    /// The deepest level of counted items, Mục being 1.
    depth: usize,
}

/// The template whose numbers are those of the source.
pub(super) fn choose(document: &Document) -> Choice {
    let mut look = Look::default();
    for section in items(&document.body) {
        measure(section, 1, &mut look);
    }
    // Decimals of two figures are clauses, those of more are below them.
    if look.decimals > 0 && look.sentences > 0 && look.letters == 0 {
        return Choice { template: "ke-hoach-tinh-2026", scheme: Scheme::Paragraphs };
    }
    if look.decimals > 0 || look.depth > 3 {
        return Choice { template: "ke-hoach-nhieu-cap", scheme: Scheme::Decimal };
    }
    Choice { template: "ke-hoach-tinh", scheme: Scheme::Lettered }
}

fn measure(item: &Item, depth: usize, look: &mut Look) {
    let counted = item.mark.as_ref().filter(|mark| mark.series.counts());
    if let Some(mark) = counted {
        look.depth = look.depth.max(depth);
        match mark.series {
            Series::Number(figures) if figures > 1 => look.decimals += 1,
            Series::Letter | Series::LetterNumber => look.letters += 1,
            _ => {}
        }
    } else if labels::of_line(&item.words.text).is_some_and(|found| found[0].label == Label::Division) {
        look.sentences += 1;
    }
    let below = depth + usize::from(counted.is_some() || item.heading);
    for child in item.items() {
        measure(child, below, look);
    }
}

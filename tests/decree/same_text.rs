//! The text of DOCX and PDF is the same, word for word.

use crate::paper::reading_order;
use crate::samples::{Sample, hold};

fn words(text: &str) -> Vec<String> {
    text.replace('\u{2011}', "-").split_whitespace().map(str::to_owned).collect()
}

/// Where two texts part, with a few words around.
pub fn first_difference(sample: &Sample) -> Option<String> {
    let paragraphs: Vec<String> = sample.word.paragraphs().iter().map(|paragraph| paragraph.text()).collect();
    let (docx, pdf) = (words(&paragraphs.join("\n")), words(&reading_order(&sample.layout)));
    if docx == pdf {
        return None;
    }
    let at = docx.iter().zip(&pdf).take_while(|(one, other)| one == other).count();
    let near = |words: &[String]| words[at.saturating_sub(4)..(at + 6).min(words.len())].join(" ");
    Some(format!("word {at}: DOCX “{}”, PDF “{}”", near(&docx), near(&pdf)))
}

#[test]
fn every_document_says_the_same_in_both_formats() {
    hold("the same text in both formats", |sample, faults| {
        if let Some(difference) = first_difference(sample) {
            faults.require(false, || difference);
        }
    });
}

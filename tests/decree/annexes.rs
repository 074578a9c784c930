//! ANX in the DOCX: the annexes and what the text says of them.

use crate::head::{CENTRED_BOLD, Look, is_upper, look};
use crate::samples::{Sample, hold};
use crate::word::{Paragraph, collect_paragraphs};

/// The text between title and signature, cited titles included.
fn body_text(sample: &Sample) -> String {
    let mut found = Vec::new();
    collect_paragraphs(sample.word.blocks_by_section()[0], &mut found);
    let texts: Vec<String> = found.iter().map(|paragraph| paragraph.plain()).collect();
    texts.join("\n")
}

fn labels(sample: &Sample) -> Vec<String> {
    sample.word.styled("ND30_PhuLuc").iter().map(|paragraph| paragraph.plain()).collect()
}

/// Whether a text names this very annex: "Phụ lục I" is not named by "Phụ lục II".
fn names(text: &str, label: &str) -> bool {
    text.match_indices(label).any(|(at, _)| {
        let rest = text[at + label.len()..].trim_start_matches(' ');
        let next: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let numbered = !next.is_empty() && next.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let continued = text[at + label.len()..].starts_with(|c: char| c.is_alphanumeric());
        !(continued || label == "Phụ lục" && numbered)
    })
}

#[test]
fn anx_01_the_text_mentions_every_annex_and_every_annex_mentioned_is_there() {
    hold("ANX-01", |sample, faults| {
        let (text, labels) = (body_text(sample), labels(sample));
        for label in &labels {
            faults.require(names(&text, label), || format!("the text does not mention “{label}”"));
        }
        for (at, _) in text.match_indices("Phụ lục") {
            let near: String = text[at..].chars().take(40).collect();
            let own = labels.iter().any(|label| names(&near, label));
            // "hoặc Phụ lục của Kế hoạch số 175" is another document's.
            let other = ["Phụ lục ban hành kèm theo", "Phụ lục kèm theo Kế hoạch số"];
            let other = other.iter().any(|other| near.starts_with(other));
            let all = labels.len() > 1 && text[..at].ends_with("các ");
            faults.require(own || other || all, || format!("“{near}” is not among {labels:?}"));
        }
    });
}

#[test]
fn anx_02_several_annexes_are_numbered_in_roman_and_one_is_not() {
    hold("ANX-02", |sample, faults| {
        let labels = labels(sample);
        let wanted: Vec<&str> = match labels.len() {
            0 => vec![],
            1 => vec!["Phụ lục"],
            count => ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"][..count].to_vec(),
        };
        faults.require(labels == wanted, || format!("{labels:?}; allowed: {wanted:?}"));
    });
}

#[test]
fn anx_03_label_and_title_are_bold_and_centred_and_the_title_upper_case() {
    hold("ANX-03", |sample, faults| {
        for label in sample.word.styled("ND30_PhuLuc") {
            look("Phụ lục", label, &Look { size: (14.0, 14.0), ..CENTRED_BOLD }, faults);
        }
        let titles = sample.word.styled("ND30_TenPhuLuc");
        faults.require(titles.len() == sample.document.annexes.len(), || format!("{} titles", titles.len()));
        for title in titles {
            look("tên phụ lục", title, &CENTRED_BOLD, faults);
            faults.require(is_upper(&title.text()), || format!("“{}” is not upper case", title.text()));
        }
    });
}

#[test]
fn anx_04_the_reference_is_italic_and_says_number_date_and_issuer_of_the_head() {
    hold("ANX-04", |sample, faults| {
        let head = &sample.document.head;
        let references = sample.word.styled("ND30_KemTheo");
        faults.require(references.len() == sample.document.annexes.len(), || "a reference is missing".into());
        for reference in references {
            look("Kèm theo", reference, &Look { bold: false, italic: true, ..CENTRED_BOLD }, faults);
            let text = reference.plain();
            let framed = text.starts_with("(Kèm theo Kế hoạch số ") && text.ends_with(')');
            faults.require(framed, || format!("“{text}”"));
            let date = sample.word.styled("ND30_DiaDanhNgay")[0].plain();
            let number = sample.word.styled("ND30_SoKyHieu")[0].plain();
            if sample.issued() {
                let (_, date) = date.split_once(", ").expect("a place");
                let number = number.replace("Số: ", "số ");
                faults.require(text.contains(date) && text.contains(&number), || {
                    format!("“{text}” differs from “{number}” or “{date}”")
                });
            }
            faults.require(text.contains(&format!("/{} ", head.symbol)), || format!("“{text}”: symbol"));
        }
    });
}

#[test]
fn anx_06_an_annex_begins_its_own_section_with_its_label() {
    hold("ANX-06", |sample, faults| {
        for section in &sample.word.blocks_by_section()[1..] {
            let mut found: Vec<&Paragraph> = Vec::new();
            collect_paragraphs(section, &mut found);
            let styles: Vec<&str> = found.iter().take(4).map(|one| one.style.as_str()).collect();
            faults
                .require(styles == ["ND30_PhuLuc", "ND30_TenPhuLuc", "ND30_KemTheo", "ND30_DuongKe"], || {
                    format!("an annex begins {styles:?}")
                });
        }
    });
}

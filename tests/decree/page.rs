//! PAGE and FONT in the DOCX: paper, margins, page numbers, the typeface and its sizes.

use crate::samples::hold;
use crate::word::{Element, Paragraph};

fn millimetres(twips: i32) -> f64 {
    f64::from(twips) * 25.4 / 1440.0
}

fn value(section: &Element, element: &str, attribute: &str) -> Option<i32> {
    section.child(element)?.attribute(attribute)?.parse().ok()
}

#[test]
fn page_01_every_section_is_a4() {
    hold("PAGE-01", |sample, faults| {
        for section in &sample.word.sections {
            let size = |attribute| value(section, "w:pgSz", attribute).unwrap_or(0);
            let (width, height) = (size("w:w"), size("w:h"));
            let landscape = section.child("w:pgSz").and_then(|size| size.attribute("w:orient")).is_some();
            let (short, long) = if landscape { (height, width) } else { (width, height) };
            faults.require((short - 11906).abs() <= 20 && (long - 16838).abs() <= 20, || {
                format!("paper is {width} × {height} twips; A4 is 11906 × 16838 ±20")
            });
        }
        let first = sample.word.sections.first().and_then(|section| section.child("w:pgSz"));
        faults.require(first.is_some_and(|size| size.attribute("w:orient").is_none()), || {
            "the main text is not in portrait (PAGE-02)".to_owned()
        });
    });
}

#[test]
fn page_03_margins_of_every_section_are_those_of_the_decree() {
    let allowed = [
        ("top margin", "w:top", (20.0, 25.0)),
        ("bottom margin", "w:bottom", (20.0, 25.0)),
        ("left margin", "w:left", (30.0, 35.0)),
        ("right margin", "w:right", (15.0, 20.0)),
    ];
    hold("PAGE-03", |sample, faults| {
        for section in &sample.word.sections {
            for (what, attribute, range) in allowed {
                let margin = value(section, "w:pgMar", attribute).unwrap_or(0);
                let gutter = value(section, "w:pgMar", "w:gutter").unwrap_or(0);
                let margin = if attribute == "w:left" { margin + gutter } else { margin };
                faults.within(what, millimetres(margin), range, "mm");
            }
        }
    });
}

#[test]
fn page_04_the_page_number_is_centred_in_the_header_and_nowhere_else() {
    hold("PAGE-04", |sample, faults| {
        faults.require(sample.word.header_fields == ["PAGE"], || {
            format!("the header has the fields {:?}; allowed: PAGE alone", sample.word.header_fields)
        });
        for paragraph in &sample.word.header {
            faults.require(paragraph.align() == "center", || {
                format!("the number is aligned {}; allowed: center", paragraph.align())
            });
            for run in &paragraph.runs {
                faults.within("size of the number", run.size(), (13.0, 14.0), "pt");
                faults.require(!run.italic() && !run.bold(), || "the number is not upright".to_owned());
            }
        }
        faults.require(!sample.word.part_names.iter().any(|part| part.contains("footer")), || {
            "there is a footer".to_owned()
        });
        for section in &sample.word.sections {
            let header = section.child("w:headerReference");
            faults.require(header.and_then(|header| header.attribute("w:type")) == Some("default"), || {
                "a section has no default header".to_owned()
            });
            let top = value(section, "w:pgMar", "w:header").unwrap_or(0);
            let size = 14.0 * 1.15 * 25.4 / 72.0;
            faults.within("foot of the number", millimetres(top) + size, (0.0, 25.0), "mm");
        }
    });
}

#[test]
fn page_05_the_first_page_shows_no_number_and_page_06_counting_starts_at_one_anx_05_in_every_annex() {
    hold("PAGE-05, PAGE-06, ANX-05", |sample, faults| {
        let annexes = sample.document.annexes.len();
        faults.require(sample.word.sections.len() == annexes + 1, || {
            format!("{} sections for {annexes} annexes", sample.word.sections.len())
        });
        for (at, section) in sample.word.sections.iter().enumerate() {
            faults.require(section.child("w:titlePg").is_some(), || {
                format!("section {at} shows a number on its first page")
            });
            let first_headers =
                section.children.iter().filter(|child| child.attribute("w:type") == Some("first"));
            faults.require(first_headers.count() == 0, || format!("section {at} has a first-page header"));
            let start = value(section, "w:pgNumType", "w:start");
            faults.require(start == Some(1), || format!("section {at} starts at {start:?}; allowed: 1"));
        }
    });
}

#[test]
fn font_01_every_text_is_in_times_new_roman_and_font_02_in_no_legacy_encoding() {
    hold("FONT-01, FONT-02", |sample, faults| {
        for paragraph in sample.word.paragraphs() {
            for run in paragraph.inked() {
                for script in ["ascii", "hAnsi", "cs", "eastAsia"] {
                    let family = run.properties.get(&format!("rFonts/{script}")).map(String::as_str);
                    faults.require(family == Some("Times New Roman"), || {
                        format!("{script} font of “{}” is {family:?}; allowed: Times New Roman", run.text)
                    });
                }
            }
        }
    });
}

#[test]
fn font_03_text_is_black_without_highlight_except_the_urgency_mark() {
    hold("FONT-03", |sample, faults| {
        for paragraph in sample.word.paragraphs() {
            for run in paragraph.inked() {
                let colour = run.properties.get("color/val").map_or("auto", String::as_str);
                let red_mark = paragraph.style == "ND30_DoKhan";
                faults.require(red_mark || matches!(colour, "auto" | "000000"), || {
                    format!("“{}” is coloured {colour}; allowed: auto or 000000", run.text)
                });
                for shade in ["highlight/val", "shd/fill"] {
                    faults.require(!run.properties.contains_key(shade), || {
                        format!("“{}” has {shade}", run.text)
                    });
                }
            }
        }
    });
}

#[test]
fn font_04_text_is_composed_and_has_no_invisible_characters() {
    use unicode_normalization::is_nfc;
    hold("FONT-04", |sample, faults| {
        for paragraph in sample.word.paragraphs() {
            let text = paragraph.text();
            faults.require(is_nfc(&text), || format!("“{text}” is not NFC"));
            let odd = |c: char| {
                matches!(
                    c,
                    '\u{ad}' | '\u{200b}'
                        ..='\u{200f}' | '\u{feff}' | '\u{2011}' | '\u{d0}' | '\u{2013}' | '\u{2014}'
                ) || ('\u{300}'..='\u{36f}').contains(&c)
            };
            faults.require(!text.contains(odd), || format!("“{text}” has an invisible or foreign character"));
        }
    });
}

#[test]
fn font_05_sizes_go_together_as_13_14_14_or_12_13_13_and_the_body_is_uniform() {
    hold("FONT-05", |sample, faults| {
        let size = |style: &str| {
            let found = sample.word.styled(style);
            found.first().and_then(|paragraph| paragraph.inked().next()).map_or(0.0, |run| run.size())
        };
        let profile = ["ND30_QuocHieu", "ND30_TieuNgu", "ND30_DiaDanhNgay"].map(size);
        faults.require(matches!(profile, [13.0, 14.0, 14.0] | [12.0, 13.0, 13.0]), || {
            format!("Quốc hiệu, Tiêu ngữ and ô 4 are {profile:?}; allowed: 13, 14, 14 or 12, 13, 13")
        });
        let body = |paragraph: &&Paragraph| {
            matches!(paragraph.style.as_str(), "ND30_NoiDung" | "ND30_Diem" | "ND30_Gach")
                || paragraph.style.starts_with("Heading")
        };
        let paragraphs = sample.word.paragraphs();
        for run in paragraphs.into_iter().filter(body).flat_map(|paragraph| paragraph.inked()) {
            faults.require(run.size() == profile[1], || {
                format!("“{}” is {} pt in a text of {} pt", run.text, run.size(), profile[1])
            });
        }
    });
}

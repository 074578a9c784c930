//! BODY, STR and TXT in the DOCX: ô 6.

use kehoach::document::{BlockKind, Inline, Row};

use crate::head::is_upper;
use crate::samples::hold;
use crate::word::{self, Block, Paragraph};

/// Điểm: the letters in the order of the decree's own lists.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

fn of_body(paragraph: &Paragraph) -> bool {
    matches!(paragraph.style.as_str(), "ND30_NoiDung" | "ND30_Diem" | "ND30_Gach")
        || paragraph.style.starts_with("Heading")
}

#[test]
fn body_01_text_is_13_to_14_upright_and_justified() {
    hold("BODY-01", |sample, faults| {
        for paragraph in sample.word.paragraphs().into_iter().filter(|one| of_body(one)) {
            // How a heading is aligned the decree does not say (§6.2 of the fact sheet): left.
            let wanted = if paragraph.style.starts_with("Heading") { "left" } else { "both" };
            faults.require(paragraph.align() == wanted, || {
                format!("“{}” is aligned {}; allowed: {wanted}", paragraph.text(), paragraph.align())
            });
            for run in paragraph.inked() {
                faults.within(&format!("size of “{}”", run.text), run.size(), (13.0, 14.0), "pt");
            }
        }
        for paragraph in sample.word.paragraphs() {
            let italic = paragraph.properties.get("i/val");
            faults.require(italic.is_none(), || format!("style {} sets paragraphs italic", paragraph.style));
        }
    });
}

#[test]
fn body_02_the_first_line_is_indented_by_1_or_1_27_cm_and_not_by_spaces() {
    hold("BODY-02", |sample, faults| {
        for paragraph in sample.word.paragraphs().into_iter().filter(|one| of_body(one)) {
            let indent = paragraph.number("ind/firstLine");
            faults.require((indent - 567).abs() <= 12 || (indent - 720).abs() <= 12, || {
                format!("“{}”: first line by {indent} twips; allowed: 567 or 720 ±12", paragraph.text())
            });
            let text = paragraph.text();
            faults
                .require(!text.starts_with(char::is_whitespace), || format!("“{text}” begins with a space"));
        }
    });
}

#[test]
fn body_03_there_are_6_pt_between_paragraphs_and_body_04_single_to_one_and_a_half_lines() {
    hold("BODY-03, BODY-04", |sample, faults| {
        for section in sample.word.blocks_by_section() {
            let mut after = 0;
            for block in section {
                let Block::Paragraph(paragraph) = block else { continue };
                if of_body(paragraph) {
                    let space = after + paragraph.number("spacing/before");
                    faults.require(space >= 120, || {
                        format!("{space} twips above “{}”; allowed: 120 and more", paragraph.text())
                    });
                    let line = paragraph.number("spacing/line");
                    let rule = paragraph.properties.get("spacing/lineRule").map(String::as_str);
                    faults.require(rule == Some("auto") && (240..=360).contains(&line), || {
                        format!("lines of “{}” are {line} {rule:?}; allowed: auto 240-360", paragraph.text())
                    });
                }
                after = paragraph.number("spacing/after");
            }
        }
    });
}

#[test]
fn body_05_no_empty_paragraph_and_no_double_space_stands_for_layout() {
    hold("BODY-05, TXT-04", |sample, faults| {
        for paragraph in sample.word.paragraphs().into_iter().filter(|one| of_body(one)) {
            let text = paragraph.plain();
            faults.require(!text.trim().is_empty(), || "an empty paragraph".to_owned());
            faults.require(!text.contains("  "), || format!("two spaces in “{text}”"));
            let stops = text.replace("...", "…");
            faults.require(!stops.contains("..") && !stops.contains(".;"), || format!("stops in “{text}”"));
            for bad in [" ,", " .", " ;", " :", " )", "( ", ",,", ";;"] {
                faults.require(!text.contains(bad), || format!("“{bad}” in “{text}”"));
            }
        }
    });
}

#[test]
fn body_06_the_text_ends_with_full_stop_stroke_full_stop_before_the_signature() {
    hold("BODY-06", |sample, faults| {
        let sections = sample.word.blocks_by_section();
        for blocks in &sections {
            let last = blocks.iter().rev().find_map(|block| match block {
                Block::Paragraph(paragraph) if of_body(paragraph) => Some(paragraph),
                _ => None,
            });
            let text = last.map(Paragraph::text).unwrap_or_default();
            let words = text.strip_suffix("./.");
            let well = words.is_some_and(|words| !words.ends_with(['.', ' ']));
            faults.require(well, || format!("ends “{text}”"));
        }
        let ends = sample.word.paragraphs().into_iter().filter(|one| one.text().contains("./.")).count();
        let wanted = sections.len();
        faults.require(ends == wanted, || format!("“./.” stands {ends} times in {wanted} sections"));
    });
}

/// The number of a heading or clause: `I.`, `1.`, `2.3.`, and what follows it.
fn label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(' ')?;
    label.strip_suffix('.').map(|label| (label, rest))
}

fn roman(mut number: usize) -> String {
    let mut text = String::new();
    for (value, digits) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            text.push_str(digits);
            number -= value;
        }
    }
    text
}

#[test]
fn str_02_sections_are_roman_upper_case_bold_and_consecutive() {
    hold("STR-02", |sample, faults| {
        for section in sample.word.blocks_by_section() {
            let mut expected = 0;
            for block in section {
                let Block::Paragraph(paragraph) = block else { continue };
                if paragraph.style != "Heading1" {
                    continue;
                }
                expected += 1;
                let text = paragraph.plain();
                let (number, title) = label(&text).unwrap_or(("", &text));
                faults.require(number == roman(expected), || {
                    format!("“{text}” should be number {}", roman(expected))
                });
                faults.require(is_upper(title), || format!("“{text}” is not upper case"));
                faults.require(!title.ends_with(['.', ';', ':']), || format!("“{text}” ends in a stop"));
                for run in paragraph.inked() {
                    faults.require(run.bold() && !run.italic(), || format!("“{text}” is not bold upright"));
                }
            }
        }
    });
}

/// Counters of the levels under a section.
#[derive(Default)]
struct Counters {
    clause: usize,
    sub_clause: usize,
    letter: usize,
}

#[test]
fn str_03_clauses_are_consecutive_under_their_section_and_titles_are_bold_without_a_stop() {
    hold("STR-03, STR-06", |sample, faults| {
        for section in sample.word.blocks_by_section() {
            let mut at = Counters::default();
            for block in section {
                let Block::Paragraph(paragraph) = block else { continue };
                let text = paragraph.plain();
                let (number, title) = label(&text).unwrap_or(("", &text));
                let expected = match paragraph.style.as_str() {
                    "Heading1" => {
                        at = Counters::default();
                        continue;
                    }
                    "Heading3" => {
                        at.sub_clause += 1;
                        format!("{}.{}", at.clause, at.sub_clause)
                    }
                    "Heading2" => {
                        at = Counters { clause: at.clause + 1, ..Counters::default() };
                        at.clause.to_string()
                    }
                    _ if of_body(paragraph) && number.parse::<usize>().is_ok() => {
                        at = Counters { clause: at.clause + 1, ..Counters::default() };
                        at.clause.to_string()
                    }
                    _ => continue,
                };
                faults.require(number == expected, || format!("“{text}” should be number {expected}"));
                if paragraph.style.starts_with("Heading") {
                    faults.require(!title.ends_with(['.', ';', ':']), || format!("“{text}” ends in a stop"));
                    faults.require(paragraph.inked().all(|run| run.bold()), || format!("“{text}” not bold"));
                }
            }
        }
    });
}

#[test]
fn str_04_letters_are_in_the_order_of_the_decree_consecutive_and_upright() {
    hold("STR-04, STR-05", |sample, faults| {
        for section in sample.word.blocks_by_section() {
            let mut at = Counters::default();
            for block in section {
                let Block::Paragraph(paragraph) = block else { continue };
                let text = paragraph.plain();
                let clause = label(&text).is_some_and(|(number, _)| number.parse::<usize>().is_ok());
                if paragraph.style.starts_with("Heading") || clause {
                    at.letter = 0;
                }
                let mut start = text.chars();
                let (Some(letter), Some(')')) = (start.next(), start.next()) else {
                    faults.require(paragraph.style != "ND30_Diem", || format!("no letter in “{text}”"));
                    continue;
                };
                let expected = LETTERS.chars().nth(at.letter);
                faults.require(paragraph.style == "ND30_Diem", || {
                    format!("“{text}” is set as {}, not as ND30_Diem", paragraph.style)
                });
                faults.require(expected == Some(letter), || format!("“{text}” should be {expected:?})"));
                let marker = paragraph.inked().next();
                faults.require(marker.is_some_and(|run| !run.bold() && !run.italic()), || {
                    format!("the letter of “{text}” is not plain")
                });
                at.letter += 1;
            }
        }
    });
}

#[test]
fn txt_10_an_issued_document_has_no_placeholder() {
    hold("TXT-10", |sample, faults| {
        if !sample.issued() {
            return;
        }
        for paragraph in sample.word.paragraphs() {
            let text = paragraph.text();
            // A unit that content does not name: `check` warns of it, and a control marks the place.
            if sample.unassigned > 0 && paragraph.controls == ["don_vi"] {
                continue;
            }
            // "…" after a word is an ellipsis; standing by itself it is a place to fill.
            for placeholder in ["……", " …", "....", "[", "]", "xxx", "TBD", "CẦN BỔ SUNG", "XXX"] {
                faults.require(!text.contains(placeholder), || format!("“{placeholder}” in “{text}”"));
            }
        }
    });
}

#[test]
fn what_is_to_be_filled_in_is_a_content_control_with_a_tag_and_what_is_known_is_text() {
    hold("content controls", |sample, faults| {
        let controls: Vec<String> =
            sample.word.paragraphs().iter().flat_map(|paragraph| paragraph.controls.clone()).collect();
        let head = &sample.document.head;
        let known = [("so", head.number.is_some()), ("ngay", head.date.day.is_some())];
        let name = matches!(sample.document.closing.signature.name, Inline::Text { .. });
        for (tag, known) in known.into_iter().chain([("ho_ten_nguoi_ky", name), ("trich_yeu", true)]) {
            let control = controls.iter().any(|own| own == tag);
            faults.require(control != known, || format!("“{tag}” is known: {known}; control: {control}"));
        }
        faults.require(controls.iter().all(|tag| !tag.is_empty()), || "a control without tag".to_owned());
        for paragraph in sample.word.paragraphs() {
            let text = paragraph.text();
            let dots = text.split(|c| c != '…').filter(|dots| dots.chars().count() > 1).count();
            faults.require(dots <= paragraph.controls.len(), || {
                format!("dots outside a control in “{}”", paragraph.text())
            });
        }
    });
}

#[test]
fn the_body_and_the_annexes_of_the_model_are_all_in_the_file() {
    hold("nothing lost", |sample, faults| {
        let mut blocks: Vec<&BlockKind> = sample.document.body.iter().map(|block| &block.kind).collect();
        let annexes = sample.document.annexes.iter().flat_map(|annex| &annex.body);
        blocks.extend(annexes.map(|block| &block.kind));
        let tables = blocks.iter().filter(|kind| matches!(kind, BlockKind::Table(_))).count();
        // Head and closing are tables too.
        faults.require(sample.word.tables().count() == tables + 2, || "a table is missing".to_owned());
        let rows: usize = blocks
            .iter()
            .map(|kind| match kind {
                BlockKind::Table(table) => table.header.len() + table.rows.len(),
                _ => 0,
            })
            .sum();
        let printed: usize = sample
            .word
            .tables()
            .filter(|table| table.style == "ND30_Bang")
            .map(|table| table.rows.len())
            .sum();
        faults.require(rows == printed, || format!("{printed} rows of {rows}"));
        let groups = blocks.iter().any(|kind| match kind {
            BlockKind::Table(table) => table.rows.iter().any(|row| matches!(row, Row::Group(_))),
            _ => false,
        });
        let headed = sample.word.tables().filter(|table| table.style == "ND30_Bang");
        for table in headed {
            faults.require(table.rows.first().is_some_and(|row| row.header), || "no header row".to_owned());
            faults.require(table.rows.iter().all(|row| row.whole || is_tall(row)), || {
                "a row may break".to_owned()
            });
            let last = table.rows.last().map_or(0, |row| row.cells.len());
            faults.require(!groups || last > 1, || "a group without rows ends a table".to_owned());
        }
    });
}

/// Of eight lines at least in a column of half the page: the only rows that may break.
fn is_tall(row: &word::Row) -> bool {
    let text = |cell: &word::Cell| {
        let length = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.text().chars().count(),
            Block::Table(_) => 0,
        };
        cell.blocks.iter().map(length).sum::<usize>()
    };
    row.cells.iter().any(|cell| text(cell) > 300)
}

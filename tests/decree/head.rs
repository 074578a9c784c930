//! HEAD, LINE, ORG, NUM, DATE and TITLE in the DOCX: ô 1 to ô 5a.

use kehoach::document::Face;
use kehoach::length::Length;
use kehoach::official::State;
use kehoach::render::font::FontSet;

use crate::samples::{Faults, Sample, hold};
use crate::word::{Block, Cell, Paragraph};

const TEXT_WIDTH: i32 = 9354;

/// How a component must look.
pub struct Look {
    pub size: (f64, f64),
    pub bold: bool,
    pub italic: bool,
    pub align: &'static str,
}

pub const CENTRED_BOLD: Look = Look { size: (13.0, 14.0), bold: true, italic: false, align: "center" };

/// Holds one paragraph against the look of its component.
pub fn look(what: &str, paragraph: &Paragraph, look: &Look, faults: &mut Faults) {
    faults.require(paragraph.align() == look.align, || {
        format!("{what} is aligned {}; allowed: {}", paragraph.align(), look.align)
    });
    for run in paragraph.inked() {
        faults.within(&format!("size of {what}"), run.size(), look.size, "pt");
        faults.require(run.bold() == look.bold, || format!("{what} “{}”: bold is {}", run.text, run.bold()));
        faults.require(run.italic() == look.italic, || {
            format!("{what} “{}”: italic is {}", run.text, run.italic())
        });
    }
}

pub fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.to_uppercase() == text
}

/// The cells of the first table: issuer and nation, number and date, marks.
fn head_rows(sample: &Sample) -> Vec<&[Cell]> {
    let table = sample.word.tables().next().expect("a head");
    table.rows.iter().map(|row| row.cells.as_slice()).collect()
}

fn texts(cell: &Cell) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    crate::word::collect_paragraphs(&cell.blocks, &mut found);
    found
}

fn in_style<'a>(cell: &'a Cell, style: &str) -> Vec<&'a Paragraph> {
    texts(cell).into_iter().filter(|paragraph| paragraph.style == style).collect()
}

#[test]
fn head_01_the_nation_line_is_exact_bold_upper_case_of_12_to_13_on_one_line() {
    hold("HEAD-01", |sample, faults| {
        let found = sample.word.styled("ND30_QuocHieu");
        faults.require(found.len() == 1, || format!("{} nation lines; allowed: 1", found.len()));
        for line in found {
            faults.require(line.text() == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", || line.text());
            look("Quốc hiệu", line, &Look { size: (12.0, 13.0), ..CENTRED_BOLD }, faults);
            let size = Length::pt(line.runs[0].size());
            let width = FontSet::bundled().width(&line.text(), Face::BOLD, size).to_twips();
            let room = head_rows(sample)[0][1].width;
            faults.require(width <= room, || format!("Quốc hiệu is {width} twips in a cell of {room}"));
        }
    });
}

#[test]
fn head_02_the_motto_is_exact_and_bold_and_head_03_directly_under_the_nation_line() {
    hold("HEAD-02, HEAD-03", |sample, faults| {
        let rows = head_rows(sample);
        let row = rows.iter().find(|row| !in_style(&row[1], "ND30_QuocHieu").is_empty()).expect("ô 1");
        let cell = texts(&row[1]);
        let styles: Vec<&str> = cell.iter().map(|paragraph| paragraph.style.as_str()).collect();
        faults.require(styles == ["ND30_QuocHieu", "ND30_TieuNgu", "ND30_DuongKe"], || {
            format!("the right cell holds {styles:?}")
        });
        let motto = in_style(&row[1], "ND30_TieuNgu")[0];
        faults.require(motto.text() == "Độc lập - Tự do - Hạnh phúc", || motto.text());
        look("Tiêu ngữ", motto, &CENTRED_BOLD, faults);
        for line in &cell[..2] {
            let [before, after, spacing] =
                ["spacing/before", "spacing/after", "spacing/line"].map(|name| line.number(name));
            faults.require((before, after, spacing) == (0, 0, 240), || {
                format!(
                    "“{}” has {before} before, {after} after, line {spacing}; allowed: 0, 0, 240",
                    line.text()
                )
            });
        }
    });
}

/// Length of a drawn rule in a container, after the indents that centre it.
fn rule_length(rule: &Paragraph, container: i32) -> i32 {
    container - rule.number("ind/left") - rule.number("ind/right")
}

/// Lines of a paragraph as Word breaks them, in twips.
fn line_lengths(paragraph: &Paragraph, container: i32, face: Face) -> Vec<i32> {
    let fonts = FontSet::bundled();
    let size = Length::pt(paragraph.inked().next().map_or(0.0, |run| run.size()));
    let width = |text: &str| fonts.width(text, face, size).to_twips();
    let room = rule_length(paragraph, container);
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.text().split(' ') {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}")) <= room => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| width(line)).collect()
}

/// A rule is solid, centred, and a third to a half of one of the lines over it.
fn short_rule(what: &str, rule: Option<&Paragraph>, container: i32, lines: &[i32], faults: &mut Faults) {
    let Some(rule) = rule else { return faults.require(false, || format!("no rule under {what}")) };
    solid(what, rule, faults);
    let length = rule_length(rule, container);
    faults.require(lines.iter().any(|line| length * 3 >= *line && length * 2 <= *line), || {
        format!("rule under {what} is {length} twips; allowed: 1/3 to 1/2 of one of {lines:?}")
    });
    let off = rule.number("ind/left") - rule.number("ind/right");
    faults.within("rule off its centre", f64::from(off.abs()) / 2.0 * 25.4 / 1440.0, (0.0, 3.0), "mm");
}

fn solid(what: &str, rule: &Paragraph, faults: &mut Faults) {
    let line = rule.properties.get("pBdr/bottom/val").map(String::as_str);
    faults.require(rule.style == "ND30_DuongKe" && line == Some("single"), || {
        format!("rule under {what} is {line:?}; allowed: single")
    });
}

#[test]
fn line_01_the_rule_under_the_motto_is_as_long_as_the_motto() {
    hold("LINE-01", |sample, faults| {
        let rows = head_rows(sample);
        let row = rows.iter().find(|row| !in_style(&row[1], "ND30_QuocHieu").is_empty()).expect("ô 1");
        let (motto, rule) = (in_style(&row[1], "ND30_TieuNgu"), in_style(&row[1], "ND30_DuongKe"));
        let Some(rule) = rule.first() else { return faults.require(false, || "no rule".to_owned()) };
        solid("Tiêu ngữ", rule, faults);
        let (length, text) =
            (rule_length(rule, row[1].width), line_lengths(motto[0], row[1].width, Face::BOLD)[0]);
        let share = f64::from(length) / f64::from(text);
        faults.within("rule in parts of the motto", share * 100.0, (95.0, 105.0), "%");
    });
}

#[test]
fn line_02_the_rule_under_the_issuer_is_a_third_to_a_half_of_its_line_and_centred() {
    hold("LINE-02", |sample, faults| {
        let rows = head_rows(sample);
        let row = rows.iter().find(|row| !in_style(&row[0], "ND30_CoQuanBanHanh").is_empty()).expect("ô 2");
        let issuer = in_style(&row[0], "ND30_CoQuanBanHanh");
        let width = row[0].width;
        let lines: Vec<i32> =
            issuer.iter().flat_map(|paragraph| line_lengths(paragraph, width, Face::BOLD)).collect();
        faults.require(lines.iter().all(|line| *line <= width), || {
            format!("a line of the issuer is wider than its cell: {lines:?} in {width}")
        });
        let last = texts(&row[0]).into_iter().next_back();
        short_rule("the issuer", last, width, &lines, faults);
    });
}

#[test]
fn line_03_the_rule_under_the_subject_is_a_third_to_a_half_of_its_line_and_centred() {
    hold("LINE-03", |sample, faults| {
        let paragraphs = sample.word.paragraphs();
        let at = paragraphs.iter().position(|one| one.style == "ND30_TrichYeu").expect("a subject");
        let lines = line_lengths(paragraphs[at], TEXT_WIDTH, Face::BOLD);
        short_rule("the subject", paragraphs.get(at + 1).copied(), TEXT_WIDTH, &lines, faults);
    });
}

#[test]
fn line_04_nothing_is_underlined_and_no_rule_is_typed() {
    hold("LINE-04", |sample, faults| {
        for paragraph in sample.word.paragraphs() {
            for run in &paragraph.runs {
                faults.require(!run.properties.contains_key("u/val"), || format!("underlined: {}", run.text));
            }
            let text = paragraph.text();
            faults.require(!text.contains("---") && !text.contains("___"), || format!("typed rule: {text}"));
        }
    });
}

#[test]
fn org_01_the_issuer_is_bold_upper_case_and_org_02_its_superior_not_bold() {
    hold("ORG-01, ORG-02", |sample, faults| {
        let issuer = sample.word.styled("ND30_CoQuanBanHanh");
        faults.require(!issuer.is_empty(), || "no issuer".to_owned());
        let lines = issuer.into_iter().map(|line| (line, true));
        let superior = sample.word.styled("ND30_CoQuanChuQuan").into_iter().map(|line| (line, false));
        for (line, bold) in lines.chain(superior) {
            let text = line.text();
            faults.require(is_upper(&text), || format!("“{text}” is not upper case"));
            look("the issuer", line, &Look { size: (12.0, 13.0), bold, ..CENTRED_BOLD }, faults);
        }
    });
}

#[test]
fn org_03_departments_name_their_superior_with_its_place_and_people_s_committees_have_none() {
    hold("ORG-03, ORG-04", |sample, faults| {
        let head = &sample.document.head;
        let committee = head.issuer.first().is_some_and(|line| line == "ỦY BAN NHÂN DÂN");
        faults.require(!committee || head.superior.is_empty(), || format!("superior {:?}", head.superior));
        let bare = head.superior.iter().any(|line| line.trim() == "UBND");
        faults.require(!bare, || "the superior names no place".to_owned());
    });
}

/// `^Số: (0[1-9]|[1-9]\d+)/KH-[A-ZĐ…]+(-[…]+)*$`; spaces for the number in a draft.
fn number_fault(text: &str, state: State) -> Option<&'static str> {
    let Some(rest) = text.strip_prefix("Số:") else { return Some("does not begin “Số:”") };
    let Some((number, symbol)) = rest.split_once('/') else { return Some("has no “/”") };
    if state == State::Draft && number.chars().all(|c| c == ' ') {
        if number.chars().count() < 4 {
            return Some("leaves no room for the number");
        }
    } else {
        let Some(digits) = number.strip_prefix(' ') else { return Some("has no space after “Số:”") };
        if digits.len() < 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some("has no number of two digits or more");
        }
        if digits.len() > 2 && digits.starts_with('0') || digits == "00" {
            return Some("is padded beyond two digits");
        }
    }
    let Some(code) = symbol.strip_prefix("KH-") else { return Some("has not the type code KH (NUM-04)") };
    let group = |group: &str| {
        !group.is_empty() && group.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&')
    };
    if code.split('-').all(group) { None } else { Some("has an issuer code that is not in capitals") }
}

#[test]
fn num_01_02_04_the_number_and_symbol_are_written_as_the_decree_says() {
    hold("NUM-01, NUM-02, NUM-04", |sample, faults| {
        let found = sample.word.styled("ND30_SoKyHieu");
        faults.require(found.len() == 1, || format!("{} lines of number", found.len()));
        for line in found {
            let text = line.plain();
            if let Some(fault) = number_fault(&text, sample.document.meta.state) {
                faults.require(false, || format!("“{text}” {fault}"));
            }
            let symbol = text.split_once('/').map_or("", |(_, symbol)| symbol);
            faults
                .require(symbol.chars().count() <= 30, || format!("{symbol} is over 30 characters (NUM-05)"));
        }
    });
}

#[test]
fn num_03_the_number_is_13_upright_centred_under_the_issuer_date_02_beside_the_italic_date() {
    hold("NUM-03, DATE-02", |sample, faults| {
        let rows = head_rows(sample);
        let issuer = rows.iter().position(|row| !in_style(&row[0], "ND30_CoQuanBanHanh").is_empty());
        let number = rows.iter().position(|row| !in_style(&row[0], "ND30_SoKyHieu").is_empty());
        faults.require(issuer.map(|at| at + 1) == number, || "number not under the issuer".to_owned());
        let Some(row) = number.map(|at| rows[at]) else { return };
        let upright = Look { size: (13.0, 13.0), bold: false, ..CENTRED_BOLD };
        let number = in_style(&row[0], "ND30_SoKyHieu");
        look("Số, ký hiệu", number[0], &upright, faults);
        let date = in_style(&row[1], "ND30_DiaDanhNgay");
        faults.require(date.len() == 1, || "the date is not in the row of the number".to_owned());
        for date in date {
            look("địa danh, ngày", date, &Look { bold: false, italic: true, ..CENTRED_BOLD }, faults);
            let baseline = |paragraph: &Paragraph| {
                f64::from(paragraph.number("spacing/before")) / 20.0 + paragraph.runs[0].size() * 0.891
            };
            let off = (baseline(date) - baseline(number[0])).abs();
            faults.within("baselines of ô 3 and ô 4 apart by", off, (0.0, 0.1), "pt");
        }
    });
}

#[test]
fn num_06_number_and_date_are_blank_in_drafts_only() {
    hold("NUM-06", |sample, faults| {
        let head = &sample.document.head;
        let known = head.number.is_some() && head.date.day.is_some() && head.date.month.is_some();
        faults.require(known || !sample.issued(), || "an issued document without number or date".to_owned());
    });
}

/// `^<Place>, ngày (0[1-9]|[12]\d|3[01]) tháng (0[12]|[3-9]|1[0-2]) năm 20\d\d$`.
fn date_fault(text: &str, place: &str, state: State) -> Option<String> {
    let rest = text.strip_prefix(place)?.strip_prefix(", ngày ");
    let Some((day, rest)) = rest.and_then(|rest| rest.split_once(" tháng ")) else {
        return Some(format!("“{text}” is not “{place}, ngày … tháng … năm …”"));
    };
    let Some((month, year)) = rest.split_once(" năm ") else {
        return Some(format!("no “năm” in “{text}”"));
    };
    let blank = |part: &str| state == State::Draft && part.trim().is_empty();
    let day_ok = day.len() == 2 && day.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let month_ok = month.parse().is_ok_and(|value: u8| {
        (1..=12).contains(&value) && month.len() == if value <= 2 || value >= 10 { 2 } else { 1 }
    });
    let year_ok = year.len() == 4 && year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit());
    if (day_ok || blank(day)) && (month_ok || blank(month)) && year_ok {
        return None;
    }
    Some(format!("“{text}”: day “{day}”, month “{month}”, year “{year}”"))
}

#[test]
fn date_01_place_and_date_are_written_in_words_with_the_padding_of_the_decree() {
    hold("DATE-01", |sample, faults| {
        let found = sample.word.styled("ND30_DiaDanhNgay");
        faults.require(found.len() == 1, || format!("{} dates", found.len()));
        for line in found {
            let place = &sample.document.head.place;
            faults.require(place.starts_with(char::is_uppercase), || format!("place “{place}”"));
            let text = line.plain();
            faults.require(text.starts_with(place.as_str()), || format!("“{text}” without “{place}”"));
            if let Some(fault) = date_fault(&text, place, sample.document.meta.state) {
                faults.require(false, || fault);
            }
        }
    });
}

#[test]
fn title_01_the_kind_stands_alone_upper_case_bold_centred() {
    hold("TITLE-01", |sample, faults| {
        let found = sample.word.styled("ND30_TenLoai");
        faults.require(found.len() == 1, || format!("{} titles", found.len()));
        for line in found {
            faults.require(line.text() == "KẾ HOẠCH", || line.text());
            look("tên loại", line, &CENTRED_BOLD, faults);
        }
    });
}

#[test]
fn title_02_the_subject_follows_bold_and_title_03_without_v_v_and_full_stop() {
    hold("TITLE-02, TITLE-03", |sample, faults| {
        let body: Vec<&Paragraph> = sample
            .word
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph),
                Block::Table(_) => None,
            })
            .collect();
        let kind = body.iter().position(|one| one.style == "ND30_TenLoai").expect("tên loại");
        let subject = body[kind + 1];
        faults.require(subject.style == "ND30_TrichYeu", || format!("after the title: {}", subject.style));
        look("trích yếu", subject, &CENTRED_BOLD, faults);
        faults.require(subject.number("spacing/before") == 0, || "space above the subject".to_owned());
        let text = subject.plain();
        faults.require(!is_upper(&text), || "the subject is all upper case".to_owned());
        faults.require(!text.starts_with("V/v") && !text.starts_with("Về việc"), || text.clone());
        faults.require(!text.ends_with('.'), || format!("“{text}” ends with a full stop"));
        faults.require(text.starts_with(char::is_uppercase), || format!("“{text}” begins in lower case"));
        faults.require(text.chars().count() <= 500, || format!("{} characters", text.chars().count()));
    });
}

#[test]
fn the_checks_of_number_and_date_refuse_what_the_decree_refuses() {
    use State::{Draft, Issued};
    assert_eq!(number_fault("Số: 05/KH-UBND", Issued), None);
    assert_eq!(number_fault("Số:      /KH-STC", Draft), None);
    for bad in ["Số: 5/KH-UBND", "Số: 005/KH-UBND", "Số:      /KH-STC", "SỐ: 05/KH-UBND", "Số: 05/QĐ-UBND"]
    {
        assert!(number_fault(bad, Issued).is_some(), "{bad}");
    }
    assert_eq!(date_fault("Lạng Sơn, ngày 05 tháng 01 năm 2026", "Lạng Sơn", Issued), None);
    for bad in ["ngày 5 tháng 01", "ngày 05 tháng 1", "ngày 05 tháng 07", "ngày   tháng 07"] {
        assert!(date_fault(&format!("Lạng Sơn, {bad} năm 2026"), "Lạng Sơn", Issued).is_some(), "{bad}");
    }
}

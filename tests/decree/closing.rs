//! SIGN and RCP in the DOCX: ô 7 and ô 9b.

use crate::head::{CENTRED_BOLD, Look, is_upper, look};
use crate::samples::{Sample, hold};
use crate::word::{Paragraph, Table, collect_paragraphs};

fn closing(sample: &Sample) -> &Table {
    let is_closing = |table: &&Table| {
        let mut found = Vec::new();
        table.rows[0].cells.iter().for_each(|cell| collect_paragraphs(&cell.blocks, &mut found));
        found.iter().any(|paragraph| paragraph.style == "ND30_NoiNhanTieuDe")
    };
    sample.word.tables().find(is_closing).expect("a closing")
}

fn lines(sample: &Sample) -> Vec<String> {
    sample.word.styled("ND30_QuyenHanChucVu").iter().map(|line| line.plain()).collect()
}

#[test]
fn sign_01_authority_and_title_are_upper_case_bold_centred_in_the_right_block() {
    hold("SIGN-01", |sample, faults| {
        let right = &closing(sample).rows[0].cells[1];
        let mut found = Vec::new();
        collect_paragraphs(&right.blocks, &mut found);
        let titles = found.iter().filter(|paragraph| paragraph.style == "ND30_QuyenHanChucVu");
        faults.require(titles.clone().count() > 0, || "no title".to_owned());
        for line in titles {
            look("chức vụ", line, &CENTRED_BOLD, faults);
            let text = line.text();
            faults.require(text.trim().is_empty() || is_upper(&text), || format!("“{text}” not upper case"));
        }
    });
}

#[test]
fn sign_02_prefixes_are_spelled_with_a_full_stop_and_a_space() {
    hold("SIGN-02", |sample, faults| {
        for line in lines(sample) {
            for prefix in ["TM", "KT", "TL", "TUQ", "Q"] {
                let rest = line.strip_prefix(prefix);
                let own = rest.filter(|rest| !rest.starts_with(char::is_alphabetic));
                faults.require(own.is_none_or(|rest| rest.starts_with(". ")), || format!("“{line}”"));
            }
            faults.require(!line.contains("T/M") && !line.contains("K/T"), || format!("“{line}”"));
        }
    });
}

#[test]
fn sign_03_a_deputy_follows_kt_and_a_title_follows_the_collective() {
    hold("SIGN-03", |sample, faults| {
        let lines = lines(sample);
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1).map_or("", String::as_str);
            let bare = next.trim_start_matches("KT. ").trim_start_matches("Q. ");
            if let Some(head) = line.strip_prefix("KT. ") {
                faults.require(next.starts_with("PHÓ ") || next == "THỨ TRƯỞNG", || {
                    format!("after “KT. {head}” comes “{next}”")
                });
            }
            if let Some(body) = line.strip_prefix("TM. ") {
                faults.require(
                    body.starts_with("ỦY BAN") || body.starts_with("HỘI ĐỒNG") || body.starts_with("BAN"),
                    || format!("“{line}” is no collective"),
                );
                // Nobody knows yet who signs: a blank that a person fills.
                let open = sample.word.paragraphs().iter().any(|one| one.controls == ["chuc_vu_nguoi_ky"]);
                faults.require(open || !bare.trim().is_empty() && !bare.starts_with("TM."), || {
                    format!("no title after “{line}”")
                });
            }
        }
    });
}

#[test]
fn sign_04_heads_of_offices_sign_without_tm_and_sign_05_people_s_committees_with_it() {
    hold("SIGN-04, SIGN-05", |sample, faults| {
        let lines = lines(sample);
        let committee = sample
            .document
            .head
            .issuer
            .first()
            .is_some_and(|line| line.replace('\u{a0}', " ").starts_with("ỦY BAN NHÂN DÂN"));
        let collective = lines.first().is_some_and(|line| line.starts_with("TM. "));
        faults.require(committee == collective, || {
            format!("issuer {:?} signs as {lines:?}", sample.document.head.issuer)
        });
    });
}

#[test]
fn sign_06_the_name_is_bold_and_without_academic_titles() {
    const TITLES: [&str; 9] = ["GS.", "PGS.", "TS.", "ThS.", "BS.", "KS.", "CN.", "NGƯT", "NGND"];
    hold("SIGN-06", |sample, faults| {
        let names = sample.word.styled("ND30_HoTen");
        faults.require(names.len() == 1, || format!("{} names", names.len()));
        for name in names {
            look("họ tên", name, &CENTRED_BOLD, faults);
            let text = name.plain();
            faults.require(!TITLES.iter().any(|title| text.contains(title)), || format!("“{text}”"));
            let words = text.split_whitespace();
            let capital = |word: &str| {
                word.starts_with(char::is_uppercase) && !(is_upper(word) && word.chars().count() > 1)
            };
            faults.require(words.clone().all(capital), || {
                format!("“{text}” is not in lower case with capitals")
            });
        }
    });
}

#[test]
fn sign_07_the_closing_never_breaks_and_holds_the_end_of_the_text() {
    hold("SIGN-07", |sample, faults| {
        faults.require(closing(sample).rows.iter().all(|row| row.whole), || "the block may break".to_owned());
        let main = sample.word.blocks_by_section()[0];
        let mut body = Vec::new();
        collect_paragraphs(main, &mut body);
        let last = body.iter().rev().find(|paragraph| paragraph.text().ends_with("./."));
        let kept = last.is_some_and(|last| last.number("keepNext/val") == 1);
        faults.require(kept, || "the last paragraph may part from the signature".to_owned());
    });
}

#[test]
fn rcp_01_recipients_begin_in_12_bold_italic_level_with_the_first_line_of_the_signature() {
    hold("RCP-01", |sample, faults| {
        let found = sample.word.styled("ND30_NoiNhanTieuDe");
        faults.require(found.len() == 1, || format!("{} lists of recipients", found.len()));
        let Some(title) = found.first() else { return };
        faults.require(title.text() == "Nơi nhận:", || title.text());
        let wanted = Look { size: (12.0, 12.0), bold: true, italic: true, align: "left" };
        look("Nơi nhận", title, &wanted, faults);
        let baseline = |paragraph: &Paragraph| {
            f64::from(paragraph.number("spacing/before")) / 20.0 + paragraph.runs[0].size() * 0.891
        };
        let signature = sample.word.styled("ND30_QuyenHanChucVu");
        let off = signature.first().map_or(99.0, |first| (baseline(first) - baseline(title)).abs());
        faults.within("Nơi nhận and the first line of the signature apart by", off, (0.0, 0.1), "pt");
    });
}

#[test]
fn rcp_02_entries_are_11_with_dash_and_semicolon_and_rcp_03_the_last_keeps_the_copy() {
    hold("RCP-02, RCP-03, RCP-04", |sample, faults| {
        let entries = sample.word.styled("ND30_NoiNhan");
        let wanted = Look { size: (11.0, 11.0), bold: false, italic: false, align: "left" };
        for (at, entry) in entries.iter().enumerate() {
            look("nơi nhận", entry, &wanted, faults);
            let text = entry.plain();
            let end = if at + 1 == entries.len() { '.' } else { ';' };
            let words = text.strip_prefix("- ").and_then(|text| text.strip_suffix(end));
            let clean = words.is_some_and(|words| {
                !words.trim().is_empty()
                    && !words.ends_with([';', ',', ' '])
                    && !words.starts_with(['-', ' '])
            });
            faults.require(clean, || format!("“{text}” should be “- …{end}”"));
            faults.require(!text.contains("Như trên") && !text.contains("Như Điều"), || {
                format!("“{text}”")
            });
            let indent = entry.number("ind/left") + entry.number("ind/firstLine");
            faults.require(indent == 0, || format!("“{text}” is indented by {indent} twips"));
        }
        let last = entries.last().map(|entry| entry.plain()).unwrap_or_default();
        let own = last == "- Lưu: VT." || last.starts_with("- Lưu: VT, ");
        faults.require(own, || format!("the last entry is “{last}”; allowed: “- Lưu: VT, ….”"));
        let mut once: Vec<String> = entries.iter().map(|entry| entry.plain()).collect();
        once.sort();
        once.dedup();
        faults.require(once.len() == entries.len(), || "an entry stands twice (RCP-06)".to_owned());
    });
}

//! What the official parts say and how wide they are, once for both writers: ô 3, ô 4, ô 9b, ô 10b, ô 11.
//!
//! Enters: the typed head of a document. Leaves: words and lengths. It knows nothing of DOCX and PDF.

use crate::document::{Blank, Closing, DateLine, Face, Head, Inline, plain_text};
use crate::length::Length;
use crate::official::{Circulation, Urgency};
use crate::render::font::FontSet;
use crate::render::style::{
    HEAD_GAP, HEAD_LEFT, HEAD_RIGHT, SIZE_ISSUER, SIZE_ISSUER_SMALL, SIZE_PLACE_DATE,
};
use crate::text::date::{padded_day, padded_month};

/// Room for a number that văn thư writes; a space stands before it.
/// Three digits and a digit's half of air: seven spaces, 22,75 pt at 13 pt.
pub const NUMBER_BLANK: &str = "       ";
/// Room for a day or a month; a space stands on either side.
pub const DATE_BLANK: &str = "    ";

/// The left column of the head never gets narrower: a ward's name of four words still has one line.
const HEAD_LEFT_LEAST: Length = Length::mm(58.0);
/// Over the measured line: Word and LibreOffice round advances differently.
const SLACK: Length = Length::mm(0.6);

/// Địa danh và thời gian: `Lạng Sơn, ngày 02 tháng 7 năm 2025`. Days below 10 and the months 1 and 2 get a
/// leading 0 (PL1 II.4.b); what is not known yet is a blank by itself, so that the words between them stay
/// when they are filled in.
pub fn place_and_date(head: &Head) -> Vec<Inline> {
    let DateLine { day, month, year } = head.date;
    let italic = |text: String| Inline::Text { text, face: Face::ITALIC };
    let part = |known: Option<String>, tag, label| match known {
        Some(known) => italic(known),
        None => Inline::Blank { blank: blank(tag, label, DATE_BLANK), face: Face::ITALIC },
    };
    vec![
        italic(format!("{}, ngày ", head.place)),
        part(day.map(padded_day), "ngay", "Ngày ban hành"),
        italic(" tháng ".to_owned()),
        part(month.map(padded_month), "thang", "Tháng ban hành"),
        italic(format!(" năm {year}")),
    ]
}

/// Số, ký hiệu: `Số: 175/KH-UBND`, with a blank for the number where there is none yet.
pub fn number_line(head: &Head) -> Vec<Inline> {
    let regular = |text: String| Inline::Text { text, face: Face::REGULAR };
    let number = match &head.number {
        Some(number) => regular(number.clone()),
        None => Inline::Blank { blank: blank("so", "Số văn bản", NUMBER_BLANK), face: Face::REGULAR },
    };
    vec![regular("Số: ".to_owned()), number, regular(format!("/{}", head.symbol))]
}

fn blank(tag: &str, label: &str, text: &str) -> Blank {
    Blank { tag: tag.to_owned(), label: label.to_owned(), text: text.to_owned() }
}

/// How the head is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadMeasures {
    /// Widths of the left and the right column.
    pub columns: [Length; 2],
    /// What names leave empty of the left column, at both sides together.
    pub gap: Length,
    /// Size of the names.
    pub issuer: Length,
}

/// Phần đầu. Ô 4 keeps its one line beside ô 3 (PL1 II.4.c): the right column takes what a long địa danh
/// needs from the left one. A name breaks only where its office says: the lines get the room that stands
/// empty beside the nation line, then the smaller size. One that has no room even so is broken.
pub fn head_measures(head: &Head, fonts: &FontSet) -> HeadMeasures {
    let whole = HEAD_LEFT + HEAD_RIGHT;
    let needed = fonts.width(&plain_text(&place_and_date(head)), Face::ITALIC, SIZE_PLACE_DATE) + SLACK;
    let right = HEAD_RIGHT.max(needed).min(whole - HEAD_LEFT_LEAST);
    let columns = [whole - right, right];
    let gap = (HEAD_GAP + HEAD_RIGHT - right).max(SLACK);
    let fits = |issuer: &Length| {
        let lines = head.superior.iter().map(|line| (line, Face::REGULAR));
        let mut lines = lines.chain(head.issuer.iter().map(|line| (line, Face::BOLD)));
        lines.all(|(line, face)| fonts.width(line, face, *issuer) <= columns[0] - gap)
    };
    match [SIZE_ISSUER, SIZE_ISSUER_SMALL].into_iter().find(fits) {
        Some(issuer) => HeadMeasures { columns, gap, issuer },
        None => HeadMeasures { columns, gap: HEAD_GAP, issuer: SIZE_ISSUER },
    }
}

/// Nơi nhận, line by line with their marks: those beside the signature, and those below it where the list is so
/// long that no page might hold it. Both the writer of DOCX and the marks of its lines go by this order.
pub fn closing_entries(closing: &Closing) -> (Vec<String>, Vec<String>) {
    let entries = closing.recipients.iter().map(|recipient| format!("- {recipient};"));
    let mut beside: Vec<String> = entries.chain([format!("- {}.", closing.archive)]).collect();
    // Counted without faces, and rather too many: a list that breaks early is still whole.
    let lines = |entry: &String| entry.chars().count().div_ceil(RECIPIENT_LINE);
    let below = match beside.iter().map(lines).sum::<usize>() > MOST_RECIPIENTS {
        true => beside.split_off(BESIDE_SIGNATURE.min(beside.len())),
        false => Vec::new(),
    };
    (beside, below)
}

/// Characters that a line of recipients holds at least.
const RECIPIENT_LINE: usize = 34;
/// So many lines stand on a page whatever they hold; 57 do, of one line each.
const MOST_RECIPIENTS: usize = 54;
/// Entries that are about as tall as a signature.
const BESIDE_SIGNATURE: usize = 9;

/// The words of ô 11.
pub fn circulation_words(circulation: Circulation) -> &'static str {
    match circulation {
        Circulation::ReturnAfterReading => "XEM XONG TRẢ LẠI",
        Circulation::Internal => "LƯU HÀNH NỘI BỘ",
    }
}

/// The words of ô 10b and the width of their box (PL1 III.2.b).
pub fn urgency_words(urgency: Urgency) -> (&'static str, Length) {
    match urgency {
        Urgency::Urgent => ("KHẨN", Length::mm(20.0)),
        Urgency::VeryUrgent => ("THƯỢNG KHẨN", Length::mm(40.0)),
        Urgency::Flash => ("HỎA TỐC", Length::mm(30.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::render::style::SIZE_NUMBER;

    #[test]
    fn days_below_ten_and_the_first_two_months_get_a_leading_zero() {
        let words = |day, month| {
            let date = DateLine { day: Some(day), month: Some(month), year: 2025 };
            plain_text(&place_and_date(&Head { date, ..sample::draft().head }))
        };
        assert_eq!(words(2, 7), "Lạng Sơn, ngày 02 tháng 7 năm 2025");
        assert_eq!(words(15, 1), "Lạng Sơn, ngày 15 tháng 01 năm 2025");
        assert_eq!(words(9, 2), "Lạng Sơn, ngày 09 tháng 02 năm 2025");
        assert_eq!(words(31, 12), "Lạng Sơn, ngày 31 tháng 12 năm 2025");
    }

    #[test]
    fn an_unknown_number_day_or_month_stays_blank() {
        let head = sample::draft().head;
        assert_eq!(plain_text(&number_line(&head)), "Số:        /KH-STC");
        assert_eq!(plain_text(&place_and_date(&head)), "Lạng Sơn, ngày      tháng      năm 2026");
    }

    #[test]
    fn the_room_for_the_number_holds_three_digits_with_air() {
        let width = |text: &str| FontSet::bundled().width(text, Face::REGULAR, SIZE_NUMBER).to_pt();
        assert!((width(NUMBER_BLANK) - 22.75).abs() < 0.01, "{}", width(NUMBER_BLANK));
        assert!(width(NUMBER_BLANK) > width("888") + 3.0);
    }

    #[test]
    fn a_long_place_name_gets_the_room_for_one_line_and_a_short_one_changes_nothing() {
        let fonts = FontSet::bundled();
        let mut head = sample::draft().head;
        let [left, _] = head_measures(&head, fonts).columns;
        assert_eq!(left.to_twips(), HEAD_LEFT.to_twips());
        head.place = "Phường Lương Văn Tri".to_owned();
        let [left, right] = head_measures(&head, fonts).columns;
        let line = fonts.width(&plain_text(&place_and_date(&head)), Face::ITALIC, SIZE_PLACE_DATE);
        assert!(right > line && left >= HEAD_LEFT_LEAST, "{} {}", left.to_mm(), right.to_mm());
        assert!((left + right - HEAD_LEFT - HEAD_RIGHT).to_mm().abs() < 0.001);
        head.place = "Thành phố ".repeat(9);
        assert_eq!(head_measures(&head, fonts).columns[0].to_twips(), HEAD_LEFT_LEAST.to_twips());
    }

    #[test]
    fn a_name_gets_the_room_for_its_registered_lines_and_smaller_letters_only_where_it_must() {
        let fonts = FontSet::bundled();
        let mut head = sample::draft().head;
        let measured = |head: &Head| {
            let measures = head_measures(head, fonts);
            let name = fonts.width(&head.issuer[0], Face::BOLD, measures.issuer);
            (measures.issuer, name <= measures.columns[0] - measures.gap)
        };
        head.place = "Phường Lương Văn Tri".to_owned();
        head.issuer = vec!["PHƯỜNG LƯƠNG VĂN TRI".to_owned()];
        assert_eq!(measured(&head), (SIZE_ISSUER, true));
        head.place = "Lạng Sơn".to_owned();
        head.issuer = vec!["BAN QUẢN LÝ KHU KINH TẾ".to_owned()];
        assert_eq!(measured(&head), (SIZE_ISSUER_SMALL, true));
        head.issuer = vec!["TRUNG TÂM XÚC TIẾN ĐẦU TƯ, THƯƠNG MẠI VÀ DU LỊCH".to_owned()];
        assert_eq!(measured(&head), (SIZE_ISSUER, false), "no size would help");
    }
}

//! The operators of a content stream (ISO 32000-1, Annex A) that a page is drawn with, in the bytes that
//! printpdf and lopdf would write.

use super::syntax::{Literal, Literals, hundredths, integer};

/// A content stream as it grows. Lengths are in hundredths of a point, colours in hundredths.
#[derive(Debug, Default)]
pub(super) struct Operators {
    bytes: Vec<u8>,
    literals: Literals,
}

/// How a path is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Stroke,
    Fill,
}

/// Colour of what is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Black,
    /// Red, green and blue, in hundredths.
    Rgb([u8; 3]),
}

impl Operators {
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Begins another stream in the same room.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// `BDC` with the number of a marked sequence.
    pub fn begin_marked(&mut self, tag: &str, number: usize) {
        self.next();
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(tag.as_bytes());
        self.bytes.extend_from_slice(b" <</MCID ");
        integer(&mut self.bytes, number as i64);
        self.bytes.extend_from_slice(b">> BDC");
    }

    /// `BDC` of what is not read out.
    pub fn begin_artefact(&mut self, kind: &str) {
        self.next();
        self.bytes.extend_from_slice(b"/Artifact <</Type/");
        self.bytes.extend_from_slice(kind.as_bytes());
        self.bytes.extend_from_slice(b">> BDC");
    }

    pub fn end_marked(&mut self) {
        self.operator("EMC");
    }

    pub fn begin_text(&mut self) {
        self.operator("BT");
    }

    pub fn end_text(&mut self) {
        self.operator("ET");
    }

    /// `Tf` with the name of a face in the resources.
    pub fn font(&mut self, name: &str, size: i64) {
        self.next();
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b' ');
        self.numbers(&[size]);
        self.bytes.extend_from_slice(b"Tf");
    }

    /// `Td`: from the beginning of the line before.
    pub fn move_text(&mut self, x: i64, y: i64) {
        self.with_numbers(&[x, y], "Td");
    }

    /// `TJ` with one string for every stretch of glyphs between offsets, which are in thousandths of an em and stand
    /// behind their glyph.
    pub fn show(&mut self, glyphs: impl Iterator<Item = (u16, Option<i64>)>) {
        self.next();
        self.bytes.push(b'[');
        let mut string = None;
        for (glyph, offset) in glyphs {
            let open = string.get_or_insert_with(|| Literal::begin(&mut self.bytes));
            open.push(&mut self.bytes, &glyph.to_be_bytes());
            if let Some(offset) = offset {
                self.literals.end(&mut self.bytes, *open);
                self.bytes.push(b' ');
                integer(&mut self.bytes, offset);
                string = None;
            }
        }
        if let Some(open) = string {
            self.literals.end(&mut self.bytes, open);
        }
        self.bytes.extend_from_slice(b"] TJ");
    }

    /// `g`, `rg`, `G` or `RG`.
    pub fn colour(&mut self, paint: Paint, colour: Colour) {
        match (colour, paint) {
            (Colour::Black, Paint::Fill) => self.with_numbers(&[0], "g"),
            (Colour::Black, Paint::Stroke) => self.with_numbers(&[0], "G"),
            (Colour::Rgb(parts), Paint::Fill) => self.with_numbers(&parts.map(i64::from), "rg"),
            (Colour::Rgb(parts), Paint::Stroke) => self.with_numbers(&parts.map(i64::from), "RG"),
        }
    }

    /// `w`
    pub fn weight(&mut self, weight: i64) {
        self.with_numbers(&[weight], "w");
    }

    /// `m`, `l`, `S`: a straight line.
    pub fn line(&mut self, from: (i64, i64), to: (i64, i64)) {
        self.with_numbers(&[from.0, from.1], "m");
        self.with_numbers(&[to.0, to.1], "l");
        self.operator("S");
    }

    /// A rectangle of a colour of its own, by its lower left corner.
    pub fn rectangle(
        &mut self,
        (x, y): (i64, i64),
        (width, height): (i64, i64),
        paint: Paint,
        colour: Colour,
    ) {
        self.operator("q");
        self.colour(paint, colour);
        self.with_numbers(&[x, y, width, height], "re");
        self.operator(match paint {
            Paint::Stroke => "S",
            Paint::Fill => "f",
        });
        self.operator("Q");
    }

    fn operator(&mut self, name: &str) {
        self.with_numbers(&[], name);
    }

    fn with_numbers(&mut self, numbers: &[i64], name: &str) {
        self.next();
        self.numbers(numbers);
        self.bytes.extend_from_slice(name.as_bytes());
    }

    fn numbers(&mut self, numbers: &[i64]) {
        for number in numbers {
            hundredths(&mut self.bytes, *number);
            self.bytes.push(b' ');
        }
    }

    /// An operation stands on a line of its own.
    fn next(&mut self) {
        if !self.bytes.is_empty() {
            self.bytes.push(b'\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The operations of a stream as lopdf reads them, with their operands.
    fn read(stream: &Operators) -> Vec<(String, String)> {
        let content = lopdf::content::Content::decode(stream.as_bytes()).unwrap();
        let told = |operation: &lopdf::content::Operation| {
            (operation.operator.clone(), format!("{:?}", operation.operands))
        };
        content.operations.iter().map(told).collect()
    }

    #[test]
    fn every_operation_is_read_back_with_its_operands() {
        let mut stream = Operators::default();
        stream.begin_marked("LBody", 12);
        stream.begin_text();
        stream.font("BI", 1350);
        stream.move_text(-3, 84189);
        stream.show([(0x0141, None), (0x2829, Some(-9)), (0x5c0d, None)].into_iter());
        stream.end_text();
        stream.end_marked();
        stream.begin_artefact("Layout");
        stream.weight(75);
        stream.line((100, 250), (100, 1));
        stream.rectangle((1, 2), (3, 4), Paint::Fill, Colour::Rgb([7, 50, 100]));
        stream.rectangle((1, 2), (3, 4), Paint::Stroke, Colour::Black);
        stream.end_marked();
        let told: Vec<String> =
            read(&stream).into_iter().map(|(operator, operands)| format!("{operator} {operands}")).collect();
        assert_eq!(
            told,
            [
                "BDC [/LBody, <</MCID 12>>]",
                "BT []",
                "Tf [/BI, 13.5]",
                "Td [-0.03, 841.89]",
                "TJ [[(\u{1}A()) -9 (\\\r)]]",
                "ET []",
                "EMC []",
                "BDC [/Artifact, <</Type /Layout>>]",
                "w [0.75]",
                "m [1, 2.5]",
                "l [1, 0.01]",
                "S []",
                "q []",
                "rg [0.07, 0.5, 1]",
                "re [0.01, 0.02, 0.03, 0.04]",
                "f []",
                "Q []",
                "q []",
                "G [0]",
                "re [0.01, 0.02, 0.03, 0.04]",
                "S []",
                "Q []",
                "EMC []",
            ]
        );
    }

    #[test]
    fn a_stream_begun_again_has_nothing_of_the_one_before() {
        let mut stream = Operators::default();
        stream.begin_text();
        stream.clear();
        stream.end_text();
        assert_eq!(stream.as_bytes(), b"ET");
    }
}

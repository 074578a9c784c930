//! Chữ số nâng cao, hạ thấp: signs above and below the line that a face has no glyph for (“10⁶”, “CO₂”), drawn as its
//! ordinary ones, smaller. Where a face has them itself, its own are used.

use super::{FontFace, Glyph};

/// How a sign is drawn that the face lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Script {
    /// The sign whose shape it takes.
    pub base: char,
    pub side: Side,
}

/// Where it stands to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Above,
    Below,
}

/// Its size as a part of that of the text. The faces draw their own ² as wide and as high.
pub const SCALE: f64 = 0.6;

impl Side {
    /// How far its baseline is above that of the text, as a part of its size: what stands above is as high as the
    /// figures of the line.
    pub fn rise(self) -> f64 {
        match self {
            Self::Above => 0.27,
            Self::Below => -0.14,
        }
    }
}

/// The signs that can be made, each as its base. The minus is a dash, which no face is taken without.
fn made_of(c: char) -> Option<Script> {
    let (side, first) = match c {
        '⁰' | 'ⁱ' | '⁴'..='ⁿ' => (Side::Above, '⁰'),
        '₀'..='₎' => (Side::Below, '₀'),
        _ => return None,
    };
    let base = match u32::from(c) - u32::from(first) {
        1 if side == Side::Above => 'i',
        figure @ 0..=9 => char::from_digit(figure, 10)?,
        10 => '+',
        11 => '–',
        12 => '=',
        13 => '(',
        14 => ')',
        _ => 'n',
    };
    Some(Script { base, side })
}

impl FontFace {
    /// How a sign above or below the line is drawn; `None` where the face has it, or lacks its base.
    pub fn script(&self, c: char) -> Option<Script> {
        let script = made_of(c)?;
        (self.glyph(c).is_none() && self.glyph(script.base).is_some()).then_some(script)
    }
}

/// Gives every sign that is to be made its advance; without a glyph of its own it stays.
pub(super) fn measure(dense: &mut [Glyph]) {
    for c in '⁰'..='₎' {
        let Some(base) = made_of(c).map(|script| dense[script.base as usize]) else { continue };
        let own = &mut dense[c as usize];
        if own.id == 0 && base.id != 0 {
            own.advance = (f64::from(base.advance) * SCALE).round() as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::font::FontSet;

    #[test]
    fn signs_that_a_face_lacks_are_made_of_its_ordinary_ones() {
        for (_, face) in FontSet::bundled().faces() {
            for (signs, bases, side) in [
                ("⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0456789+–=()", Side::Above),
                ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+–=()", Side::Below),
            ] {
                for (sign, base) in signs.chars().zip(bases.chars()) {
                    if face.glyph(sign).is_some() {
                        assert_eq!(face.script(sign), None, "{sign}");
                        continue;
                    }
                    assert_eq!(face.script(sign), Some(Script { base, side }), "{sign}");
                    let small = (f64::from(face.advance(base)) * SCALE).round() as u16;
                    assert_eq!(face.advance(sign), small, "{sign}");
                }
            }
            assert!(face.script('⁶').is_some() && face.script('₂').is_some());
            assert_eq!(face.advance('⁶'), face.advance('²'), "as wide as those that the face has");
            for own in "0²a…₫".chars() {
                assert_eq!(face.script(own), None, "{own}");
            }
        }
    }
}

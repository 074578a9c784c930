//! Lengths as a type. What enters and leaves is always a [`Length`]; its unit inside is the point.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length on paper. Built from millimetres (the decree's unit for margins), points (type sizes)
/// or twips (Word's unit), and read back in any of them.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Length(f64);

impl Length {
    pub const ZERO: Self = Self(0.0);

    /// From millimetres.
    pub const fn mm(value: f64) -> Self {
        Self(value * 72.0 / 25.4)
    }

    /// From points (1/72 inch).
    pub const fn pt(value: f64) -> Self {
        Self(value)
    }

    pub const fn to_mm(self) -> f64 {
        self.0 * 25.4 / 72.0
    }

    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// In twips (1/20 point), rounded: the unit of WordprocessingML.
    pub fn to_twips(self) -> i32 {
        (self.0 * 20.0).round() as i32
    }

    /// In half points, rounded: the unit of `w:sz`.
    pub fn to_half_points(self) -> usize {
        (self.0 * 2.0).round().max(0.0) as usize
    }

    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.0 / other.0
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        Self(lengths.map(|length| length.0).sum())
    }
}

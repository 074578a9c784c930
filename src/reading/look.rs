//! How words look, as far as one place of a file says it; `None` where it says nothing of it.

use super::source::{Rise, Run};
use crate::length::Length;

#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) underline: Option<bool>,
    /// Chữ màu, or on a ground that is not white.
    pub(super) tinted: Option<bool>,
    pub(super) size: Option<Length>,
    pub(super) rise: Option<Rise>,
}

impl Look {
    /// This, and what is said in a place that goes before it.
    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            capitals: self.capitals.or(base.capitals),
            hidden: self.hidden.or(base.hidden),
            strike: self.strike.or(base.strike),
            underline: self.underline.or(base.underline),
            tinted: self.tinted.or(base.tinted),
            size: self.size.or(base.size),
            rise: self.rise.or(base.rise),
        }
    }

    /// Of several ways to give words a colour one is enough.
    pub(super) fn tint(&mut self, is_tinted: bool) {
        self.tinted = Some(self.tinted == Some(true) || is_tinted);
    }

    /// A run without words that looks so.
    pub(super) fn run(&self) -> Run {
        Run {
            text: String::new(),
            bold: self.bold == Some(true),
            italic: self.italic == Some(true),
            underline: self.underline == Some(true),
            strike: self.strike == Some(true),
            tinted: self.tinted == Some(true),
            capitals: self.capitals == Some(true),
            size: self.size,
            rise: self.rise.unwrap_or_default(),
        }
    }
}

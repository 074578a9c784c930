//! How the values of a plan go into a new file: kept, or changed with a word in the margin.

use super::EntryAt;
use super::writer::Remark;
use crate::content::raw::{RawDue, RawHeading, RawIndicator, RawParty, Text};

/// A value as it goes into the new file, with what is said about it in the margin.
#[derive(Debug)]
pub struct Carried<T> {
    pub value: T,
    pub remarks: Vec<Remark>,
}

impl<T> Carried<T> {
    pub fn same(value: T) -> Self {
        Self { value, remarks: Vec::new() }
    }
}

/// Decides how the values of a plan or of an agency's part go into the file. As it stands, everything is kept.
pub trait Carry {
    /// Comments above a key of the top level.
    fn on_key(&self, _key: &str) -> Vec<Remark> {
        Vec::new()
    }
    /// Comments above a text.
    fn on_text(&self, _text: &str) -> Vec<Remark> {
        Vec::new()
    }
    /// Comments above a block of an agency's part, counted from 0.
    fn on_block(&self, _block: usize) -> Vec<Remark> {
        Vec::new()
    }
    /// Comments above an entry of an agency's part.
    fn on_entry(&self, _at: EntryAt) -> Vec<Remark> {
        Vec::new()
    }
    /// Comments above the tasks that an entry answers.
    fn on_covers(&self, _at: EntryAt) -> Vec<Remark> {
        Vec::new()
    }
    /// A list under `chu_tri` or `phoi_hop`.
    fn parties(&self, _key: &str, parties: &[RawParty]) -> Carried<Vec<RawParty>> {
        Carried::same(parties.to_vec())
    }
    /// A list under `tru` or `cung_theo_doi`.
    fn agencies(&self, ids: &[Text]) -> Carried<Vec<Text>> {
        Carried::same(ids.to_vec())
    }
    /// One agency where the format takes only one: the issuer, a monitor, or whom reports go through.
    fn single(&self, id: &Text) -> Carried<Option<Text>> {
        Carried::same(Some(id.clone()))
    }
    /// The indicators of a heading.
    fn indicators(&self, heading: &RawHeading) -> Carried<Vec<RawIndicator>> {
        Carried::same(heading.indicators.clone())
    }
    /// The deadlines of a task, of all its parts together.
    fn dues(&self, dues: &[RawDue]) -> Carried<Vec<RawDue>> {
        Carried::same(dues.to_vec())
    }
}

/// Keeps everything.
#[derive(Debug)]
pub struct Same;

impl Carry for Same {}

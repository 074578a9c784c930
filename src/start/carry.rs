//! How the values of a plan go into a new file: kept, or changed with a word in the margin.

use super::writer::Remark;
use crate::model::agency::AgencyId;
use crate::model::plan::{Due, Heading, Indicator, Party};

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

/// Decides how the values of a plan go into the file. As it stands, everything is kept.
pub trait Carry {
    /// Comments above a key of the top level.
    fn on_key(&self, _key: &str) -> Vec<Remark> {
        Vec::new()
    }
    /// Comments above a text.
    fn on_text(&self, _text: &str) -> Vec<Remark> {
        Vec::new()
    }
    /// A list under `chu_tri`, `phoi_hop`, `tru` or `cung_theo_doi`.
    fn parties(&self, _key: &str, parties: &[Party]) -> Carried<Vec<Party>> {
        Carried::same(parties.to_vec())
    }
    /// One agency where the format takes only one: a monitor, or whom reports go through.
    fn single(&self, agency: &AgencyId) -> Carried<Option<AgencyId>> {
        Carried::same(Some(agency.clone()))
    }
    /// An indicator of a heading.
    fn indicator(&self, _heading: &Heading, indicator: &Indicator) -> Carried<Option<Indicator>> {
        Carried::same(Some(indicator.clone()))
    }
    fn due(&self, due: &Due) -> Carried<Option<Due>> {
        Carried::same(Some(due.clone()))
    }
}

/// Keeps everything.
#[derive(Debug)]
pub struct Same;

impl Carry for Same {}

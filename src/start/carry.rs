//! How the values of a plan go into a new file: kept, or changed with a word in the margin.

use super::emit::id;
use super::writer::Remark;
use crate::model::agency::AgencyId;
use crate::model::plan::{Assignee, Index, Target};
use crate::model::values::Deadline;

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
    fn assignees(&self, _key: &str, assignees: &[Assignee]) -> Carried<Vec<String>> {
        Carried::same(assignees.iter().map(|assignee| id(assignee).to_owned()).collect())
    }
    /// One agency where the format takes only one: a monitor, or whom reports go through.
    fn single(&self, agency: &AgencyId) -> Carried<Option<AgencyId>> {
        Carried::same(Some(agency.clone()))
    }
    fn target(&self, index: &Index) -> Carried<Option<Target>> {
        Carried::same(index.target)
    }
    /// Năm gốc of an index without target.
    fn base_year(&self, _index: &Index) -> Option<i16> {
        None
    }
    fn deadline(&self, deadline: &Deadline) -> Carried<Option<Deadline>> {
        Carried::same(Some(deadline.clone()))
    }
}

/// Keeps everything.
#[derive(Debug)]
pub struct Same;

impl Carry for Same {}

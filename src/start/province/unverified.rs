//! What an office has to confirm, counted: a list of every field of every agency would be read by nobody.

use crate::model::Agency;
use crate::model::agency::{Fact, Registry};

/// A field that some agencies have not verified, with these agencies.
#[derive(Debug, Clone, PartialEq)]
pub struct Unverified<'r> {
    pub field: Fact,
    /// In the order of the files.
    pub agencies: Vec<&'r Agency>,
}

/// Every unverified field, in the order in which the files first name them.
pub fn unverified(registry: &Registry) -> Vec<Unverified<'_>> {
    let mut fields: Vec<Unverified<'_>> = Vec::new();
    for agency in registry.agencies() {
        for &field in &agency.unverified {
            match fields.iter_mut().find(|known| known.field == field) {
                Some(known) => known.agencies.push(agency),
                None => fields.push(Unverified { field, agencies: vec![agency] }),
            }
        }
    }
    fields
}

//! Đề xuất cho sổ đăng ký: bodies and groups that a plan names and the register does not have.

use super::builder::id;
use crate::import::names::{Named, Names};
use crate::model::agency::{AgencyId, GroupId, Registry};
use crate::text::first_letter::upper_first;
use crate::text::slug::{free, slug};

/// What the register would need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposals {
    pub bodies: Vec<Body>,
    pub groups: Vec<RelatedGroup>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub id: String,
    pub name: String,
}

/// "các sở, ban, ngành liên quan".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedGroup {
    pub id: String,
    pub name: String,
    pub of: GroupId,
}

impl Proposals {
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty() && self.groups.is_empty()
    }

    /// The id of a body that is not registered, which nobody of the register has.
    pub fn body(&mut self, name: &str, registry: &Registry) -> String {
        let own = slug(name);
        if let Some(body) = self.bodies.iter().find(|body| slug(&body.name) == own) {
            return body.id.clone();
        }
        let is_taken = |id: &str| {
            registry.agency(&AgencyId::new(id)).is_some() || registry.group(&GroupId::new(id)).is_some()
        };
        let id = free(&own, is_taken);
        self.bodies.push(Body { id: id.clone(), name: upper_first(name) });
        id
    }

    /// The id of a group of those whom something concerns.
    pub fn related(&mut self, of: &Named, typed: &str, names: &Names<'_>) -> String {
        let (Named::Group(group), name) = (of, names.name(of)) else { return id(of) };
        let id = format!("{group}-lien-quan");
        if !self.groups.iter().any(|one| one.id == id) {
            let name =
                if typed.to_lowercase().contains("liên quan") { format!("{name} liên quan") } else { name };
            self.groups.push(RelatedGroup { id: id.clone(), name, of: group.clone() });
        }
        id
    }
}

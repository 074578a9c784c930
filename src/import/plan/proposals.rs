//! Đề xuất cho sổ đăng ký: bodies and groups that a plan names and the register does not have.

use super::builder::id;
use crate::import::names::{Named, Names};
use crate::model::agency::GroupId;
use crate::text::slug::slug;

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

    /// The id of a body that is not registered.
    pub fn body(&mut self, name: &str) -> String {
        let id = slug(name);
        if !self.bodies.iter().any(|body| body.id == id) {
            let mut chars = name.chars();
            let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
            self.bodies.push(Body { id: id.clone(), name: format!("{first}{}", chars.as_str()) });
        }
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

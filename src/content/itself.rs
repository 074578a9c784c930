//! Phối hợp với chính mình: who leads a task and is also named among those who support it.

use std::sync::Arc;

use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Place, Source, codes};

/// Tells of everyone who is named in `chu_tri` and in `phoi_hop` of the same task.
pub(super) fn supports(node: &Node, source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    walk(node, &[], source, findings);
}

/// `leads` are those of the point that the tasks stand in.
fn walk(node: &Node, leads: &[Node], source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Null | Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| walk(item, leads, source, findings)),
        Value::Mapping(entries) => {
            let own = node.get("chu_tri").map(Node::items);
            let leads = own.unwrap_or(leads);
            let supporting = node.get("phoi_hop").map(Node::items).unwrap_or_default();
            for named in supporting {
                let Some(id) = id(named).filter(|id| leads.iter().any(|lead| self::id(lead) == Some(id)))
                else {
                    continue;
                };
                let message = format!("“{id}” vừa chủ trì vừa phối hợp: in ra là phối hợp với chính mình");
                let finding =
                    Diagnostic::warning(codes::SUPPORTS_ITSELF, message).hint("bỏ mã này khỏi “phoi_hop”");
                findings.push(finding.at(Place::new(source, named.range.clone())));
            }
            for entry in entries {
                // Headings under a heading have leads of their own.
                let leads = if entry.key.as_str() == "nhiem_vu" { leads } else { &[] };
                walk(&entry.value, leads, source, findings);
            }
        }
    }
}

/// Who is meant, however the name is typed.
fn id(node: &Node) -> Option<&str> {
    // Of two parts of a task one agency may lead the one and support the other.
    node.text().map(str::trim).filter(|text| !text.is_empty())
}

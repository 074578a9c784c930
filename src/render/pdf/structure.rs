//! Cấu trúc thẻ: the tree of meaning as PDF structure elements.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary};

use super::content::{Drawn, role_name};
use super::outline::text_string;
use crate::render::layout::{Layout, NodeId, Role};

/// Adds the structure tree and returns its root. Pages carry the number of their index as
/// `StructParents`; the fields follow.
pub(super) fn add(layout: &Layout, drawn: &Drawn, pages: &[ObjectId], file: &mut File) -> ObjectId {
    let root = file.new_object_id();
    let nodes = layout.tree.nodes();
    let ids: Vec<ObjectId> = nodes.iter().map(|_| file.new_object_id()).collect();
    let mut own = own_content(nodes.len(), drawn, pages);
    for (at, node) in nodes.iter().enumerate() {
        let parent = node.parent.map_or(root, |parent| ids[parent.0]);
        let mut element = dictionary! { "S" => role_name(node.role), "P" => parent };
        let Own { page, mut kids } = std::mem::take(&mut own[at]);
        if let Some(page) = page {
            element.set("Pg", page);
        }
        kids.extend(node.children.iter().map(|child| Object::Reference(ids[child.0])));
        match kids.len() {
            0 => {}
            // Signing programs look for the widget directly under `K`, not in an array.
            1 => element.set("K", kids.remove(0)),
            _ => element.set("K", kids),
        }
        describe(node.role, &mut element);
        if let Some(placed) = drawn.fields.iter().find(|placed| placed.node == NodeId(at)) {
            element.set("Alt", text_string(placed.field.label));
        }
        file.set_object(ids[at], element);
    }
    let parent_tree = file.add_object(dictionary! { "Nums" => parent_tree(drawn, &ids) });
    let next = (drawn.pages.len() + drawn.fields.len()) as i64;
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(ids[0])],
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => next,
        },
    );
    root
}

/// What a node has of its own, besides its children.
#[derive(Default, Clone)]
struct Own {
    /// The page of its first sequence: sequences there need only their number.
    page: Option<ObjectId>,
    kids: Vec<Object>,
}

/// Marked sequences in the order of the pages, and fields.
fn own_content(count: usize, drawn: &Drawn, pages: &[ObjectId]) -> Vec<Own> {
    let mut own = vec![Own::default(); count];
    for (page, marks) in pages.iter().zip(&drawn.marks) {
        for (mark, node) in marks.iter().enumerate() {
            let Own { page: first, kids } = &mut own[node.0];
            kids.push(if *first.get_or_insert(*page) == *page {
                Object::Integer(mark as i64)
            } else {
                Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => mark as i64 })
            });
        }
    }
    for placed in &drawn.fields {
        if let Some(widget) = placed.widget {
            own[placed.node.0].kids.push(Object::Dictionary(dictionary! {
                "Type" => "OBJR",
                "Pg" => pages[placed.page],
                "Obj" => widget,
            }));
        }
    }
    own
}

/// From marked sequences and fields back to their nodes.
fn parent_tree(drawn: &Drawn, ids: &[ObjectId]) -> Vec<Object> {
    let mut nums = Vec::new();
    for (page, marks) in drawn.marks.iter().enumerate() {
        nums.push(Object::Integer(page as i64));
        nums.push(Object::Array(marks.iter().map(|node| Object::Reference(ids[node.0])).collect()));
    }
    for (at, placed) in drawn.fields.iter().enumerate() {
        nums.push(Object::Integer((drawn.pages.len() + at) as i64));
        nums.push(Object::Reference(ids[placed.node.0]));
    }
    nums
}

fn describe(role: Role, element: &mut Dictionary) {
    match role {
        Role::HeaderCell { span, across } => {
            let mut table = dictionary! { "O" => "Table", "Scope" => if across { "Row" } else { "Column" } };
            if span > 1 {
                table.set("ColSpan", span as i64);
            }
            element.set("A", table);
        }
        // The labels are part of the text: readers must not number the items again.
        Role::List => element.set("A", dictionary! { "O" => "List", "ListNumbering" => "None" }),
        _ => {}
    }
}

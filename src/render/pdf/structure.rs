//! Cấu trúc thẻ: the tree of meaning as PDF structure elements.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary};

use super::content::{Drawn, role_name};
use super::outline::text_string;
use super::write::Written;
use crate::diagnostic::Diagnostic;
use crate::render::layout::{NodeId, Role, Tree};

/// Writes the structure elements and what leads back to them, and adds the root of their tree to the
/// file. Pages carry the number of their index as `StructParents`; the fields follow.
///
/// # Errors
/// `KH619` where an object cannot be written.
pub(super) fn add(
    tree: &Tree,
    drawn: &Drawn,
    pages: &[ObjectId],
    file: &mut File,
) -> Result<(ObjectId, Written), Diagnostic> {
    let root = file.new_object_id();
    let nodes = tree.nodes();
    let ids: Vec<ObjectId> = nodes.iter().map(|_| file.new_object_id()).collect();
    let mut written = Written::default();
    let mut content = own_content(drawn).into_iter().peekable();
    for (at, node) in nodes.iter().enumerate() {
        let parent = node.parent.map_or(root, |parent| ids[parent.0]);
        let mut element = dictionary! { "S" => role_name(node.role), "P" => parent };
        let own = std::iter::from_fn(|| content.next_if(|(node, _)| *node == NodeId(at)).map(|(_, own)| own));
        let mut kids = own_kids(own, drawn, pages, &mut element);
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
        if let Some(words) = tree.description(NodeId(at)) {
            element.set("Alt", text_string(words));
        }
        written.push(ids[at], Object::Dictionary(element))?;
    }
    let back = file.new_object_id();
    written.push(back, Object::Dictionary(dictionary! { "Nums" => parent_tree(drawn, &ids) }))?;
    let next = (drawn.marks.len() + drawn.fields.len()) as i64;
    let mut tree_root = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![Object::Reference(ids[0])],
        "ParentTree" => back,
        "ParentTreeNextKey" => next,
    };
    if let Some(named) = id_tree(tree, &ids) {
        tree_root.set("IDTree", named);
    }
    file.set_object(root, tree_root);
    Ok((root, written))
}

/// What a node has of its own, besides its children.
#[derive(Clone, Copy)]
enum Own {
    /// A marked sequence: index of its page, and its number there.
    Sequence { page: usize, mark: usize },
    /// A field, by its index.
    Field(usize),
}

/// Marked sequences in the order of the pages, then fields, node by node.
fn own_content(drawn: &Drawn) -> Vec<(NodeId, Own)> {
    let sequences = drawn.marks.iter().enumerate().flat_map(|(page, marks)| {
        marks.iter().enumerate().map(move |(mark, node)| (*node, Own::Sequence { page, mark }))
    });
    let fields = drawn.fields.iter().enumerate().map(|(at, placed)| (placed.node, Own::Field(at)));
    let mut own: Vec<_> = sequences.chain(fields).collect();
    own.sort_by_key(|(node, _)| *node);
    own
}

/// The element names the page of its first sequence: sequences there need only their number.
fn own_kids(
    own: impl Iterator<Item = Own>,
    drawn: &Drawn,
    pages: &[ObjectId],
    element: &mut Dictionary,
) -> Vec<Object> {
    let mut first = None;
    let mut kids = Vec::new();
    for own in own {
        kids.push(match own {
            Own::Sequence { page, mark } if *first.get_or_insert(page) == page => {
                Object::Integer(mark as i64)
            }
            Own::Sequence { page, mark } => Object::Dictionary(
                dictionary! { "Type" => "MCR", "Pg" => pages[page], "MCID" => mark as i64 },
            ),
            Own::Field(at) => {
                let placed = &drawn.fields[at];
                let Some(widget) = placed.widget else { continue };
                Object::Dictionary(
                    dictionary! { "Type" => "OBJR", "Pg" => pages[placed.page], "Obj" => widget },
                )
            }
        });
    }
    if let Some(first) = first {
        element.set("Pg", pages[first]);
    }
    kids
}

/// From marked sequences and fields back to their nodes.
fn parent_tree(drawn: &Drawn, ids: &[ObjectId]) -> Vec<Object> {
    let mut nums = Vec::new();
    for (page, marks) in drawn.marks.iter().enumerate() {
        nums.push(Object::Integer(page as i64));
        nums.push(Object::Array(marks.iter().map(|node| Object::Reference(ids[node.0])).collect()));
    }
    for (at, placed) in drawn.fields.iter().enumerate() {
        nums.push(Object::Integer((drawn.marks.len() + at) as i64));
        nums.push(Object::Reference(ids[placed.node.0]));
    }
    nums
}

/// PDF/UA asks for one on every note (ISO 14289-1, 7.9); in the order of their numbers.
fn note_id(number: usize) -> Object {
    Object::string_literal(format!("chu-thich-{number:06}"))
}

/// From the ids of notes to their nodes (ISO 32000-1, 14.7.2); none where no node has one.
fn id_tree(tree: &Tree, ids: &[ObjectId]) -> Option<Dictionary> {
    let mut named: Vec<(usize, ObjectId)> = Vec::new();
    for (node, id) in tree.nodes().iter().zip(ids) {
        if let Role::Note { number } = node.role {
            named.push((number, *id));
        }
    }
    named.sort_unstable();
    let pairs = named.iter().flat_map(|(number, id)| [note_id(*number), Object::Reference(*id)]);
    (!named.is_empty()).then(|| dictionary! { "Names" => pairs.collect::<Vec<_>>() })
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
        Role::Note { number } => element.set("ID", note_id(number)),
        _ => {}
    }
}

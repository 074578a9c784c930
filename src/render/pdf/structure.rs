//! Cấu trúc thẻ: the tree of meaning as PDF structure elements.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary};

use super::content::{Drawn, role_name};
use super::syntax::{integer, reference, text_object, text_string};
use super::write::Written;
use crate::render::layout::{NodeId, Role, Tree};

/// Writes the structure elements and what leads back to them, and adds the root of their tree to the
/// file. Pages carry the number of their index as `StructParents`; the fields follow.
pub(super) fn add(tree: &Tree, drawn: &Drawn, pages: &[ObjectId], file: &mut File) -> (ObjectId, Written) {
    let root = file.new_object_id();
    let nodes = tree.nodes();
    let ids: Vec<ObjectId> = nodes.iter().map(|_| file.new_object_id()).collect();
    let mut written = Written::default();
    let mut content = own_content(drawn).into_iter().peekable();
    for (at, node) in nodes.iter().enumerate() {
        let own = std::iter::from_fn(|| content.next_if(|(node, _)| *node == NodeId(at)).map(|(_, own)| own));
        let element = Element {
            role: node.role,
            parent: node.parent.map_or(root, |parent| ids[parent.0]),
            own: own
                .filter(|own| !matches!(own, Own::Field(field) if drawn.fields[*field].widget.is_none()))
                .collect(),
            children: node.children.iter().map(|child| ids[child.0]).collect(),
            words: words(NodeId(at), tree, drawn),
        };
        written.object(ids[at], |out| element.write(drawn, pages, out));
    }
    let back = file.new_object_id();
    written.object(back, |out| parent_tree(drawn, &ids, out));
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
    (root, written)
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

/// What is read out in place of what a node shows: of a picture, or of a field.
fn words<'t>(node: NodeId, tree: &'t Tree, drawn: &Drawn) -> Option<&'t str> {
    let label = drawn.fields.iter().find(|placed| placed.node == node).map(|placed| placed.field.label);
    tree.description(node).or(label)
}

/// A structure element (ISO 32000-1, 14.7.2).
struct Element<'a> {
    role: Role,
    parent: ObjectId,
    own: Vec<Own>,
    children: Vec<ObjectId>,
    words: Option<&'a str>,
}

impl Element<'_> {
    fn write(&self, drawn: &Drawn, pages: &[ObjectId], out: &mut Vec<u8>) {
        out.extend_from_slice(b"<</S/");
        out.extend_from_slice(role_name(self.role).as_bytes());
        out.extend_from_slice(b"/P ");
        reference(out, self.parent);
        // The element names the page of its first sequence: sequences there need only their number.
        let first = self.own.iter().find_map(|own| match own {
            Own::Sequence { page, .. } => Some(*page),
            Own::Field(_) => None,
        });
        if let Some(first) = first {
            out.extend_from_slice(b"/Pg ");
            reference(out, pages[first]);
        }
        self.kids(first, drawn, pages, out);
        describe(self.role, out);
        if let Some(words) = self.words {
            out.extend_from_slice(b"/Alt");
            text_string(out, words);
        }
        out.extend_from_slice(b">>");
    }

    /// Signing programs look for the widget directly under `K`, not in an array.
    fn kids(&self, first: Option<usize>, drawn: &Drawn, pages: &[ObjectId], out: &mut Vec<u8>) {
        let count = self.own.len() + self.children.len();
        if count == 0 {
            return;
        }
        out.extend_from_slice(b"/K");
        if count > 1 {
            out.push(b'[');
        }
        // A space stands before a number and a reference, but at the beginning of an array.
        let apart = |out: &mut Vec<u8>, at: usize| {
            if at > 0 || count == 1 {
                out.push(b' ');
            }
        };
        for (at, own) in self.own.iter().enumerate() {
            match own {
                Own::Sequence { page, mark } if first == Some(*page) => {
                    apart(out, at);
                    integer(out, *mark as i64);
                }
                Own::Sequence { page, mark } => {
                    out.extend_from_slice(b"<</Type/MCR/Pg ");
                    reference(out, pages[*page]);
                    out.extend_from_slice(b"/MCID ");
                    integer(out, *mark as i64);
                    out.extend_from_slice(b">>");
                }
                Own::Field(field) => {
                    let placed = &drawn.fields[*field];
                    out.extend_from_slice(b"<</Type/OBJR/Pg ");
                    reference(out, pages[placed.page]);
                    if let Some(widget) = placed.widget {
                        out.extend_from_slice(b"/Obj ");
                        reference(out, widget);
                    }
                    out.extend_from_slice(b">>");
                }
            }
        }
        for (at, child) in (self.own.len()..).zip(&self.children) {
            apart(out, at);
            reference(out, *child);
        }
        if count > 1 {
            out.push(b']');
        }
    }
}

/// From marked sequences and fields back to their nodes.
fn parent_tree(drawn: &Drawn, ids: &[ObjectId], out: &mut Vec<u8>) {
    out.extend_from_slice(b"<</Nums[");
    let mut number = 0;
    let mut key = |out: &mut Vec<u8>| {
        if number > 0 {
            out.push(b' ');
        }
        integer(out, number);
        number += 1;
    };
    for marks in &drawn.marks {
        key(out);
        out.push(b'[');
        for (at, node) in marks.iter().enumerate() {
            if at > 0 {
                out.push(b' ');
            }
            reference(out, ids[node.0]);
        }
        out.push(b']');
    }
    for placed in &drawn.fields {
        key(out);
        out.push(b' ');
        reference(out, ids[placed.node.0]);
    }
    out.extend_from_slice(b"]>>");
}

/// PDF/UA asks for one on every note (ISO 14289-1, 7.9); in the order of their numbers.
fn note_id(number: usize) -> String {
    format!("chu-thich-{number:06}")
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
    let pair = |(number, id): &(usize, ObjectId)| [text_object(&note_id(*number)), Object::Reference(*id)];
    let pairs = named.iter().flat_map(pair);
    (!named.is_empty()).then(|| dictionary! { "Names" => pairs.collect::<Vec<_>>() })
}

fn describe(role: Role, out: &mut Vec<u8>) {
    match role {
        Role::HeaderCell { span, across } => {
            let scope = if across { "Row" } else { "Column" };
            out.extend_from_slice(b"/A<</O/Table/Scope/");
            out.extend_from_slice(scope.as_bytes());
            if span > 1 {
                out.extend_from_slice(b"/ColSpan ");
                integer(out, span as i64);
            }
            out.extend_from_slice(b">>");
        }
        // The labels are part of the text: readers must not number the items again.
        Role::List => out.extend_from_slice(b"/A<</O/List/ListNumbering/None>>"),
        Role::Note { number } => {
            out.extend_from_slice(b"/ID");
            text_string(out, &note_id(number));
        }
        _ => {}
    }
}

//! The tree of meaning behind the pages: what a screen reader is told.

use std::collections::BTreeMap;

/// Place of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// What a part of the document is. The names are those of ISO 32000-1, 14.8.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Document,
    Section,
    /// Level 1 is the document's or an annex's title.
    Heading(u8),
    Paragraph,
    /// The mark of a footnote.
    Reference,
    /// A footnote, read out behind the paragraph that it belongs to.
    Note {
        number: usize,
    },
    List,
    ListItem,
    Label,
    LabelBody,
    Table,
    Row,
    /// A header cell; `across` where it heads the row that follows it and not its column.
    HeaderCell {
        span: usize,
        across: bool,
    },
    Cell,
    /// Biểu đồ, which is read out by its description.
    Figure,
    /// A place to sign.
    Form,
}

/// One node: its own text stands before its children.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub role: Role,
    pub parent: Option<NodeId>,
    pub children: Vec<NodeId>,
}

/// Nodes in reading order, the document first.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    nodes: Vec<Node>,
    /// What stands for a node that is seen and not read.
    described: BTreeMap<NodeId, String>,
}

impl Tree {
    pub const ROOT: NodeId = NodeId(0);

    pub(super) fn new() -> Self {
        let root = Node { role: Role::Document, parent: None, children: Vec::new() };
        Self { nodes: vec![root], described: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { role, parent: Some(parent), children: Vec::new() });
        self.nodes[parent.0].children.push(id);
        id
    }

    pub(super) fn describe(&mut self, id: NodeId, words: &str) {
        self.described.insert(id, words.to_owned());
    }

    /// The words that stand for what is drawn.
    pub fn description(&self, id: NodeId) -> Option<&str> {
        self.described.get(&id).map(String::as_str)
    }

    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub fn role(&self, id: NodeId) -> Role {
        self.nodes[id.0].role
    }
}

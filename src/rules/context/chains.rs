//! The origins of sources: chains and rings of `derived-from`.
//!
//! Follows each source once, with Tarjan's algorithm for strongly connected components (1972). It has its own stack,
//! since chains may be longer than the program's stack allows.

use std::cell::{Ref, RefCell};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::{By, Item, Source};
use crate::text::fold::fold_for_search;
use crate::text::{Slice, Span};
use crate::workspace::Place;
use crate::workspace::{DeclarationId, FileId, Target, Workspace};

/// Remembers every source that it followed. Valid for one state of the workspace.
#[derive(Debug, Default)]
pub struct Chains {
    graph: RefCell<Graph>,
}

/// The number of a source in [`Chains`].
pub type Node = usize;

/// One source that was followed.
#[derive(Debug)]
pub struct FollowedSource {
    pub file: FileId,
    pub id: DeclarationId,
    pub name: SmolStr,
    pub name_span: Span,
    pub confidential: bool,
    /// The people and organisations behind it; `None` if none are given, or one of them is not declared.
    pub by: Option<Vec<SourceAuthor>>,
    /// Whether all references in its `derived-from:` and `by:` were found.
    pub complete: bool,
    /// The sources that it is derived from, each with the index of the reference in the item's list.
    pub from: Vec<(usize, Node)>,
    /// The ring that it is part of.
    pub ring: Option<Ring>,
    /// The sources that it goes back to and that are not derived from others; this may be the source itself. `None`
    /// if they cannot be known, or there are more than [`FollowedSource::ROOTS`].
    pub roots: Option<Vec<Node>>,
    /// The nearest retracted source that it goes back to.
    pub retracted: Option<Retracted>,
    state: State,
}

impl FollowedSource {
    /// The maximum number of roots that are collected.
    pub const ROOTS: usize = 8;

    /// The place of the source's name in its declaration.
    pub fn place(&self) -> Place {
        Place::Declaration {
            file: self.file,
            id: self.id,
            span: self.name_span,
        }
    }
}

/// A person or organisation behind a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceAuthor {
    Entity {
        at: (FileId, DeclarationId),
        name: SmolStr,
    },
    /// A name in quotation marks, as written and folded.
    Name { folded: String, name: SmolStr },
}

impl SourceAuthor {
    /// Whether the two are the same person or organisation.
    pub fn is(&self, other: &SourceAuthor) -> bool {
        match (self, other) {
            (SourceAuthor::Entity { at, .. }, SourceAuthor::Entity { at: other, .. }) => {
                at == other
            }
            (SourceAuthor::Name { folded, .. }, SourceAuthor::Name { folded: other, .. }) => {
                folded == other
            }
            _ => false,
        }
    }

    /// The name as messages write it.
    pub fn label(&self) -> String {
        match self {
            SourceAuthor::Entity { name, .. } => format!("`@{name}`"),
            SourceAuthor::Name { name, .. } => name.to_string(),
        }
    }
}

/// Sources that all go back to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    number: usize,
    pub length: usize,
}

/// A retracted source that another source goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retracted {
    /// The retracted source; the source itself if it is retracted.
    pub source: Node,
    /// The next source on the way there; `None` if the source itself is retracted.
    pub next: Option<Node>,
    steps: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    /// On the stack of Tarjan's algorithm, with its number in order and the lowest number that it reaches.
    Open {
        order: usize,
        lowest: usize,
    },
    Done,
}

#[derive(Debug, Default)]
struct Graph {
    nodes: Vec<FollowedSource>,
    numbers: FxHashMap<(FileId, DeclarationId), Node>,
    order: usize,
    rings: usize,
}

impl Chains {
    /// Follows the source that a reference refers to; `None` if it does not refer to a source.
    pub fn follow_target(&self, workspace: &Workspace, target: &Target) -> Option<Node> {
        let item = target.item()?;
        self.follow(workspace, target.file, target.id, item)
    }

    /// Follows the source `item`, which is declared in that place; `None` if it is not a source.
    pub fn follow(
        &self,
        workspace: &Workspace,
        file: FileId,
        id: DeclarationId,
        item: &Item,
    ) -> Option<Node> {
        item.source()?;
        let mut graph = self.graph.borrow_mut();
        let node = graph.number_of(file, id, item);
        if graph.nodes[node].state == State::New {
            graph.follow(workspace, node, item);
        }
        Some(node)
    }

    /// A source that was followed.
    pub fn source(&self, node: Node) -> Ref<'_, FollowedSource> {
        Ref::map(self.graph.borrow(), |graph| &graph.nodes[node])
    }
}

/// A source that is being followed, with the number of the sources it is derived from that were followed already.
struct Visit<'a> {
    node: Node,
    followed: usize,
    targets: Vec<Target<'a>>,
}

impl Graph {
    fn number_of(&mut self, file: FileId, id: DeclarationId, item: &Item) -> Node {
        *self.numbers.entry((file, id)).or_insert_with(|| {
            self.nodes.push(FollowedSource {
                file,
                id,
                name: item.name().map_or("", Slice::as_str).into(),
                name_span: item.name.as_ref().map_or(Span::at(0), |name| name.span),
                confidential: item.source().is_some_and(|source| source.confidential),
                by: None,
                complete: true,
                from: Vec::new(),
                ring: None,
                roots: None,
                retracted: None,
                state: State::New,
            });
            self.nodes.len() - 1
        })
    }

    fn follow(&mut self, workspace: &Workspace, first: Node, item: &Item) {
        let mut open: Vec<Node> = Vec::new();
        let mut visits = vec![self.enter(workspace, first, item, &mut open)];
        while let Some(visit) = visits.last_mut() {
            let node = visit.node;
            if let Some(&(_, next)) = self.nodes[node].from.get(visit.followed) {
                let target = &visit.targets[visit.followed];
                if self.nodes[next].state == State::New
                    && let Some(item) = target.item()
                {
                    let entered = self.enter(workspace, next, item, &mut open);
                    visits.push(entered);
                } else {
                    visit.followed += 1;
                    self.lower(node, next);
                }
                continue;
            }
            visits.pop();
            if let State::Open { order, lowest } = self.nodes[node].state
                && order == lowest
            {
                self.close(node, &mut open);
            }
        }
    }

    /// Opens a source: finds its authors and the sources that it is derived from.
    fn enter<'a>(
        &mut self,
        workspace: &'a Workspace,
        node: Node,
        item: &Item,
        open: &mut Vec<Node>,
    ) -> Visit<'a> {
        open.push(node);
        self.order += 1;
        self.nodes[node].state = State::Open {
            order: self.order,
            lowest: self.order,
        };
        let file = self.nodes[node].file;
        let mut targets = Vec::new();
        if let Some(source) = item.source() {
            self.nodes[node].retracted = source.retracted.as_ref().map(|_| Retracted {
                source: node,
                next: None,
                steps: 0,
            });
            self.nodes[node].by = authors_of(workspace, file, item, source);
            self.nodes[node].complete = self.nodes[node].by.is_some() || source.by.is_empty();
            for reference in item.derived_from() {
                let target = workspace.target(file, item, reference);
                let found = target.filter(|it| it.item().is_some_and(|it| it.source().is_some()));
                let Some((target, next)) = found.and_then(|target| {
                    let next = self.number_of(target.file, target.id, target.item()?);
                    Some((target, next))
                }) else {
                    self.nodes[node].complete = false;
                    continue;
                };
                self.nodes[node].from.push((reference, next));
                targets.push(target);
            }
        }
        Visit {
            node,
            followed: 0,
            targets,
        }
    }

    /// Lowers the number that `node` reaches to that of `next`, which it is derived from.
    fn lower(&mut self, node: Node, next: Node) {
        let State::Open { lowest: below, .. } = self.nodes[next].state else {
            return;
        };
        if let State::Open { lowest, .. } = &mut self.nodes[node].state {
            *lowest = below.min(*lowest);
        }
    }

    /// Closes the open sources from `first` on: one source, or a ring.
    fn close(&mut self, first: Node, open: &mut Vec<Node>) {
        let from = open.iter().rposition(|node| *node == first).unwrap_or(0);
        let members = open.split_off(from);
        let to_itself = self.nodes[first]
            .from
            .iter()
            .any(|(_, next)| *next == first);
        if members.len() > 1 || to_itself {
            self.rings += 1;
            let ring = Ring {
                number: self.rings,
                length: members.len(),
            };
            for &node in &members {
                self.nodes[node].ring = Some(ring);
            }
            self.spread_retractions(&members);
            for node in members {
                self.nodes[node].state = State::Done;
            }
            return;
        }
        self.nodes[first].roots = self.roots_of(first);
        self.nodes[first].retracted = self.nearest_retracted(first);
        self.nodes[first].state = State::Done;
    }

    /// The nearest retracted source, from what is known so far about the sources that `node` is derived from. If two
    /// are equally near, the one that the source names first.
    fn nearest_retracted(&self, node: Node) -> Option<Retracted> {
        let source = &self.nodes[node];
        let through = |&(_, next): &(usize, Node)| {
            let found = self.nodes[next].retracted?;
            Some(Retracted {
                source: found.source,
                next: Some(next),
                steps: found.steps + 1,
            })
        };
        let below = || source.from.iter().filter_map(through);
        let itself = source.retracted.filter(|found| found.steps == 0);
        itself.or_else(|| below().min_by_key(|found| found.steps))
    }

    /// Finds the nearest retracted source for each member of a ring. Visits the nearest members first (Dijkstra's
    /// algorithm), so that the result does not depend on where the ring was entered.
    fn spread_retractions(&mut self, members: &[Node]) {
        let near = |&node: &Node| Some(Reverse((self.nearest_retracted(node)?.steps, node)));
        let mut open: BinaryHeap<Reverse<(usize, Node)>> =
            members.iter().filter_map(near).collect();
        if open.is_empty() {
            return;
        }
        let ring = self.nodes[members[0]].ring;
        let mut derived: FxHashMap<Node, Vec<Node>> = FxHashMap::default();
        for &node in members {
            let inside = self.nodes[node].from.iter().map(|(_, next)| *next);
            for next in inside.filter(|next| self.nodes[*next].ring == ring) {
                derived.entry(next).or_default().push(node);
            }
        }
        while let Some(Reverse((steps, node))) = open.pop() {
            if self.nodes[node].state == State::Done {
                continue;
            }
            self.nodes[node].retracted = self.nearest_retracted(node);
            self.nodes[node].state = State::Done;
            let users = derived.remove(&node).unwrap_or_default();
            open.extend(users.into_iter().map(|user| Reverse((steps + 1, user))));
        }
    }

    /// The roots of a source that is not in a ring, from the roots of the sources that it is derived from.
    fn roots_of(&self, node: Node) -> Option<Vec<Node>> {
        let source = &self.nodes[node];
        if !source.complete {
            return None;
        }
        if source.from.is_empty() {
            return Some(vec![node]);
        }
        let mut roots: Vec<Node> = Vec::new();
        for (_, next) in &source.from {
            for root in self.nodes[*next].roots.as_ref()? {
                if !roots.contains(root) {
                    roots.push(*root);
                }
            }
            if roots.len() > FollowedSource::ROOTS {
                return None;
            }
        }
        Some(roots)
    }
}

/// The authors of a source; `None` if none are given, or one of them is not declared.
fn authors_of(
    workspace: &Workspace,
    file: FileId,
    item: &Item,
    source: &Source,
) -> Option<Vec<SourceAuthor>> {
    let author = |by: &By| match by {
        By::Entity(reference) => {
            let target = workspace.target(file, item, *reference)?;
            Some(SourceAuthor::Entity {
                at: (target.file, target.id),
                name: item.references.get(*reference)?.name.as_str().into(),
            })
        }
        By::Name(name) => Some(SourceAuthor::Name {
            folded: fold_for_search(&name.text),
            name: name.text.as_str().into(),
        }),
    };
    let all: Option<Vec<SourceAuthor>> = source.by.iter().map(author).collect();
    all.filter(|all| !all.is_empty())
}

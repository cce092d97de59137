//! What sources go back to: chains and rings of `derived-from`.
//!
//! Each source is followed once, whoever asks (Tarjan's algorithm of 1972 for strongly connected
//! components, with a stack of its own: chains may be longer than the program's stack).

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

/// Remembers every source that it followed. Good for one state of the workspace.
#[derive(Debug, Default)]
pub struct Chains {
    graph: RefCell<Graph>,
}

/// The number of a source in [`Chains`].
pub type Node = usize;

/// One source that was followed.
#[derive(Debug)]
pub struct Traced {
    pub file: FileId,
    pub id: DeclarationId,
    pub name: SmolStr,
    pub name_span: Span,
    pub confidential: bool,
    /// Who stands behind it; none where that is not said.
    pub by: Option<Vec<Who>>,
    /// Whether everything that it names in `derived-from:` and `by:` was found.
    pub complete: bool,
    /// What it is derived from, and the place of each reference in the source's own list.
    pub from: Vec<(usize, Node)>,
    /// The ring that it is part of.
    pub ring: Option<Ring>,
    /// The sources that it goes back to and that are derived from nothing: itself, if it is. None
    /// where that cannot be known, or they are more than [`Traced::ROOTS`].
    pub roots: Option<Vec<Node>>,
    /// The nearest retracted source that it goes back to.
    pub retracted: Option<Retracted>,
    state: State,
}

impl Traced {
    pub const ROOTS: usize = 8;

    /// The source's name, where it is declared.
    pub fn place(&self) -> Place {
        Place::Declaration {
            file: self.file,
            id: self.id,
            span: self.name_span,
        }
    }
}

/// One that stands behind a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Entity {
        at: (FileId, DeclarationId),
        name: SmolStr,
    },
    /// A name as it is written, and folded.
    Name { folded: String, name: SmolStr },
}

impl Who {
    pub fn is(&self, other: &Who) -> bool {
        match (self, other) {
            (Who::Entity { at, .. }, Who::Entity { at: other, .. }) => at == other,
            (Who::Name { folded, .. }, Who::Name { folded: other, .. }) => folded == other,
            _ => false,
        }
    }

    /// As messages write it.
    pub fn label(&self) -> String {
        match self {
            Who::Entity { name, .. } => format!("`@{name}`"),
            Who::Name { name, .. } => name.to_string(),
        }
    }
}

/// Sources that all go back to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    number: usize,
    pub length: usize,
}

/// A retracted source, seen from one that goes back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retracted {
    /// Itself, where it is retracted.
    pub source: Node,
    /// The next one on the way there; none at its end.
    pub next: Option<Node>,
    steps: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    /// On the stack of Tarjan's algorithm: its number in order, and the lowest it reaches.
    Open {
        order: usize,
        lowest: usize,
    },
    Done,
}

#[derive(Debug, Default)]
struct Graph {
    nodes: Vec<Traced>,
    numbers: FxHashMap<(FileId, DeclarationId), Node>,
    order: usize,
    rings: usize,
}

impl Chains {
    /// Follows the source that a reference refers to; none where it is no source.
    pub fn follow_target(&self, workspace: &Workspace, target: &Target) -> Option<Node> {
        let item = target.item()?;
        self.follow(workspace, target.file, target.id, item)
    }

    /// Follows the source `item`, which stands there.
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

    pub fn traced(&self, node: Node) -> Ref<'_, Traced> {
        Ref::map(self.graph.borrow(), |graph| &graph.nodes[node])
    }
}

/// A source that is being followed, and how many of those it is derived from have been.
struct Frame<'a> {
    node: Node,
    followed: usize,
    targets: Vec<Target<'a>>,
}

impl Graph {
    fn number_of(&mut self, file: FileId, id: DeclarationId, item: &Item) -> Node {
        *self.numbers.entry((file, id)).or_insert_with(|| {
            self.nodes.push(Traced {
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
        let mut frames = vec![self.enter(workspace, first, item, &mut open)];
        while let Some(frame) = frames.last_mut() {
            let node = frame.node;
            if let Some(&(_, next)) = self.nodes[node].from.get(frame.followed) {
                let target = &frame.targets[frame.followed];
                if self.nodes[next].state == State::New
                    && let Some(item) = target.item()
                {
                    let entered = self.enter(workspace, next, item, &mut open);
                    frames.push(entered);
                } else {
                    frame.followed += 1;
                    self.lower(node, next);
                }
                continue;
            }
            frames.pop();
            if let State::Open { order, lowest } = self.nodes[node].state
                && order == lowest
            {
                self.close(node, &mut open);
            }
        }
    }

    /// Opens a source: finds who stands behind it and what it is derived from.
    fn enter<'a>(
        &mut self,
        workspace: &'a Workspace,
        node: Node,
        item: &Item,
        open: &mut Vec<Node>,
    ) -> Frame<'a> {
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
            self.nodes[node].by = who_of(workspace, file, item, source);
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
        Frame {
            node,
            followed: 0,
            targets,
        }
    }

    /// Tells `node` how low `next`, which it is derived from, reaches.
    fn lower(&mut self, node: Node, next: Node) {
        let State::Open { lowest: below, .. } = self.nodes[next].state else {
            return;
        };
        if let State::Open { lowest, .. } = &mut self.nodes[node].state {
            *lowest = below.min(*lowest);
        }
    }

    /// Closes the sources from `first` on, which all go back to each other.
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

    /// The nearest retracted source, as far as it is known of those that `node` is derived from. Of
    /// two that are as near, the one that the source names first.
    fn nearest_retracted(&self, node: Node) -> Option<Retracted> {
        let traced = &self.nodes[node];
        let through = |&(_, next): &(usize, Node)| {
            let found = self.nodes[next].retracted?;
            Some(Retracted {
                source: found.source,
                next: Some(next),
                steps: found.steps + 1,
            })
        };
        let below = || traced.from.iter().filter_map(through);
        let itself = traced.retracted.filter(|found| found.steps == 0);
        itself.or_else(|| below().min_by_key(|found| found.steps))
    }

    /// Tells the members of a ring which of them, and of those that they lead to, are retracted:
    /// nearest first (Dijkstra's algorithm), so that it does not matter where the ring was entered.
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

    /// The roots of a source that is in no ring, when all that it is derived from is known.
    fn roots_of(&self, node: Node) -> Option<Vec<Node>> {
        let traced = &self.nodes[node];
        if !traced.complete {
            return None;
        }
        if traced.from.is_empty() {
            return Some(vec![node]);
        }
        let mut roots: Vec<Node> = Vec::new();
        for (_, next) in &traced.from {
            for root in self.nodes[*next].roots.as_ref()? {
                if !roots.contains(root) {
                    roots.push(*root);
                }
            }
            if roots.len() > Traced::ROOTS {
                return None;
            }
        }
        Some(roots)
    }
}

/// Who stands behind a source: none where nobody is named, or somebody who is not declared.
fn who_of(workspace: &Workspace, file: FileId, item: &Item, source: &Source) -> Option<Vec<Who>> {
    let who = |by: &By| match by {
        By::Entity(reference) => {
            let target = workspace.target(file, item, *reference)?;
            Some(Who::Entity {
                at: (target.file, target.id),
                name: item.references.get(*reference)?.name.as_str().into(),
            })
        }
        By::Name(name) => Some(Who::Name {
            folded: fold_for_search(&name.text),
            name: name.text.as_str().into(),
        }),
    };
    let all: Option<Vec<Who>> = source.by.iter().map(who).collect();
    all.filter(|all| !all.is_empty())
}

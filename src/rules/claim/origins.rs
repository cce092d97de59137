//! What the sources of a claim go back to: origins that are independent of each other.

use crate::model::Claim;
use crate::rules::context::Context;
use crate::rules::context::chains::{Chains, Node, Traced, Who};
use crate::rules::finding::Finding;

/// How many cited sources are explained.
const SHOWN: usize = 5;
/// More origins than this are enough for every kind.
const COUNTED: usize = 64;

/// The sources that the claim cites, each once; none where one is not to be found.
pub fn cited_sources(context: &Context, claim: &Claim) -> Option<Vec<Node>> {
    let mut cited = Vec::new();
    for (_, target) in context.sources_of(claim) {
        let node = context
            .known
            .chains
            .follow_target(context.workspace, &target?)?;
        if !cited.contains(&node) {
            cited.push(node);
        }
        if cited.len() > COUNTED {
            return None;
        }
    }
    Some(cited)
}

/// Sources derived from nothing that are by the same.
pub struct Origin {
    pub roots: Vec<Node>,
    by: Vec<Who>,
}

impl Origin {
    fn shares(&self, by: &[Who]) -> bool {
        by.iter()
            .any(|who| self.by.iter().any(|other| who.is(other)))
    }

    pub fn label(&self, chains: &Chains) -> String {
        match (self.by.first(), self.roots.first()) {
            (Some(who), _) => who.label(),
            (None, Some(root)) => format!("`{}`", chains.traced(*root).name),
            (None, None) => String::new(),
        }
    }
}

/// The independent origins of those sources; none where they cannot be known.
pub fn origins_of(chains: &Chains, cited: &[Node]) -> Option<Vec<Origin>> {
    let mut roots: Vec<Node> = Vec::new();
    for &node in cited {
        // In the order of the claim, which does not depend on what was followed first.
        for root in chains.traced(node).roots.as_ref()? {
            if !roots.contains(root) {
                roots.push(*root);
            }
        }
        if roots.len() > COUNTED {
            return None;
        }
    }
    let mut origins: Vec<Origin> = Vec::new();
    for root in roots {
        let mut origin = Origin {
            by: shown_by(&chains.traced(root)).to_vec(),
            roots: vec![root],
        };
        let (same, others): (Vec<Origin>, Vec<Origin>) = origins
            .into_iter()
            .partition(|other| other.shares(&origin.by));
        origins = others;
        for other in same {
            origin.roots.extend(other.roots);
            origin.by.extend(other.by);
        }
        origins.push(origin);
    }
    Some(origins)
}

/// Who stands behind a source, as far as it may be told.
fn shown_by(traced: &Traced) -> &[Who] {
    match (&traced.by, traced.confidential) {
        (Some(by), false) => by,
        _ => &[],
    }
}

/// "`story` is derived from `wire`, which is derived from `notice`, by `@town`"
fn way_back(chains: &Chains, node: Node) -> String {
    const STEPS: usize = 4;
    let mut way = format!("`{}`", chains.traced(node).name);
    let mut at = node;
    for step in 0.. {
        let Some((_, next)) = chains.traced(at).from.first().copied() else {
            break;
        };
        if step == STEPS {
            return way + ", and so on";
        }
        at = next;
        let which = if step == 0 { "" } else { ", which" };
        way += &format!("{which} is derived from `{}`", chains.traced(at).name);
    }
    match shown_by(&chains.traced(at)).first() {
        Some(who) if at == node => way + &format!(" is by {}", who.label()),
        Some(who) => way + &format!(", by {}", who.label()),
        None => way,
    }
}

/// Explains of each source what it goes back to.
pub fn show_ways_back(chains: &Chains, cited: &[Node], finding: &mut Finding) {
    for &node in cited.iter().take(SHOWN) {
        let place = chains.traced(node).place();
        finding.related(place, way_back(chains, node));
    }
}

//! The independent origins that the sources of a claim go back to.

use crate::model::{Claim, Item};
use crate::rules::context::Context;
use crate::rules::context::chains::{Chains, FollowedSource, Node, SourceAuthor};
use crate::rules::finding::Finding;
use crate::text::message::{Message, message, written};
use crate::workspace::{FileId, Target, Workspace};

/// The maximum number of cited sources that are explained.
const SHOWN: usize = 5;
/// The maximum number of sources and origins that are counted; no kind of claim needs more.
const COUNTED: usize = 64;

/// How many sources a claim cites, and how many independent origins they go back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginCount {
    pub sources: usize,
    pub origins: usize,
}

/// The independent origins of a claim in `file`; `None` if they cannot be known.
pub fn independent_origins(
    workspace: &Workspace,
    chains: &Chains,
    file: FileId,
    item: &Item,
) -> Option<OriginCount> {
    let sources = item.claim()?.sources();
    let targets = sources.map(|evidence| workspace.target(file, item, evidence.reference));
    let cited = followed(workspace, chains, targets)?;
    Some(OriginCount {
        sources: cited.len(),
        origins: origins_of(chains, &cited)?.len(),
    })
}

/// The sources that the claim cites, each once; `None` if one of them cannot be found, or they are too many.
pub fn cited_sources(context: &Context, claim: &Claim) -> Option<Vec<Node>> {
    let targets = context.sources_of(claim).map(|(_, target)| target);
    followed(context.workspace, &context.known.chains, targets)
}

fn followed<'a>(
    workspace: &Workspace,
    chains: &Chains,
    targets: impl Iterator<Item = Option<Target<'a>>>,
) -> Option<Vec<Node>> {
    let mut cited = Vec::new();
    for target in targets {
        let node = chains.follow_target(workspace, &target?)?;
        if !cited.contains(&node) {
            cited.push(node);
        }
        if cited.len() > COUNTED {
            return None;
        }
    }
    Some(cited)
}

/// Sources by the same people that are not derived from others.
pub struct Origin {
    pub roots: Vec<Node>,
    by: Vec<SourceAuthor>,
}

impl Origin {
    fn shares(&self, by: &[SourceAuthor]) -> bool {
        by.iter()
            .any(|author| self.by.iter().any(|other| author.is(other)))
    }

    /// The people behind the origin or, if they are unknown, its source, as messages write them.
    pub fn label(&self, chains: &Chains) -> Message {
        match (self.by.first(), self.roots.first()) {
            (Some(author), _) => message!("{}", written(author.label())),
            (None, Some(root)) => message!("`{}`", written(&chains.source(*root).name)),
            (None, None) => Message::default(),
        }
    }
}

/// The independent origins of those sources; `None` if they cannot be known.
pub fn origins_of(chains: &Chains, cited: &[Node]) -> Option<Vec<Origin>> {
    let mut roots: Vec<Node> = Vec::new();
    for &node in cited {
        // In the order of the claim, which does not depend on which source was followed first.
        for root in chains.source(node).roots.as_ref()? {
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
            by: public_authors(&chains.source(root)).to_vec(),
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

/// The people behind a source; empty if they are unknown or confidential.
fn public_authors(source: &FollowedSource) -> &[SourceAuthor] {
    match (&source.by, source.confidential) {
        (Some(by), false) => by,
        _ => &[],
    }
}

/// "`story` is derived from `wire`, which is derived from `notice`, by `@town`"
fn chain_to_origin(chains: &Chains, node: Node) -> Message {
    const STEPS: usize = 4;
    let mut chain = message!("`{}`", written(&chains.source(node).name));
    let mut at = node;
    for step in 0.. {
        let Some((_, next)) = chains.source(at).from.first().copied() else {
            break;
        };
        if step == STEPS {
            return message!("{}, and so on", chain);
        }
        at = next;
        let which = if step == 0 { "" } else { ", which" };
        let name = &chains.source(at).name;
        chain = message!("{}{} is derived from `{}`", chain, which, written(name));
    }
    match public_authors(&chains.source(at)).first() {
        Some(author) if at == node => message!("{} is by {}", chain, written(author.label())),
        Some(author) => message!("{}, by {}", chain, written(author.label())),
        None => chain,
    }
}

/// Adds to the finding how each source goes back to its origin.
pub fn show_chains(chains: &Chains, cited: &[Node], finding: &mut Finding) {
    for &node in cited.iter().take(SHOWN) {
        let place = chains.source(node).place();
        finding.related(place, chain_to_origin(chains, node));
    }
}

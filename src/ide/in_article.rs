//! What is at a place in an article: known names, and where else it mentions them.

use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashSet;

use crate::article::{Article, Sentence};
use crate::model::Item;
use crate::workspace::{DeclarationId, FileId, Workspace};

/// The maximum number of mentions of a name that are listed.
const MOST_MENTIONS: usize = 10_000;

/// An entity, by its declaration.
pub type EntityId = (FileId, DeclarationId);

/// A known name in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameInArticle {
    /// Bytes of the article's source.
    pub range: Range<usize>,
    /// The entities with that name, by file and place.
    pub entities: Vec<EntityId>,
}

/// The article at `path`, as the first of its drafts has it.
pub fn article_at<'a>(workspace: &'a Workspace, path: &Path) -> Option<&'a Article> {
    let mut drafts = workspace.drafts_of(path).into_iter();
    drafts.find_map(|draft| workspace.article(draft)?.article())
}

/// The known name at `offset` of the article's source.
pub fn name_at(workspace: &Workspace, article: &Article, offset: usize) -> Option<NameInArticle> {
    let around = offset.saturating_sub(1)..offset + 1;
    let mut found: Option<NameInArticle> = None;
    for sentence in article.sentences_in(around) {
        for (range, entity) in mentions_in(workspace, article, sentence) {
            if !(range.start..=range.end).contains(&offset) {
                continue;
            }
            match &mut found {
                Some(found) if found.range == range => found.entities.push(entity),
                // Between two names, the second one.
                _ => {
                    let entities = vec![entity];
                    found = Some(NameInArticle { range, entities });
                }
            }
        }
    }
    if let Some(found) = &mut found {
        let place = |(file, id): &EntityId| {
            let file = workspace.file(*file)?;
            Some((file.path.clone(), file.get(*id)?.0.byte))
        };
        found.entities.sort_by_cached_key(place);
    }
    found
}

/// Where the article mentions these entities, in order: the first [`MOST_MENTIONS`].
pub fn mentions_of(
    workspace: &Workspace,
    article: &Article,
    entities: &[EntityId],
) -> Vec<Range<usize>> {
    let items = entities.iter().filter_map(|(file, id)| {
        let slot = workspace.file(*file)?.slot(*id)?;
        slot.segment.item.as_ref()
    });
    let names = items.flat_map(Item::known_names);
    let wanted: FxHashSet<&EntityId> = entities.iter().collect();
    let sentences = article.sentences_with(names).into_iter();
    let mentions = sentences
        .flat_map(|at| mentions_in(workspace, article, &article.sentences()[at]))
        .filter(|(_, entity)| wanted.contains(entity));
    let mut ranges: Vec<Range<usize>> = mentions
        .map(|(range, _)| range)
        .take(MOST_MENTIONS)
        .collect();
    ranges.dedup();
    ranges
}

fn mentions_in(
    workspace: &Workspace,
    article: &Article,
    sentence: &Sentence,
) -> impl Iterator<Item = (Range<usize>, EntityId)> {
    let folded = article.folded();
    let within = folded.folded_range(sentence.range.clone());
    let start = within.start;
    let mentions = workspace.known_names().mentions(&folded.text()[within]);
    mentions.into_iter().map(move |found| {
        let range = start + found.range.start..start + found.range.end;
        (folded.source_range(range), found.id)
    })
}

//! The known names in the passage of a claim.

use std::ops::Range;
use std::rc::Rc;

use crate::article::Mention;
use crate::model::Item;
use crate::rules::context::passage_memo::{EntityId, NameInPassage};
use crate::rules::context::{Context, entities};
use crate::workspace::Resolution;

/// The known names in the claim's passage, except names that are only partly in it.
pub fn names_in_passage(context: &Context) -> Rc<[NameInPassage]> {
    context.memo.names(context.id, || find_names(context))
}

fn find_names(context: &Context) -> Vec<NameInPassage> {
    let names = context.workspace.known_names();
    let mut found: Vec<NameInPassage> = Vec::new();
    if names.is_empty() {
        return found;
    }
    let (Some(article), Some((text, passage))) = (context.article(), context.folded_passage())
    else {
        return found;
    };
    for sentence in sentences_of_passage(context).iter() {
        let words = article.words().within(sentence);
        for Mention { range, id } in names.mentions_among(&text[..sentence.end], words) {
            match found.last_mut() {
                Some(last) if last.range == range => last.entities.push(id),
                _ if passage.start <= range.start && range.end <= passage.end => {
                    let entities = vec![id];
                    found.push(NameInPassage { range, entities });
                }
                _ => {}
            }
        }
    }
    for named in &mut found {
        named.entities.sort();
        named.entities.dedup();
    }
    found
}

/// The sentences that the claim's passage overlaps, as ranges of the article's folded text. Names are searched in whole
/// sentences, since a passage may begin or end inside a name.
pub fn sentences_of_passage(context: &Context) -> Rc<[Range<usize>]> {
    context
        .memo
        .sentences(context.id, || find_sentences(context))
}

fn find_sentences(context: &Context) -> Vec<Range<usize>> {
    let (Some(article), Some(range)) = (context.article(), context.passage()) else {
        return Vec::new();
    };
    let Some((text, passage)) = context.folded_passage() else {
        return Vec::new();
    };
    // Of a very long sentence, only the part near the passage.
    let from = text.floor_char_boundary(passage.start.saturating_sub(Context::LONGEST));
    let to = text.floor_char_boundary((passage.end + Context::LONGEST).min(text.len()));
    let sentences = article.sentences_in(range).iter();
    let near = sentences.map(|sentence| {
        let sentence = article.folded().folded_range(sentence.range.clone());
        sentence.start.max(from)..sentence.end.min(to)
    });
    near.collect()
}

/// The entity's declaration.
pub fn item_of<'a>(context: &Context<'a>, entity: EntityId) -> Option<&'a Item> {
    entities::item_of(context.workspace, entity)
}

/// The text to write after `@` in this file to refer to the entity.
pub fn reference_to(context: &Context, (file, id): EntityId) -> Option<String> {
    let name = item_of(context, (file, id))?.name()?;
    match context.workspace.resolve_name(context.file_id, name) {
        Resolution::Found(target) if target.file == file => Some(name.to_string()),
        _ => Some(format!("{}/{name}", context.workspace.file(file)?.stem())),
    }
}

/// The entities in the claim's `about:`, `said-by:` and replies. `None` if one of the references does not resolve,
/// since it may mean any entity.
pub fn linked(context: &Context) -> Option<Vec<EntityId>> {
    let (item, claim) = context.claim()?;
    let replies = claim.replies().iter().map(|reply| reply.reference);
    let references = item.about().chain(item.said_by()).chain(replies);
    let target = |reference| context.target(reference);
    references
        .map(|reference| target(reference).map(|target| (target.file, target.id)))
        .collect()
}

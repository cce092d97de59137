//! The known sources that a claim most likely rests on.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{By, Item};
use crate::rules::context::Context;
use crate::rules::context::passage_memo::EntityId;
use crate::syntax::Keyword;
use crate::text::fold::fold_for_search;
use crate::text::words::words;
use crate::workspace::{DeclarationId, File, FileId, SearchEntry, Workspace};

/// A source's declaration.
pub type SourceId = (FileId, DeclarationId);

/// How near a source is to a claim, where greater is nearer: whether it is by people of the claim, whether it is in
/// the claim's file, and how many words its title shares with the claim's.
type Nearness = (u32, bool, usize);

/// The nearness of a source by a speaker of the claim, and of a source by somebody whom the claim is about.
const BY_SPEAKER: u32 = 2;
const BY_SUBJECT: u32 = 1;
/// The minimum number of characters of a word that counts: shorter words are in most titles.
const LONG: usize = 4;

/// The known sources by the claim's speakers (2) and by the entities that it is about (1).
pub fn sources_by_its_people(
    workspace: &Workspace,
    file: FileId,
    item: &Item,
) -> FxHashMap<SourceId, u32> {
    let mut nearness = FxHashMap::default();
    let subjects = item.about().map(|it| (it, BY_SUBJECT));
    let speakers = item.said_by().map(|it| (it, BY_SPEAKER));
    for (reference, near) in subjects.chain(speakers) {
        let Some(entity) = workspace.target(file, item, reference) else {
            continue;
        };
        let name = &item.references[reference].name;
        for source in sources_by(workspace, (entity.file, entity.id), name) {
            nearness.insert(source, near);
        }
    }
    nearness
}

/// The sources `by:` the entity, which is declared with that name.
fn sources_by<'a>(
    workspace: &'a Workspace,
    entity: EntityId,
    name: &'a str,
) -> impl Iterator<Item = SourceId> + 'a {
    let is_it = move |file: FileId, item: &Item, reference: usize| {
        let same_name = item.references[reference].name == name;
        let target = || workspace.target(file, item, reference);
        same_name && target().is_some_and(|it| (it.file, it.id) == entity)
    };
    let files = workspace.index.referring(name).iter();
    let files = files.filter_map(|&id| Some((id, workspace.file(id)?)));
    files.flat_map(move |(id, file)| {
        let users = file.referring(name).iter().copied();
        let sources = users.filter(move |&user| {
            let item = item_in(file, user);
            let by = item.and_then(Item::source).map_or(&[][..], |it| &it.by);
            by.iter().any(|by| match (item, by) {
                (Some(item), By::Entity(reference)) => is_it(id, item, *reference),
                _ => false,
            })
        });
        sources.map(move |source| (id, source))
    })
}

fn item_in(file: &File, id: DeclarationId) -> Option<&Item> {
    file.get(id)?.1.segment.item.as_ref()
}

/// At most `most` sources of the whole workspace that are nearest to the claim, the nearest first: those by its
/// speakers, those by the entities that it is about, those of its own file, and those of other files whose titles share
/// words with it. Leaves out sources that cannot support a claim: retracted ones and those off the record.
pub fn likely_sources(context: &Context, item: &Item, most: usize) -> Vec<SourceId> {
    let workspace = context.workspace;
    let by = sources_by_its_people(workspace, context.file_id, item);
    let title = item.title.as_ref().map_or("", |title| &title.text);
    let folded = fold_for_search(title);
    let wanted: FxHashSet<&str> = long_words(&folded).collect();
    let mut found: Vec<(Nearness, SourceId)> = Vec::new();
    for (id, file) in workspace.files() {
        let own = id == context.file_id;
        for named in file.search_entries() {
            if named.keyword != Keyword::Source || !named.has_name {
                continue;
            }
            let source = (id, named.id);
            let by = by.get(&source).copied().unwrap_or(0);
            let shared = shared_words(named, &wanted);
            if (own || by > 0 || shared > 0) && is_fit(context, file, named.id) {
                found.push(((by, own, shared), source));
            }
        }
    }
    // Sources that are equally near stay in the order of their files.
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    let nearest = found.into_iter().take(most);
    nearest.map(|(_, source)| source).collect()
}

fn long_words(folded: &str) -> impl Iterator<Item = &str> {
    let words = words(folded).map(|word| &folded[word]);
    words.filter(|word| word.chars().count() >= LONG)
}

fn shared_words(named: &SearchEntry, wanted: &FxHashSet<&str>) -> usize {
    let shared = named.texts().flat_map(long_words);
    let shared: FxHashSet<&str> = shared.filter(|word| wanted.contains(word)).collect();
    shared.len()
}

/// Whether a claim may rest on it.
fn is_fit(context: &Context, file: &File, id: DeclarationId) -> bool {
    let Some(source) = item_in(file, id).and_then(Item::source) else {
        return false;
    };
    let terms = source.terms.as_ref();
    let terms = terms.and_then(|terms| context.settings.terms(&terms.text));
    source.retracted.is_none() && terms.is_none_or(|terms| terms.supports)
}

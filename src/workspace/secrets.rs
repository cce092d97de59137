//! The words that would tell who a confidential source is, should they stand in an article.

use rustc_hash::FxHashSet;

use super::file::{DeclarationId, File, FileId};
use super::state::Workspace;
use crate::article::Names;
use crate::model::{By, Item, Source};
use crate::text::Slice;
use crate::text::fold::{fold, fold_for_search};
use crate::text::words::words;

#[derive(Debug)]
pub struct Secrets {
    /// The names and titles of all confidential sources, each with its source.
    pub words: Names<(FileId, DeclarationId)>,
    /// What drafts call the entities that confidential sources are by.
    pub(super) behind: FxHashSet<Slice>,
}

impl Secrets {
    pub(super) fn of(workspace: &Workspace) -> Secrets {
        let mut secrets = Vec::new();
        let mut behind = FxHashSet::default();
        for (file_id, file) in workspace.files() {
            for (id, _, item) in file.items() {
                let source = item.source().filter(|source| source.confidential);
                if let Some(source) = source {
                    behind.extend(names_behind(item, source).cloned());
                    let told = told_of(workspace, file, item, source).into_iter();
                    secrets.extend(told.map(|words| (words, (file_id, id))));
                }
            }
        }
        Secrets {
            words: Names::new(secrets.iter().map(|(words, id)| (words.as_str(), *id))),
            behind,
        }
    }
}

pub(super) fn is_confidential(item: &Item) -> bool {
    item.source().is_some_and(|source| source.confidential)
}

/// What the draft calls the entities that the source is by.
fn names_behind<'a>(item: &'a Item, source: &'a Source) -> impl Iterator<Item = &'a Slice> {
    source.by.iter().filter_map(|by| match by {
        By::Entity(reference) => Some(&item.references[*reference].name),
        By::Name(_) => None,
    })
}

/// The source's title, and the names of those whom it is by, as far as they would be noticed as
/// such. What the article may call it is no secret.
fn told_of(workspace: &Workspace, file: &File, item: &Item, source: &Source) -> Vec<String> {
    let mut told: Vec<String> = item.title.iter().map(|title| fold(&title.text)).collect();
    for by in &source.by {
        if let By::Name(name) = by {
            told.push(fold(&name.text));
        }
    }
    let behind = names_behind(item, source);
    told.extend(behind.flat_map(|name| names_of(workspace, file, name)));
    let description = source.described_as.as_ref();
    let description = description.map_or(String::new(), |text| fold_for_search(&text.text));
    told.retain(|words| is_proper(words) && !description.contains(&fold_for_search(words)));
    told
}

/// The names of the entities that `@name` may mean: its own file's, or else those of all others.
fn names_of(workspace: &Workspace, own: &File, name: &str) -> Vec<String> {
    let in_file = |file: &File| -> Vec<String> {
        let items = file.declared(name).filter_map(|it| it.item());
        let names = items.flat_map(Item::known_names).map(fold);
        names.collect()
    };
    let names = in_file(own);
    if !names.is_empty() {
        return names;
    }
    let declaring = workspace.index.declaring(name).iter();
    let files = declaring.filter_map(|id| workspace.file(*id));
    files.flat_map(|file| in_file(file)).collect()
}

/// Whether it is written as names are. "A clerk of the town" stands in articles by chance.
fn is_proper(text: &str) -> bool {
    let is_lower =
        |word: &str| !word.starts_with(char::is_alphabetic) || word.starts_with(char::is_lowercase);
    let mut words = words(text).map(|word| &text[word]);
    let Some(first) = words.next() else {
        return false;
    };
    let mut others = words.peekable();
    match others.peek() {
        Some(_) => others.any(|word| !is_lower(word)),
        None => first.starts_with(char::is_uppercase),
    }
}

#[cfg(test)]
mod tests {
    use super::is_proper;

    #[test]
    fn names_are_proper() {
        for name in [
            "Ines Varga",
            "Varga",
            "the Mayor",
            "习近平",
            "Talk with Ines",
            "إيناس فارغا",
        ] {
            assert!(is_proper(name), "{name}");
        }
        for words in [
            "a clerk of the town",
            "Phone call",
            "interview",
            "The 2 letters",
            "",
            "…",
        ] {
            assert!(!is_proper(words), "{words}");
        }
    }
}

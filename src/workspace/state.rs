//! The state of the whole workspace. Cloning it is cheap: a clone is a snapshot.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::article_text::ArticleText;
use super::change::Change;
use super::confidential::{ConfidentialMemo, ConfidentialWords};
use super::configuration::{Configuration, configuration_of};
use super::copies::{Copies, FiledSourcesMemo};
use super::file::File;
use super::files::Files;
use super::index::Index;
use super::known_names::{KnownNames, KnownNamesMemo};
use super::named_articles::NamedArticlesMemo;
use super::settings::Settings;
use super::shared_articles::SharedArticles;
use super::slot::{DeclarationId, FileId, Slot};
use crate::text::Slice;

#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The open folders. No path leads out of them.
    pub roots: Vec<Arc<Path>>,
    pub index: Index,
    files: Files,
    pub(super) articles: imbl::HashMap<FileId, Arc<ArticleText>>,
    pub shared_articles: Arc<SharedArticles>,
    /// The copies of sources, as far as somebody has looked for them.
    pub copies: Copies,
    pub(super) filed_sources: FiledSourcesMemo,
    /// At most one for each root.
    pub configurations: Vec<Arc<Configuration>>,
    known_names: KnownNamesMemo,
    pub(super) named_articles: NamedArticlesMemo,
    confidential: ConfidentialMemo,
}

impl Workspace {
    pub fn new(roots: impl IntoIterator<Item = PathBuf>) -> Workspace {
        Workspace {
            roots: roots.into_iter().map(Arc::from).collect(),
            ..Workspace::default()
        }
    }

    /// The settings of the file at `path`.
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        self.configuration(path).settings_of(path)
    }

    /// The configuration of the root that contains `path`.
    pub fn configuration(&self, path: &Path) -> Arc<Configuration> {
        configuration_of(&self.configurations, path)
            .cloned()
            .unwrap_or_default()
    }

    pub fn file(&self, id: FileId) -> Option<&Arc<File>> {
        self.files.get(id)
    }

    pub fn id_of(&self, path: &Path) -> Option<FileId> {
        self.files.id_of(path)
    }

    pub fn files(&self) -> impl Iterator<Item = (FileId, &Arc<File>)> {
        self.files.iter()
    }

    /// The files below a folder, at any depth.
    pub fn files_below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Arc<File>> {
        self.files.below(folder)
    }

    /// The names of all declarations, each once.
    pub fn names(&self) -> impl Iterator<Item = &Slice> {
        let mut seen = FxHashSet::default();
        let names = self.files().flat_map(|(_, file)| file.declared_names());
        names.filter(move |name| seen.insert(name.as_str()))
    }

    /// The names of all entities, to search prose for.
    pub fn known_names(&self) -> &KnownNames {
        self.known_names.get(&self.files)
    }

    /// The words that identify confidential sources, to search prose for.
    pub fn confidential_words(&self) -> &ConfidentialWords {
        self.shared_confidential_words()
    }

    /// The same, to keep.
    pub fn shared_confidential_words(&self) -> &Arc<ConfidentialWords> {
        self.confidential
            .get(&self.files, &self.index, &self.known_names)
    }

    /// All confidential sources, in order.
    pub fn confidential_sources(&self) -> impl Iterator<Item = (FileId, DeclarationId)> {
        self.confidential.sources(&self.files).iter().copied()
    }

    /// Adds many files at once, without reporting what that changes.
    pub fn fill(&mut self, files: impl IntoIterator<Item = File>) {
        for file in files {
            self.files.put(file);
        }
        let files = &self.files;
        // Both take time, and callers that fill a workspace need both.
        let index = || Index::of(files.iter().map(|(id, file)| (id, &**file)).collect());
        let (index, names) = rayon::join(index, || KnownNamesMemo::of(files));
        self.index = index;
        self.known_names = names;
        self.confidential = ConfidentialMemo::default();
        self.named_articles = NamedArticlesMemo::default();
        self.filed_sources.forget();
    }

    /// Adds a file, or replaces the one at its path.
    pub fn insert(&mut self, file: File) -> Change {
        if let Some(id) = self.files.same_as(&file) {
            // Only the article in another file can differ.
            return Change {
                file: Some(id),
                article: true,
                ..Change::default()
            };
        }
        let (id, old) = self.files.put(file);
        if let Some(old) = &old {
            self.index.remove_file(id, old);
        }
        let new = self.file(id).cloned();
        if let Some(new) = &new {
            self.index.add_file(id, new);
        }
        let old_slots = old.as_ref().map_or(&[][..], |old| old.slots());
        let new_slots = new.as_ref().map_or(&[][..], |new| new.slots());
        let mut change = self.followed(id, old_slots, new_slots);
        change.article = true;
        change
    }

    pub fn remove(&mut self, path: &Path) -> Option<Change> {
        let id = self.id_of(path)?;
        let old = self.files.remove(id)?;
        self.articles.remove(&id);
        self.index.remove_file(id, &old);
        Some(self.followed(id, old.slots(), &[]))
    }

    /// Replaces the bytes of `range` in a file.
    pub fn edit(&mut self, id: FileId, range: Range<usize>, replacement: &str) -> Change {
        let Some(file) = self.files.get_mut(id) else {
            return Change::default();
        };
        let file = Arc::make_mut(file);
        let last = match replacement.is_empty() {
            true => range.start,
            false => range.start + replacement.len() - 1,
        };
        let replaced = file.edit(range, replacement);
        let edited = file.at(last).map(|(_, slot)| slot.id);
        self.index.edit_file(id, file, &replaced.old, &replaced.new);
        let mut change = self.followed(id, &replaced.old, &replaced.new);
        change.edited = match edited.filter(|id| change.added.contains(id)) {
            Some(id) => vec![id],
            None => change.added.clone(),
        };
        change
    }

    /// Brings the memos up to date after `new` replaced `old` in a file, and returns what that can
    /// change in other files.
    fn followed(&mut self, file: FileId, old: &[Slot], new: &[Slot]) -> Change {
        self.known_names.follow(file, old, new);
        self.follow_article_of(file, old, new);
        let mut change = Change::between(file, old, new);
        if change.files {
            self.filed_sources.forget();
        }
        let state = (&self.files, &self.index, &self.known_names);
        change.confidential = self.confidential.follow(state, file, old, new);
        change
    }
}

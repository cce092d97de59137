//! The state of the whole workspace. Cloning it is cheap: that is how a snapshot is made.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::article_text::{ArticlePlace, ArticleText, ReadText};
use super::change::Change;
use super::configuration::{Configuration, configuration_of};
use super::file::{DeclarationId, File, FileId, Slot};
use super::index::Index;
use super::secrets::{Secrets, is_confidential};
use super::settings::Settings;
use crate::article::Names;
use crate::model::Item;
use crate::text::Slice;

#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The folders that are open. No path leads out of them.
    pub roots: Vec<Arc<Path>>,
    pub index: Index,
    /// By their numbers. Where one was removed, nothing stands.
    files: imbl::Vector<Option<Arc<File>>>,
    ids: imbl::HashMap<Arc<Path>, FileId>,
    articles: imbl::HashMap<FileId, Arc<ArticleText>>,
    /// At most one for each root.
    pub configurations: Vec<Arc<Configuration>>,
    /// Made when files are loaded, or when first asked for; from then on it follows every change.
    names: Arc<OnceLock<Arc<KnownNames>>>,
    /// Made when first asked for after a confidential source changed.
    secrets: Arc<OnceLock<Arc<Secrets>>>,
}

/// Of so many declarations that changed at once the names are not followed one by one.
const LARGE: usize = 1_000;

/// The names of all entities.
pub type KnownNames = Names<(FileId, DeclarationId)>;

impl Workspace {
    pub fn new(roots: impl IntoIterator<Item = PathBuf>) -> Workspace {
        Workspace {
            roots: roots.into_iter().map(Arc::from).collect(),
            ..Workspace::default()
        }
    }

    /// What holds for the file at `path`.
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        self.configuration(path).settings_of(path)
    }

    /// What is decided in the folder of the workspace that holds `path`.
    pub fn configuration(&self, path: &Path) -> Arc<Configuration> {
        configuration_of(&self.configurations, path)
            .cloned()
            .unwrap_or_default()
    }

    pub fn file(&self, id: FileId) -> Option<&Arc<File>> {
        self.files.get(id.0 as usize)?.as_ref()
    }

    pub fn id_of(&self, path: &Path) -> Option<FileId> {
        self.ids
            .get(path)
            .copied()
            .filter(|id| self.file(*id).is_some())
    }

    pub fn files(&self) -> impl Iterator<Item = (FileId, &Arc<File>)> {
        let files = self.files.iter().enumerate();
        files.filter_map(|(at, file)| Some((FileId(at as u32), file.as_ref()?)))
    }

    /// The names of all declarations, each once.
    pub fn names(&self) -> impl Iterator<Item = &Slice> {
        let mut seen = FxHashSet::default();
        let names = self.files().flat_map(|(_, file)| file.declared_names());
        names.filter(move |name| seen.insert(name.as_str()))
    }

    /// Adds a file, or puts it in the place of the one that stood there.
    pub fn insert(&mut self, file: File) -> Change {
        if let Some(id) = self.same_as(&file) {
            // Only what is read beside the file can be another.
            return Change {
                file: Some(id),
                article: true,
                ..Change::default()
            };
        }
        let (id, old) = self.put(file);
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

    /// The file at that path, if it has the same text.
    fn same_as(&self, file: &File) -> Option<FileId> {
        let id = self.id_of(&file.path)?;
        let (known, new) = (self.file(id)?.slots(), file.slots());
        let mut pairs = known.iter().zip(new);
        let same = known.len() == new.len() && pairs.all(|(a, b)| a.segment.text == b.segment.text);
        same.then_some(id)
    }

    /// Adds files while nobody needs to know what that changes.
    pub fn fill(&mut self, files: impl IntoIterator<Item = File>) {
        for file in files {
            self.put(file);
        }
        // Both take their time, and whoever fills a workspace will ask for both.
        let index = || Index::of(self.files().map(|(id, file)| (id, &**file)).collect());
        let (index, names) = rayon::join(index, || self.all_names());
        self.index = index;
        self.names = Arc::new(OnceLock::from(Arc::new(names)));
        self.secrets = Arc::default();
    }

    /// Puts a file in its place. The index has to be told of it, and of the one that stood there.
    fn put(&mut self, mut file: File) -> (FileId, Option<Arc<File>>) {
        let path = file.path.clone();
        let Some(id) = self.ids.get(&path).copied() else {
            let id = FileId(self.files.len() as u32);
            self.ids.insert(path, id);
            self.files.push_back(Some(Arc::new(file)));
            return (id, None);
        };
        let place = &mut self.files[id.0 as usize];
        let old = place.take();
        if let Some(old) = &old {
            file = file.numbered_after(old);
        }
        *place = Some(Arc::new(file));
        (id, old)
    }

    pub fn remove(&mut self, path: &Path) -> Option<Change> {
        let id = self.id_of(path)?;
        let old = self.files[id.0 as usize].take()?;
        self.articles.remove(&id);
        self.index.remove_file(id, &old);
        Some(self.followed(id, old.slots(), &[]))
    }

    /// Replaces the bytes of `range` in a file.
    pub fn edit(&mut self, id: FileId, range: Range<usize>, replacement: &str) -> Change {
        let Some(Some(file)) = self.files.get_mut(id.0 as usize) else {
            return Change::default();
        };
        let file = Arc::make_mut(file);
        let replaced = file.edit(range, replacement);
        self.index.edit_file(id, file, &replaced.old, &replaced.new);
        self.followed(id, &replaced.old, &replaced.new)
    }

    /// What the change that replaced `old` by `new` in a file can have changed elsewhere.
    fn followed(&mut self, file: FileId, old: &[Slot], new: &[Slot]) -> Change {
        self.follow_names(file, old, new);
        let mut change = Change::between(file, old, new);
        change.secrets = self.touches_secrets(old, new);
        if change.secrets {
            self.secrets = Arc::default();
        }
        change
    }

    /// Whether these declarations say, before or after a change, who a confidential source is.
    fn touches_secrets(&mut self, old: &[Slot], new: &[Slot]) -> bool {
        let slots = old.iter().chain(new);
        let items = slots.filter_map(|slot| slot.segment.item.as_ref());
        if items.clone().any(is_confidential) {
            return true;
        }
        let entities = items.filter(|item| item.entity().is_some());
        let mut names = entities.filter_map(Item::name).peekable();
        if names.peek().is_none() {
            return false;
        }
        if self.secrets.get().is_none() {
            // An older state of the workspace may still make its own.
            self.secrets = Arc::default();
        }
        let secrets = self.secrets();
        names.any(|name| secrets.behind.contains(name))
    }

    /// Keeps the known names, should anybody have asked for them, those of the entities that are
    /// there now: what replaces a declaration has another number, even where its names stay.
    fn follow_names(&mut self, file: FileId, old: &[Slot], new: &[Slot]) {
        if old
            .iter()
            .chain(new)
            .all(|slot| names_of(slot).next().is_none())
        {
            return;
        }
        let is_large = old.len() + new.len() > LARGE;
        let Some(known) = self.names.get().filter(|_| !is_large) else {
            // An older state of the workspace may still make its own.
            self.names = Arc::default();
            return;
        };
        let mut names = KnownNames::clone(known);
        for slot in old {
            names_of(slot).for_each(|name| names.remove(name, (file, slot.id)));
        }
        for slot in new {
            names_of(slot).for_each(|name| names.insert(name, (file, slot.id)));
        }
        self.names = Arc::new(OnceLock::from(Arc::new(names)));
    }

    /// The names of all entities, to be looked for in prose.
    pub fn known_names(&self) -> &KnownNames {
        self.names.get_or_init(|| Arc::new(self.all_names()))
    }

    fn all_names(&self) -> KnownNames {
        let files: Vec<(FileId, &Arc<File>)> = self.files().collect();
        let names = files.par_iter().flat_map_iter(|(id, file)| {
            let slots = file.slots().iter();
            slots.flat_map(|slot| names_of(slot).map(|name| (name, (*id, slot.id))))
        });
        Names::new(names.collect::<Vec<_>>())
    }

    /// What would tell who the confidential sources are, to be looked for in prose.
    pub fn secrets(&self) -> &Secrets {
        let make = || Arc::new(Secrets::of(self));
        self.secrets.get_or_init(make)
    }

    /// The article of a file, if it was read.
    pub fn article(&self, id: FileId) -> Option<&Arc<ArticleText>> {
        self.articles.get(&id)
    }

    /// Reads the article of a file anew where the draft names another. Says whether it changed.
    pub fn refresh_article(&mut self, id: FileId, read: ReadText) -> bool {
        let known = self.articles.get(&id).cloned();
        let article = self
            .file(id)
            .and_then(|file| ArticleText::of(file, &self.roots, known.as_ref(), read));
        let is_same = match (&known, &article) {
            (Some(known), Some(article)) => Arc::ptr_eq(known, article),
            (None, None) => true,
            _ => false,
        };
        match article {
            Some(article) => self.articles.insert(id, article),
            None => self.articles.remove(&id),
        };
        !is_same
    }

    /// The drafts whose article is the file at `path`, as far as their articles were read.
    pub fn drafts_of(&self, path: &Path) -> Vec<FileId> {
        let is_there = |article: &ArticleText| matches!(&article.place, Some(ArticlePlace::File(file)) if **file == *path);
        let drafts = self.articles.iter();
        let mut drafts: Vec<FileId> = drafts
            .filter(|(_, article)| is_there(article))
            .map(|(id, _)| *id)
            .collect();
        drafts.sort();
        drafts
    }

    /// Forgets what was read from `path`; returns the files whose article that was.
    pub fn forget_article(&mut self, path: &Path) -> Vec<FileId> {
        let files = self.drafts_of(path);
        for id in &files {
            self.articles.remove(id);
        }
        files
    }

    /// The article of a file is no longer needed: nobody looks at it.
    pub fn drop_article(&mut self, id: FileId) {
        self.articles.remove(&id);
    }

    /// `names`, and the names of all sources that are by or published by them, or derived from them,
    /// through any chain.
    pub fn with_derived(&self, names: &FxHashSet<Slice>) -> FxHashSet<Slice> {
        let mut all = names.clone();
        let mut open: Vec<Slice> = names.iter().cloned().collect();
        while let Some(name) = open.pop() {
            for derived in self.going_back_to(&name) {
                if all.insert(derived.clone()) {
                    open.push(derived);
                }
            }
        }
        all
    }

    /// The names of the sources with a `derived-from: @name`, `by: @name` or `publisher: @name`.
    fn going_back_to(&self, name: &str) -> Vec<Slice> {
        let mut names = Vec::new();
        for &id in self.index.referring(name) {
            let Some(file) = self.file(id) else { continue };
            for &user in file.referring(name) {
                let item = file
                    .get(user)
                    .and_then(|(_, slot)| slot.segment.item.as_ref());
                let goes_back = item.is_some_and(|item| {
                    item.references
                        .iter()
                        .any(|reference| reference.role.leads_back() && reference.name == name)
                });
                names.extend(
                    item.filter(|_| goes_back)
                        .and_then(|item| item.name().cloned()),
                );
            }
        }
        names
    }
}

/// The names by which what is declared there is known in prose.
fn names_of(slot: &Slot) -> impl Iterator<Item = &str> {
    let item = slot.segment.item.as_ref();
    item.into_iter().flat_map(Item::known_names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `text` names, as the declarations that are there now have it.
    fn named(workspace: &Workspace, text: &str) -> Vec<String> {
        let mentions = workspace.known_names().mentions(text);
        let title = |(file, id): (FileId, DeclarationId)| {
            let file = workspace.file(file).expect("a file");
            let (_, slot) = file.get(id).expect("a declaration");
            let item = slot.segment.item.as_ref().expect("an item");
            item.label().to_owned()
        };
        mentions.iter().map(|mention| title(mention.id)).collect()
    }

    #[test]
    fn known_names_follow_every_edit() {
        let mut workspace = Workspace::new([PathBuf::from("/w")]);
        let path = Path::new("/w/a.sayso");
        workspace.insert(File::new(
            path,
            "entity ana: person \"Ana Díaz\"\n  aka: \"Ana\"\n",
        ));
        let id = workspace.id_of(path).expect("a file");
        let text = "Ana Díaz, Ana and Eva";
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz"]);
        let before = workspace.clone();
        // The names stay, and so they do for whoever looks at the workspace of before.
        let end = workspace.file(id).expect("a file").len();
        let change = workspace.edit(id, end..end, "  born: 1980\n");
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz"]);
        assert!(change.names.contains("Ana"));
        let end = workspace.file(id).expect("a file").len();
        let change = workspace.edit(id, end..end, "  # no more is known\n");
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz"]);
        assert!(change.names.is_empty());
        workspace.edit(id, 0..0, "entity eva: person \"Eva\"\n");
        assert_eq!(named(&workspace, text), ["Ana Díaz", "Ana Díaz", "Eva"]);
        workspace.insert(File::new(path, "entity eva: person \"Eva\"\n"));
        assert_eq!(named(&workspace, text), ["Eva"]);
        workspace.remove(path);
        assert!(named(&workspace, text).is_empty());
        assert_eq!(named(&before, text), ["Ana Díaz", "Ana Díaz"]);
    }
}

//! Which drafts name which file as their article.

use std::ops::Bound;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::slot::FileId;

/// By the path that a draft names, and by the file that it means where that is another one, as
/// `Workspace::located` says. Embedded articles are not in it.
#[derive(Clone, Debug, Default)]
pub struct NamedArticles {
    drafts: imbl::OrdMap<Arc<Path>, imbl::OrdSet<FileId>>,
    paths: imbl::HashMap<FileId, Paths>,
}

/// The paths of one draft: none, or those of its article.
pub(super) type Paths = Vec<Arc<Path>>;

impl NamedArticles {
    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<Path>> {
        self.drafts.keys()
    }

    /// The drafts that name the file at `path`.
    pub fn drafts_of(&self, path: &Path) -> impl Iterator<Item = FileId> + '_ {
        self.drafts.get(path).into_iter().flatten().copied()
    }

    /// The same, also those that name a file below `path`.
    pub fn drafts_in<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = FileId> + 'a {
        let from = self
            .drafts
            .range::<(Bound<&Path>, Bound<&Path>), Path>((Bound::Included(path), Bound::Unbounded));
        let inside = from.take_while(move |(named, _)| named.starts_with(path));
        inside.flat_map(|(_, drafts)| drafts).copied()
    }

    fn paths_of(&self, draft: FileId) -> &[Arc<Path>] {
        self.paths.get(&draft).map_or(&[], |paths| paths)
    }

    pub(super) fn put(&mut self, draft: FileId, paths: Paths) {
        let old = match paths.is_empty() {
            true => self.paths.remove(&draft),
            false => self.paths.insert(draft, paths.clone()),
        };
        for path in old.into_iter().flatten() {
            if let Some(drafts) = self.drafts.get_mut(&*path) {
                drafts.remove(&draft);
                if drafts.is_empty() {
                    self.drafts.remove(&*path);
                }
            }
        }
        for path in paths {
            self.drafts.entry(path).or_default().insert(draft);
        }
    }
}

/// Worked out when first needed; follows every change from then on.
#[derive(Clone, Debug, Default)]
pub(super) struct NamedArticlesMemo(Arc<OnceLock<Arc<NamedArticles>>>);

impl NamedArticlesMemo {
    pub(super) fn get(&self, all: impl FnOnce() -> NamedArticles) -> &Arc<NamedArticles> {
        self.0.get_or_init(|| Arc::new(all()))
    }

    /// Each draft names these files now.
    pub(super) fn follow(&mut self, drafts: impl IntoIterator<Item = (FileId, Paths)>) {
        let Some(known) = self.0.get() else {
            // An older snapshot may still fill the cell that it shares.
            *self = NamedArticlesMemo::default();
            return;
        };
        let drafts = drafts.into_iter();
        let mut changed = drafts
            .filter(|(draft, paths)| known.paths_of(*draft) != paths)
            .peekable();
        if changed.peek().is_none() {
            return;
        }
        let mut named = NamedArticles::clone(known);
        for (draft, paths) in changed {
            named.put(draft, paths);
        }
        *self = NamedArticlesMemo(Arc::new(OnceLock::from(Arc::new(named))));
    }
}

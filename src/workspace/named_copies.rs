//! Which copies a draft names and sees.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::article_text::ArticleProblem;
use super::copies::{CopyProblem, FiledSources, FoundCopy, ReadCopy};
use super::file::File;
use super::paths;
use super::slot::FileId;
use super::state::Workspace;
use crate::model::{Item, SourceFile};

impl Workspace {
    /// The names of all sources that have copies.
    pub fn filed_sources(&self) -> &FiledSources {
        self.filed_sources.get(|| {
            let items = self.files().flat_map(|(_, file)| file.items());
            let filed = items.filter(|(.., item)| item.has_files());
            let mut sources = FiledSources::default();
            for (.., item) in filed {
                sources.any = true;
                sources.names.extend(item.name().cloned());
            }
            sources
        })
    }

    /// The copy that `written`, a path in `file`, means.
    pub fn copy(&self, file: &File, written: &str) -> FoundCopy<&Arc<ReadCopy>> {
        let mut problem = ArticleProblem::Missing;
        let mut misses_folder = false;
        for place in self.copy_places(&file.path, written) {
            let read = match place {
                Ok(path) => self.copies.get(&path),
                Err(why) => {
                    problem = ArticleProblem::Barred(why);
                    continue;
                }
            };
            match read {
                None => return FoundCopy::Unread,
                Some(Ok(copy)) => return FoundCopy::Yes(copy),
                Some(Err(CopyProblem::NoFolder)) => misses_folder = true,
                Some(Err(CopyProblem::File(ArticleProblem::Missing))) => {}
                Some(Err(CopyProblem::File(why))) => problem = why.clone(),
            }
        }
        match misses_folder {
            true => FoundCopy::NoFolder,
            false => FoundCopy::No(problem),
        }
    }

    /// The copies of a source that is declared in `file`, each with the `file:` that names it.
    pub fn copies_of<'a>(
        &'a self,
        file: &'a File,
        item: &'a Item,
    ) -> impl Iterator<Item = (&'a SourceFile, FoundCopy<&'a Arc<ReadCopy>>)> {
        let files = item.source().map_or(&[][..], |source| &source.files);
        files
            .iter()
            .map(|named| (named, self.copy(file, &named.path.text)))
    }

    /// Where the copy that a draft names may be: beside the draft, and in the folder for evidence.
    fn copy_places(
        &self,
        draft: &Path,
        written: &str,
    ) -> impl Iterator<Item = Result<PathBuf, paths::Barred>> {
        let beside = paths::resolve(&self.roots, draft, written);
        let configuration = self.configuration(draft);
        let folder = configuration.evidence.as_deref();
        let inside = folder.map(|folder| {
            let roots = [folder];
            paths::resolve(&roots, &folder.join("draft"), written)
        });
        [beside].into_iter().chain(inside)
    }

    /// The folder for evidence that the copy at `path` is in.
    pub fn evidence_around(&self, path: &Path) -> Option<&Path> {
        let folders = self.configurations.iter();
        let folders = folders.filter_map(|it| it.evidence.as_deref());
        let around = folders.filter(|folder| path.starts_with(folder));
        around.max_by_key(|folder| folder.as_os_str().len())
    }

    /// The paths of all copies of the sources that the draft declares or refers to.
    pub fn copies_seen_by(&self, draft: FileId) -> Vec<Arc<Path>> {
        let filed = self.filed_sources();
        let Some(file) = self.file(draft).filter(|_| filed.any) else {
            return Vec::new();
        };
        let mut seen = FxHashSet::default();
        for (_, _, item) in file.items() {
            self.add_copies_of(file, item, &mut seen);
            for reference in &item.references {
                if filed.names.contains(&reference.name)
                    && let Some(target) = self.resolve(draft, reference).found()
                    && let (Some(file), Some(item)) = (self.file(target.file), target.item())
                {
                    self.add_copies_of(file, item, &mut seen);
                }
            }
        }
        let mut seen: Vec<Arc<Path>> = seen.into_iter().collect();
        seen.sort_unstable();
        seen
    }

    fn add_copies_of(&self, file: &File, item: &Item, seen: &mut FxHashSet<Arc<Path>>) {
        let files = item.source().map_or(&[][..], |source| &source.files);
        let places = files
            .iter()
            .flat_map(|named| self.copy_places(&file.path, &named.path.text));
        seen.extend(places.flatten().map(Arc::from));
    }
}

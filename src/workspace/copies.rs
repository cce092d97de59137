//! The newsroom's copies of sources: what `file:` names, as it was read.
//!
//! A path is looked for beside its draft, then in the folder for evidence. What is confidential has no copy: the model
//! leaves out its `file:`, so nobody looks for one.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::article_text::ArticleProblem;
use super::file::File;
use super::paths;
use super::slot::FileId;
use super::state::Workspace;
use crate::documents::{Checksum, DocumentText, DocumentWords, Unreadable};
use crate::model::{Item, SourceFile};
use crate::text::Slice;

/// A copy as it was read.
#[derive(Debug)]
pub struct ReadCopy {
    /// The file, with links followed.
    pub path: Arc<Path>,
    pub checksum: Checksum,
    pub text: Result<DocumentText, Unreadable>,
    words: OnceLock<DocumentWords>,
}

/// Why there is no copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyProblem {
    File(ArticleProblem),
    /// The folder for evidence is not there as a whole: this may be a machine without it.
    NoFolder,
}

pub type CopyResult = Result<Arc<ReadCopy>, CopyProblem>;

/// The copies that were read, by the paths that drafts name.
#[derive(Clone, Debug, Default)]
pub struct Copies(imbl::HashMap<Arc<Path>, CopyResult>);

impl Copies {
    /// `None` if nobody has looked for it.
    pub fn get(&self, path: &Path) -> Option<&CopyResult> {
        self.0.get(path)
    }

    pub fn put(&mut self, path: Arc<Path>, copy: CopyResult) {
        self.0.insert(path, copy);
    }

    /// Forgets all others.
    pub fn retain(&mut self, wanted: &FxHashSet<Arc<Path>>) {
        self.0.retain(|path, _| wanted.contains(path));
    }

    pub fn all(&self) -> impl Iterator<Item = (&Arc<Path>, &CopyResult)> {
        self.0.iter()
    }

    pub fn paths(&self) -> impl Iterator<Item = &Arc<Path>> {
        self.0.keys()
    }

    /// Whether the folder for evidence is not there, in which somebody looked for one.
    pub fn miss_folder(&self) -> bool {
        self.0
            .values()
            .any(|copy| matches!(copy, Err(CopyProblem::NoFolder)))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is known of the copy that a `file:` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundCopy<T> {
    /// Nobody has looked for it yet.
    Unread,
    /// It may be in the folder for evidence, which is not there.
    NoFolder,
    No(ArticleProblem),
    Yes(T),
}

/// The sources that have copies.
#[derive(Clone, Debug, Default)]
pub struct FiledSources {
    names: FxHashSet<Slice>,
    /// Whether there is one, if only without a name.
    any: bool,
}

/// Worked out when first needed, and again when such a source changed.
#[derive(Clone, Debug, Default)]
pub(super) struct FiledSourcesMemo(Arc<OnceLock<FiledSources>>);

impl FiledSourcesMemo {
    fn get(&self, find: impl FnOnce() -> FiledSources) -> &FiledSources {
        self.0.get_or_init(find)
    }

    pub(super) fn forget(&mut self) {
        // An older snapshot may still use the cell that it shares.
        *self = FiledSourcesMemo::default();
    }
}

impl fmt::Display for CopyProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            CopyProblem::File(problem) => problem.fmt(f),
            CopyProblem::NoFolder => write!(f, "is in a folder that does not exist"),
        }
    }
}

impl FiledSources {
    pub fn are_none(&self) -> bool {
        !self.any
    }
}

impl ReadCopy {
    pub fn new(
        path: Arc<Path>,
        checksum: Checksum,
        text: Result<DocumentText, Unreadable>,
    ) -> ReadCopy {
        ReadCopy {
            path,
            checksum,
            text,
            words: OnceLock::new(),
        }
    }

    /// Its text, if there is any.
    pub fn readable(&self) -> Option<&DocumentText> {
        let text = self.text.as_ref().ok()?;
        text.has_readable_text().then_some(text)
    }

    /// The words of its text, to search.
    pub fn words(&self) -> &DocumentWords {
        let find = || {
            self.text
                .as_ref()
                .map(DocumentWords::of)
                .unwrap_or_default()
        };
        self.words.get_or_init(find)
    }
}

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

/// The copy with these contents, read in this process.
#[cfg(test)]
pub fn copy_for_tests(path: &Path, contents: &[u8]) -> Arc<ReadCopy> {
    use crate::documents::{Copy, Reader};

    let copy = Copy {
        path,
        bytes: contents,
        may_be_kept: false,
    };
    let text = Reader::in_this_process().read(&[copy]).remove(0);
    Arc::new(ReadCopy::new(path.into(), Checksum::of(contents), text))
}

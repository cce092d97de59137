//! The workspace that a command works on: read and indexed once, then handed from step to step.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::copies::KnownCopies;
use super::file_stamp::FileState;
use super::progress_bar::progress_bar;
use super::targets::Targets;
use crate::text::Slice;
use crate::workspace::{ArticleProblem, ArticleText, File, SharedArticles, Workspace, disk};

/// The number of articles that are kept for the next drafts: drafts of one article are usually in one folder, and are
/// checked one after the other.
const KEPT_ARTICLES: usize = 4;

/// A workspace, with the state of its files when they were read.
pub struct LoadedWorkspace {
    pub workspace: Workspace,
    /// Of all files if they are loaded for a cache, else of the unreadable ones.
    pub states: BTreeMap<PathBuf, FileState>,
    for_cache: bool,
}

impl LoadedWorkspace {
    /// Reads the workspace of the targets; `stdin` is a draft that is not on disk. `for_cache` asks for the
    /// stamps and digests of files.
    pub fn read(
        targets: &Targets,
        stdin: Option<File>,
        for_cache: bool,
        texts: &ReadTexts,
    ) -> LoadedWorkspace {
        let progress = progress_bar("Reading", targets.workspace.len());
        let read = |path: &PathBuf| {
            let (state, text) = texts.take(path).unwrap_or_else(|| {
                let (state, text) = FileState::read(path, for_cache, disk::read);
                (state, text.map(Slice::from))
            });
            let file = text.ok().map(|text| File::new(path, text));
            progress.inc(1);
            (state, file)
        };
        let read: Vec<(FileState, Option<File>)> = targets.workspace.par_iter().map(read).collect();
        let mut workspace = targets.without_files();
        workspace.shared_articles = Arc::new(SharedArticles::keeping(KEPT_ARTICLES));
        let (states, files): (Vec<FileState>, Vec<Option<File>>) = read.into_iter().unzip();
        workspace.fill(files.into_iter().flatten().chain(stdin));
        let states = targets.workspace.iter().cloned().zip(states);
        let states = states.filter(|(_, state)| for_cache || state.content().is_err());
        let loaded = LoadedWorkspace {
            workspace,
            // The files are in order, so the map need not sort them.
            states: states.collect(),
            for_cache,
        };
        progress.finish_and_clear();
        loaded
    }

    /// Why the file could not be read, if so.
    pub fn problem(&self, path: &Path) -> Option<&str> {
        self.states.get(path)?.content().err()
    }

    /// The text of a Sayso file of the workspace.
    pub fn text(&self, path: &Path) -> Option<Slice> {
        let id = self.workspace.id_of(path)?;
        Some(self.workspace.file(id)?.text())
    }

    /// Takes over a text that was written to a file of the workspace. If the file is a link, the file that
    /// it leads to has changed as well.
    pub fn note_written(&mut self, path: &Path, text: &str) {
        let target = path.canonicalize().ok();
        for path in [Some(path), target.as_deref()].into_iter().flatten() {
            if self.workspace.id_of(path).is_none() {
                continue;
            }
            if self.text(path).is_none_or(|known| *known != *text) {
                self.workspace.insert(File::new(path, text));
            }
            if let Some(state) = self.states.get_mut(path) {
                *state = FileState::of_written(text, self.for_cache);
            }
        }
    }
}

/// The article of a draft, read from disk if it is in a file of its own.
pub fn article_of(workspace: &Workspace, draft: &File) -> Option<Arc<ArticleText>> {
    let read = |path: &Path| disk::read_article(&workspace.roots, path);
    workspace.article_of(draft, None, &read)
}

type TextAndState = (FileState, Result<Slice, ArticleProblem>);

/// Texts that one step of a check has read and a later one needs, so that no file is read twice.
#[derive(Default)]
pub struct ReadTexts {
    texts: Mutex<FxHashMap<PathBuf, TextAndState>>,
    pub copies: KnownCopies,
}

impl ReadTexts {
    pub fn put(&self, path: &Path, state: FileState, text: Result<Slice, ArticleProblem>) {
        self.locked().insert(path.to_owned(), (state, text));
    }

    /// The text, for a step after which nobody needs it.
    pub fn take(&self, path: &Path) -> Option<TextAndState> {
        let mut texts = self.locked();
        // Usually nothing was read before.
        (!texts.is_empty()).then(|| texts.remove(path))?
    }

    pub fn get(&self, path: &Path) -> Option<Result<Slice, ArticleProblem>> {
        self.locked().get(path).map(|(_, text)| text.clone())
    }

    pub fn state(&self, path: &Path) -> Option<FileState> {
        self.locked().get(path).map(|(state, _)| state.clone())
    }

    /// Reads a file and keeps its text for a later step. Returns its state.
    pub fn read<T: Into<Slice>>(
        &self,
        path: &Path,
        read: impl Fn(&Path) -> Result<T, ArticleProblem>,
    ) -> FileState {
        let read = |path: &Path| read(path).map(Into::into);
        let (state, text): (FileState, Result<Slice, _>) = FileState::read(path, true, read);
        self.put(path, state.clone(), text);
        state
    }

    /// The text of an article, which is read from disk unless it is known.
    pub fn article(&self, roots: &[Arc<Path>], path: &Path) -> Result<Slice, ArticleProblem> {
        let read = |path: &Path| disk::read_article(roots, path);
        if disk::is_sayso(path) {
            return read(path);
        }
        if let Some(text) = self.get(path) {
            return text;
        }
        let (state, text) = FileState::read(path, true, read);
        self.put(path, state, text.clone());
        text
    }

    fn locked(&self) -> MutexGuard<'_, FxHashMap<PathBuf, TextAndState>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

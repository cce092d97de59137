//! The newsroom's copies of sources: what `file:` names, as it was read.
//!
//! A path is looked for beside its draft, then in the folder for evidence. What is confidential has no copy: the model
//! leaves out its `file:`, so nobody looks for one.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::article_text::ArticleProblem;
use crate::documents::{Checksum, DocumentText, DocumentWords, Unreadable};
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
    pub(super) names: FxHashSet<Slice>,
    /// Whether there is one, if only without a name.
    pub(super) any: bool,
}

/// Worked out when first needed, and again when such a source changed.
#[derive(Clone, Debug, Default)]
pub(super) struct FiledSourcesMemo(Arc<OnceLock<FiledSources>>);

impl FiledSourcesMemo {
    pub(super) fn get(&self, find: impl FnOnce() -> FiledSources) -> &FiledSources {
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

/// The copy with these contents, read in this process.
#[cfg(test)]
pub fn copy_for_tests(path: &Path, contents: &[u8]) -> Arc<ReadCopy> {
    use crate::documents::{Copy, Reader};

    let copy = Copy {
        path,
        bytes: contents,
    };
    let text = Reader::in_this_process().read(&[copy]).remove(0);
    Arc::new(ReadCopy::new(path.into(), Checksum::of(contents), text))
}

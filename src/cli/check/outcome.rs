//! Everything that a check found.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cache::DraftFindings;
use super::fingerprint::Fingerprint;
use super::reported::{Reported, Texts};
use super::summary::Summary;
use crate::cli::paths::with_slashes;
use crate::text::Slice;

#[derive(Debug, Default)]
pub struct Outcome {
    pub findings: Vec<Reported>,
    pub texts: Texts,
    pub summary: Summary,
    /// The drafts that were checked.
    pub files: Vec<PathBuf>,
    /// All Sayso files of the workspace.
    pub workspace: Vec<PathBuf>,
    /// The files of the articles, and the copies of sources.
    pub articles: Vec<Arc<Path>>,
    /// The current folder. Paths for people are relative to it.
    pub folder: PathBuf,
    /// The root of the repository. Paths for services are relative to it.
    pub repository: PathBuf,
    /// The number of findings that the options leave out.
    pub hidden: usize,
    /// With a baseline, the findings are those that are not in it.
    pub baseline: Option<BaselineComparison>,
}

impl Outcome {
    /// Adds the findings of one draft.
    pub fn take(&mut self, draft: DraftFindings, texts: Texts) {
        self.findings.extend(draft.findings);
        self.summary.add(&draft.summary);
        let article = draft.article.as_ref();
        let copies = draft.copies.iter();
        let read = article.into_iter().chain(copies);
        self.articles.extend(read.map(|(path, _)| path.clone()));
        self.texts.extend(texts);
    }

    /// The path for people and their programs: relative to the current folder if it is below, so that they
    /// can open it.
    pub fn shown_path(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.folder).unwrap_or(path);
        shown.to_string_lossy().into_owned()
    }

    /// The path for services such as GitHub and GitLab, which know only the repository: relative to its
    /// root, with `/` on every system.
    pub fn repository_path(&self, path: &Path) -> String {
        with_slashes(path.strip_prefix(&self.repository).unwrap_or(path))
    }

    pub fn text(&self, path: &Path) -> Option<&Slice> {
        self.texts.get(path)
    }
}

/// A finding in a baseline: only what is needed to recognise it. The order of fields is the order in the
/// file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KnownFinding {
    /// The draft or its article, relative to the root of the workspace.
    pub path: String,
    pub rule: String,
    pub fingerprint: Fingerprint,
}

/// The comparison of a check with a baseline.
#[derive(Clone, Debug, Serialize)]
pub struct BaselineComparison {
    /// The number of findings that are in the baseline and are not shown.
    pub known: usize,
    /// What is in the baseline and was not found again. The JSON output has named it so since version 1.
    #[serde(rename = "mended")]
    pub fixed: Vec<KnownFinding>,
    /// Whether the file was written.
    #[serde(skip)]
    pub written: bool,
}

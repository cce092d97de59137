//! Everything that a check found.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::Judged;
use super::fingerprint::Fingerprint;
use super::reported::{Reported, Summary, Texts};
use serde::{Deserialize, Serialize};

use crate::cli::paths::with_slashes;
use crate::text::Slice;

#[derive(Debug, Default)]
pub struct Outcome {
    pub findings: Vec<Reported>,
    pub texts: Texts,
    pub summary: Summary,
    /// The drafts that were looked at.
    pub files: Vec<PathBuf>,
    /// The files of their articles.
    pub articles: Vec<Arc<Path>>,
    /// People are shown paths as seen from here.
    pub folder: PathBuf,
    /// Services are shown paths as seen from here.
    pub repository: PathBuf,
    /// Where there is a baseline, the findings are those that are not in it.
    pub baseline: Option<Compared>,
}

impl Outcome {
    /// Adds what was found in one draft.
    pub fn take(&mut self, judged: Judged, texts: Texts) {
        self.findings.extend(judged.findings);
        self.summary.add(&judged.summary);
        let article = judged.article.as_ref();
        self.articles.extend(article.map(|(path, _)| path.clone()));
        self.texts.extend(texts);
    }

    /// The path as people are shown it: from here, where it is below.
    pub fn shown_path(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.folder).unwrap_or(path);
        shown.to_string_lossy().into_owned()
    }

    /// The path as services are shown it: from the root of the repository, with `/` on every system.
    pub fn repository_path(&self, path: &Path) -> String {
        with_slashes(path.strip_prefix(&self.repository).unwrap_or(path))
    }

    pub fn text(&self, path: &Path) -> Option<&Slice> {
        self.texts.get(path)
    }
}

/// A finding, told as little as is needed to know it again. Ordered as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The draft, from the root of the workspace.
    pub path: String,
    pub rule: String,
    pub fingerprint: Fingerprint,
}

/// What comparing with a baseline came to.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// Findings that are in the baseline, and are not shown.
    pub known: usize,
    /// What is in the baseline and was found no more.
    pub mended: Vec<Entry>,
    /// Whether the file says so now.
    #[serde(skip)]
    pub written: bool,
}

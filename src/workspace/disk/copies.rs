//! Copies of sources. Drafts name them, so they are guarded like articles: nothing outside of the workspace or of the
//! folder for evidence is read, and nothing hidden.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::open::{Links, bytes_up_to, opened_up_to, problem_of};
use super::{existing, is_open, located};
use crate::documents::{self, Checksum, Contained, Reader, Unreadable};
use crate::workspace::article_text::ArticleProblem;
use crate::workspace::copies::{CopyProblem, CopyResult, ReadCopy};
use crate::workspace::limits::LARGEST_COPY;
use crate::workspace::{Workspace, paths};

/// How many bytes of copies are in memory at once, unless one of them is larger.
const MOST_BYTES: u64 = 200_000_000;

/// Reads the copies at these paths, in their order.
pub fn read_copies(workspace: &Workspace, paths: &[Arc<Path>]) -> Vec<CopyResult> {
    let reader = Contained::in_this_program().ok().map(Reader::new);
    let mut read = Vec::with_capacity(paths.len());
    for batch in batches(paths) {
        let opened = batch.par_iter().map(|path| {
            let evidence = workspace.evidence_around(path);
            OpenedCopy::at(&workspace.roots, evidence, path)
        });
        let opened: Vec<Result<OpenedCopy, CopyProblem>> = opened.collect();
        read.extend(with_texts(reader.as_ref(), opened));
    }
    read
}

/// Whether the copy at `path` may be read, if it exists.
pub fn is_open_copy(workspace: &Workspace, path: &Path) -> bool {
    let roots = roots_around(&workspace.roots, workspace.evidence_around(path));
    is_open(&roots, &existing(path)).is_ok()
}

/// The paths, in parts that fit into memory.
fn batches(paths: &[Arc<Path>]) -> Vec<&[Arc<Path>]> {
    let length = |path: &Path| path.metadata().map_or(0, |metadata| metadata.len());
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, path) in paths.iter().enumerate() {
        bytes += length(path);
        if bytes > MOST_BYTES && at > start {
            batches.push(&paths[start..at]);
            (start, bytes) = (at, length(path));
        }
    }
    batches.push(&paths[start..]);
    batches
}

/// A copy whose text is not read yet.
struct OpenedCopy {
    path: Arc<Path>,
    checksum: Checksum,
    /// None if it is too large.
    bytes: Option<Vec<u8>>,
}

impl OpenedCopy {
    fn at(
        roots: &[Arc<Path>],
        evidence: Option<&Path>,
        path: &Path,
    ) -> Result<OpenedCopy, CopyProblem> {
        if evidence.is_some_and(|folder| !folder.is_dir()) {
            return Err(CopyProblem::NoFolder);
        }
        OpenedCopy::below(&roots_around(roots, evidence), path).map_err(CopyProblem::File)
    }

    fn below(roots: &[&Path], path: &Path) -> Result<OpenedCopy, ArticleProblem> {
        let folder = path.parent().unwrap_or(path);
        let path = located(paths::root_of(roots, path).unwrap_or(folder), path);
        is_open(roots, &path)?;
        let bytes = match bytes_up_to(documents::MAX_BYTES as usize, &path, Links::Followed) {
            Err(ArticleProblem::TooMuch(_)) => None,
            bytes => Some(bytes?),
        };
        let checksum = match &bytes {
            Some(bytes) => Checksum::of(bytes),
            None => Checksum::of_rest(opened_up_to(LARGEST_COPY, &path, Links::Followed)?)
                .map_err(problem_of)?,
        };
        Ok(OpenedCopy {
            path: path.into(),
            checksum,
            bytes,
        })
    }
}

fn with_texts(
    reader: Option<&Reader>,
    opened: Vec<Result<OpenedCopy, CopyProblem>>,
) -> Vec<CopyResult> {
    let copies = opened.iter().flatten().filter_map(|copy| {
        Some(documents::Copy {
            path: &copy.path,
            bytes: copy.bytes.as_deref()?,
        })
    });
    let copies: Vec<documents::Copy> = copies.collect();
    let mut texts = match reader {
        Some(reader) => reader.read(&copies),
        None => vec![Err(Unreadable::CannotStart); copies.len()],
    }
    .into_iter();
    let with_text = |opened: Result<OpenedCopy, CopyProblem>| {
        let opened = opened?;
        let text = match opened.bytes {
            Some(_) => texts.next().unwrap_or(Err(Unreadable::CannotStart)),
            None => Err(Unreadable::TooLarge),
        };
        Ok(Arc::new(ReadCopy::new(opened.path, opened.checksum, text)))
    };
    opened.into_iter().map(with_text).collect()
}

/// The roots, or the folder for evidence if it is in none of them.
fn roots_around<'a>(roots: &'a [Arc<Path>], evidence: Option<&'a Path>) -> Vec<&'a Path> {
    let outside = evidence.filter(|folder| !roots.iter().any(|root| folder.starts_with(root)));
    match outside {
        Some(folder) => vec![folder],
        None => roots.iter().map(|root| &**root).collect(),
    }
}

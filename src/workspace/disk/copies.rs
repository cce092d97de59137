//! Copies of sources. Drafts name them, so they are guarded like articles: nothing outside of the workspace or of the
//! folder for evidence is read, and nothing hidden.

use std::path::Path;
use std::sync::Arc;

use super::open::{Links, opened_up_to, problem_of};
use super::{existing, is_open, located};
use rayon::prelude::*;

use crate::text::Checksum;
use crate::workspace::article_text::ArticleProblem;
use crate::workspace::copies::{CopyProblem, CopyResult, ReadCopy};
use crate::workspace::limits::LARGEST_COPY;
use crate::workspace::{Workspace, paths};

/// Reads the copies at these paths, in their order.
pub fn read_copies(workspace: &Workspace, paths: &[Arc<Path>]) -> Vec<CopyResult> {
    let read =
        |path: &Arc<Path>| read_copy(&workspace.roots, workspace.evidence_around(path), path);
    paths.par_iter().map(read).collect()
}

/// Whether the copy at `path` may be read, if it exists.
pub fn is_open_copy(workspace: &Workspace, path: &Path) -> bool {
    let roots = roots_around(&workspace.roots, workspace.evidence_around(path));
    is_open(&roots, &existing(path)).is_ok()
}

fn read_copy(roots: &[Arc<Path>], evidence: Option<&Path>, path: &Path) -> CopyResult {
    if evidence.is_some_and(|folder| !folder.is_dir()) {
        return Err(CopyProblem::NoFolder);
    }
    let read = read_below(&roots_around(roots, evidence), path);
    read.map(Arc::new).map_err(CopyProblem::File)
}

/// The roots, or the folder for evidence if it is in none of them.
fn roots_around<'a>(roots: &'a [Arc<Path>], evidence: Option<&'a Path>) -> Vec<&'a Path> {
    let outside = evidence.filter(|folder| !roots.iter().any(|root| folder.starts_with(root)));
    match outside {
        Some(folder) => vec![folder],
        None => roots.iter().map(|root| &**root).collect(),
    }
}

fn read_below(roots: &[&Path], path: &Path) -> Result<ReadCopy, ArticleProblem> {
    let folder = path.parent().unwrap_or(path);
    let path = located(paths::root_of(roots, path).unwrap_or(folder), path);
    is_open(roots, &path)?;
    let file = opened_up_to(LARGEST_COPY, &path, Links::Followed)?;
    let checksum = Checksum::of_all(file).map_err(problem_of)?;
    Ok(ReadCopy {
        path: path.into(),
        checksum,
    })
}

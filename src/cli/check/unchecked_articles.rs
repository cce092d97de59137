//! The files of articles that no draft names: the rule `unchecked-article`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::fingerprint::Fingerprint;
use super::reported::{Reported, whole_file};
use crate::cli::file_stamp::FileState;
use crate::cli::paths::path_in_workspace;
use crate::cli::targets::Targets;
use crate::rules::rule_named;
use crate::workspace::{ArticlePlace, NamedArticle, Workspace, configuration_of};

const RULE: &str = "unchecked-article";

/// Those of the targets' articles that are the text of no draft. Empty if the state of a draft of the workspace says that
/// it could not be read: it may name any of them.
pub fn unchecked_articles(
    targets: &Targets,
    workspace: &Workspace,
    states: &BTreeMap<PathBuf, FileState>,
) -> Vec<PathBuf> {
    let mut states = states.values();
    if targets.articles.is_empty() || states.any(|state| state.content().is_err()) {
        return Vec::new();
    }
    let named = workspace.files().filter_map(|(_, file)| {
        match NamedArticle::of(file, &workspace.roots)?.place.ok()? {
            ArticlePlace::File(path) => Some(path.to_path_buf()),
            ArticlePlace::Embedded(_) => None,
        }
    });
    let named: FxHashSet<PathBuf> = named.collect();
    let mut unchecked = targets.articles.clone();
    unchecked.retain(|path| !named.contains(path));
    if unchecked.is_empty() {
        return unchecked;
    }
    // A draft may name it by a link.
    let followed = named.par_iter().filter_map(|path| path.canonicalize().ok());
    let followed: FxHashSet<PathBuf> = followed.collect();
    unchecked.retain(|path| {
        path.canonicalize()
            .is_ok_and(|path| !followed.contains(&path))
    });
    unchecked
}

/// The findings about those of these files that are targets, as far as the newsroom wants them.
pub fn findings_about<'a>(
    unchecked: &'a [PathBuf],
    targets: &'a Targets,
) -> impl Iterator<Item = Reported> + 'a {
    let is_target = |path: &&PathBuf| targets.articles.binary_search(path).is_ok();
    let unchecked = unchecked.iter().filter(is_target);
    unchecked.filter_map(|path| finding(path, targets))
}

fn finding(path: &Path, targets: &Targets) -> Option<Reported> {
    const MESSAGE: &str = "no draft has this file as its `text:`, so nobody checks it: write a draft for it, or leave it out of `articles` in `sayso.toml`";
    let rule = rule_named(RULE)?;
    let configuration = configuration_of(&targets.configurations, path)?;
    let severity = rule.set_by(&configuration.settings_of(path))?;
    let fingerprint = Fingerprint::of(&[RULE, &path_in_workspace(&targets.roots, path)]);
    let severity = severity.unwrap_or(rule.severity);
    Some(whole_file(path, rule.name, severity, MESSAGE, fingerprint))
}

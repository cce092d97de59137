//! The cached results of one workspace, and how much of them is still valid.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cli::check::reported::{Reported, Spot, Texts};
use crate::cli::check::summary::Summary;
use crate::cli::copies::evidence_folders;
use crate::cli::file_stamp::{FileState, Freshness};
use crate::cli::loaded::{LoadedWorkspace, ReadTexts};
use crate::cli::targets::Targets;
use crate::text::{Digest, Slice};
use crate::workspace::{Workspace, disk};

/// The rule about names that are not declared.
const UNRESOLVED_REFERENCE: &str = "unresolved-reference";

#[derive(Debug, Serialize, Deserialize)]
pub struct CachedWorkspace {
    roots: Vec<PathBuf>,
    /// Of the `sayso.toml` of each root.
    configurations: Vec<Option<Digest>>,
    /// The folders for evidence: the environment may name another one.
    evidence: Vec<Option<PathBuf>>,
    /// All Sayso files of the workspace.
    pub files: BTreeMap<PathBuf, CachedFile>,
    pub articles: CachedArticles,
}

/// The files of articles that the check was about.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CachedArticles {
    /// In order.
    all: Vec<PathBuf>,
    /// Those that no draft names.
    pub unchecked: Vec<PathBuf>,
}

impl CachedArticles {
    fn contain(&self, articles: &[PathBuf]) -> bool {
        articles
            .iter()
            .all(|path| self.all.binary_search(path).is_ok())
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CachedFile {
    pub state: FileState,
    /// None if the file was not checked, or could not be read.
    pub findings: Option<DraftFindings>,
}

/// What was found in one draft, and what that depends on besides the text of the draft.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DraftFindings {
    /// What the draft saw of other files; none if that is not known.
    pub view: Option<Digest>,
    /// The file that the article was read from.
    pub article: Option<(Arc<Path>, FileState)>,
    /// The copies of sources that the draft sees.
    pub copies: Vec<(Arc<Path>, FileState)>,
    pub findings: Vec<Reported>,
    pub summary: Summary,
}

impl CachedWorkspace {
    pub fn of(targets: &Targets, files: BTreeMap<PathBuf, CachedFile>) -> CachedWorkspace {
        let configurations = targets.configurations.iter();
        CachedWorkspace {
            roots: targets.roots.clone(),
            configurations: configurations.map(|it| it.digest).collect(),
            evidence: evidence_folders(&targets.configurations),
            files,
            articles: CachedArticles {
                all: targets.articles.clone(),
                unchecked: Vec::new(),
            },
        }
    }

    /// Whether these are the results of the same workspace with the same configuration.
    pub fn is_of(&self, targets: &Targets) -> bool {
        let configurations = targets.configurations.iter().map(|it| it.digest);
        self.roots == targets.roots
            && self.configurations.iter().copied().eq(configurations)
            && self.evidence == evidence_folders(&targets.configurations)
    }

    /// Returns whether all files of the workspace and the articles of the targets are unchanged and known, and the
    /// findings of all targets are known. Reads only files that look different, and none that is `loaded`.
    pub fn renew(
        &mut self,
        targets: &Targets,
        loaded: Option<&LoadedWorkspace>,
        texts: &ReadTexts,
    ) -> Freshness {
        if !self.files.keys().eq(&targets.workspace) || !self.articles.contain(&targets.articles) {
            return Freshness::Changed;
        }
        let looks_different = AtomicBool::new(false);
        let around = targets.without_files();
        let is_fresh = self.files.par_iter_mut().all(|(path, file)| {
            let now = loaded.and_then(|loaded| loaded.states.get(path));
            let mut freshness = match now {
                Some(now) => file.state.renew_from(now.clone()),
                None => file.state.renew(path, || texts.read(path, disk::read)),
            };
            let is_target = targets.files.binary_search(path).is_ok();
            if is_target && freshness != Freshness::Changed && file.state.content().is_ok() {
                freshness = match file.findings.as_mut() {
                    Some(findings) => [
                        findings.renew_article(&targets.roots, texts),
                        findings.renew_copies(&around, texts),
                    ]
                    .into_iter()
                    .fold(freshness, Freshness::and),
                    None => Freshness::Changed,
                };
            }
            looks_different.fetch_or(freshness == Freshness::SameText, Ordering::Relaxed);
            freshness != Freshness::Changed
        });
        match (is_fresh, looks_different.into_inner()) {
            (true, false) => Freshness::Unchanged,
            (true, true) => Freshness::SameText,
            (false, _) => Freshness::Changed,
        }
    }

    /// The findings of the draft, if they are still valid apart from its article. `view` is what the draft
    /// sees of the files in `states`, which are the files of now.
    pub fn reusable(
        &self,
        path: &Path,
        view: Option<Digest>,
        states: &BTreeMap<PathBuf, FileState>,
    ) -> Option<&DraftFindings> {
        let is_same = |path: &Path| {
            let known = self.files.get(path);
            let now = states.get(path);
            known.is_some() && known.map(|it| it.state.content()) == now.map(|it| it.content())
        };
        let findings = self.files.get(path)?.findings.as_ref()?;
        let article = findings.article.as_ref().map(|(article, _)| &**article);
        let mut shown = findings.findings.iter().flat_map(Reported::paths);
        // Whether `--fix` finds a similar name depends on all files.
        let mut rules = findings.findings.iter().map(|finding| finding.rule);
        let is_valid = view.is_some()
            && findings.view == view
            && is_same(path)
            && rules.all(|rule| rule != UNRESOLVED_REFERENCE)
            && shown.all(|shown| Some(&**shown) == article || is_same(shown));
        is_valid.then_some(findings)
    }

    /// The texts that the findings of a draft are about; none if one of them has changed. A text that is
    /// neither `loaded` nor among `texts` is read from disk.
    pub fn texts_of(
        &self,
        findings: &DraftFindings,
        loaded: Option<&LoadedWorkspace>,
        texts: &ReadTexts,
    ) -> Option<Texts> {
        let mut found = Texts::new();
        for path in findings.findings.iter().flat_map(Reported::paths) {
            if found.contains_key(path) {
                continue;
            }
            let state = match &findings.article {
                Some((article, state)) if article == path => state,
                _ => &self.files.get(&**path)?.state,
            };
            let text = match loaded.and_then(|loaded| loaded.text(path)) {
                Some(text) => text,
                None => match texts.get(path) {
                    Some(text) => text.ok()?,
                    None => Slice::from(disk::read(path).ok()?),
                },
            };
            if state.content() != Ok(Some(Digest::of(&text))) {
                return None;
            }
            found.insert(path.clone(), text);
        }
        // Somebody may have made up a cache with places that do not exist.
        let exists = |spot: &Spot| {
            let text = found.get(&spot.path);
            text.is_some_and(|text| text.get(spot.bytes()).is_some())
        };
        let mut spots = findings.findings.iter().flat_map(Reported::spots);
        spots.all(exists).then_some(found)
    }
}

impl DraftFindings {
    /// Returns whether the article is what it was.
    pub fn renew_article(&mut self, roots: &[PathBuf], texts: &ReadTexts) -> Freshness {
        let Some((path, state)) = &mut self.article else {
            return Freshness::Unchanged;
        };
        if disk::is_open(roots, path).is_err() {
            // A link may lead elsewhere now, and the file there may look the same.
            state.forget_stamp();
        }
        let read_article = |path: &Path| disk::read_article(roots, path);
        state.renew(path, || match texts.state(path) {
            Some(state) => state,
            // As a Sayso file it is read with another limit.
            None if disk::is_sayso(path) => FileState::read(path, true, read_article).0,
            None => texts.read(path, read_article),
        })
    }

    /// Returns whether the copies of sources are what they were. `around` has the folders in which they may be.
    pub fn renew_copies(&mut self, around: &Workspace, texts: &ReadTexts) -> Freshness {
        let renewed = self.copies.iter_mut().map(|(path, state)| {
            if !disk::is_open_copy(around, path) {
                state.forget_stamp();
            }
            state.renew(path, || texts.copies.state(around, path))
        });
        renewed.fold(Freshness::Unchanged, Freshness::and)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::reported::unreadable;
    use crate::rules::rule_named;

    #[test]
    fn the_rule_exists() {
        assert!(rule_named(UNRESOLVED_REFERENCE).is_some());
    }

    #[test]
    fn a_place_that_does_not_exist_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sayso");
        std::fs::write(&path, "claim: \"é\"\n").unwrap();
        let (state, _) = FileState::read(&path, true, disk::read);
        let cached = CachedWorkspace {
            roots: vec![folder.path().to_owned()],
            configurations: Vec::new(),
            evidence: Vec::new(),
            files: BTreeMap::from([(
                path.clone(),
                CachedFile {
                    state,
                    findings: None,
                },
            )]),
            articles: CachedArticles::default(),
        };
        let texts = |start: u32, end: u32| {
            let mut finding = unreadable(&cached.roots, &path, "x");
            (finding.spot.start.byte, finding.spot.end.byte) = (start, end);
            let findings = DraftFindings {
                view: None,
                article: None,
                copies: Vec::new(),
                findings: vec![finding],
                summary: Summary::default(),
            };
            let texts = cached.texts_of(&findings, None, &ReadTexts::default());
            texts.map(|texts| texts.len())
        };
        assert_eq!(texts(0, 5), Some(1));
        for (start, end) in [(0, 99), (5, 0), (8, 9), (u32::MAX, u32::MAX)] {
            assert_eq!(texts(start, end), None, "{start}..{end}");
        }
    }
}

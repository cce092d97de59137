//! What is kept of one workspace, and how much of it still holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::file_stamp::{Seen, Still};
use crate::cli::check::reported::{Reported, Spot, Summary, Texts};
use crate::cli::targets::Targets;
use crate::text::Digest;
use crate::workspace::disk;

#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    roots: Vec<PathBuf>,
    /// Of the `sayso.toml` of each root.
    configurations: Vec<Option<Digest>>,
    /// All Sayso files of the workspace.
    pub files: BTreeMap<PathBuf, KeptFile>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptFile {
    pub seen: Seen,
    /// None where the file was not looked at, or could not be read.
    pub judged: Option<Judged>,
}

/// What was found in one draft, and what that rests on besides the draft's own text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Judged {
    /// What the draft saw of other files; none where nobody can tell.
    pub view: Option<Digest>,
    /// The file that the article was read from.
    pub article: Option<(Arc<Path>, Seen)>,
    pub findings: Vec<Reported>,
    pub summary: Summary,
}

impl Kept {
    pub fn of(targets: &Targets, files: BTreeMap<PathBuf, KeptFile>) -> Kept {
        let configurations = targets.configurations.iter();
        Kept {
            roots: targets.roots.clone(),
            configurations: configurations.map(|it| it.digest).collect(),
            files,
        }
    }

    /// Whether it was kept of the same workspace, with the same configuration.
    pub fn is_of(&self, targets: &Targets) -> bool {
        let configurations = targets.configurations.iter().map(|it| it.digest);
        self.roots == targets.roots && self.configurations.iter().copied().eq(configurations)
    }

    /// Whether no file of the workspace is other than it was, no article of a target is, and what
    /// was found in all targets is known. Only what looks other than it did is read.
    pub fn renew(&mut self, targets: &Targets) -> Still {
        if !self.files.keys().eq(&targets.workspace) {
            return Still::Other;
        }
        let looks_other = AtomicBool::new(false);
        let holds = self.files.par_iter_mut().all(|(path, file)| {
            let is_target = targets.files.binary_search(path).is_ok();
            let still = file.renew(path, &targets.roots, is_target);
            looks_other.fetch_or(still == Still::SameText, Ordering::Relaxed);
            still != Still::Other
        });
        match (holds, looks_other.into_inner()) {
            (true, false) => Still::Same,
            (true, true) => Still::SameText,
            (false, _) => Still::Other,
        }
    }

    /// What was found in the draft, if it still holds. `files` are those that are there now, and
    /// `view` is what the draft sees of them.
    pub fn reusable(
        &self,
        path: &Path,
        view: Option<Digest>,
        files: &BTreeMap<PathBuf, KeptFile>,
    ) -> Option<&Judged> {
        let is_same = |path: &Path| {
            let known = self.files.get(path);
            let now = files.get(path);
            known.is_some() && known.map(|it| it.seen.holds()) == now.map(|it| it.seen.holds())
        };
        let judged = self.files.get(path)?.judged.as_ref()?;
        let article = judged.article.as_ref().map(|(article, _)| &**article);
        let mut shown = judged.findings.iter().flat_map(Reported::paths);
        let holds = view.is_some()
            && judged.view == view
            && is_same(path)
            && shown.all(|shown| Some(&**shown) == article || is_same(shown));
        holds.then_some(judged)
    }

    /// The texts that the findings of a draft are about; none where one is other than it was.
    pub fn texts_of(&self, judged: &Judged) -> Option<Texts> {
        let mut texts = Texts::new();
        for path in judged.findings.iter().flat_map(Reported::paths) {
            if texts.contains_key(path) {
                continue;
            }
            let seen = match &judged.article {
                Some((article, seen)) if article == path => seen,
                _ => &self.files.get(&**path)?.seen,
            };
            let text = disk::read(path).ok()?;
            if seen.holds() != Ok(Some(Digest::of(&text))) {
                return None;
            }
            texts.insert(path.clone(), text.into());
        }
        // A cache that somebody made up may tell of places that are not there.
        let is_there = |spot: &Spot| {
            let text = texts.get(&spot.path);
            text.is_some_and(|text| text.get(spot.bytes()).is_some())
        };
        let mut spots = judged.findings.iter().flat_map(Reported::spots);
        spots.all(is_there).then_some(texts)
    }
}

impl KeptFile {
    fn renew(&mut self, path: &Path, roots: &[PathBuf], is_target: bool) -> Still {
        let draft = self.seen.renew(path, disk::read);
        if !is_target || draft == Still::Other || self.seen.holds().is_err() {
            return draft;
        }
        match self.judged.as_mut().map(|judged| judged.renew(roots)) {
            Some(Still::Same) => draft,
            Some(Still::SameText) => Still::SameText,
            Some(Still::Other) | None => Still::Other,
        }
    }
}

impl Judged {
    /// Whether the article is what it was.
    pub fn renew(&mut self, roots: &[PathBuf]) -> Still {
        let Some((path, seen)) = &mut self.article else {
            return Still::Same;
        };
        if disk::is_open(roots, path).is_err() {
            // A link may lead elsewhere now, and the file there may look the same.
            seen.forget_stamp();
        }
        seen.renew(path, |path| disk::read_article(roots, path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::reported::unreadable;

    #[test]
    fn a_made_up_place_is_no_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sayso");
        std::fs::write(&path, "claim: \"é\"\n").unwrap();
        let (seen, _) = Seen::read(&path, true, disk::read);
        let kept = Kept {
            roots: vec![folder.path().to_owned()],
            configurations: Vec::new(),
            files: BTreeMap::from([(path.clone(), KeptFile { seen, judged: None })]),
        };
        let texts = |start: u32, end: u32| {
            let mut finding = unreadable(&kept.roots, &path, "x");
            (finding.spot.start.byte, finding.spot.end.byte) = (start, end);
            let judged = Judged {
                view: None,
                article: None,
                findings: vec![finding],
                summary: Summary::default(),
            };
            kept.texts_of(&judged).map(|texts| texts.len())
        };
        assert_eq!(texts(0, 5), Some(1));
        for (start, end) in [(0, 99), (5, 0), (8, 9), (u32::MAX, u32::MAX)] {
            assert_eq!(texts(start, end), None, "{start}..{end}");
        }
    }
}

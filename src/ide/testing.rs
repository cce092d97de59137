//! Fixtures for tests of features: small files, with `<|>` at the cursor.
//!
//! `//- path` on a line of its own starts a file; without one the text is `draft.sayso`. Files that
//! are not Sayso are articles.

use std::path::{Path, PathBuf};

use super::passages::DraftPassages;
use crate::text::Slice;
use crate::workspace::disk::is_sayso;
use crate::workspace::{ArticleProblem, File, FileId, Location, Workspace};

const ROOT: &str = "/w";
const CURSOR: &str = "<|>";

pub struct Fixture {
    pub workspace: Workspace,
    pub passages: DraftPassages,
    pub texts: Vec<(PathBuf, Slice)>,
    /// The cursors in order: path and offset.
    pub cursors: Vec<(PathBuf, usize)>,
}

impl Fixture {
    pub fn of(fixture: &str) -> Fixture {
        let mut files: Vec<(PathBuf, String)> = Vec::new();
        for line in fixture.split_inclusive('\n') {
            match line.strip_prefix("//- ") {
                Some(path) => files.push((Path::new(ROOT).join(path.trim()), String::new())),
                None if files.is_empty() => {
                    files.push((Path::new(ROOT).join("draft.sayso"), line.to_owned()));
                }
                None => files.last_mut().expect("a file").1.push_str(line),
            }
        }
        let mut cursors = Vec::new();
        for (path, text) in &mut files {
            while let Some(at) = text.find(CURSOR) {
                text.replace_range(at..at + CURSOR.len(), "");
                cursors.push((path.clone(), at));
            }
        }
        let texts: Vec<(PathBuf, Slice)> = files
            .into_iter()
            .map(|(path, text)| (path, text.into()))
            .collect();
        let mut fixture = Fixture {
            workspace: Workspace::new([PathBuf::from(ROOT)]),
            passages: DraftPassages::default(),
            texts,
            cursors,
        };
        fixture.fill();
        fixture
    }

    fn fill(&mut self) {
        for (path, text) in self.texts.iter().filter(|(path, _)| is_sayso(path)) {
            self.workspace.insert(File::new(path, &**text));
        }
        let ids: Vec<FileId> = self.workspace.files().map(|(id, _)| id).collect();
        let texts = &self.texts;
        let read = |path: &Path| {
            let known = texts.iter().find(|(known, _)| known == path);
            known
                .map(|(_, text)| text.clone())
                .ok_or(ArticleProblem::Missing)
        };
        for id in ids {
            self.workspace.refresh_article(id, &read);
        }
    }

    /// The file and the offset of the only cursor.
    #[track_caller]
    pub fn cursor(&self) -> (FileId, usize) {
        let [(path, offset)] = &self.cursors[..] else {
            panic!("one cursor, not {}", self.cursors.len());
        };
        (self.workspace.id_of(path).expect("a draft"), *offset)
    }

    pub fn text(&self, path: &Path) -> &str {
        let known = self.texts.iter().find(|(known, _)| known == path);
        known.map_or("", |(_, text)| text)
    }

    /// `file:line "text"`
    pub fn shown(&self, location: &Location) -> String {
        let text = self.text(&location.path);
        let line = text[..location.range.start].matches('\n').count() + 1;
        let name = location.path.strip_prefix(ROOT).expect("below the root");
        format!(
            "{}:{line} {:?}",
            name.display(),
            &text[location.range.clone()]
        )
    }
}

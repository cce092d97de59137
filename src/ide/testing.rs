//! Fixtures for tests of features: small files, with `<|>` at the cursor.
//!
//! [`fixture`] describes the notation. Files that are not Sayso are articles.

use std::path::{Path, PathBuf};

use super::edits::Edits;
use super::passages::DraftPassages;
use crate::text::{Slice, fixture};
use crate::workspace::disk::is_sayso;
use crate::workspace::{ArticleProblem, File, FileId, Location, Workspace};

const ROOT: &str = "/w";

pub struct Fixture {
    pub workspace: Workspace,
    pub passages: DraftPassages,
    pub texts: Vec<(PathBuf, Slice)>,
    /// The cursors in order: path and offset.
    pub cursors: Vec<(PathBuf, usize)>,
}

impl Fixture {
    pub fn of(fixture: &str) -> Fixture {
        let mut cursors = Vec::new();
        let mut texts: Vec<(PathBuf, Slice)> = Vec::new();
        for mut file in fixture::parse(fixture) {
            let path = Path::new(ROOT).join(&file.path);
            let offsets = file.take_cursors().into_iter();
            cursors.extend(offsets.map(|offset| (path.clone(), offset)));
            texts.push((path, file.text.into()));
        }
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

    /// Each replacement on a line.
    pub fn shown_edits(&self, edits: &Edits) -> String {
        let mut out = String::new();
        for (path, replacements) in edits.files() {
            for (range, new) in replacements {
                let path = path.clone();
                let place = self.shown(&Location { path, range });
                let warning = new
                    .warning
                    .as_ref()
                    .map(|it| format!(", after: {}", it.label));
                let warning = warning.unwrap_or_default();
                out += &format!("{place} → {:?}{warning}\n", new.text);
            }
        }
        out
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

//! Fixtures: a workspace on disk, written as one string. `src/text/fixture.rs` describes the notation.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use notation::CURSOR;
pub use notation::FixtureFile;

/// The one reader of the notation: the unit tests use it too.
#[path = "../../src/text/fixture.rs"]
mod notation;

/// A workspace on disk. It is removed when this is dropped.
pub struct Fixture {
    folder: TempDir,
    pub files: Vec<FixtureFile>,
    pub cursors: Vec<Cursor>,
}

/// A marked place.
#[derive(Clone, Debug)]
pub struct Cursor {
    pub path: String,
    /// In bytes.
    pub offset: usize,
    pub line: u32,
    /// In UTF-16 units.
    pub character: u32,
}

impl Fixture {
    pub fn new(fixture: &str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let mut files = parse(fixture);
        let cursors = files.iter_mut().flat_map(take_cursors).collect();
        let fixture = Self {
            folder,
            files,
            cursors,
        };
        for file in &fixture.files {
            fixture.write(&file.path, &file.text);
        }
        fixture
    }

    /// Runs `git` in the folder, without the user's Git settings.
    #[track_caller]
    pub fn git(&self, arguments: &str) {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args([
                "-c",
                "init.defaultBranch=main",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments.split_whitespace())
            .current_dir(self.root())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .output()
            .expect("git starts");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments}: {errors}");
    }

    /// Writes a file as another program would.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.path(path).display())
    }

    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        let file = self.files.iter().find(|file| file.path == path);
        &file
            .unwrap_or_else(|| panic!("the fixture has no `{path}`"))
            .text
    }

    /// The only cursor.
    #[track_caller]
    pub fn cursor(&self) -> &Cursor {
        assert_eq!(self.cursors.len(), 1, "one `{CURSOR}` was expected");
        &self.cursors[0]
    }

    /// The parameters of a request about a place.
    pub fn place(&self, cursor: &Cursor) -> Value {
        json!({"textDocument": {"uri": self.uri(&cursor.path)}, "position": cursor.position()})
    }
}

impl Cursor {
    pub fn position(&self) -> Value {
        json!({"line": self.line, "character": self.character})
    }
}

pub fn parse(fixture: &str) -> Vec<FixtureFile> {
    notation::parse(fixture.strip_prefix('\n').unwrap_or(fixture))
}

fn take_cursors(file: &mut FixtureFile) -> Vec<Cursor> {
    let offsets = file.take_cursors().into_iter();
    let cursors = offsets.map(|offset| {
        let before = &file.text[..offset];
        let line = before.rsplit('\n').next().unwrap();
        Cursor {
            path: file.path.clone(),
            offset,
            line: before.matches('\n').count() as u32,
            character: line.encode_utf16().count() as u32,
        }
    });
    cursors.collect()
}

#[test]
fn a_fixture_is_files_with_cursors() {
    let fixture = Fixture::new("\n//- a/b.sayso\nentity x\n//- c.md\nEl 🎙<|>x\n");
    assert_eq!(fixture.text("a/b.sayso"), "entity x\n");
    let cursor = fixture.cursor();
    assert_eq!(
        (cursor.path.as_str(), cursor.line, cursor.character),
        ("c.md", 0, 5)
    );
    assert_eq!(fs::read_to_string(fixture.path("c.md")).unwrap(), "El 🎙x\n");
}

//! The fixture language of the tests: several small files in one string.
//!
//! `//- path/file.sayso` on its own line starts a file. Text before the first such line is the file
//! `draft.sayso`. `<|>` marks a cursor; two mark a selection.
//!
//! Unit tests use this module; the integration tests include this file by its path. It is not part of
//! the program.

pub const CURSOR: &str = "<|>";

/// A file of a fixture.
#[derive(Clone, Debug)]
pub struct FixtureFile {
    pub path: String,
    pub text: String,
}

impl FixtureFile {
    /// Removes the cursors from the text and returns their byte offsets, in order.
    pub fn take_cursors(&mut self) -> Vec<usize> {
        let mut offsets = Vec::new();
        while let Some(offset) = self.text.find(CURSOR) {
            self.text.replace_range(offset..offset + CURSOR.len(), "");
            offsets.push(offset);
        }
        offsets
    }
}

/// The files of the fixture, with their cursors still in them.
pub fn parse(fixture: &str) -> Vec<FixtureFile> {
    let mut files: Vec<FixtureFile> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        let marker = line.strip_prefix("//- ");
        if marker.is_some() || files.is_empty() {
            files.push(FixtureFile {
                path: marker.map_or("draft.sayso", str::trim).to_owned(),
                text: String::new(),
            });
        }
        if marker.is_none() {
            files.last_mut().expect("a file").text.push_str(line);
        }
    }
    files
}

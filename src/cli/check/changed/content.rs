//! What a file contained and contains, and whether that is the same.

use std::path::Path;

use crate::cli::file_stamp::FileState;
use crate::cli::loaded::LoadedWorkspace;
use crate::text::Slice;
use crate::workspace::limits::LARGEST_FILE;
use crate::workspace::{ArticleProblem, disk};

/// What a file contains now, or contained at a commit.
pub enum Content {
    Missing,
    /// More than a check reads of any file.
    TooMuch,
    Bytes(Vec<u8>),
    /// A Sayso file of the workspace, which has been read.
    Loaded(Slice),
    /// A text that an article may be read from.
    Article(FileState, Slice),
}

impl Content {
    /// What the file contains now.
    pub fn of(path: &Path, loaded: &LoadedWorkspace) -> Content {
        let metadata = path.symlink_metadata().ok();
        if metadata.as_ref().is_some_and(|it| it.is_symlink()) {
            // Of a link Git stores where it leads.
            let target = std::fs::read_link(path).ok();
            let target = target.map(|it| it.into_os_string().into_encoded_bytes());
            return target.map_or(Content::Missing, Content::Bytes);
        }
        if let Some(text) = loaded.text(path) {
            return Content::Loaded(text);
        }
        if !disk::is_sayso(path) {
            let read = |path: &Path| disk::read_article(&loaded.workspace.roots, path);
            if let (state, Ok(text)) = FileState::read(path, true, read) {
                return Content::Article(state, text);
            }
        }
        match disk::read_bytes(LARGEST_FILE, path) {
            Ok(bytes) => Content::Bytes(bytes),
            Err(ArticleProblem::TooMuch(_)) => Content::TooMuch,
            Err(_) => Content::Missing,
        }
    }

    /// Whether a check sees the same in both. Git may write the line ends of Windows into files, and stores
    /// them without.
    pub fn is_like(&self, other: &Content) -> bool {
        match (self, other) {
            (Content::TooMuch, Content::TooMuch) => true,
            (Content::TooMuch, _) | (_, Content::TooMuch) => false,
            _ => are_alike(self.bytes(), other.bytes()),
        }
    }

    /// In bytes, as far as it is known.
    pub fn len(&self) -> usize {
        self.bytes().map_or(0, <[u8]>::len)
    }

    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Content::Missing | Content::TooMuch => None,
            Content::Bytes(bytes) => Some(bytes),
            Content::Loaded(text) | Content::Article(_, text) => Some(text.as_bytes()),
        }
    }

    /// The text; none if there is none.
    pub fn into_text(self) -> Option<String> {
        match self {
            Content::Bytes(bytes) => String::from_utf8(bytes).ok(),
            Content::Loaded(text) | Content::Article(_, text) => Some(text.to_string()),
            Content::Missing | Content::TooMuch => None,
        }
    }
}

/// Whether the lines are the same apart from their ends.
pub fn are_alike(one: Option<&[u8]>, other: Option<&[u8]>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || lines_of(one).eq(lines_of(other)),
        _ => one.is_none() && other.is_none(),
    }
}

fn lines_of(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = content.split(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

//! The code blocks of a Markdown page.

use std::path::{Path, PathBuf};

/// A code block between two lines of ```` ``` ````.
pub struct Block {
    /// The words after the opening mark, such as `sayso error`.
    pub info: String,
    pub text: String,
    /// The page and the line of the opening mark, for messages.
    pub place: String,
}

/// The blocks of `page`, a path from the root of the repository, whose first word is `language`.
pub fn blocks_of(page: &str, language: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (number, line) in read(page).lines().enumerate() {
        match (open, line.strip_prefix("```")) {
            (false, Some(info)) => {
                open = true;
                blocks.push(Block {
                    info: info.to_owned(),
                    text: String::new(),
                    place: format!("{page}:{}", number + 1),
                });
            }
            (true, Some("")) => open = false,
            (true, _) => {
                let block = blocks.last_mut().expect("a block is open");
                block.text += line;
                block.text.push('\n');
            }
            (false, None) => {}
        }
    }
    assert!(!open, "{page}: the last block is not closed");
    blocks.retain(|block| block.info.split(' ').next() == Some(language));
    blocks
}

pub fn read(page: &str) -> String {
    std::fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

//! What VS Code's extension knows of the language is what the language is.

mod colours;
mod snippets;

//! The VS Code extension matches the language.

mod colours;

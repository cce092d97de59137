//! The names that nobody has declared, as declarations in comments.

use crate::rules::{guessed, name_of, unknown_names};
use crate::syntax::quoted;
use crate::workspace::{ArticleText, Workspace};

/// A comment line for each name that `draft`, the text of a draft, does not have yet.
pub fn names_to_declare(workspace: &Workspace, text: &ArticleText, draft: &str) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    let names = unknown_names(workspace, text).into_iter();
    let lines = names.filter_map(|unknown| {
        let title = quoted(&unknown.name, "\"");
        let name = name_of(&unknown.name);
        let is_new = !name.is_empty() && !draft.contains(&title) && !taken.contains(&name);
        is_new.then(|| {
            taken.push(name.clone());
            guessed(&format!("# entity {name}: {} {title}", unknown.kind))
        })
    });
    lines.collect()
}

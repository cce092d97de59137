//! The names that nobody has declared, as declarations in comments.

use crate::rules::{UnknownName, guessed, name_of};
use crate::syntax::quoted;

/// A comment line for each of the names that `draft`, the text of a draft, does not have yet.
pub fn names_to_declare(names: &[UnknownName], draft: &str) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    let lines = names.iter().filter_map(|unknown| {
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

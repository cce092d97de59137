//! The hooks for pre-commit, checked against its documentation; `tests/ci/run.sh` runs them with pre-commit itself.
//!
//! <https://pre-commit.com/#creating-new-hooks>

use serde_json::{Value, json};

use crate::cli::sayso;
use crate::docs::read;
use crate::schema::{fits, mistakes, yaml};

fn hooks() -> Vec<Value> {
    let file = yaml(&read(".pre-commit-hooks.yaml")).remove(0);
    file.as_array().expect("a list").clone()
}

#[test]
fn hooks_use_keys_that_pre_commit_knows() {
    let text = json!({"type": "string", "minLength": 1});
    let hook = json!({
        "type": "object",
        "required": ["id", "name", "entry", "language", "language_version"],
        "additionalProperties": false,
        "properties": {
            "id": text,
            "name": text,
            "description": text,
            "entry": text,
            "language": {"const": "rust"},
            // Otherwise pre-commit runs `cargo` in the checkout.
            "language_version": {"const": "system"},
            "files": {"type": "string", "format": "regex"},
            "pass_filenames": {"type": "boolean"},
        },
    });
    for one in hooks() {
        fits(&hook.to_string(), &one);
    }
}

#[test]
fn every_hook_calls_an_existing_command() {
    for hook in hooks() {
        let entry = hook["entry"].as_str().expect("a command");
        let arguments = entry.strip_prefix("sayso ").expect("this program");
        sayso(&format!("{arguments} --help")).exits(0);
    }
}

#[test]
fn a_hook_runs_for_its_files() {
    let [check, format] = ["sayso-check", "sayso-fmt"].map(|id| {
        let hook = hooks().into_iter().find(|hook| hook["id"] == id);
        let pattern = hook.expect("a hook")["files"].clone();
        json!({"pattern": pattern}).to_string()
    });
    let runs = |hook: &str, path: &str| mistakes(hook, &json!(path)).is_empty();
    for path in ["desk/a.sayso", "b.md", "sayso.toml", "desk/sayso.toml"] {
        assert!(runs(&check, path), "{path}");
        assert_eq!(runs(&format, path), path.ends_with(".sayso"), "{path}");
    }
    for path in ["a.sayso.txt.bak", "notsayso.toml", "src/main.rs"] {
        assert!(!runs(&check, path) && !runs(&format, path), "{path}");
    }
}

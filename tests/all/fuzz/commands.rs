//! The binary on a random workspace: a cache changes nothing, the server finds what `check` finds, and no command
//! fails in another way than by its exit code.

use std::process::Output;

use sayso::cli::FORMATS;

use super::mutator::Mutator;
use super::{Input, fuzz};
use crate::agreement;
use crate::cli;
use crate::fixture::Fixture;

#[test]
fn commands() {
    fuzz("commands", input, |input| {
        let workspace = Fixture::new("");
        for (path, text) in input {
            workspace.write(path, text);
        }
        let fresh = run(&workspace, "check --no-cache --format json");
        let cache = Fixture::new("");
        for state in ["cold", "warm"] {
            let call = cli::sayso("check --format json").within(&workspace);
            let cached = call.keeping(&cache).ends_somehow();
            assert_eq!(cached.stdout, fresh.stdout, "with a {state} cache");
            assert_eq!(cached.status, fresh.status, "with a {state} cache");
        }
        // A broken `sayso.toml` ends a check. The server goes on without it. The editor may show what exposes a source.
        let is_exposed = String::from_utf8_lossy(&fresh.stdout).contains("confidential-exposed");
        if fresh.status.code() != Some(2) && !is_exposed {
            agreement::agree(workspace.root(), 0);
        }
        for format in &FORMATS {
            run(&workspace, &format!("check --format {}", format.name));
        }
        for arguments in [
            "check --diff",
            "fmt --diff",
            "status",
            "check --fix",
            "fmt",
            "check",
        ] {
            run(&workspace, arguments);
        }
    });
}

fn input(mutator: &mut Mutator) -> Input {
    let mut input = mutator.workspace();
    if mutator.one_in(6) {
        input.insert("sayso.toml".to_owned(), mutator.settings());
    }
    input
}

/// Runs a command, which must end with one of the documented exit codes.
fn run(workspace: &Fixture, arguments: &str) -> Output {
    let output = cli::sayso(arguments).within(workspace).ends_somehow();
    let code = output.status.code();
    assert!(matches!(code, Some(0..=2)), "{arguments}: {output:?}");
    output
}

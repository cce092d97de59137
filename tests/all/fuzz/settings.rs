//! Any `sayso.toml` is read, or refused with the places of its problems.

use std::path::Path;

use sayso::configuration;

use super::mutator::Mutator;
use super::{Input, fuzz};

const FILE: &str = "sayso.toml";

#[test]
fn settings() {
    let input = |mutator: &mut Mutator| Input::from([(FILE.to_owned(), mutator.settings())]);
    fuzz("settings", input, |input| {
        let Some(text) = input.get(FILE) else { return };
        let Err(broken) = configuration::parse(Path::new("/w/sayso.toml"), text) else {
            return;
        };
        assert!(!broken.problems.is_empty());
        assert_eq!(broken.to_string().lines().count(), broken.problems.len());
        for problem in &broken.problems {
            assert!(!problem.message.is_empty());
            assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
        }
    });
}

//! The Dockerfile. These tests do not build it: they check that the files it copies exist and that it runs the tests
//! of this repository. `tests/ci/run.sh` also runs a linter, and builds from the copied files only.

use crate::docs::{read, root};

/// An instruction and its arguments.
fn instructions() -> Vec<(String, String)> {
    let text = read("Dockerfile");
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let parted = lines.map(|line| line.split_once(' ').expect("an instruction"));
    parted
        .map(|(word, rest)| (word.to_owned(), rest.to_owned()))
        .collect()
}

fn all(word: &str) -> Vec<String> {
    let matching = instructions().into_iter().filter(|(it, _)| it == word);
    matching.map(|(_, rest)| rest).collect()
}

/// The paths that are copied from the repository.
fn sources() -> Vec<String> {
    let copies = all("COPY")
        .into_iter()
        .filter(|copy| !copy.starts_with("--from="));
    copies
        .flat_map(|copy| {
            let mut words: Vec<String> = copy.split(' ').map(str::to_owned).collect();
            words.pop();
            words
        })
        .collect()
}

#[test]
fn copied_files_exist_and_only_they_are_sent() {
    let sources = sources();
    assert!(sources.len() >= 5, "{sources:?}");
    for source in &sources {
        assert!(root().join(source).exists(), "{source}");
    }
    let ignored = read(".dockerignore");
    let sent: Vec<&str> = ignored
        .lines()
        .filter_map(|line| line.strip_prefix('!'))
        .collect();
    assert!(ignored.lines().any(|line| line == "*"));
    let sorted = |mut names: Vec<&str>| {
        names.sort();
        names.join(" ")
    };
    assert_eq!(
        sorted(sent),
        sorted(sources.iter().map(String::as_str).collect())
    );
}

#[test]
fn ci_runs_the_same_tests() {
    let build = all("RUN");
    assert_eq!(build[0], "cargo build --locked --release");
    assert!(read("tests/run").contains(&format!("{{ {}; }}", build[0])));
    let program = &all("COPY")[all("COPY").len() - 1];
    assert!(
        program.ends_with("/target/release/sayso /usr/local/bin/sayso"),
        "{program}"
    );
}

/// `--changed-since` runs Git in a folder that belongs to another user.
#[test]
fn git_is_installed_and_may_read_the_folder() {
    let run = all("RUN");
    assert_eq!(run.len(), 2, "{run:?}");
    assert!(run[1].contains("install --yes --no-install-recommends git && "));
    assert!(run[1].ends_with("git config --system safe.directory \"*\""));
}

#[test]
fn the_images_are_pinned_and_new_enough() {
    let from = all("FROM");
    assert_eq!(from.len(), 2, "{from:?}");
    for image in &from {
        let (_, tag) = image.split_once(':').expect("a tag");
        assert!(
            tag.starts_with(|c: char| c.is_ascii_digit()) && tag.contains('.'),
            "{image}"
        );
    }
    let minor = |version: &str| {
        version
            .split('.')
            .nth(1)
            .and_then(|it| it.parse::<u32>().ok())
    };
    let (_, rust) = from[0].split_once("rust:").expect("Rust");
    let (rust, _) = rust.split_once('-').expect("the system");
    assert!(
        minor(rust) >= minor(env!("CARGO_PKG_RUST_VERSION")),
        "{rust}"
    );
}

#[test]
fn it_does_not_run_as_root() {
    let users = all("USER");
    assert_eq!(users.len(), 1);
    assert!(
        !users[0].starts_with("0") && !users[0].contains("root"),
        "{users:?}"
    );
}

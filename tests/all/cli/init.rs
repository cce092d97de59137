//! `sayso init`

use std::collections::BTreeMap;
use std::path::Path;

use expect_test::{Expect, expect};
use sayso::configuration::parse;

use super::sayso;
use crate::ci::{GITLAB, WORKFLOW};
use crate::fixture::Fixture;
use crate::schema::{fits, yaml};

/// Every file below the fixture's folder, with its text.
fn files(fixture: &Fixture) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![fixture.root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let shown = path.strip_prefix(fixture.root()).expect("below");
                    let text = std::fs::read_to_string(&path).expect("a text");
                    files.insert(shown.display().to_string(), text);
                }
            }
        }
    }
    files
}

#[track_caller]
fn names(fixture: &Fixture, expect: Expect) {
    let names: Vec<String> = files(fixture).into_keys().collect();
    expect.assert_eq(&names.join(" "));
}

#[test]
fn the_first_files_of_a_folder() {
    let fixture = Fixture::new("//- .git/HEAD\n");
    let output = sayso("init desk").within(&fixture).exits(0);
    output.prints(expect![[r#"
        desk/sayso.toml was written
        desk/first-draft.sayso was written
        desk/first-draft.md was written
        Next: run `sayso check desk`, and set up your editor to use `sayso lsp`
    "#]]);
    names(
        &fixture,
        expect![".git/HEAD desk/first-draft.md desk/first-draft.sayso desk/sayso.toml"],
    );
    let call = sayso("check --fail-on hint desk").within(&fixture);
    call.exits(0).prints(expect![[r#"
        2 claims, 1 sourced, 0 unsourced, 1 that needs no source; nothing found in 1 file
    "#]]);
    sayso("fmt --check desk").within(&fixture).exits(0);
}

#[test]
fn existing_files_are_not_changed() {
    let mine = "//- .gitlab-ci.yml\nmine\n//- sayso.toml\n[rules]\n//- sub/a.sayso\nmine\n";
    let fixture = Fixture::new(mine);
    let before = files(&fixture);
    let output = sayso("init --ci gitlab").within(&fixture).exits(0).out;
    assert_eq!(files(&fixture), before);
    assert!(output.starts_with("sayso.toml already exists and was not changed\n.gitlab-ci.yml already exists and was not changed; add these lines to it:\n\n"), "{output}");
    assert!(output.contains("\n  sayso:\n"), "{output}");
}

#[test]
fn running_it_again_changes_nothing() {
    let fixture = Fixture::new("");
    let call = "init --ci github --ci gitlab --ci pre-commit";
    sayso(call).within(&fixture).exits(0);
    let before = files(&fixture);
    sayso(call).within(&fixture).exits(0).prints(expect![[r#"
        sayso.toml already exists and was not changed
        .github/workflows/sayso.yml already exists and was not changed
        .gitlab-ci.yml already exists and was not changed
        .pre-commit-config.yaml already exists and was not changed
        Next: run `sayso check`, and set up your editor to use `sayso lsp`
    "#]]);
    assert_eq!(files(&fixture), before);
}

/// A link may lead anywhere.
#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let fixture = Fixture::new("//- desk/a.sayso\n");
    std::os::unix::fs::symlink("../gone", fixture.path("desk/sayso.toml")).expect("a link");
    sayso("init desk").within(&fixture).exits(0);
    assert!(!fixture.path("gone").exists());
}

/// Every setting is commented out, with an example value.
#[test]
fn its_configuration_has_the_defaults() {
    let fixture = Fixture::new("");
    sayso("init").within(&fixture).exits(0);
    let text = &files(&fixture)["sayso.toml"];
    let path = Path::new("/w/sayso.toml");
    let decided = |text: &str| {
        let parsed = parse(path, text);
        let mut configuration = parsed.unwrap_or_else(|broken| panic!("{broken}\n{text}"));
        configuration.digest = None;
        format!("{configuration:?}")
    };
    assert_eq!(decided(text), decided(""));
    let is_key = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
    assert_eq!(text.lines().filter(is_key).count(), 11);
    let chosen = text.replace("\n#", "\n").replace("\n ", "\n# ");
    assert_ne!(decided(&chosen), decided(""));
}

#[test]
fn files_for_ci_are_at_the_root_and_name_the_folder() {
    let fixture = Fixture::new("//- .git/HEAD\n//- desk/a.sayso\n");
    let call = sayso("init --ci github --ci gitlab --ci pre-commit");
    call.within_folder(&fixture, "desk").exits(0);
    names(
        &fixture,
        expect![
            ".git/HEAD .github/workflows/sayso.yml .gitlab-ci.yml .pre-commit-config.yaml desk/a.sayso desk/sayso.toml"
        ],
    );
    let files = files(&fixture);
    let workflow = &yaml(&files[".github/workflows/sayso.yml"])[0];
    fits(WORKFLOW, workflow);
    let steps = workflow["jobs"]["check"]["steps"]
        .as_array()
        .expect("steps");
    assert_eq!(
        steps[3]["run"],
        "\"$RUNNER_TEMP/sayso/bin/sayso\" check --format github desk"
    );
    let job = &yaml(&files[".gitlab-ci.yml"])[0];
    fits(GITLAB, job);
    let script = job["sayso"]["script"].as_array().expect("a script");
    assert!(script[2].as_str().expect("a line").ends_with(" desk"));
    let hooks = &yaml(&files[".pre-commit-config.yaml"])[0]["repos"][0]["hooks"];
    assert_eq!(
        hooks[1],
        serde_json::json!({"id": "sayso-check", "args": ["desk"]})
    );
}

/// A name that has a special meaning in a shell or in YAML is not written into a script.
#[test]
fn a_name_that_needs_quotes_is_refused() {
    for name in ["$(reboot)", "a;b", "-x", "a:b", "ü"] {
        let fixture = Fixture::new(&format!("//- .git/HEAD\n//- {name}/a.sayso\n"));
        let call = sayso("init --ci github").within_folder(&fixture, name);
        let output = call.exits(2);
        assert!(output.err.contains("needs quotes"), "{}", output.err);
        assert_eq!(files(&fixture).len(), 2, "{name}");
    }
}

#[test]
fn a_folder_with_articles_gets_their_drafts() {
    let article = "It was closed. Nobody came. It rained.\n";
    let fixture = Fixture::new(&format!(
        "//- a.md\n{article}//- b.txt\n{article}//- README.md\n{article}//- list.md\nIt was closed.\n//- deep/c.md\n{article}"
    ));
    sayso("init").within(&fixture).exits(0).prints(expect![[r#"
            sayso.toml was written
            a.sayso was written
            b.sayso was written
            Next: run `sayso check`, and set up your editor to use `sayso lsp`
        "#]]);
    names(
        &fixture,
        expect!["README.md a.md a.sayso b.sayso b.txt deep/c.md list.md sayso.toml"],
    );
    sayso("check --select anchors,syntax")
        .within(&fixture)
        .exits(0);
}

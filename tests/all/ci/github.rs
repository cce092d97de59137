//! The action, and the workflow of this repository.

use serde_json::Value;

use super::steps::{
    Checkout, Done, arguments_of, bring_traps, install, is_sound, nothing_ran, pretend,
    pretend_cargo, pull_request, run, variables_into,
};
use super::{ACTION, WORKFLOW};
use crate::docs::{read, root};
use crate::schema::{fits, yaml};

/// The command that GitHub runs for `shell: bash`.
const BASH: [&str; 6] = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"];

const DRAFTS: &str = "
//- a b/draft.sayso
claim: \"One\"
//- good.sayso
claim: opinion \"Two\"
";

fn action() -> Value {
    yaml(&read("action.yml")).remove(0)
}

fn steps(of: &Value) -> Vec<Value> {
    of["steps"].as_array().expect("steps").clone()
}

fn script(name: &str) -> String {
    let step = step(name);
    step["run"].as_str().expect("a script").to_owned()
}

fn step(name: &str) -> Value {
    let mut steps = steps(&action()["runs"]).into_iter();
    let step = steps.find(|step| step["name"] == name);
    step.unwrap_or_else(|| panic!("no step {name}"))
}

#[test]
fn the_action_fits_its_schema() {
    fits(ACTION, &action());
    let mut wrong = action();
    wrong["runs"]["using"] = "composit".into();
    assert!(!crate::schema::mistakes(ACTION, &wrong).is_empty());
}

#[test]
fn workflows_fit_their_schema_and_may_only_read() {
    let workflow = &yaml(&read(".github/workflows/ci.yml"))[0];
    fits(WORKFLOW, workflow);
    assert_eq!(
        workflow["permissions"],
        serde_json::json!({"contents": "read"})
    );
    let jobs = workflow["jobs"].as_object().expect("jobs");
    for step in jobs.values().flat_map(steps) {
        let Some(uses) = step["uses"].as_str() else {
            continue;
        };
        assert!(uses == "./" || uses.starts_with("actions/"), "{uses}");
        if uses.starts_with("actions/checkout@") {
            assert_eq!(step["with"]["persist-credentials"], false);
        }
    }
    assert!(jobs.values().all(|job| job["permissions"].is_null()));
}

/// A caller's values reach a script as variables, never as part of its text.
#[test]
fn no_input_is_part_of_a_script() {
    let inputs = action()["inputs"].as_object().expect("inputs").clone();
    let steps = steps(&action()["runs"]);
    let scripts: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["run"].as_str())
        .collect();
    assert_eq!(scripts.len(), 3);
    for script in scripts {
        assert!(!script.contains("${{"), "{script}");
        // `PATHS` comes from outside, and is not meant to be `PATH`.
        is_sound("bash", &format!("set -e\n{script}"), "SC2153");
    }
    let variables = step("Check the drafts")["env"].clone();
    let variables = variables.as_object().expect("variables");
    for (input, variable) in inputs.keys().zip(sorted(variables)) {
        assert_eq!(variables[&variable], format!("${{{{ inputs.{input} }}}}"));
    }
    assert_eq!(inputs.len(), variables.len());
}

fn sorted(variables: &serde_json::Map<String, Value>) -> Vec<String> {
    let mut names: Vec<String> = variables.keys().cloned().collect();
    names.sort();
    names
}

#[test]
fn the_cache_key_is_a_hash_of_the_sources() {
    let key_with = |files: &str| {
        let fixture = Checkout::new(&format!(
            "//- Cargo.toml\n//- Cargo.lock\n//- build.rs\n//- grammar/a\n{files}"
        ));
        let output = fixture.path("output").display().to_string();
        let variables = [
            (
                "GITHUB_ACTION_PATH",
                fixture.root().to_str().expect("a path"),
            ),
            ("GITHUB_OUTPUT", &output),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_ARCH", "X64"),
        ];
        let done = run(
            &fixture,
            &BASH,
            &script("Find the cached build of Sayso"),
            &variables,
        );
        assert_eq!(done.code, Some(0), "{}", done.printed);
        std::fs::read_to_string(output).expect("an output")
    };
    let key = key_with("//- src/a b.rs\nx\n");
    assert_eq!(key, key_with("//- src/a b.rs\nx\n"));
    assert_ne!(key, key_with("//- src/a b.rs\ny\n"));
    let hash = key.strip_prefix("key=sayso-Linux-X64-").expect("a key");
    assert_eq!(hash.trim_end().len(), 40, "{key}");
}

#[test]
fn builds_the_sources_next_to_it() {
    let fixture = Checkout::new("");
    pretend(&fixture, "cargo");
    let variables = [
        ("GITHUB_ACTION_PATH", "/the action"),
        ("RUNNER_TEMP", "/tmp/run"),
    ];
    let done = run(&fixture, &BASH, &script("Build Sayso"), &variables);
    assert_eq!(done.code, Some(0), "{}", done.printed);
    let called = arguments_of(&fixture, "cargo").expect("a call");
    let wanted = [
        "install",
        "--locked",
        "--path",
        "/the action",
        "--root",
        "/tmp/run/sayso",
    ];
    assert_eq!(called, wanted);
    assert!(root().join("Cargo.lock").exists());
}

/// Runs it with the defaults of all other inputs.
fn check(fixture: &Checkout, inputs: &[(&str, &str)]) -> Done {
    install(fixture, "temp/sayso/bin/sayso");
    let temp = fixture.outside.path("temp").display().to_string();
    let action = action();
    let defaults = action["inputs"].as_object().expect("inputs").iter();
    let defaults = defaults.map(|(input, about)| {
        let given = inputs.iter().find(|(name, _)| name == input);
        let value = given.map_or_else(|| about["default"].as_str().expect("a default"), |it| it.1);
        (input.to_uppercase().replace('-', "_"), value)
    });
    let mut variables: Vec<(String, &str)> = defaults.collect();
    variables.push(("RUNNER_TEMP".to_owned(), &temp));
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, it)| (&**name, *it)).collect();
    run(fixture, &BASH, &script("Check the drafts"), &variables)
}

#[test]
fn checks_the_drafts() {
    let done = check(&Checkout::new(DRAFTS), &[]);
    assert_eq!(done.code, Some(0));
    assert!(
        done.printed
            .starts_with("::warning file=a b/draft.sayso,line=1"),
        "{}",
        done.printed
    );
    let strict = check(&Checkout::new(DRAFTS), &[("fail-on", "warning")]);
    assert_eq!(strict.code, Some(1));
    let one = check(
        &Checkout::new(DRAFTS),
        &[("paths", "good.sayso\n"), ("fail-on", "hint")],
    );
    assert_eq!(one.code, Some(0), "{}", one.printed);
    let both = [("paths", "good.sayso\na b\n"), ("format", "concise")];
    let both = check(&Checkout::new(DRAFTS), &both);
    assert!(
        both.printed.contains("a b/draft.sayso:1:8: warning"),
        "{}",
        both.printed
    );
}

#[test]
fn writes_a_report_and_uses_a_baseline() {
    let fixture = Checkout::new(DRAFTS);
    let report = [
        ("format", "sarif"),
        ("output-file", "out.sarif"),
        ("fail-on", "never"),
    ];
    assert_eq!(check(&fixture, &report).code, Some(0));
    let report = std::fs::read_to_string(fixture.path("out.sarif")).expect("a report");
    assert!(report.contains("unsourced-claim"));
    fixture.write("known.json", "{\"version\": 1, \"findings\": []}");
    let fixture = Checkout::new(DRAFTS);
    fixture.write("known.json", "{\"version\": 1, \"findings\": []}");
    let known = check(
        &fixture,
        &[("baseline", "known.json"), ("fail-on", "warning")],
    );
    assert_eq!(known.code, Some(1));
    assert!(
        known
            .printed
            .contains("0 known findings are in the baseline"),
        "{}",
        known.printed
    );
}

#[test]
fn checks_what_a_pull_request_changes() {
    let fixture = pull_request(DRAFTS);
    let inputs = [("changed-since", "origin/main"), ("format", "concise")];
    let done = check(&fixture, &inputs);
    assert_eq!(done.code, Some(0), "{}", done.printed);
    let lines: Vec<&str> = done.printed.lines().collect();
    assert!(
        lines[0].starts_with("new.sayso:1:8: warning") && lines.len() == 2,
        "{}",
        done.printed
    );
}

#[test]
fn caches_findings() {
    let (fixture, cache) = (Checkout::new(DRAFTS), Checkout::new(""));
    let folder = cache.root().display().to_string();
    let inputs = [("cache-dir", &*folder), ("format", "concise")];
    let first = check(&fixture, &inputs);
    assert_eq!(first.code, Some(0), "{}", first.printed);
    assert_eq!(cache.root().read_dir().expect("a folder").count(), 1);
    assert_eq!(check(&fixture, &inputs).printed, first.printed);
}

#[test]
fn a_hostile_input_is_a_wrong_value() {
    let evil = "x\"; touch pwned; $(touch pwned) `touch pwned` #";
    let inputs = action()["inputs"].as_object().expect("inputs").clone();
    // A file can have this name.
    for input in inputs.keys().filter(|input| *input != "output-file") {
        let fixture = pull_request(DRAFTS);
        let done = check(&fixture, &[(input, evil)]);
        assert_eq!(done.code, Some(2), "{input}: {}", done.printed);
        assert!(!fixture.path("pwned").exists(), "{input}");
    }
    let fixture = Checkout::new(DRAFTS);
    let done = check(&fixture, &[("paths", "--fix\n--output-file=good.sayso")]);
    assert_eq!(
        done.code,
        Some(2),
        "an option among the paths: {}",
        done.printed
    );
}

/// Whatever a pull request brings along, and wherever the path leads: none of it runs.
#[test]
fn nothing_of_the_pull_request_runs() {
    let checkout = pull_request(DRAFTS);
    pretend_cargo(&checkout);
    bring_traps(&checkout);
    let outside = |path: &str| checkout.outside.path(path).display().to_string();
    let mut variables = variables_into(&checkout);
    variables.push(("RUNNER_TEMP", outside("temp")));
    variables.push(("GITHUB_ACTION_PATH", root().display().to_string()));
    variables.push(("GITHUB_OUTPUT", outside("output")));
    variables.push(("RUNNER_OS", "Linux".to_owned()));
    variables.push(("RUNNER_ARCH", "X64".to_owned()));
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, it)| (*name, &**it)).collect();
    for name in ["Find the cached build of Sayso", "Build Sayso"] {
        let done = run(&checkout, &BASH, &script(name), &variables);
        assert_eq!(done.code, Some(0), "{}", done.printed);
    }
    let done = check(
        &checkout,
        &[("changed-since", "origin/main"), ("format", "concise")],
    );
    assert_eq!(done.code, Some(0), "{}", done.printed);
    assert!(
        done.printed.starts_with("new.sayso:1:8: warning"),
        "{}",
        done.printed
    );
    nothing_ran(&checkout);
}

/// The workflow that `sayso init --ci github` writes.
#[test]
fn nothing_of_the_pull_request_runs_in_the_workflow_of_init() {
    let checkout = pull_request(DRAFTS);
    crate::cli::sayso("init --ci github")
        .within(&checkout)
        .exits(0);
    pretend_cargo(&checkout);
    bring_traps(&checkout);
    let text = std::fs::read_to_string(checkout.path(".github/workflows/sayso.yml"));
    let workflow = yaml(&text.expect("a workflow")).remove(0);
    let temp = checkout.outside.path("temp").display().to_string();
    for step in steps(&workflow["jobs"]["check"]) {
        if let Some(script) = step["run"].as_str() {
            let variables = [("RUNNER_TEMP", &*temp), ("CARGO_HOME", "/w/.cargo")];
            // The path of GitHub's own machines is not changed by a checkout.
            let script = format!("PATH=${{PATH#:.:bin:*:}}\n{script}");
            let done = run(&checkout, &BASH, &script, &variables);
            assert_eq!(done.code, Some(0), "{}", done.printed);
        }
    }
    nothing_ran(&checkout);
}

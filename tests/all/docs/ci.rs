//! The recipes: files fit their schemas, commands run.
//!
//! `UPDATE_EXPECT=1` writes the files of `sayso init` into the page.

use std::path::Path;
use std::process::Command;

use expect_test::expect_file;
use serde_json::Value;

use super::blocks::{blocks_of, read, root};
use crate::ci::{GITLAB, WORKFLOW};
use crate::cli::sayso;
use crate::fixture::Fixture;
use crate::schema::{fits, yaml};

const PAGE: &str = "docs/ci.md";

#[test]
fn the_files_of_init_are_documented() {
    let mut out = String::new();
    let mut skipping = false;
    for line in read(PAGE).lines() {
        skipping &= line != "```";
        if !skipping {
            out += line;
            out.push('\n');
        }
        if let Some(service) = line.strip_prefix("```yaml init ") {
            out += &written_for(service);
            skipping = true;
        }
    }
    expect_file![root().join(PAGE)].assert_eq(&out);
}

fn written_for(service: &str) -> String {
    let fixture = Fixture::new("//- .git/HEAD\n");
    let call = sayso(&format!("init --ci {service}")).within(&fixture);
    let printed = call.exits(0).out;
    let file = printed
        .lines()
        .rev()
        .find_map(|line| line.strip_suffix(" was written"));
    std::fs::read_to_string(fixture.path(file.expect("a file"))).expect("a text")
}

#[test]
fn every_file_fits_its_schema() {
    let mut seen = 0;
    for block in blocks_of(PAGE, "yaml") {
        let documents = yaml(&block.text);
        let file = &documents[0];
        match block.info.as_str() {
            "yaml workflow" | "yaml init github" => {
                fits(WORKFLOW, file);
                assert_eq!(file["permissions"]["contents"], "read", "{}", block.place);
                steps_of(file).iter().for_each(calls_the_action);
            }
            "yaml gitlab" => {
                fits(GITLAB, file);
                for include in file["include"].as_array().expect("a list") {
                    includes_the_component(include);
                }
            }
            "yaml init gitlab" => fits(GITLAB, file),
            "yaml init pre-commit" => has_the_hooks(file),
            other => panic!("{}: `{other}` is no mark of a block", block.place),
        }
        seen += 1;
    }
    assert!(seen >= 6);
}

fn steps_of(workflow: &Value) -> Vec<Value> {
    let jobs = workflow["jobs"].as_object().expect("jobs").values();
    jobs.flat_map(|job| job["steps"].as_array().expect("steps").clone())
        .collect()
}

fn calls_the_action(step: &Value) {
    let uses = step["uses"].as_str().unwrap_or_default();
    if let Some(version) = uses.strip_prefix("your-organisation/sayso@") {
        is_this_version(version);
        let action = &yaml(&read("action.yml"))[0];
        are_known(&step["with"], &action["inputs"]);
    }
}

fn includes_the_component(include: &Value) {
    let component = include["component"].as_str().expect("a component");
    let (path, version) = component.split_once('@').expect("a version");
    is_this_version(version);
    let name = path.rsplit('/').next().expect("a name");
    let template = &yaml(&read(&format!("templates/{name}.yml")))[0];
    are_known(&include["inputs"], &template["spec"]["inputs"]);
}

fn has_the_hooks(file: &Value) {
    let hooks = &yaml(&read(".pre-commit-hooks.yaml"))[0];
    let ids = |hooks: &Value| -> Vec<String> {
        let hooks = hooks.as_array().expect("hooks").iter();
        hooks.map(|hook| hook["id"].to_string()).collect()
    };
    let mut known = ids(hooks);
    known.sort_by(|a, b| b.cmp(a));
    assert_eq!(ids(&file["repos"][0]["hooks"]), known);
    is_this_version(file["repos"][0]["rev"].as_str().expect("a version"));
}

#[track_caller]
fn is_this_version(version: &str) {
    assert_eq!(version, format!("v{}", env!("CARGO_PKG_VERSION")));
}

#[track_caller]
fn are_known(given: &Value, known: &Value) {
    for input in given.as_object().expect("inputs").keys() {
        assert!(known.get(input).is_some(), "there is no input `{input}`");
    }
}

#[test]
fn every_input_has_a_row() {
    let page = read(PAGE);
    let action = &yaml(&read("action.yml"))[0];
    for (input, about) in action["inputs"].as_object().expect("inputs") {
        let usually = match about["default"].as_str().expect("a default") {
            "" => "none".to_owned(),
            value => format!("`{value}`"),
        };
        let row = format!("\n| `{input}` | {usually} |");
        assert!(page.contains(&row), "{row}");
    }
}

/// Runs them in the order of the page, in an empty folder.
#[test]
fn every_command_runs() {
    let fixture = Fixture::new("//- .git/HEAD\n");
    let mut commands: Vec<String> = Vec::new();
    for block in blocks_of(PAGE, "sh") {
        commands.extend(block.text.lines().map(str::to_owned));
    }
    for block in blocks_of(PAGE, "yaml") {
        let lines = block.text.lines().map(str::trim_start);
        let lines = lines.filter_map(|line| line.strip_prefix("run: ").or(line.strip_prefix("- ")));
        // Only the program's place differs, which is outside of the checkout.
        let calls =
            lines.filter_map(|line| Some(line.trim_matches('\'').split_once("/bin/sayso\" ")?.1));
        commands.extend(calls.map(|arguments| format!("sayso {arguments}")));
    }
    for block in blocks_of(PAGE, "groovy") {
        let mut quoted = block.text.split('\'');
        commands.extend(
            quoted
                .find(|text| text.starts_with("sayso "))
                .map(str::to_owned),
        );
    }
    assert!(commands.len() >= 9, "{commands:#?}");
    for command in &commands {
        runs(&fixture, command);
    }
    for report in [
        "sayso.xml",
        "sayso.json",
        "known.json",
        "sayso-code-quality.json",
    ] {
        assert!(fixture.path(report).exists(), "{report}");
    }
}

#[track_caller]
fn runs(fixture: &Fixture, command: &str) {
    assert!(command.starts_with("sayso "), "{command}");
    let binary = Path::new(env!("CARGO_BIN_EXE_sayso"));
    let folder = binary.parent().expect("the binary is in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(fixture.root())
        .env("PATH", format!("{}:{path}", folder.display()))
        .output()
        .expect("a shell");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{command}`: {complaint}");
}

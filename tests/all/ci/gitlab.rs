//! The component for GitLab.

use serde_json::Value;

use super::GITLAB;
use super::steps::{
    Checkout, Done, arguments_of, bring_traps, install, is_sound, nothing_ran, pretend,
    pretend_cargo, pull_request, run, variables_into,
};
use crate::docs::read;
use crate::schema::{fits, mistakes, yaml};

const DRAFTS: &str = "
//- a b/draft.sayso
claim: \"One\"
//- good.sayso
claim: opinion \"Two\"
";

/// The inputs, and the job.
fn component() -> [Value; 2] {
    let documents = yaml(&read("templates/sayso.yml"));
    documents.try_into().expect("two documents")
}

fn script() -> String {
    let [_, job] = component();
    job["sayso"]["script"][0]
        .as_str()
        .expect("a script")
        .to_owned()
}

#[test]
fn fits_the_schema() {
    for document in component() {
        fits(GITLAB, &document);
    }
    let [_, mut wrong] = component();
    wrong["sayso"]["artifacts"]["when"] = "sometimes".into();
    assert!(!mistakes(GITLAB, &wrong).is_empty());
}

/// GitLab inserts inputs into the text of the file. Variables keep them out of the script.
#[test]
fn no_input_is_part_of_the_script() {
    assert!(!script().contains("$[["));
    // Paths are separated only by line ends.
    is_sound("sh", &script(), "SC2086");
}

#[test]
fn every_input_is_used() {
    let [inputs, _] = component();
    let text = read("templates/sayso.yml");
    for input in inputs["spec"]["inputs"].as_object().expect("inputs").keys() {
        assert!(
            text.contains(&format!(": $[[ inputs.{input} ]]\n")),
            "{input}"
        );
    }
}

#[test]
fn the_version_is_the_programs_version() {
    let version = env!("CARGO_PKG_VERSION");
    let source = format!("--git {} --tag v{version} ", env!("CARGO_PKG_REPOSITORY"));
    assert!(script().contains(&source));
    let [_, job] = component();
    let key = job["sayso"]["cache"]["key"].as_str().expect("a key");
    assert!(
        key.starts_with(&format!("sayso-found-v{version}-")),
        "{key}"
    );
}

/// GitLab shares caches among branches: a program from one could be somebody else's.
#[test]
fn no_program_is_cached() {
    let [_, job] = component();
    assert_eq!(
        job["sayso"]["cache"]["paths"],
        serde_json::json!([".sayso-found"])
    );
    assert!(init_job()["cache"].is_null());
}

/// The job that `sayso init --ci gitlab` writes.
fn init_job() -> Value {
    let checkout = Checkout::new("");
    crate::cli::sayso("init --ci gitlab")
        .within(&checkout)
        .exits(0);
    let text = std::fs::read_to_string(checkout.path(".gitlab-ci.yml")).expect("a file");
    fits(GITLAB, &yaml(&text)[0]);
    yaml(&text).remove(0)["sayso"].clone()
}

/// Whatever a merge request brings along, and wherever the path leads: none of it runs.
#[test]
fn nothing_of_the_merge_request_runs() {
    let init = init_job()["script"].as_array().expect("a script").clone();
    let init: Vec<&str> = init.iter().filter_map(Value::as_str).collect();
    let init = init.join(
        "
",
    );
    is_sound("sh", &init, "");
    let shells: [&[&str]; 2] = [&["sh", "-euc"], &["bash", "-eo", "pipefail", "-c"]];
    for shell in shells {
        for (script, has_program) in [(&script(), false), (&script(), true), (&init, false)] {
            let checkout = pull_request(DRAFTS);
            pretend_cargo(&checkout);
            bring_traps(&checkout);
            if has_program {
                install(&checkout, "bin/sayso");
            }
            let variables = variables_into(&checkout).into_iter();
            let mut variables: Vec<(&str, String)> = variables.collect();
            variables.extend(USUAL.map(|(name, value)| (name, value.to_owned())));
            variables.push(("SAYSO_CHANGED_SINCE", "origin/main".to_owned()));
            variables.push(("SAYSO_KEEP", "yes".to_owned()));
            let given: Vec<(&str, &str)> =
                variables.iter().map(|(name, it)| (*name, &**it)).collect();
            let done = run(&checkout, shell, script, &given);
            assert_eq!(done.code, Some(0), "{}", done.printed);
            nothing_ran(&checkout);
            assert!(report(&checkout).contains("unsourced-claim"));
        }
    }
}

const USUAL: [(&str, &str); 5] = [
    ("SAYSO_PATHS", "."),
    ("SAYSO_FAIL_ON", "error"),
    ("SAYSO_BASELINE", ""),
    ("SAYSO_CHANGED_SINCE", ""),
    ("SAYSO_KEEP", "no"),
];

fn check(fixture: &Checkout, variables: &[(&str, &str)]) -> Done {
    let given = USUAL.into_iter().chain(variables.iter().copied());
    let given: Vec<(&str, &str)> = given.collect();
    run(fixture, &["sh", "-euc"], &script(), &given)
}

#[test]
fn checks_the_drafts_with_the_program_of_the_image() {
    let fixture = Checkout::new(DRAFTS);
    install(&fixture, "bin/sayso");
    let done = check(&fixture, &[("SAYSO_FAIL_ON", "warning")]);
    assert_eq!(done.code, Some(1), "{}", done.printed);
    let report = fixture.path("sayso-code-quality.json");
    let report = std::fs::read_to_string(report).expect("a report");
    assert!(report.contains("a b/draft.sayso"), "{report}");
    let done = check(
        &fixture,
        &[
            ("SAYSO_PATHS", "good.sayso\na b"),
            ("SAYSO_FAIL_ON", "warning"),
        ],
    );
    assert_eq!(done.code, Some(1), "{}", done.printed);
    fixture.write("known.json", "{\"version\": 1, \"findings\": []}");
    let known = check(
        &fixture,
        &[
            ("SAYSO_BASELINE", "known.json"),
            ("SAYSO_PATHS", "good.sayso"),
        ],
    );
    assert_eq!(known.code, Some(0), "{}", known.printed);
    assert!(
        known.printed.contains("in the baseline"),
        "{}",
        known.printed
    );
}

fn report(fixture: &Checkout) -> String {
    let report = fixture.path("sayso-code-quality.json");
    std::fs::read_to_string(report).expect("a report")
}

#[test]
fn checks_what_a_merge_request_changes() {
    let fixture = pull_request(DRAFTS);
    install(&fixture, "bin/sayso");
    // The last two are the values outside of a merge request pipeline.
    for (since, drafts) in [
        ("origin/main", 1),
        ("", 2),
        ("$CI_MERGE_REQUEST_DIFF_BASE_SHA", 2),
    ] {
        let done = check(&fixture, &[("SAYSO_CHANGED_SINCE", since)]);
        assert_eq!(done.code, Some(0), "{}", done.printed);
        let report = report(&fixture);
        assert_eq!(
            report.matches("unsourced-claim").count(),
            drafts,
            "{since}: {report}"
        );
    }
}

#[test]
fn caches_findings_and_ignores_a_proposed_cache() {
    let fixture = pull_request(DRAFTS);
    install(&fixture, "bin/sayso");
    let cache = fixture.path(".sayso-found");
    let names = || {
        let entries = cache.read_dir().expect("a folder").flatten();
        let names = entries.map(|entry| entry.file_name().into_string().expect("UTF-8"));
        names.collect::<Vec<String>>()
    };
    let strict = [("SAYSO_KEEP", "yes"), ("SAYSO_FAIL_ON", "warning")];
    for _ in 0..2 {
        let done = check(&fixture, &strict);
        assert_eq!(done.code, Some(1), "{}", done.printed);
        assert_eq!(names().len(), 1);
    }
    // The check uses the folder from the cache, and does not remove unknown files from it.
    fixture.write(".sayso-found/mark", "");
    check(&fixture, &strict);
    assert!(names().contains(&"mark".to_owned()));
    fixture.git("add --force .sayso-found/mark");
    check(&fixture, &strict);
    assert_eq!(names().len(), 1, "{:?}", names());
}

#[test]
fn it_is_built_if_the_image_does_not_contain_it() {
    let fixture = Checkout::new(DRAFTS);
    pretend(&fixture, "cargo");
    // There is still no program: the pretended `cargo` built nothing.
    let code = check(&fixture, &[]).code;
    assert_eq!(code, Some(127), "{code:?}");
    let called = arguments_of(&fixture, "cargo").expect("a call").join(" ");
    let version = env!("CARGO_PKG_VERSION");
    let source = format!("--git {} --tag v{version}", env!("CARGO_PKG_REPOSITORY"));
    let wanted = format!("install --locked {source} --root /tmp/");
    assert!(
        called.starts_with(&wanted) && called.ends_with(" sayso"),
        "{called}"
    );
}

#[test]
fn a_hostile_variable_is_a_wrong_value() {
    let evil = "x\"; touch pwned; $(touch pwned) `touch pwned` #";
    for variable in [
        "SAYSO_PATHS",
        "SAYSO_FAIL_ON",
        "SAYSO_BASELINE",
        "SAYSO_CHANGED_SINCE",
    ] {
        let fixture = pull_request(DRAFTS);
        install(&fixture, "bin/sayso");
        let done = check(&fixture, &[(variable, evil)]);
        assert_eq!(done.code, Some(2), "{variable}: {}", done.printed);
        assert!(!fixture.path("pwned").exists(), "{variable}");
    }
}

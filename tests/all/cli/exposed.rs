//! Once an article names a confidential source, no output of any command contains the name, nor anything that depends on
//! it, such as a hash: it is the same for another name of the same length.

use std::fs;

use super::{formats, sayso};
use crate::fixture::Fixture;

/// Two drafts of one article, the registry with the person, and another draft that mentions them.
const DRAFTS: &str = r#"
//- sayso.toml
//- people.sayso
entity jane: person "Jane Doe"
  aka: "The Raven"
  isued: 2026
//- a.sayso
article "The bridge"
  text: "bridge.md"
source inspector: interview "Interview with Jane Doe"
  confidential: yes
  described-as: "an inspector"
  reason: "would lose the job"
  approved: 2026-03-02 by "L. Editor"
claim: "Jane Doe said that it was unsafe"
  source: @inspector
claim: "Ms Doe was not there"
  source: @nobody
//- b.sayso
article "Unsafe, says Jane Doe"
  text: "bridge.md"
  isued: 2026
claim jane-doe:    "It is unsafe, Jane Doe said"
  said-by:   @jane-doe
claim: "so said Jane
    Doe"
  checked: 2026-01-08 by "Jane Doe"
//- c.sayso
article "Other news"

text
  Nobody knows the Raven. Jane  Doe does.

claim: quote "Jane  Doe does"
  isued:    2026
  note: "see jane-doe.jpg"
claim: "JANE DOE does"
source diary: document "The diary of Jane  Doe"
  isued: 2026
//- bridge.md
It is unsafe, Jane Doe said. <!-- Jane Doe -->
"#;

/// What must not be in any output.
const SECRETS: [&str; 5] = ["jane doe", "jane-doe", "ms doe", "raven", "kurt"];

fn drafts() -> Fixture {
    Fixture::new(DRAFTS)
}

/// The same drafts about somebody else.
fn other_drafts() -> Fixture {
    let other = DRAFTS.replace("Jane", "Kurt").replace("Doe", "Roe");
    let other = other
        .replace("JANE", "KURT")
        .replace("DOE", "ROE")
        .replace("jane-doe", "kurt-roe");
    Fixture::new(&other.replace("jane", "kurt").replace("Raven", "Robin"))
}

#[track_caller]
fn output_in(fixture: &Fixture, call: &str, code: i32) -> String {
    let output = sayso(call).within(fixture).exits(code);
    let root = fixture.root().to_string_lossy().into_owned();
    format!("{}{}", output.out, output.err).replace(&root, "")
}

#[track_caller]
fn check(call: &str, code: i32) {
    let shown = output_in(&drafts(), call, code);
    for secret in SECRETS {
        assert!(
            !shown.to_lowercase().contains(secret),
            "{call}: {secret}: {shown}"
        );
    }
    assert_eq!(shown, output_in(&other_drafts(), call, code), "{call}");
}

#[test]
fn no_format_depends_on_the_name() {
    for format in formats() {
        check(&format!("check --format {format}"), 1);
        check(
            &format!("check --format {format} --no-cache b.sayso c.sayso"),
            1,
        );
    }
}

#[test]
fn no_other_command_does() {
    check("status", 0);
    check("status --format json c.sayso", 0);
    check("sign b.sayso --by Ann --date 2026-01-09", 2);
    check("check --diff", 1);
    check("fmt --diff", 1);
}

#[test]
fn no_baseline_does() {
    let baseline = |fixture: &Fixture| {
        let call = "check --fail-on never --baseline known.json --write-baseline";
        sayso(call).within(fixture).exits(0);
        fs::read_to_string(fixture.path("known.json")).unwrap()
    };
    let known = baseline(&drafts());
    assert!(known.contains("confidential-exposed"), "{known}");
    assert_eq!(known, baseline(&other_drafts()));
}

/// A cached finding of the time before would be printed with the words.
#[test]
fn nothing_is_cached() {
    let (fixture, cache) = (drafts(), Fixture::new(""));
    let call = || {
        sayso("check --format jsonl")
            .within(&fixture)
            .keeping(&cache)
    };
    let entries = || fs::read_dir(cache.root()).unwrap().count();
    let unexposed = DRAFTS.replace("confidential: yes", "# nothing");
    let draft = unexposed
        .split("//- a.sayso\n")
        .nth(1)
        .unwrap()
        .split("//- ")
        .next()
        .unwrap();
    fixture.write("a.sayso", draft.as_bytes());
    assert!(call().exits(1).out.contains("Jane"));
    assert_eq!(entries(), 1);
    let before = fs::read_dir(cache.root())
        .unwrap()
        .flatten()
        .map(|it| fs::read(it.path()).unwrap());
    let before: Vec<Vec<u8>> = before.collect();
    let draft = DRAFTS
        .split("//- a.sayso\n")
        .nth(1)
        .unwrap()
        .split("//- ")
        .next()
        .unwrap();
    fixture.write("a.sayso", draft.as_bytes());
    for _ in 0..2 {
        let shown = call().exits(1).out;
        assert!(!shown.contains("Jane"), "{shown}");
    }
    let after = fs::read_dir(cache.root())
        .unwrap()
        .flatten()
        .map(|it| fs::read(it.path()).unwrap());
    assert_eq!(before, after.collect::<Vec<_>>());
}

/// A message that shows the start of a sentence may end within a name.
#[test]
fn no_message_shows_a_part_of_a_name() {
    let fixture = Fixture::new(
        r#"
//- sayso.toml
//- a.sayso
article "The bridge"
  text: "a.md"
  status: checking
source inspector: interview "Interview with Zdenka Kowal"
  confidential: yes
//- a.md
On that day, an inspector named Zdenka Kowal told us on 3 March that nobody was there.
"#,
    );
    for status in ["checking", "draft"] {
        let draft = fs::read_to_string(fixture.path("a.sayso")).expect("a draft");
        fixture.write("a.sayso", draft.replace("checking", status));
        for format in formats() {
            let call = format!("check --no-cache --fail-on never --format {format}");
            let out = sayso(&call).within(&fixture).exits(0).out;
            assert!(out.contains("uncovered-sentence"), "{format}: {out}");
            for part in ["Zdenka", "Kowal"] {
                assert!(!out.contains(part), "{format}: {out}");
            }
        }
    }
}

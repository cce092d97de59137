//! A finding that moved has the same fingerprint.

use serde_json::Value;

use super::sayso;
use crate::fixture::Fixture;

const DRAFT: &str = r#"
//- sayso.toml
//- desk/a.sayso
article "A"
  text: "a.md"
  status: checking
entity ana: person "Ana"
claim named: quote "It's closed"
  source: @nobody
  source: @nobody at p. 3
claim: quote "Nobody was there"
claim: fact
claim: fact
//- desk/a.md
It’s closed. Nobody was there. The mayor said so.
"#;

/// The same content, on other lines and in another order.
const MOVED: &str = r#"
//- sayso.toml
//- desk/a.sayso
# A comment.

claim: fact

claim: quote   “Nobody
    was there”
claim named: quote "It is closed"   # of another wording, but of the same name
  source: @nobody at p. 3
  note: "new"
  source:   @nobody

claim: fact

entity ana: person "Ana"
article "A"
  text: "a.md"
  status: checking
//- desk/a.md
# A heading

It’s closed.

Nobody was there. The
mayor said so.
"#;

/// Fingerprints with their rules, in order.
#[track_caller]
fn fingerprints(fixture: &Fixture, folder: &str, paths: &str) -> Vec<(String, String)> {
    let call = sayso(&format!("check --format jsonl --fail-on never {paths}"));
    let output = call.within_folder(fixture, folder).exits(0).out;
    let mut found: Vec<(String, String)> = output
        .lines()
        .map(|line| {
            let finding: Value = serde_json::from_str(line).expect("JSON");
            let word = |key: &str| finding[key].as_str().expect("a string").to_owned();
            (word("rule"), word("fingerprint"))
        })
        .collect();
    found.sort();
    found
}

#[track_caller]
fn of(fixture: &str) -> Vec<(String, String)> {
    fingerprints(&Fixture::new(fixture), ".", "")
}

#[test]
fn a_finding_that_moved_has_the_same_one() {
    let (before, mut after) = (of(DRAFT), of(MOVED));
    assert!(before.len() >= 8, "{before:?}");
    // Findings that only the other wording causes.
    after.retain(|(rule, _)| rule != "anchor-not-found" && rule != "anchor-ambiguous");
    let sentence = |(rule, _): &&(String, String)| rule == "uncovered-sentence";
    assert_eq!(before.iter().filter(sentence).count(), 1);
    after.retain(|finding| finding.0 != "uncovered-sentence" || before.contains(finding));
    assert_eq!(before, after);
}

#[test]
fn each_has_its_own() {
    let mut found: Vec<String> = of(DRAFT).into_iter().map(|(_, it)| it).collect();
    let all = found.len();
    found.sort();
    found.dedup();
    assert_eq!(found.len(), all);
    for fingerprint in found {
        let is_digit = |digit: char| matches!(digit, '0'..='9' | 'a'..='f');
        assert!(fingerprint.len() == 32 && fingerprint.chars().all(is_digit));
    }
}

#[test]
fn it_is_the_same_from_every_folder_and_with_other_paths() {
    let fixture = Fixture::new(&format!("{DRAFT}//- desk/b.sayso\nclaim: fact\n"));
    let all = fingerprints(&fixture, ".", "");
    let some = fingerprints(&fixture, "desk", "a.sayso");
    assert!(some.len() < all.len());
    assert!(some.iter().all(|finding| all.contains(finding)));
}

#[test]
fn two_workspaces_in_one_call_share_no_cache() {
    let fixture = Fixture::new("//- a/x.sayso\nclaim: \"a\"\n//- b/x.sayso\nclaim: \"a\"\n");
    let found = fingerprints(&fixture, ".", "a b");
    assert_eq!(found.len(), 2);
    assert_ne!(found[0], found[1]);
}

/// A hash of words that somebody can guess reveals as much as the words.
#[test]
fn of_a_confidential_source_it_contains_only_the_name() {
    let draft = |title: &str, by: &str, note: &str, typo: &str| {
        format!(
            "source insider: interview \"{title}\"\n  confidential: yes\n  by: {by}\n  note: \"see @{note}\"\n  {typo}: 2\nsource: interview \"{title}\"\n  confidential: yes\n"
        )
    };
    let one = of(&draft("Ana", "\"Ana\"", "ana", "anaa"));
    assert!(one.len() >= 4, "{one:?}");
    assert_eq!(one, of(&draft("Bea", "\"Bea\"", "bea", "beaa")));
}

//! Refactorings, as an editor offers and applies them.

use serde_json::{Value, json};

use super::Client;
use super::edits::changed;
use crate::fixture::Fixture;

const FILES: &str = r#"
//- people.sayso
entity ana: person "Ana"
//- draft.sayso
entity an<|>a: person "🌉 ana"
  wikidata: Q1

source notice: press-release "Notice"
  by: "🌉 Town"

claim closed: "It is closed"
  source: @notice
  about: @ana
//- other.sayso
entity other: person "Other"
  wikidata: Q1
claim: "Closed"
  source: @notice
"#;

fn able(resolves: bool) -> Value {
    let mut action = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    if resolves {
        action["dataSupport"] = json!(true);
        action["resolveSupport"] = json!({"properties": ["edit"]});
    }
    json!({
        "textDocument": {"codeAction": action},
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {}},
        },
    })
}

fn actions(client: &mut Client, fixture: &Fixture, at: [u32; 2], only: &str) -> Vec<Value> {
    let place = json!({"line": at[0], "character": at[1]});
    let params = json!({
        "textDocument": {"uri": fixture.uri("draft.sayso")},
        "range": {"start": place, "end": place},
        "context": {"diagnostics": [], "only": [only]},
    });
    let actions = client.request("textDocument/codeAction", params);
    actions.as_array().expect("actions").clone()
}

#[test]
fn edits_are_worked_out_when_one_is_chosen() {
    for resolves in [true, false] {
        let fixture = Fixture::new(FILES);
        let (mut client, answer) = Client::open_with(fixture.root(), able(resolves));
        let provider = &answer["capabilities"]["codeActionProvider"];
        assert_eq!(provider["resolveProvider"] == true, resolves);
        client.open_file(&fixture, "draft.sayso");
        client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
        let found = actions(&mut client, &fixture, [0, 9], "refactor.rewrite");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0]["title"],
            "Merge `ana` into `other` in `other.sayso`"
        );
        assert_eq!(found[0]["edit"].is_null(), resolves);
        let chosen = match resolves {
            true => client.request("codeAction/resolve", found[0].clone()),
            false => found[0].clone(),
        };
        let files = changed(&fixture, &chosen["edit"]);
        assert!(files["draft.sayso"].starts_with("source notice"));
        assert!(files["draft.sayso"].contains("about: @other\n"));
        assert!(files["other.sayso"].contains("  wikidata: Q1\n  aka: \"🌉 ana\"\n"));
        // Edits of an open file name its version.
        let versions = chosen["edit"]["documentChanges"]
            .as_array()
            .expect("changes")
            .iter();
        let versions: Vec<&Value> = versions.map(|it| &it["textDocument"]["version"]).collect();
        assert_eq!(versions, [&json!(1), &Value::Null]);
        client.ignore_unread();
        client.close();
    }
}

#[test]
fn kinds_are_filtered() {
    let fixture = Fixture::new(FILES);
    let (mut client, _) = Client::open_with(fixture.root(), able(true));
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    let by = [4, 10];
    for (only, number) in [
        ("refactor", 4),
        ("refactor.extract", 4),
        ("refactor.inline", 0),
        ("quickfix", 0),
    ] {
        assert_eq!(
            actions(&mut client, &fixture, by, only).len(),
            number,
            "{only}"
        );
    }
    let found = actions(&mut client, &fixture, by, "refactor.extract");
    let chosen = client.request("codeAction/resolve", found[2].clone());
    let files = changed(&fixture, &chosen["edit"]);
    assert!(files["draft.sayso"].contains("by: @town\n"), "{files:?}");
    assert_eq!(files.len(), 2);
    // It is not possible any more.
    client.change(&fixture.uri("draft.sayso"), 2, [4, 0, 4, 99], "  by: @ana");
    let resolved = client.request("codeAction/resolve", found[2].clone());
    assert_eq!(resolved["edit"], Value::Null);
    client.ignore_unread();
    client.close();
}

#[test]
fn what_rests_on_a_source_is_shown_before_it_is_retracted() {
    let fixture = Fixture::new(FILES);
    let (mut client, _) = Client::open_with(fixture.root(), able(false));
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    let found = actions(&mut client, &fixture, [3, 9], "refactor.rewrite");
    assert_eq!(
        found[0]["title"],
        "Retract this source: 2 claims rest on it"
    );
    let annotations = found[0]["edit"]["changeAnnotations"]
        .as_object()
        .expect("one");
    let annotation = annotations.values().next().expect("one");
    assert_eq!(annotation["needsConfirmation"], true);
    let listed = annotation["description"].as_str().expect("a text");
    assert!(listed.contains("`closed` (draft.sayso:7)"), "{listed}");
    assert!(listed.contains("“Closed” (other.sayso:3)"), "{listed}");
    client.ignore_unread();
    client.close();
}

//! What rests on what: as a call hierarchy, and as places to go to.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const FILES: &str = r#"
//- people.sayso
entity ana: person "Ana Díaz"
source cellar: interview "Maria Zell"
  confidential: yes
  by: @ana
  described-as: "a clerk"
//- draft.sayso
source report: report "🌉 Report"
  by: "🌉", @ana
source wire: wire "Wire"
  derived-from: @report
claim clo<|>sed: "The bridge is closed"
  source: @wire at p. 3, @cellar
//- other.sayso
claim: "It is closed"
  source: @report
"#;

/// The names of the items in the answers, with the lines of the references.
fn shown(calls: &Value, end: &str) -> Vec<String> {
    let calls = calls.as_array().expect("calls").iter();
    let shown = calls.map(|call| {
        let ranges = call["fromRanges"].as_array().expect("ranges").iter();
        let lines: Vec<String> = ranges.map(|it| it["start"].to_string()).collect();
        format!(
            "{} {}",
            call[end]["name"].as_str().expect("a name"),
            lines.join(" ")
        )
    });
    shown.collect()
}

#[test]
fn provenance_is_a_call_hierarchy() {
    let fixture = Fixture::new(FILES);
    let (mut client, _) = Client::open_with(fixture.root(), json!({}));
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    let place = fixture.place(fixture.cursor());
    let items = client.request("textDocument/prepareCallHierarchy", place);
    let claim = &items[0];
    assert_eq!(
        (&claim["name"], &claim["detail"]),
        (&json!("The bridge is closed"), &json!("claim @closed"))
    );
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": claim}));
    assert_eq!(
        shown(&calls, "to"),
        [
            r#"Wire {"character":10,"line":5}"#,
            r#"a clerk {"character":25,"line":5}"#
        ]
    );
    let wire = &calls[0]["to"];
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": wire}));
    assert_eq!(
        shown(&calls, "to"),
        [r#"🌉 Report {"character":16,"line":3}"#]
    );
    let report = calls[0]["to"].clone();
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": report}));
    // Positions count UTF-16 units.
    assert_eq!(
        shown(&calls, "to"),
        [r#"Ana Díaz {"character":12,"line":1}"#]
    );
    let ana = calls[0]["to"].clone();
    assert_eq!(ana["uri"], fixture.uri("people.sayso"));
    let calls = client.request("callHierarchy/outgoingCalls", json!({"item": ana}));
    assert_eq!(calls, json!([]));
    // Who the confidential source is stays untold.
    let calls = client.request("callHierarchy/incomingCalls", json!({"item": ana}));
    assert_eq!(
        shown(&calls, "from"),
        [r#"🌉 Report {"character":12,"line":1}"#]
    );
    // The draft changes while the hierarchy is open.
    client.change(&fixture.uri("draft.sayso"), 2, [0, 0, 0, 0], "# note\n");
    let calls = client.request("callHierarchy/incomingCalls", json!({"item": report}));
    let mut found = shown(&calls, "from");
    found.sort();
    assert_eq!(
        found,
        [
            r#"It is closed {"character":10,"line":1}"#,
            r#"Wire {"character":16,"line":4}"#
        ]
    );
    client.ignore_unread();
    client.close();
}

#[test]
fn nothing_else_has_a_provenance() {
    let fixture = Fixture::new(
        "//- draft.sayso\narticle \"A\"\n  text: \"a.md\"\nclaim: \"x\"\n  about: @nobody\n//- a.md\nx\n",
    );
    let (mut client, _) = Client::open_with(fixture.root(), json!({}));
    client.open_file(&fixture, "draft.sayso");
    for (path, line, character) in [
        ("draft.sayso", 0, 2),
        ("draft.sayso", 3, 11),
        ("a.md", 0, 0),
    ] {
        let place = json!({
            "textDocument": {"uri": fixture.uri(path)},
            "position": {"line": line, "character": character},
        });
        for method in ["prepareCallHierarchy", "implementation", "typeDefinition"] {
            let answer = client.request(&format!("textDocument/{method}"), place.clone());
            assert_eq!(answer, Value::Null, "{method} {path} {line}");
        }
    }
    client.ignore_unread();
    client.close();
}

/// The places in an answer: the file and the line.
fn places(fixture: &Fixture, answer: &Value) -> Vec<String> {
    let root = fixture.uri("");
    let places = answer.as_array().expect("places").iter();
    let shown = places.map(|it| {
        let uri = it
            .get("uri")
            .unwrap_or(&it["targetUri"])
            .as_str()
            .expect("a URI");
        let range = it.get("range").unwrap_or(&it["targetSelectionRange"]);
        format!(
            "{} {}",
            uri.trim_start_matches(&root),
            range["start"]["line"]
        )
    });
    shown.collect()
}

#[test]
fn places_to_go_to() {
    let links = json!({"linkSupport": true});
    let able = json!({"textDocument": {"implementation": links, "typeDefinition": links}});
    for capabilities in [json!({}), able] {
        let fixture = Fixture::new(FILES);
        let (mut client, _) = Client::open_with(fixture.root(), capabilities);
        client.open_file(&fixture, "draft.sayso");
        client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
        let at = |line: u32, character: u32| {
            json!({
                "textDocument": {"uri": fixture.uri("draft.sayso")},
                "position": {"line": line, "character": character},
            })
        };
        let mut ask = |method: &str, place: Value| {
            let answer = client.request(&format!("textDocument/{method}"), place);
            places(&fixture, &answer)
        };
        let mut resting = ask("implementation", at(1, 13));
        resting.sort();
        assert_eq!(resting, ["draft.sayso 4", "other.sayso 0"]);
        assert_eq!(ask("typeDefinition", at(3, 18)), ["people.sayso 0"]);
        assert_eq!(
            ask("typeDefinition", at(4, 8)),
            ["draft.sayso 2", "people.sayso 1"]
        );
        assert_eq!(ask("declaration", at(4, 18)), ["draft.sayso 4"]);
        assert_eq!(ask("declaration", at(5, 12)), ["draft.sayso 2"]);
        client.ignore_unread();
        client.close();
    }
}

#[test]
fn highlights_and_linked_names() {
    let fixture = Fixture::new(
        "//- draft.sayso\nclaim: \"x\"\n  note: \"🌉 @ana\"\nentity a<|>na: person \"Ana\"\n",
    );
    let (mut client, _) = Client::open_with(fixture.root(), json!({}));
    client.open_file(&fixture, "draft.sayso");
    let range = |line: u32, start: u32, end: u32| {
        json!({
            "start": {"line": line, "character": start},
            "end": {"line": line, "character": end},
        })
    };
    let place = fixture.place(fixture.cursor());
    let found = client.request("textDocument/documentHighlight", place.clone());
    assert_eq!(
        found,
        json!([{"range": range(1, 12, 16), "kind": 2}, {"range": range(2, 7, 10), "kind": 3}])
    );
    let linked = client.request("textDocument/linkedEditingRange", place);
    assert_eq!(linked["ranges"], json!([range(1, 13, 16), range(2, 7, 10)]));
    client.ignore_unread();
    client.close();
}

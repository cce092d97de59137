//! What the server tells margins and status bars.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const DRAFT: &str = "
//- sayso.toml
//- draft.sayso
article \"A\"
  text: \"a.md\"
  status: checking
source s: email \"S\"
claim one: \"One was freed.\"
claim two: \"🌉 Two were\"
  source: @s
//- a.md
One was freed. 🌉 Two were freed. Three are here.
";

fn about(fixture: &Fixture, path: &str) -> Value {
    json!({"textDocument": {"uri": fixture.uri(path)}})
}

fn opened(fixture: &Fixture, capabilities: Value) -> Client {
    let mut client = Client::open_with(fixture.root(), capabilities).0;
    client.open_file(fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    client
}

#[test]
fn coverage_of_the_draft_and_of_its_article() {
    let fixture = Fixture::new(DRAFT);
    let mut client = opened(&fixture, json!({}));
    let sentence = |from: u32, to: u32, state: &str, claims: Value| {
        let position = |character| json!({"line": 0, "character": character});
        let range = json!({"start": position(from), "end": position(to)});
        json!({"range": range, "state": state, "claims": claims})
    };
    let expected = json!({
        "uri": fixture.uri("a.md"),
        "sentences": [
            sentence(0, 14, "claimed", json!(["one"])),
            sentence(15, 33, "sourced", json!(["two"])),
            sentence(34, 49, "uncovered", json!([])),
        ],
        "total": 3,
        "covered": 2,
    });
    for path in ["draft.sayso", "a.md"] {
        let coverage = client.request("sayso/coverage", about(&fixture, path));
        assert_eq!(coverage, expected, "{path}");
    }
    let other = client.request("sayso/coverage", about(&fixture, "other.md"));
    assert_eq!(other, Value::Null);
    client.ignore_unread();
    client.close();
}

#[test]
fn the_status_of_a_document() {
    let fixture = Fixture::new(DRAFT);
    let mut client = opened(&fixture, json!({}));
    let article = json!({
        "draft": fixture.uri("draft.sayso"),
        "status": "checking",
        "claims": 2,
        "unsourced": 1,
        "broken": 0,
        "signed": 0,
        "uncovered": 1,
    });
    for (params, article) in [
        (about(&fixture, "draft.sayso"), article.clone()),
        (about(&fixture, "a.md"), article),
        (about(&fixture, "other.md"), Value::Null),
        (json!({}), Value::Null),
    ] {
        let status = client.request("sayso/status", params);
        let root = fixture.root();
        assert_eq!(status["root"], json!(root));
        assert_eq!(status["configuration"], json!(root.join("sayso.toml")));
        assert_eq!(status["files"], 1);
        assert!(status["loadedIn"].is_u64(), "{status}");
        assert_eq!(status["article"], article);
    }
    let logged = client.logged(1)[0].clone();
    let folder = fixture.root().display();
    let start = format!("Read 1 Sayso file in {folder} in ");
    let end = format!(" ms, with the settings in {folder}/sayso.toml");
    assert!(
        logged.starts_with(&start) && logged.ends_with(&end),
        "{logged}"
    );
    client.ignore_unread();
    client.close();
}

#[test]
fn clients_that_follow_the_coverage_are_told_of_changes() {
    let fixture = Fixture::new(DRAFT);
    let mut client = opened(&fixture, json!({"experimental": {"coverageChanged": true}}));
    let told = |client: &mut Client| {
        for path in ["draft.sayso", "a.md"] {
            let params = client.notification("sayso/coverageChanged");
            assert_eq!(params, json!({"uri": fixture.uri(path)}));
        }
    };
    told(&mut client);
    client.change(&fixture.uri("draft.sayso"), 2, [4, 12, 4, 15], "Two");
    told(&mut client);
    let coverage = client.request("sayso/coverage", about(&fixture, "a.md"));
    assert_eq!(coverage["covered"], 1);
    client.ignore_unread();
    client.close();
}

#[test]
fn a_closed_draft_that_names_another_article_on_disk() {
    let fixture = Fixture::new(DRAFT);
    let mut client = opened(&fixture, json!({}));
    client.open_file(&fixture, "a.md");
    client.notify("textDocument/didClose", about(&fixture, "draft.sayso"));
    let coverage = client.request("sayso/coverage", about(&fixture, "a.md"));
    assert_eq!(coverage["covered"], json!(2));
    std::fs::write(
        fixture.path("draft.sayso"),
        "article \"A\"\n  text: \"b.md\"\n",
    )
    .expect("it is written");
    let changes = json!({"changes": [{"uri": fixture.uri("draft.sayso"), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
    let coverage = client.request("sayso/coverage", about(&fixture, "a.md"));
    assert_eq!(coverage, Value::Null);
    client.ignore_unread();
    client.close();
}

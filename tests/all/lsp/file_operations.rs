//! Moved and new files.

use serde_json::{Value, json};

use super::Client;
use super::edits::{able, changed};
use crate::fixture::Fixture;

const FILES: &str = r#"
//- desk/a.sayso
article "A"
  text: "texts/ä b.md"
source s: report "S"
  file: "../files/s.pdf"
//- b.sayso
article "B"
  text: “desk/texts/ä b.md”
claim: "x"
  about: @people/ana
//- people.sayso
entity ana: person "Ana"
//- desk/texts/ä b.md
Text.
"#;

fn rename(client: &mut Client, fixture: &Fixture, from: &str, to: &str) -> Value {
    let files = json!([{"oldUri": fixture.uri(from), "newUri": fixture.uri(to)}]);
    client.request("workspace/willRenameFiles", json!({"files": files}))
}

#[test]
fn paths_and_references_follow() {
    let fixture = Fixture::new(FILES);
    let (mut client, answer) = Client::open_with(fixture.root(), able());
    let operations = &answer["capabilities"]["workspace"]["fileOperations"];
    for operation in ["willRename", "didRename"] {
        let filters = operations[operation]["filters"]
            .as_array()
            .expect("filters");
        let globs: Vec<&Value> = filters.iter().map(|it| &it["pattern"]["glob"]).collect();
        assert_eq!(
            globs,
            ["**/*.sayso", "**/*.{md,markdown,txt,html,htm}", "**"]
        );
    }
    client.open_file(&fixture, "b.sayso");
    let edit = rename(&mut client, &fixture, "desk/texts/ä b.md", "texts/c.md");
    let files = changed(&fixture, &edit);
    assert!(files["desk/a.sayso"].contains("text: \"../texts/c.md\"\n"));
    assert!(files["b.sayso"].contains("text: “texts/c.md”\n"));
    let edit = rename(&mut client, &fixture, "people.sayso", "desk/who.sayso");
    let files = changed(&fixture, &edit);
    assert!(files["b.sayso"].contains("about: @who/ana\n"));
    assert_eq!(files.len(), 1);
    let edit = rename(&mut client, &fixture, "desk", "news/desk");
    let files = changed(&fixture, &edit);
    assert!(files["b.sayso"].contains("text: “news/desk/texts/ä b.md”\n"));
    assert!(files["desk/a.sayso"].contains("text: \"texts/ä b.md\"\n"));
    assert!(files["desk/a.sayso"].contains("file: \"../../files/s.pdf\"\n"));
    for (from, to) in [("people.sayso", "old/people.sayso"), ("files/x", "y")] {
        assert_eq!(
            rename(&mut client, &fixture, from, to),
            Value::Null,
            "{from}"
        );
    }
    client.ignore_unread();
    client.close();
}

/// The client says that it renamed the files, and watches none.
#[test]
fn renamed_files_count_at_once() {
    let fixture = Fixture::new(FILES);
    let (mut client, _) = Client::open_with(fixture.root(), json!({}));
    client.open_file(&fixture, "b.sayso");
    let rules = |found: Vec<Value>| -> Vec<String> {
        let rule = |it: &Value| it["code"].as_str().unwrap_or_default().to_owned();
        found.iter().map(rule).collect()
    };
    let uri = fixture.uri("b.sayso");
    let found = rules(client.diagnostics_at(&uri, 1));
    assert!(!found.contains(&"unresolved-reference".to_owned()));
    std::fs::rename(fixture.path("people.sayso"), fixture.path("who.sayso")).expect("it moves");
    let files =
        json!([{"oldUri": fixture.uri("people.sayso"), "newUri": fixture.uri("who.sayso")}]);
    client.notify("workspace/didRenameFiles", json!({"files": files}));
    let found = rules(client.diagnostics(&uri));
    assert!(
        found.contains(&"unresolved-reference".to_owned()),
        "{found:?}"
    );
    client.ignore_unread();
    client.close();
}

/// What the server asks the client to apply after it created that file.
fn created(client: &mut Client, fixture: &Fixture, path: &str, text: &str) {
    fixture.write(path, text);
    let files = json!([{"uri": fixture.uri(path)}]);
    client.notify("workspace/didCreateFiles", json!({"files": files}));
}

#[test]
fn a_new_draft_begins_with_its_article() {
    let fixture = Fixture::new("//- desk/bridge.md\n# The *bridge* closed\n\nText.\n");
    let (mut client, _) = Client::open_with(
        fixture.root(),
        json!({"workspace": {"applyEdit": true, "workspaceEdit": {"documentChanges": true}}}),
    );
    // Not empty, and without an article.
    created(&mut client, &fixture, "desk/bridge.sayso", "# mine\n");
    created(&mut client, &fixture, "desk/other.sayso", "");
    created(&mut client, &fixture, "desk/bridge.sayso", "");
    let asked = client.asked_for("workspace/applyEdit");
    let edit = &asked["edit"]["documentChanges"][0];
    assert_eq!(
        edit["textDocument"]["uri"],
        fixture.uri("desk/bridge.sayso")
    );
    let nowhere = json!({"line": 0, "character": 0});
    assert_eq!(
        edit["edits"],
        json!([{
            "range": {"start": nowhere, "end": nowhere},
            "newText": "article \"The bridge closed\"\n  text: \"bridge.md\"\n\nclaim: fact \"Text.\"\n",
        }])
    );
    client.ignore_unread();
    client.close();
}

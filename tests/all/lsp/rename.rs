//! Renaming, as an editor asks for it.

use serde_json::{Value, json};

use super::Client;
use super::edits::{able, changed};
use crate::fixture::Fixture;

const FILES: &str = r#"
//- desk/people.sayso
entity ana: person "Ana Díaz"
//- draft.sayso
source notice: press-release "🌉 Notice"
  by: @desk-list/ana
claim closed: "🌉 closed"
  about: @an<|>a
  note: "🌉 @people/ana and @ana"
//- other.sayso
entity bea: person "Bea"
claim: "x"
  about: @bea
"#;

fn rename_at(fixture: &Fixture, new_name: &str) -> Value {
    let mut params = fixture.place(fixture.cursor());
    params["newName"] = json!(new_name);
    params
}

#[test]
fn all_files_change_open_or_not() {
    let fixture = Fixture::new(FILES);
    let (mut client, answer) = Client::open_with(fixture.root(), able());
    let provider = &answer["capabilities"]["renameProvider"];
    assert_eq!(*provider, json!({"prepareProvider": true}));
    client.open_file(&fixture, "draft.sayso");
    let prepared = client.request(
        "textDocument/prepareRename",
        fixture.place(fixture.cursor()),
    );
    let range = json!({"start": {"line": 3, "character": 10}, "end": {"line": 3, "character": 13}});
    assert_eq!(prepared, json!({"range": range, "placeholder": "ana"}));
    let edit = client.request("textDocument/rename", rename_at(&fixture, "ána"));
    let files = changed(&fixture, &edit);
    assert_eq!(
        files["draft.sayso"],
        fixture
            .text("draft.sayso")
            .replace("people/ana", "people/ána")
            .replace("@ana", "@ána")
    );
    assert_eq!(
        files["desk/people.sayso"],
        "entity ána: person \"Ana Díaz\"\n"
    );
    assert_eq!(files.len(), 2);
    let versions: Vec<&Value> = edit["documentChanges"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|change| &change["textDocument"]["version"])
        .collect();
    assert_eq!(versions, [&Value::Null, &json!(1)]);
    assert_eq!(edit["changeAnnotations"], Value::Null);
    client.ignore_unread();
    client.close();
}

#[test]
fn a_clash_is_shown_before() {
    let fixture = Fixture::new(FILES);
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    let edit = client.request("textDocument/rename", rename_at(&fixture, "bea"));
    let annotations = edit["changeAnnotations"].as_object().expect("annotations");
    assert_eq!(annotations.len(), 1);
    let (id, annotation) = annotations.iter().next().expect("one");
    assert_eq!(annotation["needsConfirmation"], true);
    assert_eq!(annotation["label"], "`bea` is declared in other.sayso too");
    let edits = &edit["documentChanges"][1]["edits"];
    assert_eq!(edits[0]["annotationId"], json!(id), "{edits}");
    let draft = &changed(&fixture, &edit)["draft.sayso"];
    assert!(draft.contains("about: @people/bea\n"), "{draft}");
    assert!(draft.contains("@people/bea and @people/bea"), "{draft}");
    client.ignore_unread();
    client.close();
}

/// Such a client makes the change at once, and then shows why it is more than was asked for.
#[test]
fn clients_without_annotations_are_told() {
    let fixture = Fixture::new(FILES);
    let (mut client, answer) = Client::open_with(fixture.root(), json!({}));
    assert_eq!(answer["capabilities"]["renameProvider"], true);
    let edit = client.request("textDocument/rename", rename_at(&fixture, "bea"));
    assert!(changed(&fixture, &edit)["draft.sayso"].contains("about: @people/bea\n"));
    let message = client.notification("window/showMessage");
    assert_eq!(
        message["message"],
        "`bea` is declared in other.sayso too. References are written with the name of the file, so that each means the same as before."
    );
    client.ignore_unread();
    client.close();
}

#[test]
fn refusals_say_why() {
    let fixture = Fixture::new(&FILES.replace("<|>", "").replace("closed: ", "cl<|>osed: "));
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    for (name, why) in [
        (
            "notice",
            "`notice` is already the name of the source in line 1 of draft.sayso: choose another name",
        ),
        (
            "a b",
            "“a b” cannot be a name: a name consists of letters, digits, `-` and `_`, without spaces. Try `a-b`",
        ),
    ] {
        let id = client.send_request("textDocument/rename", rename_at(&fixture, name));
        let error = client.response(id).expect_err("a refusal");
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!(-32803), &json!(why))
        );
    }
    // A reference that leads nowhere.
    let at = json!({"line": 1, "character": 18});
    let place = json!({"textDocument": {"uri": fixture.uri("draft.sayso")}, "position": at});
    let id = client.send_request("textDocument/prepareRename", place);
    assert_eq!(client.response(id).expect_err("a refusal")["code"], -32803);
    client.ignore_unread();
    client.close();
}

#[test]
fn nothing_else_has_a_name() {
    let fixture = Fixture::new(
        "//- draft.sayso\narticle \"A\"\n  text: \"a.md\"\nentity ana: person \"Ana\"\n//- a.md\nAna left.\n",
    );
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    client.open_file(&fixture, "a.md");
    for (path, line, character) in [
        ("draft.sayso", 0, 3),
        ("draft.sayso", 1, 10),
        ("a.md", 0, 1),
    ] {
        let mut params = json!({
            "textDocument": {"uri": fixture.uri(path)},
            "position": {"line": line, "character": character},
        });
        let prepared = client.request("textDocument/prepareRename", params.clone());
        assert_eq!(prepared, Value::Null);
        params["newName"] = json!("bea");
        assert_eq!(client.request("textDocument/rename", params), Value::Null);
    }
    client.ignore_unread();
    client.close();
}

/// A workspace within another one: drafts of both refer to the entity.
#[test]
fn all_workspaces_change() {
    let fixture = Fixture::new(
        "//- sayso.toml\n//- outer.sayso\nclaim: \"x\"\n  about: @ana\n//- desk/sayso.toml\n//- desk/people.sayso\nentity a<|>na: person \"Ana\"\n//- desk/draft.sayso\nclaim: \"x\"\n  about: @ana\n",
    );
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "desk/people.sayso");
    let edit = client.request("textDocument/rename", rename_at(&fixture, "bea"));
    let files = changed(&fixture, &edit);
    for path in ["outer.sayso", "desk/draft.sayso"] {
        assert!(files[path].contains("about: @bea"), "{path}");
    }
    assert_eq!(files.len(), 3);
    client.ignore_unread();
    client.close();
}

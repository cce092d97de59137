//! Signing claims off in an editor.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const DRAFT: &str = "
//- draft.sayso
article \"A\"
  text: \"a.md\"
source s: email \"S\"
claim one: \"One was freed\"
  source: @s
//- a.md
One was freed.
";

const NOBODY: &str = "nobody is known who signs here: set `sayso.signAs` to your name";

/// What is offered at the claim's headline: titles, kinds, and why not.
fn offered(client: &mut Client, fixture: &Fixture, path: &str, context: Value) -> Vec<Value> {
    let line = if path == "a.md" { 0 } else { 3 };
    let place = json!({"line": line, "character": 2});
    let params = json!({
        "textDocument": {"uri": fixture.uri(path)},
        "range": {"start": place, "end": place},
        "context": context,
    });
    let actions = client.request("textDocument/codeAction", params);
    actions.as_array().expect("actions").clone()
}

fn open(fixture: &Fixture, options: Value, disabled: bool) -> Client {
    let mut client = Client::spawn();
    let uri = format!("file://{}", fixture.root().display());
    let literals = json!({"codeActionKind": {"valueSet": ["quickfix", "refactor"]}});
    let actions = json!({"codeActionLiteralSupport": literals, "disabledSupport": disabled});
    client.request(
        "initialize",
        json!({
            "processId": null, "rootUri": uri, "initializationOptions": options,
            "capabilities": {"textDocument": {"codeAction": actions}},
            "workspaceFolders": [{"uri": uri, "name": "workspace"}],
        }),
    );
    client.notify("initialized", json!({}));
    client.open_file(fixture, "draft.sayso");
    client
}

fn close(mut client: Client) {
    client.forget_unread();
    client.close();
}

#[test]
fn signs_as_named_in_the_initialization_options() {
    let fixture = Fixture::new(DRAFT);
    let mut client = open(&fixture, json!({"signAs": "M. Ortega"}), false);
    let any = json!({"diagnostics": []});
    let actions = offered(&mut client, &fixture, "draft.sayso", any.clone());
    let [action] = &actions[..] else {
        panic!("{actions:?}");
    };
    assert_eq!(action["title"], "Sign off claim `one` as M. Ortega");
    assert_eq!(action["kind"], "refactor.rewrite");
    assert_eq!(action["isPreferred"], false);
    let edits = &action["edit"]["changes"][fixture.uri("draft.sayso")];
    let written = edits[0]["newText"].as_str().expect("a text");
    assert!(written.starts_with("\n  checked: 2"), "{written}");
    assert!(written.contains(" by \"M. Ortega\" seal "), "{written}");
    // On the passage in the article, too.
    assert_eq!(offered(&mut client, &fixture, "a.md", any), actions);
    // Only of the kinds that are asked for.
    for (only, count) in [("refactor", 1), ("quickfix", 0), ("source", 0)] {
        let context = json!({"diagnostics": [], "only": [only]});
        let actions = offered(&mut client, &fixture, "draft.sayso", context);
        assert_eq!(actions.len(), count, "{only}");
    }
    close(client);
}

#[test]
fn signs_as_named_in_changed_settings() {
    let fixture = Fixture::new(DRAFT);
    let mut client = open(&fixture, Value::Null, false);
    let any = json!({"diagnostics": []});
    let titles = |client: &mut Client| -> Vec<String> {
        let actions = offered(client, &fixture, "draft.sayso", any.clone());
        let title = |action: &Value| action["title"].as_str().expect("a title").to_owned();
        actions.iter().map(title).collect()
    };
    let nobody = "Sign off claim `one`";
    assert_eq!(titles(&mut client), [nobody]);
    for (settings, expected) in [
        (json!({"sayso": {"signAs": "M. Ortega"}}), Some("M. Ortega")),
        (json!({"editor": {}}), Some("M. Ortega")),
        (json!({"sayso": {"signAs": "L. Editor"}}), Some("L. Editor")),
        (json!({"sayso": {"signAs": ""}}), None),
    ] {
        let settings = json!({"settings": settings});
        client.notify("workspace/didChangeConfiguration", settings);
        let expected = expected.map(|who| format!("{nobody} as {who}"));
        assert_eq!(titles(&mut client), [expected.unwrap_or(nobody.to_owned())]);
    }
    close(client);
}

#[test]
fn without_a_name_the_action_says_what_to_set() {
    let fixture = Fixture::new(DRAFT);
    let mut client = open(&fixture, Value::Null, true);
    let any = json!({"diagnostics": []});
    let actions = offered(&mut client, &fixture, "draft.sayso", any);
    let [action] = &actions[..] else {
        panic!("{actions:?}");
    };
    assert_eq!(action["title"], "Sign off claim `one`");
    assert_eq!(action["disabled"]["reason"], NOBODY);
    assert_eq!((action.get("edit"), action.get("command")), (None, None));
    close(client);
}

/// An editor that cannot show why an action is disabled gets the reason when the action is chosen.
#[test]
fn without_a_name_signing_says_what_to_set() {
    let fixture = Fixture::new(DRAFT);
    let mut client = open(&fixture, Value::Null, false);
    let any = json!({"diagnostics": []});
    let actions = offered(&mut client, &fixture, "draft.sayso", any);
    let [action] = &actions[..] else {
        panic!("{actions:?}");
    };
    assert_eq!((action.get("edit"), action.get("disabled")), (None, None));
    client.request("workspace/executeCommand", action["command"].clone());
    let shown = client.notification("window/showMessage");
    assert_eq!(shown, json!({"type": 3, "message": NOBODY}));
    close(client);
}

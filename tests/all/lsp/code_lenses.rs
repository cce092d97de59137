//! Code lenses, and the commands that they run, in editors with and without their own.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const WORKSPACE: &str = "//- draft.sayso
article \"A\"
text
  One spoke. Two spoke.
source notice: press-release \"Notice\"
  by: \"The town\"
  issued: 2026-01-01
claim one: fact \"One spoke\"
  source: @notice at p. 1
//- other.sayso
claim two: \"x\"
  source: @notice
";

struct Editor {
    client: Client,
    fixture: Fixture,
    lenses: Vec<Value>,
}

impl Editor {
    fn open(able: Value, options: Value) -> Editor {
        let fixture = Fixture::new(WORKSPACE);
        let mut client = Client::spawn();
        client.initialize_with(fixture.root(), able, options);
        client.open_file(&fixture, "draft.sayso");
        client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
        client.ignore_unread();
        let document = json!({"textDocument": {"uri": fixture.uri("draft.sayso")}});
        let lenses = client.request("textDocument/codeLens", document);
        let lenses = lenses.as_array().expect("lenses").clone();
        Editor {
            client,
            fixture,
            lenses,
        }
    }

    /// The commands of all lenses, resolved if they must be.
    fn commands(&mut self) -> Vec<Value> {
        let lenses = self.lenses.clone().into_iter();
        let commands = lenses.map(|lens| match lens["command"].is_null() {
            true => self.client.request("codeLens/resolve", lens)["command"].clone(),
            false => lens["command"].clone(),
        });
        commands.collect()
    }

    fn execute(&mut self, command: &Value) -> Value {
        let params = json!({"command": command["command"], "arguments": command["arguments"]});
        self.client.request("workspace/executeCommand", params)
    }
}

fn titles(commands: &[Value]) -> Vec<&str> {
    let titles = commands.iter().map(|command| command["title"].as_str());
    titles.map(|title| title.expect("a title")).collect()
}

#[test]
fn lenses_count_when_they_are_resolved() {
    let able = json!({"workspace": {"applyEdit": true}});
    let mut editor = Editor::open(able, json!({}));
    let commands = editor.commands();
    assert_eq!(
        titles(&commands),
        [
            "1 of 2 sentences has a claim",
            "2 claims rest on this",
            "Sign"
        ]
    );
    let lines = editor
        .lenses
        .iter()
        .map(|lens| &lens["range"]["start"]["line"]);
    assert_eq!(lines.collect::<Vec<_>>(), [0, 3, 6]);
    let arguments = &commands[1]["arguments"];
    assert_eq!(arguments[0], editor.fixture.uri("draft.sayso"));
    assert_eq!(arguments[1], json!({"line": 3, "character": 7}));
    assert_eq!(arguments[2][1]["uri"], editor.fixture.uri("other.sayso"));
    assert_eq!(commands[1]["command"], "sayso.showReferences");
    editor.client.close();
}

#[test]
fn a_client_can_show_places_itself() {
    let options = json!({"commands": {"showReferences": "my.places"}});
    let mut editor = Editor::open(json!({}), options);
    let commands = editor.commands();
    // Without `applyEdit`, the server cannot sign.
    assert_eq!(titles(&commands).len(), 2);
    assert!(
        commands
            .iter()
            .all(|command| command["command"] == "my.places")
    );
    editor.client.close();
}

#[test]
fn the_server_shows_a_place_in_other_clients() {
    let able = json!({"window": {"showDocument": {"support": true}}});
    let mut editor = Editor::open(able, json!({}));
    let commands = editor.commands();
    editor.execute(&commands[0]);
    let shown = editor.client.asked_for("window/showDocument");
    assert_eq!(shown["uri"], editor.fixture.uri("draft.sayso"));
    assert_eq!(
        shown["selection"]["start"],
        json!({"line": 2, "character": 13})
    );
    // Of several, somebody chooses one.
    editor.client.choice = "other.sayso, line 1".to_owned();
    editor.execute(&commands[1]);
    let shown = editor.client.asked_for("window/showDocument");
    assert_eq!(shown["uri"], editor.fixture.uri("other.sayso"));
    editor.client.close();
    // A client that shows nothing is told where they are.
    let mut editor = Editor::open(json!({}), json!({}));
    let commands = editor.commands();
    editor.execute(&commands[1]);
    let said = editor.client.notification("window/showMessage");
    assert_eq!(said["message"], "draft.sayso, line 7, other.sayso, line 1");
    editor.client.close();
}

#[test]
fn a_lens_signs_the_claim() {
    let able = json!({"workspace": {"applyEdit": true}});
    let mut editor = Editor::open(able.clone(), json!({"signAs": "M. Ortega"}));
    let commands = editor.commands();
    editor.execute(&commands[2]);
    let applied = editor.client.asked_for("workspace/applyEdit");
    let edits = &applied["edit"]["changes"][editor.fixture.uri("draft.sayso")];
    let written = edits[0]["newText"].as_str().expect("a sign-off");
    assert!(written.contains("by \"M. Ortega\" seal "), "{written}");
    editor.client.close();
    // The server does not know who signs.
    let mut editor = Editor::open(able, json!({}));
    let commands = editor.commands();
    editor.execute(&commands[2]);
    let said = editor.client.notification("window/showMessage");
    assert!(
        said["message"]
            .as_str()
            .expect("a text")
            .contains("sayso.signAs")
    );
    editor.client.close();
}

#[test]
fn each_kind_can_be_turned_off() {
    let able = json!({"workspace": {"applyEdit": true}});
    for (settings, expected) in [
        (json!({"sign": false}), 2),
        (json!({"sources": false, "coverage": false}), 1),
        (json!(false), 0),
    ] {
        let editor = Editor::open(able.clone(), json!({"codeLenses": settings}));
        assert_eq!(editor.lenses.len(), expected, "{settings}");
        editor.client.close();
    }
}

#[test]
fn arguments_that_make_no_sense_are_rejected() {
    let mut editor = Editor::open(json!({}), json!({}));
    for (command, arguments) in [
        ("sayso.sign", json!([])),
        ("sayso.sign", json!(["file:///x", 7])),
        ("sayso.showReferences", json!([1, 2, 3])),
        ("sayso.explainRule", json!(["no-rule"])),
        ("sayso.explainRule", json!([])),
    ] {
        let params = json!({"command": command, "arguments": arguments});
        let id = editor
            .client
            .send_request("workspace/executeCommand", params);
        let error = editor.client.response(id).expect_err(command);
        assert_eq!(error["code"], -32602, "{command} {arguments}");
    }
    editor.client.close();
}

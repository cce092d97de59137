//! Copies of sources in the server: read in the background, and again when they change on disk.

use serde_json::{Value, json};

use super::client::Client;
use crate::fixture::Fixture;

const DRAFT: &str = "\
//- a.sayso
source minutes: document \"Minutes\"
  file: \"minutes.txt\" sha256 5f14463acaa37032

claim: opinion \"x\"
  source: @minutes at para 1 \"closed the bridge\"
//- minutes.txt
The council closed the bridge.
";

/// The rules of the findings, once they are these.
fn wait_for(client: &mut Client, uri: &str, expected: &[&str]) {
    client.wait(|message| {
        let params = &message["params"];
        let rules = params["diagnostics"].as_array().into_iter().flatten();
        let rules = rules.filter_map(|it| it["code"].as_str());
        let rules: Vec<&str> = rules
            .filter(|rule| expected_rules().contains(rule))
            .collect();
        let is_about =
            message["method"] == "textDocument/publishDiagnostics" && params["uri"] == *uri;
        is_about && rules == expected
    });
}

fn expected_rules() -> [&'static str; 3] {
    ["missing-file", "file-changed", "quote-not-in-source"]
}

fn changed(fixture: &Fixture, path: &str) -> Value {
    json!({"changes": [{"uri": fixture.uri(path), "type": 2}]})
}

#[test]
fn a_changed_copy_is_checked_again() {
    let fixture = Fixture::new(DRAFT);
    let mut client = Client::open(&fixture);
    let uri = fixture.uri("a.sayso");
    client.open_file(&fixture, "a.sayso");
    fixture.write("minutes.txt", "The council did nothing.\n");
    client.notify(
        "workspace/didChangeWatchedFiles",
        changed(&fixture, "minutes.txt"),
    );
    wait_for(&mut client, &uri, &["file-changed", "quote-not-in-source"]);
    std::fs::remove_file(fixture.path("minutes.txt")).unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        changed(&fixture, "minutes.txt"),
    );
    wait_for(&mut client, &uri, &["missing-file"]);
    fixture.write("minutes.txt", "The council closed the bridge.\n");
    client.notify(
        "workspace/didChangeWatchedFiles",
        changed(&fixture, "minutes.txt"),
    );
    wait_for(&mut client, &uri, &[]);
    client.ignore_unread();
    client.close();
}

#[test]
fn an_edit_names_another_copy() {
    let fixture = Fixture::new(DRAFT);
    let mut client = Client::open(&fixture);
    let uri = fixture.uri("a.sayso");
    client.open_file(&fixture, "a.sayso");
    client.change(&uri, 2, [1, 9, 1, 16], "agenda");
    wait_for(&mut client, &uri, &["missing-file"]);
    client.ignore_unread();
    client.close();
}

const CITED: &str = "\
//- a.sayso
source minutes: document \"Minutes\"
  file: \"minutes.txt\"
source cellar: interview \"Maria\"
  file: \"cellar.txt\"
  confidential: yes
  described-as: \"an official\"

claim: opinion \"x\"
  source: @minutes at para 2 \"closed the bridge\"
  source: @minutes at para 9
  source: @cellar at para 1
  source: @minutes
//- minutes.txt
The council met.

The council *closed* the bridge.

Everybody went home.
//- cellar.txt
Canary sang in the cellar.
";

fn hovered(client: &mut Client, uri: &str, line: u32, character: u32) -> Value {
    let place = json!({
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
    });
    client.request("textDocument/hover", place)
}

/// The text of a hover, once the copies were read in the background.
fn hovered_later(client: &mut Client, uri: &str, line: u32, character: u32) -> String {
    for _ in 0..200 {
        let hover = hovered(client, uri, line, character);
        match hover["contents"]["value"].as_str() {
            Some(text) if text.contains("`minutes.txt`") => return text.to_owned(),
            _ => std::thread::sleep(std::time::Duration::from_millis(50)),
        }
    }
    panic!("no words of the copy");
}

#[test]
fn hover_shows_what_the_copy_says_at_the_cited_place() {
    let fixture = Fixture::new(CITED);
    let capabilities = json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}});
    let (mut client, _) = Client::open_with(fixture.root(), capabilities);
    let uri = fixture.uri("a.sayso");
    client.open_file(&fixture, "a.sayso");
    let quote = "In `minutes.txt`:\n\n> “The council \\*closed\\* the bridge.”";
    let on_reference = hovered_later(&mut client, &uri, 8, 12);
    assert!(on_reference.starts_with("**Minutes** (document source)"));
    assert!(on_reference.ends_with(quote), "{on_reference}");
    for on_place_or_words in [27, 35] {
        assert_eq!(
            hovered_later(&mut client, &uri, 8, on_place_or_words),
            quote
        );
    }
    let hover = hovered(&mut client, &uri, 8, 27);
    let range = json!({
        "start": {"line": 8, "character": 22},
        "end": {"line": 8, "character": 28},
    });
    assert_eq!(hover["range"], range);
    assert_eq!(
        hovered(&mut client, &uri, 9, 27)["contents"]["value"],
        "The copy `minutes.txt` has no such place."
    );
    assert_eq!(hovered(&mut client, &uri, 10, 26), Value::Null);
    for line in [10, 11] {
        let hover = hovered(&mut client, &uri, line, 12).to_string();
        assert!(
            !hover.contains("Canary") && !hover.contains(".txt`:"),
            "{hover}"
        );
    }
    client.ignore_unread();
    client.close();
}

/// The labels and texts of the completions at the end of a line.
fn completed(client: &mut Client, uri: &str, line: u32, character: u32) -> Vec<(String, String)> {
    let place = json!({
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
    });
    let list = client.request("textDocument/completion", place);
    let items = list["items"].as_array().or(list.as_array());
    let items = items.expect("a list of completions").iter();
    let words = |item: &Value| match &item["documentation"] {
        Value::String(text) => text.clone(),
        documentation => documentation["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    };
    items
        .map(|item| {
            (
                item["label"].as_str().unwrap_or_default().to_owned(),
                words(item),
            )
        })
        .collect()
}

#[test]
fn completion_lists_the_places_of_the_copy() {
    let fixture = Fixture::new(CITED);
    let mut client = Client::open(&fixture);
    let uri = fixture.uri("a.sayso");
    client.open_file(&fixture, "a.sayso");
    hovered_later(&mut client, &uri, 8, 12);
    client.change(&uri, 2, [11, 18, 11, 18], " at ");
    let items = completed(&mut client, &uri, 11, 22);
    let places: Vec<&str> = items
        .iter()
        .map(|(label, _)| label.as_str())
        .filter(|label| label.starts_with("line "))
        .collect();
    assert_eq!(places, ["line 1", "line 3", "line 5"], "{items:?}");
    let home = items.iter().find(|(label, _)| label == "line 5");
    assert!(home.is_some_and(|(_, words)| words.contains("Everybody went home")));
    client.change(&uri, 3, [11, 10, 11, 18], "@cellar");
    let items = completed(&mut client, &uri, 11, 21);
    assert!(!items.is_empty());
    assert!(!format!("{items:?}").contains("Canary"), "{items:?}");
    assert!(
        !items.iter().any(|(label, _)| label == "line 1"),
        "{items:?}"
    );
    client.ignore_unread();
    client.close();
}

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

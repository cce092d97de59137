//! The server follows `sayso.toml`.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const DRAFT: &str = "//- desk/a.sayso\nclaim: \"It is so\"\n  said-by: @ana\n//- people.sayso\nentity ana: person \"Ana\"\n";

/// Writes `sayso.toml` and notifies the server.
fn configure(client: &mut Client, fixture: &Fixture, text: &str) {
    fixture.write("sayso.toml", text);
    let changes = json!([{"uri": fixture.uri("sayso.toml"), "type": 2}]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": changes}),
    );
}

fn shown(diagnostics: &[Value]) -> String {
    let one = |it: &Value| {
        let start = &it["range"]["start"];
        let (line, column) = (&start["line"], &start["character"]);
        let (code, message) = (&it["code"], it["message"].as_str().unwrap_or_default());
        format!("{line}:{column} {} {code} {message}", it["severity"])
    };
    diagnostics.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_changed_configuration_applies_at_once() {
    let fixture = Fixture::new(&format!("//- sayso.toml\n{DRAFT}"));
    // The folder of the draft is open; the configuration and the registry are above it.
    let mut client = Client::open_with(&fixture.path("desk"), json!({})).0;
    client.open_file(&fixture, "desk/a.sayso");
    let draft = fixture.uri("desk/a.sayso");
    let unsourced = "\"unsourced-claim\" this claim has no source: add `source: @…`";
    assert_eq!(
        shown(&client.diagnostics(&draft)),
        format!("0:7 2 {unsourced}")
    );

    configure(&mut client, &fixture, "rules.unsourced-claim = \"error\"\n");
    assert_eq!(
        shown(&client.diagnostics(&draft)),
        format!("0:7 1 {unsourced}")
    );

    // Problems are reported in the file, and a broken configuration changes nothing.
    configure(
        &mut client,
        &fixture,
        "exclude = [\"🌉\"]\nrules = { unsourced-clam = \"off\" }\n",
    );
    let toml = fixture.uri("sayso.toml");
    assert_eq!(
        shown(&client.diagnostics(&toml)),
        "1:10 1 \"configuration\" unknown key `unsourced-clam`: did you mean `unsourced-claim`?"
    );

    configure(
        &mut client,
        &fixture,
        "rules = { unsourced-claim = \"off\" }\n",
    );
    assert_eq!(shown(&client.diagnostics(&toml)), "");
    assert_eq!(shown(&client.diagnostics(&draft)), "");
    client.close();
}

/// The workspace extends up to the folder of the configuration; the editor has a folder below it open.
#[test]
fn files_above_the_open_folder_are_watched() {
    let fixture = Fixture::new(&format!("//- sayso.toml\n{DRAFT}"));
    let watching = |elsewhere: bool| {
        let watching = json!({"dynamicRegistration": true, "relativePatternSupport": elsewhere});
        let able = json!({"workspace": {"didChangeWatchedFiles": watching}});
        let mut client = Client::open_with(&fixture.path("desk"), able).0;
        client.open_file(&fixture, "desk/a.sayso");
        client.diagnostics(&fixture.uri("desk/a.sayso"));
        client
    };
    let open = json!({"globPattern": "**/*"});
    let mut client = watching(false);
    assert_eq!(client.watches(4)[0], open);
    assert!(
        client
            .watches(4)
            .iter()
            .all(|it| it["globPattern"].is_string())
    );
    client.close();

    let mut client = watching(true);
    let root = format!("file://{}", fixture.root().display());
    let above = json!({"globPattern": {"baseUri": root, "pattern": "**/*"}});
    let watched = client.watches(9);
    for watcher in [open, above] {
        assert!(watched.contains(&watcher), "{watched:?}");
    }
    client.close();
}

#[test]
fn excluded_files_are_not_offered() {
    let fixture = Fixture::new(&format!("//- sayso.toml\n{DRAFT}"));
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "desk/a.sayso");
    let draft = fixture.uri("desk/a.sayso");
    client.diagnostics(&draft);
    assert_eq!(names(&mut client, &draft), ["\"@ana\""]);
    // At once, not only after the workspace is loaded again.
    configure(&mut client, &fixture, "exclude = [\"people.sayso\"]\n");
    assert!(names(&mut client, &draft).is_empty());
    assert!(shown(&client.diagnostics(&draft)).contains("unresolved-reference"));
    assert!(names(&mut client, &draft).is_empty());
    client.close();
}

/// The completions after `said-by: @`.
fn names(client: &mut Client, draft: &str) -> Vec<String> {
    let place = json!({"textDocument": {"uri": draft}, "position": {"line": 1, "character": 12}});
    let found = client.request("textDocument/completion", place);
    let items = found["items"].as_array().cloned().unwrap_or_default();
    let labels = items.iter().map(|item| item["label"].to_string());
    labels.collect()
}

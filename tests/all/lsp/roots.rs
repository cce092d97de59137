//! One draft has one workspace, in whatever way it is opened.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Client;
use super::client::{every_version, everything_at_once};
use crate::cli::sayso;
use crate::fixture::Fixture;

const REGISTRY: &str = "entity ana: person \"Ana\"\n";
const DRAFT: &str = "claim: opinion \"It is so\"\n  about: @ana\n";

/// Starts a server with these folders open.
fn with_folders(folders: &[PathBuf]) -> Client {
    let mut client = Client::spawn();
    let folder = |path: &PathBuf| json!({"uri": uri(path), "name": "folder"});
    let folders: Vec<Value> = folders.iter().map(folder).collect();
    let params = json!({
        "processId": null, "rootUri": null, "capabilities": every_version(json!({})),
        "initializationOptions": everything_at_once(), "workspaceFolders": folders,
    });
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    client
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// The rules that report something in the file.
fn rules(client: &mut Client, fixture: &Fixture, path: &str, version: i64) -> Vec<String> {
    let found = client.diagnostics_at(&fixture.uri(path), version);
    let rule = |it: &Value| it["code"].as_str().unwrap_or_default().to_owned();
    found.iter().map(rule).collect()
}

fn symbols(client: &mut Client) -> Vec<String> {
    let found = client.request("workspace/symbol", json!({"query": ""}));
    let found = found.as_array().cloned().unwrap_or_default();
    let name = |it: &Value| it["name"].as_str().unwrap_or_default().to_owned();
    let mut names: Vec<String> = found.iter().map(name).collect();
    names.sort();
    names
}

/// With each of these folders open, the draft `desk/a.sayso` has the findings of `sayso check`.
#[track_caller]
fn check(fixture: &Fixture, open: &[&[&str]], expected: &[&str]) {
    let checked = sayso("check --format concise desk/a.sayso").within(fixture);
    let checked = checked.exits(0).out;
    for rule in ["unresolved-reference", "ambiguous-reference"] {
        assert_eq!(
            checked.contains(rule),
            expected.contains(&rule),
            "{checked}"
        );
    }
    for folders in open {
        let paths: Vec<PathBuf> = folders.iter().map(|path| fixture.path(path)).collect();
        let mut client = with_folders(&paths);
        client.open_file(fixture, "desk/a.sayso");
        let found = rules(&mut client, fixture, "desk/a.sayso", 1);
        assert_eq!(found, expected, "with {folders:?} open");
        client.close();
    }
}

fn files(files: &[(&str, &str)]) -> Fixture {
    let text = files
        .iter()
        .map(|(path, text)| format!("//- {path}\n{text}"));
    Fixture::new(&text.collect::<String>())
}

const EVERY_WAY: [&[&str]; 5] = [&[], &["other"], &["."], &["desk"], &["other", "desk"]];

#[test]
fn a_draft_alone_is_in_its_own_folder() {
    let fixture = files(&[
        ("desk/a.sayso", DRAFT),
        ("desk/names/people.sayso", REGISTRY),
        ("other/x.sayso", ""),
    ]);
    check(&fixture, &EVERY_WAY, &[]);
}

#[test]
fn a_configuration_above_makes_the_workspace() {
    let fixture = files(&[
        ("sayso.toml", ""),
        ("desk/a.sayso", DRAFT),
        ("people.sayso", REGISTRY),
        ("other/x.sayso", ""),
    ]);
    check(&fixture, &EVERY_WAY, &[]);
}

#[test]
fn a_repository_above_makes_the_workspace() {
    let fixture = files(&[
        ("desk/a.sayso", DRAFT),
        ("people.sayso", REGISTRY),
        ("other/x.sayso", ""),
    ]);
    fixture.git("init -q");
    check(&fixture, &EVERY_WAY, &[]);
}

#[test]
fn a_nested_configuration_makes_a_workspace_of_its_own() {
    let fixture = files(&[
        ("sayso.toml", ""),
        ("desk/sayso.toml", ""),
        ("desk/a.sayso", DRAFT),
        ("desk/names/people.sayso", REGISTRY),
        ("people.sayso", REGISTRY),
        ("b.sayso", DRAFT),
        ("other/x.sayso", ""),
    ]);
    check(&fixture, &EVERY_WAY, &[]);
    // The workspace around it contains it, as `sayso check` finds it.
    let mut client = with_folders(&[fixture.path(".")]);
    client.open_file(&fixture, "desk/a.sayso");
    client.open_file(&fixture, "b.sayso");
    assert!(rules(&mut client, &fixture, "desk/a.sayso", 1).is_empty());
    assert_eq!(
        rules(&mut client, &fixture, "b.sayso", 1),
        ["ambiguous-reference"]
    );
    // An edit is seen in both.
    client.open_text(&fixture.uri("desk/names/people.sayso"), REGISTRY);
    client.change(
        &fixture.uri("desk/names/people.sayso"),
        2,
        [0, 7, 0, 10],
        "bob",
    );
    assert_eq!(
        rules(&mut client, &fixture, "desk/a.sayso", 1),
        ["unresolved-reference"]
    );
    assert!(rules(&mut client, &fixture, "b.sayso", 1).is_empty());
    client.ignore_unread();
    client.close();
}

#[test]
fn the_open_folder_is_the_workspace_if_nothing_marks_another() {
    let fixture = files(&[("desk/a.sayso", DRAFT), ("people.sayso", REGISTRY)]);
    let mut client = with_folders(&[fixture.path(".")]);
    client.open_file(&fixture, "desk/a.sayso");
    assert!(rules(&mut client, &fixture, "desk/a.sayso", 1).is_empty());
    client.close();
}

#[test]
fn two_open_folders_are_two_workspaces() {
    let fixture = files(&[
        ("one/sayso.toml", ""),
        ("one/a.sayso", DRAFT),
        ("one/people.sayso", REGISTRY),
        ("two/sayso.toml", ""),
        (
            "two/people.sayso",
            "entity ana: person \"Ana\"\nentity bob: person \"Bob\"\n",
        ),
        (
            "two/b.sayso",
            "claim: opinion \"It is so\"\n  about: @bob\n",
        ),
    ]);
    let mut client = with_folders(&[fixture.path("one"), fixture.path("two")]);
    for draft in ["one/a.sayso", "two/b.sayso"] {
        client.open_file(&fixture, draft);
        assert!(rules(&mut client, &fixture, draft, 1).is_empty(), "{draft}");
    }
    // A search is about all of them, a completion about one.
    assert_eq!(
        symbols(&mut client),
        ["Ana", "Ana", "Bob", "It is so", "It is so"]
    );
    let place = json!({
        "textDocument": {"uri": fixture.uri("one/a.sayso")}, "position": {"line": 1, "character": 10},
    });
    let found = client.request("textDocument/completion", place);
    let items = found["items"].as_array().cloned().unwrap_or_default();
    let labels: Vec<&str> = items
        .iter()
        .filter_map(|item| item["label"].as_str())
        .collect();
    assert_eq!(labels, ["@ana"]);
    let resolved = client.request("completionItem/resolve", items[0].clone());
    let documentation = resolved["documentation"].as_str().unwrap_or_default();
    assert!(documentation.starts_with("Ana (person)"), "{resolved}");
    client.close();
}

#[test]
fn a_workspace_is_let_go_with_its_last_draft() {
    let fixture = files(&[
        ("desk/a.sayso", DRAFT),
        ("desk/people.sayso", REGISTRY),
        ("open/x.sayso", ""),
    ]);
    let mut client = with_folders(&[fixture.path("open")]);
    client.open_file(&fixture, "desk/a.sayso");
    assert!(rules(&mut client, &fixture, "desk/a.sayso", 1).is_empty());
    assert_eq!(symbols(&mut client), ["Ana", "It is so"]);
    let document = json!({"textDocument": {"uri": fixture.uri("desk/a.sayso")}});
    client.notify("textDocument/didClose", document);
    assert!(symbols(&mut client).is_empty());
    // It is read again when it is needed again.
    client.diagnostics(&fixture.uri("desk/a.sayso"));
    client.open_file(&fixture, "desk/a.sayso");
    assert!(rules(&mut client, &fixture, "desk/a.sayso", 1).is_empty());
    client.close();
}

#[test]
fn folders_that_are_opened_and_closed() {
    let fixture = files(&[("desk/a.sayso", DRAFT), ("people.sayso", REGISTRY)]);
    let mut client = with_folders(&[]);
    client.open_file(&fixture, "desk/a.sayso");
    assert_eq!(
        rules(&mut client, &fixture, "desk/a.sayso", 1),
        ["unresolved-reference"]
    );
    let folder = json!([{"uri": uri(fixture.root()), "name": "w"}]);
    for (added, removed, expected) in [
        (&folder, &json!([]), &[][..]),
        (&json!([]), &folder, &["unresolved-reference"][..]),
    ] {
        client.notify(
            "workspace/didChangeWorkspaceFolders",
            json!({"event": {"added": added, "removed": removed}}),
        );
        assert_eq!(rules(&mut client, &fixture, "desk/a.sayso", 1), expected);
    }
    client.ignore_unread();
    client.close();
}

/// An unsaved draft is as in the first open folder. Other documents that are not files are in no workspace.
#[test]
fn documents_without_a_file() {
    let fixture = files(&[("sayso.toml", ""), ("people.sayso", REGISTRY)]);
    let mut client = with_folders(&[fixture.path(".")]);
    let old_state = format!("git:{}?HEAD", fixture.path("people.sayso").display());
    for (uri, language, text, expected) in [
        ("untitled:Untitled-1", "sayso", DRAFT, Some(0)),
        ("git:/w/a.sayso", "sayso", DRAFT, Some(1)),
        (&old_state, "sayso", REGISTRY, Some(0)),
        ("untitled:Untitled-2", "markdown", DRAFT, None),
    ] {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        client.notify("textDocument/didOpen", json!({"textDocument": document}));
        match expected {
            Some(expected) => assert_eq!(client.diagnostics_at(uri, 1).len(), expected, "{uri}"),
            None => {
                let params = json!({"textDocument": {"uri": uri}});
                let outline = client.request("textDocument/documentSymbol", params);
                assert!(outline.is_null(), "{outline}");
            }
        }
    }
    // The old state of the registry declares nothing twice.
    client.open_text(&fixture.uri("people.sayso"), REGISTRY);
    assert!(rules(&mut client, &fixture, "people.sayso", 1).is_empty());
    client.ignore_unread();
    client.close();
}

/// Nothing is around an unsaved draft if no folder is open.
#[test]
fn an_unsaved_draft_alone() {
    let fixture = files(&[("desk/a.sayso", DRAFT), ("desk/people.sayso", REGISTRY)]);
    let mut client = with_folders(&[]);
    let unsaved = "untitled:Untitled-1";
    for text in [DRAFT, REGISTRY] {
        let document = json!({"uri": unsaved, "languageId": "sayso", "version": 1, "text": text});
        client.notify("textDocument/didOpen", json!({"textDocument": document}));
        client.diagnostics_at(unsaved, 1);
    }
    client.open_file(&fixture, "desk/a.sayso");
    assert!(rules(&mut client, &fixture, "desk/a.sayso", 1).is_empty());
    let changes = json!({"changes": [{"uri": fixture.uri("desk/people.sayso"), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(symbols(&mut client), ["Ana", "Ana", "It is so"]);
    client.ignore_unread();
    client.close();
}

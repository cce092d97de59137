//! Files that decide which files belong to a workspace count as soon as they change.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const FILES: &str = "//- desk/a.sayso\nclaim: opinion \"It is so\"\n  about: @ana\n//- desk/people.sayso\nentity ana: person \"Ana\"\n//- desk/old/people.sayso\nentity ana: person \"Ana\"\n";

/// Opens `desk/a.sayso` with the folder `desk` open.
fn opened(fixture: &Fixture) -> Client {
    let mut client = Client::open_with(&fixture.path("desk"), json!({})).0;
    client.open_file(fixture, "desk/a.sayso");
    client
}

fn rules(client: &mut Client, fixture: &Fixture) -> Vec<String> {
    let found = client.diagnostics_at(&fixture.uri("desk/a.sayso"), 1);
    let rule = |it: &Value| it["code"].as_str().unwrap_or_default().to_owned();
    found.iter().map(rule).collect()
}

fn changed(client: &mut Client, fixture: &Fixture, path: &str) {
    let changes = json!({"changes": [{"uri": fixture.uri(path), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
}

#[test]
fn ignore_files() {
    for (path, text) in [
        ("desk/.gitignore", "old/\n"),
        ("desk/.ignore", "old\n"),
        ("desk/old/.gitignore", "*.sayso\n"),
        ("desk/.git/info/exclude", "old/\n"),
        ("desk/sayso.toml", "exclude = [\"old\"]\n"),
    ] {
        let fixture = Fixture::new(FILES);
        fixture.write("desk/.git/HEAD", "ref: refs/heads/main\n");
        let mut client = opened(&fixture);
        assert_eq!(rules(&mut client, &fixture), ["ambiguous-reference"]);
        fixture.write(path, text);
        changed(&mut client, &fixture, path);
        assert!(rules(&mut client, &fixture).is_empty(), "{path}");
        std::fs::remove_file(fixture.path(path)).unwrap();
        changed(&mut client, &fixture, path);
        assert_eq!(
            rules(&mut client, &fixture),
            ["ambiguous-reference"],
            "{path}"
        );
        client.close();
    }
}

/// A configuration above the open folder makes its own folder the workspace.
#[test]
fn a_configuration_above() {
    let fixture = Fixture::new(
        "//- desk/a.sayso\nclaim: opinion \"It is so\"\n  about: @ana\n//- people.sayso\nentity ana: person \"Ana\"\n",
    );
    let mut client = opened(&fixture);
    assert_eq!(rules(&mut client, &fixture), ["unresolved-reference"]);
    for path in ["sayso.toml", ".git/HEAD"] {
        fixture.write(path, "");
        changed(&mut client, &fixture, path);
        assert!(rules(&mut client, &fixture).is_empty(), "{path}");
        let removed = path.split('/').next().unwrap();
        match fixture.path(removed).is_dir() {
            true => std::fs::remove_dir_all(fixture.path(removed)).unwrap(),
            false => std::fs::remove_file(fixture.path(removed)).unwrap(),
        }
        changed(&mut client, &fixture, removed);
        assert_eq!(
            rules(&mut client, &fixture),
            ["unresolved-reference"],
            "{path}"
        );
    }
    client.close();
}

/// A configuration between the draft and the root makes a smaller workspace.
#[test]
fn a_configuration_below() {
    let fixture = Fixture::new(&format!(
        "//- sayso.toml\n//- x/people.sayso\nentity bob: person \"Bob\"\n{FILES}"
    ));
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "desk/a.sayso");
    assert_eq!(rules(&mut client, &fixture), ["ambiguous-reference"]);
    fixture.write("desk/sayso.toml", "exclude = [\"old\"]\n");
    changed(&mut client, &fixture, "desk/sayso.toml");
    assert!(rules(&mut client, &fixture).is_empty());
    client.ignore_unread();
    client.close();
}

#[test]
fn the_folders_of_workspaces_are_watched() {
    let fixture = Fixture::new(&format!("//- sayso.toml\n{FILES}"));
    let able = json!({"workspace": {"didChangeWatchedFiles": {
        "dynamicRegistration": true, "relativePatternSupport": true,
    }}});
    let mut client = Client::open_with(&fixture.path("desk"), able).0;
    client.open_file(&fixture, "desk/a.sayso");
    rules(&mut client, &fixture);
    let root = format!("file://{}", fixture.root().display());
    let watched = client.watches(9).to_vec();
    for pattern in [
        "**/*",
        "**/.gitignore",
        "**/.ignore",
        "**/.git/info/exclude",
    ] {
        let relative = json!({"globPattern": {"baseUri": root, "pattern": pattern}});
        for watcher in [json!({"globPattern": pattern}), relative] {
            assert!(watched.contains(&watcher), "{watcher} {watched:?}");
        }
    }
    // Only the files in a folder above, not everything below it.
    let above = fixture.root().parent().unwrap();
    let pattern = "{sayso.toml,.gitignore,.ignore,.git}";
    let base = format!("file://{}", above.display());
    let above = json!({"globPattern": {"baseUri": base, "pattern": pattern}});
    assert!(watched.contains(&above), "{watched:?}");
    client.close();
}

/// A finding names the declaration of another file, which moves when lines are added above it.
#[test]
fn related_places_follow_edits_of_their_file() {
    let fixture = Fixture::new(
        "//- a.sayso\narticle \"A\"\n\nentity ana: person \"Ana Maro\"\n//- b.sayso\nentity ana: person \"Ana Maro\"\n",
    );
    let mut client = Client::spawn();
    client.initialize(
        fixture.root(),
        json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}),
    );
    let (a, b) = (fixture.uri("a.sayso"), fixture.uri("b.sayso"));
    client.open_file(&fixture, "a.sayso");
    client.open_file(&fixture, "b.sayso");
    let line_of = |diagnostics: &[Value]| {
        let places = diagnostics
            .iter()
            .map(|it| &it["relatedInformation"][0]["location"]);
        let mut places = places.filter(|place| place["uri"] == json!(b));
        places
            .next()
            .map(|place| place["range"]["start"]["line"].clone())
    };
    assert_eq!(line_of(&client.diagnostics(&a)), Some(json!(0)));
    client.change(&b, 2, [0, 0, 0, 0], "# One\n# Two\n");
    assert_eq!(line_of(&client.diagnostics(&a)), Some(json!(2)));
    client.ignore_unread();
    client.close();
}

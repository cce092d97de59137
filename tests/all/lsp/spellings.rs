//! One file is one file, however it is named: by another spelling of its address, through a link, or in another
//! Unicode form.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const CLAIM: &str = "claim: \"The bridge was closed\"\n";

fn rules(found: &[Value]) -> Vec<&str> {
    found.iter().filter_map(|it| it["code"].as_str()).collect()
}

fn change_on_disk(client: &mut Client, uri: &str) {
    let changes = json!({"changes": [{"uri": uri, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
}

#[test]
fn addresses_that_are_not_encoded() {
    let fixture = Fixture::new("//- sayso.toml\n");
    let root = fixture.root().display().to_string();
    for uri in [
        format!("file://{root}/Übung.sayso"),
        format!("file://{root}/a b.sayso"),
        format!("file://{root}/100% [neu].sayso"),
        format!("file:{root}/one-slash.sayso"),
        format!("file://localhost{root}/localhost.sayso"),
        format!("{root}/no scheme.sayso"),
    ] {
        let mut client = Client::open(&fixture);
        client.open_text(&uri, CLAIM);
        // What is published has the spelling of the client.
        assert_eq!(
            rules(&client.diagnostics_at(&uri, 1)),
            ["unsourced-claim"],
            "{uri}"
        );
        let document = json!({"textDocument": {"uri": uri}});
        let outline = client.request("textDocument/documentSymbol", document.clone());
        assert_eq!(outline[0]["location"]["uri"], json!(uri), "{outline}");
        client.notify("textDocument/didClose", document);
        assert!(client.diagnostics(&uri).is_empty());
        client.close();
    }
}

#[test]
fn requests_about_unknown_documents_have_no_result() {
    let fixture = Fixture::new("//- sayso.toml\n");
    let mut client = Client::open(&fixture);
    for uri in [
        "",
        "nonsense",
        "a b",
        "file:///missing.sayso",
        "http://example.org/a.sayso",
    ] {
        for method in [
            "hover",
            "definition",
            "documentSymbol",
            "completion",
            "formatting",
        ] {
            let params = json!({
                "textDocument": {"uri": uri}, "position": {"line": 0, "character": 0},
                "options": {"tabSize": 2, "insertSpaces": true},
            });
            let result = client.request(&format!("textDocument/{method}"), params);
            assert!(result.is_null(), "{method} {uri}: {result}");
        }
    }
    client.close();
}

#[test]
fn what_was_published_under_another_spelling_is_withdrawn() {
    let fixture = Fixture::new("//- sayso.toml\n//- a(1).md\nThe bridge was closed.\n");
    let draft = format!("article \"A\"\n  text: \"a(1).md\"\n{CLAIM}");
    let mut client = Client::open(&fixture);
    client.open_text(&fixture.uri("draft.sayso"), &draft);
    let encoded = fixture.uri("a%281%29.md");
    assert_eq!(rules(&client.diagnostics(&encoded)), ["unsourced-claim"]);
    let own = fixture.uri("a(1).md");
    client.open_text(&own, "The bridge was closed.\n");
    assert!(client.diagnostics(&encoded).is_empty());
    assert_eq!(rules(&client.diagnostics_at(&own, 1)), ["unsourced-claim"]);
    // The draft, too.
    let other = fixture.uri("draft%2Esayso");
    client.open_text(&other, &draft);
    assert!(!client.diagnostics_at(&other, 1).is_empty());
    client.ignore_unread();
    client.close();
}

#[test]
fn a_draft_in_any_capital_letters_and_without_an_ending() {
    let fixture = Fixture::new("//- sayso.toml\n");
    let mut client = Client::open(&fixture);
    for (name, language) in [
        ("A.SAYSO", "sayso"),
        ("b.Sayso", "plaintext"),
        ("notes", "sayso"),
    ] {
        let uri = fixture.uri(name);
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": CLAIM});
        client.notify("textDocument/didOpen", json!({"textDocument": document}));
        assert_eq!(
            rules(&client.diagnostics_at(&uri, 1)),
            ["unsourced-claim"],
            "{name}"
        );
        client.change(&uri, 2, [0, 0, 0, 5], "claim");
        assert_eq!(
            rules(&client.diagnostics_at(&uri, 2)),
            ["unsourced-claim"],
            "{name}"
        );
        client.notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        );
        assert!(client.diagnostics(&uri).is_empty());
    }
    client.close();
}

#[cfg(unix)]
#[test]
fn a_folder_behind_a_link() {
    let fixture = Fixture::new("//- real/a.sayso\nentity ana: person \"Ana\"\n//- real/b.sayso\n");
    std::os::unix::fs::symlink("real", fixture.path("link")).unwrap();
    let text = "entity ana: person \"Ana\"\n";
    for (open, document) in [("link", "real"), ("real", "link"), ("link", "link")] {
        let mut client = Client::open_with(&fixture.path(open), json!({})).0;
        let uri = fixture.uri(&format!("{document}/a.sayso"));
        client.open_text(&uri, text);
        assert!(
            client.diagnostics_at(&uri, 1).is_empty(),
            "{open} {document}"
        );
        // Files that are not open are named as the folder is.
        let b = fixture.path("real/b.sayso");
        std::fs::write(b, "entity bob: person \"Bob\"\n").unwrap();
        change_on_disk(&mut client, &fixture.uri("real/b.sayso"));
        let found = client.request("workspace/symbol", json!({"query": "bob"}));
        let expected = fixture.uri(&format!("{open}/b.sayso"));
        assert_eq!(found[0]["location"]["uri"], json!(expected));
        client.close();
    }
}

#[cfg(unix)]
#[test]
fn an_article_behind_a_link() {
    use std::os::unix::fs::symlink;

    for changed in ["texts/a.md", "desk/a.md"] {
        let text =
            format!("article \"A\"\n  text: \"a.md\"\n{CLAIM}  source: @x\nsource x: wire \"X\"\n");
        let fixture = Fixture::new("//- sayso.toml\n//- texts/a.md\nThe bridge was closed.\n");
        fixture.write("desk/a.sayso", &text);
        symlink("../texts/a.md", fixture.path("desk/a.md")).unwrap();
        let mut client = Client::open(&fixture);
        let draft = fixture.uri("desk/a.sayso");
        client.open_text(&draft, &text);
        let found = client.diagnostics_at(&draft, 1);
        assert!(!rules(&found).contains(&"anchor-not-found"), "{found:?}");
        fixture.write("texts/a.md", "The bridge was shut.\n");
        change_on_disk(&mut client, &fixture.uri(changed));
        let found = client.diagnostics_at(&draft, 1);
        assert!(
            rules(&found).contains(&"anchor-not-found"),
            "{changed}: {found:?}"
        );
        // The editor's text counts under either name.
        client.open_text(&fixture.uri(changed), "The bridge was closed.\n");
        let found = client.diagnostics_at(&draft, 1);
        assert!(
            !rules(&found).contains(&"anchor-not-found"),
            "{changed}: {found:?}"
        );
        // A link that leads elsewhere from now on.
        let closed = json!({"textDocument": {"uri": fixture.uri(changed)}});
        client.notify("textDocument/didClose", closed);
        client.diagnostics_at(&draft, 1);
        std::fs::remove_file(fixture.path("desk/a.md")).unwrap();
        fixture.write("desk/a.md", "The bridge was closed.\n");
        change_on_disk(&mut client, &fixture.uri("desk/a.md"));
        let found = client.diagnostics_at(&draft, 1);
        assert!(
            !rules(&found).contains(&"anchor-not-found"),
            "{changed}: {found:?}"
        );
        client.ignore_unread();
        client.close();
    }
}

/// The texts may differ until one of them is saved: what was edited last counts.
#[cfg(unix)]
#[test]
fn a_draft_that_is_open_under_two_names() {
    let fixture = Fixture::new("//- sayso.toml\n//- a.sayso\nentity ana: person \"Ana\"\n");
    std::os::unix::fs::symlink("a.sayso", fixture.path("b.sayso")).unwrap();
    let text = "entity ana: person \"Ana\"\n";
    let mut client = Client::open(&fixture);
    let [a, b] = ["a.sayso", "b.sayso"].map(|name| fixture.uri(name));
    for uri in [&a, &b] {
        client.open_text(uri, text);
        assert!(client.diagnostics_at(uri, 1).is_empty());
    }
    client.change(&a, 2, [0, 0, 0, 6], "entty");
    assert!(!client.diagnostics_at(&a, 2).is_empty());
    client.change(&b, 2, [0, 19, 0, 24], "\"Anna\"");
    assert!(client.diagnostics_at(&b, 2).is_empty());
    let found = client.request("workspace/symbol", json!({"query": ""}));
    assert_eq!(found[0]["name"], "Anna");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": b}}));
    assert!(!client.diagnostics_at(&a, 2).is_empty());
    client.ignore_unread();
    client.close();
}

#[test]
fn an_article_in_another_unicode_form() {
    let fixture = Fixture::new("//- sayso.toml\n");
    fixture.write("texte\u{301}.md", "The bridge was closed.\n");
    let text = format!("article \"A\"\n  text: \"text\u{e9}.md\"\n{CLAIM}");
    let mut client = Client::open(&fixture);
    let draft = fixture.uri("a.sayso");
    client.open_text(&draft, &text);
    assert_eq!(
        rules(&client.diagnostics_at(&draft, 1)),
        ["unsourced-claim"]
    );
    client.ignore_unread();
    client.close();
}

//! What the server reads besides open documents.

use serde_json::json;

use super::client::Client;
use crate::fixture::Fixture;

#[test]
fn hidden_files_are_never_read_or_offered() {
    for path in [
        ".git/config",
        "sub/../.git/config",
        "GIT~1/config",
        "link.md",
    ] {
        let fixture = Fixture::new("//- sayso.toml\n");
        fixture.write(
            ".git/config",
            "url = https://deploy:s3cr3t@example.org/x.git\n",
        );
        let text = format!("article \"A\"\n  text: \"{path}\"\n\nclaim: opinion \"It is so\"\n");
        fixture.write("draft.sayso", &text);
        #[cfg(unix)]
        std::os::unix::fs::symlink(".git/config", fixture.path("link.md")).unwrap();
        let mut client = Client::open(&fixture);
        let uri = fixture.uri("draft.sayso");
        client.open_text(&uri, &text);
        let found = client.diagnostics_at(&uri, 1);
        let is_hidden = |it: &serde_json::Value| {
            let message = it["message"].as_str().unwrap_or_default();
            message.contains("is hidden, and hidden files are never read")
        };
        assert!(found.iter().any(is_hidden), "{path}: {found:?}");
        let mut answers = format!("{found:?}");
        let place = json!({
            "textDocument": {"uri": uri},
            "position": {"line": 1, "character": 11},
        });
        for method in ["definition", "hover", "completion", "documentHighlight"] {
            let id = client.send_request(&format!("textDocument/{method}"), place.clone());
            answers += &format!("{:?}", client.response(id));
        }
        assert!(!answers.contains("s3cr3t"), "{path}: {answers}");
        if path != "link.md" {
            let definition = client.request("textDocument/definition", place);
            assert!(
                definition.is_null() || definition == json!([]),
                "{definition}"
            );
        }
        client.ignore_unread();
        client.close();
    }
}

/// If the pipe or the device is read, the test does not end.
#[cfg(unix)]
#[test]
fn ignore_files_may_be_pipes_and_devices() {
    let fixture = Fixture::new(
        "//- sayso.toml\n//- names.sayso\nentity e: person \"E\"\n//- sub/a.md\nIt is so.\n",
    );
    for path in [".gitignore", "sub/.ignore"] {
        let mut made = std::process::Command::new("mkfifo");
        assert!(made.arg(fixture.path(path)).status().unwrap().success());
    }
    std::os::unix::fs::symlink("/dev/zero", fixture.path(".ignore")).unwrap();
    let mut client = Client::open(&fixture);
    let uri = fixture.uri("draft.sayso");
    client.open_text(&uri, "claim: opinion \"It is so\"\n  about: @e\n");
    // The workspace is loaded in the background.
    loop {
        let symbols = client.request("workspace/symbol", json!({"query": "e"}));
        if symbols.as_array().is_some_and(|symbols| symbols.len() == 1) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    client.ignore_unread();
    client.close();
}

/// Editors hold the text of a file without its byte-order mark.
#[test]
fn positions_do_not_count_a_byte_order_mark() {
    let fixture = Fixture::new("//- sayso.toml\n");
    fixture.write("a.md", "\u{feff}Nobody spoke. It is\u{feff} so.\n");
    fixture.write("names.sayso", "\u{feff}entity e: person \"E\"\n");
    let draft = "article \"A\"\n  text: \"a.md\"\n\nclaim: opinion \"It is so\"\n  about: @e\n";
    fixture.write("draft.sayso", draft);
    let mut client = Client::open(&fixture);
    let uri = fixture.uri("draft.sayso");
    client.open_text(&uri, draft);
    let found = client.diagnostics(&fixture.uri("a.md"));
    let range = |line: u32, from: u32, to: u32| json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    assert_eq!(found[0]["range"], range(0, 0, 13), "{found:?}");
    let definition = |client: &mut Client, line: u32, character: u32| {
        let place = json!({"line": line, "character": character});
        let place = json!({"textDocument": {"uri": uri}, "position": place});
        client.request("textDocument/definition", place)
    };
    let passage = definition(&mut client, 3, 18).to_string();
    assert!(passage.contains("\"character\":14"), "{passage}");
    let entity = definition(&mut client, 4, 10).to_string();
    assert!(
        entity.contains("names.sayso") && entity.contains("\"character\":7"),
        "{entity}"
    );
    client.ignore_unread();
    client.close();
}

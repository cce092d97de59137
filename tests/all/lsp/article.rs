//! The article that a draft names is served like the draft, whether that is open or not.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const FILES: &str = "
//- desk.sayso
entity ana: person \"Ana Díaz\"
//- bridge.sayso
article \"Bridge\"
  text: \"bridge.md\"
  status: checking

source notice: press-release \"Notice\"

source insider: interview \"Talk with Zacharias Quill\"
  confidential: yes
  described-as: \"an official\"

claim closed: \"🌉 The bridge was closed\"
  source: @insider

claim opened: \"It was opened by Ana Díaz.\"
//- bridge.md
# Traffic

🌉 The bridge was closed. It was opened by Ana Díaz.

## People

Ana Díaz spoke. Nobody answered.
//- other.md
Nothing is about this.
";

/// A client that is sent nothing but what it asks for.
fn opened(fixture: &Fixture, capabilities: Value) -> Client {
    let mut client = Client::open_with(fixture.root(), capabilities).0;
    client.logged(1);
    client
}

fn at(fixture: &Fixture, path: &str, line: u32, character: u32) -> Value {
    json!({
        "textDocument": {"uri": fixture.uri(path)},
        "position": {"line": line, "character": character},
    })
}

fn range(line: u32, from: u32, to: u32) -> Value {
    json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}})
}

fn rules(diagnostics: &[Value]) -> Vec<&str> {
    let rules = diagnostics.iter().map(|it| it["code"].as_str());
    rules.map(|rule| rule.expect("a rule")).collect()
}

fn actions(client: &mut Client, fixture: &Fixture, path: &str, range: &Value) -> Vec<Value> {
    let params = json!({
        "textDocument": {"uri": fixture.uri(path)},
        "range": range,
        "context": {"diagnostics": []},
    });
    let found = client.request("textDocument/codeAction", params);
    found.as_array().expect("actions").clone()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"] == title);
    found.unwrap_or_else(|| panic!("no action `{title}` in {actions:#?}"))
}

fn with_actions() -> Value {
    let kinds = json!({"codeActionKind": {"valueSet": ["quickfix", "refactor"]}});
    json!({
        "textDocument": {
            "codeAction": {"codeActionLiteralSupport": kinds},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
        "workspace": {"workspaceEdit": {
            "documentChanges": true, "resourceOperations": ["create"],
        }},
    })
}

#[test]
fn hover_and_navigation_without_the_draft() {
    let fixture = Fixture::new(FILES);
    let mut client = opened(&fixture, json!({}));
    client.open_file(&fixture, "bridge.md");
    let hover = client.request("textDocument/hover", at(&fixture, "bridge.md", 2, 5));
    let text = hover["contents"]["value"].as_str().expect("a text");
    assert!(
        text.contains("@closed") && text.contains("an official"),
        "{text}"
    );
    assert!(!text.contains("Quill") && !text.contains("Talk"), "{text}");
    assert_eq!(hover["range"], range(2, 0, 24));

    let name = at(&fixture, "bridge.md", 2, 45);
    let hover = client.request("textDocument/hover", name.clone());
    assert_eq!(hover["range"], range(2, 43, 51));
    let definitions = client.request("textDocument/definition", name.clone());
    let place = |path: &str, line, from, to| json!({"uri": fixture.uri(path), "range": range(line, from, to)});
    let ana = place("desk.sayso", 0, 7, 10);
    let opened = place("bridge.sayso", 13, 6, 12);
    assert_eq!(definitions, json!([ana, opened]));

    let mut params = name.clone();
    params["context"] = json!({"includeDeclaration": true});
    let mentions = [place("bridge.md", 2, 43, 51), place("bridge.md", 6, 0, 8)];
    let [first, second] = mentions.clone();
    let references = client.request("textDocument/references", params);
    assert_eq!(references, json!([ana, first, second]));
    let highlights = client.request("textDocument/documentHighlight", name);
    let ranges: Vec<&Value> = highlights
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["range"])
        .collect();
    assert_eq!(ranges, [&mentions[0]["range"], &mentions[1]["range"]]);
    let nothing = at(&fixture, "bridge.md", 6, 20);
    assert_eq!(client.request("textDocument/hover", nothing), Value::Null);
    client.ignore_unread();
    client.close();
}

#[test]
fn symbols_and_marks_without_the_draft() {
    let fixture = Fixture::new(FILES);
    for is_nested in [true, false] {
        let mut abilities = with_actions();
        abilities["textDocument"]["documentSymbol"] =
            json!({"hierarchicalDocumentSymbolSupport": is_nested});
        let mut client = opened(&fixture, abilities);
        client.open_file(&fixture, "bridge.md");
        let document = json!({"textDocument": {"uri": fixture.uri("bridge.md")}});
        let symbols = client.request("textDocument/documentSymbol", document.clone());
        match is_nested {
            true => {
                let section = &symbols[0];
                assert_eq!(
                    (&section["name"], symbols.as_array().unwrap().len()),
                    (&json!("Traffic"), 1)
                );
                assert_eq!(section["children"][1]["name"], "It was opened by Ana Díaz.");
                assert_eq!(section["children"][1]["range"], range(2, 26, 52));
            }
            false => assert_eq!(symbols[1]["containerName"], "Traffic"),
        }
        let mut params = document;
        params["range"] =
            json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
        let hints = client.request("textDocument/inlayHint", params);
        let hints: Vec<Value> = hints
            .as_array()
            .unwrap()
            .iter()
            .map(|it| json!([it["position"], it["label"]]))
            .collect();
        let hint = |character, label: &str| json!([{"line": 2, "character": character}, label]);
        assert_eq!(hints, [hint(25, "not signed off"), hint(52, "no source")]);
        client.ignore_unread();
        client.close();
    }
}

/// The text that counts is the one in the editor, also while the draft is closed.
#[test]
fn unsaved_edits_count_at_once() {
    let fixture = Fixture::new(FILES);
    let mut client = opened(&fixture, with_actions());
    let article = fixture.uri("bridge.md");
    client.open_file(&fixture, "bridge.md");
    let found = client.diagnostics_at(&article, 1);
    assert!(rules(&found).contains(&"unsourced-claim"), "{found:#?}");
    // The claim's words are gone, so nothing is said about them here any more.
    client.change(&article, 2, [2, 26, 2, 52], "They left.");
    let found = client.diagnostics_at(&article, 2);
    assert!(!rules(&found).contains(&"unsourced-claim"), "{found:#?}");
    let hover = client.request("textDocument/hover", at(&fixture, "bridge.md", 2, 30));
    assert_eq!(hover, Value::Null);
    client.open_file(&fixture, "bridge.sayso");
    let found = client.diagnostics_at(&fixture.uri("bridge.sayso"), 1);
    assert!(rules(&found).contains(&"anchor-not-found"), "{found:#?}");
    // The article on disk counts again once it is closed.
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": article}}),
    );
    let found = client.diagnostics(&fixture.uri("bridge.sayso"));
    assert!(!rules(&found).contains(&"anchor-not-found"), "{found:#?}");
    client.ignore_unread();
    client.close();
}

#[test]
fn diagnostics_are_published_again_when_the_article_is_opened() {
    let fixture = Fixture::new(FILES);
    let mut client = opened(&fixture, json!({}));
    let article = fixture.uri("bridge.md");
    client.open_file(&fixture, "bridge.sayso");
    let before = client.diagnostics(&article);
    assert!(!before.is_empty());
    client.open_file(&fixture, "bridge.md");
    assert_eq!(client.diagnostics_at(&article, 1), before);
    // The last one that looks at them withdraws them.
    for path in ["bridge.sayso", "bridge.md"] {
        let document = json!({"uri": fixture.uri(path)});
        client.notify("textDocument/didClose", json!({"textDocument": document}));
    }
    client.wait(|it| {
        it["params"]["uri"] == article.as_str() && it["params"]["diagnostics"] == json!([])
    });
    client.ignore_unread();
    client.close();
}

#[test]
fn texts_that_no_draft_names_are_left_alone() {
    let fixture = Fixture::new(FILES);
    let mut client = opened(&fixture, json!({}));
    client.open_file(&fixture, "other.md");
    for method in [
        "textDocument/hover",
        "textDocument/documentSymbol",
        "sayso/coverage",
    ] {
        let answer = client.request(method, at(&fixture, "other.md", 0, 3));
        assert_eq!(answer, Value::Null, "{method}");
    }
    client.change(&fixture.uri("other.md"), 2, [0, 0, 0, 7], "Much");
    let definitions = client.request("textDocument/definition", at(&fixture, "other.md", 0, 3));
    assert_eq!(definitions, json!([]));
    client.close();
}

/// The workspace around an article is read when it is opened, also if its folder is not open.
#[test]
fn an_article_outside_of_the_open_folder() {
    let empty = Fixture::new("");
    let fixture = Fixture::new(&format!("{FILES}//- apart/x.md\nNo drafts here.\n"));
    let mut client = opened(&empty, json!({}));
    client.open_file(&fixture, "apart/x.md");
    assert_eq!(
        client.request("textDocument/hover", at(&fixture, "apart/x.md", 0, 1)),
        Value::Null
    );
    client.open_file(&fixture, "bridge.md");
    assert!(
        !client
            .diagnostics_at(&fixture.uri("bridge.md"), 1)
            .is_empty()
    );
    assert_eq!(
        client.logged(2).len(),
        2,
        "only the workspace of the article is read"
    );
    let hover = client.request("textDocument/hover", at(&fixture, "bridge.md", 2, 5));
    assert_ne!(hover, Value::Null);
    client.ignore_unread();
    client.close();
}

/// The edits of an action in one document, for a client that takes document changes.
fn edits_of(action: &Value, uri: &str) -> Value {
    let changes = action["edit"]["documentChanges"].as_array();
    let mut changes = changes.into_iter().flatten();
    let change = changes.find(|change| change["textDocument"]["uri"] == uri);
    change.map_or(Value::Null, |change| change["edits"].clone())
}

#[test]
fn claims_are_written_from_the_article() {
    let fixture = Fixture::new(FILES);
    let mut client = opened(&fixture, with_actions());
    client.open_file(&fixture, "bridge.md");
    client.diagnostics_at(&fixture.uri("bridge.md"), 1);
    let found = actions(&mut client, &fixture, "bridge.md", &range(6, 18, 18));
    let edits = |action: &Value| edits_of(action, &fixture.uri("bridge.sayso"));
    let written = edits(titled(&found, "Annotate this sentence"));
    assert_eq!(
        written[0]["newText"],
        "\n\nclaim: fact \"Nobody answered.\""
    );
    let paragraph = edits(titled(&found, "Annotate this paragraph"));
    let expected = "\n\nclaim: fact \"Ana Díaz spoke.\"\n  about: @ana  # guessed\n\nclaim: fact \"Nobody answered.\"";
    assert_eq!(paragraph[0]["newText"], expected);
    let found = actions(&mut client, &fixture, "bridge.md", &range(2, 3, 13));
    let selected = edits(titled(&found, "Annotate the selection"));
    // Below the claim that quotes what is before.
    assert_eq!(selected[0]["newText"], "\n\nclaim: fact \"The bridge\"");
    assert_eq!(selected[0]["range"], range(11, 18, 18));
    client.ignore_unread();
    client.close();
}

/// The fixes of a claim are offered on its passage, and where the article has other words now.
#[test]
fn fixes_are_offered_in_the_article() {
    let fixture = Fixture::new(FILES);
    let mut client = opened(&fixture, with_actions());
    let article = fixture.uri("bridge.md");
    client.open_file(&fixture, "bridge.md");
    client.diagnostics_at(&article, 1);
    let found = actions(&mut client, &fixture, "bridge.md", &range(2, 30, 30));
    titled(&found, "Add `source: @notice`");
    client.change(&article, 2, [2, 33, 2, 39], "closed");
    let found = actions(&mut client, &fixture, "bridge.md", &range(2, 35, 35));
    let action = titled(&found, "Quote the nearest passage");
    let edit = &edits_of(action, &fixture.uri("bridge.sayso"))[0];
    assert_eq!(edit["newText"], "\"It was closed by Ana Díaz.\"");
    // In the draft, anywhere on the headline.
    let found = actions(&mut client, &fixture, "bridge.sayso", &range(13, 1, 1));
    titled(&found, "Quote the nearest passage");
    client.ignore_unread();
    client.close();
}

#[test]
fn a_new_draft() {
    let fixture = Fixture::new(&format!(
        "{FILES}//- é b.md\n---\ndate: 2026-01-09\n---\n# New “words”\n"
    ));
    let mut client = opened(&fixture, with_actions());
    client.open_file(&fixture, "é b.md");
    let found = actions(&mut client, &fixture, "é b.md", &range(0, 0, 0));
    let changes = titled(&found, "New draft for this article")["edit"]["documentChanges"].clone();
    let uri = fixture.uri("é b.sayso");
    assert_eq!(
        changes[0],
        json!({"kind": "create", "uri": changes[1]["textDocument"]["uri"]})
    );
    let made = changes[0]["uri"]
        .as_str()
        .unwrap()
        .replace("%C3%A9", "é")
        .replace("%20", " ");
    assert_eq!(made, uri);
    let text = "article \"New “words”\"\n  text: \"é b.md\"\n  published: 2026-01-09\n";
    assert_eq!(changes[1]["edits"][0]["newText"], text);
    let found = actions(&mut client, &fixture, "bridge.md", &range(0, 0, 0));
    assert!(
        !found
            .iter()
            .any(|it| it["title"] == "New draft for this article")
    );
    fixture.write("other.sayso", "");
    let found = actions(&mut client, &fixture, "other.md", &range(0, 0, 0));
    assert!(found.is_empty(), "the draft would replace another file");
    client.ignore_unread();
    client.close();

    // As Neovim says it.
    let mut short = with_actions();
    short["workspace"] = json!({"workspaceEdit": {"resourceOperations": ["create"]}});
    let mut client = opened(&fixture, short);
    client.open_file(&fixture, "é b.md");
    let found = actions(&mut client, &fixture, "é b.md", &range(0, 0, 0));
    titled(&found, "New draft for this article");
    client.ignore_unread();
    client.close();

    let mut unable = with_actions();
    unable["workspace"] = json!({});
    let mut client = opened(&fixture, unable);
    client.open_file(&fixture, "é b.md");
    assert!(actions(&mut client, &fixture, "é b.md", &range(0, 0, 0)).is_empty());
    client.close();
}

#[test]
fn articles_are_registered() {
    let fixture = Fixture::new(&format!(
        "{FILES}//- [1] {{a}}.md\nOne.\n//- one.sayso\narticle \"One\"\n  text: \"[1] {{a}}.md\"\n"
    ));
    let dynamic = json!({"dynamicRegistration": true});
    let mut abilities = with_actions();
    for name in ["synchronization", "hover", "inlayHint"] {
        abilities["textDocument"][name] = dynamic.clone();
    }
    let mut client = opened(&fixture, abilities);
    let methods = ["didOpen", "didChange", "didClose", "hover", "inlayHint"];
    let registrations = client.registrations(methods.len()).to_vec();
    let root = fixture.root().display();
    let filter = |path: &str| json!({"scheme": "file", "pattern": format!("{root}/{path}")});
    let selector = json!([filter("[[]1[]] [{]a[}].md"), filter("bridge.md")]);
    for (registration, method) in registrations.iter().zip(methods) {
        assert_eq!(registration["method"], format!("textDocument/{method}"));
        assert_eq!(
            registration["registerOptions"]["documentSelector"],
            selector
        );
    }
    assert_eq!(registrations[1]["registerOptions"]["syncKind"], 2);
    // A draft names another article. What is typed on the way does not exist.
    client.open_file(&fixture, "one.sayso");
    client.change(&fixture.uri("one.sayso"), 2, [1, 9, 1, 19], "oth");
    client.change(&fixture.uri("one.sayso"), 3, [1, 12, 1, 12], "er.md");
    // Several changes may be answered at once.
    let is_other = |it: &Value| it["registerOptions"].to_string().contains("/other.md\"");
    let mut known = methods.len();
    while !client.registrations(known).iter().any(is_other) {
        known += methods.len();
    }
    client.ignore_unread();
    client.close();
}

#[test]
fn nothing_is_registered_for_clients_that_send_what_they_are_set_up_for() {
    let fixture = Fixture::new(FILES);
    let abilities = json!({"textDocument": {"hover": {"dynamicRegistration": true}}});
    let mut client = opened(&fixture, abilities);
    client.request("workspace/symbol", json!({"query": "ana"}));
    assert!(client.registered.is_empty(), "{:?}", client.registered);
    client.close();
}

/// Articles in other formats, with other line ends, and in the draft itself.
#[test]
fn other_articles() {
    let draft = "article \"A\"\n  text: \"PATH\"\nclaim so: \"It is 🌉 so\"\n";
    for (path, text, line, character) in [
        ("a.txt", "First.\r\n\r\nIt is 🌉 so.\r\n", 2, 4),
        ("a.html", "<p>First.</p>\n<p>It is 🌉 so.</p>\n", 1, 5),
        ("folder/a.markdown", "First. *It* is 🌉 so.\r\n", 0, 9),
    ] {
        let named = draft.replace("PATH", path);
        let fixture = Fixture::new(&format!("//- draft.sayso\n{named}"));
        fixture.write(path, text);
        let mut client = opened(&fixture, json!({}));
        client.open_text(&fixture.uri(path), text);
        let hover = client.request("textDocument/hover", at(&fixture, path, line, character));
        assert!(
            hover["contents"]["value"]
                .as_str()
                .is_some_and(|it| it.contains("@so")),
            "{path}: {hover}"
        );
        client.ignore_unread();
        client.close();
    }
    let fixture = Fixture::new(
        "//- draft.sayso\nentity ana: person \"Ana Díaz\"\narticle \"A\"\ntext\n  🌉 Ana Díaz left. It is so.\nclaim so: \"It is so.\"\n",
    );
    let mut client = opened(&fixture, with_actions());
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    let definition = client.request("textDocument/definition", at(&fixture, "draft.sayso", 3, 7));
    assert_eq!(definition[0]["range"], range(0, 7, 10));
    let found = actions(&mut client, &fixture, "draft.sayso", &range(3, 7, 7));
    titled(&found, "Annotate this sentence");
    let coverage = client.request("sayso/coverage", at(&fixture, "draft.sayso", 3, 7));
    assert_eq!(coverage["sentences"][0]["range"], range(3, 2, 19));
    client.ignore_unread();
    client.close();
}

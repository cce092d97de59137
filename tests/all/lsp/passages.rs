//! The passages that completion and hover show follow every edit.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const DRAFT: &str = "
//- draft.sayso
article \"A\"
  text: \"a.md\"
claim: \"\"
claim: \"One was freed\"
//- a.md
One was freed. Two were freed.
";

fn at(fixture: &Fixture, path: &str, line: u32, character: u32) -> Value {
    json!({
        "textDocument": {"uri": fixture.uri(path)},
        "position": {"line": line, "character": character},
    })
}

/// The sentences that are offered in the empty title.
fn uncovered(client: &mut Client, fixture: &Fixture) -> Vec<String> {
    let place = at(fixture, "draft.sayso", 2, 8);
    let found = client.request("textDocument/completion", place);
    let items = found["items"].as_array().expect("items");
    let label = |item: &Value| item["label"].as_str().expect("a label").to_owned();
    items.iter().map(label).collect()
}

/// Whether a claim quotes the start of the article.
fn first_sentence_is_quoted(client: &mut Client, fixture: &Fixture) -> bool {
    let hover = client.request("textDocument/hover", at(fixture, "a.md", 0, 1));
    hover != Value::Null
}

#[test]
fn passages_follow_edits_of_the_draft_and_of_its_article() {
    let fixture = Fixture::new(DRAFT);
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "draft.sayso");
    let draft = fixture.uri("draft.sayso");
    client.diagnostics_at(&draft, 1);
    assert_eq!(uncovered(&mut client, &fixture), ["Two were freed."]);
    assert!(first_sentence_is_quoted(&mut client, &fixture));

    client.change(&draft, 2, [3, 8, 3, 11], "Two");
    assert_eq!(
        uncovered(&mut client, &fixture),
        ["One was freed.", "Two were freed."]
    );
    client.change(&draft, 3, [3, 12, 3, 15], "were");
    assert_eq!(uncovered(&mut client, &fixture), ["One was freed."]);
    assert!(!first_sentence_is_quoted(&mut client, &fixture));

    client.open_file(&fixture, "a.md");
    client.change(&fixture.uri("a.md"), 2, [0, 0, 0, 7], "Two were");
    assert!(first_sentence_is_quoted(&mut client, &fixture));
    // The claim's words are in the article twice now.
    assert!(uncovered(&mut client, &fixture).is_empty());
    client.ignore_unread();
    client.close();
}

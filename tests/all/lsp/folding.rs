//! What editors fold, and what they select step by step.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const DRAFT: &str = "//- draft.sayso
# First
# part

article \"A\"
  note: \"one
    two\"

# Second

claim \"🌉 wo<|>rds\"
  context: @x
";

fn folds(limit: Value) -> Value {
    let fixture = Fixture::new(DRAFT);
    let able =
        json!({"textDocument": {"foldingRange": {"rangeLimit": limit, "lineFoldingOnly": true}}});
    let (mut client, _) = Client::open_with(fixture.root(), able);
    client.open_file(&fixture, "draft.sayso");
    let document = json!({"textDocument": {"uri": fixture.uri("draft.sayso")}});
    let folds = client.request("textDocument/foldingRange", document);
    client.ignore_unread();
    client.close();
    folds
}

#[test]
fn whole_lines_fold() {
    let fold = |start: u32, end: u32, kind: Option<&str>| match kind {
        Some(kind) => json!({"startLine": start, "endLine": end, "kind": kind}),
        None => json!({"startLine": start, "endLine": end}),
    };
    let all = json!([
        fold(0, 1, Some("comment")),
        fold(1, 5, Some("region")),
        fold(3, 5, None),
        fold(4, 5, None),
        fold(7, 10, Some("region")),
        fold(9, 10, None),
    ]);
    assert_eq!(folds(Value::Null), all);
}

#[test]
fn a_client_gets_no_more_folds_than_it_wants() {
    let lines: Vec<u64> = folds(json!(3))
        .as_array()
        .expect("folds")
        .iter()
        .map(|fold| fold["startLine"].as_u64().expect("a line"))
        .collect();
    assert_eq!(lines, [1, 3, 7], "sections first, then declarations");
}

#[test]
fn an_article_folds_as_its_editor_likes() {
    let fixture = Fixture::new("//- a.md\n# A\n\nOne.\n//- draft.sayso\n");
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "a.md");
    let document = json!({"textDocument": {"uri": fixture.uri("a.md")}});
    let folds = client.request("textDocument/foldingRange", document);
    assert_eq!(folds, Value::Null);
    client.ignore_unread();
    client.close();
}

#[test]
fn each_selection_is_part_of_the_next() {
    let fixture = Fixture::new(DRAFT);
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "draft.sayso");
    let uri = fixture.uri("draft.sayso");
    let at = &fixture.place(fixture.cursor())["position"];
    let end = json!({"line": 99, "character": 0});
    let positions = json!({"textDocument": {"uri": uri}, "positions": [at, end]});
    let found = client.request("textDocument/selectionRange", positions);
    let chain = |mut range: &Value| {
        let mut chain = Vec::new();
        while !range.is_null() {
            let place = |key: &str| {
                let place = &range["range"][key];
                format!("{}:{}", place["line"], place["character"])
            };
            chain.push(format!("{}-{}", place("start"), place("end")));
            range = &range["parent"];
        }
        chain
    };
    let expected = [
        "9:10-9:15", // the word
        "9:7-9:15",  // the title
        "9:6-9:16",
        "9:0-9:16",  // the headline
        "9:0-10:13", // the declaration
        "7:0-10:13", // the section
        "0:0-11:0",  // the file
    ];
    assert_eq!(chain(&found[0]), expected);
    assert_eq!(chain(&found[1]), ["0:0-11:0"]);
    client.ignore_unread();
    client.close();
}

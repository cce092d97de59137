//! Links of a draft: addresses, files, and passages in the published article.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const WORKSPACE: &str = "//- a/draft.sayso
article \"A\"
  text: \"../text/a.md\"
  url: https://example.org/a
source s: report \"S\"
  url: https://example.org/ü
  file: \"s.pdf\"
  file: \"../../outside.pdf\"
  file: \"missing.pdf\"
claim \"well-known, they said\"
  context: @s
//- text/a.md
A *well-known*, they said.
//- a/s.pdf
x
";

fn links(able: Value) -> (Fixture, Client, Value) {
    let fixture = Fixture::new(WORKSPACE);
    let (mut client, _) = Client::open_with(fixture.root(), able);
    client.open_file(&fixture, "a/draft.sayso");
    client.diagnostics_at(&fixture.uri("a/draft.sayso"), 1);
    client.ignore_unread();
    let document = json!({"textDocument": {"uri": fixture.uri("a/draft.sayso")}});
    let links = client.request("textDocument/documentLink", document);
    (fixture, client, links)
}

#[test]
fn addresses_files_and_passages() {
    let (fixture, mut client, links) = links(json!({}));
    let links = links.as_array().expect("links").clone();
    let shown: Vec<(u64, Value)> = links
        .iter()
        .map(|link| {
            (
                link["range"]["start"]["line"].as_u64().unwrap(),
                link["target"].clone(),
            )
        })
        .collect();
    let expected = [
        (1, json!(fixture.uri("text/a.md"))),
        (2, json!("https://example.org/a")),
        (4, json!("https://example.org/%C3%BC")),
        (5, json!(fixture.uri("a/s.pdf"))),
        (8, Value::Null),
    ];
    assert_eq!(shown, expected);
    let resolved = client.request("documentLink/resolve", links[4].clone());
    assert_eq!(
        resolved["target"],
        "https://example.org/a#:~:text=well%2Dknown%2C%20they%20said"
    );
    // The claim changes: the link is not about it any more.
    client.change(&fixture.uri("a/draft.sayso"), 2, [8, 7, 8, 11], "most");
    let resolved = client.request("documentLink/resolve", links[4].clone());
    assert_eq!(resolved["target"], Value::Null);
    client.close();
}

#[test]
fn tooltips_are_for_clients_that_show_them() {
    for (able, shows) in [
        (json!({}), false),
        (
            json!({"textDocument": {"documentLink": {"tooltipSupport": true}}}),
            true,
        ),
    ] {
        let (_fixture, client, links) = links(able);
        assert_eq!(links[0]["tooltip"].is_string(), shows);
        assert_eq!(
            links[1]["tooltip"],
            Value::Null,
            "an address says itself what it is"
        );
        client.close();
    }
}

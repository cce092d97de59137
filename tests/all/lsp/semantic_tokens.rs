//! Semantic tokens, as a client reads them.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const WORKSPACE: &str = "//- draft.sayso
# Ünder 🌉
claim a: fact “🌉 one
    two” # c
  source: @wire at p. 3
  about: @ana, @nobody
  checked: 2026-01-09 by \"M.\" seal 7f3a-9c1e-05d2
//- names.sayso
entity ana: person \"Ana\"
source wire: wire \"W\"
  retracted: 2026-01-08 \"x\"
";

struct Reader {
    client: Client,
    fixture: Fixture,
    types: Vec<String>,
    modifiers: Vec<String>,
}

impl Reader {
    fn start(encoding: &str) -> Reader {
        let fixture = Fixture::new(WORKSPACE);
        let able = json!({
            "general": {"positionEncodings": [encoding]},
            "textDocument": {"semanticTokens": {
                "requests": {"range": true, "full": {"delta": true}},
                "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
            }},
        });
        let (mut client, answer) = Client::open_with(fixture.root(), able);
        client.open_file(&fixture, "draft.sayso");
        client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
        client.ignore_unread();
        let legend = &answer["capabilities"]["semanticTokensProvider"]["legend"];
        let names = |key: &str| serde_json::from_value(legend[key].clone()).expect("names");
        Reader {
            client,
            fixture,
            types: names("tokenTypes"),
            modifiers: names("tokenModifiers"),
        }
    }

    fn ask(&mut self, method: &str, mut params: Value) -> Value {
        params["textDocument"] = json!({"uri": self.fixture.uri("draft.sayso")});
        self.client
            .request(&format!("textDocument/semanticTokens/{method}"), params)
    }

    /// `line:column+length type modifiers`
    fn shown(&self, data: &Value) -> Vec<String> {
        let numbers: Vec<usize> = serde_json::from_value(data.clone()).expect("numbers");
        let (mut line, mut column) = (0, 0);
        let tokens = numbers.chunks_exact(5).map(|token| {
            let [down, right, length, kind, bits] = token else {
                unreachable!("five numbers")
            };
            column = if *down == 0 { column + right } else { *right };
            line += down;
            let modifiers = self.modifiers.iter().enumerate();
            let modifiers = modifiers.filter(|(bit, _)| bits >> bit & 1 == 1);
            let modifiers: String = modifiers.map(|(_, name)| format!(" {name}")).collect();
            format!("{line}:{column}+{length} {}{modifiers}", self.types[*kind])
        });
        tokens.collect()
    }
}

#[test]
fn full_in_each_encoding() {
    // The string has a bridge: two units of UTF-16, four bytes, one code point. Its quotation mark has three bytes.
    for (encoding, comment, string) in [
        ("utf-16", "0:0+10", ["1:14+7", "2:4+4"]),
        ("utf-8", "0:0+13", ["1:14+11", "2:4+6"]),
        ("utf-32", "0:0+9", ["1:14+6", "2:4+4"]),
    ] {
        let mut reader = Reader::start(encoding);
        let answer = reader.ask("full", json!({}));
        let shown = reader.shown(&answer["data"]);
        let expected = [
            &format!("{comment} comment"),
            "1:0+5 keyword",
            "1:6+1 function declaration",
            "1:9+4 enumMember",
            &format!("{} string", string[0]),
            &format!("{} string", string[1]),
        ];
        assert_eq!(shown[..6], expected, "{encoding}");
        let after = if encoding == "utf-8" { 11 } else { 9 };
        let expected = [
            &format!("2:{after}+3 comment"),
            "3:2+6 property",
            "3:10+5 variable deprecated",
            "3:16+2 keyword",
            "3:19+2 enumMember",
            "3:22+1 number",
            "4:2+5 property",
            "4:9+4 class",
            "5:2+7 property",
            "5:11+10 number",
            "5:22+2 keyword",
            "5:25+4 string",
            "5:30+4 keyword",
            "5:35+14 number readonly",
        ];
        assert_eq!(shown[6..], expected, "{encoding}");
        reader.client.close();
    }
}

#[test]
fn a_range_has_the_declarations_that_it_touches() {
    let mut reader = Reader::start("utf-16");
    let place = |line: u32| json!({"line": line, "character": 0});
    let range = json!({"range": {"start": place(3), "end": place(3)}});
    let answer = reader.ask("range", range);
    let shown = reader.shown(&answer["data"]);
    assert_eq!(shown[0], "1:0+5 keyword");
    assert_eq!(
        shown.last().map(String::as_str),
        Some("5:35+14 number readonly")
    );
    reader.client.close();
}

#[test]
fn a_delta_leads_from_the_last_answer_to_the_next() {
    let mut reader = Reader::start("utf-16");
    let uri = reader.fixture.uri("draft.sayso");
    let first = reader.ask("full", json!({}));
    let mut known: Vec<Value> = first["data"].as_array().expect("tokens").clone();
    let mut id = first["resultId"].clone();
    for (version, range, text) in [
        (2, [4, 9, 4, 13], "@wire"),
        (3, [0, 0, 0, 0], "# new\n\n"),
        (4, [3, 0, 7, 50], ""),
        (5, [0, 0, 0, 0], ""),
    ] {
        reader.client.change(&uri, version, range, text);
        let answer = reader.ask("full/delta", json!({"previousResultId": id}));
        let edits = answer["edits"].as_array().expect("a delta");
        assert!(edits.len() <= 1);
        assert_eq!(edits.is_empty(), text.is_empty() && version == 5);
        for edit in edits {
            let [start, count] =
                ["start", "deleteCount"].map(|key| edit[key].as_u64().unwrap() as usize);
            let data = edit["data"].as_array().cloned().unwrap_or_default();
            known.splice(start..start + count, data);
        }
        id = answer["resultId"].clone();
        assert_eq!(reader.ask("full", json!({}))["data"], json!(known));
        // That was an answer, too: the next delta counts from it.
        let again = reader.ask("full/delta", json!({"previousResultId": id}));
        id = again["resultId"].clone();
        assert!(
            again["data"].is_array(),
            "an id that is not the last one gets all tokens"
        );
    }
    reader.client.close();
}

#[test]
fn the_workspace_colours_references_when_it_is_loaded() {
    let fixture = Fixture::new(WORKSPACE);
    let able = json!({"workspace": {
        "semanticTokens": {"refreshSupport": true},
        "inlayHint": {"refreshSupport": true},
        "codeLens": {"refreshSupport": true},
    }});
    let (mut client, answer) = Client::open_with(fixture.root(), able);
    // Without the capability of the document, they are not announced.
    assert_eq!(
        answer["capabilities"]["semanticTokensProvider"],
        Value::Null
    );
    client.asked_for("workspace/codeLens/refresh");
    let refreshes = ["semanticTokens", "inlayHint", "codeLens"];
    assert_eq!(
        client.questions,
        refreshes.map(|what| format!("workspace/{what}/refresh"))
    );
    // An edit of one file can be seen in another that is open.
    client.open_file(&fixture, "draft.sayso");
    client.open_file(&fixture, "names.sayso");
    client.change(&fixture.uri("names.sayso"), 2, [0, 20, 0, 23], "Bea");
    client.asked_for("workspace/codeLens/refresh");
    client.ignore_unread();
    client.close();
}

//! Completion, as clients with and without further abilities see it.

use serde_json::{Value, json};

use super::Client;
use crate::docs::mistakes_in;
use crate::fixture::Fixture;

const PEOPLE: &str = "
//- people.sayso
entity rocio-san-miguel: person \"Rocío San Miguel\"
  aka: \"La Activista\"
entity nicolas-maduro: person \"Nicolás Maduro\"
entity seizure: event \"Seizure of Nicolás Maduro\"
entity san-nicolas: place \"San Nicolás\"
entity panama-coalition: organisation \"Panama coalition for asylum\"
source tape: broadcast \"Tape\"
source plan: report \"Plan\"
source cellar: interview \"Maria in the cellar\"
  confidential: yes
  described-as: \"a person at the ministry\"
";

fn able() -> Value {
    json!({"textDocument": {"completion": {
        "completionItem": {
            "snippetSupport": true,
            "insertReplaceSupport": true,
            "labelDetailsSupport": true,
            "preselectSupport": true,
        },
        "completionItemKind": {"valueSet": (1..=25).collect::<Vec<i32>>()},
    }}})
}

/// Opens the draft with the cursor, and asks for completions there.
fn complete(files: &str, able: Value, context: Value) -> Value {
    let fixture = Fixture::new(files);
    let (mut client, _) = Client::open_with(fixture.root(), able);
    let cursor = fixture.cursor();
    client.open_file(&fixture, &cursor.path);
    // All files are read when the draft is checked.
    client.diagnostics_at(&fixture.uri(&cursor.path), 1);
    let mut params = fixture.place(cursor);
    params["context"] = context;
    let found = client.request("textDocument/completion", params);
    client.ignore_unread();
    client.close();
    found
}

fn complete_draft(draft: &str) -> Value {
    let files = format!("{PEOPLE}//- draft.sayso\n{draft}");
    complete(&files, able(), json!({"triggerKind": 1}))
}

fn items(found: &Value) -> &[Value] {
    found["items"].as_array().map_or(&[], Vec::as_slice)
}

/// The labels in the order of the client, which sorts by `sortText`.
fn labels(found: &Value) -> Vec<&str> {
    let mut items: Vec<&Value> = items(found).iter().collect();
    items.sort_by_key(|item| item["sortText"].as_str());
    items
        .iter()
        .filter_map(|item| item["label"].as_str())
        .collect()
}

/// Whether an editor that only compares letters finds `typed` in the text.
fn has_letters(text: &str, typed: &str) -> bool {
    let mut letters = text.chars();
    typed
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted))
}

#[test]
fn what_begins_with_what_was_typed_comes_first() {
    let found = complete_draft("claim: \"x\"\n  about: @nicolas<|>\n");
    assert_eq!(
        labels(&found),
        ["@nicolas-maduro", "@san-nicolas", "@seizure"]
    );
    let found = complete_draft("claim: \"x\"\n  about: @maduro<|>\n");
    assert_eq!(labels(&found), ["@nicolas-maduro", "@seizure"]);
    // Letters in that order come last; those of the claim's passage before others.
    let found =
        complete_draft("claim: \"It met the Panama coalition for asylum\"\n  about: @ncl<|>\n");
    assert_eq!(labels(&found)[0], "@panama-coalition");
}

#[test]
fn who_is_in_the_passage_comes_first_where_nothing_is_typed() {
    let draft = "claim: \"x\"\n  about: @seizure\n\nclaim: \"Nicolás Maduro met Rocío San Miguel\"\n  about: <|>\n";
    let found = complete_draft(draft);
    assert_eq!(
        labels(&found)[..3],
        ["@nicolas-maduro", "@rocio-san-miguel", "@seizure"],
        "then what was used last"
    );
    assert_eq!(items(&found)[0]["preselect"], true);
    assert_eq!(items(&found)[1]["preselect"], Value::Null);
}

#[test]
fn clients_find_names_by_other_names_and_without_accents() {
    for typed in ["", "@", "@r", "@act"] {
        let found = complete_draft(&format!("claim: \"x\"\n  about: {typed}<|>\n"));
        let rocio = items(&found)
            .iter()
            .find(|item| item["label"] == "@rocio-san-miguel");
        let filter = rocio.expect(typed)["filterText"].as_str().expect("a text");
        for more in ["rocio", "san miguel", "la activista"] {
            assert!(has_letters(filter, more), "{filter}");
        }
        assert!(filter.starts_with(typed), "{filter}");
        assert!(filter.is_ascii(), "{filter}");
    }
    // What was typed is found as it was typed.
    let found = complete_draft("claim: \"x\"\n  about: @Rocío<|>\n");
    let filter = items(&found)[0]["filterText"].as_str().expect("a text");
    assert!(filter.starts_with("@Rocío "), "{filter}");
    let found = complete_draft("claim: \"x\"\n  about: @nobody-there<|>\n");
    assert_eq!(
        (labels(&found), &found["isIncomplete"]),
        (vec![], &json!(false))
    );
}

#[test]
fn searches_find_what_editors_find_again() {
    let fixture = Fixture::new(PEOPLE);
    let (mut client, _) = Client::open_with(fixture.root(), json!({}));
    client.open_file(&fixture, "people.sayso");
    for (typed, name) in [
        ("rocio", "Rocío San Miguel (@rocio-san-miguel)"),
        ("Rocío", "Rocío San Miguel"),
        ("activ", "Rocío San Miguel (La Activista)"),
        ("san nicolas", "San Nicolás (@san-nicolas)"),
        ("cellar", "cellar"),
        ("person at", ""),
    ] {
        let found = client.request("workspace/symbol", json!({"query": typed}));
        let first = found[0]["name"].as_str().unwrap_or_default();
        assert_eq!(first, name, "{typed}");
    }
    client.ignore_unread();
    client.close();
}

#[test]
fn rows_hold_name_and_kind_where_clients_show_them() {
    let draft = format!("{PEOPLE}//- draft.sayso\nclaim: \"x\"\n  note: \"@<|>\"\n");
    let found = complete(&draft, able(), Value::Null);
    let shown: Vec<String> = items(&found)
        .iter()
        .map(|item| {
            format!(
                "{} {} {}",
                item["label"], item["labelDetails"], item["kind"]
            )
        })
        .collect();
    for row in [
        r#""@rocio-san-miguel" {"description":"person","detail":" Rocío San Miguel"} 7"#,
        r#""@tape" {"description":"broadcast source","detail":" Tape"} 18"#,
        r#""@cellar" {"description":"interview source","detail":" a person at the ministry"} 18"#,
    ] {
        assert!(
            shown.iter().any(|shown| shown == row),
            "{row} in {shown:#?}"
        );
    }
    assert!(!found.to_string().contains("Maria"));
    let found = complete(&draft, json!({}), Value::Null);
    for item in items(&found) {
        assert_eq!(item["labelDetails"], Value::Null);
        assert_eq!(item["preselect"], Value::Null);
    }
}

#[test]
fn a_space_opens_a_list_only_where_a_value_begins() {
    let space = json!({"triggerKind": 2, "triggerCharacter": " "});
    let after_space = |draft: &str| {
        let files = format!("{PEOPLE}//- draft.sayso\n{draft}");
        let found = complete(&files, able(), space.clone());
        assert!(found.is_null() || !items(&found).is_empty(), "{found}");
        labels(&found).first().map(|label| (*label).to_owned())
    };
    for (draft, first) in [
        ("claim: \"x\"\n  source: <|>\n", "@cellar"),
        ("claim: \"x\"\n  source: @tape, <|>\n", "@cellar"),
        ("claim: \"x\"\n  source: @tape at <|>\n", "00:00:00"),
        ("entity a: <|>\n", "person"),
        ("article \"A\"\n  status: <|>\n", "draft"),
        ("article \"A\"\n  language: <|>\n", "ar"),
    ] {
        assert!(after_space(draft).is_some(), "{draft}");
        if first != "ar" {
            assert_eq!(after_space(draft).as_deref(), Some(first), "{draft}");
        }
    }
    for draft in [
        "claim: \"x\"\n <|>\n",
        "claim: \"x\"\n  source: @tape <|>\n",
        "claim: \"x\"\n  source: @tape at p. 3 <|>\n",
        "article \"A\"\ntext\n  It was <|>\nclaim: \"It <|>",
        "claim: \"x\"\n  note: \"source: <|>\"\n",
        "# source: <|>\n",
        "claim <|>\n",
    ] {
        let draft = draft.replacen("<|>", "", draft.matches("<|>").count() - 1);
        assert_eq!(after_space(&draft), None, "{draft}");
    }
}

#[test]
fn places_fit_the_source() {
    let after_at = |source: &str, typed: &str| {
        let found = complete_draft(&format!(
            "claim: \"x\"\n  source: @{source} at {typed}<|>\n"
        ));
        let labels = labels(&found).into_iter().map(str::to_owned);
        labels.collect::<Vec<String>>()
    };
    assert_eq!(after_at("tape", ""), ["00:00:00"]);
    let in_plan = after_at("plan", "");
    assert_eq!(in_plan[..3], ["p.", "para", "section"]);
    assert!(!in_plan.contains(&"00:00:00".to_owned()));
    // Any other label can be typed, and a source that nobody declared may have any.
    assert!(after_at("tape", "p").contains(&"p.".to_owned()));
    assert!(after_at("nobody", "").contains(&"canon".to_owned()));
}

#[test]
fn the_rest_of_a_name_may_stay() {
    let draft = format!("{PEOPLE}//- draft.sayso\nclaim: \"x\"\n  about: @roc<|>-old\n");
    let range = |from: u32, to: u32| json!({"start": {"line": 1, "character": from}, "end": {"line": 1, "character": to}});
    let found = complete(&draft, able(), Value::Null);
    let edit = &items(&found)[0]["textEdit"];
    assert_eq!(
        (&edit["insert"], &edit["replace"]),
        (&range(9, 13), &range(9, 17))
    );
    let found = complete(&draft, json!({}), Value::Null);
    assert_eq!(items(&found)[0]["textEdit"]["range"], range(9, 17));
    let at_end = draft.replace("-old", "");
    let found = complete(&at_end, able(), Value::Null);
    assert_eq!(items(&found)[0]["textEdit"]["range"], range(9, 13));
}

const FILES: &str = "
//- sayso.toml
exclude = [\"old\"]
//- desk/texts/a.md
A.
//- desk/texts/b.HTML
B.
//- desk/scan.pdf
x
//- desk/c.txt
C.
//- desk/other.sayso
//- desk/.env
secret
//- desk/old.md
//- .git/config
//- old/d.md
D.
";

#[test]
fn paths_lead_to_files_of_the_workspace() {
    let paths = |line: &str| {
        let files = format!("{FILES}//- desk/draft.sayso\n{line}\n");
        let found = complete(&files, able(), Value::Null);
        let written = items(&found).iter().map(|item| {
            let edit = item["textEdit"]["newText"].as_str().expect("a text");
            edit.to_owned()
        });
        written.collect::<Vec<String>>()
    };
    assert_eq!(
        paths("article \"A\"\n  text: \"<|>\""),
        ["texts/", "c.txt", "old.md"]
    );
    assert_eq!(
        paths("article \"A\"\n  text: <|>"),
        ["\"texts/", "\"c.txt\"", "\"old.md\""]
    );
    assert_eq!(
        paths("article \"A\"\n  text: \"texts/<|>"),
        ["a.md", "b.HTML"]
    );
    assert_eq!(
        paths("article \"A\"\n  text: \"./texts/../te<|>xts/a.md\""),
        ["texts", "c.txt", "old.md"]
    );
    assert_eq!(paths("article \"A\"\n  text: \"../<|>\""), ["desk/"]);
    assert_eq!(
        paths("source s: report \"S\"\n  file: \"<|>\""),
        ["texts/", "c.txt", "old.md", "scan.pdf"]
    );
    for outside in [
        "../../", "/", "/etc/", "../.git/", "../old/", "nowhere/", "~/",
    ] {
        assert!(
            paths(&format!("article \"A\"\n  text: \"{outside}<|>\"")).is_empty(),
            "{outside}"
        );
    }
    assert!(paths("claim: \"x\"\n  note: \"<|>\"").is_empty());
    assert!(paths("source s: report \"S\"\n  file: \"c.txt\" \"<|>\"").is_empty());
}

#[test]
fn snippets_are_understood() {
    let found = complete("//- draft.sayso\n<|>\n", able(), Value::Null);
    let snippets = items(&found)
        .iter()
        .filter(|item| item["insertTextFormat"] == 2);
    let mut labels = Vec::new();
    for snippet in snippets {
        let label = snippet["label"].as_str().expect("a label");
        let body = snippet["textEdit"]["newText"].as_str().expect("a text");
        let written = expanded(body);
        // A headline alone is continued.
        if snippet["kind"] == 15 {
            let mistakes = mistakes_in(&written);
            assert!(mistakes.is_empty(), "{label}: {mistakes:#?}\n{written}");
            labels.push(label);
        }
    }
    assert_eq!(labels.len(), 12, "{labels:?}");
    let found = complete("//- draft.sayso\n<|>\n", json!({}), Value::Null);
    for item in items(&found) {
        assert_eq!(item["insertTextFormat"], Value::Null);
        assert!(
            !item["textEdit"]["newText"]
                .as_str()
                .expect("a text")
                .contains('$')
        );
    }
    for inside in [
        "claim: \"<|>",
        "# <|>",
        "text\n  <|>",
        "claim: \"x\"\n  note: \"a\n<|>\"",
    ] {
        let found = complete(&format!("//- draft.sayso\n{inside}\n"), able(), Value::Null);
        assert!(
            items(&found).iter().all(|item| item["kind"] != 15),
            "{inside}"
        );
    }
}

#[test]
fn a_new_claim_quotes_the_next_sentence() {
    let draft = "article \"A\"\ntext\n  It cost {5} $. Two came. She said \"no\". Three left.\n\nclaim: \"Two came\"\n\nclaim: \"Three left\"\n";
    let quoted = |draft: String| {
        let found = complete(&draft, able(), Value::Null);
        let claim = items(&found).iter().find(|item| item["label"] == "quote");
        let body = claim.expect("a snippet")["textEdit"]["newText"].as_str();
        expanded(body.expect("a text"))
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    let end = format!("//- draft.sayso\n{draft}\n<|>");
    assert_eq!(quoted(end), "claim: quote \"It cost {5} $.\"");
    let between = format!(
        "//- draft.sayso\n{}",
        draft.replace("came\"\n", "came\"\n\n<|>")
    );
    assert_eq!(quoted(between), "claim: quote “She said \"no\".”");
}

#[test]
fn placeholders_are_filled_in() {
    let body = "claim ${1:name}: ${2|fact,quote|} “${3:5 \\$ {x\\}}”$0";
    assert_eq!(expanded(body), "claim name: fact “5 $ {x}”");
}

/// The snippet with every placeholder at its default and every choice at its first word.
fn expanded(body: &str) -> String {
    let mut written = String::new();
    let mut rest = body.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => written.extend(rest.next()),
            '$' if rest.next_if_eq(&'{').is_some() => {
                let number: String =
                    std::iter::from_fn(|| rest.next_if(char::is_ascii_digit)).collect();
                assert!(!number.is_empty(), "{body}");
                let kind = rest.next();
                if kind == Some('}') {
                    continue;
                }
                let mut inner = String::new();
                loop {
                    match rest.next().expect("every brace is closed") {
                        '\\' => inner.extend(rest.next()),
                        '}' => break,
                        c => inner.push(c),
                    }
                }
                match kind {
                    Some('|') => written.push_str(inner.split([',', '|']).next().unwrap()),
                    _ => written.push_str(&inner),
                }
            }
            '$' => while rest.next_if(char::is_ascii_digit).is_some() {},
            c => written.push(c),
        }
    }
    written
}

#[test]
fn the_article_goes_on_while_a_claim_quotes_it() {
    let fixture = Fixture::new(
        "//- draft.sayso\narticle \"A\"\n  text: \"a.md\"\nclaim: \"Él 🌉 <|>\"\n//- a.md\nÉl 🌉 cayó. Nadie habló.\n",
    );
    for (encoding, character) in [("utf-8", 17), ("utf-16", 14), ("utf-32", 13)] {
        let able = json!({
            "general": {"positionEncodings": [encoding]},
            "textDocument": {"inlineCompletion": {}},
        });
        let (mut client, answer) = Client::open_with(fixture.root(), able);
        assert_eq!(answer["capabilities"]["inlineCompletionProvider"], true);
        client.open_file(&fixture, "draft.sayso");
        client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
        let position = json!({"line": 2, "character": character});
        let found = client.request(
            "textDocument/inlineCompletion",
            json!({
                "textDocument": {"uri": fixture.uri("draft.sayso")},
                "position": position,
                "context": {"triggerKind": 2},
            }),
        );
        let range = json!({"start": position, "end": position});
        assert_eq!(
            found,
            json!([{"insertText": "cayó.", "range": range}]),
            "{encoding}"
        );
        client.ignore_unread();
        client.close();
    }
    let (client, answer) = Client::open_with(fixture.root(), json!({}));
    assert_eq!(
        answer["capabilities"]["inlineCompletionProvider"],
        Value::Null
    );
    client.close();
}

#[test]
fn signatures_name_the_active_part() {
    let fixture = Fixture::new("//- draft.sayso\nclaim: \"x\"\n  source: @s at <|>\n");
    let (mut client, _) = Client::open_with(fixture.root(), json!({}));
    client.open_file(&fixture, "draft.sayso");
    let help = client.request(
        "textDocument/signatureHelp",
        fixture.place(fixture.cursor()),
    );
    let signature = &help["signatures"][0];
    assert_eq!(
        signature["label"],
        "source: @source at p. 3 \"its words\" primary"
    );
    assert_eq!(help["activeParameter"], 1);
    let label = signature["label"].as_str().expect("a label");
    for parameter in signature["parameters"].as_array().expect("parameters") {
        let part = parameter["label"].as_str().expect("a label");
        assert_eq!(label.matches(part).count(), 1, "{part}");
    }
    client.ignore_unread();
    client.close();
}

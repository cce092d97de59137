//! Unchanged snippets have no mistakes.

use serde_json::Value;

use crate::docs::mistakes_in;

#[test]
fn every_snippet_is_understood() {
    let source = include_str!("../../../editors/vscode/snippets/sayso.json");
    let snippets: Value = serde_json::from_str(source).expect("the snippets are JSON");
    for (name, snippet) in snippets.as_object().expect("an object") {
        let lines = snippet["body"].as_array().expect("lines").iter();
        let body: Vec<&str> = lines.filter_map(Value::as_str).collect();
        let written = expanded(&body.join("\n"));
        let mistakes = mistakes_in(&written);
        assert!(mistakes.is_empty(), "{name}: {mistakes:#?}\n{written}");
    }
}

#[test]
fn placeholders_are_filled_in() {
    let body = "claim ${1:name}: ${2|fact,quote|} “${3:on $CURRENT_YEAR-${CURRENT_MONTH}}”$0";
    assert_eq!(expanded(body), "claim name: fact “on 2026-01”");
}

/// The snippet with every placeholder at its default and every choice at its first word.
fn expanded(body: &str) -> String {
    let mut written = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('$') {
        written.push_str(before);
        let (placeholder, remainder) = placeholder_of(after);
        written.push_str(&filled(placeholder));
        rest = remainder;
    }
    written + rest
}

/// The text after the dollar sign, without its braces, and the rest.
fn placeholder_of(text: &str) -> (&str, &str) {
    let Some(inner) = text.strip_prefix('{') else {
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        return text.split_at(end.unwrap_or(text.len()));
    };
    let mut depth = 1;
    let end = inner.find(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let end = end.expect("every brace is closed");
    (&inner[..end], &inner[end + 1..])
}

fn filled(placeholder: &str) -> String {
    if let Some((_, default)) = placeholder.split_once(':') {
        return expanded(default);
    }
    if let Some((_, choices)) = placeholder.split_once('|') {
        return choices.split([',', '|']).next().unwrap_or_default().into();
    }
    match placeholder {
        "CURRENT_YEAR" => "2026".into(),
        "CURRENT_MONTH" => "01".into(),
        "CURRENT_DATE" => "09".into(),
        tab_stop => {
            assert!(tab_stop.parse::<u8>().is_ok(), "unknown: ${tab_stop}");
            String::new()
        }
    }
}

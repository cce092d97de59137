//! Where new declarations go, and where the cursor is once a quick fix is applied.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const DRAFT: &str = r#"
//- sayso.toml
registries = ["desk"]
//- desk/people.sayso
entity ana: person "Ana"
source notice: press-release "Notice"
//- desk/sources.sayso
source plan: report "Plan"
source tape: broadcast "Tape"
//- draft.sayso
article "A"
  text: "a.md"

# The claims
claim: "🌉 Two came"
  source: @nobody
  about: @ana

claim: "Four left"
//- a.md
One fell. 🌉 Two came. Three stayed. Four left.
"#;

/// The document that was shown, the selection in it and all files, after the quick fix with that title.
struct Fixed {
    files: Vec<(String, String)>,
    shown: Option<(String, String)>,
}

impl Fixed {
    fn file(&self, path: &str) -> &str {
        let mut files = self.files.iter();
        &files.find(|(known, _)| known == path).expect(path).1
    }
}

/// Applies the quick fix at the words in the file, as an editor that shows documents or not.
fn fix(able: bool, path: &str, words: &str, title: &str) -> Fixed {
    let fixture = Fixture::new(DRAFT);
    let literals = json!({"codeActionKind": {"valueSet": ["quickfix"]}});
    let (mut client, answer) = Client::open_with(
        fixture.root(),
        json!({
            "textDocument": {"codeAction": {"codeActionLiteralSupport": literals, "disabledSupport": true}},
            "window": {"showDocument": {"support": able}},
        }),
    );
    let commands = &answer["capabilities"]["executeCommandProvider"]["commands"];
    let commands = commands.as_array().expect("commands");
    assert_eq!(
        commands.contains(&json!("sayso.goTo")),
        able,
        "{commands:?}"
    );
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    let text = fixture.text(path);
    let at = position(text, text.find(words).expect(words));
    let found = client.request(
        "textDocument/codeAction",
        json!({
            "textDocument": {"uri": fixture.uri(path)},
            "range": {"start": at, "end": at},
            "context": {"diagnostics": []},
        }),
    );
    let mut actions = found.as_array().expect("actions").iter();
    let action = actions.find(|action| action["title"] == title);
    let action = action.unwrap_or_else(|| panic!("{title} in {found:#}"));
    let paths = ["desk/people.sayso", "desk/sources.sayso", "draft.sayso"];
    let files = paths.map(|path| {
        let edits = &action["edit"]["changes"][fixture.uri(path)];
        (path.to_owned(), edited(fixture.text(path), edits))
    });
    let command = &action["command"];
    let shown = (!command.is_null()).then(|| {
        let asked = json!({"command": command["command"], "arguments": command["arguments"]});
        client.request("workspace/executeCommand", asked);
        let shown = client.asked_for("window/showDocument");
        assert_eq!(shown["takeFocus"], true);
        let file = files
            .iter()
            .find(|(path, _)| shown["uri"] == fixture.uri(path));
        let (path, text) = file.expect("a file");
        let [start, end] = ["start", "end"].map(|end| offset(text, &shown["selection"][end]));
        let marked = format!("{}<{}>{}", &text[..start], &text[start..end], &text[end..]);
        let line = marked[..start + 1].matches('\n').count();
        (
            path.clone(),
            marked.lines().nth(line).expect("a line").to_owned(),
        )
    });
    client.ignore_unread();
    client.close();
    Fixed {
        files: files.to_vec(),
        shown,
    }
}

fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap();
    json!({"line": before.matches('\n').count(), "character": line.encode_utf16().count()})
}

fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().expect("a line") as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = position["character"].as_u64().expect("a character") as usize;
    let mut at = start;
    for c in text[start..]
        .chars()
        .take_while(|_| units > 0)
        .collect::<Vec<char>>()
    {
        units -= c.len_utf16();
        at += c.len_utf8();
        if units == 0 {
            break;
        }
    }
    at
}

/// The text after the edits, which do not overlap.
fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<&Value> = edits.as_array().into_iter().flatten().collect();
    edits.reverse();
    let mut edited = text.to_owned();
    for edit in edits {
        let [start, end] = ["start", "end"].map(|end| offset(text, &edit["range"][end]));
        edited.replace_range(start..end, edit["newText"].as_str().expect("a text"));
    }
    edited
}

fn shown(path: &str, line: &str) -> Option<(String, String)> {
    Some((path.to_owned(), line.to_owned()))
}

#[test]
fn declarations_go_to_the_registry_with_most_of_their_kind() {
    let fixed = fix(true, "draft.sayso", "nobody", "Declare source `nobody`");
    assert_eq!(
        fixed.file("desk/sources.sayso"),
        "source plan: report \"Plan\"\nsource tape: broadcast \"Tape\"\n\nsource nobody: document \"Title\"\n"
    );
    assert_eq!(
        fixed.shown,
        shown("desk/sources.sayso", "source nobody: document \"<Title>\"")
    );
    let fixed = fix(true, "draft.sayso", "Four left", "Create a source");
    assert!(
        fixed
            .file("draft.sayso")
            .contains("\"Four left\"\n  source: @new-source\n")
    );
    assert_eq!(
        fixed.shown,
        shown(
            "desk/sources.sayso",
            "source new-source: document \"<Title>\""
        )
    );
}

#[test]
fn claims_are_in_the_order_of_the_article() {
    const ADD: &str = "Annotate this sentence";
    let fixed = fix(true, "a.md", "Three", ADD);
    let after = "  about: @ana\n\nclaim: fact \"Three stayed.\"\n\nclaim: \"Four left\"\n";
    assert!(
        fixed.file("draft.sayso").contains(after),
        "{}",
        fixed.file("draft.sayso")
    );
    assert_eq!(
        fixed.shown,
        shown("draft.sayso", "claim: fact \"Three stayed.\"<>")
    );
    let fixed = fix(true, "a.md", "One", ADD);
    let before = "\n\nclaim: fact \"One fell.\"\n\n# The claims\nclaim: \"🌉 Two";
    assert!(
        fixed.file("draft.sayso").contains(before),
        "{}",
        fixed.file("draft.sayso")
    );
    assert_eq!(
        fixed.shown,
        shown("draft.sayso", "claim: fact \"One fell.\"<>")
    );
}

#[test]
fn the_cursor_is_where_the_reason_goes() {
    let title = "Allow `unsourced-claim` here…";
    let fixed = fix(true, "draft.sayso", "Four left", title);
    assert_eq!(
        fixed.shown,
        shown("draft.sayso", "  allow: unsourced-claim \"<>\"")
    );
    // A client that cannot go there gets the same edit.
    let plain = fix(false, "draft.sayso", "Four left", title);
    assert_eq!(plain.file("draft.sayso"), fixed.file("draft.sayso"));
    assert_eq!(plain.shown, None);
}

//! What is published while somebody types, key by key, with the default delay.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::Client;
use crate::fixture::Fixture;

/// The maximum number of times that the diagnostics of a file change while a declaration is typed.
const MOST_CHANGES: usize = 6;

const ERROR: u64 = 1;

/// Longer than the default delay.
const REST: Duration = Duration::from_millis(900);

const FAST: Duration = Duration::from_millis(5);

const ARTICLE: &str = "# Five were freed\n\nFive of its nationals, among them Rocío San Miguel, had been released, the ministry said on Friday. The mayor, Rocío Márquez, spoke to 40 people. Nobody else spoke.\n";

const DRAFT: &str = "article \"Five were freed\"\n  text: \"story.md\"\n  published: 2026-01-10\n  language: en\n  byline: \"A. Writer\"\n\nentity ministry: organisation \"Ministry\"\n\nsource notice: press-release \"Comunicado\"\n  by: @ministry\n  issued: 2026-01-08\n\n";

const CLAIM: &str = "claim five-freed: number \"Five of its nationals, among them Rocío San Miguel, had been released\"\n  said-by: @ministry\n  source: @notice at para 2 \"cinco ciudadanos\"\n  checked: 2026-01-09 by \"M. Ortega\"\n";

const ENTITY: &str = "entity rocio-san-miguel: person \"Rocío San Miguel\"\n  aka: \"San Miguel\", \"R. San Miguel\"\n  role: \"rights activist\"\n  born: 1966-05-06\n";

const SOURCE: &str = "source address: broadcast \"National Assembly address\"\n  by: @ministry\n  issued: 2026-01-08\n  url: https://example.org/address\n  derived-from: @notice\n";

/// A person at a keyboard, at the end of a document.
struct Typist {
    client: Client,
    uri: String,
    version: i32,
    text: String,
    /// What the editor wrote behind the caret by itself.
    closing: String,
    closes_marks: bool,
    pause: Duration,
}

impl Typist {
    /// Opens the file, and reads what is published then.
    fn open(fixture: &Fixture, path: &str, capabilities: Value) -> Typist {
        let mut client = Client::spawn();
        client.initialize_with(fixture.root(), capabilities, Value::Null);
        client.open_file(fixture, path);
        let uri = fixture.uri(path);
        Typist {
            client,
            uri,
            version: 1,
            text: fixture.text(path).to_owned(),
            closing: String::new(),
            closes_marks: false,
            pause: FAST,
        }
    }

    fn pushed(fixture: &Fixture, path: &str) -> Typist {
        let mut typist = Typist::open(fixture, path, json!({}));
        let uri = typist.uri.clone();
        typist.client.diagnostics(&uri);
        typist
    }

    fn type_keys(&mut self, text: &str) {
        for key in text.chars() {
            if self.closing.starts_with(key) {
                // The editor steps over the mark that it wrote.
                self.closing.remove(0);
                self.text.push(key);
                continue;
            }
            let closing = if key == '"' && self.closes_marks {
                "\""
            } else {
                ""
            };
            self.insert(&format!("{key}{closing}"));
            self.text.push(key);
            self.closing.insert_str(0, closing);
            sleep(self.pause);
        }
    }

    /// Inserts a text at the caret.
    fn insert(&mut self, text: &str) {
        let [line, character] = end_of(&self.text);
        self.version += 1;
        let at = [line, character, line, character];
        self.client.change(&self.uri, self.version, at, text);
    }

    fn replace(&mut self, old: &str, new: &str) {
        let start = self.text.rfind(old).expect("the old text");
        let [line, character] = end_of(&self.text[..start]);
        let [end_line, end_character] = end_of(&self.text[..start + old.len()]);
        self.text.replace_range(start..start + old.len(), new);
        self.version += 1;
        let range = [line, character, end_line, end_character];
        self.client.change(&self.uri, self.version, range, new);
    }

    /// The diagnostics published since the last time, after everything that was typed is worked on.
    fn published(&mut self) -> Vec<Vec<Value>> {
        self.wait_for_publisher();
        self.client.all_published(&self.uri)
    }

    /// The same, when nothing waits any more.
    fn published_at_rest(&mut self) -> Vec<Vec<Value>> {
        sleep(REST);
        self.published()
    }

    fn wait_for_publisher(&mut self) {
        let start = json!({"line": 0, "character": 0});
        let params = json!({
            "textDocument": {"uri": self.uri},
            "range": {"start": start, "end": start},
            "context": {"diagnostics": []},
        });
        self.client.request("textDocument/codeAction", params);
        let document = json!({"textDocument": {"uri": self.uri}});
        self.client
            .request("textDocument/diagnostic", document.clone());
    }

    fn close(mut self) {
        self.client.ignore_unread();
        self.client.close();
    }
}

/// The line and the UTF-16 column behind a text.
fn end_of(text: &str) -> [u32; 2] {
    let line = text.matches('\n').count() as u32;
    let last = text.rsplit('\n').next().unwrap_or_default();
    [line, last.encode_utf16().count() as u32]
}

fn rules(diagnostics: &[Value]) -> Vec<&str> {
    let rules = diagnostics
        .iter()
        .map(|it| it["code"].as_str().expect("a rule"));
    rules.collect()
}

#[track_caller]
fn assert_quiet(published: &[Vec<Value>]) {
    for diagnostics in published {
        let is_error = |it: &&Value| it["severity"] == ERROR;
        let errors: Vec<&Value> = diagnostics.iter().filter(is_error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let rules: Vec<_> = published.iter().map(|it| rules(it)).collect();
    assert!(rules.len() <= MOST_CHANGES, "{rules:#?}");
    for two in published.windows(2) {
        assert_ne!(two[0], two[1], "published twice");
    }
}

#[track_caller]
fn type_each(fixture: &Fixture, path: &str, declarations: &[&str], set: impl Fn(&mut Typist)) {
    let mut typist = Typist::pushed(fixture, path);
    set(&mut typist);
    typist.published_at_rest();
    for declaration in declarations {
        typist.type_keys(declaration);
        assert_quiet(&typist.published_at_rest());
        typist.type_keys("\n");
    }
    typist.close();
}

fn fixture() -> Fixture {
    Fixture::new(&format!(
        "//- draft.sayso\n{DRAFT}//- story.md\n{ARTICLE}//- registry.sayso\nentity ana: person \"Ana\"\n\n"
    ))
}

#[test]
fn declarations_without_a_mistake() {
    for closes_marks in [false, true] {
        let set = |typist: &mut Typist| typist.closes_marks = closes_marks;
        type_each(&fixture(), "draft.sayso", &[CLAIM, ENTITY, SOURCE], set);
        type_each(&fixture(), "registry.sayso", &[ENTITY], set);
    }
}

#[test]
fn an_entity_that_earlier_claims_name() {
    let claims = "claim: \"The mayor, Rocío Márquez, spoke to 40 people\"\n  source: @notice\n\nclaim: \"among them Rocío San Miguel, had been\"\n  source: @notice\n\n";
    let fixture = Fixture::new(&format!(
        "//- draft.sayso\n{DRAFT}{claims}//- story.md\n{ARTICLE}"
    ));
    type_each(&fixture, "draft.sayso", &[ENTITY], |_| {});
}

#[test]
fn an_article_in_the_draft_that_is_checked() {
    let text = ARTICLE.replace('\n', "\n  ");
    let draft = DRAFT.replace("  text: \"story.md\"\n", "  status: checking\n");
    let fixture = Fixture::new(&format!(
        "//- draft.sayso\n{draft}text\n  {}\n\n",
        text.trim()
    ));
    type_each(&fixture, "draft.sayso", &[CLAIM, ENTITY], |_| {});
}

/// As fast as people type, with quotation marks that the editor closes.
#[test]
fn at_the_pace_of_people() {
    type_each(&fixture(), "draft.sayso", &[CLAIM], |typist| {
        typist.closes_marks = true;
        typist.pause = Duration::from_millis(110);
    });
}

#[test]
fn findings_appear_when_nothing_is_typed_any_more() {
    let mut typist = Typist::pushed(&fixture(), "draft.sayso");
    typist.published_at_rest();
    typist.type_keys("claim: number \"Five of our people\"\n  sorce: @nobody\n");
    assert_quiet(&typist.published());
    let published = typist.published_at_rest();
    let rules = rules(published.last().expect("they appear"));
    for rule in ["anchor-not-found", "unknown-field"] {
        assert!(rules.contains(&rule), "{rules:?}");
    }
    assert_eq!(published.len(), 1);
    typist.close();
}

#[test]
fn findings_appear_when_something_is_typed_elsewhere() {
    let mut typist = Typist::pushed(&fixture(), "draft.sayso");
    typist.client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"sayso": {"diagnostics": {"delay": 60_000}}}}),
    );
    typist.published();
    typist.type_keys("claim: number \"Five of our people\"\n");
    assert_quiet(&typist.published());
    typist.type_keys("c");
    let published = typist.published();
    let rules = rules(published.last().expect("they appear"));
    assert!(rules.contains(&"anchor-not-found"), "{rules:?}");
    typist.close();
}

#[test]
fn what_is_no_longer_wrong_disappears_at_once() {
    let fixture = fixture();
    let mut typist = Typist::pushed(&fixture, "draft.sayso");
    typist.type_keys("claim: number \"Nobody else spoke\"\n  sorce: @notice\n");
    let published = typist.published_at_rest();
    assert!(rules(published.last().expect("it appears")).contains(&"unknown-field"));
    typist.replace("sorce", "source");
    let published = typist.published();
    let rules = rules(published.last().expect("it disappears"));
    assert!(!rules.contains(&"unknown-field"), "{rules:?}");
    typist.close();
}

#[test]
fn errors_elsewhere_appear_at_once() {
    let mut typist = Typist::pushed(&fixture(), "draft.sayso");
    typist.published();
    typist.replace("entity ministry:", "entity ministries:");
    let published = typist.published();
    let rules = rules(published.last().expect("it appears"));
    assert!(rules.contains(&"unresolved-reference"), "{rules:?}");
    typist.close();
}

/// A finding that was shown before the edit stays where it is, also if its line moves.
#[test]
fn what_is_still_wrong_moves_with_the_text() {
    let fixture = Fixture::new("//- a.sayso\nclaim: fact \"It is so\"\n");
    let mut typist = Typist::pushed(&fixture, "a.sayso");
    typist.replace("claim", "\nclaim");
    let published = typist.published();
    let before = published.last().expect("it moved");
    assert!(rules(before).contains(&"unsourced-claim"));
    assert_eq!(before[0]["range"]["start"]["line"], 1);
    typist.replace(" fact", " name");
    assert!(rules(typist.published().last().unwrap_or(before)).contains(&"unsourced-claim"));
    typist.close();
}

#[test]
fn the_delay_is_a_setting() {
    for settings in [
        json!({"diagnostics": {"delay": 0}}),
        json!({"sayso": {"diagnostics": {"delay": 0}}}),
    ] {
        let mut typist = Typist::pushed(&fixture(), "draft.sayso");
        typist.client.notify(
            "workspace/didChangeConfiguration",
            json!({"settings": settings}),
        );
        typist.published();
        typist.type_keys("claim: \"");
        let published = typist.published();
        let rules = rules(published.last().expect("it appears at once"));
        assert!(rules.contains(&"syntax-error"), "{settings}: {rules:?}");
        typist.close();
    }
}

/// A client that pulls gets what the others get, and is asked to pull again when nothing waits any more.
#[test]
fn what_waits_is_not_pulled() {
    let fixture = fixture();
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut typist = Typist::open(&fixture, "draft.sayso", capabilities);
    let document = json!({"textDocument": {"uri": typist.uri}});
    let pull = |typist: &mut Typist| {
        let report = typist
            .client
            .request("textDocument/diagnostic", document.clone());
        let items = report["items"].as_array().expect("a list").clone();
        let rules: Vec<String> = rules(&items).into_iter().map(str::to_owned).collect();
        rules
    };
    let before = pull(&mut typist);
    typist.type_keys("claim: fact \"Nobody el");
    assert_eq!(pull(&mut typist), before);
    typist.client.asked_for("workspace/diagnostic/refresh");
    assert!(pull(&mut typist).contains(&"syntax-error".to_owned()));
    typist.close();
}

/// A client that sends no edits waits for nothing.
#[test]
fn everything_in_an_opened_file_is_shown() {
    let fixture = Fixture::new("//- a.sayso\nclaim: fact \"It is so\n");
    let mut typist = Typist::open(&fixture, "a.sayso", json!({}));
    let uri = typist.uri.clone();
    assert!(rules(&typist.client.diagnostics(&uri)).contains(&"syntax-error"));
    typist.close();
}

#[test]
fn the_same_diagnostics_are_not_sent_again() {
    let fixture = Fixture::new("//- a.sayso\nclaim x: fact \"It is so\"\n");
    let mut typist = Typist::pushed(&fixture, "a.sayso");
    typist.type_keys("  # a comment\n");
    assert_eq!(typist.published_at_rest(), Vec::<Vec<Value>>::new());
    typist.close();
}

#[test]
fn what_a_client_has_is_not_answered_again() {
    let fixture = Fixture::new("//- a.sayso\nclaim x: fact \"It is so\"\n");
    let mut typist = Typist::pushed(&fixture, "a.sayso");
    let uri = typist.uri.clone();
    let mut pull = |known: &Value| {
        let mut params = json!({"textDocument": {"uri": uri}});
        params["previousResultId"] = known.clone();
        typist.client.request("textDocument/diagnostic", params)
    };
    let first = pull(&json!("of another session"));
    assert_eq!(
        (&first["kind"], rules(first["items"].as_array().unwrap())),
        (&json!("full"), vec!["unsourced-claim"])
    );
    let second = pull(&first["resultId"]);
    assert_eq!(
        second,
        json!({"kind": "unchanged", "resultId": first["resultId"]})
    );
    typist.replace("claim x", "claim y");
    typist.published_at_rest();
    let mut params = json!({"textDocument": {"uri": typist.uri}});
    params["previousResultId"] = first["resultId"].clone();
    let third = typist.client.request("textDocument/diagnostic", params);
    assert_eq!(third["kind"], "full");
    assert_ne!(third["resultId"], first["resultId"]);
    typist.close();
}

/// Open files as they are in the editor, and all others as they are on disk.
#[test]
fn the_whole_workspace_is_pulled() {
    let fixture = Fixture::new(
        "//- a.sayso\nclaim x: fact \"It is so\"\n//- desk/b.sayso\narticle \"B\"\n  text: \"b.md\"\nclaim: opinion \"It is not\"\n//- desk/b.md\nIt is so.\n//- c.sayso\nentity ana: person \"Ana\"\nclaim: opinion \"x\"\n  about: @ana\n",
    );
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let mut typist = Typist::open(&fixture, "a.sayso", capabilities);
    let reports = |typist: &mut Typist, known: &[Value]| {
        let params = json!({"previousResultIds": known});
        let answer = typist.client.request("workspace/diagnostic", params);
        answer["items"].as_array().expect("a list").clone()
    };
    // The files that are not open are loaded in the background.
    typist.published();
    let first = reports(&mut typist, &[]);
    let shown = |report: &Value| {
        let items = report["items"]
            .as_array()
            .map(|items| rules(items).join(" "));
        let uri = report["uri"].as_str().expect("an address").to_owned();
        (uri, report["kind"].clone(), items)
    };
    let [a, b] = ["a.sayso", "desk/b.sayso"].map(|path| fixture.uri(path));
    let mut found: Vec<_> = first.iter().map(shown).collect();
    found.sort_by(|left, right| left.0.cmp(&right.0));
    let full = |uri: &str, rules: &str| (uri.to_owned(), json!("full"), Some(rules.to_owned()));
    assert_eq!(
        found,
        [full(&a, "unsourced-claim"), full(&b, "anchor-not-found")]
    );

    let known: Vec<Value> = first
        .iter()
        .map(|report| json!({"uri": report["uri"], "value": report["resultId"]}))
        .collect();
    let second = reports(&mut typist, &known);
    assert!(
        second.iter().all(|it| it["kind"] == "unchanged"),
        "{second:#?}"
    );
    assert_eq!(second.len(), 2);

    fixture.write("desk/b.md", "It is not.\n");
    let changes = json!({"changes": [{"uri": fixture.uri("desk/b.md"), "type": 2}]});
    typist
        .client
        .notify("workspace/didChangeWatchedFiles", changes);
    let third = reports(&mut typist, &known);
    let mut found: Vec<_> = third.iter().map(shown).collect();
    found.sort_by(|left, right| left.0.cmp(&right.0));
    assert_eq!(found, [(a, json!("unchanged"), None), full(&b, "")]);
    typist.close();
}

/// A claim's finding counts once: the article has a mark, at the words that the finding is about.
#[test]
fn a_claim_has_a_faint_mark_in_its_article() {
    let fixture = Fixture::new(
        "//- a.sayso\narticle \"A\"\n  text: \"a.md\"\nclaim: \"It rained, officials said\"\n  source: @s at p. 3\nsource s: report \"S\"\n//- a.md\n🌉 It rained, officials said.\n",
    );
    let mut typist = Typist::open(
        &fixture,
        "a.sayso",
        json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}),
    );
    typist.wait_for_publisher();
    let is_vague = |it: &&Value| it["code"] == "vague-attribution";
    let uri = typist.uri.clone();
    let draft = typist.client.diagnostics(&uri);
    let article = typist.client.diagnostics(&fixture.uri("a.md"));
    let on_draft = draft.iter().find(is_vague).expect("it is on the draft");
    let on_article = article.iter().find(is_vague).expect("it is on the article");
    assert_eq!(
        (&on_draft["severity"], &on_article["severity"]),
        (&json!(2), &json!(4))
    );
    let characters = |it: &Value| ["start", "end"].map(|at| it["range"][at]["character"].clone());
    assert_eq!(characters(on_draft), [json!(19), json!(28)]);
    assert_eq!(characters(on_article), [json!(14), json!(23)]);
    let claim = &on_article["relatedInformation"][0]["location"]["range"];
    assert_eq!(claim, &on_draft["range"]);
    let is_counted = |it: &Value| it["severity"].as_u64() < Some(3);
    assert!(!article.iter().any(is_counted), "{article:#?}");
    typist.close();
}

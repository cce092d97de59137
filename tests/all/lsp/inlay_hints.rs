//! Inlay hints of a draft, and the settings that turn them off.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const WORKSPACE: &str = "//- draft.sayso
article \"A\"
text
  🌉 One spoke.
claim one: fact \"🌉 One\"
  source: @tape, @wire
  about: @mfa, @ana-diaz
  checked: 2026-01-08 by \"M.\"
//- names.sayso
entity mfa: organisation \"The ministry\"
entity ana-diaz: person \"Ana Díaz\"
source tape: interview \"Maria in the cellar\"
  confidential: yes
  described-as: \"an official\"
source wire: wire \"Wire\"
";

fn hints(client: &mut Client, fixture: &Fixture) -> Vec<Value> {
    let place = |line: u32| json!({"line": line, "character": 0});
    let params = json!({
        "textDocument": {"uri": fixture.uri("draft.sayso")},
        "range": {"start": place(0), "end": place(99)},
    });
    let answer = client.request("textDocument/inlayHint", params);
    answer.as_array().expect("hints").clone()
}

fn labels(hints: &[Value]) -> Vec<String> {
    let shown = hints.iter().map(|hint| {
        let at = &hint["position"];
        let label = hint["label"].as_str().expect("a label");
        format!("{}:{} {label}", at["line"], at["character"])
    });
    shown.collect()
}

fn open(able: Value) -> (Fixture, Client) {
    let fixture = Fixture::new(WORKSPACE);
    let (mut client, _) = Client::open_with(fixture.root(), able);
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    client.ignore_unread();
    (fixture, client)
}

const ALL: [&str; 4] = [
    "3:24 2 independent origins",
    "4:15 an official",
    "5:13 The ministry",
    "6:29 no seal",
];

#[test]
fn names_origins_and_seals() {
    let (fixture, mut client) = open(json!({}));
    let found = hints(&mut client, &fixture);
    assert_eq!(labels(&found), ALL);
    let resolved = client.request("inlayHint/resolve", found[2].clone());
    let tooltip = resolved["tooltip"]["value"].as_str().expect("a tooltip");
    assert!(tooltip.contains("The ministry"), "{tooltip}");
    for hint in found {
        let resolved = client.request("inlayHint/resolve", hint).to_string();
        assert!(!resolved.contains("Maria"), "{resolved}");
    }
    client.close();
}

#[test]
fn each_kind_can_be_turned_off() {
    let (fixture, mut client) = open(json!({}));
    for (settings, expected) in [
        (json!({"names": false}), vec![ALL[0], ALL[3]]),
        (
            json!({"origins": false, "seals": false}),
            vec![ALL[1], ALL[2]],
        ),
        (json!(false), vec![]),
        (json!({}), ALL.to_vec()),
    ] {
        let settings = json!({"settings": {"sayso": {"inlayHints": settings}}});
        client.notify("workspace/didChangeConfiguration", settings.clone());
        assert_eq!(
            labels(&hints(&mut client, &fixture)),
            expected,
            "{settings}"
        );
    }
    client.close();
}

/// Asks again until the settings that the server was given have taken effect.
#[track_caller]
fn wait_for(client: &mut Client, fixture: &Fixture, expected: &[&str]) {
    for _ in 0..2000 {
        if labels(&hints(client, fixture)) == expected {
            return;
        }
    }
    panic!("the settings never take effect");
}

#[test]
fn settings_are_asked_for() {
    let able = json!({"workspace": {
        "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true},
    }});
    let fixture = Fixture::new(WORKSPACE);
    let mut client = Client::spawn();
    client.settings = json!({"inlayHints": {"names": false, "seals": false}});
    client.initialize(fixture.root(), able);
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    client.asked_for("workspace/configuration");
    wait_for(&mut client, &fixture, &[ALL[0]]);
    client.asked_for("client/registerCapability");
    assert!(
        client
            .registered
            .iter()
            .any(|it| it == "workspace/didChangeConfiguration")
    );
    // A client that says only that something changed is asked again.
    client.settings = json!({"inlayHints": {"origins": false, "seals": false}});
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.asked_for("workspace/configuration");
    wait_for(&mut client, &fixture, &[ALL[1], ALL[2]]);
    client.ignore_unread();
    client.close();
}

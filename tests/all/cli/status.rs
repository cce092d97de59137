//! `sayso status`

use std::fs;

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const DRAFT: &str = r#"
//- sayso.toml
//- people.sayso
entity ana: person "Ana"
source notice: press-release "Notice"
//- a.sayso
article "The bridge"
  text: "a.md"
  status: checking
  published: 2026-01-09

claim closed: "The bridge was closed"
  source: @notice at para 1
  verdict: confirmed

claim: "Nobody was hurt"
  source: @notice at para 2
  verdict: confirmed

claim plain: "They said so"
  source: @notice
  checked: 2026-01-08 by "L. Editor"

claim unsourced: "So did others"
  checked: 2026-01-08 by "L. Editor"

claim gone: "It will open"
  source: @notice
  checked: 2026-01-08 by "L. Editor" seal 0000-0000-0000

claim left: "It is late"
  source: @notice
  verdict: disputed

claim: opinion "It is a pity"
//- a.md
# The bridge

The bridge was closed. Nobody was hurt. They said so. So did others.

It is late. It is a pity. Nobody knows.
"#;

fn signed() -> Fixture {
    let fixture = Fixture::new(DRAFT);
    sayso("sign closed a.sayso:10 --by @ana --date 2026-01-09")
        .within(&fixture)
        .exits(0);
    let draft = fs::read_to_string(fixture.path("a.sayso")).expect("a draft");
    fixture.write("a.sayso", draft.replace("para 2", "para 3"));
    fixture
}

/// A seal of three groups is whole, and does not cover the sentence.
#[test]
fn a_seal_from_before_sentences_were_covered() {
    let fixture = signed();
    let draft = fs::read_to_string(fixture.path("a.sayso")).expect("a draft");
    let seal = draft.split("@ana seal ").nth(1).expect("a seal");
    let older = draft.replacen(&seal[..19], &seal[..14], 1);
    assert_ne!(older, draft);
    fixture.write("a.sayso", older);
    let shown = sayso("status").within(&fixture).exits(0).out;
    expect!["  made before seals covered the sentence around the passage: sign again: closed"]
        .assert_eq(
            shown
                .lines()
                .find(|line| line.contains("sign again"))
                .unwrap_or_default(),
        );
    let shown = sayso("status --format json").within(&fixture).exits(0).out;
    let shown: String = shown.split_whitespace().collect();
    assert_eq!(
        shown.matches("\"lacks\":[\"sentence\"]").count(),
        1,
        "{shown}"
    );
    let found = sayso("check --no-cache --format concise")
        .within(&fixture)
        .says();
    assert!(!found.contains("claim `closed`"), "{found}");
    sayso("sign a.sayso#closed --by @ana --date 2026-01-10")
        .within(&fixture)
        .exits(0);
    let shown = sayso("status").within(&fixture).exits(0).out;
    assert!(!shown.contains("sign again"), "{shown}");
}

#[test]
fn for_people() {
    sayso("status")
        .within(&signed())
        .exits(0)
        .prints(expect![[r#"
            a.sayso
              The bridge; checking; published 2026-01-09
              7 claims: 1 unsourced, 1 changed since signed off, 1 signed off, with a passage or source that cannot be found, 1 signed off without a seal, 1 sourced and not signed off, 1 needing no source, 1 checked
              verdicts: 2 confirmed, 1 disputed
              6 of 7 sentences covered
              signed off:
                2026-01-08 by L. Editor: plain, unsourced, gone
                2026-01-09 by @ana: closed, line 11
              to do:
                line 11: this claim has changed since @ana signed it off on 2026-01-09: a place or words in the sources
                line 16: plain is signed off without a seal
                line 20: unsourced has no source
                line 23: gone is signed off, but its words or its sources cannot be found
                line 27: left is not signed off
        "#]]);
}

#[test]
fn for_programs() {
    sayso("status --format json a.sayso")
        .within(&signed())
        .exits(0)
        .prints(expect![[r#"
            {
              "version": 1,
              "drafts": [
                {
                  "path": "a.sayso",
                  "title": "The bridge",
                  "status": "checking",
                  "published": "2026-01-09",
                  "coverage": {
                    "covered": 6,
                    "sentences": 7
                  },
                  "states": {
                    "unsourced": 1,
                    "broken": 1,
                    "unknown": 1,
                    "unsealed": 1,
                    "unsigned": 1,
                    "needs-none": 1,
                    "checked": 1
                  },
                  "verdicts": {
                    "confirmed": 2,
                    "disputed": 1
                  },
                  "claims": [
                    {
                      "name": "closed",
                      "line": 6,
                      "kind": "fact",
                      "state": "checked",
                      "sources": 1,
                      "verdict": "confirmed",
                      "sign_offs": [
                        {
                          "date": "2026-01-09",
                          "by": "@ana",
                          "seal": "whole",
                          "changed": [],
                          "lacks": []
                        }
                      ]
                    },
                    {
                      "name": null,
                      "line": 11,
                      "kind": "fact",
                      "state": "broken",
                      "sources": 1,
                      "verdict": "confirmed",
                      "sign_offs": [
                        {
                          "date": "2026-01-09",
                          "by": "@ana",
                          "seal": "broken",
                          "changed": [
                            "locator"
                          ],
                          "lacks": []
                        }
                      ]
                    },
                    {
                      "name": "plain",
                      "line": 16,
                      "kind": "fact",
                      "state": "unsealed",
                      "sources": 1,
                      "verdict": null,
                      "sign_offs": [
                        {
                          "date": "2026-01-08",
                          "by": "L. Editor",
                          "seal": "none",
                          "changed": [],
                          "lacks": []
                        }
                      ]
                    },
                    {
                      "name": "unsourced",
                      "line": 20,
                      "kind": "fact",
                      "state": "unsourced",
                      "sources": 0,
                      "verdict": null,
                      "sign_offs": [
                        {
                          "date": "2026-01-08",
                          "by": "L. Editor",
                          "seal": "none",
                          "changed": [],
                          "lacks": []
                        }
                      ]
                    },
                    {
                      "name": "gone",
                      "line": 23,
                      "kind": "fact",
                      "state": "unknown",
                      "sources": 1,
                      "verdict": null,
                      "sign_offs": [
                        {
                          "date": "2026-01-08",
                          "by": "L. Editor",
                          "seal": "unknown",
                          "changed": [],
                          "lacks": []
                        }
                      ]
                    },
                    {
                      "name": "left",
                      "line": 27,
                      "kind": "fact",
                      "state": "unsigned",
                      "sources": 1,
                      "verdict": "disputed",
                      "sign_offs": []
                    },
                    {
                      "name": null,
                      "line": 31,
                      "kind": "opinion",
                      "state": "needs-none",
                      "sources": 0,
                      "verdict": null,
                      "sign_offs": []
                    }
                  ]
                }
              ]
            }
        "#]]);
}

#[test]
fn colours_are_for_a_terminal() {
    let fixture = signed();
    let plain = sayso("status").within(&fixture).exits(0).out;
    let call = sayso("status").within(&fixture);
    let coloured = call.with("CLICOLOR_FORCE", "1").exits(0).out;
    assert!(!plain.contains('\x1b'));
    assert!(coloured.contains("\x1b[31m1 unsourced"), "{coloured}");
}

#[test]
fn registries_and_unreadable_files() {
    let fixture = Fixture::new(
        "//- people.sayso\nentity ana: person \"Ana\"\n//- desk/a.sayso\narticle \"A\"\n  text: \"gone.md\"\n",
    );
    sayso("status people.sayso")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            there are no drafts here
        "#]]);
    sayso("status desk")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            desk/a.sayso
              A
              0 claims
              the article's text cannot be read
        "#]]);
    fixture.write("bad.sayso", b"\xff");
    let output = sayso("status bad.sayso").within(&fixture).exits(2);
    expect![[r#"
        error: /w/bad.sayso is not UTF-8 text: save it as UTF-8
    "#]]
    .assert_eq(&output.error_in(&fixture));
}

#[test]
fn nothing_about_a_confidential_source_is_printed() {
    let fixture = Fixture::new(
        r#"
//- a.sayso
article "Zdenka Kowal speaks"
  text: "a.md"
source insider: interview "Zdenka Kowal"
  confidential: yes
  by: "Ilse Okonjo"
  note: "her sister drives the blue van"
claim: "Zdenka Kowal said so"
  source: @insider at p. 3
  checked: 2026-01-08 by "Zdenka Kowal" seal 0000-0000-0000
//- a.md
Zdenka Kowal said so.
"#,
    );
    for format in ["human", "json"] {
        let output = sayso(&format!("status --format {format}"))
            .within(&fixture)
            .exits(0);
        assert!(output.out.contains("2026-01-08"), "{}", output.out);
        for secret in ["Kowal", "Okonjo", "sister", "insider"] {
            assert!(!output.out.contains(secret), "{}", output.out);
        }
    }
}

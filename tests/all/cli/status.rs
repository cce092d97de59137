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
                line 23: a claim whose words are not in the article (error `anchor-not-found`)
                line 23: gone is signed off, but its words or its sources cannot be found
                line 27: left is not signed off
                a.md: sentences without a claim in line 5
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
                    "sentences": 7,
                    "covered_details": 0,
                    "details": 0
                  },
                  "uncovered_sentences": [
                    {
                      "path": "a.md",
                      "line": 5
                    }
                  ],
                  "uncovered_details": [],
                  "errors": [
                    {
                      "path": "a.sayso",
                      "line": 23,
                      "rule": "anchor-not-found"
                    }
                  ],
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
                      "words": "The bridge was closed",
                      "state": "checked",
                      "sources": 1,
                      "cites": [
                        "notice"
                      ],
                      "confidential_sources": 0,
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
                      "words": "Nobody was hurt",
                      "state": "broken",
                      "sources": 1,
                      "cites": [
                        "notice"
                      ],
                      "confidential_sources": 0,
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
                      "words": "They said so",
                      "state": "unsealed",
                      "sources": 1,
                      "cites": [
                        "notice"
                      ],
                      "confidential_sources": 0,
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
                      "words": "So did others",
                      "state": "unsourced",
                      "sources": 0,
                      "cites": [],
                      "confidential_sources": 0,
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
                      "words": "It will open",
                      "state": "unknown",
                      "sources": 1,
                      "cites": [
                        "notice"
                      ],
                      "confidential_sources": 0,
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
                      "words": "It is late",
                      "state": "unsigned",
                      "sources": 1,
                      "cites": [
                        "notice"
                      ],
                      "confidential_sources": 0,
                      "verdict": "disputed",
                      "sign_offs": []
                    },
                    {
                      "name": null,
                      "line": 31,
                      "kind": "opinion",
                      "words": "It is a pity",
                      "state": "needs-none",
                      "sources": 0,
                      "cites": [],
                      "confidential_sources": 0,
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
              to do:
                line 2: an article whose text is missing, cannot be read, or contains no words (error `missing-article-text`)
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

#[test]
fn what_stands_in_the_way() {
    let fixture = Fixture::new(
        r#"
//- sayso.toml
//- a.sayso
article "The bridge"
  text: "a.md"
  status: published
source notice: press-release "Notice"
source insider: interview "Talk"
  confidential: yes
  described-as: "an official"
claim closed: number "closed to all cars"
  source: @notice at para 1
  source: @insider
claim gone: "The ferry was closed"
  source: @nobody
//- a.md
The bridge was closed to all cars on 3 May.

The ferry was not.

Nobody spoke.
"#,
    );
    sayso("status")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            a.sayso
              The bridge; published
              2 claims: 2 sourced and not signed off
              1 of 3 sentences covered, 0 of 1 detail held by claims
              to do:
                line 5: a confidential source without a description, a reason or an approval (error `anonymous-incomplete`)
                line 8: closed is not signed off
                line 11: a claim whose words are not in the article (error `anchor-not-found`)
                line 11: gone is not signed off
                line 12: a reference to a name that is not declared (error `unresolved-reference`)
                a.md: sentences without a claim in lines 3 and 5
                a.md: details that no claim holds in line 1
        "#]]);
    let json = sayso("status --format json").within(&fixture).exits(0).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let draft = &report["drafts"][0];
    for (field, expected) in [
        (
            "coverage",
            "{\"covered\":1,\"covered_details\":0,\"details\":1,\"sentences\":3}",
        ),
        ("uncovered_details", "[{\"line\":1,\"path\":\"a.md\"}]"),
        (
            "uncovered_sentences",
            "[{\"line\":3,\"path\":\"a.md\"},{\"line\":5,\"path\":\"a.md\"}]",
        ),
    ] {
        assert_eq!(draft[field].to_string(), expected, "{field}");
    }
    let claim = &draft["claims"][0];
    assert_eq!(claim["words"], "closed to all cars");
    assert_eq!(claim["cites"].to_string(), "[\"notice\"]");
    assert_eq!(
        (
            claim["sources"].as_u64(),
            claim["confidential_sources"].as_u64()
        ),
        (Some(2), Some(1))
    );
    assert!(!json.contains("insider"), "{json}");
}

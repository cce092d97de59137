//! `sayso explain`

use expect_test::expect;
use sayso::rules::RULES;
use serde_json::Value;

use super::sayso;

#[test]
fn lists_every_rule_under_its_group() {
    let output = sayso("explain").exits(0);
    assert_eq!(output.err, "");
    let listed: Vec<&str> = output
        .out
        .lines()
        .filter(|line| line.starts_with("  "))
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(listed, rules);
    let groups: Vec<&str> = output
        .out
        .lines()
        .filter(|line| !line.starts_with("  ") && !line.is_empty())
        .filter(|line| !line.contains("sayso explain"))
        .collect();
    let mut of_rules: Vec<&str> = RULES.iter().map(|rule| rule.group.word()).collect();
    of_rules.dedup();
    assert_eq!(groups, of_rules);
}

#[test]
fn a_rule() {
    sayso("explain unsourced-claim")
        .exits(0)
        .prints(expect![[r#"
            unsourced-claim (warning, sourcing)

            A claim that needs a source and has none.

            What it finds

            A claim without a `source:`. Claims of the kinds `opinion`, `common-knowledge`, `transition` and
            `observation` need none.

            Why it matters

            If nobody can look a claim up, nobody has checked it. Readers, lawyers and the next fact-checker all ask the
            same question: who says so?

            Example

            ```sayso
            claim five-freed: number "five of its nationals had been released"
            ```

            Instead

            ```sayso
            source mfa-communique: press-release "Comunicado: liberación de cinco españoles"

            claim five-freed: number "five of its nationals had been released"
              source: @mfa-communique at para 2
            ```

            If the sentence is the author's opinion or common knowledge, give the claim that kind: `opinion` or `common-knowledge`.

            Settings

            Set its severity in `sayso.toml`, below `[rules]`:
            `unsourced-claim = "off"`, or `"hint"`, `"information"`, `"warning"`, `"error"`.

            To suppress a finding, write `allow: unsourced-claim "why"` in the declaration,
            or a line `# sayso: allow unsourced-claim "why"` for the whole file.
        "#]]);
}

#[test]
fn an_unknown_rule() {
    sayso("explain unsourced-clam")
        .exits(2)
        .complains(expect![[r#"
            error: there is no rule, field, kind or value `unsourced-clam`: did you mean `unsourced-claim`? `sayso explain` lists all rules
        "#]]);
    sayso("explain ¿qué?").exits(2).complains(expect![[r#"
        error: there is no rule, field, kind or value `¿qué?`: `sayso explain` lists all rules
    "#]]);
}

#[test]
fn words_of_the_language() {
    sayso("explain reply").exits(0).prints(expect![[r#"
        reply (field of a claim)

        The right of reply: who was asked, the outcome and the date.
        It takes a reference to an entity, the outcome in one word and a date, such as `@name declined 2026-01-08`. Usual outcomes are `answered`, `confirmed`, `denied`, `declined`, `no-answer`, `unreachable`, `not-needed`; several are separated by commas.
        Its words: answered, confirmed, denied, declined, no-answer, unreachable, not-needed.

            reply: @spain-mfa declined 2026-01-08

        Rules about it: uncovered-detail, unlinked-mention, missing-reply

        See also docs/language.md, the reference of the language.
    "#]]);
    sayso("explain observation").exits(0).prints(expect![[r#"
        observation (kind of source)

        What the reporter saw.

            source town-notice: observation "Notice of 2 March"

        Rules about it: uncovered-sentence, unsourced-claim, unchecked-claim

        observation (kind of claim)

        What the reporter saw. Such a claim needs no source.

            claim closed: observation "Harbour Bridge was closed on Monday"

        Rules about it: uncovered-sentence, unsourced-claim, unchecked-claim

        See also docs/language.md, the reference of the language.
    "#]]);
    sayso("explain seal").exits(0).prints(expect![[r#"
        seal (word in a value)

        Begins the fingerprint of what was checked. `sayso sign` and editors write it, and if a part of the claim changes, Sayso reports that the seal is broken.

            checked: 2026-03-03 by "M. Checker" seal 7f3a-9c1e-05d2

        See also docs/language.md, the reference of the language.
    "#]]);
    sayso("explain status --format json")
        .exits(0)
        .prints(expect![[r#"
            [
              {
                "word": "status",
                "what": "field of an article",
                "summary": "The stage of the article.",
                "takes": "`draft`, `checking`, `ready`, `published` or `withdrawn`",
                "words": [
                  "draft",
                  "checking",
                  "ready",
                  "published",
                  "withdrawn"
                ],
                "example": "status: draft",
                "rules": [
                  "embargo-active"
                ]
              }
            ]
        "#]]);
    sayso("explain replly").exits(2).complains(expect![[r#"
        error: there is no rule, field, kind or value `replly`: did you mean `reply`? `sayso explain` lists all rules
    "#]]);
    for word in [
        "claim",
        "quote",
        "press-release",
        "status",
        "on-record",
        "at",
        "text",
        "by:",
    ] {
        let explained = sayso(&format!("explain {word}")).exits(0).out;
        assert!(
            explained.starts_with(word.trim_end_matches(':')),
            "{explained}"
        );
    }
}

#[test]
fn all_rules() {
    let output = sayso("explain --all").exits(0);
    for rule in RULES {
        assert!(
            output
                .out
                .contains(&rule.full_documentation().replace("## ", ""))
        );
        let head = format!("{} (", rule.name);
        assert_eq!(
            output
                .out
                .lines()
                .filter(|line| line.starts_with(&head))
                .count(),
            1
        );
    }
    sayso("explain --all unsourced-claim").exits(2);
}

#[test]
fn for_programs() {
    let all: Value = serde_json::from_str(&sayso("explain --format json").exits(0).out).unwrap();
    let names = all
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["name"].clone());
    assert!(names.eq(RULES.iter().map(|rule| rule.name)));
    let one = sayso("explain confidential-identity --format json").exits(0);
    let mut one: Value = serde_json::from_str(&one.out).unwrap();
    let page = one["documentation"].take();
    assert!(page.as_str().unwrap().starts_with("## What it finds\n"));
    expect![[r#"
        {
          "adjustable": false,
          "allowable": false,
          "default": "error",
          "documentation": null,
          "group": "protection",
          "name": "confidential-identity",
          "severity": "error",
          "summary": "A field that may reveal who a confidential source is"
        }"#]]
    .assert_eq(&format!("{one:#}"));
}

//! Claims find their passages, and names are found in them, however both are typed.

use expect_test::{Expect, expect};

use super::sayso;
use crate::fixture::Fixture;

/// Checks what is printed about an article and a draft, one line for each finding.
#[track_caller]
fn check(article: &str, draft: &str, expect: Expect) {
    let fixture = Fixture::new(&format!(
        "//- sayso.toml\n//- a.md\n{article}\n//- a.sayso\narticle \"A\"\n  text: \"a.md\"\n  published: 2026-03-04\n{draft}"
    ));
    let output = sayso("check --no-cache --format concise")
        .within(&fixture)
        .says();
    let findings: Vec<&str> = output.lines().filter(|line| line.contains('[')).collect();
    expect.assert_eq(&findings.join("\n"));
}

#[test]
fn spaces_and_characters_that_no_reader_notices() {
    check(
        "L’oﬃce a dit\u{202f}: «\u{a0}oui\u{a0}», à 5\u{a0}%. The infra\u{ad}\nstructure — all of it — failed ❤\u{fe0f}.",
        "claim: opinion \"L'office a dit: “oui”, à 5%.\"\nclaim: opinion \"The infrastructure—all of it—failed ❤\"\n",
        expect![""],
    );
    check(
        "Rooms 1, 200 and 10².",
        "claim: opinion \"Rooms 1,200\"\nclaim: opinion \"102\"\n",
        expect![[r#"
            a.md:1:1: hint[uncovered-sentence] 1 of 1 sentence has no claim yet: add one that quotes “Rooms 1, 200 and 10².”
            a.sayso:4:16: error[anchor-not-found] these words are not in the article; the nearest are “Rooms 1”: quote those, and check them
            a.sayso:5:16: error[anchor-not-found] these words are not in the article: quote the article word for word"#]],
    );
}

#[test]
fn names_with_marks_in_any_form() {
    for (known, written) in [
        ("Seán O’Brien", "Seán O'Brien"),
        ("Seán O'Brien", "Seán O′Brien"),
        ("Jean\u{2011}Luc Ponty", "Jean–Luc\u{a0}Ponty"),
        ("Earvin “Magic” Johnson", "Earvin ‘Magic’ Johnson"),
        ("Win\u{ad}field Scott", "Winfield Scott"),
    ] {
        let fixture = Fixture::new(&format!(
            "//- sayso.toml\n//- a.sayso\narticle \"A\"\n  published: 2026-03-04\ntext\n  Then {written}, 53, left.\nentity e: person \"{}\"\n  born: 1971-08-14\nclaim: opinion “Then {written}, 53, left.”\n  about: @e\n",
            known.replace(['“', '”'], "'")
        ));
        let output = sayso("check --no-cache --format concise")
            .within(&fixture)
            .says();
        assert!(output.contains("[age-mismatch]"), "{known}: {output}");
    }
}

#[test]
fn what_is_next_to_a_place_is_shown() {
    let article = "In March the bridge was closed. In May the ferry was closed.";
    check(
        article,
        "claim: opinion \"was closed\"\n",
        expect![[
            r#"a.sayso:4:16: error[anchor-ambiguous] the article has these words twice, after "In March the bridge" and after "In May the ferry": quote more of them, or add `prefix:` or `suffix:`"#
        ]],
    );
    check(
        article,
        "claim: opinion \"was closed\"\n  prefix: \"the road\"\n",
        expect![[r#"
            a.md:1:1: hint[uncovered-sentence] 2 of 2 sentences have no claim yet: the first is “In March the bridge was closed.”, add a claim that quotes it
            a.sayso:4:16: error[anchor-not-found] the article has these words after "In March the bridge" and after "In May the ferry", and not after this `prefix:`: correct it"#]],
    );
    check(
        article,
        "claim: opinion \"was closed\"\n  prefix: \"the ferry\"\n  suffix: \"at once\"\n",
        expect![[r#"
            a.md:1:1: hint[uncovered-sentence] 2 of 2 sentences have no claim yet: the first is “In March the bridge was closed.”, add a claim that quotes it
            a.sayso:4:16: error[anchor-not-found] the article has these words at the end of the article, and not before this `suffix:`: correct it"#]],
    );
}

/// Words around a place are words of the article, which may expose a source.
#[test]
fn what_is_next_to_a_place_does_not_expose_a_source() {
    check(
        "Zdenka Kowal said it was closed.",
        "source s: interview \"Zdenka Kowal\"\n  confidential: yes\nclaim: opinion \"it was closed\"\n  prefix: \"Somebody said\"\n",
        expect![[r#"
            a.md:1:1: error[confidential-exposed] these words may reveal who the confidential source `@s` is: remove them from the article
            a.md:1:1: hint[uncovered-sentence] A sentence of the article that no claim covers: open the draft in an editor to see the words
            a.sayso:4:8: hint[unused-source] nothing refers to source `s`: use it with `@s`, or remove it
            a.sayso:4:21: error[anonymous-incomplete] source `s` is confidential: add `described-as:` (how the article may describe it), `reason:` (why it is not named), `approved:` (who agreed to this, and when)
            a.sayso:6:16: error[anchor-not-found] A claim whose words are not in the article: open the draft in an editor to see the words"#]],
    );
}

#[test]
fn a_pull_quote_is_covered_by_the_claim_of_what_it_repeats() {
    let article =
        "“We had no choice in this matter,” she said.\n\n> We had no choice in this matter";
    let claim = "claim: opinion \"We had no choice in this matter\"\n";
    check(article, claim, expect![""]);
    check(
        article,
        &format!("{claim}  prefix: \"she said.\"\n"),
        expect![[r#"
            a.md:1:1: hint[uncovered-sentence] 1 of 2 sentences has no claim yet: add one that quotes "“We had no choice in this matter,” she …""#]],
    );
}

//! Bibliographies, annotations and entities.

use std::fs;

use expect_test::{Expect, expect};

use super::{sayso, sound};
use crate::fixture::Fixture;

#[track_caller]
fn check(name: &str, text: &str, expect: Expect) {
    let fixture = Fixture::new("");
    fixture.write(name, text);
    sayso(&format!("import {name} -q"))
        .within(&fixture)
        .exits(0);
    let draft = name
        .rsplit_once('.')
        .map(|(stem, _)| format!("{stem}.sayso"))
        .expect("a name");
    let draft = fs::read_to_string(fixture.path(&draft)).expect("a registry");
    let (_, declarations) = draft.split_once("\n\n").expect("a remark");
    expect.assert_eq(declarations);
    sound(&fixture, &draft);
}

#[test]
fn entries_become_sources() {
    check(
        "refs.bib",
        "@report{un2025, author = {Ruiz, Ana and {United Nations}}, title = {The {Bridge} Report}, institution = {UN}, date = {2025-09}, url = {https://un.example.org/r}}\n@article{doe, author={Doe, J.}, title={Tolls}, journal={Roads}, volume=3, year=2024, month=feb, doi={10.1/x}}\n",
        expect![[r#"
            source un2025: report "The Bridge Report"
              by: "Ana Ruiz"
              by: "United Nations"
              publisher: "UN"
              issued: 2025-09
              url: https://un.example.org/r

            source doe: study "Tolls"
              by: "J. Doe"
              publisher: "Roads"
              issued: 2024-02
              url: https://doi.org/10.1/x
        "#]],
    );
    check(
        "refs.ris",
        "TY  - RPRT\nID  - un2025\nAU  - Ruiz, Ana\nTI  - The Bridge Report\nPY  - 2025/09/03\nUR  - https://un.example.org/r\nER  - \n",
        expect![[r#"
            source un2025: report "The Bridge Report"
              by: "Ana Ruiz"
              issued: 2025-09-03
              url: https://un.example.org/r
        "#]],
    );
    check(
        "refs.csl.json",
        r#"[{"id": "un 2025", "type": "report", "title": "The Bridge Report", "author": [{"family": "Ruiz", "given": "Ana"}, {"literal": "UN"}], "issued": {"date-parts": [["2025", 9]]}, "URL": "https://un.example.org/r"}]"#,
        expect![[r#"
            source un-2025: report "The Bridge Report"
              by: "Ana Ruiz"
              by: "UN"
              issued: 2025-09
              url: https://un.example.org/r
        "#]],
    );
}

#[test]
fn a_bibliography_is_kept_in_step() {
    let fixture = Fixture::new("");
    let entry = |title: &str| format!("@book{{doe, title = {{{title}}}, year = 2020}}\n");
    fixture.write("refs.bib", entry("First"));
    sayso("import refs.bib -q").within(&fixture).exits(0);
    let own = fs::read_to_string(fixture.path("refs.sayso")).expect("a registry");
    fixture.write(
        "refs.sayso",
        own + "  note: \"ours\"\n\nsource old: book \"Old\"\n",
    );
    fixture.write("refs.bib", entry("Second") + "@book{roe, title = {New}}\n");
    let output = sayso("import refs.bib").within(&fixture).exits(0);
    assert!(
        output
            .out
            .contains("refs.sayso: 1 added, 1 updated, 0 unchanged"),
        "{}",
        output.out
    );
    expect![[r##"
        # Imported from refs.bib.

        source doe: book "Second"
          issued: 2020
          note: "ours"

        source old: book "Old"

        source roe: book "New"
    "##]]
    .assert_eq(&fs::read_to_string(fixture.path("refs.sayso")).expect("a registry"));
}

#[test]
fn entities_come_in() {
    check(
        "people.ftm.json",
        "{\"id\": \"Q1\", \"schema\": \"Person\", \"properties\": {\"name\": [\"Ana Ruiz\", \"A. Ruiz\"], \"birthDate\": [\"1966-05\"], \"position\": [\"mayor\"]}}\n{\"id\": \"x\", \"schema\": \"Ownership\", \"properties\": {}}\n",
        expect![[r#"
            entity ana-ruiz: person "Ana Ruiz"
              aka: "A. Ruiz"
              role: "mayor"
              wikidata: Q1
              born: 1966-05
        "#]],
    );
    check(
        "a.wikidata.json",
        r#"{"entities": {"Q42": {"id": "Q42", "labels": {"en": {"value": "Douglas Adams"}}, "aliases": {"en": [{"value": "DNA"}]}, "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}], "P569": [{"mainsnak": {"datavalue": {"value": {"time": "+1952-03-11T00:00:00Z", "precision": 11}}}}]}}}}"#,
        expect![[r#"
            entity douglas-adams: person "Douglas Adams"
              aka: "DNA"
              wikidata: Q42
              born: 1952-03-11
        "#]],
    );
}

#[test]
fn annotations_are_anchored_by_their_quotations() {
    let fixture = Fixture::new(
        r#"//- story.md
The bridge closed. The bridge opened again. It rained.
//- story.annotations.json
{"rows": [
  {"id": "a", "user": "acct:ana@hypothes.is", "created": "2026-01-09T10:00:00Z", "text": "Sure?", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "The bridge", "prefix": "idge closed. ", "suffix": " opened ag"}]}]},
  {"id": "b", "user": "acct:bo@hypothes.is", "text": "Yes.", "references": ["a"], "target": [{"source": "x"}]},
  {"id": "c", "user": "acct:bo@hypothes.is", "text": "Gone", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "It snowed"}]}]}
]}
"#,
    );
    let output = sayso("import story.annotations.json --article story.md")
        .within(&fixture)
        .exits(0);
    output.prints(expect![[r#"
        3 comments: 1 claim, 0 sources
        story.sayso was written
        comment 2 has no place in the text: it is a note of the article
        Next: run `sayso check story.sayso`
    "#]]);
    let draft = fs::read_to_string(fixture.path("story.sayso")).expect("a draft");
    assert!(
        draft.contains("note: \"ana (2026-01-09): Sure?\"\n  note: \"bo: Yes.\""),
        "{draft}"
    );
    assert!(draft.contains("note: \"bo: Gone\""), "{draft}");
    sound(&fixture, &draft);
}

#[test]
fn notes_in_markdown_become_claims() {
    let fixture = Fixture::new(
        "//- story.md\n# Bridge\n\nIt {==closed on Monday==}{>>sure?<<}. It cost 3 million.[^1] It was late [@un2025, p. 4].\n\n[^1]: Annual report, p. 12\n",
    );
    sayso("import story.md -q").within(&fixture).exits(0);
    let draft = fs::read_to_string(fixture.path("story.sayso")).expect("a draft");
    expect![[r##"
        # Imported from story.md.

        article "Bridge"
          text: "story.md"

        source un2025: document "un2025"

        source annual-report: document "Annual report"

        claim: fact "closed on Monday"
          note: "sure?"

        claim: fact "It cost 3 million."
          source: @annual-report at p. 12
          note: "Annual report, p. 12"

        claim: fact "It was late."
          source: @un2025 at p. 4
    "##]]
    .assert_eq(&draft);
}

//! Spreadsheets of claims and sources.

use std::fs;

use expect_test::{Expect, expect};

use super::{sayso, sound};
use crate::fixture::Fixture;

#[track_caller]
fn check(fixture: &str, expect: Expect) {
    let fixture = Fixture::new(fixture);
    sayso("import claims.csv").within(&fixture).exits(0);
    let draft = fs::read_to_string(fixture.path("claims.sayso")).expect("a draft");
    expect.assert_eq(&draft);
    sound(&fixture, &draft);
}

#[test]
fn headers_as_desks_write_them() {
    check(
        r#"//- claims.md
# Bridge

The bridge was closed on Monday. Five people were hurt.
//- claims.csv
Statement,Source,Page,Checked,Initials,Result,Colour
The bridge was closed on Monday.,https://city.example.org/c,4,2026-01-09,AR,ok,red
,Minutes of the council,"00:14:05",,,,
Five people were hurt.,Hospital list,p. 2,,,perhaps,
"#,
        expect![[r##"
            # Imported from claims.csv.

            article "Bridge"
              text: "claims.md"

            source city-example-org-c: webpage "city.example.org/c"
              url: https://city.example.org/c

            source minutes-of-the-council: document "Minutes of the council"

            source hospital-list: document "Hospital list"

            claim: fact "The bridge was closed on Monday."
              source: @city-example-org-c at p. 4
              source: @minutes-of-the-council at 00:14:05
              verdict: confirmed
              note: "checked by AR on 2026-01-09"
              note: "Colour: red"

            claim: fact "Five people were hurt."
              source: @hospital-list at p. 2
              note: "verdict: perhaps"
        "##]],
    );
    check(
        "//- claims.md\nEl puente se cerró.\n//- claims.csv\nAfirmación;Fuente;Página;Verificado por;Notas\nEl puente se cerró.;Acta;3;M. O.;ver @acta\n",
        expect![[r##"
            # Imported from claims.csv.

            article "claims"
              text: "claims.md"

            source acta: document "Acta"

            claim: fact "El puente se cerró."
              source: @acta at p. 3
              note: "checked by M. O."
              note: "ver @ acta"
        "##]],
    );
}

#[test]
fn a_desk_names_its_own_columns() {
    let fixture = Fixture::new(
        "//- sayso.toml\n[import.columns]\nwords = \"Was wir sagen\"\nsource-title = [\"Woher\", \"Quelle\"]\n//- claims.csv\nWas wir sagen,Woher\nIt is so.,The minutes\n",
    );
    sayso("import claims.csv").within(&fixture).exits(0);
    let draft = fs::read_to_string(fixture.path("claims.sayso")).expect("a draft");
    assert!(
        draft.contains("claim: fact \"It is so.\"\n  source: @the-minutes"),
        "{draft}"
    );
    let fixture =
        Fixture::new("//- sayso.toml\n[import.columns]\nword = \"x\"\n//- a.csv\nwords\n");
    let error = sayso("import a.csv").within(&fixture).exits(2).err;
    assert!(error.contains("word"), "{error}");
}

#[test]
fn rows_are_added_to_a_draft_once() {
    let fixture = Fixture::new(
        r#"//- story.sayso
article "Bridge"
  text: "story.md"

source minutes: document "Minutes"

claim closed: fact "The bridge was closed."
  source: @minutes at p. 1
//- story.md
The bridge was closed. It rained.
//- more.csv
claim,words,source,place,notes
closed,The bridge was closed.,minutes,p. 2,call again
,It rained.,minutes,p. 3,
"#,
    );
    let output = sayso("import more.csv --into story.sayso")
        .within(&fixture)
        .exits(0);
    assert!(
        output
            .out
            .contains("story.sayso: 1 added, 1 updated, 1 unchanged"),
        "{}",
        output.out
    );
    let draft = fs::read_to_string(fixture.path("story.sayso")).expect("a draft");
    expect![[r#"
        article "Bridge"
          text: "story.md"

        source minutes: document "Minutes"

        claim closed: fact "The bridge was closed."
          source: @minutes at p. 1
          source: @minutes at p. 2
          note: "call again"

        claim: fact "It rained."
          source: @minutes at p. 3
    "#]]
    .assert_eq(&draft);
    sound(&fixture, &draft);
    let again = sayso("import more.csv --into story.sayso")
        .within(&fixture)
        .exits(0);
    assert!(
        again.out.contains("0 added, 0 updated, 3 unchanged"),
        "{}",
        again.out
    );
}

#[test]
fn formulas_are_defused_and_come_back() {
    let notes = [
        "=HYPERLINK(\"http://x\")",
        "+1",
        "-5 %",
        "@SUM(A1)",
        "'plain",
    ];
    for note in notes {
        let fixture = Fixture::new(
            "//- story.sayso\narticle \"Bridge\"\nclaim: fact \"x\"\n//- story.md\nx\n",
        );
        let quoted = if note.contains('"') {
            format!("“{note}”")
        } else {
            format!("\"{note}\"")
        };
        fixture.write(
            "story.sayso",
            format!("article \"B\"\n  text: \"story.md\"\nclaim: fact \"x\"\n  note: {quoted}\n"),
        );
        sayso("export --to csv story.sayso --output out.csv")
            .within(&fixture)
            .exits(0);
        let mut reader = csv::Reader::from_path(fixture.path("out.csv")).expect("CSV");
        for record in reader.records() {
            for cell in record.expect("a row").iter() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell}"
                );
            }
        }
        fixture.write("out.md", "x\n");
        sayso("import out.csv").within(&fixture).exits(0);
        let draft = fs::read_to_string(fixture.path("out.sayso")).expect("a draft");
        let note = if note.starts_with('@') {
            note.replace('@', "@ ")
        } else {
            note.to_owned()
        };
        assert!(draft.contains(&note), "{note}: {draft}");
    }
}

#[test]
fn words_that_the_article_has_twice_or_not_at_all_are_told() {
    let fixture = Fixture::new(
        "//- claims.md\nThe bridge fell. Then the bridge rose.\n//- claims.csv\nwords,source\nbridge,Minutes\nThe tower fell,Minutes\n",
    );
    let output = sayso("import claims.csv").within(&fixture).exits(0);
    output.prints(expect![[r#"
        2 claims, 1 source
        claims.sayso was written
        “bridge”: the article has these words more than once: the first place is meant here
        “The tower fell”: the article does not have these words
        Next: run `sayso check claims.sayso`
    "#]]);
    let draft = fs::read_to_string(fixture.path("claims.sayso")).expect("a draft");
    assert!(
        draft.contains("claim: fact \"bridge\"\n  prefix: \"The\""),
        "{draft}"
    );
}

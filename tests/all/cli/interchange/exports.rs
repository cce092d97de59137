//! What every exporter has in common, and what each one writes.

use std::fs;

use sayso::interchange::EXPORT_FORMATS;
use serde_json::Value;

use super::sayso;
use crate::fixture::Fixture;

const DRAFT: &str = r#"//- story.sayso
article "Bridge"
  text: "story.md"
  url: https://paper.example.org/bridge
  published: 2026-01-09
entity ana: person "Ana Ruiz"
  role: "mayor"
source minutes: document "Minutes {of} the council"
  by: @ana
  url: https://city.example.org/minutes
claim closed: fact "closed on Monday"
  source: @minutes at p. 3 "It was closed"
  said-by: @ana
  verdict: confirmed
claim: opinion "It was late"
//- story.md
The bridge was **closed on Monday**. It was late 🌉.
"#;

#[test]
fn every_format_is_written_once() {
    for format in EXPORT_FORMATS {
        let fixture = Fixture::new(DRAFT);
        let command = format!("export --to {} story.sayso", format.name);
        let output = sayso(&command).within(&fixture).exits(0);
        let name = format!("story.{}", format.extension);
        assert!(
            output.out.ends_with(&format!("{name} was written\n")),
            "{}",
            output.out
        );
        let bytes = fs::read(fixture.path(&name)).expect("a file");
        assert!(!bytes.is_empty(), "{name}");
        // It is not replaced.
        let again = sayso(&command).within(&fixture).exits(2);
        assert!(
            again
                .err
                .contains("already exists, and is not replaced: name another file with --output"),
            "{}",
            again.err
        );
        // The same draft gives the same file.
        sayso(&format!("{command} --output other -q"))
            .within(&fixture)
            .exits(0);
        if !matches!(format.name, "xlsx" | "docx") {
            assert_eq!(
                bytes,
                fs::read(fixture.path("other")).expect("a file"),
                "{name}"
            );
        }
    }
}

fn exported(format: &str) -> String {
    let fixture = Fixture::new(DRAFT);
    let command = format!("export --to {format} story.sayso --output -");
    sayso(&command).within(&fixture).exits(0).out
}

#[test]
fn json_formats_are_json() {
    let page: Value = serde_json::from_str(&exported("web-annotation")).expect("JSON");
    assert_eq!(
        page["items"][0]["target"]["selector"]["exact"],
        "closed on Monday"
    );
    assert_eq!(
        page["items"][0]["target"]["selector"]["prefix"],
        "The bridge was"
    );
    let graph: Value = serde_json::from_str(&exported("schema-org")).expect("JSON");
    assert_eq!(graph["@graph"][1]["@type"], "ClaimReview");
    assert_eq!(
        graph["@graph"][1]["reviewRating"]["alternateName"],
        "confirmed"
    );
    assert_eq!(graph["@graph"][2]["@type"], "Claim");
    let entity: Value = serde_json::from_str(&exported("followthemoney")).expect("JSON");
    assert_eq!(entity["schema"], "Person");
    let items: Value = serde_json::from_str(&exported("csl-json")).expect("JSON");
    assert_eq!(items[0]["author"][0]["literal"], "Ana Ruiz");
}

#[test]
fn places_count_as_each_format_says() {
    assert!(
        exported("brat").contains("T2\topinion 37 48\tIt was late"),
        "{}",
        exported("brat")
    );
    assert!(exported("markdown").starts_with("The bridge was **closed on Monday[^claim-1]**."));
    assert!(
        exported("biblatex").contains("title = {{Minutes (of) the council}}"),
        "{}",
        exported("biblatex")
    );
}

#[test]
fn a_folder_with_several_drafts_needs_a_name() {
    let fixture = Fixture::new("//- a.sayso\narticle \"A\"\n//- b.sayso\narticle \"B\"\n");
    let error = sayso("export --to csv").within(&fixture).exits(2).err;
    assert!(
        error.contains(
            "there are several drafts here: name one of them, such as a.sayso or b.sayso"
        ),
        "{error}"
    );
}

#[test]
fn a_draft_that_is_not_there_is_named() {
    let fixture = Fixture::new("//- a.csv\nwords\nIt is so.\n");
    for (command, message) in [
        (
            "export --to csv none.sayso",
            "error: none.sayso does not exist",
        ),
        (
            "import a.csv --into none.sayso",
            "error: none.sayso does not exist: leave --into out, and a new draft is written",
        ),
        ("import none.docx", "error: none.docx does not exist"),
        ("sync none.docx", "error: none.docx does not exist"),
    ] {
        let error = sayso(command).within(&fixture).exits(2).err;
        assert_eq!(error.trim_end(), message, "{command}");
    }
}

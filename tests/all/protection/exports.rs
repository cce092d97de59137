//! No exporter lets a word about a confidential source out, except how it may be described.

use std::fs;
use std::io::{Cursor, Read};

use proptest::prelude::*;
use sayso::interchange::EXPORT_FORMATS;
use zip::ZipArchive;

use crate::cli::sayso;
use crate::fixture::Fixture;

/// In every field of a confidential source, each `Ω` a canary.
const SOURCE: [&str; 16] = [
    "by: \"Ω\"",
    "by: @behind",
    "publisher: \"Ω Press\"",
    "issued: 2031-Ω",
    "event: 2031-01-01 \"Ω\"",
    "retrieved: \"Ω\"",
    "url: https://Ω.example.org/Ω",
    "archived: https://archive.example.org/Ω",
    "file: \"Ω.pdf\"",
    "contact: \"Ω\"",
    "reason: \"Ω\"",
    "approved: 2026-01-02 by \"Ω\"",
    "note: \"Ω and @behind\"",
    "language: Ω",
    "Ω: \"Ω\"",
    "# Ω",
];

/// Where others may speak of it.
const CLAIM: [&str; 8] = [
    "source: @insider at p. Ω \"Ω\"",
    "context: @insider \"Ω\"",
    "said-by: @behind",
    "about: @behind",
    "note: \"told by Nadia Zwitscher\"",
    "note: \"see @insider and @behind\"",
    "reply: @behind declined 2026-01-02",
    "checked: 2026-01-02 by @behind",
];

const CANARIES: [&str; 2] = ["zwitscher", "nadia"];

fn draft(source: &[&str], claim: &[&str]) -> String {
    let lines = |lines: &[&str]| {
        lines
            .iter()
            .map(|line| format!("\n  {line}"))
            .collect::<String>()
    };
    let source = lines(source).replace('Ω', "Zwitscher");
    let claim = lines(claim).replace('Ω', "Zwitscher");
    format!(
        r#"//- story.sayso
article "Bridge closed"
  text: "story.md"
  url: https://paper.example.org/bridge
entity behind: person "Nadia Zwitscher"
  aka: "N. Zwitscher"
  note: "Zwitscher"
source insider: interview "Interview with Nadia Zwitscher"
  confidential: yes
  described-as: "an engineer of the city"{source}
source open: document "Minutes"
  by: @behind
  derived-from: @insider
  note: "from @insider"
claim: fact "The bridge was closed"{claim}
claim open: fact "It rained"
  source: @open at p. 3
  note: "Nadia Zwitscher says so, too"
//- story.md
The bridge was closed, an engineer said. It rained.
"#
    )
}

/// All text in a file, also of the parts of an archive.
fn text_of(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("its bytes");
            text += &String::from_utf8_lossy(&bytes);
        }
    }
    text.to_lowercase()
}

#[track_caller]
fn silent(source: &[&str], claim: &[&str]) {
    let fixture = Fixture::new(&draft(source, claim));
    for format in EXPORT_FORMATS {
        let output = format!("out.{}", format.extension);
        let command = format!("export --to {} story.sayso --output {output}", format.name);
        let said = sayso(&command).within(&fixture).exits(0);
        let written = text_of(&fs::read(fixture.path(&output)).expect("a file"));
        for text in [written, said.out.to_lowercase(), said.err.to_lowercase()] {
            for canary in CANARIES {
                let at = text.find(canary);
                let around = at.map(|at| {
                    text[text[..at].floor_char_boundary(at.saturating_sub(200))..]
                        .chars()
                        .take(400)
                        .collect::<String>()
                });
                assert!(
                    at.is_none(),
                    "{}: {around:?}\n{source:?} {claim:?}",
                    format.name
                );
            }
        }
    }
}

#[test]
fn all_fields_at_once() {
    silent(&SOURCE, &CLAIM);
}

#[test]
fn it_is_described_as_agreed() {
    let fixture = Fixture::new(&draft(&[], &["source: @insider"]));
    for format in ["docx", "csv", "web-annotation"] {
        sayso(&format!(
            "export -q --to {format} story.sayso --output {format}"
        ))
        .within(&fixture)
        .exits(0);
        let text = text_of(&fs::read(fixture.path(format)).expect("a file"));
        assert!(text.contains("an engineer of the city"), "{format}");
    }
}

#[test]
fn nothing_leaves_if_the_article_names_the_source() {
    let text = draft(&["by: \"Nadia Zwitscher\""], &["source: @insider"]);
    let fixture = Fixture::new(&text.replace("an engineer said", "Nadia Zwitscher said"));
    for format in EXPORT_FORMATS {
        let command = format!("export --to {} story.sayso --output out", format.name);
        let error = sayso(&command).within(&fixture).exits(2).err;
        assert!(
            error.contains("names somebody behind a confidential source"),
            "{error}"
        );
        assert!(!error.contains("Zwitscher"), "{error}");
        assert!(!fixture.path("out").exists());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn some_fields(source in prop::sample::subsequence(&SOURCE[..], 0..16), claim in prop::sample::subsequence(&CLAIM[..], 1..8)) {
        silent(&source, &claim);
    }
}

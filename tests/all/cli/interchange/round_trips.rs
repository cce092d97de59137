//! Drafts go out and come back: nothing is lost that the format can hold.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;

use super::{sayso, sound};
use crate::fixture::Fixture;

const WORDS: [&str; 6] = [
    "closed on Monday",
    "Five people",
    "3 * 4 million",
    "“so” it was",
    "naïve_plan [sic]",
    "🌉 fell",
];

#[derive(Clone, Debug)]
struct Made {
    text: String,
    /// The lines of sources and claims.
    lines: BTreeSet<String>,
}

fn note() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9=+áñ;:,.()#-]( ?[a-zA-Z0-9=+áñ;:,.()#-]){0,20}"
}

prop_compose! {
    fn made()(
        claims in prop::collection::vec((0usize..6, 0usize..3, 0usize..4, prop::option::of(note()), any::<bool>()), 1..6),
        titles in prop::collection::vec("[A-Z][a-zé]{2,8}( [a-z]{1,8}){0,3}", 3),
    ) -> Made {
        let places = ["", " at p. 3", " at 00:14:05", " at para 2 \"their words\""];
        let mut blocks = Vec::new();
        for (number, title) in titles.iter().enumerate() {
            blocks.push(format!("source s{number}: report \"{title}\"\n  by: \"Somebody {number}\"\n  issued: 2026-01-0{}\n  url: https://example.org/{number}", number + 1));
        }
        let mut seen = BTreeSet::new();
        for (words, source, place, note, is_named) in claims {
            if !seen.insert(words) {
                continue;
            }
            let name = if is_named { format!(" c{words}") } else { String::new() };
            let title = WORDS[words];
            let also = if is_named { format!("\n  also: \"It was {title}\"") } else { String::new() };
            let mut block = format!("claim{name}: number \"{title}\"{also}\n  value: 5 people\n  source: @s{source}{}\n  verdict: disputed", places[place]);
            if let Some(note) = note {
                block += &format!("\n  note: \"Ana Ruiz (2026-01-09): {note}\"");
            }
            blocks.push(block);
        }
        let lines = blocks.iter().flat_map(|block| block.lines()).map(str::to_owned).collect();
        Made { text: blocks.join("\n\n"), lines }
    }
}

fn article() -> String {
    let sentences: Vec<String> = WORDS
        .iter()
        .map(|words| format!("It was {words}, they say."))
        .collect();
    sentences
        .join("\n\n")
        .replace('*', "\\*")
        .replace('[', "\\[")
}

fn returned(made: &Made, format: &str, extension: &str) -> String {
    let fixture = Fixture::new("");
    fixture.write(
        "story.sayso",
        format!(
            "article \"Bridge\"\n  text: \"story.md\"\n\n{}\n",
            made.text
        ),
    );
    fixture.write("story.md", article());
    let command = format!("export -q --to {format} story.sayso --output back.{extension}");
    sayso(&command).within(&fixture).exits(0);
    let empty = Fixture::new("");
    empty.write(
        &format!("back.{extension}"),
        fs::read(fixture.path(&format!("back.{extension}"))).expect("a file"),
    );
    if format != "docx" {
        empty.write("back.md", article());
    }
    sayso(&format!("import -q back.{extension}"))
        .within(&empty)
        .exits(0);
    let draft = fs::read_to_string(empty.path("back.sayso")).expect("a draft");
    sound(&empty, &draft);
    draft
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn of_word(made in made()) {
        let draft = returned(&made, "docx", "docx");
        for line in &made.lines {
            prop_assert!(draft.lines().any(|it| it == line), "{line}\n{draft}");
        }
    }

    #[test]
    fn of_csv(made in made()) {
        let draft = returned(&made, "csv", "csv");
        for line in &made.lines {
            prop_assert!(draft.lines().any(|it| it == line), "{line}\n{draft}");
        }
    }

    #[test]
    fn of_xlsx(made in made()) {
        let draft = returned(&made, "xlsx", "xlsx");
        for line in &made.lines {
            prop_assert!(draft.lines().any(|it| it == line), "{line}\n{draft}");
        }
    }
}

#[test]
fn bibliographies_come_back() {
    let made = "source s: report \"A report\"\n  by: \"Somebody\"\n  publisher: \"Press\"\n  issued: 2026-01-01\n  retrieved: 2026-01\n  url: https://example.org/1";
    for (format, extension) in [("csl-json", "csl.json"), ("biblatex", "bib")] {
        let fixture = Fixture::new(&format!("//- story.sayso\narticle \"B\"\n{made}\n"));
        sayso(&format!(
            "export -q --to {format} story.sayso --output refs.{extension}"
        ))
        .within(&fixture)
        .exits(0);
        sayso(&format!("import -q refs.{extension}"))
            .within(&fixture)
            .exits(0);
        let name = if format == "biblatex" {
            "refs.sayso"
        } else {
            "refs.csl.sayso"
        };
        let draft = fs::read_to_string(fixture.path(name)).expect("a registry");
        for line in made.lines() {
            assert!(
                draft.lines().any(|it| it == line),
                "{format}: {line}\n{draft}"
            );
        }
    }
}

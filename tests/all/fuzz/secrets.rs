//! Random confidential sources: nothing that Sayso says contains a word that was written in one.

use super::mutator::Mutator;
use super::{Input, fuzz};
use crate::fixture::Fixture;
use crate::protection::answers::{of_commands, of_editor};

/// The part of the word `Zquorvath` that must not come out. No other text contains it.
const CORE: &str = "quorvat";

const HEADLINES: [&str; 9] = [
    "source insider: interview \"Zquorvath\"",
    "source insider: Zquorvath \"Zquorvath\"",
    "sorce insider: interview \"Zquorvath\"",
    "source insider interview \"Zquorvath\"",
    "source: interview \"Zquorvath\"",
    "source insider: interview Zquorvath",
    "source insider: interview \"Zquorvath",
    "source insider: interview \"T\" Zquorvath",
    "Source insider: interview \"Zquorvath\"",
];

/// The lines that protect the source, correct or not.
const PROTECTING: [&str; 12] = [
    "  confidential: yes",
    "  confidential: yes",
    "  confidential: Yes",
    "  confidential: true",
    "  confidential: \"yes\"",
    "  confidential:",
    "  confidential",
    "  confidental: yes",
    "  Confidential: yes",
    "  confidential: yes, Zquorvath",
    "confidential: yes",
    "# c\n  confidential: yes",
];

const LINES: [&str; 24] = [
    "  by: \"Zquorvath\"",
    "  by: @zquorvath",
    "  by: \"Zquorvath\", @desk/zquorvath",
    "  note: \"Zquorvath, 555-1234\"",
    "  note: \"see @zquorvath\"",
    "  note:   \"Zquorvath\"   ",
    "  note: \"Zquorvath",
    "  note: ”“Zquorvath“",
    "  url: https://zquorvath.example.org/me",
    "  url: Zquorvath",
    "  contact: \"Zquorvath\"",
    "  file: \"zquorvath/../notes.txt\"",
    "  issued: Zquorvath",
    "  issued: 2025-02-30",
    "  Zquorvath: x",
    "  Zquorvath",
    "  terms: Zquorvath",
    "  language: Zquorvath",
    "  publisher: @zquorvath",
    "  derived-from: @zquorvath at p. Zquorvath \"Zquorvath\"",
    "  allow: zquorvath \"Zquorvath\"",
    "  retracted: 2026 \"Zquorvath\"",
    "  # Zquorvath",
    "# Zquorvath",
];

/// A draft that cites the source.
const DRAFT: &str = "article \"A\"\n  text: \"a.md\"\n\nclaim knew: allegation \"It was closed\"\n  source: @insider\n";
const ARTICLE: &str = "It was closed. Nobody knew.\n";

#[test]
fn secrets() {
    fuzz("secrets", input, |input| {
        let part = |name: &str| input.get(name).map_or("", String::as_str);
        // A reduced input may protect nobody.
        if !HEADLINES.contains(&part("1 headline")) || !PROTECTING.contains(&part("3 protecting")) {
            return;
        }
        let secret = [
            part("1 headline"),
            part("2 before"),
            part("3 protecting"),
            part("4 after"),
        ];
        let secret = secret
            .map(|part| part.strip_suffix('\n').unwrap_or(part))
            .join("\n");
        let text = format!("//- a.sayso\n{DRAFT}//- a.md\n{ARTICLE}//- secret.sayso\n{secret}\n");
        let answers = of_commands(&text, &["a.sayso", "a.md"], &["a.sayso#knew"]);
        let in_editor = of_editor(&Fixture::new(&text), &["a.sayso"], &["", "insider", "zq"]);
        for (asked, answer) in answers.iter().chain(&in_editor) {
            assert!(
                !answer.to_lowercase().contains(CORE),
                "{asked}: {answer}\n{secret}"
            );
        }
    });
}

fn input(mutator: &mut Mutator) -> Input {
    let headline: &str = mutator.choice(&HEADLINES);
    let protecting: &str = mutator.choice(&PROTECTING);
    Input::from([
        ("1 headline".to_owned(), headline.to_owned()),
        ("2 before".to_owned(), lines(mutator)),
        ("3 protecting".to_owned(), protecting.to_owned()),
        ("4 after".to_owned(), lines(mutator)),
    ])
}

/// Lines of the declaration, with some words among theirs.
fn lines(mutator: &mut Mutator) -> String {
    let count = mutator.below(4);
    let lines = (0..count).map(|_| {
        let mut line = mutator.choice::<str>(&LINES).to_owned();
        if mutator.one_in(2) {
            // A line end would begin another declaration.
            let word = mutator.word().replace(['\n', '\r'], " ");
            let at = 2 + mutator.place(&line[2..]);
            line.insert_str(at, &word);
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

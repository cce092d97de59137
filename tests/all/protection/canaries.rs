//! Words in every place of a declaration where a person may write. None of them may come out anywhere else: in no
//! output of a command, in no file that a command writes beside the drafts, and in no answer of the server but the
//! draft's own text.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use sayso::workspace::Workspace;

use super::answers::{Answers, of_commands, of_editor};
use crate::cli::sayso;
use crate::fixture::Fixture;
use crate::world::{ROOT, Texts, analysis_of, findings, workspace_of};

/// Each `Ω` is a canary.
const HEADLINES: [&str; 12] = [
    "source inspector: interview \"Ω\"",
    "source inspector: Ω \"Ω\"",
    "source inspector: interview Ω",
    "source inspector: interview \"Ω\" Ω",
    "source inspector Ω: interview \"Ω\"",
    "source inspector Ω",
    "source inspector: interview \"Ω",
    "source: interview \"Ω\"",
    "source: Ω \"Ω\"",
    "sorce inspector: interview \"Ω\"",
    "Ω inspector: Ω \"Ω\"",
    "Source inspector: interview “Ω\"",
];

const LINES: [&str; 64] = [
    "by: \"Ω\"",
    "by: @Ω",
    "by: @Ω/Ω",
    "by: @róΩ, @ro\u{301}Ω",
    "by: Ω",
    "by \"Ω\"",
    "by: \"Ω\" \"Ω\"",
    "by: \"Ω\", Ω",
    "- by: \"Ω\"",
    "publisher: \"Ω\"",
    "publisher: @Ω",
    "publisher: @claim",
    "issued: Ω",
    "issued: 2026-Ω",
    "issued: 2026-02-30 Ω",
    "isued: \"Ω\"",
    "event: 2031-01-01 \"Ω\"",
    "url: https://Ω.example.org/Ω",
    "url: Ω",
    "url: www.Ω.example.org",
    "archived: https://Ω.example.org/",
    "file: \"Ω.pdf\"",
    "file: \"Ω.pdf\" sha256 Ω",
    "contact: \"Ω\"",
    "note: \"Ω\"",
    "note: \"see @Ω and @Ω/Ω\"",
    "note: 'Ω'",
    "note: \"Ω",
    "note: “Ω\"",
    "note: \"Ω\"# Ω",
    "note: Ω, , Ω",
    "note: ”\"Ω",
    "”\"Ω\"",
    "reason: \"Ω\", \"Ω\"",
    "reason: Ω",
    "approved: 2026-01-02 by \"Ω\"",
    "approved: 2026-01-02 by @Ω",
    "approved: Ω by Ω",
    "retracted: 2026-01-02 \"Ω\"",
    "retracted: Ω",
    "language: Ω",
    "language: Ω-Ω-Ω",
    "terms: Ω",
    "terms: background Ω",
    "derived-from: @Ω",
    "derived-from: @Ω/Ω",
    "derived-from: @minutes at Ω. 3",
    "derived-from: Ω",
    "allow: Ω \"Ω\"",
    "allow: unused-source \"Ω\"",
    "allow: single-source Ω",
    "# Ω",
    "#Ω",
    "Ω: it was me",
    "Ω",
    "Ω Ω: \"Ω\"",
    ": Ω",
    "= \"Ω\"",
    "@Ω",
    "\"Ω\": \"Ω\"",
    "https://Ω.example.org",
    "said-by: @Ω",
    "checked: 2026-01-02 by \"Ω\" seal Ω",
    "wikidata: Ω\u{0}Ω",
];

/// What protects the declaration; the last ones are outside of it.
const PROTECTORS: [&str; 9] = [
    "  confidential: yes",
    "  confidential: true",
    "  confidental: yes",
    "  confidential",
    "  # confidential: yes",
    "  terms: background confidential: yes",
    "confidential: yes",
    "# note\n  confidential: yes",
    "# confidential: yes",
];

const OTHERS: [&str; 2] = ["a.sayso", "b.sayso"];

/// A workspace with the declaration, each `Ω` in it a canary of its own.
fn workspace(headline: &str, lines: &[&str], protector: &str) -> String {
    let mut declaration = format!("# Ω\n# sayso: allow Ω \"Ω\"\n{headline}\n");
    for line in lines {
        declaration += &format!("  {line}\n");
    }
    declaration += protector;
    let mut parts = declaration.split('Ω');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        written += &format!("{CANARY}{at}{part}");
    }
    format!("//- registry.sayso\n{written}\n{REST}")
}

const CANARY: &str = "Zwitscher";
/// As long, so that everything else stays in its place.
const OTHER_CANARY: &str = "Quietsche";

const REST: &str = r#"//- a.sayso
article "Bridge closed"
  text: "a.md"
source minutes: document "Minutes of the council"
  derived-from: @inspector
claim unsourced: allegation "The bridge had not been inspected for years"
  about: @inspector
claim sourced: quote "It was time"
  source: @inspector at p. 3 "It was the time"
  said-by: @inspector
//- b.sayso
article "Bridge open"
source inspector: interview "Another"
claim open: allegation "It is open again"
  source: @inspector
  source: @registry/inspector
  reply: @registry/inspector declined 2026-01-08
text
  It is open again. Nobody knew.
//- a.md
The bridge had not been inspected for years, an inspector said. “It was time.”
"#;

#[track_caller]
fn silent(said: &str, asked: &str, about: &str) {
    let folded = said.to_lowercase();
    let at = folded.find(&CANARY.to_lowercase());
    let around = at.map(|at| {
        folded
            .chars()
            .skip(folded[..at].chars().count().saturating_sub(200))
            .take(400)
            .collect::<String>()
    });
    assert!(
        at.is_none(),
        "{asked}: {}\n\n{about}",
        around.unwrap_or_default()
    );
}

#[track_caller]
fn all_silent(answers: &Answers, about: &str) {
    for (asked, said) in answers {
        silent(said, asked, about);
    }
}

/// The messages of all findings, in all files.
fn messages(text: &str) -> String {
    let files = crate::fixture::parse(text).into_iter();
    let texts: Texts = files
        .map(|file| (Path::new(ROOT).join(&file.path), file.text))
        .collect();
    let workspace: Workspace = workspace_of(&texts);
    let mut said = String::new();
    for (id, _) in workspace.files() {
        for finding in findings(&workspace, &analysis_of(&workspace, id)) {
            let related = finding.related.iter().map(|it| it.message.as_str());
            for message in related.chain([finding.message.as_str()]) {
                said += &format!("{}: {message}\n", finding.rule.name);
            }
        }
    }
    said
}

#[test]
fn no_message_quotes_a_line() {
    for protector in PROTECTORS {
        for headline in HEADLINES {
            let text = workspace(headline, &[], protector);
            silent(&messages(&text), "messages", &text);
        }
        for line in LINES {
            let text = workspace(HEADLINES[0], &[line], protector);
            silent(&messages(&text), "messages", &text);
        }
    }
}

#[test]
fn no_excerpt_and_no_diff_shows_a_line() {
    for headline in HEADLINES {
        for protector in &PROTECTORS[4..] {
            let lines = ["by:   \"Ω\"", "Ω:   \"Ω\"", "issued: 2026-02-30"];
            let text = workspace(headline, &lines, protector);
            for command in ["check --no-cache", "check --no-cache --diff", "fmt --diff"] {
                let fixture = Fixture::new(text.trim_end());
                let output = sayso(command)
                    .within(&fixture)
                    .starts()
                    .wait_with_output()
                    .expect("it ends");
                silent(&String::from_utf8_lossy(&output.stdout), command, &text);
                silent(&String::from_utf8_lossy(&output.stderr), command, &text);
            }
        }
    }
}

/// The last line of a file may have no end.
#[test]
fn no_diff_shows_the_last_line() {
    for last in ["note:   \"Ω\"", "Ω", "# Ω"] {
        let text = workspace(
            HEADLINES[0],
            &["confidential: yes", "by:  \"Ω\""],
            &format!("  {last}"),
        );
        let draft = text.split("\n//- a.sayso").next().unwrap_or_default();
        for command in ["check --no-cache --diff", "fmt --diff"] {
            let fixture = Fixture::new(draft);
            let output = sayso(command)
                .within(&fixture)
                .starts()
                .wait_with_output()
                .expect("it ends");
            silent(&String::from_utf8_lossy(&output.stdout), command, draft);
        }
    }
}

/// The cache, a baseline and reports in files hold no word either.
#[test]
fn no_file_that_is_written_holds_a_line() {
    let text = workspace(HEADLINES[1], &LINES, PROTECTORS[0]);
    let (fixture, cache) = (Fixture::new(&text), Fixture::new(""));
    for command in [
        "check --baseline known.json --write-baseline",
        "check --format sarif --output-file report.json",
        "status",
    ] {
        let call = sayso(command).within(&fixture).keeping(&cache);
        call.starts().wait_with_output().expect("it ends");
    }
    for path in ["known.json", "report.json"] {
        silent(
            &fs::read_to_string(fixture.path(path)).expect("a report"),
            path,
            &text,
        );
    }
    let mut folders = vec![cache.root().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => {
                    files += 1;
                    let bytes = fs::read(entry.path()).expect("a file");
                    silent(&String::from_utf8_lossy(&bytes), "cache", &text);
                }
            }
        }
    }
    assert!(files > 0, "the cache was written");
}

/// An entity with the field is a mistake, but what it says about somebody is not shown either.
#[test]
fn nothing_of_an_entity_is_shown() {
    let text = "//- people.sayso
entity jane: person \"Zwitscher Doe\"
  confidential: yes
  aka: \"Zwitscher\"
  role: \"Mayor of Zwitscher\" 2020/2021
  born: 1980-01-01
//- a.sayso
article \"Bridge closed\"
  published: 2026-01-08
text
  The mayor, 42, said so on Monday. It was time.
source minutes: document \"Minutes\"
  by: @jane
claim one: quote \"The mayor, 42, said so\"
  about: @jane
  said-by: @jane
  source: @minutes
  checked: 2026-01-08 by @jane
//- b.sayso
entity jane: person \"Jane Doe\"
claim two: allegation \"It was time\"
  about: @people/jane
";
    silent(&messages(text), "messages", text);
    let files = ["a.sayso", "b.sayso"];
    all_silent(&of_commands(text, &files, &["a.sayso#one"]), text);
    all_silent(
        &of_editor(&Fixture::new(text), &files, &["", "jane", "zwi"]),
        text,
    );
}

fn declarations() -> impl Strategy<Value = String> {
    let lines = prop::sample::subsequence(LINES.to_vec(), 0..12).prop_shuffle();
    let headline = prop::sample::select(HEADLINES.to_vec());
    let protector = prop::sample::select(PROTECTORS.to_vec());
    (headline, lines, protector)
        .prop_map(|(headline, lines, protector)| workspace(headline, &lines, protector))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_command_prints_a_line(text in declarations()) {
        all_silent(&of_commands(&text, &OTHERS, &["a.sayso#sourced", "b.sayso#open"]), &text);
    }

    #[test]
    fn no_answer_of_the_server_shows_a_line(text in declarations()) {
        let fixture = Fixture::new(&text);
        all_silent(&of_editor(&fixture, &OTHERS, &["", "zwitscher", "insp"]), &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_message_quotes_lines(text in declarations()) {
        silent(&messages(&text), "messages", &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Not even a hash of the words comes out, which could be guessed: other words give the same output and answers.
    #[test]
    fn nothing_depends_on_the_words(text in declarations()) {
        let others = text.replace(CANARY, OTHER_CANARY);
        let claims = ["a.sayso#sourced", "b.sayso#open"];
        prop_assert_eq!(of_commands(&text, &OTHERS, &claims), of_commands(&others, &OTHERS, &claims));
        let ask = |text: &str| of_editor(&Fixture::new(text), &OTHERS, &["", "insp"]);
        prop_assert_eq!(ask(&text), ask(&others));
    }
}

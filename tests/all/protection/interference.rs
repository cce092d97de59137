//! `by:` and the notes of a confidential source change no answer about anything else. Two workspaces that differ in
//! them alone give the same answers to every request on every other file, and every command prints the same.

use super::answers::{Answers, of_commands, of_editor};
use crate::fixture::Fixture;

/// The workspace, with the lines of the source that say who it is.
fn workspace(identity: &str) -> String {
    WORKSPACE.replace("IDENTITY\n", identity)
}

const WORKSPACE: &str = r#"
//- people.sayso
entity jon-abel: person "Jon Abel"
  aka: "J. Abel"
entity lone: person "Lone Wolfe"
entity town: organisation "Elmstead"
entity ana: person "Ana Rey"
  role: "Mayor" 2020/2026
source diary: document "Diary of the inspections"
  by: @jon-abel
//- registry.sayso
source inspector: interview "Talk about the bridge"
  confidential: yes
IDENTITY
  described-as: "a person who took part in the inspections"
  reason: "would lose the job"
  approved: 2026-01-08 by "L. Editor"
//- a.sayso
article "Bridge closed"
  text: "a.md"
source minutes: document "Minutes of the council"
  by: @ana
source other: interview "Talk about the council"
  confidential: yes
claim unsourced: allegation "The bridge had not been inspected for years"
  about: @jon-abel
claim sourced: "Ana Rey said so"
  source: @inspector
  source: @minutes
  said-by: @ana
//- b.sayso
article "Bridge open"
source copy: wire "Copy of the talk"
  derived-from: @inspector
claim reply: allegation "It is open again"
  source: @diary at p. 3
  source: @copy
  source: @inspector
  about: @lone
  reply: @jon-abel declined 2026-01-08
text
  It is open again. Nobody knew.
//- a.md
The bridge had not been inspected for years, an inspector said. Ana Rey said so.
"#;

/// The files that do not declare the source.
const OTHERS: [&str; 3] = ["people.sayso", "a.sayso", "b.sayso"];
const QUERIES: [&str; 5] = ["", "jon", "insp", "ana", "talk"];
const CLAIMS: [&str; 2] = ["a.sayso#sourced", "b.sayso#reply"];

/// Each is a `by:` and a note, so that the source's own findings are the same.
const IDENTITIES: [&str; 8] = [
    "  by: \"Zdenka Kowal\"\n  note: \"met on Tuesday\"\n",
    "  by: @jon-abel\n  note: \"met on Tuesday\"\n",
    "  by: \"Zdenka Kowal\"\n  note: \"see @jon-abel\"\n",
    "  by: @lone\n  note: \"@lone and @people/jon-abel\"\n",
    "  by: @people/jon-abel, \"Zdenka Kowal\"\n  note: \"see @diary\"\n",
    "  by: @town, @jon-abel, @lone\n  note: \"see @nobody\"\n",
    "  by: @nobody, @people/nobody\n  note: \"@minutes @unsourced\"\n",
    "  by: @inspector, @diary\n  note: \"@a/unsourced\"\n",
];

#[track_caller]
fn same(identity: &str, expected: &Answers, answers: &Answers) {
    assert_eq!(expected.len(), answers.len());
    for (asked, answer) in answers {
        assert_eq!(expected.get(asked), Some(answer), "{asked}\n{identity}");
    }
}

#[test]
fn no_answer_on_another_file_tells_who_a_source_is() {
    let ask = |identity: &str| of_editor(&Fixture::new(&workspace(identity)), &OTHERS, &QUERIES);
    let expected = ask(IDENTITIES[0]);
    for identity in IDENTITIES.iter().skip(1).chain(&[""]) {
        same(identity, &expected, &ask(identity));
    }
}

#[test]
fn no_command_tells_who_a_source_is() {
    let ask = |identity: &str| of_commands(&workspace(identity), &OTHERS, &CLAIMS);
    let expected = ask(IDENTITIES[0]);
    for identity in &IDENTITIES[1..] {
        same(identity, &expected, &ask(identity));
    }
}

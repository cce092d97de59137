use expect_test::{Expect, expect};

use super::check;
use crate::ide::completion::{MAX_ITEMS, Options, completion};
use crate::ide::testing::Fixture;

const PEOPLE: &str = "//- people.sayso
entity rocio-san-miguel: person \"Rocío San Miguel\"
  aka: \"La Activista\"
entity spain-mfa: organisation \"Spain's foreign ministry\"
source mfa: press-release \"Comunicado\"
source hidden: interview \"Maria in the cellar\"
  confidential: yes
  described-as: \"a person at the ministry\"
//- draft.sayso
";

#[track_caller]
fn check_draft(draft: &str, expect: Expect) {
    check(&format!("{PEOPLE}{draft}"), expect);
}

#[test]
fn entities_by_alias_and_without_diacritics() {
    check_draft(
        "claim: \"x\"\n  about: @rocío, @rocio<|>\n",
        expect![[r#"
        @rocio-san-miguel | Rocío San Miguel (person) |   about: @rocío, @rocio-san-miguel
        …
    "#]],
    );
    check_draft(
        "claim: \"x\"\n  said-by: @activ<|>\n",
        expect![[r#"
        @rocio-san-miguel | Rocío San Miguel (person) |   said-by: @rocio-san-miguel
        …
    "#]],
    );
    check_draft(
        "source x: email \"y\"\n  by: @sp<|>-old\n",
        expect![[r#"
        @spain-mfa | Spain's foreign ministry (organisation) |   by: @spain-mfa
        …
    "#]],
    );
    check_draft(
        "claim: \"x\"\n  about: spa<|>\n",
        expect![[r#"
        @spain-mfa | Spain's foreign ministry (organisation) |   about: @spain-mfa
        …
    "#]],
    );
}

#[test]
fn sources_where_a_source_is_expected() {
    check_draft(
        "claim: \"x\"\n  source: @mf<|>\n",
        expect![[r#"
        @mfa | Comunicado (press-release source) |   source: @mfa
        …
    "#]],
    );
    check_draft(
        "claim: \"x\"\n  source: @mfa, <|>",
        expect![[r#"
        @hidden | a person at the ministry (interview source) |   source: @mfa, @hidden
        @mfa | Comunicado (press-release source) |   source: @mfa, @mfa
        …
    "#]],
    );
    check_draft(
        "source own: email \"y\"\n  derived-from: @<|>",
        expect![[r#"
        @hidden | a person at the ministry (interview source) |   derived-from: @hidden
        @mfa | Comunicado (press-release source) |   derived-from: @mfa
        …
    "#]],
    );
    check_draft("claim: \"x\"\n  context: @cellar<|>", expect![""]);
}

#[test]
fn all_declarations_in_a_note() {
    check_draft(
        "claim five: \"x\"\nclaim: \"y\"\n  note: \"see @<|>\"\n",
        expect![[r#"
            @five | x (claim) |   note: "see @five"
            @hidden | a person at the ministry (interview source) |   note: "see @hidden"
            @mfa | Comunicado (press-release source) |   note: "see @mfa"
            @rocio-san-miguel | Rocío San Miguel (person) |   note: "see @rocio-san-miguel"
            @spain-mfa | Spain's foreign ministry (organisation) |   note: "see @spain-mfa"
            …
        "#]],
    );
    check_draft(
        "claim: \"y\"\n  note: \"see @mf<|> and\n    more\"\n",
        expect![[r#"
            @mfa | Comunicado (press-release source) |   note: "see @mfa and
            @spain-mfa | Spain's foreign ministry (organisation) |   note: "see @spain-mfa and
            …
        "#]],
    );
    check_draft("claim: \"y\"\n  note: \"desk@<|>\"\n", expect![""]);
}

#[test]
fn names_of_one_file() {
    check_draft(
        "claim: \"x\"\n  about: @people/<|>\n",
        expect![[r#"
        @people/rocio-san-miguel | Rocío San Miguel (person) |   about: @people/rocio-san-miguel
        @people/spain-mfa | Spain's foreign ministry (organisation) |   about: @people/spain-mfa
        …
    "#]],
    );
    check(
        "//- a.sayso\nentity ana: person \"Ana\"\n//- b.sayso\nentity ana: person \"Ana B\"\n//- draft.sayso\nclaim: \"x\"\n  about: @an<|>\n",
        expect![[r#"
            @a/ana | Ana (person) |   about: @a/ana
            @b/ana | Ana B (person) |   about: @b/ana
            …
        "#]],
    );
}

/// Run it with `cargo test --release --lib -- --ignored --nocapture ten_thousand`.
#[test]
#[ignore = "prints how long completion takes"]
fn ten_thousand_entities() {
    const GIVEN: [&str; 8] = [
        "Ana", "José", "Lena", "Søren", "María", "Igor", "Wei", "Zoë",
    ];
    const FAMILY: [&str; 6] = ["Díaz", "Müller", "Okafor", "Nguyễn", "Smith", "San Miguel"];
    let mut people = String::new();
    for at in 0..10_000 {
        let (given, family) = (GIVEN[at % 8], FAMILY[at % 6]);
        people += &format!(
            "entity person-{at}: person \"{given} {family} {at}\"\n  aka: \"{family} {at}\"\n\n"
        );
    }
    for typed in ["", "a", "mu", "jose", "person-77", "san miguel 99", "zzz"] {
        let fixture = Fixture::of(&format!(
            "//- people.sayso\n{people}//- draft.sayso\nclaim: \"x\"\n  about: @{typed}<|>\n"
        ));
        let (file, offset) = fixture.cursor();
        let mut times = Vec::new();
        for _ in 0..50 {
            let start = std::time::Instant::now();
            let found = completion(
                &fixture.workspace,
                &fixture.passages,
                file,
                offset,
                &Options::default(),
            );
            times.push(start.elapsed());
            assert!(found.items.len() <= MAX_ITEMS);
        }
        let first = times[0];
        times.sort();
        println!(
            "@{typed}: first {first:?}, median {:?}, slowest {:?}",
            times[25], times[49]
        );
    }
}

#[test]
fn sources_by_the_speaker_come_first() {
    let sources = "//- desk.sayso
entity town: organisation \"Town\"
entity ines: person \"Ines\"
source a-plan: document \"A plan\"
source notice: press-release \"N\"
  by: @town
source speech: broadcast \"S\"
  by: @ines
//- draft.sayso
source call: interview \"Call\"
";
    check(
        &format!("{sources}claim: \"x\"\n  about: @town\n  said-by: @ines\n  source: <|>\n"),
        expect![[r#"
            @speech | S (broadcast source) |   source: @speech
            @notice | N (press-release source) |   source: @notice
            @call | Call (interview source) |   source: @call
            @a-plan | A plan (document source) |   source: @a-plan
            …
        "#]],
    );
}

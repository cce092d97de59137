use expect_test::{Expect, expect};
use jiff::civil::date;

use super::*;
use crate::ide::testing::Fixture;

/// What is offered at the cursor, or for the selection between two, and what it changes.
#[track_caller]
fn check(fixture: &str, expect: Expect) {
    let fixture = Fixture::of(fixture);
    let (path, start) = &fixture.cursors[0];
    let (_, end) = fixture.cursors.last().expect("a cursor");
    let scope = Scope {
        workspace: &fixture.workspace,
        passages: &fixture.passages,
        file_id: fixture.workspace.id_of(path).expect("a draft"),
        range: *start..*end,
        today: date(2026, 1, 9),
    };
    let mut out = String::new();
    for refactoring in refactorings(&scope) {
        out += &format!("{:?}: {}\n", refactoring.kind, refactoring.title);
        let edits = refactoring.edits().expect("edits");
        for line in fixture.shown_edits(&edits).lines() {
            out += &format!("    {line}\n");
        }
    }
    expect.assert_eq(&out);
}

#[test]
fn extract() {
    check(
        "//- people.sayso\nentity bo: person \"Bo\"\n//- draft.sayso\nsource s: email \"S\"\n  by: @bo, “Ána <|>Díaz”\n",
        expect![[r#"
            Extract: Extract “Ána Díaz” to a new person
                draft.sayso:2 "“Ána Díaz”" → "@ana-diaz"
                draft.sayso:3 "" → "\nentity ana-diaz: person “Ána Díaz”\n"
            Extract: Extract “Ána Díaz” to a new organisation
                draft.sayso:2 "“Ána Díaz”" → "@ana-diaz"
                draft.sayso:3 "" → "\nentity ana-diaz: organisation “Ána Díaz”\n"
            Extract: Extract “Ána Díaz” to a new person in `people.sayso`
                draft.sayso:2 "“Ána Díaz”" → "@ana-diaz"
                people.sayso:2 "" → "\nentity ana-diaz: person “Ána Díaz”\n"
            Extract: Extract “Ána Díaz” to a new organisation in `people.sayso`
                draft.sayso:2 "“Ána Díaz”" → "@ana-diaz"
                people.sayso:2 "" → "\nentity ana-diaz: organisation “Ána Díaz”\n"
        "#]],
    );
    // The name is taken, or the entity is known.
    check(
        "entity bo: place \"Another\"\nclaim: \"x\"\n  source: \"B<|>o\" at p. 3 \"its words\"\n",
        expect![[r#"
            Extract: Extract “Bo” to a new source
                draft.sayso:3 "\"Bo\"" → "@bo-2"
                draft.sayso:4 "" → "\nsource bo-2: document \"Bo\"\n"
        "#]],
    );
    check(
        "//- people.sayso\nentity bo: person \"Bo Li\"\n//- draft.sayso\nsource s: email \"S\"\n  by: \"bo <|>li\"\n",
        expect![[r#"
            Extract: Refer to `@bo` instead of “bo li”
                draft.sayso:2 "\"bo li\"" → "@bo"
        "#]],
    );
    check(
        "claim: \"x\"\n  source: @s \"its w<|>ords\"\n  note: \"a\"\n",
        expect![""],
    );
}

#[test]
fn nothing_of_a_confidential_source_gets_elsewhere() {
    for line in [
        "by: \"Maria<|> Zell\"",
        "note: \"x\"\n  publisher: \"Maria<|> Zell\"",
    ] {
        check(
            &format!("source s<|>: interview \"Maria\"\n  confidential: yes\n  {line}\n"),
            expect![""],
        );
    }
}

#[test]
fn inline() {
    let fixture = "entity a<|>na: person \"Ana\"\n\nsource s: email \"S\"\n  by: @ana\n  publisher: @draft/ana\n";
    check(
        fixture,
        expect![[r#"
            Inline: Write “Ana” instead of `ana`
                draft.sayso:1 "entity ana: person \"Ana\"\n\n" → ""
                draft.sayso:4 "@ana" → "\"Ana\""
                draft.sayso:5 "@draft/ana" → "\"Ana\""
        "#]],
    );
    check(&format!("{fixture}  note: \"@ana\"\n"), expect![""]);
    check(&fixture.replace("\n\n", "\n  aka: \"A\"\n"), expect![""]);
    check("entity a<|>na: person \"Ana\"\n", expect![""]);
}

#[test]
fn merge() {
    check(
        "//- people.sayso\nentity ana: person \"Ana Díaz\"\n  aka: \"Díaz\"\n  born: 1980\n//- draft.sayso\nentity di<|>az: person \"A. Díaz\"\n  aka: \"Díaz\", \"Annie\"\n  born: 1980\n  role: \"Mayor\" 2020/2021\n\nentity ana-diaz: person \"A. Díaz\"\n  note: \"@diaz\"\nclaim: \"x\"\n  about: @diaz\n",
        expect![[r#"
            Rewrite: Merge `diaz` into `ana-diaz`
                draft.sayso:1 "entity diaz: person \"A. Díaz\"\n  aka: \"Díaz\", \"Annie\"\n  born: 1980\n  role: \"Mayor\" 2020/2021\n\n" → ""
                draft.sayso:7 "@diaz" → "@ana-diaz"
                draft.sayso:7 "" → "\n  aka: \"Díaz\"\n  aka: \"Annie\"\n  born: 1980\n  role: \"Mayor\" 2020/2021"
                draft.sayso:9 "@diaz" → "@ana-diaz"
        "#]],
    );
    // Two that are selected, and one in another file.
    check(
        "entity a<|>: person \"A. Díaz\"\nentity <|>b: person \"Ana Díaz\"\nclaim: \"x\"\n  about: @a, @b\n",
        expect![[r#"
            Rewrite: Merge `a` into `b`
                draft.sayso:1 "entity a: person \"A. Díaz\"\n" → ""
                draft.sayso:2 "" → "\n  aka: \"A. Díaz\""
                draft.sayso:4 "@a" → "@b"
        "#]],
    );
    let of_two_files = "//- people.sayso\nentity ana: person \"Ana\"\n//- draft.sayso\nentity a<|>na: person \"Ana\"\nclaim: \"x\"\n  about: @ana\n";
    check(
        of_two_files,
        expect![[r#"
            Rewrite: Merge `ana` into `ana` in `people.sayso`
                draft.sayso:1 "entity ana: person \"Ana\"\n" → ""
                draft.sayso:3 "@ana" → "@people/ana"
        "#]],
    );
    // They contradict each other.
    check(
        &of_two_files
            .replace("\n//- draft", "\n  born: 1980\n//- draft")
            .replace("\nclaim", "\n  born: 1981\nclaim"),
        expect![""],
    );
}

#[test]
fn split() {
    check(
        "claim o<|>ne: quote \"It was closed.  Nobody\n    knew why. …\"\n  source: @s at p. 3, @t\n  checked: 2026-01-01 by \"M\"\n  value: 5\n  # end\nclaim: \"next\"\n",
        expect![[r#"
            Rewrite: Split into 2 claims, one for each sentence
                draft.sayso:1 "\"It was closed.  Nobody\n    knew why. …\"" → "\"It was closed.\""
                draft.sayso:5 "" → "\n\nclaim: quote \"Nobody knew why.\"\n  source: @s at p. 3\n  source: @t"
        "#]],
    );
    check(
        "claim: “five were <|>freed in May<|> and June”\r\n",
        expect![[r#"
            Rewrite: Make a claim of the selected words
                draft.sayso:1 "“five were freed in May and June”" → "“five were”"
                draft.sayso:1 "" → "\r\n\r\nclaim: “freed in May”\r\n\r\nclaim: “and June”"
        "#]],
    );
    check("claim: \"One was f<|>reed.\"\n", expect![""]);
    check(
        "claim: \"One was. Two w<|>ere.\"\n  prefix: \"x\"\n",
        expect![""],
    );
}

const TWO: &str = "article \"A\"\ntext\n  One was *freed*. Two were not, and she left.\n\n  Five came.\n\nclaim a<|>: \"One was freed\"\n  source: @s\n# between\nclaim b: fact \"Two were not\"\n  source: @s, @t\n\nclaim c: \"Five came\"\n  note: \"@b\"\n";

#[test]
fn join() {
    check(
        TWO,
        expect![[r#"
            Rewrite: Join with the next claim, `b`
                draft.sayso:7 "\"One was freed\"" → "\"One was freed. Two were not\""
                draft.sayso:8 "" → "\n  source: @t"
                draft.sayso:10 "claim b: fact \"Two were not\"\n  source: @s, @t\n\n" → ""
                draft.sayso:14 "@b" → "@a"
        "#]],
    );
    check(
        &TWO.replace("claim a<|>:", "cl<|>aim:"),
        expect![[r#"
            Rewrite: Join with the next claim, `b`
                draft.sayso:7 "" → " b"
                draft.sayso:7 "\"One was freed\"" → "\"One was freed. Two were not\""
                draft.sayso:8 "" → "\n  source: @t"
                draft.sayso:10 "claim b: fact \"Two were not\"\n  source: @s, @t\n\n" → ""
        "#]],
    );
    // In another paragraph; of another kind; with words between the two; signed without a seal.
    let moved = TWO.replace("<|>", "");
    check(&moved.replace("claim b", "claim b<|>"), expect![""]);
    check(&TWO.replace("fact \"Two", "quote \"Two"), expect![""]);
    check(
        &TWO.replace("\"Two were not\"", "\"she left\""),
        expect![""],
    );
    check(
        &TWO.replace("@s, @t", "@s\n  checked: 2026-01-01 by \"M\""),
        expect![""],
    );
}

#[test]
fn retract() {
    check(
        "source no<|>tice: press-release \"Notice\"\n  url: https://example.org # here\nsource wire: wire \"Wire\"\n  derived-from: @notice\nclaim one: \"x\"\n  source: @wire\nclaim: \"two\"\n  source: @notice\n",
        expect![[r#"
            Rewrite: Retract this source: 2 claims rest on it
                draft.sayso:2 "" → "\n  retracted: 2026-01-09 \"\"", after: Retract `notice`
        "#]],
    );
    check(
        "source n<|>: report \"N\"\n",
        expect![[r#"
            Rewrite: Retract this source
                draft.sayso:1 "" → "\n  retracted: 2026-01-09 \"\""
        "#]],
    );
    check(
        "source n<|>: report \"N\"\n  retracted: 2026-01-01 \"x\"\n",
        expect![""],
    );
}

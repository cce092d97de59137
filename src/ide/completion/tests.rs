use expect_test::{Expect, expect};
use jiff::civil::date;

use super::{Insert, Options, completion};
use crate::ide::testing::Fixture;
use crate::rules::RULES;
use crate::signoff::{Signer, Signing};

/// Label, detail, what the line becomes.
#[track_caller]
fn check(fixture: &str, expect: Expect) {
    check_with(fixture, &Options::default(), expect);
}

#[track_caller]
fn check_with(fixture: &str, options: &Options, expect: Expect) {
    let fixture = Fixture::of(fixture);
    let (file, offset) = fixture.cursor();
    let text = fixture.workspace.file(file).expect("a file").text();
    let completions = completion(&fixture.workspace, &fixture.passages, file, offset, options);
    let mut out = String::new();
    for item in &completions.items {
        let (Insert::Text(insert) | Insert::Snippet(insert)) = &item.insert;
        let mut changed = text.to_string();
        changed.replace_range(item.replace.clone(), insert);
        let line = changed[..item.replace.start].matches('\n').count();
        let line = changed.lines().nth(line).unwrap_or_default();
        let detail = item.detail.as_deref().unwrap_or_default();
        out += format!("{} | {detail} | {line}", item.label).trim_end();
        out += "\n";
    }
    out += if completions.is_incomplete {
        "…\n"
    } else {
        ""
    };
    expect.assert_eq(&out);
}

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
fn an_entity_without_its_diacritics_and_by_another_name() {
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
fn sources_where_a_source_belongs() {
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
    check_draft(
        "claim: \"x\"\n  context: @cellar<|>",
        expect![[r#"
        …
    "#]],
    );
}

#[test]
fn anything_in_a_note() {
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

#[test]
fn keywords() {
    check(
        "article \"A\"\n\ncl<|>\n",
        expect![[r#"
        text |  | text
        entity |  | entity
        source |  | source
        claim |  | claim
    "#]],
    );
    check(
        "<|>",
        expect![[r#"
        article |  | article
        text |  | text
        entity |  | entity
        source |  | source
        claim |  | claim
    "#]],
    );
}

#[test]
fn kinds() {
    check(
        "claim x: nu<|> \"five\"\n",
        expect![[r#"
        fact |  | claim x: fact "five"
        number |  | claim x: number "five"
        quote |  | claim x: quote "five"
        date |  | claim x: date "five"
        name |  | claim x: name "five"
        title |  | claim x: title "five"
        age |  | claim x: age "five"
        superlative |  | claim x: superlative "five"
        causal |  | claim x: causal "five"
        allegation |  | claim x: allegation "five"
        opinion | needs no source | claim x: opinion "five"
        common-knowledge | needs no source | claim x: common-knowledge "five"
        transition | needs no source | claim x: transition "five"
        observation | needs no source | claim x: observation "five"
    "#]],
    );
    check(
        "entity x: <|>",
        expect![[r#"
        person |  | entity x: person
        organisation |  | entity x: organisation
        place |  | entity x: place
        event |  | entity x: event
        work |  | entity x: work
        product |  | entity x: product
    "#]],
    );
    check("claim <|>", expect![""]);
}

#[test]
fn fields() {
    check(
        "entity x: person \"X\"\n  born: 1990\n  w<|>\n",
        expect![[r#"
            aka | Other names and spellings. |   aka:
            role | What they are, and from when until when. |   role:
            wikidata | The entity's number in Wikidata. |   wikidata:
            url | A page about it. |   url:
            died | Date of death. |   died:
            founded | When it was founded. |   founded:
            same-as | The same thing elsewhere on the web. |   same-as:
            allow | A finding that is meant, and why. |   allow:
            note | A remark for colleagues. `@name` in it is a reference. |   note:
        "#]],
    );
    check(
        "entity x: person \"X\"\n  note: \"open\n  <|>\n",
        expect![[r#"
            aka | Other names and spellings. |   aka:
            role | What they are, and from when until when. |   role:
            wikidata | The entity's number in Wikidata. |   wikidata:
            url | A page about it. |   url:
            born | Date of birth. |   born:
            died | Date of death. |   died:
            founded | When it was founded. |   founded:
            same-as | The same thing elsewhere on the web. |   same-as:
            allow | A finding that is meant, and why. |   allow:
            note | A remark for colleagues. `@name` in it is a reference. |   note:
        "#]],
    );
    check("text\n  so<|>\n", expect![""]);
}

#[test]
fn words() {
    check(
        "article \"A\"\n  status: <|>\n",
        expect![[r#"
        draft |  |   status: draft
        checking |  |   status: checking
        ready |  |   status: ready
        published |  |   status: published
        withdrawn |  |   status: withdrawn
    "#]],
    );
    check(
        "claim: \"A\"\n  source: @x <|>\n",
        expect![[r#"
        at |  |   source: @x at
        primary |  |   source: @x primary
        secondary |  |   source: @x secondary
    "#]],
    );
    check(
        "claim: \"A\"\n  source: @x at p. 3 \"w, x\" pri<|>\n",
        expect![[r#"
            primary |  |   source: @x at p. 3 "w, x" primary
            secondary |  |   source: @x at p. 3 "w, x" secondary
        "#]],
    );
    check(
        "claim: \"A\"\n  checked: 2026-01-01 <|>\n",
        expect![[r#"
        by |  |   checked: 2026-01-01 by
    "#]],
    );
    check(
        "claim: \"A\"\n  verdict: con<|>  # ok\n",
        expect![[r#"
        confirmed |  |   verdict: confirmed  # ok
        changed |  |   verdict: changed  # ok
        disputed |  |   verdict: disputed  # ok
        unable-to-verify |  |   verdict: unable-to-verify  # ok
        wrong |  |   verdict: wrong  # ok
    "#]],
    );
    check("claim: \"A\"  # @<|>\n", expect![""]);
}

#[test]
fn labels_of_places() {
    let fixture = Fixture::of("claim: \"A\"\n  source: @x at <|>\n");
    let (file, offset) = fixture.cursor();
    let completions = completion(
        &fixture.workspace,
        &fixture.passages,
        file,
        offset,
        &Options::default(),
    );
    let labels: Vec<&str> = completions
        .items
        .iter()
        .map(|item| &*item.label)
        .take(5)
        .collect();
    assert_eq!(labels, ["p.", "para", "line", "section", "chapter"]);
}

const ARTICLE: &str = "article \"A\"\ntext\n  # Heading\n\n  The five were freed. Nobody *spoke*. The rest said “no” and \"yes\".\nclaim: \"Nobody spoke\"\n";

#[test]
fn sentences_that_are_not_covered() {
    check(
        &format!("{ARTICLE}claim: \"<|>\"\n"),
        expect![[r#"
        The five were freed. | no claim covers this yet | claim: "The five were freed."
        The rest said “no” and "yes". | no claim covers this yet | claim: "The rest said “no” and ”yes”."
        …
    "#]],
    );
    check(
        &format!("{ARTICLE}claim: “the f<|>\n"),
        expect![[r#"
        The five were freed. | no claim covers this yet | claim: "The five were freed."
        …
    "#]],
    );
    check(
        &format!("{ARTICLE}claim: \"The <|>\n"),
        expect![[r#"
        The five were freed. | no claim covers this yet | claim: "The five were freed."
        The rest said “no” and "yes". | no claim covers this yet | claim: "The rest said “no” and ”yes”."
        …
    "#]],
    );
    check(
        &format!("{ARTICLE}claim: fact \"The <|>\n  source: @x\n"),
        expect![[r#"
            The five were freed. | no claim covers this yet | claim: fact "The five were freed."
            The rest said “no” and "yes". | no claim covers this yet | claim: fact "The rest said “no” and ”yes”."
            …
        "#]],
    );
}

#[test]
fn snippets() {
    let options = Options {
        snippets: true,
        ..Options::default()
    };
    check_with(
        "source x: email \"X\"\n  ap<|>\n",
        &options,
        expect![[r#"
            by | Who says it: an entity, or a name. |   by: $1
            publisher | Who published it. |   publisher: $1
            issued | When it was published. |   issued: $1
            event | When what it reports took place. |   event: $1
            retrieved | When it was looked at. |   retrieved: $1
            url | Where it stands on the web. |   url: $1
            archived | An archived copy. |   archived: $1
            file | A copy in the repository, with its checksum. |   file: "$1"
            language | The language it is in. |   language: $1
            derived-from | The source that it takes this from. |   derived-from: $1
            terms | What was agreed with the source. |   terms: $1
            confidential | Who this is must not be known. |   confidential: $1
            contact | How to reach the source. Never for a confidential one. |   contact: "$1"
            described-as | How the article may describe the source. |   described-as: "$1"
            reason | Why the source is confidential. |   reason: "$1"
            approved | Who approved the confidentiality. |   approved: ${1:date} by $2
            retracted | When and why it was retracted. |   retracted: ${1:date} "$2"
            allow | A finding that is meant, and why. |   allow: $1 "$2"
            note | A remark for colleagues. `@name` in it is a reference. |   note: "$1"
        "#]],
    );
    check_with(
        "cl<|>\n",
        &options,
        expect![[r#"
        article |  | article "${1:headline}"
        text |  | text
        entity |  | entity ${1:name}: ${2:person} "${3:Name}"
        source |  | source ${1:name}: ${2:document} "${3:title}"
        claim |  | claim: ${1:fact} "${2}"
    "#]],
    );
}

#[test]
fn rules_that_can_be_allowed() {
    let names = |draft: &str, snippets: bool| {
        let fixture = Fixture::of(draft);
        let (file, offset) = fixture.cursor();
        let options = Options {
            snippets,
            ..Options::default()
        };
        let found = completion(
            &fixture.workspace,
            &fixture.passages,
            file,
            offset,
            &options,
        );
        let items = found.items.into_iter();
        let inserts = items.map(|item| match item.insert {
            Insert::Text(text) | Insert::Snippet(text) => text,
        });
        inserts.collect::<Vec<_>>()
    };
    let allowable = RULES.iter().filter(|rule| rule.can_be_allowed());
    let allowable: Vec<&str> = allowable.map(|rule| rule.name).collect();
    for draft in [
        "claim: \"x\"\n  allow: <|>\n",
        "claim: \"x\"\n  allow: a \"b, c\", un<|> \"x\"\n",
        "# sayso: allow un<|>\n",
        "#sayso:allow a \"b\", <|>",
        "\u{feff}# sayso: allow: <|> \"x\"\nclaim: \"x\"\n",
    ] {
        assert_eq!(names(draft, false), allowable, "{draft:?}");
    }
    for draft in [
        "claim: \"x\"\n  allow: a <|>\n",
        "claim: \"x\"\n  # sayso: allow <|>\n",
        "# sayso: allow a \"<|>\"\n",
        "# sayso: allow a <|>\n",
        "# sayso: ignore <|>\n",
        "# says: allow <|>\n",
    ] {
        assert!(names(draft, false).is_empty(), "{draft:?}");
    }
    assert_eq!(names("# sayso: al<|>", false), ["allow"]);
    let first = |draft| names(draft, true).swap_remove(0);
    assert_eq!(
        first("# sayso: allow <|>\n"),
        format!("{} \"$1\"", allowable[0])
    );
    assert_eq!(first("# sayso: allow <|> \"x\"\n"), allowable[0]);
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
            assert!(found.items.len() <= super::MAX_ITEMS);
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
fn sign_offs() {
    let today = date(2026, 1, 9);
    let signing = Signing {
        today,
        signer: Signer::of("M. Ortega", today),
    };
    let options = Options {
        signing: Some(&signing),
        ..Options::default()
    };
    let draft = |line: &str| {
        format!(
            "source s: email \"S\"\ntext\n  One was freed.\nclaim: \"One was freed\"\n  source: @s\n  {line}\n"
        )
    };
    check_with(
        &draft("checked: <|>"),
        &options,
        expect![[r#"
        2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf | signs the claim off |   checked: 2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf
        2026-01-09 by "M. Ortega" |  |   checked: 2026-01-09 by "M. Ortega"
        2026-01-09 | today |   checked: 2026-01-09 by
    "#]],
    );
    check_with(
        &draft("checked: 2026<|>"),
        &options,
        expect![[r#"
        2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf | signs the claim off |   checked: 2026-01-09 by "M. Ortega" seal bd16-2d4f-8ddf
        2026-01-09 by "M. Ortega" |  |   checked: 2026-01-09 by "M. Ortega"
        2026-01-09 | today |   checked: 2026-01-09 by
    "#]],
    );
    check_with(
        &draft("checked: 2026-01-08 by \"M. Ortega\" <|>"),
        &options,
        expect![[r#"
            seal bd16-2d4f-8ddf | of the claim as it stands |   checked: 2026-01-08 by "M. Ortega" seal bd16-2d4f-8ddf
        "#]],
    );
    check_with(
        &draft("checked: 2026-01-08 by @s s<|>"),
        &options,
        expect![[r#"
            seal bd16-2d4f-8ddf | of the claim as it stands |   checked: 2026-01-08 by @s seal bd16-2d4f-8ddf
        "#]],
    );
    check_with(
        "source s: email \"S\"\n  approved: <|>\n",
        &options,
        expect![[r#"
            2026-01-09 by "M. Ortega" |  |   approved: 2026-01-09 by "M. Ortega"
            2026-01-09 | today |   approved: 2026-01-09 by
        "#]],
    );
    check_with(
        "claim: \"x\"\n  checked: <|>\n",
        &options,
        expect![[r#"
        2026-01-09 by "M. Ortega" |  |   checked: 2026-01-09 by "M. Ortega"
        2026-01-09 | today |   checked: 2026-01-09 by
    "#]],
    );
    check("claim: \"x\"\n  checked: <|>\n", expect![[""]]);
}

#[test]
fn sources_by_whom_the_claim_quotes_come_first() {
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

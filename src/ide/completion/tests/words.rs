use expect_test::expect;

use super::{check, check_with};
use crate::ide::completion::{Insert, Options, completion};
use crate::ide::testing::Fixture;
use crate::rules::RULES;

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
            role | A role or office, and its period. |   role:
            wikidata | The entity's number in Wikidata. |   wikidata:
            url | A page about it. |   url:
            died | Date of death. |   died:
            founded | When it was founded. |   founded:
            same-as | The same entity elsewhere on the web. |   same-as:
            allow | A finding to suppress, and the reason. |   allow:
            note | A note for colleagues. `@name` in it is a reference. |   note:
        "#]],
    );
    check(
        "entity x: person \"X\"\n  note: \"open\n  <|>\n",
        expect![[r#"
            aka | Other names and spellings. |   aka:
            role | A role or office, and its period. |   role:
            wikidata | The entity's number in Wikidata. |   wikidata:
            url | A page about it. |   url:
            born | Date of birth. |   born:
            died | Date of death. |   died:
            founded | When it was founded. |   founded:
            same-as | The same entity elsewhere on the web. |   same-as:
            allow | A finding to suppress, and the reason. |   allow:
            note | A note for colleagues. `@name` in it is a reference. |   note:
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
            event | The date of the event that it reports. |   event: $1
            retrieved | When it was retrieved. |   retrieved: $1
            url | Its web address. |   url: $1
            archived | An archived copy. |   archived: $1
            file | A copy on file, with its checksum. |   file: "$1"
            language | The language it is in. |   language: $1
            derived-from | The source that it is based on. |   derived-from: $1
            terms | What was agreed with the source. |   terms: ${1|on-record,background,deep-background,off-record|}
            confidential | The identity of the source must not be revealed. |   confidential: ${1|yes,no|}
            contact | How to reach the source. Never for a confidential one. |   contact: "$1"
            described-as | How the article may describe the source. |   described-as: "$1"
            reason | Why the source is confidential. |   reason: "$1"
            approved | Who approved the confidentiality. |   approved: ${1:date} by $2
            retracted | When and why it was retracted. |   retracted: ${1:date} "$2"
            allow | A finding to suppress, and the reason. |   allow: $1 "$2"
            note | A note for colleagues. `@name` in it is a reference. |   note: "$1"
        "#]],
    );
    check_with(
        "cl<|>\n",
        &options,
        expect![[r#"
            article |  | article "${1:headline}"
            text |  | text
            entity |  | entity ${1:name}: ${2|person,organisation,place,event,work,product|} "${3:Name}"
            source |  | source ${1:name}: ${2|interview,email,document,dataset,report,study,court-record,legislation,broadcast,press-release,statement,news-article,wire,social-post,webpage,book,photo-video,map,observation|} "${3:title}"
            claim |  | claim: ${2|fact,number,quote,date,name,title,age,superlative,causal,allegation,opinion,common-knowledge,transition,observation|} "${3}"
            draft | The start of an annotated draft: the article and the file of its text | article "${1:headline}"
            embedded text | The article's text in this file instead of a file of its own | text
            person | A person that the newsroom knows | entity ${1:name}: person "${2:Full Name}"
            organisation | An organisation that the newsroom knows | entity ${1:name}: organisation "${2:Full name}"
            place | A place that the newsroom knows | entity ${1:name}: place "${2:Full name}"
            interview | An interview by the newsroom | source ${1:name}: interview "${2:Conversation with …}"
            webpage | A page on the web, with an archived copy | source ${1:name}: webpage "${2:title}"
            document | A document that the newsroom has | source ${1:name}: document "${2:title}"
            confidential | A source whose identity is not written in the repository | source ${1:name}: interview "${2:what it is, without who}"
            claim with source | A passage of the article and the source that supports it | claim: ${1|fact,number,date,name,title,age,superlative,causal|} "${2:words of the article}"
            quote | A quotation in the article: who said it and where | claim: quote "${2:words of the article}"
            allegation | An accusation, with two independent sources | claim: allegation "${2:words of the article}"
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

#[test]
fn the_lines_of_the_claim_above() {
    check(
        "claim: quote \"a\"\n  said-by: @e\n  source: @s at p. 3 \"b\"\n  source: @t\n  source: @u at 00:01:02\n\nentity e: person \"E\"\n\nclaim: quote \"c\"\n  source: @t\n  s<|>\n",
        expect![[r#"
            said-by: @e | as in the claim above |   said-by: @e
            source: @s at p. | as in the claim above |   source: @s at p.
            source: @u at | as in the claim above |   source: @u at
            source | A source that supports the claim, and the place in it. |   source:
            contradicted-by | A source that contradicts the claim. |   contradicted-by:
            context | A source that explains the background but does not support the claim. |   context:
            said-by | Who says so in the article. |   said-by:
            about | Whom or what it is about. |   about:
            asserts | Whether the article asserts what was said, or only that it was said. |   asserts:
            value | The number, with its unit, or the date. |   value:
            reply | The right of reply: who was asked, the outcome and the date. |   reply:
            also | Other words of the article that the claim is about as well: a pull quote, a caption. |   also:
            prefix | Words right before the passage, if its words appear more than once. |   prefix:
            suffix | Words right after the passage, if its words appear more than once. |   suffix:
            checked | Who checked it, the date and the seal. |   checked:
            verdict | What the check found. |   verdict:
            allow | A finding to suppress, and the reason. |   allow:
            note | A note for colleagues. `@name` in it is a reference. |   note:
        "#]],
    );
    // Nothing above, or not in a claim.
    check(
        "claim: \"c\"\n  so<|>\n",
        expect![[r#"
        source | A source that supports the claim, and the place in it. |   source:
        contradicted-by | A source that contradicts the claim. |   contradicted-by:
        context | A source that explains the background but does not support the claim. |   context:
        said-by | Who says so in the article. |   said-by:
        about | Whom or what it is about. |   about:
        asserts | Whether the article asserts what was said, or only that it was said. |   asserts:
        value | The number, with its unit, or the date. |   value:
        reply | The right of reply: who was asked, the outcome and the date. |   reply:
        also | Other words of the article that the claim is about as well: a pull quote, a caption. |   also:
        prefix | Words right before the passage, if its words appear more than once. |   prefix:
        suffix | Words right after the passage, if its words appear more than once. |   suffix:
        checked | Who checked it, the date and the seal. |   checked:
        verdict | What the check found. |   verdict:
        allow | A finding to suppress, and the reason. |   allow:
        note | A note for colleagues. `@name` in it is a reference. |   note:
    "#]],
    );
    check(
        "claim: \"a\"\n  source: @s\n\nsource s: email \"S\"\n  by<|>\n",
        expect![[r#"
            by | Who says it: an entity, or a name. |   by:
            publisher | Who published it. |   publisher:
            issued | When it was published. |   issued:
            event | The date of the event that it reports. |   event:
            retrieved | When it was retrieved. |   retrieved:
            url | Its web address. |   url:
            archived | An archived copy. |   archived:
            file | A copy in the repository, with its checksum. |   file:
            language | The language it is in. |   language:
            derived-from | The source that it is based on. |   derived-from:
            terms | What was agreed with the source. |   terms:
            confidential | The identity of the source must not be revealed. |   confidential:
            contact | How to reach the source. Never for a confidential one. |   contact:
            described-as | How the article may describe the source. |   described-as:
            reason | Why the source is confidential. |   reason:
            approved | Who approved the confidentiality. |   approved:
            retracted | When and why it was retracted. |   retracted:
            allow | A finding to suppress, and the reason. |   allow:
            note | A note for colleagues. `@name` in it is a reference. |   note:
        "#]],
    );
}

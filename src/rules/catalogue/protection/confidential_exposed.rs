//! An article that reveals who a confidential source is.
//!
//! The rule looks for the people behind the source in the articles of drafts that declare or cite it. It considers only
//! words that are written like a name, because the rule cannot be suppressed.

use crate::rules::check::Check;
use crate::rules::context::in_article::ExposureContext;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, public};

pub static RULE: Rule = Rule {
    name: "confidential-exposed",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Fixed,
    summary: "An article that reveals who a confidential source is",
    documentation: r#"
## What it finds

The name of the person behind a source with `confidential: yes`, in what a draft that declares or cites the source
publishes. The name may be

- in the title of the source: `"Jon Abel"`, `"Interview with Jon Abel"`, `"Call, 2 March, Jon Abel"`;
- in its `by:`, or in the name that it is declared with: `source jon-abel`;
- that of a person whom its title names or its `by:` or a `note:` refers to, with all of their `aka:`.

The rule also finds `Mr Abel`, `Jon M. Abel` and `Abel, Jon`. It searches the headline, the address and the name of the
file as well as the article, and in the article also what readers do not see: comments, attributes, descriptions of
pictures, link titles, addresses (`jon-abel.jpg`, `/jon%20abel`), front matter and code. In the text, letter case
counts, accents do not.

The rule ignores people, places and organisations that a title merely mentions (`"Interview with an aide of Jon Abel"`,
`"Call about Harbour Bridge"`), words that are also in `described-as:`, and words that are not written like a name, such
as "a clerk of the town". It knows words around names in English, Spanish, German, French, Italian, Portuguese and
Dutch.

You cannot suppress this rule or change its severity. Outside the editor, Sayso prints neither the words nor the
lines that contain them, about any draft of the workspace.

## Why it matters

You cannot undo this mistake: as soon as the article is published, everybody knows.

## Example

```sayso
article "Harbour Bridge closed"

text
  The bridge had not been inspected for years, Jon Abel said.

source inspector: interview "Jon Abel"
  confidential: yes
  described-as: "a person who took part in the inspections"
```

## Instead

```sayso
article "Harbour Bridge closed"

text
  The bridge had not been inspected for years, a person who took part in the inspections said.

source inspector: interview "Conversation about the inspections"
  confidential: yes
  described-as: "a person who took part in the inspections"
```

Keep the name out of the draft, too: see `confidential-identity`.

## Settings

None.
"#,
    subject: Subject::Exposure,
    reads_prose: false,
};

pub const CHECK: Check = Check::Exposure(check);

fn check(context: &ExposureContext, report: &mut Report) {
    let source = match context.source.as_str() {
        "" => Message::from("a confidential source"),
        name => message!("the confidential source `@{}`", public(name)),
    };
    // The message does not quote the words: messages end up in logs.
    let message = message!(
        "these words may reveal who {} is: remove them from the article",
        source
    );
    report.add(context.place, message);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    const TEXT: &str = "article \"A\"\ntext\n  Jon Abel said so. It was **Jon\n  Ábel**, of Elmstead. She and Varga knew. A clerk said so.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "//- registry.sayso\nentity jon: person \"Jon Abel\"\nsource s: interview \"S\"\n  confidential: yes\n  by: @jon\n//- draft.sayso\n{TEXT}claim: \"A clerk said so\"\n  context: @s\n"
            ),
            expect![[r#"
                draft.sayso:3 "Jon Abel" error: these words may reveal who the confidential source `@s` is: remove them from the article
                draft.sayso:3 "Jon\n  Ábel" error: these words may reveal who the confidential source `@s` is: remove them from the article
            "#]],
        );
        check(
            &RULE,
            &format!("{TEXT}source: interview \"Varga\"\n  confidential: yes\n"),
            expect![[r#"
                draft.sayso:4 "Varga" error: these words may reveal who a confidential source is: remove them from the article
            "#]],
        );
    }

    #[test]
    fn what_the_draft_publishes_is_searched() {
        check(
            &RULE,
            "//- a.sayso\narticle \"Jane Doe and the bridge\"\n  text: \"jane-doe.md\"\n  url: https://x.org/jane%20doe\n  byline: \"A. Reporter\"\n  note: \"ask Jane Doe\"\nsource s: interview \"Jane Doe\"\n  confidential: yes\n//- jane-doe.md\nA <!-- Jane Doe --> bridge.\n",
            expect![[r#"
                a.sayso:1 "Jane Doe" error: these words may reveal who the confidential source `@s` is: remove them from the article
                a.sayso:2 "jane-doe" error: these words may reveal who the confidential source `@s` is: remove them from the article
                a.sayso:3 "jane%20doe" error: these words may reveal who the confidential source `@s` is: remove them from the article
                jane-doe.md:1 "Jane Doe" error: these words may reveal who the confidential source `@s` is: remove them from the article
            "#]],
        );
    }

    /// The number of findings for a source and other declarations in the draft of an article.
    fn found(source: &str, article: &str) -> usize {
        let draft = format!("//- a.sayso\narticle \"A\"\n  text: \"a.md\"\n{source}");
        count(
            &RULE,
            &format!("{draft}  confidential: yes\n//- a.md\n{article}\n"),
        )
    }

    #[test]
    fn fires_for_everybody_who_is_behind_the_source() {
        for source in [
            "source s: interview \"Jane Doe\"\n",
            "source s: interview \"Interview with Jane Doe\"\n",
            "source s: interview \"Call, 2 March, Jane Doe\"\n",
            "source s: interview \"Doe, Jane\"\n",
            "source s: interview \"DOE, Jane\"\n",
            "source s: interview \"JANE DOE (phone)\"\n",
            "source jane-doe: interview \"Conversation\"\n",
            "source s: interview \"Conversation\"\n  by: \"Dr. Jane Doe, inspector\"\n",
            "entity jd: person \"Jane Doe\"\nsource s: interview \"C\"\n  by: @jd\n",
            "entity jd: person \"Jane Doe\"\nsource s: interview \"C\"\n  note: \"see @jd\"\n",
            "entity jd: person \"Jane M. Doe\"\n  aka: \"JD\"\nsource s: interview \"Call with JD\"\n",
        ] {
            for article in ["So Jane Doe said.", "So Ms Doe said.", "![](jane-doe.jpg)"] {
                assert_eq!(found(source, article), 1, "{source}{article}");
            }
        }
        let alias = "entity jd: person \"Jane Doe\"\n  aka: \"the Raven\", \"JD\"\nsource s: interview \"Call with Jane Doe\"\n";
        assert_eq!(found(alias, "So the Raven said, JD that is."), 2);
    }

    #[test]
    fn silent_about_what_a_title_merely_mentions() {
        let article = "Donald Trump, his aide Ann Other and the Interior Ministry met on Harbour Bridge, in New York and at City Hall in March. Mr Trump said so. Boeing and the White House agreed. Conversation was good.";
        for source in [
            "source official-3: interview \"Conversation\"\n",
            "source white-house: interview \"Interview with an aide of Donald Trump\"\n",
            "source donald-trump-aide: interview \"Donald Trump's aide\"\n",
            "source s: document \"Documents from New York\"\n",
            "source s: interview \"Conversation at City Hall\"\n",
            "source s: interview \"Call about Harbour Bridge\"\n",
            "source s: interview \"Notes on the Interior Ministry, March\"\n",
            "source s: interview \"Interior Ministry\"\n",
            "source s: interview \"Interview with a Boeing engineer\"\n",
            "entity b: organisation \"Boeing\"\nsource s: interview \"Call with Boeing\"\n",
            "entity b: organisation \"Boeing\"\nsource s: interview \"Call\"\n  note: \"works at @b\"\n",
            "entity t: person \"Donald Trump\"\nsource s: interview \"Interview with an aide of Donald Trump\"\n",
            "source s: interview \"Donald Trump\"\n  described-as: \"an aide to Donald Trump, Mr Trump\"\n",
        ] {
            assert_eq!(found(source, article), 0, "{source}");
        }
    }

    #[test]
    fn silent() {
        for source in [
            "source s: interview \"Jon Abel\"\n",
            "source s: interview \"A clerk\"\n  confidential: yes\n",
            "source s: interview \"jon abel\"\n  confidential: yes\n",
            "source s: interview \"Jon Abel\"\n  confidential: yes\n  described-as: \"Jon Abel, of the town\"\n",
            "source s: interview \"Talk about Jon Abel\"\n  confidential: yes\n  described-as: \"A clerk\"\n",
            "//- other.sayso\nsource s: interview \"Jon Abel\"\n  confidential: yes\n",
        ] {
            check(
                &RULE,
                &format!("//- draft.sayso\n{TEXT}{source}"),
                expect![""],
            );
        }
    }
}

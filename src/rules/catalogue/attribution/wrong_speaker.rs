//! A quotation that the article attributes to one person, and `said-by:` to another.
//!
//! The rule compares people with people and organisations with organisations: a person may speak for an organisation.

use crate::model::Item;
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::{item_of, reference_to};
use crate::rules::claim::speakers::{may_be_same, named_speaker};
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "wrong-speaker",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A quotation that the article attributes to somebody else than `said-by:`",
    documentation: r#"
## What it finds

A claim with words in quotation marks, if the article names the speaker right beside them and `said-by:` names somebody
else: "…," said Ines Varga; Ines Varga told reporters: "…"; according to Varga, "…". The name may be outside of the claim,
and before or after a quotation of several sentences. A surname counts if the full name is in the article or the draft.

The rule reports nothing if it is not clear who speaks: a pronoun, two names, a name that several people share, a
spokesman of somebody, a quotation in a quotation. It reports nothing either if one of the two is a person and the other an
organisation, which may speak for each other, and in articles whose `language:` is neither English nor Spanish.

## Why it matters

Words in the wrong mouth are a serious mistake, and may lead to a lawsuit. The draft and the article contradict each
other, so one of them is wrong.

## Example

```sayso
article "Bridge closed"

text
  “The bridge is a disgrace,” said Ines Varga.

entity ines-varga: person "Ines Varga"

entity leo-brack: person "Leo Brack"

claim disgrace: quote "The bridge is a disgrace"
  said-by: @leo-brack
```

## Instead

```sayso
article "Bridge closed"

text
  “The bridge is a disgrace,” said Ines Varga.

entity ines-varga: person "Ines Varga"

entity leo-brack: person "Leo Brack"

claim disgrace: quote "The bridge is a disgrace"
  said-by: @ines-varga
```

If the article is wrong, correct the article.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, _)) = context.claim() else {
        return;
    };
    let Some(first) = item.said_by().next() else {
        return;
    };
    let Some(speaker) = named_speaker(context) else {
        return;
    };
    let Some(named) = item_of(context, speaker.entity) else {
        return;
    };
    let is_other = |reference: usize| {
        let said_by = context.target(reference).and_then(|target| target.item());
        said_by.is_some_and(|said_by| {
            said_by.entity().is_some()
                && said_by.kind() == named.kind()
                && !may_be_same(said_by, named)
        })
    };
    if !item.said_by().all(is_other) {
        return;
    }
    let (Some(article), Some(declared)) = (context.article(), Item::name(named)) else {
        return;
    };
    let Some(name) = reference_to(context, speaker.entity) else {
        return;
    };
    let span = item.references[first].span;
    let folded = article.folded();
    let as_written = &folded.text()[speaker.range.clone()];
    let message = message!(
        "{} has `said-by: {}`, but the article says that {} (`{}`) said it: correct `said-by:` or the article",
        context.named(),
        written(span.of(&context.segment.text)),
        written(quoted(as_written, "“")),
        written(declared)
    );
    let in_article = context.in_article(folded.source_range(speaker.range.clone()));
    let finding = report.add(context.here(span), message);
    finding.related(in_article, "the speaker in the article");
    if context.wants_fixes && item.said_by().count() == 1 {
        let edit = context.replace(span, format!("@{name}"));
        finding.manual_fix(format!("Set `said-by: @{name}`"), vec![edit]);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, count};

    const PEOPLE: &str = "entity ines: person \"Ines Varga\"\nentity leo: person \"Leo Brack\"\n\
        entity lia: person \"Lia Brack\"\nentity tom: person \"Tom Bakker\"\n  aka: \"Bakker\"\n  role: \"Mayor of Elmstead\" 2020/..\n\
        entity works: organisation \"Brack Works\"\nentity council: organisation \"Elmstead Council\"\n\
        entity mayor: person \"The Mayor of Elmstead\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{PEOPLE}article \"A\"\ntext\n  “It is a shame,” said Ines Varga. “We go on.”\nclaim a: quote \"It is a shame\"\n  said-by: @leo\n"
            ),
            expect![[r#"
                draft.sayso:14 "@leo" warning: claim `a` has `said-by: @leo`, but the article says that “Ines Varga” (`ines`) said it: correct `said-by:` or the article
                    draft.sayso:12 "Ines Varga": the speaker in the article
            "#]],
        );
    }

    /// Whether the rule finds that the claim's words are not by the person that `said-by:` names.
    #[track_caller]
    fn check_claim(language: &str, text: &str, claim: &str, said_by: &str, expected: bool) {
        let fixture = format!(
            "{PEOPLE}article \"A\"\n  language: {language}\ntext\n  {text}\nclaim: quote “{claim}”\n  said-by: @{said_by}\n"
        );
        assert_eq!(
            count(&RULE, &fixture),
            usize::from(expected),
            "{text}: {said_by}"
        );
    }

    #[test]
    fn the_article_names_the_speaker() {
        for text in [
            "\"It is a shame,\" said Ines Varga.",
            "\"It is a shame\", Ines Varga said on Monday.",
            "\"It is a shame,\" Mayor Ines Varga told reporters.",
            "\"It is a shame,\" said the mayor, Ines Varga, who left.",
            "\"It is a shame,\" said former senator Ines Varga in a statement.",
            "\"It is a shame,\" according to Ines Varga.",
            "\"It is a shame,\" Varga said.",
            "\"It is a shame,\" says Mrs Varga.",
            "Ines Varga said, \"It is a shame.\"",
            "Ines Varga later added: \"It is a shame.\"",
            "Ines Varga, a teacher from Brackton, has said that it \"It is a shame.\"",
            "On Monday, Ines Varga told reporters that \"It is a shame.\"",
            "According to Senator Ines Varga, \"It is a shame.\"",
            "Ines Varga called it \"It is a shame\" twice.",
            "\"We go on,\" said Ines Varga. \"No. It is a shame,\" said Varga.",
            "\"We go on,\" Ines Varga said, \"and It is a shame.\"",
            "Elmstead Council Chair Ines Varga said: “It is a shame.”",
        ] {
            check_claim("en", text, "It is a shame", "leo", true);
            check_claim("en", text, "It is a shame", "ines", false);
        }
        for text in [
            "«Es una pena», dijo Ines Varga.",
            "«Es una pena», según la alcaldesa Ines Varga.",
            "Ines Varga declaró: «Es una pena».",
            "Dijo Ines Varga: «Es una pena».",
            "De acuerdo con Ines Varga, «Es una pena».",
        ] {
            check_claim("es", text, "Es una pena", "leo", true);
            check_claim("es", text, "Es una pena", "ines", false);
        }
        let works = "\"It is a shame,\" Brack Works said.";
        check_claim("en", works, "It is a shame", "council", true);
    }

    #[test]
    fn a_long_quotation_has_one_speaker() {
        let text = "Ines Varga said: “We go. It is a shame. Really.\n\n  “Nobody stays. We are sad.\n\n  “It is over.” They left.";
        for claim in [
            "We go",
            "It is a shame",
            "Nobody stays",
            "We are sad",
            "It is over",
        ] {
            check_claim("en", text, claim, "leo", true);
            check_claim("en", text, claim, "ines", false);
        }
        check_claim("en", text, "They left", "leo", false);
    }

    #[test]
    fn silent_if_it_is_not_clear_who_speaks() {
        for text in [
            "\"It is a shame,\" she said. Ines Varga left.",
            "\"It is a shame,\" said a spokesman for Ines Varga.",
            "\"It is a shame,\" said Ines Varga's spokesman.",
            "\"It is a shame,\" said Varga spokesman Joe Doe.",
            "\"It is a shame,\" a spokeswoman for Ines Varga said.",
            "\"It is a shame,\" said Ines Varga and Joe Doe.",
            "\"It is a shame,\" said Joe Doe, Ines Varga's aide.",
            "\"It is a shame,\" Joe Doe told Ines Varga.",
            "\"It is a shame,\" said Tom Bakker, quoting Ines Varga.",
            "\"It is a shame,\" Joe Doe and Ines Varga said.",
            "\"It is a shame,\" said Joe Doe of Ines Varga.",
            "\"It is a shame,\" said Ina Varga.",
            "Critics of Ines Varga said \"It is a shame.\"",
            "Ines Varga was told \"It is a shame.\"",
            "Ines Varga did not say \"It is a shame.\"",
            "Ines Varga, Joe Doe said, was told \"It is a shame.\"",
            "Ines Varga said that Joe Doe had called it \"It is a shame.\"",
            "Ines Varga said Tom Bakker thought \"It is a shame.\"",
            "Ines Varga said: \"He told me 'It is a shame' yesterday.\"",
            "\"It is a shame.\" Ines Varga said no more.",
            "The book \"It Is A Shame\", Ines Varga said, is good.",
            "\"It is a shame,\" said Brack.",
            "\"It is a shame,\" according to the Ines Varga Morning News.",
            "Ines Varga cited a long list with \"It is a shame\" in it.",
            "\"It is a shame,\" said Ines Varga Brackman.",
            "\"We go,\" said Ines Varga. \"It is a shame,\" she added.",
        ] {
            check_claim("en", text, "It is a shame", "leo", false);
        }
        for text in [
            "«Es una pena», dijo el portavoz de Ines Varga.",
            "Ines Varga no dijo: «Es una pena».",
        ] {
            check_claim("es", text, "Es una pena", "leo", false);
        }
        check_claim(
            "de",
            "„Es ist so“, sagte Ines Varga.",
            "Es ist so",
            "leo",
            false,
        );
    }

    #[test]
    fn silent_if_one_may_speak_for_the_other() {
        for (text, said_by) in [
            ("\"It is a shame,\" said Ines Varga.", "council"),
            ("\"It is a shame,\" Brack Works said.", "leo"),
            ("\"It is a shame,\" said Tom Bakker.", "mayor"),
            ("\"It is a shame,\" said Ines Varga.", "ines, @leo"),
            ("\"It is a shame,\" said Ines Varga.", "nobody"),
        ] {
            check_claim("en", text, "It is a shame", said_by, false);
        }
        let twice = "entity varga: person \"Ines Varga\"\n  wikidata: Q1\n";
        let text = "article \"A\"\ntext\n  “It is a shame,” said Ines Varga.\n";
        let claim = "claim: quote \"It is a shame\"\n  said-by: @varga\n";
        assert_eq!(count(&RULE, &format!("{PEOPLE}{twice}{text}{claim}")), 0);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "entity ines: person \"Ines Varga\"\nentity leo: person \"Leo Brack\"\narticle \"A\"\ntext\n  “It is a shame,” said Ines Varga.\nclaim: quote \"It is a shame\"\n  said-by: @leo # yes\n",
            expect![[r#"
                === Set `said-by: @ines` (preferred, manual)
                entity ines: person "Ines Varga"
                entity leo: person "Leo Brack"
                article "A"
                text
                  “It is a shame,” said Ines Varga.
                claim: quote "It is a shame"
                  said-by: @ines # yes
            "#]],
        );
    }
}

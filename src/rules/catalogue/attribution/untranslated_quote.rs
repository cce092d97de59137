//! A translated quotation without the original words.
//!
//! The rule requires the original words in the claim, not in the article: readers get the translation.

use crate::model::Claim;
use crate::rules::check::Check;
use crate::rules::claim::quotations::Quotations;
use crate::rules::claim::quoted_speech::quotes_somebody;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::language_tag::is_one_language;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "untranslated-quote",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A translated quotation without the original words",
    documentation: r#"
## What it finds

A claim with words in quotation marks, if all its sources are in a different language from the article and the claim does not
give the original words of any of them. The rule checks claims of the kind `quote`, and claims with a `said-by:` whose passage quotes
somebody: with a whole sentence in quotation marks, or with a word such as "said" or "wrote" next to them. A name or a title in
quotation marks is not a quotation. The rule reports nothing if a source has no `language:`.

## Why it matters

The words in the article are the translator's. Anybody who checks them, or translates the article back, needs the words
that were actually said.

## Example

```sayso
article "Prisoners freed"
  language: en

text
  Officials called it a “goodwill gesture”.

source statement: statement "Declaración sobre la liberación"
  language: es

claim goodwill: quote "called it a “goodwill gesture”"
  source: @statement at para 2
```

## Instead

```sayso
article "Prisoners freed"
  language: en

text
  Officials called it a “goodwill gesture”.

source statement: statement "Declaración sobre la liberación"
  language: es

claim goodwill: quote "called it a “goodwill gesture”"
  source: @statement at para 2 "un gesto de buena voluntad"
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let is_quote = item.kind() == Some("quote");
    if !is_quote && item.said_by().next().is_none() {
        return;
    }
    let Some(text) = context.article_text else {
        return;
    };
    let Some((reference, language)) = translated_from(context, claim, &text.language) else {
        return;
    };
    let Some(quotations) = Quotations::of(context) else {
        return;
    };
    let is_quoted = match is_quote {
        true => quotations.in_passage().next().is_some(),
        false => quotes_somebody(&quotations, context.lexicon()),
    };
    if !is_quoted {
        return;
    }
    let reference = &item.references[reference];
    let message = message!(
        "{} has a quotation translated from `@{}` (`language: {}`): add the original words after it, `… \"…\"`",
        context.named(),
        written(&reference.name),
        written(&language)
    );
    report.add(context.here(reference.span), message);
}

/// The first source of the claim and its language, if the languages of all sources differ from the article's and the
/// claim does not give the words of any.
fn translated_from(context: &Context, claim: &Claim, language: &str) -> Option<(usize, String)> {
    let mut first = None;
    for evidence in claim.sources() {
        if evidence.words.is_some() {
            return None;
        }
        let target = context.target(evidence.reference)?;
        let own = target.item()?.source()?.language.as_deref()?;
        if is_one_language(own, language) {
            return None;
        }
        first.get_or_insert_with(|| (evidence.reference, own.to_owned()));
    }
    first
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    const SOURCES: &str = "entity ana: person \"Ana\"\nsource es: statement \"E\"\n  language: es-VE\nsource fr: wire \"F\"\n  language: fr\n\
        source en: wire \"E\"\n  language: en-GB\nsource bare: wire \"B\"\narticle \"A\"\ntext\n  Ana called it “a gesture”. It is so.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{SOURCES}claim a: quote \"called it “a gesture”\"\n  source: @es at p. 2\n  source: @fr\nclaim: \"called … a gesture\"\n  said-by: @ana\n  source: @fr\n"
            ),
            expect![[r#"
                draft.sayso:13 "@es" warning: claim `a` has a quotation translated from `@es` (`language: es-VE`): add the original words after it, `… "…"`
                draft.sayso:17 "@fr" warning: this claim has a quotation translated from `@fr` (`language: fr`): add the original words after it, `… "…"`
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claim in [
            "quote \"called it “a gesture”\"\n  source: @es \"un gesto\"\n  source: @fr",
            "quote \"called it “a gesture”\"\n  source: @es, @en",
            "quote \"called it “a gesture”\"\n  source: @es, @bare",
            "quote \"called it “a gesture”\"\n  source: @es, @unknown",
            "quote \"called it “a gesture”\"\n  context: @es",
            "\"called it “a gesture”\"\n  source: @es",
            "quote \"It is so.\"\n  source: @es",
            "quote \"not there “at all”\"\n  source: @es",
        ] {
            assert_eq!(
                count(&RULE, &format!("{SOURCES}claim: {claim}\n")),
                0,
                "{claim}"
            );
        }
        // A name in quotation marks quotes nobody, except in a `quote`.
        let named = SOURCES.replace("called it “a gesture”", "left the “Casa Azul” alone");
        let claim = |kind: &str| {
            format!("{named}claim: {kind} \"left … alone\"\n  said-by: @ana\n  source: @es\n")
        };
        assert_eq!(count(&RULE, &claim("fact")), 0);
        assert_eq!(count(&RULE, &claim("quote")), 1);
        let spanish = SOURCES.replace("article \"A\"", "article \"A\"\n  language: es");
        let claim = "claim: quote \"called it “a gesture”\"\n  source: @es\n";
        assert_eq!(count(&RULE, &format!("{spanish}{claim}")), 0);
    }
}

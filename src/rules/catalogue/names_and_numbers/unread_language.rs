//! An article in a language without a word list.
//!
//! Rules that read prose stay silent there. That is right, but silence looks like "nothing is wrong", so this says once
//! which rules are silent.

use crate::prose::language_names::english_name;
use crate::prose::lexicon;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::list_of;
use crate::text::Span;
use crate::text::message::{Message, message, public, written};

pub static RULE: Rule = Rule {
    name: "unread-language",
    group: Group::Facts,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "An article in a language that some rules do not read",
    documentation: r#"
## What it finds

An article with claims in a language whose words Sayso does not know. The message names the rules that are silent in
this article. Sayso knows the words of English and Spanish, whatever the country: `es-MX` is Spanish. Rules that are off
are not named.

## Why it matters

A check without findings looks like an article without mistakes. In another language, nobody has compared the numbers,
the dates and the days of the week with the sources.

## Example

```sayso
article "Brücke gesperrt"
  language: de

text
  Die Brücke wurde am Montag gesperrt.

claim: "Die Brücke wurde am Montag gesperrt."
```

## Instead

```sayso
article "Puente cerrado"
  language: es

text
  El puente se cerró el lunes.

claim: "El puente se cerró el lunes."
```

There is nothing to correct. Check by hand what the silent rules would check, or set the rule to `off`.

## Settings

None.
"#,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let own = context.file.article().filter(|(id, _)| *id == context.id);
    let text = context.article_text.filter(|text| text.article().is_some());
    let (Some(_), Some(text)) = (own, text) else {
        return;
    };
    let is_read = lexicon::of_language(&text.language).is_some();
    if is_read || context.prose_rules.is_empty() || !has_claims(context) {
        return;
    }
    let rules: Vec<String> = context
        .prose_rules
        .iter()
        .map(|it| format!("`{it}`"))
        .collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    let message = message!(
        "Sayso does not read {}: {} find nothing in this article, so check by hand what they would check",
        language(&text.language),
        public(list_of(&rules))
    );
    let place = language_span(context).unwrap_or(context.title_span());
    report.add(context.here(place), message);
}

fn has_claims(context: &Context) -> bool {
    let mut items = context.file.items();
    items.any(|(_, _, item)| item.claim().is_some())
}

fn language(tag: &str) -> Message {
    match english_name(tag) {
        Some(name) => name.into(),
        None => message!("the language `{}`", written(tag)),
    }
}

/// The place of the value of `language:`.
fn language_span(context: &Context) -> Option<Span> {
    let text = &context.segment.text;
    let declaration = context.segment.syntax().declaration.as_ref()?;
    let mut fields = declaration.fields.iter();
    let field = fields.find(|field| field.name.of(text) == "language")?;
    field.values.first().map(|value| value.span)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, messages};

    fn draft(language: &str) -> String {
        format!(
            "article \"Brücke\"\n  language: {language}\ntext\n  Am Montag kamen zehn.\nclaim: \"kamen zehn\"\n"
        )
    }

    #[test]
    fn fires() {
        check(
            &RULE,
            &draft("de-AT"),
            expect![[r#"
                draft.sayso:2 "de-AT" information: Sayso does not read German: `number-not-in-source`, `wrong-speaker`, `vague-attribution`, `anonymous-speaker`, `plural-attribution`, `age-mismatch`, `role-out-of-date`, `number-mismatch`, `number-inconsistent`, `weekday-mismatch`, `relative-date` and `unsupported-superlative` find nothing in this article, so check by hand what they would check
            "#]],
        );
        check(
            &RULE,
            &draft("tlh"),
            expect![[r#"
                draft.sayso:2 "tlh" information: Sayso does not read the language `tlh`: `number-not-in-source`, `wrong-speaker`, `vague-attribution`, `anonymous-speaker`, `plural-attribution`, `age-mismatch`, `role-out-of-date`, `number-mismatch`, `number-inconsistent`, `weekday-mismatch`, `relative-date` and `unsupported-superlative` find nothing in this article, so check by hand what they would check
            "#]],
        );
    }

    #[test]
    fn silent() {
        for language in ["en", "EN-gb", "es-MX"] {
            assert!(messages(&RULE, &draft(language)).is_empty(), "{language}");
        }
        for (what, other) in [
            ("claim: \"kamen zehn\"\n", ""),
            ("  language: de\n", ""),
            ("text\n  Am Montag kamen zehn.\n", "  text: \"gone.md\"\n"),
        ] {
            let draft = draft("de").replace(what, other);
            assert!(messages(&RULE, &draft).is_empty(), "{draft}");
        }
        check(
            &RULE,
            "entity a: person \"A\"\nclaim: \"kamen zehn\"\n",
            expect![[""]],
        );
    }
}

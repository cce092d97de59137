//! A claim whose words are in the article more than once.

use std::ops::Range;

use crate::article::{Anchor, Article, Quotation};
use crate::model::{Claim, Text};
use crate::rules::check::Check;
use crate::rules::claim::places;
use crate::rules::context::Context;
use crate::rules::finding::{Edit, Finding};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::message::{Message, message};

pub static RULE: Rule = Rule {
    name: "anchor-ambiguous",
    group: Group::Anchors,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim whose words are in the article more than once",
    documentation: r#"
## What it finds

A claim whose title is in the article in several places. The message shows what is next to the first three.

A passage of six words or more that the article repeats word for word, such as a pull quote, is no error: the claim is
about all its places. With a `prefix:` or `suffix:` that fits, it is only about that place.

## Why it matters

Nobody can tell which passage was checked. Two sentences with the same words may need different sources.

## Example

```sayso
article "Harbour Bridge closed"

text
  In March the bridge was closed. In May the ferry was closed.

claim ferry: observation "was closed"
```

## Instead

```sayso
article "Harbour Bridge closed"

text
  In March the bridge was closed. In May the ferry was closed.

claim ferry: observation "was closed"
  prefix: "the ferry"
```

You can also quote more words: `"the ferry was closed"`. The quick fixes write a `prefix:` or `suffix:` for each of
the places.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of places shown and offered.
const SHOWN: usize = 5;
/// The maximum number of words tried for `prefix:` and `suffix:`.
const TRIED: usize = 8;

fn check(context: &Context, report: &mut Report) {
    let (Some((item, claim)), Some(article)) = (context.claim(), context.article()) else {
        return;
    };
    for (words, anchor) in claim.also().iter().zip(context.passages.also(context.id)) {
        if let Anchor::Ambiguous(places) = anchor {
            let message = message!(
                "the article has these words {}: quote more of them",
                number_of(places)
            );
            let finding = report.add(context.here(words.span), message);
            relate(context, finding, places);
        }
    }
    let Some(Anchor::Ambiguous(places)) = context.passages.anchor(context.id) else {
        return;
    };
    let Some(title) = &item.title else {
        return;
    };
    let side = places::side_that_differs(article, places);
    let message = message!(
        "the article has these words {}, {}: quote more of them, or add `prefix:` or `suffix:`",
        number_of(places),
        places::described(article, places, side)
    );
    let finding = report.add(context.here(title.span), message);
    relate(context, finding, places);
    if !context.wants_fixes {
        return;
    }
    for place in places.iter().take(SHOWN) {
        if let Some((title, edits)) =
            field_that_selects(context, article, claim, &title.text, place)
        {
            finding.manual_fix(title, edits);
        }
    }
    // Only the writer knows which place is meant.
    for fix in &mut finding.fixes {
        fix.preferred = false;
    }
}

fn number_of(places: &[Range<usize>]) -> Message {
    match places.len() {
        2 => "twice".into(),
        Anchor::LISTED => message!("at least {} times", Anchor::LISTED),
        count => message!("{} times", count),
    }
}

fn relate(context: &Context, finding: &mut Finding, places: &[Range<usize>]) {
    for place in places.iter().take(SHOWN) {
        finding.related(context.in_article(place.clone()), "here");
    }
}

/// The `prefix:` or else the `suffix:` with the fewest words that selects `place` and no other place.
fn field_that_selects(
    context: &Context,
    article: &Article,
    claim: &Claim,
    exact: &str,
    place: &Range<usize>,
) -> Option<(String, Vec<Edit>)> {
    let text_of = |text: Option<&Text>| text.map(|text| text.text.clone());
    let (prefix, suffix) = (text_of(claim.prefix()), text_of(claim.suffix()));
    let is_only = |prefix: Option<&str>, suffix: Option<&str>| {
        let quotation = Quotation {
            exact,
            prefix,
            suffix,
        };
        article.find(&quotation) == Anchor::Found(place.clone())
    };
    let before = article.words_before(place, TRIED);
    let found = before
        .iter()
        .find(|words| is_only(Some(words), suffix.as_deref()));
    if let Some(words) = found {
        return Some(field(context, "prefix", claim.prefix(), words));
    }
    let after = article.words_after(place, TRIED);
    let found = after
        .iter()
        .find(|words| is_only(prefix.as_deref(), Some(words)))?;
    Some(field(context, "suffix", claim.suffix(), found))
}

/// The title and the edit of a fix that adds the field, or replaces its value.
fn field(
    context: &Context,
    name: &str,
    existing: Option<&Text>,
    words: &str,
) -> (String, Vec<Edit>) {
    let line = format!("{name}: {}", quoted(words, "\""));
    let title = format!("Add `{line}`");
    let edit = match existing {
        Some(text) => context.replace(text.span, quoted(words, "\"")),
        None => context.add_field(&line),
    };
    (title, vec![edit])
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const TEXT: &str = "article \"A\"\ntext\n  In “March” the bridge was closed. In May the bridge was closed too, in *March*.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{TEXT}claim: \"the bridge was closed\"\nclaim: \"March\"\n  prefix: \"in\"\n"
            ),
            expect![[r#"
                draft.sayso:4 "\"the bridge was closed\"" error: the article has these words twice, after "In “March”" and after "was closed. In May": quote more of them, or add `prefix:` or `suffix:`
                    draft.sayso:3 "the bridge was closed": here
                    draft.sayso:3 "the bridge was closed": here
            "#]],
        );
    }

    #[test]
    fn further_words_must_be_in_one_place() {
        check(
            &RULE,
            &format!(
                "{TEXT}claim: \"In May\"\n  also: \"the bridge was closed\", \"in *March*\"\n"
            ),
            expect![[r#"
                draft.sayso:5 "\"the bridge was closed\"" error: the article has these words twice: quote more of them
                    draft.sayso:3 "the bridge was closed": here
                    draft.sayso:3 "the bridge was closed": here
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "{TEXT}claim: \"the bridge was closed\"\n  suffix: \"too\"\nclaim: \"In May the\"\n"
            ),
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!("{TEXT}claim: \"the bridge was closed\"\n"),
            expect![[r#"
                === Add `prefix: "“March”"` (manual)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "the bridge was closed"
                  prefix: "“March”"
                === Add `prefix: "May"` (manual)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "the bridge was closed"
                  prefix: "May"
            "#]],
        );
    }

    #[test]
    fn replaces_a_prefix_that_is_too_short() {
        check_fix(
            &RULE,
            &format!("{TEXT}claim: \"bridge was closed\"\n  prefix: \"the\"\n"),
            expect![[r#"
                === Add `prefix: "“March” the"` (manual)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "bridge was closed"
                  prefix: "“March” the"
                === Add `prefix: "May the"` (manual)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "bridge was closed"
                  prefix: "May the"
            "#]],
        );
    }
}

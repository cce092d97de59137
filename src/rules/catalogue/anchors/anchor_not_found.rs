//! A claim whose words are not in the article.

use crate::article::{Anchor, Article, Quotation};
use crate::model::{Claim, Text};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::shortened;
use crate::syntax::quoted;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "anchor-not-found",
    group: Group::Anchors,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim whose words are not in the article",
    documentation: r#"
## What it finds

A claim whose title is not in the article, letter by letter. White space and the style of quotation marks and dashes
do not matter, and `…` means words left out within a paragraph.

## Why it matters

The article has changed. The words that were checked are not the words that will be printed, and nobody may have
checked the new ones.

## Example

```sayso
article "Prisoners freed"

text
  Five of its nationals were released, the ministry said.

claim freed: opinion "Six of its nationals were released"
```

## Instead

```sayso
article "Prisoners freed"

text
  Five of its nationals were released, the ministry said.

claim freed: opinion "Five of its nationals were released"
```

The quick fix quotes the most similar passage instead. Check it again: it is not the passage that was checked before.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of characters of the nearest passage in a message.
const SHOWN: usize = 80;

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    if context.passages.anchor(context.id) != Some(&Anchor::Missing) {
        return;
    }
    let (Some(article), Some(title)) = (context.article(), &item.title) else {
        return;
    };
    let place = context.here(title.span);
    if is_elsewhere(article, claim, title) {
        let message =
            "the article has these words, but not with this `prefix:` or `suffix:`: correct them";
        report.add(place, message);
        return;
    }
    let Some(nearest) = article.nearest(&title.text) else {
        let message = "these words are not in the article: quote the article word for word";
        report.add(place, message);
        return;
    };
    let message = message!(
        "these words are not in the article; the nearest are {}: quote those, and check them",
        written(quoted(&shortened(&nearest.text, SHOWN), "“"))
    );
    let finding = report.add(place, message);
    finding.related(context.in_article(nearest.range), "the nearest passage");
    if context.wants_fixes && is_found(article, claim, &nearest.text) {
        let quotation = quoted(&nearest.text, title.span.of(&context.segment.text));
        let edits = vec![context.replace(title.span, quotation)];
        finding.fix("Quote the nearest passage", edits);
    }
}

/// Whether the article has the words, but not with the prefix and suffix of the claim.
fn is_elsewhere(article: &Article, claim: &Claim, title: &Text) -> bool {
    let has_context = claim.prefix().is_some() || claim.suffix().is_some();
    has_context && article.find(&title.text.as_str().into()) != Anchor::Missing
}

fn is_found(article: &Article, claim: &Claim, exact: &str) -> bool {
    let quotation = Quotation {
        exact,
        prefix: claim.prefix().map(|text| text.text.as_str()),
        suffix: claim.suffix().map(|text| text.text.as_str()),
    };
    article.find(&quotation) != Anchor::Missing
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const TEXT: &str = "article \"A\"\ntext\n  Five of its *nationals* were “released”, the ministry said. In May it was closed.\n";

    #[test]
    fn fires() {
        let draft = format!(
            "{TEXT}claim: \"Six of its nationals were released\"\nclaim: \"Nothing like it\"\nclaim: \"it was closed\"\n  prefix: \"In June\"\n"
        );
        check(
            &RULE,
            &draft,
            expect![[r#"
            draft.sayso:4 "\"Six of its nationals were released\"" error: these words are not in the article; the nearest are "Five of its nationals were “released": quote those, and check them
                draft.sayso:3 "Five of its *nationals* were “released": the nearest passage
            draft.sayso:5 "\"Nothing like it\"" error: these words are not in the article: quote the article word for word
            draft.sayso:6 "\"it was closed\"" error: the article has these words, but not with this `prefix:` or `suffix:`: correct them
        "#]],
        );
    }

    #[test]
    fn silent() {
        let draft = format!(
            "{TEXT}claim: \"Five … released”, the\"\nclaim: \"it was closed\"\n  prefix: \"In May\"\nclaim \"\"\n"
        );
        check(&RULE, &draft, expect![[""]]);
        check(&RULE, "claim: \"no article\"\n", expect![[""]]);
    }

    #[test]
    fn fix() {
        let draft = format!("{TEXT}claim: “Six of its nationals were \"released\"” # why\n");
        check_fix(
            &RULE,
            &draft,
            expect![[r#"
            === Quote the nearest passage (preferred)
            article "A"
            text
              Five of its *nationals* were “released”, the ministry said. In May it was closed.
            claim: "Five of its nationals were “released”" # why
        "#]],
        );
    }
}

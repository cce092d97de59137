//! A claim whose words are not in the article.

use crate::article::{Anchor, Article, Quotation};
use crate::model::Text;
use crate::rules::check::Check;
use crate::rules::claim::places::{self, Side};
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::shortened;
use crate::syntax::quoted;
use crate::text::fold::fold;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "anchor-not-found",
    group: Group::Anchors,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim whose words are not in the article",
    documentation: r#"
## What it finds

A claim whose title is not in the article, letter by letter. What no reader notices does not matter: white space, the
style of quotation marks and dashes, spaces beside punctuation and signs (`5 %`, `oui !`), ligatures, full-width
letters, soft hyphens and other invisible characters. `…` means words left out within a paragraph.

The words of an `also:` count in the same way.

Also a claim whose words are in the article, but not with this `prefix:` or `suffix:`. The message shows what is there
instead. In these fields, quotation marks and spaces make no difference.

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

The quick fix quotes the most similar passage instead. It is offered on the claim and on these words of the article, and
`--fix` never applies it. Check the claim again: it is not the passage that was checked before, and the seal is broken.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of characters of the nearest passage in a message.
const SHOWN: usize = 80;
/// The maximum number of places shown that have another `prefix:` or `suffix:`.
const SHOWN_PLACES: usize = 3;

fn check(context: &Context, report: &mut Report) {
    let (Some((item, claim)), Some(article)) = (context.claim(), context.article()) else {
        return;
    };
    if let Some(title) = &item.title
        && context.passages.anchor(context.id) == Some(&Anchor::Missing)
    {
        let quotation = Quotation {
            exact: &title.text,
            prefix: claim.prefix().map(|text| text.text.as_str()),
            suffix: claim.suffix().map(|text| text.text.as_str()),
        };
        report_missing(context, report, article, title, quotation);
    }
    let also = claim.also().iter().zip(context.passages.also(context.id));
    for (words, _) in also.filter(|(_, anchor)| **anchor == Anchor::Missing) {
        report_missing(context, report, article, words, words.text.as_str().into());
    }
}

/// Reports that the article does not have the words of `quotation`, which the claim has as `words`.
fn report_missing(
    context: &Context,
    report: &mut Report,
    article: &Article,
    words: &Text,
    quotation: Quotation,
) {
    if context.is_unreadable(words.span) && is_begun(article, words) {
        return;
    }
    let place = context.here(words.span);
    if let Some((anchor, side)) = elsewhere(article, quotation) {
        let where_they_are = places::described(article, anchor.ranges(), side);
        let message = match side {
            Side::Before => message!(
                "the article has these words {}, and not after this `prefix:`: correct it",
                where_they_are
            ),
            Side::After => message!(
                "the article has these words {}, and not before this `suffix:`: correct it",
                where_they_are
            ),
        };
        let finding = report.add(place, message);
        for place in anchor.ranges().iter().take(SHOWN_PLACES) {
            finding.related(context.in_article(place.clone()), "here");
        }
        return;
    }
    let Some(nearest) = article.nearest(&words.text) else {
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
    let exact = nearest.text.as_str();
    if context.wants_fixes && article.find(&Quotation { exact, ..quotation }) != Anchor::Missing {
        let text = quoted(exact, words.span.of(&context.segment.text));
        let edits = vec![context.replace(words.span, text)];
        finding.manual_fix("Quote the nearest passage", edits);
    }
}

/// Whether the words begin a passage, perhaps in the middle of its next word: somebody is typing the quotation.
fn is_begun(article: &Article, words: &Text) -> bool {
    article.folded().text().contains(&*fold(&words.text))
}

/// Where the article has the words, but not with the prefix and suffix of the quotation; and the side that does not fit.
fn elsewhere(article: &Article, quotation: Quotation) -> Option<(Anchor, Side)> {
    let find = |prefix, suffix| {
        let anchor = article.find(&Quotation {
            prefix,
            suffix,
            ..quotation
        });
        (anchor != Anchor::Missing).then_some(anchor)
    };
    let Quotation { prefix, suffix, .. } = quotation;
    let fits_before = suffix.and_then(|_| find(prefix, None));
    if let Some(anchor) = fits_before {
        return Some((anchor, Side::After));
    }
    prefix?;
    let anchor = find(None, suffix).or_else(|| find(None, None))?;
    Some((anchor, Side::Before))
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
                draft.sayso:6 "\"it was closed\"" error: the article has these words after "ministry said. In May", and not after this `prefix:`: correct it
                    draft.sayso:3 "it was closed": here
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
    fn further_words_must_be_there_too() {
        let draft = format!(
            "{TEXT}claim: \"it was closed\"\n  also: \"nationals were “released”\", \"nationals were freed\"\n"
        );
        check(
            &RULE,
            &draft,
            expect![[r#"
            draft.sayso:5 "\"nationals were freed\"" error: these words are not in the article; the nearest are "nationals were “released": quote those, and check them
                draft.sayso:3 "nationals* were “released": the nearest passage
        "#]],
        );
        check_fix(
            &RULE,
            &draft,
            expect![[r#"
            === Quote the nearest passage (preferred, manual)
            article "A"
            text
              Five of its *nationals* were “released”, the ministry said. In May it was closed.
            claim: "it was closed"
              also: "nationals were “released”", "nationals were “released"
        "#]],
        );
    }

    #[test]
    fn fix() {
        let draft = format!("{TEXT}claim: “Six of its nationals were \"released\"” # why\n");
        check_fix(
            &RULE,
            &draft,
            expect![[r#"
            === Quote the nearest passage (preferred, manual)
            article "A"
            text
              Five of its *nationals* were “released”, the ministry said. In May it was closed.
            claim: "Five of its nationals were “released”" # why
        "#]],
        );
    }
}

//! A claim whose words stand in the article more than once.

use std::ops::Range;

use crate::article::{Anchor, Article, Quotation};
use crate::model::{Claim, Text};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Edit;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::words::words;

pub static RULE: Rule = Rule {
    name: "anchor-ambiguous",
    group: Group::Anchors,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim that quotes words which stand in the article more than once",
    documentation: r#"
## What it finds

A claim whose title stands in the article in several places.

## Why it matters

Nobody can tell which of them was checked. Two sentences with the same words may need different
sources.

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

Quoting more words does as well: `"the ferry was closed"`. The quick fixes write the `prefix:` or
`suffix:` for each of the places.

## Settings

None.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

/// How many of the places are shown, and offered.
const SHOWN: usize = 5;
/// How many words of `prefix:` and `suffix:` are tried.
const TRIED: usize = 8;

fn check(context: &Context, report: &mut Report) {
    let Some(Anchor::Ambiguous(places)) = context.passages.anchor(context.id) else {
        return;
    };
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let (Some(article), Some(title)) = (context.article(), &item.title) else {
        return;
    };
    let count = match places.len() {
        2 => "twice".to_owned(),
        Anchor::LISTED => format!("at least {} times", Anchor::LISTED),
        count => format!("{count} times"),
    };
    let message = format!(
        "the article has these words {count}: quote more of them, or add `prefix:` or `suffix:`"
    );
    let finding = report.add(context.here(title.span), message);
    for place in places.iter().take(SHOWN) {
        finding.related(context.in_article(place.clone()), "here");
    }
    if !context.wants_fixes {
        return;
    }
    for place in places.iter().take(SHOWN) {
        if let Some((title, edits)) = distinction(context, article, claim, &title.text, place) {
            finding.fix_by_hand(title, edits);
        }
    }
    // Only the writer knows which place is meant.
    for fix in &mut finding.fixes {
        fix.preferred = false;
    }
}

/// The shortest words before `place`, or else behind it, that nowhere else stand so.
fn distinction(
    context: &Context,
    article: &Article,
    claim: &Claim,
    exact: &str,
    place: &Range<usize>,
) -> Option<(String, Vec<Edit>)> {
    let written = |text: Option<&Text>| text.map(|text| text.text.clone());
    let (prefix, suffix) = (written(claim.prefix()), written(claim.suffix()));
    let is_only = |prefix: Option<&str>, suffix: Option<&str>| {
        let quotation = Quotation {
            exact,
            prefix,
            suffix,
        };
        article.find(&quotation) == Anchor::Found(place.clone())
    };
    let before = words_before(article, place);
    let found = before
        .iter()
        .find(|words| is_only(Some(words), suffix.as_deref()));
    if let Some(words) = found {
        return Some(field(context, "prefix", claim.prefix(), words));
    }
    let behind = words_behind(article, place);
    let found = behind
        .iter()
        .find(|words| is_only(prefix.as_deref(), Some(words)))?;
    Some(field(context, "suffix", claim.suffix(), found))
}

/// The edit that writes the field, in the place of one that is there.
fn field(
    context: &Context,
    name: &str,
    written: Option<&Text>,
    words: &str,
) -> (String, Vec<Edit>) {
    let line = format!("{name}: {}", quoted(words, "\""));
    let title = format!("Add `{line}`");
    let edit = match written {
        Some(text) => context.replace(text.span, quoted(words, "\"")),
        None => context.add_field(&line),
    };
    (title, vec![edit])
}

/// The last word before the place, the last two, and so on.
fn words_before(article: &Article, place: &Range<usize>) -> Vec<String> {
    let (text, range) = folded(article, place);
    let from = text.floor_char_boundary(range.start.saturating_sub(REACH));
    // A quotation mark that opens in front of a word comes along.
    let with_mark = |start: usize| match text[..start].ends_with(" '") {
        true => start - 1,
        false => start,
    };
    let near: Vec<usize> = words(&text[from..range.start])
        .map(|word| with_mark(from + word.start))
        .collect();
    let starts = near.iter().rev().take(TRIED);
    starts
        .map(|&start| seen(article, start..range.start))
        .collect()
}

/// The first word behind the place, the first two, and so on.
fn words_behind(article: &Article, place: &Range<usize>) -> Vec<String> {
    let (text, range) = folded(article, place);
    let to = text.ceil_char_boundary((range.end + REACH).min(text.len()));
    let ends = words(&text[range.end..to]).map(|word| range.end + word.end);
    ends.take(TRIED)
        .map(|end| seen(article, range.end..end))
        .collect()
}

/// How many bytes of folded text are looked at on each side.
const REACH: usize = 300;

fn folded<'a>(article: &'a Article, place: &Range<usize>) -> (&'a str, Range<usize>) {
    let folded = article.folded();
    (folded.text(), folded.folded_range(place.clone()))
}

/// What the reader sees of a range of the folded text.
fn seen(article: &Article, folded: Range<usize>) -> String {
    let source = article.folded().source_range(folded);
    article.reader_text(source).trim().to_owned()
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
                draft.sayso:4 "\"the bridge was closed\"" error: the article has these words twice: quote more of them, or add `prefix:` or `suffix:`
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
                === Add `prefix: "“March”"` (by hand)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "the bridge was closed"
                  prefix: "“March”"
                === Add `prefix: "May"` (by hand)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "the bridge was closed"
                  prefix: "May"
            "#]],
        );
    }

    #[test]
    fn a_field_that_says_too_little_is_replaced() {
        check_fix(
            &RULE,
            &format!("{TEXT}claim: \"bridge was closed\"\n  prefix: \"the\"\n"),
            expect![[r#"
                === Add `prefix: "“March” the"` (by hand)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "bridge was closed"
                  prefix: "“March” the"
                === Add `prefix: "May the"` (by hand)
                article "A"
                text
                  In “March” the bridge was closed. In May the bridge was closed too, in *March*.
                claim: "bridge was closed"
                  prefix: "May the"
            "#]],
        );
    }
}

//! The source's words are not in its copy, or not at the place that the claim cites.
//!
//! A place that the copy does not have is reported by `locator-out-of-range`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::documents::{DocumentText, PlacePart, Presence};
use crate::model::{Text, span_of_locator};
use crate::prose::quotation_diff::{Comparison, Wording};
use crate::rules::check::Check;
use crate::rules::claim::cited_copies::{CitedCopies, CitedCopy, cited_copies};
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::message::{Message, message, written};
use crate::text::words::words;

pub static RULE: Rule = Rule {
    name: "quote-not-in-source",
    group: Group::Evidence,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "Words of a source that are not in its copy, or not at the cited place",
    documentation: r#"
## What it finds

A claim that gives the source's own words, as in `@minutes at p. 3 "closed the bridge"`, while the newsroom's copy of the
source does not have these words at that place. Letter case, white space, quotation marks, dashes and hyphens at the
ends of lines do not matter, and `…` leaves out words.

If the words are elsewhere in the copy, the message says where, and the quick fix writes that place. If they are
nearly there, the message shows the difference.

The rule reports nothing if a copy of the source has no text that Sayso can read, such as a scan or a recording, or if
the cited page is a scan.

## Why it matters

A quotation with a wrong page cannot be checked by anybody else. A quotation with a wrong word is a wrong quotation.

## Example

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt" sha256 88301662776264fe

claim closed: "Harbour Bridge was closed"
  source: @minutes at para 2 "closed the bridge for good"
//- minutes.txt
The council met at noon.

The council closed the bridge until further notice.
```

## Instead

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt" sha256 88301662776264fe

claim closed: "Harbour Bridge was closed"
  source: @minutes at para 2 "closed the bridge until further notice"
//- minutes.txt
The council met at noon.

The council closed the bridge until further notice.
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of places that a message names and a fix offers.
const MOST_PLACES: usize = 3;

fn check(context: &Context, report: &mut Report) {
    let gives_words =
        |(_, claim): &(_, &crate::model::Claim)| claim.evidence.iter().any(|it| it.words.is_some());
    if !context.claim().as_ref().is_some_and(gives_words) {
        return;
    }
    for cited in cited_copies(context) {
        let words = cited.evidence.words.as_deref();
        let words = words.filter(|words| words.text.contains(char::is_alphanumeric));
        if let Some(words) = words.filter(|_| !cited.is_place_unclear()) {
            check_words(context, report, &cited, words);
        }
    }
}

fn check_words(context: &Context, report: &mut Report, cited: &CitedCopies, words: &Text) {
    let parts = cited.parts();
    let mut elsewhere: Vec<(&CitedCopy, Vec<String>)> = Vec::new();
    for copy in &cited.copies {
        let places = copy.places_of(&words.text, &parts);
        if places.iter().any(|(_, is_cited)| *is_cited) {
            return;
        }
        let places = places.into_iter().map(|(place, _)| place);
        elsewhere.push((copy, copy.locators(places)));
    }
    if cited.may_be_scanned() {
        return;
    }
    elsewhere.retain(|(_, locators)| !locators.is_empty());
    let is_missing = |copy: &CitedCopy| {
        let presence = copy.text.at(&parts).presence;
        !parts.is_empty() && matches!(presence, Presence::NotThere(_))
    };
    if !elsewhere.is_empty() && cited.copies.iter().all(is_missing) {
        return;
    }
    match elsewhere.first() {
        Some((copy, locators)) => {
            report_elsewhere(context, report, (cited, words), (copy, locators))
        }
        None => report_nowhere(context, report, (cited, words), &parts),
    }
}

fn report_elsewhere(
    context: &Context,
    report: &mut Report,
    (cited, words): (&CitedCopies, &Text),
    (copy, locators): (&CitedCopy, &[String]),
) {
    let shown = locators.iter().take(MOST_PLACES);
    let shown: Vec<Message> = shown.map(|it| message!("{}", written(it))).collect();
    let message = message!(
        "these words are not at the cited place in {}, but at {}: correct the place",
        copy.named(),
        Message::joined(shown, " and at ")
    );
    let finding = report.add(context.here(words.span), message);
    if context.wants_fixes
        && let Some(span) = cited.evidence.locator.and_then(span_of_locator)
    {
        for locator in locators.iter().take(MOST_PLACES) {
            let edit = context.replace(span, locator.clone());
            finding.fix(format!("Cite {locator}"), vec![edit]);
        }
    }
}

fn report_nowhere(
    context: &Context,
    report: &mut Report,
    (cited, words): (&CitedCopies, &Text),
    parts: &[PlacePart],
) {
    let wording = Wording::of(&words.text);
    let nearest = cited.copies.iter().find_map(|copy| {
        let text = near_words(copy.text, parts, &wording)?;
        let near = Wording::of(&text);
        let comparison = wording.compared_to(&near);
        comparison.is_near().then_some((copy, near, comparison))
    });
    let Some((copy, near, comparison)) = nearest else {
        let names = cited.copies.iter().map(CitedCopy::named);
        let message = message!(
            "these words are not in {}: quote what it says, or cite the source that has them",
            Message::joined(names, " or ")
        );
        report.add(context.here(words.span), message);
        return;
    };
    let (own, theirs) = differing(&comparison, &wording, &near);
    let correct = single_spaced(near.written(theirs));
    let message = message!(
        "{} says “{}”, not “{}”: use the words of the source",
        copy.named(),
        written(&correct),
        written(single_spaced(wording.written(own.clone())))
    );
    let finding = report.add(context.here(words.span), message);
    if context.wants_fixes
        && let Some(span) = span_in(context, words, wording.range_of(own))
        && !correct.contains(['"', '“', '”'])
    {
        finding.fix(
            "Use the words of the copy",
            vec![context.replace(span, correct)],
        );
    }
}

/// The bytes of a part of a quoted text, if it is written as it is read.
fn span_in(context: &Context, words: &Text, part: Range<usize>) -> Option<Span> {
    let quoted = words.span.of(&context.segment.text);
    let start = words.span.start as usize + quoted.find(words.text.as_str())?;
    Some(Span::new(start + part.start, start + part.end))
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words from the first difference to the last, with a few around them.
fn differing(
    comparison: &Comparison,
    own: &Wording,
    theirs: &Wording,
) -> (Range<usize>, Range<usize>) {
    const AROUND: usize = 2;
    let around = |first: usize, last: usize, length: usize| {
        first.saturating_sub(AROUND)..(last + AROUND).min(length)
    };
    match (comparison.hunks.first(), comparison.hunks.last()) {
        (Some(first), Some(last)) => (
            around(first.own.start, last.own.end, own.token_count()),
            around(first.theirs.start, last.theirs.end, theirs.token_count()),
        ),
        _ => (0..own.token_count(), 0..theirs.token_count()),
    }
}

/// The part of the document, at the cited place if it is there, that has most of the words.
fn near_words(text: &DocumentText, parts: &[PlacePart], wanted: &Wording) -> Option<String> {
    let found = text.at(parts);
    let whole = || text.passages.iter().map(|passage| &*passage.text).collect();
    let texts: Vec<&str> = match found.excerpts.is_empty() || parts.is_empty() {
        true => whole(),
        false => found.excerpts.iter().map(|it| it.text).collect(),
    };
    let wanted_words: FxHashSet<&str> = wanted.folded_words().collect();
    let is_wanted = |word: &str| wanted_words.contains(&*fold(word).to_lowercase());
    // A margin, so that words which are missing or added do not push others out.
    let length = wanted.token_count() + wanted.token_count() / 2 + 4;
    let mut best: (usize, Option<(&str, Range<usize>)>) = (0, None);
    for text in texts {
        let words: Vec<Range<usize>> = words(text).collect();
        let hits = words.iter().map(|word| is_wanted(&text[word.clone()]));
        let hits: Vec<bool> = hits.collect();
        let mut count = 0;
        for at in 0..words.len() {
            count += usize::from(hits[at]);
            count -= usize::from(at >= length && hits[at - length]);
            if count > best.0 && hits[at] {
                let first = words[(at + 1).saturating_sub(length)].start;
                let last = words[(at + length / 3).min(words.len() - 1)].end;
                best = (count, Some((text, first..last)));
            }
        }
    }
    let (text, range) = best.1?;
    Some(text[range].to_owned())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, count};

    const FILES: &str = "//- m.md\n# 1 Opening\n\nThe council met at noon.\n\n# 2 The bridge\n\nThe council closed the bridge for a long\ntime because of its north-\nern pier.\n\nIt is “a disgrace to the whole town”, Ms Lee said.\n//- b.md\nSomething else.\n//- scan.png\n\u{89}PNG\n";
    const HEAD: &str = "source m: document \"M\"\n  file: \"m.md\"\nsource two: document \"T\"\n  file: \"b.md\", \"m.md\"\nsource scan: document \"S\"\n  file: \"m.md\", \"scan.png\"\nsource gone: document \"G\"\n  file: \"m.md\", \"gone.md\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{HEAD}claim: \"a\"\n  source: @m at section 1 \"closed the bridge\"\nclaim: \"b\"\n  source: @m at section 2 \"a disgrace for the whole town\"\nclaim: \"c\"\n  contradicted-by: @two \"nothing of the sort was said\"\n{FILES}"
            ),
            expect![[r#"
                draft.sayso:10 "\"closed the bridge\"" error: these words are not at the cited place in the copy `m.md`, but at section 2: correct the place
                draft.sayso:12 "\"a disgrace for the whole town\"" error: the copy `m.md` says “a disgrace to the whole”, not “a disgrace for the whole”: use the words of the source
                draft.sayso:14 "\"nothing of the sort was said\"" error: these words are not in the copy `b.md` or the copy `m.md`: quote what it says, or cite the source that has them
            "#]],
        );
    }

    #[test]
    fn silent() {
        for evidence in [
            "@m at section 2 \"The council closed the bridge\"",
            "@m \"for a long time because of its northern pier\"",
            "@m at section 2 \"the council closed … northern pier\"",
            "@m at section 2 \"it is ‘a disgrace to the whole town’\"",
            "@two at section 2 \"closed the bridge\"",
            "@m at chapter 9 \"closed the bridge\"",
            "@m at section 2",
            "@m at section 2 \"…\"",
            "@scan \"nothing of the sort was said\"",
            "@gone \"nothing of the sort was said\"",
            "@unknown \"nothing of the sort was said\"",
        ] {
            let draft = format!("{HEAD}claim: \"a\"\n  source: {evidence}\n{FILES}");
            assert_eq!(count(&RULE, &draft), 0, "{evidence}");
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source m: document \"M\"\n  file: \"m.md\"\nclaim: \"a\"\n  source: @m at section 1 \"closed the bridge\" primary\nclaim: \"b\"\n  source: @m “a disgrace for the whole town”\n//- m.md\n# 1 Opening\n\nNothing.\n\n# 2 The bridge\n\nThe council closed the bridge. It is a disgrace to\nthe whole town.\n",
            expect![[r#"
                === Cite section 2 (preferred)
                source m: document "M"
                  file: "m.md"
                claim: "a"
                  source: @m at section 2 "closed the bridge" primary
                claim: "b"
                  source: @m “a disgrace for the whole town”
                === Use the words of the copy (preferred)
                source m: document "M"
                  file: "m.md"
                claim: "a"
                  source: @m at section 1 "closed the bridge" primary
                claim: "b"
                  source: @m “a disgrace to the whole town”
            "#]],
        );
    }
}

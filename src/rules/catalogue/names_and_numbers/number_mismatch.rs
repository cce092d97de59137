//! A number or date in a passage that contradicts the claim's `value:` or the source's words.
//!
//! Two numbers contradict each other only if both are certain and no other number can be meant. A round number agrees
//! with a close one (2 million and 1,987,000), "about" with a number up to a fifth off, "more than 700" with everything
//! above. A date in `value:` is compared with the prose by this rule too: it is the same mistake and has no rule of its
//! own.

use crate::model::{Evidence, Item, Text};
use crate::rules::check::Check;
use crate::rules::claim::contradictions::{
    contradicting_digits, contradicting_value, contradicting_words,
};
use crate::rules::claim::counterparts::Side;
use crate::rules::claim::passage_prose::Prose;
use crate::rules::context::Context;
use crate::rules::context::passages::LONGEST_READ;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold;
use crate::text::message::{Message, message, written};

pub static RULE: Rule = Rule {
    name: "number-mismatch",
    group: Group::Facts,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A number that differs from `value:` or from the source's words",
    documentation: r#"
## What it finds

A claim whose passage contains a number that differs from its `value:`, or from the words that it quotes from a
`source:`. A date in `value:` is compared with the date in the passage, including "last month" and similar words if
the article has `published:`. In claims of the kind `date`, the dates in the source's words are compared too; in
claims of the kinds `fact` and `number` the years, decades and centuries, if passage and words have one each.

The rule reads numbers in digits and in words, with separators, fractions ("half a million", "one in five"), scores,
percent, units, currencies and ranges, in English and Spanish, each in the language of its text (`language:` of the
article, `language:` of the source). A round number is exact to its last digit that is not zero, or to 5 percent,
whichever is less; with "about", to 20 percent. So "2 million" does not contradict 1,987,000, but 1,000 contradicts
1,120. Two lower or two upper bounds contradict each other if they are more than 20 percent apart: "more than 80,000" and
"more than 30,000". "More than 700" does not contradict 723, nor 12 km 7.5 miles; but 12 km contradicts 12 miles, £5 $5,
3 percent 3 percentage points, 5 degrees minus 5 degrees, and 5 litres a day 5 litres a year.

Numbers belong together if the words beside them are the same in both texts, if they count the same things, or if they
are the only ones with their unit. A `value:` is reported if none of the numbers agrees with it. If Sayso does not know
the language, it compares only digits between the same words.

The rule reports nothing if it cannot know which number is meant: if the passage or the words contain several
possible numbers, or one that is not exact ("hundreds", "both"); if the amounts are in different currencies and can be
conversions; if `value:` is the sum or the difference of numbers in the passage; or if passage and words, in the same
language, count different things, unless the claim is of the kind `number`.

## Why it matters

A transposed digit is the most common error there is, and readers notice it.

## Example

```sayso
article "Prisoners freed"

text
  Five of its nationals were freed.

source notice: press-release "Comunicado"
  language: es

claim freed: number "Five of its nationals were freed"
  source: @notice at para 2 "seis ciudadanos españoles"
```

## Instead

```sayso
article "Prisoners freed"

text
  Five of its nationals were freed.

source notice: press-release "Comunicado"
  language: es

claim freed: number "Five of its nationals were freed"
  value: 5
  source: @notice at para 2 "cinco ciudadanos españoles"
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let value = claim
        .value()
        .filter(|value| value.text.len() <= LONGEST_READ);
    let quoting: Vec<(&Evidence, &Text)> = claim
        .sources()
        .filter_map(|evidence| Some((evidence, evidence.words.as_deref()?)))
        .filter(|(_, words)| words.text.len() <= LONGEST_READ)
        .collect();
    if value.is_none() && quoting.is_empty() {
        return;
    }
    let Some(prose) = Prose::of(context) else {
        check_digits(context, report, &quoting);
        return;
    };
    let quantities = prose.quantities();
    let passage = Side {
        text: &prose.text,
        quantities: &quantities,
    };
    if let Some(value) = value {
        let contradicting = contradicting_value(context, &prose, passage, value);
        let in_passage = contradicting.into_iter().take(MOST_NAMED);
        let in_passage = in_passage.map(|range| message!("“{}”", written(&prose.text[range])));
        let in_passage: Vec<Message> = in_passage.collect();
        if !in_passage.is_empty() {
            let message = message!(
                "{} says {}, but its `value:` is {}: correct one of them",
                context.named(),
                Message::joined(in_passage, " and "),
                written(&value.text)
            );
            report.add(context.here(value.span), message);
        }
    }
    for (evidence, words) in quoting {
        let text = fold(&words.text);
        if let Some([in_passage, in_words]) =
            contradicting_words(context, &prose, passage, (evidence, &text))
        {
            let says = [&prose.text[in_passage], &text[in_words]];
            report_words(context, report, (item, evidence, words), says);
        }
    }
}

/// Compares the digits between the same words in a language that is not known.
fn check_digits(context: &Context, report: &mut Report, quoting: &[(&Evidence, &Text)]) {
    let (Some((item, _)), None) = (context.claim(), context.lexicon()) else {
        return;
    };
    for &(evidence, words) in quoting {
        let text = fold(&words.text);
        if let Some((in_passage, in_words)) = contradicting_digits(context, (evidence, &text)) {
            let says = [in_passage, &text[in_words]];
            report_words(context, report, (item, evidence, words), says);
        }
    }
}

fn report_words(
    context: &Context,
    report: &mut Report,
    (item, evidence, words): (&Item, &Evidence, &Text),
    [in_passage, in_words]: [&str; 2],
) {
    let source = &item.references[evidence.reference].name;
    let message = message!(
        "{} says “{}”, but the words of `@{}` say “{}”: correct one of them",
        context.named(),
        written(in_passage),
        written(source),
        written(in_words)
    );
    report.add(context.here(words.span), message);
}

/// How many numbers of a passage a message names.
const MOST_NAMED: usize = 3;

#[cfg(test)]
mod tests;

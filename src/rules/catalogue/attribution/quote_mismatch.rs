//! Words in quotation marks that differ from the source's words.
//!
//! Quotations are compared by their words. By common usage, capitals and punctuation are the newsroom's own and no part
//! of what was said. If the source's words and the quotation have little in common, the words may be about something
//! else: that is an error only in a `quote`.

use std::ops::Range;

use crate::article::Quoted;
use crate::model::{Evidence, Item, Text};
use crate::prose::quotation_diff::{Comparison, Hunk, Wording};
use crate::rules::check::Check;
use crate::rules::claim::quotations::quoted_in_passage;
use crate::rules::claim::rewording;
use crate::rules::claim::rewording::Rewording;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::language_tag::is_one_language;
use crate::text::message::{Message, message, written};

pub static RULE: Rule = Rule {
    name: "quote-mismatch",
    group: Group::Attribution,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "Words in quotation marks that differ from the source's words",
    documentation: r#"
## What it finds

A claim whose passage has words in quotation marks that differ from the source's words, which are in quotation marks after
a `source:`. Capitals, punctuation, and kinds of quotation marks and dashes do not matter. `…` and `[…]` leave words out, and words
in brackets are the article's own: "she [the mayor] said", "[T]he bridge". It is enough if one source has the quotation, and if
one of the two texts is part of the other. The rule reports nothing if no source's words are given, if these are about something
completely different (unless the claim is a `quote`), and if the source is in another language.

## Why it matters

Quotation marks promise the exact words. A word that the speaker did not say is a mistake, and may lead to a
lawsuit.

## Example

```sayso
article "Bridge closed"

text
  She called the delay “a disgrace for the whole town”.

source address: statement "Address to the council"

claim disgrace: quote "called the delay “a disgrace for the whole town”"
  source: @address at para 2 "This is a disgrace to the whole town."
```

## Instead

```sayso
article "Bridge closed"

text
  She called the delay “a disgrace to the whole town”.

source address: statement "Address to the council"

claim disgrace: quote "called the delay “a disgrace to the whole town”"
  source: @address at para 2 "This is a disgrace to the whole town."
```

The quick fix writes the source's words into the article and into the claims that quote it.

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
    if claim.sources().all(|evidence| evidence.words.is_none()) {
        return;
    }
    let (Some(article), Some(text)) = (context.article(), context.article_text) else {
        return;
    };
    let quotations = quoted_in_passage(context);
    if quotations.is_empty() {
        return;
    }
    let given: Vec<SourceWords> = claim
        .sources()
        .filter_map(|evidence| SourceWords::of(context, item, evidence, &text.language))
        .collect();
    let is_sole = quotations.iter().skip(1).all(|it| it.continues);
    let is_sole_quote = item.kind() == Some("quote") && is_sole;
    for Quoted { range, .. } in quotations {
        let quote = Wording::of(&article.folded().text()[range.clone()]);
        let compared: Vec<(&SourceWords, Comparison)> = given
            .iter()
            .map(|given| (given, quote.compared_to(&given.wording)))
            .collect();
        if compared.iter().any(|(_, comparison)| comparison.is_same()) {
            continue;
        }
        let near = compared.iter().find(|(_, it)| it.is_near());
        // The source's words in a claim of the kind `quote` are the words that it quotes, however different they are.
        let of_quote = || {
            compared
                .first()
                .filter(|(given, _)| given.is_same_language && is_sole_quote)
        };
        if let Some((given, comparison)) = near.or_else(of_quote) {
            let differing = DifferingQuote {
                range,
                quote: &quote,
                given,
                comparison,
            };
            differing.report(context, report);
        }
    }
}

/// The source's own words, as the evidence gives them.
struct SourceWords<'a> {
    words: &'a Text,
    wording: Wording,
    source: &'a str,
    /// Whether the source is known to be in the article's language.
    is_same_language: bool,
    is_confidential: bool,
}

impl<'a> SourceWords<'a> {
    /// `None` if the evidence has no words, or the source may be in another language.
    fn of(
        context: &Context,
        item: &'a Item,
        evidence: &'a Evidence,
        language: &str,
    ) -> Option<SourceWords<'a>> {
        let words = evidence.words.as_ref()?;
        let target = context.target(evidence.reference)?;
        let source = target.item()?.source()?;
        let own = source.language.as_deref();
        let is_same_language = own.is_some_and(|own| is_one_language(own, language));
        (own.is_none() || is_same_language).then(|| SourceWords {
            words,
            wording: Wording::of(&words.text),
            source: &item.references[evidence.reference].name,
            is_same_language,
            is_confidential: source.confidential,
        })
    }
}

/// A quotation that differs from the source's words.
struct DifferingQuote<'a> {
    /// In the article's folded text.
    range: Range<usize>,
    quote: &'a Wording,
    given: &'a SourceWords<'a>,
    comparison: &'a Comparison,
}

impl DifferingQuote<'_> {
    fn report(&self, context: &Context, report: &mut Report) {
        let Some(article) = context.article() else {
            return;
        };
        let (own, theirs) = self.differing();
        let theirs = match self.given.is_confidential {
            true => "different words".into(),
            false => shown(&self.given.wording, theirs),
        };
        let message = message!(
            "{} quotes {}, but `@{}` has {}: use the source's words, or put your own words in `[ ]`",
            context.named(),
            shown(self.quote, own.clone()),
            written(self.given.source),
            theirs
        );
        let start = self.range.start;
        let in_quote = self.quote.range_of(own);
        let range = start + in_quote.start..start + in_quote.end;
        let words = &article.folded().text()[range.clone()];
        let in_article = context.in_article(article.folded().source_range(range.clone()));
        let finding = report_words(context, report, words, Some(range), message);
        finding
            .related(in_article, "the quotation in the article")
            .related(context.here(self.given.words.span), "the source's words");
        if context.wants_fixes
            && let Some(rewordings) = self.rewordings()
            && let Some(edits) = rewording::edits(context, &rewordings)
        {
            finding.fix("Use the source's words", edits);
        }
    }

    /// The words from the first difference to the last, with a few around them; all words, if the two have little in
    /// common.
    fn differing(&self) -> (Range<usize>, Range<usize>) {
        const AROUND: usize = 2;
        let all = (
            0..self.quote.token_count(),
            0..self.given.wording.token_count(),
        );
        let hunks = &self.comparison.hunks;
        match (hunks.first(), hunks.last()) {
            (Some(first), Some(last)) if self.comparison.is_near() => {
                let around = |first: usize, last: usize, length: usize| {
                    first.saturating_sub(AROUND)..(last + AROUND).min(length)
                };
                (
                    around(first.own.start, last.own.end, all.0.end),
                    around(first.theirs.start, last.theirs.end, all.1.end),
                )
            }
            _ => all,
        }
    }

    fn rewordings(&self) -> Option<Vec<Rewording>> {
        if !self.comparison.is_near() {
            return None;
        }
        let hunks = self.comparison.hunks.iter();
        hunks.map(|hunk| self.rewording(hunk)).collect()
    }

    /// The source's words in place of the article's. If one side has no words, the rewording includes the word before,
    /// which both have.
    fn rewording(&self, hunk: &Hunk) -> Option<Rewording> {
        let is_whole = !hunk.own.is_empty() && !hunk.theirs.is_empty();
        let before = usize::from(!is_whole);
        let own = hunk.own.start.checked_sub(before)?..hunk.own.end;
        let theirs = hunk.theirs.start.checked_sub(before)?..hunk.theirs.end;
        if !is_whole
            && !self
                .quote
                .is_same_word(own.start, &self.given.wording, theirs.start)
        {
            return None;
        }
        let range = self.quote.range_of(own);
        Some(Rewording {
            range: self.range.start + range.start..self.range.start + range.end,
            text: self.given.wording.written(theirs).to_owned(),
        })
    }
}

/// The maximum number of characters of a quotation that are shown.
const SHOWN: usize = 80;

fn shown(wording: &Wording, words: Range<usize>) -> Message {
    let text = wording.written(words);
    let text: String = match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    };
    message!("{}", written(quoted(&text, "“")))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, count};

    const HEAD: &str = "source speech: statement \"S\"\n  language: en\nsource other: statement \"O\"\nsource es: statement \"E\"\n  language: es\n\
        source insider: interview \"I\"\n  confidential: yes\narticle \"A\"\ntext\n  She called it “a disgrace for the town” and *“a **great** shame”*. It was a mess.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{HEAD}claim a: \"called it “a disgrace for the town” and “a great shame”\"\n  source: @other at para 2 \"This is a disgrace to the town, a really great shame.\"\n\
                 claim b: \"a disgrace for the town\"\n  source: @insider \"a disgrace to the town\"\n\
                 claim c: quote \"“a disgrace for the town”\"\n  source: @speech \"nothing of the sort\"\n"
            ),
            expect![[r#"
                draft.sayso:11 "a disgrace for the town" error: claim `a` quotes “a disgrace for the town”, but `@other` has “a disgrace to the town”: use the source's words, or put your own words in `[ ]`
                    draft.sayso:10 "a disgrace for the town": the quotation in the article
                    draft.sayso:12 "\"This is a disgrace to the town, a really great shame.\"": the source's words
                draft.sayso:11 "a great shame" error: claim `a` quotes “a great shame”, but `@other` has “town, a really great shame”: use the source's words, or put your own words in `[ ]`
                    draft.sayso:10 "a **great** shame": the quotation in the article
                    draft.sayso:12 "\"This is a disgrace to the town, a really great shame.\"": the source's words
                draft.sayso:13 "a disgrace for the town" error: claim `b` quotes “a disgrace for the town”, but `@insider` has different words: use the source's words, or put your own words in `[ ]`
                    draft.sayso:10 "a disgrace for the town": the quotation in the article
                    draft.sayso:14 "\"a disgrace to the town\"": the source's words
                draft.sayso:15 "a disgrace for the town" error: claim `c` quotes “a disgrace for the town”, but `@speech` has “nothing of the sort”: use the source's words, or put your own words in `[ ]`
                    draft.sayso:10 "a disgrace for the town": the quotation in the article
                    draft.sayso:16 "\"nothing of the sort\"": the source's words
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claim in [
            "\"called it “a disgrace for the town”\"\n  source: @other \"“A disgrace for the town!”\"",
            "\"called it “a disgrace for the town”\"\n  source: @other \"a disgrace to the town\"\n  source: @speech \"for the town\"",
            "\"called it “a disgrace for the town”\"\n  source: @es \"a disgrace to the town\"",
            "\"called it “a disgrace for the town”\"\n  source: @other",
            "\"called it “a disgrace for the town”\"\n  context: @other \"a disgrace to the town\"",
            "\"called it “a disgrace for the town”\"\n  source: @unknown \"a disgrace to the town\"",
            "\"called it “a disgrace for the town”\"\n  source: @speech \"nothing of the sort\"",
            "quote \"“a disgrace for the town”\"\n  source: @other \"nada de eso\"",
            "\"It was a mess\"\n  source: @other \"It was a real mess\"",
            "\"not there: “a disgrace for the town”\"\n  source: @other \"a disgrace to the town\"",
        ] {
            assert_eq!(
                count(&RULE, &format!("{HEAD}claim: {claim}\n")),
                0,
                "{claim}"
            );
        }
    }

    #[test]
    fn each_sentence_of_a_quotation_is_compared() {
        let sentences = [
            "There is no way back",
            "The plan is a great shame for us all",
            "I am deeply sad",
        ];
        let quotations = [
            "She said, \"{}. {}. {}.\"",
            "She said: “{}. {}. {}.” Then she left.",
            "Sie sagte: „{}. {}. {}.“",
            "Elle a dit : « {}. {}. {}. »",
            "She said: “{}. {}.\n\n  “{}.” Then she left.",
            "She said: “{}.\n\n  “{}. {}.",
            "“{},” she said. “{}. {}.”",
            "‘{}. {}. {},’ she said.",
        ];
        for quotation in quotations {
            let text = sentences
                .iter()
                .fold(quotation.to_owned(), |text, it| text.replacen("{}", it, 1));
            let head = format!("source s: statement \"S\"\narticle \"A\"\ntext\n  {text}\n");
            for sentence in sentences {
                let given = |words: &str| {
                    count(
                        &RULE,
                        &format!("{head}claim: quote \"{sentence}\"\n  source: @s \"{words}\"\n"),
                    )
                };
                let last = sentence.split(' ').next_back().expect("a word");
                assert_eq!(given(sentence), 0, "{text}: {sentence}");
                assert_eq!(
                    given(&sentence.replace(last, "indeed")),
                    1,
                    "{text}: {sentence}"
                );
            }
        }
    }

    #[test]
    fn paragraphs_of_one_quotation_are_one() {
        let text = "She said: “We go to the town hall.\n\n  “Nobody stays at home.” Then she left.";
        let head =
            format!("source s: statement \"S\"\n  language: en\narticle \"A\"\ntext\n  {text}\n");
        let claim = "claim: quote \"We go to the town hall. “Nobody stays at home.”\"\n";
        let given = |words: &str| count(&RULE, &format!("{head}{claim}  source: @s \"{words}\"\n"));
        assert_eq!(given("We go to the town hall. Nobody stays at home."), 0);
        assert_eq!(given("We go to the town hall. Nobody stays in bed."), 1);
        assert_eq!(given("Something else was said there"), 2);
    }

    #[test]
    fn words_outside_of_a_quotation_are_not_compared() {
        for text in [
            "“We go.” The plan is a great shame for us all.",
            "“We go.\n\n  The plan is a great shame for us all.",
            "The board is 6\" wide. The plan is a great shame for us all.",
            "He \" left. The plan is a great shame for us all.",
            "They left”. The plan is a great shame for us all.",
        ] {
            let head = format!("source s: statement \"S\"\narticle \"A\"\ntext\n  {text}\n");
            let claim = "claim: quote \"The plan is a great shame for us all\"\n  source: @s \"The plan is a great mess for us all\"\n";
            assert_eq!(count(&RULE, &format!("{head}{claim}")), 0, "{text}");
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!(
                "{HEAD}claim: \"called it “a disgrace for the town”\"\n  source: @other “A disgrace to the town!”\nclaim: opinion \"for the\"\n"
            ),
            expect![[r#"
                === Use the source's words (preferred)
                source speech: statement "S"
                  language: en
                source other: statement "O"
                source es: statement "E"
                  language: es
                source insider: interview "I"
                  confidential: yes
                article "A"
                text
                  She called it “a disgrace to the town” and *“a **great** shame”*. It was a mess.
                claim: "called it “a disgrace to the town”"
                  source: @other “A disgrace to the town!”
                claim: opinion "to the"
            "#]],
        );
        check_fix(
            &RULE,
            &format!(
                "{HEAD}claim: \"a disgrace … shame\"\n  source: @other \"a great big shame\"\n"
            ),
            expect![[r#"
                === Use the source's words (preferred)
                source speech: statement "S"
                  language: en
                source other: statement "O"
                source es: statement "E"
                  language: es
                source insider: interview "I"
                  confidential: yes
                article "A"
                text
                  She called it “a disgrace for the town” and *“a **great big** shame”*. It was a mess.
                claim: "a disgrace … shame"
                  source: @other "a great big shame"
            "#]],
        );
    }
}

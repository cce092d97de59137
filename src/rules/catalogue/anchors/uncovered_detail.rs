//! A number, a date, a name or a quotation in a covered sentence that no claim holds.
//!
//! A sentence counts as covered as soon as a claim quotes a part of it. The rest of it can change under a signed claim
//! without a word, and this is what matters most in the rest.

use std::ops::Range;

use crate::rules::check::Check;
use crate::rules::claim::details::details_of;
use crate::rules::context::in_article::SentenceContext;
use crate::rules::finding::Edit;
use crate::rules::guess::claim_for_sentence;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::{list_of, shortened};
use crate::syntax::quoted;
use crate::text::message::{message, written};
use crate::workspace::{DeclarationId, Place};

pub static RULE: Rule = Rule {
    name: "uncovered-detail",
    group: Group::Anchors,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A number, date, name or quotation in a covered sentence that no claim holds",
    documentation: r#"
## What it finds

A number, a date, a name or a quotation in a sentence that some claim quotes, if the words that claims quote leave it
out. The rule is silent while the `status` of the article is `draft`, or not set; from `checking` on, each such sentence
has one finding. A name counts as held if a claim on the sentence refers to it in `about:`, `said-by:` or `reply:`, or
cites a source that is `by:` them.

The rule recognizes dates, numbers in words, and names by their capitals in English and Spanish. In other languages it
recognizes digits, known names and quotations. `sayso status` counts the details of every article.

## Why it matters

A sentence counts as covered as soon as a claim quotes a part of it. “The bridge was closed on 1 February” can become
“The bridge was not closed on 2 February”, and no sign-off breaks if the claim quotes only the rest of the sentence.

## Example

```sayso
article "Bridge closed"
  status: checking

text
  The bridge was closed on 1 February, after three cracks had been found.

claim cracks: number "three cracks had been found"
```

## Instead

```sayso
article "Bridge closed"
  status: checking

text
  The bridge was closed on 1 February, after three cracks had been found.

claim cracks: number "The bridge was closed on 1 February, after three cracks had been found"
```

A second claim on the other part of the sentence is as good. The quick fixes do either: they widen the claim, or add
one for the sentence. A claim that was signed off has to be checked again after it was widened.

## Settings

None.
"#,
    subject: Subject::Sentence,
    reads_prose: false,
};

pub const CHECK: Check = Check::Sentence(check);

/// The maximum number of details in a message.
const LISTED: usize = 4;
/// The maximum number of characters of each.
const SHOWN: usize = 60;

fn check(context: &SentenceContext, report: &mut Report) {
    if context.claims == 0 || context.unfinished.is_some() || is_held_whole(context) {
        return;
    }
    let folded = context.article.folded();
    let details = details_of(context).into_iter();
    let open = details.filter(|detail| !detail.is_held);
    let open: Vec<Range<usize>> = open.map(|it| folded.source_range(it.range)).collect();
    let (Some(first), Some(last)) = (open.first(), open.last()) else {
        return;
    };
    let around = first.start..last.end;
    let shown = open.iter().take(LISTED).map(|detail| {
        let words = context.article.reader_text(detail.clone());
        quoted(&shortened(words.trim(), SHOWN), "“")
    });
    let mut shown: Vec<String> = shown.collect();
    if open.len() > LISTED {
        shown.push(format!("{} more", open.len() - LISTED));
    }
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    let message = message!(
        "no claim holds {}: widen the claim, or add a claim for {}",
        written(list_of(&shown)),
        if open.len() == 1 { "it" } else { "them" }
    );
    let finding = report.add(context.in_article(around.clone()), message);
    if context.wants_fixes {
        if let Some((name, edit)) = widened(context, &around) {
            finding.manual_fix(format!("Widen {name}"), vec![edit]);
        }
        let stub = claim_for_sentence(context);
        let edits = context.add_claim(stub.clone());
        let finding = finding.manual_fix("Annotate this sentence", edits);
        finding.to_fill_in(&stub, "");
    }
}

/// Whether one passage contains the whole sentence. Then its details need not be read.
fn is_held_whole(context: &SentenceContext) -> bool {
    let sentence = &context.sentence.range;
    let mut covering = context.passages.overlapping(sentence.clone());
    covering.any(|(_, passage)| passage.start <= sentence.start && sentence.end <= passage.end)
}

/// The claim whose passage is nearest to the details, and the edit that makes it quote them, too. `None` if that would
/// take more than one sentence, or words before or after the passage that tell it apart.
fn widened(context: &SentenceContext, details: &Range<usize>) -> Option<(String, Edit)> {
    let sentence = &context.sentence.range;
    let distance = |passage: &Range<usize>| {
        let before = details.start.saturating_sub(passage.end);
        before + passage.start.saturating_sub(details.end)
    };
    let covering = context.covering()?.into_iter();
    let inside = covering
        .filter(|(_, passage)| sentence.start <= passage.start && passage.end <= sentence.end);
    let (id, passage) = inside.min_by_key(|(_, passage)| distance(passage))?;
    let wide = passage.start.min(details.start)..passage.end.max(details.end);
    widened_to(context, id, wide)
}

fn widened_to(
    context: &SentenceContext,
    id: DeclarationId,
    passage: Range<usize>,
) -> Option<(String, Edit)> {
    let slot = context.file.slot(id)?;
    let item = slot.segment.item.as_ref()?;
    let (claim, title) = (item.claim()?, item.title.as_ref()?);
    if claim.prefix().is_some() || claim.suffix().is_some() {
        return None;
    }
    let words = context.article.reader_text(passage);
    let name = match item.name() {
        Some(name) => format!("claim `{name}`"),
        None => "the claim".to_owned(),
    };
    let edit = Edit {
        place: Place::Declaration {
            file: context.file_id,
            id,
            span: title.span,
        },
        text: quoted(&words, title.span.of(&slot.segment.text)),
    };
    Some((name, edit))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const PEOPLE: &str =
        "entity ines: person \"Ines Varga\"\nentity town: organisation \"Town of Elmstead\"\n";

    fn draft(text: &str, claims: &str) -> String {
        format!("article \"A\"\n  status: checking\ntext\n  {text}\n{PEOPLE}{claims}")
    }

    fn in_language(language: &str, text: &str, claims: &str) -> String {
        let article = format!("article \"A\"\n  language: {language}\n");
        draft(text, claims).replacen("article \"A\"\n", &article, 1)
    }

    #[test]
    fn fires() {
        check(
            &RULE,
            &draft(
                "The ferry was not lost on February 1, 2004 when it broke up, killing all seven on board. Hundreds of Ferrymen met at 5:30 in York. She left “at once”, and nobody spoke.",
                "claim: \"killing all seven on board\"\nclaim: \"met at\"\nclaim: \"nobody spoke\"\n",
            ),
            expect![[r#"
                draft.sayso:4 "February 1, 2004" warning: no claim holds “February 1, 2004”: widen the claim, or add a claim for it
                draft.sayso:4 "Hundreds of Ferrymen met at 5:30 in York" warning: no claim holds “Hundreds”, “Ferrymen”, “5:30” and “York”: widen the claim, or add a claim for them
                draft.sayso:4 "at once" warning: no claim holds “at once”: widen the claim, or add a claim for it
            "#]],
        );
        check(
            &RULE,
            &in_language(
                "es",
                "El puente se cerró el 2 de marzo en Toledo, con cinco heridos.",
                "claim: \"El puente se cerró\"\n",
            ),
            expect![[r#"
                draft.sayso:5 "2 de marzo en Toledo, con cinco" warning: no claim holds “2 de marzo”, “Toledo” and “cinco”: widen the claim, or add a claim for them
            "#]],
        );
        // Two claims hold a part of the quotation each; one of them leaves a word out.
        check(
            &RULE,
            &draft(
                "She said “this is a great big mess, and so it stays”.",
                "claim: \"She said “this is a great\"\nclaim: \"mess, and so it stays”\"\n",
            ),
            expect![[r#"
                draft.sayso:4 "this is a great big mess, and so it stays" warning: no claim holds “this is a great big mess, and so it stays”: widen the claim, or add a claim for it
            "#]],
        );
    }

    #[test]
    fn many_details_are_shortened() {
        check(
            &RULE,
            &draft(
                "They met in York, Leeds, Hull, Bath, Derby and Ely.",
                "claim: \"They met\"\n",
            ),
            expect![[r#"
                draft.sayso:4 "York, Leeds, Hull, Bath, Derby and Ely" warning: no claim holds “York”, “Leeds”, “Hull”, “Bath” and 2 more: widen the claim, or add a claim for them
            "#]],
        );
    }

    #[test]
    fn in_a_language_without_a_word_list() {
        check(
            &RULE,
            &in_language(
                "de",
                "Am Dienstag, dem 2. März, sagte Ines Varga: „Wir gehen“, und zehn Leute blieben.",
                "claim: \"zehn Leute blieben\"\n",
            ),
            expect![[r#"
                draft.sayso:5 "2. März, sagte Ines Varga: „Wir gehen" warning: no claim holds “2”, “Ines Varga” and “Wir gehen”: widen the claim, or add a claim for them
            "#]],
        );
    }

    #[test]
    fn what_claims_refer_to_is_held() {
        let text = "“We go,” said Mayor Ines Varga of the Town of Elmstead. Later, Ms Varga left with Elmstead Ferries.";
        let claims = "source s: interview \"S\"\n  by: @town\nsource wire: wire \"W\"\n  by: \"Example Wire\"\n";
        let claims = format!(
            "{claims}claim: quote \"We go\"\n  said-by: @ines\n  source: @s\nclaim: \"left with\"\n  about: @ines, @town\n"
        );
        check(&RULE, &draft(text, &claims), expect![[""]]);
        check(
            &RULE,
            &draft(
                "Nobody was hurt, the Example Wire reported.",
                "source wire: wire \"W\"\n  by: \"Example Wire\"\nclaim: \"Nobody was hurt\"\n  source: @wire\n",
            ),
            expect![[""]],
        );
    }

    #[test]
    fn silent() {
        // The whole sentence, a heading, a sentence without a claim, an ambiguous claim, an unfinished article.
        check(
            &RULE,
            &draft(
                "# Five in York\n\n  Five met in York. Then six met in Leeds. Ten met in York.",
                "claim: \"Five met in York.\"\nclaim: \"Five in\"\nclaim: \"met in\"\n",
            ),
            expect![[""]],
        );
        let unfinished = draft("Five met in York.", "claim: \"met in\"\n");
        let unfinished = unfinished.replace("checking", "draft");
        check(&RULE, &unfinished, expect![[""]]);
        check(
            &RULE,
            &draft(
                "One of them was there, and I was not.",
                "claim: \"was there\"\n",
            ),
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &draft(
                "Then the *bridge* was closed on 1 February, and three cracks were found.",
                "claim cracks: “three cracks were found”\n",
            ),
            expect![[r#"
                === Widen claim `cracks` (preferred, manual)
                article "A"
                  status: checking
                text
                  Then the *bridge* was closed on 1 February, and three cracks were found.
                entity ines: person "Ines Varga"
                entity town: organisation "Town of Elmstead"
                claim cracks: “1 February, and three cracks were found”
                === Annotate this sentence (manual)
                article "A"
                  status: checking
                text
                  Then the *bridge* was closed on 1 February, and three cracks were found.
                entity ines: person "Ines Varga"
                entity town: organisation "Town of Elmstead"

                claim: date "Then the bridge was closed … cracks were found."  # guessed

                claim cracks: “three cracks were found”
            "#]],
        );
        // More words would have to be told apart again.
        check_fix(
            &RULE,
            &draft(
                "It was closed in May, and six met. It was closed in June.",
                "claim: \"It was closed\"\n  suffix: \"in May\"\n",
            ),
            expect![[r#"
                === Annotate this sentence (preferred, manual)
                article "A"
                  status: checking
                text
                  It was closed in May, and six met. It was closed in June.
                entity ines: person "Ines Varga"
                entity town: organisation "Town of Elmstead"
                claim: "It was closed"
                  suffix: "in May"

                claim: date "It was closed in May, and six met."  # guessed
            "#]],
        );
    }
}

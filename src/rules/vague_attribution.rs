//! What a passage attributes to nobody in particular.

use std::ops::Range;

use super::context::{Context, Report};
use super::rule::{Check, Group, Policy, Rule, Severity};
use super::words::{self, Lexicon, Sort};
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::text::words::words;

pub static RULE: Rule = Rule {
    name: "vague-attribution",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "\"Officials said\", and no `said-by:`",
    documentation: r#"
## What it finds

A claim whose passage attributes something to "officials", "experts", "critics", "human rights
organizations" and the like, and that has no `said-by:`. It looks for such a word together with what
it does ("officials said", "critics have called", "according to experts"). It stays silent where a
name stands with it ("officials of the ministry", "Spanish officials"), where it refers to
somebody the text has named ("the officials", "its critics"), for claims of the kinds that need no
source, and in articles whose `language:` is neither English nor Spanish.

## Why it matters

Behind "officials said" may stand a minister, a doorman, or nobody. The reader need not learn the
name, but whoever checks the claim must.

## Example

```sayso
source statement: statement "Statement on the releases"

claim goodwill: "Officials called it a goodwill gesture"
  source: @statement at para 2
```

## Instead

```sayso
entity interior-ministry: organisation "Interior Ministry"

source statement: statement "Statement on the releases"
  by: @interior-ministry

claim goodwill: "Officials called it a goodwill gesture"
  said-by: @interior-ministry
  source: @statement at para 2
```

## Settings

None.
"#,
    check: Check::Declaration(check),
};

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let kind = item.kind().unwrap_or("fact");
    if !claim.said_by.is_empty() || UNSOURCED_CLAIM_KINDS.contains(&kind) {
        return;
    }
    let language = context.article_text.map_or("en", |text| &text.language);
    let Some(lexicon) = words::of_language(language) else {
        return;
    };
    let found = match (context.folded_passage(), &item.title) {
        (Some((text, passage)), _) => vague_in(lexicon, text, passage).map(|at| &text[at]),
        (None, Some(title)) => {
            let text = title.text.as_str();
            vague_in(lexicon, text, 0..text.len()).map(|at| &text[at])
        }
        _ => None,
    };
    if let Some(vague) = found {
        let message = format!(
            "{} is attributed to “{vague}” and to nobody in particular: add `said-by: @…`",
            context.named()
        );
        report.add(context.here(context.title_span()), message);
    }
}

/// The first vague attribution in `passage`. What stands around it in `text` counts, too.
fn vague_in(lexicon: &Lexicon, text: &str, passage: Range<usize>) -> Option<Range<usize>> {
    let in_passage = words(&text[passage.clone()]);
    in_passage
        .map(|word| passage.start + word.start..passage.start + word.end)
        .filter_map(|word| {
            let length = lexicon.vague_at(&text[word.start..], &text[word.clone()])?;
            Some(word.start..word.start + length)
        })
        .find(|vague| is_attribution(lexicon, text, vague))
}

/// How many modifiers are skipped, and how far around a phrase is looked.
const MODIFIERS: usize = 3;
const REACH: usize = 80;

fn is_attribution(lexicon: &Lexicon, text: &str, vague: &Range<usize>) -> bool {
    let mut start = vague.start;
    for _ in 0..MODIFIERS {
        match word_before(text, start) {
            Some(word) if lexicon.is(&text[word.clone()], Sort::Modifier) => start = word.start,
            _ => break,
        }
    }
    let head = text[..start].trim_end();
    let is_according = lexicon
        .words
        .according
        .iter()
        .any(|words| ends_with_words(head, words));
    let before = word_before(text, start).map(|word| &text[word]);
    let starts_with_capital = text[start..].starts_with(char::is_uppercase);
    let is_named = before.is_some_and(|word| {
        lexicon.is(word, Sort::Definite)
            || !is_according && !starts_with_capital && word.starts_with(char::is_uppercase)
    });
    if is_named || text[..start].ends_with("'s ") || text[..start].ends_with("s' ") {
        return false;
    }
    let after = words_behind(text, vague.end);
    if verb_follows(lexicon, text, vague.end, &after) {
        return true;
    }
    let linked = after
        .first()
        .is_some_and(|word| lexicon.is(&text[word.clone()], Sort::Linking));
    // "said experts." attributes, "he says experts are slow" does not.
    let ends = !text[vague.end..]
        .trim_start()
        .starts_with(char::is_alphanumeric);
    let is_inverted = ends && before.is_some_and(|word| lexicon.is(word, Sort::Verb));
    !linked && (is_according || is_inverted)
}

/// Whether the words behind a phrase are a verb of saying, with nothing to speak of between.
fn verb_follows(lexicon: &Lexicon, text: &str, end: usize, after: &[Range<usize>]) -> bool {
    let mut at = end;
    for word in after {
        if text[at..word.start].trim() != "" {
            return false;
        }
        if lexicon.is(&text[word.clone()], Sort::Verb) {
            return true;
        }
        if !lexicon.is(&text[word.clone()], Sort::Between) {
            return false;
        }
        at = word.end;
    }
    false
}

/// Whether `text` ends with `words`, in any letter case.
fn ends_with_words(text: &str, words: &str) -> bool {
    let start = text.len().checked_sub(words.len());
    let end = start.and_then(|start| text.get(start..));
    end.is_some_and(|end| end.to_lowercase() == words)
        && !text[..text.len() - words.len()].ends_with(char::is_alphanumeric)
}

/// The word right before `at`, only a space apart.
fn word_before(text: &str, at: usize) -> Option<Range<usize>> {
    let head = text[..at].strip_suffix(' ')?;
    let from = text.floor_char_boundary(head.len().saturating_sub(REACH));
    let last = words(&head[from..]).last()?;
    (from + last.end == head.len()).then_some(from + last.start..from + last.end)
}

/// The first few words behind `at`.
fn words_behind(text: &str, at: usize) -> Vec<Range<usize>> {
    const FEW: usize = 4;
    let to = text.ceil_char_boundary((at + REACH).min(text.len()));
    words(&text[at..to])
        .take(FEW)
        .map(|word| at + word.start..at + word.end)
        .collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{RULE, vague_in};
    use crate::rules::testing::check;
    use crate::rules::words::of_language;

    #[track_caller]
    fn check_text(language: &str, text: &str, expected: Option<&str>) {
        let lexicon = of_language(language).expect("a known language");
        let found = vague_in(lexicon, text, 0..text.len());
        assert_eq!(found.map(|at| &text[at]), expected, "{text}");
    }

    #[test]
    fn attributions() {
        for (text, expected) in [
            ("Officials called it a gesture", "Officials"),
            ("whom rights groups consider prisoners", "rights groups"),
            ("Some senior officials have also said so", "officials"),
            ("It was, said experts, too late", "experts"),
            ("It was, according to several experts, too late", "experts"),
            (
                "Human rights organizations have repeatedly warned",
                "Human rights organizations",
            ),
            ("He left. Critics said no", "Critics"),
        ] {
            check_text("en", text, Some(expected));
        }
        for (text, expected) in [
            (
                "Según fuentes oficiales, fueron liberados",
                "fuentes oficiales",
            ),
            ("Los expertos advierten", "expertos"),
            (
                "a quienes grupos de derechos humanos consideran presos",
                "grupos de derechos humanos",
            ),
        ] {
            check_text("es-VE", text, Some(expected));
        }
    }

    #[test]
    fn mentions_and_names() {
        for text in [
            "Five officials were arrested",
            "The officials said so",
            "Its critics said so",
            "Spanish officials said so",
            "the ministry's officials said so",
            "Officials of the ministry said so",
            "according to officials at NASA",
            "said experts such as Ana Díaz",
            "He met critics. Said she",
            "He says authorities are slow",
            "semiofficials said",
            "It has many sources",
        ] {
            check_text("en", text, None);
        }
        check_text("es", "Sus críticos dijeron que no", None);
    }

    #[test]
    fn fires() {
        check(
            &RULE,
            "article \"A\"\ntext\n  “It is so”, officials said.\nclaim so: \"It is so”, officials\"\n",
            expect![[r#"
                draft.sayso:4 "\"It is so”, officials\"" warning: claim `so` is attributed to “officials” and to nobody in particular: add `said-by: @…`
            "#]],
        );
        check(
            &RULE,
            "claim: \"Officials said so\"\n",
            expect![[r#"
            draft.sayso:1 "\"Officials said so\"" warning: this claim is attributed to “Officials” and to nobody in particular: add `said-by: @…`
        "#]],
        );
    }

    #[test]
    fn silent() {
        let text = "article \"A\"\n  language: de\ntext\n  Officials said so.\n";
        check(
            &RULE,
            &format!("{text}claim: \"Officials said so\"\n"),
            expect![[""]],
        );
        check(
            &RULE,
            "claim: \"Officials said so\"\n  said-by: @x\nclaim: opinion \"Officials said so\"\n",
            expect![[""]],
        );
    }
}

//! A sentence of the article that no claim touches.

use super::context::{Report, SentenceContext};
use super::finding::Place;
use super::rule::{Check, Group, Rule, Severity};
use crate::text::Span;

pub static RULE: Rule = Rule {
    name: "uncovered-sentence",
    group: Group::Anchors,
    severity: Severity::Hint,
    summary: "A sentence of the article that no claim touches",
    documentation: r#"
## What it finds

A sentence of the article that no claim quotes. It is a hint; where the sentence holds a number, a
quotation or a known name it is a warning. Headings are left out.

## Why it matters

A late edit slips past the check where nobody looks. When every sentence is covered, somebody has
looked at each and decided.

## Example

```sayso
article "Prisoners freed"

text
  Five people were released on Thursday. Their families met them.

claim: number "Five people were released on Thursday."
```

## Instead

```sayso
article "Prisoners freed"

text
  Five people were released on Thursday. Their families met them.

claim: number "Five people were released on Thursday."

claim: observation "Their families met them."
```

A claim of a kind that needs no source (`opinion`, `common-knowledge`, `transition`,
`observation`) covers a sentence too.

## Settings

None.
"#,
    check: Check::Sentence(check),
};

fn check(context: &SentenceContext, report: &mut Report) {
    if context.sentence.in_heading {
        return;
    }
    let text = context.article.reader_text(context.sentence.range.clone());
    if !text.contains(char::is_alphanumeric) {
        return;
    }
    let holds = [
        (context.names_somebody, "a known name"),
        (text.contains(char::is_numeric), "a number"),
        (holds_quotation(&text), "a quotation"),
    ];
    let what: Vec<&str> = holds
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, what)| *what)
        .collect();
    let message = match what.first() {
        Some(what) => {
            format!("no claim covers this sentence, which holds {what}: add a claim that quotes it")
        }
        None => "no claim covers this sentence: add a claim that quotes it".to_owned(),
    };
    let place = Place::Article {
        file: context.file_id,
        span: Span::from(context.sentence.range.clone()),
    };
    let finding = report.add(place, message);
    if !what.is_empty() {
        finding.with_severity(Severity::Warning);
    }
    if context.wants_fixes {
        let mark = if text.contains('"') {
            ("“", "”")
        } else {
            ("\"", "\"")
        };
        let stub = format!("claim: fact {}{}{}", mark.0, text.trim(), mark.1);
        finding.fix("Add a claim for this sentence", vec![context.append(&stub)]);
    }
}

fn holds_quotation(text: &str) -> bool {
    text.contains(['"', '“', '«', '„', '「', '‹'])
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const DRAFT: &str = "entity ana: person \"Ana Díaz\"\narticle \"A\"\ntext\n  # Heading\n\n  One was freed. Nobody spoke. Then Ana Diaz came. It was 5 o'clock. She said “yes”.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            DRAFT,
            expect![[r#"
            draft.sayso:6 "One was freed." hint: no claim covers this sentence: add a claim that quotes it
            draft.sayso:6 "Nobody spoke." hint: no claim covers this sentence: add a claim that quotes it
            draft.sayso:6 "Then Ana Diaz came." warning: no claim covers this sentence, which holds a known name: add a claim that quotes it
            draft.sayso:6 "It was 5 o'clock." warning: no claim covers this sentence, which holds a number: add a claim that quotes it
            draft.sayso:6 "She said “yes”." warning: no claim covers this sentence, which holds a quotation: add a claim that quotes it
        "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "article \"A\"\ntext\n  One was freed. Nobody spoke.\nclaim: \"was freed. Nobody\"\n",
            expect![[""]],
        );
        check(&RULE, "entity ana: person \"Ana Díaz\"\n", expect![[""]]);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "article \"A\"\ntext\n  One “a” was freed.\n",
            expect![[r#"
                === Add a claim for this sentence (preferred)
                article "A"
                text
                  One “a” was freed.

                claim: fact "One “a” was freed."
            "#]],
        );
    }
}

//! An article that reveals who a confidential source is.
//!
//! The rule looks for the source's title and its `by:` names in the articles of drafts that declare or
//! cite the source. It considers only words that are written like a name, because the rule cannot be
//! suppressed.

use crate::rules::check::Check;
use crate::rules::context::in_article::ExposureContext;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, public};
use crate::workspace::Place;

pub static RULE: Rule = Rule {
    name: "confidential-exposed",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Fixed,
    summary: "An article that reveals who a confidential source is",
    documentation: r#"
## What it finds

The title of a source with `confidential: yes`, or one of its `by:` names, in the text of an article whose draft
declares or cites the source. Letter case counts, accents do not. The rule ignores words that are also in
`described-as:`, and words that are not written like a name, such as "a clerk of the town".
You cannot suppress this rule or change its severity. Outside the editor, Sayso prints neither the words nor the
lines that contain them.

## Why it matters

You cannot undo this mistake: as soon as the article is published, everybody knows.

## Example

```sayso
article "Harbour Bridge closed"

text
  The bridge had not been inspected for years, Jon Abel said.

source inspector: interview "Jon Abel"
  confidential: yes
  described-as: "a person who took part in the inspections"
```

## Instead

```sayso
article "Harbour Bridge closed"

text
  The bridge had not been inspected for years, a person who took part in the inspections said.

source inspector: interview "Conversation about the inspections"
  confidential: yes
  described-as: "a person who took part in the inspections"
```

Keep the name out of the draft, too: see `confidential-identity`.

## Settings

None.
"#,
    subject: Subject::Exposure,
};

pub const CHECK: Check = Check::Exposure(check);

fn check(context: &ExposureContext, report: &mut Report) {
    let source = match context.source.as_str() {
        "" => Message::from("a confidential source"),
        name => message!("the confidential source `@{}`", public(name)),
    };
    let place = Place::Article {
        file: context.file_id,
        span: context.range.clone().into(),
    };
    // The message does not quote the words: messages end up in logs.
    let message = message!(
        "these words may reveal who {} is: remove them from the article",
        source
    );
    report.add(place, message);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    const TEXT: &str = "article \"A\"\ntext\n  Jon Abel said so. It was **Jon\n  Ábel**, of Elmstead. Varga knew, and Varga spoke. A clerk said so.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "//- registry.sayso\nentity jon: person \"Jon Abel\"\nsource s: interview \"S\"\n  confidential: yes\n  by: @jon\n//- draft.sayso\n{TEXT}claim: \"A clerk said so\"\n  context: @s\n"
            ),
            expect![[r#"
                draft.sayso:3 "Jon Abel" error: these words may reveal who the confidential source `@s` is: remove them from the article
                draft.sayso:3 "Jon\n  Ábel" error: these words may reveal who the confidential source `@s` is: remove them from the article
            "#]],
        );
        check(
            &RULE,
            &format!("{TEXT}source: interview \"Varga\"\n  confidential: yes\n"),
            expect![[r#"
                draft.sayso:4 "Varga" error: these words may reveal who a confidential source is: remove them from the article
            "#]],
        );
    }

    #[test]
    fn silent() {
        for source in [
            "source s: interview \"Jon Abel\"\n",
            "source s: interview \"A clerk\"\n  confidential: yes\n",
            "source s: interview \"jon abel\"\n  confidential: yes\n",
            "source s: interview \"Jon Abel\"\n  confidential: yes\n  described-as: \"Jon Abel, of the town\"\n",
            "source s: interview \"Talk with Jon Abel\"\n  confidential: yes\n  described-as: \"A clerk\"\n",
            "//- other.sayso\nsource s: interview \"Jon Abel\"\n  confidential: yes\n",
        ] {
            check(
                &RULE,
                &format!("//- draft.sayso\n{TEXT}{source}"),
                expect![""],
            );
        }
    }
}

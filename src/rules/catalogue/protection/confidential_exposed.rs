//! The article itself tells who a confidential source is.

use crate::rules::check::Check;
use crate::rules::context::in_article::ExposureContext;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::workspace::Place;

pub static RULE: Rule = Rule {
    name: "confidential-exposed",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Fixed,
    summary: "The article holds what would tell who a confidential source is",
    documentation: r#"
## What it finds

The title of a source with `confidential: yes`, or a name that it is `by:`, in the text of an article whose draft
declares or cites it. Letter case counts, accents do not. It stays silent about words that stand in
`described-as:`, and about those that are not written as a name is, such as "a clerk of the town".
No setting silences it. Outside the editor neither the words nor the lines that hold them are
printed.

## Why it matters

This is the mistake that cannot be taken back: the moment the article is out, everybody knows.

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

The name belongs neither into the article nor into the draft: see `confidential-identity`.

## Settings

None.
"#,
    subject: Subject::Exposure,
};

pub const CHECK: Check = Check::Exposure(check);

fn check(context: &ExposureContext, report: &mut Report) {
    let source = match context.source.as_str() {
        "" => "a source".to_owned(),
        name => format!("`@{name}`"),
    };
    let place = Place::Article {
        file: context.file_id,
        span: context.range.clone().into(),
    };
    // The words themselves are not told: messages end up in logs.
    let message = format!(
        "what stands here may tell who {source} is, which is confidential: take it out of the article"
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
                draft.sayso:3 "Jon Abel" error: what stands here may tell who `@s` is, which is confidential: take it out of the article
                draft.sayso:3 "Jon\n  Ábel" error: what stands here may tell who `@s` is, which is confidential: take it out of the article
            "#]],
        );
        check(
            &RULE,
            &format!("{TEXT}source: interview \"Varga\"\n  confidential: yes\n"),
            expect![[r#"
                draft.sayso:4 "Varga" error: what stands here may tell who a source is, which is confidential: take it out of the article
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

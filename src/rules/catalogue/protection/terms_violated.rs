//! A claim that uses a source in a way that its terms do not allow.
//!
//! A background source counts as named only if the passage that rests on it names who is behind it, not
//! if the article does so anywhere: articles write about people whom the newsroom has also talked to.

use crate::article::Names;
use crate::model::{By, Evidence, Item, Source};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold;
use crate::text::message::{message, written};
use crate::workspace::Place;
use crate::workspace::{DeclarationId, FileId, Target, Terms};

pub static RULE: Rule = Rule {
    name: "terms-violated",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim that uses a source in a way that its terms do not allow",
    documentation: r#"
## What it finds

Three things that the `terms:` of a source do not allow:

- a claim that rests on an `off-record` source;
- a `quote` that rests only on sources whose words may not be quoted: `deep-background` and `off-record`;
- a passage that rests on a `background` source and names the person in its `by:`. The rule reports nothing if the
  claim is `about:` them, because an article may be about somebody whom the newsroom has also talked to, or if
  the claim also rests on another source of theirs that is on the record. Of a `confidential` source, the rule reads
  no `by:`: see `confidential-exposed`.

The rule ignores sources in `context:` and `contradicted-by:`.

## Why it matters

Sources talk because of what was agreed with them. If you break an agreement once, they do not talk to you again,
and the source may pay for it.

## Example

```sayso
source clerk: interview "Conversation with a clerk"
  by: "Jon Abel"
  terms: off-record

claim knew: fact "The council knew of the damage"
  source: @clerk
```

## Instead

```sayso
source clerk: interview "Conversation with a clerk"
  by: "Jon Abel"
  terms: off-record

source minutes: document "Minutes of the council, 2 March 2026"

claim knew: fact "The council knew of the damage"
  source: @minutes at p. 3
  context: @clerk
```

## Settings

`sayso.toml` can set what each word after `terms:` allows: whether claims may rest on such a source, whether you may
quote its words, and whether the article may name it.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// A cited source with its terms.
struct CitedSource<'a> {
    evidence: &'a Evidence,
    target: Target<'a>,
    terms: Option<Terms>,
}

impl CitedSource<'_> {
    fn source(&self) -> Option<(&Item, &Source)> {
        let item = self.target.item()?;
        Some((item, item.source()?))
    }

    /// Whether the terms allow it. A source without terms allows everything.
    fn allows(&self, term: impl Fn(Terms) -> bool) -> bool {
        self.terms.is_none_or(term)
    }
}

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let cited: Vec<CitedSource> = claim
        .sources()
        .filter_map(|evidence| cited_source(context, evidence))
        .collect();
    if cited.iter().all(|cited| cited.terms.is_none()) {
        return;
    }
    let is_quote = item.kind() == Some("quote");
    let may_be_quoted = cited.iter().any(|cited| cited.allows(|terms| terms.quoted));
    for one in &cited {
        let violation = if !one.allows(|terms| terms.supports) {
            Violation::Supports
        } else if is_quote && !may_be_quoted {
            Violation::Quotes
        } else if !one.allows(|terms| terms.named) && names_author(context, item, one, &cited) {
            Violation::Names
        } else {
            continue;
        };
        report_violation(context, report, item, one, violation);
    }
}

/// How a claim uses a source against its terms.
#[derive(Clone, Copy)]
enum Violation {
    Supports,
    Quotes,
    Names,
}

fn cited_source<'a>(context: &Context<'a>, evidence: &'a Evidence) -> Option<CitedSource<'a>> {
    let target = context.target(evidence.reference)?;
    let terms = target.item()?.source()?.terms.as_ref();
    let terms = terms.and_then(|terms| context.settings.terms(&terms.text));
    Some(CitedSource {
        evidence,
        target,
        terms,
    })
}

fn report_violation(
    context: &Context,
    report: &mut Report,
    item: &Item,
    cited: &CitedSource,
    violation: Violation,
) {
    let Some((declared, source)) = cited.source() else {
        return;
    };
    let terms = source.terms.as_ref();
    let (word, span) = terms.map_or(("", None), |it| (it.text.as_str(), Some(it.span)));
    let reference = &item.references[cited.evidence.reference];
    let (source_name, word) = (written(&reference.name), written(word));
    let message = match violation {
        Violation::Supports => message!(
            "`@{}` is {}, and no claim may rest on it: remove it, or cite it as `context:`",
            source_name,
            word
        ),
        Violation::Quotes => message!(
            "`@{}` is {}, and its words may not be quoted: quote another source, or report without quoting",
            source_name,
            word
        ),
        Violation::Names => message!(
            "`@{}` is {}, and this passage names who is behind it: remove the name, or cite a source on the record",
            source_name,
            word
        ),
    };
    let place = Place::Declaration {
        file: cited.target.file,
        id: cited.target.id,
        span: span.unwrap_or_default(),
    };
    let name = declared.name().map_or("", |name| name.as_str());
    report
        .add(context.here(reference.span), message)
        .related(place, message!("the terms of source `{}`", written(name)));
}

/// Whether the claim's passage names an author of the source, and not only as the subject of the claim.
fn names_author(context: &Context, item: &Item, one: &CitedSource, all: &[CitedSource]) -> bool {
    let Some((declared, source)) = one.source() else {
        return false;
    };
    if source.confidential {
        // Whom the passage names, `confidential-exposed` says without saying why.
        return false;
    }
    let Some((text, passage)) = context.folded_passage() else {
        return false;
    };
    let passage = &text[passage];
    source.by.iter().any(|by| {
        let author = Author::of(context, one, declared, by);
        let Some(author) = author.filter(|author| !author.is_on_record(context, all)) else {
            return false;
        };
        let is_author = |reference| author.is_entity(context, reference);
        let is_subject = item.about().any(is_author) && !item.said_by().any(is_author);
        !is_subject && author.is_named_in(passage)
    })
}

/// The person or organisation that a source is `by:`.
enum Author<'a> {
    Entity(Target<'a>),
    /// A name, folded.
    Name(String),
}

impl<'a> Author<'a> {
    fn of(
        context: &Context<'a>,
        cited: &CitedSource,
        declared: &Item,
        by: &By,
    ) -> Option<Author<'a>> {
        match by {
            By::Entity(reference) => {
                let file = cited.target.file;
                let target = context.workspace.target(file, declared, *reference)?;
                Some(Author::Entity(target))
            }
            By::Name(name) => Some(Author::Name(fold(&name.text))),
        }
    }

    fn id(&self) -> Option<(FileId, DeclarationId)> {
        match self {
            Author::Entity(target) => Some((target.file, target.id)),
            Author::Name(_) => None,
        }
    }

    fn is(&self, other: &Author) -> bool {
        match (self, other) {
            (Author::Name(name), Author::Name(other)) => name == other,
            _ => self.id().is_some() && self.id() == other.id(),
        }
    }

    /// Whether another cited source is by the same author and allows naming them.
    fn is_on_record(&self, context: &Context, all: &[CitedSource]) -> bool {
        let open = all.iter().filter(|cited| cited.allows(|terms| terms.named));
        open.filter_map(|cited| Some((cited, cited.source()?))).any(
            |(cited, (declared, source))| {
                let mut others = source.by.iter();
                others.any(|by| {
                    Author::of(context, cited, declared, by).is_some_and(|other| self.is(&other))
                })
            },
        )
    }

    fn is_entity(&self, context: &Context, reference: usize) -> bool {
        let target = context.target(reference);
        self.id().is_some() && self.id() == target.map(|target| (target.file, target.id))
    }

    /// Only words with a capital letter count as a name: "a clerk of the town" names nobody.
    fn is_named_in(&self, passage: &str) -> bool {
        let names: Vec<&str> = match self {
            Author::Entity(target) => target
                .item()
                .map_or(Vec::new(), |it| it.known_names().collect()),
            Author::Name(name) => vec![name],
        };
        let names = names.into_iter().filter(|name| is_proper(name));
        !Names::new(names.map(|name| (name, ())))
            .mentions(passage)
            .is_empty()
    }
}

fn is_proper(name: &str) -> bool {
    name.split_whitespace()
        .any(|word| word.starts_with(char::is_uppercase))
        || !name.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    const SOURCES: &str = "\
//- registry.sayso
entity ines: person \"Ines Varga\"
  aka: \"the mayor\"
source off: interview \"Off\"
  by: @ines
  terms: off-record
source deep: interview \"Deep\"
  by: @ines
  terms: deep-background
source talk: interview \"Talk\"
  by: @ines
  terms: background
source call: interview \"Call\"
  by: \"Jon Abel\", \"a clerk of the town\"
  terms: background
source speech: statement \"Speech\"
  by: @ines
  terms: on-record
source minutes: document \"Minutes\"
";

    #[track_caller]
    fn check_claim(claim: &str, expect: expect_test::Expect) {
        let text =
            "Ines Varga knew of it. Jon Abel, a clerk of the town, knew of it. The mayor spoke.";
        let draft = format!("article \"A\"\ntext\n  {text}\nclaim c: {claim}\n");
        check(&RULE, &format!("{SOURCES}//- draft.sayso\n{draft}"), expect);
    }

    #[test]
    fn fires_for_a_source_that_no_claim_may_rest_on() {
        check_claim(
            "\"knew of it. Jon\"\n  source: @off\n  context: @off\n  contradicted-by: @off",
            expect![[r#"
                draft.sayso:5 "@off" error: `@off` is off-record, and no claim may rest on it: remove it, or cite it as `context:`
                    registry.sayso:5 "off-record": the terms of source `off`
            "#]],
        );
    }

    #[test]
    fn fires_for_a_source_whose_words_may_not_be_quoted() {
        check_claim(
            "quote \"knew of it. Jon\"\n  source: @deep",
            expect![[r#"
                draft.sayso:5 "@deep" error: `@deep` is deep-background, and its words may not be quoted: quote another source, or report without quoting
                    registry.sayso:8 "deep-background": the terms of source `deep`
            "#]],
        );
        check_claim(
            "quote \"knew of it. Jon\"\n  source: @deep, @minutes",
            expect![""],
        );
    }

    #[test]
    fn fires_for_a_source_that_may_not_be_named() {
        check_claim(
            "\"Ines Varga knew of it\"\n  source: @talk, @minutes",
            expect![[r#"
                draft.sayso:5 "@talk" error: `@talk` is background, and this passage names who is behind it: remove the name, or cite a source on the record
                    registry.sayso:11 "background": the terms of source `talk`
            "#]],
        );
        check_claim(
            "\"Ines Varga knew of it\"\n  about: @ines\n  said-by: @ines\n  source: @talk",
            expect![[r#"
                draft.sayso:7 "@talk" error: `@talk` is background, and this passage names who is behind it: remove the name, or cite a source on the record
                    registry.sayso:11 "background": the terms of source `talk`
            "#]],
        );
        check_claim(
            "\"Jon Abel, a clerk\"\n  source: @call",
            expect![[r#"
                draft.sayso:5 "@call" error: `@call` is background, and this passage names who is behind it: remove the name, or cite a source on the record
                    registry.sayso:14 "background": the terms of source `call`
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claim in [
            "\"Ines Varga knew of it\"\n  about: @ines\n  source: @talk",
            "\"Ines Varga knew of it\"\n  source: @talk, @speech",
            "\"a clerk of the town, knew of it\"\n  source: @call",
            "\"The mayor spoke\"\n  source: @talk",
            "\"Ines Varga knew of it\"\n  source: @minutes\n  context: @talk",
            "\"Ines Varga knew of it\"\n  source: @unknown",
            "\"nowhere in the text\"\n  source: @talk",
        ] {
            check_claim(claim, expect![""]);
        }
    }
}

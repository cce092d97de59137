//! A claim that uses a source otherwise than was agreed with it.

use crate::article::Names;
use crate::model::{By, Evidence, Item, Source};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold;
use crate::workspace::Place;
use crate::workspace::{DeclarationId, FileId, Target, Terms};

pub static RULE: Rule = Rule {
    name: "terms-violated",
    group: Group::Protection,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A claim that uses a source otherwise than was agreed with it",
    documentation: r#"
## What it finds

Three things that the `terms:` of a source do not allow:

- a claim that rests on an `off-record` source;
- a `quote` that rests on nothing but sources whose words may not be quoted: `deep-background` and
  `off-record`;
- a passage that names the one whom a `background` source is `by:`, and rests on that source. It stays
  silent where the claim is `about:` them, since an article may write about somebody whom the newsroom
  has also talked to, and where another source of theirs, on the record, bears the claim out.

Nothing is reported for `context:` and `contradicted-by:`.

## Why it matters

A source talks because of what was agreed before. Who breaks it once is not talked to again, and the
source may pay for it.

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

What each word after `terms:` allows can be set: whether claims may rest on such a source, whether its words
may be quoted, and whether the article may name it.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

/// A cited source, with what was agreed.
struct Cited<'a> {
    evidence: &'a Evidence,
    target: Target<'a>,
    terms: Option<Terms>,
}

impl Cited<'_> {
    fn source(&self) -> Option<(&Item, &Source)> {
        let item = self.target.item()?;
        Some((item, item.source()?))
    }

    /// Whether what is agreed allows it. Where nothing is said, everything is.
    fn may(&self, does: impl Fn(Terms) -> bool) -> bool {
        self.terms.is_none_or(does)
    }
}

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let cited: Vec<Cited> = claim
        .sources()
        .filter_map(|evidence| cited(context, evidence))
        .collect();
    if cited.iter().all(|cited| cited.terms.is_none()) {
        return;
    }
    let quotes = item.kind() == Some("quote");
    let may_be_quoted = cited.iter().any(|cited| cited.may(|terms| terms.quoted));
    for one in &cited {
        let problem = if !one.may(|terms| terms.supports) {
            "no claim may rest on it: take it out, or cite it as `context:`"
        } else if quotes && !may_be_quoted {
            "its words may not be quoted: quote another source, or report without quoting"
        } else if !one.may(|terms| terms.named) && names(context, item, one, &cited) {
            "this passage names who is behind it: leave the name out, or rest on what is on the record"
        } else {
            continue;
        };
        report_one(context, report, item, one, problem);
    }
}

fn cited<'a>(context: &Context<'a>, evidence: &'a Evidence) -> Option<Cited<'a>> {
    let target = context.target(evidence.reference)?;
    let terms = target.item()?.source()?.terms.as_ref();
    let terms = terms.and_then(|terms| context.settings.terms(&terms.text));
    Some(Cited {
        evidence,
        target,
        terms,
    })
}

fn report_one(context: &Context, report: &mut Report, item: &Item, cited: &Cited, problem: &str) {
    let Some((declared, source)) = cited.source() else {
        return;
    };
    let terms = source.terms.as_ref();
    let (word, span) = terms.map_or(("", None), |it| (it.text.as_str(), Some(it.span)));
    let reference = &item.references[cited.evidence.reference];
    let message = format!("`@{}` is {word}, and {problem}", reference.name);
    let place = Place::Declaration {
        file: cited.target.file,
        id: cited.target.id,
        span: span.unwrap_or_default(),
    };
    let name = declared.name().map_or("", |name| name.as_str());
    report
        .add(context.here(reference.span), message)
        .related(place, format!("what was agreed with `{name}`"));
}

/// Whether the claim's passage names the one whom the source is by, as the one who says so.
fn names(context: &Context, item: &Item, one: &Cited, all: &[Cited]) -> bool {
    let Some((declared, source)) = one.source() else {
        return false;
    };
    let Some((text, passage)) = context.folded_passage() else {
        return false;
    };
    let passage = &text[passage];
    source.by.iter().any(|by| {
        let who = Behind::of(context, one, declared, by);
        let Some(who) = who.filter(|who| !who.is_on_record(context, all)) else {
            return false;
        };
        let is = |reference| who.is_entity(context, reference);
        let is_subject = item.about().any(is) && !item.said_by().any(is);
        !is_subject && who.is_named_in(passage)
    })
}

/// Who stands behind a source.
enum Behind<'a> {
    Entity(Target<'a>),
    /// A name, folded.
    Name(String),
}

impl<'a> Behind<'a> {
    fn of(context: &Context<'a>, cited: &Cited, declared: &Item, by: &By) -> Option<Behind<'a>> {
        match by {
            By::Entity(reference) => {
                let file = cited.target.file;
                let target = context.workspace.target(file, declared, *reference)?;
                Some(Behind::Entity(target))
            }
            By::Name(name) => Some(Behind::Name(fold(&name.text))),
        }
    }

    fn id(&self) -> Option<(FileId, DeclarationId)> {
        match self {
            Behind::Entity(target) => Some((target.file, target.id)),
            Behind::Name(_) => None,
        }
    }

    fn is(&self, other: &Behind) -> bool {
        match (self, other) {
            (Behind::Name(name), Behind::Name(other)) => name == other,
            _ => self.id().is_some() && self.id() == other.id(),
        }
    }

    /// Whether another of the cited sources is theirs and may name them.
    fn is_on_record(&self, context: &Context, all: &[Cited]) -> bool {
        let open = all.iter().filter(|cited| cited.may(|terms| terms.named));
        open.filter_map(|cited| Some((cited, cited.source()?))).any(
            |(cited, (declared, source))| {
                let mut others = source.by.iter();
                others.any(|by| {
                    Behind::of(context, cited, declared, by).is_some_and(|other| self.is(&other))
                })
            },
        )
    }

    fn is_entity(&self, context: &Context, reference: usize) -> bool {
        let target = context.target(reference);
        self.id().is_some() && self.id() == target.map(|target| (target.file, target.id))
    }

    /// Only a name that is written with a capital is one: "a clerk of the town" names nobody.
    fn is_named_in(&self, passage: &str) -> bool {
        let names: Vec<&str> = match self {
            Behind::Entity(target) => target
                .item()
                .map_or(Vec::new(), |it| it.known_names().collect()),
            Behind::Name(name) => vec![name],
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
    fn what_may_not_be_used() {
        check_claim(
            "\"knew of it. Jon\"\n  source: @off\n  context: @off\n  contradicted-by: @off",
            expect![[r#"
                draft.sayso:5 "@off" error: `@off` is off-record, and no claim may rest on it: take it out, or cite it as `context:`
                    registry.sayso:5 "off-record": what was agreed with `off`
            "#]],
        );
    }

    #[test]
    fn what_may_not_be_quoted() {
        check_claim(
            "quote \"knew of it. Jon\"\n  source: @deep",
            expect![[r#"
                draft.sayso:5 "@deep" error: `@deep` is deep-background, and its words may not be quoted: quote another source, or report without quoting
                    registry.sayso:8 "deep-background": what was agreed with `deep`
            "#]],
        );
        check_claim(
            "quote \"knew of it. Jon\"\n  source: @deep, @minutes",
            expect![""],
        );
    }

    #[test]
    fn who_may_not_be_named() {
        check_claim(
            "\"Ines Varga knew of it\"\n  source: @talk, @minutes",
            expect![[r#"
                draft.sayso:5 "@talk" error: `@talk` is background, and this passage names who is behind it: leave the name out, or rest on what is on the record
                    registry.sayso:11 "background": what was agreed with `talk`
            "#]],
        );
        check_claim(
            "\"Ines Varga knew of it\"\n  about: @ines\n  said-by: @ines\n  source: @talk",
            expect![[r#"
                draft.sayso:7 "@talk" error: `@talk` is background, and this passage names who is behind it: leave the name out, or rest on what is on the record
                    registry.sayso:11 "background": what was agreed with `talk`
            "#]],
        );
        check_claim(
            "\"Jon Abel, a clerk\"\n  source: @call",
            expect![[r#"
                draft.sayso:5 "@call" error: `@call` is background, and this passage names who is behind it: leave the name out, or rest on what is on the record
                    registry.sayso:14 "background": what was agreed with `call`
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

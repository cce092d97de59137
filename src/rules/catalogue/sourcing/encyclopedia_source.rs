//! A claim that rests on an encyclopedia.

use rustc_hash::FxHashSet;

use crate::model::{By, Item, Rank};
use crate::rules::check::Check;
use crate::rules::claim::evidence::offer_as_context;
use crate::rules::context::Context;
use crate::rules::context::encyclopedias::{by_and_publisher, names_encyclopedia};
use crate::rules::context::passage_memo::EntityId;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "encyclopedia-source",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim that rests on an encyclopedia",
    documentation: r#"
## What it finds

A `source:` that is an encyclopedia, printed or on the web, such as Wikipedia or the Britannica. The rule recognizes it by its
address, its `by:` or `publisher:`, or the title of a web page such as "Harbour Bridge – Wikipedia". It reports nothing if the
source is ranked `primary`, or if the claim is about the encyclopedia or attributed to it. `context:` and `contradicted-by:` may
cite an encyclopedia.

## Why it matters

An encyclopedia repeats what others have said. Often nobody knows who they are, and often they took it from
newspapers: a claim that rests on it may rest on the newsroom's own earlier mistake. Use it to find the sources that
its article cites.

## Example

```sayso
source bridge-page: webpage "Harbour Bridge"
  publisher: "Wikipedia"

claim oldest: superlative "the oldest bridge in the county"
  source: @bridge-page
```

## Instead

```sayso
source bridge-page: webpage "Harbour Bridge"
  publisher: "Wikipedia"

source register: dataset "Bridges of the county"

claim oldest: superlative "the oldest bridge in the county"
  source: @register at row 1
  context: @bridge-page
```

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
    let is_cached_encyclopedia = |target: &Target| {
        context
            .known
            .encyclopedias
            .include(context.workspace, target)
    };
    let mut subjects = None;
    for (evidence, target) in context.sources_of(claim) {
        let target = target.filter(|_| evidence.rank != Some(Rank::Primary));
        let Some(target) = target.filter(is_cached_encyclopedia) else {
            continue;
        };
        let subjects = subjects.get_or_insert_with(|| Subjects::of(context, item));
        if subjects.include(context, &target) {
            continue;
        }
        let span = item.references[evidence.reference].span;
        let message = message!(
            "`{}` is an encyclopedia: cite the sources of its article instead",
            written(span.of(&context.segment.text))
        );
        let finding = report.add(context.here(span), message);
        if context.wants_fixes {
            offer_as_context(context, item, evidence, finding);
        }
    }
}

/// The entities that the claim is about, and its speakers.
struct Subjects {
    entities: FxHashSet<EntityId>,
    /// Whether one of them is an encyclopedia, or cannot be found and so may be one.
    may_be_encyclopedia: bool,
}

impl Subjects {
    fn of(context: &Context, item: &Item) -> Subjects {
        let subjects = item.said_by().chain(item.about());
        let mut all = Subjects {
            entities: FxHashSet::default(),
            may_be_encyclopedia: false,
        };
        for subject in subjects {
            let target = context.target(subject);
            let entity = target.as_ref().and_then(Target::item);
            all.may_be_encyclopedia |=
                entity.is_none_or(|entity| entity.known_names().any(names_encyclopedia));
            all.entities.extend(target.map(|it| (it.file, it.id)));
        }
        all
    }

    /// Whether the claim is about what the source itself says.
    fn include(&self, context: &Context, target: &Target) -> bool {
        let Some((item, source)) = target.source() else {
            return false;
        };
        let is_subject = |by: &By| match by {
            By::Entity(reference) => {
                let entity = context.workspace.target(target.file, item, *reference);
                entity.is_some_and(|it| self.entities.contains(&(it.file, it.id)))
            }
            By::Name(_) => false,
        };
        self.may_be_encyclopedia || by_and_publisher(source).any(is_subject)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, count};

    #[track_caller]
    fn count_of(source: &str) -> usize {
        let draft = format!(
            "entity wiki: organisation \"English Wikipedia\"\nsource s: {source}\nclaim: \"x\"\n  source: @s\n"
        );
        count(&RULE, &draft)
    }

    #[test]
    fn fires() {
        check(
            &RULE,
            "source s: webpage \"S\"\n  publisher: \"Encyclopædia Britannica\"\nclaim c: \"x\"\n  source: @s\n  context: @s\n  contradicted-by: @s\n",
            expect![[r#"
                draft.sayso:4 "@s" warning: `@s` is an encyclopedia: cite the sources of its article instead
            "#]],
        );
        for source in [
            "webpage \"S\"\n  url: https://en.wikipedia.org/wiki/S",
            "webpage \"Harbour Bridge – Wikipedia\"",
            "webpage \"A - B | Wikipédia, l’encyclopédie libre\"",
            "book \"S\"\n  by: \"Gran Enciclopedia Catalana\"",
            "webpage \"S\"\n  by: @wiki",
            "webpage \"S\"\n  publisher: @wiki",
            "webpage \"S\"\n  by: \"Википедия\"",
        ] {
            assert_eq!(count_of(source), 1, "{source}");
        }
    }

    #[test]
    fn only_the_claim_that_cites_it_is_reported() {
        let sources = "//- registry.sayso\nsource s: webpage \"S\"\n  publisher: \"Wikipedia\"\nsource t: webpage \"T\"\n";
        let claims =
            "//- a.sayso\nclaim: \"x\"\n  source: @s\n//- b.sayso\nclaim: \"x\"\n  source: @t\n";
        assert_eq!(count(&RULE, &format!("{sources}{claims}")), 1);
    }

    #[test]
    fn silent() {
        for source in [
            "webpage \"S\"\n  url: https://wikipedia.example.org/wiki/S",
            "webpage \"Vandalism on Wikipedia\"",
            "news-article \"Vandalism - Wikipedia\"\n  by: \"The Brack Courier\"",
            "webpage \"S\"\n  by: @nobody",
            "interview \"S\"\n  by: \"Wikipedia\"\n  confidential: yes",
        ] {
            assert_eq!(count_of(source), 0, "{source}");
        }
    }

    #[test]
    fn silent_if_the_claim_is_about_the_encyclopedia() {
        let files = "entity wiki: organisation \"Wikipedia\"\nsource s: webpage \"S\"\n  publisher: \"Wikipedia\"\nclaim: \"x\"\n";
        for field in [
            "  source: @s primary\n",
            "  source: @s\n  about: @wiki\n",
            "  source: @s\n  said-by: @wiki\n",
            "  source: @s\n  said-by: @unknown\n",
        ] {
            assert_eq!(count(&RULE, &format!("{files}{field}")), 0, "{field}");
        }
    }

    #[test]
    fn fix() {
        let source = "source w: webpage \"W - Wikipedia\"\nclaim: \"x\"\n";
        check_fix(
            &RULE,
            &format!("{source}  source: @w at section 2 # look\n  note: \"y\"\n"),
            expect![[r#"
                === Cite `@w` as `context:` (preferred, manual)
                source w: webpage "W - Wikipedia"
                claim: "x"
                  context: @w at section 2 # look
                  note: "y"
            "#]],
        );
        check_fix(
            &RULE,
            &format!("{source}  source: @a, @w \"words\", @b\n  source: @w, @b\n"),
            expect![[r#"
                === Cite `@w` as `context:` (preferred, manual)
                source w: webpage "W - Wikipedia"
                claim: "x"
                  source: @a, @b
                  source: @w, @b
                  context: @w "words"
                === Cite `@w` as `context:` (preferred, manual)
                source w: webpage "W - Wikipedia"
                claim: "x"
                  source: @a, @w "words", @b
                  source: @b
                  context: @w
            "#]],
        );
    }
}

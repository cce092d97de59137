//! An `allow` that suppresses nothing.
//!
//! An `allow` is unused only if everything could be read. A mistake in a declaration, a name that does not resolve or a
//! passage that is not found can keep rules from reporting, and so can a newsroom that turned the rule off. A comment for
//! the whole file is unused only if this is true of every declaration in it.
//!
//! `unused-allow` and `allow-without-reason` cannot be suppressed: a rule that checks allowances must not depend on them.
//! A newsroom that does not want them can turn them off in `sayso.toml`, also for some files only.

use memchr::{memchr, memmem};

use crate::model::{Allow, allows_of_remark};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::context::allow::AllowContext;
use crate::rules::finding::{Applicability, Edit};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::{Keyword, TokenKind, remark, tokens};
use crate::text::Span;
use crate::text::message::{Message, message, written};
use crate::text::suggest::{nearest, slip_of};

pub static RULE: Rule = Rule {
    name: "unused-allow",
    group: Group::Suppression,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "An `allow` that suppresses nothing",
    documentation: r##"
## What it finds

* An `allow:` of a declaration, or a comment `# sayso: allow …`, whose rule reports nothing there.
* An `allow` of a rule that does not exist, or that cannot be suppressed: `confidential-identity`,
  `confidential-exposed`, and the two rules about `allow` itself.
* A comment `# sayso: …` that says something else, or that is inside a declaration.

The rule reports nothing while the declaration (for a comment: anything in the file) has mistakes or the article
cannot be read, or if your newsroom has turned the allowed rule off: then nobody knows whether there would be a finding.

## Why it matters

An `allow` that outlives its reason suppresses the next mistake, which nobody has looked at.

## Example

```sayso
source report: report "Survey of the bridge"

claim closed: "The bridge was closed"
  source: @report at p. 4
  allow: unsourced-claim "the mayor's office confirms it tomorrow"

article "Harbour Bridge closed"

text
  The bridge was closed.
```

## Instead

```sayso
source report: report "Survey of the bridge"

claim closed: "The bridge was closed"
  source: @report at p. 4

article "Harbour Bridge closed"

text
  The bridge was closed.
```

## Settings

None.
"##,
    subject: Subject::Allow,
    reads_prose: false,
};

pub const CHECK: Check = Check::Allow(check);

fn check(context: &AllowContext, report: &mut Report) {
    for (at, allow) in context.allows().iter().enumerate() {
        check_allow(context, at, allow, report);
    }
    match context.declaration.item() {
        Some(_) => remarks_in_declaration(context.declaration, report),
        None => empty_remark(context.declaration, report),
    }
}

fn check_allow(context: &AllowContext, at: usize, allow: &Allow, report: &mut Report) {
    let Some(rule) = context.rule_named(&allow.rule.text) else {
        return unknown(context, allow, report);
    };
    let Some(message) = reason_to_remove(context, rule) else {
        return;
    };
    let declaration = context.declaration;
    let finding = report.add(declaration.here(allow.span), message);
    finding.unnecessary = true;
    if declaration.wants_fixes
        && let Some(removal) = removal(declaration, context.allows(), at)
    {
        // `--fix` never removes an `allow`: its reason is written nowhere else.
        finding.manual_fix(format!("Remove `allow: {}`", rule.name), vec![removal]);
    }
}

/// The message for an `allow` of that rule that is not needed. `None` if it is needed, or may be.
pub fn reason_to_remove(context: &AllowContext, rule: &'static Rule) -> Option<Message> {
    let name = rule.name;
    if rule.policy == Policy::Fixed {
        return Some(message!(
            "`{}` protects a source and cannot be suppressed: remove this `allow`",
            name
        ));
    }
    if !rule.can_be_allowed() {
        return Some(message!(
            "`{}` cannot be suppressed: remove this `allow`",
            name
        ));
    }
    let item = context.declaration.item();
    if rule.is_about_text() && item.is_some_and(|item| item.keyword() != Keyword::Article) {
        return Some(message!(
            "`{}` is about the article's text: allow it in `article`",
            name
        ));
    }
    let is_on = rule.set_by(context.declaration.settings).is_some();
    if !is_on || context.suppresses(rule) || !context.is_clear() {
        return None;
    }
    let place = item.map_or("in this file", |_| "here");
    Some(message!(
        "`{}` finds nothing {}: remove this `allow`",
        name,
        place
    ))
}

fn unknown(allowing: &AllowContext, allow: &Allow, report: &mut Report) {
    let context = allowing.declaration;
    let word = &allow.rule.text;
    let names = || {
        let rules = allowing.rules.iter().filter(|rule| rule.can_be_allowed());
        rules.map(|rule| rule.name)
    };
    let near = nearest(word, names());
    let message = match near.first() {
        Some(near) => message!(
            "there is no rule `{}`: did you mean `{}`?",
            written(word),
            *near
        ),
        None => message!(
            "there is no rule `{}`: use the name that the finding shows",
            written(word)
        ),
    };
    let finding = report.add(context.here(allow.rule.span), message);
    let certain = slip_of(word, names());
    for near in near.into_iter().filter(|_| context.wants_fixes) {
        let edits = vec![context.replace(allow.rule.span, near)];
        let applicability = Applicability::safe_if(certain == Some(near));
        finding.add_fix(format!("Change to `{near}`"), edits, applicability);
    }
}

/// The edit that removes one of the `allow`s: its whole line, or only itself if the line has others.
fn removal(context: &Context, allows: &[Allow], at: usize) -> Option<Edit> {
    let own = allows[at].span;
    let (line, same_line): (Span, Vec<Span>) = match context.item() {
        Some(_) => {
            let declaration = context.segment.syntax().declaration.as_ref()?;
            let mut fields = declaration.fields.iter();
            let field = fields.find(|field| field.values.iter().any(|it| it.span == own))?;
            let values = field.values.iter().map(|value| value.span);
            (field.span, values.collect())
        }
        None => (own, allows.iter().map(|allow| allow.span).collect()),
    };
    let place = same_line.iter().position(|span| *span == own)?;
    let cut = match (place, same_line.get(place + 1)) {
        (0, None) => return Some(context.remove_lines(line)),
        (_, Some(next)) => Span::new(own.start as usize, next.start as usize),
        (_, None) => Span::new(same_line[place - 1].end as usize, own.end as usize),
    };
    Some(context.replace(cut, ""))
}

/// A comment `# sayso:` in column 0 that Sayso does not understand: its writer believes that it does something.
fn empty_remark(context: &Context, report: &mut Report) {
    let own = context.file.remark(context.id);
    if let Some(remark) = own.filter(|remark| remark.allows.is_empty()) {
        report.add(
            context.here(remark.span),
            "this comment has no effect: write `# sayso: allow`, a rule's name and the reason",
        );
    }
}

/// Comments `# sayso:` inside a declaration, which have no effect.
fn remarks_in_declaration(context: &Context, report: &mut Report) {
    let text = &context.segment.text;
    // Few declarations contain a comment.
    let is_addressed = || memmem::find(text.as_bytes(), b"sayso:").is_some();
    if memchr(b'#', text.as_bytes()).is_none() || !is_addressed() {
        return;
    }
    let comments = tokens(text).unwrap_or_default().into_iter();
    for comment in comments.filter(|token| token.kind == TokenKind::Comment) {
        let span = comment.span;
        let Some(remark) = remark(span.of(text)) else {
            continue;
        };
        let finding = report.add(
            context.here(span),
            "a comment inside a declaration has no effect: write the field `allow:` instead",
        );
        let allows = allows_of_remark(&text.part(span), &remark);
        let (Some(first), Some(last)) = (allows.first(), allows.last()) else {
            continue;
        };
        let before = &text[..span.start as usize];
        let is_alone = before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
        if context.wants_fixes && is_alone {
            let values = first.span.to(last.span).of(span.of(text));
            let edits = vec![context.replace(span, format!("allow: {values}"))];
            finding.fix("Change to an `allow:` field", edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, messages};

    const TEXT: &str = "article \"A\"\ntext\n  One was freed. Two were not.\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{TEXT}source s: email \"S\"\nclaim: \"One was freed\"\n  source: @s\n  allow: unsourced-claim \"x\", single-source \"y\"\n"
            ),
            expect![[r#"
                draft.sayso:7 "unsourced-claim \"x\"" warning (faded): `unsourced-claim` finds nothing here: remove this `allow`
                draft.sayso:7 "single-source \"y\"" warning (faded): `single-source` finds nothing here: remove this `allow`
            "#]],
        );
    }

    #[test]
    fn fires_on_unknown_rules() {
        check(
            &RULE,
            "entity e: person \"E\"\n  allow: unsuorced-claim \"x\"\n  allow: zzz \"x\"\n",
            expect![[r#"
                draft.sayso:2 "unsuorced-claim" warning: there is no rule `unsuorced-claim`: did you mean `unsourced-claim`?
                draft.sayso:3 "zzz" warning: there is no rule `zzz`: use the name that the finding shows
            "#]],
        );
    }

    #[test]
    fn fires_on_rules_that_cannot_be_suppressed() {
        check(
            &RULE,
            "# sayso: allow confidential-exposed \"x\"\nsource s: email \"S\"\n  confidential: yes\n  by: \"Ana\"\n  allow: confidential-identity \"x\"\n  allow: unused-allow \"x\"\n",
            expect![[r#"
                draft.sayso:1 "confidential-exposed \"x\"" warning (faded): `confidential-exposed` protects a source and cannot be suppressed: remove this `allow`
                draft.sayso:5 "confidential-identity \"x\"" warning (faded): `confidential-identity` protects a source and cannot be suppressed: remove this `allow`
                draft.sayso:6 "unused-allow \"x\"" warning (faded): `unused-allow` cannot be suppressed: remove this `allow`
            "#]],
        );
    }

    #[test]
    fn rules_that_protect_a_source_cannot_be_suppressed() {
        use crate::rules::catalogue::protection::{confidential_exposed, confidential_identity};
        let rules = [&confidential_identity::RULE, &confidential_exposed::RULE];
        let names = rules.map(|rule| format!("{} \"x\"", rule.name)).join(", ");
        let draft = format!(
            "# sayso: allow {names}\narticle \"A\"\n  allow: {names}\ntext\n  Ana Díaz said so.\nsource s: email \"S\"\n  confidential: yes\n  by: \"Ana Díaz\"\n  allow: {names}\n"
        );
        for rule in rules {
            assert_eq!(messages(rule, &draft).len(), 1, "{}", rule.name);
        }
        assert_eq!(messages(&RULE, &draft).len(), 6);
    }

    #[test]
    fn fires_on_misplaced_allows() {
        check(
            &RULE,
            "# sayso: ignore unsourced-claim\nentity e: person \"E\"\n  # sayso: allow duplicate-entity \"x\"\n  allow: uncovered-sentence \"x\"\n  note: \"# sayso: allow x\"\n",
            expect![[r##"
                draft.sayso:1 "# sayso: ignore unsourced-claim" warning: this comment has no effect: write `# sayso: allow`, a rule's name and the reason
                draft.sayso:4 "uncovered-sentence \"x\"" warning (faded): `uncovered-sentence` is about the article's text: allow it in `article`
                draft.sayso:3 "# sayso: allow duplicate-entity \"x\"" warning: a comment inside a declaration has no effect: write the field `allow:` instead
            "##]],
        );
    }

    #[test]
    fn fires_on_a_comment() {
        check(
            &RULE,
            &format!(
                "# sayso: allow unsourced-claim \"x\", uncovered-sentence \"y\"\n{TEXT}claim: opinion \"One was freed. Two were not.\"\n"
            ),
            expect![[r#"
                draft.sayso:1 "unsourced-claim \"x\"" warning (faded): `unsourced-claim` finds nothing in this file: remove this `allow`
                draft.sayso:1 "uncovered-sentence \"y\"" warning (faded): `uncovered-sentence` finds nothing in this file: remove this `allow`
            "#]],
        );
    }

    #[test]
    fn silent() {
        for draft in [
            "claim: \"One was freed\"\n  allow: unsourced-claim \"x\"\n",
            "# sayso: allow unsourced-claim \"x\"\nclaim: \"One was freed\"\n",
            // An `allow` may be needed if its declaration cannot be checked.
            "claim: fact opinion \"One was freed\"\n  allow: unsourced-claim \"x\"\n",
            "claim: \"One was freed\"\n  source: @nowhere\n  allow: unsourced-claim \"x\"\n",
            "claim: \"One is free\"\n  source: @nowhere\n  allow: vague-attribution \"x\"\n",
            "# sayso: allow vague-attribution \"x\"\nclaim: \"One is free\"\n",
        ] {
            check(&RULE, &format!("{TEXT}{draft}"), expect![""]);
        }
        for draft in [
            "# sayso: allow uncovered-sentence \"x\"\n",
            "claim: \"It is so\"\n  allow: vague-attribution \"x\"\n",
        ] {
            let article = "article \"A\"\n  text: \"a.md\"\n";
            check(&RULE, &format!("{article}{draft}"), expect![""]);
        }
        check(
            &RULE,
            &format!("# sayso: allow uncovered-sentence \"x\"\n{TEXT}"),
            expect![""],
        );
        let article = TEXT.replacen('\n', "\n  allow: uncovered-sentence \"x\"\n", 1);
        check(&RULE, &article, expect![""]);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!(
                "{TEXT}source s: email \"S\"\nclaim: \"One was freed\"\n  source: @s\n  allow: unsourced-claim \"x\", single-source \"y\", missing-locator \"z\"\n  allow: missing-reply \"x\" # y\n"
            ),
            expect![[r#"
                === Remove `allow: unsourced-claim` (preferred, manual)
                article "A"
                text
                  One was freed. Two were not.
                source s: email "S"
                claim: "One was freed"
                  source: @s
                  allow: single-source "y", missing-locator "z"
                  allow: missing-reply "x" # y
                === Remove `allow: single-source` (preferred, manual)
                article "A"
                text
                  One was freed. Two were not.
                source s: email "S"
                claim: "One was freed"
                  source: @s
                  allow: unsourced-claim "x", missing-locator "z"
                  allow: missing-reply "x" # y
                === Remove `allow: missing-locator` (preferred, manual)
                article "A"
                text
                  One was freed. Two were not.
                source s: email "S"
                claim: "One was freed"
                  source: @s
                  allow: unsourced-claim "x", single-source "y"
                  allow: missing-reply "x" # y
                === Remove `allow: missing-reply` (preferred, manual)
                article "A"
                text
                  One was freed. Two were not.
                source s: email "S"
                claim: "One was freed"
                  source: @s
                  allow: unsourced-claim "x", single-source "y", missing-locator "z"
            "#]],
        );
    }

    #[test]
    fn fix_a_comment() {
        check_fix(
            &RULE,
            &format!("# top\n# sayso: allow unsourced-claim \"x\"\n{TEXT}  # end\n"),
            expect![[r#"
                === Remove `allow: unsourced-claim` (preferred, manual)
                # top
                article "A"
                text
                  One was freed. Two were not.
                  # end
            "#]],
        );
    }

    #[test]
    fn fix_a_name_and_a_comment_in_a_declaration() {
        check_fix(
            &RULE,
            "entity e: person \"E\" # sayso: allow duplicate-entity \"x\"\n  # sayso: allow duplicate-entty \"x\", unused-entity\n  allow: duplicate-entty \"x\"\n",
            expect![[r#"
                === Change to `duplicate-entity` (preferred, safe)
                entity e: person "E" # sayso: allow duplicate-entity "x"
                  # sayso: allow duplicate-entty "x", unused-entity
                  allow: duplicate-entity "x"
                === Change to `duplicate-name`
                entity e: person "E" # sayso: allow duplicate-entity "x"
                  # sayso: allow duplicate-entty "x", unused-entity
                  allow: duplicate-name "x"
                === Change to `duplicate-field`
                entity e: person "E" # sayso: allow duplicate-entity "x"
                  # sayso: allow duplicate-entty "x", unused-entity
                  allow: duplicate-field "x"
                === Change to an `allow:` field (preferred)
                entity e: person "E" # sayso: allow duplicate-entity "x"
                  allow: duplicate-entty "x", unused-entity
                  allow: duplicate-entty "x"
            "#]],
        );
    }
}

//! An `allow` that silences nothing.

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
use crate::text::suggest::{nearest, slip_of};

pub static RULE: Rule = Rule {
    name: "unused-allow",
    group: Group::Suppression,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "An `allow` that silences nothing",
    documentation: r##"
## What it finds

An `allow:` of a declaration, or a comment `# sayso: allow …`, whose rule finds nothing that it could silence; that names a rule
which there is not, or one that nothing silences: `confidential-identity`, `confidential-exposed`, and the two rules on
`allow` itself. A comment `# sayso: …` that says something else, or that stands inside a declaration.

It waits while the declaration has mistakes or the article cannot be read (a comment: while anything in its
file has), and where the desk has turned the rule off: then nobody knows whether there would be a
finding.

## Why it matters

An `allow` that stays when its reason is gone silences the next mistake, which nobody has looked at.

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
};

pub const CHECK: Check = Check::Allow(check);

fn check(context: &AllowContext, report: &mut Report) {
    for (at, allow) in context.allows().iter().enumerate() {
        judge(context, at, allow, report);
    }
    match context.declaration.item() {
        Some(_) => remarks_in_declaration(context.declaration, report),
        None => empty_remark(context.declaration, report),
    }
}

fn judge(context: &AllowContext, at: usize, allow: &Allow, report: &mut Report) {
    let Some(rule) = context.rule_named(&allow.rule.text) else {
        return unknown(context, allow, report);
    };
    let Some(message) = needless(context, rule) else {
        return;
    };
    let declaration = context.declaration;
    let finding = report.add(declaration.here(allow.span), message);
    finding.unnecessary = true;
    if declaration.wants_fixes
        && let Some(removal) = removal(declaration, context.allows(), at)
    {
        finding.fix_by_hand(format!("Take `allow: {}` out", rule.name), vec![removal]);
    }
}

/// Why the `allow` of that rule is not needed; none where it is, or may be.
pub fn needless(context: &AllowContext, rule: &'static Rule) -> Option<String> {
    let name = rule.name;
    if rule.policy == Policy::Fixed {
        return Some(format!(
            "nothing silences `{name}`, which protects a source: take this out"
        ));
    }
    if !rule.can_be_allowed() {
        return Some(format!("`{name}` cannot be allowed: take this out"));
    }
    let item = context.declaration.item();
    if rule.is_about_text() && item.is_some_and(|item| item.keyword() != Keyword::Article) {
        return Some(format!(
            "`{name}` is about the article's text: allow it in `article`"
        ));
    }
    let is_on = rule.set_by(context.declaration.settings).is_some();
    if !is_on || context.suppresses(rule) || !context.is_clear() {
        return None;
    }
    let place = item.map_or("in this file", |_| "here");
    Some(format!(
        "`{name}` finds nothing {place}: take this `allow` out"
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
        Some(near) => format!("there is no rule `{word}`: did you mean `{near}`?"),
        None => format!("there is no rule `{word}`: write the name that the finding shows"),
    };
    let finding = report.add(context.here(allow.rule.span), message);
    let certain = slip_of(word, names());
    for near in near.into_iter().filter(|_| context.wants_fixes) {
        let edits = vec![context.replace(allow.rule.span, near)];
        let applicability = Applicability::safe_if(certain == Some(near));
        finding.add_fix(format!("Change to `{near}`"), edits, applicability);
    }
}

/// The edit that takes one of the `allow`s out: its line, or where others stand there too, itself.
fn removal(context: &Context, allows: &[Allow], at: usize) -> Option<Edit> {
    let own = allows[at].span;
    let (line, beside): (Span, Vec<Span>) = match context.item() {
        Some(_) => {
            let declaration = context.segment.syntax().declaration.as_ref()?;
            let mut fields = declaration.fields.iter();
            let field = fields.find(|field| field.values.iter().any(|it| it.span == own))?;
            let values = field.values.iter().map(|value| value.span);
            (field.span, values.collect())
        }
        None => (own, allows.iter().map(|allow| allow.span).collect()),
    };
    let place = beside.iter().position(|span| *span == own)?;
    let cut = match (place, beside.get(place + 1)) {
        (0, None) => return Some(context.remove_lines(line)),
        (_, Some(next)) => Span::new(own.start as usize, next.start as usize),
        (_, None) => Span::new(beside[place - 1].end as usize, own.end as usize),
    };
    Some(context.replace(cut, ""))
}

/// A comment in column 0 that speaks to Sayso and allows nothing.
fn empty_remark(context: &Context, report: &mut Report) {
    let own = context.file.remark(context.id);
    if let Some(remark) = own.filter(|remark| remark.allows.is_empty()) {
        report.add(
            context.here(remark.span),
            "this comment tells Sayso nothing: write `# sayso: allow`, a rule's name and the reason",
        );
    }
}

/// Comments inside a declaration are for people, whatever they say.
fn remarks_in_declaration(context: &Context, report: &mut Report) {
    let text = &context.segment.text;
    // Few declarations hold any comment.
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
            "inside a declaration a comment tells Sayso nothing: write the field `allow:`",
        );
        let allows = allows_of_remark(&text.part(span), &remark);
        let (Some(first), Some(last)) = (allows.first(), allows.last()) else {
            continue;
        };
        let before = &text[..span.start as usize];
        let stands_alone = before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
        if context.wants_fixes && stands_alone {
            let values = first.span.to(last.span).of(span.of(text));
            let edits = vec![context.replace(span, format!("allow: {values}"))];
            finding.fix("Write it as a field", edits);
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
                draft.sayso:7 "unsourced-claim \"x\"" warning (faded): `unsourced-claim` finds nothing here: take this `allow` out
                draft.sayso:7 "single-source \"y\"" warning (faded): `single-source` finds nothing here: take this `allow` out
            "#]],
        );
    }

    #[test]
    fn fires_on_what_there_is_not() {
        check(
            &RULE,
            "entity e: person \"E\"\n  allow: unsuorced-claim \"x\"\n  allow: zzz \"x\"\n",
            expect![[r#"
                draft.sayso:2 "unsuorced-claim" warning: there is no rule `unsuorced-claim`: did you mean `unsourced-claim`?
                draft.sayso:3 "zzz" warning: there is no rule `zzz`: write the name that the finding shows
            "#]],
        );
    }

    #[test]
    fn fires_on_what_nothing_silences() {
        check(
            &RULE,
            "# sayso: allow confidential-exposed \"x\"\nsource s: email \"S\"\n  confidential: yes\n  by: \"Ana\"\n  allow: confidential-identity \"x\"\n  allow: unused-allow \"x\"\n",
            expect![[r#"
                draft.sayso:1 "confidential-exposed \"x\"" warning (faded): nothing silences `confidential-exposed`, which protects a source: take this out
                draft.sayso:5 "confidential-identity \"x\"" warning (faded): nothing silences `confidential-identity`, which protects a source: take this out
                draft.sayso:6 "unused-allow \"x\"" warning (faded): `unused-allow` cannot be allowed: take this out
            "#]],
        );
    }

    #[test]
    fn nothing_silences_what_protects_a_source() {
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
    fn fires_on_what_belongs_elsewhere() {
        check(
            &RULE,
            "# sayso: ignore unsourced-claim\nentity e: person \"E\"\n  # sayso: allow duplicate-entity \"x\"\n  allow: uncovered-sentence \"x\"\n  note: \"# sayso: allow x\"\n",
            expect![[r##"
                draft.sayso:1 "# sayso: ignore unsourced-claim" warning: this comment tells Sayso nothing: write `# sayso: allow`, a rule's name and the reason
                draft.sayso:4 "uncovered-sentence \"x\"" warning (faded): `uncovered-sentence` is about the article's text: allow it in `article`
                draft.sayso:3 "# sayso: allow duplicate-entity \"x\"" warning: inside a declaration a comment tells Sayso nothing: write the field `allow:`
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
                draft.sayso:1 "unsourced-claim \"x\"" warning (faded): `unsourced-claim` finds nothing in this file: take this `allow` out
                draft.sayso:1 "uncovered-sentence \"y\"" warning (faded): `uncovered-sentence` finds nothing in this file: take this `allow` out
            "#]],
        );
    }

    #[test]
    fn silent() {
        for draft in [
            "claim: \"One was freed\"\n  allow: unsourced-claim \"x\"\n",
            "# sayso: allow unsourced-claim \"x\"\nclaim: \"One was freed\"\n",
            // What cannot be judged may be in need of it.
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
                === Take `allow: unsourced-claim` out (preferred, by hand)
                article "A"
                text
                  One was freed. Two were not.
                source s: email "S"
                claim: "One was freed"
                  source: @s
                  allow: single-source "y", missing-locator "z"
                  allow: missing-reply "x" # y
                === Take `allow: single-source` out (preferred, by hand)
                article "A"
                text
                  One was freed. Two were not.
                source s: email "S"
                claim: "One was freed"
                  source: @s
                  allow: unsourced-claim "x", missing-locator "z"
                  allow: missing-reply "x" # y
                === Take `allow: missing-locator` out (preferred, by hand)
                article "A"
                text
                  One was freed. Two were not.
                source s: email "S"
                claim: "One was freed"
                  source: @s
                  allow: unsourced-claim "x", single-source "y"
                  allow: missing-reply "x" # y
                === Take `allow: missing-reply` out (preferred, by hand)
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
    fn fix_of_a_comment() {
        check_fix(
            &RULE,
            &format!("# top\n# sayso: allow unsourced-claim \"x\"\n{TEXT}  # end\n"),
            expect![[r#"
                === Take `allow: unsourced-claim` out (preferred, by hand)
                # top
                article "A"
                text
                  One was freed. Two were not.
                  # end
            "#]],
        );
    }

    #[test]
    fn fix_of_a_name_and_of_a_comment_in_a_declaration() {
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
                === Write it as a field (preferred)
                entity e: person "E" # sayso: allow duplicate-entity "x"
                  allow: duplicate-entty "x", unused-entity
                  allow: duplicate-entty "x"
            "#]],
        );
    }
}

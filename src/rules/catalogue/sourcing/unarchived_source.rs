//! A source on the web without an archived copy.
//!
//! The newsroom's own `file:` counts as a copy, and a DOI counts as an address that lasts.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::context::web_addresses::{ARCHIVES, leads_to};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::message;

pub static RULE: Rule = Rule {
    name: "unarchived-source",
    group: Group::Sourcing,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "A source with a web address and no archived copy",
    documentation: r#"
## What it finds

A source with a `url:` that has neither `archived:` nor the newsroom's own copy, `file:`. The rule reports nothing if the
address itself points to an archive, or is a DOI or a handle, which are made to last.

## Why it matters

Web pages move, change and vanish, and the pages that an article criticizes vanish first. You cannot defend
a claim if you can no longer look up its source.

## Example

```sayso
source town-notice: press-release "Harbour Bridge closed until further notice"
  url: https://elmstead.example.org/notices/17
```

## Instead

```sayso
source town-notice: press-release "Harbour Bridge closed until further notice"
  url: https://elmstead.example.org/notices/17
  archived: https://archive.example.org/20260302/https://elmstead.example.org/notices/17
```

## Settings

None.
"#,
    subject: Subject::Source,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((_, source)) = context.source() else {
        return;
    };
    // A confidential source has no address at all.
    let has_copy = !source.archived.is_empty() || source.confidential;
    let mut urls = source.urls.iter();
    let Some(url) = urls.find(|url| !has_copy && !leads_to(&url.text, &ARCHIVES)) else {
        return;
    };
    if names_a_copy(context) {
        return;
    }
    let message = message!(
        "{} has no archived copy: archive the page, and add `archived:` with the address of the copy",
        context.named()
    );
    let finding = report.add(context.here(url.span), message);
    if context.wants_fixes {
        let edits = vec![context.add_field("archived: ")];
        finding.manual_fix("Add `archived:`", edits);
        // The writer still has to add the address.
        finding.fixes[0].preferred = false;
    }
}

/// Whether there is a `file:`, or an `archived:` that is still incomplete.
fn names_a_copy(context: &Context) -> bool {
    const FIELDS: [&str; 2] = ["file", "archived"];
    let text = &context.segment.text;
    // Avoids parsing most sources again.
    if !FIELDS.iter().any(|field| text.contains(field)) {
        return false;
    }
    let declaration = context.segment.syntax().declaration.as_ref();
    let mut fields = declaration.iter().flat_map(|it| &it.fields);
    fields.any(|field| FIELDS.contains(&field.name.of(text)))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn fires() {
        check(
            &RULE,
            "source s: webpage \"S\"\n  url: https://doi.org/10.1/2, https://a.example.org/1, https://b.example.org\n",
            expect![[r#"
                draft.sayso:2 "https://a.example.org/1" information: source `s` has no archived copy: archive the page, and add `archived:` with the address of the copy
            "#]],
        );
    }

    #[test]
    fn silent() {
        let url = "url: https://a.example.org/1";
        for fields in [
            "  by: \"A\"\n".to_owned(),
            format!("  {url}\n  archived: https://b.example.org\n"),
            format!("  {url}\n  archived:\n"),
            format!("  {url}\n  file: \"copy.pdf\"\n"),
            format!("  {url}\n  confidential: yes\n"),
            "  url: https://web.archive.org/web/2026/https://a.example.org/1\n".to_owned(),
        ] {
            check(
                &RULE,
                &format!("source s: webpage \"S\"\n{fields}"),
                expect![""],
            );
        }
        check(&RULE, &format!("article \"A\"\n  {url}\n"), expect![""]);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source s: webpage \"S\"\n  url: https://a.example.org/1\n\nclaim: \"x\"\n",
            expect![[r#"
                === Add `archived:` (manual)
                source s: webpage "S"
                  url: https://a.example.org/1
                  archived: 

                claim: "x"
            "#]],
        );
    }
}

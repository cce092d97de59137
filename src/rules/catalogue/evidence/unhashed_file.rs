//! A copy of a source without a checksum.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};
use crate::workspace::FoundCopy;

pub static RULE: Rule = Rule {
    name: "unhashed-file",
    group: Group::Evidence,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "A copy of a source without its checksum",
    documentation: r#"
## What it finds

A `file:` without `sha256` and the checksum of the file.

## Why it matters

Without a checksum, nobody notices when the copy is replaced or edited. With it, everybody can show that the file is the
one that was checked.

## Example

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt"
//- minutes.txt
The council closed the bridge.
```

## Instead

The quick fix writes the checksum. `sayso hash` writes those of all copies.

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt" sha256 5f14463acaa37032e51fb8cfda6f945dbebc735658dae9be69a6cb98b82cb984
//- minutes.txt
The council closed the bridge.
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
    for named in source.files.iter().filter(|named| named.checksum.is_none()) {
        let FoundCopy::Yes(copy) = context.workspace.copy(context.file, &named.path.text) else {
            continue;
        };
        let message = message!(
            "the copy `{}` has no checksum, so nobody would notice a change: add `sha256` with `sayso hash`",
            written(&named.path.text)
        );
        // Somebody may be writing it.
        if named.span != named.path.span {
            continue;
        }
        let finding = report.add(context.here(named.path.span), message);
        if context.wants_fixes {
            let end = crate::text::Span::at(named.path.span.end as usize);
            let edit = context.replace(end, format!(" sha256 {}", copy.checksum));
            finding.safe_fix("Add the checksum", vec![edit]);
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const FILES: &str = "//- s.txt\ntest";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!("source s: report \"S\"\n  file: \"s.txt\", \"./s.txt\" sha256 12\n{FILES}"),
            expect![[r#"
                draft.sayso:2 "\"s.txt\"" information: the copy `s.txt` has no checksum, so nobody would notice a change: add `sha256` with `sayso hash`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "source s: report \"S\"\n  file: \"s.txt\" sha256 12, \"gone.txt\", \"s.txt\" sha256\nsource t: interview \"T\"\n  confidential: yes\n  file: \"s.txt\"\n{FILES}"
            ),
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!("source s: report \"S\"\n  file: \"s.txt\",“./s.txt” # both\n{FILES}"),
            expect![[r#"
                === Add the checksum (preferred, safe)
                source s: report "S"
                  file: "s.txt" sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08,“./s.txt” # both
                === Add the checksum (preferred, safe)
                source s: report "S"
                  file: "s.txt",“./s.txt” sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 # both
            "#]],
        );
    }
}

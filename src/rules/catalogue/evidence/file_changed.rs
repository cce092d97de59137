//! A copy of a source that is not the file whose checksum was written down.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};
use crate::workspace::FoundCopy;

pub static RULE: Rule = Rule {
    name: "file-changed",
    group: Group::Evidence,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A copy of a source whose checksum is not the one that is written down",
    documentation: r#"
## What it finds

A copy whose SHA-256 checksum differs from the one after `sha256`. The first eight digits of the checksum or more are
enough.

## Why it matters

The checksum says that the file is the one that was checked. If it differs, somebody has replaced or edited the file,
and what was read in it then may not be in it now.

## Example

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt" sha256 9f86d081884c7d65
//- minutes.txt
The council closed the bridge.
```

## Instead

Find out who changed the file and why. Put the old file back, or check the claims that rest on it again. Then write the
new checksum, with the quick fix or with `sayso hash --changed`.

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
    for named in &source.files {
        let Some(sum) = &named.checksum else { continue };
        let FoundCopy::Yes(copy) = context.workspace.copy(context.file, &named.path.text) else {
            continue;
        };
        if copy.checksum.is(&sum.text) {
            continue;
        }
        let message = message!(
            "the copy `{}` has another checksum than the one written here: find out who changed the file, and check the claims that rest on it again",
            written(&named.path.text)
        );
        let finding = report.add(context.here(sum.span), message);
        if context.wants_fixes {
            let edit = context.replace(sum.span, copy.checksum.to_string());
            finding.manual_fix("Write the checksum of the file that is there", vec![edit]);
            // Writing it says that somebody has looked.
            finding.fixes[0].preferred = false;
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
            &format!(
                "source s: report \"S\"\n  file: \"s.txt\" sha256 12, \"s.txt\" sha256 9f86d082\n{FILES}"
            ),
            expect![[r#"
                draft.sayso:2 "12" error: the copy `s.txt` has another checksum than the one written here: find out who changed the file, and check the claims that rest on it again
                draft.sayso:2 "9f86d082" error: the copy `s.txt` has another checksum than the one written here: find out who changed the file, and check the claims that rest on it again
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            &format!(
                "source s: report \"S\"\n  file: \"s.txt\" sha256 9F86D081, \"s.txt\", \"gone.txt\" sha256 12\nsource t: interview \"T\"\n  confidential: yes\n  file: \"s.txt\" sha256 12\n{FILES}"
            ),
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!("source s: report \"S\"\n  file: \"s.txt\" sha256 12 # then\n{FILES}"),
            expect![[r#"
                === Write the checksum of the file that is there (manual)
                source s: report "S"
                  file: "s.txt" sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 # then
            "#]],
        );
    }
}

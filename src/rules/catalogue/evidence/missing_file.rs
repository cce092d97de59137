//! A copy of a source that is not where `file:` says.
//!
//! A machine without the folder for evidence has none of the copies: one finding says so for the whole draft.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, public, written};
use crate::workspace::{ArticleProblem, FoundCopy};

pub static RULE: Rule = Rule {
    name: "missing-file",
    group: Group::Evidence,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A copy of a source that is not where `file:` says",
    documentation: r#"
## What it finds

A `file:` that names a copy which does not exist, cannot be read, is outside the workspace, or is hidden. The path is
relative to the folder of the draft or to the folder for evidence, which `evidence` in `sayso.toml` names.

Where the folder for evidence is missing as a whole, for example on a server that runs the checks, nothing is held
against the copies. One finding of the severity information says so for each draft.

## Why it matters

The copy is what the newsroom has when the page is gone, the spreadsheet is replaced, or a lawyer calls. A path that
leads nowhere is found out on the day when somebody needs the file.

## Example

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minuets.txt"
//- minutes.txt
The council closed the bridge.
```

## Instead

```sayso
//- draft.sayso
source minutes: document "Minutes of the council, 3 March"
  file: "minutes.txt"
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
        let place = context.here(named.path.span);
        let subject = message!("the copy `{}`", written(&named.path.text));
        match context.workspace.copy(context.file, &named.path.text) {
            FoundCopy::No(problem) => {
                report.add(place, message!("{} {}", subject, reason(&problem)));
            }
            FoundCopy::NoFolder => {
                let first = &context.known.first_copies;
                if first.is_first(context.workspace, context.file_id, context.id) {
                    const NO_FOLDER: &str = "the folder for evidence is not on this machine, so nothing in this file is held against the newsroom's copies: copy the folder here, or name it with SAYSO_EVIDENCE";
                    report
                        .add(place, NO_FOLDER)
                        .with_severity(Severity::Information);
                }
                // The rest of the source has the same problem.
                return;
            }
            FoundCopy::Unread | FoundCopy::Yes(_) => {}
        }
    }
}

fn reason(problem: &ArticleProblem) -> Message {
    match problem {
        ArticleProblem::Missing => "does not exist: correct the path, or put the file there".into(),
        ArticleProblem::NotText(kind) => kind.reason().into(),
        ArticleProblem::Barred(why) => why.reason().into(),
        ArticleProblem::TooMuch(excess) => message!("{}", public(excess.to_string())),
        ArticleProblem::Unreadable(reason) => message!("cannot be read: {}", written(reason)),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    #[test]
    fn fires() {
        check(
            &RULE,
            "//- desk/a.sayso\nsource s: report \"S\"\n  file: \"gone.pdf\", \"../files/s.txt\"\n  file: \"../../etc/passwd\"\n  file: \".git/config\" sha256 00\n//- files/s.txt\nx\n",
            expect![[r#"
                desk/a.sayso:2 "\"gone.pdf\"" error: the copy `gone.pdf` does not exist: correct the path, or put the file there
                desk/a.sayso:3 "\"../../etc/passwd\"" error: the copy `../../etc/passwd` is outside the workspace: move it inside
                desk/a.sayso:4 "\".git/config\"" error: the copy `.git/config` is hidden, and hidden files are never read: move it to a path where no name begins with a dot
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "source s: report \"S\"\nsource t: interview \"T\"\n  confidential: yes\n  file: \"gone.pdf\"\n",
            expect![[""]],
        );
    }
}

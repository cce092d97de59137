//! A reference to a name that several files declare.

use crate::model::Reference;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::Span;
use crate::text::message::{Message, message, written};
use crate::workspace::Place;
use crate::workspace::{File, Resolution, Target};

pub static RULE: Rule = Rule {
    name: "ambiguous-reference",
    group: Group::Names,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A reference to a name that several files declare",
    documentation: r##"
## What it finds

A `@name` that its own file does not declare but two or more other files do. If its own file declares the name,
the reference always means that declaration.

## Why it matters

`@ortega` may be a minister in one file and a witness in another: a claim must not rest on a guess.

## Example

```sayso
//- draft.sayso
claim: "the minister resigned"
  about: @ortega
//- cabinet.sayso
entity ortega: person "Marta Ortega"
//- court.sayso
entity ortega: person "Luis Ortega"
```

## Instead

```sayso
//- draft.sayso
claim: "the minister resigned"
  about: @cabinet/ortega
//- cabinet.sayso
entity ortega: person "Marta Ortega"
//- court.sayso
entity ortega: person "Luis Ortega"
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of declarations shown.
const SHOWN: usize = 5;

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item() else { return };
    for (reference, resolution) in item.references.iter().zip(context.resolved) {
        if let Resolution::Ambiguous(targets) = resolution {
            ambiguous(context, reference, targets, report);
        }
    }
}

fn ambiguous(context: &Context, reference: &Reference, targets: &[Target], report: &mut Report) {
    let file_of = |target: &Target| Some(context.workspace.file(target.file)?.as_ref());
    let mut places: Vec<(&File, &Target)> = targets
        .iter()
        .filter_map(|target| Some((file_of(target)?, target)))
        .collect();
    places.sort_by_key(|(file, _)| &file.path);
    let is_long = places.len() > Resolution::LISTED;
    places.truncate(Resolution::LISTED);
    let full_names: Vec<String> = places
        .iter()
        .filter(|(file, _)| is_unique(context, file, &reference.name))
        .map(|(file, _)| format!("@{}/{}", file.stem(), reference.name))
        .collect();
    let reference_text = reference.span.of(&context.segment.text);
    let next: Message = match full_names.first() {
        Some(first) => message!("write which one you mean, for example `{}`", written(first)),
        None => "these files have the same name: rename one of them".into(),
    };
    let more_than = if is_long { "more than " } else { "" };
    let finding = report.add(
        context.here(reference.span),
        message!(
            "`{}` is declared in {}{} files: {}",
            written(reference_text),
            more_than,
            places.len(),
            next
        ),
    );
    for (file, target) in places.iter().take(SHOWN) {
        let name = target.item().and_then(|item| item.name.as_ref());
        let place = Place::Declaration {
            file: target.file,
            id: target.id,
            span: name.map_or(Span::default(), |name| name.span),
        };
        finding.related(
            place,
            message!("declared in `{}`", written(file_name(file))),
        );
    }
    for name in full_names.into_iter().filter(|_| context.wants_fixes) {
        let edit = context.replace(reference.span, name.clone());
        finding.manual_fix(format!("Change to `{name}`"), vec![edit]);
    }
}

/// Whether `@stem/name` is valid syntax and refers only to that file.
fn is_unique(context: &Context, file: &File, name: &str) -> bool {
    let stem = file.stem();
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut declaring = context.workspace.index.declaring_in(&stem, name);
    !stem.is_empty() && stem.chars().all(is_allowed) && declaring.nth(1).is_none()
}

fn file_name(file: &File) -> String {
    let name = file.path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
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
            "//- draft.sayso\nclaim: \"x\"\n  about: @ana\n//- b.sayso\nentity ana: person \"Ana B\"\n//- c.sayso\nentity ana: person \"Ana C\"\n",
            expect![[r#"
                draft.sayso:2 "@ana" error: `@ana` is declared in 2 files: write which one you mean, for example `@b/ana`
                    b.sayso:1 "ana": declared in `b.sayso`
                    c.sayso:1 "ana": declared in `c.sayso`
            "#]],
        );
    }

    #[test]
    fn files_with_the_same_name() {
        check(
            &RULE,
            "//- draft.sayso\nclaim: \"x\"\n  about: @b/ana\n//- b.sayso\nentity ana: person \"Ana B\"\n//- desk/b.sayso\nentity ana: person \"Ana C\"\n",
            expect![[r#"
                draft.sayso:2 "@b/ana" error: `@b/ana` is declared in 2 files: these files have the same name: rename one of them
                    b.sayso:1 "ana": declared in `b.sayso`
                    desk/b.sayso:1 "ana": declared in `b.sayso`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "//- draft.sayso\nclaim: \"x\"\n  about: @ana, @b/bea\nentity ana: person \"A\"\n//- b.sayso\nentity ana: person \"Ana B\"\nentity bea: person \"Bea\"\n//- c.sayso\nentity ana: person \"Ana C\"\nentity bea: person \"Bea C\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "//- draft.sayso\nclaim: \"x\"\n  about: @ana\n//- b.sayso\nentity ana: person \"Ana B\"\n//- c.sayso\nentity ana: person \"Ana C\"\n",
            expect![[r#"
                === Change to `@b/ana` (preferred, manual)
                claim: "x"
                  about: @b/ana
                === Change to `@c/ana` (manual)
                claim: "x"
                  about: @c/ana
            "#]],
        );
    }
}

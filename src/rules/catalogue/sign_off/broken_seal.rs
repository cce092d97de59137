//! A claim that has changed since somebody checked it.
//!
//! Each broken seal is reported, also next to one that is valid. That the lawyer signed the new
//! sentence does not mean that the fact-checker has seen it.

use crate::model::Signature;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::signoff::{Changed, Checked, SignOffState};
use crate::text::Span;
use crate::text::message::{Message, message, public, written};

pub static RULE: Rule = Rule {
    name: "broken-seal",
    group: Group::SignOff,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim that has changed since somebody checked it",
    documentation: r#"
## What it finds

A sign-off whose seal no longer matches the claim. The message says what changed: the words of the passage, the
sentence around it, the claim's kind, its attribution, its sources, or the places and words in them. You can move or
re-wrap the sentence, change quotation marks and rename a source: none of that breaks a seal.

A seal of three groups was made before seals covered the sentence around the passage. It stays valid until something
else changes.

## Why it matters

The last edit before publication is the one that nobody checks. A sign-off says that somebody has checked exactly
these words and this evidence. Once they change, it says nothing.

## Example

```sayso
article "Harbour Bridge closed"

text
  The northern pier had sunk by twelve centimetres.

source survey: study "Survey of the northern pier"
  issued: 2025-11-20

claim sunk: number "had sunk by twelve centimetres"
  source: @survey at p. 4
  checked: 2026-03-03 by "M. Checker" seal 1faa-fcc9-6bd9-85ca
```

## Instead

Check the claim again, then sign it again: in the editor with a quick fix, or with `sayso sign`. Never write a seal
yourself.

```sayso
article "Harbour Bridge closed"

text
  The northern pier had sunk by twelve centimetres.

source survey: study "Survey of the northern pier"
  issued: 2025-11-20

claim sunk: number "had sunk by twelve centimetres"
  source: @survey at p. 4
  checked: 2026-03-04 by "M. Checker" seal 0190-fcc9-6bd9-85ca
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((_, claim)) = context.claim() else {
        return;
    };
    if claim
        .checked()
        .iter()
        .all(|signature| signature.seal.is_none())
    {
        return;
    }
    let checked = context.checked();
    for signature in claim.checked() {
        let place = signature.seal.as_ref().map(|seal| seal.span);
        if let (Some(place), SignOffState::Broken(changes)) =
            (place, SignOffState::of(signature, checked.as_ref()))
        {
            report_broken_seal(
                context,
                report,
                signature,
                place,
                &changes,
                checked.as_ref(),
            );
        }
    }
}

fn report_broken_seal(
    context: &Context,
    report: &mut Report,
    signature: &Signature,
    place: Span,
    changes: &[Changed],
    checked: Option<&Checked>,
) {
    let claim_label = context.named();
    let signer_label = context.signed_by(signature).map(|signer| signer.label);
    let message = match changes {
        [Changed::Seal] => message!(
            "the seal of {} is malformed: check the claim, then sign it again",
            claim_label
        ),
        _ => message!(
            "since {} checked {}{}, {} changed: check it again, then sign it again",
            match &signer_label {
                Some(label) => message!("{}", written(label)),
                None => Message::from("somebody"),
            },
            claim_label,
            match &signature.date {
                Some(date) => message!(" on {}", written(&date.text)),
                None => Message::default(),
            },
            public(Changed::list(changes))
        ),
    };
    let finding = report.add(context.here(place), message);
    let signer = context.signing.and_then(|signing| {
        let (workspace, file) = (context.workspace, context.file_id);
        signing.again(workspace, file, context.segment, signature)
    });
    if let (Some(signer), Some(checked)) = (signer, checked) {
        let edit = context.replace(signature.span, signer.sealed(checked.seal()));
        let title = format!(
            "Sign again as {}",
            signer_label.as_deref().unwrap_or("somebody")
        );
        finding.manual_fix(title, vec![edit]);
        // Nobody should sign without checking.
        finding.fixes[0].preferred = false;
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::RULE;
    use crate::rules::testing;

    /// A signed claim with the placeholder `SEAL` for its seal.
    const DRAFT: &str = "\
//- sources.sayso
entity ana: person \"Ana\"
entity eva: person \"Eva\"
source survey: study \"Survey\"
  by: @ana
source wire: wire \"Wire\"
//- draft.sayso
article \"A\"
  text: \"a.md\"
claim sunk: number \"sunk by 11 centimetres\"
  said-by: @ana
  source: @survey at p. 4 \"11 cm\"
  checked: 2026-03-03 by \"M. Checker\" seal SEAL
//- a.md
The pier has sunk by *11* centimetres.
";

    fn sealed() -> String {
        DRAFT.replace("SEAL", &testing::seal_of(DRAFT, "sunk"))
    }

    #[track_caller]
    fn check(changes: &[(&str, &str)], expect: Expect) {
        let mut draft = sealed();
        for (from, to) in changes {
            assert!(draft.contains(from), "{from}");
            draft = draft.replace(from, to);
        }
        testing::check(&RULE, &draft, expect);
    }

    #[test]
    fn fires() {
        check(
            &[("by *11*", "by *12*"), ("by 11", "by 12")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the passage changed: check it again, then sign it again
            "#]],
        );
        check(
            &[("number", "fact")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the kind (it was `number`) changed: check it again, then sign it again
            "#]],
        );
        check(
            &[("said-by: @ana", "said-by: @eva")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the attribution changed: check it again, then sign it again
            "#]],
        );
        check(
            &[("@survey at", "@wire at")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the sources changed: check it again, then sign it again
            "#]],
        );
        check(
            &[("p. 4", "p. 5")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, a place or words in the sources changed: check it again, then sign it again
            "#]],
        );
        check(
            &[("\"11 cm\"", "\"12 cm\"")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, a place or words in the sources changed: check it again, then sign it again
            "#]],
        );
        check(
            &[("p. 4", "p. 5"), ("said-by: @ana", "said-by: @eva")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the attribution and a place or words in the sources changed: check it again, then sign it again
            "#]],
        );
        check(
            &[
                ("by *11*", "by *12*"),
                ("by 11", "by 12"),
                ("@survey at", "@wire at"),
            ],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the evidence and the passage or the attribution changed: check it again, then sign it again
            "#]],
        );
    }

    #[test]
    fn further_passages_are_sealed() {
        let seal = |draft: &str| testing::seal_of(draft, "sunk");
        let also = DRAFT
            .replace(
                "centimetres.\n",
                "centimetres. The deck is safe. Nobody came.\n",
            )
            .replace(
                "  said-by",
                "  also: \"deck is safe\", \"Nobody\"\n  said-by",
            );
        let sealed = also.replace("SEAL", &seal(&also));
        testing::check(&RULE, &sealed, expect![[""]]);
        // The order of the words makes no difference.
        let turned = also.replace(
            "\"deck is safe\", \"Nobody\"",
            "\"Nobody\", \"deck is safe\"",
        );
        assert_eq!(seal(&turned), seal(&also));
        for (from, to) in [
            ("  also: \"deck is safe\", \"Nobody\"\n", ""),
            ("also: \"deck", "also: \"The deck"),
            ("The deck is safe", "This deck is safe"),
            ("Nobody came", "Nobody left"),
        ] {
            let changed = testing::messages(&RULE, &sealed.replace(from, to));
            assert_eq!(changed.len(), 1, "{from}: {changed:?}");
        }
    }

    #[test]
    fn fires_when_the_sentence_around_the_passage_changes() {
        check(
            &[("The pier has", "The pier has not")],
            expect![[r#"
            draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the sentence around the passage changed: check it again, then sign it again
        "#]],
        );
        check(
            &[("centimetres.\n", "centimetres since 2020. It stands.\n")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the sentence around the passage changed: check it again, then sign it again
            "#]],
        );
        check(
            &[
                ("by *11*", "by *12*"),
                ("by 11", "by 12"),
                ("The pier", "A pier"),
            ],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the passage and the sentence around the passage changed: check it again, then sign it again
            "#]],
        );
        // Other sentences, and what no reader notices.
        check(
            &[
                ("The pier has sunk", "A pier fell. The pier\u{a0} has\nsunk"),
                ("centimetres.", "centimetres\u{202f}. Why?"),
            ],
            expect![""],
        );
    }

    /// An older seal has the first three groups only.
    #[test]
    fn silent_where_an_older_seal_covers_nothing_more() {
        let seal = testing::seal_of(DRAFT, "sunk");
        let older = &seal[..seal.rfind('-').expect("groups")];
        let draft = DRAFT
            .replace("SEAL", older)
            .replace("pier has", "pier has not");
        testing::check(&RULE, &draft, expect![""]);
        let draft = draft
            .replace("by *11*", "by *12*")
            .replace("by 11", "by 12");
        testing::check(
            &RULE,
            &draft,
            expect![[r#"
            draft.sayso:6 "9b03-300e-3838" warning: since M. Checker checked claim `sunk` on 2026-03-03, the passage changed: check it again, then sign it again
        "#]],
        );
    }

    #[test]
    fn fires_on_a_malformed_seal() {
        testing::check(
            &RULE,
            &DRAFT.replace("SEAL", "7f3a-9c1e"),
            expect![[r#"
                draft.sayso:6 "7f3a-9c1e" warning: the seal of claim `sunk` is malformed: check the claim, then sign it again
            "#]],
        );
    }

    /// Findings follow changes in other files.
    #[test]
    fn fires_when_another_file_changes() {
        check(
            &[("\"Survey\"", "\"Survey, second edition\"")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the sources changed: check it again, then sign it again
            "#]],
        );
        check(
            &[("person \"Ana\"", "person \"Anna\"")],
            expect![[r#"
                draft.sayso:6 "9b03-300e-3838-21b7" warning: since M. Checker checked claim `sunk` on 2026-03-03, the evidence and the passage or the attribution changed: check it again, then sign it again
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(&[], expect![""]);
        check(
            &[
                ("@survey", "@pier-survey"),
                ("source survey", "source pier-survey"),
                ("*11* centimetres", "11\ncentimetres"),
                ("The pier", "# 2026\n\nFirst things first. The pier"),
                ("p. 4", "page 4"),
            ],
            expect![""],
        );
        // Other rules report a passage that is not in the article and a speaker that does not resolve.
        check(&[("sunk by *11*", "sunk by *12*")], expect![""]);
        check(&[("entity ana", "entity anna")], expect![""]);
    }

    #[test]
    fn fix() {
        testing::check_fix(
            &RULE,
            &sealed().replace("p. 4", "p. 5"),
            expect![[r#"
                === Sign again as M. Checker (manual)
                article "A"
                  text: "a.md"
                claim sunk: number "sunk by 11 centimetres"
                  said-by: @ana
                  source: @survey at p. 5 "11 cm"
                  checked: 2026-03-04 by "M. Checker" seal 9b03-300e-209e-21b7
            "#]],
        );
    }
}

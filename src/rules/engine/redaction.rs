//! Messages do not quote what somebody wrote in the declaration of a confidential source. Messages end up in the logs
//! of CI, where these words must not appear. The editor shows the same messages. For an undeclared name in such a
//! declaration, a message gives only its place; for one in `by:` or a note there is no message at all. See `docs/decisions/0001-never-print-confidential-sources.md`.

use crate::rules::context::Context;
use crate::rules::finding::Finding;
use crate::workspace::Resolution;

/// Redacts the findings if the declaration is or may be confidential, or refers to an entity or a claim that is. Rules
/// themselves leave out the words of a confidential source that a claim cites.
pub fn redact(context: &Context, findings: &mut [Finding]) {
    if !context.is_protected && !refers_to_protected(context) {
        return;
    }
    for finding in findings {
        let related = finding.related.iter();
        let related_quotes = related.clone().any(|it| it.message.has_written_words());
        if finding.message.has_written_words() || related_quotes {
            finding.message = finding.message.redacted();
            // The other place may reveal as much as the words.
            finding.related.clear();
        }
    }
}

fn refers_to_protected(context: &Context) -> bool {
    let mut targets = context.resolved.iter().filter_map(Resolution::found);
    targets.any(|target| {
        let item = target.item();
        item.is_some_and(|item| item.is_protected() && item.source().is_none())
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::rules::RULES;
    use crate::rules::testing::messages;

    const FIELDS: &str = "  by: @bea\n  derived-from: @ines, @desk/varga\n  Varga\n  isued: 2024\n";

    fn reported(confidential: &str) -> String {
        let draft = format!("source insider: interview \"T\"\n{confidential}{FIELDS}");
        let findings = RULES.iter().flat_map(|rule| messages(rule, &draft));
        findings
            .filter_map(|finding| Some(finding.split_once(" error: ")?.1.to_owned()))
            .collect()
    }

    #[test]
    fn nothing_is_quoted_from_a_confidential_source() {
        expect![[r#"
            a field needs a colon after its name: `…: …`
            a source has no field `…`: did you mean `issued:`?
            `@…` is not declared: correct the name, or declare it
            `@…/…` does not exist: no file `….sayso` declares `…`
            source `insider` is confidential, and `by:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
            source `insider` is confidential: add `described-as:` (how the article may describe it), `reason:` (why it is not named), `approved:` (who agreed to this, and when)
        "#]].assert_eq(&reported("  confidential: yes\n"));
    }

    #[test]
    fn other_declarations_are_quoted() {
        expect![[r#"
            a field needs a colon after its name: `Varga: …`
            a source has no field `isued`: did you mean `issued:`?
            `@bea` is not declared: correct the name, or declare it
            `@ines` is not declared: correct the name, or declare it
            `@desk/varga` does not exist: no file `desk.sayso` declares `varga`
        "#]]
        .assert_eq(&reported(""));
    }
}

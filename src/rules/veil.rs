//! What a message may quote of a confidential source: its name, and the words of the language. A
//! message ends up in the logs of CI, where what the declaration says must not stand.

use super::context::Context;
use super::finding::Finding;
use super::rule_named;
use crate::model::schema::fields_of;
use crate::syntax::Keyword;

/// What stands in the place of words that are not told.
const VEIL: &str = "…";

/// Takes out of the findings about a confidential source what they quote of it.
pub fn veil(context: &Context, findings: &mut [Finding]) {
    if !context
        .source()
        .is_some_and(|(_, source)| source.confidential)
    {
        return;
    }
    for finding in findings {
        let told = veiled(context, &finding.message);
        if told != finding.message.as_str() {
            finding.message = told.into();
            // The other place may say as much as the word did.
            finding.related.clear();
        }
    }
}

/// The message without the quoted words that stand in the declaration.
fn veiled(context: &Context, message: &str) -> String {
    let parts = message.split('`').enumerate();
    let told = parts.map(
        |(at, part)| match at % 2 == 1 && is_told_of(context, part) {
            true => VEIL,
            false => part,
        },
    );
    told.collect::<Vec<_>>().join("`")
}

/// Whether the quoted words say what only the declaration says. `@desk/ana` says `desk` and `ana`,
/// `ana: …` says `ana`.
fn is_told_of(context: &Context, quoted: &str) -> bool {
    let core = quoted
        .trim_start_matches('@')
        .trim_end_matches(['…', ' ', ':']);
    let core = core.strip_suffix(".sayso").unwrap_or(core);
    let mut words = core.split('/').filter(|word| !word.is_empty());
    words.any(|word| context.segment.text.contains(word) && !is_harmless(context, word))
}

fn is_harmless(context: &Context, word: &str) -> bool {
    let text = &context.segment.text;
    let item = context.item();
    let is_name = item
        .and_then(|item| item.name())
        .is_some_and(|name| name == word);
    let is_kind = item
        .and_then(|item| item.kind())
        .is_some_and(|kind| kind == word);
    let known = fields_of(Keyword::Source);
    let is_known = known.iter().any(|field| field.name == word) || rule_named(word).is_some();
    let declaration = context.segment.syntax().declaration.as_ref();
    let is_field = declaration.is_some_and(|declaration| {
        let mut fields = declaration.fields_named(text, word);
        fields.any(|field| text[field.name.end as usize..].starts_with(':'))
    });
    is_name || is_kind || is_known || is_field
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::rules::RULES;
    use crate::rules::testing::messages;

    const FIELDS: &str = "  by: @ines\n  note: \"see @desk/varga\"\n  Varga\n  isued: 2024\n";

    fn told(confidential: &str) -> String {
        let draft = format!("source insider: interview \"T\"\n{confidential}{FIELDS}");
        let told = RULES.iter().flat_map(|rule| messages(rule, &draft));
        told.filter_map(|told| Some(told.split_once(" error: ")?.1.to_owned()))
            .collect()
    }

    #[test]
    fn nothing_is_quoted_of_a_confidential_source() {
        expect![[r#"
            a field needs a colon: `…`
            a source has no field `isued`: did you mean `issued:`?
            `…` is declared nowhere: correct the name, or declare it
            `…` does not exist: no file `…` declares `…`
            `by:` may tell who source `insider` is, which is confidential: take it out, and keep it where your newsroom keeps its secrets
            source `insider` is confidential: add `described-as:`, how the article may call it; `reason:`, why it is not named; `approved:`, who agreed to that, and when
        "#]].assert_eq(&told("  confidential: yes\n"));
    }

    #[test]
    fn of_others_what_is_wrong_is_quoted() {
        expect![[r#"
            a field needs a colon: `Varga: …`
            a source has no field `isued`: did you mean `issued:`?
            `@ines` is declared nowhere: correct the name, or declare it
            `@desk/varga` does not exist: no file `desk.sayso` declares `varga`
        "#]]
        .assert_eq(&told(""));
    }
}

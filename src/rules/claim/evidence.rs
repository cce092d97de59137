//! Finds the evidence that a claim cites, and moves it from one field to another.

use crate::model::{Evidence, Item};
use crate::rules::context::Context;
use crate::rules::finding::{Edit, Finding};
use crate::syntax::{Field, Value};
use crate::text::Span;

/// Offers to cite evidence as `context:` if it does not support the claim. Offers nothing if the edit would lose a
/// comment.
pub fn offer_as_context(
    context: &Context,
    item: &Item,
    evidence: &Evidence,
    finding: &mut Finding,
) {
    let reference = item.references[evidence.reference].span;
    let reference = reference.of(&context.segment.text);
    if let Some(edits) = as_context(context, item, evidence) {
        finding.manual_fix(format!("Cite `{reference}` as `context:`"), edits);
    }
}

/// The field that cites the evidence, and its index among the field's values.
pub fn value_of<'a>(
    context: &'a Context,
    item: &Item,
    evidence: &Evidence,
) -> Option<(&'a Field, usize)> {
    let reference = item.references[evidence.reference].span;
    let is_it = |value: &Value| value.parts.iter().any(|part| part.span == reference);
    let declaration = context.segment.syntax().declaration.as_ref()?;
    let mut fields = declaration.fields.iter();
    fields.find_map(|field| Some((field, field.values.iter().position(is_it)?)))
}

fn as_context(context: &Context, item: &Item, evidence: &Evidence) -> Option<Vec<Edit>> {
    let (field, at) = value_of(context, item, evidence)?;
    if field.values.len() == 1 {
        return Some(vec![context.replace(field.name, "context")]);
    }
    let cited = field.values[at].span.of(&context.segment.text);
    let line = format!("context: {cited}");
    let removed = with_comma(&context.segment.text, field, at)?;
    Some(vec![context.replace(removed, ""), context.add_field(&line)])
}

/// The span of the value at that index of a list, with the comma that belongs to it; `None` if there is something
/// else between the two, such as a comment.
fn with_comma(text: &str, field: &Field, at: usize) -> Option<Span> {
    let value = field.values[at].span;
    let (span, gap) = match at {
        0 => {
            let next = field.values[1].span;
            let gap = Span::new(value.end as usize, next.start as usize);
            (Span::new(value.start as usize, next.start as usize), gap)
        }
        _ => {
            let before = field.values[at - 1].span;
            let gap = Span::new(before.end as usize, value.start as usize);
            (Span::new(before.end as usize, value.end as usize), gap)
        }
    };
    let is_comma = |c: char| c == ',' || c.is_whitespace();
    gap.of(text).chars().all(is_comma).then_some(span)
}

//! What comes in which order in the value of a field, and which part of it the cursor is in.

use super::completion::context::{field_at, last_value};
use crate::model::schema::Shape;
use crate::workspace::{FileId, Workspace};

/// The parts of a value, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name of the field.
    pub field: &'static str,
    pub parts: &'static [SignaturePart],
    /// The index of the part around the cursor.
    pub active: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub struct SignaturePart {
    pub label: &'static str,
    pub meaning: &'static str,
    begins: Begins,
}

/// The word with which a part begins.
#[derive(Debug, PartialEq, Eq)]
enum Begins {
    /// Any word after the part before.
    Next,
    With(&'static [&'static str]),
    Quoted,
}

const fn part(label: &'static str, begins: Begins, meaning: &'static str) -> SignaturePart {
    SignaturePart {
        label,
        meaning,
        begins,
    }
}

static EVIDENCE: &[SignaturePart] = &[
    part("@source", Begins::Next, "The source."),
    part(
        "at p. 3",
        Begins::With(&["at"]),
        "Where in it: a page, a paragraph, a time.",
    ),
    part(
        "\"its words\"",
        Begins::Quoted,
        "The source's own words, in its own language.",
    ),
    part(
        "primary",
        Begins::With(&["primary", "secondary"]),
        "`primary` or `secondary`: whether it was there, or reports what others say.",
    ),
];

static REPLY: &[SignaturePart] = &[
    part("@who", Begins::Next, "Who was asked."),
    part(
        "outcome",
        Begins::Next,
        "What came of it, such as `declined`.",
    ),
    part("date", Begins::Next, "When."),
];

static SIGN_OFF: &[SignaturePart] = &[
    part("date", Begins::Next, "When the claim was checked."),
    part("by \"who\"", Begins::With(&["by"]), "Who checked it."),
    part(
        "seal …",
        Begins::With(&["seal"]),
        "The seal of what was checked. Signing off writes it.",
    ),
];

static APPROVAL: &[SignaturePart] = &[
    part("date", Begins::Next, "When it was approved."),
    part("by \"who\"", Begins::With(&["by"]), "Who approved it."),
];

static RETRACTION: &[SignaturePart] = &[
    part("date", Begins::Next, "When it was retracted."),
    part("\"why\"", Begins::Quoted, "Why it was retracted."),
];

static ALLOW: &[SignaturePart] = &[
    part(
        "rule",
        Begins::Next,
        "The rule whose finding is suppressed.",
    ),
    part("\"why\"", Begins::Quoted, "Why that is right here."),
];

static ROLE: &[SignaturePart] = &[
    part("\"role\"", Begins::Next, "The role or office."),
    part("period", Begins::Next, "When, such as `2021-01/2026-01`."),
];

fn parts_of(shape: Shape) -> Option<&'static [SignaturePart]> {
    match shape {
        Shape::Evidence => Some(EVIDENCE),
        Shape::Reply => Some(REPLY),
        Shape::SignOff => Some(SIGN_OFF),
        Shape::Approval => Some(APPROVAL),
        Shape::Retraction => Some(RETRACTION),
        Shape::Allow => Some(ALLOW),
        Shape::Role => Some(ROLE),
        _ => None,
    }
}

/// The signature of the field around `offset`. None where there is only one part.
pub fn signature_at(workspace: &Workspace, file: FileId, offset: usize) -> Option<Signature> {
    let (start, slot) = workspace.file(file)?.at(offset)?;
    let text = &slot.segment.text;
    let cursor = text.floor_char_boundary(offset.checked_sub(start.byte)?);
    let (field, value) = field_at(&slot.segment, cursor)?;
    let parts = parts_of(field.shape)?;
    Some(Signature {
        field: field.name,
        parts,
        active: active(parts, &words_of(last_value(value))),
    })
}

/// The words up to the cursor; the last one is empty after a space. What is in quotation marks is one word.
fn words_of(value: &str) -> Vec<&str> {
    let value = value.trim_start();
    let mut words = Vec::new();
    let (mut start, mut close) = (0, None);
    for (at, c) in value.char_indices() {
        match (close, c) {
            (None, '"') => close = Some('"'),
            (None, '“') => close = Some('”'),
            (None, c) if c.is_whitespace() => {
                words.extend(Some(&value[start..at]).filter(|word| !word.is_empty()));
                start = at + c.len_utf8();
            }
            (Some(mark), c) if c == mark => close = None,
            _ => {}
        }
    }
    words.push(&value[start..]);
    words
}

fn active(parts: &[SignaturePart], words: &[&str]) -> usize {
    let mut active = 0;
    for word in &words[1..] {
        let later = parts.iter().enumerate().skip(active + 1);
        let begun = later.filter(|(_, part)| is_begun_by(&part.begins, word));
        let mut begun = begun.map(|(at, _)| at);
        let next = active + 1;
        match begun.next() {
            Some(at) => active = at,
            // What comes after the first word is not known yet.
            None if word.is_empty() && active == 0 => active = next,
            None if parts
                .get(next)
                .is_some_and(|part| part.begins == Begins::Next) =>
            {
                active = next;
            }
            None => {}
        }
    }
    active
}

fn is_begun_by(begins: &Begins, word: &str) -> bool {
    match begins {
        Begins::Next => false,
        Begins::With(words) => words.contains(&word),
        Begins::Quoted => word.starts_with(['"', '“']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(draft: &str, expected: Option<&str>) {
        let fixture = Fixture::of(draft);
        let (file, offset) = fixture.cursor();
        let signature = signature_at(&fixture.workspace, file, offset);
        let active = signature.map(|it| format!("{} {}", it.field, it.parts[it.active].label));
        assert_eq!(active.as_deref(), expected, "{draft}");
    }

    #[test]
    fn the_active_part_follows_the_cursor() {
        for (line, expected) in [
            ("source:<|>", "source @source"),
            ("source: @s<|>", "source @source"),
            ("source: @s <|>", "source at p. 3"),
            ("source: @s at <|>", "source at p. 3"),
            ("source: @s at pp. 3, 5 <|>", "source at p. 3"),
            ("source: @s at p. 3 \"a b<|> c\"", "source \"its words\""),
            ("source: @s “a, b” primary<|>", "source primary"),
            ("source: @s<|> at p. 3", "source @source"),
            ("context: @s at p. 3 \"x, y\", @t<|>", "context @source"),
            ("reply: @s <|>", "reply outcome"),
            ("reply: @s declined <|>", "reply date"),
            ("checked: 2026-01-09 <|>", "checked by \"who\""),
            ("checked: 2026-01-09 by \"M. O\" seal <|>", "checked seal …"),
            ("allow: single-source \"<|>", "allow \"why\""),
        ] {
            check(&format!("claim: \"x\"\n  {line}\n"), Some(expected));
        }
        check(
            "entity a: person \"A\"\n  role: \"Mayor\" <|>\n",
            Some("role period"),
        );
    }

    #[test]
    fn nothing_elsewhere() {
        for draft in [
            "claim: \"source: <|>\"\n",
            "claim: \"x\"\n  about: @a <|>\n",
            "claim: \"x\"\n  source: @a # source: <|>\n",
            "claim: \"x\"\n  note: \"a\n    b <|>\"\n",
            "claim: \"x\"\n  sourc: <|>\n",
            "text\n  source: <|>\n",
            "# source: <|>\n",
            "<|>",
        ] {
            check(draft, None);
        }
    }
}

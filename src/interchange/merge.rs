//! Declarations that come in again, or into a draft that exists: what is new is added, what has changed is updated, and
//! nothing is removed.

use std::collections::HashMap;
use std::ops::Range;

use super::draft_text::Declaration;
use crate::model::schema::field_of;
use crate::rules::line_end_of;
use crate::syntax::{Keyword, contents_span};
use crate::text::fold::fold;
use crate::workspace::{File, Segment};

/// A draft with the declarations, and what that changed.
#[derive(Debug, Default)]
pub struct Merged {
    pub text: String,
    pub added: usize,
    pub updated: usize,
    /// The number of those that the draft has as they are.
    pub unchanged: usize,
    /// What differs and was left as the draft has it, for people.
    pub told: Vec<String>,
}

/// Whose words count where both say something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// What comes in, as in a bibliography that is kept elsewhere.
    Incoming,
    /// The draft.
    Draft,
}

pub fn merge(file: &File, declarations: &[Declaration], newer: Newer) -> Merged {
    let text = file.text();
    let line_end = line_end_of(&text);
    let known = Known::of(file);
    let mut merged = Merged::default();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut new: Vec<&Declaration> = Vec::new();
    for declaration in declarations {
        let Some((start, segment)) = known.like(declaration) else {
            merged.added += 1;
            new.push(declaration);
            continue;
        };
        let changes = changes_to(segment, declaration, newer, line_end, &mut merged.told);
        match changes.is_empty() {
            true => merged.unchanged += 1,
            false => merged.updated += 1,
        }
        let moved = changes
            .into_iter()
            .map(|(range, text)| (start + range.start..start + range.end, text));
        edits.extend(moved);
    }
    for keyword in [
        Keyword::Article,
        Keyword::Entity,
        Keyword::Source,
        Keyword::Claim,
    ] {
        let of_keyword = new.iter().filter(|it| it.keyword == keyword);
        let texts: Vec<String> = of_keyword.map(|it| it.text()).collect();
        if !texts.is_empty() {
            edits.push(known.insertion(keyword, &text, &texts, line_end));
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    merged.text = applied(&text, &edits);
    merged
}

fn applied(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut new = String::new();
    let mut at = 0;
    for (range, replacement) in edits {
        new += &text[at..range.start];
        new += replacement;
        at = range.end;
    }
    new + &text[at..]
}

/// The declarations of the draft.
struct Known<'a> {
    by_name: HashMap<(&'static str, String), (usize, &'a Segment)>,
    by_words: HashMap<[String; 3], (usize, &'a Segment)>,
    /// Where the last declaration with each keyword ends.
    ends: HashMap<&'static str, usize>,
}

impl<'a> Known<'a> {
    fn of(file: &'a File) -> Known<'a> {
        let mut known = Known {
            by_name: HashMap::new(),
            by_words: HashMap::new(),
            ends: HashMap::new(),
        };
        for (start, slot) in file.placed() {
            let segment = &*slot.segment;
            let (Some(keyword), Some(item)) = (slot.keyword, segment.item.as_ref()) else {
                continue;
            };
            let place = (start.byte, segment);
            let end = start.byte + segment.text.trim_end().len();
            known.ends.insert(keyword.word(), end);
            if let Some(name) = item.name() {
                known
                    .by_name
                    .entry((keyword.word(), name.to_string()))
                    .or_insert(place);
            }
            if keyword == Keyword::Article {
                known
                    .by_name
                    .entry((keyword.word(), String::new()))
                    .or_insert(place);
            }
            if let (Some(claim), Some(title)) = (item.claim(), &item.title) {
                let around = |text: Option<&crate::model::Text>| {
                    text.map(|text| fold(&text.text)).unwrap_or_default()
                };
                let words = [
                    fold(&title.text),
                    around(claim.prefix()),
                    around(claim.suffix()),
                ];
                known.by_words.entry(words).or_insert(place);
            }
        }
        known
    }

    /// The declaration of the draft that the other one is.
    fn like(&self, other: &Declaration) -> Option<(usize, &'a Segment)> {
        let name = match other.keyword {
            Keyword::Article => Some(String::new()),
            _ => other.name.clone(),
        };
        let named = name.and_then(|name| self.by_name.get(&(other.keyword.word(), name)));
        if let Some(named) = named {
            return Some(*named);
        }
        let field = |name: &str| {
            let found = other.fields.iter().find(|(field, _)| *field == name);
            found
                .map(|(_, value)| fold(string_in(value)))
                .unwrap_or_default()
        };
        let title = other
            .title
            .as_ref()
            .filter(|_| other.keyword == Keyword::Claim)?;
        let words = [fold(title), field("prefix"), field("suffix")];
        self.by_words.get(&words).copied()
    }

    /// New declarations, after the last one with their keyword or with one that comes before it in a draft.
    fn insertion(
        &self,
        keyword: Keyword,
        text: &str,
        declarations: &[String],
        line_end: &str,
    ) -> (Range<usize>, String) {
        let blank = line_end.repeat(2);
        let written = declarations.join("\n\n").replace('\n', line_end);
        match self.ends.get(keyword.word()) {
            Some(end) => (*end..*end, format!("{blank}{written}")),
            None => {
                let end = text.trim_end().len();
                let before = if end == 0 { "" } else { &blank };
                (end..text.len(), format!("{before}{written}{line_end}"))
            }
        }
    }
}

/// The kind of a source of which only the name was known. Another one was chosen by somebody.
const USUAL_KIND: &str = "document";

fn string_in(value: &str) -> &str {
    value.trim_matches(['"', '“', '”'])
}

/// The edits of the segment that give it what the declaration has.
fn changes_to(
    segment: &Segment,
    declaration: &Declaration,
    newer: Newer,
    line_end: &str,
    told: &mut Vec<String>,
) -> Vec<(Range<usize>, String)> {
    let text = &segment.text;
    let Some(written) = segment.syntax().declaration.as_ref() else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    if let (Some(title), Some(span)) = (&declaration.title, written.title)
        && fold(contents_span(text, span).of(text)) != fold(title)
        && declaration.keyword != Keyword::Claim
        && newer == Newer::Incoming
    {
        edits.push((
            span.start as usize..span.end as usize,
            super::draft_text::string(title),
        ));
    }
    if let (Some(kind), Some(span)) = (&declaration.kind, written.kind)
        && span.of(text) == USUAL_KIND
        && kind != USUAL_KIND
        && newer == Newer::Incoming
        && declaration.keyword == Keyword::Source
    {
        edits.push((span.start as usize..span.end as usize, kind.clone()));
    }
    let mut added = String::new();
    for (field, value) in &declaration.fields {
        let known: Vec<_> = written.fields_named(text, field).collect();
        let values = known.iter().flat_map(|field| &field.values);
        let has = values.clone().any(|it| is_same(it.span.of(text), value));
        let is_many = field_of(declaration.keyword, field).is_none_or(|spec| spec.many);
        match known.first().and_then(|field| field.value_span()) {
            _ if has => {}
            Some(span) if !is_many => {
                let old = span.of(text);
                // A reference says more than the name that it replaced.
                let is_kept = newer == Newer::Draft || old.starts_with('@');
                if !is_kept {
                    edits.push((span.start as usize..span.end as usize, value.clone()));
                } else if !old.starts_with('@') {
                    told.push(differs(declaration, field));
                }
            }
            // Names that were replaced by references are not added again.
            Some(_)
                if value.starts_with('"')
                    && *field != "note"
                    && values.clone().any(|it| it.span.of(text).starts_with('@')) => {}
            _ => added += &format!("{line_end}  {field}: {value}"),
        }
    }
    for remark in &declaration.remarks {
        if !text.contains(remark.as_str()) {
            added += &format!("{line_end}  # {remark}");
        }
    }
    if !added.is_empty() {
        let end = written.span.end as usize;
        // A comment after the last field stays on its line.
        let at = end + text[end..].find(['\n', '\r']).unwrap_or(text.len() - end);
        edits.push((at..at, added));
    }
    edits
}

fn differs(declaration: &Declaration, field: &str) -> String {
    let called = match &declaration.name {
        Some(name) => format!("`{name}`"),
        None => "without a name".to_owned(),
    };
    format!(
        "{} {called}: the draft has another `{field}:`, and keeps it",
        declaration.keyword.word()
    )
}

/// Whether both values say the same, however they are spaced and quoted.
fn is_same(one: &str, other: &str) -> bool {
    // What would be a reference is written apart in a note.
    let plain = |text: &str| fold(&string_in(text).replace("@ ", "@").replace("%40", "@"));
    plain(one) == plain(other)
}

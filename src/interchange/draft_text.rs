//! Declarations as text of a draft. The only file here that writes the Sayso language.

use std::collections::HashSet;

use super::model::{Claim, Entity, Evidence, Note, Party, Source};
use crate::model::schema::{Shape, field_of, kinds_of};
use crate::syntax::{self, Keyword, contents_span, quoted};
use crate::text::name_characters::is_name_character;
use crate::text::{Span, edtf};

/// A declaration to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub keyword: Keyword,
    pub name: Option<String>,
    pub kind: Option<String>,
    pub title: Option<String>,
    /// The fields with their values, as written.
    pub fields: Vec<(&'static str, String)>,
    /// Lines of comment above it.
    pub remarks: Vec<String>,
}

impl Declaration {
    pub fn new(keyword: Keyword) -> Declaration {
        Declaration {
            keyword,
            name: None,
            kind: None,
            title: None,
            fields: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Adds a field with a string.
    pub fn string(&mut self, field: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.fields.push((field, string(text)));
        }
    }

    /// Adds a field with a word, a date or an address, if the field takes it; else a note with it, so that nothing is
    /// lost.
    pub fn value(&mut self, field: &'static str, value: Option<&str>) {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else {
            return;
        };
        match takes(self.keyword, field, value) {
            true => self.fields.push((field, value.to_owned())),
            false => self.string("note", &without_references(&format!("{field}: {value}"))),
        }
    }

    pub fn values(&mut self, field: &'static str, values: &[String]) {
        values
            .iter()
            .for_each(|value| self.value(field, Some(value)));
    }

    pub fn notes(&mut self, notes: &[Note]) {
        for note in notes {
            self.string("note", &without_references(&note.in_draft()));
        }
    }

    /// Adds a field with an entity, or with a name where the field takes one.
    fn party(&mut self, field: &'static str, party: &Party) {
        let takes_names = field_of(self.keyword, field).is_some_and(|it| it.shape == Shape::Who);
        match &party.entity {
            Some(entity) => self.fields.push((field, format!("@{entity}"))),
            None if takes_names => self.string(field, &party.name),
            None => self.string(
                "note",
                &without_references(&format!("{field}: {}", party.name)),
            ),
        }
    }

    /// Sets the kind, or notes it if there is no such kind.
    fn kind(&mut self, kind: Option<&str>) {
        let Some(kind) = kind.map(str::trim).filter(|kind| !kind.is_empty()) else {
            return;
        };
        let lower = kind.to_lowercase();
        match kinds_of(self.keyword).contains(&lower.as_str()) {
            true => self.kind = Some(lower),
            false => self.string("note", &without_references(&format!("kind: {kind}"))),
        }
    }

    pub fn text(&self) -> String {
        let mut text = String::new();
        for remark in &self.remarks {
            text += &format!("# {remark}\n");
        }
        text += self.keyword.word();
        if let Some(name) = &self.name {
            text += &format!(" {name}");
        }
        let is_open = self
            .fields
            .iter()
            .all(|(field, _)| *field != "confidential");
        // Of some sources only the name is known. A draft needs a kind and a title.
        let is_bare = self.keyword == Keyword::Source && is_open;
        match (&self.kind, self.keyword) {
            (Some(kind), _) => text += &format!(": {kind}"),
            (None, _) if is_bare => text += ": document",
            (None, Keyword::Article) => {}
            (None, _) => text += ":",
        }
        let name = self.name.as_ref().filter(|_| is_bare);
        if let Some(title) = self.title.as_ref().or(name) {
            text += &format!(" {}", string(title));
        }
        for (field, value) in &self.fields {
            text += &format!("\n  {field}: {value}");
        }
        text
    }
}

/// The text in quotation marks, on one line.
pub fn string(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    quoted(&words.join(" "), "\"")
}

/// The text of a note, in which `@name` is no reference: others write `@` before names of their own.
fn without_references(text: &str) -> String {
    let mut written = String::new();
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let begins = c == '@' && !before.is_alphanumeric();
        let is_reference = begins && rest.peek().is_some_and(|next| is_name_character(*next));
        match (is_reference, before) {
            (true, '/') => written.push_str("%40"),
            (true, _) => written.push_str("@ "),
            (false, _) => written.push(c),
        }
        before = c;
    }
    written
}

/// Whether the field takes the value. Only what a wrong value would make an error of is looked at.
fn takes(keyword: Keyword, field: &str, value: &str) -> bool {
    let Some(spec) = field_of(keyword, field) else {
        return false;
    };
    match spec.shape {
        Shape::Choice(words) => words.contains(&value),
        Shape::Date => edtf::days(value).is_some(),
        Shape::Url => is_address(value),
        Shape::Language => {
            value.len() < 36 && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        }
        Shape::Wikidata => {
            let digits = value.strip_prefix('Q').unwrap_or_default();
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        Shape::Quantity => is_quantity(value),
        _ => true,
    }
}

pub fn is_address(value: &str) -> bool {
    let value = value.to_lowercase();
    let host = ["http://", "https://"]
        .iter()
        .find_map(|scheme| value.strip_prefix(scheme));
    let is_apart = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '"' | '“' | '”' | ',' | '<' | '>')
    };
    host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && !host.contains(is_apart))
}

fn is_quantity(value: &str) -> bool {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '%' | '/' | '€' | '$' | '£');
    value.starts_with(|c: char| c.is_ascii_digit() || c == '-') && value.chars().all(is_plain)
}

pub fn claim(claim: &Claim) -> Declaration {
    let mut written = Declaration::new(Keyword::Claim);
    written.name = claim.name.clone();
    written.title = Some(claim.words.clone());
    written.kind(claim.kind.as_deref());
    for (field, text) in [("prefix", &claim.prefix), ("suffix", &claim.suffix)] {
        if let Some(text) = text {
            written.string(field, text);
        }
    }
    for words in &claim.also {
        written.string("also", words);
    }
    for party in &claim.said_by {
        written.party("said-by", party);
    }
    for party in &claim.about {
        written.party("about", party);
    }
    written.value("asserts", claim.asserts.as_deref());
    written.value("value", claim.value.as_deref());
    for evidence in &claim.evidence {
        let (field, value) = evidence_field(evidence);
        written.fields.push((field, value));
    }
    for reply in &claim.replies {
        let rest = [&reply.outcome, &reply.date].into_iter().flatten();
        let rest: String = rest.map(|part| format!(" {part}")).collect();
        match &reply.party.entity {
            Some(entity) => written.fields.push(("reply", format!("@{entity}{rest}"))),
            None => written.string(
                "note",
                &without_references(&format!("reply: {}{rest}", reply.party.name)),
            ),
        }
    }
    written.value("verdict", claim.verdict.as_deref());
    // A sign-off of somebody else's program seals nothing: it is told, and a person signs.
    for sign_off in &claim.checked {
        let by = sign_off.by.as_deref().unwrap_or("somebody");
        let date = sign_off.date.as_ref().map(|date| format!(" on {date}"));
        let text = format!("checked by {by}{}", date.unwrap_or_default());
        written.string("note", &without_references(&text));
    }
    written.notes(&claim.notes);
    written
}

fn evidence_field(evidence: &Evidence) -> (&'static str, String) {
    let field = match evidence.role.as_str() {
        "contradicted-by" => "contradicted-by",
        "context" => "context",
        _ => "source",
    };
    let mut value = format!("@{}", evidence.source);
    if let Some(locator) = &evidence.locator {
        value += &format!(" at {locator}");
    }
    if let Some(words) = &evidence.words {
        value += &format!(" {}", string(words));
    }
    if let Some(rank @ ("primary" | "secondary")) = evidence.rank.as_deref() {
        value += &format!(" {rank}");
    }
    (field, value)
}

pub fn source(source: &Source) -> Declaration {
    let mut written = Declaration::new(Keyword::Source);
    written.name = Some(source.key.clone());
    if source.is_confidential {
        // Who it is does not belong into a draft.
        written.value("confidential", Some("yes"));
        written.string("described-as", source.title.as_deref().unwrap_or_default());
        return written;
    }
    written.title = source.title.clone();
    written.kind(source.kind.as_deref());
    for party in &source.by {
        written.party("by", party);
    }
    if let Some(publisher) = &source.publisher {
        written.party("publisher", publisher);
    }
    written.value("issued", source.issued.as_deref());
    written.value("event", source.event.as_deref());
    written.value("retrieved", source.retrieved.as_deref());
    written.values("url", &source.urls);
    written.values("archived", &source.archived);
    written.value("language", source.language.as_deref());
    for other in &source.derived_from {
        written.fields.push(("derived-from", format!("@{other}")));
    }
    written.value("terms", source.terms.as_deref());
    if let Some(retracted) = &source.retracted {
        let (date, reason) = retracted.split_once(": ").unwrap_or((retracted, ""));
        match edtf::days(date).is_some() {
            true => {
                let reason = if reason.is_empty() {
                    String::new()
                } else {
                    format!(" {}", string(reason))
                };
                written
                    .fields
                    .push(("retracted", format!("{date}{reason}")));
            }
            false => written.string(
                "note",
                &without_references(&format!("retracted: {retracted}")),
            ),
        }
    }
    written.notes(&source.notes);
    written
}

pub fn entity(entity: &Entity) -> Declaration {
    let mut written = Declaration::new(Keyword::Entity);
    written.name = Some(entity.key.clone());
    written.title = Some(entity.name.clone());
    written.kind(entity.kind.as_deref());
    for name in &entity.aka {
        written.string("aka", name);
    }
    for (role, time) in &entity.roles {
        let time = time.as_deref().filter(|time| edtf::days(time).is_some());
        let time = time.map(|time| format!(" {time}")).unwrap_or_default();
        written.fields.push(("role", string(role) + &time));
    }
    written.value("wikidata", entity.wikidata.as_deref());
    written.values("url", &entity.urls);
    written.value("born", entity.born.as_deref());
    written.value("died", entity.died.as_deref());
    written.value("founded", entity.founded.as_deref());
    written.values("same-as", &entity.same_as);
    written.notes(&entity.notes);
    written
}

/// The fields that are read back from a declaration in another file. A sign-off never is, nor what a person allows.
const NOT_READ_BACK: [&str; 4] = ["checked", "approved", "allow", "file"];

/// The declaration that the text is: one that was written here, and came back with lines cut in other places.
pub fn read_back(text: &str) -> Option<Declaration> {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'));
    let mut joined = lines.next()?.to_owned();
    for line in lines.filter(|line| !line.is_empty()) {
        joined += &format!("\n  {line}");
    }
    let parsed = syntax::parse(&joined);
    let written = parsed.declaration.filter(|_| parsed.errors.is_empty())?;
    let is_known = matches!(
        written.keyword,
        Keyword::Claim | Keyword::Source | Keyword::Entity
    );
    // A sentence may begin with "source".
    let has_both = written.title.is_some() && joined.contains(':');
    let is_declaration =
        is_known && (has_both || written.name.is_some() && !written.fields.is_empty());
    if !is_declaration {
        return None;
    }
    let mut declaration = Declaration::new(written.keyword);
    let part = |span: Span| span.of(&joined).to_owned();
    declaration.name = written.name.map(part);
    declaration.kind = written.kind.map(part);
    declaration.title = written
        .title
        .map(|title| contents_span(&joined, title).of(&joined).to_owned());
    for field in &written.fields {
        let spec = field_of(written.keyword, field.name.of(&joined));
        let spec = spec.filter(|spec| !NOT_READ_BACK.contains(&spec.name));
        if let (Some(spec), Some(value)) = (spec, field.value_span()) {
            declaration.fields.push((spec.name, part(value)));
        }
    }
    Some(declaration)
}

/// The maximum length of a name that is made of other words, in characters.
const LONGEST_NAME: usize = 40;

/// Names that are not used yet.
#[derive(Default)]
pub struct NewNames(HashSet<String>);

impl NewNames {
    pub fn without(used: impl IntoIterator<Item = String>) -> NewNames {
        NewNames(used.into_iter().collect())
    }

    /// A name made of the words of `text`.
    pub fn of(&mut self, text: &str) -> String {
        let name = name_of(text);
        let mut free = name.clone();
        let mut number = 1;
        while !self.0.insert(free.clone()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        free
    }
}

/// The text as a name: its letters and digits, with `-` between words.
pub fn name_of(text: &str) -> String {
    let text = text.to_lowercase();
    let parts = text.split(|c: char| !is_name_character(c) || c == '-' || c == '_');
    let mut name = String::new();
    for part in parts.filter(|part| part.starts_with(char::is_alphanumeric)) {
        let length = name.chars().count() + part.chars().count();
        if !name.is_empty() && length > LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(part.chars().take(LONGEST_NAME));
    }
    match name.is_empty() {
        true => "unnamed".to_owned(),
        false => name,
    }
}

//! A declaration in a few lines of Markdown, for hover and completion.
//!
//! Outside of its own declaration, a confidential source is shown only by its `described-as:`.

use super::markdown::{code, escaped, link};
use super::names::{kind_in_words, public_title};
use super::passages::{DraftPassages, passages_of};
use crate::model::{By, Claim, Entity, EvidenceRole, Item, Source};
use crate::signoff::{Changed, SignOffState, SignerIdentity, checked_of};
use crate::syntax::Locator;
use crate::text::Span;
use crate::workspace::{ArticlePlace, DeclarationId, FileId, Location, Segment, Target, Workspace};

/// The maximum number of `derived-from` steps to follow: more than any real chain has.
const MAX_STEPS: usize = 50;

/// Who the description is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Someone at the declaration itself.
    Editor,
    /// Everyone else.
    Others,
}

/// The description of a declaration. None if it does not exist.
pub fn describe(
    workspace: &Workspace,
    passages: &DraftPassages,
    file: FileId,
    id: DeclarationId,
    viewer: Viewer,
) -> Option<String> {
    let (_, slot) = workspace.file(file)?.get(id)?;
    let item = slot.segment.item.as_ref()?;
    if item.is_protected() && viewer == Viewer::Others {
        return Some(format!(
            "{} (confidential {})",
            escaped(public_title(item)),
            item.keyword().word()
        ));
    }
    let description = Description {
        workspace,
        passages,
        file,
        id,
        segment: &slot.segment,
        item,
    };
    Some(description.lines().join("\n\n"))
}

struct Description<'a> {
    workspace: &'a Workspace,
    passages: &'a DraftPassages,
    file: FileId,
    id: DeclarationId,
    segment: &'a Segment,
    item: &'a Item,
}

impl Description<'_> {
    fn lines(&self) -> Vec<String> {
        let kind = kind_in_words(self.item);
        let mut lines = vec![format!(
            "**{}** ({})",
            escaped(self.item.label()),
            escaped(&kind)
        )];
        if let Some(entity) = self.item.entity() {
            lines.extend(self.entity(entity));
        }
        if let Some(source) = self.item.source() {
            lines.extend(self.source(source));
        }
        if let Some(claim) = self.item.claim() {
            lines.extend(self.claim(claim));
        }
        lines.extend(self.declared());
        lines
    }

    /// ``Declared as `@name` in `file` ``
    fn declared(&self) -> Option<String> {
        let name = self.item.name()?;
        let path = &self.workspace.file(self.file)?.path;
        let file = path.file_name()?.to_string_lossy();
        Some(format!(
            "Declared as {} in {}",
            code(&format!("@{name}")),
            code(&file)
        ))
    }

    fn entity(&self, entity: &Entity) -> Vec<String> {
        let roles = entity.roles.iter().map(|role| escaped(&role.title.text));
        let roles: Vec<String> = roles.collect();
        let aka = entity.aka.iter().map(|name| escaped(&name.text));
        let aka: Vec<String> = aka.collect();
        let mut lines = Vec::new();
        if !roles.is_empty() {
            lines.push(roles.join("; "));
        }
        if !aka.is_empty() {
            lines.push(format!("Also known as {}", aka.join(", ")));
        }
        lines
    }

    fn source(&self, source: &Source) -> Vec<String> {
        let by = self.by(source).map(|by| format!("By {by}"));
        let issued = self
            .field("issued")
            .map(|date| format!("Issued {}", escaped(date)));
        let url = self.field("url").map(link);
        let origins = self
            .origins()
            .map(|origins| format!("Goes back to {origins}"));
        let warning = self
            .field("retracted")
            .map(|when| format!("**Retracted** {}", escaped(when)));
        [by, issued, url, origins, warning]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The authors of the source, separated by commas.
    fn by(&self, source: &Source) -> Option<String> {
        let who = |by: &By| match by {
            By::Name(name) => escaped(&name.text),
            By::Entity(reference) => {
                let target = self.workspace.target(self.file, self.item, *reference);
                let title = target.as_ref().and_then(Target::item).map(public_title);
                let written = self.item.references[*reference].span.of(&self.segment.text);
                escaped(title.unwrap_or(written))
            }
        };
        let names: Vec<String> = source.by.iter().map(who).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The origins of the source. None if it is an origin itself.
    fn origins(&self) -> Option<String> {
        let parents = |file, item: &Item| -> Vec<Target> {
            item.derived_from()
                .filter_map(|reference| self.workspace.target(file, item, reference))
                .collect()
        };
        let mut open = parents(self.file, self.item);
        let mut origins: Vec<String> = Vec::new();
        let mut seen = vec![(self.file, self.id)];
        while let Some(target) = open.pop() {
            let Some(item) = target.item().filter(|_| seen.len() < MAX_STEPS) else {
                continue;
            };
            if seen.contains(&(target.file, target.id)) {
                continue;
            }
            seen.push((target.file, target.id));
            let further = parents(target.file, item);
            if further.is_empty() {
                origins.push(escaped(public_title(item)));
            }
            open.extend(further);
        }
        (!origins.is_empty()).then(|| origins.join(", "))
    }

    fn claim(&self, claim: &Claim) -> Vec<String> {
        let mut lines: Vec<String> = self.passage().into_iter().collect();
        let evidence = claim.evidence.iter();
        let listed: Vec<String> = evidence
            .map(|evidence| {
                let role = match evidence.role {
                    EvidenceRole::Source => "Source",
                    EvidenceRole::ContradictedBy => "Contradicted by",
                    EvidenceRole::Context => "Context",
                };
                let place = match evidence.locator {
                    Some(Locator::Label { label, value }) => label.to(value),
                    Some(Locator::Time(time)) => time,
                    _ => Span::default(),
                };
                let place = place.of(&self.segment.text);
                let at = if place.is_empty() { "" } else { ", at " };
                format!(
                    "- {role}: {}{at}{}",
                    self.evidence(evidence.reference),
                    escaped(place)
                )
            })
            .collect();
        lines.extend((!listed.is_empty()).then(|| listed.join("\n")));
        lines.extend(self.sign_offs(claim));
        lines
    }

    /// Who signed the claim off, and whether each seal is unbroken.
    fn sign_offs(&self, claim: &Claim) -> Option<String> {
        let text = self.workspace.article(self.file);
        let checked =
            text.and_then(|text| checked_of(self.workspace, self.file, self.segment, text));
        let signed = claim.checked().iter().map(|signature| {
            let by = signature.by.as_ref();
            let who =
                by.and_then(|by| SignerIdentity::of(self.workspace, self.file, self.item, by));
            let who = who.map_or("somebody".to_owned(), |who| escaped(&who.label));
            let date = signature.date.as_ref().map_or("", |date| &date.text);
            let seal = match SignOffState::of(signature, checked.as_ref()) {
                SignOffState::Whole => ", the seal is unbroken".to_owned(),
                SignOffState::WholeWithoutSentence => format!(
                    ", the seal is unbroken, but {}",
                    SignOffState::WITHOUT_SENTENCE
                ),
                SignOffState::Broken(changes) => {
                    format!(
                        ", **the seal is broken**: {} changed",
                        Changed::list(&changes)
                    )
                }
                SignOffState::Unsealed => ", without a seal".to_owned(),
                SignOffState::Unknown => String::new(),
            };
            format!("- Checked {} by {who}{seal}", escaped(date))
        });
        let signed: Vec<String> = signed.collect();
        (!signed.is_empty()).then(|| signed.join("\n"))
    }

    /// Where the claim's passage is in the article, and its words.
    fn passage(&self) -> Option<String> {
        let text = self.workspace.article(self.file)?;
        let article = text.article()?;
        let places = passages_of(self.workspace, self.passages, self.file, self.id);
        let passages = self.passages.of(self.workspace, self.file)?;
        let is_ambiguous = passages.places(self.id).is_empty();
        let (first, again) = match &places[..] {
            [] => return Some("Not found in the article".to_owned()),
            several if is_ambiguous => {
                return Some(format!("Found {} times in the article", several.len()));
            }
            [first] => (first, String::new()),
            [first, _] => (first, ", and once more".to_owned()),
            [first, others @ ..] => (first, format!(", and {} more times", others.len())),
        };
        let range = match text.place.as_ref()? {
            ArticlePlace::Embedded(id) => {
                let start = self.workspace.location(self.file, *id, Span::default())?;
                first.range.start - start.range.start..first.range.end - start.range.start
            }
            ArticlePlace::File(_) => first.range.clone(),
        };
        let line = self.line_of(first, &text.text, range.start);
        let file = first.path.file_name()?.to_string_lossy();
        let words = escaped(&article.reader_text(range));
        Some(format!("In {}, line {line}{again}: “{words}”", code(&file)))
    }

    /// The line of a passage in its file, from 1. `at` counts bytes from the start of the article's source.
    fn line_of(&self, passage: &Location, article: &str, at: usize) -> usize {
        let lines = |text: &str| text.matches('\n').count();
        let file = self.workspace.file(self.file);
        let above = match file.filter(|file| file.path == passage.path) {
            Some(file) => file
                .at(passage.range.start)
                .map_or(0, |(start, _)| start.line),
            None => 0,
        };
        above + lines(article.get(..at).unwrap_or_default()) + 1
    }

    /// A source of the claim: its title, authors and origins.
    fn evidence(&self, reference: usize) -> String {
        let written = self.item.references[reference].span.of(&self.segment.text);
        let target = self.workspace.target(self.file, self.item, reference);
        let Some((target, item)) = target.as_ref().and_then(|t| Some((t, t.item()?))) else {
            return escaped(written);
        };
        let title = escaped(public_title(item));
        let Some(source) = item.source().filter(|source| !source.confidential) else {
            return title;
        };
        let cited = Description {
            workspace: self.workspace,
            passages: self.passages,
            file: target.file,
            id: target.id,
            segment: target.segment,
            item,
        };
        let by = cited.by(source).map(|by| format!(", by {by}"));
        let origins = cited
            .origins()
            .map(|origins| format!(", goes back to {origins}"));
        [Some(title), by, origins].into_iter().flatten().collect()
    }

    /// The first value of a field, as written.
    fn field(&self, name: &str) -> Option<&str> {
        let text = &*self.segment.text;
        let declaration = self.segment.syntax().declaration.as_ref()?;
        let value = declaration.fields_named(text, name).next()?.value_span()?;
        Some(value.of(text))
    }
}

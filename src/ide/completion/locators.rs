//! After `at`: the labels of places in a source, times in a recording, and the places that the copies of the source have.

use rustc_hash::FxHashSet;

use super::{Completion, CompletionKind, Completions, Insert, Request};
use crate::ide::markdown::escaped;
use crate::model::locators::{LABELS, labels_in};
use crate::workspace::{FoundCopy, Target};

/// The maximum number of places of copies that are listed.
const MOST_PLACES: usize = 50;
/// The maximum number of passages of a copy that are looked at for them.
const MOST_PASSAGES: usize = 5_000;
/// The maximum number of characters of a copy that are shown of a place.
const MOST_CHARS: usize = 200;

impl Request<'_> {
    /// The labels that fit the kind of the source. Once something is typed, all of them.
    pub(super) fn labels(&self) -> Completions {
        let source = self.source_before();
        let kind = source.as_ref().and_then(|source| source.item()?.kind());
        let fitting = kind.map_or(&[][..], labels_in);
        let all = || LABELS.iter().map(|(label, _)| *label);
        let others = all().filter(|label| !fitting.contains(label));
        let is_open = self.typed().is_empty() && !fitting.is_empty();
        let labels = fitting.iter().copied();
        let mut items: Vec<Completion> = match is_open {
            true => labels.map(|label| self.label(label)).collect(),
            false => labels
                .chain(others)
                .map(|label| self.label(label))
                .collect(),
        };
        items.extend(source.map_or_else(Vec::new, |source| self.places_in_copies(&source)));
        Completions {
            items,
            is_incomplete: is_open,
        }
    }

    /// The first places of the copies of a source, in reading order, each with the words that stand there.
    fn places_in_copies(&self, source: &Target) -> Vec<Completion> {
        let item = source.item().filter(|item| !item.is_protected());
        let Some((file, item)) = self.workspace.file(source.file).zip(item) else {
            return Vec::new();
        };
        let copies = self.workspace.copies_of(file, item);
        let texts = copies.filter_map(|(_, copy)| match copy {
            FoundCopy::Yes(copy) => copy.readable(),
            _ => None,
        });
        let places = texts.flat_map(|text| {
            let passages = text.passages.iter().enumerate().take(MOST_PASSAGES);
            passages.filter_map(|(at, passage)| Some((text.locator_of(at, 0)?, &passage.text)))
        });
        let mut known = FxHashSet::default();
        let new = places.filter(|(locator, _)| known.insert(locator.clone()));
        let items = new.take(MOST_PLACES).map(|(locator, words)| {
            let mut item = self.item(CompletionKind::Word, locator);
            let words: String = words.chars().take(MOST_CHARS).collect();
            item.documentation = Some(escaped(words.trim()));
            item.kind_words = "place".to_owned();
            item
        });
        items.collect()
    }

    fn label(&self, label: &str) -> Completion {
        let known = LABELS.iter().find(|(name, _)| *name == label);
        // A time needs no label.
        let (form, example) = match known {
            Some((_, forms)) => (forms[0], None),
            None => ("00:00:00", Some("00:14:05–00:14:30")),
        };
        let mut item = self.item(CompletionKind::Word, form);
        item.detail = Some(label.to_owned());
        item.title = Some(label.to_owned()).filter(|label| label != form);
        item.kind_words = "place".to_owned();
        item.documentation = example.map(|example| format!("`{example}`"));
        item.insert = match example {
            Some(_) if self.options.snippets => Insert::Snippet("${1:00}:${2:00}:${3:00}".into()),
            Some(_) => Insert::Text(form.to_owned()),
            None => Insert::Text(format!("{form} ")),
        };
        item
    }

    /// The source before `at`.
    fn source_before(&self) -> Option<Target<'_>> {
        let before = &self.segment.text[..self.context.word.start];
        let line = before.rsplit(['\n', '\r']).next()?;
        let item = self.segment.item.as_ref()?;
        let end = self.context.word.start as u32;
        let start = end - line.len() as u32;
        let mut references = item.references.iter().rev();
        let reference = references.find(|it| start <= it.span.start && it.span.end <= end)?;
        self.workspace.resolve(self.file_id, reference).found()
    }
}

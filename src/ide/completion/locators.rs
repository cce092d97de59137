//! After `at`: the labels of places in a source, and times in a recording.

use super::{Completion, CompletionKind, Completions, Insert, Request};
use crate::model::locators::{LABELS, labels_in};

impl Request<'_> {
    /// The labels that fit the kind of the source. Once something is typed, all of them.
    pub(super) fn labels(&self) -> Completions {
        let kind = self.kind_of_source();
        let fitting = kind.map_or(&[][..], labels_in);
        let all = || LABELS.iter().map(|(label, _)| *label);
        let others = all().filter(|label| !fitting.contains(label));
        let is_open = self.typed().is_empty() && !fitting.is_empty();
        let labels = fitting.iter().copied();
        let items = match is_open {
            true => labels.map(|label| self.label(label)).collect(),
            false => labels
                .chain(others)
                .map(|label| self.label(label))
                .collect(),
        };
        Completions {
            items,
            is_incomplete: is_open,
        }
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

    /// The kind of the source before `at`.
    fn kind_of_source(&self) -> Option<&str> {
        let before = &self.segment.text[..self.context.word.start];
        let line = before.rsplit(['\n', '\r']).next()?;
        let item = self.segment.item.as_ref()?;
        let end = self.context.word.start as u32;
        let start = end - line.len() as u32;
        let mut references = item.references.iter().rev();
        let reference = references.find(|it| start <= it.span.start && it.span.end <= end)?;
        let target = self.workspace.resolve(self.file_id, reference).found()?;
        target.item()?.kind()
    }
}

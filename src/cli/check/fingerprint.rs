//! Fingerprints: by them a baseline, and the services that read reports, recognise a finding after text
//! above it has moved.
//!
//! A fingerprint contains words and no position: a line that moves is the usual change of a draft. If several
//! findings are alike in rule, declaration, field and words, the second and further ones are numbered, because
//! GitLab shows only the first of those that share a fingerprint. It is a SHA-256 cut to 128 bits:
//! fingerprints are written to files and must be the same with every version of Rust.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cli::exposed_words::ExposedWords;
use crate::cli::paths::path_in_workspace;
use crate::model::Item;
use crate::model::schema::fields_of;
use crate::rules::{Finding, Policy};
use crate::syntax::{self, Parsed};
use crate::text::fold::fold;
use crate::text::{Digesting, Span};
use crate::workspace::Place;
use crate::workspace::{ArticlePlace, ArticleText, DeclarationId, File, FileId, Workspace};

/// A hash of a finding's rule, its file and what it is about there. Of a confidential source it contains the
/// name only: the words behind a hash can be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of `parts`. It is written to files, so its computation never changes.
    pub fn of(parts: &[&str]) -> Fingerprint {
        let mut digesting = Digesting::default();
        for part in parts {
            digesting.add(part);
        }
        Fingerprint(digesting.done().0)
    }

    /// The fingerprint of a further finding that is alike.
    pub fn numbered(self, number: usize) -> Fingerprint {
        Fingerprint::of(&[&self.to_string(), &number.to_string()])
    }

    /// Reads its 32 hexadecimal digits.
    pub fn read(digits: &str) -> Option<Fingerprint> {
        let digits = digits.as_bytes();
        let value = |digit: u8| (digit as char).to_digit(16);
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (value(pair[0])? << 4 | value(pair[1])?) as u8;
        }
        (digits.len() == 32).then_some(Fingerprint(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// As digits in formats that people can read, otherwise as bytes.
impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(self),
            false => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fingerprint, D::Error> {
        if !deserializer.is_human_readable() {
            return Ok(Fingerprint(Deserialize::deserialize(deserializer)?));
        }
        let digits = String::deserialize(deserializer)?;
        let fingerprint = Fingerprint::read(&digits);
        fingerprint.ok_or_else(|| D::Error::custom("a fingerprint has 32 hexadecimal digits"))
    }
}

/// Computes the fingerprints of the findings of one draft.
pub struct Fingerprints<'a> {
    workspace: &'a Workspace,
    article: Option<&'a ArticleText>,
    /// The path of the draft, relative to the root of its workspace.
    path: String,
    /// The path of the article, so that all drafts of one article report the same; that of the draft if the
    /// article is in it.
    article_path: String,
    /// The declaration that the last finding is about, parsed. The declarations of all findings of an archive
    /// would take too much memory.
    parsed: Option<(FileId, DeclarationId, Parsed)>,
}

impl<'a> Fingerprints<'a> {
    pub fn of(
        workspace: &'a Workspace,
        draft: &File,
        article: Option<&'a ArticleText>,
    ) -> Fingerprints<'a> {
        let path = path_in_workspace(&workspace.roots, &draft.path);
        let article_path = match article.and_then(|article| article.place.as_ref()) {
            Some(ArticlePlace::File(file)) => path_in_workspace(&workspace.roots, file),
            _ => path.clone(),
        };
        Fingerprints {
            workspace,
            article,
            path,
            article_path,
            parsed: None,
        }
    }

    /// The fingerprint of a finding. Findings that are alike get the same one: see [`Fingerprint::numbered`].
    pub fn of_finding(&mut self, finding: &Finding) -> Fingerprint {
        let [declaration, part, words] = match finding.place {
            Place::Declaration { file, id, span } => self.about(file, id, span),
            // Of words that expose a source, not even a hash.
            Place::Article { .. } if finding.rule.policy == Policy::Fixed => {
                ["article".to_owned(), String::new(), String::new()]
            }
            Place::Article { span, .. } => {
                let text = self.article.map_or("", |article| &article.text);
                ["article".to_owned(), String::new(), fold(span.of(text))]
            }
        };
        let path = match finding.place {
            Place::Declaration { .. } => &self.path,
            Place::Article { .. } => &self.article_path,
        };
        Fingerprint::of(&[finding.rule.name, path, &declaration, &part, &words])
    }

    /// The fingerprint of a finding whose words must not be printed: of the words, it contains not even a hash, which
    /// could be guessed.
    pub fn of_hushed(&self, finding: &Finding, exposed: &ExposedWords) -> Fingerprint {
        let slot = match finding.place {
            Place::Declaration { file, id, .. } => {
                let file = self.workspace.file(file);
                file.and_then(|file| file.slot(id))
            }
            Place::Article { .. } => None,
        };
        let item = slot.and_then(|slot| slot.segment.item.as_ref());
        let keyword = item.map_or("article", |item| item.keyword().word());
        let is_exposing = slot.is_some_and(|slot| exposed.are_in(&slot.segment.text));
        let name = item.and_then(Item::name).filter(|_| !is_exposing);
        let name = name.map_or("", |name| name.as_str());
        Fingerprint::of(&[finding.rule.name, &self.path, "hushed", keyword, name])
    }

    /// The declaration, the field, and the words in it that `span` is about.
    fn about(&mut self, file: FileId, id: DeclarationId, span: Span) -> [String; 3] {
        let slot = self.workspace.file(file).and_then(|file| file.get(id));
        let Some((_, slot)) = slot else {
            return Default::default();
        };
        let segment = &*slot.segment;
        let item = segment.item.as_ref();
        let public = |words: &str| match slot.is_protected {
            true => String::new(),
            false => fold(words),
        };
        let keyword = item.map_or("", |item| item.keyword().word());
        let label = match item.and_then(|item| item.name()) {
            Some(name) => format!("@{name}"),
            None => public(item.map_or("", |item| item.label())),
        };
        let declaration = format!("{keyword} {label}");
        if item.is_some_and(|item| is_in_headline(item, span)) {
            return [declaration, String::new(), String::new()];
        }
        let parsed = match self.parsed.take() {
            Some((of, at, parsed)) if (of, at) == (file, id) => parsed,
            _ => syntax::parse(&segment.text),
        };
        let mut fields = parsed.declaration.iter().flat_map(|it| &it.fields);
        let field = fields.find(|field| field.span.touches(span.start as usize));
        let name = field.map_or("", |field| field.name.of(&segment.text));
        let is_known = item.is_some_and(|item| {
            let mut known = fields_of(item.keyword()).iter();
            known.any(|field| field.name == name)
        });
        let part = if is_known { name } else { "" };
        let words = public(span.of(&segment.text));
        self.parsed = Some((file, id, parsed));
        [declaration, part.to_owned(), words]
    }
}

/// Whether `span` begins in the keyword, the name, the kind or the title. Does not parse the segment, which
/// most findings never need.
fn is_in_headline(item: &Item, span: Span) -> bool {
    let keyword = Span::new(0, item.keyword().word().len());
    let kind = item.kind.as_ref().map(|kind| kind.span);
    let parts = [item.name_span(), kind, item.title_span()];
    let headline = parts.into_iter().flatten().fold(keyword, Span::to);
    headline.touches(span.start as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_never_changes() {
        let fingerprint = Fingerprint::of(&["unsourced-claim", "a.sayso"]);
        assert_eq!(fingerprint.to_string(), "ff50f885870eb0d8c04a9c25f0d2b932");
    }

    #[test]
    fn parts_are_not_joined() {
        assert_ne!(Fingerprint::of(&["a", "bc"]), Fingerprint::of(&["ab", "c"]));
    }

    #[test]
    fn reads_what_it_displays() {
        let fingerprint = Fingerprint::of(&["a"]).numbered(2);
        assert_eq!(
            Fingerprint::read(&fingerprint.to_string()),
            Some(fingerprint)
        );
        for wrong in ["", "0", "é0000000000000000000000000000000", &"0".repeat(34)] {
            assert_eq!(Fingerprint::read(wrong), None, "{wrong}");
        }
    }
}

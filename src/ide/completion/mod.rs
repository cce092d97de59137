//! What can be typed next: names, keywords, fields, kinds, words, and the sentences of the article.

pub(super) mod context;
mod claim_above;
mod continuation;
mod snippet;
mod nearness;
mod references;
mod words;
mod locators;
mod drafts;
mod paths;
mod passages;
mod sign_offs;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use self::continuation::continuation;

use self::context::{CompletionContext, Wanted, context_at};
use super::passages::DraftPassages;
use crate::signoff::Signing;
use crate::workspace::{DeclarationId, File, FileId, Segment, Slot, Start, Workspace};

/// The maximum number of items.
pub const MAX_ITEMS: usize = 100;

#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Whether the client supports snippets: texts with `$1` for places to fill in.
    pub snippets: bool,
    /// The signer, and today's date.
    pub signing: Option<&'a Signing>,
    /// Whether the user only typed a space, and nobody asked for a list.
    pub after_space: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Completions {
    /// Best first.
    pub items: Vec<Completion>,
    /// Whether typing another letter can bring up further items.
    pub is_incomplete: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    Keyword,
    Kind,
    Field,
    Word,
    Entity,
    Source,
    Claim,
    Passage,
    Rule,
    /// Several lines to start with.
    Draft,
    File,
    Folder,
}

impl CompletionKind {
    fn in_words(self) -> &'static str {
        match self {
            CompletionKind::Keyword => "declaration",
            CompletionKind::Kind => "kind",
            CompletionKind::Field => "field",
            CompletionKind::Word => "word",
            CompletionKind::Entity => "entity",
            CompletionKind::Source => "source",
            CompletionKind::Claim => "claim",
            CompletionKind::Passage => "sentence",
            CompletionKind::Rule => "rule",
            CompletionKind::Draft => "snippet",
            CompletionKind::File => "file",
            CompletionKind::Folder => "folder",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Completion {
    pub label: String,
    pub kind: CompletionKind,
    /// The title of the declaration, which stands beside the label.
    pub title: Option<String>,
    /// The kind in words, which ends the row.
    pub kind_words: String,
    pub detail: Option<String>,
    /// Markdown. For a declaration it is made on request, by [`describe`](crate::ide::describe::describe).
    pub documentation: Option<String>,
    /// The text that a client matches with what was typed. If the server has matched already, it begins with exactly
    /// what was typed: the client itself would not find `Rocío` by `rocio`.
    pub filter_text: Option<String>,
    /// Keeps the server's order in clients that sort.
    pub sort_text: String,
    /// The bytes that are replaced.
    pub replace: Range<usize>,
    /// Whether what follows the cursor in those bytes may stay.
    pub may_keep_rest: bool,
    /// Whether it is likely what is meant.
    pub preselect: bool,
    pub insert: Insert,
    /// The declaration that it refers to.
    pub declaration: Option<(FileId, DeclarationId)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Insert {
    Text(String),
    Snippet(String),
}

/// What can be inserted at `offset`.
pub fn completion(
    workspace: &Workspace,
    passages: &DraftPassages,
    file_id: FileId,
    offset: usize,
    options: &Options,
) -> Completions {
    let Some(file) = workspace.file(file_id) else {
        return Completions::default();
    };
    let nothing;
    let (start, id, segment) = match file.at(offset) {
        Some((start, Slot { id, segment, .. })) => (start, *id, &**segment),
        None => {
            nothing = Segment::new("".into());
            (Start::default(), DeclarationId(0), &nothing)
        }
    };
    let offset = segment
        .text
        .floor_char_boundary(offset.saturating_sub(start.byte));
    let request = Request {
        workspace,
        passages,
        file_id,
        file,
        id,
        start: start.byte,
        segment,
        context: context_at(segment, offset),
        offset,
        options,
    };
    let mut completions = match options.after_space && !request.context.wanted.opens_after_space() {
        true => Completions::default(),
        false => request.answer(),
    };
    for (at, item) in completions.items.iter_mut().enumerate() {
        item.sort_text = format!("{at:03}");
    }
    completions
}

/// The place of a completion and its surroundings.
struct Request<'a> {
    workspace: &'a Workspace,
    passages: &'a DraftPassages,
    file_id: FileId,
    file: &'a File,
    id: DeclarationId,
    /// Where the segment starts in the file.
    start: usize,
    segment: &'a Segment,
    context: CompletionContext,
    /// The cursor, from the start of the segment.
    offset: usize,
    options: &'a Options<'a>,
}

impl Request<'_> {
    fn answer(&self) -> Completions {
        let complete = |items| Completions {
            items,
            is_incomplete: false,
        };
        match self.context.wanted {
            Wanted::Keyword => complete([self.keywords(), self.drafts()].concat()),
            Wanted::Kind(keyword) => complete(self.kinds(keyword)),
            Wanted::FieldName => complete([self.lines_of_claim_above(), self.fields()].concat()),
            Wanted::Words(words) | Wanted::MoreWords(words) => complete(self.words(words)),
            Wanted::Label => self.labels(),
            Wanted::Path { files, is_quoted } => complete(self.paths(files, is_quoted)),
            Wanted::Rule => complete(self.rules()),
            Wanted::Language => complete(self.languages()),
            Wanted::Reference(keyword) => self.references(keyword),
            Wanted::Passage => self.sentences(),
            Wanted::Signature => complete(self.signatures()),
            Wanted::SignOff => complete(self.sign_offs()),
            Wanted::Seal => complete(self.seals()),
            Wanted::Nothing => Completions::default(),
        }
    }

    /// The part of the word that is already typed.
    fn typed(&self) -> &str {
        &self.segment.text[self.context.word.start..self.offset]
    }

    /// The rest of the line after the word.
    fn rest_of_line(&self) -> &str {
        let rest = &self.segment.text[self.context.word.end..];
        rest.split(['\n', '\r']).next().unwrap_or_default()
    }

    /// An item that replaces the word.
    fn item(&self, kind: CompletionKind, label: impl Into<String>) -> Completion {
        let label = label.into();
        let word = &self.context.word;
        Completion {
            insert: Insert::Text(label.clone()),
            label,
            kind,
            title: None,
            kind_words: kind.in_words().to_owned(),
            detail: None,
            documentation: None,
            filter_text: None,
            sort_text: String::new(),
            replace: self.start + word.start..self.start + word.end,
            may_keep_rest: true,
            preselect: false,
            declaration: None,
        }
    }
}

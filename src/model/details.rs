//! The fields of articles, entities and sources, and the values that several declarations have.

use thin_vec::ThinVec;

use super::references::Reference;
use super::texts::Text;
use crate::text::{Slice, Span};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleFields {
    /// The path of the file with the text.
    pub text: Option<Text>,
    pub published: Option<Text>,
    pub updated: Option<Text>,
    pub embargo: Option<Text>,
    pub byline: ThinVec<By>,
    pub language: Option<Slice>,
    pub status: Option<Text>,
}

impl ArticleFields {
    /// Whether its `status:` says that somebody checks the article, or has checked it.
    pub fn is_in_check(&self) -> bool {
        let status = self.status.as_ref().map(|status| status.text.as_str());
        matches!(status, Some("checking" | "ready" | "published"))
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    pub aka: ThinVec<Text>,
    pub wikidata: Option<Text>,
    pub roles: ThinVec<EntityRole>,
    pub born: Option<Text>,
    pub died: Option<Text>,
    pub founded: Option<Text>,
}

/// `"Speaker" 2021-01/2026-01`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRole {
    pub title: Text,
    /// The period of the role.
    pub time: Option<Text>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Empty if the source is confidential: see [`Source::identity`].
    pub by: ThinVec<By>,
    pub publisher: Option<By>,
    pub issued: Option<Text>,
    pub event: Option<Text>,
    pub retrieved: Option<Text>,
    pub urls: ThinVec<Text>,
    pub archived: ThinVec<Text>,
    /// The copies that the newsroom keeps. Empty if the source is confidential: its copies are never read.
    pub files: ThinVec<SourceFile>,
    pub terms: Option<Text>,
    /// Whether it is confidential or may be: something looks like `confidential: yes`.
    pub confidential: bool,
    /// Whether it says `confidential: yes`, without a slip.
    pub is_marked_confidential: bool,
    /// Whether `derived-from:` refers to other sources.
    pub is_derived: bool,
    pub described_as: Option<Text>,
    pub reason: Option<Text>,
    /// In boxes, because few sources have these.
    pub approved: Option<Box<Signature>>,
    pub retracted: Option<Box<Retraction>>,
    pub language: Option<Slice>,
    /// Only if the source is confidential.
    pub identity: Option<Box<Identity>>,
}

/// `"minutes.pdf" sha256 9f86…`: a copy of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Relative to the folder of the draft, or to the folder for evidence.
    pub path: Text,
    /// The SHA-256 checksum as written: the first hexadecimal digits of it, or all.
    pub checksum: Option<Text>,
    pub span: Span,
}

/// Who a confidential source is: what its `by:` and its notes refer to. It is kept apart from all other
/// references, so that nothing outside of its declaration can depend on it. Only the search for words that expose
/// the source reads it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// The values of `by:`; an entity is an index into the references below.
    pub by: ThinVec<By>,
    /// The references in `by:` and in notes.
    pub references: ThinVec<Reference>,
}

/// A person or organisation behind a source, byline or signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The index into the item's references.
    Entity(usize),
    Name(Text),
}

/// `DATE by SIGNER`, with a seal if it is a sign-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub date: Option<Text>,
    pub by: Option<By>,
    /// The fingerprint, without the word `seal`.
    pub seal: Option<Text>,
    pub span: Span,
}

/// `DATE "why"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retraction {
    pub date: Option<Text>,
    pub reason: Option<Text>,
    pub span: Span,
}

/// `allow: rule "reason"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    pub rule: Text,
    pub reason: Option<Text>,
    pub span: Span,
}

impl Allow {
    /// Whether it gives a reason.
    pub fn has_reason(&self) -> bool {
        let reason = self.reason.as_ref();
        reason.is_some_and(|reason| !reason.text.is_empty())
    }
}

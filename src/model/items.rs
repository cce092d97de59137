//! One declaration, as the rules see it.

use smol_str::SmolStr;

use super::problems::Problem;
use crate::syntax::{Keyword, Locator};
use crate::text::Span;

/// A declaration with everything that it declares and refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub keyword: Keyword,
    /// In Unicode form NFC, so that what looks alike is alike.
    pub name: Option<Text>,
    pub kind: Option<Text>,
    pub title: Option<Text>,
    pub references: Vec<Reference>,
    pub problems: Vec<Problem>,
    pub detail: Detail,
    /// A hash of all that other declarations read in this one. As long as it stays, no finding
    /// elsewhere can change.
    pub facts: u64,
}

impl Item {
    /// Gives back the memory that was kept for growing: a workspace holds very many items.
    pub fn shrink(&mut self) {
        self.references.shrink_to_fit();
        if let Detail::Claim(claim) = &mut self.detail {
            claim.evidence.shrink_to_fit();
            claim.said_by.shrink_to_fit();
            claim.about.shrink_to_fit();
        }
        if let Detail::Source(source) = &mut self.detail {
            source.by.shrink_to_fit();
            source.derived_from.shrink_to_fit();
        }
    }

    pub fn name(&self) -> Option<&SmolStr> {
        self.name.as_ref().map(|name| &name.text)
    }

    pub fn kind(&self) -> Option<&str> {
        self.kind.as_ref().map(|kind| kind.text.as_str())
    }

    /// The title, or else the name.
    pub fn label(&self) -> &str {
        let text = self.title.as_ref().or(self.name.as_ref());
        text.map_or("", |text| text.text.as_str())
    }

    /// The names by which an entity is known in prose: its title and `aka:`.
    pub fn known_names(&self) -> impl Iterator<Item = &str> {
        let title = self.title.as_ref().filter(|_| self.entity().is_some());
        let aka = self.entity().map_or(&[][..], |entity| &entity.aka);
        title.into_iter().chain(aka).map(|text| text.text.as_str())
    }

    pub fn entity(&self) -> Option<&Entity> {
        match &self.detail {
            Detail::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    pub fn source(&self) -> Option<&Source> {
        match &self.detail {
            Detail::Source(source) => Some(source),
            _ => None,
        }
    }

    pub fn claim(&self) -> Option<&Claim> {
        match &self.detail {
            Detail::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    pub fn article(&self) -> Option<&Article> {
        match &self.detail {
            Detail::Article(article) => Some(article),
            _ => None,
        }
    }
}

/// A word or a string, with the place that it was read from (a string's with its quotation marks).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: SmolStr,
    pub span: Span,
}

/// A use of another declaration's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// With its `@`.
    pub span: Span,
    pub name: SmolStr,
    /// The `file` of `@file/name`.
    pub file: Option<SmolStr>,
    pub role: Role,
}

/// Which field a reference stands in, as far as it matters for what it may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Byline,
    By,
    Publisher,
    DerivedFrom,
    Source,
    ContradictedBy,
    Context,
    SaidBy,
    About,
    Reply,
    /// `checked: … by @name`, `approved: … by @name`
    SignedBy,
    Note,
}

impl Role {
    /// What the reference must refer to; none where anything will do.
    pub fn expects(self) -> Option<Keyword> {
        match self {
            Role::DerivedFrom | Role::Source | Role::ContradictedBy | Role::Context => {
                Some(Keyword::Source)
            }
            Role::Note => None,
            _ => Some(Keyword::Entity),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    Article(Article),
    Text,
    Entity(Entity),
    Source(Source),
    Claim(Claim),
    Unknown,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The file that holds the text.
    pub text: Option<Text>,
    pub language: Option<SmolStr>,
    pub status: Option<SmolStr>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    pub aka: Vec<Text>,
    pub wikidata: Option<Text>,
    pub roles: Vec<Text>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    pub by: Vec<By>,
    /// The places of `derived-from` in the item's references.
    pub derived_from: Vec<usize>,
    pub confidential: bool,
    pub described_as: Option<Text>,
    pub language: Option<SmolStr>,
}

/// Who stands behind a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The place in the item's references.
    Entity(usize),
    Name(Text),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    pub evidence: Vec<Evidence>,
    pub said_by: Vec<usize>,
    pub about: Vec<usize>,
    pub prefix: Option<Text>,
    pub suffix: Option<Text>,
    /// The number with its unit, or the date, as written.
    pub value: Option<Text>,
    pub verdict: Option<SmolStr>,
}

impl Claim {
    /// The evidence of one role.
    pub fn evidence_as(&self, role: EvidenceRole) -> impl Iterator<Item = &Evidence> {
        self.evidence
            .iter()
            .filter(move |evidence| evidence.role == role)
    }

    pub fn sources(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence_as(EvidenceRole::Source)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceRole {
    Source,
    ContradictedBy,
    Context,
}

/// `@source [at LOCATOR] ["the source's words"] [primary|secondary]`
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub role: EvidenceRole,
    /// The place in the item's references.
    pub reference: usize,
    pub locator: Option<Locator>,
    pub words: Option<Text>,
    pub span: Span,
}

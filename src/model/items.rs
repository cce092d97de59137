//! One declaration, as the rules see it.

use thin_vec::ThinVec;

use super::problems::Problem;
use crate::syntax::{Keyword, Locator};
use crate::text::{Slice, Span};

/// A declaration with everything that it declares and refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// In Unicode form NFC, so that what looks alike is alike.
    pub name: Option<Text>,
    pub kind: Option<Text>,
    pub title: Option<Text>,
    pub references: ThinVec<Reference>,
    pub detail: Detail,
    /// In a box, since most declarations have none of it.
    pub aside: Option<Box<Aside>>,
}

/// What is not about the world but about the declaration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aside {
    pub problems: ThinVec<Problem>,
    /// The findings that somebody means to keep.
    pub allows: ThinVec<Allow>,
}

impl Allow {
    /// Whether it says why.
    pub fn has_reason(&self) -> bool {
        let reason = self.reason.as_ref();
        reason.is_some_and(|reason| !reason.text.is_empty())
    }
}

impl Item {
    /// Gives back the memory that was kept for growing: a workspace holds very many items.
    pub fn shrink(&mut self) {
        self.references.shrink_to_fit();
        match &mut self.detail {
            Detail::Claim(claim) => claim.evidence.shrink_to_fit(),
            Detail::Source(source) => {
                source.by.shrink_to_fit();
                source.urls.shrink_to_fit();
                source.archived.shrink_to_fit();
            }
            Detail::Entity(entity) => {
                entity.aka.shrink_to_fit();
                entity.roles.shrink_to_fit();
            }
            _ => {}
        }
    }

    pub fn keyword(&self) -> Keyword {
        match self.detail {
            Detail::Article(_) => Keyword::Article,
            Detail::Text => Keyword::Text,
            Detail::Entity(_) => Keyword::Entity,
            Detail::Source(_) => Keyword::Source,
            Detail::Claim(_) => Keyword::Claim,
            Detail::Unknown => Keyword::Unknown,
        }
    }

    pub fn name(&self) -> Option<&Slice> {
        self.name.as_ref().map(|name| &name.text)
    }

    /// Where the name stands.
    pub fn name_span(&self) -> Option<Span> {
        self.name.as_ref().map(|name| name.span)
    }

    /// Where the title stands, with its quotation marks.
    pub fn title_span(&self) -> Option<Span> {
        self.title.as_ref().map(|title| title.span)
    }

    pub fn kind(&self) -> Option<&str> {
        self.kind.as_ref().map(|kind| &*kind.text)
    }

    /// The title, or else the name.
    pub fn label(&self) -> &str {
        let text = self.title.as_ref().or(self.name.as_ref());
        text.map_or("", |text| &text.text)
    }

    /// The names by which an entity is known in prose: its title and `aka:`.
    pub fn known_names(&self) -> impl Iterator<Item = &str> {
        let title = self.title.as_ref().filter(|_| self.entity().is_some());
        let aka = self.entity().map_or(&[][..], |entity| &entity.aka);
        title.into_iter().chain(aka).map(|text| &*text.text)
    }

    pub fn problems(&self) -> &[Problem] {
        self.aside.as_ref().map_or(&[], |aside| &aside.problems)
    }

    /// The findings that somebody means to keep.
    pub fn allows(&self) -> &[Allow] {
        self.aside.as_ref().map_or(&[], |aside| &aside.allows)
    }

    /// Who says so in the article: places in the references.
    pub fn said_by(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.values_of(Role::SaidBy)
    }

    /// Whom or what a claim is about: places in the references.
    pub fn about(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.values_of(Role::About)
    }

    /// The sources that a source goes back to: places in the references.
    pub fn derived_from(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.values_of(Role::DerivedFrom)
    }

    fn values_of(&self, field: Role) -> impl DoubleEndedIterator<Item = usize> {
        let references = self.references.iter().enumerate();
        let is_value = move |reference: &Reference| reference.value_of == Some(field);
        references.filter_map(move |(at, reference)| is_value(reference).then_some(at))
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
/// Where it stands there as it is, it shares the text of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: Slice,
    pub span: Span,
}

/// A use of another declaration's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// With its `@`.
    pub span: Span,
    pub name: Slice,
    /// The `file` of `@file/name`. In a box, since few references name one.
    pub file: Option<Box<Slice>>,
    pub role: Role,
    /// The field whose value it stands for. One value is one reference: what stands behind it refers
    /// to something, but says nothing.
    pub value_of: Option<Role>,
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

    /// Whether a source goes back to what it refers to so.
    pub fn leads_back(self) -> bool {
        matches!(self, Role::By | Role::Publisher | Role::DerivedFrom)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    Article(Box<Article>),
    Text,
    Entity(Box<Entity>),
    Source(Box<Source>),
    Claim(Claim),
    Unknown,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The file that holds the text.
    pub text: Option<Text>,
    pub published: Option<Text>,
    pub updated: Option<Text>,
    pub embargo: Option<Text>,
    pub byline: ThinVec<By>,
    pub language: Option<Slice>,
    pub status: Option<Text>,
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
    /// The time for which it held.
    pub time: Option<Text>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    pub by: ThinVec<By>,
    pub publisher: Option<By>,
    pub issued: Option<Text>,
    pub event: Option<Text>,
    pub retrieved: Option<Text>,
    pub urls: ThinVec<Text>,
    pub archived: ThinVec<Text>,
    pub terms: Option<Text>,
    pub confidential: bool,
    /// Whether it goes back to other sources.
    pub is_derived: bool,
    pub described_as: Option<Text>,
    pub reason: Option<Text>,
    /// In boxes, as few sources have one.
    pub approved: Option<Box<Signature>>,
    pub retracted: Option<Box<Retraction>>,
    pub language: Option<Slice>,
}

/// Who stands behind something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The place in the item's references.
    Entity(usize),
    Name(Text),
}

/// `DATE by WHO`, with a seal where it is a sign-off.
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

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    pub evidence: ThinVec<Evidence>,
    /// In a box, since most claims say none of it and a workspace holds very many claims.
    pub particulars: Option<Box<Particulars>>,
}

/// What only some claims say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Particulars {
    pub prefix: Option<Text>,
    pub suffix: Option<Text>,
    /// The number with its unit, or the date: as written, with one space where there is any.
    pub value: Option<Text>,
    pub verdict: Option<Text>,
    pub asserts: Option<Text>,
    pub replies: Vec<Reply>,
    pub checked: Vec<Signature>,
}

/// `@entity OUTCOME DATE`: the right of reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The place in the item's references.
    pub reference: usize,
    pub outcome: Option<Text>,
    pub date: Option<Text>,
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

    pub fn prefix(&self) -> Option<&Text> {
        self.particulars.as_ref()?.prefix.as_ref()
    }

    pub fn suffix(&self) -> Option<&Text> {
        self.particulars.as_ref()?.suffix.as_ref()
    }

    /// The number with its unit, or the date: as written, with one space where there is any.
    pub fn value(&self) -> Option<&Text> {
        self.particulars.as_ref()?.value.as_ref()
    }

    pub fn verdict(&self) -> Option<&Text> {
        self.particulars.as_ref()?.verdict.as_ref()
    }

    /// `said`, `so` or `both`.
    pub fn asserts(&self) -> Option<&Text> {
        self.particulars.as_ref()?.asserts.as_ref()
    }

    pub fn replies(&self) -> &[Reply] {
        self.particulars.as_ref().map_or(&[], |all| &all.replies)
    }

    /// The sign-offs.
    pub fn checked(&self) -> &[Signature] {
        self.particulars.as_ref().map_or(&[], |all| &all.checked)
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
    /// In a box, since most evidence quotes none.
    pub words: Option<Box<Text>>,
    pub rank: Option<Rank>,
}

/// How near a source stands to what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Primary,
    Secondary,
}

//! One declaration, as rules see it.

use thin_vec::ThinVec;

use super::claim::Claim;
use super::details::{Allow, ArticleFields, Entity, Source};
use super::problems::DeclarationProblem;
use super::references::{Reference, Role};
use super::texts::Text;
use crate::syntax::Keyword;
use crate::text::{Slice, Span};

/// A declaration with everything that it declares and refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// In Unicode form NFC, so that names that look the same are equal.
    pub name: Option<Text>,
    pub kind: Option<Text>,
    pub title: Option<Text>,
    pub references: ThinVec<Reference>,
    pub detail: Detail,
    /// In a box, because most declarations have none of it.
    pub aside: Option<Box<Aside>>,
}

/// What few declarations have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aside {
    pub is_protected: bool,
    pub problems: ThinVec<DeclarationProblem>,
    /// The findings that are suppressed on purpose.
    pub allows: ThinVec<Allow>,
}

impl Item {
    /// Frees spare capacity: a workspace contains very many items.
    pub fn shrink(&mut self) {
        self.references.shrink_to_fit();
        match &mut self.detail {
            Detail::Claim(claim) => claim.evidence.shrink_to_fit(),
            Detail::Source(source) => {
                source.by.shrink_to_fit();
                source.urls.shrink_to_fit();
                source.archived.shrink_to_fit();
                source.files.shrink_to_fit();
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

    /// The place of the name.
    pub fn name_span(&self) -> Option<Span> {
        self.name.as_ref().map(|name| name.span)
    }

    /// The place of the title with its quotation marks.
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

    /// The names of an entity in prose: its title and aliases (`aka:`).
    pub fn known_names(&self) -> impl Iterator<Item = &str> {
        let title = self.title.as_ref().filter(|_| self.entity().is_some());
        let aka = self.entity().map_or(&[][..], |entity| &entity.aka);
        title.into_iter().chain(aka).map(|text| &*text.text)
    }

    /// Whether it is an entity that can say and do something: a person or an organisation.
    pub fn may_speak(&self) -> bool {
        self.entity().is_some() && matches!(self.kind(), Some("person" | "organisation"))
    }

    /// Whether its words must not be shown anywhere else: it is or may be confidential.
    pub fn is_protected(&self) -> bool {
        self.aside.as_ref().is_some_and(|aside| aside.is_protected)
    }

    pub fn problems(&self) -> &[DeclarationProblem] {
        self.aside.as_ref().map_or(&[], |aside| &aside.problems)
    }

    /// Whether a value that its field does not take begins at `span`.
    pub fn has_invalid_value_at(&self, place: Span) -> bool {
        let is_there = |problem: &DeclarationProblem| match problem {
            DeclarationProblem::InvalidValue { span, .. } => span.start == place.start,
            _ => false,
        };
        self.problems().iter().any(is_there)
    }

    /// The findings that are suppressed on purpose.
    pub fn allows(&self) -> &[Allow] {
        self.aside.as_ref().map_or(&[], |aside| &aside.allows)
    }

    /// Speakers of a claim in the article, as indices into the references.
    pub fn said_by(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.values_of(Role::SaidBy)
    }

    /// Entities that a claim is about, as indices into the references.
    pub fn about(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.values_of(Role::About)
    }

    /// The sources that a source is derived from, as indices into the references.
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

    /// Whether it is a source with copies.
    pub fn has_files(&self) -> bool {
        self.source().is_some_and(|source| !source.files.is_empty())
    }

    pub fn claim(&self) -> Option<&Claim> {
        match &self.detail {
            Detail::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    pub fn article(&self) -> Option<&ArticleFields> {
        match &self.detail {
            Detail::Article(article) => Some(article),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    Article(Box<ArticleFields>),
    Text,
    Entity(Box<Entity>),
    Source(Box<Source>),
    Claim(Claim),
    Unknown,
}

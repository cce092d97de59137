//! References to other declarations.

use crate::syntax::Keyword;
use crate::text::{Slice, Span};

/// A use of another declaration's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// With its `@`.
    pub span: Span,
    pub name: Slice,
    /// The `file` of `@file/name`. In a box, because few references have one.
    pub file: Option<Box<Slice>>,
    pub role: Role,
    /// The field whose value this reference is. `None` for further references of the same value: they
    /// refer to something but are not values.
    pub value_of: Option<Role>,
}

/// The field of a reference, which decides what it may refer to.
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
    /// What the reference must refer to; `None` if anything is allowed.
    pub fn expects(self) -> Option<Keyword> {
        match self {
            Role::DerivedFrom | Role::Source | Role::ContradictedBy | Role::Context => {
                Some(Keyword::Source)
            }
            Role::Note => None,
            _ => Some(Keyword::Entity),
        }
    }

    /// Whether a source goes back to what it refers to in this field.
    pub fn leads_back(self) -> bool {
        matches!(self, Role::By | Role::Publisher | Role::DerivedFrom)
    }
}

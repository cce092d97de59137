//! Problems of a single declaration, as data. The rules of the group *syntax* word them.

use smol_str::SmolStr;

use super::schema::Shape;
use crate::syntax::Keyword;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclarationProblem {
    UnknownField {
        field: Span,
    },
    UnknownKind {
        kind: Span,
    },
    /// A kind on a declaration without kinds.
    NeedlessKind {
        kind: Span,
    },
    InvalidValue {
        span: Span,
        field: SmolStr,
        shape: Shape,
    },
    ImpossibleDate {
        span: Span,
        why: SmolStr,
    },
    UnknownLabel {
        label: Span,
    },
    /// A value without any number in it, in digits at least.
    NoNumber {
        span: Span,
    },
    /// A place that a source cannot have, and what may be meant.
    ImpossiblePlace {
        span: Span,
        why: &'static str,
        meant: Option<SmolStr>,
    },
    /// Several values for a field that takes one.
    TooManyValues {
        span: Span,
        field: SmolStr,
    },
    EmptyField {
        field: Span,
        shape: Shape,
    },
    DuplicateField {
        field: Span,
        first: Span,
    },
    MissingTitle {
        keyword: Keyword,
        headline: Span,
    },
    MissingKind {
        keyword: Keyword,
        headline: Span,
    },
    MissingName {
        keyword: Keyword,
        headline: Span,
    },
}

//! The words and strings of a declaration.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::syntax;
use crate::text::{Slice, Span};

/// A word or a string with its place; that of a string includes the quotation marks. Shares the text of
/// its file unless it differs from what is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: Slice,
    pub span: Span,
}

/// A name in Unicode form NFC.
pub(super) fn name(text: &Slice, span: Span) -> Slice {
    let word = span.of(text);
    if word.is_ascii() {
        return text.part(span);
    }
    match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => text.part(span),
        _ => word.nfc().collect::<String>().into(),
    }
}

pub(super) fn word(text: &Slice, span: Span) -> Text {
    let text = text.part(span);
    Text { text, span }
}

pub(super) fn string(text: &Slice, span: Span) -> Text {
    let text = syntax::contents_of(text, span);
    Text { text, span }
}

//! Which characters can be part of a name in a Sayso file.

use unicode_normalization::char::is_combining_mark;

/// Whether the character can be part of a name, as in the grammar: a letter, a digit, `_`, `-`, or
/// a combining mark. A name cannot start with a mark or `-`.
pub fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() && is_combining_mark(c)
}

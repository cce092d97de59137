//! Words in quotation marks.

use std::ops::Range;

/// Words in quotation marks within one paragraph, without the marks. Quotations in other quotations do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Bytes of the article's folded text.
    pub range: Range<usize>,
    /// Whether this is a part of the same quotation as the quoted words before: the next paragraph of it.
    pub continues: bool,
}

//! Rules about names, numbers and dates in the article.

pub mod name_variant;
pub mod name_diacritics;
pub mod ambiguous_alias;
pub mod unlinked_mention;
pub mod age_mismatch;
pub mod role_out_of_date;
pub mod number_mismatch;
pub mod number_inconsistent;
pub mod weekday_mismatch;
pub mod relative_date;
pub mod unsupported_superlative;
pub mod unread_language;

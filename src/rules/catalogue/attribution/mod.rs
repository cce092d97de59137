//! Rules about who said it, and in which words.

pub mod missing_speaker;
pub mod attribution_mismatch;
pub mod wrong_speaker;
pub mod vague_attribution;
pub mod anonymous_speaker;
pub mod plural_attribution;
pub mod quote_mismatch;
pub mod untranslated_quote;

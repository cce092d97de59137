//! Rules about what the parser and the schema could not accept.

pub mod syntax_error;
pub mod unknown_field;
pub mod unknown_kind;
pub mod invalid_value;
pub mod duplicate_field;
pub mod missing_field;

//! How Sayso marks what it writes into a document, so that it is recognised when the document comes back.

/// The author of the comments that hold claims.
pub const AUTHOR: &str = "Sayso";

/// The date of what has none: the time of the export would make each export another file.
pub const NO_DATE: &str = "2000-01-01T00:00:00Z";

/// The property that says which draft a document was exported from.
pub const DRAFT_PROPERTY: &str = "sayso-draft";

/// What the text of a note begins with whose comment was resolved.
pub const RESOLVED: &str = "(resolved): ";

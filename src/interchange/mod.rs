//! Drafts in the formats that newsrooms use: what comes in, and what goes out. One file or folder per format.
//!
//! Between them and the Sayso language is a common model. What goes out is a [`Released`] draft, of which only that is
//! left which may leave the newsroom.

mod model;
mod remarks;
mod draft_text;
mod passages;
mod hush;
mod exported_text;
mod released;
mod known;
mod arrange;
mod imported;
mod merge;
mod reviewed;
mod contained;
mod docx;
mod sheets;
mod markdown;
mod bibliography;
mod annotations;
mod claim_review;
mod follow_the_money;
mod wikidata;
mod brat;
mod formats;

pub use contained::{perform, read_contained};
pub use draft_text::Declaration;
pub use formats::{
    EXPORT_FORMATS, ExportFormat, IMPORT_FORMATS, ImportFormat, Options, export_format,
};
pub use imported::{Counts, Imported, NewDraft, draft_of, imported, title_of};
pub use known::Known;
pub use merge::{Merged, Newer, merge};
pub use model::Incoming;
pub use released::{Released, Withheld};
pub use reviewed::{Reviewed, reviewed};
pub use sheets::COLUMNS;

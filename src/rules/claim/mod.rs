//! Questions that several rules have about a claim: its names, numbers, quotations, sources and their origins.

pub mod places;
pub mod names_in_passage;
pub mod passage_prose;
pub mod ages;
pub mod figures;
pub mod counterparts;
pub mod same_surroundings;
pub mod contradictions;
pub mod statements;
pub mod headlines;
pub mod quotations;
pub mod quoted_speech;
pub mod speakers;
pub mod attributions;
pub mod evidence;
pub mod cited_copies;
pub mod origins;
pub mod likely_sources;
pub mod spellings;
pub mod rewording;
pub mod beside_report;
pub mod coverage;
pub mod details;
pub mod accusations;

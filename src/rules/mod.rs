//! The rules. Each rule has one file in `catalogue/<group>/`, with its documentation, check, fixes and tests.
//!
//! A rule sees one declaration (or one place in the article) and the workspace around it, and reports what it finds. It
//! reports nothing if it cannot be sure.
//!
//! From the bottom up: `rule` and `finding` are the data, `context` is what a check sees, `claim` answers
//! questions that several rules have about a claim, `catalogue` has the rules, and `engine` runs them.

mod rule;
mod finding;
mod report;
mod draft_edits;
mod context;
mod check;
mod claim;
mod guess;
mod wording;
mod near_values;
mod catalogue;
mod engine;
mod signing;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod measurements;
#[cfg(test)]
mod measurements_of_names;
#[cfg(test)]
mod measurements_of_sources;

pub use catalogue::{RULES, rule_named};
pub use claim::coverage::wants_claim;
pub use claim::likely_sources::sources_by_its_people;
pub use claim::origins::{OriginCount, independent_origins};
pub use context::Context;
pub use context::chains::Chains;
pub use context::passages::Passages;
pub use draft_edits::{add_claims, add_field, append, declare_in, line_end_of};
pub use engine::allow_fix::allow_fix;
pub use engine::analysis::{Analysis, SentenceFindings, analyse, analyse_shared, in_sentences};
pub use engine::coverage::{ArticleCoverage, Coverage};
pub use engine::exposures::Exposures;
pub use engine::fixes::{
    DraftFixes, FileEdits, automatic_fix, draft_fixes, first_draft_fixes, located,
};
pub use engine::shared::SharedAnalysis;
pub use finding::{Applicability, Blank, Edit, Finding, Fix, Related};
pub use guess::{
    GUESSED, Quoting, UnknownName, claims_for, guessed, guessed_marks, name_of, unknown_names,
};
pub use rule::{Group, Policy, Rule, Severity};
pub use signing::{CannotSign, SignOff, checked_in, sign_off};
pub use wording::with_article;

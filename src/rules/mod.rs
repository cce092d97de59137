//! What is checked: one rule, one file, with its documentation, check, fixes and tests.
//!
//! A rule sees one declaration (or one sentence of the article) and the workspace around it, and
//! reports what it finds. It stays silent where it cannot know.

mod rule;
mod finding;
mod context;
mod passages;
mod analysis;
mod suggest;

#[cfg(test)]
mod testing;

mod unsourced_claim;
mod uncovered_sentence;

pub use analysis::{Analysis, analyse, findings_of, sentence_findings_of};
pub use context::{Context, Report, SentenceContext};
pub use finding::{Edit, Finding, Fix, Place, Related};
pub use passages::Passages;
pub use rule::{Check, Group, Rule, Severity};

/// Every rule, in the order of the catalogue.
pub static RULES: &[&Rule] = &[&unsourced_claim::RULE, &uncovered_sentence::RULE];

/// The rule of that name.
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

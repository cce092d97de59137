//! What is checked: one rule, one file, with its documentation, check, fixes and tests.
//!
//! A rule sees one declaration (or one sentence of the article) and the workspace around it, and
//! reports what it finds. It stays silent where it cannot know.

mod rule;
mod page;
mod finding;
mod context;
mod passages;
mod exposures;
mod chains;
mod twins;
mod origins;
mod evidence;
mod addresses;
mod likely_sources;
mod mentions;
mod allowances;
mod active;
mod rewording;
mod tallies;
mod attributions;
mod quotes;
mod said;
mod comparison;
mod spellings;
mod analysis;
mod fixes;
mod signing;
mod suggest;
mod synonyms;
mod wording;
mod words;
mod veil;
mod prose_dates;
mod quantities;
mod prose;
mod reading;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod measurements;
#[cfg(test)]
mod measurements_of_names;

mod syntax_error;
mod unknown_field;
mod unknown_kind;
mod invalid_value;
mod duplicate_field;
mod missing_field;
mod unresolved_reference;
mod wrong_reference_kind;
mod ambiguous_reference;
mod duplicate_name;
mod duplicate_entity;
mod unused_entity;
mod unused_source;
mod unused;

mod anchor_not_found;
mod anchor_ambiguous;
mod missing_article_text;
mod overlapping_claims;
mod uncovered_sentence;
mod unsourced_claim;
mod missing_locator;
mod secondary_only;
mod encyclopedia_source;
mod press_release_as_primary;
mod source_too_new;
mod unarchived_source;
mod retracted_source;
mod ignored_contradiction;
mod single_source;
mod same_origin;
mod circular_sourcing;
mod missing_speaker;
mod attribution_mismatch;
mod vague_attribution;
mod plural_attribution;
mod quote_mismatch;
mod untranslated_quote;
mod name_variant;
mod name_diacritics;
mod ambiguous_alias;
mod unlinked_mention;
mod age_mismatch;
mod role_out_of_date;
mod number_mismatch;
mod number_inconsistent;
mod weekday_mismatch;
mod relative_date;
mod unsupported_superlative;
mod confidential_identity;
mod confidential_exposed;
mod terms_violated;
mod anonymous_incomplete;
mod anonymous_only;
mod embargo_active;
mod missing_reply;
mod unchecked_claim;
mod broken_seal;
mod unsealed_sign_off;
mod self_checked;
mod unused_allow;
mod allow_without_reason;

pub use allowances::{AllowContext, keeping};
pub use analysis::{Analysis, Shared, analyse, analyse_among};
pub use chains::Chains;
pub use context::{Context, ExposureContext, Report, SentenceContext};
pub use finding::{Applicability, Edit, Finding, Fix, Place, Related};
pub use fixes::{FileEdits, Mending, located, mending, safe_fix};
pub use likely_sources::sources_by_its_people;
pub use mentions::Named;
pub use passages::Passages;
pub use reading::Reading;
pub use rule::{Check, Group, Policy, Rule, Severity};
pub use signing::{CannotSign, SignOff, checked_in, sign_off};
pub use suggest::{nearest, slip_of};
pub use tallies::Tallies;
pub use uncovered_sentence::Coverage;

/// Every rule, in the order of the catalogue.
pub static RULES: &[&Rule] = &[
    &syntax_error::RULE,
    &unknown_field::RULE,
    &unknown_kind::RULE,
    &invalid_value::RULE,
    &duplicate_field::RULE,
    &missing_field::RULE,
    &unresolved_reference::RULE,
    &wrong_reference_kind::RULE,
    &ambiguous_reference::RULE,
    &duplicate_name::RULE,
    &duplicate_entity::RULE,
    &unused_entity::RULE,
    &unused_source::RULE,
    &anchor_not_found::RULE,
    &anchor_ambiguous::RULE,
    &missing_article_text::RULE,
    &overlapping_claims::RULE,
    &uncovered_sentence::RULE,
    &unsourced_claim::RULE,
    &missing_locator::RULE,
    &secondary_only::RULE,
    &encyclopedia_source::RULE,
    &press_release_as_primary::RULE,
    &source_too_new::RULE,
    &unarchived_source::RULE,
    &retracted_source::RULE,
    &ignored_contradiction::RULE,
    &single_source::RULE,
    &same_origin::RULE,
    &circular_sourcing::RULE,
    &missing_speaker::RULE,
    &attribution_mismatch::RULE,
    &vague_attribution::RULE,
    &plural_attribution::RULE,
    &quote_mismatch::RULE,
    &untranslated_quote::RULE,
    &name_variant::RULE,
    &name_diacritics::RULE,
    &ambiguous_alias::RULE,
    &unlinked_mention::RULE,
    &age_mismatch::RULE,
    &role_out_of_date::RULE,
    &number_mismatch::RULE,
    &number_inconsistent::RULE,
    &weekday_mismatch::RULE,
    &relative_date::RULE,
    &unsupported_superlative::RULE,
    &confidential_identity::RULE,
    &confidential_exposed::RULE,
    &terms_violated::RULE,
    &anonymous_incomplete::RULE,
    &anonymous_only::RULE,
    &embargo_active::RULE,
    &missing_reply::RULE,
    &unchecked_claim::RULE,
    &broken_seal::RULE,
    &unsealed_sign_off::RULE,
    &self_checked::RULE,
    &unused_allow::RULE,
    &allow_without_reason::RULE,
];

/// The rule of that name.
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

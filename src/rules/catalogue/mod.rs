//! The catalogue: every rule with its check, in the order in which users see them.

pub mod syntax;
pub mod names;
pub mod anchors;
pub mod sourcing;
pub mod evidence;
pub mod independence;
pub mod attribution;
pub mod names_and_numbers;
pub mod protection;
pub mod sign_off;
pub mod suppression;
mod documentation;

use crate::rules::check::Check;
use crate::rules::rule::Rule;

macro_rules! catalogue {
    ($($group:ident::$rule:ident,)*) => {
        /// Every rule, in the order of the catalogue.
        pub static RULES: &[&Rule] = &[$(&$group::$rule::RULE),*];

        /// The checks of [`RULES`], in the same order.
        pub static CHECKS: &[Check] = &[$($group::$rule::CHECK),*];
    };
}

catalogue! {
    syntax::syntax_error,
    syntax::unknown_field,
    syntax::unknown_kind,
    syntax::invalid_value,
    syntax::duplicate_field,
    syntax::missing_field,
    names::unresolved_reference,
    names::wrong_reference_kind,
    names::ambiguous_reference,
    names::duplicate_name,
    names::duplicate_entity,
    names::unused_entity,
    names::unused_source,
    anchors::anchor_not_found,
    anchors::anchor_ambiguous,
    anchors::missing_article_text,
    anchors::overlapping_claims,
    anchors::uncovered_sentence,
    anchors::uncovered_detail,
    anchors::unchecked_article,
    sourcing::unsourced_claim,
    sourcing::kind_too_weak,
    sourcing::missing_locator,
    sourcing::secondary_only,
    sourcing::encyclopedia_source,
    sourcing::press_release_as_primary,
    sourcing::source_too_new,
    sourcing::unarchived_source,
    sourcing::retracted_source,
    sourcing::ignored_contradiction,
    evidence::missing_file,
    evidence::file_changed,
    evidence::unhashed_file,
    evidence::quote_not_in_source,
    evidence::locator_out_of_range,
    evidence::number_not_in_source,
    independence::single_source,
    independence::same_origin,
    independence::circular_sourcing,
    attribution::missing_speaker,
    attribution::wrong_speaker,
    attribution::attribution_mismatch,
    attribution::vague_attribution,
    attribution::anonymous_speaker,
    attribution::plural_attribution,
    attribution::quote_mismatch,
    attribution::untranslated_quote,
    names_and_numbers::name_variant,
    names_and_numbers::name_diacritics,
    names_and_numbers::ambiguous_alias,
    names_and_numbers::unlinked_mention,
    names_and_numbers::age_mismatch,
    names_and_numbers::role_out_of_date,
    names_and_numbers::number_mismatch,
    names_and_numbers::number_inconsistent,
    names_and_numbers::weekday_mismatch,
    names_and_numbers::relative_date,
    names_and_numbers::unsupported_superlative,
    names_and_numbers::unread_language,
    protection::confidential_identity,
    protection::confidential_exposed,
    protection::terms_violated,
    protection::anonymous_incomplete,
    protection::anonymous_only,
    protection::embargo_active,
    protection::missing_reply,
    sign_off::unchecked_claim,
    sign_off::broken_seal,
    sign_off::unsealed_sign_off,
    sign_off::self_checked,
    suppression::unused_allow,
    suppression::allow_without_reason,
}

/// The rule with that name.
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

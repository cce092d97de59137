//! The page of each rule as a document that is in no file: `sayso:rules/unsourced-claim.md`.

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

use crate::rules::{Rule, rule_named};

/// The scheme of the documents.
pub const SCHEME: &str = "sayso";

/// The page at that address.
pub fn page_at(uri: &Uri) -> Result<String> {
    let path = uri.as_str().split_once(':');
    let path = path.filter(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME));
    let path = path.map_or("", |(_, path)| path).trim_start_matches('/');
    let name = path.strip_prefix("rules/").unwrap_or_default();
    page_of(name.strip_suffix(".md").unwrap_or(name))
}

/// The page of the rule with that name.
pub fn page_of(name: &str) -> Result<String> {
    let page = rule_named(name).map(Rule::full_documentation);
    page.ok_or_else(|| Error::invalid_params(format!("`{name}` is no rule of Sayso")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages() {
        let found = |uri: &str| page_at(&uri.parse().expect("a URI")).is_ok();
        for uri in [
            "sayso:rules/unsourced-claim.md",
            "sayso:rules/unsourced-claim",
            "sayso:/rules/unsourced-claim.md",
            "sayso:///rules/unsourced-claim.md",
        ] {
            assert!(found(uri), "{uri}");
        }
        for uri in [
            "sayso:rules/no-rule.md",
            "sayso:unsourced-claim",
            "file:///rules/unsourced-claim.md",
            "sayso:",
        ] {
            assert!(!found(uri), "{uri}");
        }
    }
}

//! The colours cover the same fields, kinds and words as the language.

use std::collections::BTreeSet;

use sayso::model::schema::{Shape, fields_of, kinds_of};
use sayso::syntax::Keyword;
use serde_json::Value;

const DECLARATIONS: [(&str, Keyword); 4] = [
    ("article", Keyword::Article),
    ("entity", Keyword::Entity),
    ("source", Keyword::Source),
    ("claim", Keyword::Claim),
];

#[test]
fn every_field_has_its_colour() {
    let colours = colours();
    for (name, keyword) in DECLARATIONS {
        let patterns = colours[name]["patterns"].as_array().expect("patterns");
        let coloured = patterns
            .iter()
            .filter_map(|pattern| pattern["match"].as_str())
            .find_map(|pattern| alternatives(pattern, "^[ \\t]+("));
        let known = fields_of(keyword).iter().map(|field| field.name).collect();
        assert_eq!(coloured, Some(known), "fields of `{name}`");
    }
}

#[test]
fn every_kind_has_its_colour() {
    let colours = colours();
    for (name, keyword) in DECLARATIONS {
        let headline = colours[name]["begin"].as_str().expect("a headline");
        let coloured = alternatives(headline, "(:)(?:[ \\t]*(").unwrap_or_default();
        let known = kinds_of(keyword).iter().copied().collect();
        assert_eq!(coloured, known, "kinds of `{name}`");
    }
}

#[test]
fn every_word_of_a_fixed_list_has_its_colour() {
    let colours = colours();
    let pattern = colours["word"]["match"].as_str().expect("a pattern");
    let coloured = alternatives(pattern, "(?:").expect("words");
    let mut known = BTreeSet::from(["primary", "secondary"]);
    for (_, keyword) in DECLARATIONS {
        for field in fields_of(keyword) {
            if let Shape::Choice(words) = field.shape {
                known.extend(words);
            }
        }
    }
    assert_eq!(coloured, known);
}

fn colours() -> Value {
    let source = include_str!("../../../editors/vscode/syntaxes/sayso.tmLanguage.json");
    let grammar: Value = serde_json::from_str(source).expect("the grammar is JSON");
    grammar["repository"].clone()
}

/// The alternatives of the group that `opening` begins.
fn alternatives<'a>(pattern: &'a str, opening: &str) -> Option<BTreeSet<&'a str>> {
    let (_, group) = pattern.split_once(opening)?;
    let (group, _) = group.split_once(')')?;
    Some(group.split('|').collect())
}

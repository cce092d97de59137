//! Words that people write for words of the language.

use crate::model::schema::{field_of, kinds_of};
use crate::syntax::Keyword;

/// A field's name as others call it, and what it is called here; of several, the first that the
/// declaration has.
const FIELDS: &[(&str, &[&str])] = &[
    ("alias", &["aka"]),
    ("aliases", &["aka"]),
    ("nickname", &["aka"]),
    ("author", &["by", "byline", "said-by"]),
    ("authors", &["by", "byline", "said-by"]),
    ("writer", &["byline", "by"]),
    ("speaker", &["said-by", "by"]),
    ("date", &["issued", "published"]),
    ("link", &["url"]),
    ("website", &["url"]),
    ("comment", &["note"]),
    ("comments", &["note"]),
    ("remark", &["note"]),
    ("subject", &["about"]),
    ("topic", &["about"]),
    ("person", &["about"]),
    ("people", &["about"]),
    ("evidence", &["source"]),
    ("reference", &["source"]),
    ("citation", &["source"]),
    ("job", &["role"]),
    ("position", &["role"]),
    ("occupation", &["role"]),
    ("birthday", &["born"]),
    ("response", &["reply"]),
    ("answer", &["reply"]),
    ("amount", &["value"]),
    ("number", &["value"]),
    ("anonymous", &["confidential"]),
];

/// The same for kinds.
const KINDS: &[(&str, &[&str])] = &[
    ("city", &["place"]),
    ("town", &["place"]),
    ("village", &["place"]),
    ("country", &["place"]),
    ("region", &["place"]),
    ("state", &["place"]),
    ("company", &["organisation"]),
    ("institution", &["organisation"]),
    ("agency", &["organisation", "wire"]),
    ("ministry", &["organisation"]),
    ("government", &["organisation"]),
    ("party", &["organisation"]),
    ("group", &["organisation"]),
    ("ngo", &["organisation"]),
    ("man", &["person"]),
    ("woman", &["person"]),
    ("politician", &["person"]),
    ("human", &["person"]),
    ("film", &["work", "photo-video"]),
    ("tweet", &["social-post"]),
    ("photo", &["photo-video"]),
    ("picture", &["photo-video"]),
    ("image", &["photo-video"]),
    ("video", &["photo-video"]),
    ("podcast", &["broadcast"]),
    ("radio", &["broadcast"]),
    ("television", &["broadcast"]),
    ("tv", &["broadcast"]),
    ("law", &["legislation"]),
    ("bill", &["legislation"]),
    ("website", &["webpage"]),
    ("site", &["webpage"]),
    ("paper", &["study"]),
    ("research", &["study"]),
    ("article", &["news-article"]),
    ("newspaper", &["news-article"]),
    ("call", &["interview"]),
    ("conversation", &["interview"]),
    ("letter", &["document"]),
    ("contract", &["document"]),
    ("minutes", &["document"]),
    ("memo", &["document"]),
    ("indictment", &["court-record"]),
    ("judgment", &["court-record"]),
    ("ruling", &["court-record"]),
    ("verdict", &["court-record"]),
    ("table", &["dataset"]),
    ("spreadsheet", &["dataset"]),
    ("database", &["dataset"]),
    ("speech", &["statement"]),
    ("witness", &["observation"]),
    ("statistic", &["number"]),
    ("figure", &["number"]),
    ("quotation", &["quote"]),
    ("comment", &["opinion"]),
    ("view", &["opinion"]),
    ("accusation", &["allegation"]),
    ("cause", &["causal"]),
];

/// The field of that declaration that is elsewhere called so.
pub fn field_called(keyword: Keyword, word: &str) -> Option<&'static str> {
    let is_here = |name: &&str| field_of(keyword, name).is_some();
    called(FIELDS, word).iter().copied().find(is_here)
}

/// The kind of that declaration that is elsewhere called so.
pub fn kind_called(keyword: Keyword, word: &str) -> Option<&'static str> {
    let is_here = |name: &&str| kinds_of(keyword).contains(name);
    called(KINDS, word).iter().copied().find(is_here)
}

fn called(
    words: &'static [(&'static str, &'static [&'static str])],
    word: &str,
) -> &'static [&'static str] {
    let word = word.to_lowercase();
    let known = words.iter().find(|(other, _)| *other == word);
    known.map_or(&[], |(_, here)| here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lead_to_words_of_the_language() {
        for (word, here) in FIELDS {
            for name in *here {
                let mut all = Keyword::ALL.into_iter();
                assert!(
                    all.any(|keyword| field_of(keyword, name).is_some()),
                    "{word}"
                );
            }
        }
        for (word, here) in KINDS {
            for name in *here {
                let mut all = Keyword::ALL.into_iter();
                assert!(
                    all.any(|keyword| kinds_of(keyword).contains(name)),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn what_the_declaration_has_counts() {
        assert_eq!(field_called(Keyword::Article, "Author"), Some("byline"));
        assert_eq!(field_called(Keyword::Source, "author"), Some("by"));
        assert_eq!(field_called(Keyword::Entity, "author"), None);
        assert_eq!(kind_called(Keyword::Source, "agency"), Some("wire"));
        assert_eq!(kind_called(Keyword::Claim, "agency"), None);
    }
}

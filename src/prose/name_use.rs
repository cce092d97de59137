//! How languages use names.

/// Languages in which names have the same form everywhere, with nothing added at their ends.
const KEEPING_NAMES: [&str; 7] = ["en", "es", "fr", "it", "pt", "ca", "gl"];
/// Languages in which all nouns begin with a capital.
const CAPITALISING_NOUNS: [&str; 2] = ["de", "lb"];

/// Whether names have the same form everywhere in the language with that BCP 47 tag.
pub fn keeps_names(tag: &str) -> bool {
    is_one_of(tag, &KEEPING_NAMES)
}

/// Whether all nouns begin with a capital in the language with that BCP 47 tag.
pub fn capitalises_nouns(tag: &str) -> bool {
    is_one_of(tag, &CAPITALISING_NOUNS)
}

fn is_one_of(tag: &str, languages: &[&str]) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    languages
        .iter()
        .any(|own| primary.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::{capitalises_nouns, keeps_names};

    #[test]
    fn tags_are_read_by_their_language() {
        assert!(keeps_names("en-GB") && keeps_names("ES") && !keeps_names("de"));
        assert!(capitalises_nouns("de_AT") && !capitalises_nouns("den"));
    }
}

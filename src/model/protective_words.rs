//! Words that say that somebody must be protected, in whatever way they are written.

use rapidfuzz::distance::osa;
use unicode_normalization::UnicodeNormalization;

/// The field of the language.
const FIELD: &str = "confidential";
/// The maximum number of letters that are wrong, missing or too many.
const SLIPS: usize = 3;
/// The minimum number of letters of an abbreviation.
const SHORTEST: usize = 4;
/// The minimum number of bytes of a synonym of which a letter may be wrong.
const LONG: usize = 8;
/// The number of letters of a word that are compared.
const LONGEST: usize = 24;

/// Names of rules, which are not about the declaration that contains them.
const RULES: [&str; 2] = ["confidential-exposed", "confidential-identity"];

/// Words for the same in English and other languages, as [`letters_of`] makes them.
const SYNONYMS: &[&str] = &[
    "anonym",
    "anonyme",
    "anonymised",
    "anonymized",
    "anonymity",
    "anonymous",
    "anonimo",
    "anonima",
    "anonimato",
    "classified",
    "duverne",
    "fortrolig",
    "geheim",
    "gizli",
    "hidden",
    "konfidensiell",
    "konfidentiell",
    "luottamuksellinen",
    "offrecord",
    "offtherecord",
    "poufne",
    "private",
    "privado",
    "privat",
    "protected",
    "riservata",
    "riservato",
    "secret",
    "secreta",
    "secreto",
    "segreto",
    "sigilo",
    "sigiloso",
    "tajne",
    "unnamed",
    "vertraulich",
    "vertrouwelijk",
    "анонимно",
    "конфиденциально",
    "секретно",
    "سري",
    "保密",
    "匿名",
    "機密",
    "机密",
];

/// Values that agree, as [`letters_of`] makes them.
const AGREEING: &[&str] = &[
    "1", "a", "da", "hai", "ja", "jes", "o", "ok", "on", "oui", "si", "sim", "t", "tak", "true",
    "x", "y", "yep", "yes", "✓", "✔",
];

/// What a word says about protection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is the field `confidential`, or nearly.
    Field,
    /// It means the same, but has other uses.
    Synonym,
    Other,
}

pub(super) fn meaning_of(word: &str) -> Meaning {
    // Nearly all words are decided by their first letter.
    let first = word.bytes().next();
    let is_plain = word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_plain && !first.is_some_and(|byte| b"acdfghklnopqrstuvx".contains(&byte))
        || RULES.contains(&word)
    {
        return Meaning::Other;
    }
    let letters = letters_of(word);
    if SYNONYMS.iter().any(|synonym| is_nearly(&letters, synonym)) {
        return Meaning::Synonym;
    }
    match is_field(&in_latin(&letters)) {
        true => Meaning::Field,
        false => Meaning::Other,
    }
}

/// Whether the value or word says yes.
pub(super) fn is_agreeing(word: &str) -> bool {
    AGREEING.contains(&letters_of(word).as_str())
}

fn is_field(letters: &str) -> bool {
    let count = letters.chars().count();
    if count < SHORTEST {
        return false;
    }
    let is_beginning = FIELD.starts_with(letters) || letters.starts_with(&FIELD[..6]);
    let is_part = letters.contains(FIELD);
    let is_near = || {
        let is_as_long = count.abs_diff(FIELD.len()) <= SLIPS;
        is_as_long && osa::distance(letters.chars(), FIELD.chars()) <= SLIPS
    };
    is_beginning || is_part || is_near()
}

/// Whether the words are the same, but for one letter of a long word.
fn is_nearly(letters: &str, synonym: &str) -> bool {
    let is_long =
        letters.len().min(synonym.len()) >= LONG && letters.len().abs_diff(synonym.len()) <= 2;
    letters == synonym || is_long && osa::distance(letters.chars(), synonym.chars()) == 1
}

/// The letters and digits of a word in lower case: without marks, hyphens and invisible characters, and wide letters as
/// usual ones.
fn letters_of(word: &str) -> String {
    let decomposed = word
        .nfkd()
        .filter(|c| c.is_alphanumeric() || matches!(c, '✓' | '✔'));
    decomposed
        .flat_map(char::to_lowercase)
        .take(LONGEST)
        .collect()
}

/// With Latin letters in place of digits and of Cyrillic and Greek letters that look like them.
fn in_latin(letters: &str) -> String {
    let latin = |c: char| match c {
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' | '3' => 'e',
        'ғ' => 'f',
        'і' | 'ι' | 'ı' | '1' | '!' => 'i',
        'ӏ' | 'ⅼ' => 'l',
        'п' | 'ո' | 'η' => 'n',
        'о' | 'ο' | 'օ' | '0' => 'o',
        'т' | 'τ' | '7' => 't',
        c => c,
    };
    letters.chars().map(latin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_mean_the_field() {
        for word in [
            "confidential",
            "Confidential",
            "CONFIDENTIAL",
            "confidental",
            "confidencial",
            "confidentail",
            "cofnidential",
            "onfidential",
            "confidentiality",
            "confidentiel",
            "confidential-source",
            "conf",
            "confid",
            "confidentia\u{301}l",
            "ｃｏｎｆｉｄｅｎｔｉａｌ",
            "con\u{200b}fidential",
            "соnfidеntiаl",
            "c0nfident1al",
            "is-confidential",
            "source_confidential",
            "konfidential",
        ] {
            assert_eq!(meaning_of(word), Meaning::Field, "{word}");
        }
    }

    #[test]
    fn other_languages_have_synonyms() {
        for word in [
            "anonymous",
            "anonymus",
            "Vertraulich",
            "anónimo",
            "secreto",
            "保密",
            "Конфиденциально",
        ] {
            assert_eq!(meaning_of(word), Meaning::Synonym, "{word}");
        }
    }

    #[test]
    fn other_words_mean_something_else() {
        for word in [
            "",
            "con",
            "context",
            "contact",
            "confirmed",
            "credential",
            "presidential",
            "residential",
            "identical",
            "conference",
            "confidential-exposed",
            "confidential-identity",
            "publisher",
            "described-as",
        ] {
            assert_eq!(meaning_of(word), Meaning::Other, "{word}");
        }
    }
}

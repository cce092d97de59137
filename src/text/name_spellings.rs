//! The ways in which prose writes a name: "U.S." and "US", "Smith & Sons" and "Smith and Sons", "Müller" and "Mueller".

use std::borrow::Cow;

/// The name as it is written, and its other spellings.
pub fn spellings(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let others = [
        without_full_stops(name),
        with_full_stops(name),
        replaced(name, &[(" & ", " and ")]),
        replaced(name, &[(" and ", " & ")]),
        replaced(name, UMLAUTS),
    ];
    let others = others.into_iter().flatten().map(Cow::Owned);
    std::iter::once(Cow::Borrowed(name)).chain(others)
}

/// How German letters are written where a keyboard or a language lacks them. The other way round is not safe: most "ue"
/// are no "ü".
const UMLAUTS: &[(&str, &str)] = &[
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("Ä", "Ae"),
    ("Ö", "Oe"),
    ("Ü", "Ue"),
    ("ß", "ss"),
];

/// `None` if nothing is replaced.
fn replaced(name: &str, pairs: &[(&str, &str)]) -> Option<String> {
    let is_there = pairs.iter().any(|(from, _)| name.contains(from));
    is_there.then(|| {
        let replace = |name: String, (from, to): &(&str, &str)| name.replace(from, to);
        pairs.iter().fold(name.to_owned(), replace)
    })
}

/// "U.S." as "US".
fn without_full_stops(name: &str) -> Option<String> {
    let letters = name.strip_suffix('.')?.split('.');
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    let letters: Vec<&str> = letters.collect();
    (letters.len() > 1 && letters.iter().all(|part| is_letter(part))).then(|| letters.concat())
}

/// "US" as "U.S.".
fn with_full_stops(name: &str) -> Option<String> {
    const LONGEST: usize = 4;
    let is_acronym =
        (2..=LONGEST).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    is_acronym.then(|| name.chars().flat_map(|letter| [letter, '.']).collect())
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn other_spellings() {
        for (name, expected) in [
            ("U.S.", "U.S.|US"),
            ("US", "US|U.S."),
            ("F.B.I.", "F.B.I.|FBI"),
            ("Smith & Sons", "Smith & Sons|Smith and Sons"),
            ("Smith and Sons", "Smith and Sons|Smith & Sons"),
            ("Jörg Müßig", "Jörg Müßig|Joerg Muessig"),
            ("Mr. Ana Sol Jr.", "Mr. Ana Sol Jr."),
            ("NASDAQ", "NASDAQ"),
            ("J.", "J."),
            (".", "."),
            ("", ""),
        ] {
            let found: Vec<_> = spellings(name).collect();
            assert_eq!(found.join("|"), expected);
        }
    }
}

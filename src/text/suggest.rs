//! The nearest words to one that was mistyped.

use rapidfuzz::distance::damerau_levenshtein::{Args, distance_with_args};

use crate::text::fold::fold_for_search;

/// The fewest letters of a word of which one may be wrong without leaving a doubt.
const LEAST_LETTERS: usize = 5;

/// At most three of [`near`].
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near = near(word, candidates);
    near.truncate(3);
    near
}

/// The candidates within a third of the word's length, the nearest first, whatever their case and
/// diacritics; after them those of which the word is a part (`miguel` of `rocio-san-miguel`).
pub fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let word: Vec<char> = fold_for_search(word).chars().collect();
    let allowed = (word.len() / 3).max(1);
    let args = Args::default().score_cutoff(allowed);
    let distance_of = |candidate: &str| {
        let folded: Vec<char> = fold_for_search(candidate).chars().collect();
        // Most candidates are ruled out by their length alone.
        let distance = (folded.len().abs_diff(word.len()) <= allowed)
            .then(|| distance_with_args(word.iter().copied(), folded.iter().copied(), &args))
            .flatten();
        let is_part = || word.len() >= 3 && has_part(&folded, &word);
        distance.or_else(|| is_part().then_some(allowed + 1))
    };
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| Some((distance_of(candidate)?, candidate)))
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The candidate that the word is but for a slip of the fingers: its case or its diacritics, or one
/// letter of at least five. None where another candidate is hardly farther away.
pub fn slip_of<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = fold_for_search(word).chars().collect();
    let allowed = usize::from(word.len() >= LEAST_LETTERS);
    let distance = |candidate: &str| {
        let candidate: Vec<char> = fold_for_search(candidate).chars().collect();
        let (word, candidate) = (word.iter().copied(), candidate.iter().copied());
        distance_with_args(word, candidate, &Args::default())
    };
    let mut candidates: Vec<(usize, &str)> = candidates
        .into_iter()
        .map(|candidate| (distance(candidate), candidate))
        .collect();
    candidates.sort();
    let (off, slip) = *candidates.first().filter(|(off, _)| *off <= allowed)?;
    let next = candidates.get(1).map(|(next, _)| *next);
    next.is_none_or(|next| next > 2 * off).then_some(slip)
}

/// The letters that a slip puts into a name.
const SLIP_LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789-_";
/// The longest word whose slips are listed, in bytes.
const LONGEST: usize = 64;

/// Every word from which `word` differs by one slip: a letter that is wrong, missing, too many or in the place of its
/// neighbour, or capital letters. If `a` is a slip of `b`, then `b` is one of `a`. None for short words.
pub fn slips_of(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < LEAST_LETTERS - 1 || word.len() > LONGEST {
        return Vec::new();
    }
    let mut slips = Vec::new();
    let joined = |start: &[char], between: &[char], end: &[char]| -> String {
        [start, between, end].concat().into_iter().collect()
    };
    for at in 0..=letters.len() {
        let (start, end) = letters.split_at(at);
        slips.extend(SLIP_LETTERS.chars().map(|c| joined(start, &[c], end)));
        if let [wrong, end @ ..] = end {
            slips.push(joined(start, &[], end));
            let others = SLIP_LETTERS.chars().filter(|c| c != wrong);
            slips.extend(others.map(|c| joined(start, &[c], end)));
            if let [next, end @ ..] = end {
                slips.push(joined(start, &[*next, *wrong], end));
            }
        }
    }
    let lower = word.to_lowercase();
    match lower == word {
        true => slips.extend(in_capitals(word)),
        false => slips.extend(
            in_capitals(&lower)
                .contains(&word.to_owned())
                .then_some(lower),
        ),
    }
    slips.retain(|slip| slip != word);
    slips
}

/// A word in lower case with capital letters at its start, at the start of each part, and everywhere.
fn in_capitals(word: &str) -> [String; 3] {
    let mut begins = true;
    let parts = word.chars().flat_map(|c| {
        let capital = std::mem::replace(&mut begins, matches!(c, '-' | '_'));
        match capital {
            true => c.to_uppercase().collect::<String>(),
            false => c.to_string(),
        }
        .chars()
        .collect::<Vec<char>>()
    });
    let parts: String = parts.collect();
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    [first.chain(letters).collect(), parts, word.to_uppercase()]
}

/// Whether `part` begins one of the words of a name.
fn has_part(name: &[char], part: &[char]) -> bool {
    let begins = |at: usize| at == 0 || matches!(name[at - 1], '-' | '_');
    let mut windows = name.windows(part.len()).enumerate();
    windows.any(|(at, window)| window == part && begins(at))
}

#[cfg(test)]
mod tests {
    use super::{near, nearest, slip_of, slips_of};

    #[test]
    fn the_nearest_comes_first() {
        assert_eq!(nearest("cliam", ["claim", "article"]), ["claim"]);
        assert_eq!(
            nearest("pubished", ["published", "publisher", "url"])[0],
            "published"
        );
        assert!(nearest("x", ["claim"]).is_empty());
    }

    #[test]
    fn diacritics_and_parts() {
        assert_eq!(nearest("rocio", ["rocío", "rosa"]), ["rocío"]);
        assert_eq!(
            nearest("San-Miguel", ["rocio-san-miguel"]),
            ["rocio-san-miguel"]
        );
        assert!(nearest("mig", ["amigo"]).is_empty());
    }

    #[test]
    fn slips() {
        let fields = ["issued", "published", "publisher", "url"];
        assert_eq!(slip_of("isued", fields), Some("issued"));
        assert_eq!(slip_of("Publisher", fields), Some("publisher"));
        assert_eq!(slip_of("URL", fields), Some("url"));
        assert_eq!(slip_of("ur", fields), None);
        assert_eq!(slip_of("publishe", fields), None);
        assert_eq!(slip_of("note", fields), None);
        assert_eq!(slip_of("isued", []), None);
    }

    #[test]
    fn among_many() {
        let names: Vec<String> = (0..10_000).map(|n| format!("person-number-{n}")).collect();
        let found = near("person-nubmer-77", names.iter().map(String::as_str));
        assert_eq!(found[0], "person-number-77");
    }

    #[test]
    fn slips_go_both_ways() {
        for (word, slip) in [
            ("ines-varga", "ines-vagra"),
            ("ines-varga", "ines-vrga"),
            ("ines-varga", "ines_varga"),
            ("ines-varga", "ines-vargaa"),
            ("ines-varga", "Ines-Varga"),
            ("bolden", "Bolden"),
            ("bolden", "BOLDEN"),
        ] {
            assert!(slips_of(word).contains(&slip.to_owned()), "{slip}");
            assert!(slips_of(slip).contains(&word.to_owned()), "{slip}");
        }
        for (word, other) in [("bolden", "boLden"), ("bolden", "bolde-x"), ("abc", "abd")] {
            assert!(!slips_of(word).contains(&other.to_owned()), "{other}");
        }
        assert!(slips_of(&"a".repeat(100)).is_empty());
    }
}

//! The nearest words to one that was mistyped.

use rapidfuzz::distance::damerau_levenshtein;

/// The candidates within a third of the word's length, the nearest first; at most three.
#[allow(dead_code, reason = "the rules on names come next")]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    let allowed = (length / 3).max(1);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 4 * allowed)
        .filter_map(|candidate| {
            let distance =
                damerau_levenshtein::distance(folded.chars(), candidate.to_lowercase().chars());
            (distance <= allowed).then_some((distance, candidate))
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter()
        .map(|(_, candidate)| candidate)
        .take(3)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_comes_first() {
        assert_eq!(nearest("cliam", ["claim", "article"]), ["claim"]);
        assert_eq!(
            nearest("pubished", ["published", "publisher", "url"])[0],
            "published"
        );
        assert!(nearest("x", ["claim"]).is_empty());
    }
}

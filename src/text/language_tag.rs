//! Language tags (BCP 47).

/// Whether two language tags have the same primary language, whatever their regions.
pub fn is_one_language(left: &str, right: &str) -> bool {
    let primary = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_lowercase()
    };
    primary(left) == primary(right)
}

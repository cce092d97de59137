//! Numbers of things, in words for people.

/// "1 claim", "2 claims"
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

//! The syntax of snippets: texts with places to fill in.

/// A place to choose one of the words.
pub(super) fn choice(number: usize, words: &[&str]) -> String {
    format!("${{{number}|{}|}}", words.join(","))
}

/// A place to fill in that holds `text` for now.
pub(super) fn place(number: usize, text: &str) -> String {
    format!("${{{number}:{}}}", escaped(text))
}

/// The text without a meaning in a snippet.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '$' | '}') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

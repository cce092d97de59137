//! Writing Markdown: text from drafts is shown, never interpreted.

/// `text`, escaped so that Markdown shows it unchanged.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// `text` as code. Backticks, which would end it, are replaced.
pub fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n', '\r'], "'"))
}

/// A web address as a link; anything else as text.
pub fn link(url: &str) -> String {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    match is_web && !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\')) {
        true => format!("<{url}>"),
        false => escaped(url),
    }
}

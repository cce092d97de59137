//! Writing Markdown: text from drafts is shown, never interpreted. And the same texts for editors that show none.

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

/// A text of this folder without the marks of its Markdown, for editors that show plain text only. Text from drafts was
/// escaped, so every mark that is not escaped is one of ours.
pub fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut is_code = false;
    let mut separator = "";
    for line in markdown.split('\n') {
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        out.push_str(separator);
        separator = "\n";
        match line {
            "---" => {}
            line if is_code => out.push_str(line),
            line => push_plain(&mut out, line),
        }
    }
    out
}

fn push_plain(out: &mut String, line: &str) {
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '`', '*', '<']) {
        out.push_str(&rest[..at]);
        let mark = &rest[at..];
        let between = |end: char| mark[1..].split_once(end);
        rest = match mark.as_bytes()[0] {
            b'\\' => {
                let shown = mark[1..].chars().next();
                out.extend(shown);
                &mark[1 + shown.map_or(0, char::len_utf8)..]
            }
            b'*' => mark.trim_start_matches('*'),
            open => match between(if open == b'`' { '`' } else { '>' }) {
                Some((inside, behind)) => {
                    out.push_str(inside);
                    behind
                }
                None => {
                    out.push_str(&mark[..1]);
                    &mark[1..]
                }
            },
        };
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_has_no_marks() {
        for (markdown, expected) in [
            ("**Ann \\*X\\*\\_y** (person)", "Ann *X*_y (person)"),
            ("In `a_b*.md`, line 3: “x”", "In a_b*.md, line 3: “x”"),
            (
                "By A\n\n<https://example.org/a_b>",
                "By A\n\nhttps://example.org/a_b",
            ),
            ("A\n\n---\n\nB", "A\n\n\n\nB"),
            (
                "Its value is a date.\n\n```sayso\nissued: 2026-01-08\n```",
                "Its value is a date.\n\nissued: 2026-01-08",
            ),
            (
                "- Checked 2026 by M, **the seal is broken**",
                "- Checked 2026 by M, the seal is broken",
            ),
            (
                "one ` mark, one < mark, one \\",
                "one ` mark, one < mark, one ",
            ),
        ] {
            assert_eq!(plain(markdown), expected, "{markdown}");
        }
    }

    proptest! {
        /// Whatever a draft says, plain text shows it as it is.
        #[test]
        fn escaped_text_is_shown_as_it_is(text in "[a-z*_`<>&~|#!$é😀\\\\ \\[\\]-]{0,30}") {
            prop_assert_eq!(plain(&format!("**{}**", escaped(&text))), text);
        }
    }
}

//! Front matter: settings for a website or a program, between two lines of `---` (YAML) or `+++` (TOML) before the text.
//!
//! As in Pandoc, a `---` that a blank line follows is a rule. As in Hugo, blank lines may come before front matter. What
//! may be text of the article is never skipped: between two rules there may be paragraphs.

use crate::text::line_ends::lines as lines_of;

/// The length of the front matter at the start of `text`, with its last line end; 0 if there is none.
pub fn length_of(text: &str) -> usize {
    let mut lines = lines_of(text).map(|line| (line.end, text[line].trim_end()));
    let Some((_, fence)) = lines.by_ref().find(|(_, line)| !line.is_empty()) else {
        return 0;
    };
    let Some(syntax) = Syntax::opened_by(fence) else {
        return 0;
    };
    let mut reader = FrontMatterReader::of(syntax);
    for (end, line) in lines {
        if syntax.closes(line) {
            return end;
        }
        if !reader.takes(line) {
            return 0;
        }
    }
    0
}

/// The value of the first of these keys that the front matter of `text` has, without its quotation marks. `None` if it is
/// not a text in one line.
pub fn front_matter_value(text: &str, keys: &[&str]) -> Option<String> {
    let inside = &text[..length_of(text)];
    let lines = lines_of(inside).map(|line| inside[line].trim_end());
    let mut lines = lines.skip_while(|line| line.is_empty());
    let syntax = Syntax::opened_by(lines.next()?)?;
    let lines: Vec<&str> = lines.collect();
    let value_of = |key: &&str| {
        let is_key = |line: &&&str| {
            let rest = line.strip_prefix(*key).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with([':', '=']))
        };
        let line = lines.iter().find(is_key)?;
        one_line_text(syntax.value_in(line)?)
    };
    keys.iter().find_map(value_of)
}

/// The values of the first of these keys that the front matter of `text` has: one text, or a list of texts in one line
/// or in lines that begin with `-`.
pub fn front_matter_values(text: &str, keys: &[&str]) -> Vec<String> {
    if let Some(one) = front_matter_value(text, keys) {
        return vec![one];
    }
    let inside = &text[..length_of(text)];
    let lines: Vec<&str> = lines_of(inside)
        .map(|line| inside[line].trim_end())
        .collect();
    let list_of = |key: &&str| {
        let at = lines
            .iter()
            .position(|line| value_of(line, key).is_some())?;
        let value = value_of(lines[at], key)?;
        let inline = value.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let items: Vec<&str> = match inline {
            Some(items) => items.split(',').collect(),
            None if value.is_empty() => {
                let below = lines[at + 1..].iter();
                below
                    .map_while(|line| line.trim_start().strip_prefix("- "))
                    .collect()
            }
            None => Vec::new(),
        };
        let texts = items
            .into_iter()
            .filter_map(|item| one_line_text(item.trim()));
        Some(texts.collect::<Vec<String>>()).filter(|texts| !texts.is_empty())
    };
    keys.iter().find_map(list_of).unwrap_or_default()
}

/// What the line says after this key.
fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(key)?.trim_start();
    rest.strip_prefix([':', '=']).map(str::trim)
}

fn one_line_text(value: &str) -> Option<String> {
    let without_marks = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    let text = match value.chars().next()? {
        '"' => without_marks('"')?.replace("\\\"", "\""),
        '\'' => without_marks('\'')?.replace("''", "'"),
        '|' | '>' | '[' | '{' | '&' | '*' | '!' | '#' => return None,
        _ => value.split(" #").next()?.trim_end().to_owned(),
    };
    (!text.trim().is_empty()).then_some(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Yaml,
    Toml,
}

impl Syntax {
    fn opened_by(line: &str) -> Option<Syntax> {
        match line {
            "---" => Some(Syntax::Yaml),
            "+++" => Some(Syntax::Toml),
            _ => None,
        }
    }

    fn closes(self, line: &str) -> bool {
        match self {
            Syntax::Yaml => matches!(line, "---" | "..."),
            Syntax::Toml => line == "+++",
        }
    }

    /// What is written after the key at the start of the line.
    fn value_in(self, line: &str) -> Option<&str> {
        match self {
            Syntax::Toml => line.split_once('=').map(|(_, value)| value.trim()),
            Syntax::Yaml => {
                let is_key_end =
                    |at: &usize| matches!(line.as_bytes().get(at + 1), None | Some(b' ' | b'\t'));
                let at = memchr::memchr_iter(b':', line.as_bytes()).find(is_key_end)?;
                Some(line[at + 1..].trim())
            }
        }
    }

    /// Whether the line can only be a part of front matter: a comment, a table, or an item of a list.
    fn has_mark(self, line: &str) -> bool {
        match self {
            Syntax::Yaml => {
                line == "-"
                    || line.starts_with(['#', '{', '[', '}', ']', '%', '&', '?'])
                    || line.starts_with("- ")
            }
            Syntax::Toml => line.starts_with(['#', '[', ']', '}', '"', '\'']),
        }
    }
}

/// Reads front matter line by line, without its first and last line.
struct FrontMatterReader {
    syntax: Syntax,
    /// What ends the value that goes on in the next line.
    open: Option<&'static str>,
    /// Whether a paragraph may start in the next line.
    after_gap: bool,
    is_first: bool,
}

impl FrontMatterReader {
    fn of(syntax: Syntax) -> FrontMatterReader {
        FrontMatterReader {
            syntax,
            open: None,
            after_gap: true,
            is_first: true,
        }
    }

    /// Whether the line can be a part of front matter. A key that somebody is typing is one word, or below another
    /// one: what looks like a paragraph is not front matter.
    fn takes(&mut self, line: &str) -> bool {
        if self.is_first && line.is_empty() && self.syntax == Syntax::Yaml {
            return false;
        }
        self.is_first = false;
        if let Some(end) = self.open {
            if line.ends_with(end) {
                self.open = None;
            }
            return true;
        }
        let after_gap = std::mem::replace(&mut self.after_gap, line.is_empty());
        if line.starts_with([' ', '\t']) || self.syntax.has_mark(line) {
            return true;
        }
        match self.syntax.value_in(line) {
            Some(value) => {
                self.open = end_below(value);
                true
            }
            None => !(after_gap && line.trim().contains(char::is_whitespace)),
        }
    }
}

/// What ends `value` in a line below; `None` if it ends in its own line.
fn end_below(value: &str) -> Option<&'static str> {
    const MARKS: [(&str, &str); 6] = [
        ("\"\"\"", "\"\"\""),
        ("'''", "'''"),
        ("\"", "\""),
        ("'", "'"),
        ("[", "]"),
        ("{", "}"),
    ];
    let (open, close) = MARKS.iter().find(|(open, _)| value.starts_with(open))?;
    let without_comment = value.split(" #").next().unwrap_or_default().trim_end();
    let is_whole = |value: &str| value.len() >= open.len() + close.len() && value.ends_with(close);
    (!is_whole(value) && !is_whole(without_comment)).then_some(close)
}

#[cfg(test)]
mod tests {
    use super::{front_matter_values, length_of};

    /// `text` begins with front matter up to `|`, or has none.
    #[track_caller]
    fn check(text: &str) {
        for end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', end);
            let expected = text.find('|').unwrap_or(0);
            assert_eq!(length_of(&text.replace('|', "")), expected, "{text:?}");
        }
    }

    #[test]
    fn front_matter_of_pandoc_hugo_and_jekyll() {
        check("---\ntitle: A\n---\n|Text.");
        check("---\ntitle: A\n...\n|Text.");
        check("--- \ntitle: A\n---\t\n|Text.");
        check("+++\ntitle = \"A\"\n+++\n|Text.");
        check("+++\n\ntitle = \"A\"\n\n[params]\nx = 1\n+++\n|Text.");
        check("---\n---\n|Text.");
        check("\n  \n---\ntitle: A\n---\n|Text.");
        check("---\ntitle: A\n---|");
        check("---\ntitre : Où ?\n\"a key\": 1\nurl:\n---\n|Text.");
        check("---\n# A comment\n{title: A}\n---\n|Text.");
    }

    #[test]
    fn front_matter_may_hold_blank_lines_and_rules() {
        check("---\ntitle: A\n\ntags:\n- one\n- two words\n\n# Sources\nby: Ana\n---\n|Text.");
        check("---\nnote: >\n  One.\n\n  ---\n\n  Two words.\nby: Ana\n---\n|Text.");
        check("---\nnote: \"One.\n\nTwo words.\"\nby: Ana\n---\n|Text.");
        check("---\ntags: [one,\n\ntwo words,\n]\nby: Ana\n---\n|Text.");
        check("+++\nnote = \"\"\"One.\n---\n\nTwo words.\"\"\"\nby = \"Ana\"\n+++\n|Text.");
        check("---\ntitle: \"A\" # so far\n\nby: Ana\n---\n|Text.");
    }

    #[test]
    fn what_may_be_text_is_not_skipped() {
        check("---\n\nThe bridge was closed.\n\n---\n\nOther text.");
        check("---\nThe bridge was closed.\n---\nOther text.");
        check("---\ntitle: A\n\nThe bridge was closed.\n\n---\n\nOther text.");
        check("---\ntitle: A\nThe bridge was closed.");
        check("---\ntitle: A\n+++\nText.");
        check("+++\ntitle = 1\n---\nText.");
        check("+++\nThe bridge was closed.\n+++\nText.");
        check("Text.\n\n---\ntitle: A\n---\n");
        check("----\ntitle: A\n----\n");
        check(" ---\ntitle: A\n---\n");
        check("");
        check("---");
    }

    #[test]
    fn a_key_that_somebody_types_does_not_turn_front_matter_into_text() {
        check("---\ntitle: A\nby\n---\n|Text.");
        check("---\ntit\n---\n|Text.");
        check("---\ntitle: A\n\nby\n---\n|Text.");
        check("---\ntitle: A\nby line\n---\n|Text.");
    }
    #[test]
    fn lists_of_texts() {
        for text in [
            "---\nauthors: [Ana, \"B. C.\"]\n---\nText.",
            "---\ntitle: A\nauthors:\n  - Ana\n  - 'B. C.'\nlang: en\n---\nText.",
            "+++\nauthors = [\"Ana\", \"B. C.\"]\n+++\nText.",
        ] {
            assert_eq!(
                front_matter_values(text, &["author", "authors"]),
                ["Ana", "B. C."]
            );
        }
        let one = "---\nauthor: Ana, and B.\nauthors: [C]\n---\nText.";
        assert_eq!(
            front_matter_values(one, &["author", "authors"]),
            ["Ana, and B."]
        );
        assert!(front_matter_values("---\nauthors: {a: b}\n---\nText.", &["authors"]).is_empty());
    }
}

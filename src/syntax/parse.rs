//! Parses the text of one segment.

use super::errors::{self, ErrorKind, MalformedPlace};
use super::inner_marks::{MarkedText, marked_texts, without_inner_marks};
use super::nodes::Keyword;
use super::parsed::{Parsed, SyntaxError};
use super::plain;
use super::segments::without_prose;
use super::tree::tree_of;
use super::tree_reader::TreeReader;
use crate::text::Span;
use crate::text::name_characters::is_name_character;

/// The maximum size of a declaration in bytes, without the prose below `text`. The tree of a line of
/// five megabytes would take more memory than a stranger's draft deserves.
const LARGEST: usize = 1_000_000;

/// Parses the text of one segment. Never fails: malformed text yields errors and what could be read.
pub fn parse(segment: &str) -> Parsed {
    let readable = without_prose(segment);
    if readable.len() > LARGEST {
        let message = "this declaration is larger than the maximum of 1 MB: split it";
        return Parsed {
            errors: vec![SyntaxError::of_whole(message)],
            ..Parsed::default()
        };
    }
    match plain::read(readable) {
        Some(declaration) => Parsed {
            declaration: Some(declaration),
            ..Parsed::default()
        },
        None => parse_any(readable),
    }
}

/// Parses with tree-sitter, also what [`plain`] could read.
pub(super) fn parse_any(text: &str) -> Parsed {
    let marked = marked_texts(text);
    if !marked.is_empty() {
        return with_inner_marks(text, &marked);
    }
    let Some(tree) = tree_of(text) else {
        return Parsed::default();
    };
    let is_broken = tree.root_node().has_error();
    let mended = is_broken.then(|| without_list_marks(text).or_else(|| with_kind_colon(text)));
    if let Some(parsed) = mended.flatten() {
        return parsed;
    }
    let mut reader = TreeReader::new(text);
    reader.segment(tree.root_node());
    errors::find(text, reader.malformed, &mut reader.parsed);
    reader.parsed
}

/// Parses the text as if the quotation marks inside of strings were others, and adds an error for each such string.
fn with_inner_marks(text: &str, marked: &[MarkedText]) -> Parsed {
    let readable = without_inner_marks(text, marked);
    let Some(tree) = tree_of(&readable) else {
        return Parsed::default();
    };
    let mut reader = TreeReader::new(&readable);
    reader.segment(tree.root_node());
    let mut malformed = reader.malformed;
    malformed.extend(marked.iter().map(|string| string.malformed(text)));
    errors::find(text, malformed, &mut reader.parsed);
    reader.parsed
}

/// Parses the text as if no field had a list mark before it (`- source: @a`), and adds an error for
/// each mark. `None` if there is no mark, or if a mark may be part of a text in quotation marks.
fn without_list_marks(text: &str) -> Option<Parsed> {
    let marks = errors::list_marks(text);
    if marks.is_empty() {
        return None;
    }
    let mut blank = text.to_owned();
    for (mark, _) in &marks {
        blank.replace_range(mark.range(), &" ".repeat(mark.len()));
    }
    let tree = tree_of(&blank)?;
    let mut reader = TreeReader::new(&blank);
    reader.segment(tree.root_node());
    if reader.has_open_string {
        return None;
    }
    let mut parsed = reader.parsed;
    let marked = marks.into_iter();
    let marked =
        marked.map(|(span, mark)| MalformedPlace::new(text, span, ErrorKind::ListMark(mark)));
    let mut malformed = reader.malformed;
    malformed.extend(marked);
    errors::find(&blank, malformed, &mut parsed);
    Some(parsed)
}

/// Parses `entity bob person "Bob"` as if the colon before the kind were there, and adds an error. `None` if the
/// headline does not look like that.
fn with_kind_colon(text: &str) -> Option<Parsed> {
    let line = text.split(['\n', '\r']).next()?;
    let title = line.find(['"', '“'])?;
    let mut words = line[..title]
        .split([' ', '\t'])
        .filter(|word| !word.is_empty());
    let (keyword, name, kind) = (words.next()?, words.next()?, words.next()?);
    Keyword::from_word(keyword)?;
    let are_names = [name, kind]
        .iter()
        .all(|word| word.chars().all(is_name_character));
    if !are_names || words.next().is_some() {
        return None;
    }
    let span_of = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    };
    let (name, kind) = (span_of(name), span_of(kind));
    // The colon takes the place of the space, so that everything else stays in its place.
    let gap = name.end as usize..name.end as usize + 1;
    let mut mended = text.to_owned();
    mended.replace_range(gap, ":");
    let tree = tree_of(&mended)?;
    let mut reader = TreeReader::new(&mended);
    reader.segment(tree.root_node());
    let mut malformed = reader.malformed;
    let missing = ErrorKind::MissingKindColon { name };
    malformed.push(MalformedPlace::new(text, name.to(kind), missing));
    errors::find(text, malformed, &mut reader.parsed);
    Some(reader.parsed)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::syntax::PartKind;
    use crate::syntax::segments::segment_starts;

    /// The errors of every segment, by line of the file.
    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let starts = segment_starts(text);
        let mut out = String::new();
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(text.len());
            for error in parse(&text[start..end]).errors {
                let at = start + error.span.start as usize;
                let line = text[..at].matches('\n').count() + 1;
                let word = error.span.of(&text[start..end]);
                out += &format!("{line} {word:?}: {}\n", error.message);
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn a_declaration_over_1_mb_is_not_read() {
        let line = |length: usize| format!("claim: \"{}\"\n", "a".repeat(length));
        let errors = |text: &str| parse(text).errors.len();
        assert_eq!(errors(&line(LARGEST - "claim: \"\"\n".len())), 0);
        let parsed = parse(&line(LARGEST));
        assert_eq!(parsed.errors.len(), 1);
        assert!(parsed.declaration.is_none());
        // The size of the article does not count.
        assert_eq!(errors(&format!("text\n  {}\n", "a".repeat(LARGEST))), 0);
    }

    #[test]
    fn a_whole_claim() {
        let text = "claim five-freed: number \"five\"\n  source: @a/b at p. 3 \"cinco\" primary\n  checked: 2026-01-09 by \"M\" seal 7f3a-2024\n";
        let parsed = parse(text);
        let claim = parsed.declaration.expect("a claim");
        assert_eq!(parsed.errors, []);
        assert_eq!(claim.name.expect("name").of(text), "five-freed");
        assert_eq!(claim.kind.expect("kind").of(text), "number");
        assert_eq!(claim.fields.len(), 2);
        assert_eq!(claim.fields[0].values[0].parts.len(), 4);
        assert!(
            matches!(claim.fields[1].values[0].parts[2].kind, PartKind::Seal(s) if s.of(text) == "7f3a-2024")
        );
    }

    #[test]
    fn errors_say_what_was_expected() {
        check(
            "clam x: fact \"y\"\n!!\nclaim five freed: number\n  by @x\n  source: @\n  source: @x at\n  source: @x at p.\n  : z\n  note: 'x'\n  aka: \"open\n  by: @y # ok\n  by: @y# not\n",
            expect![[r##"
                1 "clam": `clam` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`, and indent a field
                2 "!!": `!!` does not begin a declaration: start a line in column 0 with `article`, `text`, `entity`, `source` or `claim`
                3 "five": `five` is not allowed here: write a headline as `claim name: kind "title"`, with `-` between the words of a name
                4 "by @x": a field needs a colon after its name: `by: …`
                5 "@": add a name after `@`: `@name`
                6 "at": add a place with its label after `at`: `at p. 3`, `at para 2` or `at 00:14:05`
                7 "at p.": add a place with its label after `at`: `at p. 3`, `at para 2` or `at 00:14:05`
                10 "\"open": the quotation mark " is not closed: add " at the end of the text
                12 "# not": put a space before the `#` of a comment
            "##]],
        );
    }

    #[test]
    fn half_typed_and_mistaken_syntax() {
        for (text, expect) in [
            (
                "claim x: fact open title",
                expect![[r#"
                    1 "fact open": put the title in quotation marks, after the kind: `name: kind "title"`
                "#]],
            ),
            (
                "entity ana: person Ana Díaz",
                expect![[r#"
                    1 "person Ana": put the title in quotation marks, after the kind: `name: kind "title"`
                "#]],
            ),
            (
                "Claim x: fact \"t\"",
                expect![[r#"
                    1 "Claim": keywords are lowercase: write `claim`
                "#]],
            ),
            (
                "claim x: \"t\"\nsource: @a",
                expect![[r#"
                2 "@a": a field is indented: put two spaces before `source:`
            "#]],
            ),
            (
                "claim x: \"t\"\n  source: @a/",
                expect![[r#"
                    2 "/": add a name after the file's name: `@file/name`
                "#]],
            ),
            (
                "claim x: \"t\"\n  about: , @a",
                expect![[r#"
                    2 ",": add a value before this comma, or remove the comma
                "#]],
            ),
            (
                "claim x: \"t\"\n  checked: 2026-01-09 by",
                expect![[r#"
                    2 "": add a name in quotation marks or a reference after `by`: `by "M. Ortega"`
                "#]],
            ),
            (
                "claim x: \"t\"\n  checked: 2026-01-09 by M",
                expect![[r#"
                    2 "": add a name in quotation marks or a reference after `by`: `by "M. Ortega"`
                "#]],
            ),
            (
                "claim x: \"t\"\n  - source: @a",
                expect![[r#"
                    2 "-": a field begins with its name: remove the `-` before `source`
                "#]],
            ),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn only_the_first_error_of_a_line_is_reported() {
        for end in ["\n", "\r", "\r\n"] {
            let text = format!(
                "claim: \"x\"{end}  checked: @% @% % @a{end}  source: @, @b at !{end}{end}  note: \"y\" @ @"
            );
            let errors = parse(&text).errors;
            let lines: Vec<&str> = errors.iter().map(|error| error.line.of(&text)).collect();
            let expected = [
                "  checked: @% @% % @a",
                "  source: @, @b at !",
                "  note: \"y\" @ @",
            ];
            assert_eq!(lines, expected);
            for error in errors {
                assert!(error.line.start <= error.span.start && error.span.end <= error.line.end);
            }
        }
    }

    #[test]
    fn quotation_marks_inside_of_a_string() {
        check(
            "claim x: quote \"He called it \"a disgrace\" on Monday\"\n  note: \"the \"big\" one\" # \"x\"\n  aka: \"A \"B\" C\", \"D\"\n",
            expect![[r#"
                1 "\"": a text in straight quotation marks cannot contain them: put “curly” quotation marks around it
                2 "\"": a text in straight quotation marks cannot contain them: put “curly” quotation marks around it
                3 "\"": a text in straight quotation marks cannot contain them: put “curly” quotation marks around it
            "#]],
        );
        let text = "claim x: quote \"He called it \"a disgrace\" on Monday\"\n  source: @s\n";
        let claim = parse(text).declaration.expect("a claim");
        let title = claim.title.expect("a title").of(text);
        assert_eq!(title, "\"He called it \"a disgrace\" on Monday\"");
        assert_eq!(claim.fields.len(), 1);
    }

    #[test]
    fn other_quotation_marks() {
        check(
            "entity a: person 'Ana'\nentity b: person «Bea»\nentity c: person „Cleo“\nentity d: person Dora Díaz\nentity d person \"Dora\"\nentity e: person \"E\", \"F\"\n",
            expect![[r#"
                1 "'": ' does not begin a text: use "straight" or “curly” quotation marks
                2 "«": « does not begin a text: use "straight" or “curly” quotation marks
                3 "„": „ does not begin a text: use "straight" or “curly” quotation marks
                4 "Dora Díaz": put the title in quotation marks, after the kind: `name: kind "title"`
                5 "d person": put a colon between the name and the kind: `d: person`
                6 "\"E\",": a headline has one title: write anything else below it, as fields
            "#]],
        );
    }

    #[test]
    fn comments_that_cut_a_declaration() {
        check(
            "# one\n\n# two\n  by: @x\n# three\nclaim x: \"t\"\n# four\n  Some prose.\n",
            expect![[r##"
                3 "# two": this comment in column 0 ends the declaration above it: put two spaces before it, so that the fields below belong to the declaration
                7 "# four": this comment in column 0 ends what is above it: move the comment above the line that begins it
            "##]],
        );
    }

    #[test]
    fn indented_text_at_the_top() {
        check(
            "  claim x: fact \"y\"\n",
            expect![[r#"
                1 "claim x: fact \"y\"": `claim` begins a declaration, so it must be in column 0: remove the spaces before it
            "#]],
        );
        check(
            "\n  by: @x\nclaim\n",
            expect![[r#"
                2 "by: @x": this line is indented, but there is no declaration above it: start one in column 0
            "#]],
        );
        check("\u{feff}\n\nclaim\n", expect![""]);
    }
}

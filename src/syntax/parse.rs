//! One segment to its typed nodes.

use std::cell::RefCell;
use std::sync::LazyLock;

use smallvec::SmallVec;
use tree_sitter::{Language, Node, Parser, Tree, TreeCursor};

use super::errors::{self, SyntaxError};
use super::nodes::{Declaration, Field, Keyword, Locator, Part, PartKind, Value, Who};
use super::plain;
use crate::text::Span;

/// What one segment holds. Errors and nodes stand side by side: a declaration that is half broken
/// still has its other half.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    pub declaration: Option<Declaration>,
    pub comments: Vec<Span>,
    pub errors: Vec<SyntaxError>,
}

/// The largest declaration that is read, in bytes, without the prose below `text`. A tree of a line of
/// five megabytes takes more memory than anybody wants to give to a stranger's draft.
const LARGEST: usize = 1_000_000;

/// Parses the text of one segment. Never fails: what could not be read is among the errors.
pub fn parse(segment: &str) -> Parsed {
    let readable = without_prose(segment);
    if readable.len() > LARGEST {
        let told =
            "this declaration is larger than 1 MB, which is more than Sayso reads: divide it";
        return Parsed {
            errors: vec![SyntaxError {
                span: Span::default(),
                message: told.to_owned(),
                insertion: None,
            }],
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

/// The same for every text, plain or not.
pub(super) fn parse_any(text: &str) -> Parsed {
    let Some(tree) = tree_of(text) else {
        return Parsed::default();
    };
    let is_broken = tree.root_node().has_error();
    if let Some(parsed) = is_broken.then(|| without_list_marks(text)).flatten() {
        return parsed;
    }
    let mut reader = Reader::new(text);
    reader.segment(tree.root_node());
    errors::find(text, &mut reader.parsed);
    reader.parsed
}

/// The same as if no field had the mark of a list before it (`- source: @a`), and an error for each
/// that has. None where there is no such mark, or where it may belong to a text in quotation marks.
fn without_list_marks(text: &str) -> Option<Parsed> {
    let marks = errors::list_marks(text);
    if marks.is_empty() {
        return None;
    }
    let mut blank = text.to_owned();
    for mark in &marks {
        blank.replace_range(mark.range(), &" ".repeat(mark.len()));
    }
    let tree = tree_of(&blank)?;
    let mut reader = Reader::new(&blank);
    reader.segment(tree.root_node());
    if reader.has_open_string {
        return None;
    }
    let mut parsed = reader.parsed;
    let marked = marks.iter().map(|mark| errors::list_mark(text, *mark));
    parsed.errors.extend(marked);
    errors::find(&blank, &mut parsed);
    Some(parsed)
}

/// The prose below `text` is no syntax, and may be long: only the headline is parsed.
pub fn without_prose(segment: &str) -> &str {
    let headline = segment.trim_start_matches('\u{feff}');
    let is_text = headline
        .strip_prefix("text")
        .is_some_and(|rest| !rest.starts_with(is_name_character));
    let line_end = is_text.then(|| segment.find(['\n', '\r'])).flatten();
    &segment[..line_end.unwrap_or(segment.len())]
}

/// Whether the character can stand in a name.
pub(super) fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

pub(super) fn tree_of(text: &str) -> Option<Tree> {
    thread_local! {
        static PARSER: RefCell<Parser> = RefCell::new(new_parser());
    }
    PARSER.with_borrow_mut(|parser| parser.parse(text, None))
}

fn language() -> Language {
    tree_sitter_sayso::LANGUAGE.into()
}

fn new_parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&language())
        .expect("the grammar is built with this version of tree-sitter");
    parser
}

macro_rules! node_kinds {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The named nodes of the grammar, so that a visit compares numbers instead of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Kind { $($variant,)* Other }

        impl Kind {
            fn named(name: &str) -> Kind {
                match name { $($name => Kind::$variant,)* _ => Kind::Other }
            }
        }
    };
}

node_kinds! {
    Article = "article", Text = "text", Entity = "entity", Source = "source", Claim = "claim",
    Unknown = "unknown", Name = "name", Category = "kind", String = "string",
    Unterminated = "unterminated_string", Field = "field", FieldName = "field_name",
    Value = "value", Reference = "reference", Date = "date", Time = "time", Number = "number",
    Url = "url", Symbol = "symbol", Locator = "locator", Label = "label",
    LocatorValue = "locator_value", By = "by", Seal = "seal", Fingerprint = "fingerprint",
    Word = "word", Comment = "comment", Error = "ERROR",
}

fn kind_of(node: Node) -> Kind {
    static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
        let language = language();
        (0..language.node_kind_count() as u16)
            .map(|id| match language.node_kind_is_named(id) {
                true => Kind::named(language.node_kind_for_id(id).unwrap_or_default()),
                false => Kind::Other,
            })
            .collect()
    });
    if node.is_error() {
        return Kind::Error;
    }
    KINDS
        .get(node.kind_id() as usize)
        .copied()
        .unwrap_or(Kind::Other)
}

pub(super) fn span_of(node: Node) -> Span {
    Span::from(node.byte_range())
}

struct Reader<'a> {
    text: &'a str,
    parsed: Parsed,
    has_open_string: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        Reader {
            text,
            parsed: Parsed::default(),
            has_open_string: false,
        }
    }

    fn segment(&mut self, root: Node) {
        let mut cursor = root.walk();
        each_child(&mut cursor, &mut |cursor| {
            let node = cursor.node();
            let keyword = match kind_of(node) {
                Kind::Article => Keyword::Article,
                Kind::Text => Keyword::Text,
                Kind::Entity => Keyword::Entity,
                Kind::Source => Keyword::Source,
                Kind::Claim => Keyword::Claim,
                Kind::Unknown => Keyword::Unknown,
                _ => return self.stray(node),
            };
            let declaration = self.declaration(keyword, cursor);
            // A segment holds one line in column 0; a second declaration can only be the
            // parser's guess at broken text, which is reported as an error already.
            if self.parsed.declaration.is_none() {
                self.parsed.declaration = Some(declaration);
            }
        });
    }

    /// A comment, an error or a token that stands for itself.
    fn stray(&mut self, node: Node) {
        match kind_of(node) {
            Kind::Comment => self.parsed.comments.push(span_of(node)),
            _ if node.is_error() || node.is_missing() => {
                self.parsed
                    .errors
                    .push(errors::unread(self.text, span_of(node)));
            }
            _ => {}
        }
    }

    fn declaration(&mut self, keyword: Keyword, cursor: &mut TreeCursor) -> Declaration {
        let whole = span_of(cursor.node());
        let mut declaration = Declaration {
            keyword,
            keyword_span: Span::new(
                whole.start as usize,
                whole.start as usize + self.word_at(whole.start),
            ),
            name: None,
            kind: None,
            title: None,
            fields: Vec::new(),
            span: whole,
        };
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            let span = span_of(node);
            match kind_of(node) {
                Kind::Name => declaration.name = Some(span),
                Kind::Category => declaration.kind = Some(span),
                Kind::String | Kind::Unterminated => declaration.title = Some(self.string(node)),
                Kind::Field => declaration.fields.push(self.field(cursor)),
                _ => self.stray(node),
            }
        });
        let end = declaration.fields.last().map(|field| field.span);
        declaration.span = declaration
            .headline()
            .to(end.unwrap_or(declaration.keyword_span));
        declaration
    }

    fn word_at(&self, start: u32) -> usize {
        let rest = &self.text[start as usize..];
        rest.find(|c| !is_name_character(c)).unwrap_or(rest.len())
    }

    fn string(&mut self, node: Node) -> Span {
        let span = span_of(node);
        if kind_of(node) == Kind::Unterminated {
            self.has_open_string = true;
            self.parsed
                .errors
                .push(errors::unterminated(self.text, span));
        }
        span
    }

    fn field(&mut self, cursor: &mut TreeCursor) -> Field {
        let mut field = Field {
            name: Span::default(),
            values: SmallVec::new(),
            span: span_of(cursor.node()),
        };
        let mut colon = false;
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            match kind_of(node) {
                Kind::FieldName => field.name = span_of(node),
                Kind::Value => field.values.push(self.value(cursor)),
                _ if node.kind() == ":" => colon = true,
                _ => self.stray(node),
            }
        });
        if !colon {
            self.parsed
                .errors
                .push(errors::missing_colon(self.text, &field));
        }
        field
    }

    fn value(&mut self, cursor: &mut TreeCursor) -> Value {
        let mut value = Value {
            parts: SmallVec::new(),
            span: span_of(cursor.node()),
        };
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            let mut span = span_of(node);
            let kind = match kind_of(node) {
                Kind::Reference => PartKind::Reference,
                Kind::String | Kind::Unterminated => {
                    self.string(node);
                    PartKind::String
                }
                Kind::Date => PartKind::Date,
                Kind::Time => PartKind::Time,
                Kind::Number => PartKind::Number,
                Kind::Url => PartKind::Url,
                Kind::Symbol => PartKind::Symbol,
                Kind::Locator => PartKind::Locator(self.locator(cursor)),
                Kind::By => {
                    let who = self.by(cursor);
                    if let Who::Name(inner) | Who::Reference(inner) = who {
                        span = inner;
                    }
                    PartKind::By(who)
                }
                Kind::Seal => {
                    let fingerprint = node
                        .named_child(0)
                        .map_or(Span::at(span.end as usize), span_of);
                    span = fingerprint;
                    PartKind::Seal(fingerprint)
                }
                Kind::Word => PartKind::Word,
                _ => return self.stray(node),
            };
            value.parts.push(Part { kind, span });
        });
        value
    }

    fn locator(&mut self, cursor: &mut TreeCursor) -> Locator {
        let whole = span_of(cursor.node());
        let (mut label, mut value, mut time) = (None, None, None);
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            match kind_of(node) {
                _ if node.is_missing() => {}
                Kind::Label => label = Some(span_of(node)),
                Kind::LocatorValue => value = Some(span_of(node)),
                Kind::Time => time = Some(span_of(node)),
                _ => self.stray(node),
            }
        });
        match (label, value, time) {
            (_, _, Some(time)) => Locator::Time(time),
            (Some(label), Some(value), _) => Locator::Label { label, value },
            (label, ..) => {
                self.parsed
                    .errors
                    .push(errors::incomplete_locator(self.text, whole, label));
                Locator::Missing
            }
        }
    }

    fn by(&mut self, cursor: &mut TreeCursor) -> Who {
        let mut who = Who::Missing;
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            match kind_of(node) {
                Kind::String | Kind::Unterminated => who = Who::Name(self.string(node)),
                Kind::Reference if !node.is_missing() => who = Who::Reference(span_of(node)),
                _ if node.kind() == "by" => {}
                _ => self.stray(node),
            }
        });
        who
    }
}

/// Calls `visit` with the cursor on each child, and leaves the cursor where it was.
pub(super) fn each_child(cursor: &mut TreeCursor, visit: &mut dyn FnMut(&mut TreeCursor)) {
    if !cursor.goto_first_child() {
        return;
    }
    loop {
        visit(cursor);
        if !cursor.goto_next_sibling() {
            break;
        }
    }
    cursor.goto_parent();
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::syntax::segment_starts;

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
    fn what_is_too_large() {
        let line = |length: usize| format!("claim: \"{}\"\n", "a".repeat(length));
        let told = |text: &str| parse(text).errors.len();
        assert_eq!(told(&line(LARGEST - "claim: \"\"\n".len())), 0);
        let parsed = parse(&line(LARGEST));
        assert_eq!(parsed.errors.len(), 1);
        assert!(parsed.declaration.is_none());
        // The article is no declaration.
        assert_eq!(told(&format!("text\n  {}\n", "a".repeat(LARGEST))), 0);
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
                1 "clam": `clam` begins no declaration: a line in column 0 starts with `article`, `text`, `entity`, `source` or `claim`; a field is indented
                2 "!!": `!!` begins no declaration: a line in column 0 starts with `article`, `text`, `entity`, `source` or `claim`
                3 "five": `five` cannot stand here: a headline reads `claim name: kind "title"`, with `-` between the words of a name
                4 "by @x": a field needs a colon: `by: …`
                5 "@": a name must follow `@`: `@name`
                6 "at": `at` needs a place with its label: `at p. 3`, `at para 2`, `at 00:14:05`
                7 "at p.": `at` needs a place with its label: `at p. 3`, `at para 2`, `at 00:14:05`
                9 "'": ' begins no text here: put texts in "straight" or in “curly” quotation marks
                10 "\"open": the quotation mark " is never closed: put " at the end of the text
                12 "# not": a comment needs a space before its `#`
            "##]],
        );
    }

    #[test]
    fn half_typed_and_misremembered() {
        for (text, expect) in [
            (
                "claim x: fact open title",
                expect![[r#"
                    1 "fact open": the title stands in quotation marks, after the kind: `name: kind "title"`
                "#]],
            ),
            (
                "entity ana: person Ana Díaz",
                expect![[r#"
                    1 "person Ana": the title stands in quotation marks, after the kind: `name: kind "title"`
                "#]],
            ),
            (
                "Claim x: fact \"t\"",
                expect![[r#"
                1 "Claim": keywords are written in small letters: `claim`
            "#]],
            ),
            (
                "claim x: \"t\"\nsource: @a",
                expect![[r#"
                2 "@a": a field is indented: put two spaces before `source:`
            "#]],
            ),
            (
                "claim x: \"t\"\n  source: @a p. 3",
                expect![[r#"
                2 ".": a full stop cannot stand here: a place in a source follows `at` (`at p. 3`), a web address begins with `https://`, other texts stand in quotation marks
            "#]],
            ),
            (
                "claim x: \"t\"\n  source: @a/",
                expect![[r#"
                2 "/": a name must follow the file's: `@file/name`
            "#]],
            ),
            (
                "claim x: \"t\"\n  about: , @a",
                expect![[r#"
                2 ",": a value is missing before this comma
            "#]],
            ),
            (
                "claim x: \"t\"\n  checked: 2026-01-09 by",
                expect![[r#"
                2 "": `by` needs a name in quotation marks, or a reference: `by "M. Ortega"`
            "#]],
            ),
            (
                "claim x: \"t\"\n  checked: 2026-01-09 by M",
                expect![[r#"
                2 "": `by` needs a name in quotation marks, or a reference: `by "M. Ortega"`
            "#]],
            ),
            (
                "article \"t\"\n  published: 2026/01/09",
                expect![[r#"
                2 "/09": a date reads year, month, day, with `-` between them: `2026-01-09`
            "#]],
            ),
            (
                "article \"t\"\n  url: example.org",
                expect![[r#"
                2 ".": a full stop cannot stand here: a place in a source follows `at` (`at p. 3`), a web address begins with `https://`, other texts stand in quotation marks
            "#]],
            ),
            (
                "claim x: \"t\"\n  - source: @a",
                expect![[r#"
                    2 "-": a field begins with its name: take the `-` before `source` away
                "#]],
            ),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn indented_at_the_top() {
        check(
            "  claim x: fact \"y\"\n",
            expect![[r#"
            1 "claim x: fact \"y\"": `claim` begins a declaration and stands in column 0: take the spaces before it away
        "#]],
        );
        check(
            "\n  by: @x\nclaim\n",
            expect![[r#"
            2 "by: @x": this line is indented, but no declaration stands above it
        "#]],
        );
        check("\u{feff}\n\nclaim\n", expect![""]);
    }
}

//! What each word of a declaration is, for colours: a reference has the colour of what it resolves to.

use crate::model::schema::{self, FieldSpec};
use crate::model::{Item, Reference};
use crate::syntax::{Declaration, Field, Keyword, Locator, Part, PartKind, SignerNode};
use crate::text::Span;
use crate::workspace::{FileId, Slot, Target, Workspace};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    pub class: TokenClass,
    /// Counts from the start of the segment. It may have several lines.
    pub span: Span,
    /// Whether it is the name of the declaration that it is in.
    pub is_declaration: bool,
    /// Whether nobody should change it by hand.
    pub is_readonly: bool,
    /// Whether it names a retracted source.
    pub is_deprecated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenClass {
    Keyword,
    /// The name of an entity, where it is declared and where it is referred to.
    Entity,
    Source,
    Claim,
    /// A kind, or another word that the language knows.
    Word,
    FieldName,
    String,
    Number,
    Sign,
    Comment,
}

/// Appends the tokens of a segment, in order. What has no meaning has no token, such as an unknown field or a reference
/// that does not resolve: editors keep the colours of their own grammars there.
pub fn semantic_tokens(
    workspace: &Workspace,
    file: FileId,
    slot: &Slot,
    tokens: &mut Vec<SemanticToken>,
) {
    let first = tokens.len();
    let parsed = slot.segment.syntax();
    let mut collector = Collector {
        workspace,
        file,
        text: &slot.segment.text,
        references: slot
            .segment
            .item
            .as_ref()
            .map_or(&[], |item| &item.references),
        tokens,
    };
    for comment in &parsed.comments {
        collector.add(TokenClass::Comment, *comment);
    }
    if let (Some(declaration), Some(item)) = (&parsed.declaration, &slot.segment.item) {
        collector.headline(declaration, item);
        for field in &declaration.fields {
            collector.field(declaration.keyword, field);
        }
    }
    let own = &mut tokens[first..];
    own.sort_unstable_by_key(|token| token.span.start);
    drop_overlapping(tokens, first);
}

/// Keeps the first of tokens that overlap, from that index on: editors do not accept any that do.
fn drop_overlapping(tokens: &mut Vec<SemanticToken>, first: usize) {
    let mut kept = first;
    let mut end = 0;
    for at in first..tokens.len() {
        let token = tokens[at];
        if token.span.start >= end && !token.span.is_empty() {
            end = token.span.end;
            tokens[kept] = token;
            kept += 1;
        }
    }
    tokens.truncate(kept);
}

struct Collector<'a> {
    workspace: &'a Workspace,
    file: FileId,
    text: &'a str,
    /// The references that were not reached yet, in order.
    references: &'a [Reference],
    tokens: &'a mut Vec<SemanticToken>,
}

impl Collector<'_> {
    fn add(&mut self, class: TokenClass, span: Span) {
        self.tokens.push(SemanticToken {
            class,
            span,
            is_declaration: false,
            is_readonly: false,
            is_deprecated: false,
        });
    }

    fn headline(&mut self, declaration: &Declaration, item: &Item) {
        let keyword = declaration.keyword;
        if keyword != Keyword::Unknown {
            self.add(TokenClass::Keyword, declaration.keyword_span);
        }
        if let (Some(span), Some(class)) = (declaration.name, class_of_name(keyword)) {
            self.tokens.push(SemanticToken {
                class,
                span,
                is_declaration: true,
                is_readonly: false,
                is_deprecated: is_retracted(item),
            });
        }
        let kind = declaration.kind;
        let is_known = |kind: &Span| schema::kinds_of(keyword).contains(&kind.of(self.text));
        if let Some(kind) = kind.filter(is_known) {
            self.add(TokenClass::Word, kind);
        }
        if let Some(title) = declaration.title {
            self.add(TokenClass::String, title);
        }
    }

    fn field(&mut self, keyword: Keyword, field: &Field) {
        let spec = schema::field_of(keyword, field.name.of(self.text));
        if spec.is_some() {
            self.add(TokenClass::FieldName, field.name);
        }
        for part in field.values.iter().flat_map(|value| &value.parts) {
            self.part(spec, part);
        }
    }

    fn part(&mut self, spec: Option<&FieldSpec>, part: &Part) {
        match part.kind {
            PartKind::Reference => self.reference(part.span),
            PartKind::String if spec.is_some_and(|spec| spec.name == "note") => {
                self.note(part.span)
            }
            PartKind::String | PartKind::Url => self.add(TokenClass::String, part.span),
            PartKind::Date | PartKind::Time | PartKind::Number => {
                self.add(TokenClass::Number, part.span)
            }
            PartKind::Symbol => self.add(TokenClass::Sign, part.span),
            PartKind::Locator(locator) => self.locator(part.span, locator),
            PartKind::By(signer) => {
                self.word_before(part.span, "by");
                match signer {
                    SignerNode::Name(name) => self.add(TokenClass::String, name),
                    SignerNode::Reference(reference) => self.reference(reference),
                    SignerNode::Missing => {}
                }
            }
            PartKind::Seal(fingerprint) => {
                self.word_before(fingerprint, "seal");
                self.tokens.push(SemanticToken {
                    class: TokenClass::Number,
                    span: fingerprint,
                    is_declaration: false,
                    is_readonly: true,
                    is_deprecated: false,
                });
            }
            PartKind::Word => self.add(TokenClass::Word, part.span),
            PartKind::Unquoted => {}
        }
    }

    fn locator(&mut self, whole: Span, locator: Locator) {
        let start = whole.start as usize;
        if Span::new(start, start + "at".len()).of(self.text) == "at" {
            self.add(TokenClass::Keyword, Span::new(start, start + "at".len()));
        }
        match locator {
            Locator::Label { label, value } => {
                self.add(TokenClass::Word, label);
                self.add(TokenClass::Number, value);
            }
            Locator::Time(time) => self.add(TokenClass::Number, time),
            Locator::Missing => {}
        }
    }

    /// The keyword in front of a value.
    fn word_before(&mut self, value: Span, word: &str) {
        let before = &self.text[..value.start as usize];
        let end = before.trim_end().len();
        if before[..end].ends_with(word) {
            self.add(TokenClass::Keyword, Span::new(end - word.len(), end));
        }
    }

    /// The reference at `span`.
    fn reference(&mut self, span: Span) {
        let behind = self
            .references
            .partition_point(|reference| reference.span.start < span.start);
        self.references = &self.references[behind..];
        let reference = self.references.first();
        if let Some(reference) = reference.filter(|reference| reference.span == span) {
            self.resolved(reference);
        }
    }

    /// A string with references in it.
    fn note(&mut self, span: Span) {
        let behind = self
            .references
            .partition_point(|reference| reference.span.start < span.start);
        let rest = &self.references[behind..];
        let inside = rest.partition_point(|reference| reference.span.end <= span.end);
        let (inside, rest) = rest.split_at(inside);
        self.references = rest;
        let mut start = span.start as usize;
        for reference in inside {
            let before = self.tokens.len();
            self.resolved(reference);
            if self.tokens.len() > before {
                self.add(
                    TokenClass::String,
                    Span::new(start, reference.span.start as usize),
                );
                start = reference.span.end as usize;
            }
        }
        self.add(TokenClass::String, Span::new(start, span.end as usize));
    }

    fn resolved(&mut self, reference: &Reference) {
        let target = self.workspace.resolve(self.file, reference).found();
        let Some(item) = target.as_ref().and_then(Target::item) else {
            return;
        };
        if let Some(class) = class_of_name(item.keyword()) {
            self.tokens.push(SemanticToken {
                class,
                span: reference.span,
                is_declaration: false,
                is_readonly: false,
                is_deprecated: is_retracted(item),
            });
        }
    }
}

fn class_of_name(keyword: Keyword) -> Option<TokenClass> {
    match keyword {
        Keyword::Entity => Some(TokenClass::Entity),
        Keyword::Source => Some(TokenClass::Source),
        Keyword::Claim => Some(TokenClass::Claim),
        Keyword::Article | Keyword::Text | Keyword::Unknown => None,
    }
}

fn is_retracted(item: &Item) -> bool {
    item.source()
        .is_some_and(|source| source.retracted.is_some())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        let fixture = Fixture::of(fixture);
        let (id, file) = fixture.workspace.files().next().expect("a file");
        let mut out = String::new();
        for slot in file.slots() {
            let mut tokens = Vec::new();
            semantic_tokens(&fixture.workspace, id, slot, &mut tokens);
            for token in tokens {
                let words = token.span.of(&slot.segment.text);
                let modifiers = [
                    (token.is_declaration, " declaration"),
                    (token.is_readonly, " readonly"),
                    (token.is_deprecated, " deprecated"),
                ];
                let modifiers = modifiers.iter().filter(|(is_so, _)| *is_so);
                let modifiers: String = modifiers.map(|(_, name)| *name).collect();
                out += &format!("{:?}{modifiers} {words:?}\n", token.class);
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn every_part_of_a_declaration() {
        check(
            "//- a.sayso\n# Top\narticle \"A\"\n  byline: @ana, \"B\"\nclaim five: number “five\n  were freed” # c\n  source: @wire at pp. 3–5 \"cinco\" primary, @tape at 00:14:05\n  value: 5 %, 3 km/h\n  checked: 2026-01-09 by @ana seal 7f3a-9c1e-05d2\n  checked: 2026-01-09 by \"M.\"\n  allow: single-source \"one\"\n//- b.sayso\nentity ana: person \"Ana\"\nsource wire: wire \"W\"\n  url: https://example.org/1\n  retracted: 2026\nsource tape: broadcast \"T\"\n",
            expect![[r##"
                Comment "# Top"
                Keyword "article"
                String "\"A\""
                FieldName "byline"
                Entity "@ana"
                String "\"B\""
                Keyword "claim"
                Claim declaration "five"
                Word "number"
                String "“five\n  were freed”"
                Comment "# c"
                FieldName "source"
                Source deprecated "@wire"
                Keyword "at"
                Word "pp."
                Number "3–5"
                String "\"cinco\""
                Word "primary"
                Source "@tape"
                Keyword "at"
                Number "00:14:05"
                FieldName "value"
                Number "5"
                Sign "%"
                Number "3"
                FieldName "checked"
                Number "2026-01-09"
                Keyword "by"
                Entity "@ana"
                Keyword "seal"
                Number readonly "7f3a-9c1e-05d2"
                FieldName "checked"
                Number "2026-01-09"
                Keyword "by"
                String "\"M.\""
                FieldName "allow"
                Word "single-source"
                String "\"one\""
            "##]],
        );
    }

    #[test]
    fn references_are_coloured_by_what_they_resolve_to() {
        check(
            "//- a.sayso\nsource old: wire \"W\"\n  retracted: 2026-01-10 \"x\"\n  by: @nobody\nclaim c: \"é @old\"\n  note: \"see @old, @c and @nobody, or desk@example.org\"\n  about: @old\n  source: @other/old\n//- other.sayso\nentity old: person \"Old\"\n",
            expect![[r#"
                Keyword "source"
                Source declaration deprecated "old"
                Word "wire"
                String "\"W\""
                FieldName "retracted"
                Number "2026-01-10"
                String "\"x\""
                FieldName "by"
                Keyword "claim"
                Claim declaration "c"
                String "\"é @old\""
                FieldName "note"
                String "\"see "
                Source deprecated "@old"
                String ", "
                Claim "@c"
                String " and @nobody, or desk@example.org\""
                FieldName "about"
                Source deprecated "@old"
                FieldName "source"
                Entity "@other/old"
            "#]],
        );
    }

    #[test]
    fn what_has_no_meaning_has_no_token() {
        check(
            "claim x: nubmer \"a\n  sorce: 5\nclam y: fact \"b\"\ntext\n  Prose: \"yes\" @x 5\n",
            expect![[r#"
                Keyword "claim"
                Claim declaration "x"
                String "\"a"
                Number "5"
                String "\"b\""
                Keyword "text"
            "#]],
        );
    }
}

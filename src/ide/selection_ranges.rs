//! What an editor selects step by step: a word, a value, its field, the declaration, its section, the file.

use std::ops::Range;

use super::cursor::whole_span;
use super::sections::{Section, comment_blocks, sections};
use crate::syntax::{Declaration, Keyword, Locator, Part, PartKind, SignerNode, contents_span};
use crate::text::Span;
use crate::text::words::words;
use crate::workspace::{ArticlePlace, File, FileId, Slot, Workspace};

/// The ranges around places in one file.
pub struct SelectionRanges<'a> {
    workspace: &'a Workspace,
    id: FileId,
    file: &'a File,
    sections: Vec<Section>,
}

impl<'a> SelectionRanges<'a> {
    pub fn of(workspace: &'a Workspace, id: FileId) -> Option<SelectionRanges<'a>> {
        let file = workspace.file(id)?;
        Some(SelectionRanges {
            workspace,
            id,
            file,
            sections: sections(file, &comment_blocks(file)),
        })
    }

    /// The ranges around `offset`, in bytes of the file, the smallest first. Each is part of the next one, and the last
    /// one is the whole file.
    pub fn around(&self, offset: usize) -> Vec<Range<usize>> {
        let whole = 0..self.file.len();
        let offset = offset.min(whole.end);
        let sections = self.sections.iter().map(|section| section.range.clone());
        let mut found: Vec<Range<usize>> = sections.collect();
        if let Some((start, slot)) = self.file.at(offset) {
            let within = slot.segment.text.floor_char_boundary(offset - start.byte);
            let spans = self.in_segment(slot, within).into_iter();
            found.extend(spans.map(|span| span.shifted(start.byte).range()));
        }
        nested(found, whole, offset)
    }

    fn in_segment(&self, slot: &Slot, at: usize) -> Vec<Span> {
        let text = &*slot.segment.text;
        let mut spans: Vec<Span> = word_at(text, at).into_iter().collect();
        let parsed = slot.segment.syntax();
        spans.extend(&parsed.comments);
        let Some(declaration) = &parsed.declaration else {
            return spans;
        };
        spans.extend(whole(slot));
        if declaration.keyword == Keyword::Text {
            spans.extend(paragraph_at(text, at));
            spans.extend(self.sentence_at(slot, at));
        }
        add_declaration(text, declaration, at, &mut spans);
        spans
    }

    /// The sentence of the embedded article.
    fn sentence_at(&self, slot: &Slot, at: usize) -> Option<Span> {
        let article = self.workspace.article(self.id)?;
        let is_here = article.place == Some(ArticlePlace::Embedded(slot.id));
        let article = article.article().filter(|_| is_here)?;
        let sentence = article.sentences_in(at..at + 1).first()?;
        Some(Span::from(sentence.range.clone()))
    }
}

fn whole(slot: &Slot) -> Option<Span> {
    slot.segment
        .item
        .as_ref()
        .map(|_| whole_span(&slot.segment))
}

/// The ranges around `offset` of which each is part of the next one, up to `whole`.
fn nested(mut found: Vec<Range<usize>>, whole: Range<usize>, offset: usize) -> Vec<Range<usize>> {
    found.retain(|range| !range.is_empty() && range.start <= offset && offset <= range.end);
    found.push(whole.clone());
    found.sort_by_key(|range| (range.len(), range.start));
    let mut chain: Vec<Range<usize>> = Vec::new();
    for range in found {
        let is_around = |inner: &Range<usize>| {
            range.start <= inner.start && inner.end <= range.end && range != *inner
        };
        if chain.last().is_none_or(is_around) {
            chain.push(range);
        }
    }
    chain
}

/// The word that touches `at`, on its line. Of two, the one that begins there.
fn word_at(text: &str, at: usize) -> Option<Span> {
    let is_end = |c| matches!(c, '\n' | '\r');
    let start = text[..at].rfind(is_end).map_or(0, |end| end + 1);
    let line = text[start..].split(is_end).next()?;
    let words = words(line).map(|word| Span::from(word).shifted(start));
    let mut words = words.skip_while(|word| (word.end as usize) < at);
    let first = words.next().filter(|word| word.touches(at))?;
    match words.next() {
        Some(second) if second.start as usize == at => Some(second),
        _ => Some(first),
    }
}

/// The lines of prose around `at` without a blank one between them. The first line is the headline.
fn paragraph_at(text: &str, at: usize) -> Option<Span> {
    let mut start = text.find(['\n', '\r'])?;
    let mut paragraph: Option<Span> = None;
    for line in text[start..].split_inclusive(['\n', '\r']) {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        let end = start + line.trim_end().len();
        match words.is_empty() {
            // The two characters of a line end are two lines here, of which the second is empty.
            true if line != "\n" || !text[..start].ends_with('\r') => {
                if paragraph.is_some_and(|paragraph| paragraph.touches(at)) {
                    break;
                }
                paragraph = None;
            }
            true => {}
            false => {
                let line = Span::new(start + indent, end);
                paragraph = Some(paragraph.map_or(line, |known| known.to(line)));
            }
        }
        start += line.len();
    }
    paragraph.filter(|paragraph| paragraph.touches(at))
}

fn add_declaration(text: &str, declaration: &Declaration, at: usize, spans: &mut Vec<Span>) {
    spans.extend(
        [
            Some(declaration.keyword_span),
            declaration.name,
            declaration.kind,
        ]
        .iter()
        .flatten(),
    );
    if let Some(title) = declaration.title {
        spans.extend([title, contents_span(text, title)]);
    }
    spans.push(declaration.headline());
    for field in declaration
        .fields
        .iter()
        .filter(|field| field.span.touches(at))
    {
        spans.extend([field.span, field.name]);
        spans.extend(field.value_span());
        for value in field.values.iter().filter(|value| value.span.touches(at)) {
            spans.push(value.span);
            for part in &value.parts {
                add_part(text, part, spans);
            }
        }
    }
}

fn add_part(text: &str, part: &Part, spans: &mut Vec<Span>) {
    spans.push(part.span);
    match part.kind {
        PartKind::String => spans.push(contents_span(text, part.span)),
        PartKind::Reference => spans.push(without_sigil(part.span)),
        PartKind::Locator(Locator::Label { label, value }) => {
            spans.extend([value, label.to(value)]);
        }
        PartKind::Locator(Locator::Time(time)) => spans.push(time),
        PartKind::By(SignerNode::Name(name)) => spans.extend([name, contents_span(text, name)]),
        PartKind::By(SignerNode::Reference(reference)) => {
            spans.extend([reference, without_sigil(reference)]);
        }
        _ => {}
    }
}

fn without_sigil(reference: Span) -> Span {
    Span::new(reference.start as usize + 1, reference.end as usize)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let fixture = Fixture::of(text);
        let mut out = String::new();
        for (path, offset) in &fixture.cursors {
            let id = fixture.workspace.id_of(path).expect("a draft");
            let ranges = SelectionRanges::of(&fixture.workspace, id).expect("a file");
            for range in ranges.around(*offset) {
                out += &format!("{:?}\n", &fixture.text(path)[range]);
            }
            out += "\n";
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn from_a_word_to_the_file() {
        check(
            "# One\n\nclaim a: fact \"Fi<|>ve were freed\"\n\n# Two\n\nclaim b: \"x\"\n  source: @long-na<|>me at p. <|>3 \"it is\", @other\n  note: \"y\"\n",
            expect![[r##"
                "Five"
                "Five were freed"
                "\"Five were freed\""
                "claim a: fact \"Five were freed\""
                "# One\n\nclaim a: fact \"Five were freed\""
                "# One\n\nclaim a: fact \"Five were freed\"\n\n# Two\n\nclaim b: \"x\"\n  source: @long-name at p. 3 \"it is\", @other\n  note: \"y\"\n"

                "name"
                "long-name"
                "@long-name"
                "@long-name at p. 3 \"it is\""
                "@long-name at p. 3 \"it is\", @other"
                "source: @long-name at p. 3 \"it is\", @other"
                "claim b: \"x\"\n  source: @long-name at p. 3 \"it is\", @other\n  note: \"y\""
                "# Two\n\nclaim b: \"x\"\n  source: @long-name at p. 3 \"it is\", @other\n  note: \"y\""
                "# One\n\nclaim a: fact \"Five were freed\"\n\n# Two\n\nclaim b: \"x\"\n  source: @long-name at p. 3 \"it is\", @other\n  note: \"y\"\n"

                "3"
                "p. 3"
                "at p. 3"
                "@long-name at p. 3 \"it is\""
                "@long-name at p. 3 \"it is\", @other"
                "source: @long-name at p. 3 \"it is\", @other"
                "claim b: \"x\"\n  source: @long-name at p. 3 \"it is\", @other\n  note: \"y\""
                "# Two\n\nclaim b: \"x\"\n  source: @long-name at p. 3 \"it is\", @other\n  note: \"y\""
                "# One\n\nclaim a: fact \"Five were freed\"\n\n# Two\n\nclaim b: \"x\"\n  source: @long-name at p. 3 \"it is\", @other\n  note: \"y\"\n"

            "##]],
        );
    }

    #[test]
    fn comments_names_and_nothing() {
        check(
            "# One t<|>wo\nclaim a<|>: fact\n\n<|>\n",
            expect![[r##"
            "two"
            "# One two"
            "# One two\nclaim a: fact\n\n\n"

            "a"
            "claim a: fact"
            "# One two\nclaim a: fact\n\n\n"

            "# One two\nclaim a: fact\n\n\n"

        "##]],
        );
        check(
            "<|>",
            expect![[r#"
            ""

        "#]],
        );
    }

    #[test]
    fn embedded_prose() {
        check(
            "text\n  One is. Two a<|>re.\n  Three.\n\n  Four.\nclaim: \"x\"\n",
            expect![[r#"
                "are"
                "Two are."
                "One is. Two are.\n  Three."
                "text\n  One is. Two are.\n  Three.\n\n  Four."
                "text\n  One is. Two are.\n  Three.\n\n  Four.\nclaim: \"x\"\n"

            "#]],
        );
    }
}

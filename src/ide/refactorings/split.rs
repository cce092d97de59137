//! Makes several claims of one: one for each sentence, or one of the words that are selected.

use std::ops::Range;

use super::declared::Declared;
use super::refactoring::{Refactoring, RefactoringKind};
use super::scope::Scope;
use crate::article::{Article, ArticleFormat};
use crate::ide::edits::Edits;
use crate::rules::line_end_of;
use crate::syntax::{contents_of, contents_span, quoted};
use crate::text::Span;

/// Fields of the whole claim: they say nothing about a part of it.
const OF_WHOLE: [&str; 3] = ["checked", "verdict", "value"];

/// Fields that go with the words of the title: with others, they would be wrong.
const OF_WORDS: [&str; 2] = ["prefix", "suffix"];

pub fn refactorings<'a>(scope: &'a Scope<'a>, declared: &Declared<'a>) -> Vec<Refactoring<'a>> {
    let declared = *declared;
    let is_claim = declared.item.claim().is_some();
    let lines = declared.lines();
    let Some(title) = declared.item.title_span().filter(|_| is_claim) else {
        return Vec::new();
    };
    if lines.iter().any(|line| OF_WORDS.contains(&line.field)) {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut offer = |what: String, parts: Vec<String>| {
        if parts.len() > 1 {
            let edits = move || split(&declared, title, &parts);
            all.push(Refactoring::new(RefactoringKind::Rewrite, what, edits));
        }
    };
    if declared.is_headline(scope) {
        let sentences = sentences_of(scope, &declared, title);
        let what = format!(
            "Split into {} claims, one for each sentence",
            sentences.len()
        );
        offer(what, sentences);
    }
    offer(
        "Make a claim of the selected words".to_owned(),
        selected(scope, &declared, title).unwrap_or_default(),
    );
    all
}

fn sentences_of(scope: &Scope, declared: &Declared, title: Span) -> Vec<String> {
    let text = contents_of(&declared.segment.text, title);
    let language = scope
        .workspace
        .article(scope.file_id)
        .map(|it| it.language.as_str());
    let read = Article::read(&text, ArticleFormat::Plain).in_language(language.unwrap_or("en"));
    let sentences = read.sentences().iter();
    let sentences = sentences.filter_map(|sentence| part(text.get(sentence.range.clone())?));
    sentences.collect()
}

/// The words before the selection, in it and behind it.
fn selected(scope: &Scope, declared: &Declared, title: Span) -> Option<Vec<String>> {
    let contents = contents_span(declared.text(), title)
        .shifted(declared.start)
        .range();
    let Range { start, end } = scope.range.clone();
    let is_inside = contents.start <= start && start < end && end <= contents.end;
    let text = declared.text();
    let at =
        |range: Range<usize>| text.get(range.start - declared.start..range.end - declared.start);
    let pieces = match is_inside {
        true => [contents.start..start, start..end, end..contents.end],
        false => return None,
    };
    let pieces: Option<Vec<&str>> = pieces.into_iter().map(at).collect();
    Some(pieces?.into_iter().filter_map(part).collect())
}

/// A part of a title as a title of its own. None if it has no words.
fn part(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_gap = |c: char| c == '…' || c == '.';
    let words = words.trim_start_matches(is_gap).trim_end_matches('…');
    let words = words.trim_end_matches("...").trim();
    words
        .contains(char::is_alphanumeric)
        .then(|| words.to_owned())
}

fn split(declared: &Declared, title: Span, parts: &[String]) -> Option<Edits> {
    let text = declared.text();
    let (line_end, written) = (line_end_of(text), title.of(text));
    let (first, others) = parts.split_first()?;
    let kind = declared
        .item
        .kind()
        .map_or(String::new(), |kind| format!("{kind} "));
    let lines = declared.lines();
    let lines = lines.iter().filter(|line| !OF_WHOLE.contains(&line.field));
    let lines: String = lines
        .map(|line| format!("{line_end}  {}", line.written()))
        .collect();
    let claims = others.iter().map(|part| {
        let title = quoted(part, written);
        format!("{line_end}{line_end}claim: {kind}{title}{lines}")
    });
    let mut edits = Edits::default();
    edits.replace(declared.location(title)?, quoted(first, written));
    let end = declared.syntax.span.end as usize;
    let rest = &text[end.min(text.len())..];
    // A comment after the last field stays on its line.
    let end = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
    edits.replace(
        declared.location(Span::at(end))?,
        claims.collect::<String>(),
    );
    Some(edits)
}

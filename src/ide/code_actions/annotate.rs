//! New claims for what is selected in an article: a sentence, a paragraph, or the words themselves.

use std::ops::Range;

use super::action::CodeAction;
use super::selection::Selection;
use crate::article::{Anchor, Article, Quotation};
use crate::drafting::{additions, uncovered};
use crate::rules::{Quoting, add_claims, claims_for, located};

/// The maximum number of claims that one action writes.
const MOST_CLAIMS: usize = 200;

/// The maximum length of a selection that becomes the title of a claim, in bytes.
const LONGEST_TITLE: usize = 2_000;

/// The claims that can be written for the selection.
pub fn annotations(selection: &Selection) -> Vec<CodeAction> {
    let Some((article, touched)) = selection.in_article() else {
        return Vec::new();
    };
    let words = selection.selected_in_article();
    let of_words = words
        .filter(|words| is_title(article, words))
        .map(|words| ("Annotate the selection", vec![words], Quoting::Whole));
    let sentences = uncovered_in(
        selection,
        article,
        article.places_of_sentences_in(touched.clone()),
    );
    let of_sentences = match sentences.len() {
        0 => None,
        1 => Some("Annotate this sentence"),
        _ => Some("Annotate these sentences"),
    };
    let of_sentences = of_sentences.map(|title| (title, sentences.clone(), Quoting::Shortest));
    let paragraph = uncovered_in(selection, article, paragraphs_around(article, touched));
    let of_paragraph = (paragraph.len() > sentences.len().max(1)).then_some((
        "Annotate this paragraph",
        paragraph,
        Quoting::Shortest,
    ));
    let offered = [of_words, of_sentences, of_paragraph].into_iter().flatten();
    offered
        .filter_map(|(title, passages, quoting)| annotation(selection, title, &passages, quoting))
        .chain(
            (!sentences.is_empty())
                .then(|| annotation_of_all(selection))
                .flatten(),
        )
        .collect()
}

/// Whether the words can be the title of a claim: they are a part of the text, and not of several paragraphs.
fn is_title(article: &Article, words: &Range<usize>) -> bool {
    if words.len() > LONGEST_TITLE {
        return false;
    }
    let text = article.reader_text(words.clone());
    let quotation = Quotation {
        exact: &text,
        prefix: None,
        suffix: None,
    };
    text.contains(char::is_alphanumeric) && article.find(&quotation) != Anchor::Missing
}

/// The sentences among these that should have a claim and have none, the first [`MOST_CLAIMS`].
fn uncovered_in(
    selection: &Selection,
    article: &Article,
    places: Range<usize>,
) -> Vec<Range<usize>> {
    uncovered(article, selection.analysis.passages(), places, MOST_CLAIMS)
}

/// The sentences of the paragraphs that the range touches.
fn paragraphs_around(article: &Article, touched: Range<usize>) -> Range<usize> {
    let sentences = article.sentences();
    let mut places = article.places_of_sentences_in(touched);
    let ends = |at: usize| article.ends_block_before_another(sentences[at].range.end);
    if places.is_empty() {
        return places;
    }
    while places.start > 0 && !ends(places.start - 1) {
        places.start -= 1;
    }
    while places.end < sentences.len() && !ends(places.end - 1) {
        places.end += 1;
    }
    places
}

/// The action that writes a claim for each passage.
fn annotation(
    selection: &Selection,
    title: &str,
    passages: &[Range<usize>],
    quoting: Quoting,
) -> Option<CodeAction> {
    let analysis = selection.analysis;
    let text = selection.article_text()?;
    let claims = claims_for(
        selection.workspace,
        analysis.file(),
        text,
        passages,
        quoting,
        &[],
        |_| Vec::new(),
    );
    let edits = add_claims(
        analysis.file(),
        selection.file,
        analysis.passages(),
        &claims,
    );
    Some(CodeAction {
        title: title.to_owned(),
        finding: None,
        disabled: None,
        preferred: false,
        blank: None,
        edits: located(selection.workspace, selection.article_text(), &edits)?,
    })
}

/// The action that writes what the draft lacks, with the sources that the article cites: for articles in which a few
/// sentences at least, but not too many for one action, have no claim.
fn annotation_of_all(selection: &Selection) -> Option<CodeAction> {
    let (workspace, analysis) = (selection.workspace, selection.analysis);
    let text = selection.article_text()?;
    let article = text.article()?;
    let uncovered = uncovered_in(selection, article, 0..article.sentences().len()).len();
    if !(2..MOST_CLAIMS).contains(&uncovered) {
        return None;
    }
    let all = additions(workspace, analysis.file(), text, analysis.passages());
    Some(CodeAction {
        title: format!("Annotate all {uncovered} sentences without a claim"),
        finding: None,
        disabled: None,
        preferred: false,
        blank: None,
        edits: located(workspace, Some(text), &all.edits)?,
    })
}

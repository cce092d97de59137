//! While the title of a claim is typed: how the article goes on.

use memchr::memmem::Finder;

use super::context::{Wanted, context_at};
use crate::article::Article;
use crate::syntax;
use crate::text::fold::{ELLIPSIS, fold};
use crate::text::words::is_boundary;
use crate::workspace::{FileId, Workspace};

/// The maximum number of places in the article that are compared.
const MOST_PLACES: usize = 1_000;

/// The words that follow in the article, up to the end of the sentence. None if what was typed is not in the article, or
/// in several places that go on differently, or if something else follows the cursor in the title.
pub fn continuation(workspace: &Workspace, file: FileId, offset: usize) -> Option<String> {
    let (start, slot) = workspace.file(file)?.at(offset)?;
    let (text, cursor) = (&*slot.segment.text, offset.checked_sub(start.byte)?);
    let cursor = text.floor_char_boundary(cursor);
    let context = context_at(&slot.segment, cursor);
    if context.wanted != Wanted::Passage {
        return None;
    }
    let contents = syntax::contents_span(text, context.word.clone().into()).range();
    if contents.end != cursor {
        return None;
    }
    let article = workspace.article(file)?;
    let next = next_words(article.article()?, &text[contents.clone()])?;
    // A mark that ends the title must not be in it.
    Some(match text[context.word.start..].starts_with('“') {
        true => next.replace('”', "\""),
        false => next.replace('"', "”"),
    })
}

fn next_words(article: &Article, typed: &str) -> Option<String> {
    let folded = fold(typed);
    // What follows a gap is in one place of its own.
    let wanted = folded.rsplit(ELLIPSIS).next()?.trim_start();
    if wanted.is_empty() {
        return None;
    }
    let is_spaced = typed.ends_with(char::is_whitespace);
    let text = article.folded().text();
    let finder = Finder::new(wanted.as_bytes());
    let places = finder.find_iter(text.as_bytes());
    let places = places.filter(|at| is_boundary(text, *at));
    let mut found: Option<String> = None;
    for at in places.take(MOST_PLACES) {
        let Some(next) = rest_of_sentence(article, at + wanted.len(), is_spaced) else {
            continue;
        };
        match &found {
            Some(known) if *known != next => return None,
            _ => found = Some(next),
        }
    }
    found.filter(|next| !next.trim().is_empty())
}

/// What follows the folded offset `at` in its sentence. None if what was typed has a space where the article has none.
fn rest_of_sentence(article: &Article, at: usize, is_spaced: bool) -> Option<String> {
    let folded = article.folded();
    let sentence = article.sentence_at(at.checked_sub(1)?)?;
    let end = folded
        .folded_range(article.sentences()[sentence].range.clone())
        .end;
    let rest = folded.text().get(at..end).unwrap_or_default();
    let has_space = rest.starts_with(' ');
    if is_spaced && !has_space && !rest.is_empty() {
        return None;
    }
    let words = article.reader_text(folded.source_range(at..end.max(at)));
    let space = if has_space && !is_spaced { " " } else { "" };
    Some(format!("{space}{}", words.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    const ARTICLE: &str = "article \"A\"\ntext\n  # Heading\n\n  The five were *freed* in “May”. Nobody spoke of it. Nobody spoke to her.\n  Él dijo \"no\" y “sí”. The six went.\n\n";

    #[track_caller]
    fn check(claim: &str, expected: Option<&str>) {
        let fixture = Fixture::of(&format!("{ARTICLE}{claim}"));
        let (file, offset) = fixture.cursor();
        let next = continuation(&fixture.workspace, file, offset);
        assert_eq!(next.as_deref(), expected, "{claim}");
    }

    #[test]
    fn the_rest_of_the_sentence() {
        check("claim: \"The five<|>\"\n", Some(" were freed in “May”."));
        check("claim: \"The five <|>\"\n", Some("were freed in “May”."));
        check("claim x: fact \"The fi<|>", Some("ve were freed in “May”."));
        check(
            "claim: “The five<|>”\n  source: @x\n",
            Some(" were freed in “May\"."),
        );
        check("claim: \"five … in<|>\"\n", Some(" “May”."));
        check("claim: \"Él dijo<|>\"", Some(" ”no” y “sí”."));
        check("claim: \"The five\n  were f<|>\"", Some("reed in “May”."));
    }

    #[test]
    fn nothing_where_it_is_not_certain() {
        for claim in [
            "claim: \"<|>\"",
            "claim: \"Nobody spoke<|>\"",
            "claim: \"The<|>\"",
            "claim: \"Nowhere<|>\"",
            "claim: \"ive<|>\"",
            "claim: \"The five<|> freed\"",
            "claim: \"The fi ve<|>\"",
            "claim: \"Nobody spoke of it.<|>\"",
            "source s: report \"The five<|>\"",
            "claim: \"x\"\n  note: \"The five<|>\"",
            "# The five<|>\n",
        ] {
            check(claim, None);
        }
    }

    #[test]
    fn several_places_that_go_on_alike_are_one() {
        let fixture =
            Fixture::of("text\n  Nobody spoke. It ended. Nobody spoke.\n\nclaim: \"Nobody<|>\"\n");
        let (file, offset) = fixture.cursor();
        let next = continuation(&fixture.workspace, file, offset);
        assert_eq!(next.as_deref(), Some(" spoke."));
    }
}

//! What a claim's passage attributes to people without a name: "officials said", "according to experts".

use std::rc::Rc;

use crate::article::Article;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::prose::Mark;
use crate::prose::attributions::{Attribution, Sentences, attributions};
use crate::rules::claim::passage_prose::Prose;
use crate::rules::context::Context;
use crate::text::words::words;

/// The attributions in the claim's passage, in order, as ranges of the text that is read.
pub fn attributions_of<'a>(context: &Context<'a>) -> Option<(Prose<'a>, Rc<[Attribution]>)> {
    if !context.may_hold(Mark::Speech) {
        return None;
    }
    let prose = Prose::of(context)?;
    let is_known = |word: &str| !context.workspace.known_names().mentions(word).is_empty();
    let read = || attributions_in(&prose, context.article(), &is_known);
    let found = context.memo.attributions(context.id, read);
    Some((prose, found))
}

/// The same for a claim that does not say who said it. `None` for claims that need no source.
pub fn attributions_without_speaker<'a>(
    context: &Context<'a>,
) -> Option<(Prose<'a>, Rc<[Attribution]>)> {
    let (item, _) = context.claim()?;
    let kind = item.kind().unwrap_or("fact");
    let is_said = item.said_by().next().is_some() || UNSOURCED_CLAIM_KINDS.contains(&kind);
    match is_said {
        true => None,
        false => attributions_of(context),
    }
}

/// The attributions in a passage of `article`, in order, as ranges of the text of `prose`. `is_known` returns whether a
/// word is the name of an entity.
pub fn attributions_in(
    prose: &Prose,
    article: Option<&Article>,
    is_known: &dyn Fn(&str) -> bool,
) -> Vec<Attribution> {
    let mut found = attributions(&Sentences {
        lexicon: prose.lexicon,
        text: &prose.text,
        quoted: &article.map_or_else(Vec::new, |article| prose.quoted(article)),
        is_name: &|word| is_known(word) || article.is_some_and(|article| is_name_in(article, word)),
    });
    let passage = &prose.passage;
    found.retain(|it| passage.start <= it.range.start && it.range.end <= passage.end);
    found
}

/// Whether the article has the word with a capital in the middle of a sentence, and never without one.
fn is_name_in(article: &Article, word: &str) -> bool {
    /// The maximum number of places that are looked at.
    const PLACES: usize = 64;
    let text = article.folded().text();
    let mut is_name = false;
    for &at in article.offsets_of(word).iter().take(PLACES) {
        let at = at as usize;
        let Some(first) = words(&text[at..]).next() else {
            continue;
        };
        let written = &text[at..at + first.end];
        if written.to_lowercase() != word.to_lowercase() {
            continue;
        }
        if written.starts_with(char::is_lowercase) {
            return false;
        }
        is_name |= text[..at].ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == ' ')
            && text[..at]
                .trim_end()
                .ends_with(|c: char| c.is_alphanumeric() || c == ',');
    }
    is_name
}

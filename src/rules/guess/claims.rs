//! The text of claims for passages of an article.

use std::ops::Range;

use super::guessed::guessed;
use super::{Guess, Speaker, UnknownName, guesses};
use crate::article::OwnQuotation;
use crate::rules::context::in_article::SentenceContext;
use crate::syntax::quoted;
use crate::workspace::{ArticleText, FileId, Workspace};

/// What a new claim quotes of its passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// As few words as select it.
    Shortest,
    /// All its words.
    Whole,
}

/// A claim for each of the passages of the article, with what its words suggest, and the start of its passage.
/// `passages` are ranges of the article's source; `lines` gives further lines for a passage, such as its sources. `names`
/// are the names that nobody has declared: a surname means the only one that ends with it.
pub fn claims_for(
    workspace: &Workspace,
    draft: FileId,
    text: &ArticleText,
    passages: &[Range<usize>],
    quoting: Quoting,
    names: &[UnknownName],
    lines: impl Fn(&Range<usize>) -> Vec<String>,
) -> Vec<(usize, String)> {
    let Some(article) = text.article() else {
        return Vec::new();
    };
    let guesses = guesses(workspace, draft, text, passages);
    let claims = passages.iter().zip(guesses);
    claims
        .map(|(passage, guess)| {
            let own = match quoting {
                Quoting::Shortest => article.own_quotation(passage.clone()),
                Quoting::Whole => OwnQuotation {
                    exact: article.reader_text(passage.clone()),
                    prefix: None,
                    suffix: None,
                },
            };
            (passage.start, claim(&own, &guess, names, lines(passage)))
        })
        .collect()
}

/// A claim for a sentence that has none.
pub fn claim_for_sentence(context: &SentenceContext) -> String {
    let sentences = [context.sentence.range.clone()];
    let claims = context.text.map(|text| {
        let (workspace, draft) = (context.workspace, context.file_id);
        let none = |_: &_| Vec::new();
        claims_for(
            workspace,
            draft,
            text,
            &sentences,
            Quoting::Shortest,
            &[],
            none,
        )
    });
    let claim = claims.unwrap_or_default().pop();
    claim.map(|(_, claim)| claim).unwrap_or_default()
}

fn claim(own: &OwnQuotation, guess: &Guess, names: &[UnknownName], further: Vec<String>) -> String {
    let title = quoted(&own.exact, "\"");
    let headline = match guess.kind {
        Some(kind) => guessed(&format!("claim: {kind} {title}")),
        None => format!("claim: fact {title}"),
    };
    let mut lines = vec![headline];
    let field = |name: &str, words: &Option<String>| {
        let words = words.as_ref()?;
        Some(format!("  {name}: {}", quoted(words, "\"")))
    };
    lines.extend(field("prefix", &own.prefix));
    lines.extend(field("suffix", &own.suffix));
    match &guess.speaker {
        Some(Speaker::Known(reference)) => lines.push(guessed(&format!("  said-by: @{reference}"))),
        Some(Speaker::Unknown(name)) => {
            lines.push(guessed(&format!(
                "  # said-by: @{}",
                name_of(full_name(name, names))
            )));
        }
        None => {}
    }
    if !guess.about.is_empty() {
        let about: Vec<String> = guess.about.iter().map(|name| format!("@{name}")).collect();
        lines.push(guessed(&format!("  about: {}", about.join(", "))));
    }
    lines.extend(further);
    lines.join("\n")
}

/// The only one of the names that ends with the words of `name`, or else that itself.
fn full_name<'a>(name: &'a str, names: &'a [UnknownName]) -> &'a str {
    let is_end = |full: &&UnknownName| {
        let before = full.name.strip_suffix(name);
        before.is_some_and(|before| before.is_empty() || before.ends_with([' ', '-']))
    };
    let mut full = names.iter().filter(is_end);
    match (full.next(), full.next()) {
        (Some(only), None) => &only.name,
        _ => name,
    }
}

/// The name of a declaration with that title: its words in lower case, with hyphens between them.
pub fn name_of(title: &str) -> String {
    let mut name = String::new();
    for c in title.chars() {
        match c {
            _ if c.is_alphanumeric() || c == '_' => name.extend(c.to_lowercase()),
            '\'' | '’' | '.' => {}
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn names_of_declarations() {
        for (title, name) in [
            ("Inés Varga", "inés-varga"),
            ("U.S. Court — 2nd Circuit", "us-court-2nd-circuit"),
            ("O'Brien’s", "obriens"),
            ("東京 タワー!", "東京-タワー"),
            ("—", ""),
        ] {
            assert_eq!(name_of(title), name);
        }
    }
}

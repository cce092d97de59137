//! Verbs that accuse somebody whom the newsroom knows: "Ines Varga stole", "Elmstead Ferries was fined".

use std::ops::Range;

use crate::model::Item;
use crate::prose::{Lexicon, WordClass};
use crate::rules::claim::names_in_passage::{item_of, names_in_passage};
use crate::rules::context::Context;
use crate::text::words::words;

/// The maximum number of bytes between a name and its verb.
const REACH: usize = 80;

/// The first verb in the claim's passage that accuses a known person or organisation. `None` if the article's language
/// has no word list.
pub fn accusation_in(context: &Context) -> Option<String> {
    let lexicon = context.lexicon()?;
    let (text, passage) = context.folded_passage()?;
    let names = names_in_passage(context);
    let known = names.iter().filter(|name| {
        let mut entities = name.entities.iter();
        entities.any(|entity| item_of(context, *entity).is_some_and(Item::may_speak))
    });
    let mut accused = known.filter_map(|name| {
        let end = (name.range.end + REACH).min(passage.end);
        let end = text.floor_char_boundary(end);
        accusation_after(lexicon, &text[name.range.end..end])
    });
    accused.next()
}

/// The accusing verb of the subject after which `text` follows: "stole", "has also stolen", ", the mayor, stole",
/// "was convicted". Of what was done to the subject, as in "was killed", only the acts of a court and the like accuse.
fn accusation_after(lexicon: &Lexicon, text: &str) -> Option<String> {
    let text = without_apposition(text);
    let words: Vec<Range<usize>> = words(text).collect();
    let mut end = 0;
    let mut is_passive = false;
    for word in words {
        if !text[end..word.start].trim().is_empty() {
            return None;
        }
        end = word.end;
        let word = &text[word];
        let class = match is_passive {
            true => WordClass::Accused,
            false => WordClass::Accusing,
        };
        if lexicon.is(word, class) {
            return Some(word.to_owned());
        }
        is_passive |= lexicon.is(word, WordClass::Being);
        if !lexicon.is(word, WordClass::Being) && !lexicon.is(word, WordClass::Between) {
            return None;
        }
    }
    None
}

/// The text without what two commas enclose at its start: ", the mayor, stole".
fn without_apposition(text: &str) -> &str {
    let rest = text.strip_prefix(',').and_then(|rest| rest.split_once(','));
    rest.map_or(text, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::accusation_after;
    use crate::prose::lexicon::of_language;

    #[track_caller]
    fn check(language: &str, text: &str, expected: Option<&str>) {
        let lexicon = of_language(language).expect("a known language");
        assert_eq!(
            accusation_after(lexicon, text).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn acts_and_verdicts_accuse() {
        check("en", " stole it.", Some("stole"));
        check("en", " has also lied to them.", Some("lied"));
        check("en", ", the mayor, defrauded them.", Some("defrauded"));
        check("en", " was also convicted.", Some("convicted"));
        check("es", " mintió.", Some("mintió"));
        check("es", " fue condenada.", Some("condenada"));
        check("es", " ya ha sido acusado.", Some("acusado"));
        check("es", " ha robado todo.", Some("robado"));
    }

    #[test]
    fn victims_and_others_are_not_accused() {
        for text in [
            " was killed.",
            " and somebody stole it.",
            " said the army killed them.",
            ". They stole it.",
            " left, stole nothing.",
            " convicted him.",
            "",
        ] {
            check("en", text, None);
        }
        check("es", " fue asesinado.", None);
        check("es", " dijo que robaron todo.", None);
    }
}

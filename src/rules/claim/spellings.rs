//! Names in a passage that differ from their known spelling, for `name-diacritics` and `name-variant`.

use std::ops::Range;

use crate::model::Item;
use crate::rules::claim::names_in_passage::item_of;
use crate::rules::claim::rewording;
use crate::rules::claim::rewording::Rewording;
use crate::rules::context::Context;
use crate::rules::context::passage_memo::EntityId;
use crate::rules::draft_edits::add_field;
use crate::rules::report::Report;
use crate::syntax::quoted;
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::message::Message;
use crate::text::words::words;
use crate::workspace::Place;

/// A spelling in the article, and the known name that it is meant to be.
pub struct Spelling {
    /// The spelling's place in the article's folded text.
    pub range: Range<usize>,
    pub entity: EntityId,
    /// The known name.
    pub name: String,
}

/// Whether the two have the same words, apart from case and the characters between words. Words in capitals may omit
/// diacritics, as is common in Spanish and French.
pub fn is_alike(written: &str, known: &str) -> bool {
    if written == known {
        return true;
    }
    let known = fold(known);
    let mut pairs = words(written).zip(words(&known));
    words(written).count() == words(&known).count()
        && pairs.all(|(written_at, known_at)| {
            let (written, known) = (&written[written_at], &known[known_at]);
            is_same_word(written, known) || is_all_capitals(written)
        })
}

fn is_same_word(left: &str, right: &str) -> bool {
    left == right || left.to_lowercase() == right.to_lowercase()
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().count() > 1 && !word.contains(char::is_lowercase)
}

/// Reports the spelling on the claim, with fixes that write the known name or add an alias.
pub fn report(context: &Context, report: &mut Report, spelling: &Spelling, message: Message) {
    let (Some(article), Some(item)) = (context.article(), item_of(context, spelling.entity)) else {
        return;
    };
    let folded = article.folded();
    let in_article = context.in_article(folded.source_range(spelling.range.clone()));
    let known = Place::Declaration {
        file: spelling.entity.0,
        id: spelling.entity.1,
        span: span_of_name(item, &spelling.name),
    };
    let finding = report.add(context.here(context.title_span()), message);
    finding
        .related(in_article, "the spelling in the article")
        .related(known, "the known name");
    if !context.wants_fixes {
        return;
    }
    let written = &folded.text()[spelling.range.clone()];
    let rewordings = rewordings(written, spelling);
    if let Some(edits) = rewording::edits(context, &rewordings) {
        let title = format!("Write {} in the article", quoted(&spelling.name, "“"));
        finding.fix(title, edits);
    }
    let (file, id) = spelling.entity;
    let declared = context.workspace.file(file).and_then(|file| file.get(id));
    if let (Some((_, slot)), Some(name)) = (declared, item.name()) {
        let line = format!("aka: {}", quoted(written, "\""));
        let edit = add_field(file, id, &slot.segment, &line);
        finding.manual_fix(format!("Add `{line}` to `{name}`"), vec![edit]);
    }
}

/// The place of the name in the entity's title or `aka:`.
fn span_of_name(item: &Item, name: &str) -> Span {
    let aka = item.entity().map_or(&[][..], |entity| &entity.aka);
    let mut names = item.title.iter().chain(aka);
    let found = names.find(|text| text.text == name);
    let span = found.map(|text| text.span);
    span.or(item.name_span()).unwrap_or_default()
}

/// The rewordings of the words that differ from the known name.
fn rewordings(written: &str, spelling: &Spelling) -> Vec<Rewording> {
    let start = spelling.range.start;
    let name = fold(&spelling.name);
    let pairs = words(written).zip(words(&name));
    let others = pairs.filter(|(written_at, known_at)| {
        !is_same_word(&written[written_at.clone()], &name[known_at.clone()])
    });
    others
        .map(|(written_at, known_at)| {
            let known = &name[known_at];
            Rewording {
                range: start + written_at.start..start + written_at.end,
                text: match is_all_capitals(&written[written_at]) {
                    true => known.to_uppercase(),
                    false => known.to_owned(),
                },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_alike;

    #[test]
    fn spellings_that_count_as_alike() {
        for (written, known) in [
            ("Rocío", "Roci\u{301}o"),
            ("J. D. Vance", "J.D. Vance"),
            ("Van der Berg", "van der Berg"),
            ("MARÍA MACHADO", "María Machado"),
            ("MARIA MACHADO", "María Machado"),
        ] {
            assert!(is_alike(written, known), "{written} {known}");
        }
        for (written, known) in [
            ("Rocio", "Rocío"),
            ("Rocío", "Rocio"),
            ("María", "María Machado"),
            ("Oresund", "Øresund"),
        ] {
            assert!(!is_alike(written, known), "{written} {known}");
        }
    }
}

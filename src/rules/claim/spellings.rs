//! Names in an article that differ from their known spelling, for `name-diacritics` and `name-variant`.

use std::ops::Range;

use crate::model::Item;
use crate::rules::claim::rewording;
use crate::rules::claim::rewording::Rewording;
use crate::rules::context::entities::item_of;
use crate::rules::context::in_article::TextContext;
use crate::rules::context::names_in_text::{MeantName, Part};
use crate::rules::draft_edits::add_field;
use crate::rules::finding::Edit;
use crate::rules::report::Report;
use crate::syntax::quoted;
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::message::Message;
use crate::text::words::words;
use crate::workspace::Place;

/// A spelling in the article or its headline, and the known name that it is meant to be.
pub struct Spelling<'a> {
    pub part: Part,
    /// The spelling's place in the folded text of that part.
    pub range: Range<usize>,
    pub name: &'a MeantName,
}

/// The words that messages use for that part of the text.
pub fn part_named(part: Part) -> &'static str {
    match part {
        Part::Article => "the article",
        Part::Headline => "the headline",
    }
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

/// Reports the spelling at its place, with fixes that write the known name or add an alias.
pub fn report(context: &TextContext, report: &mut Report, spelling: &Spelling, message: Message) {
    let MeantName {
        entity,
        name,
        meant,
    } = spelling.name;
    let Some(item) = item_of(context.workspace, *entity) else {
        return;
    };
    let known = Place::Declaration {
        file: entity.0,
        id: entity.1,
        span: span_of_name(item, name),
    };
    let place = context.names.place(spelling.part, spelling.range.clone());
    let finding = report.add(place, message);
    finding.related(known, "the known name");
    if !context.wants_fixes {
        return;
    }
    let written = &context.names.text(spelling.part)[spelling.range.clone()];
    if let Some(edits) = edits(context, spelling.part, &rewordings(written, spelling)) {
        let where_ = part_named(spelling.part);
        finding.fix(format!("Write {} in {where_}", quoted(meant, "“")), edits);
    }
    let (file, id) = *entity;
    let declared = context.workspace.file(file).and_then(|file| file.get(id));
    if let (Some((_, slot)), Some(name)) = (declared, item.name()) {
        let line = format!("aka: {}", quoted(written, "\""));
        let edit = add_field(file, id, &slot.segment, &line);
        finding.manual_fix(format!("Add `{line}` to `{name}`"), vec![edit]);
    }
}

fn edits(context: &TextContext, part: Part, rewordings: &[Rewording]) -> Option<Vec<Edit>> {
    if part == Part::Article {
        return rewording::edits_in(context.annotated, rewordings);
    }
    let edits = rewordings.iter().map(|rewording| Edit {
        place: context.names.place(part, rewording.range.clone()),
        text: rewording.text.clone(),
    });
    Some(edits.collect())
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
    let name = fold(&spelling.name.meant);
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

//! A role next to a name, which that person does not have at the article's date.
//!
//! The rule believes the text. With a year in the sentence, "then" or "former", the sentence is about another time. A
//! role with a single date may have begun then, and is not evidence of anything.

use std::ops::Range;

use crate::model::{EntityRole, Item, Text};
use crate::prose::{Lexicon, WordClass};
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::item_of;
use crate::rules::claim::names_in_passage::names_in_passage;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::context::passage_memo::{EntityId, NameInPassage};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::{Keyword, quoted};
use crate::text::edtf;
use crate::text::edtf::Days;
use crate::text::fold::fold_for_search;
use crate::text::message::{message, written};
use crate::text::words::words;
use crate::workspace::Place;

pub static RULE: Rule = Rule {
    name: "role-out-of-date",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A role next to a name, outside the time of the role",
    documentation: r#"
## What it finds

A claim whose passage contains a name with a `role:` of that entity directly before or after it ("Mayor Jon Abel",
"Jon Abel, the mayor of Elmstead,"), if the article's `published:` date is outside the time of the role. The rule
reports nothing if the role has no time or only one date, or if the article has no date; if the sentence is about
another time ("former", "then", "until", a year in the sentence); if another `role:` with the same words includes
the date; and in articles whose `language:` is neither English nor Spanish.

## Why it matters

People change jobs, and texts are copied. An article that names last year's minister shows that nobody checked.

## Example

```sayso
article "Bridge closed"
  published: 2026-03-03

text
  The bridge is old, Mayor Jon Abel said.

entity jon-abel: person "Jon Abel"
  role: "mayor" 2014-05/2022-05

claim old: "The bridge is old, Mayor Jon Abel said."
  said-by: @jon-abel
```

## Instead

```sayso
article "Bridge closed"
  published: 2026-03-03

text
  The bridge is old, former Mayor Jon Abel said.

entity jon-abel: person "Jon Abel"
  role: "mayor" 2014-05/2022-05

claim old: "The bridge is old, former Mayor Jon Abel said."
  said-by: @jon-abel
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((text, passage)) = context.folded_passage() else {
        return;
    };
    let names = names_in_passage(context);
    if names.is_empty() {
        return;
    }
    let Some((published, day)) = published(context) else {
        return;
    };
    let Some(lexicon) = context.lexicon() else {
        return;
    };
    let passage_text = PassageText {
        text,
        passage,
        lexicon,
    };
    for named in names.iter() {
        let [entity] = named.entities[..] else {
            continue;
        };
        let Some(item) = item_of(context, entity) else {
            continue;
        };
        if let Some((role, range)) = passage_text.role_next_to(named, item)
            && is_outdated(item, role, day)
            && !passage_text.is_about_another_time(&range, named)
            && !has_a_year(context, named)
        {
            report_one(context, report, entity, item, role, &range, published);
        }
    }
}

fn report_one(
    context: &Context,
    report: &mut Report,
    entity: EntityId,
    item: &Item,
    role: &EntityRole,
    range: &Range<usize>,
    published: &Text,
) {
    let (Some(article), Some(time)) = (context.article(), &role.time) else {
        return;
    };
    let folded = article.folded();
    let words = &folded.text()[range.clone()];
    let message = message!(
        "{} calls {} {}, but this role is dated {} and the article {}: correct the role or its time",
        context.named(),
        written(item.label()),
        written(quoted(words, "“")),
        written(&time.text),
        written(&published.text)
    );
    let in_article = context.in_article(folded.source_range(range.clone()));
    let declared = Place::Declaration {
        file: entity.0,
        id: entity.1,
        span: time.span,
    };
    report_words(context, report, words, Some(range.clone()), message)
        .related(in_article, "the role in the article")
        .related(declared, "the time of the role");
}

/// The `published:` of the article, and its days.
fn published<'a>(context: &Context<'a>) -> Option<(&'a Text, Days)> {
    let slot = context.file.first(Keyword::Article)?;
    let published = slot.segment.item.as_ref()?.article()?.published.as_ref()?;
    Some((published, edtf::days(&published.text)?))
}

/// Whether the person has no role with these words on that day.
fn is_outdated(item: &Item, role: &EntityRole, day: Days) -> bool {
    let wanted = fold_for_search(&role.title.text);
    let roles = item.entity().map_or(&[][..], |entity| &entity.roles);
    let mut same = roles
        .iter()
        .filter(|role| fold_for_search(&role.title.text) == wanted);
    same.all(|role| {
        // A single date may be the day on which the role began.
        let time = role.time.as_ref().filter(|time| time.text.contains('/'));
        let held = time.and_then(|time| edtf::days(&time.text));
        held.is_some_and(|held| held.are_after(day) || day.are_after(held))
    })
}

/// Whether the sentence with that name contains a year: it may be about that year.
fn has_a_year(context: &Context, named: &NameInPassage) -> bool {
    let Some(article) = context.article() else {
        return false;
    };
    let range = article.folded().source_range(named.range.clone());
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    article.sentences_in(range).iter().any(|sentence| {
        let text = article.folded_text(sentence.range.clone());
        words(text).any(|word| is_year(&text[word]))
    })
}

/// The article's folded text, and the claim's passage in it.
struct PassageText<'a> {
    text: &'a str,
    passage: Range<usize>,
    lexicon: &'static Lexicon,
}

/// The maximum distance between a name and its role, in bytes.
const REACH: usize = 120;
/// The number of words before a role that are searched for "former" and similar words.
const SEARCHED_WORDS: usize = 2;

impl PassageText<'_> {
    /// The longest role of the entity that is directly before or after its name, and the role's place.
    fn role_next_to<'i>(
        &self,
        named: &NameInPassage,
        item: &'i Item,
    ) -> Option<(&'i EntityRole, Range<usize>)> {
        let roles = &item.entity()?.roles;
        if roles.iter().all(|role| role.time.is_none()) {
            return None;
        }
        let before = self.words_before(named.range.start);
        let after = self.words_after(named.range.end);
        let found = roles.iter().filter_map(|role| {
            let wanted: Vec<String> = words(&role.title.text)
                .map(|word| fold_for_search(&role.title.text[word]))
                .collect();
            let range = self
                .ends_with(&before, &wanted, named.range.start)
                .or_else(|| self.starts_with(&after, &wanted, named.range.end))?;
            let is_in_passage = self.passage.start <= range.start && range.end <= self.passage.end;
            is_in_passage.then_some((role, range))
        });
        found.max_by_key(|(_, range)| range.len())
    }

    fn ends_with(
        &self,
        before: &[Range<usize>],
        role: &[String],
        at: usize,
    ) -> Option<Range<usize>> {
        let first = before.len().checked_sub(role.len())?;
        let range = self.role_range(&before[first..], role)?;
        is_apposition(&self.text[range.end..at]).then_some(range)
    }

    fn starts_with(
        &self,
        after: &[Range<usize>],
        role: &[String],
        at: usize,
    ) -> Option<Range<usize>> {
        let is_article = |word: &Range<usize>| {
            self.lexicon
                .is(&self.text[word.clone()], WordClass::Article)
        };
        let skipped = usize::from(after.first().is_some_and(is_article));
        let range = self.role_range(after.get(skipped..skipped + role.len())?, role)?;
        let first = after.first()?.start;
        let gap = &self.text[at..first];
        (is_apposition(gap) && gap.contains([',', '('])).then_some(range)
    }

    /// The range of the words `found`, if they are the words of the role.
    fn role_range(&self, found: &[Range<usize>], role: &[String]) -> Option<Range<usize>> {
        let (first, last) = (found.first()?, found.last()?);
        let mut pairs = found.iter().zip(role);
        let same = pairs.all(|(word, role)| fold_for_search(&self.text[word.clone()]) == *role);
        same.then_some(first.start..last.end)
    }

    /// Whether a word near the role says that it is about another time.
    fn is_about_another_time(&self, role: &Range<usize>, named: &NameInPassage) -> bool {
        let is = |word: &Range<usize>, sort| self.lexicon.is(&self.text[word.clone()], sort);
        let before = self.words_before(role.start);
        let mut nearest = before.iter().rev().take(SEARCHED_WORDS);
        let end = role.end.max(named.range.end);
        let after = self.words_after(end);
        nearest.any(|word| is(word, WordClass::Formerly))
            || after
                .first()
                .is_some_and(|word| is(word, WordClass::AtATime))
    }

    fn words_before(&self, at: usize) -> Vec<Range<usize>> {
        let from = self.text.floor_char_boundary(at.saturating_sub(REACH));
        let found = words(&self.text[from..at]);
        found
            .map(|word| from + word.start..from + word.end)
            .collect()
    }

    fn words_after(&self, at: usize) -> Vec<Range<usize>> {
        let to = self
            .text
            .ceil_char_boundary((at + REACH).min(self.text.len()));
        let found = words(&self.text[at..to]);
        found.map(|word| at + word.start..at + word.end).collect()
    }
}

/// Whether a role and a name with only `gap` between them belong together.
fn is_apposition(gap: &str) -> bool {
    matches!(gap.trim(), "" | "," | "(" | "'") && gap.len() <= 2
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

    const PEOPLE: &str = "//- people.sayso\nentity abel: person \"Jon Abel\"\n  role: \"mayor\" 2014-05/2022-05\n  role: \"head of the Pier Council\" 2025/..\n\
        entity ana: person \"Ana Ruiz\"\n  role: \"speaker\" 2020/2021\n  role: \"speaker\" 2026/..\n  role: \"head\" 2020\n\
        //- draft.sayso\narticle \"A\"\n  published: 2024-03-03\n  text: \"a.md\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{PEOPLE}claim a: \"Mayor Jon Abel came\"\nclaim b: \"Jon Abel, the head of the Pier Council, left\"\nclaim c: \"Speaker Ana Ruiz\"\n\
                 //- a.md\nMayor *Jon Abel* came. Jon Abel, the head of the Pier Council, left. Speaker Ana Ruiz stayed.\n"
            ),
            expect![[r#"
                draft.sayso:4 "Mayor" warning: claim `a` calls Jon Abel “Mayor”, but this role is dated 2014-05/2022-05 and the article 2024-03-03: correct the role or its time
                    a.md:1 "Mayor": the role in the article
                    people.sayso:2 "2014-05/2022-05": the time of the role
                draft.sayso:5 "head of the Pier Council" warning: claim `b` calls Jon Abel “head of the Pier Council”, but this role is dated 2025/.. and the article 2024-03-03: correct the role or its time
                    a.md:1 "head of the Pier Council": the role in the article
                    people.sayso:3 "2025/..": the time of the role
                draft.sayso:6 "Speaker" warning: claim `c` calls Ana Ruiz “Speaker”, but this role is dated 2026/.. and the article 2024-03-03: correct the role or its time
                    a.md:1 "Speaker": the role in the article
                    people.sayso:6 "2026/..": the time of the role
            "#]],
        );
    }

    #[test]
    fn silent() {
        for text in [
            "Former mayor Jon Abel came.",
            "The then-mayor Jon Abel came.",
            "Mayor Jon Abel came in 2021.",
            "Jon Abel, mayor until May, came.",
            "The mayor. Jon Abel came.",
            "The mayor met Jon Abel.",
            "Jon Abel mayor of",
            "Jon Abel, mayoral candidate, came.",
            "Head Ana Ruiz came.",
        ] {
            let draft = format!("{PEOPLE}claim: \"{text}\"\n//- a.md\n{text}\n");
            assert_eq!(count(&RULE, &draft), 0, "{text}");
            for change in [
                ("2024-03-03", "2021-03-03"),
                ("published", "updated"),
                ("a.md\"\n", "a.md\"\n  language: de\n"),
            ] {
                let text = "Mayor Jon Abel came.";
                let people = PEOPLE.replace(change.0, change.1);
                let draft = format!("{people}claim: \"{text}\"\n//- a.md\n{text}\n");
                assert_eq!(count(&RULE, &draft), 0, "{change:?}");
            }
        }
    }

    #[test]
    fn reads_spanish() {
        let people = PEOPLE
            .replace("mayor", "alcalde")
            .replace("a.md\"\n", "a.md\"\n  language: es\n");
        for (text, expected) in [
            ("El alcalde Jon Abel vino.", 1),
            ("El antiguo alcalde Jon Abel vino.", 0),
            ("Jon Abel, el alcalde, vino.", 1),
            ("Jon Abel, alcalde hasta mayo, vino.", 0),
        ] {
            let draft = format!("{people}claim: \"{text}\"\n//- a.md\n{text}\n");
            assert_eq!(count(&RULE, &draft), expected, "{text}");
        }
    }
}

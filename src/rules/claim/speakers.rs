//! Whom an article names as the speaker of a quotation: "“…,” said Ines Varga", "according to Varga, “…”".
//!
//! Only one known name counts, with one verb of saying, directly beside the quotation. Everything else may mean somebody
//! else: pronouns, a second name, "said a spokesman for Varga".

use std::ops::Range;

use crate::article::{Article, Mention, Quoted};
use crate::model::Item;
use crate::prose::titles::{TitleWord, title_words_of};
use crate::prose::{Figure, Lexicon, WordClass};
use crate::rules::claim::names_in_passage::item_of;
use crate::rules::claim::quotations::Quotations;
use crate::rules::claim::quoted_speech::is_name;
use crate::rules::context::Context;
use crate::rules::context::entities::{NAMESAKES, in_order};
use crate::rules::context::passage_memo::EntityId;
use crate::rules::context::surnames::is_common;
use crate::text::fold::fold_for_search;
use crate::text::words::{ends_with_words, words};
use crate::workspace::entity_keys;

/// A person or an organisation that the article names as a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpeaker {
    pub entity: EntityId,
    /// The name in the article's folded text.
    pub range: Range<usize>,
}

/// The maximum number of quotations in one passage that are read.
const MOST: usize = 20;
/// The maximum length of the text beside a quotation that is read, in bytes.
const LONGEST: usize = 400;

/// Verbs that introduce the words of somebody else than their subject.
const CITING: [&str; 12] = [
    "cite", "cites", "cited", "citing", "quote", "quotes", "quoted", "quoting", "reads", "citó",
    "citando", "reza",
];

/// The speaker of all quotations in the claim's passage. `None` if the article does not name one, or not clearly.
pub fn named_speaker(context: &Context) -> Option<NamedSpeaker> {
    let reader = Reader {
        context,
        article: context.article()?,
        lexicon: context.lexicon()?,
    };
    let quotations = Quotations::of(context)?;
    let mut speaker: Option<NamedSpeaker> = None;
    for quoted in quotations.in_passage().take(MOST) {
        let range = quoted.range.start.max(quotations.passage.start)
            ..quoted.range.end.min(quotations.passage.end);
        if is_name(&quotations.text[quoted.range.clone()], Some(reader.lexicon)) {
            continue;
        }
        if has_quotation(&quotations.text[quoted.range.clone()]) || range.is_empty() {
            return None;
        }
        let found = match reader.speaker_of(quoted) {
            Beside::Speaker(found) => found,
            Beside::Nothing => continue,
            Beside::Unclear => return None,
        };
        if speaker
            .as_ref()
            .is_some_and(|known| known.entity != found.entity)
        {
            return None;
        }
        speaker = Some(found);
    }
    speaker
}

/// Whether quoted words quote others.
fn has_quotation(quoted: &str) -> bool {
    let mut marks = quoted.match_indices('\'');
    marks.any(|(at, _)| {
        let follows_gap = !quoted[..at].ends_with(|c: char| !c.is_whitespace());
        follows_gap && quoted[at + 1..].starts_with(char::is_alphanumeric)
    })
}

/// What the text beside a quotation says about its speaker.
#[derive(Debug)]
enum Beside {
    Speaker(NamedSpeaker),
    /// No words are there.
    Nothing,
    Unclear,
}

/// On which side of a quotation a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    /// Between two quotations of a sentence.
    Between,
}

struct Reader<'c, 'a> {
    context: &'c Context<'a>,
    article: &'a Article,
    lexicon: &'static Lexicon,
}

impl Reader<'_, '_> {
    /// The speaker that the text before and after the quotation names.
    fn speaker_of(&self, quoted: &Quoted) -> Beside {
        let parts = self.article.quotations_within(quoted.range.clone());
        match (self.before(parts.start), self.after(parts.end - 1)) {
            (Beside::Speaker(one), Beside::Speaker(other)) => match one.entity == other.entity {
                true => Beside::Speaker(one),
                false => Beside::Unclear,
            },
            (Beside::Speaker(it), _) | (_, Beside::Speaker(it)) => Beside::Speaker(it),
            (Beside::Nothing, Beside::Nothing) => Beside::Nothing,
            _ => Beside::Unclear,
        }
    }

    /// The text of the same sentence before the quotation with that index.
    fn before(&self, at: usize) -> Beside {
        let all = self.article.quoted();
        let mark = all[at].range.start.saturating_sub(1);
        let start = self.sentence(mark).start;
        let other = at.checked_sub(1).map(|before| all[before].range.end + 1);
        match other.filter(|end| *end > start) {
            Some(end) => self.read(end..mark, Side::Between),
            None => self.read(start..mark, Side::Before),
        }
    }

    /// The text of the same sentence after the quotation with that index.
    fn after(&self, at: usize) -> Beside {
        let all = self.article.quoted();
        let text = self.article.folded().text();
        let mark = all[at].range.end;
        if !text[mark..].starts_with('\'') {
            return Beside::Nothing;
        }
        let end = self.sentence(mark).end;
        let other = all
            .get(at + 1)
            .map(|next| next.range.start.saturating_sub(1));
        match other.filter(|start| *start < end) {
            Some(start) => self.read(mark + 1..start, Side::Between),
            None => self.read(mark + 1..end, Side::After),
        }
    }

    /// The sentence at that offset of the folded text.
    fn sentence(&self, at: usize) -> Range<usize> {
        let sentence = self.article.sentence_at(at);
        let sentence = sentence.map(|at| self.article.sentences()[at].range.clone());
        sentence.map_or(at..at, |it| self.article.folded().folded_range(it))
    }

    fn read(&self, range: Range<usize>, side: Side) -> Beside {
        let text = self.article.folded().text();
        if range.start >= range.end || words(&text[range.clone()]).next().is_none() {
            return Beside::Nothing;
        }
        if range.len() > LONGEST {
            return Beside::Unclear;
        }
        let found = self.only_name(&range).filter(|name| {
            let clause = Clause {
                lexicon: self.lexicon,
                article: self.article,
                text: &text[range.clone()],
                name: name.range.start - range.start..name.range.end - range.start,
                side,
            };
            clause.says()
        });
        found.map_or(Beside::Unclear, Beside::Speaker)
    }

    /// The only person or organisation that the text names. An organisation right before a person does not count: "NASA
    /// Administrator Charles Bolden".
    fn only_name(&self, range: &Range<usize>) -> Option<NamedSpeaker> {
        let text = self.article.folded().text();
        let names = self.context.workspace.known_names();
        let run = self.article.words().within(range);
        let mentions = names.mentions_among(&text[..range.end], run);
        let mut found: Vec<NamedSpeaker> = Vec::new();
        for alike in mentions.chunk_by(|one, next| one.range == next.range) {
            if self.can_speak(alike) {
                let range = alike[0].range.clone();
                let entity = self.only_entity(alike.iter().map(|it| it.id).collect())?;
                found.push(NamedSpeaker { entity, range });
            }
        }
        for word in run.words {
            let in_name =
                |it: &Mention<EntityId>| it.range.start <= word.start && word.end <= it.range.end;
            if !mentions.iter().any(in_name) {
                let surname = self.bearer_of(&text[word.clone()]);
                let range = word.clone();
                found.extend(surname.map(|entity| NamedSpeaker { entity, range }));
            }
        }
        found.sort_by_key(|it| it.range.start);
        match &found[..] {
            [only] => Some(only.clone()),
            [first, second] => {
                let between = &text[first.range.end..second.range.start];
                let is_office = self.kind(first.entity) == Some("organisation")
                    && self.kind(second.entity) == Some("person")
                    && between.starts_with(' ')
                    && words(between).all(|word| between[word].starts_with(char::is_uppercase));
                is_office.then(|| second.clone())
            }
            _ => None,
        }
    }

    fn kind(&self, entity: EntityId) -> Option<&str> {
        item_of(self.context, entity)?.kind()
    }

    fn can_speak(&self, alike: &[Mention<EntityId>]) -> bool {
        let mut kinds = alike.iter().map(|it| self.kind(it.id));
        kinds.any(|kind| matches!(kind, Some("person" | "organisation")))
    }

    /// The entity, if all of them are declarations of the same one.
    fn only_entity(&self, mut entities: Vec<EntityId>) -> Option<EntityId> {
        entities.sort();
        entities.dedup();
        if entities.len() > NAMESAKES {
            return None;
        }
        let entities = in_order(self.context.workspace, &entities);
        let first = *entities.first()?;
        let keys = entity_keys(item_of(self.context, first)?);
        let is_same = |entity: &EntityId| {
            let item = item_of(self.context, *entity);
            let others = item.map(entity_keys).unwrap_or_default();
            *entity == first || others.iter().any(|key| keys.contains(key))
        };
        entities.iter().all(is_same).then_some(first)
    }

    /// The only known person with that surname, if the draft declares them or the article has their full name.
    fn bearer_of(&self, word: &str) -> Option<EntityId> {
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let names = self.context.workspace.known_names();
        let bearers = names.ending_with(word).take(NAMESAKES + 1);
        let bearers: Vec<(&str, EntityId)> = bearers.collect();
        let entity = self.only_entity(bearers.iter().map(|(_, id)| *id).collect())?;
        let is_near_by = entity.0 == self.context.file_id
            || bearers
                .iter()
                .any(|(name, _)| !self.article.find(&(*name).into()).ranges().is_empty());
        (is_near_by && self.kind(entity) == Some("person")).then_some(entity)
    }
}

/// Text beside a quotation with one known name in it.
struct Clause<'a> {
    lexicon: &'static Lexicon,
    article: &'a Article,
    text: &'a str,
    name: Range<usize>,
    side: Side,
}

impl Clause<'_> {
    /// Whether the text says that the name is that of the speaker.
    fn says(&self) -> bool {
        let Some(start) = self.start_of_name() else {
            return false;
        };
        let verbs = words(self.text).filter(|word| self.is(word, WordClass::Quoting));
        let verbs: Vec<Range<usize>> = verbs.collect();
        let head = self.text[..start].trim_end();
        let mut according = self.lexicon.words.speech.according.iter();
        let according = according.find(|phrase| ends_with_words(head, phrase));
        if let Some(phrase) = according {
            let before = &head[..head.len() - phrase.len()];
            return verbs.len() <= 1 && self.is_clause_start(before) && self.ends_after_name();
        }
        let [verb] = &verbs[..] else { return false };
        if CITING.contains(&&*self.text[verb.clone()].to_lowercase()) {
            return false;
        }
        match verb.end <= start {
            true => {
                let is_done = self.is(verb, WordClass::DoneToPeople);
                !is_done
                    && self.is_between(&self.text[verb.end..start])
                    && self.is_verb_start(&self.text[..verb.start])
                    && self.ends_after_name()
            }
            false => {
                verb.start >= self.name.end
                    && self.leads_to_verb(&self.text[self.name.end..verb.start])
                    && self.is_clause_start(&self.text[..start])
            }
        }
    }

    fn is(&self, word: &Range<usize>, class: WordClass) -> bool {
        self.lexicon.is(&self.text[word.clone()], class)
    }

    /// Where the name begins with the titles and the like before it: "the mayor, Ines Varga". `None` if a word before it
    /// may make it the name of somebody else.
    fn start_of_name(&self) -> Option<usize> {
        const MOST_TITLES: usize = 8;
        let is_single = words(&self.text[self.name.clone()]).nth(1).is_none();
        let mut start = self.name.start;
        for at in 0..MOST_TITLES {
            let head = &self.text[..start];
            let Some(word) = words(head).last() else {
                break;
            };
            let means = title_words_of(&head[word.clone()]);
            let gap = &head[word.end..];
            let is_capital = head[word.clone()].starts_with(char::is_uppercase);
            let is_role = means.has_any(&[TitleWord::Person, TitleWord::AddressBefore]);
            let is_small =
                self.is(&word, WordClass::Article) || self.is(&word, WordClass::Formerly);
            let is_according = self.is(&word, WordClass::Quoting);
            let is_title = matches!(gap, " " | ". ") || gap == ", " && is_role;
            if is_according || !is_title {
                break;
            }
            if !is_capital && !is_role && !is_small {
                break;
            }
            let is_first_name = at == 0 && is_single && is_capital && means.is_empty();
            if is_first_name && !is_common(self.article, &head[word.clone()]) {
                return None;
            }
            start = word.start;
        }
        Some(start)
    }

    /// Whether a clause may begin after `before`: at the start, or after a comma and the like.
    fn is_clause_start(&self, before: &str) -> bool {
        let before = before.trim_end();
        match self.side {
            Side::Before => before.is_empty() || before.ends_with([',', ';', ':', '-', '(']),
            Side::After | Side::Between => words(before).next().is_none(),
        }
    }

    /// Whether a verb after `before` may have its subject behind it.
    fn is_verb_start(&self, before: &str) -> bool {
        let between = words(before).all(|word| self.is_adverb(&before[word]));
        between && (self.side != Side::Before || before.trim_end().is_empty())
    }

    fn is_adverb(&self, word: &str) -> bool {
        /// Who does not say it is no speaker.
        const NEGATING: &str = "no";
        if word == NEGATING {
            return false;
        }
        self.lexicon.is(word, WordClass::Between) || word.ends_with("ly") || word.ends_with("mente")
    }

    fn is_between(&self, text: &str) -> bool {
        text.trim().is_empty() || words(text).all(|word| self.is_adverb(&text[word]))
    }

    /// Whether the text between a name and a verb makes the name the subject: adverbs, or an apposition between commas.
    fn leads_to_verb(&self, text: &str) -> bool {
        if !text.starts_with([' ', ',']) {
            return false;
        }
        let Some(apposition) = text.strip_prefix(", ") else {
            return self.is_between(text);
        };
        let end = apposition.rfind(',');
        end.is_some_and(|end| self.is_between(&apposition[end + 1..]))
    }

    /// Whether the name is complete where it ends: not "Varga's aide", "Varga and others", "Varga spokesman".
    fn ends_after_name(&self) -> bool {
        let after = &self.text[self.name.end..];
        let Some(next) = words(after).next() else {
            return true;
        };
        let gap = &after[..next.start];
        let means = title_words_of(&after[next.clone()]);
        match gap {
            // "Varga Morning News", but "Varga Monday".
            " " if after[next.clone()].starts_with(char::is_uppercase) => matches!(
                self.lexicon.figure(&after[next]),
                Some(Figure::Month(_) | Figure::Weekday(_))
            ),
            " " => {
                let goes_on = [
                    TitleWord::In,
                    TitleWord::About,
                    TitleWord::Time,
                    TitleWord::With,
                    TitleWord::To,
                ];
                let is_linking = self.lexicon.is(&after[next], WordClass::Linking);
                (means.has_any(&goes_on) || is_linking) && !means.has(TitleWord::Joining)
            }
            _ => gap.contains([',', '.', ';', ':', '(']) || gap.contains(" -"),
        }
    }
}

/// Whether two entities may be the same, or speak for each other: they share a key or a part of a name, or one has the
/// other's name as a role.
pub fn may_be_same(one: &Item, other: &Item) -> bool {
    let keys = entity_keys(one);
    let roles = |item: &Item| -> Vec<String> {
        let entity = item.entity();
        let roles = entity.into_iter().flat_map(|entity| &entity.roles);
        roles.map(|role| role.title.text.to_string()).collect()
    };
    let known = |item: &Item| -> Vec<String> { item.known_names().map(str::to_owned).collect() };
    let (names, others) = (known(one), known(other));
    let alike = |all: &[String], others: &[String]| {
        let is_part = |name: &String| others.iter().any(|it| has_words_of(it, name));
        all.iter().any(is_part)
    };
    entity_keys(other).iter().any(|key| keys.contains(key))
        || alike(&names, &others)
        || alike(&others, &names)
        || alike(&names, &roles(other))
        || alike(&others, &roles(one))
        || alike(&roles(one), &others)
        || alike(&roles(other), &names)
}

/// Whether the words of `part` are in `whole`, one after the other.
fn has_words_of(whole: &str, part: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        let text = fold_for_search(text).to_lowercase();
        words(&text).map(|word| text[word].to_owned()).collect()
    };
    let (whole, part) = (split(whole), split(part));
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

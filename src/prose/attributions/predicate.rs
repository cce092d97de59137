//! The words behind a noun for people: whether a verb of saying or judging is their predicate.

use super::noun_phrase::NounPhrase;
use super::word_reader::WordReader;
use crate::prose::speech::SpeechClass::*;

/// What is being read behind the noun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// The verb with its auxiliary verbs and adverbs.
    Verb,
    /// A clause about the people: "who spoke with reporters".
    Clause,
    /// A phrase about them: "in both parties".
    Phrase,
}

struct Predicate<'a> {
    phrase: &'a NounPhrase,
    reading: Reading,
    in_clause: bool,
    /// Whether "have" was read.
    has_auxiliary: bool,
    /// Whether "are" was read.
    is_being: bool,
    skipped: usize,
}

/// What a word means for the predicate.
enum Step {
    Found,
    /// Goes on at that word.
    To(usize),
    Ends,
}

impl WordReader<'_> {
    /// Whether the people of `phrase` say or judge something.
    pub fn has_predicate(&self, phrase: &NounPhrase) -> bool {
        let mut predicate = Predicate {
            phrase,
            reading: Reading::Verb,
            in_clause: false,
            has_auxiliary: false,
            is_being: false,
            skipped: 0,
        };
        let mut at = phrase.noun + 1;
        while at < self.len() {
            match self.step(&mut predicate, at) {
                Step::Found => return true,
                Step::To(next) => at = next,
                Step::Ends => return false,
            }
        }
        false
    }

    fn step(&self, predicate: &mut Predicate, at: usize) -> Step {
        let gap = self.gap(at);
        if self.ends_clause(at) {
            return Step::Ends;
        }
        if gap.contains([',', '(']) || gap == " - " {
            return self.after_aside(predicate, at);
        }
        if gap == "-" {
            return Step::To(at + 1);
        }
        if self.begins_phrase(at, self.words().such_as) {
            return Step::Ends;
        }
        match predicate.reading {
            Reading::Verb => self.verb_step(predicate, at),
            Reading::Clause | Reading::Phrase => self.skip(predicate, at),
        }
    }

    /// Goes on behind an aside: ", though,", "(most of them)".
    fn after_aside(&self, predicate: &mut Predicate, at: usize) -> Step {
        /// The maximum number of words in an aside.
        const LONGEST: usize = 16;
        let gap = self.gap(at);
        let closing = match gap {
            _ if gap.contains('(') => ")",
            _ if gap.contains(',') => ",",
            _ => " - ",
        };
        let begins_other = self.is(at, And) || self.begins_phrase(at, self.words().such_as);
        let closes = |at: &usize| self.gap(*at).contains(closing);
        let runs_on = |at: &usize| !self.ends_clause(*at);
        let end = (at + 1..self.len().min(at + LONGEST))
            .take_while(|at| closes(at) || runs_on(at))
            .find(closes);
        let Some(end) = end.filter(|_| !begins_other) else {
            return Step::Ends;
        };
        predicate.reading = Reading::Verb;
        predicate.in_clause = false;
        if self.is_verb(predicate, end) {
            return Step::Found;
        }
        match self.is_any(end, &[Between, Being]) {
            true => self.auxiliary(predicate, end),
            false => Step::Ends,
        }
    }

    fn verb_step(&self, predicate: &mut Predicate, at: usize) -> Step {
        let noun = predicate.phrase.noun;
        if self.is_verb(predicate, at) {
            return Step::Found;
        }
        if self.is(at, Gerund) && at == noun + 1 && self.is_gerund_attributing(predicate.phrase) {
            return Step::Found;
        }
        let is_contracted = self.gap(at) == "'";
        let on_day = self.is(at, Preposition) && self.is(at + 1, Weekday);
        if self.is_any(at, &[Between, Being]) || on_day || is_contracted {
            return self.auxiliary(predicate, at);
        }
        if predicate.is_being {
            return self.after_being(at);
        }
        if self.is(at, Relative) && !predicate.has_auxiliary {
            predicate.reading = Reading::Clause;
            predicate.in_clause = true;
            return Step::To(at + 1);
        }
        // "have begun to hint"
        let is_begun = at > noun + 1 && self.is(at, Infinitive) && self.is(at - 1, Between);
        if is_begun && self.is(at + 1, Present) {
            return Step::Found;
        }
        // "people to exchange messages", but "advisers to the president".
        let is_infinitive = self.is(at, Infinitive)
            && !self.is_any(at + 1, &[Determiner, Definite, Quantity, Article])
            && !self.is_capital(at + 1);
        if !is_infinitive && self.is_any(at, &[Preposition, BehindNoun, Participle]) {
            predicate.reading = Reading::Phrase;
            return Step::To(at + 1);
        }
        match self.is_adjective_behind(predicate, at) {
            true => {
                predicate.skipped += 1;
                Step::To(at + 1)
            }
            false => Step::Ends,
        }
    }

    /// Whether the word may be an adjective behind its noun, as in Spanish "analistas políticos".
    fn is_adjective_behind(&self, predicate: &Predicate, at: usize) -> bool {
        const MOST: usize = 3;
        self.words().modifiers_follow
            && predicate.skipped < MOST
            && !self.is_any(at, &[Function, Preposition, Determiner])
    }

    fn auxiliary(&self, predicate: &mut Predicate, at: usize) -> Step {
        predicate.has_auxiliary |= self.is(at, Having);
        predicate.is_being |= self.is(at, Being);
        Step::To(at + 1)
    }

    /// Reads "more likely to say" behind "are".
    fn after_being(&self, at: usize) -> Step {
        if self.is_any(at, &[Degree, Inclined]) {
            return Step::To(at + 1);
        }
        let is_inclined = self.is(at, Infinitive) && self.is(at - 1, Inclined);
        match is_inclined && self.is(at + 1, Present) {
            true => Step::Found,
            false => Step::Ends,
        }
    }

    /// Skips a word of a phrase or clause about the people.
    fn skip(&self, predicate: &mut Predicate, at: usize) -> Step {
        /// The maximum number of words in a clause and in a phrase.
        const MOST: [usize; 2] = [14, 8];
        let most = MOST[usize::from(!predicate.in_clause)];
        let before = at - 1;
        let follows_pronoun = match self.is(before, Relative) {
            true => predicate.reading == Reading::Phrase && !self.is(before, Function),
            false => self.is_any(before, &[Determiner, Preposition, And]),
        };
        if predicate.reading == Reading::Clause {
            if self.is_verb(predicate, at) && !follows_pronoun {
                return Step::Found;
            }
            if self.is_any(at, &[Being, Between]) {
                return Step::To(at + 1);
            }
            predicate.reading = Reading::Phrase;
        }
        if self.is_any(at, &[Present, Past]) && self.is_subject_elsewhere(predicate, before) {
            return Step::Ends;
        }
        if self.is_verb(predicate, at) && !follows_pronoun && !self.is(before, Between) {
            return Step::Found;
        }
        if !predicate.in_clause && self.is_any(at, &[Being, Having]) {
            predicate.reading = Reading::Verb;
            return self.auxiliary(predicate, at);
        }
        predicate.skipped += 1;
        match predicate.skipped > most {
            true => Step::Ends,
            false => Step::To(at + 1),
        }
    }

    /// Whether the word before a verb means other people, who are its subject.
    fn is_subject_elsewhere(&self, predicate: &Predicate, at: usize) -> bool {
        let is_other = at > predicate.phrase.noun && self.is(at, Person);
        is_other
            && self.people(at).is_none_or(|other| {
                let before = other.start.checked_sub(1);
                !before.is_some_and(|before| self.is_any(before, &[Preposition, And, Quantity]))
            })
    }

    /// Whether a gerund directly behind the people attributes: "with experts warning", "people saying".
    fn is_gerund_attributing(&self, phrase: &NounPhrase) -> bool {
        let gap = self.gap(phrase.start);
        let before = phrase.start.checked_sub(1);
        self.is(phrase.noun + 1, PlainGerund)
            || gap.trim() != ""
            || before.is_some_and(|it| self.is(it, Preposition) && !self.is(it, Of))
    }

    /// Whether the word is a verb of saying in a form that people without a name can have, whatever is around it.
    pub fn is_finite(&self, at: usize) -> bool {
        self.is_any(at, &[Present, Past])
    }

    /// Whether the word is a verb of saying whose subject the people are.
    fn is_verb(&self, predicate: &Predicate, at: usize) -> bool {
        if self.begins_phrase(at, self.words().other_meanings) {
            return false;
        }
        if self.is(at, Gerund) {
            return predicate.is_being;
        }
        if predicate.is_being {
            return false;
        }
        if self.is(at, Perfect) && predicate.has_auxiliary {
            return true;
        }
        if self.is(at, WithDoubt) {
            return (at + 1..at + 4).any(|next| self.is(next, Doubt));
        }
        if self.is(at, Past) {
            return predicate.has_auxiliary || !self.is_participle(predicate, at);
        }
        if predicate.phrase.is_single {
            return self.is(at, ThirdPerson);
        }
        self.is(at, Present) && !self.is_noun(predicate, at)
    }

    /// Whether a form of the past is more likely a participle: "officials accused of theft".
    fn is_participle(&self, predicate: &Predicate, at: usize) -> bool {
        if !self.is(at, Participle) {
            return false;
        }
        let phrase = predicate.phrase;
        let before = phrase.start.checked_sub(1);
        let before = before.filter(|_| self.gap(phrase.start) == " ");
        if before.is_some_and(|before| self.is_object(before)) {
            return false;
        }
        let next = at + 1;
        let gap = self.gap(next);
        if gap == " " && next < self.len() {
            if self.is_participle_by_next(at) {
                return true;
            }
            let begins_object = self.is_any(next, &[Determiner, AfterParticiple, Function])
                || self.is_capital(next);
            return phrase.is_pronoun && !begins_object;
        }
        // ", officials announced." attributes, "the officials suspected, …" does not.
        let is_aside = self.gap(phrase.start).contains([',', '\'', '-']);
        !gap.contains(['\'', ':']) && !is_aside
    }

    /// Whether the next word makes the form of the past a participle: "accused of", but not "warned of".
    pub fn is_participle_by_next(&self, at: usize) -> bool {
        let is_dated = self.is(at + 2, Weekday);
        let is_active = self.begins_phrase(at, self.words().active);
        self.is(at + 1, AfterParticiple) && !is_active && !is_dated
    }

    /// Whether the word is "which" or "than", so that it, and nothing behind the verb, is what is said.
    fn is_object(&self, at: usize) -> bool {
        self.is_any(at, &[Relative, Function]) && !self.is_any(at, &[And, Having, Being])
    }

    /// Whether a form of the present is more likely a noun or an infinitive.
    fn is_noun(&self, predicate: &Predicate, at: usize) -> bool {
        let before = at - 1;
        let is_possessed = self.word(before) == "s" && self.gap(before) == "'";
        if is_possessed || self.is(before, Infinitive) {
            return true;
        }
        let phrase = predicate.phrase;
        if !self.is(at, NounLike) || predicate.has_auxiliary {
            return false;
        }
        let next = at + 1;
        if phrase.is_pronoun || predicate.reading != Reading::Verb {
            let begins_object = self.is_any(next, &[Determiner]) || self.is_capital(next);
            return !begins_object;
        }
        // "police report said"
        self.gap(next) == " " && self.is_any(next, &[Past, Present])
    }
}

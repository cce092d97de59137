//! The words before a noun for people.

use super::word_reader::WordReader;
use crate::prose::speech::SpeechClass::*;

/// People, as a range of words.
pub struct NounPhrase {
    pub start: usize,
    /// The first word that is not about how many they are.
    pub without_quantity: usize,
    pub noun: usize,
    pub is_named: bool,
    pub is_single: bool,
    /// Whether the noun is a pronoun: "others".
    pub is_pronoun: bool,
}

/// The maximum number of modifiers before a noun.
const MODIFIERS: usize = 5;

/// What the word before a noun phrase is to it.
enum Before {
    /// Part of the phrase.
    Part,
    /// A word that says how many.
    Quantity,
    /// Not part of it.
    Outside,
    /// Somebody known is meant, or no people.
    Known,
}

impl WordReader<'_> {
    /// The people that the word at `noun` means. `None` if it means none, or if the text refers to somebody known.
    pub fn people(&self, noun: usize) -> Option<NounPhrase> {
        let is_pronoun = self.is_pronoun_for_people(noun);
        let is_single = self.is(noun, SinglePerson);
        let has_name = self.is(noun, People) && self.is_capital(noun);
        let is_people = is_pronoun || is_single || has_name || self.is(noun, Person);
        // Spanish "analistas políticos": the second is an adjective.
        let is_adjective = self.words().modifiers_follow
            && noun > 0
            && self.gap(noun) == " "
            && self.is_any(noun - 1, &[Person, SinglePerson]);
        if !is_people || is_adjective || self.is_quoted(noun) || self.has_possessive(noun) {
            return None;
        }
        if self.is_capital(noun) && !self.begins(noun) && !has_name {
            return None;
        }
        let mut phrase = NounPhrase {
            start: noun,
            without_quantity: noun,
            noun,
            is_named: has_name && !(self.begins(noun) && self.is(noun, Person)),
            is_single: is_single && !self.is(noun, Person),
            is_pronoun,
        };
        if !is_pronoun {
            self.read_before(&mut phrase)?;
        }
        self.read_name_before_others(&mut phrase);
        Some(phrase)
    }

    /// Whether an apostrophe or hyphen follows, so that the word is no noun on its own: "officials' claims".
    fn has_possessive(&self, noun: usize) -> bool {
        let gap = self.gap(noun + 1);
        let is_shortened = self.is_any(noun + 1, &[Between, Being]);
        gap == "-" || gap == "'" && !is_shortened || gap.starts_with("' ")
    }

    fn is_pronoun_for_people(&self, at: usize) -> bool {
        let is_bare = self.is(at, BarePronoun);
        if !is_bare && !self.is(at, Pronoun) {
            return false;
        }
        let before = at.checked_sub(1).filter(|_| self.gap(at) == " ");
        let Some(before) = before else {
            return self.is_alone(at);
        };
        let classes = [Definite, Singular, Degree];
        let is_part =
            self.is_any(before, &classes) && !(self.is(at, AfterA) && self.is(before, Indefinite));
        let follows = self.is_any(before, &[Function, By, Infinitive, Present, Past, Relative]);
        !is_part && (follows || !is_bare) && self.is_alone(at)
    }

    /// Whether no noun follows that the word would say how many there are of.
    fn is_alone(&self, at: usize) -> bool {
        let next = at + 1;
        if next >= self.len() || self.gap(next) != " " {
            return true;
        }
        if self.is(next, Of) {
            let known = self.is_any(next + 1, &[Determiner, Relative]);
            return !known || self.is_any(next + 1, &[Definite]);
        }
        let classes = [Between, Being, Having, Past, Present, Relative, Preposition];
        let is_before_adjective =
            self.is(at, BarePronoun) && !self.is_any(next, &[Past, Present, Being, Having]);
        let follows_by = at.checked_sub(1).is_some_and(|before| self.is(before, By));
        follows_by || self.is_any(next, &classes) && !is_before_adjective
    }

    /// Reads the modifiers, quantities and determiners before the noun.
    fn read_before(&self, phrase: &mut NounPhrase) -> Option<()> {
        let mut modifiers = 0;
        let mut at = phrase.noun;
        let mut determined = false;
        while at > 0 {
            let before = at - 1;
            if self.is(before, Of) && self.gap(at) == " " && before > 0 && !phrase.is_single {
                if self.is(before - 1, Share) {
                    return None;
                }
                if self.is(before - 1, QuantityNoun) {
                    phrase.start = self.start_of_quantity(before - 1);
                    return Some(());
                }
            }
            match self.before(phrase, at) {
                Before::Known => return None,
                Before::Outside => break,
                Before::Quantity => {
                    determined |= self.is(before, Indefinite);
                    phrase.start = before;
                }
                Before::Part => {
                    modifiers += usize::from(!self.is(before, And));
                    if modifiers > MODIFIERS {
                        break;
                    }
                    if !self.is(before, And) {
                        phrase.start = before;
                        phrase.without_quantity = before;
                    }
                    if self.is_capital(before) && self.begins(before) {
                        break;
                    }
                }
            }
            at = before;
        }
        (determined || !phrase.is_single).then_some(())
    }

    fn before(&self, phrase: &mut NounPhrase, at: usize) -> Before {
        let before = at - 1;
        let gap = self.gap(at);
        let is_s = self.word(before) == "s" && self.gap(before) == "'";
        if gap == "' " || is_s {
            return Before::Known;
        }
        let is_abbreviation = gap == ". " && self.is_abbreviation(before);
        if !matches!(gap, " " | "-" | "." | " & " | "&") && !is_abbreviation {
            return Before::Outside;
        }
        if self.is(before, Definite) {
            return self.known(phrase, before);
        }
        if phrase.is_single && self.is(before, Indefinite) {
            return Before::Quantity;
        }
        let is_number = self.word(before).starts_with(|c: char| c.is_numeric());
        if self.is_any(before, &[Quantity, Article]) || is_number {
            return match phrase.is_single {
                true => Before::Known,
                false => Before::Quantity,
            };
        }
        if self.is(before, Singular) {
            return match self.is(at, AfterA) && !phrase.is_single {
                true => Before::Quantity,
                false => Before::Known,
            };
        }
        if self.is(before, And) {
            let joined = before.checked_sub(1).is_some_and(|word| {
                self.gap(before) == " " && self.is_any(word, &[Person, Joined])
                    || self.gap(word) == "-"
            });
            return match joined {
                true => Before::Part,
                false => Before::Outside,
            };
        }
        if self.is_capital(before) && !self.begins(before) {
            // "A U.S. official" has no name, although "U.S. officials" says who they are.
            phrase.is_named |= !phrase.is_single;
            return Before::Part;
        }
        if gap == "-" || self.is_modifier(before) {
            if self.is_capital(before) {
                phrase.is_named |= !phrase.is_single && self.is_name(before);
            }
            return Before::Part;
        }
        Before::Outside
    }

    /// What "the" or "its" before the people makes of them: "most of its critics" are not known, and "the Spanish
    /// officials" have a name.
    fn known(&self, phrase: &NounPhrase, definite: usize) -> Before {
        let is_part = definite >= 2
            && self.is(definite - 1, Of)
            && self.is_any(definite - 2, &[QuantityNoun, Pronoun, BarePronoun]);
        match is_part || phrase.is_named && !phrase.is_single {
            true => Before::Quantity,
            false => Before::Known,
        }
    }

    /// Whether the word can be an adjective or noun before a noun.
    fn is_modifier(&self, at: usize) -> bool {
        let words = self.words();
        if self.is(at, Modifier) {
            return !(self.is(at, LedTo) && self.gap(at).contains(','));
        }
        let is_other = self.is_any(
            at,
            &[Function, Preposition, MadeTo, LedTo, Between, Having, Being],
        );
        if is_other || words.modifiers_follow {
            return false;
        }
        let is_participle = self.is_any(at, &[Participle, BehindNoun]);
        if self.is(at, GerundLike) || is_participle && at > 0 {
            return self.may_be_modifier_after(at);
        }
        let is_verb = self.is_any(at, &[Present, Past, ThirdPerson]);
        !is_verb || at == 0 || self.is(at, NounLike) || is_participle
    }

    /// Whether a form of a verb is a modifier because of the word before it: "some hacking experts", "but retired
    /// officers".
    fn may_be_modifier_after(&self, at: usize) -> bool {
        let begins_phrase = [Function, Quantity, Definite, Article, Indefinite, And];
        let before = at.checked_sub(1).filter(|_| self.gap(at) == " ");
        before.is_some_and(|before| {
            self.is_any(before, &begins_phrase) && !self.is_any(before, &[Having, Being])
        }) || self.is_according(at)
    }

    /// Where "a growing number", which ends with `noun`, starts.
    fn start_of_quantity(&self, noun: usize) -> usize {
        let mut start = noun;
        while start > 0
            && self.gap(start) == " "
            && self.is_any(start - 1, &[Singular, Size, Quantity, Definite])
        {
            start -= 1;
        }
        start
    }

    /// Reads a name before "and others".
    fn read_name_before_others(&self, phrase: &mut NounPhrase) {
        let Some(name) = phrase.start.checked_sub(2) else {
            return;
        };
        let is_others = self.begins_phrase(phrase.start, self.words().others);
        if is_others && self.is(name + 1, And) && self.is_capital(name) {
            phrase.is_named |= !self.begins(name) || self.is_name(name);
        }
    }

    /// Whether a name follows that says who the people are: "of the Ministry", "at NASA". `None` if their names
    /// follow: "such as Ana Díaz".
    pub fn is_named_behind(&self, noun: usize) -> Option<bool> {
        /// The maximum number of words up to the name.
        const FAR: usize = 5;
        let next = noun + 1;
        if self.begins_phrase(next, self.words().such_as) && !self.gap(next).contains(['.', ';']) {
            return None;
        }
        let follows = next < self.len() && self.gap(next) == " ";
        let is_participle = self.is(next, Participle) && self.is_participle_by_next(next);
        if !follows || !is_participle && !self.is_any(next, &[Preposition, BehindNoun]) {
            return Some(false);
        }
        for at in next..self.len().min(next + FAR) {
            let is_joined = matches!(self.gap(at), " " | "." | "-" | "'" | ". ");
            let is_verb = at > next && self.is_any(at, &[Present, Past, ThirdPerson, Relative]);
            if !is_joined || is_verb {
                break;
            }
            if self.is_capital(at) && !self.is(at, Weekday) {
                return Some(true);
            }
        }
        Some(false)
    }
}

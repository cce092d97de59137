//! Attributions to people without a name: "officials said", "according to experts", "one aide said".
//!
//! A noun for people is found first. [`noun_phrase`] reads the words before it, which may name the people, and
//! [`predicate`] the words behind it, which may hold a verb of saying or judging.

mod noun_phrase;
mod predicate;
mod word_reader;

use std::ops::Range;

use crate::prose::speech::SpeechClass::*;
use crate::text::words::ends_with_words;
use noun_phrase::NounPhrase;
pub use word_reader::Sentences;
use word_reader::WordReader;

/// People to whom something is attributed: "rights groups".
#[derive(Debug, PartialEq, Eq)]
pub struct Attribution {
    /// In bytes of the text.
    pub range: Range<usize>,
    /// Whether a name says who they are: "Spanish officials", "officials of the Ministry".
    pub is_named: bool,
    /// Whether it is one person: "a senior official".
    pub is_single: bool,
    /// Whether the noun means groups, not people.
    pub is_of_groups: bool,
}

/// The attributions in the text, in order. Leaves out phrases that refer to somebody known, "the officials", "its
/// critics", unless a name is part of them.
pub fn attributions(sentences: &Sentences) -> Vec<Attribution> {
    let words = WordReader::of(sentences);
    let nouns = 0..words.len();
    nouns.filter_map(|noun| words.attribution(noun)).collect()
}

impl WordReader<'_> {
    /// The attribution to the people that the word at `noun` means.
    fn attribution(&self, noun: usize) -> Option<Attribution> {
        let phrase = self.people(noun)?;
        let is_apposed =
            phrase.is_single && self.gap(noun + 1) == ", " && self.is_capital(noun + 1);
        let named_after = is_apposed || self.is_named_behind(noun)?;
        if !self.is_attributed(&phrase) {
            return None;
        }
        Some(Attribution {
            range: self.start_of(phrase.without_quantity)..self.end_of(noun),
            is_named: phrase.is_named || named_after,
            is_single: phrase.is_single,
            is_of_groups: self.is(noun, Group),
        })
    }

    /// Whether something is attributed to the people, in one of the ways that the language has.
    fn is_attributed(&self, phrase: &NounPhrase) -> bool {
        let noun = phrase.noun;
        let before = phrase.start.checked_sub(1);
        let follows_directly = before.is_some() && self.gap(phrase.start) == " ";
        if self.is_according(phrase.start) {
            return !self.continues_noun(noun);
        }
        let Some(before) = before.filter(|_| follows_directly) else {
            return self.has_predicate(phrase);
        };
        if self.is(before, By) && self.is_agent(before) {
            return !self.continues_noun(noun);
        }
        if self.is_inverted(before, noun) {
            return true;
        }
        if self.is(before, LedTo) {
            let says = self.is(noun + 2, Present) && self.is(noun + 1, Infinitive);
            return says || self.has_predicate(phrase);
        }
        // "with experts warning", but not "to experts, who".
        let may_be_subject = !self.is(before, Preposition)
            || self.is(before, Relative)
            || self.is(noun + 1, Gerund) && !self.is(before, Infinitive);
        let is_object = self.is(before, MadeTo)
            || self.is(before, GerundLike)
                && !self.is_any(before, &[Gerund, Preposition, Function]);
        may_be_subject && !is_object && self.has_predicate(phrase)
    }

    /// Whether a phrase such as "according to" ends before the word.
    fn is_according(&self, at: usize) -> bool {
        let head = self.text_before(at);
        let mut according = self.words().according.iter();
        according.any(|words| ends_with_words(head, words))
    }

    /// Whether the word before "by" is a participle of a verb of saying: "described by", "seen as a threat by".
    fn is_agent(&self, by: usize) -> bool {
        /// The maximum number of words between them.
        const FAR: usize = 6;
        for at in (by.saturating_sub(FAR)..by).rev() {
            if !matches!(self.gap(at + 1), " " | "-") {
                return false;
            }
            if self.is_any(at, &[Past, Perfect]) && !self.is(at, NotBy) {
                let is_joined = self.is_any(at + 1, &[AfterParticiple, Between]);
                return at + 1 == by || is_joined;
            }
            let is_as = self.is_any(at, &[Function, Infinitive]);
            if self.is(at, Preposition) && !is_as {
                return false;
            }
        }
        false
    }

    /// Whether the word at `verb` is a verb before its subject: ", said officials".
    fn is_inverted(&self, verb: usize, noun: usize) -> bool {
        let is_verb = match self.words().verbs_come_first {
            true => self.is_finite(verb),
            false => self.is(verb, BeforeSpeaker) && self.begins_clause(verb),
        };
        let ends = self.gap(noun + 1) != " "
            || self.is_any(noun + 1, &[Preposition, BehindNoun, Relative]);
        is_verb && (ends || self.words().verbs_come_first)
    }

    /// Whether the word at `verb` comes after a quotation, a comma or "as", or first.
    fn begins_clause(&self, verb: usize) -> bool {
        let gap = self.gap(verb);
        verb == 0 || gap.contains([',', '\'', '?', '!', '…']) || self.is(verb - 1, Function)
    }

    /// Whether the word behind the noun is a noun, too: "according to police reports".
    fn continues_noun(&self, noun: usize) -> bool {
        let next = noun + 1;
        let follows = next < self.len() && self.gap(next) == " ";
        let ends = [Preposition, BehindNoun, Function, Relative, Between, Being];
        follows && !self.is_any(next, &ends) && !self.words().modifiers_follow
    }
}

#[cfg(test)]
mod tests {
    use super::{Sentences, attributions};
    use crate::prose::lexicon::of_language;

    /// The people, those with a name in brackets, and one person with a star.
    fn found(language: &str, text: &str) -> String {
        let sentences = Sentences {
            lexicon: of_language(language).expect("a known language"),
            text,
            quoted: &[],
            is_name: &|_| false,
        };
        let found = attributions(&sentences).into_iter().map(|it| {
            let star = if it.is_single { "*" } else { "" };
            match it.is_named {
                true => format!("[{}]{star}", &text[it.range]),
                false => format!("{}{star}", &text[it.range]),
            }
        });
        found.collect::<Vec<String>>().join(", ")
    }

    #[track_caller]
    fn check(language: &str, examples: &[(&str, &str)]) {
        for (text, expected) in examples {
            assert_eq!(found(language, text), *expected, "{text}");
        }
    }

    #[test]
    fn people_and_their_verbs() {
        check(
            "en",
            &[
                ("Officials called it a gesture", "Officials"),
                ("Police officials said so.", "Police officials"),
                ("Public health experts said so.", "Public health experts"),
                ("But security experts warned of it.", "security experts"),
                ("whom rights groups consider prisoners", "rights groups"),
                (
                    "Some senior officials have also said so",
                    "senior officials",
                ),
                (
                    "Several law enforcement officials said no.",
                    "law enforcement officials",
                ),
                ("He left. Critics said no", "Critics"),
                ("Critics charged that it was late.", "Critics"),
                (
                    "It was a gift, which officials said was small.",
                    "officials",
                ),
                ("They did what economists call spending.", "economists"),
                ("He got less credit than aides say he deserves.", "aides"),
                (
                    "Obama praised it, and human rights groups warned of it.",
                    "human rights groups",
                ),
                (
                    "It is safe, current and former officials said.",
                    "current and former officials",
                ),
                (
                    "Hackers in two towns, police announced, were caught.",
                    "police",
                ),
                ("She said experts believe in it.", "experts"),
                (
                    "While liberals dismissed him as an actor, he was a governor.",
                    "liberals",
                ),
                (
                    "Then administrators asked Politico for more.",
                    "administrators",
                ),
                ("Sources told Politico, however, that it rained.", "Sources"),
                (
                    "Conservatives thought this term would be different.",
                    "Conservatives",
                ),
                (
                    "Multiple outlets reported on Wednesday the service had met him.",
                    "outlets",
                ),
                (
                    "Cabinet officials urged surrogates to parrot it.",
                    "Cabinet officials",
                ),
            ],
        );
    }

    #[test]
    fn words_between_people_and_their_verb() {
        check(
            "en",
            &[
                ("Officials in both parties, though, say so.", "Officials"),
                ("Officials who spoke with reporters said so.", "Officials"),
                ("Partisans on both sides warn that it is late.", "Partisans"),
                ("Leaders of the group have said so.", "Leaders"),
                (
                    "Some economists - including two of the bank's own - warn of it.",
                    "economists",
                ),
                ("People familiar with the talks said so.", "People"),
                ("Voters are more likely to say so.", "Voters"),
                (
                    "Officials in recent weeks had begun to hint at it.",
                    "Officials",
                ),
                ("Critics are now questioning the plan.", "Critics"),
                ("Officials said on Monday that it rained.", "Officials"),
                (
                    "Many reporters noted on Tuesday that it rained.",
                    "reporters",
                ),
            ],
        );
    }

    #[test]
    fn pronouns_and_quantities() {
        check(
            "en",
            &[
                ("Some say it is late.", "Some"),
                ("Others question it.", "Others"),
                ("Many believe that it is safe.", "Many"),
                ("Most of the candidates said no.", "candidates"),
                ("A group of voters said so.", "voters"),
                ("A growing number of experts say so.", "experts"),
                ("A majority of members said no.", "members"),
                ("Dozens of residents complained.", "residents"),
                ("A few experts say so.", "experts"),
                ("as some have said", "some"),
                ("Some roads call for repair.", ""),
                ("Most recently they said so.", ""),
                ("46 percent of voters said so.", ""),
                ("She gave him some credit.", ""),
            ],
        );
    }

    #[test]
    fn other_forms_of_attribution() {
        check(
            "en",
            &[
                ("It was, said experts, too late", "experts"),
                ("It was, according to several experts, too late", "experts"),
                ("He was described by officials as calm.", "officials"),
                ("It was seen by some as a threat.", "some"),
                ("It rose, with experts warning of more.", "experts"),
                (
                    "This leads many cyber experts to suspect a leak.",
                    "cyber experts",
                ),
                ("It left, leaving some to question it.", "some"),
                ("Experts raised questions about it.", "Experts"),
                ("Officials raised taxes.", ""),
            ],
        );
    }

    #[test]
    fn names_say_who_the_people_are() {
        check(
            "en",
            &[
                ("Spanish officials said so", "[Spanish officials]"),
                ("The UN officials said so", "[UN officials]"),
                ("UN officials said so", "[UN officials]"),
                ("Two U.S. officials said so", "[U.S. officials]"),
                ("Some F.B.I. officials said so", "[F.B.I. officials]"),
                ("Officials of the Ministry said so", "[Officials]"),
                ("Police in York said so", "[Police]"),
                ("according to officials at NASA", "[officials]"),
                ("Republicans said so.", "[Republicans]"),
                ("Ana Sol and others said so.", "[others]"),
            ],
        );
    }

    #[test]
    fn mentions_are_no_attributions() {
        for text in [
            "Five officials were arrested",
            "The officials said so",
            "Its critics said so",
            "the ministry's officials said so",
            "said experts such as Ana Díaz",
            "Some historians, such as Chandler, assert that it rained.",
            "He met critics. Said she",
            "We held hearings, called witnesses, and went home",
            "He blamed local officials.",
            "They went to state officials, but nobody came.",
            "He told reporters that it rained.",
            "semiofficials said",
            "It has many sources",
            "Officials accused of theft left.",
            "The letters say no.",
            "Police spokeswoman Ana Sol said no.",
            "The officials' claims say no.",
            "It let voters know.",
            "They agreed to talk.",
            "Workers called off the strike.",
            "",
        ] {
            assert_eq!(found("en", text), "", "{text}");
        }
    }

    #[test]
    fn nothing_is_found_in_quotation_marks() {
        let text = "He wrote 'officials said no' to critics.";
        let sentences = Sentences {
            lexicon: of_language("en").expect("English"),
            text,
            quoted: std::slice::from_ref(&(10..27)),
            is_name: &|_| false,
        };
        assert_eq!(attributions(&sentences), []);
    }

    #[test]
    fn one_person_without_a_name() {
        check(
            "en",
            &[
                ("A senior official said so.", "senior official*"),
                ("It is late, one aide said.", "aide*"),
                ("A witness says so.", "witness*"),
                ("A U.S. official said so.", "U.S. official*"),
                ("One supporter, Ana Sol, said so.", "[supporter]*"),
                ("A lawyer at NASA said so.", "[lawyer]*"),
                ("A spokesman said so.", ""),
                ("The official said so.", ""),
                ("A police official was arrested.", ""),
                ("according to a person familiar with the talks", ""),
                ("according to a lawyer familiar with the talks", "lawyer*"),
                ("Each official said so.", ""),
            ],
        );
    }

    #[test]
    fn spanish() {
        check(
            "es",
            &[
                ("Según fuentes oficiales, fueron liberados", "fuentes"),
                ("Los expertos advierten del riesgo", "expertos"),
                (
                    "a quienes grupos de derechos humanos consideran presos",
                    "grupos",
                ),
                ("Los vecinos del barrio han dicho que no.", "vecinos"),
                ("Es tarde, aseguran expertos.", "expertos"),
                ("Dijeron altos funcionarios que no.", "altos funcionarios"),
                ("Es considerado por expertos una amenaza.", "expertos"),
                ("Algunos creen que es tarde.", "Algunos"),
                (
                    "Fuentes cercanas a la investigación dijeron que no.",
                    "Fuentes",
                ),
                ("Muchos analistas políticos sostienen que no.", "analistas"),
                ("Expertos de la ONU dijeron que no.", "[Expertos]"),
                ("Sus críticos dijeron que no", ""),
                ("Fueron detenidos tres funcionarios.", ""),
                ("Acusaron a funcionarios de mentir.", ""),
                ("Un alto funcionario dijo que no.", "alto funcionario*"),
            ],
        );
    }
}

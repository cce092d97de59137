//! The title and the headings of an article, and where their numbers are not those of its text.

use std::ops::Range;

use crate::article::{Article, Sentence};
use crate::model::Item;
use crate::prose::{Lexicon, Mark};
use crate::rules::claim::passage_prose::published;
use crate::rules::claim::statements::{Statement, statements_in};
use crate::rules::context::Context;
use crate::rules::context::passages::LONGEST_READ;
use crate::text::fold::fold;
use crate::text::lower::lower;
use crate::text::words::words;
use crate::workspace::Place;

/// The maximum number of headings that are compared, of numbers in one headline, and of numbers in the sentences.
const MOST_HEADINGS: usize = 50;
const MOST_IN_HEADLINE: usize = 4;
const MOST_NUMBERS: usize = 500;

/// A number of a headline, and one of the text, or of the title, that contradicts it.
pub struct HeadlineDisagreement {
    pub headline: Saying,
    pub other: Saying,
}

/// Words that state a number.
#[derive(Clone)]
pub struct Saying {
    pub part: Part,
    pub words: String,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    Heading,
    Text,
}

/// A text with what it says of its numbers.
struct Line {
    part: Part,
    /// Folded.
    text: String,
    place: Place,
    statements: Vec<Statement>,
    /// Whether it is the first sentence of the text.
    is_lead: bool,
}

/// The numbers of the title and the headings that are not those of the text. A headline is right if any sentence agrees
/// with it. If no sentence is about it, a heading is compared with the title.
pub fn headline_disagreements(context: &Context) -> Vec<HeadlineDisagreement> {
    let (Some(article), Some(lexicon)) = (context.article(), context.lexicon()) else {
        return Vec::new();
    };
    let year = published(context).and_then(|days| Some(days.first?.year()));
    let reader = LineReader {
        context,
        article,
        lexicon,
        year,
    };
    let headlines = reader.headlines();
    if headlines.is_empty() {
        return Vec::new();
    }
    let body = reader.body();
    let title = headlines.iter().filter(|line| line.part == Part::Title);
    let title: Vec<&Line> = title.collect();
    let of_line = |headline: &Line| {
        let statements = headline.statements.iter().take(MOST_IN_HEADLINE);
        let found = statements.filter_map(|statement| {
            let (line, other) = match contradiction(statement, body.iter()) {
                Verdict::Contradicted(line, other) => (line, other),
                Verdict::Unmentioned if headline.part == Part::Heading => {
                    match contradiction(statement, title.iter().copied()) {
                        Verdict::Contradicted(line, other) => (line, other),
                        _ => return None,
                    }
                }
                _ => return None,
            };
            Some(HeadlineDisagreement {
                headline: headline.saying(statement),
                other: line.saying(other),
            })
        });
        found.collect::<Vec<HeadlineDisagreement>>()
    };
    headlines.iter().flat_map(of_line).collect()
}

enum Verdict<'a> {
    Contradicted(&'a Line, &'a Statement),
    /// Some line agrees, or those that do not agree differ among themselves.
    Unsure,
    Unmentioned,
}

fn contradiction<'a>(statement: &Statement, lines: impl Iterator<Item = &'a Line>) -> Verdict<'a> {
    let all = lines.flat_map(|line| line.statements.iter().map(move |other| (line, other)));
    let mut against: Option<(&Line, &Statement)> = None;
    for (line, other) in all {
        if statement.agrees_with(other) {
            return Verdict::Unsure;
        }
        if statement.contradicts(other, line.is_lead) {
            match against {
                Some((_, known)) if !known.has_number_of(other) => return Verdict::Unsure,
                Some(_) => {}
                None => against = Some((line, other)),
            }
        }
    }
    against.map_or(Verdict::Unmentioned, |(line, other)| {
        Verdict::Contradicted(line, other)
    })
}

impl Line {
    fn saying(&self, statement: &Statement) -> Saying {
        Saying {
            part: self.part,
            words: self.text[statement.range.clone()].to_owned(),
            place: self.place,
        }
    }
}

struct LineReader<'a> {
    context: &'a Context<'a>,
    article: &'a Article,
    lexicon: &'static Lexicon,
    year: Option<i16>,
}

impl LineReader<'_> {
    /// The title and the headings with numbers. A heading with the words of the title is left out.
    fn headlines(&self) -> Vec<Line> {
        let title = self
            .context
            .item()
            .and_then(|item: &Item| item.title.as_ref());
        let title = title.map(|title| fold(&title.text)).unwrap_or_default();
        let of_title = self.line(
            Part::Title,
            &title,
            self.context.here(self.context.title_span()),
        );
        let headings = self.article.sentences().iter().filter(|it| it.in_heading);
        let headings = headings.take(MOST_HEADINGS).filter_map(|heading| {
            let (text, place) = self.sentence(heading);
            self.line(Part::Heading, text, place)
                .filter(|_| text != title)
        });
        of_title.into_iter().chain(headings).collect()
    }

    /// The sentences with numbers.
    fn body(&self) -> Vec<Line> {
        let sentences = self.article.sentences().iter().filter(|it| !it.in_heading);
        let mut body = Vec::new();
        let mut numbers = 0;
        for (at, sentence) in sentences.enumerate() {
            let (text, place) = self.sentence(sentence);
            let Some(mut line) = self.line(Part::Text, text, place) else {
                continue;
            };
            line.is_lead = at == 0;
            numbers += line.statements.len();
            body.push(line);
            if numbers > MOST_NUMBERS {
                break;
            }
        }
        body
    }

    fn sentence(&self, sentence: &Sentence) -> (&str, Place) {
        let Range { start, end } = sentence.range;
        let place = self.context.in_article(start..end);
        (self.article.folded_text(start..end), place)
    }

    /// `None` if the text says nothing of a number, or is too long.
    fn line(&self, part: Part, text: &str, place: Place) -> Option<Line> {
        let may_be_number = |word: Range<usize>| {
            let marks = self.lexicon.marks_of(&lower(&text[word]));
            marks.has(Mark::Count)
        };
        if text.len() > LONGEST_READ || !words(text).any(may_be_number) {
            return None;
        }
        let statements = statements_in(text, self.lexicon, self.year);
        (!statements.is_empty()).then(|| Line {
            part,
            text: text.to_owned(),
            place,
            statements,
            is_lead: false,
        })
    }
}

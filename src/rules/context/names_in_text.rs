//! Known names in an article and its headline that are spelled differently: worked out once for the whole text, and again
//! only when it or a known name changes.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::article::{Article, ArticleFormat, Mention, NearMiss, Slip, WordRun};
use crate::model::Item;
use crate::prose::name_use::keeps_names;
use crate::rules::context::entities::{NAMESAKES, is_person, item_of, place_of};
use crate::rules::context::headline::Headline;
use crate::rules::context::passage_memo::{EntityId, NameInPassage};
use crate::rules::context::surnames::{Surnames, WordPlace, is_bare_apostrophe, is_title_case};
use crate::text::fold::fold;
use crate::text::words::words;
use crate::workspace::{ArticleText, File, FileId, KnownNames, Place, Workspace};

/// Where a text is that readers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Article,
    Headline,
}

/// The names in the text that differ from how they are known, in order.
#[derive(Debug)]
pub struct NamesInText<'a> {
    pub article: &'a Article,
    pub headline: Option<Headline>,
    file: FileId,
    /// Known names that are not written exactly as they are known.
    pub respelled: Vec<(Part, NameInPassage)>,
    /// Words that nearly match a known name, and are not part of a known name themselves.
    pub near: Vec<NearlyNamed>,
}

/// Words that nearly match known names.
#[derive(Debug)]
pub struct NearlyNamed {
    pub part: Part,
    /// A range of the folded text of that part.
    pub range: Range<usize>,
    /// The names that may be meant, in the order of the files of their entities.
    pub names: Vec<MeantName>,
}

/// A known name that words are meant to be.
#[derive(Debug)]
pub struct MeantName {
    pub entity: EntityId,
    /// The whole name.
    pub name: String,
    /// The part of it that belongs where the words are.
    pub meant: String,
}

/// The maximum number of each kind that are collected. Nobody corrects more at once, and an article may consist of names.
const MOST: usize = 1_000;

impl<'a> NamesInText<'a> {
    pub fn of(
        workspace: &'a Workspace,
        file_id: FileId,
        file: &File,
        text: &'a ArticleText,
        article: &'a Article,
    ) -> NamesInText<'a> {
        let mut found = NamesInText {
            article,
            headline: Headline::of(file_id, file),
            file: file_id,
            respelled: Vec::new(),
            near: Vec::new(),
        };
        let names = workspace.known_names();
        if !names.is_empty() {
            let reader = Reader {
                workspace,
                names,
                file: file_id,
                language: &text.language,
                surnames: Surnames::new(workspace, article, &text.language),
                respelled: Vec::new(),
                near: Vec::new(),
                doubtful: Vec::new(),
            };
            (found.respelled, found.near) = reader.read(article, found.headline.as_ref());
        }
        found
    }

    /// The folded text of that part.
    pub fn text(&self, part: Part) -> &str {
        match (part, &self.headline) {
            (Part::Headline, Some(headline)) => headline.text(),
            _ => self.article.folded().text(),
        }
    }

    /// The place of a range of [`NamesInText::text`].
    pub fn place(&self, part: Part, range: Range<usize>) -> Place {
        match (part, &self.headline) {
            (Part::Headline, Some(headline)) => headline.place(range),
            _ => Place::Article {
                file: self.file,
                span: self.article.folded().source_range(range).into(),
            },
        }
    }
}

/// A sentence of the article, or the headline.
#[derive(Clone, Copy)]
struct Stretch<'t> {
    part: Part,
    /// The text of the part up to the end of the stretch.
    text: &'t str,
    words: WordRun<'t>,
    /// Whether it is a headline or a heading in which most words begin with a capital.
    is_title_case: bool,
}

struct Reader<'a> {
    workspace: &'a Workspace,
    names: &'a KnownNames,
    file: FileId,
    language: &'a str,
    surnames: Surnames<'a>,
    respelled: Vec<(Part, NameInPassage)>,
    near: Vec<NearlyNamed>,
    /// Near misses in the last letter, each with its last word: they count only if nobody else has that name.
    doubtful: Vec<(String, NearlyNamed)>,
}

impl<'a> Reader<'a> {
    /// Reads the article and the headline: first for full names, then for surnames.
    fn read(
        mut self,
        article: &'a Article,
        headline: Option<&Headline>,
    ) -> (Vec<(Part, NameInPassage)>, Vec<NearlyNamed>) {
        for_each_stretch(article, headline, |stretch| self.read_names(stretch));
        self.settle_doubtful();
        if !self.surnames.is_empty() {
            for_each_stretch(article, headline, |stretch| self.read_surnames(stretch));
        }
        self.near.retain(|nearly| nearly.names.len() <= NAMESAKES);
        self.leave_out_confidential();
        for NearlyNamed { names, .. } in &mut self.near {
            names.sort_by_cached_key(|it| (place_of(self.workspace, it.entity), it.name.clone()));
        }
        self.near
            .sort_by_key(|it| (it.part == Part::Headline, it.range.start, it.range.end));
        (self.respelled, self.near)
    }

    /// Leaves out names of the people behind confidential sources: the finding would reveal whom a misspelled name means.
    fn leave_out_confidential(&mut self) {
        let people = &self.workspace.confidential_words().people;
        if people.is_empty() {
            return;
        }
        let is_confidential = |it: &MeantName| {
            let name = Article::read(&it.name, ArticleFormat::Plain);
            !name.people(people).is_empty()
        };
        self.near
            .retain(|nearly| !nearly.names.iter().any(is_confidential));
    }

    fn read_names(&mut self, stretch: Stretch) {
        let Stretch {
            part, text, words, ..
        } = stretch;
        let known = self.names.mentions_among(text, words);
        for alike in known.chunk_by(|one, next| one.range == next.range) {
            self.note_known(part, text, alike);
        }
        for near in self.names.near_misses(text, words, stretch.is_title_case) {
            let is_known = |it: &Mention<EntityId>| {
                it.range.start <= near.range.start && near.range.end <= it.range.end
            };
            if !known.iter().any(is_known) {
                self.note_near(part, text, near);
            }
        }
    }

    /// Remembers a known name if it is a person's full name, or not written as it is known.
    fn note_known(&mut self, part: Part, text: &str, alike: &[Mention<EntityId>]) {
        let Some(Mention { range, id }) = alike.first() else {
            return;
        };
        let written = &text[range.clone()];
        let is_full = words(written).nth(1).is_some();
        if is_full && alike.iter().all(|it| it.id == *id) && is_person(self.workspace, *id) {
            self.surnames.add(*id);
        }
        let item = item_of(self.workspace, *id);
        let mut names = item.into_iter().flat_map(Item::known_names);
        let is_known = |name: &str| name == written || fold(name) == written;
        if self.respelled.len() < MOST && !names.any(is_known) {
            let mut entities: Vec<EntityId> = alike.iter().map(|it| it.id).collect();
            entities.sort();
            entities.dedup();
            let range = range.clone();
            self.respelled
                .push((part, NameInPassage { range, entities }));
        }
    }

    fn note_near(&mut self, part: Part, text: &str, near: NearMiss<EntityId>) {
        let range = near.range;
        let name = MeantName {
            entity: near.id,
            name: near.name.to_owned(),
            meant: near.name.to_owned(),
        };
        if near.slip == Slip::AtEnd {
            let is_meant = keeps_names(self.language)
                && is_person(self.workspace, near.id)
                && !is_bare_apostrophe(&text[range.end..]);
            if is_meant && self.doubtful.len() < MOST {
                let last = words(&text[range.clone()]).last().unwrap_or_default();
                let last = text[range.start + last.start..range.start + last.end].to_owned();
                let names = vec![name];
                self.doubtful
                    .push((last, NearlyNamed { part, range, names }));
            }
            return;
        }
        let is_full = self.near.len() >= MOST;
        match self.near.last_mut() {
            Some(last) if last.part == part && last.range == range => last.names.push(name),
            _ if is_full => {}
            _ => {
                let names = vec![name];
                self.near.push(NearlyNamed { part, range, names });
            }
        }
    }

    /// Keeps the near misses in the last letter if the draft or the article knows the person, and the article does not
    /// use the word as a name of somebody else.
    fn settle_doubtful(&mut self) {
        for (last, nearly) in std::mem::take(&mut self.doubtful) {
            let [meant] = &nearly.names[..] else { continue };
            let is_near_by = meant.entity.0 == self.file || self.surnames.has(meant.entity);
            if is_near_by && !self.surnames.means_another(&last, meant.entity) {
                self.near.push(nearly);
            }
        }
    }

    fn read_surnames(&mut self, stretch: Stretch) {
        let Stretch {
            part,
            text,
            words,
            is_title_case,
        } = stretch;
        let mut in_names = None;
        for at in 0..words.words.len() {
            if self.near.len() >= MOST {
                return;
            }
            let place = WordPlace {
                text,
                words,
                at,
                is_title_case,
            };
            let Some(near) = self.surnames.near(place) else {
                continue;
            };
            let range = words.words[at].clone();
            let in_names = in_names.get_or_insert_with(|| words_in_names(self.names, &stretch));
            if in_names.contains(&range.start) {
                continue;
            }
            let name = MeantName {
                entity: near.entity,
                name: near.name.to_owned(),
                meant: near.surname.to_owned(),
            };
            let names = vec![name];
            self.near.push(NearlyNamed { part, range, names });
        }
    }
}

/// The starts of the words that are in a known name, or in words that nearly match one.
fn words_in_names(names: &KnownNames, stretch: &Stretch) -> FxHashSet<usize> {
    let Stretch { text, words, .. } = *stretch;
    let known = names.mentions_among(text, words).into_iter();
    let near = names
        .near_misses(text, words, stretch.is_title_case)
        .into_iter();
    let ranges = known.map(|it| it.range).chain(near.map(|it| it.range));
    let starts = ranges.flat_map(|range| {
        let first = words.words.partition_point(|word| word.start < range.start);
        let within = words.words[first..].iter();
        within
            .map(|word| word.start)
            .take_while(move |start| *start < range.end)
    });
    starts.collect()
}

fn for_each_stretch<'t>(
    article: &'t Article,
    headline: Option<&'t Headline>,
    mut read: impl FnMut(Stretch<'t>),
) {
    let folded = article.folded();
    for sentence in article.sentences() {
        let range = folded.folded_range(sentence.range.clone());
        let words = article.words().within(&range);
        read(Stretch {
            part: Part::Article,
            text: &folded.text()[..range.end],
            words,
            is_title_case: sentence.in_heading && is_title_case(folded.text(), words),
        });
    }
    if let Some(headline) = headline {
        read(Stretch {
            part: Part::Headline,
            text: headline.text(),
            words: headline.words(),
            is_title_case: is_title_case(headline.text(), headline.words()),
        });
    }
}

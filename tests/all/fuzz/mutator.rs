//! Makes random inputs out of the corpus. The same seed makes the same input.

use super::Input;
use super::corpus::{CORPUS, Corpus};

/// The drafts that a workspace may have.
pub const DRAFTS: [&str; 3] = ["a.sayso", "b.sayso", "desk/c.sayso"];

/// Texts longer than this are cut: many small cases find more than a few large ones.
const MAX_BYTES: usize = 6_000;

pub struct Mutator {
    random: fastrand::Rng,
    corpus: &'static Corpus,
}

impl Mutator {
    pub fn new(seed: u64) -> Mutator {
        Mutator {
            random: fastrand::Rng::with_seed(seed),
            corpus: &CORPUS,
        }
    }

    /// True once in `n` calls.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.random.usize(..n) == 0
    }

    /// A number below `n`; 0 if `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.random.usize(..n.max(1))
    }

    pub fn choice<'a, T: ?Sized>(&mut self, all: &'a [impl AsRef<T>]) -> &'a T {
        all[self.random.usize(..all.len())].as_ref()
    }

    pub fn draft(&mut self) -> String {
        self.mutated(&self.corpus.drafts)
    }

    /// A draft whose article is the file at `path`.
    pub fn draft_of(&mut self, path: &str) -> String {
        format!("article \"A\"\n  text: \"{path}\"\n\n{}", self.draft())
    }

    pub fn article(&mut self) -> String {
        self.mutated(&self.corpus.articles)
    }

    /// Some drafts, and an article that most of them are about.
    pub fn workspace(&mut self) -> Input {
        let mut workspace = Input::new();
        for path in DRAFTS {
            if self.one_in(2) {
                let text = match self.one_in(3) {
                    true => self.draft(),
                    false => self.draft_of("a.md"),
                };
                workspace.insert(path.to_owned(), text);
            }
        }
        workspace.insert("a.md".to_owned(), self.article());
        workspace
    }

    pub fn settings(&mut self) -> String {
        self.mutated(&self.corpus.settings)
    }

    /// A word of the corpus, or an oddity.
    pub fn word(&mut self) -> &'static str {
        let corpus = self.corpus;
        // A fifth of all words are oddities, which are the first ones.
        let among = if self.one_in(5) {
            90
        } else {
            corpus.words.len()
        };
        &corpus.words[self.below(among)]
    }

    fn mutated(&mut self, texts: &[String]) -> String {
        let mut text = self.piece(texts);
        for _ in 0..self.below(12) {
            self.mutate(&mut text, texts);
        }
        if text.len() > MAX_BYTES {
            text.truncate(text.floor_char_boundary(MAX_BYTES));
        }
        match self.below(12) {
            0 => text.replace('\n', "\r\n"),
            1 => text.replace('\n', "\r"),
            2 => format!("\u{feff}{text}"),
            3 => text.trim_end().to_owned(),
            _ => text,
        }
    }

    /// Some lines of one of the texts.
    fn piece(&mut self, texts: &[String]) -> String {
        let text: &str = self.choice(texts);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let start = if self.one_in(2) {
            0
        } else {
            self.below(lines.len())
        };
        let length = 1 + self.below(60);
        lines[start..].iter().take(length).copied().collect()
    }

    /// Makes one change.
    fn mutate(&mut self, text: &mut String, texts: &[String]) {
        match self.below(9) {
            0 => *text += &self.piece(texts),
            1 => self.change_lines(text),
            2 => self.repeat(text),
            3 => {
                let range = self.range(text, 30);
                text.replace_range(range, "");
            }
            4 => {
                let range = self.word_in(text);
                text.replace_range(range, self.word());
            }
            _ => {
                let at = self.place(text);
                text.insert_str(at, self.word());
            }
        }
    }

    /// Removes, doubles, swaps or indents a line.
    fn change_lines(&mut self, text: &mut String) {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        if lines.is_empty() {
            return;
        }
        let (at, other) = (self.below(lines.len()), self.below(lines.len()));
        match self.below(5) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines.swap(at, other),
            3 => lines[at].insert_str(0, "  "),
            _ => lines[at] = lines[at].trim_start_matches(' ').to_owned(),
        }
        *text = lines.concat();
    }

    /// Repeats some characters, rarely very often.
    fn repeat(&mut self, text: &mut String) {
        let range = self.range(text, 12);
        let times = if self.one_in(20) {
            400
        } else {
            1 + self.below(6)
        };
        let repeated = text[range.clone()].repeat(times);
        text.insert_str(range.end, &repeated);
    }

    /// A place between two characters.
    pub fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }

    /// A range of at most `max` bytes.
    pub fn range(&mut self, text: &str, max: usize) -> std::ops::Range<usize> {
        let start = self.place(text);
        let end = (start + self.below(max)).min(text.len());
        start..text.floor_char_boundary(end)
    }

    fn word_in(&mut self, text: &str) -> std::ops::Range<usize> {
        let at = self.place(text);
        let start = text[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |start| start + 1);
        let start = text.ceil_char_boundary(start);
        let end = text[at..]
            .find(char::is_whitespace)
            .map_or(text.len(), |end| at + end);
        start.min(end)..end
    }
}

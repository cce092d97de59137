//! Sources for what the links, footnotes and citations of an article cite.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::article::Cited;
use crate::model::Item;
use crate::model::locators::label_of;
use crate::rules::{guessed, name_of, wants_claim};
use crate::syntax::quoted;
use crate::text::addresses::without_addresses;
use crate::workspace::{ArticleText, FileId, Resolution, Workspace};

/// The sources that the sentences of an article cite.
#[derive(Debug, Default)]
pub struct CitedSources {
    /// The declarations of sources that the workspace does not have.
    pub declarations: Vec<String>,
    /// By the start of the sentence: the lines of its claim.
    lines: FxHashMap<usize, Vec<String>>,
}

impl CitedSources {
    /// What the given sentences cite, which are ranges of the article's source. The names of new sources are not in the
    /// workspace.
    pub fn of(
        workspace: &Workspace,
        draft: FileId,
        text: &ArticleText,
        sentences: &[Range<usize>],
    ) -> CitedSources {
        let Some(article) = text.article() else {
            return CitedSources::default();
        };
        let citations = article.citations();
        if citations.is_empty() {
            return CitedSources::default();
        }
        let mut reader = CitedReader::new(workspace, draft);
        let starts: FxHashSet<usize> = sentences.iter().map(|sentence| sentence.start).collect();
        for citation in citations {
            let sentence = article.cited_by(citation.at).and_then(|at| {
                let sentence = &article.sentences()[at];
                wants_claim(article, sentence).then_some(sentence.range.start)
            });
            if let Some(sentence) = sentence.filter(|start| starts.contains(start))
                && let Some(line) = reader.line(&citation.cited)
            {
                let lines = reader.sources.lines.entry(sentence).or_default();
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        reader.sources
    }

    /// The lines of the claim for the sentence.
    pub fn lines_of(&self, sentence: &Range<usize>) -> Vec<String> {
        self.lines.get(&sentence.start).cloned().unwrap_or_default()
    }
}

struct CitedReader<'a> {
    workspace: &'a Workspace,
    draft: FileId,
    sources: CitedSources,
    /// What to write after `@` for the source with that address, or with that title if it has none.
    known: FxHashMap<SmolStr, String>,
    taken: FxHashSet<String>,
}

impl<'a> CitedReader<'a> {
    fn new(workspace: &'a Workspace, draft: FileId) -> CitedReader<'a> {
        let mut reader = CitedReader {
            workspace,
            draft,
            sources: CitedSources::default(),
            known: FxHashMap::default(),
            taken: FxHashSet::default(),
        };
        for (file, items) in workspace.files().map(|(id, file)| (id, file.items())) {
            for (id, _, item) in items.filter(|(_, _, item)| !item.is_protected()) {
                let urls = item.source().map_or(&[][..], |source| &source.urls);
                for url in urls {
                    if let Some(reference) = workspace.reference_to(draft, file, id) {
                        reader
                            .known
                            .entry(same_address(&url.text))
                            .or_insert(reference);
                    }
                }
            }
        }
        reader
    }

    /// The line of a claim that cites it.
    fn line(&mut self, cited: &Cited) -> Option<String> {
        match cited {
            Cited::Link { address, words } => {
                let name = self.source_at(address, words);
                Some(guessed(&format!("  source: @{name}")))
            }
            Cited::Footnote { text, address } => {
                let (title, place) = without_place(text);
                let name = match address {
                    Some(address) => self.source_at(address, title),
                    None => self.source_called(title)?,
                };
                Some(format!("  source: @{name}{}", at(place)))
            }
            Cited::Key { key, place } => {
                let found = self.workspace.resolve_name(self.draft, key).found();
                let is_source =
                    found.is_some_and(|target| target.item().is_some_and(is_open_source));
                let line = format!("source: @{key}{}", at(place));
                Some(match is_source {
                    true => format!("  {line}"),
                    false => format!("  # {line}"),
                })
            }
        }
    }

    fn source_at(&mut self, address: &str, words: &str) -> String {
        let same = same_address(address);
        if let Some(known) = self.known.get(&same) {
            return known.clone();
        }
        let title = without_addresses(words);
        let title =
            title.trim_matches(|c: char| !c.is_alphanumeric() && !"\"'“”‘’«»().!?".contains(c));
        let title = match title.contains(char::is_alphanumeric) {
            true => title,
            false => &same,
        };
        let host = same.split('/').next().unwrap_or_default();
        let name = self.free_name(
            &host
                .rsplit_once('.')
                .map_or(host, |(name, _)| name)
                .replace('.', "-"),
        );
        let headline = guessed(&format!("source {name}: webpage {}", quoted(title, "\"")));
        self.declare(same.clone(), name, format!("{headline}\n  url: {address}"))
    }

    fn source_called(&mut self, title: &str) -> Option<String> {
        if !title.contains(char::is_alphanumeric) {
            return None;
        }
        let key = SmolStr::from(title);
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        const WORDS: usize = 4;
        let first: Vec<&str> = title.split_whitespace().take(WORDS).collect();
        let name = self.free_name(&first.join(" "));
        let headline = guessed(&format!("source {name}: document {}", quoted(title, "\"")));
        Some(self.declare(key, name, headline))
    }

    fn declare(&mut self, key: SmolStr, name: String, declaration: String) -> String {
        self.sources.declarations.push(declaration);
        self.known.insert(key, name.clone());
        name
    }

    /// A name that nothing has yet.
    fn free_name(&mut self, wanted: &str) -> String {
        let wanted = match name_of(wanted) {
            name if name.is_empty() => "source".to_owned(),
            name => name,
        };
        let numbers = 2..;
        let mut names = std::iter::once(wanted.clone())
            .chain(numbers.map(|number: u32| format!("{wanted}-{number}")));
        let resolve = |name: &String| self.workspace.resolve_name(self.draft, name);
        let is_free = |name: &String| {
            !self.taken.contains(name) && matches!(resolve(name), Resolution::Unresolved)
        };
        let name = names.find(is_free).unwrap_or(wanted);
        self.taken.insert(name.clone());
        name
    }
}

fn is_open_source(item: &Item) -> bool {
    item.source().is_some() && !item.is_protected()
}

/// What two spellings of one address have in common.
fn same_address(address: &str) -> SmolStr {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split('#')
        .next()
        .unwrap_or(rest)
        .trim_end_matches('/')
        .into()
}

/// A footnote without the place that it ends with: "Minutes of the council" and "p. 4".
fn without_place(text: &str) -> (&str, &str) {
    let text = text.trim().trim_end_matches('.');
    let parted = text.rsplit_once(", ");
    match parted.filter(|(_, place)| is_place(place)) {
        Some((title, place)) => (title, place),
        None => (text, ""),
    }
}

/// Whether it is a label with a number: "p. 4".
fn is_place(place: &str) -> bool {
    let Some((label, value)) = place.split_once(' ') else {
        return false;
    };
    let is_value = |c: char| c.is_ascii_digit() || "-–.".contains(c);
    label_of(label).is_some()
        && value.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(is_value)
}

/// " at p. 4"
fn at(place: &str) -> String {
    match is_place(place) {
        true => format!(" at {place}"),
        false => String::new(),
    }
}
